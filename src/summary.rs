//! A result as plain sentences: what `show` prints and what is read out line by line.

mod what_if;

use std::fmt::Write;

use crate::assessment::Assessment;
use crate::findings::what_if::Plugs;
use crate::findings::{Findings, Leak};
use crate::questionnaire::AreaIndex;
use crate::questionnaire::kind::plain_number;
use crate::scoring::why::{Line, Of, why};
use crate::scoring::{Measure, Scorecard};
use crate::text::counted;

pub use what_if::{of_what_if, short_of, short_way};

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
pub fn of_all(assessment: &Assessment, scorecard: &Scorecard, findings: &Findings, extent: Extent) -> String {
    let questionnaire = &assessment.questionnaire;
    let mut lines = vec![format!("{}, {}", assessment.title(), assessment.date)];
    lines.push(overall(assessment, scorecard, findings));
    lines.push(String::new());
    let mut areas: Vec<AreaIndex> = questionnaire.scored_areas().collect();
    areas.sort_by(|a, b| {
        let of = |area: &AreaIndex| scorecard.area(*area).measure.score.unwrap_or(f64::INFINITY);
        of(a).total_cmp(&of(b))
    });
    lines.extend(areas.iter().map(|area| area_line(assessment, scorecard, *area)));

    if !findings.leaks.is_empty() {
        lines.push(format!("\nPlug first, of {}:", counted(findings.leaks.len(), "leak", "leaks")));
        let first = findings.leaks.iter().take(FIRST).enumerate();
        lines.extend(first.map(|(position, leak)| leak_lines(assessment, position, leak)));
    }
    let plugs = Plugs::of(questionnaire, &assessment.answers, scorecard, findings);
    if let Some(way) = plugs.short_way() {
        lines.push(format!("\n{}", short_way(assessment, &way)));
    }
    if let Some(strength) = findings.strengths.first() {
        let ask = questionnaire.ask(strength.question, assessment.role());
        lines.push(format!("\nKeep this: {ask}"));
    }
    if !findings.blind_spots.is_empty() {
        lines.push(format!("\nNobody could say, {}:", counted(findings.blind_spots.len(), "time", "times")));
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
            lines.push(format!("\n{}", area_line(assessment, scorecard, area)));
            lines.extend(questions(assessment, scorecard, area, extent));
        }
    }
    lines.join("\n")
}

/// One area with its answers, its leaks and what plugs them.
pub fn of_area(
    assessment: &Assessment,
    scorecard: &Scorecard,
    findings: &Findings,
    area: AreaIndex,
) -> String {
    let questionnaire = &assessment.questionnaire;
    let mut lines = vec![area_line(assessment, scorecard, area)];
    if !questionnaire[area].aim.is_empty() {
        lines.push(questionnaire[area].aim.clone());
    }
    lines.push(String::new());
    lines.extend(questions(assessment, scorecard, area, Extent { answers: true, why: true }));
    let leaks: Vec<&Leak> =
        findings.leaks.iter().chain(&findings.private_leaks).filter(|leak| leak.area == area).collect();
    if !leaks.is_empty() {
        lines.push(format!("\n{}:", counted(leaks.len(), "leak", "leaks")));
        let leaks = leaks.into_iter().enumerate();
        lines.extend(leaks.map(|(position, leak)| leak_lines(assessment, position, leak)));
    }
    for (_, verdicts) in findings.verdicts.iter().filter(|(of, _)| *of == area) {
        for (position, verdict) in verdicts.iter().enumerate() {
            let says = &questionnaire[area].verdicts[*verdict].says;
            lines.push(match position {
                0 => format!("\nVerdict: {says}"),
                _ => format!("Then: {says}"),
            });
        }
    }
    lines.join("\n")
}

/// `Overall: 61 of 100, Seeping, could be 53 to 67.`
pub fn overall(assessment: &Assessment, scorecard: &Scorecard, findings: &Findings) -> String {
    let questionnaire = &assessment.questionnaire;
    let mut line = match (scorecard.overall.printed(), findings.band) {
        (Some(score), Some(band)) => format!("Overall: {score} of 100, {}", questionnaire[band].label),
        (_, _) => {
            let missing: Vec<&str> =
                scorecard.missing.iter().map(|area| questionnaire[*area].title.as_str()).collect();
            match missing.is_empty() {
                true => "Overall: too few answers for a score".to_owned(),
                false => format!("Overall: too few answers for a score; {} lack answers", missing.join(", ")),
            }
        }
    };
    add_range(&mut line, &scorecard.overall);
    if let Some(cap) = findings.capped_by {
        let because = &questionnaire.scoring.caps[cap].because;
        // Writing to a text cannot fail.
        let _always = write!(line, ", no better because {because}");
    }
    line + "."
}

/// `Sales metrics: 38, Pouring, could be 30 to 45.`
pub fn area_line(assessment: &Assessment, scorecard: &Scorecard, area: AreaIndex) -> String {
    let questionnaire = &assessment.questionnaire;
    let score = scorecard.area(area);
    let title = &questionnaire[area].title;
    if !questionnaire.is_scored(area) {
        return format!("{title}: not scored.");
    }
    if !score.applies {
        return format!("{title}: does not apply.");
    }
    let mut line = match (score.measure.printed(), score.band) {
        (Some(printed), Some(band)) => format!("{title}: {printed}, {}", questionnaire[band].label),
        (_, _) => format!("{title}: too few answers"),
    };
    add_range(&mut line, &score.measure);
    line + "."
}

fn add_range(line: &mut String, measure: &Measure) {
    if measure.is_range() {
        let _always = write!(line, ", could be {} to {}", measure.printed_low(), measure.printed_high());
    }
}

fn leak_lines(assessment: &Assessment, position: usize, leak: &Leak) -> String {
    let questionnaire = &assessment.questionnaire;
    let mut lines = vec![format!(
        "{}. {} ({}, {})",
        position + 1,
        leak.headline,
        leak.severity,
        questionnaire[leak.area].title
    )];
    lines.extend(leak.plugged_by.iter().map(|practice| {
        let practice = &questionnaire[*practice];
        format!("   Do: {} Effort: {}.", practice.text, practice.effort)
    }));
    lines.join("\n")
}

fn questions(assessment: &Assessment, scorecard: &Scorecard, area: AreaIndex, extent: Extent) -> Vec<String> {
    let Assessment { questionnaire, answers, .. } = assessment;
    let lines = why(questionnaire, answers, scorecard, area);
    lines.iter().map(|line| question_lines(assessment, line, extent)).collect()
}

fn question_lines(assessment: &Assessment, line: &Line, extent: Extent) -> String {
    let mut lines = vec![format!("  {}", line.title), format!("    {}", line.answer)];
    if let Of::Question(question) = line.of {
        let note = &assessment.answers.entry(question).note;
        if !note.is_empty() {
            lines.push(format!("    Note: {note}"));
        }
    }
    if extent.why {
        lines.extend(how_made(assessment, line).map(|how| format!("    {how}")));
    }
    lines.join("\n")
}

/// How one line's points were made; `None` for a question that is never scored.
pub fn how_made(assessment: &Assessment, line: &Line) -> Option<String> {
    let weight = plain_number(line.weight, 3);
    let missing: Vec<&str> =
        line.missing.iter().map(|missing| assessment.questionnaire[*missing].ask.as_str()).collect();
    if !missing.is_empty() {
        return Some(format!("Cannot be judged without an answer to: {}", missing.join(" ")));
    }
    match (line.points, line.level, line.highest) {
        (Some(points), Some(level), Some(highest)) => {
            let level = plain_number(level, 2);
            let capped = line.capped_from.map(|from| format!(", held down from {}", plain_number(from, 2)));
            Some(format!(
                "{points} points: level {level} of {highest}{}, weight {weight}.",
                capped.unwrap_or_default()
            ))
        }
        (Some(points), None, _) => Some(format!("{points} points, weight {weight}.")),
        (None, _, Some(_)) => Some(format!("No points: left out of the score, weight {weight}.")),
        (_, _, _) => None,
    }
}
