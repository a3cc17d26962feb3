//! A saved assessment as it stands on the disk: what its lines say, and which of them are missing.
//!
//! Numbers tell what is missing. A broken line between event 4 and event 5 is the rest of a write that
//! was never acknowledged: nothing is lost. Between 4 and 6 it was event 5, which had been.

mod replay;

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use crate::text;

use super::entry::Entry;
use super::event::{AnyHeader, ContinuedV1, EventV1, FORM, HeaderV1, QuestionnaireV1};
use super::failure::Damage;
use super::line::{self, Piece};
use super::shelf::{self, SharedTexts, Shelf};
use super::{Failure, Header, Origin, Warning, hash};

/// The greatest number of an event that is believed: up to here programs of every kind count exactly.
pub(super) const LAST_NUMBER: u64 = 1 << 53;

/// A saved assessment, read.
#[derive(Clone, Debug)]
pub struct Record {
    pub header: Header,
    /// The questionnaire it answers, as its author wrote it; empty when damage has eaten it.
    pub questionnaire_text: Arc<str>,
    /// The translation in which it was answered, as its author wrote it.
    pub translation_text: Option<Arc<str>>,
    /// In the order in which they happened.
    pub events: Vec<Stored>,
    /// What is wrong with the file.
    pub warnings: Vec<Warning>,
}

/// One event as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Counted from 1. The order of events is that of their numbers, not of their times.
    pub number: u64,
    pub at: Timestamp,
    event: EventV1,
}

/// One file of an assessment. The first is part 1; the others exist where a disk has failed.
pub(super) struct Part {
    pub(super) number: u32,
    pub(super) bytes: Vec<u8>,
}

/// What going on with an assessment needs to know besides what is in it.
pub(super) struct Reading {
    pub(super) record: Record,
    /// The number of the next event.
    pub(super) next: u64,
    /// Parts that somebody may want to look at as they were.
    pub(super) damaged: Vec<u32>,
    /// The part that is written to.
    pub(super) last: u32,
}

enum Item {
    Event { number: u64, stored: Option<Stored> },
    Broken { part: u32, line: usize, bytes: usize, ended: bool },
}

#[derive(Deserialize)]
struct AnyLine {
    n: u64,
}

/// Reads the files of one assessment, the first one first. The questionnaire in it is looked for on the shelf, and
/// put there.
pub(super) fn read(place: &Path, parts: &[Part], shelf: &mut Shelf) -> Result<Reading, Failure> {
    let mut collected = Collected::default();
    for part in parts {
        collected.add(place, part, shelf)?;
    }
    collected.reading(place)
}

/// The header, if the beginning of a file holds it whole; what it says is then what reading all of the file says.
pub(super) fn header_at_a_glance(beginning: &[u8]) -> Option<Header> {
    let (line, _) = shelf::whole_line(beginning)?;
    let header: HeaderV1 = serde_json::from_slice(line).ok()?;
    header.to_header().filter(|_| header.format == FORM)
}

#[derive(Default)]
struct Collected {
    header: Option<Header>,
    texts: Option<SharedTexts>,
    items: Vec<Item>,
    warnings: Vec<Warning>,
    last: u32,
}

impl Collected {
    fn add(&mut self, place: &Path, part: &Part, shelf: &mut Shelf) -> Result<(), Failure> {
        let is_first = part.number == 1;
        let known = if is_first { shelf.find(&part.bytes) } else { None };
        let pieces = match known {
            Some(known) => {
                self.texts = Some(known.texts);
                let mut pieces = line::pieces(known.first_line, 1);
                pieces.append(&mut line::pieces(known.rest, 3));
                pieces
            }
            None => line::pieces(&part.bytes, 1),
        };
        let mut pieces = pieces.into_iter().peekable();
        match pieces.peek() {
            None if is_first => return Err(damaged(place, Damage::Empty)),
            Some(Piece::Whole { json, .. }) => {
                refuse_newer(place, json)?;
                if is_first {
                    let header: Option<HeaderV1> = serde_json::from_str(json).ok();
                    let header = header.and_then(|header| header.to_header());
                    self.header = Some(header.ok_or_else(|| damaged(place, Damage::NoAssessment))?);
                    self.repaired_first(part, pieces.next());
                } else {
                    let continues = serde_json::from_str(json).ok().map(|line: ContinuedV1| line.continues);
                    let id = self.header.as_ref().map(|header| header.id.to_string());
                    if continues.is_none() || (id.is_some() && id != continues) {
                        self.warnings.push(Warning::ForeignPart { part: part.number });
                        return Ok(());
                    }
                    self.repaired_first(part, pieces.next());
                }
            }
            // A newer form may seal its lines in another way.
            Some(Piece::Broken { .. }) => {
                let line = part.bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
                refuse_newer(place, &String::from_utf8_lossy(line))?;
                pieces.next();
            }
            None => {}
        }
        self.last = part.number;
        for piece in pieces {
            let is_second = is_first && matches!(piece, Piece::Whole { line: 2, .. });
            let is_new = self.add_piece(part.number, piece);
            if let Some(texts) = self.texts.as_ref().filter(|_| is_new && is_second) {
                shelf.keep(&part.bytes, texts);
            }
        }
        Ok(())
    }

    fn repaired_first(&mut self, part: &Part, piece: Option<Piece>) {
        if let Some(Piece::Whole { line, repaired: true, .. }) = piece {
            self.warnings.push(Warning::Repaired { part: part.number, line });
        }
    }

    /// Returns whether it was the questionnaire.
    fn add_piece(&mut self, part: u32, piece: Piece) -> bool {
        let (line, json) = match piece {
            Piece::Whole { line, json, repaired } => {
                if repaired {
                    self.warnings.push(Warning::Repaired { part, line });
                }
                (line, json)
            }
            // The questionnaire's own line, which is missed below.
            Piece::Broken { line: ..=2, .. } if part == 1 => return false,
            Piece::Broken { line, bytes, ended } => {
                self.items.push(Item::Broken { part, line, bytes, ended });
                return false;
            }
        };
        if self.texts.is_none()
            && let Ok(stored) = serde_json::from_str::<QuestionnaireV1>(&json)
        {
            let translation = stored.translation.map(Arc::from);
            self.texts = Some(SharedTexts { questionnaire: stored.questionnaire.into(), translation });
            return true;
        }
        let read: Option<Entry> = serde_json::from_str(&json).ok();
        let number = match &read {
            Some(entry) => Some(entry.number),
            None => serde_json::from_str(&json).ok().map(|AnyLine { n }| n),
        };
        if number.is_some_and(|number| LAST_NUMBER < number) {
            self.items.push(Item::Broken { part, line, bytes: json.len(), ended: true });
            return false;
        }
        let stored = read.and_then(|Entry { number, at, event }| Some(Stored { number, at: at?, event }));
        // The beginning of a part stands within a file that was saved anew.
        let begins_part = || serde_json::from_str::<ContinuedV1>(&json).is_ok();
        if stored.is_none() && !begins_part() {
            self.warnings.push(Warning::Unknown { part, line });
        }
        if let Some(number) = number {
            self.items.push(Item::Event { number, stored });
        }
        false
    }

    fn reading(mut self, place: &Path) -> Result<Reading, Failure> {
        if self.header.is_none() && self.texts.is_none() {
            return Err(damaged(place, Damage::NothingReadable));
        }
        let next = self.miss();
        let events = events(self.items);
        let SharedTexts { questionnaire: questionnaire_text, translation: translation_text } =
            self.texts.unwrap_or_else(|| {
                self.warnings.push(Warning::QuestionnaireLost);
                SharedTexts { questionnaire: Arc::from(""), translation: None }
            });
        let header = self.header.unwrap_or_else(|| {
            self.warnings.push(Warning::HeaderLost);
            lost_header(place, &questionnaire_text, events.first())
        });
        let damaged = self.warnings.iter().filter_map(Warning::damaged_part).collect();
        let record = Record { header, questionnaire_text, translation_text, events, warnings: self.warnings };
        Ok(Reading { record, next, damaged, last: self.last })
    }

    /// Says which events are missing, and returns the number of the next one.
    fn miss(&mut self) -> u64 {
        let mut last: u64 = 0;
        let mut broken: Vec<Warning> = Vec::new();
        let mut torn = None;
        for item in &self.items {
            match item {
                Item::Event { number, .. } => {
                    if last.saturating_add(1) < *number {
                        if broken.is_empty() {
                            broken.push(Warning::Missing { from: last + 1, to: number - 1 });
                        }
                        self.warnings.append(&mut broken);
                    }
                    broken.clear();
                    torn = None;
                    last = last.max(*number);
                }
                Item::Broken { part, line, ended: true, .. } => {
                    broken.push(Warning::Damaged { part: *part, line: *line });
                }
                Item::Broken { bytes, ended: false, .. } => torn = Some(Warning::Torn { bytes: *bytes }),
            }
        }
        // Each of these had a number of its own, so that it is missed for ever.
        let lost = u64::try_from(broken.len()).unwrap_or(u64::MAX);
        self.warnings.append(&mut broken);
        self.warnings.extend(torn);
        last.saturating_add(lost).saturating_add(1)
    }
}

/// The events by their numbers. One that was written again after a failure is there twice.
fn events(items: Vec<Item>) -> Vec<Stored> {
    let mut events: Vec<Stored> = Vec::new();
    for item in items {
        if let Item::Event { stored: Some(stored), .. } = item {
            events.push(stored);
        }
    }
    events.sort_by_key(|stored| stored.number);
    events.dedup();
    events
}

fn refuse_newer(place: &Path, json: &str) -> Result<(), Failure> {
    match serde_json::from_str::<AnyHeader>(json) {
        Ok(header) if header.format != FORM => Err(Failure::TooNew {
            place: place.into(),
            version: header.format,
            program: text::clean(&header.program).into_owned(),
        }),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// What can be said of an assessment whose header is gone: its file's name and its first event's day.
fn lost_header(place: &Path, questionnaire_text: &str, first: Option<&Stored>) -> Header {
    let created = first.map_or(Timestamp::UNIX_EPOCH, |stored| stored.at);
    let about = place.file_stem().map(|stem| text::clean(&stem.to_string_lossy()).into_owned());
    Header {
        id: Uuid::nil(),
        questionnaire: Origin { hash: hash(questionnaire_text), ..Origin::default() },
        about: about.unwrap_or_default(),
        label: String::new(),
        date: created.to_zoned(jiff::tz::TimeZone::UTC).date(),
        respondent: String::new(),
        created,
        program: String::new(),
    }
}

fn damaged(place: &Path, reason: Damage) -> Failure {
    Failure::Damaged { place: place.into(), reason }
}

#[cfg(test)]
mod tests;
