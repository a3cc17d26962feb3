//! The target of an area: what is said of it, and the field in which it is set.

use super::Parts;
use crate::assessment::target::{Refusal, typed};
use crate::questionnaire::AreaIndex;
use crate::text;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::draft::Draft;
use crate::tui::input::Pasted;
use crate::tui::screen::result::table::{Beside, Ticks};
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

/// Opens the field with the target that counts now.
pub(super) fn begin(app: &mut App, area: AreaIndex) {
    let Some(sitting) = &app.sitting else { return };
    if !sitting.assessment.questionnaire.shows_score(area) {
        app.notice = Some(Refusal::NoScore.in_words(app.words));
        return;
    }
    let target = sitting.outcome.as_ref().and_then(|outcome| outcome.targets.find(area));
    let written = target.map(|of| match of.target.by {
        Some(by) => format!("{} {}", of.target.score, app.words.short_date(by)),
        None => of.target.score.to_string(),
    });
    let mut draft = Draft::new(written.unwrap_or_default());
    draft.choose_all();
    app.area.target = Some(draft);
    app.area.scroll = 0;
}

/// Puts in what was pasted, as one line.
pub(super) fn paste(draft: &mut Option<Draft>, pasted: &str) -> Pasted {
    match draft {
        Some(draft) => Pasted::of(draft.insert(text::clean(pasted).trim())),
        None => Pasted::Nowhere,
    }
}

pub(super) fn update(app: &mut App, area: AreaIndex, action: Action) -> Vec<Effect> {
    match action {
        Action::Enter => return keep(app, area),
        Action::Back => app.area.target = None,
        action => {
            if let Some(draft) = &mut app.area.target {
                draft.act(action);
            }
        }
    }
    Vec::new()
}

/// Sets what is written; an empty field takes the target away. What is refused stays in the field.
fn keep(app: &mut App, area: AreaIndex) -> Vec<Effect> {
    let Some(sitting) = &mut app.sitting else { return Vec::new() };
    let written = app.area.target.as_ref().map(|draft| draft.text().trim().to_owned()).unwrap_or_default();
    let before = sitting.outcome.as_ref().and_then(|outcome| outcome.targets.find(area));
    let before = before.map(|of| of.target);
    let wanted = match written.as_str() {
        "" => Ok(None),
        written => typed(written).map(Some),
    };
    let set = match wanted {
        Ok(target) if target == before => Ok(Vec::new()),
        Ok(target) => sitting.set_target(area, target),
        Err(refusal) => Err(refusal),
    };
    match set {
        Ok(events) => {
            app.area.target = None;
            if events.is_empty() {
                return Vec::new();
            }
            let title = &sitting.assessment.questionnaire[area].title;
            let says = &app.words.targets;
            app.notice = Some(match wanted {
                Ok(Some(target)) => {
                    let target = crate::comparison::targets::aimed_at(target, app.words);
                    fill(says.set, &[("area", title), ("target", &target)])
                }
                Ok(None) | Err(_) => fill(says.taken_away, &[("area", title)]),
            });
            app.append(events)
        }
        Err(refusal) => {
            app.notice = Some(refusal.in_words(app.words));
            Vec::new()
        }
    }
}

/// The field with what may be written below it.
pub(super) fn field<'a>(draft: &Draft, words: &Words, room: Room) -> Vec<Row<'a>> {
    let label = format!("{} ", words.targets.label);
    let start = room.margin() + wrap::width(&label) + 2;
    let inner = room.right_edge().saturating_sub(start).max(8);
    let (shown, column) = draft.in_one_line(inner);
    let padding = " ".repeat(inner.saturating_sub(wrap::width(&shown)));
    let row = Row::indent(room.margin())
        .and(Role::Selected, label)
        .and(Role::Plain, "│ ")
        .and(if draft.is_chosen() { Role::Chosen } else { Role::Field }, shown)
        .and(Role::Field, padding)
        .caret(start + column);
    let mut rows = vec![row];
    rows.extend(Row::paragraph(Role::Plain, words.targets.hint, room.margin(), room.text_width()));
    if draft.is_chosen() {
        rows.extend(Row::paragraph(Role::Plain, words.targets.replaces, room.margin(), room.text_width()));
    }
    rows.push(Row::blank());
    rows
}

/// The sign of a target on a bar.
const TICK: char = '┆';

/// The column of the targets beside the scores of these areas; `None` where none is set, for these or others.
pub fn target_column(app: &App, areas: &[AreaIndex]) -> Option<Beside> {
    let sitting = app.sitting.as_ref()?;
    let targets = &sitting.outcome.as_ref()?.targets;
    let questionnaire = &sitting.assessment.questionnaire;
    if questionnaire.scored_areas().all(|area| targets.find(area).is_none()) {
        return None;
    }
    let scores: Vec<Option<u32>> =
        areas.iter().map(|area| targets.find(*area).map(|of| of.target.score)).collect();
    Some(Beside {
        head: app.words.targets.label.to_owned(),
        scores: scores.clone(),
        ticks: Some(Ticks { sign: TICK, scores }),
        ..Beside::default()
    })
}

impl<'a> Parts<'a> {
    /// The target and how far the area is, or that none is set; nothing of an area without a score of its own. In
    /// a small window one that is not set takes no line.
    pub(super) fn target(&self, label: usize, room: Room) -> Vec<Row<'a>> {
        let (words, outcome) = (self.app.words, self.outcome);
        if !self.sitting.assessment.questionnaire.shows_score(self.area) {
            return Vec::new();
        }
        let says = match outcome.targets.find(self.area) {
            Some(of) => outcome.targets.in_words(of, words),
            None if room.is_compact() => return Vec::new(),
            None => words.targets.not_set.to_owned(),
        };
        Row::labelled(words.targets.label, &says, room.margin(), label, room.text_width())
    }
}
