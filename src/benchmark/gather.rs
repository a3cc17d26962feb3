//! A benchmark from one's own assessments, in which nobody can be known.
//!
//! Whoever was assessed counts once, by the latest finished assessment. Neither names nor days of single
//! assessments get into the figures, and no figure is drawn from fewer than `FEWEST` scores.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Benchmark, FEWEST, Figures};
use crate::assessment::{Assessment, known_as};
use crate::questionnaire::{AreaIndex, Questionnaire};
use crate::scoring;

/// One assessment that may go into a benchmark.
#[derive(Clone, Copy)]
pub struct Offer<'a> {
    pub assessment: &'a Assessment,
    /// When it was begun, where that is known: of two on one day the later one counts.
    pub begun: Option<Timestamp>,
    /// What it is called; decides between two that nothing else tells apart.
    pub name: &'a str,
}

/// A benchmark, and what is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    pub benchmark: Benchmark,
    pub left_out: LeftOut,
}

/// What was offered and does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Not finished.
    pub unfinished: usize,
    /// Nothing says whom they are about, so that one team could count several times.
    pub unnamed: usize,
    /// Taken with another edition than most.
    pub other_edition: usize,
    /// Of somebody who was assessed again later.
    pub earlier: usize,
    /// How many scores there are overall, where these are too few.
    pub overall: Option<usize>,
    /// Titles of areas with too few scores, and how many these are.
    pub areas: Vec<(String, usize)>,
}

/// Why there is no benchmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The ids of the questionnaires that were answered, in order.
    OtherQuestionnaires(Vec<String>),
    /// So many different ones were assessed.
    TooFew { found: usize, left_out: LeftOut },
    /// Enough were assessed, and too few of them have a score.
    NoScores { found: usize, left_out: LeftOut },
}

/// Draws a benchmark from assessments, in whatever order they come.
pub fn gather(offers: &[Offer], source: &str, date: Date) -> Result<Gathered, Refusal> {
    let mut ids: Vec<&str> = offers.iter().map(|offer| offer.assessment.questionnaire.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    if 1 < ids.len() {
        return Err(Refusal::OtherQuestionnaires(ids.into_iter().map(str::to_owned).collect()));
    }
    let mut left_out = LeftOut::default();
    let mut editions: BTreeMap<&str, BTreeMap<String, Vec<Offer>>> = BTreeMap::new();
    for offer in offers {
        let subject = known_as(&offer.assessment.about);
        match (offer.assessment.finished, subject.is_empty()) {
            (false, _) => left_out.unfinished += 1,
            (true, true) => left_out.unnamed += 1,
            (true, false) => {
                let edition = editions.entry(&offer.assessment.questionnaire.edition).or_default();
                edition.entry(subject).or_default().push(*offer);
            }
        }
    }
    let all = |subjects: &BTreeMap<String, Vec<Offer>>| subjects.values().map(Vec::len).sum::<usize>();
    let of_all: usize = editions.values().map(all).sum();
    // That of most teams; of two with as many the later name.
    let chosen = editions.into_iter().max_by_key(|(edition, subjects)| (subjects.len(), *edition));
    let (edition, subjects) = chosen.unwrap_or_default();
    left_out.other_edition = of_all - all(&subjects);
    left_out.earlier = all(&subjects) - subjects.len();
    let found = subjects.len();
    let latest: Vec<&Assessment> = subjects.into_values().filter_map(latest).collect();
    let Some(first) = latest.first().filter(|_| FEWEST <= found) else {
        return Err(Refusal::TooFew { found, left_out });
    };
    let scores = Scores::of(&latest);
    let overall = Figures::of(&scores.overall);
    left_out.overall = overall.is_none().then_some(scores.overall.len());
    let questionnaire = &first.questionnaire;
    let mut areas = BTreeMap::new();
    for (area, scores) in &scores.areas {
        let about = &questionnaire[*area];
        match Figures::of(scores) {
            Some(figures) => {
                areas.insert(about.id.to_string(), figures);
            }
            None => left_out.areas.push((about.title.clone(), scores.len())),
        }
    }
    if overall.is_none() && areas.is_empty() {
        return Err(Refusal::NoScores { found, left_out });
    }
    let benchmark = Benchmark {
        questionnaire: questionnaire.id.to_string(),
        edition: edition.to_owned(),
        source: source.to_owned(),
        date,
        count: u32::try_from(found).unwrap_or(u32::MAX),
        overall,
        areas,
    };
    Ok(Gathered { benchmark, left_out })
}

fn latest(offers: Vec<Offer<'_>>) -> Option<&Assessment> {
    let when = |offer: &Offer| (offer.assessment.date, offer.begun, Reverse(offer.name.to_owned()));
    offers.into_iter().max_by_key(when).map(|offer| offer.assessment)
}

/// The printed scores of all assessments.
struct Scores {
    overall: Vec<u32>,
    /// In the order of the first one's questionnaire.
    areas: Vec<(AreaIndex, Vec<u32>)>,
}

impl Scores {
    fn of(assessments: &[&Assessment]) -> Scores {
        let Some(first) = assessments.first() else {
            return Scores { overall: Vec::new(), areas: Vec::new() };
        };
        let questionnaire = &*first.questionnaire;
        let shown = questionnaire.areas_with_score();
        let mut scores =
            Scores { overall: Vec::new(), areas: shown.map(|area| (area, Vec::new())).collect() };
        for assessment in assessments {
            let card = scoring::score(&assessment.questionnaire, &assessment.answers);
            scores.overall.extend(card.overall.printed());
            for (area, scores) in &mut scores.areas {
                let area = counterpart(questionnaire, &assessment.questionnaire, *area);
                scores.extend(area.and_then(|area| card.area(area).measure.printed()));
            }
        }
        scores
    }
}

/// The same area in another text of the same edition.
fn counterpart(questionnaire: &Questionnaire, other: &Questionnaire, area: AreaIndex) -> Option<AreaIndex> {
    if questionnaire.hash == other.hash {
        return Some(area);
    }
    other.find_area_with_score(questionnaire[area].id.as_str())
}

#[cfg(test)]
mod tests;
