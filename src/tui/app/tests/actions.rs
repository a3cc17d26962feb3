//! The plan on the screen: what is typed, what becomes of it, and what is saved of it.

use super::*;
use crate::assessment::Plan;
use crate::assessment::plan::Status;
use crate::export::plan::Form;

/// From the first question to the actions, with one leak found.
const THERE: &str =
    "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter>a";

/// The plan as saving alone has kept it.
fn kept(table: &Table) -> Plan {
    let mut plan = Plan::default();
    for event in &table.events {
        match event {
            Event::Planned(change) => drop(plan.apply(change.clone()).unwrap()),
            Event::Changed(_) | Event::Targeted { .. } | Event::Finished | Event::Reopened => {}
        }
    }
    plan
}

fn said(plan: &Plan) -> String {
    let step = |step: &crate::assessment::plan::Step| {
        let mark = match step.status {
            Status::Open => "",
            Status::Done(_) => "+",
            Status::Dropped => "-",
        };
        let due = step.draft.due.map(|due| due.to_string()).unwrap_or_default();
        format!("{}{mark} {} {} {due}", step.id, step.draft.what, step.draft.owner).trim_end().to_owned()
    };
    plan.steps().iter().map(step).collect::<Vec<_>>().join("; ")
}

/// Keys typed on the actions lead to a plan, which is saved as it is seen.
#[track_caller]
fn check(typed: &str, want: &str) {
    let mut table = Table::answering(forms::small());
    table.keys(THERE).keys(typed);
    let sitting = table.app.sitting.as_ref().unwrap();
    assert_eq!(said(&sitting.assessment.plan), want, "\n{}", table.screen(80, 24));
    assert_eq!(said(&kept(&table)), want);
}

/// Adds steps a, b and c of one's own.
const ABC: &str = "+ggg<enter>a<esc>+g<enter>b<esc>+g<enter>c<esc>";

#[track_caller]
fn check_abc(typed: &str, want: &str) {
    check(&format!("{ABC}{typed}"), want);
}

#[rustfmt::skip]
mod cases {
    use super::*;

    #[test] fn nothing_yet() { check(" xJKdu<c-r>", ""); }
    #[test] fn a_suggestion() { check("+<enter>", "1 Give each rep a written keep-target for current customers."); }
    #[test] fn a_suggestion_with_a_name_and_a_day() { check("+<enter><enter>Kim<enter>30.6.2026<enter><enter><enter>", "1 Give each rep a written keep-target for current customers. Kim 2026-06-30"); }
    #[test] fn enter_begins_an_empty_plan() { check("<enter>g<enter>Call<esc>", "1 Call"); }
    #[test] fn none_after_all() { check("+<esc>", ""); check("+g<enter><esc>", ""); check("+g<enter>  <esc>", ""); }
    #[test] fn something_of_ones_own() { check("+g<enter>Call<esc>", "1 Call"); }
    #[test] fn nothing_said_is_asked_again() { check("+g<enter><enter>Kim<enter><enter><enter><enter>Call<esc>", "1 Call Kim"); }
    #[test] fn no_day() { check("+g<enter>Call<enter>Kim<enter>soon<enter><enter><enter>", ""); check("+g<enter>Call<enter>Kim<enter>soon<tab><tab><enter><c-u>2026-06-30<esc>", "1 Call Kim 2026-06-30"); }
    #[test] fn leaving_keeps_all_but_what_is_no_day() { check("+g<enter>Call<enter>Kim<enter>soon<esc>", ""); check("+g<enter>Call<enter>Kim<enter>soon<esc><esc>", "1 Call Kim"); }
    #[test] fn asked_anew_after_a_key() { check("+g<enter>Call<enter>Kim<enter>soon<esc>x<esc>", ""); }
    #[test] fn nothing_said_to_do() { check("+g<enter><enter>Kim<esc>", ""); check("+g<enter><enter>Kim<esc>Call<esc>", "1 Call Kim"); check("+g<enter><enter>Kim<esc><esc>", ""); }
    #[test] fn another_day_takes_its_place() { check("+g<enter>Call<tab>Kim<tab>2026-06-30<esc><enter><tab>2026-07-31<esc>", "1 Call Kim 2026-07-31"); }
    #[test] fn the_day_as_it_was() { check("+g<enter>Call<enter><enter>2026-06-30<esc><enter><tab>soon<esc><esc>", "1 Call  2026-06-30"); }
    #[test] fn three() { check_abc("", "1 a; 2 b; 3 c"); }
    #[test] fn done() { check_abc("k<space>", "1 a; 2+ b; 3 c"); }
    #[test] fn open_again() { check_abc("<space><space>", "1 a; 2 b; 3 c"); }
    #[test] fn given_up() { check_abc("gd", "1- a; 2 b; 3 c"); check_abc("gdd", "1 a; 2 b; 3 c"); }
    #[test] fn given_up_and_then_done() { check_abc("gd<space>", "1+ a; 2 b; 3 c"); }
    #[test] fn removed() { check_abc("gx", "2 b; 3 c"); check_abc("xxxx", ""); }
    #[test] fn brought_back() { check_abc("gxu", "1 a; 2 b; 3 c"); }
    #[test] fn undone_and_redone() { check_abc("gxu<c-r>", "2 b; 3 c"); check_abc("uuu", ""); check_abc("uuuu<c-r>", "1 a"); }
    #[test] fn moved() { check_abc("gJ", "2 b; 1 a; 3 c"); check_abc("gJJ", "2 b; 3 c; 1 a"); check_abc("K", "1 a; 3 c; 2 b"); }
    #[test] fn moved_no_further() { check_abc("J", "1 a; 2 b; 3 c"); check_abc("gK", "1 a; 2 b; 3 c"); }
    #[test] fn the_cursor_goes_along() { check_abc("gJ<space>", "2 b; 1+ a; 3 c"); }
    #[test] fn changed() { check_abc("g<enter><up>lways<esc>", "1 always; 2 b; 3 c"); }
    #[test] fn never_without_a_word() { check_abc("g<enter><up><c-u><esc><esc>", "1 a; 2 b; 3 c"); }
    #[test] fn a_new_number_each_time() { check_abc("x+g<enter>d<esc>", "1 a; 2 b; 4 d"); }
}

/// The plan lives on after the end; the end stays, and so do the answers.
/// A day that is none is told of when its field is left, however that is done.
#[test]
fn no_day_is_told_at_its_field() {
    for leave in ["<enter>", "<tab>", "<backtab>", ""] {
        let mut table = Table::answering(forms::small());
        table.keys(THERE).keys("+g<enter>Call<enter>Kim<enter>soon").keys(leave);
        let screen = table.screen(80, 24);
        assert_eq!(screen.contains("Please give a day"), !leave.is_empty(), "{leave}\n{screen}");
        if leave.is_empty() {
            continue;
        }
        assert!(screen.contains("soon"), "{leave}\n{screen}");
        // It stays there until it is mended, whatever else is written.
        table.keys("<f1><esc><tab>x<backtab>");
        let to_the_day = match leave {
            "<tab>" => "<backtab>",
            "<backtab>" => "<tab>",
            _ => "",
        };
        table.keys(to_the_day);
        let screen = table.screen(80, 24);
        assert!(screen.contains("Please give a day") && screen.contains("│ soon"), "{leave}\n{screen}");
        table.keys("<c-u>1.7.2026");
        assert!(!table.screen(80, 24).contains("Please give a day"), "{leave}");
    }
}

#[test]
fn what_is_finished_stays_so() {
    let mut table = Table::answering(forms::small());
    table.keys(THERE);
    let before = table.replayed();
    table.keys("+<enter><space>");
    assert!(table.app.sitting.as_ref().unwrap().assessment.finished);
    assert!(!table.events.contains(&Event::Reopened));
    assert_eq!(table.replayed(), before);
    table.keys("<esc>");
    assert_eq!(table.app.screen, Screen::Result);
}

#[test]
fn back_to_where_it_was_opened() {
    let mut table = Table::answering(forms::small());
    table.keys(THERE).keys("<esc><enter>a<esc>");
    assert!(matches!(table.app.screen, Screen::Area(_)), "{:?}", table.app.screen);
    table.keys("+<enter>");
    assert_eq!(kept(&table).steps().len(), 1);
    table.keys("<esc>");
    assert!(matches!(table.app.screen, Screen::Area(_)), "{:?}", table.app.screen);
}

/// A day that has passed is late, by a word; what is done is late no more.
#[test]
fn late_is_said() {
    let mut table = Table::answering(forms::small());
    table.keys(THERE).keys("+<enter><enter>Kim<enter>2026-06-30<esc>");
    let screen = table.screen(80, 24);
    assert!(screen.contains("1 open · 0 done · 1 late") && screen.contains("late: was due on 30 June 2026"));
    assert!(table.screen(40, 12).contains(" late"));
    table.keys("<space>");
    let screen = table.screen(80, 24);
    assert!(
        screen.contains("0 open · 1 done · 0 late") && screen.contains("done on 1 July 2026"),
        "{screen}"
    );
}

#[track_caller]
fn check_exported(typed: &str, want: Form) {
    let mut table = Table::answering(forms::small());
    table.keys(THERE).keys(ABC).keys(typed);
    assert_eq!(table.effects, [Effect::ExportPlan(want)]);
    table.app.hear(News::PlanWritten(Ok("northwind-plan.ics".to_owned())));
    assert!(table.screen(80, 24).contains("The plan is written: northwind-plan.ics"));
}

#[test]
fn written_to_a_file() {
    check_exported("e<enter>", Form::Ics);
    check_exported("ej<enter>", Form::Csv);
    check_exported("ejj<enter>", Form::Markdown);
    check_exported("eG<enter>", Form::Json);
    let mut table = Table::answering(forms::small());
    table.keys(THERE).keys("e");
    assert!(table.screen(80, 24).contains("Nothing is planned yet."));
}

#[test]
fn a_form_takes_what_is_pasted_as_one_line() {
    let mut table = Table::answering(forms::small());
    table.keys(THERE).keys("+g<enter>");
    table.app.paste("Call\nKim\u{1b}[2J\n");
    table.keys("<esc>");
    assert_eq!(said(&kept(&table)), "1 Call Kim[2J");
}

/// So many steps that they cannot all be seen: the chosen one can.
#[test]
fn a_long_plan_scrolls() {
    let mut table = Table::answering(forms::small());
    table.keys(THERE);
    for number in 0..30 {
        table.keys(&format!("+g<enter>step {number}<esc>"));
    }
    for (width, height) in [(80, 24), (40, 12), (32, 8)] {
        table.keys("g");
        assert!(table.screen(width, height).contains("› step 0"));
        table.keys("jjjjjjjjjjjjjjj");
        assert!(table.screen(width, height).contains("› step 15"));
        table.keys("G");
        assert!(table.screen(width, height).contains("› step 29"));
    }
}
