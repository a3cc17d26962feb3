//! `questionnaire list | show | check | diff | translate | schema`.

use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::path::Path;

use serde_json::json;

use super::args::Questionnaire as Command;
use super::exit::{Exit, Trouble};
use super::find::Faults;
use super::language::{self, Origin, Wanted};
use super::message::Message;
use super::output::{print, print_json, print_text};
use super::report::{Input, is_there, refuse_input, shown};
use super::shipped::{SHIPPED, find};
use super::{Session, find as found};
use crate::diagnostic::{self, Diagnostic};
use crate::language::Language;
use crate::questionnaire::read::{MOST_CHOICES, MOST_QUESTIONS};
use crate::questionnaire::translation::skeleton;
use crate::questionnaire::{self, Translation, TranslationFile, schema};
use crate::source::{Limits, Source};
use crate::store::Failure;
use crate::store::file::{Overwrite, write_atomic};
use crate::text::{clean_lines, visible};
use crate::words::{Words, fill};

pub(super) fn run(session: &Session, command: &Command) -> Result<Exit, Trouble> {
    match command {
        Command::List { json } => list(session, *json),
        Command::Show { questionnaire } => show(session, questionnaire),
        Command::Check { limits: true, .. } => print_text(&limits(session.spoken)),
        Command::Check { files, json, .. } => check(session, files, *json),
        Command::Diff { old, new, json } => super::diff::run(session, old, new, *json),
        Command::Translate { questionnaire, output, force } => {
            let text = translated(session, questionnaire)?;
            match output.as_deref().filter(|path| *path != Path::new("-")) {
                Some(path) => {
                    let overwrite = if *force { Overwrite::Replace } else { Overwrite::Never };
                    write_translation(session, questionnaire, path, &text, overwrite)
                }
                None => print_text(&text),
            }
        }
        Command::Schema { translation: false } => print_json(&schema::schema()),
        Command::Schema { translation: true } => print_json(&schema::translation()),
    }
}

fn list(session: &Session, as_json: bool) -> Result<Exit, Trouble> {
    let mut items = Vec::new();
    let mut lines = Vec::new();
    for shipped in SHIPPED {
        let definition = found::of_shipped(session, shipped)?;
        let questionnaire = &definition.questionnaire;
        // What is private is nobody's business before it is asked.
        let is_private = |area| questionnaire.is_private(area);
        let areas = questionnaire.scored_areas().filter(|area| !is_private(*area)).count();
        let questions = questionnaire.questions.iter();
        let questions = questions.filter(|question| !question.area.is_some_and(is_private)).count();
        let values: [(&str, &dyn Display); 4] = [
            ("title", &questionnaire.title),
            ("edition", &questionnaire.edition),
            ("areas", &areas),
            ("questions", &questions),
        ];
        lines.push(format!("{:<16} {}", shipped.id, fill(session.spoken.definitions.listed, &values)));
        items.push(json!({
            "id": shipped.id,
            "title": questionnaire.title,
            "edition": questionnaire.edition,
            "language": questionnaire.language,
            "translations": shipped.translations.iter().map(|other| other.language).collect::<Vec<_>>(),
            "areas": areas,
            "questions": questions,
        }));
    }
    match as_json {
        true => print_json(&json!({"schema": "leaky-bucket/questionnaires/1", "questionnaires": items})),
        false => print_text(&lines.join("\n")),
    }
}

/// The text itself, after it has been read: what is printed here can be used as a beginning.
fn show(session: &Session, word: &OsString) -> Result<Exit, Trouble> {
    let asked = matches!(session.language, Some(Wanted::Asked(_)));
    let shipped = word.to_str().and_then(find);
    if let Some(shipped) = shipped.filter(|_| !asked) {
        return print(shipped.text.as_bytes());
    }
    let definition = match asked {
        true => found::definition(session, word)?,
        false => found::original(session, word)?.0,
    };
    let text = definition.translation.unwrap_or(definition.text);
    match shipped {
        Some(_) => print(text.as_bytes()),
        // Comments are never read, so that nobody has refused what stands in them.
        None => print(clean_lines(&text).as_bytes()),
    }
}

/// A translation to be filled in, with what there is already.
fn translated(session: &Session, word: &OsString) -> Result<String, Trouble> {
    let Some(Wanted::Asked(language)) = &session.language else {
        return Err(Trouble::of(Exit::Usage, |words| words.definitions.which_language.to_owned()));
    };
    let (definition, origin) = found::original(session, word)?;
    let questionnaire = &definition.questionnaire;
    if Language::new(&questionnaire.language).as_ref() == Some(language) {
        let (id, language) = (questionnaire.id.to_string(), language.to_string());
        return Err(Trouble::of(Exit::Usage, move |words| {
            fill(words.definitions.its_own_language, &[("id", &id), ("language", &language)])
        }));
    }
    let known = language::there(session, language, questionnaire, &origin)?;
    Ok(skeleton(questionnaire, language, known.as_ref()).trim_end().to_owned())
}

/// Writes a translation to a file. One that may be replaced was read before, so that its texts are in the new one.
fn write_translation(
    session: &Session,
    questionnaire: &OsStr,
    path: &Path,
    text: &str,
    overwrite: Overwrite,
) -> Result<Exit, Trouble> {
    refuse_input(Some(Path::new(questionnaire)), path, Input::Questionnaire)?;
    write_atomic(path, format!("{text}\n").as_bytes(), overwrite).map_err(|failure| match failure {
        Failure::Exists { .. } => is_there(path),
        other => Trouble::from(other),
    })?;
    session.tell(|words| fill(words.files.written, &[("path", &shown(path))]));
    Ok(Exit::Done)
}

fn check(session: &Session, files: &[OsString], as_json: bool) -> Result<Exit, Trouble> {
    let mut worst = Exit::Done;
    let mut findings = Vec::new();
    for file in files {
        match check_one(Path::new(file), files) {
            Ok(found) => findings.extend(found),
            Err(trouble) => {
                super::say(&trouble.in_words(session.spoken));
                if worst == Exit::Done {
                    worst = trouble.exit;
                }
            }
        }
    }
    if findings.iter().any(|finding| !finding.is_usable) {
        worst = Exit::Questionnaire;
    }
    if as_json {
        let diagnostics: Vec<_> = findings
            .iter()
            .flat_map(|finding| match diagnostic::json(&finding.source, &finding.diagnostics) {
                serde_json::Value::Array(items) => items,
                other => vec![other],
            })
            .collect();
        print_json(&json!({"schema": "leaky-bucket/diagnostics/1", "diagnostics": diagnostics}))?;
        return Ok(worst);
    }
    let words = session.spoken;
    for finding in findings {
        let Finding { source, diagnostics, verdict, .. } = finding;
        let rendered = match verdict {
            Verdict::Misplaced(_) => String::new(),
            Verdict::Sound(_) | Verdict::Unusable => diagnostic::render(&source, &diagnostics, session.color),
        };
        let verdict = match verdict {
            Verdict::Sound(holds) => {
                let says = &words.definitions;
                let text = if diagnostics.is_empty() { says.sound } else { says.sound_with_warnings };
                fill(text, &[("file", &visible(source.name())), ("holds", &holds.in_words(words))])
            }
            Verdict::Misplaced(says) => says.in_words(words),
            Verdict::Unusable => Faults::of(&diagnostics, &source).in_words(words),
        };
        // What is found is the result here, so it is what goes to standard output.
        print_text(&format!("{rendered}{verdict}"))?;
    }
    Ok(worst)
}

/// What was found in one file.
struct Finding {
    source: Source,
    diagnostics: Vec<Diagnostic>,
    is_usable: bool,
    verdict: Verdict,
}

enum Verdict {
    /// It can be used, and has this in it.
    Sound(Message),
    /// It is another kind of file.
    Misplaced(Message),
    Unusable,
}

/// Checks a questionnaire with the translations beside it that are not checked anyway, or a translation.
fn check_one(path: &Path, files: &[OsString]) -> Result<Vec<Finding>, Trouble> {
    let limits = Limits::default();
    let bytes = found::questionnaire_bytes(path)?;
    let name = path.to_string_lossy();
    let file = TranslationFile::read(&name, &bytes, &limits);
    if file.is_translation() {
        return Ok(vec![check_translation(file, path)]);
    }
    let (source, questionnaire, diagnostics) = file.into_questionnaire(&bytes);
    let verdict = match &questionnaire {
        Some(questionnaire) => {
            let (questions, areas) = (questionnaire.questions.len(), questionnaire.areas.len());
            Verdict::Sound(Message::of(move |words| {
                let says = &words.definitions;
                let questions = words.count(&says.questions, questions);
                fill(says.holds, &[("questions", &questions), ("areas", &words.count(&says.areas, areas))])
            }))
        }
        None if found::is_answers_file(path, &bytes) => {
            Verdict::Misplaced(found::answers_not_questionnaire(path))
        }
        None => Verdict::Unusable,
    };
    let mut findings = vec![Finding { source, diagnostics, is_usable: questionnaire.is_some(), verdict }];
    let Some(questionnaire) = questionnaire.filter(|_| path != Path::new("-")) else { return Ok(findings) };
    for known in language::known(&Origin::File(path.to_owned())) {
        let name = known.name();
        let is_checked_anyway = files.iter().any(|file| Path::new(file) == Path::new(&name));
        if !is_checked_anyway {
            let bytes = found::questionnaire_bytes(Path::new(&name))?;
            let file = TranslationFile::read(&name, &bytes, &limits);
            findings.push(of_translation(file, &questionnaire));
        }
    }
    Ok(findings)
}

/// Checks a translation with the questionnaire beside it, else with the one of that id that is shipped.
fn check_translation(file: TranslationFile, path: &Path) -> Finding {
    let limits = Limits::default();
    let id = file.translates().unwrap_or_default().to_owned();
    let beside = language::original_beside(path, &id);
    let beside = beside.and_then(|path| found::questionnaire_bytes(&path).ok());
    let bytes = beside.or_else(|| find(&id).map(|shipped| shipped.text.as_bytes().to_vec()));
    let original = bytes.and_then(|bytes| questionnaire::read(&id, &bytes, &limits).1);
    match original {
        Some(original) => of_translation(file, &original),
        None => {
            let (source, diagnostics) = file.without_original();
            Finding { source, diagnostics, is_usable: false, verdict: Verdict::Unusable }
        }
    }
}

fn of_translation(file: TranslationFile, original: &questionnaire::Questionnaire) -> Finding {
    let (source, translation, diagnostics) = file.translation(original);
    let verdict = translation.as_ref().map_or(Verdict::Unusable, |translation| {
        let Translation { language, wanted, missing, .. } = translation;
        let (wanted, missing) = (*wanted, *missing);
        let (id, language) = (original.id.to_string(), language.to_string());
        Verdict::Sound(Message::of(move |words| {
            let says = &words.definitions;
            let done = wanted - missing;
            let values: [(&str, &dyn Display); 4] =
                [("wanted", &wanted), ("done", &done), ("id", &id), ("language", &language)];
            fill(if missing == 0 { says.all_texts } else { says.some_texts }, &values)
        }))
    });
    Finding { source, diagnostics, is_usable: translation.is_some(), verdict }
}

fn limits(words: &Words) -> String {
    let limits = Limits::default();
    let says = &words.definitions;
    let rows = [
        (says.file, format!("{} MiB", limits.bytes / 1024 / 1024)),
        (says.depth, limits.depth.to_string()),
        (says.nodes, limits.nodes.to_string()),
        (says.text, format!("{} KiB", limits.scalar / 1024)),
        (says.questions_head, MOST_QUESTIONS.to_string()),
        (says.choices_head, fill(says.a_question, &[("count", &MOST_CHOICES)])),
        (says.expression, fill(says.characters, &[("count", &questionnaire::condition::LONGEST)])),
    ];
    let lines = rows.map(|(what, most)| format!("{what:<10} {most}"));
    lines.join("\n")
}
