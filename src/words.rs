//! What the program itself says to a respondent, in every language it speaks.
//!
//! One file, with the parts in its folder, holds one language: [`EN`], [`DE`]. They are plain statics of one type, so
//! nothing is read at the start and no text can be missing. To add a language, write them anew, name it in [`ALL`],
//! and the tests below say what does not fit.

mod de;
mod en;
mod texts;

use std::fmt;

use jiff::civil::Date;

pub use de::DE;
pub use en::EN;
pub use texts::*;

use crate::language::Language;

/// Every language the program speaks; the first is the one it falls back to.
pub static ALL: [&Words; 2] = [&EN, &DE];

/// How a language counts a thing, in the terms of the Unicode plural rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// A text that depends on how many there are; `{count}` stands for the number. A language leaves out the
/// forms that it does not have.
#[derive(Clone, Copy, Debug)]
pub struct Plural {
    pub zero: Option<&'static str>,
    pub one: Option<&'static str>,
    pub two: Option<&'static str>,
    pub few: Option<&'static str>,
    pub many: Option<&'static str>,
    pub other: &'static str,
}

impl Plural {
    /// For a language that tells one from several, and nothing more.
    pub const fn of(one: &'static str, other: &'static str) -> Plural {
        Plural { zero: None, one: Some(one), two: None, few: None, many: None, other }
    }

    /// The text of a form, else the one for all other numbers.
    pub fn text(&self, form: Form) -> &'static str {
        let text = match form {
            Form::Zero => self.zero,
            Form::One => self.one,
            Form::Two => self.two,
            Form::Few => self.few,
            Form::Many => self.many,
            Form::Other => None,
        };
        text.unwrap_or(self.other)
    }
}

/// What a key does: a word or two for the footer, empty for keys that only help tells of, and a sentence.
#[derive(Clone, Copy, Debug)]
pub struct KeyText {
    pub hint: &'static str,
    pub says: &'static str,
}

impl KeyText {
    const fn of(hint: &'static str, says: &'static str) -> KeyText {
        KeyText { hint, says }
    }
}

/// English texts that stand elsewhere, each with what this language says for it. Without one, the English stands.
pub type Said = &'static [(&'static str, &'static str)];

/// Words that can be typed for one command. The first is what help calls it.
pub type Typed = &'static [&'static str];

/// Puts values in the place of `{name}`. Names without a value stay as they are, and what a value holds is
/// never looked at again.
pub fn fill(text: &str, values: &[(&str, &dyn fmt::Display)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}');
        let value = named.and_then(|(name, behind)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, behind))
        });
        match value {
            Some((value, behind)) => {
                filled.push_str(&value.to_string());
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// The same text with a capital at its beginning.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

impl Words {
    /// The words for texts in this language, or in a wider one: those for `de` serve `de-AT`.
    pub fn of(tag: &str) -> Option<&'static Words> {
        let language = Language::new(tag)?;
        language.choose(&ALL, |words| words.language).and_then(|at| ALL.get(at).copied())
    }

    /// The words that stand beside texts in this language: English where we do not speak it.
    pub fn beside(tag: &str) -> &'static Words {
        // Asked for often, and mostly of a language that is known by its very name.
        let named = ALL.into_iter().find(|words| words.language == tag);
        named.or_else(|| Words::of(tag)).unwrap_or(&EN)
    }

    /// The text for so many.
    pub fn plural(&self, text: &Plural, count: usize) -> &'static str {
        text.text((self.form)(u64::try_from(count).unwrap_or(u64::MAX)))
    }

    /// The text for so many, with the number in it.
    pub fn count(&self, text: &Plural, count: usize) -> String {
        fill(self.plural(text, count), &[("count", &count)])
    }

    /// A number without needless digits: `88`, `4.5`.
    pub fn number(&self, value: f64, decimals: u32) -> String {
        let text = format!("{value:.*}", decimals as usize);
        match text.split_once('.') {
            Some((whole, digits)) => match digits.trim_end_matches('0') {
                "" => whole.to_owned(),
                digits => format!("{whole}{}{digits}", self.decimal),
            },
            None => text,
        }
    }

    /// `88%`.
    pub fn percent(&self, number: &str) -> String {
        fill(self.percent, &[("number", &number)])
    }

    /// `2026-03-01`.
    pub fn short_date(&self, date: Date) -> String {
        let (day, month) = (format!("{:02}", date.day()), format!("{:02}", date.month()));
        let year = format!("{:04}", date.year());
        fill(self.short_date, &[("day", &day), ("month", &month), ("year", &year)])
    }

    /// `1 March 2026`.
    pub fn date(&self, date: Date) -> String {
        let month =
            usize::try_from(date.month()).ok().and_then(|month| self.months.get(month.checked_sub(1)?));
        fill(self.date, &[("day", &date.day()), ("month", month.unwrap_or(&"")), ("year", &date.year())])
    }
}

/// In which language somebody is spoken to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    pub language: Option<Language>,
    /// Whether it was typed, and not only set in the surroundings.
    pub typed: bool,
}

impl Wish {
    /// The words to stand beside texts in this language.
    ///
    /// A screen speaks one language: that of the questionnaire on it, where we speak it too. Only a wish
    /// that was typed is stronger. Where nothing fits, it is English.
    pub fn words(&self, language: &str) -> &'static Words {
        let wished = || self.language.as_ref().and_then(|language| Words::of(language.as_str()));
        let of_texts = || Words::of(language);
        let found = if self.typed { wished().or_else(of_texts) } else { of_texts().or_else(wished) };
        found.unwrap_or(&EN)
    }
}

#[cfg(test)]
mod tests;
