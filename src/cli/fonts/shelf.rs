//! Fonts on files: what each can show, and which is taken for what.

use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fontdb::{Database, Source, Stretch, Style};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider, Tag};
use subsetter::GlyphRemapper;
use unicode_script::Script;

use super::preference::rank;
use super::{header, machine};
use crate::page::font::{Face, Family, Font, FontFile, Wanted, is_seen};

/// How deep a folder may hold folders.
const DEPTH: usize = 4;

/// What a family must be able to show before whole reports are set in it.
const BODY: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;-()%";

/// What of a folder could not be used.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PassedOver {
    /// Files that are called fonts and are none.
    pub(super) broken: Vec<PathBuf>,
    /// Folders that cannot be looked into.
    pub(super) unread: Vec<PathBuf>,
}

/// Fonts, each with what is known of it.
pub(super) struct Shelf {
    database: Database,
    entries: Vec<Entry>,
    /// The entries in order of preference, for each script and face asked for so far.
    orders: RefCell<BTreeMap<(&'static str, Face), Order>>,
}

/// Places of entries, the most preferred first.
type Order = Arc<[usize]>;

struct Entry {
    id: fontdb::ID,
    family: String,
    name: String,
    /// Breaks the tie between fonts of one name.
    place: String,
    style: Style,
    /// From 1 to 1000.
    weight: u16,
    stretch: Stretch,
    monospaced: bool,
    looked: OnceCell<Option<Looked>>,
    /// By weight, where that can be varied; else under 0.
    fonts: RefCell<BTreeMap<u16, Option<Arc<Font>>>>,
}

/// What only the file itself can tell.
struct Looked {
    /// First and last of each stretch of characters, in order.
    stretches: Vec<(u32, u32)>,
    variable: bool,
}

impl Shelf {
    /// Returns the fonts of a folder, and what of it is passed over. Only the folder itself has to be readable.
    pub(super) fn of_folder(folder: &Path) -> io::Result<(Shelf, PassedOver)> {
        let mut database = Database::new();
        let mut broken = Vec::new();
        let mut unread = Vec::new();
        for path in files(folder, DEPTH, &inside, &mut unread)? {
            if !load(&mut database, &path) {
                broken.push(path);
            }
        }
        let mut shelf = Shelf::of(database);
        let (used, unused): (Vec<Entry>, Vec<Entry>) =
            std::mem::take(&mut shelf.entries).into_iter().partition(|entry| shelf.looked(entry).is_some());
        broken.extend(unused.into_iter().map(|entry| PathBuf::from(entry.place)));
        broken.sort();
        broken.dedup();
        Ok((Shelf { entries: used, ..shelf }, PassedOver { broken, unread }))
    }

    pub(super) fn of_machine() -> Shelf {
        let mut database = Database::new();
        for path in machine::files() {
            // Nobody asked for just this file: a broken one is passed over.
            load(&mut database, &path);
        }
        Shelf::of(database)
    }

    fn of(database: Database) -> Shelf {
        let mut entries: Vec<Entry> = database.faces().map(entry).collect();
        entries.sort_by(|one, other| (&one.name, &one.place).cmp(&(&other.name, &other.place)));
        Shelf { database, entries, orders: RefCell::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the first family, by name, that has a regular and a bold face and shows plain text.
    pub(super) fn family(&self) -> Option<Family> {
        let mut names: Vec<&str> = self.entries.iter().map(|entry| entry.family.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().find_map(|name| self.family_named(name))
    }

    fn family_named(&self, name: &str) -> Option<Family> {
        let nearest = |face: Face| {
            let fits = |entry: &&Entry| {
                let slanted = entry.style != Style::Normal;
                entry.family == name
                    && slanted == (face == Face::Italic)
                    && self.shows(entry, BODY)
                    && (entry.weight.abs_diff(face.weight()) <= 100 || self.is_variable(entry))
            };
            let entry = self.entries.iter().filter(fits).min_by_key(|entry| entry.distance(face))?;
            let file = self.file(entry, face.weight())?;
            Font::read(file).ok()
        };
        Some(Family {
            regular: nearest(Face::Regular)?,
            bold: nearest(Face::Bold)?,
            italic: nearest(Face::Italic),
        })
    }

    /// Returns the most preferred font that shows what is wanted.
    pub(super) fn font(&self, wanted: Wanted) -> Option<Arc<Font>> {
        let order = self.order(wanted.script, wanted.face);
        let entries = order.iter().filter_map(|index| self.entries.get(*index));
        let mut showing = entries.filter(|entry| self.shows(entry, wanted.signs));
        showing.find_map(|entry| self.read(entry, wanted.face.weight()))
    }

    fn order(&self, script: Script, face: Face) -> Order {
        let key = (script.short_name(), face);
        if let Some(order) = self.orders.borrow().get(&key) {
            return Arc::clone(order);
        }
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_by_cached_key(|index| {
            self.entries.get(*index).map(|entry| {
                let rank = rank(script, &entry.family);
                (rank, entry.monospaced, entry.family.clone(), entry.distance(face), *index)
            })
        });
        let order: Order = order.into();
        self.orders.borrow_mut().insert(key, Arc::clone(&order));
        order
    }

    fn shows(&self, entry: &Entry, signs: &str) -> bool {
        self.looked(entry)
            .is_some_and(|looked| signs.chars().filter(|sign| is_seen(*sign)).all(|sign| looked.has(sign)))
    }

    fn is_variable(&self, entry: &Entry) -> bool {
        self.looked(entry).is_some_and(|looked| looked.variable)
    }

    /// Returns what the file tells; `None` when the font is of no use here.
    fn looked<'a>(&self, entry: &'a Entry) -> Option<&'a Looked> {
        let look = || self.database.with_face_data(entry.id, look).flatten();
        entry.looked.get_or_init(look).as_ref()
    }

    fn read(&self, entry: &Entry, weight: u16) -> Option<Arc<Font>> {
        let key = if self.is_variable(entry) { weight } else { 0 };
        let read = || Font::read(self.file(entry, weight)?).ok().map(Arc::new);
        entry.fonts.borrow_mut().entry(key).or_insert_with(read).clone()
    }

    fn file(&self, entry: &Entry, weight: u16) -> Option<FontFile> {
        let file = |bytes: &[u8], index| FontFile {
            bytes: bytes.to_vec().into(),
            index,
            name: entry.name.clone(),
            weight: Some(weight),
        };
        self.database.with_face_data(entry.id, file)
    }
}

impl Entry {
    /// How far the font is from a face, the lesser the better.
    fn distance(&self, face: Face) -> (u16, bool, u16, Reverse<u16>) {
        let upright = self.style == Style::Normal;
        let stretch = self.stretch.to_number().abs_diff(Stretch::Normal.to_number());
        let wrong_style = upright == (face == Face::Italic);
        (stretch, wrong_style, self.weight.abs_diff(face.weight()), Reverse(self.weight))
    }
}

impl Looked {
    fn has(&self, sign: char) -> bool {
        let sign = u32::from(sign);
        let before = self.stretches.partition_point(|(first, _)| *first <= sign);
        let stretch = before.checked_sub(1).and_then(|index| self.stretches.get(index));
        stretch.is_some_and(|(_, last)| sign <= *last)
    }
}

/// Loads the fonts of a file, and tells whether there are any.
fn load(database: &mut Database, path: &Path) -> bool {
    let before = database.len();
    header::is_sound(path) && database.load_font_file(path).is_ok() && database.len() > before
}

fn entry(face: &fontdb::FaceInfo) -> Entry {
    let place = match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => path.to_string_lossy().into_owned(),
        Source::Binary(_) => String::new(),
    };
    Entry {
        id: face.id,
        family: face.families.first().map(|(name, _)| name.clone()).unwrap_or_default(),
        name: face.post_script_name.clone(),
        place,
        style: face.style,
        weight: face.weight.0,
        stretch: face.stretch,
        monospaced: face.monospaced,
        looked: OnceCell::new(),
        fonts: RefCell::default(),
    }
}

/// Looks into a font. One that is cut off, has no outlines or may not be put into documents is of no use.
fn look(bytes: &[u8], index: u32) -> Option<Looked> {
    let font = FontRef::from_index(bytes, index).ok()?;
    let whole = |record: &skrifa::raw::TableRecord| {
        let end = u64::from(record.offset()) + u64::from(record.length());
        end <= bytes.len() as u64
    };
    let records = font.table_directory().table_records();
    let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
    let outlines = [b"glyf", b"CFF ", b"CFF2"].into_iter().any(has);
    // Signs in colour would come out empty or grey.
    let colored = [b"CBDT", b"sbix", b"COLR", b"SVG "].into_iter().any(has);
    if !records.iter().all(whole) || !outlines || colored || is_kept_from_documents(&font) {
        return None;
    }
    let mut signs: Vec<(u32, u32)> = Vec::new();
    let mut any = None;
    for (sign, glyph) in font.charmap().mappings().filter(|(_, glyph)| glyph.to_u32() != 0) {
        any = any.or(u16::try_from(glyph.to_u32()).ok());
        match signs.last_mut() {
            Some((_, last)) if *last + 1 == sign => *last = sign,
            Some(_) | None => signs.push((sign, sign)),
        }
    }
    signs.sort_unstable();
    // What cannot be cut down now could not be written later.
    let mut trial = GlyphRemapper::new();
    trial.remap(any?);
    subsetter::subset_with_variations(bytes, index, &[], &trial).ok()?;
    let variable = font.axes().iter().any(|axis| axis.tag() == Tag::new(b"wght"));
    Some(Looked { stretches: signs, variable })
}

/// Whether its maker forbids that documents carry the font: bit 1 of `fsType`, unless a freer one is set.
fn is_kept_from_documents(font: &FontRef) -> bool {
    font.os2().is_ok_and(|table| table.fs_type() & 0b1110 == 0b0010)
}

/// Returns what stands in a folder.
fn inside(folder: &Path) -> io::Result<Vec<PathBuf>> {
    std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect()
}

/// Returns the font files of a folder and of those within, in order. `inside` looks into a folder; those within
/// that it fails on are noted in `unread`.
fn files(
    folder: &Path,
    depth: usize,
    inside: &dyn Fn(&Path) -> io::Result<Vec<PathBuf>>,
    unread: &mut Vec<PathBuf>,
) -> io::Result<Vec<PathBuf>> {
    let mut paths = inside(folder)?;
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            if depth > 0 {
                match files(&path, depth - 1, inside, unread) {
                    Ok(deeper) => found.extend(deeper),
                    Err(_) => unread.push(path),
                }
            }
        } else if path.is_file() && is_called_font(&path) {
            found.push(path);
        }
    }
    Ok(found)
}

pub(super) fn is_called_font(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    matches!(ending.as_deref(), Some("ttf" | "otf" | "ttc" | "otc"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks into a folder as somebody who may not look into those called `locked`.
    fn with_locked(folder: &Path) -> io::Result<Vec<PathBuf>> {
        match folder.ends_with("locked") {
            true => Err(io::ErrorKind::PermissionDenied.into()),
            false => inside(folder),
        }
    }

    #[test]
    fn a_folder_that_is_locked_takes_no_other_along() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["a", "b/locked", "c/locked", "d"] {
            std::fs::create_dir_all(root.join(name)).unwrap();
            std::fs::copy(file!(), root.join(name).join("one.ttf")).unwrap();
        }
        let mut unread = Vec::new();
        let found = files(root, DEPTH, &with_locked, &mut unread).unwrap();
        assert_eq!(found, [root.join("a/one.ttf"), root.join("d/one.ttf")]);
        assert_eq!(unread, [root.join("b/locked"), root.join("c/locked")]);
        assert!(files(&root.join("b/locked"), DEPTH, &with_locked, &mut unread).is_err());
    }
}
