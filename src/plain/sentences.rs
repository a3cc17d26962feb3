//! The sentences that are said line by line.

use std::fmt;

use super::Keeping;
use super::parse::COMMAND;
use crate::assessment::{Assessment, Flow};
use crate::findings::Findings;
use crate::findings::what_if::{Gain, Plugs};
use crate::questionnaire::{Answer, DontKnow, Kind, Question, QuestionIndex, Questionnaire};
use crate::summary;
use crate::words::{Typed, Words, fill};

/// The command as sentences name it: its word, where it has more than a letter.
pub(super) fn name(typed: Typed) -> &'static str {
    let word = typed.iter().find(|word| 1 < word.chars().count());
    word.or(typed.first()).copied().unwrap_or_default()
}

/// The command as short as it can be typed.
fn key(typed: Typed) -> &'static str {
    typed.first().copied().unwrap_or_default()
}

pub(super) fn review_help(words: &Words) -> String {
    let commands = &words.commands;
    let values: [(&str, &dyn fmt::Display); 4] = [
        ("finish", &name(commands.finish)),
        ("list", &name(commands.list)),
        ("back", &key(commands.back)),
        ("quit", &name(commands.quit)),
    ];
    fill(words.plain.review_help, &values)
}

/// What can be asked of a result, in one line.
pub(super) fn result_short(words: &Words) -> String {
    of_result(words.plain.result_short, words)
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
    let commands: [(&str, &str); 11] = [
        (says.enter, says.does_write),
        (says.a_file, says.does_write_file),
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

/// What can be typed here.
pub(super) fn how_to(question: &Question, words: &Words) -> String {
    let says = &words.plain;
    let choices = question.kind.choices().len();
    let answer = match &question.kind {
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
    };
    let slash = slash(question);
    let commands = &words.commands;
    let mut more = Vec::new();
    if question.dont_know != DontKnow::Refused {
        more.push((says.can_dont_know, key(commands.dont_know)));
    }
    if question.not_applicable {
        more.push((says.can_not_applicable, key(commands.not_applicable)));
    }
    more.extend([(says.can_skip, key(commands.skip)), (says.can_back, key(commands.back))]);
    more.push(match question.kind {
        Kind::YesNo { .. } => (says.can_note_beside_no, name(commands.note)),
        Kind::Scale(_)
        | Kind::SingleChoice(_)
        | Kind::MultipleChoice { .. }
        | Kind::Number(_)
        | Kind::NumberGroup(_)
        | Kind::Matrix { .. }
        | Kind::Text => (says.can_note, key(commands.note)),
    });
    if question.confidence {
        more.push((says.can_sure, key(commands.sure)));
    }
    if !question.help.is_empty() {
        more.push((says.can_what_counts, key(commands.what_counts)));
    }
    more.extend([(says.can_list, name(commands.list)), (says.can_help, name(commands.help))]);
    let more: Vec<String> =
        more.into_iter().map(|(can, typed)| fill(can, &[("key", &format!("{slash}{typed}"))])).collect();
    let quit = format!("{slash}{}", name(commands.quit));
    fill(says.type_this, &[("answer", &answer), ("commands", &more.join(", ")), ("quit", &quit)])
}

/// What stands before a command: nothing, but where every line is the answer.
fn slash(question: &Question) -> String {
    if question.kind == Kind::Text { COMMAND.to_string() } else { String::new() }
}

/// What can be typed here, and every command there is.
pub(super) fn help(question: &Question, words: &Words) -> String {
    let (says, typed) = (&words.plain, &words.commands);
    let go = format!("{} {}", key(typed.go), says.an_id);
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
    format!("{}\n{}\n{}", how_to(question, words), says.all_commands, lines.join("\n"))
}

/// `s or skip`.
fn either(typed: Typed, words: &Words) -> String {
    match typed {
        [one, other, ..] => fill(words.plain.or, &[("one", one), ("other", other)]),
        _ => key(typed).to_owned(),
    }
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

/// Every area with its questions and where they stand.
pub(super) fn overview(assessment: &Assessment, flow: &Flow, words: &Words) -> String {
    let questionnaire = &assessment.questionnaire;
    let mut lines = Vec::new();
    let mut last = None;
    for question in flow.asked() {
        let area = questionnaire[question].area;
        if last != Some(area) {
            lines.push(format!("{}:", area.map_or(words.plain.team, |area| &questionnaire[area].title)));
            last = Some(area);
        }
        lines.push(format!(
            "  {}: {} ({})",
            questionnaire[question].id,
            questionnaire[question].ask,
            Standing::of(assessment, question).in_words(words)
        ));
    }
    let id = "ret_target";
    lines.push(fill(words.plain.go_example, &[("go", &key(words.commands.go)), ("id", &id)]));
    lines.join("\n")
}

/// How far a question is dealt with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    DontKnow,
    NotApplicable,
    Answered,
    Skipped,
    Open,
}

impl Standing {
    fn of(assessment: &Assessment, question: QuestionIndex) -> Standing {
        let entry = assessment.answers.entry(question);
        match (&entry.answer, entry.skipped) {
            (Some(Answer::DontKnow), _) => Standing::DontKnow,
            (Some(Answer::NotApplicable), _) => Standing::NotApplicable,
            (Some(_), _) => Standing::Answered,
            (None, true) => Standing::Skipped,
            (None, false) => Standing::Open,
        }
    }

    fn in_words(self, words: &Words) -> &'static str {
        match self {
            Standing::DontKnow => words.answers.dont_know,
            Standing::NotApplicable => words.answers.not_applicable,
            Standing::Answered => words.plain.is_answered,
            Standing::Skipped => words.answers.skipped,
            Standing::Open => words.plain.is_open,
        }
    }
}

/// What there is to look at before finishing.
pub(super) fn review(assessment: &Assessment, flow: &Flow, words: &Words) -> String {
    let questionnaire = &assessment.questionnaire;
    let says = &words.plain;
    let mut lines = vec![says.check.to_owned()];
    let groups = [
        (Standing::Open, &says.open),
        (Standing::Skipped, &says.skipped),
        (Standing::DontKnow, &says.dont_know),
    ];
    for (standing, text) in groups {
        let found: Vec<&str> = flow
            .asked()
            .filter(|question| Standing::of(assessment, *question) == standing)
            .map(|question| questionnaire[question].id.as_str())
            .collect();
        if !found.is_empty() {
            let text = words.plural(text, found.len());
            lines.push(fill(text, &[("count", &found.len()), ("ids", &found.join(", "))]));
        }
    }
    for question in flow.asked() {
        let entry = assessment.answers.entry(question);
        if questionnaire[question].required && entry.answer.is_none() {
            lines.push(fill(says.please_answer, &[("question", &questionnaire[question].ask)]));
        }
        if entry.marked {
            lines.push(fill(says.is_marked, &[("id", &questionnaire[question].id)]));
        }
    }
    let (answered, asked) = (
        flow.asked().filter(|question| assessment.answers.answer(*question).is_some()).count(),
        flow.asked().count(),
    );
    lines.push(progress(answered, asked, words));
    lines.join("\n")
}
