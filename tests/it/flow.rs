//! The flow that is followed from answer to answer is the flow that is worked out anew, whatever is answered,
//! cleared and skipped, however conditions rest on one another.

use std::sync::Arc;

use leaky_bucket::assessment::{Answers, Assessment, Flow, Gates, History};
use leaky_bucket::questionnaire::{QuestionIndex, Questionnaire, read};
use leaky_bucket::source::Limits;
use leaky_bucket::tui::sitting::Sitting;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::properties::{Tape, any_change, made_up, settings, shipped, tape, wound};

/// A questionnaire of conditions on conditions: through areas within areas, values and judged levels.
fn chained(tape: &mut Tape) -> Questionnaire {
    let mut text = "format: 1\nid: chained\nedition: '1'\ntitle: Chained\nprofile:\n".to_owned();
    text += "  - {id: yes0, ask: Q, type: yes_no}\n  - {id: size0, ask: Q, type: number}\n";
    text += "values: [{id: half, of: size0 / 2}]\nareas:\n";
    let mut asked = Asked { yes: 1, sizes: 1 };
    for area in 0..1 + tape.draw(4) {
        area_of(tape, &mut text, &mut asked, &format!("area{area}"), 1);
    }
    let (source, questionnaire, faults) = read("chained", text.as_bytes(), &Limits::default());
    questionnaire
        .unwrap_or_else(|| panic!("{}\n{text}", leaky_bucket::diagnostic::render(&source, &faults, false)))
}

/// How many questions of each kind there are by now: `yes0`, `yes1` .. and `size0` ..
struct Asked {
    yes: usize,
    sizes: usize,
}

fn area_of(tape: &mut Tape, text: &mut String, asked: &mut Asked, id: &str, depth: usize) {
    let pad = "    ".repeat(depth);
    // Something has to score.
    let private = depth == 1 && id != "area0" && tape.draw(4) == 1;
    *text += &format!("{pad}- id: {id}\n{pad}  title: A\n{pad}  show_if: \"{}\"\n", condition(tape, asked));
    *text += &if private { format!("{pad}  private: yes\n{pad}  scored: no\n") } else { String::new() };
    *text +=
        &format!("{pad}  questions:\n{pad}    - {{id: scored_{id}, ask: Q, type: scale, choices: [A, B]}}\n");
    for _ in 0..tape.draw(5) {
        let show_if = condition(tape, asked);
        let (name, number) = if tape.draw(3) == 1 { ("size", asked.sizes) } else { ("yes", asked.yes) };
        let kind = match name {
            "yes" => "type: yes_no",
            _ => {
                "type: number, not_applicable: yes, judge: half, cut_points: [{from: 0, level: 0}, {from: 2, level: 1}]"
            }
        };
        *text += &format!("{pad}    - {{id: {name}{number}, ask: Q, show_if: \"{show_if}\", {kind}}}\n");
        if name == "yes" { asked.yes += 1 } else { asked.sizes += 1 }
    }
    if depth < 3 && tape.draw(2) == 1 {
        *text += &format!("{pad}  areas:\n");
        for inner in 0..1 + tape.draw(2) {
            area_of(tape, text, asked, &format!("{id}_{inner}"), depth + 1);
        }
    }
}

/// A condition on one or two of the questions before.
fn condition(tape: &mut Tape, asked: &Asked) -> String {
    let mut simple = || {
        let yes = asked.yes - 1 - tape.draw(asked.yes);
        let size = asked.sizes - 1 - tape.draw(asked.sizes);
        let form = tape.pick(&[
            "@y",
            "not @y",
            "@y ?? true",
            "answered(@y)",
            "not answered(@s)",
            "@s > 1",
            "half > 1",
            "@l",
        ]);
        // The first size has no level: it is a question about the team.
        let level = if size == 0 { "half ?? 3 > 2".to_owned() } else { format!("level(size{size}) >= 1") };
        format!(
            "({})",
            form.replace("@y", &format!("yes{yes}"))
                .replace("@s", &format!("size{size}"))
                .replace("@l", &level)
        )
    };
    let (first, second) = (simple(), simple());
    match tape.draw(4) {
        1 => format!("{first} and {second}"),
        2 => format!("{first} or {second}"),
        _ => first,
    }
}

/// Makes changes and takes some back; after each, what was kept is what is worked out anew.
fn follows(questionnaire: &Questionnaire, tape: &mut Tape) -> Result<(), TestCaseError> {
    let gates = Gates::of(questionnaire);
    let mut answers = Answers::new(questionnaire);
    let mut flow = Flow::of(questionnaire, &answers);
    let mut history = History::default();
    for _ in 0..60 {
        let index = QuestionIndex(tape.draw(questionnaire.questions.len()));
        let change = match tape.draw(8) {
            6 => history.undo(questionnaire, &mut answers),
            7 => history.redo(questionnaire, &mut answers),
            _ => {
                let change = any_change(questionnaire, index, tape);
                history.make(questionnaire, &mut answers, change.clone()).unwrap();
                Some(change)
            }
        };
        let Some(change) = change else { continue };
        let before = flow.clone();
        let moved = flow.follow(&gates, questionnaire, &answers, &change);
        prop_assert_eq!(&flow, &Flow::of(questionnaire, &answers));
        let other = |question: &QuestionIndex| before.is_open(*question) != flow.is_open(*question);
        let want: Vec<QuestionIndex> = questionnaire.question_indexes().filter(other).collect();
        prop_assert_eq!(moved, want);
    }
    Ok(())
}

/// The same at the table, where counts and the time left are kept as well.
fn counts(questionnaire: &Questionnaire, tape: &mut Tape) -> Result<(), TestCaseError> {
    let day = jiff::civil::date(2026, 3, 1);
    let assessment = Assessment::new(Arc::new(questionnaire.clone()), String::new(), String::new(), day);
    let mut sitting = Sitting::new(String::new(), assessment);
    for _ in 0..40 {
        let index = QuestionIndex(tape.draw(questionnaire.questions.len()));
        match tape.draw(8) {
            6 => drop(sitting.undo()),
            7 => drop(sitting.redo()),
            _ => drop(sitting.change(any_change(questionnaire, index, tape)).unwrap()),
        }
        let anew = Sitting::new(String::new(), sitting.assessment.clone());
        prop_assert_eq!(&sitting.flow, &anew.flow);
        prop_assert_eq!(sitting.tally(), anew.tally());
        prop_assert_eq!(sitting.minutes_left(), anew.minutes_left());
        for part in std::iter::once(None).chain(questionnaire.area_indexes().map(Some)) {
            prop_assert_eq!(sitting.part_tally(part), anew.part_tally(part));
        }
    }
    Ok(())
}

/// The made-up conditions do what they are made for: one answer brings in and drops many questions.
#[test]
fn one_answer_moves_others() {
    let (mut most, mut tape) =
        (0, wound((0u32..4000).map(|number| number.wrapping_mul(2_654_435_761) >> 7).collect()));
    for _ in 0..20 {
        let questionnaire = chained(&mut tape);
        let gates = Gates::of(&questionnaire);
        let mut answers = Answers::new(&questionnaire);
        let mut flow = Flow::of(&questionnaire, &answers);
        for index in questionnaire.question_indexes() {
            let change = any_change(&questionnaire, index, &mut tape);
            answers.apply(&questionnaire, change.clone()).unwrap();
            most = most.max(flow.follow(&gates, &questionnaire, &answers, &change).len());
        }
    }
    assert!(3 <= most, "{most}");
}

proptest! {
    #![proptest_config(settings(300))]

    #[test]
    fn it_is_followed_through_chains(numbers in tape(900)) {
        let mut tape = wound(numbers);
        let questionnaire = chained(&mut tape);
        follows(&questionnaire, &mut tape)?;
        counts(&questionnaire, &mut tape)?;
    }

    #[test]
    fn it_is_followed_through_every_kind_of_question(numbers in tape(900)) {
        let mut tape = wound(numbers);
        let questionnaire = made_up(&mut tape);
        follows(&questionnaire, &mut tape)?;
        counts(&questionnaire, &mut tape)?;
    }

    #[test]
    fn it_is_followed_through_the_shipped_one(numbers in tape(400)) {
        let mut tape = wound(numbers);
        follows(shipped(), &mut tape)?;
        counts(shipped(), &mut tape)?;
    }
}
