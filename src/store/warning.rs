//! What is wrong with a saved assessment, in words for its owner.

use std::fmt;

use crate::assessment::plan::{self, StepId};
use crate::assessment::target::{self, Target};
use crate::questionnaire::answer::Rejection;
use crate::text;
use crate::words::{WarningWords, Words, fill};

/// Something about a saved assessment that its owner should know. Everything else in it is kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// The last line was not written whole, and so was never called saved.
    Torn {
        bytes: usize,
    },
    /// A line that had been saved cannot be read.
    Damaged {
        part: u32,
        line: usize,
    },
    /// A line had a small fault, which was set right.
    Repaired {
        part: u32,
        line: usize,
    },
    /// Events that are not there at all.
    Missing {
        from: u64,
        to: u64,
    },
    HeaderLost,
    QuestionnaireLost,
    /// A line of a kind that this version does not know.
    Unknown {
        part: u32,
        line: usize,
    },
    /// A further file of this name that belongs to another assessment.
    ForeignPart {
        part: u32,
    },
    NoSuchQuestion {
        number: u64,
        question: String,
    },
    Refused {
        number: u64,
        question: String,
        reason: Rejection,
    },
    /// Something about the plan that cannot be.
    NoStep {
        number: u64,
        step: StepId,
        reason: NoStep,
    },
    /// A target that cannot be.
    NoTarget {
        number: u64,
        area: String,
        reason: NoTarget,
    },
}

/// Why the target of an area cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoTarget {
    Refused(target::Refusal),
    NoSuchArea,
    /// More than a score can be.
    TooMuch,
}

/// Why something about a step of the plan cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoStep {
    Refused(plan::Refusal),
    /// What should be a day.
    NoDay(String),
}

impl Warning {
    /// The part whose bytes are not as they were written.
    pub(super) fn damaged_part(&self) -> Option<u32> {
        match self {
            Warning::Damaged { part, .. } | Warning::Repaired { part, .. } => Some(*part),
            Warning::Missing { .. } | Warning::HeaderLost | Warning::QuestionnaireLost => Some(1),
            Warning::Torn { .. }
            | Warning::Unknown { .. }
            | Warning::ForeignPart { .. }
            | Warning::NoSuchQuestion { .. }
            | Warning::Refused { .. }
            | Warning::NoStep { .. }
            | Warning::NoTarget { .. } => None,
        }
    }

    /// For the owner of the assessment.
    pub fn in_words(&self, words: &Words) -> String {
        let says = &words.warnings;
        let of_line =
            |text: &str, line: usize, part: u32| fill(text, &[("line", &line_of(line, part, says))]);
        match self {
            Warning::Torn { bytes } => fill(says.torn, &[("bytes", bytes)]),
            Warning::Damaged { part, line } => of_line(says.damaged, *line, *part),
            Warning::Repaired { part, line } => of_line(says.repaired, *line, *part),
            Warning::Missing { from, to } if from == to => fill(says.one_missing, &[("number", from)]),
            Warning::Missing { from, to } => fill(says.several_missing, &[("from", from), ("to", to)]),
            Warning::HeaderLost => says.header_lost.to_owned(),
            Warning::QuestionnaireLost => says.questionnaire_lost.to_owned(),
            Warning::Unknown { part, line } => of_line(says.unknown, *line, *part),
            Warning::ForeignPart { part } => fill(says.foreign_part, &[("part", part)]),
            Warning::NoSuchQuestion { number, question } => {
                let question = text::visible(question);
                fill(says.no_such_question, &[("number", number), ("question", &question)])
            }
            Warning::Refused { number, question, reason } => {
                let (question, reason) = (text::visible(question), reason.in_words(words));
                let values: [(&str, &dyn fmt::Display); 3] =
                    [("number", number), ("question", &question), ("reason", &text::visible(&reason))];
                fill(says.refused, &values)
            }
            Warning::NoStep { number, step, reason } => {
                let reason = match reason {
                    NoStep::Refused(refusal) => refusal.in_words(words),
                    NoStep::NoDay(day) => fill(says.no_day, &[("day", &text::visible(day))]),
                };
                let values: [(&str, &dyn fmt::Display); 3] =
                    [("number", number), ("step", step), ("reason", &reason)];
                fill(says.no_step, &values)
            }
            Warning::NoTarget { number, area, reason } => {
                let reason = match reason {
                    NoTarget::Refused(refusal) => refusal.in_words(words),
                    NoTarget::NoSuchArea => says.no_such_area.to_owned(),
                    NoTarget::TooMuch => fill(says.too_much, &[("most", &Target::MOST)]),
                };
                let values: [(&str, &dyn fmt::Display); 3] =
                    [("number", number), ("area", &text::visible(area)), ("reason", &reason)];
                fill(says.no_target, &values)
            }
        }
    }
}

fn line_of(line: usize, part: u32, says: &WarningWords) -> String {
    match part {
        1 => fill(says.line, &[("line", &line)]),
        part => fill(says.line_of_part, &[("line", &line), ("part", &part)]),
    }
}
