//! Where a machine keeps its fonts.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};

use super::shelf::is_called_font;

/// How deep a folder may hold folders.
const DEPTH: usize = 12;

/// Returns the font files of the machine, each once. What cannot be looked into is passed over.
pub(super) fn files() -> Vec<PathBuf> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for folder in folders() {
        add(&folder, DEPTH, &mut found, &mut seen);
    }
    found
}

/// Adds the font files of a folder and of those within. Links are followed, but nothing is taken twice.
fn add(folder: &Path, depth: usize, found: &mut Vec<PathBuf>, seen: &mut BTreeSet<PathBuf>) {
    let Ok(folder) = folder.canonicalize() else { return };
    let Ok(entries) = folder.read_dir() else { return };
    if !seen.insert(folder) {
        return;
    }
    for entry in entries.flatten() {
        let path = match entry.file_type() {
            Ok(kind) if kind.is_symlink() => entry.path().canonicalize().ok(),
            Ok(_) => Some(entry.path()),
            Err(_) => None,
        };
        let Some(path) = path else { continue };
        if is_called_font(&path) && path.is_file() {
            if seen.insert(path.clone()) {
                found.push(path);
            }
        } else if depth > 0 && path.is_dir() {
            add(&path, depth - 1, found, seen);
        }
    }
}

#[cfg(windows)]
fn folders() -> Vec<PathBuf> {
    let windows = env::var_os("SYSTEMROOT").map_or_else(|| PathBuf::from("C:\\Windows"), PathBuf::from);
    let mut folders = vec![windows.join("Fonts")];
    if let Some(home) = home() {
        folders.push(home.join("AppData\\Local\\Microsoft\\Windows\\Fonts"));
        folders.push(home.join("AppData\\Roaming\\Microsoft\\Windows\\Fonts"));
    }
    folders
}

#[cfg(target_os = "macos")]
fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ["/Library/Fonts", "/System/Library/Fonts", "/Network/Library/Fonts"].map(PathBuf::from).to_vec();
    // Fonts that came later, each kind in a folder of its own.
    let later = Path::new("/System/Library/AssetsV2").read_dir();
    for entry in later.into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with("com_apple_MobileAsset_Font") {
            folders.push(entry.path());
        }
    }
    folders.extend(home().map(|home| home.join("Library/Fonts")));
    folders
}

/// The folders that fontconfig is told of; without it, the usual ones.
#[cfg(all(unix, not(target_os = "macos")))]
fn folders() -> Vec<PathBuf> {
    let mut config = fontconfig_parser::FontConfig::default();
    // A file that is not there or not understood adds nothing.
    let mut read = |path: &Path| config.merge_config(path).is_ok();
    if let Some(file) = env::var_os("FONTCONFIG_FILE") {
        read(Path::new(&file));
    } else {
        let own = env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
        let own = own.or_else(|| Some(home()?.join(".config")));
        if !own.is_some_and(|own| read(&own.join("fontconfig/fonts.conf"))) {
            read(Path::new("/etc/fonts/local.conf"));
        }
        read(Path::new("/etc/fonts/fonts.conf"));
    }
    let told = config.dirs.into_iter().filter_map(|folder| match folder.path.strip_prefix("~") {
        Ok(rest) => Some(home()?.join(rest)),
        Err(_) => Some(folder.path),
    });
    let told: Vec<PathBuf> = told.collect();
    if !told.is_empty() {
        return told;
    }
    let mut usual = ["/usr/share/fonts", "/usr/local/share/fonts"].map(PathBuf::from).to_vec();
    if let Some(home) = home() {
        usual.extend([".fonts", ".local/share/fonts"].map(|folder| home.join(folder)));
    }
    usual
}

fn home() -> Option<PathBuf> {
    let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    env::var_os(name).filter(|home| !home.is_empty()).map(PathBuf::from)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("deeper")).unwrap();
        for name in ["one.ttf", "deeper/two.OTC", "read.me"] {
            std::fs::copy(file!(), root.join(name)).unwrap();
        }
        for (from, to) in [(".", "deeper/loop"), ("one.ttf", "deeper/again.ttf"), ("absent", "lost.ttf")] {
            std::os::unix::fs::symlink(root.join(from), root.join(to)).unwrap();
        }
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        add(&root, DEPTH, &mut found, &mut seen);
        found.sort();
        assert_eq!(found, [root.join("deeper/two.OTC"), root.join("one.ttf")]);
    }
}
