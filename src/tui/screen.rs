//! The screens: what each remembers, how it changes, and what stands on it.

pub mod actions;
pub mod area;
pub mod export;
pub mod find;
pub mod head;
pub mod help;
pub mod home;
pub mod leave;
pub mod overview;
pub mod question;
pub mod result;
pub mod review;
pub mod start;
pub mod what_if;
pub mod why;
pub mod years;

use crate::questionnaire::AreaIndex;

/// The screen in view. Help and the question whether to leave stand over one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Home,
    Start,
    Question,
    Overview,
    Review,
    Result,
    Area(AreaIndex),
    Actions,
    WhatIf,
    /// How the overall score came about.
    Why,
    Years,
    Export,
}
