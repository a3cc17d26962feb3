//! `completions`: the script by which a shell completes commands, options and their values.

use super::Session;
use super::args::Completions;
use super::exit::{Exit, Trouble};
use super::help;
use super::output::print;

pub(super) fn run(session: &Session, completions: &Completions) -> Result<Exit, Trouble> {
    let mut script = Vec::new();
    let mut command = help::described(session.spoken);
    clap_complete::generate(completions.shell, &mut command, "leaky-bucket", &mut script);
    print(&script)
}
