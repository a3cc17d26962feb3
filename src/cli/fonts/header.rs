//! Whether the head of a font file holds together: where each font of the file begins, and its list of tables.
//!
//! What reads fonts takes these numbers at their word: a damaged one that speaks of thousands of millions of
//! fonts would keep it busy for minutes. So they are looked at before anything else reads the file.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// More fonts than any collection holds.
const MOST_FONTS: u32 = 256;

/// More tables than any font has.
const MOST_TABLES: u16 = 256;

/// How long the entry of a table is, in bytes.
const ENTRY: u64 = 16;

/// Returns whether a file can be given to what reads fonts; a file that cannot be opened cannot.
pub(super) fn is_sound(path: &Path) -> bool {
    let read = || {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        holds_together(&mut BufReader::with_capacity(512, file), length)
    };
    read().unwrap_or(false)
}

/// The two kinds of head a file may have.
enum Head {
    Font,
    Collection,
}

fn holds_together(file: &mut (impl Read + Seek), length: u64) -> io::Result<bool> {
    match head(file)? {
        None => Ok(false),
        Some(Head::Font) => has_tables(file, length),
        Some(Head::Collection) => {
            let _version: [u8; 4] = bytes(file)?;
            let count = u32::from_be_bytes(bytes(file)?);
            if !(1..=MOST_FONTS).contains(&count) {
                return Ok(false);
            }
            let mut places = Vec::new();
            for _ in 0..count {
                places.push(u32::from_be_bytes(bytes(file)?));
            }
            for place in places {
                file.seek(SeekFrom::Start(place.into()))?;
                let is_font = matches!(head(file)?, Some(Head::Font));
                if !is_font || !has_tables(file, length)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
    }
}

fn head(file: &mut impl Read) -> io::Result<Option<Head>> {
    Ok(match &bytes(file)? {
        [0, 1, 0, 0] | b"true" | b"OTTO" => Some(Head::Font),
        b"ttcf" => Some(Head::Collection),
        _ => None,
    })
}

/// Whether the list of tables that follows is within the file. The tables themselves are looked at once the
/// font is to be used.
fn has_tables(file: &mut (impl Read + Seek), length: u64) -> io::Result<bool> {
    let count = u16::from_be_bytes(bytes(file)?);
    let _search: [u8; 6] = bytes(file)?;
    let end = file.stream_position()? + u64::from(count) * ENTRY;
    Ok((1..=MOST_TABLES).contains(&count) && end <= length)
}

fn bytes<const COUNT: usize>(file: &mut impl Read) -> io::Result<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: &[u8] = include_bytes!("../../../tests/fonts/world/NotoSansHebrew-Regular.ttf");
    const COLLECTION: &[u8] = include_bytes!("../../../tests/fonts/world/NotoSansCJK.ttc");

    /// The file with other bytes from a place on.
    #[track_caller]
    fn check(file: &[u8], place: usize, other: &[u8], want: bool) {
        let mut file = file.to_vec();
        file[place..place + other.len()].copy_from_slice(other);
        let length = file.len() as u64;
        assert_eq!(holds_together(&mut io::Cursor::new(file), length).unwrap_or(false), want);
    }

    #[track_caller]
    fn check_cut(file: &[u8], length: usize, want: bool) {
        check(&file[..length], 0, &[], want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn a_font() { check(FONT, 0, &[], true); }
        #[test] fn a_collection() { check(COLLECTION, 0, &[], true); }
        #[test] fn an_apple_font() { check(FONT, 0, b"true", true); }
        #[test] fn of_another_kind() { check(FONT, 0, b"wOFF", false); }
        #[test] fn no_tables() { check(FONT, 4, &[0, 0], false); }
        #[test] fn too_many_tables() { check(FONT, 4, &[1, 1], false); }
        #[test] fn tables_beyond_the_end() { check(&FONT[..300], 4, &[0, 255], false); }
        #[test] fn no_fonts() { check(COLLECTION, 8, &[0, 0, 0, 0], false); }
        #[test] fn more_fonts_than_can_be() { check(COLLECTION, 8, &[0xff; 4], false); }
        #[test] fn more_fonts_than_are_there() { check(COLLECTION, 8, &[0, 0, 1, 0], false); }
        #[test] fn a_font_beyond_the_end() { check(COLLECTION, 12, &[0xff; 4], false); }
        #[test] fn a_collection_within_itself() { check(COLLECTION, 12, &[0; 4], false); }
        #[test] fn nothing() { check_cut(FONT, 0, false); }
        #[test] fn cut_off_in_the_count() { check_cut(COLLECTION, 10, false); }
        #[test] fn cut_off_in_the_list() { check_cut(FONT, 40, false); }
        #[test] fn cut_off_later() { check_cut(FONT, 2000, true); }
    }
}
