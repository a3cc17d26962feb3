//! What the reader says of questionnaires: the suites of tests/definitions, and files too long or
//! too strange to be written down.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use leaky_bucket::assessment::{Answers, Change};
use leaky_bucket::diagnostic::Diagnostic;
use leaky_bucket::findings;
use leaky_bucket::questionnaire::codes::CODES;
use leaky_bucket::questionnaire::{self, Answer, Questionnaire};
use leaky_bucket::scoring::score;
use leaky_bucket::source::{self, Limits, Node, Value};

use crate::suite::{Case, cases, completed, disagreement, read};
use crate::translations;

/// How many spoilt files are read; `LEAKY_BUCKET_LONG=1` makes it a hundred thousand.
const FLIPS: usize = 5_000;

/// Codes that no text file of cases can bring about; the tests below and those of `source` do.
const OF_BYTES: [&str; 3] = ["Q001", "Q002", "Q020"];

fn suites() -> Vec<Case> {
    let mut paths: Vec<_> =
        fs::read_dir("tests/definitions").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| cases(&fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_case_is_told_as_it_says() {
    let cases = suites();
    assert!(70 < cases.len(), "only {} cases were found", cases.len());
    let failed: Vec<String> = cases.iter().filter_map(disagreement).collect();
    assert!(failed.is_empty(), "{} of {} cases:\n\n{}", failed.len(), cases.len(), failed.join("\n\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases: Vec<Case> = suites().into_iter().chain(translations::faults()).collect();
    let shown: BTreeSet<&str> =
        cases.iter().flat_map(|case| &case.wanted).map(|wanted| wanted.code.as_str()).collect();
    let missing: Vec<&str> = CODES
        .iter()
        .map(|code| code.code)
        .filter(|code| !shown.contains(code) && !OF_BYTES.contains(code))
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
    let unknown: Vec<_> =
        shown.iter().filter(|code| CODES.iter().all(|known| known.code != **code)).collect();
    assert!(unknown.is_empty(), "codes.rs does not know {unknown:?}");
}

#[test]
fn every_message_says_what_to_do() {
    for case in suites() {
        let (_, _, found, shown) = read("case.yaml", &case.text);
        for fault in found {
            let help = fault.help.unwrap_or_default();
            assert!(
                !help.is_empty() && !help.ends_with('.') && !help.starts_with(char::is_uppercase),
                "{help}\n{shown}"
            );
            assert!(
                !fault.message.ends_with('.') && !fault.message.starts_with(char::is_uppercase),
                "{shown}"
            );
        }
    }
}

/// The message that the style guide shows, word by word.
#[test]
fn a_cut_point_beyond_the_greatest_answer() {
    let yaml = "areas:
  - id: retention
    title: Customer retention
    questions:
      - id: ret_rate
        ask: What share of last year's customers still buys?
        type: number
        min: 0
        max: 100
        cut_points:
          - {from: 0, level: 0}
          - {from: 120, level: 4}
";
    let (_, _, _, shown) = read("questionnaires/retention.yaml", &completed(yaml));
    let want = "
error[Q012]: `ret_rate` has a cut point at 120, but its greatest answer is 100
  --> questionnaires/retention.yaml:16:20
   |
16 |           - {from: 120, level: 4}
   |                    ^^^
   |
   = help: put the cut point between 0 and 100, or raise `max`
";
    assert_eq!(shown.trim(), want.trim(), "\n{shown}");
}

/// Checks the faults of a text that is made by code: each as its code and a part of its message.
#[track_caller]
fn check(yaml: &str, wanted: &[(&str, &str)]) {
    let (_, _, found, shown) = read("case.yaml", &completed(yaml));
    assert_eq!(found.len(), wanted.len(), "{shown:.2000}");
    for (fault, (code, part)) in found.iter().zip(wanted) {
        assert!(fault.code == *code && fault.message.contains(part), "{part}\n{shown:.2000}");
    }
}

fn condition(text: &str) -> String {
    format!(
        "profile:
- {{id: team, ask: How many?, type: number}}
- {{id: a, ask: Is it?, type: yes_no}}
- {{id: b, ask: Why?, type: text, show_if: \"{text}\"}}
"
    )
}

fn questions(count: usize, more: &str) -> String {
    let mut yaml = "areas:\n- id: an_area\n  title: An area\n  questions:\n".to_owned();
    for number in 0..count {
        writeln!(yaml, "  - {{id: q{number}, ask: How often?, type: yes_no, yes: {{level: 1}}{more}}}")
            .unwrap();
    }
    yaml
}

#[rustfmt::skip]
mod generated {
    use super::*;

    // B25
    #[test] fn brackets() { check(&condition(&"(".repeat(100_000)), &[("Q030", "at most 2000 are read")]); }
    #[test] fn a_long_chain() { check(&condition(&"a and ".repeat(16_000)), &[("Q030", "at most 2000 are read")]); }
    #[test] fn brackets_within_the_length() { check(&condition(&"(".repeat(1_900)), &[("Q030", "nests more than 32 deep")]); }
    #[test] fn nots() { check(&condition(&format!("{} a", "not ".repeat(480))), &[("Q030", "nests more than 32 deep")]); }
    #[test] fn signs() { check(&condition(&format!("{}1 == 1", "-".repeat(1_000))), &[("Q030", "nests more than 32 deep")]); }
    #[test] fn calls() { check(&condition(&"min(".repeat(400)), &[("Q030", "nests more than 32 deep")]); }
    #[test] fn a_chain_within_the_length() { check(&condition(&format!("{}1 < 2", "1+".repeat(990))), &[("Q030", "joins more than 128 parts")]); }
    #[test] fn over_several_lines() { check(&condition("a\n\n  and bb"), &[("Q032", "there is nothing called `bb`")]); }
    #[test] fn a_chain_that_is_read() { check(&condition(&format!("{}a", "a and ".repeat(128))), &[]); }
    #[test] fn a_sum_that_is_read() { check(&condition(&format!("{}1 < team", "1+".repeat(127))), &[]); }
    #[test] fn lists_in_lists() { check(&condition(&format!("{}a{}", "(".repeat(30), " in (a, a, a, a, a, a))".repeat(30))), &[]); }

    // B27
    #[test] fn ten_thousand_questions() { check(&questions(10_000, ""), &[]); }
    #[test] fn too_many_questions() { check(&questions(20_001, ""), &[("Q020", "there are 20001 questions; at most 20000 are read")]); }
    #[test] fn too_many_choices() { check(&format!("profile: [{{id: a, ask: Which?, type: scale, choices: [{}]}}]\n", "x, ".repeat(1_001)), &[("Q020", "there are 1001 choices")]); }
    #[test] fn too_many_rows() { check(&format!("profile: [{{id: a, ask: Which?, type: matrix, choices: [x, z], rows: [{}]}}]\n", (0..1_001).map(|row| format!("{{id: r{row}, text: x}}, ")).collect::<String>()), &[("Q020", "`rows` has 1001 lines")]); }

    // B31
    #[test] fn an_id_of_300_letters() { check(&condition("a").replace("id: b", &format!("id: {}", "b".repeat(300))), &[("Q017", "is not an id")]); }
    #[test] fn twins_in_two_forms() { check("bands:\n- {id: u\u{308}, from: 0, label: x}\n- {id: ü, from: 1, label: z}\n", &[("Q017", "is not an id"), ("Q017", "is not an id")]); }
}

/// Each value adds the one before to itself: forty lines would be a million million steps.
#[test]
fn values_that_double() {
    let mut yaml = "values:\n- {id: v0, of: 1}\n".to_owned();
    (1..40).for_each(|idx| writeln!(yaml, "- {{id: v{idx}, of: v{0} + v{0}}}", idx - 1).unwrap());
    let (questionnaire, _, found, _) = read("case.yaml", &completed(&yaml));
    assert!(questionnaire.is_none() && found.iter().all(|fault| fault.code == "Q020"));
}

#[test]
fn values_in_a_long_line() {
    let mut yaml = "values:\n- {id: v0, of: 1}\n".to_owned();
    (1..50_000).for_each(|idx| writeln!(yaml, "- {{id: v{idx}, of: v{} + 1}}", idx - 1).unwrap());
    let (questionnaire, _, found, _) = read("case.yaml", &completed(&yaml));
    assert!(questionnaire.is_none() && found.iter().all(|fault| fault.code == "Q020"));
}

/// As many near names to look for as there can be: the help is given to the first of them.
#[test]
fn many_unknown_names() {
    let yaml = questions(20_000, ", show_if: \"answered(somebody_else)\", plugged_by: [nothing_known]");
    let (_, _, found, _) = read("case.yaml", &completed(&yaml));
    assert_eq!(found.len(), 10_000);
}

/// A long scale that every question names.
#[test]
fn many_copies_of_a_scale() {
    let choice = "x".repeat(200_000);
    let yaml = format!("scales: [{{id: long, choices: [{choice}, {choice}]}}]\n{}", questions(5_000, ""));
    let yaml = yaml.replace("type: yes_no, yes: {level: 1}", "type: scale, scale: long");
    let (questionnaire, _, found, _) = read("case.yaml", &completed(&yaml));
    assert!(questionnaire.is_none() && found.iter().all(|fault| fault.code == "Q020"));
}

/// The longest way through values and a judge that is accepted: scoring it takes no more stack than
/// a thread of the tests has.
#[test]
fn the_deepest_that_is_read_is_scored() {
    let mut yaml = "values:\n- {id: v0, of: size}\n".to_owned();
    (1..99).for_each(|idx| writeln!(yaml, "- {{id: v{idx}, of: v{} + 1}}", idx - 1).unwrap());
    let sum = "1 + ".repeat(127);
    writeln!(
        yaml,
        "profile: [{{id: size, ask: How many?, type: number}}]
areas:
- id: an_area
  title: An area
  questions:
  - {{id: deep, ask: How many?, type: number, judge: {sum}v98, cut_points: [{{from: 0, level: 0}}, {{from: 225, level: 1}}]}}
  - {{id: deeper, ask: How often?, type: scale, choices: [Never, Always], show_if: {sum}level(deep) < 129}}
rules: [{{id: rule, area: an_area, when: {sum}level(deep) == 128, severity: low, leak: It is deep}}]"
    )
    .unwrap();
    let (questionnaire, _, _, shown) = read("case.yaml", &completed(&yaml));
    let questionnaire = questionnaire.unwrap_or_else(|| panic!("{shown:.2000}"));
    let mut answers = Answers::new(&questionnaire);
    for (id, answer) in [("size", 0.0), ("deep", 1.0)] {
        let question = questionnaire.find_question(id).unwrap();
        answers.apply(&questionnaire, Change::Answered(question, Answer::Number(answer))).unwrap();
    }
    let scorecard = score(&questionnaire, &answers);
    assert_eq!(scorecard.question(questionnaire.find_question("deep").unwrap()).level, Some(1.0));
    assert_eq!(findings::find(&questionnaire, &answers, &scorecard).leaks.len(), 1);
}

/// Whatever is accepted can be scored before anything is answered.
#[test]
fn every_case_that_is_read_is_scored() {
    for case in suites() {
        if let (Some(questionnaire), ..) = read("case.yaml", &case.text) {
            let answers = Answers::new(&questionnaire);
            let scorecard = score(&questionnaire, &answers);
            assert_eq!(scorecard.overall.score, None, "{}", case.name);
            assert!(findings::find(&questionnaire, &answers, &scorecard).leaks.is_empty(), "{}", case.name);
        }
    }
}

fn is_long_run() -> bool {
    std::env::var_os("LEAKY_BUCKET_LONG").is_some()
}

fn shipped() -> Vec<(String, String)> {
    let entries = fs::read_dir("questionnaires").unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).collect();
    files.sort();
    let read = files.into_iter().map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap()));
    read.filter(|(_, text)| !text.contains("\ntranslates:")).collect()
}

#[test]
fn what_is_shipped_is_read_without_a_word() {
    for (name, text) in shipped() {
        let (questionnaire, _, found, shown) = read(&name, &text);
        assert!(questionnaire.is_some() && found.is_empty(), "{shown}");
    }
}

/// Whatever is accepted, another reader of YAML reads as the same plain data.
#[test]
fn others_read_the_same() {
    let cases = suites().into_iter().map(|case| (case.name, case.text));
    let mut compared = 0;
    for (name, text) in shipped().into_iter().chain(cases) {
        let (questionnaire, ..) = read(&name, &text);
        if questionnaire.is_some() {
            compared += 1;
            let (_, root, _) = source::read(&name, text.as_bytes(), &Limits::default());
            let other: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
            assert!(is_same(&root.unwrap(), &other), "{name}");
        }
    }
    assert!(15 < compared, "only {compared} were compared");
}

fn is_same(node: &Node, other: &serde_yaml::Value) -> bool {
    match (&node.value, other) {
        (Value::List(items), serde_yaml::Value::Sequence(others)) => {
            items.len() == others.len() && items.iter().zip(others).all(|(item, other)| is_same(item, other))
        }
        (Value::Map(entries), serde_yaml::Value::Mapping(others)) => {
            let same = |((key, value), (other_key, other)): (&(Node, Node), _)| {
                is_same(key, other_key) && is_same(value, other)
            };
            entries.len() == others.len() && entries.iter().zip(others).all(same)
        }
        (Value::Scalar(scalar), serde_yaml::Value::String(other)) => scalar.text == *other,
        (Value::Scalar(scalar), serde_yaml::Value::Null) => scalar.is_null(),
        (Value::Scalar(scalar), serde_yaml::Value::Bool(other)) => scalar.truth() == Some(*other),
        (Value::Scalar(scalar), serde_yaml::Value::Number(other)) => scalar.number() == other.as_f64(),
        (Value::Scalar(_) | Value::List(_) | Value::Map(_), _) => false,
    }
}

/// Reads bytes: no answer but a panic is wrong, and half a questionnaire is never given.
fn answered(bytes: &[u8]) -> (Option<Questionnaire>, Vec<Diagnostic>) {
    let (_, questionnaire, found) = questionnaire::read("case.yaml", bytes, &Limits::default());
    assert!(questionnaire.is_some() != found.iter().any(Diagnostic::is_error));
    (questionnaire, found)
}

/// A file that breaks off anywhere (B32): the small ones at every byte, and with
/// `LEAKY_BUCKET_LONG=1` the shipped ones as well.
#[test]
fn truncated_files_are_answered() {
    let rich = ["every type", "everything that can be said"];
    for case in suites().iter().filter(|case| rich.contains(&case.name.as_str())) {
        (0..case.text.len()).for_each(|end| drop(answered(&case.text.as_bytes()[..end])));
    }
    let step = if is_long_run() { 1 } else { 499 };
    for (_, text) in shipped() {
        (0..text.len()).step_by(step).for_each(|end| drop(answered(&text.as_bytes()[..end])));
    }
}

/// Bytes turned at random, with a seed (B32).
#[test]
fn spoilt_files_are_answered() {
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    let small = suites().into_iter().map(|case| case.text).filter(|text| text.len() < 2_000);
    let texts: Vec<String> = small.collect();
    for round in 0..if is_long_run() { 100_000 } else { FLIPS } {
        // The shipped files are long; one time in fifty is often enough to meet all of their parts.
        let mut bytes = match round % 50 {
            0 => shipped().swap_remove(0).1.into_bytes(),
            _ => texts[random(texts.len())].clone().into_bytes(),
        };
        for _ in 0..=random(4) {
            let at = random(bytes.len());
            bytes[at] = match random(3) {
                0 => u8::try_from(random(256)).unwrap(),
                1 => b"{}[]:,#'\"|>-&*! \n0189_aeqy.()"[random(29)],
                _ => bytes[at] ^ (1 << random(8)),
            };
        }
        answered(&bytes);
    }
}
