//! The stored forms of what happens to a plan. Like all stored forms they are never edited once they were
//! written.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::assessment::PlanChange;
use crate::assessment::plan::{Draft, Helps, Kind, Status, Step, StepId};
use crate::questionnaire::{Effort, Id, Questionnaire};
use crate::text;

use super::event::Unfit;

/// What happened to the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PlanEventV1 {
    Added {
        step: Box<StepV1>,
        /// In the list, counted from 0.
        place: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<StatusV1>,
    },
    Changed {
        step: Box<StepV1>,
    },
    Done {
        step: u32,
        on: String,
    },
    Reopened {
        step: u32,
    },
    Dropped {
        step: u32,
    },
    Removed {
        step: u32,
    },
    Moved {
        step: u32,
        place: u32,
    },
}

/// A step. What nobody has written is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct StepV1 {
    id: u32,
    what: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    leak: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    area: Option<String>,
    kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    owner: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    first_step: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sign: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    helps: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    effort: Option<String>,
}

/// How a step stood when it came in, where it was not open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StatusV1 {
    Done { on: String },
    Dropped {},
}

impl StepV1 {
    fn of(id: StepId, draft: &Draft, questionnaire: &Questionnaire) -> StepV1 {
        StepV1 {
            id: id.0,
            what: draft.what.clone(),
            leak: draft.leak.as_ref().map(Id::to_string),
            area: draft.area.map(|area| questionnaire[area].id.to_string()),
            kind: draft.kind.word().to_owned(),
            owner: draft.owner.clone(),
            by: draft.due.map(|due| due.to_string()),
            first_step: draft.first_step.clone(),
            sign: draft.sign.clone(),
            helps: draft.helps.map(|helps| helps.word().to_owned()),
            effort: draft.effort.map(|effort| effort.word().to_owned()),
        }
    }

    /// A promise that somebody made is never lost over its trimmings: what of them is not understood is
    /// left out.
    fn draft(&self, questionnaire: &Questionnaire) -> Draft {
        let lines = |foreign: &str| text::clean_lines(foreign).into_owned();
        Draft {
            what: lines(&self.what),
            leak: self.leak.as_deref().and_then(Id::new),
            area: self.area.as_deref().and_then(|area| questionnaire.find_area(area)),
            kind: Kind::of_word(&self.kind).unwrap_or_default(),
            owner: text::clean(&self.owner).into_owned(),
            due: self.by.as_deref().and_then(|day| day.parse().ok()),
            first_step: lines(&self.first_step),
            sign: lines(&self.sign),
            helps: of_word(&Helps::ALL, Helps::word, self.helps.as_deref()),
            effort: of_word(&Effort::ALL, Effort::word, self.effort.as_deref()),
        }
    }
}

fn of_word<T: Copy>(all: &[T], word: fn(T) -> &'static str, wanted: Option<&str>) -> Option<T> {
    all.iter().copied().find(|one| Some(word(*one)) == wanted)
}

impl PlanEventV1 {
    pub(super) fn from_change(change: &PlanChange, questionnaire: &Questionnaire) -> PlanEventV1 {
        match change {
            PlanChange::Added { step, at } => PlanEventV1::Added {
                step: Box::new(StepV1::of(step.id, &step.draft, questionnaire)),
                place: u32::try_from(*at).unwrap_or(u32::MAX),
                status: match step.status {
                    Status::Open => None,
                    Status::Done(on) => Some(StatusV1::Done { on: on.to_string() }),
                    Status::Dropped => Some(StatusV1::Dropped {}),
                },
            },
            PlanChange::Changed(id, draft) => {
                PlanEventV1::Changed { step: Box::new(StepV1::of(*id, draft, questionnaire)) }
            }
            PlanChange::Stands(StepId(step), Status::Done(on)) => {
                PlanEventV1::Done { step: *step, on: on.to_string() }
            }
            PlanChange::Stands(StepId(step), Status::Open) => PlanEventV1::Reopened { step: *step },
            PlanChange::Stands(StepId(step), Status::Dropped) => PlanEventV1::Dropped { step: *step },
            PlanChange::Removed(StepId(step)) => PlanEventV1::Removed { step: *step },
            PlanChange::Moved(StepId(step), to) => {
                PlanEventV1::Moved { step: *step, place: u32::try_from(*to).unwrap_or(u32::MAX) }
            }
        }
    }

    pub(super) fn to_change(&self, questionnaire: &Questionnaire) -> Result<PlanChange, Unfit> {
        let place = |stored: u32| usize::try_from(stored).unwrap_or(usize::MAX);
        let done = |step: u32, on: &str| match on.parse::<Date>() {
            Ok(day) => Ok(Status::Done(day)),
            Err(_no_day) => Err(Unfit::NoDay { step: StepId(step), on: on.to_owned() }),
        };
        Ok(match self {
            PlanEventV1::Added { step, place: at, status } => {
                let status = match status {
                    None => Status::Open,
                    Some(StatusV1::Done { on }) => done(step.id, on)?,
                    Some(StatusV1::Dropped {}) => Status::Dropped,
                };
                let (id, draft) = (StepId(step.id), step.draft(questionnaire));
                let step = Step { id, draft, status, changed: None };
                PlanChange::Added { step: Box::new(step), at: place(*at) }
            }
            PlanEventV1::Changed { step } => {
                PlanChange::Changed(StepId(step.id), Box::new(step.draft(questionnaire)))
            }
            PlanEventV1::Done { step, on } => PlanChange::Stands(StepId(*step), done(*step, on)?),
            PlanEventV1::Reopened { step } => PlanChange::Stands(StepId(*step), Status::Open),
            PlanEventV1::Dropped { step } => PlanChange::Stands(StepId(*step), Status::Dropped),
            PlanEventV1::Removed { step } => PlanChange::Removed(StepId(*step)),
            PlanEventV1::Moved { step, place: at } => PlanChange::Moved(StepId(*step), place(*at)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Store, line, sample};
    use super::*;
    use crate::assessment::Event;
    use crate::assessment::plan::{Plan, PlanHistory};
    use crate::questionnaire::Builds;
    use crate::store::event::EventV1;
    use crate::words::EN;

    /// These were written by released versions. They are never changed.
    const STORED: [&str; 9] = [
        r#"{"plan":{"added":{"step":{"id":1,"what":"Call Kim\nagain","kind":"own"},"place":0}}}"#,
        r#"{"plan":{"added":{"step":{"id":2,"what":"List them","leak":"target","area":"retention","kind":"sales","owner":"Kim","by":"2026-06-30","first_step":"Ask","sign":"Four weeks filled","helps":"high","effort":"low"},"place":1}}}"#,
        r#"{"plan":{"changed":{"step":{"id":1,"what":"Call","kind":"skill"}}}}"#,
        r#"{"plan":{"done":{"step":1,"on":"2026-06-30"}}}"#,
        r#"{"plan":{"reopened":{"step":1}}}"#,
        r#"{"plan":{"dropped":{"step":1}}}"#,
        r#"{"plan":{"removed":{"step":1}}}"#,
        r#"{"plan":{"added":{"step":{"id":1,"what":"Call","kind":"skill"},"place":0,"status":{"dropped":{}}}}}"#,
        r#"{"plan":{"moved":{"step":1,"place":1}}}"#,
    ];

    fn changes() -> Vec<PlanChange> {
        let questionnaire = sample::questionnaire();
        let day = jiff::civil::date(2026, 6, 30);
        let added = |id, draft, status, at| PlanChange::Added {
            step: Box::new(Step { id: StepId(id), draft, status, changed: None }),
            at,
        };
        let call = Draft { what: "Call".into(), kind: Kind::Development(Builds::Skill), ..Draft::default() };
        let full = Draft {
            what: "List them".into(),
            leak: Id::new("target"),
            area: questionnaire.find_area("retention"),
            kind: Kind::Sales,
            owner: "Kim".into(),
            due: Some(day),
            first_step: "Ask".into(),
            sign: "Four weeks filled".into(),
            helps: Some(Helps::High),
            effort: Some(Effort::Low),
        };
        let own = Draft { what: "Call Kim\nagain".into(), ..Draft::default() };
        vec![
            added(1, own, Status::Open, 0),
            added(2, full, Status::Open, 1),
            PlanChange::Changed(StepId(1), Box::new(call.clone())),
            PlanChange::Stands(StepId(1), Status::Done(day)),
            PlanChange::Stands(StepId(1), Status::Open),
            PlanChange::Stands(StepId(1), Status::Dropped),
            PlanChange::Removed(StepId(1)),
            added(1, call, Status::Dropped, 0),
            PlanChange::Moved(StepId(1), 1),
        ]
    }

    #[test]
    fn every_change_has_its_form_and_comes_back() {
        let questionnaire = sample::questionnaire();
        let by_id = questionnaire.questions_by_id();
        assert_eq!(changes().len(), STORED.len());
        for (change, stored) in changes().into_iter().zip(STORED) {
            let event = Event::Planned(change);
            let form = EventV1::from_event(&event, &questionnaire);
            assert_eq!(serde_json::to_string(&form).unwrap(), stored);
            let read: EventV1 = serde_json::from_str(stored).unwrap();
            assert_eq!(read.to_event(&questionnaire, &by_id), Ok(event));
        }
    }

    /// What a file gives back is the plan as it was, and the last time each step was changed.
    #[test]
    fn a_plan_is_kept_beside_a_finished_assessment() {
        let mut events = vec![Event::Finished];
        events.extend(changes().into_iter().map(Event::Planned));
        let saved = sample::saved(&events);
        let record = saved.store.load(&saved.name).unwrap();
        assert_eq!(record.warnings, []);
        let (assessment, warnings) = record.assessment(sample::questionnaire());
        assert_eq!(warnings, []);
        assert!(assessment.finished && record.summary().finished);
        let mut plan = Plan::default();
        let mut history = PlanHistory::default();
        for change in changes() {
            history.make(&mut plan, change.clone()).unwrap();
            plan.touch(change.step(), sample::at());
        }
        assert_eq!(assessment.plan, plan);
    }

    /// A line that somebody has made by hand, its checksum right.
    #[track_caller]
    fn check_odd(event: &str, want: &str, steps: usize) {
        let events: Vec<Event> = changes().into_iter().take(2).map(Event::Planned).collect();
        let saved = sample::saved(&events);
        let bytes = std::fs::read(&saved.path).unwrap();
        let made = format!(r#"{{"n":3,"at":"2026-03-01T00:00:00Z",{event}}}"#);
        sample::put(&saved.path, &[bytes, line::seal(&made).into_bytes()].concat());
        let record = saved.store.load(&saved.name).unwrap();
        let (assessment, mut warnings) = record.assessment(sample::questionnaire());
        warnings.extend(record.warnings);
        let said: Vec<String> = warnings.iter().map(|warning| warning.in_words(&EN)).collect();
        assert_eq!(said.join("\n"), want);
        assert_eq!(assessment.plan.steps().len(), steps);
    }

    #[test]
    fn what_does_not_fit_is_said_and_the_rest_is_kept() {
        check_odd(
            r#""plan":{"done":{"step":9,"on":"2026-03-01"}}"#,
            "entry 3, about action 9 of the plan, does not fit: There is no action 9.",
            2,
        );
        check_odd(
            r#""plan":{"done":{"step":1,"on":"soon"}}"#,
            "entry 3, about action 1 of the plan, does not fit: `soon` is no day",
            2,
        );
        check_odd(
            r#""target_set":{"area":"retention","score":101}"#,
            "entry 3, the target of `retention`, does not fit: it is more than 100",
            2,
        );
        check_odd(
            r#""target_set":{"area":"gone\u001b[2J","score":70}"#,
            "entry 3, the target of `gone\\u{1b}[2J`, does not fit: the questionnaire has no such area",
            2,
        );
        // A target is kept without a day that is none, and without knowing of `why`.
        check_odd(r#""target_set":{"area":"retention","score":70,"by":"soon","why":"money"}"#, "", 2);
        check_odd(r#""target_set":{"area":"retention","score":null}"#, "", 2);
        check_odd(
            r#""target_set":{"area":"retention","score":-1}"#,
            &format!("line {} was made by a newer version and is left out", 5),
            2,
        );
        check_odd(
            r#""plan":{"shared":{"step":1}}"#,
            &format!("line {} was made by a newer version and is left out", 5),
            2,
        );
        check_odd(
            r#""plan":{"added":{"step":{"id":7,"what":"Ask\u001b[2J","kind":"song","area":"gone","by":"soon","helps":"much"},"place":99}}"#,
            "",
            3,
        );
    }
}
