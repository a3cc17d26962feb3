//! A plan for other programs: a table, a text, a calendar, or data.

mod ics;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::records::{Cell, Table};
use super::{csv, markdown};
use crate::assessment::Assessment;
use crate::assessment::plan::{Draft, Standing, Status, Step};
use crate::comparison::targets::{AreaTarget, AreaTargets};
use crate::questionnaire::{Id, Questionnaire};
use crate::report;
use crate::scoring;
use crate::words::Words;

/// In which form a plan is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a calendar.
    Ics,
    Csv,
    Markdown,
    Json,
}

impl Form {
    pub const ALL: [Form; 4] = [Form::Ics, Form::Csv, Form::Markdown, Form::Json];

    /// How a file of this form ends.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Ics => "ics",
            Form::Csv => "csv",
            Form::Markdown => "md",
            Form::Json => "json",
        }
    }

    /// The form that is called so, or that such a file's name ends with; in small letters.
    pub fn of_ending(ending: &str) -> Option<Form> {
        match ending {
            "markdown" => Some(Form::Markdown),
            ending => Form::ALL.into_iter().find(|form| form.ending() == ending),
        }
    }
}

/// A plan on its way out.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub assessment: &'a Assessment,
    /// Tells its assessment from every other, so that a calendar knows a step again.
    pub key: &'a str,
    /// When steps were changed of which that is not known.
    pub at: Timestamp,
    pub words: &'a Words,
}

/// Writes a plan. It fails only where memory does.
pub fn write(form: Form, subject: Subject) -> Result<Vec<u8>, String> {
    match form {
        Form::Ics => Ok(ics::write(subject).into_bytes()),
        Form::Csv => {
            let table = table(subject.assessment);
            csv::write(&table, csv::Options::default()).map_err(|error| error.to_string())
        }
        Form::Markdown => {
            Ok(markdown::write(&report::plan::sheet(subject.assessment, subject.words)).into_bytes())
        }
        Form::Json => serde_json::to_string_pretty(&plan(subject.assessment))
            .map(|text| format!("{text}\n").into_bytes())
            .map_err(|error| error.to_string()),
    }
}

const COLUMNS: [&str; 17] = [
    "action",
    "what",
    "area",
    "area_title",
    "leak",
    "kind",
    "owner",
    "by",
    "status",
    "done_on",
    "first_step",
    "sign",
    "helps",
    "effort",
    "assessment",
    "target",
    "target_by",
];

/// A row for each step, and one for each area that has a target and no step.
fn table(assessment: &Assessment) -> Table {
    let questionnaire = &*assessment.questionnaire;
    let title = assessment.title();
    let targets = targets_of(assessment);
    let of_target = |target: Option<&AreaTarget>| {
        let by = target.and_then(|of| of.target.by).map(|by| by.to_string());
        [
            target.map_or(Cell::Empty, |of| Cell::Number(f64::from(of.target.score))),
            Cell::text(by.as_deref().unwrap_or_default()),
        ]
    };
    let row = |step: &Step| {
        let forms = StepV1::of(questionnaire, step);
        let text = |text: Option<&str>| Cell::text(text.unwrap_or_default());
        let target = step.draft.area.and_then(|area| targets.find(area));
        let area_title = step.draft.area.map(|area| questionnaire[area].title.as_str());
        let mut cells = vec![
            Cell::Number(f64::from(step.id.0)),
            Cell::text(forms.what),
            text(forms.area),
            text(area_title),
            text(forms.leak),
            Cell::text(forms.kind),
            Cell::text(forms.owner),
            text(forms.by.as_deref()),
            Cell::text(forms.status),
            text(forms.done_on.as_deref()),
            Cell::text(forms.first_step),
            Cell::text(forms.sign),
            text(forms.helps),
            text(forms.effort),
            Cell::text(&title),
        ];
        cells.extend(of_target(target));
        cells
    };
    let steps = assessment.plan.steps();
    let is_told = |of: &&AreaTarget| steps.iter().any(|step| step.draft.area == Some(of.area));
    let alone = |of: &AreaTarget| {
        let area = &questionnaire[of.area];
        let told = |column: &str| match column {
            "area" => Cell::text(area.id.as_str()),
            "area_title" => Cell::text(&area.title),
            "kind" => Cell::text("target"),
            "assessment" => Cell::text(&title),
            _ => Cell::Empty,
        };
        let mut cells: Vec<Cell> = COLUMNS.into_iter().take(COLUMNS.len() - 2).map(told).collect();
        cells.extend(of_target(Some(of)));
        cells
    };
    let rest = targets.iter().filter(|of| !is_told(of)).map(alone);
    Table { columns: COLUMNS.map(str::to_owned).to_vec(), rows: steps.iter().map(row).chain(rest).collect() }
}

/// What `plan list --json` and `plan export --format json` print: `leaky-bucket/plan/1`.
#[derive(Debug, Serialize)]
pub struct PlanV1<'a> {
    schema: &'static str,
    questionnaire: &'a str,
    edition: &'a str,
    about: &'a str,
    label: &'a str,
    date: String,
    actions: Vec<StepV1<'a>>,
    /// The areas that have a target; left out without any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<TargetV1<'a>>,
    /// How many steps stand how, on the day of asking; a file has no such day.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<StandingV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestions: Option<Vec<SuggestionV1<'a>>>,
}

/// One step.
#[derive(Debug, Serialize)]
pub struct StepV1<'a> {
    id: u32,
    what: &'a str,
    leak: Option<&'a str>,
    area: Option<&'a str>,
    kind: &'static str,
    owner: &'a str,
    /// The day by which it is to be done.
    by: Option<String>,
    status: &'static str,
    done_on: Option<String>,
    first_step: &'a str,
    sign: &'a str,
    helps: Option<&'static str>,
    effort: Option<&'static str>,
}

/// The target of an area, and how far it is: whole numbers as printed, null without a score.
#[derive(Debug, Serialize)]
struct TargetV1<'a> {
    area: &'a str,
    score: u32,
    by: Option<String>,
    set_by: &'static str,
    gap: Option<u32>,
    percent: Option<u32>,
}

#[derive(Debug, Serialize)]
struct StandingV1 {
    today: String,
    open: usize,
    done: usize,
    late: usize,
    dropped: usize,
}

#[derive(Debug, Serialize)]
struct SuggestionV1<'a> {
    what: &'a str,
    leak: Option<&'a str>,
    area: Option<&'a str>,
    kind: &'static str,
    helps: Option<&'static str>,
    effort: Option<&'static str>,
}

impl<'a> StepV1<'a> {
    fn of(questionnaire: &'a Questionnaire, step: &'a Step) -> StepV1<'a> {
        let Step { id, draft, status, .. } = step;
        StepV1 {
            id: id.0,
            what: &draft.what,
            leak: draft.leak.as_ref().map(Id::as_str),
            area: draft.area.map(|area| questionnaire[area].id.as_str()),
            kind: draft.kind.word(),
            owner: &draft.owner,
            by: draft.due.map(|due| due.to_string()),
            status: status.word(),
            done_on: match status {
                Status::Done(on) => Some(on.to_string()),
                Status::Open | Status::Dropped => None,
            },
            first_step: &draft.first_step,
            sign: &draft.sign,
            helps: draft.helps.map(|helps| helps.word()),
            effort: draft.effort.map(|effort| effort.word()),
        }
    }
}

impl<'a> TargetV1<'a> {
    fn of(questionnaire: &'a Questionnaire, of: &AreaTarget) -> TargetV1<'a> {
        TargetV1 {
            area: questionnaire[of.area].id.as_str(),
            score: of.target.score,
            by: of.target.by.map(|by| by.to_string()),
            set_by: of.set.word(),
            gap: of.gap(),
            percent: of.percent(),
        }
    }
}

fn targets_of(assessment: &Assessment) -> AreaTargets {
    let scorecard = scoring::score(&assessment.questionnaire, &assessment.answers);
    AreaTargets::alone(assessment, &scorecard)
}

/// The steps alone, as other forms hold them.
pub fn steps(assessment: &Assessment) -> Vec<StepV1<'_>> {
    assessment.plan.steps().iter().map(|step| StepV1::of(&assessment.questionnaire, step)).collect()
}

/// Puts a plan into the form that is printed.
pub fn plan(assessment: &Assessment) -> PlanV1<'_> {
    let questionnaire = &*assessment.questionnaire;
    PlanV1 {
        schema: "leaky-bucket/plan/1",
        questionnaire: questionnaire.id.as_str(),
        edition: &questionnaire.edition,
        about: &assessment.about,
        label: &assessment.label,
        date: assessment.date.to_string(),
        actions: steps(assessment),
        targets: targets_of(assessment).iter().map(|of| TargetV1::of(questionnaire, of)).collect(),
        standing: None,
        suggestions: None,
    }
}

impl<'a> PlanV1<'a> {
    /// Adds how it stands on a day.
    pub fn standing(self, assessment: &Assessment, today: Date) -> PlanV1<'a> {
        let Standing { open, done, late, dropped } = assessment.plan.standing(today);
        let standing = StandingV1 { today: today.to_string(), open, done, late, dropped };
        PlanV1 { standing: Some(standing), ..self }
    }

    /// Adds what could be taken over.
    pub fn suggestions(self, questionnaire: &'a Questionnaire, drafts: &'a [Draft]) -> PlanV1<'a> {
        let suggestion = |draft: &'a Draft| SuggestionV1 {
            what: &draft.what,
            leak: draft.leak.as_ref().map(Id::as_str),
            area: draft.area.map(|area| questionnaire[area].id.as_str()),
            kind: draft.kind.word(),
            helps: draft.helps.map(|helps| helps.word()),
            effort: draft.effort.map(|effort| effort.word()),
        };
        PlanV1 { suggestions: Some(drafts.iter().map(suggestion).collect()), ..self }
    }
}

#[cfg(test)]
mod tests;
