//! What a typed line means for a question.

use super::part::Given;
use crate::questionnaire::answer;
use crate::questionnaire::{Answer, Field, Kind, Question, Rejection, RowAnswer, Wanted};
use crate::words::{EN, Typed, Words};

/// What a line means.
#[derive(Debug, PartialEq)]
pub(super) enum Meant {
    Nothing,
    Answer(Answer),
    /// A question of several parts is to be answered one by one.
    FirstPart,
    Command(Command),
    /// It begins like a command, and is none.
    NoCommand,
    Rejected(Rejection),
}

/// What a line means for one part of a question.
#[derive(Debug, PartialEq)]
pub(super) enum PartMeant {
    /// The parts with this one.
    Given(Given),
    /// To the part before.
    Back,
    Command(Command),
    /// It begins like a command, and is none.
    NoCommand,
    Rejected(Rejection),
}

/// Something else than an answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Command {
    DontKnow,
    NotApplicable,
    Skip,
    Back,
    Next,
    Undo,
    Redo,
    Note,
    Mark,
    Sure,
    WhatCounts,
    List,
    Review,
    GoTo(String),
    Help,
    Quit,
}

/// What can be wanted while any text is typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    Back,
    Out,
    Help,
}

/// What a command begins with where every other line is the answer. It may stand before any command.
pub(super) const COMMAND: char = '/';

/// Reads a line that answers a question, or asks for something else.
pub(super) fn line(question: &Question, line: &str, words: &Words) -> Meant {
    if line.is_empty() {
        return Meant::Nothing;
    }
    if let Some(word) = line.strip_prefix(COMMAND) {
        return command(question, word.trim(), words).map_or(Meant::NoCommand, Meant::Command);
    }
    // Whoever writes "next" or "s" for an answer in words means it.
    if question.kind != Kind::Text
        && let Some(command) = command(question, line, words)
    {
        return Meant::Command(command);
    }
    let refused = || Meant::Rejected(Rejection::OtherKind(wanted(question)));
    let answer = match &question.kind {
        Kind::Scale(_) | Kind::SingleChoice(_) => position(line).map(Answer::Choice),
        Kind::MultipleChoice { .. } if is(line, words.commands.none, EN.commands.none) => {
            Some(Answer::Choices(Vec::new()))
        }
        Kind::MultipleChoice { .. } => {
            let chosen: Option<Vec<usize>> = pieces(line).map(position).collect();
            chosen.map(|mut chosen| {
                chosen.sort_unstable();
                chosen.dedup();
                Answer::Choices(chosen)
            })
        }
        Kind::YesNo { .. } => match position(line) {
            Some(0) => Some(Answer::YesNo(true)),
            Some(1) => Some(Answer::YesNo(false)),
            _ if is(line, words.commands.yes, EN.commands.yes) => Some(Answer::YesNo(true)),
            _ if is(line, words.commands.no, EN.commands.no) => Some(Answer::YesNo(false)),
            _ => None,
        },
        Kind::Number(limits) => match limits.read(without_percent(line)) {
            Ok(number) => Some(Answer::Number(number)),
            Err(rejection) => return Meant::Rejected(rejection),
        },
        Kind::NumberGroup(fields) => {
            // A comma may stand within a number, so that it does not part two.
            let given: Vec<&str> = line.split([' ', ';']).filter(|piece| !piece.is_empty()).collect();
            let given: Vec<&str> = given.into_iter().map(|piece| piece.trim_end_matches(',')).collect();
            match given.len() {
                count if count == fields.len() => {
                    let numbers = fields.iter().zip(given).map(|(field, typed)| number(field, typed, words));
                    match numbers.collect() {
                        Ok(numbers) => Some(Answer::Numbers(numbers)),
                        Err(rejection) => return Meant::Rejected(rejection),
                    }
                }
                1 => return Meant::FirstPart,
                _ => None,
            }
        }
        Kind::Matrix { rows, .. } => {
            let given: Option<Vec<RowAnswer>> = pieces(line).map(|word| row(word, words)).collect();
            match given {
                Some(given) if given.len() == rows.len() => Some(Answer::Rows(given)),
                Some(given) if given.len() == 1 => return Meant::FirstPart,
                Some(_) | None => None,
            }
        }
        Kind::Text => Some(Answer::Text(line.to_owned())),
    };
    answer.map_or_else(refused, Meant::Answer)
}

/// Whether a word is one of these; the English ones do in every language.
pub(super) fn is(word: &str, typed: Typed, english: Typed) -> bool {
    let word = word.to_lowercase();
    typed.iter().chain(english).any(|known| *known == word)
}

fn command(question: &Question, line: &str, words: &Words) -> Option<Command> {
    let (ours, english) = (&words.commands, &EN.commands);
    let word = line.to_lowercase();
    // Beside yes and no, a bare n would be taken for the answer.
    let is_no = matches!(question.kind, Kind::YesNo { .. }) && word == "n";
    if is_no {
        return None;
    }
    let known = [
        (Command::DontKnow, ours.dont_know, english.dont_know),
        (Command::NotApplicable, ours.not_applicable, english.not_applicable),
        (Command::Skip, ours.skip, english.skip),
        (Command::Back, ours.back, english.back),
        (Command::Next, ours.next, english.next),
        (Command::Undo, ours.undo, english.undo),
        (Command::Redo, ours.redo, english.redo),
        (Command::Note, ours.note, english.note),
        (Command::Mark, ours.mark, english.mark),
        (Command::Sure, ours.sure, english.sure),
        (Command::WhatCounts, ours.what_counts, english.what_counts),
        (Command::List, ours.list, english.list),
        (Command::Review, ours.review, english.review),
        // Whoever wants to finish looks at the answers first, as on the screen.
        (Command::Review, ours.finish, english.finish),
        (Command::Help, ours.help, english.help),
        (Command::Quit, ours.quit, english.quit),
    ];
    let found = known.into_iter().find(|(_, typed, english)| is(&word, typed, english));
    found.map(|(command, ..)| command).or_else(|| went_to(&word, words).map(Command::GoTo))
}

/// The number or the id behind `go`, and nothing where none stands there.
pub(super) fn went_to(line: &str, words: &Words) -> Option<String> {
    let (first, named) = line.split_once(' ').unwrap_or((line, ""));
    is(first, words.commands.go, EN.commands.go).then(|| named.trim().to_owned())
}

/// The command behind a stroke that leads out of any text.
pub(super) fn way(line: &str, words: &Words) -> Option<Way> {
    let word = line.strip_prefix(COMMAND)?.trim();
    let (ours, english) = (&words.commands, &EN.commands);
    let known: [(Typed, Typed, Way); 3] = [
        (ours.back, english.back, Way::Back),
        (ours.quit, english.quit, Way::Out),
        (ours.help, english.help, Way::Help),
    ];
    known.into_iter().find(|(ours, english, _)| is(word, ours, english)).map(|(_, _, way)| way)
}

/// Whether a line is a command that only the result understands.
pub(super) fn is_of_result(line: &str, words: &Words) -> bool {
    let (ours, english) = (&words.commands, &EN.commands);
    let first = line.split_once(' ').map_or(line, |(first, _)| first);
    let known: [(Typed, Typed); 7] = [
        (ours.why, english.why),
        (ours.actions, english.actions),
        (ours.compare, english.compare),
        (ours.result, english.result),
        (ours.report, english.report),
        (ours.replace, english.replace),
        (ours.area, english.area),
    ];
    known.into_iter().any(|(ours, english)| is(first, ours, english)) || what_if(line, words).is_some()
}

/// What stands behind `what if`: the leaks that are to be plugged.
pub(super) fn what_if(line: &str, words: &Words) -> Option<String> {
    let line = line.to_lowercase();
    let known = words.commands.what_if.iter().chain(EN.commands.what_if);
    let mut rests = known.filter_map(|known| line.strip_prefix(known));
    rests.find(|rest| rest.is_empty() || rest.starts_with(' ')).map(|rest| rest.trim().to_owned())
}

/// The words of a line that names several things.
pub(super) fn named(line: &str) -> impl Iterator<Item = &str> {
    pieces(line)
}

/// Reads a line that answers one part of a question, or asks for something else.
pub(super) fn part(question: &Question, parts: &Given, line: &str, words: &Words) -> PartMeant {
    let stroke = line.strip_prefix(COMMAND).map(str::trim);
    let line = stroke.unwrap_or(line);
    match command(question, line, words) {
        Some(Command::Back) => return PartMeant::Back,
        // Of one part alone, not of the whole question.
        Some(Command::DontKnow | Command::NotApplicable | Command::Skip) => {}
        Some(command) => return PartMeant::Command(command),
        None if stroke.is_some() => return PartMeant::NoCommand,
        None => {}
    }
    match with(question, parts, line, words) {
        Ok(parts) => PartMeant::Given(parts),
        Err(rejection) => PartMeant::Rejected(rejection),
    }
}

/// The parts with one more.
fn with(question: &Question, parts: &Given, line: &str, words: &Words) -> Result<Given, Rejection> {
    let mut parts = parts.clone();
    match (&mut parts, &question.kind) {
        (Given::Rows(rows), kind) => {
            let refused = || Rejection::NoChoice { choices: kind.choices().len() };
            let given = row(line, words).ok_or_else(refused)?;
            if let RowAnswer::Choice(choice) = given
                && kind.choices().len() <= choice
            {
                return Err(refused());
            }
            rows.push(given);
        }
        (Given::Numbers(numbers), Kind::NumberGroup(fields)) => match fields.get(numbers.len()) {
            Some(field) => numbers.push(number(field, line, words)?),
            None => return Err(Rejection::OtherKind(wanted(question))),
        },
        (Given::Numbers(_), _) => return Err(Rejection::OtherKind(wanted(question))),
    }
    Ok(parts)
}

fn row(word: &str, words: &Words) -> Option<RowAnswer> {
    let (ours, english) = (&words.commands, &EN.commands);
    match position(word) {
        Some(position) => Some(RowAnswer::Choice(position)),
        None if is(word, ours.dont_know, english.dont_know) => Some(RowAnswer::DontKnow),
        None if is(word, ours.not_applicable, english.not_applicable) => Some(RowAnswer::NotApplicable),
        None if is(word, ours.skip, english.skip) => Some(RowAnswer::NotAnswered),
        None => None,
    }
}

/// What is typed as 1 stands first.
fn position(word: &str) -> Option<usize> {
    word.parse::<usize>().ok()?.checked_sub(1)
}

/// One number of a group, or none for a number that is left open.
fn number(field: &Field, typed: &str, words: &Words) -> Result<Option<f64>, Rejection> {
    if is(typed, words.commands.skip, EN.commands.skip) || typed.eq_ignore_ascii_case("d") {
        return Ok(None);
    }
    let read = field.number.read(without_percent(typed)).map(Some);
    read.map_err(|why| why.in_part(&field.label))
}

fn without_percent(typed: &str) -> &str {
    typed.trim_end_matches('%').trim()
}

/// What kind of answer is wanted, in the words of the form instead of its ids.
fn wanted(question: &Question) -> Wanted {
    match &question.kind {
        Kind::NumberGroup(fields) => {
            Wanted::NumberForEach(fields.iter().map(|field| field.label.clone()).collect())
        }
        Kind::Matrix { rows, choices } => {
            Wanted::ChoiceForLines { choices: choices.len(), lines: rows.len() }
        }
        kind @ (Kind::Scale(_)
        | Kind::SingleChoice(_)
        | Kind::MultipleChoice { .. }
        | Kind::YesNo { .. }
        | Kind::Number(_)
        | Kind::Text) => answer::wanted(kind),
    }
}

fn pieces(line: &str) -> impl Iterator<Item = &str> {
    line.split([' ', ',', ';']).filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::read::sample;
    use crate::words::DE;

    const QUESTIONNAIRE: &str = "
format: 1
id: a_case
edition: '1'
title: A case
profile:
- {id: step, ask: How often?, type: scale, choices: [Never, Always]}
- {id: is_it, ask: Is it?, type: yes_no}
- {id: whole, ask: How many?, type: number, min: 0}
- {id: group, ask: How many?, type: number_group, fields: [{id: a, label: Leads}, {id: b, label: Share, decimals: 1}]}
- {id: grid, ask: How often?, type: matrix, choices: [Never, Always], rows: [{id: n, text: North}, {id: s, text: South}]}
- {id: words, ask: Why?, type: text}
areas:
- {id: area, title: Area, questions: [{id: often, ask: How often?, type: scale, choices: [Never, Always]}]}
";

    fn question(id: &str) -> Question {
        let questionnaire = sample(QUESTIONNAIRE);
        questionnaire[questionnaire.find_question(id).unwrap()].clone()
    }

    #[track_caller]
    fn check(id: &str, typed: &str, want: Meant) {
        assert_eq!(line(&question(id), typed, &EN), want);
    }

    #[track_caller]
    fn check_german(id: &str, typed: &str, want: Meant) {
        assert_eq!(line(&question(id), typed, &DE), want);
    }

    #[track_caller]
    fn check_refused(id: &str, typed: &str, want: &str) {
        match line(&question(id), typed, &EN) {
            Meant::Rejected(why) => assert_eq!(why.to_string(), want),
            meant => panic!("{meant:?}"),
        }
    }

    #[track_caller]
    fn check_part(id: &str, before: Given, typed: &str, want: PartMeant) {
        assert_eq!(part(&question(id), &before, typed, &EN), want);
    }

    #[track_caller]
    fn check_part_refused(id: &str, before: Given, typed: &str, want: &str) {
        match part(&question(id), &before, typed, &EN) {
            PartMeant::Rejected(why) => assert_eq!(why.to_string(), want),
            meant => panic!("{meant:?}"),
        }
    }

    #[rustfmt::skip]
    mod lines {
        use super::*;
        use Answer::{Choice, Number, Numbers, Text, YesNo};
        use Meant::{Answer as Gives, Command as Asks, FirstPart};

        #[test] fn nothing() { check("words", "", Meant::Nothing); }
        #[test] fn a_step() { check("step", "2", Gives(Choice(1))); }
        #[test] fn no_for_short() { check("is_it", "n", Gives(YesNo(false))); }
        #[test] fn a_note_on_yes_or_no() { check("is_it", "note", Asks(Command::Note)); }
        #[test] fn a_note_elsewhere() { check("step", "n", Asks(Command::Note)); }
        #[test] fn a_command_after_a_stroke() { check("step", "/d", Asks(Command::DontKnow)); }
        #[test] fn no_command() { check("step", "/dunno", Meant::NoCommand); }

        #[test] fn yes_in_german() { for typed in ["ja", "J", "yes", "1"] { check_german("is_it", typed, Gives(YesNo(true))); } }
        #[test] fn no_in_german() { for typed in ["nein", "n", "no", "2"] { check_german("is_it", typed, Gives(YesNo(false))); } }
        #[test] fn back_in_german() { for typed in ["b", "zurück", "ZURÜCK", "zurueck", "back"] { check_german("step", typed, Asks(Command::Back)); } }
        #[test] fn elsewhere_in_german() { for typed in ["gehe ids", "go ids", "/gehe ids"] { check_german("step", typed, Asks(Command::GoTo("ids".into()))); } }
        #[test] fn german_is_not_english() { check_refused("step", "zurück", "Please choose one, from 1 to 2."); }

        #[test] fn a_number() { check("whole", "1000", Gives(Number(1000.0))); }
        #[test] fn a_percentage() { check("whole", "40 %", Gives(Number(40.0))); }
        #[test] fn a_thousand() { check_refused("whole", "1,000", "Please give a whole number, without point or comma."); }

        #[test] fn a_group() { check("group", "1000 4,5%", Gives(Numbers(vec![Some(1000.0), Some(4.5)]))); }
        #[test] fn a_group_with_commas() { check("group", "7, 4.5", Gives(Numbers(vec![Some(7.0), Some(4.5)]))); }
        #[test] fn half_a_group() { check("group", "7 s", Gives(Numbers(vec![Some(7.0), None]))); }
        #[test] fn a_thousand_in_a_group() { check_refused("group", "1,000 5", "Leads: Please give a whole number, without point or comma."); }
        #[test] fn too_many_for_a_group() { check_refused("group", "1 2 3", "Please give a number for each of these: Leads, Share."); }
        #[test] fn one_of_a_group() { check("group", "7", FirstPart); }
        #[test] fn one_of_a_matrix() { check("grid", "2", FirstPart); }
        #[test] fn too_many_for_a_matrix() { check_refused("grid", "1 2 1", "Please choose from 1 to 2 for each of the 2 lines."); }

        #[test] fn a_text() { check("words", "because", Gives(Text("because".into()))); }
        #[test] fn a_text_like_a_command() { for text in ["next", "s", "quit", "i", "go step", "?"] { check("words", text, Gives(Text(text.into()))); } }
        #[test] fn leaving_a_text() { check("words", "/quit", Asks(Command::Quit)); }
        #[test] fn skipping_a_text() { check("words", "/s", Asks(Command::Skip)); }
        #[test] fn from_a_text_elsewhere() { check("words", "/go step", Asks(Command::GoTo("step".into()))); }

        #[test] fn what_if_so() { for typed in ["what if 1,3", "w 1,3", "What If  1,3"] { assert_eq!(what_if(typed, &EN).as_deref(), Some("1,3")); } }
        #[test] fn what_if_at_all() { assert_eq!(what_if("what if", &EN).as_deref(), Some("")); }
        #[test] fn what_if_in_german() { assert_eq!(what_if("was wäre wenn 2", &DE).as_deref(), Some("2")); }
        #[test] fn a_file_is_no_what_if() { for typed in ["what if.pdf", "west.pdf", "w.pdf"] { assert_eq!(what_if(typed, &EN), None); } }
        #[test] fn the_first_part() { check_part("grid", Given::Rows(vec![]), "2", PartMeant::Given(Given::Rows(vec![RowAnswer::Choice(1)]))); }
        #[test] fn a_part_in_a_word() { for typed in ["x", "does not apply", "/x"] { check_part("grid", Given::Rows(vec![]), typed, PartMeant::Given(Given::Rows(vec![RowAnswer::NotApplicable]))); } }
        #[test] fn a_part_beyond() { check_part_refused("grid", Given::Rows(vec![]), "3", "Please choose from 1 to 2."); }
        #[test] fn a_part_by_its_label() { check_part_refused("group", Given::Numbers(vec![None]), "x", "Share: Please give a number."); }
        #[test] fn back_of_the_parts() { for typed in ["b", "/b", "back"] { check_part("group", Given::Numbers(vec![None]), typed, PartMeant::Back); } }
        #[test] fn out_of_the_parts() { for typed in ["q", "/quit", "exit"] { check_part("grid", Given::Rows(vec![]), typed, PartMeant::Command(Command::Quit)); } }
        #[test] fn help_at_a_part() { check_part("grid", Given::Rows(vec![]), "?", PartMeant::Command(Command::Help)); }
        #[test] fn no_command_at_a_part() { check_part("grid", Given::Rows(vec![]), "/dunno", PartMeant::NoCommand); }
        #[test] fn asked_too_early() { for typed in ["why", "what if 1", "Actions", "area 2", "report html"] { assert!(is_of_result(typed, &EN), "{typed}"); } }
        #[test] fn asked_of_no_result() { for typed in ["1", "skip", "whence", "finish"] { assert!(!is_of_result(typed, &EN), "{typed}"); } }
        #[test] fn go_nowhere() { check("step", "go", Asks(Command::GoTo(String::new()))); }
        #[test] fn a_way_out() { for typed in ["/quit", "/ q", "/EXIT"] { assert_eq!(way(typed, &EN), Some(Way::Out)); } }
        #[test] fn no_way_out() { for typed in ["quit", "q", "/", "/quite"] { assert_eq!(way(typed, &EN), None); } }
        #[test] fn a_german_way() { assert_eq!(way("/hilfe", &DE), Some(Way::Help)); assert_eq!(way("/zurück", &DE), Some(Way::Back)); }
    }
}
