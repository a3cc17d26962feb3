//! What pages need beside their marks: fonts cut down to the glyphs that are used, with what each glyph says
//! when its text is copied, and pictures.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfFontMetricsStub, Pt, TextItem,
};
use skrifa::raw::TableProvider;
use subsetter::{GlyphRemapper, Tag};

use super::image::Images;
use super::{PdfError, rounded};
use crate::page::font::{Font, FontNumber, Fonts};
use crate::page::{Pages, Run, Shape};

/// What a glyph is copied as that says nothing by itself: no font may leave this open.
const NOTHING: &str = "\u{200b}";

/// The fonts and pictures a document uses.
pub(super) struct Embedded {
    fonts: BTreeMap<FontNumber, EmbeddedFont>,
    pub(super) images: Images,
}

pub(super) struct EmbeddedFont {
    pub(super) id: FontId,
    glyphs: BTreeMap<u16, EmbeddedGlyph>,
    parsed: ParsedFont,
}

/// A glyph of the cut-down font.
#[derive(Debug, Clone)]
pub(super) struct EmbeddedGlyph {
    pub(super) id: u16,
    /// In thousandths of an em, as the document states it.
    pub(super) width: f32,
    /// What is copied with it.
    pub(super) text: String,
    /// Whether it stands for other signs elsewhere.
    pub(super) many: bool,
}

impl Embedded {
    pub(super) fn of(pages: &Pages, fonts: &Fonts) -> Result<Embedded, PdfError> {
        let mut embedded = Embedded { fonts: BTreeMap::new(), images: Images::of(pages) };
        for (number, told) in told(pages) {
            if let Some(font) = fonts.font(number) {
                embedded.fonts.insert(number, EmbeddedFont::cut(number, &font, told)?);
            }
        }
        Ok(embedded)
    }

    pub(super) fn font(&self, number: FontNumber) -> Option<&EmbeddedFont> {
        self.fonts.get(&number)
    }

    /// The space of the first font that has one, or else the first glyph there is.
    pub(super) fn plainest(&self) -> Option<(FontNumber, &EmbeddedFont, &EmbeddedGlyph)> {
        let glyphs = || {
            let fonts = self.fonts.iter();
            fonts.flat_map(|(number, font)| font.glyphs.values().map(move |glyph| (*number, font, glyph)))
        };
        glyphs().find(|(_, _, glyph)| glyph.text == " ").or_else(|| glyphs().next())
    }

    pub(super) fn add_to(&self, document: &mut PdfDocument) {
        for font in self.fonts.values() {
            document.resources.fonts.map.insert(font.id.clone(), PdfFont::new(font.parsed.clone()));
        }
    }

    /// Shows every glyph once. printpdf keeps the fonts and glyphs that it sees on a page, and of a glyph what it
    /// was said to stand for there.
    pub(super) fn specimen(&self) -> Vec<Op> {
        let mut operations = vec![Op::StartTextSection];
        for font in self.fonts.values() {
            let glyph = |glyph: &EmbeddedGlyph| Codepoint {
                gid: glyph.id,
                offset: 0.0,
                cid: Some(glyph.text.clone()),
            };
            let items = vec![TextItem::GlyphIds(font.glyphs.values().map(glyph).collect())];
            let handle = PdfFontHandle::External(font.id.clone());
            operations.extend([Op::SetFont { font: handle, size: Pt(1.0) }, Op::ShowText { items }]);
        }
        operations.push(Op::EndTextSection);
        operations
    }

    /// Tells the widths of glyphs as they are, since printpdf cuts them down to whole thousandths. Fonts of cubic
    /// outlines are put into the document with all their tables: of their outlines alone, as printpdf keeps
    /// them, not every reader finds the widths.
    pub(super) fn complete(&self, document: &mut Document) {
        for font in self.fonts.values() {
            let name = font.parsed.font_name.as_deref().unwrap_or_default().as_bytes();
            for object in document.objects.values_mut() {
                if let Some(descendant) = descendant(object, name) {
                    descendant.set("W", font.widths());
                }
            }
            if !font.parsed.original_bytes.starts_with(b"OTTO") {
                continue;
            }
            let named = |object: &Object| {
                let font = object.as_dict().ok()?;
                let own = font.get(b"FontName").and_then(Object::as_name).is_ok_and(|own| own == name);
                own.then(|| font.get(b"FontFile3").and_then(Object::as_reference).ok())?
            };
            if let Some(program) = document.objects.values().find_map(named) {
                let kind = dictionary! { "Subtype" => "OpenType" };
                document.set_object(program, Stream::new(kind, font.parsed.original_bytes.clone()));
            }
        }
    }
}

/// Returns the part of a font of this name that holds the widths of its glyphs.
fn descendant<'a>(object: &'a mut Object, name: &[u8]) -> Option<&'a mut Dictionary> {
    let font = object.as_dict_mut().ok()?;
    if !font.get(b"BaseFont").and_then(Object::as_name).is_ok_and(|own| own == name) {
        return None;
    }
    font.get_mut(b"DescendantFonts").ok()?.as_array_mut().ok()?.first_mut()?.as_dict_mut().ok()
}

impl EmbeddedFont {
    pub(super) fn glyph(&self, glyph: u16) -> Option<&EmbeddedGlyph> {
        self.glyphs.get(&glyph)
    }

    /// The widths of the glyphs, one after another from the first on: they are numbered without gaps.
    fn widths(&self) -> Object {
        let mut glyphs: Vec<&EmbeddedGlyph> = self.glyphs.values().collect();
        glyphs.sort_unstable_by_key(|glyph| glyph.id);
        let first = glyphs.first().map_or(0, |glyph| i64::from(glyph.id));
        let widths = glyphs.into_iter().map(|glyph| Object::Real(glyph.width)).collect();
        Object::Array(vec![first.into(), Object::Array(widths)])
    }

    fn cut(number: FontNumber, font: &Font, told: BTreeMap<u16, Told>) -> Result<EmbeddedFont, PdfError> {
        let mut remapper = GlyphRemapper::new();
        let ids: Vec<u16> = told.keys().map(|glyph| remapper.remap(*glyph)).collect();
        let variations: Vec<(Tag, f32)> =
            font.variations().into_iter().map(|(axis, value)| (Tag::new(&axis), value)).collect();
        let bytes =
            subsetter::subset_with_variations(&font.file.bytes, font.file.index, &variations, &remapper)
                .map_err(|source| PdfError::Subset { number, font: font.file.name.clone(), source })?;
        let units = font.metrics.units_per_em;
        // The widths are those of the font that is written, whatever it was made from.
        let written = skrifa::FontRef::new(&bytes).ok();
        let measures = written.as_ref().and_then(|font| font.hmtx().ok());
        let advance = |id: u16| measures.as_ref().and_then(|table| table.advance(id.into())).unwrap_or(0);
        let mut glyphs = BTreeMap::new();
        let mut widths = BTreeMap::from([(0, advance(0))]);
        for ((glyph, told), id) in told.into_iter().zip(ids) {
            widths.insert(id, advance(id));
            let width = rounded(f32::from(advance(id)) * 1000.0 / f32::from(units));
            let text = if told.text.is_empty() { NOTHING.to_owned() } else { told.text };
            glyphs.insert(glyph, EmbeddedGlyph { id, width, text, many: told.many });
        }
        let metrics = font.metrics;
        let [x_min, y_min, x_max, y_max] = metrics.bounds;
        let parsed = ParsedFont {
            original_bytes: bytes,
            font_index: 0,
            font_name: Some(format!("{}+{}", tag(number), font.file.name)),
            codepoint_to_glyph: BTreeMap::new(),
            glyph_widths: widths,
            units_per_em: units,
            font_metrics: FontMetrics { ascent: metrics.ascent, descent: metrics.descent },
            font_type: FontType::TrueType,
            pdf_font_metrics: PdfFontMetricsStub {
                units_per_em: units,
                x_min,
                y_min,
                x_max,
                y_max,
                caret_slope_rise: metrics.caret_slope.0,
                caret_slope_run: metrics.caret_slope.1,
                us_weight_class: metrics.weight,
            },
        };
        Ok(EmbeddedFont { id: FontId(format!("F{}", number.index())), glyphs, parsed })
    }
}

/// Returns six capitals that tell readers that this is a part of the font only.
fn tag(number: FontNumber) -> String {
    let letter = |place: usize| char::from(b'A' + (number.index() / place % 26) as u8);
    format!("LBK{}{}{}", letter(26 * 26), letter(26), letter(1))
}

/// What a glyph says.
#[derive(Debug, Default)]
struct Told {
    /// Empty where others say it, such as the base of an accent.
    text: String,
    many: bool,
}

/// Returns the glyphs of each font that are used, each with one text.
fn told(pages: &Pages) -> BTreeMap<FontNumber, BTreeMap<u16, Told>> {
    let mut fonts: BTreeMap<FontNumber, BTreeMap<u16, Told>> = BTreeMap::new();
    for page in &pages.pages {
        for mark in &page.marks {
            let Shape::Text(run) = &mark.shape else { continue };
            let told = fonts.entry(run.font).or_default();
            for index in run.glyphs.clone() {
                let Some(glyph) = run.shaped.glyphs.get(index) else { continue };
                let text = said(run, index);
                match told.get_mut(&glyph.id) {
                    // One glyph may stand for several signs, such as both kinds of space: the plainest is told.
                    Some(told) if told.text != text => {
                        told.many |= told.text.trim() != text.trim();
                        if !text.is_empty() && (told.text.is_empty() || text < told.text.as_str()) {
                            text.clone_into(&mut told.text);
                        }
                    }
                    Some(_) => {}
                    None => {
                        told.insert(glyph.id, Told { text: text.to_owned(), many: false });
                    }
                }
            }
        }
    }
    fonts
}

/// Returns what one glyph says: the first of several that show the same signs says all of them.
fn said(run: &Run, index: usize) -> &str {
    let cluster = run.shaped.cluster(index);
    if cluster.start == index { run.shaped.text_of(&cluster) } else { "" }
}
