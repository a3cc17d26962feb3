//! How an event's line is read: straight from the file's text, key by key.
//!
//! A folder of a thousand assessments has fifty thousand such lines. What is derived for a flattened enum would
//! set every value aside first and look at it a second time; the tests hold this reader to it.

use std::fmt;

use jiff::Timestamp;
use serde::de::value::{EnumAccessDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, VariantAccess, Visitor,
};
use serde::{Deserialize, de};

use super::event::EventV1;
use super::instant;

/// A line as it is read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) number: u64,
    /// `None` where what stands there is no time.
    pub(super) at: Option<Timestamp>,
    pub(super) event: EventV1,
}

/// Every key that names an event.
const EVENTS: [&str; 10] = [
    "answered",
    "cleared",
    "skipped",
    "noted",
    "marked",
    "confidence",
    "finished",
    "reopened",
    "plan",
    "target_set",
];

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entry, D::Error> {
        deserializer.deserialize_map(EntryVisitor)
    }
}

/// A key of a line.
enum Key {
    Number,
    At,
    Event(&'static str),
    /// Its seal, or something that came later.
    Other,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        Ok(match key {
            "n" => Key::Number,
            "at" => Key::At,
            key => EVENTS.into_iter().find(|event| *event == key).map_or(Key::Other, Key::Event),
        })
    }
}

/// A time, or a text that is none.
struct At(Option<Timestamp>);

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<At, D::Error> {
        deserializer.deserialize_str(AtVisitor)
    }
}

struct AtVisitor;

impl Visitor<'_> for AtVisitor {
    type Value = At;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a time")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<At, E> {
        Ok(At(instant::read(text)))
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = Entry;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an entry")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entry, A::Error> {
        let (mut number, mut at, mut event) = (None, None, None);
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::Number if number.is_some() => return Err(A::Error::duplicate_field("n")),
                Key::Number => number = Some(map.next_value::<u64>()?),
                Key::At if at.is_some() => return Err(A::Error::duplicate_field("at")),
                Key::At => at = Some(map.next_value::<At>()?.0),
                Key::Event(name) if event.is_none() => {
                    let one = One { name, map: &mut map };
                    event = Some(EventV1::deserialize(EnumAccessDeserializer::new(one))?);
                }
                Key::Event(_) | Key::Other => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Entry {
            number: number.ok_or_else(|| A::Error::missing_field("n"))?,
            at: at.ok_or_else(|| A::Error::missing_field("at"))?,
            event: event.ok_or_else(|| A::Error::custom("there is no event in it"))?,
        })
    }
}

/// One entry of a map, taken for an enum: the key is the variant, the value what it holds.
struct One<'a, A> {
    name: &'static str,
    map: &'a mut A,
}

impl<'de, A: MapAccess<'de>> EnumAccess<'de> for One<'_, A> {
    type Error = A::Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), A::Error> {
        let name: StrDeserializer<'_, A::Error> = de::IntoDeserializer::into_deserializer(self.name);
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de, A: MapAccess<'de>> VariantAccess<'de> for One<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.map.next_value()
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, A::Error> {
        self.map.next_value_seed(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(Fields(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(Fields(visitor))
    }
}

/// What a variant holds, given to the visitor that wants it.
struct Fields<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Fields<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(self.0)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::event::LineV1;
    use super::*;

    /// Both readings of a text come to the same.
    #[track_caller]
    fn check(text: &str) {
        let derived: Option<LineV1> = serde_json::from_str(text).ok();
        let derived = derived.map(|LineV1 { n, at, event }| Entry { number: n, at: at.parse().ok(), event });
        assert_eq!(serde_json::from_str::<Entry>(text).ok(), derived, "{text}");
    }

    #[track_caller]
    fn check_read(text: &str) {
        check(text);
        assert!(serde_json::from_str::<Entry>(text).is_ok(), "{text}");
    }

    #[track_caller]
    fn check_refused(text: &str) {
        check(text);
        assert!(serde_json::from_str::<Entry>(text).is_err(), "{text}");
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn in_another_order() { check_read(r#"{"answered":{"value":[1,{"a":null}],"question":"q"},"at":"x","n":3}"#); }
        #[test] fn sealed() { check_read(r#"{"n":1,"at":"x","finished":{},"sum":"01234567"}"#); }
        #[test] fn more_than_is_known() { check_read(r#"{"n":1,"at":"x","later":[{}],"cleared":{"question":"q","why":"x"}}"#); }
        #[test] fn no_time_at_all() { check_read(r#"{"n":1,"at":"yesterday","finished":{}}"#); }
        #[test] fn a_time_with_an_escape() { check_read(r#"{"n":1,"at":"2026-03-01T00:00:00\u005a","finished":{}}"#); }
        #[test] fn a_time_that_is_a_number() { check_refused(r#"{"n":1,"at":1,"finished":{}}"#); }
        #[test] fn two_events() { check_read(r#"{"n":1,"at":"x","finished":{},"cleared":{"question":"q"}}"#); }
        #[test] fn two_events_the_second_no_sound_one() { check_read(r#"{"n":1,"at":"x","finished":{},"cleared":4}"#); }
        #[test] fn escaped_keys() { check_read(r#"{"\u006e":1,"at":"\n","no\u0074ed":{"question":"q","no\u0074e":"\u00e4"}}"#); }
        #[test] fn a_step_of_the_plan() { check_read(r#"{"n":1,"at":"x","plan":{"dropped":{"step":1}}}"#); }
        #[test] fn a_target() { check_read(r#"{"n":1,"at":"x","target_set":{"area":"a","score":70,"by":"2027-03-01"}}"#); }
        #[test] fn fields_in_a_row() { check(r#"{"n":1,"at":"x","cleared":["q"]}"#); }
        #[test] fn an_unknown_event() { check_refused(r#"{"n":1,"at":"x","sung":{"question":"q"}}"#); }
        #[test] fn a_number_twice() { check_refused(r#"{"n":1,"n":1,"at":"x","finished":{}}"#); }
        #[test] fn a_time_twice() { check_refused(r#"{"n":1,"at":"x","at":"x","finished":{}}"#); }
        #[test] fn a_field_twice() { check_refused(r#"{"n":1,"at":"x","cleared":{"question":"q","question":"q"}}"#); }
        #[test] fn no_number() { check_refused(r#"{"at":"x","finished":{}}"#); }
        #[test] fn no_time() { check_refused(r#"{"n":1,"finished":{}}"#); }
        #[test] fn no_field() { check_refused(r#"{"n":1,"at":"x","cleared":{}}"#); }
        #[test] fn nothing_held() { check_refused(r#"{"n":1,"at":"x","finished":null}"#); }
        #[test] fn a_word_alone() { check_refused(r#"{"n":1,"at":"x","finished":"yes"}"#); }
        #[test] fn no_line() { for text in ["", "1", "[1,\"x\",{}]", "{", "{\"n\":1,\"at\":\"x\",\"finished\":{}", "null"] { check_refused(text); } }
    }

    /// Whatever is taken out of a sound line, doubled or put in another's place.
    #[test]
    fn every_mix_of_keys_and_values() {
        let keys = ["n", "at", "sum", "answered", "plan", "finished", "other"];
        let values: [Value; 8] = [
            json!(1),
            json!(-1),
            json!("2026-03-01T00:00:00Z"),
            json!({}),
            json!({"question": "q", "value": 1.5}),
            json!({"question": "q"}),
            json!({"dropped": {"step": 2}}),
            Value::Null,
        ];
        for (first, second) in keys.iter().flat_map(|key| values.iter().map(move |value| (key, value))) {
            for (third, fourth) in keys.iter().flat_map(|key| values.iter().map(move |value| (key, value))) {
                check(&format!("{{\"n\":7,\"at\":\"x\",\"{first}\":{second},\"{third}\":{fourth}}}"));
                check(&format!("{{\"{first}\":{second},\"{third}\":{fourth},\"n\":7}}"));
                check(&format!("{{\"{first}\":{second},\"at\":\"x\",\"{third}\":{fourth}}}"));
            }
        }
    }

    #[test]
    fn every_event_has_its_key() {
        let unknown = serde_json::from_str::<EventV1>(r#"{"sung":{}}"#).unwrap_err().to_string();
        let known: Vec<String> = EVENTS.iter().map(|event| format!("`{event}`")).collect();
        assert!(unknown.contains(&format!("expected one of {} at", known.join(", "))), "{unknown}");
    }
}
