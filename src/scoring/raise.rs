//! Scores as they would be if some questions stood on other levels than their answers give them.
//!
//! No answer is made up: what is asked, every cap and every condition stay as the given answers make
//! them. A question that has a level moves to another; one that has none comes into the mean of its
//! area where it lifts it, and stays out where it would only pull it down.

use super::mean::Part;
use super::question::{Judge, row_level};
use super::sums::Sums;
use super::{QuestionScore, Scorecard, put_together};
use crate::assessment::Answers;
use crate::assessment::flow::AnswerFacts;
use crate::questionnaire::{Answer, AreaIndex, QuestionIndex, Questionnaire, RowAnswer};

/// A question to be set on another level.
#[derive(Clone, Debug, PartialEq)]
pub struct Raise {
    pub question: QuestionIndex,
    /// The level it shall stand on before its caps; of a matrix that was answered by rows one for each
    /// row. `None` leaves it where it stands.
    pub levels: Vec<Option<f64>>,
}

/// A raise, worked out against one set of answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised {
    pub question: QuestionIndex,
    pub(super) area: AreaIndex,
    /// One for the whole question, or one for each row of a matrix.
    pub(super) places: Vec<Place>,
}

/// One level of a question: what enters the mean for it, before and after.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    pub before: Option<Part>,
    /// `None` where it stays as it is.
    pub after: Option<Risen>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Risen {
    /// The level before the question's caps.
    pub level: f64,
    pub part: Part,
}

impl Place {
    /// What it scored before, if it counted.
    pub(super) fn won(&self) -> Option<f64> {
        self.before.filter(Part::counts_now).and_then(|part| part.won)
    }

    /// What it then scores, if it is moved and counts.
    pub(super) fn then(&self) -> Option<&Part> {
        self.after.as_ref().map(|risen| &risen.part).filter(|part| part.counts_now())
    }

    /// Whether it stands on its new level. `takes_in` tells of a share from 0 to 1 whether it lifts its area.
    fn moves(&self, takes_in: impl Fn(f64) -> bool) -> bool {
        match (self.won(), self.after) {
            (_, None) => false,
            (Some(_), Some(_)) => true,
            (None, Some(risen)) => risen.part.won.is_some_and(takes_in),
        }
    }
}

impl Raised {
    /// `None` when the question scores nothing, whatever its level.
    pub fn of(
        questionnaire: &Questionnaire,
        answers: &Answers,
        scorecard: &Scorecard,
        raise: &Raise,
    ) -> Option<Raised> {
        let now = AnswerFacts::now(questionnaire, answers, &scorecard.flow);
        let question = &questionnaire[raise.question];
        let judge = Judge::of(raise.question, &now)?;
        let mut before = scorecard.question(raise.question).parts.iter().copied();
        let risen = |level: Option<f64>, weight: f64| {
            level.map(|level| Risen { level, part: judge.part(Some(level), true, weight) })
        };
        let places = match answers.answer(raise.question) {
            Some(Answer::Rows(rows)) => {
                let weight = question.weight / rows.len().max(1) as f64;
                let levels = raise.levels.iter().copied().chain(std::iter::repeat(None));
                let place = |(row, level): (&RowAnswer, Option<f64>)| match row {
                    RowAnswer::NotApplicable => Place { before: None, after: None },
                    RowAnswer::Choice(_) | RowAnswer::DontKnow | RowAnswer::NotAnswered => {
                        Place { before: before.next(), after: risen(level, weight) }
                    }
                };
                rows.iter().zip(levels).map(place).collect()
            }
            Some(_) | None => {
                let level = raise.levels.first().copied().flatten();
                vec![Place { before: before.next(), after: risen(level, question.weight) }]
            }
        };
        Some(Raised { question: raise.question, area: question.area?, places })
    }

    /// The question's score after it was raised.
    fn score(
        &self,
        now: &AnswerFacts,
        before: &QuestionScore,
        takes_in: impl Fn(f64) -> bool,
    ) -> QuestionScore {
        let Some(judge) = Judge::of(self.question, now) else { return before.clone() };
        let moved: Vec<Option<Risen>> =
            self.places.iter().map(|place| place.after.filter(|_| place.moves(&takes_in))).collect();
        let parts = self.places.iter().zip(&moved);
        let parts =
            parts.filter_map(|(place, moved)| moved.map(|risen| risen.part).or(place.before)).collect();
        match now.answers.answer(self.question) {
            Some(Answer::Rows(rows)) => {
                let row = |(given, moved): (&RowAnswer, &Option<Risen>)| {
                    moved.map(|risen| risen.level).or(row_level(*given)).map(|level| judge.capped(level))
                };
                let rows: Vec<Option<f64>> = rows.iter().zip(&moved).map(row).collect();
                let levels: Vec<f64> = rows.iter().copied().flatten().collect();
                let level = (!levels.is_empty()).then(|| levels.iter().sum::<f64>() / levels.len() as f64);
                QuestionScore { level, rows, parts, ..before.clone() }
            }
            Some(_) | None => match moved.first().copied().flatten() {
                Some(risen) => QuestionScore {
                    level: Some(judge.capped(risen.level)),
                    capped_from: Some(risen.level).filter(|level| judge.capped(*level) < *level),
                    parts,
                    ..before.clone()
                },
                None => before.clone(),
            },
        }
    }
}

/// Scores anew with some questions raised.
pub fn rescored<'a>(
    questionnaire: &Questionnaire,
    answers: &Answers,
    before: &Scorecard,
    raised: impl Iterator<Item = &'a Raised> + Clone,
) -> Scorecard {
    let mut sums = Sums::of(questionnaire, before);
    raised.clone().for_each(|raised| sums.apply(raised));
    let now = AnswerFacts::now(questionnaire, answers, &before.flow);
    let mut questions = before.questions.clone();
    for raised in raised {
        let takes_in = |share: f64| sums.takes_in(raised.area, share);
        questions[raised.question.0] = raised.score(&now, before.question(raised.question), takes_in);
    }
    put_together(questionnaire, before.flow.clone(), questions)
}
