//! An area's target as JSON, within the forms that hold areas.

use serde::Serialize;

use crate::comparison::Rounds;
use crate::comparison::targets::{AreaTarget, Progress, SetIn};

/// Whole numbers as printed, 0 to 100.
#[derive(Debug, Serialize)]
pub(super) struct TargetV1 {
    score: u32,
    by: Option<String>,
    /// `assessment`, `earlier` or `questionnaire`: who has set it.
    set_by: &'static str,
    /// The day of the earlier assessment in which it was set.
    #[serde(skip_serializing_if = "Option::is_none")]
    set_on: Option<String>,
    /// What is missing, and how much is reached in percent; null without a score.
    gap: Option<u32>,
    percent: Option<u32>,
    /// Left out where nothing is compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<ProgressV1>,
}

/// How far it came; numbers are null where that cannot be said.
#[derive(Debug, Serialize)]
struct ProgressV1 {
    /// `made`, `reached_before`, `not_comparable` or `no_baseline`.
    state: &'static str,
    /// The day of the assessment that it is counted from.
    since: Option<String>,
    baseline: Option<u32>,
    points: Option<i32>,
    of: Option<u32>,
    percent: Option<u32>,
}

impl TargetV1 {
    pub(super) fn of(of: &AreaTarget, rounds: Option<&Rounds>) -> TargetV1 {
        let day = |place: usize| {
            let side = rounds.and_then(|rounds| rounds.sides.get(place));
            side.map(|side| side.assessment.date.to_string())
        };
        TargetV1 {
            score: of.target.score,
            by: of.target.by.map(|by| by.to_string()),
            set_by: of.set.word(),
            set_on: match of.set {
                SetIn::Earlier(place) => day(place),
                SetIn::Here | SetIn::Questionnaire => None,
            },
            gap: of.gap(),
            percent: of.percent(),
            progress: rounds.map(|_| ProgressV1::of(of.progress, of.progress.since().and_then(day))),
        }
    }
}

impl ProgressV1 {
    fn of(progress: Progress, since: Option<String>) -> ProgressV1 {
        let (baseline, way) = match progress {
            Progress::Made { baseline, way, .. } => (Some(baseline), Some(way)),
            Progress::NoScore { baseline, .. } => (Some(baseline), None),
            Progress::NoBaseline | Progress::AlreadyThere { .. } | Progress::NotComparable { .. } => {
                (None, None)
            }
        };
        ProgressV1 {
            state: progress.word(),
            since,
            baseline,
            points: way.map(|way| way.points),
            of: way.map(|way| way.of),
            percent: way.map(|way| way.percent),
        }
    }
}
