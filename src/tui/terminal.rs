//! The terminal taken and given back, exactly once, however the program ends.

use std::io::{self, Write, stdout};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{execute, queue};

/// Whether the terminal is ours now. Whoever turns it to false gives it back.
static TAKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Gives the terminal back when it goes out of scope, on every way out.
pub struct Guard(());

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Takes the terminal: raw keys, a screen of our own, paste as one piece, and the mouse if wanted.
pub fn take(mouse: bool) -> io::Result<Guard> {
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // First, so that the message is read on an ordinary screen.
            restore();
            before(panic);
        }));
    });
    let guard = Guard(());
    enter(mouse)?;
    Ok(guard)
}

/// Takes it again, after the program was suspended.
pub fn enter(mouse: bool) -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    if mouse { set_mouse(true) } else { Ok(()) }
}

/// Gives it back; a second call does nothing. Nothing can be done here about a terminal that is gone.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    let given_back = set_mouse(false)
        .and_then(|()| queue!(out, DisableBracketedPaste, Show, LeaveAlternateScreen))
        .and_then(|()| out.flush());
    drop(given_back);
    drop(disable_raw_mode());
}

/// Whether it is ours, and not with the shell or an editor.
pub fn is_ours() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Asks the terminal to put a text on the clipboard, wherever that is (OSC 52). Nothing tells whether it did.
pub fn copy(text: &str) -> io::Result<()> {
    let mut out = stdout();
    write!(out, "\x1b]52;c;{}\x07", base64(text.as_bytes()))?;
    out.flush()
}

/// Bytes as the letters that the clipboard's escape wants (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = LETTERS.get((group >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'=');
            text.push(if at <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

/// Clicks and the wheel only: reports of every movement would wake the program for nothing.
#[cfg(unix)]
pub fn set_mouse(on: bool) -> io::Result<()> {
    let mut out = stdout();
    out.write_all(if on { b"\x1b[?1000h\x1b[?1006h" } else { b"\x1b[?1006l\x1b[?1000l" })?;
    out.flush()
}

#[cfg(not(unix))]
pub fn set_mouse(on: bool) -> io::Result<()> {
    use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
    if on { execute!(stdout(), EnableMouseCapture) } else { execute!(stdout(), DisableMouseCapture) }
}

/// Stops the program until the shell's `fg`, and with it the script that it was started from: else the script
/// would wait for it, and nobody would get the shell back.
#[cfg(unix)]
pub fn suspend(mouse: bool) -> io::Result<()> {
    use rustix::process::{Signal, kill_current_process_group};
    restore();
    kill_current_process_group(Signal::TSTP)?;
    enter(mouse)
}

/// Takes it again, after the program was stopped by others and called back: it could give nothing back, and the
/// shell has set what it needs itself.
pub fn retake(mouse: bool) -> io::Result<()> {
    disable_raw_mode()?;
    enter(mouse)
}

/// There is no such thing here.
#[cfg(not(unix))]
pub fn suspend(_mouse: bool) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::base64;

    /// The examples of the RFC, and a text that is not ASCII.
    #[test]
    fn as_the_rfc_says() {
        let pairs = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("ü→", "w7zihpI="),
        ];
        for (text, want) in pairs {
            assert_eq!(base64(text.as_bytes()), want);
        }
    }
}
