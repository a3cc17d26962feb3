//! English comes out as clap made it; every other language has a text for all of it, and none that nothing needs.

use std::collections::BTreeSet;

use clap::Parser;

use super::*;
use crate::cli::args::{NO_DAY, NO_LANGUAGE};
use crate::words::ALL;

fn typed(line: &str) -> Vec<OsString> {
    std::iter::once("leaky-bucket").chain(line.split_whitespace()).map(OsString::from).collect()
}

fn error(line: &str) -> clap::Error {
    Arguments::try_parse_from(typed(line)).expect_err(line)
}

/// The names that lead to each command: `plan add`.
fn paths(command: &Command, path: &str) -> Vec<String> {
    let mut found = vec![path.to_owned()];
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        found.extend(paths(below, format!("{path} {}", below.get_name()).trim()));
    }
    found
}

#[test]
fn english_help_is_claps_own() {
    let paths = paths(&Arguments::command(), "");
    assert!(30 < paths.len());
    for path in paths {
        for line in [format!("{path} -h"), format!("{path} --help"), format!("help {path}")] {
            let error = error(&line);
            assert_eq!(said(&typed(&line), &error, &EN), error.render().to_string(), "{line}");
        }
    }
}

/// Every sort of mistake, by what clap calls it.
const MISTAKES: [(&str, ErrorKind); 30] = [
    ("lsit", ErrorKind::InvalidSubcommand),
    ("config shw", ErrorKind::InvalidSubcommand),
    ("bogus", ErrorKind::InvalidSubcommand),
    ("help bogus", ErrorKind::InvalidSubcommand),
    ("-- --foo", ErrorKind::InvalidSubcommand),
    ("take --abuot x", ErrorKind::UnknownArgument),
    ("list --restore", ErrorKind::UnknownArgument),
    ("-x", ErrorKind::UnknownArgument),
    ("-- list", ErrorKind::UnknownArgument),
    ("take a b", ErrorKind::UnknownArgument),
    ("plan move 1 -1", ErrorKind::UnknownArgument),
    ("--about x take", ErrorKind::UnknownArgument),
    ("take --paper a4", ErrorKind::UnknownArgument),
    ("take --about", ErrorKind::InvalidValue),
    ("take --color blue", ErrorKind::InvalidValue),
    ("--theme drk list", ErrorKind::InvalidValue),
    ("completions tcsh", ErrorKind::InvalidValue),
    ("plan done x", ErrorKind::ValueValidation),
    ("plan done 99999999999", ErrorKind::ValueValidation),
    ("plan move 1 99999999999999999999999", ErrorKind::ValueValidation),
    ("plan done 1 --date tomorrow", ErrorKind::ValueValidation),
    ("list --lang german", ErrorKind::ValueValidation),
    ("list --json=3", ErrorKind::TooManyValues),
    ("compare a", ErrorKind::TooFewValues),
    ("list --json --json", ErrorKind::ArgumentConflict),
    ("show @last --what-if 1 --why", ErrorKind::ArgumentConflict),
    ("show @last --what-if 1 --why --answers", ErrorKind::ArgumentConflict),
    ("plan add --take sales", ErrorKind::MissingRequiredArgument),
    ("import", ErrorKind::MissingRequiredArgument),
    ("questionnaire --quiet", ErrorKind::MissingSubcommand),
];

#[test]
fn english_complaints_are_claps_own() {
    for (line, kind) in MISTAKES {
        let error = error(line);
        assert_eq!(error.kind(), kind, "{line}");
        // What only the environment says is no part of a complaint.
        let alone = untold_by_environment(Arguments::command()).try_get_matches_from(typed(line));
        let mut of_clap = alone.expect_err(line).render().to_string();
        // What numbers say of themselves is no English for people.
        for (programmers, ours) in EN.command_line.texts {
            of_clap = of_clap.replace(programmers, ours);
        }
        assert_eq!(said(&typed(line), &error, &EN), of_clap.trim_end(), "{line}");
    }
    // A command that was left out is answered with the help, whatever the environment says.
    let help = said(&typed("questionnaire -h"), &error("questionnaire -h"), &EN);
    assert_eq!(said(&typed("questionnaire"), &error("questionnaire"), &EN).trim_end(), help.trim_end());
}

/// Whatever a command says of itself.
fn texts(command: &Command, found: &mut BTreeSet<String>) {
    let of_command = [command.get_about(), command.get_long_about()];
    found.extend(of_command.into_iter().flatten().map(ToString::to_string));
    let below = [command.get_after_help(), command.get_after_long_help()];
    for line in below
        .into_iter()
        .flatten()
        .flat_map(|text| text.to_string().lines().map(str::to_owned).collect::<Vec<_>>())
    {
        let text = line.rsplit_once("  ").map_or(line.as_str(), |(_, text)| text);
        if !text.is_empty() && !text.starts_with("leaky-bucket ") {
            found.insert(text.to_owned());
        }
    }
    for arg in command.get_arguments() {
        found.extend(arg.get_help().into_iter().chain(arg.get_long_help()).map(ToString::to_string));
        found.extend(arg.get_help_heading().map(str::to_owned));
        found.extend(
            arg.get_possible_values().iter().filter_map(|value| value.get_help().map(ToString::to_string)),
        );
    }
    for below in command.get_subcommands() {
        texts(below, found);
    }
}

/// What stands for values, where it is a word to be replaced.
fn places(command: &Command, found: &mut BTreeSet<String>) {
    for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
        let names = arg.get_value_names().unwrap_or_default().iter();
        let named = names.filter(|name| name.contains(|letter: char| letter.is_ascii_uppercase()));
        found.extend(named.map(|name| name.to_string()));
    }
    for below in command.get_subcommands() {
        places(below, found);
    }
}

/// What is wrong with a value, as we say it and as numbers say it.
fn reasons() -> Vec<String> {
    let no_number =
        ["", "x", "99999999999999999999999"].map(|text| text.parse::<usize>().unwrap_err().to_string());
    [NO_DAY, NO_LANGUAGE].into_iter().map(str::to_owned).chain(no_number).collect()
}

#[test]
fn every_text_is_there_in_every_language() {
    let command = built();
    let (mut wanted, mut wanted_places) = (BTreeSet::new(), BTreeSet::new());
    texts(&command, &mut wanted);
    wanted.extend(reasons());
    places(&command, &mut wanted_places);
    for words in ALL.into_iter().skip(1) {
        let says = &words.command_line;
        for (rows, wanted) in [(says.texts, &wanted), (says.places, &wanted_places)] {
            let has: BTreeSet<String> = rows.iter().map(|(english, _)| (*english).to_owned()).collect();
            assert_eq!(has.len(), rows.len(), "{}: a text stands twice", words.language);
            let missing: Vec<_> = wanted.difference(&has).collect();
            assert!(missing.is_empty(), "{}: not there: {missing:#?}", words.language);
            let needless: Vec<_> = has.difference(wanted).collect();
            assert!(needless.is_empty(), "{}: nothing says this any more: {needless:#?}", words.language);
        }
    }
}

/// A table of texts does nothing by itself: what is shown must come from it.
#[test]
fn every_text_is_put_in_its_place() {
    for words in ALL.into_iter().skip(1) {
        let says = &words.command_line;
        let (mut shown, mut shown_places) = (BTreeSet::new(), BTreeSet::new());
        let command = described(words);
        texts(&command, &mut shown);
        places(&command, &mut shown_places);
        for (rows, shown) in [(says.texts, shown), (says.places, shown_places)] {
            let ours: BTreeSet<&str> = rows.iter().map(|(_, ours)| *ours).collect();
            let left: Vec<_> = shown.iter().filter(|text| !ours.contains(text.as_str())).collect();
            assert!(left.is_empty(), "{}: still in English: {left:#?}", words.language);
        }
    }
}

/// Examples stand in columns, which a line that is broken would spoil.
#[test]
fn every_example_fits_on_its_line() {
    const WIDTH: usize = 100;
    fn check(command: &Command, language: &str) {
        let below = [command.get_after_help(), command.get_after_long_help()];
        for text in below.into_iter().flatten().map(ToString::to_string) {
            let long: Vec<_> = text.lines().filter(|line| WIDTH < line.chars().count()).collect();
            assert!(long.is_empty(), "{language}: {long:#?}");
        }
        command.get_subcommands().for_each(|below| check(below, language));
    }
    ALL.into_iter().for_each(|words| check(&described(words), words.language));
}

/// What clap says by itself: if one of these is left over, it has found new words.
#[test]
fn no_word_of_clap_is_left() {
    let marks =
        ["[env: ", "[default: ", "[possible values: ", "[alias", "[OPTIONS]", "COMMAND]", "<COMMAND>"];
    let clap = &EN.command_line;
    let headings = [clap.usage, clap.commands, clap.arguments, clap.options, clap.possible_values];
    for words in ALL.into_iter().skip(1) {
        for path in paths(&Arguments::command(), "") {
            for length in ["-h", "--help"] {
                let line = format!("{path} {length}");
                let help = said(&typed(&line), &error(&line), words);
                for word in marks.into_iter().chain(headings) {
                    assert!(!help.contains(word), "{}: {line}: {word} in\n{help}", words.language);
                }
            }
        }
        for (line, _) in MISTAKES {
            let text = said(&typed(line), &error(line), words);
            for word in [
                "error:",
                "tip:",
                "similar",
                "Usage",
                "[OPTIONS]",
                "invalid",
                "unexpected",
                "exists",
                "value",
                "For more",
                " in range",
            ] {
                assert!(!text.contains(word), "{}: {line}: {word} in\n{text}", words.language);
            }
        }
    }
}

#[track_caller]
fn check_value(line: &str, option: &str, want: Option<&str>) {
    assert_eq!(value(&typed(line), option), want.map(OsString::from));
}

#[rustfmt::skip]
mod cases {
    use super::*;

    #[test] fn beside_it() { check_value("list --lang de", "lang", Some("de")); }
    #[test] fn behind_a_sign() { check_value("--lang=de-AT list", "lang", Some("de-AT")); }
    #[test] fn shortened() { check_value("list --la de", "lang", Some("de")); }
    #[test] fn longer_than_it_is() { check_value("list --language de", "lang", None); }
    #[test] fn no_option_any_more() { check_value("take -- --lang de", "lang", None); }
    #[test] fn nothing_behind_it() { check_value("list --lang", "lang", None); }
    #[test] fn another() { check_value("list --config a.yaml", "lang", None); }
}
