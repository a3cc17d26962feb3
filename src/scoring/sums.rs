//! The sums behind the scores, so that moving one question costs the same in a long form as in a short one.
//!
//! Scoring anew reads every question; trying each leak and each practice that way would take the square
//! of their number. Here a move touches its area, the areas that hold it, and the whole.

use super::mean::{HAIR, Part};
use super::raise::Raised;
use super::{AreaScore, Scorecard, printed};
use crate::questionnaire::{AreaIndex, Questionnaire};

/// The sums of every area, and last those of the whole.
#[derive(Clone, Debug)]
pub struct Sums {
    sums: Vec<Sum>,
}

/// The sum of what counts in one area, or in the whole.
#[derive(Clone, Debug, PartialEq)]
struct Sum {
    /// Of what has a score.
    weight: f64,
    won: f64,
    /// What had no score and could come in: its share and its weight, best first, each share once.
    waiting: Vec<(f64, f64)>,
    /// Whether it has a score at all. What has none by itself gets none by plugging leaks.
    scored: bool,
    score: f64,
    /// The sum that this is a part of, by its position, and the weight it has there.
    within: Option<(usize, f64)>,
}

/// What was touched while trying something, as it was before.
type Before = Vec<(usize, Sum)>;

impl Sums {
    pub fn of(questionnaire: &Questionnaire, scorecard: &Scorecard) -> Sums {
        let whole = questionnaire.areas.len();
        let mut sums = vec![Sum::empty(scorecard.overall.score); whole + 1];
        for index in questionnaire.area_indexes() {
            let area = &questionnaire[index];
            let score: &AreaScore = scorecard.area(index);
            sums[index.0].scored = score.measure.score.is_some();
            sums[index.0].score = score.measure.score.unwrap_or(0.0);
            for question in questionnaire.questions_of(index) {
                for part in scorecard.question(question).parts.iter().filter(|part| part.counts_now()) {
                    sums[index.0].add(part.won, part.weight);
                }
            }
            if let Some(won) = score.measure.score
                && area.scored
                && score.presence.is_some()
                && 0.0 < area.weight
            {
                let within = area.parent.map_or(whole, |parent| parent.0);
                sums[index.0].within = Some((within, area.weight));
                sums[within].add(Some(won), area.weight);
            }
        }
        Sums { sums }
    }

    /// Moves a question to its new level.
    pub fn apply(&mut self, raised: &Raised) {
        self.apply_noting(raised, &mut Vec::new());
    }

    fn apply_noting(&mut self, raised: &Raised, before: &mut Before) {
        let area = raised.area.0;
        before.push((area, self.sums[area].clone()));
        for place in &raised.places {
            let Some(then) = place.then() else { continue };
            match (place.won(), then.won) {
                (Some(won), Some(share)) => self.sums[area].won += then.weight * (share - won),
                (None, Some(share)) => self.sums[area].let_wait(share, then),
                (Some(_) | None, None) => {}
            }
        }
        self.settle(area, before);
    }

    /// Carries an area's new score upward.
    fn settle(&mut self, from: usize, before: &mut Before) {
        let mut at = from;
        while self.sums[at].scored {
            let was = self.sums[at].score;
            let score = self.sums[at].mean().0;
            self.sums[at].score = score;
            let Some((within, weight)) = self.sums[at].within else { return };
            before.push((within, self.sums[within].clone()));
            self.sums[within].won += weight * (score - was);
            at = within;
        }
    }

    /// What the whole, and some areas, would score with all of these moved; nothing is moved.
    pub fn trial<'a>(
        &mut self,
        raised: impl Iterator<Item = &'a Raised>,
        areas: &[AreaIndex],
    ) -> (Option<f64>, Vec<Option<f64>>) {
        let mut before = Vec::new();
        raised.for_each(|raised| self.apply_noting(raised, &mut before));
        let found = (self.overall(), areas.iter().map(|area| self.area(*area)).collect());
        for (at, sum) in before.into_iter().rev() {
            self.sums[at] = sum;
        }
        found
    }

    /// The overall score, 0 to 1; `None` when too little was answered.
    pub fn overall(&self) -> Option<f64> {
        self.sums.last().and_then(Sum::score)
    }

    /// An area's score, 0 to 1; `None` when too little was answered.
    pub fn area(&self, area: AreaIndex) -> Option<f64> {
        self.sums[area.0].score()
    }

    /// An area's score as it is printed.
    pub fn printed(&self, area: AreaIndex) -> Option<u32> {
        self.area(area).map(printed)
    }

    /// Whether something of this share that had no score lifts its area, and so comes in.
    pub(super) fn takes_in(&self, area: AreaIndex, share: f64) -> bool {
        let sum = &self.sums[area.0];
        sum.scored && sum.mean().1 <= share
    }
}

impl Sum {
    fn empty(score: Option<f64>) -> Sum {
        Sum {
            weight: 0.0,
            won: 0.0,
            waiting: Vec::new(),
            scored: score.is_some(),
            score: score.unwrap_or(0.0),
            within: None,
        }
    }

    fn add(&mut self, won: Option<f64>, weight: f64) {
        if let Some(won) = won {
            self.weight += weight;
            self.won += weight * won;
        }
    }

    fn let_wait(&mut self, share: f64, part: &Part) {
        match self.waiting.iter().position(|(waits, _)| *waits <= share) {
            Some(at) if self.waiting[at].0 == share => self.waiting[at].1 += part.weight,
            Some(at) => self.waiting.insert(at, (share, part.weight)),
            None => self.waiting.push((share, part.weight)),
        }
    }

    /// The mean with all that lifts it, and the least share that does.
    fn mean(&self) -> (f64, f64) {
        let (mut weight, mut won, mut least) = (self.weight, self.won, f64::INFINITY);
        for (share, more) in &self.waiting {
            if *share <= won / weight + HAIR {
                break;
            }
            weight += more;
            won += more * share;
            least = *share;
        }
        ((won / weight).clamp(0.0, 1.0), least)
    }

    fn score(&self) -> Option<f64> {
        self.scored.then_some(self.score)
    }
}
