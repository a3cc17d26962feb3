//! Sizes, colours and distances: the one place that knows how a page looks.
//!
//! Distances follow a grid of 8 points, halved where lines are small. Band colours grow lighter from worst
//! to good in greyscale too, and each band has a texture of its own, so that a photocopy keeps their order.

use crate::report::{Level, Role, Tone};

use super::font::Face;
use super::{Ink, Pen};

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    pub paper: Paper,
    pub margin: f32,
}

impl Default for Style {
    fn default() -> Style {
        Style { paper: Paper::A4, margin: 54.0 }
    }
}

impl Style {
    pub fn on(paper: Paper) -> Style {
        Style { paper, ..Style::default() }
    }

    /// Returns the width between the margins.
    pub fn width(&self) -> f32 {
        self.paper.width() - 2.0 * self.margin
    }

    /// Returns the height between the margins.
    pub fn height(&self) -> f32 {
        self.paper.height() - 2.0 * self.margin
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    A4,
    Letter,
}

impl Paper {
    pub fn width(self) -> f32 {
        match self {
            Paper::A4 => 595.28,
            Paper::Letter => 612.0,
        }
    }

    pub fn height(self) -> f32 {
        match self {
            Paper::A4 => 841.89,
            Paper::Letter => 792.0,
        }
    }
}

/// A way of setting text: face, size, distance between lines, colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Letter {
    pub face: Face,
    pub size: f32,
    pub leading: f32,
    pub ink: Ink,
}

impl Letter {
    const fn new(face: Face, size: f32, leading: f32, ink: Ink) -> Letter {
        Letter { face, size, leading, ink }
    }

    pub const fn ink(self, ink: Ink) -> Letter {
        Letter { ink, ..self }
    }

    /// Returns how far below a line's top its baseline stands: capitals sit in the middle.
    pub fn baseline(&self) -> f32 {
        self.leading / 2.0 + 0.357 * self.size
    }

    /// Returns the greatest width at which a paragraph is still easy to read: some 80 signs.
    pub fn measure(&self) -> f32 {
        self.size * 42.0
    }
}

pub const BODY: Letter = Letter::new(Face::Regular, 10.5, 16.0, Ink::Text);
pub const LEAD: Letter = Letter::new(Face::Regular, 13.0, 20.0, Ink::Accent);
pub const NOTE: Letter = Letter::new(Face::Regular, 9.0, 12.0, Ink::Muted);
pub const CELL: Letter = Letter::new(Face::Regular, 9.0, 11.5, Ink::Text);
pub const CELL_STRONG: Letter = Letter::new(Face::Bold, 9.0, 11.5, Ink::Text);
pub const CELL_HEAD: Letter = Letter::new(Face::Bold, 9.0, 12.0, Ink::Muted);
pub const CARD_HEADLINE: Letter = Letter::new(Face::Bold, 12.0, 16.0, Ink::Accent);
pub const CARD_RANK: Letter = Letter::new(Face::Bold, 12.0, 16.0, Ink::Muted);
pub const CARD_LABEL: Letter = Letter::new(Face::Bold, 9.0, 13.0, Ink::Muted);
pub const CARD_TEXT: Letter = Letter::new(Face::Regular, 9.5, 13.0, Ink::Text);
/// Texts in columns and panels.
pub const SMALL: Letter = Letter::new(Face::Regular, 9.0, 12.0, Ink::Text);
pub const PANEL_TITLE: Letter = Letter::new(Face::Bold, 9.5, 14.0, Ink::Accent);
pub const COVER_TITLE: Letter = Letter::new(Face::Bold, 34.0, 42.0, Ink::Accent);
pub const COVER_SUBJECT: Letter = Letter::new(Face::Regular, 20.0, 28.0, Ink::Text);
pub const CHIP: Letter = Letter::new(Face::Bold, 9.0, 14.0, Ink::Text);
pub const MASTHEAD: Letter = Letter::new(Face::Bold, 11.0, 16.0, Ink::Accent);
pub const FOOTER: Letter = Letter::new(Face::Regular, 9.0, 12.0, Ink::Muted);
pub const FIGURE: Letter = Letter::new(Face::Regular, 9.0, 11.0, Ink::Text);
pub const FIGURE_STRONG: Letter = Letter::new(Face::Bold, 9.0, 11.0, Ink::Text);
pub const FIGURE_MUTED: Letter = Letter::new(Face::Regular, 9.0, 11.0, Ink::Muted);
pub const SCORE: Letter = Letter::new(Face::Bold, 34.0, 36.0, Ink::Accent);

/// Returns how a heading is set.
pub fn heading(level: Level) -> Letter {
    match level {
        Level::One => Letter::new(Face::Bold, 18.0, 24.0, Ink::Accent),
        Level::Two => Letter::new(Face::Bold, 13.5, 20.0, Ink::Accent),
        Level::Three => Letter::new(Face::Bold, 10.0, 14.0, Ink::Accent),
    }
}

/// Returns the space above and below a heading.
pub fn heading_space(level: Level) -> (f32, f32) {
    match level {
        Level::One => (24.0, 8.0),
        Level::Two => (24.0, 6.0),
        Level::Three => (10.0, 2.0),
    }
}

/// Returns how a paragraph is set.
pub fn paragraph(role: Role) -> Letter {
    match role {
        Role::Lead => LEAD,
        Role::Body => BODY,
        Role::Note => NOTE,
    }
}

/// The space after a paragraph, a list, a table row's text.
pub const AFTER_PARAGRAPH: f32 = 8.0;
/// The same where letters are small.
pub const AFTER_SMALL: f32 = 5.0;
/// The space around tables, figures and cards.
pub const AROUND_BLOCK: f32 = 12.0;
/// The space around cards, which have an edge of their own.
pub const AROUND_CARD: f32 = 8.0;
/// The space below an area's score.
pub const AROUND_BANNER: f32 = 10.0;
/// The space between two columns.
pub const GUTTER: f32 = 24.0;
pub const HAIRLINE: Pen = Pen::solid(0.6);
pub const HEAD_RULE: Pen = Pen::solid(1.2);

/// Returns how far apart the lines of a band's texture stand, and how they are drawn; the worst band is
/// solid and the best one empty.
pub fn texture(tone: Tone) -> Option<(f32, Pen)> {
    match tone {
        Tone::Worst | Tone::Good => None,
        Tone::Poor => Some((6.4, Pen::solid(1.1))),
        Tone::Fair => Some((3.2, Pen::solid(0.5))),
    }
}

/// Red, green and blue, from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Color {
    const fn hex(value: u32) -> Color {
        let [_, red, green, blue] = value.to_be_bytes();
        Color { red, green, blue }
    }

    /// Returns how light a colour is, from 0 to 1, as contrast is reckoned by.
    pub fn luminance(self) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(self.red) + 0.7152 * channel(self.green) + 0.0722 * channel(self.blue)
    }

    /// Returns the contrast between two colours, from 1 to 21.
    pub fn contrast(self, other: Color) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }
}

/// Returns the colour of an ink.
pub fn color(ink: Ink) -> Color {
    match ink {
        Ink::Text => Color::hex(0x1D2733),
        Ink::Muted => Color::hex(0x566270),
        Ink::Accent => Color::hex(0x0F2F4A),
        Ink::Rule => Color::hex(0xCAD2DA),
        Ink::Ground => Color::hex(0xF4F6F8),
        Ink::White => Color::hex(0xFFFFFF),
        Ink::Water => Color::hex(0x8CCBEE),
        Ink::Surface => Color::hex(0xB9E0F5),
        Ink::WaterLine => Color::hex(0x2F7FB0),
        Ink::Metal => Color::hex(0x3C4B5A),
        Ink::Wall => Color::hex(0xE6EBF0),
        Ink::Band(Tone::Worst) => Color::hex(0x7A2300),
        Ink::Band(Tone::Poor) => Color::hex(0xD55E00),
        Ink::Band(Tone::Fair) => Color::hex(0x56B4E9),
        Ink::Band(Tone::Good) => Color::hex(0xD3E9F7),
        Ink::Hatch(Tone::Worst) => Color::hex(0x7A2300),
        Ink::Hatch(Tone::Poor) => Color::hex(0xFFFFFF),
        Ink::Hatch(Tone::Fair) => Color::hex(0x1F5F8B),
        Ink::Hatch(Tone::Good) => Color::hex(0x3F7FAA),
        Ink::OnBand(Tone::Worst) => Color::hex(0xFFFFFF),
        Ink::OnBand(Tone::Poor | Tone::Fair | Tone::Good) => Color::hex(0x000000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: Ink, ground: Ink) {
        let contrast = color(text).contrast(color(ground));
        assert!(contrast >= 4.5, "{text:?} on {ground:?}: {contrast:.1}");
    }

    #[test]
    fn text_can_be_read_on_every_ground() {
        for ground in [Ink::White, Ink::Ground, Ink::Wall] {
            for text in [Ink::Text, Ink::Muted, Ink::Accent] {
                check(text, ground);
            }
        }
        check(Ink::Text, Ink::Water);
        check(Ink::Accent, Ink::Water);
        check(Ink::Accent, Ink::Surface);
    }

    #[test]
    fn text_can_be_read_on_every_band() {
        for tone in [Tone::Worst, Tone::Poor, Tone::Fair, Tone::Good] {
            check(Ink::OnBand(tone), Ink::Band(tone));
        }
    }

    #[test]
    fn bands_grow_lighter_in_order() {
        let light =
            [Tone::Worst, Tone::Poor, Tone::Fair, Tone::Good].map(|tone| color(Ink::Band(tone)).luminance());
        assert!(light.is_sorted());
    }
}
