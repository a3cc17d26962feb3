//! What the review says of how somebody answered, where there is no screen to show it.

use std::sync::Arc;
use std::time::Duration;

use leaky_bucket::assessment::Assessment;
use leaky_bucket::plain::{Around, Keeping, Plain};
use leaky_bucket::questionnaire;
use leaky_bucket::source::Limits;
use leaky_bucket::words::{DE, EN, Words};

/// So many questions on a scale of four steps, each with its certainty.
fn form(questions: usize) -> String {
    let question = |number: usize| {
        format!(
            "  - {{id: q{number}, ask: 'Question {number}?', type: scale, scale: often, confidence: yes, not_applicable: yes}}\n"
        )
    };
    let questions: String = (1..=questions).map(question).collect();
    format!(
        "format: 1\nid: long\nedition: '1'\ntitle: A long form\nscales:\n- {{id: often, choices: [Never, Seldom, Often, Always]}}\n\
         areas:\n- id: area\n  title: Calls\n  questions:\n{questions}"
    )
}

/// What is said at the end of these lines, each typed so long after the one before.
fn said(lines: &str, seconds: Option<u64>, words: &'static Words) -> String {
    let (_, form, faults) = questionnaire::read("form", form(12).as_bytes(), &Limits::default());
    let form = Arc::new(form.unwrap_or_else(|| panic!("{faults:?}")));
    let today = jiff::civil::date(2026, 3, 1);
    let assessment = Assessment::new(form, "Northwind".to_owned(), "2026".to_owned(), today);
    let around = Around {
        keeping: Keeping::Saved,
        name: "northwind-2026",
        today,
        earlier: None,
        resumed: false,
        named: true,
    };
    let mut plain = Plain::new(assessment, around, words);
    for (number, line) in (1..).zip(lines.lines()) {
        if let Some(seconds) = seconds {
            plain.tick(Duration::from_secs(seconds * number));
        }
        plain.line(line);
    }
    plain.prompt()
}

#[track_caller]
fn check(lines: &str, wanted: &[&str]) {
    let said = said(lines, None, &EN);
    for wanted in wanted {
        assert!(said.contains(wanted), "{wanted} is missing:\n{said}");
    }
}

#[track_caller]
fn check_not(lines: &str, unwanted: &[&str]) {
    let said = said(lines, None, &EN);
    assert!(said.contains("Check your answers."), "{said}");
    for unwanted in unwanted {
        assert!(!said.contains(unwanted), "{unwanted} is there:\n{said}");
    }
}

const VARIED: &str = "1\n2\n3\n4\n1\n2\n3\n4\n1\n2\n3\n4\n";
/// The answers that are left where two were given already.
const TEN: &str = "1\n2\n3\n4\n1\n2\n3\n4\n1\n2\n";

#[rustfmt::skip]
mod remarks {
    use super::{TEN, VARIED, check, check_not};

    #[test] fn all_the_same() { check(&"2\n".repeat(12), &["12 answers in a row are the same, from 1.1 to 1.12. That is fine if it is true.", "Nothing is left open."]); }
    #[test] fn nine_of_them() { check(&format!("1\n{}1\n4\n", "2\n".repeat(9)), &["9 answers in a row are the same, from 1.2 to 1.10."]); }
    #[test] fn eight_happen_to_everybody() { check_not(&format!("1\n{}1\n4\n1\n", "2\n".repeat(8)), &["in a row"]); }
    #[test] fn a_good_answer_that_is_a_guess() { check(&format!("c\n4\nc\n1\n{TEN}"), &["1 good answer is a guess:\n  1.1: Question 1?\n"]); }
    #[test] fn no_reason() { check(&format!("x\nx\nback\nn\nWe have none\n\n{TEN}"), &["1 question does not apply, and has no note. A reason helps later:\n  1.1: Question 1?\n"]); }
    #[test] fn nothing_to_say() { check_not(VARIED, &["in a row", "guess", "reason", "two seconds", "open:"]); }
    #[test] fn no_clock_no_haste() { check_not(&"3\n".repeat(12), &["two seconds"]); }
}

/// The clock of a person who types, not of a file: the first answer has no question before it to count from.
#[test]
fn answers_that_came_too_quickly() {
    let quick = said(VARIED, Some(1), &EN);
    assert!(quick.contains("11 answers came within two seconds."), "{quick}");
    let quick = said(VARIED, Some(1), &DE);
    assert!(quick.contains("11 Antworten kamen binnen zwei Sekunden."), "{quick}");
    assert!(!said(VARIED, Some(9), &EN).contains("two seconds"));
    // Who answers anew has read the question before.
    let twice = said(&format!("{VARIED}1.1\n{}", "1\n2\n".repeat(6)), Some(9), &EN);
    assert!(!twice.contains("two seconds"), "{twice}");
}
