//! What leaves the program: pages as PDF and SVG.

pub mod pdf;
pub mod svg;
