//! Results on standard output.

use std::io::{self, Write};

use super::exit::{Exit, Trouble};
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
