//! What plugging leaks would do, as JSON: a part of the scorecard.

use serde::Serialize;

use super::{band, coverage};
use crate::findings::Findings;
use crate::findings::what_if::{Effect, Ends, Move, Plugs, ShortWay, Standing, WhatIf};
use crate::questionnaire::Questionnaire;

/// Scores and gains are whole numbers as printed; a gain is the difference of two of them.
#[derive(Debug, Serialize)]
pub(super) struct WhatIfV1<'a> {
    /// `None` in the best band, and where there is no overall score.
    short_way: Option<ShortWayV1<'a>>,
    /// Each leak plugged alone, in rank order.
    leaks: Vec<GainV1<'a>>,
    /// The result with the leaks plugged that were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    plugged: Option<PluggedV1<'a>>,
}

#[derive(Debug, Serialize)]
struct ShortWayV1<'a> {
    /// The next band, and the lowest score in it.
    band: &'a str,
    from: u32,
    /// Whether the steps lead into it; else `ends` says why they end before.
    reached: bool,
    ends: &'static str,
    steps: Vec<StepV1<'a>>,
    /// Where plugging every leak that a practice names would lead.
    furthest: StandingV1<'a>,
}

#[derive(Debug, Serialize)]
struct StepV1<'a> {
    practice: &'a str,
    effort: &'static str,
    /// The leaks that it plugs and no step before it has plugged.
    leaks: Vec<&'a str>,
    gain: u32,
    overall_after: u32,
}

#[derive(Debug, Serialize)]
struct GainV1<'a> {
    id: &'a str,
    /// `None` where there is no overall score.
    gain: Option<u32>,
    overall_after: Option<u32>,
}

#[derive(Debug, Serialize)]
struct PluggedV1<'a> {
    overall: MoveV1<'a>,
    /// Why the band would be lower than the score alone would make it.
    capped_by: Option<&'a str>,
    areas: Vec<AreaMoveV1<'a>>,
    /// What became of the question of each leak that was plugged.
    leaks: Vec<EffectV1<'a>>,
    /// The leaks that remain, in rank order.
    open: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct MoveV1<'a> {
    before: StandingV1<'a>,
    after: StandingV1<'a>,
    gain: Option<i64>,
}

#[derive(Debug, Serialize)]
struct AreaMoveV1<'a> {
    id: &'a str,
    #[serde(flatten)]
    score: MoveV1<'a>,
}

#[derive(Debug, Serialize)]
struct StandingV1<'a> {
    score: Option<u32>,
    low: u32,
    high: u32,
    band: Option<&'a str>,
    coverage: f64,
}

#[derive(Debug, Serialize)]
struct EffectV1<'a> {
    id: &'a str,
    effect: &'static str,
    /// Levels after caps; of a matrix the mean of its rows.
    from: Option<f64>,
    to: Option<f64>,
}

pub(super) fn what_if<'a>(
    questionnaire: &'a Questionnaire,
    findings: &'a Findings,
    plugs: &Plugs,
) -> WhatIfV1<'a> {
    let leaks = findings.leaks.iter().zip(plugs.gains()).map(|(leak, gain)| GainV1 {
        id: leak.id.as_str(),
        gain: gain.map(|gain| gain.points),
        overall_after: gain.map(|gain| gain.after),
    });
    WhatIfV1 {
        short_way: plugs.short_way().map(|way| short_way(questionnaire, findings, &way)),
        leaks: leaks.collect(),
        plugged: None,
    }
}

impl<'a> WhatIfV1<'a> {
    pub(super) fn with(
        self,
        questionnaire: &'a Questionnaire,
        findings: &'a Findings,
        what_if: &WhatIf,
    ) -> Self {
        WhatIfV1 { plugged: Some(plugged(questionnaire, findings, what_if)), ..self }
    }
}

fn leak_id(findings: &Findings, position: usize) -> Option<&str> {
    findings.leaks.get(position).map(|leak| leak.id.as_str())
}

fn short_way<'a>(questionnaire: &'a Questionnaire, findings: &'a Findings, way: &ShortWay) -> ShortWayV1<'a> {
    let steps = way.steps.iter().map(|step| StepV1 {
        practice: questionnaire[step.practice].id.as_str(),
        effort: questionnaire[step.practice].effort.word(),
        leaks: step.leaks.iter().filter_map(|leak| leak_id(findings, *leak)).collect(),
        gain: step.gain,
        overall_after: step.after,
    });
    ShortWayV1 {
        band: questionnaire[way.next].id.as_str(),
        from: questionnaire[way.next].from,
        reached: way.ends == Ends::Reached,
        ends: match way.ends {
            Ends::Reached => "reached",
            Ends::OutOfReach => "out_of_reach",
            Ends::TooLong => "too_long",
        },
        steps: steps.collect(),
        furthest: standing(questionnaire, &way.furthest),
    }
}

fn plugged<'a>(questionnaire: &'a Questionnaire, findings: &'a Findings, what_if: &WhatIf) -> PluggedV1<'a> {
    let areas = what_if.areas.iter();
    let leaks = what_if.plugged.iter().filter_map(|plugged| {
        let (effect, from, to) = match plugged.effect {
            Effect::Raised { from, to } => ("raised", Some(from), Some(to)),
            Effect::CameIn { to } => ("came_in", None, Some(to)),
            Effect::SameLevel { at } => ("same_level", Some(at), Some(at)),
            Effect::StaysOut => ("stays_out", None, None),
            Effect::NotScored => ("not_scored", None, None),
            Effect::OfRule => ("of_rule", None, None),
        };
        Some(EffectV1 { id: leak_id(findings, plugged.leak)?, effect, from, to })
    });
    PluggedV1 {
        overall: moved(questionnaire, &what_if.overall),
        capped_by: what_if.capped_by.map(|cap| questionnaire.scoring.caps[cap].because.as_str()),
        areas: areas
            .map(|(area, score)| AreaMoveV1 {
                id: questionnaire[*area].id.as_str(),
                score: moved(questionnaire, score),
            })
            .collect(),
        leaks: leaks.collect(),
        open: what_if.open.iter().filter_map(|leak| leak_id(findings, *leak)).collect(),
    }
}

fn moved<'a>(questionnaire: &'a Questionnaire, score: &Move) -> MoveV1<'a> {
    MoveV1 {
        before: standing(questionnaire, &score.before),
        after: standing(questionnaire, &score.after),
        gain: score.gain(),
    }
}

fn standing<'a>(questionnaire: &'a Questionnaire, standing: &Standing) -> StandingV1<'a> {
    StandingV1 {
        score: standing.measure.printed(),
        low: standing.measure.printed_low(),
        high: standing.measure.printed_high(),
        band: band(questionnaire, standing.band),
        coverage: coverage(&standing.measure),
    }
}
