//! Tables: columns by share, rows that wrap, heads that come again on the next page.

use super::piece::{Goal, Keep, PendingLink, Piece};
use super::{Composer, Place, Strip};
use crate::page::chart::{steps, swatch};
use crate::page::path::Path;
use crate::page::style::{self, Letter};
use crate::page::tag::{NodeId, Scope, Tag};
use crate::page::typesetter::Line;
use crate::page::{Ink, Mark, Point, Rect};
use crate::report::{Align, Cell, Row, Stress, Table};

/// The space above and below the text of a row.
const PADDING: f32 = 2.0;
/// The space between two columns.
const GAP: f32 = 9.0;
/// A column that asks for no more than this part of the room gets it before the others share the rest.
const SHORT: f32 = 0.18;
/// The height of a row without a word: room to write in.
const BY_HAND: f32 = 26.0;
/// The side of the square that shows a band, and of the boxes that show a level.
const SWATCH: f32 = 8.0;
const STEP: f32 = 5.0;
/// A row with more lines than this may be cut by a page's end.
const WHOLE: usize = 24;

/// A row whose lines are broken but not yet placed.
struct SetRow {
    cells: Vec<SetCell>,
    /// The most lines a cell has.
    count: usize,
}

struct SetCell {
    node: NodeId,
    strip: Strip,
    align: Align,
    lines: Vec<Line>,
    /// Marks beside the first line, such as a swatch.
    ornament: Vec<Mark>,
    link: Option<(String, String)>,
}

impl Composer<'_> {
    pub(super) fn table(&mut self, table: &Table, strip: Strip, place: Place, pieces: &mut Vec<Piece>) {
        let columns = self.column_strips(table, strip);
        let node = self.tree.add(Tag::Table { summary: table.summary.clone() }, place.parent);
        let head = self.table_head(table, &columns, strip, node);
        let mut again = head.clone();
        again.marks.iter_mut().for_each(|mark| mark.node = None);
        self.heads.push(again);
        let head_id = self.heads.len() - 1;
        pieces.push(head);

        let body = self.tree.add(Tag::TableBody, Some(node));
        for (index, row) in table.rows.iter().enumerate() {
            let first = pieces.len();
            let row_node = self.tree.add(Tag::Row, Some(body));
            match row {
                Row::Cells(cells) => self.table_row(table, cells, &columns, strip, row_node, pieces),
                Row::Group(name) => self.table_group(name, columns.len(), strip, row_node, pieces),
            }
            for piece in pieces.iter_mut().skip(first) {
                piece.head = Some(head_id);
            }
            // Neither the first row nor the last one stands alone on a page.
            let held = index + 2 == table.rows.len() || matches!(row, Row::Group(_));
            if let (true, Some(piece)) = (held, pieces.last_mut()) {
                piece.keep = Keep::WithNext;
            }
        }
        if let Some(last) = pieces.last_mut() {
            last.keep = Keep::Free;
        }
    }

    fn table_head(&mut self, table: &Table, columns: &[Strip], strip: Strip, node: NodeId) -> Piece {
        let letter = style::CELL_HEAD;
        let head = self.tree.add(Tag::TableHead, Some(node));
        let row = self.tree.add(Tag::Row, Some(head));
        let mut cells = Vec::new();
        for (column, strip) in table.columns.iter().zip(columns) {
            let node = self.tree.add(Tag::HeaderCell { scope: Scope::Column, span: 1 }, Some(row));
            let lines = self.typesetter.lines(letter, &column.title, strip.width);
            cells.push(SetCell {
                node,
                strip: *strip,
                align: column.align,
                lines,
                ornament: Vec::new(),
                link: None,
            });
        }
        let mut piece = SetRow::new(cells).piece(letter);
        piece.keep = Keep::WithNext;
        let y = piece.height;
        let rule = Path::line(Point::new(strip.x, y), Point::new(strip.x + strip.width, y));
        piece.marks.push(Mark::stroke(rule, Ink::Metal, style::HEAD_RULE));
        piece
    }

    fn table_row(
        &mut self,
        table: &Table,
        cells: &[Cell],
        columns: &[Strip],
        strip: Strip,
        row: NodeId,
        pieces: &mut Vec<Piece>,
    ) {
        let empty = Cell::default();
        let mut set = Vec::new();
        for (index, (column, strip)) in table.columns.iter().zip(columns).enumerate() {
            let cell = cells.get(index).unwrap_or(&empty);
            let node = self.tree.add(Tag::Cell, Some(row));
            set.push(self.table_cell(cell, column.align, *strip, node));
        }
        let first = pieces.len();
        let by_hand = cells.iter().all(|cell| cell.text.trim().is_empty() && cell.tone.is_none());
        let row = SetRow::new(set);
        if row.count <= WHOLE {
            let mut piece = row.piece(style::CELL);
            if by_hand {
                piece.height = piece.height.max(BY_HAND);
            }
            pieces.push(piece);
        } else {
            row.slices(style::CELL, pieces);
        }
        if let Some(last) = pieces.get_mut(first..).and_then(<[Piece]>::last_mut) {
            let y = last.height;
            let rule = Path::line(Point::new(strip.x, y), Point::new(strip.x + strip.width, y));
            last.marks.push(Mark::stroke(rule, Ink::Rule, style::HAIRLINE));
        }
    }

    fn table_cell(&mut self, cell: &Cell, align: Align, strip: Strip, node: NodeId) -> SetCell {
        let letter = letter(cell);
        let mut strip = strip;
        let mut ornament = Vec::new();
        if let Some(tone) = cell.tone {
            let top = PADDING + (letter.leading - SWATCH) / 2.0;
            ornament = swatch(Rect::new(strip.x, top, SWATCH, SWATCH), tone);
            strip = Strip { x: strip.x + SWATCH + 5.0, width: (strip.width - SWATCH - 5.0).max(8.0) };
        }
        if let Some(level) = cell.steps {
            let top = PADDING + (letter.leading - STEP) / 2.0;
            // The words say the same; the boxes are for the eye alone.
            let (boxes, width) = steps(level, Point::new(strip.x, top), STEP);
            if 0.0 < width && width + 24.0 < strip.width {
                ornament.extend(boxes);
                strip = Strip { x: strip.x + width + 5.0, width: strip.width - width - 5.0 };
            }
        }
        let lines = self.typesetter.lines(letter, &cell.text, strip.width);
        let mut node = node;
        let link = cell.goes_to.as_ref().map(|anchor| (anchor.clone(), cell.text.clone()));
        if link.is_some() {
            node = self.tree.add(Tag::Link, Some(node));
        }
        SetCell { node, strip, align, lines, ornament, link }
    }

    fn table_group(
        &mut self,
        name: &str,
        columns: usize,
        strip: Strip,
        row: NodeId,
        pieces: &mut Vec<Piece>,
    ) {
        let letter = style::CELL_STRONG;
        let tag = Tag::HeaderCell { scope: Scope::Row, span: columns.max(1) };
        let node = self.tree.add(tag, Some(row));
        let strip_inside = Strip { x: strip.x + 6.0, width: strip.width - 12.0 };
        let lines = self.typesetter.lines(letter, name, strip_inside.width);
        let (align, ornament, link) = (Align::Left, Vec::new(), None);
        let cell = SetCell { node, strip: strip_inside, align, lines, ornament, link };
        let mut piece = SetRow::new(vec![cell]).piece(letter);
        let ground = Path::rectangle(Rect::new(strip.x, 0.0, strip.width, piece.height));
        piece.marks.insert(0, Mark::fill(ground, Ink::Ground));
        pieces.push(piece);
    }
}

impl SetRow {
    fn new(cells: Vec<SetCell>) -> SetRow {
        let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(1);
        SetRow { cells, count }
    }

    /// Returns the whole row as one piece, cell after cell.
    fn piece(self, letter: Letter) -> Piece {
        let height = self.count as f32 * letter.leading + 2.0 * PADDING;
        let mut piece = Piece { height, ..Piece::default() };
        for cell in self.cells {
            for (index, line) in cell.lines.iter().enumerate() {
                cell.put(line, PADDING + index as f32 * letter.leading, &mut piece);
            }
            cell.finish(letter, &mut piece);
        }
        piece
    }

    /// Returns the row as one piece for each line, so that a page may end within it.
    fn slices(self, letter: Letter, pieces: &mut Vec<Piece>) {
        let last = self.count.saturating_sub(1);
        for index in 0..self.count {
            let above = if index == 0 { PADDING } else { 0.0 };
            let below = if index == last { PADDING } else { 0.0 };
            let mut piece = Piece { height: above + letter.leading + below, ..Piece::default() };
            for cell in &self.cells {
                if let Some(line) = cell.lines.get(index) {
                    cell.put(line, above, &mut piece);
                }
            }
            let held = index == 0 || index + 1 == last;
            piece.keep = if held { Keep::WithNext } else { Keep::Free };
            pieces.push(piece);
        }
    }
}

impl SetCell {
    fn put(&self, line: &Line, top: f32, piece: &mut Piece) {
        let room = self.strip.width - line.width;
        let x = match self.align {
            Align::Left => line.start(self.strip.x, self.strip.width),
            Align::Center => self.strip.x + room / 2.0,
            Align::Right => self.strip.x + room,
        };
        let mut marks = Vec::new();
        line.put(Point::new(x, top + line.letter.baseline()), &mut marks);
        piece.marks.extend(marks.into_iter().map(|mark| mark.of(self.node)));
    }

    fn finish(self, letter: Letter, piece: &mut Piece) {
        piece.marks.extend(self.ornament);
        if let Some((goes_to, text)) = self.link {
            let height = self.lines.len() as f32 * letter.leading;
            let rect = Rect::new(self.strip.x, PADDING, self.strip.width, height);
            piece.links.push(PendingLink { rect, goes_to: Goal::Anchor(goes_to), node: self.node, text });
        }
    }
}

/// A word of fewer signs fits into every column.
const LONG: usize = 9;
/// What is longer, in points, is no word, and may break.
const LONGEST_WORD: f32 = 96.0;

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
    fn column_strips(&mut self, table: &Table, strip: Strip) -> Vec<Strip> {
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
            for word in text.split_whitespace().filter(|word| LONG <= word.chars().count()) {
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

/// The space that an ornament takes before a cell's text.
fn beside(cell: &Cell) -> f32 {
    let swatch = if cell.tone.is_some() { SWATCH + 5.0 } else { 0.0 };
    let steps = cell.steps.map_or(0.0, |level| steps(level, Point::default(), STEP).1);
    swatch + if 0.0 < steps { steps + 5.0 } else { 0.0 }
}

fn letter(cell: &Cell) -> Letter {
    match cell.stress {
        Stress::Plain => style::CELL,
        Stress::Strong => style::CELL_STRONG,
        Stress::Muted => style::CELL.ink(Ink::Muted),
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
