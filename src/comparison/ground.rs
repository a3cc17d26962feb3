//! The common ground: which answers can be compared, and what they come to, then and now.

use crate::questionnaire::{
    Answer, AreaIndex, Condition, Id, Question, QuestionIndex, Questionnaire, RowAnswer,
};
use crate::scoring::{Scorecard, State};

use super::carry::Carried;
use super::editions::{Difference, Kin, Kinship};
use super::{Named, NotCompared, Reason, Side, Which};

/// Two sides and the edition that measures both.
pub(super) struct Ground<'a> {
    pub(super) measure: &'a Questionnaire,
    pub(super) whose: Which,
    pub(super) then: View<'a>,
    pub(super) now: View<'a>,
}

/// One side as the measure sees it.
pub(super) struct View<'a> {
    pub(super) side: &'a Side<'a>,
    /// From the measure to the side's own edition.
    pub(super) kinship: Kinship,
    pub(super) carried: Carried,
}

/// One answer compared: a question, or a row of a matrix.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) question: QuestionIndex,
    pub(super) weight: f64,
    /// What was won of it, 0 to 1.
    pub(super) then: f64,
    pub(super) now: f64,
    /// Whether the answer is the same, and stands where it stood.
    pub(super) is_same: bool,
}

impl<'a> Ground<'a> {
    pub(super) fn of(then: &'a Side<'a>, now: &'a Side<'a>) -> Ground<'a> {
        // The later edition is the measure; of one day, the one that is called later.
        let whose = if now.assessment.date < then.assessment.date { Which::Then } else { Which::Now };
        let measure = match whose {
            Which::Then => then.questionnaire(),
            Which::Now => now.questionnaire(),
        };
        let view = |side: &'a Side<'a>| {
            let own = side.questionnaire();
            let kinship = Kinship::of(measure, own);
            // The same text in another language has the same ids, levels and rules.
            let is_measure = own.hash == measure.hash && own.questions.len() == measure.questions.len();
            let carried = match is_measure {
                true => Carried::own(side),
                false => Carried::over(side, measure, &kinship),
            };
            View { side, kinship, carried }
        };
        Ground { measure, whose, then: view(then), now: view(now) }
    }

    /// The side whose edition is not the measure.
    pub(super) fn other(&self) -> &View<'a> {
        match self.whose {
            Which::Then => &self.now,
            Which::Now => &self.then,
        }
    }

    /// Whether a question counts and may be seen.
    pub(super) fn counts(&self, question: QuestionIndex) -> bool {
        counts(self.measure, question)
    }

    /// What of a question can be compared, and what cannot, with the reason. What was never asked in
    /// either is neither.
    pub(super) fn compared(&self, index: QuestionIndex) -> (Vec<Item>, Vec<NotCompared>) {
        let left_out =
            |reason| (Vec::new(), vec![NotCompared { question: named(self.measure, index), reason }]);
        match self.other().kinship.kin(index) {
            Kin::Alone => {
                return left_out(match self.whose {
                    Which::Now => Reason::New,
                    Which::Then => Reason::Removed,
                });
            }
            Kin::Other(_, difference) => {
                return left_out(match difference {
                    Difference::Revision => Reason::Reworded,
                    Difference::Kind => Reason::TypeChanged,
                    Difference::Choices => Reason::ChoicesChanged,
                });
            }
            Kin::Same(_) => {}
        }
        let (then, now) = (self.then.state(index), self.now.state(index));
        match (then, now) {
            (State::Closed, State::Closed) => return (Vec::new(), Vec::new()),
            (State::Closed, _) => return left_out(Reason::NotAskedThen),
            (_, State::Closed) => return left_out(Reason::NotAskedNow),
            (_, _) => {}
        }
        if self.then.carried.is_lost(index) || self.now.carried.is_lost(index) {
            return left_out(Reason::ChoicesChanged);
        }
        if let Some(reason) = unanswered(self.then.has_score(index), self.now.has_score(index)) {
            return left_out(reason);
        }
        if !self.judged_alike(index) {
            return left_out(Reason::JudgedByOthers);
        }
        self.items(index)
    }

    fn items(&self, index: QuestionIndex) -> (Vec<Item>, Vec<NotCompared>) {
        let question = &self.measure[index];
        let (mut items, mut left_out) = (Vec::new(), Vec::new());
        let rows = question.kind.rows();
        let places: Vec<Option<usize>> = match rows.is_empty() {
            true => vec![None],
            false => (0..rows.len()).map(Some).collect(),
        };
        let weight = question.weight / places.len().max(1) as f64;
        for row in places {
            let of = |view: &View| share(&view.carried.scorecard, index, row);
            let (then, now) = (of(&self.then), of(&self.now));
            if let (Some(then), Some(now)) = (then, now) {
                let same_answer = self.then.given(index, row) == self.now.given(index, row);
                let is_same = same_answer && then == now;
                items.push(Item { question: index, weight, then, now, is_same });
                continue;
            }
            let named = Named {
                row: row.and_then(|row| rows.get(row)).map(|row| (row.id.clone(), row.text.clone())),
                ..named(self.measure, index)
            };
            let reason = match unanswered(then.is_some(), now.is_some()) {
                // Answered, and judged by nothing that the measure knows.
                _ if row.is_none() => Reason::JudgedByOthers,
                Some(reason) => reason,
                None => continue,
            };
            left_out.push(NotCompared { question: named, reason });
        }
        (items, left_out)
    }

    /// Whether all that a question is judged by can be compared: a cap that only one of the editions can know
    /// would move a score although nobody's answer did.
    fn judged_alike(&self, index: QuestionIndex) -> bool {
        let question = &self.measure[index];
        let caps = question.caps.iter().map(|cap| &cap.when);
        question.judge.iter().chain(caps).all(|rests_on| self.knows(rests_on))
    }

    /// Whether both editions ask all that an expression rests on.
    pub(super) fn knows(&self, expression: &Condition) -> bool {
        expression.reads(self.measure).into_iter().all(|read| self.means_the_same(read))
    }

    /// Whether a question means the same in both editions, and its answers could be carried over.
    pub(super) fn means_the_same(&self, index: QuestionIndex) -> bool {
        self.other().kinship.kin(index).same().is_some()
            && !self.then.carried.is_lost(index)
            && !self.now.carried.is_lost(index)
    }

    /// The scored questions that only the other edition asks.
    pub(super) fn only_in_other(&self) -> Vec<NotCompared> {
        let other = self.other().side.questionnaire();
        let kinship = Kinship::of(other, self.measure);
        let alone = other.question_indexes().filter(|index| kinship.kin(*index) == Kin::Alone);
        let reason = match self.whose {
            Which::Now => Reason::Removed,
            Which::Then => Reason::New,
        };
        alone
            .filter(|index| counts(other, *index))
            .map(|index| NotCompared { question: named(other, index), reason })
            .collect()
    }
}

impl View<'_> {
    /// How a question of the measure stands in the side's own edition.
    pub(super) fn state(&self, index: QuestionIndex) -> State {
        match self.kinship.kin(index).other() {
            Some(own) => self.side.scorecard.question(own).state,
            None => State::Closed,
        }
    }

    /// Whether the side's own edition gave a score for it.
    fn has_score(&self, index: QuestionIndex) -> bool {
        let own = self.kinship.kin(index).other();
        own.is_some_and(|own| self.side.scorecard.question(own).level.is_some())
    }

    fn given(&self, index: QuestionIndex, row: Option<usize>) -> Given<'_> {
        match (self.carried.answers.answer(index), row) {
            (Some(Answer::Rows(rows)), Some(row)) => Given::Row(rows.get(row).copied()),
            (answer, _) => Given::Whole(answer),
        }
    }

    /// An area's own printed score, by its id; `None` too where its edition does not score it.
    pub(super) fn area(&self, id: &str) -> Option<AreaIndex> {
        self.side.questionnaire().find_area_with_score(id)
    }

    pub(super) fn printed(&self, id: &str) -> Option<u32> {
        self.side.scorecard.area(self.area(id)?).measure.printed()
    }
}

#[derive(PartialEq)]
enum Given<'a> {
    Whole(Option<&'a Answer>),
    Row(Option<RowAnswer>),
}

pub(super) fn named(questionnaire: &Questionnaire, index: QuestionIndex) -> Named {
    let Question { id, ask, .. } = &questionnaire[index];
    Named { id: id.clone(), ask: ask.clone(), row: None }
}

fn counts(questionnaire: &Questionnaire, index: QuestionIndex) -> bool {
    let question = &questionnaire[index];
    question.is_scored() && question.area.is_some_and(|area| questionnaire.shows_score(area))
}

fn unanswered(then: bool, now: bool) -> Option<Reason> {
    match (then, now) {
        (true, true) => None,
        (false, true) => Some(Reason::UnansweredThen),
        (true, false) => Some(Reason::UnansweredNow),
        (false, false) => Some(Reason::Unanswered),
    }
}

/// What was won of a question, or of a row of a matrix, 0 to 1.
fn share(scorecard: &Scorecard, index: QuestionIndex, row: Option<usize>) -> Option<f64> {
    let score = scorecard.question(index);
    let highest = f64::from(score.highest?);
    let level = match row {
        None => score.level,
        Some(row) => score.rows.get(row).copied().flatten(),
    };
    level.map(|level| level / highest)
}

/// How many questions of an area are scored, without those of the areas in it.
pub(super) fn scored_in(questionnaire: &Questionnaire, area: AreaIndex) -> usize {
    questionnaire.questions_of(area).filter(|index| questionnaire[*index].is_scored()).count()
}

/// The rows of a matrix that blind spots tell of.
pub(super) fn row_of(question: &Question, row: usize) -> Option<(Id, String)> {
    question.kind.rows().get(row).map(|row| (row.id.clone(), row.text.clone()))
}
