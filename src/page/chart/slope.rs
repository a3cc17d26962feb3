//! Scores then and now: one line for each area, bold where the change is larger than chance.

use super::{Anchor, Picture, move_apart, put, shown};
use crate::page::path::Path;
use crate::page::style;
use crate::page::typesetter::Typesetter;
use crate::page::{Ink, Mark, Pen, Point};
use crate::report::Slope;

const LABEL: f32 = 12.0;
const TOP: f32 = 20.0;

pub(super) fn draw(slope: &Slope, width: f32, typesetter: &mut Typesetter) -> Picture {
    let height = (slope.lines.len() as f32 * LABEL * 1.6).max(160.0);
    let (bottom, left) = (TOP + height, 40.0);
    let right = left + (width * 0.4).min(220.0);
    let mut marks = Vec::new();
    for x in [left, right] {
        let axis = Path::line(Point::new(x, TOP), Point::new(x, bottom));
        marks.push(Mark::stroke(axis, Ink::Rule, style::HEAD_RULE));
    }
    let before = typesetter.line(style::FIGURE_MUTED, &slope.before, (right - left) * 0.48);
    put(&before, Anchor::Start, Point::new(left, TOP - 8.0), &mut marks);
    let now = typesetter.line(style::FIGURE_MUTED, &slope.now, width - right);
    put(&now, Anchor::Start, Point::new(right, TOP - 8.0), &mut marks);

    let (low, high) = ends(slope);
    let y = |score: f64| bottom - height * ((score - low) / (high - low)).clamp(0.0, 1.0) as f32;
    let mut befores: Vec<f32> = slope.lines.iter().map(|line| y(line.before)).collect();
    let mut nows: Vec<f32> = slope.lines.iter().map(|line| y(line.now)).collect();
    move_apart(&mut befores, LABEL, TOP + LABEL / 2.0, bottom);
    move_apart(&mut nows, LABEL, TOP + LABEL / 2.0, bottom);
    let half_capital = 0.357 * style::FIGURE.size;
    for ((line, before), now) in slope.lines.iter().zip(befores).zip(nows) {
        let (from, to) = (Point::new(left, y(line.before)), Point::new(right, y(line.now)));
        let (ink, pen) = if line.certain { (Ink::Accent, 2.0) } else { (Ink::Muted, 0.9) };
        marks.push(Mark::stroke(Path::line(from, to), ink, Pen::solid(pen)));
        for end in [from, to] {
            marks.push(Mark::fill(Path::circle(end, 2.6), ink));
        }
        let number = typesetter.line(style::FIGURE_MUTED, &shown(line.before), 30.0);
        put(&number, Anchor::End, Point::new(left - 8.0, before + half_capital), &mut marks);
        let letter = if line.certain { style::FIGURE_STRONG } else { style::FIGURE };
        let number = typesetter.line(letter, &shown(line.now), 24.0);
        put(&number, Anchor::End, Point::new(right + 26.0, now + half_capital), &mut marks);
        let label = typesetter.line(letter, &line.label, width - right - 32.0);
        put(&label, Anchor::Start, Point::new(right + 32.0, now + half_capital), &mut marks);
    }
    Picture { marks, height: bottom + 8.0 }
}

/// Returns the tens below and above all scores, so that the lines use the height they have.
fn ends(slope: &Slope) -> (f64, f64) {
    let scores = slope.lines.iter().flat_map(|line| [line.before, line.now]);
    let (mut low, mut high) = (100.0_f64, 0.0_f64);
    for score in scores {
        low = low.min(score);
        high = high.max(score);
    }
    let low = ((low / 10.0).floor() * 10.0).clamp(0.0, 90.0);
    (low, ((high / 10.0).ceil() * 10.0).clamp(low + 10.0, 100.0))
}
