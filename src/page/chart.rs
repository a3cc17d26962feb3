//! Figures as marks: functions from numbers to marks in a box of their own.
//!
//! A chart owns no page, no file and no colour value. Its marks count from its own top left corner.

mod bars;
mod bucket;
mod matrix;
mod slope;

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
    match drawing {
        Drawing::Bucket(bucket) => bucket::draw(bucket, width, typesetter),
        Drawing::Bars(bars) => bars::draw(bars, width, typesetter),
        Drawing::Matrix(matrix) => matrix::draw(matrix, width, typesetter),
        Drawing::Slope(slope) => slope::draw(slope, width, typesetter),
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
    (score / 100.0).clamp(0.0, 1.0) as f32
}

/// Returns a score as it is shown.
fn shown(score: f64) -> String {
    format!("{:.0}", score.clamp(0.0, 100.0))
}

/// Moves values apart until each is at least `gap` from the next, keeping their order and as near to where
/// they wish to stand as may be. All end within `low` and `high` where there is room.
fn spread(wishes: &mut [f32], gap: f32, low: f32, high: f32) {
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

fn strong(letter: Letter) -> Letter {
    Letter { face: super::font::Face::Bold, ..letter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_spread(wishes: &[f32], want: &[f32]) {
        let mut got = wishes.to_vec();
        spread(&mut got, 10.0, 0.0, 100.0);
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
