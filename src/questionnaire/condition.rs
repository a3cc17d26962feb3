//! The small language of conditions and values: `level(ret_target) >= 3 and not repeat`.
//!
//! An expression is parsed, resolved and typed when the questionnaire is read; what remains here
//! is evaluating it. There are three truth values: whatever rests on an unanswered, unknown or
//! hidden thing is unknown (Kleene's strong logic), and nothing is ever silently zero.

mod concerns;
mod evaluate;
mod extent;
mod parse;
mod resolve;

use std::ops::Range;

use super::{Answer, AreaIndex, Id, QuestionIndex, Questionnaire, Severity, ValueIndex};

pub use concerns::Concern;
pub use evaluate::{judged, level};
pub use extent::Extent;
pub use parse::{LONGEST, RESERVED, parse};
pub use resolve::{Names, Stage, Want, resolve};

/// A condition or a value: the author's text, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    pub text: String,
    /// Where it stands in the file, in bytes.
    pub at: Range<usize>,
    pub meaning: Expression,
}

/// What an expression means, every name resolved.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    Unknown,
    Truth(bool),
    Number(f64),
    Text(String),
    /// A number, a truth value or a text, as answered.
    Answer(QuestionIndex),
    Field(QuestionIndex, usize),
    RowLevel(QuestionIndex, usize),
    Value(ValueIndex),
    Level(QuestionIndex),
    Answered(QuestionIndex),
    Has(QuestionIndex, usize),
    /// How many were chosen, of these positions.
    Count(QuestionIndex, Vec<usize>),
    CountLeaks(Option<Severity>),
    Leak(Id),
    Score(AreaIndex),
    LowestArea,
    /// The levels of a matrix' answered rows, taken together.
    Rows(Together, QuestionIndex),
    Together(Together, Vec<Expression>),
    Default(Box<Expression>, Box<Expression>),
    Not(Box<Expression>),
    Negative(Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    Compare(Comparison, Box<Expression>, Box<Expression>),
    Calculate(Operation, Box<Expression>, Box<Expression>),
    In(Box<Expression>, Vec<Expression>),
}

/// What is made of several numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    Min,
    Max,
    Sum,
    Mean,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    Different,
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Plus,
    Minus,
    Times,
    Over,
}

/// What is known of an expression's result.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    Unknown,
    Truth(bool),
    Number(f64),
    Text(String),
}

/// What an expression may ask about.
pub trait Facts {
    fn questionnaire(&self) -> &Questionnaire;

    /// The answer to a question that is asked and was answered with more than "don't know".
    fn answer(&self, question: QuestionIndex) -> Option<&Answer>;

    /// Whether an answer that is still unknown might come to be known.
    fn pending(&self, question: QuestionIndex) -> bool;

    /// Whether to find out what might become of unknown answers, instead of what is so now:
    /// `answered` and `??` then leave open what a pending answer could still change.
    fn looking_ahead(&self) -> bool {
        false
    }

    /// A printed score, 0 to 100.
    fn score(&self, area: AreaIndex) -> Option<u32> {
        let _ = area;
        None
    }

    /// The lowest printed score of all areas.
    fn lowest_score(&self) -> Option<u32> {
        None
    }

    /// How many leaks of a severity, or of any, were found.
    fn leaks(&self, severity: Option<Severity>) -> Option<usize> {
        let _ = severity;
        None
    }

    /// Whether a leak was found.
    fn leak(&self, id: &Id) -> Option<bool> {
        let _ = id;
        None
    }
}

impl Expression {
    /// The expressions it is directly made of, in the order of its text. A value's own is not among them.
    fn parts(&self) -> impl DoubleEndedIterator<Item = &Expression> {
        let (first, second, rest): (Option<&Expression>, Option<&Expression>, &[Expression]) = match self {
            Expression::Not(inner) | Expression::Negative(inner) => (Some(inner), None, &[]),
            Expression::Default(first, second)
            | Expression::And(first, second)
            | Expression::Or(first, second)
            | Expression::Compare(_, first, second)
            | Expression::Calculate(_, first, second) => (Some(first), Some(second), &[]),
            Expression::Together(_, parts) => (None, None, parts),
            Expression::In(first, list) => (Some(first), None, list),
            Expression::Unknown
            | Expression::Truth(_)
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
            | Expression::Rows(..) => (None, None, &[]),
        };
        first.into_iter().chain(second).chain(rest)
    }
}

impl Condition {
    /// A condition not yet resolved; unknown until then.
    pub fn unresolved(text: String, at: Range<usize>) -> Condition {
        Condition { text, at, meaning: Expression::Unknown }
    }

    /// Whether it holds; unknown counts as false.
    pub fn holds(&self, facts: &impl Facts) -> bool {
        self.truth(facts) == Some(true)
    }

    pub fn truth(&self, facts: &impl Facts) -> Option<bool> {
        match self.meaning.evaluate(facts) {
            Known::Truth(truth) => Some(truth),
            Known::Unknown | Known::Number(_) | Known::Text(_) => None,
        }
    }

    pub fn number(&self, facts: &impl Facts) -> Option<f64> {
        self.meaning.number(facts)
    }

    /// The questions whose answers it rests on, through values as well.
    pub fn reads(&self, questionnaire: &Questionnaire) -> Vec<QuestionIndex> {
        let mut found = Vec::new();
        self.meaning.reads(questionnaire, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(number: f64) -> Box<Expression> {
        Box::new(Expression::Number(number))
    }

    #[track_caller]
    fn check(whole: Expression, want: &[f64]) {
        let want: Vec<Expression> = want.iter().map(|part| Expression::Number(*part)).collect();
        assert_eq!(whole.parts().cloned().collect::<Vec<_>>(), want);
    }

    #[test]
    fn parts_come_in_the_order_of_the_text() {
        check(Expression::Not(number(1.0)), &[1.0]);
        check(Expression::Negative(number(1.0)), &[1.0]);
        check(Expression::Default(number(1.0), number(2.0)), &[1.0, 2.0]);
        check(Expression::And(number(1.0), number(2.0)), &[1.0, 2.0]);
        check(Expression::Or(number(1.0), number(2.0)), &[1.0, 2.0]);
        check(Expression::Compare(Comparison::Less, number(1.0), number(2.0)), &[1.0, 2.0]);
        check(Expression::Calculate(Operation::Minus, number(1.0), number(2.0)), &[1.0, 2.0]);
        check(Expression::Together(Together::Sum, vec![*number(1.0), *number(2.0)]), &[1.0, 2.0]);
        check(Expression::In(number(1.0), vec![*number(2.0), *number(3.0)]), &[1.0, 2.0, 3.0]);
        check(Expression::Value(ValueIndex(0)), &[]);
    }
}
