//! What every drawing promises, whatever its numbers, words and width: all of it stands in its box, no two
//! texts touch, and nothing needs colour to be told apart.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::page::font::Fonts;
use crate::page::palette::Palette;
use crate::page::typesetter::Typesetter;
use crate::page::{Shape, style};
use crate::report::{
    Bar, BarWords, Bars, Bucket, Heat, HeatRow, Hole, Matrix, MatrixPoint, OtherEdition, Others, Radar,
    Slope, SlopeLine, Spoke, Spread, SpreadRow, Square, Trend, TrendLine,
};

const TONES: [Tone; 4] = [Tone::Worst, Tone::Poor, Tone::Fair, Tone::Good];
/// The most rows, points and spokes that a drawing is asked for.
const MOST: usize = 40;

fn is_text(mark: &Mark) -> bool {
    match mark.shape {
        Shape::Text(_) | Shape::Missing(_) => true,
        Shape::Fill { .. } | Shape::Stroke { .. } | Shape::Image(_) => false,
    }
}

/// Returns the rectangle that a text may fill: digits have no descenders.
fn inked(mark: &Mark) -> Rect {
    let bounds = mark.bounds();
    match &mark.shape {
        Shape::Text(run) if run.text().bytes().all(|byte| byte.is_ascii_digit()) => {
            Rect { height: run.at.y - bounds.y, ..bounds }
        }
        Shape::Text(_) | Shape::Missing(_) | Shape::Fill { .. } | Shape::Stroke { .. } | Shape::Image(_) => {
            bounds
        }
    }
}

/// Returns what is wrong with a drawing.
fn faults(drawing: &Drawing, width: f32) -> Vec<String> {
    const SLACK: f32 = 0.6;
    const TOUCH: f32 = 0.05;
    let fonts = Fonts::embedded().unwrap();
    let picture = draw(drawing, width, &mut Typesetter::new(&fonts));
    let mut faults = Vec::new();
    for mark in &picture.marks {
        let bounds = mark.bounds();
        let inside = -SLACK <= bounds.x
            && bounds.right() <= width + SLACK
            && -SLACK <= bounds.y
            && bounds.bottom() <= picture.height + SLACK;
        if !inside {
            faults.push(format!("outside {width} x {}: {bounds:?} {mark:?}", picture.height));
        }
    }
    let texts: Vec<(&Mark, Rect)> = picture
        .marks
        .iter()
        .filter(|mark| is_text(mark))
        .map(|mark| (mark, inked(mark)))
        .filter(|(_, bounds)| 0.0 < bounds.width)
        .collect();
    for (index, (one, here)) in texts.iter().enumerate() {
        for (other, there) in texts.iter().skip(index + 1) {
            let across = here.right().min(there.right()) - here.x.max(there.x);
            let down = here.bottom().min(there.bottom()) - here.y.max(there.y);
            if across > TOUCH && down > TOUCH {
                faults.push(format!("at width {width}, {one:?}\noverlaps {other:?}"));
            }
        }
    }
    faults
}

#[track_caller]
fn check(drawing: Drawing) {
    for width in [150.0, 200.0, 260.0, 340.0, 500.0] {
        let faults = faults(&drawing, width);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("Retention".to_owned()),
        Just("Support from other departments".to_owned()),
        Just(
            "A name that goes on and on, as names do when everybody in the room adds a word of theirs"
                .to_owned()
        ),
        Just("Donaudampfschifffahrtsgesellschaftskapitänswitwenrente".to_owned()),
        Just("顧客維持率と新規開拓".to_owned()),
        Just("Κύκλος πωλήσεων 東京".to_owned()),
        "[a-zA-Z ]{0,60}",
    ]
}

fn score() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(100.0), Just(50.0), Just(-1e9), Just(1e300), 0.0..100.0_f64]
}

fn tone() -> impl Strategy<Value = Tone> {
    (0..4_usize).prop_map(|index| TONES[index])
}

fn band() -> impl Strategy<Value = Band> {
    (label(), tone()).prop_map(|(name, tone)| Band { name, tone })
}

fn number() -> impl Strategy<Value = u32> {
    prop_oneof![Just(7), Just(u32::MAX), 1..120_u32]
}

fn bar() -> impl Strategy<Value = Bar> {
    let range = option::of((score(), score()));
    let others =
        (score(), score(), score()).prop_map(|(lower, median, upper)| Others { lower, median, upper });
    let marks =
        (vec(option::of(score()), 0..30), option::of(score()), option::of(score()), option::of(others));
    (option::of(number()), label(), option::of(score()), range, option::of(band()), marks, label()).prop_map(
        |(number, label, score, range, band, (dots, previous, target, others), note)| Bar {
            number,
            label,
            score,
            range,
            band,
            dots,
            previous,
            target,
            others,
            note,
        },
    )
}

fn bars() -> impl Strategy<Value = Drawing> {
    (vec(bar(), 0..MOST), vec(any::<u8>(), 0..6), label()).prop_map(|(rows, ticks, dot)| {
        Drawing::Bars(Bars { rows, ticks, words: BarWords { dot, ..BarWords::default() } })
    })
}

fn bucket() -> impl Strategy<Value = Drawing> {
    let hole = (number(), label(), option::of(score()), option::of(tone()))
        .prop_map(|(number, label, leak, tone)| Hole { number, label, leak, tone });
    let words = (option::of(score()), label(), option::of(band()), option::of(score()), label());
    (words, vec(hole, 0..MOST)).prop_map(|((score, scale, band, previous, previous_label), holes)| {
        Drawing::Bucket(Bucket { score, scale, band, previous, previous_label, holes })
    })
}

fn matrix() -> impl Strategy<Value = Drawing> {
    let place = prop_oneof![Just(0.0), Just(0.5), Just(1.0), -1.0..2.0_f64];
    let point = (number(), place, score(), option::of(tone())).prop_map(|(number, across, upward, tone)| {
        MatrixPoint { number, across, upward: upward / 100.0, tone }
    });
    (label(), label(), vec(label(), 0..6), [label(), label(), label(), label()], vec(point, 0..MOST))
        .prop_map(|(across, upward, steps, corners, points)| {
            Drawing::Matrix(Matrix { across, upward, steps, corners, points })
        })
}

fn slope() -> impl Strategy<Value = Drawing> {
    let line = (label(), score(), score(), any::<bool>())
        .prop_map(|(label, before, now, certain)| SlopeLine { label, before, now, certain });
    (label(), label(), vec(line, 0..MOST))
        .prop_map(|(before, now, lines)| Drawing::Slope(Slope { before, now, lines, ..Slope::default() }))
}

fn trend() -> impl Strategy<Value = Drawing> {
    let scores = || vec(option::of(score()), 0..22);
    let line = (option::of(number()), label(), scores()).prop_map(|(number, label, scores)| TrendLine {
        number,
        label,
        scores,
    });
    let whole = option::of((label(), scores()))
        .prop_map(|whole| whole.map(|(label, scores)| TrendLine { number: None, label, scores }));
    let other = (0..22_usize, label()).prop_map(|(round, name)| OtherEdition { round, name });
    let marks = (vec(other, 0..4), vec(any::<u8>(), 0..6));
    (vec(label(), 0..21), whole, vec(line, 0..MOST), marks).prop_map(
        |(rounds, whole, lines, (other_editions, ticks))| {
            Drawing::Trend(Trend { rounds, whole, lines, other_editions, ticks, ..Trend::default() })
        },
    )
}

fn heat() -> impl Strategy<Value = Drawing> {
    let square = prop_oneof![
        (score(), tone()).prop_map(|(score, tone)| Square::Scored { score, tone }),
        Just(Square::Unknown),
        Just(Square::NotApplicable),
    ];
    let row = (option::of(number()), label(), vec(square, 0..MOST))
        .prop_map(|(number, label, squares)| HeatRow { number, label, squares });
    (vec(row, 0..MOST), vec(band(), 0..6))
        .prop_map(|(rows, bands)| Drawing::Heat(Heat { rows, bands, ..Heat::default() }))
}

fn spread() -> impl Strategy<Value = Drawing> {
    let count = prop_oneof![Just(0), Just(u32::MAX), 0..12_u32];
    let level = || option::of(-1.0..12.0_f64);
    let row = (label(), vec(count, 0..12), number(), level(), level()).prop_map(
        |(label, counts, unknown, median, agreed)| SpreadRow { label, counts, unknown, median, agreed },
    );
    vec(row, 0..MOST).prop_map(|rows| Drawing::Spread(Spread { rows, ..Spread::default() }))
}

fn radar() -> impl Strategy<Value = Drawing> {
    let spoke = (option::of(number()), label(), option::of(score()), option::of(score()))
        .prop_map(|(number, label, score, previous)| Spoke { number, label, score, previous });
    (vec(spoke, 0..MOST), label(), label())
        .prop_map(|(spokes, now, before)| Drawing::Radar(Radar { spokes, now, before }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bars_stand_in_their_box(drawing in bars(), width in 150.0..500.0_f32) {
        prop_assert_eq!(faults(&drawing, width), Vec::<String>::new());
    }

    #[test]
    fn any_bucket_stands_in_its_box(drawing in bucket(), width in 150.0..500.0_f32) {
        prop_assert_eq!(faults(&drawing, width), Vec::<String>::new());
    }

    #[test]
    fn any_matrix_stands_in_its_box(drawing in matrix(), width in 150.0..500.0_f32) {
        prop_assert_eq!(faults(&drawing, width), Vec::<String>::new());
    }

    #[test]
    fn any_slope_stands_in_its_box(drawing in slope(), width in 150.0..500.0_f32) {
        prop_assert_eq!(faults(&drawing, width), Vec::<String>::new());
    }

    #[test]
    fn any_trend_stands_in_its_box(drawing in trend(), width in 150.0..500.0_f32) {
        prop_assert_eq!(faults(&drawing, width), Vec::<String>::new());
    }

    #[test]
    fn any_heat_stands_in_its_box(drawing in heat(), width in 150.0..500.0_f32) {
        prop_assert_eq!(faults(&drawing, width), Vec::<String>::new());
    }

    #[test]
    fn any_spread_stands_in_its_box(drawing in spread(), width in 150.0..500.0_f32) {
        prop_assert_eq!(faults(&drawing, width), Vec::<String>::new());
    }

    #[test]
    fn any_radar_stands_in_its_box(drawing in radar(), width in 150.0..500.0_f32) {
        prop_assert_eq!(faults(&drawing, width), Vec::<String>::new());
    }
}

#[test]
fn nothing_to_draw_is_drawn() {
    check(Drawing::Bars(Bars::default()));
    check(Drawing::Bucket(Bucket::default()));
    check(Drawing::Matrix(Matrix::default()));
    check(Drawing::Slope(Slope::default()));
    check(Drawing::Trend(Trend::default()));
    check(Drawing::Heat(Heat::default()));
    check(Drawing::Spread(Spread::default()));
    check(Drawing::Radar(Radar::default()));
}

#[test]
fn forty_leaks_of_one_effort_stand_apart() {
    let points = (1..=40).map(|number| MatrixPoint { number, across: 0.5, upward: 0.5, tone: None });
    let steps = ["low", "medium", "high"].map(str::to_owned).to_vec();
    let matrix = Matrix { points: points.collect(), steps, ..Matrix::default() };
    check(Drawing::Matrix(matrix.clone()));
    let fonts = Fonts::embedded().unwrap();
    for width in [150.0, 270.0, 500.0] {
        let drawn = draw(&Drawing::Matrix(matrix.clone()), width, &mut Typesetter::new(&fonts));
        let circles: Vec<Rect> = drawn
            .marks
            .iter()
            .filter(|mark| matches!(mark.shape, Shape::Fill { ink: Ink::Metal, .. }))
            .map(Mark::bounds)
            .collect();
        assert_eq!(circles.len(), 40);
        for (index, one) in circles.iter().enumerate() {
            for other in &circles[index + 1..] {
                let far = (one.x - other.x).hypot(one.y - other.y);
                assert!(far >= one.width - 0.1, "at width {width}: {one:?} touches {other:?}");
            }
        }
    }
}

#[test]
fn nine_holes_all_have_their_numbers() {
    let holes = (1..=9).map(|number| Hole { number, label: String::new(), leak: Some(1.0), tone: None });
    let bucket = Drawing::Bucket(Bucket { holes: holes.collect(), ..Bucket::default() });
    let fonts = Fonts::embedded().unwrap();
    for width in [150.0, 190.0, 230.0, 500.0] {
        let picture = draw(&bucket, width, &mut Typesetter::new(&fonts));
        assert_eq!(picture.marks.iter().filter(|mark| is_text(mark)).count(), 9, "at width {width}");
    }
}

/// No drop covers a number: neither its own nor a neighbour's.
#[track_caller]
fn check_numbers_are_free(leaks: &[Option<f64>], numbers: usize) {
    let holes = (1..).zip(leaks).map(|(number, leak)| Hole {
        number,
        label: String::new(),
        leak: *leak,
        tone: Some(Tone::Worst),
    });
    let bucket = Drawing::Bucket(Bucket { holes: holes.collect(), ..Bucket::default() });
    let fonts = Fonts::embedded().unwrap();
    for width in [150.0, 190.0, 230.0, 500.0] {
        let picture = draw(&bucket, width, &mut Typesetter::new(&fonts));
        let texts: Vec<Rect> = picture.marks.iter().filter(|mark| is_text(mark)).map(inked).collect();
        assert!(numbers <= texts.len(), "at width {width}: {} numbers of {numbers}", texts.len());
        let is_drop = |mark: &&Mark| matches!(mark.shape, Shape::Fill { ink: Ink::Band(_), .. });
        for drop in picture.marks.iter().filter(is_drop).map(Mark::bounds) {
            for text in &texts {
                let across = drop.right().min(text.right()) - drop.x.max(text.x);
                let down = drop.bottom().min(text.bottom()) - drop.y.max(text.y);
                assert!(across <= 0.0 || down <= 0.0, "at width {width}: {drop:?} covers {text:?}");
            }
        }
    }
}

#[test]
fn a_full_drop_leaves_the_next_number_free() {
    for alone in 0..9 {
        let leaks: Vec<Option<f64>> = (0..9).map(|index| (index == alone).then_some(1.0)).collect();
        check_numbers_are_free(&leaks, 9);
        let tight: Vec<Option<f64>> = leaks.iter().map(|leak| leak.or(Some(0.0))).collect();
        check_numbers_are_free(&tight, 9);
    }
}

#[test]
fn drops_of_many_holes_cover_no_number() {
    let leaks: Vec<Option<f64>> = (0..45).map(|index| [Some(1.0), None, Some(0.0)][index % 3]).collect();
    check_numbers_are_free(&leaks, 1);
}

/// Every part fits, and together they show what the whole shows.
#[track_caller]
fn check_parts(drawing: Drawing, labels: &[String]) {
    const HEIGHT: f32 = 500.0;
    let fonts = Fonts::embedded().unwrap();
    let mut typesetter = Typesetter::new(&fonts);
    let parts =
        draw_parts(&drawing, 480.0, Heights { first: HEIGHT - 50.0, others: HEIGHT }, &mut typesetter);
    assert!(1 < parts.len());
    let mut shown = String::new();
    for part in &parts {
        assert!(part.height <= HEIGHT, "{} is too high", part.height);
        for mark in &part.marks {
            assert!(mark.bounds().bottom() <= part.height + 0.6, "{mark:?} leaves its part");
            if let Shape::Text(run) = &mark.shape {
                shown.push_str(&format!("{} ", run.text().trim()));
            }
        }
    }
    for label in labels {
        assert!(shown.contains(&format!("{label} ")), "{label} is missing");
    }
}

#[test]
fn what_is_higher_than_a_page_goes_on_on_the_next() {
    let labels: Vec<String> = (1..=100).map(|number| format!("Area{number}")).collect();
    let named = || labels.iter().cloned();
    let bars = named().map(|label| Bar { label, score: Some(40.0), ..Bar::default() }).collect();
    check_parts(Drawing::Bars(Bars { rows: bars, ..Bars::default() }), &labels);
    let heat =
        named().map(|label| HeatRow { label, squares: vec![Square::Unknown; 9], ..HeatRow::default() });
    check_parts(Drawing::Heat(Heat { rows: heat.collect(), ..Heat::default() }), &labels);
    let long =
        HeatRow { label: "Area1".to_owned(), squares: vec![Square::Unknown; 999], ..HeatRow::default() };
    check_parts(Drawing::Heat(Heat { rows: vec![long], ..Heat::default() }), &labels[..1]);
    let lines = named().map(|label| SlopeLine { label, before: 40.0, now: 60.0, certain: false });
    check_parts(Drawing::Slope(Slope { lines: lines.collect(), ..Slope::default() }), &labels);
    let lines = named().map(|label| TrendLine {
        label,
        scores: vec![Some(40.0), None, Some(60.0)],
        ..TrendLine::default()
    });
    let rounds = ["2024", "2025", "2026"].map(str::to_owned).to_vec();
    check_parts(Drawing::Trend(Trend { rounds, lines: lines.collect(), ..Trend::default() }), &labels);
    let spread = named().map(|label| SpreadRow { label, counts: vec![1, 2], ..SpreadRow::default() });
    check_parts(Drawing::Spread(Spread { rows: spread.collect(), ..Spread::default() }), &labels);
    let spokes = named().map(|label| Spoke { label, score: Some(40.0), ..Spoke::default() });
    check_parts(Drawing::Radar(Radar { spokes: spokes.collect(), ..Radar::default() }), &labels);
    let points = (1..=900).map(|number| MatrixPoint { number, across: 0.5, upward: 0.5, tone: None });
    check_parts(Drawing::Matrix(Matrix { points: points.collect(), ..Matrix::default() }), &[]);
}

/// What stands in a drawing as text.
fn said(drawing: &Drawing, width: f32) -> Vec<String> {
    let fonts = Fonts::embedded().unwrap();
    let picture = draw(drawing, width, &mut Typesetter::new(&fonts));
    let said = picture.marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(run) => Some(run.text().trim().to_owned()),
        Shape::Fill { .. } | Shape::Stroke { .. } | Shape::Missing(_) | Shape::Image(_) => None,
    });
    said.collect()
}

/// The first and the last score stand beside every line, whatever lies between them; a single one stands alone.
#[test]
fn a_trend_says_where_it_begins_and_ends() {
    let of = |scores: &[Option<f64>], rounds: usize| {
        let line = TrendLine { scores: scores.to_vec(), ..TrendLine::default() };
        let rounds = vec![String::new(); rounds];
        said(&Drawing::Trend(Trend { rounds, lines: vec![line], ..Trend::default() }), 300.0)
    };
    assert_eq!(of(&[Some(31.0), Some(44.0), Some(75.0)], 3), ["75", "31"]);
    assert_eq!(of(&[None, Some(44.0), None, Some(75.0), None], 5), ["75", "44", "no score"]);
    assert_eq!(of(&[None, Some(44.0), None], 3), ["44", "no score"]);
    assert_eq!(of(&[None, Some(44.0)], 2), ["44"]);
    assert_eq!(of(&[None, None, None], 3), ["no score"]);
    let twenty: Vec<Option<f64>> = (0..20).map(|year| Some(f64::from(year) * 5.0)).collect();
    assert_eq!(of(&twenty, 20), ["95", "0"]);
}

#[test]
fn the_legend_names_only_what_is_shown() {
    let row = Bar { score: Some(40.0), previous: Some(30.0), ..Bar::default() };
    let bars = Drawing::Bars(Bars { rows: vec![row], ..Bars::default() });
    let fonts = Fonts::embedded().unwrap();
    let picture = draw(&bars, 300.0, &mut Typesetter::new(&fonts));
    let words: Vec<String> = picture
        .marks
        .iter()
        .filter_map(|mark| match &mark.shape {
            Shape::Text(run) => Some(run.text().trim().to_owned()),
            Shape::Fill { .. } | Shape::Stroke { .. } | Shape::Missing(_) | Shape::Image(_) => None,
        })
        .collect();
    assert!(words.contains(&"last time".to_owned()), "{words:?}");
    for absent in [BarWords::default().target, BarWords::default().dot, BarWords::default().range] {
        assert!(!words.contains(&absent), "{absent} is not shown: {words:?}");
    }
}

/// On paper without colour, a worse band is darker, and neighbours differ in texture or outline as well.
#[test]
fn bands_can_be_told_apart_without_colour() {
    let light = TONES.map(|tone| Palette::default().color(Ink::Band(tone)).luminance());
    for (pair, tones) in light.windows(2).zip(TONES.windows(2)) {
        assert!(pair[1] / pair[0] > 1.3, "{tones:?} are nearly as light: {pair:?}");
        let looks = |tone: Tone| (style::texture(tone), outline(tone).is_some());
        assert_ne!(looks(tones[0]), looks(tones[1]));
    }
    // So is a whole bar with its texture, as a photocopier mixes the two.
    let mixed = TONES.map(|tone| {
        let of = |ink: Ink| Palette::default().color(ink).luminance();
        let covered = style::texture_share(tone);
        of(Ink::Band(tone)) * (1.0 - covered) + of(Ink::Hatch(tone)) * covered
    });
    assert!(mixed.is_sorted(), "{mixed:?}");
    // The texture itself is seen: its lines are much lighter or darker than the band.
    for tone in TONES.into_iter().filter(|tone| style::texture(*tone).is_some()) {
        let contrast =
            Palette::default().color(Ink::Hatch(tone)).contrast(Palette::default().color(Ink::Band(tone)));
        assert!(contrast > 2.0, "{tone:?}: {contrast:.1}");
    }
}
