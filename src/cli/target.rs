//! `plan target`: the score that an area is to reach, and by when.

use super::args::{NO_DAY, PlanTarget};
use super::exit::{Exit, Trouble};
use super::plan::Desk;
use super::{Session, show};
use crate::assessment::plan;
use crate::assessment::target::{Refusal, Target, whole};
use crate::text::visible;
use crate::words::EN;

pub(super) fn set(session: &Session, asked: &PlanTarget) -> Result<Exit, Trouble> {
    let target = wanted(asked)?;
    let mut desk = Desk::open(session, &asked.assessment)?;
    let area = show::area(desk.assessment(), &asked.area)?;
    let title = desk.assessment().questionnaire[area].title.clone();
    let event = desk.assessment_mut().set_target(area, target).map_err(|refusal| refused(refusal, &title))?;
    desk.save(&event)?;
    desk.told(&match target {
        Some(Target { score, by: Some(by) }) => format!("the target of {title} is {score} by {by}"),
        Some(Target { score, by: None }) => format!("the target of {title} is {score}"),
        None => format!("{title} has no target"),
    })
}

/// The target that was named, or that there is to be none.
fn wanted(asked: &PlanTarget) -> Result<Option<Target>, Trouble> {
    let by = match asked.by.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(typed) => {
            let no_day = || Trouble::new(Exit::Usage, format!("`{}` is no day: {NO_DAY}", visible(typed)));
            Some(plan::day(typed).ok_or_else(no_day)?)
        }
    };
    let typed = asked.score.trim();
    match (typed, by) {
        ("none", None) => Ok(None),
        ("none", Some(_)) => Err(Trouble::new(Exit::Usage, "no target has a day: leave --by out")),
        (typed, by) => {
            let target = whole(typed).and_then(|score| Target::new(score, by));
            let no_score = || {
                let says =
                    format!("`{}` is no target: give a whole number from 0 to 100, or none", visible(typed));
                Trouble::new(Exit::Usage, says)
            };
            target.map(Some).ok_or_else(no_score)
        }
    }
}

fn refused(refusal: Refusal, title: &str) -> Trouble {
    let says = match refusal {
        Refusal::NoScore => format!("{title} has no score, so it takes no target"),
        Refusal::Before(date) => format!("that day lies before the day of the assessment, {date}"),
        Refusal::NoNumber | Refusal::NoDay => refusal.in_words(&EN),
    };
    Trouble::new(Exit::Usage, says)
}
