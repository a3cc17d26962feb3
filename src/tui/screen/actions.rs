//! Actions: what somebody will do about what was found, by when, and how it stands.

mod form;
mod pick;

use super::{Screen, head};
use crate::assessment::PlanChange;
use crate::assessment::plan::{Standing, Status, Step, StepId};
use crate::questionnaire::{AreaIndex, Questionnaire};
use crate::summary::plan::{leak_of, standing, state};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::input::Pasted;
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::sheet::{Room, Row, Sheet, keep_rest_in_view};
use crate::tui::sitting::Sitting;
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Debug, Default)]
pub struct State {
    cursor: usize,
    mode: Mode,
    /// The screen that this one was opened from.
    from: Option<Screen>,
}

/// What stands in place of the list.
#[derive(Clone, Debug, Default)]
enum Mode {
    #[default]
    List,
    /// Something to add, or a form to export in.
    Pick(pick::State),
    Form(Box<form::State>),
}

impl State {
    /// Which keys act, where so many steps are planned.
    fn place(&self, steps: usize) -> Place {
        match self.mode {
            Mode::List if steps == 0 => Place::EmptyPlan,
            Mode::List => Place::Actions,
            Mode::Pick(_) => Place::Pick,
            Mode::Form(_) => Place::Action,
        }
    }

    pub fn paste(&mut self, text: &str) -> Pasted {
        match &mut self.mode {
            Mode::Form(form) => Pasted::of(form.paste(text)),
            Mode::List | Mode::Pick(_) => Pasted::Nowhere,
        }
    }
}

/// Shows the plan; going back leads to where it was opened.
pub fn enter(app: &mut App) {
    if let Some(sitting) = &mut app.sitting {
        sitting.work_out();
    }
    app.actions = State { from: Some(app.screen), ..State::default() };
    app.screen = Screen::Actions;
}

/// Shows what may be added to the plan.
pub fn enter_to_add(app: &mut App) {
    enter(app);
    pick::to_add(app);
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    match app.actions.mode {
        Mode::List => on_list(app, action),
        Mode::Pick(_) => pick::update(app, action),
        Mode::Form(_) => form::update(app, action),
    }
}

/// Which keys act.
pub fn place(app: &App) -> Place {
    app.actions.place(steps(app).len())
}

fn steps(app: &App) -> &[Step] {
    app.sitting.as_ref().map_or(&[], |sitting| sitting.assessment.plan.steps())
}

fn on_list(app: &mut App, action: Action) -> Vec<Effect> {
    let last = steps(app).len().saturating_sub(1);
    let cursor = app.actions.cursor.min(last);
    let here = steps(app).get(cursor).cloned();
    if let Some(to) = moving::moved(action, cursor, steps(app).len(), app.room) {
        app.actions.cursor = to;
        return Vec::new();
    }
    match action {
        Action::Enter | Action::Point(_) => {
            match here {
                Some(step) => app.actions.mode = Mode::Form(Box::new(form::State::of(&step, app.words))),
                // In an empty plan there is one thing to do.
                None => pick::to_add(app),
            }
        }
        Action::AddStep => pick::to_add(app),
        Action::ExportPlan => pick::to_export(app),
        Action::Toggle => {
            let done = Status::Done(app.today);
            return stand(app, here, |status| if let Status::Done(_) = status { Status::Open } else { done });
        }
        Action::DropStep => {
            let turned = |status| if status == Status::Dropped { Status::Open } else { Status::Dropped };
            return stand(app, here, turned);
        }
        Action::RemoveStep => {
            let Some(step) = here else { return Vec::new() };
            let effects = change(app, PlanChange::Removed(step.id));
            let key = app.key(Place::Actions, Action::Undo);
            app.notice = Some(fill(app.words.actions.removed, &[("step", &step.id), ("key", &key)]));
            return effects;
        }
        Action::MoveUp | Action::MoveDown => {
            let to = if action == Action::MoveUp { cursor.checked_sub(1) } else { Some(cursor + 1) };
            let (Some(step), Some(to)) = (here, to.filter(|to| *to <= last)) else { return Vec::new() };
            app.actions.cursor = to;
            return change(app, PlanChange::Moved(step.id, to));
        }
        Action::Undo | Action::Redo => return unmake(app, action),
        Action::Back => app.screen = app.actions.from.unwrap_or(Screen::Result),
        _ => {}
    }
    Vec::new()
}

/// Makes a change, or says why it cannot be made.
fn change(app: &mut App, change: PlanChange) -> Vec<Effect> {
    let Some(sitting) = &mut app.sitting else { return Vec::new() };
    match sitting.plan(change) {
        Ok(events) => app.append(events),
        Err(refusal) => {
            app.notice = Some(refusal.in_words(app.words));
            Vec::new()
        }
    }
}

fn stand(app: &mut App, here: Option<Step>, turned: impl Fn(Status) -> Status) -> Vec<Effect> {
    match here {
        Some(step) => change(app, PlanChange::Stands(step.id, turned(step.status))),
        None => Vec::new(),
    }
}

fn unmake(app: &mut App, action: Action) -> Vec<Effect> {
    let Some(sitting) = &mut app.sitting else { return Vec::new() };
    let (made, nothing) = match action {
        Action::Redo => (sitting.redo_plan(), app.words.question.nothing_to_redo),
        _ => (sitting.undo_plan(), app.words.question.nothing_to_undo),
    };
    let Some((step, events)) = made else {
        app.notice = Some(nothing.to_owned());
        return Vec::new();
    };
    point_at(app, step);
    app.append(events)
}

/// Puts the cursor on a step, where it is in the plan.
fn point_at(app: &mut App, id: StepId) {
    if let Some(place) = steps(app).iter().position(|step| step.id == id) {
        app.actions.cursor = place;
    }
}

/// How the plan stands; beside a title that leaves little room, what is left to do alone, or nothing.
fn stands(app: &App, sitting: &Sitting, title: &str, room: Room) -> String {
    let plan = &sitting.assessment.plan;
    let says = &app.words.actions;
    let Standing { open, late, .. } = plan.standing(app.today);
    let left = format!("{} · {}", app.words.count(&says.open, open), app.words.count(&says.late_count, late));
    let fits = |stands: &String| wrap::width(title) + wrap::width(stands) + 3 <= room.right_edge();
    [standing(plan, app.today, " · ", app.words), left].into_iter().find(fits).unwrap_or_default()
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let (title, body) = match &app.actions.mode {
        Mode::List => (title(app, sitting, room), list(app, sitting, room)),
        Mode::Pick(pick) => (pick.title(app.words).to_owned(), pick::rows(app, pick, room)),
        Mode::Form(form) => (form.title(app.words), form::rows(app, sitting, form, room)),
    };
    let stands = stands(app, sitting, &title, room);
    let right = if app.ledger.unsaved() == 0 { stands.as_str() } else { head::saved_mark(app) };
    Sheet {
        head: head::rows(app, room, &title, right),
        body,
        foot: app.hints(place(app), room),
        ..Sheet::default()
    }
}

fn title(app: &App, sitting: &Sitting, room: Room) -> String {
    let says = &app.words.actions;
    match room.is_compact() {
        true => says.title_short.to_owned(),
        false => fill(says.title, &[("title", &sitting.assessment.title())]),
    }
}

/// How wide the columns behind `what` are: area, who, by, helps, effort.
const COLUMNS: [usize; 5] = [8, 10, 11, 7, 8];

/// How wide the column of days is in a small window.
const DAY: usize = 11;

fn list<'a>(app: &'a App, sitting: &'a Sitting, room: Room) -> Vec<Row<'a>> {
    let words = app.words;
    let says = &words.actions;
    let plan = &sitting.assessment.plan;
    let questionnaire = &sitting.assessment.questionnaire;
    let margin = room.margin();
    let width = room.text_width();
    if plan.is_empty() {
        let key = app.key(Place::Actions, Action::AddStep);
        return Row::paragraph(Role::Plain, &fill(says.none_yet, &[("key", &key)]), margin, width);
    }
    let mut body = Vec::new();
    if !room.is_compact() {
        let heads = [says.area, says.who, says.by, says.helps, says.effort];
        let heads = heads.iter().zip(COLUMNS).map(|(head, column)| wrap::fit(head, column));
        let what = wrap::fit(says.what, what_width(room));
        body.push(Row::indent(margin + 1).and(Role::Heading, what + &heads.collect::<String>()));
    }
    for (line, step) in plan.steps().iter().enumerate() {
        let selected = line == app.actions.cursor;
        let row = step_row(app, questionnaire, step, selected, room);
        body.push(row.focused(selected).click(Action::Point(line)));
    }
    let below = body.len();
    if let Some(step) = plan.steps().get(app.actions.cursor) {
        body.push(Row::blank());
        body.extend(details(app, sitting, step, room));
    }
    if body.get(below - 1).is_some_and(Row::is_focused) {
        keep_rest_in_view(&mut body, below);
    }
    body
}

fn what_width(room: Room) -> usize {
    room.text_width().saturating_sub(COLUMNS.iter().sum::<usize>())
}

fn step_row<'a>(
    app: &App,
    questionnaire: &Questionnaire,
    step: &Step,
    selected: bool,
    room: Room,
) -> Row<'a> {
    let words = app.words;
    let draft = &step.draft;
    let role = if selected { Role::Selected } else { Role::Plain };
    // The cursor hides no mark: how a step stands is said in words as well.
    let sign = match (selected, step.status) {
        (true, _) => "› ",
        (false, Status::Done(_)) => "✓ ",
        (false, Status::Open | Status::Dropped) => "  ",
    };
    let row = Row::indent(room.margin() - 1).and(Role::Selected, sign);
    let by = by(step, app.today, words);
    let by_role = if step.is_late(app.today) { Role::Alarm } else { role };
    // Between two columns stays a gap, however full the first is.
    let cell = |text: &str, column: usize| format!("{} ", wrap::fit(text, column.saturating_sub(1)));
    if room.is_compact() {
        let what = cell(&draft.what, room.text_width().saturating_sub(DAY));
        return row.and(role, what).and(by_role, wrap::fit(&by, DAY - 1));
    }
    let area = draft.area.map(|area| area_label(questionnaire, area)).unwrap_or_default();
    let [area_column, who, day, helps, effort] = COLUMNS;
    let or_none = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let helps_says = draft.helps.map(|helps| helps.in_words(words)).unwrap_or_default();
    let effort_says = draft.effort.map(|effort| effort.in_words(words)).unwrap_or_default();
    row.and(role, cell(&draft.what, what_width(room)))
        .and(role, cell(&area, area_column))
        .and(role, cell(&or_none(&draft.owner), who))
        .and(by_role, cell(&by, day))
        .and(role, cell(helps_says, helps))
        .and(role, cell(effort_says, effort))
}

/// The number of an area, or its short title where it has none.
fn area_label(questionnaire: &Questionnaire, area: AreaIndex) -> String {
    match questionnaire.number_of(area) {
        Some(number) => number.to_string(),
        None => questionnaire[area].short.clone(),
    }
}

/// What stands in the column of days: the day, or that there is nothing to wait for any more.
fn by(step: &Step, today: jiff::civil::Date, words: &Words) -> String {
    let says = &words.actions;
    match (step.status, step.draft.due) {
        (Status::Done(_), _) => says.is_done.to_owned(),
        (Status::Dropped, _) => says.is_dropped_short.to_owned(),
        (Status::Open, Some(_)) if step.is_late(today) => says.is_late.to_owned(),
        (Status::Open, Some(due)) => words.short_date(due),
        (Status::Open, None) => "-".to_owned(),
    }
}

/// Everything about the step with the cursor.
fn details<'a>(app: &'a App, sitting: &'a Sitting, step: &Step, room: Room) -> Vec<Row<'a>> {
    let words = app.words;
    let says = &words.actions;
    let draft = &step.draft;
    let (margin, width) = (room.margin(), room.text_width());
    let column = label_width(room);
    let mut rows = Vec::new();
    let is_cut = what_width(room).saturating_sub(1) < wrap::width(&draft.what) || room.is_compact();
    if is_cut {
        rows.extend(Row::paragraph(Role::Strong, &draft.what, margin, width));
    }
    let leak = sitting.outcome.as_ref().and_then(|outcome| leak_of(&outcome.findings, draft));
    let status = state(step, app.today, words);
    let owner = if room.is_compact() { draft.owner.as_str() } else { "" };
    let parts = [
        (says.who, owner),
        (says.status, status.as_str()),
        (field_label(FIRST_STEP, room, words), draft.first_step.as_str()),
        (field_label(SIGN, room, words), draft.sign.as_str()),
        (says.plugs, leak.unwrap_or_default()),
        (says.comes_from, draft.kind.in_words(words)),
    ];
    for (label, text) in parts {
        if !text.is_empty() {
            rows.extend(Row::labelled(label, text, margin, column, width));
        }
    }
    rows
}

fn label_width(room: Room) -> usize {
    if room.is_compact() { 10 } else { 17 }
}

/// The fields of a step, as the form has them.
const FIRST_STEP: usize = 3;
const SIGN: usize = 4;

/// What a field is called: short in a small window.
fn field_label(field: usize, room: Room, words: &Words) -> &'static str {
    let says = &words.actions;
    match (field, room.is_compact()) {
        (0, _) => says.what,
        (1, _) => says.who,
        (2, _) => says.by,
        (FIRST_STEP, true) => says.first_step_short,
        (FIRST_STEP, false) => says.first_step,
        (_, true) => says.sign_short,
        (_, false) => says.sign,
    }
}
