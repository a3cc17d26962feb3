//! What commands say of what is named to them, and of what is saved.

use super::super::Plural;
use super::Text;

catalogue! {
    /// From what a person names to what is meant.
    NamingWords {
        no_file: Text,
        no_questionnaire: Text,
        no_questionnaire_but: Text,
        is_translation: Text,
        is_answers_file: Text,
        is_questionnaire: Text,
        /// What is wrong with a file, counted.
        faults: Text,
        errors: Plural,
        warnings: Plural,
        nothing_taken: Text,
        is_saved_already: Text,
        not_here: Text,
        kept_unreadable: Text,
        look: Text,
        nothing_yet: Text,
        nothing_before: Text,
        all_finished: Text,
        nothing_called: Text,
        nothing_called_but: Text,
        is_folder: Text,
        could_be: Text,
        /// The language in which a questionnaire is wanted.
        no_language_tag: Text,
        not_in_language: Text,
        named_otherwise: Text,
        untranslated: Plural,
        /// The role that is named with `--role` or in an answers file.
        no_role: Text,
        role_otherwise: Text,
        no_such_role: Text,
        other_role: Text,
    }

    /// What is saved: shown, brought in, removed.
    SavedWords {
        writes_pdf: Text,
        plugs_none: Text,
        is_dry: Text,
        no_leak_of_number: Text,
        no_leak_but: Text,
        no_leak_of: Text,
        no_leak_at_all: Text,
        no_area_but: Text,
        no_area_of: Text,
        imported: Text,
        is_copy: Text,
        taken_back: Text,
        not_taken_back: Text,
        elsewhere: Text,
        no_home: Text,
        not_saved_here: Text,
        answers: Plural,
        /// An assessment that somebody is asked about: its name, what it is, its day, how many answers.
        named: Text,
        named_about: Text,
        named_unreadable: Text,
        to_trash: Text,
        for_good: Text,
        in_trash_for_good: Text,
        yes_or_no: Text,
        nobody_asked: Text,
        nothing_removed: Text,
        is_in_trash: Text,
        is_back: Text,
        is_deleted: Text,
        not_whole_name: Text,
        look_in_trash: Text,
        not_in_trash: Text,
        not_in_trash_but: Text,
        trash_is_empty: Text,
        trash_next: Text,
    }
}
