//! Text as glyphs: shaped once, measured, broken into lines.
//!
//! Every text passes `text::clean` here, so no control character reaches a page. Signs that no font can show
//! become visible boxes and a warning; they keep their text for those who copy or listen.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use harfrust::{Direction, ShapeOptions, ShapePlan, Shaper, UnicodeBuffer};

use super::font::{Face, Fonts};
use super::style::Letter;
use super::{Ink, Mark, Missing, Point, Run, Shape, Warning};
use crate::text;

/// The width of the box that stands for a missing glyph, in ems.
const MISSING_WIDTH: f32 = 0.62;
/// How far a glyph may be moved up or down from its line, in ems: more than any written language does.
const FARTHEST_UP: f32 = 0.6;
const ELLIPSIS: &str = "\u{2026}";

/// A text as the glyphs of one face, in ems. It holds no line break.
#[derive(Debug, PartialEq)]
pub struct Shaped {
    pub text: String,
    pub face: Face,
    pub glyphs: Vec<Glyph>,
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

    fn start(&self, glyph: usize) -> usize {
        self.glyphs.get(glyph).map_or(self.text.len(), |glyph| glyph.start as usize)
    }

    /// Returns the width of some glyphs in ems, without spaces at the end.
    pub fn width_of(&self, glyphs: &Range<usize>) -> f32 {
        let glyphs = self.glyphs.get(glyphs.clone()).unwrap_or(&[]);
        let end = glyphs.iter().rposition(|glyph| !glyph.space).map_or(0, |last| last + 1);
        glyphs.iter().take(end).map(|glyph| glyph.advance).sum()
    }
}

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
    /// Puts the line's marks, its baseline beginning at a point.
    pub fn put(&self, at: Point, marks: &mut Vec<Mark>) {
        let mut x = at.x;
        let mut start = self.glyphs.start;
        let glyphs = self.shaped.glyphs.get(self.glyphs.clone()).unwrap_or(&[]);
        let mut pen = at.x;
        for (index, glyph) in glyphs.iter().enumerate() {
            let advance = glyph.advance * self.letter.size;
            if glyph.id == 0 {
                let here = self.glyphs.start + index;
                self.put_run(Point::new(x, at.y), start..here, marks);
                let text = self.shaped.text_of(&(here..here + 1)).to_owned();
                let Letter { size, ink, .. } = self.letter;
                let missing = Missing { at: Point::new(pen, at.y), width: advance, size, ink, text };
                marks.push(Mark { node: None, shape: Shape::Missing(missing) });
                start = here + 1;
                x = pen + advance;
            }
            pen += advance;
        }
        self.put_run(Point::new(x, at.y), start..self.glyphs.end, marks);
    }

    fn put_run(&self, at: Point, glyphs: Range<usize>, marks: &mut Vec<Mark>) {
        if glyphs.is_empty() {
            return;
        }
        let Letter { face, size, ink, .. } = self.letter;
        let run = Run { at, face, size, ink, shaped: Arc::clone(&self.shaped), glyphs };
        marks.push(Mark { node: None, shape: Shape::Text(run) });
    }

    pub fn ink(self, ink: Ink) -> Line {
        Line { letter: self.letter.ink(ink), ..self }
    }
}

/// Shapes texts, remembers them, and notes what could not be shown.
pub struct Typesetter<'a> {
    faces: [Setter<'a>; 3],
    warnings: Vec<Warning>,
}

/// One face at work.
struct Setter<'a> {
    face: Face,
    shaper: Shaper<'a>,
    /// One for each script met so far.
    plans: Vec<ShapePlan>,
    known: HashMap<String, Arc<Shaped>>,
    /// Handed back and forth, so that its memory is used again.
    buffer: Option<UnicodeBuffer>,
}

impl<'a> Typesetter<'a> {
    pub fn new(fonts: &'a Fonts) -> Typesetter<'a> {
        let faces = Face::ALL.map(|face| Setter {
            face,
            shaper: fonts.font(face).shaper(),
            plans: Vec::new(),
            known: HashMap::new(),
            buffer: None,
        });
        Typesetter { faces, warnings: Vec::new() }
    }

    /// Returns what could not be shown as it was written.
    pub fn into_warnings(self) -> Vec<Warning> {
        self.warnings
    }

    fn warn(&mut self, warning: Warning) {
        // A foot is cut on every page, and told once.
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
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

    /// Like `lines`, with lines of about the same width: for headings.
    pub fn balanced_lines(&mut self, letter: Letter, text: &str, width: f32) -> Vec<Line> {
        let shaped = self.shaped(letter.face, text);
        let count = |width: f32| {
            let mut count = 0;
            break_lines(&shaped, width / letter.size, |_| count += 1);
            count
        };
        let wanted = count(width);
        let (mut narrow, mut wide) = (width / 2.0, width);
        if wanted > 1 {
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

    /// Returns a text's width in points, set on one line.
    pub fn width(&mut self, letter: Letter, text: &str) -> f32 {
        let shaped = self.shaped(letter.face, text);
        shaped.width_of(&(0..shaped.glyphs.len())) * letter.size
    }

    fn shaped(&mut self, face: Face, text: &str) -> Arc<Shaped> {
        let text = text::clean(text);
        let setter = match face {
            Face::Regular => &mut self.faces[0],
            Face::Bold => &mut self.faces[1],
            Face::Italic => &mut self.faces[2],
        };
        if let Some(shaped) = setter.known.get(text.as_ref()) {
            return Arc::clone(shaped);
        }
        let shaped = Arc::new(setter.shape(&text));
        if let Some(warning) = missing_signs(&shaped) {
            self.warnings.push(warning);
        }
        setter.known.insert(text.into_owned(), Arc::clone(&shaped));
        shaped
    }
}

impl Setter<'_> {
    fn shape(&mut self, text: &str) -> Shaped {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.guess_segment_properties();
        let script = Some(buffer.script());
        let plan = match self.plans.iter().position(|plan| plan.script() == script) {
            Some(known) => known,
            None => {
                self.plans.push(ShapePlan::new(&self.shaper, Direction::LeftToRight, script, None, &[]));
                self.plans.len() - 1
            }
        };
        let options = ShapeOptions::new().plan(self.plans.get(plan));
        let shaped = self.shaper.shape(buffer, options);
        let em = self.shaper.units_per_em() as f32;
        let glyphs = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| {
                // Both hold: glyph numbers of a font file have 16 bits, and 0 is what shows none.
                let id = u16::try_from(info.glyph_id).unwrap_or(0);
                Glyph {
                    id,
                    start: info.cluster,
                    advance: if id == 0 { MISSING_WIDTH } else { position.x_advance as f32 / em },
                    right: position.x_offset as f32 / em,
                    // Accents heaped upon accents stay within reach of their line.
                    up: (position.y_offset as f32 / em).clamp(-FARTHEST_UP, FARTHEST_UP),
                    may_begin_line: false,
                    space: false,
                }
            })
            .collect();
        self.buffer = Some(shaped.clear());
        let mut shaped = Shaped { text: text.to_owned(), face: self.face, glyphs };
        share_clusters(&mut shaped);
        mark_breaks(&mut shaped);
        shaped
    }
}

/// Where several glyphs show one cluster of as many signs, gives each its sign.
fn share_clusters(shaped: &mut Shaped) {
    let mut first = 0;
    while first < shaped.glyphs.len() {
        let start = shaped.glyphs[first].start;
        let end = (first..shaped.glyphs.len())
            .find(|index| shaped.glyphs[*index].start != start)
            .unwrap_or(shaped.glyphs.len());
        if end - first > 1 {
            let text = shaped.text_of(&(end - 1..end)).to_owned();
            if text.chars().count() == end - first {
                for (glyph, (offset, _)) in shaped.glyphs[first..end].iter_mut().zip(text.char_indices()) {
                    glyph.start = start + offset as u32;
                }
            }
        }
        first = end;
    }
}

/// Notes which glyphs may begin a line and which are spaces.
fn mark_breaks(shaped: &mut Shaped) {
    let mut breaks = unicode_linebreak::linebreaks(&shaped.text).map(|(at, _)| at).peekable();
    let mut last_start = None;
    for glyph in &mut shaped.glyphs {
        let start = glyph.start as usize;
        while breaks.next_if(|at| *at < start).is_some() {}
        // Only the first glyph of a cluster can begin a line.
        glyph.may_begin_line = breaks.peek() == Some(&start) && last_start != Some(start);
        last_start = Some(start);
        glyph.space =
            shaped.text.get(start..).is_some_and(|rest| rest.starts_with([' ', '\u{2009}', '\u{3000}']));
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

fn line(shaped: &Arc<Shaped>, glyphs: Range<usize>, letter: Letter) -> Line {
    let width = shaped.width_of(&glyphs) * letter.size;
    Line { shaped: Arc::clone(shaped), glyphs, letter, width }
}

/// Returns a warning that names the signs no glyph was found for.
fn missing_signs(shaped: &Shaped) -> Option<Warning> {
    let mut signs = String::new();
    for (index, _) in shaped.glyphs.iter().enumerate().filter(|(_, glyph)| glyph.id == 0) {
        for sign in shaped.text_of(&(index..index + 1)).chars() {
            if !signs.contains(sign) && signs.chars().count() < 20 {
                signs.push(sign);
            }
        }
    }
    (!signs.is_empty()).then(|| Warning::NoGlyph { signs, text: shaped.text.clone() })
}

#[cfg(test)]
mod tests {
    use super::super::style::BODY;
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
    fn unknown_signs_are_told_once_and_stay_visible() {
        let fonts = Fonts::embedded().unwrap();
        let mut typesetter = Typesetter::new(&fonts);
        let mut marks = Vec::new();
        for line in typesetter.lines(BODY, "Team 東京 Nord", 400.0) {
            line.put(Point::default(), &mut marks);
        }
        let boxes = marks.iter().filter(|mark| matches!(mark.shape, Shape::Missing(_))).count();
        assert_eq!((marks.len(), boxes), (4, 2));
        let want = Warning::NoGlyph { signs: "東京".to_owned(), text: "Team 東京 Nord".to_owned() };
        assert_eq!(typesetter.into_warnings(), [want]);
    }

    #[test]
    fn a_hundred_thousand_signs_are_quick() {
        let fonts = Fonts::embedded().unwrap();
        let mut typesetter = Typesetter::new(&fonts);
        assert!(typesetter.lines(BODY, &"x".repeat(100_000), 400.0).len() > 1000);
    }
}
