//! `show`: a result as text or JSON.

use super::args::Show;
use super::exit::{Exit, Trouble};
use super::output::{print_json, print_prose};
use super::{Session, benchmark, find};
use crate::assessment::Assessment;
use crate::diagnostic::nearest;
use crate::export::json;
use crate::findings::what_if::{Plugs, leaks_named};
use crate::findings::{self, Findings};
use crate::questionnaire::{AreaIndex, Questionnaire};
use crate::scoring::{self, Scorecard};
use crate::summary::{self, Extent};
use crate::text::visible;
use crate::words::{Words, fill};

pub(super) fn run(session: &Session, show: &Show) -> Result<Exit, Trouble> {
    let found = find::assessment(session, &show.assessment, show.questionnaire.as_deref())?;
    let assessment = &found.assessment;
    let questionnaire = &assessment.questionnaire;
    let words = session.words(questionnaire);
    let others = benchmark::beside(session, show.benchmark.as_deref(), questionnaire)?;
    let scorecard: Scorecard = scoring::score(questionnaire, &assessment.answers);
    let findings: Findings = findings::find(questionnaire, &assessment.answers, &scorecard);
    let what_if = match show.what_if.is_empty() {
        true => None,
        false => {
            let leaks = leaks(questionnaire, &findings, &show.what_if)?;
            Some(Plugs::of(questionnaire, &assessment.answers, &scorecard, &findings).plugged(&leaks))
        }
    };
    if show.json {
        let shown =
            json::scorecard(assessment, &scorecard, &findings).with_others(questionnaire, others.as_ref());
        return match &what_if {
            Some(what_if) => print_json(&shown.with_plugged(assessment, &findings, what_if)),
            None => print_json(&shown),
        };
    }
    let of_others = |others| summary::benchmark::of_all(assessment, &scorecard, others, words);
    if let Some(what_if) = &what_if {
        let text = summary::of_what_if(assessment, &findings, what_if, words);
        return print_prose(&with_below(text, others.as_ref().map(of_others)));
    }
    let extent = Extent { answers: show.answers, why: show.why };
    let text = match &show.area {
        Some(id) => {
            let area = area(assessment, id)?;
            let text = summary::of_area(assessment, &scorecard, &findings, area, words);
            let of_others = |others| summary::benchmark::of_area(assessment, &scorecard, area, others, words);
            with_below(text, others.as_ref().map(of_others))
        }
        None => {
            let text = summary::of_all(assessment, &scorecard, &findings, extent, words);
            with_below(text, others.as_ref().map(of_others))
        }
    };
    print_prose(&text)?;
    if show.assessment != "-" {
        let word = show.assessment.to_string_lossy();
        let word = visible(&word);
        session.tell(|words| format!("\n{}", fill(words.saved.writes_pdf, &[("word", &word)])));
    }
    Ok(Exit::Done)
}

/// What is told of others comes last, so that nothing before it is any different.
fn with_below(text: String, others: Option<String>) -> String {
    match others.filter(|others| !others.is_empty()) {
        Some(others) => format!("{text}\n\n{others}"),
        None => text,
    }
}

/// How many leaks are named to somebody who named none.
const FEW: usize = 5;

/// The leaks that ids name, each its own or through a practice; the number that people see beside a leak
/// will do as well.
fn leaks(questionnaire: &Questionnaire, findings: &Findings, ids: &[String]) -> Result<Vec<usize>, Trouble> {
    let mut leaks = Vec::new();
    for id in ids.iter().map(|id| id.trim()) {
        match leaks_named(questionnaire, findings, id) {
            Some(found) if found.is_empty() => {
                let id = visible(id).into_owned();
                let says = move |words: &'static Words| fill(words.saved.plugs_none, &[("id", &id)]);
                return Err(Trouble::of(Exit::Usage, says));
            }
            Some(found) => leaks.extend(found),
            None => return Err(no_leak(questionnaire, findings, id)),
        }
    }
    Ok(leaks)
}

pub(super) fn no_leak(questionnaire: &Questionnaire, findings: &Findings, id: &str) -> Trouble {
    let shown = visible(id).into_owned();
    let is_open = |area: AreaIndex| !questionnaire.is_private(area);
    let is_rule = questionnaire.rules.iter().any(|rule| rule.id == *id && is_open(rule.area));
    let is_question = questionnaire.find_question(id).and_then(|question| questionnaire[question].area);
    if is_rule || is_question.is_some_and(is_open) {
        return Trouble::of(Exit::Usage, move |words| fill(words.saved.is_dry, &[("id", &shown)]));
    }
    if id.parse::<usize>().is_ok() && !findings.leaks.is_empty() {
        let last = findings.leaks.len();
        return Trouble::of(Exit::Usage, move |words| {
            fill(words.saved.no_leak_of_number, &[("number", &shown), ("last", &last)])
        });
    }
    let leaks = findings.leaks.iter().map(|leak| leak.id.as_str());
    let practices = questionnaire.practices.iter().filter(|practice| is_open(practice.area));
    let practices = practices.map(|practice| practice.id.as_str());
    let near = nearest(id, leaks.clone().chain(practices)).map(str::to_owned);
    let gravest = leaks.take(FEW).collect::<Vec<_>>().join(", ");
    Trouble::of(Exit::Usage, move |words| {
        let says = &words.saved;
        match &near {
            Some(near) => fill(says.no_leak_but, &[("id", &shown), ("near", near)]),
            None if gravest.is_empty() => fill(says.no_leak_at_all, &[("id", &shown)]),
            None => fill(says.no_leak_of, &[("id", &shown), ("leaks", &gravest)]),
        }
    })
}

pub(super) fn area(assessment: &Assessment, id: &str) -> Result<AreaIndex, Trouble> {
    let questionnaire = &assessment.questionnaire;
    // The number that people see beside it will do as well.
    let by_number =
        || id.parse::<usize>().ok()?.checked_sub(1).and_then(|at| questionnaire.scored_areas().nth(at));
    questionnaire.find_area(id).or_else(by_number).ok_or_else(|| {
        let ids: Vec<&str> = questionnaire.areas.iter().map(|area| area.id.as_str()).collect();
        let near = nearest(id, ids.iter().copied()).map(str::to_owned);
        let named = questionnaire.areas.iter().map(|area| format!("{} ({})", area.id, area.title));
        let (id, areas) = (visible(id).into_owned(), named.collect::<Vec<_>>().join(", "));
        Trouble::of(Exit::Usage, move |words| match &near {
            Some(near) => fill(words.saved.no_area_but, &[("id", &id), ("near", near)]),
            None => fill(words.saved.no_area_of, &[("id", &id), ("areas", &areas)]),
        })
    })
}
