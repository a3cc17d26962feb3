//! A list to pick one line from: something to add to the plan, or a form to write it in.

use super::{Mode, change, form, point_at};
use crate::assessment::plan::Draft;
use crate::export::plan::Form;
use crate::findings::suggestion::suggestions;
use crate::summary::plan::leak_of;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::moving;
use crate::tui::sheet::{Room, Row, list};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Debug)]
pub(super) struct State {
    cursor: usize,
    from: From,
}

#[derive(Clone, Debug)]
enum From {
    /// The first line is for something of one's own.
    Suggestions(Vec<Draft>),
    Forms,
}

impl State {
    pub(super) fn title(&self, words: &Words) -> &'static str {
        match self.from {
            From::Suggestions(_) => words.actions.choose_title,
            From::Forms => words.actions.export_title,
        }
    }

    fn lines(&self) -> usize {
        match &self.from {
            From::Suggestions(drafts) => drafts.len() + 1,
            From::Forms => Form::ALL.len(),
        }
    }
}

/// Offers what the leaks suggest, and something of one's own.
pub(super) fn to_add(app: &mut App) {
    let Some(sitting) = &app.sitting else { return };
    let Some(outcome) = &sitting.outcome else { return };
    let assessment = &sitting.assessment;
    let drafts = suggestions(&assessment.questionnaire, &outcome.findings, &assessment.plan);
    let cursor = usize::from(!drafts.is_empty());
    app.actions.mode = Mode::Pick(State { cursor, from: From::Suggestions(drafts) });
}

/// Offers the forms in which a plan is written.
pub(super) fn to_export(app: &mut App) {
    app.actions.mode = Mode::Pick(State { cursor: 0, from: From::Forms });
}

pub(super) fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let Mode::Pick(pick) = &mut app.actions.mode else { return Vec::new() };
    if let Some(to) = moving::moved(action, pick.cursor, pick.lines(), app.room) {
        pick.cursor = to;
        return Vec::new();
    }
    match action {
        Action::Enter | Action::Point(_) => return chosen(app),
        Action::Back => app.actions.mode = Mode::List,
        _ => {}
    }
    Vec::new()
}

fn chosen(app: &mut App) -> Vec<Effect> {
    let Mode::Pick(State { cursor, from }) = std::mem::take(&mut app.actions.mode) else { return Vec::new() };
    match from {
        From::Forms => match Form::ALL.get(cursor) {
            Some(form) => vec![Effect::ExportPlan(*form)],
            None => Vec::new(),
        },
        From::Suggestions(drafts) => {
            let Some(draft) = cursor.checked_sub(1).and_then(|at| drafts.into_iter().nth(at)) else {
                app.actions.mode = Mode::Form(Box::new(form::State::empty()));
                return Vec::new();
            };
            let Some(sitting) = &app.sitting else { return Vec::new() };
            let added = sitting.assessment.plan.adding(draft);
            let step = added.step();
            let effects = change(app, added);
            if !effects.is_empty() {
                point_at(app, step);
                app.notice = Some(fill(app.words.actions.added, &[("step", &step)]));
            }
            effects
        }
    }
}

pub(super) fn rows<'a>(app: &'a App, pick: &'a State, room: Room) -> Vec<Row<'a>> {
    let words = app.words;
    let says = &words.actions;
    let mut rows = Vec::new();
    match &pick.from {
        From::Forms => {
            for (at, form) in Form::ALL.into_iter().enumerate() {
                let text = match form {
                    Form::Ics => says.as_calendar,
                    Form::Csv => says.as_table,
                    Form::Markdown => says.as_text,
                    Form::Json => says.as_data,
                };
                rows.extend(line(text, "", at, pick.cursor == at, room));
            }
        }
        From::Suggestions(drafts) => {
            rows.extend(line(says.own_line, "", 0, pick.cursor == 0, room));
            rows.push(Row::blank());
            let heading = if drafts.is_empty() { says.nothing_suggested } else { says.suggested };
            rows.extend(Row::paragraph(Role::Heading, heading, room.margin(), room.text_width()));
            let near = room.near(pick.cursor.saturating_sub(1));
            rows.extend(list(drafts.len(), near, |at| {
                let draft = drafts.get(at);
                let rows = |draft: &Draft| {
                    line(&draft.what, &about(app, draft), at + 1, pick.cursor == at + 1, room)
                };
                draft.map(rows).unwrap_or_default()
            }));
        }
    }
    rows
}

/// What a suggestion is, and which leak it was drawn from.
fn about(app: &App, draft: &Draft) -> String {
    let outcome = app.sitting.as_ref().and_then(|sitting| sitting.outcome.as_ref());
    let leak = outcome.and_then(|outcome| leak_of(&outcome.findings, draft)).unwrap_or_default();
    let kind = draft.kind.in_words(app.words);
    fill(app.words.actions.label_line, &[("label", &kind), ("text", &leak)])
}

/// One line to pick, in as many rows as its text needs.
fn line<'a>(text: &str, about: &str, at: usize, selected: bool, room: Room) -> Vec<Row<'a>> {
    let width = room.text_width().saturating_sub(1);
    let role = if selected { Role::Selected } else { Role::Plain };
    let mut rows = Vec::new();
    for (number, part) in wrap::wrap(text, width).into_iter().enumerate() {
        let sign = if selected && number == 0 { "› " } else { "  " };
        let row = Row::indent(room.margin() - 1).and(Role::Selected, sign).and(role, part);
        rows.push(row.focused(selected).click(Action::Point(at)));
    }
    if !about.is_empty() {
        let about = wrap::cut(about, width.saturating_sub(2)).into_owned();
        let row = Row::indent(room.margin() + 3).and(Role::Plain, about);
        rows.push(row.focused(selected).click(Action::Point(at)));
    }
    rows
}
