//! One scale for each of several lines, answered line by line.

use super::scale::{Pick, Picked};
use super::{Reply, Speech};
use crate::assessment::Entry;
use crate::questionnaire::{Answer, Question, RowAnswer};
use crate::tui::action::Action;
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::tui::widget::choices::Line;
use crate::tui::wrap;
use crate::words::{Words, fill};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The line in view.
    row: usize,
    pick: Pick,
}

impl Matrix {
    pub fn new(rows: usize, entry: &Entry) -> Matrix {
        let given = given(rows, entry);
        let row = given.iter().position(|row| *row == RowAnswer::NotAnswered).unwrap_or(0);
        Matrix { row, pick: Pick::new(given.get(row).copied().and_then(chosen)) }
    }

    pub fn act(&mut self, question: &Question, entry: &Entry, action: Action, speech: Speech) -> Reply {
        let rows = question.kind.rows().len();
        let choices = question.kind.choices().len();
        let given = given(rows, entry);
        let here = given.get(self.row).copied().unwrap_or(RowAnswer::NotAnswered);
        let is_last = rows <= self.row + 1;
        let set = |answer: RowAnswer| {
            let mut given = given.clone();
            if let Some(slot) = given.get_mut(self.row) {
                *slot = answer;
            }
            Answer::Rows(given)
        };
        match action {
            Action::DontKnow => return Reply::Keep(set(RowAnswer::DontKnow)),
            Action::NotApplicable => return Reply::Keep(set(RowAnswer::NotApplicable)),
            // What stands in the other lines is not thrown away.
            Action::Skip if given.iter().any(|row| *row != RowAnswer::NotAnswered) => return Reply::GoOn,
            Action::NextField => self.turn(self.row + 1, &given),
            Action::PreviousField => self.turn(self.row.saturating_sub(1), &given),
            Action::Down if self.pick.is_at(choices.saturating_sub(1)) && !is_last => {
                self.turn(self.row + 1, &given);
            }
            Action::Up if self.pick.is_at(0) && 0 < self.row => self.turn(self.row - 1, &given),
            Action::Point(line) if choices <= line => self.turn(line - choices, &given),
            action => {
                let dealt_with = here != RowAnswer::NotAnswered;
                let picked = self.pick.act(choices, chosen(here), dealt_with, action, speech);
                return match picked {
                    Picked::Moved => Reply::Moved,
                    Picked::Keep(choice) => Reply::Keep(set(RowAnswer::Choice(choice))),
                    Picked::KeepAndGoOn(choice) if is_last => {
                        Reply::KeepAndGoOn(set(RowAnswer::Choice(choice)))
                    }
                    Picked::KeepAndGoOn(choice) => {
                        let answer = set(RowAnswer::Choice(choice));
                        self.turn(self.row + 1, &given);
                        Reply::Keep(answer)
                    }
                    Picked::GoOn if is_last => Reply::GoOn,
                    Picked::GoOn => {
                        self.turn(self.row + 1, &given);
                        Reply::Moved
                    }
                    Picked::Say(why) => Reply::Say(why),
                    Picked::Unused => Reply::Unused,
                };
            }
        }
        Reply::Moved
    }

    fn turn(&mut self, row: usize, given: &[RowAnswer]) {
        self.row = row.min(given.len().saturating_sub(1));
        self.pick = Pick::new(given.get(self.row).copied().and_then(chosen));
    }

    pub fn rows<'a>(
        &self,
        question: &'a Question,
        entry: &Entry,
        room: Room,
        width: usize,
        words: &'static Words,
    ) -> Vec<Row<'a>> {
        let margin = room.margin();
        let lines = question.kind.rows();
        let choices = question.kind.choices();
        let given = given(lines.len(), entry);
        let mut rows = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let answer = given.get(at).copied().unwrap_or(RowAnswer::NotAnswered);
            let click = Action::Point(choices.len() + at);
            if at != self.row {
                let said = said(answer, choices, words);
                let kept = width.saturating_sub(wrap::width(&said) + 3);
                let text = wrap::cut(&line.text, kept);
                let row = Row::indent(margin).and(Role::Plain, text).and(Role::Plain, format!(" · {said}"));
                rows.push(row.click(click));
                continue;
            }
            let heading = {
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("number", &(at + 1)), ("of", &lines.len()), ("title", &line.text)];
                fill(words.question.of_areas, &values)
            };
            rows.extend(Row::paragraph(Role::Heading, &heading, margin, width));
            for (number, choice) in choices.iter().enumerate() {
                let line = Line {
                    number: number + 1,
                    of: choices.len(),
                    text: &choice.text,
                    tick: None,
                    selected: self.pick.is_at(number),
                    focus: self.pick.is_focus(number),
                    chosen: chosen(answer) == Some(number),
                    action: Action::Point(number),
                };
                rows.extend(line.rows(room, width, words));
            }
            match answer {
                RowAnswer::DontKnow | RowAnswer::NotApplicable => {
                    let said = fill(words.question.you_said, &[("said", &said(answer, choices, words))]);
                    rows.push(Row::indent(margin + 4).and(Role::Strong, said));
                }
                RowAnswer::Choice(_) | RowAnswer::NotAnswered => {}
            }
        }
        rows
    }
}

fn said(answer: RowAnswer, choices: &[crate::questionnaire::Choice], words: &Words) -> String {
    match answer {
        RowAnswer::Choice(choice) => match choices.get(choice) {
            Some(text) => format!("{} {}", choice + 1, wrap::cut(&text.text, 24)),
            None => (choice + 1).to_string(),
        },
        RowAnswer::DontKnow => words.answers.dont_know.to_owned(),
        RowAnswer::NotApplicable => words.answers.not_applicable.to_owned(),
        RowAnswer::NotAnswered => words.question.to_come.to_owned(),
    }
}

/// What stands in each line.
fn given(rows: usize, entry: &Entry) -> Vec<RowAnswer> {
    match &entry.answer {
        Some(Answer::Rows(given)) => given.clone(),
        Some(Answer::DontKnow) => vec![RowAnswer::DontKnow; rows],
        Some(Answer::NotApplicable) => vec![RowAnswer::NotApplicable; rows],
        Some(_) | None => vec![RowAnswer::NotAnswered; rows],
    }
}

fn chosen(answer: RowAnswer) -> Option<usize> {
    match answer {
        RowAnswer::Choice(choice) => Some(choice),
        RowAnswer::DontKnow | RowAnswer::NotApplicable | RowAnswer::NotAnswered => None,
    }
}
