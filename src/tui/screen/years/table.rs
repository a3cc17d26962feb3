//! The areas in the years: a row for each, a column for each round.

use super::{Line, Shown};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::keymap::Place;
use crate::tui::sheet::{Room, Row, keep_rest_in_view, list};
use crate::tui::theme::Role;
use crate::tui::wrap;
use crate::words::fill;

/// Stands before the first of the rounds shown where there are earlier ones.
const EARLIER: char = '‹';

/// How wide the title of an area may be; a longer one gives way to its short name.
const TITLE: usize = 27;

/// How wide what stands in the columns is at its widest, wherever the cursor is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Widest {
    title: usize,
    sign: usize,
    says: usize,
}

impl Widest {
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a Line>) -> Widest {
        lines.fold(Widest::default(), |widest, line| Widest {
            title: widest.title.max(wrap::width(line.title_within(TITLE))),
            sign: widest.sign.max(wrap::width(&line.sign)),
            says: widest.says.max(wrap::width(&line.says)),
        })
    }
}

/// How wide the columns are, and how many of the rounds are shown.
struct Columns {
    title: usize,
    round: usize,
    /// The first round that is shown; the latest are.
    from: usize,
    sign: usize,
    /// What happened, in words; none where there is no room for it.
    says: usize,
    /// Whether all that happened is shown to its end.
    is_whole: bool,
}

impl Columns {
    fn of(told: &Shown, room: Room) -> Columns {
        let Widest { title, sign, says } = told.widest;
        let widest = told.names.iter().map(|name| wrap::width(name)).max().unwrap_or(4);
        let (most, round) = match (room.is_compact(), room.width) {
            (true, _) => (2, widest.clamp(3, 5)),
            (false, ..100) => (3, widest.clamp(4, 8)),
            (false, _) => (6, widest.clamp(4, 14)),
        };
        let from = told.names.len().saturating_sub(most);
        let rounds = (told.names.len() - from) * (round + 2);
        let width = usize::from(room.width);
        let trend = told.names.len() + 2;
        let title = match room.is_compact() {
            true => width.saturating_sub(room.margin() + 3 + rounds + 2 + sign + 1),
            false => title.clamp(12, TITLE),
        };
        let free = width.saturating_sub(room.margin() + 3 + title + rounds + 2 + sign + 2 + trend + 1);
        let shown = if room.is_compact() { 0 } else { says.min(free) };
        Columns { title: title.clamp(6, 30), round, from, sign, says: shown, is_whole: shown == says }
    }

    fn row(&self, told: &Line, is_selected: bool, is_compact: bool) -> Row<'static> {
        let role = if is_selected { Role::Selected } else { Role::Plain };
        let title = if is_compact { &told.short } else { told.title_within(self.title) };
        let mut text = format!("{:<2}{}", told.number, wrap::fit(title, self.title));
        for printed in told.printed.iter().skip(self.from) {
            let shown = printed.map_or_else(|| "-".to_owned(), |printed| printed.to_string());
            text.push_str(&format!("  {shown:>round$}", round = self.round));
        }
        text.push_str(&format!("  {}", wrap::fit(&told.sign, self.sign)));
        if 0 < self.says {
            // What some terminals draw wider than it is stands last.
            text.push_str(&format!("  {}  {}", wrap::fit(&told.says, self.says), told.line));
        }
        Row::blank().and(role, text.trim_end().to_owned())
    }
}

/// The table, and below it how many leaks went which way.
pub(super) fn areas<'a>(app: &'a App, told: &Shown, room: Room) -> Vec<Row<'a>> {
    let says = &app.words.compare;
    let (margin, is_compact) = (room.margin(), room.is_compact());
    let columns = Columns::of(told, room);
    let mut body = Vec::new();
    if !is_compact {
        body.extend(Row::paragraph(Role::Strong, &told.common, margin, room.text_width()));
        body.push(Row::blank());
    }
    let mut heading = format!("  {}", wrap::fit(says.area, columns.title));
    for (at, name) in told.names.iter().enumerate().skip(columns.from) {
        let name = wrap::cut(name, columns.round);
        let gap = " ".repeat(columns.round.saturating_sub(wrap::width(&name)));
        let before = if 0 < at && at == columns.from { EARLIER } else { ' ' };
        heading.push_str(&format!("{before} {gap}{name}"));
    }
    if 0 < columns.says {
        // Over what happened stands by what it is sorted.
        let over = Some(app.years.sorted(app.words)).filter(|sorted| !sorted.is_empty());
        let happened = wrap::cut(over.unwrap_or(says.what_happened), columns.says).into_owned();
        heading.push_str(&format!("  {}  {happened}", " ".repeat(columns.sign)));
    }
    body.push(Row::indent(margin + 1).and(Role::Heading, heading));
    body.push(Row::indent(margin + 1).join(columns.row(&told.overall, false, is_compact)));
    let near = room.near(app.years.cursor);
    body.extend(list(told.areas.len(), near, |at| {
        told.at(app.years.order, at).map(|line| {
            let is_selected = at == app.years.cursor;
            let sign = if is_selected { "› " } else { "  " };
            let row = Row::indent(margin - 1).and(Role::Selected, sign);
            let row = row.join(columns.row(line, is_selected, is_compact));
            row.focused(is_selected).click(Action::Point(at))
        })
    }));
    let last = body.len();
    if told.starred {
        let key = app.key(Place::Years, Action::Changes);
        let note = match columns.is_whole {
            true => says.starred.to_owned(),
            false => fill(app.words.years.starred, &[("key", &key)]),
        };
        body.extend(Row::paragraph(Role::Plain, &note, margin, room.text_width()));
    }
    if 0 < columns.from && !is_compact {
        let more = app.words.plural(&app.words.years.earlier, columns.from);
        let values: [(&str, &dyn std::fmt::Display); 2] = [("sign", &EARLIER), ("count", &columns.from)];
        body.extend(Row::paragraph(Role::Plain, &fill(more, &values), margin, room.text_width()));
    }
    if !is_compact {
        body.push(Row::blank());
    }
    let mut counts: Vec<String> = told.lists.iter().map(|list| format!("{}.", list.title)).collect();
    if !told.not_compared.title.is_empty() {
        counts.push(format!("{}.", told.not_compared.title));
    }
    body.extend(Row::paragraph(Role::Plain, &counts.join(" "), margin, room.text_width()));
    let key = app.key(Place::Years, Action::Changes);
    let more = fill(app.words.years.more, &[("key", &key)]);
    body.extend(Row::paragraph(Role::Plain, &more, margin, room.text_width()));
    if body.get(last - 1).is_some_and(Row::is_focused) {
        keep_rest_in_view(&mut body, last);
    }
    body
}
