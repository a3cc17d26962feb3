//! Targets beside scores: how far each area is, and how far it came since the baseline.
//!
//! **Which target counts.** What the team says in the assessment itself, else what it said in the latest earlier one
//! that says anything of the area, else what the questionnaire's author wishes. Who says that an area has no target
//! ends what was said before.
//!
//! **The baseline** is the printed score of the earlier assessment in which the target was set. Of one that was set
//! just now, or comes from the author, it is the first of the assessments compared that has a score there. There
//! is no way to tell of where the two scores cannot be compared as they were printed, or where the target was
//! reached from the beginning.

use super::told::{self, RoundName};
use super::{Comparison, Rounds, Side, compare};
use crate::assessment::Assessment;
use crate::assessment::target::{Target, Way};
use crate::questionnaire::AreaIndex;
use crate::scoring::Scorecard;
use crate::words::{Plural, Words, fill};

/// The areas of an assessment that have a target, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaTargets {
    targets: Vec<AreaTarget>,
    /// What each of the assessments compared is called; empty where there is one alone.
    names: Vec<RoundName>,
}

/// An area's target, and how far it is.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaTarget {
    pub area: AreaIndex,
    pub target: Target,
    pub set: SetIn,
    /// The printed score now; `None` where too little was answered.
    pub score: Option<u32>,
    pub progress: Progress,
}

/// Where a target comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetIn {
    /// The author wishes it.
    Questionnaire,
    /// The assessment itself.
    Here,
    /// An earlier one, by its place among those compared.
    Earlier(usize),
}

impl SetIn {
    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            SetIn::Questionnaire => "questionnaire",
            SetIn::Here => "assessment",
            SetIn::Earlier(_) => "earlier",
        }
    }
}

/// How far an area came since the baseline, the place of which among the assessments compared is `since`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Made {
        since: usize,
        baseline: u32,
        way: Way,
    },
    /// No earlier assessment has a score there, or none is compared.
    NoBaseline,
    /// The target was reached from the beginning.
    AlreadyThere {
        since: usize,
    },
    /// Other questions made the score then, or nothing is common.
    NotComparable {
        since: usize,
    },
    /// It had a score then, and has none now.
    NoScore {
        since: usize,
        baseline: u32,
    },
}

impl Progress {
    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Progress::Made { .. } => "made",
            Progress::NoBaseline => "no_baseline",
            Progress::AlreadyThere { .. } => "reached_before",
            Progress::NotComparable { .. } => "not_comparable",
            Progress::NoScore { .. } => "no_score",
        }
    }

    pub fn since(self) -> Option<usize> {
        match self {
            Progress::Made { since, .. }
            | Progress::AlreadyThere { since }
            | Progress::NotComparable { since }
            | Progress::NoScore { since, .. } => Some(since),
            Progress::NoBaseline => None,
        }
    }
}

impl AreaTarget {
    /// What is missing, in points as printed; `None` without a score.
    pub fn gap(&self) -> Option<u32> {
        self.score.map(|score| self.target.gap(score))
    }

    /// How much of the target is reached, 0 to 100; `None` without a score.
    pub fn percent(&self) -> Option<u32> {
        self.score.map(|score| self.target.percent(score))
    }
}

impl AreaTargets {
    /// Those of an assessment that is compared with nothing.
    pub fn alone(assessment: &Assessment, scorecard: &Scorecard) -> AreaTargets {
        AreaTargets { targets: of(assessment, scorecard, None), names: Vec::new() }
    }

    /// Those of the last of several. Beside another team, nothing is carried over and nothing came from anywhere.
    pub fn of(rounds: &Rounds) -> AreaTargets {
        AreaTargets::until(rounds, rounds.sides.len())
    }

    /// Those of the last of the first so many.
    pub fn until(rounds: &Rounds, sides: usize) -> AreaTargets {
        let sides = rounds.sides.get(..sides).unwrap_or(&rounds.sides);
        let Some((now, earlier)) = sides.split_last() else { return AreaTargets::default() };
        match rounds.same_subject {
            false => AreaTargets::alone(now.assessment, &now.scorecard),
            true => AreaTargets {
                targets: of(now.assessment, &now.scorecard, Some((earlier, now))),
                names: told::names(rounds),
            },
        }
    }

    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &AreaTarget> {
        self.targets.iter()
    }

    /// The target of an area, where it has one.
    pub fn find(&self, area: AreaIndex) -> Option<&AreaTarget> {
        let place = self.targets.binary_search_by_key(&area, |target| target.area).ok()?;
        self.targets.get(place)
    }

    /// What the assessment at this place among those compared is called.
    pub fn name(&self, place: usize, words: &Words) -> String {
        self.names.get(place).map(|name| name.in_words(words)).unwrap_or_default()
    }

    /// `75 by 1 March 2027, 6 points to go, 92 % of it reached, +8 of 14 points since 2025`.
    pub fn in_words(&self, of: &AreaTarget, words: &Words) -> String {
        let mut parts = vec![aimed_at(of.target, words)];
        // What was reached as early as last year need not be told to be reached.
        let is_told_below = matches!(of.progress, Progress::AlreadyThere { .. }) && of.gap() == Some(0);
        parts.extend((!is_told_below).then(|| self.missing(of, words)));
        parts.extend(of.percent().filter(|percent| *percent < 100).map(|percent| {
            fill(words.targets.percent_reached, &[("percent", &words.percent(&percent.to_string()))])
        }));
        parts.extend(self.way(of, words));
        parts.extend(self.origin(of, words));
        parts.join(", ")
    }

    /// `Target: 75 by 1 March 2027, 6 points to go`, as it stands beside other facts.
    pub fn in_short(&self, of: &AreaTarget, words: &Words) -> String {
        let text = format!("{}, {}", aimed_at(of.target, words), self.missing(of, words));
        fill(words.actions.label_line, &[("label", &words.targets.label), ("text", &text)])
    }

    /// What is missing to a target: `6 points to go`, or that it is reached.
    pub fn missing(&self, of: &AreaTarget, words: &Words) -> String {
        match of.gap() {
            None if self.names.is_empty() => words.targets.nothing_to_compare.to_owned(),
            None => words.targets.no_score_this_time.to_owned(),
            Some(0) => words.targets.is_reached.to_owned(),
            Some(gap) => words.count(&words.targets.to_go, usize::try_from(gap).unwrap_or(usize::MAX)),
        }
    }

    /// How far it came, or why nobody can say; nothing where nothing came before.
    pub fn way(&self, of: &AreaTarget, words: &Words) -> Option<String> {
        let says = &words.targets;
        let since = of.progress.since().map(|since| self.name(since, words)).unwrap_or_default();
        match of.progress {
            Progress::Made { way, .. } => Some(gone(way, &since, words)),
            Progress::AlreadyThere { .. } => {
                let text = if of.gap() == Some(0) { says.was_there } else { says.was_reached };
                Some(fill(text, &[("since", &since)]))
            }
            Progress::NoScore { baseline, .. } => {
                Some(fill(says.stood_at, &[("score", &baseline), ("since", &since)]))
            }
            Progress::NotComparable { .. } => Some(fill(says.not_comparable, &[("since", &since)])),
            Progress::NoBaseline => None,
        }
    }

    /// Who set it, where it was not set in the assessment itself.
    pub fn origin(&self, of: &AreaTarget, words: &Words) -> Option<String> {
        match of.set {
            SetIn::Here => None,
            SetIn::Questionnaire => Some(words.targets.from_questionnaire.to_owned()),
            SetIn::Earlier(at) => Some(fill(words.targets.set_in, &[("round", &self.name(at, words))])),
        }
    }
}

/// `+8 of 14 points since 2025`; a step back, no step and a step beyond the target are no part of a way.
fn gone(way: Way, since: &str, words: &Words) -> String {
    let says = &words.targets;
    let count = usize::try_from(way.points.unsigned_abs()).unwrap_or(usize::MAX);
    let counted = |text: &Plural| fill(words.plural(text, count), &[("count", &count), ("since", &since)]);
    match way.points {
        ..0 => counted(&says.fell),
        0 => fill(says.stayed, &[("since", &since)]),
        points if i64::from(way.of) < i64::from(points) => counted(&says.rose),
        points => {
            let points = format!("{points:+}");
            fill(says.way, &[("points", &points), ("of", &way.of), ("since", &since)])
        }
    }
}

/// `75 by 1 March 2027`.
pub fn aimed_at(target: Target, words: &Words) -> String {
    match target.by {
        Some(by) => fill(words.targets.by, &[("target", &target.score), ("date", &words.date(by))]),
        None => target.score.to_string(),
    }
}

/// Whether anybody has a say on any target: nothing has to be worked out where not.
pub fn are_set<'a>(mut assessments: impl Iterator<Item = &'a Assessment>) -> bool {
    assessments.any(|assessment| {
        let wished = assessment.questionnaire.areas.iter().any(|area| area.target.is_some());
        wished || !assessment.targets.is_empty()
    })
}

fn of(assessment: &Assessment, scorecard: &Scorecard, years: Option<(&[Side], &Side)>) -> Vec<AreaTarget> {
    let questionnaire = &*assessment.questionnaire;
    let (earlier, now) = match years {
        Some((earlier, now)) => (earlier, Some(now)),
        None => (&[][..], None),
    };
    let mut compared = vec![None; earlier.len()];
    let mut targets = Vec::new();
    for area in questionnaire.areas_with_score() {
        let Some((target, set)) = set(assessment, area, earlier) else { continue };
        let score = scorecard.area(area).measure.printed();
        let id = questionnaire[area].id.as_str();
        let progress = match now {
            Some(now) => progress(target, set, id, (earlier, now), &mut compared),
            None => Progress::NoBaseline,
        };
        targets.push(AreaTarget { area, target, set, score, progress });
    }
    targets
}

/// The target that counts for an area, and where it comes from.
fn set(assessment: &Assessment, area: AreaIndex, earlier: &[Side]) -> Option<(Target, SetIn)> {
    if let Some(said) = assessment.targets.of(area) {
        return said.map(|target| (target, SetIn::Here));
    }
    let id = assessment.questionnaire[area].id.as_str();
    for (at, side) in earlier.iter().enumerate().rev() {
        let there = side.assessment.questionnaire.find_area(id);
        if let Some(said) = there.and_then(|area| side.assessment.targets.of(area)) {
            return said.map(|target| (target, SetIn::Earlier(at)));
        }
    }
    let wished = Target::new(assessment.questionnaire[area].target?, None)?;
    Some((wished, SetIn::Questionnaire))
}

/// `compared` keeps the comparison of each earlier assessment with this one, once somebody asked for it.
fn progress(
    target: Target,
    set: SetIn,
    id: &str,
    (earlier, now): (&[Side], &Side),
    compared: &mut [Option<Comparison>],
) -> Progress {
    let printed = |side: &Side| {
        let area = side.assessment.questionnaire.find_area_with_score(id)?;
        side.scorecard.area(area).measure.printed()
    };
    let found = match set {
        SetIn::Earlier(at) => earlier.get(at).map(|side| (at, side)),
        SetIn::Here | SetIn::Questionnaire => {
            earlier.iter().enumerate().find(|(_, side)| printed(side).is_some())
        }
    };
    let baseline = found.and_then(|(since, side)| Some((since, side, printed(side)?)));
    let Some((since, side, baseline)) = baseline else { return Progress::NoBaseline };
    if printed(now).is_none() {
        return Progress::NoScore { since, baseline };
    }
    let comparison = match compared.get_mut(since) {
        Some(kept) => kept.get_or_insert_with(|| compare(side, now)),
        None => return Progress::NoBaseline,
    };
    let area = comparison.areas.iter().find(|area| area.id == *id);
    let change = area.and_then(|area| area.change.as_ref().filter(|change| !area.is_other(change)));
    match change {
        None => Progress::NotComparable { since },
        Some(change) => match target.way(baseline, change.now) {
            Some(way) => Progress::Made { since, baseline, way },
            None => Progress::AlreadyThere { since },
        },
    }
}

#[cfg(test)]
mod tests;
