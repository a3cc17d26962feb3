//! Targets over the three years of one team, worked by hand.
//!
//! Printed: keeping 31, 44, 75; winning 50, 58, 50; numbers 13, 13, 33; pace 63, 63 and no score. The third year
//! is another edition, by which winning and numbers are compared on a part of their questions alone.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::tests::years;
use super::super::{Side, compare_rounds};
use super::*;
use crate::questionnaire::Questionnaire;
use crate::words::{DE, EN};

/// Targets that were set: in which year, of which area.
type Said = (usize, &'static str, Option<u32>);

fn told(all: &mut [Assessment], said: &[Said]) {
    for (year, area, score) in said {
        let assessment = &mut all[*year];
        let area = assessment.questionnaire.find_area(area).unwrap();
        let target = score.map(|score| Target::new(score, None).unwrap());
        assessment.set_target(area, target).unwrap();
    }
}

/// `keeping 80 earlier, 5 to go, 94 %; 31 of 36 since 1, 86 %`
fn shown(all: &[Assessment]) -> Vec<String> {
    let rounds = compare_rounds(all.iter().map(Side::of).collect()).unwrap();
    let targets = AreaTargets::of(&rounds);
    let number = |number: Option<u32>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    let area = |of: &AreaTarget| {
        let id = &all.last().unwrap().questionnaire[of.area].id;
        let (gap, percent) = (number(of.gap()), number(of.percent()));
        let came = match of.progress {
            Progress::Made { since, way, .. } => {
                format!("{} of {} since {since}, {} %", way.points, way.of, way.percent)
            }
            other => format!("{} {}", other.word(), number(other.since().map(|since| since as u32))),
        };
        format!("{id} {} {}, {gap} to go, {percent} %; {came}", of.target.score, of.set.word())
    };
    targets.iter().map(area).collect()
}

#[track_caller]
fn check(said: &[Said], want: &[&str]) {
    let mut all = years();
    told(&mut all, said);
    assert_eq!(shown(&all), want);
}

#[test]
fn nothing_is_set() {
    check(&[], &[]);
}

#[test]
fn what_was_set_last_year_counts() {
    // 75 of 80; from 44 to 75 of 44 to 80.
    check(&[(1, "keeping", Some(80))], &["keeping 80 earlier, 5 to go, 94 %; 31 of 36 since 1, 86 %"]);
}

#[test]
fn what_was_set_the_year_before_counts_from_there() {
    // From 31 to 75 of 31 to 80: 44/49.
    check(&[(0, "keeping", Some(80))], &["keeping 80 earlier, 5 to go, 94 %; 44 of 49 since 0, 90 %"]);
}

#[test]
fn the_latest_word_counts() {
    let said = [(0, "keeping", Some(60)), (1, "keeping", Some(80))];
    check(&said, &["keeping 80 earlier, 5 to go, 94 %; 31 of 36 since 1, 86 %"]);
    // Set just now, it counts from the first year that has a score: 44/59.
    let said = [(1, "keeping", Some(80)), (2, "keeping", Some(90))];
    check(&said, &["keeping 90 assessment, 15 to go, 83 %; 44 of 59 since 0, 75 %"]);
}

#[test]
fn no_target_ends_what_was_said_before() {
    check(&[(0, "keeping", Some(60)), (1, "keeping", None)], &[]);
    check(&[(1, "keeping", Some(60)), (2, "keeping", None)], &[]);
}

#[test]
fn reached_and_more() {
    check(&[(1, "keeping", Some(70))], &["keeping 70 earlier, 0 to go, 100 %; 31 of 26 since 1, 100 %"]);
}

#[test]
fn reached_from_the_beginning() {
    check(&[(0, "keeping", Some(30))], &["keeping 30 earlier, 0 to go, 100 %; reached_before 0"]);
}

#[test]
fn other_questions_made_the_score() {
    check(&[(1, "winning", Some(60))], &["winning 60 earlier, 10 to go, 83 %; not_comparable 1"]);
}

#[test]
fn no_score_now() {
    check(&[(1, "pace", Some(70))], &["pace 70 earlier, - to go, - %; no_score 1"]);
}

#[test]
fn two_years_without_a_move() {
    let [first, second, _] = years();
    let mut all = [first, second];
    told(&mut all, &[(0, "numbers", Some(50)), (1, "winning", Some(60))]);
    // winning: 50 to 58 of 50 to 60.
    assert_eq!(
        shown(&all),
        [
            "winning 60 assessment, 2 to go, 97 %; 8 of 10 since 0, 80 %",
            "numbers 50 earlier, 37 to go, 26 %; 0 of 37 since 0, 0 %"
        ]
    );
}

#[test]
fn a_step_back_is_no_part_of_the_way() {
    // The years the other way round: from 44 back to 31.
    let [mut first, mut second, _] = years();
    std::mem::swap(&mut first.date, &mut second.date);
    let mut all = [second, first];
    told(&mut all, &[(0, "keeping", Some(60))]);
    assert_eq!(shown(&all), ["keeping 60 earlier, 29 to go, 52 %; -13 of 16 since 0, 0 %"]);
}

#[test]
fn what_the_author_wishes_is_weaker_than_what_a_team_says() {
    let mut all = years();
    let mut wished = Questionnaire::clone(&all[2].questionnaire);
    for area in &mut wished.areas {
        area.target = Some(60);
    }
    all[2].questionnaire = Arc::new(wished);
    told(&mut all, &[(1, "keeping", Some(80)), (2, "winning", Some(65)), (2, "numbers", None)]);
    assert_eq!(
        shown(&all),
        [
            "keeping 80 earlier, 5 to go, 94 %; 31 of 36 since 1, 86 %",
            "winning 65 assessment, 15 to go, 77 %; not_comparable 0",
            "pace 60 questionnaire, - to go, - %; no_score 0",
        ]
    );
}

#[test]
fn another_teams_targets_are_its_own() {
    let mut all = years();
    all[2].about = "Someone else".to_owned();
    told(&mut all, &[(1, "keeping", Some(80)), (2, "winning", Some(60))]);
    assert_eq!(shown(&all), ["winning 60 assessment, 10 to go, 83 %; no_baseline -"]);
}

#[test]
fn alone_nothing_is_counted_from_anywhere() {
    let [_, _, mut now] = years();
    told(std::slice::from_mut(&mut now), &[(0, "keeping", Some(80)), (0, "pace", Some(70))]);
    let targets = AreaTargets::alone(&now, &Side::of(&now).scorecard);
    let said: Vec<String> = targets.iter().map(|of| targets.in_words(of, &EN)).collect();
    assert_eq!(said, ["80, 5 points to go, 94% of it reached", "70, no score yet"]);
}

#[test]
fn in_words() {
    let mut all = years();
    let keeping = all[1].questionnaire.find_area("keeping").unwrap();
    let target = Target::new(80, Some(jiff::civil::date(2026, 12, 31)));
    all[1].set_target(keeping, target).unwrap();
    let rounds = compare_rounds(all.iter().map(Side::of).collect()).unwrap();
    let targets = AreaTargets::of(&rounds);
    let of = targets.iter().next().unwrap();
    assert_eq!(
        targets.in_words(of, &EN),
        "80 by 31 December 2026, 5 points to go, 94% of it reached, +31 of 36 points since 2025, set in 2025"
    );
    assert_eq!(
        targets.in_words(of, &DE),
        "80 bis 31. Dezember 2026, noch 5 Punkte, zu 94\u{a0}% erreicht, +31 von 36 Punkten seit 2025, gesetzt 2025"
    );
}

/// How a target is told that was set in a year, in English and in German.
#[track_caller]
fn check_told(all: &mut [Assessment], said: Said, english: &str, german: &str) {
    told(all, &[said]);
    let rounds = compare_rounds(all.iter().map(Side::of).collect()).unwrap();
    let targets = AreaTargets::of(&rounds);
    let of = targets.iter().next().unwrap();
    let said = [&EN, &DE].map(|words| targets.in_words(of, words).replace('\u{a0}', " "));
    assert_eq!(said, [english, german]);
}

#[test]
fn no_score_in_words() {
    check_told(
        &mut years(),
        (1, "pace", Some(70)),
        "70, no score this time, it was 63 in 2025, set in 2025",
        "70, diesmal kein Wert, 2025 waren es 63, gesetzt 2025",
    );
}

#[test]
fn further_than_wanted_in_words() {
    check_told(
        &mut years(),
        (1, "keeping", Some(70)),
        "70, reached, 31 points up since 2025, set in 2025",
        "70, erreicht, 31 Punkte mehr als 2025, gesetzt 2025",
    );
}

#[test]
fn reached_long_ago_in_words() {
    check_told(
        &mut years(),
        (0, "keeping", Some(30)),
        "30, reached as early as 2024, set in 2024",
        "30, schon 2024 erreicht, gesetzt 2024",
    );
}

/// The years the other way round: from 44 back to 31.
fn backwards() -> [Assessment; 2] {
    let [mut first, mut second, _] = years();
    std::mem::swap(&mut first.date, &mut second.date);
    [second, first]
}

#[test]
fn a_step_back_in_words() {
    check_told(
        &mut backwards(),
        (0, "keeping", Some(60)),
        "60, 29 points to go, 52% of it reached, 13 points down since 2025, set in 2025",
        "60, noch 29 Punkte, zu 52 % erreicht, 13 Punkte weniger als 2025, gesetzt 2025",
    );
}

#[test]
fn reached_and_lost_again_in_words() {
    check_told(
        &mut backwards(),
        (0, "keeping", Some(40)),
        "40, 9 points to go, 78% of it reached, had been reached in 2025, set in 2025",
        "40, noch 9 Punkte, zu 78 % erreicht, war 2025 schon erreicht, gesetzt 2025",
    );
}

#[test]
fn no_move_in_words() {
    let [first, second, _] = years();
    check_told(
        &mut [first, second],
        (0, "numbers", Some(50)),
        "50, 37 points to go, 26% of it reached, no move since 2024, set in 2024",
        "50, noch 37 Punkte, zu 26 % erreicht, unverändert seit 2024, gesetzt 2024",
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever was said in whatever year: what is not set is nowhere, and no figure leaves its limits.
    #[test]
    fn targets_stay_within_their_limits(
        said in prop::collection::vec((0usize..3, 0usize..4, prop::option::of(0u32..=100)), 0..8)
    ) {
        let mut all = years();
        let areas = ["keeping", "winning", "numbers", "pace"];
        for (year, area, score) in said {
            told(&mut all, &[(year, areas[area], score)]);
        }
        let rounds = compare_rounds(all.iter().map(Side::of).collect()).unwrap();
        let targets = AreaTargets::of(&rounds);
        for area in all[2].questionnaire.area_indexes() {
            let id = all[2].questionnaire[area].id.as_str();
            let said = all.iter().rev().find_map(|one| one.targets.of(one.questionnaire.find_area(id)?));
            let found = targets.find(area);
            prop_assert_eq!(found.map(|of| of.target), said.flatten());
            if let Some(of) = found {
                prop_assert!(of.percent().is_none_or(|percent| percent <= 100));
                prop_assert_eq!(of.percent().is_some(), of.score.is_some());
                if let Progress::Made { baseline, way, .. } = of.progress {
                    prop_assert!(way.percent <= 100 && baseline < of.target.score);
                }
            }
        }
    }
}
