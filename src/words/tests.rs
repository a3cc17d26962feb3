//! What holds for every language.

use super::*;

/// A part of the catalogue that holds texts.
pub(super) trait Texts {
    fn each(&self, path: &str, see: &mut dyn FnMut(String, &'static str));
}

impl Texts for &'static str {
    fn each(&self, path: &str, see: &mut dyn FnMut(String, &'static str)) {
        see(path.to_owned(), self);
    }
}

impl<const COUNT: usize> Texts for [&'static str; COUNT] {
    fn each(&self, path: &str, see: &mut dyn FnMut(String, &'static str)) {
        for (position, text) in self.iter().enumerate() {
            see(format!("{path}.{position}"), text);
        }
    }
}

impl Texts for Typed {
    fn each(&self, path: &str, see: &mut dyn FnMut(String, &'static str)) {
        for text in *self {
            see(format!("{path}.typed"), text);
        }
    }
}

impl Texts for Said {
    fn each(&self, path: &str, see: &mut dyn FnMut(String, &'static str)) {
        for (english, text) in *self {
            see(format!("{path}.{english}"), text);
        }
    }
}

impl Texts for Plural {
    fn each(&self, path: &str, see: &mut dyn FnMut(String, &'static str)) {
        let forms = [self.zero, self.one, self.two, self.few, self.many];
        for text in forms.into_iter().flatten() {
            see(format!("{path}.form"), text);
        }
        see(path.to_owned(), self.other);
    }
}

impl Texts for KeyText {
    fn each(&self, path: &str, see: &mut dyn FnMut(String, &'static str)) {
        see(format!("{path}.hint"), self.hint);
        see(format!("{path}.says"), self.says);
    }
}

/// The texts that other languages may leave as they are in English.
const THE_SAME: &[&str] = &[
    "months.3",
    "months.7",
    "months.8",
    "months.10",
    "please.in_part",
    "area.blind",
    "forms.pdf",
    "forms.markdown",
    "keys.report.hint",
    "keys.report_of_years.hint",
    "plain.pdf",
    "plain.or_none",
    "plain.can_list",
    "plain.can_help",
    "shell.band_and_leaks",
    "report.page_one.nothing_to_compare",
    "report.page_one.with_role",
    "report.areas.titled",
    "report.areas.leak",
    "report.numbers.corner",
    "report.years.trend_line",
    "key_names.escape",
    "key_names.tab",
    "actions.as_text",
    "actions.list_head",
    "actions.step_line",
    "actions.label_line",
    "actions.suggestion_line",
    "actions.ask_field",
    "naming.faults",
    "saved.named",
    "saved.named_about",
    "settings.is_now",
    "doctor.terminal",
    "doctor.utf8",
    "definitions.holds",
    "command_line.manual_version",
];

fn texts(words: &Words) -> Vec<(String, &'static str)> {
    let mut texts = Vec::new();
    words.each(&mut |path, text| texts.push((path, text)));
    texts
}

/// The names in braces, in order, each once.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A form that means one thing alone may do without its number.
fn without_count<'a>(names: &[&'a str]) -> Vec<&'a str> {
    names.iter().copied().filter(|name| *name != "count").collect()
}

fn english(path: &str) -> Option<&'static str> {
    let found = texts(&EN).into_iter().find(|(known, _)| known == path);
    found.map(|(_, text)| text)
}

#[test]
fn every_language_has_the_same_placeholders() {
    for words in ALL {
        for (path, text) in texts(words) {
            let (path, is_form) = match path.strip_suffix(".form") {
                Some(plural) => (plural, true),
                None => (path.as_str(), false),
            };
            let Some(english) = english(path) else { continue };
            let (has, wants) = (placeholders(text), placeholders(english));
            match is_form {
                true => assert_eq!(without_count(&has), without_count(&wants), "{}: {path}", words.language),
                false => assert_eq!(has, wants, "{}: {path}", words.language),
            }
        }
    }
}

#[test]
fn every_text_can_be_shown() {
    for words in ALL {
        for (path, text) in texts(words) {
            let place = format!("{}: {path}: {text:?}", words.language);
            if path.ends_with(".hint") {
                assert_eq!(text.is_empty(), english(&path).is_some_and(str::is_empty), "{place}");
            } else {
                assert!(!text.is_empty(), "{place}");
            }
            // The note that is written anew is asked for on a line of its own.
            let lines = if path == "plain.note_is" { text.replace('\n', " ") } else { text.to_owned() };
            assert!(lines.chars().all(crate::text::is_visible), "{place}");
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{place}");
        }
    }
}

#[test]
fn nothing_is_left_in_english() {
    for words in ALL.into_iter().skip(1) {
        let mut same: Vec<String> = Vec::new();
        for (path, text) in texts(words) {
            // Letters to type are keys, and the same everywhere.
            let is_word = 1 < text.chars().count();
            if is_word && english(&path) == Some(text) && !THE_SAME.contains(&path.as_str()) {
                same.push(format!("{path}: {text}"));
            }
        }
        assert!(same.is_empty(), "{}: {same:#?}", words.language);
    }
}

/// One typed word never means two things, in one language beside the English that does everywhere.
#[test]
fn no_word_means_two_commands() {
    for words in ALL {
        let named = |words: &'static Words| {
            let Commands { dont_know, not_applicable, skip, back, next, undo, redo, mark, .. } =
                words.commands;
            let Commands { what_counts, list, review, go, help, quit, note, .. } = words.commands;
            let Commands { actions, add, suggestions, take, done, edit, .. } = words.commands;
            let Commands { reopen, drop, remove, move_step, target, export, .. } = words.commands;
            let all =
                [dont_know, not_applicable, skip, back, next, undo, redo, mark, what_counts, list, review];
            let plan = [
                actions,
                add,
                suggestions,
                take,
                done,
                edit,
                reopen,
                drop,
                remove,
                move_step,
                target,
                export,
            ];
            all.into_iter().chain([go, help, quit, note]).chain(plan).collect::<Vec<Typed>>()
        };
        let mut seen: Vec<(usize, &str)> = Vec::new();
        for (command, typed) in named(words).into_iter().enumerate().chain(named(&EN).into_iter().enumerate())
        {
            for word in typed {
                let other = seen.iter().find(|(of, known)| known == word && *of != command);
                assert!(other.is_none(), "{}: {word}", words.language);
                assert_eq!(*word, word.to_lowercase());
                seen.push((command, word));
            }
        }
    }
}

#[track_caller]
fn check_fill(text: &str, want: &str) {
    assert_eq!(fill(text, &[("one", &1), ("name", &"a {one} b")]), want);
}

#[track_caller]
fn check_words(language: &str, wished: Option<&str>, typed: bool, want: &str) {
    let wish = Wish { language: wished.and_then(Language::new), typed };
    assert_eq!(wish.words(language).language, want);
}

#[rustfmt::skip]
mod cases {
    use super::*;

    #[test] fn filled() { check_fill("{one}, {name}.", "1, a {one} b."); }
    #[test] fn without_a_value() { check_fill("{two} {one}", "{two} 1"); }
    #[test] fn no_name() { check_fill("a { {one} } {", "a { 1 } {"); }

    #[test] fn the_texts_decide() { check_words("de", Some("en"), false, "de"); }
    #[test] fn a_narrower_text() { check_words("de-CH", None, false, "de"); }
    #[test] fn english_texts_for_a_german() { check_words("en", Some("de"), false, "en"); }
    #[test] fn texts_we_do_not_speak() { check_words("fr", Some("de-AT"), false, "de"); }
    #[test] fn nothing_fits() { check_words("fr", Some("pt"), false, "en"); }
    #[test] fn what_was_typed_is_stronger() { check_words("en", Some("de"), true, "de"); }
    #[test] fn what_was_typed_and_we_do_not_speak() { check_words("de", Some("fr"), true, "de"); }
    #[test] fn no_tag() { check_words("", None, false, "en"); }
}

#[test]
fn numbers_and_days() {
    let day = jiff::civil::date(2026, 3, 1);
    assert_eq!((EN.date(day).as_str(), DE.date(day).as_str()), ("1 March 2026", "1. März 2026"));
    assert_eq!((EN.number(4.50, 2).as_str(), DE.number(4.50, 2).as_str()), ("4.5", "4,5"));
    assert_eq!((EN.number(100.0, 0).as_str(), DE.number(-7.0, 1).as_str()), ("100", "-7"));
    assert_eq!((EN.percent("88").as_str(), DE.percent("4,5").as_str()), ("88%", "4,5\u{a0}%"));
    assert_eq!(DE.count(&DE.shell.leaks, 1), "1 Leck");
    assert_eq!(EN.count(&EN.shell.leaks, 0), "0 leaks");
}

/// A language may have more forms than those spoken so far.
#[test]
fn forms_that_are_left_out_fall_back() {
    let plural = Plural { few: Some("kilka"), ..Plural::of("jeden", "wiele") };
    let forms = [Form::Zero, Form::One, Form::Two, Form::Few, Form::Many, Form::Other];
    assert_eq!(forms.map(|form| plural.text(form)), ["wiele", "jeden", "wiele", "kilka", "wiele", "wiele"]);
}
