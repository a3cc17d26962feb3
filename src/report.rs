//! What a report says: sections of headings, texts, tables, cards and figures.
//!
//! Only words and numbers stand here. No font, no size, no colour: those belong to `page`, so that one
//! report becomes a PDF, a web page or plain text. Scores run from 0 to 100 and shares from 0 to 1.

mod figure;
mod footer;
pub mod individual;
pub mod numbers;
pub mod plan;
mod texts;

pub use figure::{
    Bar, BarWords, Bars, Bucket, Drawing, Figure, Heat, HeatRow, HeatWords, Hole, Matrix, MatrixPoint,
    OtherEdition, Others, Radar, Slope, SlopeLine, SlopeWords, Spoke, Spread, SpreadRow, SpreadWords, Square,
    Trend, TrendLine, TrendWords,
};
pub use footer::Footer;

use crate::words::Words;

/// A whole report, in the language of its questionnaire.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// Names the report, mostly the questionnaire's title.
    pub title: String,
    /// Who was looked at: a team, a region, a company. May be empty.
    pub subject: String,
    /// Which round this is, such as "Spring 2026".
    pub label: String,
    /// The language tag, such as `en` or `de-AT`.
    pub language: String,
    /// The date as the reader sees it.
    pub date: String,
    pub author: String,
    pub footer: Footer,
    pub cover: Cover,
    pub sections: Vec<Section>,
}

impl Report {
    /// What the program says beside the questionnaire's texts, in the report's language.
    pub fn words(&self) -> &'static Words {
        Words::beside(&self.language)
    }
}

/// Whether a page with the report's name, and nothing else, lies on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cover {
    #[default]
    None,
    /// Title, subject, label, date, author and the footer's note; page one follows it unchanged.
    Page,
}

/// A part of the report with its own heading, listed in the outline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// Says the finding, not the topic: "New customers: goals are not written".
    pub title: String,
    pub level: Level,
    pub start: Start,
    /// A name for cells that lead here (`Cell::goes_to`); need not be shown.
    pub anchor: Option<String>,
    pub blocks: Vec<Block>,
}

/// How deep a heading stands in the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Level {
    #[default]
    One,
    Two,
    Three,
}

impl Level {
    /// Returns 1, 2 or 3.
    pub fn number(self) -> u8 {
        match self {
            Level::One => 1,
            Level::Two => 2,
            Level::Three => 3,
        }
    }

    /// Returns the level of what stands below this one; there is none below three.
    pub fn below(self) -> Level {
        match self {
            Level::One => Level::Two,
            Level::Two | Level::Three => Level::Three,
        }
    }
}

/// Where a section may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Start {
    #[default]
    Anywhere,
    NewPage,
    /// Anywhere, but held together on one page unless too much of a page would stay empty.
    Whole,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading inside a section; it stands in the outline too.
    Heading {
        level: Level,
        text: String,
    },
    Text {
        role: Role,
        text: String,
    },
    List(List),
    Table(Table),
    Card(Card),
    Figure(Figure),
    /// Lines to be filled in by pen, one label each.
    FillIn(Vec<String>),
    /// Two columns side by side; read left before right.
    Columns(Columns),
    /// An area's score at a glance, under its heading.
    Banner(Banner),
    /// A short text set apart from the rest, under a title of its own.
    Panel(Panel),
}

impl Block {
    /// A heading one level below a section's.
    pub fn heading(text: impl Into<String>) -> Block {
        Block::Heading { level: Level::Two, text: text.into() }
    }

    /// The one sentence a page is about.
    pub fn lead(text: impl Into<String>) -> Block {
        Block::Text { role: Role::Lead, text: text.into() }
    }

    /// An ordinary paragraph. A line break in it begins a new line.
    pub fn text(text: impl Into<String>) -> Block {
        Block::Text { role: Role::Body, text: text.into() }
    }

    /// A smaller remark: dates, counts, sources.
    pub fn note(text: impl Into<String>) -> Block {
        Block::Text { role: Role::Note, text: text.into() }
    }
}

/// How loudly a paragraph speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Lead,
    Body,
    Note,
}

#[derive(Debug, Clone, PartialEq)]
pub struct List {
    pub marker: Marker,
    pub items: Vec<String>,
}

/// What stands before each point of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    Bullet,
    Number,
    /// An empty box to tick by pen.
    Box,
    /// A ticked box: what is already in place.
    Tick,
}

/// Rows under named columns. Every row has as many cells as there are columns; missing ones are empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What the table shows, for readers who cannot see it.
    pub summary: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

impl Table {
    /// Leaves out those of these columns, named by their places in order, in which nothing stands: they would take
    /// room from the others.
    fn without_empty(mut self, columns: &[usize]) -> Table {
        for column in columns.iter().copied().rev() {
            let is_empty = |row: &Row| match row {
                Row::Cells(cells) => cells.get(column).is_none_or(|cell| cell.text.is_empty()),
                Row::Group(_) => true,
            };
            if self.columns.len() <= column || !self.rows.iter().all(is_empty) {
                continue;
            }
            self.columns.remove(column);
            for row in &mut self.rows {
                match row {
                    Row::Cells(cells) if column < cells.len() => drop(cells.remove(column)),
                    Row::Cells(_) | Row::Group(_) => {}
                }
            }
        }
        self
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub title: String,
    pub align: Align,
    /// The column's part of the width, relative to the other columns'.
    pub share: f64,
}

impl Column {
    pub fn left(title: impl Into<String>, share: f64) -> Column {
        Column { title: title.into(), align: Align::Left, share }
    }

    /// For numbers.
    pub fn right(title: impl Into<String>, share: f64) -> Column {
        Column { title: title.into(), align: Align::Right, share }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Center,
    Right,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    Cells(Vec<Cell>),
    /// Names the rows that follow, across all columns.
    Group(String),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub text: String,
    pub stress: Stress,
    /// A swatch of this tone stands before the text.
    pub tone: Option<Tone>,
    /// Small boxes before the text, filled as far as a level was reached.
    pub steps: Option<Steps>,
    /// The anchor of the section this cell leads to.
    pub goes_to: Option<String>,
}

impl Cell {
    pub fn strong(text: impl Into<String>) -> Cell {
        Cell { stress: Stress::Strong, ..Cell::from(text.into()) }
    }

    pub fn muted(text: impl Into<String>) -> Cell {
        Cell { stress: Stress::Muted, ..Cell::from(text.into()) }
    }

    /// A level in words, with a box for each step.
    pub fn level(words: impl Into<String>, steps: Steps) -> Cell {
        Cell { steps: Some(steps), ..Cell::from(words.into()) }
    }

    /// A band's word with its swatch.
    pub fn band(band: &Band) -> Cell {
        Cell { tone: Some(band.tone), ..Cell::from(band.name.clone()) }
    }

    pub fn goes_to(self, anchor: impl Into<String>) -> Cell {
        Cell { goes_to: Some(anchor.into()), ..self }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell { text, ..Cell::default() }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::from(text.to_owned())
    }
}

/// A level within its scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Steps {
    /// From 0 to `highest`; a mean of several levels may lie between two steps.
    pub reached: f64,
    pub highest: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stress {
    #[default]
    Plain,
    Strong,
    Muted,
}

/// How bad or good something is, in four steps; `page` gives each its colour and its texture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    Worst,
    Poor,
    Fair,
    Good,
}

impl Tone {
    /// Spreads `steps` bands over the four tones, the lowest (`step` 0) on the worst.
    pub fn of_step(step: usize, steps: usize) -> Tone {
        const TONES: [Tone; 4] = [Tone::Worst, Tone::Poor, Tone::Fair, Tone::Good];
        let last = steps.saturating_sub(1).max(1);
        let tone = (step.min(last) * 3 + last / 2) / last;
        TONES.get(tone).copied().unwrap_or(Tone::Good)
    }
}

/// A named stretch of the score line.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    pub name: String,
    pub tone: Tone,
}

impl Band {
    pub fn new(name: impl Into<String>, tone: Tone) -> Band {
        Band { name: name.into(), tone }
    }
}

/// One leak, or anything else that is told in labelled parts and then acted upon.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its place in the order of leaks, from 1.
    pub rank: Option<u32>,
    pub headline: String,
    /// The word for how grave it is, with its tone.
    pub severity: Option<Band>,
    pub area: String,
    pub parts: Vec<Part>,
    /// Labels of lines to be filled in by pen, such as "Who" and "By when".
    pub fill_in: Vec<String>,
    pub room: Room,
}

/// How much room a card takes on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Room {
    /// A line for the area, and each part under its label.
    #[default]
    Ample,
    /// A few lines: the parts in running text.
    Sparing,
}

/// A labelled part of a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub label: String,
    pub content: Content,
}

impl Part {
    pub fn text(label: impl Into<String>, text: impl Into<String>) -> Part {
        Part { label: label.into(), content: Content::Text(text.into()) }
    }

    pub fn list(label: impl Into<String>, marker: Marker, items: Vec<String>) -> Part {
        Part { label: label.into(), content: Content::List(List { marker, items }) }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    Text(String),
    List(List),
}

/// Two columns that stay together on one page when they fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The left column's part of the width, from 0.2 to 0.8.
    pub left_share: f64,
    pub left: Vec<Block>,
    pub right: Vec<Block>,
}

/// An area's score at a glance: the number large, its band, what the area is about, and how sure the number is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Banner {
    /// From 0 to 100; `None` when too little was answered.
    pub score: Option<f64>,
    /// The words under the number, such as "of 100"; without a score, why there is none.
    pub scale: String,
    pub band: Option<Band>,
    /// The ends of the range within which the score may lie.
    pub range: Option<(f64, f64)>,
    /// Scores where one band ends and the next begins.
    pub ticks: Vec<u8>,
    /// What it looks like when the area holds, and what it costs when it leaks. A line break begins a new line.
    pub text: String,
    /// The range, the share answered and the like, in words.
    pub facts: Vec<String>,
}

/// A short text set apart from the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    pub title: String,
    pub blocks: Vec<Block>,
}

#[cfg(test)]
pub(crate) mod sample;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_tones(steps: usize, want: &[Tone]) {
        let got: Vec<Tone> = (0..steps).map(|step| Tone::of_step(step, steps)).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn four_bands_take_the_four_tones() {
        check_tones(4, &[Tone::Worst, Tone::Poor, Tone::Fair, Tone::Good]);
    }

    #[test]
    fn three_bands_skip_one() {
        check_tones(3, &[Tone::Worst, Tone::Fair, Tone::Good]);
    }

    #[test]
    fn two_bands_take_the_ends() {
        check_tones(2, &[Tone::Worst, Tone::Good]);
    }
}
