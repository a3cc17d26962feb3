//! Marks as the operations of a page's content, each within the part of the structure it belongs to.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, Line, LineDashPattern, LineJoinStyle, LinePoint, Op, PaintMode,
    PdfFontHandle, Point as PdfPoint, Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix, WindingOrder,
    XObjectId, XObjectTransform,
};

use super::embed::Embedded;
use super::{rounded, structure};
use crate::page::font::Face;
use crate::page::palette::Palette;
use crate::page::path::{Inside, Path, Segment};
use crate::page::tag::NodeId;
use crate::page::{Image, Ink, Missing, Page, Pages, Pen, Point, Run, Shape};

/// Which stretches of content belong to which node: page and number within the page.
pub(super) struct Contents {
    pub(super) of_node: Vec<Vec<(usize, i64)>>,
    /// The nodes of each page's stretches, by number.
    pub(super) of_page: Vec<Vec<NodeId>>,
}

impl Contents {
    pub(super) fn new(nodes: usize) -> Contents {
        Contents { of_node: vec![Vec::new(); nodes], of_page: Vec::new() }
    }

    fn begin(&mut self, node: NodeId, page: usize) -> i64 {
        if self.of_page.len() <= page {
            self.of_page.resize(page + 1, Vec::new());
        }
        let stretches = &mut self.of_page[page];
        let number = stretches.len() as i64;
        stretches.push(node);
        if let Some(list) = self.of_node.get_mut(node.0) {
            list.push((page, number));
        }
        number
    }
}

/// Paints one page.
pub(super) fn operations(
    pages: &Pages,
    page: &Page,
    index: usize,
    embedded: &Embedded,
    contents: &mut Contents,
) -> Vec<Op> {
    let mut painter = Painter {
        operations: Vec::new(),
        height: pages.paper.height(),
        palette: &pages.palette,
        embedded,
        state: State::default(),
    };
    painter.push(Op::SetLineJoinStyle { join: LineJoinStyle::Round });
    let mut open = None;
    for mark in &page.marks {
        if open != Some(mark.node) {
            if open.is_some() {
                painter.push(Op::EndMarkedContent);
            }
            painter.push(match mark.node {
                Some(node) => marked(contents.begin(node, index)),
                None => Op::BeginMarkedContent { tag: "Artifact".to_owned() },
            });
            open = Some(mark.node);
        }
        match &mark.shape {
            Shape::Text(run) => painter.text(run),
            Shape::Fill { path, ink } => painter.fill(path, *ink),
            Shape::Stroke { path, ink, line } => painter.stroke(path, *ink, *line),
            Shape::Missing(missing) => painter.missing(missing),
            Shape::Image(image) => painter.image(image),
        }
    }
    if open.is_some() {
        painter.push(Op::EndMarkedContent);
    }
    painter.operations
}

fn marked(number: i64) -> Op {
    let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]);
    // The tag here is for show; the structure tree says what the stretch is.
    Op::BeginMarkedContentWithProperties {
        tag: structure::STRETCH.to_owned(),
        properties: DictItem::Dict { map },
    }
}

struct Painter<'a> {
    operations: Vec<Op>,
    height: f32,
    palette: &'a Palette,
    embedded: &'a Embedded,
    state: State,
}

/// What the page's content has set last, so that nothing is said twice.
#[derive(Default, PartialEq)]
struct State {
    fill: Option<Ink>,
    stroke: Option<Ink>,
    pen: Option<Pen>,
    font: Option<(Face, f32)>,
}

impl Painter<'_> {
    fn push(&mut self, operation: Op) {
        self.operations.push(operation);
    }

    fn set_fill(&mut self, ink: Ink) {
        if self.state.fill.replace(ink) != Some(ink) {
            self.push(Op::SetFillColor { col: color(self.palette, ink) });
        }
    }

    fn set_stroke(&mut self, ink: Ink, pen: Pen) {
        if self.state.stroke.replace(ink) != Some(ink) {
            self.push(Op::SetOutlineColor { col: color(self.palette, ink) });
        }
        let before = self.state.pen.replace(pen);
        if before.map(|pen| pen.width) != Some(pen.width) {
            self.push(Op::SetOutlineThickness { pt: Pt(pen.width) });
        }
        if before.and_then(|pen| pen.dash) != pen.dash {
            let dash = match pen.dash {
                Some((dash, gap)) => LineDashPattern::new(0.0, &[dash, gap]),
                None => LineDashPattern::solid(),
            };
            self.push(Op::SetLineDashPattern { dash });
        }
    }

    fn text(&mut self, run: &Run) {
        let Some(face) = self.embedded.face(run.face) else { return };
        self.set_fill(run.ink);
        self.push(Op::StartTextSection);
        if self.state.font.replace((run.face, run.size)) != Some((run.face, run.size)) {
            let font = PdfFontHandle::External(face.id.clone());
            self.push(Op::SetFont { font, size: Pt(run.size) });
        }
        let mut shown = Shown { at: run.at, glyphs: Vec::with_capacity(run.glyphs.len()), drift: 0.0 };
        let mut pen = run.at.x;
        for index in run.glyphs.clone() {
            let Some(glyph) = run.shaped.glyphs.get(index) else { continue };
            let Some(embedded) = face.glyph(glyph.id) else { continue };
            let codepoint = |offset| Codepoint { gid: embedded.id, offset, cid: Some(embedded.text.clone()) };
            if glyph.right != 0.0 || glyph.up != 0.0 {
                // A sign set apart from the pen, such as an accent: placed on its own.
                self.show(&mut shown);
                let at = Point::new(pen + glyph.right * run.size, run.at.y - glyph.up * run.size);
                self.show(&mut Shown { at, glyphs: vec![codepoint(0.0)], drift: 0.0 });
                pen += glyph.advance * run.size;
                shown.at = Point::new(pen, run.at.y);
                continue;
            }
            pen += glyph.advance * run.size;
            shown.drift += embedded.width - glyph.advance * 1000.0;
            // What is smaller than this cannot be seen, and waits until it adds up.
            let offset = if shown.drift.abs() < 1.5 { 0.0 } else { shown.drift.round() };
            shown.drift -= offset;
            shown.glyphs.push(codepoint(offset));
        }
        self.show(&mut shown);
        self.push(Op::EndTextSection);
    }

    fn show(&mut self, shown: &mut Shown) {
        if shown.glyphs.is_empty() {
            return;
        }
        let (x, y) = (rounded(shown.at.x), rounded(self.height - shown.at.y));
        self.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]) });
        let glyphs = std::mem::take(&mut shown.glyphs);
        self.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
        shown.drift = 0.0;
    }

    fn fill(&mut self, path: &Path, ink: Ink) {
        self.set_fill(ink);
        let rings = self.subpaths(path).into_iter().map(|(points, _)| PolygonRing { points }).collect();
        let winding_order = match path.inside {
            Inside::NonZero => WindingOrder::NonZero,
            Inside::EvenOdd => WindingOrder::EvenOdd,
        };
        let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order };
        self.push(Op::DrawPolygon { polygon });
    }

    fn stroke(&mut self, path: &Path, ink: Ink, pen: Pen) {
        self.set_stroke(ink, pen);
        for (points, is_closed) in self.subpaths(path) {
            self.push(Op::DrawLine { line: Line { points, is_closed } });
        }
    }

    /// A box that is copied and read aloud as the text it stands for.
    fn missing(&mut self, missing: &Missing) {
        let mut data = vec![0xFE, 0xFF];
        data.extend(missing.text.encode_utf16().flat_map(u16::to_be_bytes));
        let text = DictItem::String { data, literal: false };
        let map = BTreeMap::from([("ActualText".to_owned(), text)]);
        let properties = DictItem::Dict { map };
        self.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties });
        self.stroke(&missing.outline(), missing.ink, Missing::PEN);
        self.push(Op::EndMarkedContent);
    }

    fn image(&mut self, image: &Image) {
        let Some(name) = self.embedded.images.name(&image.raster) else { return };
        let place = image.place;
        let (x, y) = (rounded(place.x), rounded(self.height - place.bottom()));
        // A picture fills the unit square, which is stretched over its place.
        let matrix = CurTransMat::Raw([rounded(place.width), 0.0, 0.0, rounded(place.height), x, y]);
        self.push(Op::SaveGraphicsState);
        self.push(Op::SetTransformationMatrix { matrix });
        self.push(Op::UseXobject { id: XObjectId(name), transform: XObjectTransform::default() });
        self.push(Op::RestoreGraphicsState);
    }

    /// Returns the points of each part of a path, and whether the part is closed.
    fn subpaths(&self, path: &Path) -> Vec<(Vec<LinePoint>, bool)> {
        let point = |point: &Point, bezier| LinePoint {
            p: PdfPoint { x: Pt(rounded(point.x)), y: Pt(rounded(self.height - point.y)) },
            bezier,
        };
        let mut parts: Vec<(Vec<LinePoint>, bool)> = Vec::new();
        for segment in &path.segments {
            if let Segment::Move(to) = segment {
                parts.push((vec![point(to, false)], false));
                continue;
            }
            let Some((points, closed)) = parts.last_mut() else { continue };
            match segment {
                Segment::Move(_) => {}
                Segment::Line(to) => points.push(point(to, false)),
                Segment::Curve(first, second, end) => {
                    points.extend([point(first, true), point(second, true), point(end, false)]);
                }
                Segment::Close => *closed = true,
            }
        }
        parts
    }
}

/// Glyphs that follow one another without a new place.
struct Shown {
    at: Point,
    glyphs: Vec<Codepoint>,
    /// How far the reader's pen has strayed from ours, in thousandths of an em.
    drift: f32,
}

fn color(palette: &Palette, ink: Ink) -> Color {
    let color = palette.color(ink);
    // Three digits are more than eight bits need.
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb { r: part(color.red), g: part(color.green), b: part(color.blue), icc_profile: None })
}

/// Joins glyphs that printpdf writes one by one: `<0018><0027>` says the same as `<00180027>`.
pub(super) fn joined(content: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(content.len());
    let mut rest = content;
    while let [first, after @ ..] = rest {
        // `>>` and `<<` are the ends of dictionaries.
        let within_text = joined.last() != Some(&b'>') && !matches!(after, [b'<', b'<', ..]);
        rest = match (first, after) {
            (b'>', [b'<', after @ ..]) if within_text => after,
            (_, _) => {
                joined.push(*first);
                after
            }
        };
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_joined(content: &str, want: &str) {
        assert_eq!(String::from_utf8(joined(content.as_bytes())).unwrap(), want);
    }

    #[test]
    fn glyphs_are_joined() {
        check_joined("[<0018><0027> -2<0023><002d>] TJ", "[<00180027> -2<0023002d>] TJ");
        check_joined("/P <</MCID 3>> BDC", "/P <</MCID 3>> BDC");
        check_joined("<</A <00>/B <</C <01>>>>><02>", "<</A <00>/B <</C <01>>>>><02>");
    }

    #[test]
    fn stretches_are_numbered_page_by_page() {
        let mut contents = Contents::new(2);
        assert_eq!(contents.begin(NodeId(0), 0), 0);
        assert_eq!(contents.begin(NodeId(1), 0), 1);
        assert_eq!(contents.begin(NodeId(1), 2), 0);
        assert_eq!(contents.of_node, [vec![(0, 0)], vec![(0, 1), (2, 0)]]);
        assert_eq!(contents.of_page, [vec![NodeId(0), NodeId(1)], vec![], vec![NodeId(1)]]);
    }
}
