//! Targets, in English.

use super::*;

pub(super) const TARGETS: TargetWords = TargetWords {
    no_number: "Please give a whole number from 0 to 100, such as 70, with a day behind it if you like: 70 2027-03-01.",
    no_day: "Please give a day behind the number, such as 70 2027-03-01.",
    before: "That day lies before this assessment, {date}.",
    no_score: "This area has no score, so it takes no target.",
    title: "Targets",
    label: "Target",
    not_set: "not set",
    by: "{target} by {date}",
    to_go: Plural::of("{count} point to go", "{count} points to go"),
    is_reached: "reached",
    percent_reached: "{percent} of it reached",
    nothing_to_compare: "no score yet",
    way: "{points} of {of} points since {since}",
    was_there: "reached as early as {since}",
    not_comparable: "the way since {since} cannot be compared",
    set_in: "set in {round}",
    from_questionnaire: "set by the questionnaire",
    hint: "0 to 100, such as 70 or 70 2027-03-01; empty for none",
    set: "The target of {area} is {target}.",
    taken_away: "{area} has no target.",
    saved: "Saved: the target of {area} is {target}.",
    saved_none: "Saved: {area} has no target.",
    which: "Please give the number of an area and its target, such as {command} 2 70, {command} 2 70 2027-03-01 or {command} 2 {none}.",
    day: "By",
    missing: "To go",
    reached: "Reached",
    since: "Progress",
    table: "The targets of the areas, and how far each of them is.",
};
