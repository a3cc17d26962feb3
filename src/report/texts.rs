//! Every text of a report, in reading order: to clean them all at once, and to look for them elsewhere.

use super::{
    Banner, BarWords, Block, Card, Content, Drawing, Figure, List, Report, Row, SpreadWords, Table,
    TrendWords,
};
use crate::text;

impl Report {
    /// Returns the report with every text as a reader may see it: no character in it hides, commands or
    /// turns the writing around. Line breaks stay.
    pub fn cleaned(&self) -> Report {
        self.with_texts(&mut |words| text::clean_lines(words).into_owned())
    }

    /// Returns the report with other texts; what a report is made of stays as it is.
    pub fn with_texts(&self, other: &mut dyn FnMut(&str) -> String) -> Report {
        let mut report = self.clone();
        report.each_text(&mut |words| *words = other(words));
        for section in &mut report.sections {
            legends_of(&mut section.blocks, &mut |words| *words = other(words));
        }
        report
    }

    /// Returns every text that is not empty, as it stands. Words of legends are left out: a drawing names
    /// only the marks that it shows.
    pub fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        self.clone().each_text(&mut |words| {
            if !words.trim().is_empty() {
                texts.push(words.clone());
            }
        });
        texts
    }

    /// Calls `take` with each text in reading order. The language and the names that links go by are no texts.
    fn each_text(&mut self, take: &mut dyn FnMut(&mut String)) {
        for words in [&mut self.title, &mut self.subject, &mut self.label, &mut self.date, &mut self.author] {
            take(words);
        }
        take(&mut self.footer.note);
        take(&mut self.footer.own);
        take(&mut self.footer.website);
        for section in &mut self.sections {
            take(&mut section.title);
            of_blocks(&mut section.blocks, take);
        }
    }
}

fn of_blocks(blocks: &mut [Block], take: &mut dyn FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Text { text, .. } => take(text),
            Block::List(list) => of_list(list, take),
            Block::Table(table) => of_table(table, take),
            Block::Card(card) => of_card(card, take),
            Block::Figure(figure) => of_figure(figure, take),
            Block::FillIn(labels) => labels.iter_mut().for_each(&mut *take),
            Block::Columns(columns) => {
                of_blocks(&mut columns.left, take);
                of_blocks(&mut columns.right, take);
            }
            Block::Banner(banner) => of_banner(banner, take),
            Block::Panel(panel) => {
                take(&mut panel.title);
                of_blocks(&mut panel.blocks, take);
            }
        }
    }
}

fn of_banner(banner: &mut Banner, take: &mut dyn FnMut(&mut String)) {
    take(&mut banner.scale);
    if let Some(band) = &mut banner.band {
        take(&mut band.name);
    }
    take(&mut banner.text);
    banner.facts.iter_mut().for_each(take);
}

fn of_list(list: &mut List, take: &mut dyn FnMut(&mut String)) {
    list.items.iter_mut().for_each(take);
}

fn of_table(table: &mut Table, take: &mut dyn FnMut(&mut String)) {
    take(&mut table.summary);
    table.columns.iter_mut().for_each(|column| take(&mut column.title));
    for row in &mut table.rows {
        match row {
            Row::Cells(cells) => cells.iter_mut().for_each(|cell| take(&mut cell.text)),
            Row::Group(name) => take(name),
        }
    }
}

fn of_card(card: &mut Card, take: &mut dyn FnMut(&mut String)) {
    take(&mut card.headline);
    take(&mut card.area);
    if let Some(severity) = &mut card.severity {
        take(&mut severity.name);
    }
    for part in &mut card.parts {
        take(&mut part.label);
        match &mut part.content {
            Content::Text(words) => take(words),
            Content::List(list) => of_list(list, take),
        }
    }
    card.fill_in.iter_mut().for_each(take);
}

fn of_figure(figure: &mut Figure, take: &mut dyn FnMut(&mut String)) {
    take(&mut figure.alt);
    take(&mut figure.caption);
    match &mut figure.drawing {
        Drawing::Bucket(bucket) => {
            take(&mut bucket.scale);
            if let Some(band) = &mut bucket.band {
                take(&mut band.name);
            }
            take(&mut bucket.previous_label);
            bucket.holes.iter_mut().for_each(|hole| take(&mut hole.label));
        }
        Drawing::Bars(bars) => {
            for row in &mut bars.rows {
                take(&mut row.label);
                take(&mut row.note);
                if let Some(band) = &mut row.band {
                    take(&mut band.name);
                }
            }
        }
        Drawing::Matrix(matrix) => {
            take(&mut matrix.across);
            take(&mut matrix.upward);
            matrix.steps.iter_mut().for_each(&mut *take);
            matrix.corners.iter_mut().for_each(take);
        }
        Drawing::Slope(slope) => {
            take(&mut slope.before);
            take(&mut slope.now);
            slope.lines.iter_mut().for_each(|line| take(&mut line.label));
        }
        Drawing::Trend(trend) => {
            trend.rounds.iter_mut().for_each(&mut *take);
            trend.other_editions.iter_mut().for_each(|other| take(&mut other.name));
            trend.whole.iter_mut().chain(&mut trend.lines).for_each(|line| take(&mut line.label));
        }
        Drawing::Heat(heat) => {
            heat.rows.iter_mut().for_each(|row| take(&mut row.label));
        }
        Drawing::Spread(spread) => spread.rows.iter_mut().for_each(|row| take(&mut row.label)),
        Drawing::Radar(radar) => {
            take(&mut radar.now);
            take(&mut radar.before);
            radar.spokes.iter_mut().for_each(|spoke| take(&mut spoke.label));
        }
    }
}

/// Calls `take` with the words of every legend.
fn legends_of(blocks: &mut [Block], take: &mut dyn FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Columns(columns) => {
                legends_of(&mut columns.left, take);
                legends_of(&mut columns.right, take);
            }
            Block::Panel(panel) => legends_of(&mut panel.blocks, take),
            Block::Figure(figure) => legend_of(&mut figure.drawing).into_iter().for_each(&mut *take),
            Block::Heading { .. }
            | Block::Text { .. }
            | Block::List(_)
            | Block::Table(_)
            | Block::Card(_)
            | Block::FillIn(_)
            | Block::Banner(_) => {}
        }
    }
}

fn legend_of(drawing: &mut Drawing) -> Vec<&mut String> {
    match drawing {
        Drawing::Bars(bars) => {
            let BarWords { dot, unknown, range, previous, target, others } = &mut bars.words;
            vec![dot, unknown, range, previous, target, others]
        }
        Drawing::Slope(slope) => vec![&mut slope.words.certain, &mut slope.words.uncertain],
        Drawing::Trend(trend) => {
            let TrendWords { missing, other_edition, none } = &mut trend.words;
            vec![missing, other_edition, none]
        }
        Drawing::Heat(heat) => {
            let bands = heat.bands.iter_mut().map(|band| &mut band.name);
            bands.chain([&mut heat.words.unknown, &mut heat.words.not_applicable]).collect()
        }
        Drawing::Spread(spread) => {
            let SpreadWords { answers, unknown, median, agreed } = &mut spread.words;
            vec![answers, unknown, median, agreed]
        }
        Drawing::Bucket(_) | Drawing::Matrix(_) | Drawing::Radar(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    #[test]
    fn every_text_is_cleaned() {
        let report = sample::report().with_texts(&mut |words| format!("{words}\u{202e}\0\u{200b}"));
        let marked = report.texts().len();
        let clean = report.cleaned();
        assert!(300 < marked, "{marked}");
        // Nothing else in it holds a text: what is left out above would still be marked.
        assert!(!format!("{clean:?}").contains("\\u{202e}"));
    }

    #[test]
    fn clean_texts_stay_as_they_are() {
        let report = sample::report();
        assert_eq!(report.cleaned(), report);
    }
}
