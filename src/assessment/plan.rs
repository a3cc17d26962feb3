//! The plan: what somebody will do about what was found, by when, and how it stands.
//!
//! The plan belongs to an assessment and lives on after it is finished: its changes touch no answer.
//! Steps have ids that are never given again, so that a calendar or a note can name one for ever.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::questionnaire::answer::LONGEST_TEXT;
use crate::questionnaire::{AreaIndex, Builds, Effort, Id, Severity};
use crate::words::{Words, fill};

/// How many steps a plan holds: far more than anybody carries out.
pub const MOST_STEPS: usize = 1000;

/// What names a step for ever: counted from 1, and never given again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub u32);

impl fmt::Display for StepId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

/// The steps in the order in which people put them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    steps: Vec<Step>,
    /// The highest id that was ever given.
    last: StepId,
}

/// One thing that somebody will do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    pub id: StepId,
    pub draft: Draft,
    pub status: Status,
    /// When it was last changed, where that is known: the time of its last event.
    pub changed: Option<Timestamp>,
}

/// What a step says. Empty texts stand for what nobody has written yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    pub what: String,
    /// The leak that it plugs: the id of its question or its rule.
    pub leak: Option<Id>,
    pub area: Option<AreaIndex>,
    pub kind: Kind,
    pub owner: String,
    /// The last day on which it is not late.
    pub due: Option<Date>,
    pub first_step: String,
    /// How we know that it worked.
    pub sign: String,
    /// How much it helps, where it was drawn from a leak.
    pub helps: Option<Helps>,
    /// What it takes, where it was drawn from a practice.
    pub effort: Option<Effort>,
}

/// Where a step comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Somebody's own.
    #[default]
    Own,
    /// A practice that plugs the leak.
    Practice,
    /// Follows up on known work.
    Sales,
    /// A small step of learning, and what it builds.
    Development(Builds),
}

impl Kind {
    pub const ALL: [Kind; 7] = [
        Kind::Own,
        Kind::Practice,
        Kind::Sales,
        Kind::Development(Builds::Knowledge),
        Kind::Development(Builds::Skill),
        Kind::Development(Builds::Commitment),
        Kind::Development(Builds::Capacity),
    ];

    /// The word for it in files.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Own => "own",
            Kind::Practice => "practice",
            Kind::Sales => "sales",
            Kind::Development(builds) => builds.word(),
        }
    }

    pub fn of_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    pub fn in_words(self, words: &Words) -> &'static str {
        match self {
            Kind::Own => words.actions.own,
            Kind::Practice => words.actions.practice,
            Kind::Sales => words.actions.sales,
            Kind::Development(Builds::Knowledge) => words.actions.builds_knowledge,
            Kind::Development(Builds::Skill) => words.actions.builds_skill,
            Kind::Development(Builds::Commitment) => words.actions.builds_commitment,
            Kind::Development(Builds::Capacity) => words.actions.builds_capacity,
        }
    }
}

/// How much a step helps, by how bad the leak is that it was drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Helps {
    Low,
    Medium,
    High,
}

impl Helps {
    pub const ALL: [Helps; 3] = [Helps::Low, Helps::Medium, Helps::High];

    pub const fn word(self) -> &'static str {
        match self {
            Helps::Low => "low",
            Helps::Medium => "medium",
            Helps::High => "high",
        }
    }

    pub fn in_words(self, words: &Words) -> &'static str {
        match self {
            Helps::Low => words.actions.helps_low,
            Helps::Medium => words.actions.helps_medium,
            Helps::High => words.actions.helps_high,
        }
    }
}

impl From<Severity> for Helps {
    fn from(severity: Severity) -> Helps {
        match severity {
            Severity::Critical | Severity::High => Helps::High,
            Severity::Medium => Helps::Medium,
            Severity::Low => Helps::Low,
        }
    }
}

/// How a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    #[default]
    Open,
    /// On this day.
    Done(Date),
    /// Given up, and kept for the record.
    Dropped,
}

impl Status {
    /// The word for it in files.
    pub const fn word(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Done(_) => "done",
            Status::Dropped => "dropped",
        }
    }
}

/// How many steps stand how; late ones are open as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub open: usize,
    pub done: usize,
    pub late: usize,
    pub dropped: usize,
}

/// One thing that happens to a plan.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanChange {
    /// A step comes in at a place, counted from 0; beyond the end it is the last.
    Added {
        step: Box<Step>,
        at: usize,
    },
    Changed(StepId, Box<Draft>),
    Stands(StepId, Status),
    Removed(StepId),
    /// To a place, counted from 0.
    Moved(StepId, usize),
}

impl PlanChange {
    /// The step that it happens to.
    pub fn step(&self) -> StepId {
        match self {
            PlanChange::Added { step, .. } => step.id,
            PlanChange::Changed(id, _)
            | PlanChange::Stands(id, _)
            | PlanChange::Removed(id)
            | PlanChange::Moved(id, _) => *id,
        }
    }
}

/// Why a change of the plan cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing says what is to be done.
    NoWhat,
    TooLong,
    TooMany,
    NoSuchStep(StepId),
    /// The id was given before.
    Taken(StepId),
}

impl Refusal {
    /// In a sentence for the person who wanted it.
    pub fn in_words(self, words: &Words) -> String {
        let says = &words.actions;
        match self {
            Refusal::NoWhat => says.say_what.to_owned(),
            Refusal::TooLong => says.too_long.to_owned(),
            Refusal::TooMany => fill(says.too_many, &[("most", &MOST_STEPS)]),
            Refusal::NoSuchStep(id) => fill(says.no_such_step, &[("step", &id)]),
            Refusal::Taken(id) => fill(says.taken, &[("step", &id)]),
        }
    }
}

impl Draft {
    fn check(&self) -> Result<(), Refusal> {
        if self.what.trim().is_empty() {
            return Err(Refusal::NoWhat);
        }
        let texts = [&self.what, &self.owner, &self.first_step, &self.sign];
        match texts.iter().any(|text| LONGEST_TEXT < text.len()) {
            true => Err(Refusal::TooLong),
            false => Ok(()),
        }
    }
}

impl Step {
    /// Whether it should have been done by now.
    pub fn is_late(&self, today: Date) -> bool {
        self.status == Status::Open && self.draft.due.is_some_and(|due| due < today)
    }
}

impl Plan {
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The change that puts a new step at the end.
    pub fn adding(&self, draft: Draft) -> PlanChange {
        let step = Step { id: StepId(self.last.0.saturating_add(1)), draft, ..Step::default() };
        PlanChange::Added { step: Box::new(step), at: self.steps.len() }
    }

    pub fn standing(&self, today: Date) -> Standing {
        let mut standing = Standing::default();
        for step in &self.steps {
            match step.status {
                Status::Open => standing.open += 1,
                Status::Done(_) => standing.done += 1,
                Status::Dropped => standing.dropped += 1,
            }
            standing.late += usize::from(step.is_late(today));
        }
        standing
    }

    /// Makes a change, and returns the change that would take it back. What cannot be made changes nothing.
    pub fn apply(&mut self, change: PlanChange) -> Result<PlanChange, Refusal> {
        if let PlanChange::Added { step, at } = change {
            return self.add(*step, at);
        }
        let id = change.step();
        let place = self.steps.iter().position(|step| step.id == id).ok_or(Refusal::NoSuchStep(id))?;
        let step = &mut self.steps[place];
        match change {
            // Went its own way above.
            PlanChange::Added { .. } => Err(Refusal::Taken(id)),
            PlanChange::Changed(_, draft) => {
                draft.check()?;
                Ok(PlanChange::Changed(id, Box::new(std::mem::replace(&mut step.draft, *draft))))
            }
            PlanChange::Stands(_, status) => {
                Ok(PlanChange::Stands(id, std::mem::replace(&mut step.status, status)))
            }
            PlanChange::Removed(_) => {
                let step = Box::new(self.steps.remove(place));
                Ok(PlanChange::Added { step, at: place })
            }
            PlanChange::Moved(_, to) => {
                let step = self.steps.remove(place);
                self.steps.insert(to.min(self.steps.len()), step);
                Ok(PlanChange::Moved(id, place))
            }
        }
    }

    fn add(&mut self, step: Step, at: usize) -> Result<PlanChange, Refusal> {
        step.draft.check()?;
        if MOST_STEPS <= self.steps.len() {
            return Err(Refusal::TooMany);
        }
        let id = step.id;
        if id.0 == 0 || self.step(id).is_some() {
            return Err(Refusal::Taken(id));
        }
        self.last = self.last.max(id);
        self.steps.insert(at.min(self.steps.len()), step);
        Ok(PlanChange::Removed(id))
    }

    /// Notes when a step was changed.
    pub fn touch(&mut self, id: StepId, at: Timestamp) {
        if let Some(step) = self.steps.iter_mut().find(|step| step.id == id) {
            step.changed = Some(at);
        }
    }
}

/// The changes of a plan that can be taken back, and those that can be made again. As with answers, taking
/// one back is another change, saved like any other.
#[derive(Clone, Debug, Default)]
pub struct PlanHistory {
    undo: Vec<PlanChange>,
    redo: Vec<PlanChange>,
}

impl PlanHistory {
    pub fn make(&mut self, plan: &mut Plan, change: PlanChange) -> Result<(), Refusal> {
        self.undo.push(plan.apply(change)?);
        self.redo.clear();
        Ok(())
    }

    /// Takes back the last change, and returns the change that did so.
    pub fn undo(&mut self, plan: &mut Plan) -> Option<PlanChange> {
        turn(&mut self.undo, &mut self.redo, plan)
    }

    /// Makes the change last taken back once more, and returns it.
    pub fn redo(&mut self, plan: &mut Plan) -> Option<PlanChange> {
        turn(&mut self.redo, &mut self.undo, plan)
    }
}

fn turn(from: &mut Vec<PlanChange>, to: &mut Vec<PlanChange>, plan: &mut Plan) -> Option<PlanChange> {
    let change = from.pop()?;
    to.push(plan.apply(change.clone()).ok()?);
    Some(change)
}

/// A day as people write it: `2026-06-30`, or `30.6.2026`. Slashes are not taken: half of the world
/// reads them the other way round.
pub fn day(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    let number = |part: &str, most: usize| {
        let plain = (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<i16>().ok()).flatten()
    };
    let parts: Vec<&str> = match typed.contains('-') {
        true => typed.split('-').collect(),
        false => typed.split('.').map(str::trim).rev().collect(),
    };
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    let (month, day) = (i8::try_from(number(month, 2)?).ok()?, i8::try_from(number(day, 2)?).ok()?);
    Date::new(number(year, 4)?, month, day).ok()
}

#[cfg(test)]
mod tests;
