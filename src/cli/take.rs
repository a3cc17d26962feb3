//! `take`: answering, on the whole screen or line by line.

use std::borrow::Cow;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::Take;
use super::exit::{Exit, Trouble};
use super::find::{self, Definition};
use super::outcome::{self, NotWritten, Outcome};
use super::output;
use super::plan;
use super::rounds;
use super::shipped;
use super::work::{self, Beginning, Saving, Work};
use super::{Session, benchmark};
use crate::assessment::{Assessment, Earlier, Event};
use crate::benchmark::Benchmark;
use crate::comparison::{Refusal, Side, compare_rounds};
use crate::plain::{Around, Opening, Plain, Step, Wish};
use crate::store::file::{self, Overwrite, read_limited};
use crate::store::{Failure, Log, Place};
use crate::summary::comparison::{Signs, of_rounds};
use crate::text::wrap;
use crate::tui::tape::LONGEST;
use crate::tui::{Form, Recorder, Tape, Written};
use crate::words::{Words, fill};

/// The longest line that is taken, in bytes with its end.
const LONGEST_LINE: u64 = 64 * 1024;
/// How much of a line is passed over before we stop looking for its end.
const MOST_SKIPPED: usize = 16 << 20;

pub(super) fn run(session: &Session, take: &Take) -> Result<Exit, Trouble> {
    if let Some(out) = take.out.as_deref().filter(|out| out.symlink_metadata().is_ok()) {
        // Said before the first question, not after the last.
        return Err(Failure::Exists { place: out.into() }.into());
    }
    let tape = take.replay.as_deref().map(read_tape).transpose()?;
    let definition = match &take.questionnaire {
        Some(word) => find::definition(session, word)?,
        None => find::of_shipped(session, shipped::main())?,
    };
    let named = take.benchmark.as_deref();
    let others = match take.questionnaire.is_some() && named.is_some() {
        true => benchmark::beside(session, named, &definition.questionnaire)?,
        // What goes on may answer another questionnaire than what would be begun.
        false => benchmark::at_hand(session, named)?,
    };
    if let Some(tape) = tape {
        return super::screen::take(session, take, definition, others, Hands::Tape(tape));
    }
    if session.no_input {
        return Err(Trouble::of(Exit::Usage, |words| words.terminal.nobody_answers.to_owned()));
    }
    if session.plain && take.record.is_none() {
        return line_by_line(session, take, &definition, others);
    }
    if session.plain {
        return Err(Trouble::of(Exit::Usage, |words| words.terminal.records_screen.to_owned()));
    }
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(no_terminal());
    }
    let recorder = take.record.as_deref().map(new_tape).transpose()?;
    super::screen::take(session, take, definition, others, Hands::Person(recorder))
}

/// Who presses the keys of the whole screen.
pub(super) enum Hands {
    /// Whose keys may be recorded.
    Person(Option<Recorder>),
    Tape(Tape),
}

fn read_tape(path: &Path) -> Result<Tape, Trouble> {
    let place = Place::from(path);
    let bytes = read_limited(path, LONGEST as u64).map_err(|failure| match failure {
        Failure::NotFound { .. } => find::no_file(path),
        other => Trouble::from(other),
    })?;
    let text = String::from_utf8(bytes)
        .map_err(|fault| format!("this is no tape: it is not text in UTF-8 ({})", fault.utf8_error()));
    let tape = text.and_then(|text| Tape::read(&text));
    tape.map_err(|faults| {
        Trouble::of(Exit::Answers, move |words| {
            let place = place.in_words(words);
            let says: Vec<String> = faults.lines().map(|fault| format!("{place}: {fault}")).collect();
            says.join("\n")
        })
    })
}

fn new_tape(path: &Path) -> Result<Recorder, Trouble> {
    let file = file::begin(path)?;
    Recorder::new(Box::new(file)).map_err(|error| Failure::writing(path, &error).into())
}

pub(super) fn no_terminal() -> Trouble {
    Trouble::of(Exit::Usage, |words| words.terminal.needed.to_owned())
}

/// Reads lines from standard input and answers each on standard output.
fn line_by_line(
    session: &Session,
    take: &Take,
    definition: &Definition,
    others: Option<Benchmark>,
) -> Result<Exit, Trouble> {
    let words = session.words(&definition.questionnaire);
    let (input, output) = (io::stdin().lock(), io::stdout().lock());
    let mut lines = Lines { words, input, output, room: output::room, is_heard: true };
    session.remark(&session.config.complaint(session.spoken));
    let Some((work, begun)) = work_of(session, take, definition, &mut lines)? else {
        return Ok(Exit::Done);
    };
    let Work { name, assessment, log, hash, notices } = work;
    let saving = Saving::of(take);
    // What goes on may be in another language than what would be begun.
    lines.words = session.words(&assessment.questionnaire);
    let before = rounds::before(session, &assessment, &name, 1);
    let earlier = before.last().map(|before| Earlier::of(&assessment.questionnaire, before));
    let today = session.clock.today();
    let (resumed, named) = match begun {
        Begun::Before => (true, false),
        Begun::Now { named } => (false, named),
    };
    let around = Around { keeping: saving.into(), name: &name, today, earlier, resumed, named };
    let plain = Plain::new(assessment, around, lines.words).with_others(others);
    let begun = io::stdin().is_terminal().then(Instant::now);
    let mut turns = Turns { session, take, saving, name, hash, log, plain, begun, trouble: None };
    lines.say(&notices.join("\n"))?;
    lines.say(&turns.plain.greeting())?;
    while turns.next(&mut lines)? {}
    turns.end()
}

/// When the assessment was begun that is answered.
enum Begun {
    Before,
    /// After its questionnaire was named, where something was asked first.
    Now {
        named: bool,
    },
}

/// The assessment that is answered: the open one, or a new one after two questions about it.
fn work_of(
    session: &Session,
    take: &Take,
    definition: &Definition,
    lines: &mut Lines<impl BufRead, impl Write>,
) -> Result<Option<(Work, Begun)>, Trouble> {
    if let Some(work) = work::resumed(session, take, definition)? {
        return Ok(Some((work, Begun::Before)));
    }
    let mut opening = Opening::new(take.about.clone(), take.label.clone(), lines.words);
    let greeting = opening.greeting(&definition.questionnaire.title);
    let named = !greeting.is_empty();
    lines.say(&greeting)?;
    if take.about.is_none()
        && Saving::of(take) == Saving::InTheStore
        && !find::saved_names(session)?.is_empty()
    {
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("open", &"leaky-bucket take --plain --open NAME"), ("list", &"leaky-bucket list")];
        lines.say(&fill(lines.words.plain.can_be_opened, &values))?;
    }
    while let Some(prompt) = opening.prompt() {
        let Some(line) = lines.ask(&prompt)? else {
            lines.say(&format!("\n{}", opening.farewell()))?;
            return Ok(None);
        };
        let Step { says, wish, .. } = opening.line(&line);
        lines.say(&says)?;
        if wish == Some(Wish::Leave) {
            return Ok(None);
        }
    }
    let (about, label) = opening.into_texts();
    let beginning = Beginning {
        about: &about,
        label: &label,
        name: take.by.as_deref().unwrap_or_default(),
        role: take.role.as_deref(),
    };
    work::begin(session, definition, &beginning, Saving::of(take))
        .map(|work| Some((work, Begun::Now { named })))
}

/// One line after the other, each saved before the next is asked for.
struct Turns<'a> {
    session: &'a Session,
    take: &'a Take,
    saving: Saving,
    name: String,
    /// Tells its questionnaire's text from every other.
    hash: String,
    log: Box<dyn Log>,
    plain: Plain,
    /// When a person began to type; none where lines come from elsewhere.
    begun: Option<Instant>,
    /// What the last line could not have, if anything. Somebody may ask again; where no more lines come, it is how
    /// the program ends.
    trouble: Option<Trouble>,
}

impl Turns<'_> {
    /// Asks for a line and does what it says. Returns whether there is more to ask.
    fn next(&mut self, lines: &mut Lines<impl BufRead, impl Write>) -> Result<bool, Trouble> {
        let Some(line) = lines.ask(&self.plain.prompt())? else {
            lines.say(&format!("\n{}", self.plain.farewell()))?;
            return self.trouble.take().map_or(Ok(false), Err);
        };
        self.trouble = None;
        if let Some(begun) = self.begun {
            self.plain.tick(begun.elapsed());
        }
        let Step { says, events, saved, wish } = self.plain.line(&line);
        lines.say(&says)?;
        let behind = self.log.unsaved();
        match self.save(&events) {
            Ok(()) if !events.is_empty() && 0 < behind => {
                lines.say(&fill(lines.words.plain.saved_too, &[("says", &saved)]))?;
            }
            Ok(()) => lines.say(&saved)?,
            Err(failure) => {
                lines.say(&fill(lines.words.plain.not_saved, &[("why", &failure.in_words(lines.words))]))?;
            }
        }
        match wish {
            None => Ok(true),
            Some(Wish::Leave) => Ok(false),
            Some(Wish::Report(file)) => self.report(&file.map_or(Target::Asked, Target::Named), lines),
            Some(Wish::Replace(file)) => self.report(&Target::Over(file), lines),
            Some(Wish::Form(ending)) => self.report(&Target::Form(ending), lines),
            Some(Wish::CompareAs(ending)) => self.report(&Target::Years(ending), lines),
            Some(Wish::Compare) => lines.say(&self.compared(lines.words)).map(|()| true),
            Some(Wish::Plan(form)) => {
                let says = &lines.words.actions;
                let said = match plan::write_beside(self.session, self.plain.assessment(), &self.name, form) {
                    Ok(path) => fill(says.written, &[("path", &path)]),
                    Err(trouble) => fill(says.not_written, &[("why", &trouble.in_words(lines.words))]),
                };
                lines.say(&said).map(|()| true)
            }
        }
    }

    /// The log remembers what it could not write and writes it first: the last answer is for all.
    fn save(&mut self, events: &[Event]) -> Result<(), Failure> {
        let questionnaire = &self.plain.assessment().questionnaire;
        let mut result = Ok(());
        for event in events {
            result = self.log.append(event, questionnaire, self.session.clock.now());
        }
        result
    }

    /// The earlier rounds of the same subject, as many as stand beside each other on a line.
    fn before(&self) -> Vec<Assessment> {
        const MOST_ROUNDS: usize = 5;
        rounds::before(self.session, self.plain.assessment(), &self.name, MOST_ROUNDS)
    }

    /// What has changed since the earlier years, in the words of `compare`.
    fn compared(&self, words: &Words) -> String {
        let assessment = self.plain.assessment();
        let before = self.before();
        let sides = before.iter().chain([assessment]).map(Side::of).collect();
        let signs = if self.session.ascii { Signs::Ascii } else { Signs::Unicode };
        match compare_rounds(sides) {
            Ok(rounds) => {
                let told = of_rounds(&rounds, signs, words);
                format!("\n{}\n\n{}", told.trim_end(), self.plain.told_compared())
            }
            Err(Refusal::TooFew | Refusal::OtherQuestionnaire(_)) => words.years.none.to_owned(),
        }
    }

    fn report(
        &mut self,
        target: &Target,
        lines: &mut Lines<impl BufRead, impl Write>,
    ) -> Result<bool, Trouble> {
        let before = match target {
            Target::Years(_) => self.before(),
            Target::Asked | Target::Named(_) | Target::Over(_) | Target::Form(_) => Vec::new(),
        };
        if matches!(target, Target::Years(_)) && before.is_empty() {
            return lines.say(lines.words.years.none).map(|()| true);
        }
        let earlier: Vec<&Assessment> = before.iter().collect();
        let outcome = Outcome {
            assessment: self.plain.assessment(),
            earlier: &earlier,
            others: self.plain.others(),
            name: &self.name,
            hash: &self.hash,
        };
        let (session, words) = (self.session, lines.words);
        let written = match (target, &self.take.out) {
            (Target::Asked, None) => {
                outcome::write(session, outcome, Form::Pdf, words).map_err(NotWritten::from)
            }
            (Target::Asked, Some(file)) | (Target::Named(file), _) => {
                outcome::write_to(session, outcome, file, Overwrite::Never, words)
            }
            (Target::Over(file), _) => outcome::write_to(session, outcome, file, Overwrite::Replace, words),
            (Target::Form(ending) | Target::Years(ending), _) => {
                outcome::write_as(session, outcome, ending, words).map_err(NotWritten::from)
            }
        };
        match written {
            Ok(Written { shown, remarks, .. }) => {
                let written = std::iter::once(shown).chain(remarks).collect::<Vec<_>>().join("; ");
                if matches!(target, Target::Asked) {
                    self.plain.written();
                }
                lines.say(&self.plain.told_written(&written)).map(|()| true)
            }
            Err(NotWritten { trouble, is_there }) => {
                let in_the_way = match (target, &self.take.out) {
                    (Target::Asked, Some(file)) | (Target::Named(file), _) if is_there => Some(file),
                    (Target::Asked | Target::Named(_), _)
                    | (Target::Over(_) | Target::Form(_) | Target::Years(_), _) => None,
                };
                let told = match in_the_way {
                    Some(file) => self.plain.told_in_the_way(file),
                    None => trouble.in_words(lines.words),
                };
                lines.say(&told)?;
                self.trouble = Some(trouble);
                Ok(true)
            }
        }
    }

    /// Nobody leaves in the belief that all is saved when it is not.
    fn end(mut self) -> Result<Exit, Trouble> {
        if self.saving == Saving::Nowhere || self.log.unsaved() == 0 {
            return Ok(Exit::Done);
        }
        self.log.retry().map(|()| Exit::Done).map_err(|failure| {
            let words = self.session.words(&self.plain.assessment().questionnaire);
            let says = lost(self.log.unsaved(), &failure.in_words(words), words);
            Trouble::new(Exit::of(&failure), says)
        })
    }
}

/// That so many changes could not be saved, and why.
pub(super) fn lost(changes: usize, why: &dyn std::fmt::Display, words: &Words) -> String {
    fill(words.plural(&words.shell.lost, changes), &[("count", &changes), ("why", why)])
}

/// As what the result is written.
enum Target {
    /// What an empty line asks for: the PDF, or what the command line has named.
    Asked,
    /// A file, in the form that its ending says.
    Named(PathBuf),
    /// The same, and what is there is replaced.
    Over(PathBuf),
    /// The form that this ending stands for, under a name that is free.
    Form(String),
    /// The same with what has changed since earlier years.
    Years(String),
}

/// Lines in, lines out.
struct Lines<I, O> {
    words: &'static Words,
    input: I,
    output: O,
    /// How many cells wide a line is, where a terminal shows it.
    room: fn() -> Option<usize>,
    /// Whether somebody still reads what we print; when nobody does, nothing more is asked.
    is_heard: bool,
}

impl<I: BufRead, O: Write> Lines<I, O> {
    fn say(&mut self, says: &str) -> Result<(), Trouble> {
        match says.is_empty() {
            true => Ok(()),
            false => self.write(&format!("{says}\n")),
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Trouble> {
        // Asked for anew each time: a window changes its size.
        let text = match (self.room)() {
            Some(room) => Cow::Owned(wrap::hanging(text, room)),
            None => Cow::Borrowed(text),
        };
        match self.output.write_all(text.as_bytes()).and_then(|()| self.output.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_heard = false;
                Ok(())
            }
            Err(error) => {
                Err(Trouble::of(Exit::File, move |words| fill(words.terminal.no_output, &[("why", &error)])))
            }
        }
    }

    /// Prompts for a line; `None` when there are no more.
    fn ask(&mut self, prompt: &str) -> Result<Option<String>, Trouble> {
        loop {
            self.write(prompt)?;
            if !self.is_heard {
                return Ok(None);
            }
            let mut line = Vec::new();
            let read = self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
            let read = read.map_err(unreadable)?;
            if (read as u64) < LONGEST_LINE || line.ends_with(b"\n") {
                let text = String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned();
                return Ok((0 < read).then_some(text));
            }
            // Half a line is not what somebody meant, nor is its other half the next answer.
            self.skip_line()?;
            self.say(self.words.plain.too_long)?;
        }
    }

    /// Reads on to the end of a line that is too long.
    fn skip_line(&mut self) -> Result<(), Trouble> {
        let mut skipped = 0;
        while skipped < MOST_SKIPPED {
            let rest = self.input.fill_buf().map_err(unreadable)?;
            let end = rest.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(rest.len(), |end| end + 1);
            self.input.consume(length);
            if end.is_some() || length == 0 {
                return Ok(());
            }
            skipped += length;
        }
        Err(Trouble::of(Exit::File, |words| words.terminal.endless_line.to_owned()))
    }
}

fn unreadable(error: io::Error) -> Trouble {
    Trouble::of(Exit::File, move |words| fill(words.terminal.no_input, &[("why", &error)]))
}
