//! The publisher's line at the foot of each page: whose the report is, and where they are found.
//!
//! A foot is decoration and not read aloud. So the line belongs to the text once: on the cover, and where there
//! is none at the foot of page one, to be read after the report's name. There its website is a link.

use super::Composer;
use super::furniture::APART;
use crate::page::style;
use crate::page::tag::{NodeId, Tag};
use crate::page::typesetter::Line;
use crate::page::{Link, Page, Point, Rect, Target};
use crate::report::{Cover, Report};

/// How much of the line its website may take from the words before it.
const WEBSITE: f32 = 0.6;

/// The line, set once for all pages.
pub(super) struct Signature {
    parts: Vec<Part>,
}

struct Part {
    line: Line,
    /// How far right of the margin it begins.
    x: f32,
    /// What it is where it is read aloud; `None` if that is on the cover.
    node: Option<NodeId>,
    /// Its rectangle counts from the line's margin and baseline.
    link: Option<Link>,
}

impl Composer<'_> {
    /// Sets the publisher's line; `None` of a report that has none.
    pub(super) fn signature(&mut self, report: &Report) -> Option<Signature> {
        let (own, website) = (report.footer.own.trim(), report.footer.website.trim());
        if own.is_empty() && website.is_empty() {
            return None;
        }
        let width = self.style.width();
        let letter = style::FOOTER;
        let node = (report.cover == Cover::None).then(|| self.tree.add(Tag::Paragraph, None));
        let room = if own.is_empty() { width } else { width * WEBSITE };
        let site = self.typesetter.line(letter, website, room);
        let mut parts = Vec::new();
        let mut x = 0.0;
        if !own.is_empty() {
            let left = width - site.width - if website.is_empty() { 0.0 } else { APART };
            let line = self.typesetter.line(letter, own, left);
            x = line.width + APART;
            parts.push(Part { line, x: 0.0, node, link: None });
        }
        if !own.is_empty() && !website.is_empty() {
            let line = self.typesetter.line(letter, "\u{b7}", APART);
            parts.push(Part { x: x - (APART + line.width) / 2.0, line, node, link: None });
        }
        if !website.is_empty() {
            // Who follows a link must have seen all of it.
            let is_whole = self.typesetter.line(letter, website, f32::INFINITY).width <= room;
            let address = report.footer.address().filter(|_| is_whole);
            let link = address.zip(node).map(|(address, node)| Link {
                rect: Rect::new(x, -letter.baseline(), site.width, letter.leading),
                to: Target::Website(address),
                node: self.tree.add(Tag::Link, Some(node)),
                text: website.to_owned(),
            });
            let node = link.as_ref().map(|link| link.node).or(node);
            parts.push(Part { line: site, x, node, link });
        }
        Some(Signature { parts })
    }
}

impl Signature {
    /// Puts the line on a page, its baseline beginning at a point: as a part of the text, or as decoration.
    pub(super) fn put(&self, at: Point, is_told: bool, page: &mut Page) {
        for part in &self.parts {
            let mut marks = Vec::new();
            part.line.put(Point::new(at.x + part.x, at.y), &mut marks);
            if let Some(node) = part.node.filter(|_| is_told) {
                marks.iter_mut().for_each(|mark| mark.node = Some(node));
                page.links.extend(part.link.clone().map(|mut link| {
                    link.rect.x += at.x;
                    link.rect.y += at.y;
                    link
                }));
            }
            page.marks.append(&mut marks);
        }
    }
}
