//! Tables of a web page: named, their heads tied to their cells, scrolling by themselves where the screen is narrow.

use maud::{Markup, html};

use super::{lines, swatch};
use crate::report::{Align, Cell, Column, Row, Steps, Stress, Table};

/// A table with more columns than this scrolls by itself on a narrow screen.
const FITTING: usize = 3;

/// A scale with more steps than this is told in words alone.
const MOST_BOXES: u32 = 10;

/// Writes a table. `target` says where in the page a cell leads.
pub(super) fn table(table: &Table, target: &dyn Fn(&str) -> Option<String>) -> Markup {
    let header = header_column(table);
    let markup = html! {
        table {
            caption.unseen dir="auto" { (table.summary) }
            @if table.columns.iter().any(|column| !column.title.is_empty()) {
                thead {
                    tr {
                        @for (index, column) in table.columns.iter().enumerate() {
                            @if column.title.is_empty() {
                                td class=[class(column, table, index)] {}
                            } @else {
                                th scope="col" class=[class(column, table, index)] dir="auto" { (column.title) }
                            }
                        }
                    }
                }
            }
            @for group in groups(table) {
                tbody {
                    @if let Some(name) = group.name {
                        tr.group { th scope="rowgroup" colspan=(table.columns.len().max(1)) dir="auto" { (name) } }
                    }
                    @for cells in group.rows {
                        tr {
                            @for (index, column) in table.columns.iter().enumerate() {
                                (cell(cells.get(index), index == header, class(column, table, index), target))
                            }
                        }
                    }
                }
            }
        }
    };
    if table.columns.len() <= FITTING {
        return markup;
    }
    html! {
        div.scroll role="group" aria-label=(table.summary) tabindex="0" { (markup) }
    }
}

fn cell(
    cell: Option<&Cell>,
    is_header: bool,
    class: Option<&'static str>,
    target: &dyn Fn(&str) -> Option<String>,
) -> Markup {
    let Some(cell) = cell.filter(|cell| !cell.text.is_empty() || cell.tone.is_some()) else {
        return html! { td class=[class] {} };
    };
    let content = html! {
        @if let Some(tone) = cell.tone { (swatch(tone)) }
        @if let Some(steps) = cell.steps { (boxes(steps)) }
        @match cell.stress {
            Stress::Plain => (lines(&cell.text)),
            Stress::Strong => strong { (lines(&cell.text)) },
            Stress::Muted => span.muted { (lines(&cell.text)) },
        }
    };
    let content = match cell.goes_to.as_deref().and_then(target) {
        Some(id) => html! { a href=(format!("#{id}")) { (content) } },
        None => content,
    };
    match is_header {
        true => html! { th scope="row" class=[class] dir="auto" { (content) } },
        false => html! { td class=[class] dir="auto" { (content) } },
    }
}

/// A box for each step of a scale, filled as far as it was reached; the cell's text says the same.
fn boxes(steps: Steps) -> Markup {
    let is_full = |step: u32| f64::from(step) <= steps.reached;
    html! {
        span.steps aria-hidden="true" {
            @for step in 1..=steps.highest.min(MOST_BOXES) { @if is_full(step) { span.full {} } @else { span {} } }
        }
    }
}

/// The column whose cells name their rows: the first one with a title that holds words rather than numbers.
fn header_column(table: &Table) -> usize {
    let names_rows = |column: &Column| !column.title.is_empty() && column.align == Align::Left;
    table.columns.iter().position(names_rows).unwrap_or(0)
}

fn class(column: &Column, table: &Table, index: usize) -> Option<&'static str> {
    // Room for a pen where nobody has written yet.
    if is_empty(table, index) && !column.title.is_empty() {
        return Some("pen");
    }
    match column.align {
        Align::Left => is_short(table, index).then_some("short"),
        Align::Center => Some("center"),
        Align::Right => Some("number"),
    }
}

/// Whether every cell of a column is so short that it can stay on one line.
fn is_short(table: &Table, index: usize) -> bool {
    const SHORT: usize = 16;
    table.rows.iter().all(|row| match row {
        Row::Cells(cells) => cells.get(index).is_none_or(|cell| cell.text.chars().count() <= SHORT),
        Row::Group(_) => true,
    })
}

fn is_empty(table: &Table, index: usize) -> bool {
    table.rows.iter().all(|row| match row {
        Row::Cells(cells) => cells.get(index).is_none_or(|cell| cell.text.is_empty()),
        Row::Group(_) => true,
    })
}

/// Rows under the name of their group, if they have one.
struct Group<'a> {
    name: Option<&'a str>,
    rows: Vec<&'a [Cell]>,
}

fn groups(table: &Table) -> Vec<Group<'_>> {
    let mut groups = vec![Group { name: None, rows: Vec::new() }];
    for row in &table.rows {
        match row {
            Row::Group(name) => groups.push(Group { name: Some(name), rows: Vec::new() }),
            Row::Cells(cells) => {
                if let Some(last) = groups.last_mut() {
                    last.rows.push(cells);
                }
            }
        }
    }
    groups.retain(|group| group.name.is_some() || !group.rows.is_empty());
    groups
}
