//! The documents of the three sample teams, as readers of every kind find them.
//!
//! What `Pdf::read` demands of any document (one part of the tree for each stretch of content and back,
//! figures that tell what they show, regular tables, headings without gaps) is demanded of these by reading.

use std::collections::BTreeSet;

use leaky_bucket::export::pdf::{self, Info};
use leaky_bucket::page::font::Fonts;
use leaky_bucket::page::lay_out;
use leaky_bucket::page::style::{Paper, Style};
use leaky_bucket::report::individual::{Extent, Options};
use leaky_bucket::report::{Block, Column, Report, Row, Section, Table};
use leaky_bucket::scoring;

use super::pages::{TEAMS, assessment, composed};
use super::pdf::{Element, Pdf, contrast, squeezed};

fn written(report: &Report, paper: Paper) -> Vec<u8> {
    let fonts = Fonts::embedded().unwrap();
    let pages = lay_out(report, &Style::on(paper), &fonts);
    pdf::write(&pages, &fonts, &Info::of(report, jiff::Timestamp::UNIX_EPOCH)).unwrap()
}

fn report(team: &str, extent: Extent) -> Report {
    composed(&assessment(team), Options { extent, ..Options::default() })
}

/// Looks at every team's report, brief and full, on both papers.
#[track_caller]
fn check(holds: impl Fn(&Pdf) -> Result<(), String>) {
    for team in TEAMS {
        for (extent, paper) in [(Extent::Full, Paper::A4), (Extent::Brief, Paper::Letter)] {
            let pdf = Pdf::read(&written(&report(team, extent), paper)).unwrap();
            if let Err(fault) = holds(&pdf) {
                panic!("{team}, {extent:?}: {fault}");
            }
        }
    }
}

fn is_heading(element: &Element) -> bool {
    matches!(element.kind.as_str(), "H1" | "H2" | "H3")
}

/// Each entry of the outline names a heading, in the order in which they are read, and leads just above it.
fn outline_leads_to_headings(pdf: &Pdf) -> Result<(), String> {
    let mut headings = pdf.elements.iter().filter(|element| is_heading(element));
    for entry in &pdf.outline {
        let heading = headings.find(|heading| heading.squeezed == squeezed(&entry.title));
        let heading = heading.ok_or_else(|| format!("no heading is next for {entry:?}"))?;
        let (page, top) = heading.begins.ok_or_else(|| format!("{entry:?} leads to what is not drawn"))?;
        let leads_there = page == entry.page && top <= entry.top && entry.top <= top + 40.0;
        if !leads_there {
            return Err(format!("{entry:?}, but its heading is on page {page} at {top}"));
        }
    }
    if pdf.outline.is_empty() { Err("there is no outline".to_owned()) } else { Ok(()) }
}

/// Whoever follows the tree turns the pages forward.
fn reading_order_follows_the_pages(pdf: &Pdf) -> Result<(), String> {
    let mut last = 0;
    for element in &pdf.elements {
        if let Some((page, _)) = element.begins {
            if page < last {
                return Err(format!("back to page {page} from page {last}: {element:?}"));
            }
            last = page;
        }
    }
    Ok(())
}

/// The numbers in a text, as they are written.
fn numbers(text: &str) -> BTreeSet<&str> {
    text.split(|sign: char| !sign.is_ascii_digit()).filter(|number| !number.is_empty()).collect()
}

/// A number that is drawn in a figure can be read without seeing it: in what the figure tells, or in the text.
fn figures_tell_their_numbers(pdf: &Pdf) -> Result<(), String> {
    let is_figure = |element: &&Element| element.kind == "Figure";
    let told: BTreeSet<&str> = pdf
        .elements
        .iter()
        .flat_map(|element| match &element.alt {
            Some(alt) => numbers(alt),
            None => numbers(&element.text),
        })
        .collect();
    let figures: Vec<&Element> = pdf.elements.iter().filter(is_figure).collect();
    for figure in &figures {
        let mut drawn = figure.runs.iter().flat_map(|run| numbers(run));
        if let Some(number) = drawn.find(|number| !told.contains(number)) {
            return Err(format!("{number} is drawn and told nowhere: {figure:?}"));
        }
    }
    if figures.is_empty() { Err("there is no figure".to_owned()) } else { Ok(()) }
}

/// Every text stands out from what lies under it, 4.5 to 1; so does what is large, which might do with less.
fn text_can_be_read(pdf: &Pdf) -> Result<(), String> {
    for shown in &pdf.shown {
        let least = shown.grounds.iter().map(|ground| contrast(shown.ink, *ground)).fold(21.0, f32::min);
        if least < 4.5 {
            return Err(format!("{least:.1} to 1 on page {}: {shown:?}", shown.page + 1));
        }
    }
    Ok(())
}

/// Footers and repeated heads stand on the pages and not in the text.
fn decoration_is_not_text(pdf: &Pdf) -> Result<(), String> {
    for page in 0..pdf.pages {
        let count = format!("page {} of {}", page + 1, pdf.pages);
        let found = pdf.shown.iter().find(|shown| shown.page == page && shown.text == count);
        if !found.is_some_and(|shown| shown.is_decoration) {
            return Err(format!("{count}: {found:?}"));
        }
    }
    Ok(())
}

fn nothing_leaves_the_paper(pdf: &Pdf) -> Result<(), String> {
    let leaves = |shown: &&super::pdf::Shown| {
        let (width, height) = shown.paper;
        shown.left < 40.0
            || width - 40.0 < shown.right
            || shown.baseline < 20.0
            || height - 40.0 < shown.baseline
    };
    match pdf.shown.iter().find(leaves) {
        Some(shown) => Err(format!("{shown:?}")),
        None => Ok(()),
    }
}

#[test]
fn documents_are_sound() {
    check(|pdf| {
        outline_leads_to_headings(pdf)?;
        reading_order_follows_the_pages(pdf)?;
        figures_tell_their_numbers(pdf)?;
        text_can_be_read(pdf)?;
        decoration_is_not_text(pdf)?;
        nothing_leaves_the_paper(pdf)
    });
}

/// The scores that the bars are as long as stand in words or numbers beside them.
#[test]
fn every_score_is_in_the_text() {
    for team in TEAMS {
        let assessment = assessment(team);
        let scorecard = scoring::score(&assessment.questionnaire, &assessment.answers);
        let pdf = Pdf::read(&written(&report(team, Extent::Full), Paper::A4)).unwrap();
        let outside: BTreeSet<&str> = pdf
            .elements
            .iter()
            .filter(|element| element.kind != "Figure")
            .flat_map(|element| numbers(&element.text))
            .collect();
        for area in assessment.questionnaire.scored_areas() {
            let measure = &scorecard.area(area).measure;
            for score in measure.printed().into_iter().chain([measure.printed_low(), measure.printed_high()])
            {
                assert!(
                    outside.contains(score.to_string().as_str()) || measure.score.is_none(),
                    "{team}: {score}"
                );
            }
        }
    }
}

/// A table of so many rows, each of two lines.
fn long_report(rows: usize) -> Report {
    let row = |number: usize| {
        let words =
            format!("Row {number}: a few more words than fit on one line of a column as narrow as this one");
        Row::Cells(vec![words.into(), number.to_string().into()])
    };
    let table = Table {
        summary: "Many rows".to_owned(),
        columns: vec![Column::left("Words", 0.6), Column::right("Number", 0.4)],
        rows: (0..rows).map(row).collect(),
    };
    let section =
        Section { title: "A long table".to_owned(), blocks: vec![Block::Table(table)], ..Section::default() };
    Report { title: "Long".to_owned(), sections: vec![section], ..Report::default() }
}

/// B61: what a page costs does not grow with their number: neither in marks, nor in parts of the tree, nor in bytes.
#[test]
fn a_long_report_grows_in_proportion() {
    let of = |rows: usize| {
        let report = long_report(rows);
        let fonts = Fonts::embedded().unwrap();
        let pages = lay_out(&report, &Style::default(), &fonts);
        let bytes = written(&report, Paper::A4);
        let marks: usize = pages.pages.iter().map(|page| page.marks.len()).sum();
        let pdf = Pdf::read(&bytes).unwrap();
        assert!(pdf.holds(&format!("Row {}: a few more words", rows - 1)));
        let each = |total: usize| total as f64 / pages.pages.len() as f64;
        (pages.pages.len(), [each(marks), each(pages.nodes.len()), each(bytes.len()), each(pdf.shown.len())])
    };
    let (few, before) = of(2_000);
    let (many, after) = of(8_000);
    assert!(few > 40 && (4 * few).abs_diff(many) <= 4, "{few} and {many} pages");
    for (before, after) in before.into_iter().zip(after) {
        assert!(after <= before * 1.02, "{before} for each of {few} pages, {after} for each of {many}");
    }
}
