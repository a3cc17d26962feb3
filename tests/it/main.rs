//! Tests of the whole program: one binary, one file for each subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "the savers of the kill tests speak to the test that started them")]

mod architecture;
mod bad_answers;
mod bad_input;
mod bad_surroundings;
mod benchmark;
mod brand;
mod charts;
mod commands;
mod compare;
mod definitions;
mod docs;
mod doctor;
mod editing;
mod exports;
mod flow;
mod fonts;
mod help_languages;
mod hostile_text;
mod kill;
mod languages;
mod leaving;
mod line_by_line;
mod main_job;
mod names;
mod pages;
mod pdf;
mod plan;
mod program;
mod properties;
mod report_edges;
mod report_language;
mod report_structure;
mod report_texts;
mod result_screen;
mod rounds;
mod scoring;
mod second_look;
mod settings;
mod shells;
mod spoken;
mod suite;
mod tapes;
mod targets;
mod terminal;
mod translations;
mod trash;
mod twins;
mod web_page;
mod what_if;
mod whole_screen;
