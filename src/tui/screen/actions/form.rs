//! The form of one action: what, who, by when, the first step, and how one will know.

use super::{Mode, change, field_label, label_width, point_at};
use crate::assessment::PlanChange;
use crate::assessment::plan::{self, Step, StepId};
use crate::summary::plan::leak_of;
use crate::text;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::draft::Draft;
use crate::tui::sheet::{Room, Row};
use crate::tui::sitting::Sitting;
use crate::tui::theme::Role;
use crate::tui::wrap::{self, wrap};
use crate::words::{Words, fill};

const FIELDS: usize = 5;

/// The field of the day.
const BY: usize = 2;

#[derive(Clone, Debug)]
pub(super) struct State {
    /// The step that is changed; `None` for a new one.
    step: Option<StepId>,
    /// What is not written here: where the step comes from.
    base: plan::Draft,
    fields: [Draft; FIELDS],
    /// The field with the cursor.
    at: usize,
}

impl State {
    /// For a new action of one's own.
    pub(super) fn empty() -> State {
        State { step: None, base: plan::Draft::default(), fields: Default::default(), at: 0 }
    }

    pub(super) fn of(step: &Step, words: &Words) -> State {
        let base = step.draft.clone();
        let due = base.due.map(|due| words.short_date(due)).unwrap_or_default();
        let fields = [&base.what, &base.owner, &due, &base.first_step, &base.sign]
            .map(|text| Draft::new(text.clone()));
        // Most come to say who does it.
        State { step: Some(step.id), base, fields, at: 1 }
    }

    pub(super) fn title(&self, words: &Words) -> String {
        match self.step {
            Some(step) => fill(words.actions.edit_title, &[("step", &step)]),
            None => words.actions.new_title.to_owned(),
        }
    }

    /// Puts in what was pasted, as one line; returns whether that was all of it.
    pub(super) fn paste(&mut self, pasted: &str) -> bool {
        let line = text::clean(pasted).trim().to_owned();
        self.fields.get_mut(self.at).is_some_and(|field| field.insert(&line))
    }

    fn text(&self, field: usize) -> String {
        self.fields
            .get(field)
            .map(|draft| text::clean_lines(draft.text()).trim().to_owned())
            .unwrap_or_default()
    }

    fn written(&self) -> Written {
        let typed = self.text(BY);
        let due = plan::day(&typed);
        let is_no_day = due.is_none() && !typed.is_empty();
        let draft = plan::Draft {
            what: self.text(0),
            owner: text::clean(&self.text(1)).into_owned(),
            due: if is_no_day { self.base.due } else { due },
            first_step: self.text(3),
            sign: self.text(4),
            ..self.base.clone()
        };
        Written { draft, is_no_day }
    }
}

/// What stands in the form.
struct Written {
    draft: plan::Draft,
    /// Something else than a day stands where one belongs; the draft has the one that was there before.
    is_no_day: bool,
}

pub(super) fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let Mode::Form(form) = &mut app.actions.mode else { return Vec::new() };
    let before = form.at;
    match action {
        Action::NextField => form.at = (form.at + 1) % FIELDS,
        Action::PreviousField => form.at = (form.at + FIELDS - 1) % FIELDS,
        Action::Point(field) => form.at = field.min(FIELDS - 1),
        Action::Enter if form.at + 1 < FIELDS => form.at += 1,
        Action::Enter => return keep(app),
        Action::Back => return leave(app),
        action => {
            if let Some(field) = form.fields.get_mut(form.at) {
                field.act(action);
            }
        }
    }
    // Told while it can still be seen what was typed, not at the last field.
    if before == BY && form.at != BY && form.written().is_no_day {
        app.notice = Some(app.words.actions.no_day.to_owned());
    }
    Vec::new()
}

/// Keeps what is written, and goes back to the list.
fn keep(app: &mut App) -> Vec<Effect> {
    let Mode::Form(form) = &mut app.actions.mode else { return Vec::new() };
    let Written { draft, is_no_day } = form.written();
    if is_no_day {
        form.at = BY;
        app.notice = Some(app.words.actions.no_day.to_owned());
        return Vec::new();
    }
    kept(app, draft)
}

/// Leaving loses nothing either, but what is no day and a new action without a word.
fn leave(app: &mut App) -> Vec<Effect> {
    let Mode::Form(form) = &app.actions.mode else { return Vec::new() };
    let Written { draft, is_no_day } = form.written();
    if draft.what.is_empty() {
        app.actions.mode = Mode::List;
        return Vec::new();
    }
    let effects = kept(app, draft);
    if is_no_day && app.notice.is_none() {
        app.notice = Some(app.words.actions.no_day.to_owned());
    }
    effects
}

fn kept(app: &mut App, draft: plan::Draft) -> Vec<Effect> {
    let Mode::Form(form) = &app.actions.mode else { return Vec::new() };
    let Some(sitting) = &app.sitting else { return Vec::new() };
    let made = match form.step {
        Some(_) if draft == form.base => None,
        Some(step) => Some(PlanChange::Changed(step, Box::new(draft))),
        None => Some(sitting.assessment.plan.adding(draft)),
    };
    let Some(made) = made else {
        app.actions.mode = Mode::List;
        return Vec::new();
    };
    let step = made.step();
    let effects = change(app, made);
    // What was refused stays in the form, with the reason below it.
    if !effects.is_empty() {
        app.actions.mode = Mode::List;
        point_at(app, step);
    }
    effects
}

pub(super) fn rows<'a>(app: &'a App, sitting: &'a Sitting, form: &'a State, room: Room) -> Vec<Row<'a>> {
    let words = app.words;
    let says = &words.actions;
    let hints = [says.what_hint, says.who_hint, says.by_hint, says.first_hint, says.sign_hint];
    let mut rows = Vec::new();
    for (at, (draft, hint)) in form.fields.iter().zip(hints).enumerate() {
        rows.extend(field(field_label(at, room, words), draft, hint, at, form.at == at, room));
    }
    let leak = sitting.outcome.as_ref().and_then(|outcome| leak_of(&outcome.findings, &form.base));
    let area = form.base.area.map(|area| sitting.assessment.questionnaire[area].title.as_str());
    let parts = [
        (says.area, area.unwrap_or_default()),
        (says.plugs, leak.unwrap_or_default()),
        (says.comes_from, form.base.kind.in_words(words)),
    ];
    if form.step.is_some() {
        rows.push(Row::blank());
        for (label, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
            let (margin, width) = (room.margin() + 1, room.text_width().saturating_sub(1));
            rows.extend(Row::labelled(label, text, margin, label_width(room), width));
        }
    }
    rows
}

/// A field in as many lines as its text needs.
fn field<'a>(label: &str, draft: &Draft, hint: &str, at: usize, focus: bool, room: Room) -> Vec<Row<'a>> {
    let column = label_width(room);
    let start = room.margin() + 1 + column;
    let inner = room.text_width().saturating_sub(column + 4).max(1);
    let sign = if focus { "› " } else { "  " };
    let role = if focus { Role::Selected } else { Role::Plain };
    let before = wrap(draft.before(), inner);
    let caret_column = before.last().map_or(0, |line| wrap::width(line));
    let shown = if draft.text().is_empty() && !focus { hint } else { draft.text() };
    let lines = wrap(shown, inner);
    let caret_line = (before.len() - 1).min(lines.len() - 1);
    let mut rows = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        let (sign, label) = if number == 0 { (sign, label) } else { ("  ", "") };
        let row = Row::indent(room.margin() - 1)
            .and(Role::Selected, sign)
            .and(role, wrap::fit(label, column))
            .and(Role::Plain, "│ ")
            .and(if draft.text().is_empty() { Role::Plain } else { Role::Field }, wrap::fit(line, inner))
            .click(Action::Point(at));
        rows.push(if focus && number == caret_line { row.caret(start + 2 + caret_column) } else { row });
    }
    rows
}
