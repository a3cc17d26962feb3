//! What leaves for other programs: no text becomes a formula or a link, what went out comes in again as it
//! was, and every column is told of in docs/exports.md.

mod workbooks;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use leaky_bucket::answers_file::AnswersFile;
use leaky_bucket::assessment::{Assessment, Change, Confidence};
use leaky_bucket::export::csv::{is_formula, prefixed};
use leaky_bucket::export::plain_answers;
use leaky_bucket::export::records::{
    ANSWERS, COMPARISON, Column, HEAD, LEFT_OUT, Options, Record, SCORES, WIDE,
};
use leaky_bucket::questionnaire::{self, Answer, Questionnaire};
use leaky_bucket::source::Limits;
use leaky_bucket::text::{clean, clean_lines};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

use super::program::{Desk, Said, put, sample};
use workbooks::parts;

/// Every type of question that an export treats in its own way, one whose number may be below nothing, a
/// private area, and an id that the first columns have as well.
const KINDS: &str = r#"format: 1
id: kinds
edition: "1"
title: "Kinds"
profile:
  - {id: role, ask: Your part?, type: single_choice, choices: [{id: rep, text: Rep}, {id: boss, text: Boss}]}
  - {id: label, ask: A word?, type: text}
areas:
  - id: one
    title: One
    questions:
      - {id: steps, ask: How often?, type: scale, confidence: yes, choices: [{text: Never, severity: high}, Often, Always], leak: It is never done}
      - {id: change, ask: How much more?, type: number, min: -100, max: 100, decimals: 1, cut_points: [{from: -100, level: 0}, {from: 0, level: 1}]}
      - {id: some, ask: Which?, type: multiple_choice, none: None, choices: [{id: a, text: A}, {id: b, text: B}], cut_points: [{from: 0, level: 0}, {from: 1, level: 1}]}
      - {id: grid, ask: How?, type: matrix, choices: [Bad, Good], rows: [{id: x, text: X}, {id: z, text: Z}]}
      - {id: pair, ask: How many?, type: number_group, fields: [{id: in, label: In}, {id: out, label: Out}]}
      - {id: why, ask: Why?, type: text}
      - {id: closed, ask: And then?, type: text, show_if: change > 50}
  - id: two
    title: Two
    scored: no
    private: yes
    questions:
      - {id: secret, ask: Who?, type: text}
"#;

/// Texts that a spreadsheet might take for a formula, and some that only look like it.
const FORMULAS: [&str; 14] = [
    "=HYPERLINK(\"http://x\";\"y\")",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\n=1+1",
    "\u{ff1d}1+1",
    "\u{ff0b}1",
    "\u{ff0d}1",
    "\u{ff20}x",
    "\"=1\"",
    " =1",
    "'=1",
    "=cmd|' /C calc'!A0",
];

/// An answers file of `KINDS` with a text in every place that takes one.
fn answers(text: &str) -> Value {
    json!({
        "questionnaire": "kinds", "about": text, "label": text, "date": "2026-03-01",
        "respondent": {"name": text},
        "answers": {
            "role": "boss", "label": text, "steps": 1, "change": -4.5, "some": ["a", "b"], "grid": {"x": 2, "z": "dont_know"},
            "pair": {"in": 3, "out": 4}, "why": text, "secret": text,
        },
        "confidence": {"steps": "fairly_sure"},
        "notes": {"steps": text},
    })
}

/// A desk with `KINDS` and answers to it.
fn desk_with(answers: &Value) -> Desk {
    let desk = Desk::new();
    desk.write("kinds.yaml", KINDS);
    desk.write("a.json", answers.to_string());
    desk
}

#[track_caller]
fn exported(desk: &Desk, options: &str) -> Said {
    document(desk, &format!("export a.json {options}")).code(0)
}

/// Runs what prints a document: the lines of CSV end as no terminal needs it.
fn document(desk: &Desk, line: &str) -> Said {
    desk.call(line.split(' ').filter(|word| !word.is_empty())).bytes().said()
}

/// The rows of a CSV file, each cell with the name of its column.
fn rows(bytes: &[u8]) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let distinct: BTreeSet<&String> = names.iter().collect();
    assert_eq!(distinct.len(), names.len(), "two columns are called alike: {names:?}");
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        names.iter().cloned().zip(row.iter().map(str::to_owned)).collect()
    });
    rows.collect()
}

#[track_caller]
fn cell<'a>(row: &'a [(String, String)], column: &str) -> &'a str {
    let found = row.iter().find(|(name, _)| name == column);
    &found.unwrap_or_else(|| panic!("no column {column}: {row:?}")).1
}

fn row_of<'a>(rows: &'a [Vec<(String, String)>], column: &str, value: &str) -> &'a [(String, String)] {
    rows.iter().find(|row| cell(row, column) == value).unwrap_or_else(|| panic!("no {value}"))
}

/// A text as a program has it that takes an apostrophe off before what looks like a formula, as docs/exports.md says.
fn unprefixed(text: &str) -> String {
    let bare = |part| match str::strip_prefix(part, '\'') {
        Some(rest) if is_formula(rest) => rest,
        Some(_) | None => part,
    };
    text.split_inclusive([';', '\t', '\r', '\n']).map(bare).collect()
}

/// B40: what looks like a formula gets an apostrophe, which can be taken away again; numbers stay numbers.
#[test]
fn no_text_in_csv_is_a_formula() {
    for text in FORMULAS {
        let desk = desk_with(&answers(text));
        // As it is kept: cleaned, in one line or several.
        let (line, lines) = (clean(text).trim().to_owned(), clean_lines(text).into_owned());
        for format in ["csv", "csv-wide", "csv-scores"] {
            let said = exported(&desk, &format!("--private --format {format}"));
            let found = rows(&said.bytes);
            assert!(!found.is_empty());
            for (name, value) in found.iter().flatten() {
                let is_number = name != "about" && value.parse::<f64>().is_ok();
                let is_safe = is_number || value.starts_with('\'') || !is_formula(value);
                assert!(is_safe, "{format}: {name} is {value:?}");
            }
            assert_eq!(unprefixed(cell(&found[0], "about")), line, "{format}");
            assert_eq!(unprefixed(cell(&found[0], "respondent")), line, "{format}");
            let raw = rows(&exported(&desk, &format!("--private --raw --format {format}")).bytes);
            assert_eq!(cell(&raw[0], "about"), line, "{format}");
        }
        let found = rows(&exported(&desk, "--private").bytes);
        let why = row_of(&found, "question", "why");
        assert_eq!(unprefixed(cell(why, "answer")), lines);
        let steps = row_of(&found, "question", "steps");
        assert_eq!(unprefixed(cell(steps, "note")), lines.trim());
        let change = row_of(&found, "question", "change");
        assert_eq!((cell(change, "value"), cell(change, "given")), ("-4.5", "-4.5"));
    }
}

/// What went out as a plain answers file comes in as the same answers, with the same scores.
#[test]
fn answers_files_come_in_again() {
    for name in ["weak.yaml", "mixed.yaml", "strong.yaml", "osaka.yaml"] {
        for format in ["yaml", "json"] {
            let desk = Desk::new();
            let file = sample(name);
            desk.call(["import".as_ref(), file.as_os_str()]).said().code(0);
            let out = format!("again.{format}");
            desk.run(&format!("export @last --private --format {format} -o {out}")).code(0);
            let (first, again) = (desk.run("show @last --json"), desk.run(&format!("show {out} --json")));
            assert_eq!(first.json(), again.json(), "{name} as {format}");
            desk.run(&format!("import {out}")).code(0);
            let second = desk.run(&format!("export @last --private --format {format}")).code(0);
            assert_eq!(second.bytes, fs::read(desk.path(&out)).unwrap(), "{name} as {format}");
            assert_eq!(
                desk.run("show @last --answers").code(0).out,
                desk.run(&format!("show {out} --answers")).out
            );
        }
    }
}

fn kinds() -> Arc<Questionnaire> {
    let (_, read, found) = questionnaire::read("kinds.yaml", KINDS.as_bytes(), &Limits::default());
    Arc::new(read.unwrap_or_else(|| panic!("{found:?}")))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256, rng_seed: RngSeed::Fixed(2026), failure_persistence: None, ..Default::default()
    })]

    /// Any text: what was put before it is what is taken away.
    #[test]
    fn apostrophes_come_off_again(text in "['\"= +@\t\r\nａ＝-]{0,4}\\PC{0,3}|.{0,8}") {
        let written = prefixed(&text);
        prop_assert!(written.starts_with('\'') || !is_formula(&written));
        prop_assert_eq!(unprefixed(&written), text.as_str());
    }

    /// Any text in every place: the plain answers file is read as what was written, YAML and JSON alike.
    #[test]
    fn any_text_comes_in_again(text in "(?s).{0,40}", other in "[-:#'\"{}\\[\\]&*!|>%@`~ \n\t0-9.a-f]{0,12}") {
        for text in [text, other] {
            check_again(&text);
        }
    }
}

fn check_again(text: &str) {
    let kinds = kinds();
    let (line, lines) = (clean(text).trim().to_owned(), clean_lines(text).into_owned());
    let date = "2026-03-01".parse().unwrap();
    let mut assessment = Assessment::new(Arc::clone(&kinds), line.clone(), line.clone(), date);
    assessment.name = line;
    let question = |id: &str| kinds.find_question(id).unwrap();
    let sure = Change::Confident(question("steps"), Some(Confidence::Guess));
    let noted = Change::Noted(question("steps"), lines.trim().to_owned());
    let mut changes = vec![Change::Answered(question("steps"), Answer::Choice(1)), sure, noted];
    if !lines.trim().is_empty() {
        changes.push(Change::Answered(question("why"), Answer::Text(lines)));
    }
    for change in changes {
        assessment.answers.apply(&kinds, change).unwrap();
    }
    let record = Record::new("a", 1, &assessment, "", Options::default());
    for bytes in [plain_answers::yaml(&record).unwrap(), plain_answers::json(&record).unwrap()] {
        let file = AnswersFile::read("a.yaml", &bytes, &Limits::default());
        let (_, read, found) = file.assessment(&kinds, date);
        let shown = String::from_utf8_lossy(&bytes);
        let read = read.unwrap_or_else(|| panic!("{found:?}\n{shown}"));
        assert_eq!(read.answers, assessment.answers, "{shown}");
        assert_eq!((&read.about, &read.label), (&assessment.about, &assessment.label), "{shown}");
        assert_eq!(read.name, assessment.name, "{shown}");
    }
}

/// Nothing of who it was is left, in any format.
#[test]
fn anonymous_is_anonymous() {
    let mut answers = answers("Kim Sorensen");
    answers["label"] = json!("2026");
    let desk = desk_with(&answers);
    desk.run("import a.json").code(0);
    for format in ["csv", "csv-wide", "csv-scores", "yaml", "json", "xlsx"] {
        for what in ["a.json", "@last"] {
            desk.run(&format!("export {what} --private --anonymous --force --format {format} -o out"))
                .code(0);
            let bytes = fs::read(desk.path("out")).unwrap();
            let text = match format {
                "xlsx" => parts(&bytes),
                _ => String::from_utf8(bytes).unwrap(),
            };
            for secret in ["Kim", "Sorensen", "kim-sorensen"] {
                assert!(!text.contains(secret), "{secret} is in the {format} of {what}");
            }
            assert!(text.contains("2026"), "{format}");
            assert!(format == "csv-scores" || text.contains("boss"), "{format}");
            assert!(format == "csv-scores" || text.contains(LEFT_OUT), "{format}");
        }
    }
    // The files are not called by anybody's name either.
    desk.run("export @last a.json --anonymous --format csv -o folder/").code(0);
    let mut names: Vec<_> =
        fs::read_dir(desk.path("folder")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["assessment-1.csv", "assessment-2.csv"]);
    // What is taken in again scores the same, and a copy of the saved file cannot be anonymous.
    let score = |file: &str| desk.run(&format!("show {file} --json")).json()["overall"].clone();
    desk.run("export a.json --anonymous --format yaml -o again.yaml").code(0);
    assert_eq!(score("again.yaml"), score("a.json"));
    desk.run("export @last --anonymous --format lbr").code(2).has(&["--anonymous"]);
}

/// Private areas stay behind, and it is said; with `--private` they go along.
#[test]
fn private_areas_stay_behind() {
    let desk = desk_with(&answers("Nobody else"));
    for format in ["csv", "csv-wide", "yaml", "json", "xlsx"] {
        let export = |more: &str| {
            let said = desk.run(&format!("export a.json --force --format {format} -o out {more}")).code(0);
            let bytes = fs::read(desk.path("out")).unwrap();
            (said, if format == "xlsx" { parts(&bytes) } else { String::from_utf8(bytes).unwrap() })
        };
        let (said, text) = export("");
        assert!(!text.contains("secret"), "{format}");
        said.has(&["1 answer of private areas left out", "--private"]);
        let (said, text) = export("--private");
        assert!(text.contains("secret"), "{format}");
        said.lacks("left out");
    }
}

/// The same answers make the same bytes, whenever and wherever.
#[test]
fn exports_are_made_again() {
    let desk = Desk::new();
    let files: Vec<_> = ["weak.yaml", "mixed.yaml", "strong.yaml"].map(sample).into();
    desk.call([OsStr::new("import")].into_iter().chain(files.iter().map(|file| file.as_os_str())))
        .said()
        .code(0);
    for format in ["csv", "csv-wide", "csv-scores", "xlsx"] {
        let export = |out: &str| desk.call(["export", "--all", "--format", format, "-o", out]);
        export("one").said().code(0);
        std::thread::sleep(std::time::Duration::from_millis(1100));
        export("two").with("TZ", "Pacific/Kiritimati").with("LANG", "de_DE.UTF-8").said().code(0);
        let piped = export("-").bytes().said().code(0).bytes;
        let one = fs::read(desk.path("one")).unwrap();
        assert!(one == fs::read(desk.path("two")).unwrap() && one == piped, "{format}");
        for name in ["one", "two"] {
            fs::remove_file(desk.path(name)).unwrap();
        }
    }
}

/// Every number of the wide table and of the workbook is that of `show --json`.
#[test]
fn tables_say_what_the_result_says() {
    let desk = Desk::new();
    for name in ["weak.yaml", "mixed.yaml", "strong.yaml", "osaka.yaml"] {
        let file = sample(name);
        let export = |format: &str, out: &str| {
            let call = [
                "export".as_ref(),
                file.as_os_str(),
                "--format".as_ref(),
                OsStr::new(format),
                "-o".as_ref(),
                OsStr::new(out),
                "--force".as_ref(),
            ];
            desk.call(call).said().code(0);
            fs::read(desk.path(out)).unwrap()
        };
        let result = desk.call(["show".as_ref(), file.as_os_str(), "--json".as_ref()]).said().json();
        let wide = rows(&export("csv-wide", "wide.csv"));
        let scores = rows(&export("csv-scores", "scores.csv"));
        let printed = |value: &Value| if value.is_null() { String::new() } else { value.to_string() };
        assert_eq!(cell(&wide[0], "score"), printed(&result["overall"]["score"]));
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(export("xlsx", "a.xlsx"))).unwrap();
        let why = book.worksheet_range("Why").unwrap();
        for area in result["areas"].as_array().unwrap() {
            let id = area["id"].as_str().unwrap();
            assert_eq!(cell(&wide[0], &format!("score:{id}")), printed(&area["score"]), "{id}");
            let row = row_of(&scores, "area", id);
            for column in ["score", "low", "high"] {
                assert_eq!(cell(row, column), printed(&area[column]), "{column} of {id}");
            }
            check_adding_up(&why, area["title"].as_str().unwrap(), sum_of(&result, &area["id"]));
        }
        check_adding_up(&why, "Overall", sum_of(&result, &Value::Null));
        let leaks = book.worksheet_range("Leaks").unwrap();
        let found: Vec<String> = leaks.rows().skip(1).map(|row| row[2].to_string()).collect();
        let wanted: Vec<&str> =
            result["leaks"].as_array().unwrap().iter().map(|leak| leak["leak"].as_str().unwrap()).collect();
        assert_eq!(found, wanted);
    }
}

/// What the points of a score make, as `show --json` says it; no area for the overall score.
fn sum_of(result: &Value, area: &Value) -> Option<f64> {
    let of_it = |opened: &&Value| opened["area"] == *area;
    let opened = result["why"].as_array().unwrap().iter().find(of_it).unwrap();
    let sum = opened["sum"].as_f64();
    let printed = sum.map(|sum| (sum + 0.5).floor());
    assert_eq!(printed, opened["score"].as_f64(), "{opened}");
    sum
}

/// The points of a score's lines make its sum, and their shares 100.
#[track_caller]
fn check_adding_up(why: &calamine::Range<Data>, of: &str, sum: Option<f64>) {
    let Some(sum) = sum else { return };
    let heads: Vec<String> = why.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let number = |cell: &Data| if let Data::Float(number) = cell { *number } else { 0.0 };
    let (mut points, mut shares) = (0.0, 0.0);
    for row in why.rows().filter(|row| row[at("Score of")] == Data::String(of.to_owned())) {
        if row[at("Line")] == Data::String("score".to_owned()) {
            assert_eq!(number(&row[at("Points")]), sum, "{of}");
        } else {
            points += number(&row[at("Points")]);
            shares += number(&row[at("Share, %")]);
        }
    }
    assert!((points - sum).abs() < 1e-6 && (shares - 100.0).abs() < 1e-6, "{of}: {points}, {shares}");
}

/// Every cell of every type of question, worked out by hand.
#[test]
fn every_type_has_its_cells() {
    let desk = desk_with(&answers("words"));
    let long = rows(&exported(&desk, "--format csv").bytes);
    let check = |id: &str, wanted: [&str; 8]| {
        let row = row_of(&long, "question", id);
        let columns = ["state", "answer", "given", "value", "level", "highest", "score", "weight"];
        assert_eq!(columns.map(|column| cell(row, column)), wanted, "{id}");
    };
    check("role", ["answered", "Boss", "boss", "2", "", "", "", ""]);
    check("steps", ["answered", "1 of 3: Never", "1", "1", "0", "2", "0", "1"]);
    check("change", ["answered", "'-4.5", "-4.5", "-4.5", "0", "1", "0", "1"]);
    check("some", ["answered", "A; B", "[\"a\",\"b\"]", "", "1", "1", "100", "1"]);
    check(
        "grid",
        [
            "answered",
            "X: 2 of 2, Good; Z: don't know",
            "{\"x\":2,\"z\":\"dont_know\"}",
            "",
            "1",
            "1",
            "100",
            "1",
        ],
    );
    check("pair", ["answered", "In: 3; Out: 4", "{\"in\":3,\"out\":4}", "", "1", "1", "100", "1"]);
    check("why", ["answered", "words", "words", "", "", "", "", ""]);
    check("closed", ["not_asked", "", "", "", "", "", "", ""]);
    assert_eq!(cell(row_of(&long, "question", "steps"), "confidence"), "fairly_sure");
    let wide = rows(&exported(&desk, "--format csv-wide").bytes);
    for (column, wanted) in [
        ("label", "words"),
        ("role", "boss"),
        ("question:label", "words"),
        ("question:role", "boss"),
        ("steps", "1"),
        ("change", "-4.5"),
        ("some", "a; b"),
        ("grid.x", "2"),
        ("grid.z", "dont_know"),
        ("pair.in", "3"),
        ("closed", "not_asked"),
        ("finished", "yes"),
    ] {
        assert_eq!(cell(&wide[0], column), wanted, "{column}");
    }
}

#[test]
fn several_in_one_table() {
    let desk = desk_with(&answers("one"));
    desk.write("b.json", answers("two").to_string());
    let found = rows(&document(&desk, "export a.json b.json --format csv-wide").code(0).bytes);
    assert_eq!(found.iter().map(|row| cell(row, "about")).collect::<Vec<_>>(), ["one", "two"]);
    desk.run("export a.json b.json --format xlsx -o two.xlsx").code(0);
    let book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(desk.path("two.xlsx")).unwrap())).unwrap();
    assert_eq!(book.sheet_names(), ["Overview", "Areas", "Leaks", "Answers", "Why", "About"]);
    // Another questionnaire has other columns; a long table has none of its own.
    let mixed = sample("mixed.yaml");
    let with_other = |options: &[&str]| {
        let first = ["export".as_ref(), "a.json".as_ref(), mixed.as_os_str()].into_iter();
        desk.call(first.chain(options.iter().map(OsStr::new))).bytes().said()
    };
    for format in ["csv-wide", "xlsx"] {
        with_other(&["--format", format, "-o", "other"]).code(4).has(&["kinds, leaky_bucket", "-o DIR/"]);
        assert!(!desk.path("other").exists());
        with_other(&["--format", format, "-o", format]).code(4);
        with_other(&["--format", format, "-o", &format!("{format}/")]).code(0);
        assert_eq!(fs::read_dir(desk.path(format)).unwrap().count(), 2);
    }
    let both = with_other(&["--format", "csv"]).code(0);
    let ids: BTreeSet<String> =
        rows(&both.bytes).iter().map(|row| cell(row, "questionnaire").to_owned()).collect();
    assert_eq!(ids.len(), 2);
    // One answers file holds one assessment.
    for format in ["yaml", "json", "lbr"] {
        desk.run(&format!("export a.json b.json --format {format}")).code(2).has(&["-o DIR/"]);
    }
}

#[test]
fn saved_files_are_copied_to_the_byte() {
    let desk = desk_with(&answers("one"));
    desk.run("import a.json").code(0);
    let saved = fs::read(desk.saved()).unwrap();
    desk.run("export @last --format lbr -o copy.lbr").code(0);
    assert!(saved == fs::read(desk.path("copy.lbr")).unwrap());
    desk.run("export @last --format lbr").code(0).has(&["written: one-one.lbr"]);
    desk.run("export @last --format lbr").code(0).has(&["written: one-one-2.lbr"]);
    assert!(
        desk.call(["export", "copy.lbr", "--format", "lbr", "-o", "-"]).bytes().said().code(0).bytes == saved
    );
    desk.run("export a.json --format lbr").code(2).has(&["`leaky-bucket import`"]);
    // An assessment that is kept in two files leaves in two.
    let second = desk.saved().with_extension("2.lbr");
    let header: Value = serde_json::from_slice(saved.split(|byte| *byte == b'\n').next().unwrap()).unwrap();
    put(&second, format!("{{\"continues\":{}}}\n", header["id"]));
    desk.run("export one-one --format lbr -o -").code(2).has(&["2 files"]);
    desk.run("export one-one --format lbr -o both/").code(0);
    assert!(fs::read(desk.path("both/one-one.lbr")).unwrap() == saved);
    assert!(fs::read(desk.path("both/one-one.2.lbr")).unwrap() == fs::read(second).unwrap());
}

/// Nothing is replaced unasked, of several files all are written or none.
#[test]
fn exports_replace_nothing_unasked() {
    let desk = desk_with(&answers("one"));
    desk.write("b.json", answers("two").to_string());
    desk.write("there.csv", "mine");
    desk.run("export a.json -o there.csv").code(5).has(&["--force"]);
    assert_eq!(fs::read(desk.path("there.csv")).unwrap(), b"mine");
    desk.run("export a.json -o there.csv --force").code(0);
    assert_ne!(fs::read(desk.path("there.csv")).unwrap(), b"mine");
    desk.run("export a.json -o a.json --force").code(5).has(&["holds the answers themselves"]);
    fs::create_dir(desk.path("folder")).unwrap();
    desk.write("folder/b.csv", "mine");
    desk.run("export a.json b.json -o folder").code(5).has(&["folder/b.csv"]);
    assert!(!desk.path("folder/a.csv").exists(), "half a set was written");
    desk.run("export a.json b.json -o folder --force").code(0);
    assert!(desk.path("folder/a.csv").exists());
    desk.run("export a.json --format xlsx").code(0).has(&["written: a.xlsx"]);
    desk.run("export a.json --format xlsx").code(0).has(&["written: a-2.xlsx"]);
    for wrong in ["export a.json --all", "export a.json --format ods", "export a.json --format yaml --bom"] {
        desk.run(wrong).code(2);
    }
    for nothing in ["export", "export --all"] {
        desk.run(nothing).code(5).has(&["nothing is saved"]);
    }
    desk.run("import a.json").code(0);
    put(&desk.data().join("broken.lbr"), "nonsense\n");
    let said = document(&desk, "export --all").code(4).has(&["left out", "broken.lbr"]);
    assert_eq!(cell(&rows(&said.bytes)[0], "about"), "one");
}

/// A byte order mark only where it is asked for.
#[test]
fn csv_begins_as_asked() {
    let desk = desk_with(&answers("é"));
    assert!(exported(&desk, "").bytes.starts_with(b"assessment,"));
    desk.run("export a.json --bom -o marked.csv").code(0);
    assert!(fs::read(desk.path("marked.csv")).unwrap().starts_with("\u{feff}assessment,".as_bytes()));
}

/// `report` writes tables by the same functions.
#[test]
fn reports_as_tables() {
    let desk = desk_with(&answers("words"));
    let report = |options: &str| document(&desk, &format!("report a.json {options}")).code(0);
    assert_eq!(report("--format csv").bytes, exported(&desk, "--format csv").bytes);
    report("--format xlsx").has(&["written: a.xlsx"]);
    exported(&desk, "--format xlsx -o b.xlsx");
    assert!(fs::read(desk.path("a.xlsx")).unwrap() == fs::read(desk.path("b.xlsx")).unwrap());
    let found = rows(&report("--format csv --no-notes").bytes);
    assert_eq!(cell(row_of(&found, "question", "steps"), "note"), "");
}

/// The pages' tables of columns are those of the program.
#[test]
fn every_column_is_explained() {
    check_columns(
        "docs/exports.md",
        &[("head", &HEAD), ("answers", &ANSWERS), ("scores", &SCORES), ("wide", &WIDE)],
    );
    check_columns("docs/years.md", &[("comparison", &COMPARISON)]);
}

#[track_caller]
#[expect(clippy::disallowed_methods, reason = "a file of the source tree, under version control")]
fn check_columns(path: &str, tables: &[(&str, &[Column])]) {
    let mut page = fs::read_to_string(path).unwrap();
    let bless = std::env::var_os("LEAKY_BUCKET_BLESS").is_some();
    for (name, columns) in tables {
        let (begin, end) = (format!("<!-- {name} -->\n"), "<!-- end -->");
        let rows = columns.iter().map(|column| format!("| `{}` | {} |\n", column.name, column.means));
        let table = format!("| column | what stands in it |\n|---|---|\n{}", rows.collect::<String>());
        let (before, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("no {begin}"));
        let (found, after) = rest.split_once(end).unwrap();
        assert!(
            bless || found == table,
            "the columns of {name} are stale: LEAKY_BUCKET_BLESS=1 writes them anew"
        );
        page = format!("{before}{begin}{table}{end}{after}");
    }
    if bless {
        fs::write(path, page).unwrap();
    }
}
