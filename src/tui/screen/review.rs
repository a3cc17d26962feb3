//! Check your answers: what is still open, what the score will rest on, and the end.

use super::overview::Widths;
use super::{Screen, head, overview, question, result};
use crate::assessment::flow::AnswerFacts;
use crate::assessment::{Confidence, tally};
use crate::questionnaire::condition::level;
use crate::questionnaire::{Answer, Kind, QuestionIndex};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::sitting::Sitting;
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    cursor: usize,
    /// The group whose questions are shown.
    opened: Option<Group>,
}

/// A line with the cursor on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Group(Group),
    /// One of the group that is open.
    Question(QuestionIndex),
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
    /// The longest row of the same answers.
    Same,
    /// High on the scale, and marked as a guess.
    Guessed,
    /// Does not apply, without a reason.
    NoReason,
}

/// So many answers in a row, or so quick, are worth a word; fewer happen to everybody.
const WORTH_A_WORD: usize = 9;

impl Group {
    const ALL: [Group; 8] = [
        Group::Required,
        Group::Open,
        Group::Skipped,
        Group::DontKnow,
        Group::Marked,
        Group::Same,
        Group::Guessed,
        Group::NoReason,
    ];

    fn holds(self, sitting: &Sitting, question: QuestionIndex) -> bool {
        let asked = &sitting.assessment.questionnaire[question];
        let entry = sitting.assessment.answers.entry(question);
        match self {
            Group::Required => asked.required && entry.answer.is_none(),
            Group::Open => entry.is_open(),
            Group::Skipped => entry.skipped,
            Group::DontKnow => entry.answer == Some(Answer::DontKnow),
            Group::Marked => entry.marked,
            Group::Same => false,
            Group::Guessed => entry.confidence == Some(Confidence::Guess) && is_high(sitting, question),
            Group::NoReason => entry.answer == Some(Answer::NotApplicable) && entry.note.is_empty(),
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
            Group::Same => &says.same,
            Group::Guessed => &says.guessed,
            Group::NoReason => &says.no_reason,
        };
        words.count(text, count)
    }

    /// What stands beside the count: which questions, and that nothing may be wrong with them.
    fn remark(self, sitting: &Sitting, words: &Words) -> String {
        let says = &words.review;
        match self {
            Group::Required
            | Group::Open
            | Group::Skipped
            | Group::DontKnow
            | Group::Marked
            | Group::Guessed => names(sitting, self, words),
            Group::Same => {
                let found = questions(sitting, self);
                let name = |question: Option<&QuestionIndex>| {
                    question.map_or_else(String::new, |question| sitting.number_of(*question, words))
                };
                let ends: [(&str, &dyn std::fmt::Display); 2] =
                    [("first", &name(found.first())), ("last", &name(found.last()))];
                fill(says.same_says, &[("names", &fill(says.from_to, &ends))])
            }
            Group::NoReason => fill(says.no_reason_says, &[("names", &names(sitting, self, words))]),
        }
    }
}

/// In the upper quarter of the levels its question has.
fn is_high(sitting: &Sitting, question: QuestionIndex) -> bool {
    let assessment = &sitting.assessment;
    let facts = AnswerFacts::now(&assessment.questionnaire, &assessment.answers, &sitting.flow);
    let highest = assessment.questionnaire[question].highest_level();
    highest.zip(level(question, &facts)).is_some_and(|(highest, level)| 0.75 * f64::from(highest) <= level)
}

/// The longest row of the same step on scales, one after the other; other types of questions between them do not
/// count, a scale without an answer ends it.
fn longest_row(sitting: &Sitting) -> Vec<QuestionIndex> {
    let mut longest: Vec<QuestionIndex> = Vec::new();
    let mut row: Vec<QuestionIndex> = Vec::new();
    let mut step = None;
    let questionnaire = &sitting.assessment.questionnaire;
    let counted = sitting.flow.asked().filter(|question| tally::counts(questionnaire, *question));
    for question in counted.filter(|question| matches!(questionnaire[*question].kind, Kind::Scale(_))) {
        let here = match sitting.assessment.answers.answer(question) {
            Some(Answer::Choice(choice)) => Some(*choice),
            Some(_) | None => None,
        };
        if here != step || here.is_none() {
            row.clear();
            step = here;
        }
        if here.is_some() {
            row.push(question);
        }
        if longest.len() < row.len() {
            longest.clone_from(&row);
        }
    }
    longest
}

pub fn enter(app: &mut App) {
    app.screen = Screen::Review;
    let items = app.sitting.as_ref().map(|sitting| items(sitting, app.review)).unwrap_or_default();
    // Whoever comes back from a group goes on with it. With nothing left to do, the cursor stands on the button
    // that ends.
    let opened = app.review.opened.map(Item::Group);
    let wanted = opened.and_then(|opened| items.iter().position(|item| *item == opened));
    app.review.opened = app.review.opened.filter(|_| wanted.is_some());
    let wanted =
        wanted.or_else(|| match app.sitting.as_ref().is_some_and(|sitting| first_open(sitting).is_none()) {
            true => items.iter().position(|item| *item == Item::Finish),
            false => Some(0),
        });
    app.review.cursor = wanted.unwrap_or(0);
}

fn first_open(sitting: &Sitting) -> Option<QuestionIndex> {
    sitting.flow.first_open(&sitting.assessment.answers)
}

/// The questions of a group; those of private areas are counted nowhere.
fn questions(sitting: &Sitting, group: Group) -> Vec<QuestionIndex> {
    let questionnaire = &sitting.assessment.questionnaire;
    let counts = |question: &QuestionIndex| tally::counts(questionnaire, *question);
    let holds = |question: &QuestionIndex| group.holds(sitting, *question);
    let (found, least): (Vec<QuestionIndex>, usize) = match group {
        Group::Same => (longest_row(sitting), WORTH_A_WORD),
        Group::Required
        | Group::Open
        | Group::Skipped
        | Group::DontKnow
        | Group::Marked
        | Group::Guessed
        | Group::NoReason => (sitting.flow.asked().filter(counts).filter(holds).collect(), 1),
    };
    if found.len() < least { Vec::new() } else { found }
}

fn items(sitting: &Sitting, state: State) -> Vec<Item> {
    let mut items = Vec::new();
    for group in Group::ALL {
        let found = questions(sitting, group);
        if found.is_empty() {
            continue;
        }
        items.push(Item::Group(group));
        if state.opened == Some(group) {
            items.extend(found.into_iter().map(Item::Question));
        }
    }
    items.extend([Item::Finish, Item::KeepWorking, Item::Leave]);
    items
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let Some(sitting) = &app.sitting else { return app.go_home() };
    let items = items(sitting, app.review);
    let cursor = app.review.cursor.min(items.len().saturating_sub(1));
    if let Some(to) = moving::moved(action, cursor, items.len(), app.room) {
        app.review.cursor = to;
        return Vec::new();
    }
    match action {
        Action::Enter | Action::Point(_) => match items.get(cursor).copied().unwrap_or(Item::KeepWorking) {
            Item::Group(group) => {
                match questions(sitting, group).as_slice() {
                    [question] => question::go_to(app, *question),
                    _ => turn(app, group),
                }
                Vec::new()
            }
            Item::Question(question) => {
                question::go_to(app, question);
                Vec::new()
            }
            Item::Finish => finish(app),
            Item::KeepWorking => {
                keep_working(app);
                Vec::new()
            }
            Item::Leave => app.ask_to_leave(),
        },
        Action::NextField => {
            let finish = items.iter().position(|item| *item == Item::Finish).unwrap_or(0);
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
fn turn(app: &mut App, group: Group) {
    app.review.opened = Some(group).filter(|group| app.review.opened != Some(*group));
    let Some(sitting) = &app.sitting else { return };
    let there = items(sitting, app.review).iter().position(|item| *item == Item::Group(group));
    app.review.cursor = there.unwrap_or(0);
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
    let tally = sitting.tally();
    let (words, texts) = (app.words, &app.words.review);
    let compact = room.is_compact();
    let margin = room.margin();
    let width = room.text_width();
    let mut body = Vec::new();
    let items = items(sitting, app.review);
    let near = room.near(app.review.cursor);
    let in_view = items.iter().enumerate().filter(|(line, _)| near.contains(line));
    let shown = in_view.filter_map(|(_, item)| match item {
        Item::Question(question) => Some(*question),
        Item::Group(_) | Item::Finish | Item::KeepWorking | Item::Leave => None,
    });
    let widths = Widths::of(if compact { 5 } else { 8 }, shown, sitting, room, words);
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
                let count = questions(sitting, *group).len();
                let says = group.says(count, words);
                if compact {
                    row.and(role, says)
                } else {
                    let kept = width.saturating_sub(38);
                    let remark = wrap::cut(&group.remark(sitting, words), kept).into_owned();
                    row.and(role, wrap::fit(&says, 36)).and(role, remark)
                }
            }
            Item::Question(_) if !near.contains(&line) => Row::blank(),
            Item::Question(question) => {
                let number = sitting.number_of(*question, words);
                overview::question_row(app, sitting, *question, (&number, widths), selected, room)
            }
            Item::Finish => {
                body.extend(raced(sitting, room, words));
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
    questions(sitting, group).into_iter().take(12).map(name).collect::<Vec<_>>().join(" ")
}

/// That answers came quicker than they can be read. It is no line to choose: the same keys lead to the same line,
/// however quickly they are pressed.
fn raced<'a>(sitting: &Sitting, room: Room, words: &Words) -> Option<Row<'a>> {
    let assessment = &sitting.assessment;
    let still = |question: &QuestionIndex| {
        tally::counts(&assessment.questionnaire, *question)
            && !assessment.answers.entry(*question).is_unanswered()
    };
    let count = sitting.pace.quick().filter(still).count();
    let says = words.count(&words.review.quick, count);
    let row = Row::indent(room.margin() + 2);
    (WORTH_A_WORD <= count).then(|| match room.is_compact() {
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
