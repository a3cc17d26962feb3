//! `doctor`: what works on this computer, what falls back, and what keeps the main job from working.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::Doctor;
use super::exit::{Exit, Trouble};
use super::output::{print_json, print_text};
use super::report::shown;
use super::settings::Theme;
use super::{Session, benchmark, brand, fonts, screen, speaks_utf8};
use crate::store::Store;
use crate::store::trash::TRASH;
use crate::text::{counted, visible, wrap};
use crate::tui::action::Action;
use crate::tui::keymap::Place;
use crate::tui::sheet::Room;
use crate::tui::theme::Ground;
use crate::words::EN;

/// Below this, an assessment of usual size and its report may not fit any more.
const LITTLE: u64 = 20 << 20;
/// Below this, not even a few answers can be kept.
const NOTHING: u64 = 256 << 10;

/// How a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ok,
    /// Something simpler takes its place; the main job works.
    FallsBack,
    /// The main job does not work.
    Problem,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            State::Ok => "ok",
            State::FallsBack => "falls back",
            State::Problem => "problem",
        }
    }
}

/// One thing looked at.
struct Check {
    part: &'static str,
    what: String,
    state: State,
    says: String,
}

pub(super) fn run(session: &Session, doctor: &Doctor) -> Result<Exit, Trouble> {
    let mut checks = terminal(session);
    checks.extend(font_checks(session));
    checks.extend(folders(session));
    checks.extend(own_files(session));
    match doctor.json {
        true => {
            let item = |check: &Check| json!({ "part": check.part, "check": check.what, "state": check.state.word(), "says": check.says });
            let items: Vec<_> = checks.iter().map(item).collect();
            let version = env!("CARGO_PKG_VERSION");
            print_json(&json!({ "schema": "leaky-bucket/doctor/1", "version": version, "checks": items }))?;
        }
        false => drop(print_text(&text(&checks))?),
    }
    let problems = checks.iter().filter(|check| check.state == State::Problem).count();
    match problems {
        0 => Ok(Exit::Done),
        count => {
            let keeps = if count == 1 { "keeps" } else { "keep" };
            let says =
                format!("{} {keeps} assessments from being saved", counted(count, "problem", "problems"));
            Err(Trouble::new(Exit::File, says))
        }
    }
}

/// A heading for each part, a line for each check.
fn text(checks: &[Check]) -> String {
    let widest = checks.iter().map(|check| wrap::width(&check.what)).max().unwrap_or(0);
    let mut text = format!("leaky-bucket {}\n", env!("CARGO_PKG_VERSION"));
    let mut part = "";
    for check in checks {
        if check.part != part {
            part = check.part;
            text.push_str(&format!("\n{part}\n"));
        }
        let what = wrap::fit(&check.what, widest);
        text.push_str(&format!("  {:<10}  {what}  {}\n", check.state.word(), check.says));
    }
    text
}

fn check(part: &'static str, what: &str, state: State, says: impl Into<String>) -> Check {
    Check { part, what: what.to_owned(), state, says: says.into() }
}

fn terminal(session: &Session) -> Vec<Check> {
    const PART: &str = "Terminal";
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let name = set("TERM").unwrap_or_default();
    let screen = match (is_terminal, session.plain) {
        (true, false) => check(PART, "screen", State::Ok, format!("a terminal ({})", visible(&name))),
        (_, true) => check(PART, "screen", State::FallsBack, "line by line, as the surroundings ask for it"),
        (false, false) => {
            check(PART, "screen", State::FallsBack, "no terminal here: --plain answers line by line")
        }
    };
    let size = match crossterm::terminal::size().ok().filter(|_| is_terminal) {
        Some((width, height)) if (Room { width, height }).is_too_small() => check(
            PART,
            "size",
            State::FallsBack,
            format!("{width}x{height}: make it 32x8 or larger, or use --plain"),
        ),
        Some((width, height)) => check(PART, "size", State::Ok, format!("{width}x{height}")),
        None => check(PART, "size", State::FallsBack, "not known here"),
    };
    let colors = match (session.theme, session.color) {
        (Theme::Mono, _) => check(PART, "colours", State::FallsBack, "none: the theme is mono"),
        (_, true) => check(PART, "colours", State::Ok, "the terminal's own sixteen"),
        (_, false) => {
            let why = match set("NO_COLOR") {
                Some(_) => "NO_COLOR is set",
                None => "standard output is no terminal that shows them",
            };
            check(PART, "colours", State::FallsBack, format!("none: {why}; words and signs say the same"))
        }
    };
    let ground = match screen::ground(session.theme, set("COLORFGBG").as_deref()) {
        Ground::Light => check(PART, "background", State::Ok, "light"),
        Ground::Dark => check(PART, "background", State::Ok, "dark"),
        Ground::Unknown => {
            let says = "not known: colours that suit both; `leaky-bucket config set theme dark` settles it";
            check(PART, "background", State::FallsBack, says)
        }
    };
    let signs = match (session.ascii, speaks_utf8()) {
        (false, _) => check(PART, "signs", State::Ok, "UTF-8"),
        (true, false) => {
            check(PART, "signs", State::FallsBack, "ASCII: the locale does not say UTF-8 (LANG)")
        }
        (true, true) => check(PART, "signs", State::FallsBack, "ASCII, as asked for"),
    };
    let mouse = match session.mouse {
        true => {
            let keymap = &session.config.settings.keymap;
            let key = keymap.key(Place::Choice, Action::Mouse, session.ascii, &EN.key_names);
            let says = format!("on; {key} turns it off while you answer, Shift and drag selects");
            check(PART, "mouse", State::Ok, says)
        }
        false => check(PART, "mouse", State::FallsBack, "off, as asked for; keys do everything"),
    };
    vec![screen, size, colors, ground, signs, mouse]
}

fn font_checks(session: &Session) -> Vec<Check> {
    const PART: &str = "Fonts for reports";
    let mut checks =
        vec![check(PART, "Latin, Greek, Cyrillic", State::Ok, "Noto Sans, which comes with the program")];
    let folder = session.config.settings.font_dir.clone();
    let choice = fonts::Choice { folder, machine: fonts::Machine::Used };
    let found = fonts::beyond(&choice).or_else(|trouble| {
        checks.push(check(PART, "font_dir", State::FallsBack, trouble.says));
        fonts::beyond(&fonts::Choice::default())
    });
    for (script, font) in found.unwrap_or_default() {
        checks.push(match font {
            Some(font) => check(PART, script, State::Ok, visible(&font).into_owned()),
            None => {
                let says =
                    "boxes: install a font for it (such as Noto Sans), or name a folder with --font-dir";
                check(PART, script, State::FallsBack, says)
            }
        });
    }
    checks
}

fn folders(session: &Session) -> Vec<Check> {
    let data = match session.folder() {
        Ok(folder) => folder_check("data folder", &folder, State::Problem),
        Err(trouble) => check(FOLDERS, "data folder", State::Problem, trouble.says),
    };
    let settings = session.config.path.as_deref().and_then(Path::parent);
    let settings = settings.map(|folder| folder_check("settings folder", folder, State::FallsBack));
    let temporary = folder_check("temporary folder", &std::env::temp_dir(), State::FallsBack);
    let here = folder_check("this folder", Path::new("."), State::FallsBack);
    std::iter::once(data).chain(settings).chain([temporary, here]).collect()
}

const FOLDERS: &str = "Folders";

/// Whether a folder can be written to, locked in, and has room; one that is not there yet is judged by the
/// nearest that is. `otherwise` is how grave it is when it cannot be used.
fn folder_check(what: &str, folder: &Path, otherwise: State) -> Check {
    let (Some(there), is_there) = (nearest_folder(folder), folder.is_dir()) else {
        return check(
            FOLDERS,
            what,
            otherwise,
            format!("`{}` cannot be made: a folder above it is none", shown(folder)),
        );
    };
    let place = match is_there {
        true => format!("`{}`", shown(folder)),
        false => format!("`{}`, made when it is needed", shown(folder)),
    };
    let trial = tempfile::Builder::new().prefix(".leaky-bucket-").tempfile_in(&there);
    let file = match trial {
        Ok(file) => file,
        Err(error) => {
            let says = format!("{place} cannot be written ({}): allow it, or choose another", error.kind());
            return check(FOLDERS, what, otherwise, says);
        }
    };
    let room = free(&there);
    let shown_room = room.map(|room| format!(", {} free", in_words(room))).unwrap_or_default();
    match (room, file.as_file().try_lock()) {
        (Some(room), _) if room < NOTHING => {
            check(FOLDERS, what, otherwise, format!("{place}{shown_room}: make room"))
        }
        (Some(room), _) if room < LITTLE => {
            check(FOLDERS, what, State::FallsBack, format!("{place}{shown_room}: make room soon"))
        }
        (_, Ok(())) => check(FOLDERS, what, State::Ok, format!("{place}{shown_room}")),
        (_, Err(_no_locks)) => {
            let says = format!("{place}{shown_room}; no locks: open each assessment in one place only");
            check(FOLDERS, what, State::FallsBack, says)
        }
    }
}

/// The folder itself, or the nearest above it that is there.
fn nearest_folder(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    let there = whole.ancestors().find(|path| path.symlink_metadata().is_ok())?;
    there.is_dir().then(|| there.to_owned())
}

/// How many bytes are free for us; `None` where the system does not tell.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_folder: &Path) -> Option<u64> {
    None
}

fn in_words(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match UNITS.into_iter().find(|(_, size)| *size <= bytes) {
        Some((unit, size)) => format!("{} {unit}", bytes / size),
        None => format!("{bytes} bytes"),
    }
}

/// What is saved, and what was said once for all.
fn own_files(session: &Session) -> Vec<Check> {
    const PART: &str = "Files";
    let mut checks = Vec::new();
    if let Ok(store) = session.store() {
        checks.push(match store.list() {
            Ok(listed) => {
                let (mut count, mut broken) = (0, 0);
                for listed in listed {
                    count += 1;
                    broken += usize::from(listed.record.is_err());
                }
                let saved = counted(count, "assessment", "assessments");
                match broken {
                    0 => check(PART, "saved", State::Ok, saved),
                    broken => {
                        let says = format!(
                            "{saved}, {broken} of which cannot be read: `leaky-bucket list` says why"
                        );
                        check(PART, "saved", State::FallsBack, says)
                    }
                }
            }
            Err(failure) => check(PART, "saved", State::Problem, failure.to_string()),
        });
        let trash = fs::read_dir(store.folder().join(TRASH)).map_or(0, Iterator::count);
        if 0 < trash {
            let says = format!("{trash} in it; `leaky-bucket list --trash` shows them");
            checks.push(check(PART, "trash", State::Ok, says));
        }
    }
    let config = &session.config;
    let place = config.path.as_deref().map(shown).unwrap_or_default();
    checks.push(match (config.is_sound(), config.path.as_deref().is_some_and(Path::is_file)) {
        (true, true) => check(PART, "settings", State::Ok, format!("`{place}`")),
        (true, false) => check(PART, "settings", State::Ok, "none: the defaults hold"),
        (false, _) => {
            let says = format!("mistakes in `{place}`: `leaky-bucket config show` names them");
            check(PART, "settings", State::FallsBack, says)
        }
    });
    if let Some(path) = &config.settings.brand {
        checks.push(match brand::read_quietly(session, path) {
            Ok(_) => check(PART, "brand", State::Ok, format!("`{}`", shown(path))),
            Err(trouble) => {
                let first = trouble.says.lines().next().unwrap_or_default().to_owned();
                check(PART, "brand", State::FallsBack, format!("`{}` cannot be used: {first}", shown(path)))
            }
        });
    }
    if let Some(path) = &config.settings.benchmark {
        checks.push(match benchmark::of_settings(session) {
            Ok(_) => check(PART, "benchmark", State::Ok, format!("`{}`", shown(path))),
            Err(trouble) => {
                let first = trouble.says.lines().next().unwrap_or_default().to_owned();
                let says = format!("`{}` cannot be used: {first}", shown(path));
                check(PART, "benchmark", State::FallsBack, says)
            }
        });
    }
    checks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_room(bytes: u64, want: &str) {
        assert_eq!(in_words(bytes), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn bytes() { check_room(1023, "1023 bytes"); }
        #[test] fn kib() { check_room(1024, "1 KiB"); }
        #[test] fn gib() { check_room((57 << 30) + 5, "57 GiB"); }
    }

    #[test]
    fn a_folder_is_judged_by_the_nearest_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("a/b/c");
        assert_eq!(nearest_folder(&below).as_deref(), Some(folder.path()));
        let found = folder_check("data folder", &below, State::Problem);
        assert!(found.state == State::Ok && found.says.contains("made when it is needed"), "{}", found.says);
        assert!(!folder.path().join("a").exists(), "nothing is made by looking");
    }

    #[test]
    fn a_file_is_no_folder() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let found = folder_check("data folder", &file.path().join("below"), State::Problem);
        assert_eq!(found.state, State::Problem, "{}", found.says);
    }
}
