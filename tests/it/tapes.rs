//! Recorded keys: what a person typed, played again, gives the same screens and the same answers.

use std::fs;
use std::path::Path;

use portable_pty::CommandBuilder;

use crate::program::{Desk, SMALL};
use crate::terminal::Terminal;

/// A clock that stands still: 1 March 2026.
const TODAY: &str = "1772323200";

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
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_leaky-bucket"));
    command.args(["take", "small.yaml", "--about", "Northwind", "--label", "2026", "--record", "keys.tape"]);
    command.cwd(typed.path());
    command.env("LEAKY_BUCKET_DATA", typed.path().join("data"));
    command.env("HOME", typed.path());
    command.env("SOURCE_DATE_EPOCH", TODAY);
    command.env("TERM", "xterm-256color");
    command.env("LC_ALL", "C.UTF-8");
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
    desk.run("take --about x --label y --replay none.tape").code(5).has(&["`none.tape`"]);
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
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_leaky-bucket"));
    command.args(["take", "--about", "x", "--label", "y", "--record", "keys.tape"]);
    command.cwd(desk.path(""));
    command.env("LEAKY_BUCKET_DATA", desk.data());
    command.env("TERM", "xterm-256color");
    let mut terminal = Terminal::start(command);
    terminal.end();
    assert!(terminal.seen().contains("`keys.tape` is there already"), "{}", terminal.seen());
    assert_eq!(desk.snapshot(), before, "nothing was begun, and the file is as it was");
}
