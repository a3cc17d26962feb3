//! Questionnaires that were read from assessments' files already.
//!
//! Every file holds its own, and most files of a folder hold the same one: more than nine tenths of their bytes.
//! A line that is byte for byte one that was read before says what that one said, and need not be read again.

use std::sync::Arc;

use super::line;

/// How many different lines are remembered, the latest ones.
const MOST_LINES: usize = 8;
/// How long a line may be to be remembered, in bytes.
const LONGEST_LINE: usize = 4 << 20;

/// The texts an assessment was answered with, shared by all that were answered in the same.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SharedTexts {
    pub(super) questionnaire: Arc<str>,
    pub(super) translation: Option<Arc<str>>,
}

/// The lines that are remembered.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    lines: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    /// With its line break.
    line: Vec<u8>,
    texts: SharedTexts,
}

/// A file whose second line is known.
pub(super) struct Found<'a> {
    /// Without its line break.
    pub(super) first_line: &'a [u8],
    pub(super) texts: SharedTexts,
    /// From the third line on.
    pub(super) rest: &'a [u8],
}

impl Shelf {
    /// Looks for the second line of a file. Nothing is found behind a first line that is not whole: there one
    /// line may have become two.
    pub(super) fn find<'a>(&self, file: &'a [u8]) -> Option<Found<'a>> {
        let (first_line, after) = whole_line(file)?;
        self.lines.iter().rev().find_map(|known| {
            let rest = after.strip_prefix(known.line.as_slice())?;
            Some(Found { first_line, texts: known.texts.clone(), rest })
        })
    }

    /// Remembers the second line of a file, which says so much.
    pub(super) fn keep(&mut self, file: &[u8], texts: &SharedTexts) {
        let Some((_, after)) = whole_line(file) else { return };
        let Some((line, rest)) = whole_line(after) else { return };
        let with_break = after.get(..after.len() - rest.len()).unwrap_or_default();
        if LONGEST_LINE < line.len() || self.lines.iter().any(|known| known.line == with_break) {
            return;
        }
        if self.lines.len() == MOST_LINES {
            self.lines.remove(0);
        }
        self.lines.push(Known { line: with_break.to_owned(), texts: texts.clone() });
    }
}

/// The first line without its break, and what follows; `None` unless it is as it was written.
pub(super) fn whole_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = bytes.split_at_checked(end)?;
    Some((line, rest.get(1..)?)).filter(|_| line::is_whole(line))
}
