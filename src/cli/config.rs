//! `config`: the settings file found, shown and changed.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde_json::json;

use super::args::Config;
use super::exit::{Exit, Trouble};
use super::find::count;
use super::output::{print_json, print_text};
use super::report::shown;
use super::settings::{self, Form, SETTINGS, Setting, Settings};
use super::{Session, editor};
use crate::diagnostic::{self, Diagnostic};
use crate::source::{Node, Source};
use crate::store::Failure;
use crate::store::file::{Overwrite, read_limited, write_atomic};
use crate::text::{counted, visible};

/// The settings of this run.
pub struct Found {
    pub settings: Settings,
    /// Where the file is or would be; `None` where there is no home folder.
    pub path: Option<PathBuf>,
    /// Everything that is wrong with it, for standard error; empty when nothing is.
    pub complaint: String,
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
            Found { settings: Settings::default(), path, complaint: String::new(), faults: 0, source: None };
        let Some(path) = &found.path else { return found };
        match read_limited(path, settings::LIMITS.bytes as u64) {
            Ok(bytes) => {
                let (source, settings, faults) =
                    settings::read(path, &bytes, base.as_ref().map(BaseStrategy::home_dir));
                if !faults.is_empty() {
                    found.complaint = complaint(&source, &faults, color);
                }
                found.faults = faults.iter().filter(|fault| fault.is_error()).count();
                found.settings = settings;
                found.source = Some(source);
            }
            Err(Failure::NotFound { .. }) if named.is_none() => {}
            Err(Failure::NotFound { .. }) => {
                found.complaint = format!("there is no settings file `{}`: the defaults hold", shown(path));
            }
            Err(failure) => {
                found.complaint = format!("{failure}; the defaults hold");
                found.faults = 1;
            }
        }
        found
    }

    /// The complaint in one line, for the screen.
    pub(super) fn in_short(&self) -> Option<String> {
        let faults = counted(self.faults, "mistake", "mistakes");
        let says =
            format!("Your settings have {faults}; the rest holds. `leaky-bucket config show` tells more.");
        (0 < self.faults).then_some(says)
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

fn complaint(source: &Source, faults: &[Diagnostic], color: bool) -> String {
    let rendered = diagnostic::render(source, faults, color);
    format!("{rendered}{}; what is wrong is left aside, the rest holds", count(faults, source))
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
    session.config.path.as_deref().ok_or_else(|| {
        let says = "there is no home folder to keep settings in: name a file with --config FILE";
        Trouble::new(Exit::File, says)
    })
}

/// Every setting with its value. A file with faults ends with its code, so that this is also its check.
fn show(session: &Session, json: bool) -> Result<Exit, Trouble> {
    let found = &session.config;
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
                None => format!("{:<9} {} (default)", setting.name, setting.default),
            };
            let lines: Vec<String> = rows.iter().map(line).collect();
            print_text(&lines.join("\n"))?;
        }
    }
    match found.is_sound() {
        true => {
            session.remark(&found.complaint);
            session.remark("`leaky-bucket config set KEY VALUE` changes one");
            Ok(Exit::Done)
        }
        false => Err(Trouble::new(Exit::File, found.complaint.clone())),
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
            Trouble::new(Exit::File, format!("`{}` is not UTF-8: save it as UTF-8 first", shown(path)))
        }),
        Err(Failure::NotFound { .. }) => Ok(String::new()),
        Err(failure) => Err(failure.into()),
    }
}

fn set(session: &Session, key: &str, value: Option<&str>) -> Result<Exit, Trouble> {
    let usage = |says: String| Trouble::new(Exit::Usage, says);
    let Some(setting) = settings::setting(key) else {
        let help = settings::help_for_unknown(key);
        return Err(usage(format!("there is no setting `{}`: {help}", visible(key))));
    };
    let value = value.map(|value| match setting.form {
        // What is named here is meant from here, wherever the settings lie.
        Form::Path if !value.starts_with("~/") => std::path::absolute(value)
            .map_or_else(|_no_folder| value.to_owned(), |path| path.to_string_lossy().into_owned()),
        Form::Path | Form::Word(_) | Form::Language | Form::Keys => value.to_owned(),
    });
    if let Some(value) = &value {
        settings::fits(setting, Some(value))
            .map_err(|help| usage(format!("`{key}` cannot be `{}`: {help}", visible(value))))?;
    }
    let path = path(session)?;
    let before = text(path)?;
    let after = settings::changed(&before, setting, value.as_deref()).map_err(|_unchanged| {
        let says = format!(
            "`{}` cannot be changed without touching more than `{key}`: use `leaky-bucket config edit`",
            shown(path)
        );
        Trouble::new(Exit::File, says)
    })?;
    if after != before {
        make_folder_of(path)?;
        write_atomic(path, after.as_bytes(), Overwrite::Replace)?;
    }
    let now = value.as_deref().unwrap_or(setting.default);
    session.remark(&format!("{key}: {} (in `{}`)", visible(now), shown(path)));
    Ok(Exit::Done)
}

fn make_folder_of(path: &Path) -> Result<(), Trouble> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| {
        let says = format!(
            "the folder `{}` cannot be made ({error}): name a file with --config FILE",
            shown(folder)
        );
        Trouble::new(Exit::File, says)
    })
}

/// Opens the file in the person's editor, and reads it when they are done.
fn edit(session: &Session) -> Result<Exit, Trouble> {
    let path = path(session)?;
    // Without a terminal the usual one would wait for keys that nobody can press.
    let Some(editor) = editor::command() else {
        let says = "a terminal is needed to edit: set VISUAL or EDITOR, or use `leaky-bucket config set`";
        return Err(Trouble::new(Exit::Usage, says));
    };
    if path.symlink_metadata().is_err() {
        make_folder_of(path)?;
        write_atomic(path, settings::template().as_bytes(), Overwrite::Never)?;
    }
    editor::open(&editor, path).map_err(|why| {
        let says = format!("{why}: set VISUAL or EDITOR to another, or open `{}` yourself", shown(path));
        Trouble::new(Exit::File, says)
    })?;
    let found = Found::read(Some(path), session.color_in_messages);
    match found.is_sound() {
        true => {
            session.remark(&format!("the settings in `{}` are sound", shown(path)));
            Ok(Exit::Done)
        }
        false => Err(Trouble::new(Exit::File, found.complaint)),
    }
}
