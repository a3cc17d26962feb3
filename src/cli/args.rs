//! Every command and option. The help texts here are the documentation of the command line; other languages have
//! theirs in `words`, by the English text.

mod export;
mod plan;
mod questionnaire;
mod report;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::styling::Styles;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use super::exit::Exit;
use super::settings::Theme;
use crate::language::Language;

pub(super) use export::{Export, ExportFormat, Import};
#[cfg(test)]
pub(super) use plan::NO_DAY;
pub(super) use plan::{
    Plan, PlanAdd, PlanCommand, PlanExport, PlanFields, PlanFormat, PlanList, PlanStep, PlanTarget, Taken,
};
pub(super) use questionnaire::Questionnaire;
pub(super) use report::{Chart, Compare, Format, Report};

const EXAMPLES: &str = "Examples:
  leaky-bucket                                  begin, or go on where you left
  leaky-bucket report answers.yaml -o out.pdf   from answers to a PDF, without a terminal
  leaky-bucket show @last                       the result of the last assessment as text";

const SHOW_EXAMPLES: &str = "Examples:
  leaky-bucket show @last --why                      every score opened into its points
  leaky-bucket show @last --what-if 1,2              the score if the first two leaks were plugged";

/// The heading of the options that every command takes.
const EVERYWHERE: &str = "With every command";

/// Answer nine practices of sales management, see where selling effort leaks away, keep the PDF.
#[derive(Debug, Parser)]
#[command(
    name = "leaky-bucket",
    version,
    styles = Styles::plain(),
    infer_long_args = true,
    after_long_help = format!("{EXAMPLES}\n\n{}", Exit::table())
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Where assessments are kept
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "DIR", env = "LEAKY_BUCKET_DATA", hide_env_values = true)]
    pub data_dir: Option<PathBuf>,

    /// The settings file
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "FILE", env = "LEAKY_BUCKET_CONFIG", hide_env_values = true)]
    pub config: Option<PathBuf>,

    /// Ask line by line instead of on the whole screen: for pipes and screen readers
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub plain: bool,

    /// The language of questions and screens, such as de; else that of LEAKY_BUCKET_LANG or the locale
    /// where there is a translation
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "CODE", value_parser = language)]
    pub lang: Option<Language>,

    /// Draw with ASCII characters alone
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub ascii: bool,

    /// Whether the mouse chooses; on, unless the settings say otherwise. Shift+drag selects text all the same
    #[arg(long, global = true, help_heading = EVERYWHERE, value_enum, value_name = "on|off")]
    pub mouse: Option<Mouse>,

    /// Colours of the whole screen: for a light or a dark background, or none
    #[arg(long, global = true, help_heading = EVERYWHERE, value_enum, value_name = "THEME", env = "LEAKY_BUCKET_THEME", hide_env_values = true)]
    pub theme: Option<Theme>,

    /// Colour in messages
    #[arg(long, global = true, help_heading = EVERYWHERE, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,

    /// Ask nothing, even in a terminal: what would have to be asked ends with exit code 2
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub no_input: bool,

    /// Say nothing beside the result
    #[arg(short, long, global = true, help_heading = EVERYWHERE)]
    pub quiet: bool,
}

fn language(tag: &str) -> Result<Language, String> {
    Language::new(tag).ok_or_else(|| NO_LANGUAGE.to_owned())
}

/// What is said of a language that is none.
pub(super) const NO_LANGUAGE: &str = "a language tag is needed, such as de or de-AT";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Mouse {
    On,
    Off,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Answer a questionnaire; goes on with the open assessment
    Take(Take),
    /// List saved assessments
    List(List),
    /// Show a result as text
    Show(Show),
    /// Write a report
    Report(Report),
    /// Show what has changed between assessments
    Compare(Compare),
    /// Plan what is done about the leaks: who, what, by when
    Plan(Plan),
    /// Write answers and scores for other programs
    Export(Export),
    /// Save answers that were given elsewhere
    Import(Import),
    /// Read, check or list questionnaires
    #[command(subcommand, visible_alias = "q")]
    Questionnaire(Questionnaire),
    /// Move a saved assessment to the trash, or bring it back
    Remove(Remove),
    /// Look at settings, or change them
    #[command(subcommand)]
    Config(Config),
    /// Say what works on this computer, and what falls back
    Doctor(Doctor),
    /// Print the script by which a shell completes commands and options
    Completions(Completions),
    /// Print the manual page, or write one for each command
    Man(Man),
}

#[derive(Debug, Default, Args)]
pub(super) struct Take {
    /// A questionnaire's id or file; left out, what is open goes on, else the Leaky Bucket begins
    #[arg(value_hint = ValueHint::AnyPath)]
    pub questionnaire: Option<OsString>,

    /// Begin a new assessment even if one is open
    #[arg(long)]
    pub new: bool,

    /// Open a saved assessment, finished or not (part of its name, @last, @prev, @open)
    #[arg(long, value_name = "NAME", conflicts_with_all = ["questionnaire", "new", "about", "label", "role", "by", "unsaved"])]
    pub open: Option<OsString>,

    /// Who or what is assessed
    #[arg(long, value_name = "NAME")]
    pub about: Option<String>,

    /// Which round it is, such as 2026
    #[arg(long, value_name = "TEXT")]
    pub label: Option<String>,

    /// Your part, by its id, such as manager
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,

    /// Your name; left out, you stay unnamed
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,

    /// Where the PDF goes when you finish
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Scores of a group of others beside yours at the end, from a benchmark file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub benchmark: Option<PathBuf>,

    /// Go on although nothing can be saved
    #[arg(long)]
    pub unsaved: bool,

    /// Write every key into a new file, to be played again
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub record: Option<PathBuf>,

    /// Play recorded keys without a terminal, and print the last screen, or those that the recording asks for
    #[arg(long, value_name = "FILE|-", value_hint = ValueHint::FilePath, conflicts_with = "record")]
    pub replay: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// What was removed, and can be brought back
    #[arg(long)]
    pub trash: bool,

    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Remove {
    /// A saved assessment (part of its name, @last, @prev, @open); with --restore or --purge also one in the trash
    #[arg(value_name = "NAME")]
    pub assessment: OsString,

    /// Do not ask
    #[arg(short, long)]
    pub yes: bool,

    /// Delete it for good, by its whole name
    #[arg(long)]
    pub purge: bool,

    /// Bring it back from the trash
    #[arg(long, conflicts_with = "purge")]
    pub restore: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Config {
    /// Print where the settings file is, or would be
    Path,
    /// Print every setting, and where it comes from
    Show {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Open the settings file in your editor
    Edit,
    /// Change one setting
    Set {
        /// Its name
        #[arg(value_name = "KEY")]
        key: String,

        /// Its value; left out, the default holds again
        #[arg(value_name = "VALUE")]
        value: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    /// A folder that gets a page for each command; pages that are there are replaced
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = SHOW_EXAMPLES)]
pub(super) struct Show {
    /// A saved assessment (part of its name, @last, @prev, @open), an answers file, or -
    #[arg(value_name = "NAME|FILE|-", default_value = "@last", value_hint = ValueHint::AnyPath)]
    pub assessment: OsString,

    /// Only this area, by its id or number, with every answer
    #[arg(long, value_name = "ID")]
    pub area: Option<String>,

    /// Every answer as well
    #[arg(long)]
    pub answers: bool,

    /// How each number was made
    #[arg(long)]
    pub why: bool,

    /// The score if these leaks were plugged: their numbers, their ids or those of practices, as --json shows
    #[arg(long, value_name = "LEAK,..", value_delimiter = ',', conflicts_with_all = ["area", "answers", "why"])]
    pub what_if: Vec<String>,

    /// Scores of a group of others beside these, from a benchmark file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub benchmark: Option<PathBuf>,

    /// Print JSON
    #[arg(long)]
    pub json: bool,

    /// The questionnaire that an answers file answers
    #[arg(long, value_name = "ID|FILE", value_hint = ValueHint::AnyPath)]
    pub questionnaire: Option<OsString>,
}
