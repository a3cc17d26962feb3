//! Undo and redo over changes of answers.

use super::answers::{Answers, Change};
use crate::questionnaire::{Questionnaire, Rejection};

/// The changes that can be taken back, and those that can be made again.
///
/// Nothing is unmade: taking back a change is another change, which is saved like any other.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Change>,
    redo: Vec<Change>,
}

impl History {
    /// Makes a change and remembers how to take it back.
    pub fn make(
        &mut self,
        questionnaire: &Questionnaire,
        answers: &mut Answers,
        change: Change,
    ) -> Result<(), Rejection> {
        let back = answers.apply(questionnaire, change)?;
        self.undo.push(back);
        self.redo.clear();
        Ok(())
    }

    /// Takes back the last change, and returns the change that did so.
    pub fn undo(&mut self, questionnaire: &Questionnaire, answers: &mut Answers) -> Option<Change> {
        step(&mut self.undo, &mut self.redo, questionnaire, answers)
    }

    /// Makes the change last taken back once more, and returns it.
    pub fn redo(&mut self, questionnaire: &Questionnaire, answers: &mut Answers) -> Option<Change> {
        step(&mut self.redo, &mut self.undo, questionnaire, answers)
    }
}

fn step(
    from: &mut Vec<Change>,
    to: &mut Vec<Change>,
    questionnaire: &Questionnaire,
    answers: &mut Answers,
) -> Option<Change> {
    let change = from.pop()?;
    let back = answers.apply(questionnaire, change.clone()).ok()?;
    to.push(back);
    Some(change)
}
