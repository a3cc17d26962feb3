//! The schema of a settings file, for editors that complete and check as one types.

use serde_json::{Map, Value, json};

use super::{Form, SETTINGS, Setting};
use crate::tui::keymap::actions;

/// Written from the table of settings and from the actions of the keymap.
pub fn schema() -> Value {
    let properties: Map<String, Value> =
        SETTINGS.iter().map(|setting| (setting.name.to_owned(), property(setting))).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of leaky-bucket",
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": properties,
    })
}

fn property(setting: &Setting) -> Value {
    let Setting { form, default, about, .. } = setting;
    match form {
        Form::Word(words) => {
            // Older readers take a bare `on` for a truth.
            let truths = words.contains(&"on").then_some([json!(true), json!(false)]);
            let words: Vec<Value> =
                words.iter().map(|word| json!(word)).chain(truths.into_iter().flatten()).collect();
            json!({ "description": about, "default": default, "enum": words })
        }
        Form::Language => {
            json!({ "description": about, "type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$" })
        }
        Form::File | Form::Folder => json!({ "description": about, "type": "string", "minLength": 1 }),
        Form::Keys => {
            let key = json!({ "type": ["string", "integer"] });
            let keys = json!({ "anyOf": [key, { "type": "array", "minItems": 1, "items": key }] });
            let actions: Map<String, Value> =
                actions().into_iter().map(|(name, _)| (name.to_owned(), keys.clone())).collect();
            json!({ "description": about, "type": "object", "additionalProperties": false, "properties": actions })
        }
    }
}
