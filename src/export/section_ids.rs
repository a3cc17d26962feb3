//! Names for the sections of a report within one document: plain letters, each there once.

use std::collections::BTreeMap;

use crate::report::Report;

/// The sections' names by their place, and by the anchor that cells lead to.
pub(super) struct SectionIds {
    of_section: Vec<String>,
    of_anchor: BTreeMap<String, String>,
}

impl SectionIds {
    pub(super) fn of(report: &Report) -> SectionIds {
        let mut ids = SectionIds { of_section: Vec::new(), of_anchor: BTreeMap::new() };
        for (section, number) in report.sections.iter().zip(1..) {
            let anchor = section.anchor.as_deref().unwrap_or_default();
            let is_plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
            let words: String = anchor.chars().filter(|sign| is_plain(*sign)).collect();
            let id =
                match words.is_empty() || ids.of_section.iter().any(|other| *other == format!("s-{words}")) {
                    true => format!("s-{number}"),
                    false => format!("s-{words}"),
                };
            if let Some(anchor) = &section.anchor {
                ids.of_anchor.insert(anchor.clone(), id.clone());
            }
            ids.of_section.push(id);
        }
        ids
    }

    /// Returns a section's name; empty when there is no such section.
    pub(super) fn section(&self, index: usize) -> &str {
        self.of_section.get(index).map_or("", String::as_str)
    }

    /// Returns the name of the section that an anchor belongs to.
    pub(super) fn target(&self, anchor: &str) -> Option<String> {
        self.of_anchor.get(anchor).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Section;

    #[track_caller]
    fn check(anchors: &[Option<&str>], want: &[&str]) {
        let section =
            |anchor: &Option<&str>| Section { anchor: anchor.map(str::to_owned), ..Section::default() };
        let report = Report { sections: anchors.iter().map(section).collect(), ..Report::default() };
        let ids = SectionIds::of(&report);
        assert_eq!(ids.of_section, want);
        for anchor in anchors.iter().flatten() {
            assert!(ids.target(anchor).is_some_and(|id| ids.of_section.contains(&id)), "{anchor}");
        }
    }

    #[test]
    fn plain_names_stay() {
        check(&[None, Some("leaks"), Some("new_customers")], &["s-1", "s-leaks", "s-new_customers"]);
    }

    #[test]
    fn each_is_there_once() {
        check(&[Some("plan"), Some("plan"), Some("2")], &["s-plan", "s-2", "s-3"]);
    }

    #[test]
    fn nothing_foreign_gets_into_a_link() {
        check(&[Some("\"><b>"), Some("東京")], &["s-b", "s-2"]);
    }
}
