//! One block for each area: its score, what was answered, its leaks, the practices.

use super::super::{Block, Cell, Column, Columns, Level, List, Marker, Row, Section, Start, Table};
use super::{Options, Subject, answers, figures, leaks, range};
use crate::questionnaire::{AreaIndex, BandIndex, PracticeIndex};
use crate::text::counted;

pub(super) fn sections(subject: Subject, options: Options) -> Vec<Section> {
    let questionnaire = subject.questionnaire();
    let mut sections = Vec::new();
    for area in questionnaire.scored_areas() {
        if subject.scorecard.area(area).applies && !questionnaire.is_private(area) {
            sections.push(section(subject, options, area));
        }
    }
    sections
}

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
        blocks: vec![bars, table],
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

fn section(subject: Subject, options: Options, index: AreaIndex) -> Section {
    let questionnaire = subject.questionnaire();
    let area = &questionnaire[index];
    let score = subject.scorecard.area(index);
    let found: Vec<_> = subject.findings.leaks_within(questionnaire, index).collect();

    let mut line = match (score.measure.printed(), score.band) {
        (Some(score), Some(band)) => format!("{score} of 100, {}", questionnaire[band].label.to_lowercase()),
        (_, _) => format!("No score: too few answers ({:.0}% answered)", score.measure.coverage * 100.0),
    };
    if let Some(range) = range(&score.measure) {
        line = format!("{line}; {range}");
    }
    let mut blocks = vec![Block::lead(format!("{line}.")), Block::text(area.aim.clone())];
    blocks.push(Block::Table(answers::with_points(subject, options, index)));
    let advised = |practice: &PracticeIndex| found.iter().any(|leak| leak.plugged_by.contains(practice));
    let own: Vec<PracticeIndex> = questionnaire
        .areas_within(index)
        .flat_map(|area| questionnaire[area].practices.clone().map(PracticeIndex))
        .collect();
    let (missing, rest): (Vec<_>, Vec<_>) = own.into_iter().partition(advised);
    let advised: Vec<String> =
        missing.iter().map(|practice| leaks::with_effort(subject, *practice)).collect();
    let others: Vec<String> = rest.iter().map(|practice| questionnaire[*practice].text.clone()).collect();
    let leaking: Vec<String> =
        found.iter().map(|leak| format!("{} ({})", leak.headline, leak.severity)).collect();
    let leaking = titled(&counted(leaking.len(), "leak", "leaks"), Marker::Bullet, leaking);
    let advised = titled("Practices that plug them", Marker::Box, advised);
    match (leaking.is_empty(), advised.is_empty()) {
        (false, false) => {
            blocks.push(Block::Columns(Columns { left_share: 0.45, left: leaking, right: advised }));
        }
        (_, _) => blocks.extend(leaking.into_iter().chain(advised)),
    }
    blocks.extend(titled("Practices no leak asks for", Marker::Bullet, others));
    let headline = match found.first() {
        Some(leak) => format!("{}: {}", subject.numbered(index), leak.headline),
        None => format!("{}: no leak found", subject.numbered(index)),
    };
    Section {
        title: headline,
        level: Level::Two,
        start: Start::NewPage,
        anchor: Some(area.id.to_string()),
        blocks,
    }
}

/// A list under its title; nothing when there is nothing to list.
fn titled(title: &str, marker: Marker, items: Vec<String>) -> Vec<Block> {
    match items.is_empty() {
        true => Vec::new(),
        false => vec![Block::heading(title), Block::List(List { marker, items })],
    }
}
