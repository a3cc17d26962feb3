//! The bucket: water as high as the score, a hole for each area, each drop as large as its leak.
//!
//! Holes run down the left wall, along the bottom and up the right wall, numbered in the order of the areas.
//! A drop's surface, not its height, is its leak: twice the leak looks twice as much.

use super::legend::{self, Entry};
use super::{Anchor, Picture, chip, half_capital, keep_if_free, outline, put, share, shown};
use crate::page::path::{Path, Side};
use crate::page::style::{self, Letter};
use crate::page::typesetter::{Line, Typesetter};
use crate::page::{Ink, Mark, Pen, Point};
use crate::report::{Bucket, Hole};

/// The widest a bucket is drawn at its rim.
const WIDEST: f32 = 176.0;
/// A drop is this many times as high as its radius: the round part and the tip.
const DROP: f32 = 2.9;
/// From the wall to a drop's middle, beside the drop's own radius.
const THROW: f32 = 9.0;
/// The share of a drop's throw that it falls before its tip, beside a wall.
const FALL: f32 = 0.6;
/// Even a small leak must be seen.
const SMALLEST: f32 = 1.6;
/// The share of the wall along which the holes stand.
const WALL_SHARE: f32 = 0.66;
/// How far below the next hole a drop may end: the next number hangs lower.
const REACH: f32 = 2.5;
/// The rim's radius is this many times the largest drop's.
const LARGEST: f32 = 5.6;
/// Last round's water line.
const DASHED: Pen = Pen::dashed(1.2, 3.2, 2.2);
const STREAM: Pen = Pen::solid(1.3);

/// The bucket's measures.
struct Body {
    center: f32,
    top: f32,
    height: f32,
    /// Half of its width at the rim and at the bottom.
    rim: f32,
    foot: f32,
    /// The radius of the largest drop.
    drop: f32,
}

impl Body {
    fn fitting(width: f32, holes: &Layout) -> Body {
        // Beside each wall: the stream, the largest drop, its number.
        let rim = ((width / 2.0 - THROW - 18.0) / (1.0 + 1.6 / LARGEST)).clamp(24.0, WIDEST / 2.0);
        let height = rim * 2.45;
        let foot = rim * 0.72;
        let beside = height * 0.28 / DROP;
        let below = 0.5 * foot * 1.3 / holes.below.max(1) as f32;
        let apart = height * WALL_SHARE / holes.beside.max(1) as f32;
        // A drop ends above the number of the next hole, unless holes stand so close that drops would vanish.
        let side = (apart - THROW * FALL + REACH).max(apart * 0.5).min(apart * 0.94) / DROP;
        Body {
            center: width / 2.0,
            top: rim * 0.6,
            height,
            rim,
            foot,
            drop: beside.min(side).min(below).min(rim / LARGEST),
        }
    }

    /// Half of the width at a height, from 0 (bottom) to 1 (rim).
    fn half(&self, height: f32) -> f32 {
        self.foot + (self.rim - self.foot) * height
    }

    fn y(&self, height: f32) -> f32 {
        self.top + self.height * (1.0 - height)
    }

    fn bottom(&self) -> f32 {
        self.y(0.0)
    }

    /// Half of the height of the ellipse one sees at a height, looking a little from above.
    fn depth(&self, height: f32) -> f32 {
        self.half(height) * 0.15
    }

    fn middle(&self, height: f32) -> Point {
        Point::new(self.center, self.y(height))
    }

    /// The outline from the bottom up to a height, its upper edge the far side of the ellipse there.
    fn filled_to(&self, height: f32) -> Path {
        let half = self.half(height);
        Path::start(self.center + half, self.y(height))
            .line_to(self.center + self.foot, self.bottom())
            .half_ellipse(self.middle(0.0), self.foot, self.depth(0.0), Side::Front)
            .line_to(self.center - half, self.y(height))
            .half_ellipse(self.middle(height), half, self.depth(height), Side::Back)
            .close()
    }

    fn ellipse(&self, height: f32) -> Path {
        Path::ellipse(self.middle(height), self.half(height), self.depth(height))
    }

    /// The near half of the ellipse at a height.
    fn front(&self, height: f32) -> Path {
        let (half, middle) = (self.half(height), self.middle(height));
        Path::start(middle.x + half, middle.y).half_ellipse(middle, half, self.depth(height), Side::Front)
    }

    /// A water line's two ends, left and right: the middle belongs to the score.
    fn side_lines(&self, height: f32) -> impl Iterator<Item = Path> + use<> {
        const INWARD: [f32; 6] = [1.0, 0.94, 0.87, 0.79, 0.70, 0.60];
        let (half, depth, middle) = (self.half(height), self.depth(height), self.middle(height));
        [-1.0, 1.0].into_iter().map(move |side| {
            let mut points = INWARD.into_iter().map(|across| {
                (middle.x + side * across * half, middle.y + depth * (1.0 - across * across).sqrt())
            });
            let (x, y) = points.next().unwrap_or((middle.x, middle.y));
            points.fold(Path::start(x, y), |path, (x, y)| path.line_to(x, y))
        })
    }
}

/// How many holes stand on each wall and along the bottom.
struct Layout {
    beside: usize,
    below: usize,
}

impl Layout {
    fn of(holes: usize) -> Layout {
        let beside = (holes + 1) / 3;
        Layout { beside, below: holes - 2 * beside }
    }
}

/// Where a hole is and which way its water runs.
#[derive(Clone, Copy)]
struct Spot {
    at: Point,
    way: Way,
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Left,
    Down,
    Right,
}

pub(super) fn draw(bucket: &Bucket, width: f32, typesetter: &mut Typesetter) -> Picture {
    let layout = Layout::of(bucket.holes.len());
    let body = Body::fitting(width, &layout);
    let mut marks = Vec::new();
    draw_body(bucket, &body, &mut marks);
    draw_score(bucket, &body, typesetter, &mut marks);
    let mut numbers = Vec::new();
    let mut taken = Vec::new();
    for (hole, spot) in bucket.holes.iter().zip(spots(&layout, &body)) {
        numbers.push(draw_hole(hole, spot, &body, typesetter, &mut marks));
        let radius = radius(hole, &body);
        if 0.0 < radius {
            taken.push(Path::drop(drop_place(spot, radius).0, radius).bounds());
        }
    }
    // With more holes than there is room for numbers, those that fit still tell the order.
    for number in numbers {
        keep_if_free(number, &mut taken, &mut marks);
    }
    let bottom = legend(bucket, number_line(&body) + 4.0, width, typesetter, &mut marks);
    Picture { marks, height: bottom }
}

/// Names last round's water line under the bucket, in the middle. Returns where the drawing ends.
fn legend(bucket: &Bucket, top: f32, width: f32, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) -> f32 {
    const LENGTH: f32 = 20.0;
    if bucket.previous.is_none() {
        return top;
    }
    let line = Path::line(Point::new(0.0, 0.0), Point::new(LENGTH, 0.0));
    let sign = vec![Mark::stroke(line, Ink::Metal, DASHED)];
    let entry = Entry { sign, width: LENGTH, words: &bucket.previous_label };
    let mut placed = Vec::new();
    let bottom = legend::draw(vec![entry], top, width, typesetter, &mut placed);
    let right = placed.iter().map(|mark| mark.bounds().right()).fold(0.0, f32::max);
    placed.iter_mut().for_each(|mark| mark.shift((width - right) / 2.0, 0.0));
    marks.extend(placed);
    bottom
}

/// The baseline of the numbers under the bottom's drops.
fn number_line(body: &Body) -> f32 {
    body.bottom() + body.depth(0.0) + THROW + DROP * body.drop + 12.0
}

fn draw_body(bucket: &Bucket, body: &Body, marks: &mut Vec<Mark>) {
    const WALL: Pen = Pen::solid(1.8);
    // The handle, behind everything: from rim to rim.
    let (left, right) = (body.center - body.rim, body.center + body.rim);
    let lift = body.top - body.rim * 0.72;
    let handle = Path::start(left + 2.0, body.top).curve_to(
        (left + body.rim * 0.1, lift),
        (right - body.rim * 0.1, lift),
        (right - 2.0, body.top),
    );
    marks.push(Mark::stroke(handle, Ink::Metal, Pen::solid(1.4)));

    marks.push(Mark::fill(body.filled_to(1.0), Ink::Wall));
    marks.push(Mark::fill(body.ellipse(1.0), Ink::White));
    if let Some(score) = bucket.score {
        let height = share(score);
        if height > 0.0 {
            marks.push(Mark::fill(body.filled_to(height), Ink::Water));
            marks.push(Mark::fill(body.ellipse(height), Ink::Surface));
            marks.push(Mark::stroke(body.ellipse(height), Ink::WaterLine, Pen::solid(0.8)));
        }
    }
    if let Some(previous) = bucket.previous {
        marks.extend(body.side_lines(share(previous)).map(|line| Mark::stroke(line, Ink::Metal, DASHED)));
    }

    let walls = Path::start(right, body.top)
        .line_to(body.center + body.foot, body.bottom())
        .half_ellipse(body.middle(0.0), body.foot, body.depth(0.0), Side::Front)
        .line_to(left, body.top);
    marks.push(Mark::stroke(walls, Ink::Metal, WALL));
    marks.push(Mark::stroke(body.ellipse(1.0), Ink::Metal, WALL));
    marks.push(Mark::stroke(body.front(0.955), Ink::Metal, Pen::solid(1.0)));
    for x in [left, right] {
        marks.push(Mark::fill(Path::circle(Point::new(x, body.top), 2.6), Ink::Metal));
    }
}

/// The score, in the larger of water and air.
fn draw_score(bucket: &Bucket, body: &Body, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) {
    let Some(score) = bucket.score else {
        return;
    };
    let water = share(score);
    // Above stands the rim, below the bottom's curve.
    let free = if water < 0.5 { (water + 0.88) / 2.0 } else { (water - 0.04) / 2.0 };
    let width = 2.0 * body.half(free) - 12.0;
    let number = fitting(style::SCORE, &shown(score), width, typesetter);
    let scale = typesetter.line(style::FIGURE.ink(Ink::Text), &bucket.scale, width);
    let chip = bucket.band.as_ref().map(|band| chip(band, width, typesetter));
    // Number, its scale and the band's word, one under another around the middle.
    let heights = 25.0 + 14.4 + if chip.is_some() { 19.0 } else { 0.0 };
    let mut y = body.y(free) - heights / 2.0 + 25.0;
    put(&number, Anchor::Middle, Point::new(body.center, y), marks);
    y += 15.0;
    put(&scale, Anchor::Middle, Point::new(body.center, y), marks);
    if let Some((mut badge, width)) = chip {
        badge.iter_mut().for_each(|mark| mark.shift(body.center - width / 2.0, y + 5.0));
        marks.extend(badge);
    }
}

/// Sets a number smaller where it would have to be cut.
fn fitting(letter: Letter, number: &str, width: f32, typesetter: &mut Typesetter) -> Line {
    let natural = typesetter.width(letter, number);
    let size = if natural <= width { letter.size } else { letter.size * width / natural * 0.99 };
    typesetter.line(Letter { size, ..letter }, number, width)
}

/// Returns where the holes are: down the left wall, along the bottom, up the right wall.
fn spots(layout: &Layout, body: &Body) -> Vec<Spot> {
    let heights: Vec<f32> = (0..layout.beside)
        .map(|index| 0.88 - WALL_SHARE * (index as f32 + 0.5) / layout.beside as f32)
        .collect();
    let on_wall = |height: f32, way: Way| {
        let half = body.half(height);
        let x = if way == Way::Left { body.center - half } else { body.center + half };
        Spot { at: Point::new(x, body.y(height)), way }
    };
    let along = (0..layout.below).map(|index| {
        let across = ((index as f32 + 0.5) / layout.below as f32 - 0.5) * 1.5;
        let x = body.center + across * body.foot;
        let y = body.bottom() + body.depth(0.0) * (1.0 - across * across).max(0.0).sqrt();
        Spot { at: Point::new(x, y), way: Way::Down }
    });
    let mut spots: Vec<Spot> = heights.iter().map(|height| on_wall(*height, Way::Left)).collect();
    spots.extend(along);
    spots.extend(heights.iter().rev().map(|height| on_wall(*height, Way::Right)));
    spots
}

/// Returns the radius of a hole's drop; 0 where nothing runs out, or it is not known.
fn radius(hole: &Hole, body: &Body) -> f32 {
    let leak = hole.leak.map(|leak| leak.clamp(0.0, 1.0) as f32);
    leak.filter(|leak| *leak > 0.005).map_or(0.0, |leak| (body.drop * leak.sqrt()).max(SMALLEST))
}

/// Draws a hole with its drop and returns its number.
fn draw_hole(
    hole: &Hole,
    spot: Spot,
    body: &Body,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) -> Vec<Mark> {
    const OPEN: f32 = 2.4;
    let radius = radius(hole, body);
    let (center, tip) = drop_place(spot, radius);
    if radius > 0.0 {
        if spot.way != Way::Down {
            let stream = Path::start(spot.at.x, spot.at.y).curve_to(
                ((spot.at.x + center.x) / 2.0, spot.at.y),
                (center.x, spot.at.y + 1.0),
                (center.x, tip + 1.5),
            );
            marks.push(Mark::stroke(stream, Ink::WaterLine, STREAM));
        } else {
            let stream = Path::line(spot.at, Point::new(center.x, tip + 1.5));
            marks.push(Mark::stroke(stream, Ink::WaterLine, STREAM));
        }
        let ink = hole.tone.map_or(Ink::WaterLine, Ink::Band);
        marks.push(Mark::fill(Path::drop(center, radius), ink));
        if let Some(edge) = hole.tone.and_then(outline) {
            marks.push(Mark::stroke(Path::drop(center, radius), edge, Pen::solid(0.7)));
        }
    }
    let ring = Path::circle(spot.at, OPEN);
    match hole.leak {
        // A plug: nothing runs out here.
        Some(_) if radius == 0.0 => {
            marks.push(Mark::fill(ring.clone(), Ink::Metal));
            marks.push(Mark::stroke(ring, Ink::White, Pen::solid(0.8)));
        }
        Some(_) | None => {
            marks.push(Mark::fill(ring.clone(), Ink::White));
            marks.push(Mark::stroke(ring, Ink::Metal, Pen::solid(1.1)));
        }
    }
    let number = typesetter.line(style::FIGURE_STRONG, &hole.number.to_string(), 16.0);
    let half_capital = half_capital(style::FIGURE_STRONG);
    // A tight hole's number hangs where that of the smallest leak would, out of the way of the drop above.
    let radius = radius.max(SMALLEST);
    let (center, _) = drop_place(spot, radius);
    let (anchor, at) = match spot.way {
        Way::Left => {
            (Anchor::End, Point::new(center.x - radius - 4.0, center.y + half_capital - 0.4 * radius))
        }
        Way::Right => {
            (Anchor::Start, Point::new(center.x + radius + 4.0, center.y + half_capital - 0.4 * radius))
        }
        Way::Down => (Anchor::Middle, Point::new(spot.at.x, number_line(body))),
    };
    let mut placed = Vec::new();
    put(&number, anchor, at, &mut placed);
    placed
}

/// Returns the middle of a drop's round part and the height of its tip.
fn drop_place(spot: Spot, radius: f32) -> (Point, f32) {
    let tip = spot.at.y + THROW * if spot.way == Way::Down { 0.8 } else { FALL };
    let y = tip + (DROP - 1.0) * radius;
    let x = match spot.way {
        Way::Left => spot.at.x - THROW - radius * 0.6,
        Way::Right => spot.at.x + THROW + radius * 0.6,
        Way::Down => spot.at.x,
    };
    (Point::new(x, y), tip)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::font::Fonts;

    fn holes(count: u32, leak: f64) -> Vec<Hole> {
        (1..=count)
            .map(|number| Hole { number, label: String::new(), leak: Some(leak), tone: None })
            .collect()
    }

    /// Every mark stays in the box, for any number of holes.
    #[track_caller]
    fn check(count: u32, width: f32) {
        let fonts = Fonts::embedded().unwrap();
        let mut typesetter = Typesetter::new(&fonts);
        let bucket = Bucket { score: Some(46.0), holes: holes(count, 1.0), ..Bucket::default() };
        let picture = draw(&bucket, width, &mut typesetter);
        for mark in &picture.marks {
            let bounds = mark.bounds();
            assert!(bounds.x >= 0.0 && bounds.right() <= width, "{count} holes: {mark:?}");
            assert!(bounds.y >= -0.1 && bounds.bottom() <= picture.height + 0.1, "{count} holes: {mark:?}");
        }
    }

    #[test]
    fn nine_holes_fit() {
        check(9, 210.0);
    }

    #[test]
    fn any_number_of_holes_fits() {
        for count in 0..=24 {
            check(count, 190.0);
        }
    }

    #[test]
    fn a_drop_twice_the_leak_has_twice_the_surface() {
        let body = Body::fitting(220.0, &Layout::of(9));
        let radius = |leak: f32| body.drop * leak.sqrt();
        assert!((radius(0.8).powi(2) / radius(0.4).powi(2) - 2.0).abs() < 0.001);
    }
}
