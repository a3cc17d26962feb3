//! The terminal: screens, keys, and the loop between them.
//!
//! [`App`] holds the state; `update` and `view` are pure. [`runtime`] is the only part that reads
//! keys, draws frames and speaks with the [`Desk`].

pub mod action;
pub mod app;
pub mod desk;
pub mod draft;
pub mod finder;
pub mod glance;
pub mod input;
pub mod keymap;
pub mod keys;
pub mod moving;
pub mod page;
pub mod runtime;
pub mod screen;
pub mod sheet;
pub mod sitting;
mod stage;
pub mod standing;
pub mod tape;
pub mod terminal;
pub mod theme;
pub mod widget;
mod writer;

pub use app::{App, Effect, News};
pub use desk::{Beginning, Desk, Form, Opened, Pen, Saved, Written};
pub use glance::Glance;
pub use runtime::{End, Lost, Opening, Played, Settings, replay, run};
pub use tape::{Recorder, Tape};

pub use crate::text::wrap;
