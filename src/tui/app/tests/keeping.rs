//! The first screen keeps house: what is saved goes into the trash and comes back, and a team is assessed again.

use super::*;

fn home() -> Table {
    let mut table = Table::new(forms::small());
    table.app.hear(News::Saved(Ok(forms::saved())));
    table
}

/// What the world is asked for after some keys on the first screen, and what stands there then.
#[track_caller]
fn check(keys: &str, effects: &[Effect], says: &str) {
    let mut table = home();
    table.keys(keys);
    let screen = table.screen(80, 24);
    assert!(screen.contains(says), "{keys}\n{screen}");
    assert_eq!(table.effects, effects, "{keys}");
}

fn remove(name: &str) -> Effect {
    Effect::Remove(name.to_owned())
}

#[rustfmt::skip]
mod cases {
    use super::*;

    #[test] fn removing_is_asked_for_twice() { check("x", &[], "x once more puts “Northwind Sales, 2026” into the trash"); }
    #[test] fn what_is_begun_is_removed() { check("xx", &[remove("northwind-2026")], "Continue"); }
    #[test] fn what_is_finished_is_removed() { check("Gxx", &[remove("field-team")], "Field team"); }
    #[test] fn another_line_is_asked_about_anew() { check("xGx", &[], "“Field team of the southern region, spring 2025”"); }
    #[test] fn another_key_spares_it() { for keys in ["x?<esc>x", "xq<esc>x", "xgx", "x/<esc>x", "xux"] { check(keys, &[], "once more"); } }
    #[test] fn a_line_without_an_assessment() { for keys in ["jx", "jn"] { check(keys, &[], "Put the cursor on a saved assessment first."); } }
    #[test] fn nothing_was_removed() { check("u", &[], "nothing to undo"); }
}

#[test]
fn what_was_removed_is_brought_back() {
    let mut table = home();
    table.keys("Gxx");
    let effects = table.app.hear(News::Removed(Ok("2026-07-01-field-team".to_owned())));
    assert_eq!(effects, [Effect::List]);
    let left = forms::saved().into_iter().filter(|saved| saved.name != "field-team").collect();
    table.app.hear(News::Saved(Ok(left)));
    // The cursor stays beside what is gone.
    let screen = table.screen(80, 24);
    assert!(
        screen.contains("It is in the trash; u brings it back.") && screen.contains("› Northwind"),
        "{screen}"
    );
    table.keys("u");
    assert_eq!(table.effects.last(), Some(&Effect::BringBack("2026-07-01-field-team".to_owned())));
    let effects = table.app.hear(News::BroughtBack(Ok("field-team".to_owned())));
    table.take(effects);
    let screen = table.screen(80, 24);
    assert!(screen.contains("It is back.") && screen.contains("› Field team"), "{screen}");
    table.keys("u");
    assert!(table.screen(80, 24).contains("nothing to undo"));
}

#[test]
fn what_cannot_be_brought_back_can_be_tried_again() {
    let mut table = home();
    table.app.hear(News::Removed(Ok("2026-07-01-field-team".to_owned())));
    table.keys("u");
    table.app.hear(News::BroughtBack(Err("the disk is full".to_owned())));
    assert!(table.screen(80, 24).contains("the disk is full"));
    table.keys("u");
    assert_eq!(table.effects, vec![Effect::BringBack("2026-07-01-field-team".to_owned()); 2]);
}

#[test]
fn a_team_is_assessed_again_under_its_name() {
    let mut table = home();
    table.app.proposal.label = "2026".to_owned();
    table.keys("Gn");
    let screen = table.screen(80, 24);
    assert!(screen.contains("[Field team of the southern region_"), "{screen}");
    assert!(screen.contains("› Label           [2026"), "{screen}");
    table.keys("2027<enter><enter>");
    let about = "Field team of the southern region".to_owned();
    let begun = Beginning { about, label: "2027".to_owned(), name: String::new() };
    assert_eq!(table.effects, [Effect::Start(begun)]);
}

/// The footer tells of what works on the line with the cursor.
#[test]
fn the_footer_follows_the_line() {
    let mut table = home();
    for (keys, says, never) in [
        ("g", vec!["x remove"], vec!["n assess again", "t years"]),
        ("j", vec![], vec!["n assess again", "x remove", "t years"]),
        ("j", vec!["n assess again", "x remove", "t years"], vec![]),
    ] {
        table.keys(keys);
        let screen = table.screen(80, 24);
        let footer = screen.lines().last().unwrap();
        assert!(says.iter().all(|says| footer.contains(says)), "{footer}");
        assert!(!never.iter().any(|never| footer.contains(never)), "{footer}");
    }
}

#[test]
fn who_it_is_about_is_asked_for_at_once() {
    let mut table = home();
    table.keys("j<enter><enter>");
    let screen = table.screen(80, 24);
    assert!(screen.contains("› Who is it about") && screen.contains("Please say who or what"), "{screen}");
    table.keys("Fabrikam<enter>");
    let screen = table.screen(80, 24);
    assert!(screen.contains("› Label") && !screen.contains("Please say"), "{screen}");
    assert_eq!(table.effects, []);
}
