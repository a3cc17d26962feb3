//! A benchmark by its file, everything wrong with it said at once.

mod gather;

use std::path::Path;

use super::Session;
use super::brand::not_read;
use super::exit::{Exit, Trouble};
use super::find::Faults;
use crate::benchmark::{Benchmark, BenchmarkFile, LIMITS};
use crate::diagnostic::{self, Diagnostic};
use crate::questionnaire::Questionnaire;
use crate::source::Source;
use crate::store::file::read_limited;
use crate::words::fill;

pub(super) use gather::run;

/// The benchmark that a command named, else the one of the settings, to stand beside the scores of a
/// questionnaire. What was named has to fit; the settings hold for whatever it fits.
pub(super) fn beside(
    session: &Session,
    named: Option<&Path>,
    questionnaire: &Questionnaire,
) -> Result<Option<Benchmark>, Trouble> {
    match (named, &session.config.settings.benchmark) {
        (Some(path), _) => {
            let (benchmark, remarks) = sound(session, file(session, path)?.beside(questionnaire))?;
            session.remark(&remarks);
            Ok(Some(benchmark))
        }
        (None, Some(_)) => {
            let (benchmark, remarks) = settled(session, questionnaire);
            session.remark(&remarks);
            Ok(benchmark)
        }
        (None, None) => Ok(None),
    }
}

/// The benchmark of the settings where it is of this questionnaire. What cannot be used is left out and told of.
pub(super) fn settled(session: &Session, questionnaire: &Questionnaire) -> (Option<Benchmark>, String) {
    match of_settings(session) {
        Ok(benchmark) => (benchmark.filter(|benchmark| benchmark.is_of(questionnaire)), String::new()),
        Err(trouble) => (None, trouble.in_words(session.spoken)),
    }
}

/// The benchmark that a command named, else the one of the settings, whatever questionnaire it is of. What
/// was named has to be sound.
pub(super) fn at_hand(session: &Session, named: Option<&Path>) -> Result<Option<Benchmark>, Trouble> {
    match named {
        Some(path) => {
            let (benchmark, remarks) = sound(session, file(session, path)?.alone())?;
            session.remark(&remarks);
            Ok(Some(benchmark))
        }
        None => match of_settings(session) {
            Ok(benchmark) => Ok(benchmark),
            Err(trouble) => {
                session.remark(&trouble.in_words(session.spoken));
                Ok(None)
            }
        },
    }
}

pub(super) fn of_settings(session: &Session) -> Result<Option<Benchmark>, Trouble> {
    let Some(path) = &session.config.settings.benchmark else { return Ok(None) };
    let (benchmark, _) = sound(session, file(session, path)?.alone())?;
    Ok(Some(benchmark))
}

fn file(session: &Session, path: &Path) -> Result<BenchmarkFile, Trouble> {
    let bytes = read_limited(path, LIMITS.bytes as u64).map_err(not_read)?;
    Ok(BenchmarkFile::read(&path.to_string_lossy(), &bytes, session.clock.today()))
}

/// The benchmark with its warnings, or all that is wrong with it.
fn sound(
    session: &Session,
    (source, benchmark, diagnostics): (Source, Option<Benchmark>, Vec<Diagnostic>),
) -> Result<(Benchmark, String), Trouble> {
    let rendered = diagnostic::render(&source, &diagnostics, session.color_in_messages);
    benchmark.map(|benchmark| (benchmark, rendered.clone())).ok_or_else(|| {
        let faults = Faults::of(&diagnostics, &source);
        Trouble::of(Exit::File, move |words| {
            let faults = faults.in_words(words);
            format!("{rendered}{}", fill(words.files.nothing_compared, &[("faults", &faults)]))
        })
    })
}
