//! A text while it is being written.

use unicode_segmentation::UnicodeSegmentation;

use super::action::Action;
use crate::questionnaire::answer::LONGEST_TEXT;
use crate::text::{self, wrap};

/// A text and the place in it where the next character goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    text: String,
    /// In bytes; always between two characters.
    at: usize,
    /// Whether all of it is chosen: then what is typed takes its place.
    chosen: bool,
}

impl Draft {
    /// The cursor stands at the end.
    pub fn new(text: String) -> Draft {
        let text = text::clean_lines(&text).into_owned();
        Draft { at: text.len(), text, chosen: false }
    }

    /// Chooses the whole text, so that the next character takes its place.
    pub fn choose_all(&mut self) {
        self.at = self.text.len();
        self.chosen = !self.text.is_empty();
    }

    pub fn is_chosen(&self) -> bool {
        self.chosen
    }

    /// Puts the cursor there, in bytes.
    pub fn go_to(&mut self, at: usize) {
        if self.text.is_char_boundary(at) {
            self.chosen = false;
            self.at = at;
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// As much of it as fits into one line with the cursor in view, and the cursor's column there.
    pub fn in_one_line(&self, room: usize) -> (String, usize) {
        // A character takes one cell at least where it takes any; no text of which more is cut would fit.
        let written = self.before();
        let start = written.char_indices().rev().nth(2 * room).map_or(0, |(start, _)| start);
        let mut before = written.get(start..).unwrap_or_default();
        while room < wrap::width(before) + 1 {
            let mut rest = before.graphemes(true);
            if rest.next().is_none() {
                break;
            }
            before = rest.as_str();
        }
        (wrap::cut(&format!("{before}{}", self.after()), room).into_owned(), wrap::width(before))
    }

    fn after(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Puts in what was typed or pasted, as far as the longest text allows; returns whether that was all of it.
    pub fn insert(&mut self, text: &str) -> bool {
        if !text.is_empty() {
            self.take_chosen();
        }
        let free = LONGEST_TEXT.saturating_sub(self.text.len());
        // Of a paste without end no more is looked at than could be put in, were half of it taken away.
        let mut looked_at = text.len().min(2 * LONGEST_TEXT);
        while !text.is_char_boundary(looked_at) {
            looked_at -= 1;
        }
        let clean = text::clean_lines(text.get(..looked_at).unwrap_or_default());
        let ends = clean.grapheme_indices(true).map(|(start, character)| start + character.len());
        let fits = ends.take_while(|end| *end <= free).last().unwrap_or(0);
        let taken = clean.get(..fits).unwrap_or_default();
        self.text.insert_str(self.at, taken);
        self.at += taken.len();
        fits == clean.len() && looked_at == text.len()
    }

    /// Returns whether the action is one of writing.
    pub fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Type(character) => {
                self.insert(character.encode_utf8(&mut [0; 4]));
            }
            Action::NewLine => {
                self.insert("\n");
            }
            // What is chosen goes at once, however little would go otherwise.
            Action::Erase | Action::EraseForward | Action::EraseWord | Action::EraseLine if self.chosen => {
                self.take_chosen();
            }
            Action::Left => self.at -= self.last_character(),
            Action::Right => self.at += self.next_character(),
            Action::First => self.at = 0,
            Action::Last => self.at = self.text.len(),
            Action::Erase => self.erase(self.last_character()),
            Action::EraseForward => {
                let end = self.at + self.next_character();
                self.text.replace_range(self.at..end, "");
            }
            Action::EraseWord => {
                let kept = self.before().trim_end();
                let kept = kept.rfind([' ', '\n']).map_or(0, |space| space + 1);
                self.erase(self.at - kept);
            }
            Action::EraseLine => self.erase(self.at),
            _ => return false,
        }
        self.chosen = false;
        true
    }

    fn take_chosen(&mut self) {
        if std::mem::take(&mut self.chosen) {
            self.text.clear();
            self.at = 0;
        }
    }

    fn erase(&mut self, bytes: usize) {
        let start = self.at - bytes;
        self.text.replace_range(start..self.at, "");
        self.at = start;
    }

    fn last_character(&self) -> usize {
        self.before().graphemes(true).next_back().map_or(0, str::len)
    }

    fn next_character(&self) -> usize {
        self.after().graphemes(true).next().map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, actions: &[Action], want: &str) {
        let mut draft = Draft::new(text.to_owned());
        for action in actions {
            assert!(draft.act(*action));
        }
        assert_eq!(format!("{}|{}", draft.before(), draft.after()), want);
    }

    /// The same, with the whole text chosen.
    #[track_caller]
    fn check_chosen(text: &str, actions: &[Action], want: &str) {
        let mut draft = Draft::new(text.to_owned());
        draft.choose_all();
        for action in actions {
            assert!(draft.act(*action));
        }
        assert_eq!(format!("{}|{}", draft.before(), draft.after()), want);
        assert!(!draft.is_chosen());
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;
        use Action::{Erase, EraseForward, EraseLine, EraseWord, First, Left, NewLine, Right, Type};

        #[test] fn typed() { check("ab", &[Type('c')], "abc|"); }
        #[test] fn in_the_middle() { check("ab", &[Left, Type('c')], "ac|b"); }
        #[test] fn erased() { check("über", &[First, Right, Erase], "|ber"); }
        #[test] fn forward() { check("über", &[First, EraseForward], "|ber"); }
        #[test] fn nothing_to_erase() { check("", &[Erase, EraseForward, EraseWord, Left, Right], "|"); }
        #[test] fn a_word() { check("the last word", &[EraseWord], "the last |"); }
        #[test] fn a_new_line() { check("ab", &[Left, NewLine], "a\n|b"); check("one\ntwo", &[EraseWord], "one\n|"); }
        #[test] fn a_line() { check("the last word", &[Left, EraseLine], "|d"); }
        #[test] fn no_more_than_fits() {
            let mut draft = Draft::default();
            assert!(draft.insert(&"ä".repeat(LONGEST_TEXT / 2 - 1)));
            assert!(!draft.insert("äa"));
            assert_eq!(draft.text().len(), LONGEST_TEXT);
            assert!(!Draft::default().insert(&"\0".repeat(3 * LONGEST_TEXT)));
        }
        #[test] fn chosen() { check_chosen("75", &[Type('8')], "8|"); check_chosen("75", &[Type('8'), Type('0')], "80|"); }
        #[test] fn chosen_and_erased() { check_chosen("75 2027", &[Erase], "|"); check_chosen("75", &[EraseForward], "|"); check_chosen("a b", &[EraseWord], "|"); }
        #[test] fn chosen_and_changed() { check_chosen("75", &[Left, Type('0')], "70|5"); check_chosen("75", &[Right, Erase], "7|"); }
        #[test] fn one_family() { check("a👩\u{200d}💻", &[Erase], "a|"); }
    }
}
