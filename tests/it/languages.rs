//! One questionnaire in several languages: the translations that are shipped, how a language is chosen, and how
//! it is kept.

use std::fs;
use std::sync::Arc;

use leaky_bucket::assessment::Assessment;
use leaky_bucket::page::font::Fonts;
use leaky_bucket::page::lay_out;
use leaky_bucket::page::style::{Paper, Style};
use leaky_bucket::questionnaire::{Questionnaire, Translation};
use leaky_bucket::report::Cover;
use leaky_bucket::report::individual::{Areas, Extent, Options};
use leaky_bucket::{export, findings, scoring};

use crate::pages::{assessment_of, check_room, composed};
use crate::program::{Desk, sample};
use crate::translations::{read, read_original, whole};

/// The translations that come with the program, each with its questionnaire.
fn shipped() -> Vec<(String, Questionnaire, Translation)> {
    let mut found = Vec::new();
    for entry in fs::read_dir("questionnaires").unwrap() {
        let path = entry.unwrap().path().display().to_string();
        let text = fs::read_to_string(&path).unwrap();
        if !text.contains("\ntranslates:") {
            continue;
        }
        let stem = path.strip_suffix(".yaml").unwrap().rsplit_once('.').unwrap().0.to_owned();
        let original = read_original(&format!("{stem}.yaml"));
        let (translation, _, found_in_it, shown) = read(&path, &text, &original);
        assert!(found_in_it.is_empty(), "{path}\n{shown}");
        found.push((path, original, translation.unwrap()));
    }
    found
}

#[test]
fn what_is_shipped_is_whole() {
    let shipped = shipped();
    assert!(!shipped.is_empty());
    for (path, _, translation) in shipped {
        assert_eq!(translation.missing, 0, "{path}");
    }
}

const TEAMS: [&str; 4] = ["weak", "mixed", "strong", "osaka"];

/// A sample team's answers in the original language, and in another.
fn both(team: &str, original: &Questionnaire, translation: &Translation) -> (Assessment, Assessment) {
    let other = Arc::new(original.in_language(translation));
    (assessment_of(team, &Arc::new(original.clone())), assessment_of(team, &other))
}

/// What the result is without its words.
fn result(assessment: &Assessment) -> serde_json::Value {
    let scorecard = scoring::score(&assessment.questionnaire, &assessment.answers);
    let findings = findings::find(&assessment.questionnaire, &assessment.answers, &scorecard);
    let shown = export::json::scorecard(assessment, &scorecard, &findings);
    let mut shown = serde_json::to_value(&shown).unwrap();
    without_texts(&mut shown);
    shown
}

/// Takes out every text that is no id: an id has no blanks and no capitals.
fn without_texts(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) => {
            if !text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
                text.clear();
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(without_texts),
        serde_json::Value::Object(entries) => entries.values_mut().for_each(without_texts),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

#[test]
fn scores_and_leaks_are_the_same_in_every_language() {
    for (_, original, translation) in shipped() {
        for team in TEAMS {
            let (one, other) = both(team, &original, &translation);
            assert_ne!(one.questionnaire.title, other.questionnaire.title);
            assert_eq!(one.answers, other.answers);
            let result_of_one = result(&one);
            assert!(result_of_one["overall"]["score"].is_number(), "{result_of_one}");
            assert_eq!(result_of_one, result(&other), "{team}");
        }
    }
}

#[test]
fn the_pages_hold_the_longer_words_of_other_languages() {
    let full = Options::default();
    let ways = [
        full,
        Options { extent: Extent::Brief, ..full },
        Options { areas: Areas::All, cover: Cover::Page, ..full },
    ];
    let fonts = Fonts::embedded().unwrap();
    for (path, original, translation) in shipped() {
        // The embedded fonts have no Japanese.
        for team in TEAMS.into_iter().filter(|team| *team != "osaka") {
            let (_, assessment) = both(team, &original, &translation);
            for paper in [Paper::A4, Paper::Letter] {
                for options in ways {
                    let pages = lay_out(&composed(&assessment, options), &Style::on(paper), &fonts);
                    check_room(&format!("{path}, {team}, {options:?}"), &pages, paper);
                }
            }
        }
    }
}

/// A desk on which the small questionnaire and its translation lie.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("small.yaml", fs::read("tests/translations/original.yaml").unwrap());
    desk.write("small.de.yaml", whole());
    desk
}

const SMALL: &str = "questionnaire: small\nabout: Northwind\nanswers: {target: 1, calls: 2}\n";

#[test]
fn checked_with_its_original_and_the_original_with_it() {
    let desk = desk();
    let sound = "small.de.yaml: sound, all 63 texts of `small` in `de`";
    desk.run("questionnaire check small.de.yaml").code(0).has(&[sound]);
    desk.run("questionnaire check small.yaml")
        .code(0)
        .has(&["small.yaml: sound, 10 questions in 3 areas", sound]);
    // Each file once, however it is named.
    let said = desk.run("questionnaire check small.yaml small.de.yaml").code(0);
    assert_eq!(said.out.matches("small.de.yaml").count(), 1, "{}", said.out);
    desk.write("small.fr.yaml", "format: 1\ntranslates: small\nedition: '2'\nlanguage: fr\ntitel: Petit\n");
    desk.run("questionnaire check small.yaml")
        .code(3)
        .has(&["no translation key `titel`", "did you mean `title`?"]);
    desk.run("questionnaire check small.yaml --json").code(3).has(&["small.fr.yaml", "W050"]);
    // Far from its original, one that is shipped will do; of another nothing can be said.
    fs::create_dir(desk.path("far")).unwrap();
    desk.write(
        "far/leaky-bucket.fr.yaml",
        "format: 1\ntranslates: leaky_bucket\nedition: '2026.1'\nlanguage: fr\ntitle: Le seau\n",
    );
    desk.run("questionnaire check far/leaky-bucket.fr.yaml").code(0).has(&[
        "1 of ",
        "in `fr`",
        "left to translate",
    ]);
    desk.write("far/small.de.yaml", whole());
    desk.run("questionnaire check far/small.de.yaml")
        .code(3)
        .has(&["no sound questionnaire `small` beside this file"]);
}

#[test]
fn the_language_is_chosen() {
    let desk = desk();
    desk.write("answers.yaml", SMALL);
    let german = ["Schweigen"];
    let english = ["Silence"];
    desk.run("show answers.yaml").code(0).has(&english);
    desk.run("show answers.yaml --lang de").code(0).has(&german);
    desk.run("show answers.yaml --lang de-AT").code(0).has(&german);
    desk.run("show answers.yaml --lang en-GB").code(0).has(&english);
    let fr = desk.run("show answers.yaml --lang fr").code(2);
    fr.has(&["`small` is not there in `fr`, only in en, de"]);
    desk.run("show answers.yaml --lang german").code(2).has(&["a language tag is needed, such as de"]);
    let show = |name: &str, value: &str| desk.call(["show", "answers.yaml"]).with(name, value).said().code(0);
    show("LEAKY_BUCKET_LANG", "de").has(&german);
    show("LC_ALL", "de_AT.UTF-8").has(&german);
    show("LC_MESSAGES", "de_DE").has(&german);
    show("LANG", "de_CH.UTF-8").has(&german);
    show("LANG", "fr_FR.UTF-8").has(&english);
    let both =
        desk.call(["show", "answers.yaml"]).with("LEAKY_BUCKET_LANG", "en").with("LC_ALL", "de_DE").said();
    both.code(0).has(&english);
    desk.call(["show", "answers.yaml"])
        .with("LEAKY_BUCKET_LANG", "german")
        .said()
        .code(2)
        .has(&["no language tag"]);
    desk.write("settings.yaml", "language: de\n");
    desk.run("show answers.yaml --config settings.yaml").code(0).has(&german);
    desk.run("show answers.yaml --config settings.yaml --lang en").code(0).has(&english);
    desk.run("take small.de.yaml --plain")
        .code(3)
        .has(&["is a translation: name its questionnaire, and add --lang de"]);
}

/// What does not stand in the way of anybody, and what does when it was asked for.
#[test]
fn a_translation_with_faults_or_gaps() {
    let desk = desk();
    desk.write("answers.yaml", SMALL);
    desk.write("small.de.yaml", whole().replace("title: Kunden halten", "title:"));
    desk.run("show answers.yaml --lang de")
        .code(0)
        .has(&["1 von 63 Texten noch nicht übersetzt und in `en` gezeigt"]);
    desk.write("small.de.yaml", whole().replace("visits:", "vists:"));
    desk.run("show answers.yaml --lang de").code(3).has(&["no `vists` in"]);
    let shown = desk.call(["show", "answers.yaml"]).with("LANG", "de_DE").said().code(0);
    shown.has(&["no `vists` in", "Silence"]);
    desk.write("small.de.yaml", whole().replace("language: de", "language: nl"));
    desk.run("show answers.yaml --lang de").code(3).has(&["ist nach `de` benannt und in `nl` geschrieben"]);
}

/// An assessment opens in the language it was answered in, whatever has become of the files.
#[test]
fn an_assessment_keeps_its_language() {
    let desk = desk();
    let take = ["take", "small.yaml", "--plain", "--about", "Northwind", "--label", "2026", "--lang", "de"];
    desk.call(take).input("2\n").said().code(0).has(&["Welche Aufgabe haben Sie?"]);
    fs::remove_file(desk.path("small.yaml")).unwrap();
    fs::remove_file(desk.path("small.de.yaml")).unwrap();
    let german = ["Woher wissen Sie, welche"];
    desk.run("show @last --answers").code(0).has(&german);
    desk.call(["show", "@last", "--answers"]).with("LANG", "en_US.UTF-8").said().code(0).has(&german);
    desk.run("show @last --answers --lang en").code(0).has(&["How do you know which customers to keep?"]);
    desk.run("show @last --lang fr").code(2).has(&["only in en, de"]);
    desk.run("list --lang fr").code(0).has(&["northwind-2026"]);
    // It goes on in it.
    let goes_on = desk.call(["take", "--plain"]).input("\n").said().code(0);
    goes_on.has(&["Wie viele verkaufen?"]);
    // An imported one as well.
    desk.write("small.yaml", fs::read("tests/translations/original.yaml").unwrap());
    desk.write("small.de.yaml", whole());
    desk.write("answers.yaml", SMALL);
    desk.run("import answers.yaml --lang de").code(0);
    fs::remove_file(desk.path("small.de.yaml")).unwrap();
    desk.run("show @last").code(0).has(&["Schweigen"]);
}

/// What comes with the program, from answers to the PDF.
#[test]
fn the_shipped_translation_everywhere() {
    let desk = Desk::new();
    let mixed = sample("mixed.yaml").display().to_string();
    desk.run(&format!("report {mixed} --lang de -o mixed.pdf")).code(0);
    let pdf = lopdf::Document::load(desk.path("mixed.pdf")).unwrap();
    let language = pdf.catalog().unwrap().get(b"Lang").unwrap().as_str().unwrap();
    assert_eq!(String::from_utf8_lossy(language), "de");
    desk.run(&format!("report {mixed} --lang de --format html -o mixed.html")).code(0);
    let page = fs::read_to_string(desk.path("mixed.html")).unwrap();
    assert!(page.contains("lang=\"de\"") && page.contains("Kundenbindung"));
    let listed = desk.run("questionnaire list --lang de --json").code(0).json();
    assert_eq!(listed["questionnaires"][0]["translations"][0], "de");
    assert_eq!(listed["questionnaires"][0]["language"], "de");
    desk.run("questionnaire show leaky_bucket --lang de").code(0).has(&["translates: leaky_bucket"]);
    desk.run("questionnaire show leaky_bucket").code(0).has(&["id: leaky_bucket"]);
}

#[test]
fn a_file_to_translate_in() {
    let desk = desk();
    let empty = desk.run("questionnaire translate small.yaml --lang fr").code(0).out;
    assert!(empty.contains("language: fr\n# A small form\ntitle:\n"), "{empty}");
    desk.write("small.fr.yaml", &empty);
    desk.run("questionnaire check small.fr.yaml").code(0).has(&["0 of 63 texts"]);
    let filled = desk.run("questionnaire translate small.yaml --lang de").code(0).out;
    assert!(filled.contains("# A small form\ntitle: \"Ein kleiner Bogen\"\n"), "{filled}");
    // As a shell's `>` leaves it before the program begins.
    desk.write("small.fr.yaml", "");
    assert_eq!(desk.run("questionnaire translate small.yaml --lang fr").code(0).out, empty);
    desk.run("questionnaire translate small.yaml").code(2).has(&["--lang de"]);
    desk.run("questionnaire translate small.yaml --lang en").code(2).has(&["written in `en` already"]);
}

/// What is translated already comes along, and nothing is written over by mistake.
#[test]
fn a_translation_is_written_anew() {
    let desk = desk();
    let write = |file: &str| desk.run(&format!("questionnaire translate small.yaml --lang fr -o {file}"));
    write("small.fr.yaml").code(0).has(&["written: small.fr.yaml"]);
    let read = |file: &str| std::fs::read_to_string(desk.path(file)).unwrap();
    let empty = read("small.fr.yaml");
    let begun = empty.replace("# A small form\ntitle:\n", "# A small form\ntitle: Petit\n");
    assert_ne!(begun, empty);
    desk.write("small.fr.yaml", &begun);
    write("small.fr.yaml").code(5).has(&["--force"]);
    write("small.fr.yaml --force").code(0);
    assert!(read("small.fr.yaml").contains("title: \"Petit\"\n"));
    let original = read("small.yaml");
    write("small.yaml --force").code(5).has(&["holds the questionnaire itself"]);
    assert_eq!(read("small.yaml"), original);
}

/// The program answers in the language of the questionnaire, and takes commands in it and in English.
#[test]
fn the_program_speaks_the_language_of_the_questionnaire() {
    let desk = Desk::new();
    let take = ["take", "--plain", "--about", "Nordwind", "--label", "2026"];
    let typed = "zurück\nundo\nliste\n2\nende\n";
    desk.call(take).with("LANG", "de_AT.UTF-8").input(typed).said().code(0).has(&[
        "Frage 1 von",
        "Das ist die erste Frage.",
        "Es gibt nichts rückgängig zu machen.",
        "Mit gehe und einer Nummer",
        "Gesichert: ",
        "`leaky-bucket take --plain` macht hier weiter.",
    ]);
    desk.call(["list"]).with("LANG", "de_AT.UTF-8").said().code(0).has(&["offen, 1 beantwortet"]);
    desk.run("list").code(0).has(&["open, 1 answered"]);
    let mixed = sample("mixed.yaml").display().to_string();
    desk.run(&format!("show {mixed} --lang de")).code(0).has(&["Gesamt: ", " von 100, ", "Zuerst abdichten"]);
    desk.run(&format!("show {mixed}")).code(0).has(&["Overall: ", "Plug first"]);
    // Where it is not translated, the screen stays in one language.
    desk.write("small.yaml", fs::read("tests/translations/original.yaml").unwrap());
    let small = ["take", "small.yaml", "--new", "--plain", "--about", "N", "--label", "2026"];
    let english = desk.call(small).with("LANG", "de_AT.UTF-8").input("ende\nq\n").said().code(0);
    english.has(&["Question 1 of", "goes on here"]);
}
