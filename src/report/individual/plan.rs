//! The plan: what was agreed; where nothing was, a line for each practice that plugs a leak. With lines to
//! fill in.

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Table, plan};
use super::Subject;
use crate::questionnaire::PracticeIndex;
use crate::words::EN;

/// How many practices the plan proposes.
const PROPOSED: usize = 8;

/// How many empty lines are left for what the reader adds.
const EMPTY: usize = 5;

pub(super) fn section(subject: Subject) -> Section {
    let blocks = match subject.assessment.plan.is_empty() {
        true => proposed(subject),
        false => agreed(subject),
    };
    Section {
        title: "The plan: who does what, by when".to_owned(),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("plan".to_owned()),
        blocks,
    }
}

/// What somebody has planned, with room for what is added by pen.
fn agreed(subject: Subject) -> Vec<Block> {
    let mut blocks = vec![Block::text("What was agreed, and how it stood when this report was written.")];
    let summary = "What is planned, with who does it, by when, and how it stands";
    blocks.extend(plan::blocks(subject.assessment, summary, EMPTY, &EN));
    blocks.push(Block::FillIn(vec!["We look at this again on".to_owned()]));
    blocks
}

/// Where nothing is planned yet, what plugs the worst leaks.
fn proposed(subject: Subject) -> Vec<Block> {
    let questionnaire = subject.questionnaire();
    // Practices in the order of the leaks that they plug, each once.
    let mut practices: Vec<PracticeIndex> = Vec::new();
    for practice in subject.findings.leaks.iter().flat_map(|leak| &leak.plugged_by) {
        if !practices.contains(practice) {
            practices.push(*practice);
        }
    }
    let columns = vec![
        Column::left("What", 0.40),
        Column::left("Area", 0.15),
        Column::left("Effort", 0.08),
        Column::left("Who", 0.13),
        Column::left("By when", 0.12),
        Column::left("How it stands", 0.12),
    ];
    let width = columns.len();
    let proposed = practices.into_iter().take(PROPOSED).map(|index| {
        let practice = &questionnaire[index];
        let mut cells = vec![
            Cell::from(practice.text.clone()),
            Cell::muted(questionnaire[practice.area].short.clone()),
            Cell::muted(practice.effort.word()),
        ];
        cells.resize(width, Cell::default());
        Row::Cells(cells)
    });
    let empty = (0..EMPTY).map(|_| Row::Cells(vec![Cell::default(); width]));
    vec![
        Block::text("Agree on two or three of these, no more; give each a name and a day."),
        Block::Table(Table {
            summary: "Practices that plug the worst leaks, with room for a name and a date".to_owned(),
            columns,
            rows: proposed.chain(empty).collect(),
        }),
        Block::FillIn(vec!["The first step".to_owned()]),
        Block::FillIn(vec!["How we will know that it worked".to_owned()]),
        Block::FillIn(vec!["We look at this again on".to_owned()]),
    ]
}
