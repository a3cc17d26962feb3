//! A small form with every kind of question, in English, and with its texts in German and Japanese.

use std::sync::Arc;

use jiff::civil::date;

use crate::assessment::Assessment;
use crate::questionnaire::kind::{Number, Outcome};
use crate::questionnaire::{
    Area, AreaIndex, Band, Choice, DontKnow, Effort, Field, Help, Id, Kind, Practice, PracticeIndex,
    Question, Questionnaire, Row, Scoring, Severity,
};
use crate::tui::desk::Saved;

pub(super) fn assessment(questionnaire: &Arc<Questionnaire>) -> Assessment {
    let (about, label) = ("Northwind Sales".to_owned(), "2026".to_owned());
    Assessment::new(Arc::clone(questionnaire), about, label, date(2026, 3, 1))
}

/// What lies on the desk.
pub(super) fn saved() -> Vec<Saved> {
    let saved = |name: &str, title: &str, finished: bool| Saved {
        name: name.to_owned(),
        title: title.to_owned(),
        about: title.rsplit_once(", ").unwrap().0.to_owned(),
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
        target: None,
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
        numbered: vec![AreaIndex(0), AreaIndex(1)],
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

/// The small form as a German one, so that a screen speaks one language. Its own texts stay English.
pub(super) fn german() -> Questionnaire {
    Questionnaire { language: "de".to_owned(), ..small() }
}

/// The small form in Japanese, whose signs are two cells wide.
pub(super) fn japanese() -> Questionnaire {
    let mut form =
        Questionnaire { language: "ja".to_owned(), title: "小さな質問票".to_owned(), ..small() };
    let asks = [
        "この営業組織でのあなたの役割は何ですか。",
        "担当者は、どの既存顧客を、または何社を維持しなければならないかを、どのように知りますか。",
        "顧客が離れるとき、次のうち何を知ることができますか。",
        "昨年、マネージャーは休暇をすべて取りましたか。",
        "今も取引のある顧客の割合はどれくらいですか。",
        "前四半期に、それぞれ何件ありましたか。",
        "次の仕事は、現在だれが担当していますか。",
        "ほかに知っておくべきことはありますか。",
    ];
    let choices: [&[&str]; 8] = [
        &["営業責任者", "営業マネージャー", "営業担当者"],
        &[
            "話題にならない。",
            "顧客が離れそうになったときに話題になる。",
            "チーム全体で一つの数字がある。",
            "担当者ごとに書面の数字がある。",
            "担当者ごとに書面の数字があり、四半期ごとに進み具合を確認し、実際の損失をもとに毎年見直している。",
        ],
        &["現在支払っている価格", "足りなかったもの", "乗り換えた先"],
        &[],
        &[],
        &["有望な見込み客", "依頼を受けて送った提案書", "受注"],
        &["担当者が一人で行う", "共有の窓口、期限の約束はない", "専任の人がいる"],
        &[],
    ];
    for ((question, ask), texts) in form.questions.iter_mut().zip(asks).zip(choices) {
        question.ask = ask.to_owned();
        match &mut question.kind {
            Kind::Scale(choices)
            | Kind::SingleChoice(choices)
            | Kind::MultipleChoice { choices, .. }
            | Kind::Matrix { choices, .. } => {
                choices.iter_mut().zip(texts).for_each(|(choice, text)| choice.text = (*text).to_owned());
            }
            Kind::NumberGroup(fields) => {
                fields.iter_mut().zip(texts).for_each(|(field, text)| field.label = (*text).to_owned());
            }
            Kind::YesNo { .. } | Kind::Number(_) | Kind::Text => {}
        }
        if let Kind::MultipleChoice { none: Some(none), .. } = &mut question.kind {
            *none = "どれも知らない".to_owned();
        }
        if let Kind::Matrix { rows, .. } = &mut question.kind {
            let texts = ["需要と見込み客をつくる", "信用調査と代金の督促"];
            rows.iter_mut().zip(texts).for_each(|(row, text)| row.text = text.to_owned());
        }
    }
    let targets = &mut form.questions[1];
    targets.leak = Some("今いる顧客を守る人がいない".to_owned());
    targets.help = Help {
        counts: Some("担当者が書面で持っている数字または名前の一覧。".to_owned()),
        not: Some("顧客に満足してほしいという漠然とした願い。".to_owned()),
        evidence: Some("担当者の一人に、どこに書いてあるかを見せてもらってください。".to_owned()),
    };
    let areas = [
        ("顧客の維持", "維持", "獲得した顧客が離れず、担当者の全員が、顧客を守ることも仕事だと知っている。"),
        ("営業支援", "支援", "担当者は売り、残りの仕事はほかの人が受け持つ。"),
    ];
    for (area, (title, short, aim)) in form.areas.iter_mut().zip(areas) {
        (area.title, area.short, area.aim) = (title.to_owned(), short.to_owned(), aim.to_owned());
        area.cost = "立ち止まるために労力を使う。".to_owned();
    }
    for (band, label) in form.bands.iter_mut().zip(["流出", "漏れ", "にじみ", "密閉"]) {
        band.label = label.to_owned();
    }
    form.practices[0].text = "担当者ごとに、既存顧客の維持目標を書面で渡す。".to_owned();
    form
}
