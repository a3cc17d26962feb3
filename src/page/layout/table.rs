//! Tables: columns by share, rows that wrap, heads that come again on the next page.

mod columns;

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
