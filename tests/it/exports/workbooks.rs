//! Workbooks as what they are, ZIP files of XML, and as another program reads them.

use std::fs;
use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use leaky_bucket::assessment::{Assessment, Change};
use leaky_bucket::export::records::{Options, Record};
use leaky_bucket::export::xlsx;
use leaky_bucket::questionnaire::Answer;
use leaky_bucket::text::{clean, clean_lines};

use super::{FORMULAS, KINDS, answers, desk_with, kinds};
use crate::program::Desk;

/// B41: in a workbook every text is a string; there is no formula, no link, no file of another name.
#[test]
fn no_text_in_a_workbook_is_a_formula() {
    for text in FORMULAS {
        let desk = desk_with(&answers(text));
        desk.run("export a.json --private --format xlsx -o a.xlsx").code(0);
        let bytes = fs::read(desk.path("a.xlsx")).unwrap();
        check_parts(&bytes);
        let line = clean(text).trim().to_owned();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        for name in book.sheet_names() {
            assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
        }
        let answers = book.worksheet_range("Answers").unwrap();
        let of = |id: &str, column: &str| found_in(&answers, ("Id", id), column);
        assert_eq!(of("why", "Answer"), Data::String(clean_lines(text).into_owned()));
        assert_eq!(of("steps", "Note"), Data::String(clean_lines(text).trim().to_owned()));
        assert_eq!(of("change", "Value"), Data::Float(-4.5));
        let overview = book.worksheet_range("Overview").unwrap();
        let subject = overview.get_value((1, 0)).unwrap().to_string();
        assert!(subject.contains(&line), "{subject}");
    }
}

/// The cell of a column in the row that has `wanted` in another.
#[track_caller]
pub(super) fn found_in(sheet: &calamine::Range<Data>, (key, wanted): (&str, &str), column: &str) -> Data {
    let mut rows = sheet.rows();
    let heads: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let row = rows.find(|row| row[at(key)] == Data::String(wanted.to_owned()));
    row.unwrap_or_else(|| panic!("no row {wanted}"))[at(column)].clone()
}

/// Looks at a workbook as what it is: a ZIP file of XML.
#[track_caller]
fn check_parts(bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let is_ours =
            ["[Content_Types].xml", "_rels/", "docProps/", "xl/"].iter().any(|ours| name.starts_with(ours));
        assert!(is_ours && !name.contains("..") && !name.contains("external"), "{name}");
        let time = part.last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day()), (1980, 1, 1), "{name}");
        let mut xml = String::new();
        part.read_to_string(&mut xml).unwrap();
        for unwanted in ["<f>", "<f ", "<hyperlink", "externalLink", "TargetMode", "<ddeLink", "<oleLink"] {
            assert!(!xml.contains(unwanted), "{unwanted} in {name}");
        }
        let allowed = |character: char| matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        assert!(xml.chars().all(allowed), "{name} has characters that XML does not know");
    }
}

/// B42: whatever the questionnaire is called and however long its texts are, the workbook is whole.
#[test]
fn a_workbook_holds_any_text() {
    for title in ["History", "[]:*?/\\\\", &"long ".repeat(20)] {
        let text = KINDS
            .replace("title: \"Kinds\"", &format!("title: \"{title}\""))
            .replace("ask: Why?", &format!("ask: {}", "x".repeat(40_000)))
            .replace("title: One", &format!("title: \"{title}\""));
        let desk = Desk::new();
        desk.write("kinds.yaml", text);
        desk.write("a.json", answers("words").to_string());
        let said = desk.run("export a.json --format xlsx -o a.xlsx").code(0);
        said.has(&["too long for a cell", "Answers, row 9", "Why, row 9", "[shortened]"]);
        let bytes = fs::read(desk.path("a.xlsx")).unwrap();
        check_parts(&bytes);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        // The areas have a sheet of their own only beside another assessment's.
        assert_eq!(book.sheet_names(), ["Overview", "Leaks", "Answers", "Why", "About"], "{title}");
        let answers = book.worksheet_range("Answers").unwrap();
        let Data::String(ask) = found_in(&answers, ("Id", "why"), "Question") else { panic!("no text") };
        assert_eq!(ask.chars().count(), 32_767);
        assert!(ask.ends_with("x [shortened]"));
    }
}

/// B42: characters that XML does not know, which no file could bring here.
#[test]
fn a_workbook_is_xml() {
    let kinds = kinds();
    let bad: String =
        (0..0x20u8).map(char::from).chain("\u{7f}\u{fffe}\u{ffff}_x0041_<&>\"".chars()).collect();
    let mut assessment =
        Assessment::new(Arc::clone(&kinds), bad.clone(), bad.clone(), "2026-03-01".parse().unwrap());
    assessment.name = bad.clone();
    let why = kinds.find_question("why").unwrap();
    assessment.answers.apply(&kinds, Change::Answered(why, Answer::Text(bad.clone()))).unwrap();
    let record = Record::new(&bad, 1, &assessment, "", Options::default());
    let other = Record::new("other", 2, &assessment, "", Options::default());
    let (bytes, cut) = xlsx::write(&[record, other], jiff::Timestamp::UNIX_EPOCH).unwrap();
    assert!(cut.is_none());
    check_parts(&bytes);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
    let answers = book.worksheet_range("Answers").unwrap();
    assert_eq!(found_in(&answers, ("Id", "why"), "Answer"), Data::String(clean_lines(&bad).into_owned()));
}

/// All XML of a workbook.
pub(super) fn parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

/// A workbook would only disturb a terminal.
#[cfg(unix)]
#[test]
fn no_workbook_on_a_terminal() {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    let desk = desk_with(&answers("words"));
    for line in ["export a.json --format xlsx -o -", "report a.json --format xlsx -o -"] {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_leaky-bucket"));
        command.args(line.split(' '));
        command.cwd(desk.path(""));
        command.env("LEAKY_BUCKET_DATA", desk.data());
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let mut shown = Vec::new();
        // Where the other end is closed some systems call it an error; what was said is there all the same.
        drop(reader.read_to_end(&mut shown));
        assert_eq!(child.wait().unwrap().exit_code(), 2, "{line}");
        let shown = String::from_utf8(shown).unwrap();
        assert!(shown.contains("cannot be read on a terminal"), "{shown}");
    }
}
