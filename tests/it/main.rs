//! Tests of the whole program: one binary, one file for each subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod architecture;
mod definitions;
mod docs;
mod kill;
mod properties;
mod scoring;
mod suite;
mod terminal;
