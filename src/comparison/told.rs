//! A comparison in words: what terminal, report and command say of it, and say in the same way.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Display;

use jiff::civil::Date;

use super::{
    AreaChange, AreaLack, Change, Comparison, LeakChange, Named, NotCompared, Part, Reason, Rounds, Verdict,
};
use crate::assessment::Assessment;
use crate::questionnaire::Id;
use crate::text::wrap::{cut, width};
use crate::words::{CompareWords, EN, Plural, Words, fill};

/// Names of rounds are cut here.
const LONGEST_NAME: usize = 20;

/// So many answers are told one by one; the rest is told together.
const MOST_PARTS: usize = 8;

/// Rounds with their names, in a language.
pub struct Told<'a> {
    pub rounds: &'a Rounds<'a>,
    /// The last two of them compared.
    pub last: &'a Comparison,
    /// What each round is called.
    pub names: Vec<String>,
    pub words: &'a Words,
}

/// Lines under a title that says how many there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    pub title: String,
    pub lines: Vec<String>,
}

/// Which answers made a move.
#[derive(Clone, Debug, PartialEq)]
pub struct MadeBy {
    pub title: String,
    /// Points with their sign, and the question.
    pub parts: Vec<(String, String)>,
    /// What the answers that are not told one by one made together.
    pub others: Option<String>,
}

/// What became of a leak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Plugged,
    Open,
    OutOfSight,
}

impl<'a> Told<'a> {
    /// `None` without two rounds.
    pub fn of(rounds: &'a Rounds<'a>, words: &'a Words) -> Option<Told<'a>> {
        Some(Told {
            rounds,
            last: rounds.last()?,
            names: names(rounds).iter().map(|name| name.in_words(words)).collect(),
            words,
        })
    }

    fn says(&self) -> &'a CompareWords {
        &self.words.compare
    }

    /// What the earlier one of the two compared is called.
    pub fn before(&self) -> &str {
        self.names.iter().rev().nth(1).map_or("", String::as_str)
    }

    pub fn now(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }

    fn edition(&self, which: usize) -> &str {
        let side = self.rounds.sides.iter().rev().nth(which);
        side.map_or("", |side| side.assessment.questionnaire.edition.as_str())
    }

    /// Whom the years are about; of the teams side by side, all their names.
    pub fn head(&self) -> String {
        let years = self.names.join(", ");
        let abouts = || self.rounds.sides.iter().map(|side| side.assessment.about.as_str());
        let about = abouts().rev().find(|about| !about.is_empty());
        let about = about
            .or_else(|| self.rounds.sides.last().map(|side| side.assessment.questionnaire.title.as_str()));
        match self.rounds.same_subject {
            true => fill(self.says().years, &[("about", &about.unwrap_or_default()), ("years", &years)]),
            false => fill(self.says().teams, &[("years", &years)]),
        }
    }

    pub fn verdict(&self, verdict: Verdict) -> String {
        let (says, now) = (self.says(), self.now());
        match (verdict, self.rounds.same_subject) {
            (Verdict::Up, true) => says.up.to_owned(),
            (Verdict::Down, true) => says.down.to_owned(),
            (Verdict::Up, false) => fill(says.higher, &[("now", &now)]),
            (Verdict::Down, false) => fill(says.lower, &[("now", &now)]),
            (Verdict::AboutTheSame, _) => says.about_the_same.to_owned(),
            (Verdict::SameAnswers, _) => says.same_answers.to_owned(),
            (Verdict::NotComparable, _) => says.not_comparable.to_owned(),
        }
    }

    /// What happened to the whole.
    pub fn what_happened_overall(&self) -> String {
        let overall = &self.last.overall;
        self.moved(overall.verdict, overall.change.as_ref(), [overall.printed_then, overall.printed_now])
    }

    /// The verdict; with the numbers that were compared, where these are not the ones that were printed: else a
    /// difference would stand beside two numbers that it is not the difference of.
    fn moved(&self, verdict: Verdict, change: Option<&Change>, printed: [Option<u32>; 2]) -> String {
        let says = self.verdict(verdict);
        match change.filter(|change| change.is_other(printed)) {
            Some(change) => fill(
                self.says().compared,
                &[("verdict", &says), ("then", &change.then), ("after", &change.now)],
            ),
            None => says,
        }
    }

    /// What happened to an area, or why nobody can say.
    pub fn what_happened(&self, area: &AreaChange) -> String {
        let says = self.says();
        let Some(lack) = area.lack else {
            let printed = [area.printed_then, area.printed_now];
            return self.moved(area.verdict, area.change.as_ref(), printed);
        };
        let of = |text: &'static str, name: &str| fill(text, &[("now", &name)]);
        match lack {
            AreaLack::New => of(says.area_only, self.now()),
            AreaLack::Removed => of(says.area_only, self.before()),
            AreaLack::NoScoreThen => of(says.area_no_score, self.before()),
            AreaLack::NoScoreNow => of(says.area_no_score, self.now()),
            AreaLack::NoScore => says.area_never.to_owned(),
            AreaLack::NothingInCommon => says.nothing_in_common.to_owned(),
        }
    }

    /// The whole over what is common.
    pub fn common(&self) -> String {
        let (says, overall) = (self.says(), &self.last.overall);
        match &overall.change {
            Some(change) => fill(
                self.words.plural(&says.common, overall.compared),
                &[
                    ("count", &overall.compared),
                    ("before", &self.before()),
                    ("now", &self.now()),
                    ("then", &change.then),
                    ("after", &change.now),
                    ("verdict", &self.verdict(overall.verdict)),
                ],
            ),
            None => fill(says.too_few_areas, &[("before", &self.before()), ("now", &self.now())]),
        }
    }

    /// Areas of which other numbers are compared than those that were printed.
    pub fn in_part(&self) -> Listing {
        let says = self.says();
        let lines = self.last.areas.iter().filter_map(|area| {
            let is_part = |change: &&Change| area.compared < area.of || area.is_other(change);
            let change = area.change.as_ref().filter(is_part)?;
            let values: [(&str, &dyn Display); 5] = [
                ("title", &area.title),
                ("then", &change.then),
                ("after", &change.now),
                ("compared", &area.compared),
                ("questions", &area.of),
            ];
            Some(fill(says.part_of, &values))
        });
        Listing { title: says.part_title.to_owned(), lines: lines.collect() }
    }

    /// Which answers made the whole move, the greatest part first; `None` where nothing moved.
    pub fn made_by(&self) -> Option<MadeBy> {
        let says = self.says();
        let change = self.last.overall.change.as_ref()?;
        let mut parts: Vec<&Part> = change.parts.iter().collect();
        // The sort is stable: of equal size, the order of the form.
        parts.sort_by_key(|part| Reverse(part.points.unsigned_abs()));
        let told = parts.iter().filter(|part| part.points != 0).count().min(MOST_PARTS);
        let (told, others) = parts.split_at(told);
        if told.is_empty() {
            return None;
        }
        let title = if self.rounds.same_subject { says.made_by } else { says.made_between };
        let delta = format!("{:+}", change.delta());
        let values: [(&str, &dyn Display); 3] =
            [("delta", &delta), ("before", &self.before()), ("now", &self.now())];
        let together = || {
            let points = format!("{:+}", others.iter().map(|part| part.points).sum::<i32>());
            let count = others.len();
            fill(self.words.plural(&says.others, count), &[("points", &points), ("count", &count)])
        };
        Some(MadeBy {
            title: fill(title, &values),
            parts: told.iter().map(|part| (format!("{:+}", part.points), part.ask.clone())).collect(),
            others: (!others.is_empty()).then(together),
        })
    }

    /// What became of the leaks, of strengths and of blind spots; only lists that hold something.
    pub fn lists(&self) -> Vec<Listing> {
        let mut lists = self.leaks();
        lists.extend(self.questions());
        lists.retain(|list| !list.lines.is_empty());
        lists
    }

    fn leaks(&self) -> Vec<Listing> {
        let (says, leaks) = (self.says(), &self.last.leaks);
        let headlines = |leaks: &[LeakChange]| leaks.iter().map(|leak| leak.headline.clone()).collect();
        if !self.rounds.same_subject {
            // Of teams, what nobody asked the other is told with what the other does not have.
            let only = |some: &[LeakChange], more: &[LeakChange]| [some, more].concat();
            let before = only(&leaks.plugged, &leaks.out_of_sight);
            let now = only(&leaks.new, &leaks.first_seen);
            return vec![
                self.listed_of(&says.leaks_only, self.before(), headlines(&before)),
                self.listed_of(&says.leaks_only, self.now(), headlines(&now)),
                self.listed(&says.leaks_both, headlines(&leaks.open)),
            ];
        }
        let open = leaks.open.iter().zip(&self.rounds.since).map(|(leak, since)| {
            let since = self.names.get(*since).map_or("", String::as_str);
            fill(says.open_since, &[("leak", &leak.headline), ("since", &since)])
        });
        vec![
            self.listed(&says.plugged, headlines(&leaks.plugged)),
            self.listed(&says.new, headlines(&leaks.new)),
            self.listed(&says.open, open.collect()),
            self.listed(&says.first_seen, headlines(&leaks.first_seen)),
            self.listed(&says.out_of_sight, headlines(&leaks.out_of_sight)),
        ]
    }

    fn questions(&self) -> Vec<Listing> {
        let says = self.says();
        let named = |named: &[Named]| named.iter().map(shown).collect();
        let Comparison { strengths_lost, strengths_won, blind_spots_closed, blind_spots_new, .. } = self.last;
        if !self.rounds.same_subject {
            return vec![
                self.listed_of(&says.strengths_only, self.before(), named(strengths_lost)),
                self.listed_of(&says.strengths_only, self.now(), named(strengths_won)),
            ];
        }
        vec![
            self.listed(&says.strengths_won, named(strengths_won)),
            self.listed(&says.strengths_lost, named(strengths_lost)),
            self.listed(&says.blind_closed, named(blind_spots_closed)),
            self.listed(&says.blind_new, named(blind_spots_new)),
        ]
    }

    /// The questions that were left out, each with the reason.
    pub fn not_compared(&self) -> Listing {
        let left_out = self.last.not_compared.iter();
        let lines =
            left_out.map(|left_out| format!("{} – {}", shown(&left_out.question), self.reason(left_out)));
        self.listed(&self.says().not_compared, lines.collect())
    }

    /// Questions that have another id now.
    pub fn renamed(&self) -> Vec<String> {
        let renamed = self.last.renamed.iter();
        renamed.map(|(from, to)| fill(self.says().renamed, &[("from", from), ("to", to)])).collect()
    }

    fn reason(&self, left_out: &NotCompared) -> String {
        let says = self.says();
        let in_edition = |text, which| fill(text, &[("edition", &self.edition(which))]);
        let in_round = |text, name: &str| fill(text, &[("now", &name)]);
        match left_out.reason {
            Reason::New => in_edition(says.only_in, 0),
            Reason::Removed => in_edition(says.only_in, 1),
            Reason::Reworded => in_edition(says.reworded, 0),
            Reason::TypeChanged => in_edition(says.type_changed, 0),
            Reason::ChoicesChanged => in_edition(says.choices_changed, 0),
            Reason::NotAskedThen => in_round(says.not_asked, self.before()),
            Reason::NotAskedNow => in_round(says.not_asked, self.now()),
            Reason::UnansweredThen => in_round(says.unanswered, self.before()),
            Reason::UnansweredNow => in_round(says.unanswered, self.now()),
            Reason::Unanswered => says.never_answered.to_owned(),
            Reason::JudgedByOthers => says.judged_by_others.to_owned(),
        }
    }

    fn listed(&self, title: &Plural, lines: Vec<String>) -> Listing {
        self.listed_of(title, self.now(), lines)
    }

    fn listed_of(&self, title: &Plural, now: &str, lines: Vec<String>) -> Listing {
        let count = lines.len();
        let title = self.words.plural(title, count);
        let values: [(&str, &dyn Display); 3] =
            [("count", &count), ("before", &self.before()), ("now", &now)];
        Listing { title: fill(title, &values), lines }
    }
}

/// What a round is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundName {
    called: Called,
    /// Which it is of several that are called the same, from 1.
    number: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Called {
    Text(String),
    /// Its day, which every language writes in its own way.
    Day(Date),
}

impl RoundName {
    pub fn in_words(&self, words: &Words) -> String {
        let called = match &self.called {
            Called::Text(text) => text.clone(),
            Called::Day(day) => words.short_date(*day),
        };
        match self.number {
            Some(number) => format!("{called} #{number}").trim_start().to_owned(),
            None => called,
        }
    }
}

impl Called {
    fn is_empty(&self) -> bool {
        *self == Called::Text(String::new())
    }

    fn in_short(&self, most: usize) -> Called {
        match self {
            Called::Text(text) => Called::Text(cut(text, most).into_owned()),
            Called::Day(day) => Called::Day(*day),
        }
    }
}

/// What each round is called: the first of these by which all can be told apart.
pub fn names(rounds: &Rounds) -> Vec<RoundName> {
    let of = |called: fn(&Assessment) -> Called| -> Vec<Called> {
        rounds.sides.iter().map(|side| called(side.assessment)).collect()
    };
    let labels = of(|assessment| Called::Text(assessment.label.clone()));
    let abouts = of(|assessment| Called::Text(assessment.about.clone()));
    let days = of(|assessment| Called::Day(assessment.date));
    let titles = of(|assessment| Called::Text(assessment.title()));
    let candidates = match rounds.same_subject {
        true => [labels, days, titles, abouts],
        false => [abouts, titles, labels, days],
    };
    let is_complete = |called: &&Vec<Called>| !called.iter().any(Called::is_empty);
    let complete = || candidates.iter().filter(is_complete);
    let found = complete().map(|called| without_numbers(called)).find(|names| are_told_apart(names));
    // Two rounds of one year need not take the other years' names away.
    let numbered =
        || complete().next().map(|called| with_numbers(called)).filter(|names| are_told_apart(names));
    found.or_else(numbered).unwrap_or_else(|| {
        let numbers = 1..=rounds.sides.len();
        numbers
            .map(|number| RoundName { called: Called::Text(String::new()), number: Some(number) })
            .collect()
    })
}

/// Cut short, two may look the same, and a name may look like another one with its number.
fn are_told_apart(names: &[RoundName]) -> bool {
    let shown: BTreeSet<String> = names.iter().map(|name| name.in_words(&EN)).collect();
    shown.len() == names.len()
}

fn without_numbers(called: &[Called]) -> Vec<RoundName> {
    called.iter().map(|called| RoundName { called: called.in_short(LONGEST_NAME), number: None }).collect()
}

/// `2024`, `2026 #1`, `2026 #2`: those that are called the same with a number each.
fn with_numbers(called: &[Called]) -> Vec<RoundName> {
    // A number and what stands before it.
    const NUMBER: usize = 4;
    let short: Vec<Called> = called.iter().map(|called| called.in_short(LONGEST_NAME - NUMBER)).collect();
    let named = |(at, called): (usize, &Called)| {
        let is_same = |other: &&Called| *other == called;
        let before = short.iter().take(at).filter(is_same).count();
        let is_alone = short.iter().filter(is_same).count() == 1;
        RoundName { called: called.clone(), number: (!is_alone).then_some(before + 1) }
    };
    short.iter().enumerate().map(named).collect()
}

impl AreaChange {
    /// `4 Account development`, in at most so many columns; an area within another stands a little to the right.
    pub fn titled(&self, room: usize) -> String {
        let before = match (self.number, &self.parent) {
            (Some(number), _) => format!("{number} "),
            (None, Some(_)) => "  ".to_owned(),
            (None, None) => String::new(),
        };
        let room = room.saturating_sub(width(&before));
        let title = if width(&self.title) <= room { &self.title } else { &self.short };
        format!("{before}{}", cut(title, room))
    }

    /// Whether what was compared comes to other numbers than those that were printed.
    pub fn is_other(&self, change: &Change) -> bool {
        change.is_other([self.printed_then, self.printed_now])
    }
}

impl Change {
    /// Whether it is not the move between these two printed numbers.
    pub fn is_other(&self, printed: [Option<u32>; 2]) -> bool {
        [Some(self.then), Some(self.now)] != printed
    }
}

impl Comparison {
    /// What became of a leak of the earlier assessment; `None` where that did not leak.
    pub fn fate_of(&self, leak: &Id) -> Option<Fate> {
        let leaks = &self.leaks;
        let lists = [
            (&leaks.plugged, Fate::Plugged),
            (&leaks.open, Fate::Open),
            (&leaks.out_of_sight, Fate::OutOfSight),
        ];
        let is_it = |told: &LeakChange| told.id == *leak || told.other_id.as_ref() == Some(leak);
        lists.into_iter().find(|(list, _)| list.iter().any(is_it)).map(|(_, fate)| fate)
    }
}

fn shown(named: &Named) -> String {
    match &named.row {
        Some((_, row)) => format!("{} ({row})", named.ask),
        None => named.ask.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::years;
    use super::super::{Side, compare_rounds};
    use super::*;
    use crate::words::DE;

    /// What three years are called whose labels and days are these; an empty day leaves it as it is.
    #[track_caller]
    fn check_in(words: &Words, given: [(&str, &str); 3], want: [&str; 3]) {
        let mut all = years();
        for (assessment, (label, day)) in all.iter_mut().zip(given) {
            assessment.label = label.to_owned();
            assessment.date = day.parse().unwrap_or(assessment.date);
        }
        let rounds = compare_rounds(all.iter().map(Side::of).collect()).unwrap();
        let names: Vec<String> = names(&rounds).iter().map(|name| name.in_words(words)).collect();
        assert_eq!(names, want);
    }

    #[track_caller]
    fn check(given: [(&str, &str); 3], want: [&str; 3]) {
        check_in(&EN, given, want);
    }

    #[rustfmt::skip]
    mod rounds {
        use super::*;

        #[test] fn by_their_labels() { check([("a", ""), ("b", ""), ("c", "")], ["a", "b", "c"]); }
        #[test] fn by_their_days() { check([("a", ""), ("a", ""), ("b", "")], ["2024-03-04", "2025-03-10", "2026-03-02"]); }
        #[test] fn without_labels() { check([("", ""), ("", ""), ("b", "")], ["2024-03-04", "2025-03-10", "2026-03-02"]); }
        #[test] fn two_of_one_year_and_day() { check([("2024", ""), ("2026", "2026-03-02"), ("2026", "")], ["2024", "2026 #1", "2026 #2"]); }
        #[test] fn two_of_one_day_without_labels() { check([("", ""), ("", "2026-03-02"), ("", "")], ["2024-03-04", "2026-03-02 #1", "2026-03-02 #2"]); }
        #[test] fn days_in_german() { check_in(&DE, [("", ""), ("", "2026-03-02"), ("", "")], ["04.03.2024", "02.03.2026 #1", "02.03.2026 #2"]); }
        #[test] fn a_label_like_one_with_a_number() { check([("2026 #1", ""), ("2026", "2026-03-02"), ("2026", "")], ["#1", "#2", "#3"]); }
        #[test] fn long_and_alike() {
            let long = "The first half of the year";
            check([(long, "2026-03-02"), (long, "2026-03-02"), ("2026", "")], ["The first half … #1", "The first half … #2", "2026"]);
        }
    }
}
