//! What is written for people is true: every YAML block is read, and what is written by the
//! program is fresh.
//!
//! `LEAKY_BUCKET_BLESS=1 cargo test` writes it anew; the difference is then read by a person.

use std::fs;
use std::path::{Path, PathBuf};

use leaky_bucket::benchmark::{self, BenchmarkFile};
use leaky_bucket::brand::BrandFile;
use leaky_bucket::cli::settings;
use leaky_bucket::questionnaire::codes::CODES;
use leaky_bucket::questionnaire::{Questionnaire, plain, schema};
use leaky_bucket::source::{self, Limits};
use leaky_bucket::tui::keymap;

use crate::architecture::files;
use crate::program::{Desk, sample};
use crate::suite::{completed, read};

/// Compares a file with what it should be, or writes it.
#[track_caller]
#[expect(clippy::disallowed_methods, reason = "a file of the source tree, under version control")]
fn check_fresh(path: &str, want: &str) {
    let bless = std::env::var("LEAKY_BUCKET_BLESS").is_ok()
        || std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    if bless {
        fs::write(path, want).unwrap();
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    assert!(found == want, "{path} is stale: run `LEAKY_BUCKET_BLESS=1 cargo test`");
}

#[test]
fn the_schema_is_fresh() {
    check_fresh("docs/schema.json", &format!("{:#}\n", schema::schema()));
    check_fresh("docs/schema-translation.json", &format!("{:#}\n", schema::translation()));
}

#[test]
fn the_schema_of_settings_is_fresh() {
    check_fresh("docs/config-schema.json", &format!("{:#}\n", settings::schema()));
}

#[test]
fn the_schema_of_benchmarks_is_fresh() {
    check_fresh("docs/benchmark-schema.json", &format!("{:#}\n", benchmark::schema()));
}

#[test]
fn the_keys_are_fresh() {
    check_fresh("docs/keys.md", &keymap::page());
}

/// Every setting and its values, and every action that keys can be given to.
#[test]
fn the_settings_are_all_told_of() {
    let page = fs::read_to_string("docs/configuration.md").unwrap();
    for setting in &settings::SETTINGS {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{}` |", setting.name)));
        let row = row.unwrap_or_else(|| panic!("no row for {}", setting.name));
        if let settings::Form::Word(words) = setting.form {
            assert!(words.iter().all(|word| row.contains(&format!("`{word}`"))), "{row}");
        }
    }
    let (_, after) = page.split_once("The actions:").unwrap();
    for (name, _) in keymap::actions() {
        assert!(after.contains(&format!("`{name}`")), "{name}");
    }
}

/// What the program looks for in its surroundings, as its source names it.
#[test]
fn the_environment_is_all_told_of() {
    let page = fs::read_to_string("docs/configuration.md").unwrap();
    let mut found = 0;
    for file in files(Path::new("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let text = text.split("mod tests").next().unwrap_or_default();
        let is_name = |text: &&str| text.starts_with("LEAKY_BUCKET_") && !text.contains(' ');
        for name in text.split('"').filter(is_name) {
            found += 1;
            let is_told =
                page.lines().any(|line| line.starts_with("| `") && line.contains(&format!("`{name}`")));
            assert!(is_told, "{name} of {} has no row", file.display());
        }
    }
    assert!(4 < found, "{found}");
}

#[test]
fn the_diagnostics_are_fresh() {
    let mut text = "# Diagnostics\n\n\
        What the reader of questionnaires says, by code. A code that begins with `Q` is an error: the file \
        cannot be used. One that begins with `W` is a warning: it can. A code is never used again for \
        another thing.\n\n\
        This page is written from `src/questionnaire/codes.rs` by a test; the tests show every \
        code at work, most of them in `tests/definitions`.\n\n\
        | code | what | why |\n|---|---|---|\n"
        .to_owned();
    for code in CODES {
        text.push_str(&format!("| {} | {} | {} |\n", code.code, code.title, code.why));
    }
    check_fresh("docs/diagnostics.md", &text);
}

#[test]
fn codes_are_in_order_and_distinct() {
    let codes: Vec<&str> = CODES.iter().map(|code| code.code).collect();
    assert!(codes.is_sorted_by(|first, second| first < second), "{codes:?}");
}

/// A block of YAML in a page.
struct Block {
    /// Where it begins, as `docs/language.md:17`.
    place: String,
    text: String,
}

fn pages() -> Vec<String> {
    let mut pages: Vec<String> = fs::read_dir("docs")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| path.display().to_string())
        .collect();
    pages.sort();
    pages.extend(Path::new("README.md").exists().then(|| "README.md".to_owned()));
    pages
}

fn blocks(page: &str) -> Vec<Block> {
    let text = fs::read_to_string(page).unwrap();
    let mut found: Vec<Block> = Vec::new();
    let mut is_inside = false;
    for (idx, line) in text.lines().enumerate() {
        match line.trim() {
            "```yaml" => {
                is_inside = true;
                found.push(Block { place: format!("{page}:{}", idx + 2), text: String::new() });
            }
            "```" => is_inside = false,
            _ if is_inside => {
                let block = found.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            _ => {}
        }
    }
    found
}

/// The example questionnaire of a page: its answers files are read against it.
fn example(page: &str) -> Option<Questionnaire> {
    let whole = blocks(page).into_iter().find(|block| block.text.contains("\nformat: 1"))?;
    read(&whole.place, &whole.text).0
}

/// A fragment becomes a questionnaire: what begins with `- ` is a list of questions or practices.
fn questionnaire_of(fragment: &str) -> String {
    if !fragment.starts_with("- ") {
        return completed(fragment);
    }
    format!("areas:\n- id: an_area\n  title: An area\n  questions:\n{}", indented(fragment))
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

#[test]
fn every_block_of_yaml_is_read() {
    let mut count = 0;
    for page in pages() {
        for block in blocks(&page) {
            count += 1;
            if page == "docs/brand.md" {
                check_brand(&block);
                continue;
            }
            if block.text.starts_with("benchmark:") {
                check_benchmark(&block);
                continue;
            }
            if block.text.contains("\ntranslates:") {
                let (translation, _, _, shown) =
                    crate::translations::read(&block.place, &block.text, &example(&page).unwrap());
                assert!(translation.is_some() && !shown.contains("error"), "{}\n{shown}", block.place);
                continue;
            }
            if page == "docs/configuration.md" {
                check_settings(&block);
                continue;
            }
            if block.text.starts_with("questionnaire:") {
                check_answers(&page, &block);
                continue;
            }
            let text = questionnaire_of(&block.text);
            let (questionnaire, _, found, shown) = read(&block.place, &completed(&text));
            assert!(questionnaire.is_some() && found.is_empty(), "{}\n{shown}", block.place);
        }
    }
    assert!(10 < count, "only {count} blocks were found");
}

/// An answers file is a plain map; each of its answers fits the questionnaire of its page.
#[track_caller]
fn check_answers(page: &str, block: &Block) {
    let (_, root, found) = source::read(&block.place, block.text.as_bytes(), &Limits::default());
    assert!(root.is_some() && found.is_empty(), "{}: {found:?}", block.place);
    let file: serde_json::Value = serde_yaml::from_str(&block.text).unwrap();
    let Some(questionnaire) = example(page) else { return };
    assert_eq!(file["questionnaire"], questionnaire.id.as_str(), "{}", block.place);
    for (id, answer) in file["answers"].as_object().unwrap() {
        let question =
            questionnaire.find_question(id).unwrap_or_else(|| panic!("{}: no `{id}`", block.place));
        let answer = plain::read(&questionnaire[question], answer);
        assert!(answer.is_ok(), "{}: {id}: {answer:?}", block.place);
    }
}

/// A settings file without a fault, in which every setting occurs.
#[track_caller]
fn check_settings(block: &Block) {
    let (_, _, found) = settings::read(Path::new(&block.place), block.text.as_bytes(), None);
    assert_eq!(found, [], "{}", block.place);
    for setting in &settings::SETTINGS {
        assert!(block.text.contains(&format!("{}:", setting.name)), "{}: no {}", block.place, setting.name);
    }
}

/// A brand file without a fault. The logo of the examples lies with the tests.
#[track_caller]
fn check_brand(block: &Block) {
    let file = BrandFile::read(&block.place, block.text.as_bytes());
    let logo = file.logo().map(|logo| fs::read(Path::new("tests/brands").join(logo)));
    let (_, brand, found) = file.brand(logo.map(|bytes| bytes.map_err(|error| error.to_string())));
    assert!(brand.is_some() && found.is_empty(), "{}: {found:?}", block.place);
}

/// A benchmark file without a fault.
#[track_caller]
fn check_benchmark(block: &Block) {
    let today = jiff::civil::date(2026, 12, 31);
    let (_, benchmark, found) = BenchmarkFile::read(&block.place, block.text.as_bytes(), today).alone();
    assert!(benchmark.is_some() && found.is_empty(), "{}: {found:?}", block.place);
}

/// The lines of a page that begin a command of ours, without what is said beside them.
fn commands(page: &str) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let lines = text.lines().map(str::trim_start).filter(|line| line.starts_with("leaky-bucket "));
    // How a command is used stands in its help as well, and is none to copy.
    let lines = lines.filter(|line| !line.ends_with("<COMMAND>"));
    // Beside a command stands what it does: in a page after a `#`, in a help after a gap.
    let bare = lines.map(|line| line.split(" #").next().unwrap().split("  ").next().unwrap().trim());
    bare.map(str::to_owned).collect()
}

/// What is shown for copying works, in a folder with saved assessments of several teams, answers, and a brand.
#[test]
fn every_command_runs() {
    let desk = Desk::new();
    let answers = fs::read_to_string(sample("mixed.yaml")).unwrap();
    desk.write(
        "last-year.yaml",
        answers.replace("label: \"2026\"", "label: \"2025\"").replace("date: 2026", "date: 2025"),
    );
    desk.write("answers.yaml", answers);
    for name in ["us.yaml", "tern.yaml"] {
        desk.write(name, fs::read("tests/brands/tern.yaml").unwrap());
    }
    desk.write("tern.svg", fs::read("tests/brands/tern.svg").unwrap());
    for (name, file) in [("old.yaml", "team-check-1.0.yaml"), ("new.yaml", "team-check.yaml")] {
        desk.write(name, fs::read(Path::new("tests/questionnaires").join(file)).unwrap());
    }
    for number in 1..=10 {
        let team = fs::read_to_string(sample("strong.yaml")).unwrap();
        let team = team.lines().filter(|line| !line.starts_with("about:") && !line.starts_with("label:"));
        let team: Vec<&str> = team.collect();
        desk.write("team.yaml", format!("about: Team {number}\n{}\n", team.join("\n")));
        desk.run("import team.yaml").code(0);
    }
    desk.run("import last-year.yaml").code(0);
    let helps = ["report", "export", "show", "compare", "plan", "questionnaire-diff"]
        .map(|command| format!("tests/golden/help/{command}.txt"));
    let mut count = 0;
    for page in pages().into_iter().chain(helps) {
        for command in commands(&page) {
            // These wait for a person.
            if ["take", "config edit"]
                .iter()
                .any(|waits| command.starts_with(&format!("leaky-bucket {waits}")))
            {
                continue;
            }
            count += 1;
            let (before_pipe, _) = command.split_once(" | ").unwrap_or((&command, ""));
            let (line, file) = before_pipe.split_once(" > ").unwrap_or((before_pipe, ""));
            // Pages may name the same file.
            let force = if line.contains(" -o ") { " --force" } else { "" };
            let arguments = line.strip_prefix("leaky-bucket ").unwrap();
            // Tables end their lines as no text for a terminal does.
            let said = desk.call(words(&format!("{arguments}{force}"))).bytes().said().code(0);
            if !file.is_empty() {
                desk.write(file, said.bytes);
            }
        }
    }
    assert!(15 < count, "only {count} commands were found");
}

/// The words of a command; between quotes a space is part of one.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in line.split('"').enumerate() {
        match place % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// The screens in the README are those that a tape of keys comes to.
#[test]
fn screens_of_the_readme_are_the_programs_own() {
    let desk = Desk::new();
    desk.write("mixed.yaml", fs::read(sample("mixed.yaml")).unwrap());
    desk.write("readme.tape", fs::read("tests/tapes/readme.tape").unwrap());
    let clock = "1772323200";
    desk.call(["import", "mixed.yaml"]).with("SOURCE_DATE_EPOCH", clock).said().code(0);
    let line = "take --about Northwind --label 2026 --replay readme.tape";
    let screens = desk.call(line.split(' ')).with("SOURCE_DATE_EPOCH", clock).said().code(0).out;
    let readme = fs::read_to_string("README.md").unwrap();
    let shown: Vec<&str> =
        readme.split("```text\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(shown.len(), 2);
    for screen in shown {
        assert!(screens.contains(screen), "{screen}\nis none of\n{screens}");
    }
}

/// Every link within the repository leads to a file that is there.
#[test]
fn links_lead_somewhere() {
    let pages = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"].map(PathBuf::from).into_iter();
    let docs = fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path());
    let docs = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    for page in pages.chain(docs) {
        let text = fs::read_to_string(&page).unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let pictures = text.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links.chain(pictures) {
            if link.starts_with("http") || link.starts_with('#') || link.contains(' ') {
                continue;
            }
            let target = page.parent().unwrap().join(link.split('#').next().unwrap());
            assert!(target.exists(), "{}: {link} is not there", page.display());
        }
    }
}
