//! `take`: answering, on the whole screen or line by line.

use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::PathBuf;

use super::Session;
use super::args::Take;
use super::exit::{Exit, Trouble};
use super::find::{self, Definition};
use super::shipped;
use super::work::{self, Beginning, Saving, Work};
use crate::plain::{Plain, Step, Wish};

/// The longest line that is read; what is longer is cut there.
const LONGEST_LINE: u64 = 64 * 1024;

pub(super) fn run(session: &Session, take: &Take) -> Result<Exit, Trouble> {
    let definition = match &take.questionnaire {
        Some(word) => find::definition(session, word)?,
        None => find::of_shipped(session, shipped::main())?,
    };
    if session.plain {
        return line_by_line(session, take, &definition);
    }
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(no_terminal());
    }
    super::screen::take(session, take, definition)
}

pub(super) fn no_terminal() -> Trouble {
    let says = "a terminal is needed to answer on the whole screen: add --plain to answer line by line, \
                or hand in an answers file with `leaky-bucket report FILE -o out.pdf`";
    Trouble::new(Exit::Usage, says)
}

/// Reads lines from standard input and answers each on standard output.
fn line_by_line(session: &Session, take: &Take, definition: &Definition) -> Result<Exit, Trouble> {
    let mut lines = Lines { input: io::stdin().lock(), output: io::stdout().lock() };
    let Some(work) = work_of(session, take, definition, &mut lines)? else { return Ok(Exit::Done) };
    let Work { name, assessment, mut log, notices } = work;
    lines.say(&notices.join("\n"))?;
    let questionnaire = assessment.questionnaire.clone();
    let mut plain = Plain::new(assessment);
    lines.say(&plain.greeting())?;
    loop {
        let Some(line) = lines.ask(&plain.prompt())? else {
            lines.say(&format!("\n{}", plain.farewell()))?;
            return Ok(Exit::Done);
        };
        let Step { says, events, saved, wish } = plain.line(&line);
        lines.say(&says)?;
        let mut failure = None;
        for event in &events {
            failure = log.append(event, &questionnaire, session.clock.now()).err().or(failure);
        }
        match failure {
            None => lines.say(&saved)?,
            Some(failure) => lines.say(&format!("NOT SAVED: {failure}."))?,
        }
        match wish {
            None => {}
            Some(Wish::Leave) => return Ok(Exit::Done),
            Some(Wish::Report(file)) => {
                let to = file.map(PathBuf::from).or(take.out.clone());
                match work::write_report(session, plain.assessment(), &name, to.as_deref()) {
                    Ok(written) => {
                        lines.say(&format!("Written: {written}"))?;
                        return Ok(Exit::Done);
                    }
                    Err(trouble) if lines.input_goes_on() => lines.say(&trouble.says)?,
                    Err(trouble) => return Err(trouble),
                }
            }
        }
    }
}

/// The assessment that is answered: the open one, or a new one after two questions about it.
fn work_of(
    session: &Session,
    take: &Take,
    definition: &Definition,
    lines: &mut Lines<impl BufRead, impl Write>,
) -> Result<Option<Work>, Trouble> {
    let saving = Saving::of(take);
    if !take.new && saving == Saving::InTheStore {
        let open = work::last_open(session, &definition.questionnaire, take.about.as_deref())?;
        if let Some(name) = open {
            return work::open(session, &name).map(Some);
        }
    }
    let mut asked = |given: &Option<String>, prompt: &str| match given {
        Some(given) => Ok(Some(given.clone())),
        None => lines.ask(prompt),
    };
    let Some(about) = asked(&take.about, "Who or what is it about? ")? else { return Ok(None) };
    let Some(label) = asked(&take.label, "Which round is it, such as 2026? ")? else { return Ok(None) };
    let beginning = Beginning {
        about: &about,
        label: &label,
        name: take.by.as_deref().unwrap_or_default(),
        role: take.role.as_deref(),
    };
    work::begin(session, definition, &beginning, saving).map(Some)
}

struct Lines<I, O> {
    input: I,
    output: O,
}

impl<I: BufRead, O: Write> Lines<I, O> {
    fn say(&mut self, says: &str) -> Result<(), Trouble> {
        match says.is_empty() {
            true => Ok(()),
            false => self.write(&format!("{says}\n")),
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Trouble> {
        let written = self.output.write_all(text.as_bytes()).and_then(|()| self.output.flush());
        written
            .map_err(|error| Trouble::new(Exit::File, format!("nothing can be printed any more ({error})")))
    }

    /// Prompts for a line; `None` when there are no more.
    fn ask(&mut self, prompt: &str) -> Result<Option<String>, Trouble> {
        self.write(prompt)?;
        let mut line = Vec::new();
        let read = self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
        let read = read.map_err(|error| {
            Trouble::new(
                Exit::File,
                format!("standard input cannot be read ({error}); every answer so far is saved"),
            )
        })?;
        Ok((0 < read).then(|| String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// Whether somebody may still answer: then a trouble is told and asked about again.
    fn input_goes_on(&mut self) -> bool {
        self.input.fill_buf().is_ok_and(|rest| !rest.is_empty())
    }
}
