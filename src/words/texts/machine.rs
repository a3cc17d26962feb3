//! What commands say of settings, of the editor, of the terminal, and of this computer.

use super::super::Plural;
use super::Text;

catalogue! {
    /// The settings file, and what it says.
    SettingsWords {
        no_file: Text,
        defaults_hold: Text,
        rest_holds: Text,
        /// On the screen.
        mistakes: Plural,
        no_home: Text,
        is_default: Text,
        no_value: Text,
        system_language: Text,
        keys_of_help: Text,
        changes_one: Text,
        not_utf8: Text,
        no_setting_but: Text,
        no_setting_of: Text,
        cannot_be: Text,
        did_you_mean: Text,
        one_of: Text,
        wants_tag: Text,
        wants_path: Text,
        wants_file: Text,
        too_entangled: Text,
        is_now: Text,
        folder_unmade: Text,
        no_terminal: Text,
        not_edited: Text,
        are_sound: Text,
    }

    /// The person's own editor.
    EditorWords {
        ended: Text,
        not_started: Text,
        none_named: Text,
        no_file: Text,
        not_utf8: Text,
        too_long: Text,
        set_another: Text,
        kept: Text,
    }

    /// How questions come to be asked, and why they cannot be.
    TerminalWords {
        needed: Text,
        nobody_answers: Text,
        records_screen: Text,
        unusable: Text,
        left_over: Plural,
        no_output: Text,
        no_input: Text,
        endless_line: Text,
        no_epoch: Text,
    }

    /// What works on this computer, and what falls back.
    DoctorWords {
        ok: Text,
        falls_back: Text,
        problem: Text,
        unsaved: Plural,
        /// The parts, and what is looked at in each.
        terminal: Text,
        screen: Text,
        size: Text,
        colors: Text,
        background: Text,
        signs: Text,
        mouse: Text,
        fonts: Text,
        folders: Text,
        data_folder: Text,
        settings_folder: Text,
        temporary_folder: Text,
        this_folder: Text,
        files: Text,
        saved: Text,
        trash: Text,
        settings: Text,
        benchmark: Text,
        brand: Text,
        /// What is said of them.
        a_terminal: Text,
        by_lines: Text,
        no_terminal: Text,
        too_small: Text,
        not_known: Text,
        mono: Text,
        sixteen: Text,
        no_color_set: Text,
        no_color_shown: Text,
        light: Text,
        dark: Text,
        ground_not_known: Text,
        utf8: Text,
        ascii_by_locale: Text,
        ascii_asked: Text,
        mouse_on: Text,
        mouse_off: Text,
        latin: Text,
        chinese: Text,
        japanese: Text,
        korean: Text,
        arabic: Text,
        hebrew: Text,
        own_font: Text,
        boxes: Text,
        not_a_folder: Text,
        made_later: Text,
        not_writable: Text,
        room: Text,
        no_room: Text,
        little_room: Text,
        no_locks: Text,
        bytes: Text,
        assessments: Plural,
        some_unreadable: Text,
        in_trash: Text,
        no_settings: Text,
        mistakes: Text,
        no_brand: Text,
    }
}
