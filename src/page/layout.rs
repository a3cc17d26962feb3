//! A report laid out on pages.
//!
//! Every block becomes pieces: strips of a column that are never cut. Pieces know what must stay together;
//! `paginate` then deals them out to pages in one pass. Structure nodes are made on the way, in reading order.

mod banner;
mod card;
mod cover;
mod furniture;
mod paginate;
mod piece;
mod signature;
mod table;
mod text;

use super::font::Fonts;
use super::han::HanStyle;
use super::style::{self, Style};
use super::tag::{NodeId, Tag, Tree};
use super::typesetter::Typesetter;
use super::{Pages, chart};
use crate::report::{Block, Columns, Cover, Figure, Level, Report, Role, Section, Start};
use crate::words::Words;
use piece::{Frame, Keep, Piece};

/// Lays a report out on pages of the style's paper.
pub fn lay_out(report: &Report, style: &Style, fonts: &Fonts) -> Pages {
    let mut composer = Composer {
        style: style.clone(),
        typesetter: Typesetter::new(fonts).with_han(HanStyle::of(report).unwrap_or_default()),
        words: report.words(),
        tree: Tree::default(),
        frames: Vec::new(),
        heads: Vec::new(),
        depth: 0,
    };
    let mut pieces = Vec::new();
    if report.cover == Cover::Page {
        pieces.push(composer.cover(report));
    }
    let masthead = composer.masthead(report);
    pieces.push(Piece { new_page: true, ..masthead });
    let signature = composer.signature(report);
    for section in &report.sections {
        composer.section(section, &mut pieces);
    }
    let sheets = paginate::sheets(pieces, &composer.heads, style.height());
    composer.pages(report, sheets, signature.as_ref())
}

/// Turns blocks into pieces.
struct Composer<'a> {
    style: Style,
    typesetter: Typesetter<'a>,
    words: &'static Words,
    tree: Tree,
    frames: Vec<Frame>,
    /// Table heads, to be shown again where a table goes on.
    heads: Vec<Piece>,
    /// How deep the last heading stands in the structure.
    depth: u8,
}

/// The strip of the page a block has for itself, from the left margin on.
#[derive(Debug, Clone, Copy)]
struct Strip {
    x: f32,
    width: f32,
}

/// Where in the structure a block stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    parent: Option<NodeId>,
    /// The level of the heading above.
    level: Level,
}

/// A text of as many lines or fewer stays whole above what it introduces.
const INTRODUCTION: usize = 6;

/// The space a block wants above and below itself.
type Space = (f32, f32);

impl Composer<'_> {
    fn section(&mut self, section: &Section, pieces: &mut Vec<Piece>) {
        let first = pieces.len();
        let strip = Strip { x: 0.0, width: self.style.width() };
        let place = Place { parent: None, level: section.level };
        let (above, below) = self.heading(&section.title, section.level, strip, None, pieces);
        let after = match pieces.get_mut(first) {
            Some(piece) => {
                piece.before = above;
                piece.begins = true;
                piece.new_page = section.start == Start::NewPage;
                if let (Some(bookmark), Some(anchor)) = (piece.bookmarks.first_mut(), &section.anchor) {
                    bookmark.anchor = Some(anchor.clone());
                }
                below
            }
            None => above,
        };
        self.blocks(&section.blocks, strip, place, after, pieces);
        // Panels at the end of a page stand where those of the next one stand, so that pages compare.
        if let (Start::NewPage, Some(Block::Columns(columns)), Some(piece)) =
            (section.start, section.blocks.last(), pieces.last_mut())
        {
            piece.foot = banner::side_by_side(columns);
        }
        if section.start == Start::Whole
            && let Some((last, others)) = pieces.get_mut(first..).and_then(<[Piece]>::split_last_mut)
        {
            for piece in others.iter_mut().filter(|piece| piece.keep == Keep::Free) {
                piece.keep = Keep::IfNeeded;
            }
            last.keep = Keep::Free;
        }
    }

    /// Composes blocks one under another; `after` is the space wanted below what stands above.
    fn blocks(
        &mut self,
        blocks: &[Block],
        strip: Strip,
        place: Place,
        mut after: f32,
        pieces: &mut Vec<Piece>,
    ) {
        for (index, block) in blocks.iter().enumerate() {
            let first = pieces.len();
            let (before, below) = self.block(block, strip, place, pieces);
            if let Some(piece) = pieces.get_mut(first) {
                piece.before = if first == 0 { 0.0 } else { before.max(after) };
                piece.begins = true;
                after = below;
            }
            // What is said of the table, the cards, the list or the columns below it is read with them.
            let introduces = match block {
                Block::Text { role: Role::Note, .. } => {
                    matches!(blocks.get(index + 1), Some(Block::Table(_) | Block::Card(_)))
                }
                Block::Text { role: Role::Body, .. } => {
                    matches!(
                        blocks.get(index + 1),
                        Some(Block::List(_) | Block::Columns(_) | Block::Table(_))
                    )
                }
                Block::Text { role: Role::Lead, .. }
                | Block::Heading { .. }
                | Block::List(_)
                | Block::Table(_)
                | Block::Card(_)
                | Block::Figure(_)
                | Block::FillIn(_)
                | Block::Columns(_)
                | Block::Banner(_)
                | Block::Panel(_) => false,
            };
            if let (true, Some(lines)) = (introduces, pieces.get_mut(first..)) {
                // A long text may still be cut; its end stays with what it speaks of.
                let kept = if lines.len() <= INTRODUCTION { 0 } else { lines.len() - 2 };
                lines.iter_mut().skip(kept).for_each(|line| line.keep = Keep::WithNext);
            }
        }
    }

    fn block(&mut self, block: &Block, strip: Strip, place: Place, pieces: &mut Vec<Piece>) -> Space {
        match block {
            Block::Heading { level, text } => self.heading(text, *level, strip, place.parent, pieces),
            Block::Text { role, text } => {
                let node = self.tree.add(Tag::Paragraph, place.parent);
                self.paragraph(text, style::paragraph(*role), strip, node, pieces);
                match role {
                    Role::Lead => (style::AFTER_PARAGRAPH, 12.0),
                    Role::Body | Role::Note => (style::AFTER_PARAGRAPH, style::AFTER_PARAGRAPH),
                }
            }
            Block::List(list) => {
                self.list(list, style::BODY, strip, place.parent, pieces);
                (style::AFTER_PARAGRAPH, style::AFTER_PARAGRAPH)
            }
            Block::Table(table) => {
                self.table(table, strip, place, pieces);
                (style::AFTER_PARAGRAPH, style::AROUND_BLOCK)
            }
            Block::Card(card) => {
                self.card(card, strip, place, pieces);
                (style::AROUND_CARD, style::AROUND_CARD)
            }
            Block::Figure(figure) => {
                self.figure(figure, strip, place.parent, pieces);
                (style::AFTER_PARAGRAPH, style::AROUND_BLOCK)
            }
            Block::FillIn(labels) => {
                self.fill_in(labels, strip, place.parent, pieces);
                (style::AFTER_PARAGRAPH, style::AROUND_BLOCK)
            }
            Block::Columns(columns) => {
                self.columns(columns, strip, place, pieces);
                (style::AFTER_PARAGRAPH, style::AROUND_BLOCK)
            }
            Block::Banner(banner) => {
                self.banner(banner, strip, place, pieces);
                (style::AFTER_PARAGRAPH, style::AROUND_BANNER)
            }
            Block::Panel(panel) => {
                self.panel(panel, strip, place, pieces);
                (style::AFTER_PARAGRAPH, style::AROUND_BLOCK)
            }
        }
    }

    /// Like `blocks`, in smaller letters: for columns and panels.
    fn small_blocks(&mut self, blocks: &[Block], strip: Strip, place: Place, pieces: &mut Vec<Piece>) {
        let mut after: f32 = 0.0;
        for block in blocks {
            let first = pieces.len();
            let (before, below) = match block {
                Block::Text { role: Role::Body, text } => {
                    let node = self.tree.add(Tag::Paragraph, place.parent);
                    self.paragraph(text, style::SMALL, strip, node, pieces);
                    (style::AFTER_SMALL, style::AFTER_SMALL)
                }
                Block::List(list) => {
                    self.list(list, style::SMALL, strip, place.parent, pieces);
                    (style::AFTER_SMALL, style::AFTER_SMALL)
                }
                Block::Text { role: Role::Lead | Role::Note, .. }
                | Block::Heading { .. }
                | Block::Table(_)
                | Block::Card(_)
                | Block::Figure(_)
                | Block::FillIn(_)
                | Block::Columns(_)
                | Block::Banner(_)
                | Block::Panel(_) => self.block(block, strip, place, pieces),
            };
            if let Some(piece) = pieces.get_mut(first) {
                piece.before = if first == 0 { 0.0 } else { before.max(after) };
                piece.begins = true;
                after = below;
            }
        }
    }

    fn figure(&mut self, figure: &Figure, strip: Strip, parent: Option<NodeId>, pieces: &mut Vec<Piece>) {
        let node = self.tree.add(Tag::Figure { alt: figure.alt.clone() }, parent);
        // A heading above and a caption below stand on the page of their part.
        let heights = chart::Heights {
            first: self.style.height() - style::WITH_FIGURE,
            others: self.style.height() - style::WITH_REST_OF_FIGURE,
        };
        let pictures = chart::draw_parts(&figure.drawing, strip.width, heights, &mut self.typesetter);
        let last = pictures.len().saturating_sub(1);
        for (index, mut picture) in pictures.into_iter().enumerate() {
            for mark in &mut picture.marks {
                mark.shift(strip.x, 0.0);
                mark.node = Some(node);
            }
            let goes_on = index < last;
            let mut piece = Piece { height: picture.height, marks: picture.marks, ..Piece::default() };
            if 0 < index {
                let above = self.aside(self.words.report.figures.figure_before, strip);
                pieces.push(Piece { keep: Keep::WithNext, new_page: true, ..above });
                piece.before = style::AFTER_PARAGRAPH;
            }
            if goes_on || !figure.caption.is_empty() {
                piece.keep = Keep::WithNext;
            }
            pieces.push(piece);
            if goes_on {
                let below = self.aside(self.words.report.figures.figure_goes_on, strip);
                pieces.push(Piece { before: style::AFTER_PARAGRAPH, ..below });
            }
        }
        if !figure.caption.is_empty() {
            let caption = self.tree.add(Tag::Caption, parent);
            let first = pieces.len();
            self.paragraph(&figure.caption, style::NOTE, strip, caption, pieces);
            if let Some(piece) = pieces.get_mut(first) {
                piece.before = 4.0;
            }
        }
    }

    /// A line for those who turn pages, like a repeated head: it belongs to no part of the structure.
    fn aside(&mut self, says: &str, strip: Strip) -> Piece {
        let line = self.typesetter.line(style::NOTE, says, strip.width);
        text::line_piece(&line, strip.x)
    }

    /// Sets two columns side by side as one piece; what is too tall for a page is set one after the other.
    fn columns(&mut self, columns: &Columns, strip: Strip, place: Place, pieces: &mut Vec<Piece>) {
        let (count, depth) = (self.tree.count(), self.depth);
        let share = columns.left_share.clamp(0.2, 0.8) as f32;
        let room = strip.width - style::GUTTER;
        let left = Strip { x: strip.x, width: room * share };
        let right = Strip { x: strip.x + left.width + style::GUTTER, width: room - left.width };
        let mut column = |blocks: &[Block], strip: Strip| {
            let mut pieces = Vec::new();
            self.small_blocks(blocks, strip, place, &mut pieces);
            pieces
        };
        let mut left_pieces = column(&columns.left, left);
        let mut right_pieces = column(&columns.right, right);
        banner::level_panels(columns, &mut left_pieces, &mut right_pieces);
        let mut both = piece::stack(left_pieces, &self.frames);
        let other = piece::stack(right_pieces, &self.frames);
        both.height = both.height.max(other.height);
        both.marks.extend(other.marks);
        both.links.extend(other.links);
        both.bookmarks.extend(other.bookmarks);
        if both.height <= self.style.height() {
            pieces.push(both);
            return;
        }
        self.tree.forget_after(count);
        self.depth = depth;
        self.blocks(&columns.left, strip, place, 0.0, pieces);
        self.blocks(&columns.right, strip, place, style::AROUND_BLOCK, pieces);
    }
}

#[cfg(test)]
mod tests;
