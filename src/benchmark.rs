//! Scores of a group of others, as they may stand beside one's own: a benchmark.
//!
//! Nobody's score depends on it. It is there only where somebody gives its file, and it always says whose
//! scores it holds, of when, and of how many. None comes with the program: figures that nobody can check
//! would be taken for a norm.

mod figures;
mod gather;
mod keys;
mod read;
mod schema;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::questionnaire::{AreaIndex, Questionnaire};
use crate::words::{Plural, Words, fill};

pub use figures::Figures;
pub use gather::{Gathered, LeftOut, Offer, Refusal, gather};
pub use read::{BenchmarkFile, LIMITS, LONGEST_SOURCE};
pub use schema::schema;

/// The version of the form of benchmark files.
pub const FORM: u32 = 1;

/// The fewest scores that figures are drawn from: with fewer, somebody who knows the group could tell single
/// members by them.
pub const FEWEST: usize = 10;

/// Scores of a group of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benchmark {
    /// The id of the questionnaire that they answered.
    pub questionnaire: String,
    /// Which edition of it; empty where that has no name.
    pub edition: String,
    /// Who says so, in a line.
    pub source: String,
    /// The day on which the figures were drawn up.
    pub date: Date,
    /// How many were assessed.
    pub count: u32,
    /// Of the overall score; `None` where the file holds none.
    pub overall: Option<Figures>,
    /// By the ids of areas.
    pub areas: BTreeMap<String, Figures>,
}

impl Benchmark {
    /// Whether these scores are of this questionnaire, so that they may stand beside its own.
    pub fn is_of(&self, questionnaire: &Questionnaire) -> bool {
        questionnaire.id == *self.questionnaire.as_str()
    }

    /// Whether they were taken with another edition of it, which may ask something else.
    pub fn is_of_other_edition(&self, questionnaire: &Questionnaire) -> bool {
        self.edition != questionnaire.edition
    }

    /// That another edition was answered, where that is so.
    pub fn other_edition(&self, questionnaire: &Questionnaire, words: &Words) -> Option<String> {
        let editions: [(&str, &dyn std::fmt::Display); 2] =
            [("theirs", &self.edition), ("ours", &questionnaire.edition)];
        self.is_of_other_edition(questionnaire).then(|| fill(words.benchmark.other_edition, &editions))
    }

    /// Who they are, of when, and what their figures say and do not say.
    pub fn who(&self, words: &Words) -> String {
        let says = &words.benchmark;
        let edition = fill(says.who_edition, &[("edition", &self.edition)]);
        let edition = Some(edition).filter(|_| !self.edition.is_empty());
        let parts = [Some(self.of_source(&says.who, words)), edition, Some(says.how_made.to_owned())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// A text with how many they are, who says so and of when.
    pub fn of_source(&self, text: &Plural, words: &Words) -> String {
        let count = self.count as usize;
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("count", &count), ("source", &self.source), ("date", &words.date(self.date))];
        fill(words.plural(text, count), &values)
    }

    /// The figures of an area; none of one that has no score to show.
    pub fn area(&self, questionnaire: &Questionnaire, area: AreaIndex) -> Option<Figures> {
        let figures = self.areas.get(questionnaire[area].id.as_str())?;
        questionnaire.shows_score(area).then_some(*figures)
    }
}
