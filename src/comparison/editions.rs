//! Two editions of a questionnaire, question by question: which ask the same.
//!
//! A question is known by its id for ever. One that was renamed says so (`was`); one whose meaning has changed
//! has another revision. What else an author may have changed without saying so is looked at here too, where
//! it would make a step mean something else: the type, the unit, the steps themselves.

use std::collections::HashMap;

use crate::questionnaire::{Choice, Kind, Question, QuestionIndex, Questionnaire};

/// How the questions of one edition stand to those of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Kinship {
    /// For each question of the one edition.
    of: Vec<Kin>,
}

/// Where a question of one edition might stand in the other.
type Finder<'a> = &'a dyn Fn(&Question) -> Option<QuestionIndex>;

/// How one question stands to the other edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    /// The other edition does not ask it.
    Alone,
    /// The other edition asks it here, and it means the same.
    Same(QuestionIndex),
    /// The other edition asks it here, and it means something else.
    Other(QuestionIndex, Difference),
}

/// Why two questions of one id do not mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    Revision,
    Kind,
    Choices,
}

impl Kin {
    pub fn other(self) -> Option<QuestionIndex> {
        match self {
            Kin::Alone => None,
            Kin::Same(other) | Kin::Other(other, _) => Some(other),
        }
    }

    pub fn same(self) -> Option<QuestionIndex> {
        match self {
            Kin::Same(other) => Some(other),
            Kin::Alone | Kin::Other(..) => None,
        }
    }
}

impl Kinship {
    /// Looks for each question of `one` in `other`.
    pub fn of(one: &Questionnaire, other: &Questionnaire) -> Kinship {
        let by_id = other.questions_by_id();
        let mut was = HashMap::new();
        for index in other.question_indexes() {
            was.extend(other[index].was.iter().map(|old| (old.as_str(), index)));
        }
        let mut taken = vec![false; other.questions.len()];
        let mut of = vec![Kin::Alone; one.questions.len()];
        // What kept its id comes first: an old name never takes it away.
        let same_id = |question: &Question| by_id.find(question.id.as_str());
        let earlier = |question: &Question| question.was.iter().find_map(|old| by_id.find(old.as_str()));
        let later = |question: &Question| was.get(question.id.as_str()).copied();
        let finders: [Finder; 3] = [&same_id, &earlier, &later];
        for find in finders {
            for index in one.question_indexes() {
                if of[index.0] != Kin::Alone {
                    continue;
                }
                let question = &one[index];
                if let Some(found) = find(question).filter(|found| !taken[found.0]) {
                    taken[found.0] = true;
                    of[index.0] = match difference(question, &other[found], one.language == other.language) {
                        None => Kin::Same(found),
                        Some(difference) => Kin::Other(found, difference),
                    };
                }
            }
        }
        Kinship { of }
    }

    pub fn kin(&self, question: QuestionIndex) -> Kin {
        self.of.get(question.0).copied().unwrap_or(Kin::Alone)
    }
}

/// Units are words, which can be compared in one language only.
fn difference(one: &Question, other: &Question, same_language: bool) -> Option<Difference> {
    if one.revision != other.revision {
        return Some(Difference::Revision);
    }
    match (&one.kind, &other.kind) {
        (Kind::Scale(steps), Kind::Scale(others)) => {
            (!are_same_steps(steps, others)).then_some(Difference::Choices)
        }
        (Kind::Matrix { choices, .. }, Kind::Matrix { choices: others, .. }) => {
            (!are_same_steps(choices, others)).then_some(Difference::Choices)
        }
        (Kind::Number(one), Kind::Number(other)) => {
            (same_language && one.unit != other.unit).then_some(Difference::Kind)
        }
        (Kind::SingleChoice(_), Kind::SingleChoice(_))
        | (Kind::MultipleChoice { .. }, Kind::MultipleChoice { .. })
        | (Kind::YesNo { .. }, Kind::YesNo { .. })
        | (Kind::NumberGroup(_), Kind::NumberGroup(_))
        | (Kind::Text, Kind::Text) => None,
        (
            Kind::Scale(_)
            | Kind::SingleChoice(_)
            | Kind::MultipleChoice { .. }
            | Kind::YesNo { .. }
            | Kind::Number(_)
            | Kind::NumberGroup(_)
            | Kind::Matrix { .. }
            | Kind::Text,
            _,
        ) => Some(Difference::Kind),
    }
}

/// Whether the steps of two scales are the same ones in the same order. On a scale the position is the level.
fn are_same_steps(one: &[Choice], other: &[Choice]) -> bool {
    one.len() == other.len() && (0..one.len()).all(|at| same_choice(one, at, other) == Some(at))
}

/// Where a choice of one list stands in another: by its id, else by its text, else, in lists of one length, at
/// the same place, unless the choice there is another one of the first list.
pub(super) fn same_choice(one: &[Choice], at: usize, other: &[Choice]) -> Option<usize> {
    let choice = one.get(at)?;
    if other.get(at).is_some_and(|there| there.id == choice.id && there.text == choice.text) {
        return Some(at);
    }
    let by_name = |wanted: &Choice, among: &[Choice]| {
        let by_id = || among.iter().position(|choice| choice.id.is_some() && choice.id == wanted.id);
        let by_text = || {
            // Two names for one text are two choices.
            let fits =
                |choice: &Choice| choice.text == wanted.text && (choice.id.is_none() || wanted.id.is_none());
            among.iter().position(fits)
        };
        by_id().or_else(by_text)
    };
    if let Some(found) = by_name(choice, other) {
        return Some(found);
    }
    let there = other.get(at).filter(|there| one.len() == other.len() && by_name(there, one).is_none())?;
    (choice.id.is_none() || there.id.is_none()).then_some(at)
}
