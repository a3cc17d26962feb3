//! The options of `report` and `compare`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use crate::cli::settings::Paper;

const REPORT_EXAMPLES: &str = "Examples:
  leaky-bucket report @last                          a PDF of the last assessment, beside you
  leaky-bucket report @last -o result.html           a web page in one file
  leaky-bucket report @last --brief --brand us.yaml  the short form, with your own logo
  leaky-bucket report @last --format text | less     to be read here";

const COMPARE_EXAMPLES: &str = "Examples:
  leaky-bucket compare 2025 answers.yaml             what has changed since then
  leaky-bucket compare 2025 answers.yaml --json      the same for programs";

/// The headings of the options of `report`.
const HOLDS: &str = "What it holds";
const LOOKS: &str = "How it looks";

#[derive(Debug, Args)]
#[command(after_help = REPORT_EXAMPLES)]
pub(in crate::cli) struct Report {
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
pub(in crate::cli) struct Compare {
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
pub(in crate::cli) enum Format {
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
    pub(in crate::cli) fn of_ending(ending: &str) -> Option<Format> {
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
pub(in crate::cli) enum Chart {
    Bars,
    Radar,
}
