//! Tests of the whole program: one binary, one file for each subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "the savers of the kill tests speak to the test that started them")]

mod architecture;
mod bad_answers;
mod bad_input;
mod bad_surroundings;
mod brand;
mod commands;
mod definitions;
mod docs;
mod exports;
mod hostile_text;
mod kill;
mod leaving;
mod main_job;
mod pages;
mod program;
mod properties;
mod scoring;
mod suite;
mod terminal;
mod twins;
mod web_page;
mod what_if;
