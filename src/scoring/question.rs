//! One question's score: the level its answer stands on, over its highest level.

use super::mean::{Part, Presence};
use crate::assessment::Openness;
use crate::assessment::flow::AnswerFacts;
use crate::questionnaire::condition::{Facts, judged, level};
use crate::questionnaire::{Answer, Question, QuestionIndex, RowAnswer};

/// What one question contributes.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionScore {
    pub state: State,
    /// The level after caps; for a matrix the mean of its answered rows, each after caps.
    /// `None` without a score.
    pub level: Option<f64>,
    /// The highest level; `None` when the question is never scored.
    pub highest: Option<u32>,
    /// The level the answer stood on, when a cap holds it down.
    pub capped_from: Option<f64>,
    /// The level of each row of a matrix, after caps.
    pub rows: Vec<Option<f64>>,
    /// What enters the area's mean: one part, or one for each row of a matrix.
    pub parts: Vec<Part>,
    /// The questions whose answers are missing to judge this one.
    pub missing: Vec<QuestionIndex>,
}

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Answered,
    DontKnow,
    NotApplicable,
    /// Asked and neither answered nor skipped, or only in part.
    NotAnswered,
    Skipped,
    /// Answered, but what it is judged by is unknown.
    NotJudged,
    /// Not asked.
    Closed,
}

impl QuestionScore {
    /// From 0 to 1.
    pub fn score(&self) -> Option<f64> {
        Some(self.level? / f64::from(self.highest?))
    }

    pub fn is_highest(&self) -> bool {
        match (self.level, self.highest) {
            (Some(level), Some(highest)) => f64::from(highest) <= level,
            (_, _) => false,
        }
    }
}

/// Scores one question.
pub fn score(index: QuestionIndex, now: &AnswerFacts) -> QuestionScore {
    let question = &now.questionnaire[index];
    let openness = now.flow.openness(index);
    let highest = question.highest_level().filter(|_| question.area.is_some());
    let mut result = QuestionScore {
        state: state(index, now),
        level: None,
        highest,
        capped_from: None,
        rows: Vec::new(),
        parts: Vec::new(),
        missing: Vec::new(),
    };
    if result.state == State::NotJudged {
        result.missing = missing(index, now);
    }
    if openness == Openness::Closed {
        return result;
    }
    let Some(judge) = Judge::of(index, now) else { return result };
    // What is closed for now counts in the range alone, as what it might come to be.
    let answer = now.answers.answer(index).filter(|_| openness.is_open());
    match answer {
        Some(Answer::NotApplicable) => {}
        Some(Answer::Rows(rows)) => {
            let weight = question.weight / rows.len().max(1) as f64;
            for row in rows {
                result.rows.push(row_level(*row).map(|level| judge.capped(level)));
                if *row != RowAnswer::NotApplicable {
                    result.parts.push(judge.part(row_level(*row), true, weight));
                }
            }
            let levels: Vec<f64> = result.rows.iter().copied().flatten().collect();
            result.level = (!levels.is_empty()).then(|| levels.iter().sum::<f64>() / levels.len() as f64);
        }
        answer => {
            let found = answer.and_then(|_| level(index, now));
            let settled = question.judge.is_none() || is_settled(index, now);
            if result.state == State::Answered && found.is_none() {
                // A choice or a cut point without a level: it scores nothing, unless it comes to be judged anew.
                if !settled {
                    let part = judge.part(None, settled, question.weight);
                    result.parts.push(Part { presence: Presence::NotYet, ..part });
                }
                return result;
            }
            result.level = found.map(|level| judge.capped(level));
            result.capped_from = found.filter(|level| judge.capped(*level) < *level);
            result.parts.push(judge.part(found, settled, question.weight));
        }
    }
    result
}

/// Whether what a question is judged by could not change any more.
fn is_settled(index: QuestionIndex, now: &AnswerFacts) -> bool {
    judged(index, &now.ahead()).is_some()
}

pub(super) fn row_level(row: RowAnswer) -> Option<f64> {
    match row {
        RowAnswer::Choice(choice) => Some(choice as f64),
        RowAnswer::DontKnow | RowAnswer::NotApplicable | RowAnswer::NotAnswered => None,
    }
}

fn state(index: QuestionIndex, now: &AnswerFacts) -> State {
    if !now.flow.is_open(index) {
        return State::Closed;
    }
    let question = &now.questionnaire[index];
    let entry = now.answers.entry(index);
    match &entry.answer {
        None if entry.skipped => State::Skipped,
        None => State::NotAnswered,
        Some(Answer::DontKnow) => State::DontKnow,
        Some(Answer::NotApplicable) => State::NotApplicable,
        Some(Answer::Numbers(numbers)) if numbers.iter().any(Option::is_none) => State::NotAnswered,
        Some(Answer::Rows(rows)) => state_of_rows(rows),
        Some(_) if question.judge.is_some() && judged(index, now).is_none() => State::NotJudged,
        Some(_) => State::Answered,
    }
}

/// One answered row is enough; without any, the rows say what the matrix lacks.
fn state_of_rows(rows: &[RowAnswer]) -> State {
    let has = |wanted: fn(&RowAnswer) -> bool| rows.iter().any(wanted);
    if has(|row| row_level(*row).is_some()) {
        State::Answered
    } else if has(|row| *row == RowAnswer::NotAnswered) {
        State::NotAnswered
    } else if has(|row| *row == RowAnswer::DontKnow) {
        State::DontKnow
    } else {
        State::NotApplicable
    }
}

/// The questions that a judge waits for.
fn missing(index: QuestionIndex, now: &AnswerFacts) -> Vec<QuestionIndex> {
    let Some(judge) = &now.questionnaire[index].judge else { return Vec::new() };
    let mut reads = judge.reads(now.questionnaire);
    reads.retain(|read| now.answer(*read).is_none());
    reads
}

/// The highest level that a question's caps leave, now and at either end of its range.
struct Caps {
    now: f64,
    /// With every cap that might come to hold.
    low: f64,
    /// With those alone that hold whatever comes.
    high: f64,
}

impl Caps {
    fn of(question: &Question, now: &AnswerFacts) -> Caps {
        let mut caps = Caps { now: f64::INFINITY, low: f64::INFINITY, high: f64::INFINITY };
        for cap in &question.caps {
            let level = f64::from(cap.level);
            if cap.when.holds(now) {
                caps.now = caps.now.min(level);
            }
            let settled = now.settled(&cap.when);
            if settled != Some(false) {
                caps.low = caps.low.min(level);
            }
            if settled == Some(true) {
                caps.high = caps.high.min(level);
            }
        }
        caps
    }
}

/// What turns a question's levels into shares.
pub(super) struct Judge<'a> {
    question: &'a Question,
    highest: f64,
    caps: Caps,
    openness: Openness,
}

impl<'a> Judge<'a> {
    /// `None` when the question is never scored.
    pub(super) fn of(index: QuestionIndex, now: &AnswerFacts<'a>) -> Option<Judge<'a>> {
        let question = &now.questionnaire[index];
        let highest = question.highest_level().filter(|_| question.area.is_some())?;
        let openness = now.flow.openness(index);
        Some(Judge { question, highest: f64::from(highest), caps: Caps::of(question, now), openness })
    }

    /// The level that the question's caps leave of one.
    pub(super) fn capped(&self, level: f64) -> f64 {
        level.min(self.caps.now)
    }

    /// `settled` says that a level, once known, cannot change with other answers.
    pub(super) fn part(&self, level: Option<f64>, settled: bool, weight: f64) -> Part {
        let share = |level: f64| level / self.highest;
        let worst = f64::from(self.question.lowest_level().unwrap_or(0));
        let (low, high) = match level {
            Some(level) if settled => (level, level),
            Some(_) | None => (worst, self.highest),
        };
        let sure = level.is_some() && settled || self.question.always_has_level();
        Part {
            weight,
            won: level.map(|level| share(level.min(self.caps.now))),
            low: share(low.min(self.caps.low)),
            high: share(high.min(self.caps.high)),
            answered: if level.is_some() { 1.0 } else { 0.0 },
            presence: match self.openness {
                Openness::Open if sure => Presence::Certain,
                Openness::Open | Openness::OpenForNow => Presence::ForNow,
                Openness::ClosedForNow | Openness::Closed => Presence::NotYet,
            },
        }
    }
}
