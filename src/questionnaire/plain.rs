//! Answers as plain data: the form of answers files, of saved assessments and of `--json`.
//!
//! A choice is its id where it has one, else its number as on the screen, from 1; a yes-no is
//! true or false; `dont_know` and `not_applicable` stand for themselves.

use serde_json::{Map, Value, json};

use super::answer::wanted;
use super::kind::Choice;
use super::{Answer, Kind, Question, Rejection, RowAnswer};
use crate::text::{clean_lines, visible};
use crate::words::EN;

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
        (Value::String(text), Kind::Text) => Answer::Text(clean_lines(text).into_owned()),
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
            let key = visible(key);
            Err(Rejection::InFile(format!("There is no \"{key}\" here, only {}.", known.join(", "))))
        }
    }
}

/// Says what was given, shortened, and what is wanted.
fn refused(question: &Question, value: &Value) -> Rejection {
    let given: String = value.to_string().chars().take(40).collect();
    let given = visible(&given);
    let ids: Vec<&str> = question
        .kind
        .choices()
        .iter()
        .filter_map(|choice| choice.id.as_ref().map(|id| id.as_str()))
        .collect();
    let ids = if ids.is_empty() { String::new() } else { format!(" Or by id: {}.", ids.join(", ")) };
    Rejection::InFile(format!("{given} does not fit. {}{ids}", wanted(&question.kind).in_words(&EN)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::read::sample;

    const QUESTIONNAIRE: &str = "
format: 1
id: a_case
edition: '1'
title: A case
profile:
- {id: step, ask: How often?, type: scale, choices: [Never, Always]}
- {id: part, ask: Which?, type: single_choice, choices: [{id: rep, text: Rep}, {id: 'no', text: None}]}
- {id: several, ask: Which?, type: multiple_choice, none: None, choices: [{id: a, text: A}, B, C]}
- {id: is_it, ask: Is it?, type: yes_no}
- {id: size, ask: How many?, type: number, decimals: 2}
- {id: group, ask: How many?, type: number_group, fields: [{id: a, label: A}, {id: b, label: B, decimals: 1}]}
- {id: grid, ask: How often?, type: matrix, choices: [Never, Always], rows: [{id: n, text: N}, {id: s, text: S}]}
- {id: words, ask: Why?, type: text}
areas:
- {id: area, title: Area, questions: [{id: often, ask: How often?, type: scale, choices: [Never, Always]}]}
";

    fn read_one(id: &str, given: &Value) -> (Question, Result<Answer, Rejection>) {
        let questionnaire = sample(QUESTIONNAIRE);
        let question = questionnaire[questionnaire.find_question(id).unwrap()].clone();
        let answer = read(&question, given);
        (question, answer)
    }

    /// Reads plain data; what is written of it reads as the same answer.
    #[track_caller]
    fn check(id: &str, given: Value, want: Answer, written: Value) {
        let (question, answer) = read_one(id, &given);
        assert_eq!(answer, Ok(want.clone()));
        assert_eq!(write(&question, &want), written);
        assert_eq!(read(&question, &written), Ok(want));
    }

    #[track_caller]
    fn check_refused(id: &str, given: Value, says: &str) {
        let (_, answer) = read_one(id, &given);
        assert!(answer.as_ref().is_err_and(|why| why.to_string().contains(says)), "{answer:?}");
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;
        use Answer::{Choice, Choices, DontKnow, NotApplicable, Number, Numbers, Rows, Text, YesNo};

        #[test] fn a_step() { check("step", json!(2), Choice(1), json!(2)); }
        #[test] fn by_number() { check("part", json!(1), Choice(0), json!("rep")); }
        #[test] fn by_id() { check("part", json!("rep"), Choice(0), json!("rep")); }
        #[test] fn by_an_id_that_looks_like_a_truth() { check("part", json!(false), Choice(1), json!("no")); }
        #[test] fn several() { check("several", json!([3, "a"]), Choices(vec![0, 2]), json!(["a", 3])); }
        #[test] fn none() { check("several", json!("none"), Choices(vec![]), json!([])); }
        #[test] fn yes() { check("is_it", json!("Yes"), YesNo(true), json!(true)); }
        #[test] fn no() { check("is_it", json!(false), YesNo(false), json!(false)); }
        #[test] fn a_number() { check("size", json!(4.25), Number(4.25), json!(4.25)); }
        #[test] fn a_whole_number() { check("size", json!(-4.0), Number(-4.0), json!(-4)); }
        #[test] fn a_group() { check("group", json!({"a": 1, "b": 2.5}), Numbers(vec![Some(1.0), Some(2.5)]), json!({"a": 1, "b": 2.5})); }
        #[test] fn half_a_group() { check("group", json!({"b": 2, "a": null}), Numbers(vec![None, Some(2.0)]), json!({"b": 2})); }
        #[test] fn rows() { check("grid", json!({"s": "dont_know", "n": 1}), Rows(vec![RowAnswer::Choice(0), RowAnswer::DontKnow]), json!({"n": 1, "s": "dont_know"})); }
        #[test] fn some_rows() { check("grid", json!({"s": "not_applicable"}), Rows(vec![RowAnswer::NotAnswered, RowAnswer::NotApplicable]), json!({"s": "not_applicable"})); }
        #[test] fn words() { check("words", json!("one\ntwo"), Text("one\ntwo".to_owned()), json!("one\ntwo")); }
        #[test] fn words_made_safe() { check("words", json!("a\u{1b}[2Jb"), Text("a[2Jb".to_owned()), json!("a[2Jb")); }
        #[test] fn dont_know() { check("size", json!("dont_know"), DontKnow, json!("dont_know")); }
        #[test] fn not_applicable() { check("grid", json!("not_applicable"), NotApplicable, json!("not_applicable")); }

        #[test] fn from_1() { check_refused("step", json!(0), "from 1 to 2"); }
        #[test] fn beyond() { check_refused("step", json!(3), "from 1 to 2"); }
        #[test] fn between() { check_refused("step", json!(1.5), "from 1 to 2"); }
        #[test] fn an_unknown_id() { check_refused("part", json!("reps"), "by id: rep, no"); }
        #[test] fn twice() { check_refused("several", json!([1, "a"]), "each one once"); }
        #[test] fn a_choice_alone() { check_refused("several", json!(1), "1 does not fit"); }
        #[test] fn a_number_in_quotes() { check_refused("size", json!("4"), "\"4\" does not fit"); }
        #[test] fn an_unknown_row() { check_refused("grid", json!({"x": 1}), "no \"x\" here, only n, s"); }
        #[test] fn an_unknown_field() { check_refused("group", json!({"c": 1}), "no \"c\" here"); }
        #[test] fn nothing() { check_refused("words", json!(null), "write a text"); }
        #[test] fn an_escape_is_shown() { check_refused("is_it", json!("\u{9b}31m"), "\\u{9b}31m"); }
    }
}
