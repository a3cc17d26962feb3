//! How the numbers were made, in words that a reader can check.

use std::fmt::Display;

use super::super::{Block, Cell, Column, Columns, Level, List, Marker, Row, Section, Start, Table};
use super::{Subject, answers, benchmark, percent};
use crate::questionnaire::{Answer, Condition, QuestionIndex, RowAnswer};
use crate::scoring::State;
use crate::words::fill;

pub(super) fn section(subject: Subject) -> Section {
    let questionnaire = subject.questionnaire();
    let says = &subject.says().method;
    let least = percent(questionnaire.scoring.min_answered, subject.words());
    let made_with: [(&str, &dyn Display); 5] = [
        ("title", &questionnaire.title),
        ("id", &questionnaire.id),
        ("edition", &questionnaire.edition),
        ("hash", &questionnaire.hash),
        ("version", &env!("CARGO_PKG_VERSION")),
    ];
    let mut made = vec![small_heading(says.made_with), Block::text(fill(says.made_with_says, &made_with))];
    made.extend(benchmark::who(subject));
    let blocks = vec![
        Block::text(says.mean),
        Block::text(says.formula),
        Block::Columns(Columns {
            left_share: 0.4,
            left: vec![small_heading(says.bands), Block::Table(bands(subject))],
            right: steps(subject),
        }),
        Block::Columns(Columns {
            left_share: 0.5,
            left: vec![
                small_heading(says.kinds),
                Block::List(List {
                    marker: Marker::Bullet,
                    items: vec![
                        says.not_applicable.to_owned(),
                        says.dont_know.to_owned(),
                        says.not_answered.to_owned(),
                        fill(says.too_few, &[("percent", &least)]),
                    ],
                }),
            ],
            right: sure(subject),
        }),
        small_heading(says.overall),
        Block::Table(answers::overall(subject)),
        Block::note(answers::band_line(subject)),
        Block::Columns(Columns {
            left_share: 0.5,
            left: vec![small_heading(says.not_this), Block::text(says.not_this_says)],
            right: made,
        }),
    ];
    Section {
        title: says.title.to_owned(),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("method".to_owned()),
        blocks,
    }
}

fn small_heading(text: &str) -> Block {
    Block::Heading { level: Level::Three, text: text.to_owned() }
}

/// What a score's range means, what is noise, and what keeps the overall band down whatever the number.
fn sure(subject: Subject) -> Vec<Block> {
    let questionnaire = subject.questionnaire();
    let says = &subject.says().method;
    let mut blocks = vec![small_heading(says.sure), Block::text(says.sure_says)];
    let caps = questionnaire.scoring.caps.iter();
    let items: Vec<String> = caps
        .map(|cap| fill(says.cap, &[("band", &questionnaire[cap.band].label), ("because", &cap.because)]))
        .collect();
    if !items.is_empty() {
        blocks.push(Block::text(fill(says.caps, &[("caps", &items.join("; "))])));
    }
    blocks
}

fn bands(subject: Subject) -> Table {
    let (says, heads) = (&subject.says().method, &subject.says().heads);
    let bands = &subject.questionnaire().bands;
    let rows = bands.iter().enumerate().map(|(position, band)| {
        let to = bands.get(position + 1).map_or(100, |next| next.from.saturating_sub(1));
        let named = subject.band(crate::questionnaire::BandIndex(position));
        Row::Cells(vec![
            Cell::band(&named),
            Cell::from(fill(subject.says().often.range, &[("low", &band.from), ("high", &to)])),
        ])
    });
    Table {
        summary: says.bands_table.to_owned(),
        columns: vec![Column::left(heads.band, 0.5), Column::left(heads.scores, 0.5)],
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
    vec![small_heading(subject.says().method.steps), Block::List(List { marker: Marker::Bullet, items })]
}

/// What was said not to apply, with the reason where one was given, and what could not be judged.
pub(super) fn left_out(subject: Subject) -> Vec<Block> {
    let questionnaire = subject.questionnaire();
    let says = &subject.says().method;
    let out =
        |question: &dyn Display, reason: &str| fill(says.out, &[("question", question), ("reason", &reason)]);
    let mut items = Vec::new();
    for question in subject.scorecard.flow.asked() {
        let entry = subject.assessment.answers.entry(question);
        let ask = subject.ask(question);
        let reason = match entry.note.as_str() {
            "" => says.no_reason,
            note => note,
        };
        match &entry.answer {
            Some(Answer::NotApplicable) => items.push(out(&ask, reason)),
            Some(Answer::Rows(given)) => {
                let rows = questionnaire[question].kind.rows().iter().zip(given);
                let rows = rows.filter(|(_, given)| **given == RowAnswer::NotApplicable);
                items.extend(rows.map(|(row, _)| out(&format!("{ask} {}", row.text), reason)));
            }
            Some(_) | None => {}
        }
        let score = subject.scorecard.question(question);
        if score.state == State::NotJudged {
            let missing: Vec<&str> = score.missing.iter().map(|missing| subject.ask(*missing)).collect();
            items.push(fill(says.not_judged, &[("question", &ask), ("missing", &missing.join(" "))]));
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
        items.push(subject.words().count(&says.unanswered, unanswered));
    }
    match items.is_empty() {
        true => Vec::new(),
        false => vec![small_heading(says.left_out), Block::List(List { marker: Marker::Bullet, items })],
    }
}

/// The required questions that were left open, each with what was not asked for want of its answer.
fn closed_by_silence(subject: Subject) -> Vec<String> {
    let questionnaire = subject.questionnaire();
    let says = &subject.says().method;
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
                true => fill(says.open, &[("question", ask)]),
                false => fill(says.open_closes, &[("question", ask), ("closed", &closed.join(" "))]),
            }
        })
        .collect()
}
