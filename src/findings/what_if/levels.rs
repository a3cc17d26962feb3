//! On which level a question stands once its leak is plugged: the lowest that does not leak.
//!
//! It never falls: where no level from the present one upward is free of leaks, the question keeps
//! the level it has. Where `leaks` says when a question leaks, no level bears a severity of its own;
//! answers are then tried, one after the other, as somebody would give them who does a little more.

use super::super::{FindingFacts, leak};
use crate::assessment::flow::AnswerFacts;
use crate::assessment::{Answers, Change};
use crate::questionnaire::condition::level;
use crate::questionnaire::kind::Number;
use crate::questionnaire::{Answer, Choice, DontKnow, Kind, Outcome, Question, QuestionIndex, RowAnswer};
use crate::scoring::{Raise, Scorecard};

/// How many answers of one question are tried at most.
const MOST_TRIED: usize = 100;

/// Where plugging its leak sets a question.
pub(super) fn raise(index: QuestionIndex, facts: &FindingFacts, scratch: &mut Answers) -> Raise {
    let question = &facts.answers.questionnaire[index];
    let scorecard = facts.scorecard;
    let answer = facts.answers.answers.answer(index);
    let levels = match (&question.kind, answer) {
        (Kind::Matrix { choices, .. }, Some(Answer::Rows(rows))) => {
            rows_raised(question, choices, rows, facts, scratch, index)
        }
        (_, _) => {
            let found = match question.leaks.is_empty() {
                true => lowest(by_severity(question), standing(index, scorecard)),
                false => tried(index, facts, scratch),
            };
            vec![found]
        }
    };
    Raise { question: index, levels }
}

/// The level a question stands on before its caps; `None` without one.
fn standing(index: QuestionIndex, scorecard: &Scorecard) -> Option<f64> {
    let score = scorecard.question(index);
    score.capped_from.or(score.level)
}

/// The lowest that is not below where it stands.
fn lowest(levels: impl IntoIterator<Item = u32>, standing: Option<f64>) -> Option<f64> {
    let levels = levels.into_iter().map(f64::from);
    levels.filter(|level| standing.is_none_or(|standing| standing <= *level)).min_by(f64::total_cmp)
}

/// The levels that an answer without a severity can have.
fn by_severity(question: &Question) -> Vec<u32> {
    let of_outcome = |outcome: &Outcome| outcome.level.filter(|_| outcome.severity.is_none());
    match &question.kind {
        Kind::Scale(choices) | Kind::Matrix { choices, .. } => steps(choices).collect(),
        Kind::SingleChoice(choices) => {
            let sound = choices.iter().filter(|choice| choice.severity.is_none());
            sound.filter_map(|choice| choice.level).collect()
        }
        Kind::YesNo { yes, no } => [yes, no].into_iter().filter_map(of_outcome).collect(),
        Kind::MultipleChoice { choices, .. } => {
            let most = choices.len() as f64;
            let reached =
                question.cut_points.iter().filter(|point| question.judge.is_some() || point.from <= most);
            reached.filter(|point| point.severity.is_none()).filter_map(|point| point.level).collect()
        }
        Kind::Number(_) => {
            let sound = question.cut_points.iter().filter(|point| point.severity.is_none());
            sound.filter_map(|point| point.level).collect()
        }
        Kind::NumberGroup(_) => vec![1],
        Kind::Text => Vec::new(),
    }
}

fn steps(choices: &[Choice]) -> impl Iterator<Item = u32> + Clone {
    (0u32..).zip(choices).filter(|(_, choice)| choice.severity.is_none()).map(|(step, _)| step)
}

/// One level for each row: of those that leak, and of those that nobody knows where that is a leak.
fn rows_raised(
    question: &Question,
    choices: &[Choice],
    rows: &[RowAnswer],
    facts: &FindingFacts,
    scratch: &mut Answers,
    index: QuestionIndex,
) -> Vec<Option<f64>> {
    let blind_leaks = match question.dont_know {
        DontKnow::Leak { .. } => true,
        DontKnow::Accepted | DontKnow::Refused => false,
    };
    // With `leaks`, all rows are lifted to one step, the lowest at which no case holds.
    let together = (!question.leaks.is_empty()).then(|| {
        let lifted = |step: usize| {
            let lift = |row: &RowAnswer| match row {
                RowAnswer::Choice(choice) => RowAnswer::Choice(step.max(*choice)),
                RowAnswer::DontKnow => RowAnswer::Choice(step),
                RowAnswer::NotApplicable | RowAnswer::NotAnswered => *row,
            };
            Answer::Rows(rows.iter().map(lift).collect())
        };
        (0..choices.len().min(MOST_TRIED)).find(|step| sound(index, lifted(*step), facts, scratch).is_some())
    });
    let of_row = |row: &RowAnswer| match (row, together) {
        (RowAnswer::NotApplicable | RowAnswer::NotAnswered, _) | (_, Some(None)) => None,
        (RowAnswer::Choice(choice), Some(Some(step))) => Some(step.max(*choice) as f64),
        (RowAnswer::Choice(choice), None) => lowest(steps(choices), Some(*choice as f64)),
        (RowAnswer::DontKnow, Some(Some(step))) => blind_leaks.then_some(step as f64),
        (RowAnswer::DontKnow, None) => lowest(steps(choices), None).filter(|_| blind_leaks),
    };
    rows.iter().map(of_row).collect()
}

/// The lowest level, of answers that could be given instead, at which none of its `leaks` holds.
fn tried(index: QuestionIndex, facts: &FindingFacts, scratch: &mut Answers) -> Option<f64> {
    let question = &facts.answers.questionnaire[index];
    if let Kind::NumberGroup(_) = question.kind {
        // Known or not is all there is to it; which numbers would be given, nobody can say.
        return Some(1.0);
    }
    let standing = standing(index, facts.scorecard);
    let given = facts.answers.answers.answer(index);
    let answers = others(question, given).into_iter().take(MOST_TRIED);
    let levels = answers.filter_map(|answer| sound(index, answer, facts, scratch).flatten());
    let high_enough = levels.filter(|level| standing.is_none_or(|standing| standing <= *level));
    high_enough.min_by(f64::total_cmp)
}

/// The level of an answer that could be given instead; the outer `None` when it leaks or is not accepted.
fn sound(
    index: QuestionIndex,
    answer: Answer,
    facts: &FindingFacts,
    scratch: &mut Answers,
) -> Option<Option<f64>> {
    let questionnaire = facts.answers.questionnaire;
    let back = scratch.apply(questionnaire, Change::Answered(index, answer)).ok()?;
    let there = FindingFacts {
        answers: AnswerFacts { answers: scratch, ..facts.answers },
        scorecard: facts.scorecard,
        leaks: Vec::new(),
    };
    let leaks = leak::of_question(index, &there).is_some();
    let level = level(index, &there.answers);
    // What was there before is accepted again.
    let _back = scratch.apply(questionnaire, back);
    (!leaks).then_some(level)
}

/// Answers that could be given instead.
fn others(question: &Question, given: Option<&Answer>) -> Vec<Answer> {
    match &question.kind {
        Kind::Scale(choices) | Kind::SingleChoice(choices) => {
            (0..choices.len()).map(Answer::Choice).collect()
        }
        Kind::YesNo { .. } => vec![Answer::YesNo(false), Answer::YesNo(true)],
        Kind::Number(number) => {
            let bounds = question.cut_points.iter().map(|point| at_least(point.from, number));
            [number.min, number.max].into_iter().chain(bounds).map(Answer::Number).collect()
        }
        Kind::MultipleChoice { choices, .. } => {
            let mut chosen = match given {
                Some(Answer::Choices(chosen)) => chosen.clone(),
                Some(_) | None => Vec::new(),
            };
            let more: Vec<usize> = (0..choices.len()).filter(|choice| !chosen.contains(choice)).collect();
            let one_more = more.into_iter().map(|choice| {
                chosen.push(choice);
                chosen.sort_unstable();
                Answer::Choices(chosen.clone())
            });
            one_more.take(MOST_TRIED).collect()
        }
        Kind::NumberGroup(_) | Kind::Matrix { .. } | Kind::Text => Vec::new(),
    }
}

/// The least number from here upward that the question accepts.
fn at_least(from: f64, number: &Number) -> f64 {
    let digits = 10f64.powi(i32::try_from(number.decimals).unwrap_or(0));
    ((from * digits - 1e-9).ceil() / digits).clamp(number.min, number.max)
}
