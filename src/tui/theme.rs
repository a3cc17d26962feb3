//! Roles and their styles. No colour is named anywhere else in the terminal.
//!
//! Only the terminal's own sixteen colours, bold, underline and reverse: they are legible on light
//! and dark backgrounds alike. Each signal also has a word or a sign, so none rests on colour.

use std::borrow::Cow;

use ratatui::style::{Color, Modifier, Style};

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
    /// A rule between parts.
    Rule,
    /// A band, from 0 for the worst to 3 for the best.
    Band(u8),
}

/// How roles are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    pub color: bool,
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
            Role::Strong | Role::Heading => bold,
            Role::Selected => bold.fg(Color::Cyan),
            Role::Key => bold,
            Role::Good => plain.fg(Color::Green),
            Role::Remark => bold.fg(Color::Yellow),
            Role::Alarm => bold.fg(Color::Red).add_modifier(Modifier::REVERSED),
            Role::Field => plain.add_modifier(Modifier::UNDERLINED),
            Role::Band(0) => plain.fg(Color::Red),
            Role::Band(1) => plain.fg(Color::Yellow),
            Role::Band(2) => plain.fg(Color::Cyan),
            Role::Band(_) => plain.fg(Color::Blue),
        };
        match self.color {
            true => styled,
            false => Style { fg: None, bg: None, ..styled },
        }
    }

    /// The text as this terminal can show it.
    pub fn text(self, text: &str) -> Cow<'_, str> {
        if !self.ascii || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.chars().map(ascii).collect())
    }
}

/// The nearest ASCII character, of the same width.
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
        '┌' | '┐' | '└' | '┘' | '┼' => '+',
        '‘' | '’' => '\'',
        '“' | '”' | '„' => '"',
        '×' => 'x',
        _ => '?',
    }
}
