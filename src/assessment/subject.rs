//! By what a team is known again in its next assessment.

use unicode_normalization::UnicodeNormalization;

/// By what somebody is known again: `Northwind  Sales` is `northwind sales`. Two assessments are about the same
/// team where this is equal for both; it is empty where nobody is named.
///
/// A name is typed anew each year, so that letters' case and spaces tell nothing apart, and neither does whether
/// a keyboard writes `ü` as one sign or as two.
pub fn known_as(about: &str) -> String {
    let words: Vec<&str> = about.split_whitespace().collect();
    words.join(" ").to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(known_as(one) == known_as(other), same, "{one:?} and {other:?}");
    }

    #[rustfmt::skip]
    mod same {
        use super::*;

        #[test] fn to_the_letter() { check("Northwind", "Northwind", true); }
        #[test] fn case() { check("Northwind", "NORTHWIND", true); }
        #[test] fn case_of_other_scripts() { check("ΑΙΓΑΙΟ Überblick", "αιγαιο überblick", true); }
        #[test] fn spaces_around() { check(" Northwind\t", "Northwind", true); }
        #[test] fn spaces_between() { check("Northwind  Sales", "Northwind\u{a0}Sales", true); }
        #[test] fn accents_of_two_signs() { check("U\u{308}berblick", "Überblick", true); }
        #[test] fn nobody() { check("", "  ", true); }
    }

    #[rustfmt::skip]
    mod another {
        use super::*;

        #[test] fn name() { check("Northwind", "Southwind", false); }
        #[test] fn longer() { check("Northwind", "Northwind Sales", false); }
        #[test] fn joined() { check("North wind", "Northwind", false); }
        #[test] fn accent() { check("Ahlen", "Ählen", false); }
        #[test] fn named_and_not() { check("Northwind", "", false); }
    }
}
