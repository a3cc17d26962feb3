//! Pieces dealt out to pages: what belongs together stays together, and no page is left nearly empty.

use std::ops::Range;

use super::piece::{Keep, Piece};

/// A page that is filled less than this takes something over from the page before.
const THIN_PAGE: f32 = 0.3;
/// Where less than this is left, what fits on no page begins on a new one.
const WORTH_BEGINNING: f32 = 0.3;
/// What would rather stay whole is cut where more than this would stay empty.
const TOO_EMPTY: f32 = 1.0 / 3.0;
/// What is cut leaves at least this much on either side.
const WORTH_CUTTING: f32 = 0.12;

/// The most that spaces give up, as a part of themselves, so that what begins a page ends on it.
const GIVEN_UP: f32 = 0.5;

/// Deals pieces out to pages of the given height. Heads of tables that go on are repeated.
pub(super) fn sheets(mut pieces: Vec<Piece>, heads: &[Piece], height: f32) -> Vec<Vec<Piece>> {
    tighten(&mut pieces, heads, height);
    let mut breaks = breaks(&pieces, heads, height);
    fill_thin_pages(&mut breaks, &pieces, heads, height);
    let mut pieces = pieces.into_iter();
    breaks
        .iter()
        .map(|sheet| {
            let mut sheet: Vec<Piece> = pieces.by_ref().take(sheet.len()).collect();
            let head = sheet.first().and_then(|first| heads.get(first.head?)).cloned();
            sheet.splice(0..0, head);
            sheet
        })
        .collect()
}

/// Narrows the spaces of what begins a page by order and is hardly taller than one, so that it stays one page.
fn tighten(pieces: &mut [Piece], heads: &[Piece], height: f32) {
    let mut starts = Vec::new();
    let mut next = 0;
    while let Some(first) = pieces.get(next) {
        if first.new_page {
            starts.push(next);
        }
        next = group(pieces, next).end;
    }
    let ends = starts.iter().copied().skip(1).chain([pieces.len()]).collect::<Vec<usize>>();
    for (start, end) in starts.into_iter().zip(ends) {
        let Some(run) = pieces.get_mut(start..end) else { continue };
        // A little more than needed, since the sum of many heights comes back rounded.
        let over = Sheet::at(0).with(run, heads).used - height + 0.1;
        let spaces: f32 = run.iter().skip(1).map(|piece| piece.before).sum();
        if 0.1 < over && over <= GIVEN_UP * spaces {
            run.iter_mut().skip(1).for_each(|piece| piece.before *= 1.0 - over / spaces);
        }
    }
}

/// Returns which pieces stand on which page.
fn breaks(pieces: &[Piece], heads: &[Piece], height: f32) -> Vec<Range<usize>> {
    let mut sheets = Vec::new();
    let mut sheet = Sheet::at(0);
    let mut next = 0;
    while let Some(first) = pieces.get(next) {
        let group = group(pieces, next);
        if first.new_page && next > sheet.start {
            sheets.push(sheet.start..next);
            sheet = Sheet::at(next);
        }
        if sheet.with(&pieces[group.clone()], heads).used <= height {
            sheet = sheet.with(&pieces[group.clone()], heads);
            next = group.end;
            continue;
        }
        if let Some(end) = cut(pieces, heads, group.clone(), sheet, height) {
            sheets.push(sheet.start..end);
            sheet = Sheet::at(end);
            next = end;
            continue;
        }
        let alone = Sheet::at(next).with(&pieces[group.clone()], heads).used;
        let begin_anew = alone <= height || height - sheet.used < WORTH_BEGINNING * height;
        if begin_anew && next > sheet.start {
            sheets.push(sheet.start..next);
            sheet = Sheet::at(next);
            continue;
        }
        // Taller than a page: piece by piece.
        for index in group.clone() {
            let longer = sheet.with(&pieces[index..=index], heads);
            if longer.used > height && index > sheet.start {
                sheets.push(sheet.start..index);
                sheet = Sheet::at(index).with(&pieces[index..=index], heads);
            } else {
                sheet = longer;
            }
        }
        next = group.end;
    }
    sheets.push(sheet.start..pieces.len());
    sheets
}

/// A page being filled.
#[derive(Debug, Clone, Copy)]
struct Sheet {
    start: usize,
    empty: bool,
    used: f32,
}

impl Sheet {
    fn at(start: usize) -> Sheet {
        Sheet { start, empty: true, used: 0.0 }
    }

    fn with(mut self, pieces: &[Piece], heads: &[Piece]) -> Sheet {
        for piece in pieces {
            self.used += piece.height;
            if self.empty {
                self.used += piece.head.and_then(|head| heads.get(head)).map_or(0.0, |head| head.height);
            } else {
                self.used += piece.before;
            }
            self.empty = false;
        }
        self
    }
}

/// Returns where a group that does not fit on the rest of a page is cut, if it may be and is worth it.
fn cut(pieces: &[Piece], heads: &[Piece], group: Range<usize>, sheet: Sheet, height: f32) -> Option<usize> {
    let whole = Sheet::at(group.start).with(&pieces[group.clone()], heads).used;
    if height - sheet.used <= TOO_EMPTY * height && whole <= height {
        return None;
    }
    let mut filled = sheet;
    let mut best = None;
    for index in group.clone() {
        filled = filled.with(&pieces[index..=index], heads);
        if height < filled.used {
            break;
        }
        let rest = Sheet::at(index + 1).with(&pieces[index + 1..group.end], heads).used;
        let worth = WORTH_CUTTING * height;
        if pieces[index].keep == Keep::IfNeeded && worth <= filled.used - sheet.used && worth <= rest {
            best = Some(index + 1);
        }
    }
    best
}

/// Returns the pieces from `first` on that must stay on one page.
fn group(pieces: &[Piece], first: usize) -> Range<usize> {
    let length = pieces.iter().skip(first).position(|piece| piece.keep == Keep::Free);
    first..length.map_or(pieces.len(), |length| first + length + 1)
}

/// Moves groups from a page to a thin one that follows it, as long as the fuller page stays the fuller.
fn fill_thin_pages(sheets: &mut [Range<usize>], pieces: &[Piece], heads: &[Piece], height: f32) {
    let used = |range: &Range<usize>| Sheet::at(range.start).with(&pieces[range.clone()], heads).used;
    for index in 1..sheets.len() {
        let thin = sheets[index].clone();
        let begins_by_order = pieces.get(thin.start).is_none_or(|piece| piece.new_page);
        if begins_by_order || used(&thin) >= THIN_PAGE * height {
            continue;
        }
        let before = sheets[index - 1].clone();
        // Only what is read as one moves, and moves whole: no table is torn to fill a page.
        let mut starts = Vec::new();
        let mut next = before.start;
        while next < before.end {
            if pieces.get(next).is_some_and(|piece| piece.begins) {
                starts.push(next);
            }
            next = group(pieces, next).end;
        }
        for start in starts.into_iter().rev().filter(|start| *start > before.start) {
            let (left, moved) = (before.start..start, start..thin.end);
            if used(&moved) > height || used(&left) < WORTH_BEGINNING * height {
                break;
            }
            sheets[index - 1] = left;
            sheets[index] = moved.clone();
            if used(&moved) >= THIN_PAGE * height {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(height: f32) -> Piece {
        Piece { height, before: 10.0, begins: true, ..Piece::default() }
    }

    fn kept(height: f32) -> Piece {
        Piece { keep: Keep::WithNext, ..piece(height) }
    }

    #[track_caller]
    fn check(pieces: &[Piece], want: &[usize]) {
        let got: Vec<usize> = sheets(pieces.to_vec(), &[piece(20.0)], 100.0).iter().map(Vec::len).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn what_fits_stays() {
        check(&[piece(40.0), piece(50.0)], &[2]);
    }

    #[test]
    fn space_counts() {
        check(&[piece(50.0), piece(45.0)], &[1, 1]);
    }

    #[test]
    fn a_heading_goes_with_its_text() {
        check(&[piece(60.0), kept(10.0), piece(30.0)], &[1, 2]);
    }

    #[test]
    fn what_is_taller_than_a_page_is_cut() {
        check(&[kept(60.0), kept(60.0), piece(60.0)], &[1, 1, 1]);
    }

    fn loose(height: f32) -> Piece {
        Piece { keep: Keep::IfNeeded, ..piece(height) }
    }

    #[test]
    fn what_would_rather_stay_whole_does_where_little_stays_empty() {
        check(&[piece(70.0), loose(20.0), loose(20.0), piece(20.0)], &[1, 3]);
    }

    #[test]
    fn what_would_rather_stay_whole_is_cut_where_much_would_stay_empty() {
        check(&[piece(40.0), loose(30.0), loose(20.0), piece(20.0)], &[2, 2]);
    }

    #[test]
    fn what_is_taller_than_a_page_is_cut_where_it_may_be() {
        check(&[loose(60.0), kept(20.0), piece(60.0)], &[1, 2]);
    }

    #[test]
    fn a_thin_page_takes_something_over() {
        check(&[piece(20.0), piece(20.0), piece(30.0), piece(10.0)], &[2, 2]);
    }

    #[test]
    fn a_table_that_goes_on_shows_its_head_again() {
        check(&[piece(60.0), Piece { head: Some(0), ..piece(60.0) }], &[1, 2]);
    }

    #[test]
    fn a_new_page_begins_by_order() {
        check(&[piece(10.0), Piece { new_page: true, ..piece(10.0) }], &[1, 1]);
    }

    fn on_a_page_of_its_own(height: f32) -> Piece {
        Piece { new_page: true, ..piece(height) }
    }

    #[test]
    fn spaces_narrow_so_that_a_page_stays_one() {
        check(&[on_a_page_of_its_own(50.0), piece(30.0), piece(8.0), on_a_page_of_its_own(5.0)], &[3, 1]);
    }

    #[test]
    fn spaces_stay_where_they_would_all_be_needed() {
        check(&[on_a_page_of_its_own(50.0), piece(32.0), piece(12.0)], &[1, 2]);
    }

    #[test]
    fn nothing_is_one_empty_page() {
        check(&[], &[0]);
    }
}
