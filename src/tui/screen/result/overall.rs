//! The overall score: as a number with its range, on the line of the bands, and as a bucket.

use super::band_role;
use crate::questionnaire::{AreaIndex, Questionnaire};
use crate::tui::sheet::{Room, Row};
use crate::tui::sitting::{Outcome, Sitting};
use crate::tui::theme::Role;
use crate::tui::widget::bar::score_line;
use crate::tui::widget::bucket::{Bucket, Hole};
use crate::tui::wrap;
use crate::words::{Words, capitalized, fill};

/// How long the line of the bands is.
const SCORE_LINE: usize = 62;

/// The score as people read it: `61  Seeping   could be 53-67`.
pub(super) fn rows<'a>(
    sitting: &'a Sitting,
    outcome: &'a Outcome,
    room: Room,
    words: &Words,
) -> Vec<Row<'a>> {
    let says = &words.result;
    let questionnaire = &sitting.assessment.questionnaire;
    let findings = &outcome.findings;
    let measure = outcome.scorecard.overall;
    let margin = room.margin();
    let width = room.text_width();
    let Some(printed) = measure.printed() else {
        return Row::paragraph(Role::Strong, says.no_score, margin, width);
    };
    let band = findings.band.map_or("", |band| questionnaire[band].label.as_str());
    let role = findings.band.map_or(Role::Plain, |band| band_role(questionnaire, band));
    let unknown = outcome.unsettled;
    let range = match (measure.is_range(), room.is_compact()) {
        (false, _) => String::new(),
        (true, true) => format!("   {}-{}", measure.printed_low(), measure.printed_high()),
        (true, false) => {
            let (low, high) = (measure.printed_low(), measure.printed_high());
            let range = fill(says.could_be, &[("low", &low), ("high", &high)]);
            let text = words.plural(&says.range_why, unknown);
            format!("      {}", fill(text, &[("range", &range), ("count", &unknown)]))
        }
    };
    let mut row = Row::indent(margin)
        .and(Role::Strong, format!("{}  ", fill(says.overall, &[("score", &printed)])))
        .and(role, band);
    let fits = row.width() + wrap::width(&range) <= usize::from(room.width);
    if fits {
        row = row.and(Role::Plain, range.clone());
    }
    let mut rows = vec![row];
    if !room.is_compact() {
        let bands: Vec<(u32, &str)> =
            questionnaire.bands.iter().map(|band| (band.from, band.label.as_str())).collect();
        let (line, names) = score_line(Some(printed), &bands, SCORE_LINE.min(width.saturating_sub(9)));
        rows.push(Row::indent(margin + 9).and(Role::Plain, line));
        rows.push(Row::indent(margin + 9).and(Role::Plain, names));
    }
    if !fits {
        rows.extend(Row::paragraph(Role::Plain, &capitalized(range.trim()), margin, width));
    }
    let cap = findings.capped_by.and_then(|cap| questionnaire.scoring.caps.get(cap));
    if let Some(cap) = cap {
        let says = fill(says.cap, &[("band", &band), ("because", &cap.because)]);
        rows.extend(Row::paragraph(Role::Remark, &says, margin, width));
    }
    if !outcome.scorecard.missing.is_empty() && !room.is_compact() {
        let missing: Vec<&str> =
            outcome.scorecard.missing.iter().map(|area| questionnaire[*area].short.as_str()).collect();
        let says = fill(says.without, &[("areas", &missing.join(", "))]);
        rows.extend(Row::paragraph(Role::Plain, &says, margin, width));
    }
    rows
}

/// The bucket of this result: a hole for each area that is scored.
pub(super) fn bucket(
    questionnaire: &Questionnaire,
    outcome: &Outcome,
    selected: Option<AreaIndex>,
) -> Bucket {
    let score = outcome.scorecard.overall.printed();
    let band = outcome.findings.band;
    let label = band.map_or("", |band| questionnaire[band].label.as_str());
    let says = score.map_or_else(String::new, |score| format!("{score} {label}"));
    let holes = questionnaire.scored_areas().map(|area| {
        let score = outcome.scorecard.area(area);
        Hole {
            number: questionnaire.number_of(area).map_or_else(String::new, |number| number.to_string()),
            name: questionnaire[area].short.clone(),
            score: score.measure.printed(),
            role: score.band.map_or(Role::Plain, |band| band_role(questionnaire, band)),
            is_selected: selected == Some(area),
        }
    });
    let role = band.map_or(Role::Plain, |band| band_role(questionnaire, band));
    Bucket { score, says, role, holes: holes.collect() }
}
