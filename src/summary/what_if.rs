//! What plugging leaks would do, as plain sentences.

use std::fmt;

use super::{FIRST, add_cap, add_range};
use crate::assessment::Assessment;
use crate::findings::Findings;
use crate::findings::what_if::{Effect, Ends, Move, ShortWay, Standing, WhatIf};
use crate::questionnaire::{BandIndex, QuestionIndex};
use crate::words::{Words, fill};

/// The whole result with some leaks plugged, beside what it is now.
pub fn of_what_if(assessment: &Assessment, findings: &Findings, what_if: &WhatIf, words: &Words) -> String {
    let questionnaire = &assessment.questionnaire;
    let says = &words.what_if;
    let mut lines = vec![
        format!("{}, {}", assessment.title(), words.short_date(assessment.date)),
        words.count(&says.title, what_if.plugged.len()),
    ];
    let because = what_if.capped_by.map(|cap| questionnaire.scoring.caps[cap].because.as_str());
    lines.push(moved(assessment, says.overall, &what_if.overall, because, words));
    lines.push(String::new());
    let (changed, same): (Vec<_>, Vec<_>) = what_if.areas.iter().partition(|(_, score)| score.is_change());
    lines.extend(
        changed
            .iter()
            .map(|(area, score)| moved(assessment, &questionnaire[*area].title, score, None, words)),
    );
    match (changed.len(), same.len()) {
        (_, 0) => {}
        (0, _) => lines.push(says.all_stay.to_owned()),
        (_, count) => lines.push(words.count(&says.others_stay, count)),
    }
    lines.push(format!("\n{}", says.plugged));
    for plugged in &what_if.plugged {
        let Some(leak) = findings.leaks.get(plugged.leak) else { continue };
        let effect = effect_of(assessment, plugged.effect, leak.because.first().copied(), words);
        lines.push(format!("  {}. {}: {effect}.", plugged.leak + 1, leak.headline));
    }
    lines.push(match what_if.open.len() {
        0 => format!("\n{}", says.none_left),
        left => format!("\n{}", words.count(&says.left, left)),
    });
    lines.join("\n")
}

/// `Overall: 61 to 68, Seeping to Watertight, 7 points more.`
fn moved(assessment: &Assessment, title: &str, score: &Move, because: Option<&str>, words: &Words) -> String {
    let says = &words.what_if;
    let printed = |standing: &Standing| standing.measure.printed();
    let mut line = match (printed(&score.before), printed(&score.after), score.gain()) {
        (Some(before), Some(after), Some(gain)) => {
            let points = match gain {
                0 => says.no_point.to_owned(),
                gain => words.count(&says.points, usize::try_from(gain).unwrap_or(0)),
            };
            let label = |band: Option<BandIndex>| {
                band.map_or("", |band| assessment.questionnaire[band].label.as_str())
            };
            let bands = match (label(score.before.band), label(score.after.band)) {
                (before, after) if before == after => fill(says.still, &[("band", &after)]),
                (before, after) => fill(says.bands, &[("before", &before), ("after", &after)]),
            };
            let values: [(&str, &dyn fmt::Display); 5] = [
                ("title", &title),
                ("before", &before),
                ("after", &after),
                ("bands", &bands),
                ("points", &points),
            ];
            fill(says.moved, &values)
        }
        (_, _, _) => fill(says.too_few, &[("title", &title)]),
    };
    add_range(&mut line, &score.after.measure, words);
    if let Some(because) = because {
        add_cap(&mut line, because, words);
    }
    line + "."
}

/// What plugging a leak does to its question: `level 2 to 4 of 4`.
pub fn effect_of(
    assessment: &Assessment,
    effect: Effect,
    question: Option<QuestionIndex>,
    words: &Words,
) -> String {
    let questionnaire = &assessment.questionnaire;
    let says = &words.what_if;
    let highest = question.and_then(|question| questionnaire[question].highest_level()).unwrap_or(0);
    let level = |level: f64| words.number(level, 2);
    match effect {
        Effect::Raised { from, to } => {
            fill(says.raised, &[("from", &level(from)), ("to", &level(to)), ("highest", &highest)])
        }
        Effect::CameIn { to } => fill(says.came_in, &[("to", &level(to)), ("highest", &highest)]),
        Effect::SameLevel { at } => fill(says.same_level, &[("at", &level(at)), ("highest", &highest)]),
        Effect::StaysOut => says.stays_out.to_owned(),
        Effect::NotScored => says.not_scored.to_owned(),
        Effect::OfRule => says.of_rule.to_owned(),
    }
}

/// The way to the next band, step by step.
pub fn short_way(assessment: &Assessment, way: &ShortWay, words: &Words) -> String {
    let questionnaire = &assessment.questionnaire;
    let says = &words.what_if;
    let mut lines = vec![match way.ends {
        Ends::Reached => fill(says.way, &[("band", &questionnaire[way.next].label)]),
        Ends::OutOfReach | Ends::TooLong => short_of(assessment, way, words),
    }];
    let most = match way.ends {
        Ends::Reached => way.steps.len(),
        Ends::OutOfReach | Ends::TooLong => FIRST,
    };
    lines.extend(way.steps.iter().take(most).enumerate().map(|(position, step)| {
        let practice = &questionnaire[step.practice];
        let values: [(&str, &dyn fmt::Display); 5] = [
            ("number", &(position + 1)),
            ("practice", &practice.text),
            ("effort", &practice.effort.in_words(words)),
            ("plugs", &words.count(&says.plugs, step.leaks.len())),
            ("score", &step.after),
        ];
        fill(says.step, &values)
    }));
    lines.join("\n")
}

/// Why the way does not lead into the next band, and how far it goes.
pub fn short_of(assessment: &Assessment, way: &ShortWay, words: &Words) -> String {
    let next = &assessment.questionnaire[way.next].label;
    let furthest = way.furthest.measure.printed().unwrap_or(0);
    match way.ends {
        Ends::Reached => String::new(),
        Ends::OutOfReach => fill(words.what_if.out_of_reach, &[("band", next), ("score", &furthest)]),
        Ends::TooLong => fill(words.what_if.too_long, &[("band", next), ("steps", &way.steps.len())]),
    }
}
