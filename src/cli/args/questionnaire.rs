//! What there is to do with questionnaires, and its options.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Subcommand, ValueHint};

const DIFF_EXAMPLES: &str = "Examples:
  leaky-bucket questionnaire diff old.yaml new.yaml  what an edition changes, before it is used";

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Questionnaire {
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
        #[arg(value_name = "ID|FILE", value_hint = ValueHint::AnyPath)]
        questionnaire: OsString,

        /// The file of the translation; left out or -, it is printed
        #[arg(short, long, value_name = "FILE|-", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,

        /// Replace a file that is there
        #[arg(long)]
        force: bool,
    },
    /// Print the schema that editors check questionnaires by
    Schema {
        /// That of translations
        #[arg(long)]
        translation: bool,
    },
}
