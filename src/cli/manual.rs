//! `man`: manual pages, one for each command, written from the same descriptions as `--help`.

use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man as Page;

use super::Session;
use super::args::{Arguments, Man};
use super::exit::{Exit, Trouble};
use super::output::print;
use super::report::shown;
use crate::clock::Clock;
use crate::store::file::{Overwrite, write_atomic};
use crate::words::fill;

pub(super) fn run(session: &Session, man: &Man) -> Result<Exit, Trouble> {
    let mut command = Arguments::command();
    command.build();
    let date = date(session.clock);
    let Some(folder) = &man.output else { return print(&page(&command, "leaky-bucket", &date)?) };
    if !folder.is_dir() {
        let path = shown(folder);
        return Err(Trouble::of(Exit::File, move |words| fill(words.files.no_folder, &[("path", &path)])));
    }
    let count = write(&command, "leaky-bucket", &date, folder)?;
    let first = shown(&folder.join("leaky-bucket.1"));
    session.tell(|words| fill(words.files.pages_written, &[("count", &count), ("path", &first)]));
    Ok(Exit::Done)
}

/// The same pages on every day: they bear a date only where the clock was stopped for them.
fn date(clock: Clock) -> String {
    match clock {
        Clock::Fixed(_) => clock.today().to_string(),
        Clock::System => String::new(),
    }
}

/// Writes the page of a command and of each below it; returns how many.
fn write(command: &Command, name: &str, date: &str, folder: &Path) -> Result<usize, Trouble> {
    write_atomic(&folder.join(format!("{name}.1")), &page(command, name, date)?, Overwrite::Replace)?;
    let mut count = 1;
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        count += write(below, &format!("{name}-{}", below.get_name()), date, folder)?;
    }
    Ok(count)
}

fn page(command: &Command, name: &str, date: &str) -> Result<Vec<u8>, Trouble> {
    let version = format!("leaky-bucket {}", env!("CARGO_PKG_VERSION"));
    let page = Page::new(command.clone())
        .title(name.to_uppercase())
        .section("1")
        .date(date)
        .source(version)
        .manual("Leaky Bucket");
    let mut bytes = Vec::new();
    page.render(&mut bytes).map_err(|error| {
        Trouble::of(Exit::Unexpected, move |words| fill(words.files.no_page, &[("why", &error)]))
    })?;
    Ok(bytes)
}
