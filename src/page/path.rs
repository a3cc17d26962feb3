//! Outlines made of lines and curves.

use super::{Point, Rect};

/// How far a curve's handles stand off to draw a quarter of a circle.
const QUARTER: f32 = 0.552_284_8;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path {
    pub segments: Vec<Segment>,
    pub inside: Inside,
}

/// What counts as inside where an outline crosses itself or holds another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Inside {
    /// Whatever the outline runs around more often one way than the other.
    #[default]
    NonZero,
    /// Whatever is reached by crossing the outline an odd number of times.
    EvenOdd,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    Move(Point),
    Line(Point),
    /// Two handles, then the end.
    Curve(Point, Point, Point),
    Close,
}

impl Path {
    pub fn start(x: f32, y: f32) -> Path {
        Path { segments: vec![Segment::Move(Point::new(x, y))], inside: Inside::default() }
    }

    pub fn move_to(mut self, x: f32, y: f32) -> Path {
        self.segments.push(Segment::Move(Point::new(x, y)));
        self
    }

    pub fn line_to(mut self, x: f32, y: f32) -> Path {
        self.segments.push(Segment::Line(Point::new(x, y)));
        self
    }

    /// Draws a curve: the first handle, the second, the end.
    pub fn curve_to(mut self, first: (f32, f32), second: (f32, f32), end: (f32, f32)) -> Path {
        let point = |(x, y): (f32, f32)| Point::new(x, y);
        self.segments.push(Segment::Curve(point(first), point(second), point(end)));
        self
    }

    pub fn close(mut self) -> Path {
        self.segments.push(Segment::Close);
        self
    }

    pub fn line(from: Point, to: Point) -> Path {
        Path::start(from.x, from.y).line_to(to.x, to.y)
    }

    pub fn rectangle(rect: Rect) -> Path {
        Path::start(rect.x, rect.y)
            .line_to(rect.right(), rect.y)
            .line_to(rect.right(), rect.bottom())
            .line_to(rect.x, rect.bottom())
            .close()
    }

    /// A rectangle with round corners; the radius is kept within half of its sides.
    pub fn rounded(rect: Rect, radius: f32) -> Path {
        let radius = radius.min(rect.width / 2.0).min(rect.height / 2.0);
        let handle = radius * (1.0 - QUARTER);
        let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
        Path::start(left + radius, top)
            .line_to(right - radius, top)
            .curve_to((right - handle, top), (right, top + handle), (right, top + radius))
            .line_to(right, bottom - radius)
            .curve_to((right, bottom - handle), (right - handle, bottom), (right - radius, bottom))
            .line_to(left + radius, bottom)
            .curve_to((left + handle, bottom), (left, bottom - handle), (left, bottom - radius))
            .line_to(left, top + radius)
            .curve_to((left, top + handle), (left + handle, top), (left + radius, top))
            .close()
    }

    pub fn ellipse(center: Point, across: f32, down: f32) -> Path {
        Path::start(center.x - across, center.y)
            .half_ellipse(center, across, down, Side::Back)
            .half_ellipse(center, across, down, Side::Front)
            .close()
    }

    pub fn circle(center: Point, radius: f32) -> Path {
        Path::ellipse(center, radius, radius)
    }

    /// Continues along one half of an ellipse: the back half from its left end to its right end, the front
    /// half from its right end to its left end.
    pub fn half_ellipse(self, center: Point, across: f32, down: f32, side: Side) -> Path {
        let Point { x, y } = center;
        let (ax, ay) = (across * QUARTER, down * QUARTER);
        match side {
            Side::Back => self.curve_to((x - across, y - ay), (x - ax, y - down), (x, y - down)).curve_to(
                (x + ax, y - down),
                (x + across, y - ay),
                (x + across, y),
            ),
            Side::Front => self.curve_to((x + across, y + ay), (x + ax, y + down), (x, y + down)).curve_to(
                (x - ax, y + down),
                (x - across, y + ay),
                (x - across, y),
            ),
        }
    }

    /// A drop whose round part has this center and radius; its tip stands above.
    pub fn drop(center: Point, radius: f32) -> Path {
        let Point { x, y } = center;
        let tip = y - 1.9 * radius;
        Path::start(x, tip)
            .curve_to((x + 0.25 * radius, y - 1.2 * radius), (x + radius, y - 0.7 * radius), (x + radius, y))
            .curve_to((x + radius, y + radius * QUARTER), (x + radius * QUARTER, y + radius), (x, y + radius))
            .curve_to((x - radius * QUARTER, y + radius), (x - radius, y + radius * QUARTER), (x - radius, y))
            .curve_to((x - radius, y - 0.7 * radius), (x - 0.25 * radius, y - 1.2 * radius), (x, tip))
            .close()
    }

    pub fn shift(&mut self, right: f32, down: f32) {
        self.each_point(|point| {
            point.x += right;
            point.y += down;
        });
    }

    /// Makes the outline larger or smaller, away from or toward the origin.
    pub fn scale(&mut self, by: f32) {
        self.each_point(|point| {
            point.x *= by;
            point.y *= by;
        });
    }

    fn each_point(&mut self, change: impl Fn(&mut Point)) {
        for segment in &mut self.segments {
            match segment {
                Segment::Move(point) | Segment::Line(point) => change(point),
                Segment::Curve(first, second, end) => {
                    change(first);
                    change(second);
                    change(end);
                }
                Segment::Close => {}
            }
        }
    }

    /// Returns the rectangle around the outline; curves are followed in small steps.
    pub fn bounds(&self) -> Rect {
        let mut low = Point::new(f32::MAX, f32::MAX);
        let mut high = Point::new(f32::MIN, f32::MIN);
        let mut take = |point: &Point| {
            low = Point::new(low.x.min(point.x), low.y.min(point.y));
            high = Point::new(high.x.max(point.x), high.y.max(point.y));
        };
        let mut last = Point::default();
        for segment in &self.segments {
            match segment {
                Segment::Move(point) | Segment::Line(point) => {
                    take(point);
                    last = *point;
                }
                Segment::Curve(first, second, end) => {
                    for step in 1..=STEPS {
                        take(&on_curve([&last, first, second, end], step as f32 / STEPS as f32));
                    }
                    last = *end;
                }
                Segment::Close => {}
            }
        }
        if low.x > high.x {
            return Rect::default();
        }
        Rect::new(low.x, low.y, high.x - low.x, high.y - low.y)
    }
}

/// How many steps follow a curve.
const STEPS: u8 = 8;

/// Returns the point of a curve at a time from 0 (its beginning) to 1.
fn on_curve(points: [&Point; 4], time: f32) -> Point {
    let rest = 1.0 - time;
    let weights =
        [rest * rest * rest, 3.0 * rest * rest * time, 3.0 * rest * time * time, time * time * time];
    let mut at = Point::default();
    for (point, weight) in points.into_iter().zip(weights) {
        at.x += point.x * weight;
        at.y += point.y * weight;
    }
    at
}

/// A half of an ellipse that lies flat: the one away from the reader, or the one toward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Back,
    Front,
}

/// Returns slanted lines, `gap` apart, cut to the rectangle.
pub fn hatch(rect: Rect, gap: f32) -> Vec<Path> {
    let mut lines = Vec::new();
    let mut offset = gap / 2.0;
    while offset < rect.width + rect.height {
        // The line runs from the top edge down to the left: x + y = offset, within the rectangle.
        let from_x = offset.min(rect.width);
        let from_y = offset - from_x;
        let to_y = offset.min(rect.height);
        let to_x = offset - to_y;
        lines.push(Path::line(
            Point::new(rect.x + from_x, rect.y + from_y),
            Point::new(rect.x + to_x, rect.y + to_y),
        ));
        offset += gap;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatches_stay_inside() {
        let rect = Rect::new(10.0, 20.0, 30.0, 8.0);
        let lines = hatch(rect, 3.0);
        assert!(lines.len() > 8);
        for line in lines {
            let bounds = line.bounds();
            assert!(bounds.x >= rect.x - 0.01 && bounds.right() <= rect.right() + 0.01, "{bounds:?}");
            assert!(bounds.y >= rect.y - 0.01 && bounds.bottom() <= rect.bottom() + 0.01, "{bounds:?}");
        }
    }

    #[test]
    fn an_ellipse_has_its_size() {
        let bounds = Path::ellipse(Point::new(5.0, 5.0), 4.0, 2.0).bounds();
        let got = [bounds.x, bounds.y, bounds.width, bounds.height].map(f32::round);
        assert_eq!(got, [1.0, 3.0, 8.0, 4.0]);
    }
}
