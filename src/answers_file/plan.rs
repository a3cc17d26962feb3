//! The plan in an answers file: a list of steps, every fault in them named.

use std::ops::Range;

use serde_json::{Map, Value};

use super::{DOES_NOT_FIT, Reading, UNKNOWN_KEY};
use crate::assessment::plan::{self, Draft, Helps, Kind, PlanChange, Status};
use crate::questionnaire::{Effort, Id};
use crate::source::Node;
use crate::text::{clean, clean_lines, visible};
use crate::words::EN;

const KEYS: [&str; 12] = [
    "what",
    "leak",
    "area",
    "kind",
    "owner",
    "by",
    "status",
    "done_on",
    "first_step",
    "sign",
    "helps",
    "effort",
];

impl<'a> Reading<'a> {
    pub(super) fn plan(&mut self) {
        let plain: &'a Map<String, Value> = self.plain;
        let list = match plain.get("plan") {
            None | Some(Value::Null) => return,
            Some(Value::Array(list)) => list,
            Some(_) => {
                let at = self.place("", "plan");
                let help = "begin each action with a dash, like `- what: Call the ten largest accounts`";
                return self.error(DOES_NOT_FIT, at, "`plan` is not a list of actions".to_owned(), help);
            }
        };
        let node: Option<&'a Node> = self.places.get(&("", "plan")).map(|(_, node)| *node);
        let nodes = node.and_then(Node::as_list).unwrap_or_default();
        for (number, step) in (1..).zip(list) {
            let node = nodes.get(number - 1);
            let at = node.map_or_else(|| self.place("", "plan"), |node| node.range.clone());
            match step {
                Value::Object(fields) => self.step(number, fields, node, at),
                _ => {
                    let says = format!("action {number} of the plan is not a map");
                    self.error(
                        DOES_NOT_FIT,
                        at,
                        says,
                        "write it like `- what: Call the ten largest accounts`",
                    );
                }
            }
        }
    }

    fn step(&mut self, number: usize, fields: &Map<String, Value>, node: Option<&Node>, at: Range<usize>) {
        let mut step = Fields { number, fields, node, at: at.clone(), reading: self };
        step.unknown_keys();
        let questionnaire = std::sync::Arc::clone(&step.reading.assessment.questionnaire);
        let leak = step.text("leak");
        let leak = leak.and_then(|id| {
            let is_known = questionnaire.find_question(&id).is_some()
                || questionnaire.rules.iter().any(|rule| rule.id == *id);
            if !is_known {
                step.wrong("leak", &id, "give the id of the question or rule that leaks");
            }
            Id::new(&id).filter(|_| is_known)
        });
        let area = step.text("area").and_then(|id| {
            let found = questionnaire.find_area(&id);
            if found.is_none() {
                let known = questionnaire.areas.iter().map(|area| area.id.as_str());
                step.wrong("area", &id, &format!("give one of {}", known.collect::<Vec<_>>().join(", ")));
            }
            found
        });
        let draft = Draft {
            what: step.lines("what"),
            leak,
            area,
            kind: step.word("kind", &Kind::ALL, Kind::word).unwrap_or_default(),
            owner: step.text("owner").unwrap_or_default(),
            due: step.day("by"),
            first_step: step.lines("first_step"),
            sign: step.lines("sign"),
            helps: step.word("helps", &Helps::ALL, Helps::word),
            effort: step.word("effort", &Effort::ALL, Effort::word),
        };
        let done_on = step.day("done_on");
        let status = match step.text("status").as_deref() {
            None if done_on.is_some() => Some("done".to_owned()),
            None => None,
            Some(status) => Some(status.to_owned()),
        };
        let date = step.reading.assessment.date;
        let status = match status.as_deref() {
            None | Some("open") => Status::Open,
            // Nobody knows when: then on the day of the assessment.
            Some("done") => Status::Done(done_on.unwrap_or(date)),
            Some("dropped") => Status::Dropped,
            Some(other) => {
                step.wrong("status", other, "give one of open, done, dropped");
                Status::Open
            }
        };
        let change = self.assessment.plan.adding(draft);
        let id = change.step();
        match self.assessment.plan.apply(change) {
            Ok(_) if status == Status::Open => {}
            Ok(_) => {
                let stands = self.assessment.plan.apply(PlanChange::Stands(id, status));
                debug_assert!(stands.is_ok(), "the step was added just now");
            }
            Err(refusal) => {
                let says = format!("action {number} of the plan cannot be taken");
                self.error(DOES_NOT_FIT, at, says, refusal.in_words(&EN));
            }
        }
    }
}

/// The fields of one step.
struct Fields<'a, 'b, 'c> {
    /// From 1.
    number: usize,
    fields: &'a Map<String, Value>,
    node: Option<&'a Node>,
    at: Range<usize>,
    reading: &'b mut Reading<'c>,
}

impl Fields<'_, '_, '_> {
    /// Where a field stands.
    fn place(&self, key: &str) -> Range<usize> {
        let map = self.node.and_then(Node::as_map).unwrap_or_default();
        let found = map.iter().find(|(known, _)| known.as_text() == Some(key));
        found.map_or_else(|| self.at.clone(), |(known, _)| known.range.clone())
    }

    fn unknown_keys(&mut self) {
        let unknown: Vec<String> =
            self.fields.keys().filter(|key| !KEYS.contains(&key.as_str())).cloned().collect();
        for key in unknown {
            let help = match self.reading.guesses.nearest(&key, KEYS.into_iter()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its keys are {}", KEYS.join(", ")),
            };
            let at = self.place(&key);
            let says = format!("a step of a plan has no key `{}`", visible(&key));
            self.reading.error(UNKNOWN_KEY, at, says, help);
        }
    }

    fn wrong(&mut self, key: &str, given: &str, help: &str) {
        let at = self.place(key);
        let says =
            format!("`{}` cannot be the `{key}` of action {} of the plan", visible(given), self.number);
        self.reading.error(DOES_NOT_FIT, at, says, help);
    }

    /// A text in one line; `None` where there is none.
    fn text(&mut self, key: &str) -> Option<String> {
        self.written(key).map(|text| clean(&text).trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A text of several lines; empty where there is none.
    fn lines(&mut self, key: &str) -> String {
        self.written(key).map(|text| clean_lines(&text).trim().to_owned()).unwrap_or_default()
    }

    /// A text, or a number that stands for one.
    fn written(&mut self, key: &str) -> Option<String> {
        match self.fields.get(key)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Null => None,
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                let at = self.place(key);
                let says = format!("`{key}` of action {} of the plan is not a text", self.number);
                self.reading.error(DOES_NOT_FIT, at, says, "put it between quotes");
                None
            }
        }
    }

    fn day(&mut self, key: &str) -> Option<jiff::civil::Date> {
        let typed = self.text(key)?;
        let day = plan::day(&typed);
        if day.is_none() {
            self.wrong(key, &typed, "write a day like `2026-06-30`");
        }
        day
    }

    fn word<T: Copy>(&mut self, key: &str, all: &[T], word: fn(T) -> &'static str) -> Option<T> {
        let typed = self.text(key)?;
        let found = all.iter().copied().find(|one| word(*one) == typed);
        if found.is_none() {
            let words: Vec<&str> = all.iter().map(|one| word(*one)).collect();
            self.wrong(key, &typed, &format!("give one of {}", words.join(", ")));
        }
        found
    }
}
