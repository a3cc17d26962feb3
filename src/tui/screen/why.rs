//! Why the overall score: each area with its weight and the points it gives, adding up.

use super::{Screen, head};
use crate::scoring::why::why_overall;
use crate::summary::{how_made, overall, together};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::keymap::Place;
use crate::tui::page::Page;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::theme::Role;

#[derive(Clone, Debug, Default)]
pub struct State {
    page: Page,
}

pub fn enter(app: &mut App) {
    app.why = State::default();
    app.screen = Screen::Why;
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    if action == Action::Back {
        app.screen = Screen::Result;
    }
    let page = std::mem::take(&mut app.why.page);
    app.why.page = page.scrolled(action, app.room, || rows(app, app.room));
    Vec::new()
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    Sheet {
        head: head::rows(app, room, app.words.result.why_title, ""),
        body: app.why.page.rows(room, || rows(app, room)),
        foot: app.hints(Place::Why, room),
        scroll: app.why.page.scroll(),
        ..Sheet::default()
    }
}

fn rows(app: &App, room: Room) -> Vec<Row<'static>> {
    let Some(sitting) = &app.sitting else { return Vec::new() };
    let Some(outcome) = &sitting.outcome else { return Vec::new() };
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
    body
}
