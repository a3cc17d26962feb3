//! Scores and findings against tables worked by hand: tests/scoring/*.yaml.
//!
//! A case begins with `=== its name` and holds a questionnaire (without its head), then pairs of
//! `--- answers` and `--- expect`; without a questionnaire of its own it takes the one before.
//! `@path` stands for a file of this project. Only what `expect` names is compared.

use std::path::Path;

use leaky_bucket::assessment::{Answers, Change};
use leaky_bucket::findings::what_if::Plugs;
use leaky_bucket::findings::{self, Findings, Leak};
use leaky_bucket::questionnaire::{AreaIndex, Questionnaire, plain, read};
use leaky_bucket::scoring::why::{Line, why, why_overall};
use leaky_bucket::scoring::{self, Measure, QuestionScore, Scorecard, State, printed};
use leaky_bucket::source::Limits;
use leaky_bucket::words::EN;
use serde_json::{Map, Value, json};

use crate::what_if::{gains_shown, short_way_shown, what_if_shown};

const HEAD: &str = "\
format: 1
id: worked
edition: '1'
title: Worked by hand
scales:
  - {id: five, choices: [zero, one, two, three, four]}
  - {id: nine, choices: [zero, one, two, three, four, five, six, seven, eight]}
";

#[test]
fn questions() {
    check("questions");
}

#[test]
fn areas() {
    check("areas");
}

#[test]
fn branches() {
    check("branches");
}

#[test]
fn caps() {
    check("caps");
}

#[test]
fn leaks() {
    check("leaks");
}

#[test]
fn what_if() {
    check("what_if");
}

#[test]
fn samples() {
    check("samples");
}

/// Works through one file of cases, and says all that is not as it should be.
#[track_caller]
fn check(file: &str) {
    let text = file_text(&format!("tests/scoring/{file}.yaml"));
    let mut questionnaire = None;
    let mut wrong = Vec::new();
    for case in text.split("\n=== ").skip(1) {
        let (name, body) = case.split_at(case.find('\n').unwrap());
        let mut parts = body.split("\n--- answers").map(str::to_owned);
        let own = parts.next().unwrap();
        if own.lines().any(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            questionnaire = Some(questionnaire_of(name, &own));
        }
        let questionnaire = questionnaire.as_ref().unwrap();
        for part in parts {
            let (answers, expected) = part.split_once("\n--- expect").unwrap();
            let answers = answers_of(name, questionnaire, answers);
            let Value::Object(expected) = data(expected) else { panic!("{name}: nothing is expected") };
            let shown = shown(questionnaire, &answers, &expected);
            for (key, want) in &expected {
                let got = shown.get(key).unwrap_or_else(|| panic!("{name}: `{key}` is not known here"));
                if got != want {
                    wrong.push(format!("{name}: {key}\n  want {want}\n  got  {got}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn file_text(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn data(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|why| panic!("{why}\n{text}"))
}

fn questionnaire_of(name: &str, text: &str) -> Questionnaire {
    let text = match text.trim().strip_prefix('@') {
        Some(path) => file_text(path),
        None => format!("{HEAD}{text}"),
    };
    let (source, questionnaire, faults) = read(name, text.as_bytes(), &Limits::default());
    questionnaire.unwrap_or_else(|| panic!("{}", leaky_bucket::diagnostic::render(&source, &faults, false)))
}

fn answers_of(name: &str, questionnaire: &Questionnaire, text: &str) -> Answers {
    let given = match text.trim().strip_prefix('@') {
        Some(path) => data(&file_text(path))["answers"].clone(),
        None => data(text),
    };
    let mut answers = Answers::new(questionnaire);
    for (id, value) in given.as_object().into_iter().flatten() {
        let question = questionnaire.find_question(id).unwrap_or_else(|| panic!("{name}: no question {id}"));
        let answer = plain::read(&questionnaire[question], value);
        let answer = answer.unwrap_or_else(|why| panic!("{name}: {id}: {why}"));
        answers.apply(questionnaire, Change::Answered(question, answer)).unwrap();
    }
    answers
}

/// Everything that a case may expect, of the areas and questions that it names.
fn shown(questionnaire: &Questionnaire, answers: &Answers, expected: &Map<String, Value>) -> Value {
    let scorecard = scoring::score(questionnaire, answers);
    let found = findings::find(questionnaire, answers, &scorecard);
    let plugs = Plugs::of(questionnaire, answers, &scorecard, &found);
    let named = |key: &str, show: &dyn Fn(&str) -> Value| -> Value {
        let names = expected.get(key).and_then(Value::as_object);
        names.into_iter().flatten().map(|(id, _)| (id.clone(), show(id))).collect::<Map<_, _>>().into()
    };
    let area = |id: &str| questionnaire.find_area(id).unwrap_or_else(|| panic!("no area {id}"));
    let area_id = |area: AreaIndex| questionnaire[area].id.as_str();
    json!({
        "overall": measure(&scorecard.overall),
        "band": found.band.map(|band| questionnaire[band].id.as_str()),
        "capped_by": found.capped_by.map(|cap| &questionnaire.scoring.caps[cap].because),
        "lacks": scorecard.missing.iter().map(|area| area_id(*area)).collect::<Vec<_>>(),
        "lowest": scorecard.lowest.map(area_id),
        "areas": named("areas", &|id| json!(measure(&scorecard.area(area(id)).measure))),
        "questions": named("questions", &|id| {
            let question = questionnaire.find_question(id).unwrap_or_else(|| panic!("no question {id}"));
            json!(question_shown(questionnaire, scorecard.question(question)))
        }),
        "why": named("why", &|id| match id {
            "overall" => opened(&why_overall(questionnaire, &scorecard, &EN)),
            id => opened(&why(questionnaire, answers, &scorecard, area(id), &EN)),
        }),
        "leaks": leaks_shown(questionnaire, &found.leaks),
        "leak_ids": found.leaks.iter().map(|leak| leak.id.as_str()).collect::<Vec<_>>(),
        "because": named("because", &|id| {
            let leak = found.leaks.iter().find(|leak| leak.id == *id).unwrap_or_else(|| panic!("no leak {id}"));
            leak.because.iter().map(|it| questionnaire[*it].id.as_str()).collect()
        }),
        "private_leaks": leaks_shown(questionnaire, &found.private_leaks),
        "strengths": found.strengths.iter().map(|it| questionnaire[it.question].id.as_str()).collect::<Vec<_>>(),
        "blind_spots": blind_spots(questionnaire, &found),
        "verdicts": verdicts(questionnaire, &found),
        "asked": asked(questionnaire, &scorecard),
        "what_if": named("what_if", &|ids| json!(what_if_shown(questionnaire, answers, &scorecard, &found, ids))),
        "gains": gains_shown(&plugs, &found),
        "short_way": short_way_shown(questionnaire, &found, plugs.short_way().as_ref()),
    })
}

/// `75 [70-80] 90%`: the score, its range, its coverage.
fn measure(measure: &Measure) -> String {
    let score = measure.printed().map_or_else(|| "none".to_owned(), |score| score.to_string());
    let (low, high) = (measure.printed_low(), measure.printed_high());
    format!("{score} [{low}-{high}] {}%", printed(measure.coverage))
}

/// `answered 2/4, capped from 4`, or `not judged, lacks cycle`.
fn question_shown(questionnaire: &Questionnaire, score: &QuestionScore) -> String {
    let state = match score.state {
        State::Answered => "answered",
        State::DontKnow => "don't know",
        State::NotApplicable => "not applicable",
        State::NotAnswered => "not answered",
        State::Skipped => "skipped",
        State::NotJudged => "not judged",
        State::Closed => "closed",
    };
    let mut shown = state.to_owned();
    if let (Some(level), Some(highest)) = (score.level, score.highest) {
        shown += &format!(" {level}/{highest}");
    }
    if let Some(from) = score.capped_from {
        shown += &format!(", capped from {from}");
    }
    let missing: Vec<&str> = score.missing.iter().map(|it| questionnaire[*it].id.as_str()).collect();
    if !missing.is_empty() {
        shown += &format!(", lacks {}", missing.join(" "));
    }
    shown
}

/// Each line as `id points of share: answer`, and their sum.
fn opened(lines: &[Line]) -> Value {
    let shown = lines.iter().map(|line| match (line.points, line.share) {
        (Some(points), Some(share)) => format!("{} {points} of {share}: {}", line.id, line.answer),
        (_, _) => format!("{} -: {}", line.id, line.answer),
    });
    shown.collect::<Vec<_>>().into()
}

/// `high keep choice 8: Nobody keeps them (keep_target)`.
fn leaks_shown(questionnaire: &Questionnaire, leaks: &[Leak]) -> Vec<String> {
    let shown = |leak: &Leak| {
        let practices = leak.plugged_by.iter().map(|practice| questionnaire[*practice].id.as_str());
        let practices: Vec<&str> = practices.collect();
        let (severity, cause) = (leak.severity, leak.cause.word());
        let plugged =
            if practices.is_empty() { String::new() } else { format!(" ({})", practices.join(" ")) };
        format!("{severity} {} {cause} {}: {}{plugged}", leak.id, leak.rank, leak.headline)
    };
    leaks.iter().map(shown).collect()
}

fn blind_spots(questionnaire: &Questionnaire, found: &Findings) -> Vec<String> {
    let shown = found.blind_spots.iter().map(|spot| {
        let question = &questionnaire[spot.question];
        match spot.row.and_then(|row| question.kind.rows().get(row)) {
            Some(row) => format!("{}.{}", question.id, row.id),
            None => question.id.to_string(),
        }
    });
    shown.collect()
}

fn verdicts(questionnaire: &Questionnaire, found: &Findings) -> Value {
    let shown = found.verdicts.iter().map(|(area, verdicts)| {
        let area = &questionnaire[*area];
        let ids: Vec<&str> = verdicts.iter().map(|verdict| area.verdicts[*verdict].id.as_str()).collect();
        (area.id.to_string(), json!(ids))
    });
    shown.collect::<Map<_, _>>().into()
}

fn asked(questionnaire: &Questionnaire, scorecard: &Scorecard) -> Vec<String> {
    scorecard.flow.asked().map(|question| questionnaire[question].id.to_string()).collect()
}
