//! One bar for each area, over the limits of the bands, with its range, its score and its band's word.

use super::{Anchor, Picture, put, share, shown, strong, textured};
use crate::page::path::Path;
use crate::page::style;
use crate::page::typesetter::{Line, Typesetter};
use crate::page::{Ink, Mark, Pen, Point, Rect};
use crate::report::{Bar, Bars};

const BAR: f32 = 10.0;
/// The space between a row's label and its neighbours.
const LABEL_GAP: f32 = 4.5;
/// The lowest a row may be.
const LOWEST: f32 = 22.0;
const AXIS: f32 = 16.0;
/// The space between columns.
const GAP: f32 = 8.0;
/// The narrowest stretch on which bars can still be compared.
const NARROWEST: f32 = 56.0;

/// The columns of the drawing, from left to right.
struct Columns {
    labels: f32,
    plot: f32,
    plot_width: f32,
    score: f32,
    band: f32,
    band_width: f32,
}

pub(super) fn draw(bars: &Bars, width: f32, typesetter: &mut Typesetter) -> Picture {
    let columns = columns(bars, width, typesetter);
    let label_width = columns.plot - GAP - columns.labels;
    let labels: Vec<Vec<Line>> = bars
        .rows
        .iter()
        .map(|row| typesetter.lines_at_most(style::FIGURE, &row.label, label_width, 2))
        .collect();
    let most_lines = labels.iter().map(Vec::len).max().unwrap_or(1);
    let row_height = (most_lines as f32 * style::FIGURE.leading + LABEL_GAP).max(LOWEST);
    let bottom = row_height * bars.rows.len() as f32;

    let mut marks = grid(bars, &columns, bottom, typesetter);
    for (index, (row, label)) in bars.rows.iter().zip(&labels).enumerate() {
        let middle = (index as f32 + 0.5) * row_height;
        draw_label(row, label, columns.labels, middle, typesetter, &mut marks);
        draw_bar(row, &columns, middle, typesetter, &mut marks);
    }
    Picture { marks, height: bottom + AXIS }
}

fn columns(bars: &Bars, width: f32, typesetter: &mut Typesetter) -> Columns {
    let widest = |texts: &mut dyn Iterator<Item = &str>, typesetter: &mut Typesetter| {
        texts.map(|text| typesetter.width(style::FIGURE, text)).fold(0.0, f32::max)
    };
    let labels = if bars.rows.iter().any(|row| row.number.is_some()) { 18.0 } else { 0.0 };
    let names = bars.rows.iter().filter_map(|row| row.band.as_ref()).map(|band| band.name.as_str());
    let band_width = widest(&mut names.into_iter(), typesetter).min(width * 0.3);
    let score_width = 20.0;
    let band = width - band_width;
    let score = band - GAP;
    let wished = widest(&mut bars.rows.iter().map(|row| row.label.as_str()), typesetter);
    let room = score - score_width - GAP - labels - GAP;
    let label_width = label_width(bars, wished, room, typesetter);
    let plot = labels + label_width + GAP;
    Columns { labels, plot, plot_width: (score - score_width - GAP - plot).max(8.0), score, band, band_width }
}

/// Returns how wide the labels' column is: wide enough for one line each where that leaves the bars their
/// half, else for two lines.
fn label_width(bars: &Bars, wished: f32, room: f32, typesetter: &mut Typesetter) -> f32 {
    const STEP: f32 = 4.0;
    if wished <= room * 0.5 {
        return wished + 1.0;
    }
    let most = (room - NARROWEST).max(24.0);
    let mut width = (room * 0.3).min(most);
    let fits = |width: f32, typesetter: &mut Typesetter| {
        bars.rows.iter().all(|row| typesetter.lines(style::FIGURE, &row.label, width).len() <= 2)
    };
    while width < most && !fits(width, typesetter) {
        width += STEP;
    }
    width.min(most)
}

/// The limits of the bands as lines behind the bars, their numbers below.
fn grid(bars: &Bars, columns: &Columns, bottom: f32, typesetter: &mut Typesetter) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut taken: Vec<(f32, f32)> = Vec::new();
    let ends = [0, 100];
    for tick in bars.ticks.iter().chain(&ends) {
        let x = columns.plot + columns.plot_width * share(f64::from(*tick));
        let line = Path::line(Point::new(x, 0.0), Point::new(x, bottom + 3.0));
        marks.push(Mark::stroke(line, Ink::Rule, style::HAIRLINE));
        let number = typesetter.line(style::FIGURE_MUTED, &tick.to_string(), 40.0);
        let (left, right) = (x - number.width / 2.0 - 2.0, x + number.width / 2.0 + 2.0);
        if taken.iter().all(|(from, to)| right <= *from || *to <= left) {
            put(&number, Anchor::Middle, Point::new(x, bottom + 13.0), &mut marks);
            taken.push((left, right));
        }
    }
    marks
}

fn draw_label(
    row: &Bar,
    label: &[Line],
    x: f32,
    middle: f32,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) {
    let letter = style::FIGURE;
    let top = middle - label.len() as f32 * letter.leading / 2.0;
    if let Some(number) = row.number {
        let number = typesetter.line(style::FIGURE_STRONG, &number.to_string(), x);
        put(&number, Anchor::End, Point::new(x - 6.0, top + letter.baseline()), marks);
    }
    for (index, line) in label.iter().enumerate() {
        let baseline = top + index as f32 * letter.leading + letter.baseline();
        put(line, Anchor::Start, Point::new(x, baseline), marks);
    }
}

fn draw_bar(row: &Bar, columns: &Columns, middle: f32, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) {
    let top = middle - BAR / 2.0;
    let at = |score: f64| columns.plot + columns.plot_width * share(score);
    let baseline = middle + 0.357 * style::FIGURE.size;
    let track = Rect::new(columns.plot, top, columns.plot_width, BAR);
    let Some(score) = row.score else {
        let room = columns.band + columns.band_width - columns.plot;
        let note = typesetter.line(style::FIGURE_MUTED, &row.note, room);
        // The lines of the grid make room for the words.
        let ground = Rect::new(columns.plot, top - 1.0, note.width + 8.0, BAR + 2.0);
        marks.push(Mark::fill(Path::rectangle(ground), Ink::White));
        put(&note, Anchor::Start, Point::new(columns.plot + 4.0, baseline), marks);
        return;
    };
    marks.push(Mark::fill(Path::rectangle(track), Ink::Wall));
    let tone = row.band.as_ref().map_or(crate::report::Tone::Fair, |band| band.tone);
    // A score of nothing still shows where its bar would begin.
    let length = (columns.plot_width * share(score)).max(1.0);
    marks.extend(textured(Rect::new(columns.plot, top, length, BAR), tone));
    if let Some((low, high)) = row.range.filter(|(low, high)| high - low >= 1.0) {
        whisker(at(low), at(high), middle, marks);
    }
    if let Some(previous) = row.previous {
        let mark = Path::circle(Point::new(at(previous), middle), 3.2);
        marks.push(Mark::fill(mark.clone(), Ink::White));
        marks.push(Mark::stroke(mark, Ink::Text, Pen::solid(1.0)));
    }
    if let Some(target) = row.target {
        let x = at(target);
        let line = Path::line(Point::new(x, top - 3.0), Point::new(x, top + BAR + 3.0));
        marks.push(Mark::stroke(line, Ink::Accent, Pen::solid(1.6)));
    }
    let number = typesetter.line(strong(style::FIGURE), &shown(score), 24.0);
    put(&number, Anchor::End, Point::new(columns.score, baseline), marks);
    if let Some(band) = &row.band {
        let word = typesetter.line(style::FIGURE_MUTED, &band.name, columns.band_width);
        put(&word, Anchor::Start, Point::new(columns.band, baseline), marks);
    }
}

/// The range within which a score may lie: a line with ends, white around it so that it shows on any bar.
pub(super) fn whisker(from: f32, to: f32, middle: f32, marks: &mut Vec<Mark>) {
    const END: f32 = 2.2;
    let line = Path::start(from, middle - END)
        .line_to(from, middle + END)
        .move_to(from, middle)
        .line_to(to, middle)
        .move_to(to, middle - END)
        .line_to(to, middle + END);
    marks.push(Mark::stroke(line.clone(), Ink::White, Pen::solid(2.3)));
    marks.push(Mark::stroke(line, Ink::Text, Pen::solid(0.9)));
}
