//! The rounds of a team among what is saved, and one assessment under two names.

use std::collections::HashSet;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::find::{self, Found};
use super::{Session, alike, noted};
use crate::assessment::{Assessment, known_as};
use crate::store::{Header, Listed, Name, Record, Store};

/// Where an assessment stands among the rounds of its team: by its day, then by when it was begun, then by its name.
type Place = (Date, Timestamp, Name);

fn place(header: &Header, name: &Name) -> Place {
    (header.date, header.created, name.clone())
}

/// The finished assessments of the same subject and questionnaire before one that is saved under this name,
/// earliest first, the latest `most` of them. A copy is no round of its own. What cannot be read is left out; `list`
/// tells of it.
pub(super) fn before(session: &Session, assessment: &Assessment, name: &str, most: usize) -> Vec<Assessment> {
    let Ok(store) = session.store() else { return Vec::new() };
    let own = Name::new(name).and_then(|name| Some((store.load(&name).ok()?.header, name)));
    let like = Like::new(assessment.questionnaire.id.as_str(), &assessment.about);
    let is_wanted =
        |header: &Header| like.is(&header.questionnaire.id, &header.about) && header.date <= assessment.date;
    let finished = store.list_where(is_wanted).into_iter().flatten().filter_map(|Listed { name, record }| {
        let record = record.ok().filter(|record| record.summary().finished)?;
        Some((place(&record.header, &name), record))
    });
    let is_before = |(at, record): &(Place, Record)| match &own {
        Some((header, name)) => *at < place(header, name) && record.header.id != header.id,
        None => true,
    };
    let mut earlier: Vec<(Place, Record)> = finished.filter(is_before).collect();
    earlier.sort_by(|(one, _), (other, _)| other.cmp(one));
    let mut rounds: Vec<Assessment> = Vec::new();
    let mut ids: Vec<Uuid> = Vec::new();
    for ((_, _, name), record) in earlier {
        if most <= rounds.len() {
            break;
        }
        let Ok((round, _)) = find::replay_quietly(session, &record, name.as_str()) else { continue };
        let is_here = rounds.iter().chain([assessment]).any(|other| round.is_copy_of(other));
        if !is_here && !ids.contains(&record.header.id) {
            rounds.push(round);
            ids.push(record.header.id);
        }
    }
    rounds.reverse();
    for round in &mut rounds {
        alike::tell_as(session, round, &assessment.questionnaire);
    }
    rounds
}

/// The latest finished assessment of the same subject and questionnaire as the one saved under this name, be it itself.
/// What is noted for lists tells all but when each was begun; so only those of the last day are read.
pub(super) fn latest_like(session: &Session, name: &str) -> Option<Name> {
    let noted = noted::latest_first(session).ok()?;
    let notes = || noted.iter().filter_map(|noted| Some((&noted.name, noted.note.as_ref().ok()?)));
    let (_, this) = notes().find(|(other, _)| other.as_str() == name)?;
    let like = Like::new(&this.questionnaire, &this.about);
    let finished = || notes().filter(|(_, note)| note.finished && like.is(&note.questionnaire, &note.about));
    let last = finished().map(|(_, note)| note.date).max()?;
    let store = session.store().ok()?;
    let on_last_day = finished().filter(|(_, note)| note.date == last);
    let places = on_last_day.filter_map(|(name, _)| Some(place(&store.load(name).ok()?.header, name)));
    places.max().map(|(_, _, name)| name)
}

/// The assessments of one team by one questionnaire, of whatever edition.
struct Like<'a> {
    questionnaire: &'a str,
    /// As what it is known.
    team: String,
}

impl Like<'_> {
    fn new<'a>(questionnaire: &'a str, about: &str) -> Like<'a> {
        Like { questionnaire, team: known_as(about) }
    }

    fn is(&self, questionnaire: &str, about: &str) -> bool {
        questionnaire == self.questionnaire && known_as(about) == self.team
    }
}

/// What is saved of the same subjects and questionnaires on the same days as these.
pub(super) fn like<'a>(
    session: &Session,
    assessments: impl Iterator<Item = &'a Assessment>,
) -> Vec<(Name, Assessment)> {
    let key = |id: &str, date: Date, about: &str| (id.to_owned(), date, known_as(about));
    let wanted: HashSet<(String, Date, String)> = assessments
        .map(|assessment| key(assessment.questionnaire.id.as_str(), assessment.date, &assessment.about))
        .collect();
    let is_wanted =
        |header: &Header| wanted.contains(&key(&header.questionnaire.id, header.date, &header.about));
    let Ok(store) = session.store() else { return Vec::new() };
    let there = store.list_where(is_wanted).into_iter().flatten();
    let replayed = there.filter_map(|Listed { name, record }| {
        let (assessment, _) = find::replay_quietly(session, &record.ok()?, name.as_str()).ok()?;
        Some((name, assessment))
    });
    replayed.collect()
}

/// Two that are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Twice {
    /// By the same file.
    Named,
    /// By a copy of it.
    Copied,
}

/// Which of those found are there already, each with the place of the one before it that it is the same as.
pub(super) fn twice(found: &[Found]) -> Vec<(usize, usize, Twice)> {
    let files: Vec<Option<PathBuf>> =
        found.iter().map(|found| found.file.as_ref().and_then(|file| file.canonicalize().ok())).collect();
    let same = |one: usize, other: usize| {
        let (file, other_file) = (files.get(one)?.as_ref(), files.get(other)?.as_ref());
        if file.is_some() && file == other_file {
            return Some(Twice::Named);
        }
        let (one, other) = (found.get(one)?, found.get(other)?);
        let id = |found: &Found| found.begun.map(|(id, _)| id);
        let is_one = id(one).is_some() && id(one) == id(other);
        (is_one || one.assessment.is_copy_of(&other.assessment)).then_some(Twice::Copied)
    };
    let first = |at: usize| (0..at).find_map(|one| same(one, at).map(|twice| (at, one, twice)));
    (0..found.len()).filter_map(first).collect()
}
