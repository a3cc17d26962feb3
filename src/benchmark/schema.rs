//! The JSON Schema of benchmark files, for editors: written from the same tables as the reader.

use serde_json::{Map, Value, json};

use super::keys::{FIGURES, FILE, Key};
use super::{FORM, LONGEST_SOURCE};
use crate::questionnaire::Id;

/// The schema as a JSON document, draft 7. The order of quartiles, and what a questionnaire holds, are the
/// reader's alone.
pub fn schema() -> Value {
    let figures = json!({ "allOf": [{ "$ref": "#/definitions/figures" }] });
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A benchmark: the scores of others",
        "description": "docs/benchmarks.md explains it by an example.",
    });
    let count = || json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX });
    let file = map(&FILE, |name| match name {
        "benchmark" => json!({ "const": FORM }),
        "questionnaire" => {
            json!({ "type": "string", "pattern": format!("^[a-z0-9_]{{1,{}}}$", Id::LONGEST) })
        }
        // An edition such as 2026.10 is read as it is written, whether it stands between quotes or not.
        "edition" => json!({ "type": ["string", "number"] }),
        "source" => json!({ "type": "string", "pattern": "\\S", "maxLength": LONGEST_SOURCE }),
        "date" => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        "n" => count(),
        "overall" => figures.clone(),
        _ => json!({ "type": "object", "additionalProperties": figures }),
    });
    let one = map(&FIGURES, |name| match name {
        "n" => count(),
        _ => json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
    });
    merge(&mut schema, file);
    // Figures of something: of the whole, or of one area at least.
    let some_area = json!({ "required": ["areas"], "properties": { "areas": { "minProperties": 1 } } });
    let some = json!([{ "required": ["overall"] }, some_area]);
    merge(&mut schema, json!({ "anyOf": some, "definitions": { "figures": one } }));
    schema
}

/// A map with these keys and no others.
fn map(keys: &[Key], form: impl Fn(&str) -> Value) -> Value {
    let property = |key: &Key| {
        let mut property = json!({ "description": key.about });
        merge(&mut property, form(key.name));
        (key.name.to_owned(), property)
    };
    let properties: Map<String, Value> = keys.iter().map(property).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.needed.is_some()).map(|key| key.name).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// Adds the entries of one map to another.
fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}
