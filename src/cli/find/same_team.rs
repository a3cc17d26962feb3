//! What else is saved of the same team: its earlier rounds, and its latest.

use jiff::Timestamp;
use jiff::civil::Date;

use super::replay_quietly;
use crate::assessment::{Assessment, subject};
use crate::cli::Session;
use crate::store::{Directory, Failure, Header, Listed, Name, Record, Store};

/// The finished assessments of the same subject and questionnaire before one that is saved under this name,
/// earliest first, the latest `most` of them. What cannot be read is left out; `list` tells of it.
pub(in crate::cli) fn before(
    session: &Session,
    assessment: &Assessment,
    name: &str,
    most: usize,
) -> Vec<Assessment> {
    let Ok(store) = session.store() else { return Vec::new() };
    let like = Like::new(assessment.questionnaire.id.as_str(), &assessment.about);
    let not_later = |header: &Header| header.date <= assessment.date;
    let mut latest: Vec<Finished> = Vec::new();
    for found in finished(&store, |header| like.is_met(header) && not_later(header)).into_iter().flatten() {
        if found.name.as_str() == name {
            continue;
        }
        latest.insert(latest.partition_point(|other| other.when <= found.when), found);
        if most < latest.len() {
            latest.remove(0);
        }
    }
    let replayed = latest.iter().map(|found| replay_quietly(session, &found.record, found.name.as_str()));
    replayed.filter_map(|replayed| replayed.ok().map(|(assessment, _)| assessment)).collect()
}

/// The latest finished assessment of the same subject and questionnaire as the one saved under this name, be it itself.
pub(in crate::cli) fn latest_like(session: &Session, name: &str) -> Option<Name> {
    let store = session.store().ok()?;
    let header = store.load(&Name::new(name)?).ok()?.summary().header;
    let like = Like::new(&header.questionnaire.id, &header.about);
    let latest = finished(&store, |header| like.is_met(header)).ok()?.max_by_key(|found| found.when);
    latest.map(|found| found.name)
}

/// The assessments of one team by one questionnaire, of whatever edition.
struct Like<'a> {
    questionnaire: &'a str,
    subject: String,
}

impl Like<'_> {
    fn new<'a>(questionnaire: &'a str, about: &str) -> Like<'a> {
        Like { questionnaire, subject: subject(about) }
    }

    fn is_met(&self, header: &Header) -> bool {
        header.questionnaire.id == self.questionnaire && subject(&header.about) == self.subject
    }
}

/// A finished assessment as it is saved.
struct Finished {
    name: Name,
    /// Its day, and of those of one day when it was changed last.
    when: (Date, Timestamp),
    record: Record,
}

/// The finished ones among the assessments that are wanted. What cannot be read is left out.
fn finished(
    store: &Directory,
    is_wanted: impl Fn(&Header) -> bool,
) -> Result<impl Iterator<Item = Finished>, Failure> {
    let finished = store.list_where(is_wanted)?.filter_map(|Listed { name, record }| {
        let record = record.ok()?;
        let summary = record.summary();
        let when = (summary.header.date, summary.changed);
        summary.finished.then_some(Finished { name, when, record })
    });
    Ok(finished)
}
