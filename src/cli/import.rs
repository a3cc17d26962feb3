//! `import`: answers that were given elsewhere become saved assessments.

use super::args::Import;
use super::exit::{Exit, Trouble};
use super::output::print_text;
use super::{Session, find};
use crate::assessment::{Assessment, Change, Event};
use crate::store::{Header, Name, Store};

/// Every file is read before the first is saved: of a set with a fault nothing is taken.
pub(super) fn run(session: &Session, import: &Import) -> Result<Exit, Trouble> {
    let mut found = Vec::new();
    let mut troubles: Vec<Trouble> = Vec::new();
    for file in &import.files {
        match find::answers(session, file, import.questionnaire.as_deref()) {
            Ok(assessment) => found.push(assessment),
            Err(trouble) => troubles.push(trouble),
        }
    }
    if let Some(exit) = troubles.iter().map(|trouble| trouble.exit).reduce(worse) {
        let says: Vec<String> = troubles.into_iter().map(|trouble| trouble.says).collect();
        return Err(Trouble::new(exit, says.join("\n")));
    }
    for (assessment, text) in found {
        let name = save(session, &assessment, &text)?;
        print_text(name.as_str())?;
        session.remark(&format!("saved; `leaky-bucket show {name}` shows the result"));
    }
    Ok(Exit::Done)
}

/// Of several codes, the one that says most: what is wrong with data before what is wrong with files.
fn worse(one: Exit, other: Exit) -> Exit {
    if one == Exit::File { other } else { one }
}

/// Saves a whole assessment, event by event, as if it had been answered here.
pub(super) fn save(
    session: &Session,
    assessment: &Assessment,
    questionnaire_text: &str,
) -> Result<Name, Trouble> {
    let questionnaire = &assessment.questionnaire;
    let header = Header::new(assessment, questionnaire_text, session.clock);
    let (name, mut log) = session.store()?.create(&header, questionnaire_text)?;
    for question in questionnaire.question_indexes() {
        let entry = assessment.answers.entry(question);
        let mut changes = Vec::new();
        changes.extend(entry.answer.clone().map(|answer| Change::Answered(question, answer)));
        if !entry.note.is_empty() {
            changes.push(Change::Noted(question, entry.note.clone()));
        }
        for change in changes {
            log.append(&Event::Changed(change), questionnaire, session.clock.now())?;
        }
    }
    log.append(&Event::Finished, questionnaire, session.clock.now())?;
    Ok(name)
}
