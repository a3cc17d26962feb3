//! The questionnaire that ships, on the screen: with the answers of a team, and walked through.

use std::sync::LazyLock;

use super::*;
use crate::answers_file::AnswersFile;
use crate::questionnaire::{Questionnaire, read};
use crate::source::Limits;

const FORM: &[u8] = include_bytes!("../../../../questionnaires/leaky-bucket.yaml");
const WEAK: &[u8] = include_bytes!("../../../../tests/answers/weak.yaml");
pub(super) const MIXED: &[u8] = include_bytes!("../../../../tests/answers/mixed.yaml");

pub(super) fn form() -> Questionnaire {
    static READ: LazyLock<Questionnaire> = LazyLock::new(|| {
        let (_, questionnaire, _) = read::read("leaky-bucket.yaml", FORM, &Limits::default());
        questionnaire.unwrap()
    });
    READ.clone()
}

/// What only a weak team's result shows.
#[test]
fn golden() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/screens"));
    settings.bind(|| {
        let mut table = team(WEAK);
        table.keys("<enter>");
        insta::assert_snapshot!("shipped_weak_80x24", table.screen(80, 24));
        table.keys("G<enter>");
        insta::assert_snapshot!("shipped_private_80x40", table.screen(80, 40));
    });
}

pub(super) fn mixed() -> Table {
    team(MIXED)
}

fn team(answers: &[u8]) -> Table {
    team_of(form(), answers)
}

pub(super) fn team_of(form: Questionnaire, answers: &[u8]) -> Table {
    let mut table = Table::new(form);
    let file = AnswersFile::read("team.yaml", answers, &Limits::default());
    let questionnaire = Arc::clone(&table.form);
    let (_, assessment, _) = file.assessment(&questionnaire, jiff::civil::date(2026, 3, 1));
    table.open(Assessment { finished: false, ..assessment.unwrap() });
    table
}

/// Enter alone leads from the first question to the last, and everything is saved on the way.
#[test]
fn from_the_first_question_to_the_result() {
    let mut table = Table::answering(form());
    for _ in 0..200 {
        if table.app.screen != Screen::Question {
            break;
        }
        let keys = match table.app.place() {
            Place::Choice | Place::Matrix => "2<enter>",
            Place::YesNo => "1<enter>",
            Place::Multiple => "1<enter>",
            Place::Number | Place::NumberGroup => "2<enter>",
            _ => "<enter>",
        };
        table.keys(keys);
    }
    assert_eq!(table.app.screen, Screen::Review);
    assert_eq!(table.replayed(), table.app.sitting.as_ref().unwrap().assessment.answers);
    table.keys("G<up><up><enter>");
    assert_eq!(table.app.screen, Screen::Result);
    assert!(table.screen(80, 24).contains("Plug first"));
}
