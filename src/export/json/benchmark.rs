//! Others' scores as JSON: beside the scorecard, never within it.

use serde::Serialize;

use crate::benchmark::{Benchmark, Figures};
use crate::questionnaire::Questionnaire;

#[derive(Debug, Serialize)]
pub(super) struct BenchmarkV1<'a> {
    source: &'a str,
    /// The day on which the figures were drawn up.
    date: String,
    /// How many were assessed.
    n: u32,
    /// The edition that they answered.
    edition: &'a str,
    /// Whether that is the edition of this scorecard.
    same_edition: bool,
    /// `None` where the file holds no figures of the overall score.
    overall: Option<FiguresV1>,
    /// Those that it holds figures of, in the order of the questionnaire.
    areas: Vec<AreaV1<'a>>,
}

/// Whole numbers; scores from 0 to 100.
#[derive(Debug, Serialize)]
struct FiguresV1 {
    n: u32,
    lower: u8,
    median: u8,
    upper: u8,
}

#[derive(Debug, Serialize)]
struct AreaV1<'a> {
    id: &'a str,
    #[serde(flatten)]
    figures: FiguresV1,
}

pub(super) fn benchmark<'a>(questionnaire: &'a Questionnaire, benchmark: &'a Benchmark) -> BenchmarkV1<'a> {
    let areas = questionnaire.areas_with_score().filter_map(|area| {
        let figures = benchmark.area(questionnaire, area)?;
        Some(AreaV1 { id: questionnaire[area].id.as_str(), figures: FiguresV1::of(figures) })
    });
    BenchmarkV1 {
        source: &benchmark.source,
        date: benchmark.date.to_string(),
        n: benchmark.count,
        edition: &benchmark.edition,
        same_edition: !benchmark.is_of_other_edition(questionnaire),
        overall: benchmark.overall.map(FiguresV1::of),
        areas: areas.collect(),
    }
}

impl FiguresV1 {
    fn of(figures: Figures) -> FiguresV1 {
        let Figures { count, lower, median, upper } = figures;
        FiguresV1 { n: count, lower, median, upper }
    }
}
