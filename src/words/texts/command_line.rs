//! What the command line says of itself: help, marks, complaints, manual pages.

use super::super::{Plural, Said};
use super::Text;

catalogue! {
    /// Help, and what is wrong with what was typed.
    CommandLineWords {
        /// What stands beside commands, options and their values.
        texts: Said,
        /// What stands for a value that is to be typed.
        places: Said,
        /// The headings of a help text, each a line of its own.
        usage: Text,
        commands: Text,
        arguments: Text,
        options: Text,
        possible_values: Text,
        /// What stands for options and for a command in a line of usage.
        any_options: Text,
        any_command: Text,
        /// The marks behind a description.
        environment: Text,
        default: Text,
        possible: Text,
        alias: Text,
        /// What is wrong with what was typed.
        error: Text,
        the_argument: Text,
        the_command: Text,
        not_with: Text,
        not_with_these: Text,
        not_with_others: Text,
        twice: Text,
        no_value: Text,
        wrong_value: Text,
        wrong_value_why: Text,
        outside: Text,
        unknown_command: Text,
        unknown_argument: Text,
        missing: Text,
        no_command: Text,
        these_commands: Text,
        one_too_many: Text,
        too_few: Plural,
        no_text: Text,
        /// What may have been meant.
        tip: Text,
        quoted: Text,
        similar_command: Text,
        similar_commands: Text,
        similar_argument: Text,
        similar_value: Text,
        as_value: Text,
        belongs_to: Text,
        without_dashes: Text,
        more: Text,
        names: Text,
        /// Where a name with blanks in it came apart.
        blanks: Text,
        /// The headings of a manual page.
        manual_name: Text,
        manual_synopsis: Text,
        manual_description: Text,
        manual_options: Text,
        manual_commands: Text,
        manual_extra: Text,
        manual_version: Text,
        manual_default: Text,
    }
}

impl CommandLineWords {
    /// What stands beside a command or an option, by its English text; `None` where that one stands.
    pub fn text(&self, english: &str) -> Option<&'static str> {
        of(self.texts, english)
    }

    /// What stands for a value, by its English name: `ID|DATEI` for `ID|FILE`.
    pub fn place(&self, english: &str) -> Option<&'static str> {
        of(self.places, english)
    }
}

fn of(said: Said, english: &str) -> Option<&'static str> {
    said.iter().find(|(known, _)| *known == english).map(|(_, ours)| *ours)
}
