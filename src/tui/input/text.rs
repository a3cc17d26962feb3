//! A text in the person's own words.

use super::{Pasted, Reply, Speech};
use crate::assessment::Entry;
use crate::questionnaire::Answer;
use crate::tui::action::Action;
use crate::tui::draft::Draft;
use crate::tui::keymap::Place;
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

    pub fn text(&self) -> &str {
        self.draft.text()
    }

    /// What came back from the editor; it is kept as if it were typed.
    pub fn rewrite(&mut self, text: String) {
        self.draft = Draft::new(text);
        self.writing = true;
        self.touched = true;
    }

    pub fn is_writing(&self) -> bool {
        self.writing
    }

    pub fn act(&mut self, entry: &Entry, action: Action, speech: Speech) -> Reply {
        let is_empty = self.draft.text().trim().is_empty();
        match (action, self.writing) {
            (Action::Enter, _) if is_empty && entry.is_open() => {
                self.writing = false;
                let write = speech.key(Place::Text, Action::NextField);
                let skip = speech.key(Place::Text, Action::Skip);
                let says = speech.words.question.write_or_skip;
                Reply::Say(fill(says, &[("write", &write), ("skip", &skip)]))
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
            (Action::Up | Action::Down, true) => {
                text_box::step(&mut self.draft, action == Action::Down, speech.room.text_width());
                Reply::Moved
            }
            (action, true) if self.draft.act(action) => {
                self.touched = true;
                Reply::Moved
            }
            (_, _) => Reply::Unused,
        }
    }

    /// What was pasted came here, and whether all of it was taken.
    pub fn paste(&mut self, pasted: &str) -> Pasted {
        if !self.writing {
            return Pasted::Nowhere;
        }
        self.touched = true;
        Pasted::of(self.draft.insert(pasted))
    }

    pub fn pending(&self) -> Option<Answer> {
        let text = self.draft.text();
        (self.touched && !text.trim().is_empty()).then(|| Answer::Text(text.to_owned()))
    }

    pub fn rows<'a>(&self, room: Room, width: usize, words: &Words) -> Vec<Row<'a>> {
        let mut rows = text_box::rows(&self.draft, self.writing, room.margin(), width, room);
        if self.writing {
            let hint = fill(words.question.leaves_box, &[("leave", &words.key_names.escape)]);
            rows.extend(Row::paragraph(Role::Plain, &hint, room.margin(), width));
        }
        rows.into_iter().map(|row| row.click(Action::Point(0))).collect()
    }
}
