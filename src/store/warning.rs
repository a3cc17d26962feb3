//! What is wrong with a saved assessment, in words for its owner.

use std::fmt;

use crate::assessment::plan::StepId;
use crate::text;

/// Something about a saved assessment that its owner should know. Everything else in it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        reason: String,
    },
    /// Something about the plan that cannot be.
    NoStep {
        number: u64,
        step: StepId,
        reason: String,
    },
    /// A target that cannot be.
    NoTarget {
        number: u64,
        area: String,
        reason: String,
    },
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
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::Torn { bytes } => {
                write!(out, "the last entry was not written whole and had not been called saved; ")?;
                write!(out, "{bytes} bytes are ignored")
            }
            Warning::Damaged { part, line } => {
                write!(out, "{} is damaged and left out; all other lines are kept", line_of(*line, *part))
            }
            Warning::Repaired { part, line } => {
                write!(out, "{} had a small fault, which was set right", line_of(*line, *part))
            }
            Warning::Missing { from, to } if from == to => write!(out, "entry {from} is missing"),
            Warning::Missing { from, to } => write!(out, "entries {from} to {to} are missing"),
            Warning::HeaderLost => {
                write!(out, "the first line is damaged; who was assessed, and when, is not known")
            }
            Warning::QuestionnaireLost => {
                write!(out, "the questionnaire in it is damaged; the answers are kept")
            }
            Warning::Unknown { part, line } => {
                write!(out, "{} was made by a newer version and is left out", line_of(*line, *part))
            }
            Warning::ForeignPart { part } => {
                write!(out, "part {part} belongs to another assessment and is left out")
            }
            Warning::NoSuchQuestion { number, question } => {
                let question = text::visible(question);
                write!(out, "entry {number} is about `{question}`, which the questionnaire does not ask")
            }
            Warning::Refused { number, question, reason } => {
                let (question, reason) = (text::visible(question), text::visible(reason));
                write!(out, "entry {number}, about `{question}`, does not fit: {reason}")
            }
            Warning::NoStep { number, step, reason } => {
                let reason = text::visible(reason);
                write!(out, "entry {number}, about action {step} of the plan, does not fit: {reason}")
            }
            Warning::NoTarget { number, area, reason } => {
                let (area, reason) = (text::visible(area), text::visible(reason));
                write!(out, "entry {number}, the target of `{area}`, does not fit: {reason}")
            }
        }
    }
}

fn line_of(line: usize, part: u32) -> String {
    match part {
        1 => format!("line {line}"),
        part => format!("line {line} of part {part}"),
    }
}
