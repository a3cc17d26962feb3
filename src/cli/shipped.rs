//! The questionnaires that come with the program; the binary needs no file beside it.

/// A questionnaire in the binary.
pub(super) struct Shipped {
    pub id: &'static str,
    /// The name its file has in the repository.
    pub file: &'static str,
    pub text: &'static str,
}

pub(super) static SHIPPED: &[Shipped] = &[Shipped {
    id: "leaky_bucket",
    file: "leaky-bucket.yaml",
    text: include_str!("../../questionnaires/leaky-bucket.yaml"),
}];

/// The one that is answered when none is named.
pub(super) fn main() -> &'static Shipped {
    &SHIPPED[0]
}

/// By its id, or its file's name with or without the ending.
pub(super) fn find(word: &str) -> Option<&'static Shipped> {
    SHIPPED.iter().find(|shipped| {
        let stem = shipped.file.strip_suffix(".yaml").unwrap_or(shipped.file);
        [shipped.id, shipped.file, stem].contains(&word)
    })
}
