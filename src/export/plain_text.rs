//! The report as plain text, 80 columns wide: for mail, for braille lines, for a terminal.
//!
//! Widths are counted as a terminal shows them. Tables are aligned and their cells wrapped; bars are drawn with
//! ASCII characters, and every number stands beside its bar.

mod table;

use crate::report::{
    Banner, Block, Card, Cell, Column, Content, Drawing, Figure, Level, List, Marker, Report, Row, Section,
    Table, Trend, numbers,
};
use crate::scoring::printed;
use crate::summary::comparison::Signs;
use crate::text::wrap::{width, wrap};
use crate::words::Words;

/// How many columns a line has at most.
pub const WIDTH: usize = 80;
/// How many columns a bar from 0 to 100 takes.
const BAR: usize = 20;

/// Writes a report as plain text.
pub fn write(report: &Report) -> String {
    let report = report.cleaned();
    let mut writer = Writer { text: String::new(), words: report.words() };
    writer.paragraph(&report.title, "", "");
    for words in [
        &report.subject,
        &report.label,
        &report.date,
        &report.author,
        &report.footer.note,
        &report.footer.own,
        &report.footer.website,
    ] {
        if !words.trim().is_empty() {
            writer.trim_gap();
            writer.paragraph(words, "", "");
        }
    }
    for section in &report.sections {
        writer.heading(section.level, &section.title);
        writer.blocks(&section.blocks, section);
    }
    format!("{}\n", writer.text.trim_end())
}

struct Writer {
    text: String,
    words: &'static Words,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Ends a block with an empty line.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Takes back an empty line, so that what follows stands right under what is written.
    fn trim_gap(&mut self) {
        while self.text.ends_with("\n\n") {
            self.text.pop();
        }
    }

    /// Writes a wrapped text: its first line behind `first`, the others behind `other`.
    fn wrapped(&mut self, text: &str, first: &str, other: &str) {
        let room = WIDTH - width(first).max(width(other));
        for (index, line) in wrap(text, room).iter().enumerate() {
            let before = if index == 0 { first } else { other };
            self.line(&format!("{before}{line}"));
        }
    }

    fn paragraph(&mut self, text: &str, first: &str, other: &str) {
        if !text.trim().is_empty() {
            self.wrapped(text, first, other);
            self.gap();
        }
    }

    fn heading(&mut self, level: Level, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        self.gap();
        let rule = match level {
            Level::One => {
                self.text.push('\n');
                Some("=")
            }
            Level::Two => Some("-"),
            Level::Three => None,
        };
        let lines = wrap(words, WIDTH);
        lines.iter().for_each(|line| self.line(line));
        if let Some(rule) = rule {
            self.line(&rule.repeat(lines.iter().map(|line| width(line)).max().unwrap_or(0)));
        }
        self.gap();
    }

    fn blocks(&mut self, blocks: &[Block], section: &Section) {
        for (index, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading { level, text } => self.heading(*level, text),
                Block::Text { text, .. } => self.paragraph(text, "", ""),
                Block::List(items) => self.list(items, ""),
                Block::Table(rows) => self.table(rows),
                Block::Card(leak) => self.card(leak),
                Block::Figure(drawn) => self.figure(drawn, blocks.get(index + 1), section),
                Block::FillIn(labels) => self.fill_in(labels, ""),
                Block::Columns(columns) => {
                    self.blocks(&columns.left, section);
                    self.blocks(&columns.right, section);
                }
                Block::Banner(banner) => self.banner(banner),
                Block::Panel(panel) => {
                    self.heading(Level::Three, &panel.title);
                    self.blocks(&panel.blocks, section);
                }
            }
        }
    }

    fn list(&mut self, list: &List, indent: &str) {
        for (item, number) in list.items.iter().zip(1..) {
            let marker = match list.marker {
                Marker::Bullet => "- ".to_owned(),
                Marker::Number => format!("{number}. "),
                Marker::Box => "[ ] ".to_owned(),
                Marker::Tick => "[x] ".to_owned(),
            };
            let other = format!("{indent}{}", " ".repeat(marker.len()));
            self.wrapped(item, &format!("{indent}{marker}"), &other);
        }
        self.gap();
    }

    fn table(&mut self, table: &Table) {
        for line in table::lines(table, WIDTH) {
            self.line(&line);
        }
        self.gap();
    }

    fn card(&mut self, card: &Card) {
        const INDENT: &str = "    ";
        let rank = card.rank.map(|rank| format!("{rank}.")).unwrap_or_default();
        let first = format!("{rank:<4}");
        self.wrapped(&card.headline, &first, &" ".repeat(width(&first)));
        let severity = card.severity.as_ref().map(|severity| severity.name.as_str());
        let parts: Vec<&str> =
            severity.into_iter().chain([card.area.as_str()]).filter(|part| !part.is_empty()).collect();
        self.paragraph(&parts.join(" - "), INDENT, INDENT);
        for part in &card.parts {
            self.wrapped(&format!("{}:", part.label), INDENT, INDENT);
            match &part.content {
                Content::Text(text) => self.paragraph(text, "      ", "      "),
                Content::List(items) => self.list(items, "      "),
            }
        }
        self.fill_in(&card.fill_in, INDENT);
    }

    fn banner(&mut self, banner: &Banner) {
        let score =
            banner.score.map(|score| format!("{} {} ", bar(score), numbers::shown(score, self.words)));
        let band = banner.band.as_ref().map(|band| band.name.as_str());
        let first = format!("{}{}", score.unwrap_or_default(), banner.scale);
        let facts = banner.facts.iter().map(String::as_str);
        let parts: Vec<&str> = std::iter::once(first.as_str()).chain(band).chain(facts).collect();
        self.paragraph(&parts.join(", "), "", "");
        self.paragraph(&banner.text, "", "");
    }

    fn fill_in(&mut self, labels: &[String], indent: &str) {
        const LEAST: usize = 12;
        for label in labels {
            let lines = wrap(&format!("{label}:"), WIDTH - indent.len() - LEAST);
            let last = lines.len().saturating_sub(1);
            for (index, line) in lines.iter().enumerate() {
                let room = WIDTH - indent.len() - width(line) - 1;
                let blank = if index == last { "_".repeat(room.min(40)) } else { String::new() };
                self.line(&format!("{indent}{line} {blank}"));
            }
        }
        self.gap();
    }

    fn figure(&mut self, figure: &Figure, next: Option<&Block>, section: &Section) {
        self.paragraph(&figure.alt, "", "");
        match &figure.drawing {
            Drawing::Bucket(bucket) => {
                let bar = bucket.score.map(bar).unwrap_or_default();
                let remark = numbers::remark(figure, self.words).unwrap_or_default();
                self.paragraph(&format!("{bar} {remark}"), "", "");
            }
            Drawing::Bars(_)
            | Drawing::Matrix(_)
            | Drawing::Slope(_)
            | Drawing::Heat(_)
            | Drawing::Spread(_)
            | Drawing::Radar(_) => {
                self.paragraph(&numbers::remark(figure, self.words).unwrap_or_default(), "", "");
            }
            Drawing::Trend(trend) if matches!(next, Some(Block::Table(_))) => {
                self.table(&lines_alone(figure, trend, self.words));
            }
            Drawing::Trend(_) => {}
        }
        if numbers::are_worth_a_table(figure, next, section) {
            self.table(&with_bars(figure, self.words));
        }
        self.paragraph(&figure.caption, "", "");
    }
}

/// The numbers of a figure, with a bar beside each score.
fn with_bars(figure: &Figure, words: &Words) -> Table {
    let mut table = numbers::table(figure, words);
    let scores: Vec<Option<f64>> = match &figure.drawing {
        Drawing::Bars(bars) => bars.rows.iter().map(|row| row.score).collect(),
        Drawing::Bucket(bucket) => {
            bucket.holes.iter().map(|hole| hole.leak.map(|leak| (1.0 - leak) * 100.0)).collect()
        }
        Drawing::Radar(radar) => radar.spokes.iter().map(|spoke| spoke.score).collect(),
        Drawing::Trend(trend) => return with_lines(table, trend, words),
        Drawing::Matrix(_) | Drawing::Slope(_) | Drawing::Heat(_) | Drawing::Spread(_) => return table,
    };
    table.columns.push(Column::left(words.report.forms.bar, 0.2));
    for (row, score) in table.rows.iter_mut().zip(scores) {
        match row {
            Row::Cells(cells) => cells.push(Cell::from(score.map(bar).unwrap_or_default())),
            Row::Group(_) => {}
        }
    }
    table
}

/// The numbers of a trend, with a small line behind each row.
fn with_lines(mut table: Table, trend: &Trend, words: &Words) -> Table {
    table.columns.push(Column::left(words.report.forms.line, 0.2));
    for (row, line) in table.rows.iter_mut().zip(trend.whole.iter().chain(&trend.lines)) {
        let scores: Vec<Option<u32>> =
            line.scores.iter().map(|score| score.map(|score| printed(score / 100.0))).collect();
        match row {
            Row::Cells(cells) => cells.push(Cell::from(Signs::Ascii.line(&scores))),
            Row::Group(_) => {}
        }
    }
    table
}

/// The small lines of a trend whose numbers stand in the table below it.
fn lines_alone(figure: &Figure, trend: &Trend, words: &Words) -> Table {
    let figure =
        Figure { drawing: Drawing::Trend(Trend { rounds: Vec::new(), ..trend.clone() }), ..figure.clone() };
    with_lines(numbers::table(&figure, words), trend, words)
}

/// A score from 0 to 100 as a bar: `[#########...........]`.
fn bar(score: f64) -> String {
    let full = ((score / 100.0 * BAR as f64).round() as usize).min(BAR);
    format!("[{}{}]", "#".repeat(full), ".".repeat(BAR - full))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn no_line_is_wider_than_the_page() {
        let text = write(&sample::report());
        let wide: Vec<&str> = text.lines().filter(|line| WIDTH < width(line)).collect();
        assert!(wide.is_empty(), "{wide:#?}");
    }

    #[test]
    fn bars_are_as_long_as_their_scores() {
        for (score, full) in [(0.0, 0), (46.0, 9), (100.0, 20), (140.0, 20)] {
            assert_eq!(bar(score).matches('#').count(), full, "{score}");
        }
    }
}
