//! The whole screen in a real terminal that does what terminals do: it is resized, stopped, hung up, pasted into
//! without end, and left by a program that breaks. It always comes back as it was, once, and answers stay.

use std::path::Path;

use leaky_bucket::assessment::Assessment;
use leaky_bucket::export::plan::Form as PlanForm;
use leaky_bucket::tui::{self, Beginning, Desk, Form, Glance, Opened, Opening, Saved, Settings, Written};
use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use crate::terminal::{Terminal, program, shows, waits_for};

/// What gives the terminal back: mouse off, paste off, cursor shown, the first screen again.
const RESTORED: &str = "\u{1b}[?1006l\u{1b}[?1000l\u{1b}[?2004l\u{1b}[?25h\u{1b}[?1049l";

fn in_terminal(folder: &Path, name: &str, arguments: &[&str]) -> CommandBuilder {
    let mut command = program(name, folder);
    command.args(arguments);
    command
}

/// At the first question, which takes 1 to 5.
fn begins(folder: &Path) -> Terminal {
    let line = ["take", "--about", "Northwind", "--label", "2026"];
    let mut terminal = Terminal::start(in_terminal(folder, env!("CARGO_BIN_EXE_leaky-bucket"), &line));
    terminal.wait_for("the first question", |terminal| shows(terminal, "question 1 of"));
    terminal
}

/// What saved answers there are, as the program itself tells.
fn answers(folder: &Path) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_leaky-bucket"));
    command
        .args(["export", "northwind-2026", "--format", "yaml"])
        .env("LEAKY_BUCKET_DATA", folder.join("data"));
    let said = command.output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap()
}

/// The first question is answered with 2 on the way, and the terminal ends by `stop`.
#[track_caller]
fn check_given_back(stop: impl FnOnce(&mut Terminal), code: u32) {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = begins(folder.path());
    terminal.write("2");
    waits_for(&mut terminal, "✓ saved");
    waits_for(&mut terminal, "chosen");
    terminal.wait_for("a whole frame", Terminal::is_between_frames);
    stop(&mut terminal);
    terminal.end();
    assert_eq!(terminal.seen().matches(RESTORED).count(), 1, "{:?}", terminal.seen());
    assert_eq!(terminal.seen().matches("\u{1b}[?1049l").count(), 1);
    assert_eq!(terminal.code(), code);
    assert!(answers(folder.path()).contains("role: manager"), "{}", answers(folder.path()));
}

#[rustfmt::skip]
mod b55 {
    use super::*;

    #[test] fn left_by_the_dialog() { check_given_back(|terminal| terminal.write("q\r"), 0); }
    #[test] fn interrupted_twice() { check_given_back(|terminal| terminal.write("\u{3}\u{3}"), 130); }
    #[test] fn terminated() { check_given_back(|terminal| terminal.signal(Signal::TERM), 143); }
    #[test] fn hung_up() { check_given_back(|terminal| terminal.signal(Signal::HUP), 129); }
    #[test] fn interrupted_from_outside() { check_given_back(|terminal| terminal.signal(Signal::INT), 130); }
}

/// A shell in the terminal, so that there is somebody to come back to.
#[test]
fn b55_stopped_and_called_back() {
    let folder = tempfile::tempdir().unwrap();
    let line =
        "set -m; \"$0\" take --about Northwind --label 2026; echo stopped; fg >/dev/null; echo code $?";
    let arguments = ["-c", line, env!("CARGO_BIN_EXE_leaky-bucket")];
    let mut terminal = Terminal::start(in_terminal(folder.path(), "bash", &arguments));
    waits_for(&mut terminal, "question 1 of");
    terminal.write("2");
    waits_for(&mut terminal, "chosen");
    terminal.write("\u{1a}");
    // On the first screen, which the program has left.
    terminal.wait_for("the shell", |terminal| terminal.seen().contains("stopped\r\n"));
    terminal.wait_for("the question again", |terminal| {
        let after = terminal.seen().rsplit("stopped\r\n").next().unwrap_or_default();
        after.contains("\u{1b}[?1049h") && shows(terminal, "chosen") && shows(terminal, "question 1 of")
    });
    terminal.write("q\r");
    terminal.end();
    assert!(terminal.seen().contains("code 0"), "{}", terminal.seen());
    assert_eq!(terminal.seen().matches(RESTORED).count(), 2, "once for the shell, once at the end");
    assert!(answers(folder.path()).contains("role: manager"));
}

/// From a script: the script stops too, or it would keep the shell waiting.
#[test]
fn b55_a_script_is_stopped_too() {
    let folder = tempfile::tempdir().unwrap();
    let line = "set -m; sh -c '\"$0\" take --about Northwind --label 2026; echo code $?' \"$0\"; \
                echo stopped; fg >/dev/null";
    let arguments = ["-c", line, env!("CARGO_BIN_EXE_leaky-bucket")];
    let mut terminal = Terminal::start(in_terminal(folder.path(), "bash", &arguments));
    waits_for(&mut terminal, "question 1 of");
    terminal.write("\u{1a}");
    terminal.wait_for("the shell", |terminal| terminal.seen().contains("stopped\r\n"));
    terminal.wait_for("the question again", |terminal| {
        let after = terminal.seen().rsplit("stopped\r\n").next().unwrap_or_default();
        after.contains("\u{1b}[?1049h") && shows(terminal, "question 1 of")
    });
    terminal.write("q\r");
    terminal.end();
    assert!(terminal.seen().contains("code 0"), "{}", terminal.seen());
    assert_eq!(terminal.seen().matches(RESTORED).count(), 2, "once for the shell, once at the end");
}

/// By somebody else, who asks nobody: the shell gets the terminal as it is, and the program takes it anew.
#[test]
fn b55_stopped_by_others() {
    let folder = tempfile::tempdir().unwrap();
    let line = "set -m; sh -c 'echo $$ > \"$1/pid\"; exec \"$0\" take --about Northwind --label 2026' \"$0\" \"$1\"; \
                stty sane; echo stopped; fg >/dev/null; echo code $?";
    let arguments = ["-c", line, env!("CARGO_BIN_EXE_leaky-bucket"), folder.path().to_str().unwrap()];
    let mut terminal = Terminal::start(in_terminal(folder.path(), "bash", &arguments));
    waits_for(&mut terminal, "question 1 of");
    terminal.write("2");
    waits_for(&mut terminal, "chosen");
    let process = std::fs::read_to_string(folder.path().join("pid")).unwrap().trim().parse().unwrap();
    kill_process(Pid::from_raw(process).unwrap(), Signal::STOP).unwrap();
    terminal.wait_for("the shell", |terminal| terminal.seen().contains("stopped\r\n"));
    terminal.wait_for("the question again", |terminal| {
        let after = terminal.seen().rsplit("stopped\r\n").next().unwrap_or_default();
        after.contains("\u{1b}[?1049h") && shows(terminal, "chosen") && shows(terminal, "question 1 of")
    });
    // Keys are raw again: nobody presses Enter after it.
    terminal.write("3");
    terminal.wait_for("another answer", |_| answers(folder.path()).contains("role: rep"));
    terminal.write("q\r");
    terminal.end();
    assert!(terminal.seen().contains("code 0"), "{}", terminal.seen());
    assert_eq!(terminal.seen().matches(RESTORED).count(), 1, "at the end");
    assert!(answers(folder.path()).contains("role: rep"));
}

/// A desk that breaks as soon as somebody sits down.
struct Broken;

impl Desk for Broken {
    fn glance(&self) -> Glance {
        Glance::default()
    }

    fn folder(&self) -> String {
        String::new()
    }

    fn saved(&mut self) -> Result<Vec<Saved>, String> {
        panic!("the desk breaks")
    }

    fn open(&mut self, _name: &str) -> Result<Opened, String> {
        Err(String::new())
    }

    fn start(&mut self, _beginning: &Beginning) -> Result<Opened, String> {
        Err(String::new())
    }

    fn remove(&mut self, _name: &str) -> Result<String, String> {
        Err(String::new())
    }

    fn bring_back(&mut self, _removed: &str) -> Result<String, String> {
        Err(String::new())
    }

    fn write(
        &mut self,
        _assessment: &Assessment,
        _earlier: &[&Assessment],
        _form: Form,
    ) -> Result<Written, String> {
        Err(String::new())
    }

    fn today(&self) -> jiff::civil::Date {
        jiff::civil::date(2026, 3, 1)
    }

    fn export_plan(&mut self, _assessment: &Assessment, _form: PlanForm) -> Result<String, String> {
        Err(String::new())
    }

    fn open_file(&mut self, _file: &Written) -> bool {
        false
    }
}

/// Not a test: the program that [`b55_a_panic`] runs in a terminal.
#[test]
#[ignore = "it breaks on purpose, in a terminal that another test gives it"]
fn breaks() {
    let settings = Settings {
        color: false,
        ground: tui::theme::Ground::Unknown,
        ascii: false,
        mouse: true,
        wish: leaky_bucket::words::Wish::default(),
        keymap: tui::keymap::Keymap::default(),
        notice: None,
    };
    tui::run(&mut Broken, Opening::Home, settings, None);
}

#[test]
fn b55_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let myself = std::env::current_exe().unwrap();
    let arguments = ["--exact", "whole_screen::breaks", "--ignored", "--nocapture"];
    let mut terminal = Terminal::start(in_terminal(folder.path(), myself.to_str().unwrap(), &arguments));
    terminal.end();
    let seen = terminal.seen();
    assert_eq!(seen.matches(RESTORED).count(), 1, "{seen:?}");
    let after = seen.split(RESTORED).nth(1).unwrap();
    assert!(after.contains("the desk breaks"), "the message stands on the first screen: {seen:?}");
    assert_eq!(terminal.code(), 101);
}

/// The last of a thousand sizes is the one that is drawn for.
#[test]
fn b54_a_storm_of_resizes() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = begins(folder.path());
    for round in 0..1000_u16 {
        terminal.resize(1 + round * 7 % 300, 1 + round * 3 % 100);
    }
    terminal.resize(100, 30);
    terminal.write("2");
    terminal.wait_for("the choice", |terminal| {
        shows(terminal, "chosen") && terminal.rows()[29].contains("help") && terminal.is_between_frames()
    });
    terminal.write("q\r");
    terminal.end();
    assert!(answers(folder.path()).contains("role: manager"));
}

/// Neither the smallest nor a very large terminal is too much.
#[test]
fn b54_sizes() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = begins(folder.path());
    for (columns, rows, words) in
        [(1, 1, ""), (20, 5, "room"), (32, 8, "next"), (500, 200, "question 1 of"), (80, 24, "question 1 of")]
    {
        terminal.resize(columns, rows);
        terminal.wait_for(words, |terminal| shows(terminal, words));
    }
    terminal.write("q\r");
    terminal.end();
}

/// A million letters and ten thousand line breaks, with an end of the paste inside: nothing of it is a key. What
/// is typed afterwards is.
#[test]
fn b56_a_paste() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = begins(folder.path());
    let text = "5\rq\r\u{0}".repeat(200_000);
    terminal.paste(&text);
    terminal.write("2");
    waits_for(&mut terminal, "chosen");
    assert!(shows(&terminal, "question 1 of"), "{:?}", terminal.rows());
    terminal.write("q\r");
    terminal.end();
    assert_eq!(terminal.code(), 0);
    let answers = answers(folder.path());
    assert!(answers.trim_end().ends_with("answers:\n  role: manager"), "nothing else: {answers}");
}

/// What terminals send of themselves, and what no terminal sends.
#[test]
fn b56_reports_and_noise() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = begins(folder.path());
    for noise in
        ["\u{1b}[<64;999;999M", "\u{1b}[<0;1;1m", "\u{1b}[I\u{1b}[O", "\u{1b}[?1;2c", "\u{0}", "\u{1b}[999~"]
    {
        terminal.write(noise);
    }
    terminal.bytes(&[0xff, 0xfe, 0xc3, 0x28]);
    terminal.write("2");
    waits_for(&mut terminal, "chosen");
    terminal.write("q\r");
    terminal.end();
    assert!(answers(folder.path()).contains("role: manager"));
}

/// Ten thousand keys at once: the last of them counts, and no frame is drawn for each.
#[test]
fn b56_many_keys() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = begins(folder.path());
    let drawn = terminal.seen().matches("\u{1b}[?25l").count();
    terminal.write(&"12345".repeat(2000));
    terminal.write("2");
    terminal.wait_for("the last of them", |terminal| {
        terminal.rows().iter().any(|row| row.contains("chosen") && row.contains(" 2 "))
            && shows(terminal, "✓ saved")
    });
    let frames = terminal.seen().matches("\u{1b}[?25l").count() - drawn;
    assert!(frames < 5000, "{frames} frames for 10,001 keys");
    terminal.write("q\r");
    terminal.end();
    assert!(answers(folder.path()).contains("role: manager"));
}
