//! What the command line says of itself, in the language of who asks: help, descriptions, and what is wrong with
//! what was typed.
//!
//! Commands and options are declared in English (`args`), so that each stands beside its text. The texts of another
//! language take their places here, from the tables of `words`; then clap lays them out. What clap says itself
//! (headings, marks, complaints) is put into our words as well. English goes the same way and comes out as it was.

mod complaint;
#[cfg(test)]
mod tests;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, Resettable, StyledStr};
use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory};

use super::args::Arguments;
use super::config::Found;
use super::language;
use crate::language::Language;
use crate::words::{CommandLineWords, EN, Words, fill};

/// The words for whoever typed this, found before it is understood: what cannot be a language is passed over here
/// and complained of later.
pub(super) fn words(typed: &[OsString]) -> &'static Words {
    let asked = value(typed, "lang").and_then(|tag| Language::new(tag.to_str()?));
    let config = value(typed, "config").or_else(|| env::var_os("LEAKY_BUCKET_CONFIG")).map(PathBuf::from);
    let settings = Found::read(config.as_deref(), false).settings;
    let wanted = language::wanted(asked.as_ref(), settings.language.as_deref()).ok().flatten();
    language::spoken(wanted.as_ref())
}

/// What was typed for an option, which may be shortened as clap allows it.
fn value(typed: &[OsString], option: &str) -> Option<OsString> {
    let mut words = typed.iter().skip(1).take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        // Nothing that is no text begins like an option of ours.
        let Some(named) = word.to_str().and_then(|word| word.strip_prefix("--")) else { continue };
        let (name, value) = match named.split_once('=') {
            Some((name, value)) => (name, Some(OsString::from(value))),
            None => (named, None),
        };
        if !name.is_empty() && option.starts_with(name) {
            return value.or_else(|| words.next().cloned());
        }
    }
    None
}

/// What is to be said of a line that is not carried out: a help text or a complaint.
pub(super) fn said(typed: &[OsString], error: &clap::Error, words: &Words) -> String {
    let says = &words.command_line;
    // In another language values have other names, and so they have in what clap says: it reads the line again. What
    // only the environment says was not typed, and is no part of how a command is used.
    let again = |marks: Marks| {
        let commands = untold_by_environment(spoken(built(), says, marks));
        commands.try_get_matches_from(typed).err()
    };
    // Without what the environment says there is another complaint, or none.
    let typed_alone = again(Marks::None);
    match typed_alone.as_ref().map_or(error.kind(), clap::Error::kind) {
        ErrorKind::DisplayVersion => error.render().to_string(),
        // The second is for those who left a command out.
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let again = again(if wants_all(typed) { Marks::Long } else { Marks::Short });
            headed(&again.as_ref().unwrap_or(error).render().to_string(), says)
        }
        _ => {
            let by_environment = || spoken(built(), says, Marks::None).try_get_matches_from(typed).err();
            complaint::said(typed_alone.or_else(by_environment).as_ref().unwrap_or(error), words)
        }
    }
}

/// The help of the program itself, in short.
pub(super) fn in_short(words: &Words) -> String {
    let says = &words.command_line;
    headed(&spoken(built(), says, Marks::Short).render_help().to_string(), says)
}

/// All commands, described in a language.
pub(super) fn described(words: &Words) -> Command {
    spoken(built(), &words.command_line, Marks::None)
}

/// All commands as clap completes them: with what holds for every command, and its own options.
fn built() -> Command {
    let mut command = Arguments::command();
    command.build();
    command
}

/// The same commands, whatever the environment says.
fn untold_by_environment(command: Command) -> Command {
    command.mut_args(|arg| arg.env(Resettable::Reset)).mut_subcommands(untold_by_environment)
}

/// Whether it was the long help that was asked for: clap knows, and is made to say it.
fn wants_all(typed: &[OsString]) -> bool {
    fn telling(command: Command) -> Command {
        let command = command.help_template("{after-help}").after_help("short").after_long_help("long");
        command.mut_subcommands(telling)
    }
    let told = telling(Arguments::command()).try_get_matches_from(typed).err();
    told.is_some_and(|told| told.render().to_string().trim() == "long")
}

/// What stands behind a description: the values there are, and where else they come from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// Left to whoever shows it.
    None,
    /// As part of the description, on its lines.
    Short,
    /// As part of the description, below it, where there is a longer help; else as in short.
    Long,
}

/// A command, and those below it, in a language.
fn spoken(command: Command, says: &CommandLineWords, marks: Marks) -> Command {
    // clap gives its own option a second text exactly where there is a longer help.
    let is_long = marks == Marks::Long && command.get_arguments().any(|arg| arg.get_long_help().is_some());
    let about = command.get_about().map(|text| translated(text, says));
    let long_about = command.get_long_about().map(|text| translated(text, says));
    let after_help = command.get_after_help().map(|text| lines(&text.to_string(), says));
    let after_long_help = command.get_after_long_help().map(|text| lines(&text.to_string(), says));
    let mut command = command
        .mut_args(|arg| argument(arg, says, marks, is_long))
        .mut_subcommands(|command| spoken(command, says, marks))
        .subcommand_value_name(says.any_command);
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(about) = long_about {
        command = command.long_about(about);
    }
    if let Some(text) = after_help {
        command = command.after_help(text);
    }
    if let Some(text) = after_long_help {
        command = command.after_long_help(text);
    }
    command
}

fn argument(arg: Arg, says: &CommandLineWords, marks: Marks, is_long: bool) -> Arg {
    let help = arg.get_help().map(|text| translated(text, says));
    let long_help = arg.get_long_help().map(|text| translated(text, says));
    let heading = arg.get_help_heading().and_then(|heading| says.text(heading));
    let place = arg.get_value_names().and_then(|places| says.place(places.first()?));
    let values = values(&arg, says);
    let is_listed = is_long && values.iter().any(|value| value.get_help().is_some());
    let found = marks_of(&arg, &values, is_listed, says);
    let mut arg = match (marks, is_long) {
        (Marks::None, _) => arg.help(set(help)).long_help(set(long_help)),
        (Marks::Short | Marks::Long, false) => {
            let help = help.map(|text| marked(text, &found, " ", " "));
            arg.help(set(help)).long_help(set(long_help)).hide_possible_values(true)
        }
        (Marks::Short | Marks::Long, true) => {
            let long_help = long_help.or_else(|| help.clone()).map(|text| marked(text, &found, "\n\n", "\n"));
            arg.help(set(help)).long_help(set(long_help)).hide_possible_values(!is_listed)
        }
    };
    if marks != Marks::None {
        arg = arg.hide_env(true).hide_default_value(true);
    }
    if let Some(heading) = heading {
        arg = arg.help_heading(heading);
    }
    if let Some(place) = place {
        arg = arg.value_name(place);
    }
    if values.is_empty() { arg } else { arg.value_parser(PossibleValuesParser::new(values)) }
}

/// The values there are to choose from, where they are few.
fn values(arg: &Arg, says: &CommandLineWords) -> Vec<PossibleValue> {
    let said = arg.get_possible_values().into_iter().map(|value| {
        let help = value.get_help().map(|text| translated(text, says));
        value.help(set(help))
    });
    said.collect()
}

/// What clap would set in brackets behind a description.
fn marks_of(arg: &Arg, values: &[PossibleValue], is_listed: bool, says: &CommandLineWords) -> Vec<String> {
    let mut marks = Vec::new();
    if let Some(name) = arg.get_env().filter(|_| !arg.is_hide_env_set()) {
        marks.push(fill(says.environment, &[("name", &name.to_string_lossy())]));
    }
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if arg.get_action().takes_values() && !defaults.is_empty() && !arg.is_hide_default_value_set() {
        marks.push(fill(says.default, &[("value", &defaults.join(" "))]));
    }
    if !values.is_empty() && !is_listed && !arg.is_hide_possible_values_set() {
        let shown = values.iter().filter(|value| !value.is_hide_set());
        let names: Vec<_> = shown.map(PossibleValue::get_name).collect();
        marks.push(fill(says.possible, &[("values", &names.join(", "))]));
    }
    marks
}

fn marked(text: StyledStr, marks: &[String], before: &str, between: &str) -> StyledStr {
    if marks.is_empty() { text } else { format!("{text}{before}{}", marks.join(between)).into() }
}

fn set(text: Option<StyledStr>) -> Resettable<StyledStr> {
    text.map_or(Resettable::Reset, Resettable::Value)
}

fn translated(text: &StyledStr, says: &CommandLineWords) -> StyledStr {
    says.text(&text.to_string()).map_or_else(|| text.clone(), StyledStr::from)
}

/// Examples and tables: a heading, then lines that end in a text, two blanks behind what it is about.
fn lines(text: &str, says: &CommandLineWords) -> String {
    let said = text.lines().map(|line| {
        let behind = line.rfind("  ").map_or(0, |gap| gap + 2);
        let (before, text) = line.split_at_checked(behind).unwrap_or(("", line));
        format!("{before}{}", says.text(text).unwrap_or(text))
    });
    said.collect::<Vec<_>>().join("\n")
}

/// A text that clap has laid out, with our headings. They are lines of their own, so nothing has to be laid out anew.
fn headed(text: &str, says: &CommandLineWords) -> String {
    let clap = &EN.command_line;
    let headings = [
        (clap.commands, says.commands),
        (clap.arguments, says.arguments),
        (clap.options, says.options),
        (clap.possible_values, says.possible_values),
    ];
    let opening = |alias: &'static str| alias.split('{').next().unwrap_or_default();
    let mut is_usage = false;
    let said = text.split('\n').map(|line| {
        let words = line.trim_start();
        is_usage = words.starts_with(clap.usage) || is_usage && words != line;
        if is_usage {
            return usage(line, says);
        }
        match headings.iter().find(|(clap, _)| *clap == words) {
            Some((clap, ours)) => line.replace(clap, ours),
            None => line.replace(opening(clap.alias), opening(says.alias)),
        }
    });
    said.collect::<Vec<_>>().join("\n")
}

/// A line of usage, the first or one below it.
fn usage(line: &str, says: &CommandLineWords) -> String {
    let clap = &EN.command_line;
    let (indent, words) = match line.strip_prefix(clap.usage) {
        Some(words) => (says.usage.to_owned(), words.trim_start()),
        None => (" ".repeat(says.usage.chars().count()), line.trim_start()),
    };
    format!("{indent} {}", words.replacen(clap.any_options, says.any_options, 1))
}
