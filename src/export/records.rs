//! Answers and scores as rows and columns: what every table holds, whatever file it goes into.
//!
//! Private areas are left out unless they are asked for. A text is cleaned before it becomes a cell, so
//! that no file format meets a character that stands for nothing.

mod columns;
pub mod comparison;

use std::collections::HashMap;

use serde_json::Value;

use crate::assessment::{Assessment, Change, Plan};
use crate::benchmark::Benchmark;
use crate::comparison::targets::{AreaTarget, AreaTargets};
use crate::findings::{self, Findings};
use crate::questionnaire::in_words::answer_in_words;
use crate::questionnaire::{Answer, AreaIndex, Id, QuestionIndex, Questionnaire, plain};
use crate::report::individual::Notes;
use crate::scoring::scorecard::nine_decimals;
use crate::scoring::{self, Measure, Scorecard, State};
use crate::text::clean_lines;
use crate::words::{EN, Words};

pub use columns::{ANSWERS, COMPARISON, Column, HEAD, SCORES, WIDE};

/// What of an assessment goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub names: Names,
    pub notes: Notes,
    pub private: Private,
}

/// Whether it can be seen whose answers these are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    #[default]
    Shown,
    /// Without the respondent's name, what is assessed, the notes and the words of free texts; the
    /// assessment is called by a number. Role, label and date stay.
    Hidden,
}

/// Whether areas that their author keeps from others go out too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Private {
    #[default]
    LeftOut,
    Included,
}

/// What stands where somebody's own words have been taken away.
pub const LEFT_OUT: &str = "left out";

/// One assessment on its way out: its result, and of its words what may be seen.
#[derive(Clone, Debug)]
pub struct Record {
    /// What the assessment is called in tables.
    pub name: String,
    pub assessment: Assessment,
    pub scorecard: Scorecard,
    pub findings: Findings,
    /// Tells the questionnaire's text from every other.
    pub hash: String,
    pub options: Options,
    /// Others' scores, where somebody gave them.
    pub others: Option<Benchmark>,
}

impl Record {
    /// Scores an assessment, then takes away what the options keep back. `number` counts from 1 and is
    /// the assessment's name where names are hidden.
    pub fn new(name: &str, number: usize, assessment: &Assessment, hash: &str, options: Options) -> Record {
        let questionnaire = &assessment.questionnaire;
        let scorecard = scoring::score(questionnaire, &assessment.answers);
        let findings = findings::find(questionnaire, &assessment.answers, &scorecard);
        let name = match options.names {
            Names::Shown => name.to_owned(),
            Names::Hidden => format!("assessment-{number}"),
        };
        let assessment = kept_back(assessment.clone(), options);
        Record { name, assessment, scorecard, findings, hash: hash.to_owned(), options, others: None }
    }

    /// The same with others' scores beside its own, for a workbook.
    #[must_use]
    pub fn with_others(self, others: Option<&Benchmark>) -> Record {
        Record { others: others.cloned(), ..self }
    }

    /// The areas that have a target.
    pub fn targets(&self) -> AreaTargets {
        AreaTargets::alone(&self.assessment, &self.scorecard)
    }

    pub fn questionnaire(&self) -> &Questionnaire {
        &self.assessment.questionnaire
    }

    /// What stands beside the texts of its questionnaire.
    pub fn words(&self) -> &'static Words {
        Words::beside(&self.questionnaire().language)
    }

    /// Whether an area may be seen.
    pub fn shows(&self, area: AreaIndex) -> bool {
        self.options.private == Private::Included || !self.questionnaire().is_private(area)
    }

    /// The questions that may be seen, in the order of the form.
    pub fn questions(&self) -> impl Iterator<Item = QuestionIndex> + '_ {
        let questionnaire = self.questionnaire();
        let shown =
            |question: &QuestionIndex| questionnaire[*question].area.is_none_or(|area| self.shows(area));
        questionnaire.question_indexes().filter(shown)
    }

    /// How many answers are kept back because they belong to private areas.
    pub fn kept_back(&self) -> usize {
        let questionnaire = self.questionnaire();
        let hidden =
            |question: &QuestionIndex| questionnaire[*question].area.is_some_and(|area| !self.shows(area));
        let answered = |question: &QuestionIndex| self.assessment.answers.answer(*question).is_some();
        questionnaire.question_indexes().filter(hidden).filter(answered).count()
    }

    /// The areas that have a score to show, those inside others too.
    pub fn areas(&self) -> impl Iterator<Item = AreaIndex> + '_ {
        let questionnaire = self.questionnaire();
        questionnaire.area_indexes().filter(|area| questionnaire.is_scored(*area) && self.shows(*area))
    }

    /// A question as this respondent was asked it.
    pub fn ask(&self, question: QuestionIndex) -> &str {
        self.questionnaire().ask(question, self.assessment.role())
    }
}

/// The assessment without what the options keep back.
fn kept_back(mut assessment: Assessment, options: Options) -> Assessment {
    let questionnaire = std::sync::Arc::clone(&assessment.questionnaire);
    if options.names == Names::Hidden {
        assessment.about.clear();
        assessment.name.clear();
        // It names people, and says in their own words what they do.
        assessment.plan = Plan::default();
    }
    let without_notes = options.notes == Notes::Hidden || options.names == Names::Hidden;
    for question in questionnaire.question_indexes() {
        if without_notes {
            let noted = assessment.answers.apply(&questionnaire, Change::Noted(question, String::new()));
            debug_assert!(noted.is_ok(), "no note is always taken");
        }
        if let (Names::Hidden, Some(Answer::Text(_))) = (options.names, assessment.answers.answer(question)) {
            let answer = Answer::Text(LEFT_OUT.to_owned());
            let answered = assessment.answers.apply(&questionnaire, Change::Answered(question, answer));
            debug_assert!(answered.is_ok(), "a short text is always taken");
        }
    }
    assessment
}

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
}

impl Cell {
    /// A text, cleaned; nothing for an empty one.
    pub fn text(text: &str) -> Cell {
        match text {
            "" => Cell::Empty,
            text => Cell::Text(clean_lines(text).into_owned()),
        }
    }

    fn number(number: impl Into<f64>) -> Cell {
        // Minus nothing is nothing.
        Cell::Number(number.into() + 0.0)
    }

    fn score(score: Option<u32>) -> Cell {
        score.map_or(Cell::Empty, Cell::number)
    }
}

/// Rows under named columns; every row has as many cells as there are columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// What begins the name of a column with an area's score. No question's column can begin with it.
const SCORE_OF: &str = "score:";
/// What begins the name of a question's column when it is called like one of the first columns.
const ANSWER_TO: &str = "question:";

fn names(parts: [&[Column]; 2]) -> Vec<String> {
    parts.into_iter().flatten().map(|column| column.name.to_owned()).collect()
}

/// Every answer, a question a row.
pub fn answers(records: &[Record]) -> Table {
    let rows = records.iter().flat_map(|record| {
        record.questions().map(|question| with_head(record, answer_row(record, question)))
    });
    Table { columns: names([&HEAD, &ANSWERS]), rows: rows.collect() }
}

/// Every score, an area a row.
pub fn scores(records: &[Record]) -> Table {
    let rows = records.iter().flat_map(|record| {
        let whole = std::iter::once(score_of_all(record));
        let targets = record.targets();
        let areas = record.areas().map(|area| score_row(record, area, &targets)).collect::<Vec<_>>();
        whole.chain(areas).map(|row| with_head(record, row)).collect::<Vec<_>>()
    });
    Table { columns: names([&HEAD, &SCORES]), rows: rows.collect() }
}

/// Everything of an assessment in one row.
///
/// Editions of a questionnaire may ask different questions: there is a column for each that any of them
/// asks, empty where it was not in the form.
pub fn wide(records: &[Record]) -> Table {
    let mut columns: Vec<String> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut filled: Vec<Vec<(usize, Cell)>> = Vec::new();
    for record in records {
        let cells = wide_cells(record).into_iter().map(|(name, cell)| {
            let place = *places.entry(name).or_insert_with_key(|name| {
                columns.push(name.clone());
                columns.len() - 1
            });
            (place, cell)
        });
        filled.push(cells.collect());
    }
    let fixed = names([&HEAD, &WIDE]);
    let rows = records.iter().zip(filled).map(|(record, filled)| {
        let mut cells = vec![Cell::Empty; columns.len()];
        for (place, cell) in filled {
            if let Some(empty) = cells.get_mut(place) {
                *empty = cell;
            }
        }
        let overall = score_of_all(record);
        let of = |name: &str| SCORES.iter().position(|column| column.name == name);
        let whole = WIDE.iter().map(|column| {
            of(column.name).and_then(|place| overall.get(place)).cloned().unwrap_or(Cell::Empty)
        });
        with_head(record, whole.chain(cells).collect())
    });
    let rows = rows.collect();
    Table { columns: fixed.into_iter().chain(columns).collect(), rows }
}

fn with_head(record: &Record, row: Vec<Cell>) -> Vec<Cell> {
    let Assessment { about, label, date, name, finished, .. } = &record.assessment;
    let questionnaire = record.questionnaire();
    let head = [
        Cell::text(&record.name),
        Cell::text(questionnaire.id.as_str()),
        Cell::text(&questionnaire.edition),
        Cell::text(about),
        Cell::text(label),
        Cell::text(&date.to_string()),
        Cell::text(if *finished { "yes" } else { "no" }),
        Cell::text(name),
        record.assessment.role().map_or(Cell::Empty, |role| Cell::text(role.as_str())),
    ];
    head.into_iter().chain(row).collect()
}

fn answer_row(record: &Record, index: QuestionIndex) -> Vec<Cell> {
    let questionnaire = record.questionnaire();
    let question = &questionnaire[index];
    let score = record.scorecard.question(index);
    let entry = record.assessment.answers.entry(index);
    // A question that is closed keeps its answer for later; so far it was not given.
    let answer = entry.answer.as_ref().filter(|_| score.state != State::Closed);
    let (area, title) = match question.area {
        Some(area) => (questionnaire[area].id.as_str(), questionnaire[area].title.as_str()),
        None => ("", ""),
    };
    let scored = score.highest.is_some();
    vec![
        Cell::text(area),
        Cell::text(title),
        Cell::text(question.id.as_str()),
        Cell::text(record.ask(index)),
        Cell::number(question.revision),
        Cell::text(question.kind.word()),
        Cell::text(state_word(score.state)),
        answer.map_or(Cell::Empty, |answer| Cell::text(&answer_in_words(question, answer, &EN))),
        answer.map_or(Cell::Empty, |answer| given(plain::write(question, answer))),
        answer.and_then(value).map_or(Cell::Empty, Cell::number),
        score.level.map_or(Cell::Empty, |level| Cell::number(four_decimals(level))),
        Cell::score(score.highest),
        score.score().map_or(Cell::Empty, |share| Cell::number(four_decimals(100.0 * share))),
        if scored { Cell::number(question.weight) } else { Cell::Empty },
        score.capped_from.map_or(Cell::Empty, |level| Cell::number(four_decimals(level))),
        entry.confidence.map_or(Cell::Empty, |sure| Cell::text(sure.word())),
        Cell::text(&entry.note),
    ]
}

/// More digits than any level tells.
fn four_decimals(number: f64) -> f64 {
    (nine_decimals(number) * 1e4).round() / 1e4
}

/// The word that tables have for how a question stands.
pub fn state_word(state: State) -> &'static str {
    match state {
        State::Answered => "answered",
        State::DontKnow => "dont_know",
        State::NotApplicable => "not_applicable",
        State::NotAnswered => "not_answered",
        State::Skipped => "skipped",
        State::NotJudged => "not_judged",
        State::Closed => "not_asked",
    }
}

/// Plain data in a cell: numbers and words as they are, lists and maps as JSON.
fn given(value: Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(yes) => Cell::text(if yes { "yes" } else { "no" }),
        Value::Number(number) => number.as_f64().map_or(Cell::Empty, Cell::number),
        Value::String(text) => Cell::text(&text),
        Value::Array(_) | Value::Object(_) => Cell::text(&value.to_string()),
    }
}

/// An answer as a number; see the column of this name.
pub fn value(answer: &Answer) -> Option<f64> {
    match answer {
        Answer::Choice(chosen) => Some((chosen + 1) as f64),
        Answer::YesNo(yes) => Some(if *yes { 1.0 } else { 0.0 }),
        Answer::Number(number) => Some(*number),
        Answer::Choices(_)
        | Answer::Numbers(_)
        | Answer::Rows(_)
        | Answer::Text(_)
        | Answer::DontKnow
        | Answer::NotApplicable => None,
    }
}

fn score_of_all(record: &Record) -> Vec<Cell> {
    let Record { scorecard, findings, .. } = record;
    let bands = findings.band.map(|band| &record.questionnaire()[band]);
    let leaks = findings.leaks.len();
    let named = [Cell::Empty, Cell::text("Overall"), Cell::Empty, Cell::Empty];
    let measured = measured(&scorecard.overall, true);
    let told = [
        bands.map_or(Cell::Empty, |band| Cell::text(band.id.as_str())),
        bands.map_or(Cell::Empty, |band| Cell::text(&band.label)),
        Cell::number(four_decimals(scorecard.overall.coverage)),
        Cell::Empty,
        Cell::number(leaks as f64),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
    ];
    named.into_iter().chain(measured).chain(told).collect()
}

fn score_row(record: &Record, index: AreaIndex, targets: &AreaTargets) -> Vec<Cell> {
    let questionnaire = record.questionnaire();
    let area = &questionnaire[index];
    let score = record.scorecard.area(index);
    let band = score.band.map(|band| &questionnaire[band]);
    let leaks = record.findings.leaks_within(questionnaire, index).count();
    let target = targets.find(index);
    let number = |number: Option<u32>| number.map_or(Cell::Empty, Cell::number);
    let named = [
        Cell::text(area.id.as_str()),
        Cell::text(&area.title),
        area.parent.map_or(Cell::Empty, |parent| Cell::text(questionnaire[parent].id.as_str())),
        questionnaire.number_of(index).map_or(Cell::Empty, |number| Cell::number(number as f64)),
    ];
    let told = [
        band.map_or(Cell::Empty, |band| Cell::text(band.id.as_str())),
        band.map_or(Cell::Empty, |band| Cell::text(&band.label)),
        Cell::number(four_decimals(score.measure.coverage)),
        Cell::number(area.weight),
        Cell::number(leaks as f64),
        number(target.map(|of| of.target.score)),
        target.and_then(|of| of.target.by).map_or(Cell::Empty, |by| Cell::text(&by.to_string())),
        number(target.and_then(AreaTarget::percent)),
    ];
    named.into_iter().chain(measured(&score.measure, score.presence.is_some())).chain(told).collect()
}

/// Score, low and high; what counts in nothing has no range.
fn measured(measure: &Measure, counts: bool) -> [Cell; 3] {
    let of = |printed: u32| if counts { Cell::number(printed) } else { Cell::Empty };
    [Cell::score(measure.printed()), of(measure.printed_low()), of(measure.printed_high())]
}

/// The cells of a wide row that stand under the questionnaire's own names.
fn wide_cells(record: &Record) -> Vec<(String, Cell)> {
    let questionnaire = record.questionnaire();
    let mut cells = Vec::new();
    for index in record.questions() {
        let question = &questionnaire[index];
        let closed = record.scorecard.question(index).state == State::Closed;
        let answer = record.assessment.answers.answer(index).filter(|_| !closed);
        let parts: Vec<&str> = question.kind.parts().map(Id::as_str).collect();
        let written = answer.map(|answer| plain::write(question, answer));
        let taken = HEAD.iter().chain(&WIDE).any(|column| *column.name == *question.id.as_str());
        let name = if taken { format!("{ANSWER_TO}{}", question.id) } else { question.id.to_string() };
        let whole = |value: &Option<Value>| match (closed, value) {
            (true, _) => Cell::text("not_asked"),
            (false, Some(value)) => wide_cell(value),
            (false, None) => Cell::Empty,
        };
        if parts.is_empty() {
            cells.push((name, whole(&written)));
            continue;
        }
        for part in parts {
            let cell = match &written {
                Some(Value::Object(given)) if !closed => given.get(part).map_or(Cell::Empty, wide_cell),
                // What was said to the whole was said to each part.
                other => whole(other),
            };
            cells.push((format!("{name}.{part}"), cell));
        }
    }
    for area in record.areas() {
        let score = record.scorecard.area(area).measure.printed();
        cells.push((format!("{SCORE_OF}{}", questionnaire[area].id), Cell::score(score)));
    }
    cells
}

/// As in an answers file; of several choices, one after the other.
fn wide_cell(value: &Value) -> Cell {
    match value {
        Value::Array(chosen) if chosen.is_empty() => Cell::text("none"),
        Value::Array(chosen) => {
            let chosen: Vec<String> = chosen
                .iter()
                .map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned))
                .collect();
            Cell::text(&chosen.join("; "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            given(value.clone())
        }
    }
}
