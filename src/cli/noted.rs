//! What lists show of a saved assessment: worked out once, and noted beside the folder's files until the
//! assessment's own file is another.

use std::fmt::Display;
use std::fs;
use std::str::FromStr;
use std::time::UNIX_EPOCH;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::exit::Trouble;
use super::{Session, alike, find};
use crate::assessment::{Flow, Tally};
use crate::findings;
use crate::scoring;
use crate::store::index::Noted;
use crate::store::{Name, Record};
use crate::text;

/// An assessment at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Note {
    #[serde(deserialize_with = "clean")]
    pub about: String,
    #[serde(deserialize_with = "clean")]
    pub label: String,
    /// The day it was begun.
    #[serde(with = "as_text")]
    pub date: Date,
    /// The questionnaire's id.
    #[serde(deserialize_with = "clean")]
    pub questionnaire: String,
    #[serde(deserialize_with = "clean")]
    pub edition: String,
    /// How many questions have an answer, those now closed included.
    pub answered: usize,
    pub finished: bool,
    /// When something was last saved.
    #[serde(with = "as_text")]
    pub changed: Timestamp,
    /// `None` where its questionnaire cannot be read.
    pub replayed: Option<Replayed>,
}

/// What is known once its questionnaire was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Replayed {
    /// `Northwind Sales, 2026`.
    #[serde(deserialize_with = "clean")]
    pub title: String,
    /// How many of the questions asked are done; those of private areas are not counted.
    pub done: usize,
    pub asked: usize,
    /// What is wrong with the file.
    #[serde(deserialize_with = "clean_all")]
    pub warnings: Vec<String>,
    /// Of a finished one.
    pub outcome: Option<Outcome>,
}

/// How it came out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Outcome {
    /// The printed overall score.
    pub score: Option<u32>,
    #[serde(deserialize_with = "clean_some")]
    pub band: Option<String>,
    pub leaks: usize,
}

/// Everything that is saved, what was worked on last first; what was taken in at once by its days, the latest
/// first; what cannot be read comes at the end.
pub(super) fn latest_first(session: &Session) -> Result<Vec<Noted<Note>>, Trouble> {
    let mut noted =
        session.store()?.list_noted(&of(session), |name, record| Note::of(session, name, &record))?;
    let changed = |noted: &Noted<Note>| noted.note.as_ref().ok().map(|note| (note.changed, note.date));
    noted.sort_by(|one, other| changed(other).cmp(&changed(one)).then_with(|| one.name.cmp(&other.name)));
    Ok(noted)
}

/// What notes depend on besides the files: this very program, the language that was asked
/// for, and the one in which warnings and bands are told.
fn of(session: &Session) -> String {
    let program = std::env::current_exe().and_then(fs::metadata).ok();
    let built = program.and_then(|program| {
        let modified = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some((program.len(), modified.as_nanos()))
    });
    let spoken = session.spoken.language;
    format!("{} {built:?} {:?} {spoken}", env!("CARGO_PKG_VERSION"), session.language)
}

impl Note {
    fn of(session: &Session, name: &Name, record: &Record) -> Note {
        let summary = record.summary();
        let mut replayed = find::replay_quietly(session, record, name.as_str()).ok();
        // One list speaks one language, in whichever each was answered.
        if let Some((assessment, _)) = &mut replayed {
            alike::tell_reader(session, assessment);
        }
        let header = summary.header;
        Note {
            about: header.about,
            label: header.label,
            date: header.date,
            questionnaire: header.questionnaire.id,
            edition: header.questionnaire.edition,
            answered: summary.answered,
            finished: summary.finished,
            changed: summary.changed,
            replayed: replayed.map(|(assessment, warnings)| {
                let questionnaire = &assessment.questionnaire;
                let (flow, outcome) = if summary.finished {
                    let scorecard = scoring::score(questionnaire, &assessment.answers);
                    let findings = findings::find(questionnaire, &assessment.answers, &scorecard);
                    let outcome = Outcome {
                        score: scorecard.overall.printed(),
                        band: findings.band.map(|band| questionnaire[band].label.clone()),
                        leaks: findings.leaks.len(),
                    };
                    (scorecard.flow, Some(outcome))
                } else {
                    // Only a finished assessment has a result that somebody would look for in a list.
                    (Flow::of(questionnaire, &assessment.answers), None)
                };
                let tally = Tally::of(&assessment, &flow);
                let (done, asked) = (tally.done(), tally.asked);
                Replayed { title: assessment.title(), done, asked, warnings, outcome }
            }),
        }
    }

    /// How it came out, where it is finished.
    pub(super) fn outcome(&self) -> Option<&Outcome> {
        self.replayed.as_ref()?.outcome.as_ref()
    }
}

/// Somebody may have written the index by hand: nothing in it reaches a terminal as it stands.
fn clean<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let foreign = String::deserialize(deserializer)?;
    Ok(text::clean(&foreign).into_owned())
}

fn clean_some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let foreign = Option::<String>::deserialize(deserializer)?;
    Ok(foreign.map(|foreign| text::clean(&foreign).into_owned()))
}

fn clean_all<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let foreign = Vec::<String>::deserialize(deserializer)?;
    Ok(foreign.iter().map(|foreign| text::clean(foreign).into_owned()).collect())
}

/// A day or a time as its text.
mod as_text {
    use super::*;

    pub(super) fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
