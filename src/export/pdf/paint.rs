//! Marks as the operations of a page's content, each within the part of the structure it belongs to.

use std::collections::BTreeMap;
use std::ops::Range;

use printpdf::{
    Color, CurTransMat, DictItem, Line, LineDashPattern, LineJoinStyle, LinePoint, Op, PaintMode,
    PdfFontHandle, Point as PdfPoint, Polygon, PolygonRing, Pt, Rgb, TextMatrix, TextRenderingMode,
    WindingOrder, XObjectId, XObjectTransform,
};

use super::embed::{Embedded, EmbeddedFont, EmbeddedGlyph};
use super::{rounded, structure};
use crate::page::font::FontNumber;
use crate::page::palette::{self, Palette};
use crate::page::path::{Inside, Path, Segment};
use crate::page::tag::NodeId;
use crate::page::typesetter::Direction;
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
    fill: Option<palette::Color>,
    stroke: Option<palette::Color>,
    pen: Option<Pen>,
    font: Option<(FontNumber, f32)>,
}

impl Painter<'_> {
    fn push(&mut self, operation: Op) {
        self.operations.push(operation);
    }

    fn set_fill(&mut self, ink: Ink) {
        let wanted = self.palette.color(ink);
        if self.state.fill.replace(wanted) != Some(wanted) {
            self.push(Op::SetFillColor { col: color(wanted) });
        }
    }

    fn set_stroke(&mut self, ink: Ink, pen: Pen) {
        let wanted = self.palette.color(ink);
        if self.state.stroke.replace(wanted) != Some(wanted) {
            self.push(Op::SetOutlineColor { col: color(wanted) });
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

    fn set_font(&mut self, number: FontNumber, font: &EmbeddedFont, size: f32) {
        if self.state.font.replace((number, size)) != Some((number, size)) {
            let font = PdfFontHandle::External(font.id.clone());
            self.push(Op::SetFont { font, size: Pt(size) });
        }
    }

    fn text(&mut self, run: &Run) {
        let Some(font) = self.embedded.font(run.font) else { return };
        self.set_fill(run.ink);
        self.push(Op::StartTextSection);
        self.set_font(run.font, font, run.size);
        match run.direction {
            Direction::LeftToRight => self.glyphs(run, font),
            Direction::RightToLeft => {
                // Glyphs stand from left to right in the file; this tells that they are read the other way.
                self.push(Op::BeginMarkedContent { tag: "ReversedChars".to_owned() });
                self.glyphs(run, font);
                self.push(Op::EndMarkedContent);
            }
        }
        self.push(Op::EndTextSection);
    }

    fn glyphs(&mut self, run: &Run, font: &EmbeddedFont) {
        let mut shown = Shown::at(run.at);
        let mut pen = run.at.x;
        // Glyphs whose own texts do not say what they say together.
        let mut spelled: Option<Range<usize>> = None;
        for index in run.direction.order(&run.glyphs) {
            let Some(glyph) = run.shaped.glyphs.get(index) else { continue };
            let Some(embedded) = font.glyph(glyph.id) else { continue };
            if spelled.as_ref().is_none_or(|cluster| !cluster.contains(&index)) {
                let next = cluster_to_spell(run, index, embedded);
                if spelled.is_some() || next.is_some() {
                    self.show(&mut shown);
                    shown.at = Point::new(pen, run.at.y);
                }
                if spelled.is_some() {
                    self.push(Op::EndMarkedContent);
                }
                if let Some(cluster) = &next {
                    self.push(spelled_out(run.shaped.text_of(cluster)));
                }
                spelled = next;
            }
            if glyph.right != 0.0 || glyph.up != 0.0 {
                // A sign set apart from the pen, such as an accent: placed on its own.
                self.show(&mut shown);
                shown.at = Point::new(pen + glyph.right * run.size, run.at.y - glyph.up * run.size);
                shown.glyph(embedded.id);
                self.show(&mut shown);
                pen += glyph.advance * run.size;
                shown.at = Point::new(pen, run.at.y);
                continue;
            }
            pen += glyph.advance * run.size;
            shown.glyph(embedded.id);
            shown.stray(embedded.width - glyph.advance * 1000.0);
        }
        self.show(&mut shown);
        if spelled.is_some() {
            self.push(Op::EndMarkedContent);
        }
    }

    /// Writes what is gathered and begins anew. printpdf's own way of showing text takes each glyph by itself,
    /// and reckons with widths that are cut off; it passes on what it is given ready.
    fn show(&mut self, shown: &mut Shown) {
        let Some(parts) = shown.take() else { return };
        let (x, y) = (rounded(shown.at.x), rounded(self.height - shown.at.y));
        self.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]) });
        self.push(Op::Unknown { key: "TJ".to_owned(), value: vec![DictItem::Array(parts)] });
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
        self.push(spelled_out(&missing.text));
        self.stroke(&missing.outline(), missing.ink, Missing::PEN);
        self.unseen(missing);
        self.push(Op::EndMarkedContent);
    }

    /// A glyph that nobody sees, as wide as the box: readers that copy text look for glyphs, and take no lines
    /// for what a text is said instead of. Its width tells them where words end.
    fn unseen(&mut self, missing: &Missing) {
        let Some((number, font, glyph)) = self.embedded.plainest() else { return };
        if missing.text.is_empty() {
            return;
        }
        let own = glyph.width / 1000.0 * missing.size;
        let percent = if 0.0 < own { rounded(missing.width.max(1.0) / own * 100.0) } else { 100.0 };
        self.push(Op::StartTextSection);
        self.set_font(number, font, missing.size);
        self.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Invisible });
        self.push(Op::SetHorizontalScaling { percent });
        let mut shown = Shown::at(missing.at);
        shown.glyph(glyph.id);
        self.show(&mut shown);
        self.push(Op::SetHorizontalScaling { percent: 100.0 });
        self.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
        self.push(Op::EndTextSection);
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

/// Returns the glyphs around one that must be told what they say, if they must.
fn cluster_to_spell(run: &Run, index: usize, embedded: &EmbeddedGlyph) -> Option<Range<usize>> {
    let cluster = run.shaped.cluster(index);
    let alone = cluster.len() == 1;
    let said = |text: &str| text == embedded.text || text.trim().is_empty();
    if alone && (!embedded.many || said(run.shaped.text_of(&cluster))) {
        return None;
    }
    Some(cluster)
}

/// Begins content that is copied and read aloud as a text of its own.
fn spelled_out(words: &str) -> Op {
    let mut data = vec![0xFE, 0xFF];
    data.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    let text = DictItem::String { data, literal: false };
    let map = BTreeMap::from([("ActualText".to_owned(), text)]);
    let properties = DictItem::Dict { map };
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties }
}

/// Glyphs that follow one another without a new place.
struct Shown {
    at: Point,
    /// Texts of glyphs, two bytes each, and between them how far the pen is set back, in thousandths of an em.
    parts: Vec<DictItem>,
    /// How far the reader's pen has strayed from ours, in thousandths of an em.
    drift: f32,
}

impl Shown {
    fn at(at: Point) -> Shown {
        Shown { at, parts: Vec::new(), drift: 0.0 }
    }

    fn glyph(&mut self, id: u16) {
        match self.parts.last_mut() {
            Some(DictItem::String { data, .. }) => data.extend(id.to_be_bytes()),
            Some(_) | None => {
                let data = id.to_be_bytes().to_vec();
                self.parts.push(DictItem::String { data, literal: true });
            }
        }
    }

    /// Lets the reader's pen stray. What is smaller than this cannot be seen, and waits until it adds up.
    fn stray(&mut self, by: f32) {
        self.drift += by;
        if self.drift.abs() >= 1.5 {
            let back = self.drift.round();
            self.drift -= back;
            self.parts.push(DictItem::Int(back as i64));
        }
    }

    /// Returns what is to be shown, if anything is. A pen moved after the last glyph moves nothing.
    fn take(&mut self) -> Option<Vec<DictItem>> {
        self.drift = 0.0;
        self.parts.pop_if(|part| matches!(part, DictItem::Int(_)));
        (!self.parts.is_empty()).then(|| std::mem::take(&mut self.parts))
    }
}

fn color(color: palette::Color) -> Color {
    // Three digits are more than eight bits need.
    let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb { r: part(color.red), g: part(color.green), b: part(color.blue), icc_profile: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pen_is_set_back_once_it_can_be_seen() {
        let text = |data: &[u8]| DictItem::String { data: data.to_vec(), literal: true };
        let mut shown = Shown::at(Point::default());
        for (id, stray) in [(1, 0.9), (2, 0.9), (0x103, 0.0), (4, -30.0)] {
            shown.glyph(id);
            shown.stray(stray);
        }
        let want = vec![text(b"\0\x01\0\x02"), DictItem::Int(2), text(b"\x01\x03\0\x04")];
        assert_eq!(shown.take(), Some(want));
        assert_eq!((shown.take(), shown.drift), (None, 0.0));
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
