//! A questionnaire engine: from a YAML file and a person's answers to scores, leaks and a report.
//!
//! The modules stand in layers, lowest first; each uses those below it and never one above it.
//! ARCHITECTURE.md draws the whole house.

// Ground: knows nothing about questionnaires.
pub mod clock;
pub mod diagnostic;
pub mod language;
pub mod source;
pub mod text;
pub mod words;

// The definition.
pub mod questionnaire;

// A person answering.
pub mod assessment;

// From answers to numbers, and from numbers to what they say.
pub mod benchmark;
pub mod comparison;
pub mod findings;
pub mod scoring;

// What is said, then where it stands.
pub mod page;
pub mod report;
pub mod summary;

// Outward: files and documents.
pub mod answers_file;
pub mod brand;
pub mod export;
pub mod store;

// Inward: what a person meets.
pub mod cli;
pub mod plain;
pub mod tui;
