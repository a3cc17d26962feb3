//! Leaks to work through, every answer, how the scores add up, and what the file is.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::super::records::{Cell, Names, Private, Record, value};
use super::sheet::{self, Column, Look, Sheet, Shown, column};
use crate::findings::Leak;
use crate::questionnaire::in_words::answer_in_words;
use crate::questionnaire::{AreaIndex, PracticeIndex, QuestionIndex, Severity};
use crate::report::Tone;
use crate::scoring::why::{self, Line, Of, Tenths};
use crate::scoring::{Measure, State};
use crate::words::{Words, fill};

/// With several assessments, each row says whose it is.
fn columns(records: &[Record], own: Vec<Column>) -> Vec<Column> {
    let name = (1 < records.len())
        .then(|| column(super::words(records).workbook.heads.assessment, 26.0, Look::Words));
    name.into_iter().chain(own).collect()
}

/// How wide a column of areas' titles is: some languages make one long word of several.
fn for_areas(records: &[Record], least: f64) -> f64 {
    const MOST: usize = 26;
    let areas =
        records.iter().flat_map(|record| record.areas().map(|area| &record.questionnaire()[area].title));
    let longest = areas.flat_map(|title| title.split_whitespace()).map(|word| word.chars().count()).max();
    least.max((longest.unwrap_or(0).min(MOST) + 2) as f64)
}

fn row(records: &[Record], record: &Record, own: Vec<Shown>) -> Vec<Shown> {
    let name = (1 < records.len()).then(|| Shown::from(Cell::text(&record.name)));
    name.into_iter().chain(own).collect()
}

fn number(number: impl Into<f64>) -> Shown {
    Cell::Number(number.into()).into()
}

fn some(value: Option<f64>) -> Shown {
    value.map_or(Cell::Empty, Cell::Number).into()
}

fn text(text: &str) -> Shown {
    Cell::text(text).into()
}

/// Every leak in rank order, with room for who does what about it.
pub(super) fn leaks(records: &[Record], shortened: &mut Vec<String>) -> Result<Worksheet, XlsxError> {
    let words = super::words(records);
    let heads = &words.workbook.heads;
    let mut sheet = Sheet::new(words.workbook.leaks, words, shortened)?;
    let columns = columns(
        records,
        vec![
            column(heads.rank, 6.0, Look::Number),
            column(heads.how_bad, 9.0, Look::Words),
            column(heads.leak, 28.0, Look::Words),
            column(heads.area, for_areas(records, 18.0), Look::Words),
            column(heads.because, 36.0, Look::Words),
            column(heads.plugs, 36.0, Look::Words),
            column(heads.effort, 8.0, Look::Words),
            column(heads.owner, 12.0, Look::Pen),
            column(heads.by_when, 11.0, Look::Pen),
            column(heads.status, 11.0, Look::Pen),
        ],
    );
    let mut rows = Vec::new();
    for record in records {
        let private = (record.options.private == Private::Included).then_some(&record.findings.private_leaks);
        let leaks = record.findings.leaks.iter().chain(private.into_iter().flatten());
        rows.extend(
            (1u32..).zip(leaks).map(|(rank, leak)| row(records, record, leak_row(record, rank, leak))),
        );
    }
    let end = sheet.table("leaks", 0, &columns, &rows)?;
    if rows.is_empty() {
        sheet.line(1, words.workbook.no_leaks, &sheet::plain())?;
        return Ok(sheet.sheet);
    }
    if let Some(status) = u16::try_from(columns.len()).ok().and_then(|count| count.checked_sub(1)) {
        let choice = DataValidation::new().allow_list_strings(&words.workbook.status)?.ignore_blank(true);
        sheet.sheet.add_data_validation(1, status, end - 1, status, &choice)?;
    }
    Ok(sheet.sheet)
}

fn leak_row(record: &Record, rank: u32, leak: &Leak) -> Vec<Shown> {
    let (questionnaire, words) = (record.questionnaire(), record.words());
    let visible =
        |question: &&QuestionIndex| questionnaire[**question].area.is_none_or(|area| record.shows(area));
    let because: Vec<String> = leak
        .because
        .iter()
        .filter(visible)
        .filter_map(|question| {
            let answer = record.assessment.answers.answer(*question)?;
            let answer = answer_in_words(&questionnaire[*question], answer, words);
            Some(format!("{} {answer}", record.ask(*question)))
        })
        .collect();
    let practices: Vec<String> =
        leak.plugged_by.iter().map(|practice| practice_line(record, leak, *practice)).collect();
    // Whoever looks for a quick gain sorts by the least that would do.
    let effort = leak.plugged_by.iter().map(|practice| questionnaire[*practice].effort).min();
    vec![
        number(rank),
        Shown::Toned(leak.severity.in_words(words).to_owned(), tone(leak.severity)),
        text(&leak.headline),
        text(&questionnaire[leak.area].title),
        text(&because.join("\n")),
        text(&practices.join("\n")),
        text(effort.map_or("", |effort| effort.in_words(words))),
        Cell::Empty.into(),
        Cell::Empty.into(),
        Cell::Empty.into(),
    ]
}

/// A practice; where there are several, each with what it takes.
fn practice_line(record: &Record, leak: &Leak, practice: PracticeIndex) -> String {
    let practice = &record.questionnaire()[practice];
    match leak.plugged_by.len() {
        1 => practice.text.clone(),
        _ => {
            let words = record.words();
            let text = practice.text.trim_end_matches('.');
            let effort = practice.effort.in_words(words);
            fill(words.common.with_effort, &[("practice", &text), ("effort", &effort)])
        }
    }
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Critical => Tone::Worst,
        Severity::High => Tone::Poor,
        Severity::Medium => Tone::Fair,
        Severity::Low => Tone::Good,
    }
}

/// Every question with its answer.
pub(super) fn answers(records: &[Record], shortened: &mut Vec<String>) -> Result<Worksheet, XlsxError> {
    let words = super::words(records);
    let heads = &words.workbook.heads;
    let mut sheet = Sheet::new(words.workbook.answers, words, shortened)?;
    let columns = columns(
        records,
        vec![
            column(heads.area, for_areas(records, 18.0), Look::Words),
            column(heads.question, 38.0, Look::Words),
            column(heads.answer, 36.0, Look::Words),
            column(heads.state, 12.0, Look::Words),
            column(heads.value, 8.0, Look::Number),
            column(heads.level, 7.0, Look::Number),
            column(heads.highest_level, 9.0, Look::Number),
            column(heads.score, 8.0, Look::Score),
            column(heads.weight, 8.0, Look::Number),
            column(heads.how_sure, 10.0, Look::Words),
            column(heads.note, 26.0, Look::Words),
            column(heads.id, 16.0, Look::Words),
        ],
    );
    let mut rows = Vec::new();
    for record in records {
        let questions = record.questions();
        rows.extend(questions.map(|question| row(records, record, answer_row(record, question))));
    }
    sheet.table("answers", 0, &columns, &rows)?;
    Ok(sheet.sheet)
}

fn answer_row(record: &Record, index: QuestionIndex) -> Vec<Shown> {
    let (questionnaire, words) = (record.questionnaire(), record.words());
    let question = &questionnaire[index];
    let score = record.scorecard.question(index);
    let entry = record.assessment.answers.entry(index);
    let answer = entry.answer.as_ref().filter(|_| score.state != State::Closed);
    let area = question.area.map_or(words.workbook.team, |area| questionnaire[area].title.as_str());
    vec![
        text(area),
        text(record.ask(index)),
        text(&answer.map(|answer| answer_in_words(question, answer, words)).unwrap_or_default()),
        text(state_in_words(score.state, words)),
        some(answer.and_then(value)),
        some(score.level.map(hundredths)),
        some(score.highest.map(f64::from)),
        some(score.score().map(|share| (100.0 * share).round())),
        some(score.highest.map(|_| question.weight)),
        text(entry.confidence.map_or("", |sure| sure.in_words(words))),
        text(&entry.note),
        text(question.id.as_str()),
    ]
}

fn state_in_words(state: State, words: &Words) -> &'static str {
    match state {
        State::Answered => words.workbook.result.answered_state,
        State::DontKnow => words.answers.dont_know,
        State::NotApplicable => words.answers.not_applicable,
        State::NotAnswered => words.answers.not_answered,
        State::Skipped => words.answers.skipped,
        State::NotJudged => words.workbook.result.not_judged,
        State::Closed => words.workbook.result.not_asked,
    }
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// Every score opened into what made it; the points of its lines add up to it.
pub(super) fn why(records: &[Record], shortened: &mut Vec<String>) -> Result<Worksheet, XlsxError> {
    let words = super::words(records);
    let heads = &words.workbook.heads;
    let mut sheet = Sheet::new(words.workbook.why, words, shortened)?;
    let columns = columns(
        records,
        vec![
            column(heads.score_of, for_areas(records, 20.0), Look::Words),
            column(heads.line, 10.0, Look::Words),
            column(heads.question_or_area, 36.0, Look::Words),
            column(heads.answer, 34.0, Look::Words),
            column(heads.level, 7.0, Look::Number),
            column(heads.highest_level, 9.0, Look::Number),
            column(heads.weight, 8.0, Look::Number),
            column(heads.share, 9.0, Look::Tenths),
            column(heads.points, 8.0, Look::Tenths),
            column(heads.held_from, 9.0, Look::Number),
            column(heads.waits_for, 22.0, Look::Words),
        ],
    );
    let mut rows = Vec::new();
    for record in records {
        let (questionnaire, words) = (record.questionnaire(), record.words());
        let overall = why::why_overall(questionnaire, &record.scorecard, words);
        opened(records, record, words.report.answers.overall, overall, &record.scorecard.overall, &mut rows);
        let areas: Vec<AreaIndex> = record.areas().collect();
        for area in areas {
            let lines = why::why(questionnaire, &record.assessment.answers, &record.scorecard, area, words);
            let measure = &record.scorecard.area(area).measure;
            opened(records, record, &questionnaire[area].title, lines, measure, &mut rows);
        }
    }
    sheet.table("why", 0, &columns, &rows)?;
    Ok(sheet.sheet)
}

/// The lines of one score, then the score.
fn opened(
    records: &[Record],
    record: &Record,
    of: &str,
    lines: Vec<Line>,
    measure: &Measure,
    rows: &mut Vec<Vec<Shown>>,
) {
    let tenths = |tenths: Option<Tenths>| some(tenths.map(Tenths::value));
    let (questionnaire, words) = (record.questionnaire(), record.words());
    let says = &words.workbook;
    for line in lines {
        let missing: Vec<&str> = line.missing.iter().map(|question| record.ask(*question)).collect();
        let kind = match line.of {
            Of::Question(_) => says.question,
            Of::Area(_) => says.area,
        };
        rows.push(row(
            records,
            record,
            vec![
                text(of),
                text(kind),
                text(&line.title),
                text(&line.answer),
                some(line.level.map(hundredths)),
                some(line.highest.map(f64::from)),
                number(line.weight),
                tenths(line.share),
                tenths(line.points),
                some(line.capped_from.map(hundredths)),
                text(&missing.join("\n")),
            ],
        ));
    }
    let strong = |cell: Cell| Shown::Strong(cell);
    let sum = why::sum(measure);
    let answer = match measure.printed() {
        Some(printed) => format!("{printed} {}", words.report.often.of_hundred),
        None => {
            let least = sheet::percent(questionnaire.scoring.min_answered, words);
            fill(says.no_score, &[("percent", &least)])
        }
    };
    let mut total = vec![strong(Cell::text(of)), strong(Cell::text(says.sum)), strong(Cell::Empty)];
    total.push(strong(Cell::text(&answer)));
    total.extend((0..3).map(|_| strong(Cell::Empty)));
    total.push(strong(sum.map_or(Cell::Empty, |_| Cell::Number(100.0))));
    total.push(strong(sum.map_or(Cell::Empty, |sum| Cell::Number(sum.value()))));
    total.extend((0..2).map(|_| strong(Cell::Empty)));
    rows.push(row(records, record, total));
}

/// The width of the facts on the last sheet, in characters.
const FACT: f64 = 100.0;

/// What this file is, and how its numbers were made.
pub(super) fn about(
    records: &[Record],
    created: Timestamp,
    elsewhere: &[String],
    shortened: &mut Vec<String>,
) -> Result<Worksheet, XlsxError> {
    let words = super::words(records);
    let mut sheet = Sheet::new(words.workbook.about, words, shortened)?;
    sheet.sheet.set_column_width(0, 26.0)?;
    sheet.sheet.set_column_width(1, FACT)?;
    sheet.line(0, words.workbook.facts.title, &sheet::title())?;
    for (row, (label, fact)) in (2u32..).zip(facts(records, created, elsewhere)) {
        sheet.text(row, 0, &label, &sheet::label())?;
        sheet.text(row, 1, &fact, &sheet::fact())?;
        sheet.height(row, sheet::wrapped(&fact, FACT))?;
    }
    Ok(sheet.sheet)
}

fn facts(records: &[Record], created: Timestamp, elsewhere: &[String]) -> Vec<(String, String)> {
    let words = super::words(records);
    let says = &words.workbook.facts;
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut tell = |label: &str, fact: String| facts.push((label.to_owned(), fact));
    let mut editions: Vec<&Record> = Vec::new();
    for record in records {
        if !editions.iter().any(|known| known.hash == record.hash) {
            editions.push(record);
        }
    }
    for record in &editions {
        let questionnaire = record.questionnaire();
        tell(says.questionnaire, format!("{} ({})", questionnaire.title, questionnaire.id));
        tell(says.edition, questionnaire.edition.clone());
        tell(says.text, fill(says.text_says, &[("hash", &record.hash)]));
    }
    for record in records {
        tell(says.assessment, described(record, words));
    }
    if let Some(others) = records.iter().find_map(|record| record.others.as_ref()) {
        tell(words.benchmark.who_title, others.who(words));
    }
    tell(says.scored_by, format!("leaky-bucket {}", env!("CARGO_PKG_VERSION")));
    tell(says.dated, words.short_date(created.to_zoned(TimeZone::UTC).date()));
    if let Some(first) = records.first() {
        how_scored(first, words, &mut tell);
    }
    if records.iter().any(|record| record.options.names == Names::Hidden) {
        tell(says.anonymous, says.anonymous_says.to_owned());
    }
    let kept_back: usize = records.iter().map(Record::kept_back).sum();
    if 0 < kept_back {
        tell(says.private, words.count(&says.private_says, kept_back));
    }
    if !elsewhere.is_empty() {
        tell(
            says.shortened,
            fill(says.shortened_says, &[("cut", &words.workbook.cut), ("places", &elsewhere.join("; "))]),
        );
    }
    facts
}

/// `northwind-2026: Northwind Sales, 2026; begun 2026-03-01; finished; answered by Kim (manager)`
fn described(record: &Record, words: &Words) -> String {
    let says = &words.workbook.facts;
    let assessment = &record.assessment;
    let mut parts = vec![format!("{}: {}", record.name, assessment.title())];
    parts.push(fill(says.begun, &[("date", &words.short_date(assessment.date))]));
    parts.push(if assessment.finished { says.finished } else { says.open }.to_owned());
    match (assessment.name.as_str(), assessment.role()) {
        ("", None) => {}
        ("", Some(role)) => parts.push(fill(says.by_role, &[("role", role)])),
        (name, None) => parts.push(fill(says.by_name, &[("name", &name)])),
        (name, Some(role)) => parts.push(fill(says.by_name_and_role, &[("name", &name), ("role", role)])),
    }
    parts.join("; ")
}

fn how_scored(record: &Record, words: &Words, tell: &mut impl FnMut(&str, String)) {
    let questionnaire = record.questionnaire();
    let says = &words.workbook.facts;
    tell(says.how_scored, says.how_scored_says.to_owned());
    tell(says.not_applicable, says.not_applicable_says.to_owned());
    tell(says.dont_know, says.dont_know_says.to_owned());
    tell(says.not_answered, says.not_answered_says.to_owned());
    tell(says.ends, says.ends_say.to_owned());
    let least = sheet::percent(questionnaire.scoring.min_answered, words);
    tell(says.no_score, fill(says.no_score_says, &[("percent", &least)]));
    let bands = &questionnaire.bands;
    for (position, band) in bands.iter().enumerate() {
        let to = bands.get(position + 1).map_or(100, |next| next.from.saturating_sub(1));
        tell(says.band, fill(says.band_says, &[("band", &band.label), ("from", &band.from), ("to", &to)]));
    }
    tell(says.points, says.points_say.to_owned());
}
