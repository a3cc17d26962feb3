//! Several assessments in the order of their days, each compared with the one before it.

use crate::assessment::known_as;
use crate::questionnaire::{BandIndex, Id};

use super::{Comparison, LeakChange, Side, compare};

/// Two or more assessments of one questionnaire.
#[derive(Clone, Debug)]
pub struct Rounds<'a> {
    /// Earliest first.
    pub sides: Vec<Side<'a>>,
    /// Each side with the one before it; one less than there are sides.
    pub pairs: Vec<Comparison>,
    /// Whether all tell of the same team. Two teams side by side are no development.
    pub same_subject: bool,
    /// For each leak that is open in the last pair, the position of the side since when it leaks without a break.
    pub since: Vec<usize>,
}

/// Why assessments cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Less than two.
    TooFew,
    /// The one at this place answers another questionnaire than the first.
    OtherQuestionnaire(usize),
}

/// Compares assessments in the order of their days. Those of one day stay in the order in which they are given.
pub fn compare_rounds(mut sides: Vec<Side>) -> Result<Rounds, Refusal> {
    let (Some(first), 2..) = (sides.first(), sides.len()) else { return Err(Refusal::TooFew) };
    let wanted = first.assessment.questionnaire.id.clone();
    if let Some(at) = sides.iter().position(|side| side.assessment.questionnaire.id != wanted) {
        return Err(Refusal::OtherQuestionnaire(at));
    }
    sides.sort_by_key(|side| side.assessment.date);
    let pairs: Vec<Comparison> = sides.windows(2).map(|pair| compare(&pair[0], &pair[1])).collect();
    // Who is not named may be the same.
    let subjects = sides.iter().map(|side| known_as(&side.assessment.about));
    let mut subjects: Vec<String> = subjects.filter(|subject| !subject.is_empty()).collect();
    subjects.sort();
    subjects.dedup();
    let since = match pairs.last() {
        Some(last) => last.leaks.open.iter().map(|leak| since(&pairs, leak)).collect(),
        None => Vec::new(),
    };
    Ok(Rounds { sides, pairs, same_subject: subjects.len() < 2, since })
}

/// The first of the sides on which a leak of the last pair was there without a break.
fn since(pairs: &[Comparison], leak: &LeakChange) -> usize {
    let mut id = leak.id_then().clone();
    let mut since = pairs.len() - 1;
    for (at, pair) in pairs.iter().enumerate().rev().skip(1) {
        let Some(before) = pair.leaks.open.iter().find(|leak| leak.id == id) else { break };
        id = before.id_then().clone();
        since = at;
    }
    since
}

impl Rounds<'_> {
    /// The last pair: this year and the one before.
    pub fn last(&self) -> Option<&Comparison> {
        self.pairs.last()
    }

    /// What each side printed for an area by its own edition; `None` without a score.
    pub fn printed(&self, area: &str) -> Vec<Option<u32>> {
        let of = |side: &Side| {
            let own = &side.assessment.questionnaire;
            let index = own.find_area_with_score(area)?;
            side.scorecard.area(index).measure.printed()
        };
        self.sides.iter().map(of).collect()
    }
}

impl Side<'_> {
    /// The overall band after its caps, by the side's own edition.
    pub fn band(&self) -> Option<BandIndex> {
        self.findings.band
    }
}

impl LeakChange {
    /// What it was called then. The later edition names it, unless the earlier one is the measure.
    fn id_then(&self) -> &Id {
        self.other_id.as_ref().unwrap_or(&self.id)
    }
}
