//! Several numbers, one field each.

use super::Reply;
use super::number::Typed;
use crate::assessment::Entry;
use crate::questionnaire::{Answer, Field, Question, Rejection};
use crate::tui::action::Action;
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberGroup {
    typed: Vec<Typed>,
    /// The field with the cursor.
    at: usize,
}

impl NumberGroup {
    pub fn new(fields: &[Field], entry: &Entry, words: &Words) -> NumberGroup {
        let given = match &entry.answer {
            Some(Answer::Numbers(numbers)) => numbers.as_slice(),
            Some(_) | None => &[],
        };
        let value = |at: usize| given.get(at).copied().flatten();
        let typed = fields.iter().enumerate().map(|(at, field)| Typed::new(&field.number, value(at), words));
        let typed: Vec<Typed> = typed.collect();
        let at = typed.iter().position(|typed| typed.digits.is_empty()).unwrap_or(0);
        NumberGroup { typed, at }
    }

    pub fn act(&mut self, question: &Question, entry: &Entry, action: Action, words: &Words) -> Reply {
        let fields = question.kind.fields();
        let last = fields.len().saturating_sub(1);
        match action {
            Action::NextField | Action::Down => self.at = (self.at + 1).min(last),
            Action::PreviousField | Action::Up => self.at = self.at.saturating_sub(1),
            Action::Point(field) => self.at = field.min(last),
            Action::Enter => return self.enter(question, entry, words),
            action => {
                return match self.typed.get_mut(self.at).is_some_and(|typed| typed.act(action)) {
                    true => Reply::Moved,
                    false => Reply::Unused,
                };
            }
        }
        Reply::Moved
    }

    /// Keeps what is there, and goes on to the next field, or from the last one to the next question.
    fn enter(&mut self, question: &Question, entry: &Entry, words: &Words) -> Reply {
        let fields = question.kind.fields();
        let is_last = fields.len() <= self.at + 1;
        let touched = self.typed.iter().any(|typed| typed.touched);
        let is_untold = entry.answer.is_none() && !entry.skipped;
        if let Some(typed) = self.typed.get_mut(self.at) {
            typed.confirm();
        }
        if !touched && !entry.is_open() && is_last {
            return Reply::GoOn;
        }
        let here = fields.get(self.at).zip(self.typed.get(self.at));
        if let Some((field, typed)) = here {
            let fits = typed.value(&field.number).and_then(|value| {
                let mut alone = vec![None; fields.len()];
                let Some(value) = value else { return Ok(()) };
                if let Some(slot) = alone.get_mut(self.at) {
                    *slot = Some(value);
                }
                question.accepts(&Answer::Numbers(alone))
            });
            if let Err(why) = fits {
                return Reply::Say(why.in_words(words));
            }
        }
        if !is_last {
            self.at += 1;
        }
        match (self.answer(fields), is_last) {
            (Ok(Answer::Numbers(numbers)), _) if numbers.iter().all(Option::is_none) => {
                match (is_untold, is_last) {
                    (false, _) if touched => Reply::Clear,
                    (_, false) => Reply::Moved,
                    (_, true) => Reply::Say(Rejection::Numbers { count: fields.len() }.in_words(words)),
                }
            }
            (Ok(answer), true) => Reply::KeepAndGoOn(answer),
            (Ok(answer), false) => Reply::Keep(answer),
            (Err(why), true) => Reply::Say(why.in_words(words)),
            // Another field is still to be mended.
            (Err(_), false) => Reply::Moved,
        }
    }

    fn answer(&self, fields: &[Field]) -> Result<Answer, Rejection> {
        let values = fields
            .iter()
            .zip(&self.typed)
            .map(|(field, typed)| typed.value(&field.number).map_err(|why| why.in_part(&field.label)));
        Ok(Answer::Numbers(values.collect::<Result<_, Rejection>>()?))
    }

    pub fn paste(&mut self, pasted: &str) {
        if let Some(typed) = self.typed.get_mut(self.at) {
            typed.paste(pasted);
        }
    }

    pub fn pending(&self, question: &Question) -> Option<Answer> {
        let touched = self.typed.iter().any(|typed| typed.touched);
        touched.then(|| self.answer(question.kind.fields()).ok())?
    }

    pub fn rows<'a>(&self, question: &'a Question, room: Room, width: usize) -> Vec<Row<'a>> {
        let fields = question.kind.fields();
        let margin = room.margin();
        let mut rows = Vec::new();
        let widest = fields.iter().map(|field| wrap::width(&field.label)).max().unwrap_or(0);
        let column = margin + 2 + widest.min(width / 2) + 2;
        for (at, (field, typed)) in fields.iter().zip(&self.typed).enumerate() {
            let focus = at == self.at;
            let sign = if focus { "› " } else { "  " };
            let role = if focus { Role::Selected } else { Role::Plain };
            let label = wrap::fit(&field.label, column - margin - 4);
            let input = typed.field(0, &field.number, focus);
            let row = Row::indent(margin).and(Role::Selected, sign).and(role, label).and(Role::Plain, "  ");
            let start = row.width();
            let row = row.join(input).click(Action::Point(at));
            rows.push(if focus { row.caret(start + 1 + typed.digits.len()) } else { row });
        }
        rows
    }
}
