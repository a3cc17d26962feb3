//! What wakes the loop, and who listens for it: threads that read the keyboard and wait for signals.

use std::io;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;

use crossterm::event;

use crate::tui::app::News;
use crate::tui::tape::Step;
use crate::tui::terminal;

/// What wakes the loop.
pub(in crate::tui) enum Wake {
    Input(Step),
    /// No more input will come.
    InputGone,
    #[cfg_attr(not(unix), allow(dead_code, reason = "signals are a thing of unix"))]
    Signal(u8),
    /// The program goes on, after others had stopped it.
    #[cfg_attr(not(unix), allow(dead_code, reason = "signals are a thing of unix"))]
    CalledBack,
    News(Box<News>),
    WriterGone,
}

/// What reads the keyboard: where keys go, and that the next one is wanted.
pub(super) struct Keyboard {
    pub sender: Sender<Wake>,
    pub wanted: Receiver<()>,
}

/// After each key, the next is read only when that one was dealt with: it may have led into an editor, and then
/// the keyboard is not ours.
pub(super) fn read_input(keyboard: Keyboard) {
    let Keyboard { sender, wanted } = keyboard;
    thread::spawn(move || {
        loop {
            let wake = match event::read().map(Step::of) {
                Ok(Some(step)) => Wake::Input(step),
                Ok(None) => continue,
                Err(_) => Wake::InputGone,
            };
            let is_last = matches!(wake, Wake::InputGone);
            let is_key = matches!(wake, Wake::Input(Step::Press(_)));
            if sender.send(wake).is_err() || is_last || (is_key && wanted.recv().is_err()) {
                return;
            }
        }
    });
}

#[cfg(unix)]
pub(super) fn listen_for_signals(sender: &Sender<Wake>) -> io::Result<()> {
    use signal_hook::consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGCONT, SIGHUP, SIGINT, SIGTERM])?;
    let sender = sender.clone();
    thread::spawn(move || {
        for signal in signals.forever() {
            // Ctrl-C in an editor is meant for the editor. Who is called back without the terminal has given it away,
            // and takes it again in its own time.
            if [SIGCONT, SIGINT].contains(&signal) && !terminal::is_ours() {
                continue;
            }
            let wake = match signal {
                SIGCONT => Wake::CalledBack,
                SIGHUP => Wake::Signal(129),
                SIGINT => Wake::Signal(130),
                _ => Wake::Signal(143),
            };
            if sender.send(wake).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn listen_for_signals(_sender: &Sender<Wake>) -> io::Result<()> {
    Ok(())
}
