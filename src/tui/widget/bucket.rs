//! The bucket: water as high as the overall score, and a hole for each area that leaks the more the lower
//! its score is.
//!
//! Holes run down the left wall, along the bottom and up the right wall, numbered as the areas are. All of it
//! is drawn with ASCII characters: box drawing is twice as wide in some terminals, and would tear the walls.
//! Every length also stands there as a number, so that nothing rests on colour.

use std::ops::Range;

use crate::tui::sheet::{Room, Row, list};
use crate::tui::theme::Role;
use crate::tui::wrap;

/// What the bucket shows.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// The overall score, 0 to 100; without one the bucket is empty.
    pub score: Option<u32>,
    /// What stands in the water: `56 Leaking`.
    pub says: String,
    pub role: Role,
    /// In the order of the questionnaire.
    pub holes: Vec<Hole>,
}

/// One area.
#[derive(Clone, Debug)]
pub struct Hole {
    pub number: String,
    pub name: String,
    /// 0 to 100; `None` where too little is known.
    pub score: Option<u32>,
    pub role: Role,
    pub is_selected: bool,
}

/// The smallest width in cells that a bucket needs.
pub const NARROWEST: usize = 30;
/// From this width on, holes are called by their names as well.
const NAMED: usize = 72;
/// Higher it would be a barrel.
const MOST_WALL: usize = 11;

/// Which rows are wanted of a bucket that may be higher than the window: each of its holes needs one.
#[derive(Clone, Copy, Debug)]
pub enum View {
    /// So many from the rim down.
    Top(usize),
    /// Those that can come into view in such a window while the selected hole is; without one, while what stands
    /// below the bucket is.
    Selected(Room),
}

/// Draws the bucket as wide as this, and no higher unless its holes need it.
pub fn rows(bucket: &Bucket, width: usize, height: usize, view: View) -> Vec<Row<'static>> {
    let plan = Plan::of(bucket.holes.len(), width, height);
    let near = match view {
        View::Top(rows) => 0..rows,
        View::Selected(room) => room.near(plan.selected_line(bucket)),
    };
    let lines = plan.lines();
    let mut grid = Grid::new(plan.across(), near.start.min(lines)..near.end.min(lines));
    plan.draw_walls(&mut grid);
    plan.draw_water(bucket, &mut grid);
    plan.draw_holes(bucket, &mut grid);
    let below = plan.legend(bucket, width);
    let mut drawn = grid.rows().into_iter();
    let rows = list(lines, near, |line| {
        let drawn = drawn.next().unwrap_or_default();
        let label = |at: Option<usize>| at.and_then(|at| bucket.holes.get(at));
        let (left, right) = (label(plan.left_at(line)), label(plan.right_at(line)));
        let row = plan.label(left, Row::indent(plan.indent));
        let has_cursor = [left, right].into_iter().flatten().any(|hole| hole.is_selected);
        [plan.label(right, row.join(drawn)).focused(has_cursor)]
    });
    rows.chain(below).collect()
}

/// Where everything stands.
struct Plan {
    indent: usize,
    /// How many holes stand on each wall, and in the bottom.
    beside: usize,
    below: usize,
    /// How wide the label of a hole is; names are shown where it is wide enough.
    label: usize,
    /// The longest stream out of a wall.
    stream: usize,
    /// Between the walls at the rim, and how far each wall leans in on its way down.
    inner: usize,
    lean: usize,
    /// How many rows a wall has.
    wall: usize,
    /// How many rows the streams below fall.
    fall: usize,
}

impl Plan {
    fn of(holes: usize, width: usize, height: usize) -> Plan {
        let is_named = NAMED <= width;
        let (label, stream) = match width {
            _ if is_named => (22, 6),
            40.. => (7, 6),
            _ => (7, 3),
        };
        let width = width.max(NARROWEST);
        let inner = width.saturating_sub(2 * (label + stream + 1)).clamp(8, 30);
        let third = holes.div_ceil(3);
        // A hole in the bottom needs four cells; what finds no room there goes into the walls.
        let most_below = (inner / 4).min(third);
        let beside = (holes - most_below.min(holes)).div_ceil(2);
        let below = holes - (2 * beside).min(holes);
        let (fall, labels) = match (below, height) {
            (0, _) => (0, 0),
            (_, ..14) => (1, 2),
            (_, _) => (2, 2),
        };
        let names = usize::from(is_named && 0 < below);
        let wall = height.saturating_sub(2 + fall + labels + names).min(MOST_WALL).max(beside + 1);
        let lean = (wall / 3).min(inner / 8);
        let indent = (width - (2 * (label + stream + 1) + inner).min(width)) / 2;
        Plan { indent, beside, below, label, stream, inner, lean, wall, fall }
    }

    fn across(&self) -> usize {
        self.inner + 2 + 2 * self.stream
    }

    /// The rim, the walls, the bottom, and what falls out below.
    fn lines(&self) -> usize {
        1 + self.wall + 1 + self.fall
    }

    /// How far the walls have come in on this row of them.
    fn leaned(&self, row: usize) -> usize {
        row * self.lean / self.wall.max(1)
    }

    fn left_wall(&self, row: usize) -> usize {
        self.stream + self.leaned(row)
    }

    fn right_wall(&self, row: usize) -> usize {
        self.stream + 1 + self.inner - self.leaned(row)
    }

    /// The row of the wall that the hole of this position on it stands on.
    fn row_of(&self, position: usize) -> usize {
        (2 * position + 1) * self.wall / (2 * self.beside.max(1))
    }

    /// The hole of the left wall on this line of the drawing, by its position in the bucket.
    fn left_at(&self, line: usize) -> Option<usize> {
        (0..self.beside).find(|position| line == 1 + self.row_of(*position))
    }

    /// The hole of the right wall: counted from the bottom up.
    fn right_at(&self, line: usize) -> Option<usize> {
        let at = self.left_at(line)?;
        Some(2 * self.beside + self.below - 1 - at)
    }

    /// The line of the selected hole; that behind the last where it is in the bottom, or none is.
    fn selected_line(&self, bucket: &Bucket) -> usize {
        let Some(at) = bucket.holes.iter().position(|hole| hole.is_selected) else { return self.lines() };
        let from_right = (2 * self.beside + self.below).saturating_sub(1 + at);
        match at.min(from_right) {
            position if position < self.beside => 1 + self.row_of(position),
            _ => self.lines(),
        }
    }

    fn draw_walls(&self, grid: &mut Grid) {
        let rim: String = std::iter::repeat_n('_', self.inner).collect();
        grid.write(self.stream + 1, 0, &rim, Role::Plain);
        for row in 0..self.wall {
            let leans = 0 < row && self.leaned(row) != self.leaned(row - 1);
            let (left, right) = if leans { ('\\', '/') } else { ('|', '|') };
            grid.set(self.left_wall(row), 1 + row, left, Role::Plain);
            grid.set(self.right_wall(row), 1 + row, right, Role::Plain);
        }
        let (left, right) = (self.left_wall(self.wall), self.right_wall(self.wall));
        grid.set(left, 1 + self.wall, '\\', Role::Plain);
        grid.set(right, 1 + self.wall, '/', Role::Plain);
        for column in left + 1..right {
            grid.set(column, 1 + self.wall, '_', Role::Plain);
        }
    }

    fn draw_water(&self, bucket: &Bucket, grid: &mut Grid) {
        let score = bucket.score.unwrap_or(0).min(100) as usize;
        let high = (score * self.wall + 50) / 100;
        let surface = self.wall - high.min(self.wall);
        for row in surface..self.wall {
            for column in self.left_wall(row) + 1..self.right_wall(row) {
                let is_wave = row == surface || (column + 2 * row).is_multiple_of(4);
                grid.set(column, 1 + row, if is_wave { '~' } else { ' ' }, Role::Water);
            }
        }
        // In the water, or where there is next to none over it.
        let row = if 2 <= high { surface + 1 } else { (surface.max(1)) - 1 };
        let (left, right) = (self.left_wall(row) + 1, self.right_wall(row));
        let room = right.saturating_sub(left);
        let number = bucket.score.map_or_else(|| "-".to_owned(), |score| score.to_string());
        let fits = bucket.says.is_ascii() && bucket.says.len() + 2 <= room;
        let says = format!(" {} ", if fits { &bucket.says } else { &number });
        grid.write(left + room.saturating_sub(says.len()) / 2, 1 + row, &says, bucket.role);
    }

    fn draw_holes(&self, bucket: &Bucket, grid: &mut Grid) {
        for (at, hole) in bucket.holes.iter().enumerate() {
            let right = (2 * self.beside + self.below).saturating_sub(1 + at);
            if at < self.beside {
                let row = self.row_of(at);
                let wall = self.left_wall(row);
                let out = runs(hole, self.stream);
                hole.sign().inspect(|sign| grid.set(wall, 1 + row, *sign, hole.role));
                for step in 1..=out {
                    grid.set(wall - step, 1 + row, if step == out { '<' } else { '=' }, hole.role);
                }
            } else if right < self.beside {
                let row = self.row_of(right);
                let wall = self.right_wall(row);
                let out = runs(hole, self.stream);
                hole.sign().inspect(|sign| grid.set(wall, 1 + row, *sign, hole.role));
                for step in 1..=out {
                    grid.set(wall + step, 1 + row, if step == out { '>' } else { '=' }, hole.role);
                }
            } else {
                self.draw_hole_below(hole, at - self.beside, grid);
            }
        }
    }

    fn draw_hole_below(&self, hole: &Hole, position: usize, grid: &mut Grid) {
        let bottom = 1 + self.wall;
        let wide = runs(hole, self.widest_below());
        let middle = self.middle_below(position);
        let first = middle - wide / 2;
        for column in first..first + wide {
            grid.set(column, bottom, ' ', hole.role);
            for fallen in 1..=self.fall {
                grid.set(column, bottom + fallen, if fallen == self.fall { 'v' } else { '|' }, hole.role);
            }
        }
        if hole.score.is_none() {
            grid.set(middle, bottom, '?', hole.role);
        }
    }

    /// How wide the largest stream below is: between two of them stays a part of the bottom.
    fn widest_below(&self) -> usize {
        let room = self.right_wall(self.wall) - self.left_wall(self.wall) - 1;
        (room / self.below.max(1)).saturating_sub(1).clamp(1, 7)
    }

    fn middle_below(&self, position: usize) -> usize {
        let left = self.left_wall(self.wall) + 1;
        let room = self.right_wall(self.wall) - left;
        left + (2 * position + 1) * room / (2 * self.below.max(1))
    }

    /// The label of a hole in a wall, or as much room, behind what stands in the row already.
    fn label(&self, hole: Option<&Hole>, row: Row<'static>) -> Row<'static> {
        let Some(hole) = hole else { return row.and(Role::Plain, " ".repeat(self.label)) };
        let name = self.label.saturating_sub(8);
        let says = match self.label {
            0..10 => format!("{:>2} {}", hole.number, hole.printed()),
            _ => format!("{:>2} {} {:>3}", hole.number, wrap::fit(&hole.name, name), hole.printed()),
        };
        let sign = if hole.is_selected { "›" } else { " " };
        let says = wrap::fit(&format!("{sign}{says}"), self.label);
        row.and(if hole.is_selected { Role::Selected } else { Role::Plain }, says)
    }

    /// The labels of the holes in the bottom: their numbers under their streams, then what they are.
    fn legend(&self, bucket: &Bucket, width: usize) -> Vec<Row<'static>> {
        let holes = bucket.holes.iter().skip(self.beside).take(self.below);
        if self.below == 0 {
            return Vec::new();
        }
        let mut numbers = Grid::new(self.label + self.across() + self.label, 0..2);
        let has_cursor = holes.clone().any(|hole| hole.is_selected);
        for (position, hole) in holes.clone().enumerate() {
            let middle = self.label + self.middle_below(position);
            let role = if hole.is_selected { Role::Selected } else { Role::Plain };
            let printed = hole.printed();
            numbers.write(middle.saturating_sub(hole.number.len() / 2), 0, &hole.number, role);
            numbers.write(middle.saturating_sub(printed.len() / 2), 1, &printed, role);
            if hole.is_selected {
                numbers.set(middle.saturating_sub(hole.number.len() / 2 + 1), 0, '›', role);
            }
        }
        let numbers = numbers.rows().into_iter();
        let mut rows: Vec<Row<'static>> =
            numbers.map(|row| Row::indent(self.indent).join(row).focused(has_cursor)).collect();
        if NAMED <= width {
            let names: Vec<String> = holes.map(|hole| format!("{} {}", hole.number, hole.name)).collect();
            let line = names.join("   ");
            let indent = width.saturating_sub(wrap::width(&line)) / 2;
            rows.push(Row::indent(indent).and(Role::Plain, wrap::cut(&line, width).into_owned()));
        }
        rows
    }
}

impl Hole {
    fn printed(&self) -> String {
        self.score.map_or_else(|| "-".to_owned(), |score| score.to_string())
    }

    /// What stands in the wall; a hole that loses nothing is none.
    fn sign(&self) -> Option<char> {
        match self.score {
            Some(100..) => None,
            Some(_) => Some('o'),
            None => Some('?'),
        }
    }
}

/// How much runs out, in cells of at most so many: the more the lower the score, and at least one while
/// anything does.
fn runs(hole: &Hole, most: usize) -> usize {
    let lost = hole.score.map_or(0, |score| 100 - score.min(100)) as usize;
    (lost * most).div_ceil(100)
}

/// Characters in their places, each of one cell.
struct Grid {
    /// The first line that is kept; what is written above it and below the last is dropped.
    first: usize,
    cells: Vec<Vec<(Role, char)>>,
}

impl Grid {
    fn new(width: usize, lines: Range<usize>) -> Grid {
        Grid { first: lines.start, cells: vec![vec![(Role::Plain, ' '); width]; lines.len()] }
    }

    fn set(&mut self, column: usize, line: usize, character: char, role: Role) {
        let line = line.checked_sub(self.first).and_then(|line| self.cells.get_mut(line));
        if let Some(cell) = line.and_then(|line| line.get_mut(column)) {
            *cell = (role, character);
        }
    }

    fn write(&mut self, column: usize, line: usize, text: &str, role: Role) {
        for (offset, character) in text.chars().enumerate() {
            self.set(column + offset, line, character, role);
        }
    }

    fn rows(self) -> Vec<Row<'static>> {
        let row = |cells: Vec<(Role, char)>| {
            cells.chunk_by(|(role, _), (next, _)| role == next).fold(Row::blank(), |row, run| {
                let role = run.first().map_or(Role::Plain, |(role, _)| *role);
                row.and(role, run.iter().map(|(_, character)| *character).collect::<String>())
            })
        };
        self.cells.into_iter().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::sheet::{height, placed};

    const SCORES: [u32; 9] = [57, 35, 71, 63, 59, 50, 45, 67, 55];

    fn bucket(score: Option<u32>, scores: &[Option<u32>]) -> Bucket {
        let hole = |(at, score): (usize, &Option<u32>)| Hole {
            number: (at + 1).to_string(),
            name: format!("Area {}", at + 1),
            score: *score,
            role: Role::Band(1),
            is_selected: at == 1,
        };
        let says = score.map_or_else(String::new, |score| format!("{score} Leaking"));
        Bucket { score, says, role: Role::Band(1), holes: scores.iter().enumerate().map(hole).collect() }
    }

    fn drawn(score: Option<u32>, scores: &[Option<u32>], width: usize, height: usize) -> Vec<String> {
        rows(&bucket(score, scores), width, height, View::Top(usize::MAX))
            .iter()
            .map(|row| row.text().trim_end().to_owned())
            .collect()
    }

    #[track_caller]
    fn check(name: &str, score: Option<u32>, scores: &[Option<u32>], width: usize, height: usize) {
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/screens/bucket"));
        let lines = drawn(score, scores, width, height);
        assert!(lines.len() <= height, "{} rows in {height}", lines.len());
        settings.bind(|| insta::assert_snapshot!(name, lines.join("\n")));
    }

    /// How many rows the water fills.
    #[track_caller]
    fn check_water(score: Option<u32>, want: usize) {
        let lines = drawn(score, &[Some(100); 3], 60, 15);
        assert_eq!(lines.iter().filter(|line| line.contains('~')).count(), want, "\n{}", lines.join("\n"));
    }

    /// How long the streams of one hole in the left wall are.
    #[track_caller]
    fn check_stream(score: Option<u32>, want: &str) {
        let lines = drawn(Some(50), &[score, Some(100), Some(100)], 60, 12);
        let line = lines.iter().find(|line| line.contains(" 1 ")).unwrap();
        let stream: String = line.chars().filter(|character| "<=o?".contains(*character)).collect();
        assert_eq!(stream, want, "\n{}", lines.join("\n"));
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn no_water_without_a_score() { check_water(None, 0); }
        #[test] fn dry() { check_water(Some(0), 0); }
        #[test] fn half_full() { check_water(Some(50), 5); }
        #[test] fn full() { check_water(Some(100), 9); }
        #[test] fn nothing_runs_out() { check_stream(Some(100), ""); }
        #[test] fn a_drip() { check_stream(Some(99), "<o"); }
        #[test] fn half_of_it() { check_stream(Some(50), "<==o"); }
        #[test] fn all_of_it() { check_stream(Some(0), "<=====o"); }
        #[test] fn not_known() { check_stream(None, "?"); }
    }

    #[test]
    fn golden() {
        let scores = SCORES.map(Some);
        check("beside_the_bars", Some(56), &scores, 30, 20);
        check("wide", Some(56), &scores, 60, 20);
        check("with_names", Some(56), &scores, 76, 17);
        check("small", Some(56), &scores, 38, 9);
        check("nearly_dry", Some(4), &[0, 3, 9, 2, 5].map(Some), 60, 16);
        check("tight", Some(100), &[Some(100); 9], 60, 16);
        check("little_is_known", None, &[None, Some(40), None, None, Some(90), None], 60, 16);
    }

    /// Of a bucket that is higher than the window, the rows that can be seen are those of the whole.
    #[test]
    fn a_part_is_part_of_the_whole() {
        let scores: Vec<Option<u32>> = (0..300).map(|at| Some(at % 101)).collect();
        let room = Room { width: 80, height: 20 };
        for selected in [0, 40, 99, 150, 201, 299] {
            let mut bucket = bucket(Some(40), &scores);
            bucket.holes.iter_mut().enumerate().for_each(|(at, hole)| hole.is_selected = at == selected);
            let all = rows(&bucket, 76, 16, View::Top(usize::MAX));
            let part = rows(&bucket, 76, 16, View::Selected(room));
            assert!(90 < all.len() && part.len() < 60, "{} of {}", part.len(), all.len());
            assert_eq!(height(&part), all.len());
            let lost = placed(&part).filter(|(at, row)| 0 < row.width() && row.text() != all[*at].text());
            assert_eq!(lost.count(), 0);
            // The window around the selected hole is there.
            let focus = all.iter().position(Row::is_focused).unwrap();
            let there: Vec<usize> = placed(&part).map(|(at, _)| at).collect();
            let seen = focus.saturating_sub(16)..(focus + 16).min(all.len());
            assert!(seen.clone().all(|at| there.contains(&at)), "{seen:?} of {there:?}");
        }
    }

    /// Whatever is in it: as wide as asked for, and every hole with its number and score.
    #[test]
    fn any_number_of_holes_fits() {
        for count in 0..=40 {
            for width in NARROWEST..=110 {
                let scores: Vec<Option<u32>> = (0..count).map(|at| Some(60 + at as u32)).collect();
                let lines = drawn(Some(40), &scores, width, 14);
                assert!(lines.iter().all(|line| wrap::width(line) <= width), "\n{}", lines.join("\n"));
                for score in scores.into_iter().flatten() {
                    let is_there =
                        lines.iter().any(|line| line.split(' ').any(|word| word == score.to_string()));
                    assert!(is_there, "{score} of {count} in {width}\n{}", lines.join("\n"));
                }
            }
        }
    }
}
