//! The numbers of a figure as a table: for those who cannot see the drawing, and where none can be drawn.

use super::{
    Align, Bar, Bars, Block, Bucket, Cell, Column, Drawing, Figure, Heat, Hole, Matrix, MatrixPoint, Others,
    Radar, Row, Section, Slope, Spread, Square, Table, Trend,
};
use crate::scoring::printed;
use crate::words::{Words, fill};

/// Returns what a figure shows as rows under named columns. Columns without a single entry are left out.
pub fn table(figure: &Figure, words: &Words) -> Table {
    let table = match &figure.drawing {
        Drawing::Bucket(bucket) => of_bucket(bucket, words),
        Drawing::Bars(bars) => of_bars(bars, words),
        Drawing::Matrix(matrix) => of_matrix(matrix, words),
        Drawing::Slope(slope) => of_slope(slope, words),
        Drawing::Trend(trend) => of_trend(trend, words),
        Drawing::Heat(heat) => of_heat(heat, words),
        Drawing::Spread(spread) => of_spread(spread, words),
        Drawing::Radar(radar) => of_radar(radar, words),
    };
    without_empty_columns(Table { summary: words.report.numbers.summary.to_owned(), ..table })
}

/// Whether a figure's numbers stand nowhere else near it, so that they are worth a table. Bars are told by a
/// table that follows them, a bucket by the bars of the same section.
pub fn are_worth_a_table(figure: &Figure, next: Option<&Block>, section: &Section) -> bool {
    match figure.drawing {
        Drawing::Bucket(_) => !has_bars(&section.blocks),
        Drawing::Bars(_)
        | Drawing::Matrix(_)
        | Drawing::Slope(_)
        | Drawing::Trend(_)
        | Drawing::Heat(_)
        | Drawing::Spread(_)
        | Drawing::Radar(_) => !matches!(next, Some(Block::Table(_))),
    }
}

fn has_bars(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Figure(figure) => matches!(figure.drawing, Drawing::Bars(_)),
        Block::Columns(columns) => has_bars(&columns.left) || has_bars(&columns.right),
        Block::Panel(panel) => has_bars(&panel.blocks),
        Block::Heading { .. }
        | Block::Text { .. }
        | Block::List(_)
        | Block::Table(_)
        | Block::Card(_)
        | Block::Banner(_)
        | Block::FillIn(_) => false,
    })
}

/// Returns what a figure says beside its numbers: the height of the water, the names of the corners.
pub fn remark(figure: &Figure, words: &Words) -> Option<String> {
    let says = &words.report.numbers;
    match &figure.drawing {
        Drawing::Bucket(bucket) => {
            let score = format!("{} {}", shown(bucket.score?, words), bucket.scale);
            let band = bucket.band.as_ref().map(|band| band.name.clone());
            let before = bucket
                .previous
                .map(|previous| fill(says.stood_before, &[("score", &shown(previous, words))]));
            let parts: Vec<String> = [Some(score), band, before].into_iter().flatten().collect();
            Some(format!("{}.", parts.join(", ")))
        }
        Drawing::Matrix(matrix) => {
            let named = says.corners.iter().zip(&matrix.corners).filter(|(_, name)| !name.is_empty());
            let parts: Vec<String> =
                named.map(|(place, name)| fill(says.corner, &[("place", place), ("name", name)])).collect();
            let across = match matrix.steps.as_slice() {
                [] => fill(says.right, &[("across", &matrix.across)]),
                steps => fill(says.right_steps, &[("across", &matrix.across), ("steps", &steps.join(", "))]),
            };
            let upward = fill(says.upward, &[("upward", &matrix.upward)]);
            let parts: Vec<String> = [across, upward].into_iter().chain(parts).collect();
            Some(parts.join(" "))
        }
        Drawing::Heat(heat) => {
            let bands: Vec<&str> = heat.bands.iter().map(|band| band.name.as_str()).collect();
            (!bands.is_empty()).then(|| format!("{}.", bands.join("; ")))
        }
        Drawing::Bars(_) | Drawing::Slope(_) | Drawing::Trend(_) | Drawing::Spread(_) | Drawing::Radar(_) => {
            None
        }
    }
}

/// Returns a number without a fraction that says nothing: 46, 46.5.
pub fn shown(number: f64, words: &Words) -> String {
    words.number((number * 10.0).round() / 10.0 + 0.0, 1)
}

/// Returns a share from 0 to 1 as percent.
fn percent(share: f64, words: &Words) -> String {
    words.percent(&shown((share * 100.0).round(), words))
}

fn of_bucket(bucket: &Bucket, words: &Words) -> Table {
    let score = |hole: &Hole| hole.leak.map(|leak| printed(1.0 - leak).to_string());
    let rows = bucket.holes.iter().map(|hole| {
        Row::Cells(vec![
            Cell::from(hole.number.to_string()),
            Cell::from(hole.label.clone()),
            Cell::from(score(hole).unwrap_or_else(|| "-".to_owned())),
        ])
    });
    let heads = &words.report.heads;
    let columns = vec![
        Column::right(words.report.numbers.hole, 0.1),
        Column::left(heads.area, 0.7),
        Column::right(heads.score, 0.2),
    ];
    Table { summary: String::new(), columns, rows: rows.collect() }
}

fn of_bars(bars: &Bars, words: &Words) -> Table {
    let number = |number: Option<f64>| number.map(|number| shown(number, words)).unwrap_or_default();
    let range = |row: &Bar| {
        let range = |(low, high)| {
            fill(words.report.often.range, &[("low", &shown(low, words)), ("high", &shown(high, words))])
        };
        row.range.map(range).unwrap_or_default()
    };
    let band = |row: &Bar| match (&row.band, row.score) {
        (Some(band), _) => Cell::band(band),
        (None, Some(_)) => Cell::default(),
        (None, None) => Cell::muted(row.note.clone()),
    };
    let others = |row: &Bar| match &row.others {
        Some(Others { lower, median, upper }) => {
            let [lower, median, upper] = [lower, median, upper].map(|number| shown(*number, words));
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("median", &median), ("lower", &lower), ("upper", &upper)];
            fill(words.benchmark.cell, &values)
        }
        None => String::new(),
    };
    let dot = |dot: &Option<f64>| dot.map_or("-".to_owned(), |score| shown(score, words));
    let rows = bars.rows.iter().map(|row| {
        Row::Cells(vec![
            Cell::from(row.number.map(|number| number.to_string()).unwrap_or_default()),
            Cell::from(row.label.clone()),
            Cell::from(row.score.map_or("-".to_owned(), |score| shown(score, words))),
            band(row),
            Cell::from(range(row)),
            Cell::from(number(row.previous)),
            Cell::from(number(row.target)),
            Cell::from(others(row)),
            Cell::from(row.dots.iter().map(dot).collect::<Vec<_>>().join(", ")),
        ])
    });
    let (says, heads) = (&words.report.numbers, &words.report.heads);
    let columns = vec![
        Column::right(says.number, 0.08),
        Column::left(heads.area, 0.36),
        Column::right(heads.score, 0.1),
        Column::left(heads.band, 0.16),
        Column::left(heads.could_be, 0.12),
        Column::right(says.before, 0.09),
        Column::right(says.target, 0.09),
        Column::right(words.benchmark.head, 0.14),
        Column::left(says.questions, 0.2),
    ];
    Table { summary: String::new(), columns, rows: rows.collect() }
}

/// A map's points by their numbers. How far up a point stands is no figure to be read off.
fn of_matrix(matrix: &Matrix, words: &Words) -> Table {
    let rows = matrix.points.iter().map(|point| {
        Row::Cells(vec![
            Cell::from(point.number.to_string()),
            Cell::from(step_of(matrix, point).cloned().unwrap_or_else(|| percent(point.across, words))),
        ])
    });
    let across = match matrix.steps.is_empty() {
        true => Column::right(matrix.across.clone(), 0.4),
        false => Column::left(matrix.across.clone(), 0.4),
    };
    let columns = vec![Column::right(words.report.numbers.number, 0.2), across];
    Table { summary: String::new(), columns, rows: rows.collect() }
}

/// The name of the step that a point stands on, where the steps have names.
fn step_of<'a>(matrix: &'a Matrix, point: &MatrixPoint) -> Option<&'a String> {
    let last = matrix.steps.len().checked_sub(1)?;
    matrix.steps.get((point.across.clamp(0.0, 1.0) * last as f64).round() as usize)
}

fn of_slope(slope: &Slope, words: &Words) -> Table {
    let (says, heads) = (&words.report.numbers, &words.report.heads);
    let rows = slope.lines.iter().map(|line| {
        let certain = if line.certain { says.yes } else { says.within_chance };
        Row::Cells(vec![
            Cell::from(line.label.clone()),
            Cell::from(shown(line.before, words)),
            Cell::from(shown(line.now, words)),
            Cell::from(format!("{:+}", (line.now - line.before).round() + 0.0)),
            Cell::from(certain),
        ])
    });
    let columns = vec![
        Column::left(heads.area, 0.4),
        Column::right(slope.before.clone(), 0.15),
        Column::right(slope.now.clone(), 0.15),
        Column::right(says.change, 0.15),
        Column { title: says.certain.to_owned(), align: Align::Left, share: 0.15 },
    ];
    Table { summary: String::new(), columns, rows: rows.collect() }
}

/// Every round in a column, and the whole before the areas.
fn of_trend(trend: &Trend, words: &Words) -> Table {
    let rows = trend.whole.iter().chain(&trend.lines).map(|line| {
        let mut cells = vec![
            Cell::from(line.number.map(|number| number.to_string()).unwrap_or_default()),
            Cell::from(line.label.clone()),
        ];
        let scores =
            trend.rounds.iter().enumerate().map(|(round, _)| line.scores.get(round).copied().flatten());
        cells.extend(
            scores.map(|score| Cell::from(score.map_or("-".to_owned(), |score| shown(score, words)))),
        );
        Row::Cells(cells)
    });
    let each = 0.5 / trend.rounds.len().max(1) as f64;
    let mut columns =
        vec![Column::right(words.report.numbers.number, 0.1), Column::left(words.report.heads.area, 0.4)];
    columns.extend(trend.rounds.iter().map(|round| Column::right(round.clone(), each)));
    Table { summary: String::new(), columns, rows: rows.collect() }
}

fn of_heat(heat: &Heat, words: &Words) -> Table {
    let square = |square: &Square| match square {
        Square::Scored { score, .. } => shown(*score, words),
        Square::Unknown => heat.words.unknown.clone(),
        Square::NotApplicable => heat.words.not_applicable.clone(),
    };
    let rows = heat.rows.iter().map(|row| {
        Row::Cells(vec![
            Cell::from(row.number.map(|number| number.to_string()).unwrap_or_default()),
            Cell::from(row.label.clone()),
            Cell::from(row.squares.iter().map(square).collect::<Vec<_>>().join(", ")),
        ])
    });
    let (says, heads) = (&words.report.numbers, &words.report.heads);
    let columns = vec![
        Column::right(says.number, 0.1),
        Column::left(heads.area, 0.4),
        Column::left(says.questions, 0.5),
    ];
    Table { summary: String::new(), columns, rows: rows.collect() }
}

fn of_spread(spread: &Spread, words: &Words) -> Table {
    let level = |level: Option<f64>| level.map(|level| shown(level, words)).unwrap_or_default();
    let rows = spread.rows.iter().map(|row| {
        let counts: Vec<String> = row.counts.iter().map(u32::to_string).collect();
        Row::Cells(vec![
            Cell::from(row.label.clone()),
            Cell::from(counts.join(", ")),
            Cell::from(row.answers().to_string()),
            Cell::from(row.unknown.to_string()),
            Cell::from(level(row.median)),
            Cell::from(level(row.agreed)),
        ])
    });
    let on_each_level = words.report.numbers.on_each_level;
    let question = words.report.heads.question;
    let columns = vec![
        Column::left(question, 0.4),
        Column::left(on_each_level, 0.2),
        Column::right(spread.words.answers.clone(), 0.1),
        Column::right(spread.words.unknown.clone(), 0.1),
        Column::right(spread.words.median.clone(), 0.1),
        Column::right(spread.words.agreed.clone(), 0.1),
    ];
    Table { summary: String::new(), columns, rows: rows.collect() }
}

fn of_radar(radar: &Radar, words: &Words) -> Table {
    let rows = radar.spokes.iter().map(|spoke| {
        Row::Cells(vec![
            Cell::from(spoke.number.map(|number| number.to_string()).unwrap_or_default()),
            Cell::from(spoke.label.clone()),
            Cell::from(spoke.score.map_or("-".to_owned(), |score| shown(score, words))),
            Cell::from(spoke.previous.map(|score| shown(score, words)).unwrap_or_default()),
        ])
    });
    let columns = vec![
        Column::right(words.report.numbers.number, 0.1),
        Column::left(words.report.heads.area, 0.5),
        Column::right(radar.now.clone(), 0.2),
        Column::right(radar.before.clone(), 0.2),
    ];
    Table { summary: String::new(), columns, rows: rows.collect() }
}

fn without_empty_columns(table: Table) -> Table {
    let is_used = |column: usize| {
        table.rows.iter().any(|row| match row {
            Row::Cells(cells) => cells.get(column).is_some_and(|cell| !cell.text.is_empty()),
            Row::Group(_) => false,
        })
    };
    let used: Vec<bool> = (0..table.columns.len()).map(is_used).collect();
    let mut kept = used.iter();
    let mut table = table;
    table.columns.retain(|_| kept.next().is_some_and(|used| *used));
    for row in &mut table.rows {
        match row {
            Row::Cells(cells) => {
                let mut kept = used.iter();
                cells.retain(|_| kept.next().is_some_and(|used| *used));
            }
            Row::Group(_) => {}
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::{Band, SlopeLine, Tone, TrendLine};
    use super::*;
    use crate::words::EN;

    #[track_caller]
    fn check(drawing: Drawing, want: &[&str]) {
        let table = table(&Figure { alt: "alt".to_owned(), caption: String::new(), drawing }, &EN);
        let line = |texts: Vec<&str>| texts.join(" | ");
        let mut got = vec![line(table.columns.iter().map(|column| column.title.as_str()).collect())];
        for row in &table.rows {
            match row {
                Row::Cells(cells) => got.push(line(cells.iter().map(|cell| cell.text.as_str()).collect())),
                Row::Group(name) => got.push(name.clone()),
            }
        }
        assert_eq!(got, want);
    }

    #[test]
    fn bars_show_the_columns_they_have() {
        let low = Bar {
            number: Some(2),
            label: "New customers".to_owned(),
            score: Some(31.0),
            band: Some(Band::new("Pouring", Tone::Worst)),
            target: Some(70.0),
            ..Bar::default()
        };
        let unknown =
            Bar { label: "Rhythm".to_owned(), note: "too few answers".to_owned(), ..Bar::default() };
        check(
            Drawing::Bars(Bars { rows: vec![low, unknown], ticks: vec![40], ..Bars::default() }),
            &[
                "Number | Area | Score | Band | Target",
                "2 | New customers | 31 | Pouring | 70",
                " | Rhythm | - | too few answers | ",
            ],
        );
    }

    #[test]
    fn a_hole_that_is_not_known_has_no_number() {
        let hole = |number, leak| Hole { number, label: "An area".to_owned(), leak, tone: None };
        let holes = vec![hole(1, Some(0.69)), hole(2, None)];
        check(
            Drawing::Bucket(Bucket { holes, ..Bucket::default() }),
            &["Hole | Area | Score", "1 | An area | 31", "2 | An area | -"],
        );
    }

    #[test]
    fn a_trend_has_a_column_for_each_round() {
        let line = |number, label: &str, scores: &[Option<f64>]| TrendLine {
            number,
            label: label.to_owned(),
            scores: scores.to_vec(),
        };
        let trend = Trend {
            rounds: ["2024", "2025", "2026"].map(str::to_owned).to_vec(),
            whole: Some(line(None, "Overall", &[Some(39.0), Some(44.0), Some(53.0)])),
            lines: vec![line(Some(4), "Pace", &[Some(63.0), None])],
            ..Trend::default()
        };
        check(
            Drawing::Trend(trend),
            &["Number | Area | 2024 | 2025 | 2026", " | Overall | 39 | 44 | 53", "4 | Pace | 63 | - | -"],
        );
    }

    #[test]
    fn a_slope_shows_the_change() {
        let line = SlopeLine { label: "An area".to_owned(), before: 40.0, now: 31.0, certain: true };
        let slope = Slope {
            before: "2025".to_owned(),
            now: "2026".to_owned(),
            lines: vec![line],
            ..Slope::default()
        };
        check(
            Drawing::Slope(slope),
            &["Area | 2025 | 2026 | Change | Certain", "An area | 40 | 31 | -9 | yes"],
        );
    }
}
