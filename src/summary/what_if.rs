//! What plugging leaks would do, as plain sentences.

use super::{FIRST, add_range};
use crate::assessment::Assessment;
use crate::findings::Findings;
use crate::findings::what_if::{Effect, Ends, Move, ShortWay, Standing, WhatIf};
use crate::questionnaire::kind::plain_number;
use crate::questionnaire::{BandIndex, QuestionIndex};
use crate::text::counted;

/// The whole result with some leaks plugged, beside what it is now.
pub fn of_what_if(assessment: &Assessment, findings: &Findings, what_if: &WhatIf) -> String {
    let questionnaire = &assessment.questionnaire;
    let mut lines = vec![
        format!("{}, {}", assessment.title(), assessment.date),
        format!("What if {} were plugged?", counted(what_if.plugged.len(), "leak", "leaks")),
    ];
    let because = what_if.capped_by.map(|cap| questionnaire.scoring.caps[cap].because.as_str());
    lines.push(moved(assessment, "Overall", &what_if.overall, because));
    lines.push(String::new());
    let (changed, same): (Vec<_>, Vec<_>) = what_if.areas.iter().partition(|(_, score)| score.is_change());
    lines.extend(
        changed.iter().map(|(area, score)| moved(assessment, &questionnaire[*area].title, score, None)),
    );
    match (changed.len(), same.len()) {
        (_, 0) => {}
        (0, _) => lines.push("Every area stays as it is.".to_owned()),
        (_, 1) => lines.push("One other area stays as it is.".to_owned()),
        (_, count) => lines.push(format!("The other {count} areas stay as they are.")),
    }
    lines.push("\nPlugged:".to_owned());
    for plugged in &what_if.plugged {
        let Some(leak) = findings.leaks.get(plugged.leak) else { continue };
        let effect = effect(assessment, plugged.effect, leak.because.first().copied());
        lines.push(format!("  {} ({}): {effect}.", leak.headline, leak.id));
    }
    lines.push(match what_if.open.len() {
        0 => "\nNo leak would be left.".to_owned(),
        left => format!("\n{} would be left.", counted(left, "leak", "leaks")),
    });
    lines.join("\n")
}

/// `Overall: 61 to 68, Seeping to Watertight, 7 points more.`
fn moved(assessment: &Assessment, title: &str, score: &Move, because: Option<&str>) -> String {
    let printed = |standing: &Standing| standing.measure.printed();
    let mut line = match (printed(&score.before), printed(&score.after), score.gain()) {
        (Some(before), Some(after), Some(gain)) => {
            let points = match gain {
                0 => "no point more".to_owned(),
                gain => format!("{} more", counted(usize::try_from(gain).unwrap_or(0), "point", "points")),
            };
            let label = |band: Option<BandIndex>| {
                band.map_or("", |band| assessment.questionnaire[band].label.as_str())
            };
            let bands = match (label(score.before.band), label(score.after.band)) {
                (before, after) if before == after => format!("still {after}"),
                (before, after) => format!("{before} to {after}"),
            };
            format!("{title}: {before} to {after}, {bands}, {points}")
        }
        (_, _, _) => format!("{title}: too few answers for a score"),
    };
    add_range(&mut line, &score.after.measure);
    if let Some(because) = because {
        line += &format!(", no better because {because}");
    }
    line + "."
}

fn effect(assessment: &Assessment, effect: Effect, question: Option<QuestionIndex>) -> String {
    let questionnaire = &assessment.questionnaire;
    let highest = question.and_then(|question| questionnaire[question].highest_level()).unwrap_or(0);
    let level = |level: f64| plain_number(level, 2);
    match effect {
        Effect::Raised { from, to } => format!("level {} to {} of {highest}", level(from), level(to)),
        Effect::CameIn { to } => format!("without a level before, then level {} of {highest}", level(to)),
        Effect::SameLevel { at } => format!("stays on level {} of {highest}", level(at)),
        Effect::StaysOut => "stays out of the score".to_owned(),
        Effect::NotScored => "the question scores nothing".to_owned(),
        Effect::OfRule => "drawn from several answers, changes no score".to_owned(),
    }
}

/// The way to the next band, step by step.
pub fn short_way(assessment: &Assessment, way: &ShortWay) -> String {
    let questionnaire = &assessment.questionnaire;
    let next = &questionnaire[way.next];
    let mut lines = vec![match way.ends {
        Ends::Reached => format!("A short way to {}:", next.label),
        Ends::OutOfReach | Ends::TooLong => short_of(assessment, way),
    }];
    let most = match way.ends {
        Ends::Reached => way.steps.len(),
        Ends::OutOfReach | Ends::TooLong => FIRST,
    };
    lines.extend(way.steps.iter().take(most).enumerate().map(|(position, step)| {
        let practice = &questionnaire[step.practice];
        let leaks = counted(step.leaks.len(), "leak", "leaks");
        let (number, text, effort) = (position + 1, &practice.text, practice.effort);
        format!("{number}. {text} Effort: {effort}. Plugs {leaks}, then {} of 100.", step.after)
    }));
    lines.join("\n")
}

/// Why the way does not lead into the next band, and how far it goes.
pub fn short_of(assessment: &Assessment, way: &ShortWay) -> String {
    let next = &assessment.questionnaire[way.next].label;
    let furthest = way.furthest.measure.printed().unwrap_or(0);
    match way.ends {
        Ends::Reached => String::new(),
        Ends::OutOfReach => {
            format!(
                "Plugging leaks alone does not lead to {next}; with all practices it leads to {furthest} of 100."
            )
        }
        Ends::TooLong => {
            format!("The way to {next} is long: it takes more than {} practices.", way.steps.len())
        }
    }
}
