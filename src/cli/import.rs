//! `import`: answers that were given elsewhere become saved assessments.

use super::args::Import;
use super::exit::{Exit, Trouble};
use super::output::print_text;
use super::{Session, find, rounds};
use crate::assessment::{Assessment, Change, Event, PlanChange};
use crate::clock::Clock;
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
    if let Some(label) = &import.label {
        for (assessment, _) in &mut found {
            assessment.label = clean(label).trim().to_owned();
        }
    }
    let store = session.store()?;
    let mut here = rounds::like(session, found.iter().map(|(assessment, _)| assessment));
    // All at one time: in what order somebody typed them says nothing.
    let now = Clock::Fixed(session.clock.now());
    let mut saved: Vec<(Name, Box<dyn Log>)> = Vec::new();
    let mut copies: Vec<(Name, Name)> = Vec::new();
    for (assessment, definition) in found {
        let (name, log) = match save(now, &store, &assessment, definition.texts()) {
            Ok(kept) => kept,
            Err(failure) => return Err(take_back(&store, saved, failure)),
        };
        let same = here.iter().find(|(_, other)| assessment.is_copy_of(other));
        copies.extend(same.map(|(other, _)| (name.clone(), other.clone())));
        here.push((name.clone(), assessment));
        saved.push((name, log));
    }
    for (name, _) in saved {
        print_text(name.as_str())?;
        session.tell(|words| fill(words.saved.imported, &[("name", &name)]));
    }
    for (name, other) in copies {
        session.tell(|words| fill(words.saved.is_copy, &[("name", &name), ("other", &other)]));
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
    now: Clock,
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
    let header = Header::new(assessment, texts.questionnaire, now);
    store.create_with(&header, texts, questionnaire, &events)
}
