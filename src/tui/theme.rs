//! Roles and their styles. No colour is named anywhere else in the terminal.
//!
//! Only the terminal's own sixteen colours, bold, underline and reverse: they are legible on light
//! and dark backgrounds alike. Each signal also has a word or a sign, so none rests on colour.

use std::borrow::Cow;

use ratatui::style::{Color, Modifier, Style};
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// What a piece of text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Plain,
    /// A title, or the question itself.
    Strong,
    /// The line with the cursor.
    Selected,
    /// A key in a hint.
    Key,
    /// A heading within a screen.
    Heading,
    /// Something went well.
    Good,
    /// Wants attention: a remark, a required question.
    Remark,
    /// Something is wrong: not saved.
    Alarm,
    /// A box to write in.
    Field,
    /// A text in a box that the next key replaces.
    Chosen,
    /// A rule between parts.
    Rule,
    /// What is still in the bucket.
    Water,
    /// A band, from 0 for the worst to 3 for the best.
    Band(u8),
}

/// What the terminal's text stands on, as far as that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Colours that can be read on either.
    #[default]
    Unknown,
    Light,
    Dark,
}

impl Ground {
    /// A colour that can be read here. Yellow and cyan are pale on white, and blue is dim on black.
    fn readable(self, color: Color) -> Color {
        match (self, color) {
            (Ground::Light, Color::Yellow) => Color::Magenta,
            (Ground::Light, Color::Cyan) => Color::Blue,
            (Ground::Light, Color::Blue) => Color::Green,
            (Ground::Dark, Color::Red) => Color::LightRed,
            (Ground::Dark, Color::Yellow) => Color::LightYellow,
            (Ground::Dark, Color::Green) => Color::LightGreen,
            (Ground::Dark, Color::Cyan) => Color::LightCyan,
            (Ground::Dark, Color::Blue) => Color::LightBlue,
            (Ground::Unknown | Ground::Light | Ground::Dark, color) => color,
        }
    }
}

/// How roles are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    pub color: bool,
    pub ground: Ground,
    /// Draws every sign with plain ASCII characters.
    pub ascii: bool,
}

impl Theme {
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let styled = match role {
            Role::Plain => plain,
            Role::Rule => plain,
            Role::Water => plain.fg(Color::Cyan),
            Role::Strong | Role::Heading => bold,
            Role::Selected => bold.fg(Color::Cyan),
            Role::Key => bold,
            Role::Good => plain.fg(Color::Green),
            Role::Remark => bold.fg(Color::Yellow),
            Role::Alarm => bold.fg(Color::Red).add_modifier(Modifier::REVERSED),
            Role::Field => plain.add_modifier(Modifier::UNDERLINED),
            Role::Chosen => plain.add_modifier(Modifier::REVERSED),
            Role::Band(0) => plain.fg(Color::Red),
            Role::Band(1) => plain.fg(Color::Yellow),
            Role::Band(2) => plain.fg(Color::Cyan),
            Role::Band(_) => plain.fg(Color::Blue),
        };
        match self.color {
            true => Style { fg: styled.fg.map(|color| self.ground.readable(color)), ..styled },
            false => Style { fg: None, bg: None, ..styled },
        }
    }

    /// The text as this terminal can show it.
    pub fn text(self, text: &str) -> Cow<'_, str> {
        if !self.ascii || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let mut plain = String::with_capacity(text.len());
        for character in text.chars() {
            let cells = character.width().unwrap_or(0);
            plain.extend(std::iter::repeat_n(ascii(character), cells));
        }
        Cow::Owned(plain)
    }
}

/// The nearest ASCII character. One stands for each cell that the character takes.
fn ascii(character: char) -> char {
    match character {
        ' '..='~' => character,
        '›' | '▸' | '»' => '>',
        '‹' | '«' => '<',
        '✓' => '+',
        '▴' => '^',
        '▾' => 'v',
        '█' | '▉' | '▊' | '▋' | '▌' => '#',
        '▍' | '▎' | '▏' | '\u{a0}' => ' ',
        '●' | '•' | '◉' => '*',
        '·' | '…' => '.',
        '─' | '–' | '—' | '−' => '-',
        '│' | '┃' => '|',
        '┆' => ':',
        '┌' | '┐' | '└' | '┘' | '┼' => '+',
        '‘' | '’' => '\'',
        '“' | '”' | '„' => '"',
        '×' => 'x',
        'ß' => 's',
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        // Letters lose their accents.
        other => std::iter::once(other).nfd().next().filter(char::is_ascii_alphabetic).unwrap_or('?'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 17] = [
        Role::Plain,
        Role::Strong,
        Role::Selected,
        Role::Key,
        Role::Heading,
        Role::Good,
        Role::Remark,
        Role::Alarm,
        Role::Field,
        Role::Chosen,
        Role::Rule,
        Role::Water,
        Role::Band(0),
        Role::Band(1),
        Role::Band(2),
        Role::Band(3),
        Role::Band(9),
    ];

    #[track_caller]
    fn check(ground: Ground, unwanted: &[Color]) {
        let theme = Theme { color: true, ground, ascii: false };
        for color in ROLES.into_iter().filter_map(|role| theme.style(role).fg) {
            assert!(!unwanted.contains(&color), "{color:?}");
        }
        let bands: Vec<_> = (0..4).map(|band| theme.style(Role::Band(band)).fg).collect();
        assert!((1..4).all(|band| !bands[..band].contains(&bands[band])), "{bands:?}");
    }

    #[track_caller]
    fn check_ascii(text: &str, want: &str) {
        let theme = Theme { color: false, ground: Ground::Unknown, ascii: true };
        assert_eq!(theme.text(text), want);
    }

    #[rustfmt::skip]
    mod plain_signs {
        use super::*;

        #[test] fn ours() { check_ascii("› ✓ saved · 1–5 …", "> + saved . 1-5 ."); }
        #[test] fn letters_lose_their_accents_and_stay_letters() {
            check_ascii("Wählen Sie, was für Größe zählt", "Wahlen Sie, was fur Grose zahlt");
            check_ascii("Łódź, Ørsted, Ünal, a\u{301}", "Lodz, Orsted, Unal, a");
        }
        #[test] fn as_wide_as_before() { check_ascii("東京 a ½", "???? a ?"); }
        #[test] fn other_scripts() { check_ascii("Πρ", "??"); }
    }

    #[test]
    fn no_pale_colour_on_white() {
        check(
            Ground::Light,
            &[Color::Yellow, Color::Cyan, Color::LightYellow, Color::LightCyan, Color::White],
        );
    }
    #[test]
    fn no_dim_colour_on_black() {
        check(Ground::Dark, &[Color::Blue, Color::Black, Color::DarkGray]);
    }
    #[test]
    fn mono_has_no_colour() {
        let theme = Theme { color: false, ground: Ground::Dark, ascii: false };
        assert!(
            ROLES.into_iter().all(|role| theme.style(role).fg.is_none() && theme.style(role).bg.is_none())
        );
    }
}
