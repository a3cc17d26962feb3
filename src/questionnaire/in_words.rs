//! An answer in words, as reports and lists show it: `3 of 5: There is one figure for the whole team.`

use super::kind::Choice;
use super::{Answer, Kind, Question, RowAnswer};
use crate::words::{Words, fill};

/// What was answered, on one line.
///
/// An answer that belongs to another question comes out empty.
pub fn answer_in_words(question: &Question, answer: &Answer, words: &Words) -> String {
    parts_in_words(question, answer, words).join("; ")
}

/// What was answered, with a line of its own for each of several parts.
pub fn answer_in_lines(question: &Question, answer: &Answer, words: &Words) -> String {
    parts_in_words(question, answer, words).join("\n")
}

/// An answer in one piece, or a piece for each choice, number and row.
fn parts_in_words(question: &Question, answer: &Answer, words: &Words) -> Vec<String> {
    let said = &words.answers;
    match (answer, &question.kind) {
        (Answer::DontKnow, _) => vec![said.dont_know.to_owned()],
        (Answer::NotApplicable, _) => vec![said.not_applicable.to_owned()],
        (Answer::Choice(chosen), Kind::Scale(choices)) => {
            let choice = choices.get(*chosen);
            choice
                .map(|choice| format!("{}: {}", step(*chosen, choices, words), text_of(choice)))
                .into_iter()
                .collect()
        }
        (Answer::Choice(chosen), Kind::SingleChoice(choices)) => {
            choices.get(*chosen).map(|choice| text_of(choice).to_owned()).into_iter().collect()
        }
        (Answer::Choices(chosen), Kind::MultipleChoice { none, .. }) if chosen.is_empty() => {
            vec![none.clone().unwrap_or_else(|| said.none.to_owned())]
        }
        (Answer::Choices(chosen), Kind::MultipleChoice { choices, .. }) => {
            let chosen = chosen.iter().filter_map(|choice| choices.get(*choice));
            chosen.map(|choice| text_of(choice).to_owned()).collect()
        }
        (Answer::YesNo(yes), Kind::YesNo { .. }) => vec![if *yes { said.yes } else { said.no }.to_owned()],
        (Answer::Number(value), Kind::Number(number)) => vec![number.show(*value, words)],
        (Answer::Numbers(values), Kind::NumberGroup(fields)) => {
            let parts = fields.iter().zip(values).map(|(field, value)| match value {
                Some(value) => format!("{}: {}", field.label, field.number.show(*value, words)),
                None => format!("{}: {}", field.label, said.not_answered),
            });
            parts.collect()
        }
        (Answer::Rows(given), Kind::Matrix { rows, choices }) => {
            let parts = rows.iter().zip(given);
            parts
                .map(|(row, given)| format!("{}: {}", row.text, row_in_words(*given, choices, words)))
                .collect()
        }
        (Answer::Text(text), Kind::Text) => vec![text.clone()],
        (
            Answer::Choice(_)
            | Answer::Choices(_)
            | Answer::YesNo(_)
            | Answer::Number(_)
            | Answer::Numbers(_)
            | Answer::Rows(_)
            | Answer::Text(_),
            _,
        ) => Vec::new(),
    }
}

/// A choice's wording without its full stop, so that it can stand within a sentence.
fn text_of(choice: &Choice) -> &str {
    choice.text.trim_end_matches('.')
}

/// What was said to one row of a matrix.
pub fn row_in_words(row: RowAnswer, choices: &[Choice], words: &Words) -> String {
    match row {
        RowAnswer::Choice(chosen) => match choices.get(chosen) {
            Some(choice) => format!("{}, {}", step(chosen, choices, words), text_of(choice)),
            None => String::new(),
        },
        RowAnswer::DontKnow => words.answers.dont_know.to_owned(),
        RowAnswer::NotApplicable => words.answers.not_applicable.to_owned(),
        RowAnswer::NotAnswered => words.answers.not_answered.to_owned(),
    }
}

/// The step as it is counted on the screen, from 1.
fn step(chosen: usize, choices: &[Choice], words: &Words) -> String {
    fill(words.answers.step, &[("step", &(chosen + 1)), ("steps", &choices.len())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::read::sample;
    use crate::questionnaire::{Questionnaire, plain};
    use crate::words::{DE, EN};

    const ASKED: &str = r#"{format: 1, id: words, edition: "1", title: Words, areas: [{id: a, title: A, questions: [
        {id: steps, ask: S, type: scale, choices: [Never, Planned for named accounts, Always]},
        {id: one, ask: O, type: single_choice, choices: [{id: red, text: Red}, {id: blue, text: Blue}]},
        {id: many, ask: M, type: multiple_choice, none: Nothing at all, choices: [Red, Blue, Green]},
        {id: yes_no, ask: Y, type: yes_no},
        {id: share, ask: N, type: number, unit: "%", min: 0, max: 100, decimals: 1},
        {id: months, ask: N, type: number, unit: months, min: 0, max: 60, decimals: 1},
        {id: funnel, ask: F, type: number_group, fields: [{id: leads, label: Leads}, {id: wins, label: Orders}]},
        {id: jobs, ask: J, type: matrix, rows: [{id: demand, text: Creating demand}, {id: credit, text: Credit}],
         choices: [Alone, Shared]},
        {id: free, ask: T, type: text}]}]}"#;

    fn asked() -> Questionnaire {
        sample(ASKED)
    }

    #[track_caller]
    fn check(id: &str, answer: serde_json::Value, said: &str) {
        check_in(&EN, id, answer, said);
    }

    #[track_caller]
    fn check_in(words: &Words, id: &str, answer: serde_json::Value, said: &str) {
        let questionnaire = asked();
        let question = &questionnaire[questionnaire.find_question(id).unwrap()];
        let answer = plain::read(question, &answer).unwrap();
        assert_eq!(answer_in_words(question, &answer, words), said);
    }

    #[test]
    fn numbers_and_states_follow_the_language() {
        use serde_json::json;
        check_in(&DE, "steps", json!(2), "2 von 3: Planned for named accounts");
        check_in(&DE, "share", json!(3.5), "3,5\u{a0}%");
        check_in(&DE, "months", json!(4.5), "4,5 months");
        check_in(&DE, "funnel", json!({"leads": 120}), "Leads: 120; Orders: nicht beantwortet");
        check_in(&DE, "yes_no", json!(true), "ja");
        check_in(&DE, "steps", json!("dont_know"), "weiß nicht");
    }

    #[test]
    fn every_kind_has_its_words() {
        use serde_json::json;
        check("steps", json!(2), "2 of 3: Planned for named accounts");
        check("one", json!("blue"), "Blue");
        check("many", json!([1, 3]), "Red; Green");
        check("many", json!("none"), "Nothing at all");
        check("yes_no", json!(true), "yes");
        check("yes_no", json!("no"), "no");
        check("share", json!(88), "88%");
        check("months", json!(4.5), "4.5 months");
        check("funnel", json!({"leads": 120}), "Leads: 120; Orders: not answered");
        check(
            "jobs",
            json!({"demand": 2, "credit": "dont_know"}),
            "Creating demand: 2 of 2, Shared; Credit: don't know",
        );
        check("free", json!("As it is"), "As it is");
        check("steps", json!("dont_know"), "don't know");
        check("steps", json!("not_applicable"), "does not apply");
    }
}
