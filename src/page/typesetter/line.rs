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

#[cfg(test)]
mod tests {
    use super::super::Typesetter;
    use super::*;
    use crate::page::font::sample;
    use crate::page::style::BODY;

    /// Sets a text within a width and returns, for each line, its texts as they stand from left to right.
    fn seen(text: &str, width: f32) -> Vec<Vec<String>> {
        let fonts = sample::fonts();
        let mut typesetter = Typesetter::new(&fonts);
        let lines = typesetter.lines(BODY, text, width);
        let texts = |line: &Line| {
            let mut marks = Vec::new();
            line.put(Point::default(), &mut marks);
            let place = |mark: &Mark| match &mark.shape {
                Shape::Text(run) => Some((run.at.x, run.text().to_owned())),
                Shape::Missing(missing) => Some((missing.at.x, missing.text.clone())),
                Shape::Fill { .. } | Shape::Stroke { .. } | Shape::Image(_) => None,
            };
            let mut texts: Vec<(f32, String)> = marks.iter().filter_map(place).collect();
            texts.sort_by(|one, other| one.0.total_cmp(&other.0));
            texts.into_iter().map(|(_, text)| text).filter(|text| !text.trim().is_empty()).collect()
        };
        lines.iter().map(texts).collect()
    }

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        assert_eq!(seen(text, 500.0), [want]);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn from_the_left() { check("one two", &["one two"]); }
        #[test] fn words_in_hebrew_turn() { check("West שלום כהן Nord", &["West ", "כהן", "שלום", " Nord"]); }
        #[test] fn latin_within_hebrew() { check("שלום כהן Nord", &["Nord", "כהן", "שלום"]); }
        #[test] fn a_number_keeps_its_order() { check("שלום כהן 2026", &["2026", "כהן", "שלום"]); }
        #[test] fn a_box_stands_in_its_place() { check("שלום \u{1f600}", &["\u{1f600}", "שלום"]); }
    }

    #[test]
    fn each_line_is_turned_by_itself() {
        assert_eq!(seen("שלום כהן שלום כהן", 60.0), [["כהן", "שלום"], ["כהן", "שלום"]]);
    }

    #[test]
    fn han_may_break_anywhere_but_before_a_closing_sign() {
        let lines = seen("東京支社営業部、大阪", 7.3 * BODY.size);
        assert_eq!(lines, [["東京支社営業"], ["部、大阪"]]);
    }

    #[test]
    fn marks_come_in_reading_order() {
        let fonts = sample::fonts();
        let mut marks = Vec::new();
        Typesetter::new(&fonts).line(BODY, "a שלום \u{1f600} כהן b", 500.0).put(Point::default(), &mut marks);
        let text = |mark: &Mark| match &mark.shape {
            Shape::Text(run) => run.text().to_owned(),
            Shape::Missing(missing) => missing.text.clone(),
            Shape::Fill { .. } | Shape::Stroke { .. } | Shape::Image(_) => String::new(),
        };
        assert_eq!(marks.iter().map(text).collect::<String>(), "a שלום \u{1f600} כהן b");
    }

    #[test]
    fn joined_letters_are_other_glyphs() {
        let fonts = sample::fonts();
        let mut typesetter = Typesetter::new(&fonts);
        let mut glyphs = |text: &str| -> Vec<u16> {
            typesetter.line(BODY, text, 500.0).shaped.glyphs.iter().map(|glyph| glyph.id).collect()
        };
        assert_ne!(glyphs("سسس")[1], glyphs("س")[0]);
    }
}
