//! The report as Markdown: CommonMark with tables and task lists, as most editors and forges read them.
//!
//! Every text of a report is foreign: what Markdown would obey in it is escaped, so that it stays text. Figures
//! stand as their description, and as a table of their numbers where no table is near. An address in a text
//! may still be made a link by a reader that looks for them; it then leads where it says.

use super::section_ids::SectionIds;
use crate::report::{
    Align, Banner, Block, Card, Cell, Content, Figure, Level, List, Marker, Panel, Report, Row, Section,
    Stress, Table, numbers,
};
use crate::words::Words;

const BLANK: &str = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_";

/// Writes a report as Markdown.
pub fn write(report: &Report) -> String {
    let report = report.cleaned();
    let ids = SectionIds::of(&report);
    let mut writer = Writer { text: String::new(), words: report.words(), ids: &ids, depth: 1 };
    writer.paragraph(&format!("# {}", one_line(&report.title)));
    let footer = &report.footer;
    let about = [
        &report.subject,
        &report.label,
        &report.date,
        &report.author,
        &footer.note,
        &footer.own,
        &footer.website,
    ];
    let about: Vec<String> =
        about.into_iter().filter(|words| !words.trim().is_empty()).map(|words| one_line(words)).collect();
    writer.paragraph(&about.join(" \u{b7} "));
    for (index, section) in report.sections.iter().enumerate() {
        writer.section(index, section);
    }
    format!("{}\n", writer.text.trim_end())
}

struct Writer<'a> {
    text: String,
    words: &'static Words,
    ids: &'a SectionIds,
    /// The level of the last heading: the next one stands at most one below.
    depth: u8,
}

impl Writer<'_> {
    /// Writes what is Markdown already, and an empty line.
    fn paragraph(&mut self, markdown: &str) {
        if !markdown.trim().is_empty() {
            self.text.push_str(markdown);
            self.text.push_str("\n\n");
        }
    }

    fn section(&mut self, index: usize, section: &Section) {
        if section.anchor.is_some() {
            self.paragraph(&format!("<a id=\"{}\"></a>", self.ids.section(index)));
        }
        self.heading(section.level, &section.title);
        self.blocks(&section.blocks, section);
    }

    fn heading(&mut self, level: Level, words: &str) {
        self.depth = (level.number() + 1).min(self.depth + 1);
        let signs = "#".repeat(usize::from(self.depth));
        self.paragraph(&format!("{signs} {}", one_line(words)));
    }

    fn blocks(&mut self, blocks: &[Block], section: &Section) {
        for (index, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading { level, text } => self.heading(*level, text),
                Block::Text { text, .. } => self.paragraph(&paragraph(text, "")),
                Block::List(items) => self.paragraph(&list(items)),
                Block::Table(rows) => self.table(rows),
                Block::Card(leak) => self.card(leak, section),
                Block::Figure(drawn) => self.figure(drawn, blocks.get(index + 1), section),
                Block::FillIn(labels) => self.fill_in(labels),
                Block::Columns(columns) => {
                    self.blocks(&columns.left, section);
                    self.blocks(&columns.right, section);
                }
                Block::Banner(banner) => self.banner(banner),
                Block::Panel(panel) => self.panel(panel, section),
            }
        }
    }

    fn card(&mut self, card: &Card, section: &Section) {
        let rank = card.rank.map(|rank| format!("{rank}: ")).unwrap_or_default();
        let depth = self.depth;
        self.heading(section.level.below(), &format!("{rank}{}", card.headline));
        self.depth = depth;
        let severity = card.severity.as_ref().map(|severity| strong(&one_line(&severity.name)));
        let area = Some(one_line(&card.area)).filter(|area| !area.is_empty());
        let parts: Vec<String> = [severity, area].into_iter().flatten().collect();
        self.paragraph(&parts.join(" \u{b7} "));
        for part in &card.parts {
            let label = strong(&format!("{}:", one_line(&part.label)));
            match &part.content {
                Content::Text(text) => self.paragraph(&format!("{label} {}", paragraph(text, ""))),
                Content::List(items) => {
                    self.paragraph(&label);
                    self.paragraph(&list(items));
                }
            }
        }
        self.fill_in(&card.fill_in);
    }

    fn banner(&mut self, banner: &Banner) {
        let band = banner.band.as_ref().map(|band| one_line(&band.name));
        let score = banner
            .score
            .map(|score| format!("{} ", strong(&numbers::shown(score, self.words))))
            .unwrap_or_default();
        let mut parts = vec![format!("{score}{}", one_line(&banner.scale))];
        parts.extend(band);
        parts.extend(banner.facts.iter().map(|fact| one_line(fact)));
        parts.retain(|part| !part.is_empty());
        self.paragraph(&parts.join(" \u{b7} "));
        self.paragraph(&paragraph(&banner.text, ""));
    }

    fn panel(&mut self, panel: &Panel, section: &Section) {
        let depth = self.depth;
        self.heading(section.level.below(), &panel.title);
        self.blocks(&panel.blocks, section);
        self.depth = depth;
    }

    fn figure(&mut self, figure: &Figure, next: Option<&Block>, section: &Section) {
        for words in [Some(&figure.alt), numbers::remark(figure, self.words).as_ref(), Some(&figure.caption)]
        {
            if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
                self.paragraph(&format!("> {}", paragraph(words, "> ")));
            }
        }
        if numbers::are_worth_a_table(figure, next, section) {
            self.table(&numbers::table(figure, self.words));
        }
    }

    fn fill_in(&mut self, labels: &[String]) {
        for label in labels {
            self.paragraph(&format!("{} {BLANK}", strong(&format!("{}:", one_line(label)))));
        }
    }

    fn table(&mut self, table: &Table) {
        let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut text = row(table.columns.iter().map(|column| one_line(&column.title)).collect());
        let rules = table.columns.iter().map(|column| match column.align {
            Align::Left => "---".to_owned(),
            Align::Center => ":-:".to_owned(),
            Align::Right => "--:".to_owned(),
        });
        text.push_str(&row(rules.collect()));
        for line in &table.rows {
            let cells = |index: usize| match line {
                Row::Cells(cells) => cells.get(index).map(|cell| self.cell(cell)).unwrap_or_default(),
                Row::Group(name) if index == 0 => strong(&one_line(name)),
                Row::Group(_) => String::new(),
            };
            text.push_str(&row((0..table.columns.len()).map(cells).collect()));
        }
        self.paragraph(text.trim_end());
    }

    fn cell(&self, cell: &Cell) -> String {
        let lines: Vec<String> = cell.text.split('\n').map(|line| escaped(line.trim())).collect();
        let text = lines.join("<br>");
        let text = match cell.stress {
            Stress::Strong => strong(&text),
            Stress::Plain | Stress::Muted => text,
        };
        match cell.goes_to.as_deref().and_then(|anchor| self.ids.target(anchor)) {
            Some(id) if !text.is_empty() => format!("[{text}](#{id})"),
            Some(_) | None => text,
        }
    }
}

fn strong(markdown: &str) -> String {
    match markdown.trim() {
        "" => String::new(),
        words => format!("**{words}**"),
    }
}

fn list(list: &List) -> String {
    let mut text = String::new();
    for (item, number) in list.items.iter().zip(1..) {
        let marker = match list.marker {
            Marker::Bullet => "- ".to_owned(),
            Marker::Number => format!("{number}. "),
            Marker::Box => "- [ ] ".to_owned(),
            Marker::Tick => "- [x] ".to_owned(),
        };
        let indent = if list.marker == Marker::Number { marker.len() } else { 2 };
        text.push_str(&format!("{marker}{}\n", paragraph(item, &" ".repeat(indent))));
    }
    text
}

/// A text in one line.
fn one_line(text: &str) -> String {
    block_escaped(&text.split('\n').map(str::trim).collect::<Vec<_>>().join(" "))
}

/// A text whose line breaks stay; further lines begin with `indent`.
fn paragraph(text: &str, indent: &str) -> String {
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.map(block_escaped).collect::<Vec<_>>().join(&format!("\\\n{indent}"))
}

/// Escapes what would make a heading, a list, a rule or a code block of a line's beginning, and all else.
fn block_escaped(line: &str) -> String {
    let line = line.trim();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(digits).unwrap_or(("", line));
    let is_numbered = 0 < digits && rest.starts_with(['.', ')']);
    if is_numbered {
        return format!("{number}\\{}", escaped(rest));
    }
    match line.starts_with(['#', '+', '-', '=', '>', ':']) {
        true => format!("\\{}", escaped(line)),
        false => escaped(line),
    }
}

/// Escapes what Markdown would obey anywhere in a line.
fn escaped(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let is_word = |sign: Option<&char>| sign.is_some_and(|sign| sign.is_alphanumeric());
    let mut escaped = String::with_capacity(text.len() + 8);
    for (index, sign) in signs.iter().enumerate() {
        let (before, after) = (index.checked_sub(1).and_then(|at| signs.get(at)), signs.get(index + 1));
        let is_obeyed = match sign {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' | '^' | '{' => true,
            // Within a word it marks nothing.
            '_' => !(is_word(before) && is_word(after)),
            '&' => after.is_some_and(|after| after.is_ascii_alphabetic() || *after == '#'),
            '@' => is_word(before) && is_word(after),
            ':' => after == Some(&'/'),
            '.' => index
                .checked_sub(3)
                .and_then(|at| signs.get(at..index))
                .is_some_and(|www| www.iter().all(|letter| letter.eq_ignore_ascii_case(&'w'))),
            _ => false,
        };
        if is_obeyed {
            escaped.push('\\');
        }
        escaped.push(*sign);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(paragraph(text, ""), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn plain_text_stays() { check("Targets, written (twice) - 10% more!", "Targets, written (twice) - 10% more!"); }
        #[test] fn headings() { check("# one", "\\# one"); }
        #[test] fn lists() { check("- one\n+ two\n1. three\n2) four", "\\- one\\\n\\+ two\\\n1\\. three\\\n2\\) four"); }
        #[test] fn rules() { check("one\n===", "one\\\n\\==="); }
        #[test] fn quotes() { check("> one", "\\> one"); }
        #[test] fn code() { check("    one `two`", "one \\`two\\`"); }
        #[test] fn links() { check("[a](javascript:x)", "\\[a\\](javascript:x)"); }
        #[test] fn pages() { check("<script>&amp; & co", "\\<script>\\&amp; & co"); }
        #[test] fn stress() { check("*a* _b_ leaky_bucket ~c~", "\\*a\\* \\_b\\_ leaky_bucket \\~c\\~"); }
        #[test] fn tables() { check("a | b", "a \\| b"); }
        #[test] fn addresses() { check("http://a www.b.c d@e.f", "http\\://a www\\.b.c d\\@e.f"); }
    }
}
