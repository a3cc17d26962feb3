//! Recorded keys: what a person typed, played again, gives the same screens and the same answers.

use std::fs;
use std::path::Path;

use leaky_bucket::text::wrap;

use crate::program::{Desk, SMALL};
use crate::terminal::{TODAY, Terminal, program};

#[test]
fn a_tape_is_played() {
    let tape = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tapes/first_answers.tape");
    let screens = || {
        let desk = Desk::new();
        let line = ["take", "--about", "Northwind", "--label", "2026", "--replay"];
        let call = desk.call(line.map(Path::new).into_iter().chain([tape.as_path()]));
        let said =
            call.with("SOURCE_DATE_EPOCH", TODAY).said().code(0).has(&["`leaky-bucket take` goes on here"]);
        desk.run("export northwind-2026 --format yaml").code(0).has(&["Reviewed in March.", "dont_know"]);
        said.out
    };
    let first = screens();
    assert_eq!(first, screens(), "the same screens each time");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../golden/tapes");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("first_answers", first));
}

#[test]
fn what_was_typed_is_recorded_and_played_again() {
    let typed = tempfile::tempdir().unwrap();
    fs::copy(write(&Desk::new()), typed.path().join("small.yaml")).unwrap();
    let mut command = program(env!("CARGO_BIN_EXE_leaky-bucket"), typed.path());
    command.args(["take", "small.yaml", "--about", "Northwind", "--label", "2026", "--record", "keys.tape"]);
    let mut terminal = Terminal::start(command);
    for (keys, then) in [
        ("", "How is it?"),
        ("2\r", "What share?"),
        ("n\u{1b}[200~Twice\nover\u{1b}[201~\u{1b}", "Twice"),
        ("70\r", "Which of these?"),
        ("1\r", "Sure?"),
        ("d\r", "Why?"),
        ("\ts", "Check your answers"),
        ("\u{3}", "Leave for now?"),
    ] {
        terminal.write(keys);
        terminal.wait_for(then, |terminal| terminal.rows().iter().any(|row| row.contains(then)));
    }
    terminal.write("\r");
    terminal.end();

    let desk = Desk::new();
    write(&desk);
    let tape = fs::read(typed.path().join("keys.tape")).unwrap();
    desk.write("keys.tape", &tape);
    let line = "take small.yaml --about Northwind --label 2026 --replay keys.tape";
    let call = desk.call(line.split(' ')).with("SOURCE_DATE_EPOCH", TODAY);
    call.said().code(0).has(&["Leave for now?"]);
    let answers = |data: &Path| {
        let line = ["export", "northwind-2026", "--format", "yaml"];
        desk.call(line).with("LEAKY_BUCKET_DATA", data).said().code(0).has(&["Twice", "70", "dont_know"]).out
    };
    assert_eq!(
        answers(&typed.path().join("data")),
        answers(&desk.data()),
        "{}",
        String::from_utf8_lossy(&tape)
    );
}

fn write(desk: &Desk) -> std::path::PathBuf {
    desk.write("small.yaml", SMALL)
}

#[test]
fn a_tape_with_faults_plays_nothing() {
    let desk = Desk::new();
    desk.write("bad.tape", "tape 1\nkeys <fly>\nkeys 1\nsize 3\u{1b}[2J\n");
    let said = desk.run("take --about x --label y --replay bad.tape").code(4);
    said.has(&[
        "`bad.tape`: line 2: there is no key `<fly>`",
        "`bad.tape`: line 4: `size` is columns and lines",
    ]);
    desk.write("newer.tape", "tape 2\n");
    desk.run("take --about x --label y --replay newer.tape").code(4).has(&["of form 2"]);
    desk.write("binary.tape", [0xff, 0xfe, 0x00]);
    desk.run("take --about x --label y --replay binary.tape").code(4).has(&["not text in UTF-8"]);
    desk.run("take --about x --label y --replay none.tape").code(5).has(&["there is no file `none.tape`"]);
    assert!(!desk.data().exists(), "nothing was begun");
}

#[test]
fn a_tape_may_go_on_after_the_program() {
    let desk = Desk::new();
    desk.write("long.tape", "tape 1\nkeys q<enter>1<enter>\n");
    let said = desk.run("take --about x --label y --replay long.tape").code(0);
    said.has(&["the program ended before the tape: 2 steps of it were not played"]);
}

#[test]
fn a_recording_replaces_nothing() {
    let desk = Desk::new();
    desk.write("keys.tape", "mine");
    let before = desk.snapshot();
    desk.run("take --about x --label y --plain --record keys.tape").code(2).has(&["line by line"]);
    desk.run("take --about x --record keys.tape --replay keys.tape").code(2);
    let mut command = program(env!("CARGO_BIN_EXE_leaky-bucket"), &desk.path(""));
    command.args(["take", "--about", "x", "--label", "y", "--record", "keys.tape"]);
    command.env("LEAKY_BUCKET_DATA", desk.data());
    let mut terminal = Terminal::start(command);
    terminal.end();
    assert!(terminal.seen().contains("`keys.tape` is there already"), "{}", terminal.seen());
    assert_eq!(desk.snapshot(), before, "nothing was begun, and the file is as it was");
}

#[test]
fn nobody_is_asked() {
    let desk = Desk::new();
    desk.write("two.tape", "tape 1\nkeys 2<enter>\n");
    desk.run("take --no-input --about x --label y --replay two.tape").code(0);
    let before = desk.snapshot();
    for line in ["--no-input", "take --no-input", "take --no-input --plain", "remove x-y --no-input"] {
        desk.run(line).code(2).has(&["--"]);
    }
    assert_eq!(desk.snapshot(), before);
}

/// B57, on the whole screen: what somebody typed or pasted is shown on every screen, and obeyed on none.
/// The desk looks at all that is printed.
#[test]
fn b57_hostile_texts_on_screens() {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    let evil = "\u{1b}[2J\u{1b}]52;c;ZXZpbA==\u{7}\u{9b}31m\u{202e}gnp\u{2066}\u{0}\r\u{8}";
    let pasted = serde_json::Value::from(format!("Before{evil}after"));
    let mut tape = format!("tape 1\nkeys n\npaste {pasted}\nkeys <esc>\nscreen\n");
    tape.push_str("keys 1<enter>40<enter>1<enter>1<enter>\n");
    tape.push_str(&format!(
        "paste {pasted}\nscreen\nkeys <tab>\nscreen\nkeys o\nscreen\nkeys <esc><right>\nscreen\n"
    ));
    tape.push_str("keys <enter>\nscreen\nkeys <enter>\nscreen\nsize 40x12\nscreen\nsize 200x60\nscreen\n");
    desk.write("evil.tape", tape);
    let name = format!("Name{evil}");
    let line = ["take", "small.yaml", "--about", "Northwind", "--label", "2026", "--by"];
    // A program's argument cannot hold a NUL.
    let name = name.replace('\u{0}', "");
    let call = desk.call(line.into_iter().chain([name.as_str(), "--replay", "evil.tape"]));
    let said = call.said().code(0);
    assert!(said.out.matches("Before").count() >= 2, "{}", said.out);
}

/// B58: wide, joined and piled-up characters, and scripts that run from right to left: no line is wider than the
/// screen, and each is as wide as without them.
#[test]
fn b58_wide_texts_on_screens() {
    let texts = [
        "\u{65e5}\u{672c}\u{8a9e}".repeat(200),
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}".repeat(60),
        format!("a{}", "\u{301}".repeat(10_000)),
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{645}\u{631}\u{62d}\u{628}\u{627} ".repeat(40),
        "\u{e33}\u{e48}\u{1100}\u{1161}\u{11a8}\u{ff21}".repeat(60),
    ];
    for text in texts {
        for (width, height) in [(32, 8), (40, 12), (80, 24), (130, 36), (200, 60)] {
            let desk = Desk::new();
            let pasted = serde_json::Value::from(text.as_str());
            let tape = format!(
                "tape 1\nsize {width}x{height}\nkeys n\npaste {pasted}\nscreen\nkeys <esc>\nscreen\nkeys o\nscreen\nkeys q\nscreen\n"
            );
            desk.write("wide.tape", tape);
            let short: String = text.chars().take(60).collect();
            let line = ["take", "--about", short.as_str(), "--label", "2026", "--replay", "wide.tape"];
            let said = desk.call(line).said().code(0);
            for line in said.out.lines() {
                assert!(wrap::width(line) <= width, "{width}: {line:?}");
            }
            assert_eq!(said.out.lines().count(), 4 * height + 3, "{}", said.out);
        }
    }
}
