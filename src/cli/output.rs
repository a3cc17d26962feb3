//! Results on standard output.

use std::io::{self, IsTerminal, Write};

use super::exit::{Exit, Trouble};
use crate::text::wrap;
use crate::words::fill;

/// Prints a result. A reader who has gone away, as `head` does, is no trouble.
pub(super) fn print(bytes: &[u8]) -> Result<Exit, Trouble> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(Exit::Done),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        Err(error) => {
            Err(Trouble::of(Exit::File, move |words| fill(words.files.not_printed, &[("why", &error)])))
        }
    }
}

/// How many cells wide a line of standard output is; `None` where no terminal shows it: what reads a pipe or a file
/// breaks lines itself, or wants them whole.
pub(super) fn room() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let (columns, _) = crossterm::terminal::size().ok()?;
    Some(usize::from(columns)).filter(|columns| NARROWEST <= *columns)
}

/// Anything narrower is no window but a terminal that does not know its size.
const NARROWEST: usize = 8;

/// Prints sentences: between words where a terminal's line would end.
pub(super) fn print_prose(text: &str) -> Result<Exit, Trouble> {
    match room() {
        Some(room) => print_text(&wrap::hanging(text, room)),
        None => print_text(text),
    }
}

/// Prints a text with a line break after it.
pub(super) fn print_text(text: &str) -> Result<Exit, Trouble> {
    print(format!("{}\n", text.trim_end_matches('\n')).as_bytes())
}

/// Prints JSON, indented for people.
pub(super) fn print_json(value: &impl serde::Serialize) -> Result<Exit, Trouble> {
    match serde_json::to_string_pretty(value) {
        Ok(text) => print_text(&text),
        Err(error) => Err(no_json(error)),
    }
}

pub(super) fn no_json(error: serde_json::Error) -> Trouble {
    Trouble::of(Exit::Unexpected, move |words| fill(words.files.no_json, &[("why", &error)]))
}
