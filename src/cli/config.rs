//! `config`: the settings file found, shown and changed.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde_json::json;

use super::args::Config;
use super::exit::{Exit, Trouble};
use super::find::Faults;
use super::message::Message;
use super::output::{print_json, print_text};
use super::report::shown;
use super::settings::{self, Form, Misfit, SETTINGS, Setting, Settings};
use super::{Session, editor};
use crate::diagnostic::{self, Diagnostic};
use crate::source::{Node, Source};
use crate::store::Failure;
use crate::store::file::{Overwrite, read_limited, write_atomic};
use crate::text::visible;
use crate::words::{Words, fill};

/// The settings of this run.
pub struct Found {
    pub settings: Settings,
    /// Where the file is or would be; `None` where there is no home folder.
    pub path: Option<PathBuf>,
    /// What is wrong with it, for standard error.
    complaint: Option<Message>,
    faults: usize,
    source: Option<Source>,
}

impl Found {
    /// Reads the settings file: the one named, else the person's own. A file that is not there says nothing.
    pub(super) fn read(named: Option<&Path>, color: bool) -> Found {
        let base = etcetera::choose_base_strategy().ok();
        let own = || base.as_ref().map(|base| base.config_dir().join("leaky-bucket/config.yaml"));
        let path = named.map(Path::to_owned).or_else(own);
        let mut found =
            Found { settings: Settings::default(), path, complaint: None, faults: 0, source: None };
        let Some(path) = &found.path else { return found };
        match read_limited(path, settings::LIMITS.bytes as u64) {
            Ok(bytes) => {
                let (source, settings, faults) =
                    settings::read(path, &bytes, base.as_ref().map(BaseStrategy::home_dir));
                if !faults.is_empty() {
                    found.complaint = Some(complaint(&source, &faults, color));
                }
                found.faults = faults.iter().filter(|fault| fault.is_error()).count();
                found.settings = settings;
                found.source = Some(source);
            }
            Err(Failure::NotFound { .. }) if named.is_none() => {}
            Err(Failure::NotFound { .. }) => {
                let path = shown(path);
                let says = move |words: &'static Words| fill(words.settings.no_file, &[("path", &path)]);
                found.complaint = Some(Message::of(says));
            }
            Err(failure) => {
                found.complaint = Some(Message::of(move |words| {
                    fill(words.settings.defaults_hold, &[("why", &failure.in_words(words))])
                }));
                found.faults = 1;
            }
        }
        found
    }

    /// Everything that is wrong with it; empty when nothing is.
    pub(super) fn complaint(&self, words: &'static Words) -> String {
        self.complaint.as_ref().map(|complaint| complaint.in_words(words)).unwrap_or_default()
    }

    /// The complaint in one line, for the screen.
    pub(super) fn in_short(&self, words: &Words) -> Option<String> {
        (0 < self.faults).then(|| words.count(&words.settings.mistakes, self.faults))
    }

    pub(super) fn is_sound(&self) -> bool {
        self.faults == 0
    }

    /// What the file says of a setting, as it is written there.
    fn written(&self, setting: &Setting) -> Option<String> {
        let source = self.source.as_ref()?;
        let (_, root, _) = crate::source::read("", source.text().as_bytes(), &settings::LIMITS);
        let root = root?;
        let node = root.get(setting.name).filter(|node| !node.is_null())?;
        Some(one_line(node, source))
    }
}

fn complaint(source: &Source, faults: &[Diagnostic], color: bool) -> Message {
    let rendered = diagnostic::render(source, faults, color);
    let faults = Faults::of(faults, source);
    Message::of(move |words| {
        let faults = faults.in_words(words);
        format!("{rendered}{}", fill(words.settings.rest_holds, &[("faults", &faults)]))
    })
}

fn one_line(node: &Node, source: &Source) -> String {
    let text = node.as_text().or_else(|| source.text().get(node.range.clone())).unwrap_or_default();
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

pub(super) fn run(session: &Session, command: &Config) -> Result<Exit, Trouble> {
    match command {
        Config::Path => print_text(&shown(path(session)?)),
        Config::Show { json } => show(session, *json),
        Config::Edit => edit(session),
        Config::Set { key, value } => set(session, key, value.as_deref()),
    }
}

fn path(session: &Session) -> Result<&Path, Trouble> {
    let no_home = || Trouble::of(Exit::File, |words| words.settings.no_home.to_owned());
    session.config.path.as_deref().ok_or_else(no_home)
}

/// Every setting with its value. A file with faults ends with its code, so that this is also its check.
fn show(session: &Session, json: bool) -> Result<Exit, Trouble> {
    let found = &session.config;
    let words = session.spoken;
    let rows: Vec<(&Setting, Option<String>)> =
        SETTINGS.iter().map(|setting| (setting, effective(found, setting))).collect();
    match json {
        true => {
            let value = |setting: &Setting, given: &Option<String>| json!({ "value": given, "default": setting.default, "about": setting.about });
            let settings: serde_json::Map<String, serde_json::Value> = rows
                .iter()
                .map(|(setting, given)| (setting.name.to_owned(), value(setting, given)))
                .collect();
            let path = found.path.as_ref().map(|path| path.to_string_lossy());
            let sound = found.is_sound();
            print_json(
                &json!({ "schema": "leaky-bucket/settings/1", "file": path, "sound": sound, "settings": settings }),
            )?;
        }
        false => {
            let line = |(setting, given): &(&Setting, Option<String>)| match given {
                Some(given) => format!("{:<9} {given}", setting.name),
                None => {
                    let value = setting.default_in_words(words);
                    format!("{:<9} {}", setting.name, fill(words.settings.is_default, &[("value", &value)]))
                }
            };
            let lines: Vec<String> = rows.iter().map(line).collect();
            print_text(&lines.join("\n"))?;
        }
    }
    match found.is_sound() {
        true => {
            session.remark(&found.complaint(words));
            session.remark(words.settings.changes_one);
            Ok(Exit::Done)
        }
        false => Err(Trouble::new(Exit::File, found.complaint(words))),
    }
}

/// What the file says of a setting, where that can be used.
fn effective(found: &Found, setting: &Setting) -> Option<String> {
    let written = found.written(setting)?;
    let settings = &found.settings;
    let path = |path: &Option<PathBuf>| path.as_deref().map(shown);
    match setting.name {
        "brand" => path(&settings.brand),
        "font_dir" => path(&settings.font_dir),
        "benchmark" => path(&settings.benchmark),
        "keys" => (!settings.rebindings.is_empty()).then_some(written),
        _ => settings::fits(setting, Some(&written)).is_ok().then_some(written),
    }
}

/// The file's text; empty where it is not there yet.
fn text(path: &Path) -> Result<String, Trouble> {
    match read_limited(path, settings::LIMITS.bytes as u64) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_not_utf8| {
            let path = shown(path);
            Trouble::of(Exit::File, move |words| fill(words.settings.not_utf8, &[("path", &path)]))
        }),
        Err(Failure::NotFound { .. }) => Ok(String::new()),
        Err(failure) => Err(failure.into()),
    }
}

fn cannot_be(setting: &'static Setting, value: &str, misfit: Misfit) -> Trouble {
    let value = visible(value).into_owned();
    Trouble::of(Exit::Usage, move |words| {
        let help = misfit.in_words(words);
        let values: [(&str, &dyn Display); 3] = [("key", &setting.name), ("value", &value), ("help", &help)];
        fill(words.settings.cannot_be, &values)
    })
}

/// Whether a value that fits is of any use here: what a file may say for another day, or for another computer,
/// is most likely mistyped by who sets it now.
fn serves(setting: &Setting, value: &str) -> Result<(), Misfit> {
    let metadata = || {
        let base = etcetera::choose_base_strategy().ok();
        let home = base.as_ref().map(BaseStrategy::home_dir);
        settings::path_of(value, Path::new(""), home).metadata().ok()
    };
    match setting.form {
        Form::Language => Words::of(value).map(|_spoken| ()).ok_or(Misfit::Spoken),
        Form::File => match metadata() {
            Some(there) if !there.is_dir() => Ok(()),
            Some(_) | None => Err(Misfit::File),
        },
        Form::Folder => match metadata() {
            Some(there) if there.is_dir() => Ok(()),
            Some(_) | None => Err(Misfit::Folder),
        },
        Form::Word(_) | Form::Keys => Ok(()),
    }
}

fn set(session: &Session, key: &str, value: Option<&str>) -> Result<Exit, Trouble> {
    let Some(setting) = settings::setting(key) else { return Err(no_setting(key)) };
    if let Some(typed) = value {
        settings::fits(setting, Some(typed)).map_err(|misfit| cannot_be(setting, typed, misfit))?;
    }
    let value = value.map(|value| match setting.form {
        // What is named here is meant from here, wherever the settings lie.
        Form::File | Form::Folder if !value.starts_with("~/") => std::path::absolute(value)
            .map_or_else(|_no_folder| value.to_owned(), |path| path.to_string_lossy().into_owned()),
        Form::File | Form::Folder | Form::Word(_) | Form::Language | Form::Keys => value.to_owned(),
    });
    if let Some(value) = &value {
        serves(setting, value).map_err(|misfit| cannot_be(setting, value, misfit))?;
    }
    let path = path(session)?;
    let before = text(path)?;
    let after = settings::changed(&before, setting, value.as_deref()).map_err(|_unchanged| {
        let path = shown(path);
        Trouble::of(Exit::File, move |words| {
            fill(words.settings.too_entangled, &[("path", &path), ("key", &setting.name)])
        })
    })?;
    if after != before {
        make_folder_of(path)?;
        write_atomic(path, after.as_bytes(), Overwrite::Replace)?;
    }
    session.tell(|words| {
        let now = value.as_deref().map_or_else(|| setting.default_in_words(words).into(), visible);
        let values: [(&str, &dyn Display); 3] = [("key", &key), ("value", &now), ("path", &shown(path))];
        fill(words.settings.is_now, &values)
    });
    Ok(Exit::Done)
}

fn no_setting(key: &str) -> Trouble {
    let near = settings::near(key);
    let key = visible(key).into_owned();
    Trouble::of(Exit::Usage, move |words| match near {
        Some(near) => fill(words.settings.no_setting_but, &[("key", &key), ("near", &near)]),
        None => fill(words.settings.no_setting_of, &[("key", &key), ("names", &settings::names())]),
    })
}

fn make_folder_of(path: &Path) -> Result<(), Trouble> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| {
        let path = shown(folder);
        Trouble::of(Exit::File, move |words| {
            fill(words.settings.folder_unmade, &[("path", &path), ("why", &error)])
        })
    })
}

/// Opens the file in the person's editor, and reads it when they are done.
fn edit(session: &Session) -> Result<Exit, Trouble> {
    let path = path(session)?;
    // Without a terminal the usual one would wait for keys that nobody can press.
    let Some(editor) = editor::command() else {
        return Err(Trouble::of(Exit::Usage, |words| words.settings.no_terminal.to_owned()));
    };
    if path.symlink_metadata().is_err() {
        make_folder_of(path)?;
        write_atomic(path, settings::template().as_bytes(), Overwrite::Never)?;
    }
    editor::open(&editor, path).map_err(|why| {
        let path = shown(path);
        Trouble::of(Exit::File, move |words| {
            fill(words.settings.not_edited, &[("why", &why.in_words(words)), ("path", &path)])
        })
    })?;
    let found = Found::read(Some(path), session.color_in_messages);
    match found.is_sound() {
        true => {
            session.tell(|words| fill(words.settings.are_sound, &[("path", &shown(path))]));
            Ok(Exit::Done)
        }
        false => Err(Trouble::new(Exit::File, found.complaint(session.spoken))),
    }
}
