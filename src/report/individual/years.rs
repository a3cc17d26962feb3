//! Year on year: the areas then and now, which answers made the difference, what became of the leaks and of the
//! plan, and what changed in the questions. Of different teams, the same side by side.

use std::fmt::Display;

use super::super::{
    Block, Cell, Column, Columns, Drawing, Figure, Level, List, Marker, Row, Section, Slope, SlopeLine,
    SlopeWords, Start, Table,
};
use super::{Subject, trend};
use crate::assessment::Assessment;
use crate::assessment::plan::{Status, Step};
use crate::comparison::told::{Fate, Listing, Told};
use crate::comparison::{Change, Verdict, Which};
use crate::questionnaire::AreaIndex;
use crate::words::{ReportYears, fill};

/// `None` where nothing is compared.
pub(super) fn section(subject: Subject) -> Option<Section> {
    let told = told(subject)?;
    let says = &subject.says().years;
    let mut blocks = vec![Block::lead(told.common())];
    if !told.rounds.same_subject {
        blocks.push(Block::text(told.words.compare.no_ranking));
    }
    let slope = slope(&told, says).map(Block::Figure);
    let table = Block::Table(table(subject, &told));
    let starred = is_starred(&told).then(|| Block::note(told.words.compare.starred));
    match trend::figure(subject, &told) {
        // Every year first; then what the last two have in common, under a heading, for it may begin a page.
        Some(trend) => {
            blocks.extend([Block::Figure(trend), table]);
            blocks.extend(left_out(&told, says, LinesHold::All));
            blocks.extend(starred);
            let names: [(&str, &dyn Display); 2] = [("before", &told.before()), ("now", &told.now())];
            let title = Block::heading(fill(says.slope_title, &names));
            blocks.extend(slope.into_iter().flat_map(|slope| [title.clone(), slope]));
        }
        None => {
            blocks.extend(slope);
            blocks.push(table);
            blocks.extend(left_out(&told, says, LinesHold::TheLastTwo));
            blocks.extend(starred);
        }
    }
    blocks.extend(listed(told.in_part()));
    blocks.extend(made_by(&told, says));
    let lists: Vec<Block> = told.lists().into_iter().flat_map(short_or_in_columns).collect();
    if !lists.is_empty() {
        blocks.push(Block::heading(if told.rounds.same_subject { says.leaks } else { says.leaks_of_teams }));
        blocks.extend(lists);
    }
    if told.rounds.same_subject {
        blocks.extend(plan(subject, &told));
    }
    blocks.extend(questions(&told, says));
    blocks.push(Block::note(fill(says.honest, &[("edition", &edition(&told))])));
    Some(Section {
        title: title(&told, says),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some("years".to_owned()),
        blocks,
    })
}

/// The rounds in the report's language.
fn told<'a>(subject: Subject<'a>) -> Option<Told<'a>> {
    Told::of(subject.years?, subject.words())
}

/// What an area had the time before, where it can be compared; nothing beside another team.
pub(super) fn previous(subject: Subject, area: AreaIndex) -> Option<f64> {
    let rounds = subject.years.filter(|rounds| rounds.same_subject)?;
    let id = &subject.questionnaire()[area].id;
    let area = rounds.last()?.areas.iter().find(|area| area.id == *id)?;
    area.change.as_ref()?;
    area.printed_then.map(f64::from)
}

/// The whole the time before, and the words for it, such as `2025: 52`.
pub(super) fn previous_whole(subject: Subject) -> Option<(f64, String)> {
    let told = told(subject).filter(|told| told.rounds.same_subject)?;
    told.last.overall.change.as_ref()?;
    let score = told.last.overall.printed_then?;
    Some((f64::from(score), format!("{}: {score}", told.before())))
}

/// The finding: from which score to which.
fn title(told: &Told, says: &ReportYears) -> String {
    match (&told.last.overall.change, told.rounds.same_subject) {
        (Some(change), true) => {
            let verdict = told.verdict(told.last.overall.verdict);
            let values: [(&str, &dyn Display); 4] = [
                ("then", &change.then),
                ("now", &change.now),
                ("before", &told.before()),
                ("verdict", &verdict),
            ];
            fill(says.title, &values)
        }
        (None, true) => fill(says.title_unclear, &[("before", &told.before()), ("now", &told.now())]),
        (_, false) => told.head(),
    }
}

/// By which edition both were measured.
fn edition<'a>(told: &Told<'a>) -> &'a str {
    let which = match told.last.measure {
        Which::Now => 0,
        Which::Then => 1,
    };
    let side = told.rounds.sides.iter().rev().nth(which);
    side.map_or("", |side| side.assessment.questionnaire.edition.as_str())
}

/// The last two rounds over what they have in common; `None` without an area that can be compared.
fn slope(told: &Told, says: &ReportYears) -> Option<Figure> {
    let mut said = Vec::new();
    let mut lines = Vec::new();
    for area in &told.last.areas {
        let Some(change) = &area.change else { continue };
        let verdict = told.verdict(area.verdict);
        let values: [(&str, &dyn Display); 4] =
            [("area", &area.title), ("then", &change.then), ("now", &change.now), ("verdict", &verdict)];
        said.push(fill(says.line, &values));
        lines.push(SlopeLine {
            label: area.short.clone(),
            before: f64::from(change.then),
            now: f64::from(change.now),
            certain: match area.verdict {
                Verdict::Up | Verdict::Down => true,
                Verdict::AboutTheSame | Verdict::SameAnswers | Verdict::NotComparable => false,
            },
        });
    }
    if lines.is_empty() {
        return None;
    }
    let values: [(&str, &dyn Display); 3] =
        [("before", &told.before()), ("now", &told.now()), ("areas", &said.join("; "))];
    Some(Figure {
        alt: fill(says.slope, &values),
        caption: fill(says.slope_caption, &[("edition", &edition(told))]),
        drawing: Drawing::Slope(Slope {
            before: told.before().to_owned(),
            now: told.now().to_owned(),
            lines,
            words: SlopeWords { certain: says.clear.to_owned(), uncertain: says.unclear.to_owned() },
        }),
    })
}

/// So many rounds have a column, the latest; a page is no wider.
const MOST_COLUMNS: usize = 6;

/// Which rounds a drawing beside the table holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinesHold {
    All,
    TheLastTwo,
}

/// That the table does not hold every round, where that is so.
fn left_out(told: &Told, says: &ReportYears, lines: LinesHold) -> Option<Block> {
    let count = told.names.len();
    let values: [(&str, &dyn Display); 2] = [("shown", &MOST_COLUMNS), ("count", &count)];
    let latest = fill(says.latest, &values);
    (MOST_COLUMNS < count).then(|| {
        Block::note(match lines {
            LinesHold::All => format!("{latest} {}", says.lines_hold_all),
            LinesHold::TheLastTwo => latest,
        })
    })
}

/// The latest rounds' printed scores, and what happened between the last two.
fn table(subject: Subject, told: &Told) -> Table {
    let says = &told.words.compare;
    let printed = |printed: Option<u32>| printed.map_or_else(|| "-".to_owned(), |score| score.to_string());
    let left_out = told.names.len().saturating_sub(MOST_COLUMNS);
    let names = told.names.get(left_out..).unwrap_or_default();
    let row = |title: Cell, scores: Vec<Option<u32>>, moved: String, happened: String| {
        let mut cells = vec![title];
        let last = scores.len().saturating_sub(1);
        let scores = scores.into_iter().enumerate().skip(left_out);
        cells.extend(scores.map(|(at, score)| match at == last {
            true => Cell::strong(printed(score)),
            false => Cell::from(printed(score)),
        }));
        cells.extend([Cell::from(moved), Cell::from(with_whole_brackets(&happened))]);
        Row::Cells(cells)
    };
    let whole = &told.last.overall;
    let overall = row(
        Cell::strong(says.overall),
        told.rounds.sides.iter().map(|side| side.scorecard.overall.printed()).collect(),
        moved(whole.change.as_ref(), [whole.printed_then, whole.printed_now]),
        told.what_happened_overall(),
    );
    let areas = told.last.areas.iter().map(|area| {
        let title = match area.number {
            Some(number) => format!("{number} {}", area.short),
            None => area.short.clone(),
        };
        let is_here = subject.questionnaire().find_area(area.id.as_str()).is_some();
        let title = if is_here { Cell::from(title).goes_to(area.id.as_str()) } else { Cell::from(title) };
        row(
            title,
            told.rounds.printed(area.id.as_str()),
            moved(area.change.as_ref(), [area.printed_then, area.printed_now]),
            told.what_happened(area),
        )
    });
    let mut columns = vec![Column::left(says.area, 0.36)];
    let each = 0.30 / names.len().max(1) as f64;
    columns.extend(names.iter().map(|name| Column::right(name.clone(), each)));
    columns.extend([Column::right(subject.says().years.moved, 0.11), Column::left(says.what_happened, 0.23)]);
    let years = names.join(", ");
    Table {
        summary: fill(subject.says().years.table, &[("years", &years)]),
        columns,
        rows: std::iter::once(overall).chain(areas).collect(),
    }
}

/// The same text, the brackets at its end never broken over two lines.
fn with_whole_brackets(text: &str) -> String {
    match text.rsplit_once('(') {
        // A name that was cut may have left a bracket open.
        Some((before, within)) if within.ends_with(')') => {
            format!("{before}({}", within.replace(' ', "\u{a0}"))
        }
        Some(_) | None => text.to_owned(),
    }
}

/// `+9`; with a star where the numbers beside it make another difference.
fn moved(change: Option<&Change>, printed: [Option<u32>; 2]) -> String {
    let Some(change) = change else { return String::new() };
    let star = if change.is_other(printed) { "*" } else { "" };
    match change.delta() {
        0 => format!("0{star}"),
        delta => format!("{delta:+}{star}"),
    }
}

fn is_starred(told: &Told) -> bool {
    let whole = &told.last.overall;
    let is_other = |change: &Change| change.is_other([whole.printed_then, whole.printed_now]);
    whole.change.as_ref().is_some_and(is_other)
        || told.last.areas.iter().any(|area| area.change.as_ref().is_some_and(|change| area.is_other(change)))
}

/// A title with its lines; nothing without any.
fn listed(list: Listing) -> Vec<Block> {
    if list.lines.is_empty() {
        return Vec::new();
    }
    vec![Block::text(list.title), Block::List(List { marker: Marker::Bullet, items: list.lines })]
}

/// A title with its lines, a long list in two columns, to be read left before right.
fn short_or_in_columns(list: Listing) -> Vec<Block> {
    const SHORT: usize = 6;
    if list.lines.len() <= SHORT {
        return listed(list);
    }
    let mut left = list.lines;
    let right = left.split_off(left.len().div_ceil(2));
    let column = |items: Vec<String>| vec![Block::List(List { marker: Marker::Bullet, items })];
    let columns = Columns { left_share: 0.5, left: column(left), right: column(right) };
    vec![Block::text(list.title), Block::Columns(columns)]
}

fn made_by(told: &Told, says: &ReportYears) -> Vec<Block> {
    let Some(made_by) = told.made_by() else { return Vec::new() };
    let parts = made_by.parts.into_iter().map(|(points, ask)| format!("{points}  {ask}"));
    let items = parts.chain(made_by.others).collect();
    vec![
        Block::heading(says.answers),
        Block::text(made_by.title),
        Block::List(List { marker: Marker::Bullet, items }),
    ]
}

/// What of the earlier plan was done, and whether its leaks are closed.
fn plan(subject: Subject, told: &Told) -> Vec<Block> {
    let Some(before) = told.rounds.sides.iter().rev().nth(1) else { return Vec::new() };
    let steps = before.assessment.plan.steps();
    if steps.is_empty() {
        return Vec::new();
    }
    let says = &subject.says().years;
    let actions = &told.words.actions;
    let done = steps.iter().filter(|step| matches!(step.status, Status::Done(_))).count();
    let plugged = steps.iter().filter(|step| fate(told, step) == Some(Fate::Plugged)).count();
    let values: [(&str, &dyn Display); 4] =
        [("count", &steps.len()), ("done", &done), ("plugged", &plugged), ("before", &told.before())];
    let lead = fill(told.words.plural(&says.plan, steps.len()), &values);
    let rows = steps.iter().map(|step| Row::Cells(cells(before.assessment, step, told, says)));
    let table = Table {
        summary: fill(says.plan_table, &[("before", &told.before())]),
        columns: vec![
            Column::left(actions.what, 0.40),
            Column::left(actions.who, 0.14),
            Column::left(actions.by, 0.12),
            Column::left(actions.status, 0.15),
            Column::left(says.its_leak, 0.19),
        ],
        rows: rows.collect(),
    };
    let (who, by) = (1, 2);
    vec![
        Block::heading(fill(says.plan_title, &[("before", &told.before())])),
        Block::text(lead),
        Block::Table(table.without_empty(&[who, by])),
    ]
}

fn fate(told: &Told, step: &Step) -> Option<Fate> {
    told.last.fate_of(step.draft.leak.as_ref()?)
}

fn cells(before: &Assessment, step: &Step, told: &Told, says: &ReportYears) -> Vec<Cell> {
    let (words, actions) = (told.words, &told.words.actions);
    let status = match step.status {
        Status::Open => Cell::from(actions.is_open),
        Status::Done(on) => Cell::from(format!("{}, {}", actions.is_done, words.short_date(on))),
        Status::Dropped => Cell::muted(actions.is_dropped),
    };
    let area = step.draft.area.map(|area| before.questionnaire[area].short.as_str());
    let what = match area {
        Some(area) => format!("{} ({area})", step.draft.what),
        None => step.draft.what.clone(),
    };
    let leak = match (&step.draft.leak, fate(told, step)) {
        (_, Some(Fate::Plugged)) => Cell::strong(says.is_plugged),
        (_, Some(Fate::Open)) => Cell::from(says.still_leaks),
        (_, Some(Fate::OutOfSight)) | (Some(_), None) => Cell::muted(says.nobody_can_say),
        (None, None) => Cell::muted("-"),
    };
    vec![
        Cell::from(what),
        Cell::from(step.draft.owner.clone()),
        Cell::from(step.draft.due.map(|due| words.short_date(due)).unwrap_or_default()),
        status,
        leak,
    ]
}

/// What changed in the questions, and what could not be compared.
fn questions(told: &Told, says: &ReportYears) -> Vec<Block> {
    let mut blocks = listed(told.not_compared());
    let renamed = told.renamed();
    if !renamed.is_empty() {
        blocks.push(Block::List(List { marker: Marker::Bullet, items: renamed }));
    }
    if blocks.is_empty() {
        return vec![Block::text(says.all_compared)];
    }
    blocks.insert(0, Block::heading(says.questions));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(with_whole_brackets(text).replace('\u{a0}', "_"), want);
    }

    #[rustfmt::skip]
    mod brackets {
        use super::check;

        #[test] fn none() { check("clear rise", "clear rise"); }
        #[test] fn at_the_end() { check("clear rise (44 to 75)", "clear rise (44_to_75)"); }
        #[test] fn in_the_middle() { check("no score in 2025 (spring) and before", "no score in 2025 (spring) and before"); }
        #[test] fn cut_open() { check("no score in Team (north and …", "no score in Team (north and …"); }
    }
}
