//! Settings as people write them: what is read, and every fault named.

use super::*;
use crate::tui::action::Action;
use crate::tui::keymap::Place;
use crate::tui::keys::Key;

fn settings(text: &str) -> (Settings, Vec<Diagnostic>) {
    let (_, settings, faults) =
        read(Path::new("/etc/lb/config.yaml"), text.as_bytes(), Some(Path::new("/home/eva")));
    (settings, faults)
}

#[track_caller]
fn sound(text: &str) -> Settings {
    let (settings, faults) = settings(text);
    assert_eq!(faults, []);
    settings
}

/// The code and the help of each fault, in order.
#[track_caller]
fn check_faults(text: &str, want: &[(&str, &str)]) {
    let (_, faults) = settings(text);
    let found: Vec<(&str, &str)> =
        faults.iter().map(|fault| (fault.code, fault.help.as_deref().unwrap_or_default())).collect();
    assert_eq!(found.len(), want.len(), "{faults:?}");
    for ((code, help), (want_code, want_help)) in found.iter().zip(want) {
        assert!(code == want_code && help.contains(want_help), "{faults:?}");
    }
}

#[test]
fn everything_is_read() {
    let text = "language: de-AT\ntheme: light\nmouse: off\nascii: on\npaper: letter\nbrand: a/b.yaml\nfont_dir: ~/fonts\nbenchmark: ../others.yaml\nkeys: {undo: [z, ctrl-y]}\n";
    let settings = sound(text);
    assert_eq!(settings.language.as_deref(), Some("de-AT"));
    assert_eq!(settings.theme, Some(Theme::Light));
    assert_eq!(settings.mouse, Some(false));
    assert_eq!(settings.ascii, Some(Ascii::On));
    assert_eq!(settings.paper, Some(Paper::Letter));
    assert_eq!(settings.brand, Some(PathBuf::from("/etc/lb/a/b.yaml")));
    assert_eq!(settings.font_dir, Some(PathBuf::from("/home/eva/fonts")));
    assert_eq!(settings.benchmark, Some(PathBuf::from("/etc/lb/../others.yaml")));
    assert_eq!(settings.keymap.action(Place::Choice, Key::Char('z')), Some(Action::Undo));
    assert_eq!(settings.keymap.action(Place::Choice, Key::Ctrl('y')), Some(Action::Undo));
    assert_eq!(settings.keymap.action(Place::Choice, Key::Char('u')), None);
    for Setting { name, .. } in &SETTINGS {
        assert!(text.contains(&format!("{name}:")), "{name} is read nowhere in this test");
    }
}

#[test]
fn nothing_is_sound() {
    for text in ["", "# only a comment\n", "theme:\n", &template()] {
        assert_eq!(sound(text).theme, None);
    }
}

/// Every comment of the template, taken for what it is.
#[test]
fn the_template_can_be_used() {
    let text: String = template()
        .lines()
        .filter(|line| !line.contains('(') && !line.is_empty())
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| {
            line.split_once(':')
                .is_some_and(|(name, _)| setting(name.trim()).is_some() || name.trim() == "undo")
        })
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(sound(&text).theme, Some(Theme::Auto), "{text}");
    assert_eq!(sound(&text).rebindings.len(), 1, "{text}");
}

#[test]
fn every_fault_in_one_run_and_the_rest_is_used() {
    let text = "theme: drak\nmoose: on\npaper: a3\nlanguage: german language\nascii: off\nkeys:\n  undo: [s]\n  udno: [z]\n  skip: [enter, jj]\n  mark: []\n";
    check_faults(
        text,
        &[
            (WRONG_VALUE, "did you mean `dark`?"),
            (UNKNOWN_SETTING, "did you mean `mouse`?"),
            (WRONG_VALUE, "a4"),
            (WRONG_VALUE, "like `de`"),
            (KEY_TAKEN, "choose another key"),
            (UNKNOWN_ACTION, "did you mean `undo`?"),
            (KEY_TAKEN, "always stay"),
            (NOT_A_KEY, "pgup"),
            (WRONG_VALUE, "name one"),
        ],
    );
    let (settings, _) = settings(text);
    assert_eq!(settings.ascii, Some(Ascii::Off));
    assert_eq!(settings.keymap.action(Place::Choice, Key::Char('s')), Some(Action::Skip));
}

#[test]
fn what_is_no_map() {
    check_faults("- theme\n", &[(NOT_SETTINGS, "theme: dark")]);
    check_faults("keys: [a]\n", &[(WRONG_VALUE, "undo")]);
    check_faults("theme: [dark]\n", &[(WRONG_VALUE, "auto")]);
    check_faults("brand: https://example.org/b.yaml\n", &[(WRONG_VALUE, "on this computer")]);
}

#[track_caller]
fn check_changed(text: &str, name: &str, value: Option<&str>, want: &str) {
    assert_eq!(changed(text, setting(name).unwrap(), value).unwrap(), want);
}

#[rustfmt::skip]
mod cases {
    use super::*;

    #[test] fn into_nothing() { check_changed("", "theme", Some("dark"), "theme: dark\n"); }
    #[test] fn behind_comments() { check_changed("# mine\n", "theme", Some("dark"), "# mine\ntheme: dark\n"); }
    #[test] fn in_place() { check_changed("theme: light # why\npaper: a4\n", "theme", Some("dark"), "theme: dark # why\npaper: a4\n"); }
    #[test] fn without_a_last_line_break() { check_changed("paper: a4", "theme", Some("dark"), "paper: a4\ntheme: dark\n"); }
    #[test] fn taken_away() { check_changed("# a\ntheme: light\npaper: a4\n", "theme", None, "# a\npaper: a4\n"); }
    #[test] fn taken_away_last() { check_changed("theme: light", "theme", None, ""); }
    #[test] fn never_there() { check_changed("paper: a4\n", "theme", None, "paper: a4\n"); }
    #[test] fn left_empty() { check_changed("theme:\npaper: a4\n", "theme", Some("dark"), "paper: a4\ntheme: dark\n"); }
    #[test] fn quotes() { check_changed("", "brand", Some("/a b/\"c\".yaml"), "brand: \"/a b/\\\"c\\\".yaml\"\n"); }
    #[test] fn between_braces() { check_changed("{theme: light, paper: a4}\n", "theme", Some("dark"), "{theme: dark, paper: a4}\n"); }
    #[test] fn over_a_list() { check_changed("theme: [light]\n", "theme", Some("dark"), "theme: dark\n"); }
    #[test] fn beside_keys() { check_changed("keys:\n  undo: [z]\n", "paper", Some("a4"), "keys:\n  undo: [z]\npaper: a4\n"); }
    #[test] fn not_in_place() {
        for text in ["{theme: light}", "theme: light\n theme2: x\n", "- a\n", "a: b: c\n"] {
            assert_eq!(changed(text, setting("paper").unwrap(), Some("a4")), Err(Unchanged), "{text}");
        }
    }
}
