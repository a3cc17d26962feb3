//! How the numbers were made, in words that a reader can check.

use super::super::{Block, Cell, Column, Columns, Level, List, Marker, Row, Section, Start, Table};
use super::Subject;
use crate::questionnaire::{Answer, Condition, QuestionIndex, RowAnswer};
use crate::scoring::State;
use crate::text::counted;

pub(super) fn section(subject: Subject) -> Section {
    let questionnaire = subject.questionnaire();
    let min = (questionnaire.scoring.min_answered * 100.0).round();
    let mut blocks = vec![
        Block::text(
            "Every scored question has steps, from level 0 upward. Its score is the level that was reached, \
             divided by its highest level. An area's score is the mean of its questions' scores, each \
             counted with its weight; the overall score is the mean of the areas' scores, each counted with \
             its weight. Scores are printed as whole numbers from 0 to 100.",
        ),
        Block::text(
            "score = 100 x sum of (weight x level / highest level) / sum of weights, over what was answered",
        ),
        Block::Columns(Columns {
            left_share: 0.42,
            left: vec![small_heading("The bands"), Block::Table(bands(subject))],
            right: vec![
                small_heading("How each kind of answer counts"),
                Block::List(List {
                    marker: Marker::Bullet,
                    items: vec![
                        "Does not apply: the question leaves the score altogether.".to_owned(),
                        "Don't know: it leaves the score, widens the range and is listed as a blind spot."
                            .to_owned(),
                        "Not answered: it leaves the score and widens the range.".to_owned(),
                        format!("Where less than {min}% of the weight is answered, there is no score."),
                    ],
                }),
            ],
        }),
    ];
    blocks.push(small_heading("How sure the numbers are"));
    blocks.push(Block::text(
        "A range shows the lowest and the highest score that the open answers could still give. One person \
         answered: a difference of less than three points, between areas or between years, is noise.",
    ));
    blocks.extend(caps(subject));
    blocks.extend(steps(subject));
    blocks.push(small_heading("What this is not"));
    blocks.push(Block::text(
        "A self-assessment says what the respondent sees. It is the opening of a conversation, not a \
         measurement of people. All cut points are the questionnaire's own; no figure here is an industry \
         benchmark.",
    ));
    blocks.push(Block::note(format!(
        "{} ({}), edition {}, text {}. Answers of one respondent. Scored by leaky-bucket {}.",
        questionnaire.title,
        questionnaire.id,
        questionnaire.edition,
        questionnaire.hash,
        env!("CARGO_PKG_VERSION")
    )));
    Section {
        title: "How the numbers were made".to_owned(),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("method".to_owned()),
        blocks,
    }
}

fn small_heading(text: &str) -> Block {
    Block::Heading { level: Level::Three, text: text.to_owned() }
}

/// What keeps the overall band down, whatever the number.
fn caps(subject: Subject) -> Vec<Block> {
    let questionnaire = subject.questionnaire();
    let caps = &questionnaire.scoring.caps;
    if caps.is_empty() {
        return Vec::new();
    }
    let items = caps.iter().enumerate().map(|(position, cap)| {
        let holds = if subject.findings.capped_by == Some(position) { " (so it is here)" } else { "" };
        format!("no better than {} when {}{holds}", questionnaire[cap.band].label, cap.because)
    });
    let items: Vec<String> = items.collect();
    vec![
        small_heading("What holds the overall band down"),
        Block::text(format!("Whatever the number, the overall band is {}.", items.join("; "))),
    ]
}

fn bands(subject: Subject) -> Table {
    let bands = &subject.questionnaire().bands;
    let rows = bands.iter().enumerate().map(|(position, band)| {
        let to = bands.get(position + 1).map_or(100, |next| next.from.saturating_sub(1));
        let named = subject.band(crate::questionnaire::BandIndex(position));
        Row::Cells(vec![Cell::band(&named), Cell::from(format!("{} to {to}", band.from))])
    });
    Table {
        summary: "The bands and their scores".to_owned(),
        columns: vec![Column::left("Band", 0.5), Column::left("Scores", 0.5)],
        rows: rows.collect(),
    }
}

fn steps(subject: Subject) -> Vec<Block> {
    let levels = &subject.questionnaire().levels;
    if levels.is_empty() {
        return Vec::new();
    }
    let items =
        levels.iter().map(|level| format!("{} {}: {}", level.level, level.name, level.means)).collect();
    vec![small_heading("How the steps are worded"), Block::List(List { marker: Marker::Bullet, items })]
}

/// What was said not to apply, with the reason where one was given, and what could not be judged.
pub(super) fn left_out(subject: Subject) -> Vec<Block> {
    let questionnaire = subject.questionnaire();
    let mut items = Vec::new();
    for question in subject.scorecard.flow.asked() {
        let entry = subject.assessment.answers.entry(question);
        let ask = subject.ask(question);
        let reason = match entry.note.as_str() {
            "" => "no reason given",
            note => note,
        };
        match &entry.answer {
            Some(Answer::NotApplicable) => items.push(format!("Does not apply: {ask} ({reason})")),
            Some(Answer::Rows(given)) => {
                let rows = questionnaire[question].kind.rows().iter().zip(given);
                let out = rows.filter(|(_, given)| **given == RowAnswer::NotApplicable);
                items.extend(out.map(|(row, _)| format!("Does not apply: {ask} {} ({reason})", row.text)));
            }
            Some(_) | None => {}
        }
        let score = subject.scorecard.question(question);
        if score.state == State::NotJudged {
            let missing: Vec<&str> = score.missing.iter().map(|missing| subject.ask(*missing)).collect();
            items.push(format!("Could not be judged: {ask} It needs an answer to: {}", missing.join(" ")));
        }
    }
    items.extend(closed_by_silence(subject));
    let unanswered = subject
        .scorecard
        .flow
        .asked()
        .filter(|question| subject.assessment.answers.entry(*question).is_unanswered())
        .count();
    if 0 < unanswered {
        items.push(format!("Not answered: {}.", counted(unanswered, "question", "questions")));
    }
    match items.is_empty() {
        true => Vec::new(),
        false => vec![
            Block::heading("What was left out of the score"),
            Block::List(List { marker: Marker::Bullet, items }),
        ],
    }
}

/// The required questions that were left open, each with what was not asked for want of its answer.
fn closed_by_silence(subject: Subject) -> Vec<String> {
    let questionnaire = subject.questionnaire();
    let flow = &subject.scorecard.flow;
    let silent = flow.asked().filter(|question| {
        questionnaire[*question].required && subject.assessment.answers.answer(*question).is_none()
    });
    let rests_on = |condition: &Option<Condition>, question: QuestionIndex| {
        condition.as_ref().is_some_and(|condition| condition.reads(questionnaire).contains(&question))
    };
    silent
        .map(|question| {
            let areas = questionnaire
                .area_indexes()
                .filter(|area| rests_on(&questionnaire[*area].show_if, question))
                .map(|area| questionnaire[area].title.clone());
            let questions = questionnaire
                .question_indexes()
                .filter(|other| !flow.is_open(*other) && rests_on(&questionnaire[*other].show_if, question))
                .map(|other| questionnaire[other].ask.clone());
            let closed: Vec<String> = areas.chain(questions).collect();
            let ask = &questionnaire[question].ask;
            match closed.is_empty() {
                true => format!("Not answered: {ask}"),
                false => {
                    format!("Not answered: {ask} For want of it this was not asked: {}", closed.join(" "))
                }
            }
        })
        .collect()
}
