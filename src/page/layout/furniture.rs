//! What stands on pages beside the text: the masthead of the first one, the foot of each.

use std::collections::BTreeMap;

use super::piece::{self, Goal, Piece};
use super::signature::Signature;
use super::{Composer, Keep};
use crate::page::path::Path;
use crate::page::style;
use crate::page::tag::Tag;
use crate::page::{Bookmark, Ink, Link, Mark, Page, Pages, Point, Target};
use crate::report::{Cover, Report};

/// The space between the texts on the left and on the right of a line.
pub(super) const APART: f32 = 16.0;
const BETWEEN: &str = "  \u{b7}  ";

impl Composer<'_> {
    /// The report's name, whose it is and of when, above the first heading; the logo on their right.
    pub(super) fn masthead(&mut self, report: &Report) -> Piece {
        let width = self.style.width();
        let mut piece = Piece { keep: Keep::WithNext, ..Piece::default() };
        let mut room = width;
        let mut logo_height = 0.0;
        if let Some(logo) = self.style.logo.clone() {
            let (logo_width, height) = logo.size(style::MASTHEAD_LOGO);
            let node = self.tree.add(Tag::Figure { alt: logo.alt.clone() }, None);
            let marks = logo.marks(Point::new(width - logo_width, 0.0), style::MASTHEAD_LOGO);
            piece.marks.extend(marks.into_iter().map(|mark| mark.of(node)));
            room -= logo_width + APART;
            logo_height = height;
        }
        let (title, subject) = (report.title.clone(), report.subject.clone());
        let mut rows = match self.style.logo {
            None => vec![
                (title, style::MASTHEAD, joined(&[&report.label, &report.date])),
                (subject, style::CELL, report.author.clone()),
            ],
            // The logo has the place on the right.
            Some(_) => vec![
                (title, style::MASTHEAD, String::new()),
                (subject, style::CELL, String::new()),
                (joined(&[&report.label, &report.date, &report.author]), style::NOTE, String::new()),
            ],
        };
        // The foot of each page says it too, but is not read aloud.
        if !report.footer.note.trim().is_empty() {
            rows.push((report.footer.note.clone(), style::NOTE, String::new()));
        }
        rows.retain(|(left, _, right)| !left.trim().is_empty() || !right.trim().is_empty());
        for (left, letter, right) in rows {
            let right = self.typesetter.line(style::NOTE, &right, room * 0.45);
            let left = self.typesetter.line(letter, &left, room - right.width - APART);
            let baseline = piece.height + style::MASTHEAD.baseline();
            for (line, x) in [(left, 0.0), (right.clone(), room - right.width)] {
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
        piece.height = piece.height.max(logo_height) + 8.0;
        let rule = Path::line(Point::new(0.0, piece.height), Point::new(width, piece.height));
        piece.marks.push(Mark::stroke(rule, Ink::HeadRule, style::HEAD_RULE));
        piece
    }

    /// Stacks each sheet's pieces into a page with its foot, and resolves links and bookmarks.
    pub(super) fn pages(
        mut self,
        report: &Report,
        sheets: Vec<Vec<Piece>>,
        signature: Option<&Signature>,
    ) -> Pages {
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
                let to = match link.goes_to {
                    Goal::Anchor(anchor) => {
                        anchors.get(&anchor).map(|(page, top)| Target::Place { page: *page, top: *top })
                    }
                    Goal::Website(address) => Some(Target::Website(address)),
                };
                let mut rect = link.rect;
                rect.x += margin;
                rect.y += margin;
                page.links.extend(to.map(|to| Link { rect, to, node: link.node, text: link.text }));
            }
            if index > 0 || report.cover == Cover::None {
                self.foot(report, index + 1, count, signature, &mut page);
            }
            pages.push(page);
        }
        let nodes = self.tree.into_nodes();
        Pages {
            paper: self.style.paper,
            palette: self.style.palette,
            pages,
            nodes,
            outline,
            warnings: self.typesetter.into_warnings(),
        }
    }

    fn foot(
        &mut self,
        report: &Report,
        number: usize,
        count: usize,
        signature: Option<&Signature>,
        page: &mut Page,
    ) {
        let (margin, width) = (self.style.margin, self.style.width());
        let height = self.style.paper.height();
        // A second line moves the first one up, so that both stay where printers can print.
        let rule = height - margin + if signature.is_none() { 14.0 } else { 8.0 };
        let line = Path::line(Point::new(margin, rule), Point::new(margin + width, rule));
        page.marks.push(Mark::stroke(line, Ink::Rule, style::HAIRLINE));
        let right =
            self.typesetter.line(style::FOOTER, &report.footer.page_words(number, count), width * 0.4);
        let room = width - right.width - APART;
        let baseline = rule + style::FOOTER.leading + 2.0;
        // Whatever else is too long, the note is said in full where that is possible.
        let note = match report.footer.note.trim() {
            "" => None,
            note => Some(self.typesetter.line(style::FOOTER, note, room * 0.8)),
        };
        // A page that got lost among others is known by its foot.
        let name = if report.subject.trim().is_empty() { &report.title } else { &report.subject };
        let words = joined(&[name, &report.label]);
        let rest = note.as_ref().map_or(room, |note| room - note.width - APART);
        let left = self.typesetter.line(style::FOOTER, &words, rest);
        left.put(Point::new(margin, baseline), &mut page.marks);
        if let Some(note) = note {
            let dot = self.typesetter.line(style::FOOTER, "\u{b7}", APART);
            let mut x = margin;
            if 0.0 < left.width {
                dot.put(Point::new(x + left.width + (APART - dot.width) / 2.0, baseline), &mut page.marks);
                x += left.width + APART;
            }
            note.put(Point::new(x, baseline), &mut page.marks);
        }
        right.put(Point::new(margin + width - right.width, baseline), &mut page.marks);
        if let Some(signature) = signature {
            let at = Point::new(margin, baseline + style::FOOTER.leading - 1.0);
            signature.put(at, number == 1, page);
        }
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
