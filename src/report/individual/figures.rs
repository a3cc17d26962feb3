//! Figures of the areas and their questions: bars with dots, the heat of every question, the wheel.

use super::super::{
    Bar, BarWords, Bars, Block, Drawing, Figure, Heat, HeatRow, HeatWords, Level, Radar, Section, Spoke,
    Square, Start, Tone,
};
use super::page_one::{bar, in_words, ticks};
use super::{Band, Subject, benchmark};
use crate::questionnaire::{AreaIndex, BandIndex, QuestionIndex};
use crate::scoring::{State, printed};
use crate::words::fill;

/// The bars of all areas in the order of the questionnaire, every question as a dot.
pub(super) fn bars(subject: Subject, areas: &[AreaIndex]) -> Figure {
    let questionnaire = subject.questionnaire();
    let targets = subject.targets();
    let rows: Vec<Bar> = areas
        .iter()
        .map(|area| {
            let band = subject.scorecard.area(*area).band.map(|band| subject.band(band));
            let dots = squares(subject, *area).into_iter().filter_map(dot).collect();
            let others = benchmark::others(subject, *area);
            let target = targets.find(*area).map(|of| f64::from(of.target.score));
            Bar { dots, target, others, ..bar(subject, *area, questionnaire[*area].title.clone(), band) }
        })
        .collect();
    let said: Vec<String> = rows.iter().map(|row| in_words(&row.label, row, subject.words())).collect();
    Figure {
        alt: fill(subject.says().figures.bars_in_order, &[("areas", &said.join("; "))]),
        caption: String::new(),
        drawing: Drawing::Bars(Bars { rows, ticks: ticks(subject), words: BarWords::of(subject.words()) }),
    }
}

/// Every question that counts, area by area, under a heading; nothing when there are none.
pub(super) fn at_a_glance(subject: Subject) -> Vec<Block> {
    match heat(subject) {
        Some(heat) => vec![Block::heading(subject.says().scores.at_a_glance), Block::Figure(heat)],
        None => Vec::new(),
    }
}

fn heat(subject: Subject) -> Option<Figure> {
    let questionnaire = subject.questionnaire();
    let rows: Vec<HeatRow> = questionnaire
        .scored_areas()
        .map(|area| HeatRow {
            number: subject.number(area),
            label: questionnaire[area].short.clone(),
            squares: squares(subject, area),
        })
        .filter(|row| !row.squares.is_empty())
        .collect();
    if rows.is_empty() {
        return None;
    }
    let words = HeatWords::of(subject.words());
    let said: Vec<String> = rows
        .iter()
        .map(|row| {
            let squares: Vec<String> =
                row.squares.iter().map(|square| square_in_words(square, &words)).collect();
            format!("{} {}", row.label, squares.join(", "))
        })
        .collect();
    Some(Figure {
        alt: fill(subject.says().figures.heat, &[("areas", &said.join("; "))]),
        caption: subject.says().figures.heat_caption.to_owned(),
        drawing: Drawing::Heat(Heat { rows, bands: bands(subject), words }),
    })
}

fn square_in_words(square: &Square, words: &HeatWords) -> String {
    match square {
        Square::Scored { score, .. } => format!("{score:.0}"),
        Square::Unknown => words.unknown.clone(),
        Square::NotApplicable => words.not_applicable.clone(),
    }
}

/// The bands with the scores they hold, such as `Leaking 40 to 59`.
fn bands(subject: Subject) -> Vec<Band> {
    let bands = &subject.questionnaire().bands;
    let ends = bands.iter().skip(1).map(|next| next.from.saturating_sub(1)).chain([100]);
    bands
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(index, (band, last))| Band {
            name: fill(
                subject.says().figures.band,
                &[("band", &band.label), ("from", &band.from), ("to", &last)],
            ),
            ..subject.band(BandIndex(index))
        })
        .collect()
}

/// How the questions of an area and of those inside it came out; of private areas nothing is told.
fn squares(subject: Subject, area: AreaIndex) -> Vec<Square> {
    let questionnaire = subject.questionnaire();
    questionnaire
        .areas_within(area)
        .filter(|area| questionnaire.shows_score(*area))
        .flat_map(|area| questionnaire.questions_of(area))
        .filter_map(|question| square(subject, question))
        .collect()
}

/// `None` for a question that does not count here.
fn square(subject: Subject, question: QuestionIndex) -> Option<Square> {
    let questionnaire = subject.questionnaire();
    let score = subject.scorecard.question(question);
    score.highest?;
    if let Some(share) = score.score() {
        let score = printed(share);
        let tone = Tone::of_step(questionnaire.band_of(score).0, questionnaire.bands.len());
        return Some(Square::Scored { score: f64::from(score), tone });
    }
    match score.state {
        State::DontKnow | State::NotAnswered | State::Skipped | State::NotJudged => Some(Square::Unknown),
        State::NotApplicable => Some(Square::NotApplicable),
        // An answer without a level, or a question that was not asked.
        State::Answered | State::Closed => None,
    }
}

/// A question as a dot below its area's bar; one that does not apply has none.
fn dot(square: Square) -> Option<Option<f64>> {
    match square {
        Square::Scored { score, .. } => Some(Some(score)),
        Square::Unknown => Some(None),
        Square::NotApplicable => None,
    }
}

/// The scores on spokes, for those who asked for it; `None` with fewer areas than make a wheel.
pub(super) fn wheel(subject: Subject) -> Option<Section> {
    const FEWEST: usize = 3;
    let questionnaire = subject.questionnaire();
    let (words, says) = (subject.words(), &subject.says().figures);
    let areas = questionnaire.scored_areas().filter(|area| subject.scorecard.area(*area).applies);
    let spokes: Vec<Spoke> = areas
        .map(|area| Spoke {
            number: subject.number(area),
            label: questionnaire[area].short.clone(),
            score: subject.scorecard.area(area).measure.printed().map(f64::from),
            previous: None,
        })
        .collect();
    if spokes.len() < FEWEST {
        return None;
    }
    let said: Vec<String> = spokes
        .iter()
        .map(|spoke| match spoke.score {
            Some(score) => format!("{} {score:.0}", spoke.label),
            None => fill(says.no_score, &[("area", &spoke.label)]),
        })
        .collect();
    let figure = Figure {
        alt: fill(
            words.plural(&says.wheel, spokes.len()),
            &[("count", &spokes.len()), ("areas", &said.join("; "))],
        ),
        caption: says.wheel_caption.to_owned(),
        drawing: Drawing::Radar(Radar { spokes, ..Radar::default() }),
    };
    Some(Section {
        title: says.wheel_title.to_owned(),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("wheel".to_owned()),
        blocks: vec![Block::Figure(figure)],
    })
}
