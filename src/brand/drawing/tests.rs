//! What becomes of drawings: sound ones, those with things paper cannot show, and those made to do harm.

use super::*;

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         viewBox=\"0 0 100 40\">{inside}</svg>"
    )
}

/// Each part's colour and the edges of its bounds (left, top, right, bottom), in whole units.
#[track_caller]
fn check(inside: &str, parts: &[(u32, [i32; 4])], remarks: &[&str]) -> Drawing {
    let (drawing, told) = read(&svg(inside)).unwrap();
    let got: Vec<(Color, [i32; 4])> = drawing
        .parts
        .iter()
        .map(|part| {
            let bounds = part.path.bounds();
            let edges = [bounds.x, bounds.y, bounds.right(), bounds.bottom()];
            (part.color, edges.map(|edge| edge.round() as i32))
        })
        .collect();
    let want: Vec<(Color, [i32; 4])> =
        parts.iter().map(|(color, edges)| (Color::hex(*color), *edges)).collect();
    assert_eq!(got, want);
    assert_eq!(told.len(), remarks.len(), "{told:?}");
    for (told, remark) in told.iter().zip(remarks) {
        assert!(told.contains(remark), "{told}");
    }
    drawing
}

#[track_caller]
fn check_refused(text: &str, want: &str) {
    let refused = read(text).unwrap_err();
    assert!(refused.says.contains(want), "{refused:?}");
}

const SQUARE: &str = "<path fill=\"#123456\" d=\"M10 10h20v20h-20z\"/>";
const AT: [i32; 4] = [10, 10, 30, 30];

#[test]
fn shapes_become_outlines() {
    let drawing = check(
        "<rect x=\"10\" y=\"10\" width=\"20\" height=\"20\" fill=\"#123456\"/><circle cx=\"50\" cy=\"20\" r=\"5\" fill=\"red\"/>",
        &[(0x123456, AT), (0xFF0000, [45, 15, 55, 25])],
        &[],
    );
    assert_eq!((drawing.width, drawing.height), (100.0, 40.0));
}

#[test]
fn strokes_become_outlines_of_their_own() {
    check("<path d=\"M10 20h20\" stroke=\"#00F\" stroke-width=\"4\"/>", &[(0x0000FF, [10, 18, 30, 22])], &[]);
    check(
        "<path d=\"M10 20h20\" stroke=\"#00F\" stroke-width=\"4\" stroke-linecap=\"square\"/>",
        &[(0x0000FF, [8, 18, 32, 22])],
        &[],
    );
}

#[test]
fn dashes_leave_gaps() {
    let dashed = "<path d=\"M10 20h20\" stroke=\"#00F\" stroke-width=\"4\" stroke-dasharray=\"5\"/>";
    let drawing = check(dashed, &[(0x0000FF, [10, 18, 25, 22])], &[]);
    let moves = drawing.parts[0].path.segments.iter().filter(|segment| matches!(segment, Segment::Move(_)));
    assert_eq!(moves.count(), 2);
}

#[test]
fn groups_move_and_scale() {
    check(
        "<g transform=\"translate(10 10) scale(2)\"><rect width=\"10\" height=\"10\" fill=\"#123456\"/></g>",
        &[(0x123456, AT)],
        &[],
    );
}

#[test]
fn holes_stay_holes() {
    let drawing = check(
        "<path fill=\"#123456\" fill-rule=\"evenodd\" d=\"M10 10h20v20h-20zM15 15h10v10h-10z\"/>",
        &[(0x123456, AT)],
        &[],
    );
    assert_eq!(drawing.parts[0].path.inside, Inside::EvenOdd);
}

#[test]
fn style_sheets_are_kept_to() {
    check(
        "<style>.a{fill:#123456}</style><path class=\"a\" d=\"M10 10h20v20h-20z\"/>",
        &[(0x123456, AT)],
        &[],
    );
}

#[test]
fn what_is_used_twice_is_drawn_twice() {
    check(
        "<defs><g id=\"a\"><path fill=\"#123456\" d=\"M10 10h20v20h-20z\"/></g></defs><use href=\"#a\"/><use xlink:href=\"#a\" x=\"40\"/>",
        &[(0x123456, AT), (0x123456, [50, 10, 70, 30])],
        &[],
    );
}

#[test]
fn opacity_is_as_on_white() {
    check(
        "<g opacity=\"0.5\"><path fill=\"#000\" fill-opacity=\"0.5\" d=\"M10 10h20v20h-20z\"/></g>",
        &[(0xBFBFBF, AT)],
        &["as on white paper"],
    );
}

#[test]
fn gradients_become_their_mean() {
    check(
        "<linearGradient id=\"g\"><stop offset=\"0.5\" stop-color=\"#000\"/><stop offset=\"1\" stop-color=\"#fff\"/></linearGradient><path fill=\"url(#g)\" d=\"M10 10h20v20h-20z\"/>",
        // Black for the first half, grey on the mean for the second.
        &[(0x404040, AT)],
        &["gradients"],
    );
}

#[test]
fn a_clip_around_everything_cuts_nothing() {
    let clip = "<clipPath id=\"c\"><path d=\"M0 0h100v40H0z\"/></clipPath>";
    check(&format!("{clip}<g clip-path=\"url(#c)\">{SQUARE}</g>"), &[(0x123456, AT)], &[]);
}

#[test]
fn a_clip_that_cuts_is_named() {
    let clip = "<clipPath id=\"c\"><path d=\"M0 0h20v40H0z\"/></clipPath>";
    check(&format!("{clip}<g clip-path=\"url(#c)\">{SQUARE}</g>"), &[(0x123456, AT)], &["cut off are shown"]);
}

#[rustfmt::skip]
mod left_out {
    use super::*;

    #[track_caller]
    fn check_beside(inside: &str, remark: &str) {
        check(&format!("{SQUARE}{inside}"), &[(0x123456, AT)], &[remark]);
    }

    #[test] fn texts() { check_beside("<text x=\"40\" y=\"20\">Northwind</text>", "turn them into outlines"); }
    #[test] fn pictures() { check_beside("<image href=\"/etc/passwd\" width=\"9\" height=\"9\"/>", "pictures"); }
    #[test] fn pictures_from_elsewhere() { check_beside("<image xlink:href=\"https://example.com/a.png\" width=\"9\" height=\"9\"/>", "pictures"); }
    #[test] fn scripts() { check_beside("<script href=\"https://example.com/a.js\">alert(1)</script>", "a script"); }
    #[test] fn pages() { check_beside("<foreignObject width=\"9\" height=\"9\"><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>", "no SVG"); }
    #[test] fn movements() { check_beside("<animate attributeName=\"x\"/>", "movements"); }
    #[test] fn patterns() { check_beside("<pattern id=\"p\" width=\"2\" height=\"2\"><rect width=\"1\" height=\"1\"/></pattern>", "patterns"); }
    #[test] fn ends_of_lines() { check_beside("<marker id=\"m\"><rect width=\"1\" height=\"1\"/></marker>", "ends of lines"); }
}

#[test]
fn what_had_a_mask_or_a_shadow_is_drawn_without() {
    check(
        "<mask id=\"m\"><rect width=\"9\" height=\"9\"/></mask><g mask=\"url(#m)\"><path fill=\"#123456\" d=\"M10 10h20v20h-20z\"/></g>",
        &[(0x123456, AT)],
        &["masks"],
    );
    check(
        "<filter id=\"f\"><feGaussianBlur stdDeviation=\"2\"/></filter><g filter=\"url(#f)\"><path fill=\"#123456\" d=\"M10 10h20v20h-20z\"/></g>",
        &[(0x123456, AT)],
        &["filters"],
    );
}

#[test]
fn what_reaches_beyond_the_edge_is_shown_whole() {
    let drawing = check(
        "<path fill=\"#123456\" d=\"M-20 10h30v20h-30z\"/><path d=\"M200 0h9v9z\"/>",
        &[(0x123456, [0, 10, 30, 30])],
        &["beyond its own edge"],
    );
    assert_eq!(drawing.width, 120.0);
}

#[test]
fn nothing_to_draw_is_refused() {
    check_refused(&svg(""), "nothing in the logo");
    check_refused(&svg("<text>Northwind</text>"), "nothing in the logo");
    check_refused(&svg("<path d=\"M200 0h9v9z\"/>"), "nothing in the logo");
    check_refused(&svg("<path fill=\"none\" d=\"M0 0h9v9z\"/>"), "nothing in the logo");
}

#[test]
fn what_is_no_drawing_is_refused() {
    check_refused("<html><body>no</body></html>", "cannot be read as SVG");
    check_refused("<svg", "cannot be read as SVG");
    check_refused("<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>", "cannot be read as SVG");
}

/// Made to do harm: each is refused soon, in words.
mod hostile {
    use super::*;

    #[test]
    fn entities_that_multiply() {
        let text =
            "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>".to_owned() + &svg("&b;");
        check_refused(&text, "entities");
    }

    #[test]
    fn a_file_as_an_entity() {
        let text = "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>".to_owned() + &svg("&a;");
        check_refused(&text, "entities");
    }

    #[test]
    fn uses_that_multiply() {
        let mut text = "<defs><g id=\"g0\"><rect width=\"1\" height=\"1\"/></g>".to_owned();
        for level in 1..40 {
            let below = level - 1;
            text.push_str(&format!(
                "<g id=\"g{level}\"><use href=\"#g{below}\"/><use href=\"#g{below}\"/></g>"
            ));
        }
        text.push_str("</defs><use href=\"#g39\"/>");
        check_refused(&svg(&text), "more than 5000 elements");
    }

    #[test]
    fn a_use_of_itself() {
        check_refused(&svg("<g id=\"a\"><use href=\"#a\"/></g>"), "repeat themselves");
    }

    #[test]
    fn groups_within_groups() {
        check_refused(&svg(&("<g>".repeat(20_000) + &"</g>".repeat(20_000))), "100 deep");
        let fewest = "<g>".repeat(90) + SQUARE + &"</g>".repeat(90);
        assert!(read(&svg(&fewest)).is_ok());
    }

    #[test]
    fn too_many_elements() {
        check_refused(&svg(&SQUARE.repeat(5_001)), "more than 5000 elements");
        check_refused(&svg(&"<g/>".repeat(60_000)), "cannot be read");
    }

    #[test]
    fn too_many_lines() {
        let path = format!("<path d=\"M0 0{}\"/>", "l1 1".repeat(20_001));
        check_refused(&svg(&path), "lines and curves");
    }

    #[test]
    fn dashes_without_end() {
        let dashed = "<path d=\"M0 0h100\" stroke=\"#000\" stroke-dasharray=\"0.0001\"/>";
        check_refused(&svg(dashed), "lines and curves");
        let dashed = "<path d=\"M0 0h1e30\" stroke=\"#000\" stroke-dasharray=\"5\"/>";
        check_refused(&svg(dashed), "lines and curves");
    }

    #[test]
    fn sizes_without_end() {
        check_refused(&svg("<rect width=\"1e38\" height=\"1e38\"/>"), "far beyond");
        check_refused(&svg("<path d=\"M0 0h10\" stroke=\"#000\" stroke-width=\"1e38\"/>"), "");
        check_refused("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"-1\" height=\"0\"/>", "");
    }

    #[test]
    fn a_large_file() {
        check_refused(&svg(&" ".repeat(1 << 20)), "bytes");
    }

    #[test]
    fn style_sheets_without_end() {
        check_refused(&svg(&format!("<style>{}</style>", "a{b:c}".repeat(20_000))), "style sheets");
    }

    #[test]
    fn clips_within_clips() {
        let mut text = String::new();
        for level in 0..30 {
            let next = level + 1;
            text.push_str(&format!(
                "<clipPath id=\"c{level}\"><g><rect width=\"50\" height=\"40\" clip-path=\"url(#c{next})\"/></g>\
                 <rect width=\"50\" height=\"40\" clip-path=\"url(#c{next})\"/></clipPath>"
            ));
        }
        text.push_str("<clipPath id=\"c30\"><rect width=\"9\" height=\"9\"/></clipPath>");
        let begun = std::time::Instant::now();
        drop(read(&svg(&format!("{text}<g clip-path=\"url(#c0)\">{SQUARE}</g>"))));
        assert!(begun.elapsed().as_secs() < 5);
    }

    /// However a drawing is cut or changed, it is read or refused, and never brings us down.
    #[test]
    fn damaged_drawings() {
        let whole = svg(
            "<g transform=\"rotate(9)\"><path d=\"M1 1C2 3 4 5 6 7Q1 2 3 4z\" stroke=\"red\" stroke-dasharray=\"2 1\"/></g>",
        );
        for length in 0..whole.len() {
            drop(read(&whole[..length]));
        }
        for index in 0..whole.len() {
            for byte in [b'0', b'9', b'e', b'-', b'<', b'"', b'&', b' '] {
                let mut damaged = whole.clone().into_bytes();
                damaged[index] = byte;
                drop(read(&String::from_utf8(damaged).unwrap()));
            }
        }
    }
}
