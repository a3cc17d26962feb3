//! A questionnaire at a glance: what the first screens say of it, before it has to be read.

use crate::assessment::{Answers, Flow, pace};
use crate::questionnaire::{QuestionIndex, Questionnaire};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// The language of its texts.
    pub language: String,
    pub title: String,
    pub edition: String,
    /// The areas that are scored.
    pub areas: usize,
    /// All questions but the private ones.
    pub questions: usize,
    /// How long it takes to answer what everybody is asked, and how long where every question opens.
    pub minutes: (u32, u32),
}

impl Glance {
    pub fn of(questionnaire: &Questionnaire) -> Glance {
        let counted = |question: &QuestionIndex| {
            questionnaire[*question].area.is_none_or(|area| !questionnaire.is_private(area))
        };
        let questions: Vec<QuestionIndex> = questionnaire.question_indexes().filter(counted).collect();
        let flow = Flow::of(questionnaire, &Answers::new(questionnaire));
        let minutes = |asked: &dyn Fn(QuestionIndex) -> bool| {
            let asked = questions.iter().filter(|question| asked(**question));
            pace::minutes(asked.map(|question| pace::expected(&questionnaire[*question])).sum())
        };
        Glance {
            language: questionnaire.language.clone(),
            title: questionnaire.title.clone(),
            edition: questionnaire.edition.clone(),
            areas: questionnaire.scored_areas().count(),
            questions: questions.len(),
            minutes: (minutes(&|question| flow.is_open(question)), minutes(&|_| true)),
        }
    }
}
