//! Leaks to work through, every answer, how the scores add up, and what the file is.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::super::records::{Cell, Names, Private, Record, state_word, value};
use super::sheet::{self, Column, Look, Sheet, Shown, column};
use crate::findings::Leak;
use crate::questionnaire::in_words::answer_in_words;
use crate::questionnaire::{AreaIndex, PracticeIndex, QuestionIndex, Severity};
use crate::report::Tone;
use crate::scoring::why::{self, Line, Of, Tenths};
use crate::scoring::{Measure, State};
use crate::text::counted;
use crate::words::EN;

/// What can become of a leak that somebody works on.
const STATUS: [&str; 4] = ["open", "begun", "done", "left as it is"];

/// With several assessments, each row says whose it is.
fn columns(records: &[Record], own: Vec<Column>) -> Vec<Column> {
    let name = (1 < records.len()).then(|| column("Assessment", 26.0, Look::Words));
    name.into_iter().chain(own).collect()
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
    let mut sheet = Sheet::new("Leaks", shortened)?;
    let columns = columns(
        records,
        vec![
            column("Rank", 6.0, Look::Number),
            column("How bad", 9.0, Look::Words),
            column("Leak", 28.0, Look::Words),
            column("Area", 18.0, Look::Words),
            column("Because", 36.0, Look::Words),
            column("What plugs it", 36.0, Look::Words),
            column("Effort", 8.0, Look::Words),
            column("Owner", 12.0, Look::Pen),
            column("By when", 11.0, Look::Pen),
            column("Status", 11.0, Look::Pen),
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
        sheet.line(1, "No leaks were found.", &sheet::plain())?;
        return Ok(sheet.sheet);
    }
    if let Some(status) = u16::try_from(columns.len()).ok().and_then(|count| count.checked_sub(1)) {
        let choice = DataValidation::new().allow_list_strings(&STATUS)?.ignore_blank(true);
        sheet.sheet.add_data_validation(1, status, end - 1, status, &choice)?;
    }
    Ok(sheet.sheet)
}

fn leak_row(record: &Record, rank: u32, leak: &Leak) -> Vec<Shown> {
    let questionnaire = record.questionnaire();
    let visible =
        |question: &&QuestionIndex| questionnaire[**question].area.is_none_or(|area| record.shows(area));
    let because: Vec<String> = leak
        .because
        .iter()
        .filter(visible)
        .filter_map(|question| {
            let answer = record.assessment.answers.answer(*question)?;
            let answer = answer_in_words(&questionnaire[*question], answer, &EN);
            Some(format!("{} {answer}", record.ask(*question)))
        })
        .collect();
    let practices: Vec<String> =
        leak.plugged_by.iter().map(|practice| practice_line(record, leak, *practice)).collect();
    // Whoever looks for a quick gain sorts by the least that would do.
    let effort = leak.plugged_by.iter().map(|practice| questionnaire[*practice].effort).min();
    vec![
        number(rank),
        Shown::Toned(leak.severity.word().to_owned(), tone(leak.severity)),
        text(&leak.headline),
        text(&questionnaire[leak.area].title),
        text(&because.join("\n")),
        text(&practices.join("\n")),
        text(effort.map_or("", |effort| effort.word())),
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
        _ => format!("{} ({} effort)", practice.text.trim_end_matches('.'), practice.effort),
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
    let mut sheet = Sheet::new("Answers", shortened)?;
    let columns = columns(
        records,
        vec![
            column("Area", 18.0, Look::Words),
            column("Question", 38.0, Look::Words),
            column("Answer", 36.0, Look::Words),
            column("State", 12.0, Look::Words),
            column("Value", 8.0, Look::Number),
            column("Level", 7.0, Look::Number),
            column("Highest", 9.0, Look::Number),
            column("Score", 8.0, Look::Score),
            column("Weight", 8.0, Look::Number),
            column("How sure", 10.0, Look::Words),
            column("Note", 26.0, Look::Words),
            column("Id", 16.0, Look::Words),
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
    let questionnaire = record.questionnaire();
    let question = &questionnaire[index];
    let score = record.scorecard.question(index);
    let entry = record.assessment.answers.entry(index);
    let answer = entry.answer.as_ref().filter(|_| score.state != State::Closed);
    let area = question.area.map_or("About the team", |area| questionnaire[area].title.as_str());
    vec![
        text(area),
        text(record.ask(index)),
        text(&answer.map(|answer| answer_in_words(question, answer, &EN)).unwrap_or_default()),
        text(&state_word(score.state).replace('_', " ").replace("dont", "don't")),
        some(answer.and_then(value)),
        some(score.level.map(hundredths)),
        some(score.highest.map(f64::from)),
        some(score.score().map(|share| (100.0 * share).round())),
        some(score.highest.map(|_| question.weight)),
        text(entry.confidence.map_or("", |sure| sure.in_words(&EN))),
        text(&entry.note),
        text(question.id.as_str()),
    ]
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// Every score opened into what made it; the points of its lines add up to it.
pub(super) fn why(records: &[Record], shortened: &mut Vec<String>) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new("Why", shortened)?;
    let columns = columns(
        records,
        vec![
            column("Score of", 20.0, Look::Words),
            column("Line", 10.0, Look::Words),
            column("Question or area", 36.0, Look::Words),
            column("Answer", 34.0, Look::Words),
            column("Level", 7.0, Look::Number),
            column("Highest", 9.0, Look::Number),
            column("Weight", 8.0, Look::Number),
            column("Share, %", 9.0, Look::Tenths),
            column("Points", 8.0, Look::Tenths),
            column("Held down from", 9.0, Look::Number),
            column("Waits for", 22.0, Look::Words),
        ],
    );
    let mut rows = Vec::new();
    for record in records {
        let questionnaire = record.questionnaire();
        let overall = why::why_overall(questionnaire, &record.scorecard, &EN);
        opened(records, record, "Overall", overall, &record.scorecard.overall, &mut rows);
        let areas: Vec<AreaIndex> = record.areas().collect();
        for area in areas {
            let lines = why::why(questionnaire, &record.assessment.answers, &record.scorecard, area, &EN);
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
    let questionnaire = record.questionnaire();
    for line in lines {
        let missing: Vec<&str> = line.missing.iter().map(|question| record.ask(*question)).collect();
        let kind = match line.of {
            Of::Question(_) => "question",
            Of::Area(_) => "area",
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
        Some(printed) => format!("{printed} of 100"),
        None => {
            let min = (100.0 * questionnaire.scoring.min_answered).round();
            format!("no score: less than {min}% of the weight is answered")
        }
    };
    let mut total = vec![strong(Cell::text(of)), strong(Cell::text("score")), strong(Cell::Empty)];
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
    let mut sheet = Sheet::new("About", shortened)?;
    sheet.sheet.set_column_width(0, 26.0)?;
    sheet.sheet.set_column_width(1, FACT)?;
    sheet.line(0, "About this file", &sheet::title())?;
    for (row, (label, fact)) in (2u32..).zip(facts(records, created, elsewhere)) {
        sheet.text(row, 0, &label, &sheet::label())?;
        sheet.text(row, 1, &fact, &sheet::fact())?;
        sheet.height(row, sheet::wrapped(&fact, FACT))?;
    }
    Ok(sheet.sheet)
}

fn facts(records: &[Record], created: Timestamp, elsewhere: &[String]) -> Vec<(String, String)> {
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
        tell("Questionnaire", format!("{} ({})", questionnaire.title, questionnaire.id));
        tell("Edition", questionnaire.edition.clone());
        tell("Text", format!("{}, by which it can be told from any other", record.hash));
    }
    for record in records {
        tell("Assessment", described(record));
    }
    tell("Scored by", format!("leaky-bucket {}", env!("CARGO_PKG_VERSION")));
    tell("Dated", created.to_zoned(TimeZone::UTC).date().to_string());
    if let Some(first) = records.first() {
        how_scored(first, &mut tell);
    }
    if records.iter().any(|record| record.options.names == Names::Hidden) {
        tell(
            "Anonymous",
            "The respondent's name, what was assessed, notes and the words of free texts are left out. \
             Role, label and date are kept."
                .to_owned(),
        );
    }
    let kept_back: usize = records.iter().map(Record::kept_back).sum();
    if 0 < kept_back {
        tell("Private", format!("{} of private areas left out.", counted(kept_back, "answer", "answers")));
    }
    if !elsewhere.is_empty() {
        tell(
            "Shortened",
            format!("Too long for a cell, and ended with [shortened]: {}.", elsewhere.join("; ")),
        );
    }
    facts
}

/// `northwind-2026: Northwind Sales, 2026; begun 2026-03-01; finished; answered by Kim (manager)`
fn described(record: &Record) -> String {
    let assessment = &record.assessment;
    let mut parts = vec![format!("{}: {}", record.name, assessment.title())];
    parts.push(format!("begun {}", assessment.date));
    parts.push(if assessment.finished { "finished" } else { "open" }.to_owned());
    match (assessment.name.as_str(), assessment.role()) {
        ("", None) => {}
        ("", Some(role)) => parts.push(format!("answered by a respondent with the role {role}")),
        (name, None) => parts.push(format!("answered by {name}")),
        (name, Some(role)) => parts.push(format!("answered by {name} ({role})")),
    }
    parts.join("; ")
}

fn how_scored(record: &Record, tell: &mut impl FnMut(&str, String)) {
    let questionnaire = record.questionnaire();
    tell(
        "How it is scored",
        "A question scores its level over its highest level. An area scores the mean of its questions, each \
         counted with its weight; the whole scores the mean of the areas, each counted with its weight. \
         Scores are whole numbers from 0 to 100."
            .to_owned(),
    );
    tell("Does not apply", "Leaves the score altogether.".to_owned());
    tell("Don't know", "Leaves the score and widens its range: it is a blind spot.".to_owned());
    tell("Not answered", "Leaves the score and widens its range.".to_owned());
    tell(
        "Lowest, Highest",
        "The least and the greatest score that the open answers could still give.".to_owned(),
    );
    let min = (100.0 * questionnaire.scoring.min_answered).round();
    tell("No score", format!("Where less than {min}% of the weight is answered."));
    let bands = &questionnaire.bands;
    for (position, band) in bands.iter().enumerate() {
        let to = bands.get(position + 1).map_or(100, |next| next.from.saturating_sub(1));
        tell("Band", format!("{}: {} to {to}", band.label, band.from));
    }
    tell(
        "Points",
        "In the sheet Why, the points of a score's lines add up to the score in tenths, from which the printed \
         one is rounded."
            .to_owned(),
    );
}
