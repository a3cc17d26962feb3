//! What a typed line means for a question.

use super::Parts;
use crate::questionnaire::answer::wanted;
use crate::questionnaire::{Answer, Kind, Question, Rejection, RowAnswer};

/// What a line means.
#[derive(Debug, PartialEq)]
pub(super) enum Meant {
    Nothing,
    Answer(Answer),
    /// A question of several parts is to be answered one by one.
    FirstPart,
    Command(Command),
    Rejected(Rejection),
}

/// Something else than an answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Command {
    DontKnow,
    NotApplicable,
    Skip,
    Back,
    Next,
    Undo,
    Redo,
    Note,
    Mark,
    WhatCounts,
    List,
    Review,
    GoTo(String),
    Help,
    Quit,
}

/// Reads a line that answers a question, or asks for something else.
pub(super) fn line(question: &Question, line: &str) -> Meant {
    if line.is_empty() {
        return Meant::Nothing;
    }
    if let Some(command) = command(question, line) {
        return Meant::Command(command);
    }
    let refused = || Meant::Rejected(Rejection(wanted(&question.kind)));
    let answer = match &question.kind {
        Kind::Scale(_) | Kind::SingleChoice(_) => position(line).map(Answer::Choice),
        Kind::MultipleChoice { .. } if line.eq_ignore_ascii_case("none") => Some(Answer::Choices(Vec::new())),
        Kind::MultipleChoice { .. } => {
            let chosen: Option<Vec<usize>> = pieces(line).map(position).collect();
            chosen.map(|mut chosen| {
                chosen.sort_unstable();
                chosen.dedup();
                Answer::Choices(chosen)
            })
        }
        Kind::YesNo { .. } => match line.to_lowercase().as_str() {
            "y" | "yes" | "1" => Some(Answer::YesNo(true)),
            "no" | "2" => Some(Answer::YesNo(false)),
            _ => None,
        },
        Kind::Number(_) => number(line).map(Answer::Number),
        Kind::NumberGroup(fields) => {
            let numbers: Option<Vec<f64>> = pieces(line).map(number).collect();
            match numbers {
                Some(numbers) if numbers.len() == fields.len() => {
                    Some(Answer::Numbers(numbers.into_iter().map(Some).collect()))
                }
                Some(numbers) if numbers.len() == 1 => return Meant::FirstPart,
                Some(_) | None => None,
            }
        }
        Kind::Matrix { rows, .. } => {
            let given: Option<Vec<RowAnswer>> = pieces(line).map(row).collect();
            match given {
                Some(given) if given.len() == rows.len() => Some(Answer::Rows(given)),
                Some(given) if given.len() == 1 => return Meant::FirstPart,
                Some(_) | None => None,
            }
        }
        Kind::Text => Some(Answer::Text(line.to_owned())),
    };
    answer.map_or_else(refused, Meant::Answer)
}

fn command(question: &Question, line: &str) -> Option<Command> {
    let word = line.to_lowercase();
    let yes_no = matches!(question.kind, Kind::YesNo { .. });
    Some(match word.as_str() {
        "d" | "don't know" | "dont know" => Command::DontKnow,
        "x" => Command::NotApplicable,
        "s" | "skip" => Command::Skip,
        "b" | "back" => Command::Back,
        "next" => Command::Next,
        "u" | "undo" => Command::Undo,
        "redo" => Command::Redo,
        // Beside yes and no, a bare n would be taken for the answer.
        "n" if !yes_no => Command::Note,
        "note" => Command::Note,
        "m" | "mark" => Command::Mark,
        "i" => Command::WhatCounts,
        "list" => Command::List,
        "review" => Command::Review,
        "help" | "?" | "h" => Command::Help,
        "q" | "quit" => Command::Quit,
        _ => Command::GoTo(word.strip_prefix("go ")?.trim().to_owned()),
    })
}

/// How many parts a question is answered in.
pub(super) fn parts_of(question: &Question) -> usize {
    match &question.kind {
        Kind::Matrix { rows, .. } => rows.len(),
        Kind::NumberGroup(fields) => fields.len(),
        Kind::Scale(_)
        | Kind::SingleChoice(_)
        | Kind::MultipleChoice { .. }
        | Kind::YesNo { .. }
        | Kind::Number(_)
        | Kind::Text => 0,
    }
}

/// The parts with one more; `None` when the person goes back.
pub(super) fn part(question: &Question, parts: &Parts, line: &str) -> Result<Option<Parts>, Rejection> {
    if matches!(line.to_lowercase().as_str(), "b" | "back") {
        return Ok(None);
    }
    let refused = || Rejection(wanted(&question.kind));
    let mut parts = parts.clone();
    match &mut parts {
        Parts::Rows(rows) => {
            let given = row(line).ok_or_else(refused)?;
            if let RowAnswer::Choice(choice) = given
                && question.kind.choices().len() <= choice
            {
                return Err(refused());
            }
            rows.push(given);
        }
        Parts::Numbers(numbers) => match line.to_lowercase().as_str() {
            "s" | "skip" | "d" => numbers.push(None),
            _ => numbers.push(Some(number(line).ok_or_else(refused)?)),
        },
    }
    Ok(Some(parts))
}

fn row(word: &str) -> Option<RowAnswer> {
    match word.to_lowercase().as_str() {
        "d" => Some(RowAnswer::DontKnow),
        "x" => Some(RowAnswer::NotApplicable),
        "s" => Some(RowAnswer::NotAnswered),
        _ => position(word).map(RowAnswer::Choice),
    }
}

/// What is typed as 1 stands first.
fn position(word: &str) -> Option<usize> {
    word.parse::<usize>().ok()?.checked_sub(1)
}

/// A number with a point or a comma, and perhaps a percent sign.
fn number(word: &str) -> Option<f64> {
    let word = word.trim_end_matches('%').trim().replace(',', ".");
    let plain = word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    word.parse().ok().filter(|number: &f64| plain && number.is_finite())
}

fn pieces(line: &str) -> impl Iterator<Item = &str> {
    line.split([' ', ',', ';']).filter(|piece| !piece.is_empty())
}
