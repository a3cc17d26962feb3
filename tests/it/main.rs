//! The tests that look at the whole: one binary, one file for each subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod architecture;
mod definitions;
mod docs;
mod suite;
