//! Assessments that were removed, each in a folder of its own below the others: `trash/2026-03-01-northwind`.
//!
//! Files are moved, never copied and deleted: it works on a full disk too, and at every moment each file is
//! in one of the two places. The first file moves last, so that what was interrupted is still listed and can be
//! removed again.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::directory::{Directory, load, make_folder};
use super::file::{open_plain, sync_folder};
use super::log::lock;
use super::{Failure, Name, Summary};

/// What the folder of removed assessments is called.
pub const TRASH: &str = "trash";

/// Something in the trash.
#[derive(Debug)]
pub struct Removed {
    /// What it is called there: the day it was removed, and its name.
    pub name: Name,
    /// What it was called.
    pub was: Name,
    pub summary: Result<Summary, Failure>,
}

impl Directory {
    fn trash(&self) -> PathBuf {
        self.folder().join(TRASH)
    }

    /// Moves an assessment to the trash, unless somebody works on it. Returns what it is called there.
    pub fn remove(&self, name: &Name, today: Date) -> Result<Name, Failure> {
        let locked = self.locked(name)?;
        let files = self.files_of(name)?;
        let trash = self.trash();
        make_folder(&trash)?;
        let (removed, folder) = place_in(&trash, name, today, &files)?;
        make_folder(&folder)?;
        for file in &files {
            move_into(file, &folder)?;
        }
        for folder in [&folder, &trash, &self.folder().to_path_buf()] {
            sync(folder)?;
        }
        drop(locked);
        Ok(removed)
    }

    /// Deletes an assessment for good, unless somebody works on it.
    pub fn purge(&self, name: &Name) -> Result<(), Failure> {
        let locked = self.locked(name)?;
        for file in self.files_of(name)? {
            fs::remove_file(&file).map_err(|error| Failure::writing(&file, &error))?;
        }
        sync(self.folder())?;
        drop(locked);
        Ok(())
    }

    /// What is in the trash, what was removed last first.
    pub fn removed(&self) -> Result<Vec<Removed>, Failure> {
        let trash = self.trash();
        let entries = match fs::read_dir(&trash) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Failure::reading(&trash, &error)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| Failure::reading(&trash, &error))?;
            let name = entry.file_name().to_str().and_then(Name::new);
            let first = first_file(&entry.path());
            if let (Some(name), Some(first)) = (name, first)
                && let Some(was) = first.file_stem().and_then(|stem| Name::new(&stem.to_string_lossy()))
            {
                let summary = load(&first).map(|record| record.summary());
                found.push(Removed { name, was, summary });
            }
        }
        found.sort_by(|one, other| other.name.cmp(&one.name));
        Ok(found)
    }

    /// Brings something back from the trash, under its old name, or where that is taken under one with a
    /// number. Returns the name.
    pub fn restore(&self, removed: &Name) -> Result<Name, Failure> {
        let folder = self.trash().join(removed.as_str());
        let first =
            first_file(&folder).ok_or_else(|| Failure::NotFound { place: folder.as_path().into() })?;
        let stem = stem_of(&first);
        let files = files_in(&folder, &stem)?;
        let (name, new_stem) = self.free_name(&stem, &first)?;
        for file in &files {
            let ending = ending_of(file, &stem);
            move_to(file, &self.folder().join(format!("{new_stem}{ending}")))?;
        }
        sync(self.folder())?;
        sync(&folder)?;
        // What else somebody has put there stays.
        fs::remove_dir(&folder).ok();
        Ok(name)
    }

    /// Deletes something in the trash for good.
    pub fn purge_removed(&self, removed: &Name) -> Result<(), Failure> {
        let folder = self.trash().join(removed.as_str());
        let first =
            first_file(&folder).ok_or_else(|| Failure::NotFound { place: folder.as_path().into() })?;
        for file in files_in(&folder, &stem_of(&first))? {
            fs::remove_file(&file).map_err(|error| Failure::writing(&file, &error))?;
        }
        sync(&folder)?;
        fs::remove_dir(&folder).ok();
        sync(&self.trash())
    }

    /// The first file of an assessment, taken for ourselves.
    fn locked(&self, name: &Name) -> Result<fs::File, Failure> {
        let path = self.path(name);
        // Some systems lock only what can be written; what cannot be written nobody works on.
        let (file, _) = open_plain(&path, OpenOptions::new().read(true).append(true))
            .or_else(|_read_only| open_plain(&path, OpenOptions::new().read(true)))?;
        lock(&file, &path)?;
        Ok(file)
    }

    /// All files of an assessment: later parts and what was put aside first, the first file last.
    fn files_of(&self, name: &Name) -> Result<Vec<PathBuf>, Failure> {
        files_in(self.folder(), name.as_str())
    }

    fn free_name(&self, stem: &str, first: &Path) -> Result<(Name, String), Failure> {
        const MOST: u32 = 9999;
        for number in 1..=MOST {
            let stem = if number == 1 { stem.to_owned() } else { format!("{stem}-{number}") };
            if files_in(self.folder(), &stem)?.is_empty()
                && let Some(name) = Name::new(&stem)
            {
                return Ok((name, stem));
            }
        }
        Err(Failure::Exists { place: first.into() })
    }
}

fn sync(folder: &Path) -> Result<(), Failure> {
    sync_folder(folder).map_err(|error| Failure::writing(folder, &error))
}

/// What follows a stem in a file's name: `.lbr`, `.2.lbr`, `.lbr.damaged`.
fn ending_of(file: &Path, stem: &str) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.strip_prefix(stem).unwrap_or_default().to_owned()
}

/// The files of one assessment in a folder, the first file last.
fn files_in(folder: &Path, stem: &str) -> Result<Vec<PathBuf>, Failure> {
    let fail = |error: io::Error| Failure::reading(folder, &error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let ending = ending_of(&path, stem);
        if is_ending(&ending) {
            files.push((ending != ".lbr", path));
        }
    }
    files.sort_by(|one, other| other.cmp(one));
    Ok(files.into_iter().map(|(_, path)| path).collect())
}

/// Whether it is that of an assessment's file: its first, a part with a number, or a damaged one put aside.
fn is_ending(ending: &str) -> bool {
    let Some((number, rest)) = ending.split_once(".lbr") else { return false };
    let is_part = |digits: &str| {
        digits.strip_prefix('.').is_some_and(|digits| {
            !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let is_aside = |rest: &str| {
        rest.strip_prefix(".damaged").is_some_and(|rest| {
            rest.is_empty()
                || rest
                    .strip_prefix('-')
                    .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    (number.is_empty() || is_part(number)) && (rest.is_empty() || is_aside(rest))
}

/// The first file of what lies in a folder of the trash.
fn first_file(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "lbr"));
    // `northwind.2.lbr` is a part where `northwind.lbr` is there.
    files.sort_by_key(|path| path.as_os_str().len());
    files.into_iter().next()
}

fn stem_of(first: &Path) -> String {
    first.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// A folder of the trash for an assessment: one in which none of its files is yet. So what was interrupted
/// goes on where it began.
fn place_in(trash: &Path, name: &Name, today: Date, files: &[PathBuf]) -> Result<(Name, PathBuf), Failure> {
    const MOST: u32 = 9999;
    for number in 1..=MOST {
        let called = match number {
            1 => format!("{today}-{name}"),
            number => format!("{today}-{name}-{number}"),
        };
        let folder = trash.join(&called);
        let is_taken =
            files.iter().filter_map(|file| file.file_name()).any(|file| folder.join(file).exists());
        if !is_taken && let Some(called) = Name::new(&called) {
            return Ok((called, folder));
        }
    }
    Err(Failure::Exists { place: trash.into() })
}

fn move_into(file: &Path, folder: &Path) -> Result<(), Failure> {
    move_to(file, &folder.join(file.file_name().unwrap_or_default()))
}

/// Moves a file to a name that nobody has, not even one who takes it this moment.
fn move_to(from: &Path, to: &Path) -> Result<(), Failure> {
    let fail = |error: io::Error| Failure::writing(to, &error);
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from).map_err(|error| Failure::writing(from, &error)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(fail(error)),
        // Not every disk knows two names for one file.
        Err(_no_links) if fs::symlink_metadata(to).is_err() => fs::rename(from, to).map_err(fail),
        Err(error) => Err(fail(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Store, sample};
    use super::*;

    fn today() -> Date {
        jiff::civil::date(2026, 3, 1)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn there_and_back() {
        let events = sample::events();
        let saved = sample::saved(&events);
        let before = fs::read(&saved.path).unwrap();
        let removed = saved.store.remove(&saved.name, today()).unwrap();
        assert_eq!(removed.as_str(), format!("2026-03-01-{}", saved.name));
        assert_eq!(saved.store.names().unwrap(), []);
        assert_eq!(saved.store.removed().unwrap()[0].name, removed);
        assert_eq!(saved.store.restore(&removed).unwrap(), saved.name);
        assert_eq!(fs::read(&saved.path).unwrap(), before);
        assert!(saved.store.removed().unwrap().is_empty());
        assert_eq!(names(&saved.store.folder().join(TRASH)), Vec::<String>::new());
    }

    #[test]
    fn all_files_go_and_none_of_another() {
        let saved = sample::saved(&sample::events());
        let stem = saved.name.as_str();
        let own = [format!("{stem}.2.lbr"), format!("{stem}.lbr.damaged"), format!("{stem}.lbr.damaged-2")];
        let others =
            [format!("{stem}-2.lbr"), format!("{stem}.txt"), format!("{stem}.lbrx"), format!("{stem}.x.lbr")];
        for name in own.iter().chain(&others) {
            sample::put(&saved.store.folder().join(name), name.as_bytes());
        }
        let removed = saved.store.remove(&saved.name, today()).unwrap();
        let mut left = others.to_vec();
        left.push(TRASH.to_owned());
        left.sort();
        assert_eq!(names(saved.store.folder()), left);
        assert_eq!(names(&saved.store.folder().join(TRASH).join(removed.as_str())).len(), 4);
        saved.store.restore(&removed).unwrap();
        assert_eq!(names(saved.store.folder()).len(), 9);
    }

    /// Interrupted after a part was moved: once more, and all is in one place.
    #[test]
    fn what_was_interrupted_goes_on() {
        let saved = sample::saved(&sample::events());
        let part = saved.store.folder().join(format!("{}.2.lbr", saved.name));
        let folder = saved.store.folder().join(TRASH).join(format!("2026-03-01-{}", saved.name));
        fs::create_dir_all(&folder).unwrap();
        sample::put(&part, b"part");
        move_into(&part, &folder).unwrap();
        let removed = saved.store.remove(&saved.name, today()).unwrap();
        assert_eq!(names(&folder).len(), 2);
        saved.store.restore(&removed).unwrap();
        assert!(part.exists() && saved.path.exists());
    }

    #[test]
    fn nothing_takes_the_place_of_another() {
        let saved = sample::saved(&sample::events());
        let bytes = fs::read(&saved.path).unwrap();
        let first = saved.store.remove(&saved.name, today()).unwrap();
        sample::put(&saved.path, &bytes);
        let second = saved.store.remove(&saved.name, today()).unwrap();
        assert_ne!(first, second);
        sample::put(&saved.path, b"another");
        let restored = saved.store.restore(&first).unwrap();
        assert_eq!(restored.as_str(), format!("{}-2", saved.name));
        assert_eq!(fs::read(&saved.path).unwrap(), b"another");
        assert_eq!(fs::read(saved.store.path(&restored)).unwrap(), bytes);
    }

    #[test]
    fn what_is_in_use_stays() {
        let (saved, log) = sample::begun();
        let failure = saved.store.remove(&saved.name, today()).unwrap_err();
        assert!(matches!(failure, Failure::InUse { .. }), "{failure:?}");
        assert!(matches!(saved.store.purge(&saved.name), Err(Failure::InUse { .. })));
        drop(log);
        assert!(saved.path.exists());
        saved.store.purge(&saved.name).unwrap();
        assert_eq!(names(saved.store.folder()), Vec::<String>::new());
    }

    #[test]
    fn for_good() {
        let saved = sample::saved(&sample::events());
        let removed = saved.store.remove(&saved.name, today()).unwrap();
        saved.store.purge_removed(&removed).unwrap();
        assert!(matches!(saved.store.restore(&removed), Err(Failure::NotFound { .. })));
        assert!(matches!(saved.store.purge_removed(&removed), Err(Failure::NotFound { .. })));
    }
}
