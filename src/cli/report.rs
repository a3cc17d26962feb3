//! `report`: a result as a document.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::args::{Chart, Format, Report};
use super::exit::{Exit, Trouble};
use super::find::Found;
use super::fonts::{self, Machine};
use super::message::Message;
use super::output::{no_json, print};
use super::settings::{Paper, Settings};
use super::{Session, alike, benchmark, brand, compare, export, find};
use crate::assessment::Assessment;
use crate::benchmark::Benchmark;
use crate::brand::Brand;
use crate::clock::Clock;
use crate::comparison::{Refusal, Rounds, Side, compare_rounds};
use crate::export::{html, json, markdown, pdf, plain_text, records};
use crate::findings::{self, Findings};
use crate::page::style::{self, Style};
use crate::report::individual::{self, Areas, Extent, Notes, Options, Subject};
use crate::report::{self, Cover};
use crate::scoring::{self, Scorecard};
use crate::store::Failure;
use crate::store::file::{Overwrite, write_atomic};
use crate::text::visible;
use crate::words::fill;

pub(super) fn run(session: &Session, report: &Report) -> Result<Exit, Trouble> {
    let (found, before) = found(session, report)?;
    let earlier: Vec<&Assessment> = before.iter().map(|found| &found.assessment).collect();
    session.remark(&session.config.complaint(session.spoken));
    let questionnaire = &found.assessment.questionnaire;
    let others = benchmark::beside(session, report.benchmark.as_deref(), questionnaire)?;
    let matter = Matter { assessment: &found.assessment, earlier: &earlier, others: others.as_ref() };
    let settings = &session.config.settings;
    let brand = report.brand.as_deref().or(settings.brand.as_deref());
    let branded = brand.map(|path| brand::read(session, path)).transpose()?;
    // Said before the work, not after it.
    if let Some(path) = file_asked_for(report) {
        for found in before.iter().chain([&found]) {
            refuse_input(found.file.as_deref(), path, Input::Answers)?;
        }
        for file in [&report.benchmark, &settings.benchmark].into_iter().flatten() {
            refuse_input(Some(file), path, Input::Benchmark)?;
        }
        for file in branded.iter().flat_map(|branded| &branded.files) {
            refuse_input(Some(file), path, Input::Brand)?;
        }
        refuse_place(report, path)?;
    }
    let brand = branded.map(|branded| branded.brand).unwrap_or_default();
    let look =
        Look { paper: paper(report.paper.or(settings.paper)), brand, fonts: font_choice(report, settings) };
    let (bytes, remarks) = bytes(session, report, &found, matter, &look)?;
    session.tell_all(&remarks);
    deliver(session, report, &found.name, &bytes)
}

/// A file is never written over unless that was asked for, and a folder never.
fn refuse_place(report: &Report, path: &Path) -> Result<(), Trouble> {
    if export::is_folder(path) {
        return Err(folder_named(path, "report.pdf"));
    }
    match !report.force && path.symlink_metadata().is_ok() {
        true => Err(is_there(path)),
        false => Ok(()),
    }
}

/// The report in the form that is asked for, and what is to be said of it.
fn bytes(
    session: &Session,
    report: &Report,
    found: &Found,
    matter: Matter,
    look: &Look,
) -> Result<Made, Trouble> {
    let composed = || report_of(matter, options(report), look);
    let whole = |bytes: Vec<u8>| (bytes, Vec::new());
    match format(report)? {
        Format::Json => json_of(matter).map(whole),
        Format::Html => html_of(matter, options(report), look),
        Format::Md => composed().map(|report| whole(markdown::write(&report).into_bytes())),
        Format::Text => composed().map(|report| whole(plain_text::write(&report).into_bytes())),
        Format::Csv => export::csv_of(&[record(found, report)]).map(whole),
        Format::Xlsx => export::xlsx_of(session.clock, &[record(found, report).with_others(matter.others)]),
        Format::Pdf => pdf_of(matter, options(report), look, session.clock),
    }
}

/// Writes the file, or prints it where none was named and the form can be read as it is.
fn deliver(session: &Session, report: &Report, name: &str, bytes: &[u8]) -> Result<Exit, Trouble> {
    let beside = |ending: &str| write_beside(Path::new(""), name, ending, bytes);
    let written = match (file_asked_for(report), format(report)?, &report.output) {
        (Some(path), _, _) => {
            let overwrite = if report.force { Overwrite::Replace } else { Overwrite::Never };
            write_atomic(path, bytes, overwrite).map_err(|failure| match failure {
                Failure::Exists { .. } => is_there(path),
                other => Trouble::from(other),
            })?;
            path.to_owned()
        }
        (None, Format::Pdf, None) => beside("pdf")?,
        (None, Format::Html, None) => beside("html")?,
        (None, Format::Xlsx, None) => beside("xlsx")?,
        (None, Format::Xlsx, Some(_)) => return export::print_workbook(bytes),
        (None, Format::Pdf | Format::Html | Format::Md | Format::Text | Format::Json | Format::Csv, _) => {
            return print(bytes);
        }
    };
    session.tell(|words| fill(words.files.written, &[("path", &shown(&written))]));
    Ok(Exit::Done)
}

/// The bytes of a file, and what could not be as it should.
pub(super) type Made = (Vec<u8>, Vec<Message>);

/// What is reported on, before anything is worked out of it: that makes it a [`Subject`].
#[derive(Clone, Copy)]
pub(super) struct Matter<'a> {
    pub assessment: &'a Assessment,
    /// What it is compared with: none of them later, and all of the same questionnaire.
    pub earlier: &'a [&'a Assessment],
    /// Others' scores that stand beside its own.
    pub others: Option<&'a Benchmark>,
}

impl<'a> Matter<'a> {
    /// `None` where it is compared with nothing.
    fn years(self) -> Option<Rounds<'a>> {
        if self.earlier.is_empty() {
            return None;
        }
        let all = self.earlier.iter().copied().chain([self.assessment]);
        compare_rounds(all.map(Side::of).collect()).ok()
    }
}

/// The assessment that was named, and the earlier ones that it is compared with, in the order of their days.
fn found(session: &Session, report: &Report) -> Result<(Found, Vec<Found>), Trouble> {
    if report.compare.is_empty() {
        return match report.questionnaire.as_slice() {
            [] => Ok((find::assessment(session, &report.assessment, None)?, Vec::new())),
            [one] => Ok((find::assessment(session, &report.assessment, Some(one))?, Vec::new())),
            [_, ..] => Err(Trouble::of(Exit::Usage, |words| words.files.one_questionnaire.to_owned())),
        };
    }
    let named: Vec<OsString> = std::iter::once(&report.assessment).chain(&report.compare).cloned().collect();
    let mut all = compare::all(session, &named, &report.questionnaire)?;
    let id = |found: &Found| found.assessment.questionnaire.id.clone();
    if let Some(at) = all.iter().position(|found| all.first().is_some_and(|first| id(first) != id(found))) {
        return Err(compare::refused(Refusal::OtherQuestionnaire(at), &all));
    }
    let found = all.remove(0);
    if let Some(later) = all.iter().find(|other| found.assessment.date < other.assessment.date) {
        let (later, name) = (visible(&later.name).into_owned(), visible(&found.name).into_owned());
        return Err(Trouble::of(Exit::Usage, move |words| {
            fill(words.files.later, &[("later", &later), ("name", &name)])
        }));
    }
    compare::put_in_order(&mut all);
    for earlier in &mut all {
        alike::tell_as(session, &mut earlier.assessment, &found.assessment.questionnaire);
    }
    Ok((found, all))
}

/// The file that `-o` names, if it names one.
fn file_asked_for(report: &Report) -> Option<&Path> {
    report.output.as_deref().filter(|path| *path != Path::new("-"))
}

/// Nobody who names `result.html` wants pages in it; a name without an ending is given a PDF.
fn format(report: &Report) -> Result<Format, Trouble> {
    if let Some(format) = report.format {
        return Ok(format);
    }
    match file_asked_for(report).and_then(ending) {
        Some(ending) => Format::of_ending(&ending).ok_or_else(|| no_form(&ending)),
        None => Ok(Format::Pdf),
    }
}

/// Guessing would write something else than the name says.
pub(super) fn no_form(ending: &str) -> Trouble {
    let ending = visible(ending).into_owned();
    Trouble::of(Exit::Usage, move |words| fill(words.files.no_form, &[("ending", &ending)]))
}

/// How a file's name ends, in small letters, without the dot.
pub(super) fn ending(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

fn options(report: &Report) -> Options {
    Options {
        extent: if report.brief { Extent::Brief } else { Extent::Full },
        notes: if report.no_notes { Notes::Hidden } else { Notes::Shown },
        areas: match (report.weak, report.all) {
            (true, _) => Areas::Weak,
            (false, true) => Areas::All,
            (false, false) => Areas::WeakFirst,
        },
        cover: if report.cover { Cover::Page } else { Cover::None },
        chart: match report.chart {
            Chart::Bars => individual::Chart::Bars,
            Chart::Radar => individual::Chart::Radar,
        },
    }
}

/// On what a report is printed, in which fonts, and as whose.
pub(super) struct Look {
    pub paper: style::Paper,
    pub brand: Brand,
    pub fonts: fonts::Choice,
}

impl Look {
    fn style(&self) -> Style {
        let Brand { palette, logo, .. } = &self.brand;
        Style { palette: *palette, logo: logo.clone(), ..Style::on(self.paper) }
    }
}

fn paper(paper: Option<Paper>) -> style::Paper {
    match paper {
        Some(Paper::A4) | None => style::Paper::A4,
        Some(Paper::Letter) => style::Paper::Letter,
    }
}

fn font_choice(report: &Report, settings: &Settings) -> fonts::Choice {
    let machine = if report.no_system_fonts { Machine::Left } else { Machine::Used };
    fonts::Choice { folder: report.font_dir.clone().or_else(|| settings.font_dir.clone()), machine }
}

/// The look of a report that is written while answering: as the settings say. What of it cannot be used is
/// left out and told of, for the end of an assessment is no time for refusals.
pub(super) fn settled_look(session: &Session) -> (Look, Vec<Message>) {
    let settings = &session.config.settings;
    let mut told = Vec::new();
    let brand = settings.brand.as_deref().and_then(|path| match brand::read_quietly(session, path) {
        Ok((found, _)) => Some(found.brand),
        Err(_said_by_doctor) => {
            told.push(Message::of(|words| words.files.without_brand.to_owned()));
            None
        }
    });
    let folder = settings.font_dir.clone().filter(|folder| {
        let choice = fonts::Choice { folder: Some(folder.clone()), machine: Machine::Left };
        let is_usable = fonts::fonts(&choice).is_ok();
        if !is_usable {
            told.push(Message::of(|words| words.files.without_fonts.to_owned()));
        }
        is_usable
    });
    let fonts = fonts::Choice { folder, machine: Machine::Used };
    (Look { paper: paper(settings.paper), brand: brand.unwrap_or_default(), fonts }, told)
}

/// The assessment as rows and columns.
fn record(found: &find::Found, report: &Report) -> records::Record {
    let options = records::Options { notes: options(report).notes, ..records::Options::default() };
    records::Record::new(&found.name, 1, &found.assessment, &found.hash, options)
}

pub(super) fn json_of(matter: Matter) -> Result<Vec<u8>, Trouble> {
    let (scorecard, findings) = result(matter.assessment);
    let years = matter.years();
    let json = json::scorecard(matter.assessment, &scorecard, &findings)
        .beside(years.as_ref())
        .with_others(&matter.assessment.questionnaire, matter.others);
    serde_json::to_string_pretty(&json).map(|text| format!("{text}\n").into_bytes()).map_err(no_json)
}

pub(super) fn is_there(path: &Path) -> Trouble {
    let path = shown(path);
    Trouble::of(Exit::File, move |words| fill(words.files.is_there, &[("path", &path)]))
}

/// That a folder is named where a file was to be written, such as this one.
pub(super) fn folder_named(path: &Path, file: &str) -> Trouble {
    let (path, within) = (shown(path), shown(&path.join(file)));
    Trouble::of(Exit::File, move |words| fill(words.files.is_folder, &[("path", &path), ("within", &within)]))
}

pub(super) fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// What a file holds that something is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    Answers,
    Brand,
    Benchmark,
    Questionnaire,
}

/// What is written never takes the place of a file it is made from.
pub(super) fn refuse_input(input: Option<&Path>, path: &Path, holds: Input) -> Result<(), Trouble> {
    let Some(input) = input else { return Ok(()) };
    let same = match (input.canonicalize(), path.canonicalize()) {
        (Ok(input), Ok(output)) => input == output,
        (_, _) => false,
    };
    match same {
        true => {
            let path = shown(path);
            Err(Trouble::of(Exit::File, move |words| {
                let says = match holds {
                    Input::Answers => words.files.holds_answers,
                    Input::Brand => words.files.holds_brand,
                    Input::Benchmark => words.files.holds_benchmark,
                    Input::Questionnaire => words.files.holds_questionnaire,
                };
                fill(says, &[("path", &path)])
            }))
        }
        false => Ok(()),
    }
}

fn result(assessment: &Assessment) -> (Scorecard, Findings) {
    let questionnaire = &assessment.questionnaire;
    let scorecard = scoring::score(questionnaire, &assessment.answers);
    let findings = findings::find(questionnaire, &assessment.answers, &scorecard);
    (scorecard, findings)
}

/// What the report says. "I don't know" is an answer, too; without any there is nothing to report on.
pub(super) fn report_of(matter: Matter, options: Options, look: &Look) -> Result<report::Report, Trouble> {
    let (scorecard, findings) = result(matter.assessment);
    let years = matter.years();
    let subject = Subject {
        assessment: matter.assessment,
        scorecard: &scorecard,
        findings: &findings,
        years: years.as_ref(),
        others: matter.others,
    };
    if !subject.is_answered() {
        return Err(Trouble::of(Exit::NotEnough, |words| words.files.too_few_answers.to_owned()));
    }
    let mut report = individual::compose(subject, options);
    look.brand.sign(&mut report);
    Ok(report)
}

/// The report as a web page, and what was noticed of its fonts.
pub(super) fn html_of(matter: Matter, options: Options, look: &Look) -> Result<Made, Trouble> {
    let (fonts, remarks) = fonts::fonts(&look.fonts)?;
    let report = report_of(matter, options, look)?;
    let page = html::write(&report, &look.brand.palette, look.brand.logo.as_deref(), &fonts);
    Ok((page.into_bytes(), remarks))
}

/// The report as a PDF, and what could not be shown as it was written.
pub(super) fn pdf_of(matter: Matter, options: Options, look: &Look, clock: Clock) -> Result<Made, Trouble> {
    let report = report_of(matter, options, look)?;
    let (fonts, mut warnings) = fonts::fonts(&look.fonts)?;
    let info = pdf::Info::of(&report, created(matter.assessment, clock));
    let (bytes, more) = fonts::pdf_of(&report, &look.style(), fonts, &info)
        .map_err(|error| Trouble::new(Exit::Unexpected, error.to_string()))?;
    warnings.extend(more);
    Ok((bytes, warnings))
}

/// A report bears the day of its assessment, so that it is the same report tomorrow; a clock that
/// stands still is taken at its word.
pub(super) fn created(assessment: &Assessment, clock: Clock) -> jiff::Timestamp {
    match clock {
        Clock::Fixed(time) => time,
        Clock::System => {
            let noon = assessment.date.at(12, 0, 0, 0);
            noon.to_zoned(jiff::tz::TimeZone::UTC)
                .map_or(jiff::Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
        }
    }
}

/// Writes `NAME.ENDING` into a folder, else `NAME-2.ENDING` and so on: never over another file.
pub(super) fn write_beside(
    folder: &Path,
    name: &str,
    ending: &str,
    bytes: &[u8],
) -> Result<PathBuf, Trouble> {
    const TRIES: usize = 1000;
    for number in 1..=TRIES {
        let path = match number {
            1 => folder.join(format!("{name}.{ending}")),
            number => folder.join(format!("{name}-{number}.{ending}")),
        };
        match write_atomic(&path, bytes, Overwrite::Never) {
            Ok(()) => return Ok(path),
            Err(Failure::Exists { .. }) => {}
            Err(other) => return Err(other.into()),
        }
    }
    let name = name.to_owned();
    Err(Trouble::of(Exit::File, move |words| {
        fill(words.files.many_there, &[("count", &TRIES), ("name", &name)])
    }))
}
