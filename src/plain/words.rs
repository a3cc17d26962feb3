//! The sentences that are said line by line.

use super::Keeping;
use crate::assessment::{Assessment, Flow};
use crate::questionnaire::{Answer, DontKnow, Kind, Question, QuestionIndex, Questionnaire};
use crate::text::counted;

pub(super) const HOW_TO_ANSWER: &str = "Choose what is true most weeks, not the best week you remember. \
     \"I don't know\" is a real answer: it shows where nobody can see.";

pub(super) const REVIEW_HELP: &str =
    "Type finish to see the result, the id of a question to go there, list, b to go back, or quit.";

pub(super) const RESULT_HELP: &str =
    "Press Enter to write the PDF into this folder, type a file name to write it there, or type quit.";

pub(super) fn what_is_kept(keeping: Keeping) -> &'static str {
    match keeping {
        Keeping::Saved => "Every answer is saved at once; you can stop at any time with quit.",
        Keeping::Nothing => "Nothing is kept but the PDF that you write at the end; quit leaves without it.",
    }
}

/// `Area 4 of 9, Account development. Question 2 of 4.`
pub(super) fn place(questionnaire: &Questionnaire, flow: &Flow, index: QuestionIndex) -> String {
    let among = |questions: Vec<QuestionIndex>| {
        let position = questions.iter().position(|question| *question == index).map_or(1, |at| at + 1);
        format!("Question {position} of {}.", questions.len())
    };
    let Some(area) = questionnaire[index].area else {
        let profile = questionnaire.profile().filter(|question| flow.is_open(*question)).collect();
        return format!("About the team. {}", among(profile));
    };
    let questions = questionnaire.questions_of(area).filter(|question| flow.is_open(*question)).collect();
    let title = &questionnaire[area].title;
    match questionnaire.number_of(area) {
        Some(number) => {
            let of = questionnaire.scored_areas().count();
            format!("Area {number} of {of}, {title}. {}", among(questions))
        }
        None => format!("{title}. {}", among(questions)),
    }
}

/// What there is to choose from, a line each.
pub(super) fn choices(question: &Question) -> Vec<String> {
    let mut lines: Vec<String> = question
        .kind
        .choices()
        .iter()
        .enumerate()
        .map(|(position, choice)| format!("{}. {}", position + 1, choice.text))
        .collect();
    match &question.kind {
        Kind::MultipleChoice { none: Some(none), .. } => lines.push(format!("none. {none}")),
        Kind::Matrix { rows, .. } => {
            lines.push("For each of these:".to_owned());
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
pub(super) fn how_to(question: &Question) -> String {
    let choices = question.kind.choices().len();
    let first = match &question.kind {
        Kind::Scale(_) | Kind::SingleChoice(_) => format!("1 to {choices}"),
        Kind::MultipleChoice { none, .. } => {
            let none = if none.is_some() { ", none" } else { "" };
            format!("any of 1 to {choices} with spaces between{none}")
        }
        Kind::YesNo { .. } => "yes or no".to_owned(),
        Kind::Number(number) => {
            let unit = match number.unit.as_str() {
                "" => String::new(),
                unit => format!(" ({unit})"),
            };
            let wanted = number.wanted();
            let wanted = wanted.strip_prefix("Please give ").unwrap_or(&wanted).trim_end_matches('.');
            format!("{wanted}{unit}")
        }
        Kind::NumberGroup(fields) => format!("{} numbers with spaces between", fields.len()),
        Kind::Matrix { rows, .. } => {
            format!("{} numbers from 1 to {choices} with spaces between, d or x among them", rows.len())
        }
        Kind::Text => "a text".to_owned(),
    };
    let mut more = Vec::new();
    if question.dont_know != DontKnow::Refused {
        more.push("d for don't know");
    }
    if question.not_applicable {
        more.push("x for does not apply");
    }
    more.extend(["s to skip", "b to go back"]);
    more.push(if matches!(question.kind, Kind::YesNo { .. }) { "note for a note" } else { "n for a note" });
    if !question.help.is_empty() {
        more.push("i for what counts");
    }
    format!("Type {first}, {}, list, help, or quit.", more.join(", "))
}

pub(super) fn what_counts(question: &Question) -> String {
    let help = &question.help;
    let lines: Vec<String> =
        [("What counts", &help.counts), ("Not this", &help.not), ("Ask for", &help.evidence)]
            .into_iter()
            .filter_map(|(label, text)| text.as_ref().map(|text| format!("{label}: {text}")))
            .collect();
    match lines.is_empty() {
        true => "There is nothing more to say about this question.".to_owned(),
        false => lines.join("\n"),
    }
}

/// Every area with its questions and where they stand.
pub(super) fn overview(assessment: &Assessment, flow: &Flow) -> String {
    let questionnaire = &assessment.questionnaire;
    let mut lines = Vec::new();
    let mut last = None;
    for question in flow.asked() {
        let area = questionnaire[question].area;
        if last != Some(area) {
            lines.push(format!("{}:", area.map_or("About the team", |area| &questionnaire[area].title)));
            last = Some(area);
        }
        lines.push(format!(
            "  {}: {} ({})",
            questionnaire[question].id,
            questionnaire[question].ask,
            standing(assessment, question)
        ));
    }
    lines.push("Type go and an id to go to a question, as in: go ret_target".to_owned());
    lines.join("\n")
}

fn standing(assessment: &Assessment, question: QuestionIndex) -> &'static str {
    let entry = assessment.answers.entry(question);
    match (&entry.answer, entry.skipped) {
        (Some(Answer::DontKnow), _) => "don't know",
        (Some(Answer::NotApplicable), _) => "does not apply",
        (Some(_), _) => "answered",
        (None, true) => "skipped",
        (None, false) => "open",
    }
}

/// What there is to look at before finishing.
pub(super) fn review(assessment: &Assessment, flow: &Flow) -> String {
    let questionnaire = &assessment.questionnaire;
    let mut lines = vec!["Check your answers.".to_owned()];
    for (standing_word, says) in
        [("open", "not answered"), ("skipped", "skipped"), ("don't know", "answered don't know")]
    {
        let found: Vec<&str> = flow
            .asked()
            .filter(|question| standing(assessment, *question) == standing_word)
            .map(|question| questionnaire[question].id.as_str())
            .collect();
        if !found.is_empty() {
            let count = counted(found.len(), "question is", "questions are");
            lines.push(format!("{count} {says}: {}.", found.join(", ")));
        }
    }
    for question in flow.asked() {
        let entry = assessment.answers.entry(question);
        if questionnaire[question].required && entry.answer.is_none() {
            lines.push(format!("Please answer this one: {}", questionnaire[question].ask));
        }
        if entry.marked {
            lines.push(format!("Marked: {}", questionnaire[question].id));
        }
    }
    let (answered, asked) = (
        flow.asked().filter(|question| assessment.answers.answer(*question).is_some()).count(),
        flow.asked().count(),
    );
    lines.push(format!("{answered} of {asked} questions are answered."));
    lines.join("\n")
}
