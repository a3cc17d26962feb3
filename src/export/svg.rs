//! Pages as SVG: for golden tests and for the figures of a web page.
//!
//! Text is written as text in its place, so that a difference can be read line by line.

use std::fmt::Write;

use super::png;
use crate::page::font::Face;
use crate::page::palette::{Color, Palette};
use crate::page::path::{Inside, Path, Segment};
use crate::page::{Image, Ink, Mark, Missing, Pages, Pen, Point, Run, Shape};
use crate::report::Tone;

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
    let colors = Colors::Of(palette);
    for mark in marks {
        let line = match &mark.shape {
            Shape::Text(run) => text(run, colors),
            Shape::Fill { path, ink } => fill(path, *ink, colors),
            Shape::Stroke { path, ink, line } => stroke(path, *ink, *line, colors, ""),
            Shape::Missing(missing) => {
                let title = format!("<title>{}</title>", escaped(&missing.text));
                stroke(&missing.outline(), missing.ink, Missing::PEN, colors, &title)
            }
            Shape::Image(image) => self::image(image),
        };
        svg.push_str(&line);
        svg.push('\n');
    }
    svg.push_str("</svg>\n");
    svg
}

/// Writes marks as a picture within a web page, as wide as the page gives it room. Colours are classes, such
/// as `fill-water` and `line-metal`, whose rules belong to the page; so do the fonts. Every text keeps the
/// width it was laid out with, whatever font the reader has, and nothing is boxed: a browser has signs that
/// our fonts lack.
pub fn inline(marks: &[Mark], width: f32, height: f32, class: &str, alt: &str) -> String {
    let (width, height) = (length(width), length(height));
    let mut svg = format!(
        "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">",
        escaped(alt).replace('"', "&quot;")
    );
    let mut rest = marks;
    while let Some((mark, after)) = rest.split_first() {
        rest = after;
        match &mark.shape {
            Shape::Text(run) => svg.push_str(&text(run, Colors::Named)),
            Shape::Fill { path, ink } => svg.push_str(&fill(path, *ink, Colors::Named)),
            // Lines drawn alike, such as those of a texture, are one path.
            Shape::Stroke { path, ink, line } => {
                let mut whole = path.clone();
                while let Some((Mark { shape: Shape::Stroke { path, ink: other, line: pen }, .. }, after)) =
                    rest.split_first()
                    && (other, pen) == (ink, line)
                {
                    whole.segments.extend_from_slice(&path.segments);
                    rest = after;
                }
                svg.push_str(&stroke(&whole, *ink, *line, Colors::Named, ""));
            }
            // Signs that stand side by side are one text again, which a browser shapes and orders.
            Shape::Missing(missing) => {
                let mut whole = missing.clone();
                while let Some((Mark { shape: Shape::Missing(next), .. }, after)) = rest.split_first()
                    && follows(&whole, next)
                {
                    whole.text.push_str(&next.text);
                    whole.width += next.width;
                    rest = after;
                }
                svg.push_str(&signs(&whole));
            }
            Shape::Image(picture) => svg.push_str(&image(picture)),
        }
    }
    svg.push_str("</svg>");
    svg
}

/// How a picture says its colours: as they are, or as classes of the page around it.
#[derive(Clone, Copy, PartialEq)]
enum Colors<'a> {
    Of(&'a Palette),
    Named,
}

/// Returns what an ink is called in classes and variables of a web page.
pub fn name(ink: Ink) -> &'static str {
    match ink {
        Ink::Text => "text",
        Ink::Muted => "muted",
        Ink::Accent => "accent",
        Ink::Rule => "rule",
        Ink::HeadRule => "head-rule",
        Ink::Ground => "ground",
        Ink::White => "paper",
        Ink::Water => "water",
        Ink::Surface => "surface",
        Ink::WaterLine => "water-line",
        Ink::OnWater => "on-water",
        Ink::Metal => "metal",
        Ink::Wall => "wall",
        Ink::Band(Tone::Worst) => "band-worst",
        Ink::Band(Tone::Poor) => "band-poor",
        Ink::Band(Tone::Fair) => "band-fair",
        Ink::Band(Tone::Good) => "band-good",
        Ink::Hatch(Tone::Worst) => "hatch-worst",
        Ink::Hatch(Tone::Poor) => "hatch-poor",
        Ink::Hatch(Tone::Fair) => "hatch-fair",
        Ink::Hatch(Tone::Good) => "hatch-good",
        Ink::OnBand(Tone::Worst) => "on-worst",
        Ink::OnBand(Tone::Poor) => "on-poor",
        Ink::OnBand(Tone::Fair) => "on-fair",
        Ink::OnBand(Tone::Good) => "on-good",
        // A logo bears its own colours; figures have none.
        Ink::Own(_) => "text",
    }
}

/// Whether a sign stands right behind another one on the same line.
fn follows(before: &Missing, missing: &Missing) -> bool {
    let gap = before.at.x + before.width - missing.at.x;
    before.at.y == missing.at.y && before.size == missing.size && gap.abs() < 0.1
}

/// Signs that our fonts lack, as text in the room they were given.
fn signs(missing: &Missing) -> String {
    let at = Placed { at: missing.at, size: missing.size, ink: missing.ink, width: missing.width };
    at.text(Colors::Named, "", &missing.text)
}

fn text(run: &Run, colors: Colors) -> String {
    let face = match run.face {
        Face::Regular => "",
        Face::Bold => " font-weight=\"bold\"",
        Face::Italic => " font-style=\"italic\"",
    };
    let at = Placed { at: run.at, size: run.size, ink: run.ink, width: run.width() };
    at.text(colors, face, run.text().trim_end())
}

/// Where a text stands, and how wide it is.
struct Placed {
    at: Point,
    size: f32,
    ink: Ink,
    width: f32,
}

impl Placed {
    fn text(&self, colors: Colors, face: &str, words: &str) -> String {
        let (x, y, size, width) =
            (length(self.at.x), length(self.at.y), length(self.size), length(self.width));
        let color = match colors {
            Colors::Of(palette) => format!("fill=\"{}\"", color(palette, self.ink)),
            Colors::Named => format!("class=\"fill-{}\"", name(self.ink)),
        };
        let kept = match colors {
            Colors::Named if 0.0 < width => {
                format!(" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"")
            }
            Colors::Named | Colors::Of(_) => String::new(),
        };
        let words = escaped(words);
        format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" {color}{face}{kept}>{words}</text>")
    }
}

fn fill(path: &Path, ink: Ink, colors: Colors) -> String {
    let color = match (colors, ink) {
        (Colors::Of(palette), _) => format!("fill=\"{}\"", color(palette, ink)),
        // A logo's own colours are the same by day and by night.
        (Colors::Named, Ink::Own(own)) => format!("fill=\"{}\"", hex(own)),
        (Colors::Named, _) => format!("class=\"fill-{}\"", name(ink)),
    };
    let rule = match path.inside {
        Inside::NonZero => "",
        Inside::EvenOdd => " fill-rule=\"evenodd\"",
    };
    format!("<path d=\"{}\" {color}{rule}/>", outline(path))
}

fn stroke(path: &Path, ink: Ink, pen: Pen, colors: Colors, inside: &str) -> String {
    let dash = pen.dash.map_or(String::new(), |(dash, gap)| format!(" stroke-dasharray=\"{dash} {gap}\""));
    let (outline, width) = (outline(path), length(pen.width));
    let color = match colors {
        Colors::Of(palette) => format!("fill=\"none\" stroke=\"{}\"", color(palette, ink)),
        Colors::Named => format!("class=\"line-{}\"", name(ink)),
    };
    format!("<path d=\"{outline}\" {color} stroke-width=\"{width}\"{dash}>{inside}</path>")
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

fn color(palette: &Palette, ink: Ink) -> String {
    hex(palette.color(ink))
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
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
    use crate::page::font::Fonts;
    use crate::page::style;
    use crate::page::typesetter::Typesetter;

    fn marks(text: &str) -> Vec<Mark> {
        let fonts = Fonts::embedded().unwrap();
        let mut marks = Vec::new();
        for line in Typesetter::new(&fonts).lines(style::BODY, text, 400.0) {
            line.put(Point::new(1.0, 2.0), &mut marks);
        }
        marks
    }

    #[test]
    fn signs_of_xml_stay_text() {
        let marks = marks("a < b & \"c");
        for svg in [picture(&marks, &Palette::default(), 10.0, 10.0), inline(&marks, 10.0, 10.0, "", "\"<&>")]
        {
            assert!(svg.contains("a &lt; b &amp; \"c</text>"), "{svg}");
            assert!(!svg.contains("\"\"<"), "{svg}");
        }
    }

    #[test]
    fn a_web_page_shows_signs_that_our_fonts_lack() {
        let svg = inline(&marks("Team 東京"), 100.0, 20.0, "wide", "A team");
        assert!(svg.contains(">東京</text>"), "{svg}");
        assert_eq!(svg.matches("<text").count(), 2, "{svg}");
    }
}
