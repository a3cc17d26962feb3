//! What became of the leaks: plugged, new, still open; and those of which nobody can say.
//!
//! A leak is plugged when its question was answered again and the answer is no leak any more. Where the
//! question was not asked, not answered, or means something else now, nothing is plugged: it is out of sight. In
//! the same way a leak is new only where it could have been seen before. Both sides are looked at by the
//! measure's edition, so that an author who calls an answer a leak from now on makes no new one.

use std::collections::{HashMap, HashSet};

use crate::findings::{Cause, Leak};
use crate::questionnaire::{AreaIndex, Id, QuestionIndex, Questionnaire, Rule};
use crate::scoring::State;

use super::ground::{Ground, View};
use super::{LeakChange, Leaks, Which};

/// Sorts the leaks of both sides. Each list is in the rank order of the side that tells of it.
pub(super) fn leaks(ground: &Ground) -> Leaks {
    let measure = ground.measure;
    let mut leaks = Leaks::default();
    let then = &ground.then.carried.findings.leaks;
    let now = &ground.now.carried.findings.leaks;
    let (then_by_id, now_by_id) = (by_id(then), by_id(now));
    let (own_then, own_now) =
        (by_id(&ground.then.side.findings.leaks), by_id(&ground.now.side.findings.leaks));
    for leak in now {
        let change = told(ground, leak, measure);
        // What was reported as a leak is never called new, whatever the measure makes of it.
        let before = then_by_id.get(leak.id.as_str()).copied();
        let before = before.or_else(|| own_leak(&ground.then, &own_then, leak));
        match before {
            Some(before) => {
                leaks.open.push(LeakChange { severity_then: Some(before.severity), ..change });
            }
            None if could_be_seen(ground, &ground.then, leak) => leaks.new.push(change),
            None => leaks.first_seen.push(change),
        }
    }
    for leak in then.iter().filter(|leak| !now_by_id.contains_key(leak.id.as_str())) {
        let change = told(ground, leak, measure);
        if let Some(own) = own_leak(&ground.now, &own_now, leak) {
            let (severity, headline) = (own.severity, own.headline.clone());
            leaks.open.push(LeakChange { severity, headline, severity_then: Some(leak.severity), ..change });
        } else if could_be_seen(ground, &ground.now, leak) {
            leaks.plugged.push(change);
        } else {
            leaks.out_of_sight.push(change);
        }
    }
    // What a side's own edition found, and the measure finds on neither.
    let told_of = told_of(&leaks);
    for (which, view, other) in
        [(Which::Then, &ground.then, &ground.now), (Which::Now, &ground.now, &ground.then)]
    {
        for leak in &view.side.findings.leaks {
            if told_of.contains(&leak.id) {
                continue;
            }
            let change = told(ground, leak, view.side.questionnaire());
            match (which, is_answered_otherwise(ground, view, other, leak)) {
                (Which::Then, true) => leaks.plugged.push(change),
                (Which::Then, false) => leaks.out_of_sight.push(change),
                (Which::Now, true) => leaks.new.push(change),
                (Which::Now, false) => leaks.first_seen.push(change),
            }
        }
    }
    leaks
}

/// Leaks by their ids: a long form may have thousands.
fn by_id(leaks: &[Leak]) -> HashMap<&str, &Leak> {
    leaks.iter().map(|leak| (leak.id.as_str(), leak)).collect()
}

/// The ids of all that is told already, under either name.
fn told_of(leaks: &Leaks) -> HashSet<Id> {
    let lists = [&leaks.plugged, &leaks.new, &leaks.open, &leaks.first_seen, &leaks.out_of_sight];
    let told = lists.into_iter().flatten();
    told.flat_map(|told| std::iter::once(told.id.clone()).chain(told.other_id.clone())).collect()
}

/// The question whose leak this is; `None` for a rule's.
fn question_of(leak: &Leak) -> Option<QuestionIndex> {
    match leak.cause {
        Cause::Rule => None,
        Cause::Choice | Cause::CutPoint | Cause::DontKnow => leak.because.first().copied(),
    }
}

fn told(ground: &Ground, leak: &Leak, of: &Questionnaire) -> LeakChange {
    let area = |index: AreaIndex| of[index].id.clone();
    LeakChange {
        id: leak.id.clone(),
        other_id: other_id(ground, leak, of),
        area: area(leak.area),
        severity: leak.severity,
        headline: leak.headline.clone(),
        severity_then: None,
    }
}

/// What a question's leak is called in the other edition, where that is another id.
fn other_id(ground: &Ground, leak: &Leak, of: &Questionnaire) -> Option<Id> {
    let index = question_of(leak).filter(|_| std::ptr::eq(of, ground.measure))?;
    let other = ground.other().side.questionnaire();
    let there = &other[ground.other().kinship.kin(index).same()?].id;
    (*there != leak.id).then(|| there.clone())
}

/// Whether a leak of the measure would show on this side if it were there: its question means the same and was
/// answered; of a rule, all that caused it on the other side.
fn could_be_seen(ground: &Ground, view: &View, leak: &Leak) -> bool {
    let Some(index) = question_of(leak) else {
        let rule = rule(ground.measure, &leak.id);
        let alike = rule.is_some_and(|rule| ground.knows(&rule.when));
        return alike && leak.because.iter().all(|read| view.knows(*read, None));
    };
    let question = &ground.measure[index];
    let cases = question.leaks.iter().map(|case| &case.when);
    let alike = question.judge.iter().chain(cases).all(|rests_on| ground.knows(rests_on));
    alike && ground.means_the_same(index) && view.knows(index, None)
}

fn rule<'a>(of: &'a Questionnaire, id: &Id) -> Option<&'a Rule> {
    of.rules.iter().find(|rule| rule.id == *id)
}

/// The leak as the side's own edition found it.
fn own_leak<'a>(view: &View, own: &HashMap<&str, &'a Leak>, leak: &Leak) -> Option<&'a Leak> {
    let id = match question_of(leak) {
        Some(index) => &view.side.questionnaire()[view.kinship.kin(index).same()?].id,
        None => &leak.id,
    };
    own.get(id.as_str()).copied()
}

/// Whether what caused a leak of the side's own edition was answered on the other side too, and not in the same
/// way. By the same answers a leak that is not told any more is a matter of the rules.
fn is_answered_otherwise(ground: &Ground, view: &View, other: &View, leak: &Leak) -> bool {
    let into = |index: QuestionIndex| {
        let found = ground.measure.question_indexes().find(|at| view.kinship.kin(*at).same() == Some(index));
        found.filter(|found| ground.means_the_same(*found) && other.knows(*found, None))
    };
    let found: Option<Vec<QuestionIndex>> = leak.because.iter().map(|index| into(*index)).collect();
    let differs =
        |index: &QuestionIndex| view.carried.answers.answer(*index) != other.carried.answers.answer(*index);
    found.is_some_and(|found| found.iter().any(differs))
}

impl View<'_> {
    /// Whether the measure knows what was answered here, to a question or to a row of it.
    pub(super) fn knows(&self, index: QuestionIndex, row: Option<usize>) -> bool {
        let score = self.carried.scorecard.question(index);
        match (score.state, row) {
            (State::Answered, Some(row)) => score.rows.get(row).is_some_and(Option::is_some),
            (State::Answered, None) => true,
            (State::NotApplicable | State::NotJudged, _) => false,
            (State::DontKnow | State::NotAnswered | State::Skipped | State::Closed, _) => false,
        }
    }
}
