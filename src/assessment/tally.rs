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
            tally.add(Share::of(answers.entry(question)));
        }
        tally
    }

    /// How many questions have what they asked for: an answer, "don't know" or "does not apply". Skipped ones wait.
    pub fn done(&self) -> usize {
        self.answered + self.dont_know + self.not_applicable
    }

    pub fn add(&mut self, share: Share) {
        self.asked += 1;
        *self.count(share.stand) += 1;
        self.marked += usize::from(share.marked);
    }

    /// Takes out what was added.
    pub fn take(&mut self, share: Share) {
        self.asked -= 1;
        *self.count(share.stand) -= 1;
        self.marked -= usize::from(share.marked);
    }

    fn count(&mut self, stand: Stand) -> &mut usize {
        match stand {
            Stand::Answered => &mut self.answered,
            Stand::DontKnow => &mut self.dont_know,
            Stand::NotApplicable => &mut self.not_applicable,
            Stand::Skipped => &mut self.skipped,
            Stand::Open => &mut self.open,
        }
    }
}

/// What one question that is asked counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    stand: Stand,
    marked: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    Answered,
    DontKnow,
    NotApplicable,
    Skipped,
    Open,
}

impl Share {
    pub fn of(entry: &Entry) -> Share {
        let stand = match &entry.answer {
            _ if entry.is_open() => Stand::Open,
            Some(Answer::DontKnow) => Stand::DontKnow,
            Some(Answer::NotApplicable) => Stand::NotApplicable,
            Some(_) => Stand::Answered,
            None => Stand::Skipped,
        };
        Share { stand, marked: entry.marked }
    }

    pub fn is_open(self) -> bool {
        self.stand == Stand::Open
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
        let share = Share::of(&Entry { answer, skipped, ..Entry::default() });
        tally.add(share);
        assert_eq!(tally, Tally { asked: 1, ..want });
        tally.take(share);
        assert_eq!(tally, Tally::default());
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
