//! The command line: what a person typed, and the session in which it is carried out.

mod args;
mod exit;
mod find;
mod import;
mod list;
mod output;
mod questionnaire;
mod report;
mod shipped;
mod show;
mod take;
mod work;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::{CommandFactory, Parser};
use etcetera::BaseStrategy;

use crate::clock::Clock;
use crate::store::Directory;

use args::{Arguments, Color, Command};
pub use exit::{Exit, Trouble};

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version go to standard output, complaints to standard error.
            let _ignored_when_nobody_reads = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done };
        }
    };
    let session = Session::of(&arguments);
    let result = match arguments.command {
        Some(Command::Take(take)) => take::run(&session, &take),
        Some(Command::List(list)) => list::run(&session, &list),
        Some(Command::Show(show)) => show::run(&session, &show),
        Some(Command::Report(report)) => report::run(&session, &report),
        Some(Command::Import(import)) => import::run(&session, &import),
        Some(Command::Questionnaire(command)) => questionnaire::run(&session, &command),
        None => Err(Trouble::new(Exit::Usage, Arguments::command().render_help().to_string())),
    };
    match result {
        Ok(exit) => exit,
        Err(trouble) => {
            session.say_always(&trouble.says);
            trouble.exit
        }
    }
}

/// Everything about this run that is not in the command itself.
pub struct Session {
    pub clock: Clock,
    pub color: bool,
    pub quiet: bool,
    /// Line by line instead of on the whole screen.
    pub plain: bool,
    pub ascii: bool,
    data_dir: Option<PathBuf>,
}

impl Session {
    fn of(arguments: &Arguments) -> Session {
        let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
        Session {
            clock: epoch.as_deref().and_then(Clock::fixed).unwrap_or(Clock::System),
            color: match arguments.color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => {
                    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
                    wanted
                        && io::stderr().is_terminal()
                        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
                }
            },
            quiet: arguments.quiet,
            plain: arguments.plain || wants_plain(),
            ascii: arguments.ascii,
            data_dir: arguments.data_dir.clone(),
        }
    }

    /// Where assessments are kept: as asked, else a project's own folder, else the user's.
    pub fn folder(&self) -> Result<PathBuf, Trouble> {
        if let Some(folder) = &self.data_dir {
            return Ok(folder.clone());
        }
        let project = PathBuf::from(".leaky-bucket");
        if project.is_dir() {
            return Ok(project);
        }
        match etcetera::choose_base_strategy() {
            Ok(base) => Ok(base.data_dir().join("leaky-bucket")),
            Err(_no_home) => Err(Trouble::new(
                Exit::File,
                "there is no home folder to keep answers in: name a folder with --data-dir DIR",
            )),
        }
    }

    pub fn store(&self) -> Result<Directory, Trouble> {
        self.folder().map(Directory::new)
    }

    /// Says something that is not the result itself, unless it should be quiet.
    pub fn remark(&self, says: &str) {
        if !self.quiet && !says.is_empty() {
            self.say_always(says.trim_end_matches('\n'));
        }
    }

    fn say_always(&self, says: &str) {
        // When nobody reads, nobody misses it.
        let _ignored = writeln!(io::stderr(), "{says}");
    }
}

/// Whether the surroundings ask for lines: a switch, or a terminal that can do nothing else.
fn wants_plain() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    is_set("LEAKY_BUCKET_PLAIN")
        || is_set("ACCESSIBLE")
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
