//! Notes and texts: written in a box, in an editor, pasted, copied, and kept whatever happens.

use super::*;
use crate::questionnaire::answer::LONGEST_TEXT;

fn table(typed: &str) -> Table {
    let mut table = Table::answering(forms::small());
    table.keys(typed);
    table
}

fn note(table: &Table) -> &str {
    &table.app.sitting.as_ref().unwrap().entry().note
}

#[test]
fn a_note_in_the_editor() {
    let mut table = table("nfirst");
    assert_eq!(table.keys("<c-e>").effects, [Effect::Edit("first".to_owned())]);
    table.app.hear(News::Edited(Ok("first\nsecond \u{1b}[2J".to_owned())));
    assert!(table.screen(80, 24).contains("second [2J"));
    assert_eq!(note(&table), "");
    table.keys("<enter>");
    assert_eq!(note(&table), "first\nsecond [2J");
}

#[test]
fn an_answer_in_the_editor() {
    for typed in ["]]sssin", "]]sssin<esc>"] {
        let mut table = table(typed);
        assert_eq!(table.keys("<c-e>").effects, [Effect::Edit("in".to_owned())]);
        table.app.hear(News::Edited(Ok("in our own words".to_owned())));
        table.keys("<enter>");
        assert_eq!(table.answer("words"), Some(Answer::Text("in our own words".to_owned())));
    }
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let mut table = table("nfirst<c-e>");
    table.app.hear(News::Edited(Err("the editor `no` cannot be started".to_owned())));
    let screen = table.screen(80, 24);
    assert!(screen.contains("The text is as it was: the editor `no` cannot be started"), "{screen}");
    table.keys("<enter>");
    assert_eq!(note(&table), "first");
}

#[test]
fn lines_of_a_note() {
    let mut table = table("none<c-n>three<up><c-n>two<enter>");
    assert_eq!(note(&table), "one\ntwo\nthree");
    table.keys("n<up><up><up>!<enter>");
    assert_eq!(note(&table), "one!\ntwo\nthree");
}

/// Whoever leaves in the middle of a text keeps it, asked or not.
#[test]
fn what_is_being_written_is_kept() {
    let mut left = table("nhalf a no");
    left.keys("<c-c>");
    assert_eq!(note(&left), "half a no");
    assert_eq!(left.events.len(), 1);
    let mut gone = table("]]sssin our");
    let effects = gone.app.end(143);
    assert_eq!(effects.last(), Some(&Effect::Quit(143)));
    gone.take(effects);
    assert_eq!(gone.answer("words"), Some(Answer::Text("in our".to_owned())));
    assert_eq!(gone.replayed(), gone.app.sitting.as_ref().unwrap().assessment.answers);
    let mut number = table("]]12");
    number.keys("q");
    assert_eq!(number.answer("share"), Some(Answer::Number(12.0)));
}

/// Pastes: what was written, and what is said of it.
#[track_caller]
fn check_paste(typed: &str, pasted: &str, says: Option<&str>) {
    let mut table = table(typed);
    let (events, place) = (table.events.clone(), table.app.place());
    table.app.paste(pasted);
    assert_eq!((table.events.clone(), table.app.place()), (events, place));
    let screen = table.screen(80, 24);
    match says {
        Some(says) => assert!(screen.contains(says), "{screen}"),
        None => assert!(table.app.notice.is_none(), "{screen}"),
    }
}

#[rustfmt::skip]
mod pastes {
    use super::*;

    const NOWHERE: Option<&str> = Some("Nothing was done with what you pasted");

    #[test] fn at_a_choice() { check_paste("", "2\n", NOWHERE); }
    #[test] fn at_a_list() { check_paste("o", "\n\n", NOWHERE); check_paste("qh", "q", NOWHERE); }
    #[test] fn outside_the_box() { check_paste("]]sss<esc>", "s", NOWHERE); }
    #[test] fn into_a_note() { check_paste("n", "1\n2", None); }
    #[test] fn nulls_and_reports_of_the_mouse() { check_paste("n", "\0\0a\x1b[<0;3;4M\x1b[M !!\x07", None); }
    #[test] fn too_long() { check_paste("n", &"x".repeat(LONGEST_TEXT + 1), Some("Only a part was pasted")); }
    #[test] fn without_end() { check_paste("n", &"ä\n".repeat(1 << 20), Some("Only a part was pasted")); }
    #[test] fn too_long_for_a_form() { check_paste("qhj<enter>", &"x".repeat(LONGEST_TEXT + 1), Some("Only a part")); }
}

#[test]
fn pasted_as_it_can_be_kept() {
    let mut table = table("n");
    table.app.paste("\0\0a\x1b[<0;3;4M\r\nb\x07");
    table.keys("<enter>");
    assert_eq!(note(&table), "a[<0;3;4M\nb");
    table.keys("n<c-u>");
    table.app.paste(&"x".repeat(LONGEST_TEXT + 9));
    table.keys("<enter>");
    assert_eq!(note(&table).len(), LONGEST_TEXT);
}

/// What `y` hands to the clipboard.
#[track_caller]
fn check_copy(typed: &str, want: Option<&str>) {
    let effects = table(typed).effects;
    let want: Vec<Effect> = want.iter().map(|want| Effect::Copy((*want).to_owned())).collect();
    assert_eq!(effects, want);
}

#[rustfmt::skip]
mod copies {
    use super::*;

    #[test] fn nothing() { check_copy("y", None); }
    #[test] fn a_choice() { check_copy("2y", Some("Sales manager")); }
    #[test] fn several() { check_copy("1<enter>1<enter>13y", Some("The price they pay now\nWho they went to")); }
    #[test] fn yes_or_no() { check_copy("]ss1y", Some("yes")); }
    #[test] fn not_known() { check_copy("1<enter>dy", Some("don't know")); }
    #[test] fn lines() { check_copy("]]ss1<enter>dy", Some("Creating demand and leads: The rep alone\nCredit checks and chasing payment: ?")); }
    #[test] fn a_row() { check_copy("1<enter>dmo<right>jy", Some("1.1 How does a rep know which current customers, or how many, they must keep? don't know")); }
    #[test] fn of_home() { check_copy("qhjjy", Some("Northwind Sales, 2025 1 March 2026 54 Leaking 5")); }
    #[test] fn a_letter_where_text_is_written() { check_copy("ny", None); check_copy("/y", None); }
}

/// Texts that name a key name the one that acts.
#[track_caller]
fn check_named(typed: &str, says: &str) {
    let mut table = Table::answering(forms::small());
    let given = |action, key| Rebinding { action, keys: vec![key] };
    let own = [
        given(Action::Skip, Key::Char('w')),
        given(Action::Mark, Key::Char('b')),
        given(Action::Toggle, Key::Char('t')),
        given(Action::ChooseNone, Key::Char('z')),
        given(Action::NextField, Key::Char('f')),
        given(Action::Redo, Key::Char('v')),
    ];
    table.app.keymap = Keymap::with(&own).unwrap();
    table.keys(typed);
    let screen = table.screen(100, 24);
    assert!(screen.contains(says), "{screen}");
}

#[rustfmt::skip]
mod named_keys {
    use super::*;

    #[test] fn to_skip() { check_named("<enter>", "press w to skip"); }
    #[test] fn to_skip_a_line() { check_named("]]ww<enter>", "press w to skip"); }
    #[test] fn to_tick() { check_named("1<enter>1<enter><enter>", "(t ticks), or press z for none"); }
    #[test] fn to_write() { check_named("]]www<enter>", "f to write, w to skip"); }
    #[test] fn to_mark() { check_named("or", "No question is marked; b marks one."); }
    #[test] fn to_redo() { check_named("1u", "Undone. v does it again."); }
}
