//! Others' scores beside one's own: in drawings and tables, and who the others are.
//!
//! Page one does without them: it is handed out, and tells of this team alone.

use super::super::{Block, Level, Others};
use super::Subject;
use crate::benchmark::Figures;
use crate::questionnaire::AreaIndex;
use crate::words::{Words, fill};

/// What others' scores in an area are, where they are given.
pub(super) fn figures(subject: Subject, area: AreaIndex) -> Option<Figures> {
    subject.others?.area(subject.questionnaire(), area)
}

/// The same as a drawing shows it.
pub(super) fn others(subject: Subject, area: AreaIndex) -> Option<Others> {
    let Figures { lower, median, upper, count: _ } = figures(subject, area)?;
    Some(Others { lower: f64::from(lower), median: f64::from(median), upper: f64::from(upper) })
}

/// `others 52, half of them 41 to 63`.
pub(super) fn in_words(others: &Others, words: &Words) -> String {
    let number = |score: f64| words.number(score, 0);
    let (median, lower, upper) = (number(others.median), number(others.lower), number(others.upper));
    fill(words.benchmark.in_words, &[("median", &median), ("lower", &lower), ("upper", &upper)])
}

/// `52 (41 to 63)`.
pub(super) fn cell(figures: Figures, words: &Words) -> String {
    let Figures { lower, median, upper, count: _ } = figures;
    fill(words.benchmark.cell, &[("median", &median), ("lower", &lower), ("upper", &upper)])
}

/// Under the table of the areas: whose scores they are, and what they are not.
pub(super) fn note(subject: Subject) -> Option<String> {
    let benchmark = subject.others?;
    let (words, says) = (subject.words(), &subject.words().benchmark);
    let note = benchmark.of_source(&says.note, words);
    let edition = benchmark.other_edition(subject.questionnaire(), words);
    let overall = benchmark.overall.map(|Figures { lower, median, upper, count: _ }| {
        fill(says.note_overall, &[("median", &median), ("lower", &lower), ("upper", &upper)])
    });
    let parts = [Some(note), overall, Some(says.no_norm.to_owned()), edition];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// In the method section: who they are, of when, and what their figures say and do not say.
pub(super) fn who(subject: Subject) -> Vec<Block> {
    let Some(benchmark) = subject.others else { return Vec::new() };
    let words = subject.words();
    vec![
        Block::Heading { level: Level::Three, text: words.benchmark.who_title.to_owned() },
        Block::text(benchmark.who(words)),
    ]
}
