//! Leaks: what draws one, and which comes first.

use super::FindingFacts;
use crate::assessment::flow::AnswerFacts;
use crate::questionnaire::condition::{Facts, judged};
use crate::questionnaire::{
    Answer, AreaIndex, Choice, Condition, DontKnow, Id, Kind, PracticeIndex, QuestionIndex, RowAnswer, Rule,
    Severity,
};
use crate::scoring::{Scorecard, nine_decimals};

/// Something runs out.
#[derive(Clone, Debug, PartialEq)]
pub struct Leak {
    /// Its question's or its rule's id.
    pub id: Id,
    pub area: AreaIndex,
    pub severity: Severity,
    pub headline: String,
    pub plugged_by: Vec<PracticeIndex>,
    pub cause: Cause,
    /// The questions whose answers caused it; of a question's leak that question first.
    pub because: Vec<QuestionIndex>,
    /// Severity times the question's or the rule's weight, times the area's. Leaks of the same rank
    /// are told apart by their areas' scores.
    pub rank: f64,
}

/// What drew a leak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    Choice,
    CutPoint,
    DontKnow,
    Rule,
}

impl Cause {
    pub fn word(self) -> &'static str {
        match self {
            Cause::Choice => "choice",
            Cause::CutPoint => "cut_point",
            Cause::DontKnow => "dont_know",
            Cause::Rule => "rule",
        }
    }
}

/// The leak of one question, if its answer is one.
pub(super) fn of_question(index: QuestionIndex, facts: &FindingFacts) -> Option<Leak> {
    let questionnaire = facts.answers.questionnaire;
    let question = &questionnaire[index];
    let area = question.area?;
    if !facts.answers.flow.is_open(index) {
        return None;
    }
    let answer = facts.answers.answers.answer(index)?;
    let headline = || question.leak.clone().unwrap_or_else(|| question.ask.clone());
    let leak = |severity: Severity, headline: String, cause: Cause| Leak {
        id: question.id.clone(),
        area,
        severity,
        headline,
        plugged_by: question.plugged_by.clone(),
        cause,
        because: vec![index],
        rank: nine_decimals(severity.points() * question.weight * questionnaire[area].weight),
    };
    let not_known = || match &question.dont_know {
        DontKnow::Leak { severity, leak: headline } => {
            Some(leak(*severity, headline.clone(), Cause::DontKnow))
        }
        DontKnow::Accepted | DontKnow::Refused => None,
    };
    if *answer == Answer::DontKnow {
        return not_known();
    }
    if !question.leaks.is_empty() {
        let case = question.leaks.iter().find(|case| case.when.holds(facts))?;
        let cause = match question.kind {
            Kind::Number(_) | Kind::NumberGroup(_) => Cause::CutPoint,
            Kind::Scale(_)
            | Kind::SingleChoice(_)
            | Kind::MultipleChoice { .. }
            | Kind::YesNo { .. }
            | Kind::Matrix { .. }
            | Kind::Text => Cause::Choice,
        };
        let plugged_by = match case.plugged_by.is_empty() {
            true => question.plugged_by.clone(),
            false => case.plugged_by.clone(),
        };
        let because = with_others(index, &case.when, facts);
        return Some(Leak { plugged_by, because, ..leak(case.severity, case.leak.clone(), cause) });
    }
    match (&question.kind, answer) {
        (Kind::Scale(choices) | Kind::SingleChoice(choices), Answer::Choice(chosen)) => {
            let choice = choices.get(*chosen)?;
            let says = choice.leak.clone().unwrap_or_else(headline);
            Some(leak(choice.severity?, says, Cause::Choice))
        }
        (Kind::YesNo { yes, .. }, Answer::YesNo(true)) => {
            Some(leak(yes.severity?, headline(), Cause::Choice))
        }
        (Kind::YesNo { no, .. }, Answer::YesNo(false)) => Some(leak(no.severity?, headline(), Cause::Choice)),
        (Kind::Matrix { rows, choices }, Answer::Rows(given)) => {
            let Some(worst) = given.iter().filter_map(|row| severity_of(*row, choices)).max() else {
                // What a row says weighs more than what another leaves in the dark.
                return given.contains(&RowAnswer::DontKnow).then(not_known).flatten();
            };
            let leaking: Vec<&str> = rows
                .iter()
                .zip(given)
                .filter(|(_, given)| severity_of(**given, choices).is_some())
                .map(|(row, _)| row.text.as_str())
                .collect();
            Some(leak(worst, headline().replace("{rows}", &leaking.join(", ")), Cause::Choice))
        }
        (Kind::MultipleChoice { .. } | Kind::Number(_), Answer::Choices(_) | Answer::Number(_)) => {
            let severity = question.cut_point(judged(index, facts)?)?.severity?;
            let because = question.judge.as_ref().map(|judge| with_others(index, judge, facts));
            let leak = leak(severity, headline(), Cause::CutPoint);
            Some(Leak { because: because.unwrap_or(vec![index]), ..leak })
        }
        (_, _) => None,
    }
}

fn severity_of(row: RowAnswer, choices: &[Choice]) -> Option<Severity> {
    match row {
        RowAnswer::Choice(choice) => choices.get(choice)?.severity,
        RowAnswer::DontKnow | RowAnswer::NotApplicable | RowAnswer::NotAnswered => None,
    }
}

/// The leak of a rule, if it holds.
pub(super) fn of_rule(rule: &Rule, facts: &FindingFacts) -> Option<Leak> {
    let questionnaire = facts.answers.questionnaire;
    rule.when.holds(facts).then(|| Leak {
        id: rule.id.clone(),
        area: rule.area,
        severity: rule.severity,
        headline: rule.leak.clone(),
        plugged_by: rule.plugged_by.clone(),
        cause: Cause::Rule,
        because: answered(rule.when.reads(questionnaire), &facts.answers),
        rank: nine_decimals(rule.severity.points() * rule.weight * questionnaire[rule.area].weight),
    })
}

/// A question, and the others that were answered and on which this expression rests.
fn with_others(index: QuestionIndex, expression: &Condition, facts: &FindingFacts) -> Vec<QuestionIndex> {
    let others = answered(expression.reads(facts.answers.questionnaire), &facts.answers);
    std::iter::once(index).chain(others.into_iter().filter(|other| *other != index)).collect()
}

fn answered(mut questions: Vec<QuestionIndex>, facts: &AnswerFacts) -> Vec<QuestionIndex> {
    questions.retain(|question| facts.answer(*question).is_some());
    questions
}

/// Puts leaks into rank order: by rank, then the lower area score, then as they stand in the file.
pub(super) fn rank(scorecard: &Scorecard, leaks: &mut [Leak]) {
    let area_score = |leak: &Leak| scorecard.area(leak.area).measure.printed().unwrap_or(u32::MAX);
    leaks.sort_by(|a, b| b.rank.total_cmp(&a.rank).then_with(|| area_score(a).cmp(&area_score(b))));
}
