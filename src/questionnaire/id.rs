//! What names a thing for ever: letters, digits and underscores.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// An id as a questionnaire gives it: 1 to 64 of `a-z`, `0-9` and `_`. It is never a file name.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    pub const LONGEST: usize = 64;

    /// Returns `None` when the text is not an id.
    pub fn new(text: &str) -> Option<Id> {
        let fits = (1..=Self::LONGEST).contains(&text.len());
        let plain = text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        (fits && plain).then(|| Id(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, accepted: bool) {
        assert_eq!(Id::new(text).is_some(), accepted, "{text:?}");
    }

    #[test]
    fn ids_are_plain() {
        check("keep_target", true);
        check("x9", true);
        check("", false);
        check("Keep", false);
        check("../x", false);
        check("a/b", false);
        check(".hidden", false);
        check("é", false);
        check(&"a".repeat(64), true);
        check(&"a".repeat(65), false);
    }
}
