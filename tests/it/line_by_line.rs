//! Line by line: what is told without being asked, what can be asked of a result, and lines that end between words.

use std::path::Path;

use portable_pty::CommandBuilder;

use crate::program::{Desk, Said};
use crate::terminal::Terminal;

const SMALL: &str = include_str!("../translations/original.yaml");

/// Begins a new assessment with these lines.
fn taken(desk: &Desk, label: &str, today: &str, lines: &str) -> Said {
    let take = ["take", "small.yaml", "--plain", "--new", "--about", "Northwind", "--label", label];
    desk.call(take).with("SOURCE_DATE_EPOCH", today).input(lines).said().code(0)
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    desk
}

/// The least that makes a report, and the end.
const TO_THE_END: &str = "2\n10\nd\nreview\nfinish\n";

/// 1 March 2025 and 2026.
const YEARS: [&str; 2] = ["1740787200", "1772323200"];

/// Before there is an answer, the one of last year would lead.
#[test]
fn last_year_is_told_after_the_answer() {
    let desk = desk();
    taken(&desk, "2025", YEARS[0], &format!("{TO_THE_END}quit\n"));
    let said = taken(&desk, "2026", YEARS[1], "1\nback\nquit\n");
    let told: Vec<&str> = said.out.lines().filter(|line| line.contains("Last year")).collect();
    assert_eq!(told.len(), 2, "once when it is answered, once when it is looked at again:\n{}", said.out);
    assert!(told.iter().all(|line| !line.contains("Type ")), "{told:?}");
    let first = said.out.find("Last year").unwrap();
    assert!(said.out.find("Saved: ").unwrap() < first, "{}", said.out);
}

#[test]
fn what_goes_on_is_named_without_an_answer_too() {
    let desk = desk();
    taken(&desk, "2026", YEARS[1], "");
    let goes_on = desk.call(["take", "--plain"]).input("quit\n").said().code(0);
    goes_on.has(&["Going on with Northwind, 2026: 0 of", "--plain --new", "goes on here"]);
}

/// Where any text may stand, a command begins with a stroke.
#[test]
fn texts_can_be_left() {
    let desk = desk();
    let said = taken(&desk, "notes", YEARS[1], "n\n/back\nn\nback\nn\n/quit\n");
    assert_eq!(said.out.matches("Saved: the note").count(), 1, "{}", said.out);
    said.has(&["goes on here"]);
    let actions = "actions\nadd\nCall them\n/back\nadd\nAsk them\n\n\n\n\nedit 1\n/back\nquit\n";
    let said = taken(&desk, "actions", YEARS[1], &format!("{TO_THE_END}{actions}"));
    let said = said.has(&["Nothing was added.", "Saved: action 1, Ask them"]);
    assert!(!said.out.contains("is changed") && !said.out.contains("Call them"), "{}", said.out);
}

/// With a screen a finished assessment is opened from the first one; without, by its name.
#[test]
fn what_is_finished_is_opened_again() {
    let desk = desk();
    taken(&desk, "2025", YEARS[0], &format!("{TO_THE_END}quit\n"));
    let begun = desk.call(["take", "small.yaml", "--plain"]).input("").said();
    begun.has(&["take --plain --open NAME", "Who or what is it about?"]);
    let again = desk.call(["take", "--plain", "--open", "2025"]).input("why\nquit\n").said().code(0);
    let again = again.has(&["Overall"]);
    assert!(!again.out.contains("Who or what"), "{}", again.out);
    desk.run("take --plain --open nothing").code(5).has(&["nothing"]);
    desk.run("take --plain --open 2025 --new").code(2);
}

/// What was heard already is not read out again after a slip or a question of one's own; an empty line repeats it.
#[test]
fn a_question_is_read_out_once() {
    let desk = desk();
    for (typed, times) in [("nonsense\nhelp\nm\nquit\n", 1), ("nonsense\n\nquit\n", 2)] {
        let said = taken(&desk, typed.trim(), YEARS[1], typed);
        assert_eq!(said.out.matches("Question 1 of").count(), times, "{}", said.out);
    }
}

#[track_caller]
fn check_result(lines: &str, wanted: &[&str]) {
    let desk = desk();
    let said = taken(&desk, "2026", YEARS[1], &format!("{TO_THE_END}{lines}"));
    said.has(wanted);
}

#[rustfmt::skip]
mod result {
    use super::check_result;

    #[test] fn how_it_was_made() { check_result("why\n", &["What now? Overall: ", "  Keeping customers: no score."]); }
    #[test] fn which_areas() { check_result("area\n", &["1. ", "2. ", "Type area and a number"]); }
    #[test] fn an_area() { check_result("area 1\n", &["No points"]); }
    #[test] fn no_area() { check_result("area nowhere\n", &["There is no area \"nowhere\"", "1. "]); }
    #[test] fn help_is_a_list() { check_result("help\n", &["  why: ", "  area 2: ", "  back: "]); }
    #[test] fn no_file_and_no_command() { check_result("docs\n", &["There is no command docs here"]); }
    #[test] fn yes_to_the_pdf() { check_result("yes\nquit\n", &["Written: northwind-2026.pdf"]); }
    #[test] fn no_suggestion_named() { check_result("actions\ntake\nquit\n", &["Actions: Drawn from your leaks"]); }
    #[test] fn no_such_report() { check_result("report docx\n", &["There is no command report docx here"]); }
    #[test] fn a_form_there_is_not() { check_result("result.docx\nquit\n", &["does not say as what", ".html"]); }
    #[test] fn back_to_the_answers() { check_result("back\ngo role\n", &["What now? \nCheck your answers.", "Your answer: "]); }
}

/// The ending says as what; and writing one thing does not end the evening.
#[test]
fn every_form_by_its_name() {
    let desk = desk();
    let files = "a.pdf\na.html\na.xlsx\na.csv\na.md\na.txt\na.json\na.yaml\n";
    let said = taken(&desk, "2026", YEARS[1], &format!("{TO_THE_END}{files}\n\nquit\n"));
    said.has(&["Written: a.yaml", "Written: northwind-2026.pdf", "At the result:"]);
    let begins = |name: &str, with: &[u8]| {
        let bytes = std::fs::read(desk.path(name)).unwrap();
        assert!(bytes.starts_with(with), "{name}: {:?}", String::from_utf8_lossy(&bytes[..20]));
    };
    begins("a.pdf", b"%PDF-");
    begins("a.html", b"<!DOCTYPE html>");
    begins("a.xlsx", b"PK");
    begins("a.json", b"{");
    desk.run("show a.yaml").code(0).has(&["Overall: "]);
}

/// A change after the end opens the assessment again, and finishing ends it again.
#[test]
fn back_from_the_result_opens_it_again() {
    let desk = desk();
    taken(&desk, "2026", YEARS[1], &format!("{TO_THE_END}back\nback\nb\nquit\n"));
    desk.call(["take", "--plain"]).input("").said().code(0).has(&["Who or what is it about?"]);
    taken(&desk, "2027", YEARS[1], &format!("{TO_THE_END}go role\n1\nquit\n"));
    desk.call(["take", "--plain"]).input("quit\n").said().code(0).has(&["Going on with Northwind, 2027"]);
}

/// Who does not know what a file is called says what it is to be, or only that there is to be one.
#[test]
fn a_form_without_a_name() {
    let desk = desk();
    let files = "report\nreport html\nMD\ntxt\nquit\n";
    taken(&desk, "2026", YEARS[1], &format!("{TO_THE_END}{files}"));
    for ending in ["pdf", "html", "md", "txt"] {
        assert!(desk.path(format!("northwind-2026.{ending}")).is_file(), "{ending}");
    }
}

/// Who listens gets the report of the years as well as who looks.
#[test]
fn years_as_a_file() {
    let desk = desk();
    let years = "compare\ncompare md\ncompare docx\nquit\n";
    taken(&desk, "2025", YEARS[0], &format!("{TO_THE_END}{years}")).has(&["no earlier finished assessment"]);
    assert!(!desk.path("northwind-2025.md").exists());
    let said = taken(&desk, "2026", YEARS[1], &format!("2\n10\n2\nreview\nfinish\n{years}"));
    said.has(&["Written: northwind-2026.md", "Type compare pdf to write the report with what has changed"]);
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).unwrap();
    assert!(read("northwind-2026.md").contains("2025"), "{}", read("northwind-2026.md"));
}

/// What is there stays, until somebody says that it may go; a script that says nothing goes on and fails at its end.
#[test]
fn a_file_in_the_way() {
    let desk = desk();
    desk.write("old.md", "mine");
    desk.write("other.md", "mine");
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).unwrap();
    let said = taken(&desk, "2026", YEARS[1], &format!("{TO_THE_END}replace\nold.md\nwhy\nquit\n"));
    said.has(&[
        "No file is in the way.",
        "old.md is there already, and was left as it is. Type replace to",
        "Overall",
    ]);
    assert_eq!(read("old.md"), "mine");
    let again = |lines: &str| desk.call(["take", "--plain", "--open", "northwind-2026"]).input(lines).said();
    again("old.md\n").code(5).has(&["old.md is there already"]);
    again("old.md\nreplace\nreplace\nquit\n").code(0).has(&["Written: old.md", "No file is in the way."]);
    assert!(read("old.md").contains("Northwind"), "{}", read("old.md"));
    again("replace other\nreplace other.md\n").code(0).has(&["No file is in the way.", "Written: other.md"]);
    assert!(read("other.md").contains("Northwind"));
    let german = ["take", "--plain", "--open", "northwind-2026", "--lang", "de"];
    desk.call(german).input("old.md\nersetzen\n").said().code(0).has(&["old.md"]);
    // A folder is never replaced.
    std::fs::create_dir(desk.path("folder.md")).unwrap();
    again("folder.md\nreplace\n").lacks("Written");
}

/// Before there is an assessment there is a way out, a way back, and somebody to ask.
#[test]
fn before_it_begins() {
    let desk = desk();
    let begun =
        |lines: &str| desk.call(["take", "small.yaml", "--plain", "--new"]).input(lines).said().code(0);
    for (lines, wanted) in [
        ("help\nquit\n", "A team, a region"),
        ("x\nhelp\n/q\n", "mostly the year"),
        ("\nexit\n", "Please say who or what it is about"),
        ("back\n", "This is the first question."),
        ("x\n", "A small form. A new assessment begins"),
        ("", "Who or what is it about?"),
    ] {
        begun(lines).has(&[wanted, "No assessment was begun."]).lacks("Question 1");
        desk.run("show").code(5).has(&["nothing is saved yet"]);
    }
    let said = begun("Nortwind\nback\nNorthwind\n2026\nquit\n").has(&["(now: Nortwind; ", "Question 1 of 2"]);
    assert_eq!(said.out.matches("A small form").count(), 1, "{}", said.out);
    begun("\"Help\"\n\nquit\n").has(&["goes on here"]);
    desk.run("list").code(0).has(&["Northwind", "Help"]).lacks("Nortwind");
}

#[test]
fn before_it_begins_in_german() {
    let desk = Desk::new();
    let take = ["take", "--plain", "--new", "--lang", "de"];
    let said = desk.call(take).input("hilfe\nNordwind\nzurück\n\nende\n").said().code(0);
    said.has(&["Ein Team, eine Region", "(bisher: Nordwind; ", "Es wurde keine Bewertung begonnen."]);
}

/// Who listens hears each question with it: told once, each command once, and all of them to whoever asks.
#[test]
fn commands_are_told_once() {
    let desk = desk();
    let said = taken(&desk, "2026", YEARS[1], "2\n10\n1\n2\n2\nback\nhelp\nquit\n");
    let count = |wanted: &str| said.out.matches(wanted).count();
    assert_eq!(count("s to skip"), 2, "at the first question, and for help:\n{}", said.out);
    assert_eq!(count("i for what counts"), 1, "{}", said.out);
    said.has(&[
        "Type 1 to 2, d for don't know, x for does not apply, s to skip",
        "Type a number from 1 to 5000 (people), d, x, or help.",
    ]);
    let said = taken(&desk, "again", YEARS[1], "2\n10\n1\n2\n2\nquit\n");
    said.has(&["Type 1 to 3, d, x, or help."]);
}

/// Somebody who looks at the answers reads what is asked, and numbers as on the whole screen.
#[test]
fn the_review_names_questions() {
    let desk = desk();
    let said = taken(&desk, "2026", YEARS[1], "2\n10\nd\ns\nreview\nlist\nquit\n");
    let said = said.has(&[
        "1 question is answered don't know:\n  1.1: How do you know which customers to keep?\n",
        "1 question is skipped:\n  1.2: How often do you call?\n",
        "  1.6: How many of each?\n",
        "  team 2: How many sell? (answered)\n",
        "  One rep 1: Does the rep want to? (open)\n",
        "You can finish with questions open.",
        "as in: go 1.1",
    ]);
    assert!(!said.out.contains("target"), "an id is for files:\n{}", said.out);
}

#[track_caller]
fn check_review(lines: &str, wanted: &[&str]) {
    let desk = desk();
    taken(&desk, "2026", YEARS[1], &format!("2\n10\nd\n{lines}quit\n")).has(wanted);
}

#[rustfmt::skip]
mod review {
    use super::check_review;

    #[test] fn back_to_where_it_was_asked_for() { check_review("review\nback\n", &["What now? \nArea 1 of 1, Keeping customers. Question 2 of 5."]); }
    #[test] fn on_with_what_is_open() { check_review("3\nback\nback\nback\nreview\nnext\n", &["What now? \nArea 1 of 1, Keeping customers. Question 3 of 5."]); }
    #[test] fn by_number() { for typed in ["1.6", "go 1.6", "1,6.", "/go 1.6", "funnel"] { check_review(&format!("review\n{typed}\n"), &["What now? \nSelling. Question 1 of 2."]); } }
    #[test] fn by_the_number_of_an_area() { check_review("review\n1\n", &["What now? \nArea 1 of 1, Keeping customers. Question 1 of 5."]); }
    #[test] fn of_the_team() { for typed in ["team 2", "go Team 2", "one rep 1"] { check_review(&format!("review\n{typed}\n"), &["What now? \n"]); } }
    #[test] fn nothing_of_the_kind() { check_review("review\nsave\n9.9\n", &["no command save here", "no command 9.9 here"]); }
    #[test] fn what_the_result_says() { check_review("why\nreview\narea 1\n", &["Answer: why is answered at the result.", "What now? area 1 is answered at the result."]); }
    #[test] fn go_without_a_number() { check_review("review\ngo\n", &["What now? Type go and a number"]); }
    #[test] fn by_number_from_a_question() { check_review("go 1.7\n", &["Selling. Question 2 of 2."]); }
    #[test] fn taken_back() { check_review("review\nundo\n", &["Saved: taken back.\n\nArea 1 of 1, Keeping customers. Question 1 of 5."]); }
}

#[track_caller]
fn check_parts(lines: &str, wanted: &[&str]) {
    let desk = desk();
    taken(&desk, "2026", YEARS[1], &format!("2\n10\ngo chores\n{lines}")).has(wanted);
}

/// A question of several lines can be left, asked about, and gone back in.
#[rustfmt::skip]
mod parts {
    use super::check_parts;

    #[test] fn one_by_one() { check_parts("1\n2\nquit\n", &["2 of 2. Repairs: Saved: "]); }
    #[test] fn help() { check_parts("1\nhelp\n2\nquit\n", &["1. All of it\n", "Type 1 to 2, d for don't know, x for does not apply, s to leave this line open", "Repairs: Saved: "]); }
    #[test] fn quit() { check_parts("1\nquit\n", &["2 of 10 questions are answered."]); }
    #[test] fn back() { check_parts("1\nb\n2 2\nquit\n", &["Saved: ", "3 of 10"]); }
    #[test] fn left_open() { check_parts("1\nskip\nquit\n", &["Repairs: Saved: "]); }
    #[test] fn to_the_review() { check_parts("1\nreview\nback\nquit\n", &["Repairs: \nCheck your answers.", "What now? \nArea 1 of 1, Keeping customers. Question 4"]); }
    #[test] fn no_command() { check_parts("1\n/dance\nquit\n", &["There is no command /dance"]); }
}

/// A note can be taken away again, and help within one is no note.
#[test]
fn a_note_goes_away() {
    let desk = desk();
    let said = taken(&desk, "2026", YEARS[1], "n\n/help\nOld\nn\n-\nn\n/back\nquit\n");
    let said = said.has(&["printed with it", "The note is: Old", "Saved: the note is gone."]);
    assert_eq!(said.out.matches("The note is: ").count(), 1, "{}", said.out);
    assert_eq!(said.out.matches("Question 1 of").count(), 1, "heard once:\n{}", said.out);
}

/// What cannot be written is told at once, not when the next line comes.
#[test]
fn a_trouble_is_told_at_once() {
    let desk = desk();
    let take = ["take", "small.yaml", "--plain", "--new", "--about", "Northwind", "--label", "2026"];
    let mut running = desk.call(take).started();
    for line in TO_THE_END.lines() {
        running.line(line);
    }
    running.reads_until("What now? ");
    running.line("result.docx");
    running.reads_until("does not say as what");
    running.line("quit");
    running.ends().code(0);
    // Where no more lines come, the exit code says it.
    let said = desk.call(["take", "--plain", "--open", "northwind-2026"]).input("result.docx\n").said();
    said.code(2).has(&["does not say as what", "shows the result"]);
}

fn in_window(desk: &Desk, columns: u16) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_leaky-bucket"));
    command.args(["take", "--plain", "--about", "Northwind", "--label", "2026"]);
    command.cwd(desk.path(""));
    command.env("LEAKY_BUCKET_DATA", desk.data());
    command.env("HOME", desk.home());
    command.env("TERM", "xterm-256color");
    command.env("LC_ALL", "C.UTF-8");
    Terminal::sized(command, columns, 60)
}

/// Every word of a line that is too long stands whole on a row of its own.
#[test]
fn rows_end_between_words() {
    for columns in [40, 24] {
        let mut terminal = in_window(&Desk::new(), columns);
        let asks = |terminal: &Terminal| terminal.rows().iter().any(|row| row.starts_with("Answer:"));
        terminal.wait_for("the first question", asks);
        let rows = terminal.rows();
        let known: Vec<&str> = SHIPPED.split(|sign: char| !sign.is_alphabetic()).collect();
        let ask = rows.iter().position(|row| row.starts_with("What is your part")).unwrap();
        for row in rows.iter().skip(ask).take_while(|row| !row.starts_with("Type")) {
            for word in row.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)) {
                assert!(
                    known.contains(&word),
                    "{word:?} is half a word, in {columns} columns:\n{}",
                    rows.join("\n")
                );
            }
        }
        let hangs = rows.iter().any(|row| row.starts_with("   "));
        assert_eq!(hangs, columns == 24, "what goes on hangs:\n{}", rows.join("\n"));
    }
}

const SHIPPED: &str = include_str!("../../questionnaires/leaky-bucket.yaml");

/// What reads a pipe breaks lines itself.
#[test]
fn a_pipe_gets_whole_lines() {
    let desk = Desk::new();
    let said = desk.call(["take", "--plain", "--about", "x", "--label", "y"]).input("quit\n").said().code(0);
    assert!(said.out.lines().any(|line| 200 < line.len()), "{}", said.out);
}

/// The data folder holds what is named first.
#[test]
fn what_is_left_out_is_the_last() {
    let desk = desk();
    for (command, missing) in [
        ("show", "nothing is saved yet"),
        ("report", "nothing is saved yet"),
        ("export", "nothing is saved yet"),
    ] {
        desk.run(command).code(5).has(&[missing]);
    }
    taken(&desk, "2026", YEARS[1], &format!("{TO_THE_END}quit\n"));
    desk.run("show").code(0).has(&["Northwind, 2026"]);
    desk.run("report").code(0).has(&["written: northwind-2026.pdf"]);
    desk.run("export --format yaml").code(0).has(&["Northwind"]);
    desk.run("plan").code(0).has(&["Northwind, 2026"]);
    desk.run("remove").code(2);
    desk.run("compare").code(2);
    assert!(Path::new(&desk.path("northwind-2026.pdf")).is_file());
}

#[test]
fn an_imported_round_can_be_named() {
    let desk = desk();
    desk.write("a.yaml", "questionnaire: small\nabout: Northwind\nlabel: old\nanswers: {}\n");
    desk.run("import a.yaml a.yaml --label 2024").code(2).has(&["--label is for one file"]);
    let said = desk.run("import a.yaml --questionnaire small.yaml --label 2024").code(0);
    said.has(&["northwind-2024"]);
}
