//! What wants a second look before the end: what is open, unsure or unlikely, and what came too quickly.
//!
//! It is counted, never judged, and told at the review alone: on the whole screen and line by line.

use super::flow::AnswerFacts;
use super::pace::Pace;
use super::{Assessment, Confidence, Flow, tally};
use crate::questionnaire::condition::level;
use crate::questionnaire::{Answer, Kind, QuestionIndex};

/// What the answers show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecondLook {
    /// The groups that hold anything, with their questions; those of private areas are in none.
    pub groups: Vec<(Group, Vec<QuestionIndex>)>,
    /// How many answers came quicker than they can be read; none where that is too few to be worth a word.
    pub quick: usize,
    pub first_open: Option<QuestionIndex>,
}

/// Questions that want a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Required,
    Open,
    Skipped,
    DontKnow,
    Marked,
    /// The longest row of the same answers.
    Same,
    /// High on the scale, and marked as a guess.
    Guessed,
    /// Does not apply, without a reason.
    NoReason,
}

/// So many answers in a row, or so quick, are worth a word; fewer happen to everybody.
const WORTH_A_WORD: usize = 9;

impl SecondLook {
    /// Goes through the whole form: once for a review, not for every key.
    pub fn at(assessment: &Assessment, flow: &Flow, pace: &Pace) -> SecondLook {
        let groups = Group::ALL.into_iter().map(|group| (group, group.questions(assessment, flow)));
        let quick = quick(assessment, pace);
        SecondLook {
            groups: groups.filter(|(_, questions)| !questions.is_empty()).collect(),
            quick: if quick < WORTH_A_WORD { 0 } else { quick },
            first_open: flow.first_open(&assessment.answers),
        }
    }

    pub fn questions(&self, group: Group) -> &[QuestionIndex] {
        let found = self.groups.iter().find(|(other, _)| *other == group);
        found.map(|(_, questions)| questions.as_slice()).unwrap_or_default()
    }
}

impl Group {
    const ALL: [Group; 8] = [
        Group::Required,
        Group::Open,
        Group::Skipped,
        Group::DontKnow,
        Group::Marked,
        Group::Same,
        Group::Guessed,
        Group::NoReason,
    ];

    fn questions(self, assessment: &Assessment, flow: &Flow) -> Vec<QuestionIndex> {
        let counts = |question: &QuestionIndex| tally::counts(&assessment.questionnaire, *question);
        let holds = |question: &QuestionIndex| self.holds(assessment, flow, *question);
        match self {
            Group::Same => {
                let row = longest_row(assessment, flow);
                if row.len() < WORTH_A_WORD { Vec::new() } else { row }
            }
            Group::Required
            | Group::Open
            | Group::Skipped
            | Group::DontKnow
            | Group::Marked
            | Group::Guessed
            | Group::NoReason => flow.asked().filter(counts).filter(holds).collect(),
        }
    }

    fn holds(self, assessment: &Assessment, flow: &Flow, question: QuestionIndex) -> bool {
        let asked = &assessment.questionnaire[question];
        let entry = assessment.answers.entry(question);
        match self {
            Group::Required => asked.required && entry.answer.is_none(),
            Group::Open => entry.is_open(),
            Group::Skipped => entry.skipped,
            Group::DontKnow => entry.answer == Some(Answer::DontKnow),
            Group::Marked => entry.marked,
            Group::Same => false,
            Group::Guessed => {
                entry.confidence == Some(Confidence::Guess) && is_high(assessment, flow, question)
            }
            Group::NoReason => entry.answer == Some(Answer::NotApplicable) && entry.note.is_empty(),
        }
    }
}

/// In the upper quarter of the levels its question has.
fn is_high(assessment: &Assessment, flow: &Flow, question: QuestionIndex) -> bool {
    let facts = AnswerFacts::now(&assessment.questionnaire, &assessment.answers, flow);
    let highest = assessment.questionnaire[question].highest_level();
    highest.zip(level(question, &facts)).is_some_and(|(highest, level)| 0.75 * f64::from(highest) <= level)
}

/// The longest row of the same step on scales, one after the other; other types of questions between them do not
/// count, a scale without an answer ends it.
fn longest_row(assessment: &Assessment, flow: &Flow) -> Vec<QuestionIndex> {
    let questionnaire = &assessment.questionnaire;
    let counted = flow.asked().filter(|question| tally::counts(questionnaire, *question));
    let scales = counted.filter(|question| matches!(questionnaire[*question].kind, Kind::Scale(_)));
    let step = |question: &QuestionIndex| match assessment.answers.answer(*question) {
        Some(Answer::Choice(choice)) => Some(*choice),
        Some(_) | None => None,
    };
    let scales: Vec<QuestionIndex> = scales.collect();
    let rows = scales.chunk_by(|one, next| step(one) == step(next));
    let answered = rows.filter(|row| row.first().is_some_and(|first| step(first).is_some()));
    // Of equal ones the first.
    let longest = answered.reduce(|longest, row| if longest.len() < row.len() { row } else { longest });
    longest.unwrap_or_default().to_vec()
}

/// How many answers that still stand came quicker than they can be read.
fn quick(assessment: &Assessment, pace: &Pace) -> usize {
    let still = |question: &QuestionIndex| {
        tally::counts(&assessment.questionnaire, *question)
            && !assessment.answers.entry(*question).is_unanswered()
    };
    pace.quick().filter(still).count()
}
