//! The loop: events in, effects out. The only part of the terminal that reads or writes.
//!
//! Keys, signals and what the writer has to say arrive through one channel, and the loop sleeps
//! until something does. Nothing is polled, so an idle program takes no time at all.

mod listen;
mod work;

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossterm::event;

use super::action::Action;
use super::app::{App, Effect, News};
use super::desk::{Desk, Opened};
use super::keymap::Keymap;
use super::sitting::Sitting;
use super::stage::{Canvas, OnTerminal, Stage};
use super::tape::{Recorder, Step, Tape};
use super::terminal;
use super::theme::{Ground, Theme};
use super::writer::{self, Job};
use crate::words::{Wish, fill};

pub(super) use self::listen::Wake;
use self::listen::{Keyboard, listen_for_signals, read_input};

/// Of more assessments than these the list is seen to come after the screen.
const MANY: usize = 200;

/// What is shown first.
pub enum Opening {
    Home,
    /// The form of a new assessment.
    Start,
    /// An assessment that is open already.
    Opened(Box<Opened>),
}

/// How the terminal is used.
#[derive(Clone, Debug)]
pub struct Settings {
    pub color: bool,
    pub ground: Ground,
    pub ascii: bool,
    pub mouse: bool,
    /// The language somebody wants to be spoken to in.
    pub wish: Wish,
    pub keymap: Keymap,
    /// Said on the first screen.
    pub notice: Option<String>,
}

/// How it ended.
pub struct End {
    /// The exit code, or why the terminal could not be used.
    pub code: io::Result<u8>,
    /// What was on the table.
    pub left: Option<Sitting>,
    pub lost: Option<Lost>,
}

/// Changes that were tried once more at the end, and could not be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    pub changes: usize,
    pub why: String,
}

/// Runs until the person leaves, and records what was typed if a recorder is given. Everything handed to
/// the writer is written before this returns, or told of as lost.
pub fn run(desk: &mut dyn Desk, opening: Opening, settings: Settings, recorder: Option<Recorder>) -> End {
    let (sender, receiver) = channel();
    let (mut world, mut app, first) = set_up(desk, opening, settings, sender.clone());
    world.recorder = recorder;
    let code = world.run_on_terminal(&mut app, first, &sender, &receiver);
    world.leave();
    End { code, left: app.sitting, lost: world.lost }
}

/// How a tape has been played.
pub struct Played {
    pub end: End,
    /// The screens that it asked for, else the last one: lines of text, each without the space at its end.
    pub screens: Vec<String>,
    /// How many of its steps came after the program had ended.
    pub left_over: usize,
}

/// Plays a tape without a terminal, as if somebody typed it who waits after each key until all is saved.
pub fn replay(desk: &mut dyn Desk, opening: Opening, settings: Settings, tape: &Tape) -> Played {
    let (sender, receiver) = channel();
    let (mut world, mut app, first) = set_up(desk, opening, settings, sender);
    let mut screens = Vec::new();
    let mut played = 0;
    let code = world.play(&mut app, first, tape, &receiver, &mut screens, &mut played);
    if screens.is_empty() {
        screens.push(Canvas::look(&app));
    }
    world.leave();
    let end = End { code, left: app.sitting, lost: world.lost };
    Played { end, screens, left_over: tape.steps.len() - played }
}

fn set_up(
    desk: &mut dyn Desk,
    opening: Opening,
    settings: Settings,
    sender: Sender<Wake>,
) -> (World<'_>, App, Vec<Effect>) {
    let theme = Theme { color: settings.color, ground: settings.ground, ascii: settings.ascii };
    let mut app = App::new(desk.glance(), desk.folder(), theme, settings.wish);
    app.mouse = settings.mouse;
    app.keymap = settings.keymap;
    app.proposal = desk.proposal();
    app.today = desk.today();
    app.others = desk.others();
    let (jobs, writer) = writer::start(sender);
    let mut world = World {
        desk,
        jobs: Some(jobs),
        writer: Some(writer),
        recorder: None,
        looks_back: false,
        code: None,
        lost: None,
    };
    let first = match opening {
        Opening::Home => vec![Effect::List],
        Opening::Start => {
            super::screen::start::enter(&mut app);
            Vec::new()
        }
        Opening::Opened(opened) => {
            let news = world.sit_down(*opened);
            app.hear(news)
        }
    };
    if let Some(notice) = settings.notice {
        app.notice = Some(app.notice.map_or(notice.clone(), |first| format!("{first} {notice}")));
    }
    (world, app, first)
}

struct World<'a> {
    desk: &'a mut dyn Desk,
    jobs: Option<Sender<Job>>,
    writer: Option<JoinHandle<()>>,
    /// Writes down what is typed.
    recorder: Option<Recorder>,
    /// Whether to look for what was answered the time before, once a frame is drawn.
    looks_back: bool,
    /// The exit code, once it is settled.
    code: Option<u8>,
    lost: Option<Lost>,
}

impl World<'_> {
    fn run_on_terminal(
        &mut self,
        app: &mut App,
        first: Vec<Effect>,
        sender: &Sender<Wake>,
        receiver: &Receiver<Wake>,
    ) -> io::Result<u8> {
        let guard = terminal::take(app.mouse)?;
        listen_for_signals(sender)?;
        let code = self.run(app, &mut OnTerminal::new()?, first, sender, receiver);
        drop(guard);
        code
    }

    fn run(
        &mut self,
        app: &mut App,
        screen: &mut OnTerminal,
        first: Vec<Effect>,
        sender: &Sender<Wake>,
        receiver: &Receiver<Wake>,
    ) -> io::Result<u8> {
        // From here on a change of the size is reported: one that came before the first look would never be.
        event::poll(Duration::ZERO)?;
        let (width, height) = screen.size()?;
        app.resize(width, height);
        self.work(app, screen, first)?;
        if let Some(why) = self.record(&Step::Size { width, height }) {
            app.notice = Some(fill(app.words.common.tape_ends, &[("why", &why)]));
        }
        self.draw(app, screen)?;
        // Keys are read only once there is something to press them at.
        let (next, wanted) = channel();
        read_input(Keyboard { sender: sender.clone(), wanted });
        // Only how long something takes is measured by it; a tape that is played knows no time.
        let begun = Instant::now();
        loop {
            let Ok(first) = receiver.recv() else { return Ok(1) };
            let mut woken = Some(first);
            while let (Some(wake), None) = (woken.take(), self.code) {
                let is_key = matches!(wake, Wake::Input(Step::Press(_)));
                app.tick(begun.elapsed());
                if is_key && app.room.is_too_small() {
                    // A key pressed after the window grew may be heard of before the window.
                    let (width, height) = screen.size()?;
                    if (width, height) != (app.room.width, app.room.height) {
                        self.wake(app, screen, Wake::Input(Step::Size { width, height }))?;
                    }
                }
                self.wake(app, screen, wake)?;
                if is_key {
                    // Whoever reads the keyboard may be gone already.
                    let _nobody_reads_any_more = next.send(());
                }
                woken = receiver.try_recv().ok();
            }
            if let Some(code) = self.code {
                return Ok(code);
            }
            self.draw(app, screen)?;
        }
    }

    /// Draws a frame; what can wait until somebody sees something is done behind it.
    fn draw(&mut self, app: &mut App, screen: &mut OnTerminal) -> io::Result<()> {
        screen.draw(app)?;
        if self.look_back(app) { screen.draw(app) } else { Ok(()) }
    }

    /// Looks for what was answered the time before, where that was wanted; returns whether something was found.
    fn look_back(&mut self, app: &mut App) -> bool {
        let wanted = std::mem::take(&mut self.looks_back);
        let Some(sitting) = app.sitting.as_ref().filter(|_| wanted) else { return false };
        let before = self.desk.before(&sitting.assessment);
        let found = !before.is_empty();
        app.hear(News::Before(before));
        found
    }

    fn play(
        &mut self,
        app: &mut App,
        first: Vec<Effect>,
        tape: &Tape,
        receiver: &Receiver<Wake>,
        screens: &mut Vec<String>,
        played: &mut usize,
    ) -> io::Result<u8> {
        self.work(app, &mut Canvas, first)?;
        self.settle(app, receiver)?;
        for step in &tape.steps {
            if let Some(code) = self.code {
                return Ok(code);
            }
            match step {
                Step::Screen => screens.push(Canvas::look(app)),
                step => {
                    let effects = perform(app, step);
                    self.work(app, &mut Canvas, effects)?;
                    self.settle(app, receiver)?;
                }
            }
            *played += 1;
        }
        Ok(self.code.unwrap_or(0))
    }

    /// Waits until everything handed to the writer is saved, or known not to be.
    fn settle(&mut self, app: &mut App, receiver: &Receiver<Wake>) -> io::Result<()> {
        self.look_back(app);
        while 0 < app.ledger.unsaved() && app.ledger.trouble.is_none() && self.code.is_none() {
            let Ok(wake) = receiver.recv() else { return Ok(()) };
            self.wake(app, &mut Canvas, wake)?;
        }
        Ok(())
    }

    fn wake(&mut self, app: &mut App, screen: &mut dyn Stage, wake: Wake) -> io::Result<()> {
        let effects = match wake {
            Wake::Input(step) => {
                let trouble = self.record(&step);
                let effects = perform(app, &step);
                if let Some(why) = trouble {
                    app.notice = Some(fill(app.words.common.tape_ends, &[("why", &why)]));
                }
                effects
            }
            Wake::News(news) => app.hear(*news),
            Wake::Signal(code) => app.end(code),
            Wake::CalledBack => {
                screen.retake(app)?;
                Vec::new()
            }
            Wake::InputGone => app.end(129),
            Wake::WriterGone => vec![Effect::Quit(101)],
        };
        self.work(app, screen, effects)
    }

    /// Nobody's answers wait for a tape: where it cannot be written, it ends, and why is returned.
    fn record(&mut self, step: &Step) -> Option<io::Error> {
        let why = self.recorder.as_mut()?.add(step).err()?;
        self.recorder = None;
        Some(why)
    }
}

fn perform(app: &mut App, step: &Step) -> Vec<Effect> {
    match step {
        Step::Press(key) => app.press(*key),
        Step::Click { column, line } => app.click(*column, *line),
        Step::WheelUp => app.update(Action::Up),
        Step::WheelDown => app.update(Action::Down),
        Step::Paste(text) => {
            app.paste(text);
            Vec::new()
        }
        Step::Size { width, height } => {
            app.resize(*width, *height);
            Vec::new()
        }
        Step::Screen => Vec::new(),
    }
}
