//! Every command and option. The help texts here are the documentation of the command line; other languages have
//! theirs in `words`, by the English text.

mod plan;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::styling::Styles;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use super::exit::Exit;
use super::settings::{Paper, Theme};
use crate::language::Language;

#[cfg(test)]
pub(super) use plan::NO_DAY;
pub(super) use plan::{
    Plan, PlanAdd, PlanCommand, PlanExport, PlanFields, PlanFormat, PlanList, PlanStep, PlanTarget, Taken,
};

const EXAMPLES: &str = "Examples:
  leaky-bucket                                  begin, or go on where you left
  leaky-bucket report answers.yaml -o out.pdf   from answers to a PDF, without a terminal
  leaky-bucket show @last                       the result of the last assessment as text";

const REPORT_EXAMPLES: &str = "Examples:
  leaky-bucket report @last                          a PDF of the last assessment, beside you
  leaky-bucket report @last -o result.html           a web page in one file
  leaky-bucket report @last --brief --brand us.yaml  the short form, with your own logo
  leaky-bucket report @last --format text | less     to be read here";

const EXPORT_EXAMPLES: &str = "Examples:
  leaky-bucket export @last -o result.xlsx           a workbook for Excel or LibreOffice
  leaky-bucket export --all --format csv-wide        an assessment a row, for statistics
  leaky-bucket export --all --anonymous -o to-share/ --format yaml
  leaky-bucket export --all --benchmark -o ours.yaml";

const SHOW_EXAMPLES: &str = "Examples:
  leaky-bucket show @last --why                      every score opened into its points
  leaky-bucket show @last --what-if 1,2              the score if the first two leaks were plugged";

const COMPARE_EXAMPLES: &str = "Examples:
  leaky-bucket compare 2025 answers.yaml             what has changed since then
  leaky-bucket compare 2025 answers.yaml --json      the same for programs";

const DIFF_EXAMPLES: &str = "Examples:
  leaky-bucket questionnaire diff old.yaml new.yaml  what an edition changes, before it is used";

/// The heading of the options that every command takes.
const EVERYWHERE: &str = "With every command";

/// The headings of the options of `report`.
const HOLDS: &str = "What it holds";
const LOOKS: &str = "How it looks";

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

#[derive(Debug, Args)]
#[command(after_help = REPORT_EXAMPLES)]
pub(super) struct Report {
    /// A saved assessment (part of its name, @last, @prev, @open), an answers file, or -
    #[arg(value_name = "NAME|FILE|-", default_value = "@last", value_hint = ValueHint::AnyPath)]
    pub assessment: OsString,

    /// Where it goes; - is standard output. When left out: NAME.pdf, NAME.html or NAME.xlsx, never over
    /// another file; the others are printed
    #[arg(short, long, value_name = "FILE|-")]
    pub output: Option<PathBuf>,

    /// What is written: pages, a web page, Markdown, plain text, the scores for programs, or tables. When
    /// left out, the ending of -o says it; else pdf
    #[arg(long, value_enum)]
    pub format: Option<Format>,

    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,

    /// Page one, the scores, the leaks, the blind spots and the plan
    #[arg(long, help_heading = HOLDS)]
    pub brief: bool,

    /// Of the areas only the weak ones, a page each
    #[arg(long, help_heading = HOLDS, conflicts_with_all = ["all", "brief"])]
    pub weak: bool,

    /// Every area on a page of its own, in the order of the questionnaire
    #[arg(long, help_heading = HOLDS, conflicts_with = "brief")]
    pub all: bool,

    /// A cover before page one
    #[arg(long, help_heading = HOLDS)]
    pub cover: bool,

    /// Leave out the respondent's notes
    #[arg(long, help_heading = HOLDS)]
    pub no_notes: bool,

    /// An earlier assessment of the same questionnaire, or its answers file: adds the year on year pages. May
    /// be repeated for three years and more
    #[arg(long, help_heading = HOLDS, value_name = "ID|FILE", value_hint = ValueHint::AnyPath)]
    pub compare: Vec<OsString>,

    /// Scores of a group of others beside these, from a benchmark file
    #[arg(long, help_heading = HOLDS, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub benchmark: Option<PathBuf>,

    /// With radar, the scores as a wheel too, in the appendix
    #[arg(long, help_heading = HOLDS, value_enum, default_value_t = Chart::Bars)]
    pub chart: Chart,

    /// The paper's size; a4, unless the settings say otherwise
    #[arg(long, help_heading = LOOKS, value_enum)]
    pub paper: Option<Paper>,

    /// Your own logo, colours and lines of text, from a YAML file
    #[arg(long, help_heading = LOOKS, value_name = "FILE")]
    pub brand: Option<PathBuf>,

    /// A folder with fonts: its first family with a regular and a bold face is what the report is set in
    #[arg(long, help_heading = LOOKS, value_name = "DIR")]
    pub font_dir: Option<PathBuf>,

    /// Show a box where only a font of this machine could help: the same file everywhere
    #[arg(long, help_heading = LOOKS)]
    pub no_system_fonts: bool,

    /// The questionnaire that an answers file answers; with --compare, once for each edition
    #[arg(long, value_name = "ID|FILE", value_hint = ValueHint::AnyPath)]
    pub questionnaire: Vec<OsString>,
}

#[derive(Debug, Args)]
#[command(after_help = COMPARE_EXAMPLES)]
pub(super) struct Compare {
    /// Two or more, in any order: saved assessments (part of a name, @last, @prev, @open) or answers files.
    /// They are put in the order of their dates
    #[arg(required = true, num_args = 2.., value_name = "NAME|FILE", value_hint = ValueHint::AnyPath)]
    pub assessments: Vec<OsString>,

    /// Print JSON
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,

    /// Print a table, an area a row
    #[arg(long)]
    pub csv: bool,

    /// Where it goes; the ending .json or .csv says the format too
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,

    /// A questionnaire that answers files answer; once for each edition
    #[arg(long, value_name = "ID|FILE", value_hint = ValueHint::AnyPath)]
    pub questionnaire: Vec<OsString>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Pdf,
    Html,
    Md,
    Text,
    Json,
    Csv,
    Xlsx,
}

impl Format {
    /// What a file whose name ends like this is taken for; the ending is in small letters.
    pub(super) fn of_ending(ending: &str) -> Option<Format> {
        match ending {
            "pdf" => Some(Format::Pdf),
            "html" | "htm" => Some(Format::Html),
            "md" | "markdown" => Some(Format::Md),
            "txt" => Some(Format::Text),
            "json" => Some(Format::Json),
            "csv" => Some(Format::Csv),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Chart {
    Bars,
    Radar,
}

#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub(super) struct Export {
    /// Saved assessments (part of a name, @last, @prev, @open), answers files, or -
    #[arg(value_name = "NAME|FILE|-", default_value = "@last", value_hint = ValueHint::AnyPath)]
    pub assessments: Vec<OsString>,

    /// Every saved assessment
    #[arg(long, conflicts_with = "assessments")]
    pub all: bool,

    /// What is written. When left out, the ending of -o says it; else csv
    #[arg(long, value_enum)]
    pub format: Option<ExportFormat>,

    /// Where it goes; in a folder each assessment gets a file of its own; - is standard output
    #[arg(short, long, value_name = "FILE|DIR|-")]
    pub output: Option<PathBuf>,

    /// Leave out who it was: name, what is assessed, notes and free texts
    #[arg(long)]
    pub anonymous: bool,

    /// Write a benchmark file instead: median and quartiles of ten different teams or more, nobody named
    #[arg(long, conflicts_with_all = ["format", "private", "raw", "bom"])]
    pub benchmark: bool,

    /// With --benchmark, whose scores these are, in a line
    #[arg(long, value_name = "TEXT", requires = "benchmark")]
    pub source: Option<String>,

    /// Take private areas along
    #[arg(long)]
    pub private: bool,

    /// In CSV, leave texts that look like formulas as they are
    #[arg(long)]
    pub raw: bool,

    /// Begin CSV with a byte order mark, by which Excel knows UTF-8
    #[arg(long)]
    pub bom: bool,

    /// Replace files that are there
    #[arg(long)]
    pub force: bool,

    /// The questionnaire that answers files answer
    #[arg(long, value_name = "ID|FILE", value_hint = ValueHint::AnyPath)]
    pub questionnaire: Option<OsString>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// Answers, a question a row
    Csv,
    /// Everything of an assessment in one row
    CsvWide,
    /// Scores, an area a row
    CsvScores,
    /// A workbook with a chart: scores, leaks, answers, and why
    Xlsx,
    /// A plain answers file, as import takes it
    Yaml,
    /// The same as JSON
    Json,
    /// The saved file as it is
    Lbr,
}

impl ExportFormat {
    /// What a file whose name ends like this is taken for; the ending is in small letters.
    pub(super) fn of_ending(ending: &str) -> Option<ExportFormat> {
        match ending {
            "csv" => Some(ExportFormat::Csv),
            "xlsx" => Some(ExportFormat::Xlsx),
            "yaml" | "yml" => Some(ExportFormat::Yaml),
            "json" => Some(ExportFormat::Json),
            "lbr" => Some(ExportFormat::Lbr),
            _ => None,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// Answers files, YAML or JSON; - is standard input
    #[arg(required = true, value_name = "FILE|-", value_hint = ValueHint::FilePath)]
    pub files: Vec<OsString>,

    /// Which round it is, such as 2026, whatever the file says; of one file only
    #[arg(long, value_name = "TEXT")]
    pub label: Option<String>,

    /// The questionnaire that they answer
    #[arg(long, value_name = "ID|FILE", value_hint = ValueHint::AnyPath)]
    pub questionnaire: Option<OsString>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Questionnaire {
    /// List the questionnaires that come with the program
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print a questionnaire as its author wrote it; with --lang, its translation
    Show {
        /// A questionnaire's id or file
        #[arg(value_name = "ID|FILE", value_hint = ValueHint::AnyPath)]
        questionnaire: OsString,
    },
    /// Say everything that is wrong with questionnaire files, their translations, and those beside them
    Check {
        /// The files; - is standard input
        #[arg(required_unless_present = "limits", value_name = "FILE|-", value_hint = ValueHint::FilePath)]
        files: Vec<OsString>,

        /// Print JSON, for editors
        #[arg(long)]
        json: bool,

        /// Print how large a questionnaire may be
        #[arg(long)]
        limits: bool,
    },
    /// Say what an edition changes, and whether answers can still be compared
    #[command(after_help = DIFF_EXAMPLES)]
    Diff {
        /// The older one: a questionnaire's id or file
        #[arg(value_name = "OLD", value_hint = ValueHint::AnyPath)]
        old: OsString,

        /// The newer one
        #[arg(value_name = "NEW", value_hint = ValueHint::AnyPath)]
        new: OsString,

        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print a translation to fill in, with what is translated already: --lang names the language
    Translate {
        /// A questionnaire's id or file
        #[arg(value_name = "ID|FILE")]
        questionnaire: OsString,
    },
    /// Print the schema that editors check questionnaires by
    Schema {
        /// That of translations
        #[arg(long)]
        translation: bool,
    },
}
