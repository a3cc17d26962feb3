//! What leaves the program: pages as PDF and SVG, the same report as a web page, as Markdown and as plain
//! text, scores as JSON, answers and scores as tables.

pub mod benchmark;
pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;
pub mod pdf;
pub mod plain_answers;
pub mod plain_text;
pub mod plan;
pub mod png;
pub mod records;
mod section_ids;
pub mod svg;
pub mod xlsx;
