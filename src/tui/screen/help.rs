//! Help: every key that acts on the screen below, from the table that makes it act.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Screen, question};
use crate::tui::action::Action;
use crate::tui::app::{App, Overlay};
use crate::tui::keymap::{self, Place};
use crate::tui::moving;
use crate::tui::sheet::{Room, Row, Sheet, draw_row};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::fill;

/// Scrolls, or closes the help.
pub fn update(app: &App, action: Action, scroll: i32) -> Option<Overlay> {
    if action == Action::Back {
        return None;
    }
    let rows = || sheet(app, scroll, app.room).body.len();
    Some(Overlay::Help(moving::scrolled(action, scroll, app.room, rows).unwrap_or(scroll)))
}

pub fn sheet(app: &App, scroll: i32, room: Room) -> Sheet<'static> {
    let place = app.place_below();
    let words = &app.words.help;
    let ascii = app.theme.ascii;
    let width = usize::from(room.width).saturating_sub(2 * room.margin()).min(96);
    let column = if room.is_compact() { 10 } else { 25 };
    let mut body = Vec::new();
    for row in app.keymap.rows(place) {
        let keys = keymap::every_key(row, ascii, &app.words.key_names);
        let says = (row.row.text)(&app.words.keys).says;
        body.extend(key_rows(&keys, says, room.margin(), column, width));
    }
    if place.takes_text() {
        body.extend(Row::labelled("", words.all_else_is_text, room.margin(), column, width));
    }
    if let (Screen::Question, Some(sitting), false) = (app.screen, &app.sitting, room.is_compact()) {
        let strip = question::strip(sitting);
        if !strip.is_empty() {
            body.extend(Row::labelled(&strip, words.areas_strip, room.margin(), column, width));
        }
    }
    let title = fill(words.title, &[("place", &place.name(words))]);
    let head = vec![Row::indent(1).and(Role::Strong, title)];
    let foot = app.hints(Place::Help, room);
    // A window that has grown shows more of the same page.
    let scroll = scroll.min(moving::furthest(body.len(), room));
    Sheet { head, body, foot, scroll, ..Sheet::default() }
}

/// Keys and what they do, side by side; many keys take several lines, for each must be seen.
fn key_rows(keys: &str, says: &str, margin: usize, column: usize, width: usize) -> Vec<Row<'static>> {
    let keys = wrap::wrap(keys, column.saturating_sub(1));
    let says = wrap::wrap(says, width.saturating_sub(column));
    let lines = keys.len().max(says.len());
    let mut rows = Vec::with_capacity(lines);
    for line in 0..lines {
        let keys = keys.get(line).map_or("", |keys| keys.as_str());
        let says = says.get(line).map_or("", |says| says.as_str());
        let row = Row::indent(margin).and(Role::Heading, wrap::fit(keys, column));
        rows.push(row.and(Role::Plain, says.to_owned()));
    }
    rows
}

/// What stands in a window with room for nothing else.
pub fn too_small(app: &App, area: Rect, buffer: &mut Buffer) {
    let words = &app.words.help;
    let saved = match (&app.ledger.trouble, app.ledger.unsaved()) {
        (Some(_), _) => words.last_not_saved,
        (None, 0) => words.saved,
        (None, _) => words.saving,
    };
    let leave = match app.overlay {
        Some(Overlay::Leave) => words.leave_asked.to_owned(),
        Some(Overlay::Help(_)) | None => fill(words.leave, &[("key", &app.key(Place::Home, Action::Leave))]),
    };
    let mut says = vec![
        words.more_room.to_owned(),
        fill(words.this_window, &[("width", &area.width), ("height", &area.height)]),
        fill(words.needed, &[("width", &32), ("height", &8)]),
        saved.to_owned(),
        leave,
    ];
    let indent = u16::from(28 <= area.width);
    let width = usize::from(area.width.saturating_sub(indent)).max(1);
    let lines =
        |says: &[String]| -> Vec<String> { says.iter().flat_map(|line| wrap::wrap(line, width)).collect() };
    // The sizes go first, so that what was saved and the key that leaves can be read.
    while 2 < says.len() && usize::from(area.height) < lines(&says).len() {
        says.remove(usize::from(3 < says.len()));
    }
    for (line, y) in lines(&says).into_iter().zip(area.y..area.bottom()) {
        let row = Row::indent(usize::from(indent)).and(Role::Plain, line);
        draw_row(&row, Rect { y, height: 1, ..area }, buffer, app.theme);
    }
}
