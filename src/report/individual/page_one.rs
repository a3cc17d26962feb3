//! Page one stands alone: the verdict, the bucket, the lowest areas as bars, and what to do first.

use super::super::{
    Band, Bar, BarWords, Bars, Block, Bucket, Cell, Column, Columns, Drawing, Figure, Hole, Level, List,
    Marker, Row, Section, Start, Table,
};
use super::{Subject, benchmark, leaks, name, range, severity, years};
use crate::questionnaire::in_words::answer_in_words;
use crate::questionnaire::{Answer, AreaIndex, QuestionIndex, RowAnswer};
use crate::words::{Words, fill};

/// How many leaks page one asks to plug first.
const FIRST: usize = 3;

/// How many areas page one shows as bars, so that it stays one page on either paper.
const BARS: usize = 9;

pub(super) fn section(subject: Subject) -> Section {
    let mut blocks = vec![Block::lead(verdict(subject)), Block::note(score_line(subject))];
    blocks.push(Block::Columns(Columns {
        left_share: 0.42,
        left: vec![Block::Figure(bucket(subject))],
        right: vec![Block::Figure(bars(subject))],
    }));
    blocks.extend(plug_first(subject));
    if let Some(strength) = subject.findings.strengths.first() {
        blocks.push(Block::text(fill(
            subject.says().page_one.keep,
            &[("strength", &leaks::strength(subject, strength))],
        )));
    }
    blocks.push(Block::note(about_line(subject)));
    Section {
        title: name::heading(subject.assessment, subject.words()),
        level: Level::One,
        start: Start::NewPage,
        anchor: None,
        blocks,
    }
}

/// The one sentence that a reader remembers.
fn verdict(subject: Subject) -> String {
    let questionnaire = subject.questionnaire();
    let scored: Vec<AreaIndex> = subject
        .ranked_areas()
        .into_iter()
        .filter(|area| subject.scorecard.area(*area).measure.score.is_some())
        .collect();
    let (words, says) = (subject.words(), &subject.says().page_one);
    let state = match subject.findings.band {
        Some(band) => {
            let band = (words.within)(&questionnaire[band].label);
            fill(says.bucket_is, &[("band", &band)])
        }
        None if is_all_unknown(subject) => says.nobody_knew.to_owned(),
        None if subject.scorecard.missing.is_empty() => says.no_score.to_owned(),
        None => says.too_little.to_owned(),
    };
    let title = |area: AreaIndex| questionnaire[area].title.as_str();
    let (text, lowest, highest) = match scored.as_slice() {
        [lowest, .., highest] if is_best(subject, *lowest) => {
            (says.none_leaks_badly, title(*lowest), title(*highest))
        }
        [lowest, .., highest] => (says.worst_and_best, title(*lowest), title(*highest)),
        [_] | [] => (says.nothing_to_compare, "", ""),
    };
    fill(text, &[("state", &state), ("lowest", &lowest), ("highest", &highest)])
}

/// Whether an area lies in the best band.
fn is_best(subject: Subject, area: AreaIndex) -> bool {
    let best = subject.questionnaire().bands.len().saturating_sub(1);
    subject.scorecard.area(area).band.is_some_and(|band| band.0 == best)
}

fn score_line(subject: Subject) -> String {
    let overall = &subject.scorecard.overall;
    let questionnaire = subject.questionnaire();
    let unknown = subject.scorecard.unsettled(questionnaire);
    let (words, says) = (subject.words(), &subject.says().page_one);
    let mut parts = Vec::new();
    match (overall.printed(), subject.findings.band) {
        (Some(score), Some(band)) => {
            let band = (words.within)(&questionnaire[band].label);
            parts.push(fill(says.overall, &[("score", &score), ("band", &band)]));
        }
        (_, _) => parts.push(no_score(subject)),
    }
    if let Some(range) = range(overall, words).filter(|_| 0 < unknown) {
        let why = words.plural(&says.why_range, unknown);
        parts.push(fill(why, &[("range", &range), ("count", &unknown)]));
    }
    if let Some(cap) = subject.findings.capped_by {
        parts.push(fill(says.cap, &[("because", &questionnaire.scoring.caps[cap].because)]));
    }
    format!("{}.", parts.join("; "))
}

/// Whether every answer that could have counted was "don't know".
fn is_all_unknown(subject: Subject) -> bool {
    let mut answers = subject.told().filter_map(|question| subject.assessment.answers.answer(question));
    let is_unknown = |answer: &Answer| match answer {
        Answer::DontKnow => true,
        Answer::Rows(rows) => rows.iter().all(|row| *row == RowAnswer::DontKnow),
        Answer::Choice(_)
        | Answer::Choices(_)
        | Answer::YesNo(_)
        | Answer::Number(_)
        | Answer::Numbers(_)
        | Answer::Text(_)
        | Answer::NotApplicable => false,
    };
    !subject.findings.blind_spots.is_empty() && answers.all(is_unknown)
}

/// Why there is no overall score.
fn no_score(subject: Subject) -> String {
    let questionnaire = subject.questionnaire();
    let is_scored = |area: &AreaIndex| subject.scorecard.area(*area).measure.score.is_some();
    let missing = &subject.scorecard.missing;
    let says = &subject.says().page_one;
    match missing.as_slice() {
        [] => says.nothing_applies.to_owned(),
        _ if !questionnaire.scored_areas().any(|area| is_scored(&area)) => says.no_area.to_owned(),
        missing => {
            let missing: Vec<&str> = missing.iter().map(|area| questionnaire[*area].title.as_str()).collect();
            fill(says.missing, &[("areas", &missing.join(", "))])
        }
    }
}

fn bucket(subject: Subject) -> Figure {
    let overall = &subject.scorecard.overall;
    let questionnaire = subject.questionnaire();
    let areas: Vec<AreaIndex> =
        questionnaire.scored_areas().filter(|area| subject.scorecard.area(*area).applies).collect();
    let holes: Vec<Hole> = areas
        .iter()
        .map(|area| {
            let score = subject.scorecard.area(*area);
            Hole {
                number: subject.number(*area).unwrap_or(0),
                label: questionnaire[*area].title.clone(),
                leak: score.measure.score.map(|score| 1.0 - score),
                tone: score.band.map(|band| subject.band(band).tone),
            }
        })
        .collect();
    let (words, says) = (subject.words(), &subject.says().figures);
    let before = years::previous_whole(subject);
    let mut water = match overall.printed() {
        Some(score) => fill(says.water, &[("score", &score)]),
        None => says.no_water.to_owned(),
    };
    if let Some((_, label)) = &before {
        water.push_str(&format!(" {label}."));
    }
    let losses = areas.iter().map(|area| match subject.scorecard.area(*area).measure.printed() {
        Some(score) => format!("{} {}", subject.numbered(*area), 100_u32.saturating_sub(score)),
        None => fill(says.not_known, &[("area", &subject.numbered(*area))]),
    });
    let losses: Vec<String> = losses.collect();
    let alt = fill(
        words.plural(&says.bucket, holes.len()),
        &[("count", &holes.len()), ("areas", &losses.join(", ")), ("water", &water)],
    );
    let (previous, previous_label) =
        before.map_or((None, String::new()), |(score, label)| (Some(score), label));
    Figure {
        alt,
        caption: String::new(),
        drawing: Drawing::Bucket(Bucket {
            score: overall.printed().map(f64::from),
            scale: words.report.often.of_hundred.to_owned(),
            band: subject.findings.band.map(|band| subject.band(band)),
            holes,
            previous,
            previous_label,
        }),
    }
}

fn bars(subject: Subject) -> Figure {
    let ranked = subject.ranked_areas();
    let count = ranked.len();
    // To leave out one alone would save nothing: its place would go to saying so.
    let shown = if count <= BARS + 1 { count } else { BARS };
    let (words, says) = (subject.words(), &subject.says().figures);
    let caption = match shown < count {
        true => fill(says.lowest, &[("shown", &shown), ("count", &count)]),
        false => String::new(),
    };
    let questionnaire = subject.questionnaire();
    let mut said = Vec::new();
    let rows: Vec<Bar> = ranked
        .into_iter()
        .take(shown)
        .map(|area| {
            let band = subject.scorecard.area(area).band.map(|band| subject.band(band));
            let bar = bar(subject, area, questionnaire[area].short.clone(), band);
            said.push(in_words(&subject.numbered(area), &bar, words));
            bar
        })
        .collect();
    let ticks = ticks(subject);
    let mut alt = fill(says.bars, &[("areas", &said.join("; "))]);
    if !ticks.is_empty() {
        let ticks: Vec<String> = ticks.iter().map(u8::to_string).collect();
        alt.push(' ');
        alt.push_str(&fill(says.limits, &[("scores", &ticks.join(", "))]));
    }
    Figure { alt, caption, drawing: Drawing::Bars(Bars { rows, ticks, words: BarWords::of(words) }) }
}

/// A bar with all its numbers: `2 New customers 35, pouring, could be 29 to 46`.
pub(super) fn in_words(title: &str, bar: &Bar, words: &Words) -> String {
    let number = |score: f64| words.number(score, 0);
    let Some(score) = bar.score else {
        return fill(words.report.figures.no_score, &[("area", &title)]);
    };
    let band = bar.band.as_ref().map(|band| (words.within)(&band.name));
    let range = bar.range.map(|(low, high)| {
        fill(words.report.often.could_be, &[("low", &number(low)), ("high", &number(high))])
    });
    let previous = bar.previous.map(|score| format!("{} {}", words.report.legends.previous, number(score)));
    let target = bar.target.map(|score| format!("{} {}", words.report.legends.target, number(score)));
    let others = bar.others.map(|others| benchmark::in_words(&others, words));
    let parts = [Some(format!("{title} {}", number(score))), band, range, previous, target, others];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub(super) fn bar(subject: Subject, area: AreaIndex, label: String, band: Option<Band>) -> Bar {
    let measure = &subject.scorecard.area(area).measure;
    let range = (f64::from(measure.printed_low()), f64::from(measure.printed_high()));
    Bar {
        number: subject.number(area),
        label,
        score: measure.printed().map(f64::from),
        range: measure.is_range().then_some(range),
        band,
        previous: years::previous(subject, area),
        note: match measure.score {
            Some(_) => String::new(),
            None => subject.says().often.too_few.to_owned(),
        },
        ..Bar::default()
    }
}

/// Where one band ends and the next begins.
pub(super) fn ticks(subject: Subject) -> Vec<u8> {
    let bands = subject.questionnaire().bands.iter().skip(1);
    bands.filter_map(|band| u8::try_from(band.from).ok()).collect()
}

/// The first leaks, each with what plugs it and room for a name and a day.
fn plug_first(subject: Subject) -> Vec<Block> {
    let questionnaire = subject.questionnaire();
    let leaks = &subject.findings.leaks;
    let (words, says, heads) = (subject.words(), &subject.says().page_one, &subject.says().heads);
    if leaks.is_empty() {
        let mut blocks = vec![Block::heading(says.plug_first), Block::text(says.no_leak)];
        blocks.extend(find_out_first(subject));
        return blocks;
    }
    let rows = leaks.iter().take(FIRST).enumerate().map(|(position, leak)| {
        let practice = leak.plugged_by.first().map(|practice| questionnaire[*practice].text.as_str());
        Row::Cells(vec![
            Cell::muted((position + 1).to_string()),
            Cell::strong(leak.headline.clone()),
            Cell::from(practice.unwrap_or_default()),
            Cell::band(&severity(leak.severity, words)),
            Cell::default(),
            Cell::default(),
        ])
    });
    vec![
        Block::heading(says.plug_first),
        Block::Table(Table {
            summary: says.table.to_owned(),
            columns: vec![
                Column::right("", 0.04),
                Column::left(heads.leak, 0.26),
                Column::left(heads.to_do, 0.35),
                Column::left(heads.how_bad, 0.13),
                Column::left(heads.who, 0.11),
                Column::left(heads.by_when, 0.11),
            ],
            rows: rows.collect(),
        }),
    ]
}

/// Without a score, what nobody could say comes first.
fn find_out_first(subject: Subject) -> Vec<Block> {
    let spots = &subject.findings.blind_spots;
    if spots.is_empty() || subject.scorecard.overall.score.is_some() {
        return Vec::new();
    }
    let items: Vec<String> = spots.iter().take(FIRST).map(|spot| leaks::blind_spot(subject, spot)).collect();
    let says = &subject.says().page_one;
    let mut blocks = vec![Block::heading(says.find_out), Block::List(List { marker: Marker::Number, items })];
    if FIRST < spots.len() {
        blocks.push(Block::note(fill(says.listed_below, &[("count", &spots.len())])));
    }
    blocks
}

/// Who, when, and by which questionnaire.
fn about_line(subject: Subject) -> String {
    let assessment = subject.assessment;
    let questionnaire = subject.questionnaire();
    let (words, says) = (subject.words(), &subject.says().page_one);
    let who = match assessment.name.as_str() {
        "" => says.unnamed,
        name => name,
    };
    let who = match role(subject) {
        Some(role) => fill(says.with_role, &[("who", &who), ("role", &role)]),
        None => who.to_owned(),
    };
    let asked: Vec<QuestionIndex> = subject.told().collect();
    let open = asked.iter().filter(|question| assessment.answers.entry(**question).is_unanswered()).count();
    let unknown = subject.findings.blind_spots.len();
    let counts = [(says.left_open, open), (says.unknown, unknown)];
    let counts = counts.iter().filter(|(_, count)| 0 < *count);
    let counts: Vec<String> = counts.map(|(text, count)| fill(text, &[("count", count)])).collect();
    let rest = if counts.is_empty() { says.none_open.to_owned() } else { counts.join(", ") };
    // Without another name the title stands above.
    let edition = if assessment.about.is_empty() { says.edition } else { says.title_and_edition };
    let edition =
        fill(edition, &[("questionnaire", &questionnaire.title), ("edition", &questionnaire.edition)]);
    fill(
        words.plural(&says.about, asked.len()),
        &[
            ("who", &who),
            ("date", &words.date(assessment.date)),
            ("count", &asked.len()),
            ("rest", &rest),
            ("edition", &edition),
        ],
    )
}

/// The respondent's role, as the answer says it.
fn role(subject: Subject) -> Option<String> {
    let questionnaire = subject.questionnaire();
    subject.assessment.role()?;
    let question = questionnaire.profile().find(|question| questionnaire[*question].id == *"role")?;
    let answer = subject.assessment.answers.answer(question)?;
    Some(answer_in_words(&questionnaire[question], answer, subject.words()))
}
