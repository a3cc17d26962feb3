//! Fonts from outside: a folder that is named, and those of the machine.
//!
//! The machine's fonts are looked at only when the first sign is met that nothing else shows, because that
//! takes time. Which one is taken depends on its name and never on where it was found, so that the same fonts
//! give the same bytes.

mod preference;
mod shelf;

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::exit::{Exit, Trouble};
use crate::page::font::{Font, Fonts, Spare, Wanted};
use crate::text::visible;
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
pub(super) fn fonts(choice: &Choice) -> Result<(Fonts, Vec<String>), Trouble> {
    let unexpected = |error: &dyn std::fmt::Display| Trouble::new(Exit::Unexpected, error.to_string());
    let mut fonts = Fonts::embedded().map_err(|error| unexpected(&error))?;
    let mut remarks = Vec::new();
    let mut folder = None;
    if let Some(path) = &choice.folder {
        let (shelf, broken) = Shelf::of_folder(path).map_err(|error| not_read(path, &error.to_string()))?;
        let says = |file: &PathBuf| format!("`{}` cannot be read as a font and is left out", shown(file));
        remarks.extend(broken.iter().map(says));
        if shelf.is_empty() {
            return Err(not_read(path, "no font is in it (.ttf, .otf, .ttc, .otc)"));
        }
        if let Some(family) = shelf.family() {
            fonts = fonts.with_body(family);
        }
        folder = Some(shelf);
    }
    let library = Library { folder, machine: choice.machine, shelf: OnceCell::new() };
    Ok((fonts.with_spare(Box::new(library)), remarks))
}

fn not_read(folder: &Path, why: &str) -> Trouble {
    Trouble::new(Exit::File, format!("no fonts from `{}`: {why}", shown(folder)))
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
