//! Help: every key that acts on the screen below, from the table that makes it act.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::app::{App, Overlay};
use crate::tui::keymap::{self, Place};
use crate::tui::sheet::{Room, Row, Sheet, draw_row};
use crate::tui::theme::Role;
use crate::tui::widget::hints;
use crate::tui::wrap;

/// Scrolls, or closes the help.
pub fn update(action: Action, scroll: i32, room: Room) -> Option<Overlay> {
    let page = i32::from(room.height) - 6;
    let to = match action {
        Action::Up => scroll - 1,
        Action::Down => scroll + 1,
        Action::PageUp => scroll - page.max(1),
        Action::PageDown => scroll + page.max(1),
        Action::First => 0,
        Action::Last => 1000,
        Action::Back => return None,
        _ => scroll,
    };
    Some(Overlay::Help(to.clamp(0, 200)))
}

pub fn sheet(app: &App, scroll: i32, room: Room) -> Sheet<'static> {
    let place = app.place_below();
    let ascii = app.theme.ascii;
    let width = usize::from(room.width).saturating_sub(2 * room.margin()).min(96);
    let column = if room.is_compact() { 10 } else { 25 };
    let mut body = Vec::new();
    for row in app.keymap.rows(place) {
        let keys = keymap::every_key(row, ascii);
        body.extend(Row::labelled(&keys, row.row.says, room.margin(), column, width));
    }
    if place.takes_text() {
        let says = "Every other key is text here.";
        body.extend(Row::labelled("", says, room.margin(), column, width));
    }
    let title = format!("Help: {}", place.name());
    let head = vec![Row::indent(1).and(Role::Strong, title)];
    let foot = hints::row(&app.keymap, Place::Help, 0, room, ascii);
    let shown = usize::from(room.height).saturating_sub(if room.is_compact() { 2 } else { 4 });
    let greatest = i32::try_from(body.len().saturating_sub(shown)).unwrap_or(0);
    Sheet { head, body, foot, scroll: scroll.min(greatest), ..Sheet::default() }
}

/// What stands in a window with room for nothing else.
pub fn too_small(app: &App, area: Rect, buffer: &mut Buffer) {
    let saved = match (&app.ledger.trouble, app.ledger.unsaved()) {
        (Some(_), _) => "The last answers are NOT SAVED.",
        (None, 0) => "Answers are saved.",
        (None, _) => "Saving.",
    };
    let leave = format!("{} leave", app.keymap.key(Place::Home, Action::Leave, app.theme.ascii));
    let leave = match app.overlay {
        Some(Overlay::Leave) => "Leave? enter: yes, esc: no",
        Some(Overlay::Help(_)) | None => &leave,
    };
    let says = [
        "A little more room, please".to_owned(),
        format!("This window: {} x {}", area.width, area.height),
        "Needed: 32 x 8".to_owned(),
        saved.to_owned(),
        leave.to_owned(),
    ];
    let indent = u16::from(28 <= area.width);
    let width = usize::from(area.width.saturating_sub(indent)).max(1);
    let lines = says.iter().flat_map(|line| wrap::wrap(line, width));
    for (line, y) in lines.zip(area.y..area.bottom()) {
        let row = Row::indent(usize::from(indent)).and(Role::Plain, line);
        draw_row(&row, Rect { y, height: 1, ..area }, buffer, app.theme);
    }
}
