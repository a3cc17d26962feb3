//! What stands on pages beside the text: the masthead of the first one, the foot of each.

use std::collections::BTreeMap;

use super::piece::{self, Piece};
use super::{Composer, Keep};
use crate::page::path::Path;
use crate::page::style;
use crate::page::tag::Tag;
use crate::page::{Bookmark, Ink, Link, Mark, Page, Pages, Point};
use crate::report::{Cover, Report};

/// The space between the texts on the left and on the right of a line.
const APART: f32 = 16.0;
const BETWEEN: &str = "  \u{b7}  ";

impl Composer<'_> {
    /// The report's name, whose it is and of when, above the first heading.
    pub(super) fn masthead(&mut self, report: &Report) -> Piece {
        let width = self.style.width();
        let mut piece = Piece { keep: Keep::WithNext, ..Piece::default() };
        let rows = [
            (&report.title, style::MASTHEAD, joined(&[&report.label, &report.date])),
            (&report.subject, style::CELL, report.author.clone()),
        ];
        for (left, letter, right) in rows {
            let right = self.typesetter.line(style::NOTE, &right, width * 0.45);
            let left = self.typesetter.line(letter, left, width - right.width - APART);
            let baseline = piece.height + style::MASTHEAD.baseline();
            for (line, x) in [(left, 0.0), (right.clone(), width - right.width)] {
                if line.glyphs.is_empty() {
                    continue;
                }
                let node = self.tree.add(Tag::Paragraph, None);
                let mut marks = Vec::new();
                line.put(Point::new(x, baseline), &mut marks);
                piece.marks.extend(marks.into_iter().map(|mark| mark.of(node)));
            }
            piece.height += style::MASTHEAD.leading;
        }
        piece.height += 8.0;
        let rule = Path::line(Point::new(0.0, piece.height), Point::new(width, piece.height));
        piece.marks.push(Mark::stroke(rule, Ink::Metal, style::HEAD_RULE));
        piece
    }

    /// Stacks each sheet's pieces into a page with its foot, and resolves links and bookmarks.
    pub(super) fn pages(mut self, report: &Report, sheets: Vec<Vec<Piece>>) -> Pages {
        let margin = self.style.margin;
        let height = self.style.height();
        let sheets: Vec<Piece> = sheets
            .into_iter()
            .map(|mut sheet| {
                lower_the_last(&mut sheet, height);
                piece::stack(sheet, &self.frames)
            })
            .collect();
        let mut outline = Vec::new();
        let mut anchors = BTreeMap::new();
        for (page, sheet) in sheets.iter().enumerate() {
            for bookmark in &sheet.bookmarks {
                let top = bookmark.top + margin;
                if let Some(anchor) = &bookmark.anchor {
                    anchors.insert(anchor.clone(), (page, top));
                }
                outline.push(Bookmark { level: bookmark.level, title: bookmark.title.clone(), page, top });
            }
        }
        let count = sheets.len();
        let mut pages = Vec::with_capacity(count);
        for (index, sheet) in sheets.into_iter().enumerate() {
            let mut page = Page { marks: sheet.marks, links: Vec::new() };
            page.marks.iter_mut().for_each(|mark| mark.shift(margin, margin));
            for link in sheet.links {
                if let Some((target, top)) = anchors.get(&link.goes_to) {
                    let mut rect = link.rect;
                    rect.x += margin;
                    rect.y += margin;
                    page.links.push(Link {
                        rect,
                        page: *target,
                        top: *top,
                        node: link.node,
                        text: link.text,
                    });
                }
            }
            if index > 0 || report.cover == Cover::None {
                self.foot(report, index + 1, count, &mut page);
            }
            pages.push(page);
        }
        let nodes = self.tree.into_nodes();
        Pages { paper: self.style.paper, pages, nodes, outline, warnings: self.typesetter.into_warnings() }
    }

    fn foot(&mut self, report: &Report, number: usize, count: usize, page: &mut Page) {
        let (margin, width) = (self.style.margin, self.style.width());
        let height = self.style.paper.height();
        let rule = height - margin + 14.0;
        let line = Path::line(Point::new(margin, rule), Point::new(margin + width, rule));
        page.marks.push(Mark::stroke(line, Ink::Rule, style::HAIRLINE));
        let words = joined(&[&report.subject, &report.label, &report.footer.note]);
        let right =
            self.typesetter.line(style::FOOTER, &report.footer.page_words(number, count), width * 0.4);
        let left = self.typesetter.line(style::FOOTER, &words, width - right.width - APART);
        let baseline = rule + style::FOOTER.leading + 2.0;
        left.put(Point::new(margin, baseline), &mut page.marks);
        right.put(Point::new(margin + width - right.width, baseline), &mut page.marks);
    }
}

/// Moves a page's last piece down to the foot, if it belongs there.
fn lower_the_last(sheet: &mut [Piece], height: f32) {
    let used: f32 = sheet
        .iter()
        .enumerate()
        .map(|(index, piece)| piece.height + if index == 0 { 0.0 } else { piece.before })
        .sum();
    if let [_, .., last] = sheet
        && last.foot
    {
        last.before += (height - used).max(0.0);
    }
}

/// Joins what is not empty.
fn joined(parts: &[&String]) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join(BETWEEN)
}
