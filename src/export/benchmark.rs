//! A benchmark as a file that is handed on: what `--benchmark FILE` reads.

use crate::benchmark::{Benchmark, FORM, Figures};

/// Writes it, areas by their ids. The same benchmark makes the same bytes.
pub fn write(benchmark: &Benchmark) -> Result<String, serde_json::Error> {
    let Benchmark { questionnaire, edition, source, date, count, overall, areas } = benchmark;
    // What JSON puts between quotes, YAML reads as the same text.
    let (edition, source) = (serde_json::to_string(edition)?, serde_json::to_string(source)?);
    let mut text = format!(
        "# Scores of a group, for `--benchmark`: between `lower` and `upper` lies the middle half of them.\n\
         benchmark: {FORM}\n\
         questionnaire: {questionnaire}\n\
         edition: {edition}\n\
         source: {source}\n\
         date: {date}\n\
         n: {count}\n"
    );
    if let Some(figures) = overall {
        text.push_str(&format!("overall: {}\n", in_braces(*figures)));
    }
    match areas.is_empty() {
        true => text.push_str("areas: {}\n"),
        false => text.push_str("areas:\n"),
    }
    for (id, figures) in areas {
        text.push_str(&format!("  {id}: {}\n", in_braces(*figures)));
    }
    Ok(text)
}

fn in_braces(figures: Figures) -> String {
    let Figures { count, lower, median, upper } = figures;
    format!("{{n: {count}, lower: {lower}, median: {median}, upper: {upper}}}")
}
