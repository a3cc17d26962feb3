//! The report as a web page: one file that asks nobody for anything.
//!
//! It holds the same texts, numbers and figures as the printed pages, as a document with landmarks and headings
//! rather than as pages. Every text of a report is foreign: it is cleaned first, and `maud` escapes it where it
//! is written. There is no script, and the page forbids itself every source but its own styles.

mod families;
mod palette;
mod table;

use std::cell::Cell;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::section_ids::SectionIds;
use super::svg;
use crate::page::Point;
use crate::page::chart;
use crate::page::font::Fonts;
use crate::page::han::HanStyle;
use crate::page::logo::Logo;
use crate::page::palette::Palette;
use crate::page::style;
use crate::page::typesetter::Typesetter;
use crate::report::{
    Banner, Block, Card, Columns, Content, Drawing, Figure, Footer, Level, List, Marker, Panel, Part, Report,
    Role, Section, Start, Tone, numbers,
};
use crate::text;
use crate::words::{Words, fill};

/// What the page may load: nothing but the styles it holds itself.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// A figure's width in points: in a column or on a telephone, and over the whole measure.
const NARROW: f32 = 264.0;
const WIDE: f32 = 500.0;

/// The greatest height of a wide drawing that a sheet of paper holds, beside its heading and its caption.
const PRINTED: f32 = 620.0;

/// Writes a report as a web page.
///
/// The fonts only measure the texts in figures; a browser sets them in its own. What is cut short in a figure
/// stands in full in the table beside it.
pub fn write(report: &Report, palette: &Palette, logo: Option<&Logo>, fonts: &Fonts) -> String {
    let report = report.cleaned();
    let ids = SectionIds::of(&report);
    let words = report.words();
    let says = &words.report.forms;
    let han = HanStyle::of(&report);
    let typesetter = Typesetter::new(fonts).with_han(han.unwrap_or_default());
    let mut writer = Writer { typesetter, words, ids: &ids, depth: 1, breadth: Breadth::Whole };
    let sections: Vec<Markup> =
        report.sections.iter().enumerate().map(|(index, section)| writer.section(index, section)).collect();
    let name = joined(&[&report.title, &report.subject, &report.label], " \u{b7} ");
    let contents = contents(&report, &ids);
    let page = html! {
        (DOCTYPE)
        html lang=(language(&report)) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("leaky-bucket ", env!("CARGO_PKG_VERSION")));
                title { (name) }
                style { (PreEscaped(palette::rules(palette))) (PreEscaped(han.map(families::rule).unwrap_or_default())) (PreEscaped(include_str!("html/page.css"))) }
            }
            body {
                a.skip href="#report" { (says.skip) }
                header.masthead {
                    @if let Some(logo) = logo { (picture_of(logo)) }
                    h1 dir="auto" { (report.title) }
                    p {
                        @for words in [&report.subject, &report.label, &report.date, &report.author] {
                            @if !words.trim().is_empty() { span dir="auto" { (words) } " " }
                        }
                    }
                }
                div.sheet {
                    nav.beside aria-label=(says.contents) { (contents) }
                    nav.above aria-label=(says.contents) { details { summary { (says.contents) } (contents) } }
                    main id="report" {
                        @for section in sections { (section) }
                    }
                }
                footer {
                    p dir="auto" { (joined(&[&report.subject, &report.label, &report.date, &report.footer.note, &report.footer.own], " \u{b7} ")) (website(&report.footer)) }
                }
            }
        }
    };
    format!("{}\n", page.into_string())
}

/// The publisher's logo, above the report's name. It stands on white: few logos are made for the dark.
fn picture_of(logo: &Logo) -> Markup {
    let (width, height) = logo.size(style::MASTHEAD_LOGO);
    let marks = logo.marks(Point::default(), style::MASTHEAD_LOGO);
    PreEscaped(svg::inline(&marks, width, height, "logo", &text::clean(&logo.alt)))
}

/// Where the publisher is found, as a link where it can be one.
fn website(footer: &Footer) -> Markup {
    html! {
        @if !footer.website.trim().is_empty() {
            " \u{b7} "
            @match footer.address() {
                Some(address) => a href=(address) { (footer.website) },
                None => (footer.website),
            }
        }
    }
}

/// The tag of the report's language, if it looks like one.
fn language(report: &Report) -> &str {
    let is_tag =
        |tag: &str| !tag.is_empty() && tag.chars().all(|sign| sign == '-' || sign.is_ascii_alphanumeric());
    if is_tag(&report.language) { &report.language } else { "und" }
}

fn joined(parts: &[&String], between: &str) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join(between)
}

/// The list of sections, the smaller ones within the larger ones.
fn contents(report: &Report, ids: &SectionIds) -> Markup {
    let sections: Vec<(usize, &Section)> =
        report.sections.iter().enumerate().filter(|(_, section)| !section.title.trim().is_empty()).collect();
    let mut chapters: Vec<(usize, Vec<usize>)> = Vec::new();
    for (index, section) in &sections {
        match (section.level, chapters.last_mut()) {
            (Level::Two | Level::Three, Some((_, inner))) => inner.push(*index),
            (Level::One | Level::Two | Level::Three, _) => chapters.push((*index, Vec::new())),
        }
    }
    let entry = |index: usize| {
        let title = report.sections.get(index).map_or("", |section| section.title.as_str());
        html! { a href=(format!("#{}", ids.section(index))) dir="auto" { (title) } }
    };
    html! {
        ol {
            @for (index, inner) in &chapters {
                li {
                    (entry(*index))
                    @if !inner.is_empty() {
                        ol { @for index in inner { li { (entry(*index)) } } }
                    }
                }
            }
        }
    }
}

/// How much of the page's width a block has.
#[derive(Clone, Copy, PartialEq)]
enum Breadth {
    Whole,
    Column,
}

struct Writer<'a> {
    typesetter: Typesetter<'a>,
    words: &'static Words,
    ids: &'a SectionIds,
    /// The level of the last heading: the next one stands at most one below.
    depth: u8,
    breadth: Breadth,
}

impl Writer<'_> {
    fn section(&mut self, index: usize, section: &Section) -> Markup {
        let id = self.ids.section(index);
        // Areas have a page each to be compared sheet by sheet; what a browser prints is to be short.
        let is_of_area = matches!(section.blocks.first(), Some(Block::Banner(_)));
        let class = match section.start {
            Start::NewPage if is_of_area => None,
            Start::NewPage => Some("new-page"),
            Start::Whole => Some("whole"),
            Start::Anywhere => None,
        };
        let heading = self.heading(section.level, html! { (section.title) });
        let blocks = self.blocks(&section.blocks, section);
        html! { section id=(id) class=[class] { (heading) (blocks) } }
    }

    /// A heading one level below where it stands in the report: the report's own title comes first.
    fn heading(&mut self, level: Level, words: Markup) -> Markup {
        self.depth = (level.number() + 1).min(self.depth + 1);
        match self.depth {
            2 => html! { h2 dir="auto" { (words) } },
            3 => html! { h3 dir="auto" { (words) } },
            _ => html! { h4 dir="auto" { (words) } },
        }
    }

    fn blocks(&mut self, blocks: &[Block], section: &Section) -> Markup {
        let written: Vec<Markup> = blocks
            .iter()
            .enumerate()
            .map(|(index, block)| self.block(block, blocks.get(index + 1), section))
            .collect();
        html! { @for block in written { (block) } }
    }

    fn block(&mut self, block: &Block, next: Option<&Block>, section: &Section) -> Markup {
        match block {
            Block::Heading { level, text } => self.heading(*level, html! { (text) }),
            Block::Text { role: Role::Lead, text } => html! { p.lead dir="auto" { (lines(text)) } },
            Block::Text { role: Role::Body, text } => html! { p dir="auto" { (lines(text)) } },
            Block::Text { role: Role::Note, text } => html! { p.note dir="auto" { (lines(text)) } },
            Block::List(items) => list(items, self.words),
            Block::Table(rows) => table::table(rows, &|anchor| self.ids.target(anchor)),
            Block::Card(leak) => self.card(leak, section),
            Block::Figure(drawn) => self.figure(drawn, next, section),
            Block::FillIn(labels) => fill_in(labels),
            Block::Columns(columns) => self.columns(columns, section),
            Block::Banner(score) => banner(score, self.words),
            Block::Panel(panel) => self.panel(panel, section),
        }
    }

    fn columns(&mut self, columns: &Columns, section: &Section) -> Markup {
        self.breadth = Breadth::Column;
        let left = self.blocks(&columns.left, section);
        let right = self.blocks(&columns.right, section);
        self.breadth = Breadth::Whole;
        let has_figure =
            [&columns.left, &columns.right].iter().any(|side| matches!(side.first(), Some(Block::Figure(_))));
        let class = if has_figure { "columns figures" } else { "columns" };
        html! { div class=(class) { div { (left) } div { (right) } } }
    }

    fn card(&mut self, card: &Card, section: &Section) -> Markup {
        let heading = html! {
            @if let Some(rank) = card.rank { span.rank { (rank) } " " }
            (card.headline)
        };
        // The level is the card's alone: what follows stands under the heading above it.
        let depth = self.depth;
        let heading = self.heading(section.level.below(), heading);
        self.depth = depth;
        let class = match &card.severity {
            Some(severity) => format!("card stripe-{}", tone_name(severity.tone)),
            None => "card".to_owned(),
        };
        html! {
            article class=(class) {
                (heading)
                p.kicker dir="auto" {
                    span { (card.area) }
                    @if let Some(severity) = &card.severity {
                        " " span class=(chip(severity.tone)) { (severity.name) }
                    }
                }
                @if !card.parts.is_empty() {
                    dl { @for part in &card.parts { (part_of_card(part, self.words)) } }
                }
                @if !card.fill_in.is_empty() { (fill_in(&card.fill_in)) }
            }
        }
    }

    fn panel(&mut self, panel: &Panel, section: &Section) -> Markup {
        let depth = self.depth;
        let heading = self.heading(section.level.below(), html! { (panel.title) });
        let blocks = self.blocks(&panel.blocks, section);
        self.depth = depth;
        html! { div.panel { (heading) (blocks) } }
    }

    fn figure(&mut self, figure: &Figure, next: Option<&Block>, section: &Section) -> Markup {
        // On paper a browser would cut a tall drawing anywhere: it gets pieces that fit, one below the other.
        let mut is_in_parts = false;
        let mut draw = |width: f32, class: &str| {
            let height = if width == WIDE { PRINTED } else { f32::INFINITY };
            let heights = chart::Heights { first: height, others: height };
            let parts = chart::draw_parts(&figure.drawing, width, heights, &mut self.typesetter);
            let count = parts.len();
            is_in_parts |= 1 < count;
            let drawn = parts.iter().enumerate().map(|(index, picture)| {
                let alt = match index {
                    0 => figure.alt.clone(),
                    _ => fill(self.words.report.figures.part, &[("part", &(index + 1)), ("count", &count)]),
                };
                svg::inline(&picture.marks, width, picture.height, class, &alt)
            });
            PreEscaped(drawn.collect::<String>())
        };
        let is_narrow = self.breadth == Breadth::Column || matches!(figure.drawing, Drawing::Bucket(_));
        let pictures = match is_narrow {
            true => html! { (draw(NARROW, "narrow")) },
            // Small screens get a drawing of their own, whose letters are as large as those around it.
            false => html! { (draw(WIDE, "wide on-wide")) (draw(NARROW, "narrow on-narrow")) },
        };
        let numbers =
            numbers::are_worth_a_table(figure, next, section).then(|| numbers::table(figure, self.words));
        html! {
            figure class=[is_in_parts.then_some("in-parts")] {
                (pictures)
                @if !figure.caption.is_empty() { figcaption dir="auto" { (lines(&figure.caption)) } }
            }
            @if let Some(numbers) = numbers {
                details.numbers { summary { (numbers.summary) } (table::table(&numbers, &|_| None)) }
            }
        }
    }
}

/// An area's score at a glance.
fn banner(banner: &Banner, words: &Words) -> Markup {
    let stripe = banner.band.as_ref().map(|band| format!("stripe-{}", tone_name(band.tone)));
    let facts = banner.facts.iter().filter(|fact| !fact.trim().is_empty());
    html! {
        div.banner.(stripe.unwrap_or_default()) {
            p.score {
                @if let Some(score) = banner.score { strong { (numbers::shown(score, words)) } " " }
                span dir="auto" { (banner.scale) }
                @if let Some(band) = &banner.band { " " span class=(chip(band.tone)) { (band.name) } }
            }
            div {
                @if !banner.text.trim().is_empty() { p dir="auto" { (lines(&banner.text)) } }
                p.note { @for fact in facts { span dir="auto" { (fact) } " " } }
            }
        }
    }
}

/// A text whose line breaks are kept.
fn lines(text: &str) -> Markup {
    let is_first = Cell::new(true);
    html! {
        @for line in text.split('\n') {
            @if !is_first.replace(false) { br; }
            (line)
        }
    }
}

fn list(list: &List, words: &Words) -> Markup {
    match list.marker {
        Marker::Number => html! { ol { @for item in &list.items { li dir="auto" { (lines(item)) } } } },
        Marker::Bullet => html! { ul { @for item in &list.items { li dir="auto" { (lines(item)) } } } },
        Marker::Box | Marker::Tick => {
            let (class, says) = match list.marker {
                Marker::Tick => ("tick", words.report.forms.in_place),
                Marker::Box | Marker::Bullet | Marker::Number => ("box", words.report.forms.to_do),
            };
            html! {
                ul.boxes {
                    @for item in &list.items {
                        li dir="auto" { span class=(class) {} span.unseen { (says) } (lines(item)) }
                    }
                }
            }
        }
    }
}

fn part_of_card(part: &Part, words: &Words) -> Markup {
    html! {
        dt dir="auto" { (part.label) }
        @match &part.content {
            Content::Text(text) => dd dir="auto" { (lines(text)) },
            Content::List(items) => dd { (list(items, words)) },
        }
    }
}

/// Labels with a line behind each, to be filled in by pen.
fn fill_in(labels: &[String]) -> Markup {
    html! {
        div.fill-in {
            @for label in labels { p { span dir="auto" { (label) } span.blank {} } }
        }
    }
}

/// The small square that stands for a band beside its word.
fn swatch(tone: Tone) -> Markup {
    html! { span class=(format!("swatch {}", tone_name(tone))) {} }
}

fn chip(tone: Tone) -> String {
    format!("chip {}", tone_name(tone))
}

fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Worst => "worst",
        Tone::Poor => "poor",
        Tone::Fair => "fair",
        Tone::Good => "good",
    }
}
