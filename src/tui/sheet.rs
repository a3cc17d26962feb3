//! A screen before it is drawn: rows of text, of which some stay and some scroll.
//!
//! Screens say what stands in each row and what it is for; here it becomes cells. All text from
//! elsewhere is made safe on its way, and everything is clipped, so that no size can break it.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::action::Action;
use super::theme::{Role, Theme};
use super::wrap::{self, wrap};
use crate::text;

/// The size of the window, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub width: u16,
    pub height: u16,
}

impl Room {
    /// Too small for anything but a friendly word.
    pub fn is_too_small(self) -> bool {
        self.width < 32 || self.height < 8
    }

    /// Without rules, empty rows and wide margins.
    pub fn is_compact(self) -> bool {
        self.width < 60 || self.height < 18
    }

    /// How many columns there is room for beside each other.
    pub fn columns(self) -> Columns {
        match (self.is_compact(), self.width, self.height) {
            (false, 180.., 40..) => Columns::Three,
            (false, 120.., _) => Columns::Two,
            (_, _, _) => Columns::One,
        }
    }

    /// How wide the lines at the right of a wide window may be.
    pub fn aside_width(self) -> usize {
        let left = match self.columns() {
            Columns::One | Columns::Two => 0,
            Columns::Three => SIDE,
        };
        usize::from(self.width.saturating_sub(left + BODY + 3)).min(58)
    }

    /// The lines of a list that can come into view when the cursor stands there, each taking one row. Only
    /// these are worth drawing, however long the list is.
    pub fn near(self, cursor: usize) -> Range<usize> {
        let height = usize::from(self.height);
        cursor.saturating_sub(height)..cursor.saturating_add(height + 1)
    }

    /// Enough for a third column, where there are three things to show.
    pub fn is_widest(self) -> bool {
        180 <= self.width && 40 <= self.height
    }

    /// The left margin of ordinary text.
    pub fn margin(self) -> usize {
        if self.is_compact() { 1 } else { 2 }
    }

    /// How wide lines of text may be, behind the margin. Longer lines are hard to read.
    pub fn text_width(self) -> usize {
        // Beside the mark that there is more stays a column free.
        let edge = if self.is_compact() { 2 } else { self.margin() };
        usize::from(self.width).saturating_sub(self.margin() + edge).min(76)
    }

    /// The last column, within the widest that a screen makes use of.
    pub fn right_edge(self) -> usize {
        usize::from(self.width).saturating_sub(1).min(99)
    }
}

/// How a window is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    One,
    /// Something beside the body, at its right.
    Two,
    /// And something at its left.
    Three,
}

/// One row of a screen.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    pieces: Vec<(Role, Cow<'a, str>)>,
    right: Option<(Role, Cow<'a, str>)>,
    /// Has the cursor, and is always kept in view.
    focus: bool,
    /// The column of the terminal's cursor, where it is not the first.
    caret: Option<usize>,
    clicks: Vec<(Range<usize>, Action)>,
    /// How many empty rows follow it that are not worth making, since they cannot come into view.
    gap: usize,
}

impl<'a> Row<'a> {
    pub fn blank() -> Row<'a> {
        Row::default()
    }

    /// Stands for so many empty rows of a body; for none there is nothing to stand.
    fn gap(rows: usize) -> Option<Row<'a>> {
        rows.checked_sub(1).map(|gap| Row { gap, ..Row::default() })
    }

    /// How many rows of a body it takes.
    fn height(&self) -> usize {
        1 + self.gap
    }

    pub fn of(role: Role, text: impl Into<Cow<'a, str>>) -> Row<'a> {
        Row::blank().and(role, text)
    }

    /// A row that begins with this many spaces.
    pub fn indent(spaces: usize) -> Row<'a> {
        Row::of(Role::Plain, " ".repeat(spaces))
    }

    pub fn and(mut self, role: Role, text: impl Into<Cow<'a, str>>) -> Row<'a> {
        self.pieces.push((role, text.into()));
        self
    }

    /// Adds a text at the right edge; it goes first when there is no room for both.
    pub fn right(mut self, role: Role, text: impl Into<Cow<'a, str>>) -> Row<'a> {
        self.right = Some((role, text.into()));
        self
    }

    pub fn focused(mut self, focus: bool) -> Row<'a> {
        self.focus = focus;
        self
    }

    pub fn is_focused(&self) -> bool {
        self.focus
    }

    pub fn caret(mut self, column: usize) -> Row<'a> {
        self.caret = Some(column);
        self.focus = true;
        self
    }

    /// A click anywhere in the row does this.
    pub fn click(self, action: Action) -> Row<'a> {
        self.click_on(0..usize::MAX, action)
    }

    pub fn click_on(mut self, columns: Range<usize>, action: Action) -> Row<'a> {
        self.clicks.push((columns, action));
        self
    }

    /// Puts the pieces of another row behind its own; it takes as many rows as that one.
    pub fn join(mut self, other: Row<'a>) -> Row<'a> {
        self.pieces.extend(other.pieces);
        self.gap = self.gap.max(other.gap);
        self
    }

    /// What stands in it, without its right part.
    #[cfg(test)]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(_, text)| text.as_ref()).collect()
    }

    /// Whether a click in it does anything.
    #[cfg(test)]
    pub fn can_be_clicked(&self) -> bool {
        !self.clicks.is_empty()
    }

    /// How many cells its pieces take.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|(_, text)| wrap::width(text)).sum()
    }

    /// What it says, on one line: without the signs that only point or draw.
    pub fn says(&self) -> String {
        let is_drawn = |sign: char| matches!(sign, '›' | '│' | '┃' | '┆' | '▉'..='▏' | '█');
        let text: String = self.pieces.iter().map(|(_, text)| text.as_ref()).collect();
        let text = text::clean(&text).replace(is_drawn, " ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A text in as many rows as it needs.
    pub fn paragraph(role: Role, text: &str, indent: usize, width: usize) -> Vec<Row<'a>> {
        wrap(text, width).into_iter().map(|line| Row::indent(indent).and(role, line)).collect()
    }

    /// A label, and beside it a text in as many rows as it needs.
    pub fn labelled(label: &str, text: &str, indent: usize, column: usize, width: usize) -> Vec<Row<'a>> {
        let lines = wrap(text, width.saturating_sub(column));
        let mut rows = Vec::with_capacity(lines.len());
        for (number, line) in lines.into_iter().enumerate() {
            let label = if number == 0 { label } else { "" };
            let row = Row::indent(indent).and(Role::Heading, wrap::fit(label, column));
            rows.push(row.and(Role::Plain, line));
        }
        rows
    }
}

/// The lines of a list, of at least one row each: those near the cursor are drawn, and for each of the others a row
/// is left empty. So a list costs the same however long it is.
pub fn list<'a, Rows: IntoIterator<Item = Row<'a>>>(
    lines: usize,
    near: Range<usize>,
    rows: impl FnMut(usize) -> Rows,
) -> impl Iterator<Item = Row<'a>> {
    let drawn = near.start.min(lines)..near.end.min(lines);
    let (above, below) = (Row::gap(drawn.start), Row::gap(lines - drawn.end));
    above.into_iter().chain(drawn.flat_map(rows)).chain(below)
}

/// How many rows of a window these take.
pub fn height(rows: &[Row]) -> usize {
    rows.iter().map(Row::height).sum()
}

/// Where each of these begins, counted in rows of a window.
pub fn placed<'r, 'a>(rows: &'r [Row<'a>]) -> impl Iterator<Item = (usize, &'r Row<'a>)> {
    rows.iter().scan(0, |below, row| {
        let at = *below;
        *below += row.height();
        Some((at, row))
    })
}

/// Keeps everything from this row of the body on in view, as far as there is room.
///
/// Below the last line that can be chosen there is nothing to move to, and it would never be seen.
pub fn keep_rest_in_view(body: &mut [Row], from: usize) {
    for row in body.iter_mut().skip(from) {
        row.focus = true;
    }
}

/// A whole screen.
#[derive(Clone, Debug, Default)]
pub struct Sheet<'a> {
    /// Always in view.
    pub head: Vec<Row<'a>>,
    /// Scrolls so that the row with the cursor is in view.
    pub body: Vec<Row<'a>>,
    /// Always in view, above the footer: what was just said, and a line to choose that no list may push away.
    pub notes: Vec<Row<'a>>,
    pub foot: Row<'a>,
    /// How many rows the person scrolled away from there; clipped to what there is.
    pub scroll: i32,
    /// What stands at the left of a wide window.
    pub side: Vec<Row<'a>>,
    /// What stands at the right of it, from left to right; it does not scroll.
    pub asides: Vec<Aside<'a>>,
}

/// A part of a wide window beside the body.
#[derive(Clone, Debug, Default)]
pub struct Aside<'a> {
    /// With its rule.
    pub width: u16,
    pub rows: Vec<Row<'a>>,
}

/// How wide the left column is, with its rule, and the body where something stands at its right.
pub const SIDE: u16 = 44;
pub const BODY: u16 = 80;

/// Where the parts of a sheet come to stand.
struct Plan {
    body: Rect,
    /// The first row of the body that is in view, and how many there are.
    first: usize,
    rows: usize,
    left: u16,
}

impl<'a> Sheet<'a> {
    /// The line with the cursor.
    pub fn focused(&self) -> Option<&Row<'a>> {
        self.notes.iter().chain(&self.body).find(|row| row.focus)
    }
}

impl Sheet<'_> {
    /// How far to scroll for the rows of the body from this one on: not at all where they are in view, else until
    /// this one comes first.
    pub fn scroll_to(&self, row: usize, room: Room) -> i32 {
        let plan = self.plan(Rect { x: 0, y: 0, width: room.width, height: room.height });
        if plan.rows <= plan.first + usize::from(plan.body.height) {
            return 0;
        }
        i32::try_from(row).unwrap_or(i32::MAX).saturating_sub(i32::try_from(plan.first).unwrap_or(i32::MAX))
    }

    fn plan(&self, area: Rect) -> Plan {
        let room = Room { width: area.width, height: area.height };
        let rule = u16::from(!room.is_compact());
        let head = u16::try_from(self.head.len()).unwrap_or(u16::MAX).saturating_add(rule).min(area.height);
        let notes = u16::try_from(self.notes.len()).unwrap_or(u16::MAX);
        let foot = notes.saturating_add(1 + rule).min(area.height - head);
        let left = if self.side.is_empty() { 0 } else { SIDE.min(area.width) };
        let asides = self.asides.iter().fold(0, |wide: u16, aside| wide.saturating_add(aside.width));
        let body = Rect {
            x: area.x + left,
            y: area.y + head,
            width: (area.width - left).saturating_sub(asides),
            height: area.height - head - foot,
        };
        let height = usize::from(body.height);
        let rows = self::height(&self.body);
        let greatest = rows.saturating_sub(height);
        let mut focused = placed(&self.body).filter(|(_, row)| row.focus).peekable();
        let first_focus = focused.peek().map_or(0, |(at, _)| *at);
        let last_focus = focused.last().map(|(at, row)| at + row.gap);
        // As far up as the whole of the cursor's lines is in view, or at least their beginning.
        let wanted = last_focus.map_or(0, |last| (last + 1).saturating_sub(height)).min(first_focus);
        let wanted = i32::try_from(wanted).unwrap_or(i32::MAX);
        let scrolled = usize::try_from(wanted.saturating_add(self.scroll)).unwrap_or(0);
        Plan { body, first: scrolled.min(greatest), rows, left }
    }

    /// Draws it, and returns where the terminal's cursor belongs.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: Theme) -> Option<(u16, u16)> {
        let room = Room { width: area.width, height: area.height };
        let plan = self.plan(area);
        let mut cursor = None;
        for (row, y) in self.head.iter().zip(area.y..area.bottom()) {
            let edge = if self.asides.is_empty() { WIDEST } else { u16::MAX };
            draw_row_to(row, Rect { y, height: 1, ..area }, edge, buffer, theme);
            if let Some(column) = row.caret {
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                cursor = Some((area.x.saturating_add(column).min(area.right().saturating_sub(1)), y));
            }
        }
        if !room.is_compact() {
            rule(Rect { y: plan.body.y.saturating_sub(1), ..area }, buffer, theme);
            let y = area.bottom().saturating_sub(2);
            rule(Rect { y, ..area }, buffer, theme);
        }
        for (row, y) in self.side.iter().zip(plan.body.y..plan.body.bottom()) {
            draw_row(row, Rect { y, width: plan.left.saturating_sub(2), height: 1, ..area }, buffer, theme);
        }
        if 0 < plan.left {
            for y in plan.body.y..plan.body.bottom() {
                put(buffer, area.x + plan.left - 1, y, "│", 1, Role::Rule, theme);
            }
        }
        self.draw_asides(plan.body, area, buffer, theme);
        let edge = plan.body.x + plan.body.width.saturating_sub(1).min(99);
        let is_more_above = 0 < plan.first && 0 < plan.body.height;
        let is_more_below = plan.first + usize::from(plan.body.height) < plan.rows && 0 < plan.body.height;
        // The marks at the edge have a column of their own.
        let width = if is_more_above || is_more_below { edge - plan.body.x } else { plan.body.width };
        // A line to choose may stand below the list; then the cursor is there.
        for (row, y) in self.notes.iter().zip(plan.body.bottom()..area.bottom()) {
            draw_row(row, Rect { y, height: 1, ..area }, buffer, theme);
            if row.focus && cursor.is_none() {
                let column = u16::try_from(row.caret.unwrap_or(room.margin())).unwrap_or(u16::MAX);
                cursor = Some((area.x.saturating_add(column).min(area.right().saturating_sub(1)), y));
            }
        }
        for (row, y) in self.in_view(&plan) {
            draw_row(row, Rect { y, width, height: 1, ..plan.body }, buffer, theme);
            if row.focus && cursor.is_none() {
                let column = u16::try_from(row.caret.unwrap_or(room.margin())).unwrap_or(u16::MAX);
                cursor = Some((plan.body.x.saturating_add(column).min(area.right().saturating_sub(1)), y));
            }
        }
        if is_more_above {
            put(buffer, edge, plan.body.y, "^", 1, Role::Key, theme);
        }
        if is_more_below {
            put(buffer, edge, plan.body.bottom() - 1, "v", 1, Role::Key, theme);
        }
        if area.height as usize > self.head.len() {
            draw_row(&self.foot, Rect { y: area.bottom() - 1, height: 1, ..area }, buffer, theme);
        }
        cursor
    }

    /// The rows of the body in view, each with its line of the window.
    fn in_view(&self, plan: &Plan) -> impl Iterator<Item = (&Row<'_>, u16)> {
        let (first, lines) = (plan.first, plan.body.y..plan.body.bottom());
        placed(&self.body).filter_map(move |(at, row)| {
            let line = lines.start.checked_add(u16::try_from(at.checked_sub(first)?).ok()?)?;
            lines.contains(&line).then_some((row, line))
        })
    }

    fn draw_asides(&self, body: Rect, area: Rect, buffer: &mut Buffer, theme: Theme) {
        let mut x = body.right();
        for aside in &self.asides {
            let inner =
                Rect { x: x.saturating_add(2), width: aside.width.saturating_sub(2), height: 1, ..body };
            for y in body.y..body.bottom() {
                put(buffer, x, y, "│", 1, Role::Rule, theme);
            }
            for (row, y) in aside.rows.iter().zip(body.y..body.bottom()) {
                draw_row(row, Rect { y, ..inner }.intersection(area), buffer, theme);
            }
            if usize::from(body.height) < aside.rows.len() && 0 < body.height {
                put(buffer, inner.right().saturating_sub(1), body.bottom() - 1, "v", 1, Role::Key, theme);
            }
            x = x.saturating_add(aside.width);
        }
    }

    /// What a click there does.
    pub fn click(&self, area: Rect, column: u16, line: u16) -> Option<Action> {
        let plan = self.plan(area);
        let column_of = |row: &Row| {
            let column = usize::from(column - area.x);
            row.clicks.iter().find(|(columns, _)| columns.contains(&column)).map(|(_, action)| *action)
        };
        if plan.body.bottom() <= line && area.x <= column {
            return self.notes.get(usize::from(line - plan.body.bottom())).and_then(column_of);
        }
        if line < plan.body.y
            || plan.body.bottom() <= line
            || column < plan.body.x
            || plan.body.right() <= column
        {
            return None;
        }
        let (row, _) = self.in_view(&plan).find(|(_, at)| *at == line)?;
        let column = usize::from(column - plan.body.x);
        row.clicks.iter().find(|(columns, _)| columns.contains(&column)).map(|(_, action)| *action)
    }
}

/// The column behind which nothing is put at the right edge, where a screen has one column.
const WIDEST: u16 = 99;

/// Draws one row, clipped to its area.
pub fn draw_row(row: &Row, area: Rect, buffer: &mut Buffer, theme: Theme) {
    draw_row_to(row, area, WIDEST, buffer, theme);
}

fn draw_row_to(row: &Row, area: Rect, edge: u16, buffer: &mut Buffer, theme: Theme) {
    if !buffer.area.contains((area.x, area.y).into()) {
        return;
    }
    let mut x = area.x;
    for (role, text) in &row.pieces {
        x = put(buffer, x, area.y, text, area.right().saturating_sub(x), *role, theme);
    }
    if let Some((role, text)) = &row.right {
        let wide = u16::try_from(wrap::width(text)).unwrap_or(u16::MAX);
        let edge = area.right().saturating_sub(1).min(area.x.saturating_add(edge));
        let start = edge.saturating_sub(wide);
        if x < start || x == area.x {
            put(buffer, start.max(area.x), area.y, text, wide, *role, theme);
        }
    }
}

/// Puts a text into the buffer, and returns the column behind it.
fn put(buffer: &mut Buffer, x: u16, y: u16, text: &str, most: u16, role: Role, theme: Theme) -> u16 {
    if buffer.area.right() <= x || buffer.area.bottom() <= y {
        return x;
    }
    let safe = text::clean(text);
    let shown = theme.text(&safe);
    if !shown.is_ascii() {
        return buffer.set_stringn(x, y, shown, usize::from(most), theme.style(role)).0;
    }
    // Every letter is one cell wide, which is most of what is drawn: there is nothing to measure.
    let style = theme.style(role);
    let room = most.min(buffer.area.right() - x);
    let mut column = x;
    for letter in shown.chars().take(usize::from(room)) {
        if let Some(cell) = buffer.cell_mut((column, y)) {
            cell.set_char(letter).set_style(style);
        }
        column += 1;
    }
    column
}

fn rule(area: Rect, buffer: &mut Buffer, theme: Theme) {
    let line = "─".repeat(usize::from(area.width));
    put(buffer, area.x, area.y, &line, area.width, Role::Rule, theme);
}
