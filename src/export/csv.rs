//! Tables as comma-separated values: RFC 4180, UTF-8, and never a formula.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, also one that somebody
//! else has written. So a text that could be taken for one gets an apostrophe before it. A text that
//! has the apostrophe already gets another: what was put before it can be taken away again, and nothing else.

use std::borrow::Cow;

use ::csv::{Error, Terminator, WriterBuilder};

use super::records::{Cell, Table};
use crate::text::Fault;

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub texts: Texts,
    pub beginning: Beginning,
}

/// What becomes of a text that a spreadsheet would take for a formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    #[default]
    Prefixed,
    /// For programs that do not look for formulas.
    Raw,
}

/// What stands before the first column's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beginning {
    /// Nothing: most programs would take the mark for a part of the name.
    #[default]
    Plain,
    /// A byte order mark, by which some spreadsheets know UTF-8.
    ByteOrderMark,
}

/// Writes a table. It fails only where memory does.
pub fn write(table: &Table, options: Options) -> Result<Vec<u8>, Error> {
    let mut bytes = match options.beginning {
        Beginning::Plain => Vec::new(),
        Beginning::ByteOrderMark => "\u{feff}".as_bytes().to_vec(),
    };
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(&mut bytes);
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| written(cell, options.texts)).map(Cow::into_owned))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

fn written(cell: &Cell, texts: Texts) -> Cow<'_, str> {
    match (cell, texts) {
        (Cell::Empty, _) => Cow::Borrowed(""),
        (Cell::Text(text), Texts::Prefixed) => prefixed(text),
        (Cell::Text(text), Texts::Raw) => Cow::Borrowed(text),
        // Never with an exponent, and below nothing still a number.
        (Cell::Number(number), _) => Cow::Owned(number.to_string()),
    }
}

/// Puts an apostrophe before a text that a spreadsheet could take for a formula, and before each part of it
/// that could become a cell of its own: where columns are parted by semicolons or tabs, as in much of Europe,
/// quotes within a line hold nothing together.
pub fn prefixed(text: &str) -> Cow<'_, str> {
    if !parts(text).any(is_formula) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 1);
    for part in parts(text) {
        if is_formula(part) {
            safe.push('\'');
        }
        safe.push_str(part);
    }
    Cow::Owned(safe)
}

/// The parts of a text that another reader of the file could take for cells, each with the sign that ends it.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([';', '\t', '\r', '\n'])
}

/// Whether a spreadsheet could take a text for a formula.
///
/// Spaces, quotes and what nobody sees may stand before it: programs that read the file take them away.
/// Apostrophes are among them, so that a text with one before it is a formula whenever the rest is.
pub fn is_formula(text: &str) -> bool {
    let is_passed_over = |character: &char| {
        !begins_formula(*character)
            && (matches!(character, '"' | '\'')
                || character.is_whitespace()
                || Fault::of(*character).is_some())
    };
    text.chars().find(|character| !is_passed_over(character)).is_some_and(begins_formula)
}

fn begins_formula(character: char) -> bool {
    match character {
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' => true,
        // The same in full width, which some spreadsheets read as the narrow ones.
        '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(prefixed(text), want);
    }

    #[rustfmt::skip]
    mod formulas {
        use super::*;

        #[test] fn a_link() { check("=HYPERLINK(\"http://x\";\"y\")", "'=HYPERLINK(\"http://x\";\"y\")"); }
        #[test] fn plus() { check("+1", "'+1"); }
        #[test] fn minus() { check("-1", "'-1"); }
        #[test] fn at() { check("@SUM(1)", "'@SUM(1)"); }
        #[test] fn after_a_tab() { check("\t=1", "'\t'=1"); }
        #[test] fn after_a_return() { check("\r=1", "'\r'=1"); }
        #[test] fn after_a_line_break() { check("\n=1", "'\n'=1"); }
        #[test] fn a_tab_alone() { check("\tx", "'\tx"); }
        #[test] fn full_width() { check("\u{ff1d}1", "'\u{ff1d}1"); check("\u{ff0b}1", "'\u{ff0b}1"); check("\u{ff0d}1", "'\u{ff0d}1"); check("\u{ff20}x", "'\u{ff20}x"); }
        #[test] fn in_quotes() { check("\"=1\"", "'\"=1\""); }
        #[test] fn after_spaces() { check("  \u{a0}=1", "'  \u{a0}=1"); }
        #[test] fn after_what_nobody_sees() { check("\u{200b}\u{feff}=1", "'\u{200b}\u{feff}=1"); }
        #[test] fn prefixed_already() { check("'=1", "''=1"); check("''=1", "'''=1"); check("'\"=1", "''\"=1"); }
        #[test] fn after_a_semicolon() { check("a;=1+1;b", "a;'=1+1;b"); check("a; =1;'=2", "a;' =1;''=2"); }
        #[test] fn on_a_later_line() { check("one\n=1\ntwo", "one\n'=1\ntwo"); }
        #[test] fn a_remark() { check("- and so on", "'- and so on"); }
    }

    #[rustfmt::skip]
    mod plain_texts {
        use super::*;

        #[test] fn words() { check("Northwind", "Northwind"); }
        #[test] fn nothing() { check("", ""); }
        #[test] fn an_apostrophe() { check("'tis so", "'tis so"); }
        #[test] fn within() { check("a=b", "a=b"); }
        #[test] fn spaces() { check("   ", "   "); }
        #[test] fn quoted() { check("\"so\"", "\"so\""); }
    }

    #[track_caller]
    fn check_table(cells: Vec<Cell>, options: Options, want: &str) {
        let table = Table { columns: vec!["a".to_owned(), "b".to_owned()], rows: vec![cells] };
        assert_eq!(String::from_utf8(write(&table, options).unwrap()).unwrap(), want);
    }

    #[test]
    fn cells() {
        let text = |text: &str| Cell::Text(text.to_owned());
        check_table(vec![Cell::Number(-4.5), text("-4.5")], Options::default(), "a,b\r\n-4.5,'-4.5\r\n");
        check_table(vec![Cell::Number(4.0), Cell::Empty], Options::default(), "a,b\r\n4,\r\n");
        check_table(
            vec![text("x, \"y\""), text("one\ntwo")],
            Options::default(),
            "a,b\r\n\"x, \"\"y\"\"\",\"one\ntwo\"\r\n",
        );
        let raw = Options { texts: Texts::Raw, ..Options::default() };
        check_table(vec![text("=1"), Cell::Number(1e12)], raw, "a,b\r\n=1,1000000000000\r\n");
        let marked = Options { beginning: Beginning::ByteOrderMark, ..Options::default() };
        check_table(vec![text("é"), Cell::Empty], marked, "\u{feff}a,b\r\né,\r\n");
    }
}
