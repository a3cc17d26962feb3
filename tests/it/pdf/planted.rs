//! The strict reader itself: each fault that is planted in a sound document is found.

use leaky_bucket::export::pdf::{self, Info};
use leaky_bucket::page::font::Fonts;
use leaky_bucket::page::lay_out;
use leaky_bucket::page::style::Style;
use leaky_bucket::report::{Bars, Block, Cell, Column, Drawing, Figure, Report, Row, Section, Table};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::Pdf;

/// A small document with a heading, a figure, a table and a link.
fn sound() -> Vec<u8> {
    let table = Table {
        summary: "Two cells".to_owned(),
        columns: vec![Column::left("One", 1.0), Column::right("Two", 1.0)],
        rows: vec![Row::Cells(vec![Cell::from("here").goes_to("here"), "there".into()])],
    };
    let drawing = Drawing::Bars(Bars { ticks: vec![40], ..Bars::default() });
    let figure = Figure { alt: "A line at 40".to_owned(), caption: "A caption".to_owned(), drawing };
    let section = Section {
        title: "A finding".to_owned(),
        anchor: Some("here".to_owned()),
        blocks: vec![
            Block::Table(table),
            Block::Figure(figure),
            Block::heading("More"),
            Block::text("Words"),
        ],
        ..Section::default()
    };
    let report = Report { title: "Small".to_owned(), sections: vec![section], ..Report::default() };
    let fonts = Fonts::embedded().unwrap();
    let pages = lay_out(&report, &Style::default(), &fonts);
    pdf::write(&pages, &fonts, &Info::of(&report, jiff::Timestamp::UNIX_EPOCH)).unwrap()
}

/// Plants a fault; says what the reader finds.
#[track_caller]
fn check(plant: impl Fn(&mut Document), want: &str) {
    let mut document = Document::load_mem(&sound()).unwrap();
    assert!(Pdf::of(&document).is_ok());
    plant(&mut document);
    match Pdf::of(&document) {
        Ok(_) => panic!("nothing was found, where there is: {want}"),
        Err(fault) => assert!(fault.contains(want), "{fault}"),
    }
}

/// The first part of the text of a kind.
fn part<'a>(document: &'a mut Document, kind: &str) -> &'a mut Dictionary {
    let is_it = |object: &Object| {
        object.as_dict().is_ok_and(|entries| {
            entries.get(b"S").is_ok_and(|s| s.as_name().is_ok_and(|s| s == kind.as_bytes()))
        })
    };
    let id = document.objects.iter().find(|(_, object)| is_it(object)).map(|(id, _)| *id).unwrap();
    document.get_dictionary_mut(id).unwrap()
}

fn first_page(document: &Document) -> ObjectId {
    document.page_iter().next().unwrap()
}

/// Changes the first page's content as text, with a sign for each byte: glyphs stand in it as bare numbers.
fn rewrite(document: &mut Document, change: impl Fn(&str) -> String) {
    let page = first_page(document);
    let content: String = document.get_page_content(page).into_iter().map(char::from).collect();
    let changed = change(&content).chars().map(|sign| u8::try_from(sign).unwrap()).collect();
    document.change_page_content(page, changed).unwrap();
}

#[test]
fn a_script_that_runs() {
    let action = || dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
    check(|document| document.catalog_mut().unwrap().set("OpenAction", action()), "OpenAction");
}

#[test]
fn a_link_that_launches() {
    check(
        |document| {
            let is_link = |object: &Object| {
                object.as_dict().is_ok_and(|entries| entries.has(b"Dest") && entries.has(b"Rect"))
            };
            let id = document.objects.iter().find(|(_, object)| is_link(object)).map(|(id, _)| *id).unwrap();
            document.get_dictionary_mut(id).unwrap().set("A", dictionary! { "S" => "Launch" });
        },
        "an action",
    );
}

#[test]
fn an_object_that_nothing_leads_to() {
    let stray = || dictionary! { "Type" => "Page" };
    check(|document| document.set_object((9_999, 0), stray()), "nothing leads to");
}

#[test]
fn a_figure_that_tells_nothing() {
    check(|document| drop(part(document, "Figure").remove(b"Alt")), "a figure that tells nothing");
}

#[test]
fn a_heading_too_deep() {
    check(|document| part(document, "H1").set("S", "H2"), "H2 after H0");
}

#[test]
fn a_row_that_lacks_a_cell() {
    check(|document| part(document, "TH").set("A", dictionary! { "ColSpan" => 2 }), "a table of rows");
}

#[test]
fn a_stretch_with_two_owners() {
    check(|document| part(document, "P").set("K", vec![0.into(), 1.into()]), "has two owners");
}

#[test]
fn a_stretch_that_nobody_owns() {
    check(
        |document| part(document, "Caption").set("K", Object::Array(Vec::new())),
        "is in no part of the tree",
    );
}

#[test]
fn a_drawing_in_no_stretch() {
    check(|document| rewrite(document, |content| format!("{content}\n0 0 m 9 9 l S")), "drawn in no stretch");
}

#[test]
fn a_text_out_of_its_brackets() {
    check(|document| rewrite(document, |content| content.replacen("BT", "BT BT", 1)), "text within text");
}

#[test]
fn a_glyph_that_shows_nothing() {
    check(
        |document| rewrite(document, |content| content.replacen("[(", "[(\0\0", 1)),
        "the glyph that shows nothing",
    );
}

#[test]
fn an_operation_of_somebody_elses() {
    check(
        |document| rewrite(document, |content| format!("/Evil Run {content}")),
        "an operation that we never write",
    );
}
