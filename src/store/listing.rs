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
    names: Vec<Name>,
    /// Of which of them there may be further parts.
    in_parts: BTreeSet<Name>,
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

    pub(super) fn names(self) -> Vec<Name> {
        self.names
    }
}

/// Of which assessment a file is a further part, by its name alone.
fn name_of_part(file: &str) -> Option<Name> {
    let (of, number) = file.strip_suffix(".lbr")?.rsplit_once('.')?;
    number.parse::<u32>().ok().and_then(|_| Name::new(of))
}

/// Reads what a folder holds, as far as somebody wants it: asked for each header that a glance can tell.
pub(super) fn read(
    directory: &Directory,
    contents: Contents,
    wanted: Option<impl Fn(&Header) -> bool>,
) -> impl Iterator<Item = Listed> {
    let Contents { names, in_parts } = contents;
    let mut reader = Reader::default();
    names.into_iter().filter_map(move |name| {
        let is_in_parts = in_parts.contains(&name);
        match reader.read(&directory.path(&name), is_in_parts, wanted.as_ref()) {
            Ok(record) => record.map(|record| Listed { name, record: Ok(record) }),
            Err(failure) => Some(Listed { name, record: Err(failure) }),
        }
    })
}

/// What is carried on from file to file.
#[derive(Default)]
struct Reader {
    shelf: Shelf,
    /// Room for a file's bytes.
    room: Vec<u8>,
}

impl Reader {
    /// `None` where it is not wanted.
    fn read(
        &mut self,
        path: &Path,
        is_in_parts: bool,
        wanted: Option<&impl Fn(&Header) -> bool>,
    ) -> Result<Option<Record>, Failure> {
        let (mut file, length) = open_plain(path, OpenOptions::new().read(true))?;
        if LARGEST < length {
            return Err(Failure::TooLarge { place: path.into(), limit: LARGEST });
        }
        let mut bytes = std::mem::take(&mut self.room);
        bytes.clear();
        if let Some(wanted) = wanted {
            glance(&mut file, &mut bytes).map_err(|error| Failure::reading(path, &error))?;
            if record::header_at_a_glance(&bytes).is_some_and(|header| !wanted(&header)) {
                self.room = bytes;
                return Ok(None);
            }
        }
        let whole = usize::try_from(length).unwrap_or(0);
        bytes.reserve(whole.saturating_add(1).saturating_sub(bytes.len()));
        read_on(path, &mut file, &mut bytes, LARGEST)?;
        let parts = match is_in_parts {
            true => parts_of(path, bytes)?,
            false => vec![Part { number: 1, bytes }],
        };
        let reading = record::read(path, &parts, &mut self.shelf);
        self.room = parts.into_iter().next().map(|part| part.bytes).unwrap_or_default();
        let record = reading?.record;
        // What a glance could not tell, all of it may have told.
        Ok(Some(record).filter(|record| wanted.is_none_or(|wanted| wanted(&record.header))))
    }
}

fn glance(file: &mut File, bytes: &mut Vec<u8>) -> io::Result<()> {
    file.take(GLANCE as u64).read_to_end(bytes).map(drop)
}
