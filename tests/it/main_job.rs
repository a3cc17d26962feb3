//! The main job, as the README tells it: from the first screen to a saved PDF by keys alone, and the same
//! line by line.

use std::fs;
use std::path::Path;

use crate::program::Desk;
use crate::terminal::{TODAY, Terminal, program, shows, waits_for};

const PROGRAM: &str = env!("CARGO_BIN_EXE_leaky-bucket");

/// Chooses the second answer wherever one is to be chosen, and skips the rest. Returns the lines that do
/// the same where the program asks line by line.
fn answers_everything(terminal: &mut Terminal) -> String {
    let mut lines = String::new();
    loop {
        terminal.wait_for("a question", |terminal| {
            shows(terminal, "Finish and see the result") || shows(terminal, "✓ saved")
        });
        if shows(terminal, "Finish and see the result") {
            return lines;
        }
        let before = terminal.rows();
        let keys = before.last().cloned().unwrap_or_default();
        if keys.contains(" choose ") && !keys.contains("next line") {
            terminal.write("2");
            terminal.wait_for("the choice", |terminal| {
                terminal.rows() != before && terminal.rows()[0].contains("✓ saved")
            });
            terminal.write("\r");
            lines.push_str("2\n");
        } else {
            terminal.write("s");
            lines.push_str("s\n");
        }
        // The second row says where one is: the area, and which question of it.
        terminal.wait_for("the next question", |terminal| terminal.rows()[1] != before[1]);
    }
}

#[test]
fn keys_alone_lead_from_home_to_the_pdf_and_lines_to_the_same() {
    let screen = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(program(PROGRAM, screen.path()));
    waits_for(&mut terminal, "Where does your selling effort leak away?");
    terminal.write("\r");
    waits_for(&mut terminal, "Who is it about");
    terminal.write("Northwind\t\u{15}2026\t\r");
    waits_for(&mut terminal, "question 1 of 6");
    let lines = answers_everything(&mut terminal);
    terminal.write("\r");
    waits_for(&mut terminal, "Plug first");
    terminal.write("p");
    waits_for(&mut terminal, "northwind-2026.pdf");
    terminal.write("q");
    waits_for(&mut terminal, "Leave for now?");
    terminal.write("\r");
    terminal.end();
    for restored in ["\u{1b}[?1049l", "\u{1b}[?25h", "\u{1b}[?2004l"] {
        assert!(terminal.seen().contains(restored), "{restored:?} gives the terminal back");
    }
    let way_back = "the result: leaky-bucket show northwind-2026; the PDF: northwind-2026.pdf";
    assert!(terminal.seen().contains(way_back), "{}", terminal.seen());

    let desk = Desk::new();
    let command = ["--plain", "take", "--about", "Northwind", "--label", "2026"];
    let said = desk.call(command).with("SOURCE_DATE_EPOCH", TODAY).input(lines + "finish\n\n").said().code(0);
    said.has(&["Written: northwind-2026.pdf"]);

    let show = |data: &Path| {
        let shown = desk.call(["show", "northwind-2026", "--json"]);
        shown.with("LEAKY_BUCKET_DATA", data).said().code(0).out
    };
    assert_eq!(show(&screen.path().join("data")), show(&desk.data()), "the same scores");
    let pdf = |folder: &Path| fs::read(folder.join("northwind-2026.pdf")).unwrap();
    assert!(pdf(screen.path()).starts_with(b"%PDF-1.7"));
    assert!(pdf(screen.path()) == pdf(&desk.path("")), "the same bytes");
}
