//! A page that is longer than the window: laid out once for a window, and from then on only looked at through it.

use super::action::Action;
use super::moving;
use super::sheet::{Room, Row, list};

/// How far a page is scrolled, and its rows as they were laid out when it was scrolled first. Whoever changes what
/// stands on the page begins with a new one.
#[derive(Clone, Debug, Default)]
pub struct Page {
    scroll: i32,
    laid_out: Option<(Room, Vec<Row<'static>>)>,
}

impl Page {
    /// How many rows are scrolled away.
    pub fn scroll(&self) -> i32 {
        self.scroll
    }

    /// The page after an action; the same where it scrolls nothing.
    pub fn scrolled(mut self, action: Action, room: Room, rows: impl FnOnce() -> Vec<Row<'static>>) -> Page {
        let laid_out = self.laid_out.take().filter(|(of, _)| *of == room);
        let kept = laid_out.unwrap_or_else(|| (room, rows()));
        self.scroll = moving::scrolled(action, self.scroll, room, || kept.1.len()).unwrap_or(self.scroll);
        Page { laid_out: Some(kept), ..self }
    }

    /// The rows of a sheet that is scrolled so far: those that can be seen, where they are known already.
    pub fn rows(&self, room: Room, rows: impl FnOnce() -> Vec<Row<'static>>) -> Vec<Row<'static>> {
        match &self.laid_out {
            Some((of, kept)) if *of == room => {
                let near = room.near(usize::try_from(self.scroll).unwrap_or(0));
                list(kept.len(), near, |line| kept.get(line).cloned()).collect()
            }
            Some(_) | None => rows(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::sheet::height;
    use crate::tui::theme::Role;

    const ROOM: Room = Room { width: 40, height: 12 };

    fn written() -> Vec<Row<'static>> {
        (0..500).map(|line| Row::of(Role::Plain, format!("line {line}"))).collect()
    }

    /// What is drawn of a page after these actions, and how many of its rows were made for it.
    #[track_caller]
    fn check(actions: &[Action], first: usize) {
        let scroll = |page: Page, action: &Action| page.scrolled(*action, ROOM, written);
        let page = actions.iter().fold(Page::default(), scroll);
        let rows = page.rows(ROOM, || panic!("it is laid out again"));
        assert_eq!((page.scroll() as usize, height(&rows)), (first, 500));
        assert!(rows.len() < 40, "{} rows", rows.len());
        // All that the window shows is there.
        let texts: Vec<String> = rows.iter().map(Row::text).collect();
        for line in first..first + usize::from(ROOM.height) - 2 {
            assert!(texts.contains(&format!("line {line}")), "{line} in {texts:?}");
        }
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn at_the_top() { check(&[Action::Up], 0); }
        #[test] fn a_row_down() { check(&[Action::Down], 1); }
        #[test] fn in_the_middle() { check(&[Action::Down; 200], 200); }
        #[test] fn at_the_end() { check(&[Action::Last], 490); }
        #[test] fn back_again() { check(&[Action::Last, Action::PageUp], 484); }
    }

    /// In another window it is laid out again, and so it is before anybody has scrolled.
    #[test]
    fn another_window() {
        let page = Page::default().scrolled(Action::Down, ROOM, written);
        for page in [Page::default(), page] {
            assert_eq!(page.rows(Room { width: 60, ..ROOM }, written).len(), 500);
        }
    }
}
