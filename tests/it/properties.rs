//! What holds for any answers at all, to the shipped questionnaire and to made-up ones.
//!
//! Every case is drawn from a tape of numbers: where it ends, zeros follow, and zero is always the
//! plainest choice, so that a failing case shrinks to a short one. The seed is fixed.

use std::sync::OnceLock;

use leaky_bucket::assessment::{Answers, Change, Confidence, Flow, History};
use leaky_bucket::findings;
use leaky_bucket::questionnaire::kind::Number;
use leaky_bucket::questionnaire::{
    Answer, DontKnow, Field, Kind, Question, QuestionIndex, Questionnaire, RowAnswer, plain, read,
};
use leaky_bucket::scoring::why::{self, why, why_overall};
use leaky_bucket::scoring::{self, Measure, Scorecard};
use leaky_bucket::source::Limits;
use leaky_bucket::words::EN;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::what_if::holds_of_plugging;

pub(crate) fn settings(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(2026), failure_persistence: None, ..Default::default() }
}

/// Numbers to draw from.
pub(crate) struct Tape {
    numbers: std::vec::IntoIter<u32>,
}

impl Tape {
    /// One of `0..of`.
    pub(crate) fn draw(&mut self, of: usize) -> usize {
        self.numbers.next().unwrap_or(0) as usize % of.max(1)
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.draw(from.len())]
    }
}

pub(crate) fn tape(length: usize) -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(any::<u32>(), 0..length)
}

pub(crate) fn wound(numbers: Vec<u32>) -> Tape {
    Tape { numbers: numbers.into_iter() }
}

pub(crate) fn shipped() -> &'static Questionnaire {
    static SHIPPED: OnceLock<Questionnaire> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let text = include_str!("../../questionnaires/leaky-bucket.yaml");
        read("leaky-bucket.yaml", text.as_bytes(), &Limits::default()).1.unwrap()
    })
}

/// A small questionnaire of every kind of question, gate, cap and judge.
pub(crate) fn made_up(tape: &mut Tape) -> Questionnaire {
    let mut text = "format: 1\nid: made_up\nedition: '1'\ntitle: Made up\n".to_owned();
    text += "scales: [{id: three, choices: [{text: a, severity: high}, {text: b, severity: low}, c]}]\n";
    text += &format!(
        "scoring: {{min_answered: {}, caps: [{{when: \"count(leaks, critical) >= 1\", band: leaking, because: C}}, {{when: lowest(areas) < 40, band: seeping, because: L}}]}}\n",
        tape.pick(&[0.5, 0.0, 0.3, 1.0])
    );
    text += "profile:\n  - {id: size, ask: Q, type: number, min: 0, max: 4}\n  - {id: again, ask: Q, type: yes_no}\n";
    text += "values:\n  - {id: share, of: size / 2}\n  - {id: ratio, of: 3 / size}\n";
    text += "areas:\n";
    let mut asked: Vec<(String, &str)> = vec![("size".to_owned(), "number"), ("again".to_owned(), "yes_no")];
    for area in 0..1 + tape.draw(3) {
        let gate = gate(tape, &asked);
        let weight = tape.pick(&[1.0, 2.0, 0.5]);
        text +=
            &format!("  - id: area{area}\n    title: A\n    weight: {weight}\n{}", line(4, "show_if", &gate));
        text += &format!(
            "    practices: [{{id: easy{area}, do: E, effort: low}}, {{id: hard{area}, do: H, effort: high}}]\n"
        );
        text += "    questions:\n";
        questions(tape, &mut text, 6, area, &mut asked);
        if tape.draw(3) == 1 {
            let gate = self::gate(tape, &asked);
            text += &format!(
                "    areas:\n      - id: inner{area}\n        title: I\n{}",
                line(8, "show_if", &gate)
            );
            text += "        questions:\n";
            questions(tape, &mut text, 10, area, &mut asked);
        }
    }
    text +=
        "rules: [{id: torn, area: area0, when: again, severity: critical, leak: R, plugged_by: [hard0]}]\n";
    let (source, questionnaire, faults) = read("made up", text.as_bytes(), &Limits::default());
    questionnaire
        .unwrap_or_else(|| panic!("{}\n{text}", leaky_bucket::diagnostic::render(&source, &faults, false)))
}

fn line(indent: usize, key: &str, expression: &Option<String>) -> String {
    match expression {
        Some(expression) => format!("{}{key}: \"{expression}\"\n", " ".repeat(indent)),
        None => String::new(),
    }
}

/// A condition on something that was asked before.
fn gate(tape: &mut Tape, asked: &[(String, &str)]) -> Option<String> {
    if tape.draw(2) == 0 {
        return None;
    }
    let (id, kind) = &asked[tape.draw(asked.len())];
    let simple = match *kind {
        "number" => tape.pick(&["@ > 1", "(@ ?? 1) > 2", "(@ ?? 3) > 2", "share > 0.5", "not (ratio > 2)"]),
        "yes_no" => tape.pick(&["@", "not @", "(@ ?? true)", "not (@ ?? true)", "not answered(@)"]),
        "scale" => tape.pick(&["level(@) >= 1", "level(@) < 2", "not answered(@)", "answered(@)"]),
        "matrix" => tape.pick(&["min(@) >= 1", "mean(@) < 1.5", "@.one == 2", "answered(@)"]),
        _ => tape.pick(&["answered(@)", "not answered(@)"]),
    };
    let simple = simple.replace('@', id);
    Some(match tape.draw(4) {
        1 => format!("again and ({simple})"),
        2 => format!("({simple}) or size > 3"),
        _ => simple,
    })
}

/// Who plugs a question's leak, and whether not knowing is one: of one in two, and of two in three.
fn told(position: usize, area: usize) -> String {
    let effort = if position.is_multiple_of(2) { "easy" } else { "hard" };
    let plugged_by = format!(", plugged_by: [{effort}{area}]");
    match position % 3 {
        0 => plugged_by,
        _ => format!("{plugged_by}, dont_know: {{severity: medium, leak: D}}"),
    }
}

fn questions(
    tape: &mut Tape,
    text: &mut String,
    indent: usize,
    area: usize,
    asked: &mut Vec<(String, &'static str)>,
) {
    let before = asked.len();
    for position in 0..1 + tape.draw(4) {
        let id = format!("q{}", asked.len());
        // The first carries weight, so that the area can be scored.
        let drawn = if position == 0 { 0 } else { tape.draw(9) };
        let (kind, settings) = match drawn {
            0 | 1 => ("scale", "type: scale, scale: three".to_owned()),
            2 => ("number", "type: number, min: 0, max: 9, cut_points: [{from: 1, level: 1, severity: medium}, {from: 3, level: 3}, {from: 5, level: 2}, {from: 8, level: 0, severity: critical}]".to_owned()),
            3 => ("number", format!("type: number, min: 0, max: 9, judge: {}, cut_points: [{{from: 0, level: 1, severity: low}}, {{from: 1, level: 3}}, {{from: 2, severity: high}}, {{from: 3, level: 2}}]", tape.pick(&["share", "ratio", "ratio - share", "size ?? 2", "(ratio ?? 0) * 2"]))),
            4 => ("yes_no", "type: yes_no, yes: {level: 4}, no: {level: 1, severity: critical}".to_owned()),
            5 => ("matrix", "type: matrix, scale: three, rows: [{id: one, text: R}, {id: two, text: R}, {id: three, text: R}]".to_owned()),
            6 => ("other", "type: single_choice, choices: [{text: A, level: 2}, {text: B, severity: high}, {text: C, level: 1, severity: low}]".to_owned()),
            7 => ("other", "type: multiple_choice, none: N, choices: [A, B, C], cut_points: [{from: 0, level: 0}, {from: 2, level: 2}, {from: 3}], leaks: [{when: count(@) < 2, severity: high, leak: F}]".to_owned()),
            _ => ("other", "type: number_group, fields: [{id: f, label: F, min: 0}, {id: g, label: G, min: 0}]".to_owned()),
        };
        let weight = tape.pick(&[1.0, 2.0, 0.5, 3.0]);
        let pad = " ".repeat(indent);
        *text +=
            &format!("{pad}- {{id: {id}, ask: Q, leak: L, weight: {weight}, {}", settings.replace('@', &id));
        *text += &told(asked.len(), area);
        if position > 0 {
            // A gate within an area may rest on the questions before it as well.
            if let Some(gate) = gate(tape, asked) {
                *text += &format!(", show_if: \"{gate}\"");
            }
        }
        if tape.draw(4) == 1
            && let Some(when) = gate(tape, &asked[..before])
        {
            *text += &format!(", caps: [{{when: \"{when}\", level: 1}}]");
        }
        *text += "}\n";
        asked.push((id, kind));
    }
}

/// An answer with content.
fn answer(question: &Question, tape: &mut Tape) -> Answer {
    let choices = question.kind.choices().len();
    match &question.kind {
        Kind::Scale(_) | Kind::SingleChoice(_) => Answer::Choice(tape.draw(choices)),
        Kind::MultipleChoice { none, .. } => {
            let mut chosen: Vec<usize> = (0..choices).filter(|_| tape.draw(3) == 1).collect();
            if chosen.is_empty() && none.is_none() {
                chosen.push(tape.draw(choices));
            }
            Answer::Choices(chosen)
        }
        Kind::YesNo { .. } => Answer::YesNo(tape.draw(2) == 1),
        Kind::Number(limits) => Answer::Number(number(limits, tape)),
        Kind::NumberGroup(fields) => {
            Answer::Numbers(fields.iter().map(|field| Some(number(&field.number, tape))).collect())
        }
        Kind::Matrix { rows, .. } => {
            Answer::Rows(rows.iter().map(|_| RowAnswer::Choice(tape.draw(choices))).collect())
        }
        Kind::Text => Answer::Text(tape.pick(&["As it is", "Żaneta", "two\nlines", "none", "5"]).to_owned()),
    }
}

fn number(limits: &Number, tape: &mut Tape) -> f64 {
    let least = limits.min.max(-100.0);
    let span = (limits.max - least).min(1000.0);
    let step = 10f64.powi(-i32::try_from(limits.decimals).unwrap());
    let steps = (span / step).round() as usize + 1;
    let value = least + tape.draw(steps) as f64 * step;
    // The nearest number with that many digits, as it would have been typed.
    format!("{value:.*}", limits.decimals as usize).parse().unwrap()
}

/// Any state a question may be in; `None` for not answered.
fn any_answer(question: &Question, tape: &mut Tape) -> Option<Answer> {
    let answer = match tape.draw(8) {
        0 | 1 => return None,
        2 if question.dont_know != DontKnow::Refused => Answer::DontKnow,
        3 if question.not_applicable => Answer::NotApplicable,
        _ => answer(question, tape),
    };
    Some(match answer {
        Answer::Rows(rows) => {
            let rows = rows.into_iter().map(|row| match tape.draw(6) {
                1 => RowAnswer::DontKnow,
                2 => RowAnswer::NotApplicable,
                3 => RowAnswer::NotAnswered,
                _ => row,
            });
            Answer::Rows(rows.collect())
        }
        Answer::Numbers(mut numbers) => {
            if tape.draw(3) == 1 {
                let open = tape.draw(numbers.len());
                numbers[open] = None;
            }
            Answer::Numbers(numbers)
        }
        whole => whole,
    })
    .filter(|answer| question.accepts(answer).is_ok())
}

/// Anything that may happen to a question's entry.
pub(crate) fn any_change(questionnaire: &Questionnaire, index: QuestionIndex, tape: &mut Tape) -> Change {
    match tape.draw(6) {
        0 => any_answer(&questionnaire[index], tape)
            .map_or(Change::Cleared(index), |answer| Change::Answered(index, answer)),
        1 => Change::Skipped(index),
        2 => Change::Noted(index, tape.pick(&["", "Seen", "Ask again"]).to_owned()),
        3 => Change::Marked(index, tape.draw(2) == 1),
        4 => {
            Change::Confident(index, tape.pick(&[None, Some(Confidence::Guess), Some(Confidence::CanShowIt)]))
        }
        _ => Change::Cleared(index),
    }
}

pub(crate) fn partial(questionnaire: &Questionnaire, tape: &mut Tape) -> Answers {
    let mut answers = Answers::new(questionnaire);
    for index in questionnaire.question_indexes() {
        if let Some(answer) = any_answer(&questionnaire[index], tape) {
            answers.apply(questionnaire, Change::Answered(index, answer)).unwrap();
        }
    }
    answers
}

/// Answers everything that is asked and open or not known, and what that opens, until nothing is.
fn completed(questionnaire: &Questionnaire, answers: &Answers, tape: &mut Tape) -> Answers {
    let mut answers = answers.clone();
    loop {
        let flow = Flow::of(questionnaire, &answers);
        let next = flow
            .asked()
            .find_map(|index| Some((index, filled(&questionnaire[index], answers.answer(index), tape)?)));
        let Some((index, answer)) = next else { return answers };
        answers.apply(questionnaire, Change::Answered(index, answer)).unwrap();
    }
}

/// The answer with nothing left open; `None` when there was nothing to fill.
fn filled(question: &Question, given: Option<&Answer>, tape: &mut Tape) -> Option<Answer> {
    match (given, &question.kind) {
        (None | Some(Answer::DontKnow), _) => Some(answer(question, tape)),
        (Some(Answer::Rows(rows)), Kind::Matrix { choices, .. }) if rows.iter().any(|row| row.is_open()) => {
            let fill = |row: &RowAnswer| match row.is_open() {
                true => RowAnswer::Choice(tape.draw(choices.len())),
                false => *row,
            };
            Some(Answer::Rows(rows.iter().map(fill).collect()))
        }
        (Some(Answer::Numbers(numbers)), Kind::NumberGroup(fields)) if numbers.contains(&None) => {
            let fill = |(given, field): (&Option<f64>, &Field)| match given {
                Some(given) => Some(*given),
                None => Some(number(&field.number, tape)),
            };
            Some(Answer::Numbers(numbers.iter().zip(fields).map(fill).collect()))
        }
        (Some(_), _) => None,
    }
}

fn measures(scorecard: &Scorecard) -> impl Iterator<Item = Measure> {
    std::iter::once(scorecard.overall).chain(scorecard.areas.iter().map(|area| area.measure))
}

fn plain_answers(questionnaire: &Questionnaire, answers: &Answers) -> serde_json::Value {
    let given = questionnaire.question_indexes().filter_map(|index| {
        let question = &questionnaire[index];
        Some((question.id.to_string(), plain::write(question, answers.answer(index)?)))
    });
    given.collect::<serde_json::Map<_, _>>().into()
}

/// Scores stay within their bounds, their parts add up, and their range holds this completion.
fn hold(questionnaire: &Questionnaire, partly: &Answers, whole: &Answers) -> Result<(), TestCaseError> {
    let before = scoring::score(questionnaire, partly);
    let after = scoring::score(questionnaire, whole);
    let said =
        || format!("{}\n{}", plain_answers(questionnaire, partly), plain_answers(questionnaire, whole));
    for (now, then) in measures(&before).zip(measures(&after)) {
        prop_assert!((0.0..=1.0).contains(&now.low) && (0.0..=1.0).contains(&now.high), "{now:?}");
        prop_assert!((0.0..=1.0).contains(&now.coverage) && now.low <= now.high, "{now:?}\n{}", said());
        if let Some(score) = now.score {
            prop_assert!(now.low <= score && score <= now.high, "{now:?}\n{}", said());
        }
        if let Some(reached) = then.printed() {
            let holds = now.printed_low() <= reached && reached <= now.printed_high();
            prop_assert!(holds, "{reached} is not in {now:?}\n{}", said());
        }
    }
    for scorecard in [&before, &after] {
        let answers = if std::ptr::eq(scorecard, &before) { partly } else { whole };
        let mut opened: Vec<_> = questionnaire
            .area_indexes()
            .map(|area| (scorecard.area(area).measure, why(questionnaire, answers, scorecard, area, &EN)))
            .collect();
        opened.push((scorecard.overall, why_overall(questionnaire, scorecard, &EN)));
        for (measure, lines) in opened {
            let points: u32 = lines.iter().filter_map(|line| line.points).map(|points| points.0).sum();
            let shares: u32 = lines.iter().filter_map(|line| line.share).map(|share| share.0).sum();
            let sum = why::sum(&measure).map_or(0, |sum| sum.0);
            prop_assert_eq!(points, sum);
            prop_assert_eq!((sum + 5) / 10, measure.printed().unwrap_or(0));
            prop_assert_eq!(shares, if measure.score.is_some() { 1000 } else { 0 });
        }
    }
    Ok(())
}

/// Leaks fall in rank, and the same input gives the same findings.
fn ordered(questionnaire: &Questionnaire, answers: &Answers) -> Result<(), TestCaseError> {
    let scorecard = scoring::score(questionnaire, answers);
    let found = findings::find(questionnaire, answers, &scorecard);
    prop_assert_eq!(&scorecard, &scoring::score(questionnaire, &answers.clone()));
    prop_assert_eq!(&found, &findings::find(questionnaire, answers, &scorecard));
    for leaks in [&found.leaks, &found.private_leaks] {
        let place = |leak: &findings::Leak| {
            let score = scorecard.area(leak.area).measure.printed().unwrap_or(u32::MAX);
            (-leak.rank, score)
        };
        prop_assert!(leaks.iter().map(place).is_sorted());
    }
    prop_assert!(found.band <= scorecard.band);
    Ok(())
}

proptest! {
    #![proptest_config(settings(150))]

    #[test]
    fn the_range_holds_every_completion(given in tape(400), rest in tape(400)) {
        let partly = partial(shipped(), &mut wound(given));
        let whole = completed(shipped(), &partly, &mut wound(rest));
        hold(shipped(), &partly, &whole)?;
        ordered(shipped(), &partly)?;
        ordered(shipped(), &whole)?;
    }

    #[test]
    fn plugging_helps_and_never_harms(
        given in tape(400),
        picks in proptest::collection::vec(0..60usize, 0..6),
    ) {
        let partly = partial(shipped(), &mut wound(given));
        holds_of_plugging(shipped(), &partly, &picks)?;
    }

    #[test]
    fn answers_are_read_as_they_were_written(given in tape(400)) {
        let answers = partial(shipped(), &mut wound(given));
        for index in shipped().question_indexes() {
            let question = &shipped()[index];
            if let Some(answer) = answers.answer(index) {
                let written = plain::write(question, answer);
                let read = plain::read(question, &written).map_err(|why| TestCaseError::fail(why.to_string()))?;
                prop_assert_eq!(&read, answer, "{}", written);
                // And so through the text of a file.
                let text = serde_yaml::to_string(&written).unwrap();
                let read: serde_json::Value = serde_yaml::from_str(&text).unwrap();
                prop_assert_eq!(plain::read(question, &read).ok(), Some(answer.clone()), "{}", text);
            }
        }
    }

    #[test]
    fn undo_takes_back_and_redo_makes_again(given in tape(200), steps in tape(120)) {
        let questionnaire = shipped();
        let first = partial(questionnaire, &mut wound(given));
        let mut answers = first.clone();
        let mut history = History::default();
        let mut tape = wound(steps);
        let mut states = vec![answers.clone()];
        for _ in 0..20 {
            let index = QuestionIndex(tape.draw(questionnaire.questions.len()));
            let change = any_change(questionnaire, index, &mut tape);
            history.make(questionnaire, &mut answers, change).unwrap();
            states.push(answers.clone());
        }
        for state in states.iter().rev().skip(1) {
            prop_assert!(history.undo(questionnaire, &mut answers).is_some());
            prop_assert_eq!(&answers, state);
        }
        prop_assert!(history.undo(questionnaire, &mut answers).is_none());
        for state in states.iter().skip(1) {
            prop_assert!(history.redo(questionnaire, &mut answers).is_some());
            prop_assert_eq!(&answers, state);
        }
    }

    #[test]
    fn the_order_of_answering_does_not_matter(given in tape(400), order in tape(100)) {
        let questionnaire = shipped();
        let wanted = partial(questionnaire, &mut wound(given));
        let mut left: Vec<QuestionIndex> = questionnaire.question_indexes().collect();
        let mut answers = Answers::new(questionnaire);
        let mut tape = wound(order);
        while !left.is_empty() {
            let index = left.swap_remove(tape.draw(left.len()));
            if let Some(answer) = wanted.answer(index) {
                answers.apply(questionnaire, Change::Answered(index, answer.clone())).unwrap();
            }
        }
        prop_assert_eq!(&answers, &wanted);
        prop_assert_eq!(scoring::score(questionnaire, &answers), scoring::score(questionnaire, &wanted));
    }
}

proptest! {
    #![proptest_config(settings(1000))]

    #[test]
    fn so_it_is_with_any_questionnaire(made in tape(120), given in tape(80), rest in tape(80)) {
        let questionnaire = made_up(&mut wound(made));
        let partly = partial(&questionnaire, &mut wound(given));
        let mut rest = wound(rest);
        for _ in 0..4 {
            let whole = completed(&questionnaire, &partly, &mut rest);
            hold(&questionnaire, &partly, &whole)?;
        }
        ordered(&questionnaire, &partly)?;
    }

    #[test]
    fn so_it_is_with_plugging(made in tape(120), given in tape(80), picks in proptest::collection::vec(0..12usize, 0..6)) {
        let questionnaire = made_up(&mut wound(made));
        let partly = partial(&questionnaire, &mut wound(given));
        holds_of_plugging(&questionnaire, &partly, &picks)?;
    }
}
