//! The fonts a page is set in: their bytes, their measures, and what shaping needs of them.
//!
//! A text is set in the body family as far as that goes: a family of the reader's own, or the one that comes
//! with the program. What neither can show is asked of `Spare`, which somebody outside provides: pages open
//! no file.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use harfrust::{FontRef, Shaper, ShaperData, ShaperInstance};
use skrifa::raw::TableProvider;
use skrifa::{MetadataProvider, Tag};
use unicode_script::Script;

/// The faces of the one family a report is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    Regular,
    Bold,
    Italic,
}

impl Face {
    pub const ALL: [Face; 3] = [Face::Regular, Face::Bold, Face::Italic];

    /// Returns the weight wished for, from 100 (thin) to 900 (black).
    pub fn weight(self) -> u16 {
        match self {
            Face::Regular | Face::Italic => 400,
            Face::Bold => 700,
        }
    }
}

/// Which font of a `Fonts`: counted in the order they came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FontNumber(u16);

impl FontNumber {
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A family of three faces, ready to be shaped and measured.
pub struct Family {
    pub regular: Font,
    pub bold: Font,
    /// `None` where the family has no italic: it is set upright then.
    pub italic: Option<Font>,
}

/// What is asked of `Spare`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// What a reader takes for one sign; all of it is wanted.
    pub signs: &'a str,
    pub face: Face,
    /// The script they are written in. What East Asia shares comes as the script of one country, since each
    /// draws it its own way: kana for Japan, hangul for Korea, bopomofo for Taiwan, Han for China.
    pub script: Script,
}

/// Fonts beyond the families a report begins with.
pub trait Spare {
    /// Returns a font that shows what is wanted; the same one whenever the same is asked.
    fn font(&self, wanted: Wanted) -> Option<Arc<Font>>;
}

/// Every font of a report. The first three are the embedded family.
pub struct Fonts {
    families: Vec<Arc<Font>>,
    embedded: [FontNumber; 3],
    body: [FontNumber; 3],
    spare: Option<Box<dyn Spare>>,
    /// What was taken from `spare`, numbered after the families.
    found: RefCell<Vec<Arc<Font>>>,
    /// Fonts of any kind that turned out to be damaged.
    left_out: Vec<FontNumber>,
}

/// A font file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the font {name} cannot be used: {reason}")]
pub struct BrokenFont {
    pub name: String,
    pub reason: String,
}

impl Fonts {
    /// Returns the family that comes with the program: Latin, Greek and Cyrillic.
    pub fn embedded() -> Result<Fonts, BrokenFont> {
        let font = |bytes: &'static [u8], name: &str| {
            let file =
                FontFile { bytes: Cow::Borrowed(bytes), index: 0, name: name.to_owned(), weight: None };
            Font::read(file).map(Arc::new)
        };
        let families = vec![
            font(notosans::REGULAR_TTF, "NotoSans")?,
            font(notosans::BOLD_TTF, "NotoSans-Bold")?,
            font(notosans::ITALIC_TTF, "NotoSans-Italic")?,
        ];
        let embedded = [0, 1, 2].map(FontNumber);
        Ok(Fonts {
            families,
            embedded,
            body: embedded,
            spare: None,
            found: RefCell::default(),
            left_out: Vec::new(),
        })
    }

    /// Sets texts in another family, as far as it goes.
    #[must_use]
    pub fn with_body(mut self, family: Family) -> Fonts {
        let mut add = |font: Font| {
            self.families.push(Arc::new(font));
            // A handful of families; never near the limit.
            FontNumber((self.families.len() - 1) as u16)
        };
        let (regular, bold) = (add(family.regular), add(family.bold));
        let italic = family.italic.map_or(regular, add);
        self.body = [regular, bold, italic];
        self
    }

    /// Provides fonts for what the families cannot show.
    #[must_use]
    pub fn with_spare(self, spare: Box<dyn Spare>) -> Fonts {
        Fonts { spare: Some(spare), ..self }
    }

    /// Sets nothing in a font from now on, and tells whether anything was; the embedded family is always used.
    pub fn leave_out(&mut self, damaged: FontNumber) -> bool {
        if self.embedded.contains(&damaged) || self.left_out.contains(&damaged) {
            return false;
        }
        self.left_out.push(damaged);
        for (body, embedded) in self.body.iter_mut().zip(self.embedded) {
            if *body == damaged {
                *body = embedded;
            }
        }
        true
    }

    /// Returns the font a face is set in as long as it can show the text.
    pub fn body(&self, face: Face) -> (FontNumber, &Font) {
        let number = in_face(&self.body, face);
        (number, self.families.get(number.index()).unwrap_or(&self.families[0]))
    }

    /// Returns a font by its number; `None` for a number of other `Fonts`.
    pub fn font(&self, number: FontNumber) -> Option<Arc<Font>> {
        match number.index().checked_sub(self.families.len()) {
            None => self.families.get(number.index()).map(Arc::clone),
            Some(index) => self.found.borrow().get(index).map(Arc::clone),
        }
    }

    /// Returns the body family's font or the embedded one, whichever first shows what is wanted.
    pub fn in_families(&self, wanted: Wanted) -> Option<FontNumber> {
        let families = [in_face(&self.body, wanted.face), in_face(&self.embedded, wanted.face)];
        let shows = |number: &FontNumber| {
            self.families.get(number.index()).is_some_and(|font| font.covers(wanted.signs))
        };
        families.into_iter().find(shows)
    }

    /// Asks for a font beyond the families.
    pub fn in_spare(&self, wanted: Wanted) -> Option<FontNumber> {
        let number = self.number(self.spare.as_ref()?.font(wanted)?)?;
        (!self.left_out.contains(&number)).then_some(number)
    }

    fn number(&self, font: Arc<Font>) -> Option<FontNumber> {
        let mut found = self.found.borrow_mut();
        let known = found.iter().position(|known| Arc::ptr_eq(known, &font));
        let place = known.unwrap_or(found.len());
        let number = u16::try_from(self.families.len() + place).ok()?;
        if known.is_none() {
            found.push(font);
        }
        Some(FontNumber(number))
    }
}

fn in_face(family: &[FontNumber; 3], face: Face) -> FontNumber {
    let [regular, bold, italic] = *family;
    match face {
        Face::Regular => regular,
        Face::Bold => bold,
        Face::Italic => italic,
    }
}

/// A font as it comes from outside.
#[derive(Debug, Clone)]
pub struct FontFile {
    pub bytes: Cow<'static, [u8]>,
    /// Which font of a collection; 0 in a file of one.
    pub index: u32,
    /// The name as PDF wants it: what stands in no PostScript name is left out.
    pub name: String,
    /// The weight wanted of a font that has it variable, from 1 to 1000.
    pub weight: Option<u16>,
}

/// One font: its file and its measures, in font units unless said otherwise.
pub struct Font {
    pub file: FontFile,
    pub metrics: Metrics,
    shaper_data: ShaperData,
    variation: Option<Variation>,
}

/// A font between its masters.
struct Variation {
    instance: ShaperInstance,
    weight: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metrics {
    pub units_per_em: u16,
    pub ascent: i16,
    pub descent: i16,
    /// Left, bottom, right, top of the box that holds every glyph.
    pub bounds: [i16; 4],
    /// Rise and run of the slope of an italic.
    pub caret_slope: (i16, i16),
    /// From 100 (thin) to 900 (black).
    pub weight: u16,
}

const WEIGHT: Tag = Tag::new(b"wght");

impl Font {
    /// Reads a font file. Its name is reduced to what a PostScript name may hold.
    pub fn read(mut file: FontFile) -> Result<Font, BrokenFont> {
        let broken =
            |reason: &dyn ToString| BrokenFont { name: file.name.clone(), reason: reason.to_string() };
        let reference =
            FontRef::from_index(&file.bytes, file.index).map_err(|error| broken(&error.to_string()))?;
        let measured = skrifa::FontRef::from_index(&file.bytes, file.index);
        let measured = measured.map_err(|error| broken(&error.to_string()))?;
        let mut metrics =
            Metrics::read(&measured).map_err(|error| broken(&format!("a table of measures: {error}")))?;
        let axes = measured.axes();
        let axis = axes.iter().find(|axis| axis.tag() == WEIGHT);
        let variation = match (axis, file.weight) {
            (Some(axis), Some(weight)) => {
                let weight = f32::from(weight).clamp(axis.min_value(), axis.max_value());
                metrics.weight = weight as u16;
                let instance = ShaperInstance::from_variations(&reference, [("wght", weight)]);
                Some(Variation { instance, weight })
            }
            (_, _) => None,
        };
        let shaper_data = ShaperData::new(&reference);
        file.name.retain(|sign| sign.is_ascii_alphanumeric() || sign == '-');
        Ok(Font { file, metrics, shaper_data, variation })
    }

    /// Returns what shapes text in this font; making one is quick but not free.
    pub(crate) fn shaper(&self) -> Option<Shaper<'_>> {
        let reference = FontRef::from_index(&self.file.bytes, self.file.index).ok()?;
        let instance = self.variation.as_ref().map(|variation| &variation.instance);
        Some(self.shaper_data.shaper(&reference).instance(instance).build())
    }

    /// Where the font stands on its axes, as what cuts it down wants to know it.
    pub fn variations(&self) -> Vec<([u8; 4], f32)> {
        self.variation.iter().map(|variation| (*b"wght", variation.weight)).collect()
    }

    /// Whether the font has a glyph for each sign that is seen.
    pub fn covers(&self, signs: &str) -> bool {
        let Ok(reference) = skrifa::FontRef::from_index(&self.file.bytes, self.file.index) else {
            return false;
        };
        let charmap = reference.charmap();
        signs.chars().filter(|sign| is_seen(*sign)).all(|sign| charmap.map(sign).is_some())
    }
}

/// Whether a sign needs a glyph: joiners and selectors only tell how others are drawn.
pub fn is_seen(sign: char) -> bool {
    !matches!(sign, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}'
        | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

impl Metrics {
    fn read(font: &skrifa::FontRef) -> Result<Metrics, skrifa::raw::ReadError> {
        let (head, hhea) = (font.head()?, font.hhea()?);
        let units_per_em = head.units_per_em();
        if units_per_em == 0 {
            return Err(skrifa::raw::ReadError::MalformedData("no units"));
        }
        Ok(Metrics {
            units_per_em,
            ascent: hhea.ascender().to_i16(),
            descent: hhea.descender().to_i16(),
            bounds: [head.x_min(), head.y_min(), head.x_max(), head.y_max()],
            caret_slope: (hhea.caret_slope_rise(), hhea.caret_slope_run()),
            weight: font.os2().map_or(400, |table| table.us_weight_class()),
        })
    }
}

/// Fonts for tests: the embedded family, and small parts of fonts for other scripts.
#[cfg(test)]
pub(crate) mod sample {
    use super::*;

    struct World(Vec<Arc<Font>>);

    impl Spare for World {
        fn font(&self, wanted: Wanted) -> Option<Arc<Font>> {
            self.0.iter().find(|font| font.covers(wanted.signs)).map(Arc::clone)
        }
    }

    fn font(bytes: &'static [u8], index: u32, name: &str) -> Arc<Font> {
        let file = FontFile { bytes: Cow::Borrowed(bytes), index, name: name.to_owned(), weight: None };
        Arc::new(Font::read(file).unwrap())
    }

    /// One of two fonts of Han signs, kana and hangul: 0 as Japan draws them, 1 as China does.
    pub(crate) fn east_asian(index: u32) -> Arc<Font> {
        font(include_bytes!("../../tests/fonts/world/NotoSansCJK.ttc"), index, "CJK")
    }

    /// Numbered as they come to be used, from 3 on.
    pub(crate) fn fonts() -> Fonts {
        let hebrew = include_bytes!("../../tests/fonts/world/NotoSansHebrew-Regular.ttf");
        let arabic = include_bytes!("../../tests/fonts/world/NotoSansArabic-Regular.ttf");
        let world = vec![font(hebrew, 0, "Hebrew"), font(arabic, 0, "Arabic"), east_asian(1)];
        Fonts::embedded().unwrap().with_spare(Box::new(World(world)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_family_can_be_read() {
        let fonts = Fonts::embedded().unwrap();
        assert_eq!(fonts.body(Face::Bold).1.metrics.weight, 700);
        assert!(fonts.body(Face::Italic).1.metrics.caret_slope.1 > 0);
        assert!(fonts.body(Face::Regular).1.covers("Łódź, Київ"));
        assert!(!fonts.body(Face::Regular).1.covers("a東"));
    }

    #[track_caller]
    fn check_broken(bytes: &'static [u8]) {
        let file = FontFile { bytes: Cow::Borrowed(bytes), index: 0, name: "x".to_owned(), weight: None };
        let error = Font::read(file).err();
        assert_eq!(error.map(|error| error.name), Some("x".to_owned()));
    }

    #[test]
    fn a_broken_file_is_told() {
        check_broken(b"");
        check_broken(b"not a font");
        check_broken(&notosans::REGULAR_TTF[..300]);
    }
}
