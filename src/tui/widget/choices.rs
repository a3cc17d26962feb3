//! A numbered line to choose.

use crate::tui::action::Action;
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::tui::wrap::{self, wrap};
use crate::words::Words;

/// One line of a list of choices.
pub struct Line<'a> {
    pub number: usize,
    /// How many there are, so that the numbers stand under each other.
    pub of: usize,
    pub text: &'a str,
    /// A box, and whether it is ticked.
    pub tick: Option<bool>,
    /// Whether the sign stands before it.
    pub selected: bool,
    /// Whether the terminal's own cursor stands there, and the line is kept in view.
    pub focus: bool,
    pub chosen: bool,
    pub action: Action,
}

impl<'a> Line<'a> {
    pub fn rows(&self, room: Room, width: usize, words: &Words) -> Vec<Row<'a>> {
        let compact = room.is_compact();
        let digits = self.of.to_string().len();
        let sign = match self.selected {
            true => "› ",
            false => "  ",
        };
        let tick = match self.tick {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        };
        let gap = if compact { " " } else { "  " };
        let head = format!("{:>digits$}{gap}{tick}", self.number);
        let margin = room.margin();
        let lead = if compact { 0 } else { 2 };
        let start = lead + 2 + head.len();
        let mark = match (self.chosen, compact) {
            (true, true) => " ✓".to_owned(),
            (true, false) => format!("   {}", words.question.chosen),
            (false, _) => String::new(),
        };
        let role = if self.selected { Role::Selected } else { Role::Plain };
        // The room for the mark is kept free, so that choosing moves no text.
        let kept = if compact { 2 } else { 3 + wrap::width(words.question.chosen) };
        let lines = wrap(self.text, width.saturating_sub(start + kept));
        let mut rows = Vec::with_capacity(lines.len());
        for (number, line) in lines.into_iter().enumerate() {
            let row = match number {
                0 => Row::indent(margin + lead)
                    .and(Role::Selected, sign)
                    .and(role, head.clone())
                    .and(role, line),
                _ => Row::indent(margin + start).and(role, line),
            };
            let row = if number == 0 && self.chosen {
                let missing = (margin + width).saturating_sub(row.width() + wrap::width(&mark));
                let missing = if compact { 0 } else { missing };
                row.and(Role::Plain, " ".repeat(missing)).and(Role::Strong, mark.clone())
            } else {
                row
            };
            rows.push(row.focused(self.focus).click(self.action));
        }
        rows
    }
}
