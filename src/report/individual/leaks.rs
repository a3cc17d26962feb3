//! The leaks, worst first: a card for each that matters most, a table for the rest; blind spots.

use std::collections::BTreeMap;

use super::super::{
    Block, Card, Cell, Column, Drawing, Figure, Level, List, Marker, Matrix, MatrixPoint, Part, Room, Row,
    Section, Start, Table,
};
use super::{Areas, CARDS, Extent, Notes, Options, Subject, severity};
use crate::findings::what_if::Plugs;
use crate::findings::{BlindSpot, Cause, Leak, Strength};
use crate::questionnaire::in_words::answer_in_words;
use crate::questionnaire::kind::plain_number;
use crate::questionnaire::{Answer, Area, AreaIndex, Effort, Kind, PracticeIndex, QuestionIndex, Severity};
use crate::scoring::why::{Line, Of, Tenths, why};
use crate::text::counted;
use crate::words::EN;

/// How to read the colours of the map.
const TONES: &str = "The darker, the graver.";

/// How many leaks stand on the map; more would hide one another.
const MAPPED: usize = 15;

/// The leaks; `None` when there are none.
pub(super) fn section(subject: Subject, options: Options) -> Option<Section> {
    (!subject.findings.leaks.is_empty()).then(|| leak_section(subject, options))
}

fn leak_section(subject: Subject, options: Options) -> Section {
    let leaks = &subject.findings.leaks;
    let grave = leaks.iter().filter(|leak| Severity::High <= leak.severity).count();
    let mut blocks = vec![Block::note(
        "Ranked by severity times the weights of question and area; of equal rank, the weaker area comes first.",
    )];
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
        blocks.push(Block::heading("Where to begin"));
        blocks.push(Block::Figure(map(subject)));
    }
    if !critical.is_empty() {
        blocks.push(Block::heading("Critical as well"));
        blocks.extend(
            critical.into_iter().map(|(position, leak)| Block::Card(small_card(subject, position, leak))),
        );
    }
    if !others.is_empty() {
        blocks.push(Block::heading("The other leaks"));
        blocks.push(Block::note(columns_in_words(options)));
        blocks.push(Block::Table(table(subject, &others)));
    }
    let title = match grave {
        0 => counted(leaks.len(), "leak, and none is grave", "leaks, and none is grave"),
        _ => format!("{}, {grave} of them critical or high", counted(leaks.len(), "leak", "leaks")),
    };
    // Page one stands alone; the scores of the areas share their last page with the first leaks.
    Section { title, level: Level::One, start: Start::Anywhere, anchor: Some("leaks".to_owned()), blocks }
}

/// The first leaks by what plugging them takes and how much it helps.
fn map(subject: Subject) -> Figure {
    let questionnaire = subject.questionnaire();
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
        tone: Some(severity(leak.severity).tone),
    });
    let said = shown.iter().enumerate().map(|(position, leak)| {
        let effort =
            cheapest(subject, leak).map_or("unknown", |practice| questionnaire[practice].effort.word());
        let helps = (helps(leak.rank) * 100.0).round();
        format!("{} {effort} effort, {}, helps {helps}%", position + 1, leak.severity)
    });
    Figure {
        alt: format!(
            "The first leaks by the effort of plugging them and by how much it helps: {}.",
            said.collect::<Vec<_>>().join("; ")
        ),
        caption: match shown.len() < subject.findings.leaks.len() {
            true => {
                format!(
                    "The numbers are the leaks' places in the ranking; the first {MAPPED} are shown. {TONES}"
                )
            }
            false => format!("The numbers are the leaks' places in the ranking. {TONES}"),
        },
        drawing: Drawing::Matrix(Matrix {
            across: "more effort".to_owned(),
            steps: [Effort::Low, Effort::Medium, Effort::High]
                .map(|effort| effort.word().to_owned())
                .to_vec(),
            upward: "helps more".to_owned(),
            corners: ["Begin here", "Plan for it", "In passing", "Leave for later"].map(str::to_owned),
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
fn columns_in_words(options: Options) -> String {
    let says = "Weight is that of the question times that of its area. Loses: points of the 100 of its area. Gains: \
                points of the overall score, if this leak alone were plugged.";
    match (options.extent, options.areas) {
        (Extent::Full, Areas::WeakFirst | Areas::All) => {
            format!("{says} What plugs it stands on the page of its area.")
        }
        // Not every area is told.
        (Extent::Full, Areas::Weak) | (Extent::Brief, _) => says.to_owned(),
    }
}

/// What a leak rests on, to stand behind its headline: nothing where that is one answer.
fn evidence(leak: &Leak) -> String {
    match leak.cause {
        Cause::Choice | Cause::CutPoint => String::new(),
        Cause::DontKnow => " (nobody knew)".to_owned(),
        Cause::Rule if leak.because.len() == 1 => String::new(),
        Cause::Rule => format!(" (from {})", counted(leak.because.len(), "answer", "answers")),
    }
}

/// What a leak's question loses of the points it could give its area, found among the lines of its area's
/// score; empty where no level was reached.
fn loses(leak: &Leak, lines: &[Line]) -> String {
    let (Cause::Choice | Cause::CutPoint, Some(index)) = (leak.cause, leak.because.first()) else {
        return String::new();
    };
    let line = lines.iter().find(|line| line.of == Of::Question(*index));
    match line.and_then(|line| Some((line.share?, line.points?))) {
        Some((share, points)) => Tenths(share.0.saturating_sub(points.0)).to_string(),
        None => String::new(),
    }
}

/// `before` is the position of an earlier card on the same area: cost and assignments stand there.
fn card(subject: Subject, options: Options, position: usize, leak: &Leak, before: Option<usize>) -> Card {
    let questionnaire = subject.questionnaire();
    let area = &questionnaire[leak.area];
    let mut parts = Vec::new();
    let answers: Vec<String> = leak
        .because
        .iter()
        .map(|question| {
            let note = &subject.assessment.answers.entry(*question).note;
            let note = match (options.notes, note.is_empty()) {
                (Notes::Shown, false) => format!(" Note: \"{note}\""),
                (Notes::Shown, true) | (Notes::Hidden, _) => String::new(),
            };
            format!("{} {}{note}", subject.ask(*question), answered(subject, *question))
        })
        .collect();
    parts.push(match answers.as_slice() {
        [one] => Part::text(label_of(leak.cause), one),
        _ => Part::list(label_of(leak.cause), Marker::Bullet, answers),
    });
    // In the full report the cost and the assignments stand on the area's own page.
    let brief = options.extent == Extent::Brief;
    if brief && !area.cost.is_empty() && before.is_none() {
        parts.push(Part::text("What it costs", &area.cost));
    }
    if !leak.plugged_by.is_empty() {
        let practices = leak.plugged_by.iter().map(|practice| with_effort(subject, *practice)).collect();
        parts.push(Part::list("What plugs it", Marker::Bullet, practices));
    }
    match before {
        _ if !brief => {}
        Some(before) => {
            let says = format!("As for leak {}, which is of the same area.", before + 1);
            parts.push(Part::text("Cost, assignments", says));
        }
        None => parts.extend(assignments(area)),
    }
    Card {
        rank: u32::try_from(position + 1).ok(),
        headline: leak.headline.clone(),
        severity: Some(severity(leak.severity)),
        area: subject.numbered(leak.area),
        parts,
        fill_in: vec!["Who".to_owned(), "By when".to_owned()],
        room: Room::Ample,
    }
}

/// A critical leak that is not among the first: what it is and what plugs it.
fn small_card(subject: Subject, position: usize, leak: &Leak) -> Card {
    let practices: Vec<String> =
        leak.plugged_by.iter().map(|practice| with_effort(subject, *practice)).collect();
    let parts = match practices.is_empty() {
        true => Vec::new(),
        false => vec![Part::text("What plugs it", practices.join("; "))],
    };
    Card {
        rank: u32::try_from(position + 1).ok(),
        headline: leak.headline.clone(),
        severity: Some(severity(leak.severity)),
        area: subject.questionnaire()[leak.area].short.clone(),
        parts,
        fill_in: Vec::new(),
        room: Room::Sparing,
    }
}

fn assignments(area: &Area) -> Vec<Part> {
    let sales = area.sales_assignment.as_ref().map(|text| Part::text("Sales assignment", text));
    let development = area.development_assignment.as_ref().map(|assignment| {
        let label = format!("To build {}", assignment.builds.word());
        Part::text(label, &assignment.text)
    });
    sales.into_iter().chain(development).collect()
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

fn label_of(cause: Cause) -> &'static str {
    match cause {
        Cause::Choice | Cause::CutPoint => "Answered",
        Cause::DontKnow => "Nobody knew",
        Cause::Rule => "Answered",
    }
}

/// A practice, with what it takes.
pub(super) fn with_effort(subject: Subject, practice: PracticeIndex) -> String {
    let practice = &subject.questionnaire()[practice];
    format!("{} ({} effort)", practice.text.trim_end_matches('.'), practice.effort)
}

/// An answer quoted, such as `Answer 2 of 5: Left to each person`, or `Answer: 45%`.
pub(super) fn answered(subject: Subject, question: QuestionIndex) -> String {
    match subject.assessment.answers.answer(question) {
        Some(Answer::Choice(chosen)) if matches!(subject.questionnaire()[question].kind, Kind::Scale(_)) => {
            let answer = Answer::Choice(*chosen);
            format!("Answer {}", answer_in_words(&subject.questionnaire()[question], &answer, &EN))
        }
        Some(answer) => {
            format!("Answer: {}", answer_in_words(&subject.questionnaire()[question], answer, &EN))
        }
        None => "Not answered.".to_owned(),
    }
}

fn table(subject: Subject, leaks: &[(usize, &Leak)]) -> Table {
    let questionnaire = subject.questionnaire();
    let answers = &subject.assessment.answers;
    let gains = Plugs::of(questionnaire, answers, subject.scorecard, subject.findings).gains();
    let mut opened: BTreeMap<AreaIndex, Vec<Line>> = BTreeMap::new();
    let rows = leaks.iter().map(|(position, leak)| {
        let lines = opened
            .entry(leak.area)
            .or_insert_with(|| why(questionnaire, answers, subject.scorecard, leak.area, &EN));
        let gain = gains.get(*position).copied().flatten().map(|gain| gain.points.to_string());
        let effort = cheapest(subject, leak).map_or("", |practice| questionnaire[practice].effort.word());
        let area = Cell::from(questionnaire[leak.area].short.clone());
        Row::Cells(vec![
            Cell::muted((position + 1).to_string()),
            Cell::from(format!("{}{}", leak.headline, evidence(leak))),
            area.goes_to(subject.page_of(leak.area)),
            Cell::band(&severity(leak.severity)),
            Cell::from(plain_number(leak.rank / leak.severity.points(), 2)),
            Cell::from(loses(leak, lines)),
            Cell::from(gain.unwrap_or_default()),
            Cell::muted(effort),
        ])
    });
    Table {
        summary: "Every other leak in order of rank: its area, how bad it is, its weight, the \
                  points it loses its area, what plugging it alone would gain, and the effort of plugging it"
            .to_owned(),
        columns: vec![
            Column::right("", 0.04),
            Column::left("Leak", 0.43),
            Column::left("Area", 0.15),
            Column::left("How bad", 0.12),
            Column::right("Weight", 0.06),
            Column::right("Loses", 0.06),
            Column::right("Gains", 0.05),
            Column::left("Effort", 0.09),
        ],
        rows: rows.collect(),
    }
}

/// What nobody could say, in a sentence: the area, the question, and of a matrix the row.
pub(super) fn blind_spot(subject: Subject, spot: &BlindSpot) -> String {
    let questionnaire = subject.questionnaire();
    let area = spot.area.map_or("The team", |area| questionnaire[area].title.as_str());
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
        title: format!("{} nobody could see", counted(spots.len(), "thing", "things")),
        level: Level::One,
        start: Start::Whole,
        anchor: Some("blind-spots".to_owned()),
        blocks: vec![
            Block::text(
                "\"I don't know\" is an answer: it shows where nobody can see. It lowers no score; \
                 it widens the range in which the score may lie.",
            ),
            Block::List(List { marker: Marker::Bullet, items }),
        ],
    })
}
