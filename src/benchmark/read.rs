//! Benchmark files: read within limits, everything wrong with them said at once.
//!
//! The form is described in docs/benchmarks.md. What can be asked of the file alone is asked first; whether it
//! fits a questionnaire, when one is there.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::keys::{FIGURES, FILE, Key};
use super::{Benchmark, FEWEST, FORM, Figures};
use crate::diagnostic::{Diagnostic, Guesses};
use crate::questionnaire::{Id, Questionnaire};
use crate::source::{self, Limits, Node, Source};
use crate::text::{clean, visible};

const NOT_A_BENCHMARK: &str = "M010";
const UNKNOWN_KEY: &str = "M011";
const MISSING_KEY: &str = "M012";
const WRONG_VALUE: &str = "M013";
const OTHER_FORM: &str = "M014";
const OUT_OF_ORDER: &str = "M015";
const OTHER_QUESTIONNAIRE: &str = "M016";
const OTHER_EDITION: &str = "M020";
const UNKNOWN_AREA: &str = "M021";
const FEW: &str = "M022";

/// What a benchmark file may cost.
pub const LIMITS: Limits = Limits { bytes: 4 << 20, depth: 8, nodes: 200_000, scalar: 64 << 10 };

/// The most characters of `source`: it stands in a line beside every drawing.
pub const LONGEST_SOURCE: usize = 200;

/// How many faults are kept. Nobody reads so many.
const MOST_KEPT: usize = 1000;

/// A benchmark file that has been read as far as is possible without its questionnaire.
pub struct BenchmarkFile {
    source: Source,
    /// There when nothing was wrong with the file itself.
    benchmark: Option<Benchmark>,
    /// What it says it is of, as far as it could be read, and where.
    questionnaire: Option<(String, Range<usize>)>,
    edition: Option<(String, Range<usize>)>,
    areas: Vec<(String, Range<usize>)>,
    diagnostics: Vec<Diagnostic>,
}

impl BenchmarkFile {
    /// Reads a file's bytes. Figures of later than tomorrow are refused; tomorrow it may be already elsewhere.
    pub fn read(name: &str, bytes: &[u8], today: Date) -> BenchmarkFile {
        let (source, root, diagnostics) = source::read(name, bytes, &LIMITS);
        let mut reading = Reading { today, diagnostics, ..Reading::default() };
        let benchmark = root.and_then(|root| reading.root(&root));
        let Reading { questionnaire, edition, places, diagnostics, .. } = reading;
        let sound = diagnostics.iter().all(|found| !found.is_error());
        BenchmarkFile {
            source,
            benchmark: benchmark.filter(|_| sound),
            questionnaire,
            edition,
            areas: places,
            diagnostics,
        }
    }

    /// Whatever questionnaire it is of. The benchmark is there when nothing was wrong.
    pub fn alone(self) -> (Source, Option<Benchmark>, Vec<Diagnostic>) {
        let BenchmarkFile { source, benchmark, mut diagnostics, .. } = self;
        diagnostics.sort_by_key(|diagnostic| diagnostic.range.start);
        (source, benchmark, diagnostics)
    }

    /// Beside the scores of one questionnaire: a file of another is refused, and what differs is told.
    pub fn beside(mut self, questionnaire: &Questionnaire) -> (Source, Option<Benchmark>, Vec<Diagnostic>) {
        if let Some((id, range)) = &self.questionnaire
            && questionnaire.id != *id.as_str()
        {
            let says = format!("these are scores of `{}`, not of `{}`", visible(id), questionnaire.id);
            let help = "give a benchmark of the questionnaire that was answered, or leave it out";
            self.diagnostics.push(Diagnostic::error(OTHER_QUESTIONNAIRE, range.clone(), says).help(help));
            self.benchmark = None;
            return self.alone();
        }
        if let Some((edition, range)) = &self.edition
            && *edition != questionnaire.edition
        {
            let says = format!(
                "these scores were taken with edition {}; the ones beside them with edition {}",
                visible(edition),
                visible(&questionnaire.edition)
            );
            let help = "read them with care: what is asked may have changed";
            self.diagnostics.push(Diagnostic::warning(OTHER_EDITION, range.clone(), says).help(help));
        }
        let guesses = Guesses::default();
        for (id, range) in &self.areas {
            if MOST_KEPT <= self.diagnostics.len() {
                break;
            }
            let (says, help) = match questionnaire.find_area(id) {
                Some(area) if questionnaire.shows_score(area) => continue,
                Some(_) => {
                    let says = format!("the area `{id}` has no score here: its figures are not shown");
                    (says, "remove it, or leave it as it is".to_owned())
                }
                None => {
                    let areas = questionnaire.areas.iter().map(|area| area.id.as_str());
                    let help = match guesses.nearest(id, areas) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "remove it, or leave it as it is".to_owned(),
                    };
                    (format!("there is no area `{}`: its figures are not shown", visible(id)), help)
                }
            };
            self.diagnostics.push(Diagnostic::warning(UNKNOWN_AREA, range.clone(), says).help(help));
        }
        self.alone()
    }
}

#[derive(Default)]
struct Reading {
    today: Date,
    questionnaire: Option<(String, Range<usize>)>,
    edition: Option<(String, Range<usize>)>,
    places: Vec<(String, Range<usize>)>,
    guesses: Guesses,
    diagnostics: Vec<Diagnostic>,
}

impl Reading {
    fn push(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST_KEPT {
            self.diagnostics.push(diagnostic);
        }
    }

    fn error(&mut self, code: &'static str, at: &Range<usize>, says: String, help: impl Into<String>) {
        self.push(Diagnostic::error(code, at.clone(), says).help(help));
    }

    fn root(&mut self, root: &Node) -> Option<Benchmark> {
        const BEGIN: &str = "begin it with `benchmark: 1`, as `leaky-bucket export --benchmark` does";
        let Some(entries) = root.as_map() else {
            self.error(NOT_A_BENCHMARK, &root.range, "this is not a benchmark file".to_owned(), BEGIN);
            return None;
        };
        // Of a file of another kind every key would be a fault, and none of them worth reading.
        let Some(form) = root.get("benchmark") else {
            self.error(NOT_A_BENCHMARK, &start(root), "this is not a benchmark file".to_owned(), BEGIN);
            return None;
        };
        if !self.is_our_form(form) {
            return None;
        }
        self.unknown_keys(entries, &FILE, "a benchmark file");
        let given = |key| root.get(key).filter(|node| !node.is_null());
        for Key { name, needed, .. } in &FILE {
            if let Some(needed) = needed.filter(|_| given(name).is_none()) {
                self.error(MISSING_KEY, &start(root), format!("there is no `{name}`"), needed);
            }
        }
        let id = given("questionnaire").and_then(|node| self.id(node));
        let edition = given("edition").and_then(|node| self.edition(node));
        let source = given("source").and_then(|node| self.source(node));
        let date = given("date").and_then(|node| self.date(node));
        let count = given("n").and_then(|node| self.count("n", node));
        if let (Some(count), Some(node)) = (count, given("n")) {
            self.warn_of_few(count, node);
        }
        let overall = given("overall").and_then(|node| self.figures("overall", node, count));
        let areas = given("areas").map(|node| self.areas(node, count)).unwrap_or_default();
        let holds_nothing = |node: &Node| node.as_map().is_some_and(<[_]>::is_empty);
        if given("overall").is_none() && given("areas").is_none_or(holds_nothing) {
            let help =
                "add `overall` or `areas`, like `areas: {retention: {lower: 41, median: 52, upper: 63}}`";
            self.error(MISSING_KEY, &start(root), "there are no figures".to_owned(), help);
        }
        Some(Benchmark {
            questionnaire: id?,
            edition: edition?,
            source: source?,
            date: date?,
            count: count?,
            overall,
            areas,
        })
    }

    fn is_our_form(&mut self, node: &Node) -> bool {
        match node.as_scalar().and_then(source::Scalar::number) {
            Some(form) if form == f64::from(FORM) => true,
            Some(form) if f64::from(FORM) < form => {
                let says = format!("this file is of form {form}; this program knows form {FORM}");
                self.error(OTHER_FORM, &node.range, says, "use a newer leaky-bucket");
                false
            }
            Some(_) | None => {
                let says = "this is no form of benchmark files".to_owned();
                self.error(OTHER_FORM, &node.range, says, format!("write `benchmark: {FORM}`"));
                false
            }
        }
    }

    fn unknown_keys(&mut self, entries: &[(Node, Node)], keys: &[Key], of: &str) {
        let names: Vec<&'static str> = keys.iter().map(|key| key.name).collect();
        for (key, _) in entries {
            let name = key.as_text().unwrap_or_default();
            if names.contains(&name) {
                continue;
            }
            let help = match self.guesses.nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its keys are {}", names.join(", ")),
            };
            self.error(UNKNOWN_KEY, &key.range, format!("{of} has no key `{}`", visible(name)), help);
        }
    }

    fn id(&mut self, node: &Node) -> Option<String> {
        let id = node.as_text().and_then(Id::new);
        if id.is_none() {
            let says = "`questionnaire` is not the id of a questionnaire".to_owned();
            self.error(WRONG_VALUE, &node.range, says, "write it like `questionnaire: leaky_bucket`");
        }
        let id = id?.to_string();
        self.questionnaire = Some((id.clone(), node.range.clone()));
        Some(id)
    }

    /// As it was written: 2026.10 is no shorter number but a tenth edition.
    fn edition(&mut self, node: &Node) -> Option<String> {
        let edition = self.line("edition", node)?;
        self.edition = Some((edition.clone(), node.range.clone()));
        Some(edition)
    }

    fn source(&mut self, node: &Node) -> Option<String> {
        let line = self.line("source", node)?;
        if line.is_empty() {
            let help = "say in a line whose scores these are: figures of nobody are worth nothing";
            self.error(WRONG_VALUE, &node.range, "`source` is empty".to_owned(), help);
            return None;
        }
        Some(line)
    }

    /// One line of text that can be shown anywhere.
    fn line(&mut self, key: &str, node: &Node) -> Option<String> {
        let Some(text) = node.as_text() else {
            let says = format!("`{key}` is not a text");
            self.error(WRONG_VALUE, &node.range, says, "write one text behind it, between quotes");
            return None;
        };
        let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let length = text.chars().count();
        if LONGEST_SOURCE < length {
            let says = format!("`{key}` has {length} characters; {LONGEST_SOURCE} are the most");
            self.error(WRONG_VALUE, &node.range, says, "shorten it: it stands in a line beside the scores");
            return None;
        }
        Some(text)
    }

    fn date(&mut self, node: &Node) -> Option<Date> {
        let date: Option<Date> = node.as_text().and_then(|text| text.parse().ok());
        let Some(date) = date else {
            let says = format!("`{}` is not a day", visible(node.as_text().unwrap_or("date")));
            self.error(WRONG_VALUE, &node.range, says, "write it like `2026-03-01`");
            return None;
        };
        let latest = self.today.checked_add(1.day()).unwrap_or(self.today);
        if latest < date {
            let says = format!("{date} is still to come");
            self.error(WRONG_VALUE, &node.range, says, "write the day on which the figures were drawn up");
            return None;
        }
        Some(date)
    }

    fn count(&mut self, key: &str, node: &Node) -> Option<u32> {
        self.whole(key, node, 1, u32::MAX, "write how many scores there are, a whole number from 1")
    }

    fn warn_of_few(&mut self, count: u32, node: &Node) {
        if usize::try_from(count).is_ok_and(|count| count < FEWEST) {
            let says = format!("{count} are few: their figures may be those of single ones");
            let help = format!("take a group of {FEWEST} or more");
            self.push(Diagnostic::warning(FEW, node.range.clone(), says).help(help));
        }
    }

    fn whole(&mut self, key: &str, node: &Node, least: u32, most: u32, help: &str) -> Option<u32> {
        let number = node.as_scalar().and_then(source::Scalar::number);
        let fits =
            |number: &f64| number.fract() == 0.0 && f64::from(least) <= *number && *number <= f64::from(most);
        match number.filter(fits) {
            Some(number) => Some(number as u32),
            None => {
                let says = match node.as_text() {
                    Some(text) => format!("`{key}` cannot be `{}`", visible(text)),
                    None => format!("`{key}` is not a number"),
                };
                self.error(WRONG_VALUE, &node.range, says, help);
                None
            }
        }
    }

    /// `total` is how many there are in all, where that could be read.
    fn figures(&mut self, of: &str, node: &Node, total: Option<u32>) -> Option<Figures> {
        let Some(entries) = node.as_map() else {
            let says = format!("`{}` is not a map of figures", visible(of));
            self.error(WRONG_VALUE, &node.range, says, "write `{lower: 41, median: 52, upper: 63}`");
            return None;
        };
        self.unknown_keys(entries, &FIGURES, "figures");
        let given = |key| node.get(key).filter(|node| !node.is_null());
        for Key { name, needed, .. } in &FIGURES {
            if let Some(needed) = needed.filter(|_| given(name).is_none()) {
                let says = format!("`{}` has no `{name}`", visible(of));
                self.error(MISSING_KEY, &node.range, says, needed);
            }
        }
        let mut score = |key: &'static str| {
            let help = "write a score as it is printed, a whole number from 0 to 100";
            given(key).and_then(|value| self.whole(key, value, 0, 100, help))
        };
        let quartiles = [score("lower"), score("median"), score("upper")];
        // Of those that could be read, so that one fault does not hide another.
        if !quartiles.iter().flatten().is_sorted() {
            let says = format!("the figures of `{}` are out of order", visible(of));
            let help = "put them in order: a lower quartile is at most the median, an upper one at least";
            self.error(OUT_OF_ORDER, &node.range, says, help);
        }
        let count = match given("n") {
            Some(value) => {
                let count = self.count("n", value);
                if let (Some(count), Some(total)) = (count, total)
                    && total < count
                {
                    let says = format!("`{}` has {count} scores, and there are {total} in all", visible(of));
                    self.error(OUT_OF_ORDER, &value.range, says, "write how many of them have a score here");
                }
                if let Some(count) = count.filter(|count| total.is_none_or(|total| *count != total)) {
                    self.warn_of_few(count, value);
                }
                count
            }
            None => total,
        };
        let [lower, median, upper] = quartiles.map(|score| score.and_then(|score| u8::try_from(score).ok()));
        Some(Figures { count: count?, lower: lower?, median: median?, upper: upper? })
    }

    fn areas(&mut self, node: &Node, total: Option<u32>) -> BTreeMap<String, Figures> {
        let Some(entries) = node.as_map() else {
            let says = "`areas` is not a map of area ids to figures".to_owned();
            let help =
                "write each on a line of its own, like `retention: {lower: 41, median: 52, upper: 63}`";
            self.error(WRONG_VALUE, &node.range, says, help);
            return BTreeMap::new();
        };
        let mut areas = BTreeMap::new();
        for (key, value) in entries {
            let id = key.as_text().unwrap_or_default();
            self.places.push((id.to_owned(), key.range.clone()));
            if let Some(figures) = self.figures(id, value, total) {
                areas.insert(id.to_owned(), figures);
            }
        }
        areas
    }
}

/// The place of a fault that has no better one.
fn start(root: &Node) -> Range<usize> {
    match root.as_map().and_then(|entries| entries.first()) {
        Some((key, _)) => key.range.clone(),
        None => root.range.clone(),
    }
}

#[cfg(test)]
mod tests;
