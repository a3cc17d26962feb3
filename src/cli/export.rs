//! `export`: answers and scores for other programs, as tables, a workbook or files that can be taken in again.

use std::collections::HashSet;
use std::fmt::Display;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::args::{Export, ExportFormat};
use super::exit::{Exit, Trouble};
use super::find::Found;
use super::language::Wanted;
use super::message::Message;
use super::output::print;
use super::report::{Input, created, ending, is_there, no_form, refuse_input, shown, write_beside};
use super::{Session, benchmark, find};
use crate::clock::Clock;
use crate::export::csv::{self, Beginning, Texts};
use crate::export::records::{self, Names, Options, Private, Record, Table};
use crate::export::{plain_answers, xlsx};
use crate::report::individual::Notes;
use crate::store::file::{Overwrite, write_atomic};
use crate::store::{Failure, directory};
use crate::text::visible;
use crate::words::{Words, fill};

pub(super) fn run(session: &Session, export: &Export) -> Result<Exit, Trouble> {
    if export.benchmark {
        let (found, exit) = found(session, export)?;
        return benchmark::run(session, export, found, exit);
    }
    let to = Target::of(export);
    refuse_unknown_ending(export)?;
    refuse_what_cannot_be(export, &to)?;
    let (found, exit) = found(session, export)?;
    refuse_several_in_one(export, &to, &found)?;
    let files = match format(export) {
        ExportFormat::Lbr => copies(export, &to, &found)?,
        ExportFormat::Csv
        | ExportFormat::CsvWide
        | ExportFormat::CsvScores
        | ExportFormat::Xlsx
        | ExportFormat::Yaml
        | ExportFormat::Json => written(session, export, &to, &found)?,
    };
    put(session, export, &to, &found, files)?;
    Ok(exit)
}

/// A file on its way out: what it is called, without its folder, and what is in it.
struct Outgoing {
    name: String,
    ending: String,
    bytes: Vec<u8>,
}

/// Where it goes.
enum Target<'a> {
    Output,
    File(&'a Path),
    /// One file for each assessment.
    Folder(&'a Path),
    /// Under a free name where we stand.
    Here,
}

impl Target<'_> {
    fn of(export: &Export) -> Target<'_> {
        match (&export.output, format(export)) {
            (None, ExportFormat::Xlsx | ExportFormat::Lbr) => Target::Here,
            (
                None,
                ExportFormat::Csv
                | ExportFormat::CsvWide
                | ExportFormat::CsvScores
                | ExportFormat::Yaml
                | ExportFormat::Json,
            ) => Target::Output,
            (Some(path), _) if path == Path::new("-") => Target::Output,
            (Some(path), _) => match is_folder(path) {
                true => Target::Folder(path),
                false => Target::File(path),
            },
        }
    }
}

/// What was asked for, else what the name of the file says.
fn format(export: &Export) -> ExportFormat {
    let told = || ExportFormat::of_ending(&ending_of_output(export)?);
    export.format.or_else(told).unwrap_or(ExportFormat::Csv)
}

/// How the file that `-o` names ends, where it says the form.
fn ending_of_output(export: &Export) -> Option<String> {
    let file = export.output.as_deref().filter(|path| !is_folder(path) && *path != Path::new("-"));
    ending(file?)
}

fn refuse_unknown_ending(export: &Export) -> Result<(), Trouble> {
    match ending_of_output(export) {
        Some(ending) if export.format.is_none() && ExportFormat::of_ending(&ending).is_none() => {
            Err(no_form(&ending))
        }
        Some(_) | None => Ok(()),
    }
}

/// Whether a path is a folder, or ends as the name of one does: `exports/`.
pub(super) fn is_folder(path: &Path) -> bool {
    let is_named_as_one = path
        .as_os_str()
        .as_encoded_bytes()
        .last()
        .is_some_and(|last| std::path::is_separator(char::from(*last)));
    is_named_as_one || path.is_dir()
}

/// Said before anything is read.
fn refuse_what_cannot_be(export: &Export, to: &Target) -> Result<(), Trouble> {
    let is_csv =
        matches!(format(export), ExportFormat::Csv | ExportFormat::CsvWide | ExportFormat::CsvScores);
    let usage = |says: fn(&'static Words) -> &'static str| {
        Err(Trouble::of(Exit::Usage, move |words| says(words).to_owned()))
    };
    if !is_csv && (export.raw || export.bom) {
        return usage(|words| words.files.csv_only);
    }
    if format(export) == ExportFormat::Lbr && export.anonymous {
        return usage(|words| words.files.copied_as_it_is);
    }
    match (to, format(export)) {
        (Target::Output, ExportFormat::Xlsx) => refuse_terminal(|words| words.files.workbook_on_terminal),
        (Target::Output, ExportFormat::Lbr) => refuse_terminal(|words| words.files.saved_file_on_terminal),
        (Target::Output | Target::File(_) | Target::Folder(_) | Target::Here, _) => Ok(()),
    }
}

fn refuse_terminal(says: fn(&'static Words) -> &'static str) -> Result<(), Trouble> {
    match io::stdout().is_terminal() {
        true => Err(Trouble::of(Exit::Usage, move |words| says(words).to_owned())),
        false => Ok(()),
    }
}

/// Prints a workbook, which is for no terminal.
pub(super) fn print_workbook(bytes: &[u8]) -> Result<Exit, Trouble> {
    refuse_terminal(|words| words.files.workbook_on_terminal)?;
    print(bytes)
}

/// What is to be exported. Of all that is saved, what cannot be read is said and left out, and the exit
/// code tells of it.
fn found(session: &Session, export: &Export) -> Result<(Vec<Found>, Exit), Trouble> {
    if !export.all {
        let questionnaire = export.questionnaire.as_deref();
        let words = export.assessments.iter();
        let found: Result<Vec<Found>, Trouble> =
            words.map(|word| find::assessment(session, word, questionnaire)).collect();
        return found.map(|found| (found, Exit::Done));
    }
    let mut found = Vec::new();
    let mut exit = Exit::Done;
    for name in find::saved_names(session)? {
        match find::saved(session, &name) {
            Ok(one) => found.push(one),
            Err(trouble) => {
                session.tell(|words| fill(words.files.left_out, &[("why", &trouble.in_words(words))]));
                exit = Exit::Answers;
            }
        }
    }
    say_untranslated(session, export, &found);
    match found.is_empty() && exit == Exit::Done {
        true => Err(Trouble::of(Exit::File, |words| words.files.nothing_saved.to_owned())),
        false if found.is_empty() => Err(Trouble::of(exit, |words| words.files.nothing_readable.to_owned())),
        false => Ok((found, exit)),
    }
}

/// Of those that are not in the language that was named, how many there are. In a benchmark stand numbers alone.
fn say_untranslated(session: &Session, export: &Export, found: &[Found]) {
    let Some(Wanted::WhereThere(language)) = &session.language else { return };
    let serves =
        |found: &&Found| language.choose(&[&found.assessment.questionnaire.language], |tag| tag).is_some();
    let count = found.iter().filter(|found| !serves(found)).count();
    if 0 < count && !export.benchmark {
        session.tell(|words| {
            let text = words.plural(&words.files.not_translated, count);
            fill(text, &[("count", &count), ("language", language)])
        });
    }
}

/// Which formats hold several assessments in one file, and of which questionnaires.
fn refuse_several_in_one(export: &Export, to: &Target, found: &[Found]) -> Result<(), Trouble> {
    if found.len() < 2 || matches!(to, Target::Folder(_)) {
        return Ok(());
    }
    let ids: HashSet<&str> = found.iter().map(|found| found.assessment.questionnaire.id.as_str()).collect();
    match format(export) {
        ExportFormat::Yaml | ExportFormat::Json | ExportFormat::Lbr => {
            let count = found.len();
            Err(Trouble::of(Exit::Usage, move |words| words.count(&words.files.one_each, count)))
        }
        ExportFormat::CsvWide | ExportFormat::Xlsx if 1 < ids.len() => {
            let mut ids: Vec<&str> = ids.into_iter().collect();
            ids.sort_unstable();
            let ids = ids.join(", ");
            let says = move |words: &'static Words| fill(words.files.no_common_columns, &[("ids", &ids)]);
            Err(Trouble::of(Exit::Answers, says))
        }
        ExportFormat::Csv | ExportFormat::CsvWide | ExportFormat::CsvScores | ExportFormat::Xlsx => Ok(()),
    }
}

/// The files of every format but the saved one.
fn written(
    session: &Session,
    export: &Export,
    to: &Target,
    found: &[Found],
) -> Result<Vec<Outgoing>, Trouble> {
    let options = Options {
        names: if export.anonymous { Names::Hidden } else { Names::Shown },
        notes: Notes::Shown,
        private: if export.private { Private::Included } else { Private::LeftOut },
    };
    let records: Vec<Record> = (1..)
        .zip(found)
        .map(|(number, found)| Record::new(&found.name, number, &found.assessment, &found.hash, options))
        .collect();
    let kept_back: usize = records.iter().map(Record::kept_back).sum();
    if 0 < kept_back {
        session.tell(|words| words.count(&words.files.private_left_out, kept_back));
    }
    let ending = match format(export) {
        ExportFormat::Csv | ExportFormat::CsvWide | ExportFormat::CsvScores => "csv",
        ExportFormat::Xlsx => "xlsx",
        ExportFormat::Yaml => "yaml",
        ExportFormat::Json => "json",
        ExportFormat::Lbr => "lbr",
    };
    let groups: Vec<&[Record]> = match to {
        Target::Folder(_) => records.chunks(1).collect(),
        Target::Output | Target::File(_) | Target::Here => vec![&records],
    };
    let files = groups.into_iter().map(|group| {
        let name = match group {
            [one] => one.name.clone(),
            _ => "assessments".to_owned(),
        };
        Ok(Outgoing { name, ending: ending.to_owned(), bytes: bytes(session, export, group)? })
    });
    files.collect()
}

fn bytes(session: &Session, export: &Export, records: &[Record]) -> Result<Vec<u8>, Trouble> {
    let table = |table: &Table| {
        let options = csv::Options {
            texts: if export.raw { Texts::Raw } else { Texts::Prefixed },
            beginning: if export.bom { Beginning::ByteOrderMark } else { Beginning::Plain },
        };
        csv::write(table, options).map_err(unexpected)
    };
    match (format(export), records) {
        (ExportFormat::Csv, _) => table(&records::answers(records)),
        (ExportFormat::CsvWide, _) => table(&records::wide(records)),
        (ExportFormat::CsvScores, _) => table(&records::scores(records)),
        (ExportFormat::Xlsx, _) => {
            let (bytes, warnings) = xlsx_of(session.clock, records)?;
            session.tell_all(&warnings);
            Ok(bytes)
        }
        (ExportFormat::Yaml, [one]) => plain_answers::yaml(one).map_err(unexpected),
        (ExportFormat::Json, [one]) => plain_answers::json(one).map_err(unexpected),
        (ExportFormat::Yaml | ExportFormat::Json | ExportFormat::Lbr, _) => {
            Err(Trouble::of(Exit::Unexpected, |words| words.files.one_only.to_owned()))
        }
    }
}

pub(super) fn unexpected(error: impl Display) -> Trouble {
    let why = error.to_string();
    Trouble::of(Exit::Unexpected, move |words| fill(words.files.not_made, &[("why", &why)]))
}

/// Answers as a table, a question a row.
pub(super) fn csv_of(records: &[Record]) -> Result<Vec<u8>, Trouble> {
    csv::write(&records::answers(records), csv::Options::default()).map_err(unexpected)
}

/// Scores as a table, an area a row.
pub(super) fn scores_of(records: &[Record]) -> Result<Vec<u8>, Trouble> {
    csv::write(&records::scores(records), csv::Options::default()).map_err(unexpected)
}

/// A plain answers file.
pub(super) fn answers_file_of(record: &Record) -> Result<Vec<u8>, Trouble> {
    plain_answers::yaml(record).map_err(unexpected)
}

/// A workbook, and what had to be shortened for it.
pub(super) fn xlsx_of(clock: Clock, records: &[Record]) -> Result<(Vec<u8>, Vec<Message>), Trouble> {
    // Like a report it bears the day of what it tells of: of several, the last one's.
    let dated = records.iter().map(|record| created(&record.assessment, clock)).max();
    let dated = dated.unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let (bytes, cut) = xlsx::write(records, dated).map_err(unexpected)?;
    let remark = cut.map(|cut| Message::of(move |words| cut.in_words(words)));
    Ok((bytes, remark.into_iter().collect()))
}

/// The saved files, byte for byte.
fn copies(export: &Export, to: &Target, found: &[Found]) -> Result<Vec<Outgoing>, Trouble> {
    let mut files = Vec::new();
    for found in found {
        let saved =
            found.file.as_deref().filter(|path| path.extension().is_some_and(|ending| ending == "lbr"));
        let Some(saved) = saved else {
            let name = visible(&found.name).into_owned();
            let says = move |words: &'static Words| fill(words.files.not_saved, &[("name", &name)]);
            return Err(Trouble::of(Exit::Usage, says));
        };
        let parts = directory::files(saved)?;
        if 1 < parts.len() && matches!(to, Target::Output) {
            let (name, count) = (visible(&found.name).into_owned(), parts.len());
            return Err(Trouble::of(Exit::Usage, move |words| {
                fill(words.files.in_parts, &[("name", &name), ("count", &count)])
            }));
        }
        files.extend(parts.into_iter().map(|(ending, bytes)| Outgoing {
            name: found.name.clone(),
            ending,
            bytes,
        }));
    }
    debug_assert!(format(export) == ExportFormat::Lbr, "only saved files are copied");
    Ok(files)
}

/// Writes the files, all of them or, where one of the names is taken, none.
fn put(
    session: &Session,
    export: &Export,
    to: &Target,
    found: &[Found],
    files: Vec<Outgoing>,
) -> Result<(), Trouble> {
    let paths: Vec<PathBuf> = match to {
        Target::Output => {
            for file in files {
                print(&file.bytes)?;
            }
            return Ok(());
        }
        Target::Here => {
            for file in files {
                let path = write_beside(Path::new(""), &file.name, &file.ending, &file.bytes)?;
                session.tell(|words| fill(words.files.written, &[("path", &shown(&path))]));
            }
            return Ok(());
        }
        // The second file of an assessment goes beside the first, under its own ending.
        Target::File(path) => (0..)
            .zip(&files)
            .map(|(at, file)| match at {
                0 => path.to_path_buf(),
                _ => path.with_extension(&file.ending),
            })
            .collect(),
        Target::Folder(folder) => {
            fs::create_dir_all(folder).map_err(|error| {
                let path = shown(folder);
                Trouble::of(Exit::File, move |words| {
                    fill(words.files.folder_unmade, &[("path", &path), ("why", &error)])
                })
            })?;
            in_folder(folder, &files)
        }
    };
    for path in &paths {
        refuse_taken(export, path, found)?;
    }
    for (path, file) in paths.iter().zip(&files) {
        write(session, export, path, &file.bytes)?;
    }
    Ok(())
}

/// Writes one file that was named, never over what it is made from.
pub(super) fn put_file(
    session: &Session,
    export: &Export,
    path: &Path,
    found: &[Found],
    bytes: &[u8],
) -> Result<(), Trouble> {
    refuse_taken(export, path, found)?;
    write(session, export, path, bytes)
}

fn refuse_taken(export: &Export, path: &Path, found: &[Found]) -> Result<(), Trouble> {
    for found in found {
        refuse_input(found.file.as_deref(), path, Input::Answers)?;
    }
    match !export.force && path.symlink_metadata().is_ok() {
        true => Err(is_there(path)),
        false => Ok(()),
    }
}

fn write(session: &Session, export: &Export, path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let overwrite = if export.force { Overwrite::Replace } else { Overwrite::Never };
    write_atomic(path, bytes, overwrite).map_err(|failure| match failure {
        Failure::Exists { .. } => is_there(path),
        other => Trouble::from(other),
    })?;
    session.tell(|words| fill(words.files.written, &[("path", &shown(path))]));
    Ok(())
}

/// A path for each file; of two with the same name, the second is called `NAME-2`.
fn in_folder(folder: &Path, files: &[Outgoing]) -> Vec<PathBuf> {
    let mut taken: HashSet<PathBuf> = HashSet::new();
    let mut paths = Vec::new();
    for file in files {
        let mut path = folder.join(format!("{}.{}", file.name, file.ending));
        let mut number = 2;
        while !taken.insert(path.clone()) {
            path = folder.join(format!("{}-{number}.{}", file.name, file.ending));
            number += 1;
        }
        paths.push(path);
    }
    paths
}
