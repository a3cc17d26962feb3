//! Texts fitted to a width: wrapped into lines, or cut at the end.
//!
//! Widths are counted in cells, as a terminal or a typewriter has them, and nothing is ever cut within what a reader
//! sees as one character.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text;

/// How many cells a text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The lines of a text, none wider than `room` cells. There is always one line at least.
pub fn wrap(text: &str, room: usize) -> Vec<String> {
    let room = room.max(1);
    let text = text::clean_lines(text);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut taken = 0;
        for word in paragraph.split(' ') {
            let wide = width(word);
            let space = usize::from(!line.is_empty());
            if taken + space + wide <= room {
                line.extend(std::iter::repeat_n(' ', space));
                line.push_str(word);
                taken += space + wide;
                continue;
            }
            if wide <= room {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
                taken = wide;
                continue;
            }
            // Too long for any line, or written without spaces: broken between characters.
            if 0 < taken && taken + space < room {
                line.push(' ');
                taken += space;
            }
            for character in word.graphemes(true) {
                let wide = width(character);
                if room < taken + wide && 0 < taken {
                    let carried = if may_begin_a_line(character) { None } else { last_of_several(&line) };
                    let carried = carried.unwrap_or_default().to_owned();
                    line.truncate(line.len() - carried.len());
                    taken = width(&carried);
                    lines.push(std::mem::replace(&mut line, carried));
                }
                line.push_str(character);
                taken += wide;
            }
        }
        lines.push(line);
    }
    lines
}

/// A text of several lines with those broken between words that are wider than `room` cells. What goes on stands
/// under its beginning, behind a number, a dash or the spaces that a line begins with; lines that fit stay as they are.
pub fn hanging(text: &str, room: usize) -> String {
    let line = |line: &str| {
        if width(line) <= room {
            return line.to_owned();
        }
        let lead = lead(line);
        let rest = line.get(lead..).unwrap_or_default();
        // In a window this narrow every column counts.
        let indent = if lead * 2 <= room { lead } else { 0 };
        let lines = wrap(rest, room.saturating_sub(lead));
        let (before, between) = (line.get(..lead).unwrap_or_default(), " ".repeat(indent));
        format!("{before}{}", lines.join(&format!("\n{between}")))
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// How many bytes a line begins with before its text: spaces, and the sign of a list.
fn lead(line: &str) -> usize {
    let text = line.trim_start_matches(' ');
    let spaces = line.len() - text.len();
    let digits = text.len() - text.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let sign = match text.get(digits..) {
        Some(rest) if 0 < digits && rest.starts_with(". ") => digits + 2,
        Some(rest) if digits == 0 && rest.starts_with("- ") => 2,
        Some(_) | None => 0,
    };
    spaces + sign
}

/// Whether a line may begin so where a text is written without spaces. What closes something stays with it.
fn may_begin_a_line(character: &str) -> bool {
    !character.starts_with(|sign| {
        "、。，．・：；？！」』）］｝〉》】〕ーっッゃャゅュょョぁァぃィぅゥぇェぉォ々％".contains(sign)
    })
}

/// The last character that a reader sees, where it is not the only one and may begin a line itself.
fn last_of_several(line: &str) -> Option<&str> {
    let last = line.graphemes(true).next_back()?;
    (last.len() < line.len() && last != " " && may_begin_a_line(last)).then_some(last)
}

/// The text in one line of at most `room` cells; what does not fit ends in `…`.
pub fn cut(text: &str, room: usize) -> Cow<'_, str> {
    let text = text::clean(text);
    if width(&text) <= room {
        return text;
    }
    let mut kept = String::new();
    let mut taken = 0;
    for character in text.graphemes(true) {
        let wide = width(character);
        if room < taken + wide + 1 {
            break;
        }
        kept.push_str(character);
        taken += wide;
    }
    if 0 < room {
        kept.push('…');
    }
    Cow::Owned(kept)
}

/// The text cut or filled up with spaces to exactly `room` cells.
pub fn fit(text: &str, room: usize) -> String {
    let mut fitted = cut(text, room).into_owned();
    let missing = room.saturating_sub(width(&fitted));
    fitted.extend(std::iter::repeat_n(' ', missing));
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, room: usize, want: &[&str]) {
        let lines = wrap(text, room);
        assert_eq!(lines, want);
        assert!(lines.iter().all(|line| width(line) <= room.max(2)));
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn short() { check("Is it so?", 20, &["Is it so?"]); }
        #[test] fn between_words() { check("one two three", 8, &["one two", "three"]); }
        #[test] fn long_word() { check("ab Donaudampf", 6, &["ab Don", "audamp", "f"]); }
        #[test] fn no_spaces() { check("東京都庁", 5, &["東京", "都庁"]); }
        #[test] fn no_full_stop_first() { check("東京都庁。", 8, &["東京都", "庁。"]); check("東。", 2, &["東", "。"]); }
        #[test] fn no_small_sign_first() { check("マネージャー", 8, &["マネー", "ジャー"]); }
        #[test] fn paragraphs() { check("a\nb", 5, &["a", "b"]); }
        #[test] fn empty() { check("", 5, &[""]); }
        #[test] fn no_room() { check("ab", 0, &["a", "b"]); }
        #[test] fn escapes_are_gone() { check("a\x1b[2Jb", 9, &["a[2Jb"]); }
        #[test] fn cut_ends_in_dots() { assert_eq!(cut("Customer retention", 9), "Customer…"); }
        #[test] fn cut_wide() { assert_eq!(cut("東京都庁", 5), "東京…"); }
        #[test] fn under_the_number() { assert_eq!(hanging("Ask\n12. one two\n3. a", 8), "Ask\n12. one\n    two\n3. a"); }
        #[test] fn under_the_dash() { assert_eq!(hanging("  - one two", 8), "  - one\n    two"); }
        #[test] fn no_room_to_hang() { assert_eq!(hanging("    one two", 7), "    one\ntwo"); }
        #[test] fn a_prompt_keeps_its_space() { assert_eq!(hanging("one two\nAnswer: ", 10), "one two\nAnswer: "); }
        #[test] fn a_long_prompt_keeps_its_space() { assert_eq!(hanging("Which one, A or B? ", 12), "Which one, A\nor B? "); }
        #[test] fn a_year_is_no_number_of_a_list() { assert_eq!(hanging("2026 one", 6), "2026\none"); }
        #[test] fn fitted() { assert_eq!(fit("ab", 4), "ab  "); }
    }
}
