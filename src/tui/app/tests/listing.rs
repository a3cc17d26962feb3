//! The first screen before its list is there: with thousands of assessments it comes a moment later.

use super::*;

#[track_caller]
fn check(screen: &str, says: &[&str], never: &[&str]) {
    for text in says {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    for text in never {
        assert!(!screen.contains(text), "{text}\n{screen}");
    }
}

#[test]
fn what_is_saved_is_said_to_come() {
    let mut table = Table::new(forms::small());
    table.app.hear(News::Listing(1234));
    let (reading, nothing, new) = ("Reading what is saved", "Nothing is saved yet", "Start an assessment");
    for (width, height) in [(80, 24), (40, 12)] {
        check(&table.screen(width, height), &[reading, new], &[nothing]);
    }
    check(&table.screen(80, 24), &["1234 saved"], &[]);
    table.app.hear(News::Saved(Ok(forms::saved())));
    let there = format!("{} saved", forms::saved().len());
    check(&table.screen(80, 24), &[&there], &[reading, nothing, "1234"]);
    // Back from an assessment there is what was listed before, until it is listed anew.
    table.app.hear(News::Listing(1234));
    check(&table.screen(80, 24), &[&there], &[reading, nothing]);
}

#[test]
fn what_cannot_be_listed_is_not_waited_for() {
    let mut table = Table::new(forms::small());
    table.app.hear(News::Listing(1234));
    table.app.hear(News::Saved(Err("the folder is gone".to_owned())));
    check(&table.screen(80, 24), &["the folder is gone"], &["Reading what is saved"]);
}

#[test]
fn nobody_waits_to_begin() {
    let mut table = Table::new(forms::small());
    table.app.hear(News::Listing(1234));
    table.keys("<enter>");
    assert_eq!(table.app.screen, Screen::Start);
}
