//! Targets as plain sentences.

use crate::assessment::Assessment;
use crate::comparison::targets::AreaTargets;
use crate::words::{Words, fill};

/// A line for each area that has a target, under a title; empty without any.
pub fn of_targets(assessment: &Assessment, targets: &AreaTargets, words: &Words) -> String {
    if targets.is_empty() {
        return String::new();
    }
    let lines = targets.iter().map(|of| {
        let title = &assessment.questionnaire[of.area].title;
        let line =
            fill(words.actions.label_line, &[("label", title), ("text", &targets.in_words(of, words))]);
        format!("  {line}")
    });
    format!("{}:\n{}", words.targets.title, lines.collect::<Vec<_>>().join("\n"))
}
