//! Every column of every table, with what stands in it. docs/exports.md tells the same.

/// A column, and what stands in it.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub means: &'static str,
}

const fn column(name: &'static str, means: &'static str) -> Column {
    Column { name, means }
}

/// Whose answers a row belongs to: the first columns of every table.
pub const HEAD: [Column; 9] = [
    column("assessment", "its name in the list of saved ones, or of its file; a number with `--anonymous`"),
    column("questionnaire", "the questionnaire's id"),
    column("edition", "which edition was answered"),
    column("about", "who or what was assessed; empty with `--anonymous`"),
    column("label", "which round it was, such as 2026"),
    column("date", "the day it was begun, as 2026-03-01"),
    column("finished", "yes or no"),
    column("respondent", "their name; empty where none was given, and with `--anonymous`"),
    column("role", "the answer to the profile question `role`, by its id"),
];

/// One row for each question.
pub const ANSWERS: [Column; 17] = [
    column("area", "the area's id; empty for a question about the team"),
    column("area_title", "the area's title"),
    column("question", "the question's id"),
    column("ask", "the question as this respondent read it"),
    column("revision", "which revision of the question: those of different revisions are not to be compared"),
    column("type", "the type of question"),
    column(
        "state",
        "`answered`, `dont_know`, `not_applicable`, `not_answered`, `skipped`, `not_judged` (answered, but what \
         it is judged by is unknown) or `not_asked`",
    ),
    column("answer", "the answer in words"),
    column("given", "the answer as an answers file gives it"),
    column(
        "value",
        "the answer as a number: the number given, the choice counted from 1, yes 1, no 0; else empty",
    ),
    column("level", "the level that it stands on, from 0, after caps; of a matrix the mean of its rows"),
    column("highest", "the highest level; empty where nothing is scored"),
    column("score", "level over highest level, 0 to 100"),
    column("weight", "how much the question counts within its area; empty where nothing is scored"),
    column("capped_from", "the level that a cap holds down"),
    column("confidence", "`guess`, `fairly_sure` or `can_show_it`, where it was asked"),
    column("note", "the respondent's note; empty with `--anonymous`"),
];

/// One row for the whole, then one for each area.
pub const SCORES: [Column; 15] = [
    column("area", "the area's id; empty for the whole"),
    column("area_title", "the area's title; `Overall` for the whole"),
    column("parent", "the area it stands in, if it stands in one"),
    column("number", "the number that people see beside it"),
    column("score", "0 to 100; empty where too little was answered"),
    column("low", "the least that the score can still become"),
    column("high", "the most that the score can still become"),
    column("band", "the band's id; of the whole after its caps"),
    column("band_label", "the band's name"),
    column("coverage", "the share of the weight that was answered, 0 to 1"),
    column("weight", "how much the area counts; empty for the whole"),
    column("leaks", "how many leaks were found, those of inner areas included"),
    column("target", "the score that the area is to reach; empty where none is set"),
    column("target_by", "the day by which it is to be reached"),
    column("target_percent", "`score` over `target` in percent, at most 100"),
];

/// One row for each assessment: these, then one column for each question, row of a matrix and number of
/// a group, then one for each area's score.
pub const WIDE: [Column; 6] = [
    column("score", "the overall score, 0 to 100"),
    column("low", "the least that it can still become"),
    column("high", "the most that it can still become"),
    column("band", "the overall band's id, after its caps"),
    column("coverage", "the share of the weight that was answered, 0 to 1"),
    column("leaks", "how many leaks were found"),
];

/// A comparison: one row for the whole and for each area, for each assessment and the one before it.
pub const COMPARISON: [Column; 23] = [
    column("questionnaire", "the questionnaire's id"),
    column("about_then", "who or what was assessed, in the earlier one"),
    column("label_then", "which round it was, in the earlier one"),
    column("date_then", "its day"),
    column("edition_then", "which edition it answers"),
    column("about_now", "the same of the later one"),
    column("label_now", "the same of the later one"),
    column("date_now", "the same of the later one"),
    column("edition_now", "the same of the later one"),
    column("area", "the area's id; empty for the whole"),
    column("area_title", "the area's title"),
    column("then", "the score then, over what can be compared, 0 to 100; empty where nothing can"),
    column("now", "the score now, over the same"),
    column("delta", "`now` minus `then`"),
    column("verdict", "`up`, `down`, `about_the_same`, `same_answers` or `not_comparable`"),
    column("printed_then", "the score that the earlier assessment has by its own edition"),
    column("printed_now", "the score that the later assessment has by its own edition"),
    column("questions", "how many questions were compared; for the whole, how many areas"),
    column("target", "the score that the area is to reach, in the later one; empty where none is set"),
    column("target_by", "the day by which it is to be reached"),
    column("target_percent", "`printed_now` over `target` in percent, at most 100"),
    column("baseline", "the printed score that progress is counted from; empty where it cannot be told"),
    column("progress_percent", "how much of the way from `baseline` to `target` is gone, 0 to 100"),
];
