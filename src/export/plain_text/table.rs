//! Tables in columns of fixed width: cells wrapped, numbers to the right, room for a pen where nothing stands.

use crate::report::{Align, Cell, Row, Table};
use crate::text::wrap::{width, wrap};

const GAP: &str = "  ";
/// The narrowest a column gets while others are wider.
const LEAST: usize = 8;
/// A word up to this width, or a bar, is broken only where there is no room for it at all.
const LONGEST_WORD: usize = 24;

/// Returns the lines of a table, none wider than `room`.
pub(super) fn lines(table: &Table, room: usize) -> Vec<String> {
    let widths = widths(table, room);
    let mut lines = Vec::new();
    if table.columns.iter().any(|column| !column.title.is_empty()) {
        let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
        lines.extend(row(table, &titles, &widths));
        let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        lines.push(rules.join(GAP));
    }
    let body: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|line| match line {
            Row::Cells(cells) => row(table, &texts(table, cells, &widths), &widths),
            Row::Group(name) => wrap(name, room),
        })
        .collect();
    // Where cells have several lines, an empty one tells the rows apart.
    let is_loose = body.iter().any(|lines| 1 < lines.len());
    for (index, (row, line)) in body.into_iter().zip(&table.rows).enumerate() {
        let begins_group = matches!(line, Row::Group(_));
        if 0 < index && (is_loose || begins_group) {
            lines.push(String::new());
        }
        lines.extend(row);
    }
    lines
}

/// The texts of a row; a line to write on where a whole column is empty.
fn texts<'a>(table: &Table, cells: &'a [Cell], widths: &[usize]) -> Vec<&'a str> {
    const BLANK: &str = "________________";
    (0..table.columns.len())
        .map(|index| match cells.get(index).map_or("", |cell| cell.text.as_str()) {
            "" if is_for_a_pen(table, index) => {
                BLANK.get(..widths.get(index).map_or(0, |width| *width).min(BLANK.len())).unwrap_or(BLANK)
            }
            text => text,
        })
        .collect()
}

fn is_for_a_pen(table: &Table, index: usize) -> bool {
    let is_named = table.columns.get(index).is_some_and(|column| !column.title.is_empty());
    is_named
        && table.rows.iter().all(|row| match row {
            Row::Cells(cells) => cells.get(index).is_none_or(|cell| cell.text.is_empty()),
            Row::Group(_) => true,
        })
}

fn row(table: &Table, texts: &[&str], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> =
        texts.iter().zip(widths).map(|(text, width)| wrap(text.trim(), *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(1);
    (0..height)
        .map(|line| {
            let mut whole = String::new();
            for (index, ((cell, room), column)) in cells.iter().zip(widths).zip(&table.columns).enumerate() {
                let text = cell.get(line).map_or("", String::as_str);
                let free = room.saturating_sub(width(text));
                let before = match column.align {
                    Align::Left => 0,
                    Align::Center => free / 2,
                    Align::Right => free,
                };
                if 0 < index {
                    whole.push_str(GAP);
                }
                whole.push_str(&" ".repeat(before));
                whole.push_str(text);
                whole.push_str(&" ".repeat(free - before));
            }
            whole
        })
        .collect()
}

/// Shares the room out: columns as wide as they need where all fit, else the widest ones give way, as far as their
/// longest words let them.
fn widths(table: &Table, room: usize) -> Vec<usize> {
    let count = table.columns.len();
    let room = room.saturating_sub(GAP.len() * count.saturating_sub(1));
    let wished: Vec<usize> = (0..count).map(|index| wished(table, index)).collect();
    // The widest column that may stay, found by giving way one step at a time.
    let mut most = wished.iter().copied().max().unwrap_or(0);
    let least = unbroken(table, room);
    let given =
        |most: usize| wished.iter().zip(&least).map(move |(wish, least)| (*wish).min(most).max(*least));
    let total = |most: usize| given(most).sum::<usize>();
    while room < total(most) && 1 < most {
        most -= 1;
    }
    let mut widths: Vec<usize> = given(most).map(|width| width.max(1)).collect();
    // What is left over after the last step goes to those that gave way.
    let mut left = room.saturating_sub(widths.iter().sum());
    for (width, wish) in widths.iter_mut().zip(&wished) {
        if 0 < left && *width < *wish {
            *width += 1;
            left -= 1;
        }
    }
    widths
}

/// How wide each column is at least, so that none of its words is broken; where that asks for more than there is, the
/// longest words give way.
fn unbroken(table: &Table, room: usize) -> Vec<usize> {
    let widest = |text: &str| text.split_whitespace().map(width).max().unwrap_or(0);
    let words: Vec<usize> = (0..table.columns.len())
        .map(|index| {
            let title = table.columns.get(index).map_or(0, |column| widest(&column.title));
            let cells = table.rows.iter().map(|row| match row {
                Row::Cells(cells) => cells.get(index).map_or(0, |cell| widest(&cell.text)),
                Row::Group(_) => 0,
            });
            cells.max().unwrap_or(0).max(title)
        })
        .collect();
    let mut most = LONGEST_WORD;
    let total = |most: usize| words.iter().map(|word| (*word).min(most)).sum::<usize>();
    while room < total(most) && 0 < most {
        most -= 1;
    }
    words.into_iter().map(|word| word.min(most)).collect()
}

/// How wide a column would be with all the room in the world.
fn wished(table: &Table, index: usize) -> usize {
    let widest = |text: &str| text.split('\n').map(|line| width(line.trim())).max().unwrap_or(0);
    let title = table.columns.get(index).map_or(0, |column| widest(&column.title));
    let cells = table.rows.iter().map(|row| match row {
        Row::Cells(cells) => cells.get(index).map_or(0, |cell| widest(&cell.text)),
        Row::Group(_) => 0,
    });
    let wished = cells.max().unwrap_or(0).max(title);
    if is_for_a_pen(table, index) { wished.max(LEAST + 2) } else { wished }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Column;

    #[track_caller]
    fn check(rows: &[[&str; 3]], room: usize, want: &[&str]) {
        let columns = vec![Column::left("Area", 0.5), Column::right("Score", 0.1), Column::left("Who", 0.2)];
        let rows = rows.iter().map(|row| Row::Cells(row.iter().map(|text| Cell::from(*text)).collect()));
        let table = Table { summary: String::new(), columns, rows: rows.collect() };
        let lines = lines(&table, room);
        let got: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
        assert_eq!(got, want);
        assert!(lines.iter().all(|line| width(line) <= room), "{lines:#?}");
    }

    #[test]
    fn numbers_stand_to_the_right() {
        check(
            &[["東京", "9", "A"], ["b", "46", ""]],
            40,
            &["Area  Score  Who", "----  -----  ---", "東京      9  A", "b        46"],
        );
    }

    #[test]
    fn the_widest_column_gives_way() {
        check(
            &[["one two three four", "1", "A"], ["b", "2", "B"]],
            20,
            &[
                "Area      Score  Who",
                "--------  -----  ---",
                "one two       1  A",
                "three",
                "four",
                "",
                "b             2  B",
            ],
        );
    }

    #[test]
    fn a_word_stays_whole_while_another_column_can_give_way() {
        check(
            &[["Neukunden", "1", "one two three"], ["b", "2", "[####]"]],
            24,
            &[
                "Area       Score  Who",
                "---------  -----  ------",
                "Neukunden      1  one",
                "                  two",
                "                  three",
                "",
                "b              2  [####]",
            ],
        );
    }

    #[test]
    fn a_word_is_broken_where_there_is_no_room_for_it() {
        check(
            &[["Neukunden", "1", "x"], ["b", "2", "B"]],
            20,
            &[
                "Area      Score  Who",
                "--------  -----  ---",
                "Neukunde      1  x",
                "n",
                "",
                "b             2  B",
            ],
        );
    }

    #[test]
    fn an_empty_column_has_lines_to_write_on() {
        check(
            &[["a", "1", ""]],
            40,
            &["Area  Score  Who", "----  -----  ----------", "a         1  __________"],
        );
    }
}
