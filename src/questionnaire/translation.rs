//! A questionnaire in another language: the same ids, the same scores, other words.
//!
//! A translation is a file of its own beside the questionnaire, `leaky-bucket.de.yaml`, with texts by
//! the ids of what they belong to. What it leaves out stands in the original's language.

mod outline;
mod read;
mod skeleton;
mod texts;
mod told_as;

use std::collections::HashMap;

use super::{Kind, Questionnaire};
use crate::language::Language;
use texts::{Step, walk};

pub use read::TranslationFile;
pub use skeleton::skeleton;

/// The texts of a questionnaire in another language.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    pub language: Language,
    /// By their places, such as `areas.retention.questions.ret_target.choices.2.text`.
    texts: HashMap<String, String>,
    /// How many texts there are to be translated.
    pub wanted: usize,
    /// How many of these it leaves out.
    pub missing: usize,
}

impl Questionnaire {
    /// The questionnaire in another language; texts that the translation leaves out stay as they are.
    #[must_use]
    pub fn in_language(&self, translation: &Translation) -> Questionnaire {
        let mut translated = self.clone();
        let mut path = Path::default();
        walk(&mut translated, |step| match step {
            Step::Into(name, _) => path.enter(name),
            Step::Out => path.leave(),
            Step::Text(name, text, _) => {
                path.enter(name);
                if let Some(other) = translation.texts.get(path.as_str()) {
                    text.clone_from(other);
                }
                path.leave();
            }
        });
        // A title that was short enough is no longer the short one of the other language.
        for (area, original) in translated.areas.iter_mut().zip(&self.areas) {
            if original.short == original.title && area.short == original.short {
                area.short.clone_from(&area.title);
            }
        }
        for scale in &translated.scales {
            for question in &scale.questions {
                if let Some(question) = translated.questions.get_mut(question.0) {
                    match &mut question.kind {
                        Kind::Scale(choices)
                        | Kind::SingleChoice(choices)
                        | Kind::MultipleChoice { choices, .. }
                        | Kind::Matrix { choices, .. } => choices.clone_from(&scale.choices),
                        Kind::YesNo { .. } | Kind::Number(_) | Kind::NumberGroup(_) | Kind::Text => {}
                    }
                }
            }
        }
        translated.language = translation.language.to_string();
        translated
    }
}

/// The names that lead to a text, joined by points.
#[derive(Default)]
struct Path {
    joined: String,
    /// How long it was before each of its steps.
    before: Vec<usize>,
}

impl Path {
    fn enter(&mut self, name: &str) {
        self.before.push(self.joined.len());
        if !self.joined.is_empty() {
            self.joined.push('.');
        }
        self.joined.push_str(name);
    }

    fn leave(&mut self) {
        self.joined.truncate(self.before.pop().unwrap_or_default());
    }

    fn as_str(&self) -> &str {
        &self.joined
    }
}
