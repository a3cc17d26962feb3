//! The whole screen: what the terminal is given to work with, drawn from the store.

use super::args::Take;
use super::exit::{Exit, Trouble};
use super::find::{self, Definition};
use super::work::{self, Saving, Work};
use super::{Session, shipped};
use crate::assessment::{Assessment, Event, Flow};
use crate::clock::Clock;
use crate::findings;
use crate::questionnaire::Questionnaire;
use crate::report::individual::date_in_words;
use crate::scoring;
use crate::store::{Listed, Log, Name, Store};
use crate::text::visible;
use crate::tui::{self, Beginning, Desk, Opened, Opening, Pen, Saved, Settings};

/// The first screen.
pub(super) fn home(session: &Session) -> Result<Exit, Trouble> {
    let definition = find::of_shipped(session, shipped::main())?;
    run(session, definition, &Take::default(), Opening::Home)
}

/// Straight to the questions: the open assessment, or a new one.
pub(super) fn take(session: &Session, take: &Take, definition: Definition) -> Result<Exit, Trouble> {
    if let Some(work) = work::resumed(session, take, &definition)? {
        return run(session, definition, take, Opening::Opened(Box::new(opened(session, work))));
    }
    let saving = Saving::of(take);
    // What was said on the command line need not be asked on the first screen.
    if take.about.is_none() && take.label.is_none() && saving == Saving::InTheStore {
        return run(session, definition, take, Opening::Start);
    }
    let beginning = work::Beginning {
        about: take.about.as_deref().unwrap_or_default(),
        label: take.label.as_deref().unwrap_or_default(),
        name: take.by.as_deref().unwrap_or_default(),
        role: take.role.as_deref(),
    };
    let opened = opened(session, work::begin(session, &definition, &beginning, saving)?);
    run(session, definition, take, Opening::Opened(Box::new(opened)))
}

fn run(session: &Session, definition: Definition, take: &Take, opening: Opening) -> Result<Exit, Trouble> {
    let folder = visible(&session.folder()?.to_string_lossy()).into_owned();
    let name = match &opening {
        Opening::Opened(opened) => opened.name.clone(),
        Opening::Home | Opening::Start | Opening::Name(_) => String::new(),
    };
    let settings = Settings { color: session.color, ascii: session.ascii, mouse: session.mouse };
    let mut desk = StoreDesk { session, definition, take, folder, name };
    let code = tui::run(&mut desk, opening, settings).map_err(|error| {
        Trouble::new(
            Exit::Usage,
            format!("the terminal cannot be used ({error}): add --plain to answer line by line"),
        )
    })?;
    Ok(Exit::of_code(code))
}

/// The desk over the store's folder.
struct StoreDesk<'a> {
    session: &'a Session,
    definition: Definition,
    take: &'a Take,
    folder: String,
    /// What the assessment at hand is saved as.
    name: String,
}

impl Desk for StoreDesk<'_> {
    fn questionnaire(&self) -> std::sync::Arc<Questionnaire> {
        self.definition.questionnaire.clone()
    }

    fn folder(&self) -> String {
        self.folder.clone()
    }

    fn saved(&mut self) -> Result<Vec<Saved>, String> {
        let store = self.session.store().map_err(|trouble| trouble.says)?;
        let listed = find::latest_first(&store).map_err(|failure| failure.to_string())?;
        Ok(listed.into_iter().filter_map(|listed| saved(self.session, &store, listed)).collect())
    }

    fn open(&mut self, name: &str) -> Result<Opened, String> {
        let name = Name::new(name).ok_or_else(|| format!("`{}` is not a saved assessment", visible(name)))?;
        let work = work::open(self.session, &name).map_err(|trouble| trouble.says)?;
        self.name.clone_from(&work.name);
        Ok(opened(self.session, work))
    }

    fn start(&mut self, beginning: &Beginning) -> Result<Opened, String> {
        let beginning = work::Beginning {
            about: &beginning.about,
            label: &beginning.label,
            name: &beginning.name,
            role: self.take.role.as_deref(),
        };
        let work = work::begin(self.session, &self.definition, &beginning, Saving::of(self.take))
            .map_err(|trouble| trouble.says)?;
        self.name.clone_from(&work.name);
        Ok(opened(self.session, work))
    }

    fn report(&mut self, assessment: &Assessment) -> Result<String, String> {
        work::write_report(self.session, assessment, &self.name, self.take.out.as_deref())
            .map_err(|trouble| trouble.says)
    }
}

fn opened(session: &Session, work: Work) -> Opened {
    let Work { name, assessment, log, notices } = work;
    Opened { name, assessment, pen: Box::new(StorePen { log, clock: session.clock }), notices }
}

/// A saved assessment as the first screen lists it; what cannot be read is left to `list`.
fn saved(session: &Session, store: &impl Store, listed: Listed) -> Option<Saved> {
    let summary = listed.summary.ok()?;
    let record = store.load(&listed.name).ok()?;
    let (assessment, _) = find::replay_quietly(session, &record, listed.name.as_str()).ok()?;
    let questionnaire = &assessment.questionnaire;
    let flow = Flow::of(questionnaire, &assessment.answers);
    let mut saved = Saved {
        name: listed.name.to_string(),
        title: assessment.title(),
        date: date_in_words(assessment.date),
        finished: summary.finished,
        answered: flow.asked().filter(|question| assessment.answers.answer(*question).is_some()).count(),
        asked: flow.asked().count(),
        ..Saved::default()
    };
    if saved.finished {
        let scorecard = scoring::score(questionnaire, &assessment.answers);
        let findings = findings::find(questionnaire, &assessment.answers, &scorecard);
        saved.score = scorecard.overall.printed();
        saved.band = findings.band.map(|band| questionnaire[band].label.clone());
        saved.leaks = Some(findings.leaks.len());
    }
    Some(saved)
}

/// Writes into an assessment's log.
struct StorePen {
    log: Box<dyn Log>,
    clock: Clock,
}

impl Pen for StorePen {
    fn append(&mut self, event: &Event, questionnaire: &Questionnaire) -> Result<(), String> {
        self.log.append(event, questionnaire, self.clock.now()).map_err(|failure| failure.to_string())
    }

    fn retry(&mut self) -> Result<(), String> {
        self.log.retry().map_err(|failure| failure.to_string())
    }
}
