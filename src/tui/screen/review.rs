//! Check your answers: what is still open, what the score will rest on, and the end.

use super::{Screen, head, question, result};
use crate::assessment::{Entry, tally};
use crate::questionnaire::{Answer, Question, QuestionIndex};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::keymap::Place;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::sitting::Sitting;
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    cursor: usize,
}

/// A line with the cursor on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Group(Group),
    Finish,
    KeepWorking,
    Leave,
}

/// Questions that want a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Required,
    Open,
    Skipped,
    DontKnow,
    Marked,
}

impl Group {
    const ALL: [Group; 5] = [Group::Required, Group::Open, Group::Skipped, Group::DontKnow, Group::Marked];

    fn holds(self, question: &Question, entry: &Entry) -> bool {
        match self {
            Group::Required => question.required && entry.answer.is_none(),
            Group::Open => entry.is_open(),
            Group::Skipped => entry.skipped,
            Group::DontKnow => entry.answer == Some(Answer::DontKnow),
            Group::Marked => entry.marked,
        }
    }

    fn says(self, count: usize, words: &Words) -> String {
        let says = &words.review;
        let text = match self {
            Group::Required => &says.required,
            Group::Open => &says.open,
            Group::Skipped => &says.skipped,
            Group::DontKnow => &says.dont_know,
            Group::Marked => &says.marked,
        };
        words.count(text, count)
    }
}

pub fn enter(app: &mut App) {
    app.screen = Screen::Review;
    let items = app.sitting.as_ref().map(items).unwrap_or_default();
    // With nothing left to do, the cursor stands on the button that ends.
    let wanted = match app.sitting.as_ref().is_some_and(|sitting| first_open(sitting).is_none()) {
        true => items.iter().position(|item| *item == Item::Finish),
        false => Some(0),
    };
    app.review.cursor = wanted.unwrap_or(0);
}

fn first_open(sitting: &Sitting) -> Option<QuestionIndex> {
    sitting.flow.first_open(&sitting.assessment.answers)
}

/// The questions of a group; those of private areas are counted nowhere.
fn questions(sitting: &Sitting, group: Group) -> impl Iterator<Item = QuestionIndex> + '_ {
    let assessment = &sitting.assessment;
    let holds = move |question: &QuestionIndex| {
        group.holds(&assessment.questionnaire[*question], assessment.answers.entry(*question))
    };
    let counts = |question: &QuestionIndex| tally::counts(&assessment.questionnaire, *question);
    sitting.flow.asked().filter(counts).filter(holds)
}

fn items(sitting: &Sitting) -> Vec<Item> {
    let groups = Group::ALL.into_iter().filter(|group| questions(sitting, *group).next().is_some());
    let buttons = [Item::Finish, Item::KeepWorking, Item::Leave];
    groups.map(Item::Group).chain(buttons).collect()
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let Some(sitting) = &app.sitting else { return app.go_home() };
    let items = items(sitting);
    let last = items.len().saturating_sub(1);
    let cursor = app.review.cursor.min(last);
    let to = match action {
        Action::Up => cursor.saturating_sub(1),
        Action::Down => cursor + 1,
        Action::First | Action::PageUp => 0,
        Action::Last | Action::PageDown => last,
        Action::Point(line) if line != cursor => line,
        Action::Enter | Action::Point(_) => {
            return match items.get(cursor).copied().unwrap_or(Item::KeepWorking) {
                Item::Group(group) => {
                    let first = questions(sitting, group).next();
                    if let Some(question) = first {
                        question::go_to(app, question);
                    }
                    Vec::new()
                }
                Item::Finish => finish(app),
                Item::KeepWorking => {
                    keep_working(app);
                    Vec::new()
                }
                Item::Leave => app.ask_to_leave(),
            };
        }
        Action::Back => {
            question::enter(app);
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    app.review.cursor = to.min(last);
    Vec::new()
}

fn finish(app: &mut App) -> Vec<Effect> {
    let Some(sitting) = &mut app.sitting else { return Vec::new() };
    let events = sitting.finish();
    result::enter(app);
    app.append(events)
}

fn keep_working(app: &mut App) {
    let Some(sitting) = &app.sitting else { return };
    match first_open(sitting) {
        Some(question) => question::go_to(app, question),
        None => question::enter(app),
    }
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let tally = sitting.tally;
    let (words, texts) = (app.words, &app.words.review);
    let compact = room.is_compact();
    let margin = room.margin();
    let width = room.text_width();
    let mut body = Vec::new();
    let items = items(sitting);
    let has_groups = items.iter().any(|item| matches!(item, Item::Group(_)));
    if !compact {
        let says = match (has_groups, first_open(sitting)) {
            (true, _) => texts.before,
            (false, None) => texts.nothing_left,
            (false, Some(_)) => texts.nothing_left_outside,
        };
        body.push(Row::indent(margin).and(Role::Heading, says));
        body.push(Row::blank());
    }
    for (line, item) in items.iter().enumerate() {
        let selected = line == app.review.cursor;
        let sign = if selected { "› " } else { "  " };
        let role = if selected { Role::Selected } else { Role::Plain };
        let row = Row::indent(margin).and(Role::Selected, sign);
        let row = match item {
            Item::Group(group) => {
                let count = questions(sitting, *group).count();
                let says = group.says(count, words);
                if compact {
                    row.and(role, says)
                } else {
                    let kept = width.saturating_sub(34);
                    let names = wrap::cut(&names(sitting, *group, words), kept).into_owned();
                    row.and(role, wrap::fit(&says, 30)).and(role, names)
                }
            }
            Item::Finish => {
                if !compact {
                    body.push(Row::blank());
                    body.extend(rests_on(sitting, room, words));
                    body.push(Row::blank());
                }
                row.and(role, format!("[ {} ]", texts.finish))
            }
            Item::KeepWorking => row.and(role, format!("[ {} ]", texts.keep_working)),
            Item::Leave => row.and(role, format!("[ {} ]", texts.leave)),
        };
        body.push(row.focused(selected).click(Action::Point(line)));
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

/// `2.3, 3.1`: area and question, as the overview counts them.
fn names(sitting: &Sitting, group: Group, words: &Words) -> String {
    let name = |question: QuestionIndex| sitting.number_of(question, words);
    questions(sitting, group).take(12).map(name).collect::<Vec<_>>().join(" ")
}

fn rests_on<'a>(sitting: &Sitting, room: Room, words: &Words) -> Vec<Row<'a>> {
    let says = &words.review;
    let tally = sitting.tally;
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
