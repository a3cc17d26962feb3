//! Why this score: every number opened into the answers and weights it came from.
//!
//! Points are tenths of what level and share make, and add up exactly to the score in tenths, from
//! which the whole number on the page is rounded. A line may give a tenth more or less than rounding
//! it alone would make, so that a reader with a pencil arrives at the sum.

use std::fmt;

use super::question::State;
use super::scorecard::{Measure, Scorecard, nine_decimals, printed};
use crate::assessment::{Answers, Openness, role};
use crate::questionnaire::{AreaIndex, Id, QuestionIndex, Questionnaire, answer_in_words};
use crate::words::{Words, fill};

/// One line of the sum: a question, or an area within a larger score.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub of: Of,
    pub id: Id,
    /// The question as this respondent was asked it, or the area's title.
    pub title: String,
    /// What was answered, in words; of an area its score.
    pub answer: String,
    /// The level it stands on, after caps; of a matrix the mean of its rows. `None` without a score.
    pub level: Option<f64>,
    /// The highest level; `None` for an area, and for a question that is never scored.
    pub highest: Option<u32>,
    /// As the questionnaire gives it.
    pub weight: f64,
    /// Its share of the weight that has a score; all lines make 100.0.
    pub share: Option<Tenths>,
    /// What it gives to the score; all lines make its [`sum`]. `None` when it gives nothing
    /// because nothing is known, or because there is no score.
    pub points: Option<Tenths>,
    /// The level that a cap holds down.
    pub capped_from: Option<f64>,
    /// The questions whose answers are missing to judge this one.
    pub missing: Vec<QuestionIndex>,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Question(QuestionIndex),
    Area(AreaIndex),
}

/// A number with one digit after the point: `12.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenths(pub u32);

impl Tenths {
    /// As a number: 12.5.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    /// As a language writes it: `12,5`.
    pub fn in_words(self, words: &Words) -> String {
        format!("{}{}{}", self.0 / 10, words.decimal, self.0 % 10)
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// The score in tenths: what the points of its lines add up to, and what the printed score is rounded from.
///
/// A score just below a half, such as 62.46, is 62.4 and not 62.5: it is printed as 62.
pub fn sum(measure: &Measure) -> Option<Tenths> {
    measure.score.map(|score| {
        let tenths = (nine_decimals(score * 1000.0) + 0.5).floor().clamp(0.0, 1000.0) as u32;
        Tenths(tenths.min(printed(score) * 10 + 4))
    })
}

/// The sum and what is printed of it: `62.5, printed as 63`, or `62` where both are the same.
pub fn sum_in_words(measure: &Measure, words: &Words) -> Option<String> {
    let (sum, printed) = (sum(measure)?, measure.printed()?);
    Some(match sum.0 == printed * 10 {
        true => printed.to_string(),
        false => fill(words.summary.printed_as, &[("sum", &sum.in_words(words)), ("score", &printed)]),
    })
}

/// Opens an area's score: its questions in order, then the areas inside it.
///
/// Questions that are not asked are left out, unless an answer still unknown could open them.
pub fn why(
    questionnaire: &Questionnaire,
    answers: &Answers,
    scorecard: &Scorecard,
    area: AreaIndex,
    words: &Words,
) -> Vec<Line> {
    let asked = questionnaire
        .questions_of(area)
        .filter(|question| scorecard.flow.openness(*question) != Openness::Closed);
    let mut open: Vec<Opened> =
        asked.map(|question| question_line(questionnaire, answers, scorecard, question, words)).collect();
    let inner = questionnaire[area].areas.iter().filter(|inner| questionnaire[**inner].scored);
    open.extend(inner.map(|inner| area_line(questionnaire, scorecard, *inner, words)));
    added_up(open, sum(&scorecard.area(area).measure))
}

/// Opens the overall score: a line for each area that counts.
pub fn why_overall(questionnaire: &Questionnaire, scorecard: &Scorecard, words: &Words) -> Vec<Line> {
    let areas = questionnaire.scored_areas().filter(|area| scorecard.area(*area).applies);
    let open = areas.map(|area| area_line(questionnaire, scorecard, area, words)).collect();
    added_up(open, sum(&scorecard.overall))
}

/// A line, the weight with which it enters the score, and how much of it was won.
type Opened = (Line, f64, f64);

fn question_line(
    questionnaire: &Questionnaire,
    answers: &Answers,
    scorecard: &Scorecard,
    index: QuestionIndex,
    words: &Words,
) -> Opened {
    let question = &questionnaire[index];
    let score = scorecard.question(index);
    let answer = match (score.state, answers.answer(index)) {
        (State::Closed, _) => words.answers.not_asked.to_owned(),
        (State::Skipped, _) => words.answers.skipped.to_owned(),
        (
            State::Answered | State::NotJudged | State::NotAnswered | State::DontKnow | State::NotApplicable,
            Some(answer),
        ) => answer_in_words(question, answer, words),
        (State::DontKnow, None) => words.answers.dont_know.to_owned(),
        (State::NotApplicable, None) => words.answers.not_applicable.to_owned(),
        (State::Answered | State::NotJudged | State::NotAnswered, None) => {
            words.answers.not_answered.to_owned()
        }
    };
    let counting = || score.parts.iter().filter(|part| part.counts_now());
    let weight = counting().filter(|part| part.won.is_some()).map(|part| part.weight).sum();
    let won = counting().filter_map(|part| part.won.map(|won| part.weight * won)).sum();
    let line = Line {
        of: Of::Question(index),
        id: question.id.clone(),
        title: questionnaire.ask(index, role(questionnaire, answers)).to_owned(),
        answer,
        level: score.level,
        highest: score.highest,
        weight: question.weight,
        share: None,
        points: None,
        capped_from: score.capped_from,
        missing: score.missing.clone(),
    };
    (line, weight, won)
}

fn area_line(
    questionnaire: &Questionnaire,
    scorecard: &Scorecard,
    index: AreaIndex,
    words: &Words,
) -> Opened {
    let area = &questionnaire[index];
    let score = scorecard.area(index);
    let known = score.measure.score.filter(|_| score.applies);
    let line = Line {
        of: Of::Area(index),
        id: area.id.clone(),
        title: area.title.clone(),
        answer: known.map_or_else(|| words.answers.no_score.to_owned(), |score| printed(score).to_string()),
        level: None,
        highest: None,
        weight: area.weight,
        share: None,
        points: None,
        capped_from: None,
        missing: Vec::new(),
    };
    (line, known.map_or(0.0, |_| area.weight), known.map_or(0.0, |score| area.weight * score))
}

/// Gives each line its part of the score.
fn added_up(open: Vec<Opened>, sum: Option<Tenths>) -> Vec<Line> {
    let Some(Tenths(sum)) = sum else { return open.into_iter().map(|(line, _, _)| line).collect() };
    let shares = tenths(&open.iter().map(|(_, weight, _)| *weight).collect::<Vec<_>>(), 1000);
    let points = tenths(&open.iter().map(|(_, _, won)| *won).collect::<Vec<_>>(), sum);
    let parts = shares.into_iter().zip(points);
    let lines = open.into_iter().zip(parts).map(|((line, weight, _), (share, points))| {
        let counts = 0.0 < weight;
        Line { share: counts.then_some(share), points: counts.then_some(points), ..line }
    });
    lines.collect()
}

/// Parts as tenths that add up to a whole: each rounded down, and what is then left over given to
/// those that lost most by it.
fn tenths(parts: &[f64], whole: u32) -> Vec<Tenths> {
    let sum: f64 = parts.iter().sum();
    if sum <= 0.0 {
        return vec![Tenths::default(); parts.len()];
    }
    let exact: Vec<f64> = parts.iter().map(|part| nine_decimals(part / sum * f64::from(whole))).collect();
    let mut given: Vec<Tenths> = exact.iter().map(|part| Tenths(part.floor() as u32)).collect();
    let left = whole.saturating_sub(given.iter().map(|part| part.0).sum());
    let mut by_loss: Vec<usize> = (0..parts.len()).collect();
    // The sort is stable: of equal loss, the first in order.
    by_loss.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()));
    for position in by_loss.into_iter().take(left as usize) {
        given[position].0 += 1;
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{DE, EN};

    #[track_caller]
    fn check(parts: &[f64], whole: u32, want: &str) {
        let got = tenths(parts, whole);
        assert_eq!(got.iter().map(|part| part.0).sum::<u32>(), if parts.is_empty() { 0 } else { whole });
        assert_eq!(got.iter().map(Tenths::to_string).collect::<Vec<_>>().join(" "), want);
    }

    #[test]
    fn parts_add_up() {
        // 1/3 of 100.0 is 33.33: one tenth is left, for the first of three equal losses.
        check(&[1.0, 1.0, 1.0], 1000, "33.4 33.3 33.3");
        // 2/3 and 1/3 of 67.0: 44.66 and 22.33; the tenth goes to the greater loss.
        check(&[2.0, 1.0], 670, "44.7 22.3");
        check(&[0.0, 5.0, 0.0], 310, "0.0 31.0 0.0");
        check(&[0.0, 0.0], 0, "0.0 0.0");
        check(&[], 0, "");
    }

    #[track_caller]
    fn check_sum(score: f64, want: &str) {
        let measure = Measure { score: Some(score), low: score, high: score, coverage: 1.0 };
        assert_eq!(sum_in_words(&measure, &EN).as_deref(), Some(want));
    }

    #[test]
    fn the_printed_score_is_rounded_from_the_sum() {
        check_sum(0.625, "62.5, printed as 63");
        check_sum(0.62, "62");
        check_sum(2.0 / 3.0, "66.7, printed as 67");
        // To the nearest tenth this would be 62.5, which is printed as 63.
        check_sum(0.6246, "62.4, printed as 62");
        check_sum(0.99996, "100");
        check_sum(0.0, "0");
        check_sum(1.0, "100");
    }

    #[test]
    fn a_sum_is_written_as_its_language_writes_numbers() {
        let measure = Measure { score: Some(0.625), low: 0.625, high: 0.625, coverage: 1.0 };
        assert_eq!(sum_in_words(&measure, &DE).as_deref(), Some("62,5, gerundet 63"));
        assert_eq!(Tenths(305).in_words(&DE), "30,5");
        assert_eq!(Tenths(305).in_words(&EN), "30.5");
    }
}
