//! Without colour, bold and the other styles, and with plain ASCII alone: everything can still be told.

use super::*;

/// What style says, words and signs say as well.
#[test]
fn b59_without_style() {
    for way in WAYS {
        let mut table = way.table(Speech::English).unwrap();
        let screen = table.screen(80, 24);
        assert!(!way.says.is_empty());
        for says in way.says {
            assert!(screen.contains(says), "`{says}` is not to be read on {}:\n{screen}", way.name);
        }
    }
}

/// Where one of several lines is chosen, its sign shows which one, at every size and in every language.
#[test]
fn b59_the_chosen_line() {
    for speech in Speech::ALL {
        let sign = if speech.is_ascii() { '>' } else { '›' };
        for way in WAYS {
            let Some(mut table) = way.table(speech) else { continue };
            let chooses = matches!(
                table.app.place(),
                Place::Home
                    | Place::Start
                    | Place::NumberGroup
                    | Place::Overview
                    | Place::Review
                    | Place::Result
                    | Place::Pick
                    | Place::Action
                    | Place::WhatIf
                    | Place::Export
            );
            if !chooses {
                continue;
            }
            for (width, height) in [(80, 24), (40, 12), (32, 8), (130, 36), (200, 60)] {
                let screen = table.screen(width, height);
                assert!(screen.contains(sign), "{} {speech:?} {width}x{height}\n{screen}", way.name);
            }
        }
    }
}

/// Nothing changes by its style alone: whatever a key does can be seen without any.
#[test]
fn b59_no_change_by_style_alone() {
    let keys = keys::read("123jkgGdxscmuvbrw <down><up><enter><tab><esc><left><right>").unwrap();
    for way in WAYS.into_iter().filter(|way| way.from != From::Team) {
        for key in &keys {
            let mut table = way.table(Speech::English).unwrap();
            // A space at the end of a text is seen by the terminal's cursor.
            if table.app.place().takes_text() && *key == Key::Char(' ') {
                continue;
            }
            table.app.theme.color = true;
            let before = drawn(&table.app, 80, 24);
            let effects = table.app.press(*key);
            table.take(effects);
            let after = drawn(&table.app, 80, 24);
            let (was, is) = (stage::text(&before), stage::text(&after));
            assert!(before == after || was != is, "{key} on {}:\n{is}", way.name);
        }
    }
}

/// Every sign of ours has one in ASCII, and none is a mark for what cannot be shown.
#[test]
fn b59_in_ascii() {
    for speech in [Speech::Ascii, Speech::GermanAscii] {
        for way in WAYS {
            let mut table = way.table(speech).unwrap();
            for (width, height) in [(80, 24), (40, 12), (20, 5), (200, 60)] {
                let screen = table.screen(width, height);
                assert!(screen.is_ascii(), "{} {speech:?} {width}x{height}\n{screen}", way.name);
                table.app.theme.ascii = false;
                let signs = table.screen(width, height);
                table.app.theme.ascii = true;
                // Keys have names instead of signs, so that only the number of questions asked can be compared.
                let asked = |screen: &str| screen.matches('?').count();
                assert!(asked(&screen) <= asked(&signs), "{} {speech:?}\n{screen}\n{signs}", way.name);
            }
        }
    }
}

/// What people wrote in signs that ASCII has not keeps its width, so that columns stay where they are.
#[test]
fn b59_wide_signs_in_ascii() {
    for way in WAYS {
        let Some(mut table) = way.table(Speech::Japanese) else { continue };
        table.app.theme.ascii = true;
        let screen = table.screen(80, 24);
        assert!(screen.is_ascii(), "{screen}");
    }
    let mut table = WAYS.iter().find(|way| way.name == "actions").unwrap().table(Speech::Japanese).unwrap();
    let column = |screen: &str, text: &str| {
        let line = screen.lines().find(|line| line.contains(text)).unwrap();
        line.split(text).next().map(crate::tui::wrap::width)
    };
    let signs = table.screen(80, 24);
    table.app.theme.ascii = true;
    let letters = table.screen(80, 24);
    assert_eq!(column(&signs, "2026-07-31"), column(&letters, "2026-07-31"), "\n{signs}\n{letters}");
}
