//! The result on the whole screen, in a terminal: files written from it are those of the commands, and are
//! opened by the system's own program.

use std::fs;
use std::path::Path;

use portable_pty::CommandBuilder;

use crate::program::{Desk, sample};
use crate::terminal::{Terminal, program, shows};

#[track_caller]
fn waits_for(terminal: &mut Terminal, words: &str) {
    terminal.wait_for(words, |terminal| terminal.is_between_frames() && shows(terminal, words));
}

/// The result of the mixed team on the screen, in a folder of its own.
fn result(desk: &Desk, change: impl FnOnce(&mut CommandBuilder)) -> Terminal {
    let answers = sample("mixed.yaml");
    desk.call(["import".as_ref(), answers.as_os_str()]).said().code(0);
    let mut command = program(env!("CARGO_BIN_EXE_leaky-bucket"), &desk.path(""));
    command.env("LEAKY_BUCKET_DATA", desk.data());
    command.env_remove("DISPLAY");
    command.env_remove("WAYLAND_DISPLAY");
    change(&mut command);
    let mut terminal = Terminal::start(command);
    waits_for(&mut terminal, "Northwind");
    terminal.write("G\r");
    waits_for(&mut terminal, "Plug first");
    terminal
}

fn leave(terminal: &mut Terminal) {
    terminal.write("q");
    waits_for(terminal, "Leave for now?");
    terminal.write("\r");
    terminal.end();
}

/// What a command prints.
fn printed(desk: &Desk, words: &[&str]) -> String {
    let said = desk.call(words).with("SOURCE_DATE_EPOCH", "1772323200").bytes().said().code(0);
    String::from_utf8(said.bytes).unwrap()
}

#[test]
fn files_are_those_of_the_commands_and_never_take_another_ones_place() {
    let desk = Desk::new();
    let mut terminal = result(&desk, |_| {});
    terminal.write("p");
    waits_for(&mut terminal, "Written: northwind-sales-2026.pdf");
    assert!(terminal.seen().contains("Writing:"), "that it is being written is said meanwhile");
    terminal.write("p");
    waits_for(&mut terminal, "Written: northwind-sales-2026-2.pdf");
    let pdf = |name: &str| fs::read(desk.path(name)).unwrap();
    assert!(pdf("northwind-sales-2026.pdf").starts_with(b"%PDF-1.7"));
    assert!(pdf("northwind-sales-2026.pdf") == pdf("northwind-sales-2026-2.pdf"));
    terminal.write("O");
    waits_for(&mut terminal, "No program was found here to open it with.");
    terminal.write("e");
    waits_for(&mut terminal, "Write the result as a file");
    for (ending, words) in [
        ("html", vec!["report", "@last", "-o", "-", "--format", "html"]),
        ("csv", vec!["export", "@last", "--format", "csv"]),
        ("md", vec!["report", "@last", "--format", "md"]),
        ("txt", vec!["report", "@last", "--format", "text"]),
        ("json", vec!["report", "@last", "--format", "json"]),
        ("yaml", vec!["export", "@last", "--format", "yaml"]),
    ] {
        // From the top down to the row of this form.
        let down = ["pdf", "html", "xlsx", "csv", "scores", "md", "txt", "json", "yaml"];
        let steps = down.iter().position(|form| *form == ending).unwrap();
        terminal.write(&format!("g{}\r", "j".repeat(steps)));
        waits_for(&mut terminal, &format!("Written: northwind-sales-2026.{ending}"));
        let file = desk.path(format!("northwind-sales-2026.{ending}"));
        assert_eq!(fs::read_to_string(file).unwrap(), printed(&desk, &words), "{ending}");
    }
    leave(&mut terminal);
}

/// The system's opener gets a whole path, and nobody waits for it.
#[test]
#[cfg(unix)]
fn a_file_is_opened_by_the_systems_program() {
    use std::os::unix::fs::PermissionsExt;
    if cfg!(target_os = "macos") {
        println!("left out: here the opener is a program of the system that no test can stand in for");
        return;
    }
    let desk = Desk::new();
    fs::create_dir(desk.path("bin")).unwrap();
    let opener = desk.write("bin/xdg-open", "#!/bin/sh\necho \"$1\" > \"$0.opened\"\nsleep 30\n");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", opener.parent().unwrap().display());
    let mut terminal = result(&desk, |command| {
        command.env("DISPLAY", ":0");
        command.env("PATH", path);
    });
    terminal.write("p");
    waits_for(&mut terminal, "Written: northwind-sales-2026.pdf");
    terminal.write("O");
    waits_for(&mut terminal, "Opening northwind-sales-2026.pdf.");
    let opened = desk.path("bin/xdg-open.opened");
    for _ in 0..200 {
        if fs::read_to_string(&opened).is_ok_and(|text| text.ends_with('\n')) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let named = fs::read_to_string(&opened).unwrap();
    let named = Path::new(named.trim_end());
    assert!(named.is_absolute() && named.ends_with("northwind-sales-2026.pdf"), "{named:?}");
    leave(&mut terminal);
}

/// Line by line the same numbers as `show --what-if` has, and no file called `what if`.
#[test]
fn what_if_line_by_line() {
    let desk = Desk::new();
    let take = |more: &str| {
        let lines = format!("{}/review\nfinish\n{more}quit\n", "1\n".repeat(40));
        let call = desk.call(["take", "--plain", "--new", "--about", "Northwind", "--label", "2026"]);
        call.with("SOURCE_DATE_EPOCH", "1772323200").input(lines).said().code(0)
    };
    let said = take("what if 1,3\nWhat If 2\nwhat if\nwhat if 999\n");
    for leaks in ["1,3", "2"] {
        let shown = printed(&desk, &["show", "@last", "--what-if", leaks]);
        assert!(said.out.contains(&shown), "{shown}\n{}", said.out);
    }
    let said = said.has(&[
        "What each leak would bring if it alone were plugged:",
        "Type what if and the numbers of leaks",
        "There is no leak \"999\". They are numbered 1 to",
    ]);
    // The whole result is read out once, and not after every question about it.
    assert_eq!(said.out.matches("Overall: ").count(), 3, "{}", said.out);
    assert!(desk.snapshot().into_keys().all(|path| !path.to_string_lossy().contains("what if")));
}
