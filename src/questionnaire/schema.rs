//! The JSON Schema of questionnaires, for editors: written from the same tables as the reader.
//!
//! It knows keys, forms and words. Names, conditions and whatever rests on the whole file are the
//! reader's alone, so that a file can be valid here and still have faults.

use serde_json::{Map, Value, json};

use super::Id;
use super::keys::{self, Form, KINDS, Key, Table};

/// The schema as a JSON document, draft 7: the one that editors of YAML read.
pub fn schema() -> Value {
    whole("A questionnaire", &keys::QUESTIONNAIRE)
}

/// The schema of translations.
pub fn translation() -> Value {
    whole("A translation of a questionnaire", &keys::translation::TRANSLATION)
}

fn whole(title: &str, table: &'static Table) -> Value {
    let mut definitions = Map::new();
    let file = thing(table, &mut definitions);
    let mut root = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": "docs/language.md explains the language by examples.",
    });
    merge(&mut root, file);
    definitions.sort_keys();
    merge(&mut root, json!({ "definitions": definitions }));
    root
}

/// A map with the keys of a table. What stands behind the keys is added to the definitions.
fn thing(table: &'static Table, definitions: &mut Map<String, Value>) -> Value {
    let is_question = std::ptr::eq(table, &keys::QUESTION);
    let mut properties = Map::new();
    let of_kinds = KINDS.iter().filter(|_| is_question).flat_map(|kind| kind.keys);
    for key in table.keys.iter().chain(of_kinds) {
        if !properties.contains_key(key.name) {
            properties.insert(key.name.to_owned(), property(key, definitions));
        }
    }
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "required": required(table),
        "additionalProperties": false,
    });
    if is_question {
        let kinds: Vec<Value> = KINDS.iter().map(|kind| of_kind(kind)).collect();
        merge(&mut schema, json!({ "allOf": kinds }));
    }
    schema
}

/// What holds for the questions of one type: their keys and no others.
fn of_kind(kind: &Table) -> Value {
    let names = keys::QUESTION.keys.iter().chain(kind.keys).map(|key| key.name);
    let mut then = json!({
        "propertyNames": { "enum": names.collect::<Vec<_>>() },
        "required": required(kind),
    });
    let has = |name: &str| kind.keys.iter().any(|key| key.name == name);
    if has("choices") && has("scale") {
        merge(&mut then, json!({ "oneOf": [{ "required": ["choices"] }, { "required": ["scale"] }] }));
    }
    json!({
        "if": { "properties": { "type": { "const": kind.name } }, "required": ["type"] },
        "then": then,
    })
}

fn required(table: &Table) -> Vec<&str> {
    table.keys.iter().filter(|key| key.required).map(|key| key.name).collect()
}

fn property(key: &Key, definitions: &mut Map<String, Value>) -> Value {
    let mut property = json!({ "description": key.about });
    merge(&mut property, form(key.form, definitions));
    property
}

fn form(form: Form, definitions: &mut Map<String, Value>) -> Value {
    match form {
        Form::Text => text(),
        Form::Id => id(),
        Form::Ids => json!({ "type": "array", "items": id() }),
        Form::Number => json!({ "type": "number" }),
        Form::Whole => json!({ "type": "integer", "minimum": 0 }),
        Form::Score => json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
        Form::Truth => truth(),
        Form::Expression => json!({ "type": ["string", "number", "boolean"] }),
        Form::Word(words) => json!({ "enum": words }),
        // Beside a `$ref` everything else would be ignored, the description too.
        Form::Thing(table) => json!({ "allOf": [defined(table, definitions)] }),
        Form::Things(table) => json!({ "type": "array", "items": defined(table, definitions) }),
        Form::Choices => json!({
            "type": "array",
            "minItems": 2,
            "items": { "anyOf": [text(), defined(&keys::CHOICE, definitions)] },
        }),
        Form::NoOr(table) => json!({ "anyOf": [truth(), defined(table, definitions)] }),
        Form::TextsById => by_id(text()),
        Form::Texts => json!({ "type": "array", "items": text() }),
        Form::ById(each) => by_id(self::form(*each, definitions)),
        Form::TextOr(table) => json!({ "anyOf": [text(), defined(table, definitions)] }),
        Form::InOrder(each) => {
            let each = self::form(*each, definitions);
            json!({ "anyOf": [{ "type": "array", "items": each.clone() }, by_id(each)] })
        }
    }
}

/// A map by id.
fn by_id(each: Value) -> Value {
    json!({ "type": "object", "propertyNames": id(), "additionalProperties": each })
}

/// A reference to a table's definition, which is made when it is first met.
fn defined(table: &'static Table, definitions: &mut Map<String, Value>) -> Value {
    let name = table.name.replace(' ', "_");
    if !definitions.contains_key(&name) {
        // Areas hold areas: the name has to be there before the definition looks into itself.
        definitions.insert(name.clone(), Value::Null);
        let definition = thing(table, definitions);
        definitions.insert(name.clone(), definition);
    }
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn text() -> Value {
    json!({ "type": "string", "pattern": "\\S" })
}

fn id() -> Value {
    json!({ "type": "string", "pattern": format!("^[a-z0-9_]{{1,{}}}$", Id::LONGEST) })
}

/// Editors read a bare `yes` as a text, for YAML 1.2 knows it no more.
fn truth() -> Value {
    json!({ "enum": [true, false, "yes", "no"] })
}

/// Adds the entries of one map to another.
fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}
