//! The first sheets: one assessment by its areas, or several beside each other, with a chart.

use std::fmt::Display;

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLine, ChartPoint,
    ChartSolidFill, ChartType, Worksheet, XlsxError,
};

use super::super::records::{Cell, Record};
use super::sheet::{self, Column, Look, Sheet, Shown, column};
use crate::benchmark::Figures;
use crate::comparison::targets::{AreaTarget, AreaTargets};
use crate::page::Ink;
use crate::questionnaire::{AreaIndex, BandIndex, Questionnaire};
use crate::report::Tone;
use crate::scoring::{Lack, Measure};
use crate::words::{Words, fill};

/// How many bars a chart can have and still be read.
const MOST_BARS: u32 = 40;

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
    let words = record.words();
    let says = &words.workbook.result;
    let mut sheet = Sheet::new(words.workbook.overview, words, shortened)?;
    sheet.line(0, &questionnaire.title, &sheet::title())?;
    sheet.line(1, &subject(record), &sheet::plain())?;
    let band = record.findings.band.map(|band| questionnaire[band].label.as_str());
    let result = match (overall.printed(), band) {
        (Some(score), Some(band)) => fill(says.overall_band, &[("score", &score), ("band", &band)]),
        (Some(score), None) => fill(says.overall, &[("score", &score)]),
        (None, _) => says.too_few.to_owned(),
    };
    let range = overall
        .is_range()
        .then(|| fill(says.range, &[("low", &overall.printed_low()), ("high", &overall.printed_high())]));
    let answered = fill(says.answered, &[("percent", &sheet::percent(overall.coverage, words))]);
    let parts: Vec<String> = [Some(result), range, Some(answered)].into_iter().flatten().collect();
    sheet.line(2, &parts.join(" "), &sheet::plain())?;
    if let Some(cap) = record.findings.capped_by.and_then(|cap| questionnaire.scoring.caps.get(cap)) {
        let held: [(&str, &dyn Display); 2] =
            [("band", &questionnaire[cap.band].label), ("because", &cap.because)];
        sheet.line(3, &fill(says.held, &held), &sheet::plain())?;
    }
    const TOP: u32 = 5;
    let targets = record.targets();
    let mut columns = area_columns(words, !targets.is_empty());
    let areas: Vec<AreaIndex> = record.areas().collect();
    let mut rows: Vec<Vec<Shown>> = areas
        .iter()
        .map(|area| area_row(record, *area, Some(&targets).filter(|targets| !targets.is_empty())))
        .collect();
    if let Some(others) = &record.others {
        columns.extend(others_columns(words));
        for (row, area) in rows.iter_mut().zip(&areas) {
            row.extend(of_others(others.area(questionnaire, *area)));
        }
    }
    let end = sheet.table("overview", TOP, &columns, &rows)?;
    let tones: Vec<Option<Tone>> = areas
        .iter()
        .map(|area| record.scorecard.area(*area).band.map(|band| tone(questionnaire, band)))
        .collect();
    let bars =
        Bars { top: TOP + 1, end, names: 1, scores: 2, tones: &tones, title: says.score_by_area, words };
    bars.draw(&mut sheet.sheet)?;
    Ok(sheet.sheet)
}

fn of_several(records: &[Record], shortened: &mut Vec<String>) -> Result<Worksheet, XlsxError> {
    let words = super::words(records);
    let heads = &words.workbook.heads;
    let mut sheet = Sheet::new(words.workbook.overview, words, shortened)?;
    let title = records.first().map_or("", |first| first.questionnaire().title.as_str());
    sheet.line(0, title, &sheet::title())?;
    sheet.line(1, &words.count(&words.workbook.result.assessments, records.len()), &sheet::plain())?;
    const TOP: u32 = 3;
    let mut columns = vec![
        column(heads.assessment, 24.0, Look::Words),
        column(heads.about, 20.0, Look::Words),
        column(heads.label, 8.0, Look::Words),
        column(heads.date, 11.0, Look::Words),
        column(heads.respondent, 14.0, Look::Words),
        column(heads.role, 10.0, Look::Words),
        column(heads.score, 9.0, Look::Score),
        column(heads.band, 14.0, Look::Words),
        column(heads.lowest, 9.0, Look::Number),
        column(heads.highest, 9.0, Look::Number),
        column(heads.answered, 10.0, Look::Percent),
        column(heads.leaks, 8.0, Look::Number),
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
    let bars = Bars {
        top: TOP + 1,
        end,
        names: 0,
        scores: 6,
        tones: &tones,
        title: words.workbook.result.overall_scores,
        words,
    };
    bars.draw(&mut sheet.sheet)?;
    Ok(sheet.sheet)
}

/// Every area of every assessment, a row each.
pub(super) fn areas(records: &[Record], shortened: &mut Vec<String>) -> Result<Worksheet, XlsxError> {
    let words = super::words(records);
    let mut sheet = Sheet::new(words.workbook.areas, words, shortened)?;
    let mut columns = vec![column(words.workbook.heads.assessment, 28.0, Look::Words)];
    let any_target = records.iter().any(|record| !record.targets().is_empty());
    columns.extend(area_columns(words, any_target));
    let mut rows = Vec::new();
    for record in records {
        let targets = record.targets();
        for area in record.areas() {
            let name = Shown::from(Cell::text(&record.name));
            rows.push(
                std::iter::once(name)
                    .chain(area_row(record, area, Some(&targets).filter(|_| any_target)))
                    .collect(),
            );
        }
    }
    sheet.table("areas", 0, &columns, &rows)?;
    Ok(sheet.sheet)
}

/// The columns of `area_row`; those of targets only where there is one.
fn area_columns(words: &Words, any_target: bool) -> Vec<Column> {
    let heads = &words.workbook.heads;
    let mut columns = vec![
        column(heads.number, 6.0, Look::Number),
        column(heads.area, 40.0, Look::Words),
        column(heads.score, 10.0, Look::Score),
        column(heads.band, 18.0, Look::Words),
        column(heads.lowest, 9.0, Look::Number),
        column(heads.highest, 9.0, Look::Number),
        column(heads.answered, 11.0, Look::Percent),
        column(heads.weight, 9.0, Look::Number),
        column(heads.leaks, 8.0, Look::Number),
    ];
    if any_target {
        columns.extend([
            column(words.targets.label, 9.0, Look::Number),
            column(words.targets.day, 13.0, Look::Words),
            column(words.targets.reached, 11.0, Look::Percent),
        ]);
    }
    columns
}

/// The columns of `of_others`: they stand last, and leave everything else where it is without them.
fn others_columns(words: &Words) -> [Column; 4] {
    let says = &words.benchmark;
    [
        column(says.median_head, 10.0, Look::Number),
        column(says.lower_head, 10.0, Look::Number),
        column(says.upper_head, 10.0, Look::Number),
        column(says.count_head, 10.0, Look::Number),
    ]
}

fn of_others(figures: Option<Figures>) -> Vec<Shown> {
    let Some(Figures { count, lower, median, upper }) = figures else {
        return [const { Cell::Empty }; 4].map(Shown::from).into();
    };
    let numbers = [f64::from(median), f64::from(lower), f64::from(upper), f64::from(count)];
    numbers.map(|number| Cell::Number(number).into()).into()
}

fn area_row(record: &Record, index: AreaIndex, targets: Option<&AreaTargets>) -> Vec<Shown> {
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
    row.extend(measured(&score.measure, counts, banded(record, score.band, score.lack())));
    let leaks = record.findings.leaks_within(questionnaire, index).count();
    row.push(Cell::Number(area.weight).into());
    row.push(Cell::Number(leaks as f64).into());
    if let Some(targets) = targets {
        let of = targets.find(index);
        let by = of.and_then(|of| of.target.by);
        let reached = of.and_then(AreaTarget::percent);
        row.extend([
            of.map_or(Cell::Empty, |of| Cell::Number(f64::from(of.target.score))).into(),
            by.map_or(Cell::Empty, |by| Cell::text(&by.to_string())).into(),
            reached.map_or(Cell::Empty, |percent| Cell::Number(f64::from(percent) / 100.0)).into(),
        ]);
    }
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
    row.extend(measured(&record.scorecard.overall, true, banded(record, record.findings.band, None)));
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

fn banded(record: &Record, band: Option<BandIndex>, lack: Option<Lack>) -> Shown {
    let (questionnaire, words) = (record.questionnaire(), record.words());
    match band {
        Some(band) => Shown::Toned(questionnaire[band].label.clone(), tone(questionnaire, band)),
        None => Cell::text(lack.unwrap_or(Lack::TooFew).in_words(words)).into(),
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
    let words = record.words();
    let who = match assessment.name.as_str() {
        "" => String::new(),
        name => format!(" {}", fill(words.workbook.result.answered_by, &[("name", &name)])),
    };
    let title = match (assessment.about.as_str(), assessment.label.as_str()) {
        ("", "") => String::new(),
        (_, _) => format!("{}. ", assessment.title()),
    };
    format!("{title}{}.{who}", words.date(assessment.date))
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
    words: &'static Words,
}

impl Bars<'_> {
    fn draw(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let bars = self.end.saturating_sub(self.top);
        if bars == 0 || MOST_BARS < bars {
            return Ok(());
        }
        let last = self.end - 1;
        let overview = self.words.workbook.overview;
        let points: Vec<ChartPoint> = self.tones.iter().map(|tone| point(*tone)).collect();
        let mut chart = Chart::new(ChartType::Bar);
        chart
            .add_series()
            .set_categories((overview, self.top, self.names, last, self.names))
            .set_values((overview, self.top, self.scores, last, self.scores))
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
        chart.set_alt_text(fill(self.words.workbook.result.chart, &[("title", &self.title)]));
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
