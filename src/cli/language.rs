//! In which language a questionnaire is wanted, and where its translations lie.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Session;
use super::exit::{Exit, Trouble};
use super::find::{self, Definition};
use super::shipped::{self, Shipped};
use crate::diagnostic::{self, Diagnostic};
use crate::language::Language;
use crate::questionnaire::{Questionnaire, Translation, TranslationFile, codes};
use crate::source::{Limits, Source};
use crate::store::Record;
use crate::store::file::read_limited;
use crate::text::visible;
use crate::words::{EN, Words, fill};

/// The language in which a questionnaire is wanted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    /// Named with `--lang`: without a translation into it nothing is done.
    Asked(Language),
    /// Named with `--lang` for all there is: what has no translation into it stays in its own.
    WhereThere(Language),
    /// That of the settings or the surroundings, where there is a translation.
    Preferred(Language),
}

impl Wanted {
    pub(super) fn language(&self) -> &Language {
        match self {
            Wanted::Asked(language) | Wanted::WhereThere(language) | Wanted::Preferred(language) => language,
        }
    }
}

/// What was asked for, else what the environment, the settings and the locale prefer, in this order.
pub(super) fn wanted(asked: Option<&Language>, setting: Option<&str>) -> Result<Option<Wanted>, Trouble> {
    if let Some(language) = asked {
        return Ok(Some(Wanted::Asked(language.clone())));
    }
    if let Some(own) = set("LEAKY_BUCKET_LANG") {
        // Passed over in silence, it would leave somebody wondering.
        let language = Language::of_locale(&own).ok_or_else(|| {
            let value = visible(&own).into_owned();
            Trouble::of(Exit::Usage, move |words| fill(words.naming.no_language_tag, &[("value", &value)]))
        })?;
        return Ok(Some(Wanted::Preferred(language)));
    }
    if let Some(language) = setting.and_then(Language::new) {
        return Ok(Some(Wanted::Preferred(language)));
    }
    Ok(of_locale().map(Wanted::Preferred))
}

fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn of_locale() -> Option<Language> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    locale.and_then(|locale| Language::of_locale(&locale))
}

/// The words for somebody who wants this language: where we do not speak it, English.
pub(super) fn spoken(wanted: Option<&Wanted>) -> &'static Words {
    wanted.map_or(&EN, |wanted| Words::beside(wanted.language().as_str()))
}

/// The words for what goes wrong before it is known what is wanted.
pub(super) fn of_surroundings(asked: Option<&Language>) -> &'static Words {
    let language = asked.cloned().or_else(of_locale);
    language.map_or(&EN, |language| Words::beside(language.as_str()))
}

/// Where a questionnaire was found, and so where its translations are.
pub(super) enum Origin {
    Shipped(&'static Shipped),
    File(PathBuf),
    Nowhere,
}

/// A translation that is there, not read yet.
pub(super) struct Known {
    pub language: Language,
    pub place: Place,
}

pub(super) enum Place {
    Shipped(&'static shipped::Translated),
    File(PathBuf),
}

impl Known {
    pub(super) fn name(&self) -> String {
        match &self.place {
            Place::Shipped(translated) => translated.file.to_owned(),
            Place::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    fn text(&self) -> Result<String, Trouble> {
        match &self.place {
            Place::Shipped(translated) => Ok(translated.text.to_owned()),
            Place::File(path) => {
                let bytes = read_limited(path, Limits::default().bytes as u64)?;
                Ok(String::from_utf8_lossy(&bytes).into_owned())
            }
        }
    }
}

/// The translations of a questionnaire, by the names of their files.
pub(super) fn known(origin: &Origin) -> Vec<Known> {
    match origin {
        Origin::Shipped(shipped) => {
            let all = shipped.translations.iter().filter_map(|translated| {
                let language = Language::new(translated.language)?;
                Some(Known { language, place: Place::Shipped(translated) })
            });
            all.collect()
        }
        Origin::File(path) => beside(path),
        Origin::Nowhere => Vec::new(),
    }
}

/// The files that are named like a questionnaire's, with a language before the ending:
/// `care.de.yaml` beside `care.yaml`.
fn beside(path: &Path) -> Vec<Known> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { return Vec::new() };
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut found: Vec<(String, Language)> = names
        .filter_map(|name| {
            let tag = name.strip_prefix(stem)?.strip_prefix('.')?;
            let tag = tag.strip_suffix(".yaml").or_else(|| tag.strip_suffix(".yml"))?;
            let language = Language::new(tag)?;
            Some((name, language))
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let place = |name: &str| Place::File(path.with_file_name(name));
    found.into_iter().map(|(name, language)| Known { place: place(&name), language }).collect()
}

/// The questionnaire that a translation's file stands beside: `care.yaml` for `care.de.yaml`.
pub(super) fn original_beside(path: &Path, id: &str) -> Option<PathBuf> {
    let stem = path.file_stem()?.to_str()?;
    let by_name = stem.rsplit_once('.').filter(|(_, tag)| Language::new(tag).is_some()).map(|(stem, _)| stem);
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let by_id = is_plain.then(|| [id.to_owned(), id.replace('_', "-")]);
    let stems = by_name.map(str::to_owned).into_iter().chain(by_id.into_iter().flatten());
    let names = stems.flat_map(|stem| [format!("{stem}.yaml"), format!("{stem}.yml")]);
    names.map(|name| path.with_file_name(name)).find(|original| original.is_file() && original != path)
}

/// The definition in the language that is wanted, where it is there.
pub(super) fn in_wanted(
    session: &Session,
    definition: Definition,
    origin: &Origin,
) -> Result<Definition, Trouble> {
    let Some(wanted) = &session.language else { return Ok(definition) };
    let questionnaire = &definition.questionnaire;
    // Looked for only when it is needed: the original is the first choice of those who read it.
    let known = known(origin);
    let Some(chosen) = chosen(wanted.language(), questionnaire, &known, |known| known.language.as_str())
    else {
        return match wanted {
            Wanted::Asked(language) => {
                Err(not_there(language, questionnaire, known.iter().map(|known| &known.language)))
            }
            Wanted::WhereThere(_) | Wanted::Preferred(_) => Ok(definition),
        };
    };
    let Chosen::Other(known) = chosen else { return Ok(definition) };
    match read(session, known, questionnaire) {
        Ok((translation, text)) => Ok(Definition {
            questionnaire: Arc::new(questionnaire.in_language(&translation)),
            text: definition.text,
            translation: Some(text),
        }),
        Err(trouble) => match wanted {
            Wanted::Asked(_) => Err(trouble),
            // Nobody asked for it: it must not stand in the way.
            Wanted::WhereThere(_) | Wanted::Preferred(_) => {
                session.remark(&trouble.in_words(session.spoken));
                Ok(definition)
            }
        },
    }
}

enum Chosen<'a, T> {
    Original,
    Other(&'a T),
}

/// What serves a language best: the original, or one of its translations.
fn chosen<'a, T>(
    language: &Language,
    original: &Questionnaire,
    others: &'a [T],
    tag: impl Fn(&T) -> &str,
) -> Option<Chosen<'a, T>> {
    let tags = std::iter::once(original.language.as_str()).chain(others.iter().map(tag));
    let tags: Vec<&str> = tags.collect();
    match language.choose(&tags, |tag| tag)?.checked_sub(1) {
        None => Some(Chosen::Original),
        Some(at) => others.get(at).map(Chosen::Other),
    }
}

fn not_there<'a>(
    language: &Language,
    original: &Questionnaire,
    others: impl Iterator<Item = &'a Language>,
) -> Trouble {
    let mut tags = vec![visible(&original.language).into_owned()];
    tags.extend(others.map(Language::to_string));
    let (id, language, others) = (original.id.to_string(), language.to_string(), tags.join(", "));
    Trouble::of(Exit::Usage, move |words| {
        let values: [(&str, &dyn Display); 3] = [("id", &id), ("language", &language), ("others", &others)];
        fill(words.naming.not_in_language, &values)
    })
}

/// Reads a translation to use it. Its faults are said; what is not translated is counted.
fn read(session: &Session, known: &Known, of: &Questionnaire) -> Result<(Translation, String), Trouble> {
    let text = known.text()?;
    let file = TranslationFile::read(&known.name(), text.as_bytes(), &Limits::default());
    let (source, translation, found) = file.translation(of);
    let Some(translation) = translation else {
        let rendered = diagnostic::render(&source, &found, session.color_in_messages);
        let faults = find::Faults::of(&found, &source);
        let says = move |words: &'static Words| format!("{rendered}{}", faults.in_words(words));
        return Err(Trouble::of(Exit::Questionnaire, says));
    };
    let own = &translation.language;
    if *own != known.language {
        let file = visible(&known.name()).into_owned();
        let (named, own) = (known.language.to_string(), own.to_string());
        return Err(Trouble::of(Exit::Questionnaire, move |words| {
            let values: [(&str, &dyn Display); 3] = [("file", &file), ("named", &named), ("language", &own)];
            fill(words.naming.named_otherwise, &values)
        }));
    }
    session.remark(&remarks(session, &source, &translation, found, of));
    Ok((translation, text))
}

/// What somebody who only wants to use a translation should know of it.
fn remarks(
    session: &Session,
    source: &Source,
    translation: &Translation,
    mut found: Vec<Diagnostic>,
    of: &Questionnaire,
) -> String {
    found.retain(|found| ![codes::NOT_TRANSLATED, codes::AS_IT_WAS].contains(&found.code));
    let mut says = diagnostic::render(source, &found, session.color_in_messages);
    if 0 < translation.missing {
        let text = session.spoken.plural(&session.spoken.naming.untranslated, translation.wanted);
        let values: [(&str, &dyn Display); 4] = [
            ("file", &visible(source.name())),
            ("missing", &translation.missing),
            ("count", &translation.wanted),
            ("language", &visible(&of.language)),
        ];
        says.push_str(&fill(text, &values));
    }
    says
}

/// A translation of a questionnaire into one language, if it is there and sound. An empty file is none: a shell
/// makes one before the program begins that is to fill it.
pub(super) fn there(
    session: &Session,
    language: &Language,
    of: &Questionnaire,
    origin: &Origin,
) -> Result<Option<Translation>, Trouble> {
    let known = known(origin).into_iter().find(|known| known.language == *language);
    let Some(known) = known else { return Ok(None) };
    match known.text()?.trim().is_empty() {
        true => Ok(None),
        false => read(session, &known, of).map(|(translation, _)| Some(translation)),
    }
}

/// The questionnaire of a saved assessment: in the language that was asked for, else in the one in which it
/// was answered. The trouble is that the language asked for is not there; then it is handed back in its own.
pub(super) fn of_record(
    session: &Session,
    record: &Record,
) -> Option<(Arc<Questionnaire>, Result<(), Trouble>)> {
    let text = &record.questionnaire_text;
    let original = session.questionnaire(text, None)?;
    let kept = record.translation_text.as_deref();
    let own = || session.questionnaire(text, kept);
    let (language, is_needed) = match &session.language {
        Some(Wanted::Asked(language)) => (language, true),
        Some(Wanted::WhereThere(language)) => (language, false),
        Some(Wanted::Preferred(_)) | None => return own().map(|own| (own, Ok(()))),
    };
    // The one it was answered with comes before the one that comes with the program today.
    let kept = kept.and_then(|kept| Some((language_of(kept)?, kept)));
    let shipped = shipped::find(original.id.as_str());
    let shipped = shipped.into_iter().flat_map(|shipped| shipped.translations);
    let shipped = shipped.filter_map(|other| Some((Language::new(other.language)?, other.text)));
    let others: Vec<(Language, &str)> = kept.into_iter().chain(shipped).collect();
    match chosen(language, &original, &others, |(language, _)| language.as_str()) {
        Some(Chosen::Original) => Some((original, Ok(()))),
        Some(Chosen::Other((_, other))) => Some((session.questionnaire(text, Some(other))?, Ok(()))),
        None if !is_needed => own().map(|own| (own, Ok(()))),
        None => {
            let trouble = not_there(language, &original, others.iter().map(|(language, _)| language));
            Some((own()?, Err(trouble)))
        }
    }
}

fn language_of(translation: &str) -> Option<Language> {
    TranslationFile::read("", translation.as_bytes(), &Limits::default()).language()
}
