//! Moving in what may be longer than the window: over a page row by row, over a list line by line.

use super::action::Action;
use super::sheet::Room;

/// How far a page is scrolled after an action, in rows; `None` for an action that scrolls nothing. How many rows the
/// page has is asked only when it matters.
pub fn scrolled(action: Action, from: i32, room: Room, rows: impl FnOnce() -> usize) -> Option<i32> {
    let page = i32::from(room.height).saturating_sub(6).max(1);
    let to = match action {
        Action::Up => from - 1,
        Action::Down => from + 1,
        Action::PageUp => from - page,
        Action::PageDown => from + page,
        Action::First => 0,
        Action::Last => i32::MAX,
        _ => return None,
    };
    Some(to.clamp(0, furthest(rows(), room)))
}

/// How far a page of so many rows can be scrolled at most.
pub fn furthest(rows: usize, room: Room) -> i32 {
    let shown = usize::from(room.height).saturating_sub(if room.is_compact() { 2 } else { 4 });
    i32::try_from(rows.saturating_sub(shown)).unwrap_or(i32::MAX)
}

/// The line of a list that has the cursor after an action; `None` for an action that does not move it, such as a click
/// on the line where it is. A page is what stands in the window, so that a list that fits has its ends one page away.
pub fn moved(action: Action, cursor: usize, lines: usize, room: Room) -> Option<usize> {
    let page = page(room);
    let last = lines.saturating_sub(1);
    let to = match action {
        Action::Up => cursor.saturating_sub(1),
        Action::Down => cursor + 1,
        Action::PageUp => cursor.saturating_sub(page),
        Action::PageDown => cursor + page,
        Action::First => 0,
        Action::Last => last,
        Action::Point(line) if line != cursor => line,
        _ => return None,
    };
    Some(to.min(last))
}

/// How many lines a page of a list has, below a head and above what stands at its foot.
pub fn page(room: Room) -> usize {
    usize::from(room.height).saturating_sub(9).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { width: 80, height: 24 };

    #[track_caller]
    fn check_page(action: Action, from: i32, want: Option<i32>) {
        assert_eq!(scrolled(action, from, ROOM, || 50), want);
    }

    #[track_caller]
    fn check_list(action: Action, cursor: usize, want: Option<usize>) {
        assert_eq!(moved(action, cursor, 5, ROOM), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn rows() { check_page(Action::Down, 3, Some(4)); check_page(Action::Up, 3, Some(2)); }
        #[test] fn pages() { check_page(Action::PageDown, 3, Some(21)); check_page(Action::PageUp, 30, Some(12)); }
        #[test] fn ends_of_a_page() { check_page(Action::Last, 0, Some(30)); check_page(Action::Down, 30, Some(30)); check_page(Action::Up, 0, Some(0)); }
        #[test] fn a_short_page() { assert_eq!(scrolled(Action::Last, 0, ROOM, || 20), Some(0)); }
        #[test] fn no_scrolling() { check_page(Action::Enter, 3, None); }
        #[test] fn lines() { check_list(Action::Down, 3, Some(4)); check_list(Action::Down, 4, Some(4)); check_list(Action::Up, 0, Some(0)); }
        #[test] fn ends_of_a_list() { check_list(Action::PageDown, 1, Some(4)); check_list(Action::First, 1, Some(0)); }
        #[test] fn pages_of_a_list() { for (action, want) in [(Action::PageDown, 23), (Action::PageUp, 0), (Action::Last, 49), (Action::Down, 9)] { assert_eq!(moved(action, 8, 50, ROOM), Some(want)); } }
        #[test] fn no_page_beyond_the_end() { assert_eq!(moved(Action::PageDown, 45, 50, ROOM), Some(49)); }
        #[test] fn clicks() { check_list(Action::Point(9), 1, Some(4)); check_list(Action::Point(1), 1, None); }
        #[test] fn an_empty_list() { assert_eq!(moved(Action::Down, 0, 0, ROOM), Some(0)); }
    }
}
