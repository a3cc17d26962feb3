//! Any number of several.

use super::{Reply, Speech};
use crate::assessment::Entry;
use crate::questionnaire::{Answer, Kind, Question, Rejection};
use crate::tui::action::Action;
use crate::tui::keymap::Place;
use crate::tui::sheet::{Room, Row};
use crate::tui::widget::choices::Line;
use crate::words::{Words, fill};

/// A cursor over boxes to tick; "none of them" comes last, where it is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Multiple {
    cursor: usize,
}

impl Multiple {
    pub fn act(&mut self, question: &Question, entry: &Entry, action: Action, speech: Speech) -> Reply {
        let words = speech.words;
        let choices = question.kind.choices().len();
        let last = (choices + usize::from(none(question).is_some())).saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::First => self.cursor = 0,
            Action::Last => self.cursor = last,
            Action::Toggle => return self.toggle(self.cursor, question, entry, words),
            Action::Choose(number) => {
                return self.toggle(usize::from(number).saturating_sub(1), question, entry, words);
            }
            // Ten is typed as 1 and 0: that must not take all ticks away.
            Action::ChooseNone if ticked(entry).is_some_and(|ticked| !ticked.is_empty()) => {
                let tick = speech.key(Place::Multiple, Action::Toggle);
                return Reply::Say(fill(words.question.ticked_already, &[("tick", &tick)]));
            }
            Action::ChooseNone if none(question).is_some() => {
                return self.toggle(choices, question, entry, words);
            }
            Action::ChooseNone => return Reply::Say(words.question.no_none.to_owned()),
            Action::Point(line) => return self.toggle(line, question, entry, words),
            Action::Enter if entry.is_open() => {
                let says = &words.question;
                let says = none(question).map_or(says.tick, |_| says.tick_or_none);
                let tick = speech.key(Place::Multiple, Action::Toggle);
                let nothing = speech.key(Place::Multiple, Action::ChooseNone);
                return Reply::Say(fill(says, &[("tick", &tick), ("none", &nothing)]));
            }
            Action::Enter => return Reply::GoOn,
            _ => return Reply::Unused,
        }
        Reply::Moved
    }

    fn toggle(&mut self, line: usize, question: &Question, entry: &Entry, words: &Words) -> Reply {
        let choices = question.kind.choices().len();
        let mut ticked = ticked(entry).unwrap_or_default().to_vec();
        if line == choices && none(question).is_some() {
            self.cursor = line;
            return match says_none(entry) {
                true => Reply::Clear,
                false => Reply::Keep(Answer::Choices(Vec::new())),
            };
        }
        if choices <= line {
            return Reply::Say(Rejection::NoChoice { choices }.in_words(words));
        }
        self.cursor = line;
        match ticked.binary_search(&line) {
            Ok(at) => drop(ticked.remove(at)),
            Err(at) => ticked.insert(at, line),
        }
        match ticked.is_empty() {
            true => Reply::Clear,
            false => Reply::Keep(Answer::Choices(ticked)),
        }
    }

    pub fn rows<'a>(
        &self,
        question: &'a Question,
        entry: &Entry,
        room: Room,
        width: usize,
        words: &'static Words,
    ) -> Vec<Row<'a>> {
        let choices = question.kind.choices();
        let ticked = ticked(entry).unwrap_or_default();
        let mut rows = Vec::new();
        for (at, choice) in choices.iter().enumerate() {
            let line = Line {
                number: at + 1,
                of: choices.len(),
                text: &choice.text,
                tick: Some(ticked.contains(&at)),
                selected: at == self.cursor,
                focus: at == self.cursor,
                chosen: false,
                action: Action::Point(at),
            };
            rows.extend(line.rows(room, width, words));
        }
        if let Some(text) = none(question) {
            let line = Line {
                number: 0,
                of: choices.len(),
                text,
                tick: Some(says_none(entry)),
                selected: self.cursor == choices.len(),
                focus: self.cursor == choices.len(),
                chosen: false,
                action: Action::Point(choices.len()),
            };
            rows.extend(line.rows(room, width, words));
        }
        rows
    }
}

fn none(question: &Question) -> Option<&str> {
    match &question.kind {
        Kind::MultipleChoice { none, .. } => none.as_deref(),
        Kind::Scale(_)
        | Kind::SingleChoice(_)
        | Kind::YesNo { .. }
        | Kind::Number(_)
        | Kind::NumberGroup(_)
        | Kind::Matrix { .. }
        | Kind::Text => None,
    }
}

fn ticked(entry: &Entry) -> Option<&[usize]> {
    match &entry.answer {
        Some(Answer::Choices(chosen)) => Some(chosen),
        Some(_) | None => None,
    }
}

fn says_none(entry: &Entry) -> bool {
    ticked(entry).is_some_and(<[usize]>::is_empty)
}
