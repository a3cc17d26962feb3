//! Check your answers: what is still open, what the score will rest on, and the end.

mod found;

use super::overview::Widths;
use super::{Screen, head, overview, question, result};
use crate::assessment::second_look::{Group, SecondLook};
use crate::questionnaire::QuestionIndex;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::sheet::{Room, Row, Sheet, list};
use crate::tui::sitting::Sitting;
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Debug, Default)]
pub struct State {
    cursor: usize,
    /// The group whose questions are shown.
    opened: Option<Group>,
    /// Looked for when the screen comes into view, on which no answer changes: a key does not go through the whole
    /// form.
    found: SecondLook,
}

impl State {
    /// The questions that stand below a group.
    fn shown(&self, group: Group, questions: &[QuestionIndex]) -> usize {
        if self.opened == Some(group) { questions.len() } else { 0 }
    }

    /// How many lines there are to choose from.
    fn lines(&self) -> usize {
        let of_group = |(group, questions): &(Group, Vec<QuestionIndex>)| 1 + self.shown(*group, questions);
        self.found.groups.iter().map(of_group).sum::<usize>() + Button::ALL.len()
    }

    fn item(&self, line: usize) -> Option<Item> {
        let mut below = line;
        for (group, questions) in &self.found.groups {
            match below.checked_sub(1) {
                None => return Some(Item::Group(*group)),
                Some(at) if at < self.shown(*group, questions) => {
                    return questions.get(at).copied().map(Item::Question);
                }
                Some(at) => below = at - self.shown(*group, questions),
            }
        }
        Button::ALL.get(below).copied().map(Item::Button)
    }

    /// The line of a group or a button.
    fn line_of(&self, item: Item) -> Option<usize> {
        let mut line = 0;
        for (group, questions) in &self.found.groups {
            if item == Item::Group(*group) {
                return Some(line);
            }
            line += 1 + self.shown(*group, questions);
        }
        Button::ALL.into_iter().position(|button| item == Item::Button(button)).map(|at| line + at)
    }
}

/// A line with the cursor on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Group(Group),
    /// One of the group that is open.
    Question(QuestionIndex),
    Button(Button),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Button {
    Finish,
    KeepWorking,
    Leave,
}

impl Button {
    const ALL: [Button; 3] = [Button::Finish, Button::KeepWorking, Button::Leave];
}

pub fn enter(app: &mut App) {
    app.screen = Screen::Review;
    let state = &mut app.review;
    state.found = app.sitting.as_ref().map(Sitting::second_look).unwrap_or_default();
    // Whoever comes back from a group goes on with it. With nothing left to do, the cursor stands on the button
    // that ends.
    let wanted = state.opened.and_then(|opened| state.line_of(Item::Group(opened)));
    state.opened = state.opened.filter(|_| wanted.is_some());
    let wanted = wanted.or_else(|| match state.found.first_open {
        None => state.line_of(Item::Button(Button::Finish)),
        Some(_) => Some(0),
    });
    state.cursor = wanted.unwrap_or(0);
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    if app.sitting.is_none() {
        return app.go_home();
    }
    let lines = app.review.lines();
    let cursor = app.review.cursor.min(lines.saturating_sub(1));
    if let Some(to) = moving::moved(action, cursor, lines, app.room) {
        app.review.cursor = to;
        return Vec::new();
    }
    match action {
        Action::Enter | Action::Point(_) => {
            match app.review.item(cursor).unwrap_or(Item::Button(Button::KeepWorking)) {
                Item::Group(group) => {
                    match app.review.found.questions(group) {
                        [question] => question::look_again_at(app, *question),
                        _ => turn(&mut app.review, group),
                    }
                    Vec::new()
                }
                Item::Question(question) => {
                    question::look_again_at(app, question);
                    Vec::new()
                }
                Item::Button(Button::Finish) => finish(app),
                Item::Button(Button::KeepWorking) => {
                    keep_working(app);
                    Vec::new()
                }
                Item::Button(Button::Leave) => app.ask_to_leave(),
            }
        }
        Action::NextField => {
            let finish = app.review.line_of(Item::Button(Button::Finish)).unwrap_or(0);
            app.review.cursor = if cursor < finish { finish } else { 0 };
            Vec::new()
        }
        Action::Back => {
            question::enter(app);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Shows the questions of a group, or hides them again, with the cursor on the group.
fn turn(state: &mut State, group: Group) {
    state.opened = Some(group).filter(|group| state.opened != Some(*group));
    state.cursor = state.line_of(Item::Group(group)).unwrap_or(0);
}

fn finish(app: &mut App) -> Vec<Effect> {
    let Some(sitting) = &mut app.sitting else { return Vec::new() };
    let events = sitting.finish();
    result::enter(app);
    app.append(events)
}

fn keep_working(app: &mut App) {
    match app.review.found.first_open {
        Some(question) => question::go_to(app, question),
        None => question::enter(app),
    }
}

pub fn sheet<'a>(app: &'a App, room: Room) -> Sheet<'a> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let tally = sitting.tally();
    let (words, texts) = (app.words, &app.words.review);
    let compact = room.is_compact();
    let margin = room.margin();
    let width = room.text_width();
    let mut body = Vec::new();
    let state = &app.review;
    let SecondLook { groups, first_open, .. } = &state.found;
    let in_view = room.near(state.cursor).filter_map(|line| match state.item(line)? {
        Item::Question(question) => Some(question),
        Item::Group(_) | Item::Button(_) => None,
    });
    let widths = Widths::of(if compact { 5 } else { 8 }, in_view, sitting, room, words);
    if !compact {
        let says = match (groups.is_empty(), first_open) {
            (false, _) => texts.before,
            (true, None) => texts.nothing_left,
            (true, Some(_)) => texts.nothing_left_outside,
        };
        body.push(Row::indent(margin).and(Role::Heading, says));
        body.push(Row::blank());
    }
    let near = room.near(state.cursor);
    let begun = |line: usize| {
        let (sign, role) = if line == state.cursor { ("› ", Role::Selected) } else { ("  ", Role::Plain) };
        (Row::indent(margin).and(Role::Selected, sign), role)
    };
    let chosen = |line: usize, row: Row<'a>| row.focused(line == state.cursor).click(Action::Point(line));
    let mut line = 0;
    for (group, questions) in groups {
        let (row, role) = begun(line);
        let says = found::says(*group, questions.len(), words);
        let row = match compact {
            true => row.and(role, says),
            false => {
                let remark = found::remark(*group, questions, sitting, words);
                let remark = wrap::cut(&remark, width.saturating_sub(38)).into_owned();
                row.and(role, wrap::fit(&says, 36)).and(role, remark)
            }
        };
        body.push(chosen(line, row));
        line += 1;
        let shown = state.shown(*group, questions);
        let near = near.start.saturating_sub(line)..near.end.saturating_sub(line);
        body.extend(list(shown, near, |place| {
            let at = line + place;
            questions.get(place).map(|question| {
                let number = sitting.number_of(*question, words);
                let selected = at == state.cursor;
                chosen(at, overview::question_row(app, sitting, *question, (&number, widths), selected, room))
            })
        }));
        line += shown;
    }
    body.extend(raced(state.found.quick, room, words));
    if !compact {
        body.push(Row::blank());
        body.extend(rests_on(sitting, room, words));
        body.push(Row::blank());
    }
    for (line, button) in (line..).zip(Button::ALL) {
        let (row, role) = begun(line);
        let says = match button {
            Button::Finish => texts.finish,
            Button::KeepWorking => texts.keep_working,
            Button::Leave => texts.leave,
        };
        body.push(chosen(line, row.and(role, format!("[ {says} ]"))));
    }
    if !compact {
        body.push(Row::blank());
        body.extend(Row::paragraph(Role::Plain, texts.can_finish, margin, width));
    }
    let done = fill(words.common.done_of, &[("done", &tally.done()), ("asked", &tally.asked)]);
    let right = format!("{done}   {}", head::saved_mark(app));
    let right = if compact { head::saved_mark(app).to_owned() } else { right };
    Sheet {
        head: head::rows(app, room, texts.title, &right),
        body,
        foot: app.hints(Place::Review, room),
        ..Sheet::default()
    }
}

/// That answers came quicker than they can be read. It is no line to choose: the same keys lead to the same line,
/// however quickly they are pressed.
fn raced<'a>(count: usize, room: Room, words: &Words) -> Option<Row<'a>> {
    let says = words.count(&words.review.quick, count);
    let row = Row::indent(room.margin() + 2);
    (0 < count).then(|| match room.is_compact() {
        true => row.and(Role::Plain, says),
        false => row.and(Role::Plain, wrap::fit(&says, 36)).and(Role::Plain, words.review.quick_says),
    })
}

fn rests_on<'a>(sitting: &Sitting, room: Room, words: &Words) -> Vec<Row<'a>> {
    let says = &words.review;
    let tally = sitting.tally();
    let margin = room.margin();
    let mut rows = vec![Row::indent(margin).and(Role::Heading, says.rests_on)];
    let answered = fill(says.answered_of, &[("answered", &tally.answered), ("asked", &tally.asked)]);
    let lines = [
        (says.answered, answered, ""),
        (says.not_applicable, tally.not_applicable.to_string(), says.not_applicable_says),
        (says.dont_know_row, tally.dont_know.to_string(), says.dont_know_says),
        (says.open_row, (tally.skipped + tally.open).to_string(), says.open_says),
    ];
    for (label, count, says) in lines {
        let text = format!("{}{}{says}", wrap::fit(label, 20), wrap::fit(&count, 12));
        rows.push(Row::indent(margin + 2).and(Role::Plain, text));
    }
    rows
}
