//! The rounds of a team among what is saved, and one assessment under two names.

use std::collections::HashSet;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::Session;
use super::find::{self, Found};
use crate::assessment::{Assessment, subject};
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
    let about = subject(&assessment.about);
    let is_wanted = |header: &Header| {
        subject(&header.about) == about
            && header.questionnaire.id == assessment.questionnaire.id.as_str()
            && header.date <= assessment.date
    };
    let is_before = |listed: &(Place, Uuid, Record)| match &own {
        Some((header, name)) => listed.0 < place(header, name) && listed.1 != header.id,
        None => true,
    };
    let finished = store.list_where(is_wanted).into_iter().flatten().filter_map(|Listed { name, record }| {
        let record = record.ok()?;
        let header = record.summary().header;
        record.summary().finished.then(|| (place(&header, &name), header.id, record))
    });
    let mut earlier: Vec<(Place, Uuid, Record)> = finished.filter(is_before).collect();
    earlier.sort_by(|one, other| other.0.cmp(&one.0));
    let mut rounds: Vec<Assessment> = Vec::new();
    let mut ids: Vec<Uuid> = Vec::new();
    for ((_, _, name), id, record) in earlier {
        if most <= rounds.len() {
            break;
        }
        let Ok((round, _)) = find::replay_quietly(session, &record, name.as_str()) else { continue };
        let is_here = rounds.iter().chain([assessment]).any(|other| round.is_copy_of(other));
        if !is_here && !ids.contains(&id) {
            rounds.push(round);
            ids.push(id);
        }
    }
    rounds.reverse();
    rounds
}

/// The latest finished assessment of the same subject and questionnaire as the one saved under this name, be it itself.
pub(super) fn latest_like(session: &Session, name: &str) -> Option<Name> {
    let store = session.store().ok()?;
    let header = store.load(&Name::new(name)?).ok()?.header;
    let about = subject(&header.about);
    let is_wanted =
        |other: &Header| subject(&other.about) == about && other.questionnaire.id == header.questionnaire.id;
    let finished = store.list_where(is_wanted).ok()?.filter_map(|Listed { name, record }| {
        let summary = record.ok()?.summary();
        summary.finished.then(|| place(&summary.header, &name))
    });
    finished.max().map(|(_, _, name)| name)
}

/// What is saved of the same subjects and questionnaires on the same days as these.
pub(super) fn like<'a>(
    session: &Session,
    assessments: impl Iterator<Item = &'a Assessment>,
) -> Vec<(Name, Assessment)> {
    let key = |id: &str, date: Date, about: &str| (id.to_owned(), date, subject(about));
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
