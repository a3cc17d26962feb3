//! What the world may refuse: files that are missing, full, taken, damaged or too new.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::text;
use crate::words::{FailureWords, Words, fill};

/// Something that a file, a folder or a disk refused. Put into words, each says what, where and what to do.
#[derive(Debug)]
pub enum Failure {
    NotFound {
        place: Place,
    },
    Unreadable {
        place: Place,
        reason: Reason,
    },
    Unwritable {
        place: Place,
        reason: Reason,
    },
    /// Its folder is not there.
    NoFolder {
        place: Place,
    },
    /// The disk is full.
    Full {
        place: Place,
    },
    InUse {
        place: Place,
        /// The process that holds it, where the system tells.
        pid: Option<u32>,
        host: Option<String>,
    },
    Damaged {
        place: Place,
        reason: Damage,
    },
    TooNew {
        place: Place,
        version: u64,
        /// The version of the program that made it; empty where it does not tell.
        program: String,
    },
    Exists {
        place: Place,
    },
    /// Nothing is kept, as was asked for.
    NotKept,
    TooLarge {
        place: Place,
        /// In bytes.
        limit: u64,
    },
}

/// Why a file cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    NoPermission,
    ReadOnly,
    /// What should be its folder is a file.
    FolderIsFile,
    GrowsTooLarge,
    NoNameForAFile,
    IsFolder,
    /// A folder where a file was to be read.
    FolderNoFile,
    /// A device or a pipe where a file was to be read.
    DeviceNoFile,
    /// A file where a folder was to be made.
    FileNoFolder,
    /// Moved, replaced or deleted while it was in use.
    Moved,
    /// What the system calls it.
    System(String),
}

/// Why a saved assessment cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    Empty,
    NoAssessment,
    /// Neither its first line nor its questionnaire.
    NothingReadable,
    NumberedTooHigh,
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

impl Place {
    /// The file's name between backticks, or standard input.
    pub fn in_words(&self, words: &Words) -> String {
        match self.0.as_os_str() == "-" {
            true => words.failures.standard_input.to_owned(),
            false => format!("`{}`", text::visible(&self.0.to_string_lossy())),
        }
    }
}

impl Failure {
    /// What happened, where, and what to do.
    pub fn in_words(&self, words: &Words) -> String {
        let says = &words.failures;
        let at = |text: &str, place: &Place| fill(text, &[("place", &place.in_words(words))]);
        let because = |text: &str, place: &Place, reason: String| {
            fill(text, &[("place", &place.in_words(words)), ("reason", &reason)])
        };
        match self {
            Failure::NotFound { place } => at(says.not_found, place),
            Failure::Unreadable { place, reason } => because(says.unreadable, place, reason.in_words(says)),
            Failure::Unwritable { place, reason } => because(says.unwritable, place, reason.in_words(says)),
            Failure::NoFolder { place } => at(says.no_folder, place),
            Failure::Full { place } => at(says.full, place),
            Failure::InUse { place, pid, host } => {
                let place = place.in_words(words);
                match (pid, host) {
                    (None, _) => fill(says.in_use, &[("place", &place)]),
                    (Some(pid), None) => fill(says.in_use_by, &[("place", &place), ("pid", pid)]),
                    (Some(pid), Some(host)) => {
                        let host = text::visible(host);
                        fill(says.in_use_on, &[("place", &place), ("pid", pid), ("host", &host)])
                    }
                }
            }
            Failure::Damaged { place, reason } => {
                because(says.damaged, place, reason.in_words(says).to_owned())
            }
            Failure::TooNew { place, version, program } => {
                let place = place.in_words(words);
                match program.as_str() {
                    "" => fill(says.too_new, &[("place", &place), ("version", version)]),
                    program => {
                        let program = text::visible(program);
                        let values: [(&str, &dyn fmt::Display); 3] =
                            [("place", &place), ("version", version), ("program", &program)];
                        fill(says.too_new_of, &values)
                    }
                }
            }
            Failure::Exists { place } => at(says.exists, place),
            Failure::NotKept => says.not_kept.to_owned(),
            Failure::TooLarge { place, limit } => {
                fill(says.too_large, &[("place", &place.in_words(words)), ("limit", &(limit / 1024))])
            }
        }
    }

    /// What went wrong while reading.
    pub(super) fn reading(place: &Path, error: &io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::NotFound => Failure::NotFound { place: place.into() },
            _other => Failure::Unreadable { place: place.into(), reason: Reason::of(error) },
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
            _other => Failure::Unwritable { place: place.into(), reason: Reason::of(error) },
        }
    }
}

impl Reason {
    /// The system's word for it, or ours where people meet it often.
    fn of(error: &io::Error) -> Reason {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Reason::NoPermission,
            io::ErrorKind::ReadOnlyFilesystem => Reason::ReadOnly,
            io::ErrorKind::NotADirectory => Reason::FolderIsFile,
            io::ErrorKind::FileTooLarge => Reason::GrowsTooLarge,
            io::ErrorKind::InvalidFilename => Reason::NoNameForAFile,
            _other => Reason::System(error.to_string()),
        }
    }

    fn in_words(&self, says: &FailureWords) -> String {
        let text = match self {
            Reason::NoPermission => says.no_permission,
            Reason::ReadOnly => says.read_only,
            Reason::FolderIsFile => says.folder_is_a_file,
            Reason::GrowsTooLarge => says.grows_too_large,
            Reason::NoNameForAFile => says.no_name_for_a_file,
            Reason::IsFolder => says.is_a_folder,
            Reason::FolderNoFile => says.folder_no_file,
            Reason::DeviceNoFile => says.device_no_file,
            Reason::FileNoFolder => says.file_no_folder,
            Reason::Moved => says.moved,
            Reason::System(error) => return fill(says.system_says, &[("says", &text::visible(error))]),
        };
        text.to_owned()
    }
}

impl Damage {
    fn in_words(self, says: &FailureWords) -> &'static str {
        match self {
            Damage::Empty => says.empty,
            Damage::NoAssessment => says.no_assessment,
            Damage::NothingReadable => says.nothing_readable,
            Damage::NumberedTooHigh => says.numbered_too_high,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{DE, EN};

    #[track_caller]
    fn check(failure: &Failure, want: &str) {
        assert_eq!(failure.in_words(&EN), want);
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
    fn in_another_language() {
        let failure = Failure::writing(Path::new("x.pdf"), &io::ErrorKind::PermissionDenied.into());
        let want = "`x.pdf` kann nicht geschrieben werden, denn Ihnen fehlt die Berechtigung: \
                    erlauben Sie es, oder wählen Sie einen anderen Ort";
        assert_eq!(failure.in_words(&DE), want);
        let failure = Failure::TooLarge { place: Place::from("-"), limit: 1 << 20 };
        assert!(failure.in_words(&DE).starts_with("die Standardeingabe ist größer als 1024 KiB"));
    }

    #[test]
    fn full_disks_have_their_own_word() {
        let failure = Failure::writing(Path::new("x"), &io::Error::from_raw_os_error(28));
        assert!(matches!(failure, Failure::Full { .. }), "{failure:?}");
    }
}
