//! Every key of a translation: the same words as in the questionnaire, with ids where it has lists of things.

use super::{Form, HELP, Table, key, needed};

/// What a translation says of itself; all else are texts of the questionnaire.
pub const HEAD: [&str; 4] = ["format", "translates", "edition", "language"];

pub static TRANSLATION: Table = Table {
    name: "translation",
    keys: &[
        needed("format", Form::Whole, "The version of this language: 1."),
        needed("translates", Form::Id, "The id of the questionnaire."),
        needed("edition", Form::Text, "Which edition of the questionnaire it was made for."),
        needed("language", Form::Text, "The language it is written in, such as `de` or `de-AT`."),
        key("title", Form::Text, "The questionnaire's title."),
        key("about", Form::Text, "The paragraph shown before the first question."),
        key("levels", Form::Things(&LEVEL), "What the steps of its scales mean, in their order."),
        key("bands", Form::TextsById, "The words for stretches of the score line, by their ids."),
        key("scoring", Form::Thing(&SCORING), "What keeps the overall band down."),
        key("profile", Form::ById(&Form::Thing(&QUESTION)), "Questions about the team, by their ids."),
        key("values", Form::TextsById, "Units of derived values, by their ids."),
        key("scales", Form::ById(&CHOICES), "Answer steps that several questions share, by their ids."),
        key("areas", Form::ById(&Form::Thing(&AREA)), "Areas by their ids, also those inside others."),
        key("rules", Form::TextsById, "Headlines of leaks that several answers reveal, by their ids."),
    ],
};

static LEVEL: Table = Table {
    name: "level",
    keys: &[
        key("name", Form::Text, "A word for it."),
        key("means", Form::Text, "What it means, in a sentence."),
    ],
};

static SCORING: Table =
    Table { name: "scoring", keys: &[key("caps", Form::Texts, "The reasons (`because`), in their order.")] };

static AREA: Table = Table {
    name: "area",
    keys: &[
        key("title", Form::Text, "Its title."),
        key("short", Form::Text, "A shorter title for narrow places."),
        key("about", Form::Text, "One paragraph said before its first question."),
        key("aim", Form::Text, "What it looks like when this area holds."),
        key("cost", Form::Text, "What it costs when this area leaks."),
        key("practices", Form::TextsById, "Best practices by their ids."),
        key("questions", Form::ById(&Form::Thing(&QUESTION)), "Its questions by their ids."),
        key("assignments", Form::Thing(&ASSIGNMENTS), "What to do first."),
        key("verdicts", Form::TextsById, "Conclusions of a diagnostic by their ids."),
    ],
};

static ASSIGNMENTS: Table = Table {
    name: "assignments",
    keys: &[
        key("sales", Form::Text, "A piece of known work to follow up."),
        key("development", Form::Text, "A small learning step."),
    ],
};

static QUESTION: Table = Table {
    name: "question",
    keys: &[
        key("ask", Form::Text, "Its wording."),
        key("ask_as", Form::TextsById, "Other wording for a role, by the role's id."),
        key("help", Form::Thing(&HELP), "What counts, what does not, and what would show it."),
        key("unit", Form::Text, "What its number counts."),
        key("rows", Form::TextsById, "Its lines by their ids."),
        key("fields", Form::ById(&Form::TextOr(&FIELD)), "Its numbers by their ids."),
        key("choices", CHOICES, "Its choices, in their order or by their ids."),
        key("none", Form::Text, "The wording of the choice that excludes the rest."),
        key("leak", Form::Text, "The headline of its leak."),
        key("leaks", Form::Texts, "The headlines of its cases, in their order."),
        key("dont_know", Form::Text, "The headline of the leak that not knowing is."),
        key("must", Form::Texts, "Remarks on answers that do not fit together, in their order."),
        key("source_note", Form::Text, "Where its figures come from, for the method section."),
    ],
};

const CHOICES: Form = Form::InOrder(&Form::TextOr(&CHOICE));

static CHOICE: Table = Table {
    name: "choice",
    keys: &[
        key("text", Form::Text, "Its wording."),
        key("leak", Form::Text, "Its own headline, instead of the question's."),
    ],
};

static FIELD: Table = Table {
    name: "field",
    keys: &[key("label", Form::Text, "Its wording."), key("unit", Form::Text, "What it counts.")],
};
