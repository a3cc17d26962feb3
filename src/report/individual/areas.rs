//! The areas side by side: the chart with its table.

use super::super::{Bars, Block, Cell, Column, Drawing, Figure, Level, Row, Section, Start, Table};
use super::Subject;
use super::page_one::{bar, ticks};
use crate::questionnaire::AreaIndex;

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
    let bars = areas
        .iter()
        .filter(|area| subject.scorecard.area(**area).applies)
        .map(|area| {
            let band = subject.scorecard.area(*area).band.map(|band| subject.band(band));
            bar(subject, *area, questionnaire[*area].title.clone(), band)
        })
        .collect();
    Section {
        title: "The areas, one by one".to_owned(),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("areas".to_owned()),
        blocks: vec![
            Block::Figure(Figure {
                alt: "Bars of the areas' scores in the order of the questionnaire; the table below holds the same numbers."
                    .to_owned(),
                caption: String::new(),
                drawing: Drawing::Bars(Bars { rows: bars, ticks: ticks(subject) }),
            }),
            Block::Table(Table {
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
            }),
        ],
    }
}
