//! Scores and findings as JSON, in a form with a version of its own.

use serde::Serialize;

use crate::assessment::Assessment;
use crate::findings::Findings;
use crate::questionnaire::{AreaIndex, BandIndex, PracticeIndex, Questionnaire};
use crate::scoring::{Measure, Scorecard};

/// What `show --json` prints: `leaky-bucket/scorecard/1`.
#[derive(Debug, Serialize)]
pub struct ScorecardV1<'a> {
    schema: &'static str,
    questionnaire: &'a str,
    edition: &'a str,
    about: &'a str,
    label: &'a str,
    date: String,
    finished: bool,
    overall: OverallV1<'a>,
    areas: Vec<AreaV1<'a>>,
    leaks: Vec<LeakV1<'a>>,
    blind_spots: Vec<BlindSpotV1<'a>>,
    strengths: Vec<StrengthV1<'a>>,
}

/// Scores are whole numbers as printed, 0 to 100.
#[derive(Debug, Serialize)]
struct OverallV1<'a> {
    score: Option<u32>,
    low: u32,
    high: u32,
    band: Option<&'a str>,
    /// Why the band is lower than the score alone would make it.
    capped_by: Option<&'a str>,
    /// The share of the weight that was answered, 0 to 1.
    coverage: f64,
    lowest: Option<&'a str>,
    /// The areas that apply and have too few answers.
    missing: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct AreaV1<'a> {
    id: &'a str,
    title: &'a str,
    score: Option<u32>,
    /// `None` when nothing in it applies.
    low: Option<u32>,
    high: Option<u32>,
    band: Option<&'a str>,
    coverage: f64,
    /// Whether anything in it counts for this respondent.
    applies: bool,
}

#[derive(Debug, Serialize)]
struct LeakV1<'a> {
    id: &'a str,
    area: &'a str,
    severity: &'static str,
    leak: &'a str,
    plugged_by: Vec<&'a str>,
    from: &'static str,
    because: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct BlindSpotV1<'a> {
    id: &'a str,
    area: Option<&'a str>,
    /// The row of a matrix, when only this row is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct StrengthV1<'a> {
    id: &'a str,
    area: &'a str,
}

/// Puts scores and findings into the form that is printed. Private areas are left out.
pub fn scorecard<'a>(
    assessment: &'a Assessment,
    scorecard: &Scorecard,
    findings: &'a Findings,
) -> ScorecardV1<'a> {
    let questionnaire = &*assessment.questionnaire;
    let area = |index: AreaIndex| questionnaire[index].id.as_str();
    let overall = &scorecard.overall;
    ScorecardV1 {
        schema: "leaky-bucket/scorecard/1",
        questionnaire: questionnaire.id.as_str(),
        edition: &questionnaire.edition,
        about: &assessment.about,
        label: &assessment.label,
        date: assessment.date.to_string(),
        finished: assessment.finished,
        overall: OverallV1 {
            score: overall.printed(),
            low: overall.printed_low(),
            high: overall.printed_high(),
            band: band(questionnaire, findings.band),
            capped_by: findings.capped_by.map(|cap| questionnaire.scoring.caps[cap].because.as_str()),
            coverage: coverage(overall),
            lowest: scorecard.lowest.map(area),
            missing: scorecard.missing.iter().copied().map(area).collect(),
        },
        areas: questionnaire
            .scored_areas()
            .filter(|index| !questionnaire.is_private(*index))
            .map(|index| {
                let score = scorecard.area(index);
                let counts = score.presence.is_some();
                AreaV1 {
                    id: area(index),
                    title: &questionnaire[index].title,
                    score: score.measure.printed(),
                    low: counts.then(|| score.measure.printed_low()),
                    high: counts.then(|| score.measure.printed_high()),
                    band: band(questionnaire, score.band),
                    coverage: coverage(&score.measure),
                    applies: score.applies,
                }
            })
            .collect(),
        leaks: findings
            .leaks
            .iter()
            .map(|leak| LeakV1 {
                id: leak.id.as_str(),
                area: area(leak.area),
                severity: leak.severity.word(),
                leak: &leak.headline,
                plugged_by: practices(questionnaire, &leak.plugged_by),
                from: leak.cause.word(),
                because: leak.because.iter().map(|question| questionnaire[*question].id.as_str()).collect(),
            })
            .collect(),
        blind_spots: findings
            .blind_spots
            .iter()
            .map(|spot| {
                let question = &questionnaire[spot.question];
                BlindSpotV1 {
                    id: question.id.as_str(),
                    area: spot.area.map(area),
                    row: spot.row.and_then(|row| question.kind.rows().get(row)).map(|row| row.id.as_str()),
                }
            })
            .collect(),
        strengths: findings
            .strengths
            .iter()
            .map(|strength| StrengthV1 {
                id: questionnaire[strength.question].id.as_str(),
                area: area(strength.area),
            })
            .collect(),
    }
}

fn band(questionnaire: &Questionnaire, band: Option<BandIndex>) -> Option<&str> {
    band.map(|band| questionnaire[band].id.as_str())
}

fn practices<'a>(questionnaire: &'a Questionnaire, practices: &[PracticeIndex]) -> Vec<&'a str> {
    practices.iter().map(|practice| questionnaire[*practice].id.as_str()).collect()
}

/// Four digits are more than any weight tells.
fn coverage(measure: &Measure) -> f64 {
    (measure.coverage * 1e4).round() / 1e4
}
