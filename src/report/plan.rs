//! A plan as a table, and as a document of its own.

use super::{Block, Cell, Column, Cover, Footer, Level, List, Marker, Report, Row, Section, Start, Table};
use crate::assessment::Assessment;
use crate::assessment::plan::{Draft, Status, Step};
use crate::comparison::targets::{AreaTarget, AreaTargets};
use crate::scoring;
use crate::words::{Words, fill};

/// The columns of the table, and their parts of its width.
fn columns(words: &Words) -> Vec<Column> {
    let says = &words.actions;
    vec![
        Column::right("", 0.04),
        Column::left(says.what, 0.38),
        Column::left(says.area, 0.14),
        Column::left(says.effort, 0.08),
        Column::left(says.who, 0.13),
        Column::left(says.by, 0.11),
        Column::left(says.status, 0.12),
    ]
}

/// The steps in their order, a row each, and below them what is to happen first and how one will know.
pub(super) fn blocks(assessment: &Assessment, summary: &str, empty: usize, words: &Words) -> Vec<Block> {
    let steps = assessment.plan.steps();
    let columns = columns(words);
    let mut rows: Vec<Row> = steps.iter().map(|step| Row::Cells(cells(assessment, step, words))).collect();
    rows.extend((0..empty).map(|_| Row::Cells(vec![Cell::default(); columns.len()])));
    let table = Table { summary: summary.to_owned(), columns, rows };
    let (area, effort) = (2, 3);
    let mut blocks = vec![Block::Table(table.without_empty(&[area, effort]))];
    let items: Vec<String> = steps.iter().filter_map(|step| beginning(step, words)).collect();
    if !items.is_empty() {
        blocks.push(Block::heading(words.actions.how_it_begins));
        blocks.push(Block::List(List { marker: Marker::Bullet, items }));
    }
    blocks
}

/// `Action 1. First step: ... It worked when: ...`, where somebody has written one of them.
fn beginning(step: &Step, words: &Words) -> Option<String> {
    let says = &words.actions;
    let Draft { first_step, sign, .. } = &step.draft;
    let written = [(says.first_step, first_step), (says.sign, sign)];
    let parts = written.iter().filter(|(_, text)| !text.is_empty());
    let parts: Vec<String> = parts
        .map(|(label, text)| {
            let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
            fill(says.label_line, &[("label", label), ("text", &format!("{text}{end}"))])
        })
        .collect();
    let named = fill(says.edit_title, &[("step", &step.id)]);
    (!parts.is_empty()).then(|| format!("{named}. {}", parts.join(" ")))
}

fn cells(assessment: &Assessment, step: &Step, words: &Words) -> Vec<Cell> {
    let questionnaire = &assessment.questionnaire;
    let draft = &step.draft;
    let what = match step.status {
        Status::Open => Cell::from(draft.what.clone()),
        Status::Done(_) | Status::Dropped => Cell::muted(draft.what.clone()),
    };
    vec![
        Cell::muted(step.id.to_string()),
        what,
        Cell::muted(draft.area.map(|area| questionnaire[area].short.clone()).unwrap_or_default()),
        Cell::muted(draft.effort.map(|effort| effort.in_words(words)).unwrap_or_default()),
        Cell::from(draft.owner.clone()),
        Cell::from(draft.due.map(|due| words.short_date(due)).unwrap_or_default()),
        status(step, words),
    ]
}

/// How it stands, as a report may say it: the same words on every day, so that nothing is late in it.
fn status(step: &Step, words: &Words) -> Cell {
    let says = &words.actions;
    match step.status {
        Status::Open => Cell::from(says.is_open),
        Status::Done(on) => Cell::from(format!("{}, {}", says.is_done, words.short_date(on))),
        Status::Dropped => Cell::muted(says.is_dropped),
    }
}

/// The targets of the areas, a row each; nothing where none is set.
pub(super) fn targets(assessment: &Assessment, targets: &AreaTargets, words: &Words) -> Vec<Block> {
    if targets.is_empty() {
        return Vec::new();
    }
    let says = &words.targets;
    let came = |of: &AreaTarget| {
        let parts: Vec<String> =
            targets.way(of, words).into_iter().chain(targets.origin(of, words)).collect();
        parts.join(", ")
    };
    let any_came = targets.iter().any(|of| !came(of).is_empty());
    let mut columns = vec![
        Column::left(words.actions.area, if any_came { 0.26 } else { 0.48 }),
        Column::right(words.common.score_head, 0.09),
        Column::right(says.label, 0.09),
        Column::left(says.day, 0.12),
        Column::left(says.missing, 0.13),
        Column::right(says.reached, 0.09),
    ];
    if any_came {
        columns.push(Column::left(says.since, 0.22));
    }
    let rows = targets.iter().map(|of| {
        let percent = of.percent().map(|percent| words.percent(&percent.to_string()));
        let mut cells = vec![
            Cell::from(assessment.questionnaire[of.area].title.clone()),
            Cell::from(of.score.map_or_else(|| "-".to_owned(), |score| score.to_string())),
            Cell::strong(of.target.score.to_string()),
            Cell::from(of.target.by.map(|by| words.short_date(by)).unwrap_or_default()),
            Cell::from(targets.missing(of, words)),
            Cell::from(percent.unwrap_or_else(|| "-".to_owned())),
        ];
        if any_came {
            cells.push(Cell::muted(came(of)));
        }
        Row::Cells(cells)
    });
    let table = Table { summary: says.table.to_owned(), columns, rows: rows.collect() };
    vec![Block::heading(says.title), Block::Table(table)]
}

/// The plan alone, as a document.
pub fn sheet(assessment: &Assessment, words: &Words) -> Report {
    let says = &words.actions;
    let scorecard = scoring::score(&assessment.questionnaire, &assessment.answers);
    let mut blocks = match assessment.plan.is_empty() {
        true => vec![Block::text(says.list_none)],
        false => blocks(assessment, says.who_what_when, 0, words),
    };
    blocks.extend(targets(assessment, &AreaTargets::alone(assessment, &scorecard), words));
    Report {
        title: fill(says.title, &[("title", &assessment.title())]),
        subject: String::new(),
        label: String::new(),
        language: words.language.to_owned(),
        date: words.date(assessment.date),
        author: assessment.name.clone(),
        footer: Footer { page: words.report.forms.page.to_owned(), ..Footer::default() },
        cover: Cover::None,
        sections: vec![Section {
            title: says.who_what_when.to_owned(),
            level: Level::One,
            start: Start::Anywhere,
            anchor: Some("plan".to_owned()),
            blocks,
        }],
    }
}
