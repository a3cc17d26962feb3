//! Yes or no.

use super::scale::Pick;
use super::{Reply, Speech};
use crate::assessment::Entry;
use crate::questionnaire::Answer;
use crate::tui::action::Action;
use crate::tui::sheet::{Room, Row};
use crate::tui::widget::choices::Line;
use crate::words::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YesNo(Pick);

impl YesNo {
    pub fn new(entry: &Entry) -> YesNo {
        YesNo(Pick::new(chosen(entry)))
    }

    pub fn act(&mut self, entry: &Entry, action: Action, speech: Speech) -> Reply {
        self.0.act(2, chosen(entry), !entry.is_open(), action, speech).reply(|line| Answer::YesNo(line == 0))
    }

    pub fn rows<'a>(&self, entry: &Entry, room: Room, width: usize, words: &'static Words) -> Vec<Row<'a>> {
        let line = |(at, text): (usize, &'static str)| {
            Line {
                number: at + 1,
                of: 2,
                text,
                tick: None,
                selected: self.0.is_at(at),
                focus: self.0.is_focus(at),
                chosen: chosen(entry) == Some(at),
                action: Action::Point(at),
            }
            .rows(room, width, words)
        };
        [words.question.yes, words.question.no].into_iter().enumerate().flat_map(line).collect()
    }
}

fn chosen(entry: &Entry) -> Option<usize> {
    match entry.answer {
        Some(Answer::YesNo(yes)) => Some(usize::from(!yes)),
        Some(_) | None => None,
    }
}
