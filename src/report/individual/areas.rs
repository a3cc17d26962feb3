//! The areas side by side: the chart with its table.

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Table};
use super::{Extent, Options, Subject, figures};
use crate::questionnaire::{AreaIndex, BandIndex};
use crate::text::counted;

/// All areas in the order of the questionnaire, the chart with its table; in full also every question.
pub(super) fn overview(subject: Subject, options: Options) -> Section {
    let areas: Vec<AreaIndex> = subject.questionnaire().scored_areas().collect();
    let applying: Vec<AreaIndex> =
        areas.iter().copied().filter(|area| subject.scorecard.area(*area).applies).collect();
    let mut blocks =
        vec![Block::Figure(figures::bars(subject, &applying)), Block::Table(table(subject, &areas))];
    if options.extent == Extent::Full {
        blocks.extend(figures::at_a_glance(subject));
    }
    Section {
        title: by_bands(subject, &applying),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("areas".to_owned()),
        blocks,
    }
}

fn table(subject: Subject, areas: &[AreaIndex]) -> Table {
    let questionnaire = subject.questionnaire();
    let is_range = |area: &AreaIndex| {
        let score = subject.scorecard.area(*area);
        score.applies && score.measure.is_range()
    };
    const RANGE: f64 = 0.14;
    // A column of nothing would look like one to be filled in.
    let any_range = areas.iter().any(is_range);
    let rows = areas.iter().map(|area| {
        let score = subject.scorecard.area(*area);
        let measure = &score.measure;
        let band = score.band.map(|band| subject.band(band));
        let found = subject.findings.leaks_within(questionnaire, *area).count();
        let percent = (measure.coverage * 100.0).round();
        let mut cells = vec![
            Cell::strong(subject.numbered(*area)).goes_to(questionnaire[*area].id.as_str()),
            Cell::from(measure.printed().map_or("-".to_owned(), |score| score.to_string())),
            match (&band, score.applies) {
                (Some(band), _) => Cell::band(band),
                (None, true) => Cell::muted("too few answers"),
                (None, false) => Cell::muted("does not apply"),
            },
        ];
        if any_range {
            cells.push(Cell::from(match is_range(area) {
                true => format!("{} to {}", measure.printed_low(), measure.printed_high()),
                false => String::new(),
            }));
        }
        cells.push(Cell::from(if score.applies { format!("{percent}%") } else { String::new() }));
        cells.push(Cell::from(found.to_string()));
        Row::Cells(cells)
    });
    let mut columns = vec![
        Column::left("Area", if any_range { 0.36 } else { 0.36 + RANGE }),
        Column::right("Score", 0.09),
        Column::left("Band", 0.19),
    ];
    if any_range {
        columns.push(Column::left("Could be", RANGE));
    }
    columns.push(Column::right("Answered", 0.12));
    columns.push(Column::right("Leaks", 0.10));
    let summary = match any_range {
        true => "Score, band, range, share answered and number of leaks of each area",
        false => "Score, band, share answered and number of leaks of each area",
    };
    Table { summary: summary.to_owned(), columns, rows: rows.collect() }
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
