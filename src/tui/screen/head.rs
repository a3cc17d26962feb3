//! The first rows of a screen: where am I, is it saved, and what was just said.

use crate::tui::app::App;
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::fill;

/// A title, something at the right edge, and under them that something is not saved.
pub fn rows<'a>(app: &'a App, room: Room, title: &str, right: &str) -> Vec<Row<'a>> {
    let edge = room.right_edge();
    let beside = edge.saturating_sub(wrap::width(right) + 3);
    // Where hardly anything of the title would be left, it goes alone.
    let (kept, right) =
        if beside < wrap::width(title).min(8) { (edge.saturating_sub(1), "") } else { (beside, right) };
    let title = wrap::cut(title, kept).into_owned();
    let mut rows = vec![Row::indent(1).and(Role::Strong, title).right(Role::Plain, right.to_owned())];
    rows.extend(trouble(app, room));
    rows
}

/// That something is not saved, for as long as it is not.
pub fn trouble<'a>(app: &App, room: Room) -> Vec<Row<'a>> {
    let says = app.ledger.trouble.as_ref().map(|why| fill(app.words.common.not_saved_why, &[("why", why)]));
    said(Role::Alarm, says.as_deref(), room)
}

/// What was just said, to stand above the footer.
pub fn notice<'a>(app: &App, room: Room) -> Vec<Row<'a>> {
    said(Role::Remark, app.notice.as_deref(), room)
}

fn said<'a>(role: Role, says: Option<&str>, room: Room) -> Vec<Row<'a>> {
    let most = if room.is_compact() { 2 } else { 4 };
    let width = usize::from(room.width).saturating_sub(2 * room.margin()).min(96);
    let rows = says.map(|says| Row::paragraph(role, says, room.margin(), width));
    rows.unwrap_or_default().into_iter().take(most).collect()
}

/// Whether what was answered is safe.
pub fn saved_mark(app: &App) -> &'static str {
    match (&app.ledger.trouble, app.ledger.unsaved()) {
        (Some(_), _) => app.words.common.not_saved,
        (None, 0) => app.words.common.saved,
        (None, _) => app.words.common.saving,
    }
}
