//! A brand by its file: read with its logo, everything wrong with it said at once.

use std::path::{Path, PathBuf};

use super::Session;
use super::exit::{Exit, Trouble};
use super::find::count;
use crate::brand::{Brand, BrandFile, LIMITS, LOGO_BYTES};
use crate::diagnostic;
use crate::store::Failure;
use crate::store::file::read_limited;

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
        let says = "a brand cannot be read from standard input: name its file, for its logo lies beside it";
        return Err(Trouble::new(Exit::Usage, says));
    }
    let bytes = read_limited(path, LIMITS.bytes as u64)
        .map_err(|failure| Trouble::new(Exit::of(&failure), said(&failure)))?;
    let file = BrandFile::read(&path.to_string_lossy(), &bytes);
    let mut files = vec![path.to_owned()];
    let logo = file.logo().map(|logo| path.parent().unwrap_or(Path::new("")).join(logo));
    let bytes = logo.map(|logo| {
        let read = read_limited(&logo, LOGO_BYTES).map_err(|failure| said(&failure));
        files.push(logo);
        read
    });
    let (source, brand, diagnostics) = file.brand(bytes);
    let rendered = diagnostic::render(&source, &diagnostics, session.color_in_messages);
    match brand {
        Some(brand) => Ok((Found { brand, files }, rendered)),
        None => {
            let count = count(&diagnostics, &source);
            Err(Trouble::new(Exit::File, format!("{rendered}{count}; no report was written")))
        }
    }
}

/// A failure as it is said of a file that has nothing to do with saved assessments.
fn said(failure: &Failure) -> String {
    match failure {
        Failure::NotFound { place } => {
            format!("there is no file {place}: check its name")
        }
        Failure::Unreadable { .. }
        | Failure::Unwritable { .. }
        | Failure::NoFolder { .. }
        | Failure::Full { .. }
        | Failure::InUse { .. }
        | Failure::Exists { .. }
        | Failure::NotKept
        | Failure::TooLarge { .. }
        | Failure::Damaged { .. }
        | Failure::TooNew { .. } => failure.to_string(),
    }
}
