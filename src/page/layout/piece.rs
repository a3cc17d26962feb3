//! A strip of a column that is never cut, and how strips are stacked.

use crate::page::path::Path;
use crate::page::tag::NodeId;
use crate::page::{Ink, Mark, Rect};
use crate::report::Tone;

/// A strip of a column. Its marks count from its own top edge and from the left margin.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    pub(super) height: f32,
    /// The space above; dropped where the piece begins a page.
    pub(super) before: f32,
    pub(super) keep: Keep,
    /// Whether something begins here that is read as one: a page is better ended before it than within.
    pub(super) begins: bool,
    /// Stands at the foot of its page when nothing follows there.
    pub(super) foot: bool,
    /// Begins a page of its own.
    pub(super) new_page: bool,
    pub(super) marks: Vec<Mark>,
    pub(super) links: Vec<PendingLink>,
    pub(super) bookmarks: Vec<PendingBookmark>,
    /// The frame this piece stands in, as its place in the composer's list.
    pub(super) frame: Option<usize>,
    /// Whether the frame's lower edge is this piece's: elsewhere the frame goes on on the next page.
    pub(super) ends_frame: bool,
    /// The table head to show again where this piece begins a page.
    pub(super) head: Option<usize>,
}

/// Whether a page may end after a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Keep {
    #[default]
    Free,
    WithNext,
    /// Better not, unless too much of the page would stay empty.
    IfNeeded,
}

/// A link whose target is known once the pages are.
#[derive(Debug, Clone)]
pub(super) struct PendingLink {
    pub(super) rect: Rect,
    pub(super) goes_to: Goal,
    pub(super) node: NodeId,
    pub(super) text: String,
}

/// Where a link is to lead.
#[derive(Debug, Clone)]
pub(super) enum Goal {
    /// To a section, named by its anchor; a link to one that is not there becomes none.
    Anchor(String),
    /// To an address out of the report.
    Website(String),
}

#[derive(Debug, Clone)]
pub(super) struct PendingBookmark {
    pub(super) level: u8,
    pub(super) title: String,
    pub(super) anchor: Option<String>,
    /// Below the piece's top edge.
    pub(super) top: f32,
}

/// A ground behind consecutive pieces, with a stripe that shows how grave its subject is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) stripe: Option<Tone>,
}

impl Frame {
    pub(super) const STRIPE: f32 = 4.0;
    /// The space below the last line where a frame goes on on the next page.
    const CUT: f32 = 6.0;

    fn marks(&self, top: f32, bottom: f32) -> Vec<Mark> {
        let height = bottom - top;
        let ground = Path::rectangle(Rect::new(self.x, top, self.width, height));
        let mut marks = vec![Mark::fill(ground, Ink::Ground)];
        if let Some(tone) = self.stripe {
            let stripe = Path::rectangle(Rect::new(self.x, top, Frame::STRIPE, height));
            marks.push(Mark::fill(stripe, Ink::Band(tone)));
        }
        marks
    }
}

impl Piece {
    /// Makes every mark that has no node yet part of `node`.
    pub(super) fn tag(&mut self, node: NodeId) {
        for mark in &mut self.marks {
            mark.node = mark.node.or(Some(node));
        }
    }

    /// Takes over another piece's marks, `down` below this one's top edge.
    pub(super) fn absorb(&mut self, other: Piece, down: f32) {
        self.marks.extend(other.marks.into_iter().map(|mut mark| {
            mark.shift(0.0, down);
            mark
        }));
        self.links.extend(other.links.into_iter().map(|mut link| {
            link.rect.y += down;
            link
        }));
        self.bookmarks.extend(other.bookmarks.into_iter().map(|mut bookmark| {
            bookmark.top += down;
            bookmark
        }));
    }
}

/// Stacks pieces into one, frames behind them.
pub(super) fn stack(pieces: Vec<Piece>, frames: &[Frame]) -> Piece {
    let mut whole = Piece::default();
    let mut open: Option<OpenFrame> = None;
    let mut ends = true;
    for (index, piece) in pieces.into_iter().enumerate() {
        let before = if index == 0 { 0.0 } else { piece.before };
        if open.as_ref().map(|open| open.frame) != piece.frame {
            if let Some(open) = open.take() {
                open.close(&mut whole, frames);
            }
            open = piece.frame.map(|frame| OpenFrame {
                frame,
                top: whole.height + before,
                first_mark: whole.marks.len(),
            });
        }
        let top = whole.height + before;
        whole.height = top + piece.height;
        ends = piece.ends_frame;
        whole.absorb(piece, top);
    }
    if let Some(open) = open {
        whole.height += if ends { 0.0 } else { Frame::CUT };
        open.close(&mut whole, frames);
    }
    whole
}

/// A frame whose lower edge is not reached yet.
struct OpenFrame {
    frame: usize,
    top: f32,
    /// Where among the marks its ground belongs, so that it lies behind what it frames.
    first_mark: usize,
}

impl OpenFrame {
    fn close(self, whole: &mut Piece, frames: &[Frame]) {
        if let Some(frame) = frames.get(self.frame) {
            let ground = frame.marks(self.top, whole.height);
            whole.marks.splice(self.first_mark..self.first_mark, ground);
        }
    }
}
