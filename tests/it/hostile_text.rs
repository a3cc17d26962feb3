//! Texts that somebody else has written, in every place that takes one: no character of them that a
//! terminal or a reader would obey comes out again, on the screen, in JSON or in the PDF.
//!
//! `program::Desk` looks at all that is printed; here is what goes in, and what is in the documents.

use std::ffi::OsStr;
use std::fs;
use std::process::Command;

use leaky_bucket::text;
use serde_json::Value;

use super::program::{Desk, SMALL, put};

/// What must never come out again. The first of each pair is how YAML and JSON write it.
const GRAVE: [(&str, &str); 13] = [
    ("\\u001b[2J", "\u{1b}[2J"),
    ("\\u001b]52;c;ZXZpbA==\\u0007", "\u{1b}]52;c;ZXZpbA==\u{7}"),
    ("\\u001b]8;;http://example.com\\u001b\\\\link", "\u{1b}]8;;http://example.com\u{1b}\\link"),
    ("\\u009b31m", "\u{9b}31m"),
    ("\\u0090q\\u009c", "\u{90}q\u{9c}"),
    ("\\b\\b\\b", "\u{8}\u{8}\u{8}"),
    ("\\u007f", "\u{7f}"),
    ("\\u0000", "\u{0}"),
    ("a\\rb", "a\u{d}b"),
    ("\\u202egnp", "\u{202e}gnp"),
    ("\\u2066a\\u2069", "\u{2066}a\u{2069}"),
    ("\\udb40\\udc41", "\u{e0041}"),
    ("\\ufffe", "\u{fffe}"),
];

/// What is taken out in silence, for it gets into texts by copying.
const SLIGHT: [(&str, &str); 6] = [
    ("\\u200e", "\u{200e}"),
    ("\\u200f", "\u{200f}"),
    ("\\u061c", "\u{61c}"),
    ("\\u200b", "\u{200b}"),
    ("\\ufeff", "\u{feff}"),
    ("a\\tb", "a\tb"),
];

/// An answers file with a text in every place that takes one.
fn answers(text: &str) -> String {
    format!(
        r#"{{"questionnaire": "small", "about": "About {text}", "label": "Label {text}", "date": "2026-03-01",
"respondent": {{"name": "Name {text}"}},
"answers": {{"first": 1, "share": 40, "many": ["a"], "sure": false, "why": "Why {text}"}},
"notes": {{"first": "Note {text}", "why": "Other {text}"}},
"plan": [{{"what": "What {text}", "owner": "Owner {text}", "first_step": "First {text}", "sign": "Sign {text}"}}]}}"#
    )
}

/// Looks at an assessment in every way there is.
#[track_caller]
fn look(desk: &Desk, assessment: &OsStr) {
    for options in [&[][..], &["--answers", "--why"], &["--area", "one"], &["--json"]] {
        let call =
            desk.call([OsStr::new("show"), assessment].into_iter().chain(options.iter().map(OsStr::new)));
        let said = call.said().code(0);
        if options == ["--json"] {
            check_value(&said.json());
        }
    }
    look_at_plan(desk, assessment);
    check_value(&desk.run("list --json").code(0).json());
    desk.run("list").code(0);
}

/// The plan in every form that it leaves in.
#[track_caller]
fn look_at_plan(desk: &Desk, assessment: &OsStr) {
    let plan = |words: &[&str]| {
        let words = words.iter().map(OsStr::new);
        desk.call(
            [OsStr::new("plan")]
                .into_iter()
                .chain(words.clone().take(1))
                .chain([assessment])
                .chain(words.skip(1)),
        )
    };
    plan(&["list"]).said().code(0);
    check_value(&plan(&["list", "--json"]).said().code(0).json());
    check_value(&plan(&["export", "--format", "json"]).said().code(0).json());
    plan(&["export", "--format", "md"]).said().code(0);
    for form in ["csv", "ics"] {
        // Their lines end as no text for a terminal does.
        let bytes = plan(&["export", "--format", form]).bytes().said().code(0).bytes;
        let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
        assert!(text.chars().all(|sign| sign == '\n' || text::is_visible(sign)), "{text:?}");
    }
}

/// Makes the report, and looks into it.
#[track_caller]
fn look_at_report(desk: &Desk, assessment: &OsStr) {
    desk.call([OsStr::new("report"), assessment, OsStr::new("-o"), OsStr::new("look.pdf")]).said().code(0);
    let path = desk.path("look.pdf");
    let document = lopdf::Document::load(&path).unwrap();
    for object in document.objects.values() {
        check_object(object);
    }
    match Command::new("pdftotext").arg(&path).arg("-").output() {
        Ok(read) => {
            let read = String::from_utf8(read.stdout).unwrap();
            assert!(read.contains("Why") || read.contains("Note"), "{read}");
            // Pages end with a form feed, which is the reader's own.
            let harmful = read.chars().find(|c| !matches!(c, '\n' | '\u{c}') && !text::is_visible(*c));
            assert_eq!(harmful, None, "in the text of the report");
        }
        Err(_missing) => {
            // Past the test's own output, which nobody sees when it succeeds.
            let says = "SKIPPED: the report's text is not looked at, for pdftotext is not installed\n";
            std::io::Write::write_all(&mut std::io::stderr(), says.as_bytes()).unwrap();
        }
    }
    fs::remove_file(path).unwrap();
}

fn check_value(value: &Value) {
    match value {
        Value::String(found) => assert_eq!(text::faults(found).next(), None, "{found:?}"),
        Value::Array(items) => items.iter().for_each(check_value),
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            assert_eq!(text::faults(key).next(), None, "{key:?}");
            check_value(value);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The texts in a PDF's objects: titles, bookmarks, alternative texts.
fn check_object(object: &lopdf::Object) {
    match object {
        lopdf::Object::String(..) => {
            // Identifiers are bytes, not texts.
            if let Ok(found) = lopdf::decode_text_string(object) {
                assert!(
                    !found.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{e0041}']),
                    "{found:?}"
                );
            }
        }
        lopdf::Object::Array(items) => items.iter().for_each(check_object),
        lopdf::Object::Dictionary(entries) => entries.iter().for_each(|(key, value)| {
            if key != b"ID" {
                check_object(value);
            }
        }),
        lopdf::Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| check_object(value)),
        _no_text => {}
    }
}

/// An answers file says such a thing only where it is written out; it is refused for that.
#[test]
fn answers_files_that_command() {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    for (written, raw) in GRAVE {
        // A bare carriage return is a line break of the file, not of the text.
        for text in [written, raw].into_iter().filter(|text| !text.contains('\r')) {
            desk.write("a.json", answers(text));
            let before = desk.snapshot();
            for command in ["show a.json", "import a.json", "report a.json -o x.pdf", "show a.json --json"] {
                desk.run(command).code(4).has(&["a.json"]);
            }
            assert!(before == desk.snapshot(), "{written}");
        }
        // In the place of an id, a key, a day.
        for answers in [
            format!("{{\"questionnaire\": \"small{written}\", \"answers\": {{}}}}"),
            format!("{{\"questionnaire\": \"small\", \"x{written}\": 1, \"answers\": {{}}}}"),
            format!("{{\"questionnaire\": \"small\", \"date\": \"{written}\", \"answers\": {{}}}}"),
            format!("{{\"questionnaire\": \"small\", \"answers\": {{\"first{written}\": 1}}}}"),
            format!("{{\"questionnaire\": \"small\", \"answers\": {{\"first\": \"{written}\"}}}}"),
            format!(
                "{{\"questionnaire\": \"small\", \"respondent\": {{\"role\": \"{written}\", \"{written}\": 1}}}}"
            ),
        ] {
            desk.call(["show", "-", "--questionnaire", "small.yaml"]).input(answers).said().code(4);
        }
    }
}

#[test]
fn answers_files_with_what_is_copied_along() {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    let all: String = SLIGHT.iter().map(|(written, _)| *written).collect();
    let raw: String = SLIGHT.iter().map(|(_, raw)| *raw).filter(|raw| !raw.contains('\t')).collect();
    for text in [all, raw] {
        desk.write("a.json", answers(&text));
        look(&desk, "a.json".as_ref());
        look_at_report(&desk, "a.json".as_ref());
        desk.run("import a.json").code(0);
        look(&desk, "@last".as_ref());
    }
}

/// What a person types, or pastes without looking.
#[test]
fn typed_texts() {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    let all: String = GRAVE.iter().chain(&SLIGHT).map(|(_, raw)| raw.replace('\r', "")).collect();
    let argument = all.replace('\0', "");
    let take = ["take", "--plain", "--new", "small.yaml"].map(str::to_owned);
    let named = ["--about", "--label", "--by"]
        .iter()
        .flat_map(|option| [(*option).to_owned(), format!("x{argument}")]);
    let answers =
        format!("{all}\n2\n{all}\nn\nNote{all}\n40\n1\ny\n\u{feff}\n{all}Why\n{all}\nfinish\nquit\n");
    desk.call(take.clone().into_iter().chain(named))
        .input(answers.clone())
        .said()
        .code(0)
        .has(&["Saved: finished"]);
    look(&desk, "@last".as_ref());
    look_at_report(&desk, "@last".as_ref());
    // Asked for instead of said on the command line; and in bytes that are no text at all.
    let mut input = format!("About{all}\nLabel{all}\n{answers}").into_bytes();
    desk.call(take.clone()).input(input.clone()).said().code(0).has(&["Saved: finished"]);
    look(&desk, "@last".as_ref());
    input.retain(|byte| *byte != b'q');
    let broken: Vec<u8> =
        input.iter().flat_map(|byte| if *byte == b' ' { vec![0xff, 0xc3] } else { vec![*byte] }).collect();
    desk.call(take).input(broken).said().code(0);
    look(&desk, "@last".as_ref());
}

/// A saved assessment that somebody has made by hand, with all checksums right.
#[test]
fn saved_files_that_command() {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    desk.write("a.json", answers("HERE"));
    desk.run("import a.json").code(0);
    let whole = fs::read_to_string(desk.saved()).unwrap();
    fs::remove_file(desk.saved()).unwrap();
    let escape = |text: &str| text.replace("\\b", "\\u0008");
    for (number, (written, _)) in GRAVE.iter().chain(&SLIGHT).enumerate() {
        let lines = whole.lines().map(|line| sealed(&line.replace("HERE", &escape(written))));
        put(&desk.data().join(format!("made-{number}.lbr")), lines.collect::<String>());
        look(&desk, OsStr::new(&format!("made-{number}")));
    }
    let everything: String = GRAVE.iter().chain(&SLIGHT).map(|(written, _)| escape(written)).collect();
    let lines: String = whole.lines().map(|line| sealed(&line.replace("HERE", &everything))).collect();
    put(&desk.data().join("all.lbr"), &lines);
    look_at_report(&desk, "all".as_ref());
    // Ids, days and versions are somebody's text as well.
    for (piece, by) in [
        ("\"question\":\"first\"", format!("\"question\":\"first{everything}\"")),
        ("\"date\":\"2026-03-01\"", format!("\"date\":\"2026{everything}\"")),
        ("\"format\":1", format!("\"format\":2,\"program\":\"{everything}\"")),
        ("\"id\":\"small\"", format!("\"id\":\"small{everything}\"")),
        ("\"edition\":\"1\"", format!("\"edition\":\"1{everything}\"")),
        ("title: Small", format!("title: Small{}", everything.replace("\\\\", ""))),
    ] {
        assert!(whole.contains(piece), "{piece}");
        let lines: String = whole.lines().map(|line| sealed(&line.replace(piece, &by))).collect();
        put(&desk.data().join("odd.lbr"), lines);
        desk.run("show odd");
        desk.run("show odd --json");
        desk.run("list").code(0);
        check_value(&desk.run("list --json").code(0).json());
        desk.run("report odd --format json");
        desk.call(["take", "--plain", "--about", "odd", "small.yaml"]).said();
    }
}

/// A line of a saved assessment with its checksum made anew.
fn sealed(line: &str) -> String {
    let (body, _) = line.rsplit_once(",\"sum\":").unwrap();
    format!("{body},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(body.as_bytes()))
}

/// A questionnaire with what is copied along in each of its texts, and worse in its comments.
#[test]
fn questionnaires_with_what_is_copied_along() {
    let mark: String = SLIGHT.iter().map(|(written, _)| *written).collect();
    let text = SMALL
        .replace("edition: \"1\"", &format!("edition: \"1{mark}\""))
        .replace("title: Small", &format!("title: \"Small{mark}\"\nabout: \"About{mark}\""))
        .replace(
            "title: One",
            &format!("title: \"One{mark}\"\n    aim: \"Aim{mark}\"\n    cost: \"Cost{mark}\""),
        )
        .replace(
            "ask: How is it?",
            &format!("ask: \"How{mark}\"\n        help: {{counts: \"Counts{mark}\", not: \"Not{mark}\"}}"),
        )
        .replace("text: Bad", &format!("text: \"Bad{mark}\""))
        .replace("leak: It is bad", &format!("leak: \"Leak{mark}\""))
        .replace("max: 100,", &format!("max: 100, unit: \"%{mark}\","));
    let desk = Desk::new();
    desk.write("small.yaml", text);
    desk.run("questionnaire check small.yaml").code(0).has(&["W009"]);
    desk.run("questionnaire show small.yaml").code(0);
    desk.write("a.json", answers(""));
    look(&desk, "a.json".as_ref());
    look_at_report(&desk, "a.json".as_ref());
    let call = desk.call(["take", "--plain", "--about", "x", "--label", "y", "small.yaml"]);
    call.input("i\nlist\nhelp\n1\n40\n1 2\nyes\nbecause\nfinish\n\n")
        .said()
        .code(0)
        .has(&["Written: x-y.pdf"]);
    look(&desk, "@last".as_ref());
    for (_, raw) in GRAVE.iter().chain(&SLIGHT) {
        desk.write("comment.yaml", format!("# {raw}\n{SMALL}# {raw}"));
        desk.run("questionnaire check comment.yaml");
        desk.run("questionnaire show comment.yaml");
        desk.call(["take", "--plain", "--unsaved", "--about", "x", "--label", "y", "comment.yaml"]).said();
    }
}

/// Names and texts as long as a file can hold.
#[test]
fn texts_without_end() {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    for text in ["long ".repeat(50_000), "w".repeat(250_000), "e\u{301}\u{302}".repeat(20_000)] {
        desk.write(
            "a.json",
            answers("x").replace("About x", &text).replace("Name x", &text).replace("Label x", &text),
        );
        desk.run("show a.json").code(0);
        desk.run("import a.json").code(0);
        desk.run("list").code(0);
    }
    desk.write("a.json", answers(&"word ".repeat(400)));
    look_at_report(&desk, "a.json".as_ref());
}
