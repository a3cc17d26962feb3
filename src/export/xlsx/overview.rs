//! The first sheets: one assessment by its areas, or several beside each other, with a chart.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLine, ChartPoint,
    ChartSolidFill, ChartType, Worksheet, XlsxError,
};

use super::super::records::{Cell, Record};
use super::sheet::{self, Column, Look, Sheet, Shown, column};
use crate::page::Ink;
use crate::questionnaire::{AreaIndex, BandIndex, Questionnaire};
use crate::report::Tone;
use crate::report::individual::date_in_words;
use crate::scoring::Measure;
use crate::text::counted;

/// How many bars a chart can have and still be read.
const MOST_BARS: u32 = 40;

const OVERVIEW: &str = "Overview";

/// The sheet that is seen first.
pub(super) fn sheet(records: &[Record], shortened: &mut Vec<String>) -> Result<Worksheet, XlsxError> {
    match records {
        [one] => of_one(one, shortened),
        several => of_several(several, shortened),
    }
}

fn of_one(record: &Record, shortened: &mut Vec<String>) -> Result<Worksheet, XlsxError> {
    let questionnaire = record.questionnaire();
    let overall = &record.scorecard.overall;
    let mut sheet = Sheet::new(OVERVIEW, shortened)?;
    sheet.line(0, &questionnaire.title, &sheet::title())?;
    sheet.line(1, &subject(record), &sheet::plain())?;
    let band = record.findings.band.map(|band| format!(", {}", questionnaire[band].label));
    let result = match overall.printed() {
        Some(score) => format!("Overall {score} of 100{}. ", band.unwrap_or_default()),
        None => "Too few answers for an overall score. ".to_owned(),
    };
    let range = format!("Could be {} to {}. ", overall.printed_low(), overall.printed_high());
    let range = if overall.is_range() { range } else { String::new() };
    let answered = (100.0 * overall.coverage).round();
    sheet.line(2, &format!("{result}{range}{answered}% answered."), &sheet::plain())?;
    if let Some(cap) = record.findings.capped_by.and_then(|cap| questionnaire.scoring.caps.get(cap)) {
        let says = format!("The band is held at {} because {}.", questionnaire[cap.band].label, cap.because);
        sheet.line(3, &says, &sheet::plain())?;
    }
    const TOP: u32 = 5;
    let columns = area_columns();
    let areas: Vec<AreaIndex> = record.areas().collect();
    let rows: Vec<Vec<Shown>> = areas.iter().map(|area| area_row(record, *area)).collect();
    let end = sheet.table("overview", TOP, &columns, &rows)?;
    let tones: Vec<Option<Tone>> = areas
        .iter()
        .map(|area| record.scorecard.area(*area).band.map(|band| tone(questionnaire, band)))
        .collect();
    let bars =
        Bars { top: TOP + 1, end, names: 1, scores: 2, tones: &tones, title: "Score by area, 0 to 100" };
    bars.draw(&mut sheet.sheet)?;
    Ok(sheet.sheet)
}

fn of_several(records: &[Record], shortened: &mut Vec<String>) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new(OVERVIEW, shortened)?;
    let title = records.first().map_or("", |first| first.questionnaire().title.as_str());
    sheet.line(0, title, &sheet::title())?;
    sheet.line(1, &counted(records.len(), "assessment", "assessments"), &sheet::plain())?;
    const TOP: u32 = 3;
    let mut columns = vec![
        column("Assessment", 24.0, Look::Words),
        column("About", 20.0, Look::Words),
        column("Label", 8.0, Look::Words),
        column("Date", 11.0, Look::Words),
        column("Respondent", 14.0, Look::Words),
        column("Role", 10.0, Look::Words),
        column("Score", 9.0, Look::Score),
        column("Band", 14.0, Look::Words),
        column("Lowest", 9.0, Look::Number),
        column("Highest", 9.0, Look::Number),
        column("Answered", 10.0, Look::Percent),
        column("Leaks", 8.0, Look::Number),
    ];
    for (id, short) in areas_of_all(records) {
        // Two columns may not be called alike.
        let title = if columns.iter().any(|column| column.title == short) { id } else { short };
        columns.push(column(&title, 12.0, Look::Score));
    }
    let rows: Vec<Vec<Shown>> = records.iter().map(|record| assessment_row(record, records)).collect();
    let end = sheet.table("overview", TOP, &columns, &rows)?;
    let tones: Vec<Option<Tone>> = records
        .iter()
        .map(|record| record.findings.band.map(|band| tone(record.questionnaire(), band)))
        .collect();
    let bars =
        Bars { top: TOP + 1, end, names: 0, scores: 6, tones: &tones, title: "Overall score, 0 to 100" };
    bars.draw(&mut sheet.sheet)?;
    Ok(sheet.sheet)
}

/// Every area of every assessment, a row each.
pub(super) fn areas(records: &[Record], shortened: &mut Vec<String>) -> Result<Worksheet, XlsxError> {
    let mut sheet = Sheet::new("Areas", shortened)?;
    let mut columns = vec![column("Assessment", 28.0, Look::Words)];
    columns.extend(area_columns());
    let mut rows = Vec::new();
    for record in records {
        for area in record.areas() {
            let name = Shown::from(Cell::text(&record.name));
            rows.push(std::iter::once(name).chain(area_row(record, area)).collect());
        }
    }
    sheet.table("areas", 0, &columns, &rows)?;
    Ok(sheet.sheet)
}

/// The columns of `area_row`.
fn area_columns() -> Vec<Column> {
    vec![
        column("No.", 6.0, Look::Number),
        column("Area", 40.0, Look::Words),
        column("Score", 10.0, Look::Score),
        column("Band", 18.0, Look::Words),
        column("Lowest", 9.0, Look::Number),
        column("Highest", 9.0, Look::Number),
        column("Answered", 11.0, Look::Percent),
        column("Weight", 9.0, Look::Number),
        column("Leaks", 8.0, Look::Number),
    ]
}

fn area_row(record: &Record, index: AreaIndex) -> Vec<Shown> {
    let questionnaire = record.questionnaire();
    let area = &questionnaire[index];
    let score = record.scorecard.area(index);
    let number = questionnaire.number_of(index);
    let inner = if area.parent.is_some() { "    " } else { "" };
    let counts = score.presence.is_some();
    let mut row = vec![
        number.map_or(Cell::Empty, |number| Cell::Number(number as f64)).into(),
        Cell::text(&format!("{inner}{}", area.title)).into(),
    ];
    row.extend(measured(&score.measure, counts, banded(questionnaire, score.band, score.applies)));
    let leaks = record.findings.leaks_within(questionnaire, index).count();
    row.push(Cell::Number(area.weight).into());
    row.push(Cell::Number(leaks as f64).into());
    row
}

fn assessment_row(record: &Record, records: &[Record]) -> Vec<Shown> {
    let assessment = &record.assessment;
    let questionnaire = record.questionnaire();
    let mut row: Vec<Shown> = vec![
        Cell::text(&record.name).into(),
        Cell::text(&assessment.about).into(),
        Cell::text(&assessment.label).into(),
        Cell::text(&assessment.date.to_string()).into(),
        Cell::text(&assessment.name).into(),
        assessment.role().map_or(Cell::Empty, |role| Cell::text(role.as_str())).into(),
    ];
    row.extend(measured(&record.scorecard.overall, true, banded(questionnaire, record.findings.band, true)));
    row.push(Cell::Number(record.findings.leaks.len() as f64).into());
    for (id, _) in areas_of_all(records) {
        let area = questionnaire.find_area(&id).filter(|area| record.areas().any(|shown| shown == *area));
        let score = area.and_then(|area| record.scorecard.area(area).measure.printed());
        row.push(score.map_or(Cell::Empty, |score| Cell::Number(f64::from(score))).into());
    }
    row
}

/// Score, band, lowest, highest, answered.
fn measured(measure: &Measure, counts: bool, band: Shown) -> [Shown; 5] {
    let of = |printed: u32| if counts { Cell::Number(f64::from(printed)) } else { Cell::Empty };
    let covered = if counts { Cell::Number(measure.coverage) } else { Cell::Empty };
    [
        measure.printed().map_or(Cell::Empty, |score| Cell::Number(f64::from(score))).into(),
        band,
        of(measure.printed_low()).into(),
        of(measure.printed_high()).into(),
        covered.into(),
    ]
}

fn banded(questionnaire: &Questionnaire, band: Option<BandIndex>, applies: bool) -> Shown {
    match (band, applies) {
        (Some(band), _) => Shown::Toned(questionnaire[band].label.clone(), tone(questionnaire, band)),
        (None, true) => Cell::text("too few answers").into(),
        (None, false) => Cell::text("does not apply").into(),
    }
}

fn tone(questionnaire: &Questionnaire, band: BandIndex) -> Tone {
    Tone::of_step(band.0, questionnaire.bands.len())
}

/// The ids and short titles of the areas that any of the editions has.
fn areas_of_all(records: &[Record]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for record in records {
        for area in record.areas() {
            let area = &record.questionnaire()[area];
            if !found.iter().any(|(id, _)| *id == *area.id.as_str()) {
                found.push((area.id.to_string(), area.short.clone()));
            }
        }
    }
    found
}

/// `Northwind Sales, 2026. 1 March 2026. Answered by Kim.`
fn subject(record: &Record) -> String {
    let assessment = &record.assessment;
    let who = match assessment.name.as_str() {
        "" => String::new(),
        name => format!(" Answered by {name}."),
    };
    let title = match (assessment.about.as_str(), assessment.label.as_str()) {
        ("", "") => String::new(),
        (_, _) => format!("{}. ", assessment.title()),
    };
    format!("{title}{}.{who}", date_in_words(assessment.date))
}

/// A bar for each row of a table, under it.
struct Bars<'a> {
    /// The first row, and the one after the last.
    top: u32,
    end: u32,
    /// The columns of the names and of the scores.
    names: u16,
    scores: u16,
    /// Of each row.
    tones: &'a [Option<Tone>],
    title: &'a str,
}

impl Bars<'_> {
    fn draw(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let bars = self.end.saturating_sub(self.top);
        if bars == 0 || MOST_BARS < bars {
            return Ok(());
        }
        let last = self.end - 1;
        let points: Vec<ChartPoint> = self.tones.iter().map(|tone| point(*tone)).collect();
        let mut chart = Chart::new(ChartType::Bar);
        chart
            .add_series()
            .set_categories((OVERVIEW, self.top, self.names, last, self.names))
            .set_values((OVERVIEW, self.top, self.scores, last, self.scores))
            .set_points(&points)
            .set_gap(45)
            .set_data_label(
                ChartDataLabel::new().show_value().set_position(ChartDataLabelPosition::OutsideEnd),
            );
        chart.title().set_name(self.title).set_font(ChartFont::new().set_size(12));
        chart.legend().set_hidden();
        // The first row on top, as in the table. Each bar says its number, so that no axis need.
        chart.y_axis().set_reverse();
        chart.x_axis().set_min(0).set_max(100).set_major_gridlines(false).set_hidden(true);
        chart.set_alt_text(format!("{}: the numbers of the table above as bars", self.title));
        chart.set_width(900).set_height(100 + 28 * bars);
        sheet.insert_chart(self.end + 1, 0, &chart)?;
        Ok(())
    }
}

fn point(tone: Option<Tone>) -> ChartPoint {
    let ink = tone.map_or(Ink::Rule, Ink::Band);
    let fill = ChartSolidFill::new().set_color(sheet::rgb(ink)).clone();
    let edge = ChartLine::new().set_color(sheet::rgb(Ink::Metal)).set_width(0.75).clone();
    ChartPoint::new().set_format(ChartFormat::new().set_solid_fill(&fill).set_border(&edge))
}
