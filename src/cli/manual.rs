//! `man`: manual pages, one for each command, written from the same descriptions as `--help`.

use std::path::Path;

use clap::Command;
use clap_mangen::Man as Page;

use super::args::Man;
use super::exit::{Exit, Trouble};
use super::output::print;
use super::report::shown;
use super::{Session, help};
use crate::clock::Clock;
use crate::store::file::{Overwrite, write_atomic};
use crate::words::{CommandLineWords, EN, fill};

pub(super) fn run(session: &Session, man: &Man) -> Result<Exit, Trouble> {
    let words = session.spoken;
    let command = help::described(words);
    let manual = Manual { date: date(session.clock), says: &words.command_line };
    let Some(folder) = &man.output else { return print(manual.page(&command, "leaky-bucket")?.as_bytes()) };
    if !folder.is_dir() {
        let path = shown(folder);
        return Err(Trouble::of(Exit::File, move |words| fill(words.files.no_folder, &[("path", &path)])));
    }
    let count = manual.write(&command, "leaky-bucket", folder)?;
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

/// What all pages share.
struct Manual {
    date: String,
    says: &'static CommandLineWords,
}

impl Manual {
    /// Writes the page of a command and of each below it; returns how many.
    fn write(&self, command: &Command, name: &str, folder: &Path) -> Result<usize, Trouble> {
        let page = self.page(command, name)?;
        write_atomic(&folder.join(format!("{name}.1")), page.as_bytes(), Overwrite::Replace)?;
        let mut count = 1;
        for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
            count += self.write(below, &format!("{name}-{}", below.get_name()), folder)?;
        }
        Ok(count)
    }

    fn page(&self, command: &Command, name: &str) -> Result<String, Trouble> {
        let version = format!("leaky-bucket {}", env!("CARGO_PKG_VERSION"));
        let page = Page::new(command.clone())
            .title(name.to_uppercase())
            .section("1")
            .date(&self.date)
            .source(version)
            .manual("Leaky Bucket");
        let mut bytes = Vec::new();
        page.render(&mut bytes).map_err(|error| {
            Trouble::of(Exit::Unexpected, move |words| fill(words.files.no_page, &[("why", &error)]))
        })?;
        Ok(headed(&String::from_utf8_lossy(&bytes), self.says))
    }
}

/// A page with our headings in the place of those that all manuals have in English.
fn headed(page: &str, says: &CommandLineWords) -> String {
    let given = &EN.command_line;
    let headings = [
        (given.manual_name, says.manual_name),
        (given.manual_synopsis, says.manual_synopsis),
        (given.manual_description, says.manual_description),
        (given.manual_options, says.manual_options),
        (given.manual_commands, says.manual_commands),
        (given.manual_extra, says.manual_extra),
        (given.manual_version, says.manual_version),
    ];
    let said = page.split('\n').map(|line| {
        if let Some(heading) = line.strip_prefix(".SH ") {
            let ours = headings.iter().find(|(given, _)| *given == heading).map_or(heading, |(_, ours)| ours);
            return format!(".SH {ours}");
        }
        match line == format!("\\fI{}\\fR", given.possible_values) {
            true => line.replace(given.possible_values, says.possible_values),
            false => line.replace(given.manual_default, says.manual_default),
        }
    });
    said.collect::<Vec<_>>().join("\n")
}
