//! What stands on the screen of a question.

use std::borrow::Cow;

use super::super::head;
use super::beside;
use crate::assessment::flow::AnswerFacts;
use crate::assessment::{Confidence, Entry};
use crate::questionnaire::{Answer, AreaIndex, DontKnow, Kind, Question};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::keymap::Place;
use crate::tui::sheet::{Aside, BODY, Columns, Room, Row, SIDE, Sheet, keep_rest_in_view};
use crate::tui::sitting::Sitting;
use crate::tui::theme::Role;
use crate::tui::widget::hints::Except;
use crate::tui::widget::text_box;
use crate::tui::wrap;
use crate::words::{Words, fill};

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let (Some(sitting), Some(input)) = (&app.sitting, &app.question.input) else {
        return Sheet::default();
    };
    let words = app.words;
    let question = sitting.asked();
    let entry = sitting.entry();
    let columns = room.columns();
    let side = match columns {
        Columns::One | Columns::Two => Vec::new(),
        Columns::Three => beside::tree(sitting, room, words),
    };
    let asides = match columns {
        Columns::One => Vec::new(),
        Columns::Two | Columns::Three => vec![Aside {
            width: room.width - BODY - if side.is_empty() { 0 } else { SIDE },
            rows: beside::aside(sitting, room, words),
        }],
    };
    let width = room.text_width();
    let compact = room.is_compact();
    let head = if compact { compact_head(app, sitting, room) } else { normal_head(app, sitting, room) };
    let ask = sitting.assessment.questionnaire.ask(sitting.question, sitting.assessment.role());

    let blank = |rows: &mut Vec<Row>| {
        if !compact {
            rows.push(Row::blank());
        }
    };
    let mut body = Vec::new();
    blank(&mut body);
    body.extend(Row::paragraph(Role::Strong, ask, room.margin(), width));
    blank(&mut body);
    body.extend(input.rows(question, entry, room, width, words));
    let below = body.len();
    let is_last = match app.question.place() {
        Place::Choice | Place::YesNo | Place::Multiple | Place::Matrix => {
            body.last().is_some_and(Row::is_focused)
        }
        _ => true,
    };
    let others = other_answers(app, question, entry, room);
    // In a small window these stay in view, however far the choices scroll.
    let notes = if compact { others } else { append_part(&mut body, others) };
    if let (Some(says), Columns::One, false) = (beside::last_time(sitting, words), columns, compact) {
        body.push(Row::blank());
        body.extend(Row::paragraph(Role::Plain, &says, room.margin(), width));
    }
    body.extend(remarks(sitting, room, width));
    if let Some(note) = &app.question.note {
        blank(&mut body);
        body.push(Row::indent(room.margin()).and(Role::Heading, words.question.your_note));
        // The cursor is in the box now, and nowhere else.
        body = body.into_iter().map(|row| row.focused(false)).collect();
        body.extend(text_box::rows(note, true, room.margin(), width, room));
    } else {
        blank(&mut body);
        if !writes(app) {
            body.extend(more(app, question, entry, room, width));
        }
    }
    while body.last().is_some_and(|row| row.width() == 0) {
        body.pop();
    }
    if is_last && app.question.note.is_none() {
        keep_rest_in_view(&mut body, below);
    }
    if let Some(area) = opens(sitting) {
        let intro = introduction(sitting, area, room, width);
        let height =
            usize::from(room.height).saturating_sub(head.len() + 3 + usize::from(app.notice.is_some()));
        if !compact && body.len() + intro.len() <= height {
            body.splice(0..0, intro);
        }
    }
    let choices = match &question.kind {
        Kind::YesNo { .. } => 2,
        kind => kind.choices().len(),
    };
    let place = app.question.place();
    let back = Except::Saying(Action::Enter, words.question.back_to_check);
    let except = if app.question.from_check && app.question.note.is_none() { back } else { Except::Nothing };
    let foot = app.hints_of(place, choices, except, room);
    Sheet { head, body, notes, foot, scroll: app.question.scroll, side, asides }
}

fn normal_head<'a>(app: &'a App, sitting: &Sitting, room: Room) -> Vec<Row<'a>> {
    let says = &app.words.question;
    let right = match sitting.minutes_left() {
        0 => head::saved_mark(app).to_owned(),
        minutes => {
            let left = fill(says.minutes_left, &[("minutes", &minutes)]);
            format!("{left}   {}", head::saved_mark(app))
        }
    };
    let title = sitting.assessment.title();
    let kept = room.right_edge().saturating_sub(wrap::width(&right) + 3);
    let position = sitting.position();
    let place = place_words(sitting, position.area, app.words);
    let number = fill(says.number, &[("number", &position.number), ("of", &position.of)]);
    let strip = strip(sitting);
    let kept_place = room.right_edge().saturating_sub(wrap::width(&strip) + wrap::width(&number) + 6);
    let mut rows = vec![
        Row::indent(1).and(Role::Strong, wrap::cut(&title, kept).into_owned()).right(Role::Plain, right),
        Row::indent(1)
            .and(Role::Plain, if strip.is_empty() { strip } else { format!("{strip}  ") })
            .and(Role::Strong, wrap::cut(&place, kept_place).into_owned())
            .right(Role::Plain, number),
    ];
    rows.extend(head::trouble(app, room));
    rows
}

fn compact_head<'a>(app: &'a App, sitting: &Sitting, room: Room) -> Vec<Row<'a>> {
    let questionnaire = &sitting.assessment.questionnaire;
    let position = sitting.position();
    let numbers = match position.area.and_then(|area| questionnaire.number_of(area)) {
        Some(number) => format!("{number}/{} ", questionnaire.scored_areas().count()),
        None => String::new(),
    };
    let name = position.area.map_or(app.words.common.team_short, |area| questionnaire[area].short.as_str());
    let right = format!("{}/{}  {}", position.number, position.of, head::saved_mark(app));
    let kept = room.right_edge().saturating_sub(wrap::width(&right) + numbers.len() + 2);
    let name = wrap::cut(name, kept).into_owned();
    let row = Row::indent(1).and(Role::Strong, numbers).and(Role::Strong, name).right(Role::Plain, right);
    let mut rows = vec![row];
    rows.extend(head::trouble(app, room));
    rows
}

/// `4 of 9  Account development`.
fn place_words(sitting: &Sitting, area: Option<AreaIndex>, words: &Words) -> String {
    let questionnaire = &sitting.assessment.questionnaire;
    let Some(area) = area else { return words.common.team.to_owned() };
    match questionnaire.number_of(area) {
        Some(number) => {
            let values: [(&str, &dyn std::fmt::Display); 3] = [
                ("number", &number),
                ("of", &questionnaire.scored_areas().count()),
                ("title", &questionnaire[area].title),
            ];
            fill(words.question.of_areas, &values)
        }
        None if questionnaire.is_private(area) => {
            fill(words.question.private, &[("title", &questionnaire[area].title)])
        }
        None => questionnaire[area].title.clone(),
    }
}

/// One sign for each scored area: here, done, begun, still to come, or not asked of this team; `help` says which is
/// which. Of very many, the words tell enough.
pub fn strip(sitting: &Sitting) -> String {
    const MOST: usize = 20;
    if sitting.assessment.questionnaire.scored_areas().nth(MOST).is_some() {
        return String::new();
    }
    let here = sitting.part(sitting.question);
    let sign = |area: AreaIndex| {
        let tally = sitting.part_tally(Some(area));
        match (here == Some(area), tally.asked, tally.open + tally.skipped) {
            (true, ..) => '›',
            (false, 0, _) if !sitting.flow.may_open(&sitting.assessment.questionnaire, area) => '-',
            (false, 0, _) => '·',
            (false, _, 0) => '✓',
            (false, asked, _) if tally.skipped == 0 && tally.open == asked => '·',
            (false, _, _) => '•',
        }
    };
    sitting.assessment.questionnaire.scored_areas().map(sign).collect()
}

/// Adds a part behind an empty row; nothing of it is left over.
fn append_part<'a>(body: &mut Vec<Row<'a>>, part: Vec<Row<'a>>) -> Vec<Row<'a>> {
    if !part.is_empty() {
        body.push(Row::blank());
        body.extend(part);
    }
    Vec::new()
}

/// The area whose first question this is.
fn opens(sitting: &Sitting) -> Option<AreaIndex> {
    let position = sitting.position();
    position.area.filter(|_| position.number == 1)
}

fn introduction<'a>(sitting: &Sitting, area: AreaIndex, room: Room, width: usize) -> Vec<Row<'a>> {
    let area = &sitting.assessment.questionnaire[area];
    let mut rows = Vec::new();
    for text in [&area.about, &area.aim] {
        if !text.is_empty() {
            rows.push(Row::blank());
            rows.extend(Row::paragraph(Role::Plain, text, room.margin(), width));
        }
    }
    rows
}

/// Whether letters are text now, and no keys.
fn writes(app: &App) -> bool {
    app.question.place() == Place::Writing
}

/// "I don't know" and "does not apply", where they are offered. While somebody writes, what was said stays alone,
/// for no key says it then.
fn other_answers<'a>(app: &App, question: &Question, entry: &Entry, room: Room) -> Vec<Row<'a>> {
    let (words, says) = (app.words, &app.words.question);
    let is_matrix = matches!(question.kind, Kind::Matrix { .. });
    let said = |answer: &Answer| entry.answer.as_ref() == Some(answer) && !is_matrix;
    let mut offers: Vec<(&str, &str, bool, Action)> = Vec::new();
    if question.dont_know != DontKnow::Refused {
        let said = said(&Answer::DontKnow);
        offers.push((says.dont_know, says.dont_know_short, said, Action::DontKnow));
    }
    if question.not_applicable {
        let said = said(&Answer::NotApplicable);
        offers.push((says.not_applicable, says.not_applicable_short, said, Action::NotApplicable));
    }
    let compact = room.is_compact();
    let writes = writes(app);
    offers.retain(|(_, _, said, _)| *said || !writes);
    if offers.is_empty() && writes && !entry.skipped {
        return Vec::new();
    }
    let key_of = |action: Action| if writes { String::new() } else { app.question_key(action) };
    let mut row = Row::indent(room.margin() + if compact { 0 } else { 2 });
    for (at, (long, short, chosen, action)) in offers.iter().enumerate() {
        let start = row.width();
        let mark = if *chosen && compact { "› " } else { "" };
        let mark_after = if *chosen && !compact { format!("   {}", says.chosen) } else { String::new() };
        let words: Cow<str> = match (compact, chosen) {
            (true, _) => Cow::Owned(format!(" {short}")),
            (false, true) => Cow::Owned(format!("  {long}{mark_after}")),
            (false, false) => Cow::Owned(format!("  {long}")),
        };
        let role = if *chosen { Role::Selected } else { Role::Plain };
        row = row.and(Role::Selected, mark).and(Role::Key, key_of(*action)).and(role, words.into_owned());
        row = row.click_on(start..start + 24, *action);
        let gap = if compact { 2 } else { 36usize.saturating_sub(row.width()).max(3) };
        if at + 1 < offers.len() {
            row = row.and(Role::Plain, " ".repeat(gap));
        }
    }
    if compact && !writes {
        let skipped = if entry.skipped { wrap::width(words.answers.skipped) + 2 } else { 0 };
        let key = app.question_key(Action::Note);
        let note = format!(" {}", says.note_short);
        // Where the words are long, that it is skipped is worth more than the hint.
        if row.width() + 2 + wrap::width(&key) + wrap::width(&note) + skipped <= usize::from(room.width) {
            row = if offers.is_empty() { row } else { row.and(Role::Plain, "  ") };
            row = row.and(Role::Key, key).and(Role::Plain, note);
        }
    } else if offers.is_empty() && !entry.skipped {
        return Vec::new();
    }
    if entry.skipped {
        let gap = if compact || offers.is_empty() { "  " } else { "   " };
        row = row.and(Role::Strong, format!("{gap}{}", words.answers.skipped));
    }
    vec![row]
}

/// What does not fit together, said kindly and at once.
fn remarks<'a>(sitting: &'a Sitting, room: Room, width: usize) -> Vec<Row<'a>> {
    let assessment = &sitting.assessment;
    let facts = AnswerFacts::now(&assessment.questionnaire, &assessment.answers, &sitting.flow);
    let mut rows = Vec::new();
    for remark in sitting.asked().must.iter().filter(|remark| remark.when.holds(&facts)) {
        if !room.is_compact() {
            rows.push(Row::blank());
        }
        rows.extend(Row::paragraph(Role::Remark, &remark.says, room.margin(), width));
    }
    rows
}

/// Note, confidence and what counts.
fn more<'a>(
    app: &'a App,
    question: &'a Question,
    entry: &'a Entry,
    room: Room,
    width: usize,
) -> Vec<Row<'a>> {
    let margin = room.margin();
    let mut rows = Vec::new();
    let compact = room.is_compact();
    let (words, texts) = (app.words, &app.words.question);
    let label = |label: &str| format!(" {}", wrap::fit(label, 14));
    let one_line = |label: String, says: String, action: Action| {
        let key = app.question_key(action);
        let kept = width.saturating_sub(wrap::width(&key) + 1 + wrap::width(&label));
        Row::indent(margin)
            .and(Role::Key, key)
            .and(Role::Plain, label)
            .and(Role::Plain, wrap::cut(&says, kept).into_owned())
            .click(action)
    };
    if entry.marked {
        rows.push(one_line(label(texts.marked), texts.marked_says.to_owned(), Action::Mark));
    }
    if !entry.note.is_empty() {
        let quoted = fill(texts.quoted, &[("note", &entry.note)]);
        rows.push(one_line(label(texts.note), quoted, Action::Note));
    } else if !compact {
        rows.push(one_line(label(texts.note), texts.note_says.to_owned(), Action::Note));
    }
    if question.confidence && (!compact || entry.confidence.is_some()) {
        let all = Confidence::ALL.map(|sure| sure.in_words(words)).join(" · ");
        let says = entry.confidence.map_or(all, |sure| sure.in_words(words).to_owned());
        rows.push(one_line(label(texts.sure), says, Action::Confidence));
    }
    let help = &question.help;
    let parts = [
        (words.common.what_counts, &help.counts),
        (words.common.not_this, &help.not),
        (words.common.ask_for, &help.evidence),
    ];
    if app.question.shows_help || room.columns() == Columns::Three {
        for (label, text) in parts {
            if let Some(text) = text {
                let column = if compact { 12 } else { 16 };
                rows.extend(Row::labelled(label, text, margin, column, width));
            }
        }
    } else if let (Some(first), false) = (parts.into_iter().find_map(|(_, text)| text.clone()), compact) {
        let label = label(texts.what_counts);
        let column = 1 + wrap::width(&label);
        let mut lines =
            if room.columns() == Columns::Two { wrap::wrap(&first, width - column) } else { vec![first] };
        let rest = lines.split_off(1);
        rows.extend(lines.into_iter().map(|line| one_line(label.clone(), line, Action::WhatCounts)));
        rows.extend(rest.into_iter().map(|line| Row::indent(margin + column).and(Role::Plain, line)));
    }
    rows
}
