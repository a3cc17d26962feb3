//! What is wrong with a file: said once, shown to people and to programs.
//!
//! A diagnostic names the thing, what is so, and what to do. It keeps the bytes it speaks of; lines
//! and columns are found when it is shown. Everything shown has passed `text::visible`, for messages
//! and source lines quote what others wrote.

use std::cell::Cell;
use std::cmp::Reverse;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};
use serde_json::json;

use crate::source::Source;
use crate::text;

/// How many diagnostics `render` shows; the others are counted.
const SHOWN: usize = 200;
/// The characters of a source line, before the place and from it on, that `render` shows.
const BEFORE: usize = 50;
const AFTER: usize = 70;
/// The characters of a message that are shown: it may quote a text of any length.
const MESSAGE: usize = 600;
/// The comparisons that are made to find near words for the faults of one file.
const GUESSES: usize = 200_000;

/// Whether the file can be used all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Error,
    Warning,
}

/// One thing wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// Such as `Q010`: never reused for another thing.
    pub code: &'static str,
    /// Lower case, no full stop, things in backticks.
    pub message: String,
    /// The bytes of the source that it speaks of; empty for a place between two characters.
    pub range: Range<usize>,
    /// Further places, each with what it has to do with the first.
    pub more: Vec<(Range<usize>, String)>,
    /// What to do; begins with a verb.
    pub help: Option<String>,
}

impl Diagnostic {
    pub fn error(code: &'static str, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let message = message.into();
        Diagnostic { severity: Severity::Error, code, message, range, more: Vec::new(), help: None }
    }

    pub fn warning(code: &'static str, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, range, message) }
    }

    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Diagnostic {
        Diagnostic { help: Some(help.into()), ..self }
    }

    #[must_use]
    pub fn also(mut self, range: Range<usize>, label: impl Into<String>) -> Diagnostic {
        self.more.push((range, label.into()));
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Shows diagnostics with the lines they speak of, in the order of the file. The result ends with
/// a line break unless there is nothing to show.
pub fn render(source: &Source, diagnostics: &[Diagnostic], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut shown = String::new();
    for diagnostic in in_file_order(diagnostics).into_iter().take(SHOWN) {
        if !shown.is_empty() {
            shown.push('\n');
        }
        shown.push_str(&render_one(source, diagnostic, &renderer));
        shown.push('\n');
    }
    if SHOWN < diagnostics.len() {
        shown.push_str(&format!("\nand {} more\n", diagnostics.len() - SHOWN));
    }
    shown
}

/// Returns diagnostics for editors and scripts, in the order of the file. Lines and columns count
/// from 1, columns in characters; the end is the place after the last character.
pub fn json(source: &Source, diagnostics: &[Diagnostic]) -> serde_json::Value {
    let entries = in_file_order(diagnostics).into_iter().map(|diagnostic| {
        let start = source.place(diagnostic.range.start);
        let end = source.place(diagnostic.range.end);
        json!({
            "severity": match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            "code": diagnostic.code,
            "message": message(&diagnostic.message),
            "file": text::visible(source.name()),
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
            "help": diagnostic.help.as_deref().map(message),
        })
    });
    entries.collect()
}

/// Finds near words for the faults of one file. A file may have twenty thousand names and as many
/// faults; after so many comparisons nothing is guessed any more, for nobody reads on so far.
#[derive(Debug)]
pub struct Guesses {
    left: Cell<usize>,
}

impl Default for Guesses {
    fn default() -> Guesses {
        Guesses { left: Cell::new(GUESSES) }
    }
}

impl Guesses {
    pub fn is_over(&self) -> bool {
        self.left.get() == 0
    }

    /// Returns the known word that was probably meant, or `None` when none is near.
    pub fn nearest<'a>(&self, word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        if self.is_over() {
            return None;
        }
        let count = |_: &&str| self.left.set(self.left.get().saturating_sub(1));
        nearest(word, known.inspect(count))
    }
}

/// Returns the known word that was probably meant, or `None` when none is near.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Comparing takes the product of the lengths, and nobody misspells a word this long.
    const LONGEST: usize = 64;
    let length = word.chars().take(LONGEST + 1).count();
    if LONGEST < length {
        return None;
    }
    let word = word.to_lowercase();
    let greatest = (length.max(3) / 3).min(length.saturating_sub(1));
    known
        .filter(|candidate| candidate.len() <= 4 * LONGEST)
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= greatest)
        .min_by_key(|(distance, candidate)| (*distance, Reverse(common_beginning(&word, candidate))))
        .map(|(_, candidate)| candidate)
}

fn common_beginning(left: &str, right: &str) -> usize {
    left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count()
}

fn in_file_order(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<_> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.range.start);
    sorted
}

fn message(message: &str) -> String {
    text::visible(&text::short(message, MESSAGE)).into_owned()
}

fn render_one(source: &Source, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let name = text::visible(source.name()).into_owned();
    let title = level.primary_title(message(&diagnostic.message)).id(diagnostic.code);
    let mut group = Group::with_title(title);

    for (idx, (excerpt, marks)) in excerpts(source, diagnostic).into_iter().enumerate() {
        if 0 < idx {
            group = group.element(Padding);
        }
        group = group.element(Origin::path(name.clone()).line(excerpt.line).char_column(excerpt.column));
        if excerpt.text.is_empty() && source.text().is_empty() {
            continue;
        }
        let annotations = marks.into_iter().map(|mark| {
            let kind = if mark.is_first { AnnotationKind::Primary } else { AnnotationKind::Context };
            let label = (!mark.label.is_empty()).then(|| message(mark.label));
            kind.span(mark.range).label(label)
        });
        group =
            group.element(Snippet::source(excerpt.text).line_start(excerpt.line).annotations(annotations));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(message(help)));
    }
    without_gaps(&renderer.render(&[group]))
}

/// Takes out the lines that hold nothing but `:::`. The renderer knows a place only with a source
/// that begins there; we name the place ourselves, for ours begin anywhere, and it draws a gap.
fn without_gaps(rendered: &str) -> String {
    let is_gap = |line: &&str| {
        // What is styled stands between `ESC [ .. m`; no other escapes are in the text.
        let mut parts = line.split('\u{1b}');
        let first = parts.next().unwrap_or_default();
        let styled = parts.filter_map(|part| Some(part.split_once('m')?.1));
        std::iter::once(first).chain(styled).collect::<String>().trim() == ":::"
    };
    rendered.lines().filter(|line| !is_gap(line)).collect::<Vec<_>>().join("\n")
}

/// The part of a source line that is shown, made safe.
struct Excerpt {
    line: usize,
    /// Where the first mark stands in the file, not in the excerpt.
    column: usize,
    text: String,
    /// The bytes of the source that the excerpt covers.
    covers: Range<usize>,
    /// For each character of the excerpt its byte in the source and its byte in the excerpt.
    bytes: Vec<(usize, usize)>,
}

struct Mark<'a> {
    is_first: bool,
    /// Bytes of the excerpt.
    range: Range<usize>,
    label: &'a str,
}

/// Returns what to show of the source for a diagnostic. Places on one short line share an excerpt.
fn excerpts<'a>(source: &Source, diagnostic: &'a Diagnostic) -> Vec<(Excerpt, Vec<Mark<'a>>)> {
    let places = std::iter::once((&diagnostic.range, ""))
        .chain(diagnostic.more.iter().map(|(range, label)| (range, label.as_str())));
    let mut excerpts: Vec<(Excerpt, Vec<Mark>)> = Vec::new();
    for (idx, (range, label)) in places.enumerate() {
        let is_first = idx == 0;
        let shared = excerpts
            .iter_mut()
            .find(|(excerpt, _)| excerpt.covers.contains(&range.start) && range.end <= excerpt.covers.end);
        if let Some((excerpt, marks)) = shared {
            marks.push(Mark { is_first, range: excerpt.find(range), label });
            continue;
        }
        let excerpt = Excerpt::around(source, range);
        let mark = Mark { is_first, range: excerpt.find(range), label };
        excerpts.push((excerpt, vec![mark]));
    }
    excerpts
}

impl Excerpt {
    /// Walks only over the characters that are shown, however long the line is.
    fn around(source: &Source, range: &Range<usize>) -> Excerpt {
        let place = source.place(range.start);
        let line = source.line_range(place.line);
        let whole = source.text();
        let start = source.boundary(range.start).min(line.end);
        let before = whole.get(line.start..start).unwrap_or_default();
        let after = whole.get(start..line.end).unwrap_or_default();
        let from = before.char_indices().rev().take(BEFORE).last().map_or(start, |(idx, _)| line.start + idx);
        let to = after.char_indices().nth(AFTER).map_or(line.end, |(idx, _)| start + idx);

        let mut text = String::new();
        let mut bytes = Vec::new();
        if line.start < from {
            text.push_str("...");
        }
        for (idx, character) in whole.get(from..to).unwrap_or_default().char_indices() {
            bytes.push((from + idx, text.len()));
            // The renderer draws a tab as spaces and keeps the marks below it in step.
            if text::is_visible(character) || character == '\t' {
                text.push(character);
            } else {
                text.extend(text::escaped(character));
            }
        }
        bytes.push((to, text.len()));
        if to < line.end {
            text.push_str("...");
        }
        Excerpt { line: place.line, column: place.column, text, covers: from..to, bytes }
    }

    /// Finds bytes of the source in the excerpt. What lies beyond it ends with it.
    fn find(&self, range: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let idx = self.bytes.partition_point(|(byte, _)| *byte < offset);
            self.bytes.get(idx).or(self.bytes.last()).map_or(0, |(_, byte)| *byte)
        };
        let start = at(range.start);
        start..at(range.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Limits, read};

    /// Renders diagnostics about a text. Both begin on a line of their own, for the eye.
    #[track_caller]
    fn check(text: &str, diagnostics: &[Diagnostic], want: &str) {
        let (source, _, _) = read("case.yaml", text.as_bytes(), &Limits::default());
        let got = render(&source, diagnostics, false);
        assert_eq!(got.trim_end(), want.trim_matches('\n').trim_end(), "\n{got}");
    }

    fn fault(range: Range<usize>, message: &str) -> Diagnostic {
        Diagnostic::error("Q000", range, message)
    }

    #[test]
    fn with_help() {
        check(
            "a: 1\nkind: scal\n",
            &[fault(11..15, "there is no question type `scal`").help("did you mean `scale`?")],
            "
error[Q000]: there is no question type `scal`
 --> case.yaml:2:7
  |
2 | kind: scal
  |       ^^^^
  |
  = help: did you mean `scale`?
",
        );
    }

    #[test]
    fn two_places() {
        check(
            "a: 1\nb: 2\n\na: 3\n",
            &[fault(11..12, "`a` stands twice in one map").also(0..1, "first here")],
            "
error[Q000]: `a` stands twice in one map
 --> case.yaml:4:1
  |
4 | a: 3
  | ^
  |
 ::: case.yaml:1:1
  |
1 | a: 1
  | - first here
",
        );
    }

    #[test]
    fn two_places_on_a_line() {
        check(
            "{a: 1, a: 2}",
            &[fault(7..8, "`a` stands twice in one map").also(1..2, "first here")],
            "
error[Q000]: `a` stands twice in one map
 --> case.yaml:1:8
  |
1 | {a: 1, a: 2}
  |  -     ^
  |  |
  |  first here
",
        );
    }

    #[test]
    fn in_file_order() {
        check(
            "a: 1\nb: 2\n",
            &[fault(5..6, "second"), Diagnostic::warning("W000", 0..1, "first")],
            "
warning[W000]: first
 --> case.yaml:1:1
  |
1 | a: 1
  | ^

error[Q000]: second
 --> case.yaml:2:1
  |
2 | b: 2
  | ^
",
        );
    }

    #[test]
    fn characters_are_shown_as_escapes() {
        check(
            "a: \u{202e}x\ty\n",
            &[fault(7..8, "no `\x1b[2J\n` here")],
            "
error[Q000]: no `\\u{1b}[2J\\n` here
 --> case.yaml:1:6
  |
1 | a: \\u{202e}x    y
  |             ^^^^
",
        );
    }

    #[test]
    fn a_long_line_is_cut() {
        let text = format!("a: {}yz{}", "x".repeat(500_000), "x".repeat(500_000));
        let x = |count: usize| "x".repeat(count);
        let want = format!(
            "
error[Q000]: here
 --> case.yaml:1:500004
  |
1 | ...{}yz{}...
  |    {}^^
",
            x(BEFORE),
            x(AFTER - 2),
            " ".repeat(BEFORE)
        );
        check(&text, &[fault(500_003..500_005, "here")], &want);
    }

    #[test]
    fn at_the_end() {
        check(
            "a: [",
            &[fault(4..4, "a `]` is missing")],
            "
error[Q000]: a `]` is missing
 --> case.yaml:1:5
  |
1 | a: [
  |     ^
",
        );
    }

    #[test]
    fn over_several_lines() {
        check(
            "a:\n  b: 1\n  c: 2\n",
            &[fault(5..17, "here")],
            "
error[Q000]: here
 --> case.yaml:2:3
  |
2 |   b: 1
  |   ^^^^
",
        );
    }

    #[test]
    fn colored_as_plain() {
        let (source, _, _) = read("case.yaml", b"a: 1\nb: ':::'\na: 3\n", &Limits::default());
        let diagnostics =
            [fault(14..15, "twice").also(0..1, "first here").help("rename it"), fault(8..13, "no")];
        let colored = render(&source, &diagnostics, true);
        let mut parts = colored.split('\u{1b}');
        let first = parts.next().unwrap().to_owned();
        let bare = parts.fold(first, |bare, part| bare + part.split_once('m').unwrap().1);
        assert!(colored.contains('\u{1b}'));
        assert_eq!(bare, render(&source, &diagnostics, false));
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        check("a: 1", &[], "");
    }

    #[test]
    fn the_first_ones_are_shown() {
        let (source, _, _) = read("case.yaml", b"a: 1", &Limits::default());
        let many = vec![fault(0..1, "here"); SHOWN + 3];
        let got = render(&source, &many, false);
        assert_eq!(got.matches("error[Q000]").count(), SHOWN);
        assert!(got.ends_with("\nand 3 more\n"), "{got}");
    }

    #[test]
    fn for_programs() {
        let (source, _, _) = read("case\n.yaml", "a: ü\n".as_bytes(), &Limits::default());
        let got = json(&source, &[fault(3..5, "not \x1b here").help("write `u`")]);
        let want = json!([{
            "severity": "error", "code": "Q000", "message": "not \\u{1b} here", "file": "case\\n.yaml",
            "line": 1, "column": 4, "end_line": 1, "end_column": 5, "help": "write `u`",
        }]);
        assert_eq!(got, want);
    }

    #[track_caller]
    fn check_nearest(word: &str, want: Option<&str>) {
        let known = ["scale", "choice", "title", "id", "weight", "show_if", "practices", "practice_for"];
        assert_eq!(nearest(word, known.into_iter()), want);
    }

    #[rustfmt::skip]
    mod nearest_words {
        use super::*;

        #[test] fn a_letter_short() { check_nearest("scal", Some("scale")); }
        #[test] fn letters_swapped() { check_nearest("titel", Some("title")); }
        #[test] fn case() { check_nearest("ID", Some("id")); }
        #[test] fn singular() { check_nearest("practice", Some("practices")); }
        #[test] fn hyphen() { check_nearest("show-if", Some("show_if")); }
        #[test] fn far() { check_nearest("banana", None); }
        #[test] fn one_letter() { check_nearest("x", None); }
        #[test] fn empty() { check_nearest("", None); }
        #[test] fn endless() { check_nearest(&"s".repeat(1_000_000), None); }
    }
}
