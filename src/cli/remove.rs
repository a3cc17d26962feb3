//! `remove`: a saved assessment to the trash, out of it, or deleted for good.

use std::ffi::OsStr;
use std::io::{self, BufRead, IsTerminal, Read, Write};

use serde_json::json;

use super::args::Remove;
use super::exit::{Exit, Trouble};
use super::output::{print_json, print_text};
use super::{Session, find};
use crate::diagnostic::nearest;
use crate::store::trash::Removed;
use crate::store::{Directory, Name, Store};
use crate::text::{counted, visible, wrap};

/// The longest answer that is read.
const LONGEST: u64 = 1024;

pub(super) fn run(session: &Session, remove: &Remove) -> Result<Exit, Trouble> {
    let store = session.store()?;
    if remove.restore {
        let removed = in_trash(&store, &remove.assessment)?;
        let name = store.restore(&removed)?;
        print_text(name.as_str())?;
        session.remark(&format!("is back; `leaky-bucket show {name}` shows the result"));
        return Ok(Exit::Done);
    }
    if remove.purge {
        return purge(session, &store, remove);
    }
    let name = find::saved_name(session, &remove.assessment)?;
    let question = format!("Move {} to the trash?", about(&store, &name));
    if !is_agreed(session, remove, &question)? {
        return Ok(Exit::Done);
    }
    let removed = store.remove(&name, session.clock.today())?;
    print_text(removed.as_str())?;
    session.remark(&format!("is in the trash; `leaky-bucket remove --restore {removed}` brings it back"));
    Ok(Exit::Done)
}

/// What is deleted for good is named in full: a part of a name could be that of another tomorrow.
fn purge(session: &Session, store: &Directory, remove: &Remove) -> Result<Exit, Trouble> {
    let word = remove.assessment.to_string_lossy();
    let name = Name::new(&word).ok_or_else(|| not_named(&word))?;
    let is_saved = store.path(&name).symlink_metadata().is_ok();
    let is_removed = store.removed()?.iter().any(|removed| removed.name == name);
    let question = match (is_saved, is_removed) {
        (true, _) => format!("Delete {} for good?", about(store, &name)),
        (false, true) => format!("Delete `{name}` in the trash for good?"),
        (false, false) => return Err(not_named(&word)),
    };
    if !is_agreed(session, remove, &question)? {
        return Ok(Exit::Done);
    }
    match is_saved {
        true => store.purge(&name)?,
        false => store.purge_removed(&name)?,
    }
    session.remark(&format!("`{name}` is deleted"));
    Ok(Exit::Done)
}

fn not_named(word: &str) -> Trouble {
    let says = format!(
        "nothing is called `{}`; --purge wants the whole name: `leaky-bucket list` and \
         `leaky-bucket list --trash` show what there is",
        visible(word)
    );
    Trouble::new(Exit::File, says)
}

/// An assessment as the question names it: nobody is asked about a name alone.
fn about(store: &Directory, name: &Name) -> String {
    match store.load(name) {
        Ok(record) => {
            let summary = record.summary();
            let header = &summary.header;
            let title = [header.about.as_str(), header.label.as_str()];
            let title: Vec<&str> = title.into_iter().filter(|part| !part.is_empty()).collect();
            let answers = counted(summary.answered, "answer", "answers");
            let title =
                if title.is_empty() { String::new() } else { format!("{}, ", visible(&title.join(", "))) };
            format!("`{name}` ({title}{}, {answers})", header.date)
        }
        Err(_damaged) => format!("`{name}`, which cannot be read,"),
    }
}

fn is_agreed(session: &Session, remove: &Remove, question: &str) -> Result<bool, Trouble> {
    if remove.yes {
        return Ok(true);
    }
    if session.no_input || !io::stdin().is_terminal() {
        let says = "nobody can be asked: add --yes to remove it without asking";
        return Err(Trouble::new(Exit::Usage, says));
    }
    let mut out = io::stderr();
    let asked = write!(out, "{question} [y/N] ").and_then(|()| out.flush());
    let mut line = Vec::new();
    let read = io::stdin().lock().take(LONGEST).read_until(b'\n', &mut line);
    let agreed = asked.is_ok() && read.is_ok() && is_yes(&String::from_utf8_lossy(&line));
    if !agreed {
        session.remark("nothing was removed");
    }
    Ok(agreed)
}

/// Only a clear yes is one.
fn is_yes(line: &str) -> bool {
    matches!(line.trim().to_lowercase().as_str(), "y" | "yes")
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
    let says = match fitting.as_slice() {
        [one] => return Ok((*one).clone()),
        [] => match nearest(&word, names().map(Name::as_str)) {
            Some(near) => {
                format!("nothing in the trash is called `{}`; did you mean `{near}`?", visible(&word))
            }
            None => format!("nothing in the trash is called `{}`", visible(&word)),
        },
        several => {
            let several: Vec<&str> = several.iter().map(|name| name.as_str()).collect();
            format!("`{}` could be {}", visible(&word), several.join(" or "))
        }
    };
    Err(Trouble::new(Exit::File, format!("{says}: `leaky-bucket list --trash` shows what is there")))
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
        session.remark("the trash is empty");
        return Ok(Exit::Done);
    }
    let widest = removed.iter().map(|removed| wrap::width(removed.name.as_str())).max().unwrap_or(0);
    let line = |removed: &Removed| {
        let name = wrap::fit(removed.name.as_str(), widest);
        match &removed.summary {
            Ok(summary) => {
                let answers = counted(summary.answered, "answer", "answers");
                let about = visible(&summary.header.about).into_owned();
                format!("{name}  {}  {answers:<12}  {about}", summary.header.date).trim_end().to_owned()
            }
            Err(failure) => format!("{name}  {failure}"),
        }
    };
    let lines: Vec<String> = removed.iter().map(line).collect();
    print_text(&lines.join("\n"))?;
    session.remark("\n`leaky-bucket remove --restore NAME` brings one back, `--purge NAME` deletes it");
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::is_yes;

    #[track_caller]
    fn check(line: &str, want: bool) {
        assert_eq!(is_yes(line), want, "{line:?}");
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn yes() { for line in ["y\n", "Y", " yes \r\n", "YES"] { check(line, true); } }
        #[test] fn anything_else_is_no() { for line in ["", "\n", "n", "yea", "y y", "no", "\u{fffd}"] { check(line, false); } }
    }
}
