//! What is wrong with a line that was typed: what clap found, in our words.

use std::error::Error as _;
use std::fmt::Display;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::headed;
use crate::words::{CommandLineWords, EN, Words, fill};

/// What clap found, why, what may have been meant, how it is used. Kinds that we have no words for speak clap's.
pub(super) fn said(error: &clap::Error, words: &Words) -> String {
    let says = &words.command_line;
    let Some(what) = what(error, words) else { return error.render().to_string().trim_end().to_owned() };
    let mut text = fill(says.error, &[("what", &what)]);
    let tips = tips(error, says);
    if !tips.is_empty() {
        text.push('\n');
    }
    for tip in tips {
        text.push_str(&format!("\n  {}", fill(says.tip, &[("tip", &tip)])));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        text.push_str(&format!("\n\n{}", headed(&usage.to_string(), says)));
    }
    text.push_str(&format!("\n\n{}", fill(says.more, &[("option", &"--help")])));
    text
}

fn what(error: &clap::Error, words: &Words) -> Option<String> {
    let says = &words.command_line;
    let argument = one(error, ContextKind::InvalidArg);
    let value = one(error, ContextKind::InvalidValue);
    // clap adds kinds as it grows.
    match error.kind() {
        ErrorKind::UnknownArgument => Some(fill(says.unknown_argument, &[("argument", &argument?)])),
        ErrorKind::InvalidSubcommand => {
            let command = one(error, ContextKind::InvalidSubcommand)?;
            Some(fill(says.unknown_command, &[("command", &command)]))
        }
        ErrorKind::InvalidValue => {
            let (argument, value) = (argument?, value?);
            let what = match value.is_empty() {
                true => fill(says.no_value, &[("argument", &argument)]),
                false => fill(says.wrong_value, &[("value", &value), ("argument", &argument)]),
            };
            Some(what + &choice(error, ContextKind::ValidValue, says.possible, "values"))
        }
        ErrorKind::ValueValidation => {
            let why = error.source()?.to_string();
            let why = retold(&why, EN.command_line.outside, says.outside)
                .unwrap_or_else(|| says.text(&why).unwrap_or(&why).to_owned());
            let values: [(&str, &dyn Display); 3] =
                [("value", &value?), ("argument", &argument?), ("why", &why)];
            Some(fill(says.wrong_value_why, &values))
        }
        ErrorKind::TooManyValues => {
            Some(fill(says.one_too_many, &[("value", &value?), ("argument", &argument?)]))
        }
        ErrorKind::TooFewValues => {
            let (least, given) =
                (number(error, ContextKind::MinValues)?, number(error, ContextKind::ActualNumValues)?);
            let text = words.plural(&says.too_few, given);
            Some(fill(text, &[("least", &least), ("argument", &argument?), ("count", &given)]))
        }
        ErrorKind::ArgumentConflict => conflict(error, says),
        ErrorKind::MissingRequiredArgument => {
            Some(format!("{}{}", says.missing, listed(&all(error, ContextKind::InvalidArg)?)))
        }
        ErrorKind::MissingSubcommand => {
            let command = one(error, ContextKind::InvalidSubcommand)?;
            let what = fill(says.no_command, &[("command", &command)]);
            Some(what + &choice(error, ContextKind::ValidSubcommand, says.these_commands, "commands"))
        }
        ErrorKind::InvalidUtf8 => Some(says.no_text.to_owned()),
        _ => None,
    }
}

/// Two things that do not go together.
fn conflict(error: &clap::Error, says: &CommandLineWords) -> Option<String> {
    let name = one(error, ContextKind::InvalidArg);
    let what = match name {
        Some(name) => fill(says.the_argument, &[("name", &name)]),
        None => fill(says.the_command, &[("name", &one(error, ContextKind::InvalidSubcommand)?)]),
    };
    let what: &dyn Display = &what;
    match error.get(ContextKind::PriorArg)? {
        ContextValue::String(other) if Some(other.as_str()) == name => {
            Some(fill(says.twice, &[("what", what)]))
        }
        ContextValue::String(other) => Some(fill(says.not_with, &[("what", what), ("other", other)])),
        ContextValue::Strings(others) => {
            Some(format!("{}{}", fill(says.not_with_these, &[("what", what)]), listed(others)))
        }
        _ => Some(fill(says.not_with_others, &[("what", what)])),
    }
}

/// What may have been meant, in the order in which clap says it.
fn tips(error: &clap::Error, says: &CommandLineWords) -> Vec<String> {
    let mut tips = Vec::new();
    for (kind, one, several) in [
        (ContextKind::SuggestedSubcommand, says.similar_command, says.similar_commands),
        (ContextKind::SuggestedArg, says.similar_argument, says.similar_argument),
        (ContextKind::SuggestedValue, says.similar_value, says.similar_value),
    ] {
        let names = all(error, kind).unwrap_or_default();
        let quoted: Vec<_> = names.iter().map(|name| fill(says.quoted, &[("name", name)])).collect();
        match quoted.len() {
            0 => {}
            1 => tips.push(fill(one, &[("names", &quoted.join(", "))])),
            _ => tips.push(fill(several, &[("names", &quoted.join(", "))])),
        }
    }
    if let Some(ContextValue::StyledStrs(suggested)) = error.get(ContextKind::Suggested) {
        let clap = &EN.command_line;
        let known = [
            (clap.as_value, says.as_value),
            (clap.without_dashes, says.without_dashes),
            (clap.belongs_to, says.belongs_to),
        ];
        tips.extend(suggested.iter().map(|suggested| {
            let text = suggested.to_string();
            known.iter().find_map(|(clap, ours)| retold(&text, clap, ours)).unwrap_or(text)
        }));
    }
    tips
}

/// A text that was made of one template, made of another. Returns `None` for a text that was not.
fn retold(text: &str, template: &str, ours: &str) -> Option<String> {
    let mut values: Vec<(&str, &str)> = Vec::new();
    let mut names = template.split('{');
    let mut rest = text.strip_prefix(names.next()?)?;
    for part in names {
        let (name, literal) = part.split_once('}')?;
        let (value, behind) = match literal {
            "" => (rest, ""),
            literal => rest.split_once(literal)?,
        };
        values.push((name, value));
        rest = behind;
    }
    let values: Vec<(&str, &dyn Display)> = values.iter().map(|(name, value)| (*name, value as _)).collect();
    rest.is_empty().then(|| fill(ours, &values))
}

/// Lines below a complaint.
fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("\n  {name}")).collect()
}

/// What there is to choose from, on a line below a complaint; nothing where there is nothing.
fn choice(error: &clap::Error, kind: ContextKind, text: &str, name: &str) -> String {
    match all(error, kind).unwrap_or_default().as_slice() {
        [] => String::new(),
        names => format!("\n  {}", fill(text, &[(name, &names.join(", "))])),
    }
}

fn one(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        _ => None,
    }
}

fn all(error: &clap::Error, kind: ContextKind) -> Option<Vec<String>> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(vec![text.clone()]),
        ContextValue::Strings(texts) => Some(texts.clone()),
        _ => None,
    }
}

fn number(error: &clap::Error, kind: ContextKind) -> Option<usize> {
    match error.get(kind)? {
        ContextValue::Number(number) => usize::try_from(*number).ok(),
        _ => None,
    }
}
