//! A tape: what somebody typed, as a text that can be played again.
//!
//! ```text
//! tape 1
//! size 80x24
//! keys 3<enter>2<enter>
//! paste "They told us.\nTwice."
//! click 12 7
//! screen
//! ```
//!
//! `screen` is written by hand: there the screen is printed. Lines that are empty or begin with `#` say
//! nothing. The same tape on the same answers gives the same screens.

use std::io::{self, Write};

use crossterm::event::{Event as Input, KeyEventKind, MouseButton, MouseEventKind};

use super::keys::{self, Key};
use crate::text::{self, visible};

/// The form that is written today.
const FORM: u32 = 1;
/// The longest tape that is read, in bytes.
pub const LONGEST: usize = 4 << 20;
/// The widest and the highest screen that a tape may ask for.
const LARGEST: u16 = 500;
/// How many faults of a tape are told.
const TOLD: usize = 50;

/// One thing that reaches the program from the person before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Press(Key),
    Paste(String),
    Click {
        column: u16,
        line: u16,
    },
    WheelUp,
    WheelDown,
    Size {
        width: u16,
        height: u16,
    },
    /// Nothing happens; the screen is looked at.
    Screen,
}

impl Step {
    /// What the terminal reports; `None` for what means nothing here.
    pub fn of(input: Input) -> Option<Step> {
        match input {
            // Some terminals report releases as well; acting on them would do everything twice.
            Input::Key(key) if key.kind == KeyEventKind::Press => Key::of(&key).map(Step::Press),
            Input::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => {
                    Some(Step::Click { column: mouse.column, line: mouse.row })
                }
                MouseEventKind::ScrollUp => Some(Step::WheelUp),
                MouseEventKind::ScrollDown => Some(Step::WheelDown),
                _ => None,
            },
            Input::Paste(text) => Some(Step::Paste(text)),
            Input::Resize(width, height) => Some(Step::Size { width, height }),
            Input::Key(_) | Input::FocusGained | Input::FocusLost => None,
        }
    }

    /// Reads a line, which may hold many keys.
    fn read(line: &str) -> Result<Vec<Step>, String> {
        let (what, rest) = line.split_once(' ').unwrap_or((line, ""));
        let one = |step: Step| Ok(vec![step]);
        match (what, rest) {
            ("keys", typed) => Ok(keys::read(typed)
                .map_err(|fault| visible(&fault).into_owned())?
                .into_iter()
                .map(Step::Press)
                .collect()),
            ("paste", text) => match serde_json::from_str(text) {
                Ok(text) => one(Step::Paste(text)),
                Err(_) => {
                    Err("the text of `paste` stands in double quotes, as in `paste \"two words\"`".to_owned())
                }
            },
            ("click", place) => match two(place, ' ') {
                Some((column, line)) => one(Step::Click { column, line }),
                None => {
                    Err("`click` wants a column and a line, counted from 0, as in `click 12 7`".to_owned())
                }
            },
            ("wheel", "up") => one(Step::WheelUp),
            ("wheel", "down") => one(Step::WheelDown),
            ("wheel", _) => Err("`wheel` turns `up` or `down`".to_owned()),
            ("size", size) => match two(size, 'x') {
                Some((width @ 1..=LARGEST, height @ 1..=LARGEST)) => one(Step::Size { width, height }),
                Some(_) | None => Err(format!(
                    "`size` is columns and lines, from 1x1 to {LARGEST}x{LARGEST}, as in `size 80x24`"
                )),
            },
            ("screen", "") => one(Step::Screen),
            _ => Err(format!(
                "`{}` is no step: a line begins with keys, paste, click, wheel, size or screen",
                visible(&text::short(what, 40))
            )),
        }
    }
}

/// Two numbers with a sign between them.
fn two(text: &str, between: char) -> Option<(u16, u16)> {
    let (one, other) = text.split_once(between)?;
    Some((one.parse().ok()?, other.parse().ok()?))
}

/// A whole tape, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tape {
    pub steps: Vec<Step>,
}

impl Tape {
    /// Reads a tape. The faults are all told at once, a line each, with the number of the line they are in.
    pub fn read(text: &str) -> Result<Tape, String> {
        let says_something = |(_, line): &(usize, &str)| !line.is_empty() && !line.starts_with('#');
        let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
        let mut lines = lines.filter(says_something);
        let head = lines.next().map_or("", |(_, line)| line);
        match head.strip_prefix("tape ").map(str::parse::<u32>) {
            Some(Ok(FORM)) => {}
            Some(Ok(form)) if FORM < form => {
                return Err(format!(
                    "this tape is of form {form}, which a newer leaky-bucket reads; this one reads form {FORM}"
                ));
            }
            Some(_) | None => return Err(format!("this is no tape: its first line is `tape {FORM}`")),
        }
        let mut tape = Tape::default();
        let mut faults = Vec::new();
        for (number, line) in lines {
            match Step::read(line) {
                Ok(steps) => tape.steps.extend(steps),
                Err(fault) => faults.push(format!("line {number}: {fault}")),
            }
        }
        match faults.len() {
            0 => Ok(tape),
            total => {
                faults.truncate(TOLD);
                if TOLD < total {
                    faults.push(format!("and {} more", total - TOLD));
                }
                Err(faults.join("\n"))
            }
        }
    }
}

/// Writes a tape while it is played.
pub struct Recorder {
    out: Box<dyn Write>,
    /// Whether the line is not ended yet, since more keys may follow.
    is_open: bool,
}

impl Recorder {
    pub fn new(mut out: Box<dyn Write>) -> io::Result<Recorder> {
        writeln!(out, "tape {FORM}")?;
        Ok(Recorder { out, is_open: false })
    }

    /// Adds a step. A key stands behind the keys before it, up to the next Enter.
    pub fn add(&mut self, step: &Step) -> io::Result<()> {
        let out = &mut self.out;
        if let Step::Press(key) = step {
            if !self.is_open {
                write!(out, "keys ")?;
            }
            write!(out, "{key}")?;
            self.is_open = *key != Key::Enter;
            if !self.is_open {
                writeln!(out)?;
            }
            return out.flush();
        }
        if std::mem::take(&mut self.is_open) {
            writeln!(out)?;
        }
        match step {
            Step::Press(_) => {}
            Step::Paste(text) => writeln!(out, "paste {}", serde_json::Value::from(text.as_str()))?,
            Step::Click { column, line } => writeln!(out, "click {column} {line}")?,
            Step::WheelUp => writeln!(out, "wheel up")?,
            Step::WheelDown => writeln!(out, "wheel down")?,
            Step::Size { width, height } => writeln!(out, "size {width}x{height}")?,
            Step::Screen => writeln!(out, "screen")?,
        }
        out.flush()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        if self.is_open {
            // The keys are written; only the line's end would be missing.
            drop(writeln!(self.out));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[Step]) {
        assert_eq!(Tape::read(&format!("tape 1\n{text}")).unwrap().steps, want);
    }

    #[track_caller]
    fn check_fault(text: &str, want: &str) {
        assert_eq!(Tape::read(text).unwrap_err(), want);
    }

    fn press(character: char) -> Step {
        Step::Press(Key::Char(character))
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn keys() { check("keys 3<enter> d", &[press('3'), Step::Press(Key::Enter), press(' '), press('d')]); }
        #[test] fn paste() { check("paste \"a\\nb\"", &[Step::Paste("a\nb".to_owned())]); }
        #[test] fn mouse() { check("click 12 7\nwheel up\nwheel down", &[Step::Click { column: 12, line: 7 }, Step::WheelUp, Step::WheelDown]); }
        #[test] fn size() { check("size 200x60", &[Step::Size { width: 200, height: 60 }]); }
        #[test] fn nothing_said() { check("\n# a remark\n\nscreen\n", &[Step::Screen]); }
        #[test] fn carriage_returns() { check("keys q\r\nscreen\r\n", &[press('q'), Step::Screen]); }
        #[test] fn every_fault() {
            check_fault(
                "tape 1\nkeys <fly>\nkeys q\npaste two words\nclick 3\nwheel round\nsize 0x24\nsize 80\nscreen 3\njump",
                "line 2: there is no key `<fly>`\n\
                 line 4: the text of `paste` stands in double quotes, as in `paste \"two words\"`\n\
                 line 5: `click` wants a column and a line, counted from 0, as in `click 12 7`\n\
                 line 6: `wheel` turns `up` or `down`\n\
                 line 7: `size` is columns and lines, from 1x1 to 500x500, as in `size 80x24`\n\
                 line 8: `size` is columns and lines, from 1x1 to 500x500, as in `size 80x24`\n\
                 line 9: `screen` is no step: a line begins with keys, paste, click, wheel, size or screen\n\
                 line 10: `jump` is no step: a line begins with keys, paste, click, wheel, size or screen",
            );
        }
        #[test] fn no_tape() { for text in ["", "keys q", "tape", "tape one"] { check_fault(text, "this is no tape: its first line is `tape 1`"); } }
        #[test] fn newer() { check_fault("tape 2\nfly", "this tape is of form 2, which a newer leaky-bucket reads; this one reads form 1"); }
        #[test] fn many_faults() { assert!(Tape::read(&format!("tape 1\n{}", "no\n".repeat(51))).unwrap_err().ends_with("and 1 more")); }
    }

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_is_recorded_is_read_back() {
        let steps = [
            Step::Size { width: 80, height: 24 },
            press('3'),
            Step::Press(Key::Enter),
            press('<'),
            press(' '),
            press('"'),
            press('ü'),
            Step::Press(Key::Ctrl('r')),
            Step::Paste("\u{1b}[201~\n\"#\u{2028}\0".to_owned()),
            press('#'),
            Step::Click { column: 3, line: 9 },
            Step::WheelDown,
            Step::WheelUp,
            Step::Press(Key::PageDown),
        ];
        let paper = Paper::default();
        let mut recorder = Recorder::new(Box::new(paper.clone())).unwrap();
        steps.iter().for_each(|step| recorder.add(step).unwrap());
        drop(recorder);
        let text = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
        assert_eq!(Tape::read(&text).unwrap().steps, steps, "{text}");
        assert!(
            text.starts_with("tape 1\nsize 80x24\nkeys 3<enter>\nkeys <lt><space>\"ü<c-r>\npaste "),
            "{text}"
        );
        assert!(text.ends_with("wheel up\nkeys <pgdn>\n"), "{text}");
    }
}
