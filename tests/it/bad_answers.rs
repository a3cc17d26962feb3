//! Answers files that do not fit their questionnaire: every fault is named, and nothing is taken.

use super::program::{Desk, SMALL};

/// Takes answers to the small questionnaire, which lies beside them, in every way they can come in.
#[track_caller]
fn check_answers(answers: &str, code: i32, wanted: &[&str]) {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    desk.write("a.yaml", answers);
    let before = desk.snapshot();
    for command in ["show a.yaml", "report a.yaml -o out.pdf", "import a.yaml", "show a.yaml --json"] {
        let said = desk.run(command).code(code);
        if code != 0 {
            said.has(wanted).has(&["a.yaml"]);
            assert!(before == desk.snapshot(), "`{command}` has left something behind");
        }
    }
}

/// As many faults as there can be lines, before as many names that could be meant.
#[test]
fn b33_faults_without_end() {
    let desk = Desk::new();
    let mut questions = SMALL.to_owned();
    for number in 0..19_990 {
        questions.push_str(&format!("      - {{id: question_{number}, ask: Q?, type: text}}\n"));
    }
    desk.write("small.yaml", questions);
    let unknown: String = (0..50_000).map(|number| format!("  qestion_{number}: 1\n")).collect();
    desk.write("a.yaml", format!("questionnaire: small\nanswers:\n{unknown}"));
    desk.run("show a.yaml").code(4).has(&["a.yaml:3:3", "did you mean `question_0`?", "more"]);
    let notes: String = (0..19_990).map(|number| format!("  question_{number}: 1\n")).collect();
    desk.write("a.yaml", format!("questionnaire: small\nanswers: {{}}\nnotes:\n{notes}"));
    desk.run("show a.yaml").code(4).has(&["a.yaml:4:3", "more"]);
    desk.write("a.yaml", format!("questionnaire: small\nanswers: {{}}\n{}", unknown.replace("  ", "")));
    desk.run("show a.yaml").code(4).has(&["a.yaml:3:1", "no key `qestion_0`", "more"]);
}

/// A number that stands for a text is the text that was written.
#[test]
fn labels_stay_as_they_were_written() {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL.replace("edition: \"1\"", "edition: \"1.10\""));
    for label in ["2026.10", "007", "1e3", "0x1F", "\"2026.10\"", "12345678901234567890.0"] {
        let text =
            format!("questionnaire: small\nedition: 1.10\nabout: 1.50\nlabel: {label}\nanswers: {{}}\n");
        desk.write("a.yaml", text);
        let said = desk.run("show a.yaml --json").code(0);
        assert!(said.err.is_empty(), "{said:?}");
        let shown = said.json();
        assert_eq!(
            (shown["about"].as_str(), shown["label"].as_str()),
            (Some("1.50"), Some(label.trim_matches('"')))
        );
    }
}

#[rustfmt::skip]
mod answers {
    use super::*;

    #[test] fn sound() { check_answers("questionnaire: small\nanswers: {first: 2, share: 40, many: [a], sure: no, why: because}\n", 0, &[]); }

    #[test] fn b33_everything_at_once() {
        check_answers(
            "questionnaire: small\nanswers:\n  frist: 2\n  first: 4\n  share: 101\n  many: [c]\n  sure: maybe\n  why: [1]\nnotes:\n  nobody: hm\n",
            4,
            &["a.yaml:3:3", "`first`?", "a.yaml:4:3", "a.yaml:5:3", "a.yaml:6:3", "a.yaml:7:3", "a.yaml:8:3", "a.yaml:10:3", "7 errors"],
        );
    }
    #[test] fn b33_wrong_types() {
        for (id, value) in [
            ("first", "0"), ("first", "1.5"), ("first", "-1"), ("first", "bad"), ("first", "[1]"), ("first", "yes"), 
            ("share", "-1"), ("share", "ten"),  ("share", "yes"), ("share", "[1]"),
            ("many", "a"), ("many", "[a, z]"), ("many", "{a: 1}"), ("sure", "1"), ("sure", "perhaps"), ("why", "{a: 1}"),
        ] {
            check_answers(&format!("questionnaire: small\nanswers:\n  {id}: {value}\n"), 4, &["a.yaml:3:3", &format!("`{id}`")]);
        }
        for value in ["1e999", "-1e999", "99999999999999999999", ".nan", "-.inf", ".INF"] {
            check_answers(&format!("questionnaire: small\nanswers:\n  share: {value}\n"), 4, &["a.yaml:3:"]);
        }
    }
    #[test] fn b33_two_answers_for_one_question() {
        check_answers("questionnaire: small\nanswers:\n  first: 2\n  first: 3\n", 4, &["Q006", "a.yaml:3:3", "a.yaml:4:3"]);
    }
    #[test] fn b33_a_choice_twice() { check_answers("questionnaire: small\nanswers:\n  many: [a, a]\n", 4, &["a.yaml:3:3", "`many`"]); }
    #[test] fn b33_a_text_without_end() {
        check_answers(&format!("questionnaire: small\nanswers:\n  why: \"{}\"\n", "a".repeat(17 << 10)), 4, &["a.yaml:3:3", "`why`"]);
    }
    #[test] fn b33_a_note_without_end() {
        check_answers(&format!("questionnaire: small\nanswers: {{}}\nnotes:\n  why: \"{}\"\n", "a".repeat(17 << 10)), 4, &["a.yaml:4:3", "`why`"]);
    }
    #[test] fn b33_other_questionnaires() {
        check_answers("questionnaire: nobodys\nanswers: {}\n", 4, &["`nobodys`", "--questionnaire"]);
        check_answers("questionnaire: ../../etc/passwd\nanswers: {}\n", 4, &["--questionnaire"]);
        check_answers("questionnaire: [1]\nanswers: {}\n", 4, &["a.yaml:1:1"]);
    }
    #[test] fn b33_how_sure() {
        check_answers("questionnaire: small\nanswers: {}\nconfidence:\n  first: guess\n", 4, &["a.yaml:4:3", "nobody is asked how sure", "`first`"]);
        check_answers("questionnaire: small\nanswers: {}\nconfidence:\n  first: very\n  nobody: guess\n", 4, &["a.yaml:4:3", "guess, fairly_sure, can_show_it", "a.yaml:5:3"]);
        check_answers("questionnaire: small\nanswers: {}\nconfidence: 7\n", 4, &["a.yaml:3:1"]);
    }
    #[test] fn b33_wrong_heads() {
        check_answers("questionnaire: small\nanswer: {first: 1}\n", 4, &["a.yaml:2:1", "`answers`"]);
        check_answers("questionnaire: small\nanswers: [1]\n", 4, &["a.yaml:2:1"]);
        check_answers("questionnaire: small\nanswers: 7\nnotes: 8\nrespondent: 9\n", 4, &["a.yaml:2:1", "a.yaml:3:1", "a.yaml:4:1"]);
        check_answers("questionnaire: small\ndate: tomorrow\nanswers: {}\n", 4, &["a.yaml:2:1", "2026-03-01"]);
        check_answers("questionnaire: small\ndate: 2026-02-30\nanswers: {}\n", 4, &["a.yaml:2:1"]);
        check_answers("questionnaire: small\nabout: [x]\nlabel: {a: b}\nanswers: {}\n", 4, &["a.yaml:2:1", "a.yaml:3:1"]);
        check_answers("questionnaire: small\nrespondent: {nmae: x, name: [1], role: 7}\nanswers: {}\n", 4, &["`nmae`", "`name`", "no role"]);
        check_answers("questionnaire: small\nrespondent: {role: manager}\nanswers: {}\n", 4, &["no role"]);
        check_answers("just words\n", 4, &["a.yaml:1:1", "not an answers file"]);
        check_answers("", 4, &["empty"]);
        check_answers("a: &a [*a]\n", 4, &["refers to itself"]);
        check_answers(&"[".repeat(100_000), 4, &["64 deep"]);
    }
}
