//! A result as plain sentences: what `show` prints and what is read out line by line.

pub mod benchmark;
pub mod comparison;
pub mod plan;
pub mod targets;
mod what_if;
mod why;

use crate::assessment::Assessment;
use crate::comparison::targets::AreaTargets;
use crate::findings::what_if::Plugs;
use crate::findings::{Findings, Leak, Strength};
use crate::questionnaire::{AreaIndex, Questionnaire, answer_in_words};
use crate::scoring::why::{Line, Of, sum_in_words, why};
use crate::scoring::{Lack, Measure, Scorecard};
use crate::words::{Words, fill};

pub use what_if::{effect_of, of_what_if, short_of, short_way};
pub use why::{together, why_overall};

/// How much is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Every answer.
    pub answers: bool,
    /// How each number was made.
    pub why: bool,
}

/// How many leaks are told in full.
const FIRST: usize = 5;

/// The whole result.
pub fn of_all(
    assessment: &Assessment,
    scorecard: &Scorecard,
    findings: &Findings,
    extent: Extent,
    words: &Words,
) -> String {
    let says = &words.summary;
    let questionnaire = &assessment.questionnaire;
    let mut lines = vec![format!("{}, {}", assessment.title(), words.short_date(assessment.date))];
    lines.push(overall(assessment, scorecard, findings, words));
    lines.push(String::new());
    let areas = worst_first(questionnaire, scorecard);
    lines.extend(areas.iter().map(|area| area_line(assessment, scorecard, *area, words)));

    let targets = targets::of_targets(assessment, &AreaTargets::alone(assessment, scorecard), words);
    if !targets.is_empty() {
        lines.push(format!("\n{targets}"));
    }
    if !findings.leaks.is_empty() {
        lines.push(format!("\n{}", words.count(&says.plug_first, findings.leaks.len())));
        let first = findings.leaks.iter().take(FIRST).enumerate();
        lines.extend(first.map(|(position, leak)| leak_lines(assessment, Some(position), leak, words)));
    }
    let plugs = Plugs::of(questionnaire, &assessment.answers, scorecard, findings);
    if let Some(way) = plugs.short_way() {
        lines.push(format!("\n{}", short_way(assessment, &way, words)));
    }
    if let Some(strength) = findings.strengths.first() {
        lines.push(format!("\n{}", fill(says.keep, &[("strength", &kept(assessment, strength, words))])));
    }
    if !findings.blind_spots.is_empty() {
        lines.push(format!("\n{}", words.count(&says.nobody_knew, findings.blind_spots.len())));
        lines.extend(findings.blind_spots.iter().map(|spot| {
            let ask = questionnaire.ask(spot.question, assessment.role());
            match spot.row.and_then(|row| questionnaire[spot.question].kind.rows().get(row)) {
                Some(row) => format!("  {ask} ({})", row.text),
                None => format!("  {ask}"),
            }
        }));
    }
    if extent.why || extent.answers {
        for area in questionnaire.area_indexes().filter(|area| !questionnaire.is_private(*area)) {
            lines.push(format!("\n{}", area_line(assessment, scorecard, area, words)));
            lines.extend(questions(assessment, scorecard, area, extent, words));
        }
    }
    lines.join("\n")
}

/// The scored areas by their scores, the lowest first; those without one come last.
/// What is at its best: the area, the question, and what was answered.
fn kept(assessment: &Assessment, strength: &Strength, words: &Words) -> String {
    let questionnaire = &assessment.questionnaire;
    let ask = questionnaire.ask(strength.question, assessment.role());
    let answer = assessment.answers.answer(strength.question);
    let answer = answer.map(|answer| answer_in_words(&questionnaire[strength.question], answer, words));
    format!("{}. {ask} {}", questionnaire[strength.area].title, answer.unwrap_or_default())
}

fn worst_first(questionnaire: &Questionnaire, scorecard: &Scorecard) -> Vec<AreaIndex> {
    let mut areas: Vec<AreaIndex> = questionnaire.scored_areas().collect();
    areas.sort_by(|a, b| {
        let of = |area: &AreaIndex| scorecard.area(*area).measure.score.unwrap_or(f64::INFINITY);
        of(a).total_cmp(&of(b))
    });
    areas
}

/// One area with its answers, its leaks and what plugs them.
pub fn of_area(
    assessment: &Assessment,
    scorecard: &Scorecard,
    findings: &Findings,
    area: AreaIndex,
    words: &Words,
) -> String {
    let questionnaire = &assessment.questionnaire;
    let mut lines = vec![area_line(assessment, scorecard, area, words)];
    if !questionnaire[area].aim.is_empty() {
        lines.push(questionnaire[area].aim.clone());
    }
    let targets = AreaTargets::alone(assessment, scorecard);
    if let Some(of) = targets.find(area) {
        let target = targets.in_words(of, words);
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("label", &words.targets.label), ("text", &target)];
        lines.push(format!("{}.", fill(words.actions.label_line, &values)));
    }
    lines.push(String::new());
    lines.extend(questions(assessment, scorecard, area, Extent { answers: true, why: true }, words));
    // A leak has one number wherever it is told of, and those of private areas have none.
    let ranked = findings.leaks.iter().enumerate().map(|(position, leak)| (Some(position), leak));
    let all = ranked.chain(findings.private_leaks.iter().map(|leak| (None, leak)));
    let leaks: Vec<(Option<usize>, &Leak)> = all.filter(|(_, leak)| leak.area == area).collect();
    if !leaks.is_empty() {
        lines.push(format!("\n{}", words.count(&words.summary.leaks, leaks.len())));
        let leaks = leaks.into_iter();
        lines.extend(leaks.map(|(position, leak)| leak_lines(assessment, position, leak, words)));
    }
    for (_, verdicts) in findings.verdicts.iter().filter(|(of, _)| *of == area) {
        for (position, verdict) in verdicts.iter().enumerate() {
            let says = &questionnaire[area].verdicts[*verdict].says;
            lines.push(match position {
                0 => format!("\n{}", fill(words.summary.verdict, &[("says", says)])),
                _ => fill(words.summary.then, &[("says", says)]),
            });
        }
    }
    lines.join("\n")
}

/// `Overall: 61 of 100, Seeping, could be 53 to 67.`
pub fn overall(assessment: &Assessment, scorecard: &Scorecard, findings: &Findings, words: &Words) -> String {
    let questionnaire = &assessment.questionnaire;
    let says = &words.summary;
    let mut line = match (scorecard.overall.printed(), findings.band) {
        (Some(score), Some(band)) => {
            fill(says.overall, &[("score", &score), ("band", &questionnaire[band].label)])
        }
        (_, _) => {
            let missing: Vec<&str> =
                scorecard.missing.iter().map(|area| questionnaire[*area].title.as_str()).collect();
            match missing.is_empty() {
                true => says.too_few_overall.to_owned(),
                false => fill(says.too_few_missing, &[("areas", &missing.join(", "))]),
            }
        }
    };
    add_range(&mut line, &scorecard.overall, words);
    if let Some(cap) = findings.capped_by {
        add_cap(&mut line, &questionnaire.scoring.caps[cap].because, words);
    }
    line + "."
}

/// `Sales metrics: 38, Pouring, could be 30 to 45.`
pub fn area_line(assessment: &Assessment, scorecard: &Scorecard, area: AreaIndex, words: &Words) -> String {
    let questionnaire = &assessment.questionnaire;
    let says = &words.summary;
    let score = scorecard.area(area);
    let title = &questionnaire[area].title;
    if !questionnaire.is_scored(area) {
        return fill(says.not_scored, &[("title", title)]);
    }
    let mut line = match (score.lack(), score.measure.printed(), score.band) {
        (Some(Lack::NothingApplies), _, _) => return fill(says.not_applicable, &[("title", title)]),
        (Some(Lack::NotKnownYet), _, _) => return fill(says.not_known_yet, &[("title", title)]),
        (None, Some(printed), Some(band)) => format!("{title}: {printed}, {}", questionnaire[band].label),
        (Some(Lack::TooFew) | None, _, _) => fill(says.too_few, &[("title", title)]),
    };
    add_range(&mut line, &score.measure, words);
    line + "."
}

fn add_range(line: &mut String, measure: &Measure, words: &Words) {
    if measure.is_range() {
        let (low, high) = (measure.printed_low(), measure.printed_high());
        line.push_str(", ");
        line.push_str(&fill(words.summary.could_be, &[("low", &low), ("high", &high)]));
    }
}

fn add_cap(line: &mut String, because: &str, words: &Words) {
    line.push_str(", ");
    line.push_str(&fill(words.summary.no_better, &[("because", &because)]));
}

/// A leak with what plugs it; its position is that among all leaks, the gravest first.
fn leak_lines(assessment: &Assessment, position: Option<usize>, leak: &Leak, words: &Words) -> String {
    let questionnaire = &assessment.questionnaire;
    let mut lines = vec![format!(
        "{} {} ({}, {})",
        position.map_or_else(|| "-".to_owned(), |position| format!("{}.", position + 1)),
        leak.headline,
        leak.severity.in_words(words),
        questionnaire[leak.area].title
    )];
    lines.extend(leak.plugged_by.iter().map(|practice| {
        let practice = &questionnaire[*practice];
        let effort = practice.effort.in_words(words);
        let says = fill(words.summary.practice, &[("practice", &practice.text), ("effort", &effort)]);
        format!("   {says}")
    }));
    lines.join("\n")
}

fn questions(
    assessment: &Assessment,
    scorecard: &Scorecard,
    area: AreaIndex,
    extent: Extent,
    words: &Words,
) -> Vec<String> {
    let Assessment { questionnaire, answers, .. } = assessment;
    let lines = why(questionnaire, answers, scorecard, area, words);
    let mut told: Vec<String> =
        lines.iter().map(|line| question_lines(assessment, line, extent, words)).collect();
    if extent.why && lines.iter().any(|line| line.points.is_some()) {
        let sum = sum_in_words(&scorecard.area(area).measure, words);
        told.extend(sum.map(|sum| format!("  {}", fill(words.summary.points_make, &[("sum", &sum)]))));
    }
    told
}

fn question_lines(assessment: &Assessment, line: &Line, extent: Extent, words: &Words) -> String {
    let mut lines = vec![format!("  {}", line.title), format!("    {}", line.answer)];
    if let Of::Question(question) = line.of {
        let note = &assessment.answers.entry(question).note;
        if !note.is_empty() {
            lines.push(format!("    {}", fill(words.summary.note, &[("note", note)])));
        }
    }
    if extent.why {
        lines.extend(how_made(assessment, line, words).map(|how| format!("    {how}")));
    }
    lines.join("\n")
}

/// How one line's points were made; `None` for a question that is never scored.
pub fn how_made(assessment: &Assessment, line: &Line, words: &Words) -> Option<String> {
    let says = &words.summary;
    let weight = words.number(line.weight, 3);
    let missing: Vec<&str> =
        line.missing.iter().map(|missing| assessment.questionnaire[*missing].ask.as_str()).collect();
    if !missing.is_empty() {
        return Some(fill(says.not_judged, &[("questions", &missing.join(" "))]));
    }
    let points = line.points.map(|points| points.in_words(words));
    match (points, line.level, line.highest) {
        (Some(points), Some(level), Some(highest)) => {
            let text = if line.capped_from.is_some() { says.points_capped } else { says.points_level };
            let from = line.capped_from.map(|from| words.number(from, 2)).unwrap_or_default();
            let level = words.number(level, 2);
            let values: [(&str, &dyn std::fmt::Display); 5] = [
                ("points", &points),
                ("level", &level),
                ("highest", &highest),
                ("from", &from),
                ("weight", &weight),
            ];
            Some(fill(text, &values))
        }
        (Some(points), None, _) => Some(fill(says.points, &[("points", &points), ("weight", &weight)])),
        (None, _, Some(_)) => Some(fill(says.no_points, &[("weight", &weight)])),
        (_, _, _) => None,
    }
}
