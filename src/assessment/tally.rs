//! How far an assessment is: how many of the questions that are asked stand how.

use super::{Assessment, Entry, Flow};
use crate::questionnaire::{Answer, QuestionIndex, Questionnaire};

/// How many questions stand how; each question that is asked is in exactly one of the counts, apart from
/// `marked`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub asked: usize,
    /// Answered whole, by something other than the next two.
    pub answered: usize,
    pub dont_know: usize,
    pub not_applicable: usize,
    pub skipped: usize,
    pub open: usize,
    pub marked: usize,
}

impl Tally {
    /// The whole assessment, without its private areas: those are in nobody's report.
    pub fn of(assessment: &Assessment, flow: &Flow) -> Tally {
        let Assessment { questionnaire, answers, .. } = assessment;
        let mut tally = Tally::default();
        for question in flow.asked().filter(|question| counts(questionnaire, *question)) {
            tally.add(answers.entry(question));
        }
        tally
    }

    /// How many questions need nothing more.
    pub fn done(&self) -> usize {
        self.asked - self.open
    }

    pub fn add(&mut self, entry: &Entry) {
        self.asked += 1;
        match &entry.answer {
            _ if entry.is_open() => self.open += 1,
            Some(Answer::DontKnow) => self.dont_know += 1,
            Some(Answer::NotApplicable) => self.not_applicable += 1,
            Some(_) => self.answered += 1,
            None => self.skipped += 1,
        }
        self.marked += usize::from(entry.marked);
    }
}

/// Whether a question is counted for the whole: it stands in no private area.
pub fn counts(questionnaire: &Questionnaire, question: QuestionIndex) -> bool {
    questionnaire[question].area.is_none_or(|area| !questionnaire.is_private(area))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::RowAnswer;

    #[track_caller]
    fn check(answer: Option<Answer>, skipped: bool, want: Tally) {
        let mut tally = Tally::default();
        tally.add(&Entry { answer, skipped, ..Entry::default() });
        assert_eq!(tally, Tally { asked: 1, ..want });
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        const NONE: Tally = Tally { asked: 0, answered: 0, dont_know: 0, not_applicable: 0, skipped: 0, open: 0, marked: 0 };

        #[test] fn answered() { check(Some(Answer::YesNo(false)), false, Tally { answered: 1, ..NONE }); }
        #[test] fn dont_know() { check(Some(Answer::DontKnow), false, Tally { dont_know: 1, ..NONE }); }
        #[test] fn does_not_apply() { check(Some(Answer::NotApplicable), false, Tally { not_applicable: 1, ..NONE }); }
        #[test] fn skipped() { check(None, true, Tally { skipped: 1, ..NONE }); }
        #[test] fn open() { check(None, false, Tally { open: 1, ..NONE }); }
        #[test] fn half_a_group_is_open() { check(Some(Answer::Numbers(vec![Some(1.0), None])), false, Tally { open: 1, ..NONE }); }
        #[test] fn half_a_matrix_is_open() { check(Some(Answer::Rows(vec![RowAnswer::NotAnswered, RowAnswer::DontKnow])), false, Tally { open: 1, ..NONE }); }
    }
}
