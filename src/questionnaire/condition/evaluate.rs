//! What an expression comes to, given what is known.

use super::{Comparison, Expression, Facts, Known, Operation, Together};
use crate::questionnaire::{Answer, CutPoint, Kind, Question, QuestionIndex, Questionnaire, RowAnswer};

impl Expression {
    pub fn evaluate(&self, facts: &impl Facts) -> Known {
        match self {
            Expression::Unknown => Known::Unknown,
            Expression::Truth(truth) => Known::Truth(*truth),
            Expression::Number(number) => Known::Number(*number),
            Expression::Text(text) => Known::Text(text.clone()),
            Expression::Answer(question) => match facts.answer(*question) {
                Some(Answer::YesNo(yes)) => Known::Truth(*yes),
                Some(Answer::Number(number)) => Known::Number(*number),
                Some(Answer::Text(text)) => Known::Text(text.clone()),
                Some(
                    Answer::Choice(_)
                    | Answer::Choices(_)
                    | Answer::Numbers(_)
                    | Answer::Rows(_)
                    | Answer::DontKnow
                    | Answer::NotApplicable,
                )
                | None => Known::Unknown,
            },
            Expression::Field(question, field) => match facts.answer(*question) {
                Some(Answer::Numbers(numbers)) => known_number(numbers.get(*field).copied().flatten()),
                Some(_) | None => Known::Unknown,
            },
            Expression::RowLevel(question, row) => match facts.answer(*question) {
                Some(Answer::Rows(rows)) => known_number(rows.get(*row).copied().and_then(row_level)),
                Some(_) | None => Known::Unknown,
            },
            Expression::Value(value) => known_number(facts.questionnaire()[*value].of.number(facts)),
            Expression::Level(question) => known_number(level(*question, facts)),
            Expression::Answered(question) => match facts.answer(*question) {
                Some(Answer::Numbers(numbers)) if numbers.iter().any(Option::is_none) => {
                    if facts.looking_ahead() { Known::Unknown } else { Known::Truth(false) }
                }
                Some(_) => Known::Truth(true),
                None if facts.looking_ahead() && facts.pending(*question) => Known::Unknown,
                None => Known::Truth(false),
            },
            Expression::Has(question, choice) => match facts.answer(*question) {
                Some(Answer::Choice(chosen)) => Known::Truth(chosen == choice),
                Some(Answer::Choices(chosen)) => Known::Truth(chosen.contains(choice)),
                Some(_) | None => Known::Unknown,
            },
            Expression::Count(question, of) => match facts.answer(*question) {
                Some(Answer::Choices(chosen)) => {
                    Known::Number(chosen.iter().filter(|choice| of.contains(choice)).count() as f64)
                }
                Some(_) | None => Known::Unknown,
            },
            Expression::CountLeaks(severity) => {
                known_number(facts.leaks(*severity).map(|count| count as f64))
            }
            Expression::Leak(id) => facts.leak(id).map_or(Known::Unknown, Known::Truth),
            Expression::Score(area) => known_number(facts.score(*area).map(f64::from)),
            Expression::LowestArea => known_number(facts.lowest_score().map(f64::from)),
            Expression::Rows(together, question) => match facts.answer(*question) {
                Some(Answer::Rows(_)) if facts.looking_ahead() && facts.pending(*question) => Known::Unknown,
                Some(Answer::Rows(rows)) => {
                    let levels: Vec<f64> = rows.iter().copied().filter_map(row_level).collect();
                    known_number(together.of(&levels))
                }
                Some(_) | None => Known::Unknown,
            },
            Expression::Together(together, parts) => {
                let numbers: Option<Vec<f64>> = parts.iter().map(|part| part.number(facts)).collect();
                known_number(numbers.and_then(|numbers| together.of(&numbers)))
            }
            Expression::Default(first, second) => match first.evaluate(facts) {
                Known::Unknown if facts.looking_ahead() && first.may_become_known(facts) => Known::Unknown,
                Known::Unknown => second.evaluate(facts),
                known @ (Known::Truth(_) | Known::Number(_) | Known::Text(_)) => known,
            },
            Expression::Not(inner) => known_truth(inner.truth(facts).map(|truth| !truth)),
            Expression::Negative(inner) => known_number(inner.number(facts).map(|number| -number)),
            Expression::And(first, second) => match first.truth(facts) {
                Some(false) => Known::Truth(false),
                Some(true) => known_truth(second.truth(facts)),
                None if second.truth(facts) == Some(false) => Known::Truth(false),
                None => Known::Unknown,
            },
            Expression::Or(first, second) => match first.truth(facts) {
                Some(true) => Known::Truth(true),
                Some(false) => known_truth(second.truth(facts)),
                None if second.truth(facts) == Some(true) => Known::Truth(true),
                None => Known::Unknown,
            },
            Expression::Compare(comparison, first, second) => {
                compare(*comparison, &first.evaluate(facts), &second.evaluate(facts))
            }
            Expression::Calculate(operation, first, second) => {
                let result = match (first.number(facts), second.number(facts)) {
                    (Some(first), Some(second)) => operation.of(first, second),
                    (Some(_) | None, _) => None,
                };
                known_number(result)
            }
            Expression::In(first, list) => {
                // Once, not for each item: lists within lists would multiply the work.
                let first = first.evaluate(facts);
                let found = list.iter().map(|item| compare(Comparison::Equal, &first, &item.evaluate(facts)));
                found.fold(Known::Truth(false), |so_far, next| match (so_far, next) {
                    (Known::Truth(true), _) | (_, Known::Truth(true)) => Known::Truth(true),
                    (Known::Truth(false), Known::Truth(false)) => Known::Truth(false),
                    (_, _) => Known::Unknown,
                })
            }
        }
    }

    fn truth(&self, facts: &impl Facts) -> Option<bool> {
        match self.evaluate(facts) {
            Known::Truth(truth) => Some(truth),
            Known::Unknown | Known::Number(_) | Known::Text(_) => None,
        }
    }

    pub(super) fn number(&self, facts: &impl Facts) -> Option<f64> {
        match self.evaluate(facts) {
            Known::Number(number) => Some(number),
            Known::Unknown | Known::Truth(_) | Known::Text(_) => None,
        }
    }

    /// Whether some answer it rests on is still to come.
    fn may_become_known(&self, facts: &impl Facts) -> bool {
        let mut found = Vec::new();
        self.reads(facts.questionnaire(), &mut found);
        found.into_iter().any(|question| facts.pending(question))
    }

    pub(super) fn reads(&self, questionnaire: &Questionnaire, found: &mut Vec<QuestionIndex>) {
        match self {
            Expression::Answer(question)
            | Expression::Field(question, _)
            | Expression::RowLevel(question, _)
            | Expression::Answered(question)
            | Expression::Has(question, _)
            | Expression::Count(question, _)
            | Expression::Rows(_, question) => found.push(*question),
            Expression::Level(question) => {
                found.push(*question);
                if let Some(judge) = &questionnaire[*question].judge {
                    judge.meaning.reads(questionnaire, found);
                }
            }
            Expression::Value(value) => questionnaire[*value].of.meaning.reads(questionnaire, found),
            Expression::Unknown
            | Expression::Truth(_)
            | Expression::Number(_)
            | Expression::Text(_)
            | Expression::CountLeaks(_)
            | Expression::Leak(_)
            | Expression::Score(_)
            | Expression::LowestArea => {}
            Expression::Together(..)
            | Expression::Not(_)
            | Expression::Negative(_)
            | Expression::Default(..)
            | Expression::And(..)
            | Expression::Or(..)
            | Expression::Compare(..)
            | Expression::Calculate(..)
            | Expression::In(..) => self.parts().for_each(|part| part.reads(questionnaire, found)),
        }
    }
}

/// The level an answer stands on, 0 upward, before the question's caps.
///
/// `None` when the question is not answered, not scored, or judged by something unknown.
/// A matrix has a level for each row, and none of its own.
pub fn level(question: QuestionIndex, facts: &impl Facts) -> Option<f64> {
    let asked = &facts.questionnaire()[question];
    match (facts.answer(question)?, &asked.kind) {
        (Answer::Choice(choice), Kind::Scale(_)) => Some(*choice as f64),
        (Answer::Choice(choice), Kind::SingleChoice(choices)) => choices.get(*choice)?.level.map(f64::from),
        (Answer::YesNo(true), Kind::YesNo { yes, .. }) => yes.level.map(f64::from),
        (Answer::YesNo(false), Kind::YesNo { no, .. }) => no.level.map(f64::from),
        (Answer::Choices(_) | Answer::Number(_), Kind::MultipleChoice { .. } | Kind::Number(_)) => {
            asked.cut_point(judged(question, facts)?)?.level.map(f64::from)
        }
        (Answer::Numbers(numbers), Kind::NumberGroup(_)) => {
            numbers.iter().all(Option::is_some).then_some(1.0)
        }
        (
            _,
            Kind::Scale(_)
            | Kind::SingleChoice(_)
            | Kind::YesNo { .. }
            | Kind::MultipleChoice { .. }
            | Kind::Number(_)
            | Kind::NumberGroup(_)
            | Kind::Matrix { .. }
            | Kind::Text,
        ) => None,
    }
}

/// The number that a question's cut points judge: what `judge` says, the number given, or how
/// many were chosen.
pub fn judged(question: QuestionIndex, facts: &impl Facts) -> Option<f64> {
    let asked = &facts.questionnaire()[question];
    let answer = facts.answer(question)?;
    match (&asked.judge, answer) {
        (Some(judge), _) => judge.number(facts),
        (None, Answer::Number(number)) => Some(*number),
        (None, Answer::Choices(chosen)) => Some(chosen.len() as f64),
        (None, _) => None,
    }
}

impl Question {
    /// The cut point that holds for a number: the last whose lower bound is not above it, and
    /// the first for anything below them all.
    pub fn cut_point(&self, number: f64) -> Option<&CutPoint> {
        self.cut_points.iter().rev().find(|point| point.from <= number).or(self.cut_points.first())
    }
}

fn row_level(row: RowAnswer) -> Option<f64> {
    match row {
        RowAnswer::Choice(choice) => Some(choice as f64),
        RowAnswer::DontKnow | RowAnswer::NotApplicable | RowAnswer::NotAnswered => None,
    }
}

fn known_number(number: Option<f64>) -> Known {
    number.filter(|number| number.is_finite()).map_or(Known::Unknown, Known::Number)
}

fn known_truth(truth: Option<bool>) -> Known {
    truth.map_or(Known::Unknown, Known::Truth)
}

fn compare(comparison: Comparison, first: &Known, second: &Known) -> Known {
    let order = match (first, second) {
        (Known::Number(first), Known::Number(second)) => first.partial_cmp(second),
        (Known::Text(first), Known::Text(second)) => Some(first.cmp(second)),
        (Known::Truth(first), Known::Truth(second)) => Some(first.cmp(second)),
        (Known::Unknown | Known::Truth(_) | Known::Number(_) | Known::Text(_), _) => None,
    };
    order.map_or(Known::Unknown, |order| Known::Truth(comparison.of(order)))
}

impl Comparison {
    /// Whether it holds for two things that stand in this order.
    pub fn of(self, order: std::cmp::Ordering) -> bool {
        match self {
            Comparison::Equal => order.is_eq(),
            Comparison::Different => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::More => order.is_gt(),
            Comparison::MoreOrEqual => order.is_ge(),
        }
    }
}

impl Together {
    /// `None` of nothing at all: the least of no numbers is not zero.
    fn of(self, numbers: &[f64]) -> Option<f64> {
        let sum: f64 = numbers.iter().sum();
        match self {
            Together::Min => numbers.iter().copied().reduce(f64::min),
            Together::Max => numbers.iter().copied().reduce(f64::max),
            Together::Sum => (!numbers.is_empty()).then_some(sum),
            Together::Mean => (!numbers.is_empty()).then(|| sum / numbers.len() as f64),
        }
    }
}

impl Operation {
    /// `None` for a division by zero.
    fn of(self, first: f64, second: f64) -> Option<f64> {
        match self {
            Operation::Plus => Some(first + second),
            Operation::Minus => Some(first - second),
            Operation::Times => Some(first * second),
            Operation::Over => (second != 0.0).then(|| first / second),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Extent, Names, Stage, Want, parse, resolve};
    use super::*;
    use crate::diagnostic::Guesses;
    use crate::questionnaire::read::sample;

    const QUESTIONNAIRE: &str = "
format: 1
id: a_case
edition: '1'
title: A case
profile:
- {id: three, ask: Three?, type: number}
- {id: nobody_knows, ask: How many?, type: number}
- {id: true_one, ask: Is it?, type: yes_no}
- {id: perhaps, ask: Is it?, type: yes_no}
- {id: trade, ask: Which?, type: text}
- {id: group, ask: How many?, type: number_group, fields: [{id: a, label: A}, {id: b, label: B}]}
- {id: one_of, ask: Which?, type: single_choice, choices: [{id: x, text: First}, {id: z, text: Second}]}
values:
- {id: tripled, of: 3 * three}
areas:
- id: area
  title: Area
  questions:
  - {id: often, ask: How often?, type: scale, choices: [Never, Sometimes, Always]}
  - id: several
    ask: Which?
    type: multiple_choice
    choices: [{id: p, text: P, tag: good}, {id: q, text: Q, tag: good}, {id: r, text: R, tag: bad}]
    cut_points: [{from: 0, level: 0}, {from: 2, level: 1}]
  - id: grid
    ask: How often?
    type: matrix
    choices: [Never, Sometimes, Always]
    rows: [{id: north, text: North}, {id: south, text: South}, {id: west, text: West}]
";

    /// What is answered in the cases: all but `nobody_knows` and `perhaps`.
    struct Given<'a> {
        questionnaire: &'a Questionnaire,
        answers: Vec<(QuestionIndex, Answer)>,
    }

    impl<'a> Given<'a> {
        fn of(questionnaire: &'a Questionnaire) -> Given<'a> {
            let rows = vec![RowAnswer::Choice(2), RowAnswer::Choice(1), RowAnswer::DontKnow];
            let answers = [
                ("three", Answer::Number(3.0)),
                ("true_one", Answer::YesNo(true)),
                ("trade", Answer::Text("retail".to_owned())),
                ("group", Answer::Numbers(vec![Some(4.0), None])),
                ("one_of", Answer::Choice(1)),
                ("often", Answer::Choice(2)),
                ("several", Answer::Choices(vec![0, 2])),
                ("grid", Answer::Rows(rows)),
            ];
            let find = |(id, answer)| (questionnaire.find_question(id).unwrap(), answer);
            Given { questionnaire, answers: answers.into_iter().map(find).collect() }
        }
    }

    impl Facts for Given<'_> {
        fn questionnaire(&self) -> &Questionnaire {
            self.questionnaire
        }

        fn answer(&self, question: QuestionIndex) -> Option<&Answer> {
            self.answers.iter().find(|(of, _)| *of == question).map(|(_, answer)| answer)
        }

        fn pending(&self, question: QuestionIndex) -> bool {
            self.answer(question).is_none()
        }
    }

    fn evaluated(text: &str) -> Known {
        let questionnaire = sample(QUESTIONNAIRE);
        let guesses = Guesses::default();
        let names = Names::of(&questionnaire, &guesses);
        let term = parse(text).unwrap();
        let want = |want| resolve(&term, &names, Stage::Judge, want);
        let meaning = want(Want::Truth).or_else(|_| want(Want::Number)).unwrap();
        meaning.evaluate(&Given::of(&questionnaire))
    }

    #[track_caller]
    fn check(text: &str, want: Option<bool>) {
        assert_eq!(evaluated(text), known_truth(want));
    }

    #[track_caller]
    fn check_number(text: &str, want: Option<f64>) {
        assert_eq!(evaluated(text), known_number(want));
    }

    const YES: Option<bool> = Some(true);
    const NO: Option<bool> = Some(false);

    /// Kleene's tables: yes, no, and `perhaps`, which is not known.
    #[test]
    fn and_or_not() {
        for (first, second, and, or) in [
            ("yes", "yes", YES, YES),
            ("yes", "no", NO, YES),
            ("yes", "perhaps", None, YES),
            ("no", "yes", NO, YES),
            ("no", "no", NO, NO),
            ("no", "perhaps", NO, None),
            ("perhaps", "yes", None, YES),
            ("perhaps", "no", NO, None),
            ("perhaps", "perhaps", None, None),
        ] {
            check(&format!("{first} and {second}"), and);
            check(&format!("{first} or {second}"), or);
        }
        check("not yes", NO);
        check("not no", YES);
        check("not perhaps", None);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn answers() { check("true_one and three == 3 and trade == 'retail'", YES); }
        #[test] fn an_unknown_number() { check("nobody_knows < 1", None); }
        #[test] fn an_unknown_number_is_not_different_either() { check("nobody_knows != 1", None); }
        #[test] fn texts_compare() { check("trade != 'crafts'", YES); }
        #[test] fn truths_compare() { check("true_one == no", NO); }

        #[test] fn in_a_list() { check("three in (1, 2, 3)", YES); }
        #[test] fn not_in_a_list() { check("three in (1, 2)", NO); }
        #[test] fn in_a_list_with_something_unknown() { check("three in (1, nobody_knows)", None); }
        #[test] fn found_beside_something_unknown() { check("three in (nobody_knows, 3)", YES); }
        #[test] fn unknown_in_a_list() { check("nobody_knows in (1, 2)", None); }
        #[test] fn texts_in_a_list() { check("trade in ('retail', 'crafts')", YES); }

        #[test] fn answered() { check("answered(three)", YES); }
        #[test] fn not_answered() { check("answered(nobody_knows)", NO); }
        #[test] fn half_a_group_is_not_answered() { check("answered(group)", NO); }
        #[test] fn has_the_choice() { check("has(one_of, z)", YES); }
        #[test] fn has_another_choice() { check("has(one_of, x)", NO); }
        #[test] fn has_one_of_several() { check("has(several, p) and not has(several, q)", YES); }

        #[test] fn sums() { check_number("1 + 2 * three - 4 / 2", Some(5.0)); }
        #[test] fn division_by_zero() { check_number("1 / (three - 3)", None); }
        #[test] fn zero_by_zero() { check_number("0 / 0", None); }
        #[test] fn comparing_a_division_by_zero() { check("1 / 0 > 1", None); }
        #[test] fn a_negative() { check_number("-three", Some(-3.0)); }
        #[test] fn a_value() { check_number("tripled", Some(9.0)); }
        #[test] fn a_default() { check_number("nobody_knows ?? 7", Some(7.0)); }
        #[test] fn a_default_not_needed() { check_number("three ?? 7", Some(3.0)); }
        #[test] fn a_default_for_a_division() { check_number("1 / 0 ?? 7", Some(7.0)); }
        #[test] fn a_default_truth() { check("perhaps ?? no", NO); }
        #[test] fn a_default_of_something_unknown() { check_number("nobody_knows ?? group.b", None); }

        #[test] fn a_level() { check_number("level(often)", Some(2.0)); }
        #[test] fn a_level_by_cut_points() { check_number("level(several)", Some(1.0)); }
        #[test] fn a_field() { check_number("group.a", Some(4.0)); }
        #[test] fn a_field_left_open() { check_number("group.b", None); }
        #[test] fn a_row() { check_number("grid.south", Some(1.0)); }
        #[test] fn a_row_nobody_knows() { check_number("grid.west", None); }
        #[test] fn counted() { check_number("count(several)", Some(2.0)); }
        #[test] fn counted_by_tag() { check_number("count(several, good)", Some(1.0)); }
        #[test] fn least_of_the_rows_answered() { check_number("min(grid)", Some(1.0)); }
        #[test] fn mean_of_the_rows_answered() { check_number("mean(grid)", Some(1.5)); }
        #[test] fn greatest() { check_number("max(1, three, 2)", Some(3.0)); }
        #[test] fn sum_with_something_unknown() { check_number("sum(1, nobody_knows)", None); }
        #[test] fn an_endless_number() { check_number("999999999999 * 999999999999", Some(999_999_999_999.0 * 999_999_999_999.0)); }
    }

    #[test]
    fn an_extent_counts_what_values_reach() {
        let of = |steps, depth| Extent { steps, depth };
        let two = Expression::Value(crate::questionnaire::ValueIndex(0));
        let sum = Expression::Calculate(Operation::Plus, Box::new(two.clone()), Box::new(two));
        let extent = sum.extent(&[of(500, 100)]);
        assert_eq!((extent.steps, extent.depth), (1003, 102));
        assert!(!extent.is_within_limits());
        assert!(of(1000, 200).is_within_limits() && !of(1, 201).is_within_limits());
    }
}
