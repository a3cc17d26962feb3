//! How the overall score was made, as plain sentences.

use super::{how_made, overall};
use crate::assessment::Assessment;
use crate::findings::Findings;
use crate::scoring::why::{sum_in_words, why_overall as lines_of};
use crate::scoring::{Measure, Scorecard, printed};
use crate::words::{Words, fill};

/// The overall score, each area with its weight and what it gives, and what they come to.
pub fn why_overall(
    assessment: &Assessment,
    scorecard: &Scorecard,
    findings: &Findings,
    words: &Words,
) -> String {
    let mut lines = vec![overall(assessment, scorecard, findings, words)];
    for line in lines_of(&assessment.questionnaire, scorecard, words) {
        let made = how_made(assessment, &line, words).map_or_else(String::new, |made| format!(" {made}"));
        lines.push(format!("  {}: {}.{made}", line.title, line.answer));
    }
    lines.extend(together(&scorecard.overall, words));
    lines.join("\n")
}

/// What the points of a score make together, of how much of the weight; `None` without a score.
pub fn together(measure: &Measure, words: &Words) -> Option<String> {
    let sum = sum_in_words(measure, words)?;
    let coverage = words.percent(&printed(measure.coverage).to_string());
    let values: [(&str, &dyn std::fmt::Display); 4] = [
        ("score", &sum),
        ("coverage", &coverage),
        ("low", &measure.printed_low()),
        ("high", &measure.printed_high()),
    ];
    let texts = &words.area;
    Some(fill(if measure.is_range() { texts.together_range } else { texts.together }, &values))
}
