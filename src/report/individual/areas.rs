//! The areas side by side: the chart with its table.

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Table};
use super::{Extent, Options, Subject, benchmark, figures, percent};
use crate::questionnaire::{AreaIndex, BandIndex};
use crate::scoring::Lack;
use crate::words::fill;

/// All areas in the order of the questionnaire, the chart with its table; in full also every question.
pub(super) fn overview(subject: Subject, options: Options) -> Section {
    let areas: Vec<AreaIndex> = subject.questionnaire().scored_areas().collect();
    let applying: Vec<AreaIndex> =
        areas.iter().copied().filter(|area| subject.scorecard.area(*area).applies).collect();
    let mut blocks =
        vec![Block::Figure(figures::bars(subject, &applying)), Block::Table(table(subject, &areas))];
    blocks.extend(benchmark::note(subject).map(Block::note));
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
    let (words, says, heads) = (subject.words(), subject.says(), &subject.says().heads);
    let is_range = |area: &AreaIndex| {
        let score = subject.scorecard.area(*area);
        score.applies && score.measure.is_range()
    };
    const RANGE: f64 = 0.14;
    const TARGET: f64 = 0.08;
    const OTHERS: f64 = 0.14;
    let targets = subject.targets();
    // A column of nothing would look like one to be filled in.
    let any_range = areas.iter().any(is_range);
    let any_target = areas.iter().any(|area| targets.find(*area).is_some());
    let any_others = areas.iter().any(|area| benchmark::figures(subject, *area).is_some());
    let rows = areas.iter().map(|area| {
        let score = subject.scorecard.area(*area);
        let measure = &score.measure;
        let band = score.band.map(|band| subject.band(band));
        let found = subject.findings.leaks_within(questionnaire, *area).count();
        let mut cells = vec![
            Cell::strong(subject.numbered(*area)).goes_to(questionnaire[*area].id.as_str()),
            Cell::from(measure.printed().map_or("-".to_owned(), |score| score.to_string())),
            match (&band, score.lack()) {
                (Some(band), _) => Cell::band(band),
                (None, Some(Lack::TooFew) | None) => Cell::muted(says.often.too_few),
                (None, Some(Lack::NotKnownYet)) => Cell::muted(words.answers.not_known_yet),
                (None, Some(Lack::NothingApplies)) => Cell::muted(words.answers.not_applicable),
            },
        ];
        if any_target {
            let target = targets.find(*area).map(|of| of.target.score.to_string());
            cells.insert(2, Cell::from(target.unwrap_or_else(|| "-".to_owned())));
        }
        if any_range {
            cells.push(Cell::from(match is_range(area) {
                true => fill(
                    says.often.range,
                    &[("low", &measure.printed_low()), ("high", &measure.printed_high())],
                ),
                false => String::new(),
            }));
        }
        if any_others {
            let figures = benchmark::figures(subject, *area);
            let figures = figures.map(|figures| benchmark::cell(figures, words));
            cells.push(Cell::from(figures.unwrap_or_default()));
        }
        let answered = score.applies.then(|| percent(measure.coverage, words));
        cells.push(Cell::from(answered.unwrap_or_default()));
        cells.push(Cell::from(found.to_string()));
        Row::Cells(cells)
    });
    // What the other columns leave is the area's.
    let taken = [(any_range, RANGE), (any_target, TARGET), (any_others, OTHERS)];
    let taken: f64 = taken.iter().filter(|(is_there, _)| *is_there).map(|(_, share)| share).sum();
    // Where all stand there, each of them makes room for the areas' names.
    let [score, band, answered, leaks] =
        if any_others { [0.08, 0.16, 0.11, 0.08] } else { [0.09, 0.19, 0.12, 0.10] };
    let area = 1.0 - score - band - answered - leaks - taken;
    let mut columns = vec![Column::left(heads.area, area), Column::right(heads.score, score)];
    if any_target {
        columns.push(Column::right(words.targets.label, TARGET));
    }
    columns.push(Column::left(heads.band, band));
    if any_range {
        columns.push(Column::left(heads.could_be, RANGE));
    }
    if any_others {
        columns.push(Column::left(words.benchmark.head, OTHERS));
    }
    columns.push(Column::right(heads.answered, answered));
    columns.push(Column::right(heads.leaks, leaks));
    let summary = match any_range {
        true => says.scores.table,
        false => says.scores.table_without_range,
    };
    Table { summary: summary.to_owned(), columns, rows: rows.collect() }
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
