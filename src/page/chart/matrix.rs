//! A square of two questions with numbered points: what helps much and costs little stands out.

use std::ops::Range;

use super::{Anchor, Picture, half_capital, outline, put};
use crate::page::path::Path;
use crate::page::style;
use crate::page::typesetter::Typesetter;
use crate::page::{Ink, Mark, Pen, Point, Rect};
use crate::report::{Matrix, MatrixPoint};

const WIDEST: f32 = 400.0;
/// The height of the square for each point of its width, where the points do not need more.
const SLIM: f32 = 0.46;
const RADIUS: f32 = 8.0;
/// From one point's middle to the next one's: they never touch.
const PITCH: f32 = 2.0 * RADIUS + 1.5;
/// The strip along the upper and the lower edge that belongs to the corners' names.
const CORNERS: f32 = 18.0;
/// Between the outermost points and the edge at either side.
const SIDE: f32 = 4.0;
const AXIS: f32 = 16.0;

pub(super) fn draw(matrix: &Matrix, range: Range<usize>, width: f32, typesetter: &mut Typesetter) -> Picture {
    let points = matrix.points.get(range).unwrap_or_default().to_vec();
    let matrix = &Matrix { points, ..matrix.clone() };
    let width = width.min(WIDEST);
    let steps = Steps::of(matrix, width);
    let height = (width * SLIM).max(steps.least_height(matrix) + 2.0 * CORNERS);
    let plot = Rect::new(0.0, AXIS, width, height);
    let mut marks = Vec::new();
    draw_ground(matrix, plot, &mut marks);
    let below = draw_names(matrix, plot, typesetter, &mut marks);
    let room = Rect::new(plot.x, plot.y + CORNERS, plot.width, plot.height - 2.0 * CORNERS);
    for (point, at) in matrix.points.iter().zip(steps.places(matrix, room)) {
        draw_point(point, at, typesetter, &mut marks);
    }
    Picture { marks, height: below }
}

fn draw_ground(matrix: &Matrix, plot: Rect, marks: &mut Vec<Mark>) {
    marks.push(Mark::fill(Path::rectangle(plot), Ink::Ground));
    let middle = plot.y + plot.height / 2.0;
    let mut lines = Path::start(plot.x, middle).line_to(plot.right(), middle);
    let parts = if matrix.steps.is_empty() { 2 } else { matrix.steps.len() };
    for part in 1..parts {
        let x = plot.x + plot.width * part as f32 / parts as f32;
        lines = lines.move_to(x, plot.y).line_to(x, plot.bottom());
    }
    marks.push(Mark::stroke(lines, Ink::White, Pen::solid(2.0)));
    let axes =
        Path::start(plot.x, plot.y).line_to(plot.x, plot.bottom()).line_to(plot.right(), plot.bottom());
    marks.push(Mark::stroke(axes, Ink::Metal, Pen::solid(1.0)));
}

/// Names the axes, the steps and the corners. Returns where the drawing ends.
fn draw_names(matrix: &Matrix, plot: Rect, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) -> f32 {
    let letter = style::FIGURE_MUTED;
    let upward = typesetter.line(letter, &matrix.upward, plot.width - 14.0);
    marks.push(arrow(Point::new(4.0, AXIS - 3.0), Point::new(4.0, 3.0)));
    put(&upward, Anchor::Start, Point::new(12.0, AXIS - 4.0), marks);

    let mut below = plot.bottom() + 12.0;
    if !matrix.steps.is_empty() {
        let each = plot.width / matrix.steps.len() as f32;
        for (index, step) in matrix.steps.iter().enumerate() {
            let name = typesetter.line(letter, step, each - 4.0);
            let middle = plot.x + (index as f32 + 0.5) * each;
            put(&name, Anchor::Middle, Point::new(middle, below), marks);
        }
        below += letter.leading;
    }
    let across = typesetter.line(letter, &matrix.across, plot.width - 24.0);
    put(&across, Anchor::End, Point::new(plot.right() - 16.0, below), marks);
    let tip = below - half_capital(letter);
    marks.push(arrow(Point::new(plot.right() - 12.0, tip), Point::new(plot.right(), tip)));

    let places = [
        (Anchor::Start, plot.x + 6.0, plot.y + 13.0),
        (Anchor::End, plot.right() - 6.0, plot.y + 13.0),
        (Anchor::Start, plot.x + 6.0, plot.bottom() - 6.0),
        (Anchor::End, plot.right() - 6.0, plot.bottom() - 6.0),
    ];
    for (name, (anchor, x, y)) in matrix.corners.iter().zip(places) {
        let line = typesetter.line(letter, name, plot.width / 2.0 - 10.0);
        put(&line, anchor, Point::new(x, y), marks);
    }
    below + 4.0
}

fn draw_point(point: &MatrixPoint, at: Point, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) {
    let circle = Path::circle(at, RADIUS);
    let (fill, text) = match point.tone {
        Some(tone) => (Ink::Band(tone), Ink::OnBand(tone)),
        None => (Ink::Metal, Ink::White),
    };
    marks.push(Mark::fill(circle.clone(), fill));
    let edge = point.tone.and_then(outline).unwrap_or(Ink::White);
    marks.push(Mark::stroke(circle, edge, Pen::solid(0.8)));
    let letter = style::FIGURE_STRONG.ink(text);
    let number = typesetter.line(letter, &point.number.to_string(), 2.0 * RADIUS);
    put(&number, Anchor::Middle, Point::new(at.x, at.y + half_capital(letter)), marks);
}

/// The columns that the square is cut into: points of one step stay within its column.
struct Steps {
    columns: usize,
    /// The width of one column, and how many points stand side by side in it.
    width: f32,
    abreast: usize,
}

impl Steps {
    fn of(matrix: &Matrix, width: f32) -> Steps {
        let fits = |columns: usize| width / columns as f32 >= PITCH + 2.0 * SIDE;
        let columns = if fits(matrix.steps.len().max(1)) { matrix.steps.len().max(1) } else { 1 };
        let width = width / columns as f32;
        let abreast = (((width - 2.0 * SIDE) / PITCH).floor() as usize).max(1);
        Steps { columns, width, abreast }
    }

    fn column(&self, point: &MatrixPoint) -> usize {
        (point.across.clamp(0.0, 1.0) * (self.columns - 1) as f64).round() as usize
    }

    /// Returns the height at which every column has a place for each of its points.
    fn least_height(&self, matrix: &Matrix) -> f32 {
        let most = (0..self.columns)
            .map(|column| matrix.points.iter().filter(|point| self.column(point) == column).count())
            .max()
            .unwrap_or(0);
        // A row to spare, so that points need not stand in one block.
        (most.div_ceil(self.abreast) + 1) as f32 * PITCH
    }

    /// Returns the points' middles, in their order. Each takes the free place of its column that is nearest
    /// to where it wishes to be; height counts for more than the place across, which says nothing within
    /// a column.
    fn places(&self, matrix: &Matrix, room: Rect) -> Vec<Point> {
        const HEIGHT_COUNTS: f32 = 2.0;
        let rows = ((room.height / PITCH).floor() as usize).max(1);
        let down = room.height / rows as f32;
        let mut taken = vec![false; self.columns * self.abreast * rows];
        let mut places = Vec::with_capacity(matrix.points.len());
        for point in &matrix.points {
            let column = self.column(point);
            let left = room.x + column as f32 * self.width;
            let within = if self.columns == 1 { point.across.clamp(0.0, 1.0) as f32 } else { 0.5 };
            let wish = Point::new(
                left + RADIUS + SIDE + (self.width - 2.0 * (RADIUS + SIDE)) * within,
                room.bottom() - down * 0.5 - (room.height - down) * point.upward.clamp(0.0, 1.0) as f32,
            );
            let across = (self.width - 2.0 * SIDE) / self.abreast as f32;
            let slots = (0..rows * self.abreast).map(|slot| {
                let (row, place) = (slot / self.abreast, slot % self.abreast);
                let at = Point::new(
                    left + SIDE + (place as f32 + 0.5) * across,
                    room.y + (row as f32 + 0.5) * down,
                );
                (column * rows * self.abreast + slot, at)
            });
            let far = |at: &Point| (at.x - wish.x).powi(2) + HEIGHT_COUNTS * (at.y - wish.y).powi(2);
            let free = slots.filter(|(slot, _)| taken.get(*slot) == Some(&false));
            let nearest = free.min_by(|(_, one), (_, other)| far(one).total_cmp(&far(other)));
            if let Some((slot, at)) = nearest {
                if let Some(taken) = taken.get_mut(slot) {
                    *taken = true;
                }
                places.push(at);
            }
        }
        places
    }
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
