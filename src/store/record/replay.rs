//! From the events of a saved assessment to the assessment, and to what lists tell of it.

use std::collections::HashSet;
use std::sync::Arc;

use super::super::event::{EventV1, Unfit};
use super::super::warning::{NoStep, NoTarget};
use super::super::{Header, Summary, Warning};
use super::Record;
use crate::assessment::{Assessment, Event};
use crate::questionnaire::Questionnaire;

impl Record {
    /// Replays the events. What does not fit the questionnaire is left out, and said.
    pub fn assessment(&self, questionnaire: Arc<Questionnaire>) -> (Assessment, Vec<Warning>) {
        let Header { about, label, respondent, .. } = &self.header;
        let mut assessment =
            Assessment::new(Arc::clone(&questionnaire), about.clone(), label.clone(), self.header.date);
        assessment.name = respondent.clone();
        let mut warnings = Vec::new();
        let by_id = questionnaire.questions_by_id();
        for stored in &self.events {
            let number = stored.number;
            match stored.event.to_event(&questionnaire, &by_id) {
                Ok(Event::Finished) => assessment.finished = true,
                Ok(Event::Reopened) => assessment.finished = false,
                Ok(Event::Changed(change)) => {
                    let question = change.question();
                    assessment.last = Some(question);
                    if let Err(rejection) = assessment.answers.apply(&questionnaire, change) {
                        let question = questionnaire[question].id.to_string();
                        warnings.push(Warning::Refused { number, question, reason: rejection });
                    }
                }
                Ok(Event::Planned(change)) => {
                    let step = change.step();
                    match assessment.plan.apply(change) {
                        Ok(_back) => assessment.plan.touch(step, stored.at),
                        Err(refusal) => {
                            let reason = NoStep::Refused(refusal);
                            warnings.push(Warning::NoStep { number, step, reason });
                        }
                    }
                }
                Ok(Event::Targeted { area, target }) => {
                    if let Err(refusal) = assessment.targets.set(&questionnaire, area, target) {
                        let area = questionnaire[area].id.to_string();
                        let reason = NoTarget::Refused(refusal);
                        warnings.push(Warning::NoTarget { number, area, reason });
                    }
                }
                Err(Unfit::NoTarget { area, reason }) => {
                    warnings.push(Warning::NoTarget { number, area, reason });
                }
                Err(Unfit::NoDay { step, on }) => {
                    let reason = NoStep::NoDay(on);
                    warnings.push(Warning::NoStep { number, step, reason });
                }
                Err(Unfit::NoSuchQuestion(question)) => {
                    warnings.push(Warning::NoSuchQuestion { number, question });
                }
                Err(Unfit::Refused { question, reason }) => {
                    warnings.push(Warning::Refused { number, question, reason });
                }
            }
        }
        (assessment, warnings)
    }

    /// Counts without a questionnaire, for lists.
    pub fn summary(&self) -> Summary {
        let mut answered: HashSet<&str> = HashSet::new();
        let mut finished = false;
        for stored in &self.events {
            match &stored.event {
                EventV1::Answered { question, .. } => {
                    answered.insert(question);
                }
                EventV1::Cleared { question } | EventV1::Skipped { question } => {
                    answered.remove(question.as_str());
                }
                EventV1::Finished {} => finished = true,
                EventV1::Reopened {} => finished = false,
                EventV1::Noted { .. }
                | EventV1::Marked { .. }
                | EventV1::Confidence { .. }
                | EventV1::Plan(_)
                | EventV1::TargetSet { .. } => {}
            }
        }
        let changed = self.events.last().map_or(self.header.created, |stored| stored.at);
        Summary { header: self.header.clone(), answered: answered.len(), finished, changed }
    }
}
