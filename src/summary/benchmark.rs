//! Others' scores read out, below a result that does not know of them.

use super::worst_first;
use crate::assessment::Assessment;
use crate::benchmark::{Benchmark, Figures};
use crate::questionnaire::AreaIndex;
use crate::scoring::{Measure, Scorecard};
use crate::words::{Words, fill};

/// Whose they are, then the whole and every area that they have figures of, as the result puts them.
pub fn of_all(
    assessment: &Assessment,
    scorecard: &Scorecard,
    benchmark: &Benchmark,
    words: &Words,
) -> String {
    let questionnaire = &assessment.questionnaire;
    let mut lines = heading(assessment, benchmark, words);
    let overall = benchmark.overall.map(|figures| (words.what_if.overall, &scorecard.overall, figures));
    let areas = worst_first(questionnaire, scorecard).into_iter().filter_map(|area| {
        let figures = benchmark.area(questionnaire, area)?;
        Some((questionnaire[area].title.as_str(), &scorecard.area(area).measure, figures))
    });
    let told = overall.into_iter().chain(areas);
    lines.extend(told.map(|(title, measure, figures)| {
        format!("  {}.", line(title, measure, figures, benchmark.count, words))
    }));
    lines.join("\n")
}

/// One area; nothing where there are no figures of it.
pub fn of_area(
    assessment: &Assessment,
    scorecard: &Scorecard,
    area: AreaIndex,
    benchmark: &Benchmark,
    words: &Words,
) -> String {
    let questionnaire = &assessment.questionnaire;
    let Some(figures) = benchmark.area(questionnaire, area) else { return String::new() };
    let measure = &scorecard.area(area).measure;
    let mut lines = heading(assessment, benchmark, words);
    let line = line(&questionnaire[area].title, measure, figures, benchmark.count, words);
    lines.push(format!("  {line}."));
    lines.join("\n")
}

/// Whose scores they are, and what they are not.
fn heading(assessment: &Assessment, benchmark: &Benchmark, words: &Words) -> Vec<String> {
    let questionnaire = &assessment.questionnaire;
    let says = &words.benchmark;
    let mut lines = vec![benchmark.of_source(&says.beside, words), says.no_norm.to_owned()];
    lines.extend(benchmark.other_edition(questionnaire, words));
    lines
}

fn line(title: &str, measure: &Measure, figures: Figures, total: u32, words: &Words) -> String {
    let says = &words.benchmark;
    let Figures { count, lower, median, upper } = figures;
    let score = measure.printed();
    let text = if score.is_some() { says.line } else { says.line_alone };
    let values: [(&str, &dyn std::fmt::Display); 5] = [
        ("title", &title),
        ("score", &score.unwrap_or_default()),
        ("median", &median),
        ("lower", &lower),
        ("upper", &upper),
    ];
    let line = fill(text, &values);
    match count == total {
        true => line,
        false => format!("{line} {}", fill(says.of_them, &[("count", &count)])),
    }
}
