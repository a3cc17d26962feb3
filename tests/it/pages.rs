//! The pages of real reports: nothing is cut, nothing overlaps, and the first pages look as they did.
//!
//! `INSTA_UPDATE=always cargo test` writes the golden pages anew; open them in a browser before they are kept.

use std::path::Path;
use std::sync::Arc;

use leaky_bucket::answers_file::AnswersFile;
use leaky_bucket::assessment::Assessment;
use leaky_bucket::brand::Brand;
use leaky_bucket::export::svg;
use leaky_bucket::page::font::Fonts;
use leaky_bucket::page::style::{Paper, Style};
use leaky_bucket::page::{Pages, Shape, lay_out};
use leaky_bucket::report::individual::{Options, Subject, compose};
use leaky_bucket::source::Limits;
use leaky_bucket::{findings, questionnaire, scoring};

use crate::program::sample;

pub(crate) const TEAMS: [&str; 3] = ["weak", "mixed", "strong"];

pub(crate) fn assessment(team: &str) -> Assessment {
    let read = |path: &Path| std::fs::read(path).unwrap();
    let limits = Limits::default();
    let form = read(Path::new("questionnaires/leaky-bucket.yaml"));
    let (_, form, _) = questionnaire::read("form", &form, &limits);
    let answers = AnswersFile::read(team, &read(&sample(&format!("{team}.yaml"))), &limits);
    let (_, assessment, faults) = answers.assessment(&Arc::new(form.unwrap()), jiff::civil::date(2026, 3, 1));
    assessment.unwrap_or_else(|| panic!("{faults:?}"))
}

fn pages(team: &str, paper: Paper) -> Pages {
    branded_pages(team, &Brand::default(), paper)
}

pub(crate) fn branded_pages(team: &str, brand: &Brand, paper: Paper) -> Pages {
    let assessment = assessment(team);
    let scorecard = scoring::score(&assessment.questionnaire, &assessment.answers);
    let findings = findings::find(&assessment.questionnaire, &assessment.answers, &scorecard);
    let subject = Subject { assessment: &assessment, scorecard: &scorecard, findings: &findings };
    let mut report = compose(subject, Options::default());
    brand.sign(&mut report);
    let style = Style { palette: brand.palette, logo: brand.logo.clone(), ..Style::on(paper) };
    lay_out(&report, &style, &Fonts::embedded().unwrap())
}

/// A run of text: its left, top, right and bottom edge, and what it says.
type Placed = (f32, f32, f32, f32, String);

fn texts(pages: &Pages, page: usize) -> Vec<Placed> {
    let runs = pages.pages[page].marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(run) => Some(run),
        Shape::Fill { .. } | Shape::Stroke { .. } | Shape::Missing(_) | Shape::Image(_) => None,
    });
    // From the foot of an x to its head: letters that rise or fall beyond may come close.
    let placed = runs.map(|run| {
        let (left, base) = (run.at.x, run.at.y);
        (left, base - 0.5 * run.size, left + run.width(), base, run.text().trim().to_owned())
    });
    placed.filter(|(.., text)| !text.is_empty()).collect()
}

#[track_caller]
pub(crate) fn check(team: &str, brand: &Brand, paper: Paper) {
    let pages = branded_pages(team, brand, paper);
    let shortened: Vec<String> = pages.warnings.iter().map(ToString::to_string).collect();
    assert!(shortened.is_empty(), "{team}: {shortened:?}");
    for page in 0..pages.pages.len() {
        let texts = texts(&pages, page);
        for (at, one) in texts.iter().enumerate() {
            let inside = 40.0 <= one.0 && one.2 <= paper.width() - 40.0 && one.3 <= paper.height() - 20.0;
            assert!(inside, "{team}, page {}: {one:?} leaves the page", page + 1);
            for other in &texts[at + 1..] {
                let apart = one.2 <= other.0 + 0.5
                    || other.2 <= one.0 + 0.5
                    || one.3 <= other.1 + 0.5
                    || other.3 <= one.1 + 0.5;
                assert!(apart, "{team}, page {}: {one:?} overlaps {other:?}", page + 1);
            }
        }
    }
}

#[test]
fn nothing_is_cut_and_nothing_overlaps() {
    for team in TEAMS {
        for paper in [Paper::A4, Paper::Letter] {
            check(team, &Brand::default(), paper);
        }
    }
}

pub(crate) fn golden() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../golden/pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn golden_pages() {
    golden().bind(|| {
        for team in TEAMS {
            let pages = pages(team, Paper::A4);
            insta::assert_snapshot!(format!("{team}_first.svg"), svg::page(&pages, 0).unwrap());
        }
        insta::assert_snapshot!("mixed_leaks.svg", svg::page(&pages("mixed", Paper::A4), 1).unwrap());
    });
}
