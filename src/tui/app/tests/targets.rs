//! Targets on the screen of an area: what is typed, what is kept of it, and what is told.

use super::*;

/// At the second area of the small form, from its first question.
const THERE: &str =
    "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter><enter>";

fn there() -> Table {
    let mut table = Table::answering(forms::small());
    table.keys(THERE);
    assert!(matches!(table.app.screen, Screen::Area(_)), "{}", table.screen(80, 24));
    table.events.clear();
    table
}

/// What is kept of what was typed, `75 2027-03-01; none`, and what stands on the screen then.
#[track_caller]
fn check(typed: &str, kept: &str, says: &str) {
    let mut table = there();
    table.keys(typed);
    let target = |event: &Event| match event {
        Event::Targeted { target: Some(target), .. } => target.to_string(),
        Event::Targeted { target: None, .. } => "none".to_owned(),
        Event::Changed(_) | Event::Planned(_) | Event::Finished | Event::Reopened => "?".to_owned(),
    };
    let found: Vec<String> = table.events.iter().map(target).collect();
    let screen = table.screen(80, 24);
    assert_eq!(found.join("; "), kept, "\n{screen}");
    assert!(screen.contains(says), "no {says:?} in\n{screen}");
}

#[rustfmt::skip]
mod cases {
    use super::*;

    #[test] fn not_set() { check("", "", "Target           not set"); }
    #[test] fn set() { check("t75<enter>", "75", "Target           75, 50 points to go, 33% of it reached"); }
    #[test] fn said_once() { check("t75<enter>", "75", "The target of Sales support is 75."); }
    #[test] fn by_a_day() { check("t75 1.3.2027<enter>", "75 2027-03-01", "75 by 1 March 2027, 50 points to go"); }
    #[test] fn reached() { check("t25<enter>", "25", "25, reached"); }
    #[test] fn changed() { check("t75<enter>t<right><bs>0<enter>", "75; 70", "70, 45 points to go"); }
    #[test] fn typing_replaces_it() { check("t75<enter>t80<enter>", "75; 80", "80, 55 points to go"); }
    #[test] fn erasing_takes_it_away() { check("t75 2027-03-01<enter>t<bs><enter>", "75 2027-03-01; none", "Sales support has no target."); }
    #[test] fn what_happens_is_told() { check("t75<enter>t", "75", "Typing replaces what stands there"); }
    #[test] fn kept_as_it_was() { check("t75 2027-03-01<enter>t<enter>", "75 2027-03-01", "75 by 1 March 2027"); }
    #[test] fn taken_away() { check("t75<enter>t<c-u><enter>", "75; none", "Sales support has no target."); }
    #[test] fn nothing_to_take_away() { check("t<enter>", "", "not set"); }
    #[test] fn left_as_it_was() { check("t75<esc>", "", "not set"); check("t75<enter>t80<esc>", "75", "75, 50 points"); }
    #[test] fn too_much() { check("t101<enter>", "", "Please give a whole number from 0 to 100"); }
    #[test] fn a_word() { check("tmuch<enter>", "", "Please give a whole number from 0 to 100"); }
    #[test] fn no_day() { check("t70 soon<enter>", "", "Please give a day behind the number"); }
    #[test] fn a_day_gone_by() { check("t70 2020-01-01<enter>", "", "That day lies before this assessment"); }
    #[test] fn mended_in_its_place() { check("t101<enter><bs><enter>", "10", "10, reached"); }
    #[test] fn every_letter_is_text_there() { check("tq?/jk<enter>", "", "q?/jk"); }
}

#[test]
fn what_is_pasted_is_one_line() {
    let mut table = there();
    table.keys("t");
    table.app.paste("75\n2027-03-01\n");
    table.keys("<enter>");
    assert_eq!(table.events.len(), 1, "{}", table.screen(80, 24));
    // Nobody is writing here any more.
    table.app.paste("80");
    assert_eq!(table.events.len(), 1);
}

#[test]
fn the_result_has_a_column_once_one_is_set() {
    let mut table = there();
    table.keys("<esc>");
    assert!(!table.screen(80, 24).contains("Target"));
    table.keys("<enter>t75<enter><esc>");
    let screen = table.screen(80, 24);
    assert!(screen.contains("Target"), "{screen}");
    let row = screen.lines().find(|line| line.contains("Sales support")).unwrap();
    assert!(row.contains("75"), "{screen}");
    let other = screen.lines().find(|line| line.contains("Customer retention")).unwrap();
    assert!(other.contains(" - "), "{screen}");
    assert!(table.app.sitting.as_ref().unwrap().assessment.finished);
    // Where the bucket takes the room of the column, its sign stays on the bars.
    let narrow = table.screen(110, 30);
    assert!(narrow.contains("┆ Target"), "{narrow}");
    let row = narrow.lines().find(|line| line.contains("Sales support")).unwrap();
    assert!(row.contains('┆'), "{narrow}");
}
