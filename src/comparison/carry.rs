//! Answers carried over into another edition, as far as they mean the same there.

use crate::assessment::{Answers, Change};
use crate::findings::{self, Findings};
use crate::questionnaire::{Answer, Choice, Kind, Question, QuestionIndex, Questionnaire, RowAnswer};
use crate::scoring::{self, Scorecard};

use super::Side;
use super::editions::{Kinship, same_choice};

/// One side's answers in the measure's edition, and what they come to there.
#[derive(Clone, Debug)]
pub(super) struct Carried {
    pub(super) answers: Answers,
    pub(super) scorecard: Scorecard,
    pub(super) findings: Findings,
    /// For each question of the measure: whether an answer was given that cannot be given there.
    pub(super) lost: Vec<bool>,
}

impl Carried {
    /// A side whose own edition is the measure.
    pub(super) fn own(side: &Side) -> Carried {
        Carried {
            answers: side.assessment.answers.clone(),
            scorecard: side.scorecard.clone(),
            findings: side.findings.clone(),
            lost: vec![false; side.questionnaire().questions.len()],
        }
    }

    /// `kinship` leads from the measure to the side's edition.
    pub(super) fn over(side: &Side, measure: &Questionnaire, kinship: &Kinship) -> Carried {
        let mut answers = Answers::new(measure);
        let mut lost = vec![false; measure.questions.len()];
        for index in measure.question_indexes() {
            let Some(from) = kinship.kin(index).same() else { continue };
            let entry = side.assessment.answers.entry(from);
            let change = match &entry.answer {
                Some(answer) => carried(&side.questionnaire()[from], &measure[index], answer)
                    .map(|answer| Change::Answered(index, answer)),
                None if entry.skipped => Some(Change::Skipped(index)),
                None => continue,
            };
            let taken = change.map(|change| answers.apply(measure, change));
            lost[index.0] = !matches!(taken, Some(Ok(_)));
        }
        let scorecard = scoring::score(measure, &answers);
        let findings = findings::find(measure, &answers, &scorecard);
        Carried { answers, scorecard, findings, lost }
    }

    pub(super) fn is_lost(&self, question: QuestionIndex) -> bool {
        self.lost.get(question.0).copied().unwrap_or(false)
    }
}

/// The same answer to the same question of another edition; `None` where it cannot be given there.
fn carried(from: &Question, into: &Question, answer: &Answer) -> Option<Answer> {
    let choice = |chosen: usize| same_choice(from.kind.choices(), chosen, into.kind.choices());
    let carried = match answer {
        Answer::Choice(chosen) => Answer::Choice(choice(*chosen)?),
        Answer::Choices(chosen) => {
            let mut found = chosen.iter().map(|chosen| choice(*chosen)).collect::<Option<Vec<usize>>>()?;
            found.sort_unstable();
            Answer::Choices(found)
        }
        Answer::Numbers(numbers) => {
            let (Kind::NumberGroup(from), Kind::NumberGroup(into)) = (&from.kind, &into.kind) else {
                return None;
            };
            let number = |id| from.iter().position(|field| field.id == id).and_then(|at| *numbers.get(at)?);
            Answer::Numbers(into.iter().map(|field| number(field.id.clone())).collect())
        }
        Answer::Rows(rows) => Answer::Rows(carried_rows(from, into, rows)),
        Answer::YesNo(_) | Answer::Number(_) | Answer::Text(_) | Answer::DontKnow | Answer::NotApplicable => {
            answer.clone()
        }
    };
    into.accepts(&carried).is_ok().then_some(carried)
}

/// Row by row, by their ids; a row that is new here is not answered.
fn carried_rows(from: &Question, into: &Question, given: &[RowAnswer]) -> Vec<RowAnswer> {
    let (choices, others): (&[Choice], &[Choice]) = (from.kind.choices(), into.kind.choices());
    let row = |id| {
        let at = from.kind.rows().iter().position(|row| row.id == id)?;
        Some(match given.get(at)? {
            RowAnswer::Choice(chosen) => RowAnswer::Choice(same_choice(choices, *chosen, others)?),
            other @ (RowAnswer::DontKnow | RowAnswer::NotApplicable | RowAnswer::NotAnswered) => *other,
        })
    };
    let rows = into.kind.rows().iter();
    rows.map(|into| row(into.id.clone()).unwrap_or(RowAnswer::NotAnswered)).collect()
}
