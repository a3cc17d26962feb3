//! Every command does the same in English and in German, and no line that it prints is left in English.
//!
//! Two desks are laid out alike, and the same commands are typed at both, good and bad. Their exit codes are
//! equal and so is the number of their lines; line by line the words are other ones, but for what stays the same
//! on purpose: names, numbers and paths, and what is written for authors beside English keys.

use std::fs;
use std::thread;

use crate::program::{Desk, SMALL, put, sample};
use crate::translations::whole;

/// What a desk is laid out with.
fn desk() -> Desk {
    let desk = Desk::new();
    for team in ["mixed", "weak"] {
        desk.write(format!("{team}.yaml"), fs::read(sample(&format!("{team}.yaml"))).unwrap());
    }
    let mixed = fs::read_to_string(sample("mixed.yaml")).unwrap();
    desk.write("ohne.yaml", "questionnaire: leaky_bucket\nabout: Nordwind\nlabel: '2026'\nanswers: {}\n");
    desk.write("falsch.yaml", "questionnaire: leaky_bucket\nanswers: {gibtsnicht: 1}\n");
    desk.write("fern.yaml", "questionnaire: fernab\nanswers: {a: 1}\n");
    desk.write(
        "alt.yaml",
        mixed.replace("2026.1", "1999.1").replace("questionnaire:", "edition: '1999.1'\nquestionnaire:"),
    );
    desk.write("bogen.yaml", fs::read("tests/translations/original.yaml").unwrap());
    desk.write("bogen.de.yaml", whole());
    desk.write("klein.yaml", SMALL);
    desk.write("klein2.yaml", SMALL.replace("edition: \"1\"", "edition: \"2\"").replace("Small", "Klein"));
    desk.write("kaputt.yaml", "format: 1\nid: kaputt\n");
    desk.write("zu_bogen.yaml", "questionnaire: small\nabout: Nordwind\nanswers: {target: 1}\n");
    desk.write("da.txt", "schon da");
    desk.write("keins.lbr", "");
    desk.write("einstellungen.yaml", "theme: dunkel\n");
    desk.write("verflochten.yaml", "{theme: dark, mouse: on}\n");
    desk.write("marke.yaml", "farbe: rot\n");
    desk.write("latin1.yaml", b"theme: d\xfcster\n");
    fs::create_dir(desk.path("leer")).unwrap();
    desk
}

/// What is typed, in order: what is saved by one is there for the next.
const TYPED: &[&str] = &[
    // Nothing is saved yet.
    "list",
    "list --trash",
    "show @last",
    "show @prev",
    "show @open",
    "export --all",
    "doctor",
    // Answers come in.
    "import ohne.yaml falsch.yaml fern.yaml nirgends.yaml bogen.yaml keins.lbr leer",
    "import mixed.yaml",
    "import weak.yaml",
    "import ohne.yaml",
    "take --plain --new --about Ostwind --label 2026",
    "list",
    "doctor",
    "show mixed.yaml --why",
    "show weak.yaml --answers",
    "show ohne.yaml",
    "show keins.lbr",
    "show a",
    "show nirgends",
    "show nordwin",
    "show @prev",
    "show @last --area nirgends",
    "show @last --area retentio",
    "show @last --area 1",
    "show mixed.yaml --what-if 1,2",
    "show mixed.yaml --what-if 99",
    "show mixed.yaml --what-if nirgends",
    "show mixed.yaml --questionnaire klein.yaml",
    "show mixed.yaml --questionnaire leaky-bukcet",
    "show zu_bogen.yaml",
    // Reports and exports.
    "report mixed.yaml -o aus.pdf --no-system-fonts",
    "report mixed.yaml -o aus.pdf",
    "report mixed.yaml -o mixed.yaml --force",
    "report mixed.yaml -o leer",
    "report mixed.yaml -o aus.xyz",
    "report mixed.yaml -o nirgends/aus.txt --format text",
    "report mixed.yaml -o da.txt",
    "report ohne.yaml -o ohne.pdf",
    "report mixed.yaml -o neu.pdf --brand marke.yaml",
    "report mixed.yaml -o neu.pdf --brand nirgends.yaml",
    "report mixed.yaml -o neu.pdf --brand -",
    "report mixed.yaml -o neu.pdf --font-dir nirgends",
    "report mixed.yaml -o neu.pdf --font-dir leer",
    "report mixed.yaml -o neu.pdf --questionnaire klein.yaml --questionnaire bogen.yaml",
    "report mixed.yaml -o neu.pdf --compare weak.yaml",
    "report mixed.yaml -o neu.pdf --compare zu_bogen.yaml",
    "report osaka.yaml",
    "export mixed.yaml -o aus.xlsx",
    "export mixed.yaml -o aus.csv",
    "export mixed.yaml -o aus.csv",
    "export mixed.yaml -o aus.xyz",
    "export mixed.yaml --format yaml --raw",
    "export mixed.yaml --format lbr --anonymous",
    "export mixed.yaml --format lbr -o aus.lbr",
    "export mixed.yaml weak.yaml --format yaml -o aus.yaml",
    "export mixed.yaml zu_bogen.yaml --format csv-wide -o weit.csv",
    "export mixed.yaml weak.yaml --format yaml -o viele/",
    "export mixed.yaml weak.yaml --format yaml -o da.txt/",
    "export mixed.yaml -o mixed.yaml --force",
    "export --all --benchmark",
    "export mixed.yaml --benchmark -o leer",
    "show mixed.yaml --benchmark nirgends.yaml",
    "show mixed.yaml --benchmark marke.yaml",
    // Comparisons.
    "compare mixed.yaml weak.yaml",
    "compare mixed.yaml weak.yaml -o aus.txt",
    "compare mixed.yaml weak.yaml -o aus.pdf",
    "compare mixed.yaml ./mixed.yaml",
    "compare mixed.yaml zu_bogen.yaml",
    "compare alt.yaml weak.yaml",
    // Plans.
    "plan mixed.yaml",
    "plan add northwind --leak 1",
    "plan add northwind --leak 1",
    "plan add northwind --leak nirgends",
    "plan add northwind --what Reden --by irgendwann",
    "plan add northwind --what Reden --by 2026-12-24 --owner Kim",
    "plan add northwind",
    "plan add mixed.yaml --what Reden",
    "plan northwind",
    "plan edit 1 northwind --owner Kim",
    "plan edit 1 northwind --owner Kim",
    "plan edit 99 northwind --owner Kim",
    "plan done 1 northwind --date 2026-06-30",
    "plan reopen 1 northwind",
    "plan drop 1 northwind",
    "plan move 1 0 northwind",
    "plan move 1 2 northwind",
    "plan remove 1 northwind",
    "plan remove 99 northwind",
    "plan target retention 70 northwind",
    "plan target retention 70 northwind --by 2027-03-01",
    "plan target retention 70 northwind --by 1999-03-01",
    "plan target retention none northwind",
    "plan target retention none northwind --by 2027-03-01",
    "plan target retention viel northwind",
    "plan target nirgends 70 northwind",
    "plan export northwind -o plan.md",
    "plan export northwind -o plan.md",
    "plan export northwind -o leer",
    "plan export northwind -o plan.xyz",
    // Questionnaires.
    "questionnaire list",
    "questionnaire check klein.yaml",
    "questionnaire check bogen.yaml",
    "questionnaire check kaputt.yaml",
    "questionnaire check mixed.yaml",
    "questionnaire check nirgends.yaml",
    "questionnaire check --limits",
    "questionnaire translate klein.yaml",
    "questionnaire diff klein.yaml klein2.yaml",
    "questionnaire diff klein.yaml klein.yaml",
    "questionnaire diff klein.yaml leaky_bucket",
    "questionnaire show nirgends",
    // Answering.
    "take",
    "take --no-input",
    "take --plain --record band.tape",
    "take --plain --out da.txt",
    "take --plain --new --about Nordwind --label 2027 --role nirgends",
    "take mixed.yaml --plain",
    "take bogen.de.yaml --plain",
    "take --replay nirgends.tape",
    // Settings.
    "config show",
    "config show --config nirgends.yaml",
    "config show --config einstellungen.yaml",
    "config show --config leer",
    "config set theme dark",
    "config set theme drak",
    "config set theme bunt",
    "config set thme dark",
    "config set farbe rot",
    "config set language deutsch",
    "config set brand http://example.org/marke.yaml",
    "config set keys z",
    "config set theme",
    "config set language",
    "config set theme mono --config verflochten.yaml",
    "config set theme mono --config latin1.yaml",
    "config set theme mono --config da.txt/einstellungen.yaml",
    "config edit",
    "list --config einstellungen.yaml",
    "doctor --config einstellungen.yaml",
    // Removing.
    "remove northwind",
    "remove nirgends --yes",
    "remove northwind --yes",
    "list --trash",
    "remove nirgends --restore",
    "remove northwin --restore",
    "list --trash",
    "remove ostwind --purge --yes",
    "remove ostwind-2026 --purge --yes",
    "man -o nirgends",
    "man -o leer",
];

/// Lines that are the same on purpose, or by chance.
const THE_SAME: &[&str] = &["Terminal", "theme: mono (in `verflochten.yaml`)"];

/// What somebody else has written, which nobody translates.
const GIVEN: &[&str] = &["Northwind Sales", "Harbour Street Print", "Nordwind", "Ostwind", "Reden"];

/// English words that no German sentence holds.
const ENGLISH: &[&str] = &[
    "the", "and", "not", "of", "with", "cannot", "are", "or", "to", "there", "it", "is", "has", "you",
    "your", "this", "that", "for", "saved", "shows", "file",
];

/// What the program says in a line: not what was given to it, and neither options nor paths.
fn read_of(line: &str) -> String {
    let is_note = ["Note: ", "Notiz: "].iter().any(|head| line.trim_start().starts_with(head));
    let line = if is_note { "" } else { line };
    let line = GIVEN.iter().fold(line.to_owned(), |line, given| line.replace(given, ""));
    // The system speaks as it likes.
    let line = line.split(": No such file or directory").next().unwrap_or_default();
    let outside = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let is_name =
        |word: &&str| word.starts_with("--") || word.contains(['/', '.', '_', '@']) && !word.ends_with('.');
    outside.split_whitespace().filter(|word| !is_name(word)).collect::<Vec<_>>().join(" ")
}

/// Whether a line is written for authors: the diagnostics of a file and the part of it that they show.
fn is_for_authors(line: &str) -> bool {
    let line = line.trim_start();
    let begins = ["error[", "warning[", "--> ", "= help:", ":::", "|", "..."];
    let is_excerpt = line.split_once(" |").is_some_and(|(number, _)| number.parse::<u32>().is_ok());
    begins.iter().any(|begin| line.starts_with(begin)) || is_excerpt
}

/// Whether there is no word in it that a language could change: a name in small letters, a number, a day.
fn says_nothing(line: &str) -> bool {
    let read = read_of(line);
    let is_word = |word: &str| 2 < word.chars().filter(|letter| letter.is_alphabetic()).count();
    let words: Vec<&str> = read.split_whitespace().filter(|word| is_word(word)).collect();
    let is_name = |word: &&str| word.contains(['-', '.']) && word.to_lowercase() == **word;
    words.is_empty() || words.iter().all(is_name)
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}

/// What a line of both came to, where it is not as it should be.
fn faults(typed: &str, english: &str, german: &str) -> Vec<String> {
    let (english, german) = (lines(english), lines(german));
    if english.len() != german.len() {
        return vec![format!("{typed}: not as many lines\n{english:#?}\n{german:#?}")];
    }
    let mut found = Vec::new();
    for (english, german) in english.into_iter().zip(german) {
        if is_for_authors(german) {
            continue;
        }
        let read = read_of(german);
        let is_english =
            |word: &str| ENGLISH.contains(&word.trim_matches(|letter: char| !letter.is_alphabetic()));
        let is_left = english == german && !says_nothing(german) && !THE_SAME.contains(&german.trim());
        if is_left || read.split_whitespace().any(is_english) {
            found.push(format!("{typed}: {german}"));
        }
    }
    found
}

#[test]
fn no_command_leaves_anything_in_english() {
    let (one, other) = (desk(), desk());
    let mut found = Vec::new();
    for typed in TYPED {
        let said = |desk: &Desk, language: &str| {
            let call = desk.call(typed.split(' ')).with("LEAKY_BUCKET_LANG", language);
            call.without("VISUAL").without("EDITOR").said()
        };
        let (english, german) = thread::scope(|scope| {
            let english = scope.spawn(|| said(&one, "en"));
            let german = said(&other, "de");
            (english.join().unwrap(), german)
        });
        if english.code != german.code {
            found.push(format!("{typed}: {:?} and {:?}\n{}", english.code, german.code, german.err));
        }
        found.extend(faults(typed, &english.out, &german.out));
        found.extend(faults(typed, &english.err, &german.err));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What goes wrong before it is known what is wanted is told in the language of the locale.
#[test]
fn the_locale_speaks_before_the_settings_are_read() {
    let desk = desk();
    let german = || desk.call(["list"]).with("LANG", "de_AT.UTF-8");
    german().with("LEAKY_BUCKET_LANG", "deutsch!").said().code(2).has(&["und das ist kein Sprachkürzel"]);
    german().with("SOURCE_DATE_EPOCH", "gestern").said().code(2).has(&["keine Zahl von Sekunden seit 1970"]);
    desk.call(["list"]).with("SOURCE_DATE_EPOCH", "x").said().code(2).has(&["no number of seconds"]);
}

/// What is handed on speaks the language of its questionnaire wherever it is made; what is said of it does not.
#[test]
fn a_report_is_told_of_in_the_language_of_its_maker() {
    let desk = desk();
    let report = ["report", "mixed.yaml", "-o", "aus.txt"];
    desk.call(report).with("LANG", "de_DE.UTF-8").said().code(0).has(&["geschrieben: aus.txt"]);
    let text = fs::read_to_string(desk.path("aus.txt")).unwrap();
    assert!(text.contains("Overall"), "{text}");
    desk.call(["export", "mixed.yaml", "--lang", "de", "-o", "aus.csv"])
        .said()
        .code(0)
        .has(&["geschrieben: aus.csv"]);
}

/// What programs read is the same everywhere, also where it is a sentence.
#[test]
fn data_for_programs_stays_as_it_is() {
    let desk = desk();
    fs::create_dir_all(desk.data()).unwrap();
    fs::copy(desk.path("keins.lbr"), desk.data().join("keins.lbr")).unwrap();
    for typed in
        ["list --json", "doctor --json", "config show --json", "questionnaire check kaputt.yaml --json"]
    {
        let said = |language: &str| desk.call(typed.split(' ')).with("LEAKY_BUCKET_LANG", language).said();
        assert_eq!(said("en").out, said("de").out, "{typed}");
    }
    desk.run("list --json").code(0).has(&["is damaged, it is empty"]);
}

/// Damaged files are told of in German, and a question is answered in it.
#[test]
fn a_damaged_assessment_and_a_full_trash() {
    let desk = desk();
    desk.run("import mixed.yaml").code(0);
    let saved = desk.saved();
    let mut bytes = fs::read(&saved).unwrap();
    bytes.extend_from_slice(b"halb");
    put(&saved, &bytes);
    let german = |typed: &str| desk.call(typed.split(' ')).with("LEAKY_BUCKET_LANG", "de").said();
    german("show @last").code(0).has(&["der letzte Eintrag wurde nicht ganz geschrieben", "4 Bytes"]);
    put(&saved, b"{}");
    german("show @last").code(4).has(&["ist beschädigt, denn"]);
    german("list").code(0).has(&["ist beschädigt, denn"]);
    let name = saved.file_stem().unwrap().to_str().unwrap().to_owned();
    german(&format!("remove {name} --yes")).code(0).has(&["liegt im Papierkorb"]);
}
