//! What stands out of the text: an area's score at a glance, and short texts set apart from the rest.

use super::piece::{Frame, Keep, Piece};
use super::text::line_piece;
use super::{Composer, Place, Strip};
use crate::page::chart::{chip, gauge};
use crate::page::style;
use crate::page::tag::{NodeId, Tag};
use crate::page::{Point, Rect};
use crate::report::{Banner, Block, Columns, Panel};

/// The space between an edge and what stands in it.
const PADDING: f32 = 8.0;
/// The width of the column of the number and its band.
const SCORE: f32 = 104.0;
const GAUGE: f32 = 9.0;
const BETWEEN: &str = "  \u{b7}  ";

impl Composer<'_> {
    /// The number and its band on the left; what the area is about, the bar and the facts on the right.
    pub(super) fn banner(&mut self, banner: &Banner, strip: Strip, place: Place, pieces: &mut Vec<Piece>) {
        let node = self.tree.add(Tag::Section, place.parent);
        let left = Strip { x: strip.x + PADDING, width: SCORE };
        let x = left.x + left.width + style::GUTTER;
        let right = Strip { x, width: strip.x + strip.width - PADDING - x };
        let mut score = self.banner_score(banner, left, node);
        let words = self.banner_words(banner, right, node);
        let room = score.height.max(words.height);
        let mut whole = Piece { height: room + 2.0 * PADDING, ..Piece::default() };
        // The number stands in the middle of a longer text.
        let down = PADDING + (room - score.height) / 2.0;
        score.marks.iter_mut().for_each(|mark| mark.node = mark.node.or(Some(node)));
        whole.absorb(score, down);
        whole.absorb(words, PADDING);
        let stripe = banner.band.as_ref().map(|band| band.tone);
        self.frames.push(Frame { x: strip.x, width: strip.width, stripe });
        whole.frame = Some(self.frames.len() - 1);
        whole.ends_frame = true;
        // A number without what it rests on says little.
        whole.keep = Keep::WithNext;
        pieces.push(whole);
    }

    fn banner_score(&mut self, banner: &Banner, strip: Strip, node: NodeId) -> Piece {
        let mut piece = Piece::default();
        let paragraph = self.tree.add(Tag::Paragraph, Some(node));
        if let Some(score) = banner.score {
            let letter = style::SCORE;
            let number = self.typesetter.line(letter, &format!("{score:.0}"), strip.width);
            let baseline = letter.baseline() + 1.0;
            number.put(Point::new(strip.x, baseline), &mut piece.marks);
            let room = (strip.width - number.width - 6.0).max(20.0);
            let scale = self.typesetter.line(style::NOTE, &banner.scale, room);
            scale.put(Point::new(strip.x + number.width + 6.0, baseline), &mut piece.marks);
            piece.height = letter.leading;
        } else {
            for line in self.typesetter.lines(style::SMALL, &banner.scale, strip.width) {
                let top = piece.height;
                piece.absorb(line_piece(&line, strip.x), top);
                piece.height += line.letter.leading;
            }
        }
        piece.tag(paragraph);
        if let Some(band) = &banner.band {
            let paragraph = self.tree.add(Tag::Paragraph, Some(node));
            let (mut marks, _) = chip(band, strip.width, &mut self.typesetter);
            marks.iter_mut().for_each(|mark| mark.shift(strip.x, piece.height + 4.0));
            piece.marks.extend(marks.into_iter().map(|mark| mark.of(paragraph)));
            piece.height += 4.0 + style::CHIP.leading;
        }
        piece
    }

    fn banner_words(&mut self, banner: &Banner, strip: Strip, node: NodeId) -> Piece {
        let mut whole = Piece::default();
        if !banner.text.trim().is_empty() {
            let paragraph = self.tree.add(Tag::Paragraph, Some(node));
            for line in self.typesetter.paragraph(style::SMALL, &banner.text, strip.width) {
                let mut piece = line_piece(&line, line.start(strip.x, strip.width));
                piece.tag(paragraph);
                let top = whole.height;
                whole.height += piece.height;
                whole.absorb(piece, top);
            }
            whole.height += 4.0;
        }
        // The bar repeats what the number and the facts say; it is nothing to be read aloud.
        if let Some(score) = banner.score {
            let rect = Rect::new(strip.x, whole.height + 2.0, strip.width, GAUGE);
            let tone = banner.band.as_ref().map(|band| band.tone);
            whole.marks.extend(gauge(rect, score, tone, banner.range, &banner.ticks));
            whole.height += GAUGE + 8.0;
        }
        if !banner.facts.is_empty() {
            let paragraph = self.tree.add(Tag::Paragraph, Some(node));
            for line in self.typesetter.lines(style::NOTE, &banner.facts.join(BETWEEN), strip.width) {
                let mut piece = line_piece(&line, line.start(strip.x, strip.width));
                piece.tag(paragraph);
                let top = whole.height;
                whole.height += piece.height;
                whole.absorb(piece, top);
            }
        }
        whole
    }

    pub(super) fn panel(&mut self, panel: &Panel, strip: Strip, place: Place, pieces: &mut Vec<Piece>) {
        let node = self.tree.add(Tag::Section, place.parent);
        self.frames.push(Frame { x: strip.x, width: strip.width, stripe: None });
        let frame = self.frames.len() - 1;
        let inner = Strip { x: strip.x + PADDING, width: strip.width - 2.0 * PADDING };
        let first = pieces.len();
        pieces.push(Piece { height: PADDING - 2.0, ..Piece::default() });
        let (heading, _) = self.heading_node(place.level.below(), Some(node));
        for line in self.typesetter.balanced_lines(style::PANEL_TITLE, &panel.title, inner.width) {
            let mut piece = line_piece(&line, line.start(inner.x, inner.width));
            piece.tag(heading);
            pieces.push(piece);
        }
        let inside = Place { parent: Some(node), level: place.level.below() };
        let mut body = Vec::new();
        self.small_blocks(&panel.blocks, inner, inside, &mut body);
        if let Some(piece) = body.first_mut() {
            piece.before = 3.0;
        }
        pieces.append(&mut body);
        pieces.push(Piece { height: PADDING, ..Piece::default() });
        let last = pieces.len() - 1;
        for (index, piece) in pieces.iter_mut().enumerate().skip(first) {
            piece.frame = Some(frame);
            piece.ends_frame = index == last;
            piece.keep = if index == last { Keep::Free } else { Keep::WithNext };
        }
    }
}

/// Whether two columns hold a panel each and nothing else.
pub(super) fn side_by_side(columns: &Columns) -> bool {
    let panel = |blocks: &[Block]| matches!(blocks, [Block::Panel(_)]);
    panel(&columns.left) && panel(&columns.right)
}

/// Makes two panels that stand side by side equally tall.
pub(super) fn level_panels(columns: &Columns, left: &mut Vec<Piece>, right: &mut Vec<Piece>) {
    if !side_by_side(columns) {
        return;
    }
    let height = |pieces: &[Piece]| -> f32 {
        let first = pieces.first().map_or(0.0, |piece| piece.before);
        pieces.iter().map(|piece| piece.height + piece.before).sum::<f32>() - first
    };
    let tallest = height(left).max(height(right));
    for side in [left, right] {
        let more = tallest - height(side);
        if let Some(last) = side.last_mut() {
            last.height += more;
        }
    }
}
