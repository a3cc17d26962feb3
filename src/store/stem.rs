//! What the file of an assessment is called, so that a person knows it among others and every system takes it.

use unicode_normalization::UnicodeNormalization;

use super::Header;
use crate::text;

/// A file name for an assessment: the letters and digits of what it is about and of its label.
pub(super) fn stem(header: &Header) -> String {
    let named = slug(&format!("{} {}", header.about, header.label));
    let named = match named.as_str() {
        "" => slug(&header.questionnaire.id),
        _named => named,
    };
    // On Windows these are devices, whatever follows the dot.
    let is_device = match named.as_str() {
        "" | "con" | "prn" | "aux" | "nul" => true,
        named => {
            let port = named.strip_prefix("com").or_else(|| named.strip_prefix("lpt"));
            port.is_some_and(|port| port.chars().count() == 1)
        }
    };
    let joint = if named.is_empty() { "" } else { "-" };
    if is_device { format!("{named}{joint}assessment") } else { named }
}

/// The text in lower case letters and digits of whatever script, with hyphens for all else.
///
/// What it begins with is kept, as far as a file name has room for it and for a number behind it.
fn slug(text: &str) -> String {
    const MOST_CHARACTERS: usize = 60;
    const MOST_BYTES: usize = 160;
    let mut slug = String::new();
    let lower: String = text.chars().flat_map(char::to_lowercase).collect();
    for character in lower.nfc().take(100_000) {
        if MOST_CHARACTERS <= slug.chars().count() || MOST_BYTES < slug.len() + character.len_utf8() {
            break;
        }
        let goes_on = !slug.is_empty() && !slug.ends_with('-');
        // Scripts that write vowels as marks on their letters would lose them.
        let is_mark = goes_on && unicode_normalization::char::is_combining_mark(character);
        if text::is_visible(character) && (character.is_alphanumeric() || is_mark) {
            slug.push(character);
        } else if goes_on {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{Name, sample};
    use super::*;

    #[track_caller]
    fn check_stem(about: &str, label: &str, want: &str) {
        assert_eq!(stem(&sample::header(about, label)), want);
        assert!(Name::new(want).is_some());
    }

    #[rustfmt::skip]
    mod stems {
        use super::*;

        #[test] fn plain() { check_stem("Northwind", "2026", "northwind-2026"); }
        #[test] fn no_label() { check_stem("Northwind Sales", "", "northwind-sales"); }
        #[test] fn nothing() { check_stem("", "", "small"); }
        #[test] fn accents() { check_stem("Åse Überbrück & Søn", "Q1/26", "åse-überbrück-søn-q1-26"); }
        #[test] fn sharp_s() { check_stem("Groß", "", "groß"); }
        #[test] fn other_scripts() { check_stem("東京", "", "東京"); }
        #[test] fn greek() { check_stem("Αιγαίο,", "2026", "αιγαίο-2026"); }
        #[test] fn taken_apart() { check_stem("U\u{308}ber", "", "über"); }
        #[test] fn vowel_signs() { check_stem("हिन्दी", "", "हिन्दी"); }
        #[test] fn a_mark_alone() { check_stem("\u{301}\u{302}", "", "small"); }
        #[test] fn overridden() { check_stem("a\u{202e}b", "", "ab"); }
        #[test] fn long_in_another_script() { check_stem(&"東".repeat(200), "", &"東".repeat(53)); }
        #[test] fn path() { check_stem("../../etc/passwd", "", "etc-passwd"); }
        #[test] fn hidden() { check_stem(".hidden", "", "hidden"); }
        #[test] fn device() { check_stem("CON", "", "con-assessment"); }
        #[test] fn port() { check_stem("Lpt1", "", "lpt1-assessment"); }
        #[test] fn escape() { check_stem("a\u{1b}[2Jb", "", "a-2jb"); }
        #[test] fn long() { check_stem(&"ab".repeat(200), "", &"ab".repeat(30)); }
    }
}
