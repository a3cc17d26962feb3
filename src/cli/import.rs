//! `import`: answers that were given elsewhere become saved assessments.

use super::args::Import;
use super::exit::{Exit, Trouble};
use super::output::print_text;
use super::{Session, find};
use crate::assessment::{Assessment, Change, Event, PlanChange};
use crate::store::{Directory, Failure, Header, Log, Name, Store, Texts};
use crate::text::clean;
use crate::words::fill;

/// Every file is read before the first is saved: of a set with a fault nothing is taken.
pub(super) fn run(session: &Session, import: &Import) -> Result<Exit, Trouble> {
    if let (Some(_), [_, _, ..]) = (&import.label, import.files.as_slice()) {
        return Err(Trouble::of(Exit::Usage, |words| words.files.label_of_one.to_owned()));
    }
    let mut found = Vec::new();
    let mut troubles: Vec<Trouble> = Vec::new();
    for file in &import.files {
        match find::answers(session, file, import.questionnaire.as_deref()) {
            Ok(assessment) => found.push(assessment),
            Err(trouble) => troubles.push(trouble),
        }
    }
    if let Some(exit) = troubles.iter().map(|trouble| trouble.exit).reduce(worse) {
        return Err(Trouble::of(exit, move |words| {
            let says: Vec<String> = troubles.iter().map(|trouble| trouble.in_words(words)).collect();
            says.join("\n")
        }));
    }
    let store = session.store()?;
    let mut saved: Vec<(Name, Box<dyn Log>)> = Vec::new();
    for (mut assessment, definition) in found {
        if let Some(label) = &import.label {
            assessment.label = clean(label).trim().to_owned();
        }
        match save(session, &store, &assessment, definition.texts()) {
            Ok(kept) => saved.push(kept),
            Err(failure) => return Err(take_back(&store, saved, failure)),
        }
    }
    for (name, _) in saved {
        print_text(name.as_str())?;
        session.tell(|words| fill(words.saved.imported, &[("name", &name)]));
    }
    Ok(Exit::Done)
}

/// Of a set that cannot be saved whole nothing stays.
fn take_back(store: &Directory, saved: Vec<(Name, Box<dyn Log>)>, failure: Failure) -> Trouble {
    let exit = Exit::of(&failure);
    let taken: Vec<(Name, Result<(), Failure>)> =
        saved.into_iter().map(|(name, log)| (name.clone(), store.take_back(&name, log))).collect();
    Trouble::of(exit, move |words| {
        let of_one = |(name, result): &(Name, Result<(), Failure>)| match result {
            Ok(()) => fill(words.saved.taken_back, &[("name", name)]),
            Err(why) => fill(words.saved.not_taken_back, &[("name", name), ("why", &why.in_words(words))]),
        };
        let lines: Vec<String> =
            std::iter::once(failure.in_words(words)).chain(taken.iter().map(of_one)).collect();
        lines.join("\n")
    })
}

/// Of several codes, the one that says most: what is wrong with data before what is wrong with files.
fn worse(one: Exit, other: Exit) -> Exit {
    if one == Exit::File { other } else { one }
}

/// Saves a whole assessment, as if it had been answered here.
fn save(
    session: &Session,
    store: &Directory,
    assessment: &Assessment,
    texts: Texts,
) -> Result<(Name, Box<dyn Log>), Failure> {
    let questionnaire = &assessment.questionnaire;
    let mut events = Vec::new();
    for question in questionnaire.question_indexes() {
        let entry = assessment.answers.entry(question);
        let answer = entry.answer.clone().map(|answer| Change::Answered(question, answer));
        let sure = entry.confidence.map(|sure| Change::Confident(question, Some(sure)));
        let note = Some(entry.note.clone()).filter(|note| !note.is_empty());
        let note = note.map(|note| Change::Noted(question, note));
        events.extend(answer.into_iter().chain(sure).chain(note).map(Event::Changed));
    }
    let steps = assessment.plan.steps().iter().enumerate();
    events.extend(
        steps.map(|(at, step)| Event::Planned(PlanChange::Added { step: Box::new(step.clone()), at })),
    );
    let said = assessment.targets.said().iter();
    events.extend(said.map(|(area, target)| Event::Targeted { area: *area, target: *target }));
    events.push(Event::Finished);
    let header = Header::new(assessment, texts.questionnaire, session.clock);
    store.create_with(&header, texts, questionnaire, &events)
}
