//! What the world refuses, and what is wrong with saved files.

use super::Text;

catalogue! {
    /// What a file, a folder or a disk refused; `{place}` is a file between backticks, or `standard_input`.
    FailureWords {
        standard_input: Text,
        not_found: Text,
        no_file: Text,
        unreadable: Text,
        unwritable: Text,
        no_folder: Text,
        full: Text,
        in_use: Text,
        in_use_by: Text,
        in_use_on: Text,
        damaged: Text,
        too_new: Text,
        too_new_of: Text,
        exists: Text,
        not_kept: Text,
        too_large: Text,
        /// The reasons, as they stand in the sentences above.
        no_permission: Text,
        read_only: Text,
        folder_is_a_file: Text,
        grows_too_large: Text,
        no_name_for_a_file: Text,
        system_says: Text,
        is_a_folder: Text,
        folder_no_file: Text,
        device_no_file: Text,
        file_no_folder: Text,
        moved: Text,
        empty: Text,
        no_assessment: Text,
        nothing_readable: Text,
        numbered_too_high: Text,
    }

    /// What is wrong with a saved assessment, while everything else in it is kept.
    WarningWords {
        line: Text,
        line_of_part: Text,
        torn: Text,
        damaged: Text,
        repaired: Text,
        one_missing: Text,
        several_missing: Text,
        header_lost: Text,
        questionnaire_lost: Text,
        unknown: Text,
        foreign_part: Text,
        no_such_question: Text,
        refused: Text,
        no_step: Text,
        no_target: Text,
        no_such_area: Text,
        too_much: Text,
        no_day: Text,
    }
}
