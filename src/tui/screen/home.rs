//! Home: go on, begin anew, or look at a result.

use std::fmt;

use super::head;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::desk::Saved;
use crate::tui::keymap::Place;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Debug, Default)]
pub struct State {
    saved: Vec<Saved>,
    cursor: usize,
}

impl State {
    /// What is saved; the cursor goes to what can be continued.
    pub fn list(&mut self, saved: Vec<Saved>) {
        self.saved = saved;
        self.cursor = 0;
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

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let last = app.home.items().count().saturating_sub(1);
    let to = match action {
        Action::Up => app.home.cursor.saturating_sub(1),
        Action::Down => app.home.cursor + 1,
        Action::First => 0,
        Action::Last => last,
        Action::PageUp => app.home.cursor.saturating_sub(8),
        Action::PageDown => app.home.cursor + 8,
        Action::Point(line) if line != app.home.cursor => line,
        Action::Enter | Action::Point(_) => {
            let name = app.home.items().nth(app.home.cursor).and_then(|item| match item {
                Item::Continue(saved) | Item::Result(saved) => Some(saved.name.clone()),
                Item::New => None,
            });
            return match name {
                Some(name) => vec![Effect::Open(name)],
                None => super::start::enter(app),
            };
        }
        _ => return Vec::new(),
    };
    app.home.cursor = to.min(last);
    Vec::new()
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let home = &app.home;
    let says = &app.words.home;
    let compact = room.is_compact();
    let margin = room.margin();
    let width = room.text_width();
    let right = match home.saved.len() {
        0 => String::new(),
        saved => fill(says.saved, &[("count", &saved)]),
    };
    let mut body = Vec::new();
    if !compact {
        body.push(Row::indent(margin).and(Role::Strong, says.slogan));
    }
    let facts: [(&str, &dyn fmt::Display); 3] = [
        ("areas", &app.words.count(&says.areas, app.glance.areas)),
        ("questions", &app.glance.questions),
        ("minutes", &app.glance.minutes),
    ];
    let facts = fill(says.facts, &facts);
    body.extend(Row::paragraph(Role::Plain, &facts, margin, width));
    body.push(Row::blank());
    let heads = |body: &mut Vec<Row>, line: usize| {
        if line == home.open().count() + 1 {
            body.push(Row::blank());
            body.push(finished_head(room, app.words));
        }
    };
    for (line, item) in home.items().enumerate() {
        heads(&mut body, line);
        let selected = line == home.cursor;
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
    if home.saved.is_empty() && !compact {
        body.push(Row::blank());
        body.extend(Row::paragraph(Role::Plain, says.nothing_saved, margin, width));
    }
    let title = &app.glance.title;
    Sheet {
        head: head::rows(app, room, title, &right),
        body,
        foot: app.hints(Place::Home, room),
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
