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
        let mut before = Extent::default();
        if let Expression::Value(value) = self {
            before = values.get(value.0).copied().unwrap_or_default();
        }
        let within = self.parts().map(|part| part.extent(values)).fold(before, Extent::and);
        Extent { steps: within.steps.saturating_add(1), depth: within.depth + 1 }
    }
}
