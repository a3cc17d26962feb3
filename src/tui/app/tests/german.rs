//! The screens in German: nothing that we say is cut, however small the window.

use super::*;
use crate::words::{DE, EN, Words};

fn answering(typed: &str) -> Table {
    let mut table = Table::answering(forms::german());
    table.keys(typed);
    table
}

/// A text that was not filled in would show its name in braces.
#[test]
fn every_text_is_filled() {
    for way in screens::WAYS {
        for speech in [screens::Speech::English, screens::Speech::German] {
            let mut table = way.table(speech).unwrap();
            for (width, height) in [(200, 60), (130, 36), (80, 24), (40, 12), (20, 5)] {
                let screen = table.screen(width, height);
                assert!(!screen.contains('{') && !screen.contains('}'), "{screen}");
            }
        }
    }
}

/// The texts of the questionnaire lead; what was typed leads them.
#[test]
fn the_screen_speaks_as_its_questionnaire() {
    let german = Table::answering(forms::german());
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
    let assessment = forms::assessment(&Arc::new(forms::german()));
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
        hints::row(&Keymap::default(), place, 5, Except::Nothing, room, false, words).width()
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
