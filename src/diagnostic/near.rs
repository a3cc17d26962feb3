//! The known word that was probably meant by one that nobody knows.

use std::cell::Cell;
use std::cmp::Reverse;

/// The comparisons that are made to find near words for the faults of one file.
const GUESSES: usize = 200_000;

/// Finds near words for the faults of one file. A file may have twenty thousand names and as many
/// faults; after so many comparisons nothing is guessed any more, for nobody reads on so far.
#[derive(Debug)]
pub struct Guesses {
    left: Cell<usize>,
}

impl Default for Guesses {
    fn default() -> Guesses {
        Guesses { left: Cell::new(GUESSES) }
    }
}

impl Guesses {
    pub fn is_over(&self) -> bool {
        self.left.get() == 0
    }

    /// Returns the known word that was probably meant, or `None` when none is near.
    pub fn nearest<'a>(&self, word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        if self.is_over() {
            return None;
        }
        let count = |_: &&str| self.left.set(self.left.get().saturating_sub(1));
        nearest(word, known.inspect(count))
    }
}

/// Returns the known word that was probably meant, or `None` when none is near.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Comparing takes the product of the lengths, and nobody misspells a word this long.
    const LONGEST: usize = 64;
    let length = word.chars().take(LONGEST + 1).count();
    if LONGEST < length {
        return None;
    }
    let word = word.to_lowercase();
    let greatest = (length.max(3) / 3).min(length.saturating_sub(1));
    known
        .filter(|candidate| candidate.len() <= 4 * LONGEST)
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= greatest)
        .min_by_key(|(distance, candidate)| (*distance, Reverse(common_beginning(&word, candidate))))
        .map(|(_, candidate)| candidate)
}

fn common_beginning(left: &str, right: &str) -> usize {
    left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_nearest(word: &str, want: Option<&str>) {
        let known = ["scale", "choice", "title", "id", "weight", "show_if", "practices", "practice_for"];
        assert_eq!(nearest(word, known.into_iter()), want);
    }

    #[rustfmt::skip]
    mod nearest_words {
        use super::*;

        #[test] fn a_letter_short() { check_nearest("scal", Some("scale")); }
        #[test] fn letters_swapped() { check_nearest("titel", Some("title")); }
        #[test] fn case() { check_nearest("ID", Some("id")); }
        #[test] fn singular() { check_nearest("practice", Some("practices")); }
        #[test] fn hyphen() { check_nearest("show-if", Some("show_if")); }
        #[test] fn far() { check_nearest("banana", None); }
        #[test] fn one_letter() { check_nearest("x", None); }
        #[test] fn empty() { check_nearest("", None); }
        #[test] fn endless() { check_nearest(&"s".repeat(1_000_000), None); }
    }
}
