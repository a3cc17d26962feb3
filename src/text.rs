//! Foreign text made safe.
//!
//! Questionnaires, answers and names come from other people. Some characters in them do not stand
//! for anything a reader sees: they move a terminal's cursor, turn the direction of the writing
//! around, or hide. `clean` takes them out of text that is kept; `visible` shows them in messages;
//! `faults` finds them.

pub mod wrap;

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// A character that a reader cannot see and that changes what is seen. `clean` removes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Escape and the other control characters, and code points that are no characters at all.
    /// Tab and line breaks are not among them.
    Control(char),
    /// Turns the direction of the writing: marks, overrides and isolates.
    Bidi(char),
    /// Takes no room: zero width space, byte order mark, tag characters.
    Invisible(char),
}

impl Fault {
    /// Returns what is wrong with `character`, or `None` for ordinary ones.
    pub fn of(character: char) -> Option<Fault> {
        match character {
            ' '..='~' | '\t' | '\n' | '\r' => None,
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(Fault::Control(character)),
            '\u{61c}' | '\u{200e}' | '\u{200f}' => Some(Fault::Bidi(character)),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Fault::Bidi(character)),
            '\u{200b}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' => Some(Fault::Invisible(character)),
            '\u{fdd0}'..='\u{fdef}' => Some(Fault::Control(character)),
            _ if u32::from(character) & 0xfffe == 0xfffe => Some(Fault::Control(character)),
            _ => None,
        }
    }

    pub fn character(self) -> char {
        match self {
            Fault::Control(character) | Fault::Bidi(character) | Fault::Invisible(character) => character,
        }
    }

    /// Tells the characters that deceive from those that are merely out of place: right-to-left
    /// marks and zero width spaces get into a text by copying, overrides do not.
    pub fn is_grave(self) -> bool {
        match self {
            Fault::Control(_) => true,
            Fault::Bidi(character) => !matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}'),
            Fault::Invisible(character) => !matches!(character, '\u{200b}' | '\u{feff}'),
        }
    }

    /// What to call it in a message.
    pub fn name(self) -> &'static str {
        match self {
            Fault::Control(_) => "control character",
            Fault::Bidi(_) => "direction character",
            Fault::Invisible(_) => "invisible character",
        }
    }
}

/// Returns the faults of a text with their byte offsets, in order.
pub fn faults(text: &str) -> impl Iterator<Item = (usize, Fault)> {
    suspects(text).filter_map(|(offset, character)| Some((offset, Fault::of(character)?)))
}

/// The characters of a text that need a look, with their byte offsets: most texts are printable ASCII nearly
/// throughout, and it is bytes that are passed over.
fn suspects(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let plain = rest.bytes().position(|byte| !matches!(byte, b' '..=b'~'))?;
        let character = rest.get(plain..)?.chars().next()?;
        let offset = from + plain;
        from = offset + character.len_utf8();
        Some((offset, character))
    })
}

/// Returns the text in one line, without faults and in composed form (NFC): line breaks and tabs
/// become spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    clean_with(text, ' ')
}

/// Returns the text without faults and in composed form (NFC). Line breaks of every kind become
/// `\n`, tabs become spaces.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    clean_with(text, '\n')
}

fn clean_with(text: &str, line_break: char) -> Cow<'_, str> {
    let stays = |character: char| match character {
        '\n' => line_break == '\n',
        '\r' | '\t' | '\u{2028}' | '\u{2029}' => false,
        _ => Fault::of(character).is_none(),
    };
    // Nearly every text is clean, and need not be copied to know that.
    if suspects(text).all(|(_, character)| stays(character)) {
        return composed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let replacement = match character {
            '\r' if characters.peek() == Some(&'\n') => None,
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(line_break),
            '\t' => Some(' '),
            _ if Fault::of(character).is_some() => None,
            _ => Some(character),
        };
        kept.extend(replacement);
    }
    Cow::Owned(composed(&kept).into_owned())
}

/// The text in composed form (NFC).
fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

/// Returns the text in one line as a message may show it: what a terminal must not receive stands
/// as an escape, such as `\u{1b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_visible) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_visible(character) {
            shown.push(character);
        } else {
            shown.extend(escaped(character));
        }
    }
    Cow::Owned(shown)
}

/// Whether a terminal may receive the character within a line.
pub fn is_visible(character: char) -> bool {
    !matches!(character, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}') && Fault::of(character).is_none()
}

/// Returns the escape that stands for a character: `\t`, `\n`, `\r`, or `\u{..}`.
pub fn escaped(character: char) -> impl Iterator<Item = char> {
    let short = match character {
        '\t' => Some(['\\', 't']),
        '\n' => Some(['\\', 'n']),
        '\r' => Some(['\\', 'r']),
        _ => None,
    };
    let long = short.is_none().then(|| character.escape_unicode());
    short.into_iter().flatten().chain(long.into_iter().flatten())
}

/// Returns at most `most` characters of a text, for messages that quote it.
pub fn short(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)) {
        Some(beginning) => Cow::Owned(format!("{beginning}...")),
        None => Cow::Borrowed(text),
    }
}

/// Returns a text as headings show it: at most `most` signs, ended at a word with `…` where there is more.
pub fn abridged(text: &str, most: usize) -> Cow<'_, str> {
    let mut signs = text.grapheme_indices(true);
    let (Some((end, _)), Some(_)) = (signs.by_ref().nth(most.saturating_sub(1)), signs.next()) else {
        return Cow::Borrowed(text);
    };
    // The sign before which it is cut off gives its place to the ellipsis.
    let kept = text.get(..end).unwrap_or_default();
    let is_whole = text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    // Some writing has no spaces, and some words are longer than half of what is kept.
    let word = kept.rfind(char::is_whitespace).filter(|space| !is_whole && kept.len() / 2 < *space);
    let kept = word.and_then(|space| kept.get(..space)).unwrap_or(kept);
    let kept = kept.trim_end_matches(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | ':'));
    Cow::Owned(format!("{kept}\u{2026}"))
}

/// A number with the word for what it counts: `1 leak`, `3 leaks`.
pub fn counted(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {several}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, line: &str, lines: &str, shown: &str) {
        assert_eq!(clean(text), line, "clean");
        assert_eq!(clean_lines(text), lines, "clean_lines");
        assert_eq!(visible(text), shown, "visible");
    }

    #[track_caller]
    fn check_fault(character: char, want: Option<Fault>) {
        let text = format!("a{character}b");
        let want: Vec<_> = want.into_iter().map(|fault| (1, fault)).collect();
        assert_eq!(faults(&text).collect::<Vec<_>>(), want);
        assert_eq!(clean(&text).contains(character), want.is_empty());
        assert_eq!(visible(&text).contains(character), want.is_empty());
    }

    #[track_caller]
    fn check_abridged(text: &str, most: usize, want: &str) {
        assert_eq!(abridged(text, most), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn ordinary_text_is_borrowed() { assert!(matches!(clean("Targets, written down"), Cow::Borrowed(_))); }
        #[test] fn short_enough_to_stay() { check_abridged("one two", 7, "one two"); }
        #[test] fn ends_at_a_word() { check_abridged("one two three", 9, "one two…"); }
        #[test] fn ends_at_a_whole_word() { check_abridged("one two three", 8, "one two…"); }
        #[test] fn ends_before_a_comma() { check_abridged("one two, three", 11, "one two…"); }
        #[test] fn one_long_word() { check_abridged("an incomprehensibility", 12, "an incompre…"); }
        #[test] fn no_words_at_all() { check_abridged("東京支社営業部", 5, "東京支社…"); }
        #[test] fn an_accent_stays_with_its_letter() { check_abridged("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"); }
        #[test] fn no_room() { check_abridged("one", 0, "…"); }
        #[test] fn composed_text_is_borrowed() { assert!(matches!(clean("Überblick für 東京"), Cow::Borrowed(_))); }
        #[test] fn plain() { check("Überblick", "Überblick", "Überblick", "Überblick"); }
        #[test] fn line_breaks() { check("a\r\nb\rc\nd", "a b c d", "a\nb\nc\nd", "a\\r\\nb\\rc\\nd"); }
        #[test] fn line_separators() { check("a\u{2028}b", "a b", "a\nb", "a\\u{2028}b"); }
        #[test] fn tab() { check("a\tb", "a b", "a b", "a\\tb"); }
        #[test] fn escape() { check("a\x1b[2Jb", "a[2Jb", "a[2Jb", "a\\u{1b}[2Jb"); }
        #[test] fn composes() { check("u\u{308}ber", "über", "über", "u\u{308}ber"); }
        #[test] fn arabic_stays() { check("مرحبا", "مرحبا", "مرحبا", "مرحبا"); }
        #[test] fn joined_emoji_stay() { check("👩\u{200d}💻", "👩\u{200d}💻", "👩\u{200d}💻", "👩\u{200d}💻"); }

        #[test] fn nul() { check_fault('\0', Some(Fault::Control('\0'))); }
        #[test] fn delete() { check_fault('\x7f', Some(Fault::Control('\x7f'))); }
        #[test] fn c1() { check_fault('\u{9b}', Some(Fault::Control('\u{9b}'))); }
        #[test] fn override_() { check_fault('\u{202e}', Some(Fault::Bidi('\u{202e}'))); }
        #[test] fn isolate() { check_fault('\u{2066}', Some(Fault::Bidi('\u{2066}'))); }
        #[test] fn arabic_mark() { check_fault('\u{61c}', Some(Fault::Bidi('\u{61c}'))); }
        #[test] fn zero_width_space() { check_fault('\u{200b}', Some(Fault::Invisible('\u{200b}'))); }
        #[test] fn byte_order_mark() { check_fault('\u{feff}', Some(Fault::Invisible('\u{feff}'))); }
        #[test] fn tag_character() { check_fault('\u{e0041}', Some(Fault::Invisible('\u{e0041}'))); }
        #[test] fn no_character() { check_fault('\u{fffe}', Some(Fault::Control('\u{fffe}'))); }
        #[test] fn no_character_above() { check_fault('\u{1ffff}', Some(Fault::Control('\u{1ffff}'))); }
        #[test] fn replacement_character_stays() { check_fault('\u{fffd}', None); }
        #[test] fn no_break_space_stays() { check_fault('\u{a0}', None); }

        #[test] fn short_cuts_characters() { assert_eq!(short("über", 2), "üb..."); }
        #[test] fn short_leaves_short() { assert_eq!(short("über", 4), "über"); }
    }
}
