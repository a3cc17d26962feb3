//! The report on one assessment: page one, the leaks, the areas, the plan, the method, every answer.

mod answers;
mod area_pages;
mod areas;
mod benchmark;
mod figures;
mod leaks;
mod method;
mod name;
mod page_one;
mod plan;
mod trend;
mod what_if;
mod years;

use std::fmt::Display;

use super::{Band, Cover, Footer, Report, Section, Tone};
use crate::assessment::Assessment;
use crate::benchmark::Benchmark;
use crate::comparison::Rounds;
use crate::comparison::targets::AreaTargets;
use crate::findings::Findings;
use crate::questionnaire::{AreaIndex, BandIndex, QuestionIndex, Questionnaire, Severity};
use crate::scoring::{Measure, Scorecard};
use crate::words::{ReportWords, Words, capitalized, fill};

/// Which parts of the report are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Options {
    pub extent: Extent,
    pub notes: Notes,
    pub chart: Chart,
    pub areas: Areas,
    pub cover: Cover,
}

/// Which areas are told one by one, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Areas {
    /// Every area: the weakest first with a page each, then the others more shortly.
    #[default]
    WeakFirst,
    /// Weak areas alone, a page each. An area is weak in the lower half of the bands, with a leak that is
    /// high or critical, and without a score.
    Weak,
    /// Every area in the order of the questionnaire, a page each.
    All,
}

/// How the areas' scores are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Chart {
    #[default]
    Bars,
    /// Besides the bars, a wheel in the appendix.
    Radar,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Extent {
    #[default]
    Full,
    /// Page one, the areas' scores, the leaks, the blind spots and the plan.
    Brief,
}

/// Whether the respondent's own notes are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Notes {
    #[default]
    Shown,
    Hidden,
}

/// How many leaks get a card with lines to fill in; of the others every critical one gets a smaller card.
pub const CARDS: usize = 5;

/// What a report is drawn from: an assessment with all that was worked out of it.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub assessment: &'a Assessment,
    pub scorecard: &'a Scorecard,
    pub findings: &'a Findings,
    /// This assessment as the last of several, where it is compared with earlier ones.
    pub years: Option<&'a Rounds<'a>>,
    /// Others' scores that stand beside its own, where somebody gave them.
    pub others: Option<&'a Benchmark>,
}

/// Says what there is to say about one assessment.
pub fn compose(subject: Subject, options: Options) -> Report {
    let assessment = subject.assessment;
    let mut sections: Vec<Section> = vec![page_one::section(subject), areas::overview(subject, options)];
    sections.extend(leaks::section(subject, options));
    if options.extent == Extent::Full {
        sections.extend(what_if::section(subject));
    }
    sections.extend(leaks::blind_spots(subject));
    if options.extent == Extent::Full {
        sections.extend(area_pages::sections(subject, options));
    }
    sections.extend(years::section(subject));
    sections.push(plan::section(subject));
    if options.extent == Extent::Full {
        sections.push(method::section(subject));
    }
    sections.extend(name::in_full(assessment, subject.words()));
    if options.chart == Chart::Radar {
        sections.extend(figures::wheel(subject));
    }
    if options.extent == Extent::Full {
        sections.push(answers::section(subject, options));
    }
    Report {
        title: assessment.questionnaire.title.clone(),
        subject: name::about(assessment),
        label: name::label(assessment),
        language: assessment.questionnaire.language.clone(),
        date: subject.words().date(assessment.date),
        author: assessment.name.clone(),
        footer: Footer { page: subject.says().forms.page.to_owned(), ..Footer::default() },
        cover: options.cover,
        sections,
    }
}

impl<'a> Subject<'a> {
    fn questionnaire(&self) -> &'a Questionnaire {
        &self.assessment.questionnaire
    }

    /// What the program says beside the questionnaire's texts, in their language.
    fn words(&self) -> &'static Words {
        Words::beside(&self.questionnaire().language)
    }

    fn says(&self) -> &'static ReportWords {
        &self.words().report
    }

    /// The areas that have a target, with what came of it since the rounds before.
    fn targets(&self) -> AreaTargets {
        match self.years {
            Some(rounds) => AreaTargets::of(rounds),
            None => AreaTargets::alone(self.assessment, self.scorecard),
        }
    }

    /// The questions that were asked and may be told of.
    fn told(&self) -> impl Iterator<Item = QuestionIndex> + use<'a> {
        let questionnaire = self.questionnaire();
        let is_told = |area: AreaIndex| !questionnaire.is_private(area);
        self.scorecard.flow.asked().filter(move |question| questionnaire[*question].area.is_none_or(is_told))
    }

    /// Whether there is anything to report on: at least one answer in an area, be it "don't know".
    pub fn is_answered(&self) -> bool {
        let in_area = |question: &QuestionIndex| self.questionnaire()[*question].area.is_some();
        self.told().filter(in_area).any(|question| self.assessment.answers.answer(question).is_some())
    }

    /// A question as this respondent was asked it.
    fn ask(&self, question: QuestionIndex) -> &'a str {
        self.questionnaire().ask(question, self.assessment.role())
    }

    fn band(&self, band: BandIndex) -> Band {
        let questionnaire = self.questionnaire();
        Band::new(&questionnaire[band].label, Tone::of_step(band.0, questionnaire.bands.len()))
    }

    /// The areas that have a score, lowest first, then those without one.
    fn ranked_areas(&self) -> Vec<AreaIndex> {
        let questionnaire = self.questionnaire();
        let mut areas: Vec<AreaIndex> =
            questionnaire.scored_areas().filter(|area| self.scorecard.area(*area).applies).collect();
        // Null last; of the same score, as they stand in the questionnaire.
        areas.sort_by(|a, b| {
            let of = |area: &AreaIndex| self.scorecard.area(*area).measure.score.unwrap_or(f64::INFINITY);
            of(a).total_cmp(&of(b))
        });
        areas
    }

    /// `3 Qualifying account criteria`.
    fn numbered(&self, area: AreaIndex) -> String {
        let questionnaire = self.questionnaire();
        match questionnaire.number_of(area) {
            Some(number) => format!("{number} {}", questionnaire[area].title),
            None => questionnaire[area].title.clone(),
        }
    }

    /// The anchor of the page that tells of an area: its own, or that of the area it stands in.
    fn page_of(&self, area: AreaIndex) -> String {
        let questionnaire = self.questionnaire();
        let outer = questionnaire.top_areas().find(|outer| questionnaire.is_within(area, *outer));
        questionnaire[outer.unwrap_or(area)].id.to_string()
    }

    fn number(&self, area: AreaIndex) -> Option<u32> {
        self.questionnaire().number_of(area).and_then(|number| u32::try_from(number).ok())
    }
}

/// How grave a leak is, with its tone.
fn severity(severity: Severity, words: &Words) -> Band {
    let tone = match severity {
        Severity::Critical => Tone::Worst,
        Severity::High => Tone::Poor,
        Severity::Medium => Tone::Fair,
        Severity::Low => Tone::Good,
    };
    Band::new(capitalized(severity.in_words(words)), tone)
}

/// `could be 53 to 67`, when it could be anything else than it is.
fn range(measure: &Measure, words: &Words) -> Option<String> {
    let ends: [(&str, &dyn Display); 2] =
        [("low", &measure.printed_low()), ("high", &measure.printed_high())];
    measure.is_range().then(|| fill(words.report.often.could_be, &ends))
}

/// A share from 0 to 1 as whole percent.
fn percent(share: f64, words: &Words) -> String {
    words.percent(&words.number((share * 100.0).round(), 0))
}
