//! The answers given so far, and every way in which they can change.

use crate::questionnaire::answer::LONGEST_TEXT;
use crate::questionnaire::{Answer, QuestionIndex, Questionnaire, Rejection};
use crate::words::Words;

/// One entry for each question of a questionnaire.
///
/// A closed question keeps its entry, so that going back and changing one's mind loses nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    entries: Vec<Entry>,
}

/// What is kept about one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub answer: Option<Answer>,
    /// Passed by on purpose. Never true beside an answer.
    pub skipped: bool,
    /// The respondent's note; empty when there is none.
    pub note: String,
    /// To be looked at again.
    pub marked: bool,
    pub confidence: Option<Confidence>,
}

impl Entry {
    /// Whether the question still waits: neither answered whole nor passed by on purpose.
    pub fn is_open(&self) -> bool {
        !self.skipped && self.is_unanswered()
    }

    /// Whether there is no whole answer, for whatever reason.
    pub fn is_unanswered(&self) -> bool {
        !self.answer.as_ref().is_some_and(Answer::is_whole)
    }
}

/// How sure the respondent is of an answer; it never changes the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    Guess,
    FairlySure,
    CanShowIt,
}

impl Confidence {
    pub const ALL: [Confidence; 3] = [Confidence::Guess, Confidence::FairlySure, Confidence::CanShowIt];

    /// What follows where one key or word goes through all of them; after the last, none.
    pub fn after(now: Option<Confidence>) -> Option<Confidence> {
        match now {
            None => Some(Confidence::Guess),
            Some(Confidence::Guess) => Some(Confidence::FairlySure),
            Some(Confidence::FairlySure) => Some(Confidence::CanShowIt),
            Some(Confidence::CanShowIt) => None,
        }
    }

    pub fn in_words(self, words: &Words) -> &'static str {
        match self {
            Confidence::Guess => words.answers.guess,
            Confidence::FairlySure => words.answers.fairly_sure,
            Confidence::CanShowIt => words.answers.can_show_it,
        }
    }

    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Guess => "guess",
            Confidence::FairlySure => "fairly_sure",
            Confidence::CanShowIt => "can_show_it",
        }
    }
}

/// One thing that happens to one question's entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Answered(QuestionIndex, Answer),
    /// Neither answered nor skipped any more.
    Cleared(QuestionIndex),
    Skipped(QuestionIndex),
    Noted(QuestionIndex, String),
    Marked(QuestionIndex, bool),
    Confident(QuestionIndex, Option<Confidence>),
}

impl Change {
    pub fn question(&self) -> QuestionIndex {
        match self {
            Change::Answered(question, _)
            | Change::Cleared(question)
            | Change::Skipped(question)
            | Change::Noted(question, _)
            | Change::Marked(question, _)
            | Change::Confident(question, _) => *question,
        }
    }
}

impl Answers {
    /// No answers yet.
    pub fn new(questionnaire: &Questionnaire) -> Answers {
        Answers { entries: vec![Entry::default(); questionnaire.questions.len()] }
    }

    pub fn entry(&self, question: QuestionIndex) -> &Entry {
        &self.entries[question.0]
    }

    pub fn answer(&self, question: QuestionIndex) -> Option<&Answer> {
        self.entry(question).answer.as_ref()
    }

    /// Makes a change, and returns the change that would take it back.
    ///
    /// An answer that the question cannot accept, or a note without end, is rejected and changes nothing.
    pub fn apply(&mut self, questionnaire: &Questionnaire, change: Change) -> Result<Change, Rejection> {
        match &change {
            Change::Answered(question, answer) => questionnaire[*question].accepts(answer)?,
            Change::Noted(_, note) if LONGEST_TEXT < note.len() => return Err(Rejection::TooLong),
            Change::Cleared(_)
            | Change::Skipped(_)
            | Change::Noted(..)
            | Change::Marked(..)
            | Change::Confident(..) => {}
        }
        let question = change.question();
        let entry = &mut self.entries[question.0];
        let before = match (&entry.answer, entry.skipped) {
            (Some(answer), _) => Change::Answered(question, answer.clone()),
            (None, true) => Change::Skipped(question),
            (None, false) => Change::Cleared(question),
        };
        Ok(match change {
            Change::Answered(_, answer) => {
                entry.answer = Some(answer);
                entry.skipped = false;
                before
            }
            Change::Cleared(_) => {
                entry.answer = None;
                entry.skipped = false;
                before
            }
            Change::Skipped(_) => {
                entry.answer = None;
                entry.skipped = true;
                before
            }
            Change::Noted(_, note) => Change::Noted(question, std::mem::replace(&mut entry.note, note)),
            Change::Marked(_, marked) => {
                Change::Marked(question, std::mem::replace(&mut entry.marked, marked))
            }
            Change::Confident(_, sure) => {
                Change::Confident(question, std::mem::replace(&mut entry.confidence, sure))
            }
        })
    }
}
