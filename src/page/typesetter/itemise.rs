//! A text as stretches of one direction, one script and one font, so that each can be shaped by itself.

use std::cmp::Ordering;
use std::ops::Range;

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::Direction;
use crate::page::font::{Face, FontNumber, Fonts, Wanted};
use crate::page::han::{self, HanStyle};

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
pub(super) fn items(text: &str, face: Face, fonts: &Fonts, han: HanStyle) -> (Vec<Item>, Direction) {
    let turns = text.chars().any(is_from_right);
    let direction = if turns { direction(text) } else { Direction::LeftToRight };
    let level = match direction {
        Direction::LeftToRight => Level::ltr(),
        Direction::RightToLeft => Level::rtl(),
    };
    let bidi = turns.then(|| ParagraphBidiInfo::new(text, Some(level)));
    let first =
        text.chars().map(|sign| sign.script()).find(|script| is_own(*script)).unwrap_or(Script::Latin);
    let mut items: Vec<Item> = Vec::new();
    for (start, signs) in text.grapheme_indices(true) {
        let end = start + signs.len();
        let level = bidi.as_ref().and_then(|bidi| bidi.levels.get(start).copied()).unwrap_or(Level::ltr());
        let last = items.last_mut();
        let script = match own_script(signs) {
            Some(script) => script,
            // Signs that all scripts share are set like those before them.
            None => last.as_ref().map_or(first, |last| last.script),
        };
        let drawn_alike = han::is_of_east_asia(script) || signs.chars().any(han::is_drawn_alike);
        let font = match drawn_alike {
            true => font_alike(Wanted { signs, face, script: han.script() }, fonts),
            false => font(Wanted { signs, face, script }, last.as_deref(), fonts),
        };
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
fn font(wanted: Wanted, last: Option<&Item>, fonts: &Fonts) -> FontNumber {
    let shows = |last: &&Item| fonts.font(last.font).is_some_and(|font| font.covers(wanted.signs));
    let same = || last.filter(|last| last.script == wanted.script).filter(shows).map(|last| last.font);
    let found = fonts.in_families(wanted).or_else(same).or_else(|| fonts.in_spare(wanted));
    found.unwrap_or_else(|| font_of_letter(wanted, fonts))
}

/// Chooses a font for a sign of East Asia. A rare sign that only another font has takes none of those after it
/// along: they would be drawn in another country's way.
fn font_alike(wanted: Wanted, fonts: &Fonts) -> FontNumber {
    let found = fonts.in_families(wanted).or_else(|| fonts.in_spare(wanted));
    found.unwrap_or_else(|| font_of_letter(wanted, fonts))
}

/// Chooses a font for what none shows as a whole: better a letter without its accent than neither.
fn font_of_letter(wanted: Wanted, fonts: &Fonts) -> FontNumber {
    let letter = wanted.signs.get(..first_sign(wanted.signs));
    let found = letter.and_then(|signs| fonts.in_spare(Wanted { signs, ..wanted }));
    found.unwrap_or(fonts.body(wanted.face).0)
}

/// Returns where the first of some signs ends.
fn first_sign(signs: &str) -> usize {
    signs.chars().next().map_or(0, char::len_utf8)
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
    use std::cell::RefCell;
    use std::rc::Rc;
    use std::sync::Arc;

    use super::*;
    use crate::page::font::{Font, Spare, sample};

    /// Each item as its text, its level and its font, which counts from 3 in the order of first use.
    #[track_caller]
    fn check(text: &str, want: &[(&str, u8, usize)]) {
        let fonts = sample::fonts();
        let (items, _) = items(text, Face::Regular, &fonts, HanStyle::Simplified);
        let got: Vec<(&str, u8, usize)> = items
            .iter()
            .map(|item| (text.get(item.text.clone()).unwrap(), item.level.number(), item.font.index()))
            .collect();
        assert_eq!(got, want);
    }

    #[track_caller]
    fn check_direction(text: &str, want: Direction) {
        assert_eq!(items(text, Face::Regular, &sample::fonts(), HanStyle::Simplified).1, want);
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

    /// Notes which scripts are asked for, and shows everything but one rare sign.
    struct Asked {
        scripts: Rc<RefCell<Vec<Script>>>,
        common: Arc<Font>,
        rare: Arc<Font>,
    }

    impl Spare for Asked {
        fn font(&self, wanted: Wanted) -> Option<Arc<Font>> {
            self.scripts.borrow_mut().push(wanted.script);
            Some(Arc::clone(if wanted.signs == "々" { &self.rare } else { &self.common }))
        }
    }

    /// Returns the scripts that were asked for, and how many fonts a text was cut into.
    fn asked(text: &str, han: HanStyle) -> (Vec<Script>, usize) {
        let scripts = Rc::default();
        let (common, rare) = (sample::east_asian(0), sample::east_asian(1));
        let asked = Asked { scripts: Rc::clone(&scripts), common, rare };
        let fonts = Fonts::embedded().unwrap().with_spare(Box::new(asked));
        let (items, _) = items(text, Face::Regular, &fonts, han);
        let mut stretches: Vec<FontNumber> = items.iter().map(|item| item.font).collect();
        stretches.dedup();
        let mut scripts = scripts.take();
        scripts.dedup();
        (scripts, stretches.len())
    }

    #[test]
    fn one_way_holds_for_all_of_east_asia() {
        let text = "東京のチーム、「서울」ㄅ！";
        for han in [HanStyle::Simplified, HanStyle::Traditional, HanStyle::Japanese, HanStyle::Korean] {
            assert_eq!(asked(text, han), (vec![han.script()], 1), "{han:?}");
        }
        assert_eq!(asked("Team「A」", HanStyle::Japanese), (vec![Script::Hiragana], 4));
    }

    #[test]
    fn other_scripts_ask_for_their_own() {
        assert_eq!(asked("של", HanStyle::Japanese), (vec![Script::Hebrew], 1));
    }

    #[test]
    fn a_rare_sign_takes_no_other_along() {
        assert_eq!(asked("東々京", HanStyle::Japanese).1, 3);
    }
}
