//! One page for each area, on the same grid, so that pages compare: the finding, the score, what was answered,
//! the leaks, the practices, what to ask the sellers, and the first step.
//!
//! What holds well is told more shortly: two such areas mostly share a page.

use super::super::{
    Banner, Block, Cell, Column, Columns, Level, List, Marker, Panel, Row, Section, Start, Table,
};
use super::answers::{answer, level, points};
use super::page_one::ticks;
use super::{Areas, Options, Subject, benchmark, leaks, percent, range, severity};
use crate::comparison::targets::AreaTargets;
use crate::findings::Leak;
use crate::questionnaire::{AreaIndex, Id, PracticeIndex, QuestionIndex, Severity};
use crate::scoring::State;
use crate::scoring::why::{Line, Of, why};
use crate::words::fill;

/// How many areas get a page of their own, unless the options say otherwise.
const OWN_PAGES: usize = 5;

/// How many questions a manager is asked to put to the sellers.
const ASKED: usize = 2;

/// How much is told of an area.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    OwnPage,
    Short,
}

pub(super) fn sections(subject: Subject, options: Options) -> Vec<Section> {
    let questionnaire = subject.questionnaire();
    let shown = |area: &AreaIndex| !questionnaire.is_private(*area);
    let (weak, strong): (Vec<AreaIndex>, Vec<AreaIndex>) =
        subject.ranked_areas().into_iter().filter(shown).partition(|area| is_weak(subject, *area));
    let told: Vec<(AreaIndex, Telling)> = match options.areas {
        Areas::WeakFirst => {
            let ranked = weak.iter().chain(&strong).enumerate();
            ranked
                .map(|(position, area)| match position < weak.len().min(OWN_PAGES) {
                    true => (*area, Telling::OwnPage),
                    false => (*area, Telling::Short),
                })
                .collect()
        }
        Areas::Weak => weak.into_iter().map(|area| (area, Telling::OwnPage)).collect(),
        Areas::All => {
            let mut areas: Vec<AreaIndex> = weak.into_iter().chain(strong).collect();
            areas.sort();
            areas.into_iter().map(|area| (area, Telling::OwnPage)).collect()
        }
    };
    let mut sections: Vec<Section> = Vec::new();
    let mut last = Telling::OwnPage;
    let targets = subject.targets();
    for (area, telling) in told {
        let start = match (last, telling) {
            (Telling::Short, Telling::Short) => Start::Whole,
            (_, _) => Start::NewPage,
        };
        sections.push(section(subject, options, &targets, area, telling, start));
        last = telling;
    }
    sections
}

/// Whether an area has no score, lies in the lower half of the bands, or has a leak that is grave.
fn is_weak(subject: Subject, area: AreaIndex) -> bool {
    let questionnaire = subject.questionnaire();
    let low = match subject.scorecard.area(area).band {
        Some(band) => 2 * (band.0 + 1) <= questionnaire.bands.len(),
        None => true,
    };
    low || subject.findings.leaks_within(questionnaire, area).any(|leak| Severity::High <= leak.severity)
}

fn section(
    subject: Subject,
    options: Options,
    targets: &AreaTargets,
    index: AreaIndex,
    telling: Telling,
    start: Start,
) -> Section {
    let questionnaire = subject.questionnaire();
    let says = &subject.says().areas;
    let area = &questionnaire[index];
    let found: Vec<&Leak> = subject.findings.leaks_within(questionnaire, index).collect();
    let name = match subject.number(index) {
        Some(number) => format!("{number} {}", area.short),
        None => area.short.clone(),
    };
    let mut blocks = vec![Block::Banner(banner(subject, targets, index, &found, telling))];
    // What is told shortly has its answers in the appendix alone.
    if telling == Telling::OwnPage {
        blocks.push(Block::Table(table(subject, options, index)));
    }
    let practices = |wanted: &[Practised]| -> Vec<Block> {
        wanted.iter().flat_map(|practised| practices_block(subject, index, *practised)).collect()
    };
    let step = first_step(subject, index, &found, telling);
    match telling {
        Telling::OwnPage => {
            blocks.push(Block::Columns(Columns {
                left_share: 0.5,
                left: [leaks_block(subject, index, &found), practices(&[Practised::Yes])].concat(),
                right: practices(&[Practised::No, Practised::Unknown]),
            }));
            blocks.push(Block::Columns(Columns {
                left_share: 0.5,
                left: vec![ask_sellers(subject, index, &found)],
                right: step.into_iter().collect(),
            }));
        }
        Telling::Short => blocks.push(Block::Columns(Columns {
            left_share: 0.56,
            left: leaks_block(subject, index, &found).into_iter().chain(step).collect(),
            right: practices(&[Practised::No, Practised::Yes, Practised::Unknown]),
        })),
    }
    Section {
        title: match found.first() {
            Some(leak) => fill(says.titled, &[("area", &name), ("leak", &leak.headline)]),
            None if is_unknown(subject, index) => fill(says.unknown_title, &[("area", &name)]),
            None if lacks_answers(subject, index) => fill(says.too_few_title, &[("area", &name)]),
            None => fill(says.no_leak_title, &[("area", &name)]),
        },
        level: Level::One,
        start,
        anchor: Some(area.id.to_string()),
        blocks,
    }
}

/// Whether an area could have a score and has none: that no leak was found says nothing then.
fn lacks_answers(subject: Subject, index: AreaIndex) -> bool {
    subject.questionnaire().is_scored(index) && subject.scorecard.area(index).measure.score.is_none()
}

/// Whether an area has no score and a question that nobody could answer.
fn is_unknown(subject: Subject, index: AreaIndex) -> bool {
    let questionnaire = subject.questionnaire();
    let is_within = |area: AreaIndex| questionnaire.is_within(area, index);
    lacks_answers(subject, index)
        && subject.findings.blind_spots.iter().any(|spot| spot.area.is_some_and(is_within))
}

fn banner(
    subject: Subject,
    targets: &AreaTargets,
    index: AreaIndex,
    found: &[&Leak],
    telling: Telling,
) -> Banner {
    let area = &subject.questionnaire()[index];
    let score = subject.scorecard.area(index);
    let measure = &score.measure;
    let (words, says) = (subject.words(), &subject.says().areas);
    let mut facts: Vec<String> = range(measure, words).into_iter().collect();
    facts.push(fill(says.answered, &[("percent", &percent(measure.coverage, words))]));
    facts.push(match found.len() {
        0 => says.no_leak_fact.to_owned(),
        count => words.count(&words.report.often.leaks, count),
    });
    facts.extend(targets.find(index).map(|of| targets.in_short(of, words)));
    facts.extend(benchmark::others(subject, index).map(|others| benchmark::in_words(&others, words)));
    let ends = (f64::from(measure.printed_low()), f64::from(measure.printed_high()));
    Banner {
        score: measure.printed().map(f64::from),
        scale: match measure.score {
            Some(_) => words.report.often.of_hundred.to_owned(),
            None => says.no_score.to_owned(),
        },
        band: score.band.map(|band| subject.band(band)),
        range: measure.is_range().then_some(ends),
        ticks: ticks(subject),
        text: match found.is_empty() || area.cost.is_empty() || telling == Telling::Short {
            true => area.aim.clone(),
            false => format!("{}\n{}", area.aim, fill(says.when_it_leaks, &[("cost", &area.cost)])),
        },
        facts,
    }
}

/// The answers of an area and of those inside it, with the points that make its score.
fn table(subject: Subject, options: Options, outer: AreaIndex) -> Table {
    let questionnaire = subject.questionnaire();
    let (says, heads) = (&subject.says().areas, &subject.says().heads);
    let inner: Vec<AreaIndex> = questionnaire.areas_within(outer).collect();
    let mut rows = Vec::new();
    for area in &inner {
        if 1 < inner.len() {
            rows.push(Row::Group(subject.numbered(*area)));
        }
        let lines =
            why(questionnaire, &subject.assessment.answers, subject.scorecard, *area, subject.words());
        rows.extend(lines.iter().filter_map(|line| row(subject, options, line)));
    }
    Table {
        summary: says.table.to_owned(),
        columns: vec![
            Column::left(heads.question, 0.42),
            Column::left(heads.answer, 0.38),
            Column::left(heads.level, 0.11),
            Column::right(heads.points, 0.09),
        ],
        rows,
    }
}

fn row(subject: Subject, options: Options, line: &Line) -> Option<Row> {
    let words = subject.words();
    let gives = match line.points {
        Some(_) => {
            let (points, share) = (points(line.points, words), points(line.share, words));
            fill(subject.says().areas.of, &[("points", &points), ("share", &share)])
        }
        None => String::new(),
    };
    match line.of {
        Of::Question(question) => Some(Row::Cells(vec![
            Cell::from(line.title.clone()),
            answer(subject, options, question)?,
            level(line, words),
            Cell::from(gives),
        ])),
        Of::Area(_) => Some(Row::Cells(vec![
            Cell::strong(line.title.clone()),
            Cell::from(line.answer.clone()),
            Cell::default(),
            Cell::from(gives),
        ])),
    }
}

/// The area's leaks, worst first.
fn leaks_block(subject: Subject, index: AreaIndex, found: &[&Leak]) -> Vec<Block> {
    let (words, says) = (subject.words(), &subject.says().areas);
    if found.is_empty() {
        let text = if lacks_answers(subject, index) { says.unknown_says } else { says.no_leak_says };
        return vec![small_heading(says.no_leak), Block::text(text)];
    }
    let items = found.iter().map(|leak| {
        let severity = severity(leak.severity, words).name;
        fill(says.leak, &[("severity", &severity), ("leak", &leak.headline)])
    });
    vec![
        small_heading(words.count(&words.report.often.leaks, found.len())),
        Block::List(List { marker: Marker::Bullet, items: items.collect() }),
    ]
}

/// Whether a good practice is followed, as far as the answers tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Practised {
    Yes,
    /// A leak asks for it.
    No,
    /// Nothing was answered that would tell.
    Unknown,
}

fn practised(subject: Subject, practice: PracticeIndex) -> Practised {
    let questionnaire = subject.questionnaire();
    let leaks = subject.findings.leaks.iter().chain(&subject.findings.private_leaks);
    if leaks.flat_map(|leak| &leak.plugged_by).any(|plug| *plug == practice) {
        return Practised::No;
    }
    let holds = |question: QuestionIndex| {
        let score = subject.scorecard.question(question);
        let asks_for_it = questionnaire[question].plugged_by.contains(&practice)
            || questionnaire[question].leaks.iter().any(|case| case.plugged_by.contains(&practice));
        asks_for_it && score.state == State::Answered && score.level.is_some()
    };
    match questionnaire.question_indexes().any(holds) {
        true => Practised::Yes,
        false => Practised::Unknown,
    }
}

/// The area's practices of which the answers tell this much; nothing when there are none.
fn practices_block(subject: Subject, outer: AreaIndex, wanted: Practised) -> Vec<Block> {
    let questionnaire = subject.questionnaire();
    let items: Vec<String> = questionnaire
        .areas_within(outer)
        .flat_map(|area| questionnaire[area].practices.clone().map(PracticeIndex))
        .filter(|practice| practised(subject, *practice) == wanted)
        .map(|practice| match wanted {
            Practised::No => leaks::with_effort(subject, practice),
            Practised::Yes | Practised::Unknown => questionnaire[practice].text.clone(),
        })
        .collect();
    let says = &subject.says().areas;
    let (title, marker) = match wanted {
        Practised::Yes => (says.in_place, Marker::Tick),
        Practised::No => (says.missing, Marker::Box),
        Practised::Unknown => (says.not_shown, Marker::Bullet),
    };
    match items.is_empty() {
        true => Vec::new(),
        false => vec![small_heading(title), Block::List(List { marker, items })],
    }
}

/// Questions of this area as a rep would be asked them, and what to look at for proof: those that have a
/// wording for reps first, then those whose answers leak, worst first, then the weightiest.
fn ask_sellers(subject: Subject, outer: AreaIndex, found: &[&Leak]) -> Block {
    let questionnaire = subject.questionnaire();
    let says = &subject.says().areas;
    let rep = Id::new("rep");
    let mut questions: Vec<QuestionIndex> = questionnaire
        .areas_within(outer)
        .flat_map(|area| questionnaire.questions_of(area))
        .filter(|question| subject.scorecard.flow.is_open(*question))
        .collect();
    questions.sort_by(|a, b| {
        let for_reps = |question: QuestionIndex| {
            questionnaire[question].ask_as.iter().any(|(role, _)| Some(role) == rep.as_ref())
        };
        let leak = |question: QuestionIndex| {
            found.iter().position(|leak| leak.because.first() == Some(&question)).unwrap_or(usize::MAX)
        };
        let weight = |question: QuestionIndex| questionnaire[question].weight;
        for_reps(*b)
            .cmp(&for_reps(*a))
            .then_with(|| leak(*a).cmp(&leak(*b)))
            .then_with(|| weight(*b).total_cmp(&weight(*a)))
    });
    let items = questions.into_iter().take(ASKED).map(|question| {
        let ask = questionnaire.ask(question, rep.as_ref());
        match &questionnaire[question].help.evidence {
            Some(evidence) => format!("{ask}\n{}", fill(says.proof, &[("evidence", evidence)])),
            None => ask.to_owned(),
        }
    });
    Block::Panel(Panel {
        title: says.ask_sellers.to_owned(),
        blocks: vec![Block::List(List { marker: Marker::Bullet, items: items.collect() })],
    })
}

/// The cheapest practice that plugs the worst leak, and the area's assignments; `None` where there is neither.
fn first_step(subject: Subject, index: AreaIndex, found: &[&Leak], telling: Telling) -> Option<Block> {
    let questionnaire = subject.questionnaire();
    let area = &questionnaire[index];
    // What is told shortly has its missing practices right beside this.
    let cheapest = match telling {
        Telling::OwnPage => found.iter().find_map(|leak| leaks::cheapest(subject, leak)),
        Telling::Short => None,
    };
    let mut items: Vec<String> =
        cheapest.map(|practice| leaks::with_effort(subject, practice)).into_iter().collect();
    items.extend(area.sales_assignment.clone());
    if let Some(assignment) = &area.development_assignment {
        items.push(format!("{}: {}", leaks::to_build(subject, assignment.builds), assignment.text));
    }
    (!items.is_empty()).then(|| {
        Block::Panel(Panel {
            title: subject.says().areas.first_step.to_owned(),
            blocks: vec![Block::List(List { marker: Marker::Box, items })],
        })
    })
}

fn small_heading(text: impl Into<String>) -> Block {
    Block::Heading { level: Level::Three, text: text.into() }
}
