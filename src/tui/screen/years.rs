//! Year against year: every area's score in each round, what may be said of it, and what became of the leaks.

mod elsewhere;
mod table;

pub use elsewhere::{before, in_short, of_area};

use super::{Screen, area, export, head};
use crate::comparison::told::{Listing, Told};
use crate::comparison::{Change, Side, compare_rounds};
use crate::questionnaire::AreaIndex;
use crate::summary::comparison::Signs;
use crate::summary::targets::lines_of;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::desk::Form;
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::page;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Debug, Default)]
pub struct State {
    /// Worked out when the result is; nothing without an earlier round.
    told: Option<Shown>,
    order: Order,
    cursor: usize,
    page: Page,
    changes: page::Page,
    /// Whether they are to be opened as soon as they are known.
    is_wanted: bool,
}

/// In which order the areas stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    AsAsked,
    Rises,
    Falls,
}

impl Order {
    fn next(self) -> Order {
        match self {
            Order::AsAsked => Order::Rises,
            Order::Rises => Order::Falls,
            Order::Falls => Order::AsAsked,
        }
    }
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
    /// The places of the areas, the greatest rise first and the greatest fall first; those that cannot be compared
    /// come last. Equal moves keep the order of the form.
    rises: Vec<usize>,
    falls: Vec<usize>,
    /// How wide the columns of the table are at most.
    widest: table::Widest,
    /// Where each area of the questionnaire at hand stands among them, by its own place.
    places: Vec<Option<usize>>,
    /// How wide the widest sign of these areas is beside the scores of the result.
    sign_width: usize,
    /// Whether a move is not the difference of the numbers beside it.
    starred: bool,
    made_by: Vec<String>,
    /// Areas of which other numbers are compared than those that were printed.
    in_part: Listing,
    lists: Vec<Listing>,
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
    /// The difference of the last two over what both have; `None` where they cannot be compared.
    moved: Option<i32>,
    sign: String,
    says: String,
    line: String,
}

impl Line {
    /// The title, or where it is wider the short name.
    fn title_within(&self, width: usize) -> &str {
        if wrap::width(&self.title) <= width { &self.title } else { &self.short }
    }

    /// What was printed the time before.
    fn before(&self) -> Option<u32> {
        self.printed.iter().rev().nth(1).copied().flatten()
    }
}

impl Shown {
    /// The area that stands at this place of an order.
    fn at(&self, order: Order, place: usize) -> Option<&Line> {
        let place = match order {
            Order::AsAsked => place,
            Order::Rises => *self.rises.get(place)?,
            Order::Falls => *self.falls.get(place)?,
        };
        self.areas.get(place)
    }

    fn line(&self, area: AreaIndex) -> Option<&Line> {
        self.areas.get(self.places.get(area.0).copied().flatten()?)
    }

    /// What the time before is called.
    fn name_before(&self) -> &str {
        self.names.iter().rev().nth(1).map_or("", String::as_str)
    }
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
    app.years = State { told: found, is_wanted: app.years.is_wanted, ..State::default() };
}

/// Another assessment lies on the table.
pub fn forget(app: &mut App) {
    app.years = State { is_wanted: app.years.is_wanted, ..State::default() };
}

/// Opens them as soon as an assessment's earlier ones are known, or no more.
pub fn want(app: &mut App, is_wanted: bool) {
    app.years.is_wanted = is_wanted;
}

/// The earlier assessments are known: what was wanted is opened.
pub fn known(app: &mut App) {
    work_out(app);
    if std::mem::take(&mut app.years.is_wanted) {
        enter(app);
    }
}

/// Whether there is an earlier round to compare with.
pub fn are_known(app: &App) -> bool {
    app.years.told.is_some()
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
        moved: last.overall.change.as_ref().map(Change::delta),
        says: told.what_happened_overall(),
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
            moved: area.change.as_ref().map(Change::delta),
            says: told.what_happened(area),
            line: signs.line(&printed),
            printed,
        }
    });
    let areas: Vec<Line> = areas.collect();
    let mut places = vec![None; here.map_or(0, |here| here.areas.len())];
    for (at, line) in areas.iter().enumerate().rev() {
        if let Some(place) = line.area.and_then(|area| places.get_mut(area.0)) {
            *place = Some(at);
        }
    }
    let sorted = |first: fn(i32) -> i32| {
        let mut sorted: Vec<usize> = (0..areas.len()).collect();
        sorted.sort_by_key(|at| areas.get(*at).and_then(|line| line.moved).map_or(i32::MAX, first));
        sorted
    };
    let signs = areas.iter().filter(|line| line.area.is_some());
    let signs = signs.map(|line| wrap::width(&elsewhere::direction(&line.sign)));
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
        rises: sorted(|moved| -moved),
        falls: sorted(|moved| moved),
        widest: table::Widest::of(areas.iter().chain([&overall])),
        places,
        sign_width: signs.max().unwrap_or(0),
        overall,
        areas,
        made_by: made_by.unwrap_or_default(),
        in_part: told.in_part(),
        lists: told.lists(),
        not_compared,
    }
}

impl State {
    /// How the areas are sorted, in words; empty in the order of the form.
    fn sorted(&self, words: &Words) -> &'static str {
        match (self.page, self.order) {
            (Page::Changes, _) | (Page::Areas, Order::AsAsked) => "",
            (Page::Areas, Order::Rises) => words.years.rises,
            (Page::Areas, Order::Falls) => words.years.falls,
        }
    }

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

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Back if app.years.page == Page::Changes => app.years.page = Page::Areas,
        Action::Back => app.screen = Screen::Result,
        Action::Changes => {
            app.years.changes = page::Page::default();
            app.years.page = Page::Changes;
        }
        Action::Sort => {
            app.years.order = app.years.order.next();
            app.years.cursor = 0;
        }
        Action::Report => return export::write(app, Form::Pdf),
        Action::OpenFile => return export::open(app),
        _ if app.years.page == Page::Changes => scroll(app, action),
        _ => select(app, action),
    }
    Vec::new()
}

fn scroll(app: &mut App, action: Action) {
    let page = std::mem::take(&mut app.years.changes);
    let Some(told) = &app.years.told else { return };
    app.years.changes = page.scrolled(action, app.room, || changes(app, told, app.room));
}

fn select(app: &mut App, action: Action) {
    let Some(told) = &app.years.told else { return };
    let cursor = app.years.cursor.min(told.areas.len().saturating_sub(1));
    if let Some(to) = moving::moved(action, cursor, told.areas.len(), app.room) {
        app.years.cursor = to;
        return;
    }
    if let (Action::Enter | Action::Point(_), Some(area)) =
        (action, told.at(app.years.order, cursor).and_then(|line| line.area))
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
    let arrow = if app.theme.ascii { " > " } else { " → " };
    let right = match told.names.as_slice() {
        // Of many, the ends say enough.
        [first, _, _, .., last] => [first, "…", last].join(arrow),
        names => names.join(arrow),
    };
    let (body, scroll) = match app.years.page {
        Page::Areas => (table::areas(app, told, room), 0),
        Page::Changes => {
            let page = &app.years.changes;
            (page.rows(room, || changes(app, told, room)), page.scroll())
        }
    };
    // Where no column has room for what happened, the line with the cursor tells it.
    let here = told.at(app.years.order, app.years.cursor);
    let notes = match (here, app.years.page) {
        (Some(line), Page::Areas) if room.is_compact() => {
            let says = format!("{}: {}", line.short, line.says);
            vec![
                Row::indent(room.margin()).and(Role::Plain, wrap::cut(&says, room.text_width()).into_owned()),
            ]
        }
        (_, Page::Areas | Page::Changes) => Vec::new(),
    };
    Sheet {
        notes,
        head: head::rows(
            app,
            room,
            &title,
            if room.is_compact() { app.years.sorted(app.words) } else { &right },
        ),
        body,
        foot: app.hints(app.years.place(), room),
        scroll,
        ..Sheet::default()
    }
}

/// Everything behind the numbers, one under the other.
fn changes(app: &App, told: &Shown, room: Room) -> Vec<Row<'static>> {
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
    let outcome = app.sitting.as_ref().and_then(|sitting| Some((sitting, sitting.outcome.as_ref()?)));
    if let Some((sitting, outcome)) = outcome.filter(|(_, outcome)| !outcome.targets.is_empty()) {
        part(app.words.targets.title, &lines_of(&sitting.assessment, &outcome.targets, app.words));
    }
    if let [title, lines @ ..] = told.made_by.as_slice() {
        part(title, lines);
    }
    if !told.in_part.lines.is_empty() {
        part(&told.in_part.title, &told.in_part.lines);
    }
    for list in told.lists.iter().chain([&told.not_compared]) {
        part(&list.title, &list.lines);
    }
    body
}
