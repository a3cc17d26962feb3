//! Scores then and now: one line for each area, thick and unbroken where the change is larger than chance.

use std::ops::Range;

use super::legend::{self, Entry};
use super::{Anchor, Picture, half_capital, move_apart, put, shown};
use crate::page::path::Path;
use crate::page::style::{self, Letter};
use crate::page::typesetter::{Line, Typesetter};
use crate::page::{Ink, Mark, Pen, Point};
use crate::report::{Slope, SlopeLine};

/// Between two labels.
const LABEL_GAP: f32 = 1.0;
const TOP: f32 = 20.0;
/// The height of the drawing for each line, within these limits.
const EACH: f32 = 22.0;
const LOWEST: f32 = 160.0;
const HIGHEST: f32 = 400.0;
/// Labels have this many times the height that they need, to stand near their lines' ends.
const SLACK: f32 = 1.2;
/// The column of a number, from the axis on.
const NUMBER: f32 = 32.0;
/// From a number to its name.
const NAME_GAP: f32 = 4.0;
/// From a line's end to its number.
const AWAY: f32 = 14.0;
/// The least part of the width that belongs to the lines between the axes.
const BETWEEN: f32 = 0.2;
const DOT: f32 = 2.6;
const CERTAIN: Pen = Pen::solid(2.0);
const UNCERTAIN: Pen = Pen::dashed(1.0, 3.0, 2.0);
const LEADER: Pen = Pen::solid(0.5);

/// Where the two axes stand and how much room the names have.
struct Columns {
    left: f32,
    right: f32,
    names: f32,
    /// Whether names stand at both sides: where there is room for all of them, else at the right alone.
    both: bool,
}

impl Columns {
    fn of(slope: &Slope, width: f32, typesetter: &mut Typesetter) -> Columns {
        let widths = slope.lines.iter().map(|line| typesetter.width(letter(line), &line.label));
        let widest = widths.fold(0.0, f32::max) + 1.0;
        let room = width * (1.0 - BETWEEN) - 2.0 * NUMBER - NAME_GAP;
        let both = 2.0 * widest <= room;
        let names = widest.min(room);
        let left = NUMBER + if both { names } else { 0.0 };
        Columns { left, right: width - NUMBER - NAME_GAP - names, names, both }
    }
}

pub(super) fn draw(slope: &Slope, range: Range<usize>, width: f32, typesetter: &mut Typesetter) -> Picture {
    let lines = slope.lines.get(range).unwrap_or_default();
    let columns = Columns::of(slope, width, typesetter);
    let (left, right) = (columns.left, columns.right);
    let names: Vec<Vec<Line>> = lines
        .iter()
        .map(|line| typesetter.lines_at_most(letter(line), &line.label, columns.names, 2))
        .collect();
    let most_lines = names.iter().map(Vec::len).max().unwrap_or(1);
    let label = most_lines as f32 * style::FIGURE.leading + LABEL_GAP;
    let count = lines.len() as f32;
    // Where labels crowd, each still finds its place between the ends.
    let height = (count * EACH).clamp(LOWEST, HIGHEST).max(count * label * SLACK);
    let (top, bottom) = (TOP, TOP + height);

    let mut marks = Vec::new();
    draw_axes(slope, &columns, (top, bottom), width, typesetter, &mut marks);
    let (low, high) = ends(slope);
    let y = |score: f64| bottom - height * ((score - low) / (high - low)).clamp(0.0, 1.0) as f32;
    for line in lines {
        draw_line(line, Point::new(left, y(line.before)), Point::new(right, y(line.now)), &mut marks);
    }
    let middles = |score: &dyn Fn(&SlopeLine) -> f64| {
        let mut middles: Vec<f32> = lines.iter().map(|line| y(score(line))).collect();
        move_apart(&mut middles, label, top + label / 2.0, bottom - label / 2.0);
        middles
    };
    let befores = middles(&|line| line.before);
    let nows = middles(&|line| line.now);
    for (((line, name), before), now) in lines.iter().zip(&names).zip(befores).zip(nows) {
        let letter = letter(line);
        let (from, to) = (Point::new(left, y(line.before)), Point::new(right, y(line.now)));
        marks.extend(leader(from, left - AWAY + 2.0, before));
        marks.extend(leader(to, right + AWAY - 2.0, now));
        let score = typesetter.line(letter, &shown(line.before), NUMBER - AWAY);
        put(&score, Anchor::End, Point::new(left - AWAY, before + half_capital(letter)), &mut marks);
        let score = typesetter.line(letter, &shown(line.now), NUMBER - AWAY);
        put(&score, Anchor::End, Point::new(right + NUMBER, now + half_capital(letter)), &mut marks);
        draw_name(name, Anchor::Start, Point::new(right + NUMBER + NAME_GAP, now), &mut marks);
        if columns.both {
            draw_name(name, Anchor::End, Point::new(left - NUMBER, before), &mut marks);
        }
    }
    let bottom = legend::draw(entries(slope), bottom + 6.0, width, typesetter, &mut marks);
    Picture { marks, height: bottom + 2.0 }
}

/// The axes with the names of the two rounds above them.
fn draw_axes(
    slope: &Slope,
    columns: &Columns,
    (top, bottom): (f32, f32),
    width: f32,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) {
    let (left, right) = (columns.left, columns.right);
    for x in [left, right] {
        let axis = Path::line(Point::new(x, top), Point::new(x, bottom));
        marks.push(Mark::stroke(axis, Ink::Rule, style::HEAD_RULE));
    }
    let before = typesetter.line(style::FIGURE_STRONG, &slope.before, right - 8.0);
    let now = typesetter.line(style::FIGURE_STRONG, &slope.now, width - right);
    // Above its axis where there is room, else as near as may be to it.
    let middle = (left - before.width / 2.0).min(right - 8.0 - before.width).max(0.0);
    put(&before, Anchor::Start, Point::new(middle, top - 8.0), marks);
    put(&now, Anchor::Start, Point::new(right, top - 8.0), marks);
}

fn draw_line(line: &SlopeLine, from: Point, to: Point, marks: &mut Vec<Mark>) {
    let (ink, pen) = if line.certain { (Ink::Accent, CERTAIN) } else { (Ink::Muted, UNCERTAIN) };
    marks.push(Mark::stroke(Path::line(from, to), ink, pen));
    for end in [from, to] {
        marks.push(Mark::fill(Path::circle(end, DOT), if line.certain { ink } else { Ink::White }));
        marks.push(Mark::stroke(Path::circle(end, DOT), ink, Pen::solid(0.9)));
    }
}

/// Sets a name's lines around a height.
fn draw_name(name: &[Line], anchor: Anchor, at: Point, marks: &mut Vec<Mark>) {
    let leading = style::FIGURE.leading;
    let top = at.y - name.len() as f32 * leading / 2.0;
    for (index, line) in name.iter().enumerate() {
        let baseline = top + index as f32 * leading + line.letter.baseline();
        put(line, anchor, Point::new(at.x, baseline), marks);
    }
}

fn letter(line: &SlopeLine) -> Letter {
    if line.certain { style::FIGURE_STRONG } else { style::FIGURE }
}

/// Leads from a line's end to a label that had to move.
fn leader(end: Point, x: f32, label: f32) -> Option<Mark> {
    let side = if x < end.x { -1.0 } else { 1.0 };
    let from = Point::new(end.x + side * (DOT + 1.0), end.y);
    ((label - end.y).abs() > 2.0)
        .then(|| Mark::stroke(Path::line(from, Point::new(x, label)), Ink::Muted, LEADER))
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

fn entries(slope: &Slope) -> Vec<Entry<'_>> {
    const LENGTH: f32 = 20.0;
    let line = Path::line(Point::new(0.0, 0.0), Point::new(LENGTH, 0.0));
    let mut entries = Vec::new();
    if slope.lines.iter().any(|line| line.certain) {
        let sign = vec![Mark::stroke(line.clone(), Ink::Accent, CERTAIN)];
        entries.push(Entry { sign, width: LENGTH, words: &slope.words.certain });
    }
    if slope.lines.iter().any(|line| !line.certain) {
        let sign = vec![Mark::stroke(line, Ink::Muted, UNCERTAIN)];
        entries.push(Entry { sign, width: LENGTH, words: &slope.words.uncertain });
    }
    entries
}
