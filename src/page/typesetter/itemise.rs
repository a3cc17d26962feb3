//! A text as stretches of one direction, one script and one font, so that each can be shaped by itself.

use std::ops::Range;

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::Direction;
use crate::page::font::{Face, FontNumber, Fonts, Wanted};

/// A stretch of a text that is shaped in one go.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) text: Range<usize>,
    pub(super) level: Level,
    pub(super) script: Script,
    pub(super) font: FontNumber,
}

/// Whether a text may be shaped as a whole, from left to right: Latin, Greek and Cyrillic with the signs that
/// go with them. All other texts are looked at more closely.
pub(super) fn is_simple(text: &str) -> bool {
    // Up to here a sign has one or two bytes, the first below 0xD6.
    text.bytes().all(|byte| byte < 0xD6)
        || text.chars().all(|sign| matches!(sign, '\0'..'\u{590}' | '\u{1e00}'..'\u{2c00}'))
}

/// Cuts a text of one paragraph into items, in reading order, and tells from which side it is read.
pub(super) fn items(text: &str, face: Face, fonts: &Fonts) -> (Vec<Item>, Direction) {
    let direction = direction(text);
    let level = match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    };
    let turns = text.chars().any(is_from_right);
    let bidi = turns.then(|| ParagraphBidiInfo::new(text, Some(level)));
    let scripts = Scripts::of(text);
    let mut items: Vec<Item> = Vec::new();
    for (start, signs) in text.grapheme_indices(true) {
        let end = start + signs.len();
        let level = bidi.as_ref().and_then(|bidi| bidi.levels.get(start).copied()).unwrap_or(Level::ltr());
        let last = items.last_mut();
        let script = match own_script(signs) {
            Some(script) => script,
            // Signs that all scripts share are set like those before them.
            None => last.as_ref().map_or(scripts.first, |last| last.script),
        };
        let wanted = Wanted { signs, face, script: scripts.drawn(script) };
        let font = font(wanted, script, last.as_deref(), fonts);
        match last {
            Some(last) if (last.level, last.script, last.font) == (level, script, font) => {
                last.text.end = end
            }
            Some(_) | None => items.push(Item { text: start..end, level, script, font }),
        }
    }
    (items, direction)
}

/// Returns from which side a text is read: the one that most of its letters are read from. The first letter
/// would not do, since our sentences may begin with a name in another script.
fn direction(text: &str) -> Direction {
    let letters = |from_right: bool| {
        let classes = text.chars().map(bidi_class);
        let own = classes.filter(|class| match class {
            BidiClass::L => !from_right,
            BidiClass::R | BidiClass::AL => from_right,
            // Numbers and marks go with either.
            _ => false,
        });
        own.count()
    };
    if letters(true) > letters(false) { Direction::RightToLeft } else { Direction::LeftToRight }
}

/// Chooses a font. What the families can show is set in them, even in the midst of another script; beyond
/// them a stretch stays with one font as long as it can.
fn font(wanted: Wanted, script: Script, last: Option<&Item>, fonts: &Fonts) -> FontNumber {
    let shows = |last: &&Item| fonts.font(last.font).is_some_and(|font| font.covers(wanted.signs));
    let same = || last.filter(|last| last.script == script).filter(shows).map(|last| last.font);
    let found = fonts.in_families(wanted).or_else(same).or_else(|| fonts.in_spare(wanted));
    found.unwrap_or(fonts.body(wanted.face).0)
}

/// The scripts of a whole text, as far as they matter to its parts.
struct Scripts {
    /// The first that is not common to all.
    first: Script,
    /// What Han signs are drawn for: Chinese unless the text shows that it is another language.
    han: Script,
}

impl Scripts {
    fn of(text: &str) -> Scripts {
        let mut scripts = Scripts { first: Script::Latin, han: Script::Han };
        let mut own = text.chars().map(|sign| sign.script()).filter(|script| is_own(*script)).peekable();
        scripts.first = own.peek().copied().unwrap_or(Script::Latin);
        scripts.han = own
            .find(|script| {
                matches!(script, Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo)
            })
            .unwrap_or(Script::Han);
        scripts
    }

    fn drawn(&self, script: Script) -> Script {
        if script == Script::Han { self.han } else { script }
    }
}

fn own_script(signs: &str) -> Option<Script> {
    signs.chars().map(|sign| sign.script()).find(|script| is_own(*script))
}

fn is_own(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// Whether a sign stands in a block of a script that is read from the right.
fn is_from_right(sign: char) -> bool {
    matches!(sign, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
