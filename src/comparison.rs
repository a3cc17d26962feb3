//! Two assessments of the same questionnaire beside each other: what moved, and what may be said of it.
//!
//! **What is compared.** Questions that mean the same in both editions (permanent id, revision, type), that
//! were answered both times, in areas that have a score both times. Everything else is listed with the reason.
//!
//! **By which measure.** Both sets of answers are scored by one edition, that of the later assessment: its
//! weights, cut points, caps and rules. Else a weight that an author has changed would move a score although
//! nobody's answer did. What each assessment printed by its own edition stands beside it, untouched.
//!
//! **Noise.** One step is one level of the heaviest question among those compared, in unrounded points. A
//! move of less than two steps is "about the same": one answer given a little differently is no news.
//!
//! A delta is always the difference of two printed numbers, and its parts always add up to it.

mod attribution;
mod carry;
pub mod changes;
pub mod editions;
mod ground;
mod leaks;
mod pair;
mod rounds;
pub mod targets;
#[cfg(test)]
mod tests;
pub mod told;

use crate::assessment::Assessment;
use crate::findings::{self, Findings};
use crate::questionnaire::{Id, QuestionIndex, Questionnaire, Severity};
use crate::scoring::{self, Scorecard};

pub use pair::compare;
pub use rounds::{Refusal, Rounds, compare_rounds};

/// One assessment with its result, scored by its own edition.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    pub assessment: &'a Assessment,
    pub scorecard: Scorecard,
    pub findings: Findings,
}

impl<'a> Side<'a> {
    pub fn of(assessment: &'a Assessment) -> Side<'a> {
        let questionnaire = &assessment.questionnaire;
        let scorecard = scoring::score(questionnaire, &assessment.answers);
        let findings = findings::find(questionnaire, &assessment.answers, &scorecard);
        Side { assessment, scorecard, findings }
    }

    fn questionnaire(&self) -> &'a Questionnaire {
        &self.assessment.questionnaire
    }
}

/// Which of two assessments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Then,
    Now,
}

/// Two assessments compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Whose edition was the measure for both.
    pub measure: Which,
    pub overall: Overall,
    /// Every area that counts and may be seen: those of the measure's edition in the order of the form, then
    /// those that only the other one has.
    pub areas: Vec<AreaChange>,
    pub leaks: Leaks,
    /// Questions at their highest level then and not now, and the other way round.
    pub strengths_lost: Vec<Named>,
    pub strengths_won: Vec<Named>,
    /// What nobody could say then and is answered now, and the other way round.
    pub blind_spots_closed: Vec<Named>,
    pub blind_spots_new: Vec<Named>,
    /// In the order of the form; what only the other edition asks comes last.
    pub not_compared: Vec<NotCompared>,
    /// Questions of the measure's edition that are compared under another id: the old one and the new.
    pub renamed: Vec<(Id, Id)>,
    /// How many questions are compared.
    pub questions: usize,
}

/// The whole, over the areas that have a score both times.
#[derive(Clone, Debug, PartialEq)]
pub struct Overall {
    /// What each assessment printed by its own edition.
    pub printed_then: Option<u32>,
    pub printed_now: Option<u32>,
    /// `None` when the areas compared are less of the whole than a score needs.
    pub change: Option<Change>,
    pub verdict: Verdict,
    /// How many areas were compared, of those that count in either.
    pub compared: usize,
    pub of: usize,
}

/// One area then and now.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaChange {
    pub id: Id,
    /// The area it stands in, if it stands in one.
    pub parent: Option<Id>,
    pub title: String,
    pub short: String,
    /// The number people see beside it.
    pub number: Option<usize>,
    pub printed_then: Option<u32>,
    pub printed_now: Option<u32>,
    /// `None` where it cannot be compared.
    pub change: Option<Change>,
    pub verdict: Verdict,
    /// Why it cannot be compared.
    pub lack: Option<AreaLack>,
    /// How many of its own questions were compared, of those that either edition scores.
    pub compared: usize,
    pub of: usize,
}

/// A score then and now, over what both have.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// As printed, 0 to 100.
    pub then: u32,
    pub now: u32,
    /// In points, not rounded.
    pub exact_then: f64,
    pub exact_now: f64,
    /// One level of the heaviest question compared, in unrounded points.
    pub step: f64,
    /// What each question that moved gave to the difference, in the order of the form.
    pub parts: Vec<Part>,
}

impl Change {
    /// The difference of the printed numbers.
    pub fn delta(&self) -> i32 {
        signed(self.now) - signed(self.then)
    }
}

fn signed(printed: u32) -> i32 {
    i32::try_from(printed).unwrap_or(i32::MAX)
}

/// What one question gave to a difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where it stands in the measure's edition.
    pub question: QuestionIndex,
    pub id: Id,
    pub ask: String,
    /// Whole points; all parts make the printed difference.
    pub points: i32,
    /// What it would be without rounding.
    pub exact: f64,
}

/// What may be said of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Up,
    Down,
    /// Less than two steps, either way.
    AboutTheSame,
    /// Every answer compared is the same.
    SameAnswers,
    NotComparable,
}

impl Verdict {
    pub const ALL: [Verdict; 5] =
        [Verdict::Up, Verdict::Down, Verdict::AboutTheSame, Verdict::SameAnswers, Verdict::NotComparable];

    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Up => "up",
            Verdict::Down => "down",
            Verdict::AboutTheSame => "about_the_same",
            Verdict::SameAnswers => "same_answers",
            Verdict::NotComparable => "not_comparable",
        }
    }
}

/// Why an area cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaLack {
    /// Only the later edition has it.
    New,
    /// Only the earlier edition has it.
    Removed,
    NoScoreThen,
    NoScoreNow,
    NoScore,
    /// It has a score both times, and no question in common.
    NothingInCommon,
}

impl AreaLack {
    pub fn word(self) -> &'static str {
        match self {
            AreaLack::New => "new",
            AreaLack::Removed => "removed",
            AreaLack::NoScoreThen => "no_score_then",
            AreaLack::NoScoreNow => "no_score_now",
            AreaLack::NoScore => "no_score",
            AreaLack::NothingInCommon => "nothing_in_common",
        }
    }
}

/// A question by its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub id: Id,
    pub ask: String,
    /// The row of a matrix, its id and text, where only this row is meant.
    pub row: Option<(Id, String)>,
}

/// A question that was left out of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct NotCompared {
    pub question: Named,
    pub reason: Reason,
}

/// Why a question was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Only the later edition asks it.
    New,
    /// Only the earlier edition asks it.
    Removed,
    /// It has another revision: its author says that it means something else now.
    Reworded,
    /// It is another type of question now, or has another unit.
    TypeChanged,
    /// What there is to choose from is not the same, or stands in another order.
    ChoicesChanged,
    NotAskedThen,
    NotAskedNow,
    /// Asked, and without an answer that bears a score: left open, skipped, not known, not applicable.
    UnansweredThen,
    UnansweredNow,
    Unanswered,
    /// It is judged by other answers, and these cannot be compared.
    JudgedByOthers,
}

impl Reason {
    pub const ALL: [Reason; 11] = [
        Reason::New,
        Reason::Removed,
        Reason::Reworded,
        Reason::TypeChanged,
        Reason::ChoicesChanged,
        Reason::NotAskedThen,
        Reason::NotAskedNow,
        Reason::UnansweredThen,
        Reason::UnansweredNow,
        Reason::Unanswered,
        Reason::JudgedByOthers,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Reason::New => "new",
            Reason::Removed => "removed",
            Reason::Reworded => "reworded",
            Reason::TypeChanged => "type_changed",
            Reason::ChoicesChanged => "choices_changed",
            Reason::NotAskedThen => "not_asked_then",
            Reason::NotAskedNow => "not_asked_now",
            Reason::UnansweredThen => "unanswered_then",
            Reason::UnansweredNow => "unanswered_now",
            Reason::Unanswered => "unanswered",
            Reason::JudgedByOthers => "judged_by_others",
        }
    }
}

/// What became of the leaks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaks {
    /// Leaked then; answered now, and does not leak.
    pub plugged: Vec<LeakChange>,
    /// Answered then without a leak; leaks now.
    pub new: Vec<LeakChange>,
    /// Leaks both times.
    pub open: Vec<LeakChange>,
    /// Leaks now; nobody could have seen it then.
    pub first_seen: Vec<LeakChange>,
    /// Leaked then; nobody can say whether it does now: not asked, not answered, or judged by another rule.
    pub out_of_sight: Vec<LeakChange>,
}

/// One leak, as its side tells of it: the later one where it still leaks.
#[derive(Clone, Debug, PartialEq)]
pub struct LeakChange {
    pub id: Id,
    /// What it was called in the other edition, where that is another id.
    pub other_id: Option<Id>,
    pub area: Id,
    pub severity: Severity,
    pub headline: String,
    /// The severity then, where it leaks both times.
    pub severity_then: Option<Severity>,
}
