//! Texts shaped: a simple one as a whole, any other item by item.

use std::collections::HashMap;
use std::sync::Arc;

use harfrust::{Language, Script, ShapeOptions, ShapePlan, Shaper, Tag, UnicodeBuffer};
use unicode_bidi::Level;

use super::itemise::{self, Item};
use super::{Direction, Glyph, Shaped, Span};
use crate::page::font::{Face, FontNumber, Fonts};
use crate::page::han::{self, HanStyle};

/// The width of the box that stands for a missing glyph, in ems.
const MISSING_WIDTH: f32 = 0.62;
/// How far a glyph may be moved up or down from its line, in ems: more than any written language does.
const FARTHEST_UP: f32 = 0.6;

/// One face at work.
pub(super) struct Setter<'a> {
    face: Face,
    font: FontNumber,
    /// `None` only for a font that could be read and no longer can: it shows nothing.
    shaper: Option<Shaper<'a>>,
    /// One for each script met so far.
    plans: Vec<ShapePlan>,
    known: HashMap<String, Arc<Shaped>>,
    /// Handed back and forth, so that its memory is used again.
    buffer: Option<UnicodeBuffer>,
}

/// What texts of several fonts need: a plan for each font, script and direction met so far.
#[derive(Default)]
pub(super) struct Others {
    pub(super) han: HanStyle,
    plans: Vec<(FontNumber, ShapePlan)>,
}

impl<'a> Setter<'a> {
    pub(super) fn new(face: Face, fonts: &'a Fonts) -> Setter<'a> {
        let (font, body) = fonts.body(face);
        let shaper = body.shaper();
        Setter { face, font, shaper, plans: Vec::new(), known: HashMap::new(), buffer: None }
    }

    pub(super) fn known(&self, text: &str) -> Option<Arc<Shaped>> {
        self.known.get(text).map(Arc::clone)
    }

    pub(super) fn keep(&mut self, text: String, shaped: &Arc<Shaped>) {
        self.known.insert(text, Arc::clone(shaped));
    }

    pub(super) fn shape(&mut self, text: &str, fonts: &Fonts, others: &mut Others) -> Shaped {
        if itemise::is_simple(text) {
            let shaped = self.whole(text);
            if shaped.glyphs.iter().all(|glyph| glyph.id != 0) {
                return shaped;
            }
        }
        self.item_by_item(text, fonts, others)
    }

    fn whole(&mut self, text: &str) -> Shaped {
        let mut glyphs = Vec::new();
        if let Some(shaper) = &self.shaper {
            let mut buffer = self.buffer.take().unwrap_or_default();
            buffer.push_str(text);
            buffer.set_direction(harfrust::Direction::LeftToRight);
            buffer.guess_segment_properties();
            let script = Some(buffer.script());
            let plan = match self.plans.iter().position(|plan| plan.script() == script) {
                Some(known) => known,
                None => {
                    let direction = harfrust::Direction::LeftToRight;
                    self.plans.push(ShapePlan::new(shaper, direction, script, None, &[]));
                    self.plans.len() - 1
                }
            };
            self.buffer = Some(shape(shaper, buffer, self.plans.get(plan), 0, &mut glyphs));
        }
        self.finished(text, glyphs, Vec::new(), Direction::LeftToRight)
    }

    fn item_by_item(&mut self, text: &str, fonts: &Fonts, others: &mut Others) -> Shaped {
        let (items, direction) = itemise::items(text, self.face, fonts, others.han);
        let mut glyphs = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        for item in items {
            let first = glyphs.len();
            let Some(signs) = text.get(item.text.clone()) else { continue };
            let mut buffer = self.buffer.take().unwrap_or_default();
            buffer.push_str(signs);
            self.buffer = others.shape(buffer, &item, fonts, &mut glyphs);
            match spans.last_mut() {
                // Another script only: it is shaped by itself, and shown like what is before it.
                Some(Span { glyphs: before, font, level }) if (*font, *level) == (item.font, item.level) => {
                    before.end = glyphs.len();
                }
                Some(_) | None => {
                    spans.push(Span { glyphs: first..glyphs.len(), font: item.font, level: item.level });
                }
            }
        }
        if let [Span { font, level, .. }] = &spans[..]
            && (*font, *level) == (self.font, Level::ltr())
        {
            spans.clear();
        }
        self.finished(text, glyphs, spans, direction)
    }

    fn finished(&self, text: &str, glyphs: Vec<Glyph>, spans: Vec<Span>, direction: Direction) -> Shaped {
        let (face, font) = (self.face, self.font);
        let mut shaped = Shaped { text: text.to_owned(), face, glyphs, font, spans, direction };
        share_clusters(&mut shaped);
        mark_breaks(&mut shaped);
        shaped
    }
}

impl Others {
    /// Shapes an item, whose text the buffer holds, and gives the buffer back.
    fn shape(
        &mut self,
        mut buffer: UnicodeBuffer,
        item: &Item,
        fonts: &Fonts,
        glyphs: &mut Vec<Glyph>,
    ) -> Option<UnicodeBuffer> {
        let font = fonts.font(item.font)?;
        let shaper = font.shaper()?;
        let direction = match item.level.is_rtl() {
            true => harfrust::Direction::RightToLeft,
            false => harfrust::Direction::LeftToRight,
        };
        let script = Tag::new_checked(item.script.short_name().as_bytes()).ok();
        let script = script.and_then(Script::from_iso15924_tag);
        buffer.set_direction(direction);
        if let Some(script) = script {
            buffer.set_script(script);
        }
        // A font that holds the ways of several countries is told which one to take.
        let language = han::is_of_east_asia(item.script).then(|| self.han.language());
        let language = language.and_then(|language| language.parse::<Language>().ok());
        if let Some(language) = &language {
            buffer.set_language(language.clone());
        }
        buffer.guess_segment_properties();
        let script = Some(buffer.script());
        let fits = |(font, plan): &(FontNumber, ShapePlan)| {
            (*font, plan.script(), plan.direction()) == (item.font, script, direction)
        };
        let plan = match self.plans.iter().position(fits) {
            Some(known) => known,
            None => {
                let plan = ShapePlan::new(&shaper, direction, script, language.as_ref(), &[]);
                self.plans.push((item.font, plan));
                self.plans.len() - 1
            }
        };
        let first = glyphs.len();
        let start = u32::try_from(item.text.start).ok()?;
        let plan = self.plans.get(plan).map(|(_, plan)| plan);
        let buffer = shape(&shaper, buffer, plan, start, glyphs);
        if item.level.is_rtl() {
            glyphs.get_mut(first..).unwrap_or_default().reverse();
        }
        Some(buffer)
    }
}

/// Shapes what a buffer holds; `start` is where its text begins in the whole.
fn shape(
    shaper: &Shaper,
    buffer: UnicodeBuffer,
    plan: Option<&ShapePlan>,
    start: u32,
    glyphs: &mut Vec<Glyph>,
) -> UnicodeBuffer {
    let shaped = shaper.shape(buffer, ShapeOptions::new().plan(plan));
    let em = shaper.units_per_em() as f32;
    let pairs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
    glyphs.extend(pairs.map(|(info, position)| {
        // Both hold: glyph numbers of a font file have 16 bits, and 0 is what shows none.
        let id = u16::try_from(info.glyph_id).unwrap_or(0);
        Glyph {
            id,
            start: start + info.cluster,
            advance: if id == 0 { MISSING_WIDTH } else { position.x_advance as f32 / em },
            right: position.x_offset as f32 / em,
            // Accents heaped upon accents stay within reach of their line.
            up: (position.y_offset as f32 / em).clamp(-FARTHEST_UP, FARTHEST_UP),
            may_begin_line: false,
            space: false,
        }
    }));
    shaped.clear()
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
