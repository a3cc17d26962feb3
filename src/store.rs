//! Where assessments are kept, so that an answer that was called saved is never lost.
//!
//! One assessment is one list of events that only ever grows. Loading is replaying. The store is a
//! small trait that knows of no files; [`Directory`] keeps each assessment in a file of its own.

pub mod directory;
mod entry;
mod event;
pub mod failure;
pub mod file;
pub mod index;
mod instant;
mod line;
mod listing;
mod log;
mod plan;
pub mod record;
#[cfg(test)]
mod sample;
mod shelf;
mod stem;
pub mod trash;
pub mod warning;

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::assessment::{Assessment, Event};
use crate::clock::Clock;
use crate::questionnaire::Questionnaire;
use crate::text;

pub use directory::Directory;
pub use failure::{Failure, Place};
pub use record::Record;
pub use warning::Warning;

/// Keeps assessments.
pub trait Store {
    /// Begins an assessment. It is kept once this returns.
    fn create(&self, header: &Header, texts: Texts) -> Result<(Name, Box<dyn Log>), Failure>;

    /// Begins an assessment of which something is known already, as of one that was answered elsewhere:
    /// either all of it is kept, or nothing is.
    fn create_with(
        &self,
        header: &Header,
        texts: Texts,
        questionnaire: &Questionnaire,
        events: &[Event],
    ) -> Result<(Name, Box<dyn Log>), Failure>;

    /// The names of everything that is kept, in order.
    fn names(&self) -> Result<Vec<Name>, Failure>;

    /// Everything that is kept, by name, each read when its turn comes; what cannot be read is listed with the reason.
    fn list(&self) -> Result<impl Iterator<Item = Listed>, Failure>;

    /// The same of those alone whose header is wanted: much sooner, where few are. What cannot be read is listed
    /// where its header cannot be.
    fn list_where(&self, wanted: impl Fn(&Header) -> bool) -> Result<impl Iterator<Item = Listed>, Failure>;

    /// Reads an assessment, whether or not somebody is working on it.
    fn load(&self, name: &Name) -> Result<Record, Failure>;

    /// Reads an assessment to go on with it. Until the log is dropped nobody else can.
    fn open(&self, name: &Name) -> Result<(Record, Box<dyn Log>), Failure>;
}

/// The events of one assessment, growing.
pub trait Log: Send {
    /// Appends an event. When this returns `Ok`, the event and all before it are on the disk.
    ///
    /// After a failure the event is remembered; the next `append` or `retry` writes it first.
    fn append(&mut self, event: &Event, questionnaire: &Questionnaire, at: Timestamp) -> Result<(), Failure>;

    /// Writes what an earlier `append` could not.
    fn retry(&mut self) -> Result<(), Failure>;

    /// How many events are not on the disk.
    fn unsaved(&self) -> usize;

    /// Where it is kept, in words for people.
    fn place(&self) -> String;
}

/// What an assessment is called in the store: lower case letters, digits and hyphens where we chose
/// it, any plain file name where a person did.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// Returns `None` for what could lead out of the store: separators, a leading dot, control characters.
    pub fn new(text: &str) -> Option<Name> {
        let is_plain =
            |character: char| !matches!(character, '/' | '\\' | ':') && text::is_visible(character);
        let fits = !text.is_empty() && text.len() <= 200 && !text.starts_with('.');
        (fits && text.chars().all(is_plain)).then(|| Name(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The words an assessment is answered in, kept with it so that it opens for ever as it was asked.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// The questionnaire as its author wrote it.
    pub questionnaire: &'a str,
    /// The file of its translation, where it is answered in another language.
    pub translation: Option<&'a str>,
}

impl<'a> From<&'a str> for Texts<'a> {
    fn from(questionnaire: &'a str) -> Texts<'a> {
        Texts { questionnaire, translation: None }
    }
}

/// What is known of an assessment before its first answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Random: two assessments begun in the same second are two.
    pub id: Uuid,
    pub questionnaire: Origin,
    pub about: String,
    pub label: String,
    /// The day it was begun.
    pub date: Date,
    /// The respondent's name; empty for somebody unnamed.
    pub respondent: String,
    pub created: Timestamp,
    /// The version of the program that began it.
    pub program: String,
}

/// Which questionnaire an assessment answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    pub id: String,
    pub edition: String,
    /// Of the questionnaire's text; see [`hash`].
    pub hash: String,
}

impl Header {
    /// The header of an assessment that begins now.
    pub fn new(assessment: &Assessment, questionnaire_text: &str, clock: Clock) -> Header {
        let questionnaire = &assessment.questionnaire;
        Header {
            id: Uuid::new_v4(),
            questionnaire: Origin {
                id: questionnaire.id.to_string(),
                edition: questionnaire.edition.clone(),
                hash: hash(questionnaire_text),
            },
            about: text::clean(&assessment.about).into_owned(),
            label: text::clean(&assessment.label).into_owned(),
            date: assessment.date,
            respondent: text::clean(&assessment.name).into_owned(),
            created: clock.now(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// Tells one questionnaire's text from another's: its checksum and its length in bytes.
pub fn hash(questionnaire_text: &str) -> String {
    crate::questionnaire::content_hash(questionnaire_text.as_bytes())
}

/// One line of the list of what is kept.
#[derive(Debug)]
pub struct Listed {
    pub name: Name,
    pub record: Result<Record, Failure>,
}

/// An assessment at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub header: Header,
    /// How many questions have an answer, those now closed included.
    pub answered: usize,
    pub finished: bool,
    /// When something was last saved.
    pub changed: Timestamp,
}
