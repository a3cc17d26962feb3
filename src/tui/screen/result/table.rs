//! The areas with their scores, one a row, and other scores in columns beside them.
//!
//! Not every window has room for all columns. First long titles make way for the short ones of their areas, then the
//! last column goes, then the one before it, and behind the first column's scores its signs go last: which way
//! something went is what one looks for. The bars keep [`LEAST_BAR`] cells. On them the ticks of a column stay, also
//! where it is gone itself. A compact window has no heading that could tell
//! numbers apart, so it keeps the signs of the first column alone.

use super::band_role;
use crate::questionnaire::{AreaIndex, Questionnaire};
use crate::scoring::{Lack, Measure};
use crate::tui::sheet::{Room, Row};
use crate::tui::sitting::Outcome;
use crate::tui::theme::Role;
use crate::tui::widget::bar::ticked_bar;
use crate::tui::wrap;
use crate::words::{Words, fill};

/// A column of other scores beside those of the areas: the time before, what is aimed at.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    pub head: String,
    /// One for each row that can come into view; a dash stands where there is none.
    pub scores: Vec<Option<u32>>,
    /// What stands behind each score, such as `▴25`; none for a column of numbers alone.
    pub signs: Vec<String>,
    /// How wide the widest sign of the whole list is, whichever rows are in view.
    pub sign_width: usize,
    /// Where these scores stand on the bars; none for a column that is not shown there.
    pub ticks: Option<Ticks>,
}

/// Scores as signs on the bars.
#[derive(Clone, Debug)]
pub struct Ticks {
    pub sign: char,
    /// One for each row that can come into view.
    pub scores: Vec<Option<u32>>,
}

/// The rows of the areas in one window.
pub(super) struct Table<'a> {
    words: &'a Words,
    questionnaire: &'a Questionnaire,
    outcome: &'a Outcome,
    room: Room,
    fitted: Fitted,
    /// The signs on the bars, each with what it stands for.
    ticks: Vec<(String, Ticks)>,
}

/// What there is room for.
#[derive(Clone, Debug)]
struct Fitted {
    columns: Vec<Beside>,
    /// How wide the titles are.
    title: usize,
    /// Whether there is room for what stands behind the scores.
    signs: bool,
}

/// The least that a bar can be read at.
const LEAST_BAR: usize = 10;

/// How many cells stand before the columns and the band beside the title: the margin, a number and the score.
const AROUND_TITLE: usize = 12;

/// How wide the titles are, and where columns want the room: then an area that has a longer one is called by its
/// short title.
const TITLE: usize = 27;
const SHORT_TITLE: usize = 22;

/// The band with the space behind it.
const BAND: usize = 13;

/// In a small window with signs behind it: no space, for the signs have their own.
const NARROW_BAND: usize = 10;

/// The least of a title that can be told from others.
const LEAST_TITLE: usize = 12;

/// A head is cut here.
const WIDEST_HEAD: usize = 10;

impl<'a> Table<'a> {
    pub(super) fn new(
        words: &'a Words,
        questionnaire: &'a Questionnaire,
        outcome: &'a Outcome,
        room: Room,
    ) -> Table<'a> {
        let fitted = Fitted { columns: Vec::new(), title: title_width(room), signs: false };
        Table { words, questionnaire, outcome, room, fitted, ticks: Vec::new() }
    }

    /// The same with as many of the columns as there is room for.
    pub(super) fn beside(self, columns: Vec<Beside>) -> Table<'a> {
        let ticks = columns.iter().filter_map(|column| Some((column.head.clone(), column.ticks.clone()?)));
        let ticks = ticks.collect();
        let table = Table { fitted: fitted(columns, self.room), ..self };
        // What has no column any more still stands on the bars, as far as these can be read.
        let can_be_read = !table.room.is_compact() && LEAST_BAR <= table.bar_width();
        Table { ticks: if can_be_read { ticks } else { Vec::new() }, ..table }
    }

    /// How many cells the columns take.
    fn columns_width(&self) -> usize {
        together(&self.fitted.columns, self.fitted.signs)
    }

    /// What stands over the columns; `order` says how the rows are sorted.
    pub(super) fn heading(&self, order: &str) -> Row<'a> {
        let common = &self.words.common;
        let area = wrap::fit(common.area, self.fitted.title + 2);
        let mut heading = format!("{area} {:>5}  ", common.score_head);
        for column in &self.fitted.columns {
            let head = wrap::cut(&column.head, WIDEST_HEAD);
            let gap = column.score_width().saturating_sub(wrap::width(&head));
            heading.push_str(&format!("{}{head}", " ".repeat(gap)));
            heading.push_str(&" ".repeat(column.width(self.fitted.signs) - column.score_width()));
        }
        heading.push_str(&format!("{}{order}", wrap::fit(common.band_head, BAND)));
        Row::indent(self.room.margin()).and(Role::Heading, heading)
    }

    /// The signs on the bars with what they stand for, such as `┃ 2025`; empty without any.
    pub(super) fn legend(&self) -> String {
        let told = self.ticks.iter();
        let told = told.map(|(head, ticks)| format!("{} {}", ticks.sign, wrap::cut(head, WIDEST_HEAD)));
        told.collect::<Vec<_>>().join("  ")
    }

    /// An area with its score and its band, or why it has none. `at` is its place among those that can come into view.
    pub(super) fn row(&self, area: AreaIndex, at: usize, selected: bool) -> Row<'a> {
        let (words, questionnaire, room) = (self.words, self.questionnaire, self.room);
        let texts = &words.result;
        let sign = if selected { "› " } else { "  " };
        let role = if selected { Role::Selected } else { Role::Plain };
        let number =
            questionnaire.number_of(area).map_or_else(|| " ".to_owned(), |number| number.to_string());
        let width = self.fitted.title;
        let title = match &questionnaire[area].title {
            title if room.is_compact() || width < wrap::width(title) => &questionnaire[area].short,
            title => title,
        };
        let row = Row::indent(room.margin() - 1)
            .and(Role::Selected, sign)
            .and(role, format!("{number} "))
            .and(role, wrap::fit(title, width));
        let score = self.outcome.scorecard.area(area);
        if !questionnaire[area].scored {
            let says = match (questionnaire.is_private(area), room.is_compact()) {
                (true, true) => texts.private_short,
                (true, false) => texts.private,
                (false, _) => texts.not_scored,
            };
            return row.and(role, format!("  {says}"));
        }
        match (score.measure.printed(), score.band) {
            (Some(printed), Some(band)) => {
                let row = row.and(role, self.score(&printed.to_string()));
                let band_width = if room.is_compact() && self.fitted.signs { NARROW_BAND } else { BAND - 2 };
                let label = wrap::fit(&questionnaire[band].label, band_width);
                if room.is_compact() {
                    let first = self.fitted.columns.first().filter(|_| self.fitted.signs);
                    let sign = first.and_then(|first| first.signs.get(at));
                    return row
                        .and(band_role(questionnaire, band), label)
                        .and(role, sign.map(|sign| format!(" {sign}")).unwrap_or_default());
                }
                let share = score.measure.score.unwrap_or(0.0);
                row.and(role, self.cells(at))
                    .and(band_role(questionnaire, band), label)
                    .and(Role::Plain, "  ")
                    .and(band_role(questionnaire, band), self.bar(share, at))
            }
            (_, _) => {
                let lack = score.lack().unwrap_or(Lack::TooFew);
                let says = no_score(questionnaire, score.measure, lack, words);
                let taken = AROUND_TITLE + self.fitted.title + self.columns_width() + 1;
                // Cut off, a reason is none.
                let says = match wrap::width(&says) + taken <= usize::from(room.width) && !room.is_compact() {
                    true => says,
                    false => no_score_in_short(lack, words).to_owned(),
                };
                let cells = if room.is_compact() { String::new() } else { self.cells(at) };
                row.and(role, format!("{}{cells}{says}", self.score("-")))
            }
        }
    }

    /// The score of an area in its column.
    fn score(&self, score: &str) -> String {
        match self.room.is_compact() && self.fitted.signs {
            true => format!(" {score:>3} "),
            false => format!(" {score:>4}  "),
        }
    }

    /// The columns of one row.
    fn cells(&self, at: usize) -> String {
        let mut cells = String::new();
        for column in &self.fitted.columns {
            let score = column.scores.get(at).copied().flatten();
            let score = score.map_or_else(|| "-".to_owned(), |score| score.to_string());
            cells.push_str(&format!("{score:>width$}", width = column.score_width()));
            if self.fitted.signs && 0 < column.sign_width {
                let sign = column.signs.get(at).map_or("", String::as_str);
                cells.push_str(&format!(" {}", wrap::fit(sign, column.sign_width)));
            }
            cells.push_str("  ");
        }
        cells
    }

    /// How long the bar of a full score is.
    fn bar_width(&self) -> usize {
        let width = usize::from(self.room.width);
        let most = if width < 82 { 24 } else { 50 };
        let taken = AROUND_TITLE + self.fitted.title + BAND + 2 + self.columns_width();
        width.saturating_sub(taken).min(most)
    }

    /// The bar stands last in its row, behind every column.
    fn bar(&self, share: f64, at: usize) -> String {
        let ticks = self.ticks.iter();
        let ticks: Vec<(u32, char)> = ticks
            .filter_map(|(_, ticks)| Some((ticks.scores.get(at).copied().flatten()?, ticks.sign)))
            .collect();
        ticked_bar(share, &ticks, self.bar_width())
    }
}

impl Beside {
    fn score_width(&self) -> usize {
        wrap::width(&self.head).clamp(4, WIDEST_HEAD)
    }

    /// With the space behind it.
    fn width(&self, signs: bool) -> usize {
        let sign = if signs && 0 < self.sign_width { self.sign_width + 1 } else { 0 };
        self.score_width() + sign + 2
    }
}

fn fitted(mut columns: Vec<Beside>, room: Room) -> Fitted {
    let width = usize::from(room.width);
    let title = title_width(room);
    if room.is_compact() {
        columns.truncate(1);
        let sign = columns.first().map_or(0, |first| first.sign_width);
        // With the mark that there is more, and a space before it.
        let free = width.saturating_sub(room.margin() + 3 + 5 + NARROW_BAND + 1 + sign + 2);
        let signs = 0 < sign && LEAST_TITLE <= free;
        return Fitted { columns, title: if signs { free.min(title) } else { title }, signs };
    }
    let free = |title: usize| width.saturating_sub(AROUND_TITLE + title + BAND + 2 + LEAST_BAR);
    let title = if together(&columns, true) <= free(TITLE) { TITLE } else { SHORT_TITLE };
    while 1 < columns.len() && free(title) < together(&columns, true) {
        columns.pop();
    }
    let signs = together(&columns, true) <= free(title);
    columns.retain(|column| signs || column.width(false) <= free(title));
    // A column that is gone leaves the titles their room.
    let title = if together(&columns, signs) <= free(TITLE) { TITLE } else { title };
    Fitted { columns, title, signs }
}

fn together(columns: &[Beside], signs: bool) -> usize {
    columns.iter().map(|column| column.width(signs)).sum()
}

fn title_width(room: Room) -> usize {
    if room.is_compact() { usize::from(room.width).saturating_sub(22).min(24) } else { TITLE }
}

/// Why an area has no score.
fn no_score(questionnaire: &Questionnaire, measure: Measure, lack: Lack, words: &Words) -> String {
    let percent = |share: f64| words.percent(&crate::scoring::printed(share).to_string());
    match lack {
        Lack::TooFew => {
            let (coverage, needed) = (percent(measure.coverage), percent(questionnaire.scoring.min_answered));
            fill(words.result.too_few, &[("coverage", &coverage), ("needed", &needed)])
        }
        Lack::NotKnownYet => words.answers.not_known_yet.to_owned(),
        Lack::NothingApplies => words.result.not_applicable.to_owned(),
    }
}

fn no_score_in_short(lack: Lack, words: &Words) -> &'static str {
    match lack {
        Lack::TooFew => words.result.too_few_short,
        Lack::NotKnownYet => words.answers.not_known_yet_short,
        Lack::NothingApplies => words.answers.not_applicable_short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(head: &str, sign: &str) -> Beside {
        let signs = if sign.is_empty() { Vec::new() } else { vec![sign.to_owned()] };
        let sign_width = signs.iter().map(|sign| wrap::width(sign)).max().unwrap_or(0);
        Beside { head: head.to_owned(), scores: vec![Some(44)], signs, sign_width, ticks: None }
    }

    /// Which columns are left in a window of this size, `+` behind the first where its signs are, `<` at the end
    /// where titles are short.
    #[track_caller]
    fn check(width: u16, height: u16, want: &str) {
        let columns =
            vec![column("2025", "▴25*"), column("Target", ""), column("Benchmark of the trade", "")];
        let room = Room { width, height };
        let Fitted { columns, title, signs } = fitted(columns, room);
        let mut got: Vec<&str> = columns.iter().map(|column| column.head.as_str()).collect();
        got.insert(got.len().min(1), if signs { "+" } else { "" });
        got.push(if title < title_width(room) { "<" } else { "" });
        assert_eq!(got.concat(), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn all() { check(100, 30, "2025+TargetBenchmark of the trade"); }
        #[test] fn first_titles_get_short() { check(94, 30, "2025+TargetBenchmark of the trade<"); }
        #[test] fn then_the_last_column_goes() { check(86, 24, "2025+Target"); check(80, 24, "2025+Target<"); }
        #[test] fn and_the_one_before() { check(75, 24, "2025+"); }
        #[test] fn the_signs_go_last() { check(69, 24, "2025<"); }
        #[test] fn bars_without_columns() { check(60, 24, ""); }
        #[test] fn signs_alone_in_a_low_window() { check(80, 12, "2025+"); }
        #[test] fn signs_in_a_narrow_one_too() { check(40, 12, "2025+<"); }
        #[test] fn nothing_in_the_narrowest() { check(36, 12, "2025"); }
    }
}
