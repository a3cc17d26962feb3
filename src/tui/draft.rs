//! A text while it is being written.

use unicode_segmentation::UnicodeSegmentation;

use super::action::Action;
use crate::questionnaire::answer::LONGEST_TEXT;
use crate::text;

/// A text and the place in it where the next character goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    text: String,
    /// In bytes; always between two characters.
    at: usize,
}

impl Draft {
    /// The cursor stands at the end.
    pub fn new(text: String) -> Draft {
        Draft { at: text.len(), text }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Puts in what was typed or pasted, as far as the longest text allows.
    pub fn insert(&mut self, text: &str) {
        let text = text::clean_lines(text);
        for character in text.graphemes(true) {
            if LONGEST_TEXT < self.text.len() + character.len() {
                return;
            }
            self.text.insert_str(self.at, character);
            self.at += character.len();
        }
    }

    /// Returns whether the action is one of writing.
    pub fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Type(character) => self.insert(character.encode_utf8(&mut [0; 4])),
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
                let kept = kept.rfind(' ').map_or(0, |space| space + 1);
                self.erase(self.at - kept);
            }
            Action::EraseLine => self.erase(self.at),
            _ => return false,
        }
        true
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

    #[rustfmt::skip]
    mod cases {
        use super::*;
        use Action::{Erase, EraseForward, EraseLine, EraseWord, First, Left, Right, Type};

        #[test] fn typed() { check("ab", &[Type('c')], "abc|"); }
        #[test] fn in_the_middle() { check("ab", &[Left, Type('c')], "ac|b"); }
        #[test] fn erased() { check("über", &[First, Right, Erase], "|ber"); }
        #[test] fn forward() { check("über", &[First, EraseForward], "|ber"); }
        #[test] fn nothing_to_erase() { check("", &[Erase, EraseForward, EraseWord, Left, Right], "|"); }
        #[test] fn a_word() { check("the last word", &[EraseWord], "the last |"); }
        #[test] fn a_line() { check("the last word", &[Left, EraseLine], "|d"); }
        #[test] fn one_family() { check("a👩\u{200d}💻", &[Erase], "a|"); }
    }
}
