//! `questionnaire list | show | check | schema`.

use std::ffi::OsString;
use std::path::Path;

use serde_json::json;

use super::args::Questionnaire as Command;
use super::exit::{Exit, Trouble};
use super::output::{print, print_json, print_text};
use super::shipped::{SHIPPED, find};
use super::{Session, find as found};
use crate::diagnostic;
use crate::questionnaire::read::{MOST_CHOICES, MOST_QUESTIONS};
use crate::questionnaire::{self, schema};
use crate::source::Limits;
use crate::store::Failure;
use crate::store::file::read_limited;
use crate::text::counted;
use crate::text::{clean_lines, visible};

pub(super) fn run(session: &Session, command: &Command) -> Result<Exit, Trouble> {
    match command {
        Command::List { json } => list(session, *json),
        Command::Show { questionnaire } => show(session, questionnaire),
        Command::Check { limits: true, .. } => print_text(&limits()),
        Command::Check { files, json, .. } => check(session, files, *json),
        Command::Schema => print_json(&schema::schema()),
    }
}

fn list(session: &Session, as_json: bool) -> Result<Exit, Trouble> {
    let mut items = Vec::new();
    let mut lines = Vec::new();
    for shipped in SHIPPED {
        let definition = found::of_shipped(session, shipped)?;
        let questionnaire = &definition.questionnaire;
        let (areas, questions) = (questionnaire.scored_areas().count(), questionnaire.questions.len());
        lines.push(format!(
            "{:<16} {}, edition {}: {areas} areas, {questions} questions",
            shipped.id, questionnaire.title, questionnaire.edition
        ));
        items.push(json!({
            "id": shipped.id,
            "title": questionnaire.title,
            "edition": questionnaire.edition,
            "language": questionnaire.language,
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
    match word.to_str().and_then(find) {
        Some(shipped) => print(shipped.text.as_bytes()),
        // Comments are never read, so that nobody has refused what stands in them.
        None => print(clean_lines(&found::definition(session, word)?.text).as_bytes()),
    }
}

fn check(session: &Session, files: &[OsString], as_json: bool) -> Result<Exit, Trouble> {
    let limits = Limits::default();
    let mut worst = Exit::Done;
    let mut reports = Vec::new();
    for file in files {
        let bytes = match read_limited(Path::new(file), limits.bytes as u64) {
            Ok(bytes) => bytes,
            Err(failure) => {
                let exit = match failure {
                    Failure::TooLarge { .. } => Exit::Questionnaire,
                    ref other => Exit::of(other),
                };
                super::say(&failure.to_string());
                if worst == Exit::Done {
                    worst = exit;
                }
                continue;
            }
        };
        let (source, questionnaire, diagnostics) =
            questionnaire::read(&file.to_string_lossy(), &bytes, &limits);
        if questionnaire.is_none() {
            worst = Exit::Questionnaire;
        }
        if as_json {
            reports.push(diagnostic::json(&source, &diagnostics));
            continue;
        }
        let rendered = diagnostic::render(&source, &diagnostics, session.color);
        let verdict = match &questionnaire {
            Some(questionnaire) => format!(
                "{}: {}, {} in {}",
                visible(source.name()),
                if diagnostics.is_empty() { "sound" } else { "sound, with warnings" },
                counted(questionnaire.questions.len(), "question", "questions"),
                counted(questionnaire.areas.len(), "area", "areas")
            ),
            None => found::count(&diagnostics, &source),
        };
        // What is found is the result here, so it is what goes to standard output.
        print_text(&format!("{rendered}{verdict}"))?;
    }
    if as_json {
        let diagnostics: Vec<_> = reports
            .into_iter()
            .flat_map(|report| match report {
                serde_json::Value::Array(items) => items,
                other => vec![other],
            })
            .collect();
        print_json(&json!({"schema": "leaky-bucket/diagnostics/1", "diagnostics": diagnostics}))?;
    }
    Ok(worst)
}

fn limits() -> String {
    let limits = Limits::default();
    format!(
        "file       {} MiB\ndepth      {}\nnodes      {}\ntext       {} KiB\nquestions  {MOST_QUESTIONS}\nchoices    {MOST_CHOICES} a question\nexpression {} characters",
        limits.bytes / 1024 / 1024,
        limits.depth,
        limits.nodes,
        limits.scalar / 1024,
        questionnaire::condition::LONGEST
    )
}
