//! What there is to be translated in a questionnaire, as a tree.

use std::collections::HashMap;

use super::texts::{Need, Step, walk};
use crate::questionnaire::{Id, Questionnaire};

/// A text, or what holds texts.
#[derive(Debug, Default)]
pub(super) struct Branch {
    /// A key, an id, or a number in order.
    pub(super) name: String,
    /// The id of a choice that stands in order.
    pub(super) id: Option<Id>,
    pub(super) text: Option<Original>,
    pub(super) branches: Vec<Branch>,
    /// Where each stands by its name.
    by_name: HashMap<String, usize>,
}

/// A text in the language of the questionnaire.
#[derive(Debug)]
pub(super) struct Original {
    pub(super) text: String,
    pub(super) need: Need,
}

impl Branch {
    /// The texts of a questionnaire; what holds none is left out.
    pub(super) fn of(questionnaire: &Questionnaire) -> Branch {
        let mut open = vec![Branch::default()];
        walk(&mut questionnaire.clone(), |step| match step {
            Step::Into(name, id) => {
                open.push(Branch { name: name.to_owned(), id: id.cloned(), ..Branch::default() });
            }
            Step::Text(name, text, need) => {
                let text = Some(Original { text: text.clone(), need });
                if let Some(open) = open.last_mut() {
                    open.add(Branch { name: name.to_owned(), text, ..Branch::default() });
                }
            }
            Step::Out => {
                if let Some(branch) = open.pop().filter(|branch| !branch.branches.is_empty())
                    && let Some(outer) = open.last_mut()
                {
                    outer.add(branch);
                }
            }
        });
        open.pop().unwrap_or_default()
    }

    fn add(&mut self, branch: Branch) {
        self.by_name.insert(branch.name.clone(), self.branches.len());
        self.branches.push(branch);
    }

    pub(super) fn get(&self, name: &str) -> Option<&Branch> {
        self.by_name.get(name).and_then(|at| self.branches.get(*at))
    }

    /// A choice by its id.
    pub(super) fn by_id(&self, id: &str) -> Option<&Branch> {
        self.branches.iter().find(|branch| branch.id.as_ref().is_some_and(|own| *own == *id))
    }

    /// How many texts in it have to be translated.
    pub(super) fn wanted(&self) -> usize {
        let own = self.text.as_ref().is_some_and(|original| original.need == Need::Wanted);
        usize::from(own) + self.branches.iter().map(Branch::wanted).sum::<usize>()
    }
}
