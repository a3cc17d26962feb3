//! The rounds of one team among what is saved: in which order they stand, and what is no round of its own.

use std::fs;

use serde_json::Value;

use crate::program::{Desk, sample};

/// The answers of a sample, of a team, a year and a day.
fn round(desk: &Desk, file: &str, (sample_name, about, label, date): (&str, &str, &str, &str)) {
    let text = fs::read_to_string(sample(sample_name)).unwrap();
    let own = ["about:", "label:", "date:", "respondent:", "  name:", "  role: m"];
    let rest: Vec<&str> = text.lines().filter(|line| !own.iter().any(|key| line.starts_with(key))).collect();
    desk.write(file, format!("about: {about}\nlabel: \"{label}\"\ndate: {date}\n{}\n", rest.join("\n")));
}

fn names(desk: &Desk) -> Vec<String> {
    let listed = desk.run("list --json").code(0).json();
    let name = |one: &Value| one["name"].as_str().unwrap().to_owned();
    listed["assessments"].as_array().unwrap().iter().map(name).collect()
}

/// Names are typed in no order; their days say which is the latest.
#[test]
fn what_is_taken_in_at_once_is_listed_by_its_days() {
    let desk = Desk::new();
    for year in ["2024", "2026", "2023", "2025"] {
        round(&desk, &format!("{year}.yaml"), ("mixed.yaml", "Tern", year, &format!("{year}-03-01")));
    }
    desk.run("import 2024.yaml 2026.yaml 2023.yaml 2025.yaml").code(0);
    assert_eq!(names(&desk), ["tern-2026", "tern-2025", "tern-2024", "tern-2023"]);
    desk.run("show @last").code(0).has(&["Tern, 2026"]);
    // What was worked on since then comes first all the same.
    desk.run("plan target 1 70 tern-2024").code(0);
    assert_eq!(names(&desk).first().unwrap(), "tern-2024");
}

#[test]
fn a_copy_is_told_of_and_is_no_year() {
    let desk = Desk::new();
    round(&desk, "a.yaml", ("mixed.yaml", "Tern", "2026", "2026-03-01"));
    round(&desk, "b.yaml", ("mixed.yaml", "TERN ", "2026", "2026-03-01"));
    round(&desk, "next.yaml", ("mixed.yaml", "Tern", "2027", "2027-03-01"));
    desk.run("compare a.yaml b.yaml").code(2).has(&["`a` and `b` are copies of one assessment"]);
    desk.run("report next.yaml --compare a.yaml --compare b.yaml -o r.md").code(2).has(&["are copies"]);
    // A year later the same answers are news: nothing has changed.
    desk.run("compare a.yaml next.yaml").code(0).has(&["same answers"]);
    desk.run("import a.yaml").code(0);
    desk.run("import b.yaml next.yaml")
        .code(0)
        .has(&["`tern-2026-2` is a copy of `tern-2026`", "leaky-bucket remove tern-2026-2"]);
    desk.run("--lang de import a.yaml").code(0).has(&["ist eine Kopie von `tern-2026`"]);
    let call = desk.call(["take", "--plain", "--open", "tern-2027"]).input("compare\nquit\n");
    let said = call.said().code(0);
    assert!(said.out.contains("2026, 2027") && !said.out.contains("#1"), "{}", said.out);
}
