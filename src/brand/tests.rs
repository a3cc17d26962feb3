//! What a brand file may say, and what is said of one that is wrong.

use super::*;

/// Reads a brand whose logo, if it names one, has these bytes.
fn read(text: &str, logo: &[u8]) -> (Option<Brand>, Vec<Diagnostic>) {
    let file = BrandFile::read("brand.yaml", text.as_bytes());
    let bytes = file.logo().map(|_| Ok(logo.to_vec()));
    let (_, brand, diagnostics) = file.brand(bytes);
    (brand, diagnostics)
}

/// Checks which faults are found, in the order of the file, and whether there is a brand all the same.
#[track_caller]
fn check(text: &str, codes: &[&str], usable: bool) -> Vec<Diagnostic> {
    let (brand, diagnostics) = read(text, LOGO.as_bytes());
    let found: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(found, codes, "{diagnostics:?}");
    assert_eq!(brand.is_some(), usable);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.help.is_some()), "{diagnostics:?}");
    diagnostics
}

const LOGO: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>";

#[rustfmt::skip]
mod files {
    use super::*;

    #[test] fn nothing_is_needed() { check("{}", &[], true); }
    #[test] fn all_there_is() {
        check("{name: A, logo: a.svg, logo_alt: An A, footer: F, confidentiality: C, website: W, colors: {text: '#000', muted: '#333', accent: '#005', rule: '#ccc', ground: '#eee'}}", &[], true);
    }
    #[test] fn left_empty_is_left_out() { check("{name: , logo: , colors: }", &[], true); }
    #[test] fn no_map() { check("[name]", &[NOT_A_BRAND], false); }
    #[test] fn an_unknown_key() { check("{nmae: A}", &[UNKNOWN_KEY], false); }
    #[test] fn an_unknown_colour() { check("{colors: {brand: '#000'}}", &[UNKNOWN_KEY], false); }
    #[test] fn a_text_that_is_none() { check("{name: {a: b}}", &[WRONG_VALUE], false); }
    #[test] fn a_text_too_long() { check(&format!("{{footer: {}}}", "a".repeat(201)), &[WRONG_VALUE], false); }
    #[test] fn a_colour_that_is_none() { check("{colors: {text: navy}}", &[NO_COLOR], false); }
    #[test] fn a_colour_without_quotes() { check("colors:\n  text: #000\n", &[NO_COLOR], false); }
    #[test] fn a_list_as_a_colour() { check("{colors: {text: ['#000']}}", &[NO_COLOR], false); }
    #[test] fn colors_that_are_none() { check("{colors: '#000'}", &[WRONG_VALUE], false); }
    #[test] fn bands() { check("{colors: {bands: ['#310', '#840', '#c95', '#fec']}}", &[], true); }
    #[test] fn three_bands() { check("{colors: {bands: ['#310', '#840', '#fec']}}", &[WRONG_VALUE], false); }
    #[test] fn bands_of_one_grey() { check("{colors: {bands: ['#310', '#840', '#840', '#fec']}}", &[BANDS_OUT_OF_ORDER], false); }
    #[test] fn a_pale_colour() { check("{colors: {accent: '#F5A623'}}", &[TOO_PALE], true); }
    #[test] fn a_dark_ground() { check("{colors: {ground: '#333'}}", &[TOO_PALE], true); }
    #[test] fn a_logo_from_elsewhere() { check("{logo: 'https://example.com/a.png'}", &[NO_LOGO], false); }
    #[test] fn a_logo_within() { check("{logo: 'data:image/png;base64,AAAA'}", &[NO_LOGO], false); }
    #[test] fn a_logo_without_words() { check("{logo: a.svg}", &[NO_DESCRIPTION], true); }
    #[test] fn everything_at_once() {
        check("name: [A]\nlogo: 'ftp://a'\nshade: 1\ncolors: {text: x, muted: y, other: z}\n",
            &[WRONG_VALUE, NO_LOGO, UNKNOWN_KEY, NO_COLOR, NO_COLOR, UNKNOWN_KEY], false);
    }
}

#[test]
fn a_pale_colour_is_named_with_its_contrast_and_the_one_used() {
    let found = check("{colors: {muted: '#999'}}", &[TOO_PALE], true);
    let (says, help) = (&found[0].message, found[0].help.as_deref().unwrap());
    assert!(says.contains("#999999") && says.contains("2.4") && says.contains("#E6EBF0"), "{says}");
    let (brand, _) = read("{colors: {muted: '#999'}}", b"");
    let used = brand.unwrap().palette.color(Ink::Muted);
    assert!(help.contains(&used.to_string()), "{help}");
}

#[test]
fn the_brand_signs_a_report() {
    let (brand, _) = read("{name: Tern, website: tern.example, confidentiality: For you}", b"");
    let mut report = Report::default();
    brand.unwrap().sign(&mut report);
    assert_eq!((report.footer.own.as_str(), report.footer.website.as_str()), ("Tern", "tern.example"));
    assert_eq!(report.footer.note, "For you");
}

#[test]
fn no_brand_leaves_a_report_as_it_is() {
    let mut report = Report::default();
    report.footer.note = "Confidential".to_owned();
    let before = report.clone();
    Brand::default().sign(&mut report);
    assert_eq!(report, before);
}

#[track_caller]
fn check_logo(bytes: &[u8], want: &str) {
    let (brand, diagnostics) = read("{name: A, logo: a.png}", bytes);
    assert!(brand.is_none());
    assert!(diagnostics[0].code == NO_LOGO && diagnostics[0].message.contains(want), "{diagnostics:?}");
}

#[test]
fn logos_of_other_forms_are_named() {
    check_logo(b"\xFF\xD8\xFF\xE0", "a JPEG");
    check_logo(b"GIF89a", "a GIF");
    check_logo(b"%PDF-1.7", "a PDF");
    check_logo(b"RIFF....WEBP", "a WebP");
    check_logo(b"\x1F\x8B\x08", "compressed");
    check_logo(b"", "empty");
    check_logo(b"Northwind", "neither a PNG nor an SVG");
    check_logo(b"\xFF\xFE<\0s\0v\0g\0", "neither a PNG nor an SVG");
    check_logo(b"\x89PNG\r\n\x1a\n", "ends too early");
}

/// A PNG of one colour.
fn plain(width: u32, height: u32, color: [u8; 3]) -> Vec<u8> {
    let colors = color.repeat((width * height) as usize);
    let raster = crate::page::logo::Raster { width, height, colors, opacity: None };
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&raster.colors).unwrap();
    bytes
}

#[track_caller]
fn check_looks(logo: &[u8], want: &[&str]) {
    let (brand, diagnostics) = read("{name: A, logo: a.png}", logo);
    assert!(brand.is_some());
    assert_eq!(diagnostics.len(), want.len(), "{diagnostics:?}");
    for (diagnostic, want) in diagnostics.iter().zip(want) {
        assert!(diagnostic.code == LOGO_CHANGED && diagnostic.message.contains(want), "{diagnostic:?}");
    }
}

#[test]
fn a_logo_that_would_look_bad_is_named() {
    check_looks(&plain(400, 100, [0, 80, 80]), &[]);
    check_looks(&plain(40, 10, [0, 80, 80]), &["only 40 x 10 pixels"]);
    check_looks(&plain(400, 100, [250, 250, 250]), &["almost white"]);
    check_looks(LOGO.replace("/></", " fill=\"#fff\"/></").as_bytes(), &["almost white"]);
}
