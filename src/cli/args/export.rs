//! The options of `export` and `import`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

const EXPORT_EXAMPLES: &str = "Examples:
  leaky-bucket export @last -o result.xlsx           a workbook for Excel or LibreOffice
  leaky-bucket export --all --format csv-wide        an assessment a row, for statistics
  leaky-bucket export --all --anonymous -o to-share/ --format yaml
  leaky-bucket export --all --benchmark -o ours.yaml";

#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub(in crate::cli) struct Export {
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

impl Export {
    /// Whether it is made of all there is, or of whatever there is of many.
    pub(in crate::cli) fn is_of_many(&self) -> bool {
        self.all || self.benchmark
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExportFormat {
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
    pub(in crate::cli) fn of_ending(ending: &str) -> Option<ExportFormat> {
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
pub(in crate::cli) struct Import {
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
