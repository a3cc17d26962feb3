//! The table of keys as one person has it: some actions on keys of their own choosing.
//!
//! Arrows, Enter, Esc, Ctrl-C and F1 always do what the table says, so that nobody can lock themselves out.
//! Where letters are text, a letter never becomes a command; the keys of the table stay there.

use std::borrow::Cow;

use super::{Binding, Key, Place, TABLE, label};
use crate::tui::action::Action;
use crate::words::{EN, KeyNames};

/// Keys that no setting changes.
const FIXED: [Key; 7] = [Key::Up, Key::Down, Key::Left, Key::Right, Key::Enter, Key::Escape, Key::Ctrl('c')];

/// Whether a key always does what the table says.
pub fn is_fixed(key: Key) -> bool {
    FIXED.contains(&key) || key == Key::F1
}

/// What an action is called where keys are given to it; `None` for those that keep theirs.
pub(super) fn name(action: Action) -> Option<&'static str> {
    Some(match action {
        Action::Up => "up",
        Action::Down => "down",
        Action::Left => "left",
        Action::Right => "right",
        Action::First => "first",
        Action::Last => "last",
        Action::PageUp => "page_up",
        Action::PageDown => "page_down",
        Action::NextField => "next_field",
        Action::PreviousField => "previous_field",
        Action::Home => "home",
        Action::Overview => "overview",
        Action::PreviousQuestion => "previous_question",
        Action::NextQuestion => "next_question",
        Action::PreviousArea => "previous_area",
        Action::NextArea => "next_area",
        Action::NextMarked => "next_marked",
        Action::Find => "find",
        Action::Again => "again",
        Action::Remove => "remove",
        Action::ChooseNone => "none_of_them",
        Action::Toggle => "choose",
        Action::DontKnow => "dont_know",
        Action::NotApplicable => "not_applicable",
        Action::Skip => "skip",
        Action::Note => "note",
        Action::Mark => "mark",
        Action::Confidence => "confidence",
        Action::WhatCounts => "what_counts",
        Action::Undo => "undo",
        Action::Redo => "redo",
        Action::EraseWord => "erase_word",
        Action::EraseLine => "erase_line",
        Action::NewLine => "new_line",
        Action::Edit => "editor",
        Action::Order => "order",
        Action::Report => "report",
        Action::Actions => "actions",
        Action::Target => "target",
        Action::AddStep => "add_action",
        Action::RemoveStep => "remove_action",
        Action::DropStep => "drop_action",
        Action::MoveUp => "move_up",
        Action::MoveDown => "move_down",
        Action::ExportPlan => "export_plan",
        Action::Bucket => "bucket",
        Action::WhatIf => "what_if",
        Action::ShortWay => "short_way",
        Action::Why => "why",
        Action::Years => "years",
        Action::Changes => "changes",
        Action::Sort => "sort",
        Action::Export => "export",
        Action::OpenFile => "open_file",
        Action::Copy => "copy",
        Action::Help => "help",
        Action::Leave => "leave",
        Action::Suspend => "suspend",
        Action::Redraw => "redraw",
        Action::Mouse => "mouse",
        Action::Point(_)
        | Action::Enter
        | Action::Back
        | Action::Choose(_)
        | Action::Type(_)
        | Action::Erase
        | Action::EraseForward
        | Action::Interrupt => return None,
    })
}

/// Every action that keys can be given to, with its name, in the order of the table.
pub fn actions() -> Vec<(&'static str, Action)> {
    let mut found: Vec<(&'static str, Action)> = Vec::new();
    for (_, action) in TABLE.iter().flat_map(|row| row.keys) {
        if let Some(name) = name(*action).filter(|name| found.iter().all(|(known, _)| known != name)) {
            found.push((name, *action));
        }
    }
    found
}

/// An action and the keys it is to have instead of those of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    pub action: Action,
    pub keys: Vec<Key>,
}

/// A key that would do two things in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub key: Key,
    /// The action that was given the key.
    pub action: Action,
    pub place: Place,
    /// What the key does there already, as English help says it.
    pub says: &'static str,
}

/// A row of the table with the keys that it has here.
#[derive(Clone, Debug)]
pub struct Bound {
    pub row: &'static Binding,
    pub places: Cow<'static, [Place]>,
    pub keys: Cow<'static, [(Key, Action)]>,
}

impl Bound {
    fn of(row: &'static Binding) -> Bound {
        Bound { row, places: Cow::Borrowed(row.places), keys: Cow::Borrowed(row.keys) }
    }
}

/// Which key does what, and where, for one person.
#[derive(Clone, Debug)]
pub struct Keymap {
    rows: Vec<Bound>,
}

impl Default for Keymap {
    fn default() -> Keymap {
        Keymap { rows: TABLE.iter().map(Bound::of).collect() }
    }
}

impl Keymap {
    /// The table with some actions on other keys. When a key would do two things, every such case is told.
    pub fn with(rebindings: &[Rebinding]) -> Result<Keymap, Vec<Clash>> {
        let keymap = Keymap { rows: TABLE.iter().flat_map(|row| rebound(row, rebindings)).collect() };
        let clashes: Vec<Clash> =
            Place::ALL.into_iter().flat_map(|place| keymap.clashes(place, rebindings)).collect();
        if clashes.is_empty() { Ok(keymap) } else { Err(clashes) }
    }

    fn clashes(&self, place: Place, rebindings: &[Rebinding]) -> Vec<Clash> {
        let mut found = Vec::new();
        for Rebinding { action, keys } in rebindings {
            // Where the action does not exist, its keys are free for others.
            if self.rows(place).flat_map(|row| row.keys.iter()).all(|(_, bound)| bound != action) {
                continue;
            }
            for key in keys {
                let other = self.rows(place).find_map(|row| {
                    let mut keys = row.keys.iter();
                    keys.find(|(bound, does)| bound == key && does != action)
                        .map(|_| (row.row.text)(&EN.keys).says)
                });
                if let Some(says) = other {
                    found.push(Clash { key: *key, action: *action, place, says });
                }
            }
        }
        found
    }

    /// The rows that hold in a place.
    pub fn rows(&self, place: Place) -> impl Iterator<Item = &Bound> {
        self.rows.iter().filter(move |row| row.places.contains(&place))
    }

    /// What a key does in a place.
    pub fn action(&self, place: Place, key: Key) -> Option<Action> {
        let bound = self.rows(place).flat_map(|row| row.keys.iter()).find(|(bound, _)| *bound == key);
        match (bound, key) {
            (Some((_, action)), _) => Some(*action),
            (None, Key::Char(character)) if place.takes_text() => Some(Action::Type(character)),
            (None, _) => None,
        }
    }

    /// The first key of an action in a place as a screen shows it; empty where it has none.
    pub fn key(&self, place: Place, action: Action, ascii: bool, names: &KeyNames) -> String {
        let keys = self.rows(place).flat_map(|row| row.keys.iter());
        label(keys.filter(|(_, bound)| *bound == action).map(|(key, _)| *key).take(1), ascii, names)
    }
}

/// A row with the keys asked for: two rows, where only some of its places take text.
fn rebound(row: &'static Binding, rebindings: &[Rebinding]) -> Vec<Bound> {
    if !row.keys.iter().any(|(key, action)| is_wanted(rebindings, *key, *action).is_some()) {
        return vec![Bound::of(row)];
    }
    let (writing, others): (Vec<Place>, Vec<Place>) = row.places.iter().partition(|place| place.takes_text());
    let groups = [(writing, Letters::AreText), (others, Letters::AreKeys)];
    let groups = groups.into_iter().filter(|(places, _)| !places.is_empty());
    let bound = |(places, letters)| Bound {
        row,
        places: Cow::Owned(places),
        keys: Cow::Owned(replaced(row.keys, rebindings, letters)),
    };
    groups.map(bound).collect()
}

/// What a letter is in a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    AreText,
    AreKeys,
}

/// The keys that take the place of this one.
fn is_wanted(rebindings: &[Rebinding], key: Key, action: Action) -> Option<&[Key]> {
    let found = rebindings.iter().find(|wanted| wanted.action == action);
    found.filter(|_| !is_fixed(key)).map(|wanted| wanted.keys.as_slice())
}

fn replaced(keys: &[(Key, Action)], rebindings: &[Rebinding], letters: Letters) -> Vec<(Key, Action)> {
    let mut found: Vec<(Key, Action)> = Vec::new();
    for (key, action) in keys {
        let wanted = is_wanted(rebindings, *key, *action).unwrap_or_default();
        let is_free = |key: &&Key| letters == Letters::AreKeys || !matches!(key, Key::Char(_));
        let wanted: Vec<Key> = wanted.iter().filter(is_free).copied().collect();
        // Without a key that fits here, the action keeps what it has.
        let wanted = if wanted.is_empty() { vec![*key] } else { wanted };
        for pair in wanted.into_iter().map(|key| (key, *action)) {
            if !found.contains(&pair) {
                found.push(pair);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(action: Action, keys: &[Key]) -> Rebinding {
        Rebinding { action, keys: keys.to_vec() }
    }

    #[track_caller]
    fn check(rebindings: &[Rebinding], place: Place, key: Key, want: Option<Action>) {
        assert_eq!(Keymap::with(rebindings).unwrap().action(place, key), want);
    }

    #[test]
    fn the_new_key_acts_and_the_old_one_does_not() {
        let undo = [given(Action::Undo, &[Key::Char('z')])];
        check(&undo, Place::Choice, Key::Char('z'), Some(Action::Undo));
        check(&undo, Place::Choice, Key::Char('u'), None);
        check(&undo, Place::Review, Key::Char('z'), None);
    }

    #[test]
    fn two_actions_may_change_places() {
        let swapped = [given(Action::Undo, &[Key::Char('s')]), given(Action::Skip, &[Key::Char('u')])];
        check(&swapped, Place::Choice, Key::Char('s'), Some(Action::Undo));
        check(&swapped, Place::Choice, Key::Char('u'), Some(Action::Skip));
    }

    #[test]
    fn arrows_stay() {
        let down = [given(Action::Down, &[Key::Char('z')])];
        check(&down, Place::Home, Key::Down, Some(Action::Down));
        check(&down, Place::Home, Key::Char('z'), Some(Action::Down));
        check(&down, Place::Home, Key::Char('j'), None);
    }

    #[test]
    fn letters_stay_text_where_text_is_written() {
        let fields = [given(Action::NextField, &[Key::Char('w')])];
        check(&fields, Place::Start, Key::Char('w'), Some(Action::Type('w')));
        check(&fields, Place::Start, Key::Tab, Some(Action::NextField));
        check(&fields, Place::Text, Key::Char('w'), Some(Action::NextField));
        check(&fields, Place::Text, Key::Tab, None);
    }

    #[test]
    fn a_key_that_would_do_two_things_is_told_of() {
        let clashes = Keymap::with(&[given(Action::Undo, &[Key::Char('s')])]).unwrap_err();
        assert!(clashes.iter().all(|clash| clash.says == "Skip this question"), "{clashes:?}");
        assert!(clashes.iter().any(|clash| clash.place == Place::Choice));
    }

    #[test]
    fn every_action_of_the_table_has_a_name_or_keeps_its_keys() {
        let named = actions();
        for (key, action) in TABLE.iter().flat_map(|row| row.keys) {
            let keeps = matches!(
                action,
                Action::Enter
                    | Action::Back
                    | Action::Choose(_)
                    | Action::Type(_)
                    | Action::Erase
                    | Action::EraseForward
                    | Action::Interrupt
            );
            assert!(keeps || named.iter().any(|(_, known)| known == action), "{key}: {action:?}");
        }
    }

    #[test]
    fn nothing_rebound_is_the_table() {
        let keymap = Keymap::with(&[]).unwrap();
        for place in Place::ALL {
            assert_eq!(
                keymap.rows(place).count(),
                TABLE.iter().filter(|row| row.places.contains(&place)).count()
            );
        }
    }
}
