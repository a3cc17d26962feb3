//! An answer that was shown as saved is there after kill -9.
//!
//! Random kills alone prove little: a program that says "saved" a moment too early passes most of them.
//! So there are two kinds of test, and both are shown to catch savers that are wrong on purpose:
//! kills at random moments in a real terminal, and a kill at every system call that writes.
//!
//! `take.rs` and `screen.rs` do the same to the program itself, line by line and on the whole screen.
//!
//! The savers are this test program itself, started again with the name of one of the ignored tests
//! below, in the folder where it is to save.

mod screen;
mod take;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use leaky_bucket::assessment::{Assessment, Change, Event};
use leaky_bucket::clock::Clock;
use leaky_bucket::questionnaire::{Answer, Questionnaire, read};
use leaky_bucket::source::Limits;
use leaky_bucket::store::{Directory, Header, Log, Store};
use portable_pty::CommandBuilder;

use crate::terminal::Terminal;

/// How many answers a run gives.
const ANSWERS: usize = 12;

// --- The savers -------------------------------------------------------------------------------

/// A way to save answers and to say so.
trait Saver {
    /// Saves the answer to a question, and calls `say_saved` when it is safe, for every answer that is.
    fn save(&mut self, number: usize, say_saved: &mut dyn FnMut(usize));
}

/// The way this program does it.
struct Ours {
    questionnaire: Arc<Questionnaire>,
    log: Box<dyn Log>,
    /// Answers that were given and are not safe yet.
    waiting: Vec<usize>,
}

impl Ours {
    fn new() -> Ours {
        let (questionnaire, text) = questionnaire();
        let store = Directory::new(".");
        let log = match store.names().unwrap().first() {
            Some(name) => store.open(name).unwrap().1,
            None => {
                let today = Clock::System.today();
                let assessment =
                    Assessment::new(Arc::clone(&questionnaire), "Kill".into(), String::new(), today);
                store.create(&Header::new(&assessment, &text, Clock::System), text.as_str().into()).unwrap().1
            }
        };
        Ours { questionnaire, log, waiting: Vec::new() }
    }
}

impl Saver for Ours {
    fn save(&mut self, number: usize, say_saved: &mut dyn FnMut(usize)) {
        let question = self.questionnaire.find_question(&format!("q{number}")).unwrap();
        let event = Event::Changed(Change::Answered(question, Answer::Number(value(number))));
        self.waiting.push(number);
        let mut saved = self.log.append(&event, &self.questionnaire, Clock::System.now());
        if saved.is_err() {
            saved = self.log.retry();
        }
        if saved.is_ok() {
            self.waiting.drain(..).for_each(say_saved);
        }
    }
}

/// Wrong: says "saved" and writes afterwards.
struct AcknowledgesFirst(Ours);

impl Saver for AcknowledgesFirst {
    fn save(&mut self, number: usize, say_saved: &mut dyn FnMut(usize)) {
        say_saved(number);
        self.0.save(number, &mut |_| {});
    }
}

/// Wrong: says "saved" and writes when the next answer comes, as a buffer does.
struct WritesOneLater(Ours, Option<usize>);

impl Saver for WritesOneLater {
    fn save(&mut self, number: usize, say_saved: &mut dyn FnMut(usize)) {
        if let Some(earlier) = self.1.replace(number) {
            self.0.save(earlier, &mut |_| {});
        }
        say_saved(number);
    }
}

/// Wrong: empties the file and writes all of it again.
struct Rewrites;

impl Saver for Rewrites {
    fn save(&mut self, number: usize, say_saved: &mut dyn FnMut(usize)) {
        let mut all = saved_by_rewriting(Path::new("."));
        all.insert(number, value(number));
        let mut file = File::create("rewritten").unwrap();
        for (number, value) in &all {
            file.write_all(format!("{number} {value}\n").as_bytes()).unwrap();
        }
        file.sync_all().unwrap();
        say_saved(number);
    }
}

fn saved_by_rewriting(folder: &Path) -> BTreeMap<usize, f64> {
    let text = fs::read_to_string(folder.join("rewritten")).unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.split_once(' '));
    pairs.filter_map(|(number, value)| Some((number.parse().ok()?, value.parse().ok()?))).collect()
}

/// Reads numbers of questions from the keyboard, and saves an answer to each.
fn serve(mut saver: impl Saver) {
    let mut screen = std::io::stdout();
    writeln!(screen, "ready").ok();
    for line in std::io::stdin().lock().lines() {
        let Ok(number) = line.unwrap().trim().parse() else { break };
        // The screen may be full as well: what is not shown was not said.
        saver.save(number, &mut |number| drop(writeln!(screen, "saved <{number}>")));
    }
}

#[test]
#[ignore = "started by the others as a program of its own"]
fn ours() {
    serve(Ours::new());
}
#[test]
#[ignore = "started by the others as a program of its own"]
fn acknowledges_first() {
    serve(AcknowledgesFirst(Ours::new()));
}
#[test]
#[ignore = "started by the others as a program of its own"]
fn writes_one_later() {
    serve(WritesOneLater(Ours::new(), None));
}
#[test]
#[ignore = "started by the others as a program of its own"]
fn rewrites() {
    serve(Rewrites);
}

/// A saver's name and where its answers are found afterwards.
#[derive(Clone, Copy)]
enum Way {
    Ours,
    AcknowledgesFirst,
    WritesOneLater,
    Rewrites,
}

impl Way {
    fn arguments(self) -> [&'static str; 5] {
        let name = match self {
            Way::Ours => "kill::ours",
            Way::AcknowledgesFirst => "kill::acknowledges_first",
            Way::WritesOneLater => "kill::writes_one_later",
            Way::Rewrites => "kill::rewrites",
        };
        ["--exact", name, "--ignored", "--nocapture", "--test-threads=1"]
    }

    fn saved(self, folder: &Path) -> BTreeMap<usize, f64> {
        match self {
            Way::Ours | Way::AcknowledgesFirst | Way::WritesOneLater => saved_in_store(folder),
            Way::Rewrites => saved_by_rewriting(folder),
        }
    }
}

fn saved_in_store(folder: &Path) -> BTreeMap<usize, f64> {
    let (questionnaire, _) = questionnaire();
    let store = Directory::new(folder);
    let names = store.names().unwrap();
    assert!(names.len() < 2, "one assessment stays one");
    let Some(name) = names.first() else { return BTreeMap::new() };
    let record = store.load(name).unwrap();
    let (assessment, warnings) = record.assessment(Arc::clone(&questionnaire));
    assert_eq!(warnings, []);
    let mut saved = BTreeMap::new();
    for number in 0..ANSWERS {
        let question = questionnaire.find_question(&format!("q{number}")).unwrap();
        if let Some(Answer::Number(value)) = assessment.answers.answer(question) {
            saved.insert(number, *value);
        }
    }
    saved
}

fn questionnaire() -> (Arc<Questionnaire>, String) {
    let mut text = "format: 1\nid: kill\nedition: '1'\ntitle: Kill\nlanguage: en\n\
                    bands: [{id: low, from: 0, label: Low}]\nareas:\n  - id: area\n    title: Area\n    questions:\n"
        .to_owned();
    for number in 0..ANSWERS {
        text += &format!(
            "      - {{id: q{number}, ask: How many?, type: number, min: 0, max: 999, \
             cut_points: [{{from: 0, level: 0}}, {{from: 5, level: 1}}]}}\n"
        );
    }
    let (_, questionnaire, diagnostics) = read::read("kill.yaml", text.as_bytes(), &Limits::default());
    (Arc::new(questionnaire.unwrap_or_else(|| panic!("{diagnostics:?}"))), text)
}

fn value(number: usize) -> f64 {
    100.0 + number as f64
}

fn all_answers() -> BTreeMap<usize, f64> {
    (0..ANSWERS).map(|number| (number, value(number))).collect()
}

fn said_saved(seen: &str) -> Vec<usize> {
    (0..ANSWERS).filter(|number| seen.contains(&format!("saved <{number}>"))).collect()
}

/// What was said to be saved, and is not.
fn lost(said: &[usize], saved: &BTreeMap<usize, f64>) -> Vec<usize> {
    said.iter().copied().filter(|number| saved.get(number) != Some(&value(*number))).collect()
}

/// Says what was found to whoever looks on with `--nocapture`.
#[expect(clippy::print_stdout, reason = "the figures are what these tests are run for")]
fn tell(found: &str) {
    println!("{found}");
}

// --- Kills at random moments ------------------------------------------------------------------

/// What many kills have shown.
#[derive(Debug, Default)]
struct Tally {
    said: usize,
    lost: usize,
    /// Answers that were saved although there was no time to say so.
    unsaid: usize,
    /// Kills that came after the last answer was called saved.
    late: usize,
}

fn rounds(fewer: u64) -> u64 {
    std::env::var("LEAKY_BUCKET_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(fewer)
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

fn start_in_terminal(way: Way, folder: &Path) -> Terminal {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(way.arguments());
    command.cwd(folder);
    let mut terminal = Terminal::start(command);
    terminal.wait_for("ready", |terminal| terminal.seen().contains("ready"));
    terminal
}

fn answer(terminal: &mut Terminal, number: usize) {
    terminal.write(&format!("{number}\n"));
    terminal.wait_for("\"saved\"", |terminal| terminal.seen().contains(&format!("saved <{number}>")));
}

fn kill_at_random(way: Way, rounds: u64) -> Tally {
    let mut tally = Tally::default();
    for round in 0..rounds {
        let mut dice = Dice(round);
        let folder = tempfile::tempdir().unwrap();
        let last = dice.below(ANSWERS as u64) as usize;
        let mut terminal = start_in_terminal(way, folder.path());
        for number in 0..last {
            answer(&mut terminal, number);
        }
        terminal.write(&format!("{last}\n"));
        // Most answers are safe within a millisecond, some on slow disks much later.
        let longest = [150, 600, 5000][dice.below(3) as usize];
        std::thread::sleep(Duration::from_micros(dice.below(longest)));
        terminal.kill();
        let said = said_saved(terminal.seen());
        let saved = way.saved(folder.path());
        tally.said += said.len();
        tally.lost += lost(&said, &saved).len();
        tally.late += usize::from(said.contains(&last));
        let unsaid = saved.len().saturating_sub(said.len());
        assert!(unsaid <= 1, "round {round}: at most the answer in flight is saved besides");
        tally.unsaid += unsaid;

        // Once more, to the end: nothing of the kill is left to be seen.
        let mut terminal = start_in_terminal(way, folder.path());
        let first = saved.keys().next_back().map_or(0, |number| number + 1);
        for number in first..ANSWERS {
            answer(&mut terminal, number);
        }
        terminal.write("end\n");
        terminal.end();
        if matches!(way, Way::Ours) {
            assert_eq!(way.saved(folder.path()), all_answers(), "round {round}");
        }
    }
    tally
}

#[test]
fn nothing_saved_is_lost_at_random_moments() {
    let rounds = rounds(25);
    let tally = kill_at_random(Way::Ours, rounds);
    tell(&format!("{rounds} random kills: {tally:?}"));
    assert_eq!(tally.lost, 0, "{tally:?}");
    assert!(0 < tally.said, "{tally:?}");
    if 100 <= rounds {
        assert!(0 < tally.late && tally.late < rounds as usize, "some early, some late: {tally:?}");
        assert!(0 < tally.unsaid, "some between saving and saying so: {tally:?}");
    }
}

#[test]
fn random_kills_catch_what_is_written_one_later() {
    let tally = kill_at_random(Way::WritesOneLater, 8);
    assert!(0 < tally.lost, "{tally:?}");
}

// --- A kill or an error at every system call --------------------------------------------------

const WRITING: &str = "write,writev,pwrite64,fsync,fdatasync,?rename,?renameat,renameat2,?link,linkat,\
                       ?unlink,unlinkat,ftruncate,flock";

/// Whether system calls can be interfered with here.
fn has_strace() -> bool {
    let trial = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    trial.is_ok_and(|status| status.success())
}

/// Runs a saver whose system calls are interfered with, gives it all answers at once, and returns
/// what it said and whether it came to its own end.
fn interfere(way: Way, folder: &Path, what: &str) -> (Vec<usize>, bool) {
    let mut command = Command::new("strace");
    command.args([
        "-f",
        "-o",
        "/dev/null",
        "-e",
        &format!("trace={WRITING}"),
        "-e",
        &format!("inject={what}"),
    ]);
    command.arg(std::env::current_exe().unwrap()).args(way.arguments()).current_dir(folder);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let answers: String = (0..ANSWERS).map(|number| format!("{number}\n")).collect();
    // It may be dead already.
    child.stdin.take().unwrap().write_all(answers.as_bytes()).ok();
    let output = child.wait_with_output().unwrap();
    let seen = String::from_utf8_lossy(&output.stdout).into_owned();
    (said_saved(&seen), seen.contains("test result: ok"))
}

/// Kills at the first, second, third ... system call that writes, until a run is not killed any more.
fn kill_at_every_call(way: Way) -> Tally {
    let mut tally = Tally::default();
    for call in 1.. {
        let folder = tempfile::tempdir().unwrap();
        let (said, is_done) = interfere(way, folder.path(), &format!("{WRITING}:signal=KILL:when={call}"));
        let saved = way.saved(folder.path());
        tally.said += said.len();
        tally.lost += lost(&said, &saved).len();
        tally.unsaid += saved.len().saturating_sub(said.len());
        if is_done {
            break;
        }
        assert!(call < 1000, "it never comes to its end");
    }
    tally
}

#[test]
fn nothing_saved_is_lost_at_any_system_call() {
    if !has_strace() {
        tell("skipped: strace cannot be used here");
        return;
    }
    let tally = kill_at_every_call(Way::Ours);
    tell(&format!("kills at every system call: {tally:?}"));
    assert_eq!(tally.lost, 0, "{tally:?}");
    assert!(ANSWERS < tally.said, "{tally:?}");
}

#[test]
fn every_system_call_catches_savers_that_are_wrong() {
    if !has_strace() {
        tell("skipped: strace cannot be used here");
        return;
    }
    for way in [Way::AcknowledgesFirst, Way::Rewrites] {
        let tally = kill_at_every_call(way);
        tell(&format!("kills at every system call: {tally:?}"));
        assert!(0 < tally.lost, "{tally:?}");
    }
}

/// The disk says no at the first, second ... call, once or from then on.
#[track_caller]
fn check_error(error: &str, calls: &str) {
    if !has_strace() {
        tell("skipped: strace cannot be used here");
        return;
    }
    let mut begun_parts = 0;
    for call in 1..=40 {
        for and_on in ["", "+"] {
            let folder = tempfile::tempdir().unwrap();
            let what = format!("{calls}:error={error}:when={call}{and_on}");
            let (said, _) = interfere(Way::Ours, folder.path(), &what);
            let saved = saved_in_store(folder.path());
            assert!(lost(&said, &saved).is_empty(), "{what}: {said:?}, {saved:?}");
            // An error that passes is survived without any loss.
            if and_on.is_empty() && !saved.is_empty() {
                assert_eq!(saved, all_answers(), "{what}");
            }
            begun_parts += usize::from(folder.path().join("kill.2.lbr").exists());
        }
    }
    tell(&format!("{error}: went on in a second file {begun_parts} times"));
    assert!(0 < begun_parts, "the error was met");
}

#[test]
fn full_disk() {
    check_error("ENOSPC", "write,fdatasync");
}
#[test]
fn failing_disk() {
    check_error("EIO", "fsync,fdatasync");
}
