//! The leaks, worst first: a card for each that matters most, a table for the rest; blind spots.

use super::super::{Block, Card, Cell, Column, Level, List, Marker, Part, Row, Section, Start, Table};
use super::{CARDS, Notes, Options, Subject, severity};
use crate::findings::{Cause, Leak, Strength};
use crate::questionnaire::in_words::answer_in_words;
use crate::questionnaire::{Answer, Area, AreaIndex, Kind, PracticeIndex, QuestionIndex, Severity};
use crate::text::counted;

/// The leaks; `None` when there are none.
pub(super) fn section(subject: Subject, options: Options) -> Option<Section> {
    (!subject.findings.leaks.is_empty()).then(|| leak_section(subject, options))
}

fn leak_section(subject: Subject, options: Options) -> Section {
    let leaks = &subject.findings.leaks;
    let (cards, rest): (Vec<_>, Vec<_>) = leaks
        .iter()
        .enumerate()
        .partition(|(position, leak)| *position < CARDS || leak.severity == Severity::Critical);
    let grave = leaks.iter().filter(|leak| Severity::High <= leak.severity).count();
    let mut blocks = vec![Block::text(
        "Ranked by how bad the leak is, times the weight of its question and its area. \
         Of equal rank, the weaker area comes first. The first five and every critical leak have a card.",
    )];
    let mut told: Vec<(AreaIndex, usize)> = Vec::new();
    for (position, leak) in cards {
        let before = told.iter().find(|(area, _)| *area == leak.area).map(|(_, position)| *position);
        if before.is_none() {
            told.push((leak.area, position));
        }
        blocks.push(Block::Card(card(subject, options, position, leak, before)));
    }
    if !rest.is_empty() {
        blocks.push(Block::heading("The other leaks"));
        blocks.push(Block::Table(table(subject, &rest)));
    }
    let title = match grave {
        0 => counted(leaks.len(), "leak, and none is grave", "leaks, and none is grave"),
        _ => format!("{}, {grave} of them critical or high", counted(leaks.len(), "leak", "leaks")),
    };
    Section { title, level: Level::One, start: Start::NewPage, anchor: Some("leaks".to_owned()), blocks }
}

/// `before` is the position of an earlier card on the same area: cost and assignments stand there.
fn card(subject: Subject, options: Options, position: usize, leak: &Leak, before: Option<usize>) -> Card {
    let questionnaire = subject.questionnaire();
    let area = &questionnaire[leak.area];
    let mut parts = Vec::new();
    let answers: Vec<String> = leak
        .because
        .iter()
        .map(|question| {
            let note = &subject.assessment.answers.entry(*question).note;
            let note = match (options.notes, note.is_empty()) {
                (Notes::Shown, false) => format!(" Note: \"{note}\""),
                (Notes::Shown, true) | (Notes::Hidden, _) => String::new(),
            };
            format!("{} {}{note}", subject.ask(*question), answered(subject, *question))
        })
        .collect();
    parts.push(match answers.as_slice() {
        [one] => Part::text(label_of(leak.cause), one),
        _ => Part::list(label_of(leak.cause), Marker::Bullet, answers),
    });
    if !area.cost.is_empty() && before.is_none() {
        parts.push(Part::text("What it costs", &area.cost));
    }
    if !leak.plugged_by.is_empty() {
        let practices = leak.plugged_by.iter().map(|practice| with_effort(subject, *practice)).collect();
        parts.push(Part::list("What plugs it", Marker::Bullet, practices));
    }
    match before {
        Some(before) => {
            let says = format!("As for leak {}, which is of the same area.", before + 1);
            parts.push(Part::text("Cost, assignments", says));
        }
        None => parts.extend(assignments(area)),
    }
    Card {
        rank: u32::try_from(position + 1).ok(),
        headline: leak.headline.clone(),
        severity: Some(severity(leak.severity)),
        area: subject.numbered(leak.area),
        parts,
        fill_in: vec!["Who".to_owned(), "By when".to_owned()],
    }
}

fn assignments(area: &Area) -> Vec<Part> {
    let sales = area.sales_assignment.as_ref().map(|text| Part::text("Sales assignment", text));
    let development = area.development_assignment.as_ref().map(|assignment| {
        let label = format!("Development assignment, builds {}", assignment.builds.word());
        Part::text(label, &assignment.text)
    });
    sales.into_iter().chain(development).collect()
}

/// A strength in a sentence: the step that was reached, else the question with its answer.
pub(super) fn strength(subject: Subject, strength: &Strength) -> String {
    let questionnaire = subject.questionnaire();
    let question = &questionnaire[strength.question];
    let area = &questionnaire[strength.area].title;
    match (&question.kind, subject.assessment.answers.answer(strength.question)) {
        (Kind::Scale(choices) | Kind::SingleChoice(choices), Some(Answer::Choice(chosen))) => {
            let text = choices.get(*chosen).map_or("", |choice| choice.text.as_str());
            format!("{area}. {text}")
        }
        (_, _) => {
            format!("{area}. {} {}.", subject.ask(strength.question), answered(subject, strength.question))
        }
    }
}

fn label_of(cause: Cause) -> &'static str {
    match cause {
        Cause::Choice | Cause::CutPoint => "What was answered",
        Cause::DontKnow => "What nobody could say",
        Cause::Rule => "What was answered, taken together",
    }
}

/// A practice, with what it takes.
pub(super) fn with_effort(subject: Subject, practice: PracticeIndex) -> String {
    let practice = &subject.questionnaire()[practice];
    format!("{} ({} effort)", practice.text.trim_end_matches('.'), practice.effort)
}

/// An answer quoted, such as `Answer: 2 of 5, "Left to each person."`
pub(super) fn answered(subject: Subject, question: QuestionIndex) -> String {
    match subject.assessment.answers.answer(question) {
        Some(answer) => format!("Answer: {}", answer_in_words(&subject.questionnaire()[question], answer)),
        None => "Not answered.".to_owned(),
    }
}

fn table(subject: Subject, leaks: &[(usize, &Leak)]) -> Table {
    let questionnaire = subject.questionnaire();
    let rows = leaks
        .iter()
        .map(|(position, leak)| {
            let practice = leak.plugged_by.first().map(|practice| with_effort(subject, *practice));
            Row::Cells(vec![
                Cell::muted((position + 1).to_string()),
                Cell::strong(leak.headline.clone()),
                Cell::from(questionnaire[leak.area].short.clone()),
                Cell::band(&severity(leak.severity)),
                Cell::from(practice.unwrap_or_default()),
            ])
        })
        .collect();
    Table {
        summary: "Every other leak in order of rank, with its area and what plugs it".to_owned(),
        columns: vec![
            Column::right("", 0.05),
            Column::left("Leak", 0.29),
            Column::left("Area", 0.16),
            Column::left("How bad", 0.13),
            Column::left("What plugs it", 0.37),
        ],
        rows,
    }
}

/// What nobody could say; `None` when everything could be said.
pub(super) fn blind_spots(subject: Subject) -> Option<Section> {
    let questionnaire = subject.questionnaire();
    let spots = &subject.findings.blind_spots;
    if spots.is_empty() {
        return None;
    }
    let items = spots
        .iter()
        .map(|spot| {
            let question = &questionnaire[spot.question];
            let area = spot.area.map_or("The team", |area| questionnaire[area].title.as_str());
            match spot.row.and_then(|row| question.kind.rows().get(row)) {
                Some(row) => format!("{area}: {} ({})", subject.ask(spot.question), row.text),
                None => format!("{area}: {}", subject.ask(spot.question)),
            }
        })
        .collect();
    Some(Section {
        title: format!("{} nobody could see", counted(spots.len(), "thing", "things")),
        level: Level::One,
        start: Start::Anywhere,
        anchor: Some("blind-spots".to_owned()),
        blocks: vec![
            Block::text(
                "\"I don't know\" is an answer: it shows where nobody can see. It lowers no score; \
                 it widens the range in which the score may lie.",
            ),
            Block::List(List { marker: Marker::Bullet, items }),
        ],
    })
}
