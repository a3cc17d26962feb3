//! The result and what can be seen from it: at every size, in both languages, and without any style.

use super::*;
use crate::findings::what_if::Plugs;
use crate::tui::desk::{Form, Written};
use crate::words::{DE, EN};

/// What stands in the table for an area: its title, or where that is too long its short one.
fn shown_title(form: &Questionnaire, area: crate::questionnaire::AreaIndex) -> String {
    let title = &form[area].title;
    if crate::tui::wrap::width(title) <= 27 { title.clone() } else { form[area].short.clone() }
}

/// Keys from where the team left off to its result.
const RESULT: &str = "oG<enter>G<up><up><enter>";

fn team() -> Table {
    let mut table = shipped::mixed();
    table.keys(RESULT);
    assert_eq!(table.app.screen, Screen::Result);
    table.events.clear();
    table
}

fn german_team() -> Table {
    let mut table = screens::german_team();
    table.keys(RESULT);
    table
}

/// What style says is also said by words and signs: the row that is selected, the band, which way it goes.
#[test]
fn all_of_it_can_be_read_without_style() {
    for mut table in [team(), german_team()] {
        table.app.theme.color = false;
        for (width, height) in [(80, 24), (110, 30), (200, 60)] {
            let sitting = table.app.sitting.as_ref().unwrap();
            let form = Arc::clone(&sitting.assessment.questionnaire);
            let labels: Vec<&str> = form.bands.iter().map(|band| band.label.as_str()).collect();
            let screen = table.screen(width, height);
            for area in form.scored_areas() {
                let score =
                    table.app.sitting.as_ref().unwrap().outcome.as_ref().unwrap().scorecard.area(area);
                let (printed, band) = (score.measure.printed().unwrap(), score.band.unwrap());
                // What stands beside the areas says it once more.
                let mut rows = screen.lines().filter_map(|line| line.split('│').next());
                let title = shown_title(&form, area);
                let row = rows.find(|row| row.contains(&title)).unwrap();
                assert!(row.contains(&printed.to_string()) && row.contains(labels[band.0]), "{row}");
            }
            let selected = screen.lines().find(|line| line.trim_start().starts_with("› ")).unwrap();
            let worst = result::areas(&table.app)[0];
            assert!(selected.contains(&shown_title(&form, worst)), "{screen}");
        }
        table.keys("w<space>");
        let screen = table.screen(80, 24);
        assert!(screen.lines().any(|line| line.trim_start().starts_with("› [x]  1 ")), "{screen}");
        assert!(screen.lines().any(|line| line.trim_start().starts_with("[ ]  2 ")), "{screen}");
        assert!(screen.contains(" -> "), "{screen}");
        table.keys("<esc>jb");
        let screen = table.screen(80, 24);
        assert!(screen.contains('›') && screen.contains('~') && screen.contains("<==="), "{screen}");
        table.keys("bi<esc>e");
        let screen = table.screen(80, 24);
        assert!(screen.lines().any(|line| line.trim_start().starts_with("› PDF")), "{screen}");
        table.keys("<esc>");
    }
}

/// The printed score with these leaks plugged, counted from 1.
fn engine(table: &Table, leaks: &[usize]) -> (u32, u32) {
    let sitting = table.app.sitting.as_ref().unwrap();
    let outcome = sitting.outcome.as_ref().unwrap();
    let Assessment { questionnaire, answers, .. } = &sitting.assessment;
    let plugs = Plugs::of(questionnaire, answers, &outcome.scorecard, &outcome.findings);
    let leaks: Vec<usize> = leaks.iter().map(|leak| leak - 1).collect();
    let moved = plugs.plugged(&leaks).overall;
    (moved.before.measure.printed().unwrap(), moved.after.measure.printed().unwrap())
}

/// Types on the screen of what if, and looks which move it shows.
#[track_caller]
fn check_what_if(typed: &str, leaks: &[usize]) {
    let mut table = team();
    table.keys("w").keys(typed);
    let (before, after) = engine(&table, leaks);
    for (width, height) in [(80, 24), (40, 12), (130, 40)] {
        let screen = table.screen(width, height);
        assert!(screen.contains(&format!("{before} -> {after}  ")), "\n{screen}");
        let count = format!("{} of ", leaks.len());
        assert!(screen.lines().next().unwrap().contains(&count), "\n{screen}");
    }
    // It is thought and not done.
    assert_eq!(table.events, []);
}

#[rustfmt::skip]
mod what_if_cases {
    use super::*;

    #[test] fn nothing_plugged() { check_what_if("", &[]); }
    #[test] fn the_first() { check_what_if("<space>", &[1]); }
    #[test] fn enter_does_it_too() { check_what_if("<enter>", &[1]); }
    #[test] fn two_of_them() { check_what_if("<space>jj<space>", &[1, 3]); }
    #[test] fn and_not() { check_what_if("<space><space>", &[]); }
    #[test] fn none() { check_what_if("<space>j<space>0", &[]); }
    #[test] fn kept_while_away() { check_what_if("<space>j<esc>v<enter><esc>w", &[1]); }
}

#[test]
fn the_short_way_leads_to_the_next_band() {
    let mut table = team();
    table.keys("w");
    assert!(table.screen(80, 24).contains("s takes a short way to Seeping"), "{}", table.screen(80, 24));
    table.keys("s");
    let screen = table.screen(80, 24);
    assert!(screen.contains("Leaking -> Seeping"), "{screen}");
    assert!(screen.contains("[x]"), "{screen}");
    assert!(screen.contains("Seeping is reached with what is plugged here."), "{screen}");
    // There is no way to where one is: what is ticked stays.
    let ticked = |screen: &str| screen.matches("[x]").count();
    table.keys("s");
    assert_eq!(ticked(&table.screen(80, 24)), ticked(&screen));
    table.keys("0");
    assert!(table.screen(80, 24).contains("s takes a short way to Seeping"), "{}", table.screen(80, 24));
}

/// What was plugged in thought is forgotten where it leaks no more, and the rest is reckoned anew.
#[test]
fn what_if_follows_the_answers() {
    let mut table = team();
    table.keys("w<space>");
    let id = {
        let outcome = table.app.sitting.as_ref().unwrap().outcome.as_ref().unwrap();
        outcome.findings.leaks[0].because[0]
    };
    let sitting = table.app.sitting.as_mut().unwrap();
    let events = sitting.change(Change::Skipped(id)).unwrap();
    assert!(!events.is_empty());
    result::enter(&mut table.app);
    table.keys("w");
    let (before, after) = engine(&table, &[]);
    assert!(table.screen(80, 24).contains(&format!("{before} -> {after}  ")), "{}", table.screen(80, 24));
}

#[test]
fn a_file_is_written_and_opened() {
    let mut table = team();
    table.keys("O");
    assert!(table.screen(80, 24).contains("Nothing is written yet: p writes the PDF."));
    assert_eq!(table.keys("p").effects, [Effect::Write(Form::Pdf)]);
    assert!(table.screen(80, 24).contains("Writing: PDF …"));
    let written = Written {
        path: "northwind-2026.pdf".into(),
        shown: "northwind-2026.pdf".to_owned(),
        remarks: vec!["one font is missing".to_owned()],
    };
    table.app.hear(News::Written(Ok(written.clone())));
    let screen = table.screen(80, 24);
    assert!(screen.contains("Written: northwind-2026.pdf. O opens it. one font is missing"), "{screen}");
    assert_eq!(table.keys("O").effects[1..], [Effect::OpenFile(written)]);
    table.app.hear(News::FileOpened(false));
    let screen = table.screen(80, 24);
    assert!(screen.contains("No program was found here to open it with. The file: northwind-2026.pdf"));
    table.app.hear(News::FileOpened(true));
    assert!(table.screen(80, 24).contains("Opening northwind-2026.pdf."));
    table.app.hear(News::Written(Err("the disk is full".to_owned())));
    assert!(table.screen(80, 24).contains("Nothing was written: the disk is full"));
}

/// Each form has a row, and Enter there asks for it.
#[test]
fn every_form_can_be_asked_for() {
    for (at, form) in Form::ALL.into_iter().enumerate() {
        let mut table = team();
        table.keys("e");
        for _ in 0..at {
            table.keys("j");
        }
        assert_eq!(table.keys("<enter>").effects, [Effect::Write(form)]);
        assert_eq!(table.app.screen, Screen::Export);
    }
}

/// The points of every area stand there, and add up to the overall score.
#[test]
fn the_overall_score_is_opened() {
    for (mut table, words) in [(team(), &EN), (german_team(), &DE)] {
        table.keys("i");
        let screen = table.screen(100, 60);
        let sitting = table.app.sitting.as_ref().unwrap();
        let scorecard = &sitting.outcome.as_ref().unwrap().scorecard;
        let lines = crate::scoring::why::why_overall(&sitting.assessment.questionnaire, scorecard, words);
        for line in lines {
            assert!(screen.contains(&format!("{}: {}", line.title, line.answer)), "{}\n{screen}", line.title);
            let points = line.points.unwrap().to_string().replace('.', &words.decimal.to_string());
            assert!(screen.contains(&points), "{points}\n{screen}");
        }
        let sum = crate::scoring::why::sum_in_words(&scorecard.overall, words).unwrap();
        assert!(screen.contains(&sum), "{sum}\n{screen}");
    }
}
