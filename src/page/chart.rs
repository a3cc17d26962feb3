//! Figures as marks: functions from numbers to marks in a box of their own.
//!
//! A chart owns no page, no file and no colour value. Its marks count from its own top left corner.

mod bars;
mod bucket;
mod heat;
mod legend;
mod matrix;
mod parts;
mod radar;
mod slope;
mod strips;
mod trend;

pub use parts::{Heights, draw_parts};

use std::ops::Range;

use super::path::{self, Path};
use super::style::{self, Letter};
use super::typesetter::{Line, Typesetter};
use super::{Ink, Mark, Pen, Point, Rect};
use crate::report::{self, Band, Drawing, Tone};

/// A drawing as wide as its strip.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    pub marks: Vec<Mark>,
    pub height: f32,
}

/// Draws a figure, `width` points wide at most.
pub fn draw(drawing: &Drawing, width: f32, typesetter: &mut Typesetter) -> Picture {
    draw_rows(drawing, 0..rows(drawing), width, typesetter)
}

/// Returns how many rows, lines, points or spokes a drawing can be parted by; 0 when it is one whole.
fn rows(drawing: &Drawing) -> usize {
    match drawing {
        // As high as it is wide, however many holes it has.
        Drawing::Bucket(_) => 0,
        Drawing::Bars(bars) => bars.rows.len(),
        Drawing::Matrix(matrix) => matrix.points.len(),
        Drawing::Slope(slope) => slope.lines.len(),
        Drawing::Trend(trend) => trend.lines.len(),
        Drawing::Heat(heat) => heat.rows.len(),
        Drawing::Spread(spread) => spread.rows.len(),
        Drawing::Radar(radar) => radar.spokes.len(),
    }
}

/// Draws some of a figure's rows, in the columns, on the scale and with the legend of the whole.
fn draw_rows(drawing: &Drawing, rows: Range<usize>, width: f32, typesetter: &mut Typesetter) -> Picture {
    match drawing {
        Drawing::Bucket(bucket) => bucket::draw(bucket, width, typesetter),
        Drawing::Bars(bars) => bars::draw(bars, rows, width, typesetter),
        Drawing::Matrix(matrix) => matrix::draw(matrix, rows, width, typesetter),
        Drawing::Slope(slope) => slope::draw(slope, rows, width, typesetter),
        Drawing::Trend(trend) => trend::draw(trend, rows, width, typesetter),
        Drawing::Heat(heat) => heat::draw(heat, rows, width, typesetter),
        Drawing::Spread(spread) => strips::draw(spread, rows, width, typesetter),
        Drawing::Radar(radar) => radar::draw(radar, rows, width, typesetter),
    }
}

/// Where a text stands to the point it is put at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Start,
    Middle,
    End,
}

/// Puts a line at a point of its baseline.
fn put(line: &Line, anchor: Anchor, at: Point, marks: &mut Vec<Mark>) {
    let x = match anchor {
        Anchor::Start => at.x,
        Anchor::Middle => at.x - line.width / 2.0,
        Anchor::End => at.x - line.width,
    };
    line.put(Point::new(x, at.y), marks);
}

/// A rectangle in a band's colour and texture, so that bands can be told apart on a photocopy.
pub(super) fn textured(rect: Rect, tone: Tone) -> Vec<Mark> {
    let mut marks = vec![Mark::fill(Path::rectangle(rect), Ink::Band(tone))];
    if let Some((gap, pen)) = style::texture(tone) {
        for line in path::hatch(rect, gap) {
            marks.push(Mark::stroke(line, Ink::Hatch(tone), pen));
        }
    }
    if let Some(outline) = outline(tone) {
        marks.push(Mark::stroke(Path::rectangle(inset(rect, 0.35)), outline, Pen::solid(0.7)));
    }
    marks
}

/// A score as a bar on its track, over the bands' limits, with the range it may lie in.
pub(super) fn gauge(
    rect: Rect,
    score: f64,
    tone: Option<Tone>,
    range: Option<(f64, f64)>,
    ticks: &[u8],
) -> Vec<Mark> {
    let at = |score: f64| rect.x + rect.width * share(score);
    let mut marks = vec![
        Mark::fill(Path::rectangle(rect), Ink::White),
        Mark::stroke(Path::rectangle(inset(rect, 0.3)), Ink::Rule, style::HAIRLINE),
    ];
    let length = (rect.width * share(score)).max(1.0);
    marks.extend(textured(Rect { width: length, ..rect }, tone.unwrap_or(Tone::Fair)));
    for tick in ticks {
        let x = at(f64::from(*tick));
        let line = Path::line(Point::new(x, rect.y - 2.0), Point::new(x, rect.bottom() + 2.0));
        marks.push(Mark::stroke(line, Ink::Metal, Pen::solid(0.7)));
    }
    if let Some((low, high)) = range.filter(|(low, high)| high - low >= 1.0) {
        bars::whisker(at(low), at(high), rect.y + rect.height / 2.0, &mut marks);
    }
    marks
}

/// A level as small boxes, `side` high, filled as far as it was reached. Returns the marks and their width.
pub(super) fn steps(steps: report::Steps, at: Point, side: f32) -> (Vec<Mark>, f32) {
    /// More boxes than this would not be counted by anybody.
    const MOST: u32 = 6;
    const GAP: f32 = 1.6;
    if steps.highest == 0 || MOST < steps.highest {
        return (Vec::new(), 0.0);
    }
    let mut marks = Vec::new();
    for step in 0..steps.highest {
        let x = at.x + step as f32 * (side + GAP);
        let rect = Rect::new(x, at.y, side, side);
        marks.push(Mark::fill(Path::rectangle(rect), Ink::Wall));
        let filled = (steps.reached - f64::from(step)).clamp(0.0, 1.0) as f32;
        if 0.0 < filled {
            let part = Rect { width: side * filled, ..rect };
            marks.push(Mark::fill(Path::rectangle(part), Ink::WaterLine));
        }
    }
    (marks, steps.highest as f32 * (side + GAP) - GAP)
}

/// The small square that stands for a band beside its word.
pub(super) fn swatch(rect: Rect, tone: Tone) -> Vec<Mark> {
    textured(rect, tone)
}

/// A band's word on the band's colour. Returns the marks and their width.
pub(super) fn chip(band: &Band, most: f32, typesetter: &mut Typesetter) -> (Vec<Mark>, f32) {
    const SIDE: f32 = 7.0;
    let letter = style::CHIP.ink(Ink::OnBand(band.tone));
    let line = typesetter.line(letter, &band.name, most - 2.0 * SIDE);
    let width = line.width + 2.0 * SIDE;
    let ground = Rect::new(0.0, 0.0, width, letter.leading);
    let mut marks = vec![Mark::fill(Path::rounded(ground, 3.0), Ink::Band(band.tone))];
    if let Some(ink) = outline(band.tone) {
        marks.push(Mark::stroke(Path::rounded(inset(ground, 0.35), 2.8), ink, Pen::solid(0.7)));
    }
    put(&line, Anchor::Start, Point::new(SIDE, letter.baseline()), &mut marks);
    (marks, width)
}

/// The outline of what is too pale to stand on white without one.
fn outline(tone: Tone) -> Option<Ink> {
    match tone {
        Tone::Worst | Tone::Poor => None,
        Tone::Fair | Tone::Good => Some(Ink::Hatch(tone)),
    }
}

fn inset(rect: Rect, by: f32) -> Rect {
    let (width, height) = ((rect.width - 2.0 * by).max(0.0), (rect.height - 2.0 * by).max(0.0));
    Rect::new(rect.x + by, rect.y + by, width, height)
}

/// Returns a score from 0 to 100 as a share from 0 to 1; a number that is none becomes 0.
fn share(score: f64) -> f32 {
    if score.is_nan() {
        return 0.0;
    }
    (score / 100.0).clamp(0.0, 1.0) as f32
}

/// Returns a score as it is shown: a whole number, half rounded up.
fn shown(score: f64) -> String {
    format!("{:.0}", (score.clamp(0.0, 100.0) + 0.5).floor())
}

/// Moves values apart until each is at least `gap` from the next, keeping their order and as near to where
/// they wish to stand as may be. All end within `low` and `high` where there is room.
fn move_apart(wishes: &mut [f32], gap: f32, low: f32, high: f32) {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|one, two| wishes[*one].total_cmp(&wishes[*two]));
    let mut least = low;
    for index in &order {
        wishes[*index] = wishes[*index].max(least);
        least = wishes[*index] + gap;
    }
    let mut most = high;
    for index in order.iter().rev() {
        wishes[*index] = wishes[*index].min(most);
        most = wishes[*index] - gap;
    }
}

/// Returns how far below the middle of a line its baseline stands, so that capitals sit in the middle.
fn half_capital(letter: Letter) -> f32 {
    0.357 * letter.size
}

/// Returns the width of a column of row numbers with the space after them; 0 when no row has one.
fn number_width(numbers: impl Iterator<Item = Option<u32>>, typesetter: &mut Typesetter) -> f32 {
    let widest = numbers
        .flatten()
        .map(|number| typesetter.width(style::FIGURE_STRONG, &number.to_string()))
        .fold(0.0, f32::max);
    if widest > 0.0 { (widest + NUMBER_GAP).max(18.0) } else { 0.0 }
}

/// After the number of a row.
const NUMBER_GAP: f32 = 6.0;

/// Puts a row's number at the right of a column that ends at `right`.
fn draw_number(
    number: Option<u32>,
    right: f32,
    baseline: f32,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) {
    if let Some(number) = number {
        let number = typesetter.line(style::FIGURE_STRONG, &number.to_string(), right - NUMBER_GAP + 0.1);
        put(&number, Anchor::End, Point::new(right - NUMBER_GAP, baseline), marks);
    }
}

/// Takes the marks of a text unless they would touch one that is taken already.
fn keep_if_free(placed: Vec<Mark>, taken: &mut Vec<Rect>, marks: &mut Vec<Mark>) {
    let bounds: Vec<Rect> = placed.iter().map(Mark::bounds).collect();
    // Numbers that nearly touch read as one.
    const BESIDE: f32 = 2.5;
    let touches = |one: &Rect, other: &Rect| {
        one.x < other.right() + BESIDE
            && other.x < one.right() + BESIDE
            && one.y < other.bottom()
            && other.y < one.bottom()
    };
    if bounds.iter().all(|here| taken.iter().all(|there| !touches(here, there))) {
        taken.extend(bounds);
        marks.extend(placed);
    }
}

#[cfg(test)]
mod geometry;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_spread(wishes: &[f32], want: &[f32]) {
        let mut got = wishes.to_vec();
        move_apart(&mut got, 10.0, 0.0, 100.0);
        assert_eq!(got, want);
    }

    #[test]
    fn labels_apart_stay_where_they_are() {
        check_spread(&[20.0, 80.0], &[20.0, 80.0]);
    }

    #[test]
    fn labels_together_move_apart() {
        check_spread(&[50.0, 50.0, 52.0], &[50.0, 60.0, 70.0]);
    }

    #[test]
    fn labels_at_the_end_move_back() {
        check_spread(&[99.0, 98.0], &[100.0, 90.0]);
    }
}
