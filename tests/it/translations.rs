//! What the reader says of translations, and where their texts come to stand.

use std::fs;

use leaky_bucket::diagnostic::{self, Diagnostic};
use leaky_bucket::language::Language;
use leaky_bucket::questionnaire::translation::skeleton;
use leaky_bucket::questionnaire::{self, Questionnaire, Translation, TranslationFile};
use leaky_bucket::source::{Limits, Source};

use crate::suite::{Case, cases, disagreement_of, wanted_in};

pub(crate) fn read_original(path: &str) -> Questionnaire {
    let (_, questionnaire, found) = questionnaire::read(path, &fs::read(path).unwrap(), &Limits::default());
    questionnaire.unwrap_or_else(|| panic!("{path}: {found:?}"))
}

fn original() -> Questionnaire {
    read_original("tests/translations/original.yaml")
}

pub(crate) fn read(
    name: &str,
    text: &str,
    of: &Questionnaire,
) -> (Option<Translation>, Source, Vec<Diagnostic>, String) {
    let file = TranslationFile::read(name, text.as_bytes(), &Limits::default());
    let (source, translation, found) = file.translation(of);
    let shown = diagnostic::render(&source, &found, false);
    (translation, source, found, shown)
}

pub(crate) fn whole() -> String {
    fs::read_to_string("tests/translations/whole.yaml").unwrap()
}

/// The top-level keys of a file, each with all its lines.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some((key, _)) =
            line.split_once(':').filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            found.push((key.to_owned(), String::new()));
        }
        if let Some((_, block)) = found.last_mut() {
            block.push_str(line);
            block.push('\n');
        }
    }
    found
}

/// A case with all that it does not show.
fn completed(case: &str) -> String {
    let mut own = case.to_owned();
    let mut without = String::new();
    if let Some((_, line)) = blocks(case).into_iter().find(|(key, _)| key == "without") {
        let line = line.lines().next().unwrap_or_default();
        own = own.replace(&format!("{line}\n"), "");
        without = line.to_owned();
    }
    let shown = blocks(&own);
    let is_missing = |key: &str| !shown.iter().any(|(own, _)| own == key) && !without.contains(key);
    let added = blocks(&whole()).into_iter().filter(|(key, _)| is_missing(key)).map(|(_, block)| block);
    format!("{}\n{}", own.trim_end(), added.collect::<String>())
}

pub(crate) fn faults() -> Vec<Case> {
    let suite = fs::read_to_string("tests/translations/faults.yaml").unwrap();
    let cases = cases(&suite.replace("\n=== ", "\n=== whole: "));
    cases
        .into_iter()
        .map(|case| {
            let text = completed(&case.text);
            let wanted = wanted_in(&text);
            Case { text, wanted, ..case }
        })
        .collect()
}

#[test]
fn every_case_is_told_as_it_says() {
    let original = original();
    let failed: Vec<String> = faults()
        .iter()
        .filter_map(|case| {
            let (translation, source, found, shown) = read("case.de.yaml", &case.text, &original);
            disagreement_of(case, translation.is_some(), &source, found, &shown)
        })
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn every_message_says_what_to_do() {
    let original = original();
    for case in faults() {
        let (_, _, found, shown) = read("case.de.yaml", &case.text, &original);
        for fault in found {
            let help = fault.help.unwrap_or_default();
            assert!(
                !help.is_empty() && !help.ends_with('.') && !help.starts_with(char::is_uppercase),
                "{shown}"
            );
            assert!(
                !fault.message.ends_with('.') && !fault.message.starts_with(char::is_uppercase),
                "{shown}"
            );
        }
    }
}

/// The message word by word, with the place and what to do.
#[test]
fn a_message_as_it_is_shown() {
    let text = whole().replace("visits:", "vists:");
    let (_, _, _, shown) = read("small.de.yaml", &text, &original());
    let want = "
error[Q019]: the questionnaire has no `vists` in `areas.keeping.questions`
  --> small.de.yaml:40:7
   |
40 |       vists: {ask: \"Wie oft fahren Sie hin?\", leak: Niemand fährt hin}
   |       ^^^^^
   |
   = help: did you mean `visits`?
";
    assert!(shown.contains(want.trim_start()), "\n{shown}");
}

fn translation_of(text: &str, of: &Questionnaire) -> Translation {
    let (translation, _, found, shown) = read("case.de.yaml", text, of);
    assert!(found.is_empty(), "{shown}");
    translation.unwrap()
}

#[track_caller]
fn check_translated(got: &str, want: &str) {
    assert_eq!(got, want);
}

#[test]
fn every_text_stands_where_it_belongs() {
    let original = original();
    let translated = original.in_language(&translation_of(&whole(), &original));
    let question = |id: &str| &translated[translated.find_question(id).unwrap()];
    check_translated(&translated.language, "de");
    check_translated(&translated.title, "Ein kleiner Bogen");
    check_translated(&translated.bands[1].label, "Gut");
    check_translated(&translated.levels[1].means, "Jemand tut es.");
    check_translated(&translated.scoring.caps[0].because, "ein kritisches Leck ist offen");
    check_translated(&translated.values[0].unit, "Aufträge je hundert Anfragen");
    check_translated(&translated.areas[0].short, "Halten");
    // The original needs no shorter title, and the translation gives none.
    check_translated(&translated.areas[1].short, "Verkaufen");
    check_translated(&question("role").kind.choices()[1].text, "Vertrieb");
    check_translated(question("target").kind.choices()[0].leak.as_deref().unwrap(), "Schweigen");
    check_translated(&question("calls").kind.choices()[0].text, "Nie");
    check_translated(&question("visits").kind.choices()[2].text, "Jede Woche");
    check_translated(&question("chores").kind.rows()[0].text, "Mahnungen");
    check_translated(&question("funnel").leaks[0].leak, "Aus wenigen Anfragen werden Aufträge");
    check_translated(&question("funnel").must[0].says, "Sind die beiden vertauscht?");
    check_translated(&translated.rules[0].leak, "Ziele sind geschrieben und niemand ruft an");
    check_translated(&translated.areas[2].verdicts[0].says, "Finden Sie einen anderen Platz.");
    check_translated(
        &translated.areas[0].development_assignment.as_ref().unwrap().text,
        "Hören Sie einem Kollegen zu.",
    );
}

/// There and back: with the texts of the original as a translation everything is as it was, so that no text
/// is left out and nothing but texts is changed.
#[test]
fn nothing_but_texts_changes() {
    for path in ["tests/translations/original.yaml", "questionnaires/leaky-bucket.yaml"] {
        let original = read_original(path);
        let marked = skeleton(&original, &Language::new("de").unwrap(), None);
        let mut filled = String::new();
        let mut comment = Vec::new();
        for line in marked.lines() {
            match line.trim_start().strip_prefix("# ") {
                Some(text) => comment.push(text.to_owned()),
                None if comment.is_empty() => filled.push_str(&format!("{line}\n")),
                None => {
                    let text = serde_json::Value::from(std::mem::take(&mut comment).join("\n"));
                    filled.push_str(&format!("{line} {text}\n"));
                }
            }
        }
        let (translation, _, found, shown) = read("back.de.yaml", &filled, &original);
        assert!(found.iter().all(|fault| fault.code == "W051"), "{path}: {shown}");
        let translation = translation.unwrap();
        assert_eq!(translation.missing, 0);
        let there = original.in_language(&translation);
        assert_eq!(Questionnaire { language: "en".to_owned(), ..there }, original);
    }
}

#[test]
fn an_empty_skeleton_is_read_and_all_is_missing() {
    let original = original();
    let text = skeleton(&original, &Language::new("fr").unwrap(), None);
    let (translation, _, found, shown) = read("small.fr.yaml", &text, &original);
    let translation = translation.unwrap_or_else(|| panic!("{shown}"));
    assert!(found.iter().all(|fault| fault.code == "W050"), "{shown}");
    assert_eq!(translation.missing, translation.wanted);
    assert!(50 < translation.wanted);
}

#[test]
fn a_skeleton_keeps_what_is_translated() {
    let original = original();
    let known = translation_of(&whole(), &original);
    let text = skeleton(&original, &known.language, Some(&known));
    assert_eq!(translation_of(&text, &original), known);
}

/// A scale that many questions share is copied for each of them; its texts are limited together.
#[test]
fn long_texts_of_a_shared_scale_are_refused() {
    let mut yaml = "format: 1\nid: small\nedition: '1'\ntitle: T\nscales: [{id: s, choices: [A, B]}]\nareas:\n- id: a\n  title: A\n  questions:\n".to_owned();
    (0..2_000).for_each(|number| {
        yaml.push_str(&format!("  - {{id: q{number}, ask: \"?\", type: scale, scale: s}}\n"));
    });
    let (_, original, _) = questionnaire::read("many", yaml.as_bytes(), &Limits::default());
    let long = "x".repeat(40_000);
    let text =
        format!("format: 1\ntranslates: small\nedition: '1'\nlanguage: de\nscales: {{s: [{long}, B]}}\n");
    let (translation, _, found, _) = read("many.de.yaml", &text, &original.unwrap());
    assert!(translation.is_none() && found.iter().any(|fault| fault.code == "Q020"));
}
