//! A benchmark by its file, everything wrong with it said at once.

mod gather;

use std::path::Path;

use super::Session;
use super::exit::{Exit, Trouble};
use super::find::count;
use crate::benchmark::{Benchmark, BenchmarkFile, LIMITS};
use crate::diagnostic::{self, Diagnostic};
use crate::questionnaire::Questionnaire;
use crate::source::Source;
use crate::store::Failure;
use crate::store::file::read_limited;

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
        Err(trouble) => (None, trouble.says),
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
                session.remark(&trouble.says);
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
    let bytes = read_limited(path, LIMITS.bytes as u64).map_err(|failure| {
        let says = match &failure {
            Failure::NotFound { place } => format!("there is no file {place}: check its name"),
            Failure::Unreadable { .. }
            | Failure::Unwritable { .. }
            | Failure::NoFolder { .. }
            | Failure::Full { .. }
            | Failure::InUse { .. }
            | Failure::Exists { .. }
            | Failure::NotKept
            | Failure::TooLarge { .. }
            | Failure::Damaged { .. }
            | Failure::TooNew { .. } => failure.to_string(),
        };
        Trouble::new(Exit::of(&failure), says)
    })?;
    Ok(BenchmarkFile::read(&path.to_string_lossy(), &bytes, session.clock.today()))
}

/// The benchmark with its warnings, or all that is wrong with it.
fn sound(
    session: &Session,
    (source, benchmark, diagnostics): (Source, Option<Benchmark>, Vec<Diagnostic>),
) -> Result<(Benchmark, String), Trouble> {
    let rendered = diagnostic::render(&source, &diagnostics, session.color_in_messages);
    benchmark.map(|benchmark| (benchmark, rendered.clone())).ok_or_else(|| {
        let says = format!("{rendered}{}; nothing was compared", count(&diagnostics, &source));
        Trouble::new(Exit::File, says)
    })
}
