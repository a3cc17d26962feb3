//! A translation to be filled in: every text of the original as a comment above the place of its translation.

use super::outline::{Branch, Original};
use super::texts::Need;
use super::{Path, Translation};
use crate::language::Language;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::keys::translation::{HEAD, TRANSLATION};
use crate::questionnaire::keys::{Form, Table};

/// Writes the file of a translation, with the texts that there are already.
pub fn skeleton(of: &Questionnaire, language: &Language, known: Option<&Translation>) -> String {
    let outline = Branch::of(of);
    let mut writing = Writing { text: String::new(), path: Path::default(), known };
    writing.line(0, "format: 1");
    writing.line(0, &format!("translates: {}", of.id));
    writing.line(0, &format!("edition: {}", quoted(&of.edition)));
    writing.line(0, &format!("language: {language}"));
    writing.keys(0, &TRANSLATION, &outline);
    writing.text
}

struct Writing<'a> {
    text: String,
    path: Path,
    known: Option<&'a Translation>,
}

impl Writing<'_> {
    fn line(&mut self, depth: usize, line: &str) {
        self.text.extend(std::iter::repeat_n("  ", depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn keys(&mut self, depth: usize, table: &'static Table, branch: &Branch) {
        for key in table.keys.iter().filter(|key| !HEAD.contains(&key.name)) {
            if let Some(inner) = branch.get(key.name) {
                self.value(depth, &format!("{}:", key.name), key.form, inner);
            }
        }
    }

    /// Writes one value behind its label, which is a key, an id or a hyphen.
    fn value(&mut self, depth: usize, label: &str, form: Form, branch: &Branch) {
        self.path.enter(&branch.name);
        match form {
            Form::TextOr(table) => match (branch.branches.as_slice(), table.keys.first()) {
                ([only], Some(first)) if only.name == first.name => {
                    self.value(depth, label, Form::Text, only);
                }
                (_, _) => self.value_within(depth, label, Form::Thing(table), branch),
            },
            Form::Text => {
                if let Some(original) = &branch.text {
                    self.text(depth, label, original);
                }
            }
            Form::Thing(_)
            | Form::TextsById
            | Form::ById(_)
            | Form::Texts
            | Form::Things(_)
            | Form::InOrder(_) => self.value_within(depth, label, form, branch),
            // No text of a translation has such a form.
            Form::Id
            | Form::Ids
            | Form::Number
            | Form::Whole
            | Form::Score
            | Form::Truth
            | Form::Expression
            | Form::Word(_)
            | Form::Choices
            | Form::NoOr(_) => {}
        }
        self.path.leave();
    }

    /// Writes what holds texts, each on lines of its own below the label.
    fn value_within(&mut self, depth: usize, label: &str, form: Form, branch: &Branch) {
        self.line(depth, label);
        let each = match form {
            Form::Thing(table) => return self.keys(depth + 1, table, branch),
            Form::TextsById | Form::Texts => Form::Text,
            Form::Things(table) => Form::Thing(table),
            Form::ById(each) | Form::InOrder(each) => *each,
            Form::Text
            | Form::TextOr(_)
            | Form::Id
            | Form::Ids
            | Form::Number
            | Form::Whole
            | Form::Score
            | Form::Truth
            | Form::Expression
            | Form::Word(_)
            | Form::Choices
            | Form::NoOr(_) => return,
        };
        let has_ids = branch.branches.iter().all(|inner| inner.id.is_some());
        for inner in &branch.branches {
            let label = match (form, &inner.id) {
                (Form::InOrder(_), Some(id)) if has_ids => format!("{id}:"),
                (Form::Texts | Form::Things(_) | Form::InOrder(_), _) => "-".to_owned(),
                (_, _) => format!("{}:", inner.name),
            };
            self.value(depth + 1, &label, each, inner);
        }
    }

    fn text(&mut self, depth: usize, label: &str, original: &Original) {
        let known = self.known.and_then(|known| known.texts.get(self.path.as_str()));
        match known {
            Some(known) => {
                self.comment(depth, &original.text);
                self.line(depth, &format!("{label} {}", quoted(known)));
            }
            None if original.need == Need::Wanted => {
                self.comment(depth, &original.text);
                self.line(depth, label);
            }
            // In a list it still takes its place.
            None if label == "-" => self.line(depth, label),
            None => {}
        }
    }

    fn comment(&mut self, depth: usize, original: &str) {
        for line in original.lines() {
            self.line(depth, &format!("# {line}"));
        }
    }
}

/// A text between double quotes, as YAML and JSON both read it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
