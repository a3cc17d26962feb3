//! The options of `plan`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};
use jiff::civil::Date;

use crate::assessment::plan;

const PLAN_EXAMPLES: &str = "Examples:
  leaky-bucket plan                                  the plan, and what the leaks suggest
  leaky-bucket plan add --leak 1 --owner Kim --by 2026-06-30
  leaky-bucket plan done 1                           action 1 is done, today
  leaky-bucket plan target 1 70 --by 2027-03-01      area 1 is to reach 70
  leaky-bucket plan export -o plan.ics               for your calendar";

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, after_help = PLAN_EXAMPLES)]
pub(in crate::cli) struct Plan {
    #[command(subcommand)]
    pub command: Option<PlanCommand>,

    #[command(flatten)]
    pub list: PlanList,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PlanCommand {
    /// Show the plan, and what the leaks suggest
    List(PlanList),
    /// Add an action: your own, or what a leak suggests
    Add(PlanAdd),
    /// Change an action; what is not named stays
    Edit(PlanEdit),
    /// Say that an action is done
    Done {
        #[command(flatten)]
        step: PlanStep,

        /// The day it was done; left out, today
        #[arg(long, value_name = "DATE", value_parser = day)]
        date: Option<Date>,
    },
    /// Open an action again that is done or given up
    Reopen(PlanStep),
    /// Give an action up, and keep it in the plan
    Drop(PlanStep),
    /// Take an action out of the plan
    Remove(PlanStep),
    /// Put an action at another place in the plan
    Move {
        /// The action, by its number
        #[arg(value_name = "ACTION")]
        step: u32,

        /// Its new place, counted from 1
        #[arg(value_name = "PLACE")]
        place: usize,

        /// A saved assessment (part of its name, @last, @prev, @open)
        #[arg(value_name = "NAME", default_value = "@last")]
        assessment: OsString,
    },
    /// Set the score that an area is to reach, or say that it has no target
    Target(PlanTarget),
    /// Write the plan for a calendar, as a table, as text or for programs
    Export(PlanExport),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanList {
    /// A saved assessment (part of its name, @last, @prev, @open), an answers file, or -
    #[arg(value_name = "NAME|FILE|-", default_value = "@last", value_hint = ValueHint::AnyPath)]
    pub assessment: OsString,

    /// Print JSON
    #[arg(long)]
    pub json: bool,

    /// The questionnaire that an answers file answers
    #[arg(long, value_name = "ID|FILE", value_hint = ValueHint::AnyPath)]
    pub questionnaire: Option<OsString>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanStep {
    /// The action, by its number
    #[arg(value_name = "ACTION")]
    pub step: u32,

    /// A saved assessment (part of its name, @last, @prev, @open)
    #[arg(value_name = "NAME", default_value = "@last")]
    pub assessment: OsString,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanTarget {
    /// The area: its id or number
    #[arg(value_name = "AREA")]
    pub area: String,

    /// The score to reach, 0 to 100; none for no target
    #[arg(value_name = "SCORE|none", allow_hyphen_values = true)]
    pub score: String,

    /// A saved assessment (part of its name, @last, @prev, @open)
    #[arg(value_name = "NAME", default_value = "@last")]
    pub assessment: OsString,

    /// The day by which it is to be reached, such as 2027-03-01; empty for none. Left out, the one set before stays
    #[arg(long, value_name = "DATE")]
    pub by: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanAdd {
    /// A saved assessment (part of its name, @last, @prev, @open)
    #[arg(value_name = "NAME", default_value = "@last")]
    pub assessment: OsString,

    /// What is taken over from the leak; left out, both assignments
    #[arg(
        long,
        value_enum,
        value_name = "KIND,..",
        value_delimiter = ',',
        requires = "leak",
        conflicts_with = "what"
    )]
    pub take: Vec<Taken>,

    #[command(flatten)]
    pub fields: PlanFields,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanEdit {
    #[command(flatten)]
    pub step: PlanStep,

    #[command(flatten)]
    pub fields: PlanFields,
}

/// What an action says.
#[derive(Debug, Args)]
pub(in crate::cli) struct PlanFields {
    /// What is to be done
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub what: Option<String>,

    /// The leak it plugs: its number or id, as `show --json` has them
    #[arg(long, value_name = "LEAK")]
    pub leak: Option<String>,

    /// The area it belongs to: its id or number
    #[arg(long, value_name = "AREA")]
    pub area: Option<String>,

    /// Who does it
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub owner: Option<String>,

    /// The day by which it is to be done, such as 2026-06-30; empty for none
    #[arg(long, value_name = "DATE")]
    pub by: Option<String>,

    /// What happens first
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub first_step: Option<String>,

    /// How you will know that it worked
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub sign: Option<String>,
}

/// What can be taken over from a leak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Taken {
    /// The practices that plug it
    Practice,
    /// The sales assignment of its area
    Sales,
    /// The development assignment of its area
    Development,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanExport {
    /// A saved assessment (part of its name, @last, @prev, @open), an answers file, or -
    #[arg(value_name = "NAME|FILE|-", default_value = "@last", value_hint = ValueHint::AnyPath)]
    pub assessment: OsString,

    /// What is written. When left out, the ending of -o says it; else csv
    #[arg(long, value_enum)]
    pub format: Option<PlanFormat>,

    /// Where it goes; left out or -, it is printed
    #[arg(short, long, value_name = "FILE|-")]
    pub output: Option<PathBuf>,

    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,

    /// The questionnaire that an answers file answers
    #[arg(long, value_name = "ID|FILE", value_hint = ValueHint::AnyPath)]
    pub questionnaire: Option<OsString>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PlanFormat {
    /// An action a row
    Csv,
    /// Markdown
    Md,
    /// A calendar: a task for each action, and a day for each open one that has one
    Ics,
    /// For programs
    Json,
}

fn day(typed: &str) -> Result<Date, String> {
    plan::day(typed).ok_or_else(|| NO_DAY.to_owned())
}

/// What is said of a day that is none.
pub(in crate::cli) const NO_DAY: &str = "a day is needed, such as 2026-06-30";
