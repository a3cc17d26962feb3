//! What the terminal wants from the world: a desk where assessments lie, and a pen that writes.
//!
//! The loop is the only one to speak with them. The pen works on a thread of its own, so that a
//! slow disk never holds up a key.

use std::path::PathBuf;

use jiff::civil::Date;

use super::Glance;
use crate::assessment::{Assessment, Event};
use crate::benchmark::Benchmark;
use crate::export::plan::Form as PlanForm;
use crate::questionnaire::Questionnaire;

/// Where saved assessments lie.
pub trait Desk {
    /// What a new assessment answers.
    fn glance(&self) -> Glance;

    /// Where new answers will be kept, as it is shown to a person.
    fn folder(&self) -> String;

    /// What the form of a new assessment begins with, such as this year as its label.
    fn proposal(&self) -> Beginning {
        Beginning::default()
    }

    /// About how many there are: the more, the longer [`Desk::saved`] takes.
    fn count(&self) -> usize {
        0
    }

    /// Newest first. The message says why they cannot be listed.
    fn saved(&mut self) -> Result<Vec<Saved>, String>;

    fn open(&mut self, name: &str) -> Result<Opened, String>;

    /// The latest finished assessment of the same subject and questionnaire as the one saved under this name.
    fn latest(&mut self, name: &str) -> String {
        name.to_owned()
    }

    /// The most recent finished assessments of the same subject and questionnaire before this one, earliest first.
    fn before(&mut self, _assessment: &Assessment) -> Vec<Assessment> {
        Vec::new()
    }

    fn start(&mut self, beginning: &Beginning) -> Result<Opened, String>;

    /// Puts a saved assessment into the trash, and returns what it is called there.
    fn remove(&mut self, name: &str) -> Result<String, String>;

    /// Brings back what is called so in the trash, and returns what it is saved as.
    fn bring_back(&mut self, removed: &str) -> Result<String, String>;

    /// Scores of a group of others, where somebody gave them: shown beside those of their questionnaire.
    fn others(&self) -> Option<Benchmark> {
        None
    }

    /// The day by the clock.
    fn today(&self) -> Date;

    /// Writes the plan in a form, and returns where it lies.
    fn export_plan(&mut self, assessment: &Assessment, form: PlanForm) -> Result<String, String>;

    /// Hands a text to the person's own editor and waits; returns what became of it, or why it stays as it was.
    fn edit(&mut self, _text: &str) -> Result<String, String> {
        Err("there is no editor here".to_owned())
    }

    /// Writes the result as a file, never over another one; a report tells what has changed since the earlier ones.
    fn write(
        &mut self,
        assessment: &Assessment,
        earlier: &[&Assessment],
        form: Form,
    ) -> Result<Written, String>;

    /// Opens a file with the program that the system has for it, and does not wait for that. Returns whether
    /// there is such a program here.
    fn open_file(&mut self, file: &Written) -> bool;
}

/// As what a result can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Pdf,
    WebPage,
    Markdown,
    Text,
    Workbook,
    /// The answers as a table.
    Answers,
    /// The scores as a table.
    Scores,
    Json,
    /// What `import` takes.
    AnswersFile,
}

impl Form {
    pub const ALL: [Form; 9] = [
        Form::Pdf,
        Form::WebPage,
        Form::Workbook,
        Form::Answers,
        Form::Scores,
        Form::Markdown,
        Form::Text,
        Form::Json,
        Form::AnswersFile,
    ];
}

/// A file that was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub path: PathBuf,
    /// The path as it is shown to a person.
    pub shown: String,
    /// What could not be as it should.
    pub remarks: Vec<String>,
}

/// Writes down what happens to one assessment.
pub trait Pen: Send {
    /// When it returns without a fault, this event and all before it are safe. An event that
    /// could not be written is kept, and written before the next one.
    fn append(&mut self, event: &Event, questionnaire: &Questionnaire) -> Result<(), String>;

    /// Writes what an earlier `append` could not.
    fn retry(&mut self) -> Result<(), String>;

    /// How many changes would be lost now; none where nobody wants them kept.
    fn unsaved(&self) -> usize;
}

/// A saved assessment as a list shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// What [`Desk::open`] wants.
    pub name: String,
    /// `Northwind Sales, 2026`.
    pub title: String,
    /// What it is about, without its label.
    pub about: String,
    /// The day it was begun.
    pub date: jiff::civil::Date,
    pub finished: bool,
    /// How many of the questions asked are done; those of private areas are not counted.
    pub done: usize,
    pub asked: usize,
    /// The printed overall score.
    pub score: Option<u32>,
    pub band: Option<String>,
    pub leaks: Option<usize>,
}

/// What is asked before the first question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    pub about: String,
    pub label: String,
    /// Empty for somebody unnamed.
    pub name: String,
}

/// An assessment ready to be worked on.
pub struct Opened {
    /// What it is saved as, and what `take` resumes.
    pub name: String,
    pub assessment: Assessment,
    pub pen: Box<dyn Pen>,
    /// What the person should know: a line that could not be read.
    pub notices: Vec<String>,
}
