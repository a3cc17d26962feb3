//! What pages need beside their marks: fonts cut down to the glyphs that are used, with what each glyph says
//! when its text is copied, and pictures.

use std::collections::BTreeMap;

use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfDocument, PdfFont, PdfFontMetricsStub};
use subsetter::GlyphRemapper;

use super::PdfError;
use super::image::Images;
use crate::page::font::{Face, Font, Fonts};
use crate::page::{Pages, Shape};

/// The faces and pictures a document uses.
pub(super) struct Embedded {
    faces: Vec<EmbeddedFace>,
    pub(super) images: Images,
}

pub(super) struct EmbeddedFace {
    pub(super) face: Face,
    pub(super) id: FontId,
    glyphs: BTreeMap<u16, EmbeddedGlyph>,
    parsed: ParsedFont,
}

/// A glyph of the cut-down font.
#[derive(Debug, Clone)]
pub(super) struct EmbeddedGlyph {
    pub(super) id: u16,
    /// In thousandths of an em, as the document will state it.
    pub(super) width: f32,
    /// What is copied with it.
    pub(super) text: String,
}

impl Embedded {
    pub(super) fn of(pages: &Pages, fonts: &Fonts) -> Result<Embedded, PdfError> {
        let mut faces = Vec::new();
        for face in Face::ALL {
            let texts = texts(pages, face);
            if !texts.is_empty() {
                faces.push(EmbeddedFace::cut(face, fonts.font(face), texts)?);
            }
        }
        Ok(Embedded { faces, images: Images::of(pages) })
    }

    pub(super) fn face(&self, face: Face) -> Option<&EmbeddedFace> {
        self.faces.iter().find(|embedded| embedded.face == face)
    }

    pub(super) fn add_to(&self, document: &mut PdfDocument) {
        for face in &self.faces {
            document.resources.fonts.map.insert(face.id.clone(), PdfFont::new(face.parsed.clone()));
        }
    }
}

impl EmbeddedFace {
    pub(super) fn glyph(&self, glyph: u16) -> Option<&EmbeddedGlyph> {
        self.glyphs.get(&glyph)
    }

    fn cut(face: Face, font: &Font, texts: BTreeMap<u16, String>) -> Result<EmbeddedFace, PdfError> {
        let mut remapper = GlyphRemapper::new();
        let units = font.metrics.units_per_em;
        let mut glyphs = BTreeMap::new();
        let mut widths = BTreeMap::from([(0, font.advance(0))]);
        for (glyph, text) in texts {
            let id = remapper.remap(glyph);
            let advance = font.advance(glyph);
            widths.insert(id, advance);
            // printpdf states whole thousandths, without rounding; the painter makes up for the rest.
            let width = (f32::from(advance) * 1000.0 / f32::from(units)).trunc();
            glyphs.insert(glyph, EmbeddedGlyph { id, width, text });
        }
        let bytes = subsetter::subset(font.bytes, 0, &remapper)
            .map_err(|source| PdfError::Subset { face, source })?;
        // The tag tells readers that this is a part of the font only.
        let (id, tag) = match face {
            Face::Regular => ("F0", "LBKTAA"),
            Face::Bold => ("F1", "LBKTAB"),
            Face::Italic => ("F2", "LBKTAC"),
        };
        let metrics = font.metrics;
        let [x_min, y_min, x_max, y_max] = metrics.bounds;
        let parsed = ParsedFont {
            original_bytes: bytes,
            font_index: 0,
            font_name: Some(format!("{tag}+{}", font.name)),
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
        Ok(EmbeddedFace { face, id: FontId(id.to_owned()), glyphs, parsed })
    }
}

/// Returns the glyphs of a face that are used, each with one text.
fn texts(pages: &Pages, face: Face) -> BTreeMap<u16, String> {
    let mut texts: BTreeMap<u16, String> = BTreeMap::new();
    for page in &pages.pages {
        for mark in &page.marks {
            let Shape::Text(run) = &mark.shape else { continue };
            if run.face != face {
                continue;
            }
            for index in run.glyphs.clone() {
                let Some(glyph) = run.shaped.glyphs.get(index) else { continue };
                let text = run.shaped.text_of(&(index..index + 1));
                match texts.get_mut(&glyph.id) {
                    // One glyph may stand for several signs, such as both kinds of space: the plainest is told.
                    Some(known) if !text.is_empty() && (known.is_empty() || text < known.as_str()) => {
                        text.clone_into(known);
                    }
                    Some(_) => {}
                    None => {
                        texts.insert(glyph.id, text.to_owned());
                    }
                }
            }
        }
    }
    texts
}
