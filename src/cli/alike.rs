//! One language for assessments that stand beside each other, in whichever they were answered.

use std::sync::Arc;

use super::Session;
use super::find::Found;
use super::shipped;
use crate::assessment::Assessment;
use crate::language::Language;
use crate::questionnaire::Questionnaire;

/// Who reads what is made of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// Whoever typed the command.
    Here,
    /// It is handed on, and says the same wherever it is made.
    Anywhere,
}

/// Puts assessments that are in several languages into one: into that of who reads them here, where it is to be had,
/// else into that of the last.
pub(super) fn put_in_one_language(session: &Session, found: &mut [Found], reader: Reader) {
    let Some(last) = found.last().map(|found| Arc::clone(&found.assessment.questionnaire)) else { return };
    if found.iter().all(|found| found.assessment.questionnaire.language == last.language) {
        return;
    }
    let texts = match reader {
        Reader::Here => in_language(session, found, &last),
        Reader::Anywhere => None,
    };
    let texts = texts.unwrap_or(last);
    for found in found {
        tell_as(session, &mut found.assessment, &texts);
    }
}

/// The questionnaire in the language of who reads, the latest first: as one of these was answered, or as it comes
/// with the program.
fn in_language(session: &Session, found: &[Found], last: &Questionnaire) -> Option<Arc<Questionnaire>> {
    let wanted = Language::new(session.spoken.language)?;
    let answered = found.iter().rev().map(|found| &found.assessment.questionnaire);
    let mut answered = answered.filter(|questionnaire| serves(questionnaire, &wanted));
    answered.next().map(Arc::clone).or_else(|| shipped_in(session, last, &wanted))
}

fn serves(questionnaire: &Questionnaire, wanted: &Language) -> bool {
    wanted.choose(&[&questionnaire.language], |tag| tag).is_some()
}

/// The assessment with the texts of another one of its questionnaire, where these are in another language. Answers
/// stay what they are: the same text has the same places, and another edition keeps its own.
pub(super) fn tell_as(session: &Session, assessment: &mut Assessment, texts: &Arc<Questionnaire>) {
    let own = &assessment.questionnaire;
    if own.language == texts.language || own.id != texts.id {
        return;
    }
    assessment.questionnaire = match own.hash == texts.hash {
        true => Arc::clone(texts),
        false => {
            // What only this edition asks may be known to the one that comes with the program.
            let wanted = Language::new(&texts.language);
            let nearer = wanted.and_then(|wanted| shipped_in(session, own, &wanted));
            Arc::new(nearer.as_ref().unwrap_or(own).told_as(texts))
        }
    };
}

/// An assessment in the language of who reads here, where its questionnaire comes with the program in that.
pub(super) fn tell_reader(session: &Session, assessment: &mut Assessment) {
    let own = &assessment.questionnaire;
    let Some(wanted) = Language::new(session.spoken.language).filter(|wanted| !serves(own, wanted)) else {
        return;
    };
    if let Some(texts) = shipped_in(session, own, &wanted) {
        tell_as(session, assessment, &texts);
    }
}

/// A questionnaire in a language that the program has for it.
fn shipped_in(session: &Session, own: &Questionnaire, wanted: &Language) -> Option<Arc<Questionnaire>> {
    let shipped = shipped::find(own.id.as_str())?;
    let original = session.questionnaire(&Arc::from(shipped.text), None)?;
    let there = match serves(&original, wanted) {
        true => original,
        false => {
            let translated = shipped.translated(Some(wanted))?;
            session.questionnaire(&Arc::from(shipped.text), Some(translated.text))?
        }
    };
    Some(match there.hash == own.hash {
        true => there,
        false => Arc::new(own.told_as(&there)),
    })
}
