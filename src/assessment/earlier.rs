//! What was answered the time before, to be seen beside the answers of now.
//!
//! Only what was asked in the same way counts: the same question in the same revision. Private areas are about a
//! person who may be another one now, and stay with their assessment.

use jiff::civil::Date;

use super::{Assessment, tally};
use crate::questionnaire::{Answer, Kind, QuestionIndex, Questionnaire};
use crate::words::{Words, fill};

/// The answers of an earlier assessment, by the questions of the one of now.
#[derive(Clone, Debug, PartialEq)]
pub struct Earlier {
    /// Which round it was, such as `2025`; empty where it had no name.
    pub label: String,
    pub date: Date,
    answers: Vec<Option<Answer>>,
}

impl Earlier {
    pub fn of(questionnaire: &Questionnaire, before: &Assessment) -> Earlier {
        let answer = |question: QuestionIndex| {
            let asked = &questionnaire[question];
            let names = std::iter::once(&asked.id).chain(&asked.was);
            let then = names.into_iter().find_map(|id| before.questionnaire.find_question(id.as_str()))?;
            let is_same = before.questionnaire[then].revision == asked.revision
                && tally::counts(questionnaire, question)
                && tally::counts(&before.questionnaire, then);
            let answer = before.answers.answer(then).filter(|answer| is_same && answer.is_whole())?;
            asked.accepts(answer).is_ok().then(|| answer.clone())
        };
        Earlier {
            label: before.label.clone(),
            date: before.date,
            answers: questionnaire.question_indexes().map(answer).collect(),
        }
    }

    pub fn answer(&self, question: QuestionIndex) -> Option<&Answer> {
        self.answers.get(question.0)?.as_ref()
    }

    /// `Last year you chose 2.`: the step of a scale, of anything else what was `said`. Only for somebody who has
    /// given an answer of now: before, it would lead.
    pub fn told(
        &self,
        now: &Assessment,
        question: QuestionIndex,
        said: impl FnOnce(&Answer) -> String,
        words: &Words,
    ) -> Option<String> {
        if now.answers.entry(question).is_unanswered() {
            return None;
        }
        let answer = self.answer(question)?;
        let texts = &words.question;
        let was_last_year = self.date.year() + 1 == now.date.year();
        let (said, says) = match (answer, &now.questionnaire[question].kind) {
            (Answer::Choice(choice), Kind::Scale(_)) => {
                let says = if was_last_year { texts.last_year_chose } else { texts.last_time_chose };
                ((choice + 1).to_string(), says)
            }
            (_, _) => (said(answer), if was_last_year { texts.last_year_said } else { texts.last_time_said }),
        };
        let when = match self.label.is_empty() {
            true => words.date(self.date),
            false => self.label.clone(),
        };
        Some(fill(says, &[("said", &said), ("when", &when)]))
    }
}
