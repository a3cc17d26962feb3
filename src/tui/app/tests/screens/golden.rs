//! Every screen as it looks, at every size that has its own layout.

use super::*;

/// Screens where many wide or long texts stand beside each other.
const DENSE: [&str; 10] = [
    "scale",
    "multiple",
    "numbers",
    "matrix",
    "writing",
    "overview",
    "result",
    "actions",
    "actions_form",
    "what_if",
];

/// The sizes at which a screen is kept. From three columns down to a window with room for nothing.
fn sizes(way: Way, speech: Speech) -> Vec<(u16, u16)> {
    let dense = DENSE.contains(&way.name) || way.from == From::Team;
    match speech {
        Speech::English => vec![(200, 60), (130, 36), (80, 24), (40, 12)],
        Speech::German if dense => vec![(200, 60), (80, 24), (40, 12)],
        Speech::German => vec![(80, 24), (40, 12)],
        Speech::Japanese if dense => vec![(200, 60), (80, 24), (40, 12)],
        Speech::Ascii | Speech::Japanese => vec![(80, 24)],
        Speech::GermanAscii => Vec::new(),
    }
}

#[track_caller]
fn check(speech: Speech, folder: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(format!("{}/tests/golden/screens/{folder}", env!("CARGO_MANIFEST_DIR")));
    settings.bind(|| {
        for way in WAYS {
            let Some(mut table) = way.table(speech) else { continue };
            for (width, height) in sizes(way, speech) {
                let screen = table.screen(width, height);
                insta::assert_snapshot!(format!("{}_{width}x{height}", way.name), screen);
            }
            // The same few lines, wherever one is; but who is asked whether to leave is asked here, too.
            let name = if way.name == "leave" { "too_small_leave" } else { "too_small" };
            insta::assert_snapshot!(format!("{name}_20x5"), table.screen(20, 5));
        }
    });
}

#[test]
fn english() {
    check(Speech::English, "");
}

#[test]
fn ascii() {
    check(Speech::Ascii, "ascii");
}

#[test]
fn german() {
    check(Speech::German, "de");
}

#[test]
fn japanese() {
    check(Speech::Japanese, "cjk");
}
