//! The parts of a form as a person goes through it: the questions about the team, then each outermost area with all
//! inside it.

use std::ops::Range;

use super::Flow;
use crate::questionnaire::{AreaIndex, QuestionIndex, Questionnaire};
use crate::words::{Words, fill};

/// Which part a question belongs to, and which questions a part has: looked up, however long the form is.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The outermost area of each question.
    of: Vec<Option<AreaIndex>>,
    /// Where the questions of each part stand, which stand together: the team, then each area. An area within
    /// another has none.
    questions: Vec<Range<usize>>,
}

impl Parts {
    pub fn of(questionnaire: &Questionnaire) -> Parts {
        let of: Vec<Option<AreaIndex>> =
            questionnaire.question_indexes().map(|question| outermost(questionnaire, question)).collect();
        let mut questions = vec![0..0; questionnaire.areas.len() + 1];
        let mut start = 0;
        for part in of.chunk_by(|one, next| one == next) {
            let end = start + part.len();
            if let Some(range) = part.first().and_then(|part| questions.get_mut(place(*part))) {
                *range = start..end;
            }
            start = end;
        }
        Parts { of, questions }
    }

    /// The part a question belongs to: its outermost area, or none for a question about the team.
    pub fn part(&self, question: QuestionIndex) -> Option<AreaIndex> {
        self.of.get(question.0).copied().flatten()
    }

    /// The questions of a part, in order, whether they are asked or not.
    pub fn questions(
        &self,
        part: Option<AreaIndex>,
    ) -> impl DoubleEndedIterator<Item = QuestionIndex> + use<> {
        self.questions.get(place(part)).cloned().unwrap_or_default().map(QuestionIndex)
    }

    /// How many lists of one entry for each part have to hold.
    pub fn places(&self) -> usize {
        self.questions.len()
    }

    /// Every question that is asked, with the number it goes by: `2.3` is the third of the second area.
    pub fn numbered(
        &self,
        questionnaire: &Questionnaire,
        flow: &Flow,
        words: &Words,
    ) -> Vec<(QuestionIndex, String)> {
        let mut counts = vec![0; self.places()];
        let mut named = |question: QuestionIndex| {
            let part = self.part(question);
            let count = counts.get_mut(place(part));
            let place = count.map_or(0, |count| {
                *count += 1;
                *count
            });
            (question, number(questionnaire, part, place, words))
        };
        flow.asked().map(&mut named).collect()
    }
}

/// What the question at this place of a part is called, from 1.
pub fn number(questionnaire: &Questionnaire, part: Option<AreaIndex>, place: usize, words: &Words) -> String {
    match part.map(|area| (area, questionnaire.number_of(area))) {
        None => fill(words.review.team, &[("number", &place)]),
        Some((_, Some(number))) => format!("{number}.{place}"),
        Some((area, None)) => format!("{} {place}", questionnaire[area].short),
    }
}

/// Where a part stands in a list that begins with the team.
pub fn place(part: Option<AreaIndex>) -> usize {
    part.map_or(0, |area| area.0 + 1)
}

fn outermost(questionnaire: &Questionnaire, question: QuestionIndex) -> Option<AreaIndex> {
    let mut area = questionnaire[question].area?;
    while let Some(parent) = questionnaire[area].parent {
        area = parent;
    }
    Some(area)
}
