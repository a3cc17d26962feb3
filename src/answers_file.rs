//! Plain answers files: what scripts, other tools and people with a text editor hand in.
//!
//! The form is described in docs/language.md. Every fault is named, by id and place, and nothing
//! is taken from a file that has one.

mod plan;
mod targets;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::assessment::{Assessment, Change, Confidence, role};
use crate::diagnostic::{Diagnostic, Guesses};
use crate::questionnaire::answer::Rejection;
use crate::questionnaire::{Answer, Id, Kind, QuestionIndex, Questionnaire, QuestionsById, plain};
use crate::source::{self, Limits, Node, Source};
use crate::text::{clean, clean_lines, visible};
use crate::words::{EN, Words, fill};

pub const NOT_ANSWERS: &str = "A010";
pub const UNKNOWN_KEY: &str = "A011";
pub const UNKNOWN_QUESTION: &str = "A012";
pub const DOES_NOT_FIT: &str = "A013";
pub const OTHER_QUESTIONNAIRE: &str = "A014";
pub const OTHER_EDITION: &str = "A015";

const KEYS: [&str; 11] = [
    "questionnaire",
    "edition",
    "about",
    "label",
    "date",
    "respondent",
    "answers",
    "confidence",
    "notes",
    "plan",
    "targets",
];

/// How many faults are kept. Nobody reads so many, and a file made to have a million would fill the memory.
const MOST_KEPT: usize = 10_000;

/// An answers file that has been read as far as is possible without its questionnaire.
pub struct AnswersFile {
    source: Source,
    root: Option<Node>,
    plain: Map<String, Value>,
    diagnostics: Vec<Diagnostic>,
}

impl AnswersFile {
    /// Reads a file's bytes: YAML, of which JSON is a part.
    pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> AnswersFile {
        let (source, root, mut diagnostics) = source::read(name, bytes, limits);
        let mut plain = Map::new();
        if let Some(root) = &root {
            endless_numbers(root, &mut diagnostics);
        }
        // Only what has passed our own limits reaches the second reader.
        if let (Some(root), true) = (&root, diagnostics.iter().all(|found| !found.is_error())) {
            match serde_yaml::from_str::<Value>(source.text()) {
                Ok(Value::Object(found)) => plain = found,
                Ok(_) => diagnostics.push(
                    Diagnostic::error(NOT_ANSWERS, start(root), "this is not an answers file")
                        .help("begin it with `questionnaire: leaky_bucket` and `answers:`"),
                ),
                Err(error) => {
                    let at = error.location().map_or(start(root), |place| place.index()..place.index());
                    let says = format!("this cannot be read: {}", visible(&error.to_string()));
                    diagnostics.push(
                        Diagnostic::error(NOT_ANSWERS, at, says)
                            .help("give a number that a question can take, or a text between quotes"),
                    );
                }
            }
        }
        AnswersFile { source, root, plain, diagnostics }
    }

    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What has been found wrong so far.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The id of the questionnaire that is answered.
    pub fn questionnaire(&self) -> Option<&str> {
        self.plain.get("questionnaire")?.as_str()
    }

    /// The edition that was answered, as it is written; `None` where the file does not say.
    pub fn edition(&self) -> Option<String> {
        let written = self.root.as_ref()?.get("edition")?.as_text()?;
        Some(clean(written).trim().to_owned()).filter(|edition| !edition.is_empty())
    }

    /// Whether this is no answers file but a questionnaire, which has areas and no answers.
    pub fn is_questionnaire(&self) -> bool {
        let has = |key| self.root.as_ref().is_some_and(|root| root.get(key).is_some());
        has("areas") && !has("answers")
    }

    /// Reads the answers. The assessment is there when nothing was wrong; it counts as finished.
    pub fn assessment(
        self,
        questionnaire: &Arc<Questionnaire>,
        today: Date,
    ) -> (Source, Option<Assessment>, Vec<Diagnostic>) {
        let AnswersFile { source, root, plain, diagnostics } = self;
        let Some(root) = root else { return (source, None, diagnostics) };
        let assessment = Assessment::new(Arc::clone(questionnaire), String::new(), String::new(), today);
        let mut reading = Reading {
            start: start(&root),
            places: places(&root),
            plain: &plain,
            by_id: questionnaire.questions_by_id(),
            guesses: Guesses::default(),
            diagnostics,
            assessment,
        };
        if reading.diagnostics.iter().all(|found| !found.is_error()) {
            reading.head();
            reading.answers();
            reading.respondent();
            reading.confidence();
            reading.notes();
            reading.plan();
            reading.targets();
        }
        let Reading { mut diagnostics, mut assessment, .. } = reading;
        diagnostics.sort_by_key(|diagnostic| diagnostic.range.start);
        assessment.finished = true;
        let sound = diagnostics.iter().all(|found| !found.is_error());
        (source, sound.then_some(assessment), diagnostics)
    }
}

/// YAML knows numbers that nothing here can take; a reader of plain data would find nothing in their place.
fn endless_numbers(node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    if MOST_KEPT <= diagnostics.len() {
        return;
    }
    match &node.value {
        source::Value::Scalar(scalar) if scalar.plain && is_endless(&scalar.text) => {
            let says = format!("`{}` is no number that can be taken", visible(&scalar.text));
            let help = "give a number that the question can take, or `dont_know`";
            diagnostics.push(Diagnostic::error(DOES_NOT_FIT, node.range.clone(), says).help(help));
        }
        source::Value::Scalar(_) => {}
        source::Value::List(items) => items.iter().for_each(|item| endless_numbers(item, diagnostics)),
        source::Value::Map(entries) => {
            entries.iter().for_each(|(_, value)| endless_numbers(value, diagnostics));
        }
    }
}

fn is_endless(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN")
}

/// Where a key stands, and what stands under it.
type Found<'a> = (Range<usize>, &'a Node);

/// The keys of the file and of the maps in it, found once: a file may have as many as a questionnaire has
/// questions, and as many faults. A key of the file itself stands within `""`.
fn places(root: &Node) -> HashMap<(&str, &str), Found<'_>> {
    let mut places = HashMap::new();
    for (key, value) in root.as_map().unwrap_or_default() {
        let Some(within) = key.as_text() else { continue };
        places.insert(("", within), (key.range.clone(), value));
        for (key, value) in value.as_map().unwrap_or_default() {
            places.extend(key.as_text().map(|text| ((within, text), (key.range.clone(), value))));
        }
    }
    places
}

struct Reading<'a> {
    /// The place of a fault that has no better one.
    start: Range<usize>,
    places: HashMap<(&'a str, &'a str), Found<'a>>,
    plain: &'a Map<String, Value>,
    by_id: QuestionsById<'a>,
    guesses: Guesses,
    diagnostics: Vec<Diagnostic>,
    assessment: Assessment,
}

impl Reading<'_> {
    fn error(&mut self, code: &'static str, at: Range<usize>, says: String, help: impl Into<String>) {
        if self.diagnostics.len() < MOST_KEPT {
            self.diagnostics.push(Diagnostic::error(code, at, says).help(help));
        }
    }

    /// Where a value stands, as far as it can be found.
    fn place(&self, within: &str, key: &str) -> Range<usize> {
        let found = self.places.get(&(within, key)).or_else(|| self.places.get(&("", within)));
        found.map_or_else(|| self.start.clone(), |(range, _)| range.clone())
    }

    /// What may stand beside the answers.
    fn head(&mut self) {
        let plain = self.plain;
        for key in plain.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            let help = match self.guesses.nearest(key, KEYS.into_iter()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its keys are {}", KEYS.join(", ")),
            };
            let at = self.place("", key);
            self.error(UNKNOWN_KEY, at, format!("an answers file has no key `{}`", visible(key)), help);
        }
        let wanted = self.assessment.questionnaire.id.clone();
        if self.plain.get("questionnaire").and_then(Value::as_str) != Some(wanted.as_str()) {
            let at = self.place("", "questionnaire");
            let says = format!("these answers do not say that they belong to `{wanted}`");
            self.error(OTHER_QUESTIONNAIRE, at, says, format!("write `questionnaire: {wanted}`"));
        }
        if let Some(edition) = self.text("edition")
            && edition != self.assessment.questionnaire.edition
        {
            let at = self.place("", "edition");
            let says = format!(
                "these answers were given to edition {}; they are scored by edition {}",
                visible(&edition),
                visible(&self.assessment.questionnaire.edition)
            );
            self.diagnostics.push(Diagnostic::warning(OTHER_EDITION, at, says));
        }
        self.assessment.about = self.text("about").unwrap_or_default();
        self.assessment.label = self.text("label").unwrap_or_default();
        if let Some(date) = self.text("date") {
            match date.parse() {
                Ok(date) => self.assessment.date = date,
                Err(_no_date) => {
                    let at = self.place("", "date");
                    let says = format!("`{}` is not a day", visible(&date));
                    self.error(DOES_NOT_FIT, at, says, "write it like `2026-03-01`");
                }
            }
        }
    }

    /// A text or a number that stands for one.
    fn text(&mut self, key: &str) -> Option<String> {
        self.text_in("", key, self.plain.get(key))
    }

    fn text_in(&mut self, within: &str, key: &str, value: Option<&Value>) -> Option<String> {
        match value? {
            Value::String(text) => Some(clean(text).trim().to_owned()),
            // As it was written: 2026.10 is no shorter number but a tenth round.
            Value::Number(number) => {
                let written = self.places.get(&(within, key)).and_then(|(_, node)| node.as_text());
                Some(written.map_or_else(|| number.to_string(), |text| clean(text).trim().to_owned()))
            }
            Value::Null => None,
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                let at = self.place(within, key);
                self.error(DOES_NOT_FIT, at, format!("`{key}` is not a text"), "put it between quotes");
                None
            }
        }
    }

    fn object(&mut self, key: &str) -> Map<String, Value> {
        match self.plain.get(key) {
            Some(Value::Object(object)) => object.clone(),
            None | Some(Value::Null) => Map::new(),
            Some(_) => {
                let at = self.place("", key);
                let says = format!("`{key}` is not a map of ids to values");
                self.error(DOES_NOT_FIT, at, says, "write each on a line of its own, like `ret_target: 4`");
                Map::new()
            }
        }
    }

    fn question(&mut self, within: &str, id: &str) -> Option<QuestionIndex> {
        let found = self.by_id.find(id);
        if found.is_none() {
            let at = self.place(within, id);
            let questionnaire = &self.assessment.questionnaire;
            let known = questionnaire.questions.iter().map(|question| question.id.as_str());
            let help = match self.guesses.nearest(id, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "remove it, or answer the questionnaire that asks it".to_owned(),
            };
            self.error(UNKNOWN_QUESTION, at, format!("there is no question `{}`", visible(id)), help);
        }
        found
    }

    fn answers(&mut self) {
        let questionnaire = Arc::clone(&self.assessment.questionnaire);
        for (id, value) in self.object("answers") {
            let Some(question) = self.question("answers", &id) else { continue };
            // Left empty is not answered.
            if value.is_null() {
                continue;
            }
            let read = plain::read(&questionnaire[question], &value).and_then(|answer| {
                self.assessment.answers.apply(&questionnaire, Change::Answered(question, answer))
            });
            if let Err(rejection) = read {
                let at = self.place("answers", &id);
                self.error(
                    DOES_NOT_FIT,
                    at,
                    format!("the answer to `{id}` cannot be taken"),
                    rejection.to_string(),
                );
            }
        }
    }

    /// `respondent: {name, role}`; the role is the answer to the profile question `role`.
    fn respondent(&mut self) {
        let respondent = self.object("respondent");
        for key in respondent.keys().filter(|key| !["name", "role"].contains(&key.as_str())) {
            let at = self.place("respondent", key);
            let says = format!("a respondent has no key `{}`", visible(key));
            self.error(UNKNOWN_KEY, at, says, "its keys are name, role");
        }
        self.assessment.name = self.text_in("respondent", "name", respondent.get("name")).unwrap_or_default();
        let given = self.text_in("respondent", "role", respondent.get("role"));
        let Some(given) = given.filter(|role| !role.is_empty()) else { return };
        if let Err(why) = take_role(&mut self.assessment, &given) {
            let at = self.place("respondent", "role");
            self.error(DOES_NOT_FIT, at, why.in_words(&EN), "give the role once, or the same twice");
        }
    }

    /// How sure the respondent was of an answer, by the question's id.
    fn confidence(&mut self) {
        let questionnaire = Arc::clone(&self.assessment.questionnaire);
        for (id, given) in self.object("confidence") {
            let Some(question) = self.question("confidence", &id) else { continue };
            let sure = Confidence::ALL.into_iter().find(|sure| given.as_str() == Some(sure.word()));
            let words = Confidence::ALL.map(Confidence::word);
            let sure = match (sure, questionnaire[question].confidence) {
                (Some(sure), true) => sure,
                (Some(_), false) => {
                    let at = self.place("confidence", &id);
                    let says = format!("nobody is asked how sure they are of `{id}`");
                    self.error(DOES_NOT_FIT, at, says, "remove it");
                    continue;
                }
                (None, _) => {
                    let at = self.place("confidence", &id);
                    let says = format!("how sure somebody is of `{id}` cannot be taken");
                    self.error(DOES_NOT_FIT, at, says, format!("give one of {}", words.join(", ")));
                    continue;
                }
            };
            let change = Change::Confident(question, Some(sure));
            if let Err(rejection) = self.assessment.answers.apply(&questionnaire, change) {
                let at = self.place("confidence", &id);
                self.error(
                    DOES_NOT_FIT,
                    at,
                    format!("how sure of `{id}` cannot be taken"),
                    rejection.to_string(),
                );
            }
        }
    }

    fn notes(&mut self) {
        let questionnaire = Arc::clone(&self.assessment.questionnaire);
        for (id, note) in self.object("notes") {
            let Some(question) = self.question("notes", &id) else { continue };
            let Some(note) = note.as_str() else {
                let at = self.place("notes", &id);
                self.error(
                    DOES_NOT_FIT,
                    at,
                    format!("the note on `{id}` is not a text"),
                    "put it between quotes",
                );
                continue;
            };
            let note = clean_lines(note).trim().to_owned();
            let noted = self.assessment.answers.apply(&questionnaire, Change::Noted(question, note));
            if let Err(rejection) = noted {
                let at = self.place("notes", &id);
                self.error(
                    DOES_NOT_FIT,
                    at,
                    format!("the note on `{id}` cannot be taken"),
                    rejection.to_string(),
                );
            }
        }
    }
}

/// Gives a respondent a role by its id. One that was answered differently is an error.
pub fn take_role(assessment: &mut Assessment, given: &str) -> Result<(), NoRole> {
    let questionnaire = Arc::clone(&assessment.questionnaire);
    let question = questionnaire.profile().find(|question| questionnaire[*question].id == *"role");
    let Some(question) = question else { return Err(NoRole::NotAsked) };
    let Kind::SingleChoice(choices) = &questionnaire[question].kind else {
        return Err(NoRole::AskedOtherwise);
    };
    let ids = || choices.iter().filter_map(|choice| choice.id.as_ref()).map(Id::as_str);
    let Some(choice) = choices.iter().position(|choice| choice.id.as_ref().is_some_and(|id| *id == *given))
    else {
        let known = ids().map(str::to_owned).collect();
        return Err(NoRole::Unknown { role: given.to_owned(), known });
    };
    if let Some(answered) = role(&questionnaire, &assessment.answers)
        && *answered != *given
    {
        return Err(NoRole::Other { role: given.to_owned(), answered: answered.to_string() });
    }
    assessment
        .answers
        .apply(&questionnaire, Change::Answered(question, Answer::Choice(choice)))
        .map(|_before| ())
        .map_err(NoRole::Rejected)
}

/// Why a role cannot be taken.
#[derive(Clone, Debug, PartialEq)]
pub enum NoRole {
    NotAsked,
    AskedOtherwise,
    Unknown { role: String, known: Vec<String> },
    Other { role: String, answered: String },
    Rejected(Rejection),
}

impl NoRole {
    pub fn in_words(&self, words: &Words) -> String {
        let says = &words.naming;
        match self {
            NoRole::NotAsked => says.no_role.to_owned(),
            NoRole::AskedOtherwise => says.role_otherwise.to_owned(),
            NoRole::Unknown { role, known } => {
                fill(says.no_such_role, &[("role", &visible(role)), ("roles", &known.join(", "))])
            }
            NoRole::Other { role, answered } => {
                fill(says.other_role, &[("role", role), ("answered", answered)])
            }
            NoRole::Rejected(rejection) => rejection.in_words(words),
        }
    }
}

/// A short place at the beginning of something.
fn start(node: &Node) -> Range<usize> {
    match node.as_map().and_then(|entries| entries.first()) {
        Some((key, _)) => key.range.clone(),
        None => node.range.clone(),
    }
}
