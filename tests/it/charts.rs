//! Every chart as it looks, wide and narrow.
//!
//! `INSTA_UPDATE=always cargo test` writes the golden charts anew; open them in a browser before they are kept.

use leaky_bucket::export::svg;
use leaky_bucket::page::chart;
use leaky_bucket::page::font::Fonts;
use leaky_bucket::page::palette::Palette;
use leaky_bucket::page::typesetter::Typesetter;
use leaky_bucket::report::{
    Band, Bar, Bars, Bucket, Drawing, Heat, HeatRow, Hole, Matrix, MatrixPoint, OtherEdition, Others, Radar,
    Slope, SlopeLine, Spoke, Spread, SpreadRow, Square, Tone, Trend, TrendLine,
};

/// As wide as a page's text, and as half a column.
const WIDTHS: [(&str, f32); 2] = [("wide", 487.0), ("narrow", 190.0)];

/// An area, its score now and last time, and the scores of its questions.
const AREAS: [(&str, f64, f64, &[Option<f64>]); 9] = [
    ("Customer retention", 66.0, 58.0, &[Some(75.0), Some(50.0), Some(75.0), Some(100.0), Some(25.0)]),
    ("New customers", 31.0, 42.0, &[Some(25.0), Some(25.0), None, Some(50.0), Some(0.0)]),
    ("Metrics and early warning", 38.0, 35.0, &[Some(25.0), None, None, Some(50.0)]),
    (
        "Qualification of opportunities",
        72.0,
        70.0,
        &[Some(75.0), Some(75.0), Some(75.0), Some(75.0), Some(50.0)],
    ),
    ("Moving opportunities forward", 47.0, 45.0, &[Some(50.0), Some(25.0), Some(67.0)]),
    ("Support from other departments", 24.0, 30.0, &[Some(25.0), Some(0.0), Some(33.0), Some(38.0)]),
    ("Continuous development of sellers", 55.0, 51.0, &[Some(50.0), Some(50.0), Some(50.0), Some(75.0)]),
    ("Reps who do not perform", 44.0, 44.0, &[Some(25.0), Some(75.0), None]),
    ("Downtime and rhythm", 84.0, 77.0, &[Some(100.0), Some(75.0), Some(75.0)]),
];

fn band(score: f64) -> Band {
    match score {
        score if score < 40.0 => Band::new("Pouring", Tone::Worst),
        score if score < 60.0 => Band::new("Leaking", Tone::Poor),
        score if score < 80.0 => Band::new("Seeping", Tone::Fair),
        _ => Band::new("Watertight", Tone::Good),
    }
}

fn bars() -> Drawing {
    let rows = AREAS.iter().zip(1..).map(|((label, score, previous, dots), number)| Bar {
        number: Some(number),
        label: (*label).to_owned(),
        score: (number != 8).then_some(*score),
        range: (number % 3 == 0).then_some((score - 9.0, score + 8.0)),
        band: Some(band(*score)),
        dots: dots.to_vec(),
        previous: Some(*previous),
        target: Some(70.0),
        others: None,
        note: "too few answers".to_owned(),
    });
    Drawing::Bars(Bars { rows: rows.collect(), ticks: vec![40, 60, 80], ..Bars::default() })
}

fn bucket() -> Drawing {
    let holes = AREAS.iter().zip(1..).map(|((label, score, ..), number)| Hole {
        number,
        label: (*label).to_owned(),
        leak: (number != 8).then_some(1.0 - score / 100.0),
        tone: Some(band(*score).tone),
    });
    Drawing::Bucket(Bucket {
        score: Some(46.0),
        scale: "of 100".to_owned(),
        band: Some(band(46.0)),
        previous: Some(58.0),
        previous_label: "2025: 58".to_owned(),
        holes: holes.collect(),
    })
}

fn heat() -> Drawing {
    let square = |score: &Option<f64>| match score {
        Some(score) => Square::Scored { score: *score, tone: band(*score).tone },
        None => Square::Unknown,
    };
    let rows = AREAS.iter().zip(1..).map(|((label, _, _, dots), number)| {
        let mut squares: Vec<Square> = dots.iter().map(square).collect();
        if number == 5 {
            squares.push(Square::NotApplicable);
        }
        HeatRow { number: Some(number), label: (*label).to_owned(), squares }
    });
    let bands = [("Pouring, 0 to 39", 0.0), ("Leaking, 40 to 59", 40.0), ("Seeping, 60 to 79", 60.0)];
    let bands = bands.map(|(name, score)| Band { name: name.to_owned(), ..band(score) });
    let best = Band::new("Watertight, 80 to 100", Tone::Good);
    Drawing::Heat(Heat {
        rows: rows.collect(),
        bands: bands.into_iter().chain([best]).collect(),
        ..Heat::default()
    })
}

fn matrix() -> Drawing {
    let points = (1..=27_u32).map(|number| MatrixPoint {
        number,
        across: f64::from(number * 7 % 3) / 2.0,
        upward: 1.0 - f64::from((number - 1) / 5) / 5.0,
        tone: Some(Tone::of_step(number as usize / 8, 4)),
    });
    Drawing::Matrix(Matrix {
        across: "takes more effort".to_owned(),
        upward: "helps more".to_owned(),
        steps: ["low", "medium", "high"].map(str::to_owned).to_vec(),
        corners: ["Do now", "Plan", "By the way", "Leave"].map(str::to_owned),
        points: points.collect(),
    })
}

fn slope() -> Drawing {
    let lines = AREAS.iter().map(|(label, now, before, _)| SlopeLine {
        label: (*label).to_owned(),
        before: *before,
        now: *now,
        certain: (now - before).abs() >= 6.0,
    });
    Drawing::Slope(Slope {
        before: "Spring 2025".to_owned(),
        now: "Spring 2026".to_owned(),
        lines: lines.collect(),
        ..Slope::default()
    })
}

fn trend() -> Drawing {
    let line = |number: Option<u32>, label: &str, scores: Vec<Option<f64>>| TrendLine {
        number,
        label: label.to_owned(),
        scores,
    };
    let lines = AREAS.iter().zip(1..).map(|((label, now, before, _), number)| {
        let first = 100.0 - now;
        let scores = match number {
            8 => vec![None; 5],
            5 => vec![Some(first), None, None, Some(*before), Some(*now)],
            6 => vec![None, None, Some(*now), None, None],
            _ => vec![Some(first), Some((first + before) / 2.0), Some(*before), Some(*before), Some(*now)],
        };
        line(Some(number), label, scores)
    });
    let whole = [39.0, 44.0, 31.0, 53.0, 46.0].map(Some).to_vec();
    Drawing::Trend(Trend {
        rounds: ["2022", "2023", "2024", "Spring 2025", "2026"].map(str::to_owned).to_vec(),
        whole: Some(line(None, "Overall", whole)),
        lines: lines.collect(),
        other_editions: vec![OtherEdition { round: 3, name: "edition 2025.1".to_owned() }],
        ticks: vec![40, 60, 80],
        ..Trend::default()
    })
}

fn spread() -> Drawing {
    let row = |label: &str, counts: &[u32], unknown, median, agreed| SpreadRow {
        label: label.to_owned(),
        counts: counts.to_vec(),
        unknown,
        median: Some(median),
        agreed,
    };
    Drawing::Spread(Spread {
        rows: vec![
            row(
                "Are goals for new customers written down for each seller?",
                &[1, 4, 3, 0, 2],
                1,
                2.0,
                Some(1.0),
            ),
            row("Is a lost customer noticed within a month?", &[0, 1, 2, 5, 2], 0, 3.0, Some(3.0)),
            row("Who carries service after the sale?", &[12, 31, 5, 3], 4, 1.0, None),
            row("Are proposals followed up?", &[0, 0, 0, 0, 0], 3, 0.0, None),
        ],
        ..Spread::default()
    })
}

fn radar() -> Drawing {
    let spokes = AREAS.iter().zip(1..).map(|((label, now, before, _), number)| Spoke {
        number: Some(number),
        label: (*label).to_owned(),
        score: (number != 8).then_some(*now),
        previous: Some(*before),
    });
    Drawing::Radar(Radar { spokes: spokes.collect(), now: "2026".to_owned(), before: "2025".to_owned() })
}

#[track_caller]
fn check(name: &str, drawing: &Drawing) {
    let fonts = Fonts::embedded().unwrap();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../golden/charts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (size, width) in WIDTHS {
            let picture = chart::draw(drawing, width, &mut Typesetter::new(&fonts));
            let svg = svg::picture(&picture.marks, &Palette::default(), width, picture.height);
            insta::assert_snapshot!(format!("{name}_{size}.svg"), svg);
        }
    });
}

#[test]
fn golden_bars() {
    check("bars", &bars());
}

/// Over each bar the middle half of others' scores, and nothing in it.
#[test]
fn golden_bars_with_others() {
    let Drawing::Bars(mut bars) = bars() else { unreachable!() };
    for (row, at) in bars.rows.iter_mut().zip(0_u8..) {
        let lower = f64::from(12 * at % 70);
        row.others = Some(Others { lower, median: lower + f64::from(2 * at), upper: lower + 20.0 });
    }
    check("bars_with_others", &Drawing::Bars(bars));
}

#[test]
fn golden_bucket() {
    check("bucket", &bucket());
}

#[test]
fn golden_heat() {
    check("heat", &heat());
}

#[test]
fn golden_matrix() {
    check("matrix", &matrix());
}

#[test]
fn golden_slope() {
    check("slope", &slope());
}

#[test]
fn golden_trend() {
    check("trend", &trend());
}

#[test]
fn golden_spread() {
    check("spread", &spread());
}

#[test]
fn golden_radar() {
    check("radar", &radar());
}
