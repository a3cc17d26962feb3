//! Fonts from outside: a folder of one's own, good, broken and absent.

use std::fs;
use std::path::{Path, PathBuf};

use super::program::{Desk, SMALL, put};

const ANSWERS: &str = r#"
questionnaire: small
about: "東京支社営業部、上海分公司"
respondent: {name: "שלום כהן (Nord) محمد سلام"}
date: 2026-03-01
answers: {first: 1, share: 40, many: [a], sure: false, why: "서울 영업팀"}
notes: {first: "チーム מכירות"}
"#;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("small.yaml", SMALL);
    desk.write("answers.yaml", ANSWERS);
    desk
}

fn fonts(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts").join(folder)
}

/// Writes a report with fonts from a folder and none of the machine's; returns what was said of it.
#[track_caller]
fn report(desk: &Desk, folder: &Path, code: i32) -> String {
    let folder = folder.to_str().unwrap();
    let options = ["report", "answers.yaml", "--questionnaire", "small.yaml", "-o", "out.pdf", "--force"];
    let call = desk.call(options.into_iter().chain(["--no-system-fonts", "--font-dir", folder]));
    call.said().code(code).err
}

#[test]
fn a_folder_of_fonts_shows_every_script_the_same_way_each_time() {
    let desk = desk();
    let said = report(&desk, &fonts("world"), 0);
    assert!(!said.contains("no font here"), "{said}");
    let first = fs::read(desk.path("out.pdf")).unwrap();
    report(&desk, &fonts("world"), 0);
    assert!(first == fs::read(desk.path("out.pdf")).unwrap(), "the same bytes");
    for name in ["NotoSansHebrew-Regular", "NotoSansArabic-Regular"] {
        assert!(names(&first).contains(name), "{name} in {}", names(&first));
    }
}

/// Which fonts of East Asia a report is set in, with a language and a note of its own.
#[track_caller]
fn check_east_asian(language: &str, note: &str, want: &[&str]) {
    let desk = desk();
    desk.write("small.yaml", SMALL.replace("title: Small", &format!("language: {language}\ntitle: 小")));
    let answers = format!(
        "questionnaire: small\nabout: 東京、上海\nanswers: {{first: 1, share: 40, sure: no}}\nnotes: {{first: {note}}}\n"
    );
    desk.write("answers.yaml", answers);
    report(&desk, &fonts("world"), 0);
    let names = names(&fs::read(desk.path("out.pdf")).unwrap());
    let found: Vec<&str> =
        ["NotoSansCJKjp", "NotoSansCJKsc"].into_iter().filter(|name| names.contains(name)).collect();
    assert_eq!(found, want, "{names}");
}

#[test]
fn a_report_is_drawn_in_one_way() {
    check_east_asian("en", "x", &["NotoSansCJKsc"]);
    check_east_asian("en", "チーム", &["NotoSansCJKjp"]);
    check_east_asian("ja", "x", &["NotoSansCJKjp"]);
    check_east_asian("zh-CN", "チーム", &["NotoSansCJKsc"]);
}

#[test]
fn a_web_page_names_the_families_of_one_way() {
    let desk = desk();
    let page = |answers: &str| {
        desk.write("answers.yaml", answers);
        desk.run("report answers.yaml --questionnaire small.yaml -o out.html --force").code(0);
        fs::read_to_string(desk.path("out.html")).unwrap()
    };
    let japanese = page(ANSWERS);
    assert!(japanese.contains(":root{--han:\"Hiragino Sans\"") && !japanese.contains("PingFang"));
    assert!(
        !page("questionnaire: small\nabout: Nord\nanswers: {first: 1, share: 40, sure: no}\n")
            .contains("--han:")
    );
}

#[test]
fn a_family_with_two_faces_is_what_the_report_is_set_in() {
    let desk = desk();
    report(&desk, &fonts("brand"), 0);
    let names = names(&fs::read(desk.path("out.pdf")).unwrap());
    assert!(names.contains("NotoSerif-Regular") && names.contains("NotoSerif-Bold"), "{names}");
}

/// B61: a reader is told of boxes before the report is handed on.
#[test]
fn without_a_font_boxes_are_told_once() {
    let desk = desk();
    let said = report(&desk, &fonts("brand"), 0);
    assert_eq!(said.matches("no font here can show").count(), 1, "{said}");
    assert!(said.contains("東京"), "{said}");
}

#[test]
fn a_folder_without_fonts_is_told() {
    let desk = desk();
    for (folder, words) in [(desk.path("absent"), "no fonts from"), (desk.home(), "no font is in it")] {
        let said = report(&desk, &folder, 5);
        assert!(said.contains(words), "{said}");
    }
    assert!(!desk.path("out.pdf").exists());
}

#[test]
fn a_locked_folder_beside_good_fonts_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let desk = desk();
    let locked = desk.path("fonts/locked");
    fs::create_dir_all(&locked).unwrap();
    fs::copy(fonts("world").join("NotoSansHebrew-Regular.ttf"), desk.path("fonts/good.ttf")).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read_dir(&locked).is_ok() {
        println!("skipped: this user may look into every folder");
        return;
    }
    let said = report(&desk, &desk.path("fonts"), 0);
    assert!(said.contains("fonts/locked` cannot be looked into; fonts in it are left out"), "{said}");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_broken_font_beside_good_ones_is_named() {
    let desk = desk();
    let folder = desk.path("fonts");
    fs::create_dir(&folder).unwrap();
    fs::copy(fonts("world").join("NotoSansHebrew-Regular.ttf"), folder.join("good.ttf")).unwrap();
    put(&folder.join("bad.ttf"), "no font");
    let said = report(&desk, &folder, 0);
    assert!(said.contains("bad.ttf` cannot be read as a font and is left out"), "{said}");
}

/// The names of a document's fonts.
fn names(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let fonts = document.objects.values().filter_map(|object| object.as_dict().ok());
    let names = fonts.filter_map(|font| font.get(b"BaseFont").and_then(lopdf::Object::as_name).ok());
    names.map(|name| String::from_utf8_lossy(name).into_owned()).collect::<Vec<_>>().join(" ")
}
