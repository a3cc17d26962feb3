//! Pages as SVG: for golden tests and for the figures of a web page.
//!
//! Text is written as text in its place, so that a difference can be read line by line.

use std::fmt::Write;

use crate::page::font::Face;
use crate::page::path::{Path, Segment};
use crate::page::style;
use crate::page::{Ink, Mark, Missing, Pages, Pen, Point, Shape};

/// Writes one page; `None` when there is no such page.
pub fn page(pages: &Pages, index: usize) -> Option<String> {
    let page = pages.pages.get(index)?;
    Some(picture(&page.marks, pages.paper.width(), pages.paper.height()))
}

/// Writes marks as a picture of the given size in points.
pub fn picture(marks: &[Mark], width: f32, height: f32) -> String {
    let (width, height) = (length(width), length(height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"Noto Sans, sans-serif\">\n"
    );
    for mark in marks {
        let line = match &mark.shape {
            Shape::Text(run) => text(run.at, run.face, run.size, run.ink, run.text()),
            Shape::Fill { path, ink } => format!("<path d=\"{}\" fill=\"{}\"/>", outline(path), color(*ink)),
            Shape::Stroke { path, ink, line } => stroke(path, *ink, *line, ""),
            Shape::Missing(missing) => {
                let title = format!("<title>{}</title>", escaped(&missing.text));
                stroke(&missing.outline(), missing.ink, Missing::PEN, &title)
            }
        };
        svg.push_str(&line);
        svg.push('\n');
    }
    svg.push_str("</svg>\n");
    svg
}

fn text(at: Point, face: Face, size: f32, ink: Ink, words: &str) -> String {
    let face = match face {
        Face::Regular => "",
        Face::Bold => " font-weight=\"bold\"",
        Face::Italic => " font-style=\"italic\"",
    };
    let (x, y, size, color) = (length(at.x), length(at.y), length(size), color(ink));
    let words = escaped(words.trim_end());
    format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{color}\"{face}>{words}</text>")
}

fn stroke(path: &Path, ink: Ink, pen: Pen, inside: &str) -> String {
    let dash = pen.dash.map_or(String::new(), |(dash, gap)| format!(" stroke-dasharray=\"{dash} {gap}\""));
    let (outline, color, width) = (outline(path), color(ink), length(pen.width));
    format!(
        "<path d=\"{outline}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"{dash}>{inside}</path>"
    )
}

fn outline(path: &Path) -> String {
    let mut data = String::new();
    let point = |point: &Point| format!("{} {}", length(point.x), length(point.y));
    for segment in &path.segments {
        // Writing into a `String` cannot fail.
        let _ = match segment {
            Segment::Move(to) => write!(data, "M{}", point(to)),
            Segment::Line(to) => write!(data, "L{}", point(to)),
            Segment::Curve(first, second, end) => {
                write!(data, "C{} {} {}", point(first), point(second), point(end))
            }
            Segment::Close => write!(data, "Z"),
        };
    }
    data
}

/// Rounds to a hundredth of a point, without a minus before nothing.
fn length(value: f32) -> f32 {
    (value * 100.0).round() / 100.0 + 0.0
}

fn color(ink: Ink) -> String {
    let color = style::color(ink);
    format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_xml_stay_text() {
        let line = text(Point::new(1.0, 2.0), Face::Bold, 9.0, Ink::Text, "a < b & c");
        assert!(line.contains("a &lt; b &amp; c"), "{line}");
    }
}
