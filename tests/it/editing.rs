//! A note in the person's own editor, and an answer on the clipboard, in a terminal of its own.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::terminal::{Terminal, program, waits_for};

const PROGRAM: &str = env!("CARGO_BIN_EXE_leaky-bucket");

/// The program about to begin an assessment, with an editor that is this line of shell.
#[allow(clippy::disallowed_methods, reason = "a script for the test alone")]
fn begin(folder: &Path, editor: &str) -> Terminal {
    let path = folder.join("editor");
    std::fs::write(&path, format!("#!/bin/sh\n{editor}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::create_dir_all(folder.join("tmp")).unwrap();
    let mut command = program("sh", folder);
    let run = "\"$0\" take --about Northwind --label 2026; echo code $?";
    command.args(["-c", run, PROGRAM]);
    command.env("TMPDIR", folder.join("tmp"));
    command.env_remove("VISUAL");
    command.env("EDITOR", &path);
    let mut terminal = Terminal::start(command);
    waits_for(&mut terminal, "✓ saved");
    terminal
}

/// Leaves, and returns everything the program wrote.
fn leave(mut terminal: Terminal) -> String {
    terminal.write("q");
    waits_for(&mut terminal, "Leave for now?");
    terminal.write("\r");
    terminal.end();
    terminal.seen().to_owned()
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder.join("tmp")).unwrap().next().is_none()
}

/// What is kept of an assessment.
fn kept(folder: &Path) -> String {
    let files = std::fs::read_dir(folder.join("data")).unwrap();
    let texts = files.filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok());
    texts.collect()
}

/// The editor reads a line of its own from the keyboard: nobody else may read it meanwhile.
#[test]
fn a_note_is_written_in_the_editor() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = begin(folder.path(), r#"echo EDITOR-BEGINS; read line; printf ' %s' "$line" >> "$1""#);
    terminal.write("nKim says\u{5}");
    waits_for(&mut terminal, "EDITOR-BEGINS");
    terminal.write("q2dx reviews stopped\r");
    waits_for(&mut terminal, "Taken over from the editor");
    waits_for(&mut terminal, "Kim says q2dx reviews stopped");
    terminal.write("\r");
    waits_for(&mut terminal, "“Kim says q2dx reviews stopped”");
    let seen = leave(terminal);
    // Given back and taken again around the editor, and given back at the end.
    let before = seen.split("EDITOR-BEGINS").next().unwrap();
    assert_eq!(before.matches("\u{1b}[?1049l").count(), 1);
    assert_eq!((seen.matches("\u{1b}[?1049h").count(), seen.matches("\u{1b}[?1049l").count()), (2, 2));
    assert!(seen.contains("code 0"), "{seen}");
    assert!(kept(folder.path()).contains("Kim says q2dx reviews stopped"));
    assert!(is_empty(folder.path()));
}

/// Ctrl-C in the editor ends the editor alone, and an editor that fails loses nothing.
#[test]
fn an_editor_that_is_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = begin(folder.path(), "echo EDITOR-BEGINS; exec sleep 600");
    terminal.write("nKim says\u{5}");
    waits_for(&mut terminal, "EDITOR-BEGINS");
    terminal.write("\u{3}");
    waits_for(&mut terminal, "The text is as it was");
    waits_for(&mut terminal, "Kim says");
    terminal.write("\r");
    waits_for(&mut terminal, "“Kim says”");
    let seen = leave(terminal);
    assert!(seen.contains("goes on here"), "{seen}");
    assert!(is_empty(folder.path()));
}

#[test]
fn an_answer_goes_to_the_clipboard() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = begin(folder.path(), "true");
    terminal.write("nabc\u{1b}");
    waits_for(&mut terminal, "“abc”");
    terminal.write("/");
    waits_for(&mut terminal, "esc back  F1 help");
    terminal.write("\u{1b}");
    // Sent at once, Esc and the next key would be one: Alt and that key.
    waits_for(&mut terminal, "o overview");
    terminal.write("o");
    waits_for(&mut terminal, "go there");
    terminal.write("G");
    waits_for(&mut terminal, "› Check your answers, and finish");
    terminal.write("y");
    waits_for(&mut terminal, "Handed to the clipboard");
    let seen = leave(terminal);
    // "Check your answers, and finish"
    assert!(seen.contains("\u{1b}]52;c;Q2hlY2sgeW91ciBhbnN3ZXJzLCBhbmQgZmluaXNo\u{7}"), "{seen}");
}
