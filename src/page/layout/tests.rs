//! What a laid-out report promises, checked on a report as long as a real one.

use super::*;
use crate::page::style::Paper;
use crate::page::{Mark, Page, Rect, Shape, Target, Warning};
use crate::report::{Bar, Bars, Card, Cell, Column, Drawing, List, Marker, Part, Room, Row, Table, sample};

fn fonts() -> Fonts {
    Fonts::embedded().unwrap()
}

fn pages(report: &Report, paper: Paper) -> Pages {
    lay_out(report, &Style::on(paper), &fonts())
}

/// A report of one section.
fn report(blocks: Vec<Block>) -> Report {
    let section = Section { title: "A finding".to_owned(), blocks, ..Section::default() };
    Report { title: "Report".to_owned(), sections: vec![section], ..Report::default() }
}

fn text(page: &Page) -> String {
    let mut text = String::new();
    for mark in &page.marks {
        match &mark.shape {
            Shape::Text(run) => {
                text.push_str(run.text());
                if !run.text().ends_with(' ') {
                    text.push(' ');
                }
            }
            Shape::Missing(missing) => text.push_str(&missing.text),
            Shape::Fill { .. } | Shape::Stroke { .. } | Shape::Image(_) => {}
        }
    }
    text
}

fn whole_text(pages: &Pages) -> String {
    pages.pages.iter().map(text).collect::<Vec<_>>().join(" ")
}

fn texts(page: &Page) -> impl Iterator<Item = (&Mark, Rect)> {
    page.marks
        .iter()
        .filter(|mark| matches!(mark.shape, Shape::Text(_) | Shape::Missing(_)))
        .map(|mark| (mark, mark.bounds()))
        .filter(|(_, bounds)| bounds.width > 0.0)
}

#[track_caller]
fn check_inside(pages: &Pages, margin: f32) {
    let (right, bottom) = (pages.paper.width() - margin, pages.paper.height() - margin);
    for (number, page) in pages.pages.iter().enumerate() {
        for mark in &page.marks {
            let bounds = mark.bounds();
            assert!(bounds.x >= margin - 0.1 && bounds.right() <= right + 0.1, "page {number}: {mark:?}");
            // Only the foot, which belongs to no text, stands below.
            if mark.node.is_some() {
                assert!(
                    bounds.y >= margin - 2.0 && bounds.bottom() <= bottom + 1.0,
                    "page {number}: {mark:?}"
                );
            }
        }
    }
}

#[track_caller]
fn check_apart(pages: &Pages) {
    const TOUCH: f32 = 1.2;
    for (number, page) in pages.pages.iter().enumerate() {
        let texts: Vec<(&Mark, Rect)> = texts(page).collect();
        for (index, (one, here)) in texts.iter().enumerate() {
            for (other, there) in texts.iter().skip(index + 1) {
                let across = here.right().min(there.right()) - here.x.max(there.x);
                let down = here.bottom().min(there.bottom()) - here.y.max(there.y);
                let deep = 0.25 * here.height.min(there.height);
                assert!(
                    across <= TOUCH || down <= deep,
                    "page {number}: {:?} over {:?}",
                    one.shape,
                    other.shape
                );
            }
        }
    }
}

#[test]
fn nothing_leaves_the_margins_and_no_text_lies_over_another() {
    for paper in [Paper::A4, Paper::Letter] {
        let pages = pages(&sample::report(), paper);
        check_inside(&pages, 54.0);
        check_apart(&pages);
        assert!(pages.warnings.is_empty(), "{:?}", pages.warnings);
    }
}

#[test]
fn nodes_stand_in_reading_order() {
    let pages = pages(&sample::report(), Paper::A4);
    let mut last = 0;
    for (number, page) in pages.pages.iter().enumerate() {
        for node in page.marks.iter().filter_map(|mark| mark.node) {
            // A label beside a text of several lines may come before the lines that follow.
            assert!(node.0 + 3 >= last, "page {number}: {node:?} after {last}");
            last = last.max(node.0);
        }
    }
}

#[test]
fn headings_do_not_skip_a_level() {
    let pages = pages(&sample::report(), Paper::A4);
    let mut last = 0;
    for node in &pages.nodes {
        if let Tag::Heading(level) = node.tag {
            assert!(level <= last + 1, "level {level} after {last}");
            last = level;
        }
    }
}

#[test]
fn the_outline_lists_every_section_in_order() {
    let report = sample::report();
    let pages = pages(&report, Paper::A4);
    let got: Vec<&str> = pages
        .outline
        .iter()
        .filter(|bookmark| bookmark.level == 1)
        .map(|bookmark| bookmark.title.as_str())
        .collect();
    let want: Vec<&str> = report.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(got, want);
    assert!(pages.outline.is_sorted_by_key(|bookmark| bookmark.page));
}

#[test]
fn links_lead_to_their_section() {
    let pages = pages(&sample::report(), Paper::A4);
    let leaks = pages.outline.iter().find(|bookmark| bookmark.title == "Five leaks cost most").unwrap();
    let link = &pages.pages[0].links[0];
    assert_eq!(link.to, Target::Place { page: leaks.page, top: leaks.top });
}

#[test]
fn a_heading_is_never_the_last_on_its_page() {
    let pages = pages(&sample::report(), Paper::A4);
    for page in &pages.pages {
        let last = page.marks.iter().filter_map(|mark| mark.node).next_back();
        let tag = last.map(|node| &pages.nodes[node.0].tag);
        assert!(!matches!(tag, Some(Tag::Heading(_))), "{tag:?}");
    }
}

#[test]
fn a_card_is_not_cut() {
    let card = || {
        Block::Card(Card {
            rank: None,
            headline: "Leak".to_owned(),
            severity: None,
            area: "Area".to_owned(),
            parts: vec![Part::text("Cost", "word ".repeat(300))],
            room: Room::Ample,
            fill_in: Vec::new(),
        })
    };
    let pages = pages(&report(vec![card(), card(), card(), card()]), Paper::A4);
    let grounds = pages.pages.iter().flat_map(|page| &page.marks);
    let grounds =
        grounds.filter(|mark| matches!(mark.shape, Shape::Fill { ink: crate::page::Ink::Ground, .. }));
    assert_eq!(grounds.count(), 4);
}

/// Hostile or extreme texts: everything is shown, inside the margins, over nothing else.
#[track_caller]
fn check_text(words: &str) {
    let card = |room: Room| {
        Block::Card(Card {
            rank: Some(1),
            headline: words.to_owned(),
            severity: Some(crate::report::Band::new(words, crate::report::Tone::Poor)),
            area: words.to_owned(),
            parts: vec![Part::text(words, words)],
            room,
            fill_in: vec![words.to_owned()],
        })
    };
    let blocks = vec![
        Block::text(words),
        Block::List(List { marker: Marker::Bullet, items: vec![words.to_owned()] }),
        Block::Table(Table {
            summary: words.to_owned(),
            columns: vec![Column::left(words, 1.0), Column::right("b", 1.0)],
            rows: vec![Row::Group(words.to_owned()), Row::Cells(vec![words.into(), Cell::strong(words)])],
        }),
        card(Room::Ample),
        card(Room::Sparing),
    ];
    let mut report = report(blocks);
    report.sections[0].title = words.to_owned();
    report.subject = words.to_owned();
    let pages = pages(&report, Paper::Letter);
    check_inside(&pages, 54.0);
    check_apart(&pages);
    let squeezed = |text: &str| {
        text.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control()).collect::<String>()
    };
    let shown = squeezed(&whole_text(&pages));
    let wanted = squeezed(words);
    let least = if wanted.is_empty() { 0 } else { 7 };
    assert!(shown.matches(&wanted).count() >= least, "{words:.80}");
}

#[test]
fn a_long_word() {
    check_text(&"Donaudampfschifffahrt".repeat(15));
}

#[test]
fn a_long_text() {
    check_text(&"Seven words that are not very long. ".repeat(12));
}

#[test]
fn signs_of_pdf() {
    check_text(") Tj ET Q endstream endobj (\\");
}

#[test]
fn an_empty_text() {
    check_text("");
}

#[test]
fn greek_polish_and_cyrillic() {
    check_text("Θεσσαλονίκη, Łódź, Київ: 12 % \u{2013} \u{201e}gut\u{201c}");
}

#[test]
fn signs_without_a_glyph_are_told() {
    let pages = pages(&report(vec![Block::text("Team 東京, مبيعات")]), Paper::A4);
    assert!(matches!(&pages.warnings[..], [Warning::NoGlyph { signs, .. }] if signs.starts_with("東京")));
    assert!(whole_text(&pages).contains("東京"));
}

#[test]
fn a_cell_longer_than_a_page_goes_on() {
    let table = Table {
        summary: String::new(),
        columns: vec![Column::left("a", 1.0), Column::left("b", 3.0)],
        rows: vec![Row::Cells(vec!["x".into(), "many words ".repeat(1500).into()])],
    };
    let pages = pages(&report(vec![Block::Table(table)]), Paper::A4);
    assert!(pages.pages.len() > 2);
    check_inside(&pages, 54.0);
    check_apart(&pages);
}

#[test]
fn columns_taller_than_a_page_are_set_one_after_the_other() {
    let columns = Columns {
        left_share: 0.5,
        left: vec![Block::text("left ".repeat(2000))],
        right: vec![Block::text("right ".repeat(2000))],
    };
    let pages = pages(&report(vec![Block::Columns(columns)]), Paper::A4);
    check_inside(&pages, 54.0);
    let text = whole_text(&pages);
    assert!(text.rfind("left").unwrap() < text.find("right").unwrap());
    assert!(pages.nodes.iter().filter(|node| node.tag == Tag::Paragraph).count() < 8);
}

#[test]
fn bars_higher_than_a_page_go_on_with_every_title() {
    for count in [45, 100] {
        let title = |number: i32| {
            format!("Area{number} with a long title that needs two lines to be read in full here")
        };
        let rows =
            (1..=count).map(|number| Bar { label: title(number), score: Some(40.0), ..Bar::default() });
        let bars = || {
            let drawing = Drawing::Bars(Bars { rows: rows.clone().collect(), ..Bars::default() });
            Block::Figure(Figure { alt: "Bars".to_owned(), caption: "Below".to_owned(), drawing })
        };
        let columns = Columns { left_share: 0.4, left: vec![Block::text("left")], right: vec![bars()] };
        for block in [bars(), Block::Columns(columns)] {
            let pages = pages(&report(vec![block]), Paper::Letter);
            check_inside(&pages, 54.0);
            check_apart(&pages);
            assert!(text(&pages.pages[0]).contains("Area1 "), "the heading stands alone");
            let figure = (0..pages.pages.len()).filter(|page| text(&pages.pages[*page]).contains("Area"));
            let figure: Vec<usize> = figure.collect();
            assert!(1 < figure.len());
            for (position, page) in figure.iter().enumerate() {
                let says = text(&pages.pages[*page]);
                assert_eq!(says.contains("The figure goes on"), position + 1 < figure.len());
                assert_eq!(says.contains("The figure of the page before"), 0 < position);
            }
            let shown = whole_text(&pages);
            for number in 1..=count {
                assert!(shown.contains(&format!("Area{number} ")), "{number} of {count} is missing");
            }
            assert_eq!(pages.nodes.iter().filter(|node| matches!(node.tag, Tag::Figure { .. })).count(), 1);
        }
    }
}

#[test]
fn an_empty_report_is_one_page() {
    assert_eq!(pages(&Report::default(), Paper::A4).pages.len(), 1);
}

#[test]
fn what_is_said_of_a_table_stands_above_it_on_its_page() {
    let rows = (0..6).map(|row| Row::Cells(vec![Cell::from(format!("cell {row}"))])).collect();
    let table = Table { columns: vec![Column::left("Head", 1.0)], rows, ..Table::default() };
    let said =
        "Two are told of here, and this goes on for more than one line, for there is much to say of them.";
    for above in 25..40 {
        let mut blocks: Vec<Block> = (0..above).map(|_| Block::text("A word.")).collect();
        blocks.push(Block::text(said));
        blocks.push(Block::Table(table.clone()));
        let pages = pages(&report(blocks), Paper::A4);
        let of = |words: &str| pages.pages.iter().position(|page| text(page).contains(words));
        assert_eq!((of("Two are"), of("of them")), (of("Head"), of("cell 0")), "{above} above");
    }
}

#[test]
fn a_cover_breaks_no_word_of_its_title() {
    for (title, word) in [
        ("Der löchrige Eimer: Selbsteinschätzung im Vertrieb", "Selbsteinschätzung"),
        ("Vertriebsleistungsbeurteilung", "Vertriebsleistungsbeurteilung"),
    ] {
        let report = Report { title: title.to_owned(), cover: Cover::Page, ..report(vec![]) };
        let pages = pages(&report, Paper::A4);
        assert!(text(&pages.pages[0]).contains(word), "{}", text(&pages.pages[0]));
        check_inside(&pages, 54.0);
    }
}
