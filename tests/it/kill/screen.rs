//! The program itself, killed while somebody answers on the whole screen.

use std::path::Path;
use std::time::Duration;

use portable_pty::CommandBuilder;

use super::take::{Kills, PROGRAM, saved, shown};
use super::{Dice, rounds};
use crate::terminal::{TODAY, Terminal};

const ENTER: &str = "\r";

/// A person at the screen, who chooses the second answer wherever there are some, and skips the rest.
struct Person {
    terminal: Terminal,
    /// The screen before the last key.
    before: Vec<String>,
}

impl Person {
    fn sits_down(folder: &Path) -> Person {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["take", "--about", "Northwind", "--label", "2026", "--data-dir"]);
        command.arg(folder);
        command.cwd(folder);
        command.env("SOURCE_DATE_EPOCH", TODAY);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        let mut terminal = Terminal::start(command);
        terminal.wait_for("the first screen", |terminal| is_safe(&terminal.rows()));
        Person { terminal, before: Vec::new() }
    }

    fn presses(&mut self, key: &str) {
        self.terminal.wait_for("a whole frame", Terminal::is_between_frames);
        self.before = self.terminal.rows();
        self.terminal.write(key);
    }

    /// Gives one answer, or skips the question, and does not wait.
    fn answers(&mut self) {
        let rows = self.terminal.rows();
        let keys = rows.last().unwrap();
        let chooses = keys.contains(" choose ") && !keys.contains("next line");
        self.presses(if chooses { "2" } else { "s" });
    }

    /// Whether the last key has done something, and the screen says that it is saved.
    fn was_told(&self) -> bool {
        told(&self.before, &self.terminal.rows())
    }

    /// Waits until the screen says so, and goes on to the next question.
    fn goes_on(&mut self) {
        let before = self.before.clone();
        self.terminal.wait_for("saved mark", |terminal| told(&before, &terminal.rows()));
        // After a skip the next question is there by itself.
        if question(&self.before) == question(&self.terminal.rows()) {
            self.presses(ENTER);
            let before = self.before.clone();
            let has_moved = |terminal: &Terminal| {
                question(&before) != question(&terminal.rows()) && is_safe(&terminal.rows())
            };
            self.terminal.wait_for("next question", has_moved);
        }
    }

    fn is_done(&self) -> bool {
        self.terminal.rows().iter().any(|row| row.contains("Check your answers"))
    }
}

fn is_safe(rows: &[String]) -> bool {
    rows[0].contains("✓ saved") && rows.last().is_some_and(|keys| keys.contains("help"))
}

fn told(before: &[String], rows: &[String]) -> bool {
    before[1..] != rows[1..] && is_safe(rows)
}

/// Where the person is: the area, and the number of the question in it. What stands before them tells how far every
/// area is, and an answer may change that of a later one.
fn question(rows: &[String]) -> &str {
    rows[1].trim_start().split_once(' ').map_or("", |(_, place)| place)
}

/// Answers everything, undisturbed; returns how often something was called saved.
fn undisturbed(folder: &Path) -> usize {
    let mut person = Person::sits_down(folder);
    let mut told = 0;
    while !person.is_done() {
        person.answers();
        person.goes_on();
        told += 1;
    }
    person.terminal.kill();
    told
}

#[test]
fn an_assessment_on_the_screen_survives_kills_at_random_moments() {
    let folder = tempfile::tempdir().unwrap();
    let told = undisturbed(folder.path());
    let (all, result) = (saved(folder.path()), shown(folder.path()));
    assert_eq!(told, all.len(), "each was called saved once");
    let wanted = rounds(25);
    let (mut kills, mut assessments) = (Kills::default(), 0);
    while kills.count < wanted {
        let folder = tempfile::tempdir().unwrap();
        let mut before = 0;
        while before < all.len() {
            let mut dice = Dice(kills.count);
            let mut person = Person::sits_down(folder.path());
            let mut told = 0;
            let last = dice.below(9);
            for number in 0..=last {
                if person.is_done() {
                    break;
                }
                person.answers();
                if number < last {
                    person.goes_on();
                    told += 1;
                } else {
                    let longest = [300, 1500, 8000][dice.below(3) as usize];
                    std::thread::sleep(Duration::from_micros(dice.below(longest)));
                    person.terminal.kill();
                    told += usize::from(person.was_told());
                }
            }
            if person.is_done() {
                person.terminal.kill();
            }
            before = kills.look(folder.path(), &all, before, told);
        }
        assert_eq!(shown(folder.path()), result, "the same result as undisturbed");
        assessments += 1;
    }
    kills.tell(assessments);
}
