//! The twins of the PDF: web page, Markdown and plain text say all that the pages say, and foreign text in
//! them stays text.
//!
//! `INSTA_UPDATE=always cargo test` writes the golden twins anew; open them before they are kept.

use std::collections::BTreeSet;

use leaky_bucket::export::{html, markdown, plain_text};
use leaky_bucket::page::font::Fonts;
use leaky_bucket::page::palette::Palette;
use leaky_bucket::page::style::Style;
use leaky_bucket::page::tag::Tag;
use leaky_bucket::page::{Shape, lay_out};
use leaky_bucket::report::individual::{Extent, Options};
use leaky_bucket::report::{
    Align, Band, Banner, Bar, BarWords, Bars, Block, Bucket, Card, Cell, Column, Columns, Cover, Drawing,
    Figure, Footer, Heat, HeatRow, HeatWords, Hole, Level, List, Marker, Matrix, MatrixPoint, Others, Panel,
    Part, Radar, Report, Role, Room, Row, Section, Slope, SlopeLine, SlopeWords, Spoke, Spread, SpreadRow,
    SpreadWords, Square, Start, Table, Tone,
};
use leaky_bucket::text;
use leaky_bucket::text::wrap::width;
use pulldown_cmark::{Event, Parser, Tag as Mark};

use crate::pages::{TEAMS, assessment, composed};
use crate::program::{Desk, sample};
use crate::properties::settings;
use crate::web_page::{self, WebPage};

fn report(team: &str, extent: Extent) -> Report {
    composed(&assessment(team), Options { extent, ..Options::default() })
}

/// A report with every kind of block and figure.
fn every_kind() -> Report {
    let words = |list: &[&str]| list.iter().map(|words| (*words).to_owned()).collect::<Vec<String>>();
    let band = || Some(Band::new("Leaking", Tone::Poor));
    let figure = |drawing: Drawing| {
        let (alt, caption) = ("What the drawing says".to_owned(), "A caption".to_owned());
        Block::Figure(Figure { alt, caption, drawing })
    };
    let list = |marker| Block::List(List { marker, items: words(&["One thing", "Another thing"]) });
    let hole = Hole { number: 1, label: "An area".to_owned(), leak: Some(0.54), tone: Some(Tone::Poor) };
    let bar = Bar {
        number: Some(1),
        label: "An area".to_owned(),
        score: Some(46.0),
        range: Some((40.0, 51.0)),
        band: band(),
        previous: Some(52.0),
        target: Some(70.0),
        others: Some(Others { lower: 41.0, median: 52.0, upper: 63.0 }),
        dots: vec![Some(75.0), None],
        note: String::new(),
    };
    let unknown =
        Bar { label: "Another area".to_owned(), note: "too few answers".to_owned(), ..Bar::default() };
    let figures = vec![
        figure(Drawing::Bars(Bars {
            rows: vec![bar, unknown],
            ticks: vec![40, 60, 80],
            words: BarWords::default(),
        })),
        figure(Drawing::Matrix(Matrix {
            across: "costs more".to_owned(),
            steps: words(&["little", "some", "much"]),
            upward: "helps more".to_owned(),
            corners: ["Now", "Plan", "By the way", "Leave"].map(str::to_owned),
            points: vec![MatrixPoint { number: 1, across: 0.25, upward: 0.75, tone: Some(Tone::Worst) }],
        })),
        figure(Drawing::Slope(Slope {
            words: SlopeWords::default(),
            before: "Spring 2025".to_owned(),
            now: "Spring 2026".to_owned(),
            lines: vec![SlopeLine { label: "An area".to_owned(), before: 52.0, now: 46.0, certain: false }],
        })),
        figure(Drawing::Heat(Heat {
            rows: vec![HeatRow {
                number: Some(1),
                label: "A warm area".to_owned(),
                squares: vec![
                    Square::Scored { score: 62.0, tone: Tone::Fair },
                    Square::Unknown,
                    Square::NotApplicable,
                ],
            }],
            bands: vec![Band::new("Seeping, 60 to 79", Tone::Fair)],
            words: HeatWords::default(),
        })),
        figure(Drawing::Spread(Spread {
            rows: vec![SpreadRow {
                label: "A question of many".to_owned(),
                counts: vec![1, 4, 2],
                unknown: 3,
                median: Some(1.0),
                agreed: Some(2.0),
            }],
            words: SpreadWords::default(),
        })),
        figure(Drawing::Radar(Radar {
            spokes: vec![Spoke {
                number: Some(1),
                label: "A spoke".to_owned(),
                score: Some(46.0),
                previous: Some(52.0),
            }],
            now: "In 2026".to_owned(),
            before: "In 2025".to_owned(),
        })),
    ];
    let table = Table {
        summary: "A table".to_owned(),
        columns: vec![
            Column::right("", 0.1),
            Column::left("What", 0.4),
            Column { title: "Middle".to_owned(), align: Align::Center, share: 0.2 },
            Column::left("Who", 0.3),
        ],
        rows: vec![
            Row::Group("A group".to_owned()),
            Row::Cells(vec![
                Cell::muted("1"),
                Cell::strong("A leak\nwith two lines").goes_to("figures"),
                Cell::band(&Band::new("Seeping", Tone::Fair)),
                Cell::default(),
            ]),
            Row::Cells(vec![]),
        ],
    };
    let card = Card {
        rank: Some(1),
        headline: "A headline".to_owned(),
        severity: Some(Band::new("Critical", Tone::Worst)),
        area: "Its area".to_owned(),
        parts: vec![
            Part::text("Costs", "Much of it"),
            Part::list("Do", Marker::Bullet, words(&["This", "That"])),
        ],
        room: Room::Ample,
        fill_in: words(&["Who", "By when"]),
    };
    let banner = Banner {
        score: Some(46.0),
        scale: "of 100 points".to_owned(),
        band: Some(Band::new("Leaking", Tone::Poor)),
        range: Some((41.0, 52.0)),
        ticks: vec![40],
        text: "What holds".to_owned(),
        facts: words(&["could be 41 to 52", "92% answered"]),
    };
    Report {
        title: "A title".to_owned(),
        subject: "A team".to_owned(),
        label: "Spring 2026".to_owned(),
        language: "en".to_owned(),
        date: "1 March 2026".to_owned(),
        author: "Eleni Παπαδοπούλου".to_owned(),
        cover: Cover::None,
        footer: Footer {
            note: "Confidential".to_owned(),
            own: "Its own line".to_owned(),
            website: "Its website".to_owned(),
            ..Footer::default()
        },
        sections: vec![
            Section {
                title: "Texts".to_owned(),
                start: Start::NewPage,
                blocks: vec![
                    Block::lead("A lead"),
                    Block::Text { role: Role::Body, text: "Two\nlines".to_owned() },
                    Block::note("A note"),
                    // Deeper than it may stand.
                    Block::Heading { level: Level::Three, text: "Lists".to_owned() },
                    list(Marker::Bullet),
                    list(Marker::Number),
                    list(Marker::Box),
                    list(Marker::Tick),
                    Block::Table(table),
                    Block::Card(card),
                    Block::Banner(banner),
                    Block::Panel(Panel {
                        title: "A panel".to_owned(),
                        blocks: vec![Block::text("Set apart")],
                    }),
                    Block::FillIn(words(&["The first step"])),
                ],
                ..Section::default()
            },
            Section {
                title: "Figures".to_owned(),
                level: Level::Two,
                anchor: Some("figures".to_owned()),
                blocks: vec![Block::Columns(Columns {
                    left_share: 0.4,
                    left: vec![figure(Drawing::Bucket(Bucket {
                        score: Some(46.0),
                        scale: "of 100".to_owned(),
                        band: band(),
                        previous: Some(52.0),
                        previous_label: String::new(),
                        holes: vec![hole],
                    }))],
                    right: figures,
                })],
                ..Section::default()
            },
        ],
    }
}

/// All reports that are looked at here, with their names.
fn reports() -> Vec<(String, Report)> {
    let mut reports = vec![("every kind".to_owned(), every_kind())];
    for team in TEAMS {
        for extent in [Extent::Full, Extent::Brief] {
            reports.push((format!("{team}, {extent:?}"), report(team, extent)));
        }
    }
    reports
}

fn fonts() -> Fonts {
    Fonts::embedded().unwrap()
}

/// A text without its spaces, which every form sets as it needs.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The texts of a Markdown document as a reader of it sees them.
fn read_markdown(markdown: &str) -> String {
    let mut text = String::new();
    for event in events(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::Start(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => {
                text.push(' ');
            }
            _no_text => {}
        }
    }
    text
}

fn events(markdown: &str) -> Vec<Event<'_>> {
    // Every extension that could obey a text; this one only makes quotation marks round.
    let options = pulldown_cmark::Options::all() - pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION;
    Parser::new_ext(markdown, options).collect()
}

/// All that a report says stands in each of its twins.
#[test]
fn every_text_is_in_every_twin() {
    for (name, report) in reports() {
        let page = html::write(&report, &Palette::default(), None, &fonts());
        let twins = [
            ("html", squeezed(&WebPage::read(&page).text)),
            ("md", squeezed(&read_markdown(&markdown::write(&report)))),
            ("text", squeezed(&plain_text::write(&report))),
        ];
        for wanted in report.texts() {
            for (form, text) in &twins {
                // A table's summary is for those who cannot see it; plain text and Markdown have no place for it,
                // nor for the words in a figure whose numbers stand in the table beside it.
                let is_optional = *form != "html" && is_for_the_eye_alone(&report, &wanted);
                // The lines of a cell stand between those of its neighbours where columns have a fixed width.
                let has_words =
                    || *form == "text" && wanted.split_whitespace().all(|word| text.contains(word));
                let is_there = is_optional || text.contains(&squeezed(&wanted)) || has_words();
                assert!(is_there, "{name}: {form} lacks {wanted:?}");
            }
        }
    }
}

/// Whether a text stands only where a form without drawings says it in other words.
fn is_for_the_eye_alone(report: &Report, wanted: &str) -> bool {
    fn within(blocks: &[Block], wanted: &str) -> bool {
        blocks.iter().any(|block| match block {
            Block::Table(table) => table.summary == wanted,
            Block::Figure(figure) => match &figure.drawing {
                Drawing::Bucket(bucket) => bucket.holes.iter().any(|hole| hole.label == wanted),
                Drawing::Bars(bars) => bars.rows.iter().any(|row| row.label == wanted || row.note == wanted),
                _told_in_full => false,
            },
            Block::Columns(columns) => within(&columns.left, wanted) || within(&columns.right, wanted),
            _no_summary => false,
        })
    }
    report.sections.iter().any(|section| within(&section.blocks, wanted))
}

fn numbers(text: &str) -> BTreeSet<String> {
    text.split(|sign: char| !sign.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Every number of the web page is on the printed pages, and the other way round.
#[test]
fn the_pages_have_the_same_numbers() {
    for team in TEAMS {
        let report = report(team, Extent::Full);
        let pages = lay_out(&report, &Style::default(), &fonts());
        let mut printed = String::new();
        for (page, number) in pages.pages.iter().zip(1..) {
            let foot = report.footer.page_words(number, pages.pages.len());
            for mark in &page.marks {
                match &mark.shape {
                    Shape::Text(run) if run.text().trim() == foot => {}
                    Shape::Text(run) => printed.push_str(&format!("{} ", run.text())),
                    Shape::Fill { .. } | Shape::Stroke { .. } | Shape::Missing(_) | Shape::Image(_) => {}
                }
            }
        }
        let shown = numbers(&WebPage::read(&html::write(&report, &Palette::default(), None, &fonts())).text);
        let on_paper = numbers(&printed);
        let lacking: Vec<&String> = on_paper.difference(&shown).collect();
        assert!(lacking.is_empty(), "{team}: the web page lacks {lacking:?}");
        for node in &pages.nodes {
            if let Tag::Figure { alt } = &node.tag {
                printed.push_str(alt);
            }
        }
        let on_paper = numbers(&printed);
        let surplus: Vec<&String> = shown.difference(&on_paper).collect();
        assert!(surplus.is_empty(), "{team}: only the web page has {surplus:?}");
        let plain = numbers(&plain_text::write(&report));
        let lacking: Vec<&String> = shown.difference(&plain).collect();
        assert!(lacking.is_empty(), "{team}: plain text lacks {lacking:?}");
    }
}

#[test]
fn the_web_page_is_well_made() {
    for (_, report) in reports() {
        let page = html::write(&report, &Palette::default(), None, &fonts());
        WebPage::read(&page).check();
        web_page::check_classes(&page);
        assert_eq!(
            page,
            html::write(&report, &Palette::default(), None, &fonts()),
            "the same report makes the same page"
        );
    }
}

#[test]
fn plain_text_keeps_to_its_width() {
    for (name, report) in reports() {
        let text = plain_text::write(&report);
        let wide = text.lines().find(|line| plain_text::WIDTH < width(line));
        assert_eq!(wide, None, "{name}");
    }
}

/// What nobody may obey, wherever it stands.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></main></svg></table>",
    "<!-- ",
    "--> ]]> <![CDATA[",
    "<br><a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "&amp; &#60;b&#62; &lt;",
    "&copy",
    "a | b | c",
    "\\| \\",
    "trailing \\",
    "`code` ``more``",
    "```\ncode\n```",
    "~~~ \ncode",
    "](http://example.com)",
    "[a](javascript:alert(1))",
    "![a](x.png)",
    "[a]: http://example.com",
    "[^1] [^1]: note",
    "<http://example.com>",
    "# heading",
    "- item\n- item",
    "1. item\n2) item",
    "> quote",
    "***",
    "---\n===",
    "**bold** _stress_ ~~gone~~ __x__",
    "$a$ $$b$$",
    "    indented\n\tcode",
    "| a |\n|---|\n| b |",
    "{#id .class} {{x}} {% y %}",
    ":--: :smile:",
    "{#id .class}",
    "^up^ ~down~ ==mark== ||hidden||",
    "[[wiki]] [!NOTE]",
    "@somebody #1 www.example.com a@example.com http://example.com",
    "+++\ntoml\n+++",
    "term\n: meaning",
    "\u{202e}gnp.exe",
    "a\0b\u{1b}[2J\u{feff}",
    "ends\r\nhere\u{2028}and here",
];

/// A report with a hostile text at the end of each of its texts, or at their beginning.
fn hostile(report: &Report, hostile: &str, is_first: bool) -> Report {
    let mut hostile = report.with_texts(&mut |words| match is_first {
        true => format!("{hostile} {words}"),
        false => format!("{words} {hostile}"),
    });
    // A website becomes a link by design, and only where it is nothing else; its own tests say where.
    if hostile.footer.address().is_some() {
        hostile.footer.website.clone_from(&report.footer.website);
    }
    hostile
}

/// Whatever stands in a text, the page has the same tags with the same attributes, and shows the text.
#[test]
fn foreign_text_stays_text_in_the_web_page() {
    let report = every_kind();
    let fonts = fonts();
    for words in HOSTILE {
        for is_first in [true, false] {
            let tame =
                hostile(&report, &"x\n".repeat(text::clean_lines(words).matches('\n').count()), is_first);
            let (tame, wild) = (
                html::write(&tame, &Palette::default(), None, &fonts),
                html::write(&hostile(&report, words, is_first), &Palette::default(), None, &fonts),
            );
            let (tame, wild) = (WebPage::read(&tame), WebPage::read(&wild));
            wild.check();
            assert_eq!(tame.shape(), wild.shape(), "{words:?} has changed the page");
            check_shown(words, &wild.text);
        }
    }
}

proptest::proptest! {
    #![proptest_config(settings(64))]

    /// Any text at all, in every place: the same web page, the same document, lines that fit.
    #[test]
    fn any_text_stays_text(words in "(\\PC|[-<>&\"'`*_|\\[\\](){}#+.!~$^:=\\\\@0-9 ]){0,60}", is_first: bool) {
        let report = every_kind();
        let (tame, wild) = (hostile(&report, "", is_first), hostile(&report, &words, is_first));
        let fonts = fonts();
        let (one, other) = (html::write(&tame, &Palette::default(), None, &fonts), html::write(&wild, &Palette::default(), None, &fonts));
        let (one, other) = (WebPage::read(&one), WebPage::read(&other));
        other.check();
        proptest::prop_assert_eq!(one.shape(), other.shape());
        check_shown(&words, &other.text);
        let (one, other) = (markdown::write(&tame), markdown::write(&wild));
        proptest::prop_assert_eq!(structure(&one), structure(&other));
        check_shown(&words, &read_markdown(&other));
        let text = plain_text::write(&wild);
        proptest::prop_assert!(text.lines().all(|line| width(line) <= plain_text::WIDTH));
    }
}

#[test]
fn foreign_text_stays_text_in_markdown() {
    let report = every_kind();
    for words in HOSTILE {
        for is_first in [true, false] {
            let breaks =
                text::clean_lines(words).split('\n').filter(|line| !line.trim().is_empty()).count() - 1;
            let tame = hostile(&report, &"x\n".repeat(breaks), is_first);
            let tame = markdown::write(&tame);
            let wild = markdown::write(&hostile(&report, words, is_first));
            assert_eq!(structure(&tame), structure(&wild), "{words:?} has changed the document:\n{wild}");
            check_shown(words, &read_markdown(&wild));
        }
    }
}

#[test]
fn foreign_text_stays_text_in_plain_text() {
    for words in HOSTILE {
        check_shown(words, &plain_text::write(&hostile(&every_kind(), words, true)));
    }
}

/// The text is there as it was cleaned, and nothing that hides or commands.
#[track_caller]
fn check_shown(words: &str, text: &str) {
    assert_eq!(text::faults(text).next(), None, "{words:?}");
    let shown = squeezed(text);
    for line in text::clean_lines(words).split('\n') {
        assert!(shown.contains(&squeezed(line)), "{words:?}: {line:?} is not there");
    }
}

/// What a Markdown document is made of, without its texts; each link with where it leads.
fn structure(markdown: &str) -> Vec<String> {
    let mut shape = Vec::new();
    for event in events(markdown) {
        match event {
            Event::Start(tag) => {
                if let Mark::Link { dest_url, .. } | Mark::Image { dest_url, .. } = &tag {
                    assert!(dest_url.starts_with("#s-"), "{dest_url}");
                }
                shape.push(match tag {
                    Mark::Heading { level, .. } => format!("{level:?}"),
                    other => format!("{other:?}"),
                });
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let is_ours =
                    html.as_ref() == "<br>" || html.starts_with("<a id=\"s-") || html.as_ref() == "</a>";
                assert!(is_ours, "{html:?}");
                if html.as_ref() != "<br>" {
                    shape.push(html.trim().to_owned());
                }
            }
            Event::Text(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak => {}
            other => shape.push(format!("{other:?}")),
        }
    }
    shape
}

/// Brief twins of the three teams. Styles and drawings of the web page are looked at elsewhere.
#[test]
fn golden_twins() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../golden/twins");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for team in TEAMS {
            let report = report(team, Extent::Brief);
            insta::assert_snapshot!(format!("{team}.md"), markdown::write(&report));
            insta::assert_snapshot!(format!("{team}.txt"), plain_text::write(&report));
            insta::assert_snapshot!(
                format!("{team}.html"),
                web_page::outline(&html::write(&report, &Palette::default(), None, &fonts()))
            );
        }
    });
}

/// Each form has its place: pages beside the answers, texts where they can be read on.
#[test]
fn where_each_form_goes() {
    let desk = Desk::new();
    std::fs::copy(sample("mixed.yaml"), desk.path("mixed.yaml")).unwrap();
    desk.run("report mixed.yaml --format html").code(0).has(&["mixed.html"]);
    desk.run("report mixed.yaml --format html").code(0).has(&["mixed-2.html"]);
    let first = std::fs::read(desk.path("mixed.html")).unwrap();
    assert!(first == std::fs::read(desk.path("mixed-2.html")).unwrap());
    desk.run("report mixed.yaml --format html -o -").code(0).has(&["<!DOCTYPE html>"]);
    desk.run("report mixed.yaml --format md").code(0).has(&["# Leaky Bucket self-assessment"]);
    desk.run("report mixed.yaml --format text").code(0).has(&["Leaky Bucket self-assessment\n"]);
    desk.run("report mixed.yaml --format text -o mixed.txt").code(0).has(&["written: "]);
    desk.run("report mixed.yaml --format text -o mixed.txt").code(5).has(&["--force"]);
}

/// Where no form is named, the file's name says it.
#[test]
fn the_ending_of_the_file_says_the_form() {
    let desk = Desk::new();
    std::fs::copy(sample("mixed.yaml"), desk.path("mixed.yaml")).unwrap();
    let check = |arguments: &str, file: &str, begins: &str| {
        desk.run(&format!("{arguments} -o {file}")).code(0).has(&["written: "]);
        let bytes = std::fs::read(desk.path(file)).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{arguments} -o {file}");
    };
    check("report mixed.yaml", "a.pdf", "%PDF-");
    check("report mixed.yaml", "a.html", "<!DOCTYPE html>");
    check("report mixed.yaml", "b.HTM", "<!DOCTYPE html>");
    check("report mixed.yaml", "a.md", "# Leaky Bucket");
    check("report mixed.yaml", "a.txt", "Leaky Bucket");
    check("report mixed.yaml", "a.json", "{");
    check("report mixed.yaml", "a.csv", "assessment,");
    check("report mixed.yaml", "a.xlsx", "PK");
    check("report mixed.yaml", "a", "%PDF-");
    check("report mixed.yaml --format pdf", "a.other", "%PDF-");
    desk.run("report mixed.yaml -o b.docx").code(2).has(&["`.docx`", "--format"]);
    desk.run("export mixed.yaml -o b.html").code(2).has(&["`.html`", "--format"]);
    assert!(!desk.path("b.docx").exists());
    check("report mixed.yaml --format html", "c.pdf", "<!DOCTYPE html>");
    check("export mixed.yaml", "b.csv", "assessment,");
    check("export mixed.yaml --format csv-scores", "c.csv", "assessment,");
    check("export mixed.yaml", "b.xlsx", "PK");
    check("export mixed.yaml", "b.yaml", "questionnaire: ");
    check("export mixed.yaml", "b.json", "{");
    check("export mixed.yaml", "b", "assessment,");
    check("export mixed.yaml --format json", "c.xlsx", "{");
    desk.run("report mixed.yaml -o new/").code(5).has(&["`new/` is a folder", "`new/report.pdf`"]);
    desk.run("report mixed.yaml -o new/a.pdf").code(5).has(&["its folder is not there: make it first"]);
    desk.run("export mixed.yaml -o b.lbr").code(2).has(&["`leaky-bucket import`"]);
}

/// What a report leaves out, every form leaves out.
#[test]
fn options_apply_to_every_form() {
    let desk = Desk::new();
    std::fs::copy(sample("mixed.yaml"), desk.path("mixed.yaml")).unwrap();
    for form in ["html", "md", "text"] {
        let call =
            |options: &str| desk.run(&format!("report mixed.yaml --format {form} -o - {options}")).code(0);
        call("").has(&["Reviewed in March", "How the numbers were made"]);
        call("--no-notes").lacks("Reviewed in March");
        call("--brief").lacks("How the numbers were made");
    }
}
