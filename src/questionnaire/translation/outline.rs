//! What there is to be translated in a questionnaire, as a tree.

use std::cell::OnceCell;

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
    /// Where each stands, sorted by their names; made when one of many is looked for.
    by_name: OnceCell<Vec<usize>>,
    /// Whether any of them has an id.
    has_ids: bool,
}

/// So many are looked through one by one.
const FEW: usize = 8;

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
        self.has_ids |= branch.id.is_some();
        self.branches.push(branch);
    }

    pub(super) fn get(&self, name: &str) -> Option<&Branch> {
        if self.branches.len() <= FEW {
            return self.branches.iter().rev().find(|branch| branch.name == name);
        }
        let name_of = |at: usize| self.branches.get(at).map(|branch| branch.name.as_str());
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: Vec<usize> = (0..self.branches.len()).collect();
            by_name.sort_by_key(|at| name_of(*at));
            by_name
        });
        // Of equal names the last, as if each had taken the place of the one before.
        let after = by_name.partition_point(|at| name_of(*at) <= Some(name));
        let branch = self.branches.get(*by_name.get(after.checked_sub(1)?)?)?;
        (branch.name == name).then_some(branch)
    }

    /// A choice by its id.
    pub(super) fn by_id(&self, id: &str) -> Option<&Branch> {
        let with_ids = if self.has_ids { self.branches.as_slice() } else { &[] };
        with_ids.iter().find(|branch| branch.id.as_ref().is_some_and(|own| *own == *id))
    }

    /// How many texts in it have to be translated.
    pub(super) fn wanted(&self) -> usize {
        let own = self.text.as_ref().is_some_and(|original| original.need == Need::Wanted);
        usize::from(own) + self.branches.iter().map(Branch::wanted).sum::<usize>()
    }
}
