//! `export --benchmark`: a benchmark from one's own assessments, in which nobody can be known.

use std::path::Path;

use super::super::Session;
use super::super::args::Export;
use super::super::exit::{Exit, Trouble};
use super::super::export::{is_folder, put_file, unexpected};
use super::super::find::{self, Found};
use super::super::output::print;
use super::super::report::{ending, folder_named};
use super::super::rounds;
use crate::benchmark::{FEWEST, Gathered, LONGEST_SOURCE, LeftOut, Offer, Refusal, gather};
use crate::export::benchmark::write;
use crate::text::{clean, visible};
use crate::words::{GatherWords, Words, fill};

pub(in super::super) fn run(
    session: &Session,
    export: &Export,
    mut found: Vec<Found>,
    exit: Exit,
) -> Result<Exit, Trouble> {
    let output = export.output.as_deref().filter(|path| *path != Path::new("-"));
    if let Some(path) = output {
        refuse_name(path)?;
    }
    if let Some(word) = &export.questionnaire {
        let (wanted, _) = find::original(session, word)?;
        let id = &wanted.questionnaire.id;
        found.retain(|found| found.assessment.questionnaire.id == *id);
    }
    let copies = drop_copies(&mut found);
    // What stands in the file is the same wherever it is made; what is said of it is in the person's words.
    let handed_on =
        found.first().map_or(session.own_words(), |first| session.words(&first.assessment.questionnaire));
    let source = source(export, &handed_on.gather)?;
    let words = session.spoken;
    let says = &words.gather;
    let offers: Vec<Offer> = found.iter().map(offer).collect();
    let today = session.clock.today();
    if 0 < copies {
        let what = words.count(&says.copies, copies);
        session.remark(&fill(says.left_out, &[("what", &what)]));
    }
    let Gathered { benchmark, left_out } =
        gather(&offers, &source, today).map_err(|refusal| refused(&refusal, &found, words))?;
    remark(session, &left_out, &benchmark.edition, words);
    let bytes = write(&benchmark).map_err(unexpected)?.into_bytes();
    session.remark(&words.count(&says.made, benchmark.count as usize));
    match output {
        None => {
            print(&bytes)?;
        }
        Some(path) => put_file(session, export, path, &found, &bytes)?,
    }
    Ok(exit)
}

/// A benchmark is YAML, whatever else could be written.
fn refuse_name(path: &Path) -> Result<(), Trouble> {
    if is_folder(path) {
        return Err(folder_named(path, "benchmark.yaml"));
    }
    match ending(path) {
        Some(other) if !matches!(other.as_str(), "yaml" | "yml") => {
            let other = visible(&other).into_owned();
            Err(Trouble::of(Exit::Usage, move |words| fill(words.gather.no_form, &[("ending", &other)])))
        }
        Some(_) | None => Ok(()),
    }
}

/// Takes out what is there already, under another name or the same, and returns how many these are.
fn drop_copies(found: &mut Vec<Found>) -> usize {
    let twice = rounds::twice(found);
    for (at, _, _) in twice.iter().rev() {
        found.remove(*at);
    }
    twice.len()
}

/// Of two files with the same name the whole path decides, wherever they stand in the command.
fn offer(found: &Found) -> Offer<'_> {
    let path = found.file.as_deref().and_then(Path::to_str);
    Offer {
        assessment: &found.assessment,
        begun: found.begun.map(|(_, begun)| begun),
        name: path.unwrap_or(&found.name),
    }
}

/// What was named, in one line, else that they are one's own.
fn source(export: &Export, says: &GatherWords) -> Result<String, Trouble> {
    let Some(source) = &export.source else { return Ok(says.own_source.to_owned()) };
    let source = clean(source).split_whitespace().collect::<Vec<_>>().join(" ");
    match source.chars().count() {
        0 => Err(Trouble::of(Exit::Usage, |words| words.gather.empty_source.to_owned())),
        length if LONGEST_SOURCE < length => Err(Trouble::of(Exit::Usage, move |words| {
            fill(words.gather.long_source, &[("length", &length), ("most", &LONGEST_SOURCE)])
        })),
        _ => Ok(source),
    }
}

fn refused(refusal: &Refusal, found: &[Found], words: &Words) -> Trouble {
    let says = &words.gather;
    let too_few = |text, count: &usize, left_out: &LeftOut| {
        let mut lines = vec![fill(text, &[("needed", &FEWEST), ("found", count)])];
        let edition = found.first().map_or("", |first| first.assessment.questionnaire.edition.as_str());
        lines.extend(told(left_out, edition, words));
        Trouble::new(Exit::NotEnough, lines.join("\n"))
    };
    match refusal {
        Refusal::OtherQuestionnaires(ids) => {
            let says = fill(says.other_questionnaires, &[("ids", &ids.join(", "))]);
            Trouble::new(Exit::Answers, says)
        }
        Refusal::TooFew { found, left_out } => too_few(says.too_few, found, left_out),
        Refusal::NoScores { found, left_out } => too_few(says.no_scores, found, left_out),
    }
}

fn remark(session: &Session, left_out: &LeftOut, edition: &str, words: &Words) {
    for line in told(left_out, edition, words) {
        session.remark(&line);
    }
}

/// A line for everything that is not in it.
fn told(left_out: &LeftOut, edition: &str, words: &Words) -> Vec<String> {
    let says = &words.gather;
    let LeftOut { unfinished, unnamed, other_edition, earlier, overall, areas } = left_out;
    let counted = [
        (&says.unfinished, unfinished),
        (&says.unnamed, unnamed),
        (&says.other_edition, other_edition),
        (&says.earlier, earlier),
    ];
    let counted = counted.into_iter().filter(|(_, count)| 0 < **count).map(|(text, count)| {
        fill(words.plural(text, *count), &[("count", count), ("edition", &visible(edition))])
    });
    let overall = overall
        .map(|count| fill(words.plural(&says.overall, count), &[("count", &count), ("needed", &FEWEST)]));
    let areas = areas.iter().map(|(title, count)| {
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("title", title), ("count", count), ("needed", &FEWEST)];
        fill(words.plural(&says.area, *count), &values)
    });
    let all = counted.chain(overall).chain(areas);
    all.map(|what| fill(says.left_out, &[("what", &what)])).collect()
}
