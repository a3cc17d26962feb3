//! A box to write in, as high as its text.

use crate::tui::draft::Draft;
use crate::tui::sheet::Row;
use crate::tui::theme::Role;
use crate::tui::wrap::{self, wrap};

/// The rows of a box; with `focus` the cursor stands in it.
pub fn rows<'a>(draft: &Draft, focus: bool, indent: usize, width: usize) -> Vec<Row<'a>> {
    let inner = width.saturating_sub(3).max(1);
    let before = wrap(draft.before(), inner);
    let caret_line = before.len() - 1;
    let caret_column = before.last().map_or(0, |line| wrap::width(line));
    let lines = wrap(draft.text(), inner);
    let mut rows = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        let row = Row::indent(indent).and(Role::Plain, "│ ").and(Role::Field, wrap::fit(line, inner));
        let is_caret = focus && number == caret_line.min(lines.len() - 1);
        rows.push(if is_caret { row.caret(indent + 2 + caret_column) } else { row });
    }
    rows
}
