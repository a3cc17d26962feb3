//! The command line: what a person typed, and the session in which it is carried out.

mod alike;
mod args;
mod benchmark;
mod brand;
mod compare;
mod complete;
mod config;
mod diff;
mod doctor;
mod editor;
mod exit;
mod export;
mod find;
mod fonts;
mod help;
mod import;
mod language;
mod list;
mod manual;
mod message;
mod noted;
mod opener;
mod outcome;
mod output;
mod plan;
mod questionnaire;
mod remove;
mod report;
mod rounds;
mod screen;
pub mod settings;
mod shipped;
mod show;
mod take;
mod target;
mod work;

use std::borrow::Cow;
use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use etcetera::BaseStrategy;

use crate::clock::Clock;
use crate::questionnaire::{Questionnaire, TranslationFile};
use crate::source::Limits;
use crate::store::Directory;
use crate::text::visible;
use crate::words::{Wish, Words, fill};

use args::{Arguments, Color, Command, Mouse};
pub use exit::{Exit, Trouble};
use settings::{Ascii, Theme};

/// Runs the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => arguments,
        Err(error) => return said_by_clap(&typed, &error),
    };
    let session = match Session::of(&arguments) {
        Ok(session) => session,
        Err(trouble) => return told(&trouble, language::of_surroundings(arguments.lang.as_ref())),
    };
    let result = match arguments.command {
        Some(Command::Take(take)) => take::run(&session, &take),
        Some(Command::List(list)) => list::run(&session, &list),
        Some(Command::Show(show)) => show::run(&session, &show),
        Some(Command::Report(report)) => report::run(&session, &report),
        Some(Command::Compare(compare)) => compare::run(&session, &compare),
        Some(Command::Export(export)) => export::run(&session, &export),
        Some(Command::Import(import)) => import::run(&session, &import),
        Some(Command::Plan(plan)) => plan::run(&session, &plan),
        Some(Command::Questionnaire(command)) => questionnaire::run(&session, &command),
        Some(Command::Remove(remove)) => remove::run(&session, &remove),
        Some(Command::Config(command)) => config::run(&session, &command),
        Some(Command::Doctor(doctor)) => doctor::run(&session, &doctor),
        Some(Command::Completions(completions)) => complete::run(&session, &completions),
        Some(Command::Man(man)) => manual::run(&session, &man),
        None => home(&session),
    };
    match result {
        Ok(exit) => exit,
        Err(trouble) => told(&trouble, session.spoken),
    }
}

/// Help and version are a result; complaints quote what was typed, which may be anything.
fn said_by_clap(typed: &[OsString], error: &clap::Error) -> Exit {
    let words = help::words(typed);
    let text = help::said(typed, error, words);
    if error.use_stderr() {
        let mut safe: Vec<_> = text.trim_end().split('\n').map(visible).collect();
        if wants_name(error) {
            safe.push(Cow::Borrowed(words.command_line.names));
        }
        if is_name_too_many(error) {
            safe.push(Cow::Borrowed(words.command_line.blanks));
        }
        return told(&Trouble::new(Exit::Usage, safe.join("\n")), words);
    }
    output::print_text(&text).unwrap_or_else(|trouble| told(&trouble, words))
}

/// Whether the name of a saved assessment is missing, which a newcomer cannot know.
fn wants_name(error: &clap::Error) -> bool {
    let is_missing = matches!(error.kind(), ErrorKind::MissingRequiredArgument | ErrorKind::TooFewValues);
    is_missing && error.render().to_string().contains("<NAME")
}

/// Whether a word is left over behind a name: the rest of the name, most likely.
fn is_name_too_many(error: &clap::Error) -> bool {
    let is_word = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(word)) => !word.starts_with('-'),
        Some(_) | None => false,
    };
    is_word && error.kind() == ErrorKind::UnknownArgument && error.render().to_string().contains("[NAME")
}

fn told(trouble: &Trouble, words: &'static Words) -> Exit {
    say(&trouble.in_words(words));
    trouble.exit
}

/// Says something on standard error.
fn say(says: &str) {
    // When nobody reads, nobody misses it.
    let _ignored = writeln!(io::stderr(), "{says}");
}

/// Without a command: the first screen, the first question, or a word of help.
fn home(session: &Session) -> Result<Exit, Trouble> {
    if session.plain || session.no_input {
        return take::run(session, &args::Take::default());
    }
    match io::stdin().is_terminal() && io::stdout().is_terminal() {
        true => screen::home(session),
        false => {
            let says =
                |words: &'static Words| format!("{}\n\n{}", words.terminal.needed, help::in_short(words));
            Err(Trouble::of(Exit::Usage, says))
        }
    }
}

/// Everything about this run that is not in the command itself.
pub struct Session {
    pub clock: Clock,
    /// Colour on standard output.
    pub color: bool,
    /// Colour on standard error.
    pub color_in_messages: bool,
    pub quiet: bool,
    /// Nobody is there to answer.
    pub no_input: bool,
    /// Line by line instead of on the whole screen.
    pub plain: bool,
    pub ascii: bool,
    pub mouse: bool,
    /// The language in which questionnaires are wanted, if one is.
    language: Option<language::Wanted>,
    /// The words in which a command speaks of its own doing: the person's, whatever it reads or writes.
    spoken: &'static Words,
    pub theme: Theme,
    pub config: config::Found,
    data_dir: Option<PathBuf>,
    /// Questionnaires read so far: most saved assessments answer the same one.
    questionnaires: RefCell<Vec<Known>>,
}

/// A questionnaire that was read, with the texts it was read from.
struct Known {
    text: Arc<str>,
    translation: Option<String>,
    questionnaire: Arc<Questionnaire>,
}

impl Session {
    fn of(arguments: &Arguments) -> Result<Session, Trouble> {
        let config =
            config::Found::read(arguments.config.as_deref(), is_colored(arguments.color, &io::stderr()));
        let settings = &config.settings;
        let ascii = match settings.ascii {
            _ if arguments.ascii => true,
            Some(Ascii::On) => true,
            Some(Ascii::Off) => false,
            Some(Ascii::Auto) | None => !speaks_utf8(),
        };
        // What is handed on says the same wherever it is made.
        let is_handed_on = matches!(arguments.command, Some(Command::Report(_) | Command::Export(_)));
        // Of many, one without a translation keeps none of the others back.
        let is_many = matches!(&arguments.command, Some(Command::Export(export)) if export.is_of_many());
        let wanted = language::wanted(arguments.lang.as_ref(), settings.language.as_deref());
        let spoken = language::spoken(wanted.as_ref().ok().and_then(Option::as_ref));
        Ok(Session {
            clock: clock()?,
            color: is_colored(arguments.color, &io::stdout()),
            color_in_messages: is_colored(arguments.color, &io::stderr()),
            quiet: arguments.quiet,
            no_input: arguments.no_input,
            plain: arguments.plain || wants_plain(),
            language: match is_handed_on {
                true if is_many => arguments.lang.clone().map(language::Wanted::WhereThere),
                true => arguments.lang.clone().map(language::Wanted::Asked),
                false => wanted?,
            },
            spoken,
            ascii,
            mouse: arguments.mouse.map_or(settings.mouse.unwrap_or(true), |mouse| mouse == Mouse::On),
            theme: arguments.theme.or(settings.theme).unwrap_or(Theme::Auto),
            config,
            data_dir: arguments.data_dir.clone(),
            questionnaires: RefCell::default(),
        })
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
            Err(_no_home) => Err(Trouble::of(Exit::File, |words| words.saved.no_home.to_owned())),
        }
    }

    pub fn store(&self) -> Result<Directory, Trouble> {
        self.folder().map(Directory::new)
    }

    /// The questionnaire of a saved assessment, read once for all that answer it in the same language.
    /// A translation that cannot be read is left aside.
    fn questionnaire(&self, text: &Arc<str>, translation: Option<&str>) -> Option<Arc<Questionnaire>> {
        // What was read in one go is shared: then it need not be compared.
        let is_same = |known: &&Known| {
            (Arc::ptr_eq(&known.text, text) || known.text == *text)
                && known.translation.as_deref() == translation
        };
        if let Some(known) = self.questionnaires.borrow().iter().find(is_same) {
            return Some(Arc::clone(&known.questionnaire));
        }
        let questionnaire = match translation {
            None => {
                let (_, read, _) = crate::questionnaire::read("", text.as_bytes(), &Limits::default());
                Arc::new(read?)
            }
            Some(translation) => {
                let original = self.questionnaire(text, None)?;
                let file = TranslationFile::read("", translation.as_bytes(), &Limits::default());
                let (_, translation, _) = file.translation(&original);
                translation.map_or(Arc::clone(&original), |found| Arc::new(original.in_language(&found)))
            }
        };
        self.questionnaires.borrow_mut().push(Known {
            text: Arc::clone(text),
            translation: translation.map(str::to_owned),
            questionnaire: Arc::clone(&questionnaire),
        });
        Some(questionnaire)
    }

    /// The language somebody wants to be spoken to in.
    fn wish(&self) -> Wish {
        match &self.language {
            Some(language::Wanted::Asked(language) | language::Wanted::WhereThere(language)) => {
                Wish { language: Some(language.clone()), typed: true }
            }
            Some(language::Wanted::Preferred(language)) => {
                Wish { language: Some(language.clone()), typed: false }
            }
            None => Wish::default(),
        }
    }

    /// The words to stand beside a questionnaire's own.
    fn words(&self, questionnaire: &Questionnaire) -> &'static Words {
        self.wish().words(&questionnaire.language)
    }

    /// The words where there is no questionnaire: those for the one that comes with the program.
    fn own_words(&self) -> &'static Words {
        let wanted = self.language.as_ref().map(language::Wanted::language);
        self.wish().words(&shipped::main().glance(wanted).language)
    }

    /// Says something in the person's words that is not the result itself, unless it should be quiet.
    fn tell(&self, says: impl FnOnce(&'static Words) -> String) {
        self.remark(&says(self.spoken));
    }

    /// Says several such things, each on a line of its own.
    fn tell_all(&self, messages: &[message::Message]) {
        let says: Vec<String> = messages.iter().map(|message| message.in_words(self.spoken)).collect();
        self.remark(&says.join("\n"));
    }

    /// Says something that is not the result itself, unless it should be quiet.
    pub fn remark(&self, says: &str) {
        if !self.quiet && !says.is_empty() {
            say(says.trim_end_matches('\n'));
        }
    }
}

/// The clock on the wall, or the one that `SOURCE_DATE_EPOCH` has stopped.
fn clock() -> Result<Clock, Trouble> {
    let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|epoch| !epoch.is_empty()) else {
        return Ok(Clock::System);
    };
    // Passed over in silence, it would make reports that cannot be made again.
    epoch.to_str().and_then(Clock::fixed).ok_or_else(|| {
        let value = visible(&epoch.to_string_lossy()).into_owned();
        Trouble::of(Exit::Usage, move |words| fill(words.terminal.no_epoch, &[("value", &value)]))
    })
}

fn is_colored(wanted: Color, stream: &impl IsTerminal) -> bool {
    match wanted {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && stream.is_terminal()
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

/// Whether the surroundings ask for lines: a switch, or a terminal that can do nothing else.
fn wants_plain() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    is_set("LEAKY_BUCKET_PLAIN")
        || is_set("ACCESSIBLE")
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether the locale says that this terminal can show more than ASCII; where none is set, most can.
fn speaks_utf8() -> bool {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    match set("LC_ALL").or(set("LC_CTYPE")).or(set("LANG")) {
        Some(locale) => {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        }
        None => true,
    }
}
