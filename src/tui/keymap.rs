//! Which key does what, and where: one table.
//!
//! The event loop looks keys up here, and footers and the help screen are written from the same
//! rows, so a hint is never wrong.

mod rebound;

use super::action::Action;
use super::keys::Key;

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
    Overview,
    Review,
    Result,
    Area,
    Help,
    Leave,
}

impl Place {
    pub const ALL: [Place; 16] = [
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
        Place::Overview,
        Place::Review,
        Place::Result,
        Place::Area,
        Place::Help,
        Place::Leave,
    ];

    /// Whether every character is text here.
    pub fn takes_text(self) -> bool {
        matches!(self, Place::Writing | Place::Start)
    }

    /// What the help screen calls it.
    pub fn name(self) -> &'static str {
        match self {
            Place::Home => "Home",
            Place::Start => "New assessment",
            Place::Choice | Place::YesNo => "A question with one answer",
            Place::Multiple => "A question with several answers",
            Place::Number => "A question for a number",
            Place::NumberGroup => "A question for several numbers",
            Place::Matrix => "A question with several lines",
            Place::Text => "A question for a text",
            Place::Writing => "Writing",
            Place::Overview => "Overview",
            Place::Review => "Check your answers",
            Place::Result => "Result",
            Place::Area => "One area",
            Place::Help => "Help",
            Place::Leave => "Leave",
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
    pub hint: &'static str,
    /// The whole sentence, for the help screen.
    pub says: &'static str,
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
const LISTS: &[Place] = &[Place::Home, Place::Overview, Place::Review, Place::Result];
const FIELDS: &[Place] = &[Place::Start, Place::NumberGroup];
const PAGES: &[Place] = &[Place::Area, Place::Help];
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
    ($($places:expr, $keys:expr, $shown:literal, $hint:literal, $says:literal;)*) => {
        &[$(Binding { places: $places, keys: $keys, shown: $shown, hint: $hint, says: $says }),*]
    };
}

/// The table. A footer shows its rows in this order, as far as there is room.
#[rustfmt::skip]
pub const TABLE: &[Binding] = rows![
    // Answering
    &[Place::Choice, Place::Matrix], DIGITS, 1, "choose", "Choose the line with that number; it is saved at once";
    &[Place::YesNo], &[(Key::Char('1'), Action::Choose(1)), (Key::Char('2'), Action::Choose(2))], 1, "choose", "1 for yes, 2 for no; it is saved at once";
    &[Place::YesNo], &[(Key::Char('y'), Action::Yes)], 1, "yes", "Yes";
    &[Place::Multiple], DIGITS, 1, "tick", "Tick the line with that number, or take the tick away";
    &[Place::Multiple], &[(Key::Char('0'), Action::ChooseNone)], 1, "none", "None of them";
    &[Place::Number], NUMERALS, 0, "", "Type the number; a point or a comma for parts of one";
    &[Place::NumberGroup], NUMERALS, 0, "", "Type the number; a point or a comma for parts of one";
    &[Place::Number, Place::NumberGroup], &[(Key::Backspace, Action::Erase)], 0, "", "Take back the last digit";
    &[Place::Number, Place::NumberGroup], &[(Key::Ctrl('u'), Action::EraseLine)], 0, "", "Clear the field";
    &[Place::Text], &[(Key::Tab, Action::NextField)], 1, "write", "Into the box, to write";
    PICKING, &[(Key::Char(' '), Action::Toggle)], 0, "", "Choose the line with the cursor, and stay";
    &[Place::Multiple], &[(Key::Char(' '), Action::Toggle)], 1, "tick", "Tick the line with the cursor, or take the tick away";
    QUESTION, &[(Key::Enter, Action::Enter)], 1, "next", "Confirm, and go on to the next question or line";
    &[Place::Choice, Place::YesNo, Place::Multiple, Place::Matrix], UP_DOWN, 0, "", "Move the cursor";
    &[Place::Number, Place::Text], UP_DOWN, 0, "", "Scroll";
    FIELDS, &[(Key::Tab, Action::NextField), (Key::BackTab, Action::PreviousField)], 1, "next field", "Next or previous field";
    FIELDS, &[(Key::Down, Action::NextField), (Key::Up, Action::PreviousField)], 0, "", "Next or previous field";
    &[Place::Matrix], &[(Key::Tab, Action::NextField), (Key::BackTab, Action::PreviousField)], 1, "next line", "Next or previous line";
    QUESTION, &[(Key::Left, Action::PreviousQuestion), (Key::Char('h'), Action::PreviousQuestion)], 1, "back", "Back to the previous question; nothing is lost";
    QUESTION, &[(Key::Right, Action::NextQuestion), (Key::Char('l'), Action::NextQuestion)], 0, "", "On to the next question, without answering";
    QUESTION, &[(Key::Char('s'), Action::Skip)], 1, "skip", "Skip this question";
    QUESTION, &[(Key::Char('d'), Action::DontKnow)], 0, "", "I don't know: left out of the score, and shown as a blind spot";
    QUESTION, &[(Key::Char('x'), Action::NotApplicable)], 0, "", "Does not apply to us: left out of the score";
    QUESTION, &[(Key::Char('n'), Action::Note)], 0, "", "Write a note to this question";
    QUESTION, &[(Key::Char('c'), Action::Confidence)], 0, "", "How sure you are: guess, fairly sure, can show it";
    QUESTION, &[(Key::Char('i'), Action::WhatCounts)], 0, "", "What counts, what does not, and what to ask for";
    QUESTION, &[(Key::Char('m'), Action::Mark)], 0, "", "Mark this question, to look at it again";
    QUESTION, &[(Key::Char('o'), Action::Overview), (Key::Escape, Action::Overview)], 1, "overview", "Overview of all questions";
    QUESTION, &[(Key::Char('u'), Action::Undo)], 1, "undo", "Undo the last change";
    QUESTION, &[(Key::Ctrl('r'), Action::Redo)], 0, "", "Redo what was undone";
    QUESTION, &[(Key::Char('['), Action::PreviousArea), (Key::Char(']'), Action::NextArea)], 0, "", "Previous or next area";
    &[Place::Choice, Place::YesNo, Place::Multiple, Place::Matrix], ENDS, 0, "", "First or last line";
    &[Place::Choice, Place::YesNo, Place::Multiple, Place::Matrix, Place::Text], PAGING, 0, "", "Scroll where the text is longer than the window";
    &[Place::Number, Place::NumberGroup], &[(Key::PageUp, Action::PageUp), (Key::PageDown, Action::PageDown)], 0, "", "Scroll where the text is longer than the window";

    // Writing
    &[Place::Writing], &[(Key::Enter, Action::Enter)], 1, "keep", "Keep the text";
    &[Place::Writing], &[(Key::Escape, Action::Back), (Key::Tab, Action::NextField)], 1, "done", "Keep the text, and leave the box";
    &[Place::Start], &[(Key::Enter, Action::Enter)], 1, "go on", "Next field; on the last one, start";
    &[Place::Writing, Place::Start], &[(Key::Left, Action::Left), (Key::Right, Action::Right), (Key::Home, Action::First), (Key::End, Action::Last)], 0, "", "Move within the text";
    &[Place::Writing, Place::Start], &[(Key::Backspace, Action::Erase), (Key::Delete, Action::EraseForward)], 0, "", "Erase";
    &[Place::Writing, Place::Start], &[(Key::Ctrl('w'), Action::EraseWord), (Key::Ctrl('u'), Action::EraseLine)], 0, "", "Erase a word, or all before the cursor";

    // Lists
    LISTS, UP_DOWN, 2, "move", "Move the cursor";
    &[Place::Home], &[(Key::Enter, Action::Enter)], 1, "open", "Open";
    &[Place::Overview], &[(Key::Enter, Action::Enter)], 1, "go there", "Go to this question, or to the first open one of this area";
    &[Place::Overview], &[(Key::Right, Action::Right), (Key::Left, Action::Left), (Key::Char('l'), Action::Right), (Key::Char('h'), Action::Left)], 1, "open area", "Show or hide the questions of this area";
    &[Place::Overview], &[(Key::Char('r'), Action::NextMarked)], 1, "next marked", "On to the next marked question";
    &[Place::Review], &[(Key::Enter, Action::Enter)], 1, "open", "Go to the first of these questions, or press the button";
    &[Place::Result], &[(Key::Enter, Action::Enter)], 1, "detail", "One area: answers, leaks, and why this score";
    &[Place::Result], &[(Key::Char('p'), Action::Report)], 1, "PDF", "Write the report as a PDF into this folder";
    &[Place::Result], &[(Key::Char('v'), Action::Order)], 1, "order", "Worst first, or in the order of the questionnaire";
    &[Place::Result], &[(Key::Char('o'), Action::Overview)], 1, "answers", "Back to the questions; a change opens the assessment again";
    LISTS, ENDS, 0, "", "First or last line";
    LISTS, PAGING, 0, "", "A page up or down";
    &[Place::Area], &[(Key::Left, Action::Left), (Key::Right, Action::Right), (Key::Char('h'), Action::Left), (Key::Char('l'), Action::Right)], 2, "area", "Previous or next area";
    PAGES, UP_DOWN, 2, "scroll", "Scroll";
    &[Place::Area], &[(Key::Char('p'), Action::Report)], 1, "PDF", "Write the report as a PDF into this folder";
    PAGES, PAGING, 0, "", "A page up or down";
    PAGES, ENDS, 0, "", "To the beginning or the end";
    &[Place::Start, Place::Overview, Place::Review, Place::Result, Place::Area, Place::Help], &[(Key::Escape, Action::Back)], 1, "back", "Back";
    &[Place::Home], &[(Key::Escape, Action::Back)], 0, "", "Nothing to go back to: `q` leaves";

    // Leaving
    &[Place::Leave], &[(Key::Enter, Action::Enter)], 1, "leave", "Leave";
    &[Place::Leave], &[(Key::Escape, Action::Back)], 1, "stay", "Stay";
    &[Place::Leave], &[(Key::Char('h'), Action::Home)], 1, "home", "To the first screen";
    &[Place::Leave], &[(Key::Ctrl('c'), Action::Interrupt)], 1, "leave at once", "Leave at once";

    // Everywhere
    LETTERS, &[(Key::Char('?'), Action::Help), (Key::F1, Action::Help)], 1, "help", "This help";
    &[Place::Start, Place::Writing], &[(Key::F1, Action::Help)], 1, "help", "This help";
    &[Place::Help], &[(Key::Char('?'), Action::Back), (Key::F1, Action::Back), (Key::Enter, Action::Back)], 0, "", "Back";
    LETTERS, &[(Key::Char('q'), Action::Leave)], 1, "leave", "Leave; what you answered is kept";
    &[Place::Help], &[(Key::Char('q'), Action::Back)], 0, "", "Back";
    &[Place::Home, Place::Start, Place::Choice, Place::YesNo, Place::Multiple, Place::Number, Place::NumberGroup, Place::Matrix, Place::Text, Place::Writing, Place::Overview, Place::Review, Place::Result, Place::Area, Place::Help], &[(Key::Ctrl('c'), Action::Interrupt)], 0, "", "Leave; a second time: at once";
    LETTERS, &[(Key::Char('M'), Action::Mouse)], 0, "", "Mouse on or off; off lets you select text. With it on, Shift and drag selects";
    &Place::ALL, &[(Key::Ctrl('l'), Action::Redraw)], 0, "", "Draw the screen anew";
    &Place::ALL, &[(Key::Ctrl('z'), Action::Suspend)], 0, "", "Back to the shell for a while; `fg` returns";
];

/// A row's keys as a footer shows them: `↑↓`, `1-5`.
///
/// `choices` is how many numbered lines there are to choose from.
pub fn shown(row: &Bound, choices: usize, ascii: bool) -> String {
    match row.keys.first() {
        Some((Key::Char('1'), Action::Choose(1))) if 1 < choices => {
            format!("1-{}", choices.min(row.keys.len()))
        }
        _ => label(row.keys.iter().take(row.row.shown).map(|(key, _)| *key), ascii),
    }
}

/// All keys of a row as help shows them.
pub fn every_key(row: &Bound, ascii: bool) -> String {
    match &*row.keys {
        [(Key::Char(first @ ('0' | '1')), _), .., (Key::Char(last), _)] if 3 < row.keys.len() => match last {
            '-' => "0-9 . , -".to_owned(),
            last => format!("{first}-{last}"),
        },
        keys => {
            let labels: Vec<String> = keys.iter().map(|(key, _)| key.label(ascii)).collect();
            labels.join(" ")
        }
    }
}

fn label(keys: impl Iterator<Item = Key>, ascii: bool) -> String {
    let labels: Vec<String> = keys.map(|key| key.label(ascii)).collect();
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
        for row in TABLE {
            assert!(!row.says.is_empty() && !row.keys.is_empty() && !row.places.is_empty());
            assert_eq!(row.shown == 0, row.hint.is_empty(), "{}", row.says);
            assert!(row.shown <= row.keys.len());
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
