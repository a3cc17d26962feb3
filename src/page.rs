//! A printed page as a list of marks: what is drawn, where, and which part of the text it belongs to.
//!
//! All lengths are points (1/72 inch), counted from the top left corner of the page, downward. A mark names
//! its colour by role (`Ink`); only a painter asks the palette for the colour itself. Marks know no file format.

pub mod chart;
pub mod font;
pub mod han;
pub mod layout;
pub mod logo;
pub mod palette;
pub mod path;
pub mod style;
pub mod tag;
pub mod typesetter;

use std::ops::Range;
use std::sync::Arc;

pub use layout::lay_out;

use crate::text::visible;
use crate::words::{Words, fill};
use font::{Face, FontNumber};
use logo::Raster;
use palette::{Color, Palette};
use path::Path;
use style::Paper;
use tag::{Node, NodeId};
use typesetter::{Direction, Shaped};

/// A report as it stands on paper.
#[derive(Debug, Clone)]
pub struct Pages {
    pub paper: Paper,
    /// The colours that the marks' inks stand for.
    pub palette: Palette,
    pub pages: Vec<Page>,
    /// The structure of the text, in reading order: a node's number is its place in this order.
    pub nodes: Vec<Node>,
    /// Bookmarks, in reading order.
    pub outline: Vec<Bookmark>,
    /// What could not be shown as it was written; to be told to the user.
    pub warnings: Vec<Warning>,
}

#[derive(Debug, Clone, Default)]
pub struct Page {
    /// In painting order: what comes later covers what came before.
    pub marks: Vec<Mark>,
    pub links: Vec<Link>,
}

#[derive(Debug, Clone)]
pub struct Mark {
    /// The part of the text this mark shows; `None` for decoration such as rules, footers and repeated heads.
    pub node: Option<NodeId>,
    pub shape: Shape,
}

#[derive(Debug, Clone)]
pub enum Shape {
    Text(Run),
    Fill {
        path: Path,
        ink: Ink,
    },
    Stroke {
        path: Path,
        ink: Ink,
        line: Pen,
    },
    /// A visible box for a text none of our fonts can show.
    Missing(Missing),
    Image(Image),
}

/// A picture made of pixels, stretched over its place.
#[derive(Debug, Clone)]
pub struct Image {
    pub place: Rect,
    pub raster: Arc<Raster>,
}

/// A piece of shaped text on one baseline, of one font and one direction.
#[derive(Debug, Clone)]
pub struct Run {
    /// The baseline's left end.
    pub at: Point,
    pub face: Face,
    pub font: FontNumber,
    pub direction: Direction,
    /// The font size in points.
    pub size: f32,
    pub ink: Ink,
    pub shaped: Arc<Shaped>,
    /// The glyphs of `shaped` that stand here.
    pub glyphs: Range<usize>,
}

impl Run {
    /// Returns the text this run shows.
    pub fn text(&self) -> &str {
        self.shaped.text_of(&self.glyphs)
    }

    /// Returns the width in points, without spaces at the end.
    pub fn width(&self) -> f32 {
        self.shaped.width_of(&self.glyphs) * self.size
    }
}

#[derive(Debug, Clone)]
pub struct Missing {
    pub at: Point,
    pub width: f32,
    pub size: f32,
    pub ink: Ink,
    pub text: String,
}

impl Missing {
    /// Returns the box that stands for the text: an outline as high as a capital letter.
    pub fn outline(&self) -> Path {
        let height = self.size * 0.7;
        let gap = self.size * 0.06;
        Path::rectangle(Rect {
            x: self.at.x + gap,
            y: self.at.y - height,
            width: (self.width - 2.0 * gap).max(1.0),
            height,
        })
    }

    /// The line the box is drawn with.
    pub const PEN: Pen = Pen { width: 0.7, dash: None };
}

/// How a line is drawn: its width and, when dashed, the lengths of dash and gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    pub width: f32,
    pub dash: Option<(f32, f32)>,
}

impl Pen {
    pub const fn solid(width: f32) -> Pen {
        Pen { width, dash: None }
    }

    pub const fn dashed(width: f32, dash: f32, gap: f32) -> Pen {
        Pen { width, dash: Some((dash, gap)) }
    }
}

/// What a colour is for. A `Palette` holds the colours themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ink {
    /// Ordinary text.
    Text,
    /// Notes, labels, footers: still at least 4.5 to 1 on white and on `Ground`.
    Muted,
    /// Headings and numbers that lead.
    Accent,
    /// Hairlines between rows.
    Rule,
    /// The line under the masthead.
    HeadRule,
    /// The ground of cards and row groups.
    Ground,
    White,
    Water,
    /// The water's surface, seen from above.
    Surface,
    /// The line where the water meets the bucket.
    WaterLine,
    /// The score, in the water or above it.
    OnWater,
    Metal,
    /// The bucket's inner wall.
    Wall,
    /// The fill of a band.
    Band(crate::report::Tone),
    /// The lines of a band's texture and its outline.
    Hatch(crate::report::Tone),
    /// Text upon a band's fill.
    OnBand(crate::report::Tone),
    /// A colour that belongs to what is drawn, whatever the palette: a logo's.
    Own(Color),
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

impl Point {
    pub const fn new(x: f32, y: f32) -> Point {
        Point { x, y }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Rect {
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect { x, y, width, height }
    }

    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// From 1.
    pub level: u8,
    pub title: String,
    pub page: usize,
    /// The heading's top edge on its page.
    pub top: f32,
}

/// A stretch of a page that leads elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub rect: Rect,
    pub to: Target,
    pub node: NodeId,
    /// What the link says, for readers who cannot see it.
    pub text: String,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A place of the report: a page, from 0, and how far down it.
    Place { page: usize, top: f32 },
    /// The publisher's website: an address in plain ASCII that begins with `https://` or `http://`.
    Website(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Signs that no font at hand can show, the first text they stand in, and how many others there are.
    NoGlyph { signs: String, text: String, others: usize },
    /// A text that was too long for its place and ends in an ellipsis.
    Shortened { text: String },
}

impl Warning {
    /// For whoever asked for the pages.
    pub fn in_words(&self, words: &Words) -> String {
        let says = &words.files;
        match self {
            Warning::NoGlyph { signs, text, others } => {
                let sentence = match others {
                    0 => says.no_glyph,
                    others => words.plural(&says.no_glyph_also, *others),
                };
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("signs", &visible(signs)), ("text", &short(text)), ("count", others)];
                fill(sentence, &values)
            }
            Warning::Shortened { text } => fill(says.shortened, &[("text", &short(text))]),
        }
    }
}

/// Enough of a text to know it by.
fn short(text: &str) -> String {
    const ENOUGH: usize = 60;
    let mut short: String = text.chars().take(ENOUGH).collect();
    if short.len() < text.len() {
        short.push('\u{2026}');
    }
    visible(&short).into_owned()
}

impl Mark {
    pub fn fill(path: Path, ink: Ink) -> Mark {
        Mark { node: None, shape: Shape::Fill { path, ink } }
    }

    pub fn stroke(path: Path, ink: Ink, line: Pen) -> Mark {
        Mark { node: None, shape: Shape::Stroke { path, ink, line } }
    }

    pub fn of(self, node: NodeId) -> Mark {
        Mark { node: Some(node), ..self }
    }

    /// Moves the mark right and down.
    pub fn shift(&mut self, right: f32, down: f32) {
        match &mut self.shape {
            Shape::Text(run) => {
                run.at.x += right;
                run.at.y += down;
            }
            Shape::Missing(missing) => {
                missing.at.x += right;
                missing.at.y += down;
            }
            Shape::Fill { path, .. } | Shape::Stroke { path, .. } => path.shift(right, down),
            Shape::Image(image) => {
                image.place.x += right;
                image.place.y += down;
            }
        }
    }

    /// Returns the rectangle this mark keeps to itself: of a text from its ascenders to its descenders.
    pub fn bounds(&self) -> Rect {
        match &self.shape {
            Shape::Text(run) => Rect::new(run.at.x, run.at.y - 0.76 * run.size, run.width(), 0.98 * run.size),
            Shape::Missing(missing) => missing.outline().bounds(),
            Shape::Fill { path, .. } | Shape::Stroke { path, .. } => path.bounds(),
            Shape::Image(image) => image.place,
        }
    }
}
