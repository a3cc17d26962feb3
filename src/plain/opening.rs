//! What is asked before an assessment begins: what it is about, and which round it is.

use super::parse::{COMMAND, is};
use super::{Step, Wish, say, sentences};
use crate::text::clean;
use crate::words::{EN, Typed, Words, fill};

/// Two questions that are asked before there is an assessment; what was said on the command line is not asked.
pub struct Opening {
    words: &'static Words,
    about: Field,
    label: Field,
    at: Option<Asked>,
}

struct Field {
    text: Option<String>,
    /// Whether it was said on the command line.
    is_given: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    About,
    Label,
}

/// Something else than a name.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Command {
    Help,
    Back,
    Quit,
}

impl Opening {
    pub fn new(about: Option<String>, label: Option<String>, words: &'static Words) -> Opening {
        let field = |text: Option<String>| Field { is_given: text.is_some(), text };
        let mut opening = Opening { words, about: field(about), label: field(label), at: None };
        opening.at = opening.next();
        opening
    }

    /// What is said before the first of them; nothing where none is asked.
    pub fn greeting(&self, title: &str) -> String {
        match self.at {
            Some(Asked::About | Asked::Label) => {
                let opens = fill(self.words.plain.opens, &[("title", &title)]);
                format!("{opens}\n{}", self.ways())
            }
            None => String::new(),
        }
    }

    /// What is asked now; `None` when both are known.
    pub fn prompt(&self) -> Option<String> {
        let says = &self.words.plain;
        let (ask, field) = match self.at? {
            Asked::About => (says.about_ask, &self.about),
            Asked::Label => (says.label_ask, &self.label),
        };
        Some(match field.text.as_deref() {
            None | Some("") => ask.to_owned(),
            Some(text) => fill(says.ask_kept, &[("ask", &ask.trim_end()), ("text", &text)]),
        })
    }

    /// Takes one line.
    pub fn line(&mut self, line: &str) -> Step {
        let Some(asked) = self.at else { return Step::default() };
        let line = clean(line);
        let line = line.trim();
        let stroke = line.strip_prefix(COMMAND).map(str::trim);
        match self.command(line) {
            Some(Command::Help) => self.help(asked),
            Some(Command::Back) if asked == Asked::Label && !self.about.is_given => {
                self.at = Some(Asked::About);
                Step::default()
            }
            Some(Command::Back) => say(self.words.common.first_question),
            Some(Command::Quit) => Step { wish: Some(Wish::Leave), ..say(self.farewell()) },
            None if stroke.is_some() => say(sentences::no_such_command(line, self.words)),
            None => self.answer(asked, self.literally(line)),
        }
    }

    /// That nothing came of it.
    pub fn farewell(&self) -> &'static str {
        self.words.plain.nothing_begun
    }

    /// What it is about, and which round it is.
    pub fn into_texts(self) -> (String, String) {
        (self.about.text.unwrap_or_default(), self.label.text.unwrap_or_default())
    }

    fn next(&self) -> Option<Asked> {
        match (&self.about.text, &self.label.text) {
            (None, _) => Some(Asked::About),
            (Some(_), None) => Some(Asked::Label),
            (Some(_), Some(_)) => None,
        }
    }

    fn answer(&mut self, asked: Asked, text: &str) -> Step {
        let field = match asked {
            Asked::About => &mut self.about,
            Asked::Label => &mut self.label,
        };
        match (asked, text, &field.text) {
            // An empty line keeps what is there.
            (_, "", Some(_)) => {}
            (Asked::About, "", None) => return say(self.words.start.say_about),
            (_, text, _) => field.text = Some(text.to_owned()),
        }
        self.at = self.next();
        Step::default()
    }

    fn help(&self, asked: Asked) -> Step {
        let says = match asked {
            Asked::About => self.words.plain.about_help,
            Asked::Label => self.words.plain.label_help,
        };
        say(format!("{says}\n{} {}", self.ways(), self.words.plain.name_in_quotes))
    }

    /// How to get from here elsewhere.
    fn ways(&self) -> String {
        let typed = &self.words.commands;
        let help = sentences::name(typed.help);
        fill(
            self.words.plain.opening_ways,
            &[
                ("help", &help),
                ("back", &sentences::name(typed.back)),
                ("quit", &sentences::name(typed.quit)),
            ],
        )
    }

    /// A command is a whole word here, for a team may be called B; behind a stroke its letter will do.
    fn command(&self, line: &str) -> Option<Command> {
        let word = line.strip_prefix(COMMAND).map(str::trim);
        let whole = |typed: &&'static str| 1 < typed.chars().count() || *typed == "?";
        let (ours, english) = (&self.words.commands, &EN.commands);
        let known: [(Typed, Typed, Command); 3] = [
            (ours.help, english.help, Command::Help),
            (ours.back, english.back, Command::Back),
            (ours.quit, english.quit, Command::Quit),
        ];
        let means = |ours: Typed, english: Typed| match word {
            Some(word) => is(word, ours, english),
            None => {
                let line = line.to_lowercase();
                ours.iter().chain(english).filter(|typed| whole(typed)).any(|typed| *typed == line)
            }
        };
        known.into_iter().find(|(ours, english, _)| means(ours, english)).map(|(_, _, command)| command)
    }

    /// A name in quotes that would be a command without them; every other line as it is.
    fn literally<'a>(&self, line: &'a str) -> &'a str {
        let within = |(open, close): &(char, char)| line.strip_prefix(*open)?.strip_suffix(*close);
        let inner = QUOTES.iter().find_map(within).map(str::trim);
        let is_command = |inner: &&str| inner.starts_with(COMMAND) || self.command(inner).is_some();
        inner.filter(is_command).unwrap_or(line)
    }
}

/// What people and their keyboards take for quotes.
const QUOTES: [(char, char); 6] = [('"', '"'), ('\'', '\''), ('“', '”'), ('„', '“'), ('«', '»'), ('»', '«')];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::DE;

    /// Types these lines; what came of it is `about / label`, or how it stands.
    #[track_caller]
    fn check_in(words: &'static Words, lines: &[&str], want: &str) {
        let mut opening = Opening::new(None, None, words);
        let mut got = None;
        for line in lines {
            assert!(opening.prompt().is_some(), "{line:?} is not asked for");
            let step = opening.line(line);
            if step.wish == Some(Wish::Leave) {
                got = Some(step.says);
            }
        }
        let got = got.unwrap_or_else(|| match opening.prompt() {
            Some(prompt) => prompt,
            None => {
                let (about, label) = opening.into_texts();
                format!("{about} / {label}")
            }
        });
        assert_eq!(got, want);
    }

    #[track_caller]
    fn check(lines: &[&str], want: &str) {
        check_in(&EN, lines, want);
    }

    #[rustfmt::skip]
    mod openings {
        use super::*;

        #[test] fn both() { check(&["Northwind", "2026"], "Northwind / 2026"); }
        #[test] fn no_label() { check(&["Northwind", ""], "Northwind / "); }
        #[test] fn nobody() { check(&[""], EN.plain.about_ask); }
        #[test] fn help_is_no_name() { for typed in ["help", "HELP", "?", "/help", "/h"] { check(&[typed], EN.plain.about_ask); } }
        #[test] fn a_team_of_one_letter() { for name in ["B", "h", "q"] { check(&[name, "1"], &format!("{name} / 1")); } }
        #[test] fn quit_is_no_name() { for typed in ["quit", "exit", "/q"] { check(&[typed], EN.plain.nothing_begun); check(&["x", typed], EN.plain.nothing_begun); } }
        #[test] fn back() { check(&["Nortwind", "back"], "Who or what is it about? (now: Nortwind; an empty line keeps it) "); }
        #[test] fn back_and_better() { check(&["Nortwind", "back", "Northwind", "2026"], "Northwind / 2026"); }
        #[test] fn back_and_kept() { check(&["Northwind", "/b", "", "2026"], "Northwind / 2026"); }
        #[test] fn back_of_the_first() { check(&["back"], EN.plain.about_ask); }
        #[test] fn a_name_in_quotes() { check(&["\"Help\"", "“back”"], "Help / back"); }
        #[test] fn quotes_of_a_name_stay() { check(&["\"The\" team", "\"A\""], "\"The\" team / \"A\""); }
        #[test] fn a_stroke_is_no_name() { check(&["/list"], EN.plain.about_ask); }
        #[test] fn a_stroke_in_quotes() { check(&["'/list'", "1"], "/list / 1"); }
        #[test] fn german() { check_in(&DE, &["hilfe", "Nordwind", "zurück", "", "„Hilfe“"], "Nordwind / Hilfe"); }
        #[test] fn english_in_german() { check_in(&DE, &["help", "quit"], DE.plain.nothing_begun); }
        #[test] fn german_is_not_english() { check(&["Ende", "1"], "Ende / 1"); }
    }

    #[test]
    fn what_was_said_is_not_asked() {
        let given = |about: Option<&str>, label: Option<&str>| {
            Opening::new(about.map(str::to_owned), label.map(str::to_owned), &EN)
        };
        assert_eq!(given(Some("x"), Some("")).prompt(), None);
        assert_eq!(given(Some("x"), Some("")).greeting("A form"), "");
        assert_eq!(given(None, Some("y")).prompt().as_deref(), Some(EN.plain.about_ask));
        let mut label = given(Some("x"), None);
        assert_eq!(label.line("back").says, EN.common.first_question);
        assert_eq!(label.prompt().as_deref(), Some(EN.plain.label_ask));
    }
}
