//! Others' scores beside one's own, in English.

use super::*;

pub(super) const BENCHMARK: BenchmarkWords = BenchmarkWords {
    head: "Others",
    cell: "{median} ({lower} to {upper})",
    beside: Plural::of(
        "Beside it, the score of one other: {source}, {date}.",
        "Beside it, the scores of {count} others: {source}, {date}.",
    ),
    on_screen: "Others: the median of {count} ({source}, {date}); no norm.",
    on_screen_overall: "Others: {count} ({source}, {date}), overall {median} ({lower} to {upper}); no norm.",
    no_norm: "They are one group, not a norm, and this is no ranking.",
    other_edition: "They answered edition {theirs}, here it was {ours}: what is asked may have changed.",
    line: "{title}: {score} here; others {median} in the middle, half of them {lower} to {upper}",
    line_alone: "{title}: others {median} in the middle, half of them {lower} to {upper}",
    of_them: "({count} of them)",
    area: "{median} in the middle, half of them {lower} to {upper}",
    legend: "others: the middle half, and their median",
    in_words: "others {median}, half of them {lower} to {upper}",
    note: Plural::of(
        "Others: one other ({source}, {date}).",
        "Others: the median of {count}, and in brackets between which scores half of them lie ({source}, {date}).",
    ),
    note_overall: "Their overall score: {median} ({lower} to {upper}).",
    who_title: "Who the others are",
    who: Plural::of(
        "Beside the scores stands that of one other, as {source} gave it on {date}.",
        "Beside the scores stand those of {count} others, as {source} gave them on {date}.",
    ),
    who_edition: "They answered edition {edition} of this questionnaire.",
    how_made: "Shown are their median and their quartiles, between which half of the scores lie. They are the group that somebody happened to ask: no norm, no goal and no ranking. No score, band or leak here depends on them.",
    median_head: "Others: median",
    lower_head: "Others: lower quartile",
    upper_head: "Others: upper quartile",
    count_head: "Others: n",
};

pub(super) const GATHER: GatherWords = GatherWords {
    own_source: "own assessments",
    too_few: "a benchmark needs the finished assessments of {needed} different teams, or nobody could be sure to stay unknown: here there are {found}",
    no_scores: "of {found} teams too few have a score: {needed} are needed in an area, or nobody could be sure to stay unknown",
    other_questionnaires: "a benchmark is of one questionnaire, and these assessments answer several ({ids}): name one with --questionnaire ID",
    left_out: "left out: {what}",
    unfinished: Plural::of(
        "{count} assessment that is not finished",
        "{count} assessments that are not finished",
    ),
    unnamed: Plural::of(
        "{count} assessment that does not say whom it is about",
        "{count} assessments that do not say whom they are about",
    ),
    other_edition: Plural::of(
        "{count} assessment of another edition than {edition}",
        "{count} assessments of other editions than {edition}",
    ),
    earlier: Plural::of(
        "{count} earlier assessment of a team that was assessed again",
        "{count} earlier assessments of teams that were assessed again",
    ),
    copies: Plural::of("{count} assessment that is there twice", "{count} assessments that are there twice"),
    overall: Plural::of(
        "the overall score: {count} has one, and {needed} are needed",
        "the overall score: {count} have one, and {needed} are needed",
    ),
    area: Plural::of(
        "{title}: {count} has a score, and {needed} are needed",
        "{title}: {count} have a score, and {needed} are needed",
    ),
    empty_source: "--source is empty: say in a line whose scores these are",
    long_source: "--source has {length} characters; {most} are the most: shorten it",
    no_form: "a benchmark is not written as .{ending}: name a file that ends in .yaml",
    made: Plural::of("the scores of {count} team", "the scores of {count} teams"),
};
