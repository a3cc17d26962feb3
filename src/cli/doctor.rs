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
use crate::text::{visible, wrap};
use crate::tui::action::Action;
use crate::tui::keymap::Place;
use crate::tui::sheet::Room;
use crate::tui::theme::Ground;
use crate::words::{DoctorWords, EN, Words, fill};

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
    fn in_words(self, says: &DoctorWords) -> &'static str {
        match self {
            State::Ok => says.ok,
            State::FallsBack => says.falls_back,
            State::Problem => says.problem,
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
    // What is for programs is the same everywhere.
    let words = if doctor.json { &EN } else { session.spoken };
    let mut checks = terminal(session, words);
    checks.extend(font_checks(session, words));
    checks.extend(folders(session, words));
    checks.extend(own_files(session, words));
    match doctor.json {
        true => {
            let item = |check: &Check| json!({ "part": check.part, "check": check.what, "state": check.state.in_words(&words.doctor), "says": check.says });
            let items: Vec<_> = checks.iter().map(item).collect();
            let version = env!("CARGO_PKG_VERSION");
            print_json(&json!({ "schema": "leaky-bucket/doctor/1", "version": version, "checks": items }))?;
        }
        false => drop(print_text(&text(&checks, words))?),
    }
    let problems = checks.iter().filter(|check| check.state == State::Problem).count();
    match problems {
        0 => Ok(Exit::Done),
        count => Err(Trouble::of(Exit::File, move |words| words.count(&words.doctor.unsaved, count))),
    }
}

/// A heading for each part, a line for each check.
fn text(checks: &[Check], words: &Words) -> String {
    let widest = checks.iter().map(|check| wrap::width(&check.what)).max().unwrap_or(0);
    let mut text = format!("leaky-bucket {}\n", env!("CARGO_PKG_VERSION"));
    let mut part = "";
    for check in checks {
        if check.part != part {
            part = check.part;
            text.push_str(&format!("\n{part}\n"));
        }
        let what = wrap::fit(&check.what, widest);
        let state = check.state.in_words(&words.doctor);
        text.push_str(&format!("  {state:<10}  {what}  {}\n", check.says));
    }
    text
}

fn check(part: &'static str, what: &str, state: State, says: impl Into<String>) -> Check {
    Check { part, what: what.to_owned(), state, says: says.into() }
}

fn terminal(session: &Session, words: &Words) -> Vec<Check> {
    let says = &words.doctor;
    let check = |what, state, text: String| check(says.terminal, what, state, text);
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let name = set("TERM").unwrap_or_default();
    let screen = match (is_terminal, session.plain) {
        (true, false) => check(says.screen, State::Ok, fill(says.a_terminal, &[("name", &visible(&name))])),
        (_, true) => check(says.screen, State::FallsBack, says.by_lines.to_owned()),
        (false, false) => check(says.screen, State::FallsBack, says.no_terminal.to_owned()),
    };
    let size = match crossterm::terminal::size().ok().filter(|_| is_terminal) {
        Some((width, height)) if (Room { width, height }).is_too_small() => {
            let size = format!("{width}x{height}");
            check(says.size, State::FallsBack, fill(says.too_small, &[("size", &size)]))
        }
        Some((width, height)) => check(says.size, State::Ok, format!("{width}x{height}")),
        None => check(says.size, State::FallsBack, says.not_known.to_owned()),
    };
    let colors = match (session.theme, session.color) {
        (Theme::Mono, _) => check(says.colors, State::FallsBack, says.mono.to_owned()),
        (_, true) => check(says.colors, State::Ok, says.sixteen.to_owned()),
        (_, false) => {
            let why = match set("NO_COLOR") {
                Some(_) => says.no_color_set,
                None => says.no_color_shown,
            };
            check(says.colors, State::FallsBack, why.to_owned())
        }
    };
    let ground = match screen::ground(session.theme, set("COLORFGBG").as_deref()) {
        Ground::Light => check(says.background, State::Ok, says.light.to_owned()),
        Ground::Dark => check(says.background, State::Ok, says.dark.to_owned()),
        Ground::Unknown => check(says.background, State::FallsBack, says.ground_not_known.to_owned()),
    };
    let signs = match (session.ascii, speaks_utf8()) {
        (false, _) => check(says.signs, State::Ok, says.utf8.to_owned()),
        (true, false) => check(says.signs, State::FallsBack, says.ascii_by_locale.to_owned()),
        (true, true) => check(says.signs, State::FallsBack, says.ascii_asked.to_owned()),
    };
    let mouse = match session.mouse {
        true => {
            let keymap = &session.config.settings.keymap;
            let key = keymap.key(Place::Choice, Action::Mouse, session.ascii, &words.key_names);
            check(says.mouse, State::Ok, fill(says.mouse_on, &[("key", &key)]))
        }
        false => check(says.mouse, State::FallsBack, says.mouse_off.to_owned()),
    };
    vec![screen, size, colors, ground, signs, mouse]
}

fn font_checks(session: &Session, words: &'static Words) -> Vec<Check> {
    let says = &words.doctor;
    let mut checks = vec![check(says.fonts, says.latin, State::Ok, says.own_font)];
    let folder = session.config.settings.font_dir.clone();
    let choice = fonts::Choice { folder, machine: fonts::Machine::Used };
    let found = fonts::beyond(&choice).or_else(|trouble| {
        checks.push(check(says.fonts, "font_dir", State::FallsBack, trouble.in_words(words)));
        fonts::beyond(&fonts::Choice::default())
    });
    for (script, font) in found.unwrap_or_default() {
        checks.push(match font {
            Some(font) => check(says.fonts, script(says), State::Ok, visible(&font).into_owned()),
            None => check(says.fonts, script(says), State::FallsBack, says.boxes),
        });
    }
    checks
}

fn folders(session: &Session, words: &'static Words) -> Vec<Check> {
    let says = &words.doctor;
    let data = match session.folder() {
        Ok(folder) => folder_check(says.data_folder, &folder, State::Problem, says),
        Err(trouble) => check(says.folders, says.data_folder, State::Problem, trouble.in_words(words)),
    };
    let settings = session.config.path.as_deref().and_then(Path::parent);
    let settings = settings.map(|folder| folder_check(says.settings_folder, folder, State::FallsBack, says));
    let temporary = folder_check(says.temporary_folder, &std::env::temp_dir(), State::FallsBack, says);
    let here = folder_check(says.this_folder, Path::new("."), State::FallsBack, says);
    std::iter::once(data).chain(settings).chain([temporary, here]).collect()
}

/// Whether a folder can be written to, locked in, and has room; one that is not there yet is judged by the
/// nearest that is. `otherwise` is how grave it is when it cannot be used.
fn folder_check(what: &str, folder: &Path, otherwise: State, says: &DoctorWords) -> Check {
    let check = |state, text: String| check(says.folders, what, state, text);
    let (Some(there), is_there) = (nearest_folder(folder), folder.is_dir()) else {
        return check(otherwise, fill(says.not_a_folder, &[("path", &shown(folder))]));
    };
    let place = match is_there {
        true => format!("`{}`", shown(folder)),
        false => fill(says.made_later, &[("path", &shown(folder))]),
    };
    let trial = tempfile::Builder::new().prefix(".leaky-bucket-").tempfile_in(&there);
    let file = match trial {
        Ok(file) => file,
        Err(error) => {
            let why = error.kind();
            return check(otherwise, fill(says.not_writable, &[("place", &place), ("why", &why)]));
        }
    };
    let room = free(&there);
    let place = match room {
        Some(room) => fill(says.room, &[("place", &place), ("room", &in_words(room, says))]),
        None => place,
    };
    let told = |text: &str| fill(text, &[("place", &place)]);
    match (room, file.as_file().try_lock()) {
        (Some(room), _) if room < NOTHING => check(otherwise, told(says.no_room)),
        (Some(room), _) if room < LITTLE => check(State::FallsBack, told(says.little_room)),
        (_, Ok(())) => check(State::Ok, place),
        (_, Err(_no_locks)) => check(State::FallsBack, told(says.no_locks)),
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

fn in_words(bytes: u64, says: &DoctorWords) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match UNITS.into_iter().find(|(_, size)| *size <= bytes) {
        Some((unit, size)) => format!("{} {unit}", bytes / size),
        None => fill(says.bytes, &[("count", &bytes)]),
    }
}

/// What is saved, and what was said once for all.
fn own_files(session: &Session, words: &'static Words) -> Vec<Check> {
    let says = &words.doctor;
    let check = |what, state, text: String| check(says.files, what, state, text);
    let mut checks = Vec::new();
    if let Ok(store) = session.store() {
        checks.push(match store.list() {
            Ok(listed) => {
                let (mut count, mut broken) = (0, 0);
                for listed in listed {
                    count += 1;
                    broken += usize::from(listed.record.is_err());
                }
                let saved = words.count(&says.assessments, count);
                match broken {
                    0 => check(says.saved, State::Ok, saved),
                    broken => {
                        let text = fill(says.some_unreadable, &[("saved", &saved), ("count", &broken)]);
                        check(says.saved, State::FallsBack, text)
                    }
                }
            }
            Err(failure) => check(says.saved, State::Problem, failure.in_words(words)),
        });
        let trash = fs::read_dir(store.folder().join(TRASH)).map_or(0, Iterator::count);
        if 0 < trash {
            checks.push(check(says.trash, State::Ok, fill(says.in_trash, &[("count", &trash)])));
        }
    }
    // A file that the settings name, and what reading it came to.
    let kept_file = |what, path: &Path, read: Result<(), Trouble>| match read {
        Ok(()) => check(what, State::Ok, format!("`{}`", shown(path))),
        Err(trouble) => {
            let why = trouble.in_words(words);
            let first = why.lines().next().unwrap_or_default();
            let text = fill(says.not_usable, &[("path", &shown(path)), ("why", &first)]);
            check(what, State::FallsBack, text)
        }
    };
    let config = &session.config;
    let place = config.path.as_deref().map(shown).unwrap_or_default();
    checks.push(match (config.is_sound(), config.path.as_deref().is_some_and(Path::is_file)) {
        (true, true) => check(says.settings, State::Ok, format!("`{place}`")),
        (true, false) => check(says.settings, State::Ok, says.no_settings.to_owned()),
        (false, _) => check(says.settings, State::FallsBack, fill(says.mistakes, &[("path", &place)])),
    });
    if let Some(path) = &config.settings.brand {
        checks.push(kept_file(says.brand, path, brand::read_quietly(session, path).map(drop)));
    }
    if let Some(path) = &config.settings.benchmark {
        checks.push(kept_file(says.benchmark, path, benchmark::of_settings(session).map(drop)));
    }
    checks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_room(bytes: u64, want: &str) {
        assert_eq!(in_words(bytes, &EN.doctor), want);
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
        let found = folder_check("data folder", &below, State::Problem, &EN.doctor);
        assert!(found.state == State::Ok && found.says.contains("made when it is needed"), "{}", found.says);
        assert!(!folder.path().join("a").exists(), "nothing is made by looking");
    }

    #[test]
    fn a_file_is_no_folder() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let found = folder_check("data folder", &file.path().join("below"), State::Problem, &EN.doctor);
        assert_eq!(found.state, State::Problem, "{}", found.says);
    }
}
