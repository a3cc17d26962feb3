//! Export: the result as a file, in one of the forms that people and programs read.

use super::{Screen, head};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::desk::{Form, Written};
use crate::tui::keymap::Place;
use crate::tui::moving;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::{FormWords, fill};

#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    cursor: usize,
}

pub fn enter(app: &mut App) {
    app.screen = Screen::Export;
}

/// Asks for a file; that it is being written is said meanwhile.
pub fn write(app: &mut App, form: Form) -> Vec<Effect> {
    if app.sitting.is_none() {
        return Vec::new();
    }
    let (name, _) = named(form, &app.words.forms);
    app.notice = Some(fill(app.words.common.writing, &[("form", &name)]));
    vec![Effect::Write(form)]
}

/// Says where the file lies, and which key opens it.
pub fn written(app: &mut App, written: Written) {
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("path", &written.shown), ("key", &app.key(Place::Result, Action::OpenFile))];
    let mut says = vec![fill(app.words.common.written, &values)];
    says.extend(written.remarks.iter().cloned());
    app.notice = Some(says.join(" "));
    app.written = Some(written);
}

/// Says what came of opening a file.
pub fn opened(app: &mut App, is_opened: bool) {
    let Some(written) = &app.written else { return };
    let says = &app.words.common;
    let says = if is_opened { says.opening } else { says.no_opener };
    app.notice = Some(fill(says, &[("path", &written.shown)]));
}

/// Opens what was written last, with the program that the system has for it.
pub fn open(app: &mut App) -> Vec<Effect> {
    match &app.written {
        Some(written) => vec![Effect::OpenFile(written.clone())],
        None => {
            let key = app.key(Place::Result, Action::Report);
            app.notice = Some(fill(app.words.common.nothing_written, &[("key", &key)]));
            Vec::new()
        }
    }
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let cursor = app.export.cursor.min(Form::ALL.len() - 1);
    if let Some(to) = moving::moved(action, cursor, Form::ALL.len(), app.room) {
        app.export.cursor = to;
        return Vec::new();
    }
    match action {
        Action::Enter | Action::Point(_) => match Form::ALL.get(cursor) {
            Some(form) => write(app, *form),
            None => Vec::new(),
        },
        Action::OpenFile => open(app),
        Action::Back => {
            app.screen = Screen::Result;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let says = &app.words.forms;
    let margin = room.margin();
    let compact = room.is_compact();
    let mut body = Vec::new();
    if !compact {
        body.extend(Row::paragraph(Role::Plain, says.about, margin, room.text_width()));
        body.push(Row::blank());
    }
    let column = if compact { room.text_width() } else { 24 };
    for (line, form) in Form::ALL.into_iter().enumerate() {
        let selected = line == app.export.cursor;
        let role = if selected { Role::Selected } else { Role::Plain };
        let (name, about) = named(form, says);
        let row = Row::indent(margin - 1)
            .and(Role::Selected, if selected { "› " } else { "  " })
            .and(role, wrap::fit(name, column));
        let row = if compact { row } else { row.and(Role::Plain, about) };
        body.push(row.focused(selected).click(Action::Point(line)));
    }
    Sheet {
        head: head::rows(app, room, says.title, ""),
        body,
        foot: app.hints(Place::Export, room),
        ..Sheet::default()
    }
}

/// What a form is called, and what it is good for.
fn named(form: Form, says: &FormWords) -> (&'static str, &'static str) {
    match form {
        Form::Pdf => (says.pdf, says.pdf_says),
        Form::WebPage => (says.web_page, says.web_page_says),
        Form::Markdown => (says.markdown, says.markdown_says),
        Form::Text => (says.text, says.text_says),
        Form::Workbook => (says.workbook, says.workbook_says),
        Form::Answers => (says.answers, says.answers_says),
        Form::Scores => (says.scores, says.scores_says),
        Form::Json => (says.json, says.json_says),
        Form::AnswersFile => (says.answers_file, says.answers_file_says),
    }
}
