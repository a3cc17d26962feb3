//! A plain answers file of an assessment, as `import` takes it: YAML or JSON.
//!
//! Read again with the same questionnaire it gives the same answers, notes and scores. What it does not
//! hold: which questions were skipped or marked on the way, and whether the assessment is still open.

use serde_json::{Map, Value, json};

use super::records::Record;
use crate::assessment::Target;
use crate::assessment::plan::{Status, Step};
use crate::questionnaire::{AreaIndex, Id, Questionnaire, plain};

/// The file's content: `answers` in the order of the form, and nothing that is empty.
pub fn plain_answers(record: &Record) -> Value {
    let assessment = &record.assessment;
    let questionnaire = record.questionnaire();
    let mut file = Map::new();
    file.insert("questionnaire".to_owned(), json!(questionnaire.id.as_str()));
    file.insert("edition".to_owned(), json!(questionnaire.edition));
    for (key, text) in [("about", &assessment.about), ("label", &assessment.label)] {
        if !text.is_empty() {
            file.insert(key.to_owned(), json!(text));
        }
    }
    file.insert("date".to_owned(), json!(assessment.date.to_string()));
    if !assessment.name.is_empty() {
        file.insert("respondent".to_owned(), json!({"name": assessment.name}));
    }
    let mut answers = Map::new();
    let mut confidence = Map::new();
    let mut notes = Map::new();
    for index in record.questions() {
        let question = &questionnaire[index];
        let entry = assessment.answers.entry(index);
        let id = || question.id.to_string();
        answers.extend(entry.answer.as_ref().map(|answer| (id(), plain::write(question, answer))));
        // Another edition may have asked how sure they were.
        let sure = entry.confidence.filter(|_| question.confidence);
        confidence.extend(sure.map(|sure| (id(), json!(sure.word()))));
        notes.extend((!entry.note.is_empty()).then(|| (id(), json!(entry.note))));
    }
    // An answers file without answers is one all the same.
    file.insert("answers".to_owned(), Value::Object(answers));
    for (key, values) in [("confidence", confidence), ("notes", notes)] {
        if !values.is_empty() {
            file.insert(key.to_owned(), Value::Object(values));
        }
    }
    let steps: Vec<Value> = assessment.plan.steps().iter().map(|step| step_of(questionnaire, step)).collect();
    if !steps.is_empty() {
        file.insert("plan".to_owned(), Value::Array(steps));
    }
    let targets: Map<String, Value> = assessment
        .targets
        .said()
        .iter()
        .map(|(area, target)| target_of(questionnaire, *area, *target))
        .collect();
    if !targets.is_empty() {
        file.insert("targets".to_owned(), Value::Object(targets));
    }
    Value::Object(file)
}

/// A step of the plan, without what nobody has written.
fn step_of(questionnaire: &Questionnaire, step: &Step) -> Value {
    let draft = &step.draft;
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let done_on = match step.status {
        Status::Done(on) => Some(on.to_string()),
        Status::Open | Status::Dropped => None,
    };
    let fields = [
        ("what", text(&draft.what)),
        ("leak", draft.leak.as_ref().map(Id::to_string)),
        ("area", draft.area.map(|area| questionnaire[area].id.to_string())),
        ("kind", Some(draft.kind.word().to_owned())),
        ("owner", text(&draft.owner)),
        ("by", draft.due.map(|due| due.to_string())),
        ("status", Some(step.status.word().to_owned())),
        ("done_on", done_on),
        ("first_step", text(&draft.first_step)),
        ("sign", text(&draft.sign)),
        ("helps", draft.helps.map(|helps| helps.word().to_owned())),
        ("effort", draft.effort.map(|effort| effort.word().to_owned())),
    ];
    let written = fields.into_iter().filter_map(|(key, text)| Some((key.to_owned(), json!(text?))));
    Value::Object(written.collect())
}

/// What was said of an area's target: a number, with a day where it has one, or `none`.
fn target_of(questionnaire: &Questionnaire, area: AreaIndex, target: Option<Target>) -> (String, Value) {
    let written = match target {
        Some(Target { score, by: Some(by) }) => json!({"score": score, "by": by.to_string()}),
        Some(Target { score, by: None }) => json!(score),
        None => json!("none"),
    };
    (questionnaire[area].id.to_string(), written)
}

/// The file as YAML.
pub fn yaml(record: &Record) -> Result<Vec<u8>, serde_yaml::Error> {
    serde_yaml::to_string(&plain_answers(record)).map(String::into_bytes)
}

/// The file as JSON, indented for people.
pub fn json(record: &Record) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_string_pretty(&plain_answers(record)).map(|text| format!("{text}\n").into_bytes())
}
