//! What the parser could not read, in our words.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::{Limits, boundary};
use crate::diagnostic::Diagnostic;

/// Turns the parser's complaint into a diagnostic, with the most likely remedy.
pub(super) fn diagnostic(error: &ScanError, text: &str, limits: &Limits) -> Diagnostic {
    let kind = error.kind();
    let marked = boundary(text, error.marker().byte_offset().unwrap_or(text.len()));
    let offset = if is_about_tabs(kind) { tab(text, marked) } else { marked };
    let found = text.get(offset..).and_then(|rest| rest.chars().next());
    let length = found.filter(|character| !matches!(character, '\n' | '\r')).map_or(0, char::len_utf8);
    let place = offset..offset + length;
    if matches!(kind, ErrorKind::RecursionLimitExceeded) {
        return too_deep(offset, limits);
    }
    if is_about_tags(kind) {
        return tag(place, "!");
    }
    if matches!(kind, ErrorKind::MissingAnchorOrAliasName) {
        return Diagnostic::error(
            "Q004",
            place,
            "`*` and `&` begin aliases and anchors, which are not allowed",
        )
        .help("put the text in quotes");
    }
    let (message, help) = words(kind);
    Diagnostic::error("Q003", place, message).help(help)
}

pub(super) fn too_deep(offset: usize, limits: &Limits) -> Diagnostic {
    let message = format!("lists and maps stand more than {} deep in each other", limits.depth);
    Diagnostic::error("Q002", offset..offset, message).help("check the brackets and the indentation")
}

pub(super) fn tag(place: Range<usize>, tag: &str) -> Diagnostic {
    Diagnostic::error("Q005", place, format!("tags are not allowed: `{tag}`"))
        .help("remove the tag, or put the text in quotes if it begins with `!`")
}

fn is_about_tabs(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    )
}

/// Finds the tab that is meant. The parser marks the value before it or after it: the tab is in
/// the indentation of that line or of the next.
fn tab(text: &str, marked: usize) -> usize {
    let before = text.get(..marked).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |idx| idx + 1);
    let mut start = line_start;
    for line in text.get(line_start..).unwrap_or_default().split_inclusive('\n') {
        let indented = line.trim_start_matches([' ', '\t']);
        let indentation = line.get(..line.len() - indented.len()).unwrap_or_default();
        if let Some(idx) = indentation.find('\t') {
            return start + idx;
        }
        if marked < start && !indented.trim().is_empty() {
            break;
        }
        start += line.len();
    }
    marked
}

fn is_about_tags(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UndeclaredTagHandle
            | ErrorKind::ExpectedTagBang
            | ErrorKind::InvalidGlobalTagCharacter
            | ErrorKind::InvalidTagTerminator
            | ErrorKind::MissingTagUri
            | ErrorKind::UnclosedVerbatimTag
            | ErrorKind::InvalidTagEscape
            | ErrorKind::InvalidTagUtf8LeadingByte
            | ErrorKind::InvalidTagUtf8TrailingByte
            | ErrorKind::InvalidTagUtf8
    )
}

/// Returns the message and the help for a kind of complaint.
fn words(kind: &ErrorKind) -> (String, &'static str) {
    const ESCAPES: &str = "write a backslash twice, or use single quotes, which know no escapes";
    const INDENT: &str = "indent what belongs together by the same number of spaces";
    let (message, help) = match kind {
        _ if is_about_tabs(kind) => ("a tab stands where only spaces may indent", "indent with spaces"),
        ErrorKind::UnclosedFlowCollection { open } => {
            return (format!("`{open}` is opened and never closed"), "close it, or put the text in quotes");
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            return (format!("`{open}` is closed by `{close}`"), "close every bracket by its own kind");
        }
        ErrorKind::MisplacedFlowCollectionEnd => {
            ("this bracket closes nothing", "remove it, or put the text in quotes")
        }
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => {
            ("a list lacks a `,` or its closing `]`", "add what is missing")
        }
        ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::FlowMappingValueAdjacentCollection
        | ErrorKind::InvalidColonPlacement => {
            ("a map lacks a `,` or its closing `}`", "add what is missing, or put the text in quotes")
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            ("a quotation mark is opened and never closed", "close the quotation mark")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar => (
            "something follows the closing quotation mark",
            "put the whole text in quotes, and write `'` twice within single quotes",
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            "something follows the closing quotation mark",
            "put the whole text in quotes, and write `\\\"` for a quotation mark within",
        ),
        ErrorKind::UnknownQuotedScalarEscape => ("there is no such escape", ESCAPES),
        ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => ("this escape stands for no character", ESCAPES),
        ErrorKind::UnexpectedCharacter { character } => {
            return (
                format!("a text without quotes cannot begin with `{character}`"),
                "put the text in quotes",
            );
        }
        ErrorKind::PlainScalarStartsWithDashFlowIndicator | ErrorKind::BlockEntryInFlowCollection => {
            ("a text without quotes cannot begin with `-` here", "put the text in quotes")
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidMappingValueWhitespace => (
            "a `:` stands where no key is expected",
            "put the text in quotes if the `:` belongs to it, or check the indentation",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            ("a key lacks its `:`", "add a `:` and a space after the key, or check the indentation")
        }
        ErrorKind::CommentInterceptedScalar => {
            ("a comment stands within a text", "move the comment, or put the text in quotes")
        }
        ErrorKind::CommentNotSeparated => ("a `#` follows without a space", "put a space before the `#`"),
        ErrorKind::InvalidQuotedScalarIndent => (
            "a text in quotes goes on here without indentation",
            "close its quotation mark above, or indent its further lines",
        ),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => (
            "this does not belong to what stands before it",
            "check the indentation, or put the whole text in quotes",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidBlockEntryWhitespace
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::InvalidIndentation
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent => ("the indentation does not fit what stands before", INDENT),
        ErrorKind::ZeroBlockScalarIndent | ErrorKind::InvalidBlockScalarHeader => {
            ("something follows `|` or `>`", "begin the text on the next line, indented")
        }
        ErrorKind::BomInsideDocument => ("a byte order mark stands within the text", "delete the character"),
        _ => {
            return (
                format!("this is not YAML: {kind}"),
                "check the indentation, the quotes and the brackets",
            );
        }
    };
    (message.to_owned(), help)
}
