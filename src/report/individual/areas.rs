//! The areas side by side: the chart with its table.

use std::fmt::Display;

use super::super::{Block, Cell, Column, Level, Row, Section, Start, Table};
use super::{Extent, Options, Subject, benchmark, figures, percent};
use crate::comparison::targets::AreaTargets;
use crate::questionnaire::{AreaIndex, BandIndex};
use crate::scoring::Lack;
use crate::words::{Words, fill};

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
    let says = &subject.says().scores;
    let targets = subject.targets();
    let columns = Columns::of(subject, &targets, areas);
    let summary = if columns.range { says.table } else { says.table_without_range };
    let row = |area: &AreaIndex| Row::Cells(columns.cells(subject, &targets, *area));
    Table {
        summary: summary.to_owned(),
        columns: columns.heads(subject.words()),
        rows: areas.iter().map(row).collect(),
    }
}

/// Which columns there are beside those that there always are: one of nothing would look like one to be filled in.
#[derive(Clone, Copy)]
struct Columns {
    target: bool,
    range: bool,
    others: bool,
}

impl Columns {
    fn of(subject: Subject, targets: &AreaTargets, areas: &[AreaIndex]) -> Columns {
        Columns {
            target: areas.iter().any(|area| targets.find(*area).is_some()),
            range: areas.iter().any(|area| has_range(subject, *area)),
            others: areas.iter().any(|area| benchmark::figures(subject, *area).is_some()),
        }
    }

    fn heads(self, words: &Words) -> Vec<Column> {
        const RANGE: f64 = 0.14;
        const TARGET: f64 = 0.08;
        const OTHERS: f64 = 0.14;
        let heads = &words.report.heads;
        // Where all stand there, each of them makes room for the areas' names.
        let [score, band, answered, leaks] =
            if self.others { [0.08, 0.16, 0.11, 0.08] } else { [0.09, 0.19, 0.12, 0.10] };
        let taken = [(self.range, RANGE), (self.target, TARGET), (self.others, OTHERS)];
        let taken: f64 = taken.iter().filter(|(is_there, _)| *is_there).map(|(_, share)| share).sum();
        // What the other columns leave is the area's.
        let area = 1.0 - score - band - answered - leaks - taken;
        let columns = [
            Some(Column::left(heads.area, area)),
            Some(Column::right(heads.score, score)),
            self.target.then(|| Column::right(words.targets.label, TARGET)),
            Some(Column::left(heads.band, band)),
            self.range.then(|| Column::left(heads.could_be, RANGE)),
            self.others.then(|| Column::left(words.benchmark.head, OTHERS)),
            Some(Column::right(heads.answered, answered)),
            Some(Column::right(heads.leaks, leaks)),
        ];
        columns.into_iter().flatten().collect()
    }

    fn cells(self, subject: Subject, targets: &AreaTargets, area: AreaIndex) -> Vec<Cell> {
        let words = subject.words();
        let score = subject.scorecard.area(area);
        let printed = |score: Option<u32>| score.map_or_else(|| "-".to_owned(), |score| score.to_string());
        let title = Cell::strong(subject.numbered(area));
        let answered = score.applies.then(|| percent(score.measure.coverage, words));
        let found = subject.findings.leaks_within(subject.questionnaire(), area).count();
        let cells = [
            Some(title.goes_to(subject.questionnaire()[area].id.as_str())),
            Some(Cell::from(printed(score.measure.printed()))),
            self.target.then(|| Cell::from(printed(targets.find(area).map(|of| of.target.score)))),
            Some(match score.band {
                Some(band) => Cell::band(&subject.band(band)),
                None => Cell::muted(score.lack().unwrap_or(Lack::TooFew).in_words(words)),
            }),
            self.range.then(|| Cell::from(range(subject, area))),
            self.others.then(|| {
                let figures = benchmark::figures(subject, area);
                Cell::from(figures.map(|figures| benchmark::cell(figures, words)).unwrap_or_default())
            }),
            Some(Cell::from(answered.unwrap_or_default())),
            Some(Cell::from(found.to_string())),
        ];
        cells.into_iter().flatten().collect()
    }
}

fn has_range(subject: Subject, area: AreaIndex) -> bool {
    let score = subject.scorecard.area(area);
    score.applies && score.measure.is_range()
}

/// `30 to 45`; nothing where the score is certain.
fn range(subject: Subject, area: AreaIndex) -> String {
    if !has_range(subject, area) {
        return String::new();
    }
    let measure = &subject.scorecard.area(area).measure;
    let ends: [(&str, &dyn Display); 2] =
        [("low", &measure.printed_low()), ("high", &measure.printed_high())];
    fill(subject.says().often.range, &ends)
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
