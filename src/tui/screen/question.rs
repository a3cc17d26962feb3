//! One question: what is asked, the answers to choose from, and what else can be said.

mod beside;
mod sheet;

use super::{Screen, overview, review};
use crate::assessment::{Change, Confidence};
use crate::questionnaire::{Answer, QuestionIndex};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::draft::Draft;
use crate::tui::input::{Input, Pasted, Reply, Speech};
use crate::tui::keymap::Place;
use crate::tui::sheet::Row;
use crate::tui::sitting::Sitting;
use crate::tui::widget::text_box;
use crate::words::{Words, fill};

pub use sheet::{sheet, strip};

/// What the screen remembers beside the answers.
#[derive(Clone, Debug, Default)]
pub struct State {
    pub input: Option<Input>,
    /// The note while it is written.
    pub note: Option<Draft>,
    /// Whether what counts is shown; stays as it is from question to question.
    pub shows_help: bool,
    pub scroll: i32,
    /// Opened from checking the answers: going on leads back there.
    pub from_check: bool,
}

impl State {
    pub fn place(&self) -> Place {
        match (&self.note, &self.input) {
            (Some(_), _) => Place::Writing,
            (None, Some(input)) => input.place(),
            (None, None) => Place::Choice,
        }
    }

    pub fn paste(&mut self, text: &str) -> Pasted {
        match (&mut self.note, &mut self.input) {
            (Some(note), _) => Pasted::of(note.insert(text)),
            (None, Some(input)) => input.paste(text),
            (None, None) => Pasted::Nowhere,
        }
    }

    /// The text that is being written, for the editor; none where none is.
    fn text(&self) -> Option<&str> {
        match (&self.note, &self.input) {
            (Some(note), _) => Some(note.text()),
            (None, input) => input.as_ref()?.text(),
        }
    }

    /// Puts in what came back from the editor.
    pub fn rewrite(&mut self, text: String) {
        match (&mut self.note, &mut self.input) {
            (Some(note), _) => *note = Draft::new(text),
            (None, Some(input)) => input.rewrite(text),
            (None, None) => {}
        }
    }
}

/// Shows what counts, or hides it. Below a long list it would stand out of view, so the page is scrolled to it.
fn turn_help(app: &mut App) {
    let before: Vec<String> = sheet(app, app.room).body.iter().map(Row::says).collect();
    app.question.shows_help = !app.question.shows_help;
    app.question.scroll = 0;
    if app.question.shows_help {
        let shown = sheet(app, app.room);
        let same = shown.body.iter().zip(&before).take_while(|(row, before)| row.says() == **before);
        app.question.scroll = shown.scroll_to(same.count(), app.room);
    }
}

/// Shows the question the sitting is at.
pub fn enter(app: &mut App) {
    app.screen = Screen::Question;
    if let Some(sitting) = &mut app.sitting {
        sitting.pace.looks();
    }
    app.question.note = None;
    app.question.scroll = 0;
    app.question.from_check = false;
    app.question.input = app.sitting.as_ref().map(|sitting| input(sitting, app.words));
}

pub fn go_to(app: &mut App, question: QuestionIndex) {
    if let Some(sitting) = &mut app.sitting {
        sitting.question = question;
    }
    enter(app);
}

/// Shows a question that was opened from checking the answers.
pub fn look_again_at(app: &mut App, question: QuestionIndex) {
    go_to(app, question);
    app.question.from_check = true;
}

fn input(sitting: &Sitting, words: &Words) -> Input {
    Input::new(sitting.asked(), sitting.entry(), words)
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    if let (Action::Edit, Some(text)) = (action, app.question.text()) {
        return vec![Effect::Edit(text.to_owned())];
    }
    if app.question.note.is_some() {
        return write_note(app, action);
    }
    let (Some(sitting), Some(input)) = (&app.sitting, &mut app.question.input) else {
        return app.go_home();
    };
    let question = sitting.question;
    let speech = Speech { words: app.words, keymap: &app.keymap, ascii: app.theme.ascii, room: app.room };
    match input.act(sitting.asked(), sitting.entry(), action, speech) {
        Reply::Moved => {
            app.question.scroll = 0;
            Vec::new()
        }
        Reply::Keep(answer) => change(app, Change::Answered(question, answer)).unwrap_or_default(),
        Reply::KeepAndGoOn(answer) => match change(app, Change::Answered(question, answer)) {
            Some(effects) => {
                go_on(app);
                effects
            }
            None => Vec::new(),
        },
        Reply::Clear => change(app, Change::Cleared(question)).unwrap_or_default(),
        Reply::GoOn => {
            go_on(app);
            Vec::new()
        }
        Reply::Say(why) => {
            app.notice = Some(why);
            Vec::new()
        }
        Reply::Unused => act(app, question, action),
    }
}

/// What is the same for every kind of question.
fn act(app: &mut App, question: QuestionIndex, action: Action) -> Vec<Effect> {
    let Some(sitting) = &app.sitting else { return Vec::new() };
    let entry = sitting.entry();
    match action {
        Action::DontKnow => answer(app, question, Answer::DontKnow),
        Action::NotApplicable => answer(app, question, Answer::NotApplicable),
        Action::Skip => {
            let skipped = change(app, Change::Skipped(question)).unwrap_or_default();
            go_on(app);
            skipped
        }
        Action::Note | Action::NextField => {
            app.question.note = Some(Draft::new(entry.note.clone()));
            Vec::new()
        }
        Action::Mark => {
            let marked = Change::Marked(question, !entry.marked);
            change(app, marked).unwrap_or_default()
        }
        Action::Confidence if !sitting.asked().confidence => {
            app.notice = Some(app.words.question.confidence_not_asked.to_owned());
            Vec::new()
        }
        Action::Confidence => {
            let sure = Change::Confident(question, Confidence::after(entry.confidence));
            change(app, sure).unwrap_or_default()
        }
        Action::WhatCounts => {
            if sitting.asked().help.is_empty() {
                app.notice = Some(app.words.common.nothing_more.to_owned());
            } else {
                turn_help(app);
            }
            Vec::new()
        }
        Action::Undo | Action::Redo => take_back(app, action),
        Action::PageUp | Action::Up => scroll(app, -3),
        Action::PageDown | Action::Down => scroll(app, 3),
        Action::PreviousQuestion => leave_to(app, |sitting| sitting.flow.previous(sitting.question)),
        Action::NextQuestion => leave_to(app, |sitting| sitting.flow.next(sitting.question)),
        Action::PreviousArea => leave_to(app, |sitting| sitting.neighbour(false)),
        Action::NextArea => leave_to(app, |sitting| sitting.neighbour(true)),
        Action::Overview => {
            let effects = keep_pending(app);
            overview::enter(app);
            effects
        }
        _ => Vec::new(),
    }
}

fn answer(app: &mut App, question: QuestionIndex, answer: Answer) -> Vec<Effect> {
    let effects = change(app, Change::Answered(question, answer)).unwrap_or_default();
    renew_input(app);
    effects
}

fn scroll(app: &mut App, rows: i32) -> Vec<Effect> {
    app.question.scroll = (app.question.scroll + rows).clamp(-60, 60);
    Vec::new()
}

fn take_back(app: &mut App, action: Action) -> Vec<Effect> {
    let Some(sitting) = &mut app.sitting else { return Vec::new() };
    let before = sitting.question;
    let events = if action == Action::Undo { sitting.undo() } else { sitting.redo() };
    let moved = before != sitting.question;
    let texts = &app.words.question;
    let says = match (events.is_empty(), action) {
        (true, Action::Undo) => Some(texts.nothing_to_undo.to_owned()),
        (true, _) => Some(texts.nothing_to_redo.to_owned()),
        (false, _) if moved => Some(texts.back_there.to_owned()),
        (false, Action::Undo) => Some(fill(texts.undone, &[("key", &app.question_key(Action::Redo))])),
        (false, _) => None,
    };
    app.notice = says;
    enter(app);
    app.append(events)
}

/// Makes a change; `None` when it was rejected, and the person was told why.
fn change(app: &mut App, change: Change) -> Option<Vec<Effect>> {
    let sitting = app.sitting.as_mut()?;
    match sitting.change(change) {
        Ok(events) => {
            app.question.scroll = 0;
            Some(app.append(events))
        }
        Err(why) => {
            app.notice = Some(why.in_words(app.words));
            None
        }
    }
}

fn renew_input(app: &mut App) {
    app.question.input = app.sitting.as_ref().map(|sitting| input(sitting, app.words));
}

/// On to the next question; after the last one, or where one comes from there, to checking the answers.
fn go_on(app: &mut App) {
    let from_check = app.question.from_check;
    let sitting = app.sitting.as_ref().filter(|_| !from_check);
    let next = sitting.and_then(|sitting| sitting.flow.next(sitting.question));
    match next {
        Some(next) => go_to(app, next),
        None => review::enter(app),
    }
}

/// Keeps what was typed and not confirmed, if it is an answer.
pub(super) fn keep_pending(app: &mut App) -> Vec<Effect> {
    let (Some(sitting), Some(input)) = (&app.sitting, &app.question.input) else { return Vec::new() };
    match input.pending(sitting.asked()) {
        Some(answer) => {
            let question = sitting.question;
            change(app, Change::Answered(question, answer)).unwrap_or_default()
        }
        None => Vec::new(),
    }
}

fn leave_to(app: &mut App, to: impl Fn(&Sitting) -> Option<QuestionIndex>) -> Vec<Effect> {
    let effects = keep_pending(app);
    match app.sitting.as_ref().and_then(to) {
        Some(question) => go_to(app, question),
        None => {
            let here = app.sitting.as_ref().map(|sitting| sitting.question);
            let first = app.sitting.as_ref().and_then(|sitting| sitting.flow.asked().next());
            match here == first {
                true => app.notice = Some(app.words.common.first_question.to_owned()),
                false => review::enter(app),
            }
        }
    }
    effects
}

/// Keeps what is being written, whatever happens next: a note, or what was typed as an answer.
pub fn keep(app: &mut App) -> Vec<Effect> {
    match (app.screen, &app.question.note, &app.sitting) {
        (Screen::Question, Some(draft), Some(sitting)) => {
            let noted = Change::Noted(sitting.question, draft.text().trim().to_owned());
            change(app, noted).unwrap_or_default()
        }
        (Screen::Question, None, _) => keep_pending(app),
        (_, _, _) => Vec::new(),
    }
}

fn write_note(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Enter | Action::Back | Action::NextField => {
            let (Some(draft), Some(sitting)) = (app.question.note.take(), &app.sitting) else {
                return Vec::new();
            };
            let noted = Change::Noted(sitting.question, draft.text().trim().to_owned());
            change(app, noted).unwrap_or_default()
        }
        action => {
            let width = app.room.text_width();
            if let Some(draft) = &mut app.question.note {
                match action {
                    Action::Up | Action::Down => text_box::step(draft, action == Action::Down, width),
                    action => {
                        draft.act(action);
                    }
                }
            }
            Vec::new()
        }
    }
}

/// The first question of a part that is still open, or its first one.
pub fn first_of(sitting: &Sitting, part: Option<crate::questionnaire::AreaIndex>) -> Option<QuestionIndex> {
    let open = |question: &QuestionIndex| sitting.assessment.answers.entry(*question).is_open();
    sitting.questions(part).find(open).or_else(|| sitting.questions(part).next())
}
