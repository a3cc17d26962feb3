//! Benchmark files as people write them: what is read, and every fault named.

use super::*;
use crate::questionnaire::read::sample;

const WHOLE: &str = "\
benchmark: 1
questionnaire: pipes
edition: \"2026.1\"
source: Northwind Advisory
date: 2026-03-01
n: 14
overall: {lower: 41, median: 52, upper: 63}
areas:
  valves: {n: 12, lower: 20, median: 31, upper: 40}
";

const PIPES: &str = "\
format: 1
id: pipes
edition: \"2026.1\"
title: Pipes
areas:
- id: valves
  title: Valves
  questions:
  - {id: shut, ask: Do they shut?, type: yes_no, yes: {level: 1}, no: {level: 0}}
- id: names
  title: Names
  scored: no
  questions:
  - {id: who, ask: Who?, type: text}
";

fn today() -> Date {
    "2026-06-01".parse().unwrap()
}

fn pipes() -> Questionnaire {
    sample(PIPES)
}

fn beside(text: &str) -> (Option<Benchmark>, Vec<Diagnostic>) {
    let (_, benchmark, faults) = BenchmarkFile::read("case", text.as_bytes(), today()).beside(&pipes());
    (benchmark, faults)
}

/// Each fault by its code, where it stands and a part of its help, in the order of the file; the first part is
/// written in the place of the second in a file that is whole.
#[track_caller]
fn check(instead_of: &str, write: &str, want: &[(&str, &str, &str)]) {
    assert!(WHOLE.contains(instead_of), "{instead_of}");
    let text = WHOLE.replacen(instead_of, write, 1);
    let (benchmark, faults) = beside(&text);
    let found: Vec<(&str, &str, &str)> = faults
        .iter()
        .map(|fault| {
            let place = text.get(fault.range.clone()).unwrap_or_default();
            (fault.code, place, fault.help.as_deref().unwrap_or_default())
        })
        .collect();
    assert_eq!(found.len(), want.len(), "{faults:#?}");
    for ((code, at, help), (want_code, want_at, want_help)) in found.iter().zip(want) {
        assert!(code == want_code && at == want_at && help.contains(want_help), "{faults:#?}");
    }
    assert_eq!(benchmark.is_some(), !faults.iter().any(Diagnostic::is_error));
}

#[test]
fn everything_is_read() {
    let (benchmark, faults) = beside(WHOLE);
    assert_eq!(faults, []);
    let benchmark = benchmark.unwrap();
    let questionnaire = pipes();
    let valves = questionnaire.find_area("valves").unwrap();
    let figures = |count, lower, median, upper| Some(Figures { count, lower, median, upper });
    assert_eq!(benchmark.source, "Northwind Advisory");
    assert_eq!((benchmark.count, benchmark.date), (14, "2026-03-01".parse().unwrap()));
    assert_eq!(benchmark.overall, figures(14, 41, 52, 63));
    assert_eq!(benchmark.area(&questionnaire, valves), figures(12, 20, 31, 40));
    assert!(benchmark.is_of(&questionnaire) && !benchmark.is_of_other_edition(&questionnaire));
}

#[test]
fn what_it_can_do_without() {
    check("overall: {lower: 41, median: 52, upper: 63}\n", "", &[]);
    check("  valves: {n: 12, lower: 20, median: 31, upper: 40}\n", "  {}\n", &[]);
    check("areas:\n  valves: {n: 12, lower: 20, median: 31, upper: 40}\n", "", &[]);
    check("2026.1", "", &[("M020", "\"\"", "with care")]);
    let (benchmark, _) = beside(&WHOLE.replace("overall: {lower: 41, median: 52, upper: 63}\n", ""));
    assert_eq!(benchmark.unwrap().overall, None);
}

#[test]
fn it_belongs_to_a_questionnaire() {
    check("pipes", "taps", &[("M016", "taps", "that was answered")]);
    check("2026.1", "2025.1", &[("M020", "\"2025.1\"", "with care")]);
    check("valves", "valve", &[("M021", "valve", "did you mean `valves`?")]);
    check("valves", "names", &[("M021", "names", "remove it")]);
    check("valves", "\"a b\"", &[("M021", "\"a b\"", "remove it")]);
}

#[test]
fn numbers_are_whole_and_in_order() {
    for wrong in ["-1", "101", "41.5", ".nan", "\"41\"", "few"] {
        check("lower: 41", &format!("lower: {wrong}"), &[("M013", wrong, "0 to 100")]);
    }
    for wrong in ["0", "-3", "14.5", "5000000000", "many"] {
        check("n: 14", &format!("n: {wrong}"), &[("M013", wrong, "from 1")]);
    }
    let out = "{lower: 53, median: 52, upper: 63}";
    check("{lower: 41, median: 52, upper: 63}", out, &[("M015", out, "in order")]);
    // One fault does not hide another.
    let out = "{lower: 70, median: 520, upper: 63}";
    check(
        "{lower: 41, median: 52, upper: 63}",
        out,
        &[("M015", out, "in order"), ("M013", "520", "0 to 100")],
    );
    let out = "{median: 52, upper: 50}";
    check("{lower: 41, median: 52, upper: 63}", out, &[("M012", out, "as in"), ("M015", out, "in order")]);
    check("n: 12", "n: 15", &[("M015", "15", "how many of them")]);
    check("n: 14", "n: 9", &[("M022", "9", "10 or more"), ("M015", "12", "how many of them")]);
    check("n: 12", "n: 2", &[("M022", "2", "10 or more")]);
}

/// Nobody's score stands in it: it would be shown as nothing at all.
#[test]
fn without_figures_it_is_none() {
    let (bare, _) = WHOLE.split_once("overall").unwrap();
    for text in [bare.to_owned(), format!("{bare}areas: {{}}\n"), format!("{bare}overall:\nareas:\n")] {
        let (benchmark, faults) = beside(&text);
        let found: Vec<(&str, &str)> =
            faults.iter().map(|fault| (fault.code, fault.message.as_str())).collect();
        assert_eq!(found, [("M012", "there are no figures")], "{text}");
        assert_eq!(benchmark, None);
    }
}

#[test]
fn a_day_is_past() {
    check("2026-03-01", "2026-06-02", &[]);
    check("2026-03-01", "2026-06-03", &[("M013", "2026-06-03", "drawn up")]);
    check("2026-03-01", "March", &[("M013", "March", "2026-03-01")]);
    check("2026-03-01", "9999-12-31", &[("M013", "9999-12-31", "drawn up")]);
}

#[test]
fn all_faults_at_once() {
    let text =
        "benchmark: 1\nquestionaire: pipes\nsource: \"\"\ndate: 1\nn: no\noverall: 5\nareas: [valves]\n";
    let (benchmark, faults) = beside(text);
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["M012", "M012", "M011", "M013", "M013", "M013", "M013", "M013"], "{faults:#?}");
    assert_eq!(benchmark, None);
}

#[test]
fn other_files() {
    for text in ["format: 1\nareas: []\n", "questionnaire: pipes\nanswers: {}\n", "- 1\n", "words\n"] {
        let (benchmark, faults) = beside(text);
        assert!(benchmark.is_none() && faults.len() == 1 && faults[0].code == "M010", "{text}: {faults:?}");
    }
    check("benchmark: 1", "benchmark: 2", &[("M014", "2", "newer")]);
    check("benchmark: 1", "benchmark: one", &[("M014", "one", "benchmark: 1")]);
}

#[test]
fn a_source_is_a_line() {
    let long = "x".repeat(LONGEST_SOURCE);
    check("Northwind Advisory", &long, &[]);
    let longer = "x".repeat(5000);
    check("Northwind Advisory", &longer, &[("M013", &longer, "shorten")]);
    let (benchmark, _) = beside(&WHOLE.replace("Northwind Advisory", "\"a \\n\\t b\""));
    assert_eq!(benchmark.unwrap().source, "a b");
}

#[test]
fn no_bytes_break_it() {
    for bytes in [&b""[..], b"\xff\xfe\x00", b"benchmark: 1\nareas: {{", b"benchmark: 1\nareas: &a {a: *a}\n"]
    {
        let (_, benchmark, faults) = BenchmarkFile::read("case", bytes, today()).beside(&pipes());
        assert!(benchmark.is_none() && !faults.is_empty());
    }
    let many: String = (0..20_000).map(|number| format!("  a{number}: 1\n")).collect();
    let (_, benchmark, faults) = BenchmarkFile::read(
        "case",
        WHOLE.replace("  valves", &format!("{many}  valves")).as_bytes(),
        today(),
    )
    .beside(&pipes());
    assert!(benchmark.is_none() && faults.len() == MOST_KEPT);
}
