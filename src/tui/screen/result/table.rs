//! The areas with their scores, one a row.

use super::band_role;
use crate::questionnaire::{AreaIndex, Questionnaire};
use crate::scoring::Measure;
use crate::tui::sheet::{Room, Row};
use crate::tui::sitting::Outcome;
use crate::tui::theme::Role;
use crate::tui::widget::bar::bar;
use crate::tui::wrap;
use crate::words::{Words, fill};

/// What stands over the columns; `order` says how the rows are sorted.
pub(super) fn heading(order: &str, room: Room, words: &Words) -> Row<'static> {
    let common = &words.common;
    let area = wrap::fit(common.area, area_width(room) + 3);
    let band = wrap::fit(common.band_head, 13);
    let heading = format!("{area} {:>5}  {band}{order}", common.score_head);
    Row::indent(room.margin()).and(Role::Heading, heading)
}

/// An area with its score and its band, or why it has none.
pub(super) fn row<'a>(
    words: &Words,
    questionnaire: &'a Questionnaire,
    outcome: &Outcome,
    area: AreaIndex,
    selected: bool,
    room: Room,
) -> Row<'a> {
    let texts = &words.result;
    let sign = if selected { "› " } else { "  " };
    let role = if selected { Role::Selected } else { Role::Plain };
    let number = questionnaire.number_of(area).map_or_else(|| " ".to_owned(), |number| number.to_string());
    let width = area_width(room);
    let title = if room.is_compact() { &questionnaire[area].short } else { &questionnaire[area].title };
    let row = Row::indent(room.margin() - 1)
        .and(Role::Selected, sign)
        .and(role, format!("{number} "))
        .and(role, wrap::fit(title, width));
    let score = outcome.scorecard.area(area);
    if !questionnaire[area].scored {
        let says = match (questionnaire.is_private(area), room.is_compact()) {
            (true, true) => texts.private_short,
            (true, false) => texts.private,
            (false, _) => texts.not_scored,
        };
        return row.and(role, format!("  {says}"));
    }
    match (score.measure.printed(), score.band) {
        (Some(printed), Some(band)) => {
            let label = wrap::fit(&questionnaire[band].label, 11);
            let row = row.and(role, format!(" {printed:>4}  ")).and(band_role(questionnaire, band), label);
            if room.is_compact() {
                return row;
            }
            let share = score.measure.score.unwrap_or(0.0);
            row.and(Role::Plain, "  ").and(band_role(questionnaire, band), bar(share, bar_width(room)))
        }
        (_, _) if room.is_compact() => {
            let short = &words.answers.not_applicable_short;
            row.and(role, format!("    -  {}", if score.applies { &texts.too_few_short } else { short }))
        }
        (_, _) => {
            row.and(role, format!("    -  {}", no_score(questionnaire, score.measure, score.applies, words)))
        }
    }
}

/// How many cells the columns before the bar take.
const BEFORE_BAR: usize = 54;

/// How long the bar of a full score is. It stands last in its row, behind every column.
fn bar_width(room: Room) -> usize {
    let most = if room.width < 82 { 24 } else { 50 };
    usize::from(room.width).saturating_sub(BEFORE_BAR).min(most)
}

fn area_width(room: Room) -> usize {
    if room.is_compact() { usize::from(room.width).saturating_sub(22).min(24) } else { 27 }
}

/// Why an area has no score.
fn no_score(questionnaire: &Questionnaire, measure: Measure, applies: bool, words: &Words) -> String {
    let percent = |share: f64| words.percent(&crate::scoring::printed(share).to_string());
    match applies {
        true => {
            let (coverage, needed) = (percent(measure.coverage), percent(questionnaire.scoring.min_answered));
            fill(words.result.too_few, &[("coverage", &coverage), ("needed", &needed)])
        }
        false => words.result.not_applicable.to_owned(),
    }
}
