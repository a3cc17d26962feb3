//! The stored forms of an assessment, version by version, to and from our own types.
//!
//! A form that was ever written is never edited: old files open for ever. A change to what is stored
//! is a new form beside the old one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::assessment::plan::StepId;
use crate::assessment::{Change, Confidence, Event, Target};
use crate::questionnaire::answer::Rejection;
use crate::questionnaire::{QuestionIndex, Questionnaire, QuestionsById, plain};
use crate::text;

use super::plan::PlanEventV1;
use super::warning::NoTarget;
use super::{Header, Origin};

/// The form that is written today.
pub(super) const FORM: u64 = 1;

/// The first line of a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct HeaderV1 {
    pub(super) format: u64,
    id: String,
    questionnaire: OriginV1,
    about: String,
    label: String,
    date: String,
    respondent: String,
    created: String,
    program: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct OriginV1 {
    id: String,
    edition: String,
    hash: String,
}

/// The first line of a file that another one goes on in.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ContinuedV1 {
    pub(super) format: u64,
    /// The id of the assessment.
    pub(super) continues: String,
    /// 2 for the second file.
    pub(super) segment: u32,
    pub(super) program: String,
}

/// Of any form: what tells whether we can read it.
#[derive(Debug, Deserialize)]
pub(super) struct AnyHeader {
    pub(super) format: u64,
    #[serde(default)]
    pub(super) program: String,
}

/// The second line of a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct QuestionnaireV1 {
    pub(super) questionnaire: String,
    /// Came later, and is left out where there is none. A program that does not know it reads the
    /// questionnaire in its own language: ids, answers and scores are the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) translation: Option<String>,
}

/// Every further line. It is read as an [`Entry`](super::entry::Entry), which is the same and sooner done.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(Deserialize))]
pub(super) struct LineV1 {
    pub(super) n: u64,
    pub(super) at: String,
    #[serde(flatten)]
    pub(super) event: EventV1,
}

/// What happened, with the ids of a questionnaire in place of its positions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EventV1 {
    Answered {
        question: String,
        value: Value,
    },
    Cleared {
        question: String,
    },
    Skipped {
        question: String,
    },
    Noted {
        question: String,
        note: String,
    },
    Marked {
        question: String,
        marked: bool,
    },
    Confidence {
        question: String,
        confidence: Option<ConfidenceV1>,
    },
    Finished {},
    Reopened {},
    /// Came later. A program that does not know it names such lines, leaves them out, and reads all else:
    /// answers and scores are the same.
    Plan(PlanEventV1),
    /// Came later as well. Without a score, the area has no target.
    TargetSet {
        area: String,
        score: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ConfidenceV1 {
    Guess,
    FairlySure,
    CanShowIt,
}

/// Why a stored event cannot be replayed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unfit {
    NoSuchQuestion(String),
    Refused {
        question: String,
        reason: Rejection,
    },
    /// A step of the plan is said to be done on something that is no day.
    NoDay {
        step: StepId,
        on: String,
    },
    /// A target that is more than a score can be, or of an area that is not there.
    NoTarget {
        area: String,
        reason: NoTarget,
    },
}

impl EventV1 {
    pub(super) fn from_event(event: &Event, questionnaire: &Questionnaire) -> EventV1 {
        let change = match event {
            Event::Changed(change) => change,
            Event::Planned(change) => {
                return EventV1::Plan(PlanEventV1::from_change(change, questionnaire));
            }
            Event::Targeted { area, target } => {
                return EventV1::TargetSet {
                    area: questionnaire[*area].id.to_string(),
                    score: target.map(|target| target.score),
                    by: target.and_then(|target| target.by).map(|by| by.to_string()),
                };
            }
            Event::Finished => return EventV1::Finished {},
            Event::Reopened => return EventV1::Reopened {},
        };
        let asked = &questionnaire[change.question()];
        let question = asked.id.to_string();
        match change {
            Change::Answered(_, answer) => EventV1::Answered { question, value: plain::write(asked, answer) },
            Change::Cleared(_) => EventV1::Cleared { question },
            Change::Skipped(_) => EventV1::Skipped { question },
            Change::Noted(_, note) => EventV1::Noted { question, note: note.clone() },
            Change::Marked(_, marked) => EventV1::Marked { question, marked: *marked },
            Change::Confident(_, sure) => {
                EventV1::Confidence { question, confidence: sure.map(ConfidenceV1::from) }
            }
        }
    }

    pub(super) fn to_event(
        &self,
        questionnaire: &Questionnaire,
        by_id: &QuestionsById,
    ) -> Result<Event, Unfit> {
        let find = |question: &str| {
            let found = by_id.find(question);
            found.ok_or_else(|| Unfit::NoSuchQuestion(question.to_owned()))
        };
        let change = match self {
            EventV1::Answered { question, value } => answered(questionnaire, find(question)?, value)?,
            EventV1::Cleared { question } => Change::Cleared(find(question)?),
            EventV1::Skipped { question } => Change::Skipped(find(question)?),
            EventV1::Noted { question, note } => {
                Change::Noted(find(question)?, text::clean_lines(note).into_owned())
            }
            EventV1::Marked { question, marked } => Change::Marked(find(question)?, *marked),
            EventV1::Confidence { question, confidence } => {
                Change::Confident(find(question)?, confidence.map(Confidence::from))
            }
            EventV1::Finished {} => return Ok(Event::Finished),
            EventV1::Reopened {} => return Ok(Event::Reopened),
            EventV1::Plan(event) => return event.to_change(questionnaire).map(Event::Planned),
            EventV1::TargetSet { area, score, by } => {
                return targeted(questionnaire, area, *score, by.as_deref());
            }
        };
        Ok(Event::Changed(change))
    }
}

/// A target is never lost over its day: one that is none is left out.
fn targeted(
    questionnaire: &Questionnaire,
    id: &str,
    score: Option<u32>,
    by: Option<&str>,
) -> Result<Event, Unfit> {
    let no_target = |reason: NoTarget| Unfit::NoTarget { area: id.to_owned(), reason };
    let Some(area) = questionnaire.find_area(id) else {
        return Err(no_target(NoTarget::NoSuchArea));
    };
    let by = by.and_then(|day| day.parse().ok());
    match score.map(|score| Target::new(score, by)) {
        Some(None) => Err(no_target(NoTarget::TooMuch)),
        Some(target) => Ok(Event::Targeted { area, target }),
        None => Ok(Event::Targeted { area, target: None }),
    }
}

fn answered(questionnaire: &Questionnaire, index: QuestionIndex, value: &Value) -> Result<Change, Unfit> {
    let question = &questionnaire[index];
    match plain::read(question, value) {
        Ok(answer) => Ok(Change::Answered(index, answer)),
        Err(rejection) => Err(Unfit::Refused { question: question.id.to_string(), reason: rejection }),
    }
}

impl From<Confidence> for ConfidenceV1 {
    fn from(confidence: Confidence) -> ConfidenceV1 {
        match confidence {
            Confidence::Guess => ConfidenceV1::Guess,
            Confidence::FairlySure => ConfidenceV1::FairlySure,
            Confidence::CanShowIt => ConfidenceV1::CanShowIt,
        }
    }
}

impl From<ConfidenceV1> for Confidence {
    fn from(confidence: ConfidenceV1) -> Confidence {
        match confidence {
            ConfidenceV1::Guess => Confidence::Guess,
            ConfidenceV1::FairlySure => Confidence::FairlySure,
            ConfidenceV1::CanShowIt => Confidence::CanShowIt,
        }
    }
}

impl From<&Header> for HeaderV1 {
    fn from(header: &Header) -> HeaderV1 {
        HeaderV1 {
            format: FORM,
            id: header.id.to_string(),
            questionnaire: OriginV1 {
                id: header.questionnaire.id.clone(),
                edition: header.questionnaire.edition.clone(),
                hash: header.questionnaire.hash.clone(),
            },
            about: header.about.clone(),
            label: header.label.clone(),
            date: header.date.to_string(),
            respondent: header.respondent.clone(),
            created: time(header.created),
            program: header.program.clone(),
        }
    }
}

impl HeaderV1 {
    /// Returns `None` when an id, a day or a time in it is none.
    pub(super) fn to_header(&self) -> Option<Header> {
        let line = |foreign: &str| text::clean(foreign).into_owned();
        Some(Header {
            id: Uuid::parse_str(&self.id).ok()?,
            questionnaire: Origin {
                id: line(&self.questionnaire.id),
                edition: line(&self.questionnaire.edition),
                hash: line(&self.questionnaire.hash),
            },
            about: line(&self.about),
            label: line(&self.label),
            date: self.date.parse().ok()?,
            respondent: line(&self.respondent),
            created: self.created.parse().ok()?,
            program: line(&self.program),
        })
    }
}

/// A time as it is written: to the millisecond, in UTC. A whole second is written without a fraction.
pub(super) fn time(at: Timestamp) -> String {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::{Store, sample};
    use super::*;

    /// These lines were written by released versions. They are never changed.
    const STORED: [&str; 14] = [
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","answered":{"question":"repeat","value":true}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","answered":{"question":"target","value":2}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","noted":{"question":"target","note":"Since März.\nJ \"often\" *"}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","confidence":{"question":"target","confidence":"fairly_sure"}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","answered":{"question":"rate","value":87.5}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","answered":{"question":"ways","value":[1,3]}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","finished":{}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","reopened":{}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","answered":{"question":"support","value":{"demand":2,"service":"dont_know"}}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","answered":{"question":"else","value":"one\ntwo"}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","marked":{"question":"else","marked":true}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","cleared":{"question":"rate"}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","skipped":{"question":"rate"}}"#,
        r#"{"n":1,"at":"2026-03-01T00:00:00Z","answered":{"question":"target","value":"dont_know"}}"#,
    ];

    #[test]
    fn every_event_has_its_form_and_comes_back() {
        let questionnaire = sample::questionnaire();
        for (event, stored) in sample::events().iter().zip(STORED) {
            let event_v1 = EventV1::from_event(event, &questionnaire);
            let line = LineV1 { n: 1, at: time(sample::at()), event: event_v1 };
            assert_eq!(serde_json::to_string(&line).unwrap(), stored);
            let read: LineV1 = serde_json::from_str(stored).unwrap();
            let found = read.event.to_event(&questionnaire, &questionnaire.questions_by_id());
            assert_eq!(found.as_ref(), Ok(event));
        }
    }

    /// Written by released versions as well, and never changed.
    const TARGETS: [&str; 3] = [
        r#"{"target_set":{"area":"retention","score":70}}"#,
        r#"{"target_set":{"area":"retention","score":75,"by":"2027-03-01"}}"#,
        r#"{"target_set":{"area":"retention","score":null}}"#,
    ];

    /// Targets beside a finished assessment: each form comes back, and the last word counts.
    #[test]
    fn every_target_has_its_form_and_comes_back() {
        let questionnaire = sample::questionnaire();
        let area = questionnaire.find_area("retention").unwrap();
        let day = jiff::civil::date(2027, 3, 1);
        let targets = [Target::new(70, None), Target::new(75, Some(day)), None];
        let mut events = vec![Event::Finished];
        for (target, stored) in targets.into_iter().zip(TARGETS) {
            let event = Event::Targeted { area, target };
            let form = EventV1::from_event(&event, &questionnaire);
            assert_eq!(serde_json::to_string(&form).unwrap(), stored);
            let read: EventV1 = serde_json::from_str(stored).unwrap();
            assert_eq!(read.to_event(&questionnaire, &questionnaire.questions_by_id()), Ok(event.clone()));
            events.push(event);
            let saved = sample::saved(&events);
            let record = saved.store.load(&saved.name).unwrap();
            let (assessment, warnings) = record.assessment(sample::questionnaire());
            assert_eq!((record.warnings, warnings), (Vec::new(), Vec::new()));
            assert_eq!(assessment.targets.said(), [(area, target)]);
            assert!(assessment.finished);
        }
    }

    #[track_caller]
    fn check_time(at: &str, want: &str) {
        assert_eq!(time(at.parse().unwrap()), want);
    }

    #[test]
    fn times_tell_what_came_first_within_a_second() {
        check_time("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z");
        check_time("2026-03-01T01:00:00.5+01:00", "2026-03-01T00:00:00.5Z");
        check_time("2026-03-01T00:00:00.123456789Z", "2026-03-01T00:00:00.123Z");
    }

    #[track_caller]
    fn check_unfit(event: &str, want: Unfit) {
        let event: EventV1 = serde_json::from_str(event).unwrap();
        let questionnaire = sample::questionnaire();
        assert_eq!(event.to_event(&questionnaire, &questionnaire.questions_by_id()), Err(want));
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let question = "gone".to_owned();
        check_unfit(r#"{"skipped":{"question":"gone"}}"#, Unfit::NoSuchQuestion(question));
        let questionnaire = sample::questionnaire();
        let target = questionnaire.find_question("target").unwrap();
        let reason = plain::read(&questionnaire[target], &9.into()).unwrap_err();
        let question = "target".to_owned();
        check_unfit(r#"{"answered":{"question":"target","value":9}}"#, Unfit::Refused { question, reason });
    }
}
