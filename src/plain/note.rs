//! A note on a question, typed as one line.

use super::parse::{self, Way};
use super::{At, Plain, Step, say, sentences};
use crate::assessment::Change;
use crate::questionnaire::QuestionIndex;

/// What is typed to take away a text that is there.
pub(super) const NOTHING: &str = "-";

impl Plain {
    pub(super) fn note_prompt(&self, index: QuestionIndex) -> String {
        let says = &self.words.plain;
        match self.assessment.answers.entry(index).note.as_str() {
            "" => sentences::within_text(says.note, "", self.words),
            note => sentences::within_text(says.note_is, note, self.words),
        }
    }

    pub(super) fn on_note(&mut self, index: QuestionIndex, line: &str) -> Step {
        let is_there = !self.assessment.answers.entry(index).note.is_empty();
        match parse::way(line, self.words) {
            Some(Way::Help) => {
                return say(sentences::within_text(self.words.plain.note_help, "", self.words));
            }
            Some(Way::Out) => return self.leave(),
            Some(Way::Back) => {
                self.at = At::Question(index);
                return Step::default();
            }
            None => {}
        }
        self.at = At::Question(index);
        let (note, saved) = match line {
            "" => return Step::default(),
            NOTHING if is_there => ("", self.words.plain.saved_no_note),
            note => (note, self.words.plain.saved_note),
        };
        let mut step = self.change(Change::Noted(index, note.to_owned()));
        step.saved = saved.to_owned();
        step
    }
}
