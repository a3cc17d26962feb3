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

pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let width = usize::from(area.width).saturating_sub(6).min(54);
    let mut rows = vec![Row::of(Role::Strong, "Leave for now?")];
    let is_home = app.screen == Screen::Home;
    if 9 < area.height {
        rows.push(Row::blank());
    }
    rows.extend(dialog::text(&says(app), width));
    if 9 < area.height {
        rows.push(Row::blank());
    }
    let keys = Row::of(Role::Key, "↵").and(Role::Plain, " leave   ").and(Role::Key, "esc");
    let keys = keys.and(Role::Plain, " stay");
    rows.push(match is_home {
        true => keys,
        false => keys
            .and(Role::Plain, "   ")
            .and(Role::Key, app.keymap.key(Place::Leave, Action::Home, app.theme.ascii))
            .and(Role::Plain, " home"),
    });
    dialog::draw(&rows, area, buffer, app.theme)
}

fn says(app: &App) -> String {
    let unsaved = app.ledger.unsaved();
    if let Some(why) = &app.ledger.trouble {
        let changes =
            if unsaved == 1 { "The last change is".to_owned() } else { format!("{unsaved} changes are") };
        return format!("{changes} NOT SAVED and will be lost: {why}");
    }
    let Some(sitting) = &app.sitting else {
        return "Nothing is open; everything is kept.".to_owned();
    };
    let tally = sitting.tally;
    match (sitting.assessment.finished, unsaved) {
        (true, 0) => "The assessment is finished and saved. You find it on the first screen.".to_owned(),
        (false, 0) => format!(
            "{} of {} questions are done, and all is saved. To go on here: leaky-bucket take",
            tally.done(),
            tally.asked,
        ),
        (true | false, _) => "The last change is just being saved; leaving waits for it.".to_owned(),
    }
}
