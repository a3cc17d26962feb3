//! The functions of the condition language: what each takes, when it may be asked, and what it gives.

use super::super::parse::{Form, Term};
use super::super::{Expression, Together};
use super::{Fault, Named, Resolver, Stage, Type, Typed, fault, quoted};
use crate::questionnaire::codes;
use crate::questionnaire::{Id, Kind, Severity};

const FUNCTIONS: [&str; 11] =
    ["level", "answered", "has", "count", "min", "max", "sum", "mean", "score", "lowest", "leak"];

impl Resolver<'_> {
    pub(super) fn call(&self, term: &Term, function: &str, arguments: &[Term]) -> Result<Typed, Fault> {
        match function {
            "level" => self.level(term, arguments),
            "answered" => {
                let [argument] = exactly(term, function, arguments, "answered(question)")?;
                Ok((Expression::Answered(self.question(argument)?), Type::Truth))
            }
            "has" => {
                let [first, second] = exactly(term, function, arguments, "has(question, choice)")?;
                let question = self.question(first)?;
                Ok((Expression::Has(question, self.choice(question, second)?), Type::Truth))
            }
            "count" => self.count(term, arguments),
            "min" => self.together(term, function, Together::Min, arguments),
            "max" => self.together(term, function, Together::Max, arguments),
            "sum" => self.together(term, function, Together::Sum, arguments),
            "mean" => self.together(term, function, Together::Mean, arguments),
            "score" => self.score(term, arguments),
            "lowest" => self.lowest(term, arguments),
            "leak" => self.leak(term, arguments),
            _ => {
                let help = match self.names.guesses.nearest(function, FUNCTIONS.into_iter()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the functions are {}", quoted(&FUNCTIONS)),
                };
                Err(fault(codes::FUNCTION, term, format!("there is no function `{function}`"), &help))
            }
        }
    }

    /// `level(question)`, and `level(matrix.row)`.
    fn level(&self, term: &Term, arguments: &[Term]) -> Result<Typed, Fault> {
        let [argument] = exactly(term, "level", arguments, "level(question)")?;
        if let Form::Name(name) = &argument.form
            && name.contains('.')
        {
            return self.name(argument, name);
        }
        let index = self.question(argument)?;
        let question = &self.names.questionnaire[index];
        if let Kind::Matrix { .. } = question.kind {
            let says = format!("`{}` has a level in each row", question.id);
            let help = format!("write `min({0})`, `mean({0})`, or name a row", question.id);
            return Err(fault(codes::TYPES, argument, says, &help));
        }
        if question.highest_level().is_none() {
            let says = format!("`{}` has no levels", question.id);
            return Err(fault(codes::TYPES, argument, says, "look at the answer itself, or give it levels"));
        }
        if question.judge.is_some() && matches!(self.stage, Stage::Value { .. } | Stage::Judge) {
            let says = format!("`{}` is itself judged by another value", question.id);
            return Err(fault(codes::CIRCLE, argument, says, "use the value that judges it"));
        }
        if let Some(judge) = &question.judge {
            // Its level is known no earlier than what judges it.
            let reads = judge.reads(self.names.questionnaire);
            reads.into_iter().try_for_each(|read| self.looks_back(argument, read))?;
        }
        Ok((Expression::Level(index), Type::Number))
    }

    fn score(&self, term: &Term, arguments: &[Term]) -> Result<Typed, Fault> {
        self.comes_after_scoring(term, "score")?;
        let [argument] = exactly(term, "score", arguments, "score(area)")?;
        let name = self.word(argument)?;
        match self.names.named.get(name) {
            Some(Named::Area(area)) => Ok((Expression::Score(*area), Type::Number)),
            Some(Named::Question(_) | Named::Value(_) | Named::Rule) | None => {
                Err(self.unknown(argument, name, |named| matches!(named, Named::Area(_))))
            }
        }
    }

    /// `lowest(areas)`: the score of the weakest area.
    fn lowest(&self, term: &Term, arguments: &[Term]) -> Result<Typed, Fault> {
        self.comes_after_scoring(term, "lowest")?;
        let [argument] = exactly(term, "lowest", arguments, "lowest(areas)")?;
        match self.word(argument)? {
            "areas" => Ok((Expression::LowestArea, Type::Number)),
            other => {
                let says = format!("there is no lowest of `{other}`");
                Err(fault(codes::UNKNOWN_NAME, argument, says, "write `lowest(areas)`"))
            }
        }
    }

    fn leak(&self, term: &Term, arguments: &[Term]) -> Result<Typed, Fault> {
        self.comes_after_scoring(term, "leak")?;
        let [argument] = exactly(term, "leak", arguments, "leak(id)")?;
        let name = self.word(argument)?;
        let fits = |named| match named {
            Named::Question(_) => true,
            // A rule sees the leaks of questions alone, so that their order never matters.
            Named::Rule => self.stage == Stage::Conclude,
            Named::Value(_) | Named::Area(_) => false,
        };
        match (self.names.named.get(name).copied().filter(|named| fits(*named)), Id::new(name)) {
            (Some(_), Some(id)) => Ok((Expression::Leak(id), Type::Truth)),
            (_, _) => Err(self.unknown(argument, name, fits)),
        }
    }

    fn comes_after_scoring(&self, term: &Term, function: &str) -> Result<(), Fault> {
        self.allowed(term, function, matches!(self.stage, Stage::Rule | Stage::Conclude))
    }

    /// `count(leaks, severity)`, `count(question)` and `count(question, tag)`.
    fn count(&self, term: &Term, arguments: &[Term]) -> Result<Typed, Fault> {
        const FORMS: &str = "count(question), count(question, tag) or count(leaks, severity)";
        let (first, second) = match arguments {
            [first] => (first, None),
            [first, second] => (first, Some(second)),
            _ => return Err(wrong_arguments(term, "count", FORMS)),
        };
        if self.word(first)? == "leaks" {
            self.allowed(term, "count(leaks)", self.stage == Stage::Conclude)?;
            let severity = match second {
                None => None,
                Some(second) => {
                    let word = self.word(second)?;
                    let found = Severity::ALL.into_iter().find(|severity| severity.word() == word);
                    let help = "use critical, high, medium or low";
                    let unknown =
                        || fault(codes::UNKNOWN_NAME, second, format!("there is no severity `{word}`"), help);
                    Some(found.ok_or_else(unknown)?)
                }
            };
            return Ok((Expression::CountLeaks(severity), Type::Number));
        }
        let index = self.question(first)?;
        let question = &self.names.questionnaire[index];
        let Kind::MultipleChoice { choices, .. } = &question.kind else {
            let says = format!("`{}` is a {}; nothing is counted in it", question.id, question.kind.word());
            return Err(fault(codes::TYPES, first, says, "count the choices of a multiple_choice"));
        };
        let Some(second) = second else {
            return Ok((Expression::Count(index, (0..choices.len()).collect()), Type::Number));
        };
        let tag = self.word(second)?;
        let tagged = |position: &usize| choices[*position].tag.as_ref().is_some_and(|known| *known == *tag);
        let of: Vec<usize> = (0..choices.len()).filter(tagged).collect();
        if of.is_empty() {
            let tags = choices.iter().filter_map(|choice| choice.tag.as_ref()).map(Id::as_str);
            let help = match self.names.guesses.nearest(tag, tags) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "give its choices a `tag`".to_owned(),
            };
            let says = format!("no choice of `{}` has the tag `{tag}`", question.id);
            return Err(fault(codes::UNKNOWN_NAME, second, says, &help));
        }
        Ok((Expression::Count(index, of), Type::Number))
    }

    /// `min(matrix)`, or `min(a, b, ..)` of numbers.
    fn together(
        &self,
        term: &Term,
        name: &str,
        together: Together,
        arguments: &[Term],
    ) -> Result<Typed, Fault> {
        if let [Term { form: Form::Name(id), .. }] = arguments
            && let Some(Named::Question(question)) = self.names.named.get(id.as_str())
            && let Kind::Matrix { .. } = self.names.questionnaire[*question].kind
        {
            self.looks_back(term, *question)?;
            return Ok((Expression::Rows(together, *question), Type::Number));
        }
        if arguments.is_empty() {
            return Err(wrong_arguments(term, name, &format!("{name}(matrix) or {name}(number, ..)")));
        }
        let numbers: Result<Vec<Expression>, Fault> =
            arguments.iter().map(|argument| self.typed(argument, Type::Number)).collect();
        Ok((Expression::Together(together, numbers?), Type::Number))
    }
}

/// As many arguments as the function takes, or how it is written.
fn exactly<'t, const N: usize>(
    term: &Term,
    function: &str,
    arguments: &'t [Term],
    form: &str,
) -> Result<&'t [Term; N], Fault> {
    arguments.try_into().ok().ok_or_else(|| wrong_arguments(term, function, form))
}

fn wrong_arguments(term: &Term, function: &str, form: &str) -> Fault {
    let says = format!("`{function}` does not have what it needs");
    fault(codes::FUNCTION, term, says, &format!("write {form}"))
}
