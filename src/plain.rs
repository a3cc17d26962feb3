//! The same assessment line by line: for pipes, serial lines, braille displays and screen readers.
//!
//! One prompt for each question, no redraw, and every change of state as a full sentence. Like the
//! full-screen program this is a state and its update: it reads and writes nothing itself.

mod asking;
mod how_to;
mod note;
mod opening;
mod outcome;
mod parse;
mod part;
mod plan;
mod review;
mod sentences;

use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;

use crate::assessment::pace::Pace;
use crate::assessment::parts::Parts;
use crate::assessment::plan::{Draft, PlanHistory};
use crate::assessment::{Assessment, Change, Earlier, Event, Flow, Gates, History};
use crate::benchmark::Benchmark;
use crate::export::plan::Form;
use crate::questionnaire::QuestionIndex;
use crate::words::{Words, fill};

use how_to::Told;
use part::Given;
use plan::Writing;

pub use opening::Opening;
pub use outcome::{FORMS, REPORTS};

/// An assessment being answered line by line.
pub struct Plain {
    assessment: Assessment,
    keeping: Keeping,
    /// What it is saved as.
    name: String,
    words: &'static Words,
    /// The day by the clock.
    today: Date,
    /// Others' scores, of whatever questionnaire.
    others: Option<Benchmark>,
    history: History,
    plan_history: PlanHistory,
    /// The suggestions that were read out last.
    offered: Vec<Draft>,
    flow: Flow,
    /// What was answered the time before.
    earlier: Option<Earlier>,
    gates: Gates,
    /// The questions about the team and the areas, for the numbers that questions go by.
    parts: Parts,
    pace: Pace,
    at: At,
    /// Whether it was gone on with, even where nothing was answered yet.
    resumed: bool,
    /// Whether its questionnaire was named already.
    named: bool,
    /// What can be typed, as far as it was told.
    told: Told,
    /// Whether the question, the review or the result was read out already: who then asks something of it has heard
    /// it, and does not have to hear it again.
    heard: bool,
    /// Whether the PDF was written that an empty line asks for.
    written: bool,
    /// The file that was asked for last and is there already.
    in_the_way: Option<PathBuf>,
}

/// What is known of an assessment besides itself.
pub struct Around<'a> {
    pub keeping: Keeping,
    /// What it is saved as.
    pub name: &'a str,
    /// The day by the clock.
    pub today: Date,
    /// What was answered the time before.
    pub earlier: Option<Earlier>,
    /// Whether it is gone on with.
    pub resumed: bool,
    /// Whether its questionnaire was named already, by an [`Opening`].
    pub named: bool,
}

/// Whether what is answered is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    Saved,
    /// Nothing but the PDF, as was asked for.
    Nothing,
}

/// What the next line answers.
#[derive(Clone, Debug, PartialEq)]
enum At {
    Question(QuestionIndex),
    /// A row of a matrix or a field of a group, with what was given to those before it.
    Part(QuestionIndex, Given),
    Note(QuestionIndex),
    /// With the question it was asked for at; `None` behind the last one.
    Review(Option<QuestionIndex>),
    Result,
    Plan,
    /// A field of a step of the plan.
    Field(Box<Writing>),
    Left,
}

/// What one line led to.
#[derive(Debug, Default, PartialEq)]
pub struct Step {
    /// To be said at once.
    pub says: String,
    /// To be saved, in this order.
    pub events: Vec<Event>,
    /// To be said when everything is saved.
    pub saved: String,
    pub wish: Option<Wish>,
}

/// What the program around it is asked to do.
#[derive(Debug, PartialEq)]
pub enum Wish {
    /// Write the result: as a PDF under a name that is free, or under this name in the form that its ending says.
    Report(Option<PathBuf>),
    /// Write the result under this name, and replace what is there.
    Replace(PathBuf),
    /// Write the result under a name that is free, in the form that this ending stands for.
    Form(String),
    /// Write the plan in this form.
    Plan(Form),
    /// Say what has changed since the earlier assessments of the same subject.
    Compare,
    /// Write the report with what has changed since then, in the form that this ending stands for.
    CompareAs(String),
    Leave,
}

impl Plain {
    /// Goes on where the assessment was left.
    pub fn new(assessment: Assessment, around: Around, words: &'static Words) -> Plain {
        let Around { keeping, name, today, earlier, resumed, named } = around;
        let flow = Flow::of(&assessment.questionnaire, &assessment.answers);
        let at = match (assessment.finished, assessment.resume_at(&flow)) {
            (true, _) => At::Result,
            (false, Some(question)) => At::Question(question),
            (false, None) => At::Review(None),
        };
        let gates = Gates::of(&assessment.questionnaire);
        let parts = Parts::of(&assessment.questionnaire);
        Plain {
            assessment,
            keeping,
            name: crate::text::visible(name).into_owned(),
            words,
            today,
            others: None,
            history: History::default(),
            plan_history: PlanHistory::default(),
            offered: Vec::new(),
            flow,
            earlier,
            gates,
            parts,
            pace: Pace::default(),
            at,
            resumed,
            named,
            told: Told::default(),
            heard: false,
            written: false,
            in_the_way: None,
        }
    }

    /// The same with others' scores read out beside those of their questionnaire.
    #[must_use]
    pub fn with_others(self, others: Option<Benchmark>) -> Plain {
        Plain { others, ..self }
    }

    /// How long the program runs by now. Said before each line, where a person types them; a file or another program
    /// is as quick as it likes.
    pub fn tick(&mut self, now: Duration) {
        self.pace.tick(now);
    }

    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// Others' scores that stand beside these.
    pub fn others(&self) -> Option<&Benchmark> {
        self.others.as_ref().filter(|others| others.is_of(&self.assessment.questionnaire))
    }

    /// What is said before the first prompt.
    pub fn greeting(&self) -> String {
        let questionnaire = &self.assessment.questionnaire;
        let mut lines = Vec::new();
        if !self.named {
            lines.push(format!("{}.", questionnaire.title));
        }
        if self.resumed {
            let (title, progress) = (self.assessment.title(), self.progress());
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("title", &title), ("progress", &progress), ("command", &"leaky-bucket take --plain --new")];
            lines.push(fill(self.words.plain.going_on, &values));
        }
        if self.counts().0 == 0 {
            if !questionnaire.about.is_empty() {
                lines.push(questionnaire.about.clone());
            }
            let kept = sentences::what_is_kept(self.keeping, self.words);
            lines.push(format!("{} {kept}", self.words.plain.how_to_answer));
        }
        lines.join("\n")
    }

    /// What is asked now; ends without a line break where an answer is to be typed.
    pub fn prompt(&self) -> String {
        let says = &self.words.plain;
        match &self.at {
            At::Question(_) if self.heard => says.answer.to_owned(),
            At::Question(question) => self.question(*question),
            At::Part(question, parts) => self.part(*question, parts),
            At::Note(question) => self.note_prompt(*question),
            At::Review(_) | At::Result if self.heard => says.what_now.to_owned(),
            At::Review(_) => self.review(),
            At::Result => self.result(),
            At::Plan => self.plan_prompt(),
            At::Field(writing) => self.field_prompt(writing),
            At::Left => String::new(),
        }
    }

    /// Takes one line.
    pub fn line(&mut self, line: &str) -> Step {
        let line = crate::text::clean(line);
        let line = line.trim();
        let before = self.at.clone();
        if let (At::Question(question), false) = (&before, self.heard) {
            self.told.heard(&self.assessment.questionnaire[*question], self.words);
        }
        let mut step = match before.clone() {
            At::Question(question) => self.on_question(question, line),
            At::Part(question, parts) => self.on_part(question, parts, line),
            At::Note(question) => self.on_note(question, line),
            At::Review(from) => self.on_review(from, line),
            At::Result => self.on_result(line),
            At::Plan => self.on_plan(line),
            At::Field(writing) => self.on_field(*writing, line),
            At::Left => Step::default(),
        };
        let is_still_there = before == self.at
            || matches!((&before, &self.at), (At::Note(noted), At::Question(question)) if noted == question)
            || matches!((&before, &self.at), (At::Plan, At::Result));
        // Nothing said and nothing done: an empty line asks to hear it again. Back from the plan or a note nobody does.
        let is_back = matches!(before, At::Plan | At::Note(_));
        self.heard =
            is_still_there && (is_back || step != Step::default()) && !step.events.iter().any(is_an_answer);
        if matches!(self.at, At::Question(_)) && !self.heard {
            self.pace.looks();
        }
        if step.events.iter().any(|event| matches!(event, Event::Changed(_)))
            && std::mem::replace(&mut self.assessment.finished, false)
        {
            step.events.insert(0, Event::Reopened);
        }
        step
    }

    /// The file that an empty line writes at the result was written.
    pub fn written(&mut self) {
        self.written = true;
    }

    /// What is said when the lines end before the assessment does.
    pub fn farewell(&self) -> String {
        let says = &self.words.plain;
        let goes_on = match (self.keeping, self.assessment.finished) {
            (Keeping::Saved, false) => fill(says.goes_on_here, &[("command", &"leaky-bucket take --plain")]),
            (Keeping::Saved, true) => {
                fill(says.shows_result, &[("command", &format!("leaky-bucket show {}", self.name))])
            }
            (Keeping::Nothing, _) => says.none_kept.to_owned(),
        };
        format!("{} {goes_on}", self.progress())
    }

    fn leave(&mut self) -> Step {
        self.at = At::Left;
        Step { says: self.farewell(), wish: Some(Wish::Leave), ..Step::default() }
    }

    fn progress(&self) -> String {
        let (answered, asked) = self.counts();
        sentences::progress(answered, asked, self.words)
    }

    fn counts(&self) -> (usize, usize) {
        let answered = |question: &QuestionIndex| self.assessment.answers.answer(*question).is_some();
        (self.flow.asked().filter(answered).count(), self.flow.asked().count())
    }
}

/// Whether a question was answered, skipped or asked anew; all else leaves it as it was heard.
fn is_an_answer(event: &Event) -> bool {
    match event {
        Event::Changed(Change::Answered(..) | Change::Cleared(_) | Change::Skipped(_)) => true,
        Event::Changed(Change::Noted(..) | Change::Marked(..) | Change::Confident(..))
        | Event::Planned(_)
        | Event::Targeted { .. }
        | Event::Finished
        | Event::Reopened => false,
    }
}

/// The sentences alone, and nothing done.
fn say(says: impl Into<String>) -> Step {
    Step { says: says.into(), ..Step::default() }
}
