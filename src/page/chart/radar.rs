//! Scores on spokes around a middle, in a fixed order, unfilled: for those who are used to it.
//!
//! A surface would mislead, since it changes with the order of the spokes; so only lines are drawn, and
//! every score is printed beside its spoke.

use std::ops::Range;

use super::legend::{self, Entry};
use super::{Anchor, Picture, half_capital, move_apart, put, share, shown};
use crate::page::path::Path;
use crate::page::style;
use crate::page::typesetter::{Line, Typesetter};
use crate::page::{Ink, Mark, Pen, Point};
use crate::report::{Radar, Spoke};

/// The largest radius.
const LARGEST: f32 = 112.0;
/// From the end of a spoke to its words.
const OUTSIDE: f32 = 9.0;
/// The narrowest room for words beside the rings; with less, numbers stand there and the words below.
const ROOM: f32 = 84.0;
/// With more spokes, words no longer fit beside the rings.
const MANY: usize = 14;
const GAP: f32 = 6.0;
const RINGS: [f64; 4] = [25.0, 50.0, 75.0, 100.0];
const NOW: Pen = Pen::solid(1.9);
const BEFORE: Pen = Pen::dashed(1.2, 3.4, 2.2);
const DOT: f32 = 2.4;

/// The middle of the rings and their size.
#[derive(Clone, Copy)]
struct Wheel {
    middle: Point,
    radius: f32,
    spokes: usize,
}

impl Wheel {
    /// Returns a point on a spoke; the first one points up, the others follow clockwise.
    fn at(&self, spoke: usize, radius: f32) -> Point {
        let (across, up) = self.way(spoke);
        Point::new(self.middle.x + radius * across, self.middle.y - radius * up)
    }

    fn way(&self, spoke: usize) -> (f32, f32) {
        let angle = std::f64::consts::TAU * spoke as f64 / self.spokes.max(1) as f64;
        // A spoke straight up or down belongs to neither side.
        let across = if angle.sin().abs() < 1e-9 { 0.0 } else { angle.sin() };
        (across as f32, angle.cos() as f32)
    }
}

/// The words at a spoke: its scores, then its name.
struct Label {
    lines: Vec<Line>,
    spoke: usize,
}

impl Label {
    fn height(&self) -> f32 {
        self.lines.len() as f32 * style::FIGURE.leading
    }
}

pub(super) fn draw(radar: &Radar, range: Range<usize>, width: f32, typesetter: &mut Typesetter) -> Picture {
    let whole = range == (0..radar.spokes.len());
    let room = width / 2.0 - LARGEST.min(width * 0.25) - OUTSIDE;
    let mut marks = Vec::new();
    let bottom = if room < ROOM || MANY < radar.spokes.len() || !whole {
        with_list(radar, range, width, typesetter, &mut marks)
    } else {
        with_names(radar, width, typesetter, &mut marks)
    };
    let bottom = legend::draw(entries(radar), bottom + GAP, width, typesetter, &mut marks);
    Picture { marks, height: bottom }
}

/// The rings with the names around them. Returns where they end.
fn with_names(radar: &Radar, width: f32, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) -> f32 {
    let radius = LARGEST.min(width * 0.25);
    let mut wheel = Wheel { middle: Point::new(width / 2.0, 0.0), radius, spokes: radar.spokes.len() };
    let mut sides: [Vec<Label>; 2] = [Vec::new(), Vec::new()];
    let mut ends: Vec<Label> = Vec::new();
    for (index, spoke) in radar.spokes.iter().enumerate() {
        let (across, _) = wheel.way(index);
        let room = if across == 0.0 { width * 0.5 } else { width / 2.0 - radius - OUTSIDE };
        let label = Label { lines: words(spoke, room, typesetter), spoke: index };
        match across {
            across if across > 0.0 => sides[0].push(label),
            across if across < 0.0 => sides[1].push(label),
            _ => ends.push(label),
        }
    }
    let is_up = move |label: &&Label| wheel.way(label.spoke).1 > 0.0;
    let above = ends.iter().filter(is_up).map(Label::height).fold(0.0, f32::max);
    let below = ends.iter().filter(|label| !is_up(label)).map(Label::height).fold(0.0, f32::max);
    let needed = sides
        .iter()
        .map(|side| side.iter().map(|label| label.height() + GAP).sum::<f32>())
        .fold(0.0, f32::max);
    let half = (radius + OUTSIDE).max(needed / 2.0);
    let (top, bottom) = (above, above + 2.0 * half);
    wheel.middle.y = top + half;
    draw_wheel(radar, wheel, marks);

    for label in &ends {
        let top = if is_up(&label) { 0.0 } else { bottom };
        draw_label(label, Anchor::Middle, Point::new(wheel.middle.x, top), marks);
    }
    for (side, anchor, sign) in [(&sides[0], Anchor::Start, 1.0), (&sides[1], Anchor::End, -1.0)] {
        for (label, middle) in side.iter().zip(middles(side, wheel, top, bottom)) {
            // The words follow the round, as far out as their nearer edge needs.
            let off = ((middle - wheel.middle.y).abs() - label.height() / 2.0).max(0.0);
            let reach = radius + OUTSIDE;
            let x = (reach * reach - off * off).max(0.0).sqrt().max(GAP);
            let at = Point::new(wheel.middle.x + sign * x, middle - label.height() / 2.0);
            draw_label(label, anchor, at, marks);
        }
    }
    bottom + below
}

/// Returns the height of each label's middle: beside its spoke, and apart from its neighbours.
fn middles(side: &[Label], wheel: Wheel, top: f32, bottom: f32) -> Vec<f32> {
    let tallest = side.iter().map(Label::height).fold(0.0, f32::max);
    let mut middles: Vec<f32> =
        side.iter().map(|label| wheel.at(label.spoke, wheel.radius + OUTSIDE).y).collect();
    let even = (bottom - top) / side.len().max(1) as f32;
    move_apart(&mut middles, (tallest + GAP / 2.0).min(even), top + tallest / 2.0, bottom - tallest / 2.0);
    middles
}

fn draw_label(label: &Label, anchor: Anchor, at: Point, marks: &mut Vec<Mark>) {
    let letter = style::FIGURE;
    for (index, line) in label.lines.iter().enumerate() {
        put(line, anchor, Point::new(at.x, at.y + index as f32 * letter.leading + letter.baseline()), marks);
    }
}

fn words(spoke: &Spoke, room: f32, typesetter: &mut Typesetter) -> Vec<Line> {
    let mut lines = vec![typesetter.line(style::FIGURE_STRONG, &scores(spoke), room)];
    lines.extend(typesetter.lines_at_most(style::FIGURE, &name(spoke), room, 2));
    lines
}

fn name(spoke: &Spoke) -> String {
    match spoke.number {
        Some(number) => format!("{number} {}", spoke.label),
        None => spoke.label.clone(),
    }
}

/// The score, the one before in brackets.
fn scores(spoke: &Spoke) -> String {
    let score = spoke.score.map_or("\u{2013}".to_owned(), shown);
    match spoke.previous {
        Some(previous) => format!("{score} ({})", shown(previous)),
        None => score,
    }
}

/// The rings with a number at each spoke, and below them what the numbers stand for; where the list goes on,
/// the list alone. Returns where they end.
fn with_list(
    radar: &Radar,
    range: Range<usize>,
    width: f32,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) -> f32 {
    let top = if range.start == 0 { numbered_wheel(radar, width, typesetter, marks) } else { 0.0 };
    list(radar, range, top, width, typesetter, marks)
}

/// The number of a spoke: its own, else its place.
fn number(index: usize, spoke: &Spoke) -> String {
    spoke.number.map_or(index + 1, |number| number as usize).to_string()
}

/// The rings with a number at each spoke. Returns where they end.
fn numbered_wheel(radar: &Radar, width: f32, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) -> f32 {
    let letter = style::FIGURE;
    let edge = OUTSIDE + 12.0;
    let radius = (width / 2.0 - edge).clamp(20.0, LARGEST);
    let wheel = Wheel { middle: Point::new(width / 2.0, radius + edge), radius, spokes: radar.spokes.len() };
    draw_wheel(radar, wheel, marks);
    let mut taken = Vec::new();
    for (index, spoke) in radar.spokes.iter().enumerate() {
        let words = typesetter.line(letter, &number(index, spoke), 20.0);
        let at = wheel.at(index, radius + OUTSIDE + 2.0);
        let mut placed = Vec::new();
        put(&words, Anchor::Middle, Point::new(at.x, at.y + half_capital(letter)), &mut placed);
        // Where spokes stand too close for all numbers, those that fit still tell the order.
        super::keep_if_free(placed, &mut taken, marks);
    }
    wheel.middle.y + radius + edge
}

/// What the numbers stand for, from `top` on. Returns where the list ends.
fn list(
    radar: &Radar,
    range: Range<usize>,
    mut top: f32,
    width: f32,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) -> f32 {
    let letter = style::FIGURE;
    let columns = [28.0, 64.0];
    for (index, spoke) in radar.spokes.iter().enumerate().take(range.end).skip(range.start) {
        let baseline = top + letter.baseline();
        let number = typesetter.line(style::FIGURE_MUTED, &number(index, spoke), columns[0] - 6.0);
        put(&number, Anchor::End, Point::new(columns[0] - 8.0, baseline), marks);
        let scores = typesetter.line(style::FIGURE_STRONG, &scores(spoke), columns[1] - columns[0] - 4.0);
        put(&scores, Anchor::Start, Point::new(columns[0], baseline), marks);
        let lines = typesetter.lines_at_most(letter, &spoke.label, width - columns[1], 2);
        for (line_index, line) in lines.iter().enumerate() {
            let y = baseline + line_index as f32 * letter.leading;
            put(line, Anchor::Start, Point::new(columns[1], y), marks);
        }
        top += lines.len().max(1) as f32 * letter.leading + 2.0;
    }
    top
}

/// Rings, spokes and the two lines.
fn draw_wheel(radar: &Radar, wheel: Wheel, marks: &mut Vec<Mark>) {
    for ring in RINGS {
        let circle = Path::circle(wheel.middle, wheel.radius * share(ring));
        marks.push(Mark::stroke(circle, Ink::Rule, style::HAIRLINE));
    }
    for index in 0..wheel.spokes {
        let spoke = Path::line(wheel.middle, wheel.at(index, wheel.radius));
        marks.push(Mark::stroke(spoke, Ink::Rule, style::HAIRLINE));
    }
    draw_series(
        radar,
        wheel,
        |spoke| spoke.previous,
        Series { ink: Ink::Muted, pen: BEFORE, dot: Ink::White },
        marks,
    );
    draw_series(
        radar,
        wheel,
        |spoke| spoke.score,
        Series { ink: Ink::Accent, pen: NOW, dot: Ink::Accent },
        marks,
    );
}

struct Series {
    ink: Ink,
    pen: Pen,
    /// The fill of its dots.
    dot: Ink,
}

/// One line around; it is open where a spoke has no score.
fn draw_series(
    radar: &Radar,
    wheel: Wheel,
    score: impl Fn(&Spoke) -> Option<f64>,
    series: Series,
    marks: &mut Vec<Mark>,
) {
    let points: Vec<Option<Point>> = radar
        .spokes
        .iter()
        .enumerate()
        .map(|(index, spoke)| score(spoke).map(|score| wheel.at(index, wheel.radius * share(score))))
        .collect();
    let next = points.iter().cycle().skip(1);
    let mut path = Path::default();
    for (from, to) in points.iter().zip(next) {
        if let (Some(from), Some(to)) = (from, to) {
            path = path.move_to(from.x, from.y).line_to(to.x, to.y);
        }
    }
    if !path.segments.is_empty() {
        marks.push(Mark::stroke(path, series.ink, series.pen));
    }
    for point in points.into_iter().flatten() {
        marks.push(Mark::fill(Path::circle(point, DOT), series.dot));
        marks.push(Mark::stroke(Path::circle(point, DOT), series.ink, Pen::solid(0.9)));
    }
}

fn entries(radar: &Radar) -> Vec<Entry<'_>> {
    const LENGTH: f32 = 20.0;
    let line = Path::line(Point::new(0.0, 0.0), Point::new(LENGTH, 0.0));
    let mut entries = Vec::new();
    if radar.spokes.iter().any(|spoke| spoke.score.is_some()) {
        let sign = vec![Mark::stroke(line.clone(), Ink::Accent, NOW)];
        entries.push(Entry { sign, width: LENGTH, words: &radar.now });
    }
    if radar.spokes.iter().any(|spoke| spoke.previous.is_some()) {
        let sign = vec![Mark::stroke(line, Ink::Muted, BEFORE)];
        entries.push(Entry { sign, width: LENGTH, words: &radar.before });
    }
    entries
}
