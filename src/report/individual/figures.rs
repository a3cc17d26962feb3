//! Figures of the areas and their questions: bars with dots, the heat of every question, the wheel.

use super::super::{
    Bar, Bars, Block, Drawing, Figure, Heat, HeatRow, Level, Radar, Section, Spoke, Square, Start, Tone,
};
use super::page_one::{bar, in_words, ticks};
use super::{Band, Subject};
use crate::questionnaire::{AreaIndex, BandIndex, QuestionIndex};
use crate::scoring::{State, printed};
use crate::text::counted;

/// The bars of all areas in the order of the questionnaire, every question as a dot.
pub(super) fn bars(subject: Subject, areas: &[AreaIndex]) -> Figure {
    let questionnaire = subject.questionnaire();
    let rows: Vec<Bar> = areas
        .iter()
        .map(|area| {
            let band = subject.scorecard.area(*area).band.map(|band| subject.band(band));
            let dots = squares(subject, *area).into_iter().filter_map(dot).collect();
            Bar { dots, ..bar(subject, *area, questionnaire[*area].title.clone(), band) }
        })
        .collect();
    let said: Vec<String> = rows.iter().map(|row| in_words(&row.label, row)).collect();
    Figure {
        alt: format!("Bars of the areas' scores in the order of the questionnaire: {}.", said.join("; ")),
        caption: String::new(),
        drawing: Drawing::Bars(Bars { rows, ticks: ticks(subject), ..Bars::default() }),
    }
}

/// Every question that counts, area by area, under a heading; nothing when there are none.
pub(super) fn at_a_glance(subject: Subject) -> Vec<Block> {
    match heat(subject) {
        Some(heat) => vec![Block::heading("Every question at a glance"), Block::Figure(heat)],
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
    let said: Vec<String> = rows
        .iter()
        .map(|row| {
            let squares: Vec<String> = row.squares.iter().map(square_in_words).collect();
            format!("{} {}", row.label, squares.join(", "))
        })
        .collect();
    Some(Figure {
        alt: format!("The score of every question, area by area, in the order asked: {}.", said.join("; ")),
        caption: "Each square is a question, in the order asked; the number is its score of 100.".to_owned(),
        drawing: Drawing::Heat(Heat { rows, bands: bands(subject), ..Heat::default() }),
    })
}

fn square_in_words(square: &Square) -> String {
    match square {
        Square::Scored { score, .. } => format!("{score:.0}"),
        Square::Unknown => "not known".to_owned(),
        Square::NotApplicable => "does not apply".to_owned(),
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
            name: format!("{} {} to {last}", band.label, band.from),
            ..subject.band(BandIndex(index))
        })
        .collect()
}

/// How the questions of an area and of those inside it came out; of private areas nothing is told.
fn squares(subject: Subject, area: AreaIndex) -> Vec<Square> {
    let questionnaire = subject.questionnaire();
    questionnaire
        .areas_within(area)
        .filter(|area| questionnaire.is_scored(*area) && !questionnaire.is_private(*area))
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
            None => format!("{} without a score", spoke.label),
        })
        .collect();
    let figure = Figure {
        alt: format!(
            "A wheel of {}, the score of each area on its own: {}.",
            counted(spokes.len(), "spoke", "spokes"),
            said.join("; ")
        ),
        caption: "Each spoke is an area, in the order of the questionnaire, clockwise from the top. The middle is 0, \
                  the outer ring 100, the rings between them 25, 50 and 75: the farther out, the better. Read one \
                  spoke at a time. The shape and its surface mean nothing; both would change with the order of \
                  the areas."
            .to_owned(),
        drawing: Drawing::Radar(Radar { spokes, ..Radar::default() }),
    };
    Some(Section {
        title: "The scores as a wheel".to_owned(),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("wheel".to_owned()),
        blocks: vec![Block::Figure(figure)],
    })
}
