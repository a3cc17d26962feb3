//! Others' scores beside one's own, where somebody gave them, and always whose they are.

use super::table::Beside;
use crate::benchmark::{Benchmark, Figures};
use crate::questionnaire::{AreaIndex, Questionnaire};
use crate::tui::app::App;
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::words::{Words, fill};

/// The benchmark that stands beside this questionnaire's scores.
pub fn of<'a>(app: &'a App, questionnaire: &Questionnaire) -> Option<&'a Benchmark> {
    app.others.as_ref().filter(|others| others.is_of(questionnaire))
}

/// The medians of others for these areas; `None` where there is none for any.
pub(super) fn column(app: &App, areas: &[AreaIndex]) -> Option<Beside> {
    let questionnaire = &app.sitting.as_ref()?.assessment.questionnaire;
    let others = of(app, questionnaire)?;
    let median = |area: &AreaIndex| Some(u32::from(others.area(questionnaire, *area)?.median));
    let knows_any = questionnaire.scored_areas().any(|area| median(&area).is_some());
    let head = app.words.benchmark.head.to_owned();
    knows_any.then(|| Beside { head, scores: areas.iter().map(median).collect(), ..Beside::default() })
}

/// Under the areas: the overall score of others, how many they are, and who says so.
pub(super) fn rows<'a>(app: &App, questionnaire: &Questionnaire, room: Room) -> Vec<Row<'a>> {
    let Some(others) = of(app, questionnaire) else { return Vec::new() };
    let words = app.words;
    let says = &words.benchmark;
    let (count, date) = (others.count, words.short_date(others.date));
    let line = match others.overall {
        Some(Figures { lower, median, upper, count: _ }) => {
            let values: [(&str, &dyn std::fmt::Display); 6] = [
                ("median", &median),
                ("lower", &lower),
                ("upper", &upper),
                ("count", &count),
                ("source", &others.source),
                ("date", &date),
            ];
            fill(says.on_screen_overall, &values)
        }
        None => fill(says.on_screen, &[("count", &count), ("source", &others.source), ("date", &date)]),
    };
    let edition = others.other_edition(questionnaire, words);
    let parts = [Some(line), edition];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Row::paragraph(Role::Remark, &text, room.margin(), room.text_width())
}

/// On the screen of an area, after the word that stands over the column.
pub fn of_area(app: &App, questionnaire: &Questionnaire, area: AreaIndex, words: &Words) -> Option<String> {
    let others = of(app, questionnaire)?;
    let says = &words.benchmark;
    let Figures { count, lower, median, upper } = others.area(questionnaire, area)?;
    let line = fill(says.area, &[("median", &median), ("lower", &lower), ("upper", &upper)]);
    Some(format!("{line} {}", fill(says.of_them, &[("count", &count)])))
}
