//! A logo: a picture of pixels or outlines with colours of its own, to be placed wherever there is room.

use std::sync::Arc;

use super::palette::Color;
use super::path::Path;
use super::{Image, Ink, Mark, Point, Rect, Shape};

#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// What it says to a reader who cannot see it.
    pub alt: String,
    pub picture: Picture,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    Pixels(Arc<Raster>),
    Outlines(Drawing),
}

/// A picture as pixels, row by row from the top.
#[derive(Clone, PartialEq, Eq)]
pub struct Raster {
    /// In pixels, at least 1.
    pub width: u32,
    pub height: u32,
    /// Red, green and blue of each pixel.
    pub colors: Vec<u8>,
    /// How much of each pixel can be seen, from 0 to 255; `None` when all of it.
    pub opacity: Option<Vec<u8>>,
}

/// Filled outlines in a box of their own, to be painted in this order.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    pub width: f32,
    pub height: f32,
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub path: Path,
    pub color: Color,
}

impl Logo {
    /// Returns the width and height in points of the logo, as large as fits in a room.
    pub fn size(&self, (width, height): (f32, f32)) -> (f32, f32) {
        let (own_width, own_height) = match &self.picture {
            Picture::Pixels(raster) => (raster.width as f32, raster.height as f32),
            Picture::Outlines(drawing) => (drawing.width, drawing.height),
        };
        let scale = (width / own_width).min(height / own_height);
        (own_width * scale, own_height * scale)
    }

    /// Draws the logo with its top left corner at a point, as large as fits in a room.
    pub fn marks(&self, at: Point, room: (f32, f32)) -> Vec<Mark> {
        let (width, height) = self.size(room);
        match &self.picture {
            Picture::Pixels(raster) => {
                let place = Rect::new(at.x, at.y, width, height);
                let image = Image { place, raster: Arc::clone(raster) };
                vec![Mark { node: None, shape: Shape::Image(image) }]
            }
            Picture::Outlines(drawing) => {
                let scale = width / drawing.width;
                let placed = drawing.parts.iter().map(|part| {
                    let mut path = part.path.clone();
                    path.scale(scale);
                    path.shift(at.x, at.y);
                    Mark::fill(path, Ink::Own(part.color))
                });
                placed.collect()
            }
        }
    }
}

impl Raster {
    /// Returns a pixel's colour and how much of it can be seen; beyond the last, white that cannot be.
    pub fn pixel(&self, index: usize) -> (Color, u8) {
        let Some([red, green, blue]) = self.colors.get(3 * index..3 * index + 3) else {
            return (Color::hex(0xFF_FFFF), 0);
        };
        let opacity = match &self.opacity {
            Some(opacity) => opacity.get(index).copied().unwrap_or(0),
            None => 255,
        };
        (Color { red: *red, green: *green, blue: *blue }, opacity)
    }

    pub fn pixels(&self) -> impl Iterator<Item = (Color, u8)> {
        (0..self.colors.len() / 3).map(|index| self.pixel(index))
    }
}

impl std::fmt::Debug for Raster {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A million pixels would tell nobody anything.
        out.debug_struct("Raster").field("width", &self.width).field("height", &self.height).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logo(width: f32, height: f32) -> Logo {
        let path = Path::rectangle(Rect::new(0.0, 0.0, width, height));
        let parts = vec![Part { path, color: Color::hex(0x123456) }];
        Logo { alt: String::new(), picture: Picture::Outlines(Drawing { width, height, parts }) }
    }

    #[track_caller]
    fn check(own: (f32, f32), want: Rect) {
        let marks = logo(own.0, own.1).marks(Point::new(10.0, 20.0), (140.0, 36.0));
        let bounds = marks[0].bounds();
        let near = |one: f32, two: f32| (one - two).abs() < 0.01;
        assert!(near(bounds.x, want.x) && near(bounds.y, want.y), "{bounds:?}");
        assert!(near(bounds.width, want.width) && near(bounds.height, want.height), "{bounds:?}");
    }

    #[test]
    fn a_wide_logo_is_as_wide_as_the_room() {
        check((700.0, 100.0), Rect::new(10.0, 20.0, 140.0, 20.0));
    }

    #[test]
    fn a_high_logo_is_as_high_as_the_room() {
        check((10.0, 20.0), Rect::new(10.0, 20.0, 18.0, 36.0));
    }
}
