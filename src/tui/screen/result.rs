//! Result: the overall score, every area worst first, and what to plug first.
//!
//! In a wide window the bucket, the selected area and more of the leaks stand beside the areas.

pub mod others;
mod overall;
mod plugs;
pub mod table;

use self::table::Table;
use super::{Screen, actions, area, export, head, overview, what_if, why, years};
use crate::questionnaire::{AreaIndex, BandIndex, Practice, Questionnaire};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::desk::Form;
use crate::tui::finder::Entry;
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::sheet::{Aside, Room, Row, Sheet, height, keep_rest_in_view, list};
use crate::tui::sitting::{Outcome, Sitting};
use crate::tui::theme::Role;
use crate::tui::widget::bucket::{self, View};
use crate::words::{Words, fill};

#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    cursor: usize,
    order: Order,
    picture: Picture,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    WorstFirst,
    AsAsked,
}

impl State {
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor on a line.
    pub fn point(&mut self, line: usize) {
        self.cursor = line;
    }
}

/// What each line can be found by.
pub fn entries(app: &App) -> Vec<Entry> {
    let Some(sitting) = &app.sitting else { return Vec::new() };
    let questionnaire = &sitting.assessment.questionnaire;
    let entry = |(line, area): (usize, &AreaIndex)| {
        let number = questionnaire.number_of(*area).map(|number| number.to_string()).unwrap_or_default();
        let band = sitting.outcome.as_ref().and_then(|outcome| outcome.scorecard.area(*area).band);
        let band = band.map_or("", |band| questionnaire[band].label.as_str());
        Entry::new(line, number, &[&questionnaire[*area].title, &questionnaire[*area].short, band])
    };
    areas(app).iter().enumerate().map(entry).collect()
}

/// How the areas are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Picture {
    #[default]
    Bars,
    Bucket,
}

/// What stands beside the areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    Bucket,
    /// The selected area, as its own screen opens it.
    Detail,
    Plugs,
}

/// How a window is shared out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shares {
    /// The overall score and the areas.
    body: u16,
    beside: Vec<(Beside, u16)>,
}

impl Shares {
    fn of(room: Room) -> Shares {
        let width = room.width;
        match width {
            _ if room.is_compact() || width < 100 => Shares { body: width, beside: Vec::new() },
            _ if width < 120 => Shares { body: 68, beside: vec![(Beside::Bucket, width - 68)] },
            _ if !room.is_widest() => Shares { body: 78, beside: vec![(Beside::Detail, width - 78)] },
            _ => {
                // What is wide in the first column is its bars; texts stay as narrow as they are read best.
                let body = (width - 98).min(104);
                let rest = width - body;
                let detail = (rest / 2 + rest / 20).min(80);
                Shares { body, beside: vec![(Beside::Detail, detail), (Beside::Plugs, rest - detail)] }
            }
        }
    }

    fn shows(&self, what: Beside) -> bool {
        self.beside.iter().any(|(beside, _)| *beside == what)
    }
}

/// Works the scores out and shows them.
pub fn enter(app: &mut App) {
    if let Some(sitting) = &mut app.sitting {
        sitting.work_out();
    }
    app.result.cursor = 0;
    app.screen = Screen::Result;
    years::work_out(app);
}

/// The areas in the order in view.
pub fn areas(app: &App) -> &[AreaIndex] {
    let Some(outcome) = app.sitting.as_ref().and_then(|sitting| sitting.outcome.as_ref()) else { return &[] };
    match app.result.order {
        Order::WorstFirst => &outcome.worst_first,
        Order::AsAsked => &outcome.as_asked,
    }
}

/// The area with the cursor.
fn selected(app: &App) -> Option<AreaIndex> {
    areas(app).get(app.line_at(app.result.cursor)?).copied()
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let lines = areas(app).len();
    let cursor = app.result.cursor.min(lines.saturating_sub(1));
    if let Some(to) = moving::moved(action, cursor, lines, app.room) {
        app.result.cursor = to;
        return Vec::new();
    }
    match action {
        Action::Enter | Action::Point(_) => {
            if let Some(area) = areas(app).get(cursor).copied() {
                area::enter(app, area);
            }
        }
        Action::Order => {
            app.result.order = match app.result.order {
                Order::WorstFirst => Order::AsAsked,
                Order::AsAsked => Order::WorstFirst,
            };
            app.result.cursor = 0;
        }
        Action::Bucket => {
            app.result.picture = match app.result.picture {
                Picture::Bars => Picture::Bucket,
                Picture::Bucket => Picture::Bars,
            };
        }
        Action::WhatIf => what_if::enter(app),
        Action::Why => why::enter(app),
        Action::Years => years::enter(app),
        Action::Report => return export::write(app, Form::Pdf),
        Action::Export => export::enter(app),
        Action::OpenFile => return export::open(app),
        Action::Actions => actions::enter(app),
        Action::Overview => overview::enter(app),
        Action::Back => return app.go_home(),
        _ => {}
    }
    Vec::new()
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let Some(outcome) = &sitting.outcome else { return Sheet::default() };
    let says = &app.words.result;
    let title = match room.is_compact() {
        true => says.title_short.to_owned(),
        false => fill(says.title, &[("title", &sitting.assessment.title())]),
    };
    let right = if sitting.assessment.finished { says.finished } else { says.not_finished };
    let right = if app.ledger.unsaved() == 0 { right } else { head::saved_mark(app) };
    let shares = Shares::of(room);
    let asides = shares.beside.iter().map(|(beside, width)| {
        let column = Room { width: width.saturating_sub(2), height: room.height };
        let rows = match beside {
            Beside::Bucket => {
                let view = View::Top(usize::from(room.height));
                bucket_rows(app, sitting, outcome, (column, 0), body_height(room), view)
            }
            Beside::Detail => selected(app).map(|area| area::beside(app, area, column)).unwrap_or_default(),
            Beside::Plugs => plugs::beside(&sitting.assessment.questionnaire, outcome, column, app.words),
        };
        Aside { width: *width, rows }
    });
    Sheet {
        head: head::rows(app, room, &title, right),
        body: body(app, sitting, outcome, &shares, Room { width: shares.body, ..room }),
        foot: app.hints_but(Place::Result, if years::are_known(app) { &[] } else { &[Action::Years] }, room),
        asides: asides.collect(),
        ..Sheet::default()
    }
}

/// Every area with its score, for the left of a wide window: the one in view is pointed at.
pub fn side<'a>(app: &'a App, in_view: AreaIndex, room: Room) -> Vec<Row<'a>> {
    let Some(sitting) = &app.sitting else { return Vec::new() };
    let Some(outcome) = &sitting.outcome else { return Vec::new() };
    let questionnaire = &sitting.assessment.questionnaire;
    let table = Table::new(app.words, questionnaire, outcome, room);
    let areas = areas(app);
    // It does not scroll: what is in view stands on its last row where it would stand below it.
    let here = areas.iter().position(|area| *area == in_view).unwrap_or(0);
    let height = body_height(room);
    let shown = areas.iter().enumerate().skip((here + 1).saturating_sub(height)).take(height);
    shown.map(|(at, area)| table.row(*area, at, *area == in_view)).collect()
}

/// How many rows a body has at most before it scrolls.
fn body_height(room: Room) -> usize {
    usize::from(room.height).saturating_sub(if room.is_compact() { 2 } else { 4 })
}

/// What stands beside the scores of these areas, the most important first.
fn beside(app: &App, areas: &[AreaIndex]) -> Vec<table::Beside> {
    let columns = [years::before(app, areas), area::target_column(app, areas), others::column(app, areas)];
    columns.into_iter().flatten().collect()
}

/// The overall score, and the areas as bars or as a bucket.
fn body<'a>(
    app: &'a App,
    sitting: &'a Sitting,
    outcome: &'a Outcome,
    shares: &Shares,
    room: Room,
) -> Vec<Row<'a>> {
    let words = app.words;
    let questionnaire = &sitting.assessment.questionnaire;
    // Which of the lines are shown, and where among them the cursor is.
    let (lines, cursor) = match &app.finder {
        Some(finder) => (finder.count(), finder.cursor()),
        None => (areas(app).len(), app.result.cursor),
    };
    let near = room.near(cursor);
    let line_of = |place: usize| match &app.finder {
        Some(finder) => finder.at(place).map(|entry| entry.target),
        None => Some(place),
    };
    let in_view = near.clone().filter_map(|place| areas(app).get(line_of(place)?).copied());
    let in_view: Vec<AreaIndex> = in_view.collect();
    let table = Table::new(words, questionnaire, outcome, room).beside(beside(app, &in_view));
    let mut body = overall::rows(sitting, outcome, room, words);
    if app.result.picture == Picture::Bucket && app.finder.is_none() {
        body.extend(years::in_short(app, room));
        let says = Row::paragraph(Role::Plain, words.result.bucket_says, room.margin(), room.text_width());
        let says = if room.is_compact() { Vec::new() } else { says };
        let free = body_height(room).saturating_sub(body.len() + says.len());
        let hidden = selected(app).filter(|area| !questionnaire[*area].scored);
        // What is not scored has no hole, and can be selected all the same.
        let row = hidden.map(|area| table.row(area, cursor - near.start, true).focused(true));
        let view = View::Selected(room);
        body.extend(bucket_rows(app, sitting, outcome, (room, room.margin()), free, view));
        body.extend(says);
        body.extend(row);
        return body;
    }
    let legend = table.legend();
    let mut told = years::in_short(app, room);
    if !legend.is_empty() && told.is_empty() {
        told.push(Row::blank());
    }
    let last = told.pop();
    body.extend(told);
    body.extend(last.map(|row| row.right(Role::Plain, legend)));
    if !room.is_compact() {
        body.push(Row::blank());
        let order = match app.result.order {
            Order::WorstFirst => words.result.worst_first,
            Order::AsAsked => words.result.in_order,
        };
        body.push(table.heading(order));
    }
    body.extend(list(lines, near.clone(), |place| {
        let of_line = line_of(place).zip(in_view.get(place - near.start).copied());
        let rows = of_line.map(|(line, area)| {
            let selected = place == cursor;
            let apart = !questionnaire[area].scored && !room.is_compact();
            let row = table.row(area, place - near.start, selected);
            [apart.then(Row::blank), Some(row.focused(selected).click(Action::Point(line)))]
        });
        rows.into_iter().flatten().flatten()
    }));
    let above = body.len();
    body.extend(others::rows(app, questionnaire, room));
    if !shares.shows(Beside::Plugs) {
        let plugs = plugs::rows(questionnaire, outcome, room, words, true);
        let fits = height(&body) + plugs.len() <= body_height(room);
        body.extend(if fits { plugs } else { plugs::rows(questionnaire, outcome, room, words, false) });
    }
    if shares.shows(Beside::Detail) {
        let free = body_height(room).saturating_sub(height(&body) + 1);
        let view = View::Top(free);
        let bucket = bucket_rows(app, sitting, outcome, (room, room.margin()), free, view);
        if height(&bucket) <= free {
            body.push(Row::blank());
            // Where it stands below the areas, the cursor is up there.
            body.extend(bucket.into_iter().map(|row| row.focused(false)));
        }
    }
    if body.get(above - 1).is_some_and(Row::is_focused) {
        keep_rest_in_view(&mut body, above);
    }
    body
}

/// The bucket in the middle of a column, with the selected area's hole pointed at.
fn bucket_rows<'a>(
    app: &App,
    sitting: &Sitting,
    outcome: &Outcome,
    (room, margin): (Room, usize),
    height: usize,
    view: View,
) -> Vec<Row<'a>> {
    let width = usize::from(room.width).saturating_sub(2 * margin).min(76);
    let rows = bucket::rows(&shown_bucket(app, sitting, outcome), width, height, view);
    rows.into_iter()
        .map(|row| {
            let focus = row.is_focused();
            Row::indent(margin).join(row).focused(focus)
        })
        .collect()
}

fn shown_bucket(app: &App, sitting: &Sitting, outcome: &Outcome) -> bucket::Bucket {
    overall::bucket(&sitting.assessment.questionnaire, outcome, selected(app))
}

/// `area 7`, or its short title where it has no number.
pub fn place(questionnaire: &Questionnaire, area: AreaIndex, words: &Words) -> String {
    match questionnaire.number_of(area) {
        Some(number) => fill(words.result.place, &[("number", &number)]),
        None => questionnaire[area].short.clone(),
    }
}

/// A practice, and what it takes.
pub fn with_effort(practice: &Practice, words: &Words) -> String {
    let effort = practice.effort.in_words(words);
    fill(words.common.with_effort, &[("practice", &practice.text), ("effort", &effort)])
}

/// The role of a band, however many a questionnaire has.
pub fn band_role(questionnaire: &Questionnaire, band: BandIndex) -> Role {
    let last = questionnaire.bands.len().saturating_sub(1).max(1);
    Role::Band(u8::try_from(band.0 * 3 / last).unwrap_or(3))
}
