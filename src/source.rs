//! A file's text as a tree of values that know where they stand.
//!
//! Files come from strangers. `read` decodes one and walks its YAML once, within limits, and refuses
//! what could make a small file large (aliases), one text mean two things (equal keys, merge keys,
//! tags, several documents) or a screen lie (control and direction characters). What remains are
//! scalars, lists and maps, and no reader above has to ask these questions again.

mod decode;
mod node;
mod syntax;
mod tree;

use std::ops::Range;
use std::sync::OnceLock;

pub use node::{Node, Scalar, Value};

use crate::diagnostic::Diagnostic;
use crate::text::{self, Fault};

/// How many faults of one file are told; after that, reading stops.
const MOST_FAULTS: usize = 100;

/// What a file may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of the file.
    pub bytes: usize,
    /// Of maps and lists within each other.
    pub depth: usize,
    /// Scalars, lists and maps, keys included.
    pub nodes: usize,
    /// Bytes of one text.
    pub scalar: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: 16 << 20, depth: 64, nodes: 1_000_000, scalar: 256 << 10 }
    }
}

/// A file's name and text, for messages.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    /// Where each line begins. Most files are without fault and never asked.
    lines: OnceLock<Vec<usize>>,
}

/// A place as people count it: both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// Reads a file's bytes. The node is `None` when nothing usable was found; with a node there may be
/// errors all the same, so that a reader can go on and tell of further ones. The name is for
/// messages only.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> (Source, Option<Node>, Vec<Diagnostic>) {
    let decoded = match decode::decode(bytes, limits) {
        Ok(decoded) => decoded,
        Err(refused) => return (Source::new(name, refused.text), None, vec![refused.diagnostic]),
    };
    let source = Source::new(name, decoded.text.to_owned());
    let mut diagnostics = Vec::new();
    let mut hidden = Vec::new();
    for (offset, fault) in text::faults(&source.text) {
        match fault {
            Fault::Control(_) => diagnostics.push(stray(offset, offset + decoded.skipped, fault)),
            Fault::Bidi(_) | Fault::Invisible(_) => hidden.push((offset, fault)),
        }
        if diagnostics.len() == MOST_FAULTS {
            break;
        }
    }
    if !diagnostics.is_empty() {
        return (source, None, diagnostics);
    }
    let (node, diagnostics) = tree::read(&source.text, &hidden, limits);
    (source, node, diagnostics)
}

/// A control character that stands in the file itself. `offset` counts in the text, `byte` in the
/// file.
fn stray(offset: usize, byte: usize, fault: Fault) -> Diagnostic {
    let character = fault.character();
    Diagnostic::error(
        "Q009",
        offset..offset + character.len_utf8(),
        format!("there is a control character at byte {byte}: `{}`", character.escape_unicode()),
    )
    .help("delete the character")
}

impl Source {
    fn new(name: &str, text: String) -> Source {
        Source { name: name.to_owned(), text, lines: OnceLock::new() }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text that all ranges count in: without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the place of a byte. Beyond the end it is the end.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.boundary(offset);
        let line = self.lines().partition_point(|start| *start <= offset);
        let before = self.text.get(self.line_range(line).start..offset).unwrap_or_default();
        Place { line, column: before.chars().count() + 1 }
    }

    /// Returns the bytes of a line, counted from 1, without its line break.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let lines = self.lines();
        let start = lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let next = lines.get(line).copied().unwrap_or(self.text.len());
        let with_break = self.text.get(start..next).unwrap_or_default();
        start..start + with_break.trim_end_matches(['\n', '\r']).len()
    }

    /// Returns the start of the character that a byte belongs to.
    pub(crate) fn boundary(&self, offset: usize) -> usize {
        boundary(&self.text, offset)
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let breaks = bytes.iter().enumerate().filter(|(idx, byte)| match byte {
                b'\n' => true,
                b'\r' => bytes.get(idx + 1) != Some(&b'\n'),
                _ => false,
            });
            std::iter::once(0).chain(breaks.map(|(idx, _)| idx + 1)).collect()
        })
    }
}

/// Returns the start of the character that a byte belongs to, or the end of the text.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests;
