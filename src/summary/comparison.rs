//! Years beside each other, or two teams, as lines of text: a table, then what moved and what leaks.

use std::cmp::Reverse;
use std::fmt::Display;

use crate::comparison::{
    AreaChange, AreaLack, Change, Comparison, LeakChange, Named, NotCompared, Part, Reason, Rounds, Side,
    Verdict,
};
use crate::text::wrap::{cut, fit, width};
use crate::words::{Plural, Words, fill};

/// With which signs it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    Unicode,
    Ascii,
}

impl Signs {
    fn of(self, verdict: Verdict, delta: i32) -> String {
        match (verdict, self) {
            (Verdict::Up, Signs::Unicode) => format!("▴{}", delta.abs()),
            (Verdict::Down, Signs::Unicode) => format!("▾{}", delta.abs()),
            (Verdict::Up | Verdict::Down, Signs::Ascii) => format!("{delta:+}"),
            (Verdict::AboutTheSame, _) => "~".to_owned(),
            (Verdict::SameAnswers, _) => "=".to_owned(),
            (Verdict::NotComparable, _) => String::new(),
        }
    }
}

/// Titles are cut here, so that a line keeps room for what happened.
const LONGEST_TITLE: usize = 30;

/// Names of rounds are cut here.
const LONGEST_NAME: usize = 20;

/// So many answers are told one by one; the rest is told together.
const MOST_PARTS: usize = 8;

/// The whole comparison: each of the assessments in a column, and the last two of them compared.
pub fn of_rounds(rounds: &Rounds, signs: Signs, words: &Words) -> String {
    let Some(last) = rounds.last() else { return String::new() };
    let told = Told { rounds, last, names: names(rounds), signs, words };
    let mut parts = vec![told.head(), told.table(), told.whole()];
    parts.push(told.made_by());
    parts.extend(told.leaks());
    parts.extend(told.questions());
    parts.push(told.not_compared());
    parts.retain(|part| !part.is_empty());
    match signs {
        Signs::Unicode => parts.join("\n\n"),
        // What was cut ends in a sign that is not ASCII.
        Signs::Ascii => parts.join("\n\n").replace('…', "."),
    }
}

/// What each round is called: the first of these by which all can be told apart.
pub fn names(rounds: &Rounds) -> Vec<String> {
    let distinct = |names: &[String]| {
        let mut sorted: Vec<&String> = names.iter().filter(|name| !name.is_empty()).collect();
        sorted.sort();
        sorted.dedup();
        sorted.len() == names.len()
    };
    let of = |name: &dyn Fn(&Side) -> String| rounds.sides.iter().map(name).collect::<Vec<String>>();
    let labels = of(&|side| side.assessment.label.clone());
    let abouts = of(&|side| side.assessment.about.clone());
    let days = of(&|side| side.assessment.date.to_string());
    let titles = of(&|side| side.assessment.title());
    let candidates = match rounds.same_subject {
        true => [labels, days, titles, abouts],
        false => [abouts, titles, labels, days],
    };
    let numbered = || (1..=rounds.sides.len()).map(|number| format!("#{number}")).collect();
    let found = candidates.into_iter().find(|names| distinct(names));
    let short: Option<Vec<String>> =
        found.as_ref().map(|names| names.iter().map(|name| cut(name, LONGEST_NAME).into_owned()).collect());
    // Cut short, two may look the same.
    short.filter(|names| distinct(names)).unwrap_or_else(numbered)
}

struct Told<'a> {
    rounds: &'a Rounds<'a>,
    last: &'a Comparison,
    names: Vec<String>,
    signs: Signs,
    words: &'a Words,
}

/// One line of the table.
struct Line {
    title: String,
    printed: Vec<Option<u32>>,
    sign: String,
    says: String,
}

impl Told<'_> {
    /// What the earlier one of the two compared is called.
    fn before(&self) -> &str {
        self.names.iter().rev().nth(1).map_or("", String::as_str)
    }

    fn now(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }

    fn edition(&self, which: usize) -> &str {
        let side = self.rounds.sides.iter().rev().nth(which);
        side.map_or("", |side| side.assessment.questionnaire.edition.as_str())
    }

    fn head(&self) -> String {
        let says = &self.words.compare;
        let years = self.names.join(", ");
        let abouts = || self.rounds.sides.iter().map(|side| side.assessment.about.as_str());
        let about = abouts().rev().find(|about| !about.is_empty());
        let about = about
            .or_else(|| self.rounds.sides.last().map(|side| side.assessment.questionnaire.title.as_str()));
        match self.rounds.same_subject {
            true => fill(says.years, &[("about", &about.unwrap_or_default()), ("years", &years)]),
            false => format!("{}\n{}", fill(says.teams, &[("years", &years)]), says.no_ranking),
        }
    }

    fn table(&self) -> String {
        let says = &self.words.compare;
        let overall = Line {
            title: says.overall.to_owned(),
            printed: self.rounds.sides.iter().map(|side| side.scorecard.overall.printed()).collect(),
            sign: self.sign(
                self.last.overall.verdict,
                self.last.overall.change.as_ref(),
                [self.last.overall.printed_then, self.last.overall.printed_now],
            ),
            says: self.verdict(self.last.overall.verdict),
        };
        let areas = self.last.areas.iter().map(|area| Line {
            title: titled(area),
            printed: self.rounds.printed(area.id.as_str()),
            sign: self.sign(area.verdict, area.change.as_ref(), [area.printed_then, area.printed_now]),
            says: self.what_happened(area),
        });
        let lines: Vec<Line> = std::iter::once(overall).chain(areas).collect();
        let titles = lines.iter().map(|line| width(&line.title)).chain([width(says.area)]);
        let room = titles.max().unwrap_or(0).min(LONGEST_TITLE);
        let columns: Vec<usize> = self.names.iter().map(|name| width(name).max(4)).collect();
        let signs = lines.iter().map(|line| width(&line.sign)).max().unwrap_or(0);
        let wide = lines.iter().map(|line| width(&line.says)).chain([width(says.what_happened)]);
        let wide = wide.max().unwrap_or(0);
        let mut head = fit(says.area, room);
        for (name, column) in self.names.iter().zip(&columns) {
            head.push_str(&format!("  {}{name}", " ".repeat(column.saturating_sub(width(name)))));
        }
        head.push_str(&format!("  {}  {}", " ".repeat(signs), says.what_happened));
        let mut table = vec![head];
        for line in &lines {
            let mut row = fit(&line.title, room);
            for (printed, column) in line.printed.iter().zip(&columns) {
                let shown = printed.map_or_else(|| "-".to_owned(), |printed| printed.to_string());
                row.push_str(&format!("  {shown:>column$}"));
            }
            let gap = " ".repeat(signs.saturating_sub(width(&line.sign)));
            row.push_str(&format!("  {}{gap}  {}", line.sign, fit(&line.says, wide)));
            // Some terminals draw these signs wider than they are: last on the line they push nothing.
            if let (Signs::Unicode, 3..) = (self.signs, line.printed.len()) {
                row.push_str(&format!("  {}", spark(&line.printed)));
            }
            table.push(row.trim_end().to_owned());
        }
        if lines.iter().any(|line| line.sign.ends_with('*')) {
            table.push(says.starred.to_owned());
        }
        table.join("\n")
    }

    /// With a star where the move is not the difference of the numbers beside it.
    fn sign(&self, verdict: Verdict, change: Option<&Change>, printed: [Option<u32>; 2]) -> String {
        let sign = self.signs.of(verdict, change.map_or(0, Change::delta));
        match change {
            Some(change) if is_other(change, printed) => format!("{sign}*"),
            Some(_) | None => sign,
        }
    }

    fn verdict(&self, verdict: Verdict) -> String {
        let says = &self.words.compare;
        let now = self.now();
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

    fn what_happened(&self, area: &AreaChange) -> String {
        let says = &self.words.compare;
        let Some(lack) = area.lack else { return self.verdict(area.verdict) };
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

    /// The whole over what is common, areas compared in part, and the rule of the steps.
    fn whole(&self) -> String {
        let says = &self.words.compare;
        let overall = &self.last.overall;
        let mut lines = vec![match &overall.change {
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
        }];
        lines.push(says.steps.to_owned());
        let in_part = self.last.areas.iter().filter_map(|area| {
            let printed = [area.printed_then, area.printed_now];
            let is_part = |change: &&Change| area.compared < area.of || is_other(change, printed);
            let change = area.change.as_ref().filter(is_part)?;
            let values: [(&str, &dyn Display); 5] = [
                ("title", &area.title),
                ("then", &change.then),
                ("after", &change.now),
                ("compared", &area.compared),
                ("questions", &area.of),
            ];
            Some(format!("  {}", fill(says.part_of, &values)))
        });
        let in_part: Vec<String> = in_part.collect();
        if !in_part.is_empty() {
            lines.push(says.part_title.to_owned());
            lines.extend(in_part);
        }
        lines.join("\n")
    }

    /// Which answers made the whole move, the greatest part first.
    fn made_by(&self) -> String {
        let says = &self.words.compare;
        let Some(change) = &self.last.overall.change else { return String::new() };
        let mut parts: Vec<&Part> = change.parts.iter().collect();
        // The sort is stable: of equal size, the order of the form.
        parts.sort_by_key(|part| Reverse(part.points.unsigned_abs()));
        let told = parts.iter().filter(|part| part.points != 0).count().min(MOST_PARTS);
        let (told, others) = parts.split_at(told);
        if told.is_empty() {
            return String::new();
        }
        let title = if self.rounds.same_subject { says.made_by } else { says.made_between };
        let delta = format!("{:+}", change.delta());
        let values: [(&str, &dyn Display); 3] =
            [("delta", &delta), ("before", &self.before()), ("now", &self.now())];
        let mut lines = vec![fill(title, &values)];
        let points: Vec<String> = told.iter().map(|part| format!("{:+}", part.points)).collect();
        let room = points.iter().map(String::len).max().unwrap_or(0);
        let part = |(points, part): (&String, &&Part)| format!("  {points:>room$}  {}", part.ask);
        lines.extend(points.iter().zip(told).map(part));
        if !others.is_empty() {
            let together = others.iter().map(|part| part.points).sum::<i32>();
            let (count, points) = (others.len(), format!("{together:+}"));
            let text = self.words.plural(&says.others, count);
            lines.push(format!("  {}", fill(text, &[("points", &points), ("count", &count)])));
        }
        lines.join("\n")
    }

    fn leaks(&self) -> Vec<String> {
        let says = &self.words.compare;
        let leaks = &self.last.leaks;
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

    fn questions(&self) -> Vec<String> {
        let says = &self.words.compare;
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

    fn not_compared(&self) -> String {
        let says = &self.words.compare;
        let lines = self
            .last
            .not_compared
            .iter()
            .map(|left_out| format!("{}: {}", shown(&left_out.question), self.reason(left_out)));
        let mut text = self.listed(&says.not_compared, lines.collect());
        let renamed = self.last.renamed.iter();
        for (from, to) in renamed {
            let line = fill(says.renamed, &[("from", from), ("to", to)]);
            text.push_str(&format!("{}{line}", if text.is_empty() { "" } else { "\n" }));
        }
        text
    }

    fn reason(&self, left_out: &NotCompared) -> String {
        let says = &self.words.compare;
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

    fn listed(&self, title: &Plural, lines: Vec<String>) -> String {
        self.listed_of(title, self.now(), lines)
    }

    /// A title with the number of lines in it, and the lines; nothing without any.
    fn listed_of(&self, title: &Plural, now: &str, lines: Vec<String>) -> String {
        if lines.is_empty() {
            return String::new();
        }
        let count = lines.len();
        let title = self.words.plural(title, count);
        let mut text = fill(title, &[("count", &count), ("before", &self.before()), ("now", &now)]);
        for line in lines {
            text.push_str(&format!("\n  {line}"));
        }
        text
    }
}

/// Whether what was compared comes to other numbers than those that were printed.
fn is_other(change: &Change, printed: [Option<u32>; 2]) -> bool {
    [Some(change.then), Some(change.now)] != printed
}

/// `4 Account development`; an area within another stands a little to the right.
fn titled(area: &AreaChange) -> String {
    let before = match (area.number, &area.parent) {
        (Some(number), _) => format!("{number} "),
        (None, Some(_)) => "  ".to_owned(),
        (None, None) => String::new(),
    };
    let room = LONGEST_TITLE - width(&before);
    let title = if width(&area.title) <= room { &area.title } else { &area.short };
    format!("{before}{}", cut(title, room))
}

fn shown(named: &Named) -> String {
    match &named.row {
        Some((_, row)) => format!("{} ({row})", named.ask),
        None => named.ask.clone(),
    }
}

/// `▁▂▆`: an eighth for each step of 100; a gap where there is no score.
fn spark(printed: &[Option<u32>]) -> String {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let height = |printed: u32| {
        let at = (printed * 8 / 101) as usize;
        HEIGHTS.get(at).copied().unwrap_or('█')
    };
    printed.iter().map(|printed| printed.map_or(' ', height)).collect()
}
