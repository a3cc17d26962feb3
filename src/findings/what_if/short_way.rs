//! A short way to the next band: which practices, taken one after the other, reach it with least effort.
//!
//! A practice plugs every leak that names it. Each step takes the one with the greatest gain in points for
//! its effort; of equal ones the first in the questionnaire. Once the score is high enough and only a
//! cap still holds the band down, the step is taken that does most about what the cap asks for.

use std::collections::{BTreeMap, BTreeSet};

use super::super::leak::Leak;
use super::{Plugs, Standing};
use crate::assessment::flow::AnswerFacts;
use crate::questionnaire::condition::{Concern, Facts};
use crate::questionnaire::{
    Answer, AreaIndex, BandCap, BandIndex, Effort, Id, PracticeIndex, QuestionIndex, Questionnaire, Severity,
};
use crate::scoring::{Raised, Sums, nine_decimals, printed};

/// A way of more steps is not a short one; it also bounds the work, which each step does once over.
pub const MOST_STEPS: usize = 50;

/// The practices that lead towards the next band.
#[derive(Clone, Debug, PartialEq)]
pub struct ShortWay {
    /// The band above the one the overall result lies in.
    pub next: BandIndex,
    pub steps: Vec<Step>,
    pub ends: Ends,
    /// Where plugging every leak that a practice names would lead.
    pub furthest: Standing,
}

/// One practice taken up.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub practice: PracticeIndex,
    /// The leaks it plugs that no step before has plugged, as positions in
    /// [`Findings::leaks`](super::super::Findings::leaks).
    pub leaks: Vec<usize>,
    /// The printed score after it, 0 to 100.
    pub after: u32,
    /// The difference to the printed score before it.
    pub gain: u32,
}

/// How the way ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// In the next band.
    Reached,
    /// Before it: no practice helps any further.
    OutOfReach,
    /// After [`MOST_STEPS`] steps.
    TooLong,
}

/// What one point of gain costs.
fn cost(effort: Effort) -> f64 {
    match effort {
        Effort::Low => 1.0,
        Effort::Medium => 2.0,
        Effort::High => 3.0,
    }
}

impl Plugs<'_> {
    /// The way to the next band; `None` in the best one, and where there is no overall score.
    pub fn short_way(&self) -> Option<ShortWay> {
        let next = BandIndex(self.findings.band?.0 + 1);
        let from = self.questionnaire.bands.get(next.0)?.from;
        let mut walk = Walk::of(self);
        let mut steps: Vec<Step> = Vec::new();
        let mut before = walk.printed()?;
        let ends = loop {
            let holding = walk.holding(next);
            let is_enough = from <= before;
            if is_enough && holding.is_empty() {
                break Ends::Reached;
            }
            let found = match is_enough {
                true => walk.best(|walk, leaks| walk.relief(leaks, &holding)),
                false => walk.best(Walk::gain),
            };
            let Some(practice) = found else { break Ends::OutOfReach };
            if steps.len() == MOST_STEPS {
                break Ends::TooLong;
            }
            let leaks = walk.take(practice);
            let after = walk.printed()?;
            steps.push(Step { practice, leaks, after, gain: after.saturating_sub(before) });
            before = after;
        };
        let named: Vec<usize> = Walk::of(self).left.into_values().flatten().collect();
        Some(ShortWay { next, steps, ends, furthest: self.plugged(&named).overall.after })
    }
}

/// How things stand after some steps.
struct Walk<'a> {
    plugs: &'a Plugs<'a>,
    sums: Sums,
    /// The practices that could still be taken, each with the leaks it would plug.
    left: BTreeMap<PracticeIndex, Vec<usize>>,
    /// The ids of the leaks that are not plugged.
    open: BTreeSet<&'a str>,
    /// How many of them have each severity, as in `Severity::ALL`; those of private areas do not count.
    counts: [usize; Severity::ALL.len()],
}

impl<'a> Walk<'a> {
    fn of(plugs: &'a Plugs<'a>) -> Walk<'a> {
        let findings = plugs.findings;
        let mut left: BTreeMap<PracticeIndex, Vec<usize>> = BTreeMap::new();
        for (position, leak) in findings.leaks.iter().enumerate() {
            for practice in &leak.plugged_by {
                let named = left.entry(*practice).or_default();
                if named.last() != Some(&position) {
                    named.push(position);
                }
            }
        }
        let all = findings.leaks.iter().chain(&findings.private_leaks);
        let count = |severity| findings.leaks.iter().filter(|leak| leak.severity == severity).count();
        Walk {
            plugs,
            sums: Sums::of(plugs.questionnaire, plugs.scorecard),
            left,
            open: all.map(|leak| leak.id.as_str()).collect(),
            counts: Severity::ALL.map(count),
        }
    }

    fn printed(&self) -> Option<u32> {
        self.sums.overall().map(printed)
    }

    fn leak(&self, position: usize) -> &'a Leak {
        &self.plugs.findings.leaks[position]
    }

    /// What plugging these leaks does to the scores; rules' leaks do nothing.
    fn raised<'b>(&self, leaks: &'b [usize]) -> impl Iterator<Item = &'a Raised> + use<'a, 'b> {
        let plugs = self.plugs;
        leaks.iter().copied().filter_map(move |leak| plugs.raised[leak].as_ref())
    }

    /// The gain in unrounded points.
    fn gain(&mut self, leaks: &[usize]) -> f64 {
        let raised = self.raised(leaks);
        let now = self.sums.overall().unwrap_or(0.0);
        let (then, _) = self.sums.trial(raised, &[]);
        100.0 * (then.unwrap_or(0.0) - now)
    }

    /// The caps that leave less than a band.
    fn holding(&self, next: BandIndex) -> Vec<&'a BandCap> {
        let caps = self.plugs.questionnaire.scoring.caps.iter();
        caps.filter(|cap| cap.band < next && cap.when.holds(self)).collect()
    }

    /// How much plugging these leaks does about what caps ask for: a point for each leak they count, and
    /// the points gained in the areas they look at.
    fn relief(&mut self, leaks: &[usize], caps: &[&BandCap]) -> f64 {
        let concerns: Vec<Concern> = caps.iter().flat_map(|cap| cap.when.concerns()).collect();
        let counts = |leak: &Leak| {
            concerns.iter().any(|concern| match concern {
                Concern::Leaks(severity) => severity.is_none_or(|severity| severity == leak.severity),
                Concern::Leak(id) => **id == leak.id,
                Concern::Score(_) | Concern::LowestScore => false,
            })
        };
        let counted = leaks.iter().filter(|position| counts(self.leak(**position))).count();
        let lowest = self.lowest();
        let looked_at = concerns.iter().filter_map(|concern| match concern {
            Concern::Score(area) => Some(*area),
            Concern::LowestScore => lowest,
            Concern::Leaks(_) | Concern::Leak(_) => None,
        });
        let areas: Vec<AreaIndex> = looked_at.collect();
        let raised = self.raised(leaks);
        let (_, then) = self.sums.trial(raised, &areas);
        let gains = areas.iter().zip(then).filter_map(|(area, then)| Some(then? - self.sums.area(*area)?));
        counted as f64 + 100.0 * gains.sum::<f64>()
    }

    fn lowest(&self) -> Option<AreaIndex> {
        let areas = self.plugs.questionnaire.scored_areas();
        let scored = areas.filter_map(|area| Some((self.sums.area(area)?, area)));
        scored.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, area)| area)
    }

    /// The practice of the greatest worth for its effort; `None` when none is worth anything.
    fn best(&mut self, worth: impl Fn(&mut Walk<'a>, &[usize]) -> f64) -> Option<PracticeIndex> {
        let left = std::mem::take(&mut self.left);
        let mut best: Option<(f64, PracticeIndex)> = None;
        for (practice, leaks) in &left {
            let effort = self.plugs.questionnaire[*practice].effort;
            // Rounded, so that what is equal on paper is equal here, and the first in the file is taken.
            let worth = nine_decimals(worth(self, leaks) / cost(effort));
            if best.map_or(0.0, |(best, _)| best) < worth {
                best = Some((worth, *practice));
            }
        }
        self.left = left;
        best.map(|(_, practice)| practice)
    }

    /// Takes up a practice, and returns the leaks that it plugs.
    fn take(&mut self, practice: PracticeIndex) -> Vec<usize> {
        let leaks = self.left.remove(&practice).unwrap_or_default();
        let plugged: BTreeSet<usize> = leaks.iter().copied().collect();
        for position in &leaks {
            let leak = self.leak(*position);
            self.open.remove(leak.id.as_str());
            let counted = self.counts.iter_mut().zip(Severity::ALL);
            counted.filter(|(_, severity)| *severity == leak.severity).for_each(|(count, _)| *count -= 1);
            if let Some(raised) = &self.plugs.raised[*position] {
                self.sums.apply(raised);
            }
        }
        self.left.retain(|_, leaks| {
            leaks.retain(|leak| !plugged.contains(leak));
            !leaks.is_empty()
        });
        leaks
    }
}

impl Facts for Walk<'_> {
    fn questionnaire(&self) -> &Questionnaire {
        self.plugs.questionnaire
    }

    fn answer(&self, question: QuestionIndex) -> Option<&Answer> {
        let Plugs { questionnaire, answers, scorecard, .. } = self.plugs;
        // Which answers count is asked where it is known; what it lends out lives as long as the answers.
        let facts = AnswerFacts::now(questionnaire, answers, &scorecard.flow);
        facts.answer(question).and(answers.answer(question))
    }

    fn pending(&self, question: QuestionIndex) -> bool {
        let Plugs { questionnaire, answers, scorecard, .. } = self.plugs;
        AnswerFacts::now(questionnaire, answers, &scorecard.flow).pending(question)
    }

    fn score(&self, area: AreaIndex) -> Option<u32> {
        self.sums.printed(area)
    }

    fn lowest_score(&self) -> Option<u32> {
        let areas = self.plugs.questionnaire.scored_areas();
        areas.filter_map(|area| self.sums.printed(area)).min()
    }

    fn leaks(&self, severity: Option<Severity>) -> Option<usize> {
        let counted = self.counts.iter().zip(Severity::ALL);
        Some(
            counted
                .filter(|(_, of)| severity.is_none_or(|wanted| wanted == *of))
                .map(|(count, _)| *count)
                .sum(),
        )
    }

    fn leak(&self, id: &Id) -> Option<bool> {
        Some(self.open.contains(id.as_str()))
    }
}
