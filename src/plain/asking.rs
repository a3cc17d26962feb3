//! One question line by line: read out, answered, and everything else that can be done at it.

use super::parse::{self, Command, Meant};
use super::part::Given;
use super::{At, Plain, Step, how_to, say, sentences};
use crate::assessment::pace::expected;
use crate::assessment::{Assessment, Change, Confidence, Event};
use crate::questionnaire::in_words::answer_in_words;
use crate::questionnaire::{Answer, QuestionIndex};
use crate::words::fill;

/// Which way through what was done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Turn {
    Back,
    Again,
}

impl Plain {
    pub(super) fn question(&self, index: QuestionIndex) -> String {
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
        let how_to = how_to::how_to(&questionnaire[index], &self.told, self.words);
        format!("\n{}\n{how_to}\n{}", lines.join("\n"), self.words.plain.answer)
    }

    pub(super) fn on_question(&mut self, index: QuestionIndex, line: &str) -> Step {
        let questionnaire = self.assessment.questionnaire.clone();
        let question = &questionnaire[index];
        match parse::line(question, line, self.words) {
            Meant::Nothing => match self.assessment.answers.answer(index) {
                // An empty line keeps what is there, as Enter does on the full screen.
                Some(_) => self.go_on(index),
                None => Step::default(),
            },
            Meant::Answer(answer) => self.answer(index, answer),
            Meant::FirstPart => self.on_part(index, Given::none_of(question), line),
            Meant::Command(command) => self.command(index, command),
            Meant::NoCommand => say(sentences::no_such_command(line, self.words)),
            Meant::Rejected(_) if parse::is_of_result(line, self.words) => {
                say(sentences::is_at_result(line, self.words))
            }
            Meant::Rejected(rejection) => say(rejection.in_words(self.words)),
        }
    }

    pub(super) fn answer(&mut self, index: QuestionIndex, answer: Answer) -> Step {
        let questionnaire = self.assessment.questionnaire.clone();
        let question = &questionnaire[index];
        let said = answer_in_words(question, &answer, self.words);
        let was_open = self.assessment.answers.entry(index).is_open();
        let mut step = self.change(Change::Answered(index, answer));
        if !step.events.is_empty() {
            if was_open {
                self.pace.answered(index, expected(question));
            }
            step.saved = fill(self.words.plain.saved, &[("answer", &said)]);
            step.saved.extend(self.last_time(index).map(|told| format!(" {told}")));
            step.says = self.remarks(index);
            self.at = self.next(index);
        }
        step
    }

    /// Makes a change; what cannot be accepted is said and changes nothing.
    pub(super) fn change(&mut self, change: Change) -> Step {
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
        self.flow.next(after).map_or(At::Review(None), At::Question)
    }

    fn go_on(&mut self, after: QuestionIndex) -> Step {
        self.at = self.next(after);
        Step::default()
    }

    pub(super) fn command(&mut self, index: QuestionIndex, command: Command) -> Step {
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
            Command::List => say(self.overview()),
            Command::Review => {
                self.at = At::Review(Some(index));
                Step::default()
            }
            Command::GoTo(id) => self.go_to(&id),
            Command::Help => say(how_to::help(&self.assessment.questionnaire[index], self.words)),
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

    pub(super) fn unmake(&mut self, turn: Turn) -> Step {
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
}
