//! From answers to scores: the share of winnable points that was won.
//!
//! A question's score is its level over its highest level. An area's score is the weighted mean
//! of its scored questions and areas that were answered; the overall score is the weighted mean
//! of the areas that have one. Every unknown answer widens a range instead of moving the score:
//! `low` and `high` are the least and the greatest score that any completion could reach.

pub mod mean;
pub mod question;
pub mod raise;
pub mod scorecard;
pub mod sums;
pub mod why;

use crate::assessment::Answers;
use crate::assessment::flow::{AnswerFacts, Flow};
use crate::questionnaire::{AreaIndex, Questionnaire};

pub use mean::Presence;
use mean::{Part, mean};
pub use question::{QuestionScore, State};
pub use raise::{Raise, Raised, rescored};
pub use scorecard::{AreaScore, Lack, Measure, Scorecard, nine_decimals, printed};
pub use sums::Sums;

/// Scores a set of answers.
pub fn score(questionnaire: &Questionnaire, answers: &Answers) -> Scorecard {
    let flow = Flow::of(questionnaire, answers);
    let now = AnswerFacts::now(questionnaire, answers, &flow);
    let questions: Vec<QuestionScore> =
        questionnaire.question_indexes().map(|index| question::score(index, &now)).collect();
    put_together(questionnaire, flow, questions)
}

/// Makes of the scores of all questions those of the areas and of the whole.
fn put_together(questionnaire: &Questionnaire, flow: Flow, questions: Vec<QuestionScore>) -> Scorecard {
    let mut areas: Vec<Option<AreaScore>> = vec![None; questionnaire.areas.len()];
    // A parent stands before its own areas, so these are ready when it needs them.
    for index in questionnaire.area_indexes().rev() {
        areas[index.0] = Some(area_score(questionnaire, &flow, index, &questions, &areas));
    }
    let areas: Vec<AreaScore> = areas.into_iter().flatten().collect();

    let parts: Vec<Part> = questionnaire
        .scored_areas()
        .filter_map(|index| areas[index.0].part(questionnaire[index].weight))
        .collect();
    let overall = mean(&parts, questionnaire.scoring.min_answered);
    let band = overall.score.map(|score| questionnaire.band_of(printed(score)));
    let missing = questionnaire
        .scored_areas()
        .filter(|index| areas[index.0].applies && areas[index.0].measure.score.is_none())
        .filter(|index| 0.0 < questionnaire[*index].weight)
        .collect();
    let scores = questionnaire.scored_areas().filter_map(|area| Some((area, areas[area.0].measure.score?)));
    let lowest = scores.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(area, _)| area);
    Scorecard { overall, band, missing, lowest, areas, questions, flow }
}

fn area_score(
    questionnaire: &Questionnaire,
    flow: &Flow,
    index: AreaIndex,
    questions: &[QuestionScore],
    areas: &[Option<AreaScore>],
) -> AreaScore {
    let area = &questionnaire[index];
    let mut parts: Vec<Part> = Vec::new();
    for question in questionnaire.questions_of(index) {
        parts.extend_from_slice(&questions[question.0].parts);
    }
    for inner in &area.areas {
        let inner_area = &questionnaire[*inner];
        if inner_area.scored {
            parts.extend(areas[inner.0].as_ref().and_then(|score| score.part(inner_area.weight)));
        }
    }
    let min_answered = questionnaire.scoring.min_answered;
    let counts = questionnaire.is_scored(index);
    let measure = mean(&parts, min_answered);
    let measure = if counts { measure } else { Measure { score: None, ..measure } };
    let inner_is_open = |inner: &AreaIndex| areas[inner.0].as_ref().is_some_and(|score| score.open);
    AreaScore {
        applies: counts && parts.iter().any(Part::counts_now),
        open: questionnaire.questions_of(index).any(|question| flow.is_open(question))
            || area.areas.iter().any(inner_is_open),
        presence: mean::presence(&parts, min_answered).filter(|_| counts),
        band: measure.score.map(|score| questionnaire.band_of(printed(score))),
        measure,
    }
}

impl AreaScore {
    /// What this area is within a larger mean; `None` when nothing in it ever counts.
    fn part(&self, weight: f64) -> Option<Part> {
        Some(Part {
            weight,
            won: self.measure.score,
            low: self.measure.low,
            high: self.measure.high,
            answered: self.measure.coverage,
            presence: self.presence?,
        })
    }
}
