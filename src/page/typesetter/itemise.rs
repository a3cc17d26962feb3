//! A text as stretches of one direction, one script and one font, so that each can be shaped by itself.

use std::cmp::Ordering;
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
    let turns = text.chars().any(is_from_right);
    let direction = if turns { direction(text) } else { Direction::LeftToRight };
    let level = match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    };
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
                last.text.end = end;
            }
            Some(_) | None => items.push(Item { text: start..end, level, script, font }),
        }
    }
    (items, direction)
}

/// Returns from which side a text is read: the one that most of its letters are read from. The first letter
/// decides only when there are as many of both, since our sentences may begin with a name in another script.
fn direction(text: &str) -> Direction {
    let letters = text.chars().filter_map(|sign| match bidi_class(sign) {
        BidiClass::L => Some(Direction::LeftToRight),
        BidiClass::R | BidiClass::AL => Some(Direction::RightToLeft),
        // Numbers and marks go with either.
        _ => None,
    });
    let (right, left): (Vec<Direction>, Vec<Direction>) =
        letters.clone().partition(|letter| *letter == Direction::RightToLeft);
    match right.len().cmp(&left.len()) {
        Ordering::Greater => Direction::RightToLeft,
        Ordering::Less => Direction::LeftToRight,
        Ordering::Equal => letters.clone().next().unwrap_or(Direction::LeftToRight),
    }
}

/// Chooses a font. What the families can show is set in them, even in the midst of another script; beyond
/// them a stretch stays with one font as long as it can.
fn font(wanted: Wanted, script: Script, last: Option<&Item>, fonts: &Fonts) -> FontNumber {
    let shows = |last: &&Item| fonts.font(last.font).is_some_and(|font| font.covers(wanted.signs));
    let same = || last.filter(|last| last.script == script).filter(shows).map(|last| last.font);
    let found = fonts.in_families(wanted).or_else(same).or_else(|| fonts.in_spare(wanted));
    // Better a letter without its accent than neither.
    let letter = || fonts.in_spare(Wanted { signs: wanted.signs.get(..first_sign(wanted.signs))?, ..wanted });
    found.or_else(letter).unwrap_or(fonts.body(wanted.face).0)
}

/// Returns where the first of some signs ends.
fn first_sign(signs: &str) -> usize {
    signs.chars().next().map_or(0, char::len_utf8)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::font::sample;

    /// Each item as its text, its level and its font, which counts from 3 in the order of first use.
    #[track_caller]
    fn check(text: &str, want: &[(&str, u8, usize)]) {
        let fonts = sample::fonts();
        let (items, _) = items(text, Face::Regular, &fonts);
        let got: Vec<(&str, u8, usize)> = items
            .iter()
            .map(|item| (text.get(item.text.clone()).unwrap(), item.level.number(), item.font.index()))
            .collect();
        assert_eq!(got, want);
    }

    #[track_caller]
    fn check_direction(text: &str, want: Direction) {
        assert_eq!(items(text, Face::Regular, &sample::fonts()).1, want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn latin_is_one() { check("Team Nord 7", &[("Team Nord 7", 0, 0)]); }
        #[test] fn han_within_latin() { check("a 東京 b", &[("a ", 0, 0), ("東京", 0, 3), (" ", 0, 0), ("b", 0, 0)]); }
        #[test] fn signs_of_its_own() { check("「東」、", &[("「東」、", 0, 3)]); }
        #[test] fn hebrew_within_latin() { check("Nord שלום x", &[("Nord ", 0, 0), ("שלום", 1, 3), (" ", 0, 0), ("x", 0, 0)]); }
        #[test] fn a_number_within_hebrew_runs_on() { check("שלום 12", &[("שלום", 1, 3), (" ", 1, 0), ("12", 2, 0)]); }
        #[test] fn points_stay_with_their_letter() { check("שָ", &[("שָ", 1, 3)]); }
        #[test] fn a_letter_without_its_unknown_point() { check("ש\u{5c1}", &[("ש\u{5c1}", 1, 3)]); }
        #[test] fn nothing_shows_it() { check("\u{1f600}", &[("\u{1f600}", 0, 0)]); }
        #[test] fn two_fonts() { check("東京大阪של", &[("東京大阪", 0, 3), ("של", 1, 4)]); }

        #[test] fn hebrew_is_read_from_the_right() { check_direction("שלום (Nord)", Direction::RightToLeft); }
        #[test] fn a_name_does_not_turn_a_sentence() { check_direction("שלום answered all questions", Direction::LeftToRight); }
        #[test] fn numbers_alone_turn_nothing() { check_direction("12 %", Direction::LeftToRight); }

        #[test] fn simple() { assert!(is_simple("Łódź, Київ \u{2013} \u{201e}gut\u{201c}")); }
        #[test] fn not_simple() { assert!(!is_simple("a東") && !is_simple("ש")); }
    }

    #[test]
    fn han_is_drawn_as_the_text_around_it_wants() {
        let drawn = |text: &str| Scripts::of(text).drawn(Script::Han);
        assert_eq!(drawn("東京"), Script::Han);
        assert_eq!(drawn("東京の"), Script::Hiragana);
        assert_eq!(drawn("東京팀"), Script::Hangul);
    }
}
