//! Files opened with the program that the system has for them.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// The way a system opens files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Windows,
    Mac,
    /// Every other, with what tells whether there is a display.
    Unix {
        has_display: bool,
    },
}

impl System {
    /// The one we run on.
    fn here() -> System {
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        match (cfg!(windows), cfg!(target_os = "macos")) {
            (true, _) => System::Windows,
            (false, true) => System::Mac,
            (false, false) => System::Unix { has_display: is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") },
        }
    }

    /// The program that opens a file, with its arguments; `None` where nobody could see it.
    fn opener(self, file: &Path) -> Option<Vec<OsString>> {
        let file = file.as_os_str().to_owned();
        match self {
            // Unlike `start` it reads nothing in the name as its own.
            System::Windows => Some(vec!["explorer".into(), file]),
            System::Mac => Some(vec!["open".into(), file]),
            System::Unix { has_display: true } => Some(vec!["xdg-open".into(), file]),
            System::Unix { has_display: false } => None,
        }
    }
}

/// Opens a file, and does not wait for it. Returns whether a program was started for it.
pub(super) fn open(file: &Path) -> bool {
    // The name might begin like an option; a whole path does not.
    let Ok(file) = std::path::absolute(file) else { return false };
    System::here().opener(&file).is_some_and(|words| start(&words).is_ok())
}

/// Starts a program that has nothing to do with our terminal and outlives us.
fn start(words: &[OsString]) -> io::Result<()> {
    let Some((program, arguments)) = words.split_first() else { return Err(io::ErrorKind::NotFound.into()) };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Ctrl-C and the end of our terminal are not meant for it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    // Somebody has to hear of its end, or the system keeps a place for it as long as we run.
    thread::spawn(move || drop(child.wait()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(system: System, want: Option<&str>) {
        let opener = system.opener(Path::new("/reports/a b.pdf"));
        let words = opener.map(|words| words.join(std::ffi::OsStr::new("|")).into_string().unwrap());
        assert_eq!(words.as_deref(), want);
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn windows() { check(System::Windows, Some("explorer|/reports/a b.pdf")); }
        #[test] fn mac() { check(System::Mac, Some("open|/reports/a b.pdf")); }
        #[test] fn with_a_display() { check(System::Unix { has_display: true }, Some("xdg-open|/reports/a b.pdf")); }
        #[test] fn without_a_display() { check(System::Unix { has_display: false }, None); }
    }

    #[test]
    fn a_program_that_is_not_there_is_told_of() {
        assert!(start(&["no-such-program-anywhere".into()]).is_err());
        assert!(start(&[]).is_err());
    }

    /// It runs on its own, without our terminal, and we do not wait for it.
    #[test]
    #[cfg(unix)]
    fn nobody_waits_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let sign = folder.path().join("sign");
        let begun = std::time::Instant::now();
        let script = format!("sleep 1; test -t 0 || test -t 1 || echo own > '{}'", sign.display());
        start(&["sh".into(), "-c".into(), script.into()]).unwrap();
        assert!(begun.elapsed() < std::time::Duration::from_millis(900));
        for _ in 0..200 {
            if std::fs::read(&sign).is_ok_and(|bytes| bytes == b"own\n") {
                return;
            }
            thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("it left no sign");
    }
}
