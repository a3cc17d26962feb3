//! From names to what they stand for, with a type for every part.
//!
//! Whatever is wrong here is wrong for every respondent, so it is said when the file is read:
//! an unknown id, a choice that does not exist, a number compared with a text, a question that
//! looks ahead.

mod functions;

use std::collections::HashMap;

use super::Expression;
use super::parse::{Form, Term};
use crate::diagnostic::Guesses;
use crate::questionnaire::codes;
use crate::questionnaire::{AreaIndex, Id, Kind, QuestionIndex, Questionnaire, ValueIndex};

/// What an expression is for; this decides what it may ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Whether something is asked: answers to questions that come before this one. The area is
    /// the one that is asked or not; `None` for a question of its own.
    Show { before: QuestionIndex, area: Option<AreaIndex> },
    /// A derived value: answers, and values that stand before this one.
    Value { before: ValueIndex },
    /// What an answer means: all answers and values.
    Judge,
    /// A finding drawn from several answers: scores and the leaks of questions as well.
    Rule,
    /// What is concluded in the end: every leak as well.
    Conclude,
}

/// What kind of result is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    Truth,
    Number,
}

/// What an id stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Question(QuestionIndex),
    Value(ValueIndex),
    Area(AreaIndex),
    Rule,
}

/// Every id of a questionnaire that an expression may use.
pub struct Names<'a> {
    questionnaire: &'a Questionnaire,
    named: HashMap<&'a str, Named>,
    guesses: &'a Guesses,
}

/// Something wrong with an expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub code: &'static str,
    /// In bytes from the expression's beginning.
    pub at: std::ops::Range<usize>,
    pub says: String,
    pub help: Option<String>,
}

impl<'a> Names<'a> {
    pub fn of(questionnaire: &'a Questionnaire, guesses: &'a Guesses) -> Names<'a> {
        let mut named = HashMap::new();
        for rule in &questionnaire.rules {
            named.insert(rule.id.as_str(), Named::Rule);
        }
        for area in questionnaire.area_indexes() {
            named.insert(questionnaire[area].id.as_str(), Named::Area(area));
        }
        for (position, value) in questionnaire.values.iter().enumerate() {
            named.insert(value.id.as_str(), Named::Value(ValueIndex(position)));
        }
        for question in questionnaire.question_indexes() {
            named.insert(questionnaire[question].id.as_str(), Named::Question(question));
        }
        Names { questionnaire, named, guesses }
    }

    fn nearest(&self, word: &str, fits: impl Fn(Named) -> bool) -> Option<String> {
        if self.guesses.is_over() {
            return None;
        }
        let mut ids: Vec<&str> =
            self.named.iter().filter(|(_, named)| fits(**named)).map(|(id, _)| *id).collect();
        // The map has no order of its own; of two ids equally near, the first by name is offered.
        ids.sort_unstable();
        self.guesses.nearest(word, ids.into_iter()).map(|id| format!("did you mean `{id}`?"))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Truth,
    Number,
    Text,
}

impl Type {
    fn words(self) -> &'static str {
        match self {
            Type::Truth => "true or false",
            Type::Number => "a number",
            Type::Text => "a text",
        }
    }
}

/// Gives a parsed expression its meaning, or says the first thing that is wrong with it.
pub fn resolve(term: &Term, names: &Names, stage: Stage, want: Want) -> Result<Expression, Fault> {
    let resolver = Resolver { names, stage };
    let wanted = match want {
        Want::Truth => Type::Truth,
        Want::Number => Type::Number,
    };
    resolver.typed(term, wanted)
}

struct Resolver<'a> {
    names: &'a Names<'a>,
    stage: Stage,
}

type Typed = (Expression, Type);

impl Resolver<'_> {
    fn typed(&self, term: &Term, wanted: Type) -> Result<Expression, Fault> {
        let (expression, found) = self.any(term)?;
        match found == wanted {
            true => Ok(expression),
            false => Err(mismatch(term, wanted, found)),
        }
    }

    fn boxed(&self, term: &Term, wanted: Type) -> Result<Box<Expression>, Fault> {
        self.typed(term, wanted).map(Box::new)
    }

    fn any(&self, term: &Term) -> Result<Typed, Fault> {
        Ok(match &term.form {
            Form::Number(number) => (Expression::Number(*number), Type::Number),
            Form::Text(text) => (Expression::Text(text.clone()), Type::Text),
            Form::Truth(truth) => (Expression::Truth(*truth), Type::Truth),
            Form::Name(name) => self.name(term, name)?,
            Form::Call(function, arguments) => self.call(term, function, arguments)?,
            Form::Not(inner) => (Expression::Not(self.boxed(inner, Type::Truth)?), Type::Truth),
            Form::Negative(inner) => (Expression::Negative(self.boxed(inner, Type::Number)?), Type::Number),
            Form::And(first, second) => {
                let sides = (self.boxed(first, Type::Truth)?, self.boxed(second, Type::Truth)?);
                (Expression::And(sides.0, sides.1), Type::Truth)
            }
            Form::Or(first, second) => {
                let sides = (self.boxed(first, Type::Truth)?, self.boxed(second, Type::Truth)?);
                (Expression::Or(sides.0, sides.1), Type::Truth)
            }
            Form::Calculate(operation, first, second) => {
                let sides = (self.boxed(first, Type::Number)?, self.boxed(second, Type::Number)?);
                (Expression::Calculate(*operation, sides.0, sides.1), Type::Number)
            }
            Form::Compare(comparison, first, second) => {
                let (left, of) = self.any(first)?;
                let right = self.boxed(second, of)?;
                (Expression::Compare(*comparison, Box::new(left), right), Type::Truth)
            }
            Form::Default(first, second) => {
                let (left, of) = self.any(first)?;
                (Expression::Default(Box::new(left), self.boxed(second, of)?), of)
            }
            Form::In(first, list) => {
                let (left, of) = self.any(first)?;
                let list: Result<Vec<Expression>, Fault> =
                    list.iter().map(|item| self.typed(item, of)).collect();
                (Expression::In(Box::new(left), list?), Type::Truth)
            }
        })
    }

    /// A bare id: the answer itself.
    fn name(&self, term: &Term, name: &str) -> Result<Typed, Fault> {
        if let Some((group, part)) = name.split_once('.') {
            return self.part(term, group, part);
        }
        let questionnaire = self.names.questionnaire;
        match self.names.named.get(name) {
            Some(Named::Value(value)) => {
                if let Stage::Value { before } = self.stage
                    && before <= *value
                {
                    let says = match before == *value {
                        true => format!("`{name}` is worked out from itself"),
                        false => format!("`{name}` comes later in `values`"),
                    };
                    let help = "let a value use only values that stand before it";
                    return Err(fault(codes::CIRCLE, term, says, help));
                }
                if let Stage::Show { .. } = self.stage {
                    let reads = questionnaire[*value].of.reads(questionnaire);
                    reads.into_iter().try_for_each(|read| self.looks_back(term, read))?;
                }
                Ok((Expression::Value(*value), Type::Number))
            }
            Some(Named::Question(question)) => {
                self.looks_back(term, *question)?;
                let answer = Expression::Answer(*question);
                match &questionnaire[*question].kind {
                    Kind::YesNo { .. } => Ok((answer, Type::Truth)),
                    Kind::Number(_) => Ok((answer, Type::Number)),
                    Kind::Text => Ok((answer, Type::Text)),
                    kind @ Kind::Scale(_) => {
                        let says = format!("`{name}` is a {}, not a number", kind.word());
                        Err(fault(
                            codes::TYPES,
                            term,
                            says,
                            &format!("write `level({name})`; 0 is its first step"),
                        ))
                    }
                    kind @ (Kind::SingleChoice(_) | Kind::MultipleChoice { .. }) => {
                        let says = format!("`{name}` is a {}, not a number", kind.word());
                        Err(fault(
                            codes::TYPES,
                            term,
                            says,
                            &format!("write `has({name}, choice)` with a choice's id"),
                        ))
                    }
                    kind @ (Kind::NumberGroup(_) | Kind::Matrix { .. }) => {
                        let says = format!("`{name}` is a {} of several answers", kind.word());
                        Err(fault(codes::TYPES, term, says, &format!("name one of them, like `{name}.part`")))
                    }
                }
            }
            Some(Named::Area(_)) => {
                let says = format!("`{name}` is an area");
                Err(fault(codes::TYPES, term, says, &format!("write `score({name})`")))
            }
            Some(Named::Rule) => {
                let says = format!("`{name}` is a rule");
                Err(fault(codes::TYPES, term, says, &format!("write `leak({name})`")))
            }
            None => {
                Err(self.unknown(term, name, |named| matches!(named, Named::Question(_) | Named::Value(_))))
            }
        }
    }

    /// `group.field` or `matrix.row`.
    fn part(&self, term: &Term, group: &str, part: &str) -> Result<Typed, Fault> {
        let Some(Named::Question(question)) = self.names.named.get(group) else {
            return Err(self.unknown(term, group, |named| matches!(named, Named::Question(_))));
        };
        let index = *question;
        self.looks_back(term, index)?;
        let question = &self.names.questionnaire[index];
        let of_part: fn(QuestionIndex, usize) -> Expression = match &question.kind {
            Kind::NumberGroup(_) => Expression::Field,
            Kind::Matrix { .. } => Expression::RowLevel,
            Kind::Scale(_)
            | Kind::SingleChoice(_)
            | Kind::MultipleChoice { .. }
            | Kind::YesNo { .. }
            | Kind::Number(_)
            | Kind::Text => {
                let says = format!("`{group}` has no parts");
                return Err(fault(codes::UNKNOWN_NAME, term, says, &format!("write `{group}` alone")));
            }
        };
        let parts: Vec<&str> = question.kind.parts().map(Id::as_str).collect();
        let Some(position) = parts.iter().position(|known| *known == part) else {
            let says = format!("`{group}` has no part `{part}`");
            let help = match self.names.guesses.nearest(part, parts.iter().copied()) {
                Some(near) => format!("did you mean `{group}.{near}`?"),
                None => format!("its parts are {}", quoted(&parts)),
            };
            return Err(fault(codes::UNKNOWN_NAME, term, says, &help));
        };
        Ok((of_part(index, position), Type::Number))
    }

    fn allowed(&self, term: &Term, function: &str, allowed: bool) -> Result<(), Fault> {
        if allowed {
            return Ok(());
        }
        let (place, help) = match self.stage {
            Stage::Show { .. } => ("`show_if`", "look at answers that come before"),
            Stage::Value { .. } => ("a value", "work it out from answers"),
            Stage::Judge => ("a question", "look at answers, or move it into `rules`"),
            Stage::Rule | Stage::Conclude => ("a rule", "move it into `scoring.caps`"),
        };
        let says = format!("`{function}` is not known yet where {place} is worked out");
        Err(fault(codes::TOO_EARLY, term, says, help))
    }

    /// Complains when whether something is asked rests on what is asked later.
    fn looks_back(&self, term: &Term, read: QuestionIndex) -> Result<(), Fault> {
        let Stage::Show { before, area } = self.stage else { return Ok(()) };
        if read < before {
            return Ok(());
        }
        let questionnaire = self.names.questionnaire;
        let id = &questionnaire[read].id;
        let (owner, itself) = match area {
            Some(area) => (&questionnaire[area].id, false),
            None => (&questionnaire[before].id, read == before),
        };
        let (says, help) = match itself {
            true => (
                format!("`show_if` of `{owner}` looks at `{owner}` itself"),
                "look at a question that comes before".to_owned(),
            ),
            false => (
                format!("`show_if` of `{owner}` looks at `{id}`, which comes later"),
                format!("move `{id}` before `{owner}`, or ask `{owner}` always"),
            ),
        };
        Err(fault(codes::LOOKS_AHEAD, term, says, &help))
    }

    fn word<'t>(&self, term: &'t Term) -> Result<&'t str, Fault> {
        match &term.form {
            Form::Name(name) => Ok(name),
            _ => Err(fault(codes::FUNCTION, term, "an id is wanted here".to_owned(), "write the id alone")),
        }
    }

    fn question(&self, term: &Term) -> Result<QuestionIndex, Fault> {
        let name = self.word(term)?;
        match self.names.named.get(name) {
            Some(Named::Question(question)) => self.looks_back(term, *question).map(|()| *question),
            Some(Named::Value(_) | Named::Area(_) | Named::Rule) | None => {
                Err(self.unknown(term, name, |named| matches!(named, Named::Question(_))))
            }
        }
    }

    fn choice(&self, question: QuestionIndex, term: &Term) -> Result<usize, Fault> {
        let question = &self.names.questionnaire[question];
        let name = match &term.form {
            // A choice may well be called `yes` or `no`.
            Form::Truth(true) => "yes",
            Form::Truth(false) => "no",
            _ => self.word(term)?,
        };
        let choices = match &question.kind {
            Kind::Scale(choices) | Kind::SingleChoice(choices) | Kind::MultipleChoice { choices, .. } => {
                choices
            }
            kind @ (Kind::YesNo { .. }
            | Kind::Number(_)
            | Kind::NumberGroup(_)
            | Kind::Matrix { .. }
            | Kind::Text) => {
                let says = format!("`{}` is a {}, without choices", question.id, kind.word());
                return Err(fault(codes::TYPES, term, says, "look at its answer itself"));
            }
        };
        let ids = || choices.iter().filter_map(|choice| choice.id.as_ref());
        choices.iter().position(|choice| choice.id.as_ref().is_some_and(|id| *id == *name)).ok_or_else(|| {
            let help = match self.names.guesses.nearest(name, ids().map(Id::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if ids().next().is_none() => format!("give the choices of `{}` ids", question.id),
                None => format!("its choices are {}", quoted(&ids().map(Id::as_str).collect::<Vec<_>>())),
            };
            fault(codes::UNKNOWN_NAME, term, format!("`{}` has no choice `{name}`", question.id), &help)
        })
    }

    fn unknown(&self, term: &Term, name: &str, fits: impl Fn(Named) -> bool) -> Fault {
        let help = self.names.nearest(name, fits);
        let help = help.unwrap_or_else(|| "use the id of something in this questionnaire".to_owned());
        fault(codes::UNKNOWN_NAME, term, format!("there is nothing called `{name}` that fits here"), &help)
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn mismatch(term: &Term, wanted: Type, found: Type) -> Fault {
    let says = format!("{} is wanted here, and this is {}", wanted.words(), found.words());
    let help = match (wanted, found) {
        (Type::Truth, Type::Number) => "compare it with a number, like `>= 3`",
        (Type::Number, Type::Truth) => "join conditions with `and` and `or`, and compare only numbers",
        (_, _) => "compare like with like",
    };
    fault(codes::TYPES, term, says, help)
}

fn fault(code: &'static str, term: &Term, says: String, help: &str) -> Fault {
    Fault { code, at: term.at.clone(), says, help: Some(help.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::condition::parse;
    use crate::questionnaire::read::sample;

    const QUESTIONNAIRE: &str = "
format: 1
id: a_case
edition: '1'
title: A case
profile:
- {id: early, ask: How many?, type: number}
- {id: later, ask: Is it?, type: yes_no}
areas:
- {id: area, title: Area, questions: [{id: often, ask: How often?, type: scale, choices: [Never, Always]}]}
";

    const SHOW: Stage = Stage::Show { before: QuestionIndex(1), area: None };
    const VALUE: Stage = Stage::Value { before: ValueIndex(0) };

    /// Resolves a condition at a stage; a fault as its code and the part that is blamed.
    #[track_caller]
    fn check(stage: Stage, text: &str, want: Result<(), (&str, &str)>) {
        let questionnaire = sample(QUESTIONNAIRE);
        let guesses = Guesses::default();
        let found = resolve(&parse(text).unwrap(), &Names::of(&questionnaire, &guesses), stage, Want::Truth);
        let found = found.map(|_| ()).map_err(|fault| (fault.code, text.get(fault.at).unwrap_or_default()));
        assert_eq!(found, want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn looks_back() { check(SHOW, "early > 1", Ok(())); }
        #[test] fn looks_at_itself() { check(SHOW, "early > 1 and later", Err((codes::LOOKS_AHEAD, "later"))); }
        #[test] fn looks_ahead() { check(SHOW, "level(often) > 0", Err((codes::LOOKS_AHEAD, "often"))); }
        #[test] fn a_judge_may_look_anywhere() { check(Stage::Judge, "later and level(often) > 0", Ok(())); }
        #[test] fn scores_come_after_judging() { check(Stage::Judge, "score(area) > 1", Err((codes::TOO_EARLY, "score(area)"))); }
        #[test] fn a_rule_knows_scores() { check(Stage::Rule, "score(area) > 1 and leak(often)", Ok(())); }
        #[test] fn a_rule_does_not_count_leaks() { check(Stage::Rule, "count(leaks) > 1", Err((codes::TOO_EARLY, "count(leaks)"))); }
        #[test] fn a_cap_counts_leaks() { check(Stage::Conclude, "count(leaks, high) > 1 or lowest(areas) < 20", Ok(())); }
        #[test] fn a_number_is_no_condition() { check(VALUE, "early", Err((codes::TYPES, "early"))); }
        #[test] fn a_scale_is_no_number() { check(Stage::Rule, "often > 1", Err((codes::TYPES, "often"))); }
        #[test] fn like_with_like() { check(Stage::Rule, "early == 'x'", Err((codes::TYPES, "'x'"))); }
        #[test] fn the_part_that_is_unknown() { check(SHOW, "early > 1 and eraly < 3", Err((codes::UNKNOWN_NAME, "eraly"))); }
        #[test] fn the_function_that_is_unknown() { check(SHOW, "not avg(early)", Err((codes::FUNCTION, "avg(early)"))); }
    }
}
