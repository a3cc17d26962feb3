//! A comparison as JSON, in a form with a version of its own.

use serde::Serialize;

use crate::comparison::targets::AreaTargets;
use crate::comparison::{
    AreaChange, AreaLack, Change, Comparison, LeakChange, Named, NotCompared, Overall, Part, Rounds, Side,
    Verdict, Which,
};
use crate::questionnaire::{AreaIndex, Id, Severity};

use super::target::TargetV1;

/// What `compare --json` prints: `leaky-bucket/comparison/1`. It tells of the last two assessments; where there
/// are more, `rounds` holds all of them.
#[derive(Debug, Serialize)]
pub struct ComparisonV1<'a> {
    schema: &'static str,
    questionnaire: &'a str,
    /// Of different teams, nothing here is a development.
    same_subject: bool,
    then: SideV1<'a>,
    now: SideV1<'a>,
    /// By which edition both were measured.
    measured_by: &'a str,
    #[serde(flatten)]
    pair: PairV1<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rounds: Vec<RoundV1<'a>>,
}

#[derive(Debug, Serialize)]
struct SideV1<'a> {
    about: &'a str,
    label: &'a str,
    date: String,
    edition: &'a str,
}

#[derive(Debug, Serialize)]
struct PairV1<'a> {
    overall: OverallV1<'a>,
    areas: Vec<AreaV1<'a>>,
    plugged: Vec<LeakV1<'a>>,
    new: Vec<LeakV1<'a>>,
    open: Vec<LeakV1<'a>>,
    first_seen: Vec<LeakV1<'a>>,
    out_of_sight: Vec<LeakV1<'a>>,
    strengths_lost: Vec<&'a str>,
    strengths_won: Vec<&'a str>,
    blind_spots_closed: Vec<NamedV1<'a>>,
    blind_spots_new: Vec<NamedV1<'a>>,
    not_compared: Vec<NotComparedV1<'a>>,
    renamed: Vec<RenamedV1<'a>>,
}

/// Whole numbers as printed, 0 to 100, over what both have; null where that is too little.
#[derive(Debug, Serialize)]
struct ChangeV1<'a> {
    then: Option<u32>,
    now: Option<u32>,
    delta: Option<i32>,
    verdict: &'static str,
    /// Points as printed; together they are the delta.
    parts: Vec<PartV1<'a>>,
}

#[derive(Debug, Serialize)]
struct PartV1<'a> {
    id: &'a str,
    points: i32,
}

#[derive(Debug, Serialize)]
struct OverallV1<'a> {
    #[serde(flatten)]
    change: ChangeV1<'a>,
    /// By each assessment's own edition.
    printed_then: Option<u32>,
    printed_now: Option<u32>,
    areas_compared: usize,
    areas: usize,
}

#[derive(Debug, Serialize)]
struct AreaV1<'a> {
    id: &'a str,
    parent: Option<&'a str>,
    title: &'a str,
    #[serde(flatten)]
    change: ChangeV1<'a>,
    printed_then: Option<u32>,
    printed_now: Option<u32>,
    /// Why it cannot be compared.
    reason: Option<&'static str>,
    questions_compared: usize,
    questions: usize,
    /// Of the later one; `None` where none is set.
    target: Option<TargetV1>,
}

#[derive(Debug, Serialize)]
struct LeakV1<'a> {
    id: &'a str,
    /// Its id in the other edition, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_id: Option<&'a str>,
    area: &'a str,
    severity: &'static str,
    leak: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity_then: Option<&'static str>,
    /// The day of the assessment since which it leaks without a break.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
}

#[derive(Debug, Serialize)]
struct NamedV1<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct NotComparedV1<'a> {
    #[serde(flatten)]
    question: NamedV1<'a>,
    reason: &'static str,
}

#[derive(Debug, Serialize)]
struct RenamedV1<'a> {
    from: &'a str,
    to: &'a str,
}

/// One assessment by its own edition, and what moved since the one before.
#[derive(Debug, Serialize)]
struct RoundV1<'a> {
    #[serde(flatten)]
    side: SideV1<'a>,
    overall: Option<u32>,
    band: Option<&'a str>,
    areas: Vec<ScoreV1<'a>>,
    since_before: Option<PairV1<'a>>,
}

#[derive(Debug, Serialize)]
struct ScoreV1<'a> {
    id: &'a str,
    score: Option<u32>,
}

/// Puts a comparison into the form that is printed; `None` without two assessments.
pub fn comparison<'a>(rounds: &'a Rounds<'a>) -> Option<ComparisonV1<'a>> {
    let pair = rounds.last()?;
    let [.., before, now] = rounds.sides.as_slice() else { return None };
    let measure = match pair.measure {
        Which::Then => before,
        Which::Now => now,
    };
    let since = |at: usize| {
        let since = rounds.since.get(at).and_then(|since| rounds.sides.get(*since));
        since.map(|side| side.assessment.date.to_string())
    };
    Some(ComparisonV1 {
        schema: "leaky-bucket/comparison/1",
        questionnaire: now.assessment.questionnaire.id.as_str(),
        same_subject: rounds.same_subject,
        then: side(before),
        now: side(now),
        measured_by: &measure.assessment.questionnaire.edition,
        pair: pair_v1(rounds, rounds.sides.len(), pair, &since),
        rounds: match rounds.sides.len() {
            0..=2 => Vec::new(),
            _ => rounds.sides.iter().enumerate().map(|(at, side)| round(rounds, at, side)).collect(),
        },
    })
}

fn side<'a>(side: &Side<'a>) -> SideV1<'a> {
    let assessment = side.assessment;
    SideV1 {
        about: &assessment.about,
        label: &assessment.label,
        date: assessment.date.to_string(),
        edition: &assessment.questionnaire.edition,
    }
}

/// The last two of the first so many rounds.
fn pair_v1<'a>(
    rounds: &'a Rounds<'a>,
    sides: usize,
    pair: &'a Comparison,
    since: &dyn Fn(usize) -> Option<String>,
) -> PairV1<'a> {
    let targets = AreaTargets::until(rounds, sides);
    let now = sides.checked_sub(1).and_then(|last| rounds.sides.get(last));
    let target = |id: &Id| {
        let here = now.filter(|_| rounds.same_subject)?.assessment.questionnaire.find_area(id.as_str())?;
        Some(TargetV1::of(targets.find(here)?, Some(rounds)))
    };
    let leaks = |leaks: &'a [LeakChange]| leaks.iter().map(|found| leak(found, None)).collect();
    let ids = |named: &'a [Named]| named.iter().map(|named| named.id.as_str()).collect();
    let open = pair.leaks.open.iter().enumerate();
    PairV1 {
        overall: overall(&pair.overall),
        areas: pair.areas.iter().map(|found| area(found, target(&found.id))).collect(),
        plugged: leaks(&pair.leaks.plugged),
        new: leaks(&pair.leaks.new),
        open: open.map(|(at, found)| leak(found, since(at))).collect(),
        first_seen: leaks(&pair.leaks.first_seen),
        out_of_sight: leaks(&pair.leaks.out_of_sight),
        strengths_lost: ids(&pair.strengths_lost),
        strengths_won: ids(&pair.strengths_won),
        blind_spots_closed: pair.blind_spots_closed.iter().map(named).collect(),
        blind_spots_new: pair.blind_spots_new.iter().map(named).collect(),
        not_compared: pair.not_compared.iter().map(not_compared).collect(),
        renamed: pair
            .renamed
            .iter()
            .map(|(from, to)| RenamedV1 { from: from.as_str(), to: to.as_str() })
            .collect(),
    }
}

fn change<'a>(change: Option<&'a Change>, verdict: Verdict) -> ChangeV1<'a> {
    let part = |part: &'a Part| PartV1 { id: part.id.as_str(), points: part.points };
    ChangeV1 {
        then: change.map(|change| change.then),
        now: change.map(|change| change.now),
        delta: change.map(Change::delta),
        verdict: verdict.word(),
        parts: change.into_iter().flat_map(|change| &change.parts).map(part).collect(),
    }
}

fn overall(overall: &Overall) -> OverallV1<'_> {
    OverallV1 {
        change: change(overall.change.as_ref(), overall.verdict),
        printed_then: overall.printed_then,
        printed_now: overall.printed_now,
        areas_compared: overall.compared,
        areas: overall.of,
    }
}

fn area(area: &AreaChange, target: Option<TargetV1>) -> AreaV1<'_> {
    AreaV1 {
        id: area.id.as_str(),
        parent: area.parent.as_ref().map(Id::as_str),
        title: &area.title,
        change: change(area.change.as_ref(), area.verdict),
        printed_then: area.printed_then,
        printed_now: area.printed_now,
        reason: area.lack.map(AreaLack::word),
        questions_compared: area.compared,
        questions: area.of,
        target,
    }
}

fn leak(leak: &LeakChange, since: Option<String>) -> LeakV1<'_> {
    LeakV1 {
        id: leak.id.as_str(),
        other_id: leak.other_id.as_ref().map(Id::as_str),
        area: leak.area.as_str(),
        severity: leak.severity.word(),
        leak: &leak.headline,
        severity_then: leak.severity_then.map(Severity::word),
        since,
    }
}

fn named(named: &Named) -> NamedV1<'_> {
    NamedV1 { id: named.id.as_str(), row: named.row.as_ref().map(|(row, _)| row.as_str()) }
}

fn not_compared(left_out: &NotCompared) -> NotComparedV1<'_> {
    NotComparedV1 { question: named(&left_out.question), reason: left_out.reason.word() }
}

fn round<'a>(rounds: &'a Rounds<'a>, at: usize, of: &'a Side<'a>) -> RoundV1<'a> {
    let questionnaire = &*of.assessment.questionnaire;
    let score = |area: AreaIndex| ScoreV1 {
        id: questionnaire[area].id.as_str(),
        score: of.scorecard.area(area).measure.printed(),
    };
    RoundV1 {
        side: side(of),
        overall: of.scorecard.overall.printed(),
        band: of.band().map(|band| questionnaire[band].id.as_str()),
        areas: questionnaire.areas_with_score().map(score).collect(),
        since_before: at
            .checked_sub(1)
            .and_then(|before| rounds.pairs.get(before))
            .map(|pair| pair_v1(rounds, at + 1, pair, &|_| None)),
    }
}
