//! How several people's answers spread over the levels of a question: one strip for each question.
//!
//! A square is one answer where they can be counted, else a bar is as high as its share of the most; the
//! count stands above either.

use std::ops::Range;

use super::legend::{self, Entry};
use super::{Anchor, Picture, half_capital, put};
use crate::page::path::Path;
use crate::page::style;
use crate::page::typesetter::{Line, Typesetter};
use crate::page::{Ink, Mark, Pen, Point, Rect};
use crate::report::{Spread, SpreadRow};

/// The height of the stacks, of the counts above and of the levels below with the marks.
const STACK: f32 = 24.0;
const COUNTS: f32 = 11.0;
const BELOW: f32 = 18.0;
const ROW_GAP: f32 = 7.0;
const HEAD: f32 = 14.0;
const SQUARE: f32 = 4.0;
/// The widest a stack is drawn.
const WIDEST: f32 = 22.0;
/// The columns of the numbers at the right.
const NUMBER: f32 = 30.0;
const GAP: f32 = 8.0;
/// Narrower than this, labels stand above their strips.
const NARROW: f32 = 280.0;
const AGREED: Pen = Pen::solid(2.6);

/// The columns of the drawing.
struct Columns {
    label: f32,
    left: f32,
    strip: f32,
    above: bool,
}

pub(super) fn draw(spread: &Spread, range: Range<usize>, width: f32, typesetter: &mut Typesetter) -> Picture {
    let above = width < NARROW;
    let label = if above { width } else { width * 0.42 };
    let left = if above { 0.0 } else { label + GAP };
    let columns = Columns { label, left, strip: (width - 2.0 * NUMBER - left - GAP).max(20.0), above };

    let mut marks = Vec::new();
    let heads = [(&spread.words.answers, width - NUMBER), (&spread.words.unknown, width)];
    for (head, right) in heads {
        let head = typesetter.line(style::FIGURE_MUTED, head, NUMBER - 4.0);
        put(&head, Anchor::End, Point::new(right, style::FIGURE_MUTED.baseline()), &mut marks);
    }
    let mut top = HEAD;
    for row in spread.rows.get(range).unwrap_or_default() {
        let lines = typesetter.lines_at_most(style::FIGURE, &row.label, columns.label, 4);
        top = draw_row(row, &lines, &columns, top, width, typesetter, &mut marks);
    }
    let bottom = legend::draw(entries(spread), top, width, typesetter, &mut marks);
    Picture { marks, height: bottom }
}

/// Draws a row and returns where the next one begins.
fn draw_row(
    row: &SpreadRow,
    label: &[Line],
    columns: &Columns,
    top: f32,
    width: f32,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) -> f32 {
    let letter = style::FIGURE;
    let label_height = label.len() as f32 * letter.leading;
    let height = COUNTS + STACK + BELOW;
    let label_top = if columns.above { top } else { top + ((height - label_height) / 2.0).max(0.0) };
    for (index, line) in label.iter().enumerate() {
        let baseline = label_top + index as f32 * letter.leading + letter.baseline();
        put(line, Anchor::Start, Point::new(0.0, baseline), marks);
    }
    let strip_top = if columns.above { top + label_height + 2.0 } else { top };
    let base = strip_top + COUNTS + STACK;
    draw_strip(row, columns, base, typesetter, marks);
    let numbers = [(row.answers(), width - NUMBER), (row.unknown, width)];
    for (number, right) in numbers {
        let number = typesetter.line(letter, &number.to_string(), NUMBER - 4.0);
        put(&number, Anchor::End, Point::new(right, base - STACK / 2.0 + half_capital(letter)), marks);
    }
    (strip_top + height).max(top + label_height) + ROW_GAP
}

fn draw_strip(
    row: &SpreadRow,
    columns: &Columns,
    base: f32,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) {
    let rule = Path::line(Point::new(columns.left, base), Point::new(columns.left + columns.strip, base));
    marks.push(Mark::stroke(rule, Ink::Rule, style::HAIRLINE));
    let levels = row.counts.len();
    if levels == 0 {
        return;
    }
    let each = columns.strip / levels as f32;
    // A level between two stands between their columns.
    let at = |level: f64| columns.left + each * (level.clamp(0.0, (levels - 1) as f64) as f32 + 0.5);
    let stack = (each * 0.8).min(WIDEST);
    let most = row.counts.iter().copied().max().unwrap_or(0);
    let mut counts_end = f32::MIN;
    let mut levels_end = f32::MIN;
    for (level, count) in row.counts.iter().enumerate() {
        let middle = at(level as f64);
        let height = draw_stack(*count, most, Rect::new(middle - stack / 2.0, base, stack, STACK), marks);
        if 0 < *count {
            let number = typesetter.line(style::FIGURE_STRONG, &count.to_string(), each.max(24.0));
            let within = columns.left <= middle - number.width / 2.0
                && middle + number.width / 2.0 <= columns.left + columns.strip + GAP;
            if counts_end < middle - number.width / 2.0 && within {
                put(&number, Anchor::Middle, Point::new(middle, base - height - 2.5), marks);
                counts_end = middle + number.width / 2.0 + 1.0;
            }
        }
        let number = typesetter.line(style::FIGURE_MUTED, &level.to_string(), each.max(24.0));
        if levels_end < middle - number.width / 2.0 && columns.left <= middle - number.width / 2.0 {
            put(&number, Anchor::Middle, Point::new(middle, base + BELOW - 1.5), marks);
            levels_end = middle + number.width / 2.0 + 2.0;
        }
    }
    if let Some(agreed) = row.agreed {
        let (from, to) = (at(agreed) - stack / 2.0, at(agreed) + stack / 2.0);
        let line = Path::line(Point::new(from, base + 1.3), Point::new(to, base + 1.3));
        marks.push(Mark::stroke(line, Ink::Accent, AGREED));
    }
    if let Some(median) = row.median.filter(|_| 0 < most) {
        marks.push(Mark::fill(pointer(Point::new(at(median), base + 3.4)), Ink::Text));
    }
}

/// Draws the answers of one level upward from the rectangle's top edge and returns how high they stand.
fn draw_stack(count: u32, most: u32, place: Rect, marks: &mut Vec<Mark>) -> f32 {
    let pitch = SQUARE + 0.8;
    if most as f32 * pitch <= place.height {
        for index in 0..count {
            let bottom = place.y - index as f32 * pitch;
            let square = Rect::new(place.x, bottom - SQUARE - 0.4, place.width, SQUARE);
            marks.push(Mark::fill(Path::rectangle(square), Ink::WaterLine));
        }
        return count as f32 * pitch;
    }
    let height = place.height * (f64::from(count) / f64::from(most.max(1))) as f32;
    if 0 < count {
        let bar = Rect::new(place.x, place.y - height.max(0.8), place.width, height.max(0.8));
        marks.push(Mark::fill(Path::rectangle(bar), Ink::WaterLine));
    }
    height
}

/// A small triangle whose tip points up.
fn pointer(tip: Point) -> Path {
    Path::start(tip.x, tip.y).line_to(tip.x + 3.0, tip.y + 4.6).line_to(tip.x - 3.0, tip.y + 4.6).close()
}

fn entries(spread: &Spread) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    if spread.rows.iter().any(|row| row.median.is_some()) {
        let sign = vec![Mark::fill(pointer(Point::new(4.0, -2.3)), Ink::Text)];
        entries.push(Entry { sign, width: 8.0, words: &spread.words.median });
    }
    if spread.rows.iter().any(|row| row.agreed.is_some()) {
        let line = Path::line(Point::new(0.0, 0.0), Point::new(14.0, 0.0));
        let sign = vec![Mark::stroke(line, Ink::Accent, AGREED)];
        entries.push(Entry { sign, width: 14.0, words: &spread.words.agreed });
    }
    entries
}
