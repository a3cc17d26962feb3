//! Every answer: the question, what was said, and the points it won.

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Table};
use super::{Notes, Options, Subject};
use crate::questionnaire::in_words::answer_in_lines;
use crate::questionnaire::kind::plain_number;
use crate::questionnaire::{AreaIndex, QuestionIndex};
use crate::scoring::State;
use crate::scoring::why::{Of, why};

pub(super) fn section(subject: Subject, options: Options) -> Section {
    let questionnaire = subject.questionnaire();
    let mut rows: Vec<Row> = vec![Row::Group("About the team".to_owned())];
    rows.extend(
        questionnaire.profile().filter_map(|question| row(subject, options, question, String::new())),
    );
    let areas = questionnaire.area_indexes().filter(|area| !questionnaire.is_private(*area));
    rows.extend(of_areas(subject, options, areas));
    let mut columns = columns();
    if let Some(last) = columns.last_mut() {
        *last = Column::right("Weight", 0.14);
    }
    Section {
        title: "Every answer".to_owned(),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("answers".to_owned()),
        blocks: vec![Block::Table(Table {
            summary: "Each question with its answer, the level it stands on and its weight".to_owned(),
            columns,
            rows,
        })],
    }
}

/// The answers of an area and of those inside it, with the points that make its score.
pub(super) fn with_points(subject: Subject, options: Options, outer: AreaIndex) -> Table {
    let questionnaire = subject.questionnaire();
    let answers = &subject.assessment.answers;
    let inner: Vec<AreaIndex> = questionnaire.areas_within(outer).collect();
    let mut rows = Vec::new();
    for area in &inner {
        if 1 < inner.len() {
            rows.push(Row::Group(subject.numbered(*area)));
        }
        for line in why(questionnaire, answers, subject.scorecard, *area) {
            let points = match (line.points, line.share) {
                (Some(points), Some(share)) => format!("{points} of {share}"),
                (_, _) => String::new(),
            };
            match line.of {
                Of::Question(question) => rows.extend(row(subject, options, question, points)),
                Of::Area(_) => rows.push(Row::Cells(vec![
                    Cell::strong(line.title),
                    Cell::from(line.answer),
                    Cell::default(),
                    Cell::from(points),
                ])),
            }
        }
        if let Some(score) = subject.scorecard.area(*area).measure.printed() {
            rows.push(Row::Cells(vec![
                Cell::strong("Score"),
                Cell::default(),
                Cell::default(),
                Cell::strong(format!("{score} of 100")),
            ]));
        }
    }
    Table {
        summary: "Each question with its answer, the level it stands on and the points it gives".to_owned(),
        columns: columns(),
        rows,
    }
}

/// Every answer of some areas, each area under its name.
fn of_areas(subject: Subject, options: Options, areas: impl Iterator<Item = AreaIndex>) -> Vec<Row> {
    let questionnaire = subject.questionnaire();
    let mut rows = Vec::new();
    for area in areas {
        let questions = questionnaire.questions_of(area);
        let mut group: Vec<Row> = questions
            .filter_map(|question| row(subject, options, question, weight(subject, question)))
            .collect();
        if !group.is_empty() {
            rows.push(Row::Group(subject.numbered(area)));
            rows.append(&mut group);
        }
    }
    rows
}

fn columns() -> Vec<Column> {
    vec![
        Column::left("Question", 0.41),
        Column::left("Answer", 0.35),
        Column::left("Level", 0.10),
        Column::right("Points", 0.14),
    ]
}

/// The weight of a question that is scored.
fn weight(subject: Subject, question: QuestionIndex) -> String {
    let question = &subject.questionnaire()[question];
    match question.is_scored() {
        true => plain_number(question.weight, 3),
        false => String::new(),
    }
}

fn row(subject: Subject, options: Options, question: QuestionIndex, last: String) -> Option<Row> {
    let questionnaire = subject.questionnaire();
    let score = subject.scorecard.question(question);
    let entry = subject.assessment.answers.entry(question);
    let answer = match score.state {
        State::Closed => return None,
        State::Skipped | State::NotAnswered if entry.answer.is_none() => Cell::muted("not answered"),
        State::Answered
        | State::DontKnow
        | State::NotApplicable
        | State::NotAnswered
        | State::Skipped
        | State::NotJudged => {
            let words = entry.answer.as_ref().map(|answer| answer_in_lines(&questionnaire[question], answer));
            let mut words = words.unwrap_or_default();
            if let Some(sure) = entry.confidence {
                words = format!("{words} ({})", sure.words());
            }
            if options.notes == Notes::Shown && !entry.note.is_empty() {
                words = format!("{words}\nNote: {}", entry.note);
            }
            Cell::from(words)
        }
    };
    let level = match (score.level, score.highest) {
        (Some(level), Some(highest)) => format!("{} of {highest}", plain_number(level, 2)),
        (None, Some(_)) => "-".to_owned(),
        (_, None) => String::new(),
    };
    Some(Row::Cells(vec![Cell::from(subject.ask(question)), answer, Cell::from(level), Cell::from(last)]))
}
