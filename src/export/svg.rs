//! Pages as SVG: for golden tests and for the figures of a web page.
//!
//! Text is written as text in its place, so that a difference can be read line by line.

use std::fmt::Write;

use super::png;
use crate::page::font::Face;
use crate::page::palette::Palette;
use crate::page::path::{Inside, Path, Segment};
use crate::page::{Image, Ink, Mark, Missing, Pages, Pen, Point, Shape};

/// Writes one page; `None` when there is no such page.
pub fn page(pages: &Pages, index: usize) -> Option<String> {
    let page = pages.pages.get(index)?;
    Some(picture(&page.marks, &pages.palette, pages.paper.width(), pages.paper.height()))
}

/// Writes marks as a picture of the given size in points.
pub fn picture(marks: &[Mark], palette: &Palette, width: f32, height: f32) -> String {
    let (width, height) = (length(width), length(height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"Noto Sans, sans-serif\">\n"
    );
    let pencil = Pencil { palette };
    for mark in marks {
        let line = match &mark.shape {
            Shape::Text(run) => pencil.text(run.at, run.face, run.size, run.ink, run.text()),
            Shape::Fill { path, ink } => pencil.fill(path, *ink),
            Shape::Stroke { path, ink, line } => pencil.stroke(path, *ink, *line, ""),
            Shape::Missing(missing) => {
                let title = format!("<title>{}</title>", escaped(&missing.text));
                pencil.stroke(&missing.outline(), missing.ink, Missing::PEN, &title)
            }
            Shape::Image(image) => self::image(image),
        };
        svg.push_str(&line);
        svg.push('\n');
    }
    svg.push_str("</svg>\n");
    svg
}

/// Draws in the colours of a palette.
struct Pencil<'a> {
    palette: &'a Palette,
}

impl Pencil<'_> {
    fn text(&self, at: Point, face: Face, size: f32, ink: Ink, words: &str) -> String {
        let face = match face {
            Face::Regular => "",
            Face::Bold => " font-weight=\"bold\"",
            Face::Italic => " font-style=\"italic\"",
        };
        let (x, y, size, color) = (length(at.x), length(at.y), length(size), self.color(ink));
        let words = escaped(words.trim_end());
        format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{color}\"{face}>{words}</text>")
    }

    fn fill(&self, path: &Path, ink: Ink) -> String {
        let rule = match path.inside {
            Inside::NonZero => "",
            Inside::EvenOdd => " fill-rule=\"evenodd\"",
        };
        format!("<path d=\"{}\" fill=\"{}\"{rule}/>", outline(path), self.color(ink))
    }

    fn stroke(&self, path: &Path, ink: Ink, pen: Pen, inside: &str) -> String {
        let dash =
            pen.dash.map_or(String::new(), |(dash, gap)| format!(" stroke-dasharray=\"{dash} {gap}\""));
        let (outline, color, width) = (outline(path), self.color(ink), length(pen.width));
        format!(
            "<path d=\"{outline}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"{dash}>\
             {inside}</path>"
        )
    }

    fn color(&self, ink: Ink) -> String {
        let color = self.palette.color(ink);
        format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
    }
}

/// The picture itself stands in the text, so that nothing has to be fetched.
fn image(image: &Image) -> String {
    let place = image.place;
    let (x, y) = (length(place.x), length(place.y));
    let (width, height) = (length(place.width), length(place.height));
    // A picture that cannot be written cannot have been read either; an empty address would fetch the page.
    let Ok(address) = png::address(&image.raster) else { return String::new() };
    format!("<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" href=\"{address}\"/>")
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

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_xml_stay_text() {
        let pencil = Pencil { palette: &Palette::default() };
        let line = pencil.text(Point::new(1.0, 2.0), Face::Bold, 9.0, Ink::Text, "a < b & c");
        assert!(line.contains("a &lt; b &amp; c"), "{line}");
    }
}
