//! `plan target`: the score that an area is to reach, and by when.

use std::fmt::Display;

use super::args::PlanTarget;
use super::exit::{Exit, Trouble};
use super::plan::{Desk, no_day};
use super::{Session, show};
use crate::assessment::plan;
use crate::assessment::target::{Refusal, Target, whole};
use crate::text::visible;
use crate::words::fill;

pub(super) fn set(session: &Session, asked: &PlanTarget) -> Result<Exit, Trouble> {
    let target = wanted(asked)?;
    let mut desk = Desk::open(session, &asked.assessment)?;
    let area = show::area(desk.assessment(), &asked.area)?;
    let title = desk.assessment().questionnaire[area].title.clone();
    let event = desk.assessment_mut().set_target(area, target).map_err(|refusal| refused(refusal, &title))?;
    desk.save(&event)?;
    desk.told(|words| {
        let says = &words.planning;
        match target {
            Some(Target { score, by: Some(by) }) => {
                let by = words.short_date(by);
                let values: [(&str, &dyn Display); 3] = [("title", &title), ("score", &score), ("by", &by)];
                fill(says.target_is_by, &values)
            }
            Some(Target { score, by: None }) => fill(says.target_is, &[("title", &title), ("score", &score)]),
            None => fill(says.target_is_none, &[("title", &title)]),
        }
    })
}

/// The target that was named, or that there is to be none.
fn wanted(asked: &PlanTarget) -> Result<Option<Target>, Trouble> {
    let by = match asked.by.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(typed) => Some(plan::day(typed).ok_or_else(|| no_day(typed))?),
    };
    let typed = asked.score.trim();
    match (typed, by) {
        ("none", None) => Ok(None),
        ("none", Some(_)) => Err(Trouble::of(Exit::Usage, |words| words.planning.none_by_day.to_owned())),
        (typed, by) => {
            let target = whole(typed).and_then(|score| Target::new(score, by));
            let no_score = || {
                let typed = visible(typed).into_owned();
                Trouble::of(Exit::Usage, move |words| fill(words.planning.no_target, &[("typed", &typed)]))
            };
            target.map(Some).ok_or_else(no_score)
        }
    }
}

fn refused(refusal: Refusal, title: &str) -> Trouble {
    let title = title.to_owned();
    Trouble::of(Exit::Usage, move |words| match refusal {
        Refusal::NoScore => fill(words.planning.no_score, &[("title", &title)]),
        Refusal::Before(date) => fill(words.planning.day_before, &[("date", &words.short_date(date))]),
        Refusal::NoNumber | Refusal::NoDay => refusal.in_words(words),
    })
}
