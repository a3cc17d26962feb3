//! Removing an assessment: asked for, undone, and never done to one that is in use.

use std::fs;

use super::program::{Desk, sample};
use super::terminal::TODAY;

/// A desk with one saved assessment, and its name.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    let said = desk.call(["import".as_ref(), sample("mixed.yaml").as_os_str()]).said().code(0);
    let name = said.out.trim().to_owned();
    (desk, name)
}

#[test]
fn to_the_trash_and_back() {
    let (desk, name) = desk();
    let before = fs::read(desk.saved()).unwrap();
    let removed = desk
        .call(["remove", "north", "--yes"])
        .with("SOURCE_DATE_EPOCH", "1700000000")
        .said()
        .code(0)
        .has(&["remove --restore"]);
    let removed = removed.out.trim().to_owned();
    assert_eq!(removed, format!("2023-11-14-{name}"));
    desk.run("list").code(0).has(&["nothing is saved"]);
    desk.run("list --trash").code(0).has(&[&removed, "Northwind"]);
    assert_eq!(desk.run("list --trash --json").code(0).json()["removed"][0]["was"], *name);
    desk.run("remove --restore north").code(0).has(&[&name]);
    assert_eq!(fs::read(desk.saved()).unwrap(), before);
    desk.run("list --trash").code(0).has(&["the trash is empty"]);
    desk.run(&format!("show {name}")).code(0);
}

#[test]
fn nobody_is_taken_at_half_a_word() {
    let (desk, name) = desk();
    let before = desk.snapshot();
    desk.call(["remove", &name]).input("y\n").said().code(2).has(&["--yes"]);
    desk.run("remove --yes --purge north").code(5).has(&["whole name"]);
    desk.run("remove --yes nothing").code(5).has(&["list"]);
    desk.run("remove --restore nothing").code(5).has(&["list --trash"]);
    desk.run("remove --yes ../x").code(5);
    desk.run("remove --yes --purge ../data/x").code(5);
    desk.run("remove --yes --purge --restore x").code(2);
    desk.run("remove").code(2);
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn for_good() {
    let (desk, name) = desk();
    let removed = desk.run(&format!("remove --yes {name}")).code(0).out.trim().to_owned();
    desk.run(&format!("remove --yes --purge {removed}")).code(0).has(&["deleted"]);
    desk.call(["import".as_ref(), sample("weak.yaml").as_os_str()]).said().code(0);
    let name = desk.run("list").code(0).out.split(' ').next().unwrap().to_owned();
    desk.run(&format!("remove --yes --purge {name}")).code(0);
    assert_eq!(desk.snapshot().len(), 0);
}

#[test]
fn in_use_it_stays() {
    let (desk, name) = desk();
    let mut running = desk.call(["take", "--plain", "--new", "--about", "Held", "--label", "1"]).started();
    running.reads_until("Answer: ");
    for line in ["remove --yes held-1", "remove --yes --purge held-1"] {
        desk.run(line).code(5).has(&["in use"]);
    }
    running.line("quit");
    running.ends().code(0);
    desk.run("remove --yes held-1").code(0);
    desk.run("list").code(0).has(&[&name]).lacks("held-1");
}

/// What cannot be read can still be removed.
#[test]
fn a_damaged_one_goes_too() {
    let (desk, name) = desk();
    super::program::put(&desk.saved(), "garbage");
    let removed = desk.run(&format!("remove --yes {name}")).code(0).out;
    desk.run("list --trash").code(0).has(&[removed.trim(), "damaged"]);
    desk.run(&format!("remove --restore {removed}").replace('\n', "")).code(0);
    assert_eq!(fs::read_to_string(desk.saved()).unwrap(), "garbage");
}

/// On the first screen, with the keys that a tape types there.
#[test]
fn removing_and_bringing_back_on_the_first_screen() {
    let desk = Desk::new();
    let play = |about: &str, keys: &str| {
        desk.write("keys.tape", format!("tape 1\nkeys {keys}\nscreen\n"));
        let line = format!("take --new --about {about} --label 2026 --replay keys.tape");
        desk.call(line.split(' ')).with("SOURCE_DATE_EPOCH", TODAY).said().code(0).out
    };
    let screen = play("northwind", "1qhxx");
    assert!(screen.contains("It is in the trash; u brings it back."), "{screen}");
    assert!(screen.contains("Nothing is saved yet."), "{screen}");
    desk.run("list --trash").code(0).has(&["northwind-2026"]);
    let screen = play("contoso", "2qhxxu");
    assert!(screen.contains("It is back.") && screen.contains("Continue  contoso, 2026"), "{screen}");
    desk.run("list").code(0).has(&["contoso-2026"]).lacks("northwind");
}
