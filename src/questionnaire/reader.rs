//! A cursor over the values of a file that collects what is wrong instead of stopping at it.
//!
//! Every call notes its own fault and gives `None`; only when all is read does the caller ask
//! whether there is enough to go on.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use super::keys::Table;
use super::{Condition, Id, codes};
use crate::diagnostic::{Diagnostic, Guesses};
use crate::source::{Node, Scalar, Value};
use crate::text::{clean, clean_lines, visible};

/// How many faults are kept. A file made to have a million would fill the memory with messages.
const MOST_KEPT: usize = 10_000;

/// Everything found wrong so far.
#[derive(Default)]
pub struct Log {
    found: RefCell<Vec<Diagnostic>>,
    errors: Cell<usize>,
    pub guesses: Guesses,
}

impl Log {
    pub fn note(&self, diagnostic: Diagnostic) {
        self.errors.set(self.errors.get() + usize::from(diagnostic.is_error()));
        let mut found = self.found.borrow_mut();
        if found.len() < MOST_KEPT {
            found.push(diagnostic);
        }
    }

    pub fn error(
        &self,
        code: &'static str,
        at: Range<usize>,
        says: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.note(Diagnostic::error(code, at, says.into()).help(help));
    }

    pub fn warning(
        &self,
        code: &'static str,
        at: Range<usize>,
        says: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.note(Diagnostic::warning(code, at, says.into()).help(help));
    }

    pub fn errors(&self) -> usize {
        self.errors.get()
    }

    /// What was found, in the order of the file.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|diagnostic| diagnostic.range.start);
        found
    }
}

/// The keys and values of one thing.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    pub log: &'a Log,
    pub node: &'a Node,
    entries: &'a [(Node, Node)],
}

impl<'a> Fields<'a> {
    /// Opens a thing: it has to be a map with these keys and no others.
    pub fn of(log: &'a Log, node: &'a Node, table: &Table) -> Option<Fields<'a>> {
        Fields::of_two(log, node, table, None, |_| false)
    }

    /// Opens a thing whose keys stand in two tables. Of keys that are `excused` nothing is said.
    pub fn of_two(
        log: &'a Log,
        node: &'a Node,
        table: &Table,
        more: Option<&Table>,
        excused: impl Fn(&str) -> bool,
    ) -> Option<Fields<'a>> {
        let Value::Map(entries) = &node.value else {
            let says = format!("{} stands where {} is wanted", shown(node), with_article(table.name));
            let first = table.keys.first().map_or("id", |key| key.name);
            log.error(
                codes::WRONG_FORM,
                node.range.clone(),
                says,
                format!("write its keys, like `{first}: ...`"),
            );
            return None;
        };
        let keys = || table.keys.iter().chain(more.into_iter().flat_map(|more| more.keys));
        for (key, _) in entries {
            let word = key.as_text().unwrap_or_default();
            if keys().any(|known| known.name == word) || excused(word) {
                continue;
            }
            let says = format!("there is no {} key {}", table.name, shown(key));
            let help = match log.guesses.nearest(word, keys().map(|known| known.name)) {
                // `when: has(role, rep)` between curly brackets: YAML ends it at the comma.
                _ if word.ends_with(')') => "put the whole condition between double quotes".to_owned(),
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    format!("its keys are {}", keys().map(|known| known.name).collect::<Vec<_>>().join(", "))
                }
            };
            log.error(codes::UNKNOWN_KEY, key.range.clone(), says, help);
        }
        let fields = Fields { log, node, entries };
        for key in keys().filter(|key| key.required && fields.node(key.name).is_none()) {
            let says = format!("this {} has no `{}`", table.name, key.name);
            let about = key.about.trim_end_matches('.');
            let about = match about.split_at_checked(1) {
                Some((first, rest)) => first.to_lowercase() + rest,
                None => about.to_owned(),
            };
            log.error(codes::MISSING_KEY, fields.place(), says, format!("add `{}`: {about}", key.name));
        }
        Some(fields)
    }

    /// Opens a thing without looking at its keys yet.
    pub fn peek(log: &'a Log, node: &'a Node) -> Option<Fields<'a>> {
        match &node.value {
            Value::Map(entries) => Some(Fields { log, node, entries }),
            Value::List(_) | Value::Scalar(_) => None,
        }
    }

    /// A short place that stands for the whole thing: its first key.
    pub fn place(&self) -> Range<usize> {
        self.entries.first().map_or(self.node.range.clone(), |(key, _)| key.range.clone())
    }

    pub fn node(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(found, _)| found.as_text() == Some(key)).map(|(_, value)| value)
    }

    pub fn key_place(&self, key: &str) -> Option<Range<usize>> {
        self.entries.iter().find(|(found, _)| found.as_text() == Some(key)).map(|(key, _)| key.range.clone())
    }

    pub fn text(&self, key: &str) -> Option<String> {
        text(self.log, self.node(key)?)
    }

    /// A text that may have several lines; empty when it is not there.
    pub fn paragraph(&self, key: &str) -> String {
        self.text(key).unwrap_or_default()
    }

    pub fn id(&self, key: &str) -> Option<Id> {
        id(self.log, self.node(key)?)
    }

    pub fn ids(&self, key: &str) -> Vec<(Id, Range<usize>)> {
        let nodes = self.list(key).iter();
        nodes.filter_map(|node| Some((id(self.log, node)?, node.range.clone()))).collect()
    }

    pub fn number(&self, key: &str, range: RangeInclusive<f64>) -> Option<f64> {
        let node = self.node(key)?;
        let number = node.as_scalar().and_then(Scalar::number);
        let found = number.filter(|number| range.contains(number));
        if found.is_none() {
            let wide = range.end().abs() >= super::kind::Number::WIDEST;
            let wanted = match wide {
                true => "a number".to_owned(),
                false => format!("a number from {} to {}", range.start(), range.end()),
            };
            let says = format!("`{key}` is {}; {wanted} is needed", shown(node));
            let quoted =
                node.as_scalar().is_some_and(|scalar| !scalar.plain && scalar.text.parse::<f64>().is_ok());
            let help = match quoted {
                true => "write it without quotes".to_owned(),
                false => format!("write it like `{key}: 1`"),
            };
            self.log.error(codes::WRONG_NUMBER, node.range.clone(), says, help);
        }
        found
    }

    /// Says so where the file is written in another format than the one that is read.
    pub fn check_format(&self, read: u32) {
        let Some(format) = self.whole("format", 0..=1_000_000) else { return };
        if format != read {
            let at = self.node("format").map_or(self.place(), |node| node.range.clone());
            let says = format!("this file is written in format {format}; format {read} is read here");
            let help = match read < format {
                true => "use a newer version of this program".to_owned(),
                false => format!("write `format: {read}`"),
            };
            self.log.error(codes::WRONG_FORMAT, at, says, help);
        }
    }

    pub fn whole(&self, key: &str, range: RangeInclusive<u32>) -> Option<u32> {
        let limits = f64::from(*range.start())..=f64::from(*range.end());
        let number = self.number(key, limits)?;
        if number.fract() != 0.0 {
            let node = self.node(key)?;
            let says = format!("`{key}` is {}; a whole number is needed", shown(node));
            self.log.error(
                codes::WRONG_NUMBER,
                node.range.clone(),
                says,
                format!("write it like `{key}: 1`"),
            );
            return None;
        }
        Some(number as u32)
    }

    pub fn truth(&self, key: &str) -> Option<bool> {
        let node = self.node(key)?;
        let found = node.as_scalar().and_then(Scalar::truth);
        if found.is_none() {
            let says = format!("`{key}` is {}; yes or no is needed", shown(node));
            self.log.error(
                codes::WRONG_FORM,
                node.range.clone(),
                says,
                format!("write `{key}: yes` or `{key}: no`"),
            );
        }
        found
    }

    /// One of a few words.
    pub fn word<T: Copy>(&self, key: &str, all: &[T], word: impl Fn(T) -> &'static str) -> Option<T> {
        self.word_for(key, key, all, word)
    }

    /// One of a few words; messages call it `what`.
    pub fn word_for<T: Copy>(
        &self,
        key: &str,
        what: &str,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let node = self.node(key)?;
        let given = node.as_text().unwrap_or_default();
        let found = all.iter().copied().find(|item| word(*item) == given);
        if found.is_none() {
            let words: Vec<&str> = all.iter().map(|item| word(*item)).collect();
            let help = match self.log.guesses.nearest(given, words.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one of {}", words.join(", ")),
            };
            let says = format!("there is no {what} {}", shown(node));
            self.log.error(codes::UNKNOWN_WORD, node.range.clone(), says, help);
        }
        found
    }

    /// The things of a list; none when the key is not there.
    pub fn list(&self, key: &str) -> &'a [Node] {
        let Some(node) = self.node(key) else { return &[] };
        match &node.value {
            Value::List(items) => items,
            Value::Scalar(_) | Value::Map(_) => {
                let says = format!("`{key}` is {}; a list is needed", shown(node));
                self.log.error(
                    codes::WRONG_FORM,
                    node.range.clone(),
                    says,
                    "write each one on a line after `- `",
                );
                &[]
            }
        }
    }

    /// A condition, its text taken as it stands; it gets its meaning when all names are known.
    pub fn condition(&self, key: &str) -> Option<Condition> {
        let node = self.node(key)?;
        match &node.value {
            Value::Scalar(scalar) if !scalar.text.trim().is_empty() => {
                Some(Condition::unresolved(scalar.text.clone(), node.range.clone()))
            }
            Value::Scalar(_) | Value::List(_) | Value::Map(_) => {
                let says = format!("`{key}` is {}; a condition is needed", shown(node));
                let help = "put it between double quotes, like `\"level(a) >= 3\"`";
                self.log.error(codes::WRONG_FORM, node.range.clone(), says, help);
                None
            }
        }
    }
}

/// A text, cleaned; a bare word that YAML could read as something else gets a warning.
pub fn text(log: &Log, node: &Node) -> Option<String> {
    let Value::Scalar(scalar) = &node.value else {
        log.error(
            codes::WRONG_FORM,
            node.range.clone(),
            format!("{} stands where a text is needed", shown(node)),
            "write the text itself",
        );
        return None;
    };
    if scalar.is_null() || scalar.text.trim().is_empty() {
        log.error(
            codes::WRONG_FORM,
            node.range.clone(),
            "this text is empty",
            "write it, or leave the key out",
        );
        return None;
    }
    if scalar.plain && (scalar.looks_like_truth() || scalar.number().is_some()) {
        let says = format!("a bare {} is read as the text it is written as", shown(node));
        log.warning(
            codes::BARE_WORD,
            node.range.clone(),
            says,
            format!("put it between quotes: \"{}\"", visible(&scalar.text)),
        );
    }
    Some(clean_lines(&scalar.text).trim().to_owned())
}

pub fn id(log: &Log, node: &Node) -> Option<Id> {
    let given = node.as_text().unwrap_or_default();
    let found = Id::new(given);
    if found.is_none() {
        let says = format!("{} is not an id", shown(node));
        let folded: String = given
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .take(Id::LONGEST)
            .collect();
        let folded = folded.trim_matches('_');
        let help = match Id::new(folded).filter(|_| given.is_ascii()) {
            Some(id) => format!("write `{id}`"),
            None => "use a-z, 0-9 and _, up to 64 of them".to_owned(),
        };
        log.error(codes::NOT_AN_ID, node.range.clone(), says, help);
    }
    found
}

/// Such as `an area`, for messages.
pub fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// What stands somewhere, short enough for a message.
pub fn shown(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) => {
            let text = clean(&scalar.text);
            let mut short: String = text.chars().take(40).collect();
            if short.len() < text.len() {
                short.push('…');
            }
            format!("`{}`", visible(&short))
        }
        Value::List(_) => "a list".to_owned(),
        Value::Map(_) => "a map".to_owned(),
    }
}

/// Where each id was given first, so that a second one can name both places.
#[derive(Default)]
pub struct Ids {
    places: HashMap<Id, Range<usize>>,
}

impl Ids {
    /// Notes an id, and complains when it was given before.
    pub fn add(&mut self, log: &Log, id: &Id, at: Range<usize>) {
        if let Some(first) = self.places.get(id) {
            log.note(
                Diagnostic::error(codes::SAME_ID, at, format!("the id `{id}` is used twice"))
                    .also(first.clone(), "first used here")
                    .help("give one of them another id"),
            );
        } else {
            self.places.insert(id.clone(), at);
        }
    }

    pub fn place(&self, id: &Id) -> Option<Range<usize>> {
        self.places.get(id).cloned()
    }

    pub fn known(&self) -> impl Iterator<Item = &Id> {
        self.places.keys()
    }
}
