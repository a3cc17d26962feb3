//! Result: the overall score, every area worst first, and what to plug first.

use super::{Screen, actions, area, head, overview};
use crate::findings::Leak;
use crate::questionnaire::{AreaIndex, BandIndex, Practice, Questionnaire};
use crate::scoring::Measure;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::keymap::Place;
use crate::tui::sheet::{Room, Row, Sheet, keep_rest_in_view};
use crate::tui::sitting::{Outcome, Sitting};
use crate::tui::theme::Role;
use crate::tui::widget::bar::{bar, score_line};
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    cursor: usize,
    order: Order,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    WorstFirst,
    AsAsked,
}

/// Works the scores out and shows them.
pub fn enter(app: &mut App) {
    if let Some(sitting) = &mut app.sitting {
        sitting.work_out();
    }
    app.result.cursor = 0;
    app.screen = Screen::Result;
}

/// The scored areas in the order in view, then the private ones that were asked.
pub fn areas(app: &App) -> Vec<AreaIndex> {
    let Some(sitting) = &app.sitting else { return Vec::new() };
    let Some(outcome) = &sitting.outcome else { return Vec::new() };
    let questionnaire = &sitting.assessment.questionnaire;
    let mut areas: Vec<AreaIndex> = questionnaire.scored_areas().collect();
    match app.result.order {
        // The sort is stable: those without a score come last, in the order of the form.
        Order::WorstFirst => {
            areas.sort_by_key(|area| outcome.scorecard.area(*area).measure.printed().unwrap_or(u32::MAX));
        }
        Order::AsAsked => {}
    }
    let others = questionnaire.top_areas().filter(|area| !questionnaire[*area].scored);
    areas.extend(others.filter(|area| outcome.scorecard.area(*area).open));
    areas
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let areas = areas(app);
    let last = areas.len().saturating_sub(1);
    let cursor = app.result.cursor.min(last);
    let to = match action {
        Action::Up => cursor.saturating_sub(1),
        Action::Down => cursor + 1,
        Action::First | Action::PageUp => 0,
        Action::Last | Action::PageDown => last,
        Action::Point(line) if line != cursor => line,
        Action::Enter | Action::Point(_) => {
            if let Some(area) = areas.get(cursor) {
                area::enter(app, *area);
            }
            return Vec::new();
        }
        Action::Order => {
            app.result.order = match app.result.order {
                Order::WorstFirst => Order::AsAsked,
                Order::AsAsked => Order::WorstFirst,
            };
            0
        }
        Action::Report => return vec![Effect::Report],
        Action::Actions => {
            actions::enter(app);
            return Vec::new();
        }
        Action::Overview => {
            overview::enter(app);
            return Vec::new();
        }
        Action::Back => return app.go_home(),
        _ => return Vec::new(),
    };
    app.result.cursor = to.min(last);
    Vec::new()
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let Some(outcome) = &sitting.outcome else { return Sheet::default() };
    let compact = room.is_compact();
    let (words, says) = (app.words, &app.words.result);
    let title = match compact {
        true => says.title_short.to_owned(),
        false => fill(says.title, &[("title", &sitting.assessment.title())]),
    };
    let mut body = overall(sitting, outcome, room, words);
    if !compact {
        body.push(Row::blank());
        let width = area_width(room);
        let order = match app.result.order {
            Order::WorstFirst => says.worst_first,
            Order::AsAsked => says.in_order,
        };
        let common = &words.common;
        let area = wrap::fit(common.area, width + 3);
        let band = wrap::fit(common.band_head, 13);
        let heading = format!("{area} {:>5}  {band}{order}", common.score_head);
        body.push(Row::indent(room.margin()).and(Role::Heading, heading));
    }
    let questionnaire = &sitting.assessment.questionnaire;
    for (line, area) in areas(app).into_iter().enumerate() {
        let selected = line == app.result.cursor;
        if !questionnaire[area].scored && !compact {
            body.push(Row::blank());
        }
        let row = area_row(app.words, questionnaire, outcome, area, selected, room);
        body.push(row.focused(selected).click(Action::Point(line)));
    }
    let above = body.len();
    let plugs = plug_first(questionnaire, outcome, room, words, true);
    let fits = above + plugs.len() + 4 <= usize::from(room.height);
    body.extend(if fits { plugs } else { plug_first(questionnaire, outcome, room, words, false) });
    if body.get(above - 1).is_some_and(Row::is_focused) {
        keep_rest_in_view(&mut body, above);
    }
    let right = if sitting.assessment.finished { says.finished } else { says.not_finished };
    let right = if app.ledger.unsaved() == 0 { right } else { head::saved_mark(app) };
    Sheet {
        head: head::rows(app, room, &title, right),
        body,
        foot: app.hints(Place::Result, room),
        ..Sheet::default()
    }
}

/// The score as people read it: `61  Seeping   could be 53-67`.
fn overall<'a>(sitting: &'a Sitting, outcome: &'a Outcome, room: Room, words: &Words) -> Vec<Row<'a>> {
    let says = &words.result;
    let questionnaire = &sitting.assessment.questionnaire;
    let findings = &outcome.findings;
    let measure = outcome.scorecard.overall;
    let margin = room.margin();
    let width = room.text_width();
    let Some(printed) = measure.printed() else {
        return Row::paragraph(Role::Strong, says.no_score, margin, width);
    };
    let band = findings.band.map_or("", |band| questionnaire[band].label.as_str());
    let role = findings.band.map_or(Role::Plain, |band| band_role(questionnaire, band));
    let unknown = outcome.scorecard.unsettled(questionnaire);
    let range = match (measure.is_range(), room.is_compact()) {
        (false, _) => String::new(),
        (true, true) => format!("   {}-{}", measure.printed_low(), measure.printed_high()),
        (true, false) => {
            let (low, high) = (measure.printed_low(), measure.printed_high());
            let range = fill(says.could_be, &[("low", &low), ("high", &high)]);
            let text = words.plural(&says.range_why, unknown);
            format!("      {}", fill(text, &[("range", &range), ("count", &unknown)]))
        }
    };
    let row = Row::indent(margin)
        .and(Role::Strong, format!("{}  ", fill(says.overall, &[("score", &printed)])))
        .and(role, band)
        .and(Role::Plain, range);
    let mut rows = vec![row];
    if !room.is_compact() {
        let bands: Vec<(u32, &str)> =
            questionnaire.bands.iter().map(|band| (band.from, band.label.as_str())).collect();
        let (line, names) = score_line(Some(printed), &bands, 62);
        rows.push(Row::indent(margin + 9).and(Role::Plain, line));
        rows.push(Row::indent(margin + 9).and(Role::Plain, names));
    }
    let cap = findings.capped_by.and_then(|cap| questionnaire.scoring.caps.get(cap));
    if let Some(cap) = cap {
        let says = fill(says.cap, &[("band", &band), ("because", &cap.because)]);
        rows.extend(Row::paragraph(Role::Remark, &says, margin, width));
    }
    if !outcome.scorecard.missing.is_empty() && !room.is_compact() {
        let missing: Vec<&str> =
            outcome.scorecard.missing.iter().map(|area| questionnaire[*area].short.as_str()).collect();
        let says = fill(says.without, &[("areas", &missing.join(", "))]);
        rows.extend(Row::paragraph(Role::Plain, &says, margin, width));
    }
    rows
}

fn area_width(room: Room) -> usize {
    if room.is_compact() { usize::from(room.width).saturating_sub(22).min(24) } else { 27 }
}

fn area_row<'a>(
    words: &Words,
    questionnaire: &'a Questionnaire,
    outcome: &Outcome,
    area: AreaIndex,
    selected: bool,
    room: Room,
) -> Row<'a> {
    let texts = &words.result;
    let sign = if selected { "› " } else { "  " };
    let role = if selected { Role::Selected } else { Role::Plain };
    let number = questionnaire.number_of(area).map_or_else(|| " ".to_owned(), |number| number.to_string());
    let width = area_width(room);
    let title = if room.is_compact() { &questionnaire[area].short } else { &questionnaire[area].title };
    let row = Row::indent(room.margin() - 1)
        .and(Role::Selected, sign)
        .and(role, format!("{number} "))
        .and(role, wrap::fit(title, width));
    let score = outcome.scorecard.area(area);
    if !questionnaire[area].scored {
        let says = match (questionnaire.is_private(area), room.is_compact()) {
            (true, true) => texts.private_short,
            (true, false) => texts.private,
            (false, _) => texts.not_scored,
        };
        return row.and(role, format!("  {says}"));
    }
    match (score.measure.printed(), score.band) {
        (Some(printed), Some(band)) => {
            let label = wrap::fit(&questionnaire[band].label, 11);
            let row = row.and(role, format!(" {printed:>4}  ")).and(band_role(questionnaire, band), label);
            if room.is_compact() {
                return row;
            }
            let share = score.measure.score.unwrap_or(0.0);
            row.and(Role::Plain, "  ").and(band_role(questionnaire, band), bar(share, 24))
        }
        (_, _) if room.is_compact() => {
            let short = &words.answers.not_applicable_short;
            row.and(role, format!("    -  {}", if score.applies { &texts.too_few_short } else { short }))
        }
        (_, _) => {
            row.and(role, format!("    -  {}", no_score(questionnaire, score.measure, score.applies, words)))
        }
    }
}

/// Why an area has no score.
fn no_score(questionnaire: &Questionnaire, measure: Measure, applies: bool, words: &Words) -> String {
    let percent = |share: f64| words.percent(&crate::scoring::printed(share).to_string());
    match applies {
        true => {
            let (coverage, needed) = (percent(measure.coverage), percent(questionnaire.scoring.min_answered));
            fill(words.result.too_few, &[("coverage", &coverage), ("needed", &needed)])
        }
        false => words.result.not_applicable.to_owned(),
    }
}

/// The first leaks; with what plugs each of them where there is room for it.
fn plug_first<'a>(
    questionnaire: &'a Questionnaire,
    outcome: &'a Outcome,
    room: Room,
    words: &Words,
    with_practices: bool,
) -> Vec<Row<'a>> {
    let texts = &words.result;
    let leaks: Vec<&Leak> = outcome.findings.leaks.iter().take(3).collect();
    let margin = room.margin();
    let width = room.text_width();
    let Some(first) = leaks.first() else {
        return Row::paragraph(Role::Good, texts.no_leak, margin, width);
    };
    if room.is_compact() {
        return Row::paragraph(Role::Plain, &fill(texts.first, &[("leak", &first.headline)]), margin, width);
    }
    let mut rows = vec![Row::blank()];
    for (number, leak) in leaks.into_iter().enumerate() {
        let label = if number == 0 { texts.plug_first } else { "" };
        let practice = leak.plugged_by.first().map(|practice| &questionnaire[*practice]);
        let place = place(questionnaire, leak.area, words);
        let headline = format!("{}  {}", number + 1, leak.headline);
        let kept = width.saturating_sub(13 + wrap::width(&place) + 2);
        let row = Row::indent(margin)
            .and(Role::Heading, wrap::fit(label, 13))
            .and(Role::Strong, wrap::fit(&headline, kept));
        rows.push(row.and(Role::Plain, format!("  {place}")));
        if let (Some(practice), true) = (practice, with_practices) {
            let says = with_effort(practice, words);
            rows.extend(Row::paragraph(Role::Plain, &says, margin + 16, width.saturating_sub(16)));
        }
    }
    rows
}

/// `area 7`, or its short title where it has no number.
pub fn place(questionnaire: &Questionnaire, area: AreaIndex, words: &Words) -> String {
    match questionnaire.number_of(area) {
        Some(number) => fill(words.result.place, &[("number", &number)]),
        None => questionnaire[area].short.clone(),
    }
}

/// A practice, and what it takes.
pub fn with_effort(practice: &Practice, words: &Words) -> String {
    let effort = practice.effort.in_words(words);
    fill(words.common.with_effort, &[("practice", &practice.text), ("effort", &effort)])
}

/// The role of a band, however many a questionnaire has.
pub fn band_role(questionnaire: &Questionnaire, band: BandIndex) -> Role {
    let last = questionnaire.bands.len().saturating_sub(1).max(1);
    Role::Band(u8::try_from(band.0 * 3 / last).unwrap_or(3))
}
