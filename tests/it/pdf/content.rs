//! A page's content: which text is shown where, in which colour, upon which ground, and in which stretch.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Fault, ensure, text_of};

/// A page that has been read.
pub(super) struct Page {
    /// The text of each numbered stretch, and where it begins to be drawn, from the foot.
    pub(super) stretches: BTreeMap<i64, Stretch>,
    pub(super) shown: Vec<Shown>,
}

#[derive(Default)]
pub(super) struct Stretch {
    pub(super) text: String,
    /// The same text as it is drawn, run by run.
    pub(super) runs: Vec<String>,
    pub(super) top: f32,
    pub(super) draws: bool,
}

/// A piece of text on a page. Lengths are points, from the page's left and from its foot.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) page: usize,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) baseline: f32,
    pub(crate) text: String,
    pub(crate) ink: Color,
    /// What lies under it, at its beginning, in its middle and at its end.
    pub(crate) grounds: [Color; 3],
    /// Whether it belongs to no part of the text, as a footer.
    pub(crate) is_decoration: bool,
    /// The size of its page.
    pub(crate) paper: (f32, f32),
}

/// The lines around an area, each closed from its last point to its first.
type Rings = Vec<Vec<(f32, f32)>>;

/// Red, green and blue, from 0 to 1.
pub(crate) type Color = [f32; 3];

/// The contrast between two colours, from 1 to 21, after WCAG 2.
pub(crate) fn contrast(one: Color, other: Color) -> f32 {
    let luminance = |color: Color| {
        let channel = |part: f32| match part {
            dark if dark <= 0.040_45 => dark / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        };
        0.2126 * channel(color[0]) + 0.7152 * channel(color[1]) + 0.0722 * channel(color[2]) + 0.05
    };
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

/// A font as the page names it: the text and the width (in ems) of each code.
struct Font {
    texts: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f32>,
}

/// A stretch that is open.
#[derive(Default)]
struct Open {
    number: Option<i64>,
    is_decoration: bool,
    /// What is read in place of what is drawn.
    says: Option<String>,
    /// What is read from right to left, sign by sign as it stands from left to right.
    reversed: Option<Vec<String>>,
    /// Whether a glyph is shown in it, seen or not: without one, nothing of it can be copied.
    has_glyphs: bool,
}

struct Reader {
    index: usize,
    fonts: BTreeMap<Vec<u8>, Font>,
    open: Vec<Open>,
    page: Page,
    paper: (f32, f32),
    fill: Color,
    stroke: Color,
    saved: Vec<(Color, Color)>,
    path: Rings,
    /// What has been filled, each with its colour; later ones cover earlier ones.
    filled: Vec<(Rings, Color)>,
    in_text: bool,
    font: Option<(Vec<u8>, f32)>,
    /// Whether text is shown that nobody sees.
    unseen: bool,
    pen: (f32, f32),
}

pub(super) fn page(document: &Document, id: ObjectId, index: usize) -> Result<Page, Fault> {
    let error = |error: lopdf::Error| error.to_string();
    let dictionary = document.get_dictionary(id).map_err(error)?;
    let sheet = dictionary.get(b"MediaBox").and_then(Object::as_array).map_err(error)?;
    let length = |index: usize| sheet.get(index).and_then(|length| length.as_float().ok()).unwrap_or(0.0);
    let mut fonts = BTreeMap::new();
    for (name, font) in document.get_page_fonts(id).map_err(error)? {
        fonts.insert(name, Font::read(document, font)?);
    }
    let content = Content::decode_strict(&document.get_page_content(id)).map_err(error)?;
    let mut reader = Reader {
        index,
        fonts,
        open: Vec::new(),
        page: Page { stretches: BTreeMap::new(), shown: Vec::new() },
        paper: (length(2), length(3)),
        fill: [0.0; 3],
        stroke: [0.0; 3],
        saved: Vec::new(),
        path: Vec::new(),
        filled: Vec::new(),
        in_text: false,
        font: None,
        unseen: false,
        pen: (0.0, 0.0),
    };
    for operation in &content.operations {
        reader.take(&operation.operator, &operation.operands)?;
    }
    ensure(!reader.unseen, || "text is still unseen where the page ends".to_owned())?;
    ensure(reader.open.is_empty() && reader.saved.is_empty() && !reader.in_text, || {
        "something is still open where the page ends".to_owned()
    })?;
    Ok(reader.page)
}

impl Reader {
    fn take(&mut self, operator: &str, operands: &[Object]) -> Result<(), Fault> {
        let number = |index: usize| operands.get(index).and_then(|operand| operand.as_float().ok());
        let numbers = || (0..operands.len()).filter_map(number).collect::<Vec<f32>>();
        match (operator, numbers().as_slice()) {
            ("BMC" | "BDC", _) => self.begin(operands)?,
            ("EMC", _) => {
                let closed = self.open.pop().ok_or("a stretch ends that never began")?;
                let says_more = closed.says.as_ref().is_some_and(|says| !says.is_empty());
                ensure(closed.has_glyphs || !says_more, || {
                    format!("no glyph stands for {:?}, so nobody can copy it", closed.says)
                })?;
                if let Some(signs) = closed.reversed {
                    signs.iter().rev().for_each(|sign| self.say(sign));
                }
            }
            ("BT", _) => {
                ensure(!self.in_text, || "text within text".to_owned())?;
                self.in_text = true;
            }
            ("ET", _) => {
                ensure(self.in_text, || "text ends that never began".to_owned())?;
                self.in_text = false;
            }
            ("Tf", [size]) => {
                let name = operands[0].as_name().map_err(|error| error.to_string())?;
                self.font = Some((name.to_vec(), *size));
            }
            ("Tm", [1.0, 0.0, 0.0, 1.0, x, y]) => {
                ensure(self.in_text, || "a place for text outside of text".to_owned())?;
                self.pen = (*x, *y);
            }
            ("Tj", _) => self.show(operands)?,
            ("TJ", _) => {
                let items = operands.first().and_then(|items| items.as_array().ok());
                self.show(items.ok_or("text that is no list")?)?;
            }
            ("rg", [red, green, blue]) => self.fill = [*red, *green, *blue],
            ("RG", [red, green, blue]) => self.stroke = [*red, *green, *blue],
            ("q", _) => self.saved.push((self.fill, self.stroke)),
            ("Q", _) => (self.fill, self.stroke) = self.saved.pop().ok_or("a state that was never saved")?,
            ("m", [x, y]) => self.path.push(vec![(*x, *y)]),
            ("l", [x, y]) => self.line_to(*x, *y)?,
            ("c", [x1, y1, x2, y2, x, y]) => self.curve_to([(*x1, *y1), (*x2, *y2), (*x, *y)])?,
            ("re", [x, y, width, height]) => {
                let corners = [(0.0, 0.0), (*width, 0.0), (*width, *height), (0.0, *height)];
                self.path.push(corners.map(|(right, up)| (x + right, y + up)).to_vec());
            }
            ("h", []) => {}
            ("f" | "f*" | "B" | "b" | "B*" | "b*", []) => {
                self.draws()?;
                let path = std::mem::take(&mut self.path);
                self.filled.push((path, self.fill));
            }
            ("S" | "s", []) => {
                self.draws()?;
                self.path.clear();
            }
            ("n", []) => self.path.clear(),
            ("Do", _) => self.draws()?,
            ("W" | "W*", []) | ("w" | "j" | "J" | "M" | "i", [_]) | ("d" | "gs", _) => {}
            ("cm", [_, _, _, _, _, _]) | ("Tc" | "Tw" | "Ts" | "TL" | "Tz", [_]) => {}
            ("Tr", [mode]) => self.unseen = *mode == 3.0,
            (unknown, _) => return Err(format!("an operation that we never write: {unknown} {operands:?}")),
        }
        Ok(())
    }

    fn begin(&mut self, operands: &[Object]) -> Result<(), Fault> {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).ok_or("a stretch without a tag")?;
        let mut open = Open {
            is_decoration: tag == b"Artifact",
            reversed: (tag == b"ReversedChars").then(Vec::new),
            ..Open::default()
        };
        if let Some(properties) = operands.get(1) {
            let properties = properties.as_dict().map_err(|error| error.to_string())?;
            open.number = properties.get(b"MCID").ok().and_then(|number| number.as_i64().ok());
            open.says = properties.get(b"ActualText").ok().map(text_of).transpose()?;
        }
        let says = open.says.clone();
        if let Some(number) = open.number {
            let nested = self.open.iter().any(|outer| outer.number.is_some() || outer.is_decoration);
            ensure(!nested, || format!("stretch {number} lies in another one"))?;
            let again = self.page.stretches.insert(number, Stretch::default());
            ensure(again.is_none(), || format!("stretch {number} is there twice"))?;
        }
        let within = self.open.iter().any(|outer| outer.says.is_some());
        self.open.push(open);
        if let (Some(says), false) = (says, within) {
            self.say(&says);
        }
        Ok(())
    }

    fn stretch(&mut self) -> Option<&mut Stretch> {
        let number = self.open.iter().find_map(|open| open.number)?;
        self.page.stretches.get_mut(&number)
    }

    fn say(&mut self, text: &str) {
        if let Some(signs) = self.open.iter_mut().rev().find_map(|open| open.reversed.as_mut()) {
            signs.push(text.to_owned());
            return;
        }
        if let Some(stretch) = self.stretch() {
            stretch.text.push_str(text);
        }
    }

    /// Whatever is drawn belongs to the text or is said to be decoration.
    fn draws(&mut self) -> Result<(), Fault> {
        let top = self.path.iter().flatten().map(|(_, y)| *y).fold(f32::MIN, f32::max);
        if let Some(stretch) = self.stretch() {
            stretch.top = if stretch.draws { stretch.top.max(top) } else { top };
            stretch.draws = true;
            return Ok(());
        }
        ensure(self.open.iter().any(|open| open.is_decoration), || {
            "something is drawn in no stretch".to_owned()
        })
    }

    fn show(&mut self, items: &[Object]) -> Result<(), Fault> {
        ensure(self.in_text, || "text outside of text".to_owned())?;
        let (name, size) = self.font.clone().ok_or("text without a font")?;
        let font = self.fonts.get(&name).ok_or("text in a font that is not there")?;
        let mut signs: Vec<&str> = Vec::new();
        let mut ems = 0.0;
        for item in items {
            match item {
                Object::String(codes, _) => {
                    for code in codes.chunks(2) {
                        let code = code.try_into().map(u16::from_be_bytes);
                        let code = code.map_err(|error| format!("half a code: {error}"))?;
                        ensure(code != 0, || "the glyph that shows nothing".to_owned())?;
                        let sign = font.texts.get(&code);
                        signs.push(sign.ok_or_else(|| format!("code {code} says nothing"))?);
                        ems += font.widths.get(&code).ok_or_else(|| format!("code {code} has no width"))?;
                    }
                }
                moved => ems -= moved.as_float().map_err(|error| error.to_string())? / 1000.0,
            }
        }
        self.open.iter_mut().for_each(|open| open.has_glyphs = true);
        if self.unseen {
            let stands_for = self.open.iter().any(|open| open.says.is_some());
            return ensure(stands_for, || "text that nobody sees stands for nothing".to_owned());
        }
        let text = signs.concat();
        let signs: Vec<String> = signs.into_iter().map(str::to_owned).collect();
        let blank = text.trim_start().is_empty();
        let (left, baseline) = self.pen;
        let right = left + ems * size;
        self.pen.0 = right;
        if !self.open.iter().any(|open| open.says.is_some()) {
            signs.iter().for_each(|sign| self.say(sign));
        }
        if let Some(stretch) = self.stretch() {
            stretch.runs.push(text.clone());
            stretch.top = if stretch.draws { stretch.top.max(baseline + size) } else { baseline + size };
            stretch.draws = true;
        } else {
            let is_decoration = self.open.iter().any(|open| open.is_decoration);
            ensure(is_decoration, || format!("{text:?} belongs to nothing"))?;
        }
        if !blank {
            let grounds = [left + 0.5, (left + right) / 2.0, right - 0.5];
            self.page.shown.push(Shown {
                page: self.index,
                left,
                right,
                baseline,
                text,
                ink: self.fill,
                grounds: grounds.map(|x| self.ground(x, baseline + 0.3 * size)),
                is_decoration: self.open.iter().any(|open| open.is_decoration),
                paper: self.paper,
            });
        }
        Ok(())
    }

    fn line_to(&mut self, x: f32, y: f32) -> Result<(), Fault> {
        self.path.last_mut().ok_or("a line from nowhere")?.push((x, y));
        Ok(())
    }

    fn curve_to(&mut self, [first, second, end]: [(f32, f32); 3]) -> Result<(), Fault> {
        let ring = self.path.last_mut().ok_or("a curve from nowhere")?;
        let start = ring.last().copied().ok_or("a curve from nowhere")?;
        for step in 1..=8 {
            let t = step as f32 / 8.0;
            let at = |of: fn((f32, f32)) -> f32| {
                let u = 1.0 - t;
                u * u * u * of(start)
                    + 3.0 * u * u * t * of(first)
                    + 3.0 * u * t * t * of(second)
                    + t * t * t * of(end)
            };
            ring.push((at(|point| point.0), at(|point| point.1)));
        }
        Ok(())
    }

    /// The colour that lies on top at a point; the paper is white.
    fn ground(&self, x: f32, y: f32) -> Color {
        let covering = self.filled.iter().rev().find(|(rings, _)| winds_around(rings, x, y));
        covering.map_or([1.0; 3], |(_, color)| *color)
    }
}

/// Whether closed rings run around a point, counted as a painter does (nonzero winding).
fn winds_around(rings: &[Vec<(f32, f32)>], x: f32, y: f32) -> bool {
    let mut winding = 0;
    for ring in rings {
        for (one, other) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let crosses = (one.1 <= y) != (other.1 <= y);
            if crosses && one.0 + (y - one.1) / (other.1 - one.1) * (other.0 - one.0) > x {
                winding += if one.1 < other.1 { 1 } else { -1 };
            }
        }
    }
    winding != 0
}

impl Font {
    fn read(document: &Document, font: &Dictionary) -> Result<Font, Fault> {
        let error = |error: lopdf::Error| error.to_string();
        let texts = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream).map_err(error)?;
        let texts = texts.get_plain_content().map_err(error)?;
        let inner = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).map_err(error)?;
        let inner = inner.first().ok_or("a font of nothing")?;
        let (_, inner) = document.dereference(inner).map_err(error)?;
        let widths = inner.as_dict().and_then(|inner| inner.get_deref(b"W", document));
        let widths = widths.and_then(Object::as_array).map_err(error)?;
        Ok(Font {
            texts: texts_of_codes(&String::from_utf8_lossy(&texts))?,
            widths: widths_of_codes(widths)?,
        })
    }
}

/// Reads `<0001> <0020>` and `<0001> <0004> <0041>` between the words that open and close such lists.
fn texts_of_codes(map: &str) -> Result<BTreeMap<u16, String>, Fault> {
    let mut texts = BTreeMap::new();
    let mut kind = "";
    for line in map.lines() {
        match line.trim() {
            line if line.ends_with("beginbfchar") => kind = "char",
            line if line.ends_with("beginbfrange") => kind = "range",
            "endbfchar" | "endbfrange" => kind = "",
            line if kind.is_empty() || line.is_empty() => {}
            line => {
                let parts: Vec<&str> =
                    line.split(['<', '>']).map(str::trim).filter(|part| !part.is_empty()).collect();
                let code = |index: usize| {
                    parts.get(index).and_then(|part| u16::from_str_radix(part, 16).ok()).ok_or("no code")
                };
                let (first, last) = (code(0)?, if kind == "range" { code(1)? } else { code(0)? });
                let text = parts.last().ok_or("no text")?;
                for (step, code) in (first..=last).enumerate() {
                    let units = text.as_bytes().chunks(4).map(|unit| {
                        let unit = std::str::from_utf8(unit).unwrap_or_default();
                        u16::from_str_radix(unit, 16).map_err(|error| format!("no text: {line}: {error}"))
                    });
                    let mut units: Vec<u16> = units.collect::<Result<_, _>>()?;
                    if let Some(last) = units.last_mut() {
                        *last += step as u16;
                    }
                    let text = String::from_utf16(&units)
                        .map_err(|error| format!("half a sign: {line}: {error}"))?;
                    ensure(texts.insert(code, text).is_none(), || format!("two texts for code {code}"))?;
                }
            }
        }
    }
    Ok(texts)
}

/// Reads `1 [259 408]` and `4 6 500`.
fn widths_of_codes(list: &[Object]) -> Result<BTreeMap<u16, f32>, Fault> {
    let mut widths = BTreeMap::new();
    let mut rest = list;
    let float =
        |object: &Object| object.as_float().map(|width| width / 1000.0).map_err(|error| error.to_string());
    while let [first, second, after @ ..] = rest {
        let start = first.as_i64().map_err(|error| error.to_string())? as u16;
        if let Ok(each) = second.as_array() {
            for (code, width) in (start..).zip(each) {
                widths.insert(code, float(width)?);
            }
            rest = after;
        } else {
            let [width, after @ ..] = after else { return Err("a width is missing".to_owned()) };
            let end = second.as_i64().map_err(|error| error.to_string())? as u16;
            for code in start..=end {
                widths.insert(code, float(width)?);
            }
            rest = after;
        }
    }
    Ok(widths)
}
