//! The areas side by side: the chart with its table.

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Table};
use super::{Subject, figures};
use crate::questionnaire::{AreaIndex, BandIndex};
use crate::text::counted;

/// All areas in the order of the questionnaire, the chart with its table.
pub(super) fn overview(subject: Subject) -> Section {
    let questionnaire = subject.questionnaire();
    let areas: Vec<AreaIndex> = questionnaire.scored_areas().collect();
    let rows = areas
        .iter()
        .map(|area| {
            let score = subject.scorecard.area(*area);
            let band = score.band.map(|band| subject.band(band));
            let found = subject.findings.leaks_within(questionnaire, *area).count();
            let percent = (score.measure.coverage * 100.0).round();
            Row::Cells(vec![
                Cell::strong(subject.numbered(*area)).goes_to(questionnaire[*area].id.as_str()),
                Cell::from(score.measure.printed().map_or("-".to_owned(), |score| score.to_string())),
                match (&band, score.applies) {
                    (Some(band), _) => Cell::band(band),
                    (None, true) => Cell::muted("too few answers"),
                    (None, false) => Cell::muted("does not apply"),
                },
                Cell::from(match score.measure.is_range() && score.applies {
                    true => format!("{} to {}", score.measure.printed_low(), score.measure.printed_high()),
                    false => String::new(),
                }),
                Cell::from(if score.applies { format!("{percent}%") } else { String::new() }),
                Cell::from(found.to_string()),
            ])
        })
        .collect();
    let applying: Vec<AreaIndex> =
        areas.iter().copied().filter(|area| subject.scorecard.area(*area).applies).collect();
    let bars = Block::Figure(figures::bars(subject, &applying));
    let table = Block::Table(Table {
        summary: "Score, band, range, share answered and number of leaks of each area".to_owned(),
        columns: vec![
            Column::left("Area", 0.36),
            Column::right("Score", 0.09),
            Column::left("Band", 0.19),
            Column::left("Could be", 0.14),
            Column::right("Answered", 0.12),
            Column::right("Leaks", 0.10),
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
    let in_band = |wanted: Option<BandIndex>| {
        areas.iter().filter(|area| subject.scorecard.area(**area).band == wanted).count()
    };
    let bands = (0..questionnaire.bands.len()).map(BandIndex);
    let mut counts: Vec<(usize, String)> =
        bands.map(|band| (in_band(Some(band)), questionnaire[band].label.to_lowercase())).collect();
    counts.push((in_band(None), "without a score".to_owned()));
    counts.retain(|(count, _)| 0 < *count);
    let said = counts.iter().enumerate().map(|(position, (count, name))| match position {
        0 => format!("{} {name}", counted(*count, "area", "areas")),
        _ => format!("{count} {name}"),
    });
    said.collect::<Vec<_>>().join(", ")
}
