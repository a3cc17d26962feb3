//! One figure of every kind, from the areas of the sample.

use super::super::*;
use super::practices::{PRACTICES, Practice, band};
use super::words;

pub(super) fn bars() -> Bars {
    let rows = PRACTICES
        .iter()
        .zip(1..)
        .map(|(practice, number)| Bar {
            number: Some(number),
            label: practice.name.to_owned(),
            score: Some(practice.score),
            range: Some((practice.score - 7.0, (practice.score + 6.0).min(100.0))),
            band: Some(band(practice.score)),
            ..Bar::default()
        })
        .collect();
    Bars { rows, ticks: vec![40, 60, 80], ..Bars::default() }
}

pub(super) fn bucket() -> Bucket {
    Bucket {
        score: Some(46.0),
        scale: "of 100".to_owned(),
        band: Some(band(46.0)),
        previous: Some(52.0),
        previous_label: "2025: 52".to_owned(),
        holes: PRACTICES
            .iter()
            .zip(1..)
            .map(|(practice, number)| Hole {
                number,
                label: practice.name.to_owned(),
                leak: Some((100.0 - practice.score) / 100.0),
                tone: Some(band(practice.score).tone),
            })
            .collect(),
    }
}

pub(super) fn heat() -> Heat {
    let square = |score: f64| Square::Scored { score, tone: band(score).tone };
    let rows = PRACTICES.iter().zip(1..).map(|(practice, number)| HeatRow {
        number: Some(number),
        label: practice.name.to_owned(),
        squares: vec![
            square(practice.score),
            Square::Unknown,
            square(practice.previous),
            Square::NotApplicable,
        ],
    });
    Heat { rows: rows.collect(), bands: [20.0, 50.0, 70.0, 90.0].map(band).to_vec(), ..Heat::default() }
}

pub(super) fn spread() -> Spread {
    let rows = PRACTICES.iter().zip(1..).take(3).map(|(practice, number)| SpreadRow {
        label: practice.aim.to_owned(),
        counts: vec![number, 3, 0, 2, 1],
        unknown: 1,
        median: Some(1.0),
        agreed: Some(3.0),
    });
    Spread { rows: rows.collect(), ..Spread::default() }
}

pub(super) fn radar() -> Radar {
    let spokes = PRACTICES.iter().zip(1..).map(|(practice, number)| Spoke {
        number: Some(number),
        label: practice.name.to_owned(),
        score: Some(practice.score),
        previous: Some(practice.previous),
    });
    Radar { spokes: spokes.collect(), now: "2026".to_owned(), before: "2025".to_owned() }
}

pub(super) fn trend() -> Drawing {
    let line = |practice: &Practice| TrendLine {
        number: None,
        label: practice.name.to_owned(),
        scores: vec![None, Some(practice.previous), Some(practice.score)],
    };
    Drawing::Trend(Trend {
        rounds: words(&["2024", "Spring 2025", "Spring 2026"]),
        whole: Some(TrendLine {
            label: "Overall".to_owned(),
            scores: [52.0, 50.0, 51.0].map(Some).to_vec(),
            ..TrendLine::default()
        }),
        lines: PRACTICES.iter().map(line).collect(),
        other_editions: vec![OtherEdition { round: 1, name: "edition 2".to_owned() }],
        ticks: vec![40, 60, 80],
        ..Trend::default()
    })
}

pub(super) fn slope() -> Slope {
    let lines = PRACTICES
        .iter()
        .map(|practice| SlopeLine {
            label: practice.name.to_owned(),
            before: practice.previous,
            now: practice.score,
            certain: (practice.score - practice.previous).abs() >= 6.0,
        })
        .collect();
    Slope { before: "Spring 2025".to_owned(), now: "Spring 2026".to_owned(), lines, ..Slope::default() }
}
