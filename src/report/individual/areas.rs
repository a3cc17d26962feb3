//! The areas side by side: the chart with its table.

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Table};
use super::{Subject, figures, percent};
use crate::questionnaire::{AreaIndex, BandIndex};
use crate::words::fill;

/// All areas in the order of the questionnaire, the chart with its table.
pub(super) fn overview(subject: Subject) -> Section {
    let questionnaire = subject.questionnaire();
    let (words, says) = (subject.words(), subject.says());
    let areas: Vec<AreaIndex> = questionnaire.scored_areas().collect();
    let rows = areas
        .iter()
        .map(|area| {
            let score = subject.scorecard.area(*area);
            let band = score.band.map(|band| subject.band(band));
            let found = subject.findings.leaks_within(questionnaire, *area).count();
            Row::Cells(vec![
                Cell::strong(subject.numbered(*area)).goes_to(questionnaire[*area].id.as_str()),
                Cell::from(score.measure.printed().map_or("-".to_owned(), |score| score.to_string())),
                match (&band, score.applies) {
                    (Some(band), _) => Cell::band(band),
                    (None, true) => Cell::muted(says.often.too_few),
                    (None, false) => Cell::muted(words.answers.not_applicable),
                },
                Cell::from(match score.measure.is_range() && score.applies {
                    true => fill(
                        says.often.range,
                        &[("low", &score.measure.printed_low()), ("high", &score.measure.printed_high())],
                    ),
                    false => String::new(),
                }),
                Cell::from(if score.applies {
                    percent(score.measure.coverage, words)
                } else {
                    String::new()
                }),
                Cell::from(found.to_string()),
            ])
        })
        .collect();
    let applying: Vec<AreaIndex> =
        areas.iter().copied().filter(|area| subject.scorecard.area(*area).applies).collect();
    let bars = Block::Figure(figures::bars(subject, &applying));
    let table = Block::Table(Table {
        summary: says.scores.table.to_owned(),
        columns: vec![
            Column::left(says.heads.area, 0.36),
            Column::right(says.heads.score, 0.09),
            Column::left(says.heads.band, 0.19),
            Column::left(says.heads.could_be, 0.14),
            Column::right(says.heads.answered, 0.12),
            Column::right(says.heads.leaks, 0.10),
        ],
        rows,
    });
    Section {
        title: by_bands(subject, &applying),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("areas".to_owned()),
        blocks: [vec![bars, table], figures::at_a_glance(subject)].concat(),
    }
}

/// How many areas lie in each band, worst first: `2 areas pouring, 5 leaking, 2 seeping`.
fn by_bands(subject: Subject, areas: &[AreaIndex]) -> String {
    let questionnaire = subject.questionnaire();
    let (words, says) = (subject.words(), &subject.says().scores);
    let in_band = |wanted: Option<BandIndex>| {
        areas.iter().filter(|area| subject.scorecard.area(**area).band == wanted).count()
    };
    let bands = (0..questionnaire.bands.len()).map(BandIndex);
    let mut counts: Vec<(usize, String)> =
        bands.map(|band| (in_band(Some(band)), (words.within)(&questionnaire[band].label))).collect();
    counts.push((in_band(None), says.no_score.to_owned()));
    counts.retain(|(count, _)| 0 < *count);
    let said = counts.iter().enumerate().map(|(position, (count, band))| {
        let text = if position == 0 { words.plural(&says.first_band, *count) } else { says.next_band };
        fill(text, &[("count", count), ("band", band)])
    });
    said.collect::<Vec<_>>().join(", ")
}
