//! `questionnaire diff`: what an edition changes, and whether answers can still be compared.

use std::ffi::OsStr;
use std::fmt::Display;

use serde_json::{Value, json};

use super::exit::{Exit, Trouble};
use super::output::{print_json, print_text};
use super::{Session, find};
use crate::comparison::changes::{Changes, Edit, Fate, QuestionChange, ThingChange, What, Whole, changes};
use crate::comparison::editions::Difference;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::kind::plain_number;
use crate::text::visible;
use crate::words::{EN, EditionWords, Words, fill};

pub(super) fn run(session: &Session, old: &OsStr, new: &OsStr, as_json: bool) -> Result<Exit, Trouble> {
    // Wordings are compared as their author wrote them, in no translation.
    let (old, _) = find::original(session, old)?;
    let (new, _) = find::original(session, new)?;
    let (old, new) = (old.questionnaire, new.questionnaire);
    if old.id != new.id {
        let (one, other) = (old.id.to_string(), new.id.to_string());
        return Err(Trouble::of(Exit::Questionnaire, move |words| {
            fill(words.editions.others, &[("one", &one), ("other", &other)])
        }));
    }
    let found = changes(&old, &new);
    match as_json {
        true => print_json(&as_value(&old, &new, &found)),
        false => print_text(&as_text(&old, &new, &found, session.spoken)),
    }
}

/// What the author should look at once more.
fn warnings(old: &Questionnaire, new: &Questionnaire, found: &Changes, words: &Words) -> Vec<String> {
    let says = &words.editions;
    let mut warnings = Vec::new();
    if old.edition == new.edition && old.hash != new.hash {
        let edition = visible(&new.edition);
        warnings.push(fill(says.same_edition, &[("edition", &edition)]));
    }
    let doubtful = found.questions.iter().filter(|question| question.is_doubtful());
    warnings.extend(doubtful.map(|question| fill(says.doubtful, &[("id", &question.id)])));
    warnings
}

fn as_text(old: &Questionnaire, new: &Questionnaire, found: &Changes, words: &Words) -> String {
    let says = &words.editions;
    let values: [(&str, &dyn Display); 5] = [
        ("id", &new.id),
        ("old", &visible(&old.edition)),
        ("new", &visible(&new.edition)),
        ("compared", &found.compared),
        ("count", &found.scored),
    ];
    let mut parts = vec![fill(words.plural(&says.head, found.scored), &values)];
    let mut listed = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            parts.push(format!("{title}:\n  {}", lines.join("\n  ")));
        }
    };
    let questions = |wanted: &dyn Fn(Fate) -> bool| {
        let found = found.questions.iter().filter(|question| wanted(question.fate));
        found.map(|question| question_line(question, says)).collect::<Vec<String>>()
    };
    listed(says.added, questions(&|fate| fate == Fate::Added));
    listed(says.removed, questions(&|fate| fate == Fate::Removed));
    listed(says.not_compared, questions(&|fate| matches!(fate, Fate::NotCompared(_))));
    listed(says.compared, questions(&|fate| fate == Fate::Compared));
    listed(says.areas, found.areas.iter().map(|area| thing_line(area, says)).collect());
    listed(says.rules, found.rules.iter().map(|rule| thing_line(rule, says)).collect());
    listed(says.whole, found.whole.iter().map(|whole| whole_line(*whole, says).to_owned()).collect());
    listed(says.warnings, warnings(old, new, found, words));
    if parts.len() == 1 {
        parts.push(says.nothing.to_owned());
    }
    parts.join("\n\n")
}

fn question_line(question: &QuestionChange, says: &EditionWords) -> String {
    let mut parts = Vec::new();
    parts.extend(question.was.as_ref().map(|was| fill(says.was, &[("id", was)])));
    parts.extend(match question.fate {
        Fate::Added | Fate::Removed => Some(question.ask.clone()),
        Fate::NotCompared(Difference::Choices) => Some(says.other_steps.to_owned()),
        Fate::NotCompared(Difference::Revision | Difference::Kind) | Fate::Compared => None,
    });
    parts.extend(question.edits.iter().map(|edit| edit_line(edit, says)));
    format!("{}: {}", question.id, parts.join("; "))
}

fn edit_line(edit: &Edit, says: &EditionWords) -> String {
    let from_to =
        |text: &str, from: &dyn Display, to: &dyn Display| fill(text, &[("from", from), ("to", to)]);
    let number = |number: f64| plain_number(number, 4);
    match edit {
        Edit::Wording => says.wording.to_owned(),
        Edit::Revision { from, to } => from_to(says.revision, from, to),
        Edit::Kind { from, to } => from_to(says.kind, from, to),
        Edit::Unit => says.unit.to_owned(),
        Edit::Choices => says.choices.to_owned(),
        Edit::WordsOfChoices => says.words_of_choices.to_owned(),
        Edit::Limits => says.limits.to_owned(),
        Edit::Weight { from, to } => from_to(says.weight, &number(*from), &number(*to)),
        Edit::Judging => says.judging.to_owned(),
        Edit::Leaks => says.leaks.to_owned(),
        Edit::ShowIf => says.show_if.to_owned(),
        Edit::Area { from, to } => from_to(says.moved, from, to),
    }
}

fn thing_line(thing: &ThingChange, says: &EditionWords) -> String {
    let titled = |text: &str| fill(text, &[("title", &thing.title)]);
    let number = |number: f64| plain_number(number, 4);
    let what = match thing.what {
        What::Added => titled(says.thing_added),
        What::Removed => titled(says.thing_removed),
        What::Weight { from, to } => fill(says.weight, &[("from", &number(from)), ("to", &number(to))]),
        What::Target { from, to } => {
            fill(says.target, &[("from", &target(from, says)), ("to", &target(to, says))])
        }
        What::Terms => says.terms.to_owned(),
        What::Title => titled(says.title),
    };
    format!("{}: {what}", thing.id)
}

fn target(target: Option<u32>, says: &EditionWords) -> String {
    target.map_or_else(|| says.no_target.to_owned(), |target| target.to_string())
}

fn whole_line(whole: Whole, says: &EditionWords) -> &'static str {
    match whole {
        Whole::Bands => says.bands,
        Whole::MinAnswered => says.min_answered,
        Whole::Caps => says.caps,
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
        "warnings": warnings(old, new, found, &EN),
    })
}
