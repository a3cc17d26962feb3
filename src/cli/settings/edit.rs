//! One setting changed in the text of a settings file; every comment stays where it is.

use super::{LIMITS, Setting, says_nothing};
use crate::diagnostic::Diagnostic;
use crate::source::{self, Node};

/// Why a text was left as it is: it cannot be changed in place.
#[derive(Debug, PartialEq, Eq)]
pub struct Unchanged;

/// The text with a setting changed, or taken away with `None`.
///
/// What came of it is read again: when anything else has changed with it, nothing is changed.
pub fn changed(text: &str, setting: &Setting, value: Option<&str>) -> Result<String, Unchanged> {
    let before = entries(text)?;
    let found = before.iter().find(|(name, ..)| name == setting.name);
    let written = value.map(quoted);
    let new = match (found, &written) {
        (Some((_, _, node)), Some(written)) if !node.is_null() => {
            let start = text.get(..node.range.start).ok_or(Unchanged)?;
            let end = text.get(node.range.end..).ok_or(Unchanged)?;
            format!("{start}{written}{end}")
        }
        (Some((_, key, node)), _) => {
            let rest = without(text, key, node)?;
            match &written {
                Some(written) => with(&rest, setting.name, written),
                None => rest,
            }
        }
        (None, Some(written)) => with(text, setting.name, written),
        (None, None) => text.to_owned(),
    };
    let after = entries(&new)?;
    let others = |entries: &[(String, Node, Node)]| -> Vec<(String, Plain)> {
        let others = entries.iter().filter(|(name, ..)| name != setting.name);
        others.map(|(name, _, node)| (name.clone(), plain(node))).collect()
    };
    let is = after.iter().find(|(name, ..)| name == setting.name).and_then(|(_, _, node)| node.as_text());
    match is == value && others(&before) == others(&after) {
        true => Ok(new),
        false => Err(Unchanged),
    }
}

/// The keys and values of a text, without what a comment says.
fn entries(text: &str) -> Result<Vec<(String, Node, Node)>, Unchanged> {
    if says_nothing(text) {
        return Ok(Vec::new());
    }
    let (source, root, faults) = source::read("settings", text.as_bytes(), &LIMITS);
    // A byte order mark would move every place.
    if source.text() != text || faults.iter().any(Diagnostic::is_error) {
        return Err(Unchanged);
    }
    let root = root.ok_or(Unchanged)?;
    let entries = root.as_map().ok_or(Unchanged)?;
    let named = |(key, value): &(Node, Node)| Some((key.as_text()?.to_owned(), key.clone(), value.clone()));
    Ok(entries.iter().filter_map(named).collect())
}

/// A value without the place where it stands.
#[derive(Debug, PartialEq)]
enum Plain {
    Text(String),
    List(Vec<Plain>),
    Map(Vec<(Plain, Plain)>),
}

fn plain(node: &Node) -> Plain {
    match &node.value {
        source::Value::Scalar(scalar) => Plain::Text(scalar.text.clone()),
        source::Value::List(items) => Plain::List(items.iter().map(plain).collect()),
        source::Value::Map(entries) => {
            Plain::Map(entries.iter().map(|(key, value)| (plain(key), plain(value))).collect())
        }
    }
}

/// The text with one line more.
fn with(text: &str, name: &str, written: &str) -> String {
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{gap}{name}: {written}\n")
}

/// The text without the lines from a key to the end of its value.
fn without(text: &str, key: &Node, value: &Node) -> Result<String, Unchanged> {
    let start = text.get(..key.range.start).ok_or(Unchanged)?;
    let start = start.rfind('\n').map_or(0, |at| at + 1);
    let end = value.range.end.max(key.range.end);
    let end = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| end + at + 1);
    let (before, after) = (text.get(..start).ok_or(Unchanged)?, text.get(end..).ok_or(Unchanged)?);
    Ok(format!("{before}{after}"))
}

/// A value as it is written: bare where that is safe, else between double quotes.
fn quoted(value: &str) -> String {
    let is_bare =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '/' | '.' | '-' | '_');
    let begins_well = value.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
    match begins_well && value.chars().all(is_bare) {
        true => value.to_owned(),
        false => format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}
