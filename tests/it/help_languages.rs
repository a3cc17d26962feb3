//! Help, complaints, manual pages and completions in the language of who asks.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use leaky_bucket::words::{self, Words};

use super::program::{Desk, put};

/// What stands before `--help`, by the name of its golden text: `plan add` for `plan-add.txt`.
fn commands() -> Vec<String> {
    let names = fs::read_dir("tests/golden/help").unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    assert!(30 < names.len());
    names
}

fn words_of(name: &str) -> String {
    name.trim_end_matches(".txt").trim_start_matches("leaky-bucket").replace('-', " ")
}

/// Every language but the first, which the golden texts of the command line are in.
fn others() -> impl Iterator<Item = &'static Words> {
    words::ALL.into_iter().skip(1)
}

/// The same texts as in English, read in the diff as well.
#[test]
fn help_texts_in_other_languages() {
    let desk = Desk::new();
    for words in others() {
        let language = words.language;
        let folder = Path::new("tests/golden").join(format!("help-{language}"));
        for name in commands() {
            let help = desk.run(&format!("{} --help --lang {language}", words_of(&name))).code(0).out;
            let path = folder.join(&name);
            if std::env::var_os("LEAKY_BUCKET_BLESS").is_some() {
                fs::create_dir_all(&folder).unwrap();
                put(&path, &help);
            }
            let golden = fs::read_to_string(&path).unwrap_or_default();
            let shown = path.display();
            assert!(help == golden, "{shown} is another; LEAKY_BUCKET_BLESS=1 writes it anew:\n{help}");
        }
    }
}

#[test]
fn the_language_of_help_is_chosen() {
    let desk = Desk::new();
    let (german, english) =
        (["Aufruf: leaky-bucket list", "Optionen:"], ["Usage: leaky-bucket list", "Options:"]);
    desk.run("list --help").code(0).has(&english);
    for line in
        ["list --help --lang de", "--lang=de-AT list --help", "list --la de -h", "--lang de help list"]
    {
        desk.run(line).code(0).has(&german);
    }
    desk.run("list --help --lang fr").code(0).has(&english);
    desk.run("list --help --lang german").code(0).has(&english);
    let help = |name: &str, value: &str| desk.call(["list", "--help"]).with(name, value).said().code(0);
    help("LEAKY_BUCKET_LANG", "de").has(&german);
    help("LC_ALL", "de_AT.UTF-8").has(&german);
    help("LANG", "de_DE").has(&german);
    help("LANG", "fr_FR.UTF-8").has(&english);
    help("LEAKY_BUCKET_LANG", "german").has(&english);
    desk.call(["list", "--help", "--lang", "en"]).with("LANG", "de_DE").said().code(0).has(&english);
    desk.write("settings.yaml", "language: de\n");
    desk.run("list --help --config settings.yaml").code(0).has(&german);
    help("LEAKY_BUCKET_CONFIG", desk.path("settings.yaml").to_str().unwrap()).has(&german);
    desk.run("list --help --config nowhere.yaml").code(0).has(&english);
}

/// In short and at length, and where nobody can be asked.
#[test]
fn help_is_as_long_as_was_asked_for() {
    let desk = Desk::new();
    let long = desk.run("plan add --help --lang de").code(0);
    long.has(&["Mögliche Werte:\n          - practice:    Die bewährte Praxis"]);
    let short = desk.run("plan add -h --lang de").code(0).lacks("Mögliche Werte:");
    short.has(&["Werte: practice, sales, development]", "(ausführlicher mit „--help“)"]);
    let narrow = desk.call(["plan", "export", "--help", "--lang", "de"]).with("COLUMNS", "50").said().code(0);
    for line in narrow.out.lines().filter(|line| !line.contains("leaky-bucket")) {
        assert!(line.chars().count() <= 50, "{line}");
    }
    narrow.has(&["- ics:  Ein Kalender: "]);
    let bare = desk.call(["config"]).with("LANG", "de_DE").said().code(2);
    bare.has(&["Aufruf: leaky-bucket config [OPTIONEN] <BEFEHL>", "\nBefehle:\n  path"]).lacks("Usage");
    let none = desk.call([""; 0]).with("LANG", "de_DE.UTF-8").said().code(2);
    none.has(&["Aufruf: leaky-bucket [OPTIONEN] [BEFEHL]", "Bei jedem Befehl:"]).lacks("Usage");
}

/// What the environment sets was not typed: usage does not tell of it, and what is wrong with it is said all the same.
#[test]
fn the_environment_is_not_typed() {
    let desk = Desk::new();
    for line in ["compare x", "plan done", "config set", "report --formt pdf", "list x"] {
        desk.run(line).code(2).has(&["Usage: leaky-bucket"]).lacks("--data-dir");
    }
    let bare = desk.run("config").code(2);
    bare.has(&["Usage: leaky-bucket config [OPTIONS] <COMMAND>\n", "Commands:\n  path"]);
    desk.run("plan done --data-dir there").code(2).has(&["--data-dir <DIR>"]);
    let call =
        |lang: &str| desk.call(["list", "--lang", lang]).with("LEAKY_BUCKET_THEME", "drak").said().code(2);
    call("en").has(&["'drak'", "dark"]);
    call("de").has(&["„drak“", "dark"]);
}

/// What newcomers type: nearly the right word, a folder for a file, a name that comes apart.
#[test]
fn what_was_meant_is_said() {
    let desk = Desk::new();
    fs::create_dir(desk.path("there")).unwrap();
    fs::create_dir(desk.path("a\u{200b}team")).unwrap();
    desk.run("plan ad").code(5).has(&["did you mean `leaky-bucket plan add`?"]);
    desk.run("plan ad --lang de").code(5).has(&["meinten Sie `leaky-bucket plan add`?"]);
    desk.run("plan northwind").code(5).lacks("did you mean");
    desk.run("show @lst").code(5).has(&["did you mean `@last`?"]);
    desk.run("show there").code(5).has(&["`there` is a folder: name an answers file in it"]);
    desk.run("show a\u{200b}team").code(5).has(&["is a folder: name an answers file in it"]);
    desk.run("take there").code(5).has(&["it is a folder, not a file: name a file in it"]);
    desk.run("show Northwind Sales").code(2).has(&["between quotes"]);
    desk.run("list Northwind").code(2).lacks("between quotes");
    desk.run("plan done x").code(2).has(&["'x'", "a whole number is needed"]);
    desk.run("plan done 99999999999").code(2).has(&["99999999999", "4294967295"]);
}

#[track_caller]
fn check_complaint(line: &str, wanted: &[&str]) {
    let desk = Desk::new();
    let said = desk.run(&format!("{line} --lang de"));
    assert!(said.out.is_empty(), "{said:?}");
    said.code(2).has(wanted).has(&["Fehler: ", "Mehr dazu sagt „--help“."]).lacks("error:");
}

#[rustfmt::skip]
mod complaints {
    use super::*;

    #[test] fn an_unknown_command() { check_complaint("lsit", &["Den Befehl „lsit“ gibt es nicht", "\n\n  Tipp: Es gibt einen ähnlichen Befehl: „list“\n\nAufruf: "]); }
    #[test] fn an_unknown_option() { check_complaint("take --abuot x", &["„--abuot“ gibt es hier nicht", "Tipp: Es gibt eine ähnliche Angabe: „--about“", "Aufruf: leaky-bucket take --about <NAME>"]); }
    #[test] fn one_value_too_many() { check_complaint("take a b", &["Die Angabe „b“ gibt es hier nicht", "leaky-bucket take [OPTIONEN] [FRAGEBOGEN]"]); }
    #[test] fn a_value_like_an_option() { check_complaint("plan move 1 -1", &["Soll „-1“ ein Wert sein, schreiben Sie „-- -1“", "<MASSNAHME> <PLATZ> [NAME]"]); }
    #[test] fn a_choice_that_is_not_there() { check_complaint("--theme drk list", &["„drk“ ist kein Wert für „--theme <FARBEN>“\n  [mögliche Werte: auto, light, dark, mono]", "ähnlichen Wert: „dark“"]); }
    #[test] fn no_day() { check_complaint("plan done 1 --date morgen", &["„morgen“ ist kein Wert für „--date <DATUM>“: Es muss ein Tag sein, etwa 30.6.2026"]); }
    #[test] fn no_number() { check_complaint("plan done x", &["„x“ ist kein Wert für „<MASSNAHME>“: Es muss eine ganze Zahl sein"]); }
    #[test] fn too_large_a_number() { check_complaint("plan done 99999999999", &["99999999999 liegt nicht im Bereich 0..=4294967295"]); }
    #[test] fn too_few() { check_complaint("compare a", &["„<NAME|DATEI> <NAME|DATEI>...“ braucht 2 Werte, hat aber nur 1", "`leaky-bucket list` zeigt die Namen"]); }
    #[test] fn nothing_where_something_must_be() { check_complaint("import", &["Diese Angaben fehlen:\n  <DATEI|->..."]); }
    #[test] fn no_command() { check_complaint("config", &["Zu „leaky-bucket config“ fehlt ein Befehl\n  [Befehle: path, show, edit, set, help]"]); }
    #[test] fn two_that_do_not_go_together() { check_complaint("show @last --what-if 1 --why", &["Die Angabe „--what-if <LECK,..>“ lässt sich nicht mit „--why“ verbinden"]); }
    #[test] fn the_same_twice() { check_complaint("list --json --json", &["Die Angabe „--json“ darf nur einmal stehen"]); }
}

/// What is typed is shown as it may be, in every language.
#[test]
fn what_was_typed_is_harmless() {
    let said = Desk::new().call(["--lang", "de", "take", "--ab\u{1b}[31mout"]).said().code(2);
    said.has(&["gibt es hier nicht"]).lacks("\u{1b}");
    let no_text =
        [OsStr::new("--lang=de"), OsStr::new("take"), OsStr::new("--about"), OsStr::from_bytes(b"\xff")];
    Desk::new().call(no_text).said().code(2).has(&["Fehler: Eine der Angaben ist kein gültiges UTF-8"]);
}

#[test]
fn manual_pages_in_german() {
    let desk = Desk::new();
    fs::create_dir(desk.path("man")).unwrap();
    desk.run("man -o man --lang de").code(0);
    let page = fs::read_to_string(desk.path("man/leaky-bucket-plan.1")).unwrap();
    let headings: Vec<_> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
    let wanted = [
        "BEZEICHNUNG",
        "ÜBERSICHT",
        "BESCHREIBUNG",
        "OPTIONEN",
        "\"BEI JEDEM BEFEHL\"",
        "BEFEHLE",
        "WEITERES",
    ];
    assert_eq!(headings, wanted);
    for text in ["[Vorgabe: @last]", "Mögliche Werte:", "was die Lecks nahelegen", "<KENNUNG|DATEI>"] {
        assert!(page.contains(text), "no {text} in\n{page}");
    }
    for text in ["default", "Possible", "subcommands"] {
        assert!(!page.contains(text), "{text} in\n{page}");
    }
    desk.run("man").code(0).has(&[
        ".SH NAME",
        ".SH SYNOPSIS",
        ".SH SUBCOMMANDS",
        "[default: auto]",
        "Possible values:",
    ]);
}

#[test]
fn completions_are_described_in_german() {
    let desk = Desk::new();
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let german = desk.call(["completions", shell, "--lang", "de"]).bytes().said().code(0);
        let german = String::from_utf8(german.bytes).unwrap();
        let english = desk.call(["completions", shell]).bytes().said().code(0);
        let english = String::from_utf8(english.bytes).unwrap();
        assert!(
            english.contains("List saved assessments") && !german.contains("List saved assessments"),
            "{shell}"
        );
        assert!(german.contains("Gesicherte Bewertungen auflisten"), "{shell}");
        // These describe values as well.
        if ["zsh", "fish"].contains(&shell) {
            assert!(german.contains("Die Vertriebsaufgabe seines Bereichs"), "{shell}");
        }
        assert!(english.lines().count() == german.lines().count(), "{shell}");
    }
}
