//! The screens in German: nothing that we say is cut, however small the window.

use super::*;
use crate::questionnaire::TranslationFile;
use crate::source::Limits;
use crate::words::{DE, EN, Words};

/// The small form with its texts in German, so that a screen speaks one language.
fn form() -> Questionnaire {
    let mut form = forms::small();
    form.language = "de".to_owned();
    form
}

fn answering(typed: &str) -> Table {
    let mut table = Table::answering(form());
    table.keys(typed);
    table
}

#[test]
fn golden() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/screens/de"));
    settings.bind(|| {
        for (typed, name) in forms::PLACES
            .into_iter()
            .chain([("]]140<enter>", "number_wrong"), ("1<enter>s<left>", "skipped")])
        {
            for (width, height) in [(80, 24), (40, 12)] {
                let screen = answering(typed).screen(width, height);
                insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen);
            }
        }
    });
}

/// The questionnaire that ships, in German throughout.
#[test]
fn shipped_golden() {
    const TEXT: &[u8] = include_bytes!("../../../../questionnaires/leaky-bucket.de.yaml");
    let original = shipped::form();
    let file = TranslationFile::read("leaky-bucket.de.yaml", TEXT, &Limits::default());
    let (_, translation, _) = file.translation(&original);
    let translation = translation.unwrap();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/screens/de"));
    settings.bind(|| {
        for (typed, name) in shipped::WAYS {
            for (width, height) in [(80, 24), (40, 12)] {
                let mut table = shipped::team_of(original.in_language(&translation), shipped::MIXED);
                table.keys(typed);
                let screen = table.screen(width, height);
                assert!(!screen.contains('{'), "{screen}");
                insta::assert_snapshot!(format!("shipped_{name}_{width}x{height}"), screen);
            }
        }
    });
}

/// A text that was not filled in would show its name in braces.
#[test]
fn every_text_is_filled() {
    for (typed, _) in forms::PLACES {
        for (width, height) in [(130, 36), (80, 24), (40, 12), (20, 5)] {
            let screen = answering(typed).screen(width, height);
            assert!(!screen.contains('{') && !screen.contains('}'), "{screen}");
        }
    }
}

/// The texts of the questionnaire lead; what was typed leads them.
#[test]
fn the_screen_speaks_as_its_questionnaire() {
    let german = Table::answering(form());
    assert_eq!(german.app.words.language, DE.language);
    let english = Table::answering(forms::small());
    assert_eq!(english.app.words.language, EN.language);
    let mut asked = Table::german(forms::small());
    assert_eq!(asked.app.words.language, DE.language);
    let assessment = forms::assessment(&asked.form);
    asked.open(assessment);
    assert_eq!(asked.app.words.language, DE.language);
}

/// From a German assessment back to the first screen of an English questionnaire.
#[test]
fn home_speaks_its_own_language_again() {
    let mut table = Table::new(forms::small());
    let assessment = forms::assessment(&Arc::new(form()));
    table.open(assessment);
    assert_eq!(table.app.words.language, DE.language);
    table.keys("qh");
    assert_eq!((table.app.screen, table.app.words.language), (Screen::Home, EN.language));
}

/// What a footer must show, it shows whole at both widths: help, leaving, going back.
#[test]
fn footers_keep_what_matters() {
    let footer = |words: &'static Words, place: Place, width: u16| {
        let room = Room { width, height: 24 };
        hints::row(&Keymap::default(), place, 5, room, false, words).width()
    };
    for place in Place::ALL {
        for width in [40, 80] {
            // Behind the last hint stand two spaces that may fall off the edge.
            assert!(footer(&DE, place, width) <= usize::from(width) + 2, "{place:?} at {width}");
        }
    }
}

/// Long names of keys take a second line; none is cut.
#[test]
fn help_names_every_key() {
    for (width, height) in [(80, 60), (40, 90)] {
        let screen = answering("<esc>?").screen(width, height);
        assert!(!screen.contains('…') && screen.contains("Bild-ab") && screen.contains("Strg-d"), "{screen}");
    }
}

#[test]
fn a_comma_parts_a_number() {
    let mut table = answering("]]12,5<enter><left>");
    let share = table.answer("share");
    assert_eq!(share, Some(Answer::Number(12.5)));
    let screen = table.screen(80, 24);
    assert!(screen.contains("[12,5"), "{screen}");
    // What stands there in the language's own way is read back as the same number.
    table.keys("<enter>");
    assert_eq!(table.answer("share"), share);
}
