//! What other screens tell of the time before: in a line, in a column, beside one area.

use crate::questionnaire::AreaIndex;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::keymap::Place;
use crate::tui::screen::result::table::{Beside, Ticks};
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::fill;

/// The sign of the time before on a bar.
const TICK: char = '┃';

/// One line for the result: how much it is more or less than the time before.
pub fn in_short<'a>(app: &App, room: Room) -> Vec<Row<'a>> {
    let Some(told) = &app.years.told else { return Vec::new() };
    let key = app.key(Place::Result, Action::Years);
    let before = told.name_before();
    // The verdict says of which numbers it is; no note stands below that a star could point to.
    let sign = told.overall.sign.trim_end_matches('*');
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("before", &before), ("sign", &sign), ("verdict", &told.overall.says), ("key", &key)];
    let says = &app.words.years;
    let says = fill(if room.is_compact() { says.in_shortest } else { says.in_short }, &values);
    // Beside what cannot be compared stands no sign.
    let says = says.split_whitespace().collect::<Vec<_>>().join(" ");
    vec![Row::indent(room.margin()).and(Role::Plain, wrap::cut(&says, room.text_width()).into_owned())]
}

/// The column of the time before: what each of these areas had, by its own edition. `None` without an earlier round.
pub fn before(app: &App, areas: &[AreaIndex]) -> Option<Beside> {
    let told = app.years.told.as_ref()?;
    let lines: Vec<_> = areas.iter().map(|area| told.line(*area)).collect();
    // On the bar it would be compared by the eye, so only what can be compared stands there.
    let comparable = lines.iter().map(|line| line.filter(|line| line.moved.is_some())?.before());
    Some(Beside {
        head: told.name_before().to_owned(),
        scores: lines.iter().map(|line| line.and_then(|line| line.before())).collect(),
        sign_width: told.sign_width,
        signs: lines.iter().map(|line| line.map_or_else(String::new, |line| direction(&line.sign))).collect(),
        ticks: Some(Ticks { sign: TICK, scores: comparable.collect() }),
    })
}

/// The sign of a move; without the points where these are not the difference of the two numbers it stands beside.
pub(super) fn direction(sign: &str) -> String {
    match sign.strip_suffix('*') {
        Some(starred) => starred.trim_end_matches(|digit: char| digit.is_ascii_digit()).to_owned(),
        None => sign.to_owned(),
    }
}

/// What an area had the time before, and what may be said of the move: `2025: 44  clear rise`.
pub fn of_area(app: &App, area: AreaIndex) -> Option<String> {
    let told = app.years.told.as_ref()?;
    let line = told.line(area)?;
    let name = told.name_before();
    Some(match line.before() {
        Some(score) => format!("{name}: {score}  {}", line.says),
        None => line.says.clone(),
    })
}
