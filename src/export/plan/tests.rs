//! A plan in every form, and what people may have written into it.

use std::sync::Arc;

use super::*;
use crate::assessment::plan::{Helps, Kind, StepId};
use crate::assessment::{PlanChange, Target};
use crate::questionnaire::Effort;
use crate::questionnaire::read::sample;
use crate::words::{DE, EN};

const FORM: &str = r#"format: 1
id: small
edition: "1"
title: Small
areas:
  - {id: one, title: The first area, short: First, questions: [{id: first, ask: First?, type: scale, choices: [Bad, Good]}]}
"#;

const JUNE: Date = jiff::civil::date(2026, 6, 30);

/// Three steps: one with everything, one that is done, one that was given up.
fn assessment(what: &str) -> Assessment {
    let questionnaire = Arc::new(sample(FORM));
    let mut found = Assessment::new(questionnaire, "Northwind".into(), "2026".into(), JUNE);
    let full = Draft {
        what: what.to_owned(),
        leak: Id::new("first"),
        area: found.questionnaire.find_area("one"),
        kind: Kind::Sales,
        owner: "Kim, Tom".to_owned(),
        due: Some(JUNE),
        first_step: "Two columns; then show it\nto all".to_owned(),
        sign: "four weeks filled".to_owned(),
        helps: Some(Helps::High),
        effort: Some(Effort::Low),
    };
    for draft in [
        full,
        Draft { what: "Ask".into(), due: Some(JUNE), ..Draft::default() },
        Draft { what: "Tell".into(), ..Draft::default() },
    ] {
        let change = found.plan.adding(draft);
        found.plan.apply(change).unwrap();
    }
    found.plan.apply(PlanChange::Stands(StepId(2), Status::Done(JUNE))).unwrap();
    found.plan.apply(PlanChange::Stands(StepId(3), Status::Dropped)).unwrap();
    found.plan.touch(StepId(1), "2026-05-01T08:30:05Z".parse().unwrap());
    found
}

fn written(form: Form, what: &str, words: &Words) -> String {
    let at = "2026-03-01T00:00:00Z".parse().unwrap();
    let subject = Subject { assessment: &assessment(what), key: "K", at, words };
    String::from_utf8(write(form, subject).unwrap()).unwrap()
}

#[test]
fn a_calendar() {
    let want = "BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//leaky-bucket//plan 1//EN|CALSCALE:GREGORIAN|\
        X-WR-CALNAME:Actions: Northwind\\, 2026|\
        BEGIN:VTODO|UID:step-1-task@K|DTSTAMP:20260501T083005Z|SUMMARY:Kim\\, Tom: Call|\
        DESCRIPTION:First step: Two columns\\; then show it\\nto all\\nIt worked when:|  four weeks filled|\
        CATEGORIES:First|DUE;VALUE=DATE:20260630|STATUS:NEEDS-ACTION|PRIORITY:1|END:VTODO|\
        BEGIN:VEVENT|UID:step-1-day@K|DTSTAMP:20260501T083005Z|SUMMARY:Kim\\, Tom: Call|\
        DESCRIPTION:First step: Two columns\\; then show it\\nto all\\nIt worked when:|  four weeks filled|\
        CATEGORIES:First|DTSTART;VALUE=DATE:20260630|DTEND;VALUE=DATE:20260701|TRANSP:TRANSPARENT|END:VEVENT|\
        BEGIN:VTODO|UID:step-2-task@K|DTSTAMP:20260301T000000Z|SUMMARY:Ask|DUE;VALUE=DATE:20260630|\
        STATUS:COMPLETED|PERCENT-COMPLETE:100|COMPLETED:20260630T120000Z|END:VTODO|\
        BEGIN:VTODO|UID:step-3-task@K|DTSTAMP:20260301T000000Z|SUMMARY:Tell|STATUS:CANCELLED|END:VTODO|\
        END:VCALENDAR|";
    assert_eq!(written(Form::Ics, "Call", &EN).replace("\r\n", "|"), want);
}

/// The value of the first property of a name, unfolded and unescaped as a calendar does it.
fn read_back(calendar: &str, name: &str) -> String {
    let whole = calendar.replace("\r\n ", "");
    let line = whole.split("\r\n").find_map(|line| line.strip_prefix(&format!("{name}:"))).unwrap();
    let mut text = String::new();
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        text.push(match sign {
            '\\' => match signs.next().unwrap() {
                'n' => '\n',
                other => other,
            },
            other => other,
        });
    }
    text
}

/// Whatever somebody writes stays a text: nothing begins a line, no line is too long, and it comes back.
#[track_caller]
fn check_calendar(what: &str, want: &str) {
    let calendar = written(Form::Ics, what, &EN);
    assert_eq!(read_back(&calendar, "SUMMARY"), format!("Kim, Tom: {want}"));
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n', '\u{1b}']), "{line:?}");
    }
    assert_eq!(calendar.matches("\r\nBEGIN:VTODO").count(), 3);
}

#[rustfmt::skip]
mod calendars {
    use super::*;

    #[test] fn plain() { check_calendar("Call", "Call"); }
    #[test] fn signs_that_part_values() { check_calendar("a;b,c\\d:e\"f\\n", "a;b,c\\d:e\"f\\n"); }
    #[test] fn another_component() { check_calendar("x\r\nEND:VTODO\r\nBEGIN:VTODO", "x END:VTODO BEGIN:VTODO"); }
    #[test] fn what_moves_the_cursor() { check_calendar("\u{1b}[2Jx\u{202e}y\u{0}", "[2Jxy"); }
    #[test] fn long() { let long = "word ".repeat(60); check_calendar(&long, &long); }
    #[test] fn long_of_wide_signs() { for lead in 0..5 { let long = format!("{}{}", "x".repeat(lead), "東京ä😀".repeat(30)); check_calendar(&long, &long); } }
}

#[test]
fn a_table() {
    let want = "action,what,area,area_title,leak,kind,owner,by,status,done_on,first_step,sign,helps,effort,assessment,target,target_by|\
        1,Call,one,The first area,first,sales,\"Kim, Tom\",2026-06-30,open,,\"Two columns; then show it\nto all\",four weeks filled,high,low,\"Northwind, 2026\",,|\
        2,Ask,,,,own,,2026-06-30,done,2026-06-30,,,,,\"Northwind, 2026\",,|\
        3,Tell,,,,own,,,dropped,,,,,,\"Northwind, 2026\",,|";
    assert_eq!(written(Form::Csv, "Call", &EN).replace("\r\n", "|"), want);
    assert!(written(Form::Csv, "=HYPERLINK(\"x\")", &EN).contains("1,\"'=HYPERLINK(\"\"x\"\")\",one"));
}

#[test]
fn a_text() {
    let text = written(Form::Markdown, "Call | *all*", &EN);
    let want = "# Actions: Northwind, 2026

30 June 2026

<a id=\"s-plan\"></a>

## Who does what, by when

|  | What | Area | Effort | Who | By | Status |
| --: | --- | --- | --- | --- | --- | --- |
| 1 | Call \\| \\*all\\* | First | low | Kim, Tom | 2026-06-30 | open |
| 2 | Ask |  |  |  | 2026-06-30 | done, 2026-06-30 |
| 3 | Tell |  |  |  |  | given up |

### How it begins, and how we will know

- Action 1. First step: Two columns; then show it\\
  to all. It worked when: four weeks filled.
";
    assert_eq!(text, want);
    let german = written(Form::Markdown, "Call", &DE);
    assert!(german.contains("| Was | Bereich |") && german.contains("erledigt, 30.06.2026"), "{german}");
}

#[test]
fn data() {
    let data: serde_json::Value = serde_json::from_str(&written(Form::Json, "Call", &DE)).unwrap();
    assert_eq!(data["schema"], "leaky-bucket/plan/1");
    let want = serde_json::json!({
        "id": 1, "what": "Call", "leak": "first", "area": "one", "kind": "sales", "owner": "Kim, Tom",
        "by": "2026-06-30", "status": "open", "done_on": null,
        "first_step": "Two columns; then show it\nto all", "sign": "four weeks filled",
        "helps": "high", "effort": "low",
    });
    assert_eq!(data["actions"][0], want);
    assert_eq!(data["actions"][1]["done_on"], "2026-06-30");
    assert!(data.get("standing").is_none(), "a file has no day of asking");
}

/// A plan of targets alone: one with a day, one without.
fn targets_alone(form: Form, words: &Words) -> String {
    let mut found = assessment("Call");
    found.plan = Default::default();
    let area = found.questionnaire.find_area("one").unwrap();
    found.set_target(area, Target::new(75, Some(JUNE))).unwrap();
    let at = "2026-03-01T00:00:00Z".parse().unwrap();
    let subject = Subject { assessment: &found, key: "K", at, words };
    String::from_utf8(write(form, subject).unwrap()).unwrap()
}

#[test]
fn targets_without_actions() {
    let calendar = targets_alone(Form::Ics, &EN).replace("\r\n", "|");
    let event = "|BEGIN:VEVENT|UID:target-one-day@K|DTSTAMP:20260301T000000Z|\
        SUMMARY:Target: The first area is to reach 75|CATEGORIES:First|\
        DTSTART;VALUE=DATE:20260630|DTEND;VALUE=DATE:20260701|TRANSP:TRANSPARENT|END:VEVENT|END:VCALENDAR|";
    assert!(calendar.ends_with(event) && !calendar.contains("VTODO"), "{calendar}");
    let table = targets_alone(Form::Csv, &EN);
    let row = ",,one,The first area,,target,,,,,,,,,\"Northwind, 2026\",75,2026-06-30\r\n";
    assert!(table.ends_with(row) && table.lines().count() == 2, "{table}");
    let text = targets_alone(Form::Markdown, &DE);
    for said in ["Noch ist nichts geplant.", "Zielwerte", "| The first area |", "| **75** | 30.06.2026 |"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("| Was |"), "{text}");
}

#[test]
fn forms_by_their_names() {
    for form in Form::ALL {
        assert_eq!(Form::of_ending(form.ending()), Some(form));
    }
    assert_eq!(Form::of_ending("markdown"), Some(Form::Markdown));
    assert_eq!(Form::of_ending("pdf"), None);
}
