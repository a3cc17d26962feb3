//! One of several: scales and single choices.

use super::{Reply, Speech};
use crate::assessment::Entry;
use crate::questionnaire::{Answer, Question, Rejection};
use crate::tui::action::Action;
use crate::tui::keymap::Place;
use crate::tui::sheet::{Room, Row};
use crate::tui::widget::choices::Line;
use crate::words::{Words, fill};

/// A cursor over numbered lines of which one is chosen. Yes and no, and each line of a matrix,
/// are picked in the same way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    /// `None` until something is chosen or the person moves it.
    cursor: Option<usize>,
    /// Whether the person moved the cursor: Enter then means the line under it, and never
    /// overwrites an answer that was only passed by.
    moved: bool,
}

/// What a pick came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    Moved,
    Keep(usize),
    KeepAndGoOn(usize),
    GoOn,
    Say(String),
    Unused,
}

impl Pick {
    pub fn new(chosen: Option<usize>) -> Pick {
        Pick { cursor: chosen, moved: false }
    }

    /// Whether the cursor is seen on this line.
    pub fn is_at(self, line: usize) -> bool {
        self.cursor == Some(line)
    }

    /// Whether this line is the one to be kept in view.
    pub fn is_focus(self, line: usize) -> bool {
        self.cursor.unwrap_or(0) == line
    }

    /// `dealt_with`: whether there is an answer, of whatever sort, or it was skipped.
    pub fn act(
        &mut self,
        lines: usize,
        chosen: Option<usize>,
        dealt_with: bool,
        action: Action,
        speech: Speech,
    ) -> Picked {
        let last = lines.saturating_sub(1);
        let to = match action {
            Action::Up => self.cursor.map_or(last, |cursor| cursor.saturating_sub(1)),
            Action::Down => self.cursor.map_or(0, |cursor| (cursor + 1).min(last)),
            Action::First => 0,
            Action::Last => last,
            Action::Choose(number) => {
                return self.keep(usize::from(number).saturating_sub(1), lines, speech.words);
            }
            Action::Point(line) if chosen == Some(line) => return Picked::GoOn,
            Action::Point(line) => return self.keep(line, lines, speech.words),
            Action::Enter if dealt_with && !self.moved => return Picked::GoOn,
            Action::Enter | Action::Toggle => {
                // Nobody chose a line only because it is the first.
                let Some(cursor) = self.cursor else {
                    let skip = speech.key(Place::Choice, Action::Skip);
                    return Picked::Say(fill(speech.words.question.choose_or_skip, &[("skip", &skip)]));
                };
                if action == Action::Toggle {
                    return self.keep(cursor, lines, speech.words);
                }
                self.moved = false;
                return Picked::KeepAndGoOn(cursor);
            }
            _ => return Picked::Unused,
        };
        self.moved |= self.cursor != Some(to);
        self.cursor = Some(to);
        Picked::Moved
    }

    fn keep(&mut self, line: usize, lines: usize, words: &Words) -> Picked {
        if lines <= line {
            return Picked::Say(Rejection::NoChoice { choices: lines }.in_words(words));
        }
        *self = Pick::new(Some(line));
        Picked::Keep(line)
    }
}

impl Picked {
    pub fn reply(self, answer: impl Fn(usize) -> Answer) -> Reply {
        match self {
            Picked::Moved => Reply::Moved,
            Picked::Keep(line) => Reply::Keep(answer(line)),
            Picked::KeepAndGoOn(line) => Reply::KeepAndGoOn(answer(line)),
            Picked::GoOn => Reply::GoOn,
            Picked::Say(why) => Reply::Say(why),
            Picked::Unused => Reply::Unused,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale(Pick);

impl Scale {
    pub fn new(entry: &Entry) -> Scale {
        Scale(Pick::new(chosen(entry)))
    }

    pub fn act(&mut self, question: &Question, entry: &Entry, action: Action, speech: Speech) -> Reply {
        let lines = question.kind.choices().len();
        self.0.act(lines, chosen(entry), !entry.is_open(), action, speech).reply(Answer::Choice)
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
        let chosen = chosen(entry);
        let line = |(at, choice): (usize, &'a crate::questionnaire::Choice)| {
            Line {
                number: at + 1,
                of: choices.len(),
                text: &choice.text,
                tick: None,
                selected: self.0.is_at(at),
                focus: self.0.is_focus(at),
                chosen: chosen == Some(at),
                action: Action::Point(at),
            }
            .rows(room, width, words)
        };
        choices.iter().enumerate().flat_map(line).collect()
    }
}

fn chosen(entry: &Entry) -> Option<usize> {
    match entry.answer {
        Some(Answer::Choice(choice)) => Some(choice),
        Some(_) | None => None,
    }
}
