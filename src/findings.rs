//! What the answers say: leaks worst first, strengths, blind spots, verdicts, and the overall band.

pub mod leak;
pub mod suggestion;
pub mod what_if;

use crate::assessment::Answers;
use crate::assessment::flow::AnswerFacts;
use crate::questionnaire::condition::Facts;
use crate::questionnaire::{
    Answer, AreaIndex, BandIndex, Id, QuestionIndex, Questionnaire, RowAnswer, Severity, Verdict,
};
use crate::scoring::{Scorecard, State, nine_decimals};

pub use leak::{Cause, Leak};

/// Everything that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// In rank order, worst first. Leaks of private areas stand in `private_leaks`.
    pub leaks: Vec<Leak>,
    /// Weightiest first.
    pub strengths: Vec<Strength>,
    /// In the order of the form.
    pub blind_spots: Vec<BlindSpot>,
    /// The overall band after its caps.
    pub band: Option<BandIndex>,
    /// The position of the cap that holds the band down, in the questionnaire's list.
    pub capped_by: Option<usize>,
    /// The leaks of private areas, in rank order.
    pub private_leaks: Vec<Leak>,
    /// The conclusions of each area that is asked and draws any: the first is the verdict.
    pub verdicts: Vec<(AreaIndex, Vec<usize>)>,
}

/// A question at its highest level.
#[derive(Clone, Debug, PartialEq)]
pub struct Strength {
    pub question: QuestionIndex,
    pub area: AreaIndex,
}

/// Something that nobody could say.
#[derive(Clone, Debug, PartialEq)]
pub struct BlindSpot {
    pub question: QuestionIndex,
    /// The row of a matrix, when only this row is unknown.
    pub row: Option<usize>,
    /// `None` for a question about the team.
    pub area: Option<AreaIndex>,
}

impl Findings {
    /// The leaks of an area and of those inside it, in rank order.
    pub fn leaks_within<'a>(
        &'a self,
        questionnaire: &'a Questionnaire,
        area: AreaIndex,
    ) -> impl Iterator<Item = &'a Leak> {
        self.leaks.iter().filter(move |leak| questionnaire.is_within(leak.area, area))
    }
}

/// Draws the findings.
pub fn find(questionnaire: &Questionnaire, answers: &Answers, scorecard: &Scorecard) -> Findings {
    let mut facts = FindingFacts {
        answers: AnswerFacts::now(questionnaire, answers, &scorecard.flow),
        scorecard,
        leaks: Vec::new(),
    };
    for question in questionnaire.question_indexes() {
        let found = leak::of_question(question, &facts);
        facts.leaks.extend(found);
    }
    for rule in &questionnaire.rules {
        let found = leak::of_rule(rule, &facts);
        facts.leaks.extend(found);
    }
    let cap = scorecard.band.and_then(|band| cap(questionnaire, band, &facts));
    let verdicts = facts.verdicts();
    let mut leaks = facts.leaks;
    leak::rank(scorecard, &mut leaks);
    let (private_leaks, leaks) =
        leaks.into_iter().partition(|leak: &Leak| questionnaire.is_private(leak.area));
    Findings {
        leaks,
        private_leaks,
        strengths: strengths(questionnaire, answers, scorecard),
        blind_spots: blind_spots(questionnaire, answers, scorecard),
        band: scorecard.band.map(|band| cap.map_or(band, |(_, cap)| band.min(cap))),
        capped_by: scorecard.band.and(cap).map(|(position, _)| position),
        verdicts,
    }
}

fn strengths(questionnaire: &Questionnaire, answers: &Answers, scorecard: &Scorecard) -> Vec<Strength> {
    let mut found: Vec<(f64, Strength)> = Vec::new();
    for question in questionnaire.question_indexes() {
        let Some(area) = questionnaire[question].area else { continue };
        let score = scorecard.question(question);
        // Half a matrix at its best is a strength and a question at once; it is told as neither.
        let whole = match answers.answer(question) {
            Some(Answer::Rows(rows)) => !rows.iter().any(|row| row.is_open()),
            Some(_) | None => true,
        };
        if questionnaire.shows_score(area) && whole && score.state == State::Answered && score.is_highest() {
            let weight = nine_decimals(questionnaire[question].weight * questionnaire[area].weight);
            found.push((weight, Strength { question, area }));
        }
    }
    // The sort is stable: of equal weight, the order of the form.
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, strength)| strength).collect()
}

fn blind_spots(questionnaire: &Questionnaire, answers: &Answers, scorecard: &Scorecard) -> Vec<BlindSpot> {
    let mut found = Vec::new();
    for question in scorecard.flow.asked() {
        let area = questionnaire[question].area;
        if area.is_some_and(|area| questionnaire.is_private(area)) {
            continue;
        }
        match answers.answer(question) {
            Some(Answer::DontKnow) => found.push(BlindSpot { question, row: None, area }),
            Some(Answer::Rows(rows)) => {
                let unknown = rows.iter().enumerate().filter(|(_, row)| **row == RowAnswer::DontKnow);
                found.extend(unknown.map(|(row, _)| BlindSpot { question, row: Some(row), area }));
            }
            Some(_) | None => {}
        }
    }
    found
}

/// Of the caps that hold and leave less than this band, the one that leaves least, with its position.
fn cap(questionnaire: &Questionnaire, band: BandIndex, facts: &impl Facts) -> Option<(usize, BandIndex)> {
    let caps = questionnaire.scoring.caps.iter().enumerate();
    caps.filter(|(_, cap)| cap.band < band && cap.when.holds(facts))
        .map(|(position, cap)| (position, cap.band))
        .min_by_key(|(_, band)| *band)
}

/// What rules, caps and verdicts may ask about.
struct FindingFacts<'a> {
    answers: AnswerFacts<'a>,
    scorecard: &'a Scorecard,
    leaks: Vec<Leak>,
}

impl FindingFacts<'_> {
    fn verdicts(&self) -> Vec<(AreaIndex, Vec<usize>)> {
        let questionnaire = self.answers.questionnaire;
        let mut found = Vec::new();
        let open = questionnaire.area_indexes().filter(|area| self.scorecard.area(*area).open);
        for area in open {
            let mut holding = Vec::new();
            for (position, Verdict { when, alone, .. }) in questionnaire[area].verdicts.iter().enumerate() {
                if when.holds(self) && (!alone || holding.is_empty()) {
                    holding.push(position);
                }
            }
            if !holding.is_empty() {
                found.push((area, holding));
            }
        }
        found
    }
}

impl Facts for FindingFacts<'_> {
    fn questionnaire(&self) -> &Questionnaire {
        self.answers.questionnaire
    }

    fn answer(&self, question: QuestionIndex) -> Option<&Answer> {
        self.answers.answer(question)
    }

    fn pending(&self, question: QuestionIndex) -> bool {
        self.answers.pending(question)
    }

    fn score(&self, area: AreaIndex) -> Option<u32> {
        self.scorecard.area(area).measure.printed()
    }

    fn lowest_score(&self) -> Option<u32> {
        let areas = self.answers.questionnaire.scored_areas();
        areas.filter_map(|area| self.score(area)).min()
    }

    fn leaks(&self, severity: Option<Severity>) -> Option<usize> {
        let counted = self.leaks.iter().filter(|leak| {
            severity.is_none_or(|severity| leak.severity == severity)
                && !self.answers.questionnaire.is_private(leak.area)
        });
        Some(counted.count())
    }

    fn leak(&self, id: &Id) -> Option<bool> {
        Some(self.leaks.iter().any(|leak| leak.id == *id))
    }
}
