//! What if these leaks were plugged: the score as it would then be.
//!
//! Plugging a leak sets its question on the lowest level that does not leak, within its caps, and takes
//! the leak away. A rule's leak changes no score. Everything else stays as it was answered: no question
//! opens or closes, no other leak comes or goes; only the caps on the overall band are asked again.

mod levels;
pub mod short_way;

use std::collections::HashSet;

use super::leak::{Cause, Leak};
use super::{FindingFacts, Findings, cap};
use crate::assessment::Answers;
use crate::assessment::flow::AnswerFacts;
use crate::questionnaire::{AreaIndex, BandIndex, PracticeIndex, QuestionIndex, Questionnaire};
use crate::scoring::{Measure, Raised, Scorecard, Sums, printed, rescored};

pub use short_way::{Ends, ShortWay, Step};

/// Every leak that was found, ready to be plugged. Leaks of private areas are left alone.
pub struct Plugs<'a> {
    questionnaire: &'a Questionnaire,
    answers: &'a Answers,
    scorecard: &'a Scorecard,
    findings: &'a Findings,
    /// For each leak in rank order what plugging does to its question; `None` where it changes no score.
    raised: Vec<Option<Raised>>,
}

/// The result with some leaks plugged.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// In the order in which they were named, each once.
    pub plugged: Vec<Plugged>,
    pub overall: Move,
    /// Every area whose score is shown, in the order of the questionnaire.
    pub areas: Vec<(AreaIndex, Move)>,
    /// The cap that then holds the band down, by its position in the questionnaire.
    pub capped_by: Option<usize>,
    /// The leaks that remain, as positions in [`Findings::leaks`].
    pub open: Vec<usize>,
    /// Everything that was scored anew.
    pub scorecard: Scorecard,
}

/// A leak that was plugged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plugged {
    /// Its position in [`Findings::leaks`].
    pub leak: usize,
    pub effect: Effect,
}

/// What plugging did to the leak's question. Levels are those after its caps; of a matrix, the mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    Raised {
        from: f64,
        to: f64,
    },
    /// It had no level, because nobody knew or the answer bears none; now it has one.
    CameIn {
        to: f64,
    },
    /// It keeps the level it has: a cap holds it there, or no higher level is free of leaks.
    SameLevel {
        at: f64,
    },
    /// It has no level and stays out of the score, which it would only pull down.
    StaysOut,
    /// It is never scored.
    NotScored,
    /// The leak is drawn from several answers; no single question would move.
    OfRule,
}

/// A score before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    pub before: Standing,
    pub after: Standing,
}

/// A score with its range, and the band it lies in; of the overall score the band after its caps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    pub measure: Measure,
    pub band: Option<BandIndex>,
}

/// What plugging one leak alone would do to the overall score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gain {
    /// The difference of the printed numbers.
    pub points: u32,
    /// The printed score then, 0 to 100.
    pub after: u32,
}

impl Move {
    /// The difference of the printed numbers; `None` without a score.
    pub fn gain(&self) -> Option<i64> {
        let printed = |standing: &Standing| standing.measure.printed().map(i64::from);
        Some(printed(&self.after)? - printed(&self.before)?)
    }

    pub fn is_change(&self) -> bool {
        let shown = |standing: &Standing| {
            let Measure { score, low, high, .. } = standing.measure;
            (score.map(printed), printed(low), printed(high), standing.band)
        };
        shown(&self.before) != shown(&self.after)
    }
}

/// The result with the leaks of these ids plugged: leaks or practices. Unknown ids are passed over.
pub fn plugged(
    questionnaire: &Questionnaire,
    answers: &Answers,
    scorecard: &Scorecard,
    findings: &Findings,
    ids: &[&str],
) -> WhatIf {
    let plugs = Plugs::of(questionnaire, answers, scorecard, findings);
    let leaks = ids.iter().flat_map(|id| leaks_of(questionnaire, findings, id).unwrap_or_default());
    plugs.plugged(&leaks.collect::<Vec<_>>())
}

/// The leaks that an id stands for, as positions in [`Findings::leaks`]: the leak of this id, or all that
/// name the practice of this id. `None` when it is neither; empty when a practice plugs nothing here.
pub fn leaks_of(questionnaire: &Questionnaire, findings: &Findings, id: &str) -> Option<Vec<usize>> {
    if let Some(leak) = findings.leaks.iter().position(|leak| leak.id == *id) {
        return Some(vec![leak]);
    }
    let practice = questionnaire.practices.iter().position(|practice| practice.id == *id)?;
    Some(plugged_by(findings, PracticeIndex(practice)).collect())
}

/// The same for what a person may type: the number that stands beside a leak will do as well, from 1.
pub fn leaks_named(questionnaire: &Questionnaire, findings: &Findings, named: &str) -> Option<Vec<usize>> {
    let by_number = || {
        let place = named.parse::<usize>().ok()?.checked_sub(1)?;
        (place < findings.leaks.len()).then(|| vec![place])
    };
    leaks_of(questionnaire, findings, named).or_else(by_number)
}

fn plugged_by(findings: &Findings, practice: PracticeIndex) -> impl Iterator<Item = usize> + '_ {
    let leaks = findings.leaks.iter().enumerate();
    leaks.filter(move |(_, leak)| leak.plugged_by.contains(&practice)).map(|(position, _)| position)
}

impl<'a> Plugs<'a> {
    pub fn of(
        questionnaire: &'a Questionnaire,
        answers: &'a Answers,
        scorecard: &'a Scorecard,
        findings: &'a Findings,
    ) -> Plugs<'a> {
        let answer_facts = AnswerFacts::now(questionnaire, answers, &scorecard.flow);
        let facts = FindingFacts { answers: answer_facts, scorecard, leaks: Vec::new() };
        let mut scratch = answers.clone();
        let raised = findings.leaks.iter().map(|leak| {
            let raise = levels::raise(question_of(leak)?, &facts, &mut scratch);
            Raised::of(questionnaire, answers, scorecard, &raise)
        });
        let raised = raised.collect();
        Plugs { questionnaire, answers, scorecard, findings, raised }
    }

    /// The result with these leaks plugged, given as positions in [`Findings::leaks`].
    pub fn plugged(&self, leaks: &[usize]) -> WhatIf {
        let mut seen = HashSet::new();
        let leaks: Vec<usize> =
            leaks.iter().copied().filter(|leak| *leak < self.raised.len() && seen.insert(*leak)).collect();
        // In one order whatever the order of naming: sums of the same numbers are then the same number.
        let raised = self.raised.iter().enumerate();
        let raised = raised.filter(|(leak, _)| seen.contains(leak)).filter_map(|(_, raised)| raised.as_ref());
        let scorecard = rescored(self.questionnaire, self.answers, self.scorecard, raised);
        let open: Vec<usize> = (0..self.findings.leaks.len()).filter(|leak| !seen.contains(leak)).collect();
        let left = open.iter().filter_map(|leak| self.findings.leaks.get(*leak));
        let facts = FindingFacts {
            answers: AnswerFacts::now(self.questionnaire, self.answers, &self.scorecard.flow),
            scorecard: &scorecard,
            leaks: left.chain(&self.findings.private_leaks).cloned().collect(),
        };
        let held = scorecard.band.and_then(|band| cap(self.questionnaire, band, &facts));
        let band = scorecard.band.map(|band| held.map_or(band, |(_, cap)| band.min(cap)));
        let overall = Move {
            before: Standing { measure: self.scorecard.overall, band: self.findings.band },
            after: Standing { measure: scorecard.overall, band },
        };
        let standing = |scorecard: &Scorecard, area: AreaIndex| {
            let score = scorecard.area(area);
            Standing { measure: score.measure, band: score.band }
        };
        let areas = self.questionnaire.areas_with_score();
        let shown = areas.filter(|area| self.scorecard.area(*area).applies);
        let areas = shown.map(|area| {
            let (before, after) = (standing(self.scorecard, area), standing(&scorecard, area));
            (area, Move { before, after })
        });
        let plugged =
            leaks.iter().map(|leak| Plugged { leak: *leak, effect: self.effect(*leak, &scorecard) });
        WhatIf {
            plugged: plugged.collect(),
            overall,
            areas: areas.collect(),
            capped_by: held.map(|(position, _)| position),
            open,
            scorecard,
        }
    }

    fn effect(&self, leak: usize, after: &Scorecard) -> Effect {
        let Some(question) = self.findings.leaks.get(leak).and_then(question_of) else {
            return Effect::OfRule;
        };
        let before = self.scorecard.question(question);
        match (before.highest, before.level, after.question(question).level) {
            (None, _, _) => Effect::NotScored,
            (Some(_), Some(from), Some(to)) if from < to => Effect::Raised { from, to },
            (Some(_), Some(at), _) => Effect::SameLevel { at },
            (Some(_), None, Some(to)) => Effect::CameIn { to },
            (Some(_), None, None) => Effect::StaysOut,
        }
    }

    /// What plugging each leak alone would do, in rank order; `None` without an overall score.
    pub fn gains(&self) -> Vec<Option<Gain>> {
        let mut sums = Sums::of(self.questionnaire, self.scorecard);
        let now = self.scorecard.overall.printed();
        let of = |raised: &Option<Raised>| {
            let after = printed(sums.trial(raised.iter(), &[]).0?);
            Some(Gain { points: after.saturating_sub(now?), after })
        };
        self.raised.iter().map(of).collect()
    }
}

/// The question a leak is about; `None` for a rule's.
fn question_of(leak: &Leak) -> Option<QuestionIndex> {
    match leak.cause {
        Cause::Choice | Cause::CutPoint | Cause::DontKnow => leak.because.first().copied(),
        Cause::Rule => None,
    }
}
