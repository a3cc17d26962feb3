//! A report as long and as varied as a real one, for tests of layout and export.

mod figures;
mod practices;

use super::*;
use figures::{bars, bucket, heat, radar, slope, spread, trend};
use practices::{PRACTICES, Practice, band};

fn figure(alt: &str, caption: &str, drawing: Drawing) -> Block {
    Block::Figure(Figure { alt: alt.to_owned(), caption: caption.to_owned(), drawing })
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|words| (*words).to_owned()).collect()
}

/// Returns the sample report.
pub(crate) fn report() -> Report {
    let mut sections = vec![on_one_page(), scores(), leaks(), more_leaks(), blind_spots()];
    sections.extend(PRACTICES.iter().map(practice_page));
    sections.extend([year_on_year(), plan(), method(), all_answers()]);
    Report {
        title: "The leaky bucket".to_owned(),
        subject: "Alpine Tools, Region North".to_owned(),
        label: "Spring 2026".to_owned(),
        language: "en".to_owned(),
        date: "14 March 2026".to_owned(),
        author: "Eleni Παπαδοπούλου".to_owned(),
        footer: Footer { note: "Confidential".to_owned(), ..Footer::default() },
        cover: Cover::None,
        sections,
    }
}

fn on_one_page() -> Section {
    let table = Table {
        summary: "The three leaks to plug first".to_owned(),
        columns: vec![
            Column::right("", 3.0),
            Column::left("Leak", 44.0),
            Column::left("First practice", 38.0),
            Column::left("Who, by when", 24.0),
        ],
        rows: vec![
            first_leak(
                "1",
                "Support from other departments is asked for, not agreed",
                "Write down who does what within two days of an order",
            ),
            first_leak(
                "2",
                "Goals for new customers are not written",
                "Agree on one number a quarter with each seller",
            ),
            first_leak(
                "3",
                "No leading number is looked at",
                "Choose two numbers and look at them every Monday",
            ),
        ],
    };
    Section {
        title: "Customers are kept well; new ones are left to chance".to_owned(),
        blocks: vec![
            Block::Columns(Columns {
                left_share: 0.44,
                left: vec![figure(
                    "A bucket with nine holes. The water stands at 46 of 100; the largest drops fall from support and new customers.",
                    "Range 41 to 51. The dashed line is last year's 52.",
                    Drawing::Bucket(bucket()),
                )],
                right: vec![
                    Block::Heading {
                        level: Level::Three,
                        text: "Nine areas, each with its own hole".to_owned(),
                    },
                    figure("Bars of the nine areas", "", Drawing::Bars(bars())),
                ],
            }),
            Block::heading("Plug these three first"),
            Block::Table(table),
            Block::heading("Protect this"),
            Block::text(
                "The weekly rhythm holds: mornings belong to customers, and meetings wait until the afternoon. Keep it when the new region joins in June.",
            ),
            Block::note(
                "One respondent, 14 March 2026. 41 of 46 questions answered, 3 not known. Questionnaire 2026.1.",
            ),
        ],
        ..Section::default()
    }
}

fn first_leak(rank: &str, leak: &str, practice: &str) -> Row {
    Row::Cells(vec![
        Cell::strong(rank),
        Cell::strong(leak).goes_to("leaks"),
        practice.into(),
        Cell::default(),
    ])
}

fn scores() -> Section {
    let mut bars = bars();
    for (row, practice) in bars.rows.iter_mut().zip(&PRACTICES) {
        row.previous = Some(practice.previous);
        row.target = Some(70.0);
        row.dots = vec![Some(practice.score - 20.0), Some(practice.score), Some(practice.score), None];
    }
    let mut rows: Vec<Row> = PRACTICES
        .iter()
        .map(|practice| {
            Row::Cells(vec![
                Cell::from(practice.name).goes_to(practice.id),
                Cell::strong(format!("{}", practice.score)),
                Cell::band(&band(practice.score)),
                Cell::from(format!("{}\u{2013}{}", practice.score - 7.0, practice.score + 6.0)),
                Cell::muted(format!("{}", practice.previous)),
                Cell::from(format!("{:+}", practice.score - practice.previous)),
                Cell::from("6 of 6"),
            ])
        })
        .collect();
    rows.insert(0, Row::Group("Customers".to_owned()));
    rows.insert(4, Row::Group("Sellers and their house".to_owned()));
    Section {
        title: "Two areas are pouring, one is watertight".to_owned(),
        start: Start::NewPage,
        blocks: vec![
            Block::lead(
                "Scores run from 0 to 100. Below 40 an area is pouring, below 60 leaking, below 80 seeping.",
            ),
            figure("Bars in the order of the questionnaire", "", Drawing::Bars(bars)),
            Block::Table(Table {
                summary: "The same scores as numbers".to_owned(),
                columns: vec![
                    Column::left("Area", 40.0),
                    Column::right("Score", 9.0),
                    Column::left("Band", 18.0),
                    Column::right("Range", 12.0),
                    Column::right("Last year", 12.0),
                    Column::right("Change", 12.0),
                    Column { title: "Answered".to_owned(), align: Align::Center, share: 14.0 },
                ],
                rows,
            }),
        ],
        ..Section::default()
    }
}

fn leaks() -> Section {
    let cards = [
        (
            "Support from other departments is asked for, not agreed",
            "Support from other departments",
            "Critical",
            Tone::Worst,
        ),
        ("Goals for new customers are not written", "New customers", "Critical", Tone::Worst),
        (
            "No leading number is looked at before the quarter ends",
            "Metrics and early warning",
            "High",
            Tone::Poor,
        ),
        (
            "Proposals wait for an answer, and nobody asks why",
            "Moving opportunities forward",
            "High",
            Tone::Poor,
        ),
        (
            "Reps who do not perform hear of it in their yearly review, and from nobody before",
            "Reps who do not perform",
            "Medium",
            Tone::Fair,
        ),
    ];
    let mut blocks = vec![Block::lead(
        "Ranked by how much they cost and how surely they can be plugged. Take one each month; the first step of each fits into a week.",
    )];
    for ((headline, area, severity, tone), rank) in cards.into_iter().zip(1..) {
        blocks.push(Block::Card(Card {
            rank: Some(rank),
            headline: headline.to_owned(),
            severity: Some(Band::new(severity, tone)),
            area: area.to_owned(),
            parts: vec![
                Part::text("You answered", "\u{201c}Sometimes, when somebody has time\u{201d} to: How often do service and accounting keep to the dates that sellers have promised?"),
                Part::text("What it costs", "Sellers spend up to a day a week on tasks that are not theirs. What is promised to customers comes late, and the next order is asked for with a bad conscience."),
                Part::list("Good practice", Marker::Bullet, words(&[
                    "Write down, for each of the four tasks, who does it and within how many days.",
                    "Look at the list together every month, with the people who do the work.",
                    "Count what came late, not whose fault it was.",
                ])),
                Part::text("For sellers", "Note for two weeks every hour that goes to a task of another department."),
                Part::text("For growth", "Let two sellers lead the monthly talk in turns; it teaches them to ask across departments."),
            ],
            room: Room::Ample,
            fill_in: words(&["Who", "By when", "First step"]),
        }));
    }
    Section {
        title: "Five leaks cost most".to_owned(),
        start: Start::NewPage,
        anchor: Some("leaks".to_owned()),
        blocks,
        ..Section::default()
    }
}

fn more_leaks() -> Section {
    let rows = (6..=18)
        .map(|rank| {
            Row::Cells(vec![
                Cell::muted(rank.to_string()),
                Cell::strong("Nobody reviews lost deals while they are fresh"),
                Cell::from("What was lost once is lost again, for the same reason, with the next customer."),
                Cell::band(&band(f64::from(rank) * 4.0)),
                Cell::from("Low"),
            ])
        })
        .collect();
    let points = (1..=9)
        .map(|number| MatrixPoint {
            number,
            across: f64::from(number % 3) / 2.0,
            upward: f64::from(number % 4) / 3.0,
            tone: Some(band(f64::from(number) * 10.0).tone),
        })
        .collect();
    Section {
        title: "Thirteen more leaks, in order".to_owned(),
        blocks: vec![
            Block::Table(Table {
                summary: "The other leaks".to_owned(),
                columns: vec![
                    Column::right("", 5.0),
                    Column::left("Leak", 32.0),
                    Column::left("What it costs", 42.0),
                    Column::left("Severity", 16.0),
                    Column::left("Effort", 10.0),
                ],
                rows,
            }),
            Block::heading("What helps most for the least effort"),
            figure(
                "Nine practices by help and effort",
                "Numbers are those of the leaks.",
                Drawing::Matrix(Matrix {
                    across: "costs more effort".to_owned(),
                    upward: "helps more".to_owned(),
                    steps: words(&["low", "medium", "high"]),
                    corners: ["Do now", "Plan", "By the way", "Leave"].map(str::to_owned),
                    points,
                }),
            ),
        ],
        ..Section::default()
    }
}

fn blind_spots() -> Section {
    Section {
        title: "Three things nobody could say".to_owned(),
        blocks: vec![
            Block::text(
                "A blind spot is no fault, but it is a place to look. Each of these can be answered within a week by one question to the right person.",
            ),
            Block::List(List {
                marker: Marker::Number,
                items: words(&[
                    "What share of last year's customers has bought again? Accounting can count it from invoices.",
                    "How many proposals are open for more than 30 days? The list of offers holds the dates.",
                    "How long does it take until a new seller carries their own weight?",
                ]),
            }),
            figure("The score of every question, area by area", "", Drawing::Heat(heat())),
            figure("How the answers spread", "", Drawing::Spread(spread())),
            figure("The scores on spokes", "", Drawing::Radar(radar())),
        ],
        ..Section::default()
    }
}

fn practice_page(practice: &Practice) -> Section {
    let rows = [
        ("Are goals written down for each seller and each quarter?", "Sometimes", "1 of 4"),
        (
            "Does somebody look at them together with the seller at least once a month?",
            "Rarely. \u{201c}We talk when something burns.\u{201d}",
            "1 of 4",
        ),
        ("How many of last quarter's goals were met?", "3 of 8", "2 of 4"),
        ("What happens when a goal is missed?", "Don't know", "\u{2013}"),
        ("Which of these are part of the review?", "Number of visits; Size of orders", "2 of 5"),
    ];
    let rows =
        rows.map(|(ask, answer, level)| Row::Cells(vec![ask.into(), Cell::strong(answer), level.into()]));
    Section {
        title: practice.finding.to_owned(),
        level: Level::One,
        start: Start::NewPage,
        anchor: Some(practice.id.to_owned()),
        blocks: vec![
            Block::lead(practice.aim),
            figure(
                "The score on the line of bands",
                "",
                Drawing::Bars(Bars {
                    rows: vec![Bar {
                        label: practice.name.to_owned(),
                        score: Some(practice.score),
                        range: Some((practice.score - 7.0, practice.score + 6.0)),
                        band: Some(band(practice.score)),
                        previous: Some(practice.previous),
                        ..Bar::default()
                    }],
                    ticks: vec![40, 60, 80],
                    ..Bars::default()
                }),
            ),
            Block::heading("What you answered"),
            Block::Table(Table {
                summary: "Questions and answers of this area".to_owned(),
                columns: vec![
                    Column::left("Question", 50.0),
                    Column::left("Answer", 34.0),
                    Column::right("Level", 10.0),
                ],
                rows: rows.to_vec(),
            }),
            Block::heading("Good practice"),
            Block::Columns(Columns {
                left_share: 0.5,
                left: vec![
                    Block::Heading { level: Level::Three, text: "In place".to_owned() },
                    Block::List(List {
                        marker: Marker::Tick,
                        items: words(&[
                            "A talk with every customer who left",
                            "One list of customers for all sellers",
                        ]),
                    }),
                ],
                right: vec![
                    Block::Heading { level: Level::Three, text: "Still missing".to_owned() },
                    Block::List(List {
                        marker: Marker::Box,
                        items: words(&[
                            "One number a quarter, agreed upon with each seller and written where both can see it",
                            "A look back together before the next number is set",
                        ]),
                    }),
                ],
            }),
            Block::heading("Ask your sellers"),
            Block::List(List {
                marker: Marker::Bullet,
                items: words(&[
                    "Which customer did you win last that nobody had on a list?",
                    "What would you need to visit two more new customers each week?",
                ]),
            }),
            Block::heading("First step this week"),
            Block::FillIn(words(&["Who", "By when", "How we know that it worked"])),
        ],
    }
}

fn year_on_year() -> Section {
    Section {
        title: "Two areas rose, two fell; the rest is noise".to_owned(),
        start: Start::NewPage,
        blocks: vec![
            figure("Scores of three years", "Each year as it was printed then.", trend()),
            figure("Scores of last year and this year", "", Drawing::Slope(slope())),
            Block::text("Four questions are new since last year; they count from this year on."),
        ],
        ..Section::default()
    }
}

fn plan() -> Section {
    let rows = (0..8).map(|row| {
        let what = if row < 3 { "Write down who does what within two days of an order" } else { "" };
        let area = if row < 3 { "Support" } else { " " };
        Row::Cells(vec![Cell::strong(what), area.into(), "\n ".into(), Cell::default(), Cell::default()])
    });
    Section {
        title: "The plan".to_owned(),
        start: Start::NewPage,
        blocks: vec![
            Block::text(
                "Fill in by pen or on screen. Fewer lines that are done are worth more than many that are not.",
            ),
            Block::Table(Table {
                summary: "Steps to be filled in".to_owned(),
                columns: vec![
                    Column::left("What", 40.0),
                    Column::left("Area", 16.0),
                    Column::left("Who", 16.0),
                    Column::left("By when", 14.0),
                    Column::left("How we know", 22.0),
                ],
                rows: rows.collect(),
            }),
            Block::FillIn(words(&["We look at this again on"])),
        ],
        ..Section::default()
    }
}

fn method() -> Section {
    Section {
        title: "How these numbers came about".to_owned(),
        start: Start::NewPage,
        blocks: vec![
            Block::text(
                "Every answer stands on a level. An area's score is the share of the points that could be won, weighted as the questionnaire says. Questions that do not apply are left out on both sides; what nobody knew is listed as a blind spot and does not count as zero.",
            ),
            Block::text(
                "The range shows where the score would lie if the unanswered questions had been answered at worst and at best. A change smaller than the range is called noise here, whatever its sign.",
            ),
            Block::heading("What this is not"),
            Block::text(
                "It is no benchmark: the numbers compare this team with itself, over the years. It is no review of persons. It says what was answered, and nothing that was not.",
            ),
        ],
        ..Section::default()
    }
}

fn all_answers() -> Section {
    let mut rows = Vec::new();
    for practice in &PRACTICES {
        rows.push(Row::Group(practice.name.to_owned()));
        for number in 1..=5 {
            rows.push(Row::Cells(vec![
                Cell::muted(format!("{}_{number}", practice.id)),
                "How often do service and accounting keep to the dates that sellers have promised to their customers?".into(),
                "Sometimes, when somebody has time".into(),
                Cell::from(format!("{}", number % 5)),
                Cell::muted(if number == 3 { "\u{201c}This differs a lot between the two offices; the south is better at it.\u{201d}" } else { "" }),
            ]));
        }
    }
    Section {
        title: "All answers".to_owned(),
        start: Start::NewPage,
        blocks: vec![Block::Table(Table {
            summary: "Every question with its answer".to_owned(),
            columns: vec![
                Column::left("Id", 20.0),
                Column::left("Question", 40.0),
                Column::left("Answer", 24.0),
                Column::right("Level", 8.0),
                Column::left("Note", 22.0),
            ],
            rows,
        })],
        ..Section::default()
    }
}
