//! `plan`: what is done about the leaks, who does it, and by when.

use std::ffi::OsStr;
use std::path::Path;

use clap::CommandFactory;

use super::args::{
    Arguments, Plan, PlanAdd, PlanCommand, PlanExport, PlanFields, PlanFormat, PlanList, PlanStep, Taken,
};
use super::exit::{Exit, Trouble};
use super::find::{self, Found};
use super::output::{print, print_json, print_text};
use super::report::{Input, created, ending, is_there, no_form, refuse_input, shown};
use super::work::{self, Work};
use super::{Session, export, report, show, target};
use crate::assessment::plan::{self, Draft, Helps, Kind, PlanChange, Refusal, Status, StepId};
use crate::assessment::{Assessment, Event};
use crate::diagnostic::nearest;
use crate::export::plan::{Form, Subject};
use crate::findings::{self, Findings, suggestion};
use crate::questionnaire::Questionnaire;
use crate::scoring;
use crate::store::file::{Overwrite, write_atomic};
use crate::store::{Failure, Name, Store, directory};
use crate::summary;
use crate::text::{clean, clean_lines, visible};
use crate::words::{PlanningWords, Words, fill};

/// How many suggestions are shown at a time; more would hide the plan.
const SUGGESTED: usize = 6;

pub(super) fn run(session: &Session, plan: &Plan) -> Result<Exit, Trouble> {
    match &plan.command {
        None => list(session, &plan.list),
        Some(PlanCommand::List(asked)) => list(session, asked),
        Some(PlanCommand::Add(asked)) => add(session, asked),
        Some(PlanCommand::Edit(asked)) => edit(session, &asked.step, &asked.fields),
        Some(PlanCommand::Done { step, date }) => {
            let status = Status::Done(date.unwrap_or(session.clock.today()));
            stands(session, step, status, |says| says.is_done)
        }
        Some(PlanCommand::Reopen(step)) => stands(session, step, Status::Open, |says| says.is_open_again),
        Some(PlanCommand::Drop(step)) => stands(session, step, Status::Dropped, |says| says.is_given_up),
        Some(PlanCommand::Remove(step)) => {
            let mut desk = Desk::open(session, &step.assessment)?;
            desk.make(PlanChange::Removed(StepId(step.step)))?;
            desk.told_of(StepId(step.step), |says| says.is_removed)
        }
        Some(PlanCommand::Move { step, place, assessment }) => {
            let Some(to) = place.checked_sub(1) else {
                return Err(Trouble::of(Exit::Usage, |words| words.planning.from_one.to_owned()));
            };
            let mut desk = Desk::open(session, assessment)?;
            desk.make(PlanChange::Moved(StepId(*step), to))?;
            desk.told_of(StepId(*step), |says| says.is_moved)
        }
        Some(PlanCommand::Target(asked)) => target::set(session, asked),
        Some(PlanCommand::Export(asked)) => write(session, asked),
    }
}

fn list(session: &Session, list: &PlanList) -> Result<Exit, Trouble> {
    let found = find::assessment(session, &list.assessment, list.questionnaire.as_deref())
        .map_err(|trouble| or_a_command(trouble, &list.assessment))?;
    let assessment = &found.assessment;
    let questionnaire = &*assessment.questionnaire;
    let today = session.clock.today();
    let findings = findings_of(assessment);
    let drafts = suggestion::suggestions(questionnaire, &findings, &assessment.plan);
    if list.json {
        let shown = crate::export::plan::plan(assessment).standing(assessment, today);
        return print_json(&shown.suggestions(questionnaire, &drafts));
    }
    let words = session.words(questionnaire);
    let mut text = summary::plan::of_plan(assessment, today, words);
    let first = drafts.get(..SUGGESTED.min(drafts.len())).unwrap_or_default();
    if !first.is_empty() {
        let lines: Vec<String> = first.iter().map(|draft| suggested(draft, words)).collect();
        text.push_str(&format!("\n\n{}:\n{}", words.actions.suggested, lines.join("\n")));
    }
    print_text(&text)?;
    let assignments = |draft: &&Draft| matches!(draft.kind, Kind::Sales | Kind::Development(_));
    if let Some(leak) = first.iter().find(assignments).and_then(|draft| draft.leak.as_ref()) {
        session.tell(|words| format!("\n{}", fill(words.planning.takes_over, &[("leak", leak)])));
    }
    Ok(Exit::Done)
}

/// A name that nothing has, and that looks like a command of `plan`, was meant as one.
fn or_a_command(trouble: Trouble, word: &OsStr) -> Trouble {
    let commands = Arguments::command();
    let plan = commands.find_subcommand("plan");
    let names = plan.into_iter().flat_map(clap::Command::get_subcommands).map(clap::Command::get_name);
    let Some(near) = word.to_str().and_then(|word| nearest(word, names)).map(str::to_owned) else {
        return trouble;
    };
    find::nothing_called_but(
        visible(&word.to_string_lossy()).into_owned(),
        format!("leaky-bucket plan {near}"),
    )
}

/// `dow_hero: Stop praising work without end (best practice)`: the leak as `add` takes it.
fn suggested(draft: &Draft, words: &Words) -> String {
    let leak = draft.leak.as_ref().map(|leak| format!("{leak}: ")).unwrap_or_default();
    format!("{leak}{} ({})", draft.what.trim_end_matches('.'), draft.kind.in_words(words))
}

fn findings_of(assessment: &Assessment) -> Findings {
    let questionnaire = &assessment.questionnaire;
    let scorecard = scoring::score(questionnaire, &assessment.answers);
    findings::find(questionnaire, &assessment.answers, &scorecard)
}

/// A saved assessment whose plan is being changed.
pub(super) struct Desk<'a> {
    session: &'a Session,
    work: Work,
}

impl Desk<'_> {
    pub(super) fn open<'a>(session: &'a Session, word: &OsStr) -> Result<Desk<'a>, Trouble> {
        if word == "-" || find::is_file_name(Path::new(word)) {
            let word = visible(&word.to_string_lossy()).into_owned();
            let says = move |words: &'static Words| fill(words.planning.is_file, &[("word", &word)]);
            return Err(Trouble::of(Exit::Usage, says));
        }
        let work = work::open(session, &find::saved_name(session, word)?)?;
        work.notices.iter().for_each(|notice| session.remark(notice));
        Ok(Desk { session, work })
    }

    /// Makes a change and saves it.
    fn make(&mut self, change: PlanChange) -> Result<(), Trouble> {
        let Work { assessment, name, .. } = &mut self.work;
        assessment.plan.apply(change.clone()).map_err(|refusal| refused(refusal, name))?;
        self.save(&Event::Planned(change))
    }

    pub(super) fn assessment(&self) -> &Assessment {
        &self.work.assessment
    }

    pub(super) fn assessment_mut(&mut self) -> &mut Assessment {
        &mut self.work.assessment
    }

    /// Saves what was made of the assessment.
    pub(super) fn save(&mut self, event: &Event) -> Result<(), Trouble> {
        let Work { assessment, log, .. } = &mut self.work;
        log.append(event, &assessment.questionnaire, self.session.clock.now())?;
        Ok(())
    }

    pub(super) fn told(self, says: impl FnOnce(&'static Words) -> String) -> Result<Exit, Trouble> {
        let Desk { session, work } = self;
        session
            .tell(|words| fill(words.planning.shows_plan, &[("says", &says(words)), ("name", &work.name)]));
        Ok(Exit::Done)
    }

    fn told_of(self, step: StepId, says: fn(&PlanningWords) -> &'static str) -> Result<Exit, Trouble> {
        self.told(|words| fill(says(&words.planning), &[("step", &step)]))
    }
}

fn refused(refusal: Refusal, name: &str) -> Trouble {
    let name = name.to_owned();
    Trouble::of(Exit::Usage, move |words| match refusal {
        Refusal::NoSuchStep(step) => fill(words.planning.no_such_step, &[("name", &name), ("step", &step)]),
        Refusal::NoWhat => words.planning.no_what.to_owned(),
        Refusal::TooLong | Refusal::TooMany | Refusal::Taken(_) => refusal.in_words(words),
    })
}

fn add(session: &Session, add: &PlanAdd) -> Result<Exit, Trouble> {
    if add.fields.what.is_none() && add.fields.leak.is_none() {
        return Err(Trouble::of(Exit::Usage, |words| words.planning.what_or_leak.to_owned()));
    }
    let mut desk = Desk::open(session, &add.assessment)?;
    let drafts = drafts(&desk.work.assessment, add)?;
    if drafts.is_empty() {
        return desk.told(|words| words.planning.in_already.to_owned());
    }
    let mut ids = Vec::new();
    for draft in drafts {
        let change = desk.work.assessment.plan.adding(draft);
        let id = change.step();
        desk.make(change)?;
        ids.push(id.to_string());
    }
    print_text(&ids.join("\n"))?;
    desk.told(|words| fill(words.plural(&words.planning.are_in, ids.len()), &[("steps", &ids.join(", "))]))
}

/// What is to come in: a step of one's own, or what a leak suggests and the plan has not yet.
fn drafts(assessment: &Assessment, add: &PlanAdd) -> Result<Vec<Draft>, Trouble> {
    let fields = &add.fields;
    if fields.what.is_some() {
        let mut draft = Draft::default();
        put(assessment, fields, &mut draft)?;
        return Ok(vec![draft]);
    }
    let questionnaire = &*assessment.questionnaire;
    let findings = findings_of(assessment);
    let position = leak(questionnaire, &findings, fields.leak.as_deref().unwrap_or_default())?;
    let all = findings.leaks.get(position).map(|leak| suggestion::of_leak(questionnaire, leak));
    let all = all.unwrap_or_default();
    let is_wanted = |wanted: &[Taken], draft: &Draft| match draft.kind {
        Kind::Practice => wanted.contains(&Taken::Practice),
        Kind::Sales => wanted.contains(&Taken::Sales),
        Kind::Development(_) => wanted.contains(&Taken::Development),
        Kind::Own => false,
    };
    let of = |wanted: &[Taken]| -> Vec<Draft> {
        all.iter().filter(|draft| is_wanted(wanted, draft)).cloned().collect()
    };
    let mut chosen = match add.take.as_slice() {
        [] => of(&[Taken::Sales, Taken::Development]),
        wanted => of(wanted),
    };
    // Not every area has assignments; what plugs the leak is a plan all the same.
    if chosen.is_empty() && add.take.is_empty() {
        chosen = of(&[Taken::Practice]);
    }
    if chosen.is_empty() {
        return Err(Trouble::of(Exit::Usage, |words| words.planning.nothing_of_kind.to_owned()));
    }
    chosen.retain(|draft| !suggestion::is_planned(&assessment.plan, draft));
    // The leak itself is in each of them.
    let rest = PlanFields {
        what: None,
        leak: None,
        area: fields.area.clone(),
        owner: fields.owner.clone(),
        by: fields.by.clone(),
        first_step: fields.first_step.clone(),
        sign: fields.sign.clone(),
    };
    for draft in &mut chosen {
        put(assessment, &rest, draft)?;
    }
    Ok(chosen)
}

fn edit(session: &Session, step: &PlanStep, fields: &PlanFields) -> Result<Exit, Trouble> {
    let mut desk = Desk::open(session, &step.assessment)?;
    let id = StepId(step.step);
    let name = desk.work.name.clone();
    let found = desk.work.assessment.plan.step(id).ok_or_else(|| refused(Refusal::NoSuchStep(id), &name))?;
    let mut draft = found.draft.clone();
    put(&desk.work.assessment, fields, &mut draft)?;
    if draft == found.draft {
        return desk.told_of(id, |says| says.stays);
    }
    desk.make(PlanChange::Changed(id, Box::new(draft)))?;
    desk.told_of(id, |says| says.is_changed)
}

/// Puts what was named into a draft; an empty text takes away what stood there.
fn put(assessment: &Assessment, fields: &PlanFields, draft: &mut Draft) -> Result<(), Trouble> {
    let questionnaire = &*assessment.questionnaire;
    let text = |field: &Option<String>, into: &mut String| {
        if let Some(text) = field {
            *into = clean_lines(text).trim().to_owned();
        }
    };
    text(&fields.what, &mut draft.what);
    text(&fields.first_step, &mut draft.first_step);
    text(&fields.sign, &mut draft.sign);
    if let Some(owner) = &fields.owner {
        draft.owner = clean(owner).trim().to_owned();
    }
    match fields.by.as_deref().map(str::trim) {
        None => {}
        Some("") => draft.due = None,
        Some(typed) => draft.due = Some(plan::day(typed).ok_or_else(|| no_day(typed))?),
    }
    match fields.leak.as_deref() {
        None => {}
        Some("") => (draft.leak, draft.helps, draft.effort) = (None, None, None),
        Some(word) => {
            let findings = findings_of(assessment);
            let position = leak(questionnaire, &findings, word)?;
            if let Some(leak) = findings.leaks.get(position) {
                draft.leak = Some(leak.id.clone());
                draft.area = Some(leak.area);
                draft.helps = Some(Helps::from(leak.severity));
                draft.effort = leak.plugged_by.iter().map(|practice| questionnaire[*practice].effort).min();
            }
        }
    }
    match fields.area.as_deref() {
        None => {}
        Some("") => draft.area = None,
        Some(id) => draft.area = Some(show::area(assessment, id)?),
    }
    Ok(())
}

pub(super) fn no_day(typed: &str) -> Trouble {
    let typed = visible(typed).into_owned();
    Trouble::of(Exit::Usage, move |words| fill(words.planning.no_day, &[("typed", &typed)]))
}

/// The position of a leak among those found: by its id, or by the number that people see beside it.
fn leak(questionnaire: &Questionnaire, findings: &Findings, word: &str) -> Result<usize, Trouble> {
    let word = word.trim();
    let by_id = findings.leaks.iter().position(|leak| leak.id == *word);
    let by_number = || {
        let position = word.parse::<usize>().ok()?.checked_sub(1)?;
        (position < findings.leaks.len()).then_some(position)
    };
    by_id.or_else(by_number).ok_or_else(|| show::no_leak(questionnaire, findings, word))
}

fn stands(
    session: &Session,
    step: &PlanStep,
    status: Status,
    says: fn(&PlanningWords) -> &'static str,
) -> Result<Exit, Trouble> {
    let mut desk = Desk::open(session, &step.assessment)?;
    desk.make(PlanChange::Stands(StepId(step.step), status))?;
    desk.told_of(StepId(step.step), says)
}

fn write(session: &Session, asked: &PlanExport) -> Result<Exit, Trouble> {
    let found = find::assessment(session, &asked.assessment, asked.questionnaire.as_deref())?;
    let path = asked.output.as_deref().filter(|path| *path != Path::new("-"));
    let form = form(asked, path)?;
    let bytes = bytes(session, &found, form)?;
    let Some(path) = path else { return print(&bytes) };
    refuse_input(found.file.as_deref(), path, Input::Answers)?;
    if export::is_folder(path) {
        return Err(report::folder_named(path, &format!("plan.{}", form.ending())));
    }
    let overwrite = if asked.force { Overwrite::Replace } else { Overwrite::Never };
    write_atomic(path, &bytes, overwrite).map_err(|failure| match failure {
        Failure::Exists { .. } => is_there(path),
        other => Trouble::from(other),
    })?;
    session.tell(|words| fill(words.files.written, &[("path", &shown(path))]));
    Ok(Exit::Done)
}

/// What was asked for, else what the name of the file says.
fn form(asked: &PlanExport, path: Option<&Path>) -> Result<Form, Trouble> {
    match (asked.format, path.and_then(ending)) {
        (Some(PlanFormat::Csv), _) | (None, None) => Ok(Form::Csv),
        (Some(PlanFormat::Md), _) => Ok(Form::Markdown),
        (Some(PlanFormat::Ics), _) => Ok(Form::Ics),
        (Some(PlanFormat::Json), _) => Ok(Form::Json),
        (None, Some(ending)) => Form::of_ending(&ending).ok_or_else(|| no_form(&ending)),
    }
}

/// The plan of an assessment in a form.
pub(super) fn bytes(session: &Session, found: &Found, form: Form) -> Result<Vec<u8>, Trouble> {
    let assessment = &found.assessment;
    let subject = Subject {
        assessment,
        key: &key(found),
        at: created(assessment, session.clock),
        words: session.words(&assessment.questionnaire),
    };
    crate::export::plan::write(form, subject).map_err(unwritten)
}

/// Writes the plan of an assessment that is being worked on, under a name that is free, and returns it.
pub(super) fn write_beside(
    session: &Session,
    assessment: &Assessment,
    name: &str,
    form: Form,
) -> Result<String, Trouble> {
    let saved = Name::new(name).and_then(|name| session.store().ok()?.load(&name).ok());
    let key = saved.map_or_else(|| key_of(assessment), |record| record.header.id.to_string());
    // What the file does not tell of was changed just now.
    let at = session.clock.now();
    let subject = Subject { assessment, key: &key, at, words: session.words(&assessment.questionnaire) };
    let bytes = crate::export::plan::write(form, subject).map_err(unwritten)?;
    let path = report::write_beside(Path::new(""), &format!("{name}-plan"), form.ending(), &bytes)?;
    Ok(shown(&path))
}

fn unwritten(error: String) -> Trouble {
    Trouble::of(Exit::Unexpected, move |words| fill(words.files.plan_not_made, &[("why", &error)]))
}

/// What tells an assessment from every other: its random id where it is saved, else what it is about.
fn key(found: &Found) -> String {
    let saved = found.file.as_deref().filter(|path| path.extension().is_some_and(|ending| ending == "lbr"));
    match saved.and_then(|path| directory::load(path).ok()) {
        Some(record) => record.header.id.to_string(),
        None => key_of(&found.assessment),
    }
}

/// What tells an assessment that is not saved from others.
fn key_of(assessment: &Assessment) -> String {
    let Assessment { about, label, date, questionnaire, .. } = assessment;
    crate::questionnaire::content_hash(format!("{}\n{about}\n{label}\n{date}", questionnaire.id).as_bytes())
}
