//! An SVG as filled outlines.
//!
//! What a drawing may refer to (files, addresses, scripts, fonts) is cut out before it is read, so that
//! nothing is fetched or run; what could grow is counted first. Strokes become outlines of their own, and
//! what paper or these outlines cannot show is named.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use usvg::roxmltree::{Document, Node as Element, NodeId, ParsingOptions};
use usvg::tiny_skia_path::{self, PathSegment};
use usvg::{FillRule, Group, Node, PaintOrder, Tree};

use super::Unusable;
use crate::page::logo::{Drawing, Part};
use crate::page::palette::Color;
use crate::page::path::{Inside, Path, Segment};
use crate::page::{Point, Rect};
use crate::text::{counted, visible};

/// The most bytes of a drawing.
const BYTES: usize = 1 << 20;
/// The most elements, with what `use` repeats; a logo has some dozens.
const ELEMENTS: usize = 5_000;
/// How deep elements may stand within each other, with what `use` repeats.
const DEPTH: usize = 100;
/// The most bytes of style sheets: each rule is compared with each element.
const STYLES: usize = 64 << 10;
/// The most lines and curves of all outlines.
const SEGMENTS: usize = 20_000;
/// How far beyond its own edge a drawing may reach, in its own widths.
const BEYOND: f32 = 3.0;
const WHITE: Color = Color::hex(0xFF_FFFF);

const PLAINER: &str = "save it in a plainer form, or as PNG";

/// Reads a drawing, with what is not as it was in the file.
pub(super) fn read(text: &str) -> Result<(Drawing, Vec<String>), Unusable> {
    if BYTES < text.len() {
        let says = format!("the logo has {} bytes; an SVG may have {BYTES}", text.len());
        return Err(Unusable::new(says, PLAINER));
    }
    // They can make a small file large, and no program needs them to write a drawing.
    if text.contains("<!ENTITY") {
        return Err(Unusable::new("the logo declares entities of its own", "save it as plain SVG"));
    }
    let mut remarks = Remarks::default();
    let plain = without_foreign(text, &parse(text)?, &mut remarks)?;
    let document = parse(&plain)?;
    let options = usvg::Options {
        // Nothing is left that would ask; should anything ask, there is no answer.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|error| unreadable(&error.to_string()))?;
    let size = tree.size();
    let mut outliner = Outliner { parts: Vec::new(), segments: 0, remarks };
    outliner.group(tree.root(), 1.0)?;
    let Outliner { parts, mut remarks, .. } = outliner;
    let drawing = framed(parts, size.width(), size.height(), &mut remarks)?;
    Ok((drawing, remarks.told()))
}

fn unreadable(why: &str) -> Unusable {
    Unusable::new(format!("the logo cannot be read as SVG: {}", visible(why)), PLAINER)
}

fn parse(text: &str) -> Result<Document<'_>, Unusable> {
    // Texts and comments count as nodes too.
    let nodes_limit = 10 * ELEMENTS as u32;
    let options = ParsingOptions { allow_dtd: true, nodes_limit, entity_resolver: None };
    Document::parse_with_options(text, options).map_err(|error| unreadable(&error.to_string()))
}

/// What is to be said about a drawing: each thing once, with how often it was met.
#[derive(Default)]
struct Remarks {
    counts: BTreeMap<&'static str, usize>,
}

impl Remarks {
    fn note(&mut self, says: &'static str) {
        *self.counts.entry(says).or_default() += 1;
    }

    fn told(self) -> Vec<String> {
        let times = |(says, count)| format!("{says} (at {})", counted(count, "place", "places"));
        self.counts.into_iter().map(times).collect()
    }
}

/// Why an element of this name is cut out; `None` when it stays.
fn foreign(element: &Element) -> Option<&'static str> {
    let of_its_box = || element.attribute("clipPathUnits") == Some("objectBoundingBox");
    match element.tag_name().name() {
        "text" => Some("texts in the logo are left out: turn them into outlines where it was drawn"),
        "image" => Some("pictures within the logo are left out"),
        "foreignObject" => Some("what is no SVG within the logo is left out"),
        "script" => Some("a script in the logo is not run"),
        "animate" | "animateColor" | "animateMotion" | "animateTransform" | "set" => {
            Some("the logo is drawn without its movements")
        }
        "mask" => Some("masks in the logo have no effect"),
        "filter" => Some("filters in the logo, such as shadows, have no effect"),
        "pattern" => Some("patterns in the logo are left out"),
        "marker" => Some("the ends of lines in the logo are drawn plainly"),
        "clipPath" if of_its_box() => Some("parts of the logo that were cut off are shown"),
        _ => None,
    }
}

/// Cuts out what a drawing has no use for here, and refuses what would grow too large.
fn without_foreign(text: &str, document: &Document, remarks: &mut Remarks) -> Result<String, Unusable> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut styles = 0;
    let mut by_id = HashMap::new();
    let is_cut =
        |cuts: &[Range<usize>], range: &Range<usize>| cuts.last().is_some_and(|cut| range.start < cut.end);
    for element in document.descendants().filter(Element::is_element) {
        let range = element.range();
        if is_cut(&cuts, &range) {
            continue;
        }
        if let Some(says) = foreign(&element) {
            remarks.note(says);
            cuts.push(range);
            continue;
        }
        if element.tag_name().name() == "style" {
            styles += range.len();
        }
        if let Some(id) = element.attribute("id") {
            by_id.insert(id, element);
        }
        // An element whose filter is not there would not be drawn at all.
        cuts.extend(element.attributes().filter(|one| one.name() == "filter").map(|one| one.range()));
    }
    if STYLES < styles {
        let says = format!("the logo's style sheets have {styles} bytes; {STYLES} are the most");
        return Err(Unusable::new(says, PLAINER));
    }
    Weights { by_id, known: HashMap::new() }.of(document.root_element(), 0)?;
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    for cut in cuts {
        plain.push_str(text.get(from..cut.start).unwrap_or_default());
        from = cut.end;
    }
    plain.push_str(text.get(from..).unwrap_or_default());
    Ok(plain)
}

/// How many elements there are when `use` has repeated what it names.
struct Weights<'a, 'input> {
    by_id: HashMap<&'a str, Element<'a, 'input>>,
    known: HashMap<NodeId, usize>,
}

impl<'a, 'input> Weights<'a, 'input> {
    fn of(&mut self, element: Element<'a, 'input>, depth: usize) -> Result<usize, Unusable> {
        if let Some(known) = self.known.get(&element.id()) {
            return Ok(*known);
        }
        if DEPTH < depth {
            let says = format!("the logo's elements stand more than {DEPTH} deep, or repeat themselves");
            return Err(Unusable::new(says, PLAINER));
        }
        let mut weight = 1_usize;
        if element.tag_name().name() == "use" {
            let target = element.attributes().find(|attribute| attribute.name() == "href");
            let target = target.and_then(|target| target.value().trim().strip_prefix('#'));
            if let Some(target) = target.and_then(|id| self.by_id.get(id).copied()) {
                weight = weight.saturating_add(self.of(target, depth + 1)?);
            }
        }
        for child in element.children().filter(Element::is_element) {
            weight = weight.saturating_add(self.of(child, depth + 1)?);
        }
        if ELEMENTS < weight {
            let says = format!("the logo has more than {ELEMENTS} elements");
            return Err(Unusable::new(says, PLAINER));
        }
        self.known.insert(element.id(), weight);
        Ok(weight)
    }
}

/// Turns what is drawn into filled outlines, in painting order.
struct Outliner {
    parts: Vec<Part>,
    segments: usize,
    remarks: Remarks,
}

impl Outliner {
    fn group(&mut self, group: &Group, opacity: f32) -> Result<(), Unusable> {
        if group.clip_path().is_some_and(|clip| !covers(clip, group)) {
            self.remarks.note("parts of the logo that were cut off are shown");
        }
        let opacity = opacity * group.opacity().get();
        for child in group.children() {
            match child {
                Node::Group(group) => self.group(group, opacity)?,
                Node::Path(path) => self.path(path, opacity)?,
                // Cut out before.
                Node::Image(_) | Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &usvg::Path, opacity: f32) -> Result<(), Unusable> {
        if !path.is_visible() {
            return Ok(());
        }
        match path.paint_order() {
            PaintOrder::FillAndStroke => {
                self.fill(path, opacity)?;
                self.stroke(path, opacity)
            }
            PaintOrder::StrokeAndFill => {
                self.stroke(path, opacity)?;
                self.fill(path, opacity)
            }
        }
    }

    fn fill(&mut self, path: &usvg::Path, opacity: f32) -> Result<(), Unusable> {
        let Some(fill) = path.fill() else { return Ok(()) };
        let inside = match fill.rule() {
            FillRule::NonZero => Inside::NonZero,
            FillRule::EvenOdd => Inside::EvenOdd,
        };
        let color = self.color(fill.paint(), opacity * fill.opacity().get());
        self.add(path.data().clone().transform(path.abs_transform()), inside, color)
    }

    fn stroke(&mut self, path: &usvg::Path, opacity: f32) -> Result<(), Unusable> {
        let Some(stroke) = path.stroke() else { return Ok(()) };
        let color = self.color(stroke.paint(), opacity * stroke.opacity().get());
        let transform = path.abs_transform();
        // Curves are followed as finely as they will be seen.
        let scale = tiny_skia_path::PathStroker::compute_resolution_scale(&transform);
        let pen = stroke.to_tiny_skia();
        let outline = match &pen.dash {
            Some(dash) => {
                let dashes = stroke.dasharray().unwrap_or_default();
                let about = length(path.data()) / dashes.iter().sum::<f32>() * dashes.len() as f32;
                if about.is_nan() || SEGMENTS as f32 <= about {
                    return Err(too_detailed());
                }
                path.data().dash(dash, scale).and_then(|line| line.stroke(&pen, scale))
            }
            None => path.data().stroke(&pen, scale),
        };
        self.add(outline.and_then(|outline| outline.transform(transform)), Inside::NonZero, color)
    }

    /// The one colour that stands for a paint; `None` where nothing would be seen.
    fn color(&mut self, paint: &usvg::Paint, opacity: f32) -> Option<Color> {
        let (color, opacity) = match paint {
            usvg::Paint::Color(color) => (own(*color), opacity),
            usvg::Paint::LinearGradient(gradient) => self.mean(gradient.stops(), opacity),
            usvg::Paint::RadialGradient(gradient) => self.mean(gradient.stops(), opacity),
            // Cut out before.
            usvg::Paint::Pattern(_) => return None,
        };
        if opacity <= 0.0 {
            return None;
        }
        if opacity < 1.0 {
            self.remarks.note("parts of the logo that let something through are drawn as on white paper");
        }
        Some(color.over(WHITE, opacity))
    }

    /// The mean of a gradient's colours, from its beginning to its end, and of their opacity.
    fn mean(&mut self, stops: &[usvg::Stop], opacity: f32) -> (Color, f32) {
        self.remarks.note("gradients in the logo are drawn in the mean of their colours");
        let ends = stops.first().into_iter().zip(stops.last());
        let mut spans: Vec<(f32, [&usvg::Stop; 2])> = Vec::new();
        for (first, last) in ends {
            spans.push((first.offset().get(), [first, first]));
            spans.push((1.0 - last.offset().get(), [last, last]));
        }
        for pair in stops.windows(2) {
            if let [one, two] = pair {
                spans.push((two.offset().get() - one.offset().get(), [one, two]));
            }
        }
        let mut sums = [0.0_f32; 4];
        for (share, ends) in spans {
            for stop in ends {
                let seen = stop.opacity().get();
                let color = stop.color();
                let parts = [color.red, color.green, color.blue].map(|part| f32::from(part) * seen);
                let [red, green, blue] = parts;
                for (sum, part) in sums.iter_mut().zip([red, green, blue, seen]) {
                    *sum += part * share / 2.0;
                }
            }
        }
        let [red, green, blue, seen] = sums;
        let part = |sum: f32| (sum / seen.max(f32::MIN_POSITIVE)).round().clamp(0.0, 255.0) as u8;
        (Color { red: part(red), green: part(green), blue: part(blue) }, opacity * seen)
    }

    fn add(
        &mut self,
        outline: Option<tiny_skia_path::Path>,
        inside: Inside,
        color: Option<Color>,
    ) -> Result<(), Unusable> {
        let (Some(outline), Some(color)) = (outline, color) else { return Ok(()) };
        let path = path(&outline, inside);
        self.segments += path.segments.len();
        if SEGMENTS < self.segments {
            return Err(too_detailed());
        }
        self.parts.push(Part { path, color });
        Ok(())
    }
}

fn too_detailed() -> Unusable {
    Unusable::new(format!("the logo has more than {SEGMENTS} lines and curves"), PLAINER)
}

fn own(color: usvg::Color) -> Color {
    Color { red: color.red, green: color.green, blue: color.blue }
}

/// Whether a clip cuts nothing off: a rectangle around all of the group, as drawing programs like to write.
fn covers(clip: &usvg::ClipPath, group: &Group) -> bool {
    const SLACK: f32 = 0.5;
    let [Node::Path(path)] = clip.root().children() else { return false };
    if clip.clip_path().is_some() || !is_rectangle(path.data()) {
        return false;
    }
    let transform = group.abs_transform().pre_concat(clip.transform());
    let Some(around) = path.data().bounds().transform(transform) else { return false };
    let inside = group.abs_bounding_box();
    !transform.has_skew()
        && around.left() - SLACK <= inside.left()
        && around.top() - SLACK <= inside.top()
        && inside.right() <= around.right() + SLACK
        && inside.bottom() <= around.bottom() + SLACK
}

fn is_rectangle(path: &tiny_skia_path::Path) -> bool {
    let bounds = path.bounds();
    let is_corner = |point: &tiny_skia_path::Point| {
        (point.x == bounds.left() || point.x == bounds.right())
            && (point.y == bounds.top() || point.y == bounds.bottom())
    };
    let is_straight = path.segments().all(|segment| {
        matches!(segment, PathSegment::MoveTo(_) | PathSegment::LineTo(_) | PathSegment::Close)
    });
    is_straight && (4..=5).contains(&path.points().len()) && path.points().iter().all(is_corner)
}

/// The length of a path at most: curves are no longer than the lines through their handles.
fn length(path: &tiny_skia_path::Path) -> f32 {
    path.points().windows(2).map(|pair| if let [one, two] = pair { one.distance(*two) } else { 0.0 }).sum()
}

fn path(outline: &tiny_skia_path::Path, inside: Inside) -> Path {
    let point = |point: tiny_skia_path::Point| Point::new(point.x, point.y);
    let mut path = Path { segments: Vec::new(), inside };
    let mut last = Point::default();
    for segment in outline.segments() {
        path.segments.push(match segment {
            PathSegment::MoveTo(to) => Segment::Move(point(to)),
            PathSegment::LineTo(to) => Segment::Line(point(to)),
            PathSegment::QuadTo(handle, end) => {
                // The same curve with two handles, each two thirds of the way to the one.
                let toward = |from: Point| {
                    Point::new(
                        from.x + (handle.x - from.x) * 2.0 / 3.0,
                        from.y + (handle.y - from.y) * 2.0 / 3.0,
                    )
                };
                Segment::Curve(toward(last), toward(point(end)), point(end))
            }
            PathSegment::CubicTo(first, second, end) => {
                Segment::Curve(point(first), point(second), point(end))
            }
            PathSegment::Close => Segment::Close,
        });
        last = match segment {
            PathSegment::MoveTo(to)
            | PathSegment::LineTo(to)
            | PathSegment::QuadTo(_, to)
            | PathSegment::CubicTo(_, _, to) => point(to),
            PathSegment::Close => last,
        };
    }
    path
}

/// Puts the parts into a box: the drawing's own, or a larger one where parts reach beyond it.
fn framed(parts: Vec<Part>, width: f32, height: f32, remarks: &mut Remarks) -> Result<Drawing, Unusable> {
    let mut frame = Rect::new(0.0, 0.0, width, height);
    let mut kept = Vec::new();
    for part in parts {
        let bounds = part.path.bounds();
        let apart =
            bounds.right() <= 0.0 || bounds.bottom() <= 0.0 || width <= bounds.x || height <= bounds.y;
        // A line that is filled covers nothing.
        let flat = bounds.width <= 0.0 || bounds.height <= 0.0;
        if apart || flat {
            continue;
        }
        let (right, bottom) = (frame.right().max(bounds.right()), frame.bottom().max(bounds.bottom()));
        frame.x = frame.x.min(bounds.x);
        frame.y = frame.y.min(bounds.y);
        frame.width = right - frame.x;
        frame.height = bottom - frame.y;
        kept.push(part);
    }
    if kept.is_empty() {
        return Err(Unusable::new(
            "there is nothing in the logo that can be drawn",
            "give it filled or stroked outlines, or save it as PNG",
        ));
    }
    let sound = [frame.x, frame.y, frame.width, frame.height].iter().all(|length| length.is_finite());
    if !sound || BEYOND * width < frame.width || BEYOND * height < frame.height {
        return Err(Unusable::new("the logo reaches far beyond its own edge", "set its `viewBox` around it"));
    }
    if width * 1.01 < frame.width || height * 1.01 < frame.height {
        remarks.note("the logo reaches beyond its own edge and is shown whole");
    }
    for part in &mut kept {
        part.path.shift(-frame.x, -frame.y);
    }
    Ok(Drawing { width: frame.width, height: frame.height, parts: kept })
}

#[cfg(test)]
mod tests;
