//! Why this score: every answer with its level, its weight, and the points it gives, adding up to the score.

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Steps, Table};
use super::{Notes, Options, Subject, method};
use crate::questionnaire::in_words::answer_in_lines;
use crate::questionnaire::{Answer, AreaIndex, BandIndex, Id, Kind, QuestionIndex};
use crate::scoring::why::{self, Line, Of, Tenths, why, why_overall};
use crate::scoring::{Measure, State};
use crate::words::{Words, fill};

/// How many columns the table of all answers has.
const COLUMNS: usize = 6;

pub(super) fn section(subject: Subject, options: Options) -> Section {
    let mut blocks =
        vec![Block::note(subject.says().answers.says), Block::Table(every_answer(subject, options))];
    blocks.extend(method::left_out(subject));
    blocks.extend(sources(subject));
    Section {
        title: subject.says().answers.title.to_owned(),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("answers".to_owned()),
        blocks,
    }
}

/// The overall score opened into the areas.
pub(super) fn overall(subject: Subject) -> Table {
    let questionnaire = subject.questionnaire();
    let (words, says, heads) = (subject.words(), &subject.says().answers, &subject.says().heads);
    let lines = why_overall(questionnaire, subject.scorecard, words);
    let rows = lines.iter().map(|line| {
        let title = match line.of {
            Of::Area(area) => subject.numbered(area),
            Of::Question(_) => line.title.clone(),
        };
        Row::Cells(vec![
            Cell::from(title),
            Cell::from(line.answer.clone()),
            Cell::from(words.number(line.weight, 3)),
            Cell::from(percent(line.share, words)),
            Cell::from(points(line.points, words)),
        ])
    });
    let total = sum_row(&lines, &subject.scorecard.overall, says.overall, 5, words);
    Table {
        summary: says.overall_table.to_owned(),
        columns: vec![
            Column::left(heads.area, 0.5),
            Column::right(heads.score, 0.12),
            Column::right(heads.weight, 0.12),
            Column::right(heads.share, 0.13),
            Column::right(heads.points, 0.13),
        ],
        rows: rows.chain(total).collect(),
    }
}

/// The band, and which cap holds it down.
pub(super) fn band_line(subject: Subject) -> String {
    let questionnaire = subject.questionnaire();
    let says = &subject.says().answers;
    let Some(score) = subject.scorecard.overall.printed() else {
        let missing: Vec<&str> =
            subject.scorecard.missing.iter().map(|area| questionnaire[*area].title.as_str()).collect();
        return fill(says.no_score, &[("areas", &missing.join(", "))]);
    };
    let label = |band: Option<BandIndex>| band.map_or("", |band| questionnaire[band].label.as_str());
    let by_score = label(subject.scorecard.band);
    match subject.findings.capped_by {
        Some(cap) => {
            let because = &questionnaire.scoring.caps[cap].because;
            let held = label(subject.findings.band);
            let text = if held == by_score { says.held_same } else { says.held };
            fill(text, &[("score", &score), ("band", &by_score), ("held", &held), ("because", because)])
        }
        None => fill(says.free, &[("score", &score), ("band", &by_score)]),
    }
}

/// The last row of a sum: the shares and the points of all its lines, and what is printed of them.
fn sum_row(lines: &[Line], measure: &Measure, title: &str, columns: usize, words: &Words) -> Option<Row> {
    let score = why::sum(measure)?;
    let printed = measure.printed()?;
    let sum = |of: fn(&Line) -> Option<Tenths>| Tenths(lines.iter().filter_map(of).map(|part| part.0).sum());
    let mut cells = vec![Cell::default(); columns];
    if let [.., share, points] = cells.as_mut_slice() {
        *share = Cell::strong(percent(Some(sum(|line| line.share)), words));
        *points = Cell::strong(score.in_words(words));
    }
    if let Some(cell) = cells.first_mut() {
        *cell = Cell::strong(match score.0 == printed * 10 {
            true => title.to_owned(),
            false => fill(words.report.answers.printed, &[("title", &title), ("score", &printed)]),
        });
    }
    Some(Row::Cells(cells))
}

fn every_answer(subject: Subject, options: Options) -> Table {
    let questionnaire = subject.questionnaire();
    let heads = &subject.says().heads;
    let mut rows: Vec<Row> = Vec::new();
    let profile: Vec<Row> =
        questionnaire.profile().filter_map(|question| unscored(subject, options, question)).collect();
    if !profile.is_empty() {
        rows.push(Row::Group(subject.says().answers.team.to_owned()));
        rows.extend(profile);
    }
    for area in questionnaire.area_indexes().filter(|area| !questionnaire.is_private(*area)) {
        rows.extend(of_area(subject, options, area));
    }
    Table {
        summary: subject.says().answers.table.to_owned(),
        columns: vec![
            Column::left(heads.question, 0.40),
            Column::left(heads.answer, 0.38),
            Column::left(heads.level, 0.08),
            Column::right(heads.weight, 0.05),
            Column::right(heads.share, 0.05),
            Column::right(heads.points, 0.05),
        ],
        rows,
    }
}

fn of_area(subject: Subject, options: Options, area: AreaIndex) -> Vec<Row> {
    let questionnaire = subject.questionnaire();
    let words = subject.words();
    let lines = why(questionnaire, &subject.assessment.answers, subject.scorecard, area, words);
    let mut rows: Vec<Row> = lines.iter().filter_map(|line| row(subject, options, line)).collect();
    if rows.is_empty() {
        return rows;
    }
    rows.insert(0, Row::Group(subject.numbered(area)));
    rows.extend(sum_row(
        &lines,
        &subject.scorecard.area(area).measure,
        words.report.answers.sum,
        COLUMNS,
        words,
    ));
    rows
}

fn row(subject: Subject, options: Options, line: &Line) -> Option<Row> {
    let words = subject.words();
    let said = match line.of {
        Of::Question(question) => answer(subject, options, question)?,
        Of::Area(_) => Cell::from(line.answer.clone()),
    };
    let scored = line.highest.is_some() || matches!(line.of, Of::Area(_));
    Some(Row::Cells(vec![
        named(&line.title, &line.id),
        said,
        Cell { steps: None, ..level(line, words) },
        Cell::from(if scored { words.number(line.weight, 3) } else { String::new() }),
        Cell::from(percent(line.share, words)),
        Cell::from(points(line.points, words)),
    ]))
}

/// A question with the id by which exports and answers files know it.
fn named(title: &str, id: &Id) -> Cell {
    Cell::from(format!("{title} [{id}]"))
}

/// A question about the team: it scores nothing.
fn unscored(subject: Subject, options: Options, question: QuestionIndex) -> Option<Row> {
    let mut cells = vec![
        named(subject.ask(question), &subject.questionnaire()[question].id),
        answer(subject, options, question)?,
    ];
    cells.resize(COLUMNS, Cell::default());
    Some(Row::Cells(cells))
}

/// What was answered, how surely, and the respondent's note; `None` when the question was not asked.
pub(super) fn answer(subject: Subject, options: Options, question: QuestionIndex) -> Option<Cell> {
    let questionnaire = subject.questionnaire();
    let score = subject.scorecard.question(question);
    let entry = subject.assessment.answers.entry(question);
    let words = subject.words();
    match score.state {
        State::Closed => None,
        State::Skipped | State::NotAnswered if entry.answer.is_none() => {
            Some(Cell::muted(words.answers.not_answered))
        }
        State::Answered
        | State::DontKnow
        | State::NotApplicable
        | State::NotAnswered
        | State::Skipped
        | State::NotJudged => {
            let mut said = match (&questionnaire[question].kind, &entry.answer) {
                // The step stands in a column of its own, counted as levels are.
                (Kind::Scale(choices), Some(Answer::Choice(chosen))) => {
                    choices.get(*chosen).map(|choice| choice.text.clone()).unwrap_or_default()
                }
                (_, Some(answer)) => answer_in_lines(&questionnaire[question], answer, words),
                (_, None) => String::new(),
            };
            if let Some(sure) = entry.confidence {
                said = format!("{said} ({})", sure.in_words(words));
            }
            if let Some(level) = score.capped_from {
                let level = words.number(level, 2);
                said = format!("{said}\n{}", fill(words.report.answers.capped, &[("level", &level)]));
            }
            if options.notes == Notes::Shown && !entry.note.is_empty() {
                said = format!("{said}\n{}", fill(words.report.often.note, &[("note", &entry.note)]));
            }
            Some(Cell::from(said))
        }
    }
}

/// The level a line stands on, such as `2 of 4`.
pub(super) fn level(line: &Line, words: &Words) -> Cell {
    match (line.level, line.highest) {
        (Some(reached), Some(highest)) => {
            let level = words.number(reached, 2);
            let says = fill(words.report.answers.level, &[("level", &level), ("highest", &highest)]);
            Cell::level(says, Steps { reached, highest })
        }
        (None, Some(_)) => Cell::muted("-"),
        (_, None) => Cell::default(),
    }
}

pub(super) fn points(tenths: Option<Tenths>, words: &Words) -> String {
    tenths.map(|tenths| tenths.in_words(words)).unwrap_or_default()
}

fn percent(tenths: Option<Tenths>, words: &Words) -> String {
    tenths.map(|tenths| words.percent(&tenths.in_words(words))).unwrap_or_default()
}

/// What the author says about where the cut points come from: each remark once, with its questions.
fn sources(subject: Subject) -> Vec<Block> {
    let questionnaire = subject.questionnaire();
    let mut remarks: Vec<(&str, Vec<&str>)> = Vec::new();
    for index in subject.scorecard.flow.asked() {
        let question = &questionnaire[index];
        let Some(note) = question.source_note.as_deref().filter(|_| question.is_scored()) else { continue };
        match remarks.iter_mut().find(|(remark, _)| *remark == note) {
            Some((_, ids)) => ids.push(question.id.as_str()),
            None => remarks.push((note, vec![question.id.as_str()])),
        }
    }
    let lines: Vec<String> =
        remarks.into_iter().map(|(remark, ids)| format!("{}: {remark}", ids.join(", "))).collect();
    match lines.is_empty() {
        true => Vec::new(),
        false => {
            let heading = subject.says().answers.sources.to_owned();
            vec![Block::Heading { level: Level::Three, text: heading }, Block::note(lines.join(" "))]
        }
    }
}
