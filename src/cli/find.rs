//! From what a person names to what is meant: a questionnaire, a saved assessment, an answers file.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use super::Session;
use super::exit::{Exit, Trouble};
use super::language::{self, Origin};
use super::message::Message;
use super::noted::{self, Note};
use super::shipped::{self, Shipped};
use crate::answers_file::AnswersFile;
use crate::assessment::Assessment;
use crate::diagnostic::{self, Diagnostic, nearest};
use crate::questionnaire::{self, Questionnaire, TranslationFile};
use crate::source::{self, Limits, Source};
use crate::store::file::read_limited;
use crate::store::index::Noted;
use crate::store::{Failure, Name, Record, Store, Texts, Warning, directory, hash};
use crate::text::visible;
use crate::words::{Words, fill};

/// A questionnaire in the language that is wanted, with the texts that are kept with every assessment.
#[derive(Clone)]
pub(super) struct Definition {
    pub questionnaire: Arc<Questionnaire>,
    pub text: String,
    /// That of its translation, where it is not in its own language.
    pub translation: Option<String>,
}

impl Definition {
    pub(super) fn texts(&self) -> Texts<'_> {
        Texts { questionnaire: &self.text, translation: self.translation.as_deref() }
    }
}

/// An assessment, wherever it came from.
pub(super) struct Found {
    pub assessment: Assessment,
    /// What files drawn from it are called.
    pub name: String,
    /// The file it was read from, where there is one.
    pub file: Option<PathBuf>,
    /// Tells its questionnaire's text from every other.
    pub hash: String,
    /// Of one that was saved here: which one it is, whatever its file is called, and when it was begun.
    pub begun: Option<(Uuid, Timestamp)>,
}

/// A questionnaire by its id or its file.
pub(super) fn definition(session: &Session, word: &OsStr) -> Result<Definition, Trouble> {
    let (definition, origin) = original(session, word)?;
    language::in_wanted(session, definition, &origin)
}

/// A questionnaire in its own language, and where it comes from.
pub(super) fn original(session: &Session, word: &OsStr) -> Result<(Definition, Origin), Trouble> {
    match word.to_str().and_then(shipped::find) {
        Some(shipped) => {
            let definition = of_text(session, shipped.file, shipped.text.as_bytes())?;
            Ok((definition, Origin::Shipped(shipped)))
        }
        None => of_file(session, Path::new(word)),
    }
}

/// A questionnaire that comes with the program.
pub(super) fn of_shipped(session: &Session, shipped: &'static Shipped) -> Result<Definition, Trouble> {
    let definition = of_text(session, shipped.file, shipped.text.as_bytes())?;
    language::in_wanted(session, definition, &Origin::Shipped(shipped))
}

fn of_file(session: &Session, path: &Path) -> Result<(Definition, Origin), Trouble> {
    let looks_like_a_name =
        path.components().count() == 1 && path.extension().is_none() && path != Path::new("-");
    let bytes = questionnaire_bytes(path).map_err(|trouble| match looks_like_a_name && !path.exists() {
        true => no_questionnaire(path),
        false => trouble,
    })?;
    let definition = of_text(session, &path.to_string_lossy(), &bytes).map_err(|trouble| {
        if is_answers_file(path, &bytes) {
            return Trouble { exit: Exit::Questionnaire, says: answers_not_questionnaire(path) };
        }
        let file = TranslationFile::read(&path.to_string_lossy(), &bytes, &Limits::default());
        match file.is_translation() {
            true => translation_not_questionnaire(path, &file),
            false => trouble,
        }
    })?;
    let origin = match path == Path::new("-") {
        true => Origin::Nowhere,
        false => Origin::File(path.to_owned()),
    };
    Ok((definition, origin))
}

fn translation_not_questionnaire(path: &Path, file: &TranslationFile) -> Trouble {
    let language = file.language().map_or_else(|| "CODE".to_owned(), |language| language.to_string());
    let path = visible(&path.to_string_lossy()).into_owned();
    Trouble::of(Exit::Questionnaire, move |words| {
        fill(words.naming.is_translation, &[("path", &path), ("language", &language)])
    })
}

/// What stands in a questionnaire's file.
pub(super) fn questionnaire_bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    read_limited(path, Limits::default().bytes as u64).map_err(|failure| match failure {
        Failure::NotFound { .. } => no_file(path),
        Failure::TooLarge { .. } => Trouble { exit: Exit::Questionnaire, ..Trouble::from(failure) },
        other => Trouble::from(other),
    })
}

/// A file is not there that can be nothing saved, so that the list of what is saved is no help.
pub(super) fn no_file(path: &Path) -> Trouble {
    let path = visible(&path.to_string_lossy()).into_owned();
    Trouble::of(Exit::File, move |words| fill(words.naming.no_file, &[("path", &path)]))
}

fn no_questionnaire(path: &Path) -> Trouble {
    let word = path.to_string_lossy();
    let near = nearest(&word, shipped::SHIPPED.iter().map(|shipped| shipped.id));
    let word = visible(&word).into_owned();
    Trouble::of(Exit::File, move |words| match near {
        Some(near) => fill(words.naming.no_questionnaire_but, &[("word", &word), ("near", &near)]),
        None => fill(words.naming.no_questionnaire, &[("word", &word)]),
    })
}

/// Whether somebody has taken an answers file for a questionnaire.
pub(super) fn is_answers_file(path: &Path, bytes: &[u8]) -> bool {
    let (_, root, _) = source::read(&path.to_string_lossy(), bytes, &Limits::default());
    let has = |key| root.as_ref().is_some_and(|root| root.get(key).is_some());
    has("answers") && !has("areas")
}

/// What is said to them.
pub(super) fn answers_not_questionnaire(path: &Path) -> Message {
    let path = visible(&path.to_string_lossy()).into_owned();
    Message::of(move |words| fill(words.naming.is_answers_file, &[("path", &path)]))
}

/// Reads a questionnaire; warnings are said, errors end the run.
pub(super) fn of_text(session: &Session, name: &str, bytes: &[u8]) -> Result<Definition, Trouble> {
    let (source, questionnaire, diagnostics) = questionnaire::read(name, bytes, &Limits::default());
    match questionnaire {
        Some(questionnaire) => {
            session.remark(&diagnostic::render(&source, &diagnostics, session.color_in_messages));
            let text = String::from_utf8_lossy(bytes).into_owned();
            Ok(Definition { questionnaire: Arc::new(questionnaire), text, translation: None })
        }
        None => {
            let rendered = diagnostic::render(&source, &diagnostics, session.color_in_messages);
            let faults = Faults::of(&diagnostics, &source);
            let says = move |words: &'static Words| format!("{rendered}{}", faults.in_words(words));
            Err(Trouble::of(Exit::Questionnaire, says))
        }
    }
}

/// How much is wrong with a file.
pub(super) struct Faults {
    /// The file's name, safe to be shown.
    file: String,
    errors: usize,
    warnings: usize,
}

impl Faults {
    pub(super) fn of(diagnostics: &[Diagnostic], source: &Source) -> Faults {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
        Faults { file: visible(source.name()).into_owned(), errors, warnings: diagnostics.len() - errors }
    }

    /// `leaky-bucket.yaml: 2 errors, 1 warning`.
    pub(super) fn in_words(&self, words: &Words) -> String {
        let says = &words.naming;
        let (errors, warnings) =
            (words.count(&says.errors, self.errors), words.count(&says.warnings, self.warnings));
        let values: [(&str, &dyn Display); 3] =
            [("file", &self.file), ("errors", &errors), ("warnings", &warnings)];
        fill(says.faults, &values)
    }
}

/// An assessment by what a person calls it: a file, `-`, or part of a saved one's name.
pub(super) fn assessment(
    session: &Session,
    word: &OsStr,
    questionnaire: Option<&OsStr>,
) -> Result<Found, Trouble> {
    let path = Path::new(word);
    if word == "-" || is_file_name(path) {
        return of_answers(session, path, questionnaire);
    }
    saved(session, &saved_name(session, word)?)
}

/// A saved assessment.
pub(super) fn saved(session: &Session, name: &Name) -> Result<Found, Trouble> {
    let store = session.store()?;
    let record = store.load(name)?;
    let assessment = replay(session, &record, name.as_str())?;
    let hash = hash(&record.questionnaire_text);
    Ok(Found {
        assessment,
        name: name.to_string(),
        file: Some(store.path(name)),
        hash,
        begun: begun(&record),
    })
}

/// Whether it can only be meant as a file.
pub(super) fn is_file_name(path: &Path) -> bool {
    let endings = ["yaml", "yml", "json", "lbr"];
    let ending = path.extension().and_then(OsStr::to_str);
    // A folder is no answers file, and must not hide an assessment of its name.
    let is_there = || fs::metadata(path).is_ok_and(|there| !there.is_dir());
    1 < path.components().count() || ending.is_some_and(|ending| endings.contains(&ending)) || is_there()
}

fn of_answers(session: &Session, path: &Path, questionnaire: Option<&OsStr>) -> Result<Found, Trouble> {
    let name = match path.file_stem().filter(|_| path != Path::new("-")) {
        Some(stem) => stem.to_string_lossy().into_owned(),
        None => "report".to_owned(),
    };
    let file = Some(path.to_owned()).filter(|path| path != Path::new("-"));
    if path.extension().is_some_and(|ending| ending == "lbr") {
        let record = directory::load(path)?;
        let assessment = replay(session, &record, &path.to_string_lossy())?;
        return Ok(Found {
            assessment,
            name,
            file,
            hash: hash(&record.questionnaire_text),
            begun: begun(&record),
        });
    }
    let (assessment, definition) = answers(session, path.as_os_str(), questionnaire)?;
    Ok(Found { assessment, name, file, hash: hash(&definition.text), begun: None })
}

fn begun(record: &Record) -> Option<(Uuid, Timestamp)> {
    Some((record.header.id, record.header.created))
}

/// Which questionnaire and which edition a plain answers file says that it answers; nothing of any other file,
/// and of one that cannot be read: whoever reads it whole says what is wrong with it.
pub(super) fn answered(path: &Path) -> (Option<String>, Option<String>) {
    let is_plain = is_file_name(path) && path.extension().is_none_or(|ending| ending != "lbr");
    let limits = Limits::default();
    let bytes = is_plain.then(|| read_limited(path, limits.bytes as u64).ok()).flatten();
    let Some(bytes) = bytes else { return (None, None) };
    let file = AnswersFile::read(&path.to_string_lossy(), &bytes, &limits);
    (file.questionnaire().map(str::to_owned), file.edition())
}

/// An assessment from a plain answers file, with its questionnaire.
pub(super) fn answers(
    session: &Session,
    path: &OsStr,
    questionnaire: Option<&OsStr>,
) -> Result<(Assessment, Definition), Trouble> {
    let path = Path::new(path);
    if path.extension().is_some_and(|ending| ending == "lbr") {
        return Err(saved_already(session, path));
    }
    let limits = Limits::default();
    let bytes = read_limited(path, limits.bytes as u64).map_err(|failure| match failure {
        Failure::TooLarge { .. } => Trouble { exit: Exit::Answers, ..Trouble::from(failure) },
        other => Trouble::from(other),
    })?;
    let file = AnswersFile::read(&path.to_string_lossy(), &bytes, &limits);
    if file.is_questionnaire() {
        let path = visible(&path.to_string_lossy()).into_owned();
        let says = move |words: &'static Words| fill(words.naming.is_questionnaire, &[("path", &path)]);
        return Err(Trouble::of(Exit::Answers, says));
    }
    if file.diagnostics().iter().any(Diagnostic::is_error) {
        return Err(unfit(session, file.source(), file.diagnostics()));
    }
    let definition = match (questionnaire, file.questionnaire()) {
        (Some(word), _) => definition(session, word)?,
        (None, Some(id)) => named_in(session, path, id)?,
        (None, None) => of_shipped(session, shipped::main())?,
    };
    let (source, assessment, diagnostics) = file.assessment(&definition.questionnaire, session.clock.today());
    match assessment {
        Some(assessment) => {
            session.remark(&diagnostic::render(&source, &diagnostics, session.color_in_messages));
            Ok((assessment, definition))
        }
        None => Err(unfit(session, &source, &diagnostics)),
    }
}

/// A file of the store is no answers file; copying it is all that there is to do.
fn saved_already(session: &Session, path: &Path) -> Trouble {
    let folder = session.folder().unwrap_or_default();
    let shown = |path: &Path| visible(&path.to_string_lossy()).into_owned();
    let (path, folder) = (shown(path), shown(&folder));
    Trouble::of(Exit::Answers, move |words| {
        fill(words.naming.is_saved_already, &[("path", &path), ("folder", &folder)])
    })
}

/// The questionnaire that an answers file names: one that is shipped, or a file beside it.
pub(super) fn named_in(session: &Session, answers: &Path, id: &str) -> Result<Definition, Trouble> {
    if let Some(shipped) = shipped::find(id) {
        return of_shipped(session, shipped);
    }
    let beside = answers.parent().unwrap_or(Path::new(""));
    let candidates = [format!("{id}.yaml"), format!("{}.yaml", id.replace('_', "-"))];
    let is_plain = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let found = candidates.iter().map(|name| beside.join(name)).find(|path| is_plain && path.is_file());
    match found {
        Some(path) => definition(session, path.as_os_str()),
        None => {
            let (path, id) = (visible(&answers.to_string_lossy()).into_owned(), visible(id).into_owned());
            let says =
                move |words: &'static Words| fill(words.naming.not_here, &[("path", &path), ("id", &id)]);
            Err(Trouble::of(Exit::Answers, says))
        }
    }
}

fn unfit(session: &Session, source: &Source, diagnostics: &[Diagnostic]) -> Trouble {
    let rendered = diagnostic::render(source, diagnostics, session.color_in_messages);
    let faults = Faults::of(diagnostics, source);
    Trouble::of(Exit::Answers, move |words| {
        let faults = faults.in_words(words);
        format!("{rendered}{}", fill(words.naming.nothing_taken, &[("faults", &faults)]))
    })
}

/// Replays a saved assessment with the questionnaire it was answered with, and says what is wrong with it.
/// A language that was asked for has to be there.
pub(super) fn replay(session: &Session, record: &Record, name: &str) -> Result<Assessment, Trouble> {
    let Replayed { assessment, warnings, language } = replayed(session, record, name)?;
    language?;
    for warning in &warnings {
        session.remark(warning);
    }
    Ok(assessment)
}

/// Replays a saved assessment; what is wrong with it is handed back. Where the language that was asked for is
/// not there, it is in its own.
pub(super) fn replay_quietly(
    session: &Session,
    record: &Record,
    name: &str,
) -> Result<(Assessment, Vec<String>), Trouble> {
    replayed(session, record, name).map(|replayed| (replayed.assessment, replayed.warnings))
}

struct Replayed {
    assessment: Assessment,
    warnings: Vec<String>,
    /// Whether the language that was asked for is there.
    language: Result<(), Trouble>,
}

fn replayed(session: &Session, record: &Record, name: &str) -> Result<Replayed, Trouble> {
    let Some((questionnaire, language)) = language::of_record(session, record) else {
        let name = visible(name).into_owned();
        let says = move |words: &'static Words| fill(words.naming.kept_unreadable, &[("name", &name)]);
        return Err(Trouble::of(Exit::Answers, says));
    };
    let words = session.spoken;
    let (assessment, warnings) = record.assessment(questionnaire);
    let warnings = record.warnings.iter().chain(&warnings);
    let in_words = |warning: &Warning| warning.in_words(words);
    let warnings = warnings.map(|warning| format!("{}: {}", visible(name), in_words(warning))).collect();
    Ok(Replayed { assessment, warnings, language })
}

/// The names of all that is saved, in order.
pub(super) fn saved_names(session: &Session) -> Result<Vec<Name>, Trouble> {
    Ok(session.store()?.names()?)
}

/// The one saved assessment that a word names: by its name, a part of it, or `@last`, `@prev`, `@open`.
pub(super) fn saved_name(session: &Session, word: &OsStr) -> Result<Name, Trouble> {
    let word = word.to_string_lossy();
    let store = session.store()?;
    if let Some(name) = Name::new(&word)
        && store.path(&name).is_file()
    {
        return Ok(name);
    }
    if !SHORTCUTS.contains(&&*word) {
        return named_in_part(session, &word);
    }
    let listed = noted::latest_first(session)?;
    let is_open = |listed: &&Noted<Note>| listed.note.as_ref().is_ok_and(|note| !note.finished);
    let (found, otherwise): (_, fn(&'static Words) -> &'static str) = match &*word {
        "@last" => (listed.first(), |words| words.naming.nothing_yet),
        "@prev" => (listed.get(1), |words| words.naming.nothing_before),
        _open => (listed.iter().find(is_open), |words| words.naming.all_finished),
    };
    found.map(|listed| listed.name.clone()).ok_or_else(|| not_saved(move |words| otherwise(words).to_owned()))
}

/// Names for what was worked on last, before that, and what is open.
const SHORTCUTS: [&str; 3] = ["@last", "@prev", "@open"];

fn named_in_part(session: &Session, word: &str) -> Result<Name, Trouble> {
    // Letters with accents can be written in two ways.
    let plain = |text: &str| text.to_lowercase().nfc().collect::<String>();
    let part = plain(word);
    let names = session.store()?.names()?;
    let fitting: BTreeSet<&Name> = names.iter().filter(|name| plain(name.as_str()).contains(&part)).collect();
    let is_folder = || Path::new(word).is_dir();
    let word = visible(word).into_owned();
    match (fitting.first(), fitting.len()) {
        (Some(one), 1) => Ok((*one).clone()),
        (None, _) if is_folder() => {
            Err(not_saved(move |words| fill(words.naming.is_folder, &[("word", &word)])))
        }
        (None, _) => {
            let near = match word.strip_prefix('@') {
                Some(_) => nearest(&part, SHORTCUTS.into_iter()),
                None => nearest(&part, names.iter().map(Name::as_str)),
            };
            Err(match near.map(str::to_owned) {
                Some(near) => nothing_called_but(word, near),
                None => not_saved(move |words| fill(words.naming.nothing_called, &[("word", &word)])),
            })
        }
        (Some(_), _) => {
            let listed = noted::latest_first(session)?;
            let listed = listed.iter().map(|listed| &listed.name).filter(|name| fitting.contains(name));
            let names: Vec<String> = listed.map(Name::to_string).collect();
            Err(not_saved(move |words| could_be(&word, &names, words)))
        }
    }
}

/// Nothing is called like this, and something is called nearly like this.
pub(super) fn nothing_called_but(word: String, near: String) -> Trouble {
    Trouble::of(Exit::File, move |words| {
        fill(words.naming.nothing_called_but, &[("word", &word), ("near", &near)])
    })
}

/// `a` could be one of several.
pub(super) fn could_be(word: &str, names: &[String], words: &Words) -> String {
    let one_or_other = |one: String, other: String| fill(words.plain.or, &[("one", &one), ("other", &other)]);
    let names = names.iter().cloned().reduce(one_or_other).unwrap_or_default();
    fill(words.naming.could_be, &[("word", &word), ("names", &names)])
}

fn not_saved(says: impl Fn(&'static Words) -> String + 'static) -> Trouble {
    Trouble::of(Exit::File, move |words| fill(words.naming.look, &[("says", &says(words))]))
}
