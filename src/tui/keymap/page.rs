//! The table as a page of the documentation, so that it tells of the same keys as the help on the screen.

use std::fmt::Write;

use super::rebound::{Bound, name};
use super::{Keymap, Place, every_key};
use crate::words::EN;

const BEGINNING: &str = "# Keys

What each key does on the whole screen. `?` or F1 shows the same for the screen in view, and the last line of each screen the
keys that matter most there. In the last column stands the name by which an action gets other keys, as [settings](configuration.md#keys)
say; a key without one always does the same.

With the mouse, a click chooses a line, a click on the chosen line opens it, and the wheel moves. A paste is text where text is
written, and nothing anywhere else: it never answers a question.
";

/// That page, in Markdown.
pub fn page() -> String {
    let keymap = Keymap::default();
    let mut page = BEGINNING.to_owned();
    section(&mut page, "On every screen", keymap.rows(Place::Home).filter(|row| is_everywhere(row)));
    let mut told: Vec<&str> = Vec::new();
    for place in Place::ALL {
        let title = place.name(&EN.help);
        // What has the same name does the same, but for a key that would do nothing.
        if !told.contains(&title) {
            told.push(title);
            section(&mut page, title, keymap.rows(place).filter(|row| !is_everywhere(row)));
        }
    }
    page
}

/// Whether a row holds wherever letters are keys.
fn is_everywhere(row: &Bound) -> bool {
    let is_question = |place: &Place| *place == Place::Choice;
    let is_list = |place: &Place| *place == Place::Home;
    let is_page = |place: &Place| *place == Place::Why;
    let places = &row.row.places;
    places.iter().any(is_question) && places.iter().any(is_list) && places.iter().any(is_page)
}

fn section<'a>(page: &mut String, title: &str, rows: impl Iterator<Item = &'a Bound>) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    let _a_string_takes_all =
        write!(page, "\n## {title}\n\n| keys | what they do | action |\n|---|---|---|\n");
    for row in rows {
        let keys = every_key(row, false, &EN.key_names);
        let says = (row.row.text)(&EN.keys).says;
        let mut names: Vec<String> = Vec::new();
        for name in row.keys.iter().filter_map(|(_, action)| name(*action)) {
            let name = format!("`{name}`");
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let _a_string_takes_all = writeln!(page, "| {keys} | {says} | {} |", names.join(", "));
    }
}
