//! What wants a second look before the end: what is open, unsure or unlikely, and what came too quickly.

use crate::assessment::flow::AnswerFacts;
use crate::assessment::{Confidence, tally};
use crate::questionnaire::condition::level;
use crate::questionnaire::{Answer, Kind, QuestionIndex};
use crate::tui::sitting::Sitting;
use crate::words::{Words, fill};

/// What the answers show. It is looked for when the screen comes into view, on which no answer changes: a key
/// does not go through the whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The groups that hold anything, with their questions.
    pub(super) groups: Vec<(Group, Vec<QuestionIndex>)>,
    /// How many answers came quicker than they can be read.
    pub(super) quick: usize,
    pub(super) first_open: Option<QuestionIndex>,
}

impl Found {
    pub(super) fn of(sitting: &Sitting) -> Found {
        let groups = Group::ALL.into_iter().map(|group| (group, questions(sitting, group)));
        Found {
            groups: groups.filter(|(_, questions)| !questions.is_empty()).collect(),
            quick: quick(sitting),
            first_open: sitting.flow.first_open(&sitting.assessment.answers),
        }
    }

    pub(super) fn questions(&self, group: Group) -> &[QuestionIndex] {
        let found = self.groups.iter().find(|(other, _)| *other == group);
        found.map(|(_, questions)| questions.as_slice()).unwrap_or_default()
    }
}

/// Questions that want a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
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
pub(super) const WORTH_A_WORD: usize = 9;

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

    fn holds(self, sitting: &Sitting, question: QuestionIndex) -> bool {
        let asked = &sitting.assessment.questionnaire[question];
        let entry = sitting.assessment.answers.entry(question);
        match self {
            Group::Required => asked.required && entry.answer.is_none(),
            Group::Open => entry.is_open(),
            Group::Skipped => entry.skipped,
            Group::DontKnow => entry.answer == Some(Answer::DontKnow),
            Group::Marked => entry.marked,
            Group::Same => false,
            Group::Guessed => entry.confidence == Some(Confidence::Guess) && is_high(sitting, question),
            Group::NoReason => entry.answer == Some(Answer::NotApplicable) && entry.note.is_empty(),
        }
    }

    pub(super) fn says(self, count: usize, words: &Words) -> String {
        let says = &words.review;
        let text = match self {
            Group::Required => &says.required,
            Group::Open => &says.open,
            Group::Skipped => &says.skipped,
            Group::DontKnow => &says.dont_know,
            Group::Marked => &says.marked,
            Group::Same => &says.same,
            Group::Guessed => &says.guessed,
            Group::NoReason => &says.no_reason,
        };
        words.count(text, count)
    }

    /// What stands beside the count: which questions, and that nothing may be wrong with them.
    pub(super) fn remark(self, found: &[QuestionIndex], sitting: &Sitting, words: &Words) -> String {
        let says = &words.review;
        match self {
            Group::Required
            | Group::Open
            | Group::Skipped
            | Group::DontKnow
            | Group::Marked
            | Group::Guessed => names(found, sitting, words),
            Group::Same => {
                let name = |question: Option<&QuestionIndex>| {
                    question.map_or_else(String::new, |question| sitting.number_of(*question, words))
                };
                let ends: [(&str, &dyn std::fmt::Display); 2] =
                    [("first", &name(found.first())), ("last", &name(found.last()))];
                fill(says.same_says, &[("names", &fill(says.from_to, &ends))])
            }
            Group::NoReason => fill(says.no_reason_says, &[("names", &names(found, sitting, words))]),
        }
    }
}

/// In the upper quarter of the levels its question has.
fn is_high(sitting: &Sitting, question: QuestionIndex) -> bool {
    let assessment = &sitting.assessment;
    let facts = AnswerFacts::now(&assessment.questionnaire, &assessment.answers, &sitting.flow);
    let highest = assessment.questionnaire[question].highest_level();
    highest.zip(level(question, &facts)).is_some_and(|(highest, level)| 0.75 * f64::from(highest) <= level)
}

/// The longest row of the same step on scales, one after the other; other types of questions between them do not
/// count, a scale without an answer ends it.
fn longest_row(sitting: &Sitting) -> Vec<QuestionIndex> {
    let questionnaire = &sitting.assessment.questionnaire;
    let counted = sitting.flow.asked().filter(|question| tally::counts(questionnaire, *question));
    let scales = counted.filter(|question| matches!(questionnaire[*question].kind, Kind::Scale(_)));
    let step = |question: &QuestionIndex| match sitting.assessment.answers.answer(*question) {
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
fn quick(sitting: &Sitting) -> usize {
    let assessment = &sitting.assessment;
    let still = |question: &QuestionIndex| {
        tally::counts(&assessment.questionnaire, *question)
            && !assessment.answers.entry(*question).is_unanswered()
    };
    sitting.pace.quick().filter(still).count()
}

/// The questions of a group; those of private areas are counted nowhere.
fn questions(sitting: &Sitting, group: Group) -> Vec<QuestionIndex> {
    let questionnaire = &sitting.assessment.questionnaire;
    let counts = |question: &QuestionIndex| tally::counts(questionnaire, *question);
    let holds = |question: &QuestionIndex| group.holds(sitting, *question);
    let (found, least): (Vec<QuestionIndex>, usize) = match group {
        Group::Same => (longest_row(sitting), WORTH_A_WORD),
        Group::Required
        | Group::Open
        | Group::Skipped
        | Group::DontKnow
        | Group::Marked
        | Group::Guessed
        | Group::NoReason => (sitting.flow.asked().filter(counts).filter(holds).collect(), 1),
    };
    if found.len() < least { Vec::new() } else { found }
}

/// `2.3, 3.1`: area and question, as the overview counts them.
fn names(questions: &[QuestionIndex], sitting: &Sitting, words: &Words) -> String {
    let name = |question: &QuestionIndex| sitting.number_of(*question, words);
    questions.iter().take(12).map(name).collect::<Vec<_>>().join(", ")
}
