//! What to plug first.

use super::{place, with_effort};
use crate::findings::Leak;
use crate::questionnaire::Questionnaire;
use crate::tui::sheet::{Room, Row};
use crate::tui::sitting::Outcome;
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

/// The first leaks; with what plugs each of them where there is room for it.
pub(super) fn rows<'a>(
    questionnaire: &'a Questionnaire,
    outcome: &'a Outcome,
    room: Room,
    words: &Words,
    with_practices: bool,
) -> Vec<Row<'a>> {
    let texts = &words.result;
    let leaks: Vec<&Leak> = outcome.findings.leaks.iter().take(3).collect();
    let margin = room.margin();
    let width = room.text_width();
    let Some(first) = leaks.first() else {
        return Row::paragraph(Role::Good, texts.no_leak, margin, width);
    };
    if room.is_compact() {
        return Row::paragraph(Role::Plain, &fill(texts.first, &[("leak", &first.headline)]), margin, width);
    }
    let mut rows = vec![Row::blank()];
    for (number, leak) in leaks.into_iter().enumerate() {
        let label = if number == 0 { texts.plug_first } else { "" };
        let practice = leak.plugged_by.first().map(|practice| &questionnaire[*practice]);
        let place = place(questionnaire, leak.area, words);
        let headline = format!("{}  {}", number + 1, leak.headline);
        let kept = width.saturating_sub(13 + wrap::width(&place) + 2);
        let row = Row::indent(margin)
            .and(Role::Heading, wrap::fit(label, 13))
            .and(Role::Strong, wrap::fit(&headline, kept));
        rows.push(row.and(Role::Plain, format!("  {place}")));
        if let (Some(practice), true) = (practice, with_practices) {
            let says = with_effort(practice, words);
            rows.extend(Row::paragraph(Role::Plain, &says, margin + 16, width.saturating_sub(16)));
        }
    }
    rows
}

/// How many leaks stand beside the areas.
const BESIDE: usize = 5;

/// The first leaks with what plugs each, for a column beside the areas.
pub(super) fn beside<'a>(
    questionnaire: &Questionnaire,
    outcome: &Outcome,
    room: Room,
    words: &Words,
) -> Vec<Row<'a>> {
    let texts = &words.result;
    let width = usize::from(room.width).min(76);
    if outcome.findings.leaks.is_empty() {
        return Row::paragraph(Role::Good, texts.no_leak, 0, width);
    }
    let mut rows = vec![Row::of(Role::Heading, texts.plug_first)];
    for (number, leak) in (1..).zip(outcome.findings.leaks.iter().take(BESIDE)) {
        let severity = leak.severity.in_words(words);
        let place = place(questionnaire, leak.area, words);
        rows.push(Row::blank());
        let head = wrap::wrap(&leak.headline, width.saturating_sub(3));
        for (line, text) in head.into_iter().enumerate() {
            let number = if line == 0 { number.to_string() } else { String::new() };
            rows.push(Row::of(Role::Strong, format!("{} {text}", wrap::fit(&number, 2))));
        }
        rows.extend(Row::paragraph(Role::Plain, &format!("{place}, {severity}"), 3, width.saturating_sub(3)));
        for practice in &leak.plugged_by {
            let says = with_effort(&questionnaire[*practice], words);
            rows.extend(Row::labelled("-", &says, 3, 2, width.saturating_sub(3)));
        }
    }
    rows
}
