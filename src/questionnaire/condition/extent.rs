//! How much an expression asks of the machine: its steps and its depth, through values as well.

use super::Expression;

/// How far an expression reaches, the values it uses included.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extent {
    pub(super) steps: usize,
    pub(super) depth: usize,
}

impl Extent {
    /// Evaluating takes no longer and nests no deeper than this, so that the stack suffices.
    pub fn is_within_limits(self) -> bool {
        self.steps <= 1000 && self.depth <= 200
    }

    fn and(self, other: Extent) -> Extent {
        Extent { steps: self.steps.saturating_add(other.steps), depth: self.depth.max(other.depth) }
    }
}

impl Expression {
    /// The extent of this expression, given those of the values that stand before it.
    pub fn extent(&self, values: &[Extent]) -> Extent {
        let of = |parts: &[Expression]| {
            parts.iter().fold(Extent::default(), |extent, part| extent.and(part.extent(values)))
        };
        let within = match self {
            Expression::Value(value) => values.get(value.0).copied().unwrap_or_default(),
            Expression::Not(inner) | Expression::Negative(inner) => inner.extent(values),
            Expression::Default(first, second)
            | Expression::And(first, second)
            | Expression::Or(first, second)
            | Expression::Compare(_, first, second)
            | Expression::Calculate(_, first, second) => first.extent(values).and(second.extent(values)),
            Expression::Together(_, parts) => of(parts),
            Expression::In(first, list) => first.extent(values).and(of(list)),
            Expression::Unknown
            | Expression::Truth(_)
            | Expression::Number(_)
            | Expression::Text(_)
            | Expression::Answer(_)
            | Expression::Field(..)
            | Expression::RowLevel(..)
            | Expression::Level(_)
            | Expression::Answered(_)
            | Expression::Has(..)
            | Expression::Count(..)
            | Expression::CountLeaks(_)
            | Expression::Leak(_)
            | Expression::Score(_)
            | Expression::LowestArea
            | Expression::Rows(..) => Extent::default(),
        };
        Extent { steps: within.steps.saturating_add(1), depth: within.depth + 1 }
    }
}
