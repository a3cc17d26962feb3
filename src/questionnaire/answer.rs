//! What one person gave to one question, and why an answer is not accepted.

use super::kind::{Number, plain_number};
use super::{DontKnow, Kind, Question};

/// An answer. "Not answered" is no answer at all.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The position of one choice.
    Choice(usize),
    /// The positions of the choices, rising; empty when "none" was chosen.
    Choices(Vec<usize>),
    YesNo(bool),
    Number(f64),
    /// One for each field; `None` where it was left open.
    Numbers(Vec<Option<f64>>),
    /// One for each row.
    Rows(Vec<RowAnswer>),
    Text(String),
    DontKnow,
    NotApplicable,
}

/// What was said to one row of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowAnswer {
    Choice(usize),
    DontKnow,
    NotApplicable,
    NotAnswered,
}

impl Answer {
    /// Whether nothing of it is still to come. A group with a number left open, or a matrix with a row
    /// that nobody looked at, counts as not answered.
    pub fn is_whole(&self) -> bool {
        match self {
            Answer::Numbers(numbers) => numbers.iter().all(Option::is_some),
            Answer::Rows(rows) => rows.iter().all(|row| *row != RowAnswer::NotAnswered),
            Answer::Choice(_)
            | Answer::Choices(_)
            | Answer::YesNo(_)
            | Answer::Number(_)
            | Answer::Text(_)
            | Answer::DontKnow
            | Answer::NotApplicable => true,
        }
    }
}

impl RowAnswer {
    /// Whether the row's answer is still to come, or not known.
    pub fn is_open(self) -> bool {
        match self {
            RowAnswer::DontKnow | RowAnswer::NotAnswered => true,
            RowAnswer::Choice(_) | RowAnswer::NotApplicable => false,
        }
    }
}

/// Why an answer is not accepted, in the respondent's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection(pub String);

impl std::fmt::Display for Rejection {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// The longest free text that is kept, in bytes.
pub const LONGEST_TEXT: usize = 16 * 1024;

impl Question {
    /// Says whether this answer can be given to this question.
    pub fn accepts(&self, answer: &Answer) -> Result<(), Rejection> {
        let choices = self.kind.choices().len();
        let known = |choice: usize| match choice < choices {
            true => Ok(()),
            false => Err(rejection(format!("Please choose from 1 to {choices}."))),
        };
        match (answer, &self.kind) {
            (Answer::DontKnow, _) if self.dont_know == DontKnow::Refused => {
                Err(rejection("This question needs an answer; \"don't know\" is not offered."))
            }
            (Answer::DontKnow, _) => Ok(()),
            (Answer::NotApplicable, _) if !self.not_applicable => {
                Err(rejection("This question applies to everybody; \"does not apply\" is not offered."))
            }
            (Answer::NotApplicable, _) => Ok(()),
            (Answer::Choice(choice), Kind::Scale(_) | Kind::SingleChoice(_)) => known(*choice),
            (Answer::Choices(chosen), Kind::MultipleChoice { none, .. }) => {
                if chosen.is_empty() && none.is_none() {
                    return Err(rejection("Please choose at least one."));
                }
                if !chosen.is_sorted_by(|a, b| a < b) {
                    return Err(rejection("Please choose each one once."));
                }
                chosen.iter().try_for_each(|choice| known(*choice))
            }
            (Answer::YesNo(_), Kind::YesNo { .. }) => Ok(()),
            (Answer::Number(value), Kind::Number(number)) => number.accepts(*value),
            (Answer::Numbers(values), Kind::NumberGroup(fields)) => {
                if values.len() != fields.len() || values.iter().all(Option::is_none) {
                    return Err(rejection(format!("Please give {} numbers.", fields.len())));
                }
                fields.iter().zip(values).try_for_each(|(field, value)| match value {
                    Some(value) => field
                        .number
                        .accepts(*value)
                        .map_err(|why| rejection(format!("{}: {}", field.label, why.0))),
                    None => Ok(()),
                })
            }
            (Answer::Rows(given), Kind::Matrix { rows, .. }) => {
                if given.len() != rows.len() || given.iter().all(|row| *row == RowAnswer::NotAnswered) {
                    return Err(rejection("Please answer at least one line."));
                }
                given.iter().try_for_each(|row| match row {
                    RowAnswer::Choice(choice) => known(*choice),
                    RowAnswer::DontKnow => self.accepts(&Answer::DontKnow),
                    RowAnswer::NotApplicable => self.accepts(&Answer::NotApplicable),
                    RowAnswer::NotAnswered => Ok(()),
                })
            }
            (Answer::Text(text), Kind::Text) if text.trim().is_empty() => {
                Err(rejection("Please write something, or skip the question."))
            }
            (Answer::Text(text), Kind::Text) if LONGEST_TEXT < text.len() => Err(too_long()),
            (Answer::Text(_), Kind::Text) => Ok(()),
            (
                Answer::Choice(_)
                | Answer::Choices(_)
                | Answer::YesNo(_)
                | Answer::Number(_)
                | Answer::Numbers(_)
                | Answer::Rows(_)
                | Answer::Text(_),
                kind,
            ) => Err(rejection(wanted(kind))),
        }
    }
}

/// What is said of a text or a note over the limit.
pub fn too_long() -> Rejection {
    rejection(format!("Please keep it under {} characters.", LONGEST_TEXT / 1024 * 1000))
}

impl Number {
    fn accepts(&self, value: f64) -> Result<(), Rejection> {
        if !value.is_finite() || value < self.min || self.max < value {
            return Err(rejection(self.wanted()));
        }
        let steps = value * 10f64.powi(i32::try_from(self.decimals).unwrap_or(0));
        if 1e-6 < (steps - steps.round()).abs() {
            return Err(rejection(match self.decimals {
                0 => "Please give a whole number.".to_owned(),
                1 => "Please give no more than one digit after the point.".to_owned(),
                digits => format!("Please give no more than {digits} digits after the point."),
            }));
        }
        Ok(())
    }

    /// What a respondent is told when a number does not fit, and before.
    pub fn wanted(&self) -> String {
        let show = |value| plain_number(value, self.decimals);
        match (self.min, self.max) {
            (min, max) if min <= -Self::WIDEST && Self::WIDEST <= max => "Please give a number.".to_owned(),
            (min, max) if Self::WIDEST <= max => format!("Please give a number of {} or more.", show(min)),
            (min, max) if min <= -Self::WIDEST => format!("Please give a number up to {}.", show(max)),
            (min, max) => format!("Please give a number from {} to {}.", show(min), show(max)),
        }
    }
}

/// What kind of answer a question wants, said to whoever gave another kind.
pub fn wanted(kind: &Kind) -> String {
    match kind {
        Kind::Scale(choices) | Kind::SingleChoice(choices) => {
            format!("Please choose one, from 1 to {}.", choices.len())
        }
        Kind::MultipleChoice { choices, .. } => {
            format!("Please choose any number of them, from 1 to {}.", choices.len())
        }
        Kind::YesNo { .. } => "Please say yes or no.".to_owned(),
        Kind::Number(number) => number.wanted(),
        Kind::NumberGroup(fields) => {
            let labels: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
            format!("Please give a number for each of {}.", labels.join(", "))
        }
        Kind::Matrix { rows, choices } => {
            let rows: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
            format!("Please choose from 1 to {} for each of {}.", choices.len(), rows.join(", "))
        }
        Kind::Text => "Please write a text.".to_owned(),
    }
}

fn rejection(says: impl Into<String>) -> Rejection {
    Rejection(says.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::read;
    use crate::source::Limits;

    const QUESTIONNAIRE: &str = "
format: 1
id: a_case
edition: '1'
title: A case
profile:
- {id: step, ask: How often?, type: scale, choices: [Never, Always], dont_know: no, not_applicable: no}
- {id: several, ask: Which?, type: multiple_choice, choices: [One, Two, Three]}
- {id: or_none, ask: Which?, type: multiple_choice, none: None of them, choices: [One, Two]}
- {id: whole, ask: How many?, type: number, min: 0, max: 100}
- {id: tenths, ask: How many?, type: number, min: 0, decimals: 1}
- {id: any, ask: How many?, type: number, decimals: 2}
- {id: group, ask: How many?, type: number_group, fields: [{id: a, label: Leads, max: 10}, {id: b, label: Orders}]}
- {id: grid, ask: How often?, type: matrix, choices: [Never, Always], rows: [{id: n, text: N}, {id: s, text: S}]}
- {id: words, ask: Why?, type: text}
areas:
- {id: area, title: Area, questions: [{id: often, ask: How often?, type: scale, choices: [Never, Always]}]}
";

    /// Offers an answer; `want` is a part of what the respondent is told, empty when it is taken.
    #[track_caller]
    fn check(id: &str, answer: Answer, want: &str) {
        let (_, questionnaire, found) = read("case.yaml", QUESTIONNAIRE.as_bytes(), &Limits::default());
        let questionnaire = questionnaire.unwrap_or_else(|| panic!("{found:?}"));
        let question = &questionnaire[questionnaire.find_question(id).unwrap()];
        match question.accepts(&answer) {
            Ok(()) => assert_eq!(want, ""),
            Err(Rejection(says)) => assert!(!want.is_empty() && says.contains(want), "{says}"),
        }
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;
        use Answer::{Choice, Choices, DontKnow, NotApplicable, Numbers, Rows, Text, YesNo};

        #[test] fn a_step() { check("step", Choice(1), ""); }
        #[test] fn a_step_beyond() { check("step", Choice(2), "from 1 to 2"); }
        #[test] fn dont_know_refused() { check("step", DontKnow, "needs an answer"); }
        #[test] fn not_applicable_refused() { check("step", NotApplicable, "applies to everybody"); }
        #[test] fn dont_know() { check("words", DontKnow, ""); }
        #[test] fn not_applicable() { check("grid", NotApplicable, ""); }
        #[test] fn another_kind() { check("step", YesNo(true), "choose one, from 1 to 2"); }

        #[test] fn several() { check("several", Choices(vec![0, 2]), ""); }
        #[test] fn several_twice() { check("several", Choices(vec![1, 1]), "each one once"); }
        #[test] fn several_beyond() { check("several", Choices(vec![0, 3]), "from 1 to 3"); }
        #[test] fn none_not_offered() { check("several", Choices(vec![]), "at least one"); }
        #[test] fn none() { check("or_none", Choices(vec![]), ""); }

        #[test] fn least() { check("whole", Answer::Number(0.0), ""); }
        #[test] fn greatest() { check("whole", Answer::Number(100.0), ""); }
        #[test] fn below() { check("whole", Answer::Number(-1.0), "from 0 to 100"); }
        #[test] fn above() { check("whole", Answer::Number(101.0), "from 0 to 100"); }
        #[test] fn a_fraction() { check("whole", Answer::Number(0.5), "a whole number"); }
        #[test] fn one_digit() { check("tenths", Answer::Number(4.3), ""); }
        #[test] fn two_digits() { check("tenths", Answer::Number(4.35), "one digit"); }
        #[test] fn without_a_greatest() { check("tenths", Answer::Number(-1.0), "0 or more"); }
        #[test] fn three_digits() { check("any", Answer::Number(-4.351), "2 digits"); }
        #[test] fn no_number() { check("any", Answer::Number(f64::NAN), "give a number"); }
        #[test] fn endless() { check("any", Answer::Number(f64::INFINITY), "give a number"); }
        #[test] fn beyond_all() { check("any", Answer::Number(1e15), "give a number"); }

        #[test] fn a_group() { check("group", Numbers(vec![Some(1.0), Some(2.0)]), ""); }
        #[test] fn half_a_group() { check("group", Numbers(vec![None, Some(2.0)]), ""); }
        #[test] fn an_empty_group() { check("group", Numbers(vec![None, None]), "give 2 numbers"); }
        #[test] fn a_short_group() { check("group", Numbers(vec![Some(1.0)]), "give 2 numbers"); }
        #[test] fn a_field_beyond() { check("group", Numbers(vec![Some(11.0), None]), "Leads: Please give a number up to 10"); }

        #[test] fn rows() { check("grid", Rows(vec![RowAnswer::Choice(0), RowAnswer::DontKnow]), ""); }
        #[test] fn a_row_left_open() { check("grid", Rows(vec![RowAnswer::NotAnswered, RowAnswer::NotApplicable]), ""); }
        #[test] fn no_row() { check("grid", Rows(vec![RowAnswer::NotAnswered; 2]), "at least one line"); }
        #[test] fn a_row_beyond() { check("grid", Rows(vec![RowAnswer::Choice(2), RowAnswer::DontKnow]), "from 1 to 2"); }
        #[test] fn a_row_too_many() { check("grid", Rows(vec![RowAnswer::Choice(0); 3]), "at least one line"); }

        #[test] fn words() { check("words", Text("x".repeat(LONGEST_TEXT)), ""); }
        #[test] fn too_many_words() { check("words", Text("x".repeat(LONGEST_TEXT + 1)), "under 16000"); }
        #[test] fn no_words() { check("words", Text(" \n".to_owned()), "write something"); }
    }
}
