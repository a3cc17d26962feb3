//! One binary for all that is tested from outside; it links once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has found something")]

mod properties;
mod scoring;
