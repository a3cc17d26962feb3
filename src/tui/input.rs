//! Giving an answer: one kind of input for each kind of question.
//!
//! An input knows its cursor and what is typed but not yet confirmed. What is confirmed it hands
//! out as an answer; what was answered before it is told each time, so the two cannot disagree.

pub mod matrix;
pub mod multiple;
pub mod number;
pub mod number_group;
pub mod scale;
pub mod text;
pub mod yes_no;

use super::action::Action;
use super::keymap::{Keymap, Place};
use super::sheet::{Room, Row};
use crate::assessment::Entry;
use crate::questionnaire::{Answer, Kind, Question};
use crate::words::Words;

/// The input of the question in view.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    Scale(scale::Scale),
    YesNo(yes_no::YesNo),
    Multiple(multiple::Multiple),
    Number(number::Number),
    NumberGroup(number_group::NumberGroup),
    Matrix(matrix::Matrix),
    Text(text::Text),
}

/// In what words an input speaks, and by which keys it calls what can be done.
#[derive(Clone, Copy)]
pub struct Speech<'a> {
    pub words: &'static Words,
    pub keymap: &'a Keymap,
    pub ascii: bool,
    /// The window it speaks in.
    pub room: Room,
}

impl Speech<'_> {
    pub fn key(self, place: Place, action: Action) -> String {
        self.keymap.key(place, action, self.ascii, &self.words.key_names)
    }
}

/// What became of something pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pasted {
    Whole,
    /// As much as a text can hold.
    Partly,
    /// Nothing is written here, so nothing was done with it.
    Nowhere,
}

impl Pasted {
    /// Whether all of it found room.
    pub fn of(whole: bool) -> Pasted {
        if whole { Pasted::Whole } else { Pasted::Partly }
    }
}

/// What came of an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// The cursor moved, or something was typed.
    Moved,
    Keep(Answer),
    KeepAndGoOn(Answer),
    /// There is no answer any more.
    Clear,
    GoOn,
    /// Nothing changed, and this is why.
    Say(String),
    /// Not for this input.
    Unused,
}

impl Input {
    pub fn new(question: &Question, entry: &Entry, words: &Words) -> Input {
        match &question.kind {
            Kind::Scale(_) | Kind::SingleChoice(_) => Input::Scale(scale::Scale::new(entry)),
            Kind::YesNo { .. } => Input::YesNo(yes_no::YesNo::new(entry)),
            Kind::MultipleChoice { .. } => Input::Multiple(multiple::Multiple::default()),
            Kind::Number(number) => Input::Number(number::Number::new(number, entry, words)),
            Kind::NumberGroup(fields) => {
                Input::NumberGroup(number_group::NumberGroup::new(fields, entry, words))
            }
            Kind::Matrix { rows, .. } => Input::Matrix(matrix::Matrix::new(rows.len(), entry)),
            Kind::Text => Input::Text(text::Text::new(entry)),
        }
    }

    /// Which keys act in it.
    pub fn place(&self) -> Place {
        match self {
            Input::Scale(_) => Place::Choice,
            Input::YesNo(_) => Place::YesNo,
            Input::Multiple(_) => Place::Multiple,
            Input::Number(_) => Place::Number,
            Input::NumberGroup(_) => Place::NumberGroup,
            Input::Matrix(_) => Place::Matrix,
            Input::Text(text) if text.is_writing() => Place::Writing,
            Input::Text(_) => Place::Text,
        }
    }

    pub fn act(&mut self, question: &Question, entry: &Entry, action: Action, speech: Speech) -> Reply {
        match self {
            Input::Scale(input) => input.act(question, entry, action, speech),
            Input::YesNo(input) => input.act(entry, action, speech),
            Input::Multiple(input) => input.act(question, entry, action, speech),
            Input::Number(input) => input.act(question, entry, action, speech.words),
            Input::NumberGroup(input) => input.act(question, entry, action, speech.words),
            Input::Matrix(input) => input.act(question, entry, action, speech),
            Input::Text(input) => input.act(entry, action, speech),
        }
    }

    /// Puts in what came back from the editor, in place of what stood there.
    pub fn rewrite(&mut self, text: String) {
        match self {
            Input::Text(input) => input.rewrite(text),
            Input::Scale(_)
            | Input::YesNo(_)
            | Input::Multiple(_)
            | Input::Number(_)
            | Input::NumberGroup(_)
            | Input::Matrix(_) => {}
        }
    }

    /// The text as it is now, where one is written.
    pub fn text(&self) -> Option<&str> {
        match self {
            Input::Text(input) => Some(input.text()),
            Input::Scale(_)
            | Input::YesNo(_)
            | Input::Multiple(_)
            | Input::Number(_)
            | Input::NumberGroup(_)
            | Input::Matrix(_) => None,
        }
    }

    /// Puts in what was pasted; only where something is written.
    pub fn paste(&mut self, pasted: &str) -> Pasted {
        match self {
            Input::Number(input) => {
                input.paste(pasted);
                Pasted::Whole
            }
            Input::NumberGroup(input) => {
                input.paste(pasted);
                Pasted::Whole
            }
            Input::Text(input) => input.paste(pasted),
            Input::Scale(_) | Input::YesNo(_) | Input::Multiple(_) | Input::Matrix(_) => Pasted::Nowhere,
        }
    }

    /// What was typed and not confirmed, when it is an answer already.
    pub fn pending(&self, question: &Question) -> Option<Answer> {
        let answer = match self {
            Input::Number(input) => input.pending(question),
            Input::NumberGroup(input) => input.pending(question),
            Input::Text(input) => input.pending(),
            Input::Scale(_) | Input::YesNo(_) | Input::Multiple(_) | Input::Matrix(_) => None,
        }?;
        question.accepts(&answer).is_ok().then_some(answer)
    }

    pub fn rows<'a>(
        &self,
        question: &'a Question,
        entry: &Entry,
        room: Room,
        width: usize,
        words: &'static Words,
    ) -> Vec<Row<'a>> {
        match self {
            Input::Scale(input) => input.rows(question, entry, room, width, words),
            Input::YesNo(input) => input.rows(entry, room, width, words),
            Input::Multiple(input) => input.rows(question, entry, room, width, words),
            Input::Number(input) => input.rows(question, room, width, words),
            Input::NumberGroup(input) => input.rows(question, room, width),
            Input::Matrix(input) => input.rows(question, entry, room, width, words),
            Input::Text(input) => input.rows(room, width, words),
        }
    }
}
