//! The types of question, and what each needs to know.

use super::{Id, Rejection, Severity};
use crate::words::{EN, Words};

/// A question's type and its settings.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Ordered steps, worst first; the level is the position.
    Scale(Vec<Choice>),
    /// One of several; scored where choices have levels.
    SingleChoice(Vec<Choice>),
    /// Any number of several; `none` is the text of the choice that excludes the rest.
    MultipleChoice { choices: Vec<Choice>, none: Option<String> },
    /// Yes or no.
    YesNo { yes: Outcome, no: Outcome },
    /// A number, judged by the question's cut points.
    Number(Number),
    /// Several numbers; knowing all of them is the highest level.
    NumberGroup(Vec<Field>),
    /// One scale for each of several rows.
    Matrix { rows: Vec<Row>, choices: Vec<Choice> },
    /// Free text, never scored.
    Text,
}

/// One of a question's answers to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub id: Option<Id>,
    pub text: String,
    /// The author's level for a single choice; on a scale it is the position.
    pub level: Option<u32>,
    pub severity: Option<Severity>,
    /// What sort of choice it is, for `count(question, tag)`.
    pub tag: Option<Id>,
    /// Its own headline, instead of the question's.
    pub leak: Option<String>,
}

/// What a plain yes or a plain no means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    pub level: Option<u32>,
    pub severity: Option<Severity>,
}

/// The limits of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    pub unit: String,
    pub min: f64,
    pub max: f64,
    /// How many digits may stand after the decimal mark.
    pub decimals: u32,
}

/// One of a group of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub id: Id,
    pub label: String,
    pub number: Number,
}

/// One line of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: Id,
    pub text: String,
}

impl Kind {
    /// The word for it in a questionnaire.
    pub fn word(&self) -> &'static str {
        match self {
            Kind::Scale(_) => "scale",
            Kind::SingleChoice(_) => "single_choice",
            Kind::MultipleChoice { .. } => "multiple_choice",
            Kind::YesNo { .. } => "yes_no",
            Kind::Number(_) => "number",
            Kind::NumberGroup(_) => "number_group",
            Kind::Matrix { .. } => "matrix",
            Kind::Text => "text",
        }
    }

    pub const WORDS: [&str; 8] =
        ["scale", "single_choice", "multiple_choice", "yes_no", "number", "number_group", "matrix", "text"];

    /// What there is to choose from; empty where nothing is chosen.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Kind::Scale(choices) | Kind::SingleChoice(choices) => choices,
            Kind::MultipleChoice { choices, .. } | Kind::Matrix { choices, .. } => choices,
            Kind::YesNo { .. } | Kind::Number(_) | Kind::NumberGroup(_) | Kind::Text => &[],
        }
    }

    /// The numbers that a group asks for; empty for all else.
    pub fn fields(&self) -> &[Field] {
        match self {
            Kind::NumberGroup(fields) => fields,
            Kind::Scale(_)
            | Kind::SingleChoice(_)
            | Kind::MultipleChoice { .. }
            | Kind::YesNo { .. }
            | Kind::Number(_)
            | Kind::Matrix { .. }
            | Kind::Text => &[],
        }
    }

    /// The ids of what it is made of besides choices: of a group its fields, of a matrix its rows.
    pub fn parts(&self) -> impl Iterator<Item = &Id> {
        let fields = self.fields().iter().map(|field| &field.id);
        fields.chain(self.rows().iter().map(|row| &row.id))
    }

    /// The lines of a matrix; empty for all else.
    pub fn rows(&self) -> &[Row] {
        match self {
            Kind::Matrix { rows, .. } => rows,
            Kind::Scale(_)
            | Kind::SingleChoice(_)
            | Kind::MultipleChoice { .. }
            | Kind::YesNo { .. }
            | Kind::Number(_)
            | Kind::NumberGroup(_)
            | Kind::Text => &[],
        }
    }
}

impl Number {
    /// Whole and unlimited, as far as a number reaches without losing its last digit.
    pub const WIDEST: f64 = 1e12;

    /// Reads what somebody typed: digits, with a point or a comma before those of the fraction.
    ///
    /// Whoever writes 1,000 for a thousand must not be read as saying one: where no fraction is wanted, or
    /// not so long a one, the number is refused.
    pub fn read(&self, typed: &str) -> Result<f64, Rejection> {
        let plain = typed.trim().replace(',', ".");
        let after = plain.split_once('.').map(|(_, after)| after.len());
        match (after, self.decimals) {
            (Some(_), 0) => {
                return Err(Rejection::WithMark);
            }
            (Some(given), decimals) if (decimals as usize) < given => {
                return Err(Rejection::TooFine { digits: decimals });
            }
            (Some(_) | None, _) => {}
        }
        // Rust also reads `inf`, `nan` and `1e3`, which nobody types for a number.
        let is_digital = plain.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+'));
        let read = plain.parse().ok().filter(|number: &f64| is_digital && number.is_finite());
        read.ok_or_else(|| Rejection::NoNumber(self.wanted()))
    }

    /// The number with the digits that its question allows, and its unit.
    pub fn show(&self, value: f64, words: &Words) -> String {
        let digits = words.number(value, self.decimals);
        match self.unit.as_str() {
            "" => digits,
            "%" => words.percent(&digits),
            unit => format!("{digits} {unit}"),
        }
    }
}

/// A number without needless digits, as files and English texts write it: `88`, `4.5`.
pub fn plain_number(value: f64, decimals: u32) -> String {
    EN.number(value, decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, decimals: u32, want: Result<f64, &str>) {
        let number = Number { unit: String::new(), min: 0.0, max: Number::WIDEST, decimals };
        assert_eq!(number.read(typed).map_err(|why| why.to_string()), want.map_err(str::to_owned));
    }

    #[rustfmt::skip]
    mod typed {
        use super::*;

        const WHOLE: &str = "Please give a whole number, without point or comma.";
        const ONE: &str = "Please give no more than one digit after the point.";
        const NUMBER: &str = "Please give a number of 0 or more.";

        #[test] fn digits() { check("1000", 0, Ok(1000.0)); }
        #[test] fn spaces_around() { check(" 7 ", 0, Ok(7.0)); }
        #[test] fn a_thousand() { check("1,000", 0, Err(WHOLE)); }
        #[test] fn a_thousand_with_a_point() { check("1.000", 0, Err(WHOLE)); }
        #[test] fn a_thousand_where_a_fraction_is_wanted() { check("1,000", 1, Err(ONE)); }
        #[test] fn two_marks() { check("1,000.5", 2, Err("Please give no more than 2 digits after the point.")); }
        #[test] fn a_comma() { check("4,5", 1, Ok(4.5)); }
        #[test] fn a_point() { check("4.5", 1, Ok(4.5)); }
        #[test] fn below_nothing() { check("-4", 0, Ok(-4.0)); }
        #[test] fn a_word() { check("ten", 0, Err(NUMBER)); }
        #[test] fn endless() { check("inf", 0, Err(NUMBER)); }
        #[test] fn an_exponent() { check("1e3", 0, Err(NUMBER)); }
        #[test] fn nothing() { check("", 0, Err(NUMBER)); }
    }
}
