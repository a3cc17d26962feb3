//! Home: go on, begin anew, or look at a result.

use std::fmt;

use super::head;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::desk::Saved;
use crate::tui::finder::{Entry, Finder};
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Debug, Default)]
pub struct State {
    saved: Vec<Saved>,
    /// About how many are being read, while they are.
    expected: usize,
    cursor: usize,
    /// The assessment that was on the table last.
    left: Option<String>,
    /// The line that the cursor stays on while another list comes.
    stays: Option<usize>,
    /// The assessment that goes into the trash if that is asked for once more.
    doubted: Option<String>,
    /// What was put into the trash, by its names there; the last one can be brought back.
    removed: Vec<String>,
}

impl State {
    /// What is saved; the cursor goes to the result one comes back from, else to what can be continued.
    pub fn list(&mut self, saved: Vec<Saved>) {
        self.saved = saved;
        self.expected = 0;
        let left = self.left.take();
        let was_there = |item: Item<'_>| match item {
            Item::Result(saved) => Some(&saved.name) == left.as_ref(),
            Item::Continue(_) | Item::New => false,
        };
        let there = self.items().position(was_there);
        let last = self.items().count().saturating_sub(1);
        let beside = self.stays.take().map(|line| line.min(last));
        self.cursor = there.or(beside).unwrap_or(0);
    }

    /// Whatever was to go into the trash stays, unless that is asked for at once.
    pub fn spare(&mut self) {
        self.doubted = None;
    }

    /// The assessment with the cursor is in the trash, under this name.
    pub fn is_removed(&mut self, removed: String) {
        self.removed.push(removed);
        self.stays = Some(self.cursor);
    }

    /// What was removed last is saved again, under this name.
    pub fn is_back(&mut self, name: String) {
        self.removed.pop();
        self.stays = Some(self.cursor);
        self.left = Some(name);
    }

    /// The saved assessment with the cursor.
    fn chosen(&self) -> Option<&Saved> {
        self.items().nth(self.cursor).and_then(Item::saved)
    }

    /// Comes back from an assessment: if it is finished, the cursor goes to it once it is listed.
    pub fn come_back_from(&mut self, name: String) {
        self.left = Some(name);
    }

    /// So many will be listed in a moment. Until then there is what was listed before.
    pub fn expect(&mut self, count: usize) {
        self.expected = count;
    }

    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor on a line.
    pub fn point(&mut self, line: usize) {
        self.cursor = line;
    }

    fn open(&self) -> impl Iterator<Item = &Saved> {
        self.saved.iter().filter(|saved| !saved.finished)
    }

    fn finished(&self) -> impl Iterator<Item = &Saved> {
        self.saved.iter().filter(|saved| saved.finished)
    }

    fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let open = self.open().map(Item::Continue);
        open.chain(std::iter::once(Item::New)).chain(self.finished().map(Item::Result))
    }
}

/// A line with the cursor on it.
enum Item<'a> {
    Continue(&'a Saved),
    New,
    Result(&'a Saved),
}

impl<'a> Item<'a> {
    fn saved(self) -> Option<&'a Saved> {
        match self {
            Item::Continue(saved) | Item::Result(saved) => Some(saved),
            Item::New => None,
        }
    }
}

/// What each line can be found by.
pub fn entries(app: &App) -> Vec<Entry> {
    let says = &app.words.home;
    let entry = |(line, item): (usize, Item<'_>)| {
        let texts = match item {
            Item::Continue(saved) => vec![says.go_on.to_owned(), saved.title.clone(), saved.name.clone()],
            Item::New => vec![says.new.to_owned(), says.new_assessment.to_owned()],
            Item::Result(saved) => {
                let band = saved.band.clone().unwrap_or_default();
                vec![saved.title.clone(), saved.name.clone(), app.words.date(saved.date), band]
            }
        };
        Entry::new(line, String::new(), &texts.iter().map(String::as_str).collect::<Vec<_>>())
    };
    app.home.items().enumerate().map(entry).collect()
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let last = app.home.items().count().saturating_sub(1);
    let to = match action {
        Action::Up => app.home.cursor.saturating_sub(1),
        Action::Down => app.home.cursor + 1,
        Action::First => 0,
        Action::Last => last,
        Action::PageUp => app.home.cursor.saturating_sub(moving::page(app.room)),
        Action::PageDown => app.home.cursor + moving::page(app.room),
        Action::Point(line) if line != app.home.cursor => line,
        Action::Years => {
            let finished = app.home.items().nth(app.home.cursor).and_then(|item| match item {
                Item::Result(saved) => Some(saved.name.clone()),
                Item::Continue(_) | Item::New => None,
            });
            let Some(name) = finished else {
                app.notice = Some(app.words.years.behind_finished.to_owned());
                return Vec::new();
            };
            super::years::want(app, true);
            return vec![Effect::OpenLatest(name)];
        }
        Action::Enter | Action::Point(_) => {
            super::years::want(app, false);
            if let Some(saved) = app.home.chosen() {
                return vec![Effect::Open(saved.name.clone())];
            }
            super::start::enter(app);
            return Vec::new();
        }
        Action::Again => {
            match app.home.chosen().map(|saved| saved.about.clone()) {
                Some(about) => super::start::enter_again(app, about),
                None => app.notice = Some(app.words.home.behind_saved.to_owned()),
            }
            return Vec::new();
        }
        Action::Remove => return remove(app),
        Action::Undo => {
            let removed = app.home.removed.last().cloned();
            if removed.is_none() {
                app.notice = Some(app.words.question.nothing_to_undo.to_owned());
            }
            return removed.map(Effect::BringBack).into_iter().collect();
        }
        _ => return Vec::new(),
    };
    app.home.cursor = to.min(last);
    Vec::new()
}

/// Asked for twice, the assessment with the cursor goes into the trash.
fn remove(app: &mut App) -> Vec<Effect> {
    let Some(saved) = app.home.chosen() else {
        app.notice = Some(app.words.home.behind_saved.to_owned());
        return Vec::new();
    };
    let (name, title) = (saved.name.clone(), saved.title.clone());
    if app.home.doubted.take().as_ref() == Some(&name) {
        return vec![Effect::Remove(name)];
    }
    let key = app.key(Place::Home, Action::Remove);
    app.notice = Some(fill(app.words.home.remove_sure, &[("key", &key), ("title", &title)]));
    app.home.doubted = Some(name);
    Vec::new()
}

/// `16 to 20 minutes`, where answers open and close questions.
fn minutes(app: &App) -> String {
    let says = &app.words.home;
    match app.glance.minutes {
        (least, most) if least < most => fill(says.minutes, &[("least", &least), ("most", &most)]),
        (_, most) => fill(says.minutes_alike, &[("most", &most)]),
    }
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let home = &app.home;
    let says = &app.words.home;
    let compact = room.is_compact();
    let margin = room.margin();
    let width = room.text_width();
    let right = match (home.saved.len(), home.expected) {
        (0, 0) => String::new(),
        (0, expected) => fill(says.saved, &[("count", &expected)]),
        (saved, _) => fill(says.saved, &[("count", &saved)]),
    };
    let mut body = Vec::new();
    if !compact {
        body.push(Row::indent(margin).and(Role::Strong, says.slogan));
    }
    let facts: [(&str, &dyn fmt::Display); 3] = [
        ("areas", &app.words.count(&says.areas, app.glance.areas)),
        ("questions", &app.glance.questions),
        ("minutes", &minutes(app)),
    ];
    let facts = fill(says.facts, &facts);
    body.extend(Row::paragraph(Role::Plain, &facts, margin, width));
    body.push(Row::blank());
    let cursor = app.line_at(home.cursor);
    let near = room.near(app.finder.as_ref().map_or(home.cursor, Finder::cursor));
    let mut headed = false;
    let shown = home.items().enumerate().filter(|(line, _)| app.shows(*line));
    for (place, (line, item)) in shown.enumerate() {
        if matches!(item, Item::Result(_)) && !headed {
            headed = true;
            body.push(Row::blank());
            body.push(finished_head(room, app.words));
        }
        if !near.contains(&place) {
            body.push(Row::blank());
            continue;
        }
        let selected = Some(line) == cursor;
        let sign = if selected { "› " } else { "  " };
        let role = if selected { Role::Selected } else { Role::Plain };
        let row = Row::indent(margin - 1).and(Role::Selected, sign);
        let row = match item {
            Item::Continue(saved) => {
                let values: [(&str, &dyn fmt::Display); 4] = [
                    ("title", &saved.title),
                    ("done", &saved.done),
                    ("asked", &saved.asked),
                    ("date", &app.words.date(saved.date)),
                ];
                labelled(row, says.go_on, &fill(says.go_on_with, &values), role, width)
            }
            Item::New => labelled(row, says.new, says.new_assessment, role, width),
            Item::Result(saved) => row.and(role, finished(saved, room, app.words)),
        };
        body.push(row.focused(selected).click(Action::Point(line)));
    }
    if home.saved.is_empty() && (!compact || 0 < home.expected) {
        let says = if 0 < home.expected { says.listing } else { says.nothing_saved };
        body.push(Row::blank());
        body.extend(Row::paragraph(Role::Plain, says, margin, width));
    }
    let title = &app.glance.title;
    // Only behind what is finished there can be years.
    let hidden: &[Action] = match cursor.and_then(|line| home.items().nth(line)) {
        Some(Item::Result(_)) => &[],
        // What is begun is to be finished before there is another year of it.
        Some(Item::Continue(_)) => &[Action::Years, Action::Again],
        Some(Item::New) | None => &[Action::Years, Action::Again, Action::Remove],
    };
    Sheet {
        head: head::rows(app, room, title, &right),
        body,
        foot: app.hints_but(Place::Home, hidden, room),
        ..Sheet::default()
    }
}

fn labelled<'a>(row: Row<'a>, label: &'static str, says: &str, role: Role, width: usize) -> Row<'a> {
    let label = wrap::fit(label, 10);
    let kept = width.saturating_sub(11);
    row.and(role, label).and(role, wrap::cut(says, kept).into_owned())
}

/// How wide a day is, such as `21 November 2026`, and a band.
const DATE: usize = 17;
const BAND: usize = 11;

/// How wide the title of a finished assessment is.
fn title_width(room: Room) -> usize {
    if room.is_compact() { usize::from(room.width).saturating_sub(20) } else { 32 }
}

fn finished_head<'a>(room: Room, words: &Words) -> Row<'a> {
    let (home, common) = (&words.home, &words.common);
    let title = wrap::fit(home.finished, title_width(room));
    let score = format!("{:>5}", common.score_head);
    let rest = match room.is_compact() {
        true => format!(" {score}"),
        false => {
            let (begun, band) = (wrap::fit(home.begun, DATE), wrap::fit(common.band_head, BAND));
            format!(" {begun} {score}  {band} {:>5}", common.leaks)
        }
    };
    Row::indent(room.margin() + 1).and(Role::Heading, title).and(Role::Heading, rest)
}

fn finished(saved: &Saved, room: Room, words: &Words) -> String {
    let title = wrap::fit(&saved.title, title_width(room));
    let score = saved.score.map_or_else(|| "-".to_owned(), |score| score.to_string());
    let band = saved.band.as_deref().unwrap_or("-");
    if room.is_compact() {
        return format!("{title} {score:>5} {}", wrap::cut(band, 10));
    }
    let leaks = saved.leaks.map_or_else(|| "-".to_owned(), |leaks| leaks.to_string());
    let date = wrap::fit(&words.date(saved.date), DATE);
    format!("{title} {date} {score:>5}  {} {leaks:>5}", wrap::fit(band, BAND))
}
