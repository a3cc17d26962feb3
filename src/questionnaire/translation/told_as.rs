//! A questionnaire in the words of another edition of it, or of the same one in another language: texts find each
//! other by the ids of what they belong to, and no translation's file is needed.

use std::collections::{HashMap, HashSet};

use super::texts::{Step, walk};
use super::{Path, Translation};
use crate::language::Language;
use crate::questionnaire::{Choice, Question, Questionnaire};

impl Questionnaire {
    /// The same questionnaire in another's words. What the other does not have keeps its own, and so does what is
    /// something else there: a question with another meaning, a list of another length.
    #[must_use]
    pub fn told_as(&self, other: &Questionnaire) -> Questionnaire {
        let Some(language) = Language::new(&other.language) else { return self.clone() };
        let own = self.unlike(other);
        let mut texts = HashMap::new();
        let mut path = Path::default();
        // How deep the walk is within something that keeps its own words.
        let mut within_own = 0_usize;
        walk(&mut other.clone(), |step| match step {
            Step::Into(name, _) => {
                path.enter(name);
                if 0 < within_own || own.contains(path.as_str()) {
                    within_own += 1;
                }
            }
            Step::Out => {
                within_own = within_own.saturating_sub(1);
                path.leave();
            }
            Step::Text(name, text, _) if within_own == 0 => {
                path.enter(name);
                texts.insert(path.as_str().to_owned(), text.clone());
                path.leave();
            }
            Step::Text(..) => {}
        });
        self.in_language(&Translation { language, texts, wanted: 0, missing: 0 })
    }

    /// The places in the other's texts that are not those of the same things here.
    fn unlike(&self, other: &Questionnaire) -> HashSet<String> {
        let mut unlike = HashSet::new();
        if self.levels.len() != other.levels.len() {
            unlike.insert("levels".to_owned());
        }
        if self.scoring.caps.len() != other.scoring.caps.len() {
            unlike.insert("scoring.caps".to_owned());
        }
        for scale in &other.scales {
            let own = self.scales.iter().find(|own| own.id == scale.id);
            if !own.is_some_and(|own| are_alike(&own.choices, &scale.choices)) {
                unlike.insert(format!("scales.{}", scale.id));
            }
        }
        let by_id = self.questions_by_id();
        for question in &other.questions {
            let own = by_id.find(question.id.as_str()).map(|own| &self[own]);
            if !own.is_some_and(|own| is_like(own, question)) {
                unlike.insert(match question.area {
                    Some(area) => format!("areas.{}.questions.{}", other[area].id, question.id),
                    None => format!("profile.{}", question.id),
                });
            }
        }
        unlike
    }
}

/// Whether two questions mean the same, part by part.
fn is_like(one: &Question, other: &Question) -> bool {
    one.revision == other.revision
        && one.kind.word() == other.kind.word()
        && are_alike(one.kind.choices(), other.kind.choices())
        && one.leaks.len() == other.leaks.len()
        && one.must.len() == other.must.len()
}

/// Choices go by their places.
fn are_alike(one: &[Choice], other: &[Choice]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.id == other.id)
}

#[cfg(test)]
mod tests {
    use crate::questionnaire::Questionnaire;
    use crate::questionnaire::read::sample;

    fn read(language: &str, [title, ask, never, always]: [&str; 4], more: &str) -> Questionnaire {
        sample(&format!(
            "format: 1\nid: care\nedition: \"1\"\ntitle: T\nlanguage: {language}\nareas:\n  - id: keeping\n    \
             title: {title}\n    questions:\n      - id: review\n        ask: {ask}\n        type: scale\n{more}        \
             choices: [{never}, {always}]\n"
        ))
    }

    const ENGLISH: [&str; 4] = ["Keeping", "Do you review?", "never", "always"];
    const GERMAN: [&str; 4] = ["Halten", "Sehen Sie nach?", "nie", "immer"];

    /// What the English questionnaire says in the words of a German one that has this line more.
    #[track_caller]
    fn check(more: &str, want: [&str; 4]) {
        let told = read("en", ENGLISH, "").told_as(&read("de", GERMAN, more));
        let question = &told.questions[0];
        let choices = question.kind.choices();
        let got = [&told.areas[0].title, &question.ask, &choices[0].text, &choices[1].text];
        assert_eq!(got, want);
        assert_eq!(told.language, "de");
        assert_eq!(told.areas[0].short, want[0]);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn everything_is_there() { check("", GERMAN); }
        #[test] fn a_question_with_another_meaning_keeps_its_words() {
            check("        revision: 2\n", ["Halten", "Do you review?", "never", "always"]);
        }
        #[test] fn so_does_one_with_more_choices() {
            let told = read("en", ENGLISH, "").told_as(&read("de", ["Halten", "Wie?", "nie", "manchmal, immer"], ""));
            assert_eq!(told.questions[0].ask, "Do you review?");
        }
    }
}
