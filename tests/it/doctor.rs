//! `doctor`: it finds what is amiss, says what falls back, and fails only where nothing can be saved.

use std::fs;

use super::program::{Desk, put, sample};

/// The state of a check.
fn state(desk: &Desk, wanted: &str) -> String {
    let json = desk.run("doctor --json").json();
    let checks = json["checks"].as_array().unwrap();
    let found =
        checks.iter().find(|check| check["check"] == wanted).unwrap_or_else(|| panic!("no {wanted}: {json}"));
    found["state"].as_str().unwrap().to_owned()
}

#[test]
fn all_is_well_enough() {
    let desk = Desk::new();
    desk.run("doctor").code(0).has(&[
        "Terminal",
        "falls back  screen",
        "Latin, Greek, Cyrillic",
        "data folder",
        " free",
    ]);
    assert_eq!(desk.snapshot().len(), 0, "looking leaves nothing behind");
    assert!(!desk.data().exists());
    assert_eq!(state(&desk, "data folder"), "ok");
    assert_eq!(state(&desk, "settings"), "ok");
    desk.call(["doctor"]).with("LANG", "C").said().code(0).has(&["ASCII"]);
    desk.call(["doctor", "--mouse", "off", "--theme", "dark"])
        .said()
        .code(0)
        .has(&["off, as asked for", "dark"]);
    desk.call(["doctor"]).with("LEAKY_BUCKET_THEME", "mono").said().code(0).has(&["the theme is mono"]);
}

#[test]
fn fonts_are_found() {
    let desk = Desk::new();
    let folder = sample("../fonts/world");
    desk.run(&format!("config set font_dir {}", folder.display())).code(0);
    desk.run("doctor").code(0).has(&[
        "NotoSansCJKsc-Regular",
        "NotoSansArabic-Regular",
        "NotoSansHebrew-Regular",
    ]);
    desk.run("config set font_dir nowhere").code(2);
    fs::create_dir_all(desk.home().join(".config/leaky-bucket")).unwrap();
    put(&desk.home().join(".config/leaky-bucket/config.yaml"), "font_dir: nowhere\n");
    assert_eq!(state(&desk, "font_dir"), "falls back");
}

#[test]
fn what_is_amiss_is_named() {
    let desk = Desk::new();
    desk.call(["import".as_ref(), sample("mixed.yaml").as_os_str()]).said().code(0);
    put(&desk.saved(), "garbage");
    assert_eq!(state(&desk, "saved"), "falls back");
    fs::create_dir_all(desk.home().join(".config/leaky-bucket")).unwrap();
    put(&desk.home().join(".config/leaky-bucket/config.yaml"), "theme: drak\n");
    assert_eq!(state(&desk, "settings"), "falls back");
}

/// Where nothing can be saved, the main job does not work.
#[test]
fn no_place_to_save_is_a_problem() {
    let desk = Desk::new();
    put(&desk.data(), "a file where the folder should be");
    desk.run("doctor").code(5).has(&["problem", "data"]);
    assert_eq!(state(&desk, "data folder"), "problem");
}
