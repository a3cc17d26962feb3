//! A brand by its file: read with its logo, everything wrong with it said at once.

use std::path::{Path, PathBuf};

use super::Session;
use super::exit::{Exit, Trouble};
use super::find::Faults;
use crate::brand::{Brand, BrandFile, LIMITS, LOGO_BYTES};
use crate::diagnostic;
use crate::store::Failure;
use crate::store::file::read_limited;
use crate::words::{EN, Words, fill};

/// A brand and the files that it was read from.
pub(super) struct Found {
    pub brand: Brand,
    pub files: Vec<PathBuf>,
}

/// Reads a brand file and the logo it names; warnings are said, errors end the run.
pub(super) fn read(session: &Session, path: &Path) -> Result<Found, Trouble> {
    let (found, warnings) = read_quietly(session, path)?;
    session.remark(&warnings);
    Ok(found)
}

/// Reads a brand file and the logo it names; warnings are handed back.
pub(super) fn read_quietly(session: &Session, path: &Path) -> Result<(Found, String), Trouble> {
    if path == Path::new("-") {
        return Err(Trouble::of(Exit::Usage, |words| words.files.brand_from_input.to_owned()));
    }
    let bytes = read_limited(path, LIMITS.bytes as u64).map_err(not_read)?;
    let file = BrandFile::read(&path.to_string_lossy(), &bytes);
    let mut files = vec![path.to_owned()];
    let logo = file.logo().map(|logo| path.parent().unwrap_or(Path::new("")).join(logo));
    let bytes = logo.map(|logo| {
        // Told among what is wrong with the brand file, in the language of those diagnostics.
        let read = read_limited(&logo, LOGO_BYTES).map_err(|failure| said(&failure, &EN));
        files.push(logo);
        read
    });
    let (source, brand, diagnostics) = file.brand(bytes);
    let rendered = diagnostic::render(&source, &diagnostics, session.color_in_messages);
    match brand {
        Some(brand) => Ok((Found { brand, files }, rendered)),
        None => {
            let faults = Faults::of(&diagnostics, &source);
            Err(Trouble::of(Exit::File, move |words| {
                let faults = faults.in_words(words);
                format!("{rendered}{}", fill(words.files.no_report, &[("faults", &faults)]))
            }))
        }
    }
}

/// That a file cannot be read which has nothing to do with saved assessments.
pub(super) fn not_read(failure: Failure) -> Trouble {
    Trouble::of(Exit::of(&failure), move |words| said(&failure, words))
}

/// A failure as it is said of a file that has nothing to do with saved assessments.
fn said(failure: &Failure, words: &Words) -> String {
    match failure {
        Failure::NotFound { place } => fill(words.failures.no_file, &[("place", &place.in_words(words))]),
        Failure::Unreadable { .. }
        | Failure::Unwritable { .. }
        | Failure::NoFolder { .. }
        | Failure::Full { .. }
        | Failure::InUse { .. }
        | Failure::Exists { .. }
        | Failure::NotKept
        | Failure::TooLarge { .. }
        | Failure::Damaged { .. }
        | Failure::TooNew { .. } => failure.in_words(words),
    }
}
