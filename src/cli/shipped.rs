//! The questionnaires that come with the program; the binary needs no file beside it.

use crate::language::Language;
use crate::tui::Glance;

/// A questionnaire in the binary.
pub(super) struct Shipped {
    pub id: &'static str,
    /// The name its file has in the repository.
    pub file: &'static str,
    pub text: &'static str,
    pub translations: &'static [Translated],
    /// What the first screen says of it; a test holds this to what the text says.
    glance: At,
}

/// A questionnaire's translation in the binary.
pub(super) struct Translated {
    pub language: &'static str,
    pub file: &'static str,
    pub text: &'static str,
    /// The questionnaire's title in this language.
    title: &'static str,
}

/// A [`Glance`] that can be written down.
#[derive(Clone, Copy)]
struct At {
    language: &'static str,
    title: &'static str,
    edition: &'static str,
    areas: usize,
    questions: usize,
    minutes: (u32, u32),
}

impl Shipped {
    /// The questionnaire at a glance, without reading it, in a language where it is there.
    pub(super) fn glance(&self, language: Option<&Language>) -> Glance {
        let At { language: own, title, edition, areas, questions, minutes } = self.glance;
        let (language, title) = match self.translated(language) {
            Some(translated) => (translated.language, translated.title),
            None => (own, title),
        };
        let (language, title, edition) = (language.to_owned(), title.to_owned(), edition.to_owned());
        Glance { language, title, edition, areas, questions, minutes }
    }

    /// The translation that serves a language best, if there is one.
    pub(super) fn translated(&self, language: Option<&Language>) -> Option<&'static Translated> {
        let at = language?.choose(self.translations, |translated| translated.language)?;
        self.translations.get(at)
    }
}

pub(super) static SHIPPED: &[Shipped] = &[Shipped {
    id: "leaky_bucket",
    file: "leaky-bucket.yaml",
    text: include_str!("../../questionnaires/leaky-bucket.yaml"),
    translations: &[Translated {
        language: "de",
        file: "leaky-bucket.de.yaml",
        text: include_str!("../../questionnaires/leaky-bucket.de.yaml"),
        title: "Der löchrige Eimer: Selbsteinschätzung im Vertrieb",
    }],
    glance: At {
        language: "en",
        title: "Leaky Bucket self-assessment",
        edition: "2026.1",
        areas: 9,
        questions: 52,
        minutes: (15, 20),
    },
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{self, TranslationFile};
    use crate::source::Limits;

    #[test]
    fn what_is_said_before_reading_is_true() {
        for shipped in SHIPPED {
            let (_, read, _) = questionnaire::read(shipped.file, shipped.text.as_bytes(), &Limits::default());
            let read = read.unwrap();
            assert_eq!(shipped.glance(None), Glance::of(&read));
            assert_eq!(shipped.id, read.id.as_str());
            for translated in shipped.translations {
                let file =
                    TranslationFile::read(translated.file, translated.text.as_bytes(), &Limits::default());
                let translation = file.translation(&read).1.unwrap();
                assert_eq!(translation.language.as_str(), translated.language);
                let glance = shipped.glance(Some(&translation.language));
                assert_eq!(glance, Glance::of(&read.in_language(&translation)));
            }
        }
    }
}
