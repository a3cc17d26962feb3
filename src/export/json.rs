//! Scores and findings as JSON, in a form with a version of its own.

mod benchmark;
pub mod comparison;
mod target;
mod what_if;

use serde::Serialize;

use crate::assessment::Assessment;
use crate::benchmark::Benchmark;
use crate::comparison::Rounds;
use crate::comparison::targets::AreaTargets;
use crate::findings::what_if::{Plugs, WhatIf};
use crate::findings::{BlindSpot, Findings, Leak};
use crate::questionnaire::{AreaIndex, BandIndex, PracticeIndex, Questionnaire};
use crate::scoring::why::{self, Line, Tenths};
use crate::scoring::{Measure, Scorecard};
use crate::words::EN;

use super::plan::{self, StepV1};
use target::TargetV1;
use what_if::WhatIfV1;

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
    /// How every number was made: the lines of a score add up to its sum.
    why: Vec<WhyV1>,
    what_if: WhatIfV1<'a>,
    /// What will be done, in the order in which people put it.
    plan: Vec<StepV1<'a>>,
    /// What has changed since the one before, where it is compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<comparison::ComparisonV1<'a>>,
    /// Others' scores, where somebody gave them. It stands last: nothing before it depends on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    benchmark: Option<benchmark::BenchmarkV1<'a>>,
}

impl<'a> ScorecardV1<'a> {
    /// Adds what the result would be with some leaks plugged.
    pub fn with_plugged(
        self,
        assessment: &'a Assessment,
        findings: &'a Findings,
        plugged: &WhatIf,
    ) -> ScorecardV1<'a> {
        let what_if = self.what_if.with(&assessment.questionnaire, findings, plugged);
        ScorecardV1 { what_if, ..self }
    }
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
    /// The area it stands in, if it stands in one.
    parent: Option<&'a str>,
    title: &'a str,
    score: Option<u32>,
    /// `None` when nothing in it applies.
    low: Option<u32>,
    high: Option<u32>,
    band: Option<&'a str>,
    coverage: f64,
    /// Whether anything in it counts for this respondent.
    applies: bool,
    /// `None` where none is set.
    target: Option<TargetV1>,
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

/// One score opened.
#[derive(Debug, Serialize)]
struct WhyV1 {
    /// The area; `None` for the overall score, whose lines are areas.
    area: Option<String>,
    score: Option<u32>,
    /// The score in tenths, from which the printed one is rounded.
    sum: Option<f64>,
    lines: Vec<LineV1>,
}

#[derive(Debug, Serialize)]
struct LineV1 {
    id: String,
    answer: String,
    level: Option<f64>,
    highest: Option<u32>,
    weight: f64,
    /// Its share of the score in percent; all lines make 100.
    share: Option<f64>,
    /// What it gives to the score; all lines make the sum.
    points: Option<f64>,
    /// The level that a cap holds down.
    capped_from: Option<f64>,
    /// The questions without whose answers it cannot be judged.
    missing: Vec<String>,
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
    let strengths = findings.strengths.iter().map(|strength| StrengthV1 {
        id: questionnaire[strength.question].id.as_str(),
        area: questionnaire[strength.area].id.as_str(),
    });
    let plugs = Plugs::of(questionnaire, &assessment.answers, scorecard, findings);
    ScorecardV1 {
        schema: "leaky-bucket/scorecard/1",
        questionnaire: questionnaire.id.as_str(),
        edition: &questionnaire.edition,
        about: &assessment.about,
        label: &assessment.label,
        date: assessment.date.to_string(),
        finished: assessment.finished,
        overall: overall(questionnaire, scorecard, findings),
        areas: areas(assessment, scorecard),
        leaks: findings.leaks.iter().map(|leak| leak_v1(questionnaire, leak)).collect(),
        blind_spots: findings.blind_spots.iter().map(|spot| blind_spot(questionnaire, spot)).collect(),
        strengths: strengths.collect(),
        why: why(assessment, scorecard),
        what_if: what_if::what_if(questionnaire, findings, &plugs),
        plan: plan::steps(assessment),
        comparison: None,
        benchmark: None,
    }
}

fn overall<'a>(
    questionnaire: &'a Questionnaire,
    scorecard: &Scorecard,
    findings: &Findings,
) -> OverallV1<'a> {
    let area = |index: AreaIndex| questionnaire[index].id.as_str();
    let overall = &scorecard.overall;
    OverallV1 {
        score: overall.printed(),
        low: overall.printed_low(),
        high: overall.printed_high(),
        band: band(questionnaire, findings.band),
        capped_by: findings.capped_by.map(|cap| questionnaire.scoring.caps[cap].because.as_str()),
        coverage: coverage(overall),
        lowest: scorecard.lowest.map(area),
        missing: scorecard.missing.iter().copied().map(area).collect(),
    }
}

/// Every area with its score, and with its own target as it stands without earlier rounds.
fn areas<'a>(assessment: &'a Assessment, scorecard: &Scorecard) -> Vec<AreaV1<'a>> {
    let questionnaire = &*assessment.questionnaire;
    let targets = AreaTargets::alone(assessment, scorecard);
    let area = |index: AreaIndex| {
        let score = scorecard.area(index);
        let counts = score.presence.is_some();
        AreaV1 {
            id: questionnaire[index].id.as_str(),
            parent: questionnaire[index].parent.map(|parent| questionnaire[parent].id.as_str()),
            title: &questionnaire[index].title,
            score: score.measure.printed(),
            low: counts.then(|| score.measure.printed_low()),
            high: counts.then(|| score.measure.printed_high()),
            band: band(questionnaire, score.band),
            coverage: coverage(&score.measure),
            applies: score.applies,
            target: targets.find(index).map(|of| TargetV1::of(of, None)),
        }
    };
    questionnaire.areas_with_score().map(area).collect()
}

fn leak_v1<'a>(questionnaire: &'a Questionnaire, leak: &'a Leak) -> LeakV1<'a> {
    LeakV1 {
        id: leak.id.as_str(),
        area: questionnaire[leak.area].id.as_str(),
        severity: leak.severity.word(),
        leak: &leak.headline,
        plugged_by: practices(questionnaire, &leak.plugged_by),
        from: leak.cause.word(),
        because: leak.because.iter().map(|question| questionnaire[*question].id.as_str()).collect(),
    }
}

fn blind_spot<'a>(questionnaire: &'a Questionnaire, spot: &BlindSpot) -> BlindSpotV1<'a> {
    let question = &questionnaire[spot.question];
    BlindSpotV1 {
        id: question.id.as_str(),
        area: spot.area.map(|area| questionnaire[area].id.as_str()),
        row: spot.row.and_then(|row| question.kind.rows().get(row)).map(|row| row.id.as_str()),
    }
}

impl<'a> ScorecardV1<'a> {
    /// The same with what has changed since the rounds before, where there are any.
    pub fn beside(self, years: Option<&'a Rounds<'a>>) -> ScorecardV1<'a> {
        let mut areas = self.areas;
        if let Some((rounds, now)) = years.and_then(|rounds| Some((rounds, rounds.sides.last()?))) {
            let targets = AreaTargets::of(rounds);
            for area in &mut areas {
                let index = now.assessment.questionnaire.find_area(area.id);
                let target = index.and_then(|index| targets.find(index));
                area.target = target.map(|of| TargetV1::of(of, Some(rounds)));
            }
        }
        ScorecardV1 { areas, comparison: years.and_then(comparison::comparison), ..self }
    }

    /// The same with others' scores beside it, where somebody gave them.
    pub fn with_others(
        self,
        questionnaire: &'a Questionnaire,
        others: Option<&'a Benchmark>,
    ) -> ScorecardV1<'a> {
        ScorecardV1 { benchmark: others.map(|others| benchmark::benchmark(questionnaire, others)), ..self }
    }
}

fn why(assessment: &Assessment, scorecard: &Scorecard) -> Vec<WhyV1> {
    let questionnaire = &*assessment.questionnaire;
    let overall = WhyV1 {
        area: None,
        score: scorecard.overall.printed(),
        sum: why::sum(&scorecard.overall).map(Tenths::value),
        lines: lines(questionnaire, why::why_overall(questionnaire, scorecard, &EN)),
    };
    let areas = questionnaire.areas_with_score().map(|area| WhyV1 {
        area: Some(questionnaire[area].id.to_string()),
        score: scorecard.area(area).measure.printed(),
        sum: why::sum(&scorecard.area(area).measure).map(Tenths::value),
        lines: lines(questionnaire, why::why(questionnaire, &assessment.answers, scorecard, area, &EN)),
    });
    std::iter::once(overall).chain(areas).collect()
}

fn lines(questionnaire: &Questionnaire, lines: Vec<Line>) -> Vec<LineV1> {
    let line = |line: Line| LineV1 {
        id: line.id.to_string(),
        answer: line.answer,
        level: line.level,
        highest: line.highest,
        weight: line.weight,
        share: line.share.map(Tenths::value),
        points: line.points.map(Tenths::value),
        capped_from: line.capped_from,
        missing: line.missing.iter().map(|question| questionnaire[*question].id.to_string()).collect(),
    };
    lines.into_iter().map(line).collect()
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
