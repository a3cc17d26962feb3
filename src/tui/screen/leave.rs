//! One small question before leaving: nothing is lost, or exactly what is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Screen;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::keymap::Place;
use crate::tui::sheet::Row;
use crate::tui::theme::Role;
use crate::tui::widget::dialog;
use crate::words::fill;

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Enter => vec![Effect::Quit(0)],
        Action::Back => {
            app.overlay = None;
            Vec::new()
        }
        Action::Home => app.go_home(),
        _ => Vec::new(),
    }
}

/// Draws the question over the screen, but for the footer, which tells of the same keys.
pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let says = &app.words.leave;
    let area = Rect { height: area.height.saturating_sub(1), ..area };
    let width = usize::from(area.width).saturating_sub(6).min(54);
    let mut rows = vec![Row::of(Role::Strong, says.title)];
    let is_home = app.screen == Screen::Home;
    if 8 < area.height {
        rows.push(Row::blank());
    }
    rows.extend(dialog::text(&about(app), width));
    let key = |row: Row<'static>, action: Action, says: &str| {
        row.and(Role::Key, app.key(Place::Leave, action)).and(Role::Plain, format!(" {says}"))
    };
    let gap = |row: Row<'static>| row.and(Role::Plain, "   ");
    let keys = key(gap(key(Row::blank(), Action::Enter, says.leave)), Action::Back, says.stay);
    let keys = if is_home { keys } else { key(gap(keys), Action::Home, says.home) };
    if keys.width() <= width && rows.len() + 4 <= usize::from(area.height) {
        rows.extend([Row::blank(), keys]);
    }
    dialog::draw(&rows, area, buffer, app.theme)
}

/// What leaving means now.
fn about(app: &App) -> String {
    let says = &app.words.leave;
    let unsaved = app.ledger.unsaved();
    if let Some(why) = &app.ledger.trouble {
        let count = usize::try_from(unsaved).unwrap_or(usize::MAX);
        let text = app.words.plural(&says.will_be_lost, count);
        return fill(text, &[("count", &count), ("why", why)]);
    }
    let Some(sitting) = &app.sitting else { return says.nothing_open.to_owned() };
    let tally = sitting.tally();
    match (sitting.assessment.finished, unsaved) {
        (true, 0) => says.finished.to_owned(),
        (false, 0) => {
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("done", &tally.done()), ("asked", &tally.asked), ("command", &"leaky-bucket take")];
            fill(says.done, &values)
        }
        (true | false, _) => says.saving.to_owned(),
    }
}
