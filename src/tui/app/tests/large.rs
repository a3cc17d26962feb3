//! Long lists: what is drawn is what can be seen, and is the same as if everything were drawn.

use super::*;
use crate::source::Limits;
use crate::tui::sheet::{height, placed};

const AREAS: usize = 200;

/// Questions on a scale, three to an area, each with a leak and a practice.
fn form() -> Questionnaire {
    let mut text = "format: 1\nid: large\nedition: '1'\ntitle: Large\nareas:\n".to_owned();
    for area in 0..AREAS {
        text += &format!(
            "  - id: a{area}\n    title: Area {area}\n    aim: To be good at {area}.\n    practices:\n"
        );
        text += &format!("      - {{id: p{area}, do: Do more of {area}.}}\n    questions:\n");
        for place in 0..3 {
            text += &format!("      - id: q{area}_{place}\n        ask: How well is {area}.{place} done?\n");
            text += "        type: scale\n        choices: [{text: Badly, severity: high}, Fairly, Well]\n";
            text += &format!("        leak: Leak {area}.{place}\n        plugged_by: [p{area}]\n");
        }
    }
    let (_, questionnaire, faults) =
        crate::questionnaire::read("large.yaml", text.as_bytes(), &Limits::default());
    questionnaire.unwrap_or_else(|| panic!("{faults:?}"))
}

/// A round of answers that differ from year to year; every seventh question is marked, every fifth not known.
fn round(form: &Arc<Questionnaire>, year: usize) -> Assessment {
    let mut assessment = forms::assessment(form);
    assessment.label = year.to_string();
    for question in form.question_indexes() {
        let step = (question.0 * 7 + year * question.0 / 11) % 3;
        let answer = if question.0 % 5 == 4 { Answer::DontKnow } else { Answer::Choice(step) };
        assessment.answers.apply(form, Change::Answered(question, answer)).unwrap();
        let marked = Change::Marked(question, question.0 % 7 == 0);
        assessment.answers.apply(form, marked).unwrap();
    }
    assessment
}

/// The result with two years before it.
fn result() -> Table {
    let mut table = Table::new(form());
    let form = Arc::clone(&table.form);
    table.open(Assessment { finished: true, ..round(&form, 2026) });
    let before = [2024, 2025].map(|year| Assessment { finished: true, ..round(&form, year) });
    table.app.hear(News::Before(before.to_vec()));
    table
}

/// Where each line that can be chosen stands in the body of a sheet, with what it says.
fn lines(app: &App, room: Room) -> Vec<(usize, String)> {
    let sheet = app.sheet(room);
    let lines = placed(&sheet.body).filter(|(_, row)| row.can_be_clicked());
    lines.map(|(at, row)| (at, row.text())).collect()
}

/// After these keys, at every size: few rows are made, the line with the cursor is in view, and what stands there
/// stands in its place among all lines, as a window shows them that is high enough for all.
#[track_caller]
fn check(keys: &str) {
    let mut table = result();
    table.keys(keys);
    for (width, height) in [(80, 24), (40, 12), (130, 36), (200, 60)] {
        let screen = table.screen(width, height);
        let room = table.app.room;
        let sheet = table.app.sheet(room);
        let asides = sheet.asides.iter().flat_map(|aside| &aside.rows);
        let made = sheet.head.iter().chain(&sheet.body).chain(&sheet.side).chain(asides).count();
        assert!(made <= 5 * usize::from(height) + 40, "{made} rows at {width}x{height}\n{screen}");
        assert!(screen.contains('›'), "{screen}");
        let some = lines(&table.app, room);
        let all = lines(&table.app, Room { height: u16::MAX, ..room });
        assert!(150 <= all.len() && some.len() <= 3 * usize::from(height), "{} of {}", some.len(), all.len());
        let in_place = |(at, says): &(usize, String)| {
            // Columns are as wide as what can come into view, so that texts may be cut elsewhere.
            let there = all.binary_search_by_key(at, |(at, _)| *at).map(|place| words_of(&all[place].1));
            there.is_ok_and(|there| {
                there.iter().zip(words_of(says)).take(3).all(|(there, here)| *there == here)
            })
        };
        let lost: Vec<_> = some.iter().filter(|line| !in_place(line)).collect();
        assert!(lost.is_empty(), "at {width}x{height} {lost:?}\n{screen}");
    }
}

fn words_of(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

#[rustfmt::skip]
mod cases {
    use super::*;

    #[test] fn scores() { check(""); }
    #[test] fn scores_in_the_middle() { check("<pgdn><pgdn><pgdn><pgdn><down>"); }
    #[test] fn scores_at_the_end() { check("<end>"); }
    #[test] fn scores_in_order() { check("v<pgdn><pgdn><pgdn>"); }
    #[test] fn scores_that_were_found() { check("/area<pgdn><pgdn><pgdn>"); }
    #[test] fn years() { check("t<pgdn><pgdn><pgdn>"); }
    #[test] fn years_by_rise() { check("tv<end><up>"); }
    #[test] fn what_if() { check("w<pgdn><pgdn><pgdn><pgdn> "); }
    #[test] fn areas() { check("o<pgdn><pgdn><pgdn><pgdn>"); }
    #[test] fn questions_that_were_found() { check("o/how<pgdn><pgdn><pgdn><pgdn>"); }
    #[test] fn questions_to_look_at_again() { check("oG<enter><enter><pgdn><pgdn><pgdn><pgdn>"); }
}

/// A page is laid out when it is scrolled first, and looked at from then on.
#[track_caller]
fn check_page(keys: &str) {
    let mut table = result();
    let first = table.screen(80, 24);
    table.keys(keys);
    let scrolled = table.screen(80, 24);
    let sheet = table.app.sheet(table.app.room);
    assert!(sheet.body.len() <= 60 && 200 < height(&sheet.body), "{} rows\n{scrolled}", sheet.body.len());
    assert_ne!(first, scrolled);
    // Another window lays it out anew; this one is as high as the page is drawn from.
    assert_eq!(table.screen(81, 24).lines().nth(5), scrolled.lines().nth(5), "{scrolled}");
}

#[rustfmt::skip]
mod pages {
    use super::*;

    #[test] fn why() { check_page("i<pgdn><pgdn><pgdn>"); }
    #[test] fn what_changed() { check_page("tc<pgdn><pgdn><down>"); }
}

/// The bookkeeping of what was found is the same as looking for it anew.
#[test]
fn narrowing_and_widening_again() {
    let mut table = result();
    table.keys("o/");
    for typed in
        ["h", "o", "w 1", "<bs>", "<bs>2", ".1", "<bs><bs><bs><bs><bs>", "7.", "x", "<c-u>done 19", "<home>1"]
    {
        table.keys(typed);
        let finder = table.app.finder.as_ref().unwrap();
        let found: Vec<String> = (0..finder.count()).map(|at| finder.at(at).unwrap().label.clone()).collect();
        let mut anew = result();
        anew.keys("o/");
        anew.app.paste(finder.wanted().text());
        let anew = anew.app.finder.as_ref().unwrap();
        let wanted: Vec<String> = (0..anew.count()).map(|at| anew.at(at).unwrap().label.clone()).collect();
        assert_eq!(found, wanted, "{:?}", finder.wanted().text());
    }
}
