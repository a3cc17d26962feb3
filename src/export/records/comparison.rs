//! A comparison as rows and columns.

use crate::comparison::targets::{AreaTarget, AreaTargets, Progress};
use crate::comparison::{Change, Comparison, Rounds, Side, Verdict};
use crate::questionnaire::Id;

use super::{COMPARISON, Cell, Table, names};

/// The whole and each area of every pair, in the order of their days.
pub fn comparison(rounds: &Rounds) -> Table {
    let sides = rounds.sides.windows(2);
    let pairs = sides.zip(&rounds.pairs).enumerate();
    let rows =
        pairs.flat_map(|(at, (sides, pair))| rows(sides, pair, &AreaTargets::until(rounds, at + 2), rounds));
    Table { columns: names([&COMPARISON, &[]]), rows: rows.collect() }
}

fn rows(sides: &[Side], pair: &Comparison, targets: &AreaTargets, rounds: &Rounds) -> Vec<Vec<Cell>> {
    let questionnaire = sides.first().map(|side| Cell::text(side.assessment.questionnaire.id.as_str()));
    let head: Vec<Cell> = questionnaire.into_iter().chain(sides.iter().flat_map(side)).collect();
    let target = |area: &Id| {
        let now = sides.last().filter(|_| rounds.same_subject)?;
        targets.find(now.assessment.questionnaire.find_area(area.as_str())?)
    };
    let whole = &pair.overall;
    let mut rows = vec![row(
        [Cell::Empty, Cell::Empty],
        whole.change.as_ref(),
        whole.verdict,
        [whole.printed_then, whole.printed_now],
        whole.compared,
        None,
    )];
    rows.extend(pair.areas.iter().map(|area| {
        row(
            [Cell::text(area.id.as_str()), Cell::text(&area.title)],
            area.change.as_ref(),
            area.verdict,
            [area.printed_then, area.printed_now],
            area.compared,
            target(&area.id),
        )
    }));
    rows.into_iter().map(|row| head.iter().cloned().chain(row).collect()).collect()
}

fn side(side: &Side) -> [Cell; 4] {
    let assessment = side.assessment;
    [
        Cell::text(&assessment.about),
        Cell::text(&assessment.label),
        Cell::text(&assessment.date.to_string()),
        Cell::text(&assessment.questionnaire.edition),
    ]
}

fn row(
    area: [Cell; 2],
    change: Option<&Change>,
    verdict: Verdict,
    printed: [Option<u32>; 2],
    compared: usize,
    target: Option<&AreaTarget>,
) -> Vec<Cell> {
    let number = |number: Option<f64>| number.map_or(Cell::Empty, Cell::Number);
    let numbers = [
        number(change.map(|change| f64::from(change.then))),
        number(change.map(|change| f64::from(change.now))),
        number(change.map(|change| f64::from(change.delta()))),
        Cell::text(verdict.word()),
    ];
    let printed = printed.map(|printed| number(printed.map(f64::from)));
    let compared = [Cell::Number(compared as f64)];
    area.into_iter().chain(numbers).chain(printed).chain(compared).chain(of_target(target)).collect()
}

/// A target that is not set leaves its cells empty.
fn of_target(target: Option<&AreaTarget>) -> [Cell; 5] {
    let number = |number: Option<u32>| number.map_or(Cell::Empty, |number| Cell::Number(f64::from(number)));
    let Some(of) = target else { return [const { Cell::Empty }; 5] };
    let (baseline, percent) = match of.progress {
        Progress::Made { baseline, way, .. } => (Some(baseline), Some(way.percent)),
        Progress::NoScore { baseline, .. } => (Some(baseline), None),
        Progress::NoBaseline | Progress::AlreadyThere { .. } | Progress::NotComparable { .. } => (None, None),
    };
    [
        number(Some(of.target.score)),
        of.target.by.map_or(Cell::Empty, |by| Cell::text(&by.to_string())),
        number(of.percent()),
        number(baseline),
        number(percent),
    ]
}
