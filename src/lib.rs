pub mod export;
pub mod page;
pub mod report;
pub mod text;
