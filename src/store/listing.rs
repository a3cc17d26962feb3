//! A whole folder read for a list: one file after the other, and of each no more than is wanted.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use super::directory::{LARGEST, listed_name, parts_of};
use super::file::{open_plain, read_on};
use super::record::{self, Part};
use super::shelf::Shelf;
use super::{Directory, Failure, Header, Listed, Name, Record};

/// How much of a file's beginning is read before anything else, in bytes: more than most headers are long.
const GLANCE: usize = 2 << 10;

/// What a folder holds, by name.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) names: Vec<Name>,
    /// Of which of them there may be further parts.
    pub(super) in_parts: BTreeSet<Name>,
}

impl Contents {
    pub(super) fn of(folder: &Path) -> Result<Contents, Failure> {
        let fail = |error: io::Error| Failure::reading(folder, &error);
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Contents::default()),
            Err(error) => return Err(fail(error)),
        };
        let mut contents = Contents::default();
        for entry in entries {
            let file = entry.map_err(fail)?.file_name();
            contents.in_parts.extend(file.to_str().and_then(name_of_part));
            contents.names.extend(listed_name(&folder.join(file)));
        }
        contents.names.sort();
        Ok(contents)
    }
}

/// Of which assessment a file is a further part, by its name alone.
fn name_of_part(file: &str) -> Option<Name> {
    let (of, number) = file.strip_suffix(".lbr")?.rsplit_once('.')?;
    number.parse::<u32>().ok().and_then(|_| Name::new(of))
}

/// Reads what a folder holds.
pub(super) fn read(directory: &Directory, contents: Contents) -> impl Iterator<Item = Listed> {
    let Contents { names, in_parts } = contents;
    let mut reader = Reader::default();
    names.into_iter().map(move |name| {
        let record = reader.read(&directory.path(&name), in_parts.contains(&name));
        Listed { name, record }
    })
}

/// Reads what a folder holds, as far as it is wanted: asked for each header that a glance can tell.
pub(super) fn read_where(
    directory: &Directory,
    contents: Contents,
    wanted: impl Fn(&Header) -> bool,
) -> impl Iterator<Item = Listed> {
    let Contents { names, in_parts } = contents;
    let mut reader = Reader::default();
    names.into_iter().filter_map(move |name| {
        let is_in_parts = in_parts.contains(&name);
        let record = reader.read_where(&directory.path(&name), is_in_parts, &wanted).transpose()?;
        Some(Listed { name, record })
    })
}

/// What is carried on from file to file.
#[derive(Default)]
pub(super) struct Reader {
    shelf: Shelf,
    /// Room for a file's bytes.
    room: Vec<u8>,
}

impl Reader {
    /// Reads an assessment by its first file.
    pub(super) fn read(&mut self, path: &Path, is_in_parts: bool) -> Result<Record, Failure> {
        let (file, length) = open(path)?;
        let room = std::mem::take(&mut self.room);
        self.read_on(path, is_in_parts, (file, length), room)
    }

    /// `None` where it is not wanted.
    fn read_where(
        &mut self,
        path: &Path,
        is_in_parts: bool,
        wanted: impl Fn(&Header) -> bool,
    ) -> Result<Option<Record>, Failure> {
        let (mut file, length) = open(path)?;
        let mut bytes = std::mem::take(&mut self.room);
        glance(&mut file, &mut bytes).map_err(|error| Failure::reading(path, &error))?;
        if record::header_at_a_glance(&bytes).is_some_and(|header| !wanted(&header)) {
            bytes.clear();
            self.room = bytes;
            return Ok(None);
        }
        // What a glance could not tell, all of it may tell.
        let record = self.read_on(path, is_in_parts, (file, length), bytes)?;
        Ok(Some(record).filter(|record| wanted(&record.header)))
    }

    /// Reads the rest of a file whose first bytes were read already, and its further parts.
    fn read_on(
        &mut self,
        path: &Path,
        is_in_parts: bool,
        (mut file, length): (File, u64),
        mut bytes: Vec<u8>,
    ) -> Result<Record, Failure> {
        let whole = usize::try_from(length).unwrap_or(0);
        bytes.reserve(whole.saturating_add(1).saturating_sub(bytes.len()));
        read_on(path, &mut file, &mut bytes, LARGEST)?;
        let parts = match is_in_parts {
            true => parts_of(path, bytes)?,
            false => vec![Part { number: 1, bytes }],
        };
        let reading = record::read(path, &parts, &mut self.shelf);
        if let Some(first) = parts.into_iter().next() {
            self.room = first.bytes;
            self.room.clear();
        }
        Ok(reading?.record)
    }
}

fn open(path: &Path) -> Result<(File, u64), Failure> {
    let (file, length) = open_plain(path, OpenOptions::new().read(true))?;
    match length <= LARGEST {
        true => Ok((file, length)),
        false => Err(Failure::TooLarge { place: path.into(), limit: LARGEST }),
    }
}

fn glance(file: &mut File, bytes: &mut Vec<u8>) -> io::Result<()> {
    file.take(GLANCE as u64).read_to_end(bytes).map(drop)
}
