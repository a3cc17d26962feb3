//! `compare`: assessments of one questionnaire beside each other, in the order of their days.

use std::cmp::Ordering;
use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::path::{Path, PathBuf};

use super::alike::Reader;
use super::args::Compare;
use super::exit::{Exit, Trouble};
use super::export::unexpected;
use super::find::Found;
use super::output::{no_json, print};
use super::report::{Input, ending, is_there, refuse_input, shown};
use super::rounds::{self, Twice};
use super::{Session, alike, find};
use crate::comparison::{Refusal, Rounds, Side, compare_rounds};
use crate::export::{csv, json, records};
use crate::store::Failure;
use crate::store::file::{Overwrite, write_atomic};
use crate::summary::comparison::{Signs, of_rounds};
use crate::text::visible;
use crate::words::{Words, fill};

pub(super) fn run(session: &Session, compare: &Compare) -> Result<Exit, Trouble> {
    let form = Form::of(compare)?;
    let mut found = all(session, &compare.assessments, &compare.questionnaire)?;
    put_in_order(&mut found);
    alike::put_in_one_language(session, &mut found, form.reader());
    let last = found.last().map(|found| &found.assessment.questionnaire);
    let words = last.map_or_else(|| session.spoken, |questionnaire| session.words(questionnaire));
    let sides: Vec<Side> = found.iter().map(|found| Side::of(&found.assessment)).collect();
    let rounds = compare_rounds(sides).map_err(|refusal| refused(refusal, &found))?;
    if rounds.same_subject {
        session.remark(&same_days(&found, words));
    }
    let bytes = form.bytes(&rounds, session, words)?;
    match &compare.output {
        Some(path) => write(session, compare, &found, path, &bytes),
        None => print(&bytes),
    }
}

/// Everything that was named, each by the edition that it answers, and nothing twice.
pub(super) fn all(
    session: &Session,
    assessments: &[OsString],
    questionnaires: &[OsString],
) -> Result<Vec<Found>, Trouble> {
    let given = editions(session, questionnaires)?;
    let mut found = Vec::new();
    for word in assessments {
        let edition = edition_for(session, word, &given)?;
        found.push(find::assessment(session, word, edition)?);
    }
    refuse_twice(&found)?;
    Ok(found)
}

/// In which form it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Json,
    Csv,
}

impl Form {
    fn of(compare: &Compare) -> Result<Form, Trouble> {
        match (compare.json, compare.csv, compare.output.as_deref().and_then(ending).as_deref()) {
            (true, _, _) | (false, false, Some("json")) => Ok(Form::Json),
            (false, true, _) | (false, false, Some("csv")) => Ok(Form::Csv),
            (false, false, None | Some("txt")) => Ok(Form::Text),
            (false, false, Some(other)) => {
                let ending = visible(other).into_owned();
                let says = move |words: &'static Words| fill(words.comparing.no_form, &[("ending", &ending)]);
                Err(Trouble::of(Exit::Usage, says))
            }
        }
    }

    /// Who reads what is written in it.
    fn reader(self) -> Reader {
        match self {
            Form::Text => Reader::Here,
            Form::Json | Form::Csv => Reader::Anywhere,
        }
    }

    fn bytes(self, rounds: &Rounds, session: &Session, words: &Words) -> Result<Vec<u8>, Trouble> {
        match self {
            Form::Text => {
                let signs = if session.ascii { Signs::Ascii } else { Signs::Unicode };
                Ok(format!("{}\n", of_rounds(rounds, signs, words)).into_bytes())
            }
            Form::Json => serde_json::to_string_pretty(&json::comparison::comparison(rounds))
                .map(|text| format!("{text}\n").into_bytes())
                .map_err(no_json),
            Form::Csv => csv::write(&records::comparison::comparison(rounds), csv::Options::default())
                .map_err(unexpected),
        }
    }
}

/// A questionnaire that was named, with its edition.
struct Given<'a> {
    word: &'a OsStr,
    id: String,
    edition: String,
}

fn editions<'a>(session: &Session, questionnaires: &'a [OsString]) -> Result<Vec<Given<'a>>, Trouble> {
    let given = questionnaires.iter().map(|word| {
        let questionnaire = find::definition(session, word)?.questionnaire;
        let (id, edition) = (questionnaire.id.to_string(), questionnaire.edition.clone());
        Ok(Given { word, id, edition })
    });
    given.collect()
}

/// Of the questionnaires that were named, the one that an answers file answers. A file that says which edition it
/// answers is never scored by another one here: a comparison would take the difference for a change.
fn edition_for<'a>(
    session: &Session,
    word: &OsString,
    given: &[Given<'a>],
) -> Result<Option<&'a OsStr>, Trouble> {
    let path = Path::new(word);
    let (id, edition) = find::answered(path);
    let Some(id) = id else { return Ok(given.first().map(|given| given.word)) };
    let of_id = || given.iter().filter(|given| given.id == id);
    let Some(edition) = edition else { return Ok(of_id().next().map(|given| given.word)) };
    if let Some(given) = of_id().find(|given| given.edition == edition) {
        return Ok(Some(given.word));
    }
    // Where there is none at all, that is what is said.
    let here = find::named_in(session, path, &id);
    match here {
        Ok(here) if here.questionnaire.edition == edition => Ok(None),
        Err(trouble) if of_id().next().is_none() => Err(trouble),
        Ok(_) | Err(_) => {
            let mut known: Vec<String> = of_id().map(|given| given.edition.clone()).collect();
            known.extend(here.ok().map(|here| here.questionnaire.edition.clone()));
            known.dedup();
            let [file, edition, id, known] =
                [&word.to_string_lossy(), edition.as_str(), id.as_str(), &known.join(", ")]
                    .map(|text| visible(text).into_owned());
            Err(Trouble::of(Exit::Answers, move |words| {
                let values: [(&str, &dyn Display); 4] =
                    [("file", &file), ("edition", &edition), ("id", &id), ("known", &known)];
                fill(words.comparing.edition_missing, &values)
            }))
        }
    }
}

/// One assessment beside itself says nothing, whatever its two names.
fn refuse_twice(found: &[Found]) -> Result<(), Trouble> {
    let twice = rounds::twice(found).into_iter().next();
    let shown = |at: usize| found.get(at).map_or_else(String::new, |found| visible(&found.name).into_owned());
    let Some((other, one, how)) = twice else { return Ok(()) };
    let (one, other) = (shown(one), shown(other));
    Err(Trouble::of(Exit::Usage, move |words| match how {
        Twice::Named => fill(words.comparing.named_twice, &[("name", &one)]),
        Twice::Copied => fill(words.comparing.copies, &[("one", &one), ("other", &other)]),
    }))
}

/// By their days; on one day by when they were begun, where that is known of all, else by their names.
pub(super) fn put_in_order(found: &mut [Found]) {
    let all_begun = found.iter().all(|found| found.begun.is_some());
    found.sort_by(|one, other| {
        let of_day = one.assessment.date.cmp(&other.assessment.date);
        let begun = |found: &Found| found.begun.map(|(_, at)| at);
        let of_beginning = if all_begun { begun(one).cmp(&begun(other)) } else { Ordering::Equal };
        of_day.then(of_beginning).then_with(|| one.name.cmp(&other.name))
    });
}

/// Who is not told how assessments of one day were put in order may read the comparison the wrong way round.
fn same_days(found: &[Found], words: &Words) -> String {
    let says = &words.compare;
    let all_begun = found.iter().all(|found| found.begun.is_some());
    let mut lines = Vec::new();
    for pair in found.windows(2) {
        let [one, other] = pair else { continue };
        if one.assessment.date != other.assessment.date {
            continue;
        }
        let at = |found: &Found| found.begun.map(|(_, at)| at);
        let why = if all_begun && at(one) != at(other) { says.begun_first } else { says.name_first };
        let quoted = |found: &Found| format!("`{}`", visible(&found.name));
        lines.push(fill(
            says.same_day,
            &[
                ("one", &quoted(one)),
                ("other", &quoted(other)),
                ("date", &words.short_date(one.assessment.date)),
                ("why", &why),
            ],
        ));
    }
    lines.join("\n")
}

pub(super) fn refused(refusal: Refusal, found: &[Found]) -> Trouble {
    match refusal {
        Refusal::TooFew => Trouble::of(Exit::Usage, |words| words.comparing.too_few.to_owned()),
        Refusal::OtherQuestionnaire(at) => {
            let name_and_id = |found: Option<&Found>| {
                let id = found.map(|found| found.assessment.questionnaire.id.to_string());
                let name = found.map_or("", |found| &found.name);
                (visible(name).into_owned(), id.unwrap_or_default())
            };
            let (one, of_one) = name_and_id(found.first());
            let (other, of_other) = name_and_id(found.get(at));
            Trouble::of(Exit::Answers, move |words| {
                let values: [(&str, &dyn Display); 4] =
                    [("one", &one), ("of_one", &of_one), ("other", &other), ("of_other", &of_other)];
                fill(words.comparing.other_questionnaire, &values)
            })
        }
    }
}

fn write(
    session: &Session,
    compare: &Compare,
    found: &[Found],
    path: &PathBuf,
    bytes: &[u8],
) -> Result<Exit, Trouble> {
    if path == Path::new("-") {
        return print(bytes);
    }
    for found in found {
        refuse_input(found.file.as_deref(), path, Input::Answers)?;
    }
    let overwrite = if compare.force { Overwrite::Replace } else { Overwrite::Never };
    write_atomic(path, bytes, overwrite).map_err(|failure| match failure {
        Failure::Exists { .. } => is_there(path),
        other => Trouble::from(other),
    })?;
    session.tell(|words| fill(words.files.written, &[("path", &shown(path))]));
    Ok(Exit::Done)
}
