//! A small form with every kind of question, and the ways to every screen.

use std::sync::Arc;

use jiff::civil::date;

use crate::assessment::Assessment;
use crate::questionnaire::kind::{Number, Outcome};
use crate::questionnaire::{
    Area, AreaIndex, Band, Choice, DontKnow, Effort, Field, Help, Id, Kind, Practice, PracticeIndex,
    Question, Questionnaire, Row, Scoring, Severity,
};
use crate::tui::desk::Saved;

/// Keys from the first question to a screen, and what that screen is called in the golden files.
pub(super) const PLACES: [(&str, &str); 28] = [
    ("2", "choice"),
    ("1<enter>2i", "scale"),
    ("]s1j<space>", "multiple"),
    ("]ss", "yes_no"),
    ("]]12", "number"),
    ("]]s40<enter>", "numbers"),
    ("]]ss1<enter>", "matrix"),
    ("]]sss<esc>", "text"),
    ("]]sssin our own words", "writing"),
    ("nKim keeps a list<left>", "note"),
    ("1<enter>dmoj", "overview"),
    ("1<enter>dsm<enter>yso<end><enter>", "review"),
    (
        "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter>",
        "result",
    ),
    (
        "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter><enter>",
        "area",
    ),
    ("1<enter>/leave", "find"),
    ("1<enter>dmnKim told me<enter>o/cust<down>", "overview_find"),
    ("qh/northwind", "home_find"),
    (
        "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter>/o",
        "result_find",
    ),
    (
        "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter>a",
        "actions_none",
    ),
    (
        "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter>a+<enter><enter>Kim<enter>2026-06-30<esc>+<up><enter>Call the ten best customers<enter>Tom<enter>31.7.2026<enter>List them<enter>All ten have a date<enter>",
        "actions",
    ),
    (
        "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter>a+",
        "actions_add",
    ),
    (
        "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter>a+<enter><enter>Kim<enter>soon<tab><enter>",
        "actions_form",
    ),
    (
        "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter>wj<space>",
        "what_if",
    ),
    (
        "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter>e",
        "export",
    ),
    ("1<enter>2?", "help"),
    ("1<enter>2q", "leave"),
    ("qh", "home"),
    ("qhj<enter>Northwind Sales<tab>2026", "start"),
];

pub(super) fn assessment(questionnaire: &Arc<Questionnaire>) -> Assessment {
    let (about, label) = ("Northwind Sales".to_owned(), "2026".to_owned());
    Assessment::new(Arc::clone(questionnaire), about, label, date(2026, 3, 1))
}

/// What lies on the desk.
pub(super) fn saved() -> Vec<Saved> {
    let saved = |name: &str, title: &str, finished: bool| Saved {
        name: name.to_owned(),
        title: title.to_owned(),
        date: date(2026, 3, 1),
        finished,
        done: 27,
        asked: 49,
        score: finished.then_some(54),
        band: finished.then(|| "Leaking".to_owned()),
        leaks: finished.then_some(5),
    };
    vec![
        saved("northwind-2026", "Northwind Sales, 2026", false),
        saved("northwind-2025", "Northwind Sales, 2025", true),
        saved("field-team", "Field team of the southern region, spring 2025", true),
    ]
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn choices(texts: &[(&str, Option<Severity>)]) -> Vec<Choice> {
    let choice = |(text, severity): &(&str, Option<Severity>)| Choice {
        id: None,
        text: (*text).to_owned(),
        level: None,
        severity: *severity,
        tag: None,
        leak: None,
    };
    texts.iter().map(choice).collect()
}

fn question(name: &str, area: Option<usize>, ask: &str, kind: Kind) -> Question {
    Question {
        id: id(name),
        area: area.map(AreaIndex),
        ask: ask.to_owned(),
        ask_as: Vec::new(),
        help: Help::default(),
        kind,
        weight: 1.0,
        required: false,
        confidence: true,
        revision: 1,
        was: Vec::new(),
        show_if: None,
        dont_know: DontKnow::Accepted,
        not_applicable: true,
        judge: None,
        cut_points: Vec::new(),
        caps: Vec::new(),
        leak: None,
        plugged_by: Vec::new(),
        leaks: Vec::new(),
        must: Vec::new(),
        source_note: None,
    }
}

fn area(name: &str, title: &str, short: &str, aim: &str, questions: std::ops::Range<usize>) -> Area {
    Area {
        id: id(name),
        title: title.to_owned(),
        short: short.to_owned(),
        about: String::new(),
        aim: aim.to_owned(),
        cost: "Effort is spent on standing still.".to_owned(),
        weight: 1.0,
        scored: true,
        private: false,
        show_if: None,
        parent: None,
        areas: Vec::new(),
        questions,
        practices: 0..0,
        sales_assignment: None,
        development_assignment: None,
        verdicts: Vec::new(),
    }
}

pub(super) fn small() -> Questionnaire {
    let number =
        |unit: &str, max: f64, decimals: u32| Number { unit: unit.to_owned(), min: 0.0, max, decimals };
    let field =
        |name: &str, label: &str| Field { id: id(name), label: label.to_owned(), number: number("", 1e6, 0) };
    let row = |name: &str, text: &str| Row { id: id(name), text: text.to_owned() };
    let role = Question {
        required: true,
        dont_know: DontKnow::Refused,
        not_applicable: false,
        confidence: false,
        ..question(
            "role",
            None,
            "What is your part in this sales force?",
            Kind::SingleChoice(choices(&[
                ("Head of sales", None),
                ("Sales manager", None),
                ("Sales rep", None),
            ])),
        )
    };
    let targets = Question {
        help: Help {
            counts: Some("A number or a list of names that the rep has in writing.".to_owned()),
            not: Some("A general wish that customers should be happy.".to_owned()),
            evidence: Some("Ask one rep to show you where it is written.".to_owned()),
        },
        leak: Some("No one owns the customers you already have".to_owned()),
        plugged_by: vec![PracticeIndex(0)],
        ..question(
            "targets",
            Some(0),
            "How does a rep know which current customers, or how many, they must keep?",
            Kind::Scale(choices(&[
                ("The subject is not raised.", Some(Severity::Critical)),
                ("It comes up when a customer is about to leave.", Some(Severity::High)),
                ("There is one figure for the whole team.", Some(Severity::Low)),
                ("Each rep has their own figure in writing.", None),
                (
                    "Each rep has it in writing, sees progress every quarter, and it is reset yearly from real losses.",
                    None,
                ),
            ])),
        )
    };
    let reasons = question(
        "reasons",
        Some(0),
        "Which of these do you learn when a customer leaves?",
        Kind::MultipleChoice {
            choices: choices(&[
                ("The price they pay now", None),
                ("What they missed", None),
                ("Who they went to", None),
            ]),
            none: Some("Nothing of this".to_owned()),
        },
    );
    let leave = question(
        "leave",
        Some(0),
        "Did the manager take all their leave last year?",
        Kind::YesNo {
            yes: Outcome { level: Some(4), severity: None },
            no: Outcome { level: Some(1), severity: Some(Severity::Medium) },
        },
    );
    let share = question(
        "share",
        Some(1),
        "What share of customers still buys from you?",
        Kind::Number(number("%", 100.0, 1)),
    );
    let funnel = question(
        "funnel",
        Some(1),
        "Last quarter, how many of each?",
        Kind::NumberGroup(vec![
            field("leads", "Qualified leads"),
            field("proposals", "Proposals asked for and sent"),
            field("wins", "Orders won"),
        ]),
    );
    let jobs = question(
        "jobs",
        Some(1),
        "Who carries each of these jobs today?",
        Kind::Matrix {
            rows: vec![
                row("demand", "Creating demand and leads"),
                row("credit", "Credit checks and chasing payment"),
            ],
            choices: choices(&[
                ("The rep alone", Some(Severity::High)),
                ("A shared pool, no promised turnaround", Some(Severity::Low)),
                ("Dedicated people", None),
            ]),
        },
    );
    let words = question("words", Some(1), "What else should be known?", Kind::Text);
    Questionnaire {
        id: id("small"),
        edition: "1".to_owned(),
        title: "A small form".to_owned(),
        language: "en".to_owned(),
        about: String::new(),
        levels: Vec::new(),
        bands: [
            ("pouring", 0, "Pouring"),
            ("leaking", 40, "Leaking"),
            ("seeping", 60, "Seeping"),
            ("watertight", 80, "Watertight"),
        ]
        .map(|(name, from, label)| Band { id: id(name), from, label: label.to_owned() })
        .to_vec(),
        scoring: Scoring { min_answered: 0.5, caps: Vec::new() },
        values: Vec::new(),
        scales: Vec::new(),
        questions: vec![role, targets, reasons, leave, share, funnel, jobs, words],
        areas: vec![
            area(
                "retention",
                "Customer retention",
                "Retention",
                "Customers already won stay, and every rep knows that keeping them is part of the job.",
                1..4,
            ),
            area("support", "Sales support", "Support", "Reps sell, and others carry the rest.", 4..8),
        ],
        practices: vec![Practice {
            id: id("keep_target"),
            area: AreaIndex(0),
            text: "Give each rep a written keep-target for current customers.".to_owned(),
            effort: Effort::Low,
        }],
        rules: Vec::new(),
        hash: String::new(),
    }
}
