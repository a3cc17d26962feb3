//! What was worked out from the assessments of a folder, kept in a file beside them: a list of thousands need not
//! read thousands of files each time.
//!
//! The assessments' own files are the truth. What is kept of one counts only as long as its file is the same to the
//! system: its length, its times and its place on the disk. In any doubt, and after any change to the program, it is
//! worked out anew. Nothing is lost when this file is deleted, and nobody is told when it cannot be written.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io::Write;
use std::path::Path;
use std::time::UNIX_EPOCH;

use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::directory::LARGEST;
use super::file::read_limited;
use super::listing::{Contents, Reader};
use super::{Directory, Failure, Name, Record};
use crate::clock::Clock;

/// What the file is called.
pub const INDEX: &str = ".leaky-bucket-index";
/// A folder with fewer assessments than these is read as quickly without.
const FEWEST: usize = 40;
/// Clocks of file systems stand still for a moment, up to two seconds: so long a file is not known to be the same.
const SETTLED: SignedDuration = SignedDuration::from_secs(3);

/// Something that is kept, and what was noted of it.
#[derive(Debug)]
pub struct Noted<N> {
    pub name: Name,
    pub note: Result<N, Failure>,
}

impl Directory {
    /// Everything that is kept, by name, with what `note` makes of each. `of` tells what notes depend on besides the
    /// files: those that were made under another are not used.
    pub fn list_noted<N: Serialize + DeserializeOwned>(
        &self,
        of: &str,
        note: impl Fn(&Name, Record) -> N,
    ) -> Result<Vec<Noted<N>>, Failure> {
        // Files have their times from the system, whatever day it is in a run that is repeated.
        self.list_noted_at(Clock::System.now(), of, note)
    }

    fn list_noted_at<N: Serialize + DeserializeOwned>(
        &self,
        now: Timestamp,
        of: &str,
        note: impl Fn(&Name, Record) -> N,
    ) -> Result<Vec<Noted<N>>, Failure> {
        let contents = Contents::of(self.folder())?;
        let is_worth_it = FEWEST <= contents.names.len();
        let path = self.folder().join(INDEX);
        let mut known: BTreeMap<String, (Mark, N)> = match is_worth_it {
            true => read(&path, of).unwrap_or_default(),
            false => BTreeMap::new(),
        };
        let mut reader = Reader::default();
        let mut is_new = false;
        let mut rows: Vec<(Option<Mark>, Noted<N>)> = Vec::new();
        for name in contents.names {
            let file = self.path(&name);
            let is_in_parts = contents.in_parts.contains(&name);
            // Looked at before the file is read: a change in between is seen the next time.
            let mark = Mark::of(&file, now).filter(|_| is_worth_it && !is_in_parts);
            let row = match (mark, known.remove(name.as_str())) {
                (Some(mark), Some((known, note))) if mark == known => Noted { name, note: Ok(note) },
                (_, before) => {
                    let record = reader.read(&file, is_in_parts);
                    let note = record.map(|record| note(&name, record));
                    is_new |= before.is_some() || mark.is_some() && note.is_ok();
                    Noted { name, note }
                }
            };
            rows.push((mark, row));
        }
        // What is left over is no longer there.
        if is_worth_it && (is_new || !known.is_empty()) {
            write(&path, of, &rows);
        }
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }
}

/// What tells a file from what it was before, and from another under its name. Times are in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    length: u64,
    modified: i64,
    /// When anything about it was changed last: nobody can set this back.
    changed: i64,
    inode: u64,
}

impl Mark {
    /// `None` for a file that is not there, and for one that may be changed and look the same.
    fn of(path: &Path, now: Timestamp) -> Option<Mark> {
        let there = std::fs::metadata(path).ok().filter(Metadata::is_file)?;
        let modified = there.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        let modified = i64::try_from(modified).ok()?;
        let mark = Mark { length: there.len(), modified, changed: changed(&there), inode: inode(&there) };
        let settled = now.checked_sub(SETTLED).ok()?.as_nanosecond();
        (i128::from(mark.modified.max(mark.changed)) < settled).then_some(mark)
    }
}

#[cfg(unix)]
fn changed(there: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;

    there.ctime().saturating_mul(1_000_000_000).saturating_add(there.ctime_nsec())
}

/// Elsewhere nothing tells of it.
#[cfg(not(unix))]
fn changed(_there: &Metadata) -> i64 {
    0
}

#[cfg(unix)]
fn inode(there: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;

    there.ino()
}

#[cfg(not(unix))]
fn inode(_there: &Metadata) -> u64 {
    0
}

/// The first line of the file: of which form it is, what its notes depend on, and the checksum of all that follows.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Head {
    index: u32,
    of: String,
    sum: u32,
}

/// The form of the file. Another one is not read but written anew.
const FORM: u32 = 1;

/// What is kept, by name; `None` of a file that is not as it was written, or was written for something else.
fn read<N: DeserializeOwned>(path: &Path, of: &str) -> Option<BTreeMap<String, (Mark, N)>> {
    let bytes = read_limited(path, LARGEST).ok()?;
    let mut lines = bytes.splitn(2, |byte| *byte == b'\n');
    let (head, rest) = (lines.next()?, lines.next()?);
    let head: Head = serde_json::from_slice(head).ok()?;
    if head != (Head { index: FORM, of: of.to_owned(), sum: crc32fast::hash(rest) }) {
        return None;
    }
    let mut known = BTreeMap::new();
    for line in std::str::from_utf8(rest).ok()?.lines() {
        let (name, mark, note): (String, Mark, N) = serde_json::from_str(line).ok()?;
        known.insert(name, (mark, note));
    }
    Some(known)
}

/// Replaces the file, if that can be done. It is not synced: what a power cut leaves of it does not fit its checksum.
fn write<N: Serialize>(path: &Path, of: &str, rows: &[(Option<Mark>, Noted<N>)]) {
    // Without it the next list takes a little longer; there is nothing that anybody could do.
    let _not_kept = try_to_write(path, of, rows);
}

fn try_to_write<N: Serialize>(
    path: &Path,
    of: &str,
    rows: &[(Option<Mark>, Noted<N>)],
) -> std::io::Result<()> {
    let mut rest: Vec<u8> = Vec::new();
    for (mark, Noted { name, note }) in rows {
        if let (Some(mark), Ok(note)) = (mark, note) {
            serde_json::to_writer(&mut rest, &(name.as_str(), mark, note))?;
            rest.push(b'\n');
        }
    }
    let head = serde_json::to_vec(&Head { index: FORM, of: of.to_owned(), sum: crc32fast::hash(&rest) })?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(".leaky-bucket-").tempfile_in(folder)?;
    temporary.write_all(&head)?;
    temporary.write_all(b"\n")?;
    temporary.write_all(&rest)?;
    temporary.persist(path).map(drop).map_err(|error| error.error)
}

#[cfg(test)]
mod tests;
