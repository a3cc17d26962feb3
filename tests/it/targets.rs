//! Targets on the command line: how they are set, what is refused, and where they are told.

use std::fs;

use serde_json::Value;

use super::program::{Desk, Said, sample};

/// A desk with one saved assessment, of 1 March 2026.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::copy(sample("mixed.yaml"), desk.path("mixed.yaml")).unwrap();
    run(&desk, "import mixed.yaml");
    desk
}

#[track_caller]
fn run(desk: &Desk, line: &str) -> Said {
    desk.call(line.split(' ')).with("SOURCE_DATE_EPOCH", "1772323200").said().code(0)
}

fn area<'a>(json: &'a Value, id: &str) -> &'a Value {
    json["areas"].as_array().unwrap().iter().find(|area| area["id"] == id).unwrap()
}

#[track_caller]
fn check(desk: &Desk, id: &str, want: &str) {
    let json = run(desk, "show @last --json").json();
    assert_eq!(area(&json, id)["target"].to_string(), want);
}

#[test]
fn a_target_is_set_changed_and_taken_away() {
    let desk = desk();
    check(&desk, "retention", "null");
    assert!(!run(&desk, "show @last").out.contains("Targets"));
    let score = area(&run(&desk, "show @last --json").json(), "retention")["score"].as_u64().unwrap();
    run(&desk, "plan target retention 95 --by 2027-03-01").has(&["is 95 by 2027-03-01"]);
    let (gap, percent) = (95 - score, (200 * score + 95) / 190);
    check(
        &desk,
        "retention",
        &format!(r#"{{"score":95,"by":"2027-03-01","set_by":"assessment","gap":{gap},"percent":{percent}}}"#),
    );
    run(&desk, "show @last").has(&["Targets:", "95 by 1 March 2027", &format!("{gap} points to go")]);
    run(&desk, "show @last --area 1").has(&["Target: 95 by 1 March 2027"]);
    run(&desk, "plan list").has(&["Nothing is planned yet", "Targets:", "95 by 1 March 2027"]);
    assert_eq!(run(&desk, "plan list --json").json()["targets"][0]["area"], "retention");
    run(&desk, "plan export --format md").has(&["Targets", "95"]);
    run(&desk, "report @last --format md -o -").has(&["# Targets", "95"]);
    // By its number, in place of the first; then none at all.
    run(&desk, "plan target 1 0").has(&["is 0 by 2027-03-01"]);
    check(&desk, "retention", r#"{"score":0,"by":"2027-03-01","set_by":"assessment","gap":0,"percent":100}"#);
    run(&desk, "plan target retention none").has(&["has no target"]);
    check(&desk, "retention", "null");
    assert!(!run(&desk, "show @last").out.contains("Targets"));
    assert!(!run(&desk, "report @last --format md -o -").out.contains("# Targets"));
}

#[test]
fn a_day_stays_until_it_is_changed_or_cleared() {
    let desk = desk();
    run(&desk, "plan target retention 70 --by 2027-03-01");
    run(&desk, "plan target retention 80").has(&["of Customer retention is 80 by 2027-03-01"]);
    run(&desk, "plan target 1 85 --by 2027-06-30").has(&["is 85 by 2027-06-30"]);
    let cleared = ["plan", "target", "1", "85", "--by", ""];
    let said = desk.call(cleared).with("SOURCE_DATE_EPOCH", "1772323200").said().code(0);
    assert!(said.err.contains("is 85;"), "{}", said.err);
    assert!(run(&desk, "show @last --json").json()["areas"].to_string().contains(r#""score":85,"by":null"#));
    // Who has no target has no day to keep.
    run(&desk, "plan target 1 85 --by 2027-06-30");
    run(&desk, "plan target 1 none");
    run(&desk, "plan target 1 60").has(&["is 60;"]);
}

#[track_caller]
fn check_refused(line: &str, says: &[&str]) {
    let desk = desk();
    let before = desk.snapshot();
    desk.call(line.split(' ')).with("SOURCE_DATE_EPOCH", "1772323200").said().code(2).has(says);
    assert!(before == desk.snapshot(), "`{line}` has left something behind");
}

#[test]
fn what_is_no_target_is_refused() {
    check_refused("plan target retention 101", &["`101` is no target", "0 to 100, or none"]);
    check_refused("plan target retention -1", &["`-1` is no target"]);
    check_refused("plan target retention much", &["`much` is no target"]);
    check_refused("plan target retention 70.5", &["`70.5` is no target"]);
    check_refused("plan target retension 70", &["there is no area `retension`: did you mean `retention`?"]);
    check_refused("plan target rep_diagnostic 70", &["has no score, so it takes no target"]);
    check_refused("plan target retention 70 --by soon", &["`soon` is no day"]);
    check_refused(
        "plan target retention 70 --by 2026-02-28",
        &["before the day of the assessment", "2026-03-01"],
    );
    check_refused("plan target retention none --by 2027-03-01", &["leave --by out"]);
    check_refused("plan target retention 70 mixed.yaml", &["is a file", "leaky-bucket import"]);
}

#[test]
fn answers_files_carry_targets_there_and_back() {
    let desk = Desk::new();
    let sample = fs::read_to_string(sample("mixed.yaml")).unwrap();
    let targets = "targets:\n  retention: 75\n  downtime: {score: 60, by: 2027-03-01}\n  metrics: none\n";
    desk.write("with.yaml", format!("{sample}{targets}"));
    run(&desk, "import with.yaml");
    run(&desk, "export @last --format yaml -o back.yaml");
    let back = fs::read_to_string(desk.path("back.yaml")).unwrap();
    for line in ["targets:", "retention: 75", "score: 60", "metrics: none"] {
        assert!(back.contains(line), "{back}");
    }
    let shown = |name: &str| run(&desk, &format!("show {name} --json")).json()["areas"].to_string();
    assert_eq!(shown("@last"), shown("back.yaml"));
    run(&desk, "import back.yaml");
    run(&desk, "export @last --format yaml -o again.yaml");
    assert_eq!(fs::read_to_string(desk.path("again.yaml")).unwrap(), back);
}

/// Faults in targets, with their place and what to do; nothing is taken.
#[track_caller]
fn check_faults(targets: &str, says: &[&str]) {
    let desk = Desk::new();
    let head = "questionnaire: leaky_bucket\ndate: 2026-03-01\nanswers: {}\n";
    desk.write("a.yaml", format!("{head}{targets}"));
    desk.run("import a.yaml").code(4).has(says).has(&["nothing was taken"]);
}

#[test]
fn faults_in_an_answers_file() {
    check_faults(
        "targets: {retension: 70}\n",
        &["a.yaml:4:11", "no area `retension`", "did you mean `retention`?"],
    );
    check_faults(
        "targets: {retention: 101}\n",
        &["a.yaml:4:11", "the target of `retention` cannot be taken"],
    );
    check_faults("targets: {retention: -1}\n", &["cannot be taken", "from 0 to 100"]);
    check_faults("targets: {retention: 70.5}\n", &["cannot be taken", "from 0 to 100"]);
    check_faults("targets: {retention: much}\n", &["cannot be taken", "from 0 to 100"]);
    check_faults("targets: {retention: [70]}\n", &["cannot be taken"]);
    check_faults("targets: {retention: {by: 2027-03-01}}\n", &["cannot be taken", "from 0 to 100"]);
    check_faults("targets: {retention: {score: 70, by: soon}}\n", &["cannot be taken", "`2027-03-01`"]);
    check_faults(
        "targets: {retention: {score: 70, by: 2026-02-28}}\n",
        &["before this assessment, 1 March 2026"],
    );
    check_faults("targets: {retention: {score: 70, day: 1}}\n", &["no key `day`", "its keys are score, by"]);
    check_faults("targets: [retention]\n", &["`targets` is not a map"]);
    check_faults("targets:\n  retention: 70\n  retention: 80\n", &["a.yaml:6:3"]);
}

/// Three years of one team, the last by another edition; a target that was set in the second.
#[test]
fn a_target_is_carried_over_the_years() {
    let desk = Desk::new();
    let edition = |name: &str| fs::copy(format!("tests/questionnaires/{name}"), desk.path(name)).unwrap();
    edition("team-check.yaml");
    edition("team-check-1.0.yaml");
    for year in ["2024", "2025", "2026"] {
        let text = fs::read_to_string(format!("tests/answers/years/{year}.yaml")).unwrap();
        let targets = match year {
            "2025" => "targets: {keeping: {score: 80, by: 2026-12-31}, winning: 60, pace: 70}\n",
            "2024" => "targets: {keeping: 60}\n",
            _ => "",
        };
        desk.write(format!("{year}.yaml"), format!("{text}{targets}"));
    }
    let editions = "--questionnaire team-check.yaml --questionnaire team-check-1.0.yaml";
    let said = desk.run(&format!("compare 2024.yaml 2025.yaml 2026.yaml {editions}")).code(0);
    said.has(&[
        "Targets:",
        "Keeping customers: 80 by 31 December 2026, 5 points to go, 94% of it reached, +31 of 36 points since 2025, set in 2025",
        "Winning customers: 60, 10 points to go, 83% of it reached, the way since 2025 cannot be compared, set in 2025",
    ]);
    let json = desk.run(&format!("compare 2026.yaml 2025.yaml 2024.yaml {editions} --json")).code(0).json();
    assert_eq!(
        area(&json, "keeping")["target"].to_string(),
        r#"{"score":80,"by":"2026-12-31","set_by":"earlier","set_on":"2025-03-10","gap":5,"percent":94,"progress":{"state":"made","since":"2025-03-10","baseline":44,"points":31,"of":36,"percent":86}}"#
    );
    assert_eq!(area(&json, "numbers")["target"], Value::Null);
    // In the second year the target of its own counted, from the first.
    let then = &json["rounds"][1]["since_before"];
    assert_eq!(area(then, "keeping")["target"]["progress"]["since"], "2024-03-04");
    desk.run(&format!("compare 2024.yaml 2025.yaml 2026.yaml {editions} -o years.csv")).code(0);
    let csv = fs::read_to_string(desk.path("years.csv")).unwrap();
    let rows_of = |area: &str| csv.lines().filter(|line| line.contains(area)).collect::<Vec<_>>();
    // The last year has no score for it; from where it was to go is known all the same.
    assert!(rows_of(",pace,")[1].ends_with(",70,,,63,"), "{csv}");
    let rows = rows_of(",keeping,");
    assert!(rows[0].ends_with(",80,2026-12-31,55,31,27"), "{rows:?}");
    assert!(rows[1].ends_with(",80,2026-12-31,94,44,86"), "{rows:?}");
    let report =
        format!("report 2026.yaml --compare 2025.yaml --compare 2024.yaml {editions} --format md -o -");
    desk.run(&report).code(0).has(&["+31 of 36 points since 2025, set in 2025", "| Target |"]);
    // Alone, this year knows nothing of what was set before.
    let alone = desk.run("show 2026.yaml --questionnaire team-check.yaml --json").code(0).json();
    assert_eq!(area(&alone, "keeping")["target"], Value::Null);
}

#[test]
fn an_author_may_wish_for_a_target() {
    let desk = Desk::new();
    let text = fs::read_to_string("tests/questionnaires/team-check.yaml").unwrap();
    desk.write("old.yaml", &text);
    let wished =
        text.replacen("    title: Keeping customers\n", "    title: Keeping customers\n    target: 70\n", 1);
    assert_ne!(wished, text);
    desk.write("new.yaml", wished.replace("edition: \"1.1\"", "edition: \"1.2\""));
    desk.run("questionnaire diff old.yaml new.yaml")
        .code(0)
        .has(&["keeping: target not set to 70", "11 of 11 scored questions still compared"]);
    let diff = desk.run("questionnaire diff old.yaml new.yaml --json").code(0).json();
    assert_eq!(diff["areas"][0]["what"], "target");
    fs::copy("tests/answers/years/2026.yaml", desk.path("2026.yaml")).unwrap();
    let answers = fs::read_to_string("tests/answers/years/2026.yaml").unwrap().replace("\"1.1\"", "\"1.2\"");
    desk.write("2026.yaml", answers);
    let json = desk.run("show 2026.yaml --questionnaire new.yaml --json").code(0).json();
    assert_eq!(area(&json, "keeping")["target"]["set_by"], "questionnaire");
    desk.run("show 2026.yaml --questionnaire new.yaml")
        .code(0)
        .has(&["70, reached, set by the questionnaire"]);
}

/// Line by line, in English and in German, each saved before the next is asked for.
#[test]
fn line_by_line() {
    let desk = Desk::new();
    let lines = "/go ret_target\n1\n/review\nfinish\nactions\nhelp\ntarget 1 70\ntarget downtime 60 2027-03-01\n\
        target downtime 61\n\
        target 2\ntarget 99 70\ntarget 1 101\ntarget 1 70 soon\ntarget 1 70 2020-01-01\n\
        target rep_diagnostic 70\ntarget 3 50\ntarget 3 none\nlist\nquit\n";
    let take = |lang: &str| format!("take --plain --lang {lang} --about Northwind --label {lang}");
    let on = |line: &str, lines: &str| {
        let call = desk.call(line.split(' ')).with("SOURCE_DATE_EPOCH", "1772323200").input(lines);
        call.said().code(0)
    };
    let said = on(&take("en"), lines).has(&[
        "  target 2 70: area 2 is to reach a score of 70",
        "Saved: the target of Customer retention is 70.",
        "is 60 by 1 March 2027.",
        "is 61 by 1 March 2027.",
        "such as target 2 70, target 2 70 2027-03-01 or target 2 none",
        "Please give a whole number from 0 to 100",
        "Please give a day behind the number",
        "That day lies before this assessment, 1 March 2026.",
        "This area has no score, so it takes no target.",
        "has no target.",
        "Targets:",
    ]);
    assert_eq!(said.out.matches("NOT SAVED").count(), 0, "{said:?}");
    let json = run(&desk, "show @last --json").json();
    let set = |id: &str| area(&json, id)["target"]["score"].as_u64();
    assert_eq!(["retention", "downtime", "qualifying"].map(set), [Some(70), Some(61), None]);
    let lines = "/gehe ret_target\n1\n/prüfen\nfertig\nmaßnahmen\nziel 1 70 1.3.2027\nziel 1 viel\nziel 1 nichts\nende\n";
    on(&take("de"), lines).has(&[
        "ist 70 bis 1. März 2027.",
        "Bitte geben Sie eine ganze Zahl von 0 bis 100 an",
        "hat keinen Zielwert.",
    ]);
}
