//! `list`: what is saved.

use serde_json::{Value, json};

use super::args::List;
use super::exit::{Exit, Trouble};
use super::output::{print_json, print_text};
use super::{Session, find};
use crate::findings;
use crate::scoring;
use crate::store::{Listed, Store, Summary};
use crate::text::visible;
use crate::text::wrap;
use crate::words::{Words, fill};

pub(super) fn run(session: &Session, list: &List) -> Result<Exit, Trouble> {
    let words = session.own_words();
    let store = session.store()?;
    if list.trash {
        return super::remove::list(session, &store, list.json);
    }
    let mut rows: Vec<Row> = store.list()?.map(|listed| Row::of(session, listed)).collect();
    find::latest_first(&mut rows, |row| (row.about.as_ref().ok().map(|about| &about.summary), &row.name));
    for row in &rows {
        row.warnings.iter().for_each(|warning| session.remark(warning));
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
    about: Result<About, String>,
    /// What is wrong with it.
    warnings: Vec<String>,
}

struct About {
    summary: Summary,
    score: Option<u32>,
    band: Option<String>,
    leaks: Option<usize>,
}

impl Row {
    fn of(session: &Session, listed: Listed) -> Row {
        let name = listed.name.to_string();
        let record = match listed.record {
            Ok(record) => record,
            Err(failure) => return Row { name, about: Err(failure.to_string()), warnings: Vec::new() },
        };
        let summary = record.summary();
        // Only a finished assessment has a result that somebody would look for in a list.
        let result = summary.finished.then(|| find::replay_quietly(session, &record, &name).ok()).flatten();
        let Some((assessment, warnings)) = result else {
            let about = About { summary, score: None, band: None, leaks: None };
            return Row { name, about: Ok(about), warnings: Vec::new() };
        };
        let questionnaire = &assessment.questionnaire;
        let scorecard = scoring::score(questionnaire, &assessment.answers);
        let findings = findings::find(questionnaire, &assessment.answers, &scorecard);
        let about = About {
            summary,
            score: scorecard.overall.printed(),
            band: findings.band.map(|band| questionnaire[band].label.clone()),
            leaks: Some(findings.leaks.len()),
        };
        Row { name, about: Ok(about), warnings }
    }

    /// The score and what it means, or how far it has come; empty where nothing can be read.
    fn state(&self, words: &Words) -> String {
        let Ok(about) = &self.about else { return String::new() };
        match (about.summary.finished, about.score, &about.band) {
            (true, Some(score), Some(band)) => {
                let leaks = words.count(&words.shell.leaks, about.leaks.unwrap_or(0));
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("band", &visible(band)), ("leaks", &leaks)];
                format!("{score:>3}  {}", fill(words.shell.band_and_leaks, &values))
            }
            (true, _, _) => format!("  -  {}", words.shell.too_few),
            (false, _, _) => {
                format!("     {}", fill(words.shell.open, &[("count", &about.summary.answered)]))
            }
        }
    }

    /// One line, its columns as wide as the widest name and state.
    fn line(&self, widest: usize, widest_state: usize, words: &Words) -> String {
        let name = wrap::fit(&visible(&self.name), widest);
        match &self.about {
            Err(says) => format!("{name}  {says}"),
            Ok(about) => {
                let header = &about.summary.header;
                let state = wrap::fit(&self.state(words), widest_state);
                format!("{name}  {}  {state}  {}", header.date, visible(&header.about)).trim_end().to_owned()
            }
        }
    }

    fn json(&self) -> Value {
        match &self.about {
            Err(says) => json!({"name": self.name, "error": says}),
            Ok(about) => {
                let header = &about.summary.header;
                json!({
                    "name": self.name,
                    "about": header.about,
                    "label": header.label,
                    "date": header.date.to_string(),
                    "questionnaire": header.questionnaire.id,
                    "edition": header.questionnaire.edition,
                    "answered": about.summary.answered,
                    "finished": about.summary.finished,
                    "score": about.score,
                    "leaks": about.leaks,
                })
            }
        }
    }
}
