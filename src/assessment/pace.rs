//! How long answers take: for an honest time left, and for a remark when somebody has raced through.
//!
//! Nothing here is saved, and nothing changes a score.

use std::collections::HashSet;
use std::time::Duration;

use crate::questionnaire::{Question, QuestionIndex};

/// How long each question took, as far as it was answered for the first time at this sitting.
#[derive(Clone, Debug, Default)]
pub struct Pace {
    /// Since the program began; `None` where there is no clock.
    now: Option<Duration>,
    /// When the question in view came into view.
    since: Option<Duration>,
    took: Vec<(QuestionIndex, Duration)>,
    /// The questions in `took`.
    known: HashSet<QuestionIndex>,
    /// How many times longer than expected each answer took that was given without a long pause; rising.
    factors: Vec<f64>,
}

/// Quicker than anybody can read a question and its choices.
const QUICK: Duration = Duration::from_secs(2);
/// Whoever takes longer has done something else meanwhile.
const AWAY: Duration = Duration::from_secs(300);
/// So many answers tell a person's pace.
const ENOUGH: usize = 8;

impl Pace {
    pub fn tick(&mut self, now: Duration) {
        self.now = Some(now);
    }

    /// Another question came into view.
    pub fn looks(&mut self) {
        self.since = self.now;
    }

    /// A question was answered that had no answer before, and that takes so long as a rule.
    pub fn answered(&mut self, question: QuestionIndex, expected: Duration) {
        if let (Some(now), Some(since)) = (self.now, self.since)
            && self.known.insert(question)
        {
            let took = now.saturating_sub(since);
            self.took.push((question, took));
            let factor = took.as_secs_f64() / expected.as_secs_f64();
            if took < AWAY && factor.is_finite() {
                let place = self.factors.partition_point(|other| *other < factor);
                self.factors.insert(place, factor);
            }
        }
        self.since = self.now;
    }

    /// The questions that were answered quicker than they can be read.
    pub fn quick(&self) -> impl Iterator<Item = QuestionIndex> + '_ {
        self.took.iter().filter(|(_, took)| *took < QUICK).map(|(question, _)| *question)
    }

    /// How many times longer than expected this person takes: their median, within reason; 1 until it is known.
    pub fn factor(&self) -> f64 {
        match self.factors.get(self.factors.len() / 2) {
            Some(median) if ENOUGH <= self.factors.len() => median.clamp(0.3, 3.0),
            Some(_) | None => 1.0,
        }
    }
}

/// How long a question takes to read and answer: two hundred words a minute, and twelve seconds to think.
///
/// Everything the program says of time comes from here: what the first screen tells of a questionnaire, and what is
/// left of it.
pub fn expected(question: &Question) -> Duration {
    const TO_THINK: Duration = Duration::from_secs(12);
    const A_WORD: Duration = Duration::from_millis(300);
    let words = |text: &str| text.split(' ').count();
    let choices: usize = question.kind.choices().iter().map(|choice| words(&choice.text)).sum();
    let rows: usize = question.kind.rows().iter().map(|row| words(&row.text) + 1).sum();
    let words = u32::try_from(words(&question.ask) + choices + rows).unwrap_or(u32::MAX);
    TO_THINK + A_WORD.saturating_mul(words)
}

/// Whole minutes, to the nearest; never none while there is something to do.
pub fn minutes(time: Duration) -> u32 {
    if time.is_zero() { 0 } else { (time.as_secs_f64() / 60.0).round().max(1.0) as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers so many questions of ten seconds each in so many seconds each.
    #[track_caller]
    fn check(count: usize, seconds: f64, factor: f64, quick: usize) {
        const EXPECTED: Duration = Duration::from_secs(10);
        let mut pace = Pace::default();
        pace.answered(QuestionIndex(99), EXPECTED);
        for number in 0..count {
            pace.tick(Duration::from_secs_f64(100.0 * number as f64));
            pace.looks();
            pace.tick(Duration::from_secs_f64(100.0 * number as f64 + seconds));
            pace.answered(QuestionIndex(number), EXPECTED);
        }
        assert_eq!((pace.factor(), pace.quick().count()), (factor, quick));
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn too_few_to_tell() { check(7, 20.0, 1.0, 0); }
        #[test] fn half_as_quick() { check(8, 20.0, 2.0, 0); }
        #[test] fn twice_as_quick() { check(30, 5.0, 0.5, 0); }
        #[test] fn raced_through() { check(30, 1.0, 0.3, 30); }
        #[test] fn within_reason() { check(30, 99.0, 3.0, 0); }
        #[test] fn no_clock() { check(0, 0.0, 1.0, 0); }
    }

    /// The one in the middle counts, in whatever order they came; who was away for long does not.
    #[test]
    fn the_median_in_any_order() {
        let mut pace = Pace::default();
        let mut now = 0;
        for (number, took) in [30, 10, 400, 20, 5, 40, 15, 10, 12].into_iter().enumerate() {
            pace.tick(Duration::from_secs(now));
            pace.looks();
            now += took;
            pace.tick(Duration::from_secs(now));
            pace.answered(QuestionIndex(number), Duration::from_secs(10));
        }
        // 5 10 10 12 15 20 30 40
        assert_eq!(pace.factor(), 1.5);
    }

    /// A second answer to the same question says nothing about how long reading it takes.
    #[test]
    fn the_first_answer_counts() {
        let mut pace = Pace::default();
        for (at, answered) in [(0, false), (9, true), (10, true)] {
            pace.tick(Duration::from_secs(at));
            if answered { pace.answered(QuestionIndex(0), Duration::from_secs(9)) } else { pace.looks() }
        }
        assert_eq!(pace.quick().count(), 0);
    }
}
