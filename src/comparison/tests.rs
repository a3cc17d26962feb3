//! Three years of one team, worked by hand: the arithmetic stands beside each case.

use std::sync::Arc;

use super::*;
use crate::assessment::Change as AnswerChange;
use crate::questionnaire::plain;
use crate::questionnaire::read::sample;

const OLD: &str = include_str!("../../tests/questionnaires/team-check-1.0.yaml");
const NEW: &str = include_str!("../../tests/questionnaires/team-check.yaml");
const YEAR_2024: &str = include_str!("../../tests/answers/years/2024.yaml");
const YEAR_2025: &str = include_str!("../../tests/answers/years/2025.yaml");
const YEAR_2026: &str = include_str!("../../tests/answers/years/2026.yaml");

fn questionnaire(text: &str) -> Arc<Questionnaire> {
    Arc::new(sample(text))
}

/// Answers as JSON, `{"keep_target": 2}`, on a day.
fn assessment(questionnaire: &Arc<Questionnaire>, day: &str, given: &serde_json::Value) -> Assessment {
    let about = "Fjord Supplies".to_owned();
    let mut found = Assessment::new(Arc::clone(questionnaire), about, day.to_owned(), day.parse().unwrap());
    for (id, value) in given.as_object().unwrap() {
        let index = questionnaire.find_question(id).unwrap_or_else(|| panic!("no question {id}"));
        let answer = plain::read(&questionnaire[index], value).unwrap();
        found.answers.apply(questionnaire, AnswerChange::Answered(index, answer)).unwrap();
    }
    found
}

fn year(edition: &str, file: &str) -> Assessment {
    let file: serde_json::Value = serde_yaml::from_str(file).unwrap();
    let mut found = assessment(&questionnaire(edition), file["date"].as_str().unwrap(), &file["answers"]);
    found.label = file["label"].as_str().unwrap().to_owned();
    found
}

pub(super) fn years() -> [Assessment; 3] {
    [year(OLD, YEAR_2024), year(OLD, YEAR_2025), year(NEW, YEAR_2026)]
}

/// `keeping 44 75 +31 up; ...`, the whole first.
fn shown(comparison: &Comparison) -> Vec<String> {
    let change = |name: &str, change: &Option<Change>, verdict: Verdict| match change {
        Some(change) => {
            format!("{name} {} {} {:+} {}", change.then, change.now, change.delta(), verdict.word())
        }
        None => format!("{name} {}", verdict.word()),
    };
    let overall = change("overall", &comparison.overall.change, comparison.overall.verdict);
    let areas = comparison.areas.iter().map(|area| {
        let lack = area.lack.map(|lack| format!(" {}", lack.word())).unwrap_or_default();
        change(area.id.as_str(), &area.change, area.verdict) + &lack
    });
    std::iter::once(overall).chain(areas).collect()
}

fn parts(change: &Option<Change>) -> String {
    let parts = change.iter().flat_map(|change| &change.parts);
    parts.map(|part| format!("{} {:+}", part.id, part.points)).collect::<Vec<_>>().join(", ")
}

fn ids(leaks: &[LeakChange]) -> String {
    leaks.iter().map(|leak| leak.id.as_str()).collect::<Vec<_>>().join(" ")
}

fn names(named: &[Named]) -> String {
    named.iter().map(|named| named.id.as_str()).collect::<Vec<_>>().join(" ")
}

fn left_out(comparison: &Comparison) -> String {
    let left_out = comparison.not_compared.iter().map(|left_out| {
        let row = left_out.question.row.as_ref().map(|(row, _)| format!(".{row}")).unwrap_or_default();
        format!("{}{row} {}", left_out.question.id, left_out.reason.word())
    });
    left_out.collect::<Vec<_>>().join(", ")
}

#[test]
fn hardly_anything_has_moved() {
    let [first, second, _] = years();
    let comparison = compare(&Side::of(&first), &Side::of(&second));
    // keeping: (2*1 + 1 + 2) / 16 = 31.25, (2*2 + 1 + 2) / 16 = 43.75: one step of 12.5 points.
    // winning: 6/12 and 7/12, one step of 8.33. The whole: (31.25 + 50 + 12.5 + 62.5) / 4 = 39.0625, and
    // (43.75 + 58.33 + 12.5 + 62.5) / 4 = 44.27: 5.2 points of 3.125 a step.
    assert_eq!(
        shown(&comparison),
        [
            "overall 39 44 +5 about_the_same",
            "keeping 31 44 +13 about_the_same",
            "winning 50 58 +8 about_the_same",
            "numbers 13 13 +0 same_answers",
            "pace 63 63 +0 same_answers",
        ]
    );
    // 3.125 and 2.083 make 5.2, printed as 5: 3 and 2.
    assert_eq!(parts(&comparison.overall.change), "keep_target +3, win_plan +2");
    assert_eq!(
        (ids(&comparison.leaks.plugged), ids(&comparison.leaks.new)),
        ("keep_target".into(), "known_not_used".into())
    );
    assert_eq!(left_out(&comparison), "");
}

#[test]
fn across_an_edition() {
    let [_, second, third] = years();
    let comparison = compare(&Side::of(&second), &Side::of(&third));
    // keeping: 7/16 = 43.75 to (2*3 + 4 + 2) / 16 = 75. winning without win_rhythm, which is another
    // question now: 5/8 = 62.5 to 3/8 = 37.5, two steps. numbers without num_trend: 1/8 to 3/8.
    // The whole over three areas: 118.75/3 = 39.58 to 150/3 = 50; a step is 100/2/3/4 = 4.17.
    assert_eq!(
        shown(&comparison),
        [
            "overall 40 50 +10 up",
            "keeping 44 75 +31 up",
            "winning 63 38 -25 down",
            "numbers 13 38 +25 up",
            "pace not_comparable no_score_now",
        ]
    );
    // Of the whole: 12.5/3 + 18.75/3 - 12.5/3 - 12.5/3 + 25/3 = 10.42, cut to 4 + 6 - 4 - 4 + 8 = 10.
    let overall = &comparison.overall.change;
    assert_eq!(parts(overall), "keep_target +4, keep_review +6, win_plan -4, win_share -4, num_use +8");
    // 12.5 + 18.75 = 31.25, printed as 31: cut to 12 + 18, and the point missing to the greater remainder.
    assert_eq!(parts(&comparison.areas[0].change), "keep_target +12, keep_review +19");
    // By their own editions: 177.08/4 = 44.27, and (75 + 50 + 33.33) / 3 = 52.78.
    assert_eq!((comparison.overall.printed_then, comparison.overall.printed_now), (Some(44), Some(53)));
    assert_eq!((comparison.areas[1].printed_then, comparison.areas[1].printed_now), (Some(58), Some(50)));
    assert_eq!((comparison.areas[1].compared, comparison.areas[1].of), (2, 3));
    assert_eq!((comparison.overall.compared, comparison.overall.of), (3, 4));
    assert_eq!(
        left_out(&comparison),
        "win_rhythm reworded, num_trend new, pace_load unanswered_now, pace_cover unanswered_now"
    );
    assert_eq!(format!("{:?}", comparison.renamed), "[(keep_calls, keep_review)]");
    assert_eq!(ids(&comparison.leaks.plugged), "known_not_used num_use keep_review");
    assert_eq!(ids(&comparison.leaks.new), "win_share");
    assert_eq!(ids(&comparison.leaks.open), "num_early");
    assert_eq!(ids(&comparison.leaks.first_seen), "num_trend");
    assert_eq!(ids(&comparison.leaks.out_of_sight), "");
    assert_eq!(
        (names(&comparison.strengths_lost), names(&comparison.strengths_won)),
        (String::new(), "keep_review".into())
    );
    assert_eq!(names(&comparison.blind_spots_new), "pace_load pace_cover");
}

#[test]
fn three_rounds_by_their_days() {
    let [first, second, third] = years();
    let rounds = compare_rounds([&third, &first, &second].map(Side::of).into()).unwrap();
    let days: Vec<String> = rounds.sides.iter().map(|side| side.assessment.date.to_string()).collect();
    assert_eq!(days, ["2024-03-04", "2025-03-10", "2026-03-02"]);
    assert_eq!(rounds.printed("pace"), [Some(63), Some(63), None]);
    // num_early leaks since the first year.
    assert_eq!(
        (ids(&rounds.last().unwrap().leaks.open), rounds.since.as_slice()),
        ("num_early".into(), &[0][..])
    );
    assert!(rounds.same_subject);
    let one = compare_rounds(vec![Side::of(&first)]);
    assert_eq!(one.err(), Some(Refusal::TooFew));
    let other = questionnaire(&OLD.replace("id: team_check", "id: other_check"));
    let other = assessment(&other, "2027-01-01", &serde_json::json!({}));
    assert_eq!(
        compare_rounds([&first, &other].map(Side::of).into()).err(),
        Some(Refusal::OtherQuestionnaire(1))
    );
}

/// What a change of the old edition does to the first area and to what is left out.
#[track_caller]
fn check(from: &str, to: &str, then: serde_json::Value, now: serde_json::Value, area: &str, without: &str) {
    assert!(OLD.contains(from), "{from}");
    let (old, new) = (questionnaire(OLD), questionnaire(&OLD.replacen(from, to, 1)));
    let (then, now) = (assessment(&old, "2024-01-01", &then), assessment(&new, "2025-01-01", &now));
    let comparison = compare(&Side::of(&then), &Side::of(&now));
    let found: Vec<String> = shown(&comparison)
        .into_iter()
        .filter(|line| area.starts_with(line.split(' ').next().unwrap()))
        .collect();
    let left = left_out(&comparison);
    let asked: Vec<&str> = left.split(", ").filter(|line| !line.ends_with("unanswered")).collect();
    assert_eq!((found.join("; "), asked.join(", ")), (area.to_owned(), without.to_owned()));
}

#[rustfmt::skip]
mod editions {
    use super::*;
    use serde_json::json;

    const TWO: &str = "keep_calls";

    fn two(target: u32, calls: u32) -> serde_json::Value { json!({"keep_target": target, TWO: calls}) }

    // By the weights of the later edition: (1*1 + 1*3) / 8 both times, though its own first score was 5/12.
    #[test] fn b34_a_weight_changed() { check("weight: 2", "weight: 1", two(2, 4), two(2, 4), "keeping 50 50 +0 same_answers", ""); }
    // The same answer by another cut point: no news. 25 % stood on level 2, and now stands on level 3.
    #[test] fn b34_a_cut_point_moved() { check("from: 30, level: 3", "from: 23, level: 3", json!({"win_share": 25, "win_plan": 3}), json!({"win_share": 25, "win_plan": 3}), "winning 63 63 +0 same_answers", ""); }
    #[test] fn b34_steps_in_another_order() {
        let (from, to) = ("      - Sometimes\n      - Mostly\n", "      - Mostly\n      - Sometimes\n");
        check(from, to, two(3, 3), two(3, 3), "keeping not_comparable nothing_in_common", "keep_target choices_changed, keep_calls choices_changed, keep_reasons choices_changed, win_plan choices_changed, win_rhythm choices_changed, num_use choices_changed, num_early choices_changed, pace_load choices_changed, pace_cover choices_changed");
    }
    #[test] fn b34_a_question_removed() {
        let gone = OLD.split("      - id: keep_reasons").nth(1).unwrap().split("\n\n").next().unwrap();
        check(&format!("      - id: keep_reasons{gone}\n"), "", json!({"keep_target": 3, TWO: 1, "keep_reasons": 5}), two(3, 1), "keeping 33 33 +0 same_answers", "keep_reasons removed");
    }
    #[test] fn words_of_a_step_may_change() { check("Sometimes", "Now and then", two(3, 3), two(3, 3), "keeping 50 50 +0 same_answers", ""); }
    #[test] fn another_type() { check("        ask: How often do you go through each customer of a rep once a year?\n        type: scale\n        scale: how_often", "        ask: Q\n        type: yes_no\n        yes: {level: 4}\n        no: {level: 0}", two(3, 3), json!({"keep_target": 3, TWO: true}), "keeping 50 50 +0 same_answers", "keep_calls type_changed"); }
    #[test] fn another_unit() { check("unit: \"%\"", "unit: hours", json!({"win_plan": 3, "win_share": 12}), json!({"win_plan": 3, "win_share": 12}), "winning 50 50 +0 same_answers", "win_share type_changed"); }
    #[test] fn a_number_that_cannot_be_given_any_more() { check("max: 100", "max: 50", json!({"win_plan": 3, "win_share": 60}), json!({"win_plan": 3, "win_share": 40}), "winning 50 50 +0 same_answers", "win_share choices_changed"); }
    #[test] fn judged_by_what_is_new() {
        let (from, to) = ("      - id: num_use\n", "      - id: num_new\n        ask: N\n        type: yes_no\n      - id: num_use\n        caps: [{when: num_new, level: 1}]\n");
        let answers = json!({"num_use": 4, "num_early": 3});
        check(from, to, answers.clone(), answers, "numbers 50 50 +0 same_answers", "num_use judged_by_others");
    }
}

/// A row that is new, or that nobody knew on one side, is left out; the rest of the matrix is compared.
#[test]
fn a_matrix_row_by_row() {
    const MATRIX: &str = "format: 1\nid: rows\nedition: '1'\ntitle: T\nareas:\n- id: one\n  title: One\n  questions:\n  \
        - {id: m, ask: M, type: matrix, choices: [no, half, yes], rows: [{id: a, text: A}, {id: b, text: B}]}\n";
    let (old, new) =
        (questionnaire(MATRIX), questionnaire(&MATRIX.replace("text: B}", "text: B}, {id: c, text: C}")));
    let then = assessment(&old, "2024-01-01", &serde_json::json!({"m": {"a": 1, "b": 3}}));
    let now = assessment(&new, "2025-01-01", &serde_json::json!({"m": {"a": 3, "b": "dont_know", "c": 2}}));
    let comparison = compare(&Side::of(&then), &Side::of(&now));
    // Of a alone: 0 of 2 levels, then 2 of 2. By their own editions 1/2, and (1 + 1/2) / 2.
    assert_eq!(shown(&comparison), ["overall 0 100 +100 up", "one 0 100 +100 up"]);
    let printed = (comparison.areas[0].printed_then, comparison.areas[0].printed_now);
    assert_eq!(printed, (Some(50), Some(75)));
    assert_eq!(left_out(&comparison), "m.b unanswered_now, m.c unanswered_then");
    assert_eq!(names(&comparison.blind_spots_new), "m");
}

/// What nobody looked at again is not plugged, and what nobody looked at before is not new.
#[test]
fn out_of_sight_is_not_plugged() {
    let old = questionnaire(OLD);
    let then = assessment(&old, "2024-01-01", &serde_json::json!({"num_use": 1, "num_early": 4}));
    let now = assessment(&old, "2025-01-01", &serde_json::json!({"num_early": 1, "keep_target": 1}));
    let leaks = compare(&Side::of(&then), &Side::of(&now)).leaks;
    assert_eq!((ids(&leaks.plugged), ids(&leaks.out_of_sight)), (String::new(), "num_use".to_owned()));
    assert_eq!((ids(&leaks.new), ids(&leaks.first_seen)), ("num_early".to_owned(), "keep_target".to_owned()));
}

/// An author who calls an answer no leak any more has plugged nothing.
#[test]
fn b34_a_leak_that_an_edition_drops() {
    let steps = "      - {text: Seldom, severity: low}\n";
    let (old, new) = (questionnaire(OLD), questionnaire(&OLD.replace(steps, "      - Seldom\n")));
    let answers = serde_json::json!({"num_use": 2, "num_early": 2});
    let then = assessment(&old, "2024-01-01", &answers);
    let same = assessment(&new, "2025-01-01", &answers);
    let leaks = compare(&Side::of(&then), &Side::of(&same)).leaks;
    assert_eq!(
        (ids(&leaks.plugged), ids(&leaks.out_of_sight)),
        (String::new(), "num_use num_early".to_owned())
    );
    let better = assessment(&new, "2025-01-01", &serde_json::json!({"num_use": 5, "num_early": 2}));
    let leaks = compare(&Side::of(&then), &Side::of(&better)).leaks;
    assert_eq!(
        (ids(&leaks.plugged), ids(&leaks.out_of_sight)),
        ("num_use".to_owned(), "num_early".to_owned())
    );
}

#[test]
fn what_an_edition_changes() {
    let worded = OLD.replace("How often do the numbers warn in time?", "Do the numbers warn in time?");
    let new = worded.replace("weight: 2", "weight: 1").replace("from: 30, level: 3", "from: 25, level: 3");
    let found = changes::changes(&questionnaire(OLD), &questionnaire(&new));
    let told = found.questions.iter().map(|question| {
        let edits: Vec<&str> = question.edits.iter().map(changes::Edit::word).collect();
        format!("{} {}{}", question.id, edits.join(" "), if question.is_doubtful() { "!" } else { "" })
    });
    assert_eq!(told.collect::<Vec<_>>(), ["keep_target weight", "win_share judging", "num_early wording!"]);
    assert_eq!((found.compared, found.scored), (10, 10));
    assert_eq!((found.areas, found.rules, found.whole), (vec![], vec![], vec![]));
}
