//! Reports that stand at an edge: more areas than a page holds, or nothing but "I don't know".

use super::program::Desk;

/// A questionnaire with as many areas, each of two questions.
fn questionnaire(areas: usize) -> String {
    let head = "format: 1\nid: many\nedition: '1'\ntitle: Many areas\nareas:\n".to_owned();
    (1..=areas).fold(head, |text, area| {
        let question = |name: &str| {
            format!(
                "      - {{id: q{area}{name}, ask: 'Is {name} of {area} in order?', type: scale, \
                 choices: [Never, Now and then, Always]}}\n"
            )
        };
        let questions = question("one") + &question("two");
        format!("{text}  - id: a{area}\n    title: Area {area}\n    questions:\n{questions}")
    })
}

/// A folder with the questionnaire and answers to it; `answer` is that to each question of an area.
fn desk(areas: usize, answer: impl Fn(usize) -> &'static str) -> Desk {
    let desk = Desk::new();
    desk.write("many.yaml", questionnaire(areas));
    let answers = (1..=areas).map(|area| {
        let answer = answer(area);
        format!("  q{area}one: {answer}\n  q{area}two: {answer}\n")
    });
    desk.write("a.yaml", format!("questionnaire: many\nanswers:\n{}", answers.collect::<String>()));
    desk
}

fn told(desk: &Desk, form: &str, options: &str) -> String {
    let line = format!("report a.yaml --questionnaire many.yaml --format {form} -o - {options}");
    desk.run(&line).code(0).out
}

/// Page one shows so many of the areas as bars, and says so where it leaves some out.
#[track_caller]
fn check_page_one(areas: usize, shown: usize) {
    let desk = desk(areas, |area| if area % 2 == 0 { "1" } else { "3" });
    for options in ["", "--brief"] {
        let text = told(&desk, "md", options);
        let page_one = text.split("## Plug first").next().unwrap();
        let bars = page_one.lines().find(|line| line.contains("Bars from 0 to 100")).unwrap();
        assert_eq!(bars.matches("Area ").count(), shown, "{bars}");
        let says = format!("The {shown} lowest of {areas} areas; the others follow.");
        assert_eq!(text.contains(&says), shown < areas, "{page_one}");
        let all = text.lines().find(|line| line.contains("Bars of the areas' scores")).unwrap();
        assert_eq!(all.matches("Area ").count(), areas, "{all}");
    }
}

#[test]
fn page_one_shows_few_areas_and_the_next_part_all() {
    check_page_one(2, 2);
    check_page_one(10, 10);
    check_page_one(11, 9);
    check_page_one(45, 9);
}

/// On a web page a figure that no sheet of paper holds is drawn in parts, each of which says what it is.
#[test]
fn a_tall_figure_is_printed_from_a_web_page_in_parts() {
    let parts = |areas: usize| {
        let page = told(&desk(areas, |_| "2"), "html", "--brief");
        (page.matches("class=\"wide on-wide\"").count(), page.matches("The figure above, part ").count())
    };
    assert_eq!(parts(9), (1, 0));
    assert_eq!(parts(45), (2, 1));
}

/// Without a single answer that counts, the report says that there is no score, and every blind spot.
#[test]
fn nothing_but_dont_know_is_a_report() {
    let desk = desk(4, |_| "dont_know");
    for options in ["", "--brief"] {
        let text = told(&desk, "md", options);
        let page_one = text.split("## 4 areas").next().unwrap();
        for says in [
            "There is no score: nobody could say.",
            "no area has enough answers",
            "Find out first",
            "1. Area 1: Is one of 1 in order?",
        ] {
            assert!(page_one.contains(says), "{says}\n{page_one}");
        }
        assert!(text.contains("8 things nobody could see"));
        for area in 1..=4 {
            for name in ["one", "two"] {
                assert!(text.contains(&format!("- Area {area}: Is {name} of {area} in order?")), "{text}");
            }
        }
    }
    assert!(told(&desk, "md", "").contains("1 Area 1: nobody could say"));
    desk.run("report a.yaml --questionnaire many.yaml -o a.pdf").code(0);
    assert!(std::fs::read(desk.path("a.pdf")).unwrap().starts_with(b"%PDF"));
}

/// What some could not say does not hide what others could.
#[test]
fn one_known_area_among_unknown_ones_is_told() {
    let desk = desk(4, |area| if area == 1 { "1" } else { "dont_know" });
    let text = told(&desk, "md", "");
    assert!(text.contains("Too little was answered for a score."));
    assert!(text.contains("No overall score yet: Area 2, Area 3, Area 4 lack answers"));
}

/// Where everything was said not to apply, no answers are asked for.
#[test]
fn what_does_not_apply_lacks_no_answers() {
    let desk = desk(2, |_| "not_applicable");
    assert!(told(&desk, "md", "").contains("No overall score: nothing that counts applies."));
}

/// Areas of a web page follow one another on paper; the parts of the report begin a sheet.
#[test]
fn areas_of_a_printed_web_page_follow_one_another() {
    let page = told(&desk(9, |_| "1"), "html", "--all");
    let class = |id: &str| {
        let tag = page.split("<section ").find(|tag| tag.contains(&format!("id=\"s-{id}\""))).unwrap();
        tag.split('>').next().unwrap().to_owned()
    };
    assert!(!class("a1").contains("new-page"), "{}", class("a1"));
    assert!(class("plan").contains("new-page"), "{}", class("plan"));
}
