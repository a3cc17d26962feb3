//! Others' scores as files: made of one's own assessments so that nobody can be known, and shown beside scores
//! that stay what they are.

use std::fs;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use serde_json::Value;

use super::program::{Desk, SMALL, Said, sample};

/// The clock of every run: 1 March 2026.
const CLOCK: &str = "1772323200";

fn golden() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../golden/benchmark");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// The answers of a sample, given by another team.
fn team(sample_name: &str, about: &str) -> String {
    let text = fs::read_to_string(sample(sample_name)).unwrap();
    let others = |line: &&str| ["about:", "respondent:"].iter().all(|key| !line.starts_with(key));
    let rest: Vec<&str> = text.lines().filter(others).collect();
    format!("about: {about}\nrespondent: {{name: Nobody Else, role: manager}}\n{}\n", rest.join("\n"))
        .replace("  role: manager\n", "")
}

/// A desk with the answers files of so many teams, `team-01.yaml` and so on: a third of them strong, a third
/// mixed, a third weak.
fn desk(teams: usize) -> (Desk, Vec<String>) {
    let desk = Desk::new();
    let samples = ["strong.yaml", "mixed.yaml", "weak.yaml"];
    let names = (1..=teams).map(|number| {
        let name = format!("team-{number:02}.yaml");
        desk.write(&name, team(samples[number % 3], &format!("Team Nr {number}")));
        name
    });
    let names = names.collect();
    desk.write("mine.yaml", fs::read(sample("mixed.yaml")).unwrap());
    (desk, names)
}

fn run(desk: &Desk, line: &str) -> Said {
    desk.call(line.split(' ')).with("SOURCE_DATE_EPOCH", CLOCK).said()
}

/// A desk with `mine.yaml` and `others.yaml`, the benchmark of twelve teams.
fn with_others() -> Desk {
    let (desk, names) = desk(12);
    run(&desk, &format!("export --benchmark {} -o others.yaml", names.join(" "))).code(0);
    desk
}

#[test]
fn a_file_is_made() {
    let (desk, mut names) = desk(12);
    let said = run(&desk, &format!("export --benchmark {}", names.join(" "))).code(0);
    golden().bind(|| insta::assert_snapshot!("benchmark.yaml", said.out));
    for known in ["Team", "Nobody", "2025", "strong", "role", "Sales"] {
        assert!(!said.out.contains(known), "{known}\n{}", said.out);
    }
    // In whatever order they are named, the bytes are the same.
    names.reverse();
    assert_eq!(run(&desk, &format!("export --benchmark {}", names.join(" "))).code(0).out, said.out);
    names.rotate_left(5);
    let line = format!("export --benchmark {} -o there.yaml", names.join(" "));
    run(&desk, &line).code(0).has(&["the scores of 12 teams", "written: there.yaml"]);
    assert_eq!(fs::read_to_string(desk.path("there.yaml")).unwrap(), said.out);
    run(&desk, &line).code(5).has(&["is there already"]);
    run(&desk, &format!("{line} --force")).code(0);
}

#[test]
fn saved_assessments_and_a_source() {
    let (desk, names) = desk(11);
    run(&desk, &format!("import {}", names.join(" "))).code(0);
    let call = ["export", "--all", "--benchmark", "--source", "Tern\u{1b}[31m \u{202e}Advisory \"x\": #1"];
    let said = desk.call(call).with("SOURCE_DATE_EPOCH", CLOCK).said().code(0);
    assert!(said.out.contains("source: \"Tern[31m Advisory \\\"x\\\": #1\"\n"), "{}", said.out);
    desk.write("others.yaml", &said.out);
    run(&desk, "show mine.yaml --benchmark others.yaml").code(0).has(&["Tern[31m Advisory \"x\": #1"]);
}

#[test]
fn nine_teams_are_refused() {
    let (desk, names) = desk(9);
    let line = format!("export --benchmark {} -o others.yaml", names.join(" "));
    run(&desk, &line).code(6).has(&["10 different teams", "here there are 9"]);
    assert!(!desk.path("others.yaml").exists());
    // The same team once more, and one that nobody can tell from others.
    desk.write("again.yaml", team("weak.yaml", "\" team  nr 1\""));
    desk.write("unnamed.yaml", team("weak.yaml", "\"\""));
    let more = format!("{line} again.yaml unnamed.yaml");
    run(&desk, &more).code(6).has(&["here there are 9", "1 earlier assessment", "does not say whom"]);
    desk.write("tenth.yaml", team("weak.yaml", "Team Nr 10"));
    run(&desk, &format!("{more} tenth.yaml")).code(0).has(&["left out: 1 earlier", "10 teams"]);
}

#[test]
fn nine_teams_are_refused_in_german() {
    let (desk, names) = desk(9);
    let line = format!("export --lang de --benchmark {}", names.join(" "));
    run(&desk, &line).code(6).has(&["10 verschiedenen Teams", "Hier sind es 9"]);
}

/// It is YAML whatever the name of the file says.
#[test]
fn a_file_of_another_form_is_refused() {
    let (desk, names) = desk(10);
    let line = |name: &str| format!("export --benchmark {} -o {name}", names.join(" "));
    run(&desk, &line("others.csv")).code(2).has(&["not written as .csv", ".yaml"]);
    run(&desk, &line("others.JSON")).code(2).has(&["not written as .json"]);
    assert!(!desk.path("others.csv").exists());
    run(&desk, &line("others.yml")).code(0);
    run(&desk, &line("others")).code(0);
}

#[test]
fn one_file_counts_once() {
    let (desk, names) = desk(10);
    desk.write("copy.yaml", fs::read(desk.path("team-01.yaml")).unwrap());
    let line = format!("export --benchmark {} team-02.yaml copy.yaml", names.join(" "));
    let said = run(&desk, &line).code(0).has(&["left out: 2 assessments that are there twice"]);
    assert!(!said.err.contains("earlier"), "{}", said.err);
    let nine = format!("export --lang de --benchmark {} team-02.yaml", names[..9].join(" "));
    run(&desk, &nine).code(6).has(&["weggelassen: 1 Bewertung, die doppelt da ist", "Hier sind es 9"]);
}

#[test]
fn an_area_that_few_answered_is_left_out() {
    let (desk, names) = desk(10);
    let answered = fs::read_to_string(desk.path("team-01.yaml")).unwrap();
    let without: Vec<&str> = answered.lines().filter(|line| !line.starts_with("  dow_")).collect();
    desk.write("team-01.yaml", without.join("\n"));
    let said = run(&desk, &format!("export --benchmark {}", names.join(" "))).code(0);
    assert!(said.err.contains("9 have a score, and 10 are needed"), "{}", said.err);
    assert!(!said.out.contains("downtime"), "{}", said.out);
    assert!(said.out.contains("retention"), "{}", said.out);
}

#[test]
fn one_questionnaire_at_a_time() {
    let (desk, mut names) = desk(10);
    desk.write("team_check.yaml", fs::read("tests/questionnaires/team-check.yaml").unwrap());
    desk.write("other.yaml", "questionnaire: team_check\nabout: Team Nr 4\ndate: 2026-02-01\nanswers: {}\n");
    names.push("other.yaml".to_owned());
    let line = format!("export --benchmark {}", names.join(" "));
    run(&desk, &line).code(4).has(&["leaky_bucket, team_check", "--questionnaire"]);
    run(&desk, "export --benchmark team-01.yaml --format csv").code(2);
    run(&desk, "export --all --source Us").code(2);
    run(&desk, &format!("export --benchmark {} -o dir/", names.join(" "))).code(5).has(&["is a folder"]);
}

/// What is said of others comes last, and every byte before it is as it was.
#[test]
fn scores_are_the_same_with_and_without() {
    let desk = with_others();
    for what in ["", " --why", " --answers", " --area 1", " --what-if 1,2"] {
        let without = run(&desk, &format!("show mine.yaml{what}")).code(0).out;
        let with = run(&desk, &format!("show mine.yaml --benchmark others.yaml{what}")).code(0).out;
        let rest = with.strip_prefix(&without).unwrap_or_else(|| panic!("{what}: {with}"));
        assert!(rest.contains("12 others: own assessments, 1 March 2026"), "{rest}");
    }
    for line in
        ["show mine.yaml --json", "show mine.yaml --json --what-if 1", "report mine.yaml --format json"]
    {
        let without = run(&desk, line).code(0).out;
        let with = run(&desk, &format!("{line} --benchmark others.yaml")).code(0).out;
        let same = without.trim_end().strip_suffix('}').unwrap().trim_end();
        assert!(with.starts_with(&format!("{same},\n  \"benchmark\": {{")), "{line}");
        let mut with: Value = serde_json::from_str(&with).unwrap();
        let benchmark = with.as_object_mut().unwrap().remove("benchmark").unwrap();
        assert_eq!(with, serde_json::from_str::<Value>(&without).unwrap());
        assert_eq!(benchmark["n"], 12);
        assert_eq!(benchmark["same_edition"], true);
        assert_eq!(benchmark["areas"].as_array().unwrap().len(), 9);
    }
    for format in ["csv", "csv-scores", "yaml", "json"] {
        let words = ["export", "mine.yaml", "--format", format];
        let without = desk.call(words).bytes().said().code(0).bytes;
        run(&desk, "config set benchmark others.yaml").code(0);
        assert_eq!(desk.call(words).bytes().said().code(0).bytes, without);
        run(&desk, "config set benchmark").code(0);
    }
}

#[test]
fn read_out() {
    let desk = with_others();
    let said = run(&desk, "show mine.yaml --benchmark others.yaml").code(0).out;
    let (_, others) = said.split_once("\nBeside it").unwrap();
    golden().bind(|| insta::assert_snapshot!("benchmark.en.txt", format!("Beside it{others}")));
    let said = run(&desk, "show mine.yaml --benchmark others.yaml --lang de").code(0).out;
    let (_, others) = said.split_once("\nDaneben").unwrap();
    golden().bind(|| insta::assert_snapshot!("benchmark.de.txt", format!("Daneben{others}")));
    run(&desk, "show mine.yaml --benchmark others.yaml --area downtime")
        .code(0)
        .has(&["Beside it", "not a norm"]);
}

/// In every form of the report, and in the same words.
#[test]
fn the_report_tells_of_others() {
    let desk = with_others();
    for format in ["text", "md", "html"] {
        let said =
            run(&desk, &format!("report mine.yaml --format {format} -o - --benchmark others.yaml")).code(0);
        for wanted in
            ["Who the others are", "half of them", "own assessments", "no norm, no goal and no ranking"]
        {
            assert!(said.out.contains(wanted), "{format}: {wanted}");
        }
        let said = run(&desk, &format!("report mine.yaml --format {format} -o -")).code(0);
        assert!(
            !said.out.contains("Who the others are") && !said.out.contains("own assessments"),
            "{format}"
        );
    }
    run(&desk, "report mine.yaml -o out.pdf --benchmark others.yaml").code(0);
    run(&desk, "report mine.yaml -o others.yaml --force --format text --benchmark others.yaml")
        .code(5)
        .has(&["holds a benchmark"]);
    let german = run(&desk, "report mine.yaml --format text -o - --benchmark others.yaml --lang de").code(0);
    assert!(german.out.contains("Wer die anderen sind"));
}

/// Everything wrong with a file in one run, and nothing is shown.
#[test]
fn a_file_with_faults() {
    let desk = with_others();
    let text = fs::read_to_string(desk.path("others.yaml")).unwrap();
    let faulty =
        text.replace("n: 12\n", "n: twelve\n").replace("lower:", "lowr:").replace("2026-03-01", "soon");
    desk.write("faulty.yaml", faulty);
    for line in
        ["show mine.yaml", "show mine.yaml --json", "report mine.yaml -o out.pdf", "take --replay none"]
    {
        let said = run(&desk, &format!("{line} --benchmark faulty.yaml")).code(5);
        assert_eq!(said.out, "", "{line}");
        if !line.starts_with("take") {
            for wanted in
                ["faulty.yaml:6:7", "error[M011]", "error[M012]", "error[M013]", "did you mean `lower`?"]
            {
                assert!(said.err.contains(wanted), "{wanted}\n{}", said.err);
            }
        }
    }
    assert!(!desk.path("out.pdf").exists());
    let other = text.replace("leaky_bucket", "team_check");
    desk.write("other.yaml", other);
    run(&desk, "show mine.yaml --benchmark other.yaml")
        .code(5)
        .has(&["error[M016]", "not of `leaky_bucket`"]);
    run(&desk, "show mine.yaml --benchmark nowhere.yaml").code(5).has(&["check its name"]);
    run(&desk, "show mine.yaml --benchmark mine.yaml").code(5).has(&["error[M010]"]);
}

#[test]
fn what_differs_is_told() {
    let desk = with_others();
    let text = fs::read_to_string(desk.path("others.yaml")).unwrap();
    desk.write("old.yaml", text.replace("2026.1", "2025.3").replace("  downtime:", "  downtme:"));
    let said = run(&desk, "show mine.yaml --benchmark old.yaml").code(0);
    for wanted in ["warning[M020]", "warning[M021]", "did you mean `downtime`?"] {
        assert!(said.err.contains(wanted), "{wanted}\n{}", said.err);
    }
    assert!(said.out.contains("They answered edition 2025.3, here it was 2026.1"), "{}", said.out);
    let report = run(&desk, "report mine.yaml --format text -o - --benchmark old.yaml").code(0);
    assert!(report.out.contains("edition 2025.3"));
}

/// A file of the settings is shown beside what it fits, and never keeps anybody from a result.
#[test]
fn a_benchmark_of_the_settings() {
    let desk = with_others();
    run(&desk, "config set benchmark others.yaml").code(0);
    run(&desk, "show mine.yaml").code(0).has(&["12 others"]);
    run(&desk, "config show").code(0).has(&["others.yaml"]);
    let text = fs::read_to_string(desk.path("others.yaml")).unwrap();
    desk.write("others.yaml", text.replace("leaky_bucket", "team_check"));
    run(&desk, "show mine.yaml").code(0).lacks("12 others").lacks("M016");
    desk.write("others.yaml", text.replace("n: 12\n", "n: -1\n"));
    run(&desk, "show mine.yaml").code(0).lacks("12 others").has(&["error[M013]"]);
    run(&desk, "doctor").has(&["benchmark"]);
}

/// Numbers need no translation: a questionnaire that has none is told in its own words, and nobody is left out.
#[test]
fn without_a_translation() {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    let teams: Vec<String> = (1..=10)
        .map(|number| {
            let name = format!("small-{number:02}.yaml");
            let share = number * 9;
            desk.write(&name, format!("questionnaire: small\nabout: Team {number}\nanswers: {{first: 1, share: {share}, many: [a], sure: yes, why: x}}\n"));
            name
        })
        .collect();
    let english = run(&desk, &format!("export --benchmark {}", teams.join(" "))).code(0);
    let named = run(&desk, &format!("export --benchmark --lang de {}", teams.join(" "))).code(0);
    let named = named.has(&["10 Teams"]).lacks("Übersetzung");
    assert_eq!(named.out.replace("eigene Bewertungen", "own assessments"), english.out);
    run(&desk, &format!("import {} --questionnaire small.yaml", teams.join(" "))).code(0);
    let saved = run(&desk, "export --all --benchmark --lang de").code(0);
    assert_eq!(saved.out, named.out);
    // Of everything there is, what has no translation stays as it is; of one that is named, it is refused.
    desk.write("mixed.yaml", fs::read(sample("mixed.yaml")).unwrap());
    run(&desk, "import mixed.yaml").code(0);
    let all = run(&desk, "export --all --format csv-scores --lang de -o scores.csv").code(0);
    all.has(&["10 Bewertungen bleiben in ihrer eigenen Sprache"]);
    let scores = fs::read_to_string(desk.path("scores.csv")).unwrap();
    assert!(scores.contains(",Kundenbindung,") && scores.contains(",One,"), "{scores}");
    run(&desk, "export small-01.yaml --lang de").code(2).has(&["`small`", "`de`"]);
}

/// What a stranger's file says is text and nothing else.
#[test]
fn a_hostile_file() {
    let desk = with_others();
    let text = fs::read_to_string(desk.path("others.yaml")).unwrap();
    let sources = [
        "\"{count} <script>alert(1)</script> | `rm` _x_ [y](z)\"".to_owned(),
        format!("\"{}\"", "W".repeat(200)),
        "\"=HYPERLINK(1)\"".to_owned(),
    ];
    for source in sources {
        desk.write("hostile.yaml", text.replace("\"own assessments\"", &source));
        run(&desk, "show mine.yaml --benchmark hostile.yaml").code(0);
        run(&desk, "show mine.yaml --json --benchmark hostile.yaml").code(0).json();
        run(&desk, "report mine.yaml --format text -o - --benchmark hostile.yaml").code(0);
        let page = run(&desk, "report mine.yaml --format html -o - --benchmark hostile.yaml").code(0);
        assert!(!page.out.contains("<script>alert"));
        run(&desk, "report mine.yaml -o out.pdf --force --benchmark hostile.yaml").code(0);
    }
    desk.write("hostile.yaml", text.replace("own assessments", &"x".repeat(5000)));
    run(&desk, "show mine.yaml --benchmark hostile.yaml").code(5).has(&["5000 characters", "shorten it"]);
    desk.write("hostile.yaml", text.replace("own assessments", "a\\u001b]0;owned\\u0007"));
    run(&desk, "show mine.yaml --benchmark hostile.yaml").code(5).has(&["control character"]);
    desk.write("hostile.yaml", "[".repeat(200_000));
    run(&desk, "show mine.yaml --benchmark hostile.yaml").code(5);
}

/// Four columns more, and everything before them as it was.
#[test]
fn a_workbook_with_others() {
    let desk = with_others();
    let rows = |line: &str| -> Vec<Vec<String>> {
        run(&desk, format!("report mine.yaml -o out.xlsx --force {line}").trim()).code(0);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(desk.path("out.xlsx")).unwrap())).unwrap();
        let sheet = book.worksheet_range("Overview").unwrap();
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    let (without, with) = (rows(""), rows("--benchmark others.yaml"));
    for (without, with) in without.iter().zip(&with) {
        assert_eq!(*without, with[..without.len()]);
    }
    let texts: Vec<&str> = with.iter().flatten().map(String::as_str).collect();
    assert!(texts.contains(&"Others: median"), "{texts:?}");
    let retention = with.iter().find(|row| row.iter().any(|cell| cell == "Customer retention")).unwrap();
    assert_eq!(retention[retention.len() - 4..], ["57", "7", "93", "12"]);
}

/// Line by line, others are read out with the result.
#[test]
fn line_by_line() {
    // Each with a folder of its own: the second of one team would be told what the first one said.
    let answered = |benchmark: &[&str]| {
        let desk = with_others();
        let words = ["take", "--plain", "--new", "--about", "Us", "--label", "2026"];
        let words = words.into_iter().chain(benchmark.iter().copied());
        desk.call(words).input("1\n1\nreview\nfinish\nresult\nquit\n").said().code(0).out
    };
    let (without, with) = (answered(&[]), answered(&["--benchmark", "others.yaml"]));
    let (before, others) = with.split_once("\n\nBeside it, the scores of 12 others").unwrap();
    assert!(without.starts_with(before), "{with}");
    assert!(others.contains("Overall: others 56 in the middle"), "{others}");
}
