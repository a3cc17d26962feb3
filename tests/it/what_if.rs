//! What plugging leaks would do: how the tables in tests/scoring show it, and what always holds.

use leaky_bucket::assessment::Answers;
use leaky_bucket::findings::what_if::{Effect, Ends, Plugs, ShortWay, Step, WhatIf, plugged};
use leaky_bucket::findings::{self, Cause, Findings};
use leaky_bucket::questionnaire::kind::plain_number;
use leaky_bucket::questionnaire::{BandIndex, Questionnaire};
use leaky_bucket::report::individual::Options;
use leaky_bucket::report::{Block, Row};
use leaky_bucket::scoring::why::{sum, why, why_overall};
use leaky_bucket::scoring::{self, Scorecard};
use leaky_bucket::words::EN;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};

use crate::pages::{assessment, composed};

/// `38 to 50 pouring to leaking; a 38 to 50; scale 0 to 2`: the whole, each area, then each leak's question.
pub(crate) fn what_if_shown(
    questionnaire: &Questionnaire,
    answers: &Answers,
    scorecard: &Scorecard,
    found: &Findings,
    ids: &str,
) -> String {
    let ids: Vec<&str> = ids.split(' ').collect();
    let what_if = plugged(questionnaire, answers, scorecard, found, &ids);
    let printed = |score: Option<u32>| score.map_or_else(|| "none".to_owned(), |score| score.to_string());
    let band = |band: Option<BandIndex>| band.map_or("none", |band| questionnaire[band].id.as_str());
    let overall = &what_if.overall;
    let mut shown = format!(
        "{} to {} {} to {}",
        printed(overall.before.measure.printed()),
        printed(overall.after.measure.printed()),
        band(overall.before.band),
        band(overall.after.band)
    );
    for (area, moved) in &what_if.areas {
        let (before, after) = (moved.before.measure.printed(), moved.after.measure.printed());
        shown += &format!("; {} {} to {}", questionnaire[*area].id, printed(before), printed(after));
    }
    for plugged in &what_if.plugged {
        let effect = match plugged.effect {
            Effect::Raised { from, to } => format!("{} to {}", plain_number(from, 2), plain_number(to, 2)),
            Effect::CameIn { to } => format!("comes in at {}", plain_number(to, 2)),
            Effect::SameLevel { at } => format!("stays at {}", plain_number(at, 2)),
            Effect::StaysOut => "stays out".to_owned(),
            Effect::NotScored => "not scored".to_owned(),
            Effect::OfRule => "of a rule".to_owned(),
        };
        shown += &format!("; {} {effect}", found.leaks[plugged.leak].id);
    }
    shown
}

/// `often +4 42` for each leak in rank order.
pub(crate) fn gains_shown(plugs: &Plugs, found: &Findings) -> Vec<String> {
    let gains = found.leaks.iter().zip(plugs.gains());
    let shown = gains.map(|(leak, gain)| match gain {
        Some(gain) => format!("{} +{} {}", leak.id, gain.points, gain.after),
        None => format!("{} none", leak.id),
    });
    shown.collect()
}

/// The steps as `practice +4 42: often seldom`, then how the way ends; null without one.
pub(crate) fn short_way_shown(
    questionnaire: &Questionnaire,
    found: &Findings,
    way: Option<&ShortWay>,
) -> Value {
    let Some(way) = way else { return Value::Null };
    let step = |step: &Step| {
        let leaks: Vec<&str> = step.leaks.iter().map(|leak| found.leaks[*leak].id.as_str()).collect();
        let practice = &questionnaire[step.practice].id;
        format!("{practice} +{} {}: {}", step.gain, step.after, leaks.join(" "))
    };
    let ends = match way.ends {
        Ends::Reached => "reached",
        Ends::OutOfReach => "out of reach",
        Ends::TooLong => "too long",
    };
    let furthest = way.furthest.measure.printed().unwrap_or(0);
    let last = format!("{} {ends}, at most {furthest}", questionnaire[way.next].id);
    json!(way.steps.iter().map(step).chain([last]).collect::<Vec<_>>())
}

/// What holds of any answers: plugging lowers nothing, leaves nothing, and comes to the same in any order.
pub(crate) fn holds_of_plugging(
    questionnaire: &Questionnaire,
    answers: &Answers,
    picks: &[usize],
) -> Result<(), TestCaseError> {
    let scorecard = scoring::score(questionnaire, answers);
    let found = findings::find(questionnaire, answers, &scorecard);
    let plugs = Plugs::of(questionnaire, answers, &scorecard, &found);

    let nothing = plugs.plugged(&[]);
    prop_assert_eq!(&nothing.scorecard, &scorecard);
    prop_assert_eq!((nothing.overall.after.band, nothing.capped_by), (found.band, found.capped_by));

    // Leak after leak, in any order, no score falls.
    let of = found.leaks.len().max(1);
    let mut picks: Vec<usize> =
        picks.iter().map(|pick| pick % of).filter(|_| !found.leaks.is_empty()).collect();
    let mut before = nothing;
    for count in 1..=picks.len() {
        let after = plugs.plugged(&picks[..count]);
        lowers_nothing(questionnaire, &before, &after)?;
        adds_up(questionnaire, answers, &after)?;
        before = after;
    }
    picks.reverse();
    let other_way = plugs.plugged(&picks);
    prop_assert_eq!(&other_way.scorecard, &before.scorecard);
    prop_assert_eq!(&other_way.overall, &before.overall);
    prop_assert_eq!(&other_way.open, &before.open);

    let everything = plugs.plugged(&(0..found.leaks.len()).collect::<Vec<_>>());
    prop_assert!(everything.open.is_empty());
    for plugged in &everything.plugged {
        let is_rule = found.leaks[plugged.leak].cause == Cause::Rule;
        prop_assert_eq!(plugged.effect == Effect::OfRule, is_rule);
    }

    // One leak alone gives what is said of it.
    for (position, gain) in plugs.gains().into_iter().enumerate() {
        let alone = plugs.plugged(&[position]);
        prop_assert_eq!(gain.map(|gain| i64::from(gain.points)), alone.overall.gain());
        prop_assert_eq!(gain.map(|gain| gain.after), alone.overall.after.measure.printed());
    }
    way_leads_there(questionnaire, &plugs, &found)
}

fn lowers_nothing(
    questionnaire: &Questionnaire,
    before: &WhatIf,
    after: &WhatIf,
) -> Result<(), TestCaseError> {
    let areas = before.areas.iter().zip(&after.areas).map(|((_, before), (_, after))| (before, after));
    for (before, after) in areas.chain([(&before.overall, &after.overall)]) {
        let (was, is) = (before.after.measure, after.after.measure);
        prop_assert_eq!(was.score.is_some(), is.score.is_some());
        prop_assert!(was.printed() <= is.printed(), "{was:?} {is:?}");
        let first = after.before.measure;
        prop_assert!(first.printed_low() <= is.printed_low(), "{first:?} {is:?}");
        if let Some(score) = is.score {
            prop_assert!(is.low <= score && score <= is.high, "{is:?}");
        }
        let printed = |standing: &findings::what_if::Standing| standing.measure.printed().map(i64::from);
        let difference =
            printed(&after.after).zip(printed(&after.before)).map(|(after, before)| after - before);
        prop_assert_eq!(after.gain(), difference);
    }
    for question in questionnaire.question_indexes() {
        let levels = (before.scorecard.question(question).level, after.scorecard.question(question).level);
        if let (Some(was), Some(is)) = levels
            && questionnaire[question].kind.rows().is_empty()
        {
            prop_assert!(was <= is);
        }
    }
    Ok(())
}

fn adds_up(questionnaire: &Questionnaire, answers: &Answers, after: &WhatIf) -> Result<(), TestCaseError> {
    let scorecard = &after.scorecard;
    let mut opened: Vec<_> = questionnaire
        .area_indexes()
        .map(|area| (scorecard.area(area).measure, why(questionnaire, answers, scorecard, area, &EN)))
        .collect();
    opened.push((scorecard.overall, why_overall(questionnaire, scorecard, &EN)));
    for (measure, lines) in opened {
        let points: u32 = lines.iter().filter_map(|line| line.points).map(|points| points.0).sum();
        prop_assert_eq!(points, sum(&measure).map_or(0, |sum| sum.0));
    }
    Ok(())
}

fn way_leads_there(
    questionnaire: &Questionnaire,
    plugs: &Plugs,
    found: &Findings,
) -> Result<(), TestCaseError> {
    let best = questionnaire.bands.len() - 1;
    let Some(way) = plugs.short_way() else {
        prop_assert!(found.band.is_none_or(|band| band.0 == best));
        return Ok(());
    };
    prop_assert_eq!(Some(way.next.0), found.band.map(|band| band.0 + 1));
    let mut taken = Vec::new();
    let mut before = plugs.plugged(&[]).overall.before.measure.printed().unwrap_or(0);
    for step in &way.steps {
        prop_assert!(!step.leaks.is_empty());
        prop_assert!(step.leaks.iter().all(|leak| found.leaks[*leak].plugged_by.contains(&step.practice)));
        taken.extend(&step.leaks);
        prop_assert_eq!(plugs.plugged(&taken).overall.after.measure.printed(), Some(step.after));
        prop_assert_eq!(step.gain, step.after - before);
        before = step.after;
    }
    let there = plugs.plugged(&taken).overall.after.band;
    prop_assert_eq!(way.ends == Ends::Reached, there.is_some_and(|band| way.next <= band));
    prop_assert!(before <= way.furthest.measure.printed().unwrap_or(0));
    Ok(())
}

/// The report's section: its title, and for each row of its table the practice's effort, leaks and score.
#[track_caller]
fn check_section(team: &str, want: Option<(&str, &[&str])>) {
    let report = composed(&assessment(team), Options::default());
    let section = report.sections.iter().find(|section| section.anchor.as_deref() == Some("short-way"));
    let shown = section.map(|section| {
        let tables = section.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(&table.rows),
            _ => None,
        });
        let row = |row: &Row| match row {
            Row::Cells(cells) => {
                cells[3..].iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ")
            }
            Row::Group(name) => name.clone(),
        };
        (section.title.clone(), tables.flatten().map(row).collect::<Vec<_>>())
    });
    let want = want.map(|(title, rows)| (title.to_owned(), rows.iter().map(ToString::to_string).collect()));
    assert_eq!(shown, want);
}

#[test]
fn the_report_shows_the_way() {
    check_section(
        "mixed",
        Some(("A short way to Seeping", &["low | leak 1 | 59", "low | leaks 11, 19 | 61"])),
    );
    // In the best band there is nowhere to go.
    check_section("strong", None);
}
