//! An answer in words, as reports, screens and lists show it.

use super::kind::{Choice, plain_number};
use super::{Answer, Kind, Question, RowAnswer};

/// An answer in words: `2 of 5, "Left to each person"`, `88%`, `yes`, `don't know`.
pub fn answer_in_words(question: &Question, answer: &Answer) -> String {
    match parts_in_words(question, answer).as_slice() {
        [] => whole_in_words(question, answer),
        parts => parts.join("; "),
    }
}

/// An answer in words, with a line of its own for each of several parts.
pub fn answer_in_lines(question: &Question, answer: &Answer) -> String {
    match parts_in_words(question, answer).as_slice() {
        [] => whole_in_words(question, answer),
        parts => parts.join("\n"),
    }
}

/// The rows of a matrix and the numbers of a group; none for an answer of one piece.
fn parts_in_words(question: &Question, answer: &Answer) -> Vec<String> {
    match (answer, &question.kind) {
        (Answer::Numbers(numbers), Kind::NumberGroup(fields)) => {
            let given = fields.iter().zip(numbers).map(|(field, number)| {
                let number = number.map_or("-".to_owned(), |number| field.number.show(number));
                format!("{}: {number}", field.label)
            });
            given.collect()
        }
        (Answer::Rows(given), Kind::Matrix { rows, choices }) => {
            let given = rows.iter().zip(given);
            given.map(|(row, given)| format!("{}: {}", row.text, row_in_words(choices, *given))).collect()
        }
        (_, _) => Vec::new(),
    }
}

fn whole_in_words(question: &Question, answer: &Answer) -> String {
    match (answer, &question.kind) {
        (Answer::DontKnow, _) => "don't know".to_owned(),
        (Answer::NotApplicable, _) => "does not apply".to_owned(),
        (Answer::YesNo(true), _) => "yes".to_owned(),
        (Answer::YesNo(false), _) => "no".to_owned(),
        (Answer::Choice(chosen), Kind::Scale(choices)) => {
            format!("{} of {}, \"{}\"", chosen + 1, choices.len(), text_of(choices, *chosen))
        }
        (Answer::Choice(chosen), kind) => format!("\"{}\"", text_of(kind.choices(), *chosen)),
        (Answer::Choices(chosen), Kind::MultipleChoice { none, .. }) if chosen.is_empty() => {
            format!("\"{}\"", none.as_deref().unwrap_or("none"))
        }
        (Answer::Choices(chosen), kind) => {
            let texts: Vec<String> =
                chosen.iter().map(|chosen| format!("\"{}\"", text_of(kind.choices(), *chosen))).collect();
            format!("{} of {}: {}", chosen.len(), kind.choices().len(), texts.join(", "))
        }
        (Answer::Number(number), Kind::Number(kind)) => kind.show(*number),
        (Answer::Number(number), _) => plain_number(*number, 6),
        // Told in parts above; an answer of another type than its question's is never accepted.
        (Answer::Numbers(_) | Answer::Rows(_), _) => String::new(),
        (Answer::Text(text), _) => text.clone(),
    }
}

fn row_in_words(choices: &[Choice], row: RowAnswer) -> String {
    match row {
        RowAnswer::Choice(chosen) => {
            format!("{} of {}, \"{}\"", chosen + 1, choices.len(), text_of(choices, chosen))
        }
        RowAnswer::DontKnow => "don't know".to_owned(),
        RowAnswer::NotApplicable => "does not apply".to_owned(),
        RowAnswer::NotAnswered => "not answered".to_owned(),
    }
}

/// A choice's wording, without the full stop that would stand before a closing quote.
fn text_of(choices: &[Choice], chosen: usize) -> &str {
    choices.get(chosen).map_or("", |choice| choice.text.trim_end_matches('.'))
}
