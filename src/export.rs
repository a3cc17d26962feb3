//! What leaves the program: pages as PDF and SVG, scores as JSON.

pub mod json;
pub mod pdf;
pub mod png;
pub mod svg;
