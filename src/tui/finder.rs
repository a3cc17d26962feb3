//! Finding a line by a few letters of it: what was typed, and which lines hold it.
//!
//! Case and accents do not matter, and the words may come in any order. What begins with a digit is looked for at
//! the beginning of a word, so that `4.2` is not found in `14.2`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::action::Action;
use super::draft::Draft;
use crate::text;

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the list calls it: the number of a line, or of a question.
    pub target: usize,
    /// Shown before it, such as `4.2`; empty where the list numbers its lines itself.
    pub label: String,
    /// Everything it can be found by, folded.
    text: String,
}

impl Entry {
    /// Found by its label, and by any of these texts.
    pub fn new(target: usize, label: String, texts: &[&str]) -> Entry {
        let text = std::iter::once(label.as_str()).chain(texts.iter().copied()).collect::<Vec<_>>().join(" ");
        Entry { target, label, text: folded(&text) }
    }

    fn holds(&self, word: &str) -> bool {
        match word.starts_with(|first: char| first.is_ascii_digit()) {
            true => self.text.split(' ').any(|known| known.starts_with(word)),
            false => self.text.contains(word),
        }
    }
}

/// What is looked for, and what was found so far.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    wanted: Draft,
    entries: Vec<Entry>,
    /// Which of the entries hold it, in their own order.
    found: Vec<usize>,
    /// What was looked for before it, and found, while every letter only narrowed that down: another letter looks
    /// through what is left, and taking it back looks through nothing.
    wider: Vec<(String, Vec<usize>)>,
    /// What was looked for last.
    looked: String,
    /// Which of those has the cursor.
    cursor: usize,
}

impl Finder {
    /// Begins with nothing typed and everything found; the cursor is on this target, if it is there.
    pub fn new(entries: Vec<Entry>, target: usize) -> Finder {
        let cursor = entries.iter().position(|entry| entry.target == target).unwrap_or(0);
        let found = (0..entries.len()).collect();
        Finder { entries, found, cursor, ..Finder::default() }
    }

    pub fn wanted(&self) -> &Draft {
        &self.wanted
    }

    /// How many there are to choose from.
    pub fn of(&self) -> usize {
        self.entries.len()
    }

    /// What was found, by its place among all that was, in the order of the list.
    pub fn at(&self, place: usize) -> Option<&Entry> {
        self.entries.get(*self.found.get(place)?)
    }

    /// How many of them.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Where the cursor stands among what was found.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The one with the cursor; `None` when nothing was found.
    pub fn chosen(&self) -> Option<usize> {
        self.at(self.cursor).map(|entry| entry.target)
    }

    pub fn holds(&self, target: usize) -> bool {
        // Targets rise from entry to entry.
        self.found
            .binary_search_by_key(&Some(target), |found| self.entries.get(*found).map(|entry| entry.target))
            .is_ok()
    }

    /// Puts the cursor on something found; returns whether it stood there already.
    pub fn point(&mut self, target: usize) -> bool {
        let was_there = self.chosen() == Some(target);
        let there = |found: &usize| self.entries.get(*found).is_some_and(|entry| entry.target == target);
        self.cursor = self.found.iter().position(there).unwrap_or(self.cursor);
        was_there
    }

    /// Moves or types; a page is so many lines.
    pub fn act(&mut self, action: Action, page: usize) {
        let last = self.found.len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::PageUp => self.cursor = self.cursor.saturating_sub(page),
            Action::PageDown => self.cursor = (self.cursor + page).min(last),
            action => {
                let before = self.wanted.text().to_owned();
                if self.wanted.act(action) && self.wanted.text() != before {
                    self.look();
                }
            }
        }
    }

    /// Puts in what was pasted, as one line; returns whether that was all of it.
    pub fn paste(&mut self, pasted: &str) -> bool {
        let whole = self.wanted.insert(&text::clean(pasted));
        self.look();
        whole
    }

    /// Nothing is looked for, and all is found.
    fn everything(&self) -> (String, Vec<usize>) {
        (String::new(), (0..self.entries.len()).collect())
    }

    /// Which of what was found holds every word.
    fn holding(&self, wanted: &str) -> Vec<usize> {
        let words: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
        let holds = |at: &usize| {
            self.entries.get(*at).is_some_and(|entry| words.iter().all(|word| entry.holds(word)))
        };
        self.found.iter().copied().filter(holds).collect()
    }

    fn look(&mut self) {
        let before = self.chosen();
        let wanted = folded(self.wanted.text());
        // Wider searches end where they are not the beginning of this one any more.
        while !wanted.starts_with(&self.looked) {
            let (looked, found) = self.wider.pop().unwrap_or_else(|| self.everything());
            (self.looked, self.found) = (looked, found);
        }
        if wanted != self.looked {
            let narrowed = self.holding(&wanted);
            self.wider.push((
                std::mem::replace(&mut self.looked, wanted),
                std::mem::replace(&mut self.found, narrowed),
            ));
        }
        self.cursor = 0;
        if let Some(before) = before.filter(|before| self.holds(*before)) {
            self.point(before);
        }
    }
}

/// A text as it is compared: without case and accents, and with signs that only look different made equal.
fn folded(text: &str) -> String {
    let text = text::clean(text);
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let letters = text.nfkd().flat_map(char::to_lowercase);
    for letter in letters.filter(|letter| canonical_combining_class(*letter) == 0) {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            letter => folded.push(letter),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [(&str, &str); 6] = [
        ("1.1", "Which customers must a rep keep?"),
        ("1.2", "Why do customers leave? Müller & Söhne, Łódź"),
        ("1.10", "Straße, Ærø, ΟΔΟΣ"),
        ("11.1", "顧客は残りますか"),
        ("4.2", "50 calls a week"),
        ("14.2", "a \u{202e}hostile\u{0} one"),
    ];

    /// Which lines are found by what is typed.
    #[track_caller]
    fn check(typed: &str, want: &[&str]) {
        let entry =
            |(at, (label, text)): (usize, &(&str, &str))| Entry::new(at, (*label).to_owned(), &[text]);
        let mut finder = Finder::new(LINES.iter().enumerate().map(entry).collect(), 0);
        for letter in typed.chars() {
            finder.act(Action::Type(letter), 8);
        }
        let found: Vec<&str> = (0..finder.count())
            .filter_map(|place| finder.at(place))
            .map(|entry| entry.label.as_str())
            .collect();
        assert_eq!(found, want);
        assert_eq!(finder.chosen().is_some(), !want.is_empty());
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn nothing_typed() { check("", &["1.1", "1.2", "1.10", "11.1", "4.2", "14.2"]); }
        #[test] fn any_case() { check("CUSTOM", &["1.1", "1.2"]); }
        #[test] fn words_in_any_order() { check("leave cust", &["1.2"]); }
        #[test] fn without_accents() { check("muller", &["1.2"]); check("lodz", &["1.2"]); }
        #[test] fn with_accents() { check("MÜLLER", &["1.2"]); check("Mu\u{308}ller", &["1.2"]); }
        #[test] fn sharp_s() { check("strasse", &["1.10"]); check("straße", &["1.10"]); check("ærø", &["1.10"]); }
        #[test] fn greek() { check("οδος", &["1.10"]); }
        #[test] fn signs() { check("残り", &["11.1"]); check("１１.１", &["11.1"]); }
        #[test] fn by_number() { check("4.2", &["4.2"]); check("1.1", &["1.1", "1.10"]); check("50", &["4.2"]); }
        #[test] fn hostile_text_is_text() { check("hostile one", &["14.2"]); check("\u{202e}hostile", &["14.2"]); }
        #[test] fn nowhere() { check("nowhere", &[]); }
    }

    /// Typing on keeps the cursor where it is, as long as that is found.
    #[test]
    fn the_cursor_stays_with_its_line() {
        let entries =
            (0..9).map(|at| Entry::new(at, String::new(), &[if at % 2 == 0 { "even" } else { "odd" }]));
        let mut finder = Finder::new(entries.collect(), 4);
        assert_eq!(finder.chosen(), Some(4));
        finder.act(Action::Type('v'), 8);
        assert_eq!((finder.chosen(), finder.cursor()), (Some(4), 2));
        finder.act(Action::Down, 8);
        assert_eq!((finder.chosen(), finder.holds(6), finder.holds(5)), (Some(6), true, false));
        finder.act(Action::Erase, 8);
        finder.act(Action::Type('o'), 8);
        assert_eq!((finder.chosen(), finder.holds(6)), (Some(1), false));
        finder.act(Action::Type('x'), 8);
        assert_eq!(finder.chosen(), None);
        finder.act(Action::Down, 8);
        finder.act(Action::EraseLine, 8);
        assert_eq!(finder.count(), 9);
    }
}
