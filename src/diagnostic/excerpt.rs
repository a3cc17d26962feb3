//! What is shown of the source for a diagnostic: the part of a line around each place, however long the line is.

use std::ops::Range;

use super::Diagnostic;
use crate::source::Source;
use crate::text;

/// The characters of a source line, before the place and from it on, that `render` shows.
pub(super) const BEFORE: usize = 50;
pub(super) const AFTER: usize = 70;

/// The part of a source line that is shown, made safe.
pub(super) struct Excerpt {
    pub(super) line: usize,
    /// Where the first mark stands in the file, not in the excerpt.
    pub(super) column: usize,
    pub(super) text: String,
    /// The bytes of the source that the excerpt covers.
    covers: Range<usize>,
    /// For each character of the excerpt its byte in the source and its byte in the excerpt.
    bytes: Vec<(usize, usize)>,
}

/// A place within an excerpt, and what is said of it.
pub(super) struct Mark<'a> {
    pub(super) is_first: bool,
    /// Bytes of the excerpt.
    pub(super) range: Range<usize>,
    pub(super) label: &'a str,
}

/// Returns what to show of the source for a diagnostic. Places on one short line share an excerpt.
pub(super) fn excerpts<'a>(source: &Source, diagnostic: &'a Diagnostic) -> Vec<(Excerpt, Vec<Mark<'a>>)> {
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
