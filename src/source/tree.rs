//! From the parser's events to the tree.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::decode::size;
use super::{Limits, MOST_FAULTS, Node, Scalar, Value, syntax};
use crate::diagnostic::Diagnostic;
use crate::text::{self, Fault};

/// How much of a foreign text a message quotes, in characters.
const QUOTED: usize = 60;

/// Reads a text. `hidden` are the characters in it that are hidden or turn the writing, by offset.
pub(super) fn read(
    text: &str,
    hidden: &[(usize, Fault)],
    limits: &Limits,
) -> (Option<Node>, Vec<Diagnostic>) {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: limits.depth,
        block_nesting_limit: limits.depth,
    };
    let mut builder = Builder {
        text,
        hidden,
        limits,
        open: Vec::new(),
        root: None,
        nodes: 0,
        anchors: BTreeMap::new(),
        diagnostics: Vec::new(),
        warnings: Vec::new(),
        usable: true,
    };
    let mut documents = 0;
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, span) = match next {
            Ok(next) => next,
            Err(error) => {
                builder.refuse_syntax(syntax::diagnostic(&error, text, limits));
                break;
            }
        };
        if let Event::DocumentStart(..) = event {
            documents += 1;
            if documents == 2 {
                builder.refuse(second_document(range(&span)));
                break;
            }
        }
        builder.take(event, &span);
        if builder.is_full() {
            break;
        }
    }
    builder.finish()
}

struct Builder<'a> {
    text: &'a str,
    hidden: &'a [(usize, Fault)],
    limits: &'a Limits,
    /// The lists and maps around the place, from the outside.
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    /// By the parser's number. Those that no alias named are told of at the end.
    anchors: BTreeMap<usize, Anchor>,
    /// Errors. They end the reading when they are many; warnings do not.
    diagnostics: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    usable: bool,
}

/// A list or map that is not yet closed.
struct Open {
    range: Range<usize>,
    anchor: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map { entries: Vec<(Node, Node)>, key: Option<Node> },
}

struct Anchor {
    name: String,
    range: Range<usize>,
    is_named: bool,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: &Span) {
        match event {
            Event::Scalar(text, style, _, tag) => {
                self.refuse_tag(tag.is_some(), span);
                self.scalar(text, style, range(span));
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_tag(tag.is_some(), span);
                self.open(range(span), anchor, Content::List(Vec::new()));
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_tag(tag.is_some(), span);
                self.open(range(span), anchor, Content::Map { entries: Vec::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range(span)),
            Event::Anchor(id, name) => {
                let name = text::short(&name, QUOTED).into_owned();
                self.anchors.insert(id, Anchor { name, range: range(span), is_named: false });
            }
            Event::Alias(id) => self.alias(id, range(span)),
            Event::UnresolvedAlias(name) => self.unresolved_alias(&name, range(span)),
            Event::StreamStart | Event::StreamEnd | Event::DocumentStart(..) | Event::DocumentEnd => {}
            // The parser may learn further events. We asked for none; comments are not emitted.
            _ => {}
        }
    }

    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, range: Range<usize>) {
        if self.limits.scalar < text.len() {
            let start = range.start;
            let message =
                format!("this text has {}; the limit is {}", size(text.len()), size(self.limits.scalar));
            self.refuse(Diagnostic::error("Q002", start..start, message).help("shorten the text"));
            self.nodes = usize::MAX;
            return;
        }
        if !self.hidden.is_empty() || style == ScalarStyle::DoubleQuoted {
            self.hidden_in(&text, style, &range);
        }
        let plain = style == ScalarStyle::Plain;
        if plain && range.is_empty() {
            // The parser writes `~` for a value that was left out.
            self.add(nothing(range));
            return;
        }
        let mut text = text.into_owned();
        if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) && self.is_cut_off(range.end) {
            // The parser ends the last line itself; other readers leave it as it is written.
            text.truncate(text.trim_end_matches('\n').len());
        }
        self.add(Node { range, value: Value::Scalar(Scalar { text, plain }) });
    }

    /// Whether a text reaches the end of a file whose last line is not ended.
    fn is_cut_off(&self, end: usize) -> bool {
        let last_line = self.text.rsplit(['\n', '\r']).next().unwrap_or_default();
        self.text.len() <= end && !last_line.trim().is_empty()
    }

    /// Tells of characters that a reader would not see in a text: those written as they are, and
    /// those made by an escape, which the file's own text does not show.
    fn hidden_in(&mut self, text: &str, style: ScalarStyle, range: &Range<usize>) {
        let first = self.hidden.partition_point(|(offset, _)| *offset < range.start);
        let written = self.hidden.get(first..).unwrap_or_default();
        let written = written.iter().take_while(|(offset, _)| *offset < range.end);
        // The grave ones are told of wherever they stand, in comments too: see `finish`.
        if let Some((offset, fault)) = written.clone().find(|(_, fault)| !fault.is_grave()) {
            let place = *offset..*offset + fault.character().len_utf8();
            self.tell_hidden(place, *fault);
        }
        let has_escapes = style == ScalarStyle::DoubleQuoted
            && self.text.get(range.clone()).is_some_and(|source| source.contains('\\'));
        if !has_escapes {
            return;
        }
        let mut made = text::faults(text).map(|(_, fault)| fault);
        let carriage_return = text.contains('\r').then_some(Fault::Control('\r'));
        let Some(fault) = carriage_return.or_else(|| {
            made.find(|fault| !written.clone().any(|(_, other)| other.character() == fault.character()))
        }) else {
            return;
        };
        self.tell_hidden(range.clone(), fault);
    }

    fn tell_hidden(&mut self, place: Range<usize>, fault: Fault) {
        let escape = fault.character().escape_unicode();
        let message = format!("there is {} in the text: `{escape}`", with_article(fault));
        if fault.is_grave() {
            let diagnostic = Diagnostic::error("Q009", place, message);
            self.diagnostics.push(diagnostic.help("delete the character"));
        } else if self.warnings.len() < MOST_FAULTS {
            let diagnostic = Diagnostic::warning("W009", place, message);
            self.warnings.push(diagnostic.help("delete the character"));
        }
    }

    fn open(&mut self, range: Range<usize>, anchor: usize, content: Content) {
        if self.open.len() == self.limits.depth {
            self.refuse(syntax::too_deep(range.start, self.limits));
            self.nodes = usize::MAX;
            return;
        }
        self.open.push(Open { range, anchor, content });
    }

    fn close(&mut self, end: Range<usize>) {
        let Some(Open { range: Range { start, end: opened }, content, .. }) = self.open.pop() else {
            return;
        };
        let last = match &content {
            Content::List(items) => items.last(),
            Content::Map { entries, .. } => entries.last().map(|(_, value)| value),
        };
        // A block ends where its last value does; the parser notices only at the next word.
        let is_bracket = end.start < end.end;
        let end = if is_bracket { end.end } else { last.map_or(opened, |node| node.range.end) };
        let value = match content {
            Content::List(items) => Value::List(items),
            Content::Map { entries, .. } => Value::Map(self.distinct(entries)),
        };
        self.add(Node { range: start..end.max(start), value });
    }

    fn add(&mut self, node: Node) {
        self.nodes += 1;
        if self.nodes == self.limits.nodes + 1 {
            let message = format!("the file holds more than {} values", self.limits.nodes);
            let start = node.range.start;
            self.refuse(Diagnostic::error("Q002", start..start, message).help("split the file"));
            return;
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::List(items)) => items.push(node),
            Some(Content::Map { entries, key }) => match key.take() {
                Some(key) => entries.push((key, node)),
                None => *key = Some(node),
            },
        }
    }

    /// Takes out keys that a map must not have: lists and maps, `<<`, and those that are there
    /// already.
    fn distinct(&mut self, entries: Vec<(Node, Node)>) -> Vec<(Node, Node)> {
        let mut kept: Vec<(Node, Node)> = Vec::with_capacity(entries.len());
        let mut seen: HashMap<String, Range<usize>> = HashMap::new();
        // Small maps are the rule, and comparing their few keys costs less than a table of them.
        let is_large = 16 < entries.len();
        for (key, value) in entries {
            let Value::Scalar(Scalar { text, plain }) = &key.value else {
                self.diagnostics.push(
                    Diagnostic::error("Q003", key.range.clone(), "a list or map cannot be a key")
                        .help("use a text as the key, or put it in quotes if it begins with a bracket"),
                );
                continue;
            };
            if *plain && text == "<<" {
                self.diagnostics.push(
                    Diagnostic::error(
                        "Q011",
                        key.range.clone(),
                        "`<<` would merge another map into this one",
                    )
                    .help("write out the keys that it would bring"),
                );
                continue;
            }
            let name = composed(text);
            let first = if is_large {
                seen.get(name.as_ref()).cloned()
            } else {
                let is_equal =
                    |other: &&(Node, Node)| other.0.as_text().is_some_and(|other| composed(other) == name);
                kept.iter().find(is_equal).map(|(first, _)| first.range.clone())
            };
            if let Some(first) = first {
                let message = format!("`{}` stands twice in one map", text::short(text, QUOTED));
                self.diagnostics.push(
                    Diagnostic::error("Q006", key.range.clone(), message)
                        .also(first, "first here")
                        .help("remove one of the two, or rename it"),
                );
                continue;
            }
            if is_large {
                seen.insert(name.into_owned(), key.range.clone());
            }
            kept.push((key, value));
        }
        kept
    }

    fn alias(&mut self, id: usize, range: Range<usize>) {
        let is_around = self.open.iter().any(|open| open.anchor == id);
        let mut diagnostic = Diagnostic::error("Q004", range.clone(), "aliases are not allowed");
        if let Some(anchor) = self.anchors.get_mut(&id) {
            anchor.is_named = true;
            let name = &anchor.name;
            diagnostic.message = if is_around {
                format!("`*{name}` refers to itself: it stands within `&{name}`")
            } else {
                format!("`*{name}` is an alias, and aliases are not allowed")
            };
            diagnostic = diagnostic.also(anchor.range.clone(), "the anchor is here");
        }
        self.refuse(diagnostic.help("write the value out here"));
        self.add(nothing(range));
    }

    fn unresolved_alias(&mut self, name: &str, range: Range<usize>) {
        let name = text::short(name, QUOTED);
        let message = format!("`*{name}` is read as an alias, and aliases are not allowed");
        self.refuse(Diagnostic::error("Q004", range.clone(), message).help("put the text in quotes"));
        self.add(nothing(range));
    }

    fn refuse_tag(&mut self, has_tag: bool, span: &Span) {
        if !has_tag {
            return;
        }
        let place = span.tag_span().map_or_else(|| range(span), |tag| range(&tag));
        let tag = text::short(self.text.get(place.clone()).unwrap_or_default(), QUOTED);
        let diagnostic = syntax::tag(place, &tag);
        self.diagnostics.push(diagnostic);
    }

    fn refuse(&mut self, diagnostic: Diagnostic) {
        self.usable = false;
        self.diagnostics.push(diagnostic);
    }

    /// Keeps silent when the line is known to be read otherwise than its author meant it.
    fn refuse_syntax(&mut self, diagnostic: Diagnostic) {
        self.usable = false;
        let is_consequence = self.diagnostics.last().is_some_and(|last| {
            let between = self.text.get(last.range.end..diagnostic.range.start);
            last.code == "Q004" && between.is_some_and(|between| !between.contains('\n'))
        });
        if !is_consequence {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether there is no sense in going on: a limit is passed, or enough is said.
    fn is_full(&self) -> bool {
        // Every anchor is an error: of itself or of the alias that names it.
        self.limits.nodes < self.nodes || MOST_FAULTS <= self.diagnostics.len() + self.anchors.len()
    }

    fn finish(mut self) -> (Option<Node>, Vec<Diagnostic>) {
        for anchor in self.anchors.values().filter(|anchor| !anchor.is_named) {
            let message = format!("`&{}` is an anchor, and anchors are not allowed", anchor.name);
            self.diagnostics.push(
                Diagnostic::error("Q004", anchor.range.clone(), message)
                    .help("remove it, or put the text in quotes if it begins with `&`"),
            );
        }
        for (offset, fault) in self.hidden.iter().filter(|(_, fault)| fault.is_grave()).take(MOST_FAULTS) {
            self.tell_hidden(*offset..*offset + fault.character().len_utf8(), *fault);
        }
        // `---` alone makes a document of nothing, which the parser reports as an empty scalar.
        let is_nothing = self.root.as_ref().is_none_or(|root| root.is_null() && root.range.is_empty());
        if is_nothing && self.diagnostics.is_empty() {
            self.refuse(empty(self.text));
        }
        self.diagnostics.append(&mut self.warnings);
        self.diagnostics.truncate(MOST_FAULTS);
        (self.root.filter(|_| self.usable), self.diagnostics)
    }
}

/// Stands where a value was left out or refused.
fn nothing(range: Range<usize>) -> Node {
    Node { range, value: Value::Scalar(Scalar { text: String::new(), plain: true }) }
}

fn range(span: &Span) -> Range<usize> {
    span.byte_range().unwrap_or_default()
}

fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

fn with_article(fault: Fault) -> String {
    let article = if matches!(fault, Fault::Invisible(_)) { "an" } else { "a" };
    format!("{article} {}", fault.name())
}

fn second_document(range: Range<usize>) -> Diagnostic {
    Diagnostic::error("Q007", range, "a second document begins here; a file holds one")
        .help("move it to a file of its own, or remove the line `---`")
}

fn empty(text: &str) -> Diagnostic {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let message = if text.trim().is_empty() {
        "the file is empty"
    } else if lines.all(|line| line.starts_with('#')) {
        "the file holds nothing but comments"
    } else {
        "the file holds no values"
    };
    Diagnostic::error("Q008", 0..0, message).help("write something into it, or name another file")
}
