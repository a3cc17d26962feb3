//! Every text there is, by where it is said. The languages fill these in.

use super::{Form, KeyText, Plural, Typed};

/// Declares parts of the catalogue; the tests go through all their texts.
macro_rules! catalogue {
    ($($(#[$about:meta])* $name:ident { $($(#[$note:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Debug)]
        pub struct $name { $($(#[$note])* pub $field: $kind,)* }

        #[cfg(test)]
        impl crate::words::tests::Texts for $name {
            fn each(&self, path: &str, see: &mut dyn FnMut(String, &'static str)) {
                $(self.$field.each(&format!("{path}.{}", stringify!($field)), see);)*
            }
        }
    )*};
}

type Text = &'static str;

mod report;
mod workbook;

pub use report::*;
pub use workbook::*;

/// Everything the program says in one language.
pub struct Words {
    /// The tag of the language.
    pub language: Text,
    /// Which form a number of things takes.
    pub form: fn(u64) -> Form,
    /// What stands between whole numbers and parts of one.
    pub decimal: char,
    pub percent: Text,
    /// A day in words.
    pub date: Text,
    pub months: [Text; 12],
    /// A name that begins with a capital, such as a band's, as it stands within a sentence.
    pub within: fn(&str) -> String,
    pub answers: AnswerWords,
    pub please: RejectionWords,
    pub common: CommonWords,
    pub home: HomeWords,
    pub start: StartWords,
    pub question: QuestionWords,
    pub overview: OverviewWords,
    pub review: ReviewWords,
    pub result: ResultWords,
    pub area: AreaWords,
    pub forms: FormWords,
    pub leave: LeaveWords,
    pub help: HelpWords,
    pub key_names: KeyNames,
    pub keys: KeyWords,
    pub plain: PlainWords,
    pub commands: Commands,
    pub summary: SummaryWords,
    pub what_if: WhatIfWords,
    pub shell: ShellWords,
    pub report: ReportWords,
    pub workbook: WorkbookWords,
}

#[cfg(test)]
impl Words {
    /// Goes through all texts, each with the name of its place.
    pub(super) fn each(&self, see: &mut dyn FnMut(String, &'static str)) {
        use super::tests::Texts;
        self.percent.each("percent", see);
        self.date.each("date", see);
        self.months.each("months", see);
        self.answers.each("answers", see);
        self.please.each("please", see);
        self.common.each("common", see);
        self.home.each("home", see);
        self.start.each("start", see);
        self.question.each("question", see);
        self.overview.each("overview", see);
        self.review.each("review", see);
        self.result.each("result", see);
        self.area.each("area", see);
        self.forms.each("forms", see);
        self.leave.each("leave", see);
        self.help.each("help", see);
        self.key_names.each("key_names", see);
        self.keys.each("keys", see);
        self.plain.each("plain", see);
        self.commands.each("commands", see);
        self.summary.each("summary", see);
        self.what_if.each("what_if", see);
        self.shell.each("shell", see);
        self.report.each("report", see);
        self.workbook.each("workbook", see);
    }
}

catalogue! {
    /// An answer in words, and what it is worth.
    AnswerWords {
        dont_know: Text,
        not_applicable: Text,
        not_answered: Text,
        not_asked: Text,
        skipped: Text,
        no_score: Text,
        yes: Text,
        no: Text,
        /// Nothing of what was offered.
        none: Text,
        /// On which step of how many.
        step: Text,
        ticked: Plural,
        /// For a narrow column.
        not_applicable_short: Text,
        guess: Text,
        fairly_sure: Text,
        can_show_it: Text,
        critical: Text,
        high: Text,
        medium: Text,
        low: Text,
        effort_low: Text,
        effort_medium: Text,
        effort_high: Text,
    }

    /// Why an answer cannot be taken, and what is wanted instead.
    RejectionWords {
        /// One of so many choices.
        choose: Text,
        choose_one: Text,
        choose_any: Text,
        not_without_answer: Text,
        applies_to_all: Text,
        at_least_one: Text,
        each_once: Text,
        say_yes_or_no: Text,
        /// Around one of the next four.
        give: Text,
        any_number: Text,
        number_from: Text,
        number_up_to: Text,
        number_between: Text,
        whole: Text,
        whole_without_mark: Text,
        digits: Plural,
        numbers: Plural,
        number_for_each: Text,
        choose_for_each: Text,
        choose_for_lines: Text,
        at_least_one_line: Text,
        write: Text,
        write_or_skip: Text,
        shorter: Text,
        /// One of several parts of a question, and what is wrong there.
        in_part: Text,
    }

    /// Said on more than one screen.
    CommonWords {
        saved: Text,
        saving: Text,
        not_saved: Text,
        not_saved_why: Text,
        done_of: Text,
        team: Text,
        team_short: Text,
        private: Text,
        area: Text,
        leaks: Text,
        /// A practice, and what it takes.
        with_effort: Text,
        score_head: Text,
        band_head: Text,
        finish: Text,
        check: Text,
        nothing_more: Text,
        first_question: Text,
        what_counts: Text,
        not_this: Text,
        ask_for: Text,
        mouse_on: Text,
        mouse_off: Text,
        tape_ends: Text,
        asks_nothing: Text,
        welcome_back: Text,
        writing: Text,
        written: Text,
        not_written: Text,
        nothing_written: Text,
        opening: Text,
        no_opener: Text,
    }

    HomeWords {
        slogan: Text,
        areas: Plural,
        facts: Text,
        saved: Text,
        go_on: Text,
        go_on_with: Text,
        new: Text,
        new_assessment: Text,
        nothing_saved: Text,
        finished: Text,
        begun: Text,
    }

    StartWords {
        title: Text,
        questionnaire: Text,
        edition: Text,
        about: Text,
        about_short: Text,
        about_hint: Text,
        label: Text,
        label_hint: Text,
        name: Text,
        name_hint: Text,
        say_about: Text,
        kept_head: Text,
        kept: Text,
        kept_short: Text,
        how_head: Text,
        how: Text,
    }

    QuestionWords {
        minutes_left: Text,
        number: Text,
        of_areas: Text,
        private: Text,
        dont_know: Text,
        not_applicable: Text,
        /// For a small window.
        dont_know_short: Text,
        not_applicable_short: Text,
        note_short: Text,
        chosen: Text,
        marked: Text,
        marked_says: Text,
        note: Text,
        note_says: Text,
        quoted: Text,
        sure: Text,
        what_counts: Text,
        your_note: Text,
        yes: Text,
        no: Text,
        choose_or_skip: Text,
        no_none: Text,
        tick: Text,
        tick_or_none: Text,
        you_said: Text,
        to_come: Text,
        write_or_skip: Text,
        leaves_box: Text,
        confidence_not_asked: Text,
        nothing_to_undo: Text,
        nothing_to_redo: Text,
        back_there: Text,
        undone: Text,
    }

    OverviewWords {
        title: Text,
        marked: Text,
        marked_short: Text,
        done_head: Text,
        state_head: Text,
        none_asked: Text,
        none_marked: Text,
        not_asked: Text,
        done: Text,
        skipped: Text,
        here: Text,
        not_started: Text,
        under_way: Text,
        is_marked: Text,
        has_note: Text,
    }

    ReviewWords {
        title: Text,
        required: Plural,
        open: Plural,
        skipped: Plural,
        dont_know: Plural,
        marked: Plural,
        before: Text,
        nothing_left: Text,
        nothing_left_outside: Text,
        finish: Text,
        keep_working: Text,
        leave: Text,
        can_finish: Text,
        team: Text,
        rests_on: Text,
        answered: Text,
        answered_of: Text,
        not_applicable: Text,
        not_applicable_says: Text,
        dont_know_row: Text,
        dont_know_says: Text,
        open_row: Text,
        open_says: Text,
    }

    ResultWords {
        title_short: Text,
        title: Text,
        worst_first: Text,
        in_order: Text,
        finished: Text,
        not_finished: Text,
        no_score: Text,
        overall: Text,
        could_be: Text,
        range_why: Plural,
        cap: Text,
        without: Text,
        private_short: Text,
        private: Text,
        not_scored: Text,
        too_few_short: Text,
        too_few: Text,
        not_applicable: Text,
        no_leak: Text,
        first: Text,
        plug_first: Text,
        place: Text,
        bucket_says: Text,
        why_title: Text,
        why_says: Text,
    }

    AreaWords {
        aim: Text,
        cost: Text,
        no_score: Text,
        points_to: Text,
        also: Text,
        your_answers: Text,
        nobody_knew: Text,
        blind: Text,
        good_practice: Text,
        what_plugs: Text,
        why: Text,
        of_hundred: Text,
        together: Text,
        together_range: Text,
        nothing_applies: Text,
        no_score_why: Text,
    }

    /// As what a result can be written, and what each is good for.
    FormWords {
        title: Text,
        about: Text,
        pdf: Text,
        pdf_says: Text,
        web_page: Text,
        web_page_says: Text,
        workbook: Text,
        workbook_says: Text,
        answers: Text,
        answers_says: Text,
        scores: Text,
        scores_says: Text,
        markdown: Text,
        markdown_says: Text,
        text: Text,
        text_says: Text,
        json: Text,
        json_says: Text,
        answers_file: Text,
        answers_file_says: Text,
    }

    LeaveWords {
        title: Text,
        leave: Text,
        stay: Text,
        home: Text,
        will_be_lost: Plural,
        nothing_open: Text,
        finished: Text,
        done: Text,
        saving: Text,
    }

    HelpWords {
        title: Text,
        all_else_is_text: Text,
        more_room: Text,
        this_window: Text,
        needed: Text,
        last_not_saved: Text,
        saved: Text,
        saving: Text,
        leave_asked: Text,
        leave: Text,
        home: Text,
        start: Text,
        choice: Text,
        multiple: Text,
        number: Text,
        number_group: Text,
        matrix: Text,
        text: Text,
        writing: Text,
        overview: Text,
        review: Text,
        result: Text,
        area: Text,
        what_if: Text,
        why: Text,
        export: Text,
        help: Text,
        leave_place: Text,
    }

    /// What stands on the keys.
    KeyNames {
        space: Text,
        enter: Text,
        escape: Text,
        tab: Text,
        back_tab: Text,
        up: Text,
        down: Text,
        left: Text,
        right: Text,
        home: Text,
        end: Text,
        page_up: Text,
        page_down: Text,
        backspace: Text,
        delete: Text,
        ctrl: Text,
    }

    /// One for each row of the keymap.
    KeyWords {
        choose: KeyText,
        choose_yes_no: KeyText,
        yes: KeyText,
        tick_number: KeyText,
        none: KeyText,
        numerals: KeyText,
        erase_digit: KeyText,
        clear_field: KeyText,
        write: KeyText,
        choose_here: KeyText,
        tick_here: KeyText,
        next: KeyText,
        cursor: KeyText,
        scroll_text: KeyText,
        field: KeyText,
        field_too: KeyText,
        line: KeyText,
        back: KeyText,
        on: KeyText,
        skip: KeyText,
        dont_know: KeyText,
        not_applicable: KeyText,
        note: KeyText,
        confidence: KeyText,
        what_counts: KeyText,
        mark: KeyText,
        overview: KeyText,
        undo: KeyText,
        redo: KeyText,
        areas: KeyText,
        ends: KeyText,
        long_text: KeyText,
        keep: KeyText,
        done: KeyText,
        go_on: KeyText,
        within: KeyText,
        erase: KeyText,
        erase_word: KeyText,
        list: KeyText,
        open: KeyText,
        go_there: KeyText,
        open_area: KeyText,
        next_marked: KeyText,
        open_group: KeyText,
        detail: KeyText,
        what_if: KeyText,
        report: KeyText,
        export: KeyText,
        order: KeyText,
        bucket: KeyText,
        why: KeyText,
        plug: KeyText,
        short_way: KeyText,
        unplug: KeyText,
        write_file: KeyText,
        open_file: KeyText,
        answers: KeyText,
        page: KeyText,
        area: KeyText,
        scroll: KeyText,
        page_ends: KeyText,
        go_back: KeyText,
        nowhere_back: KeyText,
        leave: KeyText,
        stay: KeyText,
        home: KeyText,
        at_once: KeyText,
        help: KeyText,
        close: KeyText,
        leave_kept: KeyText,
        interrupt: KeyText,
        mouse: KeyText,
        redraw: KeyText,
        suspend: KeyText,
    }

    /// What is said line by line.
    PlainWords {
        how_to_answer: Text,
        kept: Text,
        not_kept: Text,
        going_on: Text,
        progress: Text,
        note: Text,
        note_is: Text,
        goes_on_here: Text,
        shows_result: Text,
        none_kept: Text,
        saved: Text,
        saved_skipped: Text,
        saved_note: Text,
        saved_finished: Text,
        saved_back: Text,
        saved_again: Text,
        nothing_back: Text,
        nothing_again: Text,
        marked: Text,
        unmarked: Text,
        no_such_question: Text,
        no_such_command: Text,
        your_answer: Text,
        answer: Text,
        part: Text,
        what_now: Text,
        pdf_holds: Plural,
        pdf: Text,
        review_help: Text,
        result_help: Text,
        if_plugged: Text,
        what_if_help: Text,
        no_such_leak: Text,
        question_of: Text,
        about_team: Text,
        area_of: Text,
        team: Text,
        for_each: Text,
        type_this: Text,
        steps: Text,
        any_of: Text,
        or_none: Text,
        yes_or_no: Text,
        numbers: Plural,
        numbers_of: Text,
        one_line: Text,
        all_commands: Text,
        can_dont_know: Text,
        can_not_applicable: Text,
        can_skip: Text,
        can_back: Text,
        can_note: Text,
        can_note_beside_no: Text,
        can_what_counts: Text,
        can_list: Text,
        can_help: Text,
        does_dont_know: Text,
        does_not_applicable: Text,
        does_skip: Text,
        does_back: Text,
        does_next: Text,
        does_go: Text,
        does_undo: Text,
        does_redo: Text,
        does_note: Text,
        does_mark: Text,
        does_what_counts: Text,
        does_list: Text,
        does_review: Text,
        does_help: Text,
        does_quit: Text,
        or: Text,
        go_example: Text,
        is_answered: Text,
        is_open: Text,
        check: Text,
        open: Plural,
        skipped: Plural,
        dont_know: Plural,
        please_answer: Text,
        is_marked: Text,
        about_ask: Text,
        label_ask: Text,
        saved_too: Text,
        not_saved: Text,
        written: Text,
        too_long: Text,
    }

    /// What can be typed line by line. The English words do in every language.
    Commands {
        dont_know: Typed,
        not_applicable: Typed,
        skip: Typed,
        back: Typed,
        next: Typed,
        undo: Typed,
        redo: Typed,
        note: Typed,
        mark: Typed,
        what_counts: Typed,
        list: Typed,
        review: Typed,
        go: Typed,
        help: Typed,
        quit: Typed,
        finish: Typed,
        yes: Typed,
        no: Typed,
        none: Typed,
        what_if: Typed,
    }

    /// The result as sentences.
    SummaryWords {
        plug_first: Plural,
        keep: Text,
        nobody_knew: Plural,
        leaks: Plural,
        verdict: Text,
        then: Text,
        overall: Text,
        too_few_overall: Text,
        too_few_missing: Text,
        no_better: Text,
        could_be: Text,
        not_scored: Text,
        not_applicable: Text,
        too_few: Text,
        practice: Text,
        note: Text,
        not_judged: Text,
        points: Text,
        points_level: Text,
        points_capped: Text,
        no_points: Text,
        /// What an area's points add up to: `{sum}` is a number, or `printed_as`.
        points_make: Text,
        /// A sum of points, and the whole number that stands everywhere else.
        printed_as: Text,
    }

    /// What plugging leaks would do.
    WhatIfWords {
        title: Plural,
        overall: Text,
        all_stay: Text,
        others_stay: Plural,
        plugged: Text,
        none_left: Text,
        left: Plural,
        no_point: Text,
        points: Plural,
        still: Text,
        bands: Text,
        moved: Text,
        too_few: Text,
        raised: Text,
        came_in: Text,
        same_level: Text,
        stays_out: Text,
        not_scored: Text,
        of_rule: Text,
        way: Text,
        step: Text,
        plugs: Plural,
        out_of_reach: Text,
        too_long: Text,
        /// On the screen of the same name.
        screen: Text,
        screen_short: Text,
        plugged_of: Text,
        leak_head: Text,
        alone_head: Text,
        best_band: Text,
        way_key: Text,
        practices: Plural,
    }

    /// What stands in the shell before and after.
    ShellWords {
        lost: Plural,
        result_and_pdf: Text,
        result_and_how: Text,
        pdf: Text,
        goes_on: Text,
        nothing_saved: Text,
        what_next: Text,
        band_and_leaks: Text,
        leaks: Plural,
        too_few: Text,
        open: Text,
        /// Two of a kind.
        both: Text,
        begun_already: Text,
    }
}
