//! Values that know where they stand.

use std::ops::Range;

/// A value of the file and the bytes it was written with.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Bytes of `Source::text`. Empty for a value that was left out, as in `key:`.
    pub range: Range<usize>,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Scalar(Scalar),
    List(Vec<Node>),
    /// Keys are scalars, no two of them equal, in the order of the file.
    Map(Vec<(Node, Node)>),
}

/// A text, a number, a truth or nothing: which of them, the one who asks decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text as the author meant it, without quotes and escapes.
    pub text: String,
    /// Written without quotes or block style. Only such a scalar can be a number, a truth or null.
    pub plain: bool,
}

impl Node {
    /// Returns the value under a key, or `None` when this is no map or has no such key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let (_, value) = self.as_map()?.iter().find(|(name, _)| name.as_text() == Some(key))?;
        Some(value)
    }

    pub fn as_scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Returns a scalar's text, whatever it may look like.
    pub fn as_text(&self) -> Option<&str> {
        self.as_scalar().map(|scalar| scalar.text.as_str())
    }

    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            Value::Scalar(_) | Value::Map(_) => None,
        }
    }

    pub fn as_map(&self) -> Option<&[(Node, Node)]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            Value::Scalar(_) | Value::List(_) => None,
        }
    }

    pub fn is_null(&self) -> bool {
        self.as_scalar().is_some_and(Scalar::is_null)
    }
}

impl Scalar {
    /// Reads a number as YAML 1.2 writes it: `12`, `-0.5`, `1e3`, `0o17`, `0x1F`. Returns `None`
    /// for infinity and for what is not a number.
    pub fn number(&self) -> Option<f64> {
        if !self.plain {
            return None;
        }
        let text = self.text.as_str();
        if let Some(digits) = text.strip_prefix("0o") {
            return whole(digits, 8);
        }
        if let Some(digits) = text.strip_prefix("0x") {
            return whole(digits, 16);
        }
        // Rust also reads `inf`, `nan` and `infinity`, which are words here.
        let is_numeral = |byte: u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
        if !text.bytes().all(is_numeral) {
            return None;
        }
        text.parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// Reads `true` or `false`, and `yes` or `no`, which people write more readily.
    pub fn truth(&self) -> Option<bool> {
        if !self.plain {
            return None;
        }
        match self.text.as_str() {
            "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" => Some(true),
            "false" | "False" | "FALSE" | "no" | "No" | "NO" => Some(false),
            _ => None,
        }
    }

    pub fn is_null(&self) -> bool {
        self.plain && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// Whether an older YAML reader would take the bare word for a truth rather than a text.
    pub fn looks_like_truth(&self) -> bool {
        const WORDS: [&str; 8] = ["yes", "no", "on", "off", "y", "n", "true", "false"];
        self.plain && WORDS.iter().any(|word| word.eq_ignore_ascii_case(&self.text))
    }
}

/// Reads digits without a sign. Beyond 2^53 the result is the nearest number that can be held.
fn whole(digits: &str, radix: u32) -> Option<f64> {
    if digits.is_empty() {
        return None;
    }
    let mut number = 0.0;
    for digit in digits.chars() {
        number = number * f64::from(radix) + f64::from(digit.to_digit(radix)?);
    }
    Some(number).filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Scalar {
        Scalar { text: text.to_owned(), plain: true }
    }

    #[track_caller]
    fn check(text: &str, number: Option<f64>, truth: Option<bool>, looks_like_truth: bool, is_null: bool) {
        let scalar = plain(text);
        assert_eq!(scalar.number(), number, "number");
        assert_eq!(scalar.truth(), truth, "truth");
        assert_eq!(scalar.looks_like_truth(), looks_like_truth, "looks_like_truth");
        assert_eq!(scalar.is_null(), is_null, "is_null");
        let quoted = Scalar { text: text.to_owned(), plain: false };
        assert_eq!((quoted.number(), quoted.truth()), (None, None));
        assert!(!quoted.looks_like_truth() && !quoted.is_null());
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn yes() { check("yes", None, Some(true), true, false); }
        #[test] fn no() { check("no", None, Some(false), true, false); }
        #[test] fn no_shouted() { check("NO", None, Some(false), true, false); }
        #[test] fn on() { check("on", None, None, true, false); }
        #[test] fn off() { check("off", None, None, true, false); }
        #[test] fn true_() { check("true", None, Some(true), true, false); }
        #[test] fn y() { check("y", None, None, true, false); }
        #[test] fn mixed_case() { check("yEs", None, None, true, false); }
        #[test] fn sixty() { check("1:30", None, None, false, false); }
        #[test] fn leading_zero() { check("017", Some(17.0), None, false, false); }
        #[test] fn octal() { check("0o17", Some(15.0), None, false, false); }
        #[test] fn octal_beyond() { check("0o18", None, None, false, false); }
        #[test] fn hexadecimal() { check("0x1F", Some(31.0), None, false, false); }
        #[test] fn hexadecimal_empty() { check("0x", None, None, false, false); }
        #[test] fn exponent() { check("1e3", Some(1000.0), None, false, false); }
        #[test] fn fraction() { check("-.5", Some(-0.5), None, false, false); }
        #[test] fn trailing_point() { check("1.", Some(1.0), None, false, false); }
        #[test] fn signed() { check("+12", Some(12.0), None, false, false); }
        #[test] fn grouped() { check("1_000", None, None, false, false); }
        #[test] fn comma() { check("0,5", None, None, false, false); }
        #[test] fn a_date() { check("2026-01-31", None, None, false, false); }
        #[test] fn only_a_point() { check(".", None, None, false, false); }
        #[test] fn only_an_e() { check("e", None, None, false, false); }
        #[test] fn infinity() { check(".inf", None, None, false, false); }
        #[test] fn not_a_number() { check(".nan", None, None, false, false); }
        #[test] fn rust_infinity() { check("inf", None, None, false, false); }
        #[test] fn too_great() { check("1e309", None, None, false, false); }
        #[test] fn tilde() { check("~", None, None, false, true); }
        #[test] fn empty() { check("", None, None, false, true); }
        #[test] fn null() { check("null", None, None, false, true); }
        #[test] fn none() { check("none", None, None, false, false); }
    }
}
