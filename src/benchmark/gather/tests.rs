//! Which assessments enter a benchmark, and that nobody can be known in it.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::assessment::Change;
use crate::questionnaire::read::sample;
use crate::questionnaire::{Answer, Question};

/// One area judged in steps of five points, one by yes or no, and a private one that scores nothing.
fn pipes(id: &str, edition: &str) -> Arc<Questionnaire> {
    let steps: Vec<String> = (0..=20).map(|step| format!("{{from: {}, level: {step}}}", 5 * step)).collect();
    let text = format!(
        "format: 1\nid: {id}\nedition: \"{edition}\"\ntitle: Pipes\nareas:\n\
         - id: valves\n  title: Valves\n  questions:\n  \
         - {{id: drops, ask: How many?, type: number, min: 0, max: 100, cut_points: [{}]}}\n\
         - id: taps\n  title: Taps\n  questions:\n  - {{id: shut, ask: Do they shut?, type: yes_no, yes: {{level: 1}}, no: {{level: 0}}}}\n\
         - id: names\n  title: Names\n  scored: no\n  private: yes\n  questions:\n  - {{id: who, ask: Who?, type: text}}\n",
        steps.join(", ")
    );
    Arc::new(sample(&text))
}

/// A finished assessment of the first day of a month.
fn taken(
    questionnaire: &Arc<Questionnaire>,
    about: &str,
    month: i8,
    drops: Option<f64>,
    shut: Option<bool>,
) -> Assessment {
    let date = jiff::civil::date(2026, month, 1);
    let mut assessment = Assessment::new(Arc::clone(questionnaire), about.to_owned(), String::new(), date);
    assessment.finished = true;
    let answers = [("drops", drops.map(Answer::Number)), ("shut", shut.map(Answer::YesNo))];
    for (id, answer) in answers {
        let question = questionnaire.question_indexes().find(|index| {
            let question: &Question = &questionnaire[*index];
            question.id == *id
        });
        if let Some(answer) = answer {
            let change = Change::Answered(question.unwrap(), answer);
            assessment.answers.apply(questionnaire, change).unwrap();
        }
    }
    assessment
}

/// Ten teams with 10, 20, to 100 drops, whose taps all shut.
fn ten() -> Vec<Assessment> {
    let pipes = pipes("pipes", "1");
    let team =
        |number: i32| taken(&pipes, &format!("Team {number}"), 3, Some(f64::from(number) * 10.0), Some(true));
    (1..=10).map(team).collect()
}

fn gathered(assessments: &[Assessment]) -> Result<Gathered, Refusal> {
    let offers: Vec<Offer> =
        assessments.iter().map(|assessment| Offer { assessment, begun: None, name: "" }).collect();
    gather(&offers, "ours", jiff::civil::date(2026, 6, 1))
}

/// The medians of the areas, and what was left out.
#[track_caller]
fn check(assessments: &[Assessment], areas: &[(&str, u32, u8)], want: LeftOut) {
    let Gathered { benchmark, left_out } = gathered(assessments).unwrap();
    let found: Vec<(&str, u32, u8)> =
        benchmark.areas.iter().map(|(id, figures)| (id.as_str(), figures.count, figures.median)).collect();
    assert_eq!(found, areas);
    assert_eq!(left_out, want);
}

#[track_caller]
fn check_refused(assessments: &[Assessment], found: usize, want: LeftOut) {
    assert_eq!(gathered(assessments), Err(Refusal::TooFew { found, left_out: want }));
}

/// Valves: 10, 20, to 100, see the figures of ten. The whole is the mean of each with 100: 55, 60, to 100, of
/// which the places 2.25, 4.5 and 6.75 are 66.25, 77.5 and 88.75.
#[test]
fn ten_teams() {
    check(&ten(), &[("taps", 10, 100), ("valves", 10, 55)], LeftOut::default());
    let Gathered { benchmark, .. } = gathered(&ten()).unwrap();
    assert_eq!(benchmark.areas["valves"], Figures { count: 10, lower: 33, median: 55, upper: 78 });
    assert_eq!(benchmark.overall, Some(Figures { count: 10, lower: 66, median: 78, upper: 89 }));
    assert_eq!((benchmark.questionnaire.as_str(), benchmark.edition.as_str()), ("pipes", "1"));
    assert_eq!((benchmark.count, benchmark.source.as_str()), (10, "ours"));
}

#[test]
fn nine_teams_are_refused() {
    check_refused(&ten()[..9], 9, LeftOut::default());
    check_refused(&[], 0, LeftOut::default());
}

/// The same team under another way of writing its name, and an earlier year of another.
#[test]
fn a_team_counts_once_with_its_latest() {
    let mut teams = ten();
    let pipes = Arc::clone(&teams[0].questionnaire);
    teams.remove(9);
    teams.push(taken(&pipes, " team  1 ", 4, Some(100.0), Some(true)));
    teams.push(taken(&pipes, "Team 2", 1, Some(100.0), Some(true)));
    check_refused(&teams, 9, LeftOut { earlier: 2, ..LeftOut::default() });
    teams.push(taken(&pipes, "Team 10", 3, Some(5.0), Some(true)));
    // 100, 20, 30, 40, 50, 60, 70, 80, 90 and 5: in order 5, 20, 30, 40, 50, 60, 70, 80, 90, 100.
    let left_out = LeftOut { earlier: 2, ..LeftOut::default() };
    check(&teams, &[("taps", 10, 100), ("valves", 10, 55)], left_out);
    let Gathered { benchmark, .. } = gathered(&teams).unwrap();
    assert_eq!(benchmark.areas["valves"].lower, 33);
}

#[test]
fn of_two_on_a_day_the_one_begun_later_counts() {
    let teams = ten();
    let pipes = &teams[0].questionnaire;
    let twice = [
        taken(pipes, "Team 1", 3, Some(100.0), Some(true)),
        taken(pipes, "Team 1", 3, Some(0.0), Some(true)),
    ];
    let at = |second| Some(Timestamp::from_second(second).unwrap());
    let lower = |begun: [i64; 2]| {
        let mut offers: Vec<Offer> =
            teams[1..].iter().map(|assessment| Offer { assessment, begun: at(9), name: "" }).collect();
        let two = twice.iter().zip(begun);
        offers.extend(two.map(|(assessment, begun)| Offer { assessment, begun: at(begun), name: "" }));
        gather(&offers, "ours", jiff::civil::date(2026, 6, 1)).unwrap().benchmark.areas["valves"].lower
    };
    // 20 to 100 with 100: place 2.25 is 42.5. With 0: 32.5.
    assert_eq!((lower([7, 5]), lower([5, 7])), (43, 33));
}

#[test]
fn what_is_no_finished_assessment_of_somebody_does_not_count() {
    let mut teams = ten();
    let pipes = Arc::clone(&teams[0].questionnaire);
    let unfinished = Assessment { finished: false, ..taken(&pipes, "Team 11", 3, Some(0.0), None) };
    teams.extend([unfinished, taken(&pipes, "  ", 3, Some(0.0), None)]);
    let left_out = LeftOut { unfinished: 1, unnamed: 1, ..LeftOut::default() };
    check(&teams, &[("taps", 10, 100), ("valves", 10, 55)], left_out);
}

#[test]
fn the_edition_of_most_teams_counts() {
    let other = pipes("pipes", "2");
    let mut teams = ten();
    teams.extend((1..=9).map(|number| taken(&other, &format!("Other {number}"), 5, Some(0.0), Some(false))));
    let left_out = LeftOut { other_edition: 9, ..LeftOut::default() };
    check(&teams, &[("taps", 10, 100), ("valves", 10, 55)], left_out);
}

#[test]
fn one_questionnaire_at_a_time() {
    let mut teams = ten();
    teams.push(taken(&pipes("gutters", "1"), "Team 1", 3, None, None));
    let ids = vec!["gutters".to_owned(), "pipes".to_owned()];
    assert_eq!(gathered(&teams), Err(Refusal::OtherQuestionnaires(ids)));
}

#[test]
fn an_area_with_nine_scores_is_left_out() {
    let mut teams = ten();
    let pipes = Arc::clone(&teams[0].questionnaire);
    teams[9] = taken(&pipes, "Team 10", 3, Some(100.0), None);
    let taps = vec![("Taps".to_owned(), 9)];
    let left_out = LeftOut { areas: taps, ..LeftOut::default() };
    check(&teams, &[("valves", 10, 55)], left_out);
}

#[test]
fn nobody_has_a_score() {
    let pipes = pipes("pipes", "1");
    let teams: Vec<Assessment> =
        (1..=12).map(|number| taken(&pipes, &format!("Team {number}"), 3, None, None)).collect();
    let Err(Refusal::NoScores { found: 12, left_out }) = gathered(&teams) else { panic!() };
    assert_eq!(left_out.overall, Some(0));
    assert_eq!(left_out.areas, [("Valves".to_owned(), 0), ("Taps".to_owned(), 0)]);
}

fn some() -> impl Strategy<Value = Vec<(u8, i8, Option<u8>, Option<bool>)>> {
    let one = (0..14u8, 1..4i8, proptest::option::of(0..=20u8), proptest::option::of(any::<bool>()));
    proptest::collection::vec(one, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is offered, no figure is of fewer than ten, and the order makes no difference.
    #[test]
    fn nobody_can_be_known(some in some(), turn in 0..40usize) {
        let pipes = pipes("pipes", "1");
        let assessments: Vec<Assessment> = some
            .iter()
            .map(|(team, month, drops, shut)| {
                let drops = drops.map(|drops| f64::from(drops) * 5.0);
                taken(&pipes, &format!("Team {team}"), *month, drops, *shut)
            })
            .collect();
        let names: Vec<String> = (0..assessments.len()).map(|number| format!("{number:02}")).collect();
        let mut offers: Vec<Offer> = assessments
            .iter()
            .zip(&names)
            .map(|(assessment, name)| Offer { assessment, begun: None, name })
            .collect();
        let date = jiff::civil::date(2026, 6, 1);
        let result = gather(&offers, "ours", date);
        if let Ok(Gathered { benchmark, .. }) = &result {
            let all = benchmark.areas.values().chain(&benchmark.overall);
            prop_assert!(all.clone().count() > 0);
            for figures in all {
                prop_assert!(FEWEST <= figures.count as usize && figures.count <= benchmark.count);
            }
        }
        let turn = turn.min(offers.len());
        offers.rotate_left(turn);
        prop_assert_eq!(gather(&offers, "ours", date), result.clone());
        offers.reverse();
        prop_assert_eq!(gather(&offers, "ours", date), result);
    }
}
