//! How far an assessment is, in whole and part by part: kept from change to change, never counted anew.

use std::time::Duration;

use crate::assessment::parts::{self, Parts};
use crate::assessment::tally::{self, Share};
use crate::assessment::{Assessment, Flow, Tally, pace};
use crate::questionnaire::{AreaIndex, QuestionIndex};

/// How many questions stand how, and how long the open ones take.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    whole: Tally,
    parts: Vec<Tally>,
    left: Duration,
    /// What each question counts as in all of these; none while it is not asked.
    shares: Vec<Option<Share>>,
    /// How long each question takes to read and answer.
    takes: Vec<Duration>,
}

impl Standing {
    pub fn of(assessment: &Assessment, flow: &Flow, parts: &Parts) -> Standing {
        let questions = &assessment.questionnaire.questions;
        let mut standing = Standing {
            whole: Tally::default(),
            parts: vec![Tally::default(); parts.places()],
            left: Duration::ZERO,
            shares: vec![None; questions.len()],
            takes: questions.iter().map(pace::expected).collect(),
        };
        for question in flow.asked() {
            standing.count(question, assessment, flow, parts);
        }
        standing
    }

    /// Counts a question as it stands now, instead of as it stood when it was counted last.
    pub fn count(&mut self, question: QuestionIndex, assessment: &Assessment, flow: &Flow, parts: &Parts) {
        let now = flow.is_open(question).then(|| Share::of(assessment.answers.entry(question)));
        let Some(share) = self.shares.get_mut(question.0) else { return };
        let was = std::mem::replace(share, now);
        let whole = tally::counts(&assessment.questionnaire, question).then_some(&mut self.whole);
        let part = self.parts.get_mut(parts::place(parts.part(question)));
        for tally in whole.into_iter().chain(part) {
            was.into_iter().for_each(|was| tally.take(was));
            now.into_iter().for_each(|now| tally.add(now));
        }
        let takes = self.takes(question);
        if was.is_some_and(Share::is_open) {
            self.left = self.left.saturating_sub(takes);
        }
        if now.is_some_and(Share::is_open) {
            self.left += takes;
        }
    }

    /// Of everything but the private areas.
    pub fn whole(&self) -> Tally {
        self.whole
    }

    /// Of the questions about the team, or of an outermost area.
    pub fn part(&self, part: Option<AreaIndex>) -> Tally {
        self.parts.get(parts::place(part)).copied().unwrap_or_default()
    }

    /// How long a question takes to read and answer.
    pub fn takes(&self, question: QuestionIndex) -> Duration {
        self.takes.get(question.0).copied().unwrap_or_default()
    }

    /// How long the questions take that are still open, private ones among them.
    pub fn left(&self) -> Duration {
        self.left
    }
}
