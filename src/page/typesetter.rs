//! Text as glyphs: shaped once, measured, broken into lines.
//!
//! Every text passes `text::clean` here, so no control character reaches a page. Signs that no font can show
//! become visible boxes and a warning; they keep their text for those who copy or listen.
//!
//! Glyphs are kept in the order in which their text is read; `Line` puts them where they stand, since some
//! scripts are read from the right. Most texts are of one font and read from the left: they are shaped as a
//! whole, and nothing else is asked about them.

mod itemise;
mod line;
mod shape;

use std::iter::Rev;
use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::Level;

use super::Warning;
use super::font::{Face, FontNumber, Fonts, is_seen};
use super::han::HanStyle;
use super::style::Letter;
use crate::text;
use crate::words::EN;
pub use line::Line;
use shape::{Others, Setter};

const ELLIPSIS: &str = "\u{2026}";

/// A text as the glyphs of one face, in ems. It holds no line break.
#[derive(Debug, PartialEq)]
pub struct Shaped {
    pub text: String,
    pub face: Face,
    /// In the order in which the text is read.
    pub glyphs: Vec<Glyph>,
    /// The font of a text without spans.
    pub font: FontNumber,
    /// Which glyphs are of which font and direction, from first to last. Empty when all are of `font` and
    /// read from the left.
    pub spans: Vec<Span>,
    /// From which side the text as a whole is read.
    pub direction: Direction,
}

/// Glyphs of one font and one level: levels count how often the direction turns, even ones read from the left.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub glyphs: Range<usize>,
    pub font: FontNumber,
    pub level: Level,
}

impl Span {
    pub fn direction(&self) -> Direction {
        if self.level.is_rtl() { Direction::RightToLeft } else { Direction::LeftToRight }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// Returns glyphs as they stand, from left to right.
    pub fn order(self, glyphs: &Range<usize>) -> Order {
        match self {
            Direction::LeftToRight => Order::Forward(glyphs.clone()),
            Direction::RightToLeft => Order::Backward(glyphs.clone().rev()),
        }
    }
}

/// Glyphs from left to right.
pub enum Order {
    Forward(Range<usize>),
    Backward(Rev<Range<usize>>),
}

impl Iterator for Order {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        match self {
            Order::Forward(glyphs) => glyphs.next(),
            Order::Backward(glyphs) => glyphs.next(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The glyph's number in its font; 0 when the font has none for this sign.
    pub id: u16,
    /// Where its text begins in `Shaped::text`.
    pub start: u32,
    pub advance: f32,
    /// How far the glyph is moved from the pen: right and up.
    pub right: f32,
    pub up: f32,
    /// Whether a line may begin with this glyph.
    pub may_begin_line: bool,
    pub space: bool,
}

impl Shaped {
    /// Returns the text of some glyphs.
    pub fn text_of(&self, glyphs: &Range<usize>) -> &str {
        self.text.get(self.start(glyphs.start)..self.start(glyphs.end)).unwrap_or("")
    }

    /// Returns the glyphs that show the same signs as one of them, together with it.
    pub fn cluster(&self, glyph: usize) -> Range<usize> {
        let Some(start) = self.glyphs.get(glyph).map(|glyph| glyph.start) else { return glyph..glyph };
        let alike = |index: &usize| self.glyphs.get(*index).is_some_and(|glyph| glyph.start == start);
        let before = (0..glyph).rev().take_while(alike).count();
        let after = (glyph + 1..self.glyphs.len()).take_while(alike).count();
        glyph - before..glyph + 1 + after
    }

    fn start(&self, glyph: usize) -> usize {
        self.glyphs.get(glyph).map_or(self.text.len(), |glyph| glyph.start as usize)
    }

    /// Returns the width of some glyphs in ems, without spaces at the end.
    pub fn width_of(&self, glyphs: &Range<usize>) -> f32 {
        self.advance_of(&self.without_spaces(glyphs))
    }

    /// Returns how far the pen moves over some glyphs, in ems.
    fn advance_of(&self, glyphs: &Range<usize>) -> f32 {
        let glyphs = self.glyphs.get(glyphs.clone()).unwrap_or(&[]);
        glyphs.iter().map(|glyph| glyph.advance).sum()
    }

    fn without_spaces(&self, glyphs: &Range<usize>) -> Range<usize> {
        let within = self.glyphs.get(glyphs.clone()).unwrap_or(&[]);
        let count = within.iter().rposition(|glyph| !glyph.space).map_or(0, |last| last + 1);
        glyphs.start..glyphs.start + count
    }

    /// Returns the parts of spans that lie within some glyphs.
    fn spans_of(&self, glyphs: &Range<usize>) -> Vec<Span> {
        let within = |span: &Span| {
            let part = span.glyphs.start.max(glyphs.start)..span.glyphs.end.min(glyphs.end);
            (!part.is_empty()).then_some(Span { glyphs: part, ..*span })
        };
        self.spans.iter().filter_map(within).collect()
    }
}

/// Shapes texts, remembers them, and notes what could not be shown.
pub struct Typesetter<'a> {
    fonts: &'a Fonts,
    faces: [Setter<'a>; 3],
    /// What texts of several fonts need.
    others: Others,
    warnings: Vec<Warning>,
}

impl<'a> Typesetter<'a> {
    pub fn new(fonts: &'a Fonts) -> Typesetter<'a> {
        let faces = Face::ALL.map(|face| Setter::new(face, fonts));
        Typesetter { fonts, faces, others: Others::default(), warnings: Vec::new() }
    }

    /// Draws the signs of East Asia in one country's way, whatever text they stand in.
    #[must_use]
    pub fn with_han(mut self, han: HanStyle) -> Typesetter<'a> {
        self.others.han = han;
        self
    }

    /// Returns what could not be shown as it was written.
    pub fn into_warnings(self) -> Vec<Warning> {
        self.warnings
    }

    fn warn(&mut self, warning: Warning) {
        // A foot is cut on every page, and told once. A name that is cut in the head alone and in the foot
        // together with something else is told in the same words.
        let says = warning.in_words(&EN);
        if self.warnings.iter().all(|known| known.in_words(&EN) != says) {
            self.warnings.push(warning);
        }
    }

    /// Notes signs without a glyph: all in one warning, which names the first text they stand in.
    fn warn_of_signs(&mut self, shaped: &Shaped) {
        const ENOUGH: usize = 20;
        let missing = shaped.glyphs.iter().enumerate().filter(|(_, glyph)| glyph.id == 0);
        let mut missing = missing.map(|(index, _)| shaped.text_of(&(index..index + 1))).peekable();
        if missing.peek().is_none() {
            return;
        }
        let known = self.warnings.iter().position(|warning| matches!(warning, Warning::NoGlyph { .. }));
        if known.is_none() {
            let text = shaped.text.clone();
            self.warnings.push(Warning::NoGlyph { signs: String::new(), text, others: 0 });
        }
        let place = known.unwrap_or(self.warnings.len() - 1);
        if let Some(Warning::NoGlyph { signs, text, others }) = self.warnings.get_mut(place) {
            for sign in missing.flat_map(str::chars).filter(|sign| is_seen(*sign)) {
                if !signs.contains(sign) && signs.chars().count() < ENOUGH {
                    signs.push(sign);
                }
            }
            *others += usize::from(*text != shaped.text);
        }
    }

    /// Breaks a text into lines no wider than `width`. A line break in the text begins a new line; a word
    /// wider than a line is broken where it must be. There is always at least one line.
    pub fn lines(&mut self, letter: Letter, text: &str, width: f32) -> Vec<Line> {
        let text = text::clean_lines(text);
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let shaped = self.shaped(letter.face, paragraph);
            break_lines(&shaped, width / letter.size, |glyphs| lines.push(line(&shaped, glyphs, letter)));
        }
        lines
    }

    /// Like `lines`, but without a last line of one short word where a little less width prevents it.
    pub fn paragraph(&mut self, letter: Letter, text: &str, width: f32) -> Vec<Line> {
        const SHORT: f32 = 0.12;
        let lines = self.lines(letter, text, width);
        let short =
            |lines: &[Line]| lines.len() > 1 && lines.last().is_some_and(|last| last.width < SHORT * width);
        if !short(&lines) {
            return lines;
        }
        for narrower in [0.97, 0.94, 0.91, 0.88, 0.85, 0.82] {
            let other = self.lines(letter, text, width * narrower);
            if other.len() == lines.len() && !short(&other) {
                return other;
            }
        }
        lines
    }

    /// Like `lines`, with lines of about the same width: for headings. No word is broken that fits on a line.
    pub fn balanced_lines(&mut self, letter: Letter, text: &str, width: f32) -> Vec<Line> {
        let shaped = self.shaped(letter.face, text);
        let count = |width: f32| {
            let mut count = 0;
            break_lines(&shaped, width / letter.size, |_| count += 1);
            count
        };
        let wanted = count(width);
        let widest = widest_word(&shaped) * letter.size;
        let (mut narrow, mut wide) = ((width / 2.0).max(widest), width);
        if wanted > 1 && count(narrow) <= wanted {
            wide = narrow.min(width);
        } else if wanted > 1 {
            for _ in 0..6 {
                let middle = (narrow + wide) / 2.0;
                if count(middle) > wanted { narrow = middle } else { wide = middle }
            }
        }
        let mut lines = Vec::new();
        break_lines(&shaped, wide / letter.size, |glyphs| lines.push(line(&shaped, glyphs, letter)));
        lines
    }

    /// Sets a text on one line. What is too wide ends in an ellipsis, which is told by a warning.
    pub fn line(&mut self, letter: Letter, text: &str, width: f32) -> Line {
        let shaped = self.shaped(letter.face, text);
        let all = 0..shaped.glyphs.len();
        if shaped.width_of(&all) * letter.size <= width {
            return line(&shaped, all, letter);
        }
        let shortened = self.shortened(letter, &shaped, 0, width);
        line(&shortened, 0..shortened.glyphs.len(), letter)
    }

    /// Sets a text on at most `count` lines; the last one may end in an ellipsis, which is told by a warning.
    pub fn lines_at_most(&mut self, letter: Letter, text: &str, width: f32, count: usize) -> Vec<Line> {
        let text = text::clean(text);
        let mut lines = self.lines(letter, &text, width);
        if lines.len() > count.max(1) {
            lines.truncate(count.max(1));
            if let Some(last) = lines.pop() {
                let shortened = self.shortened(letter, &last.shaped, last.glyphs.start, width);
                lines.push(line(&shortened, 0..shortened.glyphs.len(), letter));
            }
        }
        lines
    }

    /// Returns a text from one of its glyphs on, as much as fits before an ellipsis.
    fn shortened(&mut self, letter: Letter, shaped: &Shaped, from: usize, width: f32) -> Arc<Shaped> {
        self.warn(Warning::Shortened { text: shaped.text.clone() });
        let ellipsis = self.shaped(letter.face, ELLIPSIS);
        let room = width / letter.size - ellipsis.width_of(&(0..ellipsis.glyphs.len()));
        let mut end = from;
        let mut used = 0.0;
        for glyph in shaped.glyphs.iter().skip(from) {
            used += glyph.advance;
            if used > room {
                break;
            }
            end += 1;
        }
        let kept = shaped.text_of(&(from..end)).trim_end();
        self.shaped(letter.face, &format!("{kept}{ELLIPSIS}"))
    }

    /// Returns from which side a text is read.
    pub fn direction(&mut self, letter: Letter, text: &str) -> Direction {
        let text = text::clean_lines(text);
        self.shaped(letter.face, text.lines().next().unwrap_or_default()).direction
    }

    /// Returns the width in points of a text's widest word: of what stands between two places where a line may end.
    pub fn widest_word(&mut self, letter: Letter, text: &str) -> f32 {
        widest_word(&self.shaped(letter.face, text)) * letter.size
    }

    /// Returns a text's width in points, set on one line.
    pub fn width(&mut self, letter: Letter, text: &str) -> f32 {
        let shaped = self.shaped(letter.face, text);
        shaped.width_of(&(0..shaped.glyphs.len())) * letter.size
    }

    fn shaped(&mut self, face: Face, text: &str) -> Arc<Shaped> {
        let text = text::clean(text);
        let [regular, bold, italic] = &mut self.faces;
        let setter = match face {
            Face::Regular => regular,
            Face::Bold => bold,
            Face::Italic => italic,
        };
        if let Some(shaped) = setter.known(&text) {
            return shaped;
        }
        let shaped = Arc::new(setter.shape(&text, self.fonts, &mut self.others));
        setter.keep(text.into_owned(), &shaped);
        self.warn_of_signs(&shaped);
        shaped
    }
}

/// Breaks a text into lines no wider than `width` (in ems) and hands each to `take`, spaces included.
fn break_lines(shaped: &Shaped, width: f32, mut take: impl FnMut(Range<usize>)) {
    let mut start = 0;
    let mut used = 0.0;
    // Where the line could end, and how wide what follows it is so far.
    let mut chance: Option<(usize, f32)> = None;
    for (index, glyph) in shaped.glyphs.iter().enumerate() {
        if glyph.may_begin_line && index > start {
            chance = Some((index, 0.0));
        }
        // A little slack, since a width that was measured may come back rounded.
        if !glyph.space && used + glyph.advance > width + 0.001 && index > start {
            let (end, rest) = chance.take().unwrap_or((index, 0.0));
            take(start..end);
            start = end;
            used = rest;
        }
        used += glyph.advance;
        if let Some((_, rest)) = &mut chance {
            *rest += glyph.advance;
        }
    }
    take(start..shaped.glyphs.len());
}

/// The width in ems of the widest stretch without a place where a line may end; spaces at its end do not count.
fn widest_word(shaped: &Shaped) -> f32 {
    let (mut widest, mut used): (f32, f32) = (0.0, 0.0);
    for glyph in &shaped.glyphs {
        if glyph.may_begin_line {
            used = 0.0;
        }
        used += glyph.advance;
        if !glyph.space {
            widest = widest.max(used);
        }
    }
    widest
}

fn line(shaped: &Arc<Shaped>, glyphs: Range<usize>, letter: Letter) -> Line {
    let width = shaped.width_of(&glyphs) * letter.size;
    Line { shaped: Arc::clone(shaped), glyphs, letter, width }
}

#[cfg(test)]
mod tests {
    use super::super::style::BODY;
    use super::super::{Point, Shape};
    use super::*;

    #[track_caller]
    fn check(text: &str, width: f32, want: &[&str]) {
        let fonts = Fonts::embedded().unwrap();
        let mut typesetter = Typesetter::new(&fonts);
        let lines = typesetter.lines(BODY, text, width);
        let got: Vec<&str> = lines.iter().map(|line| line.shaped.text_of(&line.glyphs).trim_end()).collect();
        assert_eq!(got, want);
        assert!(lines.iter().all(|line| line.width <= width + 0.1));
    }

    #[test]
    fn words_wrap() {
        check("one two three four", 60.0, &["one two", "three four"]);
    }

    #[test]
    fn a_heading_breaks_no_word_to_be_even() {
        let fonts = Fonts::embedded().unwrap();
        let mut typesetter = Typesetter::new(&fonts);
        let letter = crate::page::style::COVER_TITLE;
        let lines =
            typesetter.balanced_lines(letter, "Der löchrige Eimer: Selbsteinschätzung im Vertrieb", 400.0);
        let texts: Vec<&str> = lines.iter().map(|line| line.shaped.text_of(&line.glyphs).trim()).collect();
        assert_eq!(texts, ["Der löchrige Eimer:", "Selbsteinschätzung", "im Vertrieb"]);
    }

    #[test]
    fn a_long_word_is_broken() {
        check("incomprehensible", 50.0, &["incompre", "hensible"]);
    }

    #[test]
    fn a_line_break_begins_a_line() {
        check("one\ntwo", 200.0, &["one", "two"]);
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        check("", 200.0, &[""]);
    }

    #[test]
    fn a_no_break_space_holds() {
        check("at 10\u{a0}% more", 50.0, &["at 10\u{a0}%", "more"]);
    }

    #[test]
    fn what_is_too_wide_ends_in_an_ellipsis() {
        let fonts = Fonts::embedded().unwrap();
        let mut typesetter = Typesetter::new(&fonts);
        let line = typesetter.line(BODY, "Continuous development of the sales team", 90.0);
        assert!(line.shaped.text.ends_with('…'), "{}", line.shaped.text);
        assert!(line.width <= 90.0);
        assert_eq!(typesetter.into_warnings().len(), 1);
    }

    #[test]
    fn a_text_cut_in_two_places_is_told_once() {
        let fonts = Fonts::embedded().unwrap();
        let mut typesetter = Typesetter::new(&fonts);
        let name = "Continuous development of the sales team of all regions north of the river";
        for text in [name.to_owned(), format!("{name}  \u{b7}  Spring 2026"), name.to_owned()] {
            typesetter.line(BODY, &text, 90.0);
            typesetter.lines_at_most(BODY, &text, 90.0, 2);
        }
        assert_eq!(typesetter.warnings, [Warning::Shortened { text: name.to_owned() }]);
        typesetter.line(BODY, "Another text that is much too long for a place like this", 90.0);
        assert_eq!(typesetter.warnings.len(), 2);
    }

    #[test]
    fn unknown_signs_are_told_once_and_stay_visible() {
        let fonts = Fonts::embedded().unwrap();
        let mut typesetter = Typesetter::new(&fonts);
        let mut marks = Vec::new();
        for line in typesetter.lines(BODY, "Team 東京 Nord", 400.0) {
            line.put(Point::default(), &mut marks);
        }
        let boxes = marks.iter().filter(|mark| matches!(mark.shape, Shape::Missing(_))).count();
        assert_eq!((marks.len(), boxes), (4, 2));
        let (signs, text) = ("東京".to_owned(), "Team 東京 Nord".to_owned());
        let want = Warning::NoGlyph { signs, text, others: 0 };
        assert_eq!(typesetter.into_warnings(), [want]);
    }

    #[test]
    fn a_hundred_thousand_signs_are_quick() {
        let fonts = Fonts::embedded().unwrap();
        let mut typesetter = Typesetter::new(&fonts);
        assert!(typesetter.lines(BODY, &"x".repeat(100_000), 400.0).len() > 1000);
    }
}
