//! The first rows of a screen: where am I, is it saved, and what was just said.

use crate::tui::app::App;
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::tui::wrap;

/// A title, something at the right edge, and under them what is to be said now.
pub fn rows<'a>(app: &'a App, room: Room, title: &str, right: &str) -> Vec<Row<'a>> {
    let kept = room.right_edge().saturating_sub(wrap::width(right) + 3);
    let title = wrap::cut(title, kept.max(8)).into_owned();
    let mut rows = vec![Row::indent(1).and(Role::Strong, title).right(Role::Plain, right.to_owned())];
    rows.extend(notices(app, room));
    rows
}

/// What was just said, and that something is not saved, for as long as it is not.
pub fn notices<'a>(app: &'a App, room: Room) -> Vec<Row<'a>> {
    let most = if room.is_compact() { 2 } else { 4 };
    let width = usize::from(room.width).saturating_sub(2).min(98);
    let trouble = app.ledger.trouble.as_ref().map(|why| (Role::Alarm, format!("NOT SAVED: {why}")));
    let notice = app.notice.as_ref().map(|notice| (Role::Remark, notice.clone()));
    let mut rows = Vec::new();
    for (role, says) in trouble.into_iter().chain(notice) {
        rows.extend(Row::paragraph(role, &says, 1, width).into_iter().take(most));
    }
    rows
}

/// Whether what was answered is safe.
pub fn saved_mark(app: &App) -> &'static str {
    match (&app.ledger.trouble, app.ledger.unsaved()) {
        (Some(_), _) => "NOT SAVED",
        (None, 0) => "✓ saved",
        (None, _) => "saving",
    }
}
