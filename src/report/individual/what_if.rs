//! What plugging would do: a short way to the next band, practice after practice.

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Table};
use super::Subject;
use crate::findings::what_if::{Ends, Plugs, ShortWay, Step};
use crate::text::counted;

/// How many steps are shown of a way that does not arrive.
const FIRST: usize = 8;

/// `None` in the best band, without an overall score, and where no practice would help.
pub(super) fn section(subject: Subject) -> Option<Section> {
    let questionnaire = subject.questionnaire();
    let (scorecard, findings) = (subject.scorecard, subject.findings);
    let plugs = Plugs::of(questionnaire, &subject.assessment.answers, scorecard, findings);
    let way = plugs.short_way().filter(|way| !way.steps.is_empty())?;
    let next = &questionnaire[way.next].label;
    let shown = match way.ends {
        Ends::Reached => way.steps.as_slice(),
        Ends::OutOfReach | Ends::TooLong => way.steps.get(..FIRST).unwrap_or(&way.steps),
    };
    let title = match way.ends {
        Ends::Reached => format!("A short way to {next}"),
        Ends::OutOfReach | Ends::TooLong => format!("The first steps towards {next}"),
    };
    Some(Section {
        title,
        level: Level::One,
        start: Start::Whole,
        anchor: Some("short-way".to_owned()),
        blocks: vec![
            Block::text(sentence(subject, &way)),
            Block::Table(table(subject, shown)),
            Block::note(
                "A practice plugs every leak that names it. A plugged leak's question is counted at the lowest \
                 level that does not leak, and at no lower one than it has; leaks drawn from several answers \
                 change no score. Each step is the one that brings most for its effort. This shows what the \
                 numbers would say, not what will happen.",
            ),
        ],
    })
}

/// Where the way leads, in one sentence.
fn sentence(subject: Subject, way: &ShortWay) -> String {
    let questionnaire = subject.questionnaire();
    let next = &questionnaire[way.next];
    let now = subject.scorecard.overall.printed().unwrap_or(0);
    let practices = counted(way.steps.len(), "practice", "practices");
    let last = way.steps.last().map_or(now, |step| step.after);
    let held = subject.findings.capped_by.map(|cap| &questionnaire.scoring.caps[cap].because);
    match (way.ends, held) {
        (Ends::Reached, Some(because)) if next.from <= now => format!(
            "The score of {now} is high enough for {}; the band is held down because {because}. With {practices} \
             in place it would no longer be, and the score would be {last}.",
            next.label
        ),
        (Ends::Reached, _) => format!(
            "{}, from {} upward, is the next band. With {practices} in place the score would go from {now} to {last}.",
            next.label, next.from
        ),
        (Ends::OutOfReach, _) => format!(
            "{}, from {} upward, is the next band. Plugging leaks alone does not lead there: with all practices in \
             place the score would go from {now} to {}.",
            next.label,
            next.from,
            way.furthest.measure.printed().unwrap_or(now)
        ),
        (Ends::TooLong, _) => format!(
            "{}, from {} upward, is the next band. The way there takes more than {practices}; these come first.",
            next.label, next.from
        ),
    }
}

fn table(subject: Subject, steps: &[Step]) -> Table {
    let questionnaire = subject.questionnaire();
    let rows = steps.iter().enumerate().map(|(position, step)| {
        let practice = &questionnaire[step.practice];
        Row::Cells(vec![
            Cell::muted((position + 1).to_string()),
            Cell::from(practice.text.clone()),
            Cell::muted(questionnaire[practice.area].short.clone()),
            Cell::from(practice.effort.word()),
            Cell::from(plugs(subject, step)),
            Cell::strong(step.after.to_string()),
        ])
    });
    Table {
        summary:
            "Practices in the order that brings most for their effort, with the leaks they plug and the \
                  score after each"
                .to_owned(),
        columns: vec![
            Column::right("", 0.05),
            Column::left("What", 0.40),
            Column::left("Area", 0.17),
            Column::left("Effort", 0.10),
            Column::left("Plugs", 0.17),
            Column::right("Score then", 0.11),
        ],
        rows: rows.collect(),
    }
}

/// `leaks 1, 4`: as they are numbered in the report.
fn plugs(subject: Subject, step: &Step) -> String {
    const MOST: usize = 4;
    let few = step.leaks.len() <= MOST && subject.findings.leaks.len() < 100;
    let numbers: Vec<String> = step.leaks.iter().map(|leak| (leak + 1).to_string()).collect();
    match (numbers.len(), few) {
        (1, true) => format!("leak {}", numbers.join("")),
        (_, true) => format!("leaks {}", numbers.join(", ")),
        (count, false) => counted(count, "leak", "leaks"),
    }
}
