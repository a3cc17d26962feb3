//! A plan as a calendar: iCalendar, RFC 5545.
//!
//! Each step is a task (VTODO). Many calendars show no tasks, so an open step with a day is an event of
//! that whole day as well (VEVENT), and so is a target with a day. Everything that people wrote is text: it is
//! escaped, and long lines are folded.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::Subject;
use crate::assessment::plan::{Helps, Status, Step};
use crate::comparison::targets::AreaTarget;
use crate::text;
use crate::words::{Words, fill};

/// How long a line may be, in bytes, without its end.
const LONGEST: usize = 75;

/// The calendar. The same plan is the same bytes.
pub(super) fn write(subject: Subject) -> String {
    let assessment = subject.assessment;
    let mut calendar = Calendar::default();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//leaky-bucket//plan 1//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.text("X-WR-CALNAME", &fill(subject.words.actions.title, &[("title", &assessment.title())]));
    for step in assessment.plan.steps() {
        calendar.task(subject, step);
        if let (Status::Open, Some(due)) = (step.status, step.draft.due) {
            calendar.event(subject, step, due);
        }
    }
    for of in super::targets_of(assessment).iter() {
        if let Some(by) = of.target.by {
            calendar.target(subject, of, by);
        }
    }
    calendar.line("END", "VCALENDAR");
    calendar.0
}

#[derive(Default)]
struct Calendar(String);

impl Calendar {
    fn task(&mut self, subject: Subject, step: &Step) {
        self.line("BEGIN", "VTODO");
        self.common(subject, step, "task");
        if let Some(due) = step.draft.due {
            self.line("DUE;VALUE=DATE", &day(due));
        }
        match step.status {
            Status::Open => self.line("STATUS", "NEEDS-ACTION"),
            Status::Done(on) => {
                self.line("STATUS", "COMPLETED");
                self.line("PERCENT-COMPLETE", "100");
                // Noon is the same day nearly everywhere.
                self.line("COMPLETED", &format!("{}T120000Z", day(on)));
            }
            Status::Dropped => self.line("STATUS", "CANCELLED"),
        }
        if let Some(helps) = step.draft.helps {
            let priority = match helps {
                Helps::High => "1",
                Helps::Medium => "5",
                Helps::Low => "9",
            };
            self.line("PRIORITY", priority);
        }
        self.line("END", "VTODO");
    }

    fn event(&mut self, subject: Subject, step: &Step, due: Date) {
        self.line("BEGIN", "VEVENT");
        self.common(subject, step, "day");
        self.whole_day(due);
    }

    fn target(&mut self, subject: Subject, of: &AreaTarget, by: Date) {
        let area = &subject.assessment.questionnaire[of.area];
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("area", &area.title), ("target", &of.target.score)];
        self.line("BEGIN", "VEVENT");
        self.line("UID", &format!("target-{}-day@{}", area.id, subject.key));
        self.line("DTSTAMP", &time(subject.at));
        self.text("SUMMARY", &fill(subject.words.targets.to_reach, &values));
        self.text("CATEGORIES", &area.short);
        self.whole_day(by);
    }

    /// The day of an event, and its end.
    fn whole_day(&mut self, due: Date) {
        self.line("DTSTART;VALUE=DATE", &day(due));
        // The end is the first day after. The last day of all has none; then the event lasts a day by itself.
        if let Ok(end) = due.checked_add(1.day()) {
            self.line("DTEND;VALUE=DATE", &day(end));
        }
        // It takes nobody's time.
        self.line("TRANSP", "TRANSPARENT");
        self.line("END", "VEVENT");
    }

    fn common(&mut self, subject: Subject, step: &Step, what: &str) {
        let questionnaire = &subject.assessment.questionnaire;
        let draft = &step.draft;
        self.line("UID", &format!("step-{}-{what}@{}", step.id, subject.key));
        self.line("DTSTAMP", &time(step.changed.unwrap_or(subject.at)));
        let summary = match draft.owner.as_str() {
            "" => draft.what.clone(),
            owner => format!("{owner}: {}", draft.what),
        };
        self.text("SUMMARY", &text::clean(&summary));
        let description = description(step, subject.words);
        if !description.is_empty() {
            self.text("DESCRIPTION", &description);
        }
        if let Some(area) = draft.area {
            self.text("CATEGORIES", &questionnaire[area].short);
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        self.line(name, &escaped(text));
    }

    /// One line, folded between characters where it is too long.
    fn line(&mut self, name: &str, value: &str) {
        let mut taken = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if LONGEST < taken + character.len_utf8() {
                self.0.push_str("\r\n ");
                taken = 1;
            }
            self.0.push(character);
            taken += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// What is to happen first, and how one will know.
fn description(step: &Step, words: &Words) -> String {
    let says = &words.actions;
    let parts = [(says.first_step, &step.draft.first_step), (says.sign, &step.draft.sign)];
    let parts = parts.iter().filter(|(_, text)| !text.is_empty());
    let lines = parts.map(|(label, text)| fill(says.label_line, &[("label", label), ("text", text)]));
    lines.collect::<Vec<_>>().join("\n")
}

/// A text in which nothing ends the value, and nothing parts it in two.
fn escaped(foreign: &str) -> String {
    let mut safe = String::with_capacity(foreign.len() + 8);
    for character in text::clean_lines(foreign).chars() {
        match character {
            '\n' => safe.push_str("\\n"),
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(character);
            }
            _ => safe.push(character),
        }
    }
    safe
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn time(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC);
    format!("{}T{:02}{:02}{:02}Z", day(at.date()), at.hour(), at.minute(), at.second())
}
