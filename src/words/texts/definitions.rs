//! What commands say of questionnaires and their editions.

use super::super::Plural;
use super::Text;

catalogue! {
    /// Questionnaires listed, checked and translated.
    DefinitionWords {
        listed: Text,
        sound: Text,
        sound_with_warnings: Text,
        holds: Text,
        questions: Plural,
        areas: Plural,
        all_texts: Text,
        some_texts: Text,
        which_language: Text,
        its_own_language: Text,
        /// How large a questionnaire may be: what is limited.
        file: Text,
        depth: Text,
        nodes: Text,
        text: Text,
        questions_head: Text,
        choices_head: Text,
        expression: Text,
        a_question: Text,
        characters: Text,
    }

    /// What an edition changes.
    EditionWords {
        others: Text,
        head: Plural,
        added: Text,
        removed: Text,
        not_compared: Text,
        compared: Text,
        areas: Text,
        rules: Text,
        whole: Text,
        warnings: Text,
        nothing: Text,
        same_edition: Text,
        doubtful: Text,
        was: Text,
        other_steps: Text,
        wording: Text,
        revision: Text,
        kind: Text,
        unit: Text,
        choices: Text,
        words_of_choices: Text,
        limits: Text,
        weight: Text,
        judging: Text,
        leaks: Text,
        show_if: Text,
        moved: Text,
        thing_added: Text,
        thing_removed: Text,
        target: Text,
        no_target: Text,
        terms: Text,
        title: Text,
        bands: Text,
        min_answered: Text,
        caps: Text,
    }
}
