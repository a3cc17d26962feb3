//! Every answer: the question, what was said, and the points it won.

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Table};
use super::{Notes, Options, Subject};
use crate::questionnaire::in_words::answer_in_lines;
use crate::questionnaire::{AreaIndex, QuestionIndex};
use crate::scoring::State;

pub(super) fn section(subject: Subject, options: Options) -> Section {
    let questionnaire = subject.questionnaire();
    let mut table =
        table(subject, options, questionnaire.area_indexes().filter(|area| !questionnaire.is_private(*area)));
    let mut rows: Vec<Row> = vec![Row::Group("About the team".to_owned())];
    rows.extend(questionnaire.profile().filter_map(|question| row(subject, options, question)));
    rows.append(&mut table.rows);
    Section {
        title: "Every answer".to_owned(),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("answers".to_owned()),
        blocks: vec![Block::Table(Table { rows, ..table })],
    }
}

/// The answers of some areas, grouped by area where there are several.
pub(super) fn table(subject: Subject, options: Options, areas: impl Iterator<Item = AreaIndex>) -> Table {
    let questionnaire = subject.questionnaire();
    let mut groups: Vec<(AreaIndex, Vec<Row>)> = Vec::new();
    for area in areas {
        let rows: Vec<Row> =
            questionnaire.questions_of(area).filter_map(|question| row(subject, options, question)).collect();
        if !rows.is_empty() {
            groups.push((area, rows));
        }
    }
    let several = 1 < groups.len();
    let mut rows = Vec::new();
    for (area, mut group) in groups {
        if several {
            rows.push(Row::Group(subject.numbered(area)));
        }
        rows.append(&mut group);
    }
    Table {
        summary: "Each question with its answer and the points it won".to_owned(),
        columns: vec![
            Column::left("Question", 0.44),
            Column::left("Answer", 0.44),
            Column::right("Points", 0.12),
        ],
        rows,
    }
}

fn row(subject: Subject, options: Options, question: QuestionIndex) -> Option<Row> {
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
    let points = match (score.level, score.highest) {
        (Some(level), Some(highest)) => {
            format!("{} of {highest}", crate::questionnaire::kind::plain_number(level, 2))
        }
        (None, Some(_)) => "-".to_owned(),
        (_, None) => String::new(),
    };
    Some(Row::Cells(vec![Cell::from(questionnaire[question].ask.clone()), answer, Cell::from(points)]))
}
