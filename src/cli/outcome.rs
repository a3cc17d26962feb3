//! A result written as a file at the end of an assessment, while somebody still looks at it.
//!
//! The same bytes as `report` and `export` write with their usual options, and over another file only where that was asked for.

use std::path::Path;

use super::args::Format;
use super::exit::{Exit, Trouble};
use super::message::Message;
use super::report::{
    Look, Made, Matter, ending, html_of, json_of, pdf_of, report_of, settled_look, shown, write_beside,
};
use super::{Session, export};
use crate::assessment::Assessment;
use crate::benchmark::Benchmark;
use crate::export::records::{self, Record};
use crate::export::{markdown, plain_text};
use crate::report::individual::Options;
use crate::store::Failure;
use crate::store::file::{Overwrite, write_atomic};
use crate::tui::{Form, Written};
use crate::words::{Words, fill};

/// What is written.
#[derive(Clone, Copy)]
pub(super) struct Outcome<'a> {
    pub assessment: &'a Assessment,
    /// The earlier ones that its report is compared with.
    pub earlier: &'a [&'a Assessment],
    /// Others' scores that stand beside its own.
    pub others: Option<&'a Benchmark>,
    /// What it is saved as.
    pub name: &'a str,
    /// Tells its questionnaire's text from every other.
    pub hash: &'a str,
}

/// Writes it into the folder we are in, under a name that is free.
pub(super) fn write(
    session: &Session,
    outcome: Outcome,
    form: Form,
    words: &'static Words,
) -> Result<Written, Trouble> {
    let (bytes, remarks) = bytes(session, outcome, form)?;
    let (name, ending) = match form {
        Form::Pdf => (outcome.name.to_owned(), "pdf"),
        Form::WebPage => (outcome.name.to_owned(), "html"),
        Form::Workbook => (outcome.name.to_owned(), "xlsx"),
        Form::Answers => (outcome.name.to_owned(), "csv"),
        // Beside the answers, which are CSV as well.
        Form::Scores => (format!("{}-scores", outcome.name), "csv"),
        Form::Markdown => (outcome.name.to_owned(), "md"),
        Form::Text => (outcome.name.to_owned(), "txt"),
        Form::Json => (outcome.name.to_owned(), "json"),
        Form::AnswersFile => (outcome.name.to_owned(), "yaml"),
    };
    let path = write_beside(Path::new(""), &name, ending, &bytes)?;
    Ok(Written { shown: shown(&path), path, remarks: in_words(&remarks, words) })
}

/// Writes it into the folder we are in, under a name that is free, in the form that an ending stands for.
pub(super) fn write_as(
    session: &Session,
    outcome: Outcome,
    ending: &str,
    words: &'static Words,
) -> Result<Written, Trouble> {
    let form = form_of(&Path::new("result").with_extension(ending))?;
    write(session, outcome, form, words)
}

/// Why a file was not written.
pub(super) struct NotWritten {
    pub trouble: Trouble,
    /// Whether nothing but a file of that name is in the way.
    pub is_there: bool,
}

impl From<Trouble> for NotWritten {
    fn from(trouble: Trouble) -> NotWritten {
        NotWritten { trouble, is_there: false }
    }
}

/// Writes it where it was asked for, as what the ending of the name says.
pub(super) fn write_to(
    session: &Session,
    outcome: Outcome,
    path: &Path,
    overwrite: Overwrite,
    words: &'static Words,
) -> Result<Written, NotWritten> {
    let (bytes, remarks) = bytes(session, outcome, form_of(path)?)?;
    write_atomic(path, &bytes, overwrite).map_err(|failure| NotWritten {
        is_there: matches!(failure, Failure::Exists { .. }),
        trouble: failure.into(),
    })?;
    Ok(Written { shown: shown(path), path: path.to_owned(), remarks: in_words(&remarks, words) })
}

fn in_words(remarks: &[Message], words: &'static Words) -> Vec<String> {
    remarks.iter().map(|remark| remark.in_words(words)).collect()
}

/// As what a file of this name is written: a name without an ending is taken for a PDF.
fn form_of(path: &Path) -> Result<Form, Trouble> {
    let Some(ending) = ending(path) else { return Ok(Form::Pdf) };
    Ok(match (ending.as_str(), Format::of_ending(&ending)) {
        (_, Some(Format::Pdf)) => Form::Pdf,
        (_, Some(Format::Html)) => Form::WebPage,
        (_, Some(Format::Md)) => Form::Markdown,
        (_, Some(Format::Text)) => Form::Text,
        (_, Some(Format::Json)) => Form::Json,
        (_, Some(Format::Csv)) => Form::Answers,
        (_, Some(Format::Xlsx)) => Form::Workbook,
        ("yaml" | "yml", None) => Form::AnswersFile,
        (_, None) => {
            let path = shown(path);
            return Err(Trouble::of(Exit::Usage, move |words| {
                fill(words.files.no_such_form, &[("path", &path)])
            }));
        }
    })
}

fn bytes(session: &Session, outcome: Outcome, form: Form) -> Result<Made, Trouble> {
    let Outcome { assessment, earlier, others, name, hash } = outcome;
    let matter = Matter { assessment, earlier, others };
    let options = Options::default();
    let record = || Record::new(name, 1, assessment, hash, records::Options::default());
    let whole = |bytes: Vec<u8>| (bytes, Vec::new());
    match form {
        Form::Pdf => in_settled_look(session, |look| pdf_of(matter, options, look, session.clock)),
        Form::WebPage => in_settled_look(session, |look| html_of(matter, options, look)),
        Form::Markdown => in_settled_look(session, |look| {
            report_of(matter, options, look).map(|report| whole(markdown::write(&report).into_bytes()))
        }),
        Form::Text => in_settled_look(session, |look| {
            report_of(matter, options, look).map(|report| whole(plain_text::write(&report).into_bytes()))
        }),
        Form::Workbook => export::xlsx_of(session.clock, &[record().with_others(others)]),
        Form::Answers => export::csv_of(&[record()]).map(whole),
        Form::Scores => export::scores_of(&[record()]).map(whole),
        Form::AnswersFile => export::answers_file_of(&record()).map(whole),
        Form::Json => json_of(matter).map(whole),
    }
}

/// What is made as the settings say, and what of them could not be used.
fn in_settled_look(
    session: &Session,
    make: impl FnOnce(&Look) -> Result<Made, Trouble>,
) -> Result<Made, Trouble> {
    let (look, mut told) = settled_look(session);
    let (bytes, remarks) = make(&look)?;
    told.extend(remarks);
    Ok((bytes, told))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::{FORMS, REPORTS};

    /// What can be asked for line by line can be written, and what years can stand in is a report.
    #[test]
    fn every_ending_that_is_offered_is_a_form() {
        for ending in FORMS {
            let form = form_of(&Path::new("result").with_extension(ending));
            let is_report = matches!(
                form.ok().unwrap(),
                Form::Pdf | Form::WebPage | Form::Markdown | Form::Text | Form::Json
            );
            assert_eq!(REPORTS.contains(&ending), is_report, "{ending}");
        }
    }
}
