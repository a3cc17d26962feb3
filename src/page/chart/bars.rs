//! One bar for each row, over the limits of the bands: its score, its band's word, and whatever else is
//! known: the range, the questions as dots below the bar, last time's score, a target.

use std::ops::Range;

use super::legend::{self, Entry};
use super::{
    Anchor, Picture, draw_number, half_capital, keep_if_free, number_width, put, share, shown, textured,
};
use crate::page::path::Path;
use crate::page::style;
use crate::page::typesetter::{Line, Typesetter};
use crate::page::{Ink, Mark, Pen, Point, Rect};
use crate::report::{Bar, Bars, Tone};

const BAR: f32 = 10.0;
/// The space between a row's label and its neighbours.
const LABEL_GAP: f32 = 3.5;
/// The lowest a row may be.
const LOWEST: f32 = 22.0;
const AXIS: f32 = 16.0;
/// The space between columns.
const GAP: f32 = 8.0;
/// The narrowest stretch on which bars can still be compared.
const NARROWEST: f32 = 56.0;
/// Narrower than this, labels stand above their bars.
const NARROW: f32 = 220.0;
/// From a label to the bar below it.
const ABOVE: f32 = 2.0;
/// The column of the scores: as wide as an open dot with its count.
const SCORE: f32 = 20.0;
const DOT: f32 = 2.0;
/// From one dot's middle to the next one's.
const PITCH: f32 = 4.6;
/// The lowest strip that holds the dots below a bar: as high as the count beside them.
const STRIP: f32 = 11.0;
/// From a bar's lower edge to the middle of the first dots.
const DOTS_TOP: f32 = 3.8;
/// How many dots stand one under another before they move aside.
const DEEP: usize = 2;
const RING: f32 = 3.2;
/// The strip above a bar that holds the others' bracket.
const BRACKET: f32 = 5.0;
const TARGET: Pen = Pen::solid(1.6);

/// The columns of the drawing, from left to right.
struct Columns {
    /// Where the labels begin, after the rows' numbers.
    labels: f32,
    label_width: f32,
    plot: f32,
    plot_width: f32,
    /// The right edge of the scores.
    score: f32,
    band: f32,
    band_width: f32,
    /// Whether a label stands above its bar.
    above: bool,
}

impl Columns {
    fn at(&self, score: f64) -> f32 {
        self.plot + self.plot_width * share(score)
    }
}

/// Where a row and its bar begin, and whether dots are shown below the bars.
struct Place {
    top: f32,
    bar: f32,
    /// How much room is left above the bar.
    lift: f32,
    dots: bool,
}

pub(super) fn draw(bars: &Bars, range: Range<usize>, width: f32, typesetter: &mut Typesetter) -> Picture {
    let columns = columns(bars, width, typesetter);
    let rows = bars.rows.get(range).unwrap_or_default();
    let labels: Vec<Vec<Line>> = rows
        .iter()
        .map(|row| typesetter.lines_at_most(style::FIGURE, &row.label, columns.label_width, 2))
        .collect();
    let dots: Vec<Vec<Point>> = rows.iter().map(|row| dots(row, &columns)).collect();
    let (places, bottom) = places(bars, &labels, &dots, &columns);

    let mut marks = grid(bars, &columns, bottom, typesetter);
    for (((row, label), dots), place) in rows.iter().zip(&labels).zip(&dots).zip(&places) {
        draw_label(row, label, &columns, place, typesetter, &mut marks);
        draw_bar(row, &columns, place, typesetter, &mut marks);
        draw_dots(row, dots, &columns, place, typesetter, &mut marks);
    }
    let bottom = legend::draw(entries(bars), bottom + AXIS, width, typesetter, &mut marks);
    Picture { marks, height: bottom }
}

fn columns(bars: &Bars, width: f32, typesetter: &mut Typesetter) -> Columns {
    let widest = |texts: &mut dyn Iterator<Item = &str>, typesetter: &mut Typesetter| {
        texts.map(|text| typesetter.width(style::FIGURE, text)).fold(0.0, f32::max)
    };
    let labels = number_width(bars.rows.iter().map(|row| row.number), typesetter);
    let names = bars.rows.iter().filter_map(|row| row.band.as_ref()).map(|band| band.name.as_str());
    let band_width = (widest(&mut names.into_iter(), typesetter)).min(width * 0.3);
    let band = width - band_width;
    if width < NARROW {
        // Half of the axis' first number stands left of it.
        let plot = 4.0;
        let plot_width = width - SCORE - GAP - plot;
        let label_width = (band - GAP - labels).max(24.0);
        return Columns {
            labels,
            label_width,
            plot,
            plot_width,
            score: width,
            band,
            band_width,
            above: true,
        };
    }
    let score = band - GAP;
    let wished = widest(&mut bars.rows.iter().map(|row| row.label.as_str()), typesetter);
    let room = score - SCORE - GAP - labels - GAP;
    let label_width = label_width(bars, wished, room, typesetter);
    let plot = labels + label_width + GAP;
    let plot_width = (score - SCORE - GAP - plot).max(8.0);
    Columns { labels, label_width, plot, plot_width, score, band, band_width, above: false }
}

/// Returns how wide the labels' column is: wide enough for one line each where that leaves the bars their
/// half, else for two lines.
fn label_width(bars: &Bars, wished: f32, room: f32, typesetter: &mut Typesetter) -> f32 {
    const STEP: f32 = 4.0;
    if wished <= room * 0.5 {
        return wished + 1.0;
    }
    let most = (room - NARROWEST).max(24.0);
    let words = bars.rows.iter().flat_map(|row| row.label.split_whitespace());
    let longest = words.map(|word| typesetter.width(style::FIGURE, word)).fold(0.0, f32::max);
    let mut width = (room * 0.3).max(longest + 1.0).min(most);
    let fits = |width: f32, typesetter: &mut Typesetter| {
        bars.rows.iter().all(|row| typesetter.lines(style::FIGURE, &row.label, width).len() <= 2)
    };
    while width < most && !fits(width, typesetter) {
        width += STEP;
    }
    width.min(most)
}

/// Returns where the rows stand and where the last one ends. Beside their labels all rows are equally high;
/// below them each is as high as it must be.
fn places(bars: &Bars, labels: &[Vec<Line>], dots: &[Vec<Point>], columns: &Columns) -> (Vec<Place>, f32) {
    let any_dots = bars.rows.iter().any(|row| !row.dots.is_empty());
    let strip = |dots: &[Point]| match any_dots {
        true => dots.iter().map(|dot| dot.y + DOT + 1.5).fold(STRIP, f32::max),
        false => 0.0,
    };
    let label = |label: &[Line]| label.len() as f32 * style::FIGURE.leading;
    let lift = if bars.rows.iter().any(has_others) { BRACKET } else { 0.0 };
    let deepest = dots.iter().map(|dots| strip(dots)).fold(0.0, f32::max);
    let tallest = labels.iter().map(|lines| label(lines)).fold(0.0, f32::max);
    // A bracket parts the rows as well as a gap does.
    let gap = if 0.0 < lift { 1.5 } else { LABEL_GAP };
    let even = (tallest.max(lift + BAR + deepest) + gap).max(LOWEST);
    let mut top = 0.0;
    let mut places = Vec::with_capacity(labels.len());
    for (lines, dots) in labels.iter().zip(dots) {
        let (bar, height) = match columns.above {
            true => {
                let bar = label(lines) + ABOVE + lift;
                (bar, bar + BAR + strip(dots) + gap)
            }
            false => ((even - lift - BAR - deepest) / 2.0 + lift, even),
        };
        places.push(Place { top, bar: top + bar, lift, dots: any_dots });
        top += height;
    }
    (places, top)
}

/// The limits of the bands as lines behind the bars, their numbers below.
fn grid(bars: &Bars, columns: &Columns, bottom: f32, typesetter: &mut Typesetter) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut taken = Vec::new();
    // Where numbers crowd, the ends of the scale keep theirs.
    for tick in [0, 100].iter().chain(bars.ticks.iter().filter(|tick| **tick <= 100)) {
        let x = columns.at(f64::from(*tick));
        let line = Path::line(Point::new(x, 0.0), Point::new(x, bottom + 3.0));
        marks.push(Mark::stroke(line, Ink::Rule, style::HAIRLINE));
        let number = typesetter.line(style::FIGURE_MUTED, &tick.to_string(), 40.0);
        let mut placed = Vec::new();
        put(&number, Anchor::Middle, Point::new(x, bottom + 13.0), &mut placed);
        keep_if_free(placed, &mut taken, &mut marks);
    }
    marks
}

fn draw_label(
    row: &Bar,
    label: &[Line],
    columns: &Columns,
    place: &Place,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) {
    let letter = style::FIGURE;
    let height = label.len() as f32 * letter.leading;
    let top = match columns.above {
        // The last line stands right above the bar.
        true => place.bar - place.lift - ABOVE - height,
        // Beside its bar where it fits there, else in the middle of bar and dots.
        false => (place.bar + (BAR - height) / 2.0).max(place.top + LABEL_GAP / 2.0),
    };
    draw_number(row.number, columns.labels, top + letter.baseline(), typesetter, marks);
    for (index, line) in label.iter().enumerate() {
        let baseline = top + index as f32 * letter.leading + letter.baseline();
        put(line, Anchor::Start, Point::new(columns.labels, baseline), marks);
    }
}

fn draw_bar(row: &Bar, columns: &Columns, place: &Place, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) {
    let top = place.bar;
    let middle = top + BAR / 2.0;
    let baseline = middle + half_capital(style::FIGURE);
    let Some(score) = row.score else {
        let right = if columns.above { columns.score } else { columns.band + columns.band_width };
        let note = typesetter.line(style::FIGURE_MUTED, &row.note, right - columns.plot - 4.0);
        // The lines of the grid make room for the words.
        let ground =
            Rect::new(columns.plot, top - 1.0, (note.width + 8.0).min(right - columns.plot), BAR + 2.0);
        marks.push(Mark::fill(Path::rectangle(ground), Ink::White));
        put(&note, Anchor::Start, Point::new(columns.plot + 4.0, baseline), marks);
        return;
    };
    let track = Rect::new(columns.plot, top, columns.plot_width, BAR);
    marks.push(Mark::fill(Path::rectangle(track), Ink::Wall));
    let tone = row.band.as_ref().map_or(Tone::Fair, |band| band.tone);
    // A score of nothing still shows where its bar would begin.
    let length = (columns.plot_width * share(score)).max(1.0);
    marks.extend(textured(Rect::new(columns.plot, top, length, BAR), tone));
    if let Some((low, high)) = shown_range(row) {
        whisker(columns.at(low), columns.at(high), middle, marks);
    }
    if let Some(previous) = row.previous {
        marks.extend(ring(Point::new(columns.at(previous), middle)));
    }
    if let Some(target) = row.target {
        marks.extend(flag(columns.at(target), top));
    }
    if let Some(others) = &row.others {
        let [lower, median, upper] = [others.lower, others.median, others.upper].map(|at| columns.at(at));
        marks.extend(bracket(lower, median, upper, top));
    }
    let number = typesetter.line(style::FIGURE_STRONG, &shown(score), SCORE);
    put(&number, Anchor::End, Point::new(columns.score, baseline), marks);
    if let Some(band) = &row.band {
        let word = typesetter.line(style::FIGURE_MUTED, &band.name, columns.band_width);
        let above = BAR / 2.0 + place.lift + ABOVE + style::FIGURE.leading / 2.0;
        let lift = if columns.above { above } else { 0.0 };
        put(&word, Anchor::Start, Point::new(columns.band, baseline - lift), marks);
    }
}

/// The range of a row that has a score, when it is wide enough to be seen.
fn shown_range(row: &Bar) -> Option<(f64, f64)> {
    row.score?;
    row.range.filter(|(low, high)| high - low >= 1.0)
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

/// Last time's score.
fn ring(middle: Point) -> [Mark; 2] {
    let ring = Path::circle(middle, RING);
    [Mark::fill(ring.clone(), Ink::White), Mark::stroke(ring, Ink::Text, Pen::solid(1.0))]
}

/// A target: a line across the bar with a small flag on it.
fn flag(x: f32, top: f32) -> [Mark; 2] {
    let line = Path::line(Point::new(x, top - 2.0), Point::new(x, top + BAR + 2.0));
    let flag = Path::start(x, top + 0.4).line_to(x - 2.6, top - 2.2).line_to(x + 2.6, top - 2.2).close();
    [Mark::stroke(line, Ink::Accent, TARGET), Mark::fill(flag, Ink::Accent)]
}

/// Whether a row shows the scores of others.
fn has_others(row: &Bar) -> bool {
    row.score.is_some() && row.others.is_some()
}

/// The middle half of others' scores: a thin bracket over the bar, from quartile to quartile, and a stroke at
/// the median. It touches no bar, for it is no part of the score.
fn bracket(lower: f32, median: f32, upper: f32, top: f32) -> [Mark; 2] {
    let (foot, back, head) = (top - 0.9, top - 2.9, top - BRACKET + 0.3);
    let line = Path::start(lower, foot).line_to(lower, back).line_to(upper, back).line_to(upper, foot);
    let stroke = Path::line(Point::new(median, foot), Point::new(median, head));
    [Mark::stroke(line, Ink::Text, Pen::solid(0.7)), Mark::stroke(stroke, Ink::Text, Pen::solid(1.6))]
}

/// Returns the middles of the dots of a row's questions: each at its score, counted down from the bar's
/// lower edge, under another where that place is taken.
fn dots(row: &Bar, columns: &Columns) -> Vec<Point> {
    let mut scores: Vec<f64> = row.dots.iter().copied().flatten().collect();
    scores.sort_by(f64::total_cmp);
    let (left, right) = (columns.plot, columns.plot + columns.plot_width);
    let across = (columns.plot_width / PITCH).max(1.0);
    let deep = DEEP.max((2.0 * scores.len() as f32 / across).ceil() as usize);
    let mut placed: Vec<Point> = Vec::new();
    for score in scores {
        let wish = columns.at(score);
        let aside = (0..=across.ceil() as usize).flat_map(|steps| {
            let by = steps as f32 * PITCH;
            [wish - by, wish + by]
        });
        let places = aside
            .filter(|x| left <= *x && *x <= right)
            .flat_map(|x| (0..deep).map(move |row| Point::new(x, DOTS_TOP + row as f32 * PITCH)));
        let free = |place: &Point| {
            placed.iter().all(|other| other.y != place.y || PITCH - 0.01 <= (other.x - place.x).abs())
        };
        if let Some(place) = { places }.find(free) {
            placed.push(place);
        }
    }
    placed
}

fn draw_dots(
    row: &Bar,
    dots: &[Point],
    columns: &Columns,
    place: &Place,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) {
    if !place.dots {
        return;
    }
    let top = place.bar + BAR;
    for dot in dots {
        marks.push(Mark::fill(Path::circle(Point::new(dot.x, top + dot.y), DOT), Ink::Metal));
    }
    let unknown = row.dots.iter().filter(|dot| dot.is_none()).count();
    if 0 < unknown {
        let middle = top + 5.2;
        let count = typesetter.line(style::FIGURE_MUTED, &unknown.to_string(), SCORE - 2.0 * DOT - 2.0);
        let at = Point::new(columns.score, middle + half_capital(style::FIGURE_MUTED));
        let dot = Point::new(columns.score - count.width - 3.0 - DOT, middle);
        marks.push(open_dot(dot));
        put(&count, Anchor::End, at, marks);
    }
}

fn open_dot(middle: Point) -> Mark {
    Mark::stroke(Path::circle(middle, DOT + 0.3), Ink::Metal, Pen::solid(0.9))
}

fn entries(bars: &Bars) -> Vec<Entry<'_>> {
    let words = &bars.words;
    let has = |test: &dyn Fn(&Bar) -> bool| bars.rows.iter().any(test);
    let mut entries = Vec::new();
    if has(&|row| row.dots.iter().any(Option::is_some)) {
        let sign = vec![Mark::fill(Path::circle(Point::new(2.5, 0.0), DOT), Ink::Metal)];
        entries.push(Entry { sign, width: 5.0, words: &words.dot });
    }
    if has(&|row| row.dots.iter().any(Option::is_none)) {
        entries.push(Entry { sign: vec![open_dot(Point::new(2.5, 0.0))], width: 5.0, words: &words.unknown });
    }
    if has(&|row| shown_range(row).is_some()) {
        let mut sign = Vec::new();
        whisker(0.5, 15.5, 0.0, &mut sign);
        entries.push(Entry { sign, width: 16.0, words: &words.range });
    }
    if has(&|row| row.score.and(row.previous).is_some()) {
        let sign = ring(Point::new(RING, 0.0)).to_vec();
        entries.push(Entry { sign, width: 2.0 * RING, words: &words.previous });
    }
    if has(&has_others) {
        let sign = bracket(0.5, 9.0, 17.5, BRACKET / 2.0).to_vec();
        entries.push(Entry { sign, width: 18.0, words: &words.others });
    }
    if has(&|row| row.score.and(row.target).is_some()) {
        let sign = flag(3.0, -BAR / 2.0).to_vec();
        entries.push(Entry { sign, width: 6.0, words: &words.target });
    }
    entries
}
