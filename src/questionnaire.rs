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
pub mod question;
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
pub use question::{CutPoint, DontKnow, Help, LeakCase, LevelCap, Question, Remark};
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

    /// An area by its id, if everybody may see its score.
    pub fn find_area_with_score(&self, id: &str) -> Option<AreaIndex> {
        self.find_area(id).filter(|area| self.shows_score(*area))
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
