//! A plan as plain sentences.

use std::fmt;

use jiff::civil::Date;

use crate::assessment::Assessment;
use crate::assessment::plan::{Draft, Plan, Standing, Status, Step};
use crate::comparison::targets::AreaTargets;
use crate::findings::Findings;
use crate::questionnaire::{AreaIndex, Questionnaire};
use crate::scoring;
use crate::words::{Words, capitalized, fill};

use super::targets::of_targets;

/// `3 open · 1 done · 0 late`; what was given up is told only where there is some.
pub fn standing(plan: &Plan, today: Date, between: &str, words: &Words) -> String {
    let Standing { open, done, late, dropped } = plan.standing(today);
    let says = &words.actions;
    let mut parts = vec![
        words.count(&says.open, open),
        words.count(&says.done_count, done),
        words.count(&says.late_count, late),
    ];
    if 0 < dropped {
        parts.push(words.count(&says.dropped_count, dropped));
    }
    parts.join(between)
}

/// The whole plan, a paragraph for each step, then the targets of the areas.
pub fn of_plan(assessment: &Assessment, today: Date, words: &Words) -> String {
    let says = &words.actions;
    let plan = &assessment.plan;
    let title = assessment.title();
    let scorecard = scoring::score(&assessment.questionnaire, &assessment.answers);
    let targets = of_targets(assessment, &AreaTargets::alone(assessment, &scorecard), words);
    let targets = if targets.is_empty() { targets } else { format!("\n\n{targets}") };
    if plan.is_empty() {
        return format!("{title}\n{}{targets}", says.list_none);
    }
    let head = fill(says.list_head, &[("standing", &standing(plan, today, ", ", words))]);
    let steps = plan.steps().iter().map(|step| of_step(&assessment.questionnaire, step, today, words));
    format!("{title}\n{head}\n\n{}{targets}", steps.collect::<Vec<_>>().join("\n\n"))
}

/// One step: what, then who and by when, then whatever else somebody has written.
pub fn of_step(questionnaire: &Questionnaire, step: &Step, today: Date, words: &Words) -> String {
    let says = &words.actions;
    let draft = &step.draft;
    let mut lines = vec![fill(says.step_line, &[("step", &step.id), ("what", &draft.what)])];
    let facts: Vec<String> = Some(draft.owner.clone())
        .filter(|owner| !owner.is_empty())
        .into_iter()
        .chain([state(step, today, words)])
        .collect();
    lines.push(format!("   {}.", capitalized(&facts.join(", "))));
    let area = draft.area.map(|area| questionnaire[area].title.clone()).unwrap_or_default();
    let helps = draft.helps.map(|helps| helps.in_words(words)).unwrap_or_default();
    let effort = draft.effort.map(|effort| effort.in_words(words)).unwrap_or_default();
    let facts = [(says.area, area.as_str()), (says.helps, helps), (says.effort, effort)];
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
    let facts: Vec<String> = facts.map(|(label, text)| labelled(label, text, words)).collect();
    if !facts.is_empty() {
        lines.push(format!("   {}.", facts.join(". ")));
    }
    for (label, text) in [(says.first_step, &draft.first_step), (says.sign, &draft.sign)] {
        if !text.is_empty() {
            lines.push(format!("   {}", labelled(label, text, words)));
        }
    }
    lines.join("\n")
}

/// How a step stands: `due on 30 June 2026`, `done on 3 July 2026`, `open`.
pub fn state(step: &Step, today: Date, words: &Words) -> String {
    let says = &words.actions;
    let with_date = |text: &str, date: Date| fill(text, &[("date", &words.date(date))]);
    match (step.status, step.draft.due) {
        (Status::Open, Some(due)) if step.is_late(today) => with_date(says.late_since, due),
        (Status::Open, Some(due)) => with_date(says.due, due),
        (Status::Open, None) => says.is_open.to_owned(),
        (Status::Done(on), _) => with_date(says.done_on, on),
        (Status::Dropped, _) => says.is_dropped.to_owned(),
    }
}

/// What the leaks suggest, numbered from 1; empty where they suggest nothing more.
pub fn of_suggestions(
    questionnaire: &Questionnaire,
    findings: &Findings,
    drafts: &[Draft],
    words: &Words,
) -> String {
    let says = &words.actions;
    let lines = (1..).zip(drafts).map(|(number, draft)| {
        let leak = leak_of(findings, draft).or_else(|| area_of(questionnaire, draft.area));
        let values: [(&str, &dyn fmt::Display); 4] = [
            ("number", &number),
            ("what", &draft.what.trim_end_matches('.')),
            ("kind", &draft.kind.in_words(words)),
            ("leak", &leak.unwrap_or_default()),
        ];
        fill(says.suggestion_line, &values)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The headline of the leak that a draft was drawn from, where it still leaks.
pub fn leak_of<'a>(findings: &'a Findings, draft: &Draft) -> Option<&'a str> {
    let found = findings.leaks.iter().find(|leak| Some(&leak.id) == draft.leak.as_ref())?;
    Some(&found.headline)
}

fn area_of(questionnaire: &Questionnaire, area: Option<AreaIndex>) -> Option<&str> {
    area.map(|area| questionnaire[area].title.as_str())
}

fn labelled(label: &str, text: &str, words: &Words) -> String {
    fill(words.actions.label_line, &[("label", &label), ("text", &text)])
}
