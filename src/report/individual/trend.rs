//! Three years and more as lines: the whole and each area, as each year was printed.

use std::fmt::Display;

use super::super::{Drawing, Figure, OtherEdition, Trend, TrendLine, TrendWords};
use super::Subject;
use super::page_one::ticks;
use crate::comparison::Side;
use crate::comparison::told::Told;
use crate::words::fill;

/// Two rounds are a slope and no trend; teams beside each other are no development.
const FEWEST: usize = 3;

/// `None` with less than three rounds of one team.
pub(super) fn figure(subject: Subject, told: &Told) -> Option<Figure> {
    if told.names.len() < FEWEST || !told.rounds.same_subject {
        return None;
    }
    let says = &subject.says().years;
    let sides = &told.rounds.sides;
    let whole = TrendLine {
        number: None,
        label: told.words.compare.overall.to_owned(),
        scores: scores(sides.iter().map(|side| side.scorecard.overall.printed())),
    };
    let areas = told.last.areas.iter().map(|area| TrendLine {
        number: area.number.and_then(|number| u32::try_from(number).ok()),
        label: area.short.clone(),
        scores: scores(told.rounds.printed(area.id.as_str()).into_iter()),
    });
    let lines: Vec<TrendLine> = areas.collect();
    let other_editions = other_editions(sides);
    let told_line = |line: &TrendLine| {
        let scores = line.scores.iter().map(|score| match score {
            Some(score) => score.to_string(),
            None => says.trend_no_score.to_owned(),
        });
        format!("{} {}", line.label, scores.collect::<Vec<_>>().join(", "))
    };
    let told_lines: Vec<String> = std::iter::once(&whole).chain(&lines).map(told_line).collect();
    let values: [(&str, &dyn Display); 2] =
        [("years", &told.names.join(", ")), ("lines", &told_lines.join("; "))];
    let mut alt = vec![fill(says.trend, &values)];
    alt.extend(other_editions.iter().filter_map(|(round, edition)| {
        let values: [(&str, &dyn Display); 2] = [("year", told.names.get(*round)?), ("edition", edition)];
        Some(fill(says.trend_edition, &values))
    }));
    let named = |(round, edition): (usize, &str)| OtherEdition {
        round,
        name: fill(subject.words().report.legends.edition, &[("edition", &edition)]),
    };
    Some(Figure {
        alt: alt.join(" "),
        caption: caption(subject),
        drawing: Drawing::Trend(Trend {
            rounds: told.names.clone(),
            whole: Some(whole),
            lines,
            other_editions: other_editions.into_iter().map(named).collect(),
            ticks: ticks(subject),
            words: TrendWords::of(subject.words()),
        }),
    })
}

/// By which edition each number was printed, and what the lines across mean.
fn caption(subject: Subject) -> String {
    let mut caption = subject.says().years.trend_caption.to_owned();
    let ticks: Vec<String> = ticks(subject).iter().map(u8::to_string).collect();
    if !ticks.is_empty() {
        caption.push(' ');
        caption.push_str(&fill(subject.says().figures.limits, &[("scores", &ticks.join(", "))]));
    }
    caption
}

fn scores(printed: impl Iterator<Item = Option<u32>>) -> Vec<Option<f64>> {
    printed.map(|printed| printed.map(f64::from)).collect()
}

/// The rounds that answered another edition than the one before them, and which.
fn other_editions<'a>(sides: &'a [Side]) -> Vec<(usize, &'a str)> {
    let editions = sides.iter().map(|side| side.assessment.questionnaire.edition.as_str());
    let pairs = editions.clone().zip(editions.skip(1)).zip(1..);
    pairs.filter(|((before, now), _)| before != now).map(|((_, now), round)| (round, now)).collect()
}
