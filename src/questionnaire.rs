//! A questionnaire as its author wrote it: plain data, complete and never changed after reading.
//!
//! Questions stand in one list, in the order of the form: the profile first, then area by area.
//! Areas, practices and values stand in lists as well; an index is how one thing names another,
//! so that an id is looked up once, when the file is read, and never again.

pub mod answer;
pub mod codes;
pub mod condition;
pub mod id;
pub mod in_words;
pub mod keys;
pub mod kind;
pub mod plain;
pub mod read;
pub mod reader;
pub mod schema;
pub mod translation;

use std::collections::HashMap;
use std::fmt;
use std::ops::{Index, Range};

use crate::words::Words;

pub use answer::{Answer, Rejection, RowAnswer, Wanted};
pub use condition::Condition;
pub use id::Id;
pub use in_words::{answer_in_lines, answer_in_words};
pub use kind::{Choice, Field, Kind, Outcome, Row};
pub use read::read;
pub use translation::{Translation, TranslationFile};

macro_rules! index {
    ($(#[$doc:meta])* $name:ident, $list:ident, $thing:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);

        impl Index<$name> for Questionnaire {
            type Output = $thing;

            fn index(&self, index: $name) -> &$thing {
                &self.$list[index.0]
            }
        }
    };
}

index!(
    /// Where a question stands in the order of the form.
    QuestionIndex, questions, Question
);
index!(
    /// Where an area stands; an area's own areas follow it.
    AreaIndex, areas, Area
);
index!(
    /// Where a practice stands.
    PracticeIndex, practices, Practice
);
index!(
    /// Where a derived value stands.
    ValueIndex, values, DerivedValue
);
index!(
    /// Where a band stands, worst first.
    BandIndex, bands, Band
);

/// A whole questionnaire.
#[derive(Clone, Debug, PartialEq)]
pub struct Questionnaire {
    pub id: Id,
    /// Which version of this questionnaire: the author's own words, such as `2026.1`.
    pub edition: String,
    pub title: String,
    /// The language of its texts, such as `en`.
    pub language: String,
    /// One paragraph shown before the first question.
    pub about: String,
    /// What the steps of its scales mean, for the method section.
    pub levels: Vec<LevelNote>,
    /// Worst first; the first begins at 0.
    pub bands: Vec<Band>,
    pub scoring: Scoring,
    pub values: Vec<DerivedValue>,
    pub scales: Vec<SharedScale>,
    /// Profile questions first, then those of the areas, in the order of the form.
    pub questions: Vec<Question>,
    /// Every area, a parent before its own areas.
    pub areas: Vec<Area>,
    /// The areas that stand in no other and count for the score, rising; their places are the numbers people see.
    pub numbered: Vec<AreaIndex>,
    pub practices: Vec<Practice>,
    pub rules: Vec<Rule>,
    /// Tells the text it was read from from another's: see [`content_hash`].
    pub hash: String,
}

/// Tells one questionnaire's text from another's: its checksum and its length in bytes.
pub fn content_hash(text: &[u8]) -> String {
    format!("crc32-{:08x}-{}", crc32fast::hash(text), text.len())
}

/// What one step of a scale usually means.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelNote {
    pub level: u32,
    pub name: String,
    pub means: String,
}

/// A named stretch of the score line, from its lower bound up to the next band's.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    pub id: Id,
    /// The lowest printed score, 0 to 100, that lies in this band.
    pub from: u32,
    pub label: String,
}

/// How the questionnaire as a whole is scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Scoring {
    /// Below this share of its weight, 0 to 1, an area or the overall has no score.
    pub min_answered: f64,
    /// What keeps the overall band down; the number stays as it is.
    pub caps: Vec<BandCap>,
}

/// The overall band is never better than `band` while `when` holds.
#[derive(Clone, Debug, PartialEq)]
pub struct BandCap {
    pub when: Condition,
    pub band: BandIndex,
    pub because: String,
}

/// A number worked out from answers, such as ramp time in sales cycles.
#[derive(Clone, Debug, PartialEq)]
pub struct DerivedValue {
    pub id: Id,
    pub of: Condition,
    pub unit: String,
}

/// Answer steps that several questions share. Each of these has a copy of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedScale {
    pub id: Id,
    pub choices: Vec<Choice>,
    pub questions: Vec<QuestionIndex>,
}

/// A named group of questions with its own score; areas may hold areas.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    pub id: Id,
    pub title: String,
    /// A shorter title for narrow places; the title where none is given.
    pub short: String,
    /// One paragraph said before the area's first question.
    pub about: String,
    /// What it looks like when this area holds.
    pub aim: String,
    /// What it costs when this area leaks.
    pub cost: String,
    pub weight: f64,
    /// The score that its author wishes everybody to reach, 0 to 100. A team's own is stronger.
    pub target: Option<u32>,
    /// Whether it counts for a score at all.
    pub scored: bool,
    /// Left out of the report's main part, group results and exports unless asked for.
    pub private: bool,
    pub show_if: Option<Condition>,
    pub parent: Option<AreaIndex>,
    /// The areas directly inside this one.
    pub areas: Vec<AreaIndex>,
    /// Its own questions, as positions in [`Questionnaire::questions`].
    pub questions: Range<usize>,
    /// Its own practices, as positions in [`Questionnaire::practices`].
    pub practices: Range<usize>,
    pub sales_assignment: Option<String>,
    pub development_assignment: Option<DevelopmentAssignment>,
    /// Conclusions of a diagnostic, most wanted first.
    pub verdicts: Vec<Verdict>,
}

/// A small learning step.
#[derive(Clone, Debug, PartialEq)]
pub struct DevelopmentAssignment {
    pub builds: Builds,
    pub text: String,
}

/// What a development assignment builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builds {
    Knowledge,
    Skill,
    Commitment,
    Capacity,
}

impl Builds {
    pub const ALL: [Builds; 4] = [Builds::Knowledge, Builds::Skill, Builds::Commitment, Builds::Capacity];

    pub const fn word(self) -> &'static str {
        match self {
            Builds::Knowledge => "knowledge",
            Builds::Skill => "skill",
            Builds::Commitment => "commitment",
            Builds::Capacity => "capacity",
        }
    }
}

/// A conclusion of a diagnostic: the first that holds is the verdict, the others are listed after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub id: Id,
    pub when: Condition,
    pub says: String,
    /// Holds only when none before it does.
    pub alone: bool,
}

/// A best practice: the thing to do that plugs a leak.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    pub id: Id,
    pub area: AreaIndex,
    pub text: String,
    pub effort: Effort,
}

/// What a practice takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effort {
    Low,
    Medium,
    High,
}

impl Effort {
    pub const ALL: [Effort; 3] = [Effort::Low, Effort::Medium, Effort::High];

    pub const fn word(self) -> &'static str {
        match self {
            Effort::Low => "low",
            Effort::Medium => "medium",
            Effort::High => "high",
        }
    }

    pub fn in_words(self, words: &Words) -> &'static str {
        match self {
            Effort::Low => words.answers.effort_low,
            Effort::Medium => words.answers.effort_medium,
            Effort::High => words.answers.effort_high,
        }
    }
}

/// How bad a leak is. The order of the variants is worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Low,
    Medium,
    High,
    Critical,
}

impl Severity {
    /// Worst first.
    pub const ALL: [Severity; 4] = [Severity::Critical, Severity::High, Severity::Medium, Severity::Low];

    pub const fn word(self) -> &'static str {
        match self {
            Severity::Critical => "critical",
            Severity::High => "high",
            Severity::Medium => "medium",
            Severity::Low => "low",
        }
    }

    pub fn in_words(self, words: &Words) -> &'static str {
        match self {
            Severity::Critical => words.answers.critical,
            Severity::High => words.answers.high,
            Severity::Medium => words.answers.medium,
            Severity::Low => words.answers.low,
        }
    }

    /// How much it counts when leaks are ranked.
    pub fn points(self) -> f64 {
        match self {
            Severity::Critical => 8.0,
            Severity::High => 4.0,
            Severity::Medium => 2.0,
            Severity::Low => 1.0,
        }
    }
}

/// One thing asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub id: Id,
    /// `None` for a question about the team, which scores nothing.
    pub area: Option<AreaIndex>,
    pub ask: String,
    /// Other wording for a role: the id of a choice of the profile question `role`, and the text.
    pub ask_as: Vec<(Id, String)>,
    pub help: Help,
    pub kind: Kind,
    /// How much it counts within its area.
    pub weight: f64,
    pub required: bool,
    pub confidence: bool,
    /// Raised when the meaning of the question changes; answers of another revision are not compared.
    pub revision: u32,
    /// Ids it had in earlier editions.
    pub was: Vec<Id>,
    pub show_if: Option<Condition>,
    pub dont_know: DontKnow,
    pub not_applicable: bool,
    /// What is judged instead of the answer itself.
    pub judge: Option<Condition>,
    /// Lower bounds, rising.
    pub cut_points: Vec<CutPoint>,
    /// The question's level is never above `level` while `when` holds.
    pub caps: Vec<LevelCap>,
    /// The headline of its leak.
    pub leak: Option<String>,
    pub plugged_by: Vec<PracticeIndex>,
    /// Ordered; the first that holds is the leak, instead of the severities on choices and cut points.
    pub leaks: Vec<LeakCase>,
    /// Remarks said at once when answers do not fit together.
    pub must: Vec<Remark>,
    /// The author's word on where a cut point or a figure comes from.
    pub source_note: Option<String>,
}

/// What is said beside a question for those who want to know more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Help {
    pub counts: Option<String>,
    pub not: Option<String>,
    pub evidence: Option<String>,
}

impl Help {
    pub fn is_empty(&self) -> bool {
        self.counts.is_none() && self.not.is_none() && self.evidence.is_none()
    }
}

/// Whether "don't know" may be said, and whether it is a leak.
#[derive(Clone, Debug, PartialEq)]
pub enum DontKnow {
    Refused,
    Accepted,
    Leak { severity: Severity, leak: String },
}

/// From this value upward, until the next cut point.
#[derive(Clone, Debug, PartialEq)]
pub struct CutPoint {
    pub from: f64,
    /// `None`: it only leaks.
    pub level: Option<u32>,
    pub severity: Option<Severity>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LevelCap {
    pub when: Condition,
    pub level: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LeakCase {
    pub when: Condition,
    pub severity: Severity,
    pub leak: String,
    pub plugged_by: Vec<PracticeIndex>,
}

/// Said, kindly, when `when` holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    pub when: Condition,
    pub says: String,
}

/// A leak that only several answers together reveal.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub id: Id,
    /// Where it is listed.
    pub area: AreaIndex,
    pub when: Condition,
    pub severity: Severity,
    pub leak: String,
    pub weight: f64,
    pub plugged_by: Vec<PracticeIndex>,
}

/// Where questions stand, by their ids: made once, then as quick for the last question as for the first.
pub struct QuestionsById<'a>(HashMap<&'a str, QuestionIndex>);

impl QuestionsById<'_> {
    pub fn find(&self, id: &str) -> Option<QuestionIndex> {
        self.0.get(id).copied()
    }
}

impl Questionnaire {
    pub fn question_indexes(&self) -> impl DoubleEndedIterator<Item = QuestionIndex> + use<> {
        (0..self.questions.len()).map(QuestionIndex)
    }

    pub fn area_indexes(&self) -> impl DoubleEndedIterator<Item = AreaIndex> + use<> {
        (0..self.areas.len()).map(AreaIndex)
    }

    /// The areas that stand in no other area.
    pub fn top_areas(&self) -> impl Iterator<Item = AreaIndex> + '_ {
        self.area_indexes().filter(|area| self[*area].parent.is_none())
    }

    /// The areas that stand in no other area and count for the score.
    pub fn scored_areas(&self) -> impl ExactSizeIterator<Item = AreaIndex> + '_ {
        self.numbered.iter().copied()
    }

    pub fn profile(&self) -> impl Iterator<Item = QuestionIndex> + '_ {
        self.question_indexes().take_while(|question| self[*question].area.is_none())
    }

    pub fn questions_of(&self, area: AreaIndex) -> impl DoubleEndedIterator<Item = QuestionIndex> + use<> {
        self[area].questions.clone().map(QuestionIndex)
    }

    pub fn find_question(&self, id: &str) -> Option<QuestionIndex> {
        self.question_indexes().find(|question| self[*question].id == *id)
    }

    /// All questions by their ids, for those who look up many.
    pub fn questions_by_id(&self) -> QuestionsById<'_> {
        let pairs = self.questions.iter().enumerate();
        QuestionsById(pairs.map(|(at, question)| (question.id.as_str(), QuestionIndex(at))).collect())
    }

    pub fn find_area(&self, id: &str) -> Option<AreaIndex> {
        self.area_indexes().find(|area| self[*area].id == *id)
    }

    /// The band a printed score lies in.
    pub fn band_of(&self, printed: u32) -> BandIndex {
        BandIndex(self.bands.iter().rposition(|band| band.from <= printed).unwrap_or(0))
    }

    /// Whether an area, or one that holds it, is private.
    pub fn is_private(&self, area: AreaIndex) -> bool {
        self[area].private || self[area].parent.is_some_and(|parent| self.is_private(parent))
    }

    /// Whether an area and all that hold it count for the score.
    pub fn is_scored(&self, area: AreaIndex) -> bool {
        self[area].scored && self[area].parent.is_none_or(|parent| self.is_scored(parent))
    }

    /// Whether an area has a score that everybody may see. Only such areas are compared, have targets and
    /// stand beside others' scores.
    pub fn shows_score(&self, area: AreaIndex) -> bool {
        self.is_scored(area) && !self.is_private(area)
    }

    /// The areas whose score everybody may see, those inside others too.
    pub fn areas_with_score(&self) -> impl Iterator<Item = AreaIndex> + '_ {
        self.area_indexes().filter(|area| self.shows_score(*area))
    }

    /// Whether an area is another, or stands inside it.
    pub fn is_within(&self, area: AreaIndex, outer: AreaIndex) -> bool {
        area == outer || self[area].parent.is_some_and(|parent| self.is_within(parent, outer))
    }

    /// An area and all inside it, in the order of the form.
    pub fn areas_within(&self, outer: AreaIndex) -> impl Iterator<Item = AreaIndex> + '_ {
        self.area_indexes().filter(move |area| self.is_within(*area, outer))
    }

    /// The number people see beside an area: 1 for the first scored one.
    pub fn number_of(&self, area: AreaIndex) -> Option<usize> {
        self.numbered.binary_search(&area).ok().map(|position| position + 1)
    }

    /// The wording of a question for somebody of this role.
    pub fn ask(&self, question: QuestionIndex, role: Option<&Id>) -> &str {
        let question = &self[question];
        question
            .ask_as
            .iter()
            .find(|(of, _)| Some(of) == role)
            .map_or(question.ask.as_str(), |(_, text)| text.as_str())
    }
}

impl Question {
    /// The highest level that can be reached, or `None` when the question is not scored.
    pub fn highest_level(&self) -> Option<u32> {
        let highest = match &self.kind {
            Kind::Scale(choices) | Kind::Matrix { choices, .. } => {
                u32::try_from(choices.len()).ok()?.checked_sub(1)
            }
            Kind::SingleChoice(_)
            | Kind::YesNo { .. }
            | Kind::MultipleChoice { .. }
            | Kind::Number(_)
            | Kind::NumberGroup(_)
            | Kind::Text => self.levels().max(),
        };
        highest.filter(|level| 0 < *level)
    }

    /// The lowest level that an answer can have, or `None` when the question is not scored.
    pub fn lowest_level(&self) -> Option<u32> {
        // The steps of a scale begin at 0; the first level of any kind may end the search.
        let first = self.levels().next().filter(|first| *first == 0);
        self.highest_level().and(first.or_else(|| self.levels().min()))
    }

    /// Every level that an answer can have, in no order.
    pub fn levels(&self) -> Box<dyn Iterator<Item = u32> + '_> {
        match &self.kind {
            Kind::Scale(choices) | Kind::Matrix { choices, .. } => {
                Box::new((0u32..).zip(choices).map(|(level, _)| level))
            }
            Kind::SingleChoice(choices) => Box::new(choices.iter().filter_map(|choice| choice.level)),
            Kind::YesNo { yes, no } => Box::new([yes.level, no.level].into_iter().flatten()),
            Kind::MultipleChoice { .. } | Kind::Number(_) => {
                Box::new(self.cut_points.iter().filter_map(|point| point.level))
            }
            // All fields known, or not answered.
            Kind::NumberGroup(_) => Box::new([0, 1].into_iter()),
            Kind::Text => Box::new(std::iter::empty()),
        }
    }

    /// Whether every answer to it stands on a level, once it is answered.
    pub fn always_has_level(&self) -> bool {
        match &self.kind {
            Kind::Scale(_) | Kind::Matrix { .. } | Kind::NumberGroup(_) => true,
            Kind::SingleChoice(choices) => choices.iter().all(|choice| choice.level.is_some()),
            Kind::YesNo { yes, no } => yes.level.is_some() && no.level.is_some(),
            // A judged value may stay unknown: a division by zero, a cycle that does not apply.
            Kind::MultipleChoice { .. } | Kind::Number(_) => {
                self.judge.is_none() && self.cut_points.iter().all(|point| point.level.is_some())
            }
            Kind::Text => false,
        }
    }

    pub fn is_scored(&self) -> bool {
        self.area.is_some() && self.highest_level().is_some()
    }
}

impl fmt::Display for Effort {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}
