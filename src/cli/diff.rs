//! `questionnaire diff`: what an edition changes, and whether answers can still be compared.

use std::ffi::OsStr;

use serde_json::{Value, json};

use super::exit::{Exit, Trouble};
use super::output::{print_json, print_text};
use super::{Session, find};
use crate::comparison::changes::{Changes, Edit, Fate, QuestionChange, ThingChange, What, Whole, changes};
use crate::comparison::editions::Difference;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::kind::plain_number;
use crate::text::{counted, visible};

pub(super) fn run(session: &Session, old: &OsStr, new: &OsStr, as_json: bool) -> Result<Exit, Trouble> {
    // Wordings are compared as their author wrote them, in no translation.
    let (old, _) = find::original(session, old)?;
    let (new, _) = find::original(session, new)?;
    let (old, new) = (old.questionnaire, new.questionnaire);
    if old.id != new.id {
        let says = format!(
            "these are different questionnaires, `{}` and `{}`: name two editions of one",
            old.id, new.id
        );
        return Err(Trouble::new(Exit::Questionnaire, says));
    }
    let found = changes(&old, &new);
    match as_json {
        true => print_json(&as_value(&old, &new, &found)),
        false => print_text(&as_text(&old, &new, &found)),
    }
}

/// What the author should look at once more.
fn warnings(old: &Questionnaire, new: &Questionnaire, found: &Changes) -> Vec<String> {
    let mut warnings = Vec::new();
    if old.edition == new.edition && old.hash != new.hash {
        let edition = visible(&new.edition);
        warnings.push(format!("both are called edition {edition}: give the newer one an edition of its own"));
    }
    let doubtful = found.questions.iter().filter(|question| question.is_doubtful());
    warnings.extend(doubtful.map(|question| {
        format!(
            "`{}` is worded anew and keeps its revision: raise `revision` if it asks something else now",
            question.id
        )
    }));
    warnings
}

fn as_text(old: &Questionnaire, new: &Questionnaire, found: &Changes) -> String {
    let of = |edition: &str| visible(edition).into_owned();
    let mut parts = vec![format!(
        "{}, edition {} to {}: {} of {} still compared",
        new.id,
        of(&old.edition),
        of(&new.edition),
        found.compared,
        counted(found.scored, "scored question", "scored questions")
    )];
    let mut listed = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            parts.push(format!("{title}:\n  {}", lines.join("\n  ")));
        }
    };
    let questions = |wanted: &dyn Fn(Fate) -> bool| {
        let found = found.questions.iter().filter(|question| wanted(question.fate));
        found.map(question_line).collect::<Vec<String>>()
    };
    listed("Added", questions(&|fate| fate == Fate::Added));
    listed("Removed", questions(&|fate| fate == Fate::Removed));
    listed("Not compared any more", questions(&|fate| matches!(fate, Fate::NotCompared(_))));
    listed("Compared, and different", questions(&|fate| fate == Fate::Compared));
    listed("Areas", found.areas.iter().map(thing_line).collect());
    listed("Rules", found.rules.iter().map(thing_line).collect());
    listed("The whole", found.whole.iter().map(|whole| whole_line(*whole).to_owned()).collect());
    listed("Warnings", warnings(old, new, found));
    if parts.len() == 1 {
        parts.push("Nothing that bears on answers or scores has changed.".to_owned());
    }
    parts.join("\n\n")
}

fn question_line(question: &QuestionChange) -> String {
    let mut says = Vec::new();
    says.extend(question.was.as_ref().map(|was| format!("was `{was}`")));
    says.extend(match question.fate {
        Fate::Added | Fate::Removed => Some(question.ask.clone()),
        Fate::NotCompared(Difference::Choices) => {
            Some("the steps are other ones, or in another order".to_owned())
        }
        Fate::NotCompared(Difference::Revision | Difference::Kind) | Fate::Compared => None,
    });
    says.extend(question.edits.iter().map(edit_line));
    format!("{}: {}", question.id, says.join("; "))
}

fn edit_line(edit: &Edit) -> String {
    let number = |number: f64| plain_number(number, 4);
    match edit {
        Edit::Wording => "wording".to_owned(),
        Edit::Revision { from, to } => format!("revision {from} to {to}"),
        Edit::Kind { from, to } => format!("type {from} to {to}"),
        Edit::Unit => "another unit".to_owned(),
        Edit::Choices => "other choices, rows or fields".to_owned(),
        Edit::WordsOfChoices => "wording of choices, rows or fields".to_owned(),
        Edit::Limits => "other limits".to_owned(),
        Edit::Weight { from, to } => format!("weight {} to {}", number(*from), number(*to)),
        Edit::Judging => "levels, cut points or caps".to_owned(),
        Edit::Leaks => "what leaks, how badly, or what plugs it".to_owned(),
        Edit::ShowIf => "asked under another condition".to_owned(),
        Edit::Area { from, to } => format!("moved from `{from}` to `{to}`"),
    }
}

fn thing_line(thing: &ThingChange) -> String {
    let number = |number: f64| plain_number(number, 4);
    let what = match thing.what {
        What::Added => format!("added, {}", thing.title),
        What::Removed => format!("removed, {}", thing.title),
        What::Weight { from, to } => format!("weight {} to {}", number(from), number(to)),
        What::Target { from, to } => format!("target {} to {}", target(from), target(to)),
        What::Terms => "applies or counts in another way".to_owned(),
        What::Title => format!("is called {} now", thing.title),
    };
    format!("{}: {what}", thing.id)
}

fn target(target: Option<u32>) -> String {
    target.map_or_else(|| "not set".to_owned(), |target| target.to_string())
}

fn whole_line(whole: Whole) -> &'static str {
    match whole {
        Whole::Bands => "other bands",
        Whole::MinAnswered => "another share has to be answered",
        Whole::Caps => "other caps hold the band down",
    }
}

fn as_value(old: &Questionnaire, new: &Questionnaire, found: &Changes) -> Value {
    let things = |things: &[ThingChange]| -> Vec<Value> {
        things.iter().map(|thing| json!({"id": thing.id.as_str(), "what": thing.what.word()})).collect()
    };
    let questions: Vec<Value> = found
        .questions
        .iter()
        .map(|question| {
            let fate = match question.fate {
                Fate::Added => "added",
                Fate::Removed => "removed",
                Fate::Compared => "compared",
                Fate::NotCompared(_) => "not_compared",
            };
            json!({
                "id": question.id.as_str(),
                "was": question.was.as_ref().map(|was| was.as_str()),
                "ask": question.ask,
                "fate": fate,
                "changes": question.edits.iter().map(Edit::word).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "schema": "leaky-bucket/questionnaire-diff/1",
        "questionnaire": new.id.as_str(),
        "from": old.edition,
        "to": new.edition,
        "compared": found.compared,
        "scored": found.scored,
        "questions": questions,
        "areas": things(&found.areas),
        "rules": things(&found.rules),
        "whole": found.whole.iter().map(|whole| whole.word()).collect::<Vec<_>>(),
        "warnings": warnings(old, new, found),
    })
}
