//! One binary for all that is tested from outside; it links once.

mod properties;
mod scoring;
