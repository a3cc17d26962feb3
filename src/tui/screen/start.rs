//! Start: what is assessed, which round it is, and who answers.

use super::{Screen, head};
use crate::text;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::desk::Beginning;
use crate::tui::draft::Draft;
use crate::tui::keymap::Place;
use crate::tui::sheet::{Room, Row, Sheet};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::fill;

#[derive(Clone, Debug, Default)]
pub struct State {
    about: Draft,
    label: Draft,
    name: Draft,
    /// The field with the cursor.
    at: usize,
}

const FIELDS: usize = 3;

impl State {
    fn field(&mut self) -> &mut Draft {
        match self.at {
            0 => &mut self.about,
            1 => &mut self.label,
            _ => &mut self.name,
        }
    }

    /// What stands in a field is chosen on the way in, so that typing replaces it.
    fn go_to(&mut self, field: usize) {
        self.at = field;
        self.field().choose_all();
    }

    /// Puts in what was pasted, as one line; returns whether that was all of it.
    pub fn paste(&mut self, pasted: &str) -> bool {
        let line = text::clean(pasted).trim().to_owned();
        self.field().insert(&line)
    }
}

/// Shows the form, with what the desk proposes.
pub fn enter(app: &mut App) {
    app.screen = Screen::Start;
    let Beginning { about, label, name } = app.proposal.clone();
    app.start = State { about: Draft::new(about), label: Draft::new(label), name: Draft::new(name), at: 0 };
    app.start.go_to(0);
}

/// Shows the form for a team that was assessed before: only which round it is has to be said.
pub fn enter_again(app: &mut App, about: String) {
    enter(app);
    app.start.about = Draft::new(about);
    app.start.go_to(1);
}

pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let form = &mut app.start;
    match action {
        Action::NextField => form.go_to((form.at + 1) % FIELDS),
        Action::PreviousField => form.go_to((form.at + FIELDS - 1) % FIELDS),
        Action::Point(field) => form.go_to(field.min(FIELDS - 1)),
        // What has to be said is asked for where it is left out, not at the end of the form.
        Action::Enter if 0 < form.at && form.at + 1 < FIELDS => form.go_to(form.at + 1),
        Action::Enter => {
            let line = |draft: &Draft| text::clean(draft.text()).trim().to_owned();
            let beginning =
                Beginning { about: line(&form.about), label: line(&form.label), name: line(&form.name) };
            if beginning.about.is_empty() {
                form.go_to(0);
                app.notice = Some(app.words.start.say_about.to_owned());
                return Vec::new();
            }
            if form.at + 1 < FIELDS {
                form.go_to(form.at + 1);
                return Vec::new();
            }
            return vec![Effect::Start(beginning)];
        }
        Action::Back => return app.go_home(),
        action => {
            form.field().act(action);
        }
    }
    Vec::new()
}

pub fn sheet(app: &App, room: Room) -> Sheet<'_> {
    let form = &app.start;
    let says = &app.words.start;
    let compact = room.is_compact();
    let width = room.text_width();
    let margin = room.margin();
    let mut body = Vec::new();
    if !compact {
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("title", &app.glance.title), ("edition", &app.glance.edition)];
        body.extend(Row::labelled(says.questionnaire, &fill(says.edition, &values), margin + 1, 16, width));
        body.push(Row::blank());
    }
    let fields = [
        (if compact { says.about_short } else { says.about }, &form.about, says.about_hint),
        (says.label, &form.label, says.label_hint),
        (says.name, &form.name, says.name_hint),
    ];
    for (at, (label, draft, hint)) in fields.into_iter().enumerate() {
        body.push(field(label, draft, hint, at, form.at == at, room));
    }
    if !compact {
        body.push(Row::blank());
        body.push(Row::indent(margin).and(Role::Heading, says.kept_head));
        let kept = fill(says.kept, &[("folder", &app.folder)]);
        body.extend(Row::paragraph(Role::Plain, &kept, margin + 2, width - 2));
        body.push(Row::blank());
        body.push(Row::indent(margin).and(Role::Heading, says.how_head));
        body.extend(Row::paragraph(Role::Plain, says.how, margin + 2, width - 2));
    } else {
        let kept = fill(says.kept_short, &[("folder", &app.folder)]);
        body.extend(Row::paragraph(Role::Plain, &kept, margin, width));
    }
    Sheet {
        head: head::rows(app, room, says.title, ""),
        body,
        foot: app.hints(Place::Start, room),
        ..Sheet::default()
    }
}

fn field<'a>(label: &str, draft: &Draft, hint: &str, at: usize, focus: bool, room: Room) -> Row<'a> {
    let margin = room.margin();
    let column = if room.is_compact() { 12 } else { 16 };
    let inner = room.text_width().saturating_sub(column + 4).min(44);
    let sign = if focus { "› " } else { "  " };
    let role = if focus { Role::Selected } else { Role::Plain };
    // A text longer than its field shows its end, where the cursor is.
    let (shown, column_in) = draft.in_one_line(inner);
    let is_empty = draft.text().is_empty();
    let text = if is_empty && !focus { wrap::cut(hint, inner).into_owned() } else { shown };
    let missing = inner.saturating_sub(wrap::width(&text));
    let row = Row::indent(margin - 1).and(Role::Selected, sign).and(role, wrap::fit(label, column));
    let start = row.width();
    let row = row
        .and(Role::Plain, "[")
        .and(if focus && draft.is_chosen() { Role::Chosen } else { Role::Plain }, text)
        .and(Role::Plain, "_".repeat(missing))
        .and(Role::Plain, "]")
        .click(Action::Point(at));
    if focus { row.caret(start + 1 + column_in) } else { row }
}
