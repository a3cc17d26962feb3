//! The targets in an answers file: a number for each area, with a day where it has one, or `none`.

use std::ops::Range;

use serde_json::Value;

use super::{DOES_NOT_FIT, Reading, UNKNOWN_KEY};
use crate::assessment::plan;
use crate::assessment::target::{Refusal, Target, whole};
use crate::text::visible;
use crate::words::EN;

const KEYS: [&str; 2] = ["score", "by"];

const FORM: &str =
    "write it like `retention: 75`, `retention: {score: 75, by: 2027-03-01}` or `retention: none`";

impl Reading<'_> {
    pub(super) fn targets(&mut self) {
        let questionnaire = std::sync::Arc::clone(&self.assessment.questionnaire);
        for (id, given) in self.object("targets") {
            let at = self.place("targets", &id);
            let Some(area) = questionnaire.find_area(&id) else {
                let mut known = questionnaire.areas.iter().map(|area| area.id.as_str());
                let help = match (self.guesses.nearest(&id, known.clone()), known.next()) {
                    (Some(near), _) => format!("did you mean `{near}`?"),
                    (None, Some(first)) => format!("give the id of an area, such as `{first}`"),
                    (None, None) => "remove it".to_owned(),
                };
                self.error(UNKNOWN_KEY, at, format!("there is no area `{}`", visible(&id)), help);
                continue;
            };
            let read = match &given {
                // Left empty is not said.
                Value::Null => continue,
                Value::String(word) if word == "none" => Ok(None),
                Value::Object(fields) => {
                    self.unknown_keys(&id, fields, at.clone());
                    let by = match fields.get("by") {
                        None | Some(Value::Null) => Ok(None),
                        Some(Value::String(day)) => plan::day(day).map(Some).ok_or(Refusal::NoDay),
                        Some(_) => Err(Refusal::NoDay),
                    };
                    by.and_then(|by| score(fields.get("score"), by).map(Some))
                }
                value => score(Some(value), None).map(Some),
            };
            let set = read.and_then(|target| self.assessment.set_target(area, target).map(drop));
            if let Err(refusal) = set {
                let says = format!("the target of `{id}` cannot be taken");
                let help = match refusal {
                    Refusal::NoNumber => format!("{FORM}, with a whole number from 0 to 100"),
                    Refusal::NoDay => format!("{FORM}, with a day like `2027-03-01`"),
                    Refusal::Before(_) | Refusal::NoScore => refusal.in_words(&EN),
                };
                self.error(DOES_NOT_FIT, at, says, help);
            }
        }
    }

    fn unknown_keys(&mut self, area: &str, fields: &serde_json::Map<String, Value>, at: Range<usize>) {
        for key in fields.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            let says = format!("the target of `{area}` has no key `{}`", visible(key));
            self.error(UNKNOWN_KEY, at.clone(), says, format!("its keys are {}", KEYS.join(", ")));
        }
    }
}

fn score(given: Option<&Value>, by: Option<jiff::civil::Date>) -> Result<Target, Refusal> {
    let score = match given {
        Some(Value::Number(number)) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
        // Quoted, it is a number all the same.
        Some(Value::String(text)) => whole(text.trim()),
        None | Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) => None,
    };
    score.and_then(|score| Target::new(score, by)).ok_or(Refusal::NoNumber)
}
