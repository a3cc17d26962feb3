//! Checking the answers, last year's answer, the time left, and wide windows.

use std::time::Duration;

use super::*;
use crate::assessment::Confidence;
use crate::questionnaire::{Choice, Id, Kind};

/// The small form, with so many more questions on a scale in its first area.
fn long(more: usize) -> Questionnaire {
    let mut form = forms::small();
    let scale = form.questions[1].clone();
    let more = (0..more).map(|number| Question {
        id: Id::new(&format!("more_{number}")).unwrap(),
        ask: format!("More of it, {number}?"),
        ..scale.clone()
    });
    form.questions.splice(4..4, more);
    let added = form.questions.len() - 8;
    form.areas[0].questions.end += added;
    form.areas[1].questions = 4 + added..8 + added;
    for question in &mut form.questions[4..4 + added] {
        question.area = Some(crate::questionnaire::AreaIndex(0));
    }
    form
}

use crate::questionnaire::Question;

fn review(table: &mut Table) -> String {
    table.keys("oG<enter>");
    assert_eq!(table.app.screen, Screen::Review);
    table.screen(80, 30)
}

#[test]
fn a_row_of_the_same_answers_is_told() {
    let mut table = Table::answering(long(9));
    table.keys("1<enter>3<enter>ss");
    for _ in 0..7 {
        table.keys("3<enter>");
    }
    // Eight with the first scale, which stands before two questions of other types.
    assert!(!review(&mut table).contains("in a row"));
    table.keys("<esc>3<enter>");
    let screen = review(&mut table);
    assert!(
        screen.contains("9 answers in a row are the same") && screen.contains("1.1 to 1.11: fine if true"),
        "{screen}"
    );
    table.keys("<esc>u");
    table.keys("4<enter>3<enter>");
    assert!(!review(&mut table).contains("in a row"));
}

#[test]
fn high_guesses_and_missing_reasons_are_counted() {
    let mut table = Table::answering(forms::small());
    table.keys("1<enter>5c<enter>x<enter>1c<enter>");
    let sitting = table.app.sitting.as_ref().unwrap();
    let question = sitting.assessment.questionnaire.find_question("targets").unwrap();
    assert_eq!(sitting.assessment.answers.entry(question).confidence, Some(Confidence::Guess));
    let screen = review(&mut table);
    assert!(screen.contains("2 high scores marked “guess”") && screen.contains("1.1, 1.3"), "{screen}");
    assert!(screen.contains("1 “does not apply”, no note") && screen.contains("1.2: a reason"), "{screen}");
    // The group opens, and leads to each of its questions.
    let line = screen.lines().position(|line| line.contains("high scores")).unwrap();
    table.app.click(6, line as u16);
    table.app.click(6, line as u16);
    let screen = table.screen(80, 30);
    assert!(screen.contains("1.3      Did the manager"), "{screen}");
    table.keys("jj<enter>");
    assert_eq!(table.app.sitting.as_ref().unwrap().asked().id.as_str(), "leave");
    // Coming back, the group is still open.
    let screen = review(&mut table);
    assert!(screen.contains("› 2 high scores") && screen.contains("1.3      Did the manager"), "{screen}");
}

/// Answers so many more questions, each after so many seconds.
fn paced(seconds: u64) -> Table {
    let mut table = Table::answering(long(12));
    let mut now = Duration::from_secs(1);
    table.app.tick(now);
    table.keys("1<enter>1<enter>1<enter>1<enter>");
    for _ in 0..12 {
        now += Duration::from_secs(seconds);
        table.app.tick(now);
        table.keys("2<enter>");
    }
    table
}

#[test]
fn racing_is_told_on_the_review_page_alone() {
    let mut table = paced(1);
    assert!(!table.screen(80, 30).contains("seconds"));
    let screen = review(&mut table);
    assert!(
        screen.contains("answers within 2 seconds") && screen.contains("fine if you knew them"),
        "{screen}"
    );
    assert!(!review(&mut paced(9)).contains("seconds"));
}

#[test]
fn the_time_left_follows_the_persons_pace() {
    let minutes = |seconds| paced(seconds).app.sitting.as_ref().unwrap().minutes_left();
    let (quick, slow) = (minutes(2), minutes(60));
    assert!(quick < slow, "{quick} {slow}");
}

/// What is said of last year's answer to `targets`, when now the fourth line is chosen.
#[track_caller]
fn check_last_time(change: impl Fn(&mut Questionnaire, &mut Assessment), wanted: Option<&str>) {
    let mut table = Table::answering(forms::small());
    let mut then = forms::small();
    let mut before = forms::assessment(&Arc::new(then.clone()));
    before.date = jiff::civil::date(2025, 2, 1);
    before.label = "2025".to_owned();
    let target = then.find_question("targets").unwrap();
    before.answers.apply(&then, Change::Answered(target, Answer::Choice(1))).unwrap();
    change(&mut then, &mut before);
    before.questionnaire = Arc::new(then);
    table.app.hear(News::Before(vec![before]));
    table.keys("1<enter>");
    let unanswered = table.screen(80, 24);
    assert!(!unanswered.contains("Last"), "{unanswered}");
    table.keys("4");
    for (width, height) in [(80, 24), (130, 36), (200, 60)] {
        let screen = table.screen(width, height);
        match wanted {
            Some(wanted) => assert!(screen.contains(wanted), "{screen}"),
            None => assert!(!screen.contains("Last"), "{screen}"),
        }
    }
    table.keys("u");
    assert!(!table.screen(80, 24).contains("Last"));
}

#[rustfmt::skip]
mod last_time {
    use super::*;

    #[test] fn chosen() { check_last_time(|_, _| {}, Some("Last year you chose 2.")); }
    #[test] fn long_ago() { check_last_time(|_, then| then.date = jiff::civil::date(2022, 2, 1), Some("Last time (2025) you chose 2.")); }
    #[test] fn another_revision() { check_last_time(|form, _| form.questions[1].revision = 2, None); }
    #[test] fn another_question() { check_last_time(|form, _| form.questions[1].id = Id::new("other").unwrap(), None); }
    #[test] fn not_known() {
        check_last_time(|form, then| drop(then.answers.apply(form, Change::Answered(form.find_question("targets").unwrap(), Answer::DontKnow)).unwrap()), Some("Last year you said: don't know"));
    }
}

#[test]
fn a_role_is_asked_in_its_own_words() {
    let mut form = forms::small();
    let manager = Id::new("manager").unwrap();
    if let Kind::SingleChoice(choices) = &mut form.questions[0].kind {
        choices[1] = Choice { id: Some(manager.clone()), ..choices[1].clone() };
    }
    form.questions[1].ask_as = vec![(manager, "As a manager: which customers?".to_owned())];
    let mut table = Table::answering(form);
    table.keys("2<enter>");
    assert!(table.screen(80, 24).contains("As a manager: which customers?"));
    table.keys("o");
    assert!(table.screen(80, 24).contains("As a manager"));
    table.keys("/as a man<enter><enter>");
    assert_eq!(table.app.sitting.as_ref().unwrap().asked().id.as_str(), "targets");
}

/// However many questions there are, only those in view are drawn; the cursor is among them at every size.
#[test]
fn ten_thousand_questions() {
    let mut table = Table::answering(long(10_000));
    table.keys("1<enter>");
    for (width, height) in [(80, 24), (40, 12), (130, 36), (200, 60)] {
        for keys in ["oG<up><up>", "", "/more of it, 9999", "<enter><enter>"] {
            table.keys(keys);
            let screen = table.screen(width, height);
            assert!(screen.contains('›') || table.app.screen == Screen::Question, "{screen}");
            // What a frame costs is not measured in time, which depends on the machine, but in rows.
            let sheet = table.app.sheet(table.app.room);
            let asides = sheet.asides.iter().flat_map(|aside| &aside.rows);
            let rows = sheet.head.iter().chain(&sheet.body).chain(&sheet.side).chain(asides);
            let built = rows.filter(|row| 0 < row.width()).count();
            assert!(built <= 4 * usize::from(height) + 20, "{built} rows at {width}x{height}");
        }
        assert_eq!(table.app.sitting.as_ref().unwrap().asked().id.as_str(), "more_9999");
    }
    // In the list of what is open, too.
    table.keys("oG<enter><enter><end><up><up><up>");
    let screen = table.screen(80, 24);
    assert!(screen.lines().any(|line| line.contains("› 2.4")), "{screen}");
}

#[test]
fn a_question_that_was_opened_from_checking_leads_back_there() {
    let mut table = Table::answering(forms::small());
    table.keys("1<enter>s");
    assert!(review(&mut table).contains("1 question skipped"));
    table.keys("j<enter>");
    let screen = table.screen(80, 24);
    assert!(screen.contains("keeping") && screen.contains("↵ back to the check"), "{screen}");
    table.keys("3<enter>");
    assert_eq!(table.app.screen, Screen::Review);
    assert!(!table.screen(80, 30).contains("skipped "));
    // Whoever goes another way is on the usual one again.
    table.keys("g<enter>j<enter><right>");
    let screen = table.screen(80, 24);
    assert!(screen.contains("↵ next") && !screen.contains("back to the check"), "{screen}");
    table.keys("s");
    assert_eq!(table.app.screen, Screen::Question);
}

/// The row of signs above a question, and what help says of it.
#[test]
fn an_area_that_was_left_half_done_is_not_like_one_not_begun() {
    let mut table = Table::answering(forms::small());
    let strip = |table: &mut Table| {
        let screen = table.screen(80, 24);
        screen.lines().nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
    };
    assert_eq!(strip(&mut table), "··");
    table.keys("1<enter>1<enter>]");
    assert_eq!(strip(&mut table), "•›");
    table.keys("[ss]");
    assert_eq!(strip(&mut table), "•›");
    table.keys("?G");
    let screen = table.screen(80, 24);
    assert!(screen.contains("•›") && screen.contains("• begun"), "{screen}");
}
