//! The sentences that are said line by line.

use std::fmt;

use super::Keeping;
use super::note::NOTHING;
use super::parse::COMMAND;
use crate::assessment::{Assessment, Flow};
use crate::findings::Findings;
use crate::findings::what_if::{Gain, Plugs};
use crate::questionnaire::{Kind, Question, QuestionIndex, Questionnaire};
use crate::summary;
use crate::words::{Typed, Words, fill};

/// The command as sentences name it: its word, where it has more than a letter.
pub(super) fn name(typed: Typed) -> &'static str {
    let word = typed.iter().find(|word| 1 < word.chars().count());
    word.or(typed.first()).copied().unwrap_or_default()
}

/// The command as short as it can be typed.
pub(super) fn key(typed: Typed) -> &'static str {
    typed.first().copied().unwrap_or_default()
}

/// That a line begins like a command, and is none.
pub(super) fn no_such_command(typed: &str, words: &Words) -> String {
    let help = format!("{COMMAND}{}", name(words.commands.help));
    fill(words.plain.no_such_command, &[("typed", &typed), ("help", &help)])
}

/// That a command is one of the result, and how to get there.
pub(super) fn is_at_result(typed: &str, words: &Words) -> String {
    let (review, finish) = (name(words.commands.review), name(words.commands.finish));
    fill(words.plain.is_at_result, &[("typed", &typed), ("review", &review), ("finish", &finish)])
}

/// A text that asks for a text, with the commands that lead out of it behind their stroke.
pub(super) fn within_text(text: &str, note: &str, words: &Words) -> String {
    let stroke = |typed: Typed| format!("{COMMAND}{}", name(typed));
    let commands = &words.commands;
    let values: [(&str, &dyn fmt::Display); 5] = [
        ("note", &note),
        ("nothing", &NOTHING),
        ("back", &stroke(commands.back)),
        ("quit", &stroke(commands.quit)),
        ("help", &stroke(commands.help)),
    ];
    fill(text, &values)
}

/// What can be asked of a result, in one line.
pub(super) fn result_short(words: &Words) -> String {
    of_result(words.plain.result_short, words)
}

/// That a file is there already, and how to write over it.
pub(super) fn in_the_way(file: &str, words: &Words) -> String {
    fill(words.plain.in_the_way, &[("file", &file), ("replace", &name(words.commands.replace))])
}

/// That there is nothing to replace, and how a file is named for it.
pub(super) fn replaces_nothing(words: &Words) -> String {
    fill(words.plain.replaces_nothing, &[("replace", &name(words.commands.replace))])
}

/// How what has changed can be had as a file.
pub(super) fn compare_files(words: &Words) -> String {
    of_result(words.plain.compare_files, words)
}

/// What is left to do when a file was written.
pub(super) fn result_more(words: &Words) -> String {
    of_result(words.plain.result_more, words)
}

/// Everything that can be asked of a result, a line each.
pub(super) fn result_help(words: &Words) -> String {
    let (says, typed) = (&words.plain, &words.commands);
    let area = format!("{} 2", name(typed.area));
    let what_if = format!("{} 1,3", name(typed.what_if));
    let commands: [(&str, &str); 12] = [
        (says.enter, says.does_write),
        (says.a_file, says.does_write_file),
        (name(typed.replace), says.does_replace),
        (name(typed.why), says.does_why),
        (&area, says.does_area),
        (&what_if, says.does_what_if),
        (name(typed.actions), says.does_actions),
        (name(typed.compare), says.does_compare),
        (name(typed.result), says.does_result),
        (name(typed.list), says.does_list),
        (name(typed.back), says.does_go_back),
        (name(typed.quit), says.does_quit),
    ];
    let lines = commands.map(|(command, does)| format!("  {command}: {does}"));
    format!("{}\n{}", says.at_result, lines.join("\n"))
}

/// That a line at the result is no command, and no name of a file either.
pub(super) fn no_such_wish(typed: &str, words: &Words) -> String {
    fill(words.plain.no_such_wish, &[("typed", &typed), ("help", &name(words.commands.help))])
}

fn of_result(text: &str, words: &Words) -> String {
    let commands = &words.commands;
    let values: [(&str, &dyn fmt::Display); 7] = [
        ("actions", &name(commands.actions)),
        ("area", &name(commands.area)),
        ("compare", &name(commands.compare)),
        ("help", &name(commands.help)),
        ("quit", &name(commands.quit)),
        ("what_if", &name(commands.what_if)),
        ("why", &name(commands.why)),
    ];
    fill(text, &values)
}

/// Every area with its number, for somebody who named none, or one that there is not.
pub(super) fn areas(questionnaire: &Questionnaire, named: &str, words: &Words) -> String {
    let mut lines = Vec::new();
    if !named.is_empty() {
        lines.push(fill(words.plain.no_such_area, &[("named", &named)]));
    }
    let areas = (1..).zip(questionnaire.scored_areas());
    lines.extend(areas.map(|(number, area)| format!("{number}. {}", questionnaire[area].title)));
    lines.push(fill(words.plain.area_help, &[("area", &name(words.commands.area))]));
    lines.join("\n")
}

pub(super) fn no_such_leak(named: &str, leaks: usize, words: &Words) -> String {
    match leaks {
        0 => words.result.no_leak.to_owned(),
        last => fill(words.plain.no_such_leak, &[("named", &named), ("last", &last)]),
    }
}

/// Every leak with its number and what plugging it alone would bring, and a short way to the next band.
pub(super) fn leaks(assessment: &Assessment, findings: &Findings, plugs: &Plugs, words: &Words) -> String {
    if findings.leaks.is_empty() {
        return words.result.no_leak.to_owned();
    }
    let questionnaire = &assessment.questionnaire;
    let mut lines = vec![words.plain.if_plugged.to_owned()];
    for ((number, leak), gain) in (1..).zip(&findings.leaks).zip(plugs.gains()) {
        let points = match gain {
            Some(Gain { points: 0, .. }) | None => words.what_if.no_point.to_owned(),
            Some(Gain { points, .. }) => {
                words.count(&words.what_if.points, usize::try_from(points).unwrap_or(usize::MAX))
            }
        };
        let title = &questionnaire[leak.area].title;
        lines.push(format!("{number}. {} ({title}): {points}.", leak.headline));
    }
    lines.extend(plugs.short_way().map(|way| summary::short_way(assessment, &way, words)));
    lines.push(fill(words.plain.what_if_help, &[("what_if", &name(words.commands.what_if))]));
    lines.join("\n")
}

pub(super) fn what_is_kept(keeping: Keeping, words: &Words) -> String {
    let says = match keeping {
        Keeping::Saved => words.plain.kept,
        Keeping::Nothing => words.plain.not_kept,
    };
    fill(says, &[("quit", &name(words.commands.quit))])
}

pub(super) fn progress(answered: usize, asked: usize, words: &Words) -> String {
    fill(words.plain.progress, &[("answered", &answered), ("asked", &asked)])
}

/// `Area 4 of 9, Account development. Question 2 of 4.`
pub(super) fn place(
    questionnaire: &Questionnaire,
    flow: &Flow,
    index: QuestionIndex,
    words: &Words,
) -> String {
    let says = &words.plain;
    let among = |questions: Vec<QuestionIndex>| {
        let position = questions.iter().position(|question| *question == index).map_or(1, |at| at + 1);
        fill(says.question_of, &[("number", &position), ("of", &questions.len())])
    };
    let Some(area) = questionnaire[index].area else {
        let profile = questionnaire.profile().filter(|question| flow.is_open(*question)).collect();
        return format!("{} {}", says.about_team, among(profile));
    };
    let questions = questionnaire.questions_of(area).filter(|question| flow.is_open(*question)).collect();
    let title = &questionnaire[area].title;
    match questionnaire.number_of(area) {
        Some(number) => {
            let of = questionnaire.scored_areas().count();
            let place = fill(says.area_of, &[("number", &number), ("of", &of), ("title", title)]);
            format!("{place} {}", among(questions))
        }
        None => format!("{title}. {}", among(questions)),
    }
}

/// What it looks like when an area holds, said before the first question of it.
pub(super) fn aim(questionnaire: &Questionnaire, flow: &Flow, index: QuestionIndex) -> Option<String> {
    let area = questionnaire[index].area?;
    let first = questionnaire.questions_of(area).find(|question| flow.is_open(*question))?;
    let aim = &questionnaire[area].aim;
    (first == index && !aim.is_empty()).then(|| aim.clone())
}

/// What there is to choose from, a line each.
pub(super) fn choices(question: &Question, words: &Words) -> Vec<String> {
    let mut lines: Vec<String> = question
        .kind
        .choices()
        .iter()
        .enumerate()
        .map(|(position, choice)| format!("{}. {}", position + 1, choice.text))
        .collect();
    match &question.kind {
        Kind::MultipleChoice { none: Some(none), .. } => {
            lines.push(format!("{}. {none}", name(words.commands.none)));
        }
        Kind::Matrix { rows, .. } => {
            lines.push(words.plain.for_each.to_owned());
            lines.extend(rows.iter().map(|row| format!("- {}", row.text)));
        }
        Kind::NumberGroup(fields) => {
            lines.extend(fields.iter().map(|field| format!("- {}", field.label)));
        }
        Kind::Scale(_)
        | Kind::SingleChoice(_)
        | Kind::MultipleChoice { .. }
        | Kind::YesNo { .. }
        | Kind::Number(_)
        | Kind::Text => {}
    }
    lines
}

pub(super) fn what_counts(question: &Question, words: &Words) -> String {
    let help = &question.help;
    let says = &words.common;
    let lines: Vec<String> =
        [(says.what_counts, &help.counts), (says.not_this, &help.not), (says.ask_for, &help.evidence)]
            .into_iter()
            .filter_map(|(label, text)| text.as_ref().map(|text| format!("{label}: {text}")))
            .collect();
    match lines.is_empty() {
        true => says.nothing_more.to_owned(),
        false => lines.join("\n"),
    }
}
