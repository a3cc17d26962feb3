//! Years beside each other, or two teams, as lines of text: a table, then what moved and what leaks.

use crate::comparison::targets::AreaTargets;
use crate::comparison::told::{Listing, Told};
use crate::comparison::{Change, Rounds, Verdict};
use crate::text::wrap::{fit, width};
use crate::words::Words;

use super::targets::of_targets;

/// With which signs it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    Unicode,
    Ascii,
}

impl Signs {
    /// The direction with the points, such as `▴25` or `+25`. With a star where the move is not the difference
    /// of the numbers that were printed.
    pub fn of(self, verdict: Verdict, change: Option<&Change>, printed: [Option<u32>; 2]) -> String {
        let delta = change.map_or(0, Change::delta);
        let sign = match (verdict, self) {
            (Verdict::Up, Signs::Unicode) => format!("▴{}", delta.abs()),
            (Verdict::Down, Signs::Unicode) => format!("▾{}", delta.abs()),
            (Verdict::Up | Verdict::Down, Signs::Ascii) => format!("{delta:+}"),
            (Verdict::AboutTheSame, _) => "~".to_owned(),
            (Verdict::SameAnswers, _) => "=".to_owned(),
            (Verdict::NotComparable, _) => String::new(),
        };
        match change {
            Some(change) if change.is_other(printed) => format!("{sign}*"),
            Some(_) | None => sign,
        }
    }

    /// A small line of scores from 0 to 100, such as `▁▂▆`; a gap where there is no score.
    pub fn line(self, printed: &[Option<u32>]) -> String {
        const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
        const STROKES: [char; 4] = ['_', '.', '-', '^'];
        let heights: &[char] = match self {
            Signs::Unicode => &BLOCKS,
            Signs::Ascii => &STROKES,
        };
        let height = |printed: u32| {
            let at = printed as usize * heights.len() / 101;
            heights.get(at).copied().unwrap_or(' ')
        };
        printed.iter().map(|printed| printed.map_or(' ', height)).collect()
    }
}

/// Titles are cut here, so that a line keeps room for what happened.
const LONGEST_TITLE: usize = 30;

/// The whole comparison: each of the assessments in a column, and the last two of them compared.
pub fn of_rounds(rounds: &Rounds, signs: Signs, words: &Words) -> String {
    let Some(told) = Told::of(rounds, words) else { return String::new() };
    let mut parts =
        vec![head(&told), table(&told, signs), whole(&told), targets(rounds, words), made_by(&told)];
    parts.extend(told.lists().iter().map(listed));
    parts.push(not_compared(&told));
    parts.retain(|part| !part.is_empty());
    match signs {
        Signs::Unicode => parts.join("\n\n"),
        Signs::Ascii => in_ascii(&parts.join("\n\n")),
    }
}

/// Our own signs in ASCII: the end of what was cut, dashes and quotes. What others wrote stays as it is.
fn in_ascii(text: &str) -> String {
    text.replace('…', ".").replace('–', "-").replace(['“', '”', '„'], "\"")
}

/// One line of the table.
struct Line {
    title: String,
    printed: Vec<Option<u32>>,
    sign: String,
    says: String,
}

fn head(told: &Told) -> String {
    match told.rounds.same_subject {
        true => told.head(),
        false => format!("{}\n{}", told.head(), told.words.compare.no_ranking),
    }
}

fn table(told: &Told, signs: Signs) -> String {
    let says = &told.words.compare;
    let whole = &told.last.overall;
    let overall = Line {
        title: says.overall.to_owned(),
        printed: told.rounds.sides.iter().map(|side| side.scorecard.overall.printed()).collect(),
        sign: signs.of(whole.verdict, whole.change.as_ref(), [whole.printed_then, whole.printed_now]),
        says: told.what_happened_overall(),
    };
    let areas = told.last.areas.iter().map(|area| Line {
        title: area.titled(LONGEST_TITLE),
        printed: told.rounds.printed(area.id.as_str()),
        sign: signs.of(area.verdict, area.change.as_ref(), [area.printed_then, area.printed_now]),
        says: told.what_happened(area),
    });
    let lines: Vec<Line> = std::iter::once(overall).chain(areas).collect();
    let titles = lines.iter().map(|line| width(&line.title)).chain([width(says.area)]);
    let room = titles.max().unwrap_or(0).min(LONGEST_TITLE);
    let columns: Vec<usize> = told.names.iter().map(|name| width(name).max(4)).collect();
    let sign_room = lines.iter().map(|line| width(&line.sign)).max().unwrap_or(0);
    let wide = lines.iter().map(|line| width(&line.says)).chain([width(says.what_happened)]);
    let wide = wide.max().unwrap_or(0);
    let mut head = fit(says.area, room);
    for (name, column) in told.names.iter().zip(&columns) {
        head.push_str(&format!("  {}{name}", " ".repeat(column.saturating_sub(width(name)))));
    }
    head.push_str(&format!("  {}  {}", " ".repeat(sign_room), says.what_happened));
    let mut table = vec![head];
    for line in &lines {
        let mut row = fit(&line.title, room);
        for (printed, column) in line.printed.iter().zip(&columns) {
            let shown = printed.map_or_else(|| "-".to_owned(), |printed| printed.to_string());
            row.push_str(&format!("  {shown:>column$}"));
        }
        let gap = " ".repeat(sign_room.saturating_sub(width(&line.sign)));
        row.push_str(&format!("  {}{gap}  {}", line.sign, fit(&line.says, wide)));
        // Some terminals draw these signs wider than they are: last on the line they push nothing.
        if let (Signs::Unicode, 3..) = (signs, line.printed.len()) {
            row.push_str(&format!("  {}", signs.line(&line.printed)));
        }
        table.push(row.trim_end().to_owned());
    }
    if lines.iter().any(|line| line.sign.ends_with('*')) {
        table.push(says.starred.to_owned());
    }
    table.join("\n")
}

/// The whole over what is common, areas compared in part, and the rule of the steps.
fn whole(told: &Told) -> String {
    let mut lines = vec![told.common(), told.words.compare.steps.to_owned()];
    lines.extend(Some(listed(&told.in_part())).filter(|part| !part.is_empty()));
    lines.join("\n")
}

/// The targets of the last, and how far it came; beside another team there are none.
fn targets(rounds: &Rounds, words: &Words) -> String {
    match rounds.sides.last().filter(|_| rounds.same_subject) {
        Some(now) => of_targets(now.assessment, &AreaTargets::of(rounds), words),
        None => String::new(),
    }
}

/// Which answers made the whole move.
fn made_by(told: &Told) -> String {
    let Some(made_by) = told.made_by() else { return String::new() };
    let room = made_by.parts.iter().map(|(points, _)| points.len()).max().unwrap_or(0);
    let mut lines = vec![made_by.title];
    lines.extend(made_by.parts.iter().map(|(points, ask)| format!("  {points:>room$}  {ask}")));
    lines.extend(made_by.others.map(|others| format!("  {others}")));
    lines.join("\n")
}

fn not_compared(told: &Told) -> String {
    let mut lines = vec![listed(&told.not_compared())];
    lines.extend(told.renamed());
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// A title and the lines under it; nothing without any.
fn listed(list: &Listing) -> String {
    if list.lines.is_empty() {
        return String::new();
    }
    std::iter::once(list.title.clone())
        .chain(list.lines.iter().map(|line| format!("  {line}")))
        .collect::<Vec<_>>()
        .join("\n")
}
