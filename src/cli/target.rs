//! `plan target`: the score that an area is to reach, and by when.

use std::fmt::Display;

use jiff::civil::Date;

use super::args::PlanTarget;
use super::exit::{Exit, Trouble};
use super::plan::{Desk, no_day};
use super::{Session, show};
use crate::assessment::plan;
use crate::assessment::target::{Refusal, Target, whole};
use crate::text::visible;
use crate::words::{Words, fill};

pub(super) fn set(session: &Session, asked: &PlanTarget) -> Result<Exit, Trouble> {
    let wanted = Wanted::of(asked)?;
    let mut desk = Desk::open(session, &asked.assessment)?;
    let area = show::area(desk.assessment(), &asked.area)?;
    let before = desk.assessment().targets.of(area).flatten();
    let target = wanted.beside(before);
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

/// What was named.
enum Wanted {
    /// There is to be no target.
    None,
    Score {
        score: u32,
        by: Day,
    },
}

/// The day by which a target is to be reached.
enum Day {
    /// It was not named: the one that was set before stays.
    Kept,
    Cleared,
    Named(Date),
}

impl Wanted {
    fn of(asked: &PlanTarget) -> Result<Wanted, Trouble> {
        let by = match asked.by.as_deref().map(str::trim) {
            None => Day::Kept,
            Some("") => Day::Cleared,
            Some(typed) => Day::Named(plan::day(typed).ok_or_else(|| no_day(typed))?),
        };
        let typed = asked.score.trim();
        match (typed, by) {
            ("none", Day::Kept | Day::Cleared) => Ok(Wanted::None),
            ("none", Day::Named(_)) => {
                Err(Trouble::of(Exit::Usage, |words| words.planning.none_by_day.to_owned()))
            }
            (typed, by) => match whole(typed).filter(|score| *score <= Target::MOST) {
                Some(score) => Ok(Wanted::Score { score, by }),
                None => {
                    let typed = visible(typed).into_owned();
                    let says =
                        move |words: &'static Words| fill(words.planning.no_target, &[("typed", &typed)]);
                    Err(Trouble::of(Exit::Usage, says))
                }
            },
        }
    }

    /// The target that it comes to where another was set before.
    fn beside(self, before: Option<Target>) -> Option<Target> {
        match self {
            Wanted::None => None,
            Wanted::Score { score, by } => match by {
                Day::Kept => Target::new(score, None).map(|target| target.keeping_day_of(before)),
                Day::Cleared => Target::new(score, None),
                Day::Named(day) => Target::new(score, Some(day)),
            },
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
