//! Tests of the whole program: one binary, one file for each subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod architecture;
mod bad_input;
mod commands;
mod definitions;
mod docs;
mod hostile_text;
mod kill;
mod program;
mod suite;
mod terminal;
