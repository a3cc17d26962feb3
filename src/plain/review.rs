//! The review line by line: what is still open before somebody finishes, and every question by its number.

use super::asking::Turn;
use super::parse::{self, COMMAND, is};
use super::{At, Plain, Step, say, sentences};
use crate::assessment::second_look::{Group, SecondLook};
use crate::assessment::{Assessment, Event};
use crate::questionnaire::{Answer, QuestionIndex};
use crate::words::{EN, Words, fill};

/// As many questions of a kind as are read out at the review; who wants to hear them all has the list.
const READ_OUT: usize = 6;

/// How far a question is dealt with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    DontKnow,
    NotApplicable,
    Answered,
    Skipped,
    Open,
}

impl Standing {
    fn of(assessment: &Assessment, question: QuestionIndex) -> Standing {
        let entry = assessment.answers.entry(question);
        match (&entry.answer, entry.skipped) {
            (Some(Answer::DontKnow), _) => Standing::DontKnow,
            (Some(Answer::NotApplicable), _) => Standing::NotApplicable,
            (Some(_), _) => Standing::Answered,
            (None, true) => Standing::Skipped,
            (None, false) => Standing::Open,
        }
    }

    fn in_words(self, words: &Words) -> &'static str {
        match self {
            Standing::DontKnow => words.answers.dont_know,
            Standing::NotApplicable => words.answers.not_applicable,
            Standing::Answered => words.plain.is_answered,
            Standing::Skipped => words.answers.skipped,
            Standing::Open => words.plain.is_open,
        }
    }
}

impl Plain {
    pub(super) fn review(&self) -> String {
        let (says, review) = (&self.words.plain, &self.words.review);
        let found = SecondLook::at(&self.assessment, &self.flow, &self.pace);
        let numbered = self.numbered();
        let mut lines = vec![says.check.to_owned(), self.progress()];
        lines.extend(found.groups.iter().map(|(group, questions)| self.group(*group, questions, &numbered)));
        if 0 < found.quick {
            lines.push(self.words.count(&says.quick, found.quick));
        }
        let is_open = |group: &Group| !found.questions(*group).is_empty();
        let some_open = [Group::Required, Group::Open, Group::Skipped].iter().any(is_open);
        lines.push(match (found.first_open, some_open) {
            (None, _) => format!("{}.", review.nothing_left),
            (Some(_), true) => review.can_finish.to_owned(),
            (Some(_), false) => format!("{}. {}", review.nothing_left_outside, review.can_finish),
        });
        format!("\n{}\n{}\n{}", lines.join("\n"), self.review_help(), says.what_now)
    }

    /// How many questions are so, and the first of them with their numbers.
    fn group(
        &self,
        group: Group,
        questions: &[QuestionIndex],
        numbered: &[(QuestionIndex, String)],
    ) -> String {
        let says = &self.words.plain;
        let text = match group {
            Group::Required => &says.please_answer,
            Group::Open => &says.open,
            Group::Skipped => &says.skipped,
            Group::DontKnow => &says.dont_know,
            Group::Marked => &says.is_marked,
            Group::Same => return self.same(questions, numbered),
            Group::Guessed => &says.guessed,
            Group::NoReason => &says.no_reason,
        };
        let role = self.assessment.role();
        let mut lines = vec![self.words.count(text, questions.len())];
        lines.extend(questions.iter().take(READ_OUT).map(|question| {
            let ask = self.assessment.questionnaire.ask(*question, role);
            format!("  {}: {ask}", number_in(numbered, *question))
        }));
        if let Some(rest) = questions.len().checked_sub(READ_OUT).filter(|rest| 0 < *rest) {
            let list = sentences::name(self.words.commands.list);
            let more = self.words.plural(&says.more_of_them, rest);
            lines.push(format!("  {}", fill(more, &[("count", &rest), ("list", &list)])));
        }
        lines.join("\n")
    }

    /// That so many answers in a row are the same: where they begin and end says enough.
    fn same(&self, questions: &[QuestionIndex], numbered: &[(QuestionIndex, String)]) -> String {
        let number =
            |question: Option<&QuestionIndex>| question.map_or("", |question| number_in(numbered, *question));
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("count", &questions.len()),
            ("first", &number(questions.first())),
            ("last", &number(questions.last())),
        ];
        fill(self.words.plural(&self.words.plain.same, questions.len()), &values)
    }

    /// What can be typed here.
    fn review_help(&self) -> String {
        let (says, commands) = (&self.words.plain, &self.words.commands);
        let text = match self.flow.first_open(&self.assessment.answers) {
            Some(_) => says.review_help,
            None => says.review_help_done,
        };
        let values: [(&str, &dyn std::fmt::Display); 6] = [
            ("finish", &sentences::name(commands.finish)),
            ("next", &sentences::name(commands.next)),
            ("number", &self.some_number()),
            ("list", &sentences::name(commands.list)),
            ("back", &sentences::name(commands.back)),
            ("quit", &sentences::name(commands.quit)),
        ];
        fill(text, &values)
    }

    pub(super) fn on_review(&mut self, from: Option<QuestionIndex>, line: &str) -> Step {
        let word = line.strip_prefix(COMMAND).map_or(line, str::trim);
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
            return say(self.overview());
        }
        if is(word, ours.next, english.next) {
            return match self.flow.first_open(&self.assessment.answers) {
                Some(question) => {
                    self.at = At::Question(question);
                    Step::default()
                }
                None => say(format!("{}.", self.words.review.nothing_left)),
            };
        }
        if is(word, ours.back, english.back) {
            // To the question it was asked for at, or behind the last one to that.
            let back = from.or_else(|| self.flow.asked().next_back());
            self.at = back.map_or(At::Review(None), At::Question);
            return Step::default();
        }
        if is(word, ours.undo, english.undo) {
            return self.unmake(Turn::Back);
        }
        if is(word, ours.redo, english.redo) {
            return self.unmake(Turn::Again);
        }
        if is(word, ours.review, english.review) {
            return Step::default();
        }
        if is(word, ours.quit, english.quit) {
            return self.leave();
        }
        if word.is_empty() || is(word, ours.help, english.help) {
            return say(self.review_help());
        }
        if let Some(named) = parse::went_to(&word.to_lowercase(), self.words) {
            return self.go_to(&named);
        }
        match self.asked_by_name(word) {
            Some(question) => {
                self.at = At::Question(question);
                Step::default()
            }
            None if parse::is_of_result(word, self.words) => say(sentences::is_at_result(word, self.words)),
            None => {
                let list = sentences::name(self.words.commands.list);
                let help = sentences::name(self.words.commands.help);
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("typed", &word), ("list", &list), ("help", &help)];
                say(fill(self.words.plain.no_such_at_review, &values))
            }
        }
    }

    pub(super) fn go_to(&mut self, named: &str) -> Step {
        if named.is_empty() {
            return say(self.go_example());
        }
        match self.asked_by_name(named) {
            Some(question) => {
                self.at = At::Question(question);
                Step::default()
            }
            None => {
                let list = sentences::name(self.words.commands.list);
                say(fill(self.words.plain.no_such_question, &[("id", &named), ("list", &list)]))
            }
        }
    }

    /// Every question that is asked with the number it goes by, as on the whole screen.
    fn numbered(&self) -> Vec<(QuestionIndex, String)> {
        self.numbered_in(self.words)
    }

    fn numbered_in(&self, words: &Words) -> Vec<(QuestionIndex, String)> {
        self.parts.numbered(&self.assessment.questionnaire, &self.flow, words)
    }

    /// A question that is asked, by its id or its number; an area's number stands for its first question.
    fn asked_by_name(&self, named: &str) -> Option<QuestionIndex> {
        let lower = named.to_lowercase();
        let by_id = self.assessment.questionnaire.find_question(&lower);
        if let Some(question) = by_id.filter(|question| self.flow.is_open(*question)) {
            return Some(question);
        }
        let typed = lower.trim_end_matches('.').replace(',', ".");
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = format!("{typed}.1");
        let by_number = |words: &Words| {
            let numbered = self.numbered_in(words);
            let is_it = |wanted: &str| {
                let mut all = numbered.iter();
                all.find(|(_, number)| number.to_lowercase() == wanted).map(|(question, _)| *question)
            };
            is_it(&typed).or_else(|| is_it(&first))
        };
        by_number(self.words).or_else(|| by_number(&EN))
    }

    /// The number of a question, as an example.
    fn some_number(&self) -> String {
        let numbered = self.numbered();
        let is_plain = |number: &str| number.starts_with(|sign: char| sign.is_ascii_digit());
        let plain = numbered.iter().find(|(_, number)| is_plain(number)).or(numbered.first());
        plain.map(|(_, number)| number.clone()).unwrap_or_default()
    }

    fn go_example(&self) -> String {
        let go = sentences::name(self.words.commands.go);
        fill(self.words.plain.go_example, &[("go", &go), ("number", &self.some_number())])
    }

    /// Every area with its questions and where they stand.
    pub(super) fn overview(&self) -> String {
        let questionnaire = &self.assessment.questionnaire;
        let role = self.assessment.role();
        let mut lines = Vec::new();
        let mut last = None;
        for (question, number) in self.numbered() {
            let area = questionnaire[question].area;
            if last != Some(area) {
                let title = area.map_or(self.words.plain.team, |area| &questionnaire[area].title);
                lines.push(format!("{title}:"));
                last = Some(area);
            }
            let standing = Standing::of(&self.assessment, question).in_words(self.words);
            lines.push(format!("  {number}: {} ({standing})", questionnaire.ask(question, role)));
        }
        lines.push(self.go_example());
        lines.join("\n")
    }
}

/// What a question is called among those that are asked.
fn number_in(numbered: &[(QuestionIndex, String)], question: QuestionIndex) -> &str {
    numbered.iter().find(|(other, _)| *other == question).map_or("", |(_, number)| number)
}
