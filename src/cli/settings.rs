//! The settings file: what a person would otherwise say with every command.
//!
//! The form is described in docs/configuration.md. Every fault is named with its place, in one run, and what
//! is sound is used all the same: no settings file keeps anybody from answering. Nothing here touches the disk.

mod edit;
mod keys;
mod schema;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, nearest};
use crate::language::Language;
use crate::source::{self, Limits, Node, Source};
use crate::text::visible;
use crate::tui::keymap::{Keymap, Rebinding};
use crate::words::{ALL, EN, Words, fill};

pub use edit::{Unchanged, changed};
pub use schema::schema;

/// The reader's word for an empty file.
const NOTHING_IN_IT: &str = "Q008";

pub const NOT_SETTINGS: &str = "C010";
pub const UNKNOWN_SETTING: &str = "C011";
pub const WRONG_VALUE: &str = "C012";
pub const UNKNOWN_ACTION: &str = "C013";
pub const NOT_A_KEY: &str = "C014";
pub const KEY_TAKEN: &str = "C015";

/// What a settings file may cost.
pub const LIMITS: Limits = Limits { bytes: 64 << 10, depth: 8, nodes: 2000, scalar: 4 << 10 };

/// One setting that a file may hold.
pub struct Setting {
    pub name: &'static str,
    pub form: Form,
    /// What holds where nothing is said.
    pub default: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
}

/// What may stand behind a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One of these words.
    Word(&'static [&'static str]),
    /// A language's tag, such as `de` or `de-AT`.
    Language,
    /// A file; relative to the folder of the settings file, or to the home folder after `~/`.
    File,
    /// A folder, found in the same way.
    Folder,
    /// Actions, each with its keys.
    Keys,
}

/// Every setting, once: reader, schema, template and messages come from this table.
pub const SETTINGS: [Setting; 9] = [
    Setting {
        name: "language",
        form: Form::Language,
        default: "the language of the system",
        about: "The language of questions and of the program, such as de",
    },
    Setting {
        name: "theme",
        form: Form::Word(&["auto", "light", "dark", "mono"]),
        default: "auto",
        about: "Colours for a light or a dark background, or none",
    },
    Setting {
        name: "mouse",
        form: Form::Word(&["on", "off"]),
        default: "on",
        about: "Whether the mouse chooses on the whole screen",
    },
    Setting {
        name: "ascii",
        form: Form::Word(&["auto", "on", "off"]),
        default: "auto",
        about: "Whether to draw with ASCII characters alone; auto asks the locale",
    },
    Setting {
        name: "paper",
        form: Form::Word(&["a4", "letter"]),
        default: "a4",
        about: "The paper's size in reports",
    },
    Setting {
        name: "brand",
        form: Form::File,
        default: "none",
        about: "A brand file for every report: logo, colours and lines of text",
    },
    Setting {
        name: "font_dir",
        form: Form::Folder,
        default: "none",
        about: "A folder with fonts for every report",
    },
    Setting {
        name: "benchmark",
        form: Form::File,
        default: "none",
        about: "A benchmark file: scores of a group of others beside those of its questionnaire",
    },
    Setting {
        name: "keys",
        form: Form::Keys,
        default: "those that help shows",
        about: "Other keys for actions; arrows, Enter, Esc, Ctrl-C and F1 always stay",
    },
];

impl Setting {
    /// What holds where nothing is said, for people.
    pub fn default_in_words(&self, words: &Words) -> &'static str {
        let says = &words.settings;
        match self.form {
            Form::Word(_) => self.default,
            Form::Language => says.system_language,
            Form::File | Form::Folder => says.no_value,
            Form::Keys => says.keys_of_help,
        }
    }
}

/// The setting of a name.
pub fn setting(name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.name == name)
}

/// The setting whose name is like this one, which no setting has.
pub fn near(name: &str) -> Option<&'static str> {
    nearest(name, SETTINGS.iter().map(|setting| setting.name))
}

/// The names of all settings.
pub fn names() -> String {
    SETTINGS.map(|setting| setting.name).join(", ")
}

fn help_for_unknown(name: &str) -> String {
    match near(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the settings are {}", names()),
    }
}

/// What a settings file says; `None` where it says nothing, or nothing that can be used.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// A language's tag, as it was written.
    pub language: Option<String>,
    pub theme: Option<Theme>,
    pub mouse: Option<bool>,
    pub ascii: Option<Ascii>,
    pub paper: Option<Paper>,
    pub brand: Option<PathBuf>,
    pub font_dir: Option<PathBuf>,
    pub benchmark: Option<PathBuf>,
    pub keymap: Keymap,
    pub rebindings: Vec<Rebinding>,
}

/// Which colours are used on the whole screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Theme {
    Auto,
    Light,
    Dark,
    Mono,
}

/// Whether only ASCII characters are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ascii {
    /// As the locale says.
    Auto,
    On,
    Off,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Paper {
    A4,
    Letter,
}

/// Reads a settings file. `home` is what `~` stands for.
pub fn read(path: &Path, bytes: &[u8], home: Option<&Path>) -> (Source, Settings, Vec<Diagnostic>) {
    let (source, root, diagnostics) = source::read(&path.to_string_lossy(), bytes, &LIMITS);
    let folder = path.parent().unwrap_or(Path::new(""));
    // A file of comments alone says nothing, and there is nothing wrong with that.
    let is_empty = root.is_none() && diagnostics.iter().all(|found| found.code == NOTHING_IN_IT);
    let mut reader = Reader { folder, home, settings: Settings::default(), diagnostics };
    if is_empty {
        reader.diagnostics.clear();
    }
    if let Some(root) = root {
        reader.root(&root);
    }
    let Reader { settings, mut diagnostics, .. } = reader;
    diagnostics.sort_by_key(|diagnostic| diagnostic.range.start);
    (source, settings, diagnostics)
}

/// Whether there is nothing but empty lines and comments.
fn says_nothing(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

struct Reader<'a> {
    folder: &'a Path,
    home: Option<&'a Path>,
    settings: Settings,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn error(&mut self, code: &'static str, at: &Node, says: String, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, at.range.clone(), says).help(help));
    }

    fn root(&mut self, root: &Node) {
        let Some(entries) = root.as_map() else {
            let says = "this is not a settings file".to_owned();
            return self.error(NOT_SETTINGS, root, says, "write settings and values, like `theme: dark`");
        };
        for (key, value) in entries {
            let Some(name) = key.as_text() else { continue };
            let Some(setting) = setting(name) else {
                let says = format!("there is no setting `{}`", visible(name));
                self.error(UNKNOWN_SETTING, key, says, help_for_unknown(name));
                continue;
            };
            // Left empty is left out.
            if !value.is_null() {
                self.value(setting, value);
            }
        }
    }

    fn value(&mut self, setting: &Setting, value: &Node) {
        if setting.form == Form::Keys {
            let (rebindings, keymap, faults) = keys::read(value);
            self.diagnostics.extend(faults);
            self.settings.rebindings = rebindings;
            self.settings.keymap = keymap;
            return;
        }
        let text = value.as_text().unwrap_or_default();
        if let Err(misfit) = fits(setting, value.as_text()) {
            let says = match value.as_text() {
                Some(text) => format!("`{}` cannot be `{}`", setting.name, visible(text)),
                None => format!("`{}` is not one value", setting.name),
            };
            return self.error(WRONG_VALUE, value, says, misfit.in_words(&EN));
        }
        let path = || Some(self.path(text));
        match setting.name {
            "language" => self.settings.language = Some(text.to_owned()),
            "theme" => self.settings.theme = word(text),
            "mouse" => self.settings.mouse = Some(text == "on"),
            "ascii" => {
                self.settings.ascii = Some(match text {
                    "on" => Ascii::On,
                    "off" => Ascii::Off,
                    _ => Ascii::Auto,
                });
            }
            "paper" => self.settings.paper = word(text),
            "brand" => self.settings.brand = path(),
            "font_dir" => self.settings.font_dir = path(),
            "benchmark" => self.settings.benchmark = path(),
            // The table and this list are held together by a test.
            _ => {}
        }
    }

    fn path(&self, text: &str) -> PathBuf {
        path_of(text, self.folder, self.home)
    }
}

/// The place that a setting names: after `~/` in the home folder, else in this one.
pub(super) fn path_of(text: &str, folder: &Path, home: Option<&Path>) -> PathBuf {
    match (text.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        (Some(_) | None, _) => folder.join(text),
    }
}

fn word<T: clap::ValueEnum>(text: &str) -> Option<T> {
    T::from_str(text, false).ok()
}

/// What can stand behind a setting, in place of what cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// A word that is much like it.
    Near(&'static str),
    OneOf(&'static [&'static str]),
    Tag,
    Path,
    /// A language that the program speaks itself.
    Spoken,
    /// A file that can be read.
    File,
    /// A folder that is there.
    Folder,
    /// Only in the file itself.
    InTheFile,
}

impl Misfit {
    pub fn in_words(self, words: &Words) -> String {
        let says = &words.settings;
        match self {
            Misfit::Near(near) => fill(says.did_you_mean, &[("near", &near)]),
            Misfit::OneOf(all) => fill(says.one_of, &[("words", &all.join(", "))]),
            Misfit::Tag => says.wants_tag.to_owned(),
            Misfit::Path => says.wants_path.to_owned(),
            Misfit::Spoken => {
                let spoken: Vec<&str> = ALL.iter().map(|words| words.language).collect();
                fill(says.wants_spoken, &[("languages", &spoken.join(", "))])
            }
            Misfit::File => says.wants_readable.to_owned(),
            Misfit::Folder => says.wants_folder.to_owned(),
            Misfit::InTheFile => says.wants_file.to_owned(),
        }
    }
}

/// Whether a text can stand behind a setting; else what can.
pub fn fits(setting: &Setting, text: Option<&str>) -> Result<(), Misfit> {
    let text = text.unwrap_or_default();
    match setting.form {
        Form::Word(words) if words.contains(&text) => Ok(()),
        Form::Word(words) => Err(match nearest(text, words.iter().copied()) {
            Some(near) => Misfit::Near(near),
            None => Misfit::OneOf(words),
        }),
        Form::Language => match Language::new(text) {
            Some(_) => Ok(()),
            None => Err(Misfit::Tag),
        },
        Form::File | Form::Folder => {
            let is_path = !text.trim().is_empty() && !text.contains('\0') && !text.contains("://");
            is_path.then_some(()).ok_or(Misfit::Path)
        }
        Form::Keys => Err(Misfit::InTheFile),
    }
}

/// A settings file to begin with: every setting as a comment.
pub fn template() -> String {
    let mut text = "# Settings of leaky-bucket. Take away the # before what you want to change.\n".to_owned();
    for Setting { name, form, default, about } in &SETTINGS {
        let example = match form {
            Form::Word(words) => format!("{name}: {}", words.first().copied().unwrap_or(default)),
            Form::Language => format!("{name}: de"),
            Form::File | Form::Folder => format!("{name}: ~/path"),
            Form::Keys => format!("{name}:\n#   undo: [z]"),
        };
        let choice = match form {
            Form::Word(words) => format!(" ({})", words.join(", ")),
            Form::Language | Form::File | Form::Folder | Form::Keys => String::new(),
        };
        text.push_str(&format!("\n# {about}{choice}\n# {example}\n"));
    }
    text
}

#[cfg(test)]
mod tests;
