//! Fonts from outside: a folder that is named, and those of the machine.
//!
//! The machine's fonts are looked at only when the first sign is met that nothing else shows, because that
//! takes time. Which one is taken depends on its name and never on where it was found, so that the same fonts
//! give the same bytes.

mod header;
mod machine;
mod preference;
mod shelf;

use std::cell::OnceCell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_script::Script;

use super::exit::{Exit, Trouble};
use super::message::Message;
use crate::export::pdf::{self, PdfError};
use crate::page::font::{Face, Font, Fonts, Spare, Wanted};
use crate::page::style::Style;
use crate::page::{self, lay_out};
use crate::report::Report;
use crate::text::visible;
use crate::words::{DoctorWords, fill};
use shelf::Shelf;

/// Which fonts a report may be set in beside the embedded ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// A folder with fonts of the reader's own.
    pub(super) folder: Option<PathBuf>,
    pub(super) machine: Machine,
}

/// Whether the machine's own fonts may be used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Machine {
    #[default]
    Used,
    /// For the same bytes on every machine.
    Left,
}

/// Returns the fonts of a choice, and what is to be said about them.
pub(super) fn fonts(choice: &Choice) -> Result<(Fonts, Vec<Message>), Trouble> {
    let unexpected = |error: &dyn std::fmt::Display| Trouble::new(Exit::Unexpected, error.to_string());
    let mut fonts = Fonts::embedded().map_err(|error| unexpected(&error))?;
    let mut remarks = Vec::new();
    let mut folder = None;
    if let Some(path) = &choice.folder {
        let (shelf, passed) = Shelf::of_folder(path).map_err(|error| not_read(path, error))?;
        let locked = |inner: &PathBuf| {
            let path = shown(inner);
            Message::of(move |words| fill(words.files.locked_folder, &[("path", &path)]))
        };
        remarks.extend(passed.unread.iter().map(locked));
        let broken = |file: &PathBuf| {
            let path = shown(file);
            Message::of(move |words| fill(words.files.no_font, &[("path", &path)]))
        };
        remarks.extend(passed.broken.iter().map(broken));
        if shelf.is_empty() {
            let folder = shown(path);
            return Err(Trouble::of(Exit::File, move |words| {
                let why = words.files.no_font_in_it;
                fill(words.files.no_fonts, &[("folder", &folder), ("why", &why)])
            }));
        }
        if let Some(family) = shelf.family() {
            fonts = fonts.with_body(family);
        }
        folder = Some(shelf);
    }
    let library = Library { folder, machine: choice.machine, shelf: OnceCell::new() };
    Ok((fonts.with_spare(Box::new(library)), remarks))
}

/// Writes a report as a PDF, and tells what could not be shown as it was written. A font that turns out to be
/// damaged is left out, and the report is laid out anew without it.
pub(super) fn pdf_of(
    report: &Report,
    style: &Style,
    mut fonts: Fonts,
    info: &pdf::Info,
) -> Result<(Vec<u8>, Vec<Message>), PdfError> {
    let mut warnings = Vec::new();
    loop {
        let pages = lay_out(report, style, &fonts);
        match pdf::write(&pages, &fonts, info) {
            Ok(bytes) => {
                let told = |warning: page::Warning| Message::of(move |words| warning.in_words(words));
                warnings.extend(pages.warnings.into_iter().map(told));
                return Ok((bytes, warnings));
            }
            Err(PdfError::Subset { number, font, .. }) if fonts.leave_out(number) => {
                warnings.push(Message::of(move |words| fill(words.files.broken_font, &[("font", &font)])));
            }
            Err(error) => return Err(error),
        }
    }
}

/// Scripts that the fonts of the program lack, each with a few of its signs.
const BEYOND: [(ScriptName, Script, &str); 5] = [
    (|says| says.chinese, Script::Han, "业绩"),
    (|says| says.japanese, Script::Hiragana, "あア"),
    (|says| says.korean, Script::Hangul, "한국"),
    (|says| says.arabic, Script::Arabic, "سلام"),
    (|says| says.hebrew, Script::Hebrew, "שלום"),
];

/// What a script is called.
pub(super) type ScriptName = fn(&DoctorWords) -> &'static str;

/// Which font a choice shows each script with, beyond those that the program brings; `None` for boxes.
pub(super) fn beyond(choice: &Choice) -> Result<Vec<(ScriptName, Option<String>)>, Trouble> {
    let folder = match &choice.folder {
        Some(path) => {
            let read = Shelf::of_folder(path).map_err(|error| not_read(path, error))?;
            Some(read.0)
        }
        None => None,
    };
    let library = Library { folder, machine: choice.machine, shelf: OnceCell::new() };
    let found = |(name, script, signs): (ScriptName, Script, &str)| {
        let font = library.font(Wanted { signs, face: Face::Regular, script });
        (name, font.map(|font| font.file.name.clone()))
    };
    Ok(BEYOND.map(found).to_vec())
}

fn not_read(folder: &Path, why: io::Error) -> Trouble {
    let folder = shown(folder);
    Trouble::of(Exit::File, move |words| fill(words.files.no_fonts, &[("folder", &folder), ("why", &why)]))
}

fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// The folder's fonts first, then the machine's.
struct Library {
    folder: Option<Shelf>,
    machine: Machine,
    shelf: OnceCell<Shelf>,
}

impl Spare for Library {
    fn font(&self, wanted: Wanted) -> Option<Arc<Font>> {
        let folder = self.folder.as_ref().and_then(|shelf| shelf.font(wanted));
        folder.or_else(|| match self.machine {
            Machine::Used => self.shelf.get_or_init(Shelf::of_machine).font(wanted),
            Machine::Left => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::shelf::PassedOver;
    use super::*;
    use crate::page::font::FontFile;
    use crate::report::{Block, Section};
    use crate::store::file::{Overwrite, write_atomic};
    use crate::words::EN;

    const WORDS: &str = "東京支社 שלום (כהן) محمد سلام Nord";

    fn sample(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts").join(name)
    }

    fn choice(folder: &Path) -> Choice {
        Choice { folder: Some(folder.to_owned()), machine: Machine::Left }
    }

    /// A report set in whatever is left of a font: written, perhaps without the font, or refused in words.
    fn set(bytes: &[u8]) -> Result<Vec<u8>, String> {
        let folder = tempfile::tempdir().unwrap();
        write_atomic(&folder.path().join("font.ttf"), bytes, Overwrite::Never).unwrap();
        let (fonts, _) = fonts(&choice(folder.path())).map_err(|trouble| trouble.in_words(&EN))?;
        let section =
            Section { title: WORDS.to_owned(), blocks: vec![Block::text(WORDS)], ..Section::default() };
        let report = Report { sections: vec![section], ..Report::default() };
        let info = pdf::Info::of(&report, jiff::Timestamp::UNIX_EPOCH);
        // Once there are fonts, there is a report.
        Ok(pdf_of(&report, &Style::default(), fonts, &info).unwrap().0)
    }

    #[track_caller]
    fn check_broken(name: &str) {
        let whole = std::fs::read(sample(name)).unwrap();
        assert!(set(&whole).is_ok());
        let mut refused = 0;
        for length in [0, 3, 11, 40, 300, 1200, whole.len() / 2, whole.len() - 5] {
            match set(&whole[..length]) {
                // Of a collection, a part may still be whole.
                Ok(_) => assert!(name.ends_with(".ttc"), "{name} cut off at {length}"),
                Err(says) => {
                    refused += 1;
                    assert!(says.contains("no font is in it"), "{name} cut off at {length}: {says}");
                }
            }
        }
        assert!(6 <= refused, "{refused}");
        let mut written = 0;
        // The head and the lists of tables closely, the rest here and there.
        let places = (0..240).step_by(4).map(|place| (place, 4));
        let places = places.chain((0..whole.len()).step_by(whole.len() / 60).map(|place| (place, 40)));
        for (place, count) in places {
            let mut altered = whole.clone();
            let end = (place + count).min(whole.len());
            altered[place..end].fill(0xA5);
            match set(&altered) {
                Ok(_) => written += 1,
                Err(says) => assert!(says.contains("no font is in it"), "{says}"),
            }
        }
        assert!(written > 0, "{name} is not always refused");
    }

    #[test]
    fn broken_truetype_does_no_harm() {
        check_broken("world/NotoSansHebrew-Regular.ttf");
        check_broken("world/NotoSansArabic-Regular.ttf");
    }

    #[test]
    fn a_broken_collection_of_cff_does_no_harm() {
        check_broken("world/NotoSansCJK.ttc");
    }

    #[track_caller]
    fn check_found(signs: &str, face: Face, script: unicode_script::Script, want: &str) {
        let (shelf, passed) = Shelf::of_folder(&sample("world")).unwrap();
        assert_eq!(passed, PassedOver::default());
        let found = shelf.font(Wanted { signs, face, script });
        let FontFile { name, .. } = &found.unwrap().file;
        assert_eq!(name, want);
    }

    #[test]
    fn the_font_fits_script_and_face() {
        use unicode_script::Script;
        check_found("ש", Face::Regular, Script::Hebrew, "NotoSansHebrew-Regular");
        check_found("ש", Face::Bold, Script::Hebrew, "NotoSansHebrew-Bold");
        check_found("東", Face::Bold, Script::Han, "NotoSansCJKsc-Regular");
        check_found("東", Face::Regular, Script::Hiragana, "NotoSansCJKjp-Regular");
        check_found("س", Face::Italic, Script::Arabic, "NotoSansArabic-Regular");
    }

    #[test]
    fn the_body_family_has_two_faces_and_latin_letters() {
        let family = |folder: &str| Shelf::of_folder(&sample(folder)).unwrap().0.family();
        assert_eq!(family("brand").unwrap().bold.file.name, "NotoSerif-Bold");
        assert!(family("world").is_none());
    }
}
