//! The keys of benchmark files, once: the reader, its messages and the schema come from these tables.

/// A key of a benchmark file, or of its figures.
pub(super) struct Key {
    pub name: &'static str,
    pub about: &'static str,
    /// What to do where it is missing; `None` of a key that may be.
    pub needed: Option<&'static str>,
}

const fn needed(name: &'static str, about: &'static str, needed: &'static str) -> Key {
    Key { name, about, needed: Some(needed) }
}

const fn optional(name: &'static str, about: &'static str) -> Key {
    Key { name, about, needed: None }
}

pub(super) const FILE: [Key; 8] = [
    needed("benchmark", "The form of the file: 1.", "begin with `benchmark: 1`"),
    needed(
        "questionnaire",
        "The id of the questionnaire that was answered.",
        "add the id of the questionnaire that was answered, like `questionnaire: leaky_bucket`",
    ),
    needed(
        "edition",
        "Which edition of it was answered.",
        "add the edition that was answered, like `edition: \"2026.1\"`",
    ),
    needed("source", "Whose scores they are, in a line.", "add a line that says whose scores these are"),
    needed(
        "date",
        "The day on which the figures were drawn up.",
        "add the day on which the figures were drawn up, like `date: 2026-03-01`",
    ),
    needed("n", "How many were assessed.", "add how many were assessed, like `n: 14`"),
    optional("overall", "The figures of the overall score."),
    optional("areas", "Figures by the ids of areas; what is not there is not shown."),
];

const AS_IN: &str = "add it, as in `{lower: 41, median: 52, upper: 63}`";

pub(super) const FIGURES: [Key; 4] = [
    optional("n", "How many of them have a score here; left out, all."),
    needed("lower", "The lower quartile: a quarter of the scores lies below it.", AS_IN),
    needed("median", "The score in the middle.", AS_IN),
    needed("upper", "The upper quartile: a quarter of the scores lies above it.", AS_IN),
];
