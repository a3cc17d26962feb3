//! What commands say of the files they write, of comparisons and of plans.

use super::super::Plural;
use super::Text;

catalogue! {
    /// Reports, tables and other files on their way out.
    FileWords {
        written: Text,
        is_folder: Text,
        is_there: Text,
        holds_answers: Text,
        holds_brand: Text,
        holds_benchmark: Text,
        holds_questionnaire: Text,
        no_form: Text,
        many_there: Text,
        folder_unmade: Text,
        one_questionnaire: Text,
        later: Text,
        too_few_answers: Text,
        without_brand: Text,
        without_fonts: Text,
        no_such_form: Text,
        label_of_one: Text,
        not_printed: Text,
        no_json: Text,
        not_made: Text,
        plan_not_made: Text,
        /// Manual pages.
        pages_written: Text,
        no_folder: Text,
        no_page: Text,
        /// What cannot be wanted together.
        csv_only: Text,
        copied_as_it_is: Text,
        workbook_on_terminal: Text,
        saved_file_on_terminal: Text,
        one_each: Plural,
        no_common_columns: Text,
        one_only: Text,
        left_out: Text,
        not_translated: Plural,
        nothing_saved: Text,
        nothing_readable: Text,
        private_left_out: Plural,
        not_saved: Text,
        in_parts: Text,
        /// Brands.
        brand_from_input: Text,
        nothing_compared: Text,
        no_report: Text,
        /// Fonts, and texts that did not fit.
        no_fonts: Text,
        no_font_in_it: Text,
        locked_folder: Text,
        no_font: Text,
        broken_font: Text,
        no_glyph: Text,
        no_glyph_also: Plural,
        shortened: Text,
        cut_in_cells: Plural,
    }

    /// Why assessments cannot be put beside each other.
    ComparingWords {
        no_form: Text,
        edition_missing: Text,
        named_twice: Text,
        copies: Text,
        too_few: Text,
        other_questionnaire: Text,
    }

    /// What `plan` says of the steps it changes.
    PlanningWords {
        is_done: Text,
        is_open_again: Text,
        is_given_up: Text,
        is_removed: Text,
        is_moved: Text,
        is_changed: Text,
        stays: Text,
        are_in: Plural,
        in_already: Text,
        shows_plan: Text,
        takes_over: Text,
        from_one: Text,
        is_file: Text,
        no_such_step: Text,
        no_what: Text,
        what_or_leak: Text,
        nothing_of_kind: Text,
        no_day: Text,
        /// Targets.
        no_score: Text,
        day_before: Text,
        no_target: Text,
        none_by_day: Text,
        target_is: Text,
        target_is_by: Text,
        target_is_none: Text,
    }
}
