//! Year against year: every area's score in each round, what may be said of it, and what became of the leaks.

use super::{Screen, area, export, head};
use crate::comparison::targets::{AreaTarget, AreaTargets};
use crate::comparison::told::{Listing, Told};
use crate::comparison::{Side, compare_rounds};
use crate::questionnaire::AreaIndex;
use crate::summary::comparison::Signs;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::desk::Form;
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::fill;

#[derive(Clone, Debug, Default)]
pub struct State {
    /// Worked out when the result is; nothing without an earlier round.
    told: Option<Shown>,
    cursor: usize,
    page: Page,
    scroll: i32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    /// The areas in the years.
    #[default]
    Areas,
    /// Which answers made the difference, what became of each leak, and what changed in the questions.
    Changes,
}

/// What is shown of the rounds, in words: how wide it is does not matter yet.
#[derive(Clone, Debug)]
struct Shown {
    names: Vec<String>,
    /// From which score to which, over what both of the last have.
    common: String,
    overall: Line,
    areas: Vec<Line>,
    /// Whether a move is not the difference of the numbers beside it.
    starred: bool,
    made_by: Vec<String>,
    lists: Vec<Listing>,
    /// The targets of the areas, a line each.
    targets: Vec<String>,
    not_compared: Listing,
}

/// One row of the table.
#[derive(Clone, Debug)]
struct Line {
    area: Option<AreaIndex>,
    number: String,
    title: String,
    short: String,
    printed: Vec<Option<u32>>,
    sign: String,
    says: String,
    line: String,
}

/// Compares the assessment at hand with those before it.
pub fn work_out(app: &mut App) {
    let found = app.sitting.as_ref().and_then(|sitting| {
        if sitting.before.is_empty() {
            return None;
        }
        let all = sitting.before.iter().chain([&sitting.assessment]);
        let rounds = compare_rounds(all.map(Side::of).collect()).ok()?;
        let told = Told::of(&rounds, app.words)?;
        Some(shown(&told, if app.theme.ascii { Signs::Ascii } else { Signs::Unicode }))
    });
    app.years = State { told: found, ..State::default() };
}

fn shown(told: &Told, signs: Signs) -> Shown {
    let (last, rounds) = (told.last, told.rounds);
    let whole: Vec<Option<u32>> = rounds.sides.iter().map(|side| side.scorecard.overall.printed()).collect();
    let overall = Line {
        area: None,
        number: String::new(),
        title: told.words.compare.overall.to_owned(),
        short: told.words.compare.overall.to_owned(),
        sign: signs.of(
            last.overall.verdict,
            last.overall.change.as_ref(),
            [last.overall.printed_then, last.overall.printed_now],
        ),
        says: told.verdict(last.overall.verdict),
        line: signs.line(&whole),
        printed: whole,
    };
    let here = rounds.sides.last().map(|side| &side.assessment.questionnaire);
    let areas = last.areas.iter().map(|area| {
        let printed = rounds.printed(area.id.as_str());
        Line {
            area: here.and_then(|here| here.find_area(area.id.as_str())),
            number: area.number.map(|number| number.to_string()).unwrap_or_default(),
            title: area.title.clone(),
            short: area.short.clone(),
            sign: signs.of(area.verdict, area.change.as_ref(), [area.printed_then, area.printed_now]),
            says: told.what_happened(area),
            line: signs.line(&printed),
            printed,
        }
    });
    let areas: Vec<Line> = areas.collect();
    let made_by = told.made_by().map(|made_by| {
        let parts = made_by.parts.into_iter().map(|(points, ask)| format!("{points}  {ask}"));
        std::iter::once(made_by.title).chain(parts).chain(made_by.others).collect()
    });
    let mut not_compared = told.not_compared();
    if not_compared.lines.is_empty() {
        not_compared.title.clear();
    }
    not_compared.lines.extend(told.renamed());
    Shown {
        names: told.names.clone(),
        common: told.common(),
        starred: std::iter::once(&overall).chain(&areas).any(|line| line.sign.ends_with('*')),
        overall,
        areas,
        made_by: made_by.unwrap_or_default(),
        lists: told.lists(),
        targets: targets(told),
        not_compared,
    }
}

/// The targets and how far each area came; beside another team there are none.
fn targets(told: &Told) -> Vec<String> {
    let Some(now) = told.rounds.sides.last().filter(|_| told.rounds.same_subject) else { return Vec::new() };
    let targets = AreaTargets::of(told.rounds);
    let line = |of: &AreaTarget| {
        let title = &now.assessment.questionnaire[of.area].title;
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("label", title), ("text", &targets.in_words(of, told.words))];
        fill(told.words.actions.label_line, &values)
    };
    targets.iter().map(line).collect()
}

impl State {
    /// Which keys act: those of a list, or those of a page.
    pub fn place(&self) -> Place {
        match self.page {
            Page::Areas => Place::Years,
            Page::Changes => Place::Changes,
        }
    }
}

pub fn enter(app: &mut App) {
    if app.years.told.is_none() {
        app.notice = Some(app.words.years.none.to_owned());
        return;
    }
    app.years = State { told: app.years.told.take(), ..State::default() };
    app.screen = Screen::Years;
}

/// One line for the result: how much it is more or less than the time before.
pub fn in_short<'a>(app: &App, room: Room) -> Vec<Row<'a>> {
    let Some(told) = &app.years.told else { return Vec::new() };
    let key = app.key(Place::Result, Action::Years);
    let before = told.names.iter().rev().nth(1).map_or("", String::as_str);
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("before", &before), ("sign", &told.overall.sign), ("verdict", &told.overall.says), ("key", &key)];
    let says = &app.words.years;
    let says = fill(if room.is_compact() { says.in_shortest } else { says.in_short }, &values);
    // Beside what cannot be compared stands no sign.
    let says = says.split_whitespace().collect::<Vec<_>>().join(" ");
    vec![Row::indent(room.margin()).and(Role::Plain, wrap::cut(&says, room.text_width()).into_owned())]
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Back if app.years.page == Page::Changes => app.years.page = Page::Areas,
        Action::Back => app.screen = Screen::Result,
        Action::Changes => {
            app.years.scroll = 0;
            app.years.page = Page::Changes;
        }
        Action::Report => return export::write(app, Form::Pdf),
        Action::OpenFile => return export::open(app),
        _ if app.years.page == Page::Changes => scroll(app, action),
        _ => select(app, action),
    }
    Vec::new()
}

fn scroll(app: &mut App, action: Action) {
    let rows = || sheet(app, app.room).body.len();
    if let Some(to) = moving::scrolled(action, app.years.scroll, app.room, rows) {
        app.years.scroll = to;
    }
}

fn select(app: &mut App, action: Action) {
    let Some(told) = &app.years.told else { return };
    let cursor = app.years.cursor.min(told.areas.len().saturating_sub(1));
    if let Some(to) = moving::moved(action, cursor, told.areas.len()) {
        app.years.cursor = to;
        return;
    }
    if let (Action::Enter | Action::Point(_), Some(area)) =
        (action, told.areas.get(cursor).and_then(|line| line.area))
    {
        area::enter_from(app, area, Screen::Years);
    }
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let (Some(sitting), Some(told)) = (&app.sitting, &app.years.told) else { return Sheet::default() };
    let says = &app.words.years;
    let title = match room.is_compact() {
        true => says.title_short.to_owned(),
        false => fill(says.title, &[("title", &sitting.assessment.title())]),
    };
    let right = told.names.join(if app.theme.ascii { " > " } else { " → " });
    let (body, scroll) = match app.years.page {
        Page::Areas => (areas(app, told, room), 0),
        Page::Changes => (changes(app, told, room), app.years.scroll),
    };
    Sheet {
        head: head::rows(app, room, &title, if room.is_compact() { "" } else { &right }),
        body,
        foot: app.hints(app.years.place(), room),
        scroll,
        ..Sheet::default()
    }
}

/// How wide the columns are, and how many of the rounds are shown.
struct Columns {
    title: usize,
    round: usize,
    /// The first round that is shown; the latest are.
    from: usize,
    sign: usize,
    /// What happened, in words; none where there is no room for it.
    says: usize,
}

impl Columns {
    fn of(told: &Shown, room: Room) -> Columns {
        let lines = || told.areas.iter().chain([&told.overall]);
        let sign = lines().map(|line| wrap::width(&line.sign)).max().unwrap_or(0);
        let widest = told.names.iter().map(|name| wrap::width(name)).max().unwrap_or(4);
        let (most, round) = match (room.is_compact(), room.width) {
            (true, _) => (2, widest.clamp(3, 5)),
            (false, ..100) => (3, widest.clamp(4, 8)),
            (false, _) => (6, widest.clamp(4, 14)),
        };
        let from = told.names.len().saturating_sub(most);
        let rounds = (told.names.len() - from) * (round + 2);
        let width = usize::from(room.width);
        let trend = told.names.len() + 2;
        let title = match room.is_compact() {
            true => width.saturating_sub(room.margin() + 3 + rounds + 2 + sign + 1),
            false => {
                let titles = lines().map(|line| wrap::width(&line.title));
                titles.max().unwrap_or(0).clamp(12, 27)
            }
        };
        let says = lines().map(|line| wrap::width(&line.says)).max().unwrap_or(0);
        let free = width.saturating_sub(room.margin() + 3 + title + rounds + 2 + sign + 2 + trend + 1);
        let says = if room.is_compact() { 0 } else { says.min(free) };
        Columns { title: title.clamp(6, 30), round, from, sign, says }
    }

    fn row(&self, told: &Line, is_selected: bool, is_compact: bool) -> Row<'static> {
        let role = if is_selected { Role::Selected } else { Role::Plain };
        let title =
            if is_compact || self.title < wrap::width(&told.title) { &told.short } else { &told.title };
        let mut text = format!("{:<2}{}", told.number, wrap::fit(title, self.title));
        for printed in told.printed.iter().skip(self.from) {
            let shown = printed.map_or_else(|| "-".to_owned(), |printed| printed.to_string());
            text.push_str(&format!("  {shown:>round$}", round = self.round));
        }
        text.push_str(&format!("  {}", wrap::fit(&told.sign, self.sign)));
        if 0 < self.says {
            // What some terminals draw wider than it is stands last.
            text.push_str(&format!("  {}  {}", wrap::fit(&told.says, self.says), told.line));
        }
        Row::blank().and(role, text.trim_end().to_owned())
    }
}

/// The table, and below it how many leaks went which way.
fn areas<'a>(app: &'a App, told: &Shown, room: Room) -> Vec<Row<'a>> {
    let says = &app.words.compare;
    let (margin, is_compact) = (room.margin(), room.is_compact());
    let columns = Columns::of(told, room);
    let mut body = Vec::new();
    if !is_compact {
        body.extend(Row::paragraph(Role::Strong, &told.common, margin, room.text_width()));
        body.push(Row::blank());
    }
    let mut heading = format!("  {}", wrap::fit(says.area, columns.title));
    for name in told.names.iter().skip(columns.from) {
        let name = wrap::cut(name, columns.round);
        let gap = columns.round.saturating_sub(wrap::width(&name));
        heading.push_str(&format!("  {}{name}", " ".repeat(gap)));
    }
    if 0 < columns.says {
        let happened = wrap::cut(says.what_happened, columns.says).into_owned();
        heading.push_str(&format!("  {}  {happened}", " ".repeat(columns.sign)));
    }
    body.push(Row::indent(margin + 1).and(Role::Heading, heading));
    body.push(Row::indent(margin + 1).join(columns.row(&told.overall, false, is_compact)));
    for (at, line) in told.areas.iter().enumerate() {
        let is_selected = at == app.years.cursor;
        let sign = if is_selected { "› " } else { "  " };
        let row = Row::indent(margin - 1).and(Role::Selected, sign);
        let row = row.join(columns.row(line, is_selected, is_compact));
        body.push(row.focused(is_selected).click(Action::Point(at)));
    }
    let last = body.len();
    if told.starred {
        body.push(Row::indent(margin).and(Role::Plain, says.starred));
    }
    if !is_compact {
        body.push(Row::blank());
    }
    let mut counts: Vec<String> = told.lists.iter().map(|list| format!("{}.", list.title)).collect();
    if !told.not_compared.title.is_empty() {
        counts.push(format!("{}.", told.not_compared.title));
    }
    body.extend(Row::paragraph(Role::Plain, &counts.join(" "), margin, room.text_width()));
    let key = app.key(Place::Years, Action::Changes);
    let more = fill(app.words.years.more, &[("key", &key)]);
    body.extend(Row::paragraph(Role::Plain, &more, margin, room.text_width()));
    if body.get(last - 1).is_some_and(Row::is_focused) {
        crate::tui::sheet::keep_rest_in_view(&mut body, last);
    }
    body
}

/// Everything behind the numbers, one under the other.
fn changes<'a>(app: &App, told: &Shown, room: Room) -> Vec<Row<'a>> {
    let (margin, width) = (room.margin(), room.text_width());
    let mut body = Row::paragraph(Role::Strong, &told.common, margin, width);
    let mut part = |title: &str, lines: &[String]| {
        if title.is_empty() && lines.is_empty() {
            return;
        }
        body.push(Row::blank());
        body.extend(Row::paragraph(Role::Heading, title, margin, width));
        for line in lines {
            body.extend(Row::paragraph(Role::Plain, line, margin + 2, width.saturating_sub(2)));
        }
    };
    if !told.targets.is_empty() {
        part(app.words.targets.title, &told.targets);
    }
    if let [title, lines @ ..] = told.made_by.as_slice() {
        part(title, lines);
    }
    for list in told.lists.iter().chain([&told.not_compared]) {
        part(&list.title, &list.lines);
    }
    body
}
