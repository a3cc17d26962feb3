//! A square of two questions with numbered points: what helps much and costs little stands out.

use super::{Anchor, Picture, outline, put};
use crate::page::path::Path;
use crate::page::style;
use crate::page::typesetter::Typesetter;
use crate::page::{Ink, Mark, Pen, Point, Rect};
use crate::report::Matrix;

const RADIUS: f32 = 8.0;
/// The strip along the upper and the lower edge that belongs to the corners' names.
const CORNERS: f32 = 18.0;
const AXIS: f32 = 16.0;

pub(super) fn draw(matrix: &Matrix, width: f32, typesetter: &mut Typesetter) -> Picture {
    let width = width.min(380.0);
    let plot = Rect::new(0.0, AXIS, width, width * 0.56);
    let mut marks = Vec::new();
    marks.push(Mark::fill(Path::rectangle(plot), Ink::Ground));
    let (middle_x, middle_y) = (plot.x + plot.width / 2.0, plot.y + plot.height / 2.0);
    let cross = Path::start(middle_x, plot.y)
        .line_to(middle_x, plot.bottom())
        .move_to(plot.x, middle_y)
        .line_to(plot.right(), middle_y);
    marks.push(Mark::stroke(cross, Ink::White, Pen::solid(2.0)));
    let axes =
        Path::start(plot.x, plot.y).line_to(plot.x, plot.bottom()).line_to(plot.right(), plot.bottom());
    marks.push(Mark::stroke(axes, Ink::Metal, Pen::solid(1.0)));

    let upward = typesetter.line(style::FIGURE_MUTED, &matrix.upward, width - 14.0);
    marks.push(arrow(Point::new(4.0, AXIS - 3.0), Point::new(4.0, 3.0)));
    put(&upward, Anchor::Start, Point::new(12.0, AXIS - 4.0), &mut marks);
    let below = plot.bottom() + 12.0;
    let across = typesetter.line(style::FIGURE_MUTED, &matrix.across, width - 24.0);
    put(&across, Anchor::End, Point::new(plot.right() - 16.0, below), &mut marks);
    marks.push(arrow(Point::new(plot.right() - 12.0, below - 3.0), Point::new(plot.right(), below - 3.0)));

    let places = [
        (Anchor::Start, plot.x + 6.0, plot.y + 13.0),
        (Anchor::End, plot.right() - 6.0, plot.y + 13.0),
        (Anchor::Start, plot.x + 6.0, plot.bottom() - 6.0),
        (Anchor::End, plot.right() - 6.0, plot.bottom() - 6.0),
    ];
    for (name, (anchor, x, y)) in matrix.corners.iter().zip(places) {
        let line = typesetter.line(style::FIGURE_MUTED, name, plot.width / 2.0 - 16.0);
        put(&line, anchor, Point::new(x, y), &mut marks);
    }
    draw_points(matrix, plot, typesetter, &mut marks);
    Picture { marks, height: plot.bottom() + AXIS }
}

fn draw_points(matrix: &Matrix, plot: Rect, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) {
    let room = Rect::new(
        plot.x + RADIUS + 4.0,
        plot.y + CORNERS + RADIUS,
        plot.width - 2.0 * RADIUS - 8.0,
        plot.height - 2.0 * (CORNERS + RADIUS),
    );
    let mut placed: Vec<Point> = Vec::new();
    for point in &matrix.points {
        let wish = Point::new(
            room.x + room.width * point.across.clamp(0.0, 1.0) as f32,
            room.bottom() - room.height * point.upward.clamp(0.0, 1.0) as f32,
        );
        let at = free_place(wish, room, &placed);
        placed.push(at);
        let circle = Path::circle(at, RADIUS);
        let (fill, text) = match point.tone {
            Some(tone) => (Ink::Band(tone), Ink::OnBand(tone)),
            None => (Ink::Metal, Ink::White),
        };
        marks.push(Mark::fill(circle.clone(), fill));
        let edge = point.tone.and_then(outline).unwrap_or(Ink::White);
        marks.push(Mark::stroke(circle, edge, Pen::solid(0.8)));
        let number = typesetter.line(style::FIGURE_STRONG.ink(text), &point.number.to_string(), 2.0 * RADIUS);
        put(&number, Anchor::Middle, Point::new(at.x, at.y + 0.357 * style::FIGURE_STRONG.size), marks);
    }
}

/// Returns the place nearest to the wish that touches no other point, on a grid around it.
fn free_place(wish: Point, room: Rect, placed: &[Point]) -> Point {
    const APART: f32 = 2.0 * RADIUS + 1.5;
    const RINGS: i32 = 24;
    let free = |at: &Point| {
        let inside = (room.x..=room.right()).contains(&at.x) && (room.y..=room.bottom()).contains(&at.y);
        inside
            && placed.iter().all(|other| (other.x - at.x).powi(2) + (other.y - at.y).powi(2) >= APART * APART)
    };
    for ring in 0..=RINGS {
        for (across, down) in (-ring..=ring).flat_map(|across| (-ring..=ring).map(move |down| (across, down)))
        {
            let on_ring = across.abs().max(down.abs()) == ring;
            let at = Point::new(wish.x + across as f32 * 6.0, wish.y + down as f32 * 6.0);
            if on_ring && free(&at) {
                return at;
            }
        }
    }
    wish
}

fn arrow(from: Point, to: Point) -> Mark {
    let (x, y) = (to.x, to.y);
    let head = 2.6;
    let path = Path::line(from, to);
    let path = if (from.x - to.x).abs() < 0.1 {
        path.move_to(x - head, y + head).line_to(x, y).line_to(x + head, y + head)
    } else {
        path.move_to(x - head, y - head).line_to(x, y).line_to(x - head, y + head)
    };
    Mark::stroke(path, Ink::Muted, Pen::solid(0.9))
}
