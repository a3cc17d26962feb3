//! Targets: what they are called, how far an area is, and why one cannot be taken.

use super::super::Plural;
use super::Text;

catalogue! {
    /// Targets, wherever they are told or set.
    TargetWords {
        /// Why one cannot be taken.
        no_number: Text,
        no_day: Text,
        before: Text,
        no_score: Text,
        /// What stands over them, and before one.
        title: Text,
        label: Text,
        not_set: Text,
        /// One target and how far it is.
        by: Text,
        to_go: Plural,
        is_reached: Text,
        percent_reached: Text,
        nothing_to_compare: Text,
        no_score_this_time: Text,
        /// How far it came since a round.
        way: Text,
        rose: Plural,
        fell: Plural,
        stayed: Text,
        stood_at: Text,
        was_there: Text,
        was_reached: Text,
        not_comparable: Text,
        set_in: Text,
        from_questionnaire: Text,
        /// In a calendar.
        to_reach: Text,
        /// Setting one on the screen.
        hint: Text,
        replaces: Text,
        set: Text,
        taken_away: Text,
        /// Setting one line by line.
        saved: Text,
        saved_none: Text,
        which: Text,
        /// The heads of columns.
        day: Text,
        missing: Text,
        reached: Text,
        since: Text,
        table: Text,
    }
}
