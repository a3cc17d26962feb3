//! Leaving the whole screen: the way back is told, and what could not be saved is never lost in silence.

use std::path::Path;

use portable_pty::CommandBuilder;

use crate::terminal::{Terminal, program, shows, waits_for};

const PROGRAM: &str = env!("CARGO_BIN_EXE_leaky-bucket");

/// A shell that runs the program and then says its exit code.
fn shell(folder: &Path, before: &str, words: &str) -> CommandBuilder {
    let mut command = program("sh", folder);
    command.args(["-c", &format!("{before} \"$0\" {words}; echo code $?"), PROGRAM]);
    command
}

/// What was said once the terminal was given back.
fn last_words(terminal: &Terminal) -> String {
    terminal.seen().rsplit("\u{1b}[?1049l").next().unwrap().to_owned()
}

/// Begins an assessment and leaves it, and returns what was said at the end.
fn begins(folder: &Path) -> String {
    let mut terminal = Terminal::start(shell(folder, "", "take --about Northwind --label 2026"));
    waits_for(&mut terminal, "✓ saved");
    terminal.write("q");
    waits_for(&mut terminal, "Leave for now?");
    terminal.write("\r");
    terminal.end();
    last_words(&terminal)
}

#[test]
fn the_way_back_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let said = begins(folder.path());
    assert!(said.contains("questions are done; `leaky-bucket take` goes on here"), "{said}");
    assert!(said.contains("code 0"), "{said}");
}

#[test]
fn the_form_begins_with_the_year_and_the_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(shell(folder.path(), "", "take --by Kim"));
    waits_for(&mut terminal, "Who is it about");
    assert!(shows(&terminal, "[2026_") && shows(&terminal, "[Kim_"), "{:?}", terminal.rows());
    terminal.write("\u{3}");
    waits_for(&mut terminal, "Leave for now?");
    terminal.write("\r");
    terminal.end();
}

/// Answers where nothing can be saved, and leaves by these keys.
#[track_caller]
fn check_lost(keys: [&str; 2]) {
    let folder = tempfile::tempdir().unwrap();
    begins(folder.path());
    // No file may grow any more, the new one included in which an assessment goes on after a failure.
    let mut terminal = Terminal::start(shell(folder.path(), "trap '' XFSZ; ulimit -f 0;", "take"));
    waits_for(&mut terminal, "✓ saved");
    terminal.write("2");
    waits_for(&mut terminal, "NOT SAVED");
    terminal.write(keys[0]);
    waits_for(&mut terminal, "will be lost");
    terminal.write(keys[1]);
    terminal.end();
    let said = last_words(&terminal);
    assert!(said.contains("NOT SAVED: 1 change is lost."), "{said}");
    assert!(said.contains("code 5"), "{said}");
}

#[test]
fn what_is_lost_is_told_after_q() {
    check_lost(["q", "\r"]);
}

#[test]
fn what_is_lost_is_told_after_an_interrupt() {
    check_lost(["\u{3}", "\u{3}"]);
}
