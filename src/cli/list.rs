//! `list`: what is saved.

use serde_json::{Value, json};

use super::Session;
use super::args::List;
use super::exit::{Exit, Trouble};
use super::noted::{self, Note};
use super::output::{print_json, print_text};
use crate::store::Failure;
use crate::store::index::Noted;
use crate::text::visible;
use crate::text::wrap;
use crate::words::{EN, Words, fill};

pub(super) fn run(session: &Session, list: &List) -> Result<Exit, Trouble> {
    let words = session.spoken;
    let store = session.store()?;
    if list.trash {
        return super::remove::list(session, &store, list.json);
    }
    let rows: Vec<Row> = noted::latest_first(session)?.into_iter().map(Row::of).collect();
    for row in &rows {
        row.warnings().for_each(|warning| session.remark(warning));
    }
    if list.json {
        let items: Vec<Value> = rows.iter().map(Row::json).collect();
        return print_json(&json!({"schema": "leaky-bucket/assessments/1", "assessments": items}));
    }
    if rows.is_empty() {
        let folder = session.folder()?;
        let folder = folder.to_string_lossy();
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("folder", &visible(&folder)), ("command", &"leaky-bucket take")];
        let says = fill(words.shell.nothing_saved, &values);
        session.remark(&says);
        return Ok(Exit::Done);
    }
    let widest = rows.iter().map(|row| wrap::width(&visible(&row.name))).max().unwrap_or(0);
    let widest_state = rows.iter().map(|row| wrap::width(&row.state(words))).max().unwrap_or(0);
    let lines: Vec<String> = rows.iter().map(|row| row.line(widest, widest_state, words)).collect();
    print_text(&lines.join("\n"))?;
    let commands: [(&str, &dyn std::fmt::Display); 2] =
        [("show", &"leaky-bucket show NAME"), ("report", &"leaky-bucket report NAME")];
    session.remark(&format!("\n{}", fill(words.shell.what_next, &commands)));
    Ok(Exit::Done)
}

struct Row {
    name: String,
    note: Result<Note, Failure>,
}

impl Row {
    fn of(noted: Noted<Note>) -> Row {
        Row { name: noted.name.to_string(), note: noted.note }
    }

    /// What is wrong with the file of a result.
    fn warnings(&self) -> impl Iterator<Item = &String> {
        let replayed =
            self.note.iter().filter(|note| note.finished).filter_map(|note| note.replayed.as_ref());
        replayed.flat_map(|replayed| &replayed.warnings)
    }

    /// The score and what it means, or how far it has come; empty where nothing can be read.
    fn state(&self, words: &Words) -> String {
        let Ok(note) = &self.note else { return String::new() };
        let outcome = note.outcome();
        let (score, band) =
            (outcome.and_then(|found| found.score), outcome.and_then(|found| found.band.as_ref()));
        match (note.finished, score, band) {
            (true, Some(score), Some(band)) => {
                let leaks = words.count(&words.shell.leaks, outcome.map_or(0, |found| found.leaks));
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("band", &visible(band)), ("leaks", &leaks)];
                format!("{score:>3}  {}", fill(words.shell.band_and_leaks, &values))
            }
            (true, _, _) => format!("  -  {}", words.shell.too_few),
            (false, _, _) => {
                format!("     {}", fill(words.shell.open, &[("count", &note.answered)]))
            }
        }
    }

    /// One line, its columns as wide as the widest name and state.
    fn line(&self, widest: usize, widest_state: usize, words: &Words) -> String {
        let name = wrap::fit(&visible(&self.name), widest);
        match &self.note {
            Err(failure) => format!("{name}  {}", failure.in_words(words)),
            Ok(note) => {
                let state = wrap::fit(&self.state(words), widest_state);
                format!("{name}  {}  {state}  {}", words.short_date(note.date), visible(&note.about))
                    .trim_end()
                    .to_owned()
            }
        }
    }

    fn json(&self) -> Value {
        match &self.note {
            // For programs it is the same everywhere.
            Err(failure) => json!({"name": self.name, "error": failure.in_words(&EN)}),
            Ok(note) => {
                json!({
                    "name": self.name,
                    "about": note.about,
                    "label": note.label,
                    "date": note.date.to_string(),
                    "questionnaire": note.questionnaire,
                    "edition": note.edition,
                    "answered": note.answered,
                    "finished": note.finished,
                    "score": note.outcome().and_then(|found| found.score),
                    "leaks": note.outcome().map(|found| found.leaks),
                })
            }
        }
    }
}
