//! Scores in several rounds: a wide panel for the whole, and below it a small one for each area, all on one scale.
//!
//! Who reads it compares shapes, so every panel has the same height and width, the limits of the bands as lines
//! across it, and its first and last score in figures. Where a round has no score the line is dotted, at its end
//! as well.

use std::ops::Range;

use super::legend::{self, Entry};
use super::{Anchor, Picture, draw_number, half_capital, keep_if_free, number_width, put, share, shown};
use crate::page::path::Path;
use crate::page::style;
use crate::page::typesetter::{Line, Typesetter};
use crate::page::{Ink, Mark, Pen, Point, Rect};
use crate::report::{OtherEdition, Trend, TrendLine};

/// The heights of the plots, of the whole and of an area.
const WHOLE: f32 = 78.0;
const AREA: f32 = 46.0;
/// From a title to its plot, and from a plot to the baseline of the names below it.
const TITLE_GAP: f32 = 4.0;
const NAMES: f32 = 12.0;
/// Below the names of the rounds.
const ROW_GAP: f32 = 14.0;
/// Between two panels of a row.
const GAP: f32 = 18.0;
/// The narrowest panel whose line can still be read, and the most of them in a row.
const NARROWEST: f32 = 132.0;
const MOST: usize = 4;
/// The room for a score beside each end of a line.
const NUMBER: f32 = 23.0;
/// From a point to its score.
const AWAY: f32 = 5.0;
/// From the edges of a plot to the scores of 0 and 100: of an area, and of the whole, where figures stand above and
/// below the line.
const INSET: f32 = 4.0;
const WHOLE_INSET: f32 = 15.0;
const DOT: f32 = 2.0;
const LAST_DOT: f32 = 2.9;
const DIAMOND: f32 = 2.6;
/// The line of the whole leads.
const WHOLE_LINE: Pen = Pen::solid(2.2);
const LINE: Pen = Pen::solid(1.5);
const MISSING: Pen = Pen::dashed(1.0, 1.4, 2.4);
const BREAK: Pen = Pen::dashed(0.8, 2.4, 2.0);

/// One plot: where it stands, and how its line is drawn.
struct Plot<'a> {
    trend: &'a Trend,
    line: &'a TrendLine,
    /// The box with the room for the figures at both sides.
    place: Rect,
    inset: f32,
    pen: Pen,
}

pub(super) fn draw(trend: &Trend, range: Range<usize>, width: f32, typesetter: &mut Typesetter) -> Picture {
    let mut marks = Vec::new();
    let mut top = 0.0;
    if let Some(whole) = trend.whole.as_ref().filter(|_| range.start == 0) {
        top = draw_whole(trend, whole, width, typesetter, &mut marks);
    }
    let columns = columns(trend.lines.len(), width);
    let each = (width + GAP) / columns as f32 - GAP;
    let number = number_width(trend.lines.iter().map(|line| line.number), typesetter);
    for row in trend.lines.get(range).unwrap_or_default().chunks(columns) {
        let titles: Vec<Vec<Line>> = row
            .iter()
            .map(|line| typesetter.lines_at_most(style::FIGURE_STRONG, &line.label, each - number, 2))
            .collect();
        // Titles stand right above their plots, so that those of a row begin together.
        let title = titles.iter().map(Vec::len).max().unwrap_or(0) as f32 * style::FIGURE.leading;
        for ((line, lines), left) in row.iter().zip(&titles).zip(lefts(each)) {
            let first = top + title - lines.len() as f32 * style::FIGURE.leading;
            let baseline = first + style::FIGURE_STRONG.baseline();
            let mut own = Vec::new();
            draw_number(line.number, number, baseline, typesetter, &mut own);
            draw_title(lines, Point::new(number, first), &mut own);
            own.iter_mut().for_each(|mark| mark.shift(left, 0.0));
            marks.extend(own);
            let place = Rect::new(left, top + title + TITLE_GAP, each, AREA);
            let plot = Plot { trend, line, place, inset: INSET, pen: LINE };
            plot.draw(typesetter, &mut marks);
            plot.draw_ends(typesetter, &mut marks);
            plot.draw_names(false, typesetter, &mut marks);
        }
        top += title + TITLE_GAP + AREA + NAMES + ROW_GAP;
    }
    let bottom = legend::draw(entries(trend), top, width, typesetter, &mut marks);
    Picture { marks, height: bottom }
}

/// The left edges of the panels of a row, in points.
fn lefts(each: f32) -> impl Iterator<Item = f32> {
    (0..MOST).map(move |column| column as f32 * (each + GAP))
}

/// Returns how many panels stand in a row: as many as there is room for, and no more than fill the rows evenly.
fn columns(panels: usize, width: f32) -> usize {
    let most = (((width + GAP) / (NARROWEST + GAP)) as usize).clamp(1, MOST);
    let rows = panels.div_ceil(most).max(1);
    panels.div_ceil(rows).max(1)
}

/// Draws the panel of the whole over the full width and returns where the next one begins.
fn draw_whole(
    trend: &Trend,
    whole: &TrendLine,
    width: f32,
    typesetter: &mut Typesetter,
    marks: &mut Vec<Mark>,
) -> f32 {
    let title = typesetter.lines_at_most(style::FIGURE_STRONG, &whole.label, width, 2);
    draw_title(&title, Point::new(0.0, 0.0), marks);
    let top = title.len() as f32 * style::FIGURE.leading + TITLE_GAP;
    let place = Rect::new(0.0, top, width, WHOLE);
    let plot = Plot { trend, line: whole, place, inset: WHOLE_INSET, pen: WHOLE_LINE };
    plot.draw(typesetter, marks);
    plot.draw_scores(typesetter, marks);
    plot.draw_names(true, typesetter, marks);
    top + WHOLE + NAMES + ROW_GAP
}

fn draw_title(lines: &[Line], at: Point, marks: &mut Vec<Mark>) {
    for (index, line) in lines.iter().enumerate() {
        let baseline = at.y + index as f32 * style::FIGURE.leading + style::FIGURE_STRONG.baseline();
        put(line, Anchor::Start, Point::new(at.x, baseline), marks);
    }
}

impl Plot<'_> {
    fn rounds(&self) -> usize {
        self.trend.rounds.len()
    }

    /// Where a round stands; one that is alone stands in the middle.
    fn x(&self, round: f32) -> f32 {
        let (left, right) = (self.place.x + NUMBER, self.place.right() - NUMBER);
        match self.rounds() {
            0 | 1 => (left + right) / 2.0,
            rounds => left + (right - left) * round / (rounds - 1) as f32,
        }
    }

    fn y(&self, score: f64) -> f32 {
        let height = self.place.height - 2.0 * self.inset;
        self.place.bottom() - self.inset - height * share(score)
    }

    /// The rounds that have a score, with their points and scores.
    fn points(&self) -> Vec<(usize, Point, f64)> {
        let scores = self.line.scores.iter().take(self.rounds()).enumerate();
        scores
            .filter_map(|(round, score)| {
                Some((round, Point::new(self.x(round as f32), self.y((*score)?)), (*score)?))
            })
            .collect()
    }

    /// The limits of the bands, the changes of editions, the line with its points.
    fn draw(&self, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) {
        let (left, right) = (self.place.x + NUMBER - AWAY, self.place.right() - NUMBER + AWAY);
        for tick in self.trend.ticks.iter().filter(|tick| **tick <= 100) {
            let y = self.y(f64::from(*tick));
            let limit = Path::line(Point::new(left, y), Point::new(right, y));
            marks.push(Mark::stroke(limit, Ink::Rule, style::HAIRLINE));
        }
        let floor = Path::line(Point::new(left, self.place.bottom()), Point::new(right, self.place.bottom()));
        marks.push(Mark::stroke(floor, Ink::Metal, style::HAIRLINE));
        for other in self.other_editions() {
            let x = self.break_before(other.round);
            let across =
                Path::line(Point::new(x, self.place.y), Point::new(x, self.place.bottom() - DIAMOND));
            marks.push(Mark::stroke(across, Ink::Muted, BREAK));
            marks.extend(diamond(Point::new(x, self.place.bottom())));
        }
        let points = self.points();
        for pair in points.windows(2) {
            let [(before, from, _), (round, to, _)] = pair else { continue };
            let (ink, pen) =
                if before + 1 == *round { (Ink::Accent, self.pen) } else { (Ink::Muted, MISSING) };
            marks.push(Mark::stroke(Path::line(*from, *to), ink, pen));
        }
        if let Some((from, to)) = self.missing_end() {
            marks.push(Mark::stroke(Path::line(from, to), Ink::Muted, MISSING));
        }
        let last = points.len().saturating_sub(1);
        for (at, (_, point, _)) in points.iter().enumerate() {
            let radius = if at == last { LAST_DOT } else { DOT };
            marks.push(Mark::fill(Path::circle(*point, radius), Ink::Accent));
        }
        if points.is_empty() {
            let letter = style::FIGURE_MUTED;
            let none = typesetter.line(letter, &self.trend.words.none, right - left);
            let middle = self.place.y + self.place.height / 2.0;
            let ground = Rect::new(
                self.place.x + self.place.width / 2.0 - none.width / 2.0 - 3.0,
                middle - letter.leading / 2.0,
                none.width + 6.0,
                letter.leading,
            );
            // The limits of the bands make room for the words.
            marks.push(Mark::fill(Path::rectangle(ground), Ink::White));
            let at = Point::new(self.place.x + self.place.width / 2.0, middle + half_capital(letter));
            put(&none, Anchor::Middle, at, marks);
        }
    }

    fn other_editions(&self) -> impl Iterator<Item = &OtherEdition> {
        self.trend.other_editions.iter().filter(|other| (1..self.rounds()).contains(&other.round))
    }

    /// Where the line stands before the first round of another edition.
    fn break_before(&self, round: usize) -> f32 {
        self.x(round as f32 - 0.5)
    }

    /// The dotted line on from the last score, where the last rounds have none.
    fn missing_end(&self) -> Option<(Point, Point)> {
        let (round, point, _) = self.points().pop()?;
        let end = self.x(self.rounds().saturating_sub(1) as f32);
        (round + 1 < self.rounds()).then_some((point, Point::new(end, point.y)))
    }

    /// The first score before its point, and the last one behind its own: above or below it, where the dotted line
    /// goes on behind it.
    fn draw_ends(&self, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) {
        let points = self.points();
        let [.., (_, last, score)] = points.as_slice() else { return };
        let letter = style::FIGURE_STRONG;
        let text = typesetter.line(letter, &shown(*score), NUMBER - AWAY);
        let middle = self.place.y + self.place.height / 2.0;
        let (anchor, at) = match self.missing_end() {
            None => (Anchor::Start, Point::new(last.x + AWAY, last.y + half_capital(letter))),
            Some(_) if last.y < middle => {
                (Anchor::Middle, Point::new(last.x, last.y + AWAY + 2.0 * half_capital(letter)))
            }
            Some(_) => (Anchor::Middle, Point::new(last.x, last.y - AWAY)),
        };
        put(&text, anchor, at, marks);
        if let [(_, first, score), _, ..] = points.as_slice() {
            let letter = style::FIGURE;
            let text = typesetter.line(letter, &shown(*score), NUMBER - AWAY);
            put(&text, Anchor::End, Point::new(first.x - AWAY, first.y + half_capital(letter)), marks);
        }
    }

    /// Every score at its point, on the side where the line is not; where they crowd, the ends keep theirs.
    fn draw_scores(&self, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) {
        let points = self.points();
        let last = points.len().saturating_sub(1);
        let mut order: Vec<usize> = (0..points.len()).collect();
        order.sort_by_key(|at| usize::from(0 < *at && *at < last));
        let mut taken = Vec::new();
        for at in order {
            let Some((_, point, score)) = points.get(at) else { continue };
            let neighbours = [at.checked_sub(1), Some(at + 1)];
            let heights = neighbours.into_iter().flatten().filter_map(|beside| points.get(beside));
            let (sum, count) =
                heights.fold((0.0, 0.0), |(sum, count), (_, beside, _)| (sum + beside.y, count + 1.0));
            // Seen on the page, what lies lower has the greater height.
            let above = count == 0.0 || point.y <= sum / count;
            let letter = if at == last { style::FIGURE_STRONG } else { style::FIGURE };
            let text = typesetter.line(letter, &shown(*score), 2.0 * NUMBER);
            let baseline = if above { point.y - AWAY } else { point.y + AWAY + 2.0 * half_capital(letter) };
            let mut placed = Vec::new();
            put(&text, Anchor::Middle, Point::new(point.x, baseline), &mut placed);
            keep_if_free(placed, &mut taken, marks);
        }
        self.draw_editions(&mut taken, typesetter, marks);
    }

    /// What editions are called, at the lines where they begin; as far as there is room.
    fn draw_editions(&self, taken: &mut Vec<Rect>, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) {
        let letter = style::FIGURE_MUTED;
        for other in self.other_editions() {
            let left = self.break_before(other.round) + AWAY;
            let name = typesetter.line(letter, &other.name, self.place.right() - left);
            let mut placed = Vec::new();
            put(
                &name,
                Anchor::Start,
                Point::new(left, self.place.y + 2.0 * half_capital(letter)),
                &mut placed,
            );
            keep_if_free(placed, taken, marks);
        }
    }

    /// What the first and the last round are called, or `all` of them as far as there is room.
    fn draw_names(&self, all: bool, typesetter: &mut Typesetter, marks: &mut Vec<Mark>) {
        let last = self.rounds().saturating_sub(1);
        let mut order: Vec<usize> = (0..self.rounds()).collect();
        order.sort_by_key(|round| usize::from(0 < *round && *round < last));
        let mut taken = Vec::new();
        for round in order.into_iter().take(if all { self.rounds() } else { 2 }) {
            let Some(name) = self.trend.rounds.get(round) else { continue };
            let name = typesetter.line(style::FIGURE_MUTED, name, (self.place.width - GAP) / 2.0);
            let most = self.place.right() - name.width;
            let left = (self.x(round as f32) - name.width / 2.0).min(most).max(self.place.x);
            let mut placed = Vec::new();
            put(&name, Anchor::Start, Point::new(left, self.place.bottom() + NAMES), &mut placed);
            keep_if_free(placed, &mut taken, marks);
        }
    }
}

/// Stands where another edition of the questionnaire begins.
fn diamond(middle: Point) -> [Mark; 2] {
    let Point { x, y } = middle;
    let path = Path::start(x, y - DIAMOND)
        .line_to(x + DIAMOND, y)
        .line_to(x, y + DIAMOND)
        .line_to(x - DIAMOND, y)
        .close();
    [Mark::fill(path.clone(), Ink::White), Mark::stroke(path, Ink::Text, Pen::solid(0.9))]
}

fn entries(trend: &Trend) -> Vec<Entry<'_>> {
    const LENGTH: f32 = 20.0;
    let mut entries = Vec::new();
    let has_gap = |line: &TrendLine| {
        let scores = line.scores.iter().take(trend.rounds.len());
        let known: Vec<usize> =
            scores.enumerate().filter(|(_, score)| score.is_some()).map(|(round, _)| round).collect();
        let within = known.windows(2).any(|pair| pair[0] + 1 < pair[1]);
        within || known.last().is_some_and(|last| last + 1 < trend.rounds.len())
    };
    if trend.whole.iter().chain(&trend.lines).any(has_gap) {
        let line = Path::line(Point::new(0.0, 0.0), Point::new(LENGTH, 0.0));
        let sign = vec![Mark::stroke(line, Ink::Muted, MISSING)];
        entries.push(Entry { sign, width: LENGTH, words: &trend.words.missing });
    }
    if trend.other_editions.iter().any(|other| (1..trend.rounds.len()).contains(&other.round)) {
        let sign = diamond(Point::new(DIAMOND + 0.5, 0.0)).to_vec();
        entries.push(Entry { sign, width: 2.0 * DIAMOND + 1.0, words: &trend.words.other_edition });
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_columns(panels: usize, width: f32, want: usize) {
        assert_eq!(columns(panels, width), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn nine_on_a_page() { check_columns(9, 487.0, 3); }
        #[test] fn four_stand_two_by_two() { check_columns(4, 487.0, 2); }
        #[test] fn ten_in_four_rows() { check_columns(10, 487.0, 3); }
        #[test] fn in_half_a_column() { check_columns(9, 190.0, 1); }
        #[test] fn none() { check_columns(0, 487.0, 1); }
    }
}
