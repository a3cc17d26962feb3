//! What a conclusion rests on beside answers: scores and leaks.

use super::{Condition, Expression};
use crate::questionnaire::{AreaIndex, Id, Severity};

/// A score or leaks that a condition asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern<'a> {
    /// Leaks of a severity, or of any.
    Leaks(Option<Severity>),
    Leak(&'a Id),
    Score(AreaIndex),
    LowestScore,
}

impl Condition {
    /// Every score and leak it asks about, in the order of its text; one may stand there twice.
    pub fn concerns(&self) -> Vec<Concern<'_>> {
        let mut found = Vec::new();
        let mut left = vec![&self.meaning];
        while let Some(expression) = left.pop() {
            found.extend(expression.concern());
            left.extend(expression.parts().rev());
        }
        found
    }
}

impl Expression {
    /// What it asks about itself, apart from its parts.
    fn concern(&self) -> Option<Concern<'_>> {
        match self {
            Expression::CountLeaks(severity) => Some(Concern::Leaks(*severity)),
            Expression::Leak(id) => Some(Concern::Leak(id)),
            Expression::Score(area) => Some(Concern::Score(*area)),
            Expression::LowestArea => Some(Concern::LowestScore),
            Expression::Unknown
            | Expression::Truth(_)
            | Expression::Number(_)
            | Expression::Text(_)
            | Expression::Answer(_)
            | Expression::Field(..)
            | Expression::RowLevel(..)
            // A value is made of answers alone.
            | Expression::Value(_)
            | Expression::Level(_)
            | Expression::Answered(_)
            | Expression::Has(..)
            | Expression::Count(..)
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
}
