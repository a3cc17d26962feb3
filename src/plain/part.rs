//! A question of several parts, asked for one after the other: the lines of a matrix, the fields of a group.

use super::parse::{self, Command, PartMeant};
use super::{At, Plain, Step, how_to, say, sentences};
use crate::questionnaire::{Answer, Kind, Question, QuestionIndex, RowAnswer};
use crate::words::fill;

/// The answers to the parts of one question, as far as they were given.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Given {
    Rows(Vec<RowAnswer>),
    Numbers(Vec<Option<f64>>),
}

impl Given {
    /// Nothing yet, of a question that is answered in parts.
    pub(super) fn none_of(question: &Question) -> Given {
        match &question.kind {
            Kind::Matrix { .. } => Given::Rows(Vec::new()),
            Kind::NumberGroup(_)
            | Kind::Scale(_)
            | Kind::SingleChoice(_)
            | Kind::MultipleChoice { .. }
            | Kind::YesNo { .. }
            | Kind::Number(_)
            | Kind::Text => Given::Numbers(Vec::new()),
        }
    }

    /// The same without the last of them.
    fn without_last(mut self) -> Given {
        match &mut self {
            Given::Rows(rows) => drop(rows.pop()),
            Given::Numbers(numbers) => drop(numbers.pop()),
        }
        self
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Given::Rows(rows) => rows.len(),
            Given::Numbers(numbers) => numbers.len(),
        }
    }

    fn into_answer(self) -> Answer {
        match self {
            Given::Rows(rows) => Answer::Rows(rows),
            Given::Numbers(numbers) => Answer::Numbers(numbers),
        }
    }
}

impl Plain {
    pub(super) fn part(&self, index: QuestionIndex, parts: &Given) -> String {
        let kind = &self.assessment.questionnaire[index].kind;
        let (at, of) = (parts.len(), kind.parts().count());
        let row = kind.rows().get(at).map(|row| &row.text);
        let Some(part) = row.or_else(|| kind.fields().get(at).map(|field| &field.label)) else {
            return String::new();
        };
        let number = at + 1;
        fill(self.words.plain.part, &[("number", &number), ("of", &of), ("part", &part)])
    }

    pub(super) fn on_part(&mut self, index: QuestionIndex, parts: Given, line: &str) -> Step {
        let questionnaire = self.assessment.questionnaire.clone();
        let question = &questionnaire[index];
        match parse::part(question, &parts, line, self.words) {
            PartMeant::Back => {
                let before = parts.without_last();
                // The first of them is asked for by the question itself.
                self.at = if before.len() == 0 { At::Question(index) } else { At::Part(index, before) };
                Step::default()
            }
            PartMeant::Given(parts) => {
                let (given, wanted) = (parts.len(), question.kind.parts().count());
                if given < wanted {
                    self.at = At::Part(index, parts);
                    return Step::default();
                }
                let step = self.answer(index, parts.into_answer());
                if step.events.is_empty() {
                    self.at = At::Question(index);
                }
                step
            }
            PartMeant::Command(Command::Help) => say(how_to::part_help(question, &parts, self.words)),
            PartMeant::Command(command) => self.command(index, command),
            PartMeant::NoCommand => say(sentences::no_such_command(line, self.words)),
            PartMeant::Rejected(rejection) => say(rejection.in_words(self.words)),
        }
    }
}
