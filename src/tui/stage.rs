//! Where frames are drawn: on the terminal, or on a canvas that is looked at later.

use std::io::{self, BufWriter, Stdout, stdout};

use ratatui::Terminal;
use ratatui::backend::{CrosstermBackend, TestBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::App;
use super::terminal;
use crate::text::wrap;

pub(super) trait Stage {
    fn draw(&mut self, app: &App) -> io::Result<()>;

    /// Forgets what is shown, so that the next frame draws all of it.
    fn redraw(&mut self, app: &mut App) -> io::Result<()>;

    /// Whether somebody looks on, for whom a file may be opened.
    fn is_seen(&self) -> bool;

    fn set_mouse(&mut self, on: bool) -> io::Result<()>;

    /// Stops the program until it is called back.
    fn suspend(&mut self, app: &mut App) -> io::Result<()>;

    /// Takes the screen again, after the program was stopped by others and called back.
    fn retake(&mut self, app: &mut App) -> io::Result<()>;

    /// Lets another program have the terminal for a while. Where there is none, nobody writes anything.
    fn hand_over(&mut self, app: &mut App, edit: &mut Editing<'_>) -> io::Result<Result<String, String>>;

    fn copy(&mut self, text: &str) -> io::Result<()>;
}

/// What brings a text back from another program, or the reason why not.
pub(super) type Editing<'a> = dyn FnMut() -> Result<String, String> + 'a;

/// The terminal that was taken.
pub(super) struct OnTerminal(Terminal<CrosstermBackend<BufWriter<Stdout>>>);

impl OnTerminal {
    pub(super) fn new() -> io::Result<OnTerminal> {
        let output = BufWriter::with_capacity(1 << 15, stdout());
        Terminal::new(CrosstermBackend::new(output)).map(OnTerminal)
    }

    /// In columns and lines.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        self.0.size().map(|size| (size.width, size.height))
    }
}

impl Stage for OnTerminal {
    fn draw(&mut self, app: &App) -> io::Result<()> {
        self.0.draw(|frame| app.view(frame)).map(drop)
    }

    fn redraw(&mut self, app: &mut App) -> io::Result<()> {
        let (width, height) = self.size()?;
        app.resize(width, height);
        // Not `clear`, which asks the terminal where its cursor is and waits for an answer.
        self.0.resize(Rect { x: 0, y: 0, width, height })
    }

    fn is_seen(&self) -> bool {
        true
    }

    fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        terminal::set_mouse(on)
    }

    fn suspend(&mut self, app: &mut App) -> io::Result<()> {
        terminal::suspend(app.mouse)?;
        self.redraw(app)
    }

    fn retake(&mut self, app: &mut App) -> io::Result<()> {
        terminal::retake(app.mouse)?;
        self.redraw(app)
    }

    fn hand_over(&mut self, app: &mut App, edit: &mut Editing<'_>) -> io::Result<Result<String, String>> {
        terminal::restore();
        let edited = edit();
        terminal::enter(app.mouse)?;
        self.redraw(app)?;
        Ok(edited)
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        terminal::copy(text)
    }
}

/// A screen without a terminal: nothing is drawn before somebody looks.
pub(super) struct Canvas;

impl Canvas {
    /// The screen as text: its lines, each without the space at its end.
    pub(super) fn look(app: &App) -> String {
        let backend = TestBackend::new(app.room.width, app.room.height);
        let Ok(mut terminal) = Terminal::new(backend);
        let Ok(_) = terminal.draw(|frame| app.view(frame));
        text(terminal.backend().buffer())
    }
}

impl Stage for Canvas {
    fn draw(&mut self, _app: &App) -> io::Result<()> {
        Ok(())
    }

    fn redraw(&mut self, _app: &mut App) -> io::Result<()> {
        Ok(())
    }

    fn is_seen(&self) -> bool {
        false
    }

    fn set_mouse(&mut self, _on: bool) -> io::Result<()> {
        Ok(())
    }

    fn suspend(&mut self, _app: &mut App) -> io::Result<()> {
        Ok(())
    }

    fn retake(&mut self, _app: &mut App) -> io::Result<()> {
        Ok(())
    }

    fn hand_over(&mut self, _app: &mut App, _edit: &mut Editing<'_>) -> io::Result<Result<String, String>> {
        Ok(Ok(String::new()))
    }

    fn copy(&mut self, _text: &str) -> io::Result<()> {
        Ok(())
    }
}

/// The lines of a buffer, each without the space at its end. A wide character stands in two cells, and is written once.
pub(super) fn text(buffer: &Buffer) -> String {
    let mut screen = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut covered = 0;
        let mut line = String::new();
        for x in buffer.area.left()..buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            if covered == 0 {
                line.push_str(symbol);
                covered = wrap::width(symbol).saturating_sub(1);
            } else {
                covered -= 1;
            }
        }
        screen.push_str(line.trim_end());
        screen.push('\n');
    }
    screen
}
