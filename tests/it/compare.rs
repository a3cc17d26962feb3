//! Years beside each other: what the commands print, what they refuse, and what holds of any two assessments.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use leaky_bucket::assessment::{Answers, Assessment};
use leaky_bucket::comparison::{Comparison, LeakChange, Named, Reason, Side, Verdict, compare};
use leaky_bucket::export::records::COMPARISON;
use leaky_bucket::questionnaire::{Id, Questionnaire};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::Value;

use crate::program::{Desk, put, sample};
use crate::properties::{made_up, partial, settings, shipped, tape, wound};

const EDITIONS: &str = "--questionnaire team-check-1.0.yaml --questionnaire team-check.yaml";

/// A desk with three years of one team, and both editions of their questionnaire.
fn desk() -> Desk {
    let desk = Desk::new();
    for year in ["2024.yaml", "2025.yaml", "2026.yaml"] {
        desk.write(year, fs::read(sample("years").join(year)).unwrap());
    }
    for edition in ["team-check-1.0.yaml", "team-check.yaml"] {
        desk.write(edition, fs::read(Path::new("tests/questionnaires").join(edition)).unwrap());
    }
    desk
}

/// Compares with tests/golden/compare/NAME.txt.
#[track_caller]
fn check(name: &str, desk: &Desk, line: &str) {
    let found = desk.run(line).code(0).out;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/compare/{name}.txt"));
    if std::env::var_os("LEAKY_BUCKET_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        put(&path, &found);
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == golden, "{} is another; LEAKY_BUCKET_BLESS=1 writes it anew:\n{found}", path.display());
}

#[test]
fn three_years() {
    let desk = desk();
    check("years", &desk, &format!("compare 2026.yaml 2024.yaml 2025.yaml {EDITIONS}"));
    check("years-ascii", &desk, &format!("compare 2024.yaml 2025.yaml 2026.yaml {EDITIONS} --ascii"));
    check("edition", &desk, "questionnaire diff team-check-1.0.yaml team-check.yaml");
}

#[test]
fn two_teams_in_german() {
    let desk = Desk::new();
    for team in ["mixed.yaml", "weak.yaml"] {
        desk.write(team, fs::read(sample(team)).unwrap());
    }
    check("teams-de", &desk, "compare mixed.yaml weak.yaml --lang de");
}

/// Two teams were answered in two languages. The whole is told in one: in that of who reads it, or, for programs
/// and in a report, in that of the later one.
#[test]
fn answered_in_two_languages() {
    let desk = Desk::new();
    for team in ["mixed.yaml", "weak.yaml"] {
        desk.write(team, fs::read(sample(team)).unwrap());
    }
    desk.run("import mixed.yaml").code(0);
    desk.run("import weak.yaml --lang de").code(0);
    let here =
        |line: &str, locale: &str| desk.call(line.split(' ')).with("LC_ALL", locale).said().code(0).out;
    for (locale, language) in [("de_DE.UTF-8", "de"), ("en_GB.UTF-8", "en"), ("C.UTF-8", "en")] {
        let want = desk.run(&format!("compare mixed.yaml weak.yaml --lang {language}")).code(0).out;
        assert_eq!(here("compare northwind harbour", locale), want, "{locale}");
    }
    let list = here("list", "de_DE.UTF-8");
    assert!(list.contains("Leckt, 27 Lecks") && list.contains("Läuft aus, 50 Lecks"), "{list}");
    let list = here("list", "en_GB.UTF-8");
    assert!(list.contains("Leaking, 27 leaks") && list.contains("Pouring, 50 leaks"), "{list}");
    let of_files = desk.run("compare mixed.yaml weak.yaml --json --lang en").code(0).json();
    let of_saved = desk.run("compare northwind harbour --json").code(0).json();
    for list in ["open", "plugged", "new", "not_compared", "areas"] {
        assert_eq!(of_saved[list], of_files[list], "{list}");
    }
    let report = |line: &str| desk.run(&format!("report {line} --format text -o -")).code(0).out;
    let want = report("mixed.yaml --compare weak.yaml");
    assert_eq!(report("northwind --compare harbour"), want);
}

/// The keys that programs may rest on, and the numbers worked out in src/comparison/tests.rs.
#[test]
fn for_programs() {
    let desk = desk();
    let said = desk.run(&format!("compare 2025.yaml 2026.yaml {EDITIONS} --json")).code(0);
    let found = said.json();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(
        keys(&found),
        "schema questionnaire same_subject then now measured_by overall areas plugged new open first_seen \
         out_of_sight strengths_lost strengths_won blind_spots_closed blind_spots_new not_compared renamed"
    );
    assert_eq!(found["schema"], "leaky-bucket/comparison/1");
    let overall = &found["overall"];
    assert_eq!((&overall["then"], &overall["now"], &overall["delta"]), (&40.into(), &50.into(), &10.into()));
    assert_eq!((&overall["printed_then"], &overall["printed_now"]), (&44.into(), &53.into()));
    let pace = found["areas"].as_array().unwrap().iter().find(|area| area["id"] == "pace").unwrap();
    assert_eq!((&pace["delta"], &pace["reason"]), (&Value::Null, &"no_score_now".into()));
    let ids = |key: &str| {
        let found = found[key].as_array().unwrap().iter();
        found.map(|found| found["id"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids("plugged"), "known_not_used num_use keep_review");
    assert_eq!(
        (ids("new"), ids("open"), ids("first_seen")),
        ("win_share".into(), "num_early".into(), "num_trend".into())
    );
    assert_eq!(found["renamed"][0]["from"], "keep_calls");
    assert_eq!(found["not_compared"][0]["reason"], "reworded");

    // The order of the command line changes nothing.
    let other = desk.run(&format!("compare 2026.yaml 2025.yaml {EDITIONS} --json")).code(0);
    assert_eq!(said.out, other.out);

    // With three, every year and the one before it.
    let three = desk.run(&format!("compare 2026.yaml 2025.yaml 2024.yaml {EDITIONS} --json")).code(0).json();
    let rounds = three["rounds"].as_array().unwrap();
    let labels: Vec<&str> = rounds.iter().map(|round| round["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["2024", "2025", "2026"]);
    assert_eq!(rounds[0]["since_before"], Value::Null);
    assert_eq!(rounds[1]["since_before"]["overall"]["delta"], 5);
    assert_eq!(three["open"][0]["since"], "2024-03-04");
    assert_eq!(three["overall"], found["overall"]);

    // And as a table.
    let table = desk.run(&format!("compare 2024.yaml 2025.yaml 2026.yaml {EDITIONS} -o changes.csv"));
    table.code(0).has(&["written: changes.csv"]);
    let table = fs::read_to_string(desk.path("changes.csv")).unwrap();
    let names: Vec<&str> = COMPARISON.iter().map(|column| column.name).collect();
    assert_eq!(table.lines().next(), Some(names.join(",").as_str()));
    assert_eq!(table.lines().count(), 1 + 2 * 5);
    assert!(table.contains(",keeping,Keeping customers,44,75,31,up,44,75,3,,,,,\r\n"), "{table}");
    assert!(table.contains(",pace,Pace,,,,not_comparable,63,,0,,,,,\r\n"), "{table}");
    desk.run(&format!("compare 2024.yaml 2025.yaml {EDITIONS} -o changes.csv")).code(5).has(&["--force"]);
}

/// Saved with its own edition, a year is compared whatever has become of the questionnaire.
#[test]
fn b34_saved_with_its_own_edition() {
    let desk = desk();
    desk.run("import 2025.yaml --questionnaire team-check-1.0.yaml").code(0);
    desk.run("import 2026.yaml").code(0);
    for file in ["team-check-1.0.yaml", "team-check.yaml"] {
        fs::remove_file(desk.path(file)).unwrap();
    }
    let found = desk.run("compare 2026 2025 --json").code(0).json();
    assert_eq!((&found["then"]["edition"], &found["now"]["edition"]), (&"1.0".into(), &"1.1".into()));
    assert_eq!(found["overall"]["delta"], 10);
    assert_eq!(found["not_compared"][0]["id"], "win_rhythm");
}

/// What cannot be compared is refused with a reason, and changes nothing.
#[test]
fn what_does_not_fit_together() {
    let desk = desk();
    desk.write("mixed.yaml", fs::read(sample("mixed.yaml")).unwrap());
    let before = desk.snapshot();
    let refused = |line: &str, code: i32, wanted: &[&str]| {
        desk.run(line).code(code).has(wanted);
        assert!(before == desk.snapshot(), "`{line}` has left something behind");
    };
    refused(
        &format!("compare 2024.yaml mixed.yaml {EDITIONS}"),
        4,
        &["`team_check`", "`leaky_bucket`", "same questionnaire"],
    );
    refused(&format!("compare 2024.yaml ./2024.yaml {EDITIONS}"), 2, &["named twice"]);
    refused(
        "compare 2024.yaml 2026.yaml",
        4,
        &["`2024.yaml` answers edition 1.0", "only edition 1.1", "--questionnaire"],
    );
    refused("compare 2024.yaml", 2, &["--help"]);
    refused(&format!("compare 2024.yaml 2025.yaml {EDITIONS} -o x.pdf"), 2, &[".json or .csv"]);
    refused(&format!("compare 2024.yaml 2025.yaml {EDITIONS} -o 2024.yaml --force"), 2, &[".yaml"]);
    refused("compare nothing.yaml 2026.yaml", 5, &["nothing.yaml"]);
    fs::remove_file(desk.path("team-check.yaml")).unwrap();
    let said = desk.run("compare 2025.yaml 2026.yaml").code(4);
    said.has(&["`team_check`, which is not here", "--questionnaire FILE"]);
    desk.run("questionnaire diff leaky_bucket team-check-1.0.yaml")
        .code(3)
        .has(&["different questionnaires"]);
}

/// A file of a newer program, or one assessment under two names.
#[test]
fn b37_newer_files_and_copies() {
    let desk = desk();
    desk.run("import 2026.yaml").code(0);
    let saved = desk.saved();
    let text = fs::read_to_string(&saved).unwrap();
    desk.write("copy.lbr", &text);
    desk.run("compare 2026 copy.lbr").code(2).has(&["copies of one assessment"]);
    let newer = desk.write("newer.lbr", text.replacen("\"format\":1", "\"format\":2", 1));
    let before = fs::read(&newer).unwrap();
    desk.run("compare 2026 newer.lbr").code(4).has(&["newer.lbr", "newer version"]);
    assert_eq!(fs::read(&newer).unwrap(), before);
}

/// A clock that goes backwards: the order of what was answered is that of its numbers, and assessments stand in
/// the order of the days that they bear, from 1970 to 9999.
#[test]
fn b44_clocks_that_are_wrong() {
    let desk = desk();
    let take = |clock: &str, input: &str| {
        desk.call(["take", "team-check.yaml", "--plain", "--about", "Fjord Supplies", "--label", "now"])
            .with("SOURCE_DATE_EPOCH", clock)
            .input(input)
            .said()
            .code(0)
    };
    take("1772366400", "2\nquit\n");
    take("86400", "/go keep_target\n5\nquit\n");
    let saved = desk.run("export now --format yaml").code(0).out;
    assert!(saved.contains("keep_target: 5"), "{saved}");
    let text = fs::read_to_string(desk.path("2025.yaml")).unwrap();
    for (label, day) in [("first", "1970-01-01"), ("last", "9999-12-31")] {
        let other = text.replace("2025-03-10", day).replace("label: \"2025\"", &format!("label: {label}"));
        desk.write(format!("{label}.yaml"), other);
    }
    let line = format!("compare last.yaml 2026.yaml first.yaml {EDITIONS} --json");
    let found = desk.run(&line).code(0).json();
    let days: Vec<&str> =
        found["rounds"].as_array().unwrap().iter().map(|round| round["date"].as_str().unwrap()).collect();
    assert_eq!(days, ["1970-01-01", "2026-03-02", "9999-12-31"]);
}

/// Two of one second are two, and put in an order that is said.
#[test]
fn b45_the_same_second() {
    let desk = desk();
    let text = fs::read_to_string(desk.path("2026.yaml")).unwrap();
    desk.write(
        "again.yaml",
        text.replace("win_plan: 3", "win_plan: 5").replace("label: \"2026\"", "label: again"),
    );
    for file in ["2026.yaml", "again.yaml"] {
        desk.call(["import", file]).with("SOURCE_DATE_EPOCH", "1772366400").said().code(0);
    }
    let one = desk
        .run("compare 2026 again")
        .code(0)
        .has(&["are of the same day, 2026-03-02", "its name comes first"]);
    assert_eq!(one.out, desk.run("compare again 2026").code(0).out);
    // Begun a second apart, the one that was begun first comes first, whatever it is called.
    let desk = self::desk();
    desk.write("again.yaml", text.replace("label: \"2026\"", "label: again"));
    desk.call(["import", "again.yaml"]).with("SOURCE_DATE_EPOCH", "1772366401").said().code(0);
    desk.call(["import", "2026.yaml"]).with("SOURCE_DATE_EPOCH", "1772366400").said().code(0);
    desk.run("compare again 2026").code(0).has(&["2026` counts as the earlier one, for it was begun first"]);
}

fn on(questionnaire: &Arc<Questionnaire>, day: &str, answers: Answers) -> Assessment {
    let mut found =
        Assessment::new(Arc::clone(questionnaire), "A".to_owned(), day.to_owned(), day.parse().unwrap());
    found.answers = answers;
    found
}

fn ids(leaks: &[LeakChange]) -> Vec<&Id> {
    let mut ids: Vec<&Id> = leaks.iter().map(|leak| &leak.id).collect();
    ids.sort();
    ids
}

fn names(named: &[Named]) -> Vec<&Id> {
    named.iter().map(|named| &named.id).collect()
}

/// Deltas are those of the printed numbers, and their parts add up.
fn adds_up(found: &Comparison) -> Result<(), TestCaseError> {
    let areas = found.areas.iter().map(|area| (&area.change, area.verdict));
    for (change, verdict) in areas.chain([(&found.overall.change, found.overall.verdict)]) {
        prop_assert_eq!(change.is_none(), verdict == Verdict::NotComparable);
        let Some(change) = change else { continue };
        let delta = i32::try_from(change.now).unwrap() - i32::try_from(change.then).unwrap();
        prop_assert_eq!(change.delta(), delta);
        prop_assert_eq!(change.parts.iter().map(|part| part.points).sum::<i32>(), delta, "{:?}", change);
        let exact: f64 = change.parts.iter().map(|part| part.exact).sum();
        prop_assert!((exact - (change.exact_now - change.exact_then)).abs() < 1e-6, "{change:?}");
        for part in &change.parts {
            prop_assert!(part.points == 0 || (0 < part.points) == (0.0 < part.exact), "{part:?}");
            prop_assert!((f64::from(part.points) - part.exact).abs() < 1.0 + 1e-6, "{part:?}");
        }
        let moved = change.exact_now - change.exact_then;
        match verdict {
            Verdict::Up => prop_assert!(0 < delta && 2.0 * change.step <= moved + 1e-6),
            Verdict::Down => prop_assert!(delta < 0 && 2.0 * change.step <= 1e-6 - moved),
            Verdict::SameAnswers => prop_assert!(delta == 0 && change.parts.is_empty()),
            Verdict::AboutTheSame => prop_assert!(delta == 0 || moved.abs() < 2.0 * change.step),
            Verdict::NotComparable => {}
        }
    }
    Ok(())
}

/// A beside B is the mirror of B beside A.
fn mirrors(one: &Comparison, other: &Comparison) -> Result<(), TestCaseError> {
    let turned = |verdict: Verdict| match verdict {
        Verdict::Up => Verdict::Down,
        Verdict::Down => Verdict::Up,
        Verdict::AboutTheSame | Verdict::SameAnswers | Verdict::NotComparable => verdict,
    };
    let areas = one.areas.iter().zip(&other.areas);
    let mut pairs: Vec<_> =
        areas.map(|(one, other)| ((&one.change, one.verdict), (&other.change, other.verdict))).collect();
    pairs.push(((&one.overall.change, one.overall.verdict), (&other.overall.change, other.overall.verdict)));
    for ((change, verdict), (back, turned_verdict)) in pairs {
        prop_assert_eq!(turned(verdict), turned_verdict);
        prop_assert_eq!(change.is_some(), back.is_some());
        let (Some(change), Some(back)) = (change, back) else { continue };
        prop_assert_eq!((change.then, change.now), (back.now, back.then));
        let parts: Vec<(&Id, i32)> = change.parts.iter().map(|part| (&part.id, part.points)).collect();
        let back: Vec<(&Id, i32)> = back.parts.iter().map(|part| (&part.id, -part.points)).collect();
        prop_assert_eq!(parts, back);
    }
    let (leaks, back) = (&one.leaks, &other.leaks);
    prop_assert_eq!(ids(&leaks.plugged), ids(&back.new));
    prop_assert_eq!(ids(&leaks.new), ids(&back.plugged));
    prop_assert_eq!(ids(&leaks.open), ids(&back.open));
    prop_assert_eq!(ids(&leaks.first_seen), ids(&back.out_of_sight));
    prop_assert_eq!(ids(&leaks.out_of_sight), ids(&back.first_seen));
    prop_assert_eq!(names(&one.strengths_lost), names(&other.strengths_won));
    prop_assert_eq!(names(&one.blind_spots_closed), names(&other.blind_spots_new));
    let turned = |reason: Reason| match reason {
        Reason::New => Reason::Removed,
        Reason::Removed => Reason::New,
        Reason::NotAskedThen => Reason::NotAskedNow,
        Reason::NotAskedNow => Reason::NotAskedThen,
        Reason::UnansweredThen => Reason::UnansweredNow,
        Reason::UnansweredNow => Reason::UnansweredThen,
        Reason::Reworded
        | Reason::TypeChanged
        | Reason::ChoicesChanged
        | Reason::Unanswered
        | Reason::JudgedByOthers => reason,
    };
    let left_out: Vec<_> =
        one.not_compared.iter().map(|out| (&out.question.id, turned(out.reason))).collect();
    let back: Vec<_> = other.not_compared.iter().map(|out| (&out.question.id, out.reason)).collect();
    prop_assert_eq!(left_out, back);
    Ok(())
}

fn holds(questionnaire: &Arc<Questionnaire>, then: Answers, now: Answers) -> Result<(), TestCaseError> {
    let then = on(questionnaire, "2025-01-01", then);
    let now = on(questionnaire, "2026-01-01", now);
    let (then, now) = (Side::of(&then), Side::of(&now));
    let found = compare(&then, &now);
    adds_up(&found)?;
    mirrors(&found, &compare(&now, &then))?;
    // What can be compared whole comes to what was printed.
    if found.not_compared.is_empty() && found.areas.iter().all(|area| area.change.is_some()) {
        for area in &found.areas {
            let change = area.change.as_ref().map(|change| (Some(change.then), Some(change.now)));
            prop_assert_eq!(change, Some((area.printed_then, area.printed_now)));
        }
    }
    // Beside itself nothing has moved.
    let itself = compare(&then, &then);
    let moved = [Verdict::Up, Verdict::Down, Verdict::AboutTheSame];
    prop_assert!(!itself.areas.iter().any(|area| moved.contains(&area.verdict)));
    prop_assert!(itself.leaks.plugged.is_empty() && itself.leaks.new.is_empty());
    Ok(())
}

/// The same questionnaire with every question renamed.
fn renamed(questionnaire: &Questionnaire) -> Questionnaire {
    let mut renamed = questionnaire.clone();
    for question in &mut renamed.questions {
        let id = Id::new(&format!("then_{}", question.id)).unwrap();
        question.was = vec![std::mem::replace(&mut question.id, id)];
    }
    renamed.hash = "another text".to_owned();
    renamed
}

/// Under new names everything stays as comparable as it was.
fn renaming_changes_nothing(
    questionnaire: &Arc<Questionnaire>,
    then: &Answers,
    now: &Answers,
) -> Result<(), TestCaseError> {
    let other = Arc::new(renamed(questionnaire));
    let then = on(questionnaire, "2025-01-01", then.clone());
    let same = on(questionnaire, "2026-01-01", now.clone());
    let later = on(&other, "2026-01-01", now.clone());
    let plain = compare(&Side::of(&then), &Side::of(&same));
    let found = compare(&Side::of(&then), &Side::of(&later));
    adds_up(&found)?;
    prop_assert_eq!(found.renamed.len(), questionnaire.questions.len());
    prop_assert_eq!(found.questions, plain.questions);
    prop_assert_eq!(found.overall.verdict, plain.overall.verdict);
    let printed = |found: &Comparison| -> Vec<Option<(u32, u32)>> {
        let changes = found.areas.iter().map(|area| &area.change).chain([&found.overall.change]);
        changes.map(|change| change.as_ref().map(|change| (change.then, change.now))).collect()
    };
    prop_assert_eq!(printed(&found), printed(&plain));
    let counts = |found: &Comparison| {
        let leaks = &found.leaks;
        [&leaks.plugged, &leaks.new, &leaks.open, &leaks.first_seen, &leaks.out_of_sight].map(Vec::len)
    };
    prop_assert_eq!(counts(&found), counts(&plain));
    Ok(())
}

proptest! {
    #![proptest_config(settings(100))]

    #[test]
    fn two_years_of_the_leaky_bucket(then in tape(400), now in tape(400)) {
        let questionnaire = Arc::new(shipped().clone());
        let (then, now) = (partial(&questionnaire, &mut wound(then)), partial(&questionnaire, &mut wound(now)));
        holds(&questionnaire, then.clone(), now.clone())?;
        renaming_changes_nothing(&questionnaire, &then, &now)?;
    }
}

proptest! {
    #![proptest_config(settings(400))]

    #[test]
    fn two_years_of_any_questionnaire(made in tape(120), then in tape(80), now in tape(80)) {
        let questionnaire = Arc::new(made_up(&mut wound(made)));
        let (then, now) = (partial(&questionnaire, &mut wound(then)), partial(&questionnaire, &mut wound(now)));
        holds(&questionnaire, then.clone(), now.clone())?;
        renaming_changes_nothing(&questionnaire, &then, &now)?;
    }
}

/// The part of a report in plain text under a title.
#[track_caller]
fn part(report: &str, title: &str, next: &str) -> String {
    let (_, after) = report.split_once(title).unwrap_or_else(|| panic!("no `{title}` in {report}"));
    let part = after.split_once(next).map_or(after, |(part, _)| part);
    format!("{title}{}\n", part.trim_end())
}

/// On the first screen, `t` at any year of a team opens its years up to the latest.
#[test]
fn years_from_the_first_screen() {
    let desk = desk();
    desk.run("import 2024.yaml --questionnaire team-check-1.0.yaml").code(0);
    desk.run("import 2025.yaml --questionnaire team-check-1.0.yaml").code(0);
    desk.run("import 2026.yaml --questionnaire team-check.yaml").code(0);
    desk.write("years.tape", "tape 1\nsize 80x24\nkeys qh/2024<enter>\nscreen\nkeys t\nscreen\n");
    let said = desk.run("take team-check.yaml --about Others --label 2026 --replay years.tape").code(0).out;
    for wanted in ["› Fjord Supplies, 2024", "Fjord Supplies, 2026: year against year", "2024 → 2025 → 2026"]
    {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
}

#[track_caller]
fn check_part(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/compare/{name}.txt"));
    if std::env::var_os("LEAKY_BUCKET_BLESS").is_some() {
        put(&path, found);
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == golden, "{} is another; LEAKY_BUCKET_BLESS=1 writes it anew:\n{found}", path.display());
}

/// The year pages of a report, with what became of the plan of the year before.
#[test]
fn a_report_beside_earlier_years() {
    let desk = desk();
    desk.run("import 2025.yaml --questionnaire team-check-1.0.yaml").code(0);
    desk.run("plan add --leak 1 --owner Kim --by 2025-06-30").code(0);
    desk.run("plan done 1 --date 2025-05-01").code(0);
    desk.run("plan add --leak 2 --owner Tom").code(0);
    let line = format!("report 2026.yaml --compare 2025 --compare 2024.yaml {EDITIONS} --no-system-fonts");
    let text = desk.run(&format!("{line} --format text")).code(0).out;
    check_part("report-years", &part(&text, "Year on year", "The plan: who"));
    assert!(text.contains("last time 44"), "{text}");
    // Without anything to compare with there is no such part.
    let alone = desk.run("report 2026.yaml --questionnaire team-check.yaml --format text").code(0).out;
    assert!(!alone.contains("Year on year") && !alone.contains("last time"), "{alone}");
    // Every form is written, and the one for programs holds what `compare` prints.
    for form in ["pdf", "html", "md"] {
        desk.run(&format!("{line} -o years.{form}")).code(0);
    }
    let web = fs::read_to_string(desk.path("years.html")).unwrap();
    assert!(web.contains("Year on year: 40 to 50 since 2025, clear rise"));
    // Three years are lines as well, told to those who cannot see them; two are not.
    let lines = "The scores of 2024, 2025, 2026 as lines";
    assert!(web.contains(lines) && web.contains("From 2026 on, edition 1.1 was answered."));
    let two = desk.run(&format!("report 2026.yaml --compare 2025 {EDITIONS} --format html -o -")).code(0).out;
    assert!(two.contains("Year on year") && !two.contains("as lines"));
    let json = desk.run(&format!("{line} --format json")).code(0).json();
    let compared = desk.run(&format!("compare 2026.yaml 2025 2024.yaml {EDITIONS} --json")).code(0).json();
    assert_eq!(json["comparison"], compared);
    let alone = desk.run("report 2026.yaml --questionnaire team-check.yaml --format json").code(0).json();
    assert_eq!(alone.get("comparison"), None);
}

#[test]
fn a_german_report_beside_another_team() {
    let desk = Desk::new();
    for team in ["mixed.yaml", "weak.yaml"] {
        desk.write(team, fs::read(sample(team)).unwrap());
    }
    let text = desk.run("report mixed.yaml --compare weak.yaml --lang de --format text").code(0).out;
    check_part("report-teams-de", &part(&text, "Nebeneinander", "Der Plan: wer"));
    assert!(!text.contains("beim letzten Mal"), "another team is no earlier time: {text}");
}

#[test]
fn a_report_is_on_the_latest() {
    let desk = desk();
    desk.write("mixed.yaml", fs::read(sample("mixed.yaml")).unwrap());
    let refused = |line: &str, code: i32, wanted: &[&str]| {
        desk.run(&format!("{line} {EDITIONS} -o no.pdf")).code(code).has(wanted);
        assert!(!desk.path("no.pdf").exists());
    };
    refused("report 2024.yaml --compare 2026.yaml", 2, &["`2026` is later than `2024`"]);
    refused("report 2024.yaml --compare ./2024.yaml", 2, &["named twice"]);
    refused("report mixed.yaml --compare 2024.yaml", 4, &["same questionnaire"]);
    refused("report 2024.yaml", 2, &["--questionnaire", "--compare"]);
}

/// Line by line, the result says the same as the command does of the saved assessments.
#[track_caller]
fn check_line_by_line(about: &str) {
    let desk = desk();
    let take = ["take", "--plain", "--about", about, "--label", "2026", "team-check.yaml"];
    let answers = format!("{}finish\ncompare\nquit\n", "1\n".repeat(11));
    desk.call(take).input(answers.as_str()).said().code(0).has(&["no earlier finished assessment"]);
    desk.run("remove @last --yes").code(0);
    desk.run("import 2024.yaml --questionnaire team-check-1.0.yaml").code(0);
    desk.run("import 2025.yaml --questionnaire team-check-1.0.yaml").code(0);
    let said = desk.call(take).input(answers.as_str()).said().code(0).out;
    let compared = desk.run("compare 2024 2025 @last").code(0).out;
    assert!(said.contains(&compared), "{said}\n--- not in it:\n{compared}");
}

#[rustfmt::skip]
mod line_by_line {
    use super::*;

    #[test] fn named_as_before() { check_line_by_line("Fjord Supplies"); }
    #[test] fn named_in_other_letters() { check_line_by_line("FJORD  supplies"); }
}
