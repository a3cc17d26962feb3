//! Others' scores beside one's own, and how a file of them is made.

use super::super::Plural;
use super::Text;

catalogue! {
    /// What a benchmark says. It is always one group of others, with its size, its source and its day.
    BenchmarkWords {
        /// Over a column of others' scores.
        head: Text,
        /// A median, and between what half of the scores lie.
        cell: Text,
        /// Over the lines of a result read out.
        beside: Plural,
        /// Under the areas on the screen.
        on_screen: Text,
        on_screen_overall: Text,
        no_norm: Text,
        other_edition: Text,
        /// The whole or an area, with the score that stands here.
        line: Text,
        /// The same where there is no score here.
        line_alone: Text,
        /// Where fewer have a score in an area than there are.
        of_them: Text,
        /// Of one area, after its name.
        area: Text,
        /// In a drawing's legend, and the same read out.
        legend: Text,
        in_words: Text,
        /// Under the table of the areas.
        note: Plural,
        note_overall: Text,
        who_title: Text,
        who: Plural,
        who_edition: Text,
        how_made: Text,
        /// Heads in the workbook.
        median_head: Text,
        lower_head: Text,
        upper_head: Text,
        count_head: Text,
    }

    /// How `export --benchmark` speaks.
    GatherWords {
        /// The source of a file where none was named.
        own_source: Text,
        too_few: Text,
        no_scores: Text,
        other_questionnaires: Text,
        left_out: Text,
        unfinished: Plural,
        unnamed: Plural,
        other_edition: Plural,
        earlier: Plural,
        copies: Plural,
        overall: Plural,
        area: Plural,
        empty_source: Text,
        long_source: Text,
        no_form: Text,
        made: Plural,
    }
}
