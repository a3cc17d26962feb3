//! From a file's text to a translation, saying everything that is wrong with it at once.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::outline::{Branch, Original};
use super::texts::{Need, number};
use super::{Path, Translation};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::questionnaire::keys::translation::{HEAD, TRANSLATION};
use crate::questionnaire::keys::{Form, Table};
use crate::questionnaire::read::{FORMAT, MOST_COPIED};
use crate::questionnaire::reader::{Fields, Log, shown, text};
use crate::questionnaire::{Questionnaire, codes};
use crate::source::{self, Limits, Node, Source, Value};
use crate::text::counted;

/// A text that stands as it was is a sentence from this many characters and words on, and was forgotten.
const LONG: (usize, usize) = (24, 4);
/// How many of what is missing are named.
const NAMED: usize = 8;

/// A translation's file that has been read as far as is possible without its questionnaire.
pub struct TranslationFile {
    source: Source,
    root: Option<Node>,
    diagnostics: Vec<Diagnostic>,
}

impl TranslationFile {
    /// Reads a file's bytes.
    pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> TranslationFile {
        let (source, root, diagnostics) = source::read(name, bytes, limits);
        TranslationFile { source, root, diagnostics }
    }

    /// Reads it as the questionnaire that it turned out to be; `bytes` are those that it was read from.
    pub fn into_questionnaire(self, bytes: &[u8]) -> (Source, Option<Questionnaire>, Vec<Diagnostic>) {
        crate::questionnaire::read::of_tree((self.source, self.root, self.diagnostics), bytes)
    }

    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Whether it says of itself that it translates something.
    pub fn is_translation(&self) -> bool {
        self.root.as_ref().is_some_and(|root| root.get("translates").is_some())
    }

    /// The id of the questionnaire that is translated.
    pub fn translates(&self) -> Option<&str> {
        self.root.as_ref()?.get("translates")?.as_text()
    }

    /// The language that it says it is written in.
    pub fn language(&self) -> Option<Language> {
        Language::new(self.root.as_ref()?.get("language")?.as_text()?)
    }

    /// What is wrong with a translation whose questionnaire is not at hand.
    pub fn without_original(self) -> (Source, Vec<Diagnostic>) {
        let TranslationFile { source, root, mut diagnostics } = self;
        if let Some(node) = root.as_ref().and_then(|root| root.get("translates")) {
            let says = format!("there is no sound questionnaire {} beside this file", shown(node));
            let help = "put its file there, without the language in its name, and check that first";
            diagnostics
                .push(Diagnostic::error(codes::UNKNOWN_REFERENCE, node.range.clone(), says).help(help));
        }
        (source, diagnostics)
    }

    /// Reads the texts. The translation is there when no error was found; warnings do not keep it away.
    pub fn translation(self, of: &Questionnaire) -> (Source, Option<Translation>, Vec<Diagnostic>) {
        let TranslationFile { source, root, mut diagnostics } = self;
        let Some(root) = root else { return (source, None, diagnostics) };
        let log = Log::default();
        let translation = Reading::new(&log, of).translation(&root);
        let sound = diagnostics.iter().all(|diagnostic| !diagnostic.is_error()) && log.errors() == 0;
        diagnostics.extend(log.into_diagnostics());
        diagnostics.sort_by_key(|diagnostic| diagnostic.range.start);
        (source, translation.filter(|_| sound), diagnostics)
    }
}

struct Reading<'a> {
    log: &'a Log,
    of: &'a Questionnaire,
    /// Made for another edition: what does not fit follows from that, and is passed over.
    other_edition: bool,
    path: Path,
    texts: HashMap<String, String>,
    /// Where each thing begins that the file has and that holds texts, by its path.
    places: HashMap<String, Range<usize>>,
    /// What has been complained of already: lists of another length than in the original, texts that are none.
    unclear: HashSet<String>,
}

impl<'a> Reading<'a> {
    fn new(log: &'a Log, of: &'a Questionnaire) -> Reading<'a> {
        Reading {
            log,
            of,
            other_edition: false,
            path: Path::default(),
            texts: HashMap::new(),
            places: HashMap::new(),
            unclear: HashSet::new(),
        }
    }

    fn translation(mut self, root: &'a Node) -> Option<Translation> {
        let fields = Fields::of(self.log, root, &TRANSLATION)?;
        fields.check_format(FORMAT);
        self.original(&fields);
        let language = self.language(&fields);
        let outline = Branch::of(self.of);
        self.places.insert(String::new(), fields.key_place("language").unwrap_or(fields.place()));
        self.keys(&fields, &TRANSLATION, Some(&outline));
        self.copies(&fields);
        let wanted = outline.wanted();
        let missing = self.missing(&outline).texts;
        Some(Translation { language: language?, texts: self.texts, wanted, missing })
    }

    /// Whether it was made for this questionnaire, and for this edition of it.
    fn original(&mut self, fields: &Fields) {
        if let (Some(id), Some(node)) = (fields.id("translates"), fields.node("translates"))
            && id != self.of.id
        {
            let says = format!("this translates `{id}`, and the questionnaire at hand is `{}`", self.of.id);
            let help = format!("write `translates: {}`, or put it beside its questionnaire", self.of.id);
            self.log.error(codes::UNKNOWN_REFERENCE, node.range.clone(), says, help);
        }
        if let (Some(edition), Some(node)) = (fields.text("edition"), fields.node("edition"))
            && edition != self.of.edition
        {
            self.other_edition = true;
            let says = format!(
                "this translates edition `{edition}`, and the questionnaire at hand is `{}`",
                self.of.edition
            );
            let help = format!("write `edition: \"{}\"` to see what has changed", self.of.edition);
            self.log.warning(codes::OTHER_EDITION, node.range.clone(), says, help);
        }
    }

    fn language(&self, fields: &Fields) -> Option<Language> {
        let given = fields.text("language")?;
        let node = fields.node("language")?;
        let language = Language::new(&given);
        match &language {
            None => {
                let says = format!("{} is not the tag of a language", shown(node));
                let help = "write one like `de`, `pt-BR` or `zh-Hant`";
                self.log.error(codes::NOT_A_LANGUAGE, node.range.clone(), says, help);
            }
            Some(language) if Language::new(&self.of.language).as_ref() == Some(language) => {
                let says = format!("the questionnaire is written in `{language}` already");
                let help = "name the language of this file";
                self.log.error(codes::NOT_A_LANGUAGE, node.range.clone(), says, help);
            }
            Some(_) => {}
        }
        language
    }

    /// Reads what stands under the keys of a thing.
    fn keys(&mut self, fields: &Fields<'a>, table: &'static Table, branch: Option<&Branch>) {
        for key in table.keys.iter().filter(|key| !HEAD.contains(&key.name)) {
            let Some(node) = fields.node(key.name) else { continue };
            let at = fields.key_place(key.name).unwrap_or(fields.place());
            let inner = branch.and_then(|branch| branch.get(key.name));
            if let (Some(branch), None) = (branch, inner) {
                self.nothing_to_translate(branch, key.name, at.clone());
            }
            self.step(key.name, at, node, key.form, inner);
        }
    }

    /// Reads one value, under its name.
    fn step(&mut self, name: &str, at: Range<usize>, node: &'a Node, form: Form, branch: Option<&Branch>) {
        // Left open in a file that is being worked on.
        if node.is_null() {
            return;
        }
        self.path.enter(name);
        if branch.is_some_and(|branch| branch.text.is_none()) {
            self.places.insert(self.path.as_str().to_owned(), at);
        }
        self.form(node, form, branch);
        self.path.leave();
    }

    fn form(&mut self, node: &'a Node, form: Form, branch: Option<&Branch>) {
        match form {
            Form::Thing(table) => {
                if let Some(fields) = Fields::of(self.log, node, table) {
                    self.keys(&fields, table, branch);
                }
            }
            Form::TextOr(table) => match (&node.value, table.keys.first()) {
                (Value::Scalar(_), Some(first)) => {
                    let inner = branch.and_then(|branch| branch.get(first.name));
                    self.step(first.name, node.range.clone(), node, Form::Text, inner);
                }
                (Value::Scalar(_) | Value::List(_) | Value::Map(_), _) => {
                    self.form(node, Form::Thing(table), branch);
                }
            },
            Form::TextsById => self.by_id(node, Form::Text, branch),
            Form::ById(each) => self.by_id(node, *each, branch),
            Form::Texts => self.in_order(node, Form::Text, branch),
            Form::Things(table) => self.in_order(node, Form::Thing(table), branch),
            Form::InOrder(each) => match &node.value {
                Value::Map(_) => self.by_id(node, *each, branch),
                Value::Scalar(_) | Value::List(_) => self.in_order(node, *each, branch),
            },
            Form::Text
            | Form::Id
            | Form::Ids
            | Form::Number
            | Form::Whole
            | Form::Score
            | Form::Truth
            | Form::Expression
            | Form::Word(_)
            | Form::Choices
            | Form::NoOr(_) => {
                let original = branch.and_then(|branch| branch.text.as_ref());
                match (text(self.log, node), original) {
                    (Some(translated), Some(original)) => self.text(node, translated, original),
                    // That it is missing as well would be said twice.
                    (None, _) => self.unclear.extend([self.path.as_str().to_owned()]),
                    (Some(_), None) => {}
                }
            }
        }
    }

    fn text(&mut self, node: &Node, translated: String, original: &Original) {
        let (given, wanted) = (placeholders(&translated), placeholders(&original.text));
        if given != wanted && !self.other_edition {
            let listed = |names: &BTreeSet<&str>| match names.is_empty() {
                true => "none".to_owned(),
                false => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
            };
            let says = format!("the original has other placeholders: {}", listed(&wanted));
            let help = match wanted.is_empty() {
                true => format!("remove {}", listed(&given)),
                false => format!("write {} where the names belong", listed(&wanted)),
            };
            self.log.error(codes::PLACEHOLDERS, node.range.clone(), says, help);
        }
        let is_long = LONG.0 <= translated.chars().count() && LONG.1 <= translated.split_whitespace().count();
        if is_long && translated == original.text {
            let says = "this stands as it does in the original";
            let help = "translate it, or leave the key out: the original stands in for it";
            self.log.warning(codes::AS_IT_WAS, node.range.clone(), says, help);
        }
        self.texts.insert(self.path.as_str().to_owned(), translated);
    }

    fn by_id(&mut self, node: &'a Node, each: Form, branch: Option<&Branch>) {
        let Value::Map(entries) = &node.value else {
            let says = format!("{} stands where texts by id are wanted", shown(node));
            let help = "write the id of each, a colon, and what belongs to it";
            self.unclear.insert(self.path.as_str().to_owned());
            self.log.error(codes::WRONG_FORM, node.range.clone(), says, help);
            return;
        };
        for (key, value) in entries {
            let id = key.as_text().unwrap_or_default();
            // Choices stand in order, and are found by their ids.
            let is_ordered = branch.is_some_and(|branch| branch.get("1").is_some());
            let inner =
                branch.and_then(|branch| branch.by_id(id).or_else(|| branch.get(id).filter(|_| !is_ordered)));
            if let (Some(branch), None) = (branch, inner) {
                self.unknown(branch, key);
            }
            let name = inner.map_or(id, |inner| inner.name.as_str()).to_owned();
            self.step(&name, key.range.clone(), value, each, inner);
        }
    }

    fn in_order(&mut self, node: &'a Node, each: Form, branch: Option<&Branch>) {
        let Value::List(items) = &node.value else {
            let says = format!("{} stands where a list is wanted", shown(node));
            let help = "write each one on a line after `- `, in the order of the original";
            self.unclear.insert(self.path.as_str().to_owned());
            self.log.error(codes::WRONG_FORM, node.range.clone(), says, help);
            return;
        };
        let mut branch = branch;
        if let Some(wanted) =
            branch.map(|branch| branch.branches.len()).filter(|wanted| *wanted != items.len())
        {
            if !self.other_edition {
                let says = format!("there are {} here, and {wanted} in the original", items.len());
                let help = "give one for each, in the same order; leave one empty that is not translated yet";
                self.log.error(codes::OTHER_COUNT, node.range.clone(), says, help);
                self.unclear.insert(self.path.as_str().to_owned());
            }
            // Which is which cannot be told any more.
            branch = None;
        }
        for (position, item) in items.iter().enumerate() {
            let name = number(position);
            let inner = branch.and_then(|branch| branch.get(&name));
            self.step(&name, item.range.clone(), item, each, inner);
        }
    }

    fn unknown(&self, branch: &Branch, key: &Node) {
        if self.other_edition {
            return;
        }
        let given = key.as_text().unwrap_or_default();
        let known = || {
            let names = branch.branches.iter();
            names.map(|branch| branch.id.as_ref().map_or(branch.name.as_str(), |id| id.as_str()))
        };
        let help = match self.log.guesses.nearest(given, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known().count() <= NAMED => {
                format!("use one of {}", known().collect::<Vec<_>>().join(", "))
            }
            None => "use the ids of the questionnaire".to_owned(),
        };
        let says = format!("the questionnaire has no {} in {}", shown(key), self.here());
        self.log.error(codes::UNKNOWN_REFERENCE, key.range.clone(), says, help);
    }

    fn nothing_to_translate(&self, branch: &Branch, key: &str, at: Range<usize>) {
        if self.other_edition {
            return;
        }
        let has: Vec<&str> = branch.branches.iter().map(|branch| branch.name.as_str()).collect();
        let says = format!("in the questionnaire {} has no text under `{key}`", self.here());
        let help = format!("remove it: texts stand under {}", has.join(", "));
        self.log.error(codes::UNKNOWN_REFERENCE, at, says, help);
    }

    /// The place that is being read, in words.
    fn here(&self) -> String {
        match self.path.as_str() {
            "" => "itself".to_owned(),
            path => format!("`{path}`"),
        }
    }

    /// Every question has a copy of its shared scale: long texts, used often, would fill the memory.
    fn copies(&self, fields: &Fields) {
        let mut copied = 0_usize;
        for scale in &self.of.scales {
            let texts = (0..scale.choices.len()).map(|position| {
                let path = |key: &str| format!("scales.{}.{}.{key}", scale.id, number(position));
                let length = |key| self.texts.get(&path(key)).map_or(0, String::len);
                length("text") + length("leak")
            });
            copied = copied.saturating_add(texts.sum::<usize>().saturating_mul(scale.questions.len()));
        }
        if MOST_COPIED < copied {
            let at = fields.key_place("scales").unwrap_or(fields.place());
            let says = "the shared scales are used too often for their length";
            self.log.error(codes::TOO_MANY, at, says, "shorten their texts");
        }
    }

    /// Warns of what is not translated, once for each thing that is translated in part.
    fn missing(&mut self, branch: &Branch) -> Missing {
        if self.unclear.contains(self.path.as_str()) {
            return Missing { texts: branch.wanted(), untold: 0 };
        }
        if let Some(original) = &branch.text {
            let is_there = original.need == Need::Optional || self.texts.contains_key(self.path.as_str());
            return Missing { texts: usize::from(!is_there), untold: usize::from(!is_there) };
        }
        let mut all = Missing { texts: 0, untold: 0 };
        let mut untold: Vec<String> = Vec::new();
        for inner in &branch.branches {
            self.path.enter(&inner.name);
            let missing = self.missing(inner);
            self.path.leave();
            all.texts += missing.texts;
            all.untold += missing.untold;
            if 0 < missing.untold {
                let name = inner.id.as_ref().map_or(inner.name.as_str(), |id| id.as_str());
                untold.push(match missing.untold {
                    1 => format!("`{name}`"),
                    several => format!("`{name}` ({several})"),
                });
            }
        }
        let is_whole = self.path.as_str().is_empty();
        let is_begun = is_whole || all.untold < branch.wanted();
        let Some(at) = self.places.get(self.path.as_str()).filter(|_| is_begun).cloned() else { return all };
        if !untold.is_empty() {
            let more = untold.len().saturating_sub(NAMED);
            let mut names = untold.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
            if 0 < more {
                names.push_str(&format!(" and {more} more"));
            }
            let of = match self.path.as_str() {
                "" => String::new(),
                path => format!(" of `{path}`"),
            };
            let texts = counted(all.untold, "text", "texts");
            let says = format!("{texts}{of} left to translate: {names}");
            let help = "translate it; until then the original stands there";
            self.log.warning(codes::NOT_TRANSLATED, at, says, help);
        }
        Missing { untold: 0, ..all }
    }
}

/// How much of something is not translated.
struct Missing {
    texts: usize,
    /// What nothing has been said of yet.
    untold: usize,
}

/// What stands between curly brackets, as in `Reps carry: {rows}`.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let pieces = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    pieces.map(|(name, _)| name).filter(|name| is_name(name)).collect()
}
