//! Giving every expression of a questionnaire its meaning, once all names are known.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::questionnaire::condition::{
    Expression, Extent, Names, Stage, Want, parse, resolve as resolve_term,
};
use crate::questionnaire::reader::Log;
use crate::questionnaire::{AreaIndex, Condition, QuestionIndex, Questionnaire, ValueIndex, codes};
use crate::source::Source;

/// Resolves every expression, and says what is wrong with each.
pub(super) fn resolve(questionnaire: &mut Questionnaire, source: &Source, log: &Log) {
    // Values and judges first: what others read through them has to be known by then.
    for round in [Round::Values, Round::Rest] {
        let meanings: Vec<_> = {
            let mut slots = Vec::new();
            visit(questionnaire, round, &mut |condition, stage, want| {
                slots.push((condition.text.clone(), condition.at.clone(), stage, want));
            });
            let names = Names::of(questionnaire, &log.guesses);
            let meaning = |(text, at, stage, want): &(String, Range<usize>, Stage, Want)| {
                let term = parse(text).map_err(|fault| (codes::GRAMMAR, fault.at, fault.says, fault.help));
                let resolved = term.and_then(|term| {
                    resolve_term(&term, &names, *stage, *want)
                        .map_err(|fault| (fault.code, fault.at, fault.says, fault.help))
                });
                resolved
                    .map_err(|(code, within, says, help)| {
                        let diagnostic = Diagnostic::error(code, place(source, text, at, within), says);
                        log.note(match help {
                            Some(help) => diagnostic.help(help),
                            None => diagnostic,
                        });
                    })
                    .ok()
            };
            slots.iter().map(meaning).collect()
        };
        let mut meanings = meanings.into_iter();
        visit(questionnaire, round, &mut |condition, _, _| {
            if let Some(Some(meaning)) = meanings.next() {
                condition.meaning = meaning;
            }
        });
        if round == Round::Values {
            limit(questionnaire, log);
        }
    }
}

/// Takes the meaning from values that go too far through other values: a line of them that each
/// add the one before to itself would double the work with every line.
fn limit(questionnaire: &mut Questionnaire, log: &Log) {
    let mut extents: Vec<Extent> = Vec::with_capacity(questionnaire.values.len());
    for value in &mut questionnaire.values {
        let extent = value.of.meaning.extent(&extents);
        if extent.is_within_limits() {
            extents.push(extent);
            continue;
        }
        let says = format!("`{}` is worked out through too many other values", value.id);
        log.error(codes::TOO_MANY, value.of.at.clone(), says, "work it out from answers more directly");
        value.of.meaning = Expression::Unknown;
        extents.push(Extent::default());
    }
}

/// Where a part of an expression stands in the file.
fn place(source: &Source, text: &str, at: &Range<usize>, within: Range<usize>) -> Range<usize> {
    let written = source.text().get(at.clone()).unwrap_or_default();
    match written.find(text) {
        Some(offset) => at.start + offset + within.start..at.start + offset + within.end,
        // Folded or escaped: the expression as a whole is the best that can be shown.
        None => at.clone(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Round {
    Values,
    Rest,
}

type Visit<'v> = &'v mut dyn FnMut(&mut Condition, Stage, Want);

/// Calls for every expression of a round, always in the same order.
fn visit(questionnaire: &mut Questionnaire, round: Round, call: Visit) {
    if round == Round::Values {
        for (position, value) in questionnaire.values.iter_mut().enumerate() {
            call(&mut value.of, Stage::Value { before: ValueIndex(position) }, Want::Number);
        }
        for question in &mut questionnaire.questions {
            if let Some(judge) = &mut question.judge {
                call(judge, Stage::Judge, Want::Number);
            }
        }
        return;
    }
    for (position, question) in questionnaire.questions.iter_mut().enumerate() {
        if let Some(condition) = &mut question.show_if {
            call(condition, Stage::Show { before: QuestionIndex(position), area: None }, Want::Truth);
        }
        question.caps.iter_mut().for_each(|cap| call(&mut cap.when, Stage::Judge, Want::Truth));
        question.leaks.iter_mut().for_each(|leak| call(&mut leak.when, Stage::Judge, Want::Truth));
        question.must.iter_mut().for_each(|remark| call(&mut remark.when, Stage::Judge, Want::Truth));
    }
    for (position, area) in questionnaire.areas.iter_mut().enumerate() {
        let before = QuestionIndex(area.questions.start);
        if let Some(condition) = &mut area.show_if {
            call(condition, Stage::Show { before, area: Some(AreaIndex(position)) }, Want::Truth);
        }
        area.verdicts.iter_mut().for_each(|verdict| call(&mut verdict.when, Stage::Conclude, Want::Truth));
    }
    questionnaire.rules.iter_mut().for_each(|rule| call(&mut rule.when, Stage::Rule, Want::Truth));
    questionnaire.scoring.caps.iter_mut().for_each(|cap| call(&mut cap.when, Stage::Conclude, Want::Truth));
}
