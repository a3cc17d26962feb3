//! What if: leaks are plugged in thought, and every score moves at once.
//!
//! Nothing is saved: the answers stay what they are. What is worked out anew is kept in the state, so that
//! drawing a frame costs the same however many leaks there are to weigh.

use super::result::{band_role, place, with_effort};
use super::{Screen, head};
use crate::assessment::Assessment;
use crate::findings::what_if::{Ends, Gain, Move, Plugs, ShortWay, Standing, WhatIf};
use crate::questionnaire::{Id, Questionnaire};
use crate::summary::{effect_of, short_of};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::sheet::{Aside, Room, Row, Sheet, list};
use crate::tui::sitting::{Outcome, Sitting};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Debug, Default)]
pub struct State {
    cursor: usize,
    /// The leaks that are plugged in thought, by their ids: positions change with the answers.
    plugged: Vec<Id>,
    trial: Option<Trial>,
}

/// What was worked out.
#[derive(Clone, Debug)]
struct Trial {
    what_if: WhatIf,
    /// What each leak alone would bring, in rank order.
    gains: Vec<Option<Gain>>,
    way: Option<ShortWay>,
}

/// Opens the screen, with what was plugged when it was left.
pub fn enter(app: &mut App) {
    app.screen = Screen::WhatIf;
    app.what_if.trial = None;
    try_out(app);
}

/// Works out what follows from the ticks.
fn try_out(app: &mut App) {
    let Some(sitting) = &app.sitting else { return };
    let Some(Outcome { scorecard, findings, .. }) = &sitting.outcome else { return };
    let assessment = &sitting.assessment;
    let plugs = Plugs::of(&assessment.questionnaire, &assessment.answers, scorecard, findings);
    let state = &mut app.what_if;
    state.plugged.retain(|id| findings.leaks.iter().any(|leak| leak.id == *id));
    state.cursor = state.cursor.min(findings.leaks.len().saturating_sub(1));
    let is_plugged =
        |at: &usize| findings.leaks.get(*at).is_some_and(|leak| state.plugged.contains(&leak.id));
    let plugged: Vec<usize> = (0..findings.leaks.len()).filter(is_plugged).collect();
    let what_if = plugs.plugged(&plugged);
    // These rest on the answers alone.
    let (gains, way) = match state.trial.take() {
        Some(trial) => (trial.gains, trial.way),
        None => (plugs.gains(), plugs.short_way()),
    };
    state.trial = Some(Trial { what_if, gains, way });
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let leaks = app.sitting.as_ref().and_then(|sitting| sitting.outcome.as_ref());
    let leaks = leaks.map_or(0, |outcome| outcome.findings.leaks.len());
    if let Some(to) = moving::moved(action, app.what_if.cursor, leaks, app.room) {
        app.what_if.cursor = to;
        return Vec::new();
    }
    match action {
        Action::Toggle | Action::Enter | Action::Point(_) => {
            toggle(app);
            try_out(app);
        }
        Action::ChooseNone => {
            app.what_if.plugged.clear();
            try_out(app);
        }
        Action::ShortWay => {
            take_short_way(app);
            try_out(app);
        }
        Action::Back => app.screen = Screen::Result,
        _ => {}
    }
    Vec::new()
}

/// Plugs the leak with the cursor, or lets it leak again.
fn toggle(app: &mut App) {
    let Some(outcome) = app.sitting.as_ref().and_then(|sitting| sitting.outcome.as_ref()) else { return };
    let Some(leak) = outcome.findings.leaks.get(app.what_if.cursor) else { return };
    let plugged = &mut app.what_if.plugged;
    match plugged.iter().position(|id| *id == leak.id) {
        Some(at) => drop(plugged.remove(at)),
        None => plugged.push(leak.id.clone()),
    }
}

/// Plugs what the short way to the next band plugs, and nothing else.
fn take_short_way(app: &mut App) {
    let Some(sitting) = &app.sitting else { return };
    let Some(outcome) = &sitting.outcome else { return };
    let way = app.what_if.trial.as_ref().and_then(|trial| trial.way.as_ref());
    let Some(way) = way else {
        let says = match outcome.findings.band {
            Some(_) => app.words.what_if.best_band,
            None => app.words.result.no_score,
        };
        app.notice = Some(says.to_owned());
        return;
    };
    if let Some(says) = reached(&sitting.assessment, way, app.what_if.trial.as_ref(), app.words) {
        app.notice = Some(says);
        return;
    }
    let leaks = way.steps.iter().flat_map(|step| &step.leaks);
    let leaks = leaks.filter_map(|leak| outcome.findings.leaks.get(*leak));
    app.what_if.plugged = leaks.map(|leak| leak.id.clone()).collect();
    if way.ends != Ends::Reached {
        app.notice = Some(short_of(&sitting.assessment, way, app.words));
    }
}

/// That what is plugged in thought leads to where the way would lead, or beyond; then there is no way to offer.
fn reached(assessment: &Assessment, way: &ShortWay, trial: Option<&Trial>, words: &Words) -> Option<String> {
    let band = trial?.what_if.overall.after.band.filter(|band| way.next.0 <= band.0)?;
    Some(fill(words.what_if.reached, &[("band", &assessment.questionnaire[band].label)]))
}

/// How wide the scores of the areas are, beside the leaks.
const AREAS: u16 = 32;
/// In a wide window they stand there with their bands.
const WIDE_AREAS: u16 = 54;

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let (Some(outcome), Some(trial)) = (&sitting.outcome, &app.what_if.trial) else {
        return Sheet::default();
    };
    let words = app.words;
    let compact = room.is_compact();
    let questionnaire = &sitting.assessment.questionnaire;
    let leaks = &outcome.findings.leaks;
    let plugged = trial.what_if.plugged.len();
    let counts: [(&str, &dyn std::fmt::Display); 2] = [("plugged", &plugged), ("leaks", &leaks.len())];
    let title = match compact {
        true => words.what_if.screen_short.to_owned(),
        false => fill(words.what_if.screen, &[("title", &sitting.assessment.title())]),
    };
    let mut head = head::rows(app, room, &title, &fill(words.what_if.plugged_of, &counts));
    head.push(overall(questionnaire, trial, room, words));
    if !compact {
        head.extend(cap(questionnaire, trial, room, words));
        head.extend(Row::paragraph(Role::Plain, &way(app, sitting, trial), room.margin(), room.text_width()));
    }
    let aside = match room.width {
        _ if compact => None,
        0..76 => None,
        76..120 => Some(AREAS),
        _ => Some(WIDE_AREAS),
    };
    let left = Room { width: room.width - aside.unwrap_or(0), ..room };
    let columns = Columns::of(left.width, room);
    let mut body = Vec::new();
    if leaks.is_empty() {
        body.extend(Row::paragraph(Role::Good, words.result.no_leak, room.margin(), left.text_width()));
    } else if !compact {
        body.push(heading(columns, words));
    }
    let near = room.near(app.what_if.cursor);
    body.extend(list(leaks.len(), near, |line| {
        [leak_row(app, questionnaire, outcome, trial, line, columns)]
    }));
    let asides = aside.map(|width| {
        let rows = areas(questionnaire, trial, usize::from(width).saturating_sub(2), words);
        // It does not scroll.
        Aside { width, rows: rows.take(usize::from(room.height)).collect() }
    });
    Sheet {
        head,
        body,
        notes: about_cursor(app, sitting, outcome, trial, room),
        foot: app.hints(Place::WhatIf, room),
        asides: asides.into_iter().collect(),
        ..Sheet::default()
    }
}

/// `Overall  61 -> 68  Seeping, still`: in every window, for it is what the screen is for.
fn overall<'a>(questionnaire: &'a Questionnaire, trial: &Trial, room: Room, words: &Words) -> Row<'a> {
    let score = &trial.what_if.overall;
    let row = Row::indent(room.margin());
    let (Some(before), Some(after)) = (score.before.measure.printed(), score.after.measure.printed()) else {
        return row.and(Role::Strong, words.result.no_score);
    };
    let label = |standing: &Standing| standing.band.map_or("", |band| questionnaire[band].label.as_str());
    let role = |standing: &Standing| standing.band.map_or(Role::Plain, |band| band_role(questionnaire, band));
    let row = match room.is_compact() {
        true => row.and(Role::Strong, format!("{before} -> {after}  ")),
        false => {
            let overall = fill(words.result.overall, &[("score", &before)]);
            row.and(Role::Strong, format!("{overall} -> {after}  "))
        }
    };
    if score.before.band != score.after.band {
        let row = row.and(role(&score.before), label(&score.before)).and(Role::Plain, " -> ");
        return row.and(role(&score.after), label(&score.after)).and(Role::Plain, points(score, room, words));
    }
    row.and(role(&score.after), label(&score.after)).and(Role::Plain, points(score, room, words))
}

fn points(score: &Move, room: Room, words: &Words) -> String {
    match score.gain() {
        None | Some(0) => String::new(),
        Some(gain) if room.is_compact() => format!("  +{gain}"),
        Some(gain) => {
            format!("   {}", words.count(&words.what_if.points, usize::try_from(gain).unwrap_or(0)))
        }
    }
}

/// What holds the band down even then.
fn cap<'a>(questionnaire: &Questionnaire, trial: &Trial, room: Room, words: &Words) -> Vec<Row<'a>> {
    let cap = trial.what_if.capped_by.and_then(|cap| questionnaire.scoring.caps.get(cap));
    let (Some(cap), Some(band)) = (cap, trial.what_if.overall.after.band) else { return Vec::new() };
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("band", &questionnaire[band].label), ("because", &cap.because)];
    Row::paragraph(Role::Remark, &fill(words.result.cap, &values), room.margin(), room.text_width())
}

/// Whether there is a short way to the next band, and the key that takes it.
fn way(app: &App, sitting: &Sitting, trial: &Trial) -> String {
    let says = &app.words.what_if;
    let Some(way) = &trial.way else {
        return if trial.what_if.overall.before.band.is_some() { says.best_band } else { "" }.to_owned();
    };
    if let Some(says) = reached(&sitting.assessment, way, Some(trial), app.words) {
        return says;
    }
    if way.ends != Ends::Reached {
        return short_of(&sitting.assessment, way, app.words);
    }
    let key = app.key(Place::WhatIf, Action::ShortWay);
    let leaks: usize = way.steps.iter().map(|step| step.leaks.len()).sum();
    let values: [(&str, &dyn std::fmt::Display); 4] = [
        ("key", &key),
        ("band", &sitting.assessment.questionnaire[way.next].label),
        ("plugs", &app.words.count(&says.plugs, leaks)),
        ("practices", &app.words.count(&says.practices, way.steps.len())),
    ];
    fill(says.way_key, &values)
}

/// Where the columns of the list stand.
#[derive(Clone, Copy)]
struct Columns {
    margin: usize,
    headline: usize,
    /// The number of the area, where there is room for it.
    area: usize,
    gain: usize,
}

impl Columns {
    /// For a list as wide as this in a window of this size.
    fn of(width: u16, room: Room) -> Columns {
        let (area, gain) = match (room.is_compact(), width) {
            (true, _) => (0, 4),
            (false, 60..) => (9, 7),
            (false, _) => (0, 7),
        };
        let margin = room.margin();
        // Behind the last column stays room for the mark that there is more, and a space before it.
        let others = margin + 8 + area + gain + 2;
        let headline = usize::from(width).saturating_sub(others).clamp(8, 76);
        Columns { margin, headline, area, gain }
    }
}

fn heading<'a>(columns: Columns, words: &Words) -> Row<'a> {
    let Columns { margin, headline, area, gain } = columns;
    let leak = wrap::fit(words.what_if.leak_head, headline + 8);
    let area = wrap::fit(words.common.area, area);
    let alone = words.what_if.alone_head;
    Row::indent(margin).and(Role::Heading, format!("{leak}{area}{alone:>gain$}"))
}

fn leak_row<'a>(
    app: &App,
    questionnaire: &Questionnaire,
    outcome: &'a Outcome,
    trial: &Trial,
    line: usize,
    columns: Columns,
) -> Row<'a> {
    let Some(leak) = outcome.findings.leaks.get(line) else { return Row::blank() };
    let Columns { margin, headline, area, gain } = columns;
    let selected = line == app.what_if.cursor;
    let role = if selected { Role::Selected } else { Role::Plain };
    let sign = if selected { "› " } else { "  " };
    let tick = if app.what_if.plugged.contains(&leak.id) { "[x]" } else { "[ ]" };
    let number = questionnaire.number_of(leak.area).map(|number| number.to_string());
    let place = number.unwrap_or_else(|| questionnaire[leak.area].short.clone());
    let brings = match trial.gains.get(line).copied().flatten() {
        Some(Gain { points: 0, .. }) | None => "-".to_owned(),
        Some(Gain { points, .. }) => format!("+{points}"),
    };
    let row = Row::indent(margin - 1)
        .and(Role::Selected, sign)
        .and(role, format!("{tick} {:>2} ", line + 1))
        .and(role, wrap::fit(&leak.headline, headline))
        .and(role, format!(" {}", wrap::fit(&place, area)))
        .and(role, format!("{brings:>0$}", gain - 1));
    row.focused(selected).click(Action::Point(line))
}

/// Every area with its score, and where it would then be.
fn areas<'a>(
    questionnaire: &'a Questionnaire,
    trial: &'a Trial,
    width: usize,
    words: &Words,
) -> impl Iterator<Item = Row<'a>> {
    let is_wide = usize::from(AREAS) < width;
    let name = if is_wide { 20 } else { 15 };
    let heading = Row::of(Role::Heading, wrap::fit(words.common.area, name + 3));
    let rows = trial.what_if.areas.iter().map(move |(area, score)| {
        let number = questionnaire.number_of(*area).map_or_else(String::new, |number| number.to_string());
        let title = wrap::fit(&questionnaire[*area].short, name);
        let row = Row::of(Role::Plain, format!("{number:>2} {title} "));
        let printed = |standing: &Standing| {
            standing.measure.printed().map_or_else(|| "-".to_owned(), |printed| printed.to_string())
        };
        let band = |standing: &Standing| {
            standing.band.map_or((Role::Plain, ""), |band| {
                (band_role(questionnaire, band), questionnaire[band].label.as_str())
            })
        };
        let (role, label) = band(&score.after);
        if !score.is_change() {
            let row = row.and(Role::Plain, format!("{:>3}", printed(&score.before)));
            return if is_wide { row.and(Role::Plain, "         ").and(role, label) } else { row };
        }
        let row = row.and(Role::Plain, format!("{:>3} -> ", printed(&score.before)));
        let row = row.and(Role::Strong, format!("{:>3}", printed(&score.after)));
        if is_wide { row.and(Role::Plain, "  ").and(role, label) } else { row }
    });
    std::iter::once(heading).chain(rows)
}

/// What plugs the leak with the cursor, and what that does to its question.
fn about_cursor<'a>(
    app: &App,
    sitting: &Sitting,
    outcome: &Outcome,
    trial: &Trial,
    room: Room,
) -> Vec<Row<'a>> {
    let words = app.words;
    let Some(leak) = outcome.findings.leaks.get(app.what_if.cursor) else { return Vec::new() };
    let questionnaire = &sitting.assessment.questionnaire;
    let (margin, width) = (room.margin(), room.text_width());
    let mut rows = Vec::new();
    let here = trial.what_if.areas.iter().find(|(area, _)| *area == leak.area);
    if let (true, Some((_, score))) = (room.is_compact(), here) {
        let printed = |standing: &Standing| {
            standing.measure.printed().map_or_else(|| "-".to_owned(), |printed| printed.to_string())
        };
        let (before, after) = (printed(&score.before), printed(&score.after));
        let short = &questionnaire[leak.area].short;
        rows.push(Row::indent(margin).and(Role::Plain, format!("{short}: {before} -> {after}")));
        return rows;
    }
    if room.is_compact() {
        return rows;
    }
    rows.push(Row::blank());
    rows.extend(Row::paragraph(Role::Strong, &leak.headline, margin, width));
    let place = place(questionnaire, leak.area, words);
    let severity = leak.severity.in_words(words);
    let done = trial.what_if.plugged.iter().find(|plugged| plugged.leak == app.what_if.cursor);
    let says = match done {
        Some(plugged) => {
            let effect = effect_of(&sitting.assessment, plugged.effect, leak.because.first().copied(), words);
            format!("{place}, {severity}: {effect}")
        }
        None => format!("{place}, {severity}"),
    };
    rows.extend(Row::paragraph(Role::Plain, &says, margin, width));
    if let Some(practice) = leak.plugged_by.first() {
        let says = with_effort(&questionnaire[*practice], words);
        rows.extend(Row::labelled("-", &says, margin, 2, width));
    }
    // The list keeps the greater part of the window.
    rows.truncate((usize::from(room.height) / 4).max(3));
    rows
}
