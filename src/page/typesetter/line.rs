//! Some glyphs on one baseline, put down in the order the eye finds them.

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::{BidiInfo, Level};

use super::{Direction, Shaped, Span};
use crate::page::style::Letter;
use crate::page::{Ink, Mark, Missing, Point, Run, Shape};

/// Some glyphs that stand on one line.
#[derive(Debug, Clone)]
pub struct Line {
    pub shaped: Arc<Shaped>,
    pub glyphs: Range<usize>,
    pub letter: Letter,
    /// In points, without spaces at the end.
    pub width: f32,
}

impl Line {
    /// Puts the line's marks, its left end standing at a point.
    ///
    /// The marks come in the order in which the text is read, wherever they stand.
    pub fn put(&self, at: Point, marks: &mut Vec<Mark>) {
        if self.shaped.spans.is_empty() {
            let whole = Span { glyphs: self.glyphs.clone(), font: self.shaped.font, level: Level::ltr() };
            self.put_span(&whole, at, marks);
            return;
        }
        let spaces = self.shaped.without_spaces(&self.glyphs).end;
        let spans = self.shaped.spans_of(&(self.glyphs.start..spaces));
        let levels: Vec<Level> = spans.iter().map(|span| span.level).collect();
        let mut x = at.x;
        let mut left = vec![at.x; spans.len()];
        for index in BidiInfo::reorder_visual(&levels) {
            if let (Some(span), Some(left)) = (spans.get(index), left.get_mut(index)) {
                *left = x;
                x += self.shaped.advance_of(&span.glyphs) * self.letter.size;
            }
        }
        for (span, left) in spans.iter().zip(left) {
            self.put_span(span, Point::new(left, at.y), marks);
        }
        // Spaces at the end are only there to be copied: nobody sees on which side they stand.
        for span in self.shaped.spans_of(&(spaces..self.glyphs.end)) {
            self.put_span(&span, Point::new(x, at.y), marks);
            x += self.shaped.advance_of(&span.glyphs) * self.letter.size;
        }
    }

    /// Puts glyphs of one font and one direction; what has no glyph becomes a box.
    fn put_span(&self, span: &Span, at: Point, marks: &mut Vec<Mark>) {
        let direction = span.direction();
        let Letter { face, size, ink, .. } = self.letter;
        let text = |glyphs: Range<usize>, x: f32| {
            let (font, shaped) = (span.font, Arc::clone(&self.shaped));
            let run = Run { at: Point::new(x, at.y), face, font, direction, size, ink, shaped, glyphs };
            Mark { node: None, shape: Shape::Text(run) }
        };
        let first = marks.len();
        let mut pen = at.x;
        let mut x = at.x;
        let mut open = 0..0;
        for index in direction.order(&span.glyphs) {
            let Some(glyph) = self.shaped.glyphs.get(index) else { continue };
            let advance = glyph.advance * size;
            if glyph.id == 0 {
                if !open.is_empty() {
                    marks.push(text(open, x));
                }
                open = 0..0;
                let text = self.shaped.text_of(&(index..index + 1)).to_owned();
                let missing = Missing { at: Point::new(pen, at.y), width: advance, size, ink, text };
                marks.push(Mark { node: None, shape: Shape::Missing(missing) });
                x = pen + advance;
            } else if open.is_empty() {
                open = index..index + 1;
            } else {
                open = open.start.min(index)..open.end.max(index + 1);
            }
            pen += advance;
        }
        if !open.is_empty() {
            marks.push(text(open, x));
        }
        match direction {
            Direction::LeftToRight => {}
            Direction::RightToLeft => marks.get_mut(first..).unwrap_or_default().reverse(),
        }
    }

    /// Returns where the line's left end stands within a width: what is read from the right begins there.
    pub fn start(&self, x: f32, width: f32) -> f32 {
        match self.shaped.direction {
            Direction::LeftToRight => x,
            Direction::RightToLeft => x + (width - self.width).max(0.0),
        }
    }

    pub fn ink(self, ink: Ink) -> Line {
        Line { letter: self.letter.ink(ink), ..self }
    }
}
