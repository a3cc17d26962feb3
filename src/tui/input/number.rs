//! A number. Only digits, a sign and a decimal mark are typed, so that letters still act.

use super::Reply;
use crate::assessment::Entry;
use crate::questionnaire::{Answer, Kind, Question, Rejection, kind};
use crate::tui::action::Action;
use crate::tui::sheet::{Room, Row};
use crate::tui::theme::Role;
use crate::words::{Words, capitalized};

/// A number while it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub digits: String,
    /// Whether anything was typed since it was last kept.
    pub touched: bool,
    /// Whether the next digit goes on with what stands there; else it replaces it, as everywhere a number
    /// stands selected.
    goes_on: bool,
}

/// Longer than any number that is accepted.
const LONGEST: usize = 18;

impl Typed {
    pub fn new(number: &kind::Number, value: Option<f64>, words: &Words) -> Typed {
        let digits = value.map_or_else(String::new, |value| words.number(value, number.decimals));
        Typed { digits, touched: false, goes_on: false }
    }

    /// Returns whether the action was one of typing.
    pub fn act(&mut self, action: Action) -> bool {
        match action {
            Action::Type(character) => {
                if !self.goes_on {
                    self.digits.clear();
                }
                if self.digits.len() < LONGEST {
                    self.digits.push(character);
                }
            }
            Action::Erase => drop(self.digits.pop()),
            Action::EraseLine => self.digits.clear(),
            _ => return false,
        }
        self.touched = true;
        self.goes_on = true;
        true
    }

    /// It was confirmed: kept, or refused. Either way the next digit starts anew.
    pub fn confirm(&mut self) {
        self.goes_on = false;
    }

    pub fn paste(&mut self, pasted: &str) {
        for character in pasted.chars().filter(|character| matches!(character, '0'..='9' | '.' | ',' | '-')) {
            self.act(Action::Type(character));
        }
    }

    /// Returns `None` for an empty field, and what is wrong with a wrong one.
    pub fn value(&self, number: &kind::Number) -> Result<Option<f64>, Rejection> {
        if self.digits.is_empty() {
            return Ok(None);
        }
        number.read(&self.digits).map(Some)
    }

    /// The field as it is drawn, and the column behind the last digit.
    pub fn field(&self, indent: usize, number: &kind::Number, focus: bool) -> Row<'static> {
        let wide = number.max.abs().max(number.min.abs()).log10().clamp(3.0, 12.0) as usize + 3;
        let missing = wide.saturating_sub(self.digits.len());
        let field = format!("{}{}", self.digits, "_".repeat(missing));
        let row = Row::indent(indent)
            .and(Role::Plain, "[")
            .and(if focus { Role::Selected } else { Role::Plain }, field)
            .and(Role::Plain, format!("] {}", number.unit));
        if focus { row.caret(indent + 1 + self.digits.len()) } else { row }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(Typed);

impl Number {
    pub fn new(number: &kind::Number, entry: &Entry, words: &Words) -> Number {
        Number(Typed::new(number, given(entry), words))
    }

    pub fn act(&mut self, question: &Question, entry: &Entry, action: Action, words: &Words) -> Reply {
        let Some(number) = limits(question) else { return Reply::Unused };
        if self.0.act(action) {
            return Reply::Moved;
        }
        if action != Action::Enter {
            return Reply::Unused;
        }
        self.0.confirm();
        if !self.0.touched && !entry.is_open() {
            return Reply::GoOn;
        }
        match self.0.value(number) {
            Ok(Some(value)) => Reply::KeepAndGoOn(Answer::Number(value)),
            Ok(None) if given(entry).is_some() => {
                self.0.touched = false;
                Reply::Clear
            }
            Ok(None) => Reply::Say(number.wanted().in_words(words)),
            Err(why) => Reply::Say(why.in_words(words)),
        }
    }

    pub fn paste(&mut self, pasted: &str) {
        self.0.paste(pasted);
    }

    pub fn pending(&self, question: &Question) -> Option<Answer> {
        let value = self.0.value(limits(question)?).ok()??;
        self.0.touched.then_some(Answer::Number(value))
    }

    pub fn rows<'a>(&self, question: &'a Question, room: Room, width: usize, words: &Words) -> Vec<Row<'a>> {
        let Some(number) = limits(question) else { return Vec::new() };
        let indent = room.margin() + if room.is_compact() { 1 } else { 2 };
        let mut rows = vec![self.0.field(indent, number, true)];
        if !room.is_compact() {
            rows.push(Row::blank());
        }
        let wanted = format!("{}.", capitalized(&number.wanted().alone(words)));
        rows.extend(Row::paragraph(Role::Plain, &wanted, indent, width.saturating_sub(indent)));
        rows
    }
}

fn limits(question: &Question) -> Option<&kind::Number> {
    match &question.kind {
        Kind::Number(number) => Some(number),
        Kind::Scale(_)
        | Kind::SingleChoice(_)
        | Kind::MultipleChoice { .. }
        | Kind::YesNo { .. }
        | Kind::NumberGroup(_)
        | Kind::Matrix { .. }
        | Kind::Text => None,
    }
}

fn given(entry: &Entry) -> Option<f64> {
    match entry.answer {
        Some(Answer::Number(value)) => Some(value),
        Some(_) | None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, decimals: u32, want: Result<Option<f64>, &str>) {
        let number = kind::Number { unit: String::new(), min: 0.0, max: 5000.0, decimals };
        let typed = Typed { digits: typed.to_owned(), touched: true, goes_on: true };
        assert_eq!(typed.value(&number).map_err(|why| why.to_string()), want.map_err(str::to_owned));
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn whole() { check("12", 0, Ok(Some(12.0))); }
        #[test] fn empty() { check("", 0, Ok(None)); }
        #[test] fn comma() { check("4,5", 1, Ok(Some(4.5))); }
        #[test] fn a_thousand_is_not_one() { check("1,000", 0, Err("Please give a whole number, without point or comma.")); }
        #[test] fn too_fine() { check("1.25", 1, Err("Please give no more than one digit after the point.")); }
        #[test] fn no_number() { check("--", 0, Err("Please give a number from 0 to 5000.")); }
        #[test] fn two_points() { check("1.2.3", 3, Err("Please give a number from 0 to 5000.")); }
    }
}
