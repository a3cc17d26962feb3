//! Which questions are asked, given the answers so far.
//!
//! An answer may open or close later questions (`show_if`). Closed questions keep their
//! answers, so that going back and changing one's mind loses nothing; they do not count.

use super::Answers;
use crate::questionnaire::condition::Facts;
use crate::questionnaire::{Answer, Area, AreaIndex, Condition, Question, QuestionIndex, Questionnaire};

/// Whether a question is asked, and whether that is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    Open,
    /// Asked now; an answer still unknown could close it.
    OpenForNow,
    /// Not asked now; an answer still unknown could open it.
    ClosedForNow,
    Closed,
}

impl Openness {
    pub fn is_open(self) -> bool {
        match self {
            Openness::Open | Openness::OpenForNow => true,
            Openness::ClosedForNow | Openness::Closed => false,
        }
    }

    fn of(now: bool, settled: Option<bool>) -> Openness {
        match settled {
            Some(true) => Openness::Open,
            Some(false) => Openness::Closed,
            None if now => Openness::OpenForNow,
            None => Openness::ClosedForNow,
        }
    }

    /// Inside something else that may be closed itself.
    fn within(self, outer: Openness) -> Openness {
        match (outer, self) {
            (Openness::Closed, _) | (_, Openness::Closed) => Openness::Closed,
            (Openness::ClosedForNow, _) | (_, Openness::ClosedForNow) => Openness::ClosedForNow,
            (Openness::OpenForNow, _) | (_, Openness::OpenForNow) => Openness::OpenForNow,
            (Openness::Open, Openness::Open) => Openness::Open,
        }
    }
}

/// The state of every question of a form, and of every area.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    openness: Vec<Openness>,
    areas: Vec<Openness>,
}

impl Flow {
    /// Works out which questions are asked. Conditions look back only, so once through will do: an area's looks
    /// back from its first question, and one that holds it comes first.
    pub fn of(questionnaire: &Questionnaire, answers: &Answers) -> Flow {
        let mut flow = Flow {
            openness: vec![Openness::Closed; questionnaire.questions.len()],
            areas: vec![Openness::Closed; questionnaire.areas.len()],
        };
        let mut areas = questionnaire.area_indexes().peekable();
        for question in questionnaire.question_indexes() {
            while let Some(area) = areas.next_if(|area| questionnaire[*area].questions.start <= question.0) {
                flow.areas[area.0] = of_area(questionnaire, answers, &flow, area);
            }
            flow.openness[question.0] = of_question(questionnaire, answers, &flow, question);
        }
        for area in areas {
            flow.areas[area.0] = of_area(questionnaire, answers, &flow, area);
        }
        flow
    }

    /// Puts in how a question stands, and returns how it stood.
    pub(super) fn set(&mut self, question: QuestionIndex, openness: Openness) -> Openness {
        std::mem::replace(&mut self.openness[question.0], openness)
    }

    /// Puts in how an area stands, and returns how it stood.
    pub(super) fn set_area(&mut self, area: AreaIndex, openness: Openness) -> Openness {
        std::mem::replace(&mut self.areas[area.0], openness)
    }

    pub fn openness(&self, question: QuestionIndex) -> Openness {
        self.openness[question.0]
    }

    pub fn is_open(&self, question: QuestionIndex) -> bool {
        self.openness(question).is_open()
    }

    /// Whether an answer still unknown could open something in an area that is not asked now.
    pub fn may_open(&self, questionnaire: &Questionnaire, area: AreaIndex) -> bool {
        let waits = |question| self.openness(question) == Openness::ClosedForNow;
        questionnaire.questions_of(area).any(waits)
            || questionnaire[area].areas.iter().any(|inner| self.may_open(questionnaire, *inner))
    }

    /// How that stands which something stands in; what stands in nothing is held up by nothing.
    fn outer(&self, area: Option<AreaIndex>) -> Openness {
        area.map_or(Openness::Open, |area| self.areas[area.0])
    }

    /// The questions that are asked now, in order.
    pub fn asked(&self) -> impl DoubleEndedIterator<Item = QuestionIndex> + '_ {
        self.openness
            .iter()
            .enumerate()
            .filter(|(_, openness)| openness.is_open())
            .map(|(position, _)| QuestionIndex(position))
    }

    /// The next question that is asked after this one.
    pub fn next(&self, after: QuestionIndex) -> Option<QuestionIndex> {
        (after.0 + 1..self.openness.len()).map(QuestionIndex).find(|question| self.is_open(*question))
    }

    /// The last question that is asked before this one.
    pub fn previous(&self, before: QuestionIndex) -> Option<QuestionIndex> {
        (0..before.0).rev().map(QuestionIndex).find(|question| self.is_open(*question))
    }

    /// The first question that still waits for an answer.
    pub fn first_open(&self, answers: &Answers) -> Option<QuestionIndex> {
        self.asked().find(|question| answers.entry(*question).is_open())
    }
}

/// How a question stands, where all that it rests on is settled.
pub(super) fn of_question(
    questionnaire: &Questionnaire,
    answers: &Answers,
    flow: &Flow,
    question: QuestionIndex,
) -> Openness {
    let Question { show_if, area, .. } = &questionnaire[question];
    of_condition(show_if.as_ref(), questionnaire, answers, flow).within(flow.outer(*area))
}

/// How an area stands, where all that it rests on is settled.
pub(super) fn of_area(
    questionnaire: &Questionnaire,
    answers: &Answers,
    flow: &Flow,
    area: AreaIndex,
) -> Openness {
    let Area { show_if, parent, .. } = &questionnaire[area];
    of_condition(show_if.as_ref(), questionnaire, answers, flow).within(flow.outer(*parent))
}

fn of_condition(
    condition: Option<&Condition>,
    questionnaire: &Questionnaire,
    answers: &Answers,
    flow: &Flow,
) -> Openness {
    let Some(condition) = condition else { return Openness::Open };
    let now = AnswerFacts::now(questionnaire, answers, flow);
    Openness::of(condition.holds(&now), now.settled(condition))
}

/// The answers as conditions see them: only those of questions that are asked.
#[derive(Clone, Copy)]
pub struct AnswerFacts<'a> {
    pub questionnaire: &'a Questionnaire,
    pub answers: &'a Answers,
    pub flow: &'a Flow,
    /// Whether conditions leave open what an answer still unknown could change.
    pub looking_ahead: bool,
}

impl<'a> AnswerFacts<'a> {
    /// What is so by the answers that there are.
    pub fn now(questionnaire: &'a Questionnaire, answers: &'a Answers, flow: &'a Flow) -> AnswerFacts<'a> {
        AnswerFacts { questionnaire, answers, flow, looking_ahead: false }
    }

    /// What is so whatever is still answered.
    pub fn ahead(self) -> AnswerFacts<'a> {
        AnswerFacts { looking_ahead: true, ..self }
    }

    /// Whether a condition holds whatever is still answered; `None` while that can change it.
    pub fn settled(&self, condition: &Condition) -> Option<bool> {
        let may_change = || condition.reads(self.questionnaire).into_iter().any(|read| self.pending(read));
        match condition.truth(&self.ahead()) {
            Some(truth) => Some(truth),
            // Unknown for ever, as when the answer was "does not apply".
            None if !may_change() => Some(false),
            None => None,
        }
    }
}

impl Facts for AnswerFacts<'_> {
    fn questionnaire(&self) -> &Questionnaire {
        self.questionnaire
    }

    fn answer(&self, question: QuestionIndex) -> Option<&Answer> {
        match self.flow.openness(question) {
            Openness::Open => {}
            Openness::OpenForNow if !self.looking_ahead => {}
            Openness::OpenForNow | Openness::ClosedForNow | Openness::Closed => return None,
        }
        self.answers.answer(question).filter(|answer| match answer {
            Answer::DontKnow | Answer::NotApplicable => false,
            Answer::Choice(_)
            | Answer::Choices(_)
            | Answer::YesNo(_)
            | Answer::Number(_)
            | Answer::Numbers(_)
            | Answer::Rows(_)
            | Answer::Text(_) => true,
        })
    }

    fn pending(&self, question: QuestionIndex) -> bool {
        match self.flow.openness(question) {
            Openness::Closed => false,
            // Its own gate may still move, and its answer with it.
            Openness::OpenForNow | Openness::ClosedForNow => true,
            Openness::Open => match self.answers.answer(question) {
                None | Some(Answer::DontKnow) => true,
                Some(Answer::Numbers(numbers)) => numbers.iter().any(Option::is_none),
                Some(Answer::Rows(rows)) => rows.iter().any(|row| row.is_open()),
                Some(_) => false,
            },
        }
    }

    fn looking_ahead(&self) -> bool {
        self.looking_ahead
    }
}

impl Flow {
    /// What is said when the answers to a question and to others do not fit together.
    ///
    /// Remarks of any question asked are said that rest on this one's answer.
    pub fn remarks<'a>(
        &'a self,
        questionnaire: &'a Questionnaire,
        answers: &'a Answers,
        question: QuestionIndex,
    ) -> impl Iterator<Item = &'a str> {
        let facts = AnswerFacts::now(questionnaire, answers, self);
        let asked = self.asked().flat_map(|other| questionnaire[other].must.iter());
        asked
            .filter(move |remark| remark.when.reads(questionnaire).contains(&question))
            .filter(move |remark| remark.when.holds(&facts))
            .map(|remark| remark.says.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Change;
    use crate::questionnaire::plain;
    use crate::questionnaire::read::sample;

    const QUESTIONNAIRE: &str = "
format: 1
id: a_case
edition: '1'
title: A case
profile:
- {id: repeat, ask: Do they?, type: yes_no}
- {id: size, ask: How many?, type: number}
- {id: why, ask: Why?, type: text, show_if: repeat and size > 3}
- {id: later, ask: What then?, type: text, show_if: answered(why)}
areas:
- id: area
  title: Area
  show_if: repeat
  questions:
  - {id: often, ask: How often?, type: scale, choices: [Never, Always]}
  - {id: again, ask: How often?, type: scale, choices: [Never, Always], show_if: level(often) >= 1}
  areas:
  - {id: inner, title: Inner, questions: [{id: inmost, ask: How often?, type: scale, choices: [Never, Always]}]}
- id: other
  title: Other
  questions:
  - {id: always, ask: How often?, type: scale, choices: [Never, Always]}
  - {id: or_both, ask: How often?, type: scale, choices: [Never, Always], show_if: repeat or size > 3}
  - {id: by_default, ask: How often?, type: scale, choices: [Never, Always], show_if: size ?? 9 > 3}
";

    /// Compares which questions are asked after some answers, as `id` or, for now, `id?`; those
    /// that are closed for now stand in brackets.
    #[track_caller]
    fn check(given: &[(&str, serde_json::Value)], want: &str) {
        let questionnaire = sample(QUESTIONNAIRE);
        let mut answers = Answers::new(&questionnaire);
        for (id, value) in given {
            let question = questionnaire.find_question(id).unwrap();
            let answer = plain::read(&questionnaire[question], value).unwrap();
            answers.apply(&questionnaire, Change::Answered(question, answer)).unwrap();
        }
        let flow = Flow::of(&questionnaire, &answers);
        let shown = questionnaire.question_indexes().filter_map(|question| {
            let id = &questionnaire[question].id;
            match flow.openness(question) {
                Openness::Open => Some(id.to_string()),
                Openness::OpenForNow => Some(format!("{id}?")),
                Openness::ClosedForNow => Some(format!("({id})")),
                Openness::Closed => None,
            }
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" "), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;
        use serde_json::json;

        #[test] fn before_any_answer() { check(&[], "repeat size (why) (later) (often) (again) (inmost) always (or_both) by_default?"); }
        #[test] fn yes_opens() { check(&[("repeat", json!(true))], "repeat size (why) (later) often (again) inmost always or_both by_default?"); }
        #[test] fn no_closes() { check(&[("repeat", json!(false))], "repeat size always (or_both) by_default?"); }
        #[test] fn both_open() { check(&[("repeat", json!(true)), ("size", json!(4))], "repeat size why (later) often (again) inmost always or_both by_default"); }
        #[test] fn a_small_number_closes() { check(&[("repeat", json!(true)), ("size", json!(3))], "repeat size often (again) inmost always or_both"); }
        #[test] fn one_closes_whatever_the_other() { check(&[("size", json!(3))], "repeat size (often) (again) (inmost) always (or_both)"); }
        #[test] fn an_answer_opens_the_next() { check(&[("repeat", json!(true)), ("size", json!(4)), ("why", json!("So.")), ("often", json!(2))], "repeat size why later often again inmost always or_both by_default"); }
        #[test] fn a_closed_answer_does_not_open() { check(&[("repeat", json!(false)), ("often", json!(2)), ("why", json!("So."))], "repeat size always (or_both) by_default?"); }
        #[test] fn dont_know_leaves_it_open_to_change() { check(&[("repeat", json!("dont_know")), ("size", json!(4))], "repeat size (why) (later) (often) (again) (inmost) always or_both by_default"); }
        #[test] fn not_applicable_closes_for_good() { check(&[("repeat", json!("not_applicable")), ("size", json!(4))], "repeat size always or_both by_default"); }
        #[test] fn a_default_holds_for_good() { check(&[("repeat", json!(false)), ("size", json!("not_applicable"))], "repeat size always by_default"); }
    }

    #[test]
    fn next_and_previous_pass_over_what_is_closed() {
        let questionnaire = sample(QUESTIONNAIRE);
        let mut answers = Answers::new(&questionnaire);
        let find = |id: &str| questionnaire.find_question(id).unwrap();
        let no = Change::Answered(find("repeat"), Answer::YesNo(false));
        answers.apply(&questionnaire, no).unwrap();
        let flow = Flow::of(&questionnaire, &answers);
        assert_eq!(flow.next(find("size")), Some(find("always")));
        assert_eq!(flow.previous(find("always")), Some(find("size")));
        assert_eq!(flow.previous(find("repeat")), None);
        assert_eq!(flow.first_open(&answers), Some(find("size")));
    }
}
