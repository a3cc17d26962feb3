//! One row for each area, one square for each question: where in an area it leaks.
//!
//! Every square says its score as a number, so that no colour is needed to read it.

use std::ops::Range;

use super::legend::{self, Entry};
use super::{Anchor, Picture, draw_number, half_capital, number_width, outline, put, shown};
use crate::page::path::Path;
use crate::page::style;
use crate::page::typesetter::{Line, Typesetter};
use crate::page::{Ink, Mark, Pen, Point, Rect};
use crate::report::{Heat, HeatRow, Square};

/// As wide as the number 100 needs.
const WIDTH: f32 = 19.0;
const HEIGHT: f32 = 13.5;
const GAP: f32 = 2.0;
/// Between two rows beside the gap between squares.
const ROW_GAP: f32 = 2.0;
const LABEL_GAP: f32 = 8.0;
/// Narrower than this, labels stand above their squares.
const NARROW: f32 = 240.0;
/// Below the rows, above the legend.
const LEGEND_GAP: f32 = 4.0;
const UNKNOWN: Pen = Pen::dashed(0.8, 2.0, 1.6);

pub(super) fn draw(heat: &Heat, range: Range<usize>, width: f32, typesetter: &mut Typesetter) -> Picture {
    let numbers = number_width(heat.rows.iter().map(|row| row.number), typesetter);
    let above = width < NARROW;
    let most = if above { width - numbers } else { width * 0.5 - numbers };
    let widest = heat.rows.iter().map(|row| typesetter.width(style::FIGURE, &row.label)).fold(0.0, f32::max);
    let label_width = (widest + 1.0).min(most);
    let left = if above { numbers } else { numbers + label_width + LABEL_GAP };

    let mut marks = Vec::new();
    let mut top = 0.0;
    for row in heat.rows.get(range).unwrap_or_default() {
        let label = typesetter.lines_at_most(style::FIGURE, &row.label, label_width, 2);
        top = draw_row(row, &label, Place { numbers, left, top, width, above }, typesetter, &mut marks);
    }
    let entries = entries(heat, typesetter);
    let bottom = legend::draw(entries, top + LEGEND_GAP, width, typesetter, &mut marks);
    Picture { marks, height: bottom }
}

/// Where a row stands.
struct Place {
    /// The column of the rows' numbers.
    numbers: f32,
    /// Where the squares begin.
    left: f32,
    top: f32,
    width: f32,
    /// Whether the label stands above the squares.
    above: bool,
}

/// Draws a row and returns where the next one begins.
fn draw_row(
    row: &HeatRow,
    label: &[Line],
    place: Place,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) -> f32 {
    let leading = style::FIGURE.leading;
    let label_height = label.len() as f32 * leading;
    let fitting = ((place.width - place.left + GAP) / (WIDTH + GAP)).floor().max(1.0) as usize;
    let lines = row.squares.len().div_ceil(fitting);
    let squares_height = lines as f32 * (HEIGHT + GAP) - if lines > 0 { GAP } else { 0.0 };
    // One line of words stands in the middle of the first line of squares.
    let label_top =
        if !place.above && label.len() == 1 { place.top + (HEIGHT - leading) / 2.0 } else { place.top };
    let baseline = label_top + style::FIGURE.baseline();
    draw_number(row.number, place.numbers, baseline, typesetter, marks);
    for (index, line) in label.iter().enumerate() {
        put(line, Anchor::Start, Point::new(place.numbers, baseline + index as f32 * leading), marks);
    }
    let squares_top = if place.above { place.top + label_height + GAP } else { place.top };
    for (index, square) in row.squares.iter().enumerate() {
        let (column, line) = (index % fitting, index / fitting);
        let x = place.left + column as f32 * (WIDTH + GAP);
        let y = squares_top + line as f32 * (HEIGHT + GAP);
        draw_square(*square, Rect::new(x, y, WIDTH, HEIGHT), typesetter, marks);
    }
    let bottom = (squares_top + squares_height).max(place.top + label_height.max(HEIGHT));
    bottom + ROW_GAP
}

fn draw_square(square: Square, rect: Rect, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) {
    let (sign, ink) = match square {
        Square::Scored { score, tone } => (shown(score), Ink::OnBand(tone)),
        Square::Unknown => ("?".to_owned(), Ink::Text),
        Square::NotApplicable => ("\u{2013}".to_owned(), Ink::Muted),
    };
    marks.extend(ground(square, rect));
    let letter = style::FIGURE.ink(ink);
    let sign = typesetter.line(letter, &sign, rect.width);
    let at = Point::new(rect.x + rect.width / 2.0, rect.y + rect.height / 2.0 + half_capital(letter));
    put(&sign, Anchor::Middle, at, marks);
}

/// A square without its sign.
fn ground(square: Square, rect: Rect) -> Vec<Mark> {
    match square {
        Square::Scored { tone, .. } => {
            let mut marks = vec![Mark::fill(Path::rectangle(rect), Ink::Band(tone))];
            if let Some(ink) = outline(tone) {
                marks.push(Mark::stroke(Path::rectangle(super::inset(rect, 0.35)), ink, Pen::solid(0.7)));
            }
            marks
        }
        Square::Unknown => {
            vec![Mark::stroke(Path::rectangle(super::inset(rect, 0.4)), Ink::Metal, UNKNOWN)]
        }
        Square::NotApplicable => vec![
            Mark::fill(Path::rectangle(rect), Ink::Ground),
            Mark::stroke(Path::rectangle(super::inset(rect, 0.3)), Ink::Rule, style::HAIRLINE),
        ],
    }
}

fn entries<'a>(heat: &'a Heat, typesetter: &mut Typesetter) -> Vec<Entry<'a>> {
    const SAMPLE: Rect = Rect::new(0.0, -6.0, 13.0, 12.0);
    let squares = || heat.rows.iter().flat_map(|row| &row.squares);
    let mut entries = Vec::new();
    for band in &heat.bands {
        let of_band = |square: &&Square| match square {
            Square::Scored { tone, .. } => *tone == band.tone,
            Square::Unknown | Square::NotApplicable => false,
        };
        if let Some(square) = squares().find(of_band) {
            entries.push(Entry { sign: ground(*square, SAMPLE), width: SAMPLE.width, words: &band.name });
        }
    }
    let states =
        [(Square::Unknown, &heat.words.unknown), (Square::NotApplicable, &heat.words.not_applicable)];
    for (square, words) in states {
        if squares().any(|other| *other == square) {
            let mut sign = Vec::new();
            draw_square(square, SAMPLE, typesetter, &mut sign);
            entries.push(Entry { sign, width: SAMPLE.width, words });
        }
    }
    entries
}
