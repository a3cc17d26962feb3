//! How wide a table's columns are: by share, by what their texts ask for, and so that the table is short.

use super::{Composer, Strip, beside, letter};
use crate::page::style;
use crate::report::{Row, Table};

/// The space between two columns.
const GAP: f32 = 9.0;
/// A column that asks for no more than this part of the room gets it before the others share the rest.
const SHORT: f32 = 0.18;

/// A word of fewer signs fits into every column.
const LONG: usize = 9;
/// What is longer, in points, is no word, and may break.
const LONGEST_WORD: f32 = 132.0;

/// What a column's texts ask for, in points.
#[derive(Clone)]
struct Wish {
    /// The width at which no text breaks; `None` for a column to be filled in by pen, which wants its share.
    natural: Option<f32>,
    /// The width of the longest word, below which nothing is gained.
    least: f32,
    share: f32,
    /// How long the lines of each row's text are, unbroken.
    lengths: Vec<Vec<f32>>,
}

impl Composer<'_> {
    /// Returns each column's strip of the table's width: by share, but none wider than its texts ask for as
    /// long as another can use the room, and long texts so that the table is short.
    pub(super) fn column_strips(&mut self, table: &Table, strip: Strip) -> Vec<Strip> {
        let gaps = GAP * table.columns.len().saturating_sub(1) as f32;
        let room = (strip.width - gaps).max(0.0);
        let wishes: Vec<Wish> = (0..table.columns.len()).map(|index| self.wish(table, index)).collect();
        let mut x = strip.x;
        balanced(&wishes, widths(&wishes, room))
            .into_iter()
            .map(|width| {
                let column = Strip { x, width };
                x += width + GAP;
                column
            })
            .collect()
    }

    fn wish(&mut self, table: &Table, index: usize) -> Wish {
        let Some(column) = table.columns.get(index) else {
            return Wish { natural: None, least: 8.0, share: 0.01, lengths: Vec::new() };
        };
        let words = column.title.split_whitespace();
        let mut least = words.map(|word| self.typesetter.width(style::CELL_HEAD, word)).fold(8.0, f32::max);
        let mut lengths = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let Row::Cells(cells) = row else { continue };
            let Some(cell) = cells.get(index) else {
                lengths.push(Vec::new());
                continue;
            };
            let (letter, beside) = (letter(cell), beside(cell));
            let text = crate::text::clean_lines(&cell.text);
            for word in unbroken(&text).filter(|word| LONG <= word.chars().count()) {
                let width = self.typesetter.width(letter, word) + beside;
                least = if width <= LONGEST_WORD { least.max(width) } else { least };
            }
            lengths.push(text.split('\n').map(|line| self.typesetter.width(letter, line) + beside).collect());
        }
        let natural = lengths.iter().flatten().copied().fold(0.0, f32::max);
        let head = self.typesetter.width(style::CELL_HEAD, &column.title);
        Wish {
            natural: (0.0 < natural).then(|| natural.max(head) + 0.5),
            least: least + 0.5,
            share: column.share.max(0.01) as f32,
            lengths,
        }
    }
}

/// A text's words; the number that it begins with stays with the word behind it.
fn unbroken(text: &str) -> impl Iterator<Item = &str> {
    let is_number = |word: &str| word.chars().all(|sign| sign.is_ascii_digit());
    let (first, rest) = match text.split_once(' ') {
        Some((number, rest)) if is_number(number) => {
            let title = rest.split_whitespace().next().map_or(0, str::len);
            text.split_at_checked(number.len() + 1 + title).unwrap_or((text, ""))
        }
        Some(_) | None => ("", text),
    };
    std::iter::once(first).chain(rest.split_whitespace())
}

/// Moves room between the columns whose texts break, as long as the table grows shorter by it.
fn balanced(wishes: &[Wish], mut widths: Vec<f32>) -> Vec<f32> {
    const STEP: f32 = 6.0;
    const TRIES: usize = 24;
    /// No column gives away more than this part of what its share gave it.
    const KEPT: f32 = 0.6;
    let breaks = |index: usize, width: f32| wishes[index].natural.is_some_and(|natural| width < natural);
    let long: Vec<usize> = (0..widths.len()).filter(|index| breaks(*index, widths[*index])).collect();
    let first = widths.clone();
    let mut height = lines(wishes, &widths);
    for _ in 0..TRIES {
        let mut best: Option<(usize, Vec<f32>)> = None;
        for from in &long {
            for to in long.iter().filter(|to| *to != from) {
                // A word's width may lie between two lengths: two steps are tried as one.
                for step in [STEP, 2.0 * STEP, 4.0 * STEP] {
                    let left = widths[*from] - step;
                    if left < (KEPT * first[*from]).max(wishes[*from].least) {
                        continue;
                    }
                    let mut other = widths.clone();
                    other[*from] = left;
                    other[*to] += step;
                    let lines = lines(wishes, &other);
                    if lines < best.as_ref().map_or(height, |(lines, _)| *lines) {
                        best = Some((lines, other));
                    }
                }
            }
        }
        let Some((lines, other)) = best else { break };
        (height, widths) = (lines, other);
    }
    widths
}

/// About how many lines the table takes at these widths.
fn lines(wishes: &[Wish], widths: &[f32]) -> usize {
    /// What a line loses on average where a word does not fit any more, in points.
    const RAGGED: f32 = 14.0;
    let rows = wishes.iter().map(|wish| wish.lengths.len()).max().unwrap_or(0);
    let lines_of = |row: usize| {
        let cells = wishes.iter().zip(widths).map(|(wish, width)| match wish.lengths.get(row) {
            Some(lengths) => lengths
                .iter()
                .map(|length| match *width < *length {
                    true => (*length / (*width - RAGGED).max(8.0)).ceil() as usize,
                    false => 1,
                })
                .sum(),
            None => 1,
        });
        cells.max().unwrap_or(1)
    };
    (0..rows).map(lines_of).sum()
}

/// Deals the room out by share; a column that needs less leaves the rest to the others.
fn widths(wishes: &[Wish], room: f32) -> Vec<f32> {
    let short = |wish: &Wish| wish.natural.filter(|natural| *natural <= SHORT * room);
    let mut given: Vec<Option<f32>> = wishes.iter().map(short).collect();
    if room * 0.6 < given.iter().flatten().sum::<f32>() {
        given.fill(None);
    }
    loop {
        let taken: f32 = given.iter().flatten().sum();
        let open: f32 =
            wishes.iter().zip(&given).filter(|(_, given)| given.is_none()).map(|(wish, _)| wish.share).sum();
        let part = |wish: &Wish| (room - taken).max(0.0) * wish.share / open.max(f32::MIN_POSITIVE);
        let settled = wishes.iter().zip(&given).position(|(wish, given)| {
            given.is_none()
                && (wish.natural.is_some_and(|natural| natural <= part(wish)) || part(wish) < wish.least)
        });
        let Some(index) = settled else {
            let mut widths: Vec<f32> = wishes
                .iter()
                .zip(&given)
                .map(|(wish, given)| given.unwrap_or_else(|| part(wish)).max(8.0))
                .collect();
            // Where no text asks for more, all columns share in what is left.
            let left = room - widths.iter().sum::<f32>();
            let shares: f32 = wishes.iter().map(|wish| wish.share).sum();
            if 0.0 < left {
                for (width, wish) in widths.iter_mut().zip(wishes) {
                    *width += left * wish.share / shares;
                }
            } else {
                let over = widths.iter().sum::<f32>();
                widths.iter_mut().for_each(|width| *width *= (room / over).min(1.0));
            }
            return widths;
        };
        let wish = &wishes[index];
        let width = wish.natural.filter(|natural| *natural <= part(wish)).unwrap_or(wish.least);
        given[index] = Some(width);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns as (share, natural width, 0 for one to be filled in), 100 points wide together.
    #[track_caller]
    fn check(columns: &[(f32, f32)], want: &[f32]) {
        let wishes: Vec<Wish> = columns
            .iter()
            .map(|(share, natural)| Wish {
                natural: (0.0 < *natural).then_some(*natural),
                least: 10.0,
                share: *share,
                lengths: Vec::new(),
            })
            .collect();
        let got: Vec<f32> = widths(&wishes, 100.0).iter().map(|width| width.round()).collect();
        assert_eq!(got, want);
    }

    #[track_caller]
    fn check_unbroken(text: &str, want: &[&str]) {
        let got: Vec<&str> = unbroken(text).filter(|word| !word.is_empty()).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn a_number_stays_with_the_word_behind_it() {
        check_unbroken("3 Qualifying account criteria", &["3 Qualifying", "account", "criteria"]);
    }

    #[test]
    fn other_words_stand_alone() {
        check_unbroken("Qualifying  accounts", &["Qualifying", "accounts"]);
        check_unbroken("20 ", &["20 "]);
        check_unbroken("", &[]);
    }

    #[test]
    fn long_texts_share_the_room() {
        check(&[(3.0, 500.0), (1.0, 500.0)], &[75.0, 25.0]);
    }

    #[test]
    fn a_short_column_leaves_its_room_to_the_others() {
        check(&[(1.0, 500.0), (1.0, 20.0), (1.0, 500.0)], &[40.0, 20.0, 40.0]);
    }

    #[test]
    fn a_short_column_breaks_no_text() {
        check(&[(9.0, 500.0), (1.0, 16.0)], &[84.0, 16.0]);
    }

    #[test]
    fn a_column_to_be_filled_in_keeps_its_share() {
        check(&[(1.0, 20.0), (1.0, 0.0)], &[20.0, 80.0]);
        check(&[(1.0, 500.0), (1.0, 0.0)], &[50.0, 50.0]);
    }

    #[test]
    fn short_texts_alone_are_spread_out() {
        check(&[(1.0, 20.0), (1.0, 40.0)], &[40.0, 60.0]);
    }

    #[test]
    fn no_column_is_narrower_than_its_head() {
        check(&[(99.0, 500.0), (1.0, 30.0)], &[90.0, 10.0]);
    }

    #[test]
    fn room_goes_where_it_saves_lines() {
        let wish = |lengths: &[f32]| Wish {
            natural: lengths.iter().copied().reduce(f32::max),
            least: 10.0,
            share: 1.0,
            lengths: lengths.iter().map(|length| vec![*length]).collect(),
        };
        // The left column's texts are much longer: on wider lines they take four instead of five.
        let wishes = [wish(&[400.0, 400.0, 400.0]), wish(&[110.0, 90.0, 80.0])];
        let got = balanced(&wishes, vec![100.0, 100.0]);
        assert_eq!(got.iter().sum::<f32>(), 200.0);
        assert!(110.0 < got[0], "{got:?}");
        assert_eq!((lines(&wishes, &[100.0, 100.0]), lines(&wishes, &got)), (15, 12));
    }

    #[test]
    fn many_columns_stay_within_the_room() {
        check(&[(1.0, 500.0); 20], &[5.0; 20]);
    }
}
