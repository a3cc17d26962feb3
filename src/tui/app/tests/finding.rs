//! Looking for a line or a question.

use super::*;

/// From an assessment, or from home.
fn table(typed: &str) -> Table {
    let mut table = Table::answering(forms::small());
    table.keys(typed);
    table
}

fn at(table: &Table) -> &str {
    table.app.sitting.as_ref().unwrap().asked().id.as_str()
}

/// Which question typing leads to.
#[track_caller]
fn check(typed: &str, id: &str) {
    let mut table = table(typed);
    let screen = table.screen(80, 24);
    assert_eq!((table.app.screen, at(&table)), (Screen::Question, id), "\n{screen}");
    assert!(table.app.finder.is_none());
}

#[rustfmt::skip]
mod questions {
    use super::*;

    #[test] fn by_its_words() { check("/last year leave<enter>", "leave"); }
    #[test] fn by_its_number() { check("/2.3<enter>", "jobs"); }
    #[test] fn by_its_id() { check("/funnel<enter>", "funnel"); }
    #[test] fn by_its_area() { check("/support<enter>", "share"); }
    #[test] fn the_next_one() { check("/support<down><down><enter>", "jobs"); }
    #[test] fn given_up() { check("/support<esc>", "role"); }
    #[test] fn letters_answer_nothing() { check("/dsx<esc>", "role"); assert_eq!(table("/dsx<esc>").events, []); }
    #[test] fn from_the_overview() { check("o/jobs<enter><enter>", "jobs"); }
}

#[test]
fn what_was_typed_is_kept() {
    let mut table = table("]]12/last leave<enter>");
    assert_eq!(at(&table), "leave");
    assert_eq!(table.answer("share"), Some(Answer::Number(12.0)));
    table.keys("/zzz<enter>");
    let screen = table.screen(80, 24);
    assert!(screen.contains("Nothing here holds that.") && table.app.finder.is_some(), "{screen}");
}

#[test]
fn closed_questions_are_not_found() {
    let mut form = forms::small();
    form.areas[1].private = true;
    form.areas[1].scored = false;
    let mut table = Table::answering(form);
    table.keys("o");
    table.keys("/jobs");
    let found = table.app.finder.as_ref().unwrap().count();
    // Private questions are asked, and so are found; what is not asked is not.
    assert_eq!(found, usize::from(table.app.sitting.as_ref().unwrap().flow.asked().count() == 8));
}

#[test]
fn a_list_is_narrowed_and_the_choice_kept() {
    let mut table = table("qh/SOUTHERN");
    let screen = table.screen(80, 24);
    assert!(screen.contains("› Field team") && !screen.contains("2025  "), "{screen}");
    assert!(screen.contains("1 of 4"), "{screen}");
    assert_eq!(table.keys("<enter>").effects, []);
    assert_eq!(table.keys("<enter>").effects, [Effect::Open("field-team".to_owned())]);
    assert_eq!(table.keys("/zz<esc>").app.home.cursor(), 3);
}

/// A paste goes into the line, and a click on a line chooses it.
#[test]
fn pasted_and_clicked() {
    let mut table = table("qh/");
    table.app.paste("north\nwind\u{1b}[<0;1;1M");
    assert_eq!(table.app.finder.as_ref().unwrap().wanted().text(), "north wind[<0;1;1M");
    table.keys("<c-u>2025");
    let screen = table.screen(80, 24);
    let line = screen.lines().position(|line| line.contains("Field team")).unwrap();
    let effects = table.app.click(10, line as u16);
    assert_eq!((effects, table.app.finder.is_some()), (Vec::new(), true));
    table.app.click(10, line as u16);
    assert_eq!((table.app.home.cursor(), table.app.finder.is_some()), (3, false));
}

#[test]
fn areas_of_the_result() {
    let mut table = table(
        "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter>/supp<enter>",
    );
    let screen = table.screen(80, 24);
    assert!(screen.contains("› 2 Sales support") && screen.contains("1 Customer retention"), "{screen}");
    table.keys("<enter>");
    assert!(matches!(table.app.screen, Screen::Area(_)));
}
