//! Overview: every area, and the questions of the one that is opened.

use super::{Screen, head, question, review};
use crate::assessment::{Entry, Tally};
use crate::questionnaire::{AreaIndex, QuestionIndex};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::sheet::{Aside, BODY, Columns, Room, Row, Sheet, keep_rest_in_view, list};
use crate::tui::sitting::{Sitting, said};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

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

impl Item {
    fn question(self) -> Option<QuestionIndex> {
        match self {
            Item::Question(question) => Some(question),
            Item::Part(_) | Item::Review => None,
        }
    }
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
    for part in parts(sitting) {
        let is_private = part.is_some_and(|area| sitting.assessment.questionnaire.is_private(area));
        let is_asked = 0 < sitting.part_tally(part).asked;
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
    let cursor = app.overview.cursor.min(items.len().saturating_sub(1));
    let item = items.get(cursor).copied().unwrap_or(Item::Review);
    if let Some(to) = moving::moved(action, cursor, items.len(), app.room) {
        app.overview.cursor = to;
        return Vec::new();
    }
    match action {
        Action::Enter | Action::Point(_) => match item {
            Item::Question(question) => question::go_to(app, question),
            Item::Part(part) => match question::first_of(sitting, part) {
                Some(question) => question::go_to(app, question),
                None => {
                    let says = &app.words.overview;
                    let none = if waits(sitting, part) { says.decided_before } else { says.none_asked };
                    app.notice = Some(none.to_owned());
                }
            },
            Item::Review => review::enter(app),
        },
        Action::Right | Action::Left => turn(app, item, action == Action::Right),
        Action::NextMarked => {
            let after = match item {
                Item::Question(question) => Some(question),
                Item::Part(part) => sitting.questions(part).next(),
                Item::Review => None,
            };
            let next = after.and_then(|after| marked(sitting).find(|question| after < *question));
            let next = next.or_else(|| marked(sitting).next());
            match next {
                Some(question) => show(app, question),
                None => {
                    let mark = app.question_key(Action::Mark);
                    app.notice = Some(fill(app.words.overview.none_marked, &[("mark", &mark)]));
                }
            }
        }
        Action::Back => question::enter(app),
        _ => {}
    }
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

/// The question under the cursor, while this screen is in view.
pub fn question_at(app: &App) -> Option<QuestionIndex> {
    let sitting = app.sitting.as_ref().filter(|_| app.screen == Screen::Overview)?;
    items(sitting, app.overview).get(app.overview.cursor)?.question()
}

/// Opens the part of a question, and puts the cursor on it.
pub fn show(app: &mut App, question: QuestionIndex) {
    let Some(sitting) = &app.sitting else { return };
    app.overview.opened = Some(sitting.part(question));
    let there = items(sitting, app.overview).iter().position(|item| *item == Item::Question(question));
    app.overview.cursor = there.unwrap_or(0);
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let tally = sitting.tally();
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
    let near = room.near(app.overview.cursor);
    let items = items(sitting, app.overview);
    let questions = near.clone().filter_map(|line| items.get(line)?.question());
    let widths = Widths::of(if compact { 0 } else { 5 }, questions, sitting, room, words);
    // Where the questions of the part that is opened begin.
    let first = items.iter().position(|item| item.question().is_some()).unwrap_or(0);
    let parts = items.iter().filter(|item| **item != Item::Review).count();
    let row = |line: usize| {
        let selected = line == app.overview.cursor;
        let row = match items.get(line).copied()? {
            Item::Part(part) => part_row(app, sitting, part, selected, room),
            Item::Question(question) => {
                let place = line - first + 1;
                let label = match (compact, sitting.part(question)) {
                    (true, _) => String::new(),
                    (false, Some(area)) if sitting.assessment.questionnaire.number_of(area).is_some() => {
                        sitting.number(Some(area), place, words)
                    }
                    (false, _) => place.to_string(),
                };
                question_row(app, sitting, question, (&label, widths), selected, room)
            }
            Item::Review => {
                let role = if selected { Role::Selected } else { Role::Plain };
                let sign = if selected { "› " } else { "  " };
                Row::indent(margin - 1).and(Role::Selected, sign).and(role, words.common.finish)
            }
        };
        Some(row.focused(selected).click(Action::Point(line)))
    };
    body.extend(list(parts, near, row));
    let finish = row(parts).unwrap_or_default();
    if !compact {
        body.extend(to_revisit(sitting, room, words));
    }
    if finish.is_focused() {
        // It stands below the end of the list.
        let end = body.len().saturating_sub(1);
        keep_rest_in_view(&mut body, end);
    }
    let mut notes = match room.columns() {
        Columns::One => whole(sitting, question_at(app), room, words),
        // There it stands beside.
        Columns::Two | Columns::Three => Vec::new(),
    };
    if notes.is_empty() && !compact {
        notes.push(Row::blank());
    }
    // The way to the end is always in view, however long the list is.
    notes.push(finish);
    Sheet {
        head: head::rows(app, room, says.title, &right),
        body,
        notes,
        foot: app.hints(Place::Overview, room),
        asides: match room.columns() {
            Columns::One => Vec::new(),
            Columns::Two | Columns::Three => {
                vec![Aside { width: room.width - BODY, rows: aside(app, sitting, room) }]
            }
        },
        ..Sheet::default()
    }
}

/// The parts of the form, in order.
fn parts(sitting: &Sitting) -> impl Iterator<Item = Part> + '_ {
    std::iter::once(None).chain(sitting.assessment.questionnaire.top_areas().map(Some))
}

/// The questions that are marked, in order. Only parts that have any are gone through.
fn marked(sitting: &Sitting) -> impl Iterator<Item = QuestionIndex> + '_ {
    let parts = parts(sitting).filter(|part| 0 < sitting.part_tally(*part).marked);
    let questions = parts.flat_map(|part| sitting.questions(part));
    questions.filter(|question| sitting.assessment.answers.entry(*question).marked)
}

/// Which questions are marked, by their numbers.
fn to_revisit<'a>(sitting: &Sitting, room: Room, words: &Words) -> Vec<Row<'a>> {
    const MOST: usize = 12;
    let names: Vec<String> =
        marked(sitting).take(MOST).map(|question| sitting.number_of(question, words)).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let says = fill(words.overview.revisit, &[("names", &names.join(" · "))]);
    let says = wrap::cut(&says, room.text_width()).into_owned();
    vec![Row::blank(), Row::indent(room.margin()).and(Role::Plain, says)]
}

/// What stands behind the line with the cursor, in full.
fn aside<'a>(app: &App, sitting: &Sitting, room: Room) -> Vec<Row<'a>> {
    let words = app.words;
    let width = room.aside_width();
    let questionnaire = &sitting.assessment.questionnaire;
    let item = items(sitting, app.overview).get(app.overview.cursor).copied();
    let (title, texts): (String, Vec<String>) = match item {
        Some(Item::Question(question)) => {
            let entry = sitting.assessment.answers.entry(question);
            let remarks = remarks(entry, words);
            let note = match entry.note.is_empty() {
                true => String::new(),
                false => fill(words.question.quoted, &[("note", &entry.note)]),
            };
            let answer = sitting.in_full(question, words).unwrap_or_else(|| "-".to_owned());
            let ask = questionnaire.ask(question, sitting.assessment.role()).to_owned();
            (sitting.number_of(question, words), vec![ask, answer, remarks, note])
        }
        Some(Item::Part(Some(area))) => {
            let area = &questionnaire[area];
            (area.title.clone(), vec![area.about.clone(), area.aim.clone()])
        }
        Some(Item::Part(None)) => (words.common.team.to_owned(), Vec::new()),
        Some(Item::Review) | None => return vec![Row::blank()],
    };
    let mut rows = Row::paragraph(Role::Heading, &title, 0, width);
    for text in texts.iter().filter(|text| !text.is_empty()) {
        rows.push(Row::blank());
        rows.extend(Row::paragraph(Role::Plain, text, 0, width));
    }
    rows
}

/// How wide an area's title is, with its number.
fn name_width(room: Room) -> usize {
    // Behind it stand the count, how far it is, and the mark that there is more.
    if room.is_compact() { usize::from(room.width).saturating_sub(22).clamp(10, 19) } else { 38 }
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
        .and(role, state(tally, is_here, waits(sitting, part), room, app.words))
}

/// Whether an answer still unknown decides if anything is asked in a part where nothing is.
fn waits(sitting: &Sitting, part: Part) -> bool {
    part.is_some_and(|area| sitting.flow.may_open(&sitting.assessment.questionnaire, area))
}

fn state(tally: Tally, is_here: bool, waits: bool, room: Room, words: &Words) -> String {
    let (answers, words) = (&words.answers, &words.overview);
    let says = match (tally.asked, tally.open, tally.skipped) {
        (0, _, _) if waits && room.is_compact() => answers.not_known_yet_short,
        (0, _, _) if waits => answers.not_known_yet,
        (0, _, _) => words.not_asked,
        (_, 0, 0) => words.done,
        (_, 0, skipped) => return fill(words.skipped, &[("count", &skipped)]),
        (_, _, _) if is_here => words.here,
        (asked, open, _) if asked == open => words.not_started,
        (_, _, _) => words.under_way,
    };
    says.to_owned()
}

/// How wide the columns of a list of questions are, in cells.
#[derive(Clone, Copy)]
pub struct Widths {
    /// The number's column; 0 for none.
    number: usize,
    /// What was answered; all else is for what is asked.
    answer: usize,
}

impl Widths {
    /// For the questions that can come into view: the answers take what they need, and no more.
    pub fn of(
        number: usize,
        questions: impl Iterator<Item = QuestionIndex>,
        sitting: &Sitting,
        room: Room,
        words: &Words,
    ) -> Widths {
        let (least, most) = if room.is_compact() { (4, 12) } else { (8, 31) };
        let widest =
            questions.map(|question| wrap::width(&standing(sitting, question, most, room, words))).max();
        Widths { number, answer: widest.unwrap_or(0).clamp(least, most) }
    }
}

/// What was answered, and how sure, noted and marked it is, in at most so many cells.
fn standing(sitting: &Sitting, question: QuestionIndex, most: usize, room: Room, words: &Words) -> String {
    let entry = sitting.assessment.answers.entry(question);
    let said = said(&sitting.assessment.questionnaire[question], entry, words);
    let remarks = remarks(entry, words);
    match (room.is_compact(), remarks.is_empty()) {
        (_, true) => wrap::cut(&said, most).into_owned(),
        (true, false) => wrap::cut(&format!("{said}, {remarks}"), most).into_owned(),
        (false, false) => {
            let said = wrap::cut(&said, 16);
            let missing = 10usize.saturating_sub(wrap::width(&said));
            wrap::cut(&format!("{said}{}  {remarks}", " ".repeat(missing)), most).into_owned()
        }
    }
}

/// A question in one row: its number, what is asked as far as there is room, and what was answered.
pub fn question_row<'a>(
    app: &App,
    sitting: &Sitting,
    question: QuestionIndex,
    (number, widths): (&str, Widths),
    selected: bool,
    room: Room,
) -> Row<'a> {
    let sign = if selected { "› " } else { "  " };
    let role = if selected { Role::Selected } else { Role::Plain };
    let says = standing(sitting, question, widths.answer, room, app.words);
    let indent = if room.is_compact() { 1 } else { 3 };
    let number =
        if widths.number == 0 { String::new() } else { format!("{} ", wrap::fit(number, widths.number)) };
    let taken = indent + 2 + wrap::width(&number) + 2 + widths.answer;
    let kept = (room.margin() + room.text_width()).saturating_sub(taken);
    let ask = sitting.assessment.questionnaire.ask(question, sitting.assessment.role());
    Row::indent(indent)
        .and(Role::Selected, sign)
        .and(role, number)
        .and(role, wrap::fit(ask, kept))
        .and(role, format!("  {says}"))
}

/// The question with the cursor in full, and its answer, below a list that has room for the beginning alone. The rows
/// are as many for every question, so that the list keeps its height while somebody moves through it.
pub fn whole<'a>(
    sitting: &Sitting,
    question: Option<QuestionIndex>,
    room: Room,
    words: &Words,
) -> Vec<Row<'a>> {
    let Some(question) = question else { return Vec::new() };
    let (margin, width) = (room.margin(), room.text_width());
    let (mut rows, height) = match room.is_compact() {
        true => (Vec::new(), usize::from(room.height).saturating_sub(2) / 3),
        false => (vec![Row::blank()], 3),
    };
    let ask = sitting.assessment.questionnaire.ask(question, sitting.assessment.role());
    rows.extend(Row::paragraph(Role::Strong, ask, margin, width));
    let answer = sitting.in_full(question, words).map(|answer| answer.replace('\n', "; "));
    rows.extend(answer.iter().flat_map(|answer| Row::paragraph(Role::Plain, answer, margin, width)));
    rows.resize(height, Row::blank());
    rows
}

/// What stands beside an answer: `marked, fairly sure, note`.
pub fn remarks(entry: &Entry, words: &Words) -> String {
    let marked = entry.marked.then_some(words.overview.is_marked);
    let sure = entry.confidence.map(|sure| sure.in_words(words));
    let note = (!entry.note.is_empty()).then_some(words.overview.has_note);
    [marked, sure, note].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
