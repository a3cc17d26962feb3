//! A questionnaire engine: from a YAML file and a person's answers to scores, leaks and a report.
//!
//! The modules stand in layers, lowest first; each uses those below it and never one above it.
//! ARCHITECTURE.md draws the whole house.

// Ground: knows nothing about questionnaires.
pub mod text;

// The definition.
pub mod questionnaire;

// A person answering.
pub mod assessment;

// From answers to numbers, and from numbers to what they say.
pub mod findings;
pub mod scoring;

// The rim, inward: what a person meets.
pub mod tui;
