//! The plan on the command line and line by line: what is promised, what is refused, what other programs get.

use std::fs;

use serde_json::Value;

use super::program::{Call, Desk, Said, sample};

/// A desk with one saved assessment, on 1 March 2026.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::copy(sample("mixed.yaml"), desk.path("mixed.yaml")).unwrap();
    on(&desk, "import mixed.yaml").said().code(0);
    desk
}

/// A command on a day in March 2026; a word between quotes is one.
fn on<'a>(desk: &'a Desk, line: &str) -> Call<'a> {
    let mut words: Vec<String> = vec![String::new()];
    let mut is_quoted = false;
    for sign in line.chars() {
        match sign {
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            sign => words.last_mut().unwrap().push(sign),
        }
    }
    desk.call(words).with("SOURCE_DATE_EPOCH", "1772323200")
}

#[track_caller]
fn run(desk: &Desk, line: &str) -> Said {
    on(desk, line).said().code(0)
}

/// `1 open Kim 2026-06-30`, a line for each step.
#[track_caller]
fn check(desk: &Desk, want: &[&str]) {
    let plan = run(desk, "plan list --json").json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let steps = plan["actions"].as_array().unwrap().iter().map(|step| {
        let words = ["kind", "status", "owner", "by", "done_on"].map(|key| text(&step[key]));
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        format!("{} {}", step["id"], words.join(" "))
    });
    assert_eq!(steps.collect::<Vec<_>>(), want);
}

#[test]
fn a_plan_from_the_first_step_to_the_last() {
    let desk = desk();
    run(&desk, "plan").has(&["Nothing is planned yet", "Drawn from your leaks", "plan add --leak"]);
    let said = run(&desk, "plan add --leak 1 --owner Kim --by 2026-02-15");
    assert_eq!(said.out, "1\n2\n");
    check(&desk, &["1 sales open Kim 2026-02-15", "2 capacity open Kim 2026-02-15"]);
    // What is there is not added again.
    assert_eq!(run(&desk, "plan add --leak 1").has(&["in the plan already"]).out, "");
    let said =
        run(&desk, "plan add --what 'Call ten' --area 1 --owner Tom --by 31.7.2026 --sign 'All have a date'");
    assert_eq!(said.out, "3\n");
    run(&desk, "plan done 1 --date 2026-02-27").has(&["action 1 is done"]);
    run(&desk, "plan drop 2");
    run(&desk, "plan move 3 1");
    check(
        &desk,
        &[
            "3 own open Tom 2026-07-31",
            "1 sales done Kim 2026-02-15 2026-02-27",
            "2 capacity dropped Kim 2026-02-15",
        ],
    );
    run(&desk, "plan reopen 1");
    run(&desk, "plan edit 3 --owner '' --by '' --first-step 'List them'");
    check(&desk, &["3 own open", "1 sales open Kim 2026-02-15", "2 capacity dropped Kim 2026-02-15"]);
    let said = run(&desk, "plan");
    said.has(&[
        "2 open, 0 done, 1 late, 1 given up",
        "late: was due on 15 February 2026",
        "First step: List them",
    ]);
    run(&desk, "plan remove 2");
    assert_eq!(run(&desk, "plan add --what Ask").out, "4\n", "a number is never given again");
    run(&desk, "plan done 4");
    check(&desk, &["3 own open", "1 sales open Kim 2026-02-15", "4 own done 2026-03-01"]);
    // It is finished as it was, and its answers are untouched.
    let listed = run(&desk, "list --json").json();
    assert_eq!(listed["assessments"][0]["finished"], true);
    assert_eq!(listed["assessments"].as_array().unwrap().len(), 1);
}

#[test]
fn what_a_leak_suggests() {
    let desk = desk();
    let shown = run(&desk, "show @last --json").json();
    let leak = shown["leaks"][2]["id"].as_str().unwrap();
    let practices = shown["leaks"][2]["plugged_by"].as_array().unwrap().len();
    let said = run(&desk, &format!("plan add --leak {leak} --take practice"));
    assert_eq!(said.out.lines().count(), practices);
    let step = &run(&desk, "plan list --json").json()["actions"][0];
    assert_eq!((&step["leak"], &step["area"]), (&Value::from(leak), &shown["leaks"][2]["area"]));
    assert!(step["effort"].is_string() && step["helps"].is_string(), "{step}");
    // The report's own form holds the same steps.
    let report = run(&desk, "report @last --format json").json();
    assert_eq!(report["plan"], run(&desk, "plan list --json").json()["actions"]);
}

#[track_caller]
fn check_refused(line: &str, code: i32, says: &str) {
    let desk = desk();
    run(&desk, "plan add --what Call");
    let before = desk.snapshot();
    on(&desk, line).said().code(code).has(&[says]);
    assert_eq!(desk.snapshot(), before, "nothing is changed by `{line}`");
}

#[rustfmt::skip]
mod refusals {
    use super::*;

    #[test] fn nothing_to_do() { check_refused("plan add --owner Kim", 2, "--what"); check_refused("plan add --what ''", 2, "--what"); check_refused("plan edit 1 --what ' '", 2, "--what"); }
    #[test] fn no_such_step() { for line in ["done 7", "reopen 7", "drop 7", "remove 7", "move 7 1", "edit 7 --owner Kim"] { check_refused(&format!("plan {line}"), 2, "has no action 7"); } }
    #[test] fn no_number() { check_refused("plan done first", 2, "first"); check_refused("plan move 1 0", 2, "counted from 1"); }
    #[test] fn no_day() { check_refused("plan edit 1 --by soon", 2, "`soon` is no day"); check_refused("plan done 1 --date 30/6/2026", 2, "2026-06-30"); check_refused("plan add --what x --by 2026-02-30", 2, "is no day"); }
    #[test] fn no_such_leak() { check_refused("plan add --leak ret_targett", 2, "ret_target"); check_refused("plan add --leak 999", 2, "999"); }
    #[test] fn no_such_area() { check_refused("plan edit 1 --area retentoin", 2, "did you mean `retention`"); }
    #[test] fn take_what_from_where() { check_refused("plan add --take sales", 2, "--leak"); check_refused("plan add --leak 1 --take sales --what x", 2, "--what"); }
    #[test] fn an_answers_file() { check_refused("plan add mixed.yaml --what x", 2, "leaky-bucket import"); check_refused("plan done 1 -", 2, "leaky-bucket import"); }
    #[test] fn no_such_assessment() { check_refused("plan northwint", 5, "nothing saved is called"); check_refused("plan done 1 nowhere", 5, "nothing saved is called"); }
    #[test] fn no_form() { check_refused("plan export -o plan.doc", 2, ".doc"); }
    #[test] fn over_a_file() { check_refused("plan export -o mixed.yaml --format md", 5, "is there already"); }
    #[test] fn over_a_folder() { check_refused("plan export -o ../data --format md", 5, "is a folder"); }
}

#[test]
fn for_other_programs() {
    let desk = desk();
    run(&desk, "plan add --what '=HYPERLINK(1);x,y' --owner 'Kim, T.' --by 2026-06-30");
    for form in ["csv", "md", "ics", "json"] {
        let printed = on(&desk, &format!("plan export --format {form}")).bytes().said().code(0).bytes;
        run(&desk, &format!("plan export @last -o plan.{form}")).has(&["written: plan."]);
        assert_eq!(fs::read(desk.path(format!("plan.{form}"))).unwrap(), printed, "{form}");
    }
    let ics = fs::read_to_string(desk.path("plan.ics")).unwrap();
    assert!(ics.contains("SUMMARY:Kim\\, T.: =HYPERLINK(1)\\;x\\,y\r\n"), "{ics}");
    assert!(ics.contains("DTSTAMP:20260301T000000Z\r\n"), "{ics}");
    let csv = fs::read_to_string(desk.path("plan.csv")).unwrap();
    assert!(csv.contains("\r\n1,\"'=HYPERLINK(1);x,y\","), "{csv}");
    // Its ids stay when the plan is changed, and are of this assessment alone.
    let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
    run(&desk, "plan edit 1 --owner Tom");
    let again = on(&desk, "plan export --format ics").bytes().said().bytes;
    assert_eq!(uid(&String::from_utf8(again).unwrap()), uid(&ics));
    desk.write("other.yaml", fs::read(desk.path("mixed.yaml")).unwrap());
    let other = run(&desk, "import other.yaml").out;
    run(&desk, &format!("plan add {} --what Call", other.trim()));
    let other = on(&desk, &format!("plan export {} --format ics", other.trim())).bytes().said().bytes;
    assert_ne!(uid(&String::from_utf8(other).unwrap()), uid(&ics));
}

/// What is written as a plain answers file comes back: from the file itself, and when it is imported.
#[test]
fn an_answers_file_holds_a_plan() {
    let desk = desk();
    run(&desk, "plan add --leak 1 --owner Kim --by 2026-02-15");
    run(&desk, "plan add --what 'Ask: \"why\"' --first-step '- one' --sign '#2'");
    run(&desk, "plan drop 2");
    run(&desk, "plan done 3 --date 2026-02-27");
    let plan = run(&desk, "plan list --json").json();
    run(&desk, "export @last -o whole.yaml");
    run(&desk, "export @last -o whole.json");
    for file in ["whole.yaml", "whole.json"] {
        assert_eq!(
            run(&desk, &format!("plan list {file} --json")).json()["actions"],
            plan["actions"],
            "{file}"
        );
    }
    let imported = run(&desk, "import whole.yaml").out;
    assert_eq!(
        run(&desk, &format!("plan list {} --json", imported.trim())).json()["actions"],
        plan["actions"]
    );
    run(&desk, "export @last --anonymous --format yaml").lacks("Kim").lacks("plan:");
}

/// Every fault is named with its place, and nothing is taken.
#[test]
fn a_plan_with_faults_is_refused() {
    let desk = desk();
    let head = "questionnaire: leaky_bucket\nanswers: {ret_target: 1}\nplan:\n";
    let faults = [
        ("  - {owner: Kim}\n", "cannot be taken"),
        ("  - Call\n", "action 1 of the plan is not a map"),
        ("  - {what: Call, whoo: Kim}\n", "no key `whoo`"),
        ("  - {what: Call, by: soon}\n", "`soon` cannot be the `by` of action 1"),
        ("  - {what: Call}\n  - {what: Ask, status: doing}\n", "`doing` cannot be the `status` of action 2"),
        ("  - {what: Call, area: retentoin}\n", "`retentoin` cannot be the `area`"),
        ("  - {what: Call, leak: nothing}\n", "`nothing` cannot be the `leak`"),
        ("  - {what: [Call]}\n", "is not a text"),
        ("  - {what: Call, kind: song}\n", "own, practice, sales, knowledge"),
    ];
    for (plan, says) in faults {
        desk.write("faulty.yaml", format!("{head}{plan}"));
        on(&desk, "plan faulty.yaml").said().code(4).has(&[says, "faulty.yaml:", "nothing was taken"]);
    }
    desk.write("faulty.yaml", format!("{head}  - {{owner: Kim, by: soon}}\n  - {{what: x, helps: much}}\n"));
    on(&desk, "plan faulty.yaml").said().code(4).has(&[
        "`soon`",
        "`much`",
        "action 1 of the plan cannot be taken",
    ]);
    desk.write("faulty.yaml", "questionnaire: leaky_bucket\nanswers: {ret_target: 1}\nplan: Call\n");
    on(&desk, "plan faulty.yaml").said().code(4).has(&["not a list of actions"]);
}

#[test]
fn an_answers_file_without_a_plan() {
    let desk = desk();
    run(&desk, "plan mixed.yaml").has(&["Nothing is planned yet"]);
    assert_eq!(run(&desk, "plan list mixed.yaml --json").json()["actions"], Value::Array(Vec::new()));
}

/// The report shows what was agreed, and proposes only where nothing was.
#[test]
fn the_report_holds_it() {
    let desk = desk();
    let proposed = run(&desk, "report @last --format md");
    let proposed = proposed.has(&["Agree on two or three of these", "By when"]);
    run(
        &desk,
        "plan add --what 'Call <b>ten</b> | *now*' --owner Kim --by 2026-06-30 --first-step Ask --sign 'All ten said'",
    );
    run(&desk, "plan add --what Tell");
    run(&desk, "plan done 2 --date 2026-02-27");
    let agreed = run(&desk, "report @last --format md").lacks("Agree on two or three of these");
    let agreed =
        agreed.has(&["2026-06-30", "done, 2026-02-27", "All ten said", "Call \\<b>ten\\</b> \\| \\*now\\*"]);
    assert_ne!(proposed.out, agreed.out);
    on(&desk, "report @last -o plan.pdf").said().code(0);
    run(&desk, "report @last --brief --format text").has(&["Action 1. First step: Ask.", "*now*"]);
}

/// Every task of the plan line by line, each saved before the next is asked for.
#[test]
fn line_by_line() {
    let desk = Desk::new();
    let lines = "/go ret_target\n1\n/review\nfinish\nactions\nsuggestions\ntake 1\ntake 2\ntake 1\n\
        add\nCall\nKim\nsoon\n2026-02-20\nList them\nAll have a date\n\
        done 1\ndrop 2\nedit 3\n\nTom\n\n-\n\nmove 3 1\nremove 2\nundo\nredo\nundo\nreopen 1\n\
        done 9\ndone\nmove 1\ndance\nexport doc\nexport ics\nlist\nback\nquit\n";
    let said = on(&desk, "take --plain --about Northwind --label 2026").input(lines).said().code(0);
    let said = said.has(&[
        "what if, actions or compare to hear more",
        "Nothing is planned yet",
        "1. Give each rep a written keep-target",
        "There is no suggestion 1.",
        "Please give a day such as 2026-06-30",
        "Saved: action 3, Call",
        "Saved: action 1 is done.",
        "Saved: action 2 is given up.",
        "First step (now: List them; Enter keeps it, - clears it)",
        "Saved: action 3 is changed.",
        "Saved: taken back",
        "There is no action 9.",
        "such as done 1",
        "such as move 2 1",
        "\"dance\" is nothing that can be done here",
        "csv, md, ics or json",
        "The plan is written: northwind-2026-plan.ics",
        "2 open, 0 done, 1 late, 1 given up",
        "Tom, late: was due on 20 February 2026",
    ]);
    assert_eq!(said.out.matches("NOT SAVED").count(), 0, "{said:?}");
    check(&desk, &["3 own open Tom 2026-02-20", "1 practice open", "2 sales dropped"]);
    assert_eq!(run(&desk, "list --json").json()["assessments"][0]["finished"], true);
    assert!(fs::read_to_string(desk.path("northwind-2026-plan.ics")).unwrap().contains("SUMMARY:Tom: Call"));
}

/// In German by German words, and by the English ones as everywhere.
#[test]
fn line_by_line_in_german() {
    let desk = Desk::new();
    let lines = "/gehe ret_target\n1\n/prüfen\nfertig\nmaßnahmen\nneu\nAnrufen\nKim\n30.6.2026\n\n\n\
        erledigt 1\nadd\nFragen\n\n\n\n\nverschieben 2 1\nliste\nende\n";
    let said = on(&desk, "take --plain --lang de --about Northwind --label 2026").input(lines).said().code(0);
    said.has(&[
        "Gesichert: Maßnahme 1, Anrufen",
        "Gesichert: Maßnahme 2 ist verschoben.",
        "erledigt am 1. März 2026",
    ]);
    check(&desk, &["2 own open", "1 own done Kim 2026-06-30 2026-03-01"]);
}
