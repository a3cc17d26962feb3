//! The result line by line: read out once, then asked about.

use std::path::Path;

use super::parse::{self, is};
use super::{At, Plain, Step, Wish, say, sentences};
use crate::assessment::Assessment;
use crate::findings::what_if::{Plugs, leaks_named};
use crate::findings::{self, Findings};
use crate::questionnaire::{AreaIndex, Questionnaire};
use crate::scoring::{self, Scorecard};
use crate::summary;
use crate::words::{EN, fill};

impl Plain {
    pub(super) fn on_result(&mut self, line: &str) -> Step {
        let (ours, english) = (&self.words.commands, &EN.commands);
        let word = line.strip_prefix(parse::COMMAND).unwrap_or(line);
        if let Some(named) = parse::what_if(word, self.words) {
            return say(self.what_if(&named));
        }
        let (first, rest) = word.split_once(' ').unwrap_or((word, ""));
        if is(first, ours.area, english.area) {
            return say(self.area(rest.trim()));
        }
        if let Some(id) = parse::went_to(&word.to_lowercase(), self.words) {
            return self.go_to(&id);
        }
        match word {
            "" if self.written => say(sentences::result_help(self.words)),
            "" => Step { wish: Some(Wish::Report(None)), ..Step::default() },
            "no" => self.leave(),
            _ if is(word, ours.yes, english.yes) => {
                Step { wish: Some(Wish::Report(None)), ..Step::default() }
            }
            _ if is(word, ours.quit, english.quit) => self.leave(),
            _ if is(word, ours.actions, english.actions) => self.open_plan(),
            _ if is(word, ours.why, english.why) => {
                let (scorecard, findings) = self.worked_out();
                say(summary::why_overall(&self.assessment, &scorecard, &findings, self.words))
            }
            _ if is(first, ours.compare, english.compare) => match rest.trim().to_lowercase().as_str() {
                "" => Step { wish: Some(Wish::Compare), ..Step::default() },
                form if REPORTS.contains(&form) => {
                    Step { wish: Some(Wish::CompareAs(form.to_owned())), ..Step::default() }
                }
                _ => say(sentences::compare_files(self.words)),
            },
            _ if is(word, ours.result, english.result) => Step::default(),
            _ if is(word, ours.list, english.list) => say(self.overview()),
            _ if is(word, ours.back, english.back) || is(word, ours.review, english.review) => {
                self.at = At::Review(None);
                Step::default()
            }
            _ if is(word, ours.help, english.help) => say(sentences::result_help(self.words)),
            _ if is(first, ours.report, english.report) => match rest.trim().to_lowercase().as_str() {
                "" => Step { wish: Some(Wish::Report(None)), ..Step::default() },
                form if FORMS.contains(&form) => as_form(form),
                _ => say(sentences::no_such_wish(line, self.words)),
            },
            _ if is(first, ours.replace, english.replace) => self.replace(rest.trim()),
            // Whoever says `html` wants one, under whichever name.
            form if FORMS.contains(&form.to_lowercase().as_str()) => as_form(&form.to_lowercase()),
            _ if has_ending(line) => Step { wish: Some(Wish::Report(Some(line.into()))), ..Step::default() },
            _ => say(sentences::no_such_wish(line, self.words)),
        }
    }

    fn worked_out(&self) -> (Scorecard, Findings) {
        let Assessment { questionnaire, answers, .. } = &self.assessment;
        let scorecard = scoring::score(questionnaire, answers);
        let findings = findings::find(questionnaire, answers, &scorecard);
        (scorecard, findings)
    }

    /// The result with the named leaks plugged; where none is named, which there are.
    fn what_if(&self, named: &str) -> String {
        let Assessment { questionnaire, answers, .. } = &self.assessment;
        let (scorecard, findings) = self.worked_out();
        let plugs = Plugs::of(questionnaire, answers, &scorecard, &findings);
        let mut leaks = Vec::new();
        for named in parse::named(named) {
            match leaks_named(questionnaire, &findings, named) {
                Some(found) => leaks.extend(found),
                None => return sentences::no_such_leak(named, findings.leaks.len(), self.words),
            }
        }
        match leaks.is_empty() {
            true => sentences::leaks(&self.assessment, &findings, &plugs, self.words),
            false => summary::of_what_if(&self.assessment, &findings, &plugs.plugged(&leaks), self.words),
        }
    }

    /// One area with its answers and leaks, and how its score was made; where none is named, which there are.
    fn area(&self, named: &str) -> String {
        let questionnaire = &self.assessment.questionnaire;
        match area_named(questionnaire, named) {
            Some(area) => {
                let (scorecard, findings) = self.worked_out();
                let text = summary::of_area(&self.assessment, &scorecard, &findings, area, self.words);
                let told = |others| {
                    summary::benchmark::of_area(&self.assessment, &scorecard, area, others, self.words)
                };
                match self.others().map(told).filter(|told| !told.is_empty()) {
                    Some(told) => format!("{text}\n\n{told}"),
                    None => text,
                }
            }
            None => sentences::areas(questionnaire, named, self.words),
        }
    }

    pub(super) fn result(&self) -> String {
        let (scorecard, findings) = self.worked_out();
        let extent = summary::Extent::default();
        let text = summary::of_all(&self.assessment, &scorecard, &findings, extent, self.words);
        let says = &self.words.plain;
        let short = sentences::result_short(self.words);
        let next = match findings.leaks.len() {
            0 => short,
            leaks => format!("{} {short}", self.words.count(&says.pdf_holds, leaks)),
        };
        let others = self.others().map(|others| {
            let told = summary::benchmark::of_all(&self.assessment, &scorecard, others, self.words);
            format!("\n\n{told}")
        });
        format!("\n{text}{}\n\n{next}\n{}", others.unwrap_or_default(), says.what_now)
    }

    /// Replaces the file that was in the way, or the one that is named.
    fn replace(&mut self, named: &str) -> Step {
        let file = match named {
            "" => self.in_the_way.take(),
            named => Some(named.into()).filter(|_| has_ending(named)),
        };
        match file {
            Some(file) => Step { wish: Some(Wish::Replace(file)), ..Step::default() },
            None => say(sentences::replaces_nothing(self.words)),
        }
    }

    /// What is said when a file of that name is there already: nothing was written, and what may be done.
    pub fn told_in_the_way(&mut self, file: &Path) -> String {
        self.in_the_way = Some(file.to_path_buf());
        let shown = crate::text::visible(&file.to_string_lossy()).into_owned();
        sentences::in_the_way(&shown, self.words)
    }

    /// What is said behind what has changed: that it can be had as a file.
    pub fn told_compared(&self) -> String {
        sentences::compare_files(self.words)
    }

    /// What is said when a file was written: that one may leave now, and need not.
    pub fn told_written(&self, path: &str) -> String {
        let written = fill(self.words.plain.written, &[("path", &path)]);
        format!("{written}\n{}", sentences::result_more(self.words))
    }
}

/// The endings of the files there are of a result.
pub const FORMS: [&str; 9] = ["pdf", "html", "xlsx", "csv", "md", "txt", "json", "yaml", "yml"];

/// The endings of those that are a report, in which years can stand beside each other.
pub const REPORTS: [&str; 5] = ["pdf", "html", "md", "txt", "json"];

fn as_form(ending: &str) -> Step {
    Step { wish: Some(Wish::Form(ending.to_owned())), ..Step::default() }
}

/// An area by its number, its id, or the beginning of its title, where no other begins so.
fn area_named(questionnaire: &Questionnaire, named: &str) -> Option<AreaIndex> {
    if named.is_empty() {
        return None;
    }
    let by_number = || named.parse::<usize>().ok()?.checked_sub(1);
    let by_number = || by_number().and_then(|at| questionnaire.scored_areas().nth(at));
    let lower = named.to_lowercase();
    let by_title = || {
        let begins = |area: &AreaIndex| questionnaire[*area].title.to_lowercase().starts_with(&lower);
        let mut found = questionnaire.area_indexes().filter(begins);
        found.next().filter(|_| found.next().is_none())
    };
    questionnaire.find_area(named).or_else(by_number).or_else(by_title)
}

/// Whether a line can be meant as the name of a file: it has an ending.
fn has_ending(line: &str) -> bool {
    Path::new(line).extension().is_some_and(|ending| !ending.is_empty())
}
