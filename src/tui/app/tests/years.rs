//! Year against year on the screen: three rounds of one team, the last by another edition.

use super::*;
use crate::answers_file::AnswersFile;
use crate::questionnaire::{Questionnaire, read};
use crate::source::Limits;

const OLD: &str = include_str!("../../../../tests/questionnaires/team-check-1.0.yaml");
const NEW: &str = include_str!("../../../../tests/questionnaires/team-check.yaml");
const YEAR_2024: &str = include_str!("../../../../tests/answers/years/2024.yaml");
const YEAR_2025: &str = include_str!("../../../../tests/answers/years/2025.yaml");
const YEAR_2026: &str = include_str!("../../../../tests/answers/years/2026.yaml");

fn edition(text: &str) -> Questionnaire {
    let (_, questionnaire, _) = read::read("edition.yaml", text.as_bytes(), &Limits::default());
    questionnaire.unwrap()
}

fn year(questionnaire: &Arc<Questionnaire>, answers: &str) -> Assessment {
    let file = AnswersFile::read("year.yaml", answers.as_bytes(), &Limits::default());
    let (_, assessment, _) = file.assessment(questionnaire, jiff::civil::date(2026, 3, 1));
    Assessment { finished: true, ..assessment.unwrap() }
}

/// The result of 2026, with these years before it.
fn after(mut table: Table, years: &[&str]) -> Table {
    let form = Arc::clone(&table.form);
    table.open(year(&form, YEAR_2026));
    assert_eq!(table.app.screen, Screen::Result);
    let old = Arc::new(edition(OLD));
    table.app.hear(News::Before(years.iter().map(|answers| year(&old, answers)).collect()));
    table
}

pub(super) fn three_years() -> Table {
    after(Table::new(edition(NEW)), &[YEAR_2024, YEAR_2025])
}

pub(super) fn three_years_in_german() -> Table {
    after(Table::german(edition(NEW)), &[YEAR_2024, YEAR_2025])
}

#[test]
fn two_years() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/screens"));
    settings.bind(|| {
        let mut two = after(Table::new(edition(NEW)), &[YEAR_2025]);
        two.keys("t");
        insta::assert_snapshot!("years_two_80x24", two.screen(80, 24));
    });
}

#[test]
fn there_and_back() {
    let mut table = three_years();
    table.keys("t");
    assert_eq!(table.app.screen, Screen::Years);
    table.keys("jj<enter>");
    let area = table.app.screen;
    assert!(matches!(area, Screen::Area(_)), "{area:?}");
    // To the next area and back: the way leads to the years it came from.
    table.keys("<right><esc>");
    assert_eq!(table.app.screen, Screen::Years);
    table.keys("c");
    assert!(table.screen(80, 24).contains("made by"), "{}", table.screen(80, 24));
    table.keys("<esc>");
    assert_eq!(table.app.screen, Screen::Years);
    table.keys("<esc>");
    assert_eq!(table.app.screen, Screen::Result);
    table.keys("<enter><esc>");
    assert_eq!(table.app.screen, Screen::Result);
}

/// The cursor goes to every area and no further; the changes scroll to their end.
#[test]
fn everything_comes_into_view() {
    let mut table = three_years();
    table.keys("t");
    for (width, height) in [(80, 24), (40, 12), (32, 8)] {
        table.keys("g");
        for title in ["Keep", "Winn", "Numb", "Pace"] {
            let screen = table.screen(width, height);
            let line = screen.lines().find(|line| line.contains('›')).unwrap_or_else(|| panic!("{screen}"));
            assert!(line.contains(title), "{title} at {width}x{height}: {screen}");
            table.keys("j");
        }
        table.keys("cG");
        let screen = table.screen(width, height);
        assert!(screen.contains("keep_review"), "{screen}");
        table.keys("<esc>");
    }
}

#[test]
fn without_an_earlier_year() {
    let mut table = after(Table::new(edition(NEW)), &[]);
    assert!(!table.screen(80, 24).contains("year against year"));
    table.keys("t");
    assert_eq!(table.app.screen, Screen::Result);
    assert!(table.screen(80, 24).contains("no earlier finished assessment"));
}
