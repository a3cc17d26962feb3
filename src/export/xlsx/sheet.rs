//! One sheet of a workbook: a table with filters, a head that stays, and print settings.
//!
//! Every text goes through `Sheet::text`: it is written as a string whatever it looks like, cleaned of
//! what XML does not allow, and shortened to what a cell can hold.

use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatDataBarDirection, ConditionalFormatType, Format,
    FormatAlign, FormatBorder, IgnoreError, Table, TableColumn, TableStyle, Worksheet, XlsxError,
};

use super::super::csv::is_formula;
use super::super::records::Cell;
use crate::page::Ink;
use crate::page::palette::Palette;
use crate::report::Tone;
use crate::text::clean_lines;

/// How many UTF-16 units a cell can hold; more, and the whole file would be called damaged.
const LONGEST: usize = 32_767;
/// What stands at the end of a text that was shortened.
const CUT: &str = " [shortened]";

/// A column of a sheet's table.
pub(super) struct Column {
    pub title: String,
    /// In characters.
    pub width: f64,
    pub look: Look,
}

pub(super) fn column(title: &str, width: f64, look: Look) -> Column {
    Column { title: title.to_owned(), width, look }
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
    shortened: &'a mut Vec<String>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(name: &'static str, shortened: &'a mut Vec<String>) -> Result<Sheet<'a>, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(PAPER_A4).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        sheet.set_footer("&L&A&RPage &P of &N");
        Ok(Sheet { sheet, name, shortened })
    }

    /// Writes a text into a place, as a string whatever it looks like.
    pub(super) fn text(&mut self, row: u32, at: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let (text, is_cut) = fitted(text);
        if is_cut {
            self.shortened.push(format!("{}, row {}", self.name, row + 1));
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
        for (at, column) in (0u16..).zip(columns) {
            self.sheet.set_column_width(at, column.width)?;
            heads.push(TableColumn::new().set_header(column.title.as_str()).set_header_format(head()));
            last = at;
        }
        self.sheet.set_freeze_panes(top + 1, 0)?;
        self.sheet.set_repeat_rows(top, top)?;
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
        Look::Words => format.set_text_wrap(),
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

/// A text that a cell can hold, and whether it had to be shortened for it.
fn fitted(text: &str) -> (String, bool) {
    let text = clean_lines(text);
    if text.encode_utf16().take(LONGEST + 1).count() <= LONGEST {
        return (text.into_owned(), false);
    }
    let mut room = LONGEST - CUT.len();
    let fits = |character: &char| {
        let units = character.len_utf16();
        let fits = units <= room;
        room = room.saturating_sub(units);
        fits
    };
    let mut kept: String = text.chars().take_while(fits).collect();
    kept.push_str(CUT);
    (kept, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, units: usize, is_cut: bool) {
        let (got, cut) = fitted(text);
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
}
