//! The plan: what was agreed; where nothing was, a line for each practice that plugs a leak. With lines to
//! fill in.

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Table, plan};
use super::Subject;
use crate::comparison::targets::AreaTargets;
use crate::questionnaire::PracticeIndex;

/// How many practices the plan proposes.
const PROPOSED: usize = 8;

/// How many empty lines are left for what the reader adds.
const EMPTY: usize = 5;

/// Targets take the room of lines, so that the plan stays on a page as long as it can.
fn empty(targets: &AreaTargets) -> usize {
    match targets.iter().count() {
        0 => EMPTY,
        targets => EMPTY.saturating_sub(targets + 1).max(1),
    }
}

pub(super) fn section(subject: Subject) -> Section {
    let blocks = match subject.assessment.plan.is_empty() {
        true => proposed(subject),
        false => agreed(subject),
    };
    Section {
        title: subject.says().plan.title.to_owned(),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("plan".to_owned()),
        blocks,
    }
}

/// What somebody has planned, with room for what is added by pen.
fn agreed(subject: Subject) -> Vec<Block> {
    let says = &subject.says().plan;
    let targets = subject.targets();
    let mut blocks = vec![Block::text(says.agreed)];
    blocks.extend(plan::blocks(subject.assessment, says.agreed_table, empty(&targets), subject.words()));
    blocks.extend(plan::targets(subject.assessment, &targets, subject.words()));
    blocks.push(Block::FillIn(vec![says.looked_at.to_owned()]));
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
    let (says, heads) = (&subject.says().plan, &subject.says().heads);
    let columns = vec![
        Column::left(heads.what, 0.40),
        Column::left(heads.area, 0.15),
        Column::left(heads.effort, 0.08),
        Column::left(heads.who, 0.13),
        Column::left(heads.by_when, 0.12),
        Column::left(heads.how_it_stands, 0.12),
    ];
    let width = columns.len();
    let proposed = practices.into_iter().take(PROPOSED).map(|index| {
        let practice = &questionnaire[index];
        let mut cells = vec![
            Cell::from(practice.text.clone()),
            Cell::muted(questionnaire[practice.area].short.clone()),
            Cell::muted(practice.effort.in_words(subject.words())),
        ];
        cells.resize(width, Cell::default());
        Row::Cells(cells)
    });
    let targets = subject.targets();
    let empty = (0..empty(&targets)).map(|_| Row::Cells(vec![Cell::default(); width]));
    let mut blocks = vec![
        Block::text(says.agree),
        Block::Table(Table {
            summary: says.table.to_owned(),
            columns,
            rows: proposed.chain(empty).collect(),
        }),
    ];
    blocks.extend(plan::targets(subject.assessment, &targets, subject.words()));
    let lines = [says.first_step, says.how_known, says.looked_at];
    blocks.extend(lines.map(|line| Block::FillIn(vec![line.to_owned()])));
    blocks
}
