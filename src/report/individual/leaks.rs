//! The leaks, worst first: a card for each that matters most, a table for the rest; blind spots.

use std::collections::BTreeMap;

use super::super::{
    Block, Card, Cell, Column, Drawing, Figure, Level, List, Marker, Matrix, MatrixPoint, Part, Room, Row,
    Section, Start, Table,
};
use super::{Areas, CARDS, Extent, Notes, Options, Subject, answers, percent, severity};
use crate::findings::what_if::Plugs;
use crate::findings::{BlindSpot, Cause, Leak, Strength};
use crate::questionnaire::in_words::answer_in_words;
use crate::questionnaire::{
    Answer, Area, AreaIndex, Builds, Effort, Kind, PracticeIndex, QuestionIndex, Severity,
};
use crate::scoring::why::{Line, Of, Tenths, why};
use crate::words::{Words, fill};

/// How many leaks stand on the map; more would hide one another.
const MAPPED: usize = 15;

/// The leaks; `None` when there are none.
pub(super) fn section(subject: Subject, options: Options) -> Option<Section> {
    (!subject.findings.leaks.is_empty()).then(|| leak_section(subject, options))
}

fn leak_section(subject: Subject, options: Options) -> Section {
    let leaks = &subject.findings.leaks;
    let grave = leaks.iter().filter(|leak| Severity::High <= leak.severity).count();
    let (words, says) = (subject.words(), &subject.says().leaks);
    let mut blocks = vec![Block::note(says.order)];
    let mut told: Vec<(AreaIndex, usize)> = Vec::new();
    for (position, leak) in leaks.iter().enumerate().take(CARDS) {
        let before = told.iter().find(|(area, _)| *area == leak.area).map(|(_, position)| *position);
        if before.is_none() {
            told.push((leak.area, position));
        }
        blocks.push(Block::Card(card(subject, options, position, leak, before)));
    }
    let others = leaks.iter().enumerate().skip(CARDS);
    let (critical, others): (Vec<_>, Vec<_>) =
        others.partition(|(_, leak)| leak.severity == Severity::Critical);
    if CARDS < leaks.len() && options.extent == Extent::Full {
        blocks.push(Block::heading(says.where_to_begin));
        blocks.push(Block::Figure(map(subject)));
    }
    if !critical.is_empty() {
        blocks.push(Block::heading(says.critical_too));
        blocks.extend(
            critical.into_iter().map(|(position, leak)| Block::Card(small_card(subject, position, leak))),
        );
    }
    if !others.is_empty() {
        blocks.push(Block::heading(says.others));
        blocks.push(Block::note(columns_in_words(subject, options)));
        blocks.push(Block::Table(table(subject, &others)));
    }
    let title = match grave {
        0 => words.count(&says.title_mild, leaks.len()),
        _ => {
            let title = words.plural(&says.title_grave, leaks.len());
            fill(title, &[("count", &leaks.len()), ("grave", &grave)])
        }
    };
    // Page one stands alone; the scores of the areas share their last page with the first leaks.
    Section { title, level: Level::One, start: Start::Anywhere, anchor: Some("leaks".to_owned()), blocks }
}

/// The first leaks by what plugging them takes and how much it helps.
fn map(subject: Subject) -> Figure {
    let questionnaire = subject.questionnaire();
    let (words, says) = (subject.words(), &subject.says().figures);
    let shown: Vec<&Leak> = subject.findings.leaks.iter().take(MAPPED).collect();
    let worst = shown.iter().map(|leak| leak.rank).fold(1.0, f64::max);
    // Ranks are products and double from step to step; on the map the steps stand equally far apart.
    let helps = |rank: f64| ((1.0 + rank).ln() / (1.0 + worst).ln()).clamp(0.0, 1.0);
    let points = shown.iter().enumerate().map(|(position, leak)| MatrixPoint {
        number: u32::try_from(position + 1).unwrap_or(0),
        across: match cheapest(subject, leak).map(|practice| questionnaire[practice].effort) {
            Some(Effort::Low) => 0.12,
            Some(Effort::Medium) | None => 0.5,
            Some(Effort::High) => 0.88,
        },
        upward: helps(leak.rank),
        tone: Some(severity(leak.severity, words).tone),
    });
    let said = shown.iter().enumerate().map(|(position, leak)| {
        let effort = cheapest(subject, leak)
            .map_or(says.no_effort, |practice| questionnaire[practice].effort.in_words(words));
        fill(
            says.point,
            &[
                ("number", &(position + 1)),
                ("effort", &effort),
                ("severity", &leak.severity.in_words(words)),
                ("percent", &percent(helps(leak.rank), words)),
            ],
        )
    });
    Figure {
        alt: fill(says.map, &[("leaks", &said.collect::<Vec<_>>().join("; "))]),
        caption: match shown.len() < subject.findings.leaks.len() {
            true => fill(says.places_of_first, &[("count", &MAPPED), ("tones", &says.tones)]),
            false => fill(says.places, &[("tones", &says.tones)]),
        },
        drawing: Drawing::Matrix(Matrix {
            across: says.more_effort.to_owned(),
            steps: [Effort::Low, Effort::Medium, Effort::High]
                .map(|effort| effort.in_words(words).to_owned())
                .to_vec(),
            upward: says.helps_more.to_owned(),
            corners: says.corners.map(str::to_owned),
            points: points.collect(),
        }),
    }
}

/// The least costly practice that plugs a leak.
pub(super) fn cheapest(subject: Subject, leak: &Leak) -> Option<PracticeIndex> {
    let questionnaire = subject.questionnaire();
    leak.plugged_by.iter().copied().min_by_key(|practice| questionnaire[*practice].effort)
}

/// What the columns of the table say, and where the rest stands.
fn columns_in_words(subject: Subject, options: Options) -> String {
    let says = &subject.says().leaks;
    match (options.extent, options.areas) {
        (Extent::Full, Areas::WeakFirst | Areas::All) => {
            format!("{} {}", says.columns, says.on_area_page)
        }
        // Not every area is told.
        (Extent::Full, Areas::Weak) | (Extent::Brief, _) => says.columns.to_owned(),
    }
}

/// A leak's headline, with what it rests on where that is not one answer.
fn headline(subject: Subject, leak: &Leak) -> String {
    let (words, says) = (subject.words(), &subject.says().leaks);
    let count = leak.because.len();
    let text = match leak.cause {
        Cause::Choice | Cause::CutPoint => return leak.headline.clone(),
        Cause::DontKnow => says.unknown,
        Cause::Rule if count == 1 => return leak.headline.clone(),
        Cause::Rule => words.plural(&says.from_answers, count),
    };
    fill(text, &[("leak", &leak.headline), ("count", &count)])
}

/// What a leak's question loses of the points it could give its area, found among the lines of its area's
/// score; empty where no level was reached.
fn loses(leak: &Leak, lines: &[Line], words: &Words) -> String {
    let (Cause::Choice | Cause::CutPoint, Some(index)) = (leak.cause, leak.because.first()) else {
        return String::new();
    };
    let line = lines.iter().find(|line| line.of == Of::Question(*index));
    match line.and_then(|line| Some((line.share?, line.points?))) {
        Some((share, points)) => answers::points(Some(Tenths(share.0.saturating_sub(points.0))), words),
        None => String::new(),
    }
}

/// `before` is the position of an earlier card on the same area: cost and assignments stand there.
fn card(subject: Subject, options: Options, position: usize, leak: &Leak, before: Option<usize>) -> Card {
    let questionnaire = subject.questionnaire();
    let area = &questionnaire[leak.area];
    let (words, says) = (subject.words(), &subject.says().leaks);
    let mut parts = Vec::new();
    let answers: Vec<String> = leak
        .because
        .iter()
        .map(|question| {
            let note = &subject.assessment.answers.entry(*question).note;
            let answer = answered(subject, *question);
            let answer = match (options.notes, note.is_empty()) {
                (Notes::Shown, false) => {
                    let end = if answer.ends_with(['.', '!', '?']) { "" } else { "." };
                    fill(says.with_note, &[("answer", &format!("{answer}{end}")), ("note", note)])
                }
                (Notes::Shown, true) | (Notes::Hidden, _) => answer,
            };
            format!("{} {answer}", subject.ask(*question))
        })
        .collect();
    parts.push(match answers.as_slice() {
        [one] => Part::text(label_of(leak.cause, words), one),
        _ => Part::list(label_of(leak.cause, words), Marker::Bullet, answers),
    });
    // In the full report the cost and the assignments stand on the area's own page.
    let brief = options.extent == Extent::Brief;
    if brief && !area.cost.is_empty() && before.is_none() {
        parts.push(Part::text(says.costs, &area.cost));
    }
    if !leak.plugged_by.is_empty() {
        let practices = leak.plugged_by.iter().map(|practice| with_effort(subject, *practice)).collect();
        parts.push(Part::list(says.plugs, Marker::Bullet, practices));
    }
    match before {
        _ if !brief => {}
        Some(before) => {
            let before = fill(says.before, &[("number", &(before + 1))]);
            parts.push(Part::text(says.before_label, before));
        }
        None => parts.extend(assignments(subject, area)),
    }
    Card {
        rank: u32::try_from(position + 1).ok(),
        headline: leak.headline.clone(),
        severity: Some(severity(leak.severity, subject.words())),
        area: subject.numbered(leak.area),
        parts,
        fill_in: vec![subject.says().heads.who.to_owned(), subject.says().heads.by_when.to_owned()],
        room: Room::Ample,
    }
}

/// A critical leak that is not among the first: what it is and what plugs it.
fn small_card(subject: Subject, position: usize, leak: &Leak) -> Card {
    let practices: Vec<String> =
        leak.plugged_by.iter().map(|practice| with_effort(subject, *practice)).collect();
    let parts = match practices.is_empty() {
        true => Vec::new(),
        false => vec![Part::text(subject.says().leaks.plugs, practices.join("; "))],
    };
    Card {
        rank: u32::try_from(position + 1).ok(),
        headline: leak.headline.clone(),
        severity: Some(severity(leak.severity, subject.words())),
        area: subject.questionnaire()[leak.area].short.clone(),
        parts,
        fill_in: Vec::new(),
        room: Room::Sparing,
    }
}

fn assignments(subject: Subject, area: &Area) -> Vec<Part> {
    let says = &subject.says().leaks;
    let sales = area.sales_assignment.as_ref().map(|text| Part::text(says.sales, text));
    let development = area
        .development_assignment
        .as_ref()
        .map(|assignment| Part::text(to_build(subject, assignment.builds), &assignment.text));
    sales.into_iter().chain(development).collect()
}

/// What an assignment builds, as a label: `To build skill`.
pub(super) fn to_build(subject: Subject, builds: Builds) -> String {
    let says = &subject.says().often;
    let what = match builds {
        Builds::Knowledge => says.knowledge,
        Builds::Skill => says.skill,
        Builds::Commitment => says.commitment,
        Builds::Capacity => says.capacity,
    };
    fill(says.to_build, &[("what", &what)])
}

/// A strength in a sentence: the step that was reached, else the question with its answer.
pub(super) fn strength(subject: Subject, strength: &Strength) -> String {
    let questionnaire = subject.questionnaire();
    let question = &questionnaire[strength.question];
    let area = &questionnaire[strength.area].title;
    match (&question.kind, subject.assessment.answers.answer(strength.question)) {
        (Kind::Scale(choices) | Kind::SingleChoice(choices), Some(Answer::Choice(chosen))) => {
            let text = choices.get(*chosen).map_or("", |choice| choice.text.as_str());
            format!("{area}. {} {text}", subject.ask(strength.question))
        }
        (_, _) => {
            format!("{area}. {} {}.", subject.ask(strength.question), answered(subject, strength.question))
        }
    }
}

fn label_of(cause: Cause, words: &Words) -> &'static str {
    match cause {
        Cause::Choice | Cause::CutPoint | Cause::Rule => words.report.leaks.answered,
        Cause::DontKnow => words.report.leaks.nobody_knew,
    }
}

/// A practice, with what it takes.
pub(super) fn with_effort(subject: Subject, practice: PracticeIndex) -> String {
    let practice = &subject.questionnaire()[practice];
    let words = subject.words();
    let text = practice.text.trim_end_matches('.');
    fill(words.common.with_effort, &[("practice", &text), ("effort", &practice.effort.in_words(words))])
}

/// An answer quoted, such as `Answer 2 of 5: Left to each person`, or `Answer: 45%`.
pub(super) fn answered(subject: Subject, question: QuestionIndex) -> String {
    let words = subject.words();
    let in_words = |answer: &Answer| answer_in_words(&subject.questionnaire()[question], answer, words);
    match subject.assessment.answers.answer(question) {
        Some(Answer::Choice(chosen)) if matches!(subject.questionnaire()[question].kind, Kind::Scale(_)) => {
            fill(words.report.leaks.step, &[("answer", &in_words(&Answer::Choice(*chosen)))])
        }
        Some(answer) => fill(words.report.leaks.given, &[("answer", &in_words(answer))]),
        None => words.report.often.not_answered.to_owned(),
    }
}

fn table(subject: Subject, leaks: &[(usize, &Leak)]) -> Table {
    let questionnaire = subject.questionnaire();
    let given = &subject.assessment.answers;
    let (words, says, heads) = (subject.words(), &subject.says().leaks, &subject.says().heads);
    let gains = Plugs::of(questionnaire, given, subject.scorecard, subject.findings).gains();
    let mut opened: BTreeMap<AreaIndex, Vec<Line>> = BTreeMap::new();
    let rows = leaks.iter().map(|(position, leak)| {
        let lines = opened
            .entry(leak.area)
            .or_insert_with(|| why(questionnaire, given, subject.scorecard, leak.area, words));
        let gain = gains.get(*position).copied().flatten().map(|gain| gain.points.to_string());
        let effort = cheapest(subject, leak).map(|practice| questionnaire[practice].effort.in_words(words));
        let area = Cell::from(questionnaire[leak.area].short.clone());
        Row::Cells(vec![
            Cell::muted((position + 1).to_string()),
            Cell::from(headline(subject, leak)),
            area.goes_to(subject.page_of(leak.area)),
            Cell::band(&severity(leak.severity, words)),
            Cell::from(words.number(leak.rank / leak.severity.points(), 2)),
            Cell::from(loses(leak, lines, words)),
            Cell::from(gain.unwrap_or_default()),
            Cell::muted(effort.unwrap_or_default()),
        ])
    });
    Table {
        summary: says.table.to_owned(),
        columns: vec![
            Column::right("", 0.04),
            Column::left(heads.leak, 0.43),
            Column::left(heads.area, 0.15),
            Column::left(heads.how_bad, 0.12),
            Column::right(heads.weight, 0.06),
            Column::right(heads.loses, 0.06),
            Column::right(heads.gains, 0.05),
            Column::left(heads.effort, 0.09),
        ],
        rows: rows.collect(),
    }
}

/// What nobody could say, in a sentence: the area, the question, and of a matrix the row.
pub(super) fn blind_spot(subject: Subject, spot: &BlindSpot) -> String {
    let questionnaire = subject.questionnaire();
    let area = spot.area.map_or(subject.says().leaks.team, |area| questionnaire[area].title.as_str());
    match spot.row.and_then(|row| questionnaire[spot.question].kind.rows().get(row)) {
        Some(row) => format!("{area}: {} ({})", subject.ask(spot.question), row.text),
        None => format!("{area}: {}", subject.ask(spot.question)),
    }
}

/// What nobody could say; `None` when everything could be said.
pub(super) fn blind_spots(subject: Subject) -> Option<Section> {
    let spots = &subject.findings.blind_spots;
    if spots.is_empty() {
        return None;
    }
    let items = spots.iter().map(|spot| blind_spot(subject, spot)).collect();
    Some(Section {
        title: subject.words().count(&subject.says().leaks.blind_title, spots.len()),
        level: Level::One,
        start: Start::Whole,
        anchor: Some("blind-spots".to_owned()),
        blocks: vec![
            Block::text(subject.says().leaks.blind),
            Block::List(List { marker: Marker::Bullet, items }),
        ],
    })
}
