//! Keys, and how they are written down: `jj<space><enter>`.
//!
//! Tests and recorded runs are written this way, and help names its keys from the same list.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::text;
use crate::words::{EN, KeyNames, fill};

/// One press of a key, whatever the terminal calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Char(char),
    /// Ctrl with a small letter.
    Ctrl(char),
    Enter,
    Escape,
    Tab,
    BackTab,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Backspace,
    Delete,
    F1,
}

/// What keys are called where they are written down.
const NAMES: [(Key, &str); 17] = [
    (Key::Char(' '), "space"),
    (Key::Char('<'), "lt"),
    (Key::Enter, "enter"),
    (Key::Escape, "esc"),
    (Key::Tab, "tab"),
    (Key::BackTab, "backtab"),
    (Key::Up, "up"),
    (Key::Down, "down"),
    (Key::Left, "left"),
    (Key::Right, "right"),
    (Key::Home, "home"),
    (Key::End, "end"),
    (Key::PageUp, "pgup"),
    (Key::PageDown, "pgdn"),
    (Key::Backspace, "bs"),
    (Key::Delete, "del"),
    (Key::F1, "f1"),
];

impl Key {
    /// Returns `None` for keys that mean nothing here.
    pub fn of(event: &KeyEvent) -> Option<Key> {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        Some(match event.code {
            // AltGr arrives as both together and makes ordinary characters.
            KeyCode::Char(character) if ctrl && !alt => match character.to_ascii_lowercase() {
                'h' => Key::Backspace,
                'j' | 'm' => Key::Enter,
                'i' => Key::Tab,
                letter => Key::Ctrl(letter),
            },
            KeyCode::Char(_) if alt && !ctrl => return None,
            KeyCode::Char(character) => Key::Char(character),
            KeyCode::Enter => Key::Enter,
            KeyCode::Esc => Key::Escape,
            KeyCode::Tab => Key::Tab,
            KeyCode::BackTab => Key::BackTab,
            KeyCode::Up => Key::Up,
            KeyCode::Down => Key::Down,
            KeyCode::Left => Key::Left,
            KeyCode::Right => Key::Right,
            KeyCode::Home => Key::Home,
            KeyCode::End => Key::End,
            KeyCode::PageUp => Key::PageUp,
            KeyCode::PageDown => Key::PageDown,
            KeyCode::Backspace => Key::Backspace,
            KeyCode::Delete => Key::Delete,
            KeyCode::F(1) => Key::F1,
            _ => return None,
        })
    }

    /// The key that a person calls so: `u`, `ctrl-r`, `pgup`, `space`.
    pub fn named(name: &str) -> Option<Key> {
        let mut characters = name.chars();
        if let (Some(character), None) = (characters.next(), characters.next()) {
            return text::is_visible(character).then_some(Key::Char(character));
        }
        let name = name.to_lowercase();
        let is_called = |key: Key| key.label(true, &EN.key_names).to_lowercase() == name;
        let known = NAMES.iter().find(|(key, written)| *written == name || is_called(*key));
        let ctrl = || match name.strip_prefix("ctrl-")?.as_bytes() {
            // Terminals send the others as Backspace, Tab and Enter.
            [letter @ b'a'..=b'z'] if !b"hijm".contains(letter) => Some(Key::Ctrl(char::from(*letter))),
            _ => None,
        };
        known.map(|(key, _)| *key).or_else(ctrl)
    }

    /// What a person calls it, in footers and in help.
    pub fn label(self, ascii: bool, names: &KeyNames) -> String {
        let sign = |sign: &'static str, name: &'static str| if ascii { name } else { sign };
        let label = match self {
            Key::Char(' ') => names.space,
            Key::Char(character) => return character.to_string(),
            Key::Ctrl(letter) => return fill(names.ctrl, &[("letter", &letter)]),
            Key::Enter => sign("↵", names.enter),
            Key::Escape => names.escape,
            Key::Tab => names.tab,
            Key::BackTab => names.back_tab,
            Key::Up => sign("↑", names.up),
            Key::Down => sign("↓", names.down),
            Key::Left => sign("←", names.left),
            Key::Right => sign("→", names.right),
            Key::Home => names.home,
            Key::End => names.end,
            Key::PageUp => names.page_up,
            Key::PageDown => names.page_down,
            Key::Backspace => names.backspace,
            Key::Delete => names.delete,
            Key::F1 => "F1",
        };
        label.to_owned()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (NAMES.iter().find(|(key, _)| key == self), self) {
            (Some((_, name)), _) => write!(out, "<{name}>"),
            (None, Key::Ctrl(letter)) => write!(out, "<c-{letter}>"),
            (None, Key::Char(character)) => write!(out, "{character}"),
            (None, other) => write!(out, "<{other:?}>"),
        }
    }
}

/// Reads keys as they are written down. The message names what is not a key.
pub fn read(text: &str) -> Result<Vec<Key>, String> {
    let mut keys = Vec::new();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if character != '<' {
            keys.push(Key::Char(character));
            continue;
        }
        let name: String = rest.by_ref().take_while(|character| *character != '>').collect();
        let named = NAMES.iter().find(|(_, known)| *known == name).map(|(key, _)| *key);
        let ctrl = || name.strip_prefix("c-").and_then(|letter| letter.chars().next()).map(Key::Ctrl);
        keys.push(named.or_else(ctrl).ok_or_else(|| format!("there is no key `<{name}>`"))?);
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[Key]) {
        let keys = read(text).unwrap();
        assert_eq!(keys, want);
        assert_eq!(keys.iter().map(Key::to_string).collect::<String>(), text);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn letters() { check("jk", &[Key::Char('j'), Key::Char('k')]); }
        #[test] fn names() { check("<space><enter>", &[Key::Char(' '), Key::Enter]); }
        #[test] fn ctrl() { check("<c-c>", &[Key::Ctrl('c')]); }
        #[test] fn less_than() { check("a<lt>b", &[Key::Char('a'), Key::Char('<'), Key::Char('b')]); }
        #[test] fn named() {
            for (name, key) in [("u", Key::Char('u')), ("ctrl-r", Key::Ctrl('r')), ("Ctrl-R", Key::Ctrl('r')), ("pgup", Key::PageUp), ("space", Key::Char(' ')), ("backspace", Key::Backspace), ("F1", Key::F1)] {
                assert_eq!(Key::named(name), Some(key), "{name}");
            }
            for name in ["", "ctrl-", "ctrl-h", "ctrl-m", "fly", "jj", "\u{202e}"] { assert_eq!(Key::named(name), None, "{name:?}"); }
        }
        #[test] fn unknown() { assert_eq!(read("<fly>").unwrap_err(), "there is no key `<fly>`"); }
    }
}
