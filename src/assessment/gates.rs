//! Which gates an answer can move: then a changed answer costs what rests on it, not the whole form.
//!
//! [`Flow::of`] is the rule, and goes through everything; [`Flow::follow`] comes to the same from the flow before.

use std::collections::BTreeSet;

use super::flow::{self, Flow};
use super::{Answers, Change};
use crate::questionnaire::{AreaIndex, Condition, QuestionIndex, Questionnaire};

/// The conditions of a questionnaire by the answers they rest on: made once, and true for any answers.
#[derive(Clone, Debug)]
pub struct Gates {
    /// Who reads whose answer, by whose it is.
    readers: Vec<(QuestionIndex, Gate)>,
}

/// Where it is decided whether something is asked. In the order of the form, so that what a gate rests on is
/// settled before it: an area comes before its questions and its own areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Gate {
    before: QuestionIndex,
    of: Gated,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gated {
    Area(AreaIndex),
    Question,
}

impl Gate {
    fn area(questionnaire: &Questionnaire, area: AreaIndex) -> Gate {
        Gate { before: QuestionIndex(questionnaire[area].questions.start), of: Gated::Area(area) }
    }

    fn question(question: QuestionIndex) -> Gate {
        Gate { before: question, of: Gated::Question }
    }
}

impl Gates {
    pub fn of(questionnaire: &Questionnaire) -> Gates {
        let mut readers = Vec::new();
        let mut add = |gate: Gate, condition: &Option<Condition>| {
            let reads = condition.iter().flat_map(|condition| condition.reads(questionnaire));
            readers.extend(reads.map(|read| (read, gate)));
        };
        for question in questionnaire.question_indexes() {
            add(Gate::question(question), &questionnaire[question].show_if);
        }
        for area in questionnaire.area_indexes() {
            add(Gate::area(questionnaire, area), &questionnaire[area].show_if);
        }
        readers.sort_unstable();
        Gates { readers }
    }

    /// The gates whose conditions rest on this question.
    fn reading(&self, question: QuestionIndex) -> impl Iterator<Item = Gate> + '_ {
        let first = self.readers.partition_point(|(read, _)| *read < question);
        let readers = self.readers.iter().skip(first).take_while(move |(read, _)| *read == question);
        readers.map(|(_, gate)| *gate)
    }
}

impl Change {
    /// Whether a condition can come out otherwise after it.
    fn moves_gates(&self) -> bool {
        match self {
            Change::Answered(..) | Change::Cleared(_) | Change::Skipped(_) => true,
            Change::Noted(..) | Change::Marked(..) | Change::Confident(..) => false,
        }
    }
}

impl Flow {
    /// Goes on from the flow before a change that was made to the answers: comes to what [`Flow::of`] comes to.
    /// Returns the questions that have come in or dropped out, in order.
    pub fn follow(
        &mut self,
        gates: &Gates,
        questionnaire: &Questionnaire,
        answers: &Answers,
        change: &Change,
    ) -> Vec<QuestionIndex> {
        let mut moved = Vec::new();
        let mut waiting = BTreeSet::new();
        if change.moves_gates() {
            waiting.extend(gates.reading(change.question()));
        }
        while let Some(gate) = waiting.pop_first() {
            match gate.of {
                Gated::Area(area) => {
                    let openness = flow::of_area(questionnaire, answers, self, area);
                    if self.set_area(area, openness) != openness {
                        let inner = questionnaire[area].areas.iter();
                        waiting.extend(inner.map(|inner| Gate::area(questionnaire, *inner)));
                        waiting.extend(questionnaire.questions_of(area).map(Gate::question));
                    }
                }
                Gated::Question => {
                    let question = gate.before;
                    let openness = flow::of_question(questionnaire, answers, self, question);
                    let was = self.set(question, openness);
                    if was != openness {
                        waiting.extend(gates.reading(question));
                    }
                    if was.is_open() != openness.is_open() {
                        moved.push(question);
                    }
                }
            }
        }
        moved
    }
}
