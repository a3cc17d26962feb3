//! Year against year on the screen: three rounds of one team, the last by another edition.

use super::*;
use crate::answers_file::AnswersFile;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::read::sample;
use crate::source::Limits;

const OLD: &str = include_str!("../../../../tests/questionnaires/team-check-1.0.yaml");
const NEW: &str = include_str!("../../../../tests/questionnaires/team-check.yaml");
const YEAR_2024: &str = include_str!("../../../../tests/answers/years/2024.yaml");
const YEAR_2025: &str = include_str!("../../../../tests/answers/years/2025.yaml");
const YEAR_2026: &str = include_str!("../../../../tests/answers/years/2026.yaml");

fn edition(text: &str) -> Questionnaire {
    sample(text)
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

/// Compares with tests/golden/screens/NAME.snap.
#[track_caller]
fn check_golden(name: &str, screen: String) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/screens"));
    settings.bind(|| insta::assert_snapshot!(name, screen));
}

#[test]
fn two_years() {
    let mut two = after(Table::new(edition(NEW)), &[YEAR_2025]);
    two.keys("t");
    check_golden("years_two_80x24", two.screen(80, 24));
}

/// The newest stay, and a sign says that there are more.
#[test]
fn more_years_than_there_is_room_for() {
    let years: Vec<String> = (2017..2026).map(|year| YEAR_2024.replace("2024", &year.to_string())).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    let mut table = after(Table::new(edition(NEW)), &years);
    table.keys("t");
    check_golden("years_many_80x24", table.screen(80, 24));
    check_golden("years_many_130x36", table.screen(130, 36));
    check_golden("years_many_40x12", table.screen(40, 12));
}

/// The titles of the areas from the first row down.
fn rows(table: &mut Table) -> Vec<&'static str> {
    let screen = table.screen(80, 24);
    let titles = ["Keeping customers", "Winning customers", "Numbers that help", "Pace"];
    let found = screen.lines().filter_map(|line| titles.into_iter().find(|title| line.contains(title)));
    found.collect()
}

/// Rises, falls, and the order of the form again; what cannot be compared stands last. The cursor goes to the top,
/// and what is opened is what it points at.
#[test]
fn sorted_by_what_moved() {
    let mut table = three_years();
    table.keys("tj");
    let asked = ["Keeping customers", "Winning customers", "Numbers that help", "Pace"];
    assert_eq!(rows(&mut table), asked);
    table.keys("s");
    assert_eq!(rows(&mut table), ["Keeping customers", "Numbers that help", "Winning customers", "Pace"]);
    assert!(table.screen(80, 24).contains("biggest rise first"));
    table.keys("s");
    assert_eq!(rows(&mut table), ["Winning customers", "Numbers that help", "Keeping customers", "Pace"]);
    let screen = table.screen(80, 24);
    assert!(screen.contains("› 2 Winning customers") && screen.contains("biggest fall first"), "{screen}");
    table.keys("<enter>");
    assert!(table.screen(80, 24).contains("2  Winning customers"));
    table.keys("<esc>ss");
    assert_eq!(rows(&mut table), ["Keeping customers", "Numbers that help", "Winning customers", "Pace"]);
    assert_eq!(rows(table.keys("ss")), asked);
}

/// From the first screen: the latest assessment of the row's subject is opened, and its years as soon as they are
/// known; where there are none, the result stays and says so.
#[test]
fn from_the_first_screen() {
    let mut table = Table::new(edition(NEW));
    table.app.hear(News::Saved(Ok(forms::saved())));
    table.keys("t");
    assert!(table.effects.is_empty());
    assert!(table.screen(80, 24).contains("behind an assessment that is finished"));
    table.keys("Gt");
    assert!(matches!(table.effects.as_slice(), [Effect::OpenLatest(_)]), "{:?}", table.effects);
    let form = Arc::clone(&table.form);
    table.open(year(&form, YEAR_2026));
    assert_eq!(table.app.screen, Screen::Result);
    let old = Arc::new(edition(OLD));
    table.app.hear(News::Before(vec![year(&old, YEAR_2025)]));
    assert_eq!(table.app.screen, Screen::Years);
    table.keys("<esc><esc>Gt");
    table.open(year(&form, YEAR_2026));
    table.app.hear(News::Before(Vec::new()));
    assert_eq!(table.app.screen, Screen::Result);
    assert!(table.screen(80, 24).contains("no earlier finished assessment"));
    // Who opens a result sees the result.
    table.keys("<esc>G<enter>");
    table.open(year(&form, YEAR_2026));
    table.app.hear(News::Before(vec![year(&old, YEAR_2025)]));
    assert_eq!(table.app.screen, Screen::Result);
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
