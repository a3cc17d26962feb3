//! Parts that several screens are made of.

pub mod bar;
pub mod bucket;
pub mod choices;
pub mod dialog;
pub mod hints;
pub mod text_box;
