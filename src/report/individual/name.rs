//! What a report is called: whom it is about and which round it is.
//!
//! Headings stand on every page, so they show no more of a name than fits them. A longer one stands in full in
//! the appendix, once.

use super::super::{Block, Level, Section, Start};
use crate::assessment::Assessment;
use crate::text::abridged;
use crate::words::Words;

/// How many signs of what an assessment is about, and of its label, a heading shows.
const ABOUT: usize = 200;
const LABEL: usize = 100;

/// Whom the report is about; empty when nobody said.
pub(super) fn about(assessment: &Assessment) -> String {
    abridged(assessment.about.trim(), ABOUT).into_owned()
}

pub(super) fn label(assessment: &Assessment) -> String {
    abridged(assessment.label.trim(), LABEL).into_owned()
}

/// The heading of page one. The questionnaire's title stands above it, and is not said again.
pub(super) fn heading(assessment: &Assessment, words: &Words) -> String {
    let about = Some(about(assessment)).filter(|about| !about.is_empty());
    let about = about.unwrap_or_else(|| words.report.names.result.to_owned());
    match label(assessment).as_str() {
        "" => about,
        label => format!("{about}, {label}"),
    }
}

/// The names that headings do not show to their end; `None` when they show all.
pub(super) fn in_full(assessment: &Assessment, words: &Words) -> Option<Section> {
    let says = &words.report.names;
    let names = [
        (says.about, &assessment.about, about(assessment)),
        (says.label, &assessment.label, label(assessment)),
    ];
    let cut = names.into_iter().filter(|(_, whole, shown)| whole.trim() != shown);
    let blocks: Vec<Block> = cut
        .flat_map(|(what, whole, _)| {
            [Block::Heading { level: Level::Three, text: what.to_owned() }, Block::text(whole.trim())]
        })
        .collect();
    (!blocks.is_empty()).then(|| Section {
        title: says.title.to_owned(),
        level: Level::One,
        start: Start::Anywhere,
        anchor: None,
        blocks,
    })
}
