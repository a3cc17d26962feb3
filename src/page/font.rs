//! The fonts a page is set in: their bytes, their measures, and what shaping needs of them.

use harfrust::{FontRef, Shaper, ShaperData};

/// The faces of the one family a report is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    Regular,
    Bold,
    Italic,
}

impl Face {
    pub const ALL: [Face; 3] = [Face::Regular, Face::Bold, Face::Italic];
}

/// A family of three faces, ready to be shaped and measured.
pub struct Fonts {
    regular: Font,
    bold: Font,
    italic: Font,
}

/// A font file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the font for {face:?} cannot be read: {reason}")]
pub struct BrokenFont {
    pub face: Face,
    pub reason: String,
}

impl Fonts {
    /// Returns the family that comes with the program: Latin, Greek and Cyrillic.
    pub fn embedded() -> Result<Fonts, BrokenFont> {
        Ok(Fonts {
            regular: Font::read(Face::Regular, notosans::REGULAR_TTF, "NotoSans")?,
            bold: Font::read(Face::Bold, notosans::BOLD_TTF, "NotoSans-Bold")?,
            italic: Font::read(Face::Italic, notosans::ITALIC_TTF, "NotoSans-Italic")?,
        })
    }

    pub fn font(&self, face: Face) -> &Font {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
            Face::Italic => &self.italic,
        }
    }
}

/// One face: its file and its measures, in font units unless said otherwise.
pub struct Font {
    pub bytes: &'static [u8],
    /// The name without spaces, as PDF wants it.
    pub name: String,
    pub metrics: Metrics,
    reference: FontRef<'static>,
    shaper_data: ShaperData,
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

impl Font {
    /// Reads a font file. The bytes live as long as the program: fonts are read once and used till the end.
    pub fn read(face: Face, bytes: &'static [u8], name: &str) -> Result<Font, BrokenFont> {
        let broken = |reason: String| BrokenFont { face, reason };
        let reference = FontRef::from_index(bytes, 0).map_err(|error| broken(error.to_string()))?;
        let shaper_data = ShaperData::new(&reference);
        let metrics =
            Metrics::read(bytes).ok_or_else(|| broken("a table of measures is missing".to_owned()))?;
        Ok(Font { bytes, name: name.to_owned(), metrics, reference, shaper_data })
    }

    /// Returns what shapes text in this face; making one is quick but not free.
    pub(crate) fn shaper(&self) -> Shaper<'_> {
        self.shaper_data.shaper(&self.reference).build()
    }

    /// Returns how far the pen moves after a glyph, in font units; 0 where the file does not say.
    pub fn advance(&self, glyph: u16) -> u16 {
        self.advance_from_table(glyph).unwrap_or(0)
    }

    fn advance_from_table(&self, glyph: u16) -> Option<u16> {
        let count = number(table(self.bytes, b"hhea")?, 34)?;
        // Glyphs past the table's end share its last advance.
        let row = usize::from(glyph.min(count.checked_sub(1)?));
        number(table(self.bytes, b"hmtx")?, row * 4)
    }
}

impl Metrics {
    fn read(bytes: &[u8]) -> Option<Metrics> {
        let head = table(bytes, b"head")?;
        let hhea = table(bytes, b"hhea")?;
        let units_per_em = number(head, 18).filter(|units| *units > 0)?;
        Some(Metrics {
            units_per_em,
            ascent: signed(hhea, 4)?,
            descent: signed(hhea, 6)?,
            bounds: [signed(head, 36)?, signed(head, 38)?, signed(head, 40)?, signed(head, 42)?],
            caret_slope: (signed(hhea, 18)?, signed(hhea, 20)?),
            weight: table(bytes, b"OS/2").and_then(|table| number(table, 4)).unwrap_or(400),
        })
    }
}

/// Returns the bytes from a table's beginning on.
fn table<'a>(bytes: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(number(bytes, 4)?);
    let entry = (0..count)
        .filter_map(|row| bytes.get(12 + row * 16..28 + row * 16))
        .find(|entry| entry.starts_with(tag))?;
    let start = u32::from_be_bytes(entry.get(8..12)?.try_into().ok()?);
    bytes.get(usize::try_from(start).ok()?..)
}

fn number(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn signed(bytes: &[u8], at: usize) -> Option<i16> {
    Some(i16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_family_can_be_read() {
        let fonts = Fonts::embedded().unwrap();
        assert_eq!(fonts.font(Face::Bold).metrics.weight, 700);
        assert!(fonts.font(Face::Italic).metrics.caret_slope.1 > 0);
        assert!(fonts.font(Face::Regular).advance(36) > 0);
    }

    #[test]
    fn a_broken_file_is_told() {
        let error = Font::read(Face::Bold, b"not a font", "x").err();
        assert_eq!(error.map(|error| error.face), Some(Face::Bold));
    }
}
