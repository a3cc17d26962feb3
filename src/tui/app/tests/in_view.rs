//! What must be seen without looking for it: the way to the end, what a key has opened, and what is not known yet.

use super::*;
use crate::questionnaire::read;
use crate::source::Limits;

/// A form whose second area is asked of those alone who say yes.
const GATED: &str = "\
format: 1
id: gated
edition: '1'
title: A gated form
language: en
scales:
  - id: often
    choices: [never, sometimes, always]
areas:
  - id: own
    title: Own selling
    questions:
      - {id: partners, ask: Do you sell through partners?, type: yes_no, yes: {level: 2}, no: {level: 0}}
      - {id: own_talk, ask: How often do you talk to buyers?, type: scale, scale: often}
  - id: others
    title: Selling through partners
    short: Partners
    show_if: partners == yes
    questions:
      - {id: partner_talk, ask: How often do you talk to partners?, type: scale, scale: often}
";

fn gated() -> Questionnaire {
    let (_, read, diagnostics) = read::read("gated.yaml", GATED.as_bytes(), &Limits::default());
    read.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

/// What stands on the overview and on the result of the area that may be asked, after these answers.
#[track_caller]
fn check_gated(typed: &str, overview: &str, result: &str) {
    let mut table = Table::answering(gated());
    table.keys(typed).keys("o");
    let row = |screen: &str, title: &str| {
        let row = screen.lines().find(|line| line.contains(title)).map(str::to_owned);
        row.unwrap_or_else(|| panic!("{screen}"))
    };
    let screen = table.screen(80, 24);
    assert!(row(&screen, "Selling through partners").ends_with(overview), "{screen}");
    table.keys("G<enter>G<up><up><enter>");
    let screen = table.screen(80, 24);
    assert!(row(&screen, "Selling through partners").contains(result), "{screen}");
    let assessment = &table.app.sitting.as_ref().unwrap().assessment;
    let scorecard = crate::scoring::score(&assessment.questionnaire, &assessment.answers);
    let area = assessment.questionnaire.find_area("others").unwrap();
    let line = crate::summary::area_line(assessment, &scorecard, area, &crate::words::EN);
    assert!(line.contains(result), "{line}");
}

#[rustfmt::skip]
mod gated {
    use super::*;

    #[test] fn nobody_has_said() { check_gated("s", "not known yet", "not known yet"); }
    #[test] fn nobody_knows() { check_gated("d", "not known yet", "not known yet"); }
    #[test] fn it_does_not_apply() { check_gated("2", "not asked", "does not apply"); }
    #[test] fn it_does() { check_gated("1", "not started", "too few"); }
}

#[test]
fn what_decides_is_told() {
    let mut table = Table::answering(gated());
    table.keys("oG<up><enter>");
    let screen = table.screen(80, 24);
    assert!(screen.contains("Whether anything is asked here, an earlier answer decides."), "{screen}");
}

/// In every window, wherever the cursor is, and with the terminal's own cursor on it where it is chosen.
#[test]
fn the_way_to_the_end() {
    for (width, height) in [(80, 24), (80, 18), (60, 18), (40, 12), (32, 8), (130, 36), (200, 60)] {
        let mut table = shipped::mixed();
        table.keys("o");
        for keys in ["", "g", "jjj", "G<up>", "G"] {
            table.keys(keys);
            let screen = table.screen(width, height);
            let line = screen.lines().find(|line| line.contains("Check your answers"));
            assert!(line.is_some(), "{width}x{height} {keys}\n{screen}");
            assert_eq!(line.unwrap().contains('›'), keys == "G", "{width}x{height} {keys}\n{screen}");
        }
        let before = table.screen(width, height);
        assert!(before.contains("One rep"), "the list does not show its end\n{before}");
        table.keys("<enter>");
        assert_eq!(table.app.screen, Screen::Review);
    }
}

/// What counts is scrolled to where it would stand out of view, and the answers again when it is hidden.
#[test]
fn what_counts_is_seen() {
    for (width, height) in [(40, 12), (32, 8), (60, 18), (80, 24), (130, 36)] {
        let mut table = Table::answering(shipped::form());
        table.app.resize(width, height);
        table.keys("]");
        let before = table.screen(width, height);
        table.keys("i");
        let screen = table.screen(width, height);
        assert!(screen.contains("What counts"), "{width}x{height}\n{screen}");
        table.keys("i");
        assert_eq!(table.screen(width, height), before);
    }
}

/// A box shows no key that is text in it; what was said before stays in view.
#[test]
fn no_keys_are_shown_in_a_box() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut table = Table::answering(forms::small());
        table.keys("1<enter>dn");
        let screen = table.screen(width, height);
        assert!(screen.to_lowercase().contains("don't know"), "{screen}");
        for key in ["d  I don't know", "d don't know", "x  Does not apply", "x n/a", "n note"] {
            assert!(!screen.contains(key), "{key:?} in a box\n{screen}");
        }
    }
}

/// What the form of a new assessment begins with is replaced by typing, and changed behind an arrow.
#[test]
fn a_proposal_is_replaced() {
    let mut table = Table::new(forms::small());
    let label = "2026".to_owned();
    table.app.proposal = Beginning { label, ..Beginning::default() };
    table.keys("<enter>Fjord<enter>2027<enter><enter>");
    let begun = |about: &str, label: &str| {
        let (about, label) = (about.to_owned(), label.to_owned());
        Effect::Start(Beginning { about, label, ..Beginning::default() })
    };
    assert_eq!(table.effects, [begun("Fjord", "2027")]);
    let mut table = Table::new(forms::small());
    table.app.proposal = Beginning { label: "2026".to_owned(), ..Beginning::default() };
    table.keys("<enter>Fjord<enter><right>, spring<enter><enter>");
    assert_eq!(table.effects, [begun("Fjord", "2026, spring")]);
}

/// Who comes back from a result finds the cursor on it.
#[test]
fn back_to_the_result_one_comes_from() {
    let mut table = Table::answering(forms::small());
    table.app.sitting.as_mut().unwrap().name = "field-team".to_owned();
    table.keys("qh");
    let screen = table.screen(80, 24);
    assert!(screen.lines().any(|line| line.contains("› Field team")), "{screen}");
    // What is not finished is continued on the first line.
    table.open(forms::assessment(&table.form.clone()));
    table.keys("qh");
    let screen = table.screen(80, 24);
    assert!(screen.lines().any(|line| line.contains("› Continue")), "{screen}");
}

/// The tab key leads over what is in between: into the note and out of it, to the buttons and back.
#[test]
fn tab_leads_across() {
    let mut table = Table::answering(forms::small());
    table.keys("1<enter><tab>Kim keeps a list<tab>");
    assert_eq!(table.app.place(), Place::Choice);
    let entry = table.app.sitting.as_ref().unwrap().entry();
    assert_eq!(entry.note, "Kim keeps a list");
    table.keys("so<end><enter>g<tab>");
    let chosen = |table: &mut Table| {
        let screen = table.screen(80, 24);
        screen.lines().find(|line| line.contains('›')).unwrap_or_default().trim().to_owned()
    };
    assert_eq!(chosen(&mut table), "› [ Finish and see the result ]");
    table.keys("<tab>");
    assert!(chosen(&mut table).starts_with("› 6 questions"), "{}", table.screen(80, 24));
}
