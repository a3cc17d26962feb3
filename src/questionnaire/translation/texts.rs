//! Every text of a questionnaire that is put into another language, and the place it has in a translation.
//!
//! The same walk serves everybody: it tells which texts there are, and it changes them.

use std::collections::HashSet;

use crate::questionnaire::{Area, Choice, DontKnow, Id, Kind, Practice, Question, Questionnaire};

/// One step of the walk.
pub(super) enum Step<'a> {
    /// Into what stands under a key, an id, or a number in order; a choice in order may have an id too.
    Into(&'a str, Option<&'a Id>),
    /// A text under a key, an id or a number.
    Text(&'a str, &'a mut String, Need),
    Out,
}

/// Whether a translation has to give a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Wanted,
    /// The original has none of its own, or none made of words.
    Optional,
}

/// Walks over all texts in the order in which a translation gives them.
pub(super) fn walk(questionnaire: &mut Questionnaire, visit: impl FnMut(Step)) {
    let using = questionnaire.scales.iter().flat_map(|scale| &scale.questions);
    let shared = using.map(|question| question.0).collect();
    Walk { visit, shared }.questionnaire(questionnaire);
}

struct Walk<V> {
    visit: V,
    /// The positions of the questions whose choices are those of a shared scale, where they are put into words.
    shared: HashSet<usize>,
}

impl<V: FnMut(Step)> Walk<V> {
    fn questionnaire(&mut self, questionnaire: &mut Questionnaire) {
        let Questionnaire { bands, scoring, questions, areas, practices, rules, .. } = questionnaire;
        self.text("title", &mut questionnaire.title);
        self.text("about", &mut questionnaire.about);
        self.within("levels", |walk| {
            for (position, level) in questionnaire.levels.iter_mut().enumerate() {
                walk.within(&number(position), |walk| {
                    walk.text("name", &mut level.name);
                    walk.text("means", &mut level.means);
                });
            }
        });
        self.within("bands", |walk| {
            bands.iter_mut().for_each(|band| walk.text(band.id.as_str(), &mut band.label));
        });
        self.within("scoring", |walk| {
            walk.in_order("caps", scoring.caps.iter_mut().map(|cap| &mut cap.because));
        });
        self.within("profile", |walk| {
            let profile = questions.iter_mut().enumerate().filter(|(_, question)| question.area.is_none());
            profile.for_each(|(position, question)| walk.question(position, question));
        });
        self.within("values", |walk| {
            questionnaire.values.iter_mut().for_each(|value| walk.text(value.id.as_str(), &mut value.unit));
        });
        self.within("scales", |walk| {
            let scales = questionnaire.scales.iter_mut();
            scales.for_each(|scale| walk.choices(scale.id.as_str(), &mut scale.choices));
        });
        self.within("areas", |walk| {
            for area in areas {
                walk.area(area, practices, questions);
            }
        });
        self.within("rules", |walk| {
            rules.iter_mut().for_each(|rule| walk.text(rule.id.as_str(), &mut rule.leak));
        });
    }

    fn area(&mut self, area: &mut Area, practices: &mut [Practice], questions: &mut [Question]) {
        let id = area.id.clone();
        self.within(id.as_str(), |walk| {
            // Where the original needs no shorter title, another language may.
            let need = if area.short == area.title { Need::Optional } else { Need::Wanted };
            walk.text("title", &mut area.title);
            (walk.visit)(Step::Text("short", &mut area.short, need));
            walk.text("about", &mut area.about);
            walk.text("aim", &mut area.aim);
            walk.text("cost", &mut area.cost);
            walk.within("practices", |walk| {
                let own = practices.get_mut(area.practices.clone()).unwrap_or_default();
                own.iter_mut().for_each(|practice| walk.text(practice.id.as_str(), &mut practice.text));
            });
            walk.within("questions", |walk| {
                let own = questions.get_mut(area.questions.clone()).unwrap_or_default();
                for (position, question) in own.iter_mut().enumerate() {
                    walk.question(area.questions.start + position, question);
                }
            });
            walk.within("assignments", |walk| {
                walk.text_if_any("sales", &mut area.sales_assignment);
                if let Some(development) = &mut area.development_assignment {
                    walk.text("development", &mut development.text);
                }
            });
            walk.within("verdicts", |walk| {
                area.verdicts
                    .iter_mut()
                    .for_each(|verdict| walk.text(verdict.id.as_str(), &mut verdict.says));
            });
        });
    }

    fn question(&mut self, position: usize, question: &mut Question) {
        let Question { ask, ask_as, help, kind, leak, leaks, must, dont_know, source_note, .. } = question;
        self.within(question.id.as_str(), |walk| {
            walk.text("ask", ask);
            walk.within("ask_as", |walk| {
                ask_as.iter_mut().for_each(|(role, text)| walk.text(role.as_str(), text));
            });
            walk.within("help", |walk| {
                walk.text_if_any("counts", &mut help.counts);
                walk.text_if_any("not", &mut help.not);
                walk.text_if_any("evidence", &mut help.evidence);
            });
            walk.kind(position, kind);
            walk.text_if_any("leak", leak);
            walk.in_order("leaks", leaks.iter_mut().map(|case| &mut case.leak));
            if let DontKnow::Leak { leak, .. } = dont_know {
                walk.text("dont_know", leak);
            }
            walk.in_order("must", must.iter_mut().map(|remark| &mut remark.says));
            walk.text_if_any("source_note", source_note);
        });
    }

    fn kind(&mut self, position: usize, kind: &mut Kind) {
        match kind {
            Kind::Scale(choices) | Kind::SingleChoice(choices) => self.own_choices(position, choices),
            Kind::MultipleChoice { choices, none } => {
                self.own_choices(position, choices);
                self.text_if_any("none", none);
            }
            Kind::Matrix { rows, choices } => {
                self.within("rows", |walk| {
                    rows.iter_mut().for_each(|row| walk.text(row.id.as_str(), &mut row.text));
                });
                self.own_choices(position, choices);
            }
            Kind::Number(number) => self.text("unit", &mut number.unit),
            Kind::NumberGroup(fields) => self.within("fields", |walk| {
                for field in fields {
                    walk.within(field.id.as_str(), |walk| {
                        walk.text("label", &mut field.label);
                        walk.text("unit", &mut field.number.unit);
                    });
                }
            }),
            Kind::YesNo { .. } | Kind::Text => {}
        }
    }

    fn own_choices(&mut self, position: usize, choices: &mut [Choice]) {
        if !self.shared.contains(&position) {
            self.choices("choices", choices);
        }
    }

    fn choices(&mut self, key: &str, choices: &mut [Choice]) {
        self.within(key, |walk| {
            for (position, Choice { id, text, leak, .. }) in choices.iter_mut().enumerate() {
                (walk.visit)(Step::Into(&number(position), id.as_ref()));
                walk.text("text", text);
                walk.text_if_any("leak", leak);
                (walk.visit)(Step::Out);
            }
        });
    }

    fn within(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        (self.visit)(Step::Into(name, None));
        inside(self);
        (self.visit)(Step::Out);
    }

    fn in_order<'a>(&mut self, key: &str, texts: impl Iterator<Item = &'a mut String>) {
        self.within(key, |walk| {
            texts.enumerate().for_each(|(position, text)| walk.text(&number(position), text));
        });
    }

    fn text(&mut self, name: &str, text: &mut String) {
        if !text.is_empty() {
            // `%` is the same everywhere.
            let has_words = text.chars().any(char::is_alphabetic);
            let need = if has_words { Need::Wanted } else { Need::Optional };
            (self.visit)(Step::Text(name, text, need));
        }
    }

    fn text_if_any(&mut self, name: &str, text: &mut Option<String>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }
}

/// What stands first is number 1.
pub(super) fn number(position: usize) -> String {
    (position + 1).to_string()
}
