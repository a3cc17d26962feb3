//! Tests of the whole program, one file for each subject.

mod kill;
mod terminal;
