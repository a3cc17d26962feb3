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
    for name in ["NotoSansHebrew-Regular", "NotoSansArabic-Regular", "NotoSansCJKjp", "NotoSansCJKsc"] {
        assert!(names(&first).contains(name), "{name} in {}", names(&first));
    }
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
