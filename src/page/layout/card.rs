//! Cards: one leak each, with what it costs, what to do about it, and who does it by when.

use super::piece::{Frame, Keep, Piece};
use super::text::line_piece;
use super::{Composer, Place, Strip};
use crate::page::chart::chip;
use crate::page::path::Path;
use crate::page::style::{self, Letter};
use crate::page::tag::{NodeId, Tag};
use crate::page::{Ink, Mark, Point};
use crate::report::{Card, Content, Level, Part, Room};
use crate::words::fill;

/// The space between a card's edge and what stands in it.
const PADDING: f32 = 10.0;
/// The width of the column for the labels of the parts.
const LABELS: f32 = 84.0;
/// The space between the edge of a sparing card and its lines.
const TIGHT: f32 = 5.0;
/// A card narrower than this has its labels above the texts.
const NARROW: f32 = 340.0;

/// The two columns of a card.
#[derive(Clone, Copy)]
struct Grid {
    labels: Strip,
    texts: Strip,
    /// Whether labels stand above the texts rather than beside them.
    stacked: bool,
}

impl Grid {
    fn of(strip: Strip) -> Grid {
        let x = strip.x + Frame::STRIPE + PADDING;
        let width = strip.width - Frame::STRIPE - 2.0 * PADDING;
        if strip.width < NARROW {
            let whole = Strip { x, width };
            return Grid { labels: whole, texts: whole, stacked: true };
        }
        let labels = Strip { x, width: LABELS - 8.0 };
        Grid { labels, texts: Strip { x: x + LABELS, width: width - LABELS }, stacked: false }
    }
}

impl Composer<'_> {
    pub(super) fn card(&mut self, card: &Card, strip: Strip, place: Place, pieces: &mut Vec<Piece>) {
        let node = self.tree.add(Tag::Section, place.parent);
        let stripe = card.severity.as_ref().map(|severity| severity.tone);
        self.frames.push(Frame { x: strip.x, width: strip.width, stripe });
        let frame = self.frames.len() - 1;
        let grid = Grid::of(strip);
        let first = pieces.len();

        if card.room == Room::Sparing {
            self.sparing_card(card, grid, node, place.level, pieces);
            let last = pieces.len() - 1;
            for (index, piece) in pieces.iter_mut().enumerate().skip(first) {
                piece.frame = Some(frame);
                piece.ends_frame = index == last;
                piece.keep = if index == last { Keep::Free } else { Keep::WithNext };
            }
            return;
        }
        pieces.push(Piece { height: PADDING - 3.0, ..Piece::default() });
        self.card_top(card, grid, node, pieces);
        let letters = (style::CARD_HEADLINE, style::CARD_RANK);
        self.card_headline(card, grid, letters, node, place.level, pieces);
        // A card that has to go on on the next page says there whose it is.
        let head = self.card_again(card, grid, frame);
        let mut ends = vec![pieces.len() - 1];
        for part in &card.parts {
            self.card_part(part, grid, node, pieces);
            ends.push(pieces.len() - 1);
        }
        let body = ends.first().copied().unwrap_or(first) + 1;
        if !card.fill_in.is_empty() {
            self.card_fill_in(card, grid, node, pieces);
        }
        pieces.push(Piece { height: PADDING - 3.0, ..Piece::default() });

        let last = pieces.len() - 1;
        for (index, piece) in pieces.iter_mut().enumerate().skip(first) {
            piece.frame = Some(frame);
            piece.ends_frame = index == last;
            piece.keep = match index {
                index if index == last => Keep::Free,
                index if body <= index && ends.contains(&index) => Keep::IfNeeded,
                _ => Keep::WithNext,
            };
            piece.head = (body <= index).then_some(head);
        }
    }

    /// The headline with the rank before and the severity after it; below, the parts in running text, the
    /// area beside them.
    fn sparing_card(&mut self, card: &Card, grid: Grid, node: NodeId, level: Level, pieces: &mut Vec<Piece>) {
        pieces.push(Piece { height: TIGHT, ..Piece::default() });
        let first = pieces.len();
        let mut badge = Vec::new();
        let mut room = grid.texts;
        if let Some(severity) = &card.severity {
            let (marks, width) = chip(severity, grid.texts.width * 0.5, &mut self.typesetter);
            badge = marks;
            badge.iter_mut().for_each(|mark| mark.shift(grid.texts.x + grid.texts.width - width, 0.0));
            room.width -= width + 12.0;
        }
        let letters = (style::CARD_SMALL_HEADLINE, style::CARD_SMALL_HEADLINE.ink(Ink::Muted));
        self.card_headline(card, Grid { texts: room, ..grid }, letters, node, level, pieces);
        if !badge.is_empty()
            && let Some(piece) = pieces.get_mut(first)
        {
            let paragraph = self.tree.add(Tag::Paragraph, Some(node));
            piece.marks.extend(badge.into_iter().map(|mark| mark.of(paragraph)));
        }
        let parts = card.parts.iter().map(|part| {
            let says = match &part.content {
                Content::Text(words) => words.clone(),
                Content::List(list) => list.items.join("; "),
            };
            Part::text(part.label.clone(), format!("{}: {says}", part.label))
        });
        let mut said: Vec<Part> = parts.collect();
        if said.is_empty() {
            said.push(Part::text("", ""));
        }
        // The area has the place of the first label; the others stand before their texts.
        for (index, part) in said.iter_mut().enumerate() {
            part.label = if index == 0 { card.area.clone() } else { String::new() };
            self.card_part(part, grid, node, pieces);
        }
        if !card.fill_in.is_empty() {
            self.card_fill_in(card, grid, node, pieces);
        }
        pieces.push(Piece { height: TIGHT, ..Piece::default() });
    }

    /// The line above a card's second half, as a repeated head.
    fn card_again(&mut self, card: &Card, grid: Grid, frame: usize) -> usize {
        let letter = style::CARD_LABEL;
        let mut piece =
            Piece { height: PADDING + letter.leading + 4.0, frame: Some(frame), ..Piece::default() };
        let rank = card.rank.map(|rank| format!("{rank}. ")).unwrap_or_default();
        let headline = format!("{rank}{}", card.headline);
        let says = fill(self.words.report.forms.goes_on, &[("headline", &headline)]);
        if let Some(line) = self.typesetter.lines(letter, &says, grid.texts.width).first() {
            line.put(Point::new(grid.texts.x, PADDING + letter.baseline()), &mut piece.marks);
        }
        self.heads.push(piece);
        self.heads.len() - 1
    }

    /// The first line: the area on the left, the severity on the right.
    fn card_top(&mut self, card: &Card, grid: Grid, node: NodeId, pieces: &mut Vec<Piece>) {
        let letter = style::CARD_LABEL;
        let mut piece = Piece { height: letter.leading + 2.0, ..Piece::default() };
        let paragraph = self.tree.add(Tag::Paragraph, Some(node));
        let mut room = grid.texts.width;
        let mut badge = Vec::new();
        if let Some(severity) = &card.severity {
            let (marks, width) = chip(severity, grid.texts.width * 0.5, &mut self.typesetter);
            let right = grid.texts.x + grid.texts.width;
            badge = marks;
            badge.iter_mut().for_each(|mark| mark.shift(right - width, 0.0));
            room -= width + 12.0;
        }
        let area = self.typesetter.line(letter, &card.area, room);
        area.put(Point::new(grid.texts.x, letter.baseline()), &mut piece.marks);
        piece.marks.extend(badge);
        piece.tag(paragraph);
        pieces.push(piece);
    }

    fn card_headline(
        &mut self,
        card: &Card,
        grid: Grid,
        (letter, rank_letter): (Letter, Letter),
        node: NodeId,
        level: Level,
        pieces: &mut Vec<Piece>,
    ) {
        let (heading, _) = self.heading_node(level.below(), Some(node));
        let headline = match (card.rank, grid.stacked) {
            (Some(rank), true) => format!("{rank}. {}", card.headline),
            (Some(_) | None, _) => card.headline.clone(),
        };
        let lines = self.typesetter.balanced_lines(letter, &headline, grid.texts.width);
        for (index, line) in lines.iter().enumerate() {
            let mut piece = line_piece(line, line.start(grid.texts.x, grid.texts.width));
            if let (0, Some(rank), false) = (index, card.rank, grid.stacked) {
                let number = self.typesetter.line(rank_letter, &rank.to_string(), grid.labels.width);
                let mut marks = Vec::new();
                number.put(Point::new(grid.labels.x, letter.baseline()), &mut marks);
                piece.marks.splice(0..0, marks);
            }
            piece.tag(heading);
            pieces.push(piece);
        }
    }

    fn card_part(&mut self, part: &Part, grid: Grid, node: NodeId, pieces: &mut Vec<Piece>) {
        let first = pieces.len();
        let paragraph = self.tree.add(Tag::Paragraph, Some(node));
        let mut labels = Vec::new();
        self.paragraph(&part.label, style::CARD_LABEL, grid.labels, paragraph, &mut labels);
        if grid.stacked {
            pieces.append(&mut labels);
        }
        let beside = pieces.len();
        match &part.content {
            Content::Text(words) => {
                let node = self.tree.add(Tag::Paragraph, Some(node));
                self.paragraph(words, style::CARD_TEXT, grid.texts, node, pieces);
            }
            Content::List(list) => self.list(list, style::CARD_TEXT, grid.texts, Some(node), pieces),
        }
        // Each line of the label stands beside a line of the text; a longer label gets lines of its own.
        for (index, mut label) in labels.into_iter().enumerate() {
            match pieces.get_mut(beside + index) {
                Some(piece) => {
                    label.marks.append(&mut piece.marks);
                    piece.marks = label.marks;
                }
                None => pieces.push(label),
            }
        }
        if let Some(piece) = pieces.get_mut(first) {
            piece.before = 3.0;
        }
    }

    fn card_fill_in(&mut self, card: &Card, grid: Grid, node: NodeId, pieces: &mut Vec<Piece>) {
        let first = pieces.len();
        let strip = Strip { x: grid.labels.x, width: grid.texts.x + grid.texts.width - grid.labels.x };
        let mut rule = Piece { height: 1.0, before: 5.0, ..Piece::default() };
        let line = Path::line(Point::new(strip.x, 0.5), Point::new(strip.x + strip.width, 0.5));
        rule.marks.push(Mark::stroke(line, Ink::Rule, style::HAIRLINE));
        pieces.push(rule);
        self.fill_in(&card.fill_in, strip, Some(node), pieces);
        if let Some(piece) = pieces.get_mut(first + 1) {
            piece.before = 0.0;
        }
    }
}
