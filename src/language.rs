//! A language tag, such as `de` or `de-AT`, and which one to fall back to.

use std::fmt;

/// A language as its tag names it: a language of two or three letters, then what narrows it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(String);

impl Language {
    /// Reads a tag, however its letters are written; `_` will do for `-`.
    /// Returns `None` for what cannot be one.
    pub fn new(tag: &str) -> Option<Language> {
        const LONGEST: usize = 35;
        if LONGEST < tag.len() {
            return None;
        }
        let mut parts = tag.split(['-', '_']);
        let first = parts.next().filter(|first| matches!(first.len(), 2 | 3))?;
        if !first.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let mut written = first.to_ascii_lowercase();
        for part in parts {
            if !(1..=8).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return None;
            }
            written.push('-');
            written.push_str(&usual_case(part));
        }
        Some(Language(written))
    }

    /// Reads what the environment calls a locale: `de_AT.UTF-8`. `C` and `POSIX` name no language.
    pub fn of_locale(locale: &str) -> Option<Language> {
        let tag = locale.split(['.', '@']).next().unwrap_or_default();
        Language::new(tag)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag itself, then ever wider ones: `de-AT`, `de`.
    pub fn and_wider(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(Some(self.as_str()), |tag| tag.rsplit_once('-').map(|(wider, _)| wider))
    }

    /// The first that serves of several: the same tag, else one that is wider.
    pub fn choose<T>(&self, all: &[T], tag: impl Fn(&T) -> &str) -> Option<usize> {
        self.and_wider().find_map(|wanted| {
            all.iter().position(|one| Language::new(tag(one)).is_some_and(|one| one.as_str() == wanted))
        })
    }
}

/// Scripts begin with a capital, countries are capitals throughout, all else is small.
fn usual_case(part: &str) -> String {
    let is_word = part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let small = part.to_ascii_lowercase();
    match (part.len(), small.split_at_checked(1)) {
        (2, _) if is_word => part.to_ascii_uppercase(),
        (4, Some((first, rest))) if is_word => first.to_ascii_uppercase() + rest,
        (_, _) => small,
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, want: Option<&str>) {
        assert_eq!(Language::new(tag).as_ref().map(Language::as_str), want);
    }

    #[track_caller]
    fn check_locale(locale: &str, want: Option<&str>) {
        assert_eq!(Language::of_locale(locale).as_ref().map(Language::as_str), want);
    }

    #[track_caller]
    fn check_choice(wanted: &str, all: &[&str], want: Option<usize>) {
        assert_eq!(Language::new(wanted).unwrap().choose(all, |tag| tag), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn plain() { check("de", Some("de")); }
        #[test] fn with_a_country() { check("DE_at", Some("de-AT")); }
        #[test] fn with_a_script() { check("zh-HANT-tw", Some("zh-Hant-TW")); }
        #[test] fn with_a_region_in_digits() { check("es-419", Some("es-419")); }
        #[test] fn nothing() { check("", None); }
        #[test] fn a_word() { check("german", None); }
        #[test] fn one_letter() { check("C", None); }
        #[test] fn a_path() { check("../de", None); }
        #[test] fn a_gap() { check("de--AT", None); }
        #[test] fn an_umlaut() { check("dé", None); }
        #[test] fn too_long() { check(&format!("de{}", "-abcdefgh".repeat(4)), None); }

        #[test] fn a_locale() { check_locale("de_AT.UTF-8", Some("de-AT")); }
        #[test] fn a_locale_with_a_currency() { check_locale("de_DE@euro", Some("de-DE")); }
        #[test] fn no_locale() { check_locale("C.UTF-8", None); }
        #[test] fn no_locale_by_its_other_name() { check_locale("POSIX", None); }

        #[test] fn the_same() { check_choice("de-AT", &["de", "de-at"], Some(1)); }
        #[test] fn a_wider_one() { check_choice("de-AT", &["en", "de"], Some(1)); }
        #[test] fn never_a_narrower_one() { check_choice("de", &["de-AT"], None); }
        #[test] fn another() { check_choice("fr", &["en", "de"], None); }
        #[test] fn what_is_no_tag_is_passed_over() { check_choice("de", &["", "de"], Some(1)); }
    }
}
