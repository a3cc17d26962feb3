//! What changes make of a plan, what is refused, and how days are read.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;

fn draft(what: &str) -> Draft {
    Draft { what: what.to_owned(), ..Draft::default() }
}

/// A plan of steps called a, b, c.
fn plan() -> Plan {
    let mut plan = Plan::default();
    for what in ["a", "b", "c"] {
        let change = plan.adding(draft(what));
        plan.apply(change).unwrap();
    }
    plan
}

fn said(plan: &Plan) -> String {
    let step = |step: &Step| match step.status {
        Status::Open => format!("{}{}", step.id, step.draft.what),
        Status::Done(_) => format!("{}{}+", step.id, step.draft.what),
        Status::Dropped => format!("{}{}-", step.id, step.draft.what),
    };
    plan.steps().iter().map(step).collect::<Vec<_>>().join(" ")
}

/// A change leads somewhere, and what it returns leads back.
#[track_caller]
fn check(change: PlanChange, want: &str) {
    let mut changed = plan();
    let back = changed.apply(change.clone()).unwrap();
    assert_eq!(said(&changed), want);
    let again = changed.apply(back).unwrap();
    assert_eq!(changed.steps(), plan().steps());
    assert_eq!(again, change);
}

const DAY: Date = jiff::civil::date(2026, 6, 30);

#[rustfmt::skip]
mod changes {
    use super::*;

    #[test] fn added_at_the_end() { check(plan().adding(draft("d")), "1a 2b 3c 4d"); }
    #[test] fn changed() { check(PlanChange::Changed(StepId(2), Box::new(draft("B"))), "1a 2B 3c"); }
    #[test] fn done() { check(PlanChange::Stands(StepId(2), Status::Done(DAY)), "1a 2b+ 3c"); }
    #[test] fn dropped() { check(PlanChange::Stands(StepId(3), Status::Dropped), "1a 2b 3c-"); }
    #[test] fn removed() { check(PlanChange::Removed(StepId(1)), "2b 3c"); }
    #[test] fn moved_down() { check(PlanChange::Moved(StepId(1), 2), "2b 3c 1a"); }
    #[test] fn moved_up() { check(PlanChange::Moved(StepId(3), 0), "3c 1a 2b"); }
}

#[track_caller]
fn check_refused(change: PlanChange, want: Refusal) {
    let mut unchanged = plan();
    assert_eq!(unchanged.apply(change), Err(want));
    assert_eq!(unchanged, plan());
}

#[rustfmt::skip]
mod refusals {
    use super::*;

    fn added(id: u32) -> PlanChange { PlanChange::Added { step: Box::new(Step { id: StepId(id), draft: draft("x"), ..Step::default() }), at: 0 } }

    #[test] fn nothing_to_do() { check_refused(plan().adding(draft("  ")), Refusal::NoWhat); }
    #[test] fn changed_to_nothing() { check_refused(PlanChange::Changed(StepId(1), Box::new(draft(""))), Refusal::NoWhat); }
    #[test] fn without_end() { check_refused(plan().adding(draft(&"x".repeat(LONGEST_TEXT + 1))), Refusal::TooLong); }
    #[test] fn not_there() { check_refused(PlanChange::Removed(StepId(9)), Refusal::NoSuchStep(StepId(9))); }
    #[test] fn there_already() { check_refused(added(2), Refusal::Taken(StepId(2))); }
    #[test] fn no_id() { check_refused(added(0), Refusal::Taken(StepId(0))); }
}

#[test]
fn too_many() {
    let mut plan = Plan::default();
    for _ in 0..MOST_STEPS {
        let change = plan.adding(draft("x"));
        plan.apply(change).unwrap();
    }
    let change = plan.adding(draft("x"));
    assert_eq!(plan.apply(change), Err(Refusal::TooMany));
}

#[test]
fn an_id_is_never_given_again() {
    let mut plan = plan();
    plan.apply(PlanChange::Removed(StepId(3))).unwrap();
    let change = plan.adding(draft("d"));
    assert_eq!(change.step(), StepId(4));
}

#[test]
fn undone_and_made_again() {
    let (mut plan, mut history) = (plan(), PlanHistory::default());
    history.make(&mut plan, PlanChange::Removed(StepId(2))).unwrap();
    history.make(&mut plan, PlanChange::Stands(StepId(1), Status::Done(DAY))).unwrap();
    assert_eq!(said(&plan), "1a+ 3c");
    history.undo(&mut plan).unwrap();
    history.undo(&mut plan).unwrap();
    assert_eq!(said(&plan), "1a 2b 3c");
    assert_eq!(history.undo(&mut plan), None);
    history.redo(&mut plan).unwrap();
    assert_eq!(said(&plan), "1a 3c");
    history.make(&mut plan, PlanChange::Moved(StepId(3), 0)).unwrap();
    assert_eq!(history.redo(&mut plan), None, "a new change ends what could be made again");
}

#[test]
fn late_is_open_and_past_its_day() {
    let mut plan = plan();
    let due = |what: &str| Box::new(Draft { due: Some(DAY), ..draft(what) });
    plan.apply(PlanChange::Changed(StepId(1), due("a"))).unwrap();
    plan.apply(PlanChange::Changed(StepId(2), due("b"))).unwrap();
    plan.apply(PlanChange::Stands(StepId(2), Status::Done(DAY))).unwrap();
    let tomorrow = jiff::civil::date(2026, 7, 1);
    assert_eq!(plan.standing(DAY), Standing { open: 2, done: 1, late: 0, dropped: 0 });
    assert_eq!(plan.standing(tomorrow), Standing { open: 2, done: 1, late: 1, dropped: 0 });
}

#[track_caller]
fn check_day(typed: &str, want: Option<&str>) {
    assert_eq!(day(typed).map(|day| day.to_string()).as_deref(), want, "{typed}");
}

#[rustfmt::skip]
mod days {
    use super::*;

    #[test] fn as_files_write_them() { check_day(" 2026-06-30 ", Some("2026-06-30")); check_day("2026-6-3", Some("2026-06-03")); }
    #[test] fn with_points() { check_day("30.6.2026", Some("2026-06-30")); check_day("3. 6. 2026", Some("2026-06-03")); }
    #[test] fn none() { for typed in ["", "soon", "30/6/2026", "2026-02-30", "31.2.2026", "30.6.26", "2026-06", "2026-06.30", "+202-6-3", "2026-06-30-1", "30-6-2026", "99999-1-1"] { check_day(typed, None); } }
}

#[test]
fn every_kind_has_a_word_of_its_own() {
    for kind in Kind::ALL {
        assert_eq!(Kind::of_word(kind.word()), Some(kind));
    }
    assert_eq!(Kind::of_word("other"), None);
}

/// What a run of changes makes of a plan: some of them taken back, some made again.
fn any_changes() -> impl Strategy<Value = Vec<(u8, u32, usize)>> {
    proptest::collection::vec((0u8..8, 1u32..6, 0usize..6), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, rng_seed: RngSeed::Fixed(2026), failure_persistence: None, ..ProptestConfig::default() })]

    /// The changes alone lead to the same plan, and all taken back to the first one.
    #[test]
    fn changes_replayed_and_taken_back(changes in any_changes()) {
        let (mut seen, mut history, mut saved) = (plan(), PlanHistory::default(), Vec::new());
        for (what, id, place) in changes {
            let id = StepId(id);
            let change = match what {
                0 => seen.adding(draft("new")),
                1 => PlanChange::Changed(id, Box::new(draft("changed"))),
                2 => PlanChange::Stands(id, Status::Done(DAY)),
                3 => PlanChange::Stands(id, Status::Dropped),
                4 => PlanChange::Removed(id),
                5 => PlanChange::Moved(id, place),
                6 => {
                    saved.extend(history.undo(&mut seen));
                    continue;
                }
                _ => {
                    saved.extend(history.redo(&mut seen));
                    continue;
                }
            };
            if history.make(&mut seen, change.clone()).is_ok() {
                saved.push(change);
            }
        }
        let mut replayed = plan();
        for change in saved {
            replayed.apply(change).unwrap();
        }
        prop_assert_eq!(&replayed, &seen);
        while history.undo(&mut seen).is_some() {}
        prop_assert_eq!(said(&seen), said(&plan()));
    }
}
