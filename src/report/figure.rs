//! Figures: the numbers of each drawing, and the words that belong to it.
//!
//! Scores run from 0 to 100, shares and places from 0 to 1. The words of legends come with the data, in the
//! report's language; a drawing names in its legend only what it shows.

use super::{Band, Tone};
use crate::words::{EN, Words};

/// Numbers to be drawn, and what the drawing says to a reader who cannot see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub alt: String,
    /// A line under the drawing; may be empty.
    pub caption: String,
    pub drawing: Drawing,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    Bucket(Bucket),
    Bars(Bars),
    Matrix(Matrix),
    Slope(Slope),
    Trend(Trend),
    Heat(Heat),
    Spread(Spread),
    Radar(Radar),
}

/// The bucket: water as high as the score, one hole for each area, each drop as large as its leak.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bucket {
    /// `None` when too little was answered.
    pub score: Option<f64>,
    /// The words under the number, such as "of 100".
    pub scale: String,
    pub band: Option<Band>,
    /// Last round's score: a dashed water line.
    pub previous: Option<f64>,
    /// The words at that line, such as "2025: 52"; may be empty.
    pub previous_label: String,
    pub holes: Vec<Hole>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Hole {
    /// The number that leads to the legend.
    pub number: u32,
    pub label: String,
    /// How much runs out, from 0 (tight) to 1; `None` when it is not known.
    pub leak: Option<f64>,
    pub tone: Option<Tone>,
}

/// One horizontal bar for each row, over the bands' limits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bars {
    pub rows: Vec<Bar>,
    /// Scores where one band ends and the next begins, such as 40, 60 and 80.
    pub ticks: Vec<u8>,
    pub words: BarWords,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    /// The number that ties the row to a hole of the bucket.
    pub number: Option<u32>,
    pub label: String,
    pub score: Option<f64>,
    /// The ends of the range within which the score may lie.
    pub range: Option<(f64, f64)>,
    pub band: Option<Band>,
    /// The scores of the row's questions; `None` where one has an answer that is not known.
    pub dots: Vec<Option<f64>>,
    pub previous: Option<f64>,
    pub target: Option<f64>,
    pub others: Option<Others>,
    /// Shown in place of a bar that has no score, such as "not enough answers".
    pub note: String,
}

/// The scores of others: between the quartiles lies the middle half of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Others {
    pub lower: f64,
    pub median: f64,
    pub upper: f64,
}

/// What the marks beside the bars are called in the legend, which names only those that are shown. A word
/// left empty keeps its mark out of the legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarWords {
    pub dot: String,
    /// An open dot, and how many questions it stands for.
    pub unknown: String,
    pub range: String,
    pub previous: String,
    pub target: String,
    pub others: String,
}

impl BarWords {
    pub fn of(words: &Words) -> BarWords {
        let others = words.benchmark.legend.to_owned();
        let words = &words.report.legends;
        BarWords {
            others,
            dot: words.dot.to_owned(),
            unknown: words.unknown_dot.to_owned(),
            range: words.range.to_owned(),
            previous: words.previous.to_owned(),
            target: words.target.to_owned(),
        }
    }
}

impl Default for BarWords {
    fn default() -> BarWords {
        BarWords::of(&EN)
    }
}

/// A square of two questions, such as how much a practice helps and what it costs; points are numbered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    /// The words under and beside the square: what grows to the right, what grows upward.
    pub across: String,
    pub upward: String,
    /// The names of the steps from left to right, such as "low", "medium" and "high"; may be none.
    pub steps: Vec<String>,
    /// The names of the four corners: left above, right above, left below, right below.
    pub corners: [String; 4],
    pub points: Vec<MatrixPoint>,
}

/// One numbered point; both coordinates run from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixPoint {
    pub number: u32,
    pub across: f64,
    pub upward: f64,
    pub tone: Option<Tone>,
}

/// Scores then and now, one line for each area.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slope {
    /// The two rounds, such as "2025" and "2026".
    pub before: String,
    pub now: String,
    pub lines: Vec<SlopeLine>,
    pub words: SlopeWords,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SlopeLine {
    pub label: String,
    pub before: f64,
    pub now: f64,
    /// Whether the change is larger than chance.
    pub certain: bool,
}

/// What the two kinds of lines are called in the legend, which names only those that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlopeWords {
    pub certain: String,
    pub uncertain: String,
}

impl SlopeWords {
    pub fn of(words: &Words) -> SlopeWords {
        let words = &words.report.legends;
        SlopeWords { certain: words.certain.to_owned(), uncertain: words.uncertain.to_owned() }
    }
}

impl Default for SlopeWords {
    fn default() -> SlopeWords {
        SlopeWords::of(&EN)
    }
}

/// Scores in three rounds and more: a panel for the whole, and one for each area.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trend {
    /// What the rounds are called, earliest first.
    pub rounds: Vec<String>,
    pub whole: Option<TrendLine>,
    pub lines: Vec<TrendLine>,
    /// The rounds that answered another edition than the one before them.
    pub other_editions: Vec<OtherEdition>,
    /// Scores where one band ends and the next begins, such as 40, 60 and 80.
    pub ticks: Vec<u8>,
    pub words: TrendWords,
}

/// Where another edition begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OtherEdition {
    /// The place of the first round that answered it.
    pub round: usize,
    /// What it is called, such as `edition 1.1`.
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrendLine {
    pub number: Option<u32>,
    pub label: String,
    /// One for each round; `None` where it has no score.
    pub scores: Vec<Option<f64>>,
}

/// What the marks beside the lines are called in the legend, which names only those that are shown, and what stands
/// in a panel without a single score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendWords {
    pub missing: String,
    pub other_edition: String,
    pub none: String,
}

impl TrendWords {
    pub fn of(words: &Words) -> TrendWords {
        let words = &words.report.legends;
        TrendWords {
            missing: words.missing_round.to_owned(),
            other_edition: words.other_edition.to_owned(),
            none: words.never_scored.to_owned(),
        }
    }
}

impl Default for TrendWords {
    fn default() -> TrendWords {
        TrendWords::of(&EN)
    }
}

/// One row for each area, one square for each of its questions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heat {
    pub rows: Vec<HeatRow>,
    /// The bands that the squares' tones stand for, worst first, each with the scores it holds in its name,
    /// such as "Leaking, 40 to 59": the numbers in the squares then say it without any colour.
    pub bands: Vec<Band>,
    pub words: HeatWords,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeatRow {
    pub number: Option<u32>,
    pub label: String,
    /// In the order of the questionnaire.
    pub squares: Vec<Square>,
}

/// How one question came out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Square {
    Scored { score: f64, tone: Tone },
    Unknown,
    NotApplicable,
}

/// What squares without a score are called in the legend, which names only those that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatWords {
    pub unknown: String,
    pub not_applicable: String,
}

impl HeatWords {
    pub fn of(words: &Words) -> HeatWords {
        let words = &words.report.legends;
        HeatWords { unknown: words.unknown.to_owned(), not_applicable: words.not_applicable.to_owned() }
    }
}

impl Default for HeatWords {
    fn default() -> HeatWords {
        HeatWords::of(&EN)
    }
}

/// How the answers of several people spread over the levels of a question, one strip for each question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spread {
    pub rows: Vec<SpreadRow>,
    pub words: SpreadWords,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct SpreadRow {
    pub label: String,
    /// How many answers stand on each level, level 0 first.
    pub counts: Vec<u32>,
    /// How many said that they do not know.
    pub unknown: u32,
    /// The middle answer's level; it may lie between two.
    pub median: Option<f64>,
    /// The level agreed upon after talking.
    pub agreed: Option<f64>,
}

impl SpreadRow {
    /// Returns how many answers stand on a level.
    pub fn answers(&self) -> u32 {
        self.counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

/// What the marks of the strips are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpreadWords {
    /// The heads of the last two columns.
    pub answers: String,
    pub unknown: String,
    pub median: String,
    pub agreed: String,
}

impl SpreadWords {
    pub fn of(words: &Words) -> SpreadWords {
        let words = &words.report.legends;
        SpreadWords {
            answers: words.answers.to_owned(),
            unknown: words.nobody_knows.to_owned(),
            median: words.median.to_owned(),
            agreed: words.agreed.to_owned(),
        }
    }
}

impl Default for SpreadWords {
    fn default() -> SpreadWords {
        SpreadWords::of(&EN)
    }
}

/// Scores on spokes in a fixed order, for those who are used to it. Two series at most are drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Radar {
    pub spokes: Vec<Spoke>,
    /// What the two lines are called, such as "2026" and "2025".
    pub now: String,
    pub before: String,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spoke {
    pub number: Option<u32>,
    pub label: String,
    pub score: Option<f64>,
    pub previous: Option<f64>,
}
