//! Targets: the score that an area is to reach, and by when.
//!
//! An author may wish one for everybody (`target` of an area); what a team says is stronger, also that it wants
//! none. Where nobody said anything there is no target, which is not a target of 0 or of 100.

use std::fmt;

use jiff::civil::Date;

use super::{Assessment, Event, plan};
use crate::questionnaire::{AreaIndex, Questionnaire};
use crate::words::{Words, fill};

/// The score that an area is to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// As printed, 0 to 100.
    pub score: u32,
    /// The day by which it is to be reached.
    pub by: Option<Date>,
}

impl Target {
    /// The greatest score there is.
    pub const MOST: u32 = 100;

    /// `None` for more than a score can be.
    pub fn new(score: u32, by: Option<Date>) -> Option<Target> {
        (score <= Target::MOST).then_some(Target { score, by })
    }

    /// With the day of the target that was set before, where this one names none.
    pub fn keeping_day_of(self, before: Option<Target>) -> Target {
        Target { by: self.by.or(before.and_then(|before| before.by)), ..self }
    }

    /// What is missing to the target, in points as printed; 0 once it is reached.
    pub fn gap(self, score: u32) -> u32 {
        self.score.saturating_sub(score)
    }

    /// How much of the target is reached, in percent: the printed score over the target, rounded half up, and
    /// never more than 100. Of whole numbers up to 100, only a target that is reached comes to 100.
    pub fn percent(self, score: u32) -> u32 {
        match self.score {
            0 => 100,
            target => share(score.min(target), target),
        }
    }

    /// The way from a baseline to the target; `None` where that was reached from the beginning.
    pub fn way(self, baseline: u32, now: u32) -> Option<Way> {
        let of = self.score.checked_sub(baseline).filter(|of| 0 < *of)?;
        let points = signed(now) - signed(baseline);
        let made = now.saturating_sub(baseline).min(of);
        Some(Way { points, of, percent: share(made, of) })
    }
}

/// The way from a baseline to a target, in points as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// How far it went: now minus the baseline, below 0 after a step back.
    pub points: i32,
    /// How long it is: the target minus the baseline, at least 1.
    pub of: u32,
    /// The points of the whole way in percent, rounded half up, 0 to 100; 0 after a step back.
    pub percent: u32,
}

/// A share in percent, rounded half up.
fn share(part: u32, whole: u32) -> u32 {
    (200 * part + whole) / (2 * whole)
}

fn signed(score: u32) -> i32 {
    i32::try_from(score).unwrap_or(i32::MAX)
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.by {
            Some(by) => write!(out, "{} {by}", self.score),
            None => write!(out, "{}", self.score),
        }
    }
}

/// What a team has said of the targets of its areas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Targets {
    /// By area, in the order of the form. `None`: no target, whatever was wished before.
    said: Vec<(AreaIndex, Option<Target>)>,
}

impl Targets {
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// What was said of an area: nothing, that it has no target, or its target.
    pub fn of(&self, area: AreaIndex) -> Option<Option<Target>> {
        self.said.iter().find(|(of, _)| *of == area).map(|(_, target)| *target)
    }

    /// Everything that was said, in the order of the form.
    pub fn said(&self) -> &[(AreaIndex, Option<Target>)] {
        &self.said
    }

    /// Takes what a team says of an area, in place of what it said before.
    pub fn set(
        &mut self,
        questionnaire: &Questionnaire,
        area: AreaIndex,
        target: Option<Target>,
    ) -> Result<(), Refusal> {
        if !questionnaire.shows_score(area) {
            return Err(Refusal::NoScore);
        }
        match self.said.binary_search_by_key(&area, |(of, _)| *of) {
            Ok(at) => self.said[at].1 = target,
            Err(at) => self.said.insert(at, (area, target)),
        }
        Ok(())
    }
}

/// Why a target cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no whole number from 0 to 100.
    NoNumber,
    /// What stands behind the number is no day.
    NoDay,
    /// The day lies before this one, that of the assessment.
    Before(Date),
    /// The area has no score.
    NoScore,
}

impl Refusal {
    /// In a sentence for the person who wanted it.
    pub fn in_words(self, words: &Words) -> String {
        let says = &words.targets;
        match self {
            Refusal::NoNumber => says.no_number.to_owned(),
            Refusal::NoDay => says.no_day.to_owned(),
            Refusal::Before(date) => fill(says.before, &[("date", &words.date(date))]),
            Refusal::NoScore => says.no_score.to_owned(),
        }
    }
}

/// A target as people type it: `75`, with a day behind it `75 2027-03-01`.
pub fn typed(text: &str) -> Result<Target, Refusal> {
    let (score, by) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
    let by = match by.trim() {
        "" => None,
        by => Some(plan::day(by).ok_or(Refusal::NoDay)?),
    };
    whole(score).and_then(|score| Target::new(score, by)).ok_or(Refusal::NoNumber)
}

/// A whole number of at most three digits, and nothing else.
pub fn whole(text: &str) -> Option<u32> {
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

impl Assessment {
    /// Sets the target of an area, or says that it has none, and returns what has to be saved.
    pub fn set_target(&mut self, area: AreaIndex, target: Option<Target>) -> Result<Event, Refusal> {
        if target.and_then(|target| target.by).is_some_and(|by| by < self.date) {
            return Err(Refusal::Before(self.date));
        }
        self.targets.set(&self.questionnaire, area, target)?;
        Ok(Event::Targeted { area, target })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn target(score: u32) -> Target {
        Target::new(score, None).unwrap()
    }

    #[track_caller]
    fn check(wanted: u32, score: u32, gap: u32, percent: u32) {
        assert_eq!((target(wanted).gap(score), target(wanted).percent(score)), (gap, percent));
    }

    #[test]
    fn two_thirds() {
        check(75, 50, 25, 67);
    }
    #[test]
    fn half_is_rounded_up() {
        check(80, 50, 30, 63);
    }
    #[test]
    fn one_third_is_rounded_down() {
        check(75, 25, 50, 33);
    }
    #[test]
    fn reached() {
        check(70, 70, 0, 100);
    }
    #[test]
    fn more_than_reached() {
        check(60, 88, 0, 100);
    }
    #[test]
    fn almost_is_not_reached() {
        check(100, 99, 1, 99);
    }
    #[test]
    fn nothing_yet() {
        check(70, 0, 70, 0);
    }
    #[test]
    fn a_target_of_nothing_is_reached() {
        check(0, 0, 0, 100);
    }

    #[track_caller]
    fn check_way(wanted: u32, baseline: u32, now: u32, way: Option<(i32, u32, u32)>) {
        let got = target(wanted).way(baseline, now);
        assert_eq!(got.map(|way| (way.points, way.of, way.percent)), way);
    }

    #[test]
    fn half_of_the_way() {
        check_way(70, 50, 60, Some((10, 20, 50)));
    }
    #[test]
    fn an_eighth_of_the_way() {
        check_way(70, 54, 56, Some((2, 16, 13)));
    }
    #[test]
    fn the_whole_way_and_more() {
        check_way(70, 50, 80, Some((30, 20, 100)));
    }
    #[test]
    fn a_step_back() {
        check_way(70, 50, 45, Some((-5, 20, 0)));
    }
    #[test]
    fn it_was_there_from_the_beginning() {
        check_way(70, 70, 75, None);
        check_way(70, 82, 60, None);
    }
    #[test]
    fn the_longest_way() {
        check_way(100, 0, 100, Some((100, 100, 100)));
    }

    #[track_caller]
    fn check_typed(text: &str, want: Result<(u32, Option<Date>), Refusal>) {
        assert_eq!(typed(text).map(|target| (target.score, target.by)), want);
    }

    #[test]
    fn a_number() {
        check_typed(" 75 ", Ok((75, None)));
    }
    #[test]
    fn a_number_and_a_day() {
        check_typed("75 2027-03-01", Ok((75, Some(date(2027, 3, 1)))));
    }
    #[test]
    fn a_day_the_german_way() {
        check_typed("60  1.3.2027", Ok((60, Some(date(2027, 3, 1)))));
    }
    #[test]
    fn too_much() {
        check_typed("101", Err(Refusal::NoNumber));
    }
    #[test]
    fn too_little() {
        check_typed("-1", Err(Refusal::NoNumber));
    }
    #[test]
    fn a_word() {
        check_typed("much", Err(Refusal::NoNumber));
    }
    #[test]
    fn nothing() {
        check_typed("", Err(Refusal::NoNumber));
    }
    #[test]
    fn half_a_point() {
        check_typed("70.5", Err(Refusal::NoNumber));
    }
    #[test]
    fn no_day() {
        check_typed("70 soon", Err(Refusal::NoDay));
    }
    #[test]
    fn a_day_that_is_not_in_the_calendar() {
        check_typed("70 2027-02-30", Err(Refusal::NoDay));
    }

    proptest! {
        #[test]
        fn percent_and_gap_agree(wanted in 0u32..=100, score in 0u32..=100) {
            let target = target(wanted);
            prop_assert!(target.percent(score) <= 100);
            prop_assert!(target.gap(score) <= wanted);
            prop_assert_eq!(target.percent(score) == 100, wanted <= score);
            prop_assert_eq!(target.gap(score) == 0, wanted <= score);
        }

        #[test]
        fn a_way_is_gone_where_the_target_is_reached(wanted in 0u32..=100, then in 0u32..=100, now in 0u32..=100) {
            match target(wanted).way(then, now) {
                None => prop_assert!(wanted <= then),
                Some(way) => {
                    prop_assert!(way.percent <= 100);
                    prop_assert_eq!(way.percent == 100, wanted <= now);
                    prop_assert_eq!(way.percent == 0, now <= then);
                    prop_assert_eq!(i64::from(way.points), i64::from(now) - i64::from(then));
                    // What is gone and what is missing make the way, short of more than was wanted.
                    let gap = i64::from(target(wanted).gap(now));
                    prop_assert!(i64::from(way.of) <= i64::from(way.points) + gap);
                }
            }
        }
    }
}
