//! The legend under a drawing: signs with their words, one after another, on as many lines as they need.

use super::{Anchor, half_capital, put};
use crate::page::style;
use crate::page::typesetter::Typesetter;
use crate::page::{Mark, Point};

const LINE: f32 = 14.0;
/// Between a sign and its words, and between two entries.
const SIGN_GAP: f32 = 5.0;
const ENTRY_GAP: f32 = 16.0;

/// A sign and what it means.
pub(super) struct Entry<'a> {
    /// Around a line through the middle: from 0 to `width` across, upward and downward of 0.
    pub(super) sign: Vec<Mark>,
    pub(super) width: f32,
    pub(super) words: &'a str,
}

/// Puts the entries below `top` and returns where they end: at `top` when there are none.
pub(super) fn draw(
    entries: Vec<Entry>,
    top: f32,
    width: f32,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) -> f32 {
    let mut x = 0.0;
    let mut middle = top + LINE / 2.0;
    let mut any = false;
    for entry in entries.into_iter().filter(|entry| !entry.words.is_empty()) {
        let room = (width - entry.width - SIGN_GAP).max(0.0);
        let words = typesetter.line(style::FIGURE_MUTED, entry.words, room);
        let needed = entry.width + SIGN_GAP + words.width;
        if x > 0.0 && x + needed > width {
            x = 0.0;
            middle += LINE;
        }
        marks.extend(entry.sign.into_iter().map(|mut mark| {
            mark.shift(x, middle);
            mark
        }));
        let at = Point::new(x + entry.width + SIGN_GAP, middle + half_capital(style::FIGURE_MUTED));
        put(&words, Anchor::Start, at, marks);
        x += needed + ENTRY_GAP;
        any = true;
    }
    if any { middle + LINE / 2.0 } else { top }
}
