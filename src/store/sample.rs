//! A small assessment for the tests of this folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::assessment::{Assessment, Change, Confidence, Event};
use crate::clock::Clock;
use crate::questionnaire::read::sample;
use crate::questionnaire::{Answer, Questionnaire, RowAnswer};

use super::{Directory, Failure, Header, Log, Name, Record, Store};

pub(super) const QUESTIONNAIRE: &str = r#"format: 1
id: small
edition: "1"
title: A small one
language: en
about: Überblick
bands: [{id: low, from: 0, label: Low}, {id: high, from: 50, label: High}]
profile:
  - {id: repeat, ask: Do customers buy again?, type: yes_no}
areas:
  - id: retention
    title: Retention
    questions:
      - {id: target, ask: Is there a target?, type: scale, choices: [No, Somewhat, Yes]}
      - {id: rate, ask: What share stays?, type: number, unit: "%", min: 0, max: 100, decimals: 1,
         cut_points: [{from: 0, level: 0}, {from: 50, level: 1}]}
      - {id: ways, ask: Which ways?, type: multiple_choice, choices: [Calls, Visits, Letters], none: None,
         cut_points: [{from: 0, level: 0}, {from: 2, level: 1}]}
      - id: support
        ask: How well are these done?
        type: matrix
        rows: [{id: demand, text: Demand}, {id: service, text: Service}]
        choices: [Badly, Well]
      - {id: else, ask: What else?, type: text}
"#;

pub(super) fn questionnaire() -> Arc<Questionnaire> {
    Arc::new(sample(QUESTIONNAIRE))
}

pub(super) fn clock() -> Clock {
    Clock::fixed("1772323200").unwrap()
}

pub(super) fn at() -> Timestamp {
    clock().now()
}

pub(super) fn header(about: &str, label: &str) -> Header {
    let mut new = Assessment::new(questionnaire(), about.into(), label.into(), clock().today());
    new.name = "Kim".into();
    Header::new(&new, QUESTIONNAIRE, clock())
}

/// One event of each kind, and answers of several.
pub(super) fn events() -> Vec<Event> {
    let questionnaire = questionnaire();
    let find = |id| questionnaire.find_question(id).unwrap();
    vec![
        Event::Changed(Change::Answered(find("repeat"), Answer::YesNo(true))),
        Event::Changed(Change::Answered(find("target"), Answer::Choice(1))),
        Event::Changed(Change::Noted(find("target"), "Since März.\nJ \"often\" *".into())),
        Event::Changed(Change::Confident(find("target"), Some(Confidence::FairlySure))),
        Event::Changed(Change::Answered(find("rate"), Answer::Number(87.5))),
        Event::Changed(Change::Answered(find("ways"), Answer::Choices(vec![0, 2]))),
        Event::Finished,
        Event::Reopened,
        Event::Changed(Change::Answered(
            find("support"),
            Answer::Rows(vec![RowAnswer::Choice(1), RowAnswer::DontKnow]),
        )),
        Event::Changed(Change::Answered(find("else"), Answer::Text("one\ntwo".into()))),
        Event::Changed(Change::Marked(find("else"), true)),
        Event::Changed(Change::Cleared(find("rate"))),
        Event::Changed(Change::Skipped(find("rate"))),
        Event::Changed(Change::Answered(find("target"), Answer::DontKnow)),
    ]
}

/// What the events lead to.
pub(super) fn replayed(events: &[Event]) -> Assessment {
    let questionnaire = questionnaire();
    let mut wanted =
        Assessment::new(Arc::clone(&questionnaire), "Northwind".into(), "2026".into(), clock().today());
    wanted.name = "Kim".into();
    for event in events {
        match event {
            Event::Changed(change) => drop(wanted.answers.apply(&questionnaire, change.clone()).unwrap()),
            Event::Planned(change) => drop(wanted.plan.apply(change.clone()).unwrap()),
            Event::Targeted { area, target } => {
                wanted.targets.set(&questionnaire, *area, *target).unwrap();
            }
            Event::Finished => wanted.finished = true,
            Event::Reopened => wanted.finished = false,
        }
    }
    wanted
}

/// A folder with one assessment in it.
pub(super) struct Saved {
    pub(super) folder: tempfile::TempDir,
    pub(super) store: Directory,
    pub(super) name: Name,
    pub(super) path: PathBuf,
}

impl Saved {
    /// Opens the assessment to go on with it.
    ///
    /// A test beside this one may be starting a program just now: until that runs, it holds a copy of
    /// the file, and with it the lock.
    pub(super) fn open(&self) -> (Record, Box<dyn Log>) {
        for _ in 0..200 {
            match self.store.open(&self.name) {
                Err(Failure::InUse { .. }) => std::thread::sleep(std::time::Duration::from_millis(10)),
                opened => return opened.unwrap(),
            }
        }
        panic!("still in use after two seconds");
    }
}

pub(super) fn begun() -> (Saved, Box<dyn Log>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Directory::new(folder.path());
    let (name, log) = store.create(&header("Northwind", "2026"), QUESTIONNAIRE.into()).unwrap();
    let path = store.path(&name);
    (Saved { folder, store, name, path }, log)
}

pub(super) fn saved(events: &[Event]) -> Saved {
    let (saved, mut log) = begun();
    for event in events {
        log.append(event, &questionnaire(), at()).unwrap();
    }
    saved
}

#[track_caller]
pub(super) fn check_same(got: &Assessment, want: &Assessment) {
    assert_eq!(got.answers, want.answers);
    assert_eq!(got.finished, want.finished);
    assert_eq!(got.targets, want.targets);
    assert_eq!((&got.about, &got.label, &got.name), (&want.about, &want.label, &want.name));
    assert_eq!(got.date, want.date);
}

/// Puts bytes into a file, as another program might.
pub(super) fn put(path: &Path, bytes: &[u8]) {
    use std::io::Write;
    std::fs::File::create(path).unwrap().write_all(bytes).unwrap();
}
