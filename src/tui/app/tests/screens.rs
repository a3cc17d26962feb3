//! Every screen there is, and how to come there by keys. What holds of all screens is tested over this list.

use std::sync::LazyLock;

use super::*;
use crate::benchmark::{Benchmark, Figures};
use crate::questionnaire::TranslationFile;
use crate::source::Limits;

mod golden;
mod properties;
mod unstyled;

/// The way to one screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// What it is called in the golden files.
    pub name: &'static str,
    pub from: From,
    pub keys: &'static str,
    /// What stands there, at 80x24 in English, for those who see no style: which line is chosen, what was
    /// answered, the band, and which way something goes.
    pub says: &'static [&'static str],
}

/// Where a way begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// Before anything was ever saved.
    Nothing,
    /// At the first question of the small form.
    Small,
    /// Where a team left off with the questionnaire that ships.
    Team,
    /// At a result with two years before it.
    Years,
    /// As the team, with others' scores at hand.
    Others,
}

/// In which language, and with which signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speech {
    English,
    Ascii,
    German,
    GermanAscii,
    /// The questionnaire and what people type; we speak English around it.
    Japanese,
}

impl Speech {
    pub(super) const ALL: [Speech; 5] =
        [Speech::English, Speech::Ascii, Speech::German, Speech::GermanAscii, Speech::Japanese];

    pub(super) fn is_ascii(self) -> bool {
        matches!(self, Speech::Ascii | Speech::GermanAscii)
    }
}

const fn nothing(name: &'static str, keys: &'static str, says: &'static [&'static str]) -> Way {
    Way { name, from: From::Nothing, keys, says }
}

const fn small(name: &'static str, keys: &'static str, says: &'static [&'static str]) -> Way {
    Way { name, from: From::Small, keys, says }
}

const fn team(name: &'static str, keys: &'static str, says: &'static [&'static str]) -> Way {
    Way { name, from: From::Team, keys, says }
}

const fn others(name: &'static str, keys: &'static str, says: &'static [&'static str]) -> Way {
    Way { name, from: From::Others, keys, says }
}

const fn years(name: &'static str, keys: &'static str, says: &'static [&'static str]) -> Way {
    Way { name, from: From::Years, keys, says }
}

/// From the first question of the small form to its result, and on.
macro_rules! result {
    ($keys:literal) => {
        concat!(
            "1<enter>1<enter>1<enter>1<enter>12<enter>dd<right>1<enter>2<enter><esc>s<end><up><up><enter>",
            $keys
        )
    };
}

/// From where the team left off to its result, and on.
macro_rules! team_result {
    ($keys:literal) => {
        concat!("oG<enter>G<up><up><enter>", $keys)
    };
}

/// All of them. A new screen comes in here; what has a place in the keymap and is not reached fails a test.
#[rustfmt::skip]
pub(super) const WAYS: [Way; 64] = [
    nothing("home_empty", "", &["› New       Start an assessment"]),
    nothing("start_empty", "<enter>", &["› Who is it about [____"]),
    small("home", "qh", &["› Continue", "54  Leaking"]),
    small("start", "qhj<enter>Northwind Sales<tab>2026", &["› Label           [2026"]),
    small("choice", "2", &["› 2  Sales manager", "chosen"]),
    small("scale", "1<enter>2i", &["› 2  It comes up", "chosen", "›·"]),
    small("skipped", "1<enter>s<left>", &["skipped"]),
    small("dont_know", "1<enter>d", &["d  I don't know  ", "chosen"]),
    small("multiple", "]s1j<space>", &["1  [x] The price", "› 2  [x] What they missed", "3  [ ] Who"]),
    small("yes_no", "]ss", &["1  Yes", "2  No"]),
    small("number", "]]12", &["[12____] %"]),
    small("number_wrong", "]]140<enter>", &["[140___] %", "Please give a number from 0 to 100."]),
    small("numbers", "]]s40<enter>", &["  Qualified leads               [40_______]", "› Proposals asked for and sent"]),
    small("matrix", "]]ss1<enter>", &["Creating demand and leads · 1 The rep alone", "2 of 2  Credit checks"]),
    small("matrix_moved", "]]ss1<enter>jj", &["› 2  A shared pool"]),
    small("text", "]]sss<esc>", &["tab write"]),
    small("writing", "]]sssin our own words", &["│ in our own words", "esc leaves the box"]),
    small("note", "nKim keeps a list<left>", &["Your note", "│ Kim keeps a list"]),
    small("overview", "1<enter>dmoj", &["› 1.2", "don't know  marked", "here", "not started"]),
    small("find", "1<enter>/leave", &["› 1.2", "/ leave"]),
    small("overview_find", "1<enter>dmnKim told me<enter>o/ar<down>", &["› ", "marked, note"]),
    small("home_find", "qh/northwind", &["› Continue", "2 of 4"]),
    small("result_find", result!("/o"), &["› 2 Sales support", "25  Pouring"]),
    small("find_nothing", "/zzz", &["Nothing here holds that.", "0 of 8"]),
    small("review", "1<enter>dsm<enter>1so<end><enter>", &["› 5 questions", "[ Finish and see the result ]"]),
    small("result", result!(""), &["38  Pouring", "› 2 Sales support                 25  Pouring", "50  Leaking"]),
    small("bucket", result!("b"), &["› 2 Support", "38 Pouring", "25"]),
    small("area", result!("<enter>"), &["25  Pouring", "high  ", "blind  "]),
    small("area_target_typed", result!("<enter>t75 2027-03"), &["│ 75 2027-03", "0 to 100"]),
    small("area_target", result!("<enter>t75 2027-03-01<enter>"), &["75 by 1 March 2027, 50 points to go"]),
    small("result_target", result!("<enter>t75<enter><esc>"), &["› 2 Sales support                 25      75  Pouring"]),
    small("why", result!("i"), &["38 of 100, Pouring"]),
    small("what_if", result!("wj<space>"), &["38 -> 75  Pouring -> Seeping", "› [x]  2", "[ ]  1", "25 -> 100"]),
    small("export", result!("e"), &["› PDF"]),
    small("actions_none", result!("a"), &["Nothing is planned yet."]),
    small("actions", result!("a+<enter><enter>Kim<enter>2026-06-30<esc>+<up><enter>Call the ten best customers<enter>Tom<enter>31.7.2026<enter>List them<enter>All ten have a date<enter>"), &["› Call the ten best customers", "late"]),
    small("actions_done", result!("a+<enter><enter>Kim<enter>2026-07-30<esc>+<up><enter>Call the ten best customers<esc> kd"), &["✓ Call the ten best", "› Give each rep", "given up"]),
    small("actions_add", result!("a+"), &["› Give each rep"]),
    small("actions_form", result!("a+<enter><enter>Kim<enter>soon<tab><enter>"), &["› It worked when"]),
    small("actions_export", result!("a+<enter>ej"), &["› "]),
    small("help", "1<enter>2?", &["Choose the line with that number"]),
    small("leave", "1<enter>2q", &["Leave for now?", "↵ leave   esc stay"]),
    team("shipped_home", "qh", &["› Continue"]),
    team("shipped_resumed", "", &["of"]),
    team("shipped_area_before", "[", &["›"]),
    team("shipped_overview", "o", &["› "]),
    team("shipped_review", "og<enter>oG<enter>", &["› "]),
    team("shipped_result", team_result!(""), &["› 2 New-customer acquisition      35  Pouring", "56  Leaking", "Seeping"]),
    team("shipped_bucket", team_result!("b"), &["› 2 New customers   35   <===", "56 Leaking ~", "~~~"]),
    team("shipped_what_if", team_result!("w"), &["› [ ]  1", "56 -> 56  Leaking"]),
    team("shipped_what_if_two", team_result!("w<space>jj<space>"), &["› [x]  3", "56 -> 61  Leaking -> Seeping", "35 ->  45"]),
    team("shipped_what_if_way", team_result!("ws"), &["[x]", "Leaking -> Seeping"]),
    team("shipped_why", team_result!("i"), &["56 of 100, Leaking"]),
    team("shipped_export", team_result!("ej"), &["› Web page"]),
    team("shipped_area", team_result!("<enter>"), &["35  Pouring", "points: level"]),
    team("shipped_area_end", team_result!("<enter>G"), &["^"]),
    others("others_result", team_result!(""), &["Others", "› 2 New-customer acquisition      35", "Others: 14 (Tern Advisory, 2026-03-01), overall 52"]),
    others("others_area", team_result!("<enter>"), &["35  Pouring", "44 in the middle"]),
    years("years_result", "", &["Since 2025: ▴10", "clear rise"]),
    years("years_area", "<enter>", &["33  Low   2025: 13  clear rise"]),
    years("years", "tj", &["› 2 Winning customers", "▾25", "clear fall", "▴31"]),
    years("years_falls", "tss", &["biggest fall first", "› 2 Winning customers"]),
    years("years_target", "<enter>t60<enter><esc>tc", &["60, 27 points to go"]),
    years("years_changes", "tc", &["+10 overall since 2025", "-4"]),
];

impl Way {
    /// The screen in this language; there is no Japanese translation of the questionnaire that ships.
    pub(super) fn table(self, speech: Speech) -> Option<Table> {
        let form = match speech {
            Speech::English | Speech::Ascii => forms::small(),
            Speech::German | Speech::GermanAscii => forms::german(),
            Speech::Japanese => forms::japanese(),
        };
        let mut table = match (self.from, speech) {
            (From::Nothing, _) => Table::new(form),
            (From::Small, _) => Table::answering(form),
            (From::Team | From::Others, Speech::English | Speech::Ascii) => shipped::mixed(),
            (From::Team | From::Others, Speech::German | Speech::GermanAscii) => german_team(),
            (From::Years, Speech::English | Speech::Ascii) => super::years::three_years(),
            (From::Years, Speech::German | Speech::GermanAscii) => super::years::three_years_in_german(),
            (From::Team | From::Years | From::Others, Speech::Japanese) => return None,
        };
        table.app.theme.ascii = speech.is_ascii();
        if self.from == From::Others {
            table.app.others = Some(some_others());
        }
        if self.from == From::Years {
            // The years are told in the signs of the theme that was there when they were heard of.
            let before = table.app.sitting.as_ref().map(|sitting| sitting.before.clone());
            table.app.hear(News::Before(before.unwrap_or_default()));
        }
        match speech {
            Speech::English | Speech::Ascii | Speech::German | Speech::GermanAscii => table.keys(self.keys),
            Speech::Japanese => table.keys(&in_japanese(self.keys)),
        };
        Some(table)
    }
}

/// Fourteen of them, of whom twelve have a score in one of the areas.
fn some_others() -> Benchmark {
    let figures = |count, lower, median, upper| Figures { count, lower, median, upper };
    let areas = [
        ("retention", figures(14, 38, 55, 61)),
        ("acquisition", figures(12, 31, 44, 58)),
        ("downtime", figures(14, 60, 71, 100)),
    ];
    Benchmark {
        questionnaire: "leaky_bucket".to_owned(),
        edition: "2026.1".to_owned(),
        source: "Tern Advisory".to_owned(),
        date: jiff::civil::date(2026, 3, 1),
        count: 14,
        overall: Some(figures(14, 41, 52, 63)),
        areas: areas.map(|(id, figures)| (id.to_owned(), figures)).into(),
    }
}

/// What people type, as a Japanese would.
fn in_japanese(keys: &str) -> String {
    [
        ("Northwind Sales", "北風商事"),
        ("in our own words", "自分の言葉で"),
        ("Kim keeps a list", "山田さんが一覧を持っている"),
        ("Kim told me", "山田さんから聞いた"),
        ("Call the ten best customers", "上位十社に電話する"),
        ("Kim", "山田"),
        ("Tom", "鈴木"),
        ("List them", "一覧にする"),
        ("All ten have a date", "十社すべてに日付がある"),
        ("/o", "/営"),
    ]
    .into_iter()
    .fold(keys.to_owned(), |keys, (english, japanese)| keys.replace(english, japanese))
}

pub(super) fn german_team() -> Table {
    const TEXT: &[u8] = include_bytes!("../../../../questionnaires/leaky-bucket.de.yaml");
    static FORM: LazyLock<Questionnaire> = LazyLock::new(|| {
        let original = shipped::form();
        let file = TranslationFile::read("leaky-bucket.de.yaml", TEXT, &Limits::default());
        let (_, translation, _) = file.translation(&original);
        original.in_language(&translation.unwrap())
    });
    shipped::team_of(FORM.clone(), shipped::MIXED)
}

/// Each place of the keymap is on the way to some screen, or is a screen.
#[test]
fn no_screen_is_missing() {
    let mut seen: Vec<Place> = Vec::new();
    for way in WAYS {
        seen.push(way.table(Speech::English).unwrap().app.place());
    }
    for place in Place::ALL {
        assert!(seen.contains(&place), "no way leads to {place:?}");
    }
    for (at, way) in WAYS.iter().enumerate() {
        assert!(WAYS[..at].iter().all(|other| other.name != way.name), "{} twice", way.name);
    }
}
