//! Every text there is, by where it is said. The languages fill these in.

use super::{Form, Plural};

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

mod actions;
mod benchmark;
mod command_line;
mod definitions;
mod failures;
mod files;
mod keys;
mod machine;
mod plain;
mod report;
mod saved;
mod screens;
mod summary;
mod targets;
mod workbook;

pub use actions::*;
pub use benchmark::*;
pub use command_line::*;
pub use definitions::*;
pub use failures::*;
pub use files::*;
pub use keys::*;
pub use machine::*;
pub use plain::*;
pub use report::*;
pub use saved::*;
pub use screens::*;
pub use summary::*;
pub use targets::*;
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
    /// A day in figures, ten cells wide.
    pub short_date: Text,
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
    pub years: YearsWords,
    pub compare: CompareWords,
    pub shell: ShellWords,
    pub report: ReportWords,
    pub workbook: WorkbookWords,
    pub actions: ActionsWords,
    pub failures: FailureWords,
    pub warnings: WarningWords,
    pub naming: NamingWords,
    pub saved: SavedWords,
    pub files: FileWords,
    pub comparing: ComparingWords,
    pub planning: PlanningWords,
    pub settings: SettingsWords,
    pub editor: EditorWords,
    pub terminal: TerminalWords,
    pub doctor: DoctorWords,
    pub definitions: DefinitionWords,
    pub editions: EditionWords,
    pub command_line: CommandLineWords,
    pub targets: TargetWords,
    pub benchmark: BenchmarkWords,
    pub gather: GatherWords,
}

#[cfg(test)]
impl Words {
    /// Goes through all texts, each with the name of its place.
    pub(super) fn each(&self, see: &mut dyn FnMut(String, &'static str)) {
        use super::tests::Texts;
        self.percent.each("percent", see);
        self.date.each("date", see);
        self.short_date.each("short_date", see);
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
        self.years.each("years", see);
        self.compare.each("compare", see);
        self.shell.each("shell", see);
        self.report.each("report", see);
        self.workbook.each("workbook", see);
        self.actions.each("actions", see);
        self.failures.each("failures", see);
        self.warnings.each("warnings", see);
        self.naming.each("naming", see);
        self.saved.each("saved", see);
        self.files.each("files", see);
        self.comparing.each("comparing", see);
        self.planning.each("planning", see);
        self.settings.each("settings", see);
        self.editor.each("editor", see);
        self.terminal.each("terminal", see);
        self.doctor.each("doctor", see);
        self.definitions.each("definitions", see);
        self.editions.each("editions", see);
        self.command_line.each("command_line", see);
        self.targets.each("targets", see);
        self.benchmark.each("benchmark", see);
        self.gather.each("gather", see);
    }
}

catalogue! {
    /// An answer in words, and what it is worth.
    AnswerWords {
        dont_know: Text,
        not_applicable: Text,
        /// An answer still decides whether it applies.
        not_known_yet: Text,
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
        not_known_yet_short: Text,
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
        /// How many of a list hold what is looked for.
        found_of: Text,
        nothing_found: Text,
        copied: Text,
        nothing_to_copy: Text,
        pasted_nowhere: Text,
        pasted_part: Text,
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

    /// One assessment beside an earlier one, or beside another team's.
    YearsWords {
        title: Text,
        title_short: Text,
        none: Text,
        /// On the result.
        in_short: Text,
        /// The same in a narrow window.
        in_shortest: Text,
        more: Text,
        /// How the areas are sorted, where they are.
        rises: Text,
        falls: Text,
        /// Where there is no room for the numbers that are compared.
        starred: Text,
        /// Rounds for which there is no room.
        earlier: Plural,
        /// On the first screen, at a line that has no years.
        behind_finished: Text,
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
