//! Sizes, faces and distances: how a page looks. Its colours stand in `palette`.
//!
//! Distances follow a grid of 8 points, halved where lines are small. Each band has a texture of its own, so
//! that a photocopy keeps their order.

use std::sync::Arc;

use crate::report::{Level, Role, Tone};

use super::font::Face;
use super::logo::Logo;
use super::palette::Palette;
use super::{Ink, Pen};

#[derive(Debug, Clone)]
pub struct Style {
    pub paper: Paper,
    pub margin: f32,
    pub palette: Palette,
    /// Stands at the head of page one.
    pub logo: Option<Arc<Logo>>,
}

impl Default for Style {
    fn default() -> Style {
        Style { paper: Paper::A4, margin: 54.0, palette: Palette::default(), logo: None }
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
/// The headline of a card that takes little room.
pub const CARD_SMALL_HEADLINE: Letter = Letter::new(Face::Bold, 10.0, 14.0, Ink::Accent);
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
pub const SCORE: Letter = Letter::new(Face::Bold, 34.0, 36.0, Ink::OnWater);

/// The height that a drawing leaves on its page to what stands above it, which may be the masthead with a heading
/// of two lines, and to its caption.
pub const WITH_FIGURE: f32 = 140.0;
/// The same on the pages on which a drawing goes on.
pub const WITH_REST_OF_FIGURE: f32 = 80.0;

/// Returns how a heading is set.
pub fn heading(level: Level) -> Letter {
    match level {
        Level::One => Letter::new(Face::Bold, 16.0, 22.0, Ink::Accent),
        Level::Two => Letter::new(Face::Bold, 13.0, 18.0, Ink::Accent),
        Level::Three => Letter::new(Face::Bold, 10.0, 14.0, Ink::Accent),
    }
}

/// Returns the space above and below a heading.
pub fn heading_space(level: Level) -> (f32, f32) {
    match level {
        Level::One => (24.0, 8.0),
        Level::Two => (20.0, 6.0),
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
/// The room for a logo on the cover, width and height.
pub const COVER_LOGO: (f32, f32) = (220.0, 72.0);
/// The room for a logo beside the report's name, width and height.
pub const MASTHEAD_LOGO: (f32, f32) = (140.0, 36.0);

/// The share of a band's area that the lines of its texture cover, from 0 to 1. They run aslant, so that they stand
/// closer than they are apart along an edge.
pub fn texture_share(tone: Tone) -> f64 {
    texture(tone).map_or(0.0, |(gap, pen)| f64::from(pen.width) * std::f64::consts::SQRT_2 / f64::from(gap))
}

/// Returns how far apart the lines of a band's texture stand along an edge, and how they are drawn; the worst band is
/// solid and the best one empty.
pub fn texture(tone: Tone) -> Option<(f32, Pen)> {
    match tone {
        Tone::Worst | Tone::Good => None,
        Tone::Poor => Some((6.4, Pen::solid(1.1))),
        Tone::Fair => Some((3.2, Pen::solid(0.5))),
    }
}
