//! The settings file: found, shown, changed, and never in the way of anybody.

use std::fs;

use super::program::{Desk, put, sample};

/// The settings file of a desk's owner.
fn file(desk: &Desk) -> std::path::PathBuf {
    desk.home().join(".config/leaky-bucket/config.yaml")
}

fn with(text: &str) -> Desk {
    let desk = Desk::new();
    fs::create_dir_all(file(&desk).parent().unwrap()).unwrap();
    put(&file(&desk), text);
    desk
}

#[test]
fn its_place_is_printed() {
    let desk = Desk::new();
    let said = desk.run("config path").code(0);
    assert_eq!(said.out.trim(), file(&desk).to_str().unwrap());
    assert_eq!(desk.run("config path --config x.yaml").code(0).out, "x.yaml\n");
    assert_eq!(
        desk.call(["config", "path"]).with("LEAKY_BUCKET_CONFIG", "y.yaml").said().code(0).out,
        "y.yaml\n"
    );
    assert!(!file(&desk).exists());
}

#[test]
fn a_setting_is_changed_and_taken_back() {
    let desk = Desk::new();
    desk.run("config show").code(0).has(&["paper     a4 (default)"]);
    desk.run("config set paper letter").code(0).has(&["paper: letter"]);
    assert_eq!(fs::read_to_string(file(&desk)).unwrap(), "paper: letter\n");
    desk.run("config show").code(0).has(&["paper     letter\n"]);
    assert_eq!(desk.run("config show --json").code(0).json()["settings"]["paper"]["value"], "letter");
    desk.run("config set paper").code(0).has(&["paper: a4"]);
    assert_eq!(fs::read_to_string(file(&desk)).unwrap(), "");
    desk.run("-q config set theme dark").code(0).lacks("dark");
}

#[test]
fn a_path_is_meant_from_here() {
    let desk = Desk::new();
    fs::create_dir(desk.path("own")).unwrap();
    desk.write("own/b.yaml", "");
    desk.run("config set brand own/b.yaml").code(0);
    fs::create_dir(desk.home().join("fonts")).unwrap();
    desk.run("config set font_dir ~/fonts").code(0).has(&["font_dir: ~/fonts"]);
    let text = fs::read_to_string(file(&desk)).unwrap();
    assert!(text.contains(desk.path("own/b.yaml").to_str().unwrap()), "{text}");
}

#[test]
fn what_cannot_be_set_is_refused() {
    let desk = with("# mine\n");
    desk.run("config set paper a3").code(2).has(&["`paper` cannot be `a3`", "a4"]);
    desk.run("config set papr a4").code(2).has(&["did you mean `paper`?"]);
    desk.run("config set keys z").code(2).has(&["config edit"]);
    desk.run("config set keys.undo z").code(2).has(&["config edit"]);
    desk.run("config set language fr").code(2).has(&["`language` cannot be `fr`", "en, de", "--lang"]);
    desk.run("config set language deutsch").code(2).has(&["like `de`"]);
    desk.run("config set mouse yes").code(2).has(&["on, off"]);
    for setting in ["brand", "benchmark"] {
        desk.run(&format!("config set {setting} none.yaml")).code(2).has(&["there is no such file"]);
        desk.run(&format!("config set {setting} .")).code(2).has(&["there is no such file"]);
        desk.run(&format!("config set {setting} https://example.org")).code(2).has(&["on this computer"]);
    }
    let file_there = desk.write("a.ttf", "");
    for folder in ["none", "a.ttf", file_there.to_str().unwrap()] {
        desk.run(&format!("config set font_dir {folder}")).code(2).has(&["there is no such folder"]);
    }
    assert_eq!(fs::read_to_string(file(&desk)).unwrap(), "# mine\n");
    let desk = with("{theme: light}\n");
    desk.run("config set paper a4").code(5).has(&["config edit"]);
    assert_eq!(fs::read_to_string(file(&desk)).unwrap(), "{theme: light}\n");
}

#[test]
fn the_editor_is_opened_on_a_template() {
    let desk = Desk::new();
    let call = || desk.call(["config", "edit"]).without("VISUAL");
    call().with("EDITOR", "true").said().code(0).has(&["sound"]);
    assert!(fs::read_to_string(file(&desk)).unwrap().contains("# theme: auto"));
    call().with("EDITOR", "false").said().code(5).has(&["`false` ended"]);
    call().with("EDITOR", "no-such-editor --wait").said().code(5).has(&["EDITOR"]);
    call().without("EDITOR").said().code(2).has(&["a terminal is needed"]);
    desk.write("add.sh", "echo 'them: dark' >> \"$1\"\n");
    call().with("EDITOR", "sh add.sh").said().code(5).has(&["did you mean `theme`?"]);
}

/// Every mistake is said with its place; answering and reporting go on with the rest.
#[test]
fn mistakes_stop_nobody() {
    let desk = with("theme: drak\npaper: letter\nkeys: {undo: [s]}\n");
    let wanted = ["config.yaml:1:8", "did you mean `dark`?", "`s` is taken", "2 errors"];
    desk.run("config show").code(5).has(&wanted).has(&["paper     letter"]);
    desk.call(["take", "--plain", "--about", "x", "--label", "y"])
        .input("2\nquit\n")
        .said()
        .code(0)
        .has(&wanted);
    let file = sample("mixed.yaml");
    let report =
        |name: &'static str| desk.call(["report".as_ref(), file.as_os_str(), "-o".as_ref(), name.as_ref()]);
    report("letter.pdf").said().code(0).has(&wanted);
    desk.run("list").code(0).lacks("drak");
    for broken in ["\u{7}", "[", "\u{0}\u{ff}", "&a [*a]", "keys: 1", "- x"] {
        put(&self::file(&desk), broken);
        desk.run("config show").code(5).has(&["config.yaml"]);
        desk.call(["take", "--plain"]).input("quit\n").said().code(0);
    }
    fs::remove_file(self::file(&desk)).unwrap();
    fs::create_dir(self::file(&desk)).unwrap();
    desk.call(["take", "--plain"]).input("quit\n").said().code(0).has(&["it is a folder"]);
    desk.run("take --plain --config none.yaml").code(0).has(&["there is no settings file `none.yaml`"]);
}

#[test]
fn reports_follow_the_settings() {
    let desk = Desk::new();
    let answers = sample("mixed.yaml");
    let report = |name: &'static str, more: &[&str]| {
        let mut words = vec!["report", answers.to_str().unwrap(), "--force", "-o", name];
        words.extend(more);
        desk.call(words).said().code(0);
        fs::read(desk.path(name)).unwrap()
    };
    let brand = sample("../brands/tern.yaml");
    let brand = brand.to_str().unwrap();
    let fonts = sample("../fonts/brand");
    let fonts = fonts.to_str().unwrap();
    let plain = report("a.pdf", &[]);
    let asked = report("b.pdf", &["--paper", "letter", "--brand", brand, "--font-dir", fonts]);
    assert!(plain != asked);
    desk.run("config set paper letter").code(0);
    desk.run(&format!("config set brand {brand}")).code(0);
    desk.run(&format!("config set font_dir {fonts}")).code(0);
    assert!(report("c.pdf", &[]) == asked);
    // Here is nearer than there.
    assert!(report("d.pdf", &["--paper", "a4"]) != asked);

    // So does the report at the end of an assessment; without what cannot be used, rather than not at all.
    desk.call(["import", answers.to_str().unwrap()]).said().code(0);
    desk.write("none.yaml", "");
    desk.run("config set brand none.yaml").code(0);
    fs::remove_file(desk.path("none.yaml")).unwrap();
    desk.run("report @last").code(5).has(&["none.yaml"]);
    desk.run("doctor").code(0).has(&["brand", "none.yaml"]);
}

/// What cannot be used is left out of the report at the end, and told of.
#[test]
fn the_last_page_is_never_refused() {
    let desk = with("brand: none.yaml\nfont_dir: nowhere\n");
    let answers = sample("mixed.yaml");
    desk.call(["import", answers.to_str().unwrap()]).said().code(0);
    let name = desk.run("list").code(0).out;
    let name = name.split(' ').next().unwrap().to_owned();
    desk.call(["take", "--plain", "--new", "--about", "x", "--label", "y"])
        .input("1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n/review\nfinish\nout.pdf\n")
        .said()
        .code(0)
        .has(&["Written: out.pdf", "without the brand of your settings", "without the fonts of your settings"]);
    assert!(!name.is_empty());
}
