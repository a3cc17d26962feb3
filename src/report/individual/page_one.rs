//! Page one stands alone: the verdict, the bucket, nine bars, and what to do first.

use super::super::{
    Band, Bar, BarWords, Bars, Block, Bucket, Cell, Column, Columns, Drawing, Figure, Hole, Level, Row,
    Section, Start, Table,
};
use super::{Subject, date_in_words, leaks, range, severity};
use crate::questionnaire::{AreaIndex, QuestionIndex};
use crate::text::counted;
use crate::words::{Words, capitalized, fill};

/// How many leaks page one asks to plug first.
const FIRST: usize = 3;

pub(super) fn section(subject: Subject) -> Section {
    let mut blocks = vec![Block::lead(verdict(subject)), Block::note(score_line(subject))];
    blocks.push(Block::Columns(Columns {
        left_share: 0.42,
        left: vec![Block::Figure(bucket(subject))],
        right: vec![Block::Figure(bars(subject))],
    }));
    blocks.extend(plug_first(subject));
    if let Some(strength) = subject.findings.strengths.first() {
        blocks.push(Block::text(format!("Keep this: {}", leaks::strength(subject, strength))));
    }
    blocks.push(Block::note(about_line(subject)));
    Section {
        title: match subject.assessment.about.is_empty() {
            true => subject.questionnaire().title.clone(),
            false => subject.assessment.title(),
        },
        level: Level::One,
        start: Start::NewPage,
        anchor: None,
        blocks,
    }
}

/// The one sentence that a reader remembers.
fn verdict(subject: Subject) -> String {
    let questionnaire = subject.questionnaire();
    let scored: Vec<AreaIndex> = subject
        .ranked_areas()
        .into_iter()
        .filter(|area| subject.scorecard.area(*area).measure.score.is_some())
        .collect();
    let state = match subject.findings.band {
        Some(band) => format!("The bucket is {}", questionnaire[band].label.to_lowercase()),
        None => "Too little was answered for a score".to_owned(),
    };
    match scored.as_slice() {
        [lowest, .., highest] if is_best(subject, *lowest) => {
            let (lowest, highest) = (&questionnaire[*lowest].title, &questionnaire[*highest].title);
            format!("{state}: no area leaks badly. {highest} holds best; {lowest} has most to gain.")
        }
        [lowest, .., highest] => {
            let (lowest, highest) = (&questionnaire[*lowest].title, &questionnaire[*highest].title);
            format!("{state}. {lowest} leaks most; {highest} holds best.")
        }
        [_] | [] => format!("{state}."),
    }
}

/// Whether an area lies in the best band.
fn is_best(subject: Subject, area: AreaIndex) -> bool {
    let best = subject.questionnaire().bands.len().saturating_sub(1);
    subject.scorecard.area(area).band.is_some_and(|band| band.0 == best)
}

fn score_line(subject: Subject) -> String {
    let overall = &subject.scorecard.overall;
    let questionnaire = subject.questionnaire();
    let unknown = subject.scorecard.unsettled(questionnaire);
    let mut parts = Vec::new();
    match (overall.printed(), subject.findings.band) {
        (Some(score), Some(band)) => {
            parts.push(format!("Overall {score} of 100, {}", questionnaire[band].label.to_lowercase()));
        }
        (_, _) => {
            let missing: Vec<&str> =
                subject.scorecard.missing.iter().map(|area| questionnaire[*area].title.as_str()).collect();
            parts.push(format!("No overall score yet: {} lack answers", missing.join(", ")));
        }
    }
    if let Some(range) = range(overall, subject.words()) {
        parts
            .push(format!("{range}: {} not known or open", counted(unknown, "question is", "questions are")));
    }
    if let Some(cap) = subject.findings.capped_by {
        parts.push(format!("no better band because {}", questionnaire.scoring.caps[cap].because));
    }
    format!("{}.", parts.join("; "))
}

fn bucket(subject: Subject) -> Figure {
    let overall = &subject.scorecard.overall;
    let questionnaire = subject.questionnaire();
    let areas: Vec<AreaIndex> =
        questionnaire.scored_areas().filter(|area| subject.scorecard.area(*area).applies).collect();
    let holes: Vec<Hole> = areas
        .iter()
        .map(|area| {
            let score = subject.scorecard.area(*area);
            Hole {
                number: subject.number(*area).unwrap_or(0),
                label: questionnaire[*area].title.clone(),
                leak: score.measure.score.map(|score| 1.0 - score),
                tone: score.band.map(|band| subject.band(band).tone),
            }
        })
        .collect();
    let stands = match overall.printed() {
        Some(score) => format!("The water stands at {score} of 100."),
        None => "There is no score.".to_owned(),
    };
    let losses = areas.iter().map(|area| match subject.scorecard.area(*area).measure.printed() {
        Some(score) => format!("{} {}", subject.numbered(*area), 100_u32.saturating_sub(score)),
        None => format!("{} not known", subject.numbered(*area)),
    });
    let alt = format!(
        "A bucket with {}, one for each area; each drop is as large as what the area loses of its 100: {}. {stands}",
        counted(holes.len(), "hole", "holes"),
        losses.collect::<Vec<_>>().join(", ")
    );
    Figure {
        alt,
        caption: String::new(),
        drawing: Drawing::Bucket(Bucket {
            score: overall.printed().map(f64::from),
            scale: "of 100".to_owned(),
            band: subject.findings.band.map(|band| subject.band(band)),
            holes,
            ..Bucket::default()
        }),
    }
}

fn bars(subject: Subject) -> Figure {
    let questionnaire = subject.questionnaire();
    let mut said = Vec::new();
    let rows: Vec<Bar> = subject
        .ranked_areas()
        .into_iter()
        .map(|area| {
            let band = subject.scorecard.area(area).band.map(|band| subject.band(band));
            let bar = bar(subject, area, questionnaire[area].short.clone(), band);
            said.push(in_words(&subject.numbered(area), &bar, subject.words()));
            bar
        })
        .collect();
    let ticks = ticks(subject);
    let mut alt = format!("Bars from 0 to 100, lowest score first: {}.", said.join("; "));
    if !ticks.is_empty() {
        let ticks: Vec<String> = ticks.iter().map(u8::to_string).collect();
        alt.push_str(&format!(" Lines stand where the bands change: {}.", ticks.join(", ")));
    }
    Figure {
        alt,
        caption: String::new(),
        drawing: Drawing::Bars(Bars { rows, ticks, words: BarWords::of(subject.words()) }),
    }
}

/// A bar with all its numbers: `2 New customers 35, pouring, could be 29 to 46`.
pub(super) fn in_words(title: &str, bar: &Bar, words: &Words) -> String {
    let number = |score: f64| words.number(score, 0);
    let Some(score) = bar.score else {
        return fill(words.report.figures.no_score, &[("area", &title)]);
    };
    let band = bar.band.as_ref().map(|band| (words.within)(&band.name));
    let range = bar.range.map(|(low, high)| {
        fill(words.report.often.could_be, &[("low", &number(low)), ("high", &number(high))])
    });
    let parts = [Some(format!("{title} {}", number(score))), band, range];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub(super) fn bar(subject: Subject, area: AreaIndex, label: String, band: Option<Band>) -> Bar {
    let measure = &subject.scorecard.area(area).measure;
    let range = (f64::from(measure.printed_low()), f64::from(measure.printed_high()));
    Bar {
        number: subject.number(area),
        label,
        score: measure.printed().map(f64::from),
        range: measure.is_range().then_some(range),
        band,
        note: match measure.score {
            Some(_) => String::new(),
            None => subject.says().often.too_few.to_owned(),
        },
        ..Bar::default()
    }
}

/// Where one band ends and the next begins.
pub(super) fn ticks(subject: Subject) -> Vec<u8> {
    let bands = subject.questionnaire().bands.iter().skip(1);
    bands.filter_map(|band| u8::try_from(band.from).ok()).collect()
}

/// The first leaks, each with what plugs it and room for a name and a day.
fn plug_first(subject: Subject) -> Vec<Block> {
    let questionnaire = subject.questionnaire();
    let leaks = &subject.findings.leaks;
    if leaks.is_empty() {
        return vec![Block::heading("Plug first"), Block::text("No leak was found in what was answered.")];
    }
    let rows = leaks.iter().take(FIRST).enumerate().map(|(position, leak)| {
        let practice = leak.plugged_by.first().map(|practice| questionnaire[*practice].text.as_str());
        Row::Cells(vec![
            Cell::muted((position + 1).to_string()),
            Cell::strong(leak.headline.clone()),
            Cell::from(practice.unwrap_or_default()),
            Cell::band(&severity(leak.severity, subject.words())),
            Cell::default(),
            Cell::default(),
        ])
    });
    vec![
        Block::heading("Plug first"),
        Block::Table(Table {
            summary: "The leaks to plug first, with what plugs them and room for a name and a date"
                .to_owned(),
            columns: vec![
                Column::right("", 0.04),
                Column::left("Leak", 0.26),
                Column::left("Do", 0.35),
                Column::left("How bad", 0.13),
                Column::left("Who", 0.11),
                Column::left("By when", 0.11),
            ],
            rows: rows.collect(),
        }),
    ]
}

/// Who, when, and by which questionnaire.
fn about_line(subject: Subject) -> String {
    let assessment = subject.assessment;
    let questionnaire = subject.questionnaire();
    let who = match assessment.name.is_empty() {
        true => "One unnamed respondent".to_owned(),
        false => assessment.name.clone(),
    };
    let role = assessment.role().map(|role| format!(" ({})", capitalized(role.as_str()))).unwrap_or_default();
    let asked: Vec<QuestionIndex> = subject
        .scorecard
        .flow
        .asked()
        .filter(|question| questionnaire[*question].area.is_none_or(|area| !questionnaire.is_private(area)))
        .collect();
    let open = asked.iter().filter(|question| assessment.answers.entry(**question).is_unanswered()).count();
    format!(
        "{who}{role}, {}. {} asked, {open} left open, {} answered \"don't know\". {}, edition {}.",
        date_in_words(assessment.date),
        counted(asked.len(), "question", "questions"),
        subject.findings.blind_spots.iter().filter(|spot| spot.row.is_none()).count(),
        questionnaire.title,
        questionnaire.edition
    )
}
