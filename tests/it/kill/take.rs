//! The program itself, killed while somebody answers the whole questionnaire line by line.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use leaky_bucket::store::record::Stored;
use leaky_bucket::store::{Directory, Name, Store, Warning};
use portable_pty::CommandBuilder;

use super::{Dice, rounds, tell};
use crate::terminal::{TODAY, Terminal};

pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_leaky-bucket");

/// A person at a terminal who gives the same answer to the same question, always.
struct Person {
    terminal: Terminal,
    /// Where the program's last words begin.
    from: usize,
}

/// What the program waits for.
#[derive(PartialEq)]
enum Waits {
    ForAnswer,
    /// All is answered.
    AtReview,
    /// The result is shown.
    AtResult,
}

impl Person {
    fn sits_down(folder: &Path) -> Person {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["take", "--plain", "--about", "Northwind", "--label", "2026", "--data-dir"]);
        command.arg(folder);
        command.cwd(folder);
        // Every run is on the same day, so that what they save can be compared byte for byte.
        command.env("SOURCE_DATE_EPOCH", TODAY);
        Person { terminal: Terminal::start(command), from: 0 }
    }

    fn waits(&mut self) -> Waits {
        let from = self.from;
        let waits = |terminal: &Terminal| terminal.seen().get(from..).and_then(waits_for);
        self.terminal.wait_for("prompt", |terminal| waits(terminal).is_some());
        waits(&self.terminal).unwrap()
    }

    /// Types what answers the prompt, and does not wait.
    fn types(&mut self, line: &str) {
        self.from = self.terminal.seen().len();
        self.terminal.write(&format!("{line}\n"));
    }

    /// What this person answers to the question on the screen.
    fn answer(&self) -> String {
        let seen = self.terminal.seen();
        let question = seen.rsplit("\r\n\r\n").next().unwrap();
        // What can be typed is told in fewer words from time to time; what is asked is always the same.
        let (asked, typed) = question.rsplit_once("Type ").unwrap();
        let mut dice = Dice(u64::from(crc32fast::hash(asked.as_bytes())));
        let wanted = typed.split(", ").next().unwrap();
        let numbers: Vec<u64> =
            wanted.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
        let takes_dont_know = [", d for don't know", ", d,"].iter().any(|told| typed.contains(told));
        if takes_dont_know && dice.below(8) == 0 {
            return "d".to_owned();
        }
        match (wanted, &numbers[..]) {
            ("yes or no", _) => ["yes", "no"][dice.below(2) as usize].to_owned(),
            (_, [low, high]) if wanted.starts_with("any of") => {
                let low = low + dice.below(high - low);
                format!("{low} {high}")
            }
            (_, [count, low, high]) => {
                let each = (0..*count).map(|_| (low + dice.below(high - low + 1)).to_string());
                each.collect::<Vec<_>>().join(" ")
            }
            (_, [low, high]) => (low + dice.below((high - low).min(60) + 1)).to_string(),
            (_, [count]) => (0..*count).map(|number| (9 - number).to_string()).collect::<Vec<_>>().join(" "),
            (_, other) => panic!("how is this answered? {wanted} {other:?}"),
        }
    }
}

fn waits_for(words: &str) -> Option<Waits> {
    let ends = [("Answer: ", Waits::ForAnswer), ("What now? ", Waits::AtReview), ("PDF: ", Waits::AtResult)];
    ends.into_iter().find(|(end, _)| words.ends_with(end)).map(|(_, waits)| waits)
}

/// How often the program has said that something is saved.
fn said(seen: &str) -> usize {
    assert!(!seen.contains("NOT SAVED"), "{seen}");
    seen.matches("Saved: ").count()
}

pub(super) fn saved(folder: &Path) -> Vec<Stored> {
    let store = Directory::new(folder);
    match store.names().unwrap().as_slice() {
        [] => Vec::new(),
        [name] => {
            let record = store.load(name).unwrap();
            // A kill may come between two pages of one write. What it leaves is the beginning of a line of which
            // nobody was told yet.
            let is_torn = |warning: &Warning| matches!(warning, Warning::Torn { .. });
            assert!(record.warnings.iter().all(is_torn), "{:?}", record.warnings);
            record.events
        }
        more => panic!("one assessment has become {}", more.len()),
    }
}

/// What `show --json` says of the one assessment in a folder.
pub(super) fn shown(folder: &Path) -> String {
    let name = Name::new("northwind-2026").unwrap();
    let arguments = ["show", name.as_str(), "--json", "--data-dir"];
    let output = Command::new(PROGRAM).args(arguments).arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What was found after all kills.
#[derive(Default)]
pub(super) struct Kills {
    pub(super) count: u64,
    pub(super) acknowledged: usize,
    /// Saved in the moment of the kill, so that nobody was told.
    pub(super) unsaid: usize,
}

impl Kills {
    /// Looks at what is saved after one more kill, beside all that will be there at last. Before this run there were
    /// so many answers, and so many were called saved in it. Returns how many there are now.
    #[track_caller]
    pub(super) fn look(&mut self, folder: &Path, all: &[Stored], before: usize, told: usize) -> usize {
        self.count += 1;
        let (now, kills) = (saved(folder), self.count);
        assert_eq!(now, all[..now.len()], "kill {kills}: nothing but what was answered");
        assert!(before + told <= now.len(), "kill {kills}: {told} were called saved");
        assert!(now.len() <= before + told + 1, "kill {kills}: at most one was in flight");
        self.acknowledged += told;
        self.unsaid += now.len() - before - told;
        now.len()
    }

    /// Says what was found, for whoever counts kills.
    pub(super) fn tell(&self, assessments: u64) {
        let Kills { count, acknowledged, unsaid } = self;
        tell(&format!(
            "{count} kills of {assessments} assessments: {acknowledged} answers were called saved, \
             all are there; {unsaid} more were saved in the moment of the kill"
        ));
        assert!(0 < *acknowledged);
    }
}

/// Answers everything and finishes, undisturbed.
fn undisturbed() -> (Vec<Stored>, String) {
    let folder = tempfile::tempdir().unwrap();
    let mut person = Person::sits_down(folder.path());
    while person.waits() == Waits::ForAnswer {
        let answer = person.answer();
        person.types(&answer);
    }
    person.types("finish");
    person.waits();
    person.types("quit");
    person.terminal.end();
    let saved = saved(folder.path());
    assert_eq!(said(person.terminal.seen()), saved.len());
    (saved, shown(folder.path()))
}

#[test]
fn an_assessment_survives_kills_at_random_moments() {
    let (all, result) = undisturbed();
    assert!(40 < all.len(), "the whole questionnaire was answered");
    let wanted = rounds(25);
    let (mut kills, mut assessments) = (Kills::default(), 0);
    while kills.count < wanted {
        let folder = tempfile::tempdir().unwrap();
        let mut before = 0;
        while before < all.len() {
            let mut dice = Dice(kills.count);
            let mut person = Person::sits_down(folder.path());
            for _ in 0..dice.below(9) {
                if person.waits() != Waits::ForAnswer {
                    break;
                }
                let answer = person.answer();
                person.types(&answer);
            }
            let last = match person.waits() {
                Waits::ForAnswer => person.answer(),
                Waits::AtReview => "finish".to_owned(),
                Waits::AtResult => panic!("finished, and yet open"),
            };
            person.types(&last);
            let longest = [300, 1500, 8000][dice.below(3) as usize];
            std::thread::sleep(Duration::from_micros(dice.below(longest)));
            person.terminal.kill();
            before = kills.look(folder.path(), &all, before, said(person.terminal.seen()));
        }
        assert_eq!(shown(folder.path()), result, "the same result as undisturbed");
        assessments += 1;
    }
    kills.tell(assessments);
}
