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
            match expression {
                Expression::CountLeaks(severity) => found.push(Concern::Leaks(*severity)),
                Expression::Leak(id) => found.push(Concern::Leak(id)),
                Expression::Score(area) => found.push(Concern::Score(*area)),
                Expression::LowestArea => found.push(Concern::LowestScore),
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
                | Expression::Rows(..) => {}
                Expression::Together(_, parts) => left.extend(parts.iter().rev()),
                Expression::Not(inner) | Expression::Negative(inner) => left.push(inner),
                Expression::Default(first, second)
                | Expression::And(first, second)
                | Expression::Or(first, second)
                | Expression::Compare(_, first, second)
                | Expression::Calculate(_, first, second) => left.extend([&**second, &**first]),
                Expression::In(first, list) => {
                    left.extend(list.iter().rev());
                    left.push(first);
                }
            }
        }
        found
    }
}
