//! The scores of all areas for one set of answers.

use super::mean::Presence;
use super::question::QuestionScore;
use crate::assessment::Flow;
use crate::questionnaire::{AreaIndex, BandIndex, QuestionIndex, Questionnaire};
use crate::words::Words;

/// Everything that was scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    pub overall: Measure,
    /// The band of the overall score before any cap.
    pub band: Option<BandIndex>,
    /// The areas that count but have too few answers for a score.
    pub missing: Vec<AreaIndex>,
    /// The area with the lowest score.
    pub lowest: Option<AreaIndex>,
    pub areas: Vec<AreaScore>,
    pub questions: Vec<QuestionScore>,
    /// Which questions were asked.
    pub flow: Flow,
}

/// A score, its coverage and its range, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// `None` when too little was answered.
    pub score: Option<f64>,
    pub low: f64,
    pub high: f64,
    /// The weight answered over the weight that applies.
    pub coverage: f64,
}

/// One area's score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AreaScore {
    pub measure: Measure,
    pub band: Option<BandIndex>,
    /// Whether anything in it counts for this respondent.
    pub applies: bool,
    /// Whether any question in it is asked, scored or not.
    pub open: bool,
    /// How surely it enters a larger mean; `None` when nothing in it ever counts.
    pub presence: Option<Presence>,
}

/// Why an area has no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Of what applies, too little was answered.
    TooFew,
    /// Whether anything in it applies, an answer still unknown decides.
    NotKnownYet,
    /// Nothing in it applies to this respondent.
    NothingApplies,
}

impl Lack {
    /// What stands in a table in the place of a band.
    pub fn in_words(self, words: &Words) -> &'static str {
        match self {
            Lack::TooFew => words.report.often.too_few,
            Lack::NotKnownYet => words.answers.not_known_yet,
            Lack::NothingApplies => words.answers.not_applicable,
        }
    }
}

impl AreaScore {
    /// Why it has no score; `None` where it has one.
    pub fn lack(&self) -> Option<Lack> {
        match (self.measure.score, self.applies, self.presence) {
            (Some(_), _, _) => None,
            (None, true, _) => Some(Lack::TooFew),
            (None, false, Some(Presence::NotYet)) => Some(Lack::NotKnownYet),
            (None, false, Some(Presence::Certain | Presence::ForNow) | None) => Some(Lack::NothingApplies),
        }
    }
}

impl Scorecard {
    pub fn area(&self, area: AreaIndex) -> &AreaScore {
        &self.areas[area.0]
    }

    /// How many questions widen the overall range: unknown, open, or judged by something unknown.
    pub fn unsettled(&self, questionnaire: &Questionnaire) -> usize {
        let counts = |question: &QuestionIndex| {
            let area = questionnaire[*question].area;
            area.is_some_and(|area| questionnaire.is_scored(area)) && self.flow.is_open(*question)
        };
        let widens =
            |question: &QuestionIndex| self.question(*question).parts.iter().any(|part| part.low < part.high);
        questionnaire.question_indexes().filter(counts).filter(widens).count()
    }

    pub fn question(&self, question: QuestionIndex) -> &QuestionScore {
        &self.questions[question.0]
    }
}

impl Measure {
    pub fn printed(&self) -> Option<u32> {
        self.score.map(printed)
    }

    pub fn printed_low(&self) -> u32 {
        printed(self.low)
    }

    pub fn printed_high(&self) -> u32 {
        printed(self.high)
    }

    /// Whether low and high are printed as different numbers.
    pub fn is_range(&self) -> bool {
        self.printed_low() != self.printed_high()
    }
}

/// A share from 0 to 1 as the whole number that is printed, 0 to 100, rounded half up.
///
/// The product is rounded to nine decimals first, so that 0.145 x 100 is 14.5 and not a hair less.
pub fn printed(share: f64) -> u32 {
    (nine_decimals(share * 100.0) + 0.5).floor().clamp(0.0, 100.0) as u32
}

/// A product of weights and shares without the hair by which it differs from the one on paper.
pub fn nine_decimals(product: f64) -> f64 {
    (product * 1e9).round() / 1e9
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[track_caller]
    fn check(share: f64, want: u32) {
        assert_eq!(printed(share), want);
    }

    #[test]
    fn half_goes_up() {
        check(0.125, 13);
        check(0.145, 15);
        check(0.575, 58);
        check(0.6249, 62);
        check(0.0, 0);
        check(1.0, 100);
    }
}
