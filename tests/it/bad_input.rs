//! Bad questionnaires of every kind, handed to the real program. Each kind has a number, B01 onward.
//!
//! `program::Desk` proves with every run that it ends, in bounded memory, and prints nothing harmful.

use std::fmt::Write as _;
use std::fs;

use super::program::{Desk, SMALL, Said};

/// Checks a questionnaire file. Nothing on the desk may change by it.
#[track_caller]
fn check(text: impl AsRef<[u8]>, code: i32, wanted: &[&str]) -> Said {
    let desk = Desk::new();
    desk.write("q.yaml", text);
    let before = desk.snapshot();
    let said = desk.run("questionnaire check q.yaml").code(code).has(wanted);
    assert!(before == desk.snapshot(), "checking has changed a file");
    if code == 3 {
        // Faults are named with their place: the file at least.
        said.has(&["q.yaml"])
    } else {
        said
    }
}

/// The small questionnaire with a piece replaced.
#[track_caller]
fn small(piece: &str, by: &str) -> String {
    assert!(SMALL.contains(piece), "{piece}");
    SMALL.replacen(piece, by, 1)
}

/// Adds a question to the small questionnaire.
fn asking(question: &str) -> String {
    format!("{SMALL}      - {question}\n")
}

#[rustfmt::skip]
mod questionnaires {
    use super::*;

    #[test] fn b01_aliases_that_multiply() {
        let mut text = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for (from, to) in ["a", "b", "c", "d", "e", "f", "g", "h"].iter().zip(["b", "c", "d", "e", "f", "g", "h", "i"]) {
            writeln!(text, "{to}: &{to} [{}]", vec![format!("*{from}"); 9].join(", ")).unwrap();
        }
        check(text, 3, &["Q004", "q.yaml:1:4"]);
    }
    #[test] fn b02_forty_levels() {
        let mut text = "a0: &a0 [x]\n".to_owned();
        for level in 1..=40 { writeln!(text, "a{level}: &a{level} [*a{0}, *a{0}]", level - 1).unwrap(); }
        check(text, 3, &["Q004", "q.yaml:1:5"]);
    }
    #[test] fn b03_a_circle() { check("a: &a [*a]\n", 3, &["q.yaml:1:", "refers to itself"]); }
    #[test] fn b04_deep_brackets() { check("[".repeat(100_000), 3, &["q.yaml:1:", "64 deep"]); }
    #[test] fn b05_deep_braces() { check("{a: ".repeat(50_000), 3, &["q.yaml:1:", "64 deep"]); }
    #[test] fn b06_deep_blocks() {
        let text: String = (0..5000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        check(text, 3, &["q.yaml:", "64 deep"]);
    }
    #[test] fn b06_deep_lists() { check(format!("{}x\n", "- ".repeat(20_000)), 3, &["q.yaml:1:", "64 deep"]); }
    #[test] fn b07_a_file_of_64_mib() {
        let desk = Desk::new();
        fs::File::create(desk.path("q.yaml")).unwrap().set_len(64 << 20).unwrap();
        desk.call(["questionnaire", "check", "q.yaml"]).memory(64_000).said().code(3).has(&["q.yaml", "16384 KiB"]);
    }
    #[test] fn b07_a_text_of_15_mib() {
        check(format!("title: \"{}\"\n", "a".repeat(15 << 20)), 3, &["Q002", "q.yaml:1:", "256 KiB"]);
    }
    #[test] fn b09_a_key_twice() { check(format!("{SMALL}id: other\n"), 3, &["Q006", "q.yaml:2:1", "q.yaml:18:1"]); }
    #[test] fn b09_a_key_twice_within() { check(small("ask: How", "type: text\n        ask: How"), 3, &["Q006", "q.yaml:10:9", "q.yaml:12:9"]); }
    #[test] fn b10_a_question_twice() { check(asking("{id: first, ask: Again?, type: text}"), 3, &["Q018", "q.yaml:9:13", "q.yaml:18:14"]); }
    #[test] fn b10_a_choice_twice() { check(small("{id: b, text: B}", "{id: a, text: B}"), 3, &["Q018", "q.yaml:15:"]); }
    #[test] fn b10_an_area_twice() {
        check(format!("{SMALL}  - {{id: one, title: Two, questions: [{{id: x, ask: X?, type: text}}]}}\n"), 3, &["Q018", "q.yaml:6:9", "q.yaml:18:10"]);
    }
    #[test] fn b11_tags() {
        check(small("title: Small", "title: !!python/object/apply:os.system [\"true\"]"), 3, &["Q005", "q.yaml:4:8"]);
        check(small("title: Small", "title: !evil Small"), 3, &["Q005", "q.yaml:4:8"]);
    }
    #[test] fn b12_a_merge_key() { check(small("title: Small", "<<: {title: Small}"), 3, &["Q011", "q.yaml:4:1"]).lacks("question called"); }
    #[test] fn b13_a_misspelt_key() { check(small("ask: How", "aks: How"), 3, &["q.yaml:10:9", "did you mean `ask`?"]); }
    #[test] fn b13_an_unknown_key() { check(small("title: Small", "title: Small\n\"a\\e[2Jb\": 1"), 3, &["q.yaml:5:1", "\\u{1b}", "`a[2Jb`"]); }
    #[test] fn b14_words_that_are_something_else() {
        let bare = |word: &str| small("Fair, Good", &format!("Fair, {word}"));
        for word in ["yes", "no", "on", "NO", "017", "0o17", "1e3"] {
            check(bare(word), 0, &["W015", &format!("`{word}`"), "q.yaml:12:", "sound, with warnings"]);
        }
        check(bare("1:30"), 0, &["sound"]).lacks("W015");
        check(bare("~"), 3, &["q.yaml:12:"]);
        check(bare("null"), 3, &["q.yaml:12:"]);
    }
    #[test] fn b15_a_byte_order_mark() { check(format!("\u{feff}{SMALL}"), 0, &["sound"]); }
    #[test] fn b16_other_encodings() {
        let little: Vec<u8> = SMALL.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = SMALL.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&little, 3, &["Q001", "UTF-16 LE"]);
        check(&big, 3, &["Q001", "UTF-16 BE"]);
        check([b"\xff\xfe", little.as_slice()].concat(), 3, &["Q001", "UTF-16 LE"]);
        check(b"title: caf\xe9 au lait\n", 3, &["Q001", "0xE9", "offset 10", "q.yaml:1:11"]);
        check(b"title: caf\xc3", 3, &["Q001", "offset 10"]);
    }
    #[test] fn b17_raw_control_characters() {
        check("title: a\0b\n", 3, &["Q009", "q.yaml:1:9"]);
        check("title: a\x1b[2Jb\n", 3, &["Q009", "q.yaml:1:9", "\\u{1b}"]);
        check("title: a\u{9b}2Jb\n", 3, &["Q009", "q.yaml:1:9", "\\u{9b}"]);
        check(small("format: 1", "# a comment \x1b[2J\nformat: 1"), 3, &["q.yaml:1:"]);
    }
    #[test] fn b19_right_to_left_text_is_welcome() {
        check(small("How is it?", "كيف الحال؟"), 0, &["sound"]).lacks("W009");
        check(small("How is it?", "מה שלומך?"), 0, &["sound"]).lacks("W009");
    }
    #[test] fn b20_several_and_none() {
        check("a: 1\n---\nb: 2\n", 3, &["Q007", "q.yaml:2:1"]);
        check("", 3, &["Q008", "empty"]);
        check("# nothing here\n", 3, &["Q008", "comments"]);
        check("- a list\n", 3, &["q.yaml:1:1"]);
        check("only words\n", 3, &["q.yaml:1:1"]);
    }
    #[test] fn b21_tabs_and_line_ends() {
        check(small("        ask: How", "\task: How"), 3, &["Q003", "q.yaml:10:1"]);
        check(SMALL.replace('\n', "\r\n"), 0, &["sound"]);
        check(SMALL.trim_end(), 0, &["sound"]);
        check(format!("{SMALL}# {}\n", "long ".repeat(200_000)), 0, &["sound"]);
        check(small("title: Small", &format!("title: Small {}[", "\"long\" ".repeat(30_000))), 0, &["sound"]);
    }
    #[test] fn b22_weights_that_are_no_numbers() {
        for weight in [".nan", ".inf", "-1", "1000000000000000000000000000000"] {
            check(small("type: scale", &format!("weight: {weight}\n        type: scale")), 3, &["q.yaml:11:17"]);
        }
        check(small("type: scale", "weight: 1e308\n        type: scale").replace("What share?,", "What share?, weight: 1e308,"), 3, &["q.yaml:11:17"]);
    }
    #[test] fn b23_nothing_to_divide_by() {
        check(SMALL.replace("type: ", "weight: 0, type: ").replace("        weight: 0, type: scale", "        weight: 0\n        type: scale"), 3, &["Q022"]);
        check(format!("{SMALL}  - {{id: two, title: Two, questions: []}}\n"), 3, &["q.yaml:18:"]);
        check(small("min: 0, max: 100", "min: 100, max: 100"), 3, &["Q024", "q.yaml:14:"]);
        for bands in ["{id: a, from: 10, label: A}", "{id: a, from: 0, label: A}, {id: b, from: 0, label: B}", "{id: a, from: 0, label: A}, {id: b, from: 60, label: B}, {id: c, from: 40, label: C}"] {
            check(small("areas:", &format!("bands: [{bands}]\nareas:")), 3, &["Q021", "q.yaml:5:"]);
        }
    }
    #[test] fn b24_conditions_that_cannot_be() {
        let shown_if = |condition: &str| asking(&format!("{{id: last, ask: Last?, type: yes_no, show_if: {condition}}}"));
        check(small("What share?,", "What share?, show_if: sure,"), 3, &["Q031", "q.yaml:14:"]);
        check(shown_if("nobody"), 3, &["Q032", "q.yaml:18:"]);
        check(shown_if("last"), 3, &["q.yaml:18:"]);
        check(shown_if("share > 'much'"), 3, &["Q034", "q.yaml:18:"]);
        check(shown_if("first > 2"), 3, &["Q034", "level(first)"]);
        check(shown_if("sure and not sure"), 0, &["W031", "q.yaml:18:"]);
        check(small("areas:", "values: [{id: a, of: b + 1}, {id: b, of: a + 1}]\nareas:"), 3, &["Q033", "q.yaml:5:"]);
    }
    #[test] fn b25_endless_conditions() {
        for condition in ["(".repeat(100_000), "not ".repeat(25_000), vec!["sure"; 10_000].join(" and "), "-".repeat(100_000)] {
            check(asking(&format!("{{id: last, ask: Last?, type: yes_no, show_if: \"{condition}\"}}")), 3, &["q.yaml:18:"]);
        }
        // Within the length that is allowed, and deep all the same.
        for condition in ["(".repeat(1000), "not ".repeat(400), "-".repeat(1000)] {
            check(asking(&format!("{{id: last, ask: Last?, type: yes_no, show_if: \"{condition}sure\"}}")), 3, &["q.yaml:18:"]);
        }
    }
    #[test] fn b26_there_are_no_patterns() { check(asking("{id: p, ask: P?, type: text, pattern: (a+)+$}"), 3, &["`pattern`", "q.yaml:18:"]); }
    #[test] fn b28_keys_without_end() {
        let keys: String = (0..600_000).map(|key| format!("k{key}: 1\n")).collect();
        check(keys, 3, &["Q002", "q.yaml:"]);
    }
    #[test] fn b28_anchors_without_end() {
        let anchors: String = (0..200_000).map(|key| format!("k{key}: &a{key} 1\n")).collect();
        check(anchors, 3, &["Q004", "q.yaml:1:5"]);
    }
    #[test] fn b29_no_file_leads_to_another() {
        for path in ["../../etc/passwd", "/etc/passwd", "https://example.com/q.yaml"] {
            for key in ["include", "extends"] {
                check(small("title: Small", &format!("title: Small\n{key}: {path}")), 3, &[&format!("`{key}`"), "q.yaml:5:1"]).lacks("root:");
            }
        }
    }
    #[test] fn b30_translations() {
        // There are none yet, and nobody is left in the belief that there are.
        for key in ["translations", "languages"] {
            check(small("title: Small", &format!("title: Small\n{key}: {{de: small.de.yaml}}")), 3, &[&format!("`{key}`"), "q.yaml:5:1"]);
        }
        check(small("title: Small", "title: Small\nlanguage: {en: English, de: German}"), 3, &["language: {en", "q.yaml:5:11"]);
        check(small("title: Small", "title: {en: Small, de: Klein}"), 3, &["title: {en", "q.yaml:4:8"]);
        check(small("ask: How is it?", "ask: {en: How is it?, de: Wie ist es?}"), 3, &["ask: {en", "q.yaml:"]);
    }
    #[test] fn b31_ids_that_are_no_ids() {
        let long = "a".repeat(300);
        for id in ["CON", "../x", "a/b", "..", &long, ".hidden", "\"\u{1f600}\"", "a b", "\"\"", "\"a\\u0000b\"", "Ünder"] {
            check(small("id: first", &format!("id: {id}")), 3, &["q.yaml:9:13"]);
            check(small("id: small", &format!("id: {id}")), 3, &["q.yaml:2:5"]);
            check(small("id: one", &format!("id: {id}")), 3, &["q.yaml:6:9"]);
        }
    }
    #[test] fn b31_twins() { check("caf\u{e9}: 1\ncafe\u{301}: 2\n", 3, &["Q006"]); }
}

/// Questions without end. The time that is allowed is for a slow build on a busy machine.
#[test]
fn b27_many_questions() {
    let many = |count: usize| {
        let mut text = small("    questions:", "    questions:\n      - {id: q0, ask: A?, type: yes_no}");
        for question in 1..count {
            writeln!(
                text,
                "      - {{id: q{question}, ask: A?, type: yes_no, yes: {{level: 1}}, no: {{level: 0}}}}"
            )
            .unwrap();
        }
        text
    };
    check(many(10_000), 0, &["sound", "10005 questions"]);
    check(many(20_001), 3, &["Q020"]);
}

/// Every way to say it, in every text that an author can write.
#[test]
fn b18_texts_that_command_the_terminal() {
    let fields = [
        ("id: small", "id: \"small@\""),
        ("edition: \"1\"", "edition: \"1@\""),
        ("title: Small", "title: \"Small@\""),
        ("title: Small", "title: Small\nabout: \"About@\""),
        ("title: One", "title: \"One@\""),
        ("title: One", "title: One\n    aim: \"Aim@\""),
        ("ask: How is it?", "ask: \"How@\""),
        ("ask: How is it?", "ask: How\n        help: {counts: \"This@\"}"),
        ("text: Bad", "text: \"Bad@\""),
        ("Fair", "\"Fair@\""),
        ("leak: It is bad", "leak: \"It is@\""),
        ("id: first", "id: \"first@\""),
        ("{id: a, text: A}", "{id: \"a@\", text: A}"),
        ("max: 100,", "max: 100, unit: \"%@\","),
    ];
    for (piece, by) in fields {
        let line = SMALL.split(piece).next().unwrap().lines().count();
        for (escape, shown) in [
            ("\\e]52;c;ZXZpbA==\\a", "\\u{1b}"),
            ("\\x9b31m", "\\u{9b}"),
            ("\\e[2J", "\\u{1b}"),
            ("\\a", "\\u{7}"),
            ("\\r", "\\u{d}"),
            ("\\u202e", "\\u{202e}"),
            ("\\u2066", "\\u{2066}"),
            ("\\U000E0041", "\\u{e0041}"),
        ] {
            let text = small(piece, &by.replace('@', escape));
            let said = check(text, 3, &[shown]);
            // What was put in a line further down stands in the next.
            let is_at = |line: usize| said.out.contains(&format!("q.yaml:{line}:"));
            assert!((line..line + 3).any(is_at), "{line} {said:?}");
        }
        // What is merely out of place is said, and taken out; an id is refused for it.
        for (escape, shown) in [("\\u200e", "\\u{200e}"), ("\\u200b", "\\u{200b}"), ("\\u061c", "\\u{61c}")] {
            let desk = Desk::new();
            desk.write("q.yaml", small(piece, &by.replace('@', escape)));
            let said = desk.run("questionnaire check q.yaml");
            assert!(said.code == Some(3) || said.out.contains(shown), "{escape} {said:?}");
            desk.run("questionnaire show q.yaml");
            desk.call(["take", "--plain", "--unsaved", "--about", "x", "--label", "y", "q.yaml"])
                .input("i\nlist\n1\n")
                .said();
        }
    }
}
