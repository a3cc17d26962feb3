//! One question with all that belongs to it, and the levels that its answers can stand on.

use super::{AreaIndex, Condition, Id, Kind, PracticeIndex, Severity};

/// One thing asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub id: Id,
    /// `None` for a question about the team, which scores nothing.
    pub area: Option<AreaIndex>,
    pub ask: String,
    /// Other wording for a role: the id of a choice of the profile question `role`, and the text.
    pub ask_as: Vec<(Id, String)>,
    pub help: Help,
    pub kind: Kind,
    /// How much it counts within its area.
    pub weight: f64,
    pub required: bool,
    pub confidence: bool,
    /// Raised when the meaning of the question changes; answers of another revision are not compared.
    pub revision: u32,
    /// Ids it had in earlier editions.
    pub was: Vec<Id>,
    pub show_if: Option<Condition>,
    pub dont_know: DontKnow,
    pub not_applicable: bool,
    /// What is judged instead of the answer itself.
    pub judge: Option<Condition>,
    /// Lower bounds, rising.
    pub cut_points: Vec<CutPoint>,
    /// The question's level is never above `level` while `when` holds.
    pub caps: Vec<LevelCap>,
    /// The headline of its leak.
    pub leak: Option<String>,
    pub plugged_by: Vec<PracticeIndex>,
    /// Ordered; the first that holds is the leak, instead of the severities on choices and cut points.
    pub leaks: Vec<LeakCase>,
    /// Remarks said at once when answers do not fit together.
    pub must: Vec<Remark>,
    /// The author's word on where a cut point or a figure comes from.
    pub source_note: Option<String>,
}

/// What is said beside a question for those who want to know more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Help {
    pub counts: Option<String>,
    pub not: Option<String>,
    pub evidence: Option<String>,
}

impl Help {
    pub fn is_empty(&self) -> bool {
        self.counts.is_none() && self.not.is_none() && self.evidence.is_none()
    }
}

/// Whether "don't know" may be said, and whether it is a leak.
#[derive(Clone, Debug, PartialEq)]
pub enum DontKnow {
    Refused,
    Accepted,
    Leak { severity: Severity, leak: String },
}

/// From this value upward, until the next cut point.
#[derive(Clone, Debug, PartialEq)]
pub struct CutPoint {
    pub from: f64,
    /// `None`: it only leaks.
    pub level: Option<u32>,
    pub severity: Option<Severity>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LevelCap {
    pub when: Condition,
    pub level: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LeakCase {
    pub when: Condition,
    pub severity: Severity,
    pub leak: String,
    pub plugged_by: Vec<PracticeIndex>,
}

/// Said, kindly, when `when` holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    pub when: Condition,
    pub says: String,
}

impl Question {
    /// The highest level that can be reached, or `None` when the question is not scored.
    pub fn highest_level(&self) -> Option<u32> {
        let highest = match &self.kind {
            Kind::Scale(choices) | Kind::Matrix { choices, .. } => {
                u32::try_from(choices.len()).ok()?.checked_sub(1)
            }
            Kind::SingleChoice(_)
            | Kind::YesNo { .. }
            | Kind::MultipleChoice { .. }
            | Kind::Number(_)
            | Kind::NumberGroup(_)
            | Kind::Text => self.levels().max(),
        };
        highest.filter(|level| 0 < *level)
    }

    /// The lowest level that an answer can have, or `None` when the question is not scored.
    pub fn lowest_level(&self) -> Option<u32> {
        // The steps of a scale begin at 0; the first level of any kind may end the search.
        let first = self.levels().next().filter(|first| *first == 0);
        self.highest_level().and(first.or_else(|| self.levels().min()))
    }

    /// Every level that an answer can have, in no order.
    pub fn levels(&self) -> Box<dyn Iterator<Item = u32> + '_> {
        match &self.kind {
            Kind::Scale(choices) | Kind::Matrix { choices, .. } => {
                Box::new((0u32..).zip(choices).map(|(level, _)| level))
            }
            Kind::SingleChoice(choices) => Box::new(choices.iter().filter_map(|choice| choice.level)),
            Kind::YesNo { yes, no } => Box::new([yes.level, no.level].into_iter().flatten()),
            Kind::MultipleChoice { .. } | Kind::Number(_) => {
                Box::new(self.cut_points.iter().filter_map(|point| point.level))
            }
            // All fields known, or not answered.
            Kind::NumberGroup(_) => Box::new([0, 1].into_iter()),
            Kind::Text => Box::new(std::iter::empty()),
        }
    }

    /// Whether every answer to it stands on a level, once it is answered.
    pub fn always_has_level(&self) -> bool {
        match &self.kind {
            Kind::Scale(_) | Kind::Matrix { .. } | Kind::NumberGroup(_) => true,
            Kind::SingleChoice(choices) => choices.iter().all(|choice| choice.level.is_some()),
            Kind::YesNo { yes, no } => yes.level.is_some() && no.level.is_some(),
            // A judged value may stay unknown: a division by zero, a cycle that does not apply.
            Kind::MultipleChoice { .. } | Kind::Number(_) => {
                self.judge.is_none() && self.cut_points.iter().all(|point| point.level.is_some())
            }
            Kind::Text => false,
        }
    }

    pub fn is_scored(&self) -> bool {
        self.area.is_some() && self.highest_level().is_some()
    }
}
