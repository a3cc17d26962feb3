//! One respondent going once through one questionnaire.

pub mod answers;
pub mod earlier;
pub mod flow;
pub mod gates;
pub mod history;
pub mod pace;
pub mod parts;
pub mod plan;
pub mod second_look;
pub mod subject;
pub mod tally;
pub mod target;

use std::sync::Arc;

use jiff::civil::Date;

use crate::questionnaire::{Answer, AreaIndex, Id, Kind, QuestionIndex, Questionnaire};

pub use answers::{Answers, Change, Confidence, Entry};
pub use earlier::Earlier;
pub use flow::{Flow, Openness};
pub use gates::Gates;
pub use history::History;
pub use plan::{Plan, PlanChange};
pub use subject::known_as;
pub use tally::Tally;
pub use target::{Target, Targets};

/// Everything that is known of one assessment.
#[derive(Clone, Debug)]
pub struct Assessment {
    pub questionnaire: Arc<Questionnaire>,
    /// Who or what is assessed: a team, a company.
    pub about: String,
    /// Which round it belongs to, such as `2026`.
    pub label: String,
    /// The day it was begun.
    pub date: Date,
    /// The respondent's name; empty for somebody unnamed.
    pub name: String,
    pub answers: Answers,
    /// Whether the respondent said that it is complete.
    pub finished: bool,
    /// The question that was worked on last.
    pub last: Option<QuestionIndex>,
    /// What will be done about what was found. It may change after the assessment is finished.
    pub plan: Plan,
    /// Which scores its areas are to reach, as the team says. They may change after it is finished as well.
    pub targets: Targets,
}

impl Assessment {
    pub fn new(questionnaire: Arc<Questionnaire>, about: String, label: String, date: Date) -> Assessment {
        let answers = Answers::new(&questionnaire);
        Assessment {
            questionnaire,
            about,
            label,
            date,
            name: String::new(),
            answers,
            finished: false,
            last: None,
            plan: Plan::default(),
            targets: Targets::default(),
        }
    }

    /// The respondent's role: what was chosen in the profile question `role`.
    pub fn role(&self) -> Option<&Id> {
        role(&self.questionnaire, &self.answers)
    }

    /// Whether another says the same of the same subject on the same day, so that one is a copy of the other and
    /// no round of its own. Notes, marks and plans may differ.
    pub fn is_copy_of(&self, other: &Assessment) -> bool {
        let is_same = |question| self.answers.answer(question) == other.answers.answer(question);
        // What costs most comes last: among many assessments nearly all differ before it.
        self.date == other.date
            && self.label == other.label
            && self.name == other.name
            && self.questionnaire.hash == other.questionnaire.hash
            && self.questionnaire.question_indexes().all(is_same)
            && known_as(&self.about) == known_as(&other.about)
    }

    /// Where somebody who comes back goes on: at the question that was left, else at the next one that
    /// still waits, else at the first. `None` when none does.
    pub fn resume_at(&self, flow: &Flow) -> Option<QuestionIndex> {
        let waits = |question: &QuestionIndex| self.answers.entry(*question).is_open();
        let last = self.last.unwrap_or(QuestionIndex(0));
        let from_here = flow.asked().find(|question| last <= *question && waits(question));
        from_here.or_else(|| flow.first_open(&self.answers))
    }

    /// What it is called on screens and in lists: `Northwind Sales, 2026`.
    pub fn title(&self) -> String {
        match (self.about.as_str(), self.label.as_str()) {
            ("", "") => self.questionnaire.title.clone(),
            (about, "") => about.to_owned(),
            ("", label) => label.to_owned(),
            (about, label) => format!("{about}, {label}"),
        }
    }
}

/// The role that was chosen in the profile question `role`, if the questionnaire asks for one.
pub fn role<'a>(questionnaire: &'a Questionnaire, answers: &Answers) -> Option<&'a Id> {
    let question = questionnaire.profile().find(|question| questionnaire[*question].id == *"role")?;
    match (&questionnaire[question].kind, answers.answer(question)?) {
        (Kind::SingleChoice(choices), Answer::Choice(choice)) => choices.get(*choice)?.id.as_ref(),
        (_, _) => None,
    }
}

/// Something that happened to an assessment, as it is saved.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Changed(Change),
    /// Something happened to the plan; no answer is touched, and what is finished stays so.
    Planned(PlanChange),
    /// The team has set the target of an area, or said that it has none; no answer is touched here either.
    Targeted {
        area: AreaIndex,
        target: Option<Target>,
    },
    Finished,
    /// Finished before, and being worked on again.
    Reopened,
}
