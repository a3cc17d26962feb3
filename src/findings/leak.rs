//! Leaks: what draws one, and which comes first.

use super::FindingFacts;
use crate::assessment::flow::AnswerFacts;
use crate::questionnaire::condition::{Facts, judged};
use crate::questionnaire::{
    Answer, AreaIndex, Choice, Condition, DontKnow, Id, Kind, PracticeIndex, Question, QuestionIndex, Row,
    RowAnswer, Rule, Severity,
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
    let asked = Asked { index, question, area, weight: question.weight * questionnaire[area].weight };
    match answer {
        Answer::DontKnow => asked.of_dont_know(),
        _given if !question.leaks.is_empty() => asked.of_cases(facts),
        given => asked.of_answer(given, facts),
    }
}

/// A question that may leak.
struct Asked<'a> {
    index: QuestionIndex,
    question: &'a Question,
    area: AreaIndex,
    /// The question's times the area's.
    weight: f64,
}

impl Asked<'_> {
    fn leak(&self, severity: Severity, headline: String, cause: Cause) -> Leak {
        Leak {
            id: self.question.id.clone(),
            area: self.area,
            severity,
            headline,
            plugged_by: self.question.plugged_by.clone(),
            cause,
            because: vec![self.index],
            rank: nine_decimals(severity.points() * self.weight),
        }
    }

    fn headline(&self) -> String {
        self.question.leak.clone().unwrap_or_else(|| self.question.ask.clone())
    }

    fn of_dont_know(&self) -> Option<Leak> {
        match &self.question.dont_know {
            DontKnow::Leak { severity, leak } => Some(self.leak(*severity, leak.clone(), Cause::DontKnow)),
            DontKnow::Accepted | DontKnow::Refused => None,
        }
    }

    /// By the first of the question's own cases that holds, instead of by its choices and cut points.
    fn of_cases(&self, facts: &FindingFacts) -> Option<Leak> {
        let case = self.question.leaks.iter().find(|case| case.when.holds(facts))?;
        let cause = match self.question.kind {
            Kind::Number(_) | Kind::NumberGroup(_) => Cause::CutPoint,
            Kind::Scale(_)
            | Kind::SingleChoice(_)
            | Kind::MultipleChoice { .. }
            | Kind::YesNo { .. }
            | Kind::Matrix { .. }
            | Kind::Text => Cause::Choice,
        };
        let plugged_by = match case.plugged_by.is_empty() {
            true => self.question.plugged_by.clone(),
            false => case.plugged_by.clone(),
        };
        let because = with_others(self.index, &case.when, facts);
        Some(Leak { plugged_by, because, ..self.leak(case.severity, case.leak.clone(), cause) })
    }

    /// By the severities on its choices or its cut points.
    fn of_answer(&self, answer: &Answer, facts: &FindingFacts) -> Option<Leak> {
        match (&self.question.kind, answer) {
            (Kind::Scale(choices) | Kind::SingleChoice(choices), Answer::Choice(chosen)) => {
                let choice = choices.get(*chosen)?;
                let says = choice.leak.clone().unwrap_or_else(|| self.headline());
                Some(self.leak(choice.severity?, says, Cause::Choice))
            }
            (Kind::YesNo { yes, no }, Answer::YesNo(said)) => {
                let outcome = if *said { yes } else { no };
                Some(self.leak(outcome.severity?, self.headline(), Cause::Choice))
            }
            (Kind::Matrix { rows, choices }, Answer::Rows(given)) => self.of_rows(rows, choices, given),
            (Kind::MultipleChoice { .. } | Kind::Number(_), Answer::Choices(_) | Answer::Number(_)) => {
                let severity = self.question.cut_point(judged(self.index, facts)?)?.severity?;
                let judge = self.question.judge.as_ref();
                let because = judge.map(|judge| with_others(self.index, judge, facts));
                let leak = self.leak(severity, self.headline(), Cause::CutPoint);
                Some(Leak { because: because.unwrap_or(vec![self.index]), ..leak })
            }
            // What does not apply, and what only cases of its own can make leak.
            (
                Kind::Scale(_)
                | Kind::SingleChoice(_)
                | Kind::MultipleChoice { .. }
                | Kind::YesNo { .. }
                | Kind::Number(_)
                | Kind::NumberGroup(_)
                | Kind::Matrix { .. }
                | Kind::Text,
                _,
            ) => None,
        }
    }

    /// Of all rows one leak, as bad as the worst of them.
    fn of_rows(&self, rows: &[Row], choices: &[Choice], given: &[RowAnswer]) -> Option<Leak> {
        let Some(worst) = given.iter().filter_map(|row| severity_of(*row, choices)).max() else {
            // What a row says weighs more than what another leaves in the dark.
            return given.contains(&RowAnswer::DontKnow).then(|| self.of_dont_know()).flatten();
        };
        let leaking: Vec<&str> = rows
            .iter()
            .zip(given)
            .filter(|(_, given)| severity_of(**given, choices).is_some())
            .map(|(row, _)| row.text.as_str())
            .collect();
        let headline = self.headline().replace("{rows}", &leaking.join(", "));
        Some(self.leak(worst, headline, Cause::Choice))
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
