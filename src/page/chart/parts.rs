//! A drawing that is higher than a page, in parts that are not: rows are never cut, and none is left out.

use std::ops::Range;

use super::{Picture, draw_rows, rows};
use crate::page::typesetter::Typesetter;
use crate::report::{Drawing, Heat, HeatRow, Square};

/// The last part has at least this many rows, where the part before can spare them.
const FEWEST: usize = 4;

/// The most squares that a row of a parted heat keeps in one piece.
const SQUARES: usize = 90;

/// How high the parts of a drawing may be, in points.
#[derive(Debug, Clone, Copy)]
pub struct Heights {
    pub first: f32,
    pub others: f32,
}

/// Draws a figure as one picture, or where that would be too high, as several with as many rows each as fit.
/// Columns, scales and legends are those of the whole, so that each part can be read alone. A row that is too
/// high by itself stays whole.
pub fn draw_parts(
    drawing: &Drawing,
    width: f32,
    heights: Heights,
    typesetter: &mut Typesetter,
) -> Vec<Picture> {
    let count = rows(drawing);
    let whole = draw_rows(drawing, 0..count, width, typesetter);
    if whole.height <= heights.first || count == 0 {
        return vec![whole];
    }
    match drawing {
        Drawing::Heat(heat) => parts(&Drawing::Heat(short_rows(heat)), width, heights, typesetter),
        Drawing::Bucket(_)
        | Drawing::Bars(_)
        | Drawing::Matrix(_)
        | Drawing::Slope(_)
        | Drawing::Trend(_)
        | Drawing::Spread(_)
        | Drawing::Radar(_) => parts(drawing, width, heights, typesetter),
    }
}

fn parts(drawing: &Drawing, width: f32, heights: Heights, typesetter: &mut Typesetter) -> Vec<Picture> {
    let count = rows(drawing);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut pictures = Vec::new();
    while let start = ranges.last().map_or(0, |range| range.end)
        && start < count
    {
        let height = if start == 0 { heights.first } else { heights.others };
        let (end, picture) = most(drawing, start, width, height, typesetter);
        ranges.push(start..end);
        pictures.push(picture);
    }
    // A page with a row or two would look like a mistake.
    if let [.., before, last] = ranges.as_slice()
        && let lent = FEWEST.saturating_sub(last.len())
        && 0 < lent
        && FEWEST + lent <= before.len()
    {
        let middle = last.start - lent;
        let longer = draw_rows(drawing, middle..last.end, width, typesetter);
        if longer.height <= heights.others {
            pictures.truncate(ranges.len() - 2);
            pictures.push(draw_rows(drawing, before.start..middle, width, typesetter));
            pictures.push(longer);
        }
    }
    pictures
}

/// Draws as many rows from `start` on as fit, one at least. Returns where they end.
fn most(
    drawing: &Drawing,
    start: usize,
    width: f32,
    height: f32,
    typesetter: &mut Typesetter,
) -> (usize, Picture) {
    // The more rows, the higher: the most that fit lie between `end` and `too_many`.
    let mut end = start + 1;
    let mut picture = draw_rows(drawing, start..end, width, typesetter);
    let mut too_many = rows(drawing) + 1;
    while end + 1 < too_many {
        let middle = end + (too_many - end) / 2;
        let tried = draw_rows(drawing, start..middle, width, typesetter);
        if tried.height <= height {
            end = middle;
            picture = tried;
        } else {
            too_many = middle;
        }
    }
    (end, picture)
}

/// The same squares, in rows that fit on a page: one that is longer goes on under its own name.
fn short_rows(heat: &Heat) -> Heat {
    let rows = heat.rows.iter().flat_map(|row| match row.squares.is_empty() {
        true => vec![row.clone()],
        false => row.squares.chunks(SQUARES).map(|squares| of(row, squares)).collect(),
    });
    Heat { rows: rows.collect(), ..heat.clone() }
}

fn of(row: &HeatRow, squares: &[Square]) -> HeatRow {
    HeatRow { squares: squares.to_vec(), ..row.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Shape;
    use crate::page::font::Fonts;
    use crate::report::{Bar, Bars};

    /// Returns how many bars each part has, and checks that each says what its dots mean.
    #[track_caller]
    fn bars_in_parts(count: usize, height: f32) -> Vec<usize> {
        let bar = |index: usize| Bar {
            label: format!("Area{index}"),
            score: Some(40.0),
            dots: vec![Some(40.0)],
            ..Bar::default()
        };
        let drawing = Drawing::Bars(Bars { rows: (0..count).map(bar).collect(), ..Bars::default() });
        let fonts = Fonts::embedded().unwrap();
        let heights = Heights { first: height, others: height };
        let parts = draw_parts(&drawing, 480.0, heights, &mut Typesetter::new(&fonts));
        let counts = parts.iter().map(|part| {
            let says = |wanted: &str| {
                let texts = part.marks.iter().filter_map(|mark| match &mark.shape {
                    Shape::Text(run) => Some(run.text()),
                    _ => None,
                });
                texts.filter(|text| text.contains(wanted)).count()
            };
            assert_eq!(says("one question"), 1);
            says("Area")
        });
        counts.collect()
    }

    #[test]
    fn no_last_part_is_a_row_or_two() {
        for count in 1..=80 {
            let counts = bars_in_parts(count, 400.0);
            assert_eq!(counts.iter().sum::<usize>(), count);
            let last = *counts.last().unwrap();
            assert!(counts.len() == 1 || FEWEST <= last, "{count}: {counts:?}");
            let full = counts.iter().rev().skip(2);
            assert!(full.clone().all(|full| 10 < *full), "{count}: {counts:?}");
        }
    }

    #[test]
    fn where_one_row_fits_each_has_a_part() {
        assert_eq!(bars_in_parts(3, 60.0), [1, 1, 1]);
    }
}
