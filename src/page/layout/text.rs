//! Headings, paragraphs, lists and lines to fill in.

use super::piece::{Keep, PendingBookmark, Piece};
use super::{Composer, Space, Strip};
use crate::page::path::Path;
use crate::page::style::{self, Letter};
use crate::page::tag::{NodeId, Tag};
use crate::page::typesetter::Line;
use crate::page::{Ink, Mark, Pen, Point, Rect};
use crate::report::{Level, List, Marker};
use crate::text;

/// The width of the column in which the points of a list are marked.
const MARKER: f32 = 16.0;
const BULLET: &str = "\u{2022}";

impl Composer<'_> {
    pub(super) fn heading(
        &mut self,
        words: &str,
        level: Level,
        strip: Strip,
        parent: Option<NodeId>,
        pieces: &mut Vec<Piece>,
    ) -> Space {
        let words = text::clean(words);
        if words.trim().is_empty() {
            return (style::AFTER_PARAGRAPH, style::AFTER_PARAGRAPH);
        }
        let (node, depth) = self.heading_node(level, parent);
        let letter = style::heading(level);
        let lines = self.typesetter.balanced_lines(letter, &words, strip.width);
        for (index, line) in lines.iter().enumerate() {
            let mut piece = line_piece(line, strip.x);
            piece.keep = Keep::WithNext;
            // The smallest headings would only crowd the outline.
            if index == 0 && level != Level::Three {
                let title = words.to_string();
                piece.bookmarks.push(PendingBookmark { level: depth, title, anchor: None, top: 0.0 });
            }
            piece.tag(node);
            pieces.push(piece);
        }
        style::heading_space(level)
    }

    /// Makes a heading's node. However it looks, it stands at most one level below the heading before it.
    pub(super) fn heading_node(&mut self, level: Level, parent: Option<NodeId>) -> (NodeId, u8) {
        self.depth = level.number().min(self.depth + 1);
        (self.tree.add(Tag::Heading(self.depth), parent), self.depth)
    }

    /// Sets a paragraph, one piece for each line. No page begins or ends with a lone line of it.
    pub(super) fn paragraph(
        &mut self,
        words: &str,
        letter: Letter,
        strip: Strip,
        node: NodeId,
        pieces: &mut Vec<Piece>,
    ) {
        // A small remark runs as wide as the tables that it stands under.
        let measure = if letter.size <= style::NOTE.size { strip.width } else { letter.measure() };
        let lines = self.typesetter.paragraph(letter, words, strip.width.min(measure));
        let count = lines.len();
        for (index, line) in lines.iter().enumerate() {
            let mut piece = line_piece(line, strip.x);
            let held = index + 1 < count && (count <= 3 || index == 0 || index + 2 == count);
            piece.keep = if held { Keep::WithNext } else { Keep::Free };
            piece.tag(node);
            pieces.push(piece);
        }
    }

    pub(super) fn list(
        &mut self,
        list: &List,
        letter: Letter,
        strip: Strip,
        parent: Option<NodeId>,
        pieces: &mut Vec<Piece>,
    ) {
        let node = self.tree.add(Tag::List, parent);
        let inner = Strip { x: strip.x + MARKER, width: strip.width - MARKER };
        for (index, words) in list.items.iter().enumerate() {
            let item = self.tree.add(Tag::Item, Some(node));
            let label = self.tree.add(Tag::ItemLabel, Some(item));
            let body = self.tree.add(Tag::ItemBody, Some(item));
            let first = pieces.len();
            let marker = self.marker(list.marker, index, letter, strip.x);
            self.paragraph(words, letter, inner, body, pieces);
            if let Some(piece) = pieces.get_mut(first) {
                piece.before = if index == 0 { 0.0 } else { 3.0 };
                let mut marked: Vec<Mark> = marker.into_iter().map(|mark| mark.of(label)).collect();
                marked.append(&mut piece.marks);
                piece.marks = marked;
            }
        }
    }

    fn marker(&mut self, marker: Marker, index: usize, letter: Letter, x: f32) -> Vec<Mark> {
        let mut marks = Vec::new();
        let baseline = letter.baseline();
        match marker {
            Marker::Bullet => {
                let line = self.typesetter.line(letter.ink(Ink::Muted), BULLET, MARKER);
                line.put(Point::new(x + 3.0, baseline), &mut marks);
            }
            Marker::Number => {
                let line =
                    self.typesetter.line(letter.ink(Ink::Muted), &format!("{}.", index + 1), 2.0 * MARKER);
                line.put(Point::new(x, baseline), &mut marks);
            }
            Marker::Box | Marker::Tick => {
                let side = 0.74 * letter.size;
                let frame = Rect::new(x + 1.0, baseline - side + 0.3, side, side);
                marks.push(Mark::stroke(Path::rounded(frame, 1.2), Ink::Muted, Pen::solid(0.8)));
                if marker == Marker::Tick {
                    let tick = Path::start(frame.x + 0.22 * side, frame.y + 0.52 * side)
                        .line_to(frame.x + 0.44 * side, frame.y + 0.76 * side)
                        .line_to(frame.x + 0.82 * side, frame.y + 0.22 * side);
                    marks.push(Mark::stroke(tick, Ink::Accent, Pen::solid(1.3)));
                }
            }
        }
        marks
    }

    /// Sets labels with a line behind each: as many side by side as there is room for.
    pub(super) fn fill_in(
        &mut self,
        labels: &[String],
        strip: Strip,
        parent: Option<NodeId>,
        pieces: &mut Vec<Piece>,
    ) {
        const HEIGHT: f32 = 24.0;
        const GAP: f32 = 16.0;
        /// The shortest line one can write on.
        const SHORTEST: f32 = 72.0;
        let letter = style::CARD_LABEL;
        let widest = labels.iter().map(|label| self.typesetter.width(letter, label)).fold(0.0, f32::max);
        let fitting = ((strip.width + GAP) / (widest + SHORTEST + GAP)).floor().max(1.0) as usize;
        let columns = labels.len().clamp(1, fitting);
        let width = (strip.width + GAP) / columns as f32 - GAP;
        for row in labels.chunks(columns) {
            let mut piece = Piece { height: HEIGHT, ..Piece::default() };
            for (column, label) in row.iter().enumerate() {
                let node = self.tree.add(Tag::Paragraph, parent);
                let x = strip.x + column as f32 * (width + GAP);
                let line = self.typesetter.line(letter, label, (width - SHORTEST).max(width / 2.0));
                let baseline = HEIGHT - 6.0;
                let mut marks = Vec::new();
                line.put(Point::new(x, baseline), &mut marks);
                piece.marks.extend(marks.into_iter().map(|mark| mark.of(node)));
                let rule = Path::line(
                    Point::new(x + line.width + 6.0, baseline + 2.0),
                    Point::new(x + width, baseline + 2.0),
                );
                piece.marks.push(Mark::stroke(rule, Ink::Muted, style::HAIRLINE));
            }
            pieces.push(piece);
        }
    }
}

/// Returns one line as a piece.
pub(super) fn line_piece(line: &Line, x: f32) -> Piece {
    let mut piece = Piece { height: line.letter.leading, ..Piece::default() };
    line.put(Point::new(x, line.letter.baseline()), &mut piece.marks);
    piece
}
