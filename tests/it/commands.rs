//! What the commands promise: the same result on every way to it, codes for scripts, forms for programs.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use leaky_bucket::cli::Exit;
use leaky_bucket::questionnaire::{self, Kind, Questionnaire};
use leaky_bucket::source::Limits;
use rustix::process::Signal;
use serde_json::{Map, Value};

use super::program::{Desk, SMALL, put, sample};

fn shipped() -> Arc<Questionnaire> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/leaky-bucket.yaml");
    let (_, read, _) = questionnaire::read("", &fs::read(path).unwrap(), &Limits::default());
    Arc::new(read.unwrap())
}

fn answers(name: &str) -> Map<String, Value> {
    let text = fs::read_to_string(sample(name)).unwrap();
    // The samples write a yes-no as YAML 1.1 does.
    let answers: Value = serde_yaml::from_str(&text).unwrap();
    answers.as_object().unwrap().clone()
}

/// What somebody types who gives the answers of a file, one line each.
fn typed(answers: &Map<String, Value>) -> String {
    let questionnaire = shipped();
    let mut lines = Vec::new();
    for (id, value) in answers["answers"].as_object().unwrap() {
        let question = &questionnaire[questionnaire.find_question(id).unwrap()];
        let position = |value: &Value| match value {
            Value::String(word) if word == "dont_know" => "d".to_owned(),
            Value::String(word) if word == "not_applicable" => "x".to_owned(),
            Value::String(word) if word == "none" => "none".to_owned(),
            Value::String(word) => {
                let of_word = |id: Option<&questionnaire::Id>| id.is_some_and(|id| *id == **word);
                let found = question.kind.choices().iter().position(|choice| of_word(choice.id.as_ref()));
                (found.unwrap() + 1).to_string()
            }
            other => other.to_string(),
        };
        let all = |values: Vec<&Value>| values.into_iter().map(position).collect::<Vec<_>>().join(" ");
        lines.push(format!("/go {id}"));
        lines.push(match (value, &question.kind) {
            (Value::Object(given), Kind::Matrix { rows, .. }) => {
                all(rows.iter().map(|row| &given[row.id.as_str()]).collect())
            }
            (Value::Object(given), Kind::NumberGroup(fields)) => {
                all(fields.iter().map(|field| &given[field.id.as_str()]).collect())
            }
            (Value::Array(chosen), _) => all(chosen.iter().collect()),
            (Value::Bool(yes), _) => if *yes { "yes" } else { "no" }.to_owned(),
            (Value::String(word), Kind::YesNo { .. }) if word == "yes" || word == "no" => word.clone(),
            (other, _) => position(other),
        });
    }
    for (id, note) in answers["notes"].as_object().unwrap() {
        lines.push(format!("/go {id}\n/note\n{}", note.as_str().unwrap()));
    }
    lines.push("/review\nfinish\ntyped.pdf\n".to_owned());
    lines.join("\n")
}

/// Typed line by line or handed in as a file: the same scores, the same report, byte for byte.
#[test]
fn every_way_leads_to_the_same_result() {
    for name in ["mixed.yaml", "strong.yaml", "weak.yaml"] {
        let desk = Desk::new();
        let answers = answers(name);
        let (about, label) = (answers["about"].as_str().unwrap(), answers["label"].as_str().unwrap());
        let file = sample(name);
        let file = file.as_os_str();
        let date: Date = answers["date"].as_str().unwrap().parse().unwrap();
        let noon = date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp().as_second().to_string();
        let mut take = vec!["take", "--plain", "--about", about, "--label", label];
        if let Some(respondent) = answers.get("respondent") {
            take.extend([
                "--by",
                respondent["name"].as_str().unwrap(),
                "--role",
                respondent["role"].as_str().unwrap(),
            ]);
        }
        desk.call(take)
            .with("SOURCE_DATE_EPOCH", &noon)
            .input(typed(&answers))
            .said()
            .code(0)
            .has(&["Written: typed.pdf"]);
        let typed = desk.run("show @last --json").code(0);
        let given = desk.call(["show".as_ref(), file, "--json".as_ref()]).said().code(0);
        assert_eq!(typed.json(), given.json(), "{name}");
        let report = ["report".as_ref(), file, "-o".as_ref(), "given.pdf".as_ref()];
        desk.call(report).with("SOURCE_DATE_EPOCH", &noon).said().code(0);
        assert!(
            fs::read(desk.path("typed.pdf")).unwrap() == fs::read(desk.path("given.pdf")).unwrap(),
            "{name}"
        );
    }
}

/// Today and tomorrow, here and there: the same answers make the same bytes.
#[test]
fn a_report_is_made_again() {
    let desk = Desk::new();
    let file = sample("mixed.yaml");
    let report =
        |output: &'static str| ["report".as_ref(), file.as_os_str(), "-o".as_ref(), OsStr::new(output)];
    desk.call(report("one.pdf")).said().code(0);
    desk.call(report("two.pdf")).with("TZ", "Pacific/Kiritimati").with("LANG", "de_DE.UTF-8").said().code(0);
    let piped = desk.call(report("-")).bytes().said().code(0);
    let one = fs::read(desk.path("one.pdf")).unwrap();
    assert!(one.starts_with(b"%PDF"));
    assert!(one == fs::read(desk.path("two.pdf")).unwrap());
    assert!(one == piped.bytes);
    desk.call(["import".as_ref(), file.as_os_str()]).said().code(0);
    desk.run("report @last -o saved.pdf").code(0);
    assert!(one == fs::read(desk.path("saved.pdf")).unwrap(), "saved answers make another report");
    // Without a name it goes beside the others, never over one.
    desk.run("report @last").code(0).has(&["northwind-sales-2026.pdf"]);
    desk.run("report @last").code(0).has(&["northwind-sales-2026-2.pdf"]);
}

#[rustfmt::skip]
mod exit_codes {
    use super::*;

    /// Scripts rest on these numbers.
    #[test] fn are_pinned() {
        let codes = Exit::ALL.map(Exit::code);
        assert_eq!(codes, [0, 1, 2, 3, 4, 5, 6, 129, 130, 143]);
        let help = Desk::new().run("--help").code(0);
        for exit in Exit::ALL { assert!(help.out.contains(&format!("{:>5}  {}\n", exit.code(), exit.means())), "{help:?}"); }
    }
    #[test] fn done() { Desk::new().run("list").code(0).has(&["nothing is saved"]); }
    #[test] fn usage() {
        for line in ["lsit", "remove", "compare", "import", "show --jsno x", "questionnaire check", "take --paper a4", "--color blue list"] {
            Desk::new().run(line).code(2).has(&["--help"]);
        }
        Desk::new().run(&format!("show {} --area retentoin", sample("weak.yaml").display())).code(2).has(&["did you mean `retention`?"]);
        Desk::new().run("take --plain --about x --label y --role boss").code(2).has(&["`boss`", "manager"]);
        Desk::new().call(["list"]).with("SOURCE_DATE_EPOCH", "yesterday").said().code(2).has(&["SOURCE_DATE_EPOCH", "yesterday"]);
    }
    #[test] fn questionnaire() {
        let desk = Desk::new();
        desk.write("q.yaml", "title: x\n");
        for line in ["questionnaire check q.yaml", "q check q.yaml", "questionnaire show q.yaml", "take --plain q.yaml"] { desk.run(line).code(3).has(&["q.yaml"]); }
        desk.write("a.yaml", "questionnaire: x\nanswers: {}\n");
        desk.run("show a.yaml --questionnaire q.yaml").code(3).has(&["q.yaml"]);
    }
    #[test] fn answers() {
        let desk = Desk::new();
        desk.write("a.yaml", "questionnaire: leaky_bucket\nanswers: {nobody: 1}\n");
        desk.write("b.lbr", "no assessment\n");
        for line in ["show a.yaml", "report a.yaml", "import a.yaml", "show b.lbr", "report b.lbr", "import b.lbr"] { desk.run(line).code(4); }
    }
    #[test] fn file() { for line in ["show nothing.yaml", "show nothing", "show @last", "show @prev", "show @open", "report a/b", "take --plain nothing", "questionnaire show nothing.yaml"] { Desk::new().run(line).code(5); } }
    #[test] fn not_enough() {
        let desk = Desk::new();
        desk.write("a.yaml", "questionnaire: leaky_bucket\nanswers: {role: manager}\n");
        desk.run("report a.yaml").code(6).has(&["enough answers"]);
        assert_eq!(desk.snapshot().len(), 1);
        let shown = desk.run("show a.yaml --json").code(0);
        assert_eq!(shown.json()["overall"]["score"], Value::Null);
        let said = desk.call(["take", "--plain", "--about", "x", "--label", "y"]).input("review\nfinish\n\n").said();
        said.code(6).has(&["Press Enter to write the PDF"]).lacks("The PDF holds");
    }
    #[test] fn one_answer_is_enough() {
        let desk = Desk::new();
        desk.write("a.yaml", "questionnaire: leaky_bucket\nanswers: {role: manager, ret_target: 2}\n");
        desk.run("report a.yaml --format md").code(0).has(&["Too little was answered for a score", "No overall score yet: "]);
    }
}

/// Stopped from outside, between two answers: all that was saved is there.
#[test]
fn stopped_from_outside() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        if is_ignored(signal) {
            let says = format!("SKIPPED: {signal:?} is ignored where these tests were started\n");
            std::io::Write::write_all(&mut std::io::stderr(), says.as_bytes()).unwrap();
            continue;
        }
        let desk = Desk::new();
        let mut running = desk.call(["take", "--plain", "--about", "Northwind", "--label", "2026"]).started();
        running.reads_until("Answer: ");
        running.line("2");
        running.reads_until("Question 2 of");
        let status = running.stopped(signal);
        // A shell shows either as 128 and the signal's number.
        let number = status.signal().or(status.code().map(|code| code - 128));
        assert_eq!(number, Some(signal.as_raw()));
        desk.run("list").code(0).has(&["open, 1 answered"]);
        desk.call(["take", "--plain"])
            .input("quit\n")
            .said()
            .code(0)
            .has(&["1 of 39 questions are answered"]);
    }
}

/// Whether whoever started these tests asked for a signal to be ignored, as `nohup` does: then so do the
/// programs that are started here.
fn is_ignored(signal: Signal) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    mask >> (signal.as_raw() - 1) & 1 == 1
}

/// The help texts are the documentation of the command line; a change is read in the diff.
#[test]
fn help_texts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/help");
    let desk = Desk::new();
    for command in [
        "",
        "take",
        "list",
        "show",
        "report",
        "compare",
        "export",
        "import",
        "questionnaire",
        "questionnaire list",
        "questionnaire show",
        "questionnaire check",
        "questionnaire diff",
        "questionnaire translate",
        "questionnaire schema",
        "remove",
        "config",
        "config path",
        "config show",
        "config edit",
        "config set",
        "doctor",
        "completions",
        "man",
        "plan",
        "plan list",
        "plan add",
        "plan edit",
        "plan done",
        "plan reopen",
        "plan drop",
        "plan remove",
        "plan move",
        "plan target",
        "plan export",
    ] {
        let help = desk.run(&format!("{command} --help")).code(0).out;
        let name = if command.is_empty() { "leaky-bucket".to_owned() } else { command.replace(' ', "-") };
        let path = folder.join(format!("{name}.txt"));
        if std::env::var_os("LEAKY_BUCKET_BLESS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            put(&path, &help);
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            help == golden,
            "{} is another; LEAKY_BUCKET_BLESS=1 writes it anew:\n{help}",
            path.display()
        );
    }
}

/// Every key that programs may rest on, and only whole numbers where scores are printed.
#[test]
fn results_for_programs() {
    let keys =
        |value: &Value| value.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>().join(" ");
    for name in ["weak.yaml", "mixed.yaml", "strong.yaml"] {
        let file = sample(name);
        let said = Desk::new().call(["show".as_ref(), file.as_os_str(), "--json".as_ref()]).said().code(0);
        let shown = said.json();
        assert_eq!(
            keys(&shown),
            "schema questionnaire edition about label date finished overall areas leaks blind_spots strengths why what_if plan"
        );
        assert_eq!(shown["schema"], "leaky-bucket/scorecard/1");
        assert_eq!(keys(&shown["overall"]), "score low high band capped_by coverage lowest missing");
        let areas = shown["areas"].as_array().unwrap();
        assert_eq!(areas.len(), 9);
        for scored in areas.iter().chain([&shown["overall"]]) {
            let number = |key: &str| scored[key].as_u64().unwrap_or_else(|| panic!("{key} of {scored}"));
            assert!(number("low") <= number("score") && number("score") <= number("high"), "{scored}");
            assert!(number("high") <= 100, "{scored}");
            assert!((0.0..=1.0).contains(&scored["coverage"].as_f64().unwrap()), "{scored}");
        }
        for area in areas {
            assert_eq!(keys(area), "id parent title score low high band coverage applies target");
        }
        for leak in shown["leaks"].as_array().unwrap() {
            assert_eq!(keys(leak), "id area severity leak plugged_by from because");
            assert!(["critical", "high", "medium", "low"].contains(&leak["severity"].as_str().unwrap()));
        }
        assert!(said.err.is_empty(), "{said:?}");
        let desk = Desk::new();
        let report = desk.call(["report".as_ref(), file.as_os_str(), "--format".as_ref(), "json".as_ref()]);
        assert_eq!(report.said().code(0).json(), shown);
    }
}

/// What if: the same by id, by practice, in one list or several, as text and as JSON.
#[test]
fn what_if_leaks_were_plugged() {
    let file = sample("mixed.yaml");
    let show = |more: &[&str]| {
        let line: Vec<&OsStr> =
            ["show".as_ref(), file.as_os_str()].into_iter().chain(more.iter().map(OsStr::new)).collect();
        Desk::new().call(line).said()
    };
    let json = show(&["--json", "--what-if", "ret_pay,keep_target"]).code(0).json();
    let again = show(&["--json", "--what-if", "ret_rate", "--what-if", "ret_pay"]).code(0).json();
    let plugged = &json["what_if"]["plugged"];
    // ret_pay from level 1 to 3 of 4; keep_target names ret_rate, from level 2 to 3 of 4.
    let levels = |of: &Value, id: &str| {
        let leaks = of["leaks"].as_array().unwrap();
        let leak = leaks.iter().find(|leak| leak["id"] == id).unwrap();
        (leak["from"].as_f64(), leak["to"].as_f64())
    };
    for of in [plugged, &again["what_if"]["plugged"]] {
        assert_eq!(levels(of, "ret_pay"), (Some(1.0), Some(3.0)));
        assert_eq!(levels(of, "ret_rate"), (Some(2.0), Some(3.0)));
        assert_eq!(of["overall"], plugged["overall"]);
    }
    let number = |value: &Value| value.as_i64().unwrap();
    let overall = &plugged["overall"];
    let (before, after) = (&overall["before"]["score"], &overall["after"]["score"]);
    assert_eq!(before, &json["overall"]["score"]);
    assert!(number(before) < number(after));
    assert_eq!(number(&overall["gain"]), number(after) - number(before));
    let text = show(&["--what-if", "ret_pay,keep_target"]).code(0).out;
    assert!(text.contains(&format!("Overall: {before} to {after}, ")), "{text}");

    // The steps of the short way, all plugged, come to its last score.
    let way = &json["what_if"]["short_way"];
    let steps = way["steps"].as_array().unwrap();
    let practices: Vec<&str> = steps.iter().map(|step| step["practice"].as_str().unwrap()).collect();
    let there = show(&["--json", "--what-if", &practices.join(",")]).code(0).json();
    let there = &there["what_if"]["plugged"]["overall"]["after"];
    assert_eq!(there["score"], steps[steps.len() - 1]["overall_after"]);
    assert_eq!((&there["band"], &way["reached"]), (&way["band"], &Value::Bool(true)));

    for (id, says) in [
        ("ret_py", "did you mean `ret_pay`?"),
        ("keep_targte", "did you mean `keep_target`?"),
        ("qua_written", "`qua_written` does not leak here"),
        ("non_d1", "there is no leak or practice `non_d1`"),
        ("no such thing", "the gravest leaks are"),
        ("", "there is no leak or practice ``"),
        ("0", "there is no leak number 0: they are numbered 1 to "),
        ("999", "there is no leak number 999"),
        ("99999999999999999999999", "there is no leak or practice"),
    ] {
        let said = show(&["--what-if", id]).code(2);
        assert!(said.err.contains(says) && said.out.is_empty(), "{id}: {said:?}");
    }
    show(&["--what-if", "ret_pay", "--why"]).code(2);

    // A leak's number in the list of leaks will do as well.
    let at = json["leaks"].as_array().unwrap().iter().position(|leak| leak["id"] == "ret_pay").unwrap() + 1;
    let by_number = show(&["--what-if", &at.to_string()]).code(0).out;
    assert_eq!(by_number, show(&["--what-if", "ret_pay"]).code(0).out);
}

/// Six slips, one run.
#[test]
fn an_author_reads_every_fault_at_once() {
    let text = r#"format: 1
id: six
edition: "1"
titel: Six faults
areas:
  - id: one
    title: One
    weight: lots
    questions:
      - {id: Bad Id, ask: Why?, type: text}
      - {id: kind, ask: What kind?, type: scal, choices: [A, B]}
      - {id: share, ask: How much?, type: number, min: 0, max: 100, cut_points: [{from: 0, level: 0}, {from: 120, level: 1}]}
      - {id: bonus, ask: Which?, type: yes_no, yes: {level: 1}, no: {level: 0}, show_if: nobody}
"#;
    let places = [
        ("did you mean `title`?", "q.yaml:4:1"),
        ("weight", "q.yaml:8:13"),
        ("Bad Id", "q.yaml:10:14"),
        ("did you mean `scale`?", "q.yaml:11:43"),
        ("cut point at 120", "q.yaml:12:"),
        ("nobody", "q.yaml:13:"),
    ];
    let desk = Desk::new();
    desk.write("q.yaml", text);
    desk.write("sound.yaml", SMALL);
    let said = desk.run("questionnaire check q.yaml sound.yaml").code(3);
    for (fault, place) in places {
        assert!(said.out.contains(fault) && said.out.contains(place), "{fault} at {place}: {said:?}");
    }
    let said = said.has(&["sound.yaml: sound, 5 questions in 1 area"]);
    assert!(said.err.is_empty());
    let json = desk.run("questionnaire check q.yaml --json").code(3).json();
    assert_eq!(json["schema"], "leaky-bucket/diagnostics/1");
    let found = json["diagnostics"].as_array().unwrap();
    for line in [4, 8, 10, 11, 12, 13] {
        let there = found.iter().find(|one| one["line"] == line && one["severity"] == "error");
        let there = there.unwrap_or_else(|| panic!("line {line}: {json}"));
        assert!(there["file"] == "q.yaml" && there["column"].is_u64() && there["code"].is_string());
    }
    desk.run("questionnaire check sound.yaml nothing.yaml")
        .code(5)
        .has(&["sound.yaml: sound", "nothing.yaml"]);
    desk.run("questionnaire check q.yaml nothing.yaml").code(3);
}

#[test]
fn of_a_set_with_a_fault_nothing_is_imported() {
    let desk = Desk::new();
    let (good, also_good) = (sample("weak.yaml"), sample("strong.yaml"));
    let bad = desk.write("bad.yaml", "questionnaire: leaky_bucket\nanswers: {ret_target: 9}\n");
    let files = [OsStr::new("import"), good.as_os_str(), bad.as_os_str(), also_good.as_os_str()];
    let before = desk.snapshot();
    desk.call(files).said().code(4).has(&["bad.yaml:2:11", "`ret_target`", "nothing was taken"]);
    assert!(before == desk.snapshot(), "something was imported");
    desk.call([files[0], files[1], files[3], OsStr::new("nothing.yaml")]).said().code(5);
    assert!(before == desk.snapshot(), "something was imported");
    let said = desk.call([files[0], files[1], files[3]]).said().code(0);
    assert_eq!(said.out.lines().count(), 2, "a name a line: {said:?}");
    // The same once more is another assessment, never the same file.
    desk.call([files[0], files[1]]).said().code(0).has(&["-2"]);
    let json = serde_json::to_vec(&answers("mixed.yaml")).unwrap();
    desk.call(["import", "-"]).input(json).said().code(0).has(&["northwind-sales-2026"]);
}

/// Two of one second: the one that was saved last is the last one. Of those taken in at once their days decide.
#[test]
fn the_last_is_the_last() {
    let desk = Desk::new();
    let (weak, strong, mixed) = (sample("weak.yaml"), sample("strong.yaml"), sample("mixed.yaml"));
    for order in [[&weak, &strong, &mixed], [&mixed, &weak, &strong]] {
        let files = order.map(|path| path.as_os_str());
        for file in files {
            desk.call(["import".as_ref(), file]).said().code(0);
        }
        let last = desk.call(["show".as_ref(), files[2]]).said().code(0).out;
        assert_eq!(desk.run("show @last").code(0).out, last);
        let before = desk.call(["show".as_ref(), files[1]]).said().code(0).out;
        assert_eq!(desk.run("show @prev").code(0).out, before);
    }
}

/// What somebody is told who hands in the one for the other, or what is not there.
#[test]
fn mistaken_files() {
    let desk = Desk::new();
    desk.write("q.yaml", SMALL);
    desk.write("a.yaml", "questionnaire: leaky_bucket\nanswers: {}\n");
    for command in ["take --plain", "questionnaire check", "questionnaire show"] {
        let said = desk.run(&format!("{command} a.yaml")).code(3);
        said.has(&["`a.yaml`", "answers file", "`leaky-bucket report`", "`leaky-bucket import`"]);
    }
    for command in ["report", "show", "import"] {
        let said = desk.run(&format!("{command} q.yaml")).code(4);
        said.has(&["`q.yaml` is a questionnaire", "`leaky-bucket take`"]);
    }
    for command in ["take --plain mine.yml", "questionnaire check mine.yaml", "questionnaire show x/mine"] {
        desk.run(command).code(5).has(&["mine", "`leaky-bucket questionnaire list`"]);
    }
    fs::create_dir(desk.path("folder")).unwrap();
    let report = format!("report {} -o folder/", sample("weak.yaml").display());
    desk.run(&report).code(5).has(&["is a folder", "folder/report.pdf"]);
}

/// Whoever leaves out a name where one has to be given cannot know one yet.
#[test]
fn a_missing_name_is_told_where_names_are() {
    let desk = Desk::new();
    for command in ["remove", "compare", "compare one", "plan done"] {
        let said = desk.run(command).code(2);
        assert_eq!(said.err.contains("`leaky-bucket list`"), command != "plan done", "{}", said.err);
    }
}

#[test]
fn words_for_the_same() {
    let desk = Desk::new();
    desk.run("help").code(0).has(&["Usage:", "take", "import"]);
    desk.run("help show").code(0).has(&["--area"]);
    let mixed = sample("mixed.yaml");
    let show = |options: &[&str]| {
        let options = options.iter().map(OsStr::new);
        desk.call(["show".as_ref(), mixed.as_os_str()].into_iter().chain(options)).said()
    };
    let questionnaire = shipped();
    let eighth = questionnaire.scored_areas().nth(7).unwrap();
    let by_id = show(&["--area", questionnaire[eighth].id.as_str()]).code(0).out;
    assert_eq!(show(&["--area", "8"]).code(0).out, by_id);
    show(&["--area", "0"]).code(2).has(&["no area `0`"]);
    show(&["--area", "10"]).code(2);
    show(&["--json", "--why"]).code(0).json();
    // What is private is not counted.
    let said = desk.run("questionnaire list --json").code(0).json();
    let listed = &said["questionnaires"][0];
    let is_private = |question: &questionnaire::QuestionIndex| {
        questionnaire[*question].area.is_some_and(|area| questionnaire.is_private(area))
    };
    let public = questionnaire.question_indexes().filter(|question| !is_private(question)).count();
    assert_eq!((&listed["areas"], &listed["questions"]), (&Value::from(9), &Value::from(public)));
    assert!(public < questionnaire.questions.len());
}

/// Names of every script are kept, and found again however they are typed.
#[test]
fn names_of_every_script() {
    let desk = Desk::new();
    for (about, name, typed) in [
        ("Αιγαίο", "αιγαίο-2026", "Αιγαι\u{301}ο"),
        ("東京", "東京-2026", "東京"),
        ("Überbrück", "überbrück-2026", "U\u{308}BER"),
    ] {
        let call = desk.call(["take", "--plain", "--about", about, "--label", "2026"]);
        call.input("2\n").said().code(0);
        assert!(desk.data().join(format!("{name}.lbr")).is_file(), "{name}");
        desk.call(["show", typed]).said().code(0).has(&[about]);
    }
}

#[test]
fn what_is_saved_is_listed() {
    let desk = Desk::new();
    assert_eq!(desk.run("list --json").code(0).json()["assessments"], Value::Array(Vec::new()));
    desk.call(["import".as_ref(), sample("mixed.yaml").as_os_str()]).said().code(0);
    desk.call(["take", "--plain", "--about", "Other", "--label", "2027"]).input("2\n").said().code(0);
    put(&desk.data().join("broken.lbr"), "nonsense\n");
    put(&desk.data().join("not-ours.txt"), "nonsense\n");
    let json = desk.run("list --json").code(0).json();
    assert_eq!(json["schema"], "leaky-bucket/assessments/1");
    let listed = json["assessments"].as_array().unwrap();
    let by_name = |name: &str| listed.iter().find(|one| one["name"] == name).unwrap();
    assert_eq!(listed.len(), 3);
    let finished = by_name("northwind-sales-2026");
    assert_eq!((&finished["finished"], &finished["score"]), (&Value::Bool(true), &Value::from(56)));
    let open = by_name("other-2027");
    assert_eq!(
        (&open["finished"], &open["score"], &open["answered"]),
        (&Value::Bool(false), &Value::Null, &Value::from(1))
    );
    assert!(by_name("broken")["error"].as_str().unwrap().contains("broken.lbr"));
    desk.run("list").code(0).has(&["56  Leaking", "open, 1 answered", "broken.lbr"]);
    desk.run("show nor").code(0).has(&["Northwind"]);
    desk.run("show @open").code(0).has(&["Other"]);
    desk.run("show o").code(5).has(&["could be"]);
    desk.run("show northwnd-sales-2026").code(5).has(&["did you mean `northwind-sales-2026`?"]);
    // A folder of the same name hides nothing.
    fs::create_dir(desk.path("northwind-sales-2026")).unwrap();
    desk.run("show northwind-sales-2026").code(0);
}

/// What is open goes on only where it is what was asked for.
#[test]
fn what_take_goes_on_with() {
    let desk = Desk::new();
    let take = |arguments: &[&str], input: &str| {
        desk.call([&["take", "--plain"], arguments].concat()).input(input).said()
    };
    take(&["--about", "A", "--label", "1"], "2\n").code(0);
    take(&["--about", "A", "--label", "2"], "2\n").code(0).has(&["Question 1 of"]).lacks("Going on");
    take(&["--label", "1"], "").code(0).has(&["Going on with A, 1"]);
    take(&["--about", "A", "--label", "1", "--role", "rep"], "").code(0).has(&[
        "Going on with A, 1",
        "--role",
        "--new",
    ]);
    take(&["--new", "--about", "A", "--label", "1"], "").code(0).lacks("Going on");
    take(&["--about", "B", "--label", "1", "--role", "rep"], "")
        .code(0)
        .has(&["1 of 39 questions are answered"]);
    desk.run("show b-1 --json").code(0);
    // Whichever was worked on last, of any questionnaire; where one is named, of that one.
    desk.write("small.yaml", SMALL);
    take(&["small.yaml", "--about", "C", "--label", "1"], "2\n")
        .code(0)
        .has(&["`leaky-bucket take --plain` goes on here"]);
    take(&[], "").code(0).has(&["Going on with C, 1"]);
    take(&["--label", "1"], "").code(0).has(&["Going on with C, 1"]);
    take(&["leaky_bucket"], "").code(0).has(&["Going on with B, 1"]);
    take(&["--about", "A", "--label", "2"], "").code(0).has(&["Going on with A, 2"]);
    // A team is known again in other letters too; a label stands as it was written.
    take(&["--about", " a ", "--label", "2"], "").code(0).has(&["Going on with A, 2"]);
    take(&[], "").code(0).has(&["Going on with C, 1"]);
    // What is finished does not go on; its result is shown.
    let shows = "`leaky-bucket show c-1` shows the result";
    take(&[], "/review\nfinish\nquit\n").code(0).has(&[shows]).lacks("goes on here");
    take(&["small.yaml", "--about", "D", "--label", ""], "2\n40\n1\nyes\n/s\nfinish\n")
        .code(0)
        .has(&["`leaky-bucket show d` shows the result"]);
    take(&[], "").code(0).has(&["Going on with B, 1"]);
}

/// Every command is named by `help`, and what is done is said.
#[test]
fn commands_line_by_line() {
    let desk = Desk::new();
    let text = SMALL.replace("title: One", "title: One\n    aim: All is well known.");
    desk.write("small.yaml", text);
    let take = ["take", "--plain", "--about", "x", "--label", "y", "small.yaml"];
    let input = "help\nredo\n2\n1,000\n40\nu\nredo\nu\nu\nu\n3\n40\n1\nn\nquit\n/undo\n\nnext\n/quit\n";
    let said = desk.call(take).input(input).said().code(0).has(&[
        "review",
        "go 2.3",
        "mark",
        "undo",
        "redo",
        "next",
        "There is nothing to make again.",
        "There is nothing to take back.",
        "Saved: made again.",
        "Saved: taken back.",
        "Saved: no.",
        "without point or comma",
        "All is well known.",
    ]);
    // Beside a text, what has no stroke before it is the answer.
    let said = said.has(&["Saved: quit.", "/s to skip", "/help", "/quit"]);
    assert!(!said.out.contains("Saved: 1.") || said.out.contains("Saved: 40"), "{said:?}");
}

/// A reader that has seen enough is no trouble.
#[test]
fn readers_may_leave() {
    let desk = Desk::new();
    desk.write(
        "q.yaml",
        format!("format: 1\n{}", (0..300).map(|key| format!("k{key}: 1\n")).collect::<String>()),
    );
    let file = sample("mixed.yaml");
    let file = file.to_str().unwrap();
    let take = "take --plain --about x --label y";
    let (show, report) = (format!("show {file} --answers --why --quiet"), format!("report {file} -o -"));
    for (line, code) in [
        ("questionnaire show leaky_bucket", 0),
        ("questionnaire check q.yaml", 3),
        ("questionnaire schema", 0),
        (&show, 0),
        (&report, 0),
        (take, 0),
    ] {
        for reader in ["head -c 1 >/dev/null", "true"] {
            let said = desk.call(line.split(' ')).input("2\n".repeat(2000)).into(reader).said();
            assert_eq!(said.err, format!("code {code}\n"), "{line} | {reader}");
        }
    }
}

/// Names that no program should stumble over.
#[test]
fn file_names() {
    let desk = Desk::new();
    let answers = fs::read(sample("mixed.yaml")).unwrap();
    let long = format!("{}.yaml", "n".repeat(250));
    let names: [&[u8]; 7] = [
        b"caf\xe9 \xff.yaml",
        b"with some spaces.yaml",
        b"a\nb\x1b[2Jc\r.yaml",
        b"-rf",
        b"--help",
        "\u{202e}lmth.yaml\u{9b}".as_bytes(),
        long.as_bytes(),
    ];
    for name in names {
        let name = OsStr::from_bytes(name);
        desk.write(name, &answers);
        desk.call(["show".as_ref(), "--".as_ref(), name]).said().code(0).has(&["Northwind"]);
        desk.call(["import".as_ref(), "--".as_ref(), name]).said().code(0);
        desk.call(["questionnaire".as_ref(), "check".as_ref(), "--".as_ref(), name]).said().code(3);
        desk.call(["questionnaire", "check", "--json", "--"].map(OsStr::new).into_iter().chain([name]))
            .said()
            .code(3);
        let mut output = OsStr::new("./").to_owned();
        output.push(name);
        output.push(".2");
        let is_too_long = 250 < name.len();
        let weak = sample("weak.yaml");
        let report = ["report".as_ref(), weak.as_os_str(), "--format=json".as_ref(), "-o".as_ref(), &output];
        desk.call(report).said().code(if is_too_long { 5 } else { 0 });
        fs::remove_file(desk.path(name)).unwrap();
        // And where they are not.
        for command in ["show", "report", "import"] {
            desk.call([command.as_ref(), "--".as_ref(), name]).said().code(5);
        }
        desk.call(["take".as_ref(), "--plain".as_ref(), "--".as_ref(), name]).said().code(5);
    }
    for name in &names[..3] {
        let name = OsStr::from_bytes(name);
        desk.write(name, &answers);
        desk.call(["report".as_ref(), name]).said().code(0).has(&["written: "]);
    }
    desk.call(["list".as_ref(), "--data-dir".as_ref(), OsStr::from_bytes(b"caf\xe9\x1b[2J")])
        .said()
        .code(0)
        .has(&["\\u{1b}"]);
    for word in ["\u{1b}[2Jx", "a\u{9b}2Jb", "--\u{202e}x", "--color=\u{1b}[31m", "\u{7}"] {
        desk.call([word]).said().code(2);
        desk.call(["show", word]).said();
        desk.call(["take", "--plain", "--role", word, "--about", "x", "--label", "y"]).said().code(2);
    }
}
