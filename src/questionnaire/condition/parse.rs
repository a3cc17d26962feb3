//! From an expression's text to a tree of names not yet looked up.
//!
//! A recursive-descent parser by precedence climbing; its depth and the text's length are
//! limited, so that no text can overflow the stack.

use std::ops::Range;

use super::{Comparison, Operation};

/// The longest expression, in bytes.
pub const LONGEST: usize = 2000;

/// How deep brackets, `not` and signs may nest.
const DEEPEST: usize = 32;

/// How many operators may stand in one expression: a chain of them is a tree just as deep.
const MOST_JOINED: usize = 128;

/// The words that are no ids where an expression stands, and what `count` and `lowest` are given.
pub const RESERVED: [&str; 10] = ["and", "or", "not", "in", "true", "false", "yes", "no", "leaks", "areas"];

/// A part of an expression and where it stands, in bytes from its beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub at: Range<usize>,
    pub form: Form,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    Number(f64),
    Text(String),
    Truth(bool),
    /// An id, or `group.field`.
    Name(String),
    Call(String, Vec<Term>),
    Not(Box<Term>),
    Negative(Box<Term>),
    And(Box<Term>, Box<Term>),
    Or(Box<Term>, Box<Term>),
    Compare(Comparison, Box<Term>, Box<Term>),
    Calculate(Operation, Box<Term>, Box<Term>),
    Default(Box<Term>, Box<Term>),
    In(Box<Term>, Vec<Term>),
}

/// What is wrong with an expression's grammar, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub at: Range<usize>,
    pub says: String,
    pub help: Option<String>,
}

/// Parses an expression.
pub fn parse(text: &str) -> Result<Term, Fault> {
    if LONGEST < text.len() {
        let says = format!("this expression is {} bytes long; at most {LONGEST} are read", text.len());
        let help = Some("split it into `values` with names of their own".to_owned());
        return Err(Fault { at: 0..text.len(), says, help });
    }
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens, next: 0, end: text.len(), depth: 0, joined: 0 };
    let term = parser.term(0)?;
    match parser.peek() {
        None => Ok(term),
        Some(token) => {
            let says = format!("{} is not expected here", token.kind.shown());
            Err(Fault {
                at: token.at.clone(),
                says,
                help: Some("join two conditions with `and` or `or`".into()),
            })
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Token {
    at: Range<usize>,
    kind: TokenKind,
}

#[derive(Clone, Debug, PartialEq)]
enum TokenKind {
    Number(f64),
    Text(String),
    Word(String),
    Sign(&'static str),
}

impl TokenKind {
    fn shown(&self) -> String {
        match self {
            TokenKind::Number(number) => format!("`{number}`"),
            TokenKind::Text(text) => format!("'{text}'"),
            TokenKind::Word(word) => format!("`{word}`"),
            TokenKind::Sign(sign) => format!("`{sign}`"),
        }
    }
}

/// Two-letter signs stand before their first letter.
const SIGNS: [&str; 16] =
    ["==", "!=", "<=", ">=", "??", "<", ">", "=", "+", "-", "*", "/", "(", ")", ",", "["];

fn tokens(text: &str) -> Result<Vec<Token>, Fault> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next().unwrap_or(' ');
        let length = |accepts: fn(char) -> bool| rest.find(|c| !accepts(c)).unwrap_or(rest.len());
        if first.is_whitespace() {
            at += first.len_utf8();
        } else if first.is_ascii_digit() {
            let end = at + length(|c| c.is_ascii_digit() || c == '.');
            let written = text.get(at..end).unwrap_or_default();
            let Some(number) = written.parse().ok().filter(|number: &f64| number.is_finite()) else {
                let help = Some("write it like `4.35`".to_owned());
                return Err(Fault { at: at..end, says: format!("`{written}` is not a number"), help });
            };
            found.push(Token { at: at..end, kind: TokenKind::Number(number) });
            at = end;
        } else if first.is_ascii_alphabetic() || first == '_' {
            let end = at + length(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
            let word = text.get(at..end).unwrap_or_default().to_owned();
            found.push(Token { at: at..end, kind: TokenKind::Word(word) });
            at = end;
        } else if first == '\'' {
            let inside = rest.get(1..).unwrap_or_default();
            let Some(length) = inside.find('\'') else {
                let help = Some("close it with another `'`".to_owned());
                return Err(Fault { at: at..text.len(), says: "this text does not end".into(), help });
            };
            let end = at + length + 2;
            let word = inside.get(..length).unwrap_or_default().to_owned();
            found.push(Token { at: at..end, kind: TokenKind::Text(word) });
            at = end;
        } else if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            found.push(Token { at: at..at + sign.len(), kind: TokenKind::Sign(sign) });
            at += sign.len();
        } else {
            let end = at + first.len_utf8();
            let help = match first {
                '"' => "put texts between single quotes: 'like this'",
                '&' => "write `and`",
                '|' => "write `or`",
                '!' => "write `not`",
                _ => "use `and or not`, comparisons, `+ - * /`, brackets, numbers, 'texts' and ids",
            };
            let says = format!("`{}` has no meaning in an expression", first.escape_debug());
            return Err(Fault { at: at..end, says, help: Some(help.to_owned()) });
        }
    }
    Ok(found)
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    end: usize,
    depth: usize,
    joined: usize,
}

/// How strongly an operator holds its sides together, weakest first.
const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARE: u8 = 4;
const DEFAULT: u8 = 5;
const ADD: u8 = 6;
const MULTIPLY: u8 = 7;

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.next).cloned();
        self.next += 1;
        token
    }

    fn sign(&mut self, wanted: &str) -> bool {
        let found = matches!(self.peek(), Some(Token { kind: TokenKind::Sign(sign), .. }) if *sign == wanted);
        self.next += usize::from(found);
        found
    }

    fn fault(&self, says: &str, help: &str) -> Fault {
        let at = self.peek().map_or(self.end..self.end, |token| token.at.clone());
        Fault { at, says: says.to_owned(), help: Some(help.to_owned()) }
    }

    /// The operator that comes next, and how strongly it holds.
    fn operator(&self) -> Option<(u8, &str)> {
        let word = match &self.peek()?.kind {
            TokenKind::Word(word) => word.as_str(),
            TokenKind::Sign(sign) => sign,
            TokenKind::Number(_) | TokenKind::Text(_) => return None,
        };
        let strength = match word {
            "or" => OR,
            "and" => AND,
            "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "=" => COMPARE,
            "??" => DEFAULT,
            "+" | "-" => ADD,
            "*" | "/" => MULTIPLY,
            _ => return None,
        };
        Some((strength, word))
    }

    /// Reads a term whose operators all hold more strongly than `weakest`.
    fn term(&mut self, weakest: u8) -> Result<Term, Fault> {
        self.depth += 1;
        if DEEPEST < self.depth {
            return Err(self.fault(
                &format!("this expression nests more than {DEEPEST} deep"),
                "split it into `values` with names of their own",
            ));
        }
        let mut left = self.single()?;
        while let Some((strength, word)) = self.operator() {
            if strength <= weakest {
                break;
            }
            let word = word.to_owned();
            if word == "=" {
                return Err(self.fault("`=` compares nothing", "write `==`"));
            }
            self.joined += 1;
            if MOST_JOINED < self.joined {
                return Err(self.fault(
                    &format!("this expression joins more than {MOST_JOINED} parts"),
                    "split it into `values` with names of their own",
                ));
            }
            self.next += 1;
            let start = left.at.start;
            let form = if word == "in" {
                Form::In(Box::new(left), self.list()?)
            } else {
                let right = self.term(strength)?;
                combine(&word, left, right)
            };
            let end = self.tokens.get(self.next - 1).map_or(self.end, |token| token.at.end);
            left = Term { at: start..end, form };
            if strength == COMPARE && self.operator().is_some_and(|(next, _)| next == COMPARE) {
                return Err(self.fault("two comparisons stand in a row", "join them with `and`"));
            }
        }
        self.depth -= 1;
        Ok(left)
    }

    fn single(&mut self) -> Result<Term, Fault> {
        let missing =
            self.fault("something is missing here", "give a number, an id, or a condition in brackets");
        let Some(Token { at, kind }) = self.take() else { return Err(missing) };
        let start = at.start;
        let form = match kind {
            TokenKind::Number(number) => Form::Number(number),
            TokenKind::Text(text) => Form::Text(text),
            TokenKind::Word(word) => match word.as_str() {
                "not" => Form::Not(Box::new(self.term(NOT)?)),
                "true" | "yes" => Form::Truth(true),
                "false" | "no" => Form::Truth(false),
                "and" | "or" | "in" => {
                    self.next -= 1;
                    return Err(missing);
                }
                _ if self.sign("(") => Form::Call(word, self.arguments()?),
                _ => Form::Name(word),
            },
            TokenKind::Sign("-") => Form::Negative(Box::new(self.term(MULTIPLY)?)),
            TokenKind::Sign("(") => {
                let inner = self.term(0)?;
                if !self.sign(")") {
                    return Err(self.fault("a bracket is not closed", "close it with `)`"));
                }
                inner.form
            }
            TokenKind::Sign(_) => {
                self.next -= 1;
                return Err(missing);
            }
        };
        let end = self.tokens.get(self.next - 1).map_or(self.end, |token| token.at.end);
        Ok(Term { at: start..end, form })
    }

    /// What stands in the brackets of a call; the opening one is read already.
    fn arguments(&mut self) -> Result<Vec<Term>, Fault> {
        let mut found = Vec::new();
        if self.sign(")") {
            return Ok(found);
        }
        loop {
            found.push(self.term(0)?);
            if self.sign(")") {
                return Ok(found);
            }
            if !self.sign(",") {
                return Err(self.fault("a bracket is not closed", "separate with `,` and close with `)`"));
            }
        }
    }

    /// What may stand after `in`.
    fn list(&mut self) -> Result<Vec<Term>, Fault> {
        match self.sign("(") {
            true => self.arguments(),
            false => Err(self.fault("`in` needs a list", "write it like `in ('a', 'b')`")),
        }
    }
}

fn combine(word: &str, left: Term, right: Term) -> Form {
    let (left, right) = (Box::new(left), Box::new(right));
    match word {
        "or" => Form::Or(left, right),
        "and" => Form::And(left, right),
        "??" => Form::Default(left, right),
        "==" => Form::Compare(Comparison::Equal, left, right),
        "!=" => Form::Compare(Comparison::Different, left, right),
        "<" => Form::Compare(Comparison::Less, left, right),
        "<=" => Form::Compare(Comparison::LessOrEqual, left, right),
        ">" => Form::Compare(Comparison::More, left, right),
        ">=" => Form::Compare(Comparison::MoreOrEqual, left, right),
        "+" => Form::Calculate(Operation::Plus, left, right),
        "-" => Form::Calculate(Operation::Minus, left, right),
        "*" => Form::Calculate(Operation::Times, left, right),
        _ => Form::Calculate(Operation::Over, left, right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares the tree, written as calls: `and(a, >=(level(b), 3))`.
    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(parse(text).map(|term| shown(&term)), Ok(want.to_owned()));
    }

    /// Compares what is said of a text, and the part of it that is blamed.
    #[track_caller]
    fn check_fault(text: &str, blamed: &str, says: &str) {
        let fault = parse(text).unwrap_err();
        assert_eq!(text.get(fault.at.clone()), Some(blamed), "{fault:?}");
        assert!(fault.says.contains(says) && fault.help.is_some(), "{fault:?}");
    }

    fn shown(term: &Term) -> String {
        let two =
            |name: &str, first: &Term, second: &Term| format!("{name}({}, {})", shown(first), shown(second));
        let list = |terms: &[Term]| terms.iter().map(shown).collect::<Vec<_>>().join(", ");
        match &term.form {
            Form::Number(number) => number.to_string(),
            Form::Text(text) => format!("'{text}'"),
            Form::Truth(truth) => truth.to_string(),
            Form::Name(name) => name.clone(),
            Form::Call(name, arguments) => format!("{name}({})", list(arguments)),
            Form::Not(inner) => format!("not({})", shown(inner)),
            Form::Negative(inner) => format!("-({})", shown(inner)),
            Form::And(first, second) => two("and", first, second),
            Form::Or(first, second) => two("or", first, second),
            Form::Default(first, second) => two("??", first, second),
            Form::In(first, items) => format!("in({}, [{}])", shown(first), list(items)),
            Form::Compare(comparison, first, second) => {
                let sign = match comparison {
                    Comparison::Equal => "==",
                    Comparison::Different => "!=",
                    Comparison::Less => "<",
                    Comparison::LessOrEqual => "<=",
                    Comparison::More => ">",
                    Comparison::MoreOrEqual => ">=",
                };
                two(sign, first, second)
            }
            Form::Calculate(operation, first, second) => {
                let sign = match operation {
                    Operation::Plus => "+",
                    Operation::Minus => "-",
                    Operation::Times => "*",
                    Operation::Over => "/",
                };
                two(sign, first, second)
            }
        }
    }

    #[rustfmt::skip]
    mod trees {
        use super::*;

        #[test] fn and_holds_more_strongly_than_or() { check("a or b and c", "or(a, and(b, c))"); }
        #[test] fn brackets() { check("(a or b) and c", "and(or(a, b), c)"); }
        #[test] fn not_holds_the_next_condition() { check("not a and b", "and(not(a), b)"); }
        #[test] fn not_holds_a_comparison() { check("not a == b", "not(==(a, b))"); }
        #[test] fn times_before_plus() { check("1 + 2 * 3", "+(1, *(2, 3))"); }
        #[test] fn from_left_to_right() { check("8 - 4 - 2", "-(-(8, 4), 2)"); }
        #[test] fn a_sign_holds_its_number() { check("-a * 2", "*(-(a), 2)"); }
        #[test] fn minus_a_negative() { check("1 - -1", "-(1, -(1))"); }
        #[test] fn a_default_before_a_comparison() { check("a ?? 0 >= 3", ">=(??(a, 0), 3)"); }
        #[test] fn a_default_after_a_sum() { check("a + b ?? 0", "??(+(a, b), 0)"); }
        #[test] fn a_call() { check("count(a, good) >= max(1, b)", ">=(count(a, good), max(1, b))"); }
        #[test] fn a_call_of_nothing() { check("max()", "max()"); }
        #[test] fn a_list() { check("a in ('x', 'y') or b", "or(in(a, ['x', 'y']), b)"); }
        #[test] fn a_part() { check("funnel.leads", "funnel.leads"); }
        #[test] fn yes_and_true() { check("yes == true", "==(true, true)"); }
        #[test] fn no_spaces() { check("a>=1.5and b", "and(>=(a, 1.5), b)"); }
        #[test] fn lines() { check("a\n  and b", "and(a, b)"); }
        #[test] fn a_word_that_begins_with_and() { check("android", "android"); }
    }

    #[rustfmt::skip]
    mod faults {
        use super::*;

        #[test] fn nothing() { check_fault("", "", "something is missing"); }
        #[test] fn half_a_comparison() { check_fault("a >=", "", "something is missing"); }
        #[test] fn half_a_condition() { check_fault("a and", "", "something is missing"); }
        #[test] fn a_lone_sign() { check_fault("* a", "*", "something is missing"); }
        #[test] fn two_names() { check_fault("a b", "b", "`b` is not expected"); }
        #[test] fn a_bracket_too_many() { check_fault("a)", ")", "`)` is not expected"); }
        #[test] fn one_equals_sign() { check_fault("a = 1", "=", "compares nothing"); }
        #[test] fn double_quotes() { check_fault("a == \"x\"", "\"", "no meaning"); }
        #[test] fn exclamation_mark() { check_fault("!a", "!", "no meaning"); }
        #[test] fn a_foreign_letter() { check_fault("a == é", "é", "no meaning"); }
        #[test] fn an_open_text() { check_fault("a == 'x", "'x", "does not end"); }
        #[test] fn an_open_call() { check_fault("max(1", "", "a bracket is not closed"); }
        #[test] fn a_comma_too_many() { check_fault("max(1,)", ")", "something is missing"); }
        #[test] fn two_comparisons() { check_fault("1 < a < 3", "<", "in a row"); }
        #[test] fn an_endless_number() { check_fault(&"9".repeat(400), &"9".repeat(400), "not a number"); }
        #[test] fn two_points() { check_fault("1.2.3", "1.2.3", "not a number"); }
    }

    #[test]
    fn depth_and_length_are_limited() {
        let check = |text: String, says: &str| assert!(parse(&text).unwrap_err().says.contains(says));
        check("(".repeat(500), "nests");
        check("not ".repeat(400), "nests");
        check("-".repeat(500), "nests");
        check("a or ".repeat(300), "joins");
        check(" ".repeat(LONGEST + 1), "bytes long");
    }
}
