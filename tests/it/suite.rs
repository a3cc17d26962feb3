//! Cases in text files: where a questionnaire is at fault, and what is said of it.
//!
//! A case begins with `=== its name`; the rest up to the next one is YAML. `#! Q010: part of the
//! message` stands above the line where the fault must be found, several of them above one line
//! for several faults. A case without such lines must be read without a word.
//!
//! What every questionnaire needs is added where a case leaves it out, so that a case shows only
//! what it is about. A name that begins with `whole:` is read as it stands.

use leaky_bucket::diagnostic::{self, Diagnostic};
use leaky_bucket::questionnaire::{self, Questionnaire};
use leaky_bucket::source::{Limits, Source};

pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) wanted: Vec<Wanted>,
}

/// A fault that must be found.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// From 1, in the text that is read.
    line: usize,
    pub(crate) code: String,
    part: String,
}

/// The cases of a suite file.
pub(crate) fn cases(suite: &str) -> Vec<Case> {
    let cases = suite.split("\n=== ").skip(1);
    cases
        .map(|case| {
            let (name, yaml) = case.split_once('\n').unwrap_or((case, ""));
            case_of(name, &format!("{yaml}\n"))
        })
        .collect()
}

fn case_of(name: &str, yaml: &str) -> Case {
    let text = if name.starts_with("whole:") { yaml.to_owned() } else { completed(yaml) };
    let wanted = wanted_in(&text);
    Case { name: name.to_owned(), text, wanted }
}

/// The faults that the notes in a text ask for.
pub(crate) fn wanted_in(text: &str) -> Vec<Wanted> {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let is_note = |line: &&&str| line.trim_start().starts_with("#!");
    let mut wanted = Vec::new();
    for (position, note) in lines.iter().enumerate().filter(|(_, line)| is_note(line)) {
        let (code, part) =
            note.trim_start().trim_start_matches("#!").split_once(':').expect("`#! CODE: message`");
        let notes = lines.iter().skip(position).take_while(is_note).count();
        // A note under which nothing stands is about the file as such, shown at its beginning.
        let line = if position + notes < lines.len() { position + notes + 1 } else { 1 };
        wanted.push(Wanted { line, code: code.trim().to_owned(), part: part.trim().to_owned() });
    }
    wanted
}

/// Adds what every questionnaire has to have and this one has not.
pub(crate) fn completed(yaml: &str) -> String {
    let has = |key: &str| yaml.lines().any(|line| line.starts_with(&format!("{key}:")));
    let mut text = String::new();
    for (key, line) in [
        ("format", "format: 1"),
        ("id", "id: a_case"),
        ("edition", "edition: \"1\""),
        ("title", "title: A case"),
    ] {
        if !has(key) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.push_str(yaml);
    if !has("areas") {
        text.push_str(
            "areas:\n- {id: an_area, title: An area, questions: [{id: a_question, ask: How often?, ",
        );
        text.push_str("type: scale, choices: [Never, Always]}]}\n");
    }
    text
}

/// Reads a text, and shows what is wrong with it.
pub(crate) fn read(name: &str, text: &str) -> (Option<Questionnaire>, Source, Vec<Diagnostic>, String) {
    let (source, questionnaire, found) = questionnaire::read(name, text.as_bytes(), &Limits::default());
    let shown = diagnostic::render(&source, &found, false);
    (questionnaire, source, found, shown)
}

/// Compares what is found with what must be found; `None` when they agree.
pub(crate) fn disagreement(case: &Case) -> Option<String> {
    let (questionnaire, source, found, shown) = read("case.yaml", &case.text);
    disagreement_of(case, questionnaire.is_some(), &source, found, &shown)
}

/// Compares what was found in some file with what must be found.
pub(crate) fn disagreement_of(
    case: &Case,
    is_usable: bool,
    source: &Source,
    mut found: Vec<Diagnostic>,
    shown: &str,
) -> Option<String> {
    let mut missing = Vec::new();
    for wanted in &case.wanted {
        let fits = |fault: &Diagnostic| {
            let line = source.place(fault.range.start).line;
            line == wanted.line && fault.code == wanted.code && fault.message.contains(&wanted.part)
        };
        match found.iter().position(fits) {
            Some(position) => drop(found.remove(position)),
            None => missing.push(wanted),
        }
    }
    let errors = case.wanted.iter().any(|wanted| wanted.code.starts_with('Q'));
    let agrees = missing.is_empty() && found.is_empty() && is_usable != errors;
    (!agrees).then(|| format!("=== {}\nmissing: {missing:#?}\nsaid:\n{shown}", case.name))
}
