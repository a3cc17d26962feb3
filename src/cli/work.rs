//! An assessment being worked on: opened or begun, with the log that keeps what happens to it.

use super::Session;
use super::args::Take;
use super::exit::{Exit, Trouble};
use super::find::{self, Definition};
use crate::answers_file::take_role;
use crate::assessment::{Assessment, Change, Event, known_as};
use crate::plain::Keeping;
use crate::questionnaire::Questionnaire;
use crate::store::{Failure, Header, Listed, Log, Name, Store, hash};
use crate::text::clean;
use crate::words::fill;

/// An assessment and its log.
pub(super) struct Work {
    /// What it is saved as.
    pub name: String,
    pub assessment: Assessment,
    pub log: Box<dyn Log>,
    /// Tells its questionnaire's text from every other.
    pub hash: String,
    /// What the person should know of its file.
    pub notices: Vec<String>,
}

/// What an assessment is about, before its first answer.
#[derive(Debug, Default)]
pub(super) struct Beginning<'a> {
    pub about: &'a str,
    pub label: &'a str,
    pub name: &'a str,
    pub role: Option<&'a str>,
}

/// Goes on with the assessment that is named, else with the open one that the options fit, unless a new one or none
/// is wanted.
pub(super) fn resumed(
    session: &Session,
    take: &Take,
    definition: &Definition,
) -> Result<Option<Work>, Trouble> {
    if let Some(word) = &take.open {
        return open(session, &find::saved_name(session, word)?).map(Some);
    }
    if take.new || Saving::of(take) == Saving::Nowhere {
        return Ok(None);
    }
    // Somebody who named no questionnaire wants to go on, whichever it was.
    let wanted = take.questionnaire.as_ref().map(|_| definition.questionnaire.id.as_str());
    let Some(name) = last_open(session, wanted, take)? else { return Ok(None) };
    let mut work = open(session, &name)?;
    let mut aside = Vec::new();
    aside.extend(take.by.as_ref().map(|_| "--by"));
    aside.extend(take.role.as_ref().map(|_| "--role"));
    if !aside.is_empty() {
        let words = session.words(&work.assessment.questionnaire);
        let options = match aside.as_slice() {
            [one, other] => fill(words.shell.both, &[("one", one), ("other", other)]),
            _ => aside.join(", "),
        };
        work.notices.push(fill(words.shell.begun_already, &[("options", &options)]));
    }
    Ok(Some(work))
}

/// Goes on with a saved assessment.
pub(super) fn open(session: &Session, name: &Name) -> Result<Work, Trouble> {
    let (record, log) = session.store()?.open(name)?;
    let (assessment, notices) = find::replay_quietly(session, &record, name.as_str())?;
    let hash = hash(&record.questionnaire_text);
    Ok(Work { name: name.to_string(), assessment, log, hash, notices })
}

/// Begins an assessment.
pub(super) fn begin(
    session: &Session,
    definition: &Definition,
    beginning: &Beginning,
    saving: Saving,
) -> Result<Work, Trouble> {
    let plain = |text: &str| clean(text).trim().to_owned();
    let mut assessment = Assessment::new(
        definition.questionnaire.clone(),
        plain(beginning.about),
        plain(beginning.label),
        session.clock.today(),
    );
    assessment.name = plain(beginning.name);
    if let Some(role) = beginning.role {
        take_role(&mut assessment, role)
            .map_err(|why| Trouble::of(Exit::Usage, move |words| why.in_words(words)))?;
    }
    let (name, mut log): (String, Box<dyn Log>) = match saving {
        Saving::Nowhere => ("report".to_owned(), Box::new(Nowhere { events: 0 })),
        Saving::InTheStore => {
            let header = Header::new(&assessment, &definition.text, session.clock);
            let created = session.store().and_then(|store| Ok(store.create(&header, definition.texts())?));
            let (name, log) = created.map_err(or_elsewhere)?;
            (name.to_string(), log)
        }
    };
    if beginning.role.is_some() {
        let questionnaire = &definition.questionnaire;
        for question in questionnaire.profile() {
            if let Some(answer) = assessment.answers.answer(question) {
                let event = Event::Changed(Change::Answered(question, answer.clone()));
                // Said again, and again, by the screen itself as long as it is so.
                let _not_saved = log.append(&event, questionnaire, session.clock.now());
            }
        }
    }
    let hash = hash(&definition.text);
    Ok(Work { name, assessment, log, hash, notices: Vec::new() })
}

/// Whether anything is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saving {
    InTheStore,
    /// Asked for when nothing can be saved.
    Nowhere,
}

impl From<Saving> for Keeping {
    fn from(saving: Saving) -> Keeping {
        match saving {
            Saving::InTheStore => Keeping::Saved,
            Saving::Nowhere => Keeping::Nothing,
        }
    }
}

impl Saving {
    pub(super) fn of(take: &Take) -> Saving {
        if take.unsaved { Saving::Nowhere } else { Saving::InTheStore }
    }
}

/// Keeps nothing, and never pretends to.
struct Nowhere {
    events: usize,
}

impl Log for Nowhere {
    fn append(
        &mut self,
        _event: &Event,
        _questionnaire: &Questionnaire,
        _at: jiff::Timestamp,
    ) -> Result<(), Failure> {
        self.events += 1;
        self.retry()
    }

    fn retry(&mut self) -> Result<(), Failure> {
        Err(Failure::NotKept)
    }

    fn unsaved(&self) -> usize {
        self.events
    }

    fn place(&self) -> String {
        "nowhere".to_owned()
    }
}

/// What can be done when nothing can be saved where it should be.
fn or_elsewhere(trouble: Trouble) -> Trouble {
    let exit = trouble.exit;
    Trouble::of(exit, move |words| format!("{}\n{}", trouble.in_words(words), words.saved.elsewhere))
}

/// The open assessment that was worked on last, if there is one: of the questionnaire that is wanted.
fn last_open(session: &Session, questionnaire: Option<&str>, take: &Take) -> Result<Option<Name>, Trouble> {
    let about = take.about.as_deref().map(|about| known_as(&clean(about)));
    let label = take.label.as_deref().map(clean);
    let fits = |header: &Header| {
        questionnaire.is_none_or(|wanted| header.questionnaire.id == wanted)
            && about.as_ref().is_none_or(|wanted| *wanted == known_as(&header.about))
            && label.as_ref().is_none_or(|wanted| wanted.trim() == header.label)
    };
    let store = session.store().map_err(or_elsewhere)?;
    let listed = store.list_where(fits).map_err(|failure| or_elsewhere(failure.into()))?;
    let open = listed.filter_map(|Listed { name, record }| {
        let summary = record.ok()?.summary();
        (!summary.finished).then_some((summary.changed, name))
    });
    Ok(open.max_by_key(|(changed, _)| *changed).map(|(_, name)| name))
}
