//! A box to write in: as high as its text, and scrolled with the cursor where that is too high.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::tui::draft::Draft;
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::tui::wrap;

/// How many cells a line of a box takes that is so wide with its edge.
pub fn inner_width(width: usize) -> usize {
    width.saturating_sub(3).max(1)
}

/// The rows of a box; with `focus` the cursor stands in it. At most half of the window is taken, and where there is
/// more, `^` and `v` stand at its edge.
pub fn rows<'a>(draft: &Draft, focus: bool, indent: usize, width: usize, room: Room) -> Vec<Row<'a>> {
    let inner = inner_width(width);
    let lines = lines(draft.text(), inner);
    let (caret_line, caret_column) = place(draft, &lines);
    let most = (usize::from(room.height) / 2).saturating_sub(2).max(3);
    let first = match focus {
        true => (caret_line + 1).saturating_sub(most),
        false => 0,
    };
    let last = (first + most).min(lines.len());
    let mut rows = Vec::with_capacity(most);
    for (number, line) in lines.iter().enumerate().take(last).skip(first) {
        let edge = match number {
            number if number == first && 0 < first => "^ ",
            number if number + 1 == last && last < lines.len() => "v ",
            _ => "│ ",
        };
        let text = draft.text().get(line.clone()).unwrap_or_default();
        // The space at a line's end may stand beyond the edge, and is no reason to cut the word before it.
        let shown = wrap::fit(text.trim_end_matches(' '), inner);
        let row = Row::indent(indent).and(Role::Plain, edge).and(Role::Field, shown);
        let is_caret = focus && number == caret_line;
        rows.push(if is_caret { row.caret(indent + 2 + caret_column.min(inner)) } else { row });
    }
    rows
}

/// Moves the cursor a line up or down, as the box shows its lines.
pub fn step(draft: &mut Draft, down: bool, width: usize) {
    let lines = lines(draft.text(), inner_width(width));
    let (line, column) = place(draft, &lines);
    let to = if down { Some(line + 1) } else { line.checked_sub(1) };
    let Some((to, range)) = to.and_then(|to| Some((to, lines.get(to)?))) else { return };
    // Where a line was only wrapped, its end is the beginning of the next one.
    let is_wrapped = lines.get(to + 1).is_some_and(|next| next.start == range.end);
    let text = draft.text().get(range.clone()).unwrap_or_default();
    let mut at = range.start;
    let mut taken = 0;
    for character in text.graphemes(true) {
        taken += wrap::width(character);
        let end = at + character.len();
        if column < taken || (is_wrapped && range.end <= end) {
            break;
        }
        at = end;
    }
    draft.go_to(at);
}

/// The line and the column of the cursor.
fn place(draft: &Draft, lines: &[Range<usize>]) -> (usize, usize) {
    let at = draft.before().len();
    let line = lines.iter().rposition(|line| line.start <= at).unwrap_or(0);
    let start = lines.get(line).map_or(0, |line| line.start);
    (line, wrap::width(draft.text().get(start..at).unwrap_or_default()))
}

/// The lines of a text, none wider than `room` but for a space at its end. Together they hold every place a cursor
/// can have: a wrapped line ends where the next one begins, other lines end before their line break.
fn lines(text: &str, room: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut taken = 0;
    // Behind the last space of this line.
    let mut word = 0;
    for (at, character) in text.grapheme_indices(true) {
        if character == "\n" {
            lines.push(start..at);
            (start, word, taken) = (at + 1, at + 1, 0);
            continue;
        }
        let wide = wrap::width(character);
        if room < taken + wide && start < at && character != " " {
            let next = if start < word { word } else { at };
            lines.push(start..next);
            start = next;
            taken = wrap::width(text.get(start..at).unwrap_or_default());
            word = start;
        }
        taken += wide;
        if character == " " {
            word = at + 1;
        }
    }
    lines.push(start..text.len());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Action;

    /// A text as lines of ten cells, with `|` at their ends.
    #[track_caller]
    fn check(text: &str, want: &str) {
        let shown: Vec<&str> = lines(text, 10).into_iter().map(|line| text.get(line).unwrap()).collect();
        assert_eq!(shown.join("|"), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn nothing() { check("", ""); }
        #[test] fn one_line() { check("ten cells.", "ten cells."); }
        #[test] fn at_a_space() { check("a line that is long", "a line |that is |long"); }
        #[test] fn a_space_at_the_edge() { check("ten cells. more", "ten cells. |more"); }
        #[test] fn a_long_word() { check("abcdefghijklm no", "abcdefghij|klm no"); }
        #[test] fn line_breaks() { check("a\n\nb\n", "a||b|"); }
        #[test] fn wide_signs() { check("顧客は残りますか", "顧客は残り|ますか"); }
    }

    #[test]
    fn a_space_beyond_the_edge_cuts_no_word() {
        let draft = Draft::new("ten cells. more".to_owned());
        let shown: Vec<String> =
            rows(&draft, true, 2, 13, Room { width: 80, height: 24 }).iter().map(Row::says).collect();
        assert_eq!(shown, ["ten cells.", "more"]);
    }

    /// Where the cursor is after steps from the end of a text, in lines of ten cells.
    #[track_caller]
    fn check_steps(text: &str, steps: &[bool], want: &str) {
        let mut draft = Draft::new(text.to_owned());
        for down in steps {
            step(&mut draft, *down, 13);
        }
        assert_eq!(draft.before(), want);
    }

    #[test]
    fn up_keeps_the_column() {
        check_steps("first\nsecond\nthird", &[false], "first\nsecon");
        check_steps("a\nsecond", &[false], "a");
        check_steps("a\nsecond", &[false, true], "a\ns");
        check_steps("a line that is long", &[false], "a line that");
        check_steps("a", &[false, true], "a");
        // The end of a wrapped line belongs to the next one.
        check_steps("abcdefghijklmnopqrst", &[false], "abcdefghi");
    }

    /// Every line of a long text can be come to, and the cursor is in view there.
    #[test]
    fn a_long_text_scrolls() {
        let text = (0..40).map(|line| format!("line {line}")).collect::<Vec<_>>().join("\n");
        let mut draft = Draft::new(text);
        let room = Room { width: 80, height: 24 };
        let shown = |draft: &Draft| {
            let rows = rows(draft, true, 2, 60, room);
            (rows.len(), rows.iter().position(Row::is_focused).unwrap())
        };
        assert_eq!(shown(&draft), (10, 9));
        for _ in 0..39 {
            step(&mut draft, false, 60);
        }
        assert_eq!((draft.before(), shown(&draft)), ("line 0", (10, 0)));
        draft.act(Action::Type('!'));
        assert!(draft.text().starts_with("line 0!\n"));
    }
}
