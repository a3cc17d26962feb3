//! How long answers take: for an honest time left, and for a remark when somebody has raced through.
//!
//! Nothing here is saved, and nothing changes a score.

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

    /// A question was answered that had no answer before.
    pub fn answered(&mut self, question: QuestionIndex) {
        if let (Some(now), Some(since)) = (self.now, self.since)
            && self.took.iter().all(|(known, _)| *known != question)
        {
            self.took.push((question, now.saturating_sub(since)));
        }
        self.since = self.now;
    }

    /// The questions that were answered quicker than they can be read.
    pub fn quick(&self) -> impl Iterator<Item = QuestionIndex> + '_ {
        self.took.iter().filter(|(_, took)| *took < QUICK).map(|(question, _)| *question)
    }

    /// How many times longer than `expected` this person takes: their median, within reason; 1 until it is known.
    pub fn factor(&self, expected: impl Fn(QuestionIndex) -> f64) -> f64 {
        let measured = self.took.iter().filter(|(_, took)| *took < AWAY);
        let mut factors: Vec<f64> = measured
            .map(|(question, took)| took.as_secs_f64() / expected(*question))
            .filter(|factor| factor.is_finite())
            .collect();
        factors.sort_by(f64::total_cmp);
        match factors.get(factors.len() / 2) {
            Some(median) if ENOUGH <= factors.len() => median.clamp(0.3, 3.0),
            Some(_) | None => 1.0,
        }
    }
}

/// Two hundred words a minute, and twelve seconds to think.
///
/// Everything the program says of time comes from here: what the first screen tells of a questionnaire, and what is
/// left of it.
pub fn seconds(question: &Question) -> f64 {
    let words = |text: &str| text.split(' ').count();
    let choices: usize = question.kind.choices().iter().map(|choice| words(&choice.text)).sum();
    let rows: usize = question.kind.rows().iter().map(|row| words(&row.text) + 1).sum();
    12.0 + 0.3 * (words(&question.ask) + choices + rows) as f64
}

/// Whole minutes, to the nearest; never none while there is something to do.
pub fn minutes(seconds: f64) -> u32 {
    if seconds <= 0.0 { 0 } else { (seconds / 60.0).round().max(1.0) as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers so many questions of ten seconds each in so many seconds each.
    #[track_caller]
    fn check(count: usize, seconds: f64, factor: f64, quick: usize) {
        let mut pace = Pace::default();
        pace.answered(QuestionIndex(99));
        for number in 0..count {
            pace.tick(Duration::from_secs_f64(100.0 * number as f64));
            pace.looks();
            pace.tick(Duration::from_secs_f64(100.0 * number as f64 + seconds));
            pace.answered(QuestionIndex(number));
        }
        assert_eq!((pace.factor(|_| 10.0), pace.quick().count()), (factor, quick));
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

    /// A second answer to the same question says nothing about how long reading it takes.
    #[test]
    fn the_first_answer_counts() {
        let mut pace = Pace::default();
        for (at, answered) in [(0, false), (9, true), (10, true)] {
            pace.tick(Duration::from_secs(at));
            if answered { pace.answered(QuestionIndex(0)) } else { pace.looks() }
        }
        assert_eq!(pace.quick().count(), 0);
    }
}
