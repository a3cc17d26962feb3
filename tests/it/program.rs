//! Runs the real program at a desk of its own: a folder that nobody else uses, no home, no colours,
//! and limits on its memory and its time.
//!
//! Whatever a run is made for, it also proves that the program did not crash, and that it printed
//! nothing that a terminal would obey.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use leaky_bucket::text;
use tempfile::TempDir;

/// What any run may take before it counts as hanging; far more than it takes on a busy machine.
const TIME: Duration = Duration::from_secs(120);
/// The address space of a run, in KiB.
const MEMORY: u32 = 1_000_000;

/// A folder to work in, with the saved assessments beside it.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        let folder = tempfile::Builder::new().prefix("desk").tempdir().unwrap();
        fs::create_dir(folder.path().join("work")).unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        Desk { folder }
    }

    /// A file in the folder that the program runs in.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join("work").join(name)
    }

    /// Where assessments are kept.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        put(&path, bytes);
        path
    }

    /// The program with arguments that stand apart by spaces.
    pub(crate) fn run(&self, line: &str) -> Said {
        self.call(line.split(' ').filter(|word| !word.is_empty())).said()
    }

    pub(crate) fn call<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Call<'_> {
        Call {
            desk: self,
            arguments: arguments.into_iter().map(|argument| argument.as_ref().to_owned()).collect(),
            input: Vec::new(),
            environment: Vec::new(),
            memory: MEMORY,
            room: None,
            tail: "",
            pipe: "",
            result_is_bytes: false,
        }
    }

    /// Every file and what is in it, to see that nothing has changed.
    pub(crate) fn snapshot(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(self.folder.path(), &mut files);
        files
    }

    /// The one saved assessment.
    pub(crate) fn saved(&self) -> PathBuf {
        let mut files = BTreeMap::new();
        collect(&self.data(), &mut files);
        let mut names = files.into_keys().filter(|path| path.extension().is_some_and(|e| e == "lbr"));
        let one = names.next().expect("something is saved");
        assert_eq!(names.next(), None, "one thing is saved");
        one
    }
}

/// `std::fs::write` is for the program to avoid; what a test prepares may be lost in a power cut.
pub(crate) fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::File::create(path).unwrap().write_all(bytes.as_ref()).unwrap();
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let there = fs::symlink_metadata(&path).unwrap();
        if there.is_dir() {
            collect(&path, files);
        } else if there.is_file() {
            let bytes = fs::read(&path).unwrap();
            files.insert(path, bytes);
        } else {
            files.insert(path, Vec::new());
        }
    }
}

/// A run that is being prepared.
pub(crate) struct Call<'a> {
    desk: &'a Desk,
    arguments: Vec<OsString>,
    input: Vec<u8>,
    environment: Vec<(String, Option<OsString>)>,
    memory: u32,
    room: Option<u32>,
    tail: &'static str,
    pipe: &'static str,
    result_is_bytes: bool,
}

impl Call<'_> {
    pub(crate) fn input(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.environment.push((name.to_owned(), Some(value.into())));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.environment.push((name.to_owned(), None));
        self
    }

    /// In KiB.
    pub(crate) fn memory(mut self, memory: u32) -> Self {
        self.memory = memory;
        self
    }

    /// The largest file that it can write, in blocks of 512 bytes.
    pub(crate) fn room(mut self, room: u32) -> Self {
        self.room = Some(room);
        self
    }

    /// What the shell does with standard input and output, such as `< /dev/zero`.
    pub(crate) fn redirected(mut self, tail: &'static str) -> Self {
        self.tail = tail;
        self
    }

    /// What reads standard output, such as `head -1`.
    pub(crate) fn into(mut self, pipe: &'static str) -> Self {
        self.pipe = pipe;
        self
    }

    /// The result is a document: its bytes are for no terminal.
    pub(crate) fn bytes(mut self) -> Self {
        self.result_is_bytes = true;
        self
    }

    fn command(&self) -> Command {
        let program = env!("CARGO_BIN_EXE_leaky-bucket");
        let mut limit = format!("ulimit -v {}", self.memory);
        if let Some(room) = self.room {
            // Writing more is to fail, as on a full disk, not to end the program.
            limit.push_str(&format!("; trap '' XFSZ; ulimit -f {room}"));
        }
        let script = match self.pipe {
            "" => format!("{limit}; exec \"$0\" \"$@\" {}", self.tail),
            // The exit code that counts is the program's, not that of its reader.
            pipe => format!("({limit}; \"$0\" \"$@\"; echo \"code $?\" >&2) | {pipe}"),
        };
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(program).args(&self.arguments);
        command.current_dir(self.desk.path(""));
        command.env_clear();
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command.env("HOME", self.desk.home()).env("LEAKY_BUCKET_DATA", self.desk.data());
        command.env("LANG", "C.UTF-8").env("NO_COLOR", "1").env("TERM", "xterm-256color").env("TZ", "UTC");
        for (name, value) in &self.environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs it to its end.
    #[track_caller]
    pub(crate) fn said(self) -> Said {
        let mut child = self.command().spawn().expect("a shell is there");
        let mut stdin = child.stdin.take().unwrap();
        let input = self.input.clone();
        // The program may stop reading whenever it likes.
        let feeder = thread::spawn(move || drop(stdin.write_all(&input)));
        let said = finish(child, &self.arguments, self.result_is_bytes);
        feeder.join().unwrap();
        said
    }

    /// Starts it and leaves it waiting for its input.
    pub(crate) fn started(self) -> Running {
        let mut child = self.command().spawn().expect("a shell is there");
        let stdin = child.stdin.take();
        Running { child: Some(child), stdin, arguments: self.arguments }
    }
}

/// A run that waits for its input.
pub(crate) struct Running {
    child: Option<Child>,
    stdin: Option<ChildStdin>,
    arguments: Vec<OsString>,
}

impl Running {
    /// Waits until it has printed something.
    pub(crate) fn reads_until(&mut self, wanted: &str) -> String {
        let out = self.child.as_mut().unwrap().stdout.as_mut().unwrap();
        let mut read = Vec::new();
        let mut byte = [0];
        while !String::from_utf8_lossy(&read).contains(wanted) {
            assert_eq!(out.read(&mut byte).unwrap(), 1, "it ended after {}", String::from_utf8_lossy(&read));
            read.push(byte[0]);
        }
        String::from_utf8_lossy(&read).into_owned()
    }

    pub(crate) fn line(&mut self, line: &str) {
        writeln!(self.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    /// Sends it a signal, and waits for its end.
    pub(crate) fn stopped(mut self, signal: rustix::process::Signal) -> std::process::ExitStatus {
        let mut child = self.child.take().unwrap();
        let pid = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process(pid, signal).unwrap();
        child.wait().unwrap()
    }

    #[track_caller]
    pub(crate) fn ends(mut self) -> Said {
        self.stdin = None;
        finish(self.child.take().unwrap(), &self.arguments, false)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

#[track_caller]
fn finish(mut child: Child, arguments: &[OsString], result_is_bytes: bool) -> Said {
    let mut readers = Vec::new();
    for pipe in [
        child.stdout.take().map(|pipe| Box::new(pipe) as Box<dyn Read + Send>),
        child.stderr.take().map(|pipe| Box::new(pipe) as Box<dyn Read + Send>),
    ] {
        let mut pipe = pipe.unwrap();
        readers.push(thread::spawn(move || {
            let mut bytes = Vec::new();
            pipe.read_to_end(&mut bytes).unwrap();
            bytes
        }));
    }
    let begun = Instant::now();
    let mut wait = Duration::from_millis(1);
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if TIME < begun.elapsed() {
            drop(child.kill());
            panic!("{arguments:?} did not end in {TIME:?}");
        }
        thread::sleep(wait);
        wait = (wait * 2).min(Duration::from_millis(20));
    };
    let err = readers.pop().unwrap().join().unwrap();
    let bytes = readers.pop().unwrap().join().unwrap();
    let err = String::from_utf8(err).expect("messages are UTF-8");
    let out = match result_is_bytes {
        true => String::new(),
        false => String::from_utf8(bytes.clone()).expect("results are UTF-8"),
    };
    let said = Said { code: status.code(), out, err, bytes, arguments: arguments.to_vec() };
    said.check_harmless();
    said
}

/// What a run came to.
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
    /// Standard output as it is.
    pub(crate) bytes: Vec<u8>,
    arguments: Vec<OsString>,
}

impl Said {
    /// Nobody is harmed by what was printed, and nothing crashed.
    #[track_caller]
    fn check_harmless(&self) {
        for text in [&self.out, &self.err] {
            let harmful = |character: &char| *character != '\n' && !text::is_visible(*character);
            let found = text.chars().find(harmful);
            assert_eq!(found, None, "a terminal would obey this: {self:?}");
        }
        assert!(!self.err.contains("panicked") && !self.err.contains("overflowed its stack"), "{self:?}");
        assert_ne!(self.code, None, "killed by a signal: {self:?}");
    }

    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Said {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    /// Everything is in what was printed, on either stream.
    #[track_caller]
    pub(crate) fn has(self, wanted: &[&str]) -> Said {
        for wanted in wanted {
            assert!(self.out.contains(wanted) || self.err.contains(wanted), "no {wanted:?} in {self:?}");
        }
        self
    }

    #[track_caller]
    pub(crate) fn lacks(self, unwanted: &str) -> Said {
        assert!(!self.out.contains(unwanted) && !self.err.contains(unwanted), "{unwanted:?} in {self:?}");
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }
}

impl std::fmt::Debug for Said {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(out, "leaky-bucket {:?} ended with {:?}", self.arguments, self.code)?;
        for (name, text) in [("standard output", &self.out), ("standard error", &self.err)] {
            writeln!(
                out,
                "{name}:\n{}",
                text::short(&text.escape_debug().to_string().replace("\\n", "\n"), 4000)
            )?;
        }
        Ok(())
    }
}

/// The answers files of the sample teams.
pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers").join(name)
}

/// A small sound questionnaire. Its first question can be answered with 1, 2 or 3.
pub(crate) const SMALL: &str = r#"format: 1
id: small
edition: "1"
title: Small
areas:
  - id: one
    title: One
    questions:
      - id: first
        ask: How is it?
        type: scale
        choices: [{text: Bad, severity: high}, Fair, Good]
        leak: It is bad
      - {id: share, ask: What share?, type: number, min: 0, max: 100, cut_points: [{from: 0, level: 0}, {from: 50, level: 1}]}
      - {id: many, ask: Which of these?, type: multiple_choice, choices: [{id: a, text: A}, {id: b, text: B}], cut_points: [{from: 0, level: 0}, {from: 2, level: 1}]}
      - {id: sure, ask: Sure?, type: yes_no, yes: {level: 1}, no: {level: 0}}
      - {id: why, ask: Why?, type: text}
"#;
