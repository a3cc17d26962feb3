//! The footer: the keys that work here, as many as there is room for.

use crate::tui::action::Action;
use crate::tui::keymap::{self, Bound, Keymap, Place};
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::Words;

/// What is otherwise just now than the table has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Except {
    Nothing,
    /// Actions that would lead nowhere.
    Without(&'static [Action]),
    /// An action that leads elsewhere, and what is said of it.
    Saying(Action, &'static str),
}

/// One row of hints. Going on, going back, help and leaving are always among them.
pub fn row(
    keymap: &Keymap,
    place: Place,
    choices: usize,
    except: Except,
    room: Room,
    ascii: bool,
    words: &Words,
) -> Row<'static> {
    let short = room.width < 60;
    let room = usize::from(room.width).saturating_sub(2);
    let shown: Vec<(&Bound, String)> = keymap
        .rows(place)
        .filter(|row| 0 < row.row.shown)
        .filter(|row| match (except, row.keys.first()) {
            (Except::Without(hidden), Some((_, action))) => !hidden.contains(action),
            (Except::Without(_) | Except::Saying(..) | Except::Nothing, _) => true,
        })
        .map(|row| (row, keymap::shown(row, choices, ascii, &words.key_names)))
        .collect();
    // In a small window these need no words.
    let says = |row: &Bound| match row.keys.first() {
        Some((_, Action::Help | Action::Leave | Action::Up)) if short => String::new(),
        Some((_, action)) => match except {
            Except::Saying(other, says) if other == *action => format!(" {says}"),
            Except::Saying(..) | Except::Without(_) | Except::Nothing => {
                format!(" {}", (row.row.text)(&words.keys).hint)
            }
        },
        None => format!(" {}", (row.row.text)(&words.keys).hint),
    };
    let wide = |(row, keys): &(&Bound, String)| wrap::width(keys) + wrap::width(&says(row)) + 2;
    let always = |row: &Bound| {
        let needed =
            |action: &Action| matches!(action, Action::Enter | Action::Help | Action::Leave | Action::Back);
        row.keys.iter().any(|(_, action)| needed(action))
    };
    let mut free = room + 2;
    let mut keep: Vec<bool> = shown.iter().map(|(row, _)| always(row)).collect();
    for (item, keep) in shown.iter().zip(&keep) {
        if *keep {
            free = free.saturating_sub(wide(item));
        }
    }
    for (item, keep) in shown.iter().zip(&mut keep) {
        if !*keep {
            // A shorter one further on may fit where this does not.
            if wide(item) <= free {
                free -= wide(item);
                *keep = true;
            }
        }
    }
    let mut row = Row::indent(1);
    let mut taken = 0;
    for (item, _) in shown.iter().zip(&keep).filter(|(_, keep)| **keep) {
        if room + 2 < taken + wide(item) {
            break;
        }
        taken += wide(item);
        let (binding, keys) = item;
        row = row.and(Role::Key, keys.clone()).and(Role::Plain, format!("{}  ", says(binding)));
    }
    row
}
