//! One sheet of a workbook: a table with filters, a head that stays, and print settings.
//!
//! Every text goes through `Sheet::text`: it is written as a string whatever it looks like, cleaned of
//! what XML does not allow, and shortened to what a cell can hold.

use std::collections::HashSet;

use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatDataBarDirection, ConditionalFormatType, Format,
    FormatAlign, FormatBorder, IgnoreError, Table, TableColumn, TableStyle, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::super::csv::is_formula;
use super::super::records::Cell;
use crate::page::Ink;
use crate::page::palette::Palette;
use crate::report::Tone;
use crate::text::{clean, clean_lines, short};
use crate::words::{Words, fill};

/// How many UTF-16 units a cell can hold; more, and the whole file would be called damaged.
const LONGEST: usize = 32_767;
/// A column's title can be longer, but not much.
const LONGEST_TITLE: usize = 100;

/// The height of a line, and the greatest that a row can have, in points.
const LINE: f64 = 15.0;
const TALLEST: f64 = 409.0;
/// A head's word that is longer may break.
const LONGEST_WORD: usize = 20;
/// How many letters stand in the room of one digit, by which a column's width is reckoned. Most fonts have
/// more: no font is measured, and a line too many is better than one that is cut off.
const LETTERS: f64 = 1.1;

/// A column of a sheet's table.
pub(super) struct Column {
    pub title: String,
    /// In characters.
    pub width: f64,
    pub look: Look,
}

/// A column of a width in digits, or wider where a word of its head would break: heads are in many languages.
pub(super) fn column(title: &str, width: f64, look: Look) -> Column {
    /// Half of the arrow of the filter, which stands beside the word's last line.
    const ARROW: f64 = 2.0;
    let longest = title.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
    Column { title: title.to_owned(), width: width.max(longest.min(LONGEST_WORD) as f64 + ARROW), look }
}

/// How the cells of a column look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Words,
    /// A number as it is.
    Number,
    /// With one digit after the point.
    Tenths,
    /// A share of 1.
    Percent,
    /// From 0 to 100, with a bar behind it.
    Score,
    /// Left empty, to be filled in.
    Pen,
}

/// What stands in one place.
#[derive(Clone)]
pub(super) enum Shown {
    Plain(Cell),
    Strong(Cell),
    /// A band's or a severity's word on its colour.
    Toned(String, Tone),
}

impl From<Cell> for Shown {
    fn from(cell: Cell) -> Shown {
        Shown::Plain(cell)
    }
}

/// A sheet being filled. Its names are ours, never anybody else's words.
pub(super) struct Sheet<'a> {
    pub(super) sheet: Worksheet,
    name: &'static str,
    /// The places of texts that were too long.
    words: &'static Words,
    shortened: &'a mut Vec<String>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(
        name: &'static str,
        words: &'static Words,
        shortened: &'a mut Vec<String>,
    ) -> Result<Sheet<'a>, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(PAPER_A4).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        let page = fill(words.workbook.page, &[("page", &"&P"), ("pages", &"&N")]);
        sheet.set_footer(format!("&L&A&R{page}"));
        Ok(Sheet { sheet, name, words, shortened })
    }

    /// Writes a text into a place, as a string whatever it looks like.
    pub(super) fn text(&mut self, row: u32, at: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let (text, is_cut) = fitted(text, self.words.workbook.cut);
        if is_cut {
            let place = fill(self.words.workbook.place, &[("sheet", &self.name), ("row", &(row + 1))]);
            self.shortened.push(place);
        }
        // Without it, somebody who only clicks into the cell would make a formula of it.
        let format = if is_formula(&text) { format.clone().set_quote_prefix() } else { format.clone() };
        self.sheet.write_string_with_format(row, at, text, &format)?;
        Ok(())
    }

    /// A line that stands by itself.
    pub(super) fn line(&mut self, row: u32, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.text(row, 0, text, format)
    }

    /// Writes a table whose head stands in row `top`; returns the row after its last.
    ///
    /// `name` tells it from the workbook's other tables. Without rows there is no table, only its columns.
    pub(super) fn table(
        &mut self,
        name: &str,
        top: u32,
        columns: &[Column],
        rows: &[Vec<Shown>],
    ) -> Result<u32, XlsxError> {
        let mut last = 0;
        let mut heads = Vec::new();
        for ((at, column), title) in (0u16..).zip(columns).zip(distinct(columns)) {
            self.sheet.set_column_width(at, column.width)?;
            heads.push(TableColumn::new().set_header(title).set_header_format(head()));
            last = at;
        }
        self.sheet.set_freeze_panes(top + 1, 0)?;
        self.sheet.set_repeat_rows(top, top)?;
        // The arrow of its filter takes the room of some letters.
        let tallest = columns.iter().map(|column| wrapped(&column.title, column.width - 3.0)).max();
        self.height(top, tallest.unwrap_or(1))?;
        let mut row = top + 1;
        if rows.is_empty() {
            for (at, column) in (0u16..).zip(columns) {
                self.text(top, at, &column.title, &head())?;
            }
            return Ok(row);
        }
        let length = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let end = top.saturating_add(length);
        let style = Table::new()
            .set_name(name)
            .set_columns(&heads)
            .set_style(TableStyle::None)
            .set_alt_text_title(self.name);
        self.sheet.add_table(top, 0, end, last, &style)?;
        // A label such as 2026 is a text and is meant to be one.
        self.sheet.ignore_error_range(top, 0, end, last, IgnoreError::NumberStoredAsText)?;
        for cells in rows {
            let tallest = columns.iter().zip(cells).map(|(column, shown)| lines(shown, column)).max();
            self.height(row, tallest.unwrap_or(1))?;
            for ((at, column), shown) in (0u16..).zip(columns).zip(cells) {
                self.shown(row, at, column.look, shown)?;
            }
            row += 1;
        }
        for (at, column) in (0u16..).zip(columns) {
            if column.look == Look::Score {
                let bar = ConditionalFormatDataBar::new()
                    .set_fill_color(rgb(Ink::Surface))
                    .set_solid_fill(true)
                    .set_direction(ConditionalFormatDataBarDirection::LeftToRight)
                    .set_minimum(ConditionalFormatType::Number, 0)
                    .set_maximum(ConditionalFormatType::Number, 100);
                self.sheet.add_conditional_format(top + 1, at, end, at, &bar)?;
            }
        }
        Ok(row)
    }

    /// Gives a row the height of so many lines. Spreadsheets reckon it anew only when somebody edits the row.
    pub(super) fn height(&mut self, row: u32, lines: u32) -> Result<(), XlsxError> {
        let height = (f64::from(lines.max(1)) * LINE + 2.0).min(TALLEST);
        self.sheet.set_row_height(row, height)?;
        Ok(())
    }

    fn shown(&mut self, row: u32, at: u16, look: Look, shown: &Shown) -> Result<(), XlsxError> {
        let (cell, format) = match shown {
            Shown::Plain(cell) => (cell, body(look)),
            Shown::Strong(cell) => (cell, body(look).set_bold().set_border_top(FormatBorder::Thin)),
            Shown::Toned(word, tone) => {
                let format = body(look).set_background_color(rgb(Ink::Band(*tone)));
                return self.text(row, at, word, &format.set_font_color(rgb(Ink::OnBand(*tone))).set_bold());
            }
        };
        match cell {
            Cell::Empty => {
                self.sheet.write_blank(row, at, &format)?;
            }
            Cell::Text(text) => self.text(row, at, text, &format)?,
            Cell::Number(number) => {
                self.sheet.write_number_with_format(row, at, *number, &format)?;
            }
        }
        Ok(())
    }
}

const PAPER_A4: u8 = 9;

/// The titles of a table's columns, cleaned: two that are alike would make the whole file count as damaged.
fn distinct(columns: &[Column]) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut titles = Vec::new();
    for column in columns {
        let plain = clean(&column.title);
        let plain = short(plain.trim(), LONGEST_TITLE).into_owned();
        let mut title = plain.clone();
        let mut number = 2;
        // A spreadsheet does not tell capitals from small letters here; an empty title is none.
        while title.is_empty() || !taken.insert(title.to_lowercase()) {
            title = format!("{plain} ({number})").trim().to_owned();
            number += 1;
        }
        titles.push(title);
    }
    titles
}

/// How many lines a cell takes in its column.
fn lines(shown: &Shown, column: &Column) -> u32 {
    match shown {
        Shown::Plain(Cell::Text(text)) | Shown::Strong(Cell::Text(text)) | Shown::Toned(text, _) => {
            wrapped(text, column.width * LETTERS)
        }
        Shown::Plain(Cell::Empty | Cell::Number(_)) | Shown::Strong(Cell::Empty | Cell::Number(_)) => 1,
    }
}

/// How many lines a text takes when it is broken between words, in a column of so many characters.
///
pub(super) fn wrapped(text: &str, width: f64) -> u32 {
    let width = width.max(1.0);
    let mut lines = 0;
    for paragraph in text.split('\n') {
        lines += 1;
        let mut used = 0.0;
        for word in paragraph.split_inclusive(' ') {
            let long = word.width() as f64;
            let seen = word.trim_end().width() as f64;
            if 0.0 < used && width < used + seen {
                lines += 1;
                used = 0.0;
            }
            // A word longer than the column is broken within itself.
            let over = ((used + seen) / width).ceil() as u32;
            lines += over.saturating_sub(1);
            used = if over <= 1 { used + long } else { seen % width };
        }
    }
    lines
}

fn head() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(rgb(Ink::White))
        .set_background_color(rgb(Ink::Accent))
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

fn body(look: Look) -> Format {
    let format = Format::new()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Hair)
        .set_border_bottom_color(rgb(Ink::Rule));
    match look {
        Look::Words => format.set_align(FormatAlign::Left).set_text_wrap().set_indent(1),
        Look::Number => format,
        Look::Tenths => format.set_num_format("0.0"),
        Look::Percent => format.set_num_format("0%"),
        Look::Score => format.set_num_format("0"),
        Look::Pen => format.set_text_wrap().set_background_color(rgb(Ink::Ground)),
    }
}

/// A sheet's title.
pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(16).set_font_color(rgb(Ink::Accent))
}

/// A line under it.
pub(super) fn plain() -> Format {
    Format::new().set_align(FormatAlign::Top)
}

/// The left column of a list of facts.
pub(super) fn label() -> Format {
    Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap()
}

/// The right column of a list of facts.
pub(super) fn fact() -> Format {
    Format::new().set_align(FormatAlign::Top).set_text_wrap()
}

pub(super) fn rgb(ink: Ink) -> Color {
    let color = Palette::default().color(ink);
    Color::RGB(u32::from_be_bytes([0, color.red, color.green, color.blue]))
}

/// A share from 0 to 1 as whole percent.
pub(super) fn percent(share: f64, words: &Words) -> String {
    words.percent(&words.number((share * 100.0).round(), 0))
}

/// A text that a cell can hold, and whether it had to be shortened for it; then it ends with `cut`.
fn fitted(text: &str, cut: &str) -> (String, bool) {
    let text = clean_lines(text);
    if text.encode_utf16().take(LONGEST + 1).count() <= LONGEST {
        return (text.into_owned(), false);
    }
    let mut room = LONGEST - 1 - cut.encode_utf16().count();
    let fits = |character: &char| {
        let units = character.len_utf16();
        let fits = units <= room;
        room = room.saturating_sub(units);
        fits
    };
    let mut kept: String = text.chars().take_while(fits).collect();
    kept.push(' ');
    kept.push_str(cut);
    (kept, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, units: usize, is_cut: bool) {
        let (got, cut) = fitted(text, "[shortened]");
        assert_eq!((got.encode_utf16().count(), cut), (units, is_cut));
    }

    #[test]
    fn what_a_cell_can_hold() {
        check("", 0, false);
        check(&"a".repeat(LONGEST), LONGEST, false);
        check(&"a".repeat(LONGEST + 1), LONGEST, true);
        check(&"é".repeat(LONGEST), LONGEST, false);
        // Two units each: half as many, and never half a character.
        check(&"🪣".repeat(LONGEST / 2), LONGEST - 1, false);
        check(&format!("a{}", "🪣".repeat(LONGEST)), LONGEST, true);
        check(&"🪣".repeat(LONGEST), LONGEST - 1, true);
        check("a\u{1}b\u{fffe}c\u{1b}d\u{ffff}", 4, false);
    }

    #[test]
    fn titles_of_columns() {
        let columns =
            ["Area", "area", "", "Area (2)", "a\u{1}\nb", ""].map(|title| column(title, 9.0, Look::Words));
        assert_eq!(distinct(&columns), ["Area", "area (2)", "(2)", "Area (2) (2)", "a b", "(3)"]);
        assert!(distinct(&[column(&"é".repeat(300), 9.0, Look::Words)])[0].chars().count() < 255);
    }

    #[track_caller]
    fn check_lines(text: &str, width: f64, want: u32) {
        assert_eq!(wrapped(text, width), want);
    }

    #[test]
    fn lines_of_a_cell() {
        check_lines("", 10.0, 1);
        check_lines("one two", 7.0, 1);
        check_lines("one two", 6.0, 2);
        check_lines("one two three", 7.0, 2);
        check_lines("one\ntwo", 20.0, 2);
        check_lines("abcdefghij", 4.0, 3);
        check_lines("a abcdefghij", 4.0, 4);
        check_lines("東京東京", 4.0, 2);
    }
}
