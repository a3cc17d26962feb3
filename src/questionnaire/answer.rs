//! What one person gave to one question, and why an answer is not accepted.

use super::kind::Number;
use super::{DontKnow, Kind, Question};
use crate::words::{EN, Words, fill};

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

/// Why an answer is not accepted.
#[derive(Clone, Debug, PartialEq)]
pub enum Rejection {
    /// There are so many choices, and this is none of them.
    NoChoice {
        choices: usize,
    },
    WithoutAnswer,
    AppliesToAll,
    NothingChosen,
    ChosenTwice,
    /// Out of the limits, or no number at all.
    NoNumber(Wanted),
    NotWhole,
    /// A whole number is wanted, and a mark was typed, which may have been meant for thousands.
    WithMark,
    /// More digits after the decimal mark than are wanted.
    TooFine {
        digits: u32,
    },
    /// So many numbers are wanted.
    Numbers {
        count: usize,
    },
    NoLine,
    NothingWritten,
    TooLong,
    OtherKind(Wanted),
    /// In one of several parts of a question.
    Part {
        label: String,
        why: Box<Rejection>,
    },
    /// What is wrong in a file, said to its author.
    InFile(String),
}

/// What kind of answer a question wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    OneOf {
        choices: usize,
    },
    AnyOf {
        choices: usize,
    },
    YesOrNo,
    /// Within the limits that there are.
    Number {
        least: Option<f64>,
        greatest: Option<f64>,
        decimals: u32,
    },
    /// A number for each part of that name.
    NumberForEach(Vec<String>),
    ChoiceForEach {
        choices: usize,
        rows: Vec<String>,
    },
    /// The same, where the rows are too long to be named.
    ChoiceForLines {
        choices: usize,
        lines: usize,
    },
    Text,
}

impl Rejection {
    /// In the respondent's words.
    pub fn in_words(&self, words: &Words) -> String {
        let please = &words.please;
        match self {
            Rejection::NoChoice { choices } => fill(please.choose, &[("last", choices)]),
            Rejection::WithoutAnswer => please.not_without_answer.to_owned(),
            Rejection::AppliesToAll => please.applies_to_all.to_owned(),
            Rejection::NothingChosen => please.at_least_one.to_owned(),
            Rejection::ChosenTwice => please.each_once.to_owned(),
            Rejection::NoNumber(wanted) | Rejection::OtherKind(wanted) => wanted.in_words(words),
            Rejection::NotWhole => please.whole.to_owned(),
            Rejection::WithMark => please.whole_without_mark.to_owned(),
            Rejection::TooFine { digits } => {
                words.count(&please.digits, usize::try_from(*digits).unwrap_or(usize::MAX))
            }
            Rejection::Numbers { count } => words.count(&please.numbers, *count),
            Rejection::NoLine => please.at_least_one_line.to_owned(),
            Rejection::NothingWritten => please.write_or_skip.to_owned(),
            Rejection::TooLong => fill(please.shorter, &[("most", &(LONGEST_TEXT / 1024 * 1000))]),
            Rejection::Part { label, why } => {
                fill(please.in_part, &[("part", label), ("says", &why.in_words(words))])
            }
            Rejection::InFile(says) => says.clone(),
        }
    }

    /// The same, said of one of several parts.
    pub fn in_part(self, label: &str) -> Rejection {
        Rejection::Part { label: label.to_owned(), why: Box::new(self) }
    }
}

impl Wanted {
    /// As it is asked for: `Please give a number from 0 to 100.`
    pub fn in_words(&self, words: &Words) -> String {
        let please = &words.please;
        match self {
            Wanted::OneOf { choices } => fill(please.choose_one, &[("last", choices)]),
            Wanted::AnyOf { choices } => fill(please.choose_any, &[("last", choices)]),
            Wanted::YesOrNo => please.say_yes_or_no.to_owned(),
            Wanted::Number { .. } => fill(please.give, &[("wanted", &self.alone(words))]),
            Wanted::NumberForEach(parts) => fill(please.number_for_each, &[("parts", &parts.join(", "))]),
            Wanted::ChoiceForEach { choices, rows } => {
                fill(please.choose_for_each, &[("last", choices), ("parts", &rows.join(", "))])
            }
            Wanted::ChoiceForLines { choices, lines } => {
                fill(please.choose_for_lines, &[("last", choices), ("lines", lines)])
            }
            Wanted::Text => please.write.to_owned(),
        }
    }

    /// A number as it stands within a sentence: `a number from 0 to 100`. Of other kinds the sentence.
    pub fn alone(&self, words: &Words) -> String {
        let please = &words.please;
        let Wanted::Number { least, greatest, decimals } = self else { return self.in_words(words) };
        let show = |value: f64| words.number(value, *decimals);
        match (least, greatest) {
            (None, None) => please.any_number.to_owned(),
            (Some(least), None) => fill(please.number_from, &[("least", &show(*least))]),
            (None, Some(greatest)) => fill(please.number_up_to, &[("greatest", &show(*greatest))]),
            (Some(least), Some(greatest)) => {
                let limits: [(&str, &dyn std::fmt::Display); 2] =
                    [("least", &show(*least)), ("greatest", &show(*greatest))];
                fill(please.number_between, &limits)
            }
        }
    }
}

/// In English, for the author of a file.
impl std::fmt::Display for Rejection {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.in_words(&EN))
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
            false => Err(Rejection::NoChoice { choices }),
        };
        match (answer, &self.kind) {
            (Answer::DontKnow, _) if self.dont_know == DontKnow::Refused => Err(Rejection::WithoutAnswer),
            (Answer::DontKnow, _) => Ok(()),
            (Answer::NotApplicable, _) if !self.not_applicable => Err(Rejection::AppliesToAll),
            (Answer::NotApplicable, _) => Ok(()),
            (Answer::Choice(choice), Kind::Scale(_) | Kind::SingleChoice(_)) => known(*choice),
            (Answer::Choices(chosen), Kind::MultipleChoice { none, .. }) => {
                if chosen.is_empty() && none.is_none() {
                    return Err(Rejection::NothingChosen);
                }
                if !chosen.is_sorted_by(|a, b| a < b) {
                    return Err(Rejection::ChosenTwice);
                }
                chosen.iter().try_for_each(|choice| known(*choice))
            }
            (Answer::YesNo(_), Kind::YesNo { .. }) => Ok(()),
            (Answer::Number(value), Kind::Number(number)) => number.accepts(*value),
            (Answer::Numbers(values), Kind::NumberGroup(fields)) => {
                if values.len() != fields.len() || values.iter().all(Option::is_none) {
                    return Err(Rejection::Numbers { count: fields.len() });
                }
                fields.iter().zip(values).try_for_each(|(field, value)| match value {
                    Some(value) => field.number.accepts(*value).map_err(|why| why.in_part(&field.label)),
                    None => Ok(()),
                })
            }
            (Answer::Rows(given), Kind::Matrix { rows, .. }) => {
                if given.len() != rows.len() || given.iter().all(|row| *row == RowAnswer::NotAnswered) {
                    return Err(Rejection::NoLine);
                }
                given.iter().try_for_each(|row| match row {
                    RowAnswer::Choice(choice) => known(*choice),
                    RowAnswer::DontKnow => self.accepts(&Answer::DontKnow),
                    RowAnswer::NotApplicable => self.accepts(&Answer::NotApplicable),
                    RowAnswer::NotAnswered => Ok(()),
                })
            }
            (Answer::Text(text), Kind::Text) if text.trim().is_empty() => Err(Rejection::NothingWritten),
            (Answer::Text(text), Kind::Text) if LONGEST_TEXT < text.len() => Err(Rejection::TooLong),
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
            ) => Err(Rejection::OtherKind(wanted(kind))),
        }
    }
}

impl Number {
    fn accepts(&self, value: f64) -> Result<(), Rejection> {
        if !value.is_finite() || value < self.min || self.max < value {
            return Err(Rejection::NoNumber(self.wanted()));
        }
        let steps = value * 10f64.powi(i32::try_from(self.decimals).unwrap_or(0));
        if 1e-6 < (steps - steps.round()).abs() {
            return Err(match self.decimals {
                0 => Rejection::NotWhole,
                digits => Rejection::TooFine { digits },
            });
        }
        Ok(())
    }

    /// What a respondent is told when a number does not fit, and before.
    pub fn wanted(&self) -> Wanted {
        Wanted::Number {
            least: Some(self.min).filter(|least| -Self::WIDEST < *least),
            greatest: Some(self.max).filter(|greatest| *greatest < Self::WIDEST),
            decimals: self.decimals,
        }
    }
}

/// What kind of answer a question wants; its parts go by their ids.
pub fn wanted(kind: &Kind) -> Wanted {
    match kind {
        Kind::Scale(choices) | Kind::SingleChoice(choices) => Wanted::OneOf { choices: choices.len() },
        Kind::MultipleChoice { choices, .. } => Wanted::AnyOf { choices: choices.len() },
        Kind::YesNo { .. } => Wanted::YesOrNo,
        Kind::Number(number) => number.wanted(),
        Kind::NumberGroup(fields) => {
            Wanted::NumberForEach(fields.iter().map(|field| field.id.as_str().to_owned()).collect())
        }
        Kind::Matrix { rows, choices } => Wanted::ChoiceForEach {
            choices: choices.len(),
            rows: rows.iter().map(|row| row.id.as_str().to_owned()).collect(),
        },
        Kind::Text => Wanted::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::read::sample;

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
        let questionnaire = sample(QUESTIONNAIRE);
        let question = &questionnaire[questionnaire.find_question(id).unwrap()];
        match question.accepts(&answer) {
            Ok(()) => assert_eq!(want, ""),
            Err(why) => assert!(!want.is_empty() && why.to_string().contains(want), "{why}"),
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
