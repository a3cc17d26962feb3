//! `remove`: a saved assessment to the trash, out of it, or deleted for good.

use std::ffi::OsStr;
use std::fmt::Display;
use std::io::{self, BufRead, IsTerminal, Read, Write};

use serde_json::json;

use super::args::Remove;
use super::exit::{Exit, Trouble};
use super::output::{print_json, print_text};
use super::{Session, find};
use crate::diagnostic::nearest;
use crate::store::trash::Removed;
use crate::store::{Directory, Name, Store};
use crate::text::{visible, wrap};
use crate::words::{EN, Words, fill};

/// The longest answer that is read.
const LONGEST: u64 = 1024;

pub(super) fn run(session: &Session, remove: &Remove) -> Result<Exit, Trouble> {
    let store = session.store()?;
    if remove.restore {
        let removed = in_trash(&store, &remove.assessment)?;
        let name = store.restore(&removed)?;
        print_text(name.as_str())?;
        session.tell(|words| fill(words.saved.is_back, &[("name", &name)]));
        return Ok(Exit::Done);
    }
    if remove.purge {
        return purge(session, &store, remove);
    }
    let name = find::saved_name(session, &remove.assessment)?;
    let words = session.spoken;
    let question = fill(words.saved.to_trash, &[("what", &about(&store, &name, words))]);
    if !is_agreed(session, remove, &question)? {
        return Ok(Exit::Done);
    }
    let removed = store.remove(&name, session.clock.today())?;
    print_text(removed.as_str())?;
    session.tell(|words| fill(words.saved.is_in_trash, &[("name", &removed)]));
    Ok(Exit::Done)
}

/// What is deleted for good is named in full: a part of a name could be that of another tomorrow.
fn purge(session: &Session, store: &Directory, remove: &Remove) -> Result<Exit, Trouble> {
    let word = remove.assessment.to_string_lossy();
    let name = Name::new(&word).ok_or_else(|| not_named(&word))?;
    let is_saved = store.path(&name).symlink_metadata().is_ok();
    let is_removed = store.removed()?.iter().any(|removed| removed.name == name);
    let words = session.spoken;
    let question = match (is_saved, is_removed) {
        (true, _) => fill(words.saved.for_good, &[("what", &about(store, &name, words))]),
        (false, true) => fill(words.saved.in_trash_for_good, &[("name", &name)]),
        (false, false) => return Err(not_named(&word)),
    };
    if !is_agreed(session, remove, &question)? {
        return Ok(Exit::Done);
    }
    match is_saved {
        true => store.purge(&name)?,
        false => store.purge_removed(&name)?,
    }
    session.tell(|words| fill(words.saved.is_deleted, &[("name", &name)]));
    Ok(Exit::Done)
}

fn not_named(word: &str) -> Trouble {
    let word = visible(word).into_owned();
    Trouble::of(Exit::File, move |words| fill(words.saved.not_whole_name, &[("word", &word)]))
}

/// An assessment as the question names it: nobody is asked about a name alone.
fn about(store: &Directory, name: &Name, words: &Words) -> String {
    let says = &words.saved;
    match store.load(name) {
        Ok(record) => {
            let summary = record.summary();
            let header = &summary.header;
            let title = [header.about.as_str(), header.label.as_str()];
            let title: Vec<&str> = title.into_iter().filter(|part| !part.is_empty()).collect();
            let answers = words.count(&says.answers, summary.answered);
            let text = if title.is_empty() { says.named } else { says.named_about };
            let title = title.join(", ");
            let values: [(&str, &dyn Display); 4] = [
                ("name", name),
                ("title", &visible(&title)),
                ("date", &words.short_date(header.date)),
                ("answers", &answers),
            ];
            fill(text, &values)
        }
        Err(_damaged) => fill(says.named_unreadable, &[("name", name)]),
    }
}

fn is_agreed(session: &Session, remove: &Remove, question: &str) -> Result<bool, Trouble> {
    if remove.yes {
        return Ok(true);
    }
    if session.no_input || !io::stdin().is_terminal() {
        return Err(Trouble::of(Exit::Usage, |words| words.saved.nobody_asked.to_owned()));
    }
    let mut out = io::stderr();
    let asked = write!(out, "{question} {} ", session.spoken.saved.yes_or_no).and_then(|()| out.flush());
    let mut line = Vec::new();
    let read = io::stdin().lock().take(LONGEST).read_until(b'\n', &mut line);
    let agreed = asked.is_ok() && read.is_ok() && is_yes(&String::from_utf8_lossy(&line), session.spoken);
    if !agreed {
        session.tell(|words| words.saved.nothing_removed.to_owned());
    }
    Ok(agreed)
}

/// Only a clear yes is one.
fn is_yes(line: &str, words: &Words) -> bool {
    let typed = line.trim().to_lowercase();
    [words, &EN].iter().any(|words| words.commands.yes.contains(&typed.as_str()))
}

/// The one thing in the trash that a word names: by its name there, or a part of it.
fn in_trash(store: &Directory, word: &OsStr) -> Result<Name, Trouble> {
    let word = word.to_string_lossy();
    let removed = store.removed()?;
    let names = || removed.iter().map(|removed| &removed.name);
    if let Some(name) = names().find(|name| name.as_str() == word) {
        return Ok(name.clone());
    }
    let part = word.to_lowercase();
    let fitting: Vec<&Name> = names().filter(|name| name.as_str().to_lowercase().contains(&part)).collect();
    if let [one] = fitting.as_slice() {
        return Ok((*one).clone());
    }
    let fitting: Vec<String> = fitting.into_iter().map(Name::to_string).collect();
    let near = nearest(&word, names().map(Name::as_str)).map(str::to_owned);
    let word = visible(&word).into_owned();
    Err(Trouble::of(Exit::File, move |words| {
        let says = match (fitting.is_empty(), &near) {
            (false, _) => find::could_be(&word, &fitting, words),
            (true, Some(near)) => fill(words.saved.not_in_trash_but, &[("word", &word), ("near", near)]),
            (true, None) => fill(words.saved.not_in_trash, &[("word", &word)]),
        };
        fill(words.saved.look_in_trash, &[("says", &says)])
    }))
}

/// `list --trash`.
pub(super) fn list(session: &Session, store: &Directory, json: bool) -> Result<Exit, Trouble> {
    let removed = store.removed()?;
    if json {
        let item = |removed: &Removed| {
            let summary = removed.summary.as_ref().ok();
            json!({
                "name": removed.name.as_str(),
                "was": removed.was.as_str(),
                "about": summary.map(|summary| &summary.header.about),
                "label": summary.map(|summary| &summary.header.label),
                "date": summary.map(|summary| summary.header.date.to_string()),
                "answered": summary.map(|summary| summary.answered),
            })
        };
        let items: Vec<_> = removed.iter().map(item).collect();
        return print_json(&json!({ "schema": "leaky-bucket/trash/1", "removed": items }));
    }
    if removed.is_empty() {
        session.tell(|words| words.saved.trash_is_empty.to_owned());
        return Ok(Exit::Done);
    }
    let widest = removed.iter().map(|removed| wrap::width(removed.name.as_str())).max().unwrap_or(0);
    let words = session.spoken;
    let line = |removed: &Removed| {
        let name = wrap::fit(removed.name.as_str(), widest);
        match &removed.summary {
            Ok(summary) => {
                let answers = words.count(&words.saved.answers, summary.answered);
                let about = visible(&summary.header.about).into_owned();
                let date = words.short_date(summary.header.date);
                format!("{name}  {date}  {answers:<12}  {about}").trim_end().to_owned()
            }
            Err(failure) => format!("{name}  {}", failure.in_words(words)),
        }
    };
    let lines: Vec<String> = removed.iter().map(line).collect();
    print_text(&lines.join("\n"))?;
    session.tell(|words| format!("\n{}", words.saved.trash_next));
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::is_yes;
    use crate::words::{DE, EN};

    #[track_caller]
    fn check(line: &str, want: bool) {
        assert_eq!(is_yes(line, &EN), want, "{line:?}");
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn yes() { for line in ["y\n", "Y", " yes \r\n", "YES"] { check(line, true); } }
        #[test] fn yes_in_german() { for line in ["j\n", "Ja", "y"] { assert!(is_yes(line, &DE), "{line:?}"); } }
        #[test] fn anything_else_is_no() { for line in ["", "\n", "n", "yea", "y y", "no", "\u{fffd}"] { check(line, false); } }
    }
}
