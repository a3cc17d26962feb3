//! What can be typed at a question: told in full the first time, and whenever somebody asks for help.
//!
//! Who listens hears each question with it. So what can be typed at every question is told once; what only some
//! questions take is told whole once, and named by its letter after that.

use std::collections::BTreeSet;

use super::parse::COMMAND;
use super::part::Given;
use super::sentences::{key, name};
use crate::questionnaire::{DontKnow, Kind, Question};
use crate::words::{Typed, Words, fill};

/// The commands that were told already, as they are typed.
#[derive(Debug, Default)]
pub(super) struct Told(BTreeSet<String>);

impl Told {
    /// What can be typed at this question was read out.
    pub(super) fn heard(&mut self, question: &Question, words: &Words) {
        self.0.extend(offers(question, words).into_iter().map(|offer| offer.typed));
        self.0.insert(quit(question, words));
    }

    fn has(&self, typed: &str) -> bool {
        self.0.contains(typed)
    }
}

/// A command that a question offers.
struct Offer {
    /// What it is for, as `d for don't know`.
    can: &'static str,
    /// What is typed, with its stroke where there is one.
    typed: String,
    taken: Taken,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Everywhere,
    /// By some questions, of which this is one.
    Here,
}

/// What can be typed here, as far as it was not told before.
pub(super) fn how_to(question: &Question, told: &Told, words: &Words) -> String {
    let says = &words.plain;
    let answer = answer(question, words);
    let quit = quit(question, words);
    let offers = offers(question, words);
    let in_full = |offer: &Offer| fill(offer.can, &[("key", &offer.typed)]);
    if !told.has(&quit) {
        let all: Vec<String> = offers.iter().map(in_full).collect();
        return fill(says.type_this, &[("answer", &answer), ("commands", &all.join(", ")), ("quit", &quit)]);
    }
    let help = format!("{}{}", slash(question), name(words.commands.help));
    let in_short = |offer: &Offer| match (told.has(&offer.typed), offer.taken) {
        (false, _) => Some(in_full(offer)),
        (true, Taken::Here) => Some(offer.typed.clone()),
        (true, Taken::Everywhere) => None,
    };
    let all: Vec<String> = std::iter::once(answer).chain(offers.iter().filter_map(in_short)).collect();
    fill(says.type_short, &[("answer", &all.join(", ")), ("help", &help)])
}

/// How the question is answered.
fn answer(question: &Question, words: &Words) -> String {
    let says = &words.plain;
    let choices = question.kind.choices().len();
    match &question.kind {
        Kind::Scale(_) | Kind::SingleChoice(_) => fill(says.steps, &[("last", &choices)]),
        Kind::MultipleChoice { none, .. } => {
            let any = fill(says.any_of, &[("last", &choices)]);
            match none {
                Some(_) => fill(says.or_none, &[("answer", &any), ("none", &name(words.commands.none))]),
                None => any,
            }
        }
        Kind::YesNo { .. } => says.yes_or_no.to_owned(),
        Kind::Number(number) => {
            let unit = match number.unit.as_str() {
                "" => String::new(),
                unit => format!(" ({unit})"),
            };
            format!("{}{unit}", number.wanted().alone(words))
        }
        Kind::NumberGroup(fields) => words.count(&says.numbers, fields.len()),
        Kind::Matrix { rows, .. } => fill(says.numbers_of, &[("count", &rows.len()), ("last", &choices)]),
        Kind::Text => says.one_line.to_owned(),
    }
}

/// The commands that a question offers, in the order they are told.
fn offers(question: &Question, words: &Words) -> Vec<Offer> {
    let (says, commands, slash) = (&words.plain, &words.commands, slash(question));
    let offer = |can, typed: &str, taken| Offer { can, typed: format!("{slash}{typed}"), taken };
    let mut offers = Vec::new();
    if question.dont_know != DontKnow::Refused {
        offers.push(offer(says.can_dont_know, key(commands.dont_know), Taken::Here));
    }
    if question.not_applicable {
        offers.push(offer(says.can_not_applicable, key(commands.not_applicable), Taken::Here));
    }
    offers.push(offer(says.can_skip, key(commands.skip), Taken::Everywhere));
    offers.push(offer(says.can_back, key(commands.back), Taken::Everywhere));
    offers.push(match question.kind {
        Kind::YesNo { .. } => offer(says.can_note_beside_no, name(commands.note), Taken::Everywhere),
        Kind::Scale(_)
        | Kind::SingleChoice(_)
        | Kind::MultipleChoice { .. }
        | Kind::Number(_)
        | Kind::NumberGroup(_)
        | Kind::Matrix { .. }
        | Kind::Text => offer(says.can_note, key(commands.note), Taken::Everywhere),
    });
    if question.confidence {
        offers.push(offer(says.can_sure, key(commands.sure), Taken::Here));
    }
    if !question.help.is_empty() {
        offers.push(offer(says.can_what_counts, key(commands.what_counts), Taken::Here));
    }
    offers.push(offer(says.can_list, name(commands.list), Taken::Everywhere));
    offers.push(offer(says.can_help, name(commands.help), Taken::Everywhere));
    offers
}

fn quit(question: &Question, words: &Words) -> String {
    format!("{}{}", slash(question), name(words.commands.quit))
}

/// What can be typed at one part of a question, and what there is to choose from.
pub(super) fn part_help(question: &Question, parts: &Given, words: &Words) -> String {
    let (says, commands) = (&words.plain, &words.commands);
    let mut lines = Vec::new();
    let mut answers = Vec::new();
    match &question.kind {
        Kind::NumberGroup(fields) => {
            let field = fields.get(parts.len());
            answers.extend(field.map(|field| field.number.wanted().alone(words)));
        }
        kind @ (Kind::Matrix { .. }
        | Kind::Scale(_)
        | Kind::SingleChoice(_)
        | Kind::MultipleChoice { .. }
        | Kind::YesNo { .. }
        | Kind::Number(_)
        | Kind::Text) => {
            let choices = kind.choices();
            lines.extend((1..).zip(choices).map(|(number, choice)| format!("{number}. {}", choice.text)));
            answers.push(fill(says.steps, &[("last", &choices.len())]));
            if question.dont_know != DontKnow::Refused {
                answers.push(fill(says.can_dont_know, &[("key", &key(commands.dont_know))]));
            }
            if question.not_applicable {
                answers.push(fill(says.can_not_applicable, &[("key", &key(commands.not_applicable))]));
            }
        }
    }
    let values: [(&str, &dyn std::fmt::Display); 4] = [
        ("answer", &answers.join(", ")),
        ("skip", &key(commands.skip)),
        ("back", &key(commands.back)),
        ("quit", &name(commands.quit)),
    ];
    lines.push(fill(says.part_help, &values));
    lines.join("\n")
}

/// What stands before a command: nothing, but where every line is the answer.
fn slash(question: &Question) -> String {
    if question.kind == Kind::Text { COMMAND.to_string() } else { String::new() }
}

/// What can be typed here, and every command there is.
pub(super) fn help(question: &Question, words: &Words) -> String {
    let (says, typed) = (&words.plain, &words.commands);
    let go = format!("{} 2.3", key(typed.go));
    let list = fill(says.does_go, &[("list", &name(typed.list))]);
    let note = fill(says.does_note, &[("note", &name(typed.note))]);
    let commands: [(&str, &str); 16] = [
        (key(typed.dont_know), says.does_dont_know),
        (key(typed.not_applicable), says.does_not_applicable),
        (&either(typed.skip, words), says.does_skip),
        (&either(typed.back, words), says.does_back),
        (name(typed.next), says.does_next),
        (&go, &list),
        (&either(typed.undo, words), says.does_undo),
        (name(typed.redo), says.does_redo),
        (&either(typed.note, words), &note),
        (&either(typed.mark, words), says.does_mark),
        (&either(typed.sure, words), says.does_sure),
        (&either(typed.what_counts, words), says.does_what_counts),
        (name(typed.list), says.does_list),
        (name(typed.review), says.does_review),
        (&either(typed.help, words), says.does_help),
        (&either(typed.quit, words), says.does_quit),
    ];
    let slash = slash(question);
    let lines = commands.map(|(command, does)| format!("  {slash}{command}: {does}"));
    format!("{}\n{}\n{}", how_to(question, &Told::default(), words), says.all_commands, lines.join("\n"))
}

/// `s or skip`.
fn either(typed: Typed, words: &Words) -> String {
    match typed {
        [one, other, ..] => fill(words.plain.or, &[("one", one), ("other", other)]),
        _ => key(typed).to_owned(),
    }
}
