//! The form of one action: what, who, by when, the first step, and how one will know.

use super::{Mode, change, field_label, label_width, point_at};
use crate::assessment::PlanChange;
use crate::assessment::plan::{self, Step, StepId};
use crate::summary::plan::leak_of;
use crate::text;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::draft::Draft;
use crate::tui::keymap::Place;
use crate::tui::sheet::{Room, Row};
use crate::tui::sitting::Sitting;
use crate::tui::theme::Role;
use crate::tui::wrap::{self, wrap};
use crate::words::{Words, fill};

const FIELDS: usize = 5;

const WHAT: usize = 0;

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
    /// Whether it was said what is wrong: then it stands there until it is mended.
    told: bool,
    /// Whether the last key was the one that leaves, and was held up by what is wrong.
    leaving: bool,
}

/// What the form cannot be kept with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// Something else than a day stands where one belongs.
    NoDay,
    /// Much is said, but not what is to be done.
    NoWhat,
}

impl Fault {
    /// The field in which it is mended.
    fn field(self) -> usize {
        match self {
            Fault::NoDay => BY,
            Fault::NoWhat => WHAT,
        }
    }
}

impl State {
    /// For a new action of one's own.
    pub(super) fn empty() -> State {
        State::on(None, plan::Draft::default(), Default::default(), WHAT)
    }

    pub(super) fn of(step: &Step, words: &Words) -> State {
        let base = step.draft.clone();
        let due = base.due.map(|due| words.short_date(due)).unwrap_or_default();
        let fields = [&base.what, &base.owner, &due, &base.first_step, &base.sign]
            .map(|text| Draft::new(text.clone()));
        // Most come to say who does it.
        State::on(Some(step.id), base, fields, 1)
    }

    fn on(step: Option<StepId>, base: plan::Draft, fields: [Draft; FIELDS], at: usize) -> State {
        State { step, base, fields, at, told: false, leaving: false }
    }

    fn go_to(&mut self, field: usize) {
        if self.at == BY && field != BY && self.fault() == Some(Fault::NoDay) {
            // Told while it can still be seen what was typed, not at the last field.
            self.told = true;
        }
        if field == BY && self.at != BY && self.fault() != Some(Fault::NoDay) {
            // Another day takes the place of the one that was there.
            self.fields.get_mut(BY).into_iter().for_each(Draft::choose_all);
        }
        self.at = field;
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

    fn fault(&self) -> Option<Fault> {
        let is_written = |field: usize| !self.text(field).is_empty();
        if is_written(BY) && plan::day(&self.text(BY)).is_none() {
            return Some(Fault::NoDay);
        }
        let is_something = self.step.is_some() || (0..FIELDS).any(is_written);
        (is_something && !is_written(WHAT)).then_some(Fault::NoWhat)
    }

    /// What stands in the form; in the place of what is wrong, what was there before.
    fn draft(&self) -> plan::Draft {
        let (what, typed) = (self.text(WHAT), self.text(BY));
        plan::Draft {
            what: if what.is_empty() { self.base.what.clone() } else { what },
            owner: text::clean(&self.text(1)).into_owned(),
            due: if typed.is_empty() { None } else { plan::day(&typed).or(self.base.due) },
            first_step: self.text(3),
            sign: self.text(4),
            ..self.base.clone()
        }
    }

    /// What is wrong, and what the key does that leaves despite it.
    fn says(&self, fault: Fault, key: &str, words: &Words) -> String {
        let says = &words.actions;
        let (wrong, despite) = match fault {
            Fault::NoDay if self.base.due.is_some() => (says.no_day, says.leaves_as_it_was),
            Fault::NoDay => (says.no_day, says.leaves_it_out),
            Fault::NoWhat if self.step.is_some() => (says.say_what, says.leaves_as_it_was),
            Fault::NoWhat => (says.say_what, says.leaves_unsaved),
        };
        match self.leaving {
            true => format!("{wrong} {}", fill(despite, &[("key", &key)])),
            false => wrong.to_owned(),
        }
    }
}

pub(super) fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let Mode::Form(form) = &mut app.actions.mode else { return Vec::new() };
    let was_leaving = std::mem::take(&mut form.leaving);
    match action {
        Action::NextField => form.go_to((form.at + 1) % FIELDS),
        Action::PreviousField => form.go_to((form.at + FIELDS - 1) % FIELDS),
        Action::Point(field) => form.go_to(field.min(FIELDS - 1)),
        Action::Enter if form.at == BY && form.fault() == Some(Fault::NoDay) => form.told = true,
        Action::Enter if form.at + 1 < FIELDS => form.go_to(form.at + 1),
        Action::Enter => return keep(app),
        Action::Back => return leave(app, was_leaving),
        action => {
            if let Some(field) = form.fields.get_mut(form.at) {
                field.act(action);
            }
        }
    }
    form.told = form.told && form.fault().is_some();
    Vec::new()
}

/// Keeps what is written, and goes back to the list.
fn keep(app: &mut App) -> Vec<Effect> {
    let Mode::Form(form) = &mut app.actions.mode else { return Vec::new() };
    if let Some(fault) = form.fault() {
        form.at = fault.field();
        form.told = true;
        return Vec::new();
    }
    let draft = form.draft();
    kept(app, draft)
}

/// Leaving keeps what is written, too. Held up once by what is wrong, it leaves that out; a new action of which
/// nothing is written is none.
fn leave(app: &mut App, was_leaving: bool) -> Vec<Effect> {
    let Mode::Form(form) = &mut app.actions.mode else { return Vec::new() };
    if let Some(fault) = form.fault().filter(|_| !was_leaving) {
        form.at = fault.field();
        form.told = true;
        form.leaving = true;
        return Vec::new();
    }
    let draft = form.draft();
    if draft.what.is_empty() {
        app.actions.mode = Mode::List;
        return Vec::new();
    }
    kept(app, draft)
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
        let focus = form.at == at;
        rows.extend(field(field_label(at, room, words), draft, hint, at, focus, room));
        if let Some(fault) = form.fault().filter(|fault| form.told && fault.field() == at) {
            let key = app.key(Place::Action, Action::Back);
            let (indent, width) = told_at(room);
            let told = Row::paragraph(Role::Remark, &form.says(fault, &key, words), indent, width);
            rows.extend(told.into_iter().map(|row| row.focused(focus)));
        }
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

/// Where what is wrong with a field stands, and how wide it may be: under the field, as far as there is room.
fn told_at(room: Room) -> (usize, usize) {
    let indent = if room.is_compact() { 1 } else { label_width(room) + 2 };
    (room.margin() + indent, room.text_width().saturating_sub(indent))
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
    let text_role = match (draft.text().is_empty(), focus && draft.is_chosen()) {
        (true, _) => Role::Plain,
        (false, true) => Role::Chosen,
        (false, false) => Role::Field,
    };
    let mut rows = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        let (sign, label) = if number == 0 { (sign, label) } else { ("  ", "") };
        let padding = " ".repeat(inner.saturating_sub(wrap::width(line)));
        let row = Row::indent(room.margin() - 1)
            .and(Role::Selected, sign)
            .and(role, wrap::fit(label, column))
            .and(Role::Plain, "│ ")
            .and(text_role, line.clone())
            .and(if draft.text().is_empty() { Role::Plain } else { Role::Field }, padding)
            .click(Action::Point(at));
        rows.push(if focus && number == caret_line { row.caret(start + 2 + caret_column) } else { row });
    }
    rows
}
