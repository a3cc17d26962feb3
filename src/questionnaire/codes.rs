//! Every diagnostic code of the reader: what it means and why it is a fault.
//!
//! docs/diagnostics.md is written from this table by a test.

pub const UNKNOWN_WORD: &str = "Q010";
pub const WRONG_CUT_POINT: &str = "Q012";
pub const UNKNOWN_KEY: &str = "Q013";
pub const MISSING_KEY: &str = "Q014";
pub const WRONG_FORM: &str = "Q015";
pub const WRONG_NUMBER: &str = "Q016";
pub const NOT_AN_ID: &str = "Q017";
pub const SAME_ID: &str = "Q018";
pub const UNKNOWN_REFERENCE: &str = "Q019";
pub const TOO_MANY: &str = "Q020";
pub const WRONG_BANDS: &str = "Q021";
pub const NOTHING_TO_SCORE: &str = "Q022";
pub const WRONG_FORMAT: &str = "Q023";
pub const WRONG_LIMITS: &str = "Q024";
pub const TOO_FEW: &str = "Q025";
pub const NOT_FOR_THIS_TYPE: &str = "Q026";
pub const PRIVATE_AND_SCORED: &str = "Q027";
pub const TARGET_WITHOUT_SCORE: &str = "Q028";
pub const GRAMMAR: &str = "Q030";
pub const LOOKS_AHEAD: &str = "Q031";
pub const UNKNOWN_NAME: &str = "Q032";
pub const CIRCLE: &str = "Q033";
pub const TYPES: &str = "Q034";
pub const TOO_EARLY: &str = "Q035";
pub const FUNCTION: &str = "Q036";
pub const NOT_A_LANGUAGE: &str = "Q040";
pub const OTHER_COUNT: &str = "Q041";
pub const PLACEHOLDERS: &str = "Q042";
pub const BARE_WORD: &str = "W015";
pub const NEVER_SHOWN: &str = "W031";
pub const NEVER_USED: &str = "W040";
pub const NO_HEADLINE: &str = "W041";
pub const NOT_TRANSLATED: &str = "W050";
pub const AS_IT_WAS: &str = "W051";
pub const OTHER_EDITION: &str = "W052";

/// A code and what stands behind it.
pub struct Code {
    pub code: &'static str,
    pub title: &'static str,
    pub why: &'static str,
}

const fn row(code: &'static str, title: &'static str, why: &'static str) -> Code {
    Code { code, title, why }
}

/// All codes, in order. A code that begins with `W` is a warning: the file can be used.
#[rustfmt::skip]
pub static CODES: &[Code] = &[
    row("Q001", "The file is not UTF-8", "Texts in another encoding come out garbled; save the file as UTF-8."),
    row("Q002", "Over a limit", "A file, text or nesting beyond the limits is refused before it can take up the machine."),
    row("Q003", "Not YAML", "The file cannot be read as YAML at this place."),
    row("Q004", "An anchor or alias", "A small file with aliases can stand for a huge one; repeat what is meant, or use `scales`."),
    row("Q005", "A tag", "Tags ask a program to build things of its own; nothing here needs one."),
    row("Q006", "The same key twice", "One of the two would be lost in silence."),
    row("Q007", "Several documents", "One file holds one questionnaire or one set of answers."),
    row("Q008", "Nothing in it", "The file is empty, or holds comments alone."),
    row("Q009", "A control character", "Control and direction characters can change what a screen shows; remove them."),
    row(UNKNOWN_WORD, "An unknown word", "Only a few words fit here, and this is none of them."),
    row("Q011", "A merge key", "`<<` would be taken for the name of a thing; write the keys out."),
    row(WRONG_CUT_POINT, "A cut point that cannot be", "Cut points rise, and lie within what the number may be."),
    row(UNKNOWN_KEY, "An unknown key", "It would be ignored in silence; most often it is a slip of the pen."),
    row(MISSING_KEY, "A missing key", "The thing cannot be without it."),
    row(WRONG_FORM, "The wrong kind of value", "A text, a list, a yes or no, or keys and values are needed here."),
    row(WRONG_NUMBER, "A number that does not fit", "A weight is 0 or more; a level is whole; no number is infinite."),
    row(NOT_AN_ID, "Not an id", "Ids are a-z, 0-9 and _, at most 64 of them, and no word of conditions, so that they can stand there."),
    row(SAME_ID, "The same id twice", "Answers and expressions could not tell the two apart."),
    row(UNKNOWN_REFERENCE, "Something that is not there", "What is named here is defined nowhere in the file."),
    row(TOO_MANY, "Too many", "At most 20,000 questions, 1,000 choices each, and so much that one value works out through others."),
    row(WRONG_BANDS, "Bands that leave gaps", "The first band begins at 0 and each begins above the one before, so that no score falls between."),
    row(NOTHING_TO_SCORE, "Nothing to score", "Without a weight or a question there is nothing to divide by."),
    row(WRONG_FORMAT, "Another format", "This program reads format 1 of the language."),
    row(WRONG_LIMITS, "Limits that exclude everything", "`min` lies above `max`, or both are the same."),
    row(TOO_FEW, "Too few", "A choice needs two choices at least; a matrix and a group need one line."),
    row(NOT_FOR_THIS_TYPE, "A key of another type", "This key means nothing for this type of question."),
    row(
        PRIVATE_AND_SCORED,
        "A private area that counts",
        "What stays out of everything that others see cannot move the score that they see.",
    ),
    row(
        TARGET_WITHOUT_SCORE,
        "A target without a score",
        "A target is a score to be reached; an area that has none can never come nearer to it.",
    ),
    row(GRAMMAR, "An expression that cannot be read", "Its grammar is off at this place."),
    row(LOOKS_AHEAD, "A condition that looks ahead", "What decides whether a question is asked has to come before it."),
    row(UNKNOWN_NAME, "An unknown name in an expression", "Nothing of that name fits here."),
    row(CIRCLE, "A circle", "A value cannot be worked out from itself, or from one that comes later."),
    row(TYPES, "Things that do not compare", "Numbers compare with numbers; a scale needs `level(..)`, a choice `has(..)`."),
    row(TOO_EARLY, "Asked too early", "Scores and leaks are not known yet where this is worked out."),
    row(FUNCTION, "A function that is not used right", "There is no such function, or it needs something else."),
    row(NOT_A_LANGUAGE, "Not another language", "A translation names its language by a tag, such as `de`, and it is another than the questionnaire's."),
    row(OTHER_COUNT, "More or fewer than in the original", "Texts in order stand for those of the original one by one; with another number of them none could be told."),
    row(PLACEHOLDERS, "Other placeholders", "What stands between curly brackets is filled in when the text is shown; it has to be there, and nothing else of its kind."),
    row("W009", "An invisible character", "Marks that cannot be seen are removed when the text is shown."),
    row(BARE_WORD, "A bare word", "Other readers of YAML take a bare `yes` or `1` for something that is not a text; quotes settle it."),
    row(NEVER_SHOWN, "Never asked", "The condition can never hold."),
    row(NEVER_USED, "Never used", "Nothing in the file refers to it."),
    row(NO_HEADLINE, "A leak without a headline", "The question's own wording will stand in the report as the leak."),
    row(NOT_TRANSLATED, "Not translated", "The text of the original stands in for it."),
    row(AS_IT_WAS, "A text as it was", "A whole sentence is seldom the same in two languages; it may have been forgotten."),
    row(OTHER_EDITION, "A translation of another edition", "Texts may have come, gone or changed since; what fits no more is passed over."),
];
