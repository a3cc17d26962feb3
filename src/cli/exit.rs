//! How the program ends: a code for scripts, a message for people.

use std::process::ExitCode;

use super::message::Message;
use crate::store::Failure;
use crate::words::Words;

/// The exit codes. They are a promise: scripts rest on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done,
    Unexpected,
    Usage,
    Questionnaire,
    Answers,
    File,
    NotEnough,
    HungUp,
    Interrupted,
    Terminated,
}

impl Exit {
    pub const ALL: [Exit; 10] = [
        Exit::Done,
        Exit::Unexpected,
        Exit::Usage,
        Exit::Questionnaire,
        Exit::Answers,
        Exit::File,
        Exit::NotEnough,
        Exit::HungUp,
        Exit::Interrupted,
        Exit::Terminated,
    ];

    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Unexpected => 1,
            Exit::Usage => 2,
            Exit::Questionnaire => 3,
            Exit::Answers => 4,
            Exit::File => 5,
            Exit::NotEnough => 6,
            Exit::HungUp => 129,
            Exit::Interrupted => 130,
            Exit::Terminated => 143,
        }
    }

    /// The way of ending that a code stands for.
    pub fn of_code(code: u8) -> Exit {
        Exit::ALL.into_iter().find(|exit| exit.code() == code).unwrap_or(Exit::Unexpected)
    }

    /// The code for what the world refused.
    pub fn of(failure: &Failure) -> Exit {
        match failure {
            Failure::NotFound { .. }
            | Failure::Unreadable { .. }
            | Failure::Unwritable { .. }
            | Failure::NoFolder { .. }
            | Failure::Full { .. }
            | Failure::InUse { .. }
            | Failure::Exists { .. }
            | Failure::NotKept
            | Failure::TooLarge { .. } => Exit::File,
            Failure::Damaged { .. } | Failure::TooNew { .. } => Exit::Answers,
        }
    }

    /// All of them as `--help` prints them.
    pub(super) fn table() -> String {
        let rows = Exit::ALL.map(|exit| format!("{:>5}  {}", exit.code(), exit.means()));
        format!("Exit codes:\n{}", rows.join("\n"))
    }

    pub fn means(self) -> &'static str {
        match self {
            Exit::Done => "done; also left with everything saved",
            Exit::Unexpected => "unexpected failure",
            Exit::Usage => "wrong usage, or no terminal where one is needed",
            Exit::Questionnaire => "the questionnaire has errors or is over a limit",
            Exit::Answers => "the answers are damaged, too new, or do not fit the questionnaire",
            Exit::File => "a file could not be read or written, or is in use",
            Exit::NotEnough => "not enough answers for what was asked",
            Exit::HungUp => "the terminal went away; answers are saved",
            Exit::Interrupted => "interrupted; answers are saved",
            Exit::Terminated => "terminated; answers are saved",
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub struct Trouble {
    pub exit: Exit,
    /// What happened, where, and what to do; safe to be shown.
    pub(super) says: Message,
}

impl Trouble {
    /// A trouble in the words of the catalogue.
    pub fn of(exit: Exit, says: impl Fn(&'static Words) -> String + 'static) -> Trouble {
        Trouble { exit, says: Message::of(says) }
    }

    /// A trouble that is told alike in every language: the diagnostics of a file.
    pub fn new(exit: Exit, says: impl Into<String>) -> Trouble {
        Trouble { exit, says: Message::verbatim(says) }
    }

    pub fn in_words(&self, words: &'static Words) -> String {
        self.says.in_words(words)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        Trouble { exit: Exit::of(&failure), says: Message::of(move |words| failure.in_words(words)) }
    }
}
