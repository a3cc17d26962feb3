//! What is wrong with a file: said once, shown to people and to programs.
//!
//! A diagnostic names the thing, what is so, and what to do. It keeps the bytes it speaks of; lines
//! and columns are found when it is shown. Everything shown has passed `text::visible`, for messages
//! and source lines quote what others wrote.

mod excerpt;
mod near;

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};
use serde_json::json;

use crate::source::Source;
use crate::text;

use excerpt::excerpts;
pub use near::{Guesses, nearest};

/// How many diagnostics `render` shows; the others are counted.
const SHOWN: usize = 200;
/// The characters of a message that are shown: it may quote a text of any length.
const MESSAGE: usize = 600;

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

#[cfg(test)]
mod tests {
    use super::excerpt::{AFTER, BEFORE};
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
}
