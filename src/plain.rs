//! The same assessment line by line: for pipes, serial lines, braille displays and screen readers.
//!
//! One prompt for each question, no redraw, and every change of state as a full sentence. Like the
//! full-screen program this is a state and its update: it reads and writes nothing itself.

mod parse;
mod words;

use crate::assessment::{Assessment, Change, Event, Flow, History};
use crate::findings;
use crate::questionnaire::in_words::answer_in_words;
use crate::questionnaire::{Answer, Kind, QuestionIndex, RowAnswer};
use crate::scoring;
use crate::summary;
use crate::text::counted;

use parse::{Command, Meant};

/// An assessment being answered line by line.
pub struct Plain {
    assessment: Assessment,
    keeping: Keeping,
    history: History,
    flow: Flow,
    at: At,
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
    Part(QuestionIndex, Parts),
    Note(QuestionIndex),
    Review,
    Result,
    Left,
}

/// The answers to the parts of one question, as far as they were given.
#[derive(Clone, Debug, PartialEq)]
enum Parts {
    Rows(Vec<RowAnswer>),
    Numbers(Vec<Option<f64>>),
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
    /// Write the report: under this name, or under one that is free.
    Report(Option<String>),
    Leave,
}

impl Plain {
    /// Goes on where the assessment was left.
    pub fn new(assessment: Assessment, keeping: Keeping) -> Plain {
        let flow = Flow::of(&assessment.questionnaire, &assessment.answers);
        let at = match (assessment.finished, assessment.resume_at(&flow)) {
            (true, _) => At::Result,
            (false, Some(question)) => At::Question(question),
            (false, None) => At::Review,
        };
        Plain { assessment, keeping, history: History::default(), flow, at }
    }

    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// What is said before the first prompt.
    pub fn greeting(&self) -> String {
        let questionnaire = &self.assessment.questionnaire;
        let (answered, asked) = self.progress();
        let mut lines = vec![format!("{}.", questionnaire.title)];
        if answered == 0 {
            if !questionnaire.about.is_empty() {
                lines.push(questionnaire.about.clone());
            }
            lines.push(format!("{} {}", words::HOW_TO_ANSWER, words::what_is_kept(self.keeping)));
        } else {
            lines.push(format!(
                "Going on with {}: {answered} of {asked} questions are answered.",
                self.assessment.title()
            ));
        }
        lines.join("\n")
    }

    /// What is asked now; ends without a line break where an answer is to be typed.
    pub fn prompt(&self) -> String {
        match &self.at {
            At::Question(question) => self.question(*question),
            At::Part(question, parts) => self.part(*question, parts),
            At::Note(question) => {
                let note = &self.assessment.answers.entry(*question).note;
                match note.as_str() {
                    "" => "Note: ".to_owned(),
                    note => format!("The note is: {note}\nNew note, or an empty line to keep it: "),
                }
            }
            At::Review => self.review(),
            At::Result => self.result(),
            At::Left => String::new(),
        }
    }

    /// Takes one line.
    pub fn line(&mut self, line: &str) -> Step {
        let line = crate::text::clean(line);
        let line = line.trim();
        match self.at.clone() {
            At::Question(question) => self.on_question(question, line),
            At::Part(question, parts) => self.on_part(question, parts, line),
            At::Note(question) => self.on_note(question, line),
            At::Review => self.on_review(line),
            At::Result => on_result(line),
            At::Left => Step::default(),
        }
    }

    /// What is said when the lines end before the assessment does.
    pub fn farewell(&self) -> String {
        let (answered, asked) = self.progress();
        let goes_on = match self.keeping {
            Keeping::Saved => "`leaky-bucket take` goes on here.",
            Keeping::Nothing => "None of it was kept.",
        };
        format!("{answered} of {asked} questions are answered. {goes_on}")
    }

    fn progress(&self) -> (usize, usize) {
        let answered = |question: &QuestionIndex| self.assessment.answers.answer(*question).is_some();
        (self.flow.asked().filter(answered).count(), self.flow.asked().count())
    }

    fn on_question(&mut self, index: QuestionIndex, line: &str) -> Step {
        let questionnaire = self.assessment.questionnaire.clone();
        let question = &questionnaire[index];
        match parse::line(question, line) {
            Meant::Nothing => match self.assessment.answers.answer(index) {
                // An empty line keeps what is there, as Enter does on the full screen.
                Some(_) => self.go_on(index),
                None => say(words::how_to(question)),
            },
            Meant::Answer(answer) => self.answer(index, answer),
            Meant::FirstPart => {
                self.at = At::Part(index, self.no_parts(index));
                Step::default()
            }
            Meant::Command(command) => self.command(index, command),
            Meant::Rejected(rejection) => say(rejection.0),
        }
    }

    fn answer(&mut self, index: QuestionIndex, answer: Answer) -> Step {
        let questionnaire = self.assessment.questionnaire.clone();
        let question = &questionnaire[index];
        let said = answer_in_words(question, &answer);
        let mut step = self.change(Change::Answered(index, answer));
        if !step.events.is_empty() {
            step.saved = format!("Saved: {said}.");
            step.says = self.remarks(index);
            self.at = self.next(index);
        }
        step
    }

    /// Makes a change; what cannot be accepted is said and changes nothing.
    fn change(&mut self, change: Change) -> Step {
        let Assessment { questionnaire, answers, .. } = &mut self.assessment;
        match self.history.make(questionnaire, answers, change.clone()) {
            Ok(()) => {
                self.flow = Flow::of(questionnaire, answers);
                Step { events: vec![Event::Changed(change)], ..Step::default() }
            }
            Err(rejection) => say(rejection.0),
        }
    }

    /// What does not fit together, said kindly at once.
    fn remarks(&self, index: QuestionIndex) -> String {
        let remarks = self.flow.remarks(&self.assessment.questionnaire, &self.assessment.answers, index);
        remarks.collect::<Vec<_>>().join("\n")
    }

    fn next(&self, after: QuestionIndex) -> At {
        self.flow.next(after).map_or(At::Review, At::Question)
    }

    fn go_on(&mut self, after: QuestionIndex) -> Step {
        self.at = self.next(after);
        Step::default()
    }

    fn command(&mut self, index: QuestionIndex, command: Command) -> Step {
        match command {
            Command::DontKnow => self.answer(index, Answer::DontKnow),
            Command::NotApplicable => self.answer(index, Answer::NotApplicable),
            Command::Skip => {
                let mut step = self.change(Change::Skipped(index));
                step.saved = "Saved: skipped.".to_owned();
                self.at = self.next(index);
                step
            }
            Command::Back => match self.flow.previous(index) {
                Some(previous) => {
                    self.at = At::Question(previous);
                    Step::default()
                }
                None => say("This is the first question."),
            },
            Command::Next => self.go_on(index),
            Command::Undo | Command::Redo => self.unmake(command),
            Command::Note => {
                self.at = At::Note(index);
                Step::default()
            }
            Command::Mark => {
                let marked = !self.assessment.answers.entry(index).marked;
                let mut step = self.change(Change::Marked(index, marked));
                step.saved = if marked { "Marked to look at again." } else { "No longer marked." }.to_owned();
                step
            }
            Command::WhatCounts => say(words::what_counts(&self.assessment.questionnaire[index])),
            Command::List => say(words::overview(&self.assessment, &self.flow)),
            Command::Review => {
                self.at = At::Review;
                Step::default()
            }
            Command::GoTo(id) => self.go_to(&id),
            Command::Help => say(words::how_to(&self.assessment.questionnaire[index])),
            Command::Quit => self.leave(),
        }
    }

    fn unmake(&mut self, command: Command) -> Step {
        let Assessment { questionnaire, answers, .. } = &mut self.assessment;
        let change = match command {
            Command::Undo => self.history.undo(questionnaire, answers),
            _ => self.history.redo(questionnaire, answers),
        };
        let Some(change) = change else { return say("There is nothing to take back.") };
        self.flow = Flow::of(questionnaire, answers);
        self.at = At::Question(change.question());
        Step {
            events: vec![Event::Changed(change)],
            saved: "Saved: taken back.".to_owned(),
            ..Step::default()
        }
    }

    fn go_to(&mut self, id: &str) -> Step {
        match self.assessment.questionnaire.find_question(id).filter(|found| self.flow.is_open(*found)) {
            Some(question) => {
                self.at = At::Question(question);
                Step::default()
            }
            None => say(format!("There is no question \"{id}\" here. Type list to see them all.")),
        }
    }

    fn leave(&mut self) -> Step {
        self.at = At::Left;
        Step { says: self.farewell(), wish: Some(Wish::Leave), ..Step::default() }
    }

    fn no_parts(&self, index: QuestionIndex) -> Parts {
        match &self.assessment.questionnaire[index].kind {
            Kind::Matrix { .. } => Parts::Rows(Vec::new()),
            _ => Parts::Numbers(Vec::new()),
        }
    }

    fn on_part(&mut self, index: QuestionIndex, parts: Parts, line: &str) -> Step {
        let questionnaire = self.assessment.questionnaire.clone();
        let question = &questionnaire[index];
        match parse::part(question, &parts, line) {
            Ok(None) => {
                // Back out: nothing of this question was saved yet.
                self.at = At::Question(index);
                Step::default()
            }
            Ok(Some(parts)) => {
                let (given, wanted) = (parts.len(), parse::parts_of(question));
                if given < wanted {
                    self.at = At::Part(index, parts);
                    return Step::default();
                }
                let step = self.answer(index, parts.into_answer());
                if step.events.is_empty() {
                    self.at = At::Question(index);
                }
                step
            }
            Err(rejection) => say(rejection.0),
        }
    }

    fn on_note(&mut self, index: QuestionIndex, line: &str) -> Step {
        self.at = At::Question(index);
        if line.is_empty() {
            return Step::default();
        }
        let mut step = self.change(Change::Noted(index, line.to_owned()));
        step.saved = "Saved: the note.".to_owned();
        step
    }

    fn on_review(&mut self, line: &str) -> Step {
        match line.to_lowercase().as_str() {
            "finish" => {
                self.assessment.finished = true;
                self.at = At::Result;
                let saved = "Saved: finished.".to_owned();
                Step { events: vec![Event::Finished], saved, ..Step::default() }
            }
            "list" => say(words::overview(&self.assessment, &self.flow)),
            "b" | "back" => {
                let last = self.flow.asked().next_back();
                self.at = last.map_or(At::Review, At::Question);
                Step::default()
            }
            "q" | "quit" => self.leave(),
            "" | "help" | "?" => say(words::REVIEW_HELP),
            id => {
                let id = id.strip_prefix("go ").unwrap_or(id).trim().to_owned();
                self.go_to(&id)
            }
        }
    }

    fn question(&self, index: QuestionIndex) -> String {
        let role = self.assessment.role();
        let questionnaire = &self.assessment.questionnaire;
        let mut lines = vec![words::place(questionnaire, &self.flow, index)];
        lines.push(questionnaire.ask(index, role).to_owned());
        lines.extend(words::choices(&questionnaire[index]));
        if let Some(answer) = self.assessment.answers.answer(index) {
            let said = answer_in_words(&questionnaire[index], answer);
            lines.push(format!("Your answer is {said}. An empty line keeps it."));
        }
        format!("\n{}\n{}\nAnswer: ", lines.join("\n"), words::how_to(&questionnaire[index]))
    }

    fn part(&self, index: QuestionIndex, parts: &Parts) -> String {
        let question = &self.assessment.questionnaire[index];
        let (number, of) = (parts.len() + 1, parse::parts_of(question));
        match &question.kind {
            Kind::Matrix { rows, .. } => {
                let text = rows.get(parts.len()).map_or("", |row| row.text.as_str());
                format!("{number} of {of}. {text}: ")
            }
            Kind::NumberGroup(fields) => {
                let label = fields.get(parts.len()).map_or("", |field| field.label.as_str());
                format!("{number} of {of}. {label}: ")
            }
            Kind::Scale(_)
            | Kind::SingleChoice(_)
            | Kind::MultipleChoice { .. }
            | Kind::YesNo { .. }
            | Kind::Number(_)
            | Kind::Text => String::new(),
        }
    }

    fn review(&self) -> String {
        format!("\n{}\n{}\nWhat now? ", words::review(&self.assessment, &self.flow), words::REVIEW_HELP)
    }

    fn result(&self) -> String {
        let Assessment { questionnaire, answers, .. } = &self.assessment;
        let scorecard = scoring::score(questionnaire, answers);
        let findings = findings::find(questionnaire, answers, &scorecard);
        let text = summary::of_all(&self.assessment, &scorecard, &findings, summary::Extent::default());
        let leaks = counted(findings.leaks.len(), "leak", "leaks");
        format!("\n{text}\n\nThe PDF holds {leaks} with what plugs them. {}\nPDF: ", words::RESULT_HELP)
    }
}

fn on_result(line: &str) -> Step {
    match line {
        "q" | "quit" | "no" => Step { wish: Some(Wish::Leave), ..Step::default() },
        "" => Step { wish: Some(Wish::Report(None)), ..Step::default() },
        "help" | "?" => say(words::RESULT_HELP),
        file => Step { wish: Some(Wish::Report(Some(file.to_owned()))), ..Step::default() },
    }
}

fn say(says: impl Into<String>) -> Step {
    Step { says: says.into(), ..Step::default() }
}

impl Parts {
    fn len(&self) -> usize {
        match self {
            Parts::Rows(rows) => rows.len(),
            Parts::Numbers(numbers) => numbers.len(),
        }
    }

    fn into_answer(self) -> Answer {
        match self {
            Parts::Rows(rows) => Answer::Rows(rows),
            Parts::Numbers(numbers) => Answer::Numbers(numbers),
        }
    }
}
