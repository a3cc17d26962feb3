//! One area: why it matters, the answers, its leaks and practices, and how its score came about.

use super::{Screen, head, result};
use crate::findings::Leak;
use crate::questionnaire::{AreaIndex, PracticeIndex, Questionnaire};
use crate::scoring::printed;
use crate::scoring::why::{Of, sum_in_words, why};
use crate::summary::how_made;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::keymap::Place;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::sitting::{Outcome, Sitting};
use crate::tui::theme::Role;
use crate::words::{Words, fill};

#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    scroll: i32,
}

pub fn enter(app: &mut App, area: AreaIndex) {
    app.area.scroll = 0;
    app.screen = Screen::Area(area);
}

pub fn update(app: &mut App, area: AreaIndex, action: Action) -> Vec<Effect> {
    let page = i32::from(app.room.height).saturating_sub(6).max(1);
    let scroll = app.area.scroll;
    let to = match action {
        Action::Up => scroll - 1,
        Action::Down => scroll + 1,
        Action::PageUp => scroll - page,
        Action::PageDown => scroll + page,
        Action::First => 0,
        Action::Last => i32::MAX,
        Action::Left | Action::Right => {
            let areas = result::areas(app);
            let here = areas.iter().position(|other| *other == area).unwrap_or(0);
            let there = if action == Action::Left { here.checked_sub(1) } else { Some(here + 1) };
            if let Some(there) = there.and_then(|there| areas.get(there)) {
                enter(app, *there);
            }
            return Vec::new();
        }
        Action::Report => return vec![Effect::Report],
        Action::Back => {
            app.screen = Screen::Result;
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    let rows = sheet(app, area, app.room).body.len();
    let shown = usize::from(app.room.height).saturating_sub(if app.room.is_compact() { 2 } else { 4 });
    let greatest = i32::try_from(rows.saturating_sub(shown)).unwrap_or(i32::MAX);
    app.area.scroll = to.clamp(0, greatest);
    Vec::new()
}

pub fn sheet(app: &App, area: AreaIndex, room: Room) -> Sheet<'_> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let Some(outcome) = &sitting.outcome else { return Sheet::default() };
    let questionnaire = &sitting.assessment.questionnaire;
    let width = room.text_width();
    let margin = room.margin();
    let compact = room.is_compact();
    let (words, says) = (app.words, &app.words.area);
    let mut parts: Vec<Vec<Row>> = Vec::new();
    let about = &questionnaire[area];
    let label = if compact { 9 } else { 17 };
    let mut why = Vec::new();
    for (name, text) in [(says.aim, &about.aim), (says.cost, &about.cost)] {
        if !text.is_empty() {
            why.extend(Row::labelled(name, text, margin, label, width));
        }
    }
    parts.push(why);
    parts.push(verdicts(questionnaire, outcome, area, room, words));
    parts.push(answers(sitting, outcome, area, room, words));
    parts.push(leaks(sitting, outcome, area, room, words));
    parts.push(practices(questionnaire, outcome, area, room, words));
    parts.push(why_this_score(questionnaire, outcome, area, room, words));
    let mut body: Vec<Row> = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !body.is_empty() {
            body.push(Row::blank());
        }
        body.extend(part);
    }
    let number = questionnaire.number_of(area).map_or_else(String::new, |number| format!("{number}  "));
    let score = outcome.scorecard.area(area);
    let title = if compact { &about.short } else { &about.title };
    let right = match (score.measure.printed(), score.band) {
        (Some(printed), Some(band)) => format!("{printed}  {}", questionnaire[band].label),
        (_, _) if questionnaire.is_private(area) => words.common.private.to_owned(),
        (_, _) => says.no_score.to_owned(),
    };
    Sheet {
        head: head::rows(app, room, &format!("{number}{title}"), &right),
        body,
        foot: app.hints(Place::Area, room),
        scroll: app.area.scroll,
        ..Sheet::default()
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
    let found = of_area(questionnaire, outcome, area);
    let blind = outcome
        .findings
        .blind_spots
        .iter()
        .filter(|spot| spot.area.is_some_and(|of| within(questionnaire, of, area)));
    let mut rows = Vec::new();
    let column = if room.is_compact() { 9 } else { 11 };
    for leak in found {
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

fn of_area<'a>(questionnaire: &Questionnaire, outcome: &'a Outcome, area: AreaIndex) -> Vec<&'a Leak> {
    let findings = &outcome.findings;
    let all = findings.leaks.iter().chain(&findings.private_leaks);
    let mut found: Vec<&Leak> = all.filter(|leak| within(questionnaire, leak.area, area)).collect();
    // Within one area the worst stands first; the sort is stable, so that rank decides among equals.
    found.sort_by_key(|leak| std::cmp::Reverse(leak.severity));
    found
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
    for leak in of_area(questionnaire, outcome, area) {
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
    questionnaire: &'a Questionnaire,
    outcome: &Outcome,
    area: AreaIndex,
    room: Room,
    words: &Words,
) -> Vec<Row<'a>> {
    let score = outcome.scorecard.area(area);
    if !questionnaire[area].scored {
        return Vec::new();
    }
    let texts = &words.area;
    let mut says = Vec::new();
    for inner in &questionnaire[area].areas {
        if let Some(printed) = outcome.scorecard.area(*inner).measure.printed() {
            let title = &questionnaire[*inner].title;
            says.push(fill(texts.of_hundred, &[("title", title), ("score", &printed)]));
        }
    }
    let percent = |share: f64| words.percent(&printed(share).to_string());
    let coverage = percent(score.measure.coverage);
    says.push(match sum_in_words(&score.measure, words) {
        Some(sum) if score.measure.is_range() => {
            let values: [(&str, &dyn std::fmt::Display); 4] = [
                ("score", &sum),
                ("coverage", &coverage),
                ("low", &score.measure.printed_low()),
                ("high", &score.measure.printed_high()),
            ];
            fill(texts.together_range, &values)
        }
        Some(sum) => fill(texts.together, &[("score", &sum), ("coverage", &coverage)]),
        None if !score.applies => texts.nothing_applies.to_owned(),
        None => {
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
