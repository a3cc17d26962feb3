//! Why the overall score: each area with its weight and the points it gives, adding up.

use super::{Screen, head};
use crate::scoring::why::why_overall;
use crate::summary::{how_made, overall, together};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::theme::Role;

#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    scroll: i32,
}

pub fn enter(app: &mut App) {
    app.why.scroll = 0;
    app.screen = Screen::Why;
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    if action == Action::Back {
        app.screen = Screen::Result;
    }
    let rows = || sheet(app, app.room).body.len();
    if let Some(to) = moving::scrolled(action, app.why.scroll, app.room, rows) {
        app.why.scroll = to;
    }
    Vec::new()
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let Some(outcome) = &sitting.outcome else { return Sheet::default() };
    let assessment = &sitting.assessment;
    let questionnaire = &assessment.questionnaire;
    let (margin, width) = (room.margin(), room.text_width());
    let says = overall(assessment, &outcome.scorecard, &outcome.findings, app.words);
    let mut body = Row::paragraph(Role::Strong, &says, margin, width);
    body.push(Row::blank());
    for line in why_overall(questionnaire, &outcome.scorecard, app.words) {
        let says = format!("{}: {}", line.title, line.answer);
        body.extend(Row::paragraph(Role::Plain, &says, margin, width));
        let how = how_made(assessment, &line, app.words);
        body.extend(
            how.into_iter()
                .flat_map(|how| Row::paragraph(Role::Plain, &how, margin + 2, width.saturating_sub(2))),
        );
    }
    if !room.is_compact() {
        body.push(Row::blank());
    }
    if let Some(together) = together(&outcome.scorecard.overall, app.words) {
        body.extend(Row::paragraph(Role::Plain, &together, margin, width));
    }
    body.extend(Row::paragraph(Role::Plain, app.words.result.why_says, margin, width));
    Sheet {
        head: head::rows(app, room, app.words.result.why_title, ""),
        body,
        foot: app.hints(Place::Why, room),
        scroll: app.why.scroll,
        ..Sheet::default()
    }
}
