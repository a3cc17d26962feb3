//! What shells and manuals are given: scripts that are sound, and pages that leave nothing out.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use super::program::Desk;

/// Whether a program can be started here; when not, that is said.
fn is_here(program: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if found.is_err() {
        let says = format!("SKIPPED: {program} is not installed\n");
        std::io::stderr().write_all(says.as_bytes()).unwrap();
    }
    found.is_ok()
}

#[test]
fn completions_are_sound() {
    let desk = Desk::new();
    for (shell, program) in
        [("bash", "bash"), ("zsh", "zsh"), ("fish", "fish"), ("powershell", ""), ("elvish", "")]
    {
        let script = desk.call(["completions", shell]).bytes().said().code(0).bytes;
        let text = String::from_utf8(script).unwrap();
        for word in ["take", "questionnaire", "data-dir", "restore"] {
            assert!(text.contains(word), "{shell}: no {word}");
        }
        // These two complete values as well.
        assert!(!["bash", "fish"].contains(&shell) || text.contains("letter"), "{shell}: no values");
        if !program.is_empty() && is_here(program) {
            let path = desk.write(format!("complete.{shell}"), &text);
            let checked = Command::new(program).arg("-n").arg(path).output().unwrap();
            assert!(checked.status.success(), "{shell}: {}", String::from_utf8_lossy(&checked.stderr));
        }
    }
    desk.run("completions tcsh").code(2).has(&["bash"]);
}

/// The options that a help text lists.
fn options(help: &str) -> Vec<&str> {
    let words = help.lines().filter(|line| line.trim_start().starts_with('-'));
    let options = words.flat_map(|line| line.split([' ', ',']).filter(|word| word.starts_with("--")));
    options.map(|option| option.trim_end_matches(['.', ')'])).collect()
}

/// Every command that help lists has a page, and every option that its help lists stands on it.
#[test]
fn manual_pages_leave_nothing_out() {
    let desk = Desk::new();
    fs::create_dir(desk.path("man")).unwrap();
    desk.run("man -o man").code(0).has(&["written:"]);
    let mut pages: Vec<String> = fs::read_dir(desk.path("man"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    let goldens = fs::read_dir("tests/golden/help").unwrap().map(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let name = name.trim_end_matches(".txt").trim_start_matches("leaky-bucket").to_owned();
        if name.is_empty() { "leaky-bucket.1".to_owned() } else { format!("leaky-bucket-{name}.1") }
    });
    let mut wanted: Vec<String> = goldens.collect();
    wanted.sort();
    assert_eq!(pages, wanted);
    let mut count = 0;
    for page in &pages {
        let text = fs::read_to_string(desk.path("man").join(page)).unwrap().replace("\\-", "-");
        let words = page.trim_end_matches(".1").trim_start_matches("leaky-bucket").replace('-', " ");
        let help = desk.run(&format!("{words} --help")).code(0).out;
        for option in options(&help) {
            count += 1;
            assert!(text.contains(option), "{page}: no {option}\n{text}");
        }
    }
    assert!(100 < count, "only {count} options were looked for");
    let before = fs::read(desk.path("man/leaky-bucket-report.1")).unwrap();
    desk.run("man -o man").code(0);
    assert!(before == fs::read(desk.path("man/leaky-bucket-report.1")).unwrap());
    let printed = desk.run("man").code(0).out;
    assert_eq!(printed, fs::read_to_string(desk.path("man/leaky-bucket.1")).unwrap());
    desk.call(["man"]).with("SOURCE_DATE_EPOCH", "1700000000").said().code(0).has(&["2023-11-14"]);
    desk.run("man -o nowhere").code(5).has(&["`nowhere` is no folder"]);
}
