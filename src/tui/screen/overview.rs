//! Overview: every area, and the questions of the one that is opened.

use super::{Screen, head, question, review};
use crate::assessment::Tally;
use crate::questionnaire::{AreaIndex, QuestionIndex};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::keymap::Place;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::sitting::{Sitting, said};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{OverviewWords, fill};

#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    cursor: usize,
    /// The part whose questions are shown.
    opened: Option<Part>,
}

/// The questions about the team, or an outermost area.
type Part = Option<AreaIndex>;

/// A line with the cursor on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Part(Part),
    Question(QuestionIndex),
    Review,
}

/// Shows the overview, with the cursor on the question in view.
pub fn enter(app: &mut App) {
    app.screen = Screen::Overview;
    let Some(sitting) = &app.sitting else { return };
    app.overview.opened = Some(sitting.part(sitting.question));
    app.overview.cursor = 0;
    let here = items(sitting, app.overview).iter().position(|item| *item == Item::Question(sitting.question));
    app.overview.cursor = here.unwrap_or(0);
}

fn items(sitting: &Sitting, state: State) -> Vec<Item> {
    let mut items = Vec::new();
    let parts = std::iter::once(None).chain(sitting.assessment.questionnaire.top_areas().map(Some));
    for part in parts {
        let is_private = part.is_some_and(|area| sitting.assessment.questionnaire.is_private(area));
        let is_asked = sitting.questions(part).next().is_some();
        // A private part stays unseen until it is asked; a part about nobody is none.
        if !is_asked && (part.is_none() || is_private) {
            continue;
        }
        items.push(Item::Part(part));
        if state.opened == Some(part) {
            items.extend(sitting.questions(part).map(Item::Question));
        }
    }
    items.push(Item::Review);
    items
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let Some(sitting) = &app.sitting else { return app.go_home() };
    let items = items(sitting, app.overview);
    let last = items.len().saturating_sub(1);
    let cursor = app.overview.cursor.min(last);
    let item = items.get(cursor).copied().unwrap_or(Item::Review);
    let to = match action {
        Action::Up => cursor.saturating_sub(1),
        Action::Down => cursor + 1,
        Action::First => 0,
        Action::Last => last,
        Action::PageUp => cursor.saturating_sub(8),
        Action::PageDown => cursor + 8,
        Action::Point(line) if line != cursor => line,
        Action::Enter | Action::Point(_) => {
            match item {
                Item::Question(question) => question::go_to(app, question),
                Item::Part(part) => match question::first_of(sitting, part) {
                    Some(question) => question::go_to(app, question),
                    None => app.notice = Some(app.words.overview.none_asked.to_owned()),
                },
                Item::Review => review::enter(app),
            }
            return Vec::new();
        }
        Action::Right | Action::Left => {
            turn(app, item, action == Action::Right);
            return Vec::new();
        }
        Action::NextMarked => {
            let marked = |question: &QuestionIndex| sitting.assessment.answers.entry(*question).marked;
            let after = match item {
                Item::Question(question) => Some(question),
                Item::Part(part) => sitting.questions(part).next(),
                Item::Review => None,
            };
            let all = || sitting.flow.asked().filter(marked);
            let next = after.and_then(|after| all().find(|question| after < *question));
            let next = next.or_else(|| all().next());
            match next {
                Some(question) => show(app, question),
                None => app.notice = Some(app.words.overview.none_marked.to_owned()),
            }
            return Vec::new();
        }
        Action::Back => {
            question::enter(app);
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    app.overview.cursor = to.min(last);
    Vec::new()
}

/// Opens or closes the part of a line, and keeps the cursor with it.
fn turn(app: &mut App, item: Item, open: bool) {
    let Some(sitting) = &app.sitting else { return };
    let part = match item {
        Item::Part(part) => part,
        Item::Question(question) => sitting.part(question),
        Item::Review => return,
    };
    let is_open = app.overview.opened == Some(part);
    app.overview.opened = if open || !is_open { Some(part).filter(|_| open) } else { None };
    let there = items(sitting, app.overview).iter().position(|item| *item == Item::Part(part));
    app.overview.cursor = there.unwrap_or(0);
}

fn show(app: &mut App, question: QuestionIndex) {
    let Some(sitting) = &app.sitting else { return };
    app.overview.opened = Some(sitting.part(question));
    let there = items(sitting, app.overview).iter().position(|item| *item == Item::Question(question));
    app.overview.cursor = there.unwrap_or(0);
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let tally = sitting.tally;
    let (words, says) = (app.words, &app.words.overview);
    let compact = room.is_compact();
    let marked = match (tally.marked, compact) {
        (0, _) => String::new(),
        (marked, true) => format!(" · {}", fill(says.marked_short, &[("count", &marked)])),
        (marked, false) => format!(" · {}", fill(says.marked, &[("count", &marked)])),
    };
    let right = match compact {
        true => format!("{}/{}{marked}", tally.done(), tally.asked),
        false => {
            let done = fill(words.common.done_of, &[("done", &tally.done()), ("asked", &tally.asked)]);
            format!("{done}{marked}")
        }
    };
    let name = name_width(room);
    let margin = room.margin();
    let mut body = Vec::new();
    if !compact {
        let (area, done) = (wrap::fit(words.common.area, name), wrap::fit(says.done_head, 9));
        let heading = format!("{area}    {done}{}", says.state_head);
        body.push(Row::indent(margin + 1).and(Role::Heading, heading));
    }
    for (line, item) in items(sitting, app.overview).into_iter().enumerate() {
        let selected = line == app.overview.cursor;
        let row = match item {
            Item::Part(part) => part_row(app, sitting, part, selected, room),
            Item::Question(question) => question_row(app, sitting, question, selected, room),
            Item::Review => {
                if !compact {
                    body.push(Row::blank());
                }
                let role = if selected { Role::Selected } else { Role::Plain };
                let sign = if selected { "› " } else { "  " };
                Row::indent(margin - 1).and(Role::Selected, sign).and(role, words.common.finish)
            }
        };
        body.push(row.focused(selected).click(Action::Point(line)));
    }
    Sheet {
        head: head::rows(app, room, says.title, &right),
        body,
        foot: app.hints(Place::Overview, room),
        ..Sheet::default()
    }
}

/// How wide an area's title is, with its number.
fn name_width(room: Room) -> usize {
    if room.is_compact() { 19 } else { 38 }
}

fn part_row<'a>(app: &App, sitting: &Sitting, part: Part, selected: bool, room: Room) -> Row<'a> {
    let name = name_width(room);
    let questionnaire = &sitting.assessment.questionnaire;
    let tally = sitting.part_tally(part);
    let number = match part.and_then(|area| questionnaire.number_of(area)) {
        Some(number) => format!("{number} "),
        None => "  ".to_owned(),
    };
    let title = match part {
        Some(area) if room.is_compact() => questionnaire[area].short.as_str(),
        Some(area) => questionnaire[area].title.as_str(),
        None => app.words.common.team,
    };
    let is_here = sitting.part(sitting.question) == part;
    let sign = if selected { "› " } else { "  " };
    let role = if selected { Role::Selected } else { Role::Plain };
    let count = match room.is_compact() {
        true => format!("{:>2}/{:<2}", tally.done(), tally.asked),
        false => format!("  {:>2} / {:<4}", tally.done(), tally.asked),
    };
    Row::indent(room.margin() - 1)
        .and(Role::Selected, sign)
        .and(role, number)
        .and(role, wrap::fit(title, name - 2))
        .and(role, format!(" {count} "))
        .and(role, state(tally, is_here, &app.words.overview))
}

fn state(tally: Tally, is_here: bool, words: &OverviewWords) -> String {
    let says = match (tally.asked, tally.open, tally.skipped) {
        (0, _, _) => words.not_asked,
        (_, 0, 0) => words.done,
        (_, 0, skipped) => return fill(words.skipped, &[("count", &skipped)]),
        (_, _, _) if is_here => words.here,
        (asked, open, _) if asked == open => words.not_started,
        (_, _, _) => words.under_way,
    };
    says.to_owned()
}

fn question_row<'a>(
    app: &App,
    sitting: &Sitting,
    question: QuestionIndex,
    selected: bool,
    room: Room,
) -> Row<'a> {
    let words = app.words;
    let assessment = &sitting.assessment;
    let entry = assessment.answers.entry(question);
    let sign = if selected { "› " } else { "  " };
    let role = if selected { Role::Selected } else { Role::Plain };
    let mut says = wrap::cut(&said(&assessment.questionnaire[question], entry, words), 20).into_owned();
    for (is_so, word) in
        [(entry.marked, words.overview.is_marked), (!entry.note.is_empty(), words.overview.has_note)]
    {
        if is_so {
            says = format!("{says}, {word}");
        }
    }
    let indent = if room.is_compact() { 1 } else { 5 };
    let answer = if room.is_compact() { 10 } else { 28 };
    let says = wrap::cut(&says, answer).into_owned();
    let kept = room.text_width().saturating_sub(indent - room.margin().min(indent) + 2 + answer + 2);
    let ask = assessment.questionnaire.ask(question, assessment.role());
    Row::indent(indent)
        .and(Role::Selected, sign)
        .and(role, wrap::fit(ask, kept))
        .and(role, format!("  {says}"))
}
