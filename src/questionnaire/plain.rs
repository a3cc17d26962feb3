//! Answers as plain data: the form of answers files, of saved assessments and of `--json`.
//!
//! A choice is its id where it has one, else its number as on the screen, from 1; a yes-no is
//! true or false; `dont_know` and `not_applicable` stand for themselves.

use serde_json::{Map, Value, json};

use super::answer::wanted;
use super::kind::Choice;
use super::{Answer, Kind, Question, Rejection, RowAnswer};

const DONT_KNOW: &str = "dont_know";
const NOT_APPLICABLE: &str = "not_applicable";
const NONE: &str = "none";

/// Reads the answer to a question from plain data, and checks that the question accepts it.
pub fn read(question: &Question, value: &Value) -> Result<Answer, Rejection> {
    let answer = match (value, &question.kind) {
        (Value::String(word), _) if word == DONT_KNOW => Answer::DontKnow,
        (Value::String(word), _) if word == NOT_APPLICABLE => Answer::NotApplicable,
        (value, Kind::Scale(choices) | Kind::SingleChoice(choices)) => {
            Answer::Choice(choice(choices, value).ok_or_else(|| refused(question, value))?)
        }
        (Value::String(word), Kind::MultipleChoice { .. }) if word == NONE => Answer::Choices(Vec::new()),
        (Value::Array(chosen), Kind::MultipleChoice { choices, .. }) => {
            let chosen: Option<Vec<usize>> = chosen.iter().map(|value| choice(choices, value)).collect();
            let mut chosen = chosen.ok_or_else(|| refused(question, value))?;
            chosen.sort_unstable();
            Answer::Choices(chosen)
        }
        (Value::Bool(yes), Kind::YesNo { .. }) => Answer::YesNo(*yes),
        (Value::String(word), Kind::YesNo { .. }) if word.eq_ignore_ascii_case("yes") => Answer::YesNo(true),
        (Value::String(word), Kind::YesNo { .. }) if word.eq_ignore_ascii_case("no") => Answer::YesNo(false),
        (Value::Number(number), Kind::Number(_)) => {
            Answer::Number(number.as_f64().ok_or_else(|| refused(question, value))?)
        }
        (Value::Object(given), Kind::NumberGroup(fields)) => {
            known_keys(given, fields.iter().map(|field| field.id.as_str()))?;
            let mut numbers = Vec::with_capacity(fields.len());
            for field in fields {
                numbers.push(match given.get(field.id.as_str()) {
                    None | Some(Value::Null) => None,
                    Some(Value::Number(number)) => number.as_f64(),
                    Some(other) => return Err(refused(question, other)),
                });
            }
            Answer::Numbers(numbers)
        }
        (Value::Object(given), Kind::Matrix { rows, choices }) => {
            known_keys(given, rows.iter().map(|row| row.id.as_str()))?;
            let mut answers = Vec::with_capacity(rows.len());
            for row in rows {
                answers.push(match given.get(row.id.as_str()) {
                    None | Some(Value::Null) => RowAnswer::NotAnswered,
                    Some(Value::String(word)) if word == DONT_KNOW => RowAnswer::DontKnow,
                    Some(Value::String(word)) if word == NOT_APPLICABLE => RowAnswer::NotApplicable,
                    Some(other) => {
                        RowAnswer::Choice(choice(choices, other).ok_or_else(|| refused(question, other))?)
                    }
                });
            }
            Answer::Rows(answers)
        }
        (Value::String(text), Kind::Text) => Answer::Text(crate::text::clean_lines(text).into_owned()),
        (
            value,
            Kind::MultipleChoice { .. }
            | Kind::YesNo { .. }
            | Kind::Number(_)
            | Kind::NumberGroup(_)
            | Kind::Matrix { .. }
            | Kind::Text,
        ) => return Err(refused(question, value)),
    };
    question.accepts(&answer)?;
    Ok(answer)
}

/// Writes an answer as plain data; [`read`] gives the same answer back.
pub fn write(question: &Question, answer: &Answer) -> Value {
    let choices = question.kind.choices();
    match answer {
        Answer::DontKnow => json!(DONT_KNOW),
        Answer::NotApplicable => json!(NOT_APPLICABLE),
        Answer::Choice(chosen) => written(choices, *chosen),
        Answer::Choices(chosen) => chosen.iter().map(|choice| written(choices, *choice)).collect(),
        Answer::YesNo(yes) => json!(yes),
        Answer::Number(number) => written_number(*number),
        Answer::Numbers(numbers) => {
            let Kind::NumberGroup(fields) = &question.kind else { return Value::Null };
            let pairs = fields.iter().zip(numbers).filter_map(|(field, number)| {
                number.map(|number| (field.id.to_string(), written_number(number)))
            });
            Value::Object(pairs.collect::<Map<_, _>>())
        }
        Answer::Rows(given) => {
            let pairs = question.kind.rows().iter().zip(given).filter_map(|(row, given)| {
                let value = match given {
                    RowAnswer::Choice(chosen) => written(choices, *chosen),
                    RowAnswer::DontKnow => json!(DONT_KNOW),
                    RowAnswer::NotApplicable => json!(NOT_APPLICABLE),
                    RowAnswer::NotAnswered => return None,
                };
                Some((row.id.to_string(), value))
            });
            Value::Object(pairs.collect::<Map<_, _>>())
        }
        Answer::Text(text) => json!(text),
    }
}

fn choice(choices: &[Choice], value: &Value) -> Option<usize> {
    match value {
        Value::Number(number) => {
            let position = usize::try_from(number.as_u64()?).ok()?.checked_sub(1)?;
            (position < choices.len()).then_some(position)
        }
        Value::String(word) => {
            choices.iter().position(|choice| choice.id.as_ref().is_some_and(|id| *id == **word))
        }
        // A choice whose id is `yes` or `no`, written without quotes.
        Value::Bool(yes) => choice(choices, &json!(if *yes { "yes" } else { "no" })),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn written(choices: &[Choice], chosen: usize) -> Value {
    match choices.get(chosen).and_then(|choice| choice.id.as_ref()) {
        Some(id) => json!(id.as_str()),
        None => json!(chosen + 1),
    }
}

/// Whole numbers without a decimal mark, as people write them.
fn written_number(number: f64) -> Value {
    match number.fract() == 0.0 && number.abs() < 1e15 {
        true => json!(number as i64),
        false => json!(number),
    }
}

fn known_keys<'a>(
    given: &Map<String, Value>,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), Rejection> {
    match given.keys().find(|key| !known.clone().any(|known| known == key.as_str())) {
        None => Ok(()),
        Some(key) => {
            let known: Vec<&str> = known.collect();
            let key = crate::text::visible(key);
            Err(Rejection(format!("There is no \"{key}\" here, only {}.", known.join(", "))))
        }
    }
}

/// Says what was given, shortened, and what is wanted.
fn refused(question: &Question, value: &Value) -> Rejection {
    let given: String = value.to_string().chars().take(40).collect();
    let given = crate::text::visible(&given);
    let ids: Vec<&str> = question
        .kind
        .choices()
        .iter()
        .filter_map(|choice| choice.id.as_ref().map(|id| id.as_str()))
        .collect();
    let ids = if ids.is_empty() { String::new() } else { format!(" Or by id: {}.", ids.join(", ")) };
    Rejection(format!("{given} does not fit. {}{ids}", wanted(&question.kind)))
}
