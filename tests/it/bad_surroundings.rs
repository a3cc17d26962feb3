//! What the world can do to the program: things that are no files, files cut off, full and forbidden
//! places, two people at one assessment, no terminal. The numbers go on from `bad_input`.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::program::{Desk, SMALL, put, sample};

/// What can stand in the place of a file and is none.
#[test]
fn b08_what_is_no_file() {
    let desk = Desk::new();
    desk.write("answers.yaml", "questionnaire: small\nanswers: {}\n");
    fs::create_dir(desk.path("folder.yaml")).unwrap();
    let made = Command::new("mkfifo").arg(desk.path("pipe.yaml")).status().unwrap();
    assert!(made.success());
    for word in ["/dev/zero", "pipe.yaml", "folder.yaml", "/proc/self/mem", "/dev/stdin", "nothing.yaml"] {
        for command in
            ["questionnaire check", "questionnaire show", "show", "report", "import", "take --plain"]
        {
            desk.run(&format!("{command} {word}")).code(5).has(&[word]);
        }
        desk.run(&format!("show answers.yaml --questionnaire {word}")).code(5).has(&[word]);
    }
}

/// Standard input is read up to the limit, and no further.
#[test]
fn b08_input_without_end() {
    let desk = Desk::new();
    for (command, code) in [
        ("questionnaire check -", 3),
        ("show -", 4),
        ("report - -o x.pdf", 4),
        ("import -", 4),
        ("take --plain -", 3),
    ] {
        let call = desk.call(command.split(' ')).redirected("< /dev/zero");
        call.said().code(code).has(&["standard input", "16384 KiB"]);
    }
    let take = ["take", "--plain", "--about", "x", "--label", "y"];
    desk.call(take).redirected("< /dev/zero").said().code(5).has(&["has no end"]);
}

/// A saved assessment cut off anywhere still opens with all that was whole, or says why it does not.
#[test]
fn b35_cut_off_files() {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    desk.write(
        "a.yaml",
        "questionnaire: small\nabout: A\nanswers: {first: 2, share: 40, many: [a], sure: no, why: hm}\n",
    );
    desk.run("import a.yaml").code(0);
    let whole = fs::read(desk.saved()).unwrap();
    let shown = desk.call(["show".as_ref(), desk.saved().as_os_str()]).said().code(0);
    let last_line = whole[..whole.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let lines: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] == b'\n').collect();
    let cuts = (last_line..whole.len())
        .chain(lines.iter().flat_map(|at| [*at, at + 1]))
        .chain((0..whole.len()).step_by(150));
    for cut in cuts {
        let path = desk.write("cut.lbr", &whole[..cut]);
        let said = desk.run("show cut.lbr");
        assert_eq!(fs::read(&path).unwrap(), &whole[..cut], "it was changed, cut at {cut}");
        match cut {
            cut if cut < lines[1] => said.code(4).has(&["cut.lbr"]),
            cut if lines.contains(&cut) || lines.contains(&(cut - 1)) => said.code(0).lacks("bytes"),
            _ => said.code(0).has(&["cut.lbr", "bytes"]),
        };
    }
    drop(shown);
}

/// A file that a newer program has made is left as it is.
#[test]
fn b37_newer_files() {
    let desk = Desk::new();
    desk.run(&format!("import {}", sample("strong.yaml").display())).code(0);
    let text = fs::read_to_string(desk.saved()).unwrap().replacen("\"format\":1", "\"format\":2", 1);
    let path = desk.write("newer.lbr", &text);
    desk.run("show newer.lbr").code(4).has(&["newer.lbr", "newer version"]);
    desk.run("report newer.lbr -o x.pdf").code(4);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    fs::copy(&path, desk.data().join("newer.lbr")).unwrap();
    desk.run("list").code(0).has(&["newer", "newer version"]);
    desk.run("take --plain --about newer --label x").code(0);
    assert_eq!(fs::read_to_string(desk.data().join("newer.lbr")).unwrap(), text);
}

/// Where a report may not go, and what happens to what is there.
#[test]
fn b47_where_a_report_goes() {
    let desk = Desk::new();
    let answers = desk.write("a.yaml", fs::read(sample("mixed.yaml")).unwrap());
    desk.write("there.pdf", "precious");
    fs::create_dir(desk.path("folder")).unwrap();
    std::os::unix::fs::symlink("there.pdf", desk.path("link.pdf")).unwrap();
    std::os::unix::fs::symlink("nowhere.pdf", desk.path("dangling.pdf")).unwrap();
    std::os::unix::fs::symlink("a.yaml", desk.path("input.yaml")).unwrap();
    let before = desk.snapshot();
    for (arguments, wanted) in [
        ("-o there.pdf", "--force"),
        ("-o link.pdf", "--force"),
        ("-o dangling.pdf", "--force"),
        ("-o folder", "folder"),
        ("-o folder --force", "folder"),
        ("-o /dev/full", "/dev/full"),
        ("-o /dev/full --force", "full"),
        ("-o nowhere/x.pdf", "nowhere/x.pdf"),
        ("-o a.yaml", "answers"),
        ("-o a.yaml --force", "answers"),
        ("-o ./a.yaml --force", "answers"),
        ("-o input.yaml --force", "answers"),
        ("-o /proc/x.pdf", "/proc/x.pdf"),
    ] {
        desk.run(&format!("report a.yaml --format json {arguments}"))
            .code(5)
            .has(&[wanted])
            .lacks("written:");
        assert!(before == desk.snapshot(), "report a.yaml {arguments} has changed something");
    }
    desk.call(["report", "a.yaml", "-o", "-"]).redirected("> /dev/full").said().code(5);
    desk.run("report a.yaml -o link.pdf --force").code(0);
    assert!(fs::symlink_metadata(desk.path("link.pdf")).unwrap().is_symlink());
    assert!(fs::read(desk.path("there.pdf")).unwrap().starts_with(b"%PDF"));
    assert_eq!(fs::read(answers).unwrap(), fs::read(sample("mixed.yaml")).unwrap());
    assert!(Path::new("/dev/full").exists());
}

/// A report may not take the place of the answers it is made from, saved ones included.
#[test]
fn b47_a_report_never_replaces_answers() {
    let desk = Desk::new();
    desk.run(&format!("import {}", sample("mixed.yaml").display())).code(0);
    let saved = desk.saved();
    let before = desk.snapshot();
    let call = desk.call(["report", "@last", "--force", "-o", saved.to_str().unwrap()]);
    call.said().code(5).has(&["answers"]);
    let call = desk.call(["take", "--plain", "--out", saved.to_str().unwrap()]);
    call.input("x\ny\n").said().code(5).has(&["there already"]).lacks("Question 1");
    assert!(before == desk.snapshot());
}

/// Folders that cannot be written to. Permission bits do not bind everybody; these do.
#[test]
fn b48_nowhere_to_save() {
    for data in ["file", "file/below", "/proc/leaky", "/dev/null", "/dev/full/x"] {
        let desk = Desk::new();
        desk.write("file", "precious");
        let take = ["take", "--plain", "--about", "x", "--label", "y"];
        let call = desk.call(take).with("LEAKY_BUCKET_DATA", data).input("1\n1\n");
        call.said().code(5).has(&["--data-dir", "--unsaved"]).lacks("Saved");
        let call = desk.call(["import".as_ref(), sample("weak.yaml").as_os_str()]);
        call.with("LEAKY_BUCKET_DATA", data).said().code(5).has(&[data]);
        assert_eq!(fs::read(desk.path("file")).unwrap(), b"precious");
    }
}

#[test]
fn b48_going_on_unsaved() {
    let desk = Desk::new();
    let take = ["take", "--plain", "--unsaved", "--about", "x", "--label", "y"];
    let call = desk.call(take).with("LEAKY_BUCKET_DATA", "/proc/leaky").input("2\n1\n3\nquit\n");
    let said =
        call.said().code(0).has(&["NOT SAVED"]).lacks("Saved").lacks("saved at once").lacks("goes on here");
    assert!(3 <= said.out.matches("NOT SAVED").count(), "{said:?}");
}

#[test]
fn b48_no_home() {
    let desk = Desk::new();
    // Without a home to ask the environment for, the system may still know one; it is only looked at.
    let call = desk.call(["list"]).without("HOME").without("LEAKY_BUCKET_DATA");
    let said = call.said();
    assert!(matches!(said.code, Some(0 | 5)), "{said:?}");
    for home in ["/proc/nobody", "/dev/null"] {
        let take = ["take", "--plain", "--about", "x", "--label", "y"];
        let call = desk.call(take).with("HOME", home).without("LEAKY_BUCKET_DATA").input("1\n");
        call.said().code(5).has(&[home, "--data-dir"]).lacks("Saved");
    }
    // A relative folder is no folder: the standard says to leave it aside.
    let call = desk.call(["import".as_ref(), sample("weak.yaml").as_os_str()]);
    call.without("LEAKY_BUCKET_DATA").with("XDG_DATA_HOME", "relative").said().code(0);
    assert!(!desk.path("relative").exists());
    assert!(desk.home().join(".local/share/leaky-bucket").is_dir());
}

/// No room for all of an import: of it, or of the whole set, nothing stays.
#[test]
fn b49_no_room_for_an_import() {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    desk.write("a.yaml", "questionnaire: small\nabout: A\nanswers: {first: 2}\n");
    desk.run("import a.yaml").code(0);
    let before = desk.snapshot();
    let large = sample("mixed.yaml");
    let call = desk.call(["import".as_ref(), "a.yaml".as_ref(), large.as_os_str()]);
    let said = call.room(16).said().code(5);
    assert!(before == desk.snapshot(), "something stays: {said:?}");
    assert!(said.out.is_empty(), "{said:?}");
    said.has(&["`a-2` was taken back"]);
    let call = desk.call(["import", "a.yaml"]).room(1);
    call.said().code(5);
    assert!(before == desk.snapshot(), "something stays");
}

/// Thousands of questions, and ten events for each: what took the square of their number would not end.
#[test]
fn a_large_saved_assessment() {
    const QUESTIONS: usize = 5_000;
    let desk = Desk::new();
    let mut questions = String::new();
    for number in 0..QUESTIONS {
        questions.push_str(&format!("      - {{id: q{number}, ask: Q?, type: text}}\n"));
    }
    desk.write("small.yaml", format!("{SMALL}{questions}"));
    desk.write("a.yaml", "questionnaire: small\nabout: A\nanswers: {first: 2, q4999: x}\n");
    desk.run("import a.yaml").code(0);
    let mut lines = fs::read_to_string(desk.saved()).unwrap();
    let mut number = lines.lines().count() - 2;
    for _ in 0..10 {
        for question in 0..QUESTIONS {
            number += 1;
            let body = format!(
                "{{\"n\":{number},\"at\":\"2026-03-01T00:00:00Z\",\"skipped\":{{\"question\":\"q{question}\"}}"
            );
            lines.push_str(&format!("{body},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(body.as_bytes())));
        }
    }
    put(&desk.saved(), lines);
    desk.run("list").code(0).has(&["too few answers"]);
    desk.run("show @last --json").code(0);
}

/// A line whose number nobody can count to is damage, not the end of the program.
#[test]
fn b36_numbers_beyond_counting() {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    let take = ["take", "--plain", "--about", "x", "--label", "y", "small.yaml"];
    desk.call(take).input("2\n").said().code(0);
    let mut lines = fs::read_to_string(desk.saved()).unwrap();
    let body = "{\"n\":18446744073709551615,\"at\":\"2026-03-01T00:00:00Z\",\"finished\":{}";
    lines.push_str(&format!("{body},\"sum\":\"{:08x}\"}}\n", crc32fast::hash(body.as_bytes())));
    put(&desk.saved(), lines);
    desk.call(["take", "--plain"]).input("40\nquit\n").said().code(0).has(&["damaged", "Saved: 40"]);
    desk.run("list").code(0).has(&["open, 2 answered"]);
}

/// Two people at one assessment: the second is told, and may look.
#[test]
fn b51_two_at_once() {
    let desk = Desk::new();
    let mut first = desk.call(["take", "--plain", "--about", "Northwind", "--label", "2026"]).started();
    first.reads_until("Answer: ");
    first.line("2");
    first.reads_until("Saved: ");
    let before = desk.snapshot();
    let call = desk.call(["take", "--plain"]).input("1\n");
    call.said().code(5).has(&["northwind-2026.lbr", "in use"]);
    desk.run("show northwind").code(0).has(&["Northwind"]);
    desk.run("list").code(0).has(&["open, 1 answered"]);
    assert!(before == desk.snapshot());
    first.line("quit");
    first.ends().code(0);
    desk.call(["take", "--plain"]).input("quit\n").said().code(0).has(&["Going on with Northwind"]);
}

/// Whatever is done to the file meanwhile: nothing is called saved that is not, and it is said at the end.
#[test]
fn b52_taken_away_while_running() {
    let take = ["take", "--plain", "--about", "x", "--label", "y"];
    for (what, is_kept) in [("deleted", true), ("replaced", true), ("moved", true), ("folder", false)] {
        let desk = Desk::new();
        let mut running = desk.call(take).started();
        running.reads_until("Answer: ");
        running.line("2");
        running.reads_until("Saved: ");
        let (saved, folder) = (desk.saved(), desk.data());
        match what {
            "deleted" => fs::remove_file(saved).unwrap(),
            "replaced" => fs::rename(desk.write("other", "other"), saved).unwrap(),
            "moved" => fs::rename(saved, folder.join("moved.lbr.aside")).unwrap(),
            _folder => {
                fs::remove_dir_all(&folder).unwrap();
                put(&folder, "in the way");
            }
        }
        running.line("40");
        let said = running.reads_until("Question 3 of");
        assert!(said.contains("NOT SAVED") && !said.contains("Saved: "), "{what}: {said}");
        running.line("3");
        let said = running.reads_until("Question 4 of");
        assert_eq!(said.contains("What was not saved before is saved too."), is_kept, "{what}: {said}");
        assert_eq!(said.contains("NOT SAVED"), !is_kept, "{what}: {said}");
        running.line("quit");
        let said = running.ends();
        match is_kept {
            true => drop(said.code(0)),
            false => drop(said.code(5).has(&["NOT SAVED: 2 changes are lost"])),
        }
        if is_kept {
            desk.run("list").code(0).has(&["open, 3 answered"]);
        }
    }
}

/// Where there is no terminal, or one that can do nothing.
#[test]
fn b54_no_terminal() {
    let desk = Desk::new();
    desk.call([""; 0]).said().code(2).has(&["a terminal is needed", "--plain", "Usage:", "take"]);
    desk.call([""; 0]).redirected("< /dev/null").said().code(2).has(&["a terminal is needed"]);
    desk.run("take").code(2).has(&["terminal", "--plain"]);
    assert_eq!(desk.snapshot().len(), 0, "nothing was begun");
    for (name, value) in [("TERM", "dumb"), ("LEAKY_BUCKET_PLAIN", "1"), ("ACCESSIBLE", "1")] {
        let call = desk.call(["take", "--about", "x", "--label", name]).with(name, value);
        call.input("1\nquit\n").said().code(0).has(&["Question 1 of", "Saved: "]);
    }
    let call = desk.call(["take", "--new", "--plain"]).redirected("<&-");
    call.said().code(0);
    let call = desk.call(["take", "--new", "--plain", "--about", "x", "--label", "y"]).redirected("<&-");
    call.said().code(0).has(&["goes on here"]);
    desk.call(["list"]).redirected(">&-").said();
    desk.call(["list"]).redirected(">&- 2>&- <&-").said();
    desk.call(["list"]).redirected("> /dev/full").said().code(5).has(&["printed"]);
}

/// A line that nobody types: it is one line, however long, and its end is not taken for an answer.
#[test]
fn a_line_without_end() {
    let desk = Desk::new();
    let mut input = vec![b'7'; 64 * 1024];
    input.extend(b"2\nquit\n");
    let call = desk.call(["take", "--plain", "--about", "x", "--label", "y"]).input(input);
    call.said().code(0).has(&["too long"]).lacks("Saved: ");
    put(&desk.path("binary"), (0..=255).cycle().take(100_000).collect::<Vec<u8>>());
    desk.call(["take", "--plain"]).redirected("< binary").said().code(0);
}
