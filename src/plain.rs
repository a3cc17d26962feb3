//! The same assessment line by line: for pipes, serial lines, braille displays and screen readers.
//!
//! One prompt for each question, no redraw, and every change of state as a full sentence. Like the
//! full-screen program this is a state and its update: it reads and writes nothing itself.

mod outcome;
mod parse;
mod plan;
mod sentences;

use jiff::civil::Date;

use crate::assessment::plan::{Draft, PlanHistory};
use crate::assessment::{Assessment, Change, Confidence, Earlier, Event, Flow, Gates, History};
use crate::benchmark::Benchmark;
use crate::export::plan::Form;
use crate::questionnaire::in_words::answer_in_words;
use crate::questionnaire::{Answer, Kind, QuestionIndex, RowAnswer};
use crate::words::{EN, Words, fill};

use parse::{Command, Meant, is};
use plan::Writing;

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
    at: At,
    /// Whether it was gone on with, even where nothing was answered yet.
    resumed: bool,
    /// Whether the question, the review or the result was read out already: who then asks something of it has heard
    /// it, and does not have to hear it again.
    heard: bool,
    /// Whether the PDF was written that an empty line asks for.
    written: bool,
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
    Plan,
    /// A field of a step of the plan.
    Field(Box<Writing>),
    Left,
}

/// The answers to the parts of one question, as far as they were given.
#[derive(Clone, Debug, PartialEq)]
enum Parts {
    Rows(Vec<RowAnswer>),
    Numbers(Vec<Option<f64>>),
}

/// Which way through what was done.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Turn {
    Back,
    Again,
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
    Report(Option<String>),
    /// Write the plan in this form.
    Plan(Form),
    /// Say what has changed since the earlier assessments of the same subject.
    Compare,
    Leave,
}

impl Plain {
    /// Goes on where the assessment was left.
    pub fn new(assessment: Assessment, around: Around, words: &'static Words) -> Plain {
        let Around { keeping, name, today, earlier, resumed } = around;
        let flow = Flow::of(&assessment.questionnaire, &assessment.answers);
        let at = match (assessment.finished, assessment.resume_at(&flow)) {
            (true, _) => At::Result,
            (false, Some(question)) => At::Question(question),
            (false, None) => At::Review,
        };
        let gates = Gates::of(&assessment.questionnaire);
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
            at,
            resumed,
            heard: false,
            written: false,
        }
    }

    /// The same with others' scores read out beside those of their questionnaire.
    #[must_use]
    pub fn with_others(self, others: Option<Benchmark>) -> Plain {
        Plain { others, ..self }
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
        let mut lines = vec![format!("{}.", questionnaire.title)];
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
            At::Note(question) => {
                let note = &self.assessment.answers.entry(*question).note;
                match note.as_str() {
                    "" => says.note.to_owned(),
                    note => fill(says.note_is, &[("note", &note)]),
                }
            }
            At::Review | At::Result if self.heard => says.what_now.to_owned(),
            At::Review => self.review(),
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
        let mut step = match before.clone() {
            At::Question(question) => self.on_question(question, line),
            At::Part(question, parts) => self.on_part(question, parts, line),
            At::Note(question) => self.on_note(question, line),
            At::Review => self.on_review(line),
            At::Result => self.on_result(line),
            At::Plan => self.on_plan(line),
            At::Field(writing) => self.on_field(*writing, line),
            At::Left => Step::default(),
        };
        let is_still_there = before == self.at
            || matches!((&before, &self.at), (At::Note(noted), At::Question(question)) if noted == question)
            || matches!((&before, &self.at), (At::Plan, At::Result));
        // Nothing said and nothing done: an empty line asks to hear it again. Back from the plan nobody does.
        let is_back = before == At::Plan;
        self.heard =
            is_still_there && (is_back || step != Step::default()) && !step.events.iter().any(is_an_answer);
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

    fn progress(&self) -> String {
        let (answered, asked) = self.counts();
        sentences::progress(answered, asked, self.words)
    }

    fn counts(&self) -> (usize, usize) {
        let answered = |question: &QuestionIndex| self.assessment.answers.answer(*question).is_some();
        (self.flow.asked().filter(answered).count(), self.flow.asked().count())
    }

    fn on_question(&mut self, index: QuestionIndex, line: &str) -> Step {
        let questionnaire = self.assessment.questionnaire.clone();
        let question = &questionnaire[index];
        match parse::line(question, line, self.words) {
            Meant::Nothing => match self.assessment.answers.answer(index) {
                // An empty line keeps what is there, as Enter does on the full screen.
                Some(_) => self.go_on(index),
                None => Step::default(),
            },
            Meant::Answer(answer) => self.answer(index, answer),
            Meant::FirstPart => {
                let none = self.no_parts(index);
                self.on_part(index, none, line)
            }
            Meant::Command(command) => self.command(index, command),
            Meant::NoCommand => {
                let help = format!("{}{}", parse::COMMAND, sentences::name(self.words.commands.help));
                say(fill(self.words.plain.no_such_command, &[("typed", &line), ("help", &help)]))
            }
            Meant::Rejected(rejection) => say(rejection.in_words(self.words)),
        }
    }

    fn answer(&mut self, index: QuestionIndex, answer: Answer) -> Step {
        let questionnaire = self.assessment.questionnaire.clone();
        let question = &questionnaire[index];
        let said = answer_in_words(question, &answer, self.words);
        let mut step = self.change(Change::Answered(index, answer));
        if !step.events.is_empty() {
            step.saved = fill(self.words.plain.saved, &[("answer", &said)]);
            step.saved.extend(self.last_time(index).map(|told| format!(" {told}")));
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
                self.flow.follow(&self.gates, questionnaire, answers, &change);
                Step { events: vec![Event::Changed(change)], ..Step::default() }
            }
            Err(rejection) => say(rejection.in_words(self.words)),
        }
    }

    /// What does not fit together, said kindly at once.
    fn remarks(&self, index: QuestionIndex) -> String {
        let remarks = self.flow.remarks(&self.assessment.questionnaire, &self.assessment.answers, index);
        remarks.collect::<Vec<_>>().join("\n")
    }

    /// `Last year you chose 2.`, once there is an answer of now.
    fn last_time(&self, index: QuestionIndex) -> Option<String> {
        let question = &self.assessment.questionnaire[index];
        let said = |answer: &Answer| format!("{}.", answer_in_words(question, answer, self.words));
        self.earlier.as_ref()?.told(&self.assessment, index, said, self.words)
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
                step.saved = self.words.plain.saved_skipped.to_owned();
                self.at = self.next(index);
                step
            }
            Command::Back => match self.flow.previous(index) {
                Some(previous) => {
                    self.at = At::Question(previous);
                    Step::default()
                }
                None => say(self.words.common.first_question),
            },
            Command::Next => self.go_on(index),
            Command::Undo => self.unmake(Turn::Back),
            Command::Redo => self.unmake(Turn::Again),
            Command::Note => {
                self.at = At::Note(index);
                Step::default()
            }
            Command::Mark => {
                let marked = !self.assessment.answers.entry(index).marked;
                let mut step = self.change(Change::Marked(index, marked));
                let says = &self.words.plain;
                step.saved = if marked { says.marked } else { says.unmarked }.to_owned();
                step
            }
            Command::Sure => self.sure(index),
            Command::WhatCounts => {
                say(sentences::what_counts(&self.assessment.questionnaire[index], self.words))
            }
            Command::List => say(sentences::overview(&self.assessment, &self.flow, self.words)),
            Command::Review => {
                self.at = At::Review;
                Step::default()
            }
            Command::GoTo(id) => self.go_to(&id),
            Command::Help => say(sentences::help(&self.assessment.questionnaire[index], self.words)),
            Command::Quit => self.leave(),
        }
    }

    /// How sure somebody is: each time it is asked for, the next there is.
    fn sure(&mut self, index: QuestionIndex) -> Step {
        if !self.assessment.questionnaire[index].confidence {
            return say(self.words.question.confidence_not_asked);
        }
        let sure = Confidence::after(self.assessment.answers.entry(index).confidence);
        let mut step = self.change(Change::Confident(index, sure));
        step.saved = match sure {
            Some(sure) => fill(self.words.plain.saved_sure, &[("sure", &sure.in_words(self.words))]),
            None => self.words.plain.saved_not_sure.to_owned(),
        };
        step
    }

    fn unmake(&mut self, turn: Turn) -> Step {
        let Assessment { questionnaire, answers, .. } = &mut self.assessment;
        let says = &self.words.plain;
        let (change, saved, nothing) = match turn {
            Turn::Back => (self.history.undo(questionnaire, answers), says.saved_back, says.nothing_back),
            Turn::Again => (self.history.redo(questionnaire, answers), says.saved_again, says.nothing_again),
        };
        let Some(change) = change else { return say(nothing) };
        self.flow.follow(&self.gates, questionnaire, answers, &change);
        self.at = At::Question(change.question());
        Step { events: vec![Event::Changed(change)], saved: saved.to_owned(), ..Step::default() }
    }

    fn go_to(&mut self, id: &str) -> Step {
        match self.assessment.questionnaire.find_question(id).filter(|found| self.flow.is_open(*found)) {
            Some(question) => {
                self.at = At::Question(question);
                Step::default()
            }
            None => {
                let list = sentences::name(self.words.commands.list);
                say(fill(self.words.plain.no_such_question, &[("id", &id), ("list", &list)]))
            }
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
        match parse::part(question, &parts, line, self.words) {
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
            Err(rejection) => say(rejection.in_words(self.words)),
        }
    }

    /// Whether `/back` was typed where any text may stand.
    fn is_way_back(&self, line: &str) -> bool {
        let word = line.strip_prefix(parse::COMMAND);
        word.is_some_and(|word| is(word, self.words.commands.back, EN.commands.back))
    }

    /// Whether `/quit` was typed where any text may stand.
    fn is_way_out(&self, line: &str) -> bool {
        let word = line.strip_prefix(parse::COMMAND);
        word.is_some_and(|word| is(word, self.words.commands.quit, EN.commands.quit))
    }

    fn on_note(&mut self, index: QuestionIndex, line: &str) -> Step {
        self.at = At::Question(index);
        if line.is_empty() || self.is_way_back(line) {
            return Step::default();
        }
        if self.is_way_out(line) {
            return self.leave();
        }
        let mut step = self.change(Change::Noted(index, line.to_owned()));
        step.saved = self.words.plain.saved_note.to_owned();
        step
    }

    fn on_review(&mut self, line: &str) -> Step {
        let word = line.strip_prefix(parse::COMMAND).unwrap_or(line);
        let (ours, english) = (&self.words.commands, &EN.commands);
        if is(word, ours.finish, english.finish) {
            self.at = At::Result;
            if std::mem::replace(&mut self.assessment.finished, true) {
                return Step::default();
            }
            let saved = self.words.plain.saved_finished.to_owned();
            return Step { events: vec![Event::Finished], saved, ..Step::default() };
        }
        if is(word, ours.list, english.list) {
            return say(sentences::overview(&self.assessment, &self.flow, self.words));
        }
        if is(word, ours.back, english.back) {
            let last = self.flow.asked().next_back();
            self.at = last.map_or(At::Review, At::Question);
            return Step::default();
        }
        if is(word, ours.quit, english.quit) {
            return self.leave();
        }
        if word.is_empty() || is(word, ours.help, english.help) {
            return say(sentences::review_help(self.words));
        }
        let word = word.to_lowercase();
        let id = parse::went_to(&word, self.words);
        self.go_to(id.as_deref().unwrap_or(&word))
    }

    fn question(&self, index: QuestionIndex) -> String {
        let role = self.assessment.role();
        let questionnaire = &self.assessment.questionnaire;
        let mut lines = vec![sentences::place(questionnaire, &self.flow, index, self.words)];
        lines.extend(sentences::aim(questionnaire, &self.flow, index));
        lines.push(questionnaire.ask(index, role).to_owned());
        lines.extend(sentences::choices(&questionnaire[index], self.words));
        if let Some(answer) = self.assessment.answers.answer(index) {
            let said = answer_in_words(&questionnaire[index], answer, self.words);
            lines.push(fill(self.words.plain.your_answer, &[("answer", &said)]));
            lines.extend(self.last_time(index));
        }
        let how_to = sentences::how_to(&questionnaire[index], self.words);
        format!("\n{}\n{how_to}\n{}", lines.join("\n"), self.words.plain.answer)
    }

    fn part(&self, index: QuestionIndex, parts: &Parts) -> String {
        let question = &self.assessment.questionnaire[index];
        let (number, of) = (parts.len() + 1, parse::parts_of(question));
        let part = match &question.kind {
            Kind::Matrix { rows, .. } => rows.get(parts.len()).map_or("", |row| row.text.as_str()),
            Kind::NumberGroup(fields) => fields.get(parts.len()).map_or("", |field| field.label.as_str()),
            Kind::Scale(_)
            | Kind::SingleChoice(_)
            | Kind::MultipleChoice { .. }
            | Kind::YesNo { .. }
            | Kind::Number(_)
            | Kind::Text => return String::new(),
        };
        fill(self.words.plain.part, &[("number", &number), ("of", &of), ("part", &part)])
    }

    fn review(&self) -> String {
        let review = sentences::review(&self.assessment, &self.flow, self.words);
        let help = sentences::review_help(self.words);
        format!("\n{review}\n{help}\n{}", self.words.plain.what_now)
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
