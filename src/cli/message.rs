//! A message that waits for its language: what finds a fault seldom knows in which words it will be told.

use std::fmt;

use crate::words::{EN, Words};

/// Something to be said, once it is known in which language.
pub(super) struct Message(Box<dyn Fn(&'static Words) -> String>);

impl Message {
    /// A message of the catalogue, with its values.
    pub(super) fn of(says: impl Fn(&'static Words) -> String + 'static) -> Message {
        Message(Box::new(says))
    }

    /// What stands in every language as it is: the diagnostics of a file, the words of the system.
    pub(super) fn verbatim(says: impl Into<String>) -> Message {
        let says = says.into();
        Message(Box::new(move |_words| says.clone()))
    }

    pub(super) fn in_words(&self, words: &'static Words) -> String {
        (self.0)(words)
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.in_words(&EN))
    }
}
