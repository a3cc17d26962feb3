//! A report speaks one language, that of its questionnaire: in each of its forms, down to the last label.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calamine::{Reader, Xlsx};
use jiff::Timestamp;
use leaky_bucket::export::records::{self, Record};
use leaky_bucket::export::{html, markdown, plain_text, xlsx};
use leaky_bucket::page::font::Fonts;
use leaky_bucket::page::palette::Palette;
use leaky_bucket::page::style::Style;
use leaky_bucket::page::{Shape, lay_out};
use leaky_bucket::questionnaire::Questionnaire;
use leaky_bucket::report::Report;
use leaky_bucket::report::individual::{Areas, Chart, Extent, Options};

use crate::pages::{TEAMS, assessment_of, composed};
use crate::program::{Desk, sample};
use crate::translations::{read, read_original};
use crate::web_page::WebPage;

const GERMAN: &str = "questionnaires/leaky-bucket.de.yaml";

fn form() -> Arc<Questionnaire> {
    let original = read_original("questionnaires/leaky-bucket.yaml");
    let (translation, _, _, shown) = read(GERMAN, &fs::read_to_string(GERMAN).unwrap(), &original);
    Arc::new(original.in_language(&translation.unwrap_or_else(|| panic!("{shown}"))))
}

/// The texts that stand between quotation marks in a source, without its comments and its tests.
fn literals(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for line in joined(code).lines() {
        let mut signs = line.chars().peekable();
        while let Some(sign) = signs.next() {
            match sign {
                '/' if signs.peek() == Some(&'/') => break,
                // A single sign, or the name of a lifetime.
                '\'' => {
                    let escaped = signs.next() == Some('\\');
                    signs.next_if(|_| escaped);
                    signs.next_if(|sign| *sign == '\'');
                }
                '"' => {
                    let mut text = String::new();
                    while let Some(sign) = signs.next().filter(|sign| *sign != '"') {
                        match sign {
                            '\\' => text
                                .push(signs.next().filter(|sign| !sign.is_ascii_alphabetic()).unwrap_or(' ')),
                            sign => text.push(sign),
                        }
                    }
                    found.push(text);
                }
                _ => {}
            }
        }
    }
    found
}

/// The source with every text in one line: a backslash at a line's end swallows what the next begins with.
fn joined(code: &str) -> String {
    let mut joined = String::new();
    let mut goes_on = false;
    for line in code.lines() {
        let line = if goes_on { line.trim_start() } else { line };
        goes_on = line.ends_with('\\');
        joined.push_str(line.trim_end_matches('\\'));
        if !goes_on {
            joined.push('\n');
        }
    }
    joined
}

/// What a text says around its placeholders.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for part in text.split('{') {
        let behind = part.split_once('}').map_or(part, |(_, behind)| behind);
        pieces.push(behind.trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned());
    }
    pieces
}

fn letters(text: &str) -> usize {
    text.chars().filter(|sign| sign.is_alphabetic()).count()
}

/// Whether a text stands in another as whole words.
fn says(text: &str, words: &str) -> bool {
    let is_apart = |sign: Option<char>| !sign.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, found)| {
        let (before, rest) = text.split_at(at);
        let (_, behind) = rest.split_at(found.len());
        is_apart(before.chars().next_back()) && is_apart(behind.chars().next())
    })
}

#[test]
fn whole_words_are_found() {
    assert!(says("Der Plan: wer", "Plan"));
    assert!(!says("Einplanen", "planen"));
    assert_eq!(pieces("{low} to {high}, {band}."), ["", "to", "", ""]);
    assert_eq!(
        literals("let a = 'x'; f(\"one {two}\", '\"', \"\\\"three\\\"\"); // \"four\""),
        ["one {two}", "\"three\""]
    );
}

/// The files of a language.
fn catalogue(language: &str) -> Vec<String> {
    let parts = fs::read_dir(format!("src/words/{language}")).unwrap();
    let mut paths: Vec<String> = parts.map(|part| part.unwrap().path().display().to_string()).collect();
    paths.push(format!("src/words/{language}.rs"));
    paths.sort();
    paths
}

/// Every English text of the program that a German report could hold only by mistake.
fn english(team: &str) -> BTreeSet<String> {
    let read = |path: &str| fs::read_to_string(path).unwrap();
    let german: Vec<String> = catalogue("de").iter().map(|path| read(path)).collect();
    let answers = fs::read_to_string(sample(&format!("{team}.yaml"))).unwrap();
    let known = format!("{} {} {answers}", german.join(" "), read(GERMAN));
    let mut found = BTreeSet::new();
    for path in catalogue("en") {
        for text in literals(&read(&path)) {
            found.extend(
                pieces(&text).into_iter().filter(|piece| 3 <= letters(piece) && !says(&known, piece)),
            );
        }
    }
    assert!(500 < found.len(), "{}", found.len());
    found
}

#[track_caller]
fn check(place: &str, text: &str, english: &BTreeSet<String>) {
    assert!(2000 < text.len(), "{place}");
    let left: Vec<&String> = english.iter().filter(|piece| says(text, piece)).collect();
    assert!(left.is_empty(), "{place}: {left:#?}");
}

fn printed(report: &Report, fonts: &Fonts) -> String {
    let mut printed = String::new();
    for mark in lay_out(report, &Style::default(), fonts).pages.iter().flat_map(|page| &page.marks) {
        match &mark.shape {
            Shape::Text(run) => printed.push_str(&format!("{} ", run.text())),
            Shape::Fill { .. } | Shape::Stroke { .. } | Shape::Missing(_) | Shape::Image(_) => {}
        }
    }
    printed
}

/// The strings of a workbook and the names of its sheets.
fn in_workbook(records: &[Record]) -> String {
    let (bytes, _) = xlsx::write(records, Timestamp::UNIX_EPOCH).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut told = String::new();
    for name in book.sheet_names() {
        told.push_str(&format!("{name}\n"));
        for cell in book.worksheet_range(&name).unwrap().cells() {
            told.push_str(&format!("{}\n", cell.2));
        }
    }
    told
}

#[test]
fn a_german_report_holds_no_english() {
    let (form, fonts) = (form(), Fonts::embedded().unwrap());
    let full = Options { chart: Chart::Radar, ..Options::default() };
    for team in TEAMS {
        let english = english(team);
        let assessment = assessment_of(team, &form);
        let brief = Options { extent: Extent::Brief, ..full };
        for options in [full, brief, Options { areas: Areas::All, ..full }] {
            let report = composed(&assessment, options);
            let place = |form: &str| format!("{team}, {options:?}, {form}");
            check(&place("report"), &report.texts().join("\n"), &english);
            check(&place("Markdown"), &markdown::write(&report), &english);
            check(&place("plain text"), &plain_text::write(&report), &english);
            check(&place("pages"), &printed(&report, &fonts), &english);
            let page = WebPage::read(&html::write(&report, &Palette::default(), None, &fonts));
            let labels = page.tags.iter().filter_map(|tag| tag.attributes.get("aria-label"));
            let labels: Vec<&str> = labels.map(String::as_str).collect();
            check(&place("web page"), &format!("{} {}", page.text, labels.join(" ")), &english);
        }
        let record = |name: &str| Record::new(name, 1, &assessment, "0", records::Options::default());
        check(team, &in_workbook(&[record("eins")]), &english);
        check(team, &in_workbook(&[record("eins"), record("zwei")]), &english);
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// What a reader sees comes from the catalogue or from the questionnaire; elsewhere stand only names of
/// anchors and of placeholders, in small letters and without a blank.
#[test]
fn no_text_of_a_report_stands_outside_the_catalogue() {
    let mut found = Vec::new();
    for folder in ["src/report", "src/page/layout", "src/page/chart"] {
        for path in sources(Path::new(folder)) {
            // These, and the folders named like them, hold tests alone.
            let is_of_tests = |part: &OsStr| part == "sample" || part == "tests" || part == "geometry";
            if path.with_extension("").iter().any(is_of_tests) {
                continue;
            }
            for text in literals(&fs::read_to_string(&path).unwrap()) {
                let is_text = |piece: &String| {
                    2 <= letters(piece)
                        && piece.to_uppercase() != *piece
                        && (piece.contains(' ') || piece.chars().next().is_some_and(char::is_uppercase))
                };
                if pieces(&text).iter().any(is_text) {
                    found.push(format!("{}: {text:?}", path.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn golden_german_report() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../golden/twins");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        let report = composed(&assessment_of("mixed", &form()), Options::default());
        insta::assert_snapshot!("mixed_german.txt", plain_text::write(&report));
    });
}

/// As it was answered, and as it is asked for.
#[test]
fn the_language_of_a_report() {
    let desk = Desk::new();
    let mixed = sample("mixed.yaml").display().to_string();
    let german = ["Zuerst abdichten", "1. März 2026", "Bis wann"];
    let english = ["Plug first", "1 March 2026", "By when"];
    desk.run(&format!("report {mixed} --format md -o -")).code(0).has(&english);
    desk.run(&format!("report {mixed} --lang de --format text -o -")).code(0).has(&german);
    desk.run(&format!("import {mixed} --lang de")).code(0);
    desk.run("report @last --format text -o -").code(0).has(&german);
    desk.run("report @last --lang en --format text -o -").code(0).has(&english);
    desk.run("export @last --format xlsx -o result.xlsx").code(0);
    let book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(desk.path("result.xlsx")).unwrap())).unwrap();
    assert_eq!(book.sheet_names(), ["Übersicht", "Lecks", "Antworten", "Warum", "Zur Datei"]);
    // What programs read stays as it is.
    desk.run("export @last --format csv-scores -o scores.csv").code(0);
    let scores = fs::read_to_string(desk.path("scores.csv")).unwrap();
    assert!(scores.contains("area_title") && scores.contains(",Overall,"), "{scores}");
    // Where we do not speak a questionnaire's language, English stands beside its texts.
    let original = fs::read_to_string("tests/translations/original.yaml").unwrap();
    desk.write("small.yaml", original.replace("id: small\n", "id: small\nlanguage: fr\n"));
    desk.write("answers.yaml", "questionnaire: small\nabout: Northwind\nanswers: {target: 1, calls: 2}\n");
    desk.run("report answers.yaml --format md -o -").code(0).has(&["Plug first"]);
}
