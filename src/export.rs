//! What leaves the program: pages as PDF and SVG, scores as JSON, answers and scores as tables.

pub mod csv;
pub mod json;
pub mod pdf;
pub mod plain_answers;
pub mod records;
pub mod svg;
pub mod xlsx;
