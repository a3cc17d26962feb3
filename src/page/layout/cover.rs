//! The cover: what the report is, whose, and of when. Page one follows it and stands alone.

use super::piece::{Goal, Keep, PendingLink, Piece};
use super::text::line_piece;
use super::{Composer, Strip};
use crate::page::path::Path;
use crate::page::style::{self, Letter};
use crate::page::tag::Tag;
use crate::page::typesetter::Line;
use crate::page::{Ink, Mark, Pen, Point, Rect};
use crate::report::{Footer, Report};
use crate::text;

/// How far down the page the title begins, as a part of its height. The space above is a logo's.
const TITLE: f32 = 0.3;
/// The longest lines of a cover, as a part of the page's width.
const MEASURE: f32 = 0.82;

impl Composer<'_> {
    /// A page that holds nothing but the report's name.
    pub(super) fn cover(&mut self, report: &Report) -> Piece {
        let (width, height) = (self.style.width(), self.style.height());
        let strip = Strip { x: 0.0, width: width * MEASURE };
        let mut cover = Piece { height, keep: Keep::Free, begins: true, new_page: true, ..Piece::default() };
        let mut top = height * TITLE;
        if let Some(logo) = self.style.logo.clone() {
            let node = self.tree.add(Tag::Figure { alt: logo.alt.clone() }, None);
            let marks = logo.marks(Point::new(0.0, 0.0), style::COVER_LOGO);
            cover.marks.extend(marks.into_iter().map(|mark| mark.of(node)));
        }
        let rule = Path::line(Point::new(0.0, top - 24.0), Point::new(72.0, top - 24.0));
        cover.marks.push(Mark::stroke(rule, Ink::Accent, Pen::solid(4.0)));
        let title = self.cover_title(&report.title, strip);
        self.cover_words(&report.title, title, strip, &mut top, &mut cover);
        top += 10.0;
        if report.subject != report.title {
            self.cover_words(&report.subject, style::COVER_SUBJECT, strip, &mut top, &mut cover);
        }
        self.cover_words(&report.label, style::COVER_SUBJECT.ink(Ink::Muted), strip, &mut top, &mut cover);
        top += 24.0;
        self.cover_words(&report.date, style::BODY, strip, &mut top, &mut cover);
        self.cover_words(&report.author, style::BODY, strip, &mut top, &mut cover);
        // Whose it is and who may read it stand at the foot; a long text above pushes them no further than the
        // page's end.
        let footer = &report.footer;
        let foot_lines = [&footer.note, &footer.own, &footer.website];
        let count: usize =
            foot_lines.iter().map(|words| self.cover_lines(words, style::NOTE, strip).len()).sum();
        let mut foot = (height - count as f32 * style::NOTE.leading).max(top);
        self.cover_words(&footer.note, style::NOTE, strip, &mut foot, &mut cover);
        self.cover_words(&footer.own, style::NOTE, strip, &mut foot, &mut cover);
        self.cover_website(&report.footer, strip, &mut foot, &mut cover);
        cover.height = height.max(foot);
        cover
    }

    /// Returns the letters of the title: as large as they may be, and smaller where its longest word asks for it.
    fn cover_title(&mut self, title: &str, strip: Strip) -> Letter {
        /// The smallest a title is set, as a part of its usual size. A word that is wider even so is broken.
        const SMALLEST: f32 = 0.6;
        let letter = style::COVER_TITLE;
        let widest = self.typesetter.widest_word(letter, &text::clean(title));
        let scale = (strip.width / widest.max(f32::MIN_POSITIVE)).clamp(SMALLEST, 1.0);
        Letter { size: letter.size * scale, leading: letter.leading * scale, ..letter }
    }

    /// A text of the cover in lines of like length; none of a text that is empty.
    fn cover_lines(&mut self, words: &str, letter: Letter, strip: Strip) -> Vec<Line> {
        /// A name longer than this is a text, and stands on page one in full.
        const LINES: usize = 4;
        let words = text::clean(words);
        if words.trim().is_empty() {
            return Vec::new();
        }
        let lines = self.typesetter.balanced_lines(letter, &words, strip.width);
        match lines.len() <= LINES {
            true => lines,
            false => self.typesetter.lines_at_most(letter, &words, strip.width, LINES),
        }
    }

    fn cover_words(&mut self, words: &str, letter: Letter, strip: Strip, top: &mut f32, cover: &mut Piece) {
        let lines = self.cover_lines(words, letter, strip);
        if lines.is_empty() {
            return;
        }
        let node = self.tree.add(Tag::Paragraph, None);
        for line in lines {
            let mut piece = line_piece(&line, strip.x);
            piece.tag(node);
            cover.absorb(piece, *top);
            *top += letter.leading;
        }
    }

    /// The website, as a link if it is the address of one and stands there whole.
    fn cover_website(&mut self, footer: &Footer, strip: Strip, top: &mut f32, cover: &mut Piece) {
        let lines = self.cover_lines(&footer.website, style::NOTE, strip);
        let (Some(address), [line]) = (footer.address(), lines.as_slice()) else {
            return self.cover_words(&footer.website, style::NOTE, strip, top, cover);
        };
        let paragraph = self.tree.add(Tag::Paragraph, None);
        let node = self.tree.add(Tag::Link, Some(paragraph));
        let mut piece = line_piece(line, strip.x);
        piece.tag(node);
        piece.links.push(PendingLink {
            rect: Rect::new(strip.x, 0.0, line.width, piece.height),
            goes_to: Goal::Website(address),
            node,
            text: footer.website.trim().to_owned(),
        });
        cover.absorb(piece, *top);
        *top += style::NOTE.leading;
    }
}
