//! A text in the person's own words.

use super::Reply;
use crate::assessment::Entry;
use crate::questionnaire::Answer;
use crate::tui::action::Action;
use crate::tui::draft::Draft;
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::tui::widget::text_box;
use crate::words::{Words, fill};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    draft: Draft,
    /// Whether the cursor is in the box; outside it, letters act.
    writing: bool,
    touched: bool,
}

impl Text {
    pub fn new(entry: &Entry) -> Text {
        let text = match &entry.answer {
            Some(Answer::Text(text)) => text.clone(),
            Some(_) | None => String::new(),
        };
        Text { draft: Draft::new(text), writing: entry.is_open(), touched: false }
    }

    pub fn is_writing(&self) -> bool {
        self.writing
    }

    pub fn act(&mut self, entry: &Entry, action: Action, words: &Words) -> Reply {
        let is_empty = self.draft.text().trim().is_empty();
        match (action, self.writing) {
            (Action::Enter, _) if is_empty && entry.is_open() => {
                self.writing = false;
                Reply::Say(fill(words.question.write_or_skip, &[("write", &words.key_names.tab)]))
            }
            (Action::Enter, _) if !self.touched => Reply::GoOn,
            (Action::Enter, _) if is_empty => Reply::Clear,
            (Action::Enter, _) => {
                self.touched = false;
                Reply::KeepAndGoOn(Answer::Text(self.draft.text().to_owned()))
            }
            (Action::NextField | Action::Back, true) => {
                self.writing = false;
                self.pending().map_or(Reply::Moved, Reply::Keep)
            }
            (Action::NextField | Action::Point(_), false) => {
                self.writing = true;
                Reply::Moved
            }
            (action, true) if self.draft.act(action) => {
                self.touched = true;
                Reply::Moved
            }
            (_, _) => Reply::Unused,
        }
    }

    pub fn paste(&mut self, pasted: &str) {
        if self.writing {
            self.draft.insert(pasted);
            self.touched = true;
        }
    }

    pub fn pending(&self) -> Option<Answer> {
        let text = self.draft.text();
        (self.touched && !text.trim().is_empty()).then(|| Answer::Text(text.to_owned()))
    }

    pub fn rows<'a>(&self, room: Room, width: usize, words: &Words) -> Vec<Row<'a>> {
        let mut rows = text_box::rows(&self.draft, self.writing, room.margin(), width);
        if self.writing {
            let hint = fill(words.question.leaves_box, &[("leave", &words.key_names.escape)]);
            rows.extend(Row::paragraph(Role::Plain, &hint, room.margin(), width));
        }
        rows.into_iter().map(|row| row.click(Action::Point(0))).collect()
    }
}
