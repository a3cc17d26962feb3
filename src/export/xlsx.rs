//! A workbook for spreadsheets: Overview, Leaks, Answers, Why and About; with several assessments, Areas too.
//!
//! There is no formula in it and no link: every text is a string, every number was worked out here. The
//! same assessments make the same bytes.

mod overview;
mod sheet;
mod sheets;

use jiff::Timestamp;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::records::Record;
use crate::text::{clean, short};
use crate::words::{EN, Words, fill};

/// Writes a workbook on assessments of one questionnaire, and says what had to be shortened for it.
///
/// `created` is the time it bears. It fails where there are more rows than a sheet can have, or too little
/// memory.
pub fn write(records: &[Record], created: Timestamp) -> Result<(Vec<u8>, Option<Cut>), XlsxError> {
    let mut shortened = Vec::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(records, created)?);
    workbook.push_worksheet(overview::sheet(records, &mut shortened)?);
    if 1 < records.len() {
        workbook.push_worksheet(overview::areas(records, &mut shortened)?);
    }
    workbook.push_worksheet(sheets::leaks(records, &mut shortened)?);
    workbook.push_worksheet(sheets::answers(records, &mut shortened)?);
    workbook.push_worksheet(sheets::why(records, &mut shortened)?);
    // The last, so that it can tell what happened to the others.
    let mut shortened_here = Vec::new();
    workbook.push_worksheet(sheets::about(records, created, &shortened, &mut shortened_here)?);
    shortened.append(&mut shortened_here);
    let bytes = workbook.save_to_buffer()?;
    let cut = Cut { sign: words(records).workbook.cut, texts: shortened };
    Ok((bytes, (!cut.texts.is_empty()).then_some(cut)))
}

/// Texts that were too long for a cell.
pub struct Cut {
    /// What each ends with now.
    sign: &'static str,
    /// Where they stand.
    texts: Vec<String>,
}

impl Cut {
    pub fn in_words(&self, words: &Words) -> String {
        let count = self.texts.len();
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("count", &count), ("sign", &self.sign), ("texts", &self.texts.join("; "))];
        fill(words.plural(&words.files.cut_in_cells, count), &values)
    }
}

/// The words of a workbook: beside the texts of its first assessment.
fn words(records: &[Record]) -> &'static Words {
    records.first().map_or(&EN, Record::words)
}

fn properties(records: &[Record], created: Timestamp) -> Result<DocProperties, XlsxError> {
    let created = match ExcelDateTime::from_timestamp(created.as_second()) {
        Ok(created) => created,
        // Long before spreadsheets or long after.
        Err(_out_of_range) => ExcelDateTime::from_timestamp(0)?,
    };
    let title = match records {
        [one] => one.assessment.title(),
        several => several.first().map_or_else(String::new, |first| first.questionnaire().title.clone()),
    };
    let properties = DocProperties::new()
        .set_title(short(&clean(&title), 200))
        .set_comment(format!("Written by leaky-bucket {}", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&created);
    Ok(properties)
}
