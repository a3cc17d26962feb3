//! Pages as a PDF: tagged, with an outline, with text that can be searched and copied.
//!
//! `printpdf` paints the marks; `finish` then sets in the document what it cannot: outline, structure,
//! language, metadata. The same pages and the same facts give the same bytes, on every machine and every day.

mod embed;
mod file;
mod finish;
mod icc;
mod image;
mod metadata;
mod paint;
mod structure;

use jiff::Timestamp;
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt, serialize};

use crate::page::Pages;
use crate::page::font::{FontNumber, Fonts};
use crate::report::Report;
use crate::text;
use embed::Embedded;

/// The facts about a document that stand on none of its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    pub title: String,
    pub author: String,
    pub subject: String,
    /// A language tag, such as `en`.
    pub language: String,
    pub created: Timestamp,
}

impl Info {
    /// Takes the facts from a report; the time comes from the caller's clock.
    pub fn of(report: &Report, created: Timestamp) -> Info {
        // Two years of a team stand side by side in a reader's tabs.
        let names = [report.title.trim(), report.subject.trim(), report.label.trim()];
        let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        Info {
            title: text::clean(&names.join(" \u{2013} ")).into_owned(),
            author: text::clean(&report.author).into_owned(),
            subject: text::clean(&report.label).into_owned(),
            language: report.language.clone(),
            created,
        }
    }
}

/// Why no PDF could be written. None of this depends on what the report says.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("the font {font} cannot be cut down to what is used: {source}")]
    Subset { number: FontNumber, font: String, source: subsetter::Error },
    #[error("the document cannot be finished: {0}")]
    Finish(#[from] lopdf::Error),
}

/// Writes pages as a PDF.
pub fn write(pages: &Pages, fonts: &Fonts, info: &Info) -> Result<Vec<u8>, PdfError> {
    let embedded = Embedded::of(pages, fonts)?;
    let mut document = PdfDocument::new(&info.title);
    embedded.add_to(&mut document);
    let paper = pages.paper;
    let mut contents = paint::Contents::new(pages.nodes.len());
    for (index, page) in pages.pages.iter().enumerate() {
        let operations = paint::operations(pages, page, index, &embedded, &mut contents);
        document.pages.push(PdfPage::new(Pt(paper.width()).into(), Pt(paper.height()).into(), operations));
    }
    document.pages.push(PdfPage::new(
        Pt(paper.width()).into(),
        Pt(paper.height()).into(),
        embedded.specimen(),
    ));
    let mut warnings = Vec::new();
    // It calls it insecure to pass on what it does not know itself: texts, which come from nobody but us.
    let options = PdfSaveOptions { secure: false, ..PdfSaveOptions::default() };
    let mut document = serialize::to_lopdf_doc(&document, &options, &mut warnings);
    finish::drop_last_page(&mut document)?;
    embedded.images.add_to(&mut document)?;
    embedded.complete(&mut document);
    let document = finish::finish(document, pages, info, &contents)?;
    Ok(file::write(document)?)
}

/// Rounds a length to a hundredth of a point, so that every machine writes the same.
fn rounded(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::style::Style;
    use crate::page::{Warning, lay_out};
    use crate::report::{Block, Section, sample};

    fn written(report: &Report) -> (Pages, Vec<u8>) {
        let fonts = Fonts::embedded().unwrap();
        let pages = lay_out(report, &Style::default(), &fonts);
        let bytes =
            write(&pages, &fonts, &Info::of(report, Timestamp::from_second(1_773_482_400).unwrap())).unwrap();
        (pages, bytes)
    }

    fn read(bytes: &[u8]) -> lopdf::Document {
        lopdf::Document::load_mem(bytes).unwrap()
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        let report = sample::report();
        let (_, first) = written(&report);
        let (_, second) = written(&report);
        assert!(first == second);
        // To be looked at: LEAKY_BUCKET_SAMPLE names a file to leave the document in.
        if let Some(path) = std::env::var_os("LEAKY_BUCKET_SAMPLE") {
            let mut file = std::fs::File::create(path).unwrap();
            std::io::Write::write_all(&mut file, &first).unwrap();
        }
    }

    #[test]
    fn another_report_gets_another_name() {
        let name = |report: &Report| {
            let (_, bytes) = written(report);
            format!("{:?}", read(&bytes).trailer.get(b"ID").unwrap())
        };
        let mut other = sample::report();
        other.date = "15 March 2026".to_owned();
        assert_ne!(name(&sample::report()), name(&other));
    }

    #[test]
    fn the_catalog_says_what_readers_ask_for() {
        let (_, bytes) = written(&sample::report());
        assert!(bytes.starts_with(b"%PDF-1.7"));
        let document = read(&bytes);
        let catalog = document.catalog().unwrap();
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
        assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
        assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Metadata") && catalog.has(b"MarkInfo"));
    }

    #[test]
    fn every_stretch_of_content_has_its_node_and_every_node_its_stretches() {
        let (pages, bytes) = written(&sample::report());
        let document = read(&bytes);
        let mut stretches = 0;
        for page in document.get_pages().into_values() {
            let content = document.get_page_content(page);
            let content = lopdf::content::Content::decode(&content).unwrap();
            let numbered = content.operations.iter().filter(|operation| {
                let properties = operation.operands.get(1).and_then(|operand| operand.as_dict().ok());
                operation.operator == "BDC" && properties.is_some_and(|properties| properties.has(b"MCID"))
            });
            stretches += numbered.count();
        }
        let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
        let parents =
            document.get_dictionary(root).unwrap().get(b"ParentTree").unwrap().as_reference().unwrap();
        let numbers = document.get_dictionary(parents).unwrap().get(b"Nums").unwrap().as_array().unwrap();
        let in_tree: usize = numbers.iter().filter_map(|entry| entry.as_array().ok()).map(Vec::len).sum();
        assert_eq!(stretches, in_tree);
        assert!(stretches > pages.pages.len());
    }

    #[test]
    fn hostile_text_stays_text() {
        let hostile = ") Tj ET Q\u{1b}[31m endstream endobj /JS (app.alert(1))";
        let section =
            Section { title: hostile.to_owned(), blocks: vec![Block::text(hostile)], ..Section::default() };
        let report = Report {
            title: hostile.to_owned(),
            subject: hostile.to_owned(),
            sections: vec![section],
            ..Report::default()
        };
        let (_, bytes) = written(&report);
        let document = read(&bytes);
        for page in document.get_pages().into_values() {
            assert!(lopdf::content::Content::decode(&document.get_page_content(page)).is_ok());
        }
        let script =
            document.objects.values().any(|object| object.as_dict().is_ok_and(|object| object.has(b"JS")));
        assert!(!script);
    }

    #[test]
    fn signs_without_a_glyph_are_kept_for_the_reader() {
        let section = Section { title: "東京".to_owned(), ..Section::default() };
        let (_, bytes) = written(&Report { sections: vec![section], ..Report::default() });
        let document = read(&bytes);
        let page = document.get_pages().into_values().next().unwrap();
        let content = document.get_page_content(page);
        assert!(String::from_utf8_lossy(&content).contains("ActualText"));
    }

    #[test]
    fn every_script_has_its_font_and_can_be_copied() {
        const WORDS: &str = "東京支社 チーム サー 서울 שלום (כהן) محمد سلام Nord";
        let section =
            Section { title: WORDS.to_owned(), blocks: vec![Block::text(WORDS)], ..Section::default() };
        let report = Report { sections: vec![section], ..Report::default() };
        let written = || {
            let fonts = crate::page::font::sample::fonts();
            let pages = lay_out(&report, &Style::default(), &fonts);
            let info = Info::of(&report, Timestamp::UNIX_EPOCH);
            (write(&pages, &fonts, &info).unwrap(), pages.warnings)
        };
        let (bytes, warnings) = written();
        assert_eq!(
            warnings,
            [Warning::NoGlyph { signs: "サ".to_owned(), text: WORDS.to_owned(), others: 0 }]
        );
        assert!(bytes == written().0, "the same bytes");
        let document = read(&bytes);
        let is = |object: &lopdf::Dictionary, key: &[u8], name: &[u8]| {
            object.get(key).and_then(lopdf::Object::as_name).is_ok_and(|value| value == name)
        };
        let dictionaries = || document.objects.values().filter_map(|object| object.as_dict().ok());
        let fonts = dictionaries().filter(|object| is(object, b"Subtype", b"Type0"));
        assert_eq!(fonts.filter(|font| font.has(b"ToUnicode")).count(), 5);
        let programs = |key: &[u8]| dictionaries().filter(|object| object.has(key)).count();
        assert_eq!((programs(b"FontFile2"), programs(b"FontFile3")), (4, 1));
        let page = document.get_pages().into_values().next().unwrap();
        assert!(String::from_utf8_lossy(&document.get_page_content(page)).contains("/ReversedChars BMC"));
    }

    #[test]
    fn a_full_report_is_small() {
        let (pages, bytes) = written(&sample::report());
        assert!(bytes.len() < 160_000, "{} bytes for {} pages", bytes.len(), pages.pages.len());
    }
}
