//! An assessment being worked on: where the person is, what changed, how far it is.

use std::cmp::Reverse;

use super::standing::Standing;
use crate::assessment::pace::{self, Pace};
use crate::assessment::parts::{self, Parts};
use crate::assessment::plan::{PlanHistory, Refusal, StepId};
use crate::assessment::second_look::SecondLook;
use crate::assessment::target::{self, Target};
use crate::assessment::{Assessment, Change, Earlier, Entry, Event, Flow, Gates, History, PlanChange, Tally};
use crate::comparison::targets::{AreaTargets, are_set};
use crate::comparison::{Side, compare_rounds};
use crate::findings::{self, Findings, Leak};
use crate::questionnaire::{
    Answer, AreaIndex, Kind, Question, QuestionIndex, Questionnaire, Rejection, RowAnswer,
};
use crate::scoring::{self, Scorecard};
use crate::words::{Words, fill};

/// One assessment on the table.
pub struct Sitting {
    /// What it is saved as.
    pub name: String,
    pub assessment: Assessment,
    pub flow: Flow,
    /// The question in view.
    pub question: QuestionIndex,
    /// Worked out when a screen asks for it, and again after a change.
    pub outcome: Option<Outcome>,
    /// What was answered the time before, once that was looked up.
    pub earlier: Option<Earlier>,
    /// The finished assessments of the same subject before this one, earliest first, once they were looked up.
    pub before: Vec<Assessment>,
    pub pace: Pace,
    history: History,
    plan_history: PlanHistory,
    gates: Gates,
    parts: Parts,
    standing: Standing,
}

/// What the answers come to.
pub struct Outcome {
    pub scorecard: Scorecard,
    pub findings: Findings,
    /// How far the areas are to their targets, and what came of that since the time before.
    pub targets: AreaTargets,
    /// The areas that have a place among the scores, in the order of the form: the scored ones, and behind them the
    /// others that were asked.
    pub as_asked: Vec<AreaIndex>,
    /// The same with the lowest score first.
    pub worst_first: Vec<AreaIndex>,
    /// How many questions widen the range of the overall score.
    pub unsettled: usize,
    /// For each area its leaks and those of the areas in it, the worst first: their places among all, the private
    /// ones behind the others.
    leaks: Vec<Vec<usize>>,
}

impl Outcome {
    fn of(assessment: &Assessment) -> Outcome {
        let Assessment { questionnaire, answers, .. } = assessment;
        let scorecard = scoring::score(questionnaire, answers);
        let findings = findings::find(questionnaire, answers, &scorecard);
        let as_asked: Vec<AreaIndex> = questionnaire.scored_areas().collect();
        let mut worst_first = as_asked.clone();
        // The sort is stable: those without a score come last, in the order of the form.
        worst_first.sort_by_key(|area| scorecard.area(*area).measure.printed().unwrap_or(u32::MAX));
        let others = questionnaire.top_areas().filter(|area| !questionnaire[*area].scored);
        let others: Vec<AreaIndex> = others.filter(|area| scorecard.area(*area).open).collect();
        Outcome {
            as_asked: [as_asked, others.clone()].concat(),
            worst_first: [worst_first, others].concat(),
            unsettled: scorecard.unsettled(questionnaire),
            leaks: leaks_by_area(questionnaire, &findings),
            scorecard,
            findings,
            targets: AreaTargets::default(),
        }
    }

    /// The leaks of an area and of the areas in it; the worst stands first, and rank decides among equals.
    pub fn leaks_of(&self, area: AreaIndex) -> impl Iterator<Item = &Leak> + Clone {
        let places = self.leaks.get(area.0).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| leak_at(&self.findings, *place))
    }
}

fn leak_at(findings: &Findings, place: usize) -> Option<&Leak> {
    let of_private = || findings.private_leaks.get(place.checked_sub(findings.leaks.len())?);
    findings.leaks.get(place).or_else(of_private)
}

fn leaks_by_area(questionnaire: &Questionnaire, findings: &Findings) -> Vec<Vec<usize>> {
    let mut by_area = vec![Vec::new(); questionnaire.areas.len()];
    for (place, leak) in findings.leaks.iter().chain(&findings.private_leaks).enumerate() {
        let mut within = Some(leak.area);
        while let Some(area) = within {
            by_area[area.0].push(place);
            within = questionnaire[area].parent;
        }
    }
    for places in &mut by_area {
        places.sort_by_key(|place| Reverse(leak_at(findings, *place).map(|leak| leak.severity)));
    }
    by_area
}

/// Where a question stands within its part of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its outermost area; `None` for a question about the team.
    pub area: Option<AreaIndex>,
    /// From 1, among the questions of this part that are asked.
    pub number: usize,
    pub of: usize,
}

impl Sitting {
    /// Goes on where the person left off: at the first question that is still open.
    pub fn new(name: String, assessment: Assessment) -> Sitting {
        let questionnaire = &assessment.questionnaire;
        let flow = Flow::of(questionnaire, &assessment.answers);
        let first = flow.asked().next().unwrap_or(QuestionIndex(0));
        let question = assessment.resume_at(&flow).unwrap_or(first);
        let history = History::default();
        let gates = Gates::of(questionnaire);
        let parts = Parts::of(questionnaire);
        let standing = Standing::of(&assessment, &flow, &parts);
        Sitting {
            name,
            assessment,
            flow,
            question,
            outcome: None,
            earlier: None,
            before: Vec::new(),
            pace: Pace::default(),
            history,
            plan_history: PlanHistory::default(),
            gates,
            parts,
            standing,
        }
    }

    pub fn entry(&self) -> &Entry {
        self.assessment.answers.entry(self.question)
    }

    pub fn asked(&self) -> &Question {
        &self.assessment.questionnaire[self.question]
    }

    /// Makes a change, and returns what has to be saved; nothing when all is so already.
    pub fn change(&mut self, change: Change) -> Result<Vec<Event>, Rejection> {
        if self.is_so(&change) {
            return Ok(Vec::new());
        }
        let was_open = self.assessment.answers.entry(change.question()).is_open();
        let Assessment { questionnaire, answers, .. } = &mut self.assessment;
        self.history.make(questionnaire, answers, change.clone())?;
        if let (Change::Answered(question, _), true) = (&change, was_open) {
            self.pace.answered(*question, self.standing.takes(*question));
        }
        Ok(self.changed(change))
    }

    pub fn undo(&mut self) -> Vec<Event> {
        let Assessment { questionnaire, answers, .. } = &mut self.assessment;
        match self.history.undo(questionnaire, answers) {
            Some(change) => self.changed_there(change),
            None => Vec::new(),
        }
    }

    pub fn redo(&mut self) -> Vec<Event> {
        let Assessment { questionnaire, answers, .. } = &mut self.assessment;
        match self.history.redo(questionnaire, answers) {
            Some(change) => self.changed_there(change),
            None => Vec::new(),
        }
    }

    /// Makes a change of the plan, and returns what has to be saved. What is finished stays so.
    pub fn plan(&mut self, change: PlanChange) -> Result<Vec<Event>, Refusal> {
        self.plan_history.make(&mut self.assessment.plan, change.clone())?;
        Ok(vec![Event::Planned(change)])
    }

    /// Takes the last change of the plan back: the step, and what has to be saved.
    pub fn undo_plan(&mut self) -> Option<(StepId, Vec<Event>)> {
        let change = self.plan_history.undo(&mut self.assessment.plan)?;
        Some((change.step(), vec![Event::Planned(change)]))
    }

    /// Makes it once more.
    pub fn redo_plan(&mut self) -> Option<(StepId, Vec<Event>)> {
        let change = self.plan_history.redo(&mut self.assessment.plan)?;
        Some((change.step(), vec![Event::Planned(change)]))
    }

    pub fn finish(&mut self) -> Vec<Event> {
        if self.assessment.finished {
            return Vec::new();
        }
        self.assessment.finished = true;
        vec![Event::Finished]
    }

    /// The scores and what they say.
    pub fn work_out(&mut self) {
        if self.outcome.is_none() {
            self.outcome = Some(Outcome::of(&self.assessment));
            self.work_out_targets();
        }
    }

    /// Looks at the targets once more, when one was set or earlier assessments were found.
    pub fn work_out_targets(&mut self) {
        let Some(outcome) = &mut self.outcome else { return };
        let all = self.before.iter().chain([&self.assessment]);
        outcome.targets = match are_set(all.clone()) {
            false => AreaTargets::default(),
            true => match compare_rounds(all.map(Side::of).collect()) {
                Ok(rounds) => AreaTargets::of(&rounds),
                Err(_one_alone) => AreaTargets::alone(&self.assessment, &outcome.scorecard),
            },
        };
    }

    /// Sets the target of an area, or says that it has none, and returns what has to be saved.
    pub fn set_target(
        &mut self,
        area: AreaIndex,
        target: Option<Target>,
    ) -> Result<Vec<Event>, target::Refusal> {
        let event = self.assessment.set_target(area, target)?;
        self.work_out_targets();
        Ok(vec![event])
    }

    /// Minutes for what is still open; honest, so never less than one while anything is.
    pub fn minutes_left(&self) -> u32 {
        pace::minutes(self.standing.left().mul_f64(self.pace.factor()))
    }

    /// What wants a second look before the end.
    pub fn second_look(&self) -> SecondLook {
        SecondLook::at(&self.assessment, &self.flow, &self.pace)
    }

    /// How many questions stand how, of everything but the private areas.
    pub fn tally(&self) -> Tally {
        self.standing.whole()
    }

    /// Looks at the questions of one part alone, which stand together: a key costs the same in a long questionnaire.
    pub fn position(&self) -> Position {
        let area = self.part(self.question);
        let number = self.questions(area).take_while(|question| *question <= self.question).count();
        Position { area, number, of: self.part_tally(area).asked }
    }

    /// The outermost area a question stands in.
    pub fn part(&self, question: QuestionIndex) -> Option<AreaIndex> {
        self.parts.part(question)
    }

    /// The questions of a part that are asked.
    pub fn questions(&self, part: Option<AreaIndex>) -> impl DoubleEndedIterator<Item = QuestionIndex> + '_ {
        self.parts.questions(part).filter(|question| self.flow.is_open(*question))
    }

    pub fn part_tally(&self, part: Option<AreaIndex>) -> Tally {
        self.standing.part(part)
    }

    /// The answer to a question, in its own words; `None` without one.
    pub fn in_full(&self, question: QuestionIndex, words: &Words) -> Option<String> {
        let entry = self.assessment.answers.entry(question);
        let question = &self.assessment.questionnaire[question];
        let choice = |choice: &usize| question.kind.choices().get(*choice).map(|choice| choice.text.as_str());
        let text = match entry.answer.as_ref()? {
            Answer::Choice(chosen) => choice(chosen)?.to_owned(),
            Answer::Choices(chosen) if !chosen.is_empty() => {
                chosen.iter().filter_map(choice).collect::<Vec<_>>().join("\n")
            }
            Answer::Rows(rows) => {
                let row = |(row, answer): (&crate::questionnaire::Row, &RowAnswer)| {
                    let says = match answer {
                        RowAnswer::Choice(chosen) => choice(chosen).unwrap_or_default().to_owned(),
                        other => row_said(*other, words),
                    };
                    format!("{}: {says}", row.text)
                };
                question.kind.rows().iter().zip(rows).map(row).collect::<Vec<_>>().join("\n")
            }
            Answer::Choices(_)
            | Answer::DontKnow
            | Answer::NotApplicable
            | Answer::YesNo(_)
            | Answer::Number(_)
            | Answer::Numbers(_)
            | Answer::Text(_) => said(question, entry, words),
        };
        Some(text)
    }

    /// A question and its answer: `2.3 How many leave? 12 %`.
    pub fn in_one_line(&self, question: QuestionIndex, words: &Words) -> String {
        let ask = self.assessment.questionnaire.ask(question, self.assessment.role());
        let answer = self.in_full(question, words).unwrap_or_else(|| "-".to_owned());
        format!("{} {ask} {answer}", self.number_of(question, words))
    }

    /// Every question that is asked, with the number it goes by: `2.3` is the third of the second area.
    pub fn numbered(&self, words: &Words) -> Vec<(QuestionIndex, String)> {
        self.parts.numbered(&self.assessment.questionnaire, &self.flow, words)
    }

    /// The number that a question goes by.
    pub fn number_of(&self, question: QuestionIndex, words: &Words) -> String {
        let part = self.part(question);
        let place = self.questions(part).take_while(|other| *other <= question).count();
        self.number(part, place, words)
    }

    /// What the question at this place of a part is called, from 1.
    pub fn number(&self, part: Option<AreaIndex>, place: usize, words: &Words) -> String {
        parts::number(&self.assessment.questionnaire, part, place, words)
    }

    /// The first question of the part before or after this one.
    pub fn neighbour(&self, forward: bool) -> Option<QuestionIndex> {
        let here = self.part(self.question);
        let mut beside = self.parts.questions(here);
        match forward {
            true => self.flow.next(beside.next_back()?),
            false => {
                let part = self.part(self.flow.previous(beside.next()?)?);
                self.questions(part).next()
            }
        }
    }

    fn changed_there(&mut self, change: Change) -> Vec<Event> {
        self.question = change.question();
        self.changed(change)
    }

    fn changed(&mut self, change: Change) -> Vec<Event> {
        self.outcome = None;
        let Assessment { questionnaire, answers, .. } = &self.assessment;
        let moved = self.flow.follow(&self.gates, questionnaire, answers, &change);
        for question in moved.into_iter().chain([change.question()]) {
            self.standing.count(question, &self.assessment, &self.flow, &self.parts);
        }
        let mut events = Vec::new();
        if std::mem::replace(&mut self.assessment.finished, false) {
            events.push(Event::Reopened);
        }
        events.push(Event::Changed(change));
        events
    }

    fn is_so(&self, change: &Change) -> bool {
        let entry = self.assessment.answers.entry(change.question());
        match change {
            Change::Answered(_, answer) => entry.answer.as_ref() == Some(answer),
            Change::Cleared(_) => entry.answer.is_none() && !entry.skipped,
            Change::Skipped(_) => entry.skipped,
            Change::Noted(_, note) => entry.note == *note,
            Change::Marked(_, marked) => entry.marked == *marked,
            Change::Confident(_, confidence) => entry.confidence == *confidence,
        }
    }
}

/// What was answered, in a few words.
pub fn said(question: &Question, entry: &Entry, words: &Words) -> String {
    let says = &words.answers;
    let Some(answer) = &entry.answer else {
        return if entry.skipped { says.skipped.to_owned() } else { "-".to_owned() };
    };
    match (answer, &question.kind) {
        (Answer::DontKnow, _) => says.dont_know.to_owned(),
        (Answer::NotApplicable, _) => says.not_applicable.to_owned(),
        (Answer::Choice(choice), Kind::Scale(choices)) => {
            fill(says.step, &[("step", &(choice + 1)), ("steps", &choices.len())])
        }
        (Answer::Choice(choice), kind) => {
            kind.choices().get(*choice).map_or_else(String::new, |choice| choice.text.clone())
        }
        (Answer::Choices(chosen), _) if chosen.is_empty() => says.none.to_owned(),
        (Answer::Choices(chosen), _) => words.count(&says.ticked, chosen.len()),
        (Answer::YesNo(true), _) => says.yes.to_owned(),
        (Answer::YesNo(false), _) => says.no.to_owned(),
        (Answer::Number(value), Kind::Number(number)) => number.show(*value, words),
        (Answer::Number(value), _) => value.to_string(),
        (Answer::Numbers(values), kind) => {
            let shown = kind.fields().iter().zip(values).map(|(field, value)| {
                value.map_or_else(|| "-".to_owned(), |value| field.number.show(value, words))
            });
            shown.collect::<Vec<_>>().join(" / ")
        }
        (Answer::Rows(rows), _) => {
            let shown: Vec<String> = rows.iter().map(|row| row_said(*row, words)).collect();
            shown.join(" ")
        }
        (Answer::Text(text), _) => text.clone(),
    }
}

fn row_said(row: RowAnswer, words: &Words) -> String {
    match row {
        RowAnswer::Choice(choice) => (choice + 1).to_string(),
        RowAnswer::DontKnow => "?".to_owned(),
        RowAnswer::NotApplicable => words.answers.not_applicable_short.to_owned(),
        RowAnswer::NotAnswered => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::questionnaire::Questionnaire;
    use crate::questionnaire::read::sample;

    /// One part of three questions beside areas within areas, so that parts begin and end everywhere.
    fn nested() -> Arc<Questionnaire> {
        let scale = |id: &str| format!("{{id: {id}, ask: How?, type: scale, choices: [Badly, Well]}}");
        let text = format!(
            "format: 1\nid: nested\nedition: \"1\"\ntitle: Nested\nprofile: [{}]\nareas:\n  - id: one\n    title: One\n    \
             questions: [{}, {}]\n    areas:\n      - {{id: inner, title: Inner, questions: [{}]}}\n  - id: two\n    title: Two\n    \
             questions: [{}]\n",
            scale("p"),
            scale("a"),
            scale("b"),
            scale("c"),
            scale("d"),
        );
        Arc::new(sample(&text))
    }

    #[test]
    fn a_position_is_the_place_within_a_part() {
        let questionnaire = nested();
        let assessment = Assessment::new(questionnaire, String::new(), String::new(), date(2026, 3, 1));
        let mut sitting = Sitting::new(String::new(), assessment);
        let questions: Vec<QuestionIndex> = sitting.flow.asked().collect();
        let found: Vec<(usize, usize)> = questions
            .into_iter()
            .map(|question| {
                sitting.question = question;
                let Position { number, of, .. } = sitting.position();
                (number, of)
            })
            .collect();
        assert_eq!(found, [(1, 1), (1, 3), (2, 3), (3, 3), (1, 1)]);
    }
}
