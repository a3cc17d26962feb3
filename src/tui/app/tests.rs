//! The screens, driven by keys: what a person types, and what then stands there.

use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::*;
use crate::assessment::{Answers, Assessment, Change};
use crate::language::Language;
use crate::questionnaire::{Answer, Questionnaire, RowAnswer};
use crate::tui::keymap::{Rebinding, every_key};
use crate::tui::keys;
use crate::tui::stage;
use crate::tui::theme::Ground;

mod actions;
mod finding;
mod forms;
mod german;
mod in_view;
mod keeping;
mod large;
mod listing;
mod looking_back;
mod outcome;
mod screens;
mod shipped;
mod targets;
mod writing;
mod years;

/// A terminal without a terminal: it keeps what was to be saved.
struct Table {
    app: App,
    form: Arc<Questionnaire>,
    events: Vec<Event>,
    effects: Vec<Effect>,
}

impl Table {
    fn new(questionnaire: Questionnaire) -> Table {
        Table::speaking(questionnaire, Wish::default())
    }

    /// For somebody who asked for German.
    fn german(questionnaire: Questionnaire) -> Table {
        Table::speaking(questionnaire, Wish { language: Language::new("de"), typed: true })
    }

    fn speaking(questionnaire: Questionnaire, wish: Wish) -> Table {
        let theme = Theme { color: false, ground: Ground::Unknown, ascii: false };
        let form = Arc::new(questionnaire);
        let mut app = App::new(Glance::of(&form), "~/.local/share/leaky-bucket".to_owned(), theme, wish);
        app.today = jiff::civil::date(2026, 7, 1);
        Table { app, form, events: Vec::new(), effects: Vec::new() }
    }

    /// At the first question.
    fn answering(questionnaire: Questionnaire) -> Table {
        let mut table = Table::new(questionnaire);
        let assessment = forms::assessment(&table.form);
        table.open(assessment);
        table
    }

    fn open(&mut self, assessment: Assessment) {
        let opened = ("northwind-2026".to_owned(), assessment, Vec::new());
        self.app.hear(News::Opened(Ok(opened)));
    }

    fn keys(&mut self, typed: &str) -> &mut Table {
        for key in keys::read(typed).unwrap() {
            let effects = self.app.press(key);
            self.take(effects);
        }
        self
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Append { number, event } => {
                    self.events.push(event);
                    self.app.hear(News::Kept(number));
                }
                Effect::List => drop(self.app.hear(News::Saved(Ok(forms::saved())))),
                Effect::PutDown(_) => {
                    let effects = self.app.hear(News::PutDown(Ok(())));
                    self.take(effects);
                }
                Effect::Retry => {}
                effect => self.effects.push(effect),
            }
        }
    }

    fn screen(&mut self, width: u16, height: u16) -> String {
        self.app.resize(width, height);
        stage::text(&drawn(&self.app, width, height))
    }

    fn answer(&self, id: &str) -> Option<Answer> {
        let sitting = self.app.sitting.as_ref().unwrap();
        let question = sitting.assessment.questionnaire.find_question(id).unwrap();
        sitting.assessment.answers.answer(question).cloned()
    }

    /// What saving alone has kept: the answers as a file would give them back.
    fn replayed(&self) -> Answers {
        let questionnaire = &self.form;
        let mut answers = Answers::new(questionnaire);
        for event in &self.events {
            match event {
                Event::Changed(change) => drop(answers.apply(questionnaire, change.clone()).unwrap()),
                Event::Planned(_) | Event::Targeted { .. } | Event::Finished | Event::Reopened => {}
            }
        }
        answers
    }
}

/// The screen with its styles.
fn drawn(app: &App, width: u16, height: u16) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| app.view(frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// Types at the first question of the small form, and looks at one answer.
#[track_caller]
fn check(typed: &str, id: &str, want: Option<Answer>) {
    let mut table = Table::answering(forms::small());
    table.keys(typed);
    assert_eq!(table.answer(id), want, "\n{}", table.screen(80, 24));
    assert_eq!(table.replayed(), table.app.sitting.as_ref().unwrap().assessment.answers);
}

/// Which question is in view after the keys.
#[track_caller]
fn check_at(typed: &str, id: &str) {
    let mut table = Table::answering(forms::small());
    table.keys(typed);
    let sitting = table.app.sitting.as_ref().unwrap();
    assert_eq!((table.app.screen, sitting.asked().id.as_str()), (Screen::Question, id));
}

// The small form: role, targets (scale), reasons (multiple), leave (yes or no), share (number),
// funnel (three numbers), jobs (matrix of two lines), words (text).
#[rustfmt::skip]
mod answers {
    use super::*;

    fn rows(rows: &[RowAnswer]) -> Option<Answer> { Some(Answer::Rows(rows.to_vec())) }

    #[test] fn a_digit_chooses_and_stays() { check("2", "role", Some(Answer::Choice(1))); check_at("2", "role"); }
    #[test] fn enter_goes_on() { check_at("2<enter>", "targets"); }
    #[test] fn cursor_and_enter() { check("jj<enter>", "role", Some(Answer::Choice(1))); }
    #[test] fn cursor_and_space() { check("jjj<space>", "role", Some(Answer::Choice(2))); }
    #[test] fn passing_by_changes_nothing() { check("3<enter><left><enter><enter>", "role", Some(Answer::Choice(2))); }
    #[test] fn a_digit_too_high() { check("9", "role", None); }
    #[test] fn dont_know() { check("1<enter>d", "targets", Some(Answer::DontKnow)); }
    #[test] fn passing_by_dont_know() { check("1<enter>d<enter><left><enter>", "targets", Some(Answer::DontKnow)); }
    #[test] fn dont_know_is_refused() { check("d", "role", None); }
    #[test] fn does_not_apply() { check("1<enter>x", "targets", Some(Answer::NotApplicable)); }
    #[test] fn skipped() { check("1<enter>4s", "targets", None); check_at("1<enter>s", "reasons"); }
    #[test] fn undone() { check("12u", "role", Some(Answer::Choice(0))); }
    #[test] fn undone_twice() { check("12uu", "role", None); }
    #[test] fn redone() { check("12u<c-r>", "role", Some(Answer::Choice(1))); }
    #[test] fn undo_goes_back_there() { check_at("1<enter>2<enter>u", "targets"); }
    #[test] fn ticked() { check("1<enter>1<enter>1j j<space>", "reasons", Some(Answer::Choices(vec![0, 1, 2]))); }
    #[test] fn ticked_by_digits() { check("1<enter>1<enter>313", "reasons", Some(Answer::Choices(vec![0]))); }
    #[test] fn ticked_and_not() { check("1<enter>1<enter>11", "reasons", None); }
    #[test] fn none_of_them() { check("1<enter>1<enter>0", "reasons", Some(Answer::Choices(vec![]))); }
    #[test] fn ten_takes_no_ticks_away() { check("1<enter>1<enter>310", "reasons", Some(Answer::Choices(vec![0, 2]))); }
    #[test] fn nothing_ticked_is_no_answer() { check_at("1<enter>1<enter><enter>", "reasons"); }
    #[test] fn yes() { check("1<enter>1<enter>1<enter>1", "leave", Some(Answer::YesNo(true))); }
    #[test] fn no() { check("1<enter>1<enter>1<enter>2", "leave", Some(Answer::YesNo(false))); }
    #[test] fn no_by_digit() { check("1<enter>1<enter>1<enter>2", "leave", Some(Answer::YesNo(false))); }
    #[test] fn no_by_cursor() { check("1<enter>1<enter>1<enter>jj<enter>", "leave", Some(Answer::YesNo(false))); }
    #[test] fn a_number() { check("]]12,5<enter>", "share", Some(Answer::Number(12.5))); }
    #[test] fn a_number_too_great() { check("]]120<enter>", "share", None); check_at("]]120<enter>", "share"); }
    #[test] fn nothing_is_chosen_by_enter_alone() { check("<enter><space>", "role", None); check_at("<enter>", "role"); }
    #[test] fn the_first_move_shows_the_cursor() { check("j<enter>", "role", Some(Answer::Choice(0))); check("k<enter>", "role", Some(Answer::Choice(2))); }
    #[test] fn yes_is_not_meant_by_enter_alone() { check("1<enter>1<enter>1<enter><enter>", "leave", None); check_at("1<enter>1<enter>1<enter><enter>", "leave"); }
    #[test] fn no_line_is_answered_by_enter_alone() { check("]]ss<enter><space>", "jobs", None); check("]]ss2<enter><enter>", "jobs", rows(&[RowAnswer::Choice(1), RowAnswer::NotAnswered])); }
    #[test] fn a_refused_number_is_replaced() { check("]]120<enter>12<enter>", "share", Some(Answer::Number(12.0))); }
    #[test] fn a_refused_field_is_replaced() { check("]]s4000000<enter>40<enter>", "funnel", Some(Answer::Numbers(vec![Some(40.0), None, None]))); }
    #[test] fn a_number_cleared() { check("]]120<c-u>7<enter>", "share", Some(Answer::Number(7.0))); check("]]7<enter><left><c-u><enter>", "share", None); }
    #[test] fn a_number_corrected() { check("]]120<bs><enter>", "share", Some(Answer::Number(12.0))); }
    #[test] fn a_number_replaced() { check("]]12<enter><left>7<enter>", "share", Some(Answer::Number(7.0))); }
    #[test] fn a_number_taken_away() { check("]]7<enter><left><bs><enter>", "share", None); }
    #[test] fn letters_act_at_numbers() { check("]]d", "share", Some(Answer::DontKnow)); }
    #[test] fn going_on_keeps_a_number() { check("]]12<right>", "share", Some(Answer::Number(12.0))); }
    #[test] fn numbers() { check("]]s40<enter>12<enter>4<enter>", "funnel", Some(Answer::Numbers(vec![Some(40.0), Some(12.0), Some(4.0)]))); }
    #[test] fn some_numbers() { check("]]s40<enter><tab>4<enter>", "funnel", Some(Answer::Numbers(vec![Some(40.0), None, Some(4.0)]))); }
    #[test] fn numbers_lead_on() { check_at("]]s40<enter>12<enter>4<enter>", "jobs"); }
    #[test] fn lines() { check("]]ss1<enter>2<enter>", "jobs", rows(&[RowAnswer::Choice(0), RowAnswer::Choice(1)])); }
    #[test] fn lines_by_cursor() { check("]]ssjj<enter>jjj<enter>", "jobs", rows(&[RowAnswer::Choice(1), RowAnswer::Choice(2)])); }
    #[test] fn one_line_unknown() { check("]]ssd<tab>x", "jobs", rows(&[RowAnswer::DontKnow, RowAnswer::NotApplicable])); }
    #[test] fn lines_lead_on() { check_at("]]ss1<enter>2<enter>", "words"); }
    #[test] fn words() { check("]]sssqu d<enter>", "words", Some(Answer::Text("qu d".into()))); }
    #[test] fn words_left() { check("]]sssquite<esc>", "words", Some(Answer::Text("quite".into()))); }
    #[test] fn words_skipped() { check("]]sss<esc>s", "words", None); }
    #[test] fn closed_answers_are_kept() { check("1<enter>1<enter>s1<enter><left>2", "share", None); }
    #[test] fn back_from_the_first() { check_at("<left>", "role"); }
    #[test] fn areas() { check_at("]", "targets"); check_at("]]", "share"); check_at("]][", "targets"); }
}

#[test]
fn a_note_is_kept() {
    let mut table = Table::answering(forms::small());
    table.keys("nsee <lt>Kim><enter>");
    let sitting = table.app.sitting.as_ref().unwrap();
    assert_eq!(sitting.entry().note, "see <Kim>");
    assert_eq!(table.events.len(), 1);
}

#[test]
fn a_paste_answers_nothing() {
    let mut table = Table::answering(forms::small());
    table.app.paste("1\n2\n3\n");
    assert_eq!(table.events, []);
    table.keys("n");
    table.app.paste("first\nsecond");
    table.keys("<esc>");
    assert_eq!(table.app.sitting.as_ref().unwrap().entry().note, "first\nsecond");
}

#[test]
fn resumes_where_it_was_left() {
    let mut table = Table::answering(forms::small());
    table.keys("1<enter>2<enter>");
    let mut again = Table::new(forms::small());
    let mut assessment = forms::assessment(&again.form);
    assessment.answers = table.replayed();
    again.open(assessment);
    assert_eq!(again.app.sitting.as_ref().unwrap().asked().id.as_str(), "reasons");
}

#[test]
fn saved_is_said_only_when_it_is() {
    let mut table = Table::answering(forms::small());
    let effects = table.app.press(Key::Char('1'));
    assert!(table.screen(80, 24).contains("saving"));
    table.take(effects);
    assert!(table.screen(80, 24).contains("✓ saved"));
    table.app.press(Key::Char('2'));
    table.app.hear(News::NotKept("no space left on the disk".to_owned()));
    for _ in 0..3 {
        let screen = table.screen(80, 24);
        assert!(screen.contains("NOT SAVED: no space left on the disk"), "{screen}");
        table.app.press(Key::Down);
    }
    assert_eq!(table.answer("role"), Some(Answer::Choice(1)));
    table.keys("q");
    assert!(table.screen(80, 24).contains("will be lost"));
    table.keys("<esc>3");
    assert!(table.screen(80, 24).contains("✓ saved"));
}

/// Going to the first screen tries once more, asks, and loses nothing unsaid.
#[test]
fn what_is_not_saved_is_not_put_down_unasked() {
    let mut table = Table::answering(forms::small());
    table.open(Assessment { finished: true, ..forms::assessment(&table.form) });
    assert_eq!(table.app.screen, Screen::Result);
    let why_not = || "no space left on the disk".to_owned();
    assert_eq!(table.app.press(Key::Escape), [Effect::PutDown(Despite::Nothing)]);
    table.app.hear(News::PutDown(Err(why_not())));
    assert!(table.app.sitting.is_some());
    let screen = table.screen(80, 24);
    assert!(screen.contains("NOT SAVED and will be lost"), "{screen}");
    // Told, and still wanting to go.
    assert_eq!(table.app.press(Key::Char('h')), [Effect::PutDown(Despite::Losing)]);
    table.app.hear(News::PutDown(Ok(())));
    assert_eq!((table.app.screen, table.app.overlay), (Screen::Home, None));
}

/// The check counts every question once, and none that is private.
#[test]
fn the_counts_add_up() {
    let mut form = forms::small();
    form.areas[1].private = true;
    form.areas[1].scored = false;
    let mut table = Table::answering(form);
    table.keys("1<enter>d<enter>s");
    let tally = table.app.sitting.as_ref().unwrap().tally();
    assert_eq!((tally.asked, tally.done()), (4, 2));
    let parts = [tally.answered, tally.dont_know, tally.not_applicable, tally.skipped, tally.open];
    assert_eq!(parts.iter().sum::<usize>(), tally.asked);
    table.keys("oG<enter>");
    let screen = table.screen(80, 24);
    assert!(screen.contains("1 of 4") && screen.contains("2 of 4 done"), "{screen}");
}

#[test]
fn a_skipped_question_leaves_no_tick() {
    let mut table = Table::answering(forms::small());
    table.keys("1<enter>1<enter>s1<enter>");
    let screen = table.screen(80, 24);
    assert!(screen.contains(" •›  2 of 2"), "{screen}");
    table.keys("o");
    let screen = table.screen(80, 24);
    assert!(screen.contains("1 skipped"), "{screen}");
}

#[test]
fn leaving_asks_once() {
    let mut table = Table::answering(forms::small());
    assert_eq!(table.keys("q<esc>").effects, []);
    assert_eq!(table.keys("q<enter>").effects, [Effect::Quit(0)]);
    let mut table = Table::answering(forms::small());
    assert_eq!(table.keys("<c-c><c-c>").effects, [Effect::Quit(130)]);
    let mut table = Table::answering(forms::small());
    assert_eq!(table.keys("n<c-c><c-c>").effects, [Effect::Quit(130)]);
}

#[test]
fn finishing_and_coming_back() {
    let mut table = Table::answering(forms::small());
    table.keys("G");
    table.keys("1<enter>2<enter>1<enter>1<enter>12<enter>40<enter>12<enter>4<enter>1<enter>2<enter><esc>s");
    assert_eq!(table.app.screen, Screen::Review);
    table.keys("<enter>");
    let screen = table.screen(80, 24);
    assert_eq!(table.app.screen, Screen::Result, "{screen}");
    assert_eq!(table.events.last(), Some(&Event::Finished));
    table.keys("og<enter>2");
    let last: Vec<&Event> = table.events.iter().rev().take(2).collect();
    assert!(matches!(last[..], [Event::Changed(Change::Answered(..)), Event::Reopened]), "{last:?}");
}

#[test]
fn a_required_question_is_asked_for_again_and_does_not_hold_the_end() {
    let mut table = Table::answering(forms::small());
    table.keys("ssssssss<esc>s");
    assert_eq!(table.app.screen, Screen::Review);
    assert!(table.screen(80, 24).contains("1 question that others rest on"));
    table.keys("G<up><up><enter>");
    assert_eq!(table.app.screen, Screen::Result);
    assert!(table.events.contains(&Event::Finished));
}

#[test]
fn a_click_chooses_and_a_second_confirms() {
    let mut table = Table::answering(forms::small());
    let screen = table.screen(80, 24);
    let line = screen.lines().position(|line| line.contains("2  Sales manager")).unwrap();
    let effects = table.app.click(10, line as u16);
    table.take(effects);
    assert_eq!(table.answer("role"), Some(Answer::Choice(1)));
    table.app.click(10, line as u16);
    assert_eq!(table.app.sitting.as_ref().unwrap().asked().id.as_str(), "targets");
}

/// Other keys act, stand in the footer, on the screen and in help; the old ones do nothing.
#[test]
fn keys_of_ones_own() {
    let given = |action, key| Rebinding { action, keys: vec![key] };
    let mut table = Table::answering(forms::small());
    let own = [
        given(Action::Skip, Key::Char('w')),
        given(Action::DontKnow, Key::Ctrl('d')),
        given(Action::PageDown, Key::Char(' ')),
        given(Action::Leave, Key::Char('Z')),
        given(Action::Toggle, Key::Char('t')),
    ];
    table.app.keymap = Keymap::with(&own).unwrap();
    let before = table.screen(100, 24);
    assert!(before.contains("w skip") && !before.contains("s skip"), "{before}");
    assert!(before.contains("Z leave") && !before.contains("q leave"), "{before}");
    let here = table.app.sitting.as_ref().unwrap().question;
    table.keys("sq");
    assert_eq!(table.events, []);
    assert_eq!(table.screen(100, 24), before);
    table.keys("w");
    assert_ne!(table.app.sitting.as_ref().unwrap().question, here);
    table.keys("<f1>");
    let help = table.screen(100, 80);
    assert!(help.lines().any(|line| line.trim_start().starts_with("w ") && line.contains("Skip")), "{help}");
    assert!(
        help.lines().any(|line| line.trim_start().starts_with("ctrl-d ") && line.contains("blind spot")),
        "{help}"
    );
    table.keys("<esc>");
    assert!(table.screen(31, 7).contains("Z leave"));
    assert_eq!(table.keys("q").effects, []);
    assert_eq!(table.keys("Z<enter>").effects, [Effect::Quit(0)]);
}

#[test]
fn nothing_is_answered_unseen() {
    let mut table = Table::answering(forms::small());
    table.screen(20, 5);
    table.keys("2<enter>");
    assert_eq!(table.events, []);
    assert_eq!(table.keys("q<enter>").effects, [Effect::Quit(0)]);
}

#[test]
fn the_chosen_line_is_seen_without_colour() {
    let mut table = Table::answering(forms::small());
    assert!(!table.screen(80, 24).contains("› 1"));
    table.keys("jj");
    assert!(table.screen(80, 24).contains("› 2  Sales manager"));
    assert!(table.screen(40, 12).contains("› 2 Sales manager"));
    table.app.theme.ascii = true;
    let screen = table.screen(80, 24);
    assert!(screen.is_ascii(), "{screen}");
    assert!(screen.contains("> 2  Sales manager"));
}

#[test]
fn foreign_text_moves_no_cursor() {
    let mut form = forms::small();
    form.title = "a\x1b[2J\u{202e}b".to_owned();
    form.questions[0].ask = "Is \x1b]0;x\x07 this?".to_owned();
    let mut table = Table::answering(form);
    let screen = table.screen(80, 24);
    assert!(!screen.contains('\x1b') && !screen.contains('\u{202e}'), "{screen:?}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 60, rng_seed: proptest::test_runner::RngSeed::Fixed(2026), failure_persistence: None, ..Default::default() })]

    /// Any keys at any size: it draws, and the chosen line is in view.
    #[test]
    fn no_key_breaks_it(
        keys in proptest::collection::vec(0usize..53, 1..80),
        width in 1u16..130,
        height in 1u16..42,
    ) {
        let pool = keys::read("123459012jkhlgGdxsnmcioyurvpMaJK+e?[]. /<enter><enter><enter><esc><tab><backtab><c-n><up><down><left><right><pgdn><bs><f1>").unwrap();
        let mut table = Table::answering(forms::small());
        for key in keys {
            let effects = table.app.press(pool[key % pool.len()]);
            table.take(effects);
            table.app.resize(width, height);
            let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            terminal.draw(|frame| table.app.view(frame)).unwrap();
        }
        let sitting = table.app.sitting.as_ref();
        if let Some(sitting) = sitting {
            proptest::prop_assert_eq!(&table.replayed(), &sitting.assessment.answers);
        }
        if table.app.screen == Screen::Question && table.app.overlay.is_none() && 32 <= width && 8 <= height {
            // Before it is moved, there is no cursor on a line; nor where moving has just led to the next
            // line of a matrix.
            table.keys("j");
            if table.app.place() == Place::Matrix && !table.screen(width, height).contains('›') {
                table.keys("j");
            }
            table.app.question.scroll = 0;
            let choosing = matches!(table.app.place(), Place::Choice | Place::YesNo | Place::Multiple | Place::Matrix);
            proptest::prop_assert!(!choosing || table.screen(width, height).contains('›'));
        }
    }
}

/// At the end of a page, one key up moves it at once: nothing is counted beyond what can be seen.
#[test]
fn help_ends_where_it_ends() {
    let mut table = Table::answering(forms::small());
    table.app.resize(40, 12);
    table.keys("?G");
    let at_the_end = table.screen(40, 12);
    table.keys("k");
    assert_ne!(table.screen(40, 12), at_the_end);
}
