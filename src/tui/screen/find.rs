//! Finding: a line to type in, over a list that keeps only what holds it.
//!
//! Home and the result narrow their own lines. The questions are listed flat, whether somebody looks for one from
//! the overview or from another question.

use super::overview::Widths;
use super::{Screen, head, home, overview, question, result};
use crate::questionnaire::QuestionIndex;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::finder::{Entry, Finder};
use crate::tui::moving;
use crate::tui::sheet::{Room, Row, Sheet, list};
use crate::tui::sitting::Sitting;
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{Words, fill};

/// Begins to look for something on the screen in view. What was typed there and not confirmed is kept.
pub fn open(app: &mut App) -> Vec<Effect> {
    let (effects, finder) = match app.screen {
        Screen::Home => (Vec::new(), Finder::new(home::entries(app), app.home.cursor())),
        Screen::Result => (Vec::new(), Finder::new(result::entries(app), app.result.cursor())),
        Screen::Question | Screen::Overview => {
            let effects =
                if app.screen == Screen::Question { question::keep_pending(app) } else { Vec::new() };
            let Some(sitting) = &app.sitting else { return effects };
            let here = overview::question_at(app).unwrap_or(sitting.question);
            (effects, Finder::new(entries(sitting, app.words), here.0))
        }
        Screen::Start
        | Screen::Review
        | Screen::Area(_)
        | Screen::Actions
        | Screen::WhatIf
        | Screen::Why
        | Screen::Years
        | Screen::Export => {
            return Vec::new();
        }
    };
    app.finder = Some(finder);
    effects
}

/// Every question that is asked: by its words, its number, its id, and its area.
fn entries(sitting: &Sitting, words: &Words) -> Vec<Entry> {
    let questionnaire = &sitting.assessment.questionnaire;
    let role = sitting.assessment.role();
    let entry = |(question, number): (QuestionIndex, String)| {
        let area =
            sitting.part(question).map_or(words.common.team, |area| questionnaire[area].title.as_str());
        let id = questionnaire[question].id.as_str();
        Entry::new(question.0, number, &[questionnaire.ask(question, role), id, area])
    };
    sitting.numbered(words).into_iter().map(entry).collect()
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let Some(finder) = &mut app.finder else { return Vec::new() };
    let accepts = match action {
        Action::Enter => true,
        Action::Point(target) => finder.point(target),
        Action::Back => {
            app.finder = None;
            return Vec::new();
        }
        action => {
            finder.act(action, moving::page(app.room));
            false
        }
    };
    if accepts {
        match finder.chosen() {
            Some(target) => accept(app, target),
            None => app.notice = Some(app.words.common.nothing_found.to_owned()),
        }
    }
    Vec::new()
}

/// Leaves the cursor on what was found; from a question it leads there.
fn accept(app: &mut App, target: usize) {
    app.finder = None;
    match app.screen {
        Screen::Home => app.home.point(target),
        Screen::Result => app.result.point(target),
        Screen::Overview => overview::show(app, QuestionIndex(target)),
        Screen::Question => question::go_to(app, QuestionIndex(target)),
        Screen::Start
        | Screen::Review
        | Screen::Area(_)
        | Screen::Actions
        | Screen::WhatIf
        | Screen::Why
        | Screen::Years
        | Screen::Export => {}
    }
}

/// Puts the line to type in under the head of a screen, and its own keys at the foot.
pub fn narrow(app: &App, finder: &Finder, sheet: &mut Sheet<'_>, room: Room) {
    let count: [(&str, &dyn std::fmt::Display); 2] = [("count", &finder.count()), ("of", &finder.of())];
    let count = fill(app.words.common.found_of, &count);
    let lead = " / ";
    let kept = room.right_edge().saturating_sub(lead.len() + wrap::width(&count) + 3).max(4);
    let (shown, column) = finder.wanted().in_one_line(kept);
    let row = Row::of(Role::Key, lead)
        .and(Role::Field, wrap::fit(&shown, kept))
        .right(Role::Plain, count)
        .caret(lead.len() + column);
    sheet.head.push(row);
    sheet.foot = app.hints(app.place_below(), room);
    if finder.count() == 0 {
        sheet.body =
            Row::paragraph(Role::Plain, app.words.common.nothing_found, room.margin(), room.text_width());
    }
}

/// The questions that were found, in their order.
pub fn sheet<'a>(app: &'a App, finder: &Finder, room: Room) -> Sheet<'a> {
    let Some(sitting) = &app.sitting else { return Sheet::default() };
    let near = room.near(finder.cursor());
    let widest = if room.is_compact() { 5 } else { 8 };
    let questions = near.clone().filter_map(|line| Some(QuestionIndex(finder.at(line)?.target)));
    let widths = Widths::of(widest, questions, sitting, room, app.words);
    let body = list(finder.count(), near, |line| {
        finder.at(line).map(|entry| {
            let selected = line == finder.cursor();
            let question = QuestionIndex(entry.target);
            let row = overview::question_row(app, sitting, question, (&entry.label, widths), selected, room);
            row.focused(selected).click(Action::Point(entry.target))
        })
    });
    let body = body.collect();
    let is_from_question = app.screen == Screen::Question;
    let title = if is_from_question { app.words.help.find } else { app.words.overview.title };
    let notes = overview::whole(sitting, finder.chosen().map(QuestionIndex), room, app.words);
    Sheet { head: head::rows(app, room, title, head::saved_mark(app)), body, notes, ..Sheet::default() }
}
