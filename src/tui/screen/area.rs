//! One area: why it matters, the answers, its leaks and practices, and how its score came about.

mod target;

pub use target::target_column;

use super::{Screen, actions, export, head, result, years};
use crate::questionnaire::{AreaIndex, PracticeIndex, Questionnaire};
use crate::scoring::why::{Of, why};
use crate::scoring::{Lack, printed};
use crate::summary::{how_made, together};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::desk::Form;
use crate::tui::draft::Draft;
use crate::tui::input::Pasted;
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::sheet::{Aside, Columns, Room, Row, SIDE, Sheet};
use crate::tui::sitting::{Outcome, Sitting};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Debug, Default)]
pub struct State {
    scroll: i32,
    /// Whether it was opened from the years, to which the way back leads.
    from_years: bool,
    /// The area's target while it is being written.
    target: Option<Draft>,
}

impl State {
    pub fn place(&self) -> Place {
        if self.target.is_some() { Place::Target } else { Place::Area }
    }

    pub fn paste(&mut self, text: &str) -> Pasted {
        target::paste(&mut self.target, text)
    }
}

pub fn enter(app: &mut App, area: AreaIndex) {
    enter_from(app, area, Screen::Result);
}

/// Opens an area from the result or from the years.
pub fn enter_from(app: &mut App, area: AreaIndex, from: Screen) {
    app.area = State { from_years: from == Screen::Years, ..State::default() };
    app.screen = Screen::Area(area);
}

pub fn update(app: &mut App, area: AreaIndex, action: Action) -> Vec<Effect> {
    if app.area.target.is_some() {
        return target::update(app, area, action);
    }
    match action {
        Action::Left | Action::Right => {
            let areas = result::areas(app);
            let here = areas.iter().position(|other| *other == area).unwrap_or(0);
            let there = if action == Action::Left { here.checked_sub(1) } else { Some(here + 1) };
            if let Some(there) = there.and_then(|there| areas.get(there)).copied() {
                app.area.scroll = 0;
                app.screen = Screen::Area(there);
            }
        }
        Action::Report => return export::write(app, Form::Pdf),
        Action::OpenFile => return export::open(app),
        Action::Target => target::begin(app, area),
        Action::Actions => actions::enter(app),
        Action::AddStep => actions::enter_to_add(app),
        Action::Back => app.screen = if app.area.from_years { Screen::Years } else { Screen::Result },
        action => {
            let rows = || sheet(app, area, app.room).body.len();
            if let Some(to) = moving::scrolled(action, app.area.scroll, app.room, rows) {
                app.area.scroll = to;
            }
        }
    }
    Vec::new()
}

pub fn sheet(app: &App, area: AreaIndex, room: Room) -> Sheet<'_> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let Some(outcome) = &sitting.outcome else { return Sheet::default() };
    let (title, right) = title(app, sitting, outcome, area, room.is_compact());
    let (right, before) = match years::of_area(app, area) {
        Some(before) => {
            let both = format!("{right}   {before}");
            // The title is more: it is never cut for what was before, which then stands below it.
            match wrap::width(&title) + 3 + wrap::width(&both) < room.right_edge() {
                true => (both, None),
                false => (right, Some(before)),
            }
        }
        None => (right, None),
    };
    let before = before.map(|before| Row::paragraph(Role::Plain, &before, room.margin(), room.text_width()));
    let head = head::rows(app, room, &title, &right);
    let without: &[Action] =
        if sitting.assessment.questionnaire[area].scored { &[] } else { &[Action::Target] };
    let foot = app.hints_but(app.area.place(), without, room);
    let parts = Parts { app, sitting, outcome, area };
    if room.columns() == Columns::One {
        let before = before.into_iter().flatten();
        let body = apart(parts.about(room).into_iter().chain(parts.remedies(room)).chain(parts.sum(room)));
        let body = parts.beneath_field(before.chain(body).collect(), room);
        return Sheet { head, body, foot, scroll: app.area.scroll, ..Sheet::default() };
    }
    let side = result::side(app, area, Room { width: SIDE_WIDTH, ..room });
    let left = room.width.saturating_sub(SIDE_WIDTH + 2);
    if !room.is_widest() {
        let room = Room { width: left, ..room };
        let body = apart(parts.about(room).into_iter().chain(parts.remedies(room)).chain(parts.sum(room)));
        let body = parts.beneath_field(body, room);
        return Sheet { head, body, foot, side, scroll: app.area.scroll, ..Sheet::default() };
    }
    let remedies = left / 2 - 4;
    let body_room = Room { width: left - remedies, ..room };
    let column = Room { width: remedies - 2, ..room };
    let body = apart(parts.about(body_room).into_iter().chain(parts.sum(body_room)));
    let body = parts.beneath_field(body, body_room);
    let rows = apart(parts.remedies(column).into_iter());
    let asides = vec![Aside { width: remedies, rows }];
    Sheet { head, body, foot, side, asides, scroll: app.area.scroll, ..Sheet::default() }
}

/// How wide the list of areas at the left is.
const SIDE_WIDTH: u16 = SIDE - 2;

/// The same in a column beside the result, with its own title.
pub fn beside(app: &App, area: AreaIndex, room: Room) -> Vec<Row<'_>> {
    let Some(sitting) = &app.sitting else { return Vec::new() };
    let Some(outcome) = &sitting.outcome else { return Vec::new() };
    let (title, score) = title(app, sitting, outcome, area, false);
    let parts = Parts { app, sitting, outcome, area };
    let mut rows = Row::paragraph(Role::Strong, &title, room.margin(), room.text_width());
    rows.extend(Row::paragraph(Role::Strong, &score, room.margin(), room.text_width()));
    let before = years::of_area(app, area);
    rows.extend(
        before
            .into_iter()
            .flat_map(|before| Row::paragraph(Role::Plain, &before, room.margin(), room.text_width())),
    );
    rows.push(Row::blank());
    // The leaks first: the window may end before the answers do.
    rows.extend(apart(parts.remedies(room).into_iter().chain(parts.about(room)).chain(parts.sum(room))));
    rows
}

/// What an area is called, and its score with its band or why it has none.
fn title(
    app: &App,
    sitting: &Sitting,
    outcome: &Outcome,
    area: AreaIndex,
    is_short: bool,
) -> (String, String) {
    let questionnaire = &sitting.assessment.questionnaire;
    let about = &questionnaire[area];
    let number = questionnaire.number_of(area).map_or_else(String::new, |number| format!("{number}  "));
    let score = outcome.scorecard.area(area);
    let title = if is_short { &about.short } else { &about.title };
    let right = match (score.measure.printed(), score.band) {
        (Some(printed), Some(band)) => format!("{printed}  {}", questionnaire[band].label),
        (_, _) if questionnaire.is_private(area) => app.words.common.private.to_owned(),
        (_, _) => app.words.area.no_score.to_owned(),
    };
    (format!("{number}{title}"), right)
}

/// Parts with a blank row between them; empty ones are left out.
fn apart<'a>(parts: impl Iterator<Item = Vec<Row<'a>>>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row> = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        if !rows.is_empty() {
            rows.push(Row::blank());
        }
        rows.extend(part);
    }
    rows
}

/// What stands on the screen of one area.
struct Parts<'a> {
    app: &'a App,
    sitting: &'a Sitting,
    outcome: &'a Outcome,
    area: AreaIndex,
}

impl<'a> Parts<'a> {
    /// The field of the target, while that is being written, with everything else below it.
    fn beneath_field(&self, body: Vec<Row<'a>>, room: Room) -> Vec<Row<'a>> {
        match &self.app.area.target {
            Some(draft) => target::field(draft, self.app.words, room).into_iter().chain(body).collect(),
            None => body,
        }
    }

    /// Why it matters, what the answers point to, and the answers.
    fn about(&self, room: Room) -> Vec<Vec<Row<'a>>> {
        let questionnaire = &self.sitting.assessment.questionnaire;
        let words = self.app.words;
        let about = &questionnaire[self.area];
        let label = if room.is_compact() { 9 } else { 17 };
        let mut aim = self.target(label, room);
        for (name, text) in [(words.area.aim, &about.aim), (words.area.cost, &about.cost)] {
            if !text.is_empty() {
                aim.extend(Row::labelled(name, text, room.margin(), label, room.text_width()));
            }
        }
        if let Some(says) = result::others::of_area(self.app, questionnaire, self.area, words) {
            let name = words.benchmark.head;
            aim.extend(Row::labelled(name, &says, room.margin(), label, room.text_width()));
        }
        let verdicts = verdicts(questionnaire, self.outcome, self.area, room, words);
        vec![aim, verdicts, answers(self.sitting, self.outcome, self.area, room, words)]
    }

    /// Its leaks, and what plugs them.
    fn remedies(&self, room: Room) -> Vec<Vec<Row<'a>>> {
        let questionnaire = &self.sitting.assessment.questionnaire;
        let words = self.app.words;
        vec![
            leaks(self.sitting, self.outcome, self.area, room, words),
            practices(questionnaire, self.outcome, self.area, room, words),
        ]
    }

    fn sum(&self, room: Room) -> Vec<Vec<Row<'a>>> {
        vec![why_this_score(self.sitting, self.outcome, self.area, room, self.app.words)]
    }
}

/// The conclusions of a diagnostic: the first is the verdict.
fn verdicts<'a>(
    questionnaire: &'a Questionnaire,
    outcome: &'a Outcome,
    area: AreaIndex,
    room: Room,
    words: &Words,
) -> Vec<Row<'a>> {
    let found = outcome.findings.verdicts.iter().find(|(of, _)| *of == area);
    let holding = found.map(|(_, holding)| holding.as_slice()).unwrap_or_default();
    let mut rows = Vec::new();
    for (number, verdict) in holding.iter().filter_map(|at| questionnaire[area].verdicts.get(*at)).enumerate()
    {
        match number {
            0 => rows.push(Row::indent(room.margin()).and(Role::Heading, words.area.points_to)),
            1 => rows.push(Row::indent(room.margin()).and(Role::Heading, words.area.also)),
            _ => {}
        }
        let role = if number == 0 { Role::Strong } else { Role::Plain };
        rows.extend(Row::paragraph(
            role,
            &verdict.says,
            room.margin() + 2,
            room.text_width().saturating_sub(2),
        ));
    }
    rows
}

/// Every question with what was answered, and what that gave to the score.
fn answers<'a>(
    sitting: &Sitting,
    outcome: &Outcome,
    area: AreaIndex,
    room: Room,
    words: &Words,
) -> Vec<Row<'a>> {
    let assessment = &sitting.assessment;
    let questionnaire = &assessment.questionnaire;
    let indent = if room.is_compact() { room.margin() } else { room.margin() + 2 };
    let width = room.text_width().saturating_sub(indent - room.margin());
    let mut rows = Vec::new();
    for line in why(questionnaire, &assessment.answers, &outcome.scorecard, area, words) {
        if !matches!(line.of, Of::Question(_)) {
            continue;
        }
        rows.extend(Row::paragraph(Role::Plain, &line.title, indent, width));
        rows.extend(Row::paragraph(Role::Strong, &line.answer, indent + 2, width.saturating_sub(2)));
        // What is never scored has no points to tell of.
        let how = how_made(assessment, &line, words).filter(|_| questionnaire.is_scored(area));
        rows.extend(
            how.into_iter()
                .flat_map(|how| Row::paragraph(Role::Plain, &how, indent + 2, width.saturating_sub(2))),
        );
    }
    if !rows.is_empty() {
        rows.insert(0, Row::indent(room.margin()).and(Role::Heading, words.area.your_answers));
    }
    for inner in &questionnaire[area].areas {
        let inner_rows = answers(sitting, outcome, *inner, room, words);
        if !inner_rows.is_empty() {
            rows.push(Row::indent(room.margin()).and(Role::Strong, questionnaire[*inner].title.clone()));
            rows.extend(inner_rows);
        }
    }
    rows
}

fn leaks<'a>(
    sitting: &Sitting,
    outcome: &Outcome,
    area: AreaIndex,
    room: Room,
    words: &Words,
) -> Vec<Row<'a>> {
    let questionnaire = &sitting.assessment.questionnaire;
    let role = sitting.assessment.role();
    let blind = outcome
        .findings
        .blind_spots
        .iter()
        .filter(|spot| spot.area.is_some_and(|of| within(questionnaire, of, area)));
    let mut rows = Vec::new();
    let column = if room.is_compact() { 9 } else { 11 };
    for leak in outcome.leaks_of(area) {
        let severity = leak.severity.in_words(words);
        rows.extend(Row::labelled(
            severity,
            &leak.headline,
            room.margin() + 2,
            column,
            room.text_width().saturating_sub(2),
        ));
    }
    for spot in blind {
        let says = fill(words.area.nobody_knew, &[("question", &questionnaire.ask(spot.question, role))]);
        rows.extend(Row::labelled(
            words.area.blind,
            &says,
            room.margin() + 2,
            column,
            room.text_width().saturating_sub(2),
        ));
    }
    if !rows.is_empty() {
        rows.insert(0, Row::indent(room.margin()).and(Role::Heading, words.common.leaks));
    }
    rows
}

fn within(questionnaire: &Questionnaire, inner: AreaIndex, area: AreaIndex) -> bool {
    inner == area || questionnaire[inner].parent.is_some_and(|parent| within(questionnaire, parent, area))
}

/// The practices that plug the leaks found here, or where none leaks all there are.
fn practices<'a>(
    questionnaire: &'a Questionnaire,
    outcome: &Outcome,
    area: AreaIndex,
    room: Room,
    words: &Words,
) -> Vec<Row<'a>> {
    let mut wanted: Vec<PracticeIndex> = Vec::new();
    for leak in outcome.leaks_of(area) {
        for practice in &leak.plugged_by {
            if !wanted.contains(practice) {
                wanted.push(*practice);
            }
        }
    }
    let heading = if wanted.is_empty() { words.area.good_practice } else { words.area.what_plugs };
    if wanted.is_empty() {
        wanted.extend(questionnaire[area].practices.clone().map(PracticeIndex));
    }
    let mut rows = Vec::new();
    for practice in wanted {
        let practice = &questionnaire[practice];
        let says = result::with_effort(practice, words);
        rows.extend(Row::labelled("-", &says, room.margin() + 2, 2, room.text_width().saturating_sub(2)));
    }
    if !rows.is_empty() {
        rows.insert(0, Row::indent(room.margin()).and(Role::Heading, heading));
    }
    rows
}

/// How the answers above come together.
fn why_this_score<'a>(
    sitting: &'a Sitting,
    outcome: &Outcome,
    area: AreaIndex,
    room: Room,
    words: &Words,
) -> Vec<Row<'a>> {
    let assessment = &sitting.assessment;
    let questionnaire = &assessment.questionnaire;
    let score = outcome.scorecard.area(area);
    if !questionnaire[area].scored {
        return Vec::new();
    }
    let texts = &words.area;
    let mut says = Vec::new();
    for line in why(questionnaire, &assessment.answers, &outcome.scorecard, area, words) {
        if let Of::Area(inner) = line.of
            && let Some(printed) = outcome.scorecard.area(inner).measure.printed()
        {
            says.push(fill(texts.of_hundred, &[("title", &line.title), ("score", &printed)]));
            says.extend(how_made(assessment, &line, words));
        }
    }
    says.push(match together(&score.measure, words) {
        Some(together) => together,
        None if score.lack() == Some(Lack::NotKnownYet) => texts.not_known_yet.to_owned(),
        None if !score.applies => texts.nothing_applies.to_owned(),
        None => {
            let percent = |share: f64| words.percent(&printed(share).to_string());
            let coverage = percent(score.measure.coverage);
            let needed = percent(questionnaire.scoring.min_answered);
            fill(texts.no_score_why, &[("coverage", &coverage), ("needed", &needed)])
        }
    });
    let mut rows = vec![Row::indent(room.margin()).and(Role::Heading, texts.why)];
    for line in says {
        rows.extend(Row::paragraph(
            Role::Plain,
            &line,
            room.margin() + 2,
            room.text_width().saturating_sub(2),
        ));
    }
    rows
}
