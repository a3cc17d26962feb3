//! What plugging would do: a short way to the next band, practice after practice.

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Table};
use super::Subject;
use crate::findings::what_if::{Ends, Plugs, ShortWay, Step};
use crate::words::fill;

/// How many steps are shown of a way that does not arrive.
const FIRST: usize = 8;

/// `None` in the best band, without an overall score, and where no practice would help.
pub(super) fn section(subject: Subject) -> Option<Section> {
    let questionnaire = subject.questionnaire();
    let (scorecard, findings) = (subject.scorecard, subject.findings);
    let plugs = Plugs::of(questionnaire, &subject.assessment.answers, scorecard, findings);
    let way = plugs.short_way().filter(|way| !way.steps.is_empty())?;
    let says = &subject.says().short_way;
    let next = &questionnaire[way.next].label;
    let shown = match way.ends {
        Ends::Reached => way.steps.as_slice(),
        Ends::OutOfReach | Ends::TooLong => way.steps.get(..FIRST).unwrap_or(&way.steps),
    };
    let title = match way.ends {
        Ends::Reached => fill(says.title, &[("band", next)]),
        Ends::OutOfReach | Ends::TooLong => fill(says.first_steps, &[("band", next)]),
    };
    Some(Section {
        title,
        level: Level::One,
        start: Start::Whole,
        anchor: Some("short-way".to_owned()),
        blocks: vec![
            Block::text(sentence(subject, &way)),
            Block::Table(table(subject, shown)),
            Block::note(says.how),
        ],
    })
}

/// Where the way leads, in one sentence.
fn sentence(subject: Subject, way: &ShortWay) -> String {
    let questionnaire = subject.questionnaire();
    let (words, says) = (subject.words(), &subject.says().short_way);
    let next = &questionnaire[way.next];
    let now = subject.scorecard.overall.printed().unwrap_or(0);
    let count = way.steps.len();
    let last = match way.ends {
        Ends::Reached | Ends::TooLong => way.steps.last().map_or(now, |step| step.after),
        Ends::OutOfReach => way.furthest.measure.printed().unwrap_or(now),
    };
    let held = subject.findings.capped_by.map(|cap| &questionnaire.scoring.caps[cap].because);
    let sentence = match (way.ends, held) {
        (Ends::Reached, Some(_)) if next.from <= now => words.plural(&says.held, count),
        (Ends::Reached, _) => words.plural(&says.reached, count),
        (Ends::OutOfReach, _) => says.out_of_reach,
        (Ends::TooLong, _) => words.plural(&says.too_long, count),
    };
    let because = held.map_or("", String::as_str);
    fill(
        sentence,
        &[
            ("band", &next.label),
            ("from", &next.from),
            ("now", &now),
            ("last", &last),
            ("count", &count),
            ("because", &because),
        ],
    )
}

fn table(subject: Subject, steps: &[Step]) -> Table {
    let questionnaire = subject.questionnaire();
    let heads = &subject.says().heads;
    let rows = steps.iter().enumerate().map(|(position, step)| {
        let practice = &questionnaire[step.practice];
        Row::Cells(vec![
            Cell::muted((position + 1).to_string()),
            Cell::from(practice.text.clone()),
            Cell::muted(questionnaire[practice.area].short.clone()),
            Cell::from(practice.effort.in_words(subject.words())),
            Cell::from(plugs(subject, step)),
            Cell::strong(step.after.to_string()),
        ])
    });
    Table {
        summary: subject.says().short_way.table.to_owned(),
        columns: vec![
            Column::right("", 0.05),
            Column::left(heads.what, 0.40),
            Column::left(heads.area, 0.17),
            Column::left(heads.effort, 0.10),
            Column::left(heads.plugs, 0.17),
            Column::right(heads.score_then, 0.11),
        ],
        rows: rows.collect(),
    }
}

/// `leaks 1, 4`: as they are numbered in the report.
fn plugs(subject: Subject, step: &Step) -> String {
    const MOST: usize = 4;
    let few = step.leaks.len() <= MOST && subject.findings.leaks.len() < 100;
    let numbers: Vec<String> = step.leaks.iter().map(|leak| (leak + 1).to_string()).collect();
    let (words, count) = (subject.words(), numbers.len());
    match few {
        true => {
            fill(words.plural(&subject.says().short_way.leaks, count), &[("numbers", &numbers.join(", "))])
        }
        false => words.count(&subject.says().often.leaks, count),
    }
}
