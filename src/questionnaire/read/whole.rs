//! What can only be seen when the whole file is read: nothing to score, things never used.

use super::Reading;
use crate::questionnaire::condition::Expression;
use crate::questionnaire::reader::Fields;
use crate::questionnaire::{AreaIndex, Condition, PracticeIndex, Questionnaire, codes};

/// Looks at the questionnaire as a whole.
pub(super) fn check(reading: &Reading, fields: &Fields) {
    if 0 < reading.log.errors() {
        // Half a questionnaire would bring complaints that mean nothing.
        return;
    }
    areas(reading, fields);
    roles(reading);
    conditions(reading);
    practices(reading);
}

fn areas(reading: &Reading, fields: &Fields) {
    let questionnaire = &reading.questionnaire;
    for index in questionnaire.area_indexes() {
        let area = &questionnaire[index];
        let at = reading.names.place(&area.id).unwrap_or(0..0);
        if area.private && questionnaire.is_scored(index) {
            let says = format!("area `{}` is private, and counts for the score", area.id);
            reading.log.error(
                codes::PRIVATE_AND_SCORED,
                at.clone(),
                says,
                "write `scored: no` beside `private: yes`",
            );
        }
        if area.target.is_some() && !questionnaire.is_scored(index) {
            let says = format!("area `{}` has a target, and no score", area.id);
            let help = "remove `target`, or let the area be scored";
            reading.log.error(codes::TARGET_WITHOUT_SCORE, at.clone(), says, help);
        }
        if area.questions.is_empty() && area.areas.is_empty() {
            let says = format!("area `{}` has no questions", area.id);
            reading.log.error(codes::NOTHING_TO_SCORE, at, says, "give it a question, or remove it");
        } else if questionnaire.is_scored(index) && weight(reading, index) <= 0.0 {
            let says = format!("nothing in area `{}` carries any weight", area.id);
            let help = "give a scored question a weight above 0, or write `scored: no`";
            reading.log.error(codes::NOTHING_TO_SCORE, at, says, help);
        }
    }
    let total: f64 = questionnaire.scored_areas().map(|area| questionnaire[area].weight).sum();
    if total <= 0.0 {
        let at = fields.key_place("areas").unwrap_or(fields.place());
        let help = "give an area a weight above 0";
        reading.log.error(codes::NOTHING_TO_SCORE, at, "no area carries any weight", help);
    }
}

/// The weight of everything scored that stands directly in an area.
fn weight(reading: &Reading, index: AreaIndex) -> f64 {
    let questionnaire = &reading.questionnaire;
    let questions = questionnaire.questions_of(index).map(|question| &questionnaire[question]);
    let own: f64 = questions.filter(|question| question.is_scored()).map(|question| question.weight).sum();
    let inner = questionnaire[index].areas.iter().map(|area| &questionnaire[*area]);
    own + inner.filter(|area| area.scored).map(|area| area.weight).sum::<f64>()
}

/// Other wordings name roles of the profile question `role`.
fn roles(reading: &Reading) {
    let questionnaire = &reading.questionnaire;
    let role = questionnaire.profile().find(|question| questionnaire[*question].id == *"role");
    let known = role.map_or(&[][..], |role| questionnaire[role].kind.choices());
    for question in &questionnaire.questions {
        for (id, _) in &question.ask_as {
            if !known.iter().any(|choice| choice.id.as_ref() == Some(id)) {
                let at = reading.names.place(&question.id).unwrap_or(0..0);
                let says = format!("`{}` is worded for the role `{id}`, which nobody can have", question.id);
                let help = "give the profile question `role` a choice with that id";
                reading.log.error(codes::UNKNOWN_REFERENCE, at, says, help);
            }
        }
    }
}

fn conditions(reading: &Reading) {
    let questionnaire = &reading.questionnaire;
    let gates = questionnaire.questions.iter().filter_map(|question| question.show_if.as_ref());
    let gates = gates.chain(questionnaire.areas.iter().filter_map(|area| area.show_if.as_ref()));
    for Condition { at, meaning, .. } in gates {
        if is_always(questionnaire, meaning, false) {
            let help = "correct the condition, or remove what it hides";
            reading.log.warning(codes::NEVER_SHOWN, at.clone(), "this can never hold", help);
        }
    }
}

/// Whether an expression can never come out otherwise than this: as unknown, or so.
fn is_always(questionnaire: &Questionnaire, expression: &Expression, truth: bool) -> bool {
    let is_always = |expression: &Expression, truth| is_always(questionnaire, expression, truth);
    match expression {
        Expression::Truth(always) => *always == truth,
        Expression::Not(inner) => is_always(inner, !truth),
        Expression::And(first, second) if !truth => {
            is_always(first, false) || is_always(second, false) || contradicts(first, second)
        }
        Expression::And(first, second) => is_always(first, true) && is_always(second, true),
        Expression::Or(first, second) if truth => is_always(first, true) || is_always(second, true),
        Expression::Or(first, second) => is_always(first, false) && is_always(second, false),
        Expression::Compare(comparison, first, second) => {
            match (outcomes(questionnaire, first), outcomes(questionnaire, second)) {
                (Some(firsts), Some(seconds)) => {
                    let mut orders =
                        firsts.iter().flat_map(|first| seconds.iter().map(|second| first.total_cmp(second)));
                    orders.all(|order| comparison.of(order) == truth)
                }
                (Some(_) | None, _) => false,
            }
        }
        // What answers decide.
        Expression::Unknown
        | Expression::Number(_)
        | Expression::Text(_)
        | Expression::Answer(_)
        | Expression::Field(..)
        | Expression::RowLevel(..)
        | Expression::Value(_)
        | Expression::Level(_)
        | Expression::Answered(_)
        | Expression::Has(..)
        | Expression::Count(..)
        | Expression::CountLeaks(_)
        | Expression::Leak(_)
        | Expression::Score(_)
        | Expression::LowestArea
        | Expression::Rows(..)
        | Expression::Together(..)
        | Expression::Default(..)
        | Expression::Negative(_)
        | Expression::Calculate(..)
        | Expression::In(..) => false,
    }
}

/// Whether one side is the plain opposite of the other, as in `a and not a`.
fn contradicts(first: &Expression, second: &Expression) -> bool {
    let is_not =
        |one: &Expression, other: &Expression| matches!(one, Expression::Not(inner) if **inner == *other);
    is_not(first, second) || is_not(second, first)
}

/// How many levels are tried out: more than a scale has that somebody can read.
const MOST_TRIED: usize = 20;

/// Every number that an expression can come to, where these are few: itself, or a question's levels.
fn outcomes(questionnaire: &Questionnaire, expression: &Expression) -> Option<Vec<f64>> {
    match expression {
        Expression::Number(number) => Some(vec![*number]),
        Expression::Level(question) | Expression::RowLevel(question, _) => {
            let levels = questionnaire[*question].levels().map(f64::from).take(MOST_TRIED + 1);
            Some(levels.collect::<Vec<_>>()).filter(|levels| levels.len() <= MOST_TRIED)
        }
        Expression::Unknown
        | Expression::Truth(_)
        | Expression::Text(_)
        | Expression::Answer(_)
        | Expression::Field(..)
        | Expression::Value(_)
        | Expression::Answered(_)
        | Expression::Has(..)
        | Expression::Count(..)
        | Expression::CountLeaks(_)
        | Expression::Leak(_)
        | Expression::Score(_)
        | Expression::LowestArea
        | Expression::Rows(..)
        | Expression::Together(..)
        | Expression::Default(..)
        | Expression::Not(_)
        | Expression::Negative(_)
        | Expression::And(..)
        | Expression::Or(..)
        | Expression::Compare(..)
        | Expression::Calculate(..)
        | Expression::In(..) => None,
    }
}

fn practices(reading: &Reading) {
    let questionnaire = &reading.questionnaire;
    for (position, practice) in questionnaire.practices.iter().enumerate() {
        if !reading.plugged.contains(&PracticeIndex(position)) {
            let at = reading.practice_ids.place(&practice.id).unwrap_or(0..0);
            let says = format!("no leak is plugged by `{}`, so that it is never advised", practice.id);
            reading.log.warning(codes::NEVER_USED, at, says, "name it in a `plugged_by`, or remove it");
        }
    }
}
