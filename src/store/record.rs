//! A saved assessment as it stands on the disk, and how it is replayed.
//!
//! Numbers tell what is missing. A broken line between event 4 and event 5 is the rest of a write that
//! was never acknowledged: nothing is lost. Between 4 and 6 it was event 5, which had been.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use crate::assessment::{Assessment, Event};
use crate::questionnaire::Questionnaire;
use crate::text;

use super::entry::Entry;
use super::event::{AnyHeader, ContinuedV1, EventV1, FORM, HeaderV1, QuestionnaireV1, Unfit};
use super::failure::Damage;
use super::line::{self, Piece};
use super::shelf::{self, SharedTexts, Shelf};
use super::warning::{NoStep, NoTarget};
use super::{Failure, Header, Origin, Summary, Warning, hash};

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

impl Record {
    /// Replays the events. What does not fit the questionnaire is left out, and said.
    pub fn assessment(&self, questionnaire: Arc<Questionnaire>) -> (Assessment, Vec<Warning>) {
        let Header { about, label, respondent, .. } = &self.header;
        let mut assessment =
            Assessment::new(Arc::clone(&questionnaire), about.clone(), label.clone(), self.header.date);
        assessment.name = respondent.clone();
        let mut warnings = Vec::new();
        let by_id = questionnaire.questions_by_id();
        for stored in &self.events {
            let number = stored.number;
            match stored.event.to_event(&questionnaire, &by_id) {
                Ok(Event::Finished) => assessment.finished = true,
                Ok(Event::Reopened) => assessment.finished = false,
                Ok(Event::Changed(change)) => {
                    let question = change.question();
                    assessment.last = Some(question);
                    if let Err(rejection) = assessment.answers.apply(&questionnaire, change) {
                        let question = questionnaire[question].id.to_string();
                        warnings.push(Warning::Refused { number, question, reason: rejection });
                    }
                }
                Ok(Event::Planned(change)) => {
                    let step = change.step();
                    match assessment.plan.apply(change) {
                        Ok(_back) => assessment.plan.touch(step, stored.at),
                        Err(refusal) => {
                            let reason = NoStep::Refused(refusal);
                            warnings.push(Warning::NoStep { number, step, reason });
                        }
                    }
                }
                Ok(Event::Targeted { area, target }) => {
                    if let Err(refusal) = assessment.targets.set(&questionnaire, area, target) {
                        let area = questionnaire[area].id.to_string();
                        let reason = NoTarget::Refused(refusal);
                        warnings.push(Warning::NoTarget { number, area, reason });
                    }
                }
                Err(Unfit::NoTarget { area, reason }) => {
                    warnings.push(Warning::NoTarget { number, area, reason });
                }
                Err(Unfit::NoDay { step, on }) => {
                    let reason = NoStep::NoDay(on);
                    warnings.push(Warning::NoStep { number, step, reason });
                }
                Err(Unfit::NoSuchQuestion(question)) => {
                    warnings.push(Warning::NoSuchQuestion { number, question });
                }
                Err(Unfit::Refused { question, reason }) => {
                    warnings.push(Warning::Refused { number, question, reason });
                }
            }
        }
        (assessment, warnings)
    }

    /// Counts without a questionnaire, for lists.
    pub fn summary(&self) -> Summary {
        let mut answered: HashSet<&str> = HashSet::new();
        let mut finished = false;
        for stored in &self.events {
            match &stored.event {
                EventV1::Answered { question, .. } => {
                    answered.insert(question);
                }
                EventV1::Cleared { question } | EventV1::Skipped { question } => {
                    answered.remove(question.as_str());
                }
                EventV1::Finished {} => finished = true,
                EventV1::Reopened {} => finished = false,
                EventV1::Noted { .. }
                | EventV1::Marked { .. }
                | EventV1::Confidence { .. }
                | EventV1::Plan(_)
                | EventV1::TargetSet { .. } => {}
            }
        }
        let changed = self.events.last().map_or(self.header.created, |stored| stored.at);
        Summary { header: self.header.clone(), answered: answered.len(), finished, changed }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Store, sample};
    use super::*;
    use crate::words::EN;

    fn file() -> Vec<u8> {
        std::fs::read(sample::saved(&sample::events()).path).unwrap()
    }

    /// A file that is small enough to be damaged in every way.
    fn small_file() -> Vec<u8> {
        let bytes = file();
        let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').take(7).collect();
        let questionnaire = line::seal(r#"{"questionnaire":"format: 1\nid: sm\"all"}"#);
        lines[1] = questionnaire.as_bytes();
        lines.concat()
    }

    fn read_one(bytes: &[u8]) -> Result<Record, Failure> {
        let part = Part { number: 1, bytes: bytes.to_vec() };
        read(Path::new("northwind-2026.lbr"), &[part], &mut Shelf::default()).map(|reading| reading.record)
    }

    /// Line 1 is the header, line 2 the questionnaire.
    fn line_of_byte(bytes: &[u8], at: usize) -> usize {
        1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count()
    }

    #[test]
    fn a_whole_file_is_read_without_a_word() {
        let record = read_one(&file()).unwrap();
        assert_eq!(record.warnings, []);
        assert_eq!(&*record.questionnaire_text, sample::QUESTIONNAIRE);
        let (assessment, warnings) = record.assessment(sample::questionnaire());
        assert_eq!(warnings, []);
        sample::check_same(&assessment, &sample::replayed(&sample::events()));
    }

    #[test]
    fn a_translation_is_kept_and_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let store = super::super::Directory::new(folder.path());
        let texts = super::super::Texts { questionnaire: "one", translation: Some("eins\n") };
        let (name, log) = store.create(&sample::header("Northwind", "2026"), texts).unwrap();
        drop(log);
        let record = store.load(&name).unwrap();
        assert_eq!(&*record.questionnaire_text, "one");
        assert_eq!(record.translation_text.as_deref(), Some("eins\n"));
        assert_eq!(record.warnings, []);
    }

    /// Somebody has made a line by hand, with its checksum right and a number that nobody comes to.
    #[track_caller]
    fn check_number(number: u64, want: Option<u64>) {
        let made = format!(r#"{{"n":{number},"at":"2026-03-01T00:00:00Z","finished":{{}}}}"#);
        let part = Part { number: 1, bytes: [file().as_slice(), line::seal(&made).as_bytes()].concat() };
        let reading = read(Path::new("northwind-2026.lbr"), &[part], &mut Shelf::default()).unwrap();
        let last = 3 + sample::events().len();
        match want {
            Some(next) => assert_eq!(reading.next, next),
            None => assert_eq!(reading.record.warnings, [Warning::Damaged { part: 1, line: last }]),
        }
        assert_eq!(reading.record.events.len(), sample::events().len() + usize::from(want.is_some()));
    }

    #[test]
    fn numbers_beyond_counting_are_damage() {
        check_number(LAST_NUMBER, Some(LAST_NUMBER + 1));
        check_number(LAST_NUMBER + 1, None);
        check_number(u64::MAX, None);
    }

    #[test]
    fn every_truncation_keeps_all_whole_lines() {
        let bytes = file();
        let all = read_one(&bytes).unwrap().events;
        for end in 0..bytes.len() {
            let lines = line_of_byte(&bytes, end) - 1 + usize::from(bytes[end] == b'\n');
            let Ok(record) = read_one(&bytes[..end]) else {
                assert_eq!(lines, 0, "first {end} bytes");
                continue;
            };
            let whole = lines.saturating_sub(2);
            assert_eq!(record.events, all[..whole], "first {end} bytes");
            let rest = end - bytes[..end].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let is_whole = rest == 0 || bytes[end] == b'\n';
            match (lines, is_whole) {
                (0 | 1, _) => assert_eq!(record.warnings, [Warning::QuestionnaireLost]),
                (_, true) => assert_eq!(record.warnings, [], "first {end} bytes"),
                (_, false) => assert_eq!(record.warnings, [Warning::Torn { bytes: rest }]),
            }
        }
    }

    #[test]
    fn every_flipped_bit_is_named_and_set_right() {
        let bytes = small_file();
        let whole = read_one(&bytes).unwrap();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << bit;
                let record = read_one(&flipped).unwrap();
                assert_eq!(record.header, whole.header, "byte {at}, bit {bit}");
                assert_eq!(record.questionnaire_text, whole.questionnaire_text, "byte {at}, bit {bit}");
                assert_eq!(record.events, whole.events, "byte {at}, bit {bit}");
                let line = line_of_byte(&bytes, at);
                assert_eq!(record.warnings, [Warning::Repaired { part: 1, line }], "byte {at}, bit {bit}");
            }
        }
    }

    #[test]
    fn every_lost_byte_costs_one_line_and_says_so() {
        let bytes = small_file();
        let whole = read_one(&bytes).unwrap();
        for at in 0..bytes.len() {
            for wrong in [0, 0xff, b'\n', b'"'] {
                let line = line_of_byte(&bytes, at);
                let mut damaged = bytes.clone();
                if (damaged[at] ^ wrong).count_ones() < 2 {
                    continue;
                }
                damaged[at] = wrong;
                let record = read_one(&damaged).unwrap();
                let kept = whole.events.iter().filter(|stored| record.events.contains(stored)).count();
                let lost = usize::from(2 < line && bytes[at] != b'\n');
                assert_eq!(kept, whole.events.len() - lost, "byte {at} is {wrong}: {:?}", record.warnings);
                assert_eq!(record.events.len(), kept, "nothing is made up, byte {at} is {wrong}");
                assert!(!record.warnings.is_empty(), "byte {at} is {wrong}");
            }
        }
    }

    #[track_caller]
    fn check(lines: &[usize], want: &[Warning]) {
        let bytes = file();
        let all: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let broken: &[u8] = b"{\"n\":, not a line\n";
        let chosen: Vec<u8> =
            lines.iter().flat_map(|line| if *line == 0 { broken } else { all[line - 1] }).copied().collect();
        assert_eq!(read_one(&chosen).unwrap().warnings, want);
    }

    #[test]
    fn numbers_tell_what_is_missing() {
        check(&[1, 2, 3, 4], &[]);
        check(&[1, 2, 3, 0, 4], &[]);
        check(&[1, 2, 3, 0, 5], &[Warning::Damaged { part: 1, line: 4 }]);
        check(&[1, 2, 3, 0], &[Warning::Damaged { part: 1, line: 4 }]);
        check(&[1, 2, 3, 6], &[Warning::Missing { from: 2, to: 3 }]);
        check(&[1, 2, 3, 3, 4, 4], &[]);
        check(&[1, 2, 4, 3], &[Warning::Missing { from: 1, to: 1 }]);
        check(&[0, 2, 3], &[Warning::HeaderLost]);
        check(&[1, 0, 3], &[Warning::QuestionnaireLost]);
    }

    #[track_caller]
    fn check_refused(bytes: &[u8], want: &str) {
        assert_eq!(read_one(bytes).unwrap_err().in_words(&EN), want);
    }

    #[test]
    fn what_is_no_assessment_is_refused() {
        let advice = "it was left as it is; take a copy of it from a backup";
        check_refused(b"", &format!("`northwind-2026.lbr` is damaged, it is empty: {advice}"));
        let nothing = "neither its first line nor its questionnaire can be read";
        let want = format!("`northwind-2026.lbr` is damaged, {nothing}: {advice}");
        check_refused(b"hello\nworld\n", &want);
        check_refused(&[0; 5000], &want);
        let newer = "was made by a newer version of leaky-bucket, 9.1 (form 2, this one reads form 1): \
                     open it with that version; it was left as it is";
        let newer = format!("`northwind-2026.lbr` {newer}");
        check_refused(line::seal(r#"{"format":2,"program":"9.1"}"#).as_bytes(), &newer);
        check_refused(b"{\"format\":2,\"program\":\"9.1\"}\n{\"other\":1}\n", &newer);
    }

    #[test]
    fn a_file_of_the_first_version_opens() {
        let bytes = include_bytes!("../../tests/stores/v1/northwind-2026.lbr");
        let record = read_one(bytes).unwrap();
        assert_eq!(record.warnings, []);
        let (assessment, warnings) = record.assessment(sample::questionnaire());
        assert_eq!(warnings, []);
        sample::check_same(&assessment, &sample::replayed(&sample::events()));
    }
}
