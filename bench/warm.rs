//! What one more report costs in a program that has made one before: from answers to the PDF's bytes.
//!
//!     cargo bench --bench warm -- full 60
//!
//! makes so many full reports (or `brief` ones) and prints the least CPU milliseconds of one. Where the system
//! does not count a thread's time on the CPU, the time on the clock is printed.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "it is run by hand, and says what it found")]

use std::sync::Arc;
use std::time::Instant;

use leaky_bucket::answers_file::AnswersFile;
use leaky_bucket::assessment::Assessment;
use leaky_bucket::export::pdf::{self, Info};
use leaky_bucket::page::font::Fonts;
use leaky_bucket::page::lay_out;
use leaky_bucket::page::style::Style;
use leaky_bucket::report::individual::{Extent, Options, Subject, compose};
use leaky_bucket::source::Limits;
use leaky_bucket::{findings, questionnaire, scoring};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let extent = if words.iter().any(|word| word == "brief") { Extent::Brief } else { Extent::Full };
    let times = words.iter().find_map(|word| word.parse::<u32>().ok()).unwrap_or(60);
    let options = Options { extent, ..Options::default() };
    let assessment = assessment();
    let fonts = Fonts::embedded().unwrap();
    let mut least = f64::INFINITY;
    let mut bytes = 0;
    for _ in 0..times {
        let begun = Moment::now();
        bytes = report(&assessment, &fonts, options).len();
        least = least.min(begun.milliseconds());
    }
    println!("{least:.2} ms for {bytes} bytes");
}

fn assessment() -> Assessment {
    let limits = Limits::default();
    let root = env!("CARGO_MANIFEST_DIR");
    let form = std::fs::read(format!("{root}/questionnaires/leaky-bucket.yaml")).unwrap();
    let (_, form, _) = questionnaire::read("form", &form, &limits);
    let answers = std::fs::read(format!("{root}/tests/answers/mixed.yaml")).unwrap();
    let answers = AnswersFile::read("mixed", &answers, &limits);
    let (_, assessment, _) = answers.assessment(&Arc::new(form.unwrap()), jiff::civil::date(2026, 3, 1));
    assessment.unwrap()
}

fn report(assessment: &Assessment, fonts: &Fonts, options: Options) -> Vec<u8> {
    let scorecard = scoring::score(&assessment.questionnaire, &assessment.answers);
    let findings = findings::find(&assessment.questionnaire, &assessment.answers, &scorecard);
    let report = compose(
        Subject { assessment, scorecard: &scorecard, findings: &findings, years: None, others: None },
        options,
    );
    let pages = lay_out(&report, &Style::default(), fonts);
    pdf::write(&pages, fonts, &Info::of(&report, jiff::Timestamp::UNIX_EPOCH)).unwrap()
}

/// A point on the CPU's clock, or on the wall's.
struct Moment {
    wall: Instant,
    /// In nanoseconds.
    cpu: Option<u64>,
}

impl Moment {
    fn now() -> Moment {
        Moment { wall: Instant::now(), cpu: cpu_time() }
    }

    fn milliseconds(&self) -> f64 {
        match (self.cpu, cpu_time()) {
            (Some(before), Some(now)) => (now - before) as f64 / 1e6,
            (None, _) | (_, None) => self.wall.elapsed().as_secs_f64() * 1e3,
        }
    }
}

/// How long this thread was on the CPU, in nanoseconds, as Linux counts it.
fn cpu_time() -> Option<u64> {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    counted.split_whitespace().next()?.parse().ok().filter(|time| *time > 0)
}
