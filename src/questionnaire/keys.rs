//! Every key of the questionnaire language, once: the reader accepts what stands here, and the
//! editor schema and the reference are written from it.

pub mod translation;

use super::{Builds, Effort, Kind, Severity};

/// One key of a thing.
pub struct Key {
    pub name: &'static str,
    pub form: Form,
    pub required: bool,
    /// What it is for, in a sentence.
    pub about: &'static str,
}

/// What may stand behind a key.
#[derive(Clone, Copy)]
pub enum Form {
    Text,
    Id,
    /// A list of ids.
    Ids,
    Number,
    /// A whole number from 0 upward.
    Whole,
    /// A whole number from 0 to 100.
    Score,
    Truth,
    /// A condition or a value, in the language of conditions.
    Expression,
    /// One of these words.
    Word(&'static [&'static str]),
    Thing(&'static Table),
    Things(&'static Table),
    /// A list of texts, or of things where more is to be said.
    Choices,
    /// `no`, or a thing.
    NoOr(&'static Table),
    /// Texts by id.
    TextsById,
    /// A list of texts.
    Texts,
    /// By id, each in this form.
    ById(&'static Form),
    /// A text, or a thing whose first key it stands for.
    TextOr(&'static Table),
    /// A list of these, or a map of them by id.
    InOrder(&'static Form),
}

/// The keys of one kind of thing.
pub struct Table {
    pub name: &'static str,
    pub keys: &'static [Key],
}

const fn key(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, required: false, about }
}

const fn needed(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, required: true, about }
}

const SEVERITIES: Form = Form::Word(&[
    Severity::Critical.word(),
    Severity::High.word(),
    Severity::Medium.word(),
    Severity::Low.word(),
]);
const EFFORTS: Form = Form::Word(&[Effort::Low.word(), Effort::Medium.word(), Effort::High.word()]);
const BUILDS: Form = Form::Word(&[
    Builds::Knowledge.word(),
    Builds::Skill.word(),
    Builds::Commitment.word(),
    Builds::Capacity.word(),
]);

pub static QUESTIONNAIRE: Table = Table {
    name: "questionnaire",
    keys: &[
        needed("format", Form::Whole, "The version of this language: 1."),
        needed("id", Form::Id, "What names this questionnaire for ever."),
        needed("edition", Form::Text, "Which version of this questionnaire it is, such as \"2026.1\"."),
        needed("title", Form::Text, "Its title, as people see it."),
        key("language", Form::Text, "The language of its texts, such as `en`; `en` when left out."),
        key("about", Form::Text, "One paragraph shown before the first question."),
        key("levels", Form::Things(&LEVEL), "What the steps of its scales mean, for the method section."),
        key("bands", Form::Things(&BAND), "Named stretches of the score line, worst first."),
        key("scoring", Form::Thing(&SCORING), "How the whole is scored."),
        key("profile", Form::Things(&QUESTION), "Questions about the team; they score nothing."),
        key("values", Form::Things(&VALUE), "Numbers worked out from answers."),
        key("scales", Form::Things(&SCALE), "Answer steps that several questions share."),
        needed("areas", Form::Things(&AREA), "The areas, in the order in which they are asked."),
        key("rules", Form::Things(&RULE), "Leaks that only several answers together reveal."),
    ],
};

pub static LEVEL: Table = Table {
    name: "level",
    keys: &[
        needed("level", Form::Whole, "The step, from 0."),
        needed("name", Form::Text, "A word for it."),
        needed("means", Form::Text, "What it means, in a sentence."),
    ],
};

pub static BAND: Table = Table {
    name: "band",
    keys: &[
        needed("id", Form::Id, "What names the band."),
        needed("from", Form::Whole, "The lowest score in it, 0 to 100; the first band begins at 0."),
        needed("label", Form::Text, "The word that is shown."),
    ],
};

pub static SCORING: Table = Table {
    name: "scoring",
    keys: &[
        key("min_answered", Form::Number, "Below this share of its weight, 0 to 1, there is no score; 0.5."),
        key("caps", Form::Things(&BAND_CAP), "What keeps the overall band down."),
    ],
};

pub static BAND_CAP: Table = Table {
    name: "band cap",
    keys: &[
        needed("when", Form::Expression, "While this holds,"),
        needed("band", Form::Id, "the overall band is never better than this one,"),
        needed("because", Form::Text, "for this reason, which is shown."),
    ],
};

pub static VALUE: Table = Table {
    name: "value",
    keys: &[
        needed("id", Form::Id, "What names the value in expressions."),
        needed("of", Form::Expression, "How it is worked out."),
        key("unit", Form::Text, "What it counts, such as `months`."),
    ],
};

pub static SCALE: Table = Table {
    name: "scale",
    keys: &[
        needed("id", Form::Id, "What questions call it by."),
        needed("choices", Form::Choices, "Its steps, worst first."),
    ],
};

pub static AREA: Table = Table {
    name: "area",
    keys: &[
        needed("id", Form::Id, "What names the area for ever."),
        needed("title", Form::Text, "Its title."),
        key("short", Form::Text, "A shorter title for narrow places."),
        key("about", Form::Text, "One paragraph said before its first question."),
        key("show_if", Form::Expression, "The condition under which it is asked."),
        key("aim", Form::Text, "What it looks like when this area holds."),
        key("cost", Form::Text, "What it costs when this area leaks."),
        key("weight", Form::Number, "How much it counts, 0 to 1000; 1."),
        key("target", Form::Score, "The score that everybody should reach, 0 to 100; none when left out."),
        key("scored", Form::Truth, "`no`: it counts for no score."),
        key("private", Form::Truth, "`yes`: left out of groups, exports and the report's main part."),
        key("practices", Form::Things(&PRACTICE), "Best practices; a leak names those that plug it."),
        key("questions", Form::Things(&QUESTION), "Its questions, in order."),
        key("areas", Form::Things(&AREA), "Areas inside it."),
        key("assignments", Form::Thing(&ASSIGNMENTS), "What to do first."),
        key("verdicts", Form::Things(&VERDICT), "Conclusions of a diagnostic, most wanted first."),
    ],
};

pub static PRACTICE: Table = Table {
    name: "practice",
    keys: &[
        needed("id", Form::Id, "What leaks call it by."),
        needed("do", Form::Text, "The thing to do."),
        key("effort", EFFORTS, "What it takes; medium."),
    ],
};

pub static ASSIGNMENTS: Table = Table {
    name: "assignments",
    keys: &[
        key("sales", Form::Text, "A piece of known work to follow up."),
        key("development", Form::Thing(&DEVELOPMENT), "A small learning step."),
    ],
};

pub static DEVELOPMENT: Table = Table {
    name: "development assignment",
    keys: &[needed("builds", BUILDS, "What it builds."), needed("text", Form::Text, "What to do.")],
};

pub static VERDICT: Table = Table {
    name: "verdict",
    keys: &[
        needed("id", Form::Id, "What names the verdict."),
        needed("when", Form::Expression, "When it holds."),
        needed("says", Form::Text, "What is said."),
        key("alone", Form::Truth, "`yes`: it holds only when none before it does."),
    ],
};

pub static RULE: Table = Table {
    name: "rule",
    keys: &[
        needed("id", Form::Id, "What names the leak for ever."),
        needed("area", Form::Id, "The area under which it is listed."),
        needed("when", Form::Expression, "When it leaks."),
        needed("severity", SEVERITIES, "How bad it is."),
        needed("leak", Form::Text, "The headline."),
        key("weight", Form::Number, "How much it counts when leaks are ranked; 1."),
        key("plugged_by", Form::Ids, "The practices that plug it."),
    ],
};

/// What every question understands.
pub static QUESTION: Table = Table {
    name: "question",
    keys: &[
        needed("id", Form::Id, "What names the question for ever."),
        needed("ask", Form::Text, "Its wording."),
        needed("type", Form::Word(&Kind::WORDS), "What kind of answer it wants."),
        key("ask_as", Form::TextsById, "Other wording for a role, by the role's id."),
        key("help", Form::Thing(&HELP), "What counts, what does not, and what would show it."),
        key("show_if", Form::Expression, "The condition under which it is asked."),
        key("required", Form::Truth, "`yes`: asked again at review when left open."),
        key("confidence", Form::Truth, "`yes`: asks how sure the respondent is."),
        key("revision", Form::Whole, "Raised when its meaning changes; 1."),
        key("was", Form::Ids, "Ids it had in earlier editions."),
        key("dont_know", Form::NoOr(&DONT_KNOW), "`no`, or the leak that not knowing is."),
        key("not_applicable", Form::Truth, "`no`: everybody has to answer."),
        key("weight", Form::Number, "How much it counts in its area, 0 to 1000; 1."),
        key("leak", Form::Text, "The headline of its leak."),
        key("plugged_by", Form::Ids, "The practices that plug its leak."),
        key("caps", Form::Things(&LEVEL_CAP), "What keeps its level down."),
        key("leaks", Form::Things(&LEAK), "Leaks in order; the first that holds is the leak."),
        key("must", Form::Things(&REMARK), "Remarks on answers that do not fit together."),
        key("source_note", Form::Text, "Where its figures come from, for the method section."),
    ],
};

pub static HELP: Table = Table {
    name: "help",
    keys: &[
        key("counts", Form::Text, "What counts."),
        key("not", Form::Text, "What does not."),
        key("evidence", Form::Text, "What would show it."),
    ],
};

pub static DONT_KNOW: Table = Table {
    name: "dont_know",
    keys: &[
        needed("severity", SEVERITIES, "How bad it is not to know."),
        needed("leak", Form::Text, "The headline."),
    ],
};

pub static LEVEL_CAP: Table = Table {
    name: "level cap",
    keys: &[
        needed("when", Form::Expression, "While this holds,"),
        needed("level", Form::Whole, "the level is never above this."),
    ],
};

pub static LEAK: Table = Table {
    name: "leak",
    keys: &[
        needed("when", Form::Expression, "When it leaks."),
        needed("severity", SEVERITIES, "How bad it is."),
        needed("leak", Form::Text, "The headline."),
        key("plugged_by", Form::Ids, "The practices that plug it; the question's own when left out."),
    ],
};

pub static REMARK: Table = Table {
    name: "remark",
    keys: &[
        needed("when", Form::Expression, "When it is said."),
        needed("says", Form::Text, "What is said, kindly."),
    ],
};

pub static CHOICE: Table = Table {
    name: "choice",
    keys: &[
        key("id", Form::Id, "What expressions and answers files call it by."),
        needed("text", Form::Text, "Its wording."),
        key("level", Form::Whole, "Its level, for a single_choice."),
        key("severity", SEVERITIES, "How bad a leak it is to choose it."),
        key("tag", Form::Id, "What sort of choice it is, for `count`."),
        key("leak", Form::Text, "Its own headline, instead of the question's."),
    ],
};

pub static CUT_POINT: Table = Table {
    name: "cut point",
    keys: &[
        needed("from", Form::Number, "The least number that it holds for."),
        key("level", Form::Whole, "The level from here on."),
        key("severity", SEVERITIES, "How bad a leak it is."),
    ],
};

pub static OUTCOME: Table = Table {
    name: "outcome",
    keys: &[
        key("level", Form::Whole, "The level of this answer."),
        key("severity", SEVERITIES, "How bad a leak it is."),
    ],
};

pub static FIELD: Table = Table {
    name: "field",
    keys: &[
        needed("id", Form::Id, "What expressions call it by."),
        needed("label", Form::Text, "Its wording."),
        key("unit", Form::Text, "What it counts."),
        key("min", Form::Number, "The least number."),
        key("max", Form::Number, "The greatest number."),
        key("decimals", Form::Whole, "Digits after the mark, 0 to 6; 0."),
    ],
};

pub static ROW: Table = Table {
    name: "row",
    keys: &[
        needed("id", Form::Id, "What expressions call it by."),
        needed("text", Form::Text, "Its wording."),
    ],
};

const CUT_POINTS: Key =
    key("cut_points", Form::Things(&CUT_POINT), "Lower bounds, rising, with the level from there on.");
const JUDGE: Key = key("judge", Form::Expression, "What the cut points judge instead of the answer.");
const CHOICES: Key = key("choices", Form::Choices, "Its choices.");
const SHARED: Key = key("scale", Form::Id, "A scale of `scales`, instead of `choices`.");

static SCALE_KEYS: Table = Table { name: "scale", keys: &[CHOICES, SHARED] };
static SINGLE_KEYS: Table = Table { name: "single_choice", keys: &[CHOICES, SHARED] };
static MULTIPLE_KEYS: Table = Table {
    name: "multiple_choice",
    keys: &[
        CHOICES,
        SHARED,
        key("none", Form::Text, "The wording of the choice that excludes the rest."),
        CUT_POINTS,
        JUDGE,
    ],
};
static YES_NO_KEYS: Table = Table {
    name: "yes_no",
    keys: &[
        key("yes", Form::Thing(&OUTCOME), "What a yes means."),
        key("no", Form::Thing(&OUTCOME), "What a no means."),
    ],
};
static NUMBER_KEYS: Table = Table {
    name: "number",
    keys: &[
        key("unit", Form::Text, "What it counts, such as `months` or `%`."),
        key("min", Form::Number, "The least number."),
        key("max", Form::Number, "The greatest number."),
        key("decimals", Form::Whole, "Digits after the mark, 0 to 6; 0."),
        CUT_POINTS,
        JUDGE,
    ],
};
static NUMBER_GROUP_KEYS: Table =
    Table { name: "number_group", keys: &[needed("fields", Form::Things(&FIELD), "Its numbers.")] };
static MATRIX_KEYS: Table =
    Table { name: "matrix", keys: &[needed("rows", Form::Things(&ROW), "Its lines."), CHOICES, SHARED] };
static TEXT_KEYS: Table = Table { name: "text", keys: &[] };

/// What the questions of each type understand beside [`QUESTION`], by the type's word.
pub static KINDS: [&Table; 8] = [
    &SCALE_KEYS,
    &SINGLE_KEYS,
    &MULTIPLE_KEYS,
    &YES_NO_KEYS,
    &NUMBER_KEYS,
    &NUMBER_GROUP_KEYS,
    &MATRIX_KEYS,
    &TEXT_KEYS,
];

/// The keys of a type.
pub fn of_kind(word: &str) -> Option<&'static Table> {
    KINDS.into_iter().find(|table| table.name == word)
}
