//! `completions`: the script by which a shell completes commands, options and their values.

use clap::CommandFactory;

use super::args::{Arguments, Completions};
use super::exit::{Exit, Trouble};
use super::output::print;

pub(super) fn run(completions: &Completions) -> Result<Exit, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut Arguments::command(), "leaky-bucket", &mut script);
    print(&script)
}
