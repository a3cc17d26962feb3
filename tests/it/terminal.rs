//! A program in a real pseudo-terminal: typed to, watched, and killed.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a program may take to say what is waited for; far more than it takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// A clock that stands still: 1 March 2026.
pub(crate) const TODAY: &str = "1772323200";

const ROWS: u16 = 24;
const COLUMNS: u16 = 80;

/// A program that knows nothing of this machine: in a folder of its own, which is its home and holds what it
/// keeps, in English, on a clock that stands still.
pub(crate) fn program(program: &str, folder: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.cwd(folder);
    command.env("LEAKY_BUCKET_DATA", folder.join("data"));
    command.env("HOME", folder);
    command.env("SOURCE_DATE_EPOCH", TODAY);
    command.env("TERM", "xterm-256color");
    command.env("LC_ALL", "C.UTF-8");
    command
}

/// Whether a row of the screen holds these words.
pub(crate) fn shows(terminal: &Terminal, words: &str) -> bool {
    terminal.rows().iter().any(|row| row.contains(words))
}

#[track_caller]
pub(crate) fn waits_for(terminal: &mut Terminal, words: &str) {
    terminal.wait_for(words, |terminal| shows(terminal, words));
}

/// A program that runs in a terminal of its own.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    /// Everything the program has written, escapes included.
    seen: String,
    /// What of it stands on the screen.
    screen: vt100::Parser,
    master: Box<dyn MasterPty + Send>,
    /// The exit code, once it has ended.
    code: Option<u32>,
}

impl Terminal {
    pub(crate) fn start(command: CommandBuilder) -> Terminal {
        Terminal::sized(command, COLUMNS, ROWS)
    }

    /// In a window of so many columns and rows.
    pub(crate) fn sized(command: CommandBuilder, columns: u16, rows: u16) -> Terminal {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        // While we hold this end too, the end of the program would not be seen.
        drop(pair.slave);
        let mut screen = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = screen.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Terminal {
            child,
            keyboard,
            output,
            seen: String::new(),
            screen: vt100::Parser::new(rows, columns, 0),
            master: pair.master,
            code: None,
        }
    }

    pub(crate) fn write(&mut self, keys: &str) {
        self.bytes(keys.as_bytes());
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        // A program that has just ended reads no more; what it said before still counts.
        self.keyboard.write_all(bytes).and_then(|()| self.keyboard.flush()).ok();
    }

    /// Pastes a text as terminals do that were asked to mark where it begins and ends.
    pub(crate) fn paste(&mut self, text: &str) {
        self.write(&format!("\u{1b}[200~{text}\u{1b}[201~"));
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).unwrap();
        // All of it is drawn anew then. A screen of one row would never scroll again after growing.
        self.screen = vt100::Parser::new(rows, columns, 0);
    }

    pub(crate) fn signal(&mut self, signal: rustix::process::Signal) {
        let pid = self.child.process_id().and_then(|pid| rustix::process::Pid::from_raw(pid as i32));
        rustix::process::kill_process(pid.unwrap(), signal).unwrap();
    }

    /// The code it ended with.
    pub(crate) fn code(&self) -> u32 {
        self.code.unwrap()
    }

    /// Everything the program had written when it was last waited for.
    pub(crate) fn seen(&self) -> &str {
        &self.seen
    }

    /// Whether a whole frame has been seen: each ends with the cursor, shown and put in its place or hidden.
    /// A frame may arrive in pieces, and what stands on the screen in between was never drawn.
    pub(crate) fn is_between_frames(&self) -> bool {
        const LONGEST_PLACE: usize = "\u{1b}[999;999H".len();
        let after_shown = self.seen.rsplit("\u{1b}[?25h").next().unwrap_or_default();
        let is_put = after_shown.ends_with('H') && after_shown.len() <= LONGEST_PLACE;
        is_put || self.seen.ends_with("\u{1b}[?25l")
    }

    /// The rows of the screen as they stood then.
    pub(crate) fn rows(&self) -> Vec<String> {
        let screen = self.screen.screen();
        screen.rows(0, screen.size().1).collect()
    }

    /// Waits until `found` holds for all that was written.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, what: &str, found: impl Fn(&Terminal) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !found(self) {
            let left = until.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.add(&bytes),
                Err(RecvTimeoutError::Timeout) => panic!("no {what} in time; seen:\n{}", self.shown()),
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("ended without {what}; seen:\n{}", self.shown())
                }
            }
        }
    }

    /// Kills the program as a power cut would; what it wrote before can still be seen.
    pub(crate) fn kill(&mut self) {
        let pid = self.child.process_id().and_then(|pid| rustix::process::Pid::from_raw(pid as i32));
        // Not `Child::kill`, which asks politely first.
        rustix::process::kill_process(pid.unwrap(), rustix::process::Signal::KILL).ok();
        self.end();
    }

    /// Waits for the program's own end.
    pub(crate) fn end(&mut self) {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.add(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it does not end; seen:\n{}", self.shown()),
            }
        }
        self.code = Some(self.child.wait().unwrap().exit_code());
    }

    fn add(&mut self, bytes: &[u8]) {
        self.seen.push_str(&String::from_utf8_lossy(bytes));
        self.screen.process(bytes);
    }

    fn shown(&self) -> String {
        self.rows().join("\n")
    }
}
