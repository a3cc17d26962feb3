//! What the world may refuse: files that are missing, full, taken, damaged or too new.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::text;

/// Something that a file, a folder or a disk refused. Each message says what, where and what to do.
#[derive(Debug, Error)]
pub enum Failure {
    #[error("{place} is not there: check its name; `leaky-bucket list` shows what is saved")]
    NotFound { place: Place },
    #[error("{place} cannot be read, because {reason}")]
    Unreadable { place: Place, reason: String },
    #[error("{place} cannot be written, because {reason}: allow it, or choose another place")]
    Unwritable { place: Place, reason: String },
    #[error(
        "{place} cannot be written, because its folder is not there: make it first, or choose another place"
    )]
    NoFolder { place: Place },
    #[error("{place} was not written, because the disk is full: make room and try again")]
    Full { place: Place },
    #[error(
        "{place} is in use by another leaky-bucket{}: leave it there first, or only look at it here",
        holder(*pid, host.as_deref())
    )]
    InUse {
        place: Place,
        /// The process that holds it, where the system tells.
        pid: Option<u32>,
        host: Option<String>,
    },
    #[error("{place} is damaged, {reason}: it was left as it is; take a copy of it from a backup")]
    Damaged { place: Place, reason: String },
    #[error(
        "{place} was made by a newer version{} (form {version}, this one reads form 1): \
         open it with that version; it was left as it is",
        by(program)
    )]
    TooNew { place: Place, version: u64, program: String },
    #[error("{place} is there already: choose another name, or say that it may be replaced")]
    Exists { place: Place },
    #[error("nothing is kept, as was asked for with --unsaved")]
    NotKept,
    #[error("{place} is larger than {} KiB, and was not read: give a smaller one", limit / 1024)]
    TooLarge {
        place: Place,
        /// In bytes.
        limit: u64,
    },
}

/// Where it happened, as a message may show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(PathBuf);

impl Place {
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl<P: AsRef<Path> + ?Sized> From<&P> for Place {
    fn from(path: &P) -> Place {
        Place(path.as_ref().to_path_buf())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_os_str() == "-" {
            true => out.write_str("standard input"),
            false => write!(out, "`{}`", text::visible(&self.0.to_string_lossy())),
        }
    }
}

impl Failure {
    /// What went wrong while reading.
    pub(super) fn reading(place: &Path, error: &io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::NotFound => Failure::NotFound { place: place.into() },
            _other => Failure::Unreadable { place: place.into(), reason: reason(error) },
        }
    }

    /// What went wrong while writing.
    pub fn writing(place: &Path, error: &io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Failure::Full { place: place.into() }
            }
            io::ErrorKind::AlreadyExists => Failure::Exists { place: place.into() },
            io::ErrorKind::NotFound => Failure::NoFolder { place: place.into() },
            _other => Failure::Unwritable { place: place.into(), reason: reason(error) },
        }
    }
}

/// The system's word for it, in ours where people meet it often.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "you have no permission".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::NotADirectory => "what should be its folder is a file".to_owned(),
        io::ErrorKind::FileTooLarge => "it would grow beyond the size that is allowed".to_owned(),
        io::ErrorKind::InvalidFilename => "no file can have that name".to_owned(),
        _other => format!("the system says \"{}\"", text::visible(&error.to_string())),
    }
}

fn holder(pid: Option<u32>, host: Option<&str>) -> String {
    let host = host.map(|host| format!(" on {}", text::visible(host))).unwrap_or_default();
    match pid {
        Some(pid) => format!(" (process {pid}{host})"),
        None => String::new(),
    }
}

fn by(program: &str) -> String {
    match program {
        "" => String::new(),
        program => format!(" of leaky-bucket, {}", text::visible(program)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(failure: &Failure, want: &str) {
        assert_eq!(failure.to_string(), want);
    }

    #[test]
    fn messages() {
        let place = || Place::from("a\u{1b}[2J.lbr");
        check(
            &Failure::InUse { place: place(), pid: Some(7), host: Some("desk".into()) },
            "`a\\u{1b}[2J.lbr` is in use by another leaky-bucket (process 7 on desk): \
             leave it there first, or only look at it here",
        );
        check(
            &Failure::TooNew { place: place(), version: 2, program: "3.1".into() },
            "`a\\u{1b}[2J.lbr` was made by a newer version of leaky-bucket, 3.1 (form 2, this one reads \
             form 1): open it with that version; it was left as it is",
        );
        check(
            &Failure::writing(Path::new("x.pdf"), &io::ErrorKind::PermissionDenied.into()),
            "`x.pdf` cannot be written, because you have no permission: allow it, or choose another place",
        );
        check(
            &Failure::writing(Path::new("new/x.pdf"), &io::ErrorKind::NotFound.into()),
            "`new/x.pdf` cannot be written, because its folder is not there: make it first, or choose another place",
        );
        check(
            &Failure::TooLarge { place: Place::from("-"), limit: 16 << 20 },
            "standard input is larger than 16384 KiB, and was not read: give a smaller one",
        );
    }

    #[test]
    fn full_disks_have_their_own_word() {
        let failure = Failure::writing(Path::new("x"), &io::Error::from_raw_os_error(28));
        assert!(matches!(failure, Failure::Full { .. }), "{failure:?}");
    }
}
