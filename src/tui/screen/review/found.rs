//! What wants a second look before the end, in the words of the review screen: a count, and what stands beside it.

use crate::assessment::second_look::Group;
use crate::questionnaire::QuestionIndex;
use crate::tui::sitting::Sitting;
use crate::words::{Words, fill};

pub(super) fn says(group: Group, count: usize, words: &Words) -> String {
    let says = &words.review;
    let text = match group {
        Group::Required => &says.required,
        Group::Open => &says.open,
        Group::Skipped => &says.skipped,
        Group::DontKnow => &says.dont_know,
        Group::Marked => &says.marked,
        Group::Same => &says.same,
        Group::Guessed => &says.guessed,
        Group::NoReason => &says.no_reason,
    };
    words.count(text, count)
}

/// What stands beside the count: which questions, and that nothing may be wrong with them.
pub(super) fn remark(group: Group, found: &[QuestionIndex], sitting: &Sitting, words: &Words) -> String {
    let says = &words.review;
    match group {
        Group::Required | Group::Open | Group::Skipped | Group::DontKnow | Group::Marked | Group::Guessed => {
            names(found, sitting, words)
        }
        Group::Same => {
            let name = |question: Option<&QuestionIndex>| {
                question.map_or_else(String::new, |question| sitting.number_of(*question, words))
            };
            let ends: [(&str, &dyn std::fmt::Display); 2] =
                [("first", &name(found.first())), ("last", &name(found.last()))];
            fill(says.same_says, &[("names", &fill(says.from_to, &ends))])
        }
        Group::NoReason => fill(says.no_reason_says, &[("names", &names(found, sitting, words))]),
    }
}

/// `2.3, 3.1`: area and question, as the overview counts them.
fn names(questions: &[QuestionIndex], sitting: &Sitting, words: &Words) -> String {
    let name = |question: &QuestionIndex| sitting.number_of(*question, words);
    questions.iter().take(12).map(name).collect::<Vec<_>>().join(", ")
}
