//! Targets as plain sentences.

use crate::assessment::Assessment;
use crate::comparison::targets::{AreaTarget, AreaTargets};
use crate::words::{Words, fill};

/// A line for each area that has a target, under a title; empty without any.
pub fn of_targets(assessment: &Assessment, targets: &AreaTargets, words: &Words) -> String {
    if targets.is_empty() {
        return String::new();
    }
    let lines = lines_of(assessment, targets, words).join("\n  ");
    format!("{}:\n  {lines}", words.targets.title)
}

/// `Customer retention: 75 by 1 March 2027, 6 points to go, 92 % of it reached`, a line for each target.
pub fn lines_of(assessment: &Assessment, targets: &AreaTargets, words: &Words) -> Vec<String> {
    let line = |of: &AreaTarget| {
        let title = &assessment.questionnaire[of.area].title;
        fill(words.actions.label_line, &[("label", title), ("text", &targets.in_words(of, words))])
    };
    targets.iter().map(line).collect()
}
