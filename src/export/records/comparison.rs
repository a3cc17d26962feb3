//! A comparison as rows and columns.

use crate::comparison::{Change, Comparison, Rounds, Side, Verdict};

use super::{COMPARISON, Cell, Table, names};

/// The whole and each area of every pair, in the order of their days.
pub fn comparison(rounds: &Rounds) -> Table {
    let sides = rounds.sides.windows(2);
    let rows = sides.zip(&rounds.pairs).flat_map(|(sides, pair)| rows(sides, pair));
    Table { columns: names([&COMPARISON, &[]]), rows: rows.collect() }
}

fn rows(sides: &[Side], pair: &Comparison) -> Vec<Vec<Cell>> {
    let questionnaire = sides.first().map(|side| Cell::text(side.assessment.questionnaire.id.as_str()));
    let head: Vec<Cell> = questionnaire.into_iter().chain(sides.iter().flat_map(side)).collect();
    let whole = &pair.overall;
    let mut rows = vec![row(
        [Cell::Empty, Cell::Empty],
        whole.change.as_ref(),
        whole.verdict,
        [whole.printed_then, whole.printed_now],
        whole.compared,
    )];
    rows.extend(pair.areas.iter().map(|area| {
        row(
            [Cell::text(area.id.as_str()), Cell::text(&area.title)],
            area.change.as_ref(),
            area.verdict,
            [area.printed_then, area.printed_now],
            area.compared,
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
) -> Vec<Cell> {
    let number = |number: Option<f64>| number.map_or(Cell::Empty, Cell::Number);
    let numbers = [
        number(change.map(|change| f64::from(change.then))),
        number(change.map(|change| f64::from(change.now))),
        number(change.map(|change| f64::from(change.delta()))),
        Cell::text(verdict.word()),
    ];
    let printed = printed.map(|printed| number(printed.map(f64::from)));
    area.into_iter().chain(numbers).chain(printed).chain([Cell::Number(compared as f64)]).collect()
}
