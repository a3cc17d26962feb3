//! What a report is called: with a name, without one, and with one that is far too long.

use std::fs;

use super::pdf::Pdf;
use super::program::{Desk, SMALL};

const TITLE: &str = "Bathtub check";

/// A desk with answers about somebody; nobody when `about` is empty.
fn desk(about: &str) -> Desk {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL.replace("title: Small", &format!("title: {TITLE}")));
    let answers =
        "questionnaire: small\ndate: 2026-03-01\nlabel: Spring 2026\nanswers: {first: 1, sure: no}\n";
    desk.write("answers.yaml", format!("about: \"{about}\"\n{answers}"));
    desk
}

#[track_caller]
fn written(desk: &Desk, name: &str, options: &str) -> Vec<u8> {
    desk.run(&format!("report answers.yaml --questionnaire small.yaml -o {name} {options} --force")).code(0);
    fs::read(desk.path(name)).unwrap()
}

#[track_caller]
fn text(desk: &Desk, name: &str) -> String {
    String::from_utf8(written(desk, name, "")).unwrap()
}

/// The texts of the parts that begin on one of the first pages.
fn first_pages(pdf: &Pdf, count: usize) -> Vec<&str> {
    let here = pdf.elements.iter().filter(|element| element.begins.is_some_and(|(page, _)| page < count));
    here.map(|element| element.text.as_str()).collect()
}

#[test]
fn without_a_name_the_title_is_said_once() {
    let desk = desk("");
    let pdf = Pdf::read(&written(&desk, "out.pdf", "")).unwrap();
    assert_eq!(pdf.facts.get("Title").unwrap(), "Bathtub check \u{2013} Spring 2026");
    assert_eq!(pdf.outline.first().unwrap().title, "The result, Spring 2026");
    let titles = first_pages(&pdf, 1).into_iter().filter(|text| text.contains(TITLE)).count();
    assert_eq!(titles, 1, "{:?}", first_pages(&pdf, 1));

    let covered = Pdf::read(&written(&desk, "out.pdf", "--cover")).unwrap();
    let titles = first_pages(&covered, 2).into_iter().filter(|text| text.contains(TITLE)).count();
    assert_eq!(titles, 2, "on the cover and on page one: {:?}", first_pages(&covered, 2));

    let markdown = text(&desk, "out.md");
    let headings: Vec<&str> = markdown.lines().filter(|line| line.starts_with('#')).take(2).collect();
    assert_eq!(headings, ["# Bathtub check", "## The result, Spring 2026"]);
    assert!(markdown.contains("\n\nSpring 2026 \u{b7} 1 March 2026\n\n"), "{markdown}");

    let plain = text(&desk, "out.txt");
    assert!(plain.starts_with("Bathtub check\nSpring 2026\n1 March 2026\n\n"), "{plain}");
    assert!(plain.contains("\nThe result, Spring 2026\n="), "{plain}");

    let page = text(&desk, "out.html");
    assert!(page.contains("<title>Bathtub check \u{b7} Spring 2026</title>"));
    assert_eq!(
        page.split("How the numbers were made</h2>").next().unwrap().matches(">Bathtub check<").count(),
        1
    );
}

#[test]
fn a_name_stands_in_every_title() {
    let desk = desk("Nordwind");
    let pdf = Pdf::read(&written(&desk, "out.pdf", "")).unwrap();
    assert_eq!(pdf.facts.get("Title").unwrap(), "Bathtub check \u{2013} Nordwind \u{2013} Spring 2026");
    assert_eq!(pdf.outline.first().unwrap().title, "Nordwind, Spring 2026");
    assert!(!pdf.holds("Names in full"));
}

#[test]
fn a_name_that_is_a_text_leaves_page_one_to_the_result() {
    let name = "The sales team of the north with all that belongs to it ".repeat(90);
    let desk = desk(&name);
    desk.run("report answers.yaml --questionnaire small.yaml -o out.pdf")
        .code(0)
        .has(&["ends in an ellipsis"]);
    for options in ["", "--brief"] {
        let pdf = Pdf::read(&written(&desk, "out.pdf", options)).unwrap();
        let heading = &pdf.outline.first().unwrap().title;
        assert!(
            heading.ends_with(" of the north\u{2026}, Spring 2026") && heading.chars().count() < 215,
            "{heading}"
        );
        assert!(first_pages(&pdf, 1).iter().any(|text| text.contains("Plug first")), "{options}");
        assert!(pdf.outline.iter().any(|entry| entry.title == "Names in full"), "{options}");
        assert!(pdf.holds(&name), "{options}");
    }
    for form in ["out.html", "out.md", "out.txt"] {
        let squeezed: String = text(&desk, form).split_whitespace().collect();
        let wanted: String = name.split_whitespace().collect();
        assert_eq!(squeezed.matches(&wanted).count(), 1, "{form}");
    }
}

#[test]
fn one_long_name_is_told_once() {
    let desk = desk(&"The sales team of the north with all that belongs to it ".repeat(90));
    let said = desk.run("report answers.yaml --questionnaire small.yaml -o out.pdf --cover").code(0);
    assert_eq!(said.err.matches("ends in an ellipsis").count(), 1, "{}", said.err);
}
