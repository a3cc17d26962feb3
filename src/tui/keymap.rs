//! Which key does what, and where: one table.
//!
//! The event loop looks keys up here, and footers and the help screen are written from the same
//! rows, so a hint is never wrong.

mod page;
mod rebound;

use super::action::Action;
use super::keys::Key;
use crate::words::{HelpWords, KeyNames, KeyText, KeyWords};

pub use page::page;
pub use rebound::{Bound, Clash, Keymap, Rebinding, actions, is_fixed};

/// Where the person is, as far as keys are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Home,
    Start,
    /// A scale or a single choice.
    Choice,
    YesNo,
    Multiple,
    Number,
    NumberGroup,
    Matrix,
    /// A question that wants a text, outside its box.
    Text,
    /// In a box that takes every letter.
    Writing,
    /// Narrowing a list.
    Filter,
    /// Finding a question from another one.
    Find,
    Overview,
    Review,
    Result,
    Area,
    /// Setting an area's target.
    Target,
    /// The plan.
    Actions,
    /// The same while nothing is planned.
    EmptyPlan,
    /// A list that wants one line of it.
    Pick,
    /// The form of one action.
    Action,
    WhatIf,
    Why,
    Years,
    Changes,
    Export,
    Help,
    Leave,
}

impl Place {
    pub const ALL: [Place; 28] = [
        Place::Home,
        Place::Start,
        Place::Choice,
        Place::YesNo,
        Place::Multiple,
        Place::Number,
        Place::NumberGroup,
        Place::Matrix,
        Place::Text,
        Place::Writing,
        Place::Filter,
        Place::Find,
        Place::Overview,
        Place::Review,
        Place::Result,
        Place::Area,
        Place::Target,
        Place::Actions,
        Place::EmptyPlan,
        Place::Pick,
        Place::Action,
        Place::WhatIf,
        Place::Why,
        Place::Years,
        Place::Changes,
        Place::Export,
        Place::Help,
        Place::Leave,
    ];

    /// Whether every character is text here.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Place::Writing | Place::Start | Place::Action | Place::Target | Place::Filter | Place::Find
        )
    }

    /// What the help screen calls it.
    pub fn name(self, help: &HelpWords) -> &'static str {
        match self {
            Place::Home => help.home,
            Place::Start => help.start,
            Place::Choice | Place::YesNo => help.choice,
            Place::Multiple => help.multiple,
            Place::Number => help.number,
            Place::NumberGroup => help.number_group,
            Place::Matrix => help.matrix,
            Place::Text => help.text,
            Place::Writing => help.writing,
            Place::Filter => help.filter,
            Place::Find => help.find,
            Place::Overview => help.overview,
            Place::Review => help.review,
            Place::Result => help.result,
            Place::Area => help.area,
            Place::Target => help.target,
            Place::Actions | Place::EmptyPlan => help.actions,
            Place::Pick => help.pick,
            Place::Action => help.action,
            Place::WhatIf => help.what_if,
            Place::Why => help.why,
            Place::Years => help.years,
            Place::Changes => help.changes,
            Place::Export => help.export,
            Place::Help => help.help,
            Place::Leave => help.leave_place,
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Binding {
    pub places: &'static [Place],
    pub keys: &'static [(Key, Action)],
    /// How many of the keys the footer shows; none for rows that only help tells of.
    pub shown: usize,
    /// What is said of them, in a language.
    pub text: fn(&KeyWords) -> &KeyText,
}

const QUESTION: &[Place] = &[
    Place::Choice,
    Place::YesNo,
    Place::Multiple,
    Place::Number,
    Place::NumberGroup,
    Place::Matrix,
    Place::Text,
];
const PICKING: &[Place] = &[Place::Choice, Place::YesNo, Place::Matrix];
const COPYING: &[Place] = &[
    Place::Choice,
    Place::YesNo,
    Place::Multiple,
    Place::Number,
    Place::NumberGroup,
    Place::Matrix,
    Place::Text,
    Place::Home,
    Place::Overview,
    Place::Review,
    Place::Result,
];
const FINDING: &[Place] = &[Place::Filter, Place::Find];
const BOXES: &[Place] =
    &[Place::Writing, Place::Start, Place::Action, Place::Target, Place::Filter, Place::Find];
const LISTS: &[Place] = &[
    Place::Home,
    Place::Overview,
    Place::Review,
    Place::Result,
    Place::WhatIf,
    Place::Years,
    Place::Export,
    Place::Pick,
];
const FIELDS: &[Place] = &[Place::Start, Place::NumberGroup, Place::Action];
const PAGES: &[Place] = &[Place::Area, Place::Why, Place::Changes, Place::Help];
const LETTERS: &[Place] = &[
    Place::Home,
    Place::Choice,
    Place::YesNo,
    Place::Multiple,
    Place::Number,
    Place::NumberGroup,
    Place::Matrix,
    Place::Text,
    Place::Overview,
    Place::Review,
    Place::Result,
    Place::Area,
    Place::Actions,
    Place::EmptyPlan,
    Place::Pick,
    Place::WhatIf,
    Place::Why,
    Place::Years,
    Place::Changes,
    Place::Export,
];

const DIGITS: &[(Key, Action)] = &[
    (Key::Char('1'), Action::Choose(1)),
    (Key::Char('2'), Action::Choose(2)),
    (Key::Char('3'), Action::Choose(3)),
    (Key::Char('4'), Action::Choose(4)),
    (Key::Char('5'), Action::Choose(5)),
    (Key::Char('6'), Action::Choose(6)),
    (Key::Char('7'), Action::Choose(7)),
    (Key::Char('8'), Action::Choose(8)),
    (Key::Char('9'), Action::Choose(9)),
];
const NUMERALS: &[(Key, Action)] = &[
    (Key::Char('0'), Action::Type('0')),
    (Key::Char('1'), Action::Type('1')),
    (Key::Char('2'), Action::Type('2')),
    (Key::Char('3'), Action::Type('3')),
    (Key::Char('4'), Action::Type('4')),
    (Key::Char('5'), Action::Type('5')),
    (Key::Char('6'), Action::Type('6')),
    (Key::Char('7'), Action::Type('7')),
    (Key::Char('8'), Action::Type('8')),
    (Key::Char('9'), Action::Type('9')),
    (Key::Char('.'), Action::Type('.')),
    (Key::Char(','), Action::Type(',')),
    (Key::Char('-'), Action::Type('-')),
];
const UP_DOWN: &[(Key, Action)] = &[
    (Key::Up, Action::Up),
    (Key::Down, Action::Down),
    (Key::Char('k'), Action::Up),
    (Key::Char('j'), Action::Down),
];
const ENDS: &[(Key, Action)] = &[
    (Key::Char('g'), Action::First),
    (Key::Char('G'), Action::Last),
    (Key::Home, Action::First),
    (Key::End, Action::Last),
];
const PAGING: &[(Key, Action)] = &[
    (Key::PageUp, Action::PageUp),
    (Key::PageDown, Action::PageDown),
    (Key::Ctrl('u'), Action::PageUp),
    (Key::Ctrl('d'), Action::PageDown),
];

macro_rules! rows {
    ($($places:expr, $keys:expr, $shown:literal, $text:ident;)*) => {
        &[$(Binding { places: $places, keys: $keys, shown: $shown, text: |words| &words.$text }),*]
    };
}

/// The table. A footer shows its rows in this order, as far as there is room.
#[rustfmt::skip]
pub const TABLE: &[Binding] = rows![
    // Answering
    &[Place::Choice, Place::Matrix], DIGITS, 1, choose;
    &[Place::YesNo], &[(Key::Char('1'), Action::Choose(1)), (Key::Char('2'), Action::Choose(2))], 1, choose_yes_no;
    &[Place::Multiple], DIGITS, 1, tick_number;
    &[Place::Multiple], &[(Key::Char('0'), Action::ChooseNone)], 1, none;
    &[Place::Number], NUMERALS, 0, numerals;
    &[Place::NumberGroup], NUMERALS, 0, numerals;
    &[Place::Number, Place::NumberGroup], &[(Key::Backspace, Action::Erase)], 0, erase_digit;
    &[Place::Number, Place::NumberGroup], &[(Key::Ctrl('u'), Action::EraseLine)], 0, clear_field;
    &[Place::Text], &[(Key::Tab, Action::NextField)], 1, write;
    PICKING, &[(Key::Char(' '), Action::Toggle)], 0, choose_here;
    &[Place::Multiple], &[(Key::Char(' '), Action::Toggle)], 1, tick_here;
    QUESTION, &[(Key::Enter, Action::Enter)], 1, next;
    &[Place::Choice, Place::YesNo, Place::Multiple, Place::Matrix], UP_DOWN, 0, cursor;
    &[Place::Number, Place::Text], UP_DOWN, 0, scroll_text;
    FIELDS, &[(Key::Tab, Action::NextField), (Key::BackTab, Action::PreviousField)], 1, field;
    FIELDS, &[(Key::Down, Action::NextField), (Key::Up, Action::PreviousField)], 0, field_too;
    &[Place::Matrix], &[(Key::Tab, Action::NextField), (Key::BackTab, Action::PreviousField)], 1, line;
    QUESTION, &[(Key::Left, Action::PreviousQuestion), (Key::Char('h'), Action::PreviousQuestion)], 1, back;
    QUESTION, &[(Key::Right, Action::NextQuestion), (Key::Char('l'), Action::NextQuestion)], 0, on;
    QUESTION, &[(Key::Char('s'), Action::Skip)], 1, skip;
    QUESTION, &[(Key::Char('d'), Action::DontKnow)], 0, dont_know;
    QUESTION, &[(Key::Char('x'), Action::NotApplicable)], 0, not_applicable;
    QUESTION, &[(Key::Char('n'), Action::Note)], 0, note;
    &[Place::Choice, Place::YesNo, Place::Multiple, Place::Number], &[(Key::Tab, Action::NextField)], 0, note_too;
    QUESTION, &[(Key::Char('c'), Action::Confidence)], 0, confidence;
    QUESTION, &[(Key::Char('i'), Action::WhatCounts)], 0, what_counts;
    QUESTION, &[(Key::Char('m'), Action::Mark)], 0, mark;
    QUESTION, &[(Key::Char('o'), Action::Overview), (Key::Escape, Action::Overview)], 1, overview;
    QUESTION, &[(Key::Char('/'), Action::Find)], 0, find_question;
    QUESTION, &[(Key::Char('u'), Action::Undo)], 1, undo;
    QUESTION, &[(Key::Ctrl('r'), Action::Redo)], 0, redo;
    QUESTION, &[(Key::Char('['), Action::PreviousArea), (Key::Char(']'), Action::NextArea)], 0, areas;
    &[Place::Choice, Place::YesNo, Place::Multiple, Place::Matrix], ENDS, 0, ends;
    &[Place::Choice, Place::YesNo, Place::Multiple, Place::Matrix, Place::Text], PAGING, 0, long_text;
    &[Place::Number, Place::NumberGroup], &[(Key::PageUp, Action::PageUp), (Key::PageDown, Action::PageDown)], 0, long_text;

    // Writing
    &[Place::Writing], &[(Key::Enter, Action::Enter)], 1, keep;
    &[Place::Writing], &[(Key::Escape, Action::Back), (Key::Tab, Action::NextField)], 1, done;
    &[Place::Start], &[(Key::Enter, Action::Enter)], 1, go_on;
    &[Place::Action], &[(Key::Enter, Action::Enter)], 1, keep_action;
    &[Place::Target], &[(Key::Enter, Action::Enter)], 1, keep_target;
    &[Place::Target], &[(Key::Escape, Action::Back)], 1, leave_target;
    &[Place::Writing, Place::Text], &[(Key::Ctrl('e'), Action::Edit)], 1, editor;
    &[Place::Writing], &[(Key::Ctrl('n'), Action::NewLine)], 0, new_line;
    &[Place::Writing], &[(Key::Up, Action::Up), (Key::Down, Action::Down)], 0, line_of_text;

    // Finding
    &[Place::Filter], &[(Key::Enter, Action::Enter)], 1, keep_choice;
    &[Place::Find], &[(Key::Enter, Action::Enter)], 1, go_to_found;
    FINDING, &[(Key::Up, Action::Up), (Key::Down, Action::Down)], 2, list;
    FINDING, &[(Key::PageUp, Action::PageUp), (Key::PageDown, Action::PageDown)], 0, page;
    &[Place::Filter], &[(Key::Escape, Action::Back)], 1, show_all;
    &[Place::Find], &[(Key::Escape, Action::Back)], 1, go_back;

    // In every box
    BOXES, &[(Key::Left, Action::Left), (Key::Right, Action::Right), (Key::Home, Action::First), (Key::End, Action::Last)], 0, within;
    BOXES, &[(Key::Backspace, Action::Erase), (Key::Delete, Action::EraseForward)], 0, erase;
    BOXES, &[(Key::Ctrl('w'), Action::EraseWord), (Key::Ctrl('u'), Action::EraseLine)], 0, erase_word;

    // Lists
    LISTS, UP_DOWN, 2, list;
    &[Place::Home], &[(Key::Enter, Action::Enter)], 1, open;
    &[Place::Overview], &[(Key::Enter, Action::Enter)], 1, go_there;
    &[Place::Overview], &[(Key::Right, Action::Right), (Key::Left, Action::Left), (Key::Char('l'), Action::Right), (Key::Char('h'), Action::Left)], 1, open_area;
    &[Place::Overview], &[(Key::Char('r'), Action::NextMarked)], 1, next_marked;
    &[Place::Review], &[(Key::Enter, Action::Enter)], 1, open_group;
    &[Place::Review], &[(Key::Tab, Action::NextField), (Key::BackTab, Action::NextField)], 1, buttons;
    &[Place::Result], &[(Key::Enter, Action::Enter)], 1, detail;
    &[Place::Pick], &[(Key::Enter, Action::Enter)], 1, take_line;
    &[Place::Result], &[(Key::Char('w'), Action::WhatIf)], 1, what_if;
    &[Place::Result], &[(Key::Char('p'), Action::Report)], 1, report;
    &[Place::Result], &[(Key::Char('a'), Action::Actions)], 1, actions;
    &[Place::Result], &[(Key::Char('e'), Action::Export)], 1, export;
    &[Place::Result], &[(Key::Char('v'), Action::Order)], 1, order;
    &[Place::Result], &[(Key::Char('b'), Action::Bucket)], 1, bucket;
    &[Place::Result], &[(Key::Char('i'), Action::Why)], 1, why;
    &[Place::Home, Place::Result], &[(Key::Char('t'), Action::Years)], 1, years;
    &[Place::Home], &[(Key::Char('n'), Action::Again)], 1, again;
    &[Place::Home], &[(Key::Char('x'), Action::Remove)], 1, remove;
    &[Place::Home], &[(Key::Char('u'), Action::Undo)], 0, bring_back;
    &[Place::Years], &[(Key::Enter, Action::Enter)], 1, open_area_of;
    &[Place::Years], &[(Key::Char('c'), Action::Changes)], 1, changes;
    &[Place::Years], &[(Key::Char('s'), Action::Sort)], 1, sort;
    &[Place::Years, Place::Changes], &[(Key::Char('p'), Action::Report)], 1, report_of_years;
    &[Place::Result], &[(Key::Char('o'), Action::Overview)], 1, answers;
    &[Place::Home, Place::Overview, Place::Result], &[(Key::Char('/'), Action::Find)], 1, filter;
    &[Place::WhatIf], &[(Key::Char(' '), Action::Toggle), (Key::Enter, Action::Enter)], 1, plug;
    &[Place::WhatIf], &[(Key::Char('s'), Action::ShortWay)], 1, short_way;
    &[Place::WhatIf], &[(Key::Char('0'), Action::ChooseNone)], 1, unplug;
    &[Place::Export], &[(Key::Enter, Action::Enter)], 1, write_file;
    LISTS, ENDS, 0, ends;
    LISTS, PAGING, 0, page;
    &[Place::Area], &[(Key::Left, Action::Left), (Key::Right, Action::Right), (Key::Char('h'), Action::Left), (Key::Char('l'), Action::Right)], 2, area;
    PAGES, UP_DOWN, 2, scroll;
    &[Place::Area], &[(Key::Char('p'), Action::Report)], 1, report;
    &[Place::Area], &[(Key::Char('t'), Action::Target)], 1, target;
    &[Place::Area], &[(Key::Char('a'), Action::Actions)], 1, actions;
    &[Place::Area], &[(Key::Char('+'), Action::AddStep)], 1, add_action;
    &[Place::Actions], &[(Key::Enter, Action::Enter)], 1, edit_action;
    &[Place::Actions], &[(Key::Char('+'), Action::AddStep)], 1, add_action;
    &[Place::EmptyPlan], &[(Key::Char('+'), Action::AddStep), (Key::Enter, Action::Enter)], 1, add_action;
    &[Place::Actions], &[(Key::Char(' '), Action::Toggle)], 1, action_done;
    &[Place::Actions], &[(Key::Char('x'), Action::RemoveStep)], 1, remove_action;
    &[Place::Actions], &[(Key::Char('e'), Action::ExportPlan)], 1, export_plan;
    &[Place::Actions], &[(Key::Char('J'), Action::MoveDown), (Key::Char('K'), Action::MoveUp)], 2, move_action;
    &[Place::Actions], &[(Key::Char('d'), Action::DropStep)], 0, drop_action;
    &[Place::Actions, Place::EmptyPlan], &[(Key::Char('u'), Action::Undo)], 0, undo_plan;
    &[Place::Actions, Place::EmptyPlan], &[(Key::Ctrl('r'), Action::Redo)], 0, redo_plan;
    &[Place::Actions], UP_DOWN, 0, list_too;
    &[Place::Actions], ENDS, 0, ends;
    &[Place::Actions], PAGING, 0, page;
    &[Place::Result], &[(Key::Char('O'), Action::OpenFile)], 0, open_file;
    &[Place::Area, Place::Years, Place::Changes, Place::Export], &[(Key::Char('O'), Action::OpenFile), (Key::Char('o'), Action::OpenFile)], 0, open_file;
    PAGES, PAGING, 0, page;
    PAGES, ENDS, 0, page_ends;
    &[Place::Start, Place::Overview, Place::Review, Place::Result, Place::Area, Place::WhatIf, Place::Why, Place::Years, Place::Changes, Place::Export, Place::Actions, Place::EmptyPlan, Place::Pick, Place::Help], &[(Key::Escape, Action::Back)], 1, go_back;
    &[Place::Action], &[(Key::Escape, Action::Back)], 1, keep_and_back;
    &[Place::Home], &[(Key::Escape, Action::Back)], 0, nowhere_back;

    // Leaving
    &[Place::Leave], &[(Key::Enter, Action::Enter)], 1, leave;
    &[Place::Leave], &[(Key::Escape, Action::Back)], 1, stay;
    &[Place::Leave], &[(Key::Char('h'), Action::Home)], 1, home;
    &[Place::Leave], &[(Key::Ctrl('c'), Action::Interrupt)], 1, at_once;

    // Everywhere
    COPYING, &[(Key::Char('y'), Action::Copy)], 0, copy;
    LETTERS, &[(Key::Char('?'), Action::Help), (Key::F1, Action::Help)], 1, help;
    BOXES, &[(Key::F1, Action::Help)], 1, help;
    &[Place::Help], &[(Key::Char('?'), Action::Back), (Key::F1, Action::Back), (Key::Enter, Action::Back)], 0, close;
    LETTERS, &[(Key::Char('q'), Action::Leave)], 1, leave_kept;
    &[Place::Help], &[(Key::Char('q'), Action::Back)], 0, close;
    &[Place::Home, Place::Start, Place::Choice, Place::YesNo, Place::Multiple, Place::Number, Place::NumberGroup, Place::Matrix, Place::Text, Place::Writing, Place::Filter, Place::Find, Place::Overview, Place::Review, Place::Result, Place::Area, Place::WhatIf, Place::Why, Place::Years, Place::Changes, Place::Export, Place::Actions, Place::EmptyPlan, Place::Pick, Place::Action, Place::Target, Place::Help], &[(Key::Ctrl('c'), Action::Interrupt)], 0, interrupt;
    LETTERS, &[(Key::Char('M'), Action::Mouse)], 0, mouse;
    &Place::ALL, &[(Key::Ctrl('l'), Action::Redraw)], 0, redraw;
    &Place::ALL, &[(Key::Ctrl('z'), Action::Suspend)], 0, suspend;
];

/// A row's keys as a footer shows them: `↑↓`, `1-5`.
///
/// `choices` is how many numbered lines there are to choose from.
pub fn shown(row: &Bound, choices: usize, ascii: bool, names: &KeyNames) -> String {
    match row.keys.first() {
        Some((Key::Char('1'), Action::Choose(1))) if 1 < choices => {
            format!("1-{}", choices.min(row.keys.len()))
        }
        _ => label(row.keys.iter().take(row.row.shown).map(|(key, _)| *key), ascii, names),
    }
}

/// All keys of a row as help shows them.
pub fn every_key(row: &Bound, ascii: bool, names: &KeyNames) -> String {
    match &*row.keys {
        [(Key::Char(first @ ('0' | '1')), _), .., (Key::Char(last), _)] if 3 < row.keys.len() => match last {
            '-' => "0-9 . , -".to_owned(),
            last => format!("{first}-{last}"),
        },
        keys => {
            let labels: Vec<String> = keys.iter().map(|(key, _)| key.label(ascii, names)).collect();
            labels.join(" ")
        }
    }
}

fn label(keys: impl Iterator<Item = Key>, ascii: bool, names: &KeyNames) -> String {
    let labels: Vec<String> = keys.map(|key| key.label(ascii, names)).collect();
    labels.join(if ascii { "/" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(place: Place) -> impl Iterator<Item = &'static Binding> {
        TABLE.iter().filter(move |row| row.places.contains(&place))
    }

    #[test]
    fn no_key_does_two_things() {
        for place in Place::ALL {
            let mut seen: Vec<Key> = Vec::new();
            for (key, _) in rows(place).flat_map(|row| row.keys) {
                assert!(!seen.contains(key), "{key} twice in {place:?}");
                seen.push(*key);
            }
        }
    }

    #[test]
    fn letters_are_text_where_text_is_written() {
        for place in Place::ALL.into_iter().filter(|place| place.takes_text()) {
            for (key, _) in rows(place).flat_map(|row| row.keys) {
                assert!(!matches!(key, Key::Char(_)), "{key} in {place:?}");
            }
        }
    }

    #[test]
    fn every_row_is_told_of() {
        for words in crate::words::ALL {
            for row in TABLE {
                let text = (row.text)(&words.keys);
                assert!(!text.says.is_empty() && !row.keys.is_empty() && !row.places.is_empty());
                assert_eq!(row.shown == 0, text.hint.is_empty(), "{}", text.says);
                assert!(row.shown <= row.keys.len());
            }
        }
    }

    #[test]
    fn every_place_can_be_left_and_explained() {
        for place in Place::ALL {
            let does = |wanted: &[Action]| {
                rows(place).flat_map(|row| row.keys).any(|(_, action)| wanted.contains(action))
            };
            assert!(does(&[Action::Interrupt]), "{place:?}");
            assert!(does(&[Action::Help, Action::Back]), "{place:?}");
        }
    }
}
